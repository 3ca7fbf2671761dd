"""First days of a course that put a duty on an edge: of a version, a month, a leap year, a day of the question.

The days of the question lie on a few days a year, so that a table of a thousand citizens is asked on few days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

import attrs

from kontaktforloeb.model import Case
from kontaktforloeb.plan import Duty
from kontaktforloeb.rulebook.format import Point
from kontaktforloeb.testing.casetable.people import NEXT, SOON, Target, anchored_on_meetings, seen
from kontaktforloeb.testing.casetable.reckoning import due_of, month_end

_TRIES = 12
_AROUND = 35
_LATEST = date(2040, 1, 1)
_OLDEST = date(2010, 1, 1)
_PLAIN_DAY = 9
"""A day of the month on which nothing ends, and from which no period ends at a month's end."""


@attrs.frozen(eq=False, slots=False)
class Asked:
    """A duty in a course that begins on a day: who is asked, and the last good day."""

    target: Target
    start: date
    duty: Duty
    occurrence: int
    due: date | None
    point: Point | None
    case: Case

    @cached_property
    def reckoned(self) -> date | None:
        """The last good day by the second reckoning, where it has a reading."""
        words = self.target.rulebook.vocabulary
        return due_of(self.target.requirement, self.point, self.case, self.start, words)


def asked(target: Target, start: date) -> list[Asked]:
    """Give what is asked of who begins on a day, in the order of the steps."""
    case = target.person(start)
    needs = target.requirement
    if needs.match is not None and (anchored_on_meetings(target) or needs.match in needs.applies_to.meeting):
        case = seen(case, target.serving(needs.match, start + SOON // 2))
    own = []
    for place, (course, duty) in enumerate(target.duties(case)):
        point = needs.steps[place % len(needs.steps)].due if needs.steps else needs.due
        point = point if course.start == start else None
        own.append(Asked(target, start, duty, duty.occurrence, duty.due, point, case))
    return own


def stretch(target: Target) -> tuple[date, date]:
    """Give the first and the last day on which a course may begin that the version asks."""
    first = max(target.version.valid_from, _OLDEST)
    last = min(target.version.file.valid_to or _LATEST, _LATEST)
    later = [other.valid_from - NEXT for other in target.ruleset.usable if other.valid_from > target.version.valid_from]
    last = min([last, *later])
    began = target.requirement.applies_to.began
    if began is not None:
        first, last = (max(began.from_, _OLDEST), began.to)
    return first, min(last, target.requirement.ends_on or last)


def plain_start(target: Target) -> date:
    """Give a first day on which nothing ends: early in the version, and the same however long it stays in force."""
    _, last = stretch(target)
    day = _early_day(target)
    # What is for courses alone that were running when the version came may be asked only of the last of them.
    return next((start for start in (day, last - SOON // 2, last) if asked(target, start)), day)


def _early_day(target: Target) -> date:
    first, last = stretch(target)
    began = target.requirement.applies_to.began
    if began is not None:
        first = max(first, last - 4 * SOON)
    month = (first.replace(day=1) + 2 * SOON).replace(day=1)
    day = month.replace(day=_PLAIN_DAY)
    held_from = target.requirement.held_from
    if held_from is not None and day < held_from - SOON:
        day = held_from - SOON
    return min(max(day, first), last)


def as_of_after(day: date) -> date:
    """Give the first day of the question after a day: they lie half a year apart.

    >>> as_of_after(date(2024, 6, 30)), as_of_after(date(2024, 7, 1))
    (datetime.date(2024, 7, 1), datetime.date(2025, 1, 1))
    """
    half = date(day.year, 7, 1)
    return half if day < half else date(day.year + 1, 1, 1)


def start_for(target: Target, wanted: date, step: int = 0) -> date | None:
    """Give a first day from which the duty falls due on a day, or none where there is none near."""
    first, last = stretch(target)
    if last < first:
        return None
    near = min(max(wanted, first), last)
    for _ in range(_TRIES):
        found = _dues(target, near)
        move = wanted - found[step] if step < len(found) else timedelta(days=-4 * _PLAIN_DAY)
        nearer = min(max(near + move, first), last)
        if nearer == near:
            break
        near = nearer
    for shift in sorted(range(-3, 4), key=abs):
        day = near + shift * NEXT
        if first <= day <= last and _dues(target, day)[step : step + 1] == [wanted]:
            return day
    return None


def _dues(target: Target, start: date) -> list[date]:
    return [one.due for one in asked(target, start) if one.due is not None]


@attrs.frozen
class Edge:
    """A first day, and why it is looked at."""

    name: str
    start: date
    facts: tuple[date, ...] = ()


def calendar_edges(target: Target) -> Iterator[Edge]:
    """Give first days at the ends of months and on a leap day."""
    first, last = stretch(target)
    for name, month, early in (("31-aug", 8, 0), ("29-aug", 8, 2), ("30-nov", 11, 0), ("31-dec", 12, 0)):
        day = month_end(date(first.year, month, 1)) - early * NEXT
        day = day if day >= first else day.replace(year=first.year + 1)
        if first <= day <= last:
            yield Edge(name, day)
    leap = first.year + (-first.year) % 4
    day = date(leap, 2, 29)
    day = day if day >= first else date(leap + 4, 2, 29)
    if first <= day <= last:
        yield Edge("29-feb", day)


def version_edges(target: Target) -> Iterator[Edge]:
    """Give the first and the last day of a version, and the days beside them."""
    first, last = stretch(target)
    if first > _OLDEST:
        yield Edge("first-day", first)
        yield Edge("day-before", first - NEXT)
    if last < _LATEST:
        yield Edge("last-day", last)
        yield Edge("day-after", last + NEXT)


def changes(target: Target) -> list[date]:
    """Give the days on which a later version comes, or none does any more."""
    versions = target.ruleset.usable
    later = [other.valid_from for other in versions if other.valid_from > target.version.valid_from]
    end = target.version.file.valid_to
    return later if later or end is None else [end + NEXT]


def settled(target: Target, due: date | None) -> bool:
    """Tell whether a due day lies before every change of the law: what must come out is then the version's own."""
    return due is None or all(due < day for day in changes(target))
