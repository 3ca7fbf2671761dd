"""How a course's months are reached: on the calendar, or in accumulated unemployment (KF-D6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kontaktforloeb.conventions import Conventions, MonthWindow
from kontaktforloeb.dates import ONE_DAY, days_between, month_end, nth_day, within_first_months, within_weeks
from kontaktforloeb.model import Hours
from kontaktforloeb.quick import quick
from kontaktforloeb.status import Reason

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Accumulated, Handover, Insured, Stretch


_WEEK = 7


class Reached(NamedTuple):
    """The last day of a period, or `None` where the facts do not reach it, with what was assumed on the way."""

    day: date | None
    reasons: tuple[str, ...] = ()


@quick(eq=False, repr=False)
class CalendarClock:
    """Months from the first day on: KF-D2."""

    start: date

    def months(self, months: int, conventions: Conventions) -> Reached:
        """Give the last day of the first `months` months.

        >>> CalendarClock(date(2022, 1, 3)).months(6, Conventions()).day
        datetime.date(2022, 7, 2)
        """
        return Reached(_last_day(self.start, months, conventions))

    def weeks(self, weeks: int) -> Reached:
        """Give the last good day within so many weeks of the first day: KF-D1.

        >>> CalendarClock(date(2022, 1, 3)).weeks(6).day
        datetime.date(2022, 2, 14)
        """
        return Reached(within_weeks(self.start, weeks))


@quick(eq=False, repr=False)
class HoursClock:
    """Months as hours, by calendar month; `hours` are those of the course, of the kinds and months that count."""

    hours: tuple[Hours, ...]
    insured: Insured
    assumed: tuple[str, ...]
    others: tuple[Hours, ...] = ()
    """Those of other kinds: a handover may be by them too."""

    def months(self, months: int, conventions: Conventions) -> Reached:  # noqa: ARG002 (hours leave no reading open)
        """Give the last day of the calendar month in which `months` months' hours are reached."""
        return self._reached(self.hours, months * self.insured.month_hours)

    def weeks(self, weeks: int) -> Reached:
        """Give the last day of the calendar month in which the hours of so many weeks are reached."""
        return self._reached(self.hours, weeks * self.insured.week_hours)

    def handover(self, handover: Handover) -> Reached:
        """Give the last day of the calendar month in which the hours of the handover are reached."""
        every = sorted((*self.hours, *self.others), key=_by_month) if self.others else self.hours
        counted = (item for item in every if item.kind in handover.hour_kinds)
        return self._reached(counted, handover.hours[self.insured.id])

    def _reached(self, counted: Iterable[Hours], threshold: Decimal) -> Reached:
        total = Decimal(0)
        for item in counted:
            total += item.hours
            if total >= threshold:
                return Reached(month_end(item.month), self.assumed)
        return Reached(None, (*self.assumed, Reason.HOURS_NOT_IN))


@quick(eq=False, repr=False)
class DaysClock:
    """Months as counted days, where no hours are known and full-time unemployment is assumed.

    `stretches` are the days on the benefit, in order and apart, without the dead months.
    """

    start: date
    stretches: tuple[tuple[date, date | None], ...]
    insured: Insured
    assumed: tuple[str, ...]

    def months(self, months: int, conventions: Conventions) -> Reached:
        """Give the counted day whose number is the length of the first `months` months from the start."""
        length = days_between(self.start, _last_day(self.start, months, conventions))
        return Reached(nth_day(self.stretches, length), self.assumed)

    def weeks(self, weeks: int) -> Reached:
        """Give the counted day on which so many weeks have passed."""
        return Reached(nth_day(self.stretches, weeks * _WEEK), self.assumed)

    def handover(self, handover: Handover) -> Reached:
        """Give the last day of the calendar month in which full-time hours would reach the handover."""
        day = nth_day(self.stretches, full_time_days(handover.hours[self.insured.id], self.insured.week_hours))
        return Reached(None if day is None else month_end(day), self.assumed)


Clock = CalendarClock | HoursClock | DaysClock


def _last_day(start: date, months: int, conventions: Conventions) -> date:
    if conventions.month_window is MonthWindow.INCLUSIVE:
        return within_first_months(start, months, inclusive=True)
    return within_first_months(start, months)


@lru_cache(maxsize=64)  # A handful of pairs, asked for with every course.
def full_time_days(hours: Decimal, week_hours: Decimal) -> int:
    """Give on which day of full-time unemployment a number of hours is reached."""
    whole, rest = divmod(hours * _WEEK, week_hours)
    return int(whole) + (rest > 0)


def accumulated_clock(
    start: date,
    spells: Iterable[tuple[date, date | None]],
    hours: tuple[Hours, ...] | None,
    insured: str | None,
    next_start: date | None,
    rules: Accumulated,
) -> Clock:
    """Give the clock of an accumulated course.

    `hours` are all of the case, `None` where it has none; those from the month of `start` on count, up to the month of
    `next_start`, the first day of the next such course. `spells` are the stretches on the benefit inside the course.
    """
    kinds = {item.id: item for item in rules.insured}
    assumed: tuple[str, ...] = () if insured else (Reason.ASSUMED_FULL_TIME_INSURED,)
    terms = kinds[insured or rules.insured_if_missing]
    if hours is None or not any(item.kind in rules.hour_kinds for item in hours):
        live = tuple(_without(_merged(spells), rules.dead))
        return DaysClock(start, live, terms, (*assumed, Reason.ASSUMED_FULL_TIME))
    first, stop = start.replace(day=1), next_start.replace(day=1) if next_start else None
    used = sorted((item for item in set_of_rows(hours) if _counts(item, rules, first, stop)), key=_by_month)
    counted = tuple(item for item in used if item.kind in rules.hour_kinds)
    others = tuple(item for item in used if item.kind not in rules.hour_kinds)
    return HoursClock(counted, terms, assumed, others)


_by_month = attrgetter("month")


def set_of_rows(hours: Iterable[Hours]) -> set[Hours]:
    """Give the rows without exact repeats: identical ones are one, different ones for a month add up."""
    return set(hours)


def _counts(item: Hours, rules: Accumulated, first: date, stop: date | None) -> bool:
    return (
        first <= item.month
        and (stop is None or item.month < stop)
        and not any(dead.from_ <= item.month <= dead.to for dead in rules.dead)
    )


def _merged(spells: Iterable[tuple[date, date | None]]) -> list[tuple[date, date | None]]:
    merged: list[tuple[date, date | None]] = []
    for first, last in sorted(spells, key=lambda spell: spell[0]):
        if merged:
            before_first, before_last = merged[-1]
            if before_last is None:
                break
            if first <= before_last + ONE_DAY:
                merged[-1] = (before_first, None if last is None else max(before_last, last))
                continue
        merged.append((first, last))
    return merged


def _without(stretches: list[tuple[date, date | None]], dead: tuple[Stretch, ...]) -> list[tuple[date, date | None]]:
    for gap in dead:
        kept: list[tuple[date, date | None]] = []
        for first, last in stretches:
            if gap.to < first or (last is not None and last < gap.from_):
                kept.append((first, last))
                continue
            if first < gap.from_:
                kept.append((first, gap.from_ - ONE_DAY))
            if last is None or gap.to < last:
                kept.append((gap.to + ONE_DAY, last))
        stretches = kept
    return stretches
