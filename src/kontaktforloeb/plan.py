"""From a course and the versions of a rule set to duties with concrete days: the only bridge from law to dates.

Nothing here knows `as_of`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.clocks import CalendarClock, Reached
from kontaktforloeb.conventions import Conventions, ExemptionReading, NonWorkingDue
from kontaktforloeb.courses import Course
from kontaktforloeb.dates import days_between, last_working_day, next_working_day, within_days
from kontaktforloeb.model import Case, Exemption
from kontaktforloeb.points import Days
from kontaktforloeb.quick import quick
from kontaktforloeb.rulebook.kinds import Bucket, Kind, Mode
from kontaktforloeb.rulebook.kinds import Clock as ClockKind
from kontaktforloeb.rulebook.select import Choice, select
from kontaktforloeb.status import Reason

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Condition, Point, Requirement
    from kontaktforloeb.rulebook.rulesets import RuleSet, Version
    from kontaktforloeb.rulebook.vocabulary import Vocabulary


@quick(eq=False, repr=False)
class Way:
    """One way to satisfy a count: meetings that match `match`, held on `opens` or later; no day: none yet."""

    match: str
    opens: date | None


@quick(eq=False, repr=False)
class Grid:
    """The buckets of a count that is asked again and again, from `anchor` on; `last` bounds them where it is known."""

    bucket: Bucket
    anchor: date
    last: date | None
    grace_days: int


@quick(eq=False, repr=False)
class Duty:
    """One requirement in one course, with its days.

    `due` is the last good day; none where the requirement has none or the facts do not reach it (`reasons` say so).
    `not_required` is the reason why the duty is not there, `missing` the event without which it cannot be judged;
    `waivable` tells whether an exemption takes it away (by the other reading it has moved the due day instead).
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
    waivable: bool = True
    newer: tuple[Duty | None, ...] = ()
    no_version: bool = False

    @property
    def role(self) -> tuple[str, int]:
        """What makes two duties of different versions the same."""
        return (self.requirement.role or self.requirement.id, self.occurrence)


@quick(eq=False, repr=False)
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
    return tuple(
        duty if duty.due is None or duty.due <= ruleset.settled_to else _outlook(duty, duty.due, ruleset)
        for duty in duties
    )


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
    own = Days(course, course.clock, terms.vocabulary, terms.conventions)
    duties: list[Duty] = []
    for full_id, requirement in version.by_group.get(course.group, ()):
        applies = requirement.applies_to
        if not (course.recorded.issuperset(applies.event) and course.recorded.isdisjoint(applies.no_event)):
            continue
        days = own
        if requirement.clock is ClockKind.CALENDAR:
            days = Days(course, CalendarClock(course.start), terms.vocabulary, terms.conventions)
        if requirement.steps:
            duties += [
                _duty(days, version, full_id, requirement, terms, k, step.count, step.due)
                for k, step in enumerate(requirement.steps, 1)
            ]
        else:
            needed = requirement.count or 1
            duties.append(_duty(days, version, full_id, requirement, terms, 1, needed, requirement.due))
    return duties


def _duty(
    days: Days, version: Version, full_id: str, requirement: Requirement, terms: Terms, occurrence: int, needed: int,
    due_point: Point | None,
) -> Duty:  # fmt: skip
    course = days.course
    opens = days.day(requirement.opens)
    if due_point is None:
        due, last_bucket, reasons = None, None, opens.reasons
        if requirement.kind is Kind.COUNT and requirement.per is None:
            reasons = (*reasons, Reason.NO_DUE_DAY)
    else:
        due, reasons = days.day(due_point)
        if opens.reasons:
            reasons = tuple(dict.fromkeys((*opens.reasons, *reasons)))
        last_bucket = due
        if due is not None and terms.conventions.moves_due:
            due, moved = _moved(due, opens.day, requirement, course, terms)
            reasons += moved
    ways: tuple[Way, ...] = () if requirement.match is None else (Way(requirement.match, opens.day),)
    for other in requirement.any_of:
        if other.event is None or _recorded(course, other.event, due):
            ways += (Way(other.match, days.day(other.opens).day),)
    grid = None
    if requirement.per is not None and opens.day is not None:
        grid = Grid(requirement.per, opens.day, last_bucket, requirement.grace_days)
    missing = next((reason for reason in reasons if reason.startswith(Reason.EVENT_MISSING)), None) if reasons else None
    not_required = _not_required(requirement, course, opens, due)
    waivable = terms.conventions.exemption is ExemptionReading.WAIVE
    return Duty(
        full_id, requirement, version, occurrence, needed, opens.day, due, ways, grid, reasons, not_required, missing,
        waivable,
    )  # fmt: skip


def _moved(
    due: date, opens: date | None, requirement: Requirement, course: Course, terms: Terms
) -> tuple[date, tuple[str, ...]]:
    """Give the due day after the conventions that move it; by default none does."""
    conventions = terms.conventions
    reasons: tuple[str, ...] = ()
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
    """Tell whether an event is recorded in a course, on its due day at the latest."""
    if event not in course.recorded:
        return False
    found = course.event(event)
    return found is not None and (due is None or found.date <= due)


def _not_required(requirement: Requirement, course: Course, opens: Reached, due: date | None) -> str | None:
    for condition in requirement.not_required:
        reason = _holds(condition, course, due)
        if reason is not None:
            return reason
    # A window that opens after it closes: for an hours clock also where the hours that would open it are not reached
    # although those that close it are.
    if due is None or (opens.day is not None and opens.day <= due):
        return None
    return None if any(reason.startswith(Reason.EVENT_MISSING) for reason in opens.reasons) else Reason.WINDOW_EMPTY


def _holds(condition: Condition, course: Course, due: date | None) -> str | None:
    if condition.event is not None:
        return f"{Reason.EVENT}:{condition.event}" if _recorded(course, condition.event, due) else None
    if condition.no_event is not None:
        return None if _recorded(course, condition.no_event, due) else f"{Reason.NO_EVENT}:{condition.no_event}"
    among = condition.began_by_change_among or ()
    changed = course.started_on is None and course.group in among and not course.came_from.isdisjoint(among)
    return Reason.CHANGE_OF_GROUP if changed else None


def _after_change(duties: list[Duty], course: Course, version: Version, terms: Terms) -> list[Duty]:
    """Give the duties of a course that was running when `version` came into force.

    A duty that falls due before that day, or on no known day, stays as it is.
    """
    mode = version.file.transition.mode(course.group)
    start = version.valid_from
    fallen = [duty for duty in duties if duty.due is not None and duty.due >= start]
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


def _outlook(duty: Duty, due: date, ruleset: RuleSet) -> Duty:
    """Give a duty with what is not known about the law on its due day."""
    latest = ruleset.usable[-1].file
    if latest.change_expected is not None and due >= latest.change_expected:
        duty = attrs.evolve(duty, reasons=(*duty.reasons, Reason.LAW_MAY_CHANGE))
    if select(ruleset, due).choice is Choice.ENDED:
        duty = attrs.evolve(duty, no_version=True, reasons=(*duty.reasons, Reason.NO_VERSION))
    return duty
