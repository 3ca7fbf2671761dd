"""Meetings that may serve a duty: of which kinds, on which days, and with what else they must carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import attrs

from kontaktforloeb.checking import recheck
from kontaktforloeb.dates import days_between, is_working_day
from kontaktforloeb.evaluate import Scene, answers, looked_at
from kontaktforloeb.facts import held_meetings
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.matching import differs
from kontaktforloeb.model import Meeting
from kontaktforloeb.plan import Duty
from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.status import Status

if TYPE_CHECKING:
    from kontaktforloeb.facts import Held
    from kontaktforloeb.rulebook.format import Match, Require

_NOT_CARRIED = frozenset({Status.BREACHED, Status.UNKNOWN})


class Booking(NamedTuple):
    """A meeting to hold, with the duty that asks for it and that duty's last good day."""

    meeting: Meeting
    requirement: str
    due: date


class Place(NamedTuple):
    """A kind of meeting that may serve a duty, and the days on which it may."""

    kind: Meeting
    days: tuple[date, ...]


def key(finding: Finding) -> tuple[object, ...]:
    """Give what tells the findings on one case apart."""
    return (finding.course, finding.group, finding.version, finding.requirement, finding.occurrence)


def same(assessment: Assessment, finding: Finding) -> Finding | None:
    """Give the finding of another assessment of the case on the same duty."""
    return next((found for found in assessment.findings if key(found) == key(finding)), None)


def versions(duty: Duty) -> tuple[Duty, ...]:
    """Give a duty, and the same in the later versions under which it is judged as well."""
    return (duty, *(new for new in duty.newer if new is not None))


def places(finding: Finding, as_of: date) -> list[Place]:
    """Give the meetings that may serve a duty which falls due, from the as-of day on; what is asked for comes first."""
    found: list[Place] = []
    for duty in versions(finding.planned):
        for way in duty.ways:
            due = finding.due if duty is finding.planned else duty.due
            if due is not None and way.opens is not None:
                days = _days(duty, finding, max(as_of, way.opens), due)
                found += [Place(kind, days) for kind in kinds(duty, way.match, finding) if days]
    return found


def _days(duty: Duty, finding: Finding, first: date, due: date) -> tuple[date, ...]:
    asked, course = duty.requirement, finding.basis.course
    first = max(first, asked.held_from or date.min)
    last = min(due, asked.held_to or date.max, duty.last or date.max)
    days = (first + timedelta(days=n) for n in range(days_between(first, last)))
    return tuple(day for day in days if course.counts(day))


def kinds(duty: Duty, match: str, finding: Finding) -> list[Meeting]:
    """Give the kinds of meetings that match, on the course's first day; what matches by events nobody can book."""
    return [kind for own in duty.version.match(match) if own.event is None for kind in _by_one_way(own, finding)]


def _by_one_way(match: Match, finding: Finding) -> Iterator[Meeting]:
    adviser, vocabulary = finding.basis.facts.case.adviser, finding.basis.rulebook.vocabulary
    for kind in match.type or ("jobsamtale",):
        for holder in match.held_by or ("jobcenter",):
            meeting = Meeting(
                date=finding.course,
                type=kind,
                held_by=holder,
                with_=match.with_ or (),
                form=match.form[0] if match.form else None,
                individual=False if match.individual is False else None,
                topics=(match.topics or ())[:1],
                agreements=(match.agreements or ())[:1],
                adviser=adviser if match.own_adviser else None,
            )
            (held,) = held_meetings([meeting], adviser, vocabulary)
            # Where the citizen's adviser is not known, no interview is known to be with the own one.
            if differs(held.traits, match) is None:
                yield meeting


def one_more(
    place: Place, finding: Finding, missing: int, counted: frozenset[date], bookings: Sequence[Booking]
) -> Iterator[tuple[Booking, ...]]:
    """Give the bookings with one meeting more for a duty that lacks some, spread over the days that are left.

    Never two in a day for one duty: nobody calls a citizen in twice to have held two interviews, though they would
    count. And on no day on which its holder has a meeting of that type already, as the two would be one.
    """
    taken = {_slot(booking.meeting, finding) for booking in bookings}
    taken |= {(held.date, held.traits.type, held.traits.holder) for held in finding.basis.facts.held}
    _, kind, holder = _slot(place.kind, finding)
    free = [day for day in place.days if day not in counted and (day, kind, holder) not in taken]
    if not free:
        return
    wanted = place.days[0] + (place.days[-1] - place.days[0]) / missing
    # A day may not serve after all, one on which a series begins for instance: then the others are tried at the ends.
    for day in dict.fromkeys((_near(wanted, free, finding), free[-1], free[0])):
        # By a later version it may fall due later.
        due = max(day, finding.due or day)
        yield (*bookings, Booking(attrs.evolve(place.kind, date=day), finding.requirement, due))


def _near(wanted: date, free: Sequence[date], finding: Finding) -> date:
    """Give the last working day up to `wanted`, else the first one after, else what comes nearest to that."""
    closed = finding.basis.rulebook.vocabulary.closed_days
    before = [day for day in free if day <= wanted]
    in_turn = (*reversed(before), *free[len(before) :])
    return next((day for day in in_turn if is_working_day(day, closed)), in_turn[0])


def one_joined(found: Sequence[Place], finding: Finding, bookings: Sequence[Booking]) -> Iterator[tuple[Booking, ...]]:
    """Give the bookings with one of them, the latest first, made to serve a duty as well as its own."""
    for number, booking in reversed(list(enumerate(bookings))):
        for place in found:
            kind = attrs.evolve(place.kind, date=booking.meeting.date)
            if booking.meeting.date in place.days and _slot(kind, finding) == _slot(booking.meeting, finding):
                both = booking._replace(meeting=_as_well(booking.meeting, kind))
                if both != booking:
                    yield (*bookings[:number], both, *bookings[number + 1 :])


def _slot(meeting: Meeting, finding: Finding) -> tuple[date, str, str | None]:
    """Give what makes two records one meeting."""
    return (meeting.date, meeting.type, finding.basis.rulebook.vocabulary.holder(meeting.held_by))


def _as_well(meeting: Meeting, kind: Meeting) -> Meeting:
    return attrs.evolve(
        meeting,
        with_=_joined(meeting.with_, kind.with_),
        form=kind.form or meeting.form,
        individual=meeting.individual if kind.individual is None else kind.individual,
        topics=_joined(meeting.topics, kind.topics),
        agreements=_joined(meeting.agreements, kind.agreements),
        adviser=kind.adviser or meeting.adviser,
    )


def carrying(assessment: Assessment, bookings: Sequence[Booking]) -> list[Booking]:
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
    was = same(assessment, finding)
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


def _joined(there: tuple[str, ...], one_of: tuple[str, ...], every: tuple[str, ...] | None = None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*there, *one_of, *(every or ()))))


def _at_least(there: int | None, least: int | None) -> int | None:
    return there if least is None else max(there or 0, least)
