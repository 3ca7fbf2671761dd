"""Check every case of a caseload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kontaktforloeb.caseload.read import Caseload
from kontaktforloeb.checking import check
from kontaktforloeb.conventions import DEFAULT, Conventions, Readings
from kontaktforloeb.findings import Assessment
from kontaktforloeb.rulebook.registry import Rulebook


def check_caseload(
    caseload: Caseload,
    *,
    as_of: date,
    rulebook: Rulebook,
    rules: Iterable[str] | None = None,
    schedule: str | None = None,
    conventions: Conventions = DEFAULT,
    readings: Readings = Readings.CHOSEN,
) -> Iterator[Assessment]:
    """Give the assessment of each case, one after the other, ordered by citizen."""
    names = None if rules is None else list(rules)
    for case in caseload.cases:
        yield check(
            case,
            as_of=as_of,
            rulebook=rulebook,
            rules=names,
            schedule=schedule,
            conventions=conventions,
            readings=readings,
        )
