"""One case by every reading of what the law leaves open: which verdicts depend on a reading, and on which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

import attrs

from kontaktforloeb.conventions import Conventions
from kontaktforloeb.findings import Assessment, Finding, in_order
from kontaktforloeb.status import Reason, Status

_NOTHING_TO_ANSWER_FOR = frozenset({Status.MET, Status.NOT_REQUIRED, Status.ENDED, Status.EXEMPT, Status.PENDING})
"""The verdicts from which "there is no such duty" does not differ for anybody."""

_NO_DUTY = "no-duty"

Key = tuple[date, str, str, date, str, int]


class Other(NamedTuple):
    """The conventions with another reading of one open point."""

    point: str
    reading: str
    conventions: Conventions

    @property
    def name(self) -> str:
        """What a reason calls it."""
        return f"{self.point}={self.reading}"


def other_readings(conventions: Conventions, declared: Mapping[str, tuple[str, ...]]) -> Iterator[Other]:
    """Give the conventions with one reading changed, for every open point and each of its other readings.

    `declared` are the points that rule files declare, with their readings. All readings of one point are tried, those
    of two points together are not.

    >>> [other.name for other in other_readings(Conventions(), {"covid-2020": ("suspended", "paused")})][-2:]
    ['covid-2020=suspended', 'covid-2020=paused']
    """
    for name, chosen in conventions.of_code.items():
        for other in type(chosen):
            if other is not chosen:
                changed: Mapping[str, Any] = {name: other}
                yield Other(name, other, attrs.evolve(conventions, **changed))
    given = dict(conventions.readings)
    for point, readings in declared.items():
        for reading in readings:
            if given.get(point) != reading:
                yield Other(point, reading, attrs.evolve(conventions, readings={**given, point: reading}))


def points_that_matter(assessment: Assessment) -> frozenset[str]:
    """Give the open points that rule files declare and that can matter to a case.

    Those of the version in force when a course began, and of every later one: it says what becomes of what falls due
    then, though the course may have ended, or be one of a group that the version asks nothing of.
    """
    found = set(assessment.rulebook.points_of_words)
    for ruleset in assessment.rulesets:
        bound = [own for own in assessment.courses if any(own.group in version.may_bind for version in ruleset.usable)]
        first = min((course.start for course in bound), default=date.max)
        for version, following in zip_longest(ruleset.usable, ruleset.usable[1:]):
            if first < (date.max if following is None else following.valid_from):
                found |= version.points
    return frozenset(found)


def by_every_reading(assessment: Assessment, assess: Callable[[Conventions], Assessment]) -> Assessment:
    """Give an assessment in which every verdict that depends on a reading is uncertain.

    Each reason `reading:POINT=READING:STATUS` names a reading under which the verdict is another; `no-duty` is a status
    there. A duty that only another reading has is there too where somebody would have to answer for it.
    """
    matter = points_that_matter(assessment)
    declared = {point: own for point, own in assessment.rulebook.other_readings.items() if point in matter}
    own = {_key(finding): finding for finding in assessment.findings}
    differing: dict[Key, list[str]] = {}
    found: dict[Key, Finding] = {}
    for other in other_readings(assessment.conventions, declared):
        judged = {_key(finding): finding for finding in assess(other.conventions).findings}
        new = {_role(finding): finding for key, finding in judged.items() if key not in own}
        taken = set()
        for key, finding in own.items():
            # By another transition the same duty may be one of another version.
            then = judged.get(key) or new.get(_role(finding))
            taken.add(None if then is None else _key(then))
            status = None if then is None else then.status
            if finding.status is not Status.UNCERTAIN and _differs(finding.status, status):
                told = _NO_DUTY if status is None else status
                differing.setdefault(key, []).append(f"{Reason.READING}:{other.name}:{told}")
        for finding in new.values():
            key = _key(finding)
            if key not in taken and finding.status not in _NOTHING_TO_ANSWER_FOR:
                found.setdefault(key, finding)
                differing.setdefault(key, []).append(f"{Reason.READING}:{other.name}:{finding.status}")
    both = {**own, **found}
    findings = [_open(finding, differing[key]) if key in differing else finding for key, finding in both.items()]
    return attrs.evolve(assessment, findings=tuple(sorted(findings, key=in_order)), by_every_reading=True)


def _key(finding: Finding) -> Key:
    return (
        finding.course, finding.group, finding.ruleset, finding.version, finding.requirement, finding.occurrence,
    )  # fmt: skip


def _role(finding: Finding) -> tuple[date, str, str, tuple[str, int]]:
    return (finding.course, finding.group, finding.ruleset, finding.planned.role)


def _differs(status: Status, other: Status | None) -> bool:
    return status not in _NOTHING_TO_ANSWER_FOR if other is None else status is not other


def _open(finding: Finding, reasons: list[str]) -> Finding:
    return attrs.evolve(finding, status=Status.UNCERTAIN, days_late=None, reasons=(*finding.reasons, *reasons))
