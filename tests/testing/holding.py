"""Whether findings are what is known of a case without the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kontaktforloeb import Finding
from kontaktforloeb.testing.casetable.model import Known, TableCase
from kontaktforloeb.testing.casetable.table import CaseTable


def not_as_known(case: TableCase, table: CaseTable) -> Iterator[str]:
    """Give what comes out of a case otherwise than is known, in words."""
    for day in case.days:
        findings = table.findings(case, day.as_of) if day.known else ()
        for known in day.known:
            if not _holds(known, findings):
                yield f"{case.id} as of {day.as_of}: {known}, but\n" + "\n".join(map(str, findings))


def _holds(known: Known, findings: Sequence[Finding]) -> bool:
    meant = [each for each in findings if all(getattr(each, name) == value for name, value in known.which)]
    if known.absent:
        return not meant
    fitting = [each for each in meant if _fits(known, each)]
    return bool(fitting) if known.some else len(meant) == len(fitting) == 1


def _fits(known: Known, finding: Finding) -> bool:
    return (
        (not known.status or str(finding.status) in known.status)
        and all(str(getattr(finding, name)) == str(value) for name, value in known.says)
        and all(_carries(finding.reasons, reason) for reason in known.reasons)
        and not any(_carries(finding.reasons, reason) for reason in known.not_reasons)
    )


def _carries(reasons: Iterable[str], reason: str) -> bool:
    return any(reason in (own, own.split(":")[0]) for own in reasons)
