"""The files of a folder, for both readers alike: none is left out without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from caseload_folders import RULES

from kontaktforloeb.caseload.folder import files_of
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.errors import CaseloadError

FILES = {
    "spells.csv": "citizen;group;start\nC1;6.2;2025-01-06\n",
    "meetings.CSV": "citizen;date;type;held_by\nC1;2025-01-10;7;jobcenter\n",
    "Citizens.Csv": "citizen\nC1\n",
    "exemptions.csv.txt": "citizen;kind;start;end\nC1;sygdom;2025-01-06;\n",
    "hours": "citizen;month;hours\n",
    "events.xlsx": "",
    ".hidden.csv": "",
}
TOLD = [
    ("Citizens.Csv", "citizens"),
    ("events.xlsx", "events"),
    ("exemptions.csv.txt", "exemptions"),
    ("hours", "hours"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "older.csv.d").mkdir()
    return tmp_path


def test_an_ending_in_capitals_is_one_and_every_other_file_is_told_of(folder: Path) -> None:
    read = read_folder(folder, RULES)
    assert [len(case.meetings) for case in read.cases] == [1]
    assert sorted((note.table, note.nearest) for note in read.notes) == TOLD


def test_the_reader_of_text_tells_of_typed_tables_that_it_does_not_read(folder: Path) -> None:
    (folder / "hours").unlink()
    (folder / "hours.parquet").write_bytes(b"")
    assert ("hours.parquet", "hours") in [(note.table, note.nearest) for note in read_folder(folder, RULES).notes]


def test_the_bulk_reader_tells_of_the_same_files(folder: Path) -> None:
    pytest.importorskip("polars")
    from kontaktforloeb.caseload.frames import read_frames  # noqa: PLC0415 (it needs the extra)
    from kontaktforloeb.caseload.raw import read_raw  # noqa: PLC0415 (it needs the extra)

    read = read_frames(read_raw(folder), RULES)
    assert len(read.meetings) == 1
    assert sorted((note.table, note.nearest) for note in read.notes) == TOLD


@pytest.mark.parametrize("second", ["spells.CSV", "spells.parquet"])
def test_a_table_that_is_there_twice_is_a_problem(folder: Path, second: str) -> None:
    (folder / second).write_bytes((folder / "spells.csv").read_bytes())
    with pytest.raises(CaseloadError) as caught:
        files_of(folder)
    (problem,) = caught.value.problems
    assert problem.facts.keys() == {"first", "second"}
    assert set(problem.facts.values()) == {"spells.csv", second}


def test_a_folder_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(CaseloadError, match="cannot be read"):
        files_of(tmp_path / "none")
