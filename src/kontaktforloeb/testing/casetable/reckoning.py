"""The days of a duty counted a second time, one day after the other: what a case is known by, apart from the engine.

Written from the contract's date rules and never from the engine's modules: a mistake there does not come back here. It
counts for citizens who came on one benefit once; a point that it does not read gives nothing rather than a guess.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from kontaktforloeb.model import Case, Spell
from kontaktforloeb.rulebook.kinds import Clock

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Insured, Point, Requirement
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

NEXT = timedelta(days=1)
_Stretch = tuple[date, date]
_WEEK, _YEAR = 7, 12
_FAR = 5000
"""So many days on, a day that has not been reached is none."""


def first_months(first: date, number: int) -> date:
    """Give the last day of the first so many months, `first` being their first day.

    >>> first_months(date(2022, 1, 3), 6), first_months(date(2022, 8, 31), 6), first_months(date(2023, 8, 29), 6)
    (datetime.date(2022, 7, 2), datetime.date(2023, 2, 28), datetime.date(2024, 2, 28))
    """
    years, month = divmod(first.month - 1 + number, _YEAR)
    year = first.year + years
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, first.day) - NEXT if first.day <= last else date(year, month + 1, last)


def month_end(day: date) -> date:
    """Give the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def due_of(requirement: Requirement, point: Point | None, case: Case, start: date, words: Vocabulary) -> date | None:
    """Give the last good day of a duty of a course that began on `start`; none where this reckoning has no reading."""
    if point is None or requirement.phase or requirement.pause or requirement.reset_on or requirement.exit_on:
        return None
    if point.snap is not None or point.months_before is not None:
        return None
    day = _reached(requirement, point, case, start, words)
    if day is None:
        return None
    return day + timedelta(days=point.plus_days) + (NEXT if point.day_after else 0 * NEXT)


def _reached(requirement: Requirement, point: Point, case: Case, start: date, words: Vocabulary) -> date | None:
    group = words.groups.at(case.spells[0].group, case.spells[0].start)
    counted = group.clock is Clock.ACCUMULATED and requirement.clock is not Clock.CALENDAR
    if point.anchor == "start" and counted and point.months is not None:
        return _of_hours(case, start, point.months, words) if case.hours else _of_days(case, start, point.months, words)
    if point.accumulated_weeks is not None:
        return None
    anchor = _anchor(point.anchor, case, start, words)
    if anchor is None:
        return None
    if point.months is not None:
        return first_months(anchor, point.months)
    if point.week is not None:
        return anchor + timedelta(days=_WEEK * point.week - 1)
    return anchor + timedelta(days=(point.days or 0) + _WEEK * (point.weeks or 0))


def _anchor(name: str, case: Case, start: date, words: Vocabulary) -> date | None:
    if name == "start":
        return start
    own = [event.date for event in case.events if event.event == name and _inside(event.date, case.spells, start)]
    if own:
        return min(own)
    if name in words.handovers and not case.hours:
        entry, insured = words.handovers.at(name, start), _insured(case, words)
        wanted, per_day = entry.hours[insured.id], insured.week_hours / _WEEK
        number = next(n for n in range(1, _FAR) if n * per_day >= wanted)
        found = _nth(case, start, number, words)
        return None if found is None else month_end(found)
    if name in words.events and words.events.at(name, start).if_missing is not None:
        return start
    return None


def _inside(day: date, spells: tuple[Spell, ...], start: date) -> bool:
    last = spells[-1].end
    return start <= day and (last is None or day <= last)


def _insured(case: Case, words: Vocabulary) -> Insured:
    kind = case.insured or words.accumulated.insured_if_missing
    return next(terms for terms in words.accumulated.insured if terms.id == kind)


def _of_days(case: Case, start: date, months: int, words: Vocabulary) -> date | None:
    return _nth(case, start, (first_months(start, months) - start).days + 1, words)


def _nth(case: Case, start: date, number: int, words: Vocabulary) -> date | None:
    """Give the so-manieth day on the benefit that counts."""
    dead = tuple((stretch.from_, stretch.to) for stretch in words.accumulated.dead)
    return _walked(tuple((spell.start, spell.end or date.max) for spell in case.spells), dead, start, number)


@lru_cache(maxsize=1000)  # The same days are walked for many cases.
def _walked(on: tuple[_Stretch, ...], dead: tuple[_Stretch, ...], start: date, number: int) -> date | None:
    counted, day = 0, start
    for _ in range(_FAR):
        counted += _among(day, on) and not _among(day, dead)
        if counted == number:
            return day
        day += NEXT
    return None


def _among(day: date, stretches: tuple[_Stretch, ...]) -> bool:
    return any(first <= day <= last for first, last in stretches)


def _dead(day: date, words: Vocabulary) -> bool:
    return any(stretch.from_ <= day <= stretch.to for stretch in words.accumulated.dead)


def _of_hours(case: Case, start: date, months: int, words: Vocabulary) -> date | None:
    """Give the end of the month in which the hours are reached."""
    wanted, total = months * _insured(case, words).month_hours, Decimal(0)
    for month, hours in _by_month(case, start, words):
        total += hours
        if total >= wanted:
            return month_end(month)
    return None


def _by_month(case: Case, start: date, words: Vocabulary) -> Iterator[tuple[date, Decimal]]:
    rows = {(row.month, row.hours, row.kind) for row in case.hours if row.kind in words.accumulated.hour_kinds}
    for month, hours, _ in sorted(rows):
        if month >= start.replace(day=1) and not _dead(month, words):
            yield month, hours
