"""The tables of a caseload as arrays, sorted once by citizen and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.columns import days_in
from kontaktforloeb.caseload.kernel.days import Days, Mask, number
from kontaktforloeb.caseload.kernel.held import HeldMeetings
from kontaktforloeb.caseload.kernel.lookups import Places, keys, split
from kontaktforloeb.caseload.kernel.meetings import MeetingKinds
from kontaktforloeb.rulebook.vocabulary import Vocabulary

Codes = NDArray[np.int32]

HOUR = 1_000_000
"""Hours are whole numbers of the millionth part of one, and so exact; finer ones are left to the reference engine."""


class Spells(NamedTuple):
    """The spells by citizen and first day, each once."""

    citizen: Codes
    group: Codes
    start: Days
    end: Days


class Happened(NamedTuple):
    """The events of one name by citizen and day; `kind` as rules count it like a meeting, -1 where none does."""

    citizen: Codes
    day: Days
    key: Places
    kind: Codes


class Exemptions(NamedTuple):
    """The exemptions by citizen and first day."""

    citizen: Codes
    kind: Codes
    start: Days
    end: Days


class HoursOf(NamedTuple):
    """The hours of some kinds that count, by citizen and month; `total` is the running sum over all citizens."""

    citizen: Codes
    month: Days
    total: NDArray[np.int64]


class People(NamedTuple):
    """What is known of every citizen, in order."""

    insured: Codes
    schedule: Codes
    rejected: Mask
    odd: Mask
    """Whose facts the arrays do not hold."""
    has_hours: Mask
    """For whom hours of a kind that counts are given."""
    kept: Mask
    """For whom hours are given that keep a course whole over a break."""


class Facts(NamedTuple):
    """A part of a caseload, whose citizens are numbered from 0."""

    citizens: int
    spells: Spells
    meetings: HeldMeetings
    events: Mapping[str, Happened]
    exemptions: Exemptions
    hours: Mapping[tuple[str, ...], HoursOf]
    people: People


class Words(NamedTuple):
    """The words that stand as numbers in the arrays; every list is in order of its words."""

    groups: Sequence[str]
    exemptions: Sequence[str]
    insured: Sequence[str]
    schedules: Sequence[str]


def words_of(vocabulary: Vocabulary, schedules: Sequence[str]) -> Words:
    """Give the words of a vocabulary by number."""
    return Words(
        sorted(vocabulary.groups.entries),
        sorted(vocabulary.exemptions.entries),
        [terms.id for terms in vocabulary.accumulated.insured],
        sorted(schedules),
    )


def facts_of(
    tables: Mapping[str, pl.DataFrame],
    meetings: HeldMeetings,
    people: People,
    words: Words,
    vocabulary: Vocabulary,
    kinds: MeetingKinds,
) -> Facts:
    """Give the facts of tables as `kontaktforloeb.caseload.frames` reads them, whose citizens are numbered from 0.

    `people` is told whose facts the arrays do not hold, and of whom hours are known.
    """
    hours = _hours(tables.get("hours"), vocabulary, people)
    return Facts(
        len(people.odd),
        _spells(tables["spells"], words),
        meetings,
        _events(tables.get("events"), kinds),
        _exemptions(tables.get("exemptions"), words),
        hours,
        people,
    )


def people_of(insured: NDArray[np.integer], schedule: NDArray[np.integer], rejected: Mask) -> People:
    """Give what is known of some citizens before their facts are looked at."""
    size = len(insured)
    return People(
        insured.astype(np.int32),
        schedule.astype(np.int32),
        rejected,
        *(np.zeros(size, np.bool_) for _ in ("odd", "has_hours", "kept")),
    )


def nobody_known(citizens: int) -> People:
    """Give citizens of whom nothing is known but what the other tables say."""
    unknown = np.full(citizens, -1, np.int32)
    return people_of(unknown, unknown, np.zeros(citizens, np.bool_))


def _numbered(column: pl.Series, words: Sequence[str]) -> Codes:
    """Give a column of words as their numbers, -1 where it is empty."""
    if column.dtype == pl.Enum:
        numbers = {word: place for place, word in enumerate(words)}
        table = np.array([*(numbers.get(word, -1) for word in column.dtype.categories), -1], np.int32)  # type: ignore[attr-defined]
        found: Codes = table[column.to_physical().cast(pl.Int64).fill_null(len(table) - 1).to_numpy()]
        return found
    return column.cast(pl.Enum(words)).to_physical().cast(pl.Int32).fill_null(-1).to_numpy()


def _spells(table: pl.DataFrame, words: Words) -> Spells:
    citizen = table["_c"].to_numpy().astype(np.int32)
    group = _numbered(table["group"], words.groups)
    start, end = days_in(table["start"]), days_in(table["end"])
    key = keys(citizen, start)
    order = np.argsort(key, kind="stable")
    if (np.diff(key[order]) == 0).any():
        order = np.lexsort((group, end, start, citizen))
    columns = (citizen[order], group[order], start[order], end[order])
    new = np.ones(len(order), np.bool_)
    new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return Spells._make(column[new] for column in columns)


def _events(table: pl.DataFrame | None, kinds: MeetingKinds) -> dict[str, Happened]:
    if table is None:
        return {}
    names = sorted(table["event"].cast(pl.String).unique().to_list())
    key = keys(table["_c"].to_numpy(), days_in(table["date"]))
    which = _numbered(table["event"], names)
    found = {}
    for place, name in enumerate(names):
        rows = np.flatnonzero(which == place)
        if name in kinds.counted_events:
            found[name] = _counted(name, key[rows], table["value"][rows], kinds)
        else:
            own = np.sort(key[rows])
            found[name] = Happened(*split(own), own, np.full(len(own), -1, np.int32))
    return found


def _counted(name: str, key: Places, values: pl.Series, kinds: MeetingKinds) -> Happened:
    """Give events that rules count; those alike in day, name and value are one."""
    told = values.cast(pl.String).fill_null("")
    words = told.unique().sort().to_list()
    value = told.cast(pl.Enum(words)).to_physical().cast(pl.Int64).to_numpy()
    pairs = np.unique(np.stack([key, value], axis=1), axis=0)
    own = np.ascontiguousarray(pairs[:, 0])
    return Happened(*split(own), own, kinds.take_events((name, word) for word in words)[pairs[:, 1]])


def _exemptions(table: pl.DataFrame | None, words: Words) -> Exemptions:
    if table is None:
        return Exemptions(*(np.empty(0, np.int32) for _ in range(4)))
    citizen = table["_c"].to_numpy().astype(np.int32)
    start, end, kind = days_in(table["start"]), days_in(table["end"]), _numbered(table["kind"], words.exemptions)
    order = np.lexsort((start, citizen))
    return Exemptions(citizen[order], kind[order], start[order], end[order])


def _hours(table: pl.DataFrame | None, vocabulary: Vocabulary, people: People) -> dict[tuple[str, ...], HoursOf]:
    """Give the hours for each list of kinds that something is counted in, without the months that do not count."""
    rules = vocabulary.accumulated
    handovers = (own for versions in vocabulary.handovers.entries.values() for _, own in versions)
    lists = {tuple(sorted(rules.hour_kinds)), *(tuple(sorted(own.hour_kinds)) for own in handovers)}
    empty = HoursOf(np.empty(0, np.int32), np.empty(0, np.int32), np.zeros(0, np.int64))
    if table is None or not len(table):
        return dict.fromkeys(lists, empty)
    exact = table["hours"] * HOUR
    units = exact.cast(pl.Int64)
    citizen = table["_c"].to_numpy()
    people.odd[citizen[(exact != units).to_numpy()]] = True
    words = sorted(rules.known_hour_kinds)
    kind, key, amount = _numbered(table["kind"], words), keys(citizen, days_in(table["month"])), units.to_numpy()
    people.has_hours[citizen[np.isin(kind, [words.index(name) for name in rules.hour_kinds])]] = True
    keep = [place for place, name in enumerate(words) if name in vocabulary.continuity.kept_by_hours]
    people.kept[citizen[np.isin(kind, keep)]] = True
    order = np.lexsort((amount, kind, key))
    kind, key, amount = kind[order], key[order], amount[order]
    # Identical rows are one; different ones for a month add up.
    new = np.ones(len(key), np.bool_)
    new[1:] = (key[1:] != key[:-1]) | (kind[1:] != kind[:-1]) | (amount[1:] != amount[:-1])
    month = split(key)[1]
    for dead in rules.dead:
        new &= (month < number(dead.from_)) | (month > number(dead.to))
    found = {}
    for kinds in lists:
        own = new & np.isin(kind, [words.index(name) for name in kinds if name in words])
        found[kinds] = HoursOf(*split(key[own]), np.cumsum(amount[own]))
    return found


def told_of(table: pl.DataFrame | None, words: Words, citizens: int) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Give how each citizen is insured and the schedule, as numbers, -1 where nothing is known."""
    # There are few words of either, and these numbers stand there as long as the caseload does.
    insured, schedule = np.full(citizens, -1, np.int16), np.full(citizens, -1, np.int16)
    if table is not None:
        place = table["_c"].to_numpy()
        insured[place] = _numbered(table["insured"], words.insured)
        schedule[place] = _numbered(table["schedule"], words.schedules)
    return insured, schedule


def in_units(hours: Decimal) -> int:
    """Give hours as the whole number that the arrays hold, rounded up: so much is reached where they are."""
    return int((hours * HOUR).to_integral_value(rounding="ROUND_CEILING"))
