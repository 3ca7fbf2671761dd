"""The requirements of the law, and for each a citizen whom it asks: made from the rule file, for the boundary tests.

Nothing here knows a law: what a citizen needs in order to be asked (events, exemptions, an age) and what serves the
duty is read from the file, and the days are those of the slow definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import attrs
import slow_asked
import slow_dates
from slow_asked import Asked, only_older
from slow_course import courses
from slow_files import Raw, Readings, Rules, Version, rules
from slow_law import of_the_change

from kontaktforloeb import Case, Event, Exemption, Meeting, Spell

NEXT = slow_dates.NEXT
SOON, LEAVE_FROM, LEAVE_TO = 20 * NEXT, 60 * NEXT, 200 * NEXT
"""Days after the first one on which a citizen has what does not belong on the first one."""


class Duty(NamedTuple):
    """A requirement of a version of a law, by some readings: what a test names."""

    law: str
    version: date
    number: int
    readings: Readings = ()

    def __str__(self) -> str:
        same = [duty["id"] for duty in self.file.duties[: self.number + 1]].count(self.raw["id"])
        name = f"{self.law}-{self.version}-{self.raw['id']}" + (f"-{same}" if same > 1 else "")
        return "-".join([name, *(f"{point}={reading}" for point, reading in self.readings)])

    @property
    def rules(self) -> Rules:
        return rules(self.readings)

    @property
    def file(self) -> Version:
        return _file(self.law, self.version, self.readings)

    @property
    def raw(self) -> Raw:
        return self.file.duties[self.number]

    @property
    def groups(self) -> Sequence[str]:
        groups: Sequence[str] = self.raw.get("applies_to", {}).get("groups", [])
        return groups

    @property
    def same(self) -> frozenset[str]:
        """The ids that the same duty has in any version, and so on: a role that an id has, an id that a role has."""
        return _same(self.law, self.raw["id"], self.readings)

    def points(self) -> Iterator[Raw]:
        """Give every point that the duty's days are counted by."""
        phases = [phase for phase in self.file.head.get("phase", ()) if phase["id"] == self.raw.get("phase")]
        yield from (phase[key] for phase in phases for key in ("opens", "ends") if key in phase)
        yield from (self.raw[key] for key in ("opens", "due") if key in self.raw)
        yield from (step["due"] for step in self.raw.get("steps", ()))
        yield from (other["opens"] for other in self.raw.get("any_of", ()) if "opens" in other)

    def anchors(self) -> list[str]:
        """Give what they are counted from."""
        return list(dict.fromkeys(str(said.get("anchor", "start")) for said in self.points()))


@cache
def _file(law: str, first: date, readings: Readings) -> Version:
    return next(version for version in rules(readings).laws[law] if version.first == first)


@cache
def _same(law: str, name: str, readings: Readings) -> frozenset[str]:
    every = [(duty["id"], duty.get("role", duty["id"])) for file in rules(readings).laws[law] for duty in file.duties]
    ids, known = {name}, set[str]()
    while ids != known:
        known = set(ids)
        roles = {role for other, role in every if other in known}
        ids |= {other for other, role in every if role in roles}
    return frozenset(ids)


def all_duties(readings: Readings = ()) -> list[Duty]:
    """Give every requirement of every version of every law in force."""
    return [
        Duty(law, version.first, number, readings)
        for law, versions in rules(readings).laws.items()
        for version in versions
        for number in range(len(version.duties))
    ]


def read_otherwise(readings: Readings) -> list[Duty]:
    """Give the requirements that a reading changes.

    Of one that is about a change of law these are all of that law, and of one about the words alone all there are.
    """
    duties = all_duties(readings)
    default = {duty: duty._replace(readings=()) for duty in duties}
    changed = [duty for duty in duties if duty.raw != default[duty].raw or duty.file.ways != default[duty].file.ways]
    heads = [(duty.file.head, default[duty].file.head) for duty in duties]
    moved = {one["id"] for one, other in heads if one.get("transition") != other.get("transition")}
    return changed or [duty for duty in duties if not moved or duty.law in moved]


# --- Whom a duty asks


def person(duty: Duty, group: str, start: date, later: int = 0) -> Case:
    """Give a citizen from whom nothing is missing that would keep the duty away, and who has not been seen yet.

    What must be recorded lies so many days later than it would.
    """
    raw, move = duty.raw, later * NEXT
    values = {name: said[0] for table in ("facts", "ever") for name, said in raw.get("when", {}).get(table, {}).items()}
    exempt = [*raw.get("applies_to", {}).get("exemption", ()), *_exempt_anchors(duty)]
    soon = [name for name in _needed_soon(duty) if name not in values]
    asked = Case(
        "C1",
        [Spell(group, start)],
        events=[
            *(Event(name, start + move, values.get(name)) for name in dict.fromkeys([*values, *_needed_at_once(duty)])),
            *(Event(name, start + move + nth * SOON) for nth, name in enumerate(soon, 1)),
        ],
        exemptions=[Exemption(kind, start + LEAVE_FROM, start + LEAVE_TO) for kind in dict.fromkeys(exempt)],
        birth_date=_born(raw.get("when", {}), start),
    )
    first = max(start + SOON // 2 + move, raw.get("held_from", start))
    return seen(asked, *(serving(duty, name, first) for name in _needed_meetings(duty)))


def _needed_at_once(duty: Duty) -> list[str]:
    """Give the events that a course has from its first day on: a need that makes a duty one, what else stands in."""
    needs = [said["no_event"] for said in duty.raw.get("not_required", ()) if "no_event" in said]
    return list(dict.fromkeys([*needs, *(name for name in _event_anchors(duty) if _stood_in_for(duty, name))]))


def _needed_soon(duty: Duty) -> list[str]:
    """Give the events that happen in a course: those that the duty is about, or its days are counted from."""
    events = [*duty.raw.get("applies_to", {}).get("event", ()), *_event_anchors(duty)]
    return [name for name in dict.fromkeys(events) if name not in _needed_at_once(duty)]


def _needed_meetings(duty: Duty) -> list[str]:
    """Give the names of meetings that must be held, but for those that serve the duty."""
    names = [
        *duty.raw.get("applies_to", {}).get("meeting", ()),
        *(name.split(":")[2] for name in duty.anchors() if name.count(":") == 2),
        *(said["no_meeting"] for said in duty.raw.get("not_required", ()) if "no_meeting" in said),
    ]
    return [name for name in dict.fromkeys(names) if name != duty.raw["match"]]


def _event_anchors(duty: Duty) -> list[str]:
    words = duty.rules.words
    return [
        name
        for name in duty.anchors()
        if name != "start" and "." not in name and ":" not in name and not words.dated("handover", name)
    ]


def _exempt_anchors(duty: Duty) -> list[str]:
    phases = {phase["id"] for phase in duty.file.head.get("phase", ())}
    return [name.partition(".")[0] for name in duty.anchors() if "." in name and name.partition(".")[0] not in phases]


def _stood_in_for(duty: Duty, name: str) -> bool:
    return any("if_missing" in entry for _, entry in duty.rules.words.dated("event", name))


def _born(when: Raw, start: date) -> date | None:
    """Give a birthday that makes somebody just old enough, or young enough, on a day."""
    if "age_below" in when:
        return start.replace(year=start.year - when["age_below"] + 1, day=min(start.day, 28))
    return start.replace(year=start.year - when["age_from"], day=min(start.day, 28)) if "age_from" in when else None


# --- What is held and recorded


def serving(duty: Duty, name: str, day: date, way: int = 0, **said: Any) -> Meeting | Event:
    """Give a meeting, or an event, that a name of the rule file speaks of."""
    asked = duty.file.ways[name][way]
    if "event" in asked:
        return Event(asked["event"][0], day, asked.get("value", [None])[0])
    one_word = {key: value[0] for key, value in asked.items() if key in ("type", "held_by", "form")}
    lists = {f"{key}_": value for key, value in asked.items() if key == "with"}
    return Meeting(day, **(one_word | lists | {"individual": asked.get("individual")} | said))


def seen(case: Case, *records: Meeting | Event) -> Case:
    """Give the citizen with these meetings and events too; one meeting takes the place of another record of itself."""
    meetings = {
        (meeting.date, meeting.type, meeting.held_by): meeting
        for meeting in (*case.meetings, *records)
        if isinstance(meeting, Meeting)
    }
    events = [record for record in records if isinstance(record, Event)]
    return attrs.evolve(case, meetings=list(meetings.values()), events=[*case.events, *events])


# --- When it falls due


def asked_by(duty: Duty, case: Case) -> list[Asked]:
    """Give what the version asks of the citizen's last course by this duty, whatever another version says of it."""
    words, file = duty.rules.words, duty.file
    course = courses(case, words)[-1]
    if file.first <= course.start:
        return [] if only_older(duty.raw, file) else slow_asked.asked_by(course, file, duty.raw, words)
    return of_the_change(course, file, duty.raw, words)


@cache
def due_days(duty: Duty, group: str, start: date) -> tuple[date, ...]:
    """Give the days on which the duty falls due for who begins on a day, if any are known."""
    found = [asked.due.day for asked in asked_by(duty, person(duty, group, start))]
    return tuple(day for day in found if day is not None)


def window(duty: Duty, group: str, start: date) -> list[date]:
    """Give the first and the last good days for who begins on a day, as far as they are known."""
    asked = asked_by(duty, person(duty, group, start))
    return [day for one in asked for day in (one.opens.day, one.due.day) if day is not None]
