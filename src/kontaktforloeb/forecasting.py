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
from kontaktforloeb.evaluate import Scene, answers, looked_at
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.model import Case, Meeting
from kontaktforloeb.plan import Duty, waives
from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.status import Reason, Status

if TYPE_CHECKING:
    from kontaktforloeb.facts import Held
    from kontaktforloeb.rulebook.format import Match, Require

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


def next_change(assessment: Assessment) -> date | None:
    """Give the first day on which any status of the case can change without new data; `None` where none ever does."""
    assessment = _by_chosen_readings(assessment)
    now = _statuses(assessment)
    then = assessment
    while True:
        later = [day for day in _days_of_change(then) if day > then.as_of]
        if not later:
            return None
        then = recheck(assessment, as_of=min(later))
        if _statuses(then) != now:
            return then.as_of


def planned(assessment: Assessment) -> Forecast:
    """Give meetings, on working days where there are any, that leave no open duty overdue once they are held."""
    assessment = _by_chosen_readings(assessment)
    bookings: list[Booking] = []
    impossible: list[str] = []
    pending = [
        finding
        for finding in assessment.findings
        if finding.status is Status.PENDING and finding.due and _can_be_booked(finding)
    ]
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
    bookings = _carrying(assessment, bookings)
    ordered = sorted(bookings, key=lambda booking: (booking.meeting.date, booking.requirement))
    return Forecast(tuple(ordered), tuple(impossible))


def _by_chosen_readings(assessment: Assessment) -> Assessment:
    """Give an assessment by the readings that were chosen alone: whoever books meetings keeps to those."""
    return recheck(assessment, as_of=assessment.as_of) if assessment.by_every_reading else assessment


def _can_be_booked(finding: Finding) -> bool:
    """Tell whether meetings can keep a duty, and not only events such as an offer begun."""
    duty = finding.planned
    return not duty.ways or any(_of_meetings(duty, way.match) for way in duty.ways)


def _of_meetings(duty: Duty, match: str) -> list[Match]:
    """Give the ways of a match that are about meetings; those about events nobody can book."""
    return [own for own in duty.version.match(match) if own.event is None]


def _statuses(assessment: Assessment) -> list[Status]:
    return [finding.status for finding in assessment.findings]


def _days_of_change(assessment: Assessment) -> Iterator[date]:
    """Give the days on which a status may change: after a due day or a last day, and when something is held or happens.

    Only what is pending, overdue or short can become anything else.
    """
    moving = [finding for finding in assessment.findings if _can_change(finding)]
    for finding in moving:
        duties = (finding.planned, *(new for new in finding.planned.newer if new is not None))
        days = (finding.due, *(duty.due for duty in duties[1:]), *(duty.last for duty in duties))
        yield from (day + ONE_DAY for day in days if day is not None)
        yield from (event.date for event in finding.basis.course.events)
    if moving:
        yield from (course.end + ONE_DAY for course in assessment.courses if course.end is not None)
    # A duty may be about no more than a meeting that was held.
    yield from (held.date for held in assessment.facts.held)


def _can_change(finding: Finding) -> bool:
    duty, basis = finding.planned, finding.basis
    floats = duty.grid is not None or duty.requirement.longest is not None
    if finding.status is not Status.PENDING:
        # What was missed of a series stays missed.
        return finding.status in (Status.OVERDUE, Status.SHORT) and not floats
    if not floats or finding.due is None:
        return True
    for_ever = (exemption for exemption in basis.facts.case.exemptions if exemption.end is None)
    words = basis.rulebook.vocabulary
    return not any(waives(own, duty.requirement, basis.course, finding.due, words) for own in for_ever)


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
    ways = [way for way in duty.ways if way.opens is not None and _of_meetings(duty, way.match)]
    if due is None or not ways:
        return None
    first = max(assessment.as_of, ways[0].opens or course.start)
    meeting = _meeting(_of_meetings(duty, ways[0].match)[0], first, assessment.facts.case)
    taken = {(held.date, held.traits.type, held.traits.holder) for held in assessment.facts.held}
    vocabulary = finding.basis.rulebook.vocabulary
    booked = {(b.meeting.date, b.meeting.type, vocabulary.holder(b.meeting.held_by)) for b in bookings}
    holder = vocabulary.holder(meeting.held_by)
    days = [first + timedelta(days=n) for n in range(days_between(first, due))]
    asked = duty.requirement
    last = min(asked.held_to or date.max, duty.last or date.max)
    there = [day for day in days if course.counts(day) and (asked.held_from or date.min) <= day <= last]
    free = [day for day in there if (day, meeting.type, holder) not in taken | booked]
    if not free:
        return None
    wanted = first + (due - first) / missing
    working = [day for day in free if is_working_day(day, vocabulary.closed_days)] or free
    at = max((day for day in working if day <= wanted), default=working[0])
    return Booking(attrs.evolve(meeting, date=at), finding.requirement, due)


def _meeting(match: Match, day: date, case: Case) -> Meeting:
    return Meeting(
        date=day,
        type=match.type[0] if match.type else "jobsamtale",
        held_by=match.held_by[0] if match.held_by else "jobcenter",
        with_=match.with_ or (),
        form=match.form[0] if match.form else None,
        individual=False if match.individual is False else None,
        topics=(match.topics or ())[:1],
        agreements=(match.agreements or ())[:1],
        adviser=case.adviser if match.own_adviser else None,
    )


def _carrying(assessment: Assessment, bookings: Sequence[Booking]) -> list[Booking]:
    """Give the bookings with what every meeting at its place must carry, such as a form or a participant.

    What is added to one may make it another's first or second, so it is asked again as long as anything was.
    """
    carried = list(bookings)
    last = max((booking.meeting.date for booking in bookings), default=assessment.as_of)
    for _ in range(1 + len(bookings)):
        then = recheck(assessment, as_of=last, added=[booking.meeting for booking in carried])
        lacking = [finding for finding in then.findings if _to_carry(finding, assessment)]
        changed = [_with_all(booking, lacking) for booking in carried]
        if changed == carried:
            break
        carried = changed
    return carried


def _to_carry(finding: Finding, assessment: Assessment) -> bool:
    if finding.planned.requirement.kind is not Kind.EACH or finding.status not in (*_NOT_CARRIED, Status.PENDING):
        return False
    was = _same(assessment, finding)
    return was is not None and was.status is Status.PENDING


def _with_all(booking: Booking, findings: Sequence[Finding]) -> Booking:
    """Give a booking with what the duties that look at it ask for and it does not carry."""
    meeting = booking.meeting
    for finding in findings:
        scene = Scene.of(finding.basis)
        meetings = looked_at(finding.planned, scene)
        for held, answer in zip(meetings, answers(finding.planned, meetings), strict=True):
            require = finding.planned.requirement.require
            if require is not None and held.date == meeting.date and not all(answer.values()) and meeting in held.rows:
                meeting = _carries(meeting, require, meetings[0])
    return booking._replace(meeting=meeting)


def _carries(meeting: Meeting, require: Require, first: Held) -> Meeting:
    """Give a meeting with what is asked; who holds it stays, as the duty that it is booked for decides that."""
    times = max(0, (require.agreements_at_least or 1) - len(meeting.agreements))
    word = (require.agreements or ())[:1] * times
    return attrs.evolve(
        meeting,
        form=require.form[0] if require.form and meeting.form not in require.form else meeting.form,
        with_=_joined(meeting.with_, (require.with_ or ())[:1], require.all_with),
        topics=_joined(meeting.topics, (require.topics or ())[:1], require.all_topics),
        agreements=(*_joined(meeting.agreements, (), require.all_agreements), *word),
        minutes=_at_least(meeting.minutes, require.minutes),
        prep_minutes=_at_least(meeting.prep_minutes, require.prep_minutes),
        prep_date=meeting.prep_date if require.prep_days_before is None else meeting.date,
        adviser=first.adviser if require.same_adviser and first.adviser else meeting.adviser,
    )


def _joined(there: tuple[str, ...], one_of: tuple[str, ...], every: tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*there, *one_of, *(every or ()))))


def _at_least(there: int | None, least: int | None) -> int | None:
    return there if least is None else max(there or 0, least)


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
            ways = _of_meetings(finding.planned, requirement.first)
            if not ways:
                continue
            meeting = _meeting(ways[0], day, assessment.facts.case)
            found.append(Booking(meeting, finding.requirement, day))
    return found
