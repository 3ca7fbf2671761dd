"""Whether a duty is there at all: whom it is about, guards on the citizen's facts, conditions that take it away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kontaktforloeb.clocks import Reached
from kontaktforloeb.courses import Course
from kontaktforloeb.dates import age_on
from kontaktforloeb.model import Case
from kontaktforloeb.points import Days
from kontaktforloeb.status import Reason

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Condition, Requirement, When


def is_about(requirement: Requirement, days: Days) -> bool:
    """Tell whether a duty is about a course by what is recorded in it, or by the day on which it began."""
    course, applies = days.course, requirement.applies_to
    began = applies.began
    if began is not None and not began.from_ <= course.start <= began.to:
        return False
    first, last = requirement.held_from or date.min, requirement.held_to or date.max
    if any(all(not first <= day <= last for day in days.held_days(name)) for name in applies.meeting):
        return False
    kinds = {exemption.kind for exemption in days.facts.case.exemptions if course.touches(exemption)}
    return kinds.issuperset(applies.exemption)


def guard(when: When, course: Course, case: Case) -> bool | str:
    """Tell whether a guard holds on the course's first day, or give the fact that is not recorded."""
    missing = None
    if when.age_from is not None or when.age_below is not None:
        if case.birth_date is None:
            missing = "birth_date"
        else:
            age = age_on(case.birth_date, course.start)
            if (when.age_from or 0) > age or (when.age_below is not None and age >= when.age_below):
                return False
    for name, values in when.facts.items():
        value = _fact(name, course, case)
        if value is None:
            missing = missing or name
        elif value not in {word.casefold() for word in values}:
            return False
    for name, values in when.ever.items():
        told = {event.value.casefold() for event in course.events if event.event == name and event.value}
        if not told:
            missing = missing or name
        elif told.isdisjoint(word.casefold() for word in values):
            return False
    return missing or True


def _fact(name: str, course: Course, case: Case) -> str | None:
    """Give the value of a fact on the course's first day: the latest one recorded by then, else the first one after.

    Capitals make no difference; a day that tells two values tells none.
    """
    told: dict[date, set[str]] = {}
    for event in case.events:
        if event.event == name and event.value:
            told.setdefault(event.date, set()).add(event.value.casefold())
    if not told:
        return None
    deciding = told[max((day for day in told if day <= course.start), default=min(told))]
    return min(deciding) if len(deciding) == 1 else None


def recorded(course: Course, event: str, due: date | None) -> bool:
    """Tell whether an event is recorded in a course, on its due day at the latest."""
    if event not in course.recorded:
        return False
    found = course.event(event)
    return found is not None and (due is None or found.date <= due)


def taken_away(requirement: Requirement, days: Days, opens: Reached, due: date | None) -> str | None:
    """Give the reason why a duty is not required: a condition, or a window that opens after it closes."""
    for condition in requirement.not_required:
        reason = _holds(condition, days, due)
        if reason is not None:
            return reason
    # A window that opens after it closes: for an hours clock also where the hours that would open it are not reached
    # although those that close it are.
    if due is None or (opens.day is not None and opens.day <= due):
        return None
    unknown_yet = (Reason.EVENT_MISSING, Reason.NOT_HELD_YET, Reason.NOT_ENDED)
    waits = any(reason.startswith(unknown_yet) for reason in opens.reasons)
    return None if waits else Reason.WINDOW_EMPTY


def _holds(condition: Condition, days: Days, due: date | None) -> str | None:
    """Give the reason why a duty is not required where all that a condition says is there, and nothing otherwise."""
    told = list(_told(condition, days, due))
    return told[0] if told and None not in told else None


def _told(condition: Condition, days: Days, due: date | None) -> Iterator[str | None]:
    """Give for each thing that a condition says its reason, or `None` where it is not there."""
    course = days.course
    if condition.event is not None:
        yield f"{Reason.EVENT}:{condition.event}" if recorded(course, condition.event, due) else None
    if condition.no_event is not None:
        yield None if recorded(course, condition.no_event, due) else f"{Reason.NO_EVENT}:{condition.no_event}"
    if condition.meeting is not None:
        enough = _held_by(condition, condition.meeting, days, due)
        yield f"{Reason.MEETING}:{condition.meeting}" if enough else None
    if condition.no_meeting is not None:
        enough = _held_by(condition, condition.no_meeting, days, due)
        yield None if enough else f"{Reason.NO_MEETING}:{condition.no_meeting}"
    if condition.earlier_course is not None:
        earlier = any(spell.start < course.spells[0].start for spell in days.facts.case.spells)
        yield Reason.EARLIER_COURSE if earlier is condition.earlier_course else None
    among = condition.began_by_change_among
    if among is not None:
        changed = course.started_on is None and course.group in among and not course.came_from.isdisjoint(among)
        yield Reason.CHANGE_OF_GROUP if changed else None


def _held_by(condition: Condition, name: str, days: Days, due: date | None) -> bool:
    """Tell whether as many meetings as a condition says were held in time."""
    last = min(due or date.max, condition.held_to or date.max)
    return len([day for day in days.held_days(name) if day <= last]) >= condition.count
