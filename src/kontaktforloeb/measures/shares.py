"""The part of the courses, or of the meetings, that satisfy a requirement: what each of them is to the share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kontaktforloeb.clocks import CalendarClock, Reached
from kontaktforloeb.evaluate import Scene, answers, looked_at
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.measures.results import Outcome
from kontaktforloeb.points import Days
from kontaktforloeb.rulebook.kinds import Clock, JudgedBy, Kind, Unit
from kontaktforloeb.status import Duty, Reason, Status

if TYPE_CHECKING:
    from kontaktforloeb.facts import Held
    from kontaktforloeb.rulebook.format import Point, Requirement
    from kontaktforloeb.rulebook.rulesets import Version

_OUTCOMES = {
    Status.MET: Outcome.HIT,
    Status.LATE: Outcome.MISS,
    Status.OVERDUE: Outcome.MISS,
    Status.SHORT: Outcome.MISS,
    Status.BREACHED: Outcome.MISS,
    Status.UNKNOWN: Outcome.UNKNOWN,
    Status.UNCERTAIN: Outcome.UNKNOWN,
    Status.PENDING: Outcome.PENDING,
    Status.ENDED: Outcome.ENDED,
    Status.EXEMPT: Outcome.EXEMPT,
    Status.NOT_REQUIRED: Outcome.NOT_REQUIRED,
}
_GOES_FIRST = (
    Outcome.MISS, Outcome.UNKNOWN, Outcome.PENDING, Outcome.ENDED, Outcome.HIT, Outcome.EXEMPT, Outcome.NOT_REQUIRED,
    Outcome.OUTSIDE_COHORT, Outcome.OTHER_VERSION,
)  # fmt: skip
"""Of several outcomes of one course the first of these is its own: a course is a hit when nothing in it is open."""

_COUNTED = frozenset({Outcome.HIT, Outcome.MISS})


def outcomes(share: Requirement, version: Version, assessment: Assessment) -> Iterator[Outcome]:
    """Give what each course of a citizen, or each meeting that is looked at, is to a share of a version.

    A course to which the requirement does not apply at all has no finding on it, and gives nothing.
    """
    findings = [finding for finding in assessment.findings if _is_of(finding, share, version)]
    if share.unit is Unit.MEETINGS:
        yield from _of_meetings(share, version, findings)
        return
    courses: dict[tuple[object, str], list[Outcome]] = {}
    for finding in findings:
        courses.setdefault((finding.course, finding.group), []).append(_in_cohort(share, version, finding))
    for found in courses.values():
        yield _first(found)


def _is_of(finding: Finding, share: Requirement, version: Version) -> bool:
    if finding.ruleset != version.file.id or finding.requirement != f"{version.file.id}/{share.of or share.id}":
        return False
    # A duty that says itself which part of a group it asks for stands in the file once for each of its groups.
    other_entry = share.kind is not Kind.SHARE and finding.planned.requirement is not share
    return not (other_entry and finding.version == version.valid_from)


def _in_cohort(share: Requirement, version: Version, finding: Finding) -> Outcome:
    where = _outside(share, version, finding)
    if where in (Outcome.OTHER_VERSION, Outcome.OUTSIDE_COHORT):
        return where
    found = _outcome(finding)
    return where if where is not None and found in _COUNTED else found


def _outcome(finding: Finding) -> Outcome:
    """Give what a finding is to a share: what has gone well so far is a hit where a duty never ends by itself."""
    requirement = finding.planned.requirement
    if finding.status is Status.NOT_REQUIRED and Reason.ADVICE in finding.reasons:
        return Outcome.MISS
    settled = _OUTCOMES[finding.status]
    if finding.status is Status.EXEMPT and _of_the_share_itself(finding):
        return Outcome.MISS
    if finding.status not in (Status.PENDING, Status.ENDED):
        return settled
    if requirement.kind is Kind.GAP or requirement.per is not None:
        return Outcome.HIT if finding.needed else settled
    if requirement.kind is Kind.EACH and not requirement.slots:
        return _first((found for _, found in _looked_at(finding)), settled)
    return settled


def _of_the_share_itself(finding: Finding) -> bool:
    """Tell whether a person is left out of the part that the share leaves free: then the share counts that person."""
    due = finding.due
    words = finding.basis.rulebook.vocabulary.exemptions
    named = [reason.removeprefix(f"{Reason.EXEMPTION}:") for reason in finding.reasons]
    kinds = [words.at(name, due) for name in named if due is not None and name in words]
    return bool(kinds) and all(kind.duty is Duty.GROUP for kind in kinds)


def _first(found: Iterable[Outcome], otherwise: Outcome | None = None) -> Outcome:
    return min(found, key=_GOES_FIRST.index, default=otherwise or Outcome.PENDING)


def _outside(share: Requirement, version: Version, finding: Finding) -> Outcome | None:
    """Give why a course is no part of the cohort, or `unknown` where its own days do not tell; none: it is part."""
    if finding.version != version.valid_from:
        return Outcome.OTHER_VERSION
    groups, course, as_of = share.applies_to.groups, finding.basis.course, finding.as_of
    if groups and course.group not in groups:
        return Outcome.OUTSIDE_COHORT
    cohort = share.cohort
    if cohort is None:
        return None
    first = _day(cohort.from_, share, version, finding)
    last = Reached(None) if cohort.to is None else _day(cohort.to, share, version, finding)
    if any(reason.startswith(Reason.EVENT_MISSING) for reason in (*first.reasons, *last.reasons)):
        return Outcome.UNKNOWN
    # A day that is not reached yet lies after the as-of day, as far as the facts tell. Who has left before the first
    # day never came so far; who has left since has come so far, and is nowhere between two days now.
    came = first.day is not None and first.day <= (as_of if course.end is None else min(as_of, course.end))
    there = cohort.to is None or not (course.over(as_of) or (last.day is not None and last.day < as_of))
    return None if came and there else Outcome.OUTSIDE_COHORT


def _day(point: Point, share: Requirement, version: Version, finding: Finding) -> Reached:
    basis, course = finding.basis, finding.basis.course
    clock = CalendarClock(course.start) if share.clock is Clock.CALENDAR else course.clock
    return Days(course, clock, version, basis.facts, basis.rulebook.vocabulary, basis.conventions).day(point)


def _of_meetings(share: Requirement, version: Version, findings: Iterable[Finding]) -> Iterator[Outcome]:
    """Give what each meeting is; one that lies in two courses is one meeting."""
    meetings: dict[tuple[object, str, str], list[Outcome]] = {}
    for finding in findings:
        where = _outside(share, version, finding)
        for held, carried in _looked_at(finding):
            key = (held.date, held.traits.type, held.traits.holder)
            meetings.setdefault(key, []).append(where or _taken_away(finding) or carried)
    for found in meetings.values():
        yield _first(found)


def _taken_away(finding: Finding) -> Outcome | None:
    """Give what all meetings of a duty are that is not there, or of which nobody knows whether it is."""
    if finding.status is Status.NOT_REQUIRED and Reason.ADVICE in finding.reasons:
        return None
    if finding.status in (Status.NOT_REQUIRED, Status.EXEMPT):
        return _OUTCOMES[finding.status]
    in_doubt = finding.status is Status.UNCERTAIN or finding.planned.missing is not None
    return Outcome.UNKNOWN if in_doubt else None


def _looked_at(finding: Finding) -> list[tuple[Held, Outcome]]:
    """Give the meetings that a duty looks at, each with whether it carries what is asked."""
    basis, duty = finding.basis, finding.planned
    scene = Scene.of(basis)
    meetings = looked_at(duty, scene)
    miss = Outcome.UNKNOWN if duty.requirement.judged_by is JudgedBy.PERSON else Outcome.MISS
    return [
        (held, miss if False in told.values() else Outcome.UNKNOWN if None in told.values() else Outcome.HIT)
        for held, told in zip(meetings, answers(duty, meetings), strict=True)
    ]
