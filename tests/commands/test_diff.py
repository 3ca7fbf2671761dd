from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kontaktforloeb.caseload.snapshots.change import CHANGES
from kontaktforloeb.cli import build
from kontaktforloeb.texts import Lang

SPELLS = "citizen,group,start,end\nB1,kontanthjaelp-jobparat,2022-01-03,\nB2,kontanthjaelp-jobparat,2022-01-03,\n"
HEADER = "citizen,date,type,held_by,status,registered\n"
HELD = [f"B1,2022-0{month}-10,jobsamtale,jobcenter,,2022-0{month}-10" for month in (1, 2, 3, 4)]


def run(*arguments: object, lang: Lang = "en") -> Result:
    return CliRunner().invoke(build(lang), [str(argument) for argument in arguments])


def export(folder: Path, *meetings: str, spells: str = SPELLS) -> Path:
    folder.mkdir()
    (folder / "spells.csv").write_text(spells, "utf-8")
    (folder / "meetings.csv").write_text(HEADER + "".join(f"{line}\n" for line in meetings), "utf-8")
    return folder


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def changes(path: str = "changes.csv") -> list[dict[str, str]]:
    with Path(path).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("old", "new", "options", "code"),
    [
        (HELD, HELD, (), 0),
        (HELD, HELD[:3], (), 1),
        (HELD[:3], HELD, (), 0),
        (HELD[:3], HELD[:3], ("--as-of-old", "2022-06-01"), 1),
        (HELD[:3], HELD[:2], (), 0),  # It was overdue before.
    ],
)
def test_the_exit_code_says_whether_something_became_overdue(
    old: list[str], new: list[str], options: tuple[str, ...], code: int
) -> None:
    export(Path("old"), *old)
    export(Path("new"), *new)

    result = run("diff", "old", "new", "--as-of", "2022-08-01", "--rules", "lab", *options)

    assert result.exit_code == code, result.output
    assert "B1" not in result.output


def test_the_file_has_the_columns_in_order_and_the_same_bytes_on_every_run() -> None:
    export(Path("old"), *HELD)
    export(Path("new"), HELD[0], *HELD[2:])
    arguments = ("diff", "old", "new", "--as-of", "2022-08-01", "--rules", "lab", "--output")

    assert run(*arguments, "changes.csv").exit_code == 1
    run(*arguments, "again.csv", lang="da")

    course = "2022-01-03,kontanthjaelp-jobparat,2020-01-01"
    assert Path("changes.csv").read_bytes() == Path("again.csv").read_bytes()
    assert Path("changes.csv").read_text("utf-8").splitlines() == [
        ",".join(CHANGES.columns),
        f"B1,findings,changed,status,{course},lab/31-1,1,,2022-07-02,met,overdue,data,30",
        "B1,meetings,gone,status,,,,,,jobsamtale jobcenter,2022-02-10,afholdt,,vanished,",
    ]


def test_one_export_as_it_was_known_on_two_days() -> None:
    export(Path("all"), *HELD[:3], "B1,2022-06-20,jobsamtale,jobcenter,,2022-07-20")

    result = run(
        "diff", "all", "all", "--as-of", "2022-08-01", "--rules", "lab",
        "--as-known-on-old", "2022-07-02", "--output", "changes.csv",
    )  # fmt: skip

    assert result.exit_code == 0, result.output
    assert "As known on 2022-07-02: 1 meeting(s) and 0 exemption(s) registered later are left out." in result.stdout
    assert "The as-of day 2022-08-01 lies after 2022-07-02" in result.stdout
    assert [(row["from"], row["to"], row["why"]) for row in changes()] == [
        ("overdue", "met", "data"),
        ("", "afholdt", "backdated"),
    ]


@pytest.mark.parametrize(
    ("options", "days"),
    [
        (("--as-known-on", "2022-06-01"), ("2022-06-01", "2022-06-01")),
        (("--as-known-on", "2022-06-01", "--as-known-on-old", "2022-05-01"), ("2022-05-01", "2022-06-01")),
        (("--as-known-on", "2022-06-01", "--as-of", "2022-04-01"), ("2022-04-01", "2022-04-01")),
        (("--as-of", "2022-06-01", "--as-of-old", "2022-05-01"), ("2022-05-01", "2022-06-01")),
        (("--as-of", "2022-06-01"), ("2022-06-01", "2022-06-01")),
    ],
)
def test_the_days_that_are_not_given_follow_from_those_that_are(
    options: tuple[str, ...], days: tuple[str, str]
) -> None:
    export(Path("all"), *HELD)

    assert f"OLD as of {days[0]}, NEW as of {days[1]}." in run("diff", "all", "all", *options).stdout


def test_meetings_without_a_registration_day_are_counted() -> None:
    export(Path("all"), "B1,2022-01-10,jobsamtale,jobcenter,,", "B1,2022-02-10,jobsamtale,jobcenter,booket,")

    result = run("diff", "all", "all", "--as-known-on", "2022-06-01")

    assert result.stdout.count("1 held meeting(s) have no registration day and are taken as known.") == 2


def test_rows_that_could_not_be_used_are_told_of_each_export() -> None:
    export(Path("old"), *HELD)
    export(Path("new"), *HELD[:3], "B1,2022-04-31,jobsamtale,jobcenter,,")

    result = run("diff", "old", "new", "--as-of", "2022-08-01", "--output", "changes.csv")

    assert "NEW: 1 row(s) could not be used" in result.stdout
    assert "OLD: " not in result.stdout
    assert [row["why"] for row in changes() if row["change"] == "gone"] == ["maybe-rejected"]


def test_two_files_of_findings() -> None:
    export(Path("old"), *HELD)
    export(Path("new"), *HELD[:3])
    for name in ("old", "new"):
        run("check", name, "--as-of", "2022-08-01", "--rules", "lab", "--output", f"{name}.csv")

    result = run("diff", "old.csv", "new.csv", "--output", "changes.csv")

    assert result.exit_code == 1, result.output
    assert [(row["requirement"], row["from"], row["to"], row["why"]) for row in changes()] == [
        ("lab/31-1", "met", "overdue", "data")
    ]


@pytest.mark.parametrize("name", ["new.csv", "new.json", "new.jsonl", "new.parquet", "new.xlsx", "utf-16.csv"])
def test_two_files_of_findings_of_different_forms(name: str) -> None:
    if name in ("new.parquet", "new.xlsx"):
        for package in ("fastexcel", "pyarrow", "xlsxwriter"):
            pytest.importorskip(package)
    export(Path("old"), *HELD)
    export(Path("new"), *HELD[:3])
    written = "new.csv" if name == "utf-16.csv" else name
    run("check", "old", "--as-of", "2022-08-01", "--rules", "lab", "--output", "old.csv")
    run("check", "new", "--as-of", "2022-08-01", "--rules", "lab", "--output", written)
    if name != written:
        Path(name).write_text(Path(written).read_text("utf-8"), "utf-16")

    result = run("diff", "old.csv", name, "--output", "changes.csv")

    assert result.exit_code == 1, result.output
    assert [(row["requirement"], row["from"], row["to"], row["why"]) for row in changes()] == [
        ("lab/31-1", "met", "overdue", "data")
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("new.json", "null", "new.json: holds something else than findings"),
        ("new.json", "{}", "new.json: holds something else than findings"),
        ("new.json", "[" * 100_000, "new.json: cannot be read (RecursionError)"),
        ("new.jsonl", "1\n", "new.jsonl: holds something else than findings"),
        ("new.jsonl", "{\n", "new.jsonl: cannot be read (JSONDecodeError)"),
        ("new.csv", "citizen,group,start\nB1,6.2,2022-01-03\n", "one of the two is a file of findings"),
        ("new.xlsx", "PK", "new.xlsx: this is no workbook that can be read"),
        ("new.csv", None, "new.csv: there is no such file"),
        ("new.parquet", None, "new.parquet: there is no such file"),
    ],
)
def test_a_file_beside_one_of_findings_that_cannot_be_used_is_said(name: str, content: str | None, words: str) -> None:
    if name == "new.xlsx":
        pytest.importorskip("fastexcel")
    export(Path("old"), *HELD)
    run("check", "old", "--as-of", "2022-08-01", "--output", "old.csv")
    if content is not None:
        Path(name).write_text(content, "utf-8")

    for order in (("old.csv", name), (name, "old.csv")):
        result = run("diff", *order)

        assert result.exit_code == 2, result.output
        assert words in result.stderr
        assert "B1" not in result.output


def test_findings_that_stand_in_a_file_twice_are_no_changes() -> None:
    export(Path("old"), *HELD)
    run("check", "old", "--as-of", "2022-08-01", "--output", "old.csv")
    header, *rows = Path("old.csv").read_text("utf-8").splitlines(keepends=True)
    Path("new.csv").write_text(header + "".join(row + row for row in rows), "utf-8")

    result = run("diff", "old.csv", "new.csv", "--output", "changes.csv", lang="da")

    assert result.exit_code == 2, result.output
    assert result.stderr == "new.csv: fundet i række 2 står der igen i række 3; forventet: hvert fund én gang\n"
    assert "B1" not in result.output
    assert not Path("changes.csv").exists()


def test_the_summary_in_danish() -> None:
    export(Path("old"), *HELD)
    export(Path("new"), *HELD[:3])

    result = run("diff", "old", "new", "--as-of", "2022-08-01", "--rules", "lab", lang="da")

    assert "OLD pr. 01-08-2022, NEW pr. 01-08-2022." in result.stdout
    assert "Er kommet over fristen eller ikke overholdt: 1 fund om 1 borger(e)." in result.stdout
    assert "opfyldt -> overskredet" in result.stdout
    assert "meetings: mangler, skulle stadig være der" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["old", "nowhere"], "there is no such folder"),
        (["old", "empty"], "no row can be used to judge anybody"),
        (["old", "old.csv"], "one of the two is a file of findings, the other is not"),
        (["old.csv", "old.csv", "--as-of", "2022-08-01"], "files of findings were judged when they were written"),
        (["old.csv", "old.csv", "--readings", "all"], "files of findings were judged when they were written"),
        (["old", "old", "--as-of-old", "2022-02-30"], "does not exist"),
        (["old", "old", "--as-known-on", "yesterday"], "is no date"),
        (["old", "old", "--output", "changes.xlsx"], "expected .csv"),
        (["old", "old", "--output", "nowhere/changes.csv"], "there is no folder 'nowhere'"),
        (["old", "old", "--output", "old/meetings.csv"], "'meetings.csv' is a table of the caseload"),
        (["old.csv", "old.csv", "--output", "old.csv"], "'old.csv' is a table of the caseload"),
        (["old", "old", "--output", "folder.csv"], "'folder.csv' cannot be written there"),
        (["old", "old", "--rules", "labb"], "did you mean 'lab'?"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_a_message(arguments: list[str], words: str) -> None:
    export(Path("old"), *HELD)
    export(Path("empty"), spells="citizen,group,start\nB1,9.9,2022-01-03\n")
    Path("folder.csv").mkdir()
    run("check", "old", "--as-of", "2022-08-01", "--output", "old.csv")

    result = run("diff", *arguments)

    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert "B1" not in result.output
