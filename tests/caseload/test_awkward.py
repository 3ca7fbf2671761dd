"""Files as they come out of case systems and spreadsheets: each folder in `awkward` with its outcome beside it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli
from caseload_folders import RULES, assert_adds_up, put

from kontaktforloeb import Case
from kontaktforloeb.caseload.read import Caseload, read_folder
from kontaktforloeb.caseload.rows import Count, NoteCode, RowCode
from kontaktforloeb.errors import CaseloadError
from kontaktforloeb.report.summary import row_lines

FOLDER = Path(__file__).parent / "awkward"
EXPECTED: dict[str, dict[str, Any]] = tomli.loads((FOLDER / "expected.toml").read_text("utf-8"))
USABLE = {name: case for name, case in EXPECTED.items() if "problems" not in case}
UNUSABLE = {name: case for name, case in EXPECTED.items() if "problems" in case}


def laid_out(case: str, folder: Path) -> Path:
    """Lay the tables of a case beside right ones for those that it does not have."""
    put(folder)
    for path in (FOLDER / case).iterdir():
        shutil.copy(path, folder)
    return folder


def words(*parts: object) -> str:
    return " ".join("-" if part in ("", None) else str(part) for part in parts)


def told(table: str, case: Case) -> list[str]:
    match table:
        case "spells":
            return [words(case.citizen, spell.group, spell.start, spell.end) for spell in case.spells]
        case "meetings":
            return [words(case.citizen, meeting.date, meeting.adviser) for meeting in case.meetings]
        case "hours":
            return [words(case.citizen, hours.month, hours.hours) for hours in case.hours]
        case "exemptions":
            return [words(case.citizen, own.kind, own.start, own.end) for own in case.exemptions]
        case _:
            return [words(case.citizen, case.birth_date)] if case.birth_date else []


def issues_of(caseload: Caseload) -> list[str]:
    return [words(issue.table, issue.row, issue.column, issue.code) for issue in caseload.issues]


def notes_of(caseload: Caseload) -> list[str]:
    return [words(note.table, note.name.replace(" ", "_"), note.code, note.value) for note in caseload.notes]


def test_every_folder_has_its_outcome() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == {*EXPECTED}


@pytest.mark.parametrize("case", USABLE)
def test_every_row_of_an_awkward_file_ends_where_it_is_expected(case: str, tmp_path: Path) -> None:
    expected = USABLE[case]
    caseload = read_folder(laid_out(case, tmp_path), RULES)
    assert {name: caseload.counts[name] for name in expected["counts"]} == {
        name: Count(*counts) for name, counts in expected["counts"].items()
    }
    assert issues_of(caseload) == expected.get("issues", [])
    if "unread" in expected:
        assert [note.code for note in caseload.notes] == [NoteCode.NOT_READ] * expected["unread"]
    else:
        assert notes_of(caseload) == expected.get("notes", [])
    for table, used in expected.get("used", {}).items():
        assert [line for own in caseload.cases for line in told(table, own)] == used
    assert_adds_up(caseload)


@pytest.mark.parametrize("case", UNUSABLE)
def test_a_file_that_cannot_be_used_says_why(case: str, tmp_path: Path) -> None:
    with pytest.raises(CaseloadError) as caught:
        read_folder(laid_out(case, tmp_path), RULES)
    assert [str(problem) for problem in caught.value.problems] == UNUSABLE[case]["problems"]


@pytest.mark.parametrize("case", USABLE)
def test_what_is_printed_of_the_rows_adds_up(case: str, tmp_path: Path) -> None:
    caseload = read_folder(laid_out(case, tmp_path), RULES)
    _, *lines = row_lines(caseload, "en")
    for line in lines[: 1 + len(caseload.counts)]:
        rows, used, repeated, rejected = (int(cell) for cell in line.split()[-4:])
        assert rows == used + repeated + rejected


@pytest.mark.slow
def test_a_million_bad_rows_are_a_million_rejected_rows(tmp_path: Path) -> None:
    bad = {
        RowCode.UNREADABLE_ROW: 'C1,2022-01-10,7,"jobcenter',
        RowCode.CELL_COUNT: "C1,2022-01-10,7",
        RowCode.MISSING_VALUE: ",2022-01-10,7,jobcenter",
        RowCode.TOTAL_ROW: "I alt: {number},,,",
        RowCode.UNKNOWN_VALUE: "C1,2022-01-10,samtale {number},jobcenter",
        RowCode.IMPOSSIBLE_DATE: "C1,2022-02-30 {number},7,jobcenter",
        RowCode.CITIZEN_WITHOUT_SPELL: "B{place},2022-01-10,7,jobcenter",
        RowCode.DAMAGED_ID: '"{number},1E+09",2022-01-10,7,jobcenter',
    }
    number = 1_000_000 // len(bad)
    with (put(tmp_path) / "meetings.csv").open("w", encoding="utf-8") as file:
        file.write("citizen,date,type,held_by\n")
        for place in range(number):
            file.writelines(line.format(number=place % 10, place=place) + "\n" for line in bad.values())
        file.write("C1,2022-01-10,7,jobcenter\n")
    caseload = read_folder(tmp_path, RULES)
    codes = [issue.code for issue in caseload.issues]
    assert {code: codes.count(code) for code in bad} == dict.fromkeys(bad, number)
    assert caseload.counts["meetings"] == Count(1 + len(bad) * number, 1, 0, len(bad) * number)
    assert [meeting.date for meeting in caseload.cases[0].meetings] == [date(2022, 1, 10)]
    assert_adds_up(caseload)
