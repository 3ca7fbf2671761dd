"""Which types of cells are read, whatever source they come from, and as what; any other type is refused by its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from kontaktforloeb.caseload.frames.kinds import Kind, kind_of
from kontaktforloeb.caseload.typed_cells import text_of
from kontaktforloeb.errors import Problem

_WORDS = (pl.String, pl.Categorical, pl.Enum, pl.Null)
_FIRST_DAY, _LAST_DAY = (day.toordinal() - date(1970, 1, 1).toordinal() for day in (date.min, date.max))
_LAST_TICK = (1 << 63) - 1
_TICKS_OF_A_DAY: Mapping[str, int] = {"ms": 86_400 * 10**3, "us": 86_400 * 10**6, "ns": 86_400 * 10**9}
_ID = "citizen"
_EXPECTED: Mapping[Kind, str] = {
    Kind.TEXT: "words or numbers",
    Kind.LIST: "words, or lists of them",
    Kind.DAY: "days, or texts that say them",
    Kind.FLAG: "truth values, or words for them",
    Kind.WHOLE: "whole numbers",
    Kind.NUMBER: "numbers",
}


def readable(cells: pl.Series) -> pl.Series | None:
    r"""Give cells in a type that is read, `None` where there is none for them.

    Bytes are text where they are one, else they say that they cannot be read; a list is its words, with bars between.

    >>> readable(pl.Series([b"S\xc3\xb8ren", b"\xff", None])).to_list()
    ['Søren', '�', None]
    >>> readable(pl.Series([["cv", "job"]])).to_list(), readable(pl.Series([{"a": 1}]))
    (['cv|job'], None)
    """
    kind = cells.dtype
    if isinstance(kind, (*_WORDS, pl.Boolean, pl.Date, pl.Datetime)) or _is_number(kind):
        return cells
    if isinstance(kind, pl.Binary):
        return _decoded(cells)
    if isinstance(kind, pl.Array):
        cells, kind = cells.arr.to_list(), pl.List(kind.inner)
    if isinstance(kind, pl.List) and (isinstance(kind.inner, _WORDS) or _is_number(kind.inner)):
        return cells.cast(pl.List(pl.String)).list.join("|")
    return None


def _is_number(kind: Any) -> bool:
    """Tell whether a type is one of numbers that hold what somebody wrote: three digits, as two bytes hold, are few."""
    return bool(kind.is_numeric()) and _name(kind) != "Float16"


def within_calendar(cells: pl.Series) -> pl.Series:
    """Give days and moments with nothing for those that no calendar has, by which data bases say "no end"."""
    kind = cells.dtype
    if not isinstance(kind, (pl.Date, pl.Datetime)):
        return cells
    size = _TICKS_OF_A_DAY[kind.time_unit] if isinstance(kind, pl.Datetime) else 1
    first, last = (max(-_LAST_TICK, min(_LAST_TICK, day * size)) for day in (_FIRST_DAY, _LAST_DAY + 1))
    places = cells.to_physical()
    outside = ((places < first) | (places >= last)).fill_null(value=False)
    return cells.set(outside, None) if outside.any() else cells


def type_problem(where: str, shown: str, column: str, cells: pl.Series) -> Problem | None:
    """Give what is wrong with the type of a column's cells; `shown` is the user's own name of it."""
    kind = cells.dtype
    if column == _ID:
        right, expected = isinstance(kind, (*_WORDS, pl.Binary)) or _is_number(kind), "texts or whole numbers"
    else:
        right, expected = readable(cells.clear()) is not None, _EXPECTED[kind_of(column)]
    what = "the column holds cells of the type {kind}, which cannot be read"
    return None if right else Problem(what, where, shown, expected, facts={"kind": _name(kind)})


def _name(kind: Any) -> str:
    """Give the name of a type without what it holds."""
    if isinstance(kind, (pl.List, pl.Array)):
        return f"{type(kind).__name__}({_name(kind.inner)})"
    return str(kind.base_type().__name__)


def _decoded(cells: pl.Series) -> pl.Series:
    return pl.Series(cells.name, [None if cell is None else text_of(cell) for cell in cells], dtype=pl.String)
