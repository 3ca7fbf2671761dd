"""A requirement's days in a made-up course, to draw it, or to see whether its window ever opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from kontaktforloeb.clocks import CalendarClock
from kontaktforloeb.conventions import Conventions
from kontaktforloeb.courses import build_courses
from kontaktforloeb.dates import within_weeks
from kontaktforloeb.facts import read_facts
from kontaktforloeb.model import Case, Event, Spell
from kontaktforloeb.points import HELD, START, Days
from kontaktforloeb.rulebook.format import Phase, Point, Requirement
from kontaktforloeb.rulebook.kinds import Clock
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.rulebook.vocabulary import Vocabulary

BETWEEN_MEETINGS = 14
"""How many days lie between the meetings that a made-up course counts days from."""

_HANDED_OVER = 11
"""After how many weeks a handover lies that nothing else gives."""


@attrs.frozen
class Window:
    """The first and the last day of one step of a requirement; a day is not there where nothing says it."""

    opens: date | None
    due: date | None


def points_of(requirement: Requirement) -> Iterator[tuple[str, Point]]:
    """Give every day that a requirement names, with the keys that it stands under."""
    yield "opens", requirement.opens
    if requirement.due is not None:
        yield "due", requirement.due
    yield from ((f"steps.{place}.due", step.due) for place, step in enumerate(requirement.steps))
    yield from ((f"any_of.{place}.opens", other.opens) for place, other in enumerate(requirement.any_of))
    if requirement.cohort is not None:
        yield "cohort.from", requirement.cohort.from_
        if requirement.cohort.to is not None:
            yield "cohort.to", requirement.cohort.to


def anchors_of(points: Iterable[Point], version: Version) -> frozenset[str]:
    """Give the anchors that days are counted from in the end, those of phases followed back to where they begin."""
    found: set[str] = set()
    waiting = [point.anchor for point in points]
    seen: set[str] = set()
    while waiting:
        anchor = waiting.pop()
        if anchor in seen:
            continue
        seen.add(anchor)
        name, _, side = anchor.rpartition(".")
        phase = version.phases.get(name)
        if phase is None:
            found.add(anchor)
        else:
            waiting.append(phase.opens.anchor if side == START or phase.ends is None else phase.ends.anchor)
    return frozenset(found)


def windows(
    requirement: Requirement, version: Version, group: str, start: date, vocabulary: Vocabulary
) -> list[Window]:
    """Give the window of each step of a requirement for somebody in `group` whose course begins on `start`.

    Every event that it counts days from happened on that day, and meetings were held every second week.
    """
    phase = version.phases.get(requirement.phase or "")
    points = [point for _, point in points_of(requirement)]
    if phase is not None:
        points += [phase.opens] if phase.ends is None else [phase.opens, phase.ends]
    days = _days(requirement, version, group, start, anchors_of(points, version), vocabulary)
    closing = None
    if phase is not None:
        if phase.ends is not None:
            closing = days.day(Point(anchor=f"{phase.id}.end")).day
        days = days.from_(days.day(Point(anchor=f"{phase.id}.{START}")))
    opens = days.day(_grounded(requirement.opens)).day
    dues: list[Point | None] = [step.due for step in requirement.steps]
    dues = dues or [requirement.due]
    return [Window(opens, closing if due is None else days.day(_grounded(due)).day) for due in dues]


def _days(
    requirement: Requirement, version: Version, group: str, start: date, anchors: Iterable[str], vocabulary: Vocabulary
) -> Days:
    known = vocabulary.events.entries
    names = {*anchors, *requirement.applies_to.event} & {*known, *vocabulary.handovers.entries}
    clock_counts = requirement.clock is not Clock.CALENDAR
    handovers = set(vocabulary.handovers.entries)
    events = [
        Event(name, within_weeks(start, _HANDED_OVER) if name in handovers else start)
        for name in sorted(names)
        if name not in handovers or not clock_counts
    ]
    case = Case("C1", spells=[Spell(group, start)], events=[event for event in events if event.event in known])
    course = build_courses(case, vocabulary, Conventions())[0]
    phases = {name: _on_the_ground(phase) for name, phase in version.phases.items()}
    grounded = attrs.evolve(version, phases=phases)
    clock = course.clock if clock_counts else CalendarClock(course.start)
    return Days(course, clock, grounded, read_facts(case, vocabulary), vocabulary, Conventions())


def _on_the_ground(phase: Phase) -> Phase:
    return attrs.evolve(phase, opens=_grounded(phase.opens), ends=None if phase.ends is None else _grounded(phase.ends))


def _grounded(point: Point) -> Point:
    """Give a day counted from a meeting as one counted from the start, so many meetings later."""
    head, _, rest = point.anchor.partition(":")
    if head != HELD or not rest:
        return point
    number = int(rest.partition(":")[0])
    return attrs.evolve(point, anchor=START, plus_days=point.plus_days + (number - 1) * BETWEEN_MEETINGS)
