"""What is odd in the data of one citizen, apart from any duty: rows that somebody should look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import attrs

from kontaktforloeb.dates import is_working_day
from kontaktforloeb.known import as_known_on
from kontaktforloeb.model import Meeting
from kontaktforloeb.status import DataIssue, Status
from kontaktforloeb.texts import Lang, day, say

if TYPE_CHECKING:
    from kontaktforloeb.facts import Facts
    from kontaktforloeb.findings import Assessment, Finding

_SATURDAY = 5
_DAYS_IN_MEMORY = 1 << 16


class Issue(NamedTuple):
    """Something odd in the data of a citizen: what, the day that it is about, and the table that the day stands in.

    `other` is the day that makes it odd, where one does and may be told; `about` is the duty that hangs on it.
    """

    issue: DataIssue
    date: dt.date
    table: str = "meetings"
    other: dt.date | None = None
    about: str = ""

    def text(self, lang: Lang) -> str:
        """Give the issue in words, without the citizen's id."""
        other = "" if self.other is None else day(self.other, lang)
        return say(f"quality.{self.issue}", lang, date=day(self.date, lang), other=other, about=self.about)


def find_issues(assessment: Assessment, *, registered_within: int | None = None) -> tuple[Issue, ...]:
    """Give what is odd in the data of an assessed citizen, in order of day.

    `registered_within` is the number of days after a meeting within which it should be registered. The rules on
    registration name none, so a meeting is registered late only by the number that is given.

    >>> from kontaktforloeb import Case, Meeting, check
    >>> held = Meeting("2022-01-08", registered="2022-03-01")
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=[held])
    >>> [str(issue.issue) for issue in find_issues(check(case, as_of="2022-02-01"), registered_within=14)]
    ['registered-after-due', 'registered-late', 'weekend-meeting']
    """
    facts, closed = assessment.facts, assessment.rulebook.vocabulary.closed_days
    found = [*_of_held(assessment, closed), *_before_birth(facts)]
    if facts.not_held:
        found += _of_bookings(assessment, closed)
    rows = [row for held in facts.held for row in held.rows if row.registered not in (None, row.date)]
    if rows:
        found += _of_registration(rows, registered_within)
        found += _met_but_not_registered(assessment, rows)
    return tuple(sorted(found, key=_order))


def _order(issue: Issue) -> tuple[dt.date, str, str, str, dt.date]:
    return (issue.date, issue.issue, issue.table, issue.about, issue.other or dt.date.min)


def _of_held(assessment: Assessment, closed: frozenset[tuple[int, int]]) -> Iterator[Issue]:
    courses, as_of = assessment.courses, assessment.as_of
    for held in assessment.facts.held:
        for _ in held.rows[1:]:
            yield Issue(DataIssue.DUPLICATE_MEETING, held.date)
        for course in courses:
            if course.holds(held.date):
                break
        else:
            yield Issue(DataIssue.MEETING_OUTSIDE_COURSES, held.date)
        if held.date > as_of:
            yield Issue(DataIssue.HELD_AFTER_AS_OF, held.date, other=as_of)
        resting = no_working_day(held.date, closed)
        if resting is not None:
            yield Issue(resting, held.date)


def _of_bookings(assessment: Assessment, closed: frozenset[tuple[int, int]]) -> Iterator[Issue]:
    held_days = {held.date for held in assessment.facts.held}
    for meeting in assessment.facts.not_held:
        if not assessment.is_booking(meeting):
            continue
        if meeting.date < assessment.as_of and meeting.date not in held_days:
            yield Issue(DataIssue.BOOKING_WITHOUT_RECORD, meeting.date)
        resting = no_working_day(meeting.date, closed)
        if resting is not None and meeting.date not in held_days:
            yield Issue(resting, meeting.date)


@lru_cache(maxsize=_DAYS_IN_MEMORY)
def no_working_day(meeting: dt.date, closed: frozenset[tuple[int, int]]) -> DataIssue | None:
    """Give what is odd about the day of a meeting: a weekend, or another day that is no working day."""
    if meeting.weekday() >= _SATURDAY:
        return DataIssue.WEEKEND_MEETING
    return None if is_working_day(meeting, closed) else DataIssue.HOLIDAY_MEETING


def _before_birth(facts: Facts) -> Iterator[Issue]:
    # The birth date itself is not told: it is read and goes nowhere.
    born = facts.case.birth_date
    if born is None:
        return
    for held in facts.held:
        if held.date < born:
            yield Issue(DataIssue.MEETING_BEFORE_BIRTH, held.date)
    for spell in facts.case.spells:
        if spell.start < born:
            yield Issue(DataIssue.SPELL_BEFORE_BIRTH, spell.start, "spells")


def _of_registration(rows: list[Meeting], within: int | None) -> Iterator[Issue]:
    for row in rows:
        days = 0 if row.registered is None else (row.registered - row.date).days
        if days < 0:
            yield Issue(DataIssue.REGISTERED_BEFORE_HELD, row.date, other=row.registered)
        elif within is not None and days > within:
            yield Issue(DataIssue.REGISTERED_LATE, row.date, other=row.registered)


def _met_but_not_registered(assessment: Assessment, rows: list[Meeting]) -> Iterator[Issue]:
    """Give the duties that were met in time, and of which one could not know it on the due day."""
    in_doubt: dict[dt.date, list[Finding]] = {}
    for finding in assessment.findings:
        due = finding.due
        if (
            finding.status is Status.MET
            and due is not None
            and any(row.date <= due < row.registered for row in rows if row.registered is not None)
        ):
            in_doubt.setdefault(due, []).append(finding)
    for due, findings in in_doubt.items():
        met = {_key(finding) for finding in _as_known_on(assessment, due).findings if finding.status is Status.MET}
        for finding in findings:
            if _key(finding) not in met:
                fulfilled = finding.fulfilled or due
                yield Issue(DataIssue.REGISTERED_AFTER_DUE, fulfilled, other=due, about=finding.requirement)


def _key(finding: Finding) -> tuple[dt.date, str, str, dt.date, str, int]:
    return finding.course, finding.group, finding.ruleset, finding.version, finding.requirement, finding.occurrence


def _as_known_on(assessment: Assessment, known_on: dt.date) -> Assessment:
    """Give the assessment by the same rules of what was registered by a day."""
    from kontaktforloeb.checking import recheck  # noqa: PLC0415 (checking makes assessments, and they ask this module)
    from kontaktforloeb.facts import read_facts  # noqa: PLC0415 (as above)

    vocabulary = assessment.rulebook.vocabulary
    facts = read_facts(as_known_on(assessment.facts.case, known_on, vocabulary), vocabulary)
    return recheck(attrs.evolve(assessment, facts=facts), as_of=assessment.as_of)
