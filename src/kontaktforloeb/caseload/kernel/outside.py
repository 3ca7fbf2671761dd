"""Which meetings lie outside every course: in arrays, and by the reference where only it builds the courses."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
import polars as pl

from kontaktforloeb.caseload.frames import CITIZEN, Frames, rows_between
from kontaktforloeb.caseload.kernel.courses import Courses, Epochs, courses_of, epochs_of
from kontaktforloeb.caseload.kernel.days import DayTables, Mask, number
from kontaktforloeb.caseload.kernel.facts import facts_of, nobody_known, words_of
from kontaktforloeb.caseload.kernel.held import no_meetings
from kontaktforloeb.caseload.kernel.lookups import DAY_BITS, Places, keys
from kontaktforloeb.caseload.kernel.meetings import MeetingKinds
from kontaktforloeb.conventions import Conventions
from kontaktforloeb.courses import build_courses
from kontaktforloeb.rulebook.vocabulary import Vocabulary


class Outside:
    """Finds the meetings outside all courses, some citizens at a time."""

    def __init__(self, frames: Frames, vocabulary: Vocabulary, conventions: Conventions) -> None:
        """Prepare what is asked of every part."""
        # Courses begin and end by spells, events and hours alone.
        unused = {name: getattr(frames, name).clear() for name in ("meetings", "exemptions")}
        self._frames = attrs.evolve(frames, **unused)
        self._vocabulary, self._conventions, self._tables = vocabulary, conventions, DayTables()
        self._kinds, self._words = MeetingKinds((), vocabulary), words_of(vocabulary, ())

    @cached_property
    def _epochs(self) -> Epochs:
        return epochs_of(self._vocabulary, (), self._words)

    def of(self, held: Places, start: Places, end: Places, citizens: tuple[int, int]) -> Places:
        """Give those of held meetings, which are in order, that lie in no course.

        `start` and `end` are the days of all spells of the same citizens. All are keys of citizen and day, and 0 stands
        for the first of the citizens, whose numbers are from the one to before the other of `citizens`.
        """
        # Every spell lies in a course, so that the courses are only built where a meeting lies in no spell.
        rest = held[~covered(held, start, end)]
        if not len(rest):
            return rest
        wanted = np.zeros(citizens[1] - citizens[0], np.bool_)
        wanted[rest >> DAY_BITS] = True
        courses, odd = self._courses(wanted, *citizens)
        by_case = odd[rest >> DAY_BITS]
        inside = covered(rest, keys(courses.citizen, courses.start), keys(courses.citizen, courses.end))
        inside[by_case] = self._by_case(rest[by_case], citizens[0])
        return rest[~inside]

    def _courses(self, wanted: Mask, first: int, after: int) -> tuple[Courses, Mask]:
        """Give the courses of the wanted citizens, and whose courses only the reference builds."""
        tables = {}
        for name in ("spells", "events", "hours"):
            table: pl.DataFrame = getattr(self._frames, name)
            own = table[rows_between(table, first, after)].with_columns(pl.col(CITIZEN) - first)
            tables[name] = own.filter(pl.Series(wanted[own[CITIZEN].to_numpy()]))
        people = nobody_known(len(wanted))
        facts = facts_of(tables, no_meetings(), people, self._words, self._vocabulary, self._kinds)
        courses = courses_of(facts, self._epochs, self._vocabulary, self._conventions, self._tables, people.odd)
        return courses, people.odd

    def _by_case(self, rest: Places, first: int) -> Mask:
        """Tell which of some meetings lie in a course that the reference builds."""
        if not len(rest):
            return np.zeros(0, np.bool_)
        owners = np.unique(rest >> DAY_BITS)
        stretches = [
            (owner, number(course.start), number(course.end))
            for owner, case in zip(owners.tolist(), self._frames.cases((owners + first).tolist()), strict=True)
            for course in build_courses(case, self._vocabulary, self._conventions)
        ]
        owner, start, end = np.array(stretches, np.int64).T
        return covered(rest, keys(owner, start), keys(owner, end))


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
