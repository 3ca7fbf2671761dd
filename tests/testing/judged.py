"""What the tests of the strategies ask of a case: which duties of a rule set were not kept, on any day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from kontaktforloeb import Case, Finding, Rulebook, Status, check, load_rules
from kontaktforloeb.rulebook.kinds import ParameterType
from kontaktforloeb.rulebook.registry import with_values
from kontaktforloeb.testing import settled_on

NOT_KEPT = {Status.LATE, Status.OVERDUE, Status.SHORT, Status.BREACHED, Status.UNKNOWN, Status.UNCERTAIN}


@cache
def rules_with_values() -> Rulebook:
    """Give the bundled rules with a value for every parameter that has none: a number, or a word."""
    rulebook = load_rules()
    for name, ruleset in rulebook.rulesets.items():
        needs = {own for names in ruleset.open_parameters.values() for own in names}
        values: dict[str, object] = {}
        for version in ruleset.usable:
            for own, parameter in version.file.parameter.items():
                if own in needs:
                    values[own] = 3 if parameter.type is ParameterType.NUMBER else ["cv", "netvaerk"]
        if values:
            rulebook = with_values(rulebook, name, values)
    return rulebook


JUDGED = tuple(name for name, own in rules_with_values().rulesets.items() if own.usable and own.groups)
"""Every rule set that asks something of a citizen; those without a version in force, and loads, are none."""


def missed(case: Case, as_of: date | str, ruleset: str) -> list[Finding]:
    """Give what was not kept as of a day, advice included."""
    found = check(case, as_of=as_of, rulebook=rules_with_values(), rules=[ruleset]).findings
    return [finding for finding in found if finding.status in NOT_KEPT or "advice" in finding.reasons]


def days_of(case: Case, ruleset: str) -> Iterator[date]:
    """Give days all through a course, the last one when nothing changes any more."""
    start = case.spells[0].start
    yield from (start + timedelta(days=days) for days in (0, 8, 15, 30, 92, 185, 366))
    yield settled_on(case, ruleset, rulebook=rules_with_values())
