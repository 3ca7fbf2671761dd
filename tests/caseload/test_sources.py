from __future__ import annotations

# ruff: noqa: DTZ001, E402 (a workbook knows no zones; what is loaded last needs an extra)
import csv
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile

import pytest
from caseload_folders import MEETINGS, RULES, SPELLS, put
from same_caseload import as_csv, as_parquet, as_workbook, assert_same, write_cell

pl = pytest.importorskip("polars")

from kontaktforloeb.caseload.frames import read_frames
from kontaktforloeb.caseload.raw import Raw, RawTable, names_of, read_raw
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.caseload.sources import needed as needed_module
from kontaktforloeb.caseload.sources.csvfiles import csv_table
from kontaktforloeb.caseload.sources.extent import MOST, furthest_cell
from kontaktforloeb.caseload.sources.formulas import without_result
from kontaktforloeb.caseload.sources.records import record_at
from kontaktforloeb.errors import CaseloadError
from kontaktforloeb.texts.sources import DANISH


def problems_of(read: Callable[[], object]) -> list[str]:
    with pytest.raises(CaseloadError) as caught:
        read()
    return [problem.text("en") for problem in caught.value.problems]


def book(path: Path, *sheets: tuple[str, list[Any]]) -> Path:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(path) as written:
        days = written.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets:
            sheet = written.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    write_cell(sheet, place, column, cell, days)
    return path


# --- One caseload in every kind of source.


def test_a_caseload_in_parquet_is_the_same_as_in_csv(tmp_path: Path) -> None:
    csv_files, typed = as_csv(tmp_path / "csv"), as_parquet(tmp_path / "parquet")
    assert_same(read_frames(read_raw(typed), RULES), read_frames(read_raw(csv_files), RULES))


def test_a_caseload_in_a_workbook_is_the_same_as_in_csv(tmp_path: Path) -> None:
    pytest.importorskip("fastexcel")
    pytest.importorskip("xlsxwriter")
    csv_files, workbook = as_csv(tmp_path / "csv"), as_workbook(tmp_path / "caseload.xlsx")
    assert_same(read_frames(read_raw(workbook), RULES), read_frames(read_raw(csv_files), RULES))


def test_a_folder_may_hold_tables_of_both_kinds(tmp_path: Path) -> None:
    csv_files, typed = as_csv(tmp_path / "csv"), as_parquet(tmp_path / "parquet")
    expected = read_frames(read_raw(csv_files), RULES)
    for name in ("meetings", "hours"):
        (csv_files / f"{name}.csv").unlink()
        (typed / f"{name}.parquet").rename(csv_files / f"{name}.parquet")
    assert_same(read_frames(read_raw(csv_files), RULES), expected)


# --- Workbooks.


def test_cells_of_a_workbook_are_what_it_holds(tmp_path: Path) -> None:
    pytest.importorskip("fastexcel")
    rows = [
        ["citizen", "group", "start", "n", "mixed", "flag", "day"],
        ["0199911234", 6.1, date(2022, 1, 3), 160.33, "6.10", True, datetime(2022, 1, 3, 13, 30)],
        [199911234, "6.10", "03-01-2022", 160, 6.1, False, date(2022, 1, 4)],
        [None] * 7,
        ["x", 7, 44564, None, date(2022, 1, 3), None, None],
    ]
    (table,) = read_raw(book(tmp_path / "x.xlsx", ("spells", rows))).tables
    assert table.frame.rows() == [
        ("0199911234", "6,1", "2022-01-03", 160.33, "6.10", "true", datetime(2022, 1, 3, 13, 30), 2),
        ("199911234", "6.10", "03-01-2022", 160.0, "6,1", "false", datetime(2022, 1, 4), 3),
        ("x", "7", "44564", None, "2022-01-03", None, None, 5),
    ]


@pytest.mark.parametrize("beside", [6.3, "6.3", "kontanthjaelp-jobparat"])
def test_a_group_that_a_workbook_holds_as_a_number_may_have_lost_its_zero(tmp_path: Path, beside: object) -> None:
    pytest.importorskip("fastexcel")
    spells: list[Any] = [["citizen", "group", "start"], ["C1", 6.1, date(2022, 1, 3)], ["C2", "6.10", date(2022, 1, 3)]]
    spells += [["C3", "6.1", date(2022, 1, 3)], ["C4", beside, date(2022, 1, 3)]]
    meetings = [["citizen", "date", "type", "held_by"]]
    path = book(tmp_path / "x.xlsx", ("spells", spells), ("meetings", meetings))
    frames = read_frames(read_raw(path), RULES)
    assert [(issue.row, issue.column, issue.code) for issue in frames.issues] == [(2, "group", RowCode.AMBIGUOUS_GROUP)]
    assert [case.spells[0].group for case in frames.cases([0, 1])] == ["revalidering", "dagpenge"]


def test_rows_of_a_workbook_have_the_numbers_that_it_shows(tmp_path: Path) -> None:
    pytest.importorskip("fastexcel")
    rows = [[], [], [None, "citizen", "group", "start"], [], [None, "C1", "6.99", date(2022, 1, 3)]]
    path = book(tmp_path / "x.xlsx", ("spells", rows), ("meetings", [["citizen", "date", "type", "held_by"]]))
    assert [issue.row for issue in read_frames(read_raw(path), RULES).issues] == [5]


def test_sheets_that_are_missing_or_empty_are_named_at_once(tmp_path: Path) -> None:
    pytest.importorskip("fastexcel")
    path = book(tmp_path / "x.xlsx", ("spells", []), ("events", [["citizen"]]))
    assert problems_of(lambda: read_frames(read_raw(path), RULES)) == [
        "x.xlsx: meetings: the table is missing; expected a sheet meetings",
        "x.xlsx / spells: the table is empty",
        "x.xlsx / events: event: the column is missing",
        "x.xlsx / events: date: the column is missing",
    ]


def with_errors(path: Path, *cells: tuple[str, int, int, str]) -> Path:
    """Write a caseload of two tables, some cells of which are errors: sheet, row and column from 0, and which."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    spells: list[list[Any]] = [["citizen", "group", "start"], *(["C1", "6.2", date(2022, 1, 3)] for _ in range(2))]
    meeting = ["C1", date(2022, 1, 10), "jobsamtale", "jobcenter", 45, "R1", ""]
    header = ["citizen", "date", "type", "held_by", "minutes", "adviser", "comment"]
    meetings: list[list[Any]] = [header, *([*meeting] for _ in range(3))]
    with xlsxwriter.Workbook(path) as written:
        days = written.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in (("spells", spells), ("meetings", meetings)):
            sheet = written.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    write_cell(sheet, place, column, cell, days)
            for where, row_, column, error in cells:
                if where == name:
                    sheet.write_formula(row_, column, "=X1", None, error)
    return path


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#VALUE!", "#NULL!"])
def test_an_error_in_a_cell_of_a_workbook_is_no_empty_cell(tmp_path: Path, error: str) -> None:
    path = with_errors(tmp_path / "x.xlsx", ("meetings", 2, 4, error), ("meetings", 3, 5, error))
    frames = read_frames(read_raw(path), RULES)
    assert [(issue.table, issue.row, issue.column, issue.code, issue.value) for issue in frames.issues] == [
        ("meetings", 3, "minutes", RowCode.ERROR_VALUE, error),
        ("meetings", 4, "adviser", RowCode.ERROR_VALUE, error),
    ]
    assert error in frames.issues[0].text("da")
    assert frames.meetings["minutes"].to_list() == [45]


def test_an_error_hurts_where_it_stands_and_nowhere_else(tmp_path: Path) -> None:
    cells = [
        ("spells", 2, 2, "#REF!"),
        *(("meetings", row, column, "#N/A") for row, column in ((1, 0), (2, 1), (3, 6))),
    ]
    frames = read_frames(read_raw(with_errors(tmp_path / "x.xlsx", *cells)), RULES)
    assert [(issue.table, issue.row, issue.column, issue.code) for issue in frames.issues] == [
        ("spells", 3, "start", RowCode.ERROR_VALUE),
        ("meetings", 2, "citizen", RowCode.DAMAGED_ID),
        ("meetings", 3, "date", RowCode.ERROR_VALUE),
    ]
    # A column that is not read may hold anything.
    assert frames.counts["meetings"].used == 1


def test_errors_are_found_where_the_first_rows_and_columns_of_a_sheet_are_empty(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as written:
        sheet = written.add_worksheet("x")
        sheet.write_row(2, 1, ["a", "b"])
        sheet.write_row(4, 1, [1, 2])
        sheet.write_formula(5, 2, "=X1", None, "#DIV/0!")
        sheet.write_formula(7, 1, "=X1", None, "#N/A")
    (table,) = read_raw(tmp_path / "x.xlsx").tables
    assert table.frame.rows() == [("1", "2", 5), (None, "#DIV/0!", 6), ("#N/A", None, 8)]


SMALL = {
    "spells": [["citizen", "group", "start", "end"], ["C1", "6.2", "2022-01-03", ""]],
    "meetings": [["citizen", "date", "type", "held_by"], ["C1", "2022-01-10", "7", "jobcenter"]],
}


def with_formulas(path: Path, form: str) -> Path:
    """Write a caseload in a workbook, of which the cell D3 among the spells is written as `form`."""
    spells = [["citizen", "group", "start", "end"], *(["C1", "6.2", "2022-01-03", "x"] for _ in range(2))]
    meetings = [["citizen", "date", "type", "held_by"], ["C1", "2022-01-10", "7", "jobcenter"]]
    book(path, ("spells", spells), ("meetings", meetings))
    with ZipFile(path) as before:
        parts = {name: before.read(name).decode() for name in before.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], found = re.subn(r'<c r="D3"[^>]*>.*?</c>', form, parts[sheet])
    assert found == 1
    with ZipFile(path, "w") as after:
        for name, text in parts.items():
            after.writestr(name, text)
    return path


@pytest.mark.parametrize(
    "form",
    [
        '<c r="D3"><f>TODAY()</f></c>',
        '<c r="D3"><f>TODAY()</f><v></v></c>',
        '<c r="D3"><f>TODAY()</f><v/></c>',
        '<c r="D3" t="n"><f t="shared" si="0"/></c>',
    ],
)
def test_a_formula_without_a_result_is_no_empty_cell(tmp_path: Path, form: str) -> None:
    pytest.importorskip("fastexcel")
    path = with_formulas(tmp_path / "x.xlsx", form)
    assert problems_of(lambda: read_frames(read_raw(path), RULES)) == [
        (
            "x.xlsx / spells: the formula in D3 has no result; "
            "expected a workbook that was opened and saved in Excel, or values in place of formulas"
        )
    ]


@pytest.mark.parametrize(
    ("form", "ended"),
    [
        ('<c r="D3"><f>DATE(2022,1,5)</f><v>44566</v></c>', date(2022, 1, 5)),
        ('<c r="D3" t="str"><f>""</f><v></v></c>', None),
        ('<c r="D3" t="str"><f>"2022-01-05"</f><v>2022-01-05</v></c>', date(2022, 1, 5)),
        ('<c r="D3" s="0"/>', None),
    ],
)
def test_a_formula_with_a_result_is_what_it_gives(tmp_path: Path, form: str, ended: date | None) -> None:
    pytest.importorskip("fastexcel")
    frames = read_frames(read_raw(with_formulas(tmp_path / "x.xlsx", form)), RULES)
    assert frames.spells["end"].to_list() == [ended]


def test_what_is_no_workbook_has_no_formulas_and_no_extent() -> None:
    for content in (b"", b"PK", b"x" * 100):
        assert without_result(BytesIO(content), "x") == ""
        assert furthest_cell(BytesIO(content), "x") == ("", 0)


@pytest.mark.parametrize(
    ("stray", "furthest"), [("XFD1048576", "XFD1048576"), ("DZ1048576", "DZ1048576"), ("B1048576", "D1048576")]
)
def test_a_sheet_reaches_to_its_furthest_row_and_column(tmp_path: Path, stray: str, furthest: str) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as written:
        sheet = written.add_worksheet("spells")
        sheet.write("A1", "citizen")
        sheet.write("D2", "2025-02-03")
        sheet.write(stray, "x")
    with (tmp_path / "x.xlsx").open("rb") as file:
        place, cells = furthest_cell(file, "spells")
    assert (place, cells > MOST) == (furthest, furthest != "D1048576")


def test_a_stray_cell_far_away_is_a_problem_before_memory_is_asked_for(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as written:
        for name, rows in SMALL.items():
            sheet = written.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
        sheet.write("XFD1048576", "x")
    assert problems_of(lambda: read_frames(read_raw(tmp_path / "x.xlsx"), RULES)) == [
        (
            "x.xlsx / meetings: the sheet reaches to the cell XFD1048576, which is further than a table can; "
            "expected a sheet with one table: delete the rows and columns beyond it"
        )
    ]


@pytest.mark.parametrize("damage", [b"\xff", b"\x00", b""])
def test_a_workbook_that_is_damaged_anywhere_has_no_formulas_and_no_extent(tmp_path: Path, damage: bytes) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as written:
        sheet = written.add_worksheet("spells")
        for row in range(20):
            sheet.write_row(row, 0, [f"C{row * 7919}", row, "6.2"])
    whole = (tmp_path / "x.xlsx").read_bytes()
    said = set()

    def on_disk(content: bytes) -> IO[bytes]:
        (tmp_path / "y.xlsx").write_bytes(content)
        return (tmp_path / "y.xlsx").open("rb")

    for place in range(0, len(whole), 7):
        # Cut off there, or other bytes in their place.
        content = whole[:place] + damage * 3 + (whole[place + 3 :] if damage else b"")
        for file in (BytesIO(content), on_disk(content)):
            with file:
                assert without_result(file, "spells") == ""
                said.add(furthest_cell(file, "spells"))
    assert ("", 0) in said


# --- Sources that cannot be read.


@pytest.mark.parametrize("name", ["x.xlsx", "x.parquet", "x.xls", "x.xlsb"])
@pytest.mark.parametrize("content", [b"", b"6101901234 is no such file", b"PK\x03\x04" + b"\0" * 100])
def test_a_file_that_is_not_what_its_name_says_is_a_problem_that_shows_nothing_of_it(
    tmp_path: Path, name: str, content: bytes
) -> None:
    pytest.importorskip("fastexcel")
    (tmp_path / name).write_bytes(content)
    (found,) = problems_of(lambda: read_raw(tmp_path / name).tables[0].frame)
    assert found.startswith(f"{name}: this is no ")
    assert "6101901234" not in found


def test_what_is_nothing_that_is_known_or_not_there_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.doc").write_bytes(b"")
    (found,) = problems_of(lambda: read_raw(tmp_path / "x.doc"))
    assert found.startswith("x.doc: this is nothing that can be read; expected a folder, .csv")
    (found,) = problems_of(lambda: read_raw(tmp_path / "none"))
    assert "there is no such folder" in found


def test_a_table_that_is_there_twice_is_a_problem(tmp_path: Path) -> None:
    folder = put(tmp_path / "x")
    pl.DataFrame({"citizen": ["C1"]}).write_parquet(folder / "spells.parquet")
    (found,) = problems_of(lambda: read_raw(folder))
    assert "spells.csv and as spells.parquet" in found


def test_queries_are_for_databases_alone(tmp_path: Path) -> None:
    folder = put(tmp_path / "x")
    for source in (folder, folder / "spells.csv"):
        (found,) = problems_of(partial(read_raw, source, {"spells": "SELECT 1"}))
        assert "queries are for a database" in found


@pytest.mark.parametrize("module", ["fastexcel", "duckdb", "psycopg"])
def test_a_package_that_is_missing_is_named_with_the_extra_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(needed_module, "import_module", missing)
    (found,) = problems_of(lambda: needed_module.needed(module, "x"))
    assert module in found
    assert "pip install 'kontaktforloeb[" in found


def test_every_problem_of_a_source_has_its_danish() -> None:
    for text in ("this is no workbook that can be read", "a sheet {name}", "this is nothing that can be read"):
        assert text in DANISH


# --- Raw tables.


def test_a_table_gives_its_headings_and_rows_as_they_stand(tmp_path: Path) -> None:
    folder = put(tmp_path, spells='Dato;Dato;;"a;b"\n1;2;3;4\n\n5;6;7;"8\n9"\n')
    table = next(table for table in read_raw(folder).tables if table.name == "spells")
    assert table.header == ("Dato", "Dato", "", "a;b")
    assert table.names == ("Dato", "Dato (2)", "_3", "a;b")
    assert table.frame.rows() == [("1", "2", "3", "4", 2), ("5", "6", "7", "8\n9", 4)]
    assert table.head(1).rows() == [("1", "2", "3", "4", 2)]


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["*", "^a.*$", "a"], "csv"),
        (["*", "^a.*$", "a"], "parquet"),
        (["_row", "_cells", "_row"], "csv"),
        (["", "_1", ""], "csv"),
    ],
)
def test_headings_may_be_anything(tmp_path: Path, headings: list[str], kind: str) -> None:
    path = tmp_path / f"x.{kind}"
    if kind == "csv":
        path.write_text(";".join(headings) + "\n1;2;3\n", "utf-8")
    else:
        pl.DataFrame(dict(zip(headings, "123", strict=True))).write_parquet(path)
    (table,) = read_raw(path).tables
    assert table.header == tuple(headings)
    assert table.frame.columns == [*names_of(headings), "_row"]
    assert table.frame.rows() == [("1", "2", "3", 2)]


def test_a_table_can_be_changed_without_being_read(tmp_path: Path) -> None:
    folder = put(tmp_path, spells="CPR;Gruppe;Fra;Til\nC1;6.2;2022-01-03;\nC2;6.2\nC3;6.99;2022-01-03;\n")
    (spells,) = (table for table in read_raw(folder).tables if table.name == "spells")

    def change(frame: Any) -> Any:
        return frame.select(citizen="CPR", group="Gruppe", start="Fra", _row="_row")

    as_ours = {"citizen": "CPR", "group": "Gruppe", "start": "Fra"}
    mapped = spells.mapped(change, name="spells", header=tuple(as_ours), source="Forløb", columns_as=as_ours)
    meetings = csv_table(tmp_path / "meetings.csv")
    frames = read_frames(Raw((mapped, meetings), "x", "{name}"), RULES)
    assert [(issue.table, issue.row, issue.column, issue.code, issue.expected[:2]) for issue in frames.issues] == [
        ("Forløb", 3, "", RowCode.CELL_COUNT, "4"),
        ("Forløb", 4, "Gruppe", RowCode.UNKNOWN_VALUE, "da"),
    ]
    assert frames.counts["spells"].rows == 3
    assert (frames.sources["Forløb"].used, frames.sources["Forløb"].rejected) == (1, 2)


def test_two_tables_of_one_name_are_read_as_one(tmp_path: Path) -> None:
    first, second = put(tmp_path / "1"), put(tmp_path / "2", spells=SPELLS.replace("C1", "C3"))
    tables = (*read_raw(first).tables, *read_raw(second).tables)
    frames = read_frames(Raw(tables, "x", "{name}"), RULES)
    assert frames.citizens_index.to_list() == ["C1", "C2", "C3"]
    assert (frames.counts["spells"].rows, frames.counts["spells"].repeated) == (4, 1)


# --- CSV, line by line.


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("size", [1, 5, 40, 1 << 20])
def test_a_csv_file_is_read_alike_in_pieces_of_any_size(tmp_path: Path, encoding: str, size: int) -> None:
    lines = ["a;b;c", "1;ø;x", '"2";"b;""q""";"l1', 'l2"', "3;b", "4;b;c;;", "", ";;", '5;"b;c', "6;b\0;c", "7;å;c"]
    path = tmp_path / "x.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    found: list[tuple[Any, ...]] = []
    ragged: list[tuple[Any, ...]] = []
    unreadable: list[int] = []
    for piece in csv_table(path, piece=size).opened().pieces(None):
        found += piece.frame.rows()
        ragged += [] if piece.ragged is None else piece.ragged.rows()
        unreadable += piece.unreadable
    assert found == [
        ("1", "ø", "x", 2),
        ("2", 'b;"q"', "l1\r\nl2", 3),
        ("4", "b", "c", 5),
        ("6", "b\0", "c", 9),
        ("7", "å", "c", 10),
    ]
    assert (ragged, unreadable) == ([("3", "b", None, 4, 2)], [8])


def test_a_record_at_a_place_is_the_one_that_the_csv_module_reads_there() -> None:
    content = b'a;b\n"x\ny";z\n"open;1\n2;3\n'

    def read(place: int, size: int) -> bytes:
        return content[place : place + size]

    places = [0, 4, 12, 20]
    assert [record_at(read, place, ";", 2, "utf-8") for place in places] == [
        (["a", "b"], 4),
        (["x\ny", "z"], 12),
        (None, 20),
        (["2", "3"], 24),
    ]
    assert next(csv.reader([content[20:].decode()], delimiter=";")) == ["2", "3"]


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_a_table_of_headings_alone_has_a_frame_without_rows(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"x.{kind}"
    if kind == "xlsx":
        pytest.importorskip("fastexcel")
        book(path, ("x", [["citizen", "Dato", "Dato"]]))
    elif kind == "csv":
        path.write_text("citizen;Dato;Dato\n", "utf-8")
    else:
        pl.DataFrame(schema={"citizen": pl.String, "Dato": pl.String, "Dato (2)": pl.String}).write_parquet(path)
    (table,) = read_raw(path).tables
    for frame in (table.frame, table.head(5)):
        assert (frame.columns, frame.height) == (["citizen", "Dato", "Dato (2)", "_row"], 0)


def test_a_file_with_headings_alone_has_no_rows(tmp_path: Path) -> None:
    folder = put(tmp_path, spells="citizen,group,start")
    frames = read_frames(read_raw(folder), RULES)
    assert (frames.counts["spells"].rows, len(frames.spells), frames.citizens_index.len()) == (0, 0, 0)
    assert frames.cases([]) == []
    assert isinstance(read_raw(folder).tables[0], RawTable)
    assert MEETINGS.startswith("citizen")
