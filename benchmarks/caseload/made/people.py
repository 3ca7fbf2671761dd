"""The citizens and their courses: who is on what benefit from when to when, and the spells that say so."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from caseload.made import words

Ints = NDArray[np.int32]
Codes = NDArray[np.int8]

CITIZENS_PER_COURSE = 0.82
_THIRD = 0.1
"""The part of the courses after a citizen's first that are a third one."""

_APART = 40
"""How many days at least lie between the first days of two courses of a citizen."""

_DAYS, _MONTHS, _YEARS, _NUMBERS = 28, 12, 100, 10_000
_FICTIVE = 60
"""What is added to the day of birth, so that no number can be a person's."""


class Courses(NamedTuple):
    """The courses as they are drawn: the citizen's place, the group, first and last day (`NO_DAY`: still running)."""

    citizen: Ints
    group: Codes
    start: Ints
    end: Ints

    def some(self, first: int, after: int) -> Courses:
        """Give those from one place to before another."""
        return Courses(
            self.citizen[first:after], self.group[first:after], self.start[first:after], self.end[first:after]
        )


class Spells(NamedTuple):
    """The table of spells, by the place of the citizen."""

    citizen: Ints
    group: Codes
    start: Ints
    end: Ints


def numbers(citizens: int, seed: int) -> NDArray[np.int64]:
    """Give a number for each citizen: ten digits, shaped as a personal number and none, since no day is above 31."""
    whole = _DAYS * _MONTHS * _YEARS * _NUMBERS
    # A multiplier without a common factor takes every place to another number, far from those of its neighbours.
    place = (np.arange(citizens, dtype=np.int64) * 104_395_301 + seed * 7_919) % whole
    place, serial = np.divmod(place, _NUMBERS)
    place, year = np.divmod(place, _YEARS)
    day, month = np.divmod(place, _MONTHS)
    found: NDArray[np.int64] = (((day + 1 + _FICTIVE) * 100 + month + 1) * 100 + year) * _NUMBERS + serial
    return found


def births(citizen_numbers: NDArray[np.int64]) -> Ints:
    """Give the day of birth that each number tells; years from 27 on are those of the last century."""
    day, month = citizen_numbers // 10**8 - _FICTIVE, citizen_numbers // 10**6 % 100
    year = citizen_numbers // _NUMBERS % _YEARS
    year += np.where(year > 8, 1900, 2000)
    months = (year - 1970) * 12 + month - 1
    return (months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int32) + (day - 1)).astype(np.int32)


def courses(number: int, rng: np.random.Generator) -> Courses:
    """Give so many courses of `CITIZENS_PER_COURSE` times as many citizens, each on another benefit of theirs."""
    citizens = max(1, round(CITIZENS_PER_COURSE * number))
    more = min(number - citizens, citizens)
    third = round(_THIRD * more)
    several = rng.permutation(citizens)[: more - third].astype(np.int32)
    alone = np.ones(citizens, bool)
    alone[several] = False
    once = np.flatnonzero(alone).astype(np.int32)
    benefit = rng.choice(len(words.BENEFITS), len(once), p=[one.weight for one in words.BENEFITS]).astype(np.int8)
    start = rng.integers(words.FIRST_START, words.LAST_START, len(once), dtype=np.int32, endpoint=True)
    end = start + _lengths(benefit, rng)
    parts = [Courses(once, _groups(benefit, rng), start, end)]
    if len(several):
        parts += _one_after_the_other(several, third, rng)
    citizen, group, start, end = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Courses(citizen, group, start, _open(end, rng))


def _one_after_the_other(citizen: Ints, third: int, rng: np.random.Generator) -> list[Courses]:
    """Give the courses of citizens with two or, for the first so many of them, three."""
    count = len(citizen)
    noise = rng.gumbel(size=(count, len(words.BENEFITS))) + np.log([one.weight for one in words.BENEFITS])
    chosen = np.argsort(-noise, axis=1)[:, :3].astype(np.int8)
    starts = rng.integers(words.FIRST_START, words.LAST_START - 2 * _APART, (count, 3), dtype=np.int32)
    starts[third:, 2] = words.LAST_START * 2
    starts.sort(axis=1)
    starts += np.arange(3, dtype=np.int32) * _APART
    found = []
    for nth in range(3):
        there = count if nth < 2 else third
        begin = starts[:there, nth]
        end = begin + _lengths(chosen[:there, nth], rng)
        if nth < 2:
            following = starts[:there, nth + 1]
            # Half of those who come again do so from one day to the next.
            end = np.where(rng.random(there) < 0.5, following - 1, np.minimum(end, following - 1))
            end = np.where(following > words.LAST_START + 2 * _APART, begin + _lengths(chosen[:there, nth], rng), end)
        found.append(Courses(citizen[:there], _groups(chosen[:there, nth], rng), begin, end.astype(np.int32)))
    return found


def _lengths(benefit: Codes, rng: np.random.Generator) -> Ints:
    median = np.array([one.median_days for one in words.BENEFITS])[benefit]
    spread = np.array([one.spread for one in words.BENEFITS])[benefit]
    days = median * np.exp(spread * rng.standard_normal(len(benefit), dtype=np.float32))
    found: Ints = np.clip(days, 7, 4000).astype(np.int32)
    return found


def _groups(benefit: Codes, rng: np.random.Generator) -> Codes:
    drawn = rng.random(len(benefit), dtype=np.float32)
    group = np.zeros(len(benefit), np.int8)
    for number, one in enumerate(words.BENEFITS):
        own = np.flatnonzero(benefit == number)
        edges = np.cumsum([weight for _, weight in one.groups])[:-1]
        group[own] = np.array([name for name, _ in one.groups], np.int8)[np.searchsorted(edges, drawn[own])]
    return group


def _open(end: Ints, rng: np.random.Generator) -> Ints:
    """Leave out the ends that nobody knows on the day of the caseload; a few are known ahead."""
    known_ahead = (rng.random(len(end), dtype=np.float32) < 0.05) & (end < words.AS_OF_DAY + 120)
    return np.where((end >= words.AS_OF_DAY) & ~known_ahead, words.NO_DAY, end).astype(np.int32)


def spells(own: Courses, rng: np.random.Generator) -> Spells:
    """Give the spells: most courses are one, some change group, leave and come back, or break."""
    last = np.where(own.end == words.NO_DAY, words.AS_OF_DAY, own.end)
    length = last - own.start + 1
    drawn = rng.random(len(length), dtype=np.float32)
    twin = np.full(len(words.GROUPS), -1, np.int8)
    for group, other in words.TWIN.items():
        twin[group] = other
    on_dagpenge = own.group == words.DAGPENGE
    changes = (drawn < 0.10) & (twin[own.group] >= 0) & (length > 60)
    breaks = (drawn >= 0.10) & (drawn < 0.16) & (length > 360)
    leaves = breaks & (drawn < 0.14)
    at = (own.start + length * rng.uniform(0.3, 0.7, len(length))).astype(np.int32)
    # A short break holds no whole calendar month, a long one always does; on dagpenge either is a leave.
    short, long = rng.integers(3, 27, len(length)), rng.integers(62, 100, len(length))
    gap = np.where(changes, 0, np.where(leaves & ~on_dagpenge, short, long)).astype(np.int32)
    cut = changes | breaks
    end = np.where(cut, at - 1, own.end).astype(np.int32)
    second = np.flatnonzero(cut)
    second_group = np.where(changes, twin[own.group], own.group).astype(np.int8)
    return Spells(
        np.concatenate([own.citizen, own.citizen[second]]),
        np.concatenate([own.group, second_group[second]]),
        np.concatenate([own.start, at[second] + gap[second]]),
        np.concatenate([end, own.end[second]]),
    )
