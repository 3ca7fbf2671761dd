"""Which meetings lie outside every course: in arrays, and by the reference where only it builds the courses."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames import CITIZEN, Frames
from kontaktforloeb.caseload.kernel.courses import Courses, Epochs, courses_of, epochs_of
from kontaktforloeb.caseload.kernel.days import DayTables, Mask, number
from kontaktforloeb.caseload.kernel.facts import facts_of, words_of
from kontaktforloeb.caseload.kernel.lookups import DAY_BITS, Places, keys
from kontaktforloeb.caseload.kernel.meetings import MeetingKinds
from kontaktforloeb.conventions import Conventions
from kontaktforloeb.courses import build_courses
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.vocabulary import Vocabulary


class Outside:
    """Finds the meetings outside all courses, some citizens at a time."""

    def __init__(self, frames: Frames, vocabulary: Vocabulary, conventions: Conventions) -> None:
        # Courses begin and end by spells and events alone.
        unused = {name: getattr(frames, name).clear() for name in ("meetings", "hours", "exemptions")}
        self._frames = attrs.evolve(frames, **unused)
        self._vocabulary, self._conventions, self._tables = vocabulary, conventions, DayTables()
        self._kinds, self._words = MeetingKinds((), vocabulary), words_of(vocabulary, ())

    @cached_property
    def _epochs(self) -> Epochs:
        return epochs_of(self._vocabulary, (), self._words)

    def of(self, held: Places, start: Places, end: Places, first: int) -> Places:
        """Give those of held meetings, which are in order, that lie in no course.

        `start` and `end` are the days of all spells of the same citizens. All are keys of citizen and day, and 0 stands
        for the citizen whose number in the caseload is `first`.
        """
        # Every spell lies in a course, so that the courses are only built where a meeting lies in no spell.
        rest = held[~covered(held, start, end)]
        if not len(rest):
            return rest
        courses, odd = self._courses(np.unique(rest >> DAY_BITS), first)
        by_case = odd[rest >> DAY_BITS]
        inside = covered(rest, keys(courses.citizen, courses.start), keys(courses.citizen, courses.end))
        inside[by_case] = self._by_case(rest[by_case], first)
        return rest[~inside]

    def _courses(self, citizens: NDArray[np.int64], first: int) -> tuple[Courses, Mask]:
        """Give the courses of some citizens, and whose courses only the reference builds."""
        size = int(citizens[-1]) + 1
        wanted = np.zeros(len(self._frames.citizens_index), np.bool_)
        wanted[citizens + first] = True
        tables = {
            name: table.filter(pl.Series(wanted[table[CITIZEN].to_numpy()])).with_columns(pl.col(CITIZEN) - first)
            for name, table in (("spells", self._frames.spells), ("events", self._frames.events))
        }
        tables["meetings"] = self._frames.meetings
        nobody = np.empty(0, np.int64)
        facts = facts_of(tables, size, nobody, self._words, self._vocabulary, self._kinds)
        odd = np.zeros(size, np.bool_)
        return courses_of(facts, self._epochs, self._vocabulary, self._conventions, self._tables, odd), odd

    def _by_case(self, rest: Places, first: int) -> Mask:
        """Tell which of some meetings lie in a course that the reference builds."""
        owners = rest >> DAY_BITS
        numbers = np.unique(owners)
        starts, ends, place = [], [], []
        for number_, case in zip(numbers.tolist(), self._cases(numbers + first), strict=True):
            for course in build_courses(case, self._vocabulary, self._conventions):
                place.append(number_)
                starts.append(number(course.start))
                ends.append(number(course.end))
        own = np.array(place, np.int64)
        start, end = (keys(own, np.array(days, np.int32)) for days in (starts, ends))
        return covered(rest, start, end)

    def _cases(self, numbers: NDArray[np.int64]) -> list[Case]:
        return self._frames.cases(numbers.tolist()) if len(numbers) else []


def covered(wanted: Places, start: Places, end: Places) -> Mask:
    """Tell which keys of owner and day, which are in order, lie in a stretch of that owner; both ends are in it.

    >>> own = np.zeros(2, np.int64)
    >>> stretches = keys(own, np.array([10, 20])), keys(own, np.array([30, 21]))
    >>> covered(keys(np.array([0, 0, 1]), np.array([25, 31, 25])), *stretches).tolist()
    [True, False, False]
    """
    order = np.argsort(start, kind="stable")
    # The furthest end of all stretches up to here: one of an earlier owner is before all days of this one.
    reach = np.maximum.accumulate(np.append(-1, end[order]))
    begun = np.bincount(np.searchsorted(wanted, start), minlength=len(wanted) + 1)
    return reach[np.cumsum(begun[: len(wanted)])] >= wanted
