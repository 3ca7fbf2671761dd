"""Courses and their clocks once more, day by day, for citizens whose spells follow each other without a break.

Written from sections 6 and 8a of the contract and docs/rules.md; shares nothing with `kontaktforloeb.courses`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import slow_dates
from slow_files import Raw, Words

from kontaktforloeb import Case, Event, Exemption, Spell

first_months = cache(slow_dates.first_months)


class Day(NamedTuple):
    """A day, or why there is none: `event` not recorded, not `held`, `hours` not in, `over` before, `none` asked."""

    day: date | None
    missing: str = ""


class Course(NamedTuple):
    """One run of the clock, and who runs it."""

    case: Case
    spells: tuple[Spell, ...]
    start: date
    came_from: frozenset[str]
    contact: bool
    earlier: bool
    """Whether the citizen had a spell before it."""

    @property
    def group(self) -> str:
        return self.spells[0].group

    @property
    def end(self) -> date | None:
        return self.spells[-1].end

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def events(self, name: str) -> list[Event]:
        """Give the events of a name in the course, earliest first."""
        inside = [event for event in self.case.events if event.event == name and self.holds(event.date)]
        return sorted(inside, key=lambda event: event.date)


# --- Spells become courses


def courses(case: Case, words: Words) -> list[Course]:
    """Give the courses of a citizen; a course begins where the benefit changes, or the group in a way that restarts."""
    spells = sorted(case.spells, key=lambda spell: spell.start)
    for before, spell in pairwise(spells):
        assert before.end is not None
        assert spell.start == before.end + slow_dates.NEXT, "only spells that follow each other are read here"
    runs: list[list[Spell]] = []
    for spell in spells:
        if runs and _goes_on(runs[-1][-1], spell, words):
            runs[-1].append(spell)
        else:
            runs.append([spell])
    found: list[Course] = []
    for run in runs:
        start, contact = _first_day(case, run[0], found[-1] if found else None, words)
        came_from = {
            other.group
            for other in spells
            if other.group != run[0].group and other.start < start and other.end == run[0].start - slow_dates.NEXT
        }
        found.append(Course(case, tuple(run), start, frozenset(came_from), contact, run[0] != spells[0]))
    return found


def _goes_on(before: Spell, spell: Spell, words: Words) -> bool:
    benefits = {_group(words, group, spell.start)["benefit"] for group in (before.group, spell.group)}
    restarts = (words.on("restart", name, spell.start) for name in words.names("restart"))
    return len(benefits) == 1 and not any(
        entry is not None and before.group in entry["from"] and spell.group in entry["to"] for entry in restarts
    )


def _group(words: Words, name: str, day: date) -> Raw:
    entry = words.on("group", name, day)
    assert entry is not None
    return entry


def _first_day(case: Case, spell: Spell, before: Course | None, words: Words) -> tuple[date, bool]:
    """Give the first day, and whether a contact began the course."""
    if _group(words, spell.group, spell.start)["clock"] == "accumulated":
        placed = [event.date for event in case.events if event.event == words.latest("accumulated")["placement_event"]]
        assert all(day <= spell.start for day in placed), "only a placement by the first spell is read here"
        assert before is None or not placed
        return (min(placed) if placed else spell.start), False
    starts_on = _group(words, spell.group, spell.start).get("starts_on")
    if starts_on is None:
        return spell.start, False
    back = starts_on.get("days_before")
    fresh = [
        event.date
        for event in case.events
        if event.event == starts_on["event"]
        and event.date <= spell.start
        and (back is None or (spell.start - event.date).days <= back)
        and (before is None or before.start < event.date)
    ]
    return (min(fresh), True) if fresh else (spell.start, False)


# --- Time is counted


def clock(course: Course, duty: Raw, words: Words) -> str:
    """Give how a duty's months are counted: as it says, else as the group's."""
    of_group: str = _group(words, course.group, course.start)["clock"]
    return of_group if duty.get("clock", "accumulated") == "accumulated" else "calendar"


def months(course: Course, number: int, counted_by: str, words: Words) -> Day:
    """Give the last day of the first so many months of a course."""
    last = first_months(course.start, number)
    if counted_by == "calendar":
        return Day(last)
    if course.case.hours:
        return _hours_reached(course, words.latest("accumulated")["hour_kinds"], number, "month_hours", words)
    return _counted_day(course, (last - course.start).days + 1, words)


def weeks(course: Course, number: int, counted_by: str, words: Words) -> Day:
    """Give the day on which so many weeks of a course have gone."""
    if counted_by == "calendar":
        return Day(slow_dates.within(course.start, 7 * number))
    if course.case.hours:
        return _hours_reached(course, words.latest("accumulated")["hour_kinds"], number, "week_hours", words)
    return _counted_day(course, 7 * number, words)


def handover(course: Course, name: str, words: Words) -> Day:
    """Give the a-kasse's last day: the event, or the end of the month in which the hours are used."""
    recorded = course.events(name)
    if recorded:
        return Day(recorded[0].date)
    entry = words.on("handover", name, course.start)
    assert entry is not None
    wanted = Decimal(entry["hours"][_insured(course, words)["id"]])
    if course.case.hours:
        return _reached(course, entry["hour_kinds"], wanted, words)
    per_day = Decimal(_insured(course, words)["week_hours"]) / 7
    number = next(n for n in range(1, 1000) if n * per_day >= wanted)
    found = _counted_day(course, number, words)
    return found if found.day is None else Day(slow_dates.month_end(found.day))


def _insured(course: Course, words: Words) -> Raw:
    table = words.latest("accumulated")
    kind = course.case.insured or table["insured_if_missing"]
    found: Raw = next(entry for entry in table["insured"] if entry["id"] == kind)
    return found


def _counted_day(course: Course, number: int, words: Words) -> Day:
    """Give the so-manieth day on the benefit, without the days that do not count."""
    return _nth_day(course.start, course.spells, number, words)


@cache
def _nth_day(start: date, spells: tuple[Spell, ...], number: int, words: Words) -> Day:
    dead = words.latest("accumulated").get("dead", [])
    counted = 0
    for day in slow_dates.walk(start):
        if spells[-1].end is not None and spells[-1].end < day:
            return Day(None, "over")
        if any(spell.start <= day and (spell.end is None or day <= spell.end) for spell in spells):
            counted += not any(stretch["from"] <= day <= stretch["to"] for stretch in dead)
        if counted == number:
            return Day(day)
    raise AssertionError


def _hours_reached(course: Course, kinds: list[str], number: int, unit: str, words: Words) -> Day:
    return _reached(course, kinds, number * Decimal(_insured(course, words)[unit]), words)


def _reached(course: Course, kinds: list[str], wanted: Decimal, words: Words) -> Day:
    """Give the end of the calendar month in which the hours of the placement's month and after reach what is wanted."""
    dead = words.latest("accumulated").get("dead", [])
    rows = {(row.month, row.hours, row.kind) for row in course.case.hours if row.kind in kinds}
    total = Decimal(0)
    for month, hours, _ in sorted(rows):
        if month < course.start.replace(day=1) or any(entry["from"] <= month <= entry["to"] for entry in dead):
            continue
        total += hours
        if total >= wanted:
            return Day(slow_dates.month_end(month))
    return Day(None, "hours")


def exemptions(course: Course, kind: str) -> list[Exemption]:
    """Give the exemptions of a kind that touch the course, earliest first."""
    touching = [
        exemption
        for exemption in course.case.exemptions
        if exemption.kind == kind
        and (course.end is None or exemption.start <= course.end)
        and (exemption.end is None or course.start <= exemption.end)
    ]
    return sorted(touching, key=lambda exemption: exemption.start)
