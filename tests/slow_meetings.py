"""Which meetings a rule file speaks of, read once more from docs/rules.md for the slow definition."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from slow_course import Course
from slow_files import NotReadError, Raw, Version, Words

from kontaktforloeb import Event, Meeting


class Held(NamedTuple):
    """A meeting that was held, or an event that counts like one."""

    date: date
    type: str
    holder: str
    record: Meeting | Event


def held(course: Course, words: Words) -> list[Held]:
    """Give the held meetings of a course, earliest first; what was recorded twice is one."""
    found: dict[tuple[date, str, str], Held] = {}
    for meeting in course.case.meetings:
        status = words.on("meeting_status", meeting.status, meeting.date)
        assert status is not None
        if not status.get("held", False) or not course.holds(meeting.date):
            continue
        key = (meeting.date, meeting.type, holder(meeting.held_by, words))
        other = found.get(key)
        if other is not None and other.record != meeting:
            raise NotReadError("records of one meeting that differ", meeting)
        found[key] = Held(*key, meeting)
    return [found[key] for key in sorted(found)]


def holder(name: str, words: Words) -> str:
    """Give the holder that a name stands for."""
    entry = words.on("holder", name, date.max)
    same: str = name if entry is None else entry.get("same_as", name)
    return same


def matching(course: Course, ways: list[Raw], words: Words) -> list[Held]:
    """Give the held meetings, and events, that one of the ways agrees with."""
    meetings = [one for one in held(course, words) if any(_agrees(one, way, words) for way in ways)]
    names = {name for way in ways for name in way.get("event", ())}
    events = {
        (event.date, event.event, event.value or ""): event
        for name in names
        for event in course.events(name)
        if any(_is_event(event, way) for way in ways)
    }
    counted = [Held(day, name, "", event) for (day, name, _), event in events.items()]
    return sorted([*meetings, *counted], key=lambda one: one[:3])


def looked_at(course: Course, version: Version, duty: Raw, name: str, words: Words) -> list[Held]:
    """Give the meetings of the course that a name stands for, held in the days that the duty looks at."""
    first: date = duty.get("held_from", date.min)
    last: date = duty.get("held_to", date.max)
    return [one for one in matching(course, version.ways[name], words) if first <= one.date <= last]


def _is_event(event: Event, way: Raw) -> bool:
    values = [value.casefold() for value in way.get("value", ())]
    return event.event in way.get("event", ()) and (not values or (event.value or "").casefold() in values)


def _agrees(one: Held, way: Raw, words: Words) -> bool:
    meeting = one.record
    if not isinstance(meeting, Meeting) or "event" in way:
        return False
    said = {
        "type": one.type in way.get("type", ()),
        "held_by": one.holder in way.get("held_by", ()),
        "with": not taking_part(meeting, words).isdisjoint(way.get("with", ())),
        "form": meeting.form in way.get("form", ()),
        "not_form": meeting.form not in way.get("not_form", ()),
        "individual": (meeting.individual is not False) == way.get("individual"),
    }
    return all(said[key] for key in way)


def taking_part(meeting: Meeting, words: Words) -> set[str]:
    """Give who took part beside the holder: those recorded, and those who always do in a meeting of that type."""
    kind = words.on("meeting_type", meeting.type, date.max)
    assert kind is not None
    return {holder(name, words) for name in (*meeting.with_, *kind.get("with", ()))}
