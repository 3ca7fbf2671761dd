"""The days that points name, for all courses of a cohort: the twin of `kontaktforloeb.points` and `clocks`."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.cohort import Cohort, nth
from kontaktforloeb.caseload.kernel.days import NONE, Days, Mask, number
from kontaktforloeb.caseload.kernel.facts import in_units
from kontaktforloeb.caseload.kernel.lookups import Places, keys
from kontaktforloeb.clocks import CalendarClock, full_time_days
from kontaktforloeb.conventions import WeekN
from kontaktforloeb.dates import (
    ONE_DAY,
    by_week,
    last_months,
    month_end,
    next_monday,
    next_working_day,
    week_after,
    within_weeks,
)
from kontaktforloeb.dates import within_days as days_on
from kontaktforloeb.points import HELD, START, after_period
from kontaktforloeb.rulebook.format import Handover, Point
from kontaktforloeb.rulebook.kinds import Snap
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.status import Reason

Reasons = tuple[tuple[Mask | None, str], ...]
"""Codes in order, each with the courses that have it; `None`: all of them."""


class Reached(NamedTuple):
    """The days that a point names, and what was assumed on the way."""

    day: Days
    reasons: Reasons = ()


def joined(first: Reasons, second: Reasons) -> Reasons:
    """Give the reasons of two, each code once."""
    found: dict[str, Mask | None] = {}
    for mask, text in (*first, *second):
        known = found.get(text, False)
        found[text] = mask if known is False else None if known is None or mask is None else known | mask
    return tuple((mask, text) for text, mask in found.items())


class Clock:
    """How the months of a cohort's courses are reached: on the calendar, or in accumulated unemployment (KF-D6)."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.setting = cohort.setting
        self.rules = self.setting.vocabulary.accumulated
        self._hours: dict[tuple[str, ...], tuple[Places, Places, NDArray[np.int64]]] = {}

    def calendar_months(self, months: int) -> Days:
        """Give the last day of the first `months` months of each course on the calendar."""
        conventions = self.setting.conventions

        def last(day: date) -> date:
            found = CalendarClock(day).months(months, conventions).day
            assert found is not None
            return found

        return self.setting.tables.apply(("months", months), last, self.cohort.start)

    def calendar_weeks(self, weeks: int) -> Days:
        """Give the last good day within so many weeks of each course's first day."""
        return self.setting.tables.apply(("weeks", weeks), lambda day: within_weeks(day, weeks), self.cohort.start)

    def months(self, months: int) -> Reached:
        """Give the day on which so many months are reached."""
        if not self.cohort.accumulated:
            return Reached(self.calendar_months(months))
        length = self.calendar_months(months) - self.cohort.start + 1
        kinds = tuple(sorted(self.rules.hour_kinds))
        return self._either(kinds, {own.id: months * own.month_hours for own in self.rules.insured}, length, None)

    def weeks(self, weeks: int) -> Reached:
        """Give the day on which so many weeks are reached."""
        if not self.cohort.accumulated:
            return Reached(self.calendar_weeks(weeks))
        length = self.calendar_weeks(weeks) - self.cohort.start
        kinds = tuple(sorted(self.rules.hour_kinds))
        return self._either(kinds, {own.id: weeks * own.week_hours for own in self.rules.insured}, length, None)

    def handover(self, handover: Handover) -> Reached:
        """Give the last day of the month in which the hours of the handover are reached."""
        length = np.zeros(len(self.cohort), np.int32)
        for place, terms in enumerate(self.rules.insured):
            days = full_time_days(handover.hours[terms.id], terms.week_hours)
            length[self._insured == place] = days
        return self._either(tuple(sorted(handover.hour_kinds)), dict(handover.hours), length, month_end)

    def _either(
        self, kinds: tuple[str, ...], hours: dict[str, Decimal], length: Days, ends: Callable[[date], date] | None
    ) -> Reached:
        """Give the day by hours where the case has some, and else by days on the benefit."""
        has = self.cohort.part.hours[self.cohort.chosen]
        own = np.flatnonzero(~has)
        day = self.cohort.none.copy()
        day[own] = self._counted_day(length, own)
        if ends is not None:
            day = self.setting.tables.apply("month-end", ends, day)
        late: Reasons = ()
        if len(own) < len(has):
            own = np.flatnonzero(has)
            day[own] = self._reached(kinds, hours, own)
            late = ((has & (day == NONE), Reason.HOURS_NOT_IN),)
        unknown = self.cohort.facts.people.insured[self.cohort.citizen] < 0
        return Reached(day, ((unknown, Reason.ASSUMED_FULL_TIME_INSURED), (~has, Reason.ASSUMED_FULL_TIME), *late))

    @cached_property
    def _insured(self) -> NDArray[np.int32]:
        known = self.cohort.facts.people.insured[self.cohort.citizen]
        return np.where(known < 0, self.setting.words.insured.index(self.rules.insured_if_missing), known)

    def _reached(self, kinds: tuple[str, ...], hours: dict[str, Decimal], own: NDArray[np.int64]) -> Days:
        """Give for some courses the last day of the month in which the hours reach what is asked."""
        table = self.cohort.facts.hours[kinds]
        if not len(table.month):
            return np.full(len(own), NONE, np.int32)
        wanted = np.array([in_units(hours[name]) for name in self.setting.words.insured], np.int64)
        first, after, base = self._counted_hours(kinds)
        first, after, base = first[own], after[own], base[own]
        place = np.maximum(np.searchsorted(table.total, base + wanted[self._insured[own]]), first)
        found = np.where(place < after, table.month[np.minimum(place, len(table.month) - 1)], NONE)
        return self.setting.tables.apply("month-end", month_end, found)

    def _counted_hours(self, kinds: tuple[str, ...]) -> tuple[Places, Places, NDArray[np.int64]]:
        """Give for each course the rows of the hours that count in it, and the running sum before them."""
        known = self._hours.get(kinds)
        if known is None:
            table, citizen = self.cohort.facts.hours[kinds], self.cohort.citizen
            month = self.setting.tables.apply("month-start", lambda day: day.replace(day=1), self.cohort.start)
            first = np.searchsorted(keys(table.citizen, table.month), keys(citizen, month))
            after = np.searchsorted(table.citizen, citizen, side="right")
            base = np.where(first > 0, table.total[np.maximum(first, 1) - 1], 0)
            known = self._hours[kinds] = (first, after, base)
        return known

    def _counted_day(self, length: Days, own: NDArray[np.int64]) -> Days:
        """Give the day on the benefit with a number, the dead months left out; `NONE` where there are fewer."""
        spells, rows_of = self.cohort.facts.spells, self.cohort.spells
        epochs = self.setting.epochs
        found = np.full(len(own), NONE, np.int32)
        left = length[own].astype(np.int64)
        first, sizes = rows_of.offsets[own], np.diff(rows_of.offsets)[own]
        for place in range(int(sizes.max(initial=0))):
            at = np.flatnonzero((sizes > place) & (found == NONE))
            if not len(at):
                break
            rows = rows_of.rows[first[at] + place]
            before = self._live(spells.start[rows] - 1)
            last = spells.end[rows]
            count = np.where(last == NONE, np.int64(NONE), self._live(np.where(last == NONE, 0, last)) - before)
            # Spells on other benefits may lie among them.
            count = np.where(epochs.accumulated[epochs.of(spells.start[rows]), spells.group[rows]], count, 0)
            inside = left[at] <= count
            found[at] = np.where(inside, self._from_live(before + left[at]), NONE)
            left[at] -= np.where(inside, 0, count)
        return found

    @cached_property
    def _dead(self) -> tuple[tuple[int, int], ...]:
        return tuple(sorted((number(dead.from_), number(dead.to)) for dead in self.rules.dead))

    def _live(self, days: NDArray[np.integer]) -> NDArray[np.int64]:
        """Give the number that a day has when the dead ones are not counted; a dead day has that of the one before."""
        count = days.astype(np.int64)
        for first, last in self._dead:
            count -= np.clip(days - first + 1, 0, last - first + 1)
        return count

    def _from_live(self, numbers: NDArray[np.int64]) -> Days:
        """Give the living day with a number: `_live` the other way."""
        days = numbers.copy()
        for first, last in self._dead:
            days += np.where(days >= first, last - first + 1, 0)
        return days.astype(np.int32)


class Anchors:
    """The days of one version in a cohort: the twin of `kontaktforloeb.points.Days`."""

    def __init__(self, cohort: Cohort, version: Version, clock: Clock) -> None:
        self.cohort, self.version, self.clock = cohort, version, clock
        self.setting = cohort.setting
        self._found: dict[object, Reached] = {}

    def reached(self, point: Point, match: str | None, *, calendar: bool) -> Reached:
        """Give the days of a point; `calendar`: the requirement counts its months on the calendar."""
        name = (point, match if point.anchor.startswith(HELD) else None, calendar)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._reach(point, match, calendar=calendar)
        return found

    def _reach(self, point: Point, match: str | None, *, calendar: bool) -> Reached:
        own = point.anchor == START
        if point.bare and own:
            return Reached(self.cohort.start)
        if point.months is not None and own:
            reached = Reached(self.clock.calendar_months(point.months)) if calendar else self.clock.months(point.months)
        elif point.accumulated_weeks is not None and own:
            weeks = point.accumulated_weeks
            reached = Reached(self.clock.calendar_weeks(weeks)) if calendar else self.clock.weeks(weeks)
        else:
            reached = self.anchor(point.anchor, match)
            if not point.bare:
                reached = reached._replace(day=self._table(("after", point), self._after, point, reached.day))
        if point.moved:
            reached = reached._replace(day=self._table(("moved", point), self._moved, point, reached.day))
        return reached

    def _table(self, name: Hashable, function: Callable[[date, Point], date], point: Point, days: Days) -> Days:
        return self.setting.tables.apply(name, lambda day: function(day, point), days)

    def _after(self, day: date, point: Point) -> date:
        if point.week is not None:
            return by_week(day, point.week, before=self.setting.conventions.week_n is WeekN.BEFORE)
        if point.months_before is not None:
            return last_months(day, point.months_before)
        if point.weeks is None and point.days is None and point.months is None:
            return day
        return after_period(day, point, self.setting.conventions)

    def _moved(self, day: date, point: Point) -> date:
        closed = self.setting.vocabulary.closed_days
        if point.snap is Snap.NEXT_MONDAY:
            day = next_monday(day, closed)
        elif point.snap is Snap.WEEK_AFTER:
            day = week_after(day)
        elif point.snap is Snap.NEXT_WORKING_DAY:
            day = next_working_day(day, closed)
        if point.plus_days:
            day = days_on(day, point.plus_days)
        return day + ONE_DAY if point.day_after else day

    def anchor(self, name: str, match: str | None) -> Reached:
        """Give the days of an anchor."""
        head, _, rest = name.partition(":")
        vocabulary = self.setting.vocabulary
        if name == START:
            return Reached(self.cohort.start)
        if head == HELD:
            return self._held(rest, match)
        kind, _, side = name.rpartition(".")
        if side and kind in vocabulary.exemptions:
            return self._exemption(kind, side, name)
        if name in vocabulary.handovers.entries:
            told = self.cohort.event(name)
            if not self.cohort.accumulated:
                return Reached(told, ((told == NONE, f"{Reason.EVENT_MISSING}:{name}"),))
            counted = self.clock.handover(vocabulary.handovers.at(name, self.cohort.day))
            missing = told == NONE
            reasons = tuple(((missing if mask is None else missing & mask), text) for mask, text in counted.reasons)
            return Reached(np.where(missing, counted.day, told), reasons)
        told = self.cohort.contact if name == self.cohort.starter else self.cohort.event(name)
        missing = told == NONE
        assumed = vocabulary.events.at(name, self.cohort.day).if_missing
        if assumed is None:
            return Reached(told, ((missing, f"{Reason.EVENT_MISSING}:{name}"),))
        return Reached(np.where(missing, self.cohort.start, told), ((missing, assumed),))

    def _exemption(self, kind: str, side: str, name: str) -> Reached:
        """Give the first or the last day of the earliest exemptions of a kind in a course, with those that adjoin."""
        own, rows = self.cohort.facts.exemptions, self.cohort.exemptions
        touches = own.kind[rows.rows] == self.setting.words.exemptions.index(kind)
        touches &= own.start[rows.rows] <= self.cohort.end[rows.owners]
        touches &= own.end[rows.rows] >= self.cohort.start[rows.owners]
        at, owners = rows.rows[touches], rows.owners[touches]
        first, last = self.cohort.none.copy(), self.cohort.none.copy()
        rank = np.arange(len(at)) - np.searchsorted(owners, owners)
        going = self.cohort.everybody
        for place in range(int(rank.max(initial=-1)) + 1):
            here = rank == place
            courses, start, end = owners[here], own.start[at[here]], own.end[at[here]]
            if place == 0:
                first[courses], last[courses] = start, end
                continue
            joins = going[courses] & (last[courses] != NONE) & (start <= last[courses] + 1)
            going = going.copy()
            going[courses[~joins]] = False
            last[courses[joins]] = np.maximum(last[courses[joins]], end[joins])
        missing = first == NONE
        reasons: Reasons = ((missing, f"{Reason.EVENT_MISSING}:{name}"),)
        if side == START:
            return Reached(first, reasons)
        return Reached(last, (*reasons, (~missing & (last == NONE), f"{Reason.NOT_ENDED}:{kind}")))

    def _held(self, which: str, match: str | None) -> Reached:
        place, _, name = which.partition(":")
        name = name or match or ""
        rows = self.cohort.records(self.version.events)
        counted = rows.counted(rows.matching(self.setting.kinds.matching(self.version, name)))
        first, after = counted.before[rows.offsets[:-1]], counted.before[rows.offsets[1:]]
        day = nth(rows, counted, first, int(place), after)
        return Reached(day, ((day == NONE, f"{Reason.NOT_HELD_YET}:{name}"),))
