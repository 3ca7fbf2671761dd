"""Sheets of findings in a workbook, as `check` writes them or as Excel has saved them again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import polars as pl

from kontaktforloeb.caseload.columns import TABLES
from kontaktforloeb.caseload.raw import ROW, Opened, RawTable, names_of
from kontaktforloeb.caseload.sources.workbooks import read_workbook
from kontaktforloeb.errors import CaseloadError

_WHOLE = ".0"


def one_has(path: Path, names: Collection[str]) -> bool:
    """Tell whether a sheet has columns of some names; the sheets of a caseload by its own names are not opened.

    Raises `CaseloadError` for what is no workbook.
    """
    sheets = read_workbook(path).tables
    return not any(sheet.name in TABLES for sheet in sheets) and any(_has(sheet, names) for sheet in sheets)


def _has(sheet: RawTable, names: Collection[str]) -> bool:
    try:
        return set(sheet.header) >= set(names)
    except CaseloadError:
        return False  # Whoever reads it says what is wrong with it.


def sheets_with(
    path: Path, names: Collection[str]
) -> Iterator[tuple[Sequence[str], Iterator[tuple[int, Sequence[str]]]]]:
    """Give the headings and the numbered rows, as text, of each sheet that has columns of some names.

    Where there are more findings than a sheet holds, they go on in the next one.
    """
    for sheet in read_workbook(path).tables:
        opened = sheet.opened()
        if set(opened.header) >= set(names):
            yield opened.header, _rows(opened)


def _rows(opened: Opened) -> Iterator[tuple[int, Sequence[str]]]:
    for piece in opened.pieces(None):
        texts = piece.frame.select(_as_text(piece.frame[name]) for name in names_of(opened.header))
        yield from zip(piece.frame[ROW], texts.iter_rows(), strict=True)


def _as_text(cells: pl.Series) -> pl.Series:
    """Give a column as a file of text has it: days as days, whole numbers as such."""
    if cells.dtype.is_temporal():
        cells = cells.dt.date()
    texts = cells.cast(pl.String).fill_null("")
    return texts.str.strip_suffix(_WHOLE) if cells.dtype.is_float() else texts
