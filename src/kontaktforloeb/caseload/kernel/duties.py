"""Duties with their days for all courses of a cohort: the twin of `kontaktforloeb.plan`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.anchors import Anchors, Clock, Reached, Reasons, joined
from kontaktforloeb.caseload.kernel.cohort import Cohort
from kontaktforloeb.caseload.kernel.days import NONE, Days, Mask, day_of, number
from kontaktforloeb.rulebook.format import Condition, Point, Requirement
from kontaktforloeb.rulebook.kinds import Clock as ClockKind
from kontaktforloeb.rulebook.kinds import Dating, FileStatus, Kind, Mode
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.rulebook.select import Choice, select
from kontaktforloeb.status import Reason

_UNKNOWN_YET = (Reason.EVENT_MISSING, Reason.NOT_HELD_YET, Reason.NOT_ENDED)


class Way(NamedTuple):
    """One way to satisfy a count: meetings that match, held on `opens` or later, in the courses of `there`."""

    match: str
    opens: Days
    there: Mask | None = None


@attrs.define(eq=False, repr=False)
class Duty:
    """One requirement in all courses of a cohort; it is there in those of `present`.

    `not_required` is 0 where the duty is there and else one more than the place of the reason in `why_not`. `lacks_day`
    tells where the event that it hangs on is not recorded, `waits` where its first day hangs on what is still to come.
    `newer` are the same duty in later versions: the courses, and for those that have the role there the duties.
    """

    id: str
    requirement: Requirement
    version: Version
    occurrence: int
    needed: int
    present: Mask
    opens: Days
    due: Days
    last: Days
    ways: tuple[Way, ...]
    reasons: Reasons
    not_required: NDArray[np.int8]
    why_not: tuple[str, ...]
    lacks_day: Mask
    waits: Mask
    newer: tuple[tuple[Mask, tuple[Duty, ...]], ...] = ()
    no_version: Mask | None = None

    @property
    def role(self) -> tuple[str, int]:
        """What makes two duties of different versions the same."""
        return (self.requirement.role or self.requirement.id, self.occurrence)

    @property
    def of_the_change(self) -> bool:
        """Whether its version has it only for courses that were running when it came into force."""
        return self.requirement.applies_to.only_before(self.version.valid_from)


def plan(cohort: Cohort, ruleset: RuleSet) -> list[Duty]:
    """Give the duties that a rule set puts on the courses of a cohort."""
    selected = select(ruleset, cohort.day)
    if selected.version is None:
        return []
    clock = Clock(cohort)
    duties = _duties(cohort, selected.version, clock)
    for version in ruleset.usable:
        if version.valid_from > selected.version.valid_from:
            duties = _by_mode(duties, cohort, version, clock) + _of_the_change(cohort, version, clock)
    for duty in duties:
        _outlook(duty, ruleset)
    return [duty for duty in duties if duty.present.any()]


def _by_mode(duties: list[Duty], cohort: Cohort, version: Version, clock: Clock) -> list[Duty]:
    mode = version.file.transition.mode(cohort.group)
    change = number(version.valid_from)
    fallen = [duty.present & (duty.due != NONE) & (duty.due >= change) for duty in duties]
    if mode is Mode.PREVIOUS or (mode is Mode.BOTH and not any(mask.any() for mask in fallen)):
        return duties
    new = [duty for duty in _duties(cohort, version, clock) if not duty.of_the_change]
    if mode is Mode.BOTH:
        for duty, mask in zip(duties, fallen, strict=True):
            if mask.any():
                same = tuple(other for other in new if other.role == duty.role)
                duty.newer = (*duty.newer, (mask, same))
        return duties
    for place, duty in enumerate(new):
        had, replaced = cohort.nobody, cohort.nobody
        for old, mask in zip(duties, fallen, strict=True):
            if old.role == duty.role:
                had, replaced = had | old.present, replaced | mask
        begins = ~had & (duty.due != NONE) & (duty.due >= change)
        # Of two with one role the later one in the file stands.
        later = [other.present for other in new[place + 1 :] if other.role == duty.role]
        hidden = np.logical_or.reduce(later) if later else cohort.nobody
        duty.present = duty.present & (replaced | begins) & ~hidden
    for duty, mask in zip(duties, fallen, strict=True):
        duty.present = duty.present & ~mask
    return duties + new


def _of_the_change(cohort: Cohort, version: Version, clock: Clock) -> list[Duty]:
    if not version.transitional:
        return []
    change = number(version.valid_from)
    runs = cohort.end >= change
    own = [duty for duty in _duties(cohort, version, clock, of_the_change=True) if duty.of_the_change]
    for duty in own:
        duty.present = duty.present & runs & ((duty.due == NONE) | (duty.due >= change))
    return own


def _outlook(duty: Duty, ruleset: RuleSet) -> None:
    """Add what is not known about the law on the due days."""
    beyond = (duty.due != NONE) & (duty.due > number(ruleset.settled_to))
    if not beyond.any():
        return
    latest = ruleset.usable[-1].file
    if latest.change_expected is not None:
        expected = beyond & (duty.due >= number(latest.change_expected))
        duty.reasons = (*duty.reasons, (expected, Reason.LAW_MAY_CHANGE))
    ended = np.zeros(len(beyond), np.bool_)
    for day in np.unique(duty.due[beyond & duty.present]):
        if select(ruleset, day_of(day)).choice is Choice.ENDED:
            ended |= beyond & (duty.due == day)
    if ended.any():
        duty.no_version = ended
        duty.reasons = (*duty.reasons, (ended, Reason.NO_VERSION))


def _duties(cohort: Cohort, version: Version, clock: Clock, *, of_the_change: bool = False) -> list[Duty]:
    days = Anchors(cohort, version, clock)
    duties: list[Duty] = []
    for full_id, requirement in version.by_group.get(cohort.group, ()):
        if of_the_change and not requirement.applies_to.only_before(version.valid_from):
            continue
        present = _about(requirement, days)
        if not present.any():
            continue
        beyond = _beyond(requirement, days)
        if beyond is not None:
            # The rest of such a course is judged with it, by the engine that knows all the language.
            cohort.odd[cohort.citizen[present & beyond]] = True
            present = present & ~beyond
            if not present.any():
                continue
        last = cohort.end
        if requirement.ends_on is not None:
            last = np.minimum(last, np.int32(number(requirement.ends_on)))
            present = present & (last >= cohort.start)
        asked: Sequence[tuple[int, int, Point | None]] = [(1, requirement.count or 1, requirement.due)]
        if requirement.steps:
            asked = [(place, step.count, step.due) for place, step in enumerate(requirement.steps, 1)]
        duties += [_duty(full_id, requirement, days, present, last, *one) for one in asked]
    return duties


def _beyond(requirement: Requirement, days: Anchors) -> Mask | None:
    """Tell in which courses a requirement says more than the arrays can, `None` where it never does."""
    cohort = days.cohort
    says_more = (
        requirement.when is not None
        or requirement.phase is not None
        or requirement.pause
        or any(_far(point, days) for point in _points(requirement))
    )
    if says_more:
        return cohort.everybody
    names = {*requirement.reset_on, *requirement.exit_on}
    return cohort.any_event(names) if names else None


def _points(requirement: Requirement) -> Iterable[Point]:
    yield requirement.opens
    yield from (point for point in (requirement.due, *(step.due for step in requirement.steps)) if point is not None)
    yield from (way.opens for way in requirement.any_of)


def _far(point: Point, days: Anchors) -> bool:
    phase, _, side = point.anchor.rpartition(".")
    return bool(side) and phase in days.version.phases


def _about(requirement: Requirement, days: Anchors) -> Mask:
    """Tell which courses a requirement is about."""
    cohort, applies = days.cohort, requirement.applies_to
    about = cohort.everybody
    there = cohort.facts.events
    for name in applies.event:
        if name not in there:
            return cohort.nobody
        about = about & (cohort.event(name) != NONE)
    for name in applies.no_event:
        if name in there:
            about = about & (cohort.event(name) == NONE)
    if applies.began is not None:
        began, to = number(applies.began.from_), number(applies.began.to)
        about = about & (cohort.start >= began) & (cohort.start <= to)
    if not about.any():
        return about
    for kind in applies.exemption:
        about = about & _touched(kind, cohort)
    for name in applies.meeting:
        about = about & _holds(name, requirement, days)
    return about


def _touched(kind: str, cohort: Cohort) -> Mask:
    """Tell which courses an exemption of a kind has a day in."""
    own, rows = cohort.facts.exemptions, cohort.exemptions
    place = cohort.setting.words.exemptions.index(kind)
    touches = own.kind[rows.rows] == place
    touches &= own.start[rows.rows] <= cohort.end[rows.owners]
    touches &= own.end[rows.rows] >= cohort.start[rows.owners]
    found = np.zeros(len(cohort), np.bool_)
    found[rows.owners[touches]] = True
    return found


def _holds(name: str, requirement: Requirement, days: Anchors) -> Mask:
    """Tell in which courses a meeting that matches is held on a day on which the requirement looks at meetings."""
    cohort, rows = days.cohort, days.cohort.records(days.version.events)
    matching = rows.matching(days.setting.kinds.matching(days.version, name))
    if requirement.held_from is not None:
        matching &= rows.day >= number(requirement.held_from)
    if requirement.held_to is not None:
        matching &= rows.day <= number(requirement.held_to)
    found = np.zeros(len(cohort), np.bool_)
    found[rows.course[matching]] = True
    return found


def _duty(
    full_id: str, requirement: Requirement, days: Anchors, present: Mask, last: Days, occurrence: int, needed: int,
    due_point: Point | None,
) -> Duty:  # fmt: skip
    cohort, match = days.cohort, requirement.match
    calendar = requirement.clock is ClockKind.CALENDAR
    opens = days.reached(requirement.opens, match, calendar=calendar)
    if due_point is None:
        due, reasons = cohort.none, opens.reasons
        if requirement.kind is Kind.COUNT and requirement.per is None:
            reasons = (*reasons, (None, Reason.NO_DUE_DAY))
    else:
        reached = days.reached(due_point, match, calendar=calendar)
        due, reasons = reached.day, joined(opens.reasons, reached.reasons)
    file = days.version.file
    if file.dating is Dating.ASSUMED:
        reasons = (*reasons, (None, Reason.ASSUMED_VALIDITY))
    if file.status is FileStatus.PROPOSAL:
        reasons = (*reasons, (None, Reason.PROPOSAL))
    ways: tuple[Way, ...] = () if match is None else (Way(match, opens.day),)
    for other in requirement.any_of:
        there = None if other.event is None else _recorded(cohort, other.event, due)
        ways += (Way(other.match, days.reached(other.opens, match, calendar=calendar).day, there),)
    not_required, why_not = _taken_away(requirement, days, opens, due)
    return Duty(
        full_id, requirement, days.version, occurrence, needed, present, opens.day, due, last, ways, reasons,
        not_required, why_not, _with(reasons, (Reason.EVENT_MISSING,), cohort),
        _with(reasons, (Reason.NOT_HELD_YET, Reason.NOT_ENDED), cohort),
    )  # fmt: skip


def _with(reasons: Reasons, heads: tuple[str, ...], cohort: Cohort) -> Mask:
    found = cohort.nobody
    for mask, text in reasons:
        if text.startswith(heads):
            found = cohort.everybody if mask is None else found | mask
    return found


def _recorded(cohort: Cohort, event: str, due: Days) -> Mask:
    if event not in cohort.facts.events:
        return cohort.nobody
    told = cohort.event(event)
    found: Mask = (told != NONE) & (told <= due)
    return found


def _taken_away(
    requirement: Requirement, days: Anchors, opens: Reached, due: Days
) -> tuple[NDArray[np.int8], tuple[str, ...]]:
    """Give why a duty is not required: a condition, or a window that opens after it closes."""
    cohort = days.cohort
    found = np.zeros(len(cohort), np.int8)
    why: list[str] = []
    for condition in requirement.not_required:
        told = list(_told(condition, days, due))
        if told:
            holds = reduce(and_, [mask for mask, _ in told])
            why.append(told[0][1])
            found[(found == 0) & holds] = len(why)
    # No day is later than every day.
    empty = opens.day > due
    if empty.any():
        why.append(Reason.WINDOW_EMPTY)
        found[(found == 0) & empty & ~_with(opens.reasons, _UNKNOWN_YET, cohort)] = len(why)
    return found, tuple(why)


def _told(condition: Condition, days: Anchors, due: Days) -> Iterable[tuple[Mask, str]]:
    """Give for each thing that a condition says where it is there, and its reason."""
    cohort = days.cohort
    if condition.event is not None:
        yield _recorded(cohort, condition.event, due), f"{Reason.EVENT}:{condition.event}"
    if condition.no_event is not None:
        yield ~_recorded(cohort, condition.no_event, due), f"{Reason.NO_EVENT}:{condition.no_event}"
    if condition.meeting is not None:
        yield _enough(condition, condition.meeting, days, due), f"{Reason.MEETING}:{condition.meeting}"
    if condition.no_meeting is not None:
        yield ~_enough(condition, condition.no_meeting, days, due), f"{Reason.NO_MEETING}:{condition.no_meeting}"
    if condition.earlier_course is not None:
        yield cohort.earlier == condition.earlier_course, Reason.EARLIER_COURSE
    among = condition.began_by_change_among
    if among is not None:
        places = [place for place, name in enumerate(days.setting.words.groups) if name in among]
        changed = (cohort.contact == NONE) & np.isin(cohort.before, places)
        yield (changed if cohort.group in among else cohort.nobody), Reason.CHANGE_OF_GROUP


def _enough(condition: Condition, name: str, days: Anchors, due: Days) -> Mask:
    rows = days.cohort.records(days.version.events)
    last = due if condition.held_to is None else np.minimum(due, np.int32(number(condition.held_to)))
    matching = rows.matching(days.setting.kinds.matching(days.version, name)) & (rows.day <= last[rows.course])
    counted = rows.counted(matching)
    found: Mask = counted.before[rows.offsets[1:]] - counted.before[rows.offsets[:-1]] >= condition.count
    return found
