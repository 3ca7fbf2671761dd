"""Cases that keep every duty of a rule set: judged by `check` on many days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from judged import JUDGED, days_of, missed, rules_with_values

from kontaktforloeb import Case, Status, check, load_rules
from kontaktforloeb.testing import complying_cases
from kontaktforloeb.testing.complying import complied, foci, starts

quick = settings(max_examples=4, deadline=None, database=None)
thorough = settings(max_examples=60, deadline=None)


def test_the_rule_sets_are_all_that_ask_something_of_a_citizen() -> None:
    assert len(JUDGED) >= 50
    left = [name for name in load_rules().rulesets if name not in JUDGED]
    assert left == ["a-kasse-fire-maaneder", "frit-valg-fire-maaneder"], "proposals alone"


def keeps(case: Case, ruleset: str) -> None:
    for day in days_of(case, ruleset):
        assert not missed(case, day, ruleset), (day, missed(case, day, ruleset)[0])


@pytest.mark.parametrize("ruleset", ["lab", "broendby", "sygedagpenge", "odsherred", "kalundborg", "akademikernes"])
def test_every_duty_is_kept(ruleset: str) -> None:
    @quick
    @given(complying_cases(ruleset, rulebook=rules_with_values()))
    def kept(case: Case) -> None:
        keeps(case, ruleset)

    kept()


@pytest.mark.slow
@pytest.mark.parametrize("ruleset", JUDGED)
def test_every_duty_is_kept_in_many_cases(ruleset: str) -> None:
    @thorough
    @given(complying_cases(ruleset, rulebook=rules_with_values()))
    def kept(case: Case) -> None:
        keeps(case, ruleset)

    kept()


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(complying_cases("lab"))
def test_the_law_is_kept_in_very_many_cases(case: Case) -> None:
    keeps(case, "lab")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lab@2027-01-01", "a-kasse-fire-maaneder@2027-01-01"])
def test_a_proposal_can_be_kept_too(name: str) -> None:
    case = find(complying_cases(name), lambda _: True)
    assert not missed(case, "2090-01-01", name)


def test_what_is_asked_of_some_alone_is_asked_of_some() -> None:
    """A case in which nothing is asked would be kept, too: each duty of the law is met in some case."""
    rulebook, met = rules_with_values(), set()
    law = rulebook.ruleset("lab")
    for group in law.groups:
        for focus in foci(law, group):
            for first, last in starts(rulebook, law, group):
                case = complied(rulebook, law, group, min(last, first + timedelta(days=30)), focus=focus)
                found = check(case, as_of="2090-01-01", rules=["lab"]).findings
                met |= {finding.requirement for finding in found if finding.status is Status.MET}
    judged = {name for version in law.usable for own in version.by_group.values() for name, _ in own}
    never = {name.partition("/")[2] for name in judged - met}
    # Of a form alone, of courses from before a change, or of a leave: what they ask is left out of these cases.
    assert never <= {
        "33-form-1", "33-form-2", "33-form-3", "33-brev-1", "33-brev", "209-2", "209-2-a-kasse", "209-3", "209-4",
        "38-1-tidligere", "38-1-udland-foerste-tidligere", "38-1-udland-tidligere", "32-a-1",
    }  # fmt: skip


@pytest.mark.slow
def test_they_shrink_to_meetings_held_as_early_as_may_be() -> None:
    case = find(complying_cases("lab"), lambda _: True)
    assert case.spells[0].group == "kontanthjaelp-jobparat"
    assert [meeting.date.day for meeting in case.meetings] == [14, 15, 16, 17]


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_groups_and_days_are_those_that_are_asked_for(data: st.DataObject) -> None:
    days: dict[str, Any] = {"min_day": "2024-03-01", "max_day": "2024-05-31"}
    case = data.draw(complying_cases("lab", groups=["dagpenge"], **days))
    assert case.spells[0].group == "dagpenge"
    assert date(2024, 3, 1) <= case.spells[0].start <= date(2024, 5, 31)
