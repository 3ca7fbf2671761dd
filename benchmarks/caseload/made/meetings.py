"""The meetings, about six in a course, kept in few bytes until they are written."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from caseload.made import words
from caseload.made.people import Codes, Courses, Ints

_SLOTS = 12
_PIECE = 250_000
"""How many courses are drawn at a time, so that what is drawn stays small."""

_BOOKED_AHEAD = 40


class Meetings(NamedTuple):
    """What of a meeting belongs to its course: the day, and places of the citizen, type, holder and `with`."""

    citizen: Ints
    date: Ints
    type: Codes
    held_by: Codes
    with_: Codes


def meetings(own: Courses, rng: np.random.Generator) -> Meetings:
    """Give the meetings of the courses."""
    parts = [_of(own.some(place, place + _PIECE), rng) for place in range(0, len(own.citizen), _PIECE)]
    return Meetings(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _of(own: Courses, rng: np.random.Generator) -> Meetings:
    """Give the meetings of some courses: the first soon, six at a monthly pace, the rest every other month."""
    count = len(own.citizen)
    steps = rng.integers(14, 38, (count, _SLOTS), dtype=np.int16)
    steps[:, 6:] += rng.integers(10, 60, (count, _SLOTS - 6), dtype=np.int16)
    soon = rng.random(count, dtype=np.float32) < 0.8
    within = np.where(own.group == words.DAGPENGE, 14, 5)
    steps[:, 0] = np.where(soon, rng.integers(0, within), rng.integers(5, 50, count))
    date = own.start[:, None] + np.cumsum(steps, axis=1, dtype=np.int32)
    last = np.where(own.end == words.NO_DAY, words.AS_OF_DAY + _BOOKED_AHEAD, own.end + rng.integers(0, 4, count))
    there = (date <= last[:, None]) & (rng.random((count, _SLOTS), dtype=np.float32) < 0.885)
    whose, slot = np.nonzero(there)
    date = date[whose, slot]
    kind = drawn(words.TYPE_WEIGHTS, len(whose), rng)
    holder = drawn(words.HOLDER_WEIGHTS, len(whose), rng)
    a_kasse = (own.group[whose] == words.DAGPENGE) & (own.start[whose] >= words.LAW_2024)
    a_kasse &= date - own.start[whose] < words.A_KASSE_DAYS
    holder = np.where(a_kasse, drawn(words.A_KASSE_WEIGHTS, len(whose), rng), holder)
    with_ = drawn(words.WITH_WEIGHTS, len(whose), rng)
    return Meetings(own.citizen[whose], date, kind, holder, with_)


def drawn(weights: tuple[float, ...], count: int, rng: np.random.Generator) -> Codes:
    """Give so many places in a list, drawn by weight; 64 thousand steps are fine enough, and fast."""
    edges = np.cumsum(weights[:-1]) / sum(weights)
    table = np.searchsorted(edges, (np.arange(1 << 16) + 0.5) / (1 << 16)).astype(np.int8)
    return table[rng.integers(0, 1 << 16, count, dtype=np.uint16)]
