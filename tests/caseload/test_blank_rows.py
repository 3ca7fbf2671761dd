"""A row in which no cell holds anything is no row, whatever the source, and the rows after it keep their numbers."""

from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from caseload_folders import RULES
from in_every_source import NEEDS, SOURCES, as_csv

pl = pytest.importorskip("polars")

from kontaktforloeb.caseload.bulk import read_source
from kontaktforloeb.caseload.frames import from_frames, read_frames
from kontaktforloeb.caseload.raw import read_raw
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.rows import Count, RowCode
from kontaktforloeb.caseload.sources.blank import blank_rows

HEADER = ("citizen", "group", "start", "end", "note")
NOTHING: list[tuple[str | None, ...]] = [
    (None,) * 5,
    ("",) * 5,
    (" ",) * 5,
    ("\xa0",) * 5,
    (None, "", " ", "\xa0 \u2003", "\t"),
]
ROWS: list[tuple[str | None, ...]] = [
    *NOTHING,
    ("C1", "6.2", "2022-01-03", None, None),
    *NOTHING,
    (None, "\xa0", "", None, "a note"),
    (" ", "6.2", "2022-01-03", None, None),
    *NOTHING,
    ("C2", "6.99", "2022-01-03", None, None),
    ("C1", "6.2", "2022-01-03", None, "another note"),
    *NOTHING,
]
"""A spell, a row of a note alone, one without a citizen, one with a wrong group, and a spell once more."""


def put_source(kind: str, tmp_path: Path, *above: tuple[str | None, ...]) -> Path:
    for package in NEEDS.get(kind, ()):
        pytest.importorskip(package)
    return SOURCES[kind](tmp_path / "x", [*above, HEADER, *ROWS])


EXPECTED = [
    (13, "citizen", RowCode.MISSING_VALUE),
    (14, "citizen", RowCode.MISSING_VALUE),
    (20, "group", RowCode.UNKNOWN_VALUE),
]


def test_the_small_reader_takes_no_row_of_blanks_for_one(tmp_path: Path) -> None:
    caseload = read_folder(as_csv(tmp_path / "x", [HEADER, *ROWS]), RULES)
    assert [(issue.row, issue.column, issue.code) for issue in caseload.issues] == EXPECTED
    assert caseload.counts["spells"] == Count(5, 1, 1, 3)


@pytest.mark.parametrize("source", SOURCES)
def test_no_source_has_rows_of_blanks(source: str, tmp_path: Path) -> None:
    frames = read_frames(read_raw(put_source(source, tmp_path)), RULES)
    assert [(issue.row, issue.column, issue.code) for issue in frames.issues] == EXPECTED
    assert frames.counts["spells"] == Count(5, 1, 1, 3)


@pytest.mark.parametrize("source", SOURCES)
def test_nor_has_any_of_them_under_a_mapping(source: str, tmp_path: Path) -> None:
    mapping = tmp_path / "columns.toml"
    mapping.write_text(
        '[source.spells]\ncitizen = "citizen"\nspells = { group = "group", start = "start" }\n'
        '[source.meetings]\ncitizen = "citizen"\n'
        'meetings = { date = "date", type = "type", held_by = "held_by" }\n',
        "utf-8",
    )
    frames = read_source(put_source(source, tmp_path), RULES, mapping, {}, None)
    assert [(issue.row, issue.column, issue.code) for issue in frames.issues] == EXPECTED
    assert frames.counts["spells"] == Count(5, 1, 1, 3)


@pytest.mark.parametrize("above", NOTHING)
def test_the_headings_of_a_workbook_are_looked_for_below_rows_of_blanks(
    above: tuple[str | None, ...], tmp_path: Path
) -> None:
    path = put_source("workbook", tmp_path, above)
    table = next(table for table in read_raw(path).tables if table.name == "spells")
    assert table.header == HEADER
    assert table.frame["_row"].to_list() == [8, 14, 15, 21, 22]


HOLDING_NOTHING: dict[str, Any] = {
    "numbers": pl.Series([1.5, None, float("nan"), float("nan")]),
    "whole numbers": pl.Series([1, None, None, None]),
    "days": pl.Series([date(2022, 1, 3), None, None, None]),
    "bytes": pl.Series([b"x", b"", None, b" \t"]),
    "lists": pl.Series([["x"], [], None, ["", " "]]),
    "lists of numbers": pl.Series([[1], None, None, None], dtype=pl.List(pl.Int64)),
    "categories": pl.Series(["x", " ", None, ""], dtype=pl.Categorical),
    "structs": pl.Series([{"a": 1}, None, None, None], dtype=pl.Struct({"a": pl.Int64})),
    "nothing": pl.Series([None] * 4),
    "words": pl.Series(["Å", "\xa0", None, "\u3000"]),
}


@pytest.mark.parametrize("name", HOLDING_NOTHING)
def test_what_holds_nothing_is_known_in_any_type(name: str) -> None:
    cells = HOLDING_NOTHING[name]
    full = cells.is_null().not_().any()
    assert blank_rows([cells]).to_list() == ([1, 2, 3] if full else [0, 1, 2, 3])
    assert blank_rows([cells, HOLDING_NOTHING["words"]]).to_list() == [1, 2, 3]
    assert blank_rows([HOLDING_NOTHING["words"], cells], pl.Series([0, 3], dtype=pl.UInt32)).to_list() == [3]


def test_a_number_that_is_none_beside_nothing_else_is_no_row() -> None:
    spells = pl.DataFrame({"citizen": ["C1", None, None], "group": ["6.2", None, " "], "start": ["2022-01-03", "", ""]})
    spells = spells.with_columns(note=pl.Series([1.0, float("nan"), None]))
    meetings = pl.DataFrame(schema=dict.fromkeys(("citizen", "date", "type", "held_by"), pl.String))
    for given in (spells, spells.lazy()):
        frames = from_frames(RULES, spells=given, meetings=meetings)
        assert frames.counts["spells"] == Count(1, 1, 0, 0)
