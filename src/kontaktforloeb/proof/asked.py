"""Duties in days from the course's first day: what is alike in them has the same answer, whatever the start day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.buckets import nth_bucket
from kontaktforloeb.courses import Course
from kontaktforloeb.dates import within_days
from kontaktforloeb.guards import recorded
from kontaktforloeb.plan import Duty, Grid, Terms, bucket_due, next_due, plan
from kontaktforloeb.points import HELD, after_period
from kontaktforloeb.proof.values import Why
from kontaktforloeb.rulebook.kinds import JudgedBy, Kind
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.status import Reason

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Condition, Point, Requirement

MOST_DAYS = 1830
"""No course is followed for longer than this many days."""


@attrs.frozen
class FromHeld:
    """A day counted from the `number`-th record that matches: so many days after it.

    `shifts` has one entry where that is the same on all days, else one for each day of the course.
    """

    match: str
    number: int
    shifts: tuple[int, ...]


Day = int | FromHeld | None
"""A day of the course, its first being 0; none where there is none."""


@attrs.frozen
class Unless:
    """A condition on meetings under which a duty is not required: so many held, or not, by a day."""

    match: str
    at_least: int
    by: int | None
    due: Day
    negated: bool


@attrs.frozen
class Asked:
    """One duty in one course, in days from the first."""

    ruleset: str
    version: Version = attrs.field(repr=False)
    requirement: Requirement = attrs.field(eq=False, repr=False)
    place: int
    """Which of the version's requirements it is: with the version it stands for the requirement."""
    occurrence: int
    needed: int
    opens: Day
    due: Day
    first: int
    last: int | None
    ways: tuple[tuple[str, Day], ...]
    held: tuple[int | None, int | None]
    """The days between which meetings are looked at."""
    buckets: tuple[tuple[int, int, bool], ...] = ()
    """Of a grid: the first day and the last good day of each bucket, and whether it is exempt."""
    stretch: tuple[int, ...] = ()
    """Of a gap: how long the next meeting may take, as in `FromHeld.shifts`."""
    exempt: bool = False
    """Whether it is suspended on its due day."""
    not_required: bool = False
    unless: tuple[tuple[Unless, ...], ...] = ()
    """Conditions that take it away: all of one of the lists."""
    only_with: tuple[str, ...] = ()
    """Matches of which one meeting must be held for the duty to be there."""
    waits: bool = False
    """Whether the day on which it opens is not known as something has not happened yet."""
    newer: tuple[Asked | None, ...] = ()
    no_version: bool = False
    doubts: tuple[str, ...] = ()
    """Why it cannot be encoded, or not be decided."""

    @property
    def id(self) -> str:
        """The requirement as results quote it."""
        return f"{self.ruleset}/{self.requirement.id}"

    @property
    def latest(self) -> int:
        """The last day that is known to matter."""
        own = [day for day in (self.due, self.opens) if isinstance(day, int)]
        own += [last for _, last, _ in self.buckets]
        return max(own + [new.latest for new in self.newer if new is not None], default=0)


@attrs.frozen(eq=False)
class Side:
    """A rule set as it is planned here: what hangs on meetings is taken out, to be encoded instead."""

    ruleset: RuleSet
    planned: RuleSet
    originals: Mapping[int, tuple[int, Requirement]]
    """For each requirement that is planned its place in the version, and what it was."""
    lacking: tuple[tuple[str, str], ...]
    """Requirements that are left out as a parameter has no value."""


def side_of(ruleset: RuleSet) -> Side:
    """Give a rule set with what hangs on meetings taken out of its requirements."""
    originals: dict[int, tuple[int, Requirement]] = {}
    versions = []
    made: dict[int, Requirement] = {}
    for version in ruleset.versions:
        by_group = {}
        places = {id(own): place for place, own in enumerate(version.file.requirement)}
        for group, own in version.by_group.items():
            kept = []
            for full_id, requirement in own:
                if requirement.id in version.open_parameters:
                    continue
                if id(requirement) not in made:
                    made[id(requirement)] = _without_meetings(requirement)
                    originals[id(made[id(requirement)])] = (places[id(requirement)], requirement)
                kept.append((full_id, made[id(requirement)]))
            by_group[group] = tuple(kept)
        versions.append(attrs.evolve(version, by_group=by_group, open_parameters={}))
    lacking = tuple(
        (f"{ruleset.id}/{name}", f"{Why.PARAMETER}:{', '.join(needs)}")
        for name, needs in ruleset.open_parameters.items()
    )
    return Side(ruleset, RuleSet(ruleset.id, tuple(versions), ruleset.asked_for), originals, lacking)


def _without_meetings(requirement: Requirement) -> Requirement:
    conditions = tuple(own for own in requirement.not_required if own.meeting is None and own.no_meeting is None)
    applies = attrs.evolve(requirement.applies_to, meeting=())
    return attrs.evolve(requirement, not_required=conditions, applies_to=applies)


def duties_of(side: Side, course: Course, terms: Terms) -> tuple[Duty, ...]:
    """Give the duties of one side with their days, as `plan` has them."""
    return plan(course, side.planned, terms) if course.group in side.planned.groups else ()


def last_day_of(duties: Iterable[Duty], start: date) -> int:
    """Give the last day that a duty names, counted from the start."""
    found = 0
    for duty in duties:
        days = [duty.due, duty.opens, None if duty.grid is None else duty.grid.last]
        days += [day for new in duty.newer if new is not None for day in (new.due, new.opens)]
        found = max([found, *((day - start).days for day in days if day is not None)])
        found += duty.requirement.grace_days
    return found


def is_endless(duty: Duty) -> bool:
    """Tell whether a duty is asked again and again without an end."""
    return duty.due is None and (duty.requirement.longest is not None or duty.requirement.per is not None)


class Asking:
    """Makes `Asked` of duties in one course, followed up to the day `horizon`."""

    __slots__ = ("_course", "_horizon", "_side", "_start", "_terms")

    def __init__(self, side: Side, course: Course, terms: Terms, horizon: int) -> None:
        self._side, self._course, self._terms, self._horizon = side, course, terms, horizon
        self._start = course.start

    def ask(self, duty: Duty) -> Asked:
        """Give a duty in days from the start."""
        place, original = self._side.originals[id(duty.requirement)]
        doubts = list(self._doubts(duty, original))
        due_point = _due_point(original, duty.occurrence)
        opens, due = self._day(original.opens, duty.opens, original), self._due(due_point, duty, original)
        ways = tuple(self._ways(duty, original))
        if any(isinstance(day, FromHeld) and not day.shifts for day in (opens, due, *(own for _, own in ways))):
            doubts.append(f"{Why.KEY}:{HELD}")
        waits = any(reason.startswith((Reason.NOT_HELD_YET, Reason.NOT_ENDED)) for reason in duty.reasons)
        return Asked(
            ruleset=self._side.ruleset.id,
            version=duty.version,
            requirement=original,
            place=place,
            occurrence=duty.occurrence,
            needed=duty.needed,
            opens=opens,
            due=due,
            first=self._offset(duty.first) or 0,
            last=self._offset(duty.last),
            ways=ways,
            held=self._looked_at(original),
            buckets=() if duty.grid is None else tuple(self._buckets(duty, duty.grid)),
            stretch=self._stretch(duty) if original.kind is Kind.GAP else (),
            exempt=duty.due is not None and _suspended(original, duty.due),
            not_required=duty.not_required is not None,
            unless=tuple(self._unless(duty, original, due)),
            only_with=original.applies_to.meeting,
            waits=waits and not isinstance(opens, FromHeld) and duty.opens is None,
            newer=tuple(None if new is None else self.ask(new) for new in duty.newer),
            no_version=duty.no_version,
            doubts=tuple(dict.fromkeys(doubts)),
        )

    def _offset(self, day: date | None) -> int | None:
        return None if day is None else (day - self._start).days

    def _looked_at(self, requirement: Requirement) -> tuple[int | None, int | None]:
        """Give the days between which meetings are looked at, as far as that is a part of the course."""
        first, last = self._offset(requirement.held_from), self._offset(requirement.held_to)
        first = None if first is None or first <= 0 else min(first, self._horizon + 1)
        last = None if last is None or last >= self._horizon else max(last, -1)
        # Of days outside the course none is looked at, however far away they are.
        return (None, -1) if last == -1 or (first or 0) > self._horizon else (first, last)

    def _day(self, point: Point, planned: date | None, requirement: Requirement) -> Day:
        head, _, rest = point.anchor.partition(":")
        if head != HELD:
            return self._offset(planned)
        number, _, name = rest.partition(":")
        return FromHeld(name or requirement.match or "", int(number), self._shifts(point))

    def _due(self, point: Point | None, duty: Duty, requirement: Requirement) -> Day:
        return self._offset(duty.due) if point is None else self._day(point, duty.due, requirement)

    def _shifts(self, point: Point) -> tuple[int, ...]:
        """Give how many days after its anchor a point lies; nothing where that is not encoded."""
        periods = (point.week, point.months_before, point.accumulated_weeks, point.snap)
        if any(period is not None for period in periods) or self._terms.conventions.moves_due:
            return ()
        more = point.plus_days + point.day_after
        if point.months is None:
            return (7 * (point.weeks or 0) + (point.days or 0) + more,)
        found = []
        for number in range(self._horizon + 1):
            day = within_days(self._start, number)
            found.append((after_period(day, point, self._terms.conventions) - day).days + more)
        return _short(found)

    def _stretch(self, duty: Duty) -> tuple[int, ...]:
        longest, chain = duty.requirement.longest, duty.chain
        assert longest is not None
        assert chain is not None
        if longest.months is None and not self._terms.conventions.moves_due:
            return (7 * (longest.weeks or 0) + (longest.days or 0),)
        days = (within_days(self._start, number) for number in range(self._horizon + 1))
        return _short([(next_due(chain, duty.requirement, day) - day).days for day in days])

    def _ways(self, duty: Duty, requirement: Requirement) -> Iterator[tuple[str, Day]]:
        if requirement.match is None:
            return
        points = [requirement.opens]
        points += [
            other.opens
            for other in requirement.any_of
            if other.event is None or recorded(self._course, other.event, duty.due)
        ]
        for way, point in zip(duty.ways, points, strict=True):
            yield way.match, self._day(point, way.opens, requirement)

    def _buckets(self, duty: Duty, grid: Grid) -> Iterator[tuple[int, int, bool]]:
        for nth in count(1):
            first, last = nth_bucket(grid.bucket, grid.anchor, nth)
            beyond = grid.last is not None and last > grid.last
            after = duty.last is not None and within_days(last, grid.grace_days) > duty.last
            due = within_days(last, grid.grace_days)
            if duty.chain is not None:
                due = bucket_due(duty.chain, duty.requirement, first, due)
            if beyond or after or (due - self._start).days > self._horizon:
                return
            yield (first - self._start).days, (due - self._start).days, _suspended(duty.requirement, due)

    def _unless(self, duty: Duty, requirement: Requirement, due: Day) -> Iterator[tuple[Unless, ...]]:
        for condition in requirement.not_required:
            told = (condition.meeting, condition.no_meeting)
            if told == (None, None) or not self._rest_holds(condition, duty.due):
                continue
            yield tuple(
                Unless(name, condition.count, self._offset(condition.held_to), due, negated)
                for name, negated in zip(told, (False, True), strict=True)
                if name is not None
            )

    def _rest_holds(self, condition: Condition, due: date | None) -> bool:
        """Tell whether what a condition says beside meetings holds; nobody came from elsewhere, or was there before."""
        if condition.event is not None and not recorded(self._course, condition.event, due):
            return False
        if condition.no_event is not None and recorded(self._course, condition.no_event, due):
            return False
        return condition.earlier_course is not True and condition.began_by_change_among is None

    def _doubts(self, duty: Duty, requirement: Requirement) -> Iterator[str]:
        if duty.missing is not None:
            code, _, word = duty.missing.partition(":")
            yield f"{Why.EVENT if code == Reason.EVENT_MISSING else Why.FACT}:{word}"
        phase = duty.version.phases.get(requirement.phase or "")
        points = [] if phase is None else [own for own in (phase.opens, phase.ends) if own is not None]
        if any(point.anchor.startswith(f"{HELD}:") for point in points):
            yield f"{Why.KEY}:phase"
        from_held = [point for point in (requirement.opens, *_dues(requirement)) if point.anchor.startswith(f"{HELD}:")]
        if from_held and (requirement.pause or requirement.suspend):
            yield f"{Why.KEY}:suspend"
        if from_held and (requirement.per is not None or requirement.kind is Kind.GAP):
            yield f"{Why.KEY}:{HELD}"
        if requirement.kind is Kind.GAP and any(
            (stretch.to - self._start).days >= 0 and (stretch.from_ - self._start).days <= self._horizon
            for stretch in requirement.suspend
        ):
            yield f"{Why.KEY}:suspend"
        if requirement.judged_by is JudgedBy.PERSON and requirement.due is None and duty.last is not None:
            yield f"{Why.KEY}:judged_by"


def _dues(requirement: Requirement) -> list[Point]:
    dues = [step.due for step in requirement.steps]
    return dues if requirement.due is None else [*dues, requirement.due]


def _due_point(requirement: Requirement, occurrence: int) -> Point | None:
    if requirement.steps:
        return requirement.steps[(occurrence - 1) % len(requirement.steps)].due
    return requirement.due


def _suspended(requirement: Requirement, day: date) -> bool:
    return any(stretch.from_ <= day <= stretch.to for stretch in requirement.suspend)


def _short(shifts: list[int]) -> tuple[int, ...]:
    return (shifts[0],) if len(set(shifts)) == 1 else tuple(shifts)
