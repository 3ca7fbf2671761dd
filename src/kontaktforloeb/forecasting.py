"""What comes next: the first day on which an answer can change, and the meetings that keep every duty.

Both ask `check` itself, so they cannot disagree with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import attrs

from kontaktforloeb.booking import Booking, Place, carrying, key, kinds, one_joined, one_more, places, same, versions
from kontaktforloeb.checking import recheck
from kontaktforloeb.dates import ONE_DAY
from kontaktforloeb.evaluate import Scene, counted
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.plan import Duty, waives
from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.status import Reason, Status

_TO_AVOID = frozenset({Status.OVERDUE, Status.SHORT, Status.LATE, Status.UNCERTAIN})
_MOST_ROUNDS = 9
"""How often it is planned anew at most, for what bookings open or take from a duty; hardly ever more than once."""

_Bookings = tuple[Booking, ...]


class Forecast(NamedTuple):
    """The meetings to hold, in order of day, and the duties that no meeting can keep any more.

    For one duty there is one meeting a day at most. A duty that cannot be kept gets as many as there is room for.
    """

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
    ahead = _Ahead(assessment, _opened(assessment, ()))
    if not ahead.findings:
        return Forecast((), ())
    outlook = ahead.outlook(())
    for _ in range(_MOST_ROUNDS):
        served = ahead.served(outlook)
        outlook = ahead.with_the_rest(served)
        # A meeting may open a duty that is counted from it, and what it must carry may take it from another.
        opened = _opened(_held(assessment, assessment.as_of, outlook.bookings), ahead.findings)
        if not opened and outlook.lacks_no_more(served):
            break
        ahead = attrs.evolve(ahead, findings=(*ahead.findings, *opened))
        outlook = ahead.outlook(outlook.bookings)
    ordered = sorted(outlook.bookings, key=lambda booking: (booking.meeting.date, booking.requirement))
    hopeless = (duty.requirement for duty, lacks in zip(ahead.findings, outlook.lacking, strict=True) if lacks)
    return Forecast(tuple(ordered), tuple(dict.fromkeys(hopeless)))


def _by_chosen_readings(assessment: Assessment) -> Assessment:
    """Give an assessment by the readings that were chosen alone: whoever books meetings keeps to those."""
    return recheck(assessment, as_of=assessment.as_of) if assessment.by_every_reading else assessment


def _opened(assessment: Assessment, known: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give the open duties that meetings can keep, apart from those known, in the order in which they fall due."""
    keys = {key(finding) for finding in known}
    found = [finding for finding in assessment.findings if _is_open(finding) and key(finding) not in keys]
    return tuple(sorted(found, key=lambda f: (f.due or date.max, f.opens or date.max, f.requirement)))


def _held(assessment: Assessment, as_of: date, bookings: Sequence[Booking]) -> Assessment:
    return recheck(assessment, as_of=as_of, added=[booking.meeting for booking in bookings])


def _is_open(finding: Finding) -> bool:
    """Tell whether a duty falls due and meetings can keep it, and not only events such as an offer begun."""
    duty = finding.planned
    if finding.status is not Status.PENDING or finding.due is None:
        return False
    return not duty.ways or any(own.event is None for way in duty.ways for own in duty.version.match(way.match))


class _Outlook(NamedTuple):
    """What becomes of the open duties with some bookings: the verdict on each past due, and how many it lacks then."""

    bookings: tuple[Booking, ...]
    later: tuple[Finding | None, ...]
    lacking: tuple[int, ...]

    def better(self, other: _Outlook, nth: int) -> bool:
        """Tell whether one duty lacks fewer than in another outlook, and none lacks more."""
        return self.lacking[nth] < other.lacking[nth] and self.lacks_no_more(other)

    def lacks_no_more(self, other: _Outlook) -> bool:
        """Tell whether no duty lacks more than in another outlook."""
        return all(now <= then for now, then in zip(self.lacking, other.lacking, strict=True))


@attrs.frozen
class _Ahead:
    """The open duties of a case, in the order in which they are planned for."""

    assessment: Assessment
    findings: tuple[Finding, ...]

    def outlook(self, bookings: Sequence[Booking]) -> _Outlook:
        """Give what becomes of the duties once the bookings are held."""
        # How many were held in time shows on any later day, save of what is asked again and again.
        last = max(finding.due or self.assessment.as_of for finding in self.findings)
        days = [((finding.due if _floats(finding.planned) else last) or last) + ONE_DAY for finding in self.findings]
        then = {
            day: {key(finding): finding for finding in _held(self.assessment, day, bookings).findings}
            for day in set(days)
        }
        later = tuple(then[day].get(key(finding)) for day, finding in zip(days, self.findings, strict=True))
        return _Outlook(tuple(bookings), later, tuple(map(_lacking, later)))

    def served(self, outlook: _Outlook) -> _Outlook:
        """Give the outlook with what keeps every duty that can be kept, and of the others as much as there is room for.

        What serves a duty that cannot be kept comes last, so as to take no day and no meeting from another.
        """
        found, hopeless = self._in_turn(outlook, range(len(self.findings)))
        for nth in hopeless:
            # One before it may have taken its only day, and have others itself.
            first = self._serving(outlook, nth, self._ways)
            if not first.lacking[nth]:
                again = self._in_turn(first, [other for other in range(len(self.findings)) if other != nth])
                found, hopeless = min((found, hopeless), again, key=lambda plan: len(plan[1]))
        for nth in hopeless:
            found = self._serving(found, nth, self._easy_ways)
        return self._without_the_superfluous(found)

    def _in_turn(self, outlook: _Outlook, turns: Iterable[int]) -> tuple[_Outlook, list[int]]:
        """Give the outlook with what keeps one duty after the other, and those that it does not keep."""
        hopeless = []
        for nth in turns:
            tried = self._serving(outlook, nth, self._ways)
            if tried.lacking[nth]:
                hopeless.append(nth)
            else:
                outlook = tried
        return outlook, hopeless

    def with_the_rest(self, outlook: _Outlook) -> _Outlook:
        """Give the outlook with what must come before the meetings, and with what each must carry at its place."""
        bookings = carrying(self.assessment, (*outlook.bookings, *_before_the_rest(self.assessment, outlook.bookings)))
        return outlook if bookings == list(outlook.bookings) else self.outlook(bookings)

    def _serving(self, outlook: _Outlook, nth: int, ways: Callable[[_Outlook, int], Iterator[_Bookings]]) -> _Outlook:
        """Give the outlook with bookings for one duty, as far as they help it and no other duty loses by them."""
        duty, basis = self.findings[nth].planned, self.findings[nth].basis
        # The first ones may go to a duty that it lies besides and that was missed, and so help only those after them.
        given_away = sum(other.needed for other in basis.duties if other.requirement.id in duty.requirement.besides)
        while outlook.lacking[nth]:
            tried = (self.outlook(bookings) for bookings in ways(outlook, nth))
            better = next((found for found in tried if found.better(outlook, nth)), None)
            if better is None and given_away:
                given_away -= 1
                tried = (self.outlook(bookings) for bookings in self._easy_ways(outlook, nth))
                better = next((found for found in tried if found.lacks_no_more(outlook)), None)
            if better is None:
                break
            outlook = better
        return outlook

    def _ways(self, outlook: _Outlook, nth: int) -> Iterator[_Bookings]:
        """Give what may serve a duty: a meeting of its own, one that serves others as well, one beside another's."""
        yield from self._easy_ways(outlook, nth)
        found = self._places(nth)
        yield from one_joined(found, self.findings[nth], outlook.bookings)
        for place in found[1:]:
            yield from self._one_more(place, outlook, nth)

    def _easy_ways(self, outlook: _Outlook, nth: int) -> Iterator[_Bookings]:
        for place in self._places(nth)[:1]:
            yield from self._one_more(place, outlook, nth)

    def _one_more(self, place: Place, outlook: _Outlook, nth: int) -> Iterator[_Bookings]:
        later = outlook.later[nth]
        assert later is not None
        counted_on = frozenset(held.date for held in Scene.of(later.basis).candidates(later.planned))
        missing = -(-outlook.lacking[nth] // len(versions(later.planned)))
        return one_more(place, self.findings[nth], missing, counted_on, outlook.bookings)

    def _places(self, nth: int) -> list[Place]:
        return places(self.findings[nth], self.assessment.as_of)

    def _without_the_superfluous(self, outlook: _Outlook) -> _Outlook:
        for booking in reversed(outlook.bookings):
            fewer = self.outlook([other for other in outlook.bookings if other is not booking])
            if fewer.lacks_no_more(outlook):
                outlook = fewer
        return outlook


def _lacking(later: Finding | None) -> int:
    """Give how many meetings a duty lacked when it fell due, by all versions under which it is judged together."""
    if later is None or later.status not in _TO_AVOID or Reason.NO_VERSION in later.reasons:
        return 0
    if _floats(later.planned):
        return max(1, later.needed - later.held)
    scene = Scene.of(later.basis)
    return max(1, sum(duty.needed - _in_time(duty, scene) for duty in versions(later.planned)))


def _in_time(duty: Duty, scene: Scene) -> int:
    return min(duty.needed, sum(held.date <= (duty.due or date.max) for held in counted(duty, scene)))


def _floats(duty: Duty) -> bool:
    """Tell whether a duty is asked again and again, so that its due day is that of the next time."""
    return duty.grid is not None or duty.requirement.longest is not None


def _before_the_rest(assessment: Assessment, bookings: Sequence[Booking]) -> list[Booking]:
    """Give the meetings that must come before others and that the bookings so far would come too late for."""
    found: list[Booking] = []
    if not bookings:
        return found
    then = _held(assessment, max(booking.meeting.date for booking in bookings), bookings)
    for finding in then.findings:
        requirement = finding.planned.requirement
        was = same(assessment, finding)
        if requirement.kind is not Kind.ORDER or finding.status is not Status.BREACHED or was is None:
            continue
        reasons = [reason for reason in finding.reasons if reason.startswith(Reason.NOT_BEFORE)]
        day = date.fromisoformat(reasons[0].partition(":")[2]) - ONE_DAY
        if was.status is Status.PENDING and day >= max(assessment.as_of, finding.course) and requirement.first:
            own = kinds(finding.planned, requirement.first, finding)
            found += [Booking(attrs.evolve(kind, date=day), finding.requirement, day) for kind in own[:1]]
    return found


def _statuses(assessment: Assessment) -> list[Status]:
    return [finding.status for finding in assessment.findings]


def _days_of_change(assessment: Assessment) -> Iterator[date]:
    """Give the days on which a status may change: after a due day or a last day, and when something is held or happens.

    Only what is pending, overdue or short can become anything else.
    """
    moving = [finding for finding in assessment.findings if _can_change(finding)]
    for finding in moving:
        duties = versions(finding.planned)
        days = (finding.due, *(duty.due for duty in duties[1:]), *(duty.last for duty in duties))
        yield from (day + ONE_DAY for day in days if day is not None)
        yield from (event.date for event in finding.basis.course.events)
    if moving:
        yield from (course.end + ONE_DAY for course in assessment.courses if course.end is not None)
    # A duty may be about no more than a meeting that was held.
    yield from (held.date for held in assessment.facts.held)


def _can_change(finding: Finding) -> bool:
    duty, basis = finding.planned, finding.basis
    floats = _floats(duty)
    if finding.status is not Status.PENDING:
        # What was missed of a series stays missed.
        return finding.status in (Status.OVERDUE, Status.SHORT) and not floats
    if not floats or finding.due is None:
        return True
    for_ever = (exemption for exemption in basis.facts.case.exemptions if exemption.end is None)
    words = basis.rulebook.vocabulary
    return not any(waives(own, duty.requirement, basis.course, finding.due, words) for own in for_ever)
