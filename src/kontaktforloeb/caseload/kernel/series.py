"""Duties that are asked again and again, for all courses of a cohort: the twin of the gaps and grids of `evaluate`.

Each step is taken for all courses at once: the n-th bucket of every course, the n-th stretch of every gap.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.buckets import nth_bucket
from kontaktforloeb.caseload.kernel.cohort import Cohort, Counted
from kontaktforloeb.caseload.kernel.days import NONE, Days, Mask
from kontaktforloeb.caseload.kernel.duties import Duty
from kontaktforloeb.caseload.kernel.scene import Scene
from kontaktforloeb.points import HELD, after_period
from kontaktforloeb.rulebook.kinds import Bucket

Count = NDArray[np.int32]


class Outcome(NamedTuple):
    """What became of a series in each course.

    `ended` of its stretches are over, and `kept` of what they asked for was held. `missed` are a day of each that was
    missed, by course; `first_missed` is the last good day of the first. `due` is that of the last one looked at;
    `is_open` tells whether another is still asked for, `exempt` the code of what took one away, 0 for nothing.
    """

    kept: Count
    ended: Count
    due: Days
    is_open: Mask
    exempt: Count
    first_missed: Days
    missed: dict[int, list[int]]


def _start(cohort: Cohort) -> Outcome:
    zero, none = np.zeros(len(cohort), np.int32), np.full(len(cohort), NONE, np.int32)
    return Outcome(zero, zero.copy(), none, np.zeros(len(cohort), np.bool_), zero.copy(), none.copy(), {})


class _Pointer:
    """For each course the next of the meetings that may count."""

    def __init__(self, scene: Scene, counted: Counted, first: NDArray[np.integer], after: NDArray[np.integer]) -> None:
        self.rows, self.counted = scene.rows, counted
        self.place, self.after = first.astype(np.int64), after.astype(np.int64)

    def skip_to(self, place: NDArray[np.integer], own: NDArray[np.int64]) -> None:
        self.place[own] = np.maximum(self.place[own], place)

    def day(self, own: NDArray[np.int64]) -> Days:
        places = self.counted.places
        there = self.place[own] < self.after[own]
        if not len(places):
            return np.full(len(own), NONE, np.int32)
        row = places[np.minimum(self.place[own], len(places) - 1)]
        return np.where(there, self.rows.day[row], NONE)

    def not_before(self, days: Days, own: NDArray[np.int64]) -> None:
        """Leave out the meetings before a day."""
        self.skip_to(self.counted.before[self.rows.from_day(_spread(days, own, len(self.place)))[own]], own)

    def up_to(self, days: Days, own: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give how many are left up to a day."""
        place = self.counted.before[self.rows.up_to(_spread(days, own, len(self.place)))[own]]
        return np.maximum(np.minimum(place, self.after[own]) - self.place[own], 0)


def _spread(days: Days, own: NDArray[np.int64], size: int) -> Days:
    found = np.full(size, NONE, np.int32)
    found[own] = days
    return found


def grid(duty: Duty, bucket: Bucket, scene: Scene) -> Outcome:
    """Give what became of every bucket of a grid."""
    cohort, requirement = scene.cohort, duty.requirement
    outcome, free = _start(cohort), _Pointer(scene, *scene.candidates(duty))
    grace, needed = np.int32(requirement.grace_days), duty.needed
    own = np.flatnonzero(duty.present & (duty.opens != NONE) & (duty.not_required == 0))
    for nth in count(1):
        if not len(own):
            return outcome
        first, last = (
            cohort.setting.tables.apply((bucket, nth, side), _side(bucket, nth, side), duty.opens[own])
            for side in (0, 1)
        )
        due = last + grace
        there = (last <= duty.due[own]) & (due <= duty.last[own])
        own, first, due = own[there], first[there], due[there]
        outcome.due[own] = due
        passed = scene.as_of > due
        outcome.is_open[own[~passed]] = True
        own, first, due = own[passed], first[passed], due[passed]
        free.not_before(first, own)
        serving = np.minimum(free.up_to(due, own), needed)
        free.skip_to(free.place[own] + serving, own)
        outcome.ended[own] += needed
        outcome.kept[own] += serving.astype(np.int32)
        short = serving < needed
        _miss(outcome, duty, own[short], first[short], due[short], scene)
    return outcome


def _side(bucket: Bucket, nth: int, side: int) -> Callable[[date], date]:
    return lambda day: nth_bucket(bucket, day, nth)[side]


def _miss(outcome: Outcome, duty: Duty, own: NDArray[np.int64], told: Days, due: Days, scene: Scene) -> None:
    """Note what was missed in some courses, or what took it away."""
    size = len(scene.cohort)
    asked = np.zeros(size, np.bool_)
    asked[own] = True
    exempt = scene.exempt(duty, _spread(due, own, size), asked)[own]
    taken = exempt != 0
    outcome.exempt[own] = np.where(taken & (outcome.exempt[own] == 0), exempt, outcome.exempt[own])
    own, told, due = own[~taken], told[~taken], due[~taken]
    outcome.first_missed[own] = np.minimum(outcome.first_missed[own], due)
    for course, day in zip(own.tolist(), told.tolist(), strict=True):
        outcome.missed.setdefault(course, []).append(day)


def gap(duty: Duty, scene: Scene) -> Outcome:
    """Go from one meeting to the next in every course, as far as the as-of day."""
    cohort, requirement = scene.cohort, duty.requirement
    outcome, left = _start(cohort), _Pointer(scene, *scene.candidates(duty))
    longest = requirement.longest
    assert longest is not None
    limit = np.minimum(duty.due, duty.last)
    own = np.flatnonzero(duty.present & (duty.opens != NONE) & (duty.not_required == 0))
    anchor = duty.opens.copy()
    opens = requirement.opens
    if opens.bare and opens.anchor.startswith(HELD) and opens.anchor.split(":")[2:] in ([], [requirement.match]):
        left.not_before(anchor[own] + np.int32(1), own)
    while len(own):
        due = cohort.setting.tables.apply(
            ("gap", longest), lambda day: after_period(day, longest, cohort.setting.conventions), anchor[own]
        )
        there = due <= limit[own]
        own, due = own[there], due[there]
        outcome.due[own] = due
        found = left.day(own)
        kept = found <= due
        outcome.kept[own[kept]] += 1
        outcome.exempt[own[kept]] = 0
        anchor[own[kept]] = found[kept]
        waits = ~kept & (scene.as_of <= due)
        outcome.is_open[own[waits]] = True
        behind = ~kept & ~waits
        going = kept | _behind(outcome, duty, own, due, found, behind, anchor, scene)
        own = own[going]
        left.not_before(anchor[own] + np.int32(1), own)
    outcome.ended[:] = outcome.kept
    for course, days in outcome.missed.items():
        outcome.ended[course] += len(days)
    return outcome


def _behind(
    outcome: Outcome, duty: Duty, own: NDArray[np.int64], due: Days, found: Days, behind: Mask, anchor: Days,
    scene: Scene,
) -> Mask:  # fmt: skip
    """Note the stretches that were too long; tell where the next one begins, by `anchor`, and none is waited for."""
    size = len(scene.cohort)
    asked = np.zeros(size, np.bool_)
    asked[own[behind]] = True
    spread = _spread(due, own, size)
    code = scene.exempt(duty, spread, asked)[own]
    taken = behind & (code != 0)
    last = scene.last_exempt_day(duty, spread, asked)[own]
    outcome.exempt[own[taken]] = code[taken]
    goes_on = taken & (last != NONE)
    anchor[own[goes_on]] = last[goes_on]
    missed = behind & ~taken
    outcome.first_missed[own[missed]] = np.minimum(outcome.first_missed[own[missed]], due[missed])
    for course, day in zip(own[missed].tolist(), due[missed].tolist(), strict=True):
        outcome.missed.setdefault(course, []).append(day)
    ends = missed & (found == NONE)
    outcome.is_open[own[ends]] = True
    next_ = missed & ~ends
    anchor[own[next_]] = found[next_]
    going: Mask = goes_on | next_
    return going
