"""The days that a rule file's points name in a course: an anchor, and a period from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontaktforloeb.clocks import CalendarClock, Clock, Reached
from kontaktforloeb.conventions import Conventions, WeekN
from kontaktforloeb.courses import Course
from kontaktforloeb.dates import ONE_DAY, by_week, within_days, within_weeks
from kontaktforloeb.status import Reason

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Point
    from kontaktforloeb.rulebook.vocabulary import Vocabulary


START = "start"
"""The anchor that is the course's first day."""


class Days:
    """The days of one course, by one clock; an anchor that many duties name is found once."""

    __slots__ = ("_anchors", "_start", "clock", "conventions", "course", "vocabulary")

    def __init__(self, course: Course, clock: Clock, vocabulary: Vocabulary, conventions: Conventions) -> None:
        self.course, self.clock, self.vocabulary, self.conventions = course, clock, vocabulary, conventions
        self._start = Reached(course.start)
        self._anchors: dict[str, Reached] = {START: self._start}

    def day(self, point: Point) -> Reached:
        """Give the day of a point, or none where the facts do not reach it, with what was assumed on the way."""
        if point.bare and point.anchor == START:
            return self._start
        if point.months is not None and point.anchor == START:
            reached = self.clock.months(point.months, self.conventions)
        else:
            reached = self._anchors.get(point.anchor) or self._anchor(point.anchor)
            if reached.day is not None and not point.bare:
                reached = self._after(reached, point)
        if point.day_after and reached.day is not None:
            return Reached(reached.day + ONE_DAY, reached.reasons)
        return reached

    def _after(self, anchor: Reached, point: Point) -> Reached:
        day = anchor.day
        assert day is not None
        if point.weeks is not None:
            return Reached(within_weeks(day, point.weeks), anchor.reasons)
        if point.days is not None:
            return Reached(within_days(day, point.days), anchor.reasons)
        if point.week is not None:
            before = self.conventions.week_n is WeekN.BEFORE
            return Reached(by_week(day, point.week, before=before), anchor.reasons)
        if point.months is None:
            return anchor
        return Reached(CalendarClock(day).months(point.months, self.conventions).day, anchor.reasons)

    def _anchor(self, name: str) -> Reached:
        found = self._handover(name) if name in self.vocabulary.handovers.entries else self._event(name)
        self._anchors[name] = found
        return found

    def _handover(self, name: str) -> Reached:
        """Give the day of the event, else the one on which the hours of the handover are reached."""
        event = self.course.event(name)
        if event is not None:
            return Reached(event.date)
        if isinstance(self.clock, CalendarClock):
            return Reached(None, (f"{Reason.EVENT_MISSING}:{name}",))
        return self.clock.handover(self.vocabulary.handovers.at(name, self.course.start))

    def _event(self, name: str) -> Reached:
        """Give the day of the event; the one that starts the course's clock is only there if it did."""
        course = self.course
        event = course.started_on if name == course.starter else course.event(name)
        if event is not None:
            return Reached(event.date)
        assumed = self.vocabulary.events.at(name, course.start).if_missing
        if assumed is None:
            return Reached(None, (f"{Reason.EVENT_MISSING}:{name}",))
        return Reached(course.start, (assumed,))
