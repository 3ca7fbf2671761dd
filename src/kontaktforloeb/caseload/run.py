"""Check every case of a caseload."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import attrs

from kontaktforloeb.caseload.read import Caseload
from kontaktforloeb.checking import check
from kontaktforloeb.conventions import DEFAULT, Conventions
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.status import Status

SUMMARISED = (Status.MET, Status.LATE, Status.OVERDUE, Status.PENDING)
"""The statuses that a summary counts by themselves; the rest stand together."""


@attrs.frozen
class Line:
    """One requirement of a summary: how many findings have each status."""

    requirement: str
    version: date
    counts: dict[Status, int]

    def count(self, status: Status) -> int:
        """Give how many findings have a status."""
        return self.counts.get(status, 0)

    @property
    def other(self) -> int:
        """How many findings have a status that is not counted by itself."""
        return sum(count for status, count in self.counts.items() if status not in SUMMARISED)


def check_caseload(
    caseload: Caseload,
    *,
    as_of: date,
    rulebook: Rulebook,
    rules: Iterable[str] | None = None,
    schedule: str | None = None,
    conventions: Conventions = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Assessment]:
    """Give the assessment of each case, ordered by citizen; `progress` is told how many of how many are done."""
    names = None if rules is None else list(rules)
    total = len(caseload.cases)
    for done, case in enumerate(caseload.cases, 1):
        yield check(
            case, as_of=as_of, rulebook=rulebook, rules=names, schedule=schedule, conventions=conventions
        )
        if progress is not None:
            progress(done, total)


def summarise(findings: Iterable[Finding]) -> Sequence[Line]:
    """Give a line for each requirement and version, in order."""
    counts: dict[tuple[str, date], dict[Status, int]] = {}
    for finding in findings:
        own = counts.setdefault((finding.requirement, finding.version), {})
        own[finding.status] = own.get(finding.status, 0) + 1
    return [Line(*key, own) for key, own in sorted(counts.items())]
