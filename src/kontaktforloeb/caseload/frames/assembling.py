"""From the rows of the tables to frames: which rows can be used together, citizen by citizen."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.columns import Column
from kontaktforloeb.caseload.frames.arrays import STEP, Array, Mask, Numbers, distinct, looked_up
from kontaktforloeb.caseload.frames.citizens import Citizens
from kontaktforloeb.caseload.frames.coding import FIRST_ORDINAL
from kontaktforloeb.caseload.frames.judging import Rows
from kontaktforloeb.caseload.frames.kinds import EXACT, Kind, kind_of
from kontaktforloeb.caseload.frames.order import CITIZEN, by_citizen
from kontaktforloeb.caseload.frames.rows import NONE, STORES, place_type
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.facts import overlapping
from kontaktforloeb.model import Spell
from kontaktforloeb.rulebook.kinds import Clock
from kontaktforloeb.rulebook.vocabulary import Vocabulary


@attrs.define(eq=False)
class Together:
    """What becomes of the rows of all tables together: the citizens, and the rows that are rejected for another."""

    citizens: Citizens
    vocabulary: Vocabulary
    groups: list[str] = attrs.field(factory=list)
    keys: NDArray[np.int64] = attrs.field(factory=lambda: np.empty(0, np.int64))
    places: Numbers = attrs.field(factory=lambda: Numbers(np.empty(0, np.int64)))
    on_dagpenge: Mask = attrs.field(factory=lambda: np.zeros(1, np.bool_))
    """Which of the citizens have a spell that is counted in hours, and `False` for who is none of them."""

    def spells(self, rows: Rows) -> Array:
        """Give the group of each spell, its place in `groups`; reject the spells that cannot be used."""
        written, start = rows.values("group"), rows.values("start")
        group = self._groups(rows, written, start)
        # Of spells that overlap the first is used, so that no citizen loses all of them.
        self.keys = distinct(rows.citizens[rows.usable])
        self.places = Numbers(self.keys)
        places = self.places.of(rows.citizens)
        self._overlapping(rows, places, group, start)
        self.on_dagpenge = np.zeros(len(self.keys) + 1, np.bool_)
        self.on_dagpenge[places[self._accumulated(group, start, rows.usable)]] = True
        return group

    def _groups(self, rows: Rows, written: Array, start: Array) -> Array:
        """Find the group of each spell; which one a number is, the first day decides."""
        words = list(rows.words["group"])
        self.groups = sorted(self.vocabulary.groups.entries)
        places = {name: place for place, name in enumerate(self.groups)}
        known = np.array([*(places.get(word, -1) for word in words), -1], np.int32)
        group = looked_up(known, written)
        by_number = np.flatnonzero((group < 0) & rows.usable)
        pairs = np.stack([written[by_number], start[by_number]], axis=1)
        different, place = np.unique(pairs, axis=0, return_inverse=True)
        found = [self.vocabulary.group(words[word], _day(day)) for word, day in different.tolist()]
        group[by_number] = np.array([-1 if name is None else places[name] for name in found], np.int32)[place.ravel()]
        for row in np.flatnonzero((group < 0) & rows.usable).tolist():
            number = words[int(written[row])]
            rows.reject(row, self._id(rows, row), "group", RowCode.NUMBER_OF_ANOTHER_TIME, number, "group")
        return group

    def _id(self, rows: Rows, row: int) -> str:
        return self.citizens.text(int(rows.citizens[row]))

    def _overlapping(self, rows: Rows, places: Array, group: Array, start: Array) -> None:
        """Reject the later of two spells of a citizen that overlap on one benefit."""
        end = rows.values("end")
        usable = np.flatnonzero(rows.usable)
        order = np.argsort((places[usable].astype(np.int64) << 32) + start[usable])
        usable = usable[order]
        citizens, last = places[usable], end[usable]
        # Where no spell reaches into the next one, none reaches into a later one.
        reaches = (citizens[1:] == citizens[:-1]) & ((last[:-1] == NONE) | (last[:-1] >= start[usable[1:]]))
        for citizen in distinct(citizens[1:][reaches]).tolist():
            low, high = np.searchsorted(citizens, [citizen, citizen + 1])
            together = np.sort(usable[low:high]).tolist()
            own = [self._spell(group, start, end, place) for place in together]
            later = [spell for _, spell in overlapping(own, self.vocabulary)]
            for place, spell in zip(together, own, strict=True):
                if spell in later:
                    code = RowCode.OVERLAPPING_SPELLS
                    rows.reject(place, self._id(rows, place), "start", code, str(spell.start))

    def _spell(self, group: Array, start: Array, end: Array, place: int) -> Spell:
        last = None if end[place] == NONE else _day(int(end[place]))
        return Spell(self.groups[group[place]], _day(int(start[place])), last)

    def _accumulated(self, group: Array, start: Array, usable: Mask) -> Mask:
        """Tell which spells are counted in hours."""
        found = np.zeros(len(group), np.bool_)
        for place, name in enumerate(self.groups):
            for since, entry in self.vocabulary.groups.entries[name]:
                # The first version stands for all the time before it.
                first = self.vocabulary.groups.entries[name][0][0] == since
                later = start >= (NONE if first else since.toordinal() - FIRST_ORDINAL)
                found[(group == place) & later] = entry.clock is Clock.ACCUMULATED
        return found & usable

    def others(self, rows: Rows) -> NDArray[np.int32]:
        """Give the citizen of each row; reject rows without one, and what the citizen cannot have or has already.

        The ids of the rows are not needed any more then.
        """
        places = self.places.of(rows.citizens)
        self._reject(rows, places < 0, RowCode.CITIZEN_WITHOUT_SPELL)
        if rows.name == "hours":
            self._reject(rows, ~self.on_dagpenge[places], RowCode.HOURS_WITHOUT_DAGPENGE)
        if rows.name == "citizens":
            self._reject(rows, _second(rows), RowCode.SECOND_CITIZEN_ROW)
        rows.let_ids_go()
        return places

    def _reject(self, rows: Rows, some: Mask, code: RowCode) -> None:
        for row in np.flatnonzero(some & rows.usable).tolist():
            rows.reject(row, self._id(rows, row), "citizen", code)


def _second(rows: Rows) -> Mask:
    """Tell which rows are about a citizen who has one already: which that is, what they say decides."""
    found = np.zeros(len(rows.usable), np.bool_)
    usable = np.flatnonzero(rows.usable)
    usable = usable[_shared(rows.citizens[usable])]
    if len(usable):
        said = [(int(rows.citizens[row]), str(rows.row(row)), row) for row in usable.tolist()]
        ordered = sorted(said)
        for before, after in itertools.pairwise(ordered):
            found[after[2]] = before[0] == after[0]
    return found


def _shared(keys: NDArray[np.int64]) -> Mask:
    """Tell which keys are there more than once."""
    ordered = np.sort(keys)
    twice = distinct(ordered[1:][ordered[1:] == ordered[:-1]])
    return Numbers(twice).of(keys) >= 0


def framed(
    rows: Rows, columns: Sequence[Column], places: Array, group: tuple[Array, list[str]] | None
) -> Iterator[tuple[str, Callable[[], pl.Series]]]:
    """Give the columns of the rows that are used, typed, in order of citizen: each with its name, and what makes it.

    `places` are those of the citizens, and `group` the groups of spells. What a column was made from is forgotten then:
    two forms of all rows take much memory.
    """
    used = None if rows.usable.all() else np.flatnonzero(rows.usable).astype(np.uint32)
    owner = (places if used is None else places[used]).view(np.uint32)
    del places
    order, size = by_citizen(owner), len(owner)
    ordered = order if used is None else used
    if order is not None and used is not None:
        ordered = looked_up(used, order)
    # Whoever indexes all rows at once by such small numbers has them all made larger first.
    owner.sort()
    yield CITIZEN, partial(pl.Series, CITIZEN, owner)
    del owner, order, used
    for column in columns[1:]:
        own = group if column.name == "group" else None
        yield column.name, partial(_column, rows, column.name, size, ordered, own)


def _column(
    rows: Rows, name: str, size: int, ordered: Array | None, group: tuple[Array, list[str]] | None
) -> pl.Series:
    """Give a column of the rows in `ordered`, or of all where it is `None`, some rows at a time."""
    alone = rows.constant(name)
    if group is not None:
        words: Sequence[Any] = group[1]
        (codes, table), none = (group[0], np.arange(len(words)).astype(place_type(len(words)))), len(words)
    elif alone is not None:
        same = _series(name, alone.numbers[:1], alone.none, rows.words.get(name, ()))
        # Nulls alone take no memory before somebody looks at them.
        return same.clear(size) if same.has_nulls() else same.new_from_index(0, size)
    else:
        words, none = rows.words.get(name, ()), rows.none(name)
        codes, table = rows.coded(name)
        rows.let_go(name)
    found = []
    for first in range(0, max(size, 1), STEP):
        some = slice(first, first + STEP)
        own = codes[some] if ordered is None else codes.take(ordered[some], mode="clip")
        found.append(_series(name, table.take(own, mode="clip"), none, words))
    del codes
    return pl.concat(found, rechunk=True)


def empty(columns: Sequence[Column]) -> pl.DataFrame:
    """Give the frame of a table without rows."""
    none = np.empty(0, np.int32)
    citizen = pl.Series(CITIZEN, none, dtype=pl.UInt32)
    return pl.DataFrame([citizen, *(_none(column.name) for column in columns[1:])])


def _none(name: str) -> pl.Series:
    """Give a column without rows."""
    kind = kind_of(name)
    return _series(name, np.empty(0, STORES.get(kind, np.uint8)), 255, ())


def _series(name: str, values: Array, none: int, words: Sequence[Any]) -> pl.Series:
    missing = values == none
    series = pl.Series(name, values)
    if kind_of(name) is Kind.NUMBER:
        exact = pl.Series(name, [*words, None], dtype=EXACT)
        return exact.gather(np.minimum(values, len(words)))
    if missing.any():
        series = series.set(pl.Series(missing), None)
    match kind_of(name):
        case Kind.DAY:
            return series.cast(pl.Date)
        case Kind.WHOLE:
            return series
        case Kind.FLAG:
            return series.cast(pl.Boolean)
        case _:
            return series.cat.to(pl.Enum(list(words)))


def _day(number: int) -> date:
    return date.fromordinal(number + FIRST_ORDINAL)
