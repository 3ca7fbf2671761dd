"""Rows in which no cell holds anything: no value, no text, or blanks alone. They are no rows, whatever the source."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from kontaktforloeb.caseload.typed_cells import text_of

BLANKS = "".join(chr(sign) for sign in range(0x3001) if chr(sign).isspace())
"""What `str.strip` cuts, which is a little more than what polars takes for blanks."""
_FIRST_SIGN, _LAST_SIGN = "!", "~"
_WORDS = (pl.String, pl.Categorical, pl.Enum, pl.Null)
_OF_PARTS = (pl.Categorical, pl.Enum, pl.Binary, pl.List, pl.Array)
"""Types of cells of which it takes longer to tell whether they hold anything."""


def blank_rows(columns: Iterable[pl.Series], among: pl.Series | None = None) -> pl.Series:
    """Give the places of the rows that hold nothing in any of some columns; of those `among` which it is asked.

    Nearly every row shows by one cell that it is none of them, so that only one column is looked at as a whole.

    >>> blank_rows([pl.Series(["C1", " ", None]), pl.Series([7.0, float("nan"), None])]).to_list()
    [1, 2]
    """
    ordered = sorted(columns, key=lambda cells: (isinstance(cells.dtype, _OF_PARTS), cells.null_count()))
    places = _may_hold_nothing(ordered[0]).arg_true() if among is None else among
    for cells in ordered:
        if not len(places):
            break
        places = places.filter(_holds_nothing(cells.gather(places)))
    return places


def without(frame: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    """Give a frame without the rows at some places."""
    return frame.filter(~marked(places, len(frame))) if len(places) else frame


def marked(places: pl.Series, rows: int) -> pl.Series:
    """Give for each of so many rows whether its place is one of some."""
    return pl.repeat(False, rows, dtype=pl.Boolean, eager=True).scatter(places, True)  # noqa: FBT003 (a cell)


def _may_hold_nothing(cells: pl.Series) -> pl.Series:
    """Tell quickly of many cells which cannot hold nothing: a blank comes before all other signs, or is no ASCII."""
    if cells.dtype != pl.String:
        return _holds_nothing(cells)
    return ((cells < _FIRST_SIGN) | (cells > _LAST_SIGN)).fill_null(value=True)


def _holds_nothing(cells: pl.Series) -> pl.Series:
    kind = cells.dtype
    if kind.is_float():
        return cells.is_nan().fill_null(value=True)
    if isinstance(kind, _WORDS):
        return (cells.cast(pl.String).str.strip_chars(BLANKS) == "").fill_null(value=True)
    if isinstance(kind, pl.Binary) or (isinstance(kind, (pl.List, pl.Array)) and isinstance(kind.inner, _WORDS)):
        return pl.Series([_is_nothing(cell) for cell in cells.to_list()], dtype=pl.Boolean)
    return cells.is_null()


def _is_nothing(cell: object) -> bool:
    return all(map(_is_nothing, cell)) if isinstance(cell, list) else not text_of(cell).strip()
