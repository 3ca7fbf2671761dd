"""The cells of a column as small numbers, and for each number the cell that it stands for."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum, auto

import attrs
import numpy as np
import polars as pl

from kontaktforloeb.caseload.columns import UNREADABLE
from kontaktforloeb.caseload.frames.arrays import STEP, Array, Growing, looked_up
from kontaktforloeb.caseload.typed_cells import text_of

FIRST_ORDINAL = date(1970, 1, 1).toordinal()
"""The ordinal of the day from which polars counts."""
_BEYOND = date.max.toordinal() + 1
_BEYOND_AS_TEXT = "10000-01-01"
_INFINITE = _BEYOND + 1
"""What stands for a day that never comes: a data base's "infinity", which is the last number that a day can have."""
_INFINITE_AS_TEXT = "infinity"
_LAST_DAY, _LAST_TICK = int(np.iinfo(np.int32).max), int(np.iinfo(np.int64).max)
_EXACT_IN_SHORT = 1 << 24
"""From here on not every whole number has a number of four bytes of its own."""
_MODERN = date(1900, 1, 1).toordinal()
_HIGHEST = int(np.iinfo(np.uint16).max)
_TRUE = 2
_NO_PLACE = int(np.iinfo(np.uint32).max)
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
    """What makes codes of the cells of one column, piece by piece.

    Days, truth values and small whole numbers are a code already; everything else is told apart as text.
    """

    def __init__(self) -> None:
        self._categories = pl.Categories.random()
        self.wanted = pl.Categorical(self._categories)
        # polars forgets categories as soon as no series has them.
        self._held = pl.Series([], dtype=self.wanted)
        self._codes = Growing()
        self._taken = False
        self._plain: _Plain | None = None
        self._kind: pl.DataType | None = None
        self._cell: Callable[[str], object] = str

    def take(self, cells: pl.Series) -> None:
        """Take the cells of the next rows."""
        plain = _Plain.of(cells)
        if not self._taken:
            self._plain, self._kind = plain, cells.dtype
        elif plain is not self._plain:
            plain = None
            self._turn_to_texts()
        self._taken = True
        self._codes.take(self._of_texts(cells) if plain is None else plain.codes(cells))

    def _of_texts(self, cells: pl.Series) -> Array:
        texts, cell = _as_text(cells)
        # Cells of several types are kept as their texts.
        self._kind = cells.dtype if cells.dtype == self._kind else None
        self._cell = str if self._kind is None else cell
        places = texts.cast(self.wanted).to_physical()
        # One more than the highest place is 0 again, which stands for nothing.
        return _narrow((places.fill_null(_NO_PLACE) if places.null_count() else places).to_numpy() + np.uint32(1))

    def _turn_to_texts(self) -> None:
        """Tell the cells that were taken apart as texts, since others came that are no plain codes."""
        if self._plain is None:
            return
        cells = self._plain.cells(self._codes.whole())
        texts = pl.Series([text_of(cell) for cell in cells.values()], dtype=pl.String)
        codes = np.zeros(max(cells, default=0) + 1, np.uint32)
        codes[list(cells)] = self._of_texts(texts)
        before, self._codes, self._plain = self._codes.whole(), Growing(), None
        self._codes.take(_narrow(looked_up(codes, before)))

    def coded(self) -> Coded:
        """Give all the cells that were taken."""
        codes = self._codes.whole() if self._taken else None
        if codes is None or not len(codes):
            return Coded(codes, {})
        if self._plain is not None:
            return Coded(codes, self._plain.cells(codes))
        cells = {code: self._cell(text) for code, text in enumerate(self._categories.to_series().to_list(), 1)}
        empty = next((code for code, cell in cells.items() if cell == ""), None)
        if empty is not None:
            codes = np.where(codes == empty, codes.dtype.type(0), codes)
            del cells[empty]
        return Coded(codes, cells)


class _Plain(Enum):
    """What kind of cells have a code of their own, without a look at any other cell."""

    DAYS = auto()
    WHOLE = auto()
    FLAGS = auto()

    @classmethod
    def of(cls, cells: pl.Series) -> _Plain | None:
        """Give the kind of some cells; `None` for what is told apart as text."""
        if cells.dtype == pl.Date:
            return cls.DAYS
        if cells.dtype == pl.Boolean:
            return cls.FLAGS
        if cells.dtype.is_integer() and _lies_in(cells, 0, _HIGHEST - 1):
            return cls.WHOLE
        return None

    def codes(self, cells: pl.Series) -> Array:
        """Give the codes of cells, 0 for nothing."""
        match self:
            case _Plain.DAYS:
                return _codes_of_days(cells.to_physical())
            case _Plain.WHOLE:
                return _narrow(cells.cast(pl.Int32).fill_null(-1).to_numpy() + np.int32(1))
            case _Plain.FLAGS:
                return (cells.cast(pl.Int8).fill_null(-1).to_numpy() + np.int8(1)).view(np.uint8)

    def cells(self, codes: Array) -> dict[int, object]:
        """Give the cells that codes stand for."""
        present = [code for code in np.flatnonzero(_present(codes)).tolist() if code]
        match self:
            case _Plain.DAYS:
                return {code: _day((code - 1 + _MODERN) % _INFINITE or _INFINITE) for code in present}
            case _Plain.WHOLE:
                return {code: code - 1 for code in present}
            case _Plain.FLAGS:
                return {code: code == _TRUE for code in present}


def _lies_in(numbers: pl.Series, low: int, high: int) -> bool:
    least, most = numbers.min(), numbers.max()
    if least is None:
        return True
    assert isinstance(least, int)
    assert isinstance(most, int)
    return low <= least <= most <= high


def _codes_of_days(days: pl.Series) -> Array:
    """Give the codes of days: counted from a day on that almost none lies before, so that they are small."""
    first = _MODERN - FIRST_ORDINAL
    if _lies_in(days, first, first + _HIGHEST - 1):
        return (days.fill_null(first - 1).to_numpy() - np.int32(first - 1)).astype(np.uint16)
    ordinals = days.cast(pl.Int64).fill_null(0).to_numpy() + FIRST_ORDINAL
    inside = np.where((ordinals < 1) | (ordinals > _BEYOND), _BEYOND, ordinals)
    inside = np.where(ordinals == _LAST_DAY + FIRST_ORDINAL, _INFINITE, inside)
    codes = (inside - _MODERN) % _INFINITE + 1
    return np.where(days.is_null().to_numpy(), 0, codes).astype(np.uint32)


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
        # A number of four bytes is written with the few digits that tell it apart, as it once was.
        return cells.cast(pl.String), float if kind == pl.Float64 else _short_number
    if isinstance(kind, pl.Datetime):
        return cells.to_physical().cast(pl.String), _moment_in(kind)
    return cells.cast(pl.String), str


def _short_number(text: str) -> object:
    """Give a number of which not all digits may be there: from some size on they are not."""
    number = float(text)
    return UNREADABLE if _EXACT_IN_SHORT <= abs(number) < math.inf else number


def _moment_in(kind: pl.Datetime) -> Callable[[str], object]:
    per_second = {"ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}[kind.time_unit]

    def moment(text: str) -> object:
        ticks = int(text)
        if abs(ticks) == _LAST_TICK:
            return _INFINITE_AS_TEXT if ticks > 0 else f"-{_INFINITE_AS_TEXT}"
        try:
            found = _EPOCH + timedelta(microseconds=ticks * 1_000_000 // per_second)
        except OverflowError:
            return _BEYOND_AS_TEXT
        return found if kind.time_zone is None else found.replace(tzinfo=UTC)

    return moment


def _day(ordinal: int) -> object:
    if ordinal < _BEYOND:
        return date.fromordinal(ordinal)
    return _INFINITE_AS_TEXT if ordinal == _INFINITE else _BEYOND_AS_TEXT


def _present(codes: Array) -> Array:
    found = np.zeros(int(codes.max(initial=0)) + 1, np.bool_)
    for place in range(0, len(codes), STEP):
        found[codes[place : place + STEP]] = True
    return found


def _narrow(codes: Array) -> Array:
    """Give codes in as few bytes as they need."""
    highest = int(codes.max(initial=0))
    kind = np.uint8 if highest <= np.iinfo(np.uint8).max else np.uint16 if highest <= _HIGHEST else np.uint32
    return codes.astype(kind)
