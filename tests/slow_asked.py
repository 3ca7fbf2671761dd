"""What a version of a law asks of a course: to whom a duty applies, and the days of its window.

Written from docs/rules.md for the slow definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import slow_dates
from slow_course import Course, Day, clock, exemptions, first_months, handover, months, weeks
from slow_files import Raw, Version, Words
from slow_meetings import looked_at

NEXT = slow_dates.NEXT


class Key(NamedTuple):
    """What names a verdict."""

    course: date
    group: str
    version: date
    requirement: str
    occurrence: int


class Asked(NamedTuple):
    """One duty of one course by one version, in one run of it."""

    course: Course
    version: Version
    duty: Raw
    occurrence: int
    needed: int
    since: date
    """The first day of the run: the course's, a phase's or that of a new start."""
    until: date | None
    """The last day on which the duty is there."""
    opens: Day
    due: Day

    @property
    def role(self) -> tuple[str, int]:
        return str(self.duty.get("role", self.duty["id"])), self.occurrence

    @property
    def key(self) -> Key:
        name = f"{self.version.law}/{self.duty['id']}"
        return Key(self.course.start, self.course.group, self.version.first, name, self.occurrence)


@lru_cache(maxsize=100)
def duties(course: Course, version: Version, words: Words, ids: frozenset[str] | None = None) -> list[Asked]:
    """Give what a version asks of the courses that begin while it is in force; of `ids` alone if they are given."""
    return [
        asked
        for duty in version.duties
        if not only_older(duty, version) and (ids is None or duty["id"] in ids)
        for asked in asked_by(course, version, duty, words)
    ]


def asked_by(course: Course, version: Version, duty: Raw, words: Words) -> list[Asked]:
    """Give what a duty asks of a course, in each of its runs; steps are numbered on from run to run."""
    if not applies(course, version, duty, words):
        return []
    found: list[Asked] = []
    for start, until in runs(course, version, duty, words):
        since = course.start if start is None else start.day or course.start
        opens = point(course, version, duty, duty.get("opens", {}), words, start)
        for step in duty.get("steps", [duty]):
            due = _paused(opens, _due(course, version, duty, step, words, start), duty.get("pause", ()))
            asked = Asked(course, version, duty, len(found) + 1, step.get("count", 1), since, until, opens, due)
            found.append(asked)
    return found


def _due(course: Course, version: Version, duty: Raw, step: Raw, words: Words, start: Day | None) -> Day:
    if "due" in step:
        return point(course, version, duty, step["due"], words, start)
    phase = _phase(version, duty)
    return phased(course, version, phase, "end", words) if phase and "ends" in phase else Day(None, "none")


def _paused(opens: Day, due: Day, stretches: Sequence[Raw]) -> Day:
    """Give the day on which as many days have gone as lie from `opens` to `due`, where time stands still at times."""
    if not stretches or opens.day is None or due.day is None or due.day < opens.day:
        return due
    left = len(slow_dates.days_of(opens.day, due.day))
    for day in slow_dates.walk(opens.day):
        left -= not any(still["from"] <= day <= still["to"] for still in stretches)
        if left == 0:
            return Day(day)
    raise AssertionError


def _phase(version: Version, duty: Raw) -> Raw | None:
    return next((phase for phase in version.head.get("phase", ()) if phase["id"] == duty.get("phase")), None)


def runs(course: Course, version: Version, duty: Raw, words: Words) -> list[tuple[Day | None, date | None]]:
    """Give the first and the last day of each run of a duty; no first day of its own: the course's, and its clock."""
    exits = [event.date for name in duty.get("exit_on", ()) for event in course.events(name)]
    last = min([course.end or date.max, duty.get("ends_on", date.max), *(day - NEXT for day in exits)])
    if last < course.start:
        return []
    phase = _phase(version, duty)
    first = None if phase is None else phased(course, version, phase, "start", words)
    opened = course.start if first is None else first.day or date.max
    if first is not None and first.day is not None and last < first.day:
        return []
    again = {event.date for name in duty.get("reset_on", ()) for event in course.events(name)}
    days = sorted(day for day in again if opened < day <= last)
    starts = [first, *(Day(day) for day in days)]
    ends = [*(day - NEXT for day in days), last]
    return [(start, None if end == date.max else end) for start, end in zip(starts, ends, strict=True)]


def applies(course: Course, version: Version, duty: Raw, words: Words) -> bool:
    """Tell whether a course has a row for a duty at all."""
    to = duty.get("applies_to", {})
    began = to.get("began", {"from": date.min, "to": date.max})
    return (
        course.group in to.get("groups", [])
        and all(course.events(name) for name in to.get("event", ()))
        and not any(course.events(name) for name in to.get("no_event", ()))
        and all(looked_at(course, version, duty, name, words) for name in to.get("meeting", ()))
        and all(exemptions(course, kind) for kind in to.get("exemption", ()))
        and began["from"] <= course.start <= began["to"]
        and course.start <= duty.get("ends_on", date.max)
        and guarded(course, duty) is not False
    )


def only_older(duty: Raw, version: Version) -> bool:
    began = duty.get("applies_to", {}).get("began")
    return began is not None and began["to"] < version.first


# --- Guards on the citizen


def guarded(course: Course, duty: Raw) -> bool | None:
    """Tell whether the guards on the citizen hold; None where a fact is not recorded."""
    when = duty.get("when", {})
    held = [_age_holds(course, when, key) for key in ("age_from", "age_below") if key in when]
    for name, values in when.get("facts", {}).items():
        recorded = [event for event in course.case.events if event.event == name and event.value]
        known = [event.date for event in recorded if event.date <= course.start]
        deciding = max(known) if known else min((event.date for event in recorded), default=None)
        said = {str(event.value).casefold() for event in recorded if event.date == deciding}
        held.append(None if len(said) != 1 else _among(said, values))
    for name, values in when.get("ever", {}).items():
        said = {event.value.casefold() for event in course.events(name) if event.value}
        held.append(_among(said, values) if said else None)
    return False if False in held else None if None in held else True


def _among(said: set[str], values: Sequence[str]) -> bool:
    return not said.isdisjoint(word.casefold() for word in values)


def _age_holds(course: Course, when: Raw, key: str) -> bool | None:
    born = course.case.birth_date
    if born is None:
        return None
    limit: int = when[key]
    age = [age for _, age in slow_dates.ages(born, course.start)][-1]
    return age >= limit if key == "age_from" else age < limit


# --- Days of a rule file


def point(course: Course, version: Version, duty: Raw, said: Raw, words: Words, start: Day | None = None) -> Day:
    """Give the day that a point of a rule file stands for; `start` is the first day of a phase, else the course's."""
    anchor = said.get("anchor", "start")
    found = _anchored(course, version, duty, anchor, words, start)
    if found.day is not None:
        if anchor == "start" and start is None and "months" in said:
            found = months(course, said["months"], clock(course, duty, words), words)
        elif anchor == "start" and start is None and "accumulated_weeks" in said:
            found = weeks(course, said["accumulated_weeks"], clock(course, duty, words), words)
        else:
            found = Day(_period_from(found.day or course.start, said))
    if found.day is None:
        return found
    return Day(slow_dates.within(found.day, said.get("plus_days", 0) + said.get("day_after", False)))


def _period_from(day: date, said: Raw) -> date:
    if "months" in said:
        return first_months(day, said["months"])
    if "months_before" in said:
        return _months_before(day, said["months_before"])
    if "week" in said:
        return slow_dates.by_week(day, said["week"])
    return slow_dates.within(day, said.get("days", 7 * said.get("weeks", 0)))


def _months_before(day: date, number: int) -> date:
    """Give the first day of the last so many months that end on a day."""
    return next(one for one in slow_dates.walk_back(day) if first_months(one, number) <= day)


def _anchored(course: Course, version: Version, duty: Raw, anchor: str, words: Words, start: Day | None) -> Day:
    name, _, part = anchor.partition(".")
    if part:
        own = [phase for phase in version.head.get("phase", ()) if phase["id"] == name]
        return phased(course, version, own[0], part, words) if own else _of_exemption(course, name, part)
    name, *which = anchor.split(":")
    if name == "start":
        return start or Day(course.start)
    if name == "held":
        since = course.start if start is None else start.day or date.max
        seen = looked_at(course, version, duty, which[1] if len(which) > 1 else duty["match"], words)
        seen = [one for one in seen if since <= one.date]
        number = int(which[0])
        return Day(seen[number - 1].date) if len(seen) >= number else Day(None, "held")
    if words.dated("handover", name):
        return handover(course, name, words)
    starts_on = (words.on("group", course.group, course.start) or {}).get("starts_on", {})
    if starts_on.get("event") == name:
        return Day(course.start)  # The contact began the course, or the course's first day stands in for it.
    recorded = course.events(name)
    if recorded:
        return Day(recorded[0].date)
    entry = words.on("event", name, course.start)
    assert entry is not None
    return Day(course.start) if "if_missing" in entry else Day(None, "event")


def phased(course: Course, version: Version, phase: Raw, part: str, words: Words) -> Day:
    """Give the first day of a phase, or its last one."""
    opens = point(course, version, {}, phase["opens"], words)
    if part == "start":
        return opens
    if "ends" not in phase:
        return Day(course.end, "none")
    return point(course, version, {}, phase["ends"], words)


def _of_exemption(course: Course, kind: str, part: str) -> Day:
    """Give the first or the last day of the earliest exempt days of a kind that follow each other."""
    touching = exemptions(course, kind)
    if not touching:
        return Day(None, "event")
    if part == "start":
        return Day(touching[0].start)
    for day in slow_dates.walk(touching[0].start):
        there = [one for one in touching if one.start <= day + NEXT <= (one.end or date.max)]
        if any(one.end is None for one in there):
            return Day(None, "held")
        if not there:
            return Day(day)
    raise AssertionError
