"""The slow definition: what a law asks of a citizen, read from its TOML and lived through one day at a time.

Written from sections 6 to 8a of the contract and from the documentation, and never from `src/`. It takes one citizen
and one day of the question at a time. `slow_files` reads the files, `slow_course` and `slow_meetings` the citizen,
`slow_asked` what is asked of whom and by when, `slow_verdicts` and `slow_series` what has become of it; here is which
version asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from slow_asked import Asked, Key, asked_by, duties, only_older
from slow_course import Course, courses
from slow_files import Raw, Rules, Version, Words
from slow_meetings import looked_at
from slow_verdicts import Told, judged, sharing

from kontaktforloeb import Case, Event


def lived_under(case: Case, law: str, rules: Rules, as_of: date, ids: frozenset[str] | None = None) -> dict[Key, Told]:
    """Give every verdict of one law on a citizen, as of a day; of `ids` alone if they are given."""
    found: dict[Key, Told] = {}
    versions, words = rules.laws[law], rules.words
    for course in courses(case, words):
        for older, newer in asked_of(course, versions, words, ids):
            if not has_come_up(older, words, as_of):
                continue
            told = judged(older, words, as_of, _standing(older, versions, words))
            if newer:
                told = under_both(older, told, newer, words, as_of)
            elif _no_version(older, versions) and told.status != "not-required":
                told = told._replace(status="uncertain", days_late=None)
            assert older.key not in found, f"two verdicts on {older.key}"
            found[older.key] = told
    return found


def _standing(asked: Asked, versions: tuple[Version, ...], words: Words) -> frozenset[str] | None:
    """Give which duties of its version a course still has, where it matters: they share meetings."""
    if not sharing(asked):
        return None
    every = asked_of(asked.course, versions, words)
    return frozenset(one.duty["id"] for one, _ in every if one.version is asked.version)


# --- Which version asks


Pair = tuple[Asked, tuple[Asked | None, ...]]
"""A duty, and the same duty in each newer version beside which it is judged; None: that version has none such."""


@lru_cache(maxsize=100)
def asked_of(
    course: Course, versions: tuple[Version, ...], words: Words, ids: frozenset[str] | None = None
) -> list[Pair]:
    """Give the duties of a course, each with the newer ones beside which it is judged, if there are any."""
    asked: list[Pair] = []
    if not any(version.first <= course.start <= version.last for version in versions):
        return asked
    for version in versions:
        if version.first <= course.start <= version.last:
            asked = [(duty, ()) for duty in duties(course, version, words, ids)]
        elif course.start < version.first:
            # Section 7 asks on which day a duty falls due, not whether the course still ran.
            asked = _changed(asked, course, version, duties(course, version, words, ids))
            running = course.end is None or version.first <= course.end
            own = [duty for duty in version.duties if running and (ids is None or duty["id"] in ids)]
            asked += [(duty, ()) for raw in own for duty in of_the_change(course, version, raw, words)]
    return asked


def _changed(asked: list[Pair], course: Course, version: Version, theirs: list[Asked]) -> list[Pair]:
    """Give the duties of a running course as a newer version leaves them."""
    mode = version.mode(course.group)
    newer = {duty.role: duty for duty in theirs}
    if mode == "previous":
        return asked
    touched = {duty.role for duty, _ in asked if duty.due.day is not None and version.first <= duty.due.day}
    if mode == "both":
        return [(duty, (*others, newer.get(duty.role)) if duty.role in touched else others) for duty, others in asked]
    kept = [(duty, others) for duty, others in asked if duty.role not in touched]
    had = {duty.role for duty, _ in asked}
    replaced: list[Pair] = [
        (duty, ())
        for role, duty in newer.items()
        if role in touched or (role not in had and duty.due.day is not None and version.first <= duty.due.day)
    ]
    return [*kept, *replaced]


def of_the_change(course: Course, version: Version, duty: Raw, words: Words) -> list[Asked]:
    """Give what a duty asks that a version has for courses alone which were running when it came."""
    if not only_older(duty, version):
        return []
    found = asked_by(course, version, duty, words)
    return [asked for asked in found if asked.due.day is None or version.first <= asked.due.day]


def has_come_up(asked: Asked, words: Words, as_of: date) -> bool:
    """Tell whether the meetings that a duty is about have been held; events are known whenever it is asked."""
    return all(
        any(one.date <= as_of or isinstance(one.record, Event) for one in seen)
        for name in asked.duty.get("applies_to", {}).get("meeting", ())
        for seen in [looked_at(asked.course, asked.version, asked.duty, name, words)]
    )


def _no_version(asked: Asked, versions: Sequence[Version]) -> bool:
    """Whether a duty falls due when the last known version has ended."""
    return asked.due.day is not None and versions[-1].last < asked.due.day


def _fallen_due(asked: Asked, told: Told, as_of: date) -> bool:
    """Tell whether the day of a duty has passed; one that is asked again and again has once it was missed."""
    again = asked.duty["kind"] == "gap" or "per" in asked.duty
    return told.status != "pending" if again else asked.due.day is not None and asked.due.day < as_of


def under_both(older: Asked, told: Told, newer: Sequence[Asked | None], words: Words, as_of: date) -> Told:
    """Judge a duty that two versions have a word in, or more."""
    if told.status in {"not-required", "ended", "exempt"}:
        return told
    there = [(asked, judged(asked, words, as_of)) for asked in newer if asked is not None]
    statuses = {theirs.status for _, theirs in there}
    if statuses == {told.status} == {"unknown"} and len(there) == len(newer):
        return told
    if told.status == "met" and statuses <= {"met", "not-required", "ended", "exempt"}:
        return told
    if not all(_fallen_due(asked, verdict, as_of) for asked, verdict in [(older, told), *there]):
        return told._replace(status="pending", fulfilled=None, days_late=None)
    by_none = told.status in {"late", "overdue"} and not statuses & {"met", "not-required", "ended", "exempt"}
    if by_none and len(there) == len(newer) and all(asked.duty["duty"] == "individual" for asked, _ in there):
        return told
    return told._replace(status="uncertain", days_late=None)
