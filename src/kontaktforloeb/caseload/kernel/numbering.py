"""The number of each meeting's kind, block by block: of all that is between, nothing stands there for all rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames.arrays import STEP, Numbers
from kontaktforloeb.caseload.kernel.columns import as_words, words_in
from kontaktforloeb.caseload.kernel.days import Mask
from kontaktforloeb.caseload.kernel.lookups import Places
from kontaktforloeb.caseload.kernel.meetings import OWN, PREPARED, Codes, MeetingKinds

_MOST = 1 << 62
_ADVISER = "adviser"


class _Column(NamedTuple):
    """What numbers a column has, from 0 to before `size`, and those of the rows of a stretch."""

    size: int
    of: Callable[[slice], NDArray[np.integer]]


def kinds_of(
    table: pl.DataFrame, people: pl.DataFrame | None, citizens: int, kinds: MeetingKinds
) -> NDArray[np.integer]:
    """Give the number of each meeting's kind, -1 where it was not held; `kinds` takes those that turn up."""
    advisers = _Advisers(table, people, citizens) if OWN in kinds.columns else None
    columns = [_column(name, table, advisers, kinds) for name in kinds.columns]
    numbers, sample = _numbered(columns, _held(table, kinds), len(table))
    place = kinds.take(_rows(table, sample, advisers, kinds.columns))
    for first in range(0, len(numbers), STEP):
        own = numbers[first : first + STEP]
        own[:] = np.where(own < 0, np.int32(-1), place[own] if len(place) else own)
    # They stand there as long as the caseload does, and most caseloads have few kinds.
    return numbers.astype(np.int16) if len(place) <= np.iinfo(np.int16).max else numbers


def _numbered(columns: Sequence[_Column], there: Callable[[slice], Mask], rows: int) -> tuple[Codes, Places]:
    """Give each row that is there a number for all its columns together, and one row for each number."""
    columns = list(columns)
    while True:
        some = 1
        while some < len(columns) and _product(columns[: some + 1]) < _MOST:
            some += 1
        numbers, sample = _together(columns[:some], there, rows)
        columns = [_Column(len(sample) + 1, lambda own, numbers=numbers: numbers[own]), *columns[some:]]  # type: ignore[misc]
        if len(columns) == 1:
            return numbers, sample


def _product(columns: Sequence[_Column]) -> int:
    return int(np.prod([column.size for column in columns], dtype=object))


def _together(columns: Sequence[_Column], there: Callable[[slice], Mask], rows: int) -> tuple[Codes, Places]:
    numbers = np.full(rows, -1, np.int32)
    codes, sample = np.empty(0, np.int64), np.empty(0, np.int64)
    known = Numbers(codes)
    order = np.empty(0, np.int32)
    for first in range(0, rows, STEP):
        own = slice(first, min(first + STEP, rows))
        held = np.flatnonzero(there(own))
        code = np.zeros(own.stop - first, np.int64)
        for column in columns:
            code *= column.size
            code += column.of(own)
        code = code[held]
        place = known.of(code)
        if (place < 0).any():
            new, row = np.unique(code[place < 0], return_index=True)
            sample = np.append(sample, held[place < 0][row] + first)
            # Places are among the codes in order; the number of a code is when it first turned up.
            order = np.append(order, np.arange(len(codes), len(codes) + len(new), dtype=np.int32))
            codes = np.append(codes, new)
            by_code = np.argsort(codes, kind="stable")
            codes, order = codes[by_code], order[by_code]
            known = Numbers(codes)
            place = known.of(code)
        numbers[held + first] = order[place]
    return numbers, sample


def _held(table: pl.DataFrame, kinds: MeetingKinds) -> Callable[[slice], Mask]:
    """Give what tells which meetings of a stretch were held."""
    status = as_words(table["status"])
    held = np.array([word in kinds.vocabulary.held_statuses for word in words_in(status)] or [False], np.bool_)
    numbers = status.to_physical().to_numpy()
    return lambda own: held[numbers[own]]


def _column(name: str, table: pl.DataFrame, advisers: _Advisers | None, kinds: MeetingKinds) -> _Column:
    if name == OWN:
        assert advisers is not None
        return _Column(3, advisers.own)
    if name == PREPARED:
        return _of_numbers(lambda own: _before(table[own]), len(table))
    column = table[name]
    if column.null_count() == len(column):
        return _Column(1, lambda own: np.zeros(own.stop - own.start, np.int64))
    if column.dtype == pl.Boolean:
        return _Column(3, lambda own: column[own].cast(pl.UInt8).fill_null(2).to_numpy())
    if column.dtype.is_integer():
        return _of_numbers(lambda own: column[own], len(column))
    told = as_words(column)
    alike: dict[Hashable, int] = {}
    classes = [alike.setdefault(kinds.alike(name, word), len(alike)) for word in words_in(told)]
    # The last one is that of an empty cell.
    class_of = np.array([*classes, len(alike)], np.int64)
    none = len(classes)
    return _Column(
        len(alike) + 1, lambda own: class_of[told[own].to_physical().cast(pl.Int32).fill_null(none).to_numpy()]
    )


def _of_numbers(of: Callable[[slice], pl.Series], rows: int) -> _Column:
    """Give a column of whole numbers as their places from the lowest on, one more where there is none."""
    ends = [(low, high) for first in range(0, rows, STEP) for low, high in [_ends(of(slice(first, first + STEP)))]]
    lows, highs = ([end for end in own if end is not None] for own in zip(*ends, strict=True))
    if not lows:
        return _Column(1, lambda own: np.zeros(own.stop - own.start, np.int64))
    low, none = min(lows), max(highs) - min(lows) + 1
    return _Column(none + 1, lambda own: (of(own).cast(pl.Int64) - low).fill_null(none).to_numpy())


def _ends(values: pl.Series) -> tuple[Any, Any]:
    return values.min(), values.max()


def _before(table: pl.DataFrame) -> pl.Series:
    """Give how many days before it each meeting was prepared."""
    return table["date"].to_physical() - table["prep_date"].to_physical()


def _rows(
    table: pl.DataFrame, sample: Places, advisers: _Advisers | None, columns: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Give what some rows say in the columns of a kind."""
    own = table[sample]
    words = own.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
    found = []
    for name in columns:
        if name == PREPARED:
            found.append(_before(own).to_list())
        elif name == OWN:
            assert advisers is not None
            found.append([(False, True, None)[told] for told in advisers.own(sample).tolist()])
        else:
            found.append(words[name].to_list())
    return list(zip(*found, strict=True))


class _Advisers:
    """Tells of meetings whether they were with the citizen's own adviser: 0 no, 1 yes, 2 where nobody knows."""

    def __init__(self, table: pl.DataFrame, people: pl.DataFrame | None, citizens: int) -> None:
        self._adviser = as_words(table[_ADVISER]).to_physical()
        self._citizen = table["_c"].to_numpy()
        self._of = np.full(citizens, -1, np.int32)
        if people is not None:
            places = {word: place for place, word in enumerate(words_in(as_words(table[_ADVISER])))}
            named = as_words(people[_ADVISER])
            # An adviser who held no meeting is known, and nobody's in the meetings.
            numbers = np.array([*(places.get(word, len(places)) for word in words_in(named)), -1], np.int32)
            told = named.to_physical().cast(pl.Int32).fill_null(len(numbers) - 1).to_numpy()
            self._of[people["_c"].to_numpy()] = numbers[told]

    def own(self, rows: slice | Places) -> NDArray[np.int8]:
        adviser = self._adviser[rows].cast(pl.Int32).fill_null(-1).to_numpy()
        citizen = self._of[self._citizen[rows]]
        return np.where((adviser < 0) | (citizen < 0), 2, adviser == citizen).astype(np.int8)
