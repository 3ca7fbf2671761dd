"""The days that a rule file's points name in a course: an anchor, a period from it, and what moves it then."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kontaktforloeb.clocks import CalendarClock, Clock, Reached
from kontaktforloeb.conventions import Conventions, WeekN
from kontaktforloeb.courses import Course
from kontaktforloeb.dates import (
    ONE_DAY,
    by_week,
    last_months,
    next_monday,
    next_working_day,
    week_after,
    within_days,
    within_weeks,
)
from kontaktforloeb.facts import Facts, happened
from kontaktforloeb.matching import match_names
from kontaktforloeb.rulebook.kinds import Snap
from kontaktforloeb.status import Reason

if TYPE_CHECKING:
    from kontaktforloeb.model import Exemption
    from kontaktforloeb.rulebook.format import Period, Point
    from kontaktforloeb.rulebook.rulesets import Version
    from kontaktforloeb.rulebook.vocabulary import Vocabulary


START = "start"
"""The anchor that is the first day: the course's, or that of the part of it that a duty lives in."""

HELD = "held"
"""What begins the name of an anchor that is a held meeting."""


class Days:
    """The days of one course, from `start` on and by one clock; an anchor that many duties name is found once."""

    __slots__ = ("_anchors", "_start", "_whole", "clock", "conventions", "course", "facts", "version", "vocabulary")

    def __init__(
        self, course: Course, clock: Clock, version: Version, facts: Facts, vocabulary: Vocabulary,
        conventions: Conventions,
    ) -> None:  # fmt: skip
        self.course, self.clock, self.version, self.facts = course, clock, version, facts
        self.vocabulary, self.conventions = vocabulary, conventions
        # Of a part: the days of the whole course. To be one's own whole would be a cycle, which nothing frees at once.
        self._whole: Days | None = None
        self._start = Reached(course.start)
        self._anchors: dict[str, Reached] = {START: self._start}

    def from_(self, start: Reached) -> Days:
        """Give the days of the part of the course that begins on a day, its months counted on the calendar."""
        clock = self.clock if start.day is None else CalendarClock(start.day)
        part = Days(self.course, clock, self.version, self.facts, self.vocabulary, self.conventions)
        part._whole, part._start = self._whole or self, start
        part._anchors[START] = start
        return part

    def day(self, point: Point, match: str | None = None) -> Reached:
        """Give the day of a point, or none where the facts do not reach it, with what was assumed on the way.

        `match` names the meetings that an anchor counts which names none itself.
        """
        if point.bare and point.anchor == START:
            return self._start
        own = point.anchor == START and self._start.day is not None
        if point.months is not None and own:
            reached = self.clock.months(point.months, self.conventions)
        elif point.accumulated_weeks is not None and own:
            reached = self.clock.weeks(point.accumulated_weeks)
        else:
            reached = self._anchors.get(point.anchor) or self._anchor(point.anchor, match)
            if reached.day is not None and not point.bare:
                reached = self._after(reached, point)
        if reached.day is None or not point.moved:
            return reached
        return self._moved(reached, reached.day, point)

    def _after(self, anchor: Reached, point: Point) -> Reached:
        day = anchor.day
        assert day is not None
        if point.week is not None:
            before = self.conventions.week_n is WeekN.BEFORE
            return Reached(by_week(day, point.week, before=before), anchor.reasons)
        if point.months_before is not None:
            return Reached(last_months(day, point.months_before), anchor.reasons)
        if point.weeks is None and point.days is None and point.months is None:
            return anchor
        return Reached(after_period(day, point, self.conventions), anchor.reasons)

    def _moved(self, reached: Reached, day: date, point: Point) -> Reached:
        if point.snap is not None:
            day = self._snapped(day, point.snap)
        if point.plus_days:
            day = within_days(day, point.plus_days)
        if point.day_after:
            day += ONE_DAY
        return Reached(day, reached.reasons)

    def _snapped(self, day: date, snap: Snap) -> date:
        match snap:
            case Snap.NEXT_MONDAY:
                return next_monday(day, self.vocabulary.closed_days)
            case Snap.WEEK_AFTER:
                return week_after(day)
            case Snap.NEXT_WORKING_DAY:
                return next_working_day(day, self.vocabulary.closed_days)

    def _anchor(self, name: str, match: str | None) -> Reached:
        head, _, rest = name.partition(":")
        if head == HELD:
            return self._held(rest, match)
        phase, _, side = name.rpartition(".")
        if phase in self.version.phases:
            found = self._phase(phase, side)
        elif side and phase in self.vocabulary.exemptions:
            found = self._exemption(phase, side, name)
        elif name in self.vocabulary.handovers.entries:
            found = self._handover(name)
        else:
            found = self._event(name)
        self._anchors[name] = found
        return found

    def _held(self, which: str, match: str | None) -> Reached:
        """Give the day of the meeting of that number among those that match, of the days from the start on."""
        number, _, name = which.partition(":")
        name = name or match or ""
        first = self._start.day or self.course.start
        held = [day for day in self.held_days(name) if day >= first]
        place = int(number)
        return Reached(held[place - 1]) if len(held) >= place else Reached(None, (f"{Reason.NOT_HELD_YET}:{name}",))

    def held_days(self, match: str) -> list[date]:
        """Give the days of the held meetings of the course that match, also those after the as-of day."""
        records = self.facts.held
        if match in self.version.event_matches:
            records = (*records, *happened(self.course.events))
        return sorted(
            record.date
            for record in records
            if (self.course.holds(record.date) if record.traits.is_event else self.course.counts(record.date))
            and match in match_names(self.version, record.traits)
        )

    def _phase(self, name: str, side: str) -> Reached:
        """Give the first or the last day of a phase; without one of its own it ends with the course."""
        phase = self.version.phases[name]
        # A phase is a part of the course, whatever part of it is looked at.
        whole = self._whole or self
        if side == START:
            return whole.day(phase.opens)
        return Reached(self.course.end) if phase.ends is None else whole.day(phase.ends)

    def _exemption(self, kind: str, side: str, name: str) -> Reached:
        """Give the first or the last day of the earliest exemption of a kind that has a day in the course."""
        exemptions = self.facts.case.exemptions
        own = [exemption for exemption in exemptions if exemption.kind == kind and self.course.touches(exemption)]
        if own:
            first, last = _first_stretch(own)
            day = first if side == START else last
            return Reached(day, () if day is not None else (f"{Reason.NOT_ENDED}:{kind}",))
        return Reached(None, (f"{Reason.EVENT_MISSING}:{name}",))

    def _handover(self, name: str) -> Reached:
        """Give the day of the event, else the one on which the hours of the handover are reached."""
        event = self.course.event(name)
        if event is not None:
            return Reached(event.date)
        clock = self.course.clock
        if isinstance(clock, CalendarClock):
            return Reached(None, (f"{Reason.EVENT_MISSING}:{name}",))
        return clock.handover(self.vocabulary.handovers.at(name, self.course.start))

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


def _first_stretch(exemptions: list[Exemption]) -> tuple[date, date | None]:
    """Give first and last day of the earliest of exemptions, with those that adjoin it."""
    ordered = sorted(exemptions, key=lambda exemption: exemption.start)
    first, last = ordered[0].start, ordered[0].end
    for other in ordered[1:]:
        if last is None or other.start > last + ONE_DAY:
            break
        last = None if other.end is None else max(last, other.end)
    return first, last


def after_period(day: date, period: Period | Point, conventions: Conventions) -> date:
    """Give the last good day of a period from `day`: days and weeks KF-D1, months on the calendar KF-D2."""
    if period.weeks is not None:
        return within_weeks(day, period.weeks)
    if period.days is not None:
        return within_days(day, period.days)
    assert period.months is not None
    months = CalendarClock(day).months(period.months, conventions).day
    assert months is not None
    return months
