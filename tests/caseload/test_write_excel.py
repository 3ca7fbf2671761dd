"""Findings and rejected rows in a workbook: typed, filtered, safe, and split where a sheet is full."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from caseload_folders import RULES

from kontaktforloeb import Case, Meeting, Spell, check
from kontaktforloeb.caseload.rows import RowCode, RowIssue
from kontaktforloeb.caseload.write import FINDING_COLUMNS, Workbook, Written, write_findings, write_rejected
from kontaktforloeb.caseload.writing.tables import ROWS_OF_A_SHEET, Table

pytest.importorskip("xlsxwriter")
fastexcel = pytest.importorskip("fastexcel")
pl = pytest.importorskip("polars")

from kontaktforloeb.caseload.writing.excel import shortened, write_excel  # noqa: E402 (it needs XlsxWriter)

SMALL = Table(
    "small", ("text", "day", "number", "list"), frozenset({"day"}), frozenset({"number"}), frozenset({"list"})
)
DAY = date(2024, 2, 29)
HOSTILE = [
    "=1+1", "+45 12345678", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x.dk")', "{=1}", "'=1",
    "http://x.dk", "mailto:a@b.dk", "internal:small!A1", "ftp://x", "file://x", "0012", "1E5", "TRUE", "#N/A",
    "2024-02-29", "<r><t>x</t></r>", "<r>\0</r>", "</t></is></c>", '<a&b>"c"', "a\rb", "a\r\nb", "a\nb", " lead ",
    "_x0041_", "\0\x01\x1f", "\u2028\x85\x7f", "æøå 😀",
]  # fmt: skip


def case(team: str = "") -> Case:
    return Case("C1", [Spell("kontanthjaelp-jobparat", "2022-01-03")], [Meeting("2022-01-10")], team=team)


def findings(of: Case | None = None) -> Sequence[Any]:
    return check(of or case(), as_of=date(2022, 8, 1), rulebook=RULES).findings


def put(path: Path, rows: Sequence[Sequence[object]], *, limit: int = ROWS_OF_A_SHEET) -> Any:
    return write_excel(path, SMALL, rows, (), "en", limit)


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give every sheet's rows without the header, as an independent reader sees them."""
    book = fastexcel.read_excel(str(path))
    return {name: book.load_sheet(name).to_polars().rows() for name in book.sheet_names}


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_days_and_numbers_are_typed_and_the_header_is_that_of_the_contract(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.xlsx", findings())
    sheet = fastexcel.read_excel(str(tmp_path / "a.xlsx")).load_sheet("findings").to_polars()
    assert tuple(sheet.columns) == FINDING_COLUMNS
    typed = {name for name, dtype in sheet.schema.items() if dtype.is_temporal()}
    assert typed == {"course", "version", "opens", "due", "last_working_day", "fulfilled", "as_of"}
    assert sheet["occurrence"].dtype.is_numeric()
    row = sheet.row(0, named=True)
    assert {name: row[name] for name in ("citizen", "requirement", "status", "held", "needed", "days_late")} == {
        "citizen": "C1", "requirement": "lab/31-1", "status": "overdue", "held": 1, "needed": 4, "days_late": 30,
    }  # fmt: skip
    assert row["due"].date() == date(2022, 7, 2)
    assert row["fulfilled"] is None


def test_the_header_stays_in_sight_and_every_column_can_be_filtered(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.xlsx", findings())
    sheet = parts(tmp_path / "a.xlsx")["xl/worksheets/sheet1.xml"]
    assert re.search(r'<pane ySplit="1" topLeftCell="A2" [^>]*state="frozen"', sheet)
    assert f'<autoFilter ref="A1:Y{len(findings()) + 1}"/>' in sheet


def test_hostile_text_comes_back_as_it_is_and_never_as_a_formula_or_a_link(tmp_path: Path) -> None:
    put(tmp_path / "a.xlsx", [(text, DAY, 1, (text,)) for text in HOSTILE])
    found = sheets(tmp_path / "a.xlsx")["small"]
    assert [row[0] for row in found] == HOSTILE
    assert [row[3] for row in found] == HOSTILE
    assert not [name for name, text in parts(tmp_path / "a.xlsx").items() if "<f>" in text or "<hyperlink" in text]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t1", "\r1"])
def test_a_cell_that_looks_like_a_formula_stays_text_when_it_is_edited(tmp_path: Path, text: str) -> None:
    put(tmp_path / "a.xlsx", [(text, DAY, 1, ()), ("x", DAY, 1, ())])
    found = parts(tmp_path / "a.xlsx")
    formats = re.findall(r"<xf [^>]*>", found["xl/styles.xml"].split("<cellXfs")[1].split("</cellXfs>")[0])
    used = {
        place: int(style or 0)
        for place, style in re.findall(r'<c r="(A\d)"(?: s="(\d+)")?', found["xl/worksheets/sheet1.xml"])
    }
    assert 'quotePrefix="1"' in formats[used["A2"]]
    assert 'quotePrefix="1"' not in formats[used["A3"]]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(1899, 12, 31), "1899-12-31"),
        (date(1900, 1, 1), "1900-01-01"),
        (date(1900, 2, 28), "1900-02-28"),
        (date(1900, 3, 1), date(1900, 3, 1)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2090, 12, 31), date(2090, 12, 31)),
    ],
)
def test_days_that_excel_counts_otherwise_are_text(tmp_path: Path, value: date, expected: object) -> None:
    put(tmp_path / "a.xlsx", [("a", value, 1, ())])
    found = sheets(tmp_path / "a.xlsx")["small"][0][1]
    assert (found if isinstance(found, str) else found.date()) == expected  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", [-5, -0.5, Decimal("-160.33")])
def test_a_number_below_zero_is_a_number(tmp_path: Path, number: float | Decimal) -> None:
    put(tmp_path / "x.xlsx", [("x", None, number, None)])
    assert fastexcel.read_excel(str(tmp_path / "x.xlsx")).load_sheet(0).to_polars()["number"].to_list() == [
        float(number)
    ]


@pytest.mark.parametrize("number", [0, -1, 2**31 - 1])
def test_numbers_are_numbers_and_nothing_is_nothing(tmp_path: Path, number: int) -> None:
    put(tmp_path / "a.xlsx", [(None, None, number, ()), ("", DAY, None, ("a", "b"))])
    assert [(a, n, words) for a, _, n, words in sheets(tmp_path / "a.xlsx")["small"]] == [
        (None, number, None),
        (None, None, "a|b"),
    ]


@pytest.mark.parametrize("text", ["x" * 32_767, "😀" * 16_383, "x" * 32_768, "😀" * 16_384, "x" + "😀" * 16_384])
def test_a_text_that_is_too_long_is_cut_with_a_mark_and_counted(tmp_path: Path, text: str) -> None:
    filled = put(tmp_path / "a.xlsx", [(text, DAY, 1, ())])
    found = sheets(tmp_path / "a.xlsx")["small"][0][0]
    assert isinstance(found, str)
    fits = len(text.encode("utf-16-le")) // 2 <= 32_767
    assert filled.cut == (not fits)
    assert found == shortened(text)
    assert (found == text) == fits
    if not fits:
        assert found.endswith("…")
        assert text.startswith(found[:-1])
        assert 32_766 <= len(found.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    ("count", "limit", "sizes"),
    [
        (0, 4, {"small": 0}),
        (3, 4, {"small": 3}),
        (4, 4, {"small": 3, "small 2": 1}),
        (6, 4, {"small": 3, "small 2": 3}),
        (7, 4, {"small": 3, "small 2": 3, "small 3": 1}),
    ],
)
def test_sheets_are_split_before_they_are_full_and_each_has_its_header_and_filter(
    tmp_path: Path, count: int, limit: int, sizes: dict[str, int]
) -> None:
    filled = put(tmp_path / "a.xlsx", [(f"r{n}", DAY, n, ()) for n in range(count)], limit=limit)
    found = sheets(tmp_path / "a.xlsx")
    note = found.pop("about", [])
    assert {name: len(rows) for name, rows in found.items()} == sizes
    assert [row[0] for rows in found.values() for row in rows] == [f"r{n}" for n in range(count)]
    assert (filled.rows, filled.sheets) == (count, len(sizes))
    xml = parts(tmp_path / "a.xlsx")
    for number, size in enumerate(sizes.values(), 1):
        assert f'<autoFilter ref="A1:D{size + 1}"/>' in xml[f"xl/worksheets/sheet{number}.xml"]
    # The about sheet has no header: the reader takes its only row for one.
    assert note == []
    assert ('name="about"' in xml["xl/workbook.xml"]) == (len(sizes) > 1)


def test_the_limit_is_that_of_excel() -> None:
    assert Workbook().rows_of_a_sheet == ROWS_OF_A_SHEET == 2**20


def test_what_a_workbook_could_not_hold_is_said(tmp_path: Path) -> None:
    written = write_findings(tmp_path / "a.xlsx", [*findings(), *findings()], workbook=Workbook(rows_of_a_sheet=3))
    assert (written.rows, written.sheets) == (4, 2)
    assert written.notes("en") == ("4 rows on 2 sheets, as a sheet holds at most 3 rows",)
    assert written.notes("da") == ("4 rækker på 2 ark, da et ark højst rummer 3 rækker",)
    assert "4 rækker på 2 ark" in parts(tmp_path / "a.xlsx")["xl/worksheets/sheet3.xml"]
    cut = write_findings(tmp_path / "b.xlsx", findings(case(team="T" * 40_000)))
    assert cut.notes("en") == (
        "2 text(s) are cut, as a cell of Excel holds at most 32767 signs; the other forms have them whole",
    )
    assert Written(5).notes("en") == ()


def test_the_day_and_the_conventions_stand_on_a_sheet_after_the_findings(tmp_path: Path) -> None:
    about = [("Opgjort pr.", "01-08-2022"), ("=Konventioner", "=week-n")]
    write_findings(tmp_path / "a.xlsx", findings(), workbook=Workbook("da", about))
    book = fastexcel.read_excel(str(tmp_path / "a.xlsx"))
    assert book.sheet_names == ["findings", "om"]
    assert book.load_sheet("om", header_row=None).to_polars().rows() == about


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, zone in (("a", "Europe/Copenhagen"), ("b", "Pacific/Auckland")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        write_findings(tmp_path / f"{name}.xlsx", findings(case(team="=1")), workbook=Workbook("da", [("a", "b")]))
    monkeypatch.undo()
    time.tzset()
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert "1980-01-01T00:00:00Z" in parts(tmp_path / "a.xlsx")["docProps/core.xml"]


def test_rejected_rows_are_a_workbook_too(tmp_path: Path) -> None:
    issues = [
        RowIssue("spells", 2, "group", RowCode.UNKNOWN_VALUE, "=1+1", "a"),
        RowIssue("meetings", 9, "", RowCode.CELL_COUNT),
    ]
    written = write_rejected(tmp_path / "rejected.xlsx", issues, "en")
    assert written.rows == 2
    assert sheets(tmp_path / "rejected.xlsx") == {
        "rejected": [
            ("spells", 2, "group", "unknown-value", 'the value "=1+1" is not known; expected: a'),
            ("meetings", 9, None, "cell-count", issues[1].text("en")),
        ]
    }
