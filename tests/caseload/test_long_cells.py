"""A cell that is longer than the `csv` module takes costs its row where its column is read, and nothing elsewhere."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from caseload_folders import HEADERS, RULES, put

pytest.importorskip("polars")

from kontaktforloeb.caseload.delimited import LONGEST_CELL, shortened
from kontaktforloeb.caseload.frames import read_frames
from kontaktforloeb.caseload.raw import read_raw
from kontaktforloeb.caseload.read import Caseload, read_folder
from kontaktforloeb.caseload.rows import Count, RowCode

LONG = LONGEST_CELL + 1
HEADER = f"{HEADERS['spells']},note"
CELLS = {
    "bare": "x" * LONG,
    "in quotes": '"' + "x" * LONG + '"',
    "with delimiters": '"' + "x,;\t" * LONG + '"',
    "with quotation marks": '"' + '""' * LONG + '"',
    "with a mark in it": "x" * LONG + '"',
}


@pytest.fixture(autouse=True)
def _the_limit_of_the_process_is_left_alone() -> Iterator[None]:
    before = csv.field_size_limit()
    yield
    assert csv.field_size_limit() == before


def both(folder: Path) -> Caseload:
    """Read a folder in both ways, and show that they come to the same."""
    caseload, frames = read_folder(folder, RULES), read_frames(read_raw(folder), RULES)
    assert (frames.counts, frames.issues, frames.notes) == (caseload.counts, caseload.issues, caseload.notes)
    assert frames.cases(range(len(frames.citizens_index))) == list(caseload.cases)
    return caseload


def with_cell(folder: Path, row: str, *, delimiter: str = ",") -> Path:
    lines = [HEADER, "C1,6.2,2022-01-03,,", row, "C3,6.2,2022-01-03,,x", ""]
    return put(folder, spells="\n".join(line if line is row else line.replace(",", delimiter) for line in lines))


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_long_cell_that_nobody_reads_costs_nothing(kind: str, delimiter: str, tmp_path: Path) -> None:
    row = f"C2,6.2,2022-01-03,,{CELLS[kind]}" if delimiter == "," else f"C2;6.2;2022-01-03;;{CELLS[kind]}"
    caseload = both(with_cell(tmp_path, row, delimiter=delimiter))
    assert (caseload.counts["spells"], caseload.issues) == (Count(3, 3, 0, 0), ())


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("C2,6.2,{long},,", "start", RowCode.UNREADABLE_VALUE),
        ("C2,{long},2022-01-03,,", "group", RowCode.UNREADABLE_VALUE),
        ('C2,6.2,2022-01-03,"{long}",{long}', "end", RowCode.UNREADABLE_VALUE),
        ("{long},6.2,2022-01-03,,", "citizen", RowCode.UNREADABLE_VALUE),
    ],
)
def test_a_long_cell_that_is_read_costs_its_own_row(row: str, column: str, code: RowCode, tmp_path: Path) -> None:
    caseload = both(with_cell(tmp_path, row.format(long="x" * LONG)))
    assert [(issue.row, issue.column, issue.code) for issue in caseload.issues] == [(3, column, code)]
    assert [case.citizen for case in caseload.cases] == ["C1", "C3"]


def test_the_longest_cell_that_the_module_takes_is_what_it_was(tmp_path: Path) -> None:
    events = f"{HEADERS['events']}\nC1,henvendelse,2022-01-02,{'v' * LONGEST_CELL}\n"
    (event,) = both(put(tmp_path, events=events)).cases[0].events
    assert event.value == "v" * LONGEST_CELL


def test_a_limit_that_somebody_else_has_set_changes_nothing(tmp_path: Path) -> None:
    folder = with_cell(tmp_path, f"C2,6.2,{'x' * LONG},,{'x' * LONG}")
    expected = both(folder)
    before = csv.field_size_limit(10 * LONG)
    try:
        assert both(folder) == expected
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(f'C2,6.2,2022-01-03,,"x\n{"x" * LONG}"', id="in its second line"),
        pytest.param(f'C2,6.2,2022-01-03,,"{"x" * LONG}\nx"', id="in its first line"),
        pytest.param(f'C2,6.2,2022-01-03,,"{"x" * LONG}', id="without an end"),
        pytest.param(f'C2,6.2,2022-01-03,,"x"{"x" * LONG}', id="that goes on after its end"),
    ],
)
def test_a_long_cell_of_several_lines_or_none_is_never_cut_to_another_text(row: str, tmp_path: Path) -> None:
    caseload = both(with_cell(tmp_path, row))
    assert caseload.issues[0].row == 3
    assert {issue.code for issue in caseload.issues} <= {RowCode.UNREADABLE_ROW, RowCode.CELL_COUNT}
    assert [case.citizen for case in caseload.cases] == ["C1", "C3"]


def test_a_long_heading_is_one_that_is_not_read(tmp_path: Path) -> None:
    caseload = both(put(tmp_path, spells=f"citizen,group,start,{'x' * LONG}\nC1,6.2,2022-01-03,\n"))
    assert [(note.table, note.name) for note in caseload.notes] == [("spells", "\ufffd")]


def test_a_line_is_shortened_by_whole_cells_alone() -> None:
    long = "x" * LONG
    assert shortened(f'"a;b";{long};"{long}";;c\r\n', ";") == '"a;b";\ufffd;\ufffd;;c\r\n'
    assert shortened(f"a|{long}", "|") == "a|\ufffd"
    assert shortened(f"a]{long}", "]") == "a]\ufffd"
    for line in (f'"{long}', f'a"{long}\rb', f'"a"{long};b'):
        assert shortened(line, ";") == line


def test_a_line_as_long_as_a_file_takes_no_longer_than_a_file(tmp_path: Path) -> None:
    folder = with_cell(tmp_path, f"C2,6.2,2022-01-03,,{'x' * 8_000_000}")
    begun = time.process_time()
    assert both(folder).counts["spells"] == Count(3, 3, 0, 0)
    assert time.process_time() - begun < 10
