"""The command: which measurements, at what size, how often; then the ratios, and the targets beside them."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from caseload import measuring
from caseload.targets import rows, table

MEASUREMENTS = {
    "whole": measuring.whole,
    "part": measuring.part,
    "reference": measuring.reference,
    "growth": measuring.growth,
    "kernel": measuring.kernel,
    "one-rule": measuring.one_rule,
    "start": measuring.start,
    "small": measuring.small,
}


def main(arguments: Sequence[str]) -> None:
    """Measure what is asked for, and print it."""
    given = _parser().parse_args(arguments)
    with _folder(given.folder) as folder:
        setting = measuring.Setting(
            folder, given.courses, given.repeats, tuple(given.formats.split(",")), given.seed,
            tuple(given.contenders.split(",")), given.small_courses,
        )  # fmt: skip
        report = measuring.Report()
        for name in given.measurements.split(","):
            print(f"{name}:", file=sys.stderr, flush=True)
            MEASUREMENTS[name](setting, report)
    print("\n\n".join(report.tables))
    print(f"\nTargets, at {given.courses:,} courses (they are set for 1,000,000):\n")
    print(table(("figure", "target", "measured", ""), rows(report.measured, report.missing)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python benchmarks/caseload", description=__doc__)
    add = parser.add_argument
    add("measurements", nargs="?", type=_known, default=",".join(MEASUREMENTS), help=f"of {', '.join(MEASUREMENTS)}")
    add("--courses", type=int, default=100_000, help="how many courses; 1000000 for the targets")
    add("--small-courses", type=int, default=20_000, help="how many where the slow engines run")
    add("--repeats", type=int, default=5, help="rounds, forwards and backwards in turns")
    add("--formats", default="parquet,csv", help="parquet, csv or both")
    add("--contenders", default=",".join(measuring.CONTENDERS), help=f"of {', '.join(measuring.CONTENDERS)}")
    add("--seed", type=int, default=20261101, help="of the data")
    add("--folder", type=Path, help="where the data are kept from one run to the next; without, nothing is kept")
    return parser


def _known(text: str) -> str:
    unknown = [name for name in text.split(",") if name not in MEASUREMENTS]
    if unknown:
        message = f"no measurement '{unknown[0]}'"
        raise argparse.ArgumentTypeError(message)
    return text


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    """Give the folder for the data: the one that was named, or one that is gone afterwards."""
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    made = Path(tempfile.mkdtemp())
    try:
        yield made
    finally:
        shutil.rmtree(made)
