"""Courses of one target group that began in one epoch under one schedule: planned and judged together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.courses import Courses, Epochs
from kontaktforloeb.caseload.kernel.days import NONE, Days, DayTables, Mask
from kontaktforloeb.caseload.kernel.facts import Codes, Facts, Words
from kontaktforloeb.caseload.kernel.lookups import Places, Ragged, first_day_from, keys, ragged
from kontaktforloeb.caseload.kernel.meetings import MeetingKinds
from kontaktforloeb.conventions import Conventions
from kontaktforloeb.rulebook.vocabulary import Vocabulary


class Setting(NamedTuple):
    """What is the same for all citizens of a run."""

    vocabulary: Vocabulary
    conventions: Conventions
    words: Words
    epochs: Epochs
    kinds: MeetingKinds
    tables: DayTables
    as_of: int
    waives: dict[tuple[int, str], Mask]
    """Which kinds of exemption take a requirement away from a group, and when: found once."""


class Part:
    """All courses of a part of a caseload: what is looked up for every course is looked up once, in order."""

    def __init__(self, facts: Facts, courses: Courses, odd: Mask) -> None:
        self.facts, self.courses, self.odd = facts, courses, odd
        self._events: dict[str, Days] = {}

    def event(self, name: str) -> Days:
        """Give the day of the earliest event of that name in each course."""
        found = self._events.get(name)
        if found is None:
            happened, courses = self.facts.events[name], self.courses
            found = first_day_from(happened.key, happened.day, courses.citizen, courses.start)
            found = self._events[name] = np.where(found <= courses.end, found, NONE)
        return found

    @cached_property
    def meetings(self) -> tuple[Places, Places]:
        """For each course the place of its first meeting and the one after its last."""
        sorted_keys, courses = self.facts.meetings.key, self.courses
        first = np.searchsorted(sorted_keys, keys(courses.citizen, courses.start))
        return first, np.searchsorted(sorted_keys, keys(courses.citizen, courses.end), side="right")

    @cached_property
    def exemptions(self) -> tuple[Places, Places]:
        """For each course the place of its citizen's first exemption and the one after the last."""
        own, citizen = self.facts.exemptions.citizen, self.courses.citizen
        return np.searchsorted(own, citizen), np.searchsorted(own, citizen, side="right")

    @cached_property
    def hours(self) -> Mask:
        """For each course whether its citizen's hours are known."""
        return self.facts.people.has_hours[self.courses.citizen]


class Cohort:
    """Some courses, with the rows of the meetings that lie in them."""

    def __init__(self, setting: Setting, whole: Part, chosen: NDArray[np.int64]) -> None:
        self.setting, self.part, self.chosen = setting, whole, chosen
        self.facts, self.odd, courses = whole.facts, whole.odd, whole.courses
        self.citizen: Codes = courses.citizen[chosen]
        self.start: Days = courses.start[chosen]
        self.end: Days = courses.end[chosen]
        self.contact: Days = courses.contact[chosen]
        self.before: Codes = courses.before[chosen]
        self.earlier: Mask = courses.earlier[chosen]
        self.spells_from, self.spells_to = courses.spells_from[chosen], courses.spells_to[chosen]
        group = int(courses.group[chosen[0]])
        epoch = int(setting.epochs.of(self.start[:1])[0])
        self.group = setting.words.groups[group]
        self.day = setting.epochs.day(epoch)
        starter = int(setting.epochs.starter[epoch, group])
        self.accumulated = bool(setting.epochs.accumulated[epoch, group])
        self.starter = None if starter < 0 or self.accumulated else setting.epochs.starters[starter]
        self._events: dict[str, Days] = {}
        self._records: dict[tuple[str, ...], Rows] = {}

    def __len__(self) -> int:
        return len(self.chosen)

    @cached_property
    def none(self) -> Days:
        """No day, for every course."""
        return np.full(len(self), NONE, np.int32)

    @cached_property
    def everybody(self) -> Mask:
        """Yes, for every course."""
        return np.ones(len(self), np.bool_)

    @cached_property
    def nobody(self) -> Mask:
        """No, for every course."""
        return np.zeros(len(self), np.bool_)

    def event(self, name: str) -> Days:
        """Give the day of the earliest event of that name in each course."""
        found = self._events.get(name)
        if found is None:
            known = name in self.facts.events
            found = self._events[name] = self.part.event(name)[self.chosen] if known else self.none
        return found

    def any_event(self, names: Iterable[str]) -> Mask:
        """Tell in which courses an event of any of these names is recorded."""
        found = self.nobody
        for name in names:
            if name in self.facts.events:
                found = found | (self.event(name) != NONE)
        return found

    @cached_property
    def meetings(self) -> Rows:
        """The meetings held in the courses, in order of course and day."""
        first, after = self.part.meetings
        own, meetings = ragged(first[self.chosen], after[self.chosen]), self.facts.meetings
        return Rows(self, own, meetings.day[own.rows], meetings.kind[own.rows], meetings.adviser[own.rows])

    def records(self, events: frozenset[str]) -> Rows:
        """Give the meetings and the events of these names, which rules count like them, in order."""
        names = tuple(sorted(events & self.facts.events.keys()))
        found = self._records.get(names)
        if found is None:
            told = self.any_event(names)
            found = self._records[names] = self._with_events(names) if told.any() else self.meetings
        return found

    def _with_events(self, names: Iterable[str]) -> Rows:
        parts = [(self.meetings.course, self.meetings.day, self.meetings.kind, self.meetings.adviser)]
        for name in names:
            happened = self.facts.events[name]
            first = np.searchsorted(happened.key, keys(self.citizen, self.start))
            after = np.searchsorted(happened.key, keys(self.citizen, self.end), side="right")
            own = ragged(first, after)
            nobody = np.full(len(own.rows), -1, np.int32)
            parts.append((own.owners, happened.day[own.rows], happened.kind[own.rows], nobody))
        course, day, kind, adviser = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        order = np.lexsort((self.setting.kinds.order()[kind], day, course))
        offsets = np.searchsorted(course[order], np.arange(len(self) + 1))
        return Rows(self, Ragged(order, course[order], offsets), day[order], kind[order], adviser[order])

    @cached_property
    def spells(self) -> Ragged:
        """The rows of the spells that the courses are made of."""
        return ragged(self.spells_from, self.spells_to)

    @cached_property
    def exemptions(self) -> Ragged:
        """The rows of the citizens' exemptions."""
        first, after = self.part.exemptions
        return ragged(first[self.chosen], after[self.chosen])


class Rows:
    """The meetings of a cohort, each once for every course that it lies in, and events that count like them."""

    def __init__(self, cohort: Cohort, own: Ragged, day: Days, kind: Codes, adviser: Codes) -> None:
        self.course, self.offsets = own.owners, own.offsets
        self.day, self.kind, self.adviser = day, kind, adviser
        self._courses = np.arange(len(cohort))
        self.seen: Mask = self.day <= cohort.setting.as_of

    @cached_property
    def _keys(self) -> Places:
        return keys(self.course, self.day)

    def from_day(self, days: Days) -> Places:
        """Give for each course the place of its first row that is not before a day."""
        return np.searchsorted(self._keys, keys(self._courses, days))

    def up_to(self, days: Days) -> Places:
        """Give for each course the place after its last row that is not after a day."""
        return np.searchsorted(self._keys, keys(self._courses, days), side="right")

    def matching(self, table: Mask) -> Mask:
        """Tell which rows are of a kind that a table names."""
        found: Mask = table[self.kind]
        return found

    def counted(self, rows: Mask) -> Counted:
        """Give the places of some rows and how many lie before each place."""
        before = np.zeros(len(rows) + 1, np.int32)
        np.cumsum(rows, out=before[1:])
        return Counted(np.flatnonzero(rows), before)


class Counted(NamedTuple):
    """Some of the rows: their places in order, and for every place how many lie before it."""

    places: Places
    before: NDArray[np.int32]


def nth(rows: Rows, counted: Counted, first: NDArray[np.integer], number: int, after: NDArray[np.integer]) -> Days:
    """Give the day of the `number`-th counted row from place number `first` on, `NONE` from `after` on."""
    place = first + (number - 1)
    there = place < after
    if not len(counted.places):
        return np.full(len(first), NONE, np.int32)
    row = counted.places[np.minimum(place, len(counted.places) - 1)]
    return np.where(there, rows.day[row], NONE)
