"""What happened in the courses: events, exemptions and hours."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from caseload.made import words
from caseload.made.people import CITIZENS_PER_COURSE, Codes, Courses, Ints

_MONTH_HOURS = 16033
"""A whole month's hours, in hundredths."""


class Events(NamedTuple):
    """The table of events: places of citizen, value and occasion (in `words.OCCASIONS`), and the day."""

    citizen: Ints
    occasion: Codes
    date: Ints
    value: Codes


class Exemptions(NamedTuple):
    """The table of exemptions: places of the citizen, the kind and the reason; the days."""

    citizen: Ints
    kind: Codes
    start: Ints
    end: Ints
    decided_on: Ints
    reason: Codes


class HoursTable(NamedTuple):
    """The table of hours: places of citizen and kind, the first day of the month, hundredths of hours."""

    citizen: Ints
    month: Ints
    hundredths: Ints
    kind: Codes


def events(own: Courses, rng: np.random.Generator) -> Events:
    """Give the events of the courses."""
    parts = []
    for number, occasion in enumerate(words.OCCASIONS):
        first, last = occasion.starts
        there = np.isin(own.group, occasion.groups) & (own.start >= first) & (own.start <= last)
        there &= rng.random(len(there), dtype=np.float32) < occasion.part
        places = np.flatnonzero(there)
        early, late = occasion.days
        date = own.start[places] + rng.integers(early, late, len(places), dtype=np.int32, endpoint=True)
        known = date <= words.AS_OF_DAY
        value = rng.integers(0, max(1, len(occasion.values)), len(places), dtype=np.int8)
        code = np.full(len(places), number, np.int8)
        parts.append(Events(own.citizen[places][known], code[known], date[known], value[known]))
    return Events(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def exemptions(own: Courses, rng: np.random.Generator) -> Exemptions:
    """Give the exemptions: `PER_CITIZEN_EXEMPT` for each citizen, of kinds that the course can have."""
    wanted = round(words.PER_CITIZEN_EXEMPT * CITIZENS_PER_COURSE * len(own.citizen))
    # More are drawn than are wanted: those that do not fit their course are left out.
    kind = rng.choice(len(words.EXEMPTIONS), wanted * 2, p=[one.weight for one in words.EXEMPTIONS]).astype(np.int8)
    place = rng.integers(0, len(own.citizen), len(kind))
    last = np.where(own.end == words.NO_DAY, words.AS_OF_DAY, own.end)[place]
    begins = np.array([one.first for one in words.EXEMPTIONS], np.int32)[kind]
    first = np.maximum(own.start[place], begins)
    fits = first <= last
    for number, one in enumerate(words.EXEMPTIONS):
        if one.groups:
            fits &= (kind != number) | np.isin(own.group[place], one.groups)
    kept = np.flatnonzero(fits)[:wanted]
    kind, place, first, last = kind[kept], place[kept], first[kept], last[kept]
    start = first + (np.minimum(last - first, 300) * rng.random(len(kept))).astype(np.int32)
    shortest, longest = (np.array([one.days[side] for one in words.EXEMPTIONS], np.int32)[kind] for side in (0, 1))
    end = start + (shortest + (longest - shortest) * rng.random(len(kept))).astype(np.int32) - 1
    end = np.where(rng.random(len(kept)) < 0.04, words.NO_DAY, end)
    decided = np.where(rng.random(len(kept)) < 0.6, start - rng.integers(0, 14, len(kept)), words.NO_DAY)
    why = rng.choice(len(words.EXEMPT_WHY), len(kept), p=words.EXEMPT_WHY_WEIGHTS).astype(np.int8)
    return Exemptions(
        own.citizen[place], kind, start.astype(np.int32), end.astype(np.int32), decided.astype(np.int32), why
    )


def hours(own: Courses, rng: np.random.Generator) -> HoursTable:
    """Give the hours by month of a quarter of the courses on dagpenge."""
    some = np.flatnonzero((own.group == words.DAGPENGE) & (rng.random(len(own.group), dtype=np.float32) < 0.25))
    first = own.start[some].astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)
    last = np.minimum(np.where(own.end[some] == words.NO_DAY, words.AS_OF_DAY, own.end[some]), words.AS_OF_DAY)
    months = np.minimum(last.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32) - first + 1, 24)
    whose = np.repeat(np.arange(len(some)), months)
    nth = np.arange(len(whose)) - np.repeat(np.cumsum(months) - months, months)
    part = np.clip(rng.normal(0.9, 0.3, len(whose)), 0, 1)
    hundredths = np.round(np.where(nth == 0, part * 0.6, part) * _MONTH_HOURS).astype(np.int32)
    month = (first[whose] + nth).astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
    kind = (rng.random(len(whose), dtype=np.float32) < 0.04).astype(np.int8)
    return HoursTable(own.citizen[some][whose], month, hundredths, kind)
