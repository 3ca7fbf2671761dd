"""What comes next: the first day on which an answer can change, and the meetings that keep every duty.

Both ask `check` itself, so they cannot disagree with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import attrs

from kontaktforloeb.checking import recheck
from kontaktforloeb.dates import ONE_DAY, days_between, is_working_day
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.model import Meeting
from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.status import Reason, Status

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Match

_TO_AVOID = frozenset({Status.OVERDUE, Status.SHORT, Status.LATE, Status.UNCERTAIN})
_NOT_CARRIED = frozenset({Status.BREACHED, Status.UNKNOWN})


class Booking(NamedTuple):
    """A meeting to hold, with the duty that asks for it and that duty's last good day."""

    meeting: Meeting
    requirement: str
    due: date


class Forecast(NamedTuple):
    """The meetings to hold, in order of day, and the duties that no meeting can keep any more."""

    bookings: tuple[Booking, ...]
    impossible: tuple[str, ...]


def recheck_on(assessment: Assessment) -> date | None:
    """Give the first day on which any status of the case can change without new data; `None` where none ever does.

    >>> from kontaktforloeb import Case, check
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-10"])
    >>> recheck_on(check(case, as_of="2022-06-01"))
    datetime.date(2022, 7, 3)
    """
    now = _statuses(assessment)
    then = assessment
    while True:
        later = [day for day in _days_of_change(then) if day > then.as_of]
        if not later:
            return None
        then = recheck(assessment, as_of=min(later))
        if _statuses(then) != now:
            return then.as_of


def forecast(assessment: Assessment) -> Forecast:
    """Give meetings, on working days where there are any, that leave no open duty overdue once they are held.

    Of a duty that is asked again and again, only the next one is looked at.

    >>> from kontaktforloeb import Case, check
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-10", "2022-02-10", "2022-03-10"])
    >>> [str(booking.meeting.date) for booking in forecast(check(case, as_of="2022-04-01")).bookings]
    ['2022-07-01']
    """
    bookings: list[Booking] = []
    impossible: list[str] = []
    pending = [finding for finding in assessment.findings if finding.status is Status.PENDING and finding.due]
    for finding in sorted(pending, key=lambda f: (f.due or date.max, f.opens or date.max, f.requirement)):
        for _ in range(2 * finding.needed + 2):
            missing = _missing(assessment, finding, bookings)
            if missing == 0:
                break
            booking = _booking(assessment, finding, missing, bookings)
            if booking is None:
                break
            bookings.append(booking)
        if _missing(assessment, finding, bookings):
            impossible.append(finding.requirement)
    bookings += _before_the_rest(assessment, bookings)
    ordered = sorted(bookings, key=lambda booking: (booking.meeting.date, booking.requirement))
    return Forecast(tuple(ordered), tuple(impossible))


def _statuses(assessment: Assessment) -> list[Status]:
    return [finding.status for finding in assessment.findings]


def _days_of_change(assessment: Assessment) -> Iterator[date]:
    """Give the days on which a status may change: after a due day, after a course, and when a meeting is held."""
    for finding in assessment.findings:
        dues = (finding.due, *(new.due for new in finding.planned.newer if new is not None))
        yield from (due + ONE_DAY for due in dues if due is not None)
    yield from (course.end + ONE_DAY for course in assessment.courses if course.end is not None)
    yield from (held.date for held in assessment.facts.held)


def _same(assessment: Assessment, finding: Finding) -> Finding | None:
    """Give the finding of another assessment of the case on the same duty."""
    key = (finding.course, finding.group, finding.version, finding.requirement, finding.occurrence)
    found = (f for f in assessment.findings if (f.course, f.group, f.version, f.requirement, f.occurrence) == key)
    return next(found, None)


def _missing(assessment: Assessment, finding: Finding, bookings: Sequence[Booking]) -> int:
    """Give how many meetings a duty would lack on the day after it falls due, were the bookings held."""
    due = finding.due or assessment.as_of
    then = recheck(assessment, as_of=due + ONE_DAY, added=[booking.meeting for booking in bookings])
    later = _same(then, finding)
    if later is None or later.status not in _TO_AVOID or Reason.NO_VERSION in later.reasons:
        return 0
    in_time = later.held if later.fulfilled is None else later.held - 1
    return max(1, later.needed - in_time)


def _booking(assessment: Assessment, finding: Finding, missing: int, bookings: Sequence[Booking]) -> Booking | None:
    """Give the next meeting to book for a duty that lacks some, spread over the days that are left."""
    duty, course, due = finding.planned, finding.basis.course, finding.due
    ways = [way for way in duty.ways if way.opens is not None]
    if due is None or not ways:
        return None
    first = max(assessment.as_of, ways[0].opens or course.start)
    meeting = _meeting(duty.version.match(ways[0].match)[0], first)
    taken = {(held.date, held.traits.type, held.traits.holder) for held in assessment.facts.held}
    vocabulary = finding.basis.rulebook.vocabulary
    booked = {(b.meeting.date, b.meeting.type, vocabulary.holder(b.meeting.held_by)) for b in bookings}
    holder = vocabulary.holder(meeting.held_by)
    days = [first + timedelta(days=n) for n in range(days_between(first, due))]
    free = [day for day in days if (day, meeting.type, holder) not in taken | booked and course.holds(day)]
    if not free:
        return None
    wanted = first + (due - first) / missing
    working = [day for day in free if is_working_day(day, vocabulary.closed_days)] or free
    at = max((day for day in working if day <= wanted), default=working[0])
    return _carrying(assessment, Booking(attrs.evolve(meeting, date=at), finding.requirement, due), bookings)


def _meeting(match: Match, day: date) -> Meeting:
    return Meeting(
        date=day,
        type=match.type[0] if match.type else "jobsamtale",
        held_by=match.held_by[0] if match.held_by else "jobcenter",
        with_=match.with_ or (),
        form=match.form[0] if match.form else None,
    )


def _carrying(assessment: Assessment, booking: Booking, bookings: Sequence[Booking]) -> Booking:
    """Give the booking with what every meeting at its place must carry, such as a form or a participant."""
    added = [other.meeting for other in bookings]
    then = recheck(assessment, as_of=booking.meeting.date, added=[*added, booking.meeting])
    meeting = booking.meeting
    for finding in then.findings:
        requirement = finding.planned.requirement
        if requirement.kind is Kind.EACH and finding.status in _NOT_CARRIED and requirement.require is not None:
            was = _same(assessment, finding)
            if was is not None and was.status is Status.PENDING:
                require = requirement.require
                meeting = attrs.evolve(
                    meeting,
                    form=require.form[0] if require.form else meeting.form,
                    with_=(*meeting.with_, *(require.with_ or ())[:1]),
                    topics=(*meeting.topics, *(require.topics or ())[:1]),
                    agreements=(*meeting.agreements, *(require.agreements or ())[:1]),
                    minutes=require.minutes or meeting.minutes,
                    prep_minutes=require.prep_minutes or meeting.prep_minutes,
                )
    return booking._replace(meeting=meeting)


def _before_the_rest(assessment: Assessment, bookings: Sequence[Booking]) -> list[Booking]:
    """Give the meetings that must come before others and that the bookings so far would come too late for."""
    found: list[Booking] = []
    if not bookings:
        return found
    last = max(booking.meeting.date for booking in bookings)
    then = recheck(assessment, as_of=last, added=[booking.meeting for booking in bookings])
    for finding in then.findings:
        requirement = finding.planned.requirement
        was = _same(assessment, finding)
        if requirement.kind is not Kind.ORDER or finding.status is not Status.BREACHED or was is None:
            continue
        reasons = [reason for reason in finding.reasons if reason.startswith(Reason.NOT_BEFORE)]
        day = date.fromisoformat(reasons[0].partition(":")[2]) - ONE_DAY
        if was.status is Status.PENDING and day >= max(assessment.as_of, finding.course) and requirement.first:
            meeting = _meeting(finding.planned.version.match(requirement.first)[0], day)
            found.append(Booking(meeting, finding.requirement, day))
    return found
