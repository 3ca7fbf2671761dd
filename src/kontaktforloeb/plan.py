"""From a course and the versions of a rule set to duties with concrete days: the only bridge from law to dates.

Nothing here knows `as_of`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from kontaktforloeb.clocks import CalendarClock, Clock, Reached
from kontaktforloeb.conventions import Conventions, ExemptionReading, NonWorkingDue, WeekN
from kontaktforloeb.courses import Course
from kontaktforloeb.dates import (
    ONE_DAY,
    by_week,
    days_between,
    last_working_day,
    next_working_day,
    within_days,
    within_weeks,
)
from kontaktforloeb.model import Case, Exemption
from kontaktforloeb.rulebook.format import Bucket, Clock as ClockKind, Condition, Kind, Mode, Point, Requirement
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.rulebook.select import Choice, select
from kontaktforloeb.rulebook.vocabulary import Vocabulary
from kontaktforloeb.status import Duty as DutyKind
from kontaktforloeb.status import Reason


@attrs.frozen
class Way:
    """One way to satisfy a count: meetings that match `match`, held on `opens` or later; no day: none yet."""

    match: str
    opens: date | None


@attrs.frozen
class Grid:
    """The buckets of a count that is asked again and again, from `anchor` on; `last` bounds them where it is known."""

    bucket: Bucket
    anchor: date
    last: date | None
    grace_days: int


@attrs.frozen(eq=False)
class Duty:
    """One requirement in one course, with its days.

    `due` is the last good day; none where the requirement has none or the facts do not reach it (`reasons` say so).
    `not_required` is the reason why the duty is not there, `missing` the event without which it cannot be judged.
    `newer` are the same duty in later versions under which it is judged as well, `None` where the role is gone there.
    """

    id: str
    requirement: Requirement
    version: Version
    occurrence: int
    needed: int
    opens: date | None
    due: date | None
    ways: tuple[Way, ...] = ()
    grid: Grid | None = None
    reasons: tuple[str, ...] = ()
    not_required: str | None = None
    missing: str | None = None
    newer: tuple[Duty | None, ...] = ()
    no_version: bool = False

    @property
    def role(self) -> tuple[str, int]:
        """What makes two duties of different versions the same."""
        return (self.requirement.role or self.requirement.id, self.occurrence)


@attrs.frozen(eq=False)
class Terms:
    """What a plan is made with, beside the course."""

    case: Case
    vocabulary: Vocabulary
    conventions: Conventions


def plan(course: Course, ruleset: RuleSet, terms: Terms) -> tuple[Duty, ...]:
    """Give the duties that a rule set puts on a course: of the version in force on its first day, and what follows."""
    selected = select(ruleset, course.start)
    if selected.version is None:
        return ()
    duties = _duties(course, selected.version, terms)
    for version in ruleset.usable:
        if version.valid_from > selected.version.valid_from:
            duties = _after_change(duties, course, version, terms)
    return tuple(_outlook(duty, ruleset) for duty in duties)


def waives(exemption: Exemption, requirement: Requirement, course: Course, day: date, vocabulary: Vocabulary) -> bool:
    """Tell whether an exemption takes a duty of `requirement` away on `day`."""
    if not (exemption.holds_on(day) and vocabulary.exemptions.in_force(exemption.kind, day)):
        return False
    kind = vocabulary.exemptions.at(exemption.kind, day)
    return (
        kind.waives
        and (not kind.groups or course.group in kind.groups)
        and (kind.duty is None or kind.duty is requirement.duty)
    )


def _duties(course: Course, version: Version, terms: Terms) -> list[Duty]:
    duties: list[Duty] = []
    for requirement in version.by_group.get(course.group, ()):
        applies = requirement.applies_to
        if (applies.event or applies.no_event) and not _applies(course, applies.event, applies.no_event):
            continue
        if requirement.steps:
            steps = enumerate(requirement.steps, 1)
            duties += [_duty(course, version, requirement, terms, k, step.count, step.due) for k, step in steps]
        else:
            duties.append(_duty(course, version, requirement, terms, 1, requirement.count or 1, requirement.due))
    return duties


def _applies(course: Course, wanted: Iterable[str], unwanted: Iterable[str]) -> bool:
    return all(course.event(name) for name in wanted) and not any(course.event(name) for name in unwanted)


def _duty(
    course: Course, version: Version, requirement: Requirement, terms: Terms, occurrence: int, needed: int,
    due_point: Point | None,
) -> Duty:  # fmt: skip
    clock: Clock = CalendarClock(course.start) if requirement.clock is ClockKind.CALENDAR else course.clock
    opens = _day(requirement.opens, course, clock, terms)
    due = Reached(None) if due_point is None else _day(due_point, course, clock, terms)
    reasons = due.reasons if due.reasons == opens.reasons else tuple(dict.fromkeys((*opens.reasons, *due.reasons)))
    if due_point is None and requirement.kind is Kind.COUNT and requirement.per is None:
        reasons = (*reasons, Reason.NO_DUE_DAY)
    last = due.day
    if last is not None:
        last, moved = _moved(last, opens.day, requirement, course, terms)
        reasons += moved
    ways = () if requirement.match is None else (Way(requirement.match, opens.day),)
    for other in requirement.any_of:
        if other.event is None or _recorded(course, other.event, last):
            ways += (Way(other.match, _day(other.opens, course, clock, terms).day),)
    grid = None
    if requirement.per is not None and opens.day is not None:
        grid = Grid(requirement.per, opens.day, last, requirement.grace_days)
    return Duty(
        id=version.full_id(requirement),
        requirement=requirement,
        version=version,
        occurrence=occurrence,
        needed=needed,
        opens=opens.day,
        due=last,
        ways=ways,
        grid=grid,
        reasons=reasons,
        not_required=_not_required(requirement, course, opens, last),
        missing=next((reason for reason in reasons if reason.startswith(Reason.EVENT_MISSING)), None),
    )


def _day(point: Point, course: Course, clock: Clock, terms: Terms) -> Reached:
    """Give the day that a point of a rule file names in a course."""
    if point.anchor == "start":
        if point.months is not None:
            reached = clock.months(point.months, terms.conventions)
            return Reached(reached.day + ONE_DAY, reached.reasons) if point.day_after and reached.day else reached
        anchor = Reached(course.start)
    else:
        anchor = _anchor(point.anchor, course, clock, terms)
    if anchor.day is None:
        return anchor
    day = anchor.day
    if point.days is not None:
        day = within_days(day, point.days)
    elif point.weeks is not None:
        day = within_weeks(day, point.weeks)
    elif point.week is not None:
        day = by_week(day, point.week, before=terms.conventions.week_n is WeekN.BEFORE)
    elif point.months is not None:
        day = CalendarClock(day).months(point.months, terms.conventions).day or day
    return Reached(day + ONE_DAY if point.day_after else day, anchor.reasons)


def _anchor(name: str, course: Course, clock: Clock, terms: Terms) -> Reached:
    vocabulary = terms.vocabulary
    if name in vocabulary.handovers:
        event = course.event(name)
        if event is not None:
            return Reached(event.date)
        if isinstance(clock, CalendarClock):
            return Reached(None, (f"{Reason.EVENT_MISSING}:{name}",))
        return clock.handover(vocabulary.handovers.at(name, course.start))
    starts_on = vocabulary.groups.at(course.group, course.start).starts_on
    starter = starts_on is not None and starts_on.event == name
    event = course.started_on if starter else course.event(name)
    if event is not None:
        return Reached(event.date)
    assumed = vocabulary.events.at(name, course.start).if_missing
    if assumed is None:
        return Reached(None, (f"{Reason.EVENT_MISSING}:{name}",))
    return Reached(course.start, (assumed,))


def _moved(
    due: date, opens: date | None, requirement: Requirement, course: Course, terms: Terms
) -> tuple[date, tuple[str, ...]]:
    """Give the due day after the conventions that move it; by default none does."""
    conventions, reasons = terms.conventions, ()
    if conventions.exemption is ExemptionReading.PAUSE and opens is not None:
        exempt = _exempt_days(opens, due, requirement, course, terms)
        if exempt:
            due, reasons = within_days(due, exempt), (f"{Reason.PAUSED}:{exempt}",)
    if conventions.non_working_due is NonWorkingDue.NEXT:
        due = next_working_day(due, terms.vocabulary.closed_days)
    elif conventions.non_working_due is NonWorkingDue.PREVIOUS:
        due = last_working_day(due, terms.vocabulary.closed_days)
    return due, reasons


def _exempt_days(opens: date, due: date, requirement: Requirement, course: Course, terms: Terms) -> int:
    days = (within_days(opens, n) for n in range(days_between(opens, due)))
    return sum(
        any(waives(exemption, requirement, course, day, terms.vocabulary) for exemption in terms.case.exemptions)
        for day in days
    ) if terms.case.exemptions else 0  # fmt: skip


def _recorded(course: Course, event: str, due: date | None) -> bool:
    found = course.event(event)
    return found is not None and (due is None or found.date <= due)


def _not_required(requirement: Requirement, course: Course, opens: Reached, due: date | None) -> str | None:
    for condition in requirement.not_required:
        reason = _holds(condition, course, due)
        if reason is not None:
            return reason
    # A window that opens after it closes: for an hours clock also where the hours that would open it are not reached
    # although those that close it are.
    if due is not None and (opens.day is None or due < opens.day) and Reason.EVENT_MISSING not in "".join(opens.reasons):
        return Reason.WINDOW_EMPTY
    return None


def _holds(condition: Condition, course: Course, due: date | None) -> str | None:
    if condition.event is not None:
        return f"{Reason.EVENT}:{condition.event}" if _recorded(course, condition.event, due) else None
    if condition.no_event is not None:
        return None if _recorded(course, condition.no_event, due) else f"{Reason.NO_EVENT}:{condition.no_event}"
    among = condition.began_by_change_among or ()
    changed = course.started_on is None and course.group in among and course.came_from in among
    return Reason.CHANGE_OF_GROUP if changed else None


def _after_change(duties: list[Duty], course: Course, version: Version, terms: Terms) -> list[Duty]:
    """Give the duties of a course that was running when `version` came into force.

    A duty that falls due before that day, or on no known day, stays as it is.
    """
    mode = version.file.transition.mode(course.group)
    fallen = [duty for duty in duties if duty.due is not None and duty.due >= version.valid_from]
    if mode is Mode.PREVIOUS or (mode is Mode.BOTH and not fallen):
        return duties
    new = {duty.role: duty for duty in _duties(course, version, terms)}
    if mode is Mode.BOTH:
        return [
            attrs.evolve(duty, newer=(*duty.newer, new.get(duty.role))) if duty in fallen else duty for duty in duties
        ]
    old = {duty.role for duty in duties}
    replaced = {duty.role for duty in fallen}
    return [duty for duty in duties if duty not in fallen] + [
        duty
        for role, duty in new.items()
        if role in replaced or (role not in old and duty.due is not None and duty.due >= version.valid_from)
    ]


def _outlook(duty: Duty, ruleset: RuleSet) -> Duty:
    if duty.due is None:
        return duty
    latest = ruleset.usable[-1].file
    if latest.change_expected is not None and duty.due >= latest.change_expected:
        duty = attrs.evolve(duty, reasons=(*duty.reasons, Reason.LAW_MAY_CHANGE))
    if latest.valid_to is not None and latest.valid_to < duty.due and select(ruleset, duty.due).choice is Choice.ENDED:
        duty = attrs.evolve(duty, no_version=True, reasons=(*duty.reasons, Reason.NO_VERSION))
    return duty


def is_group_duty(duty: Duty) -> bool:
    """Tell whether a duty is a share of a group and not each citizen's."""
    return duty.requirement.duty is DutyKind.GROUP
