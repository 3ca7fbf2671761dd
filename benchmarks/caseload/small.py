"""The small path: `check FOLDER` on a folder of CSV beside the csv module alone and the engine alone."""

from __future__ import annotations

import csv
import gc
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from kontaktforloeb import load_rules
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.run import check_caseload
from kontaktforloeb.caseload.write import write_findings
from kontaktforloeb.cli import main as cli

AS_OF = date(2026, 11, 1)
ROUNDS = 3
SPELLS = ("citizen", "group", "start", "end")
MEETINGS = (
    "citizen", "date", "type", "held_by", "with", "form", "status", "individual", "registered", "adviser", "topics",
    "agreements", "minutes", "prep_minutes", "prep_date",
)  # fmt: skip


def make(folder: Path, citizens: int) -> None:
    """Write a caseload of so many citizens, half on dagpenge, six meetings each."""
    random = Random(20261101)  # noqa: S311 (made data, no secret)
    spells, meetings = [], []
    for number in range(citizens):
        citizen, start = f"B{number:07d}", date(2024, 1, 1) + timedelta(days=random.randrange(900))
        group = random.choice(["dagpenge", "kontanthjaelp-jobparat"])
        spells.append([citizen, group, start, ""])
        for nth in range(6):
            day = start + timedelta(days=30 * nth + random.randrange(20))
            holder = "a-kasse" if group == "dagpenge" and nth < 3 else "jobcenter"
            meetings.append([citizen, day, "jobsamtale", holder, "", "fremmoede", "afholdt", *[""] * 8])
    for name, header, rows in (("spells", SPELLS, spells), ("meetings", MEETINGS, meetings)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])


def csv_alone(folder: Path) -> None:
    """Read every table with the csv module and do nothing else."""
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for _ in csv.reader(file):
                pass


def seconds(work: Callable[[], object]) -> float:
    """Give the best time of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best


def main(citizens: int) -> None:
    """Print the times and their ratio."""
    gc.disable()  # As the command does.
    rulebook = load_rules()
    with tempfile.TemporaryDirectory() as name:
        folder, by_hand, by_command = Path(name), Path(name) / "hand.out.csv", Path(name) / "command.out.csv"
        source = folder / "caseload"
        source.mkdir()
        make(source, citizens)
        caseload = read_folder(source, rulebook)

        def engine() -> None:
            for _ in check_caseload(caseload, as_of=AS_OF, rulebook=rulebook):
                pass

        def whole() -> None:
            with suppress(SystemExit):
                cli(["check", str(source), "--as-of", str(AS_OF), "--output", str(by_command)])

        assessments = check_caseload(caseload, as_of=AS_OF, rulebook=rulebook)
        write_findings(by_hand, (finding for assessment in assessments for finding in assessment.findings))
        total = seconds(whole)
        if by_hand.read_bytes() != by_command.read_bytes():
            sys.exit("the command and the engine do not agree")
        read, judged, loaded = (
            seconds(lambda: csv_alone(source)),
            seconds(engine),
            seconds(lambda: read_folder(source, rulebook)),
        )
        print(
            f"{citizens} citizens: csv alone {read:.2f} s, read into cases {loaded:.2f} s, engine {judged:.2f} s,"
            f" check FOLDER {total:.2f} s, ratio to csv + engine {total / (read + judged):.2f}",
            file=sys.stderr,
        )


def command(citizens: str) -> None:
    """Run as a process of its own."""
    main(int(citizens))
