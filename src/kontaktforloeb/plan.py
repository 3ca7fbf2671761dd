"""From a course and the versions of a rule set to duties with concrete days: the only bridge from law to dates.

Nothing here knows `as_of`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import attrs

from kontaktforloeb.clocks import CalendarClock, Reached
from kontaktforloeb.conventions import Conventions, ExemptionReading, NonWorkingDue
from kontaktforloeb.courses import Course
from kontaktforloeb.dates import ONE_DAY, days_between, last_working_day, next_working_day, within_days
from kontaktforloeb.facts import Facts
from kontaktforloeb.guards import guard, is_about, recorded, taken_away
from kontaktforloeb.model import Case, Exemption
from kontaktforloeb.points import START, Days, after_period
from kontaktforloeb.quick import quick
from kontaktforloeb.rulebook.kinds import Bucket, Dating, FileStatus, Kind, Mode
from kontaktforloeb.rulebook.kinds import Clock as ClockKind
from kontaktforloeb.rulebook.select import Choice, select
from kontaktforloeb.status import Reason

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Period, Point, Requirement
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
class Chain:
    """What the due days of a series are counted with: those of a gap, or of the buckets of a grid."""

    longest: Period | None
    course: Course
    terms: Terms


@quick(eq=False, repr=False)
class Duty:
    """One requirement in one course, with its days.

    `due` is the last good day; none where the requirement has none or the facts do not reach it (`reasons` say so).
    `first` and `last` are the days on which the duty is there: the course's, or those of a part of it.
    `not_required` is the reason why the duty is not there, `missing` the fact without which it cannot be judged;
    `waivable` tells whether an exemption takes it away (by the other reading it has moved the due day instead).
    `newer` are the same duty in later versions under which it is judged as well, `None` where the role is gone there;
    `changes` are the first days of those versions.
    """

    id: str
    requirement: Requirement
    version: Version
    occurrence: int
    needed: int
    opens: date | None
    due: date | None
    first: date
    last: date | None
    ways: tuple[Way, ...] = ()
    grid: Grid | None = None
    chain: Chain | None = None
    reasons: tuple[str, ...] = ()
    not_required: str | None = None
    missing: str | None = None
    waivable: bool = True
    newer: tuple[Duty | None, ...] = ()
    changes: tuple[date, ...] = ()
    no_version: bool = False

    @property
    def of_the_change(self) -> bool:
        """Whether its version has it only for courses that were running when it came into force."""
        return self.requirement.applies_to.only_before(self.version.valid_from)

    @property
    def role(self) -> tuple[str, int]:
        """What makes two duties of different versions the same."""
        return (self.requirement.role or self.requirement.id, self.occurrence)


@quick(eq=False, repr=False)
class Terms:
    """What a plan is made with, beside the course."""

    facts: Facts
    vocabulary: Vocabulary
    conventions: Conventions

    @property
    def case(self) -> Case:
        """The case that the plan is for."""
        return self.facts.case


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
        and exemption.kind not in requirement.not_waived_by
        and (not kind.groups or course.group in kind.groups)
        and (kind.duty is None or kind.duty is requirement.duty)
    )


def next_due(chain: Chain, requirement: Requirement, anchor: date) -> date:
    """Give the last good day for the next meeting of a gap after `anchor`: the meeting before, or the first day."""
    assert chain.longest is not None
    counted = after_period(anchor, chain.longest, chain.terms.conventions)
    due = bucket_due(chain, requirement, anchor, counted)
    # A day that would be moved to before the stretch begins stays.
    return due if due > anchor else counted


def bucket_due(chain: Chain, requirement: Requirement, first: date, last: date) -> date:
    """Give the last good day of a stretch of a series after the conventions that move it."""
    if not chain.terms.conventions.moves_due:
        return last
    return _moved(last, first, requirement, chain.course, chain.terms)[0]


def last_exempt_day(requirement: Requirement, course: Course, day: date, terms: Terms) -> date | None:
    """Give the last day on which what takes a duty away on `day` still does; `None` where it has no end."""
    ends = [
        exemption.end or date.max
        for exemption in terms.case.exemptions
        if waives(exemption, requirement, course, day, terms.vocabulary)
    ]
    ends += [stretch.to for stretch in requirement.suspend if stretch.from_ <= day <= stretch.to]
    last = max(ends)
    return None if last == date.max else last


class _Part(NamedTuple):
    """A stretch of the course in which a duty lives, with its days and its number among them."""

    days: Days
    first: date
    last: date | None
    number: int


def _duties(course: Course, version: Version, terms: Terms) -> list[Duty]:
    own = Days(course, course.clock, version, terms.facts, terms.vocabulary, terms.conventions)
    whole = _Part(own, course.start, course.end, 0)
    duties: list[Duty] = []
    for full_id, requirement in version.by_group.get(course.group, ()):
        applies = requirement.applies_to
        if not (course.recorded.issuperset(applies.event) and course.recorded.isdisjoint(applies.no_event)):
            continue
        if applies.by_record and not is_about(requirement, own):
            continue
        if requirement.plain:  # Most are, and all the rest is asked in vain of them.
            needed = requirement.count or 1
            duties.append(_duty(whole, version, full_id, requirement, terms, 1, needed, requirement.due))
            continue
        unknown = None
        if requirement.when is not None:
            holds = guard(requirement.when, course, terms.case)
            if holds is False:
                continue
            unknown = None if holds is True else holds
        days = own
        if requirement.clock is ClockKind.CALENDAR:
            clock = CalendarClock(course.start)
            days = Days(course, clock, version, terms.facts, terms.vocabulary, terms.conventions)
        for part in _parts(requirement, days):
            for occurrence, needed, due in _asked(requirement, part.number):
                duty = _duty(part, version, full_id, requirement, terms, occurrence, needed, due)
                duties.append(duty if unknown is None else _unknown(duty, unknown))
    return duties


def _asked(requirement: Requirement, part: int) -> tuple[tuple[int, int, Point | None], ...]:
    """Give what a requirement asks for in one part of the course: the number of each finding, how many, and by when."""
    if not requirement.steps:
        return ((part + 1, requirement.count or 1, requirement.due),)
    before = part * len(requirement.steps)
    return tuple((before + k, step.count, step.due) for k, step in enumerate(requirement.steps, 1))


def _parts(requirement: Requirement, days: Days) -> Iterator[_Part]:
    """Give the parts of the course in which a duty lives: from its phase's first day, cut where it starts again."""
    course = days.course
    start = Reached(course.start)
    exits = [event.date - ONE_DAY for event in course.events if event.event in requirement.exit_on]
    ends = [*exits, *(day for day in (course.end, requirement.ends_on) if day is not None)]
    last = min(ends) if ends else None
    if requirement.phase is not None:
        start = days.day(_point_of(requirement.phase, START))
        days = days.from_(start)
    first = start.day or course.start
    if start.day is None and (last is None or last >= first):
        yield _Part(days, first, last, 0)
    if start.day is None:
        return
    resets = [event.date for event in course.events if event.event in requirement.reset_on and event.date > first]
    openings = [first, *sorted(day for day in set(resets) if last is None or day <= last)]
    for number, opening in enumerate(openings):
        if last is not None and last < opening:
            return
        closing = openings[number + 1] - ONE_DAY if number + 1 < len(openings) else last
        yield _Part(days if number == 0 else days.from_(Reached(opening)), opening, closing, number)


@lru_cache(maxsize=256)  # A handful of phases, asked for with every course.
def _point_of(phase: str, side: str) -> Point:
    # Loaded here alone: what judges cases needs no file format otherwise.
    from kontaktforloeb.rulebook.format import Point  # noqa: PLC0415 (as said)

    return Point(anchor=f"{phase}.{side}")


def _unknown(duty: Duty, fact: str) -> Duty:
    reason = f"{Reason.FACT_MISSING}:{fact}"
    return attrs.evolve(duty, missing=reason, reasons=(*duty.reasons, reason))


def _duty(
    part: _Part, version: Version, full_id: str, requirement: Requirement, terms: Terms, occurrence: int, needed: int,
    due_point: Point | None,
) -> Duty:  # fmt: skip
    days, match = part.days, requirement.match
    course = days.course
    opens = days.day(requirement.opens, match)
    if due_point is None and requirement.phase is not None and version.phases[requirement.phase].ends is not None:
        due_point = _point_of(requirement.phase, "end")
    due, last_bucket, reasons = _due(due_point, opens, part, requirement, terms)
    if version.file.dating is Dating.ASSUMED:
        reasons = (*reasons, Reason.ASSUMED_VALIDITY)
    if version.file.status is FileStatus.PROPOSAL:
        reasons = (*reasons, Reason.PROPOSAL)
    ways: tuple[Way, ...] = () if match is None else (Way(match, opens.day),)
    for other in requirement.any_of:
        if other.event is None or recorded(course, other.event, due):
            ways += (Way(other.match, days.day(other.opens, match).day),)
    grid = None
    if requirement.per is not None and opens.day is not None:
        grid = Grid(requirement.per, opens.day, last_bucket, requirement.grace_days)
    missing = next((reason for reason in reasons if reason.startswith(Reason.EVENT_MISSING)), None) if reasons else None
    not_required = taken_away(requirement, days, opens, due)
    waivable = terms.conventions.exemption is ExemptionReading.WAIVE
    in_series = requirement.longest is not None or requirement.per is not None
    chain = Chain(requirement.longest, course, terms) if in_series else None
    return Duty(
        full_id, requirement, version, occurrence, needed, opens.day, due, part.first, part.last, ways, grid, chain,
        reasons, not_required, missing, waivable,
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


def _due(
    point: Point | None, opens: Reached, part: _Part, requirement: Requirement, terms: Terms
) -> tuple[date | None, date | None, tuple[str, ...]]:
    """Give the due day, the same before anything moved it, and what was assumed on the way."""
    if point is None:
        no_day = requirement.kind is Kind.COUNT and requirement.per is None
        return None, None, (*opens.reasons, Reason.NO_DUE_DAY) if no_day else opens.reasons
    counted, reasons = part.days.day(point, requirement.match)
    if opens.reasons:
        reasons = tuple(dict.fromkeys((*opens.reasons, *reasons)))
    if counted is None or requirement.kind is Kind.GAP or requirement.per is not None:
        return counted, counted, reasons
    due = counted
    if requirement.pause:
        due, paused = _after_pauses(due, opens.day or part.first, requirement)
        reasons += paused
    if terms.conventions.moves_due:
        due, moved = _moved(due, opens.day, requirement, part.days.course, terms)
        reasons += moved
    return due, counted, reasons


def _after_pauses(due: date, opens: date, requirement: Requirement) -> tuple[date, tuple[str, ...]]:
    """Give the due day where time stands still in some stretches, also in those that it is moved into."""
    still = {
        within_days(stretch.from_, n)
        for stretch in requirement.pause
        for n in range(days_between(stretch.from_, stretch.to))
    }
    lost, found = -1, 0
    while found != lost:
        lost, last = found, within_days(due, found)
        found = sum(opens <= day <= last for day in still)
    return (within_days(due, lost), (f"{Reason.PAUSED}:{lost}",)) if lost else (due, ())


def _exempt_days(opens: date, due: date, requirement: Requirement, course: Course, terms: Terms) -> int:
    if not (terms.case.exemptions or requirement.suspend):
        return 0
    days = (within_days(opens, n) for n in range(days_between(opens, due)))
    # Where time stands still anyway, nothing more is lost.
    running = (day for day in days if not any(still.from_ <= day <= still.to for still in requirement.pause))
    return sum(
        any(waives(exemption, requirement, course, day, terms.vocabulary) for exemption in terms.case.exemptions)
        or any(stretch.from_ <= day <= stretch.to for stretch in requirement.suspend)
        for day in running
    )


def _after_change(duties: list[Duty], course: Course, version: Version, terms: Terms) -> list[Duty]:
    """Give the duties of a course that was running when `version` came into force.

    A duty that falls due before that day, or on no known day, stays as it is.
    """
    return _by_mode(duties, course, version, terms) + _of_the_change(course, version, terms)


def _by_mode(duties: list[Duty], course: Course, version: Version, terms: Terms) -> list[Duty]:
    mode = version.file.transition.mode(course.group)
    fallen = [duty for duty in duties if duty.due is not None and duty.due >= version.valid_from]
    if mode is Mode.PREVIOUS or (mode is Mode.BOTH and not fallen):
        return duties
    new = {duty.role: duty for duty in _duties(course, version, terms) if not duty.of_the_change}
    if mode is Mode.BOTH:
        return [_under_both(duty, new.get(duty.role), version) if duty in fallen else duty for duty in duties]
    old = {duty.role for duty in duties}
    replaced = {duty.role for duty in fallen}
    return [duty for duty in duties if duty not in fallen] + [
        duty
        for role, duty in new.items()
        if role in replaced or (role not in old and duty.due is not None and duty.due >= version.valid_from)
    ]


def _under_both(duty: Duty, new: Duty | None, version: Version) -> Duty:
    return attrs.evolve(duty, newer=(*duty.newer, new), changes=(*duty.changes, version.valid_from))


def _of_the_change(course: Course, version: Version, terms: Terms) -> list[Duty]:
    """Give the duties that a version has only for courses which were running when it came into force."""
    if not version.transitional or (course.end is not None and course.end < version.valid_from):
        return []
    own = [duty for duty in _duties(course, version, terms) if duty.of_the_change]
    return [duty for duty in own if duty.due is None or duty.due >= version.valid_from]


def _outlook(duty: Duty, due: date, ruleset: RuleSet) -> Duty:
    """Give a duty with what is not known about the law on its due day."""
    latest = ruleset.usable[-1].file
    if latest.change_expected is not None and due >= latest.change_expected:
        duty = attrs.evolve(duty, reasons=(*duty.reasons, Reason.LAW_MAY_CHANGE))
    if select(ruleset, due).choice is Choice.ENDED:
        duty = attrs.evolve(duty, no_version=True, reasons=(*duty.reasons, Reason.NO_VERSION))
    return duty
