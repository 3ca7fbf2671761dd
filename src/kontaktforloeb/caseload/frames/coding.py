"""The cells of a column as small numbers, and for each number the cell that it stands for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import attrs
import numpy as np
import polars as pl

from kontaktforloeb.caseload.frames.arrays import STEP, Array, Growing

FIRST_ORDINAL = date(1970, 1, 1).toordinal()
"""The ordinal of the day from which polars counts."""
_BEYOND = date.max.toordinal() + 1
_BEYOND_AS_TEXT = "10000-01-01"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (polars counts from it, in whatever zone)


@attrs.frozen(eq=False)
class Coded:
    """A column: for each row a code, and the cell that each code stands for.

    Code 0 is an empty cell. `codes` is `None` where no row has anything in the column.
    """

    codes: Array | None
    cells: dict[int, object]

    @property
    def size(self) -> int:
        """One more than the highest code."""
        return max(self.cells, default=0) + 1


class Coder:
    """What makes codes of the cells of one column, piece by piece."""

    def __init__(self) -> None:
        self._categories = pl.Categories.random()
        self.wanted = pl.Categorical(self._categories)
        # polars forgets categories as soon as no series has them.
        self._held = pl.Series([], dtype=self.wanted)
        self._codes = Growing()
        self._taken = False
        self._days = False
        self._cell: Callable[[str], object] = str

    def take(self, cells: pl.Series) -> None:
        """Take the cells of the next rows."""
        self._taken = True
        if cells.dtype == pl.Date:
            self._days = True
            days = cells.to_physical() + FIRST_ORDINAL
            inside = pl.select(pl.when((days < 1) | (days > _BEYOND)).then(_BEYOND).otherwise(days)).to_series()
            self._codes.take(inside.fill_null(0).cast(pl.UInt32).to_numpy())
            return
        texts, self._cell = _as_text(cells)
        codes = texts.cast(self.wanted).to_physical() + 1
        self._codes.take(_narrow(codes.fill_null(0) if codes.null_count() else codes))

    def coded(self) -> Coded:
        """Give all the cells that were taken."""
        codes = self._codes.whole() if self._taken else None
        if codes is None or not len(codes):
            return Coded(codes, {})
        if self._days:
            present = np.flatnonzero(_present(codes)).tolist()
            return Coded(codes, {code: _day(code) for code in present if code})
        cells = {code: self._cell(text) for code, text in enumerate(self._categories.to_series().to_list(), 1)}
        empty = next((code for code, cell in cells.items() if cell == ""), None)
        if empty is not None:
            codes = np.where(codes == empty, codes.dtype.type(0), codes)
            del cells[empty]
        return Coded(codes, cells)


def _as_text(cells: pl.Series) -> tuple[pl.Series, Callable[[str], object]]:
    """Give cells of any type as texts that tell them apart, and what makes a cell of such a text again."""
    kind = cells.dtype
    if isinstance(kind, (pl.String, pl.Categorical)):
        return cells, str
    if isinstance(kind, pl.Boolean):
        return cells.cast(pl.String), "true".__eq__
    if isinstance(kind, pl.Decimal):
        return cells.cast(pl.String), Decimal
    if kind.is_integer():
        return cells.cast(pl.String), int
    if kind.is_float():
        return cells.cast(pl.Float64).cast(pl.String), float
    if isinstance(kind, pl.Datetime):
        return cells.cast(pl.Datetime("us", kind.time_zone)).to_physical().cast(pl.String), _moment_in(kind)
    if isinstance(kind, pl.List):
        return cells.cast(pl.List(pl.String)).list.join("|"), str
    return cells.cast(pl.String, strict=False), str


def _moment_in(kind: pl.Datetime) -> Callable[[str], object]:
    def moment(text: str) -> datetime:
        found = _EPOCH + timedelta(microseconds=int(text))
        return found if kind.time_zone is None else found.replace(tzinfo=UTC)

    return moment


def _day(ordinal: int) -> object:
    return date.fromordinal(ordinal) if ordinal < _BEYOND else _BEYOND_AS_TEXT


def _present(codes: Array) -> Array:
    found = np.zeros(int(codes.max()) + 1, np.bool_)
    for place in range(0, len(codes), STEP):
        found[codes[place : place + STEP]] = True
    return found


def _narrow(codes: pl.Series) -> Array:
    """Give codes in as few bytes as they need."""
    highest = codes.max() or 0
    assert isinstance(highest, int)
    kind = pl.UInt8 if highest <= np.iinfo(np.uint8).max else pl.UInt16 if highest <= np.iinfo(np.uint16).max else None
    return (codes if kind is None else codes.cast(kind)).to_numpy()
