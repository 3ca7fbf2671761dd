"""From spells to courses: where each run of the clock begins and ends, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum, unique
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.clocks import CalendarClock, Clock, accumulated_clock
from kontaktforloeb.conventions import Conventions, DagpengeMeetings, GapBreaks
from kontaktforloeb.dates import ONE_DAY, days_between, holds_whole_month, month_end, within_first_months
from kontaktforloeb.model import Case, Event, Exemption, Hours, Spell
from kontaktforloeb.quick import quick
from kontaktforloeb.rulebook.kinds import Clock as ClockKind

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Accumulated
    from kontaktforloeb.rulebook.vocabulary import Vocabulary


@unique
class Began(StrEnum):
    """Why a course began where it did."""

    FIRST = "first"
    BENEFIT = "benefit"
    GROUP = "group"
    BREAK = "break"
    PLACEMENT = "placement"


@quick(eq=False)
class Course:
    """One run of the clock. `group` is that of its first day; no `end`: it still runs.

    `started_on` is the event that set the first day, where there is one; `came_from` are the other groups that the
    citizen was in until then, without a day between.
    """

    group: str
    start: date
    end: date | None
    began: Began
    spells: tuple[Spell, ...]
    clock: Clock = attrs.field(repr=False)
    events: tuple[Event, ...] = attrs.field(default=(), repr=False)
    started_on: Event | None = None
    came_from: frozenset[str] = frozenset()
    recorded: frozenset[str] = frozenset()
    """The names of `events`."""
    only_on_benefit: bool = False
    """Whether only meetings on days of its spells count in it."""
    starter: str | None = None
    """The event that starts the clock of the course's group, whether or not it is recorded."""

    def holds(self, day: date) -> bool:
        """Tell whether `day` lies in the course."""
        return self.start <= day and (self.end is None or day <= self.end)

    def touches(self, exemption: Exemption) -> bool:
        """Tell whether an exemption has a day in the course."""
        began = self.end is None or exemption.start <= self.end
        return began and (exemption.end is None or self.start <= exemption.end)

    def counts(self, day: date) -> bool:
        """Tell whether a meeting held on `day` counts in the course."""
        if not self.holds(day):
            return False
        return not self.only_on_benefit or any(
            spell.start <= day and (spell.end is None or day <= spell.end) for spell in self.spells
        )

    def event(self, name: str) -> Event | None:
        """Give the earliest event of that name in the course."""
        return next((event for event in self.events if event.event == name), None)

    def over(self, as_of: date) -> bool:
        """Tell whether the course's last day has passed."""
        return self.end is not None and self.end < as_of


def build_courses(case: Case, vocabulary: Vocabulary, conventions: Conventions) -> tuple[Course, ...]:
    """Give the courses of a case in order: those on the calendar one after the other, those on dagpenge beside them.

    The words of the case must be known; `kontaktforloeb.facts` sees to that.
    """
    continuous: list[Spell] = []
    accumulated: list[Spell] = []
    for spell in case.spells:
        clock = vocabulary.groups.at(spell.group, spell.start).clock
        (accumulated if clock is ClockKind.ACCUMULATED else continuous).append(spell)
    courses = _continuous(_in_order(continuous), case, vocabulary, conventions) if continuous else []
    if accumulated:
        courses += _accumulated(_in_order(accumulated), case, vocabulary, conventions)
        courses.sort(key=lambda course: (course.start, course.group))
    return tuple(courses)


def _in_order(spells: Iterable[Spell]) -> list[Spell]:
    return sorted(set(spells), key=lambda spell: (spell.start, spell.end or date.max, spell.group))


def _ends_last(spells: Sequence[Spell]) -> date | None:
    ends = [spell.end for spell in spells]
    return None if None in ends else max(end for end in ends if end is not None)


def _within(events: Iterable[Event], start: date, end: date | None) -> tuple[Event, ...]:
    inside = [event for event in events if start <= event.date and (end is None or event.date <= end)]
    if len(inside) < 2:  # noqa: PLR2004 (one needs no order)
        return tuple(inside)
    return tuple(sorted(inside, key=lambda event: (event.date, event.event, event.value or "")))


def _continuous(spells: list[Spell], case: Case, vocabulary: Vocabulary, conventions: Conventions) -> list[Course]:
    courses: list[Course] = []
    for began, run in _runs(spells, case, vocabulary, conventions):
        before = [course.start for course in courses if course.spells[0].start < run[0].start]
        started_on = _contact(run[0], max(before, default=None), case, vocabulary)
        start = started_on.date if started_on else run[0].start
        end = _ends_last(run)
        events = _within(case.events, start, end)
        courses.append(
            Course(
                group=run[0].group,
                start=start,
                end=end,
                began=began,
                spells=tuple(run),
                clock=CalendarClock(start),
                events=events,
                recorded=frozenset(event.event for event in events),
                started_on=started_on,
                came_from=_came_from(run[0], spells),
                starter=_starter(run[0], vocabulary),
            )
        )
    return courses


def _runs(
    spells: list[Spell], case: Case, vocabulary: Vocabulary, conventions: Conventions
) -> list[tuple[Began, list[Spell]]]:
    """Give the spells of each course on the calendar, and why it began."""
    runs: list[tuple[Began, list[Spell]]] = []
    for spell in spells:
        benefit = vocabulary.benefit(spell.group, spell.start)
        # Both benefits are those of the day on which the spell begins, so that a rename is no change.
        same = [run for _, run in runs if vocabulary.benefit(run[-1].group, spell.start) == benefit]
        began = _new_course(same[-1], spell, case, vocabulary, conventions) if same else Began.BENEFIT
        if not runs:
            runs.append((Began.FIRST, [spell]))
        elif began is None:
            same[-1].append(spell)
        else:
            runs.append((began, [spell]))
    return runs


def _new_course(
    run: list[Spell], spell: Spell, case: Case, vocabulary: Vocabulary, conventions: Conventions
) -> Began | None:
    """Give why `spell` begins a new course after `run` on the same benefit, or `None` where the course runs on."""
    if vocabulary.restarts_course(run[-1].group, spell.group, spell.start):
        return Began.GROUP
    end = _ends_last(run)
    if end is None or end >= spell.start - ONE_DAY:
        return None
    first, last = end + ONE_DAY, spell.start - ONE_DAY
    others = (other for other in case.spells if other not in (*run, spell))
    if any(other.start <= last and (other.end or date.max) >= first for other in others):
        return Began.BENEFIT
    free = _without_hours(first, last, case.hours, vocabulary.continuity.kept_by_hours)
    return Began.BREAK if any(_breaks(*stretch, vocabulary, conventions) for stretch in free) else None


def _without_hours(
    first: date, last: date, hours: Iterable[Hours], kinds: Collection[str]
) -> Iterator[tuple[date, date]]:
    """Give the stretches of some days in which no month has hours of some kinds: first and last day of each."""
    for month in sorted({own.month for own in hours if own.month <= last and own.hours and own.kind in kinds}):
        if first < month:
            yield first, month - ONE_DAY
        first = max(first, month_end(month) + ONE_DAY)
    if first <= last:
        yield first, last


def _breaks(first: date, last: date, vocabulary: Vocabulary, conventions: Conventions) -> bool:
    if conventions.gap_breaks is GapBreaks.THIRTY_DAYS:
        return days_between(first, last) >= vocabulary.continuity.days
    return holds_whole_month(first, last)


def _starter(spell: Spell, vocabulary: Vocabulary) -> str | None:
    starts_on = vocabulary.groups.at(spell.group, spell.start).starts_on
    return None if starts_on is None else starts_on.event


def _contact(spell: Spell, after: date | None, case: Case, vocabulary: Vocabulary) -> Event | None:
    """Give the event that starts the clock of a course: the earliest near its spell that started none before."""
    starts_on = vocabulary.groups.at(spell.group, spell.start).starts_on
    if starts_on is None:
        return None
    reach = None if starts_on.days_before is None else spell.start - timedelta(days=starts_on.days_before)
    near = [
        event
        for event in case.events
        if event.event == starts_on.event
        and event.date <= spell.start
        and (reach is None or reach <= event.date)
        and (after is None or after < event.date)
    ]
    return min(near, key=lambda event: (event.date, event.value or "")) if near else None


def _came_from(spell: Spell, spells: list[Spell]) -> frozenset[str]:
    """Give the other groups that the citizen was in until `spell` began, without a day between."""
    return frozenset(
        other.group
        for other in spells
        if other.group != spell.group and other.start < spell.start and (other.end or date.max) >= spell.start - ONE_DAY
    )


def _accumulated(spells: list[Spell], case: Case, vocabulary: Vocabulary, conventions: Conventions) -> list[Course]:
    rules = vocabulary.accumulated
    placed = {event.date: event for event in case.events if event.event == rules.placement_event}
    parts = _parts(spells, sorted(placed), case.hours, rules)
    courses = []
    for index, (start, began, run) in enumerate(parts):
        following = parts[index + 1][0] if index + 1 < len(parts) else None
        end = _ends_last(run)
        stretches = [(spell.start, spell.end) for spell in run]
        events = _within(case.events, start, end)
        clock = accumulated_clock(start, stretches, case.hours or None, case.insured, following, rules)
        courses.append(
            Course(
                group=run[0].group,
                start=start,
                end=end,
                began=began,
                spells=tuple(run),
                clock=clock,
                events=events,
                recorded=frozenset(event.event for event in events),
                started_on=placed.get(start),
                only_on_benefit=conventions.dagpenge_meetings is DagpengeMeetings.ON_BENEFIT,
            )
        )
    return courses


def _parts(
    spells: list[Spell], placements: list[date], hours: Sequence[Hours], rules: Accumulated
) -> list[tuple[date, Began, list[Spell]]]:
    """Cut the spells at every placement and at every long break: first day, why it began there, the spells in it."""
    parts: list[tuple[date, Began, list[Spell]]] = []
    bounds: list[date | None] = [None, *placements]
    for index, opening in enumerate(bounds):
        closing = placements[index] - ONE_DAY if index < len(placements) else None
        run: list[Spell] = []
        start, began = opening, Began.PLACEMENT
        for spell in _clipped(spells, opening, closing):
            free = _ends_last(run) if run else (start - ONE_DAY if start else None)
            if free is not None and _long_break(free + ONE_DAY, spell.start - ONE_DAY, hours, rules):
                if run:
                    parts.append((start or run[0].start, began if start else Began.FIRST, run))
                start, began, run = spell.start, Began.BREAK, []
            run.append(spell)
        if run:
            parts.append((start or run[0].start, began if start else Began.FIRST, run))
    return parts


def _long_break(first: date, last: date, hours: Sequence[Hours], rules: Accumulated) -> bool:
    """Tell whether the days between two spells make so long a break that accumulated time starts again."""
    free = _without_hours(first, last, hours, rules.kept_by_hours)
    return any(until >= within_first_months(since, rules.break_months) for since, until in free)


def _clipped(spells: list[Spell], opening: date | None, closing: date | None) -> list[Spell]:
    """Give what lies of the spells between two days, both included; without a first day, before the first placement."""
    clipped = []
    for spell in spells:
        start = spell.start if opening is None else max(spell.start, opening)
        ends = [day for day in (spell.end, closing) if day is not None]
        end = min(ends) if ends else None
        if end is None or start <= end:
            clipped.append(spell if (start, end) == (spell.start, spell.end) else Spell(spell.group, start, end))
    return clipped
