from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from little import GROUP, START, rules

from kontaktforloeb import load_rules, prove, prove_alone, repair
from kontaktforloeb.errors import OutOfRangeError, UnknownNameError
from kontaktforloeb.proof.picture import in_text, svg
from kontaktforloeb.proof.told import proof_lines
from kontaktforloeb.proof.values import Counterexample, Outcome, Proof, Undecided
from kontaktforloeb.status import Status

FIVE = ("2022-02-01", "2022-02-05")
TWO_OF_BOTH = 'kind = "count"\nmatch = "both"\ncount = 2\ndue = { days = 6 }'


def outcomes(proof: Proof) -> dict[str, str]:
    return {own.duty: str(own.outcome) for own in proof.duties}


def test_broendby_against_one_duty_of_2020_is_broken_by_a_case_that_check_confirms() -> None:
    proof = prove("broendby", "lab", version="2020-01-01", duties=["31-1"], starts=FIVE)
    shown = proof.counterexample

    assert outcomes(proof) == {"lab/31-1": "counterexample"}
    assert shown is not None
    assert shown.finding.status in {Status.OVERDUE, Status.LATE}
    assert all(own.status is not Status.OVERDUE for own in shown.assessment.findings if own.ruleset == "broendby")
    assert (str(shown.start), shown.records) == ("2022-02-01", 7)


def test_with_the_jobcenter_as_the_holder_broendby_keeps_the_four_of_2020() -> None:
    """Whatever interview the a-kasse takes part in, four more are left."""
    held = {"held_by": "jobcenter", "individual": "yes"}
    proof = prove("broendby", "lab", version="2020-01-01", duties=["lab/31-1"], starts=FIVE, assume=held)

    assert proof.outcome is Outcome.PROVED
    assert proof.scope.starts == 5


def test_a_duty_of_a_person_is_undecided_and_says_so() -> None:
    proof = prove("broendby", "lab", version="2020-01-01", duties=["33-form-3"], starts=FIVE)
    [verdict] = proof.duties

    assert isinstance(verdict.result, Undecided)
    assert verdict.result.why == ("person",)


def test_a_duty_that_hangs_on_an_event_asks_for_it() -> None:
    plain = prove("gladsaxe-integration", "integrationsloven", starts=FIVE)
    [verdict] = plain.duties

    assert isinstance(verdict.result, Undecided)
    assert verdict.result.why == ("event:visitation",)


def test_a_schedule_without_a_value_for_a_parameter_is_never_a_counterexample() -> None:
    proof = prove("esbjerg", "lab", version="2024-01-01", starts=("2024-02-01", "2024-02-01"), duties=["31-4"])
    assert outcomes(proof) == {"lab/31-4": "undecided"}
    assert dict(proof.left_out)["esbjerg/friske-oejne-6"] == "parameter:tolerance"


def test_the_smallest_case_has_its_meetings_as_late_as_can_be(tmp_path: Path) -> None:
    law = 'kind = "count"\nmatch = "a"\ncount = 1\ndue = { days = 6 }'
    rulebook = rules(tmp_path, [TWO_OF_BOTH], [law])
    shown = prove("plan", "loven", starts=(START, START), groups=[GROUP], rulebook=rulebook).counterexample

    assert shown is not None
    assert [(str(own.date), own.type) for own in shown.case.meetings] == [
        ("2024-01-13", "faelles-jobsamtale"),
        ("2024-01-14", "faelles-jobsamtale"),
    ]


def test_the_least_change_is_one_number(tmp_path: Path) -> None:
    law = 'kind = "count"\nmatch = "both"\ncount = 2\ndue = { days = 5 }'
    rulebook = rules(tmp_path, [TWO_OF_BOTH], [law])
    found = repair("plan", "loven", starts=(START, START), groups=[GROUP], rulebook=rulebook)

    assert found is not None
    assert [(own.key, own.before, own.after) for own in found.changes] == [("due.days", 6, 5)]
    assert found.proof.outcome is Outcome.PROVED


def test_where_no_change_is_enough_there_is_none(tmp_path: Path) -> None:
    law = 'kind = "count"\nmatch = "a"\ncount = 1\ndue = { days = 5 }'
    rulebook = rules(tmp_path, [TWO_OF_BOTH], [law])
    assert repair("plan", "loven", starts=(START, START), groups=[GROUP], most=2, rulebook=rulebook) is None


def test_duties_in_contradiction_and_one_that_follows(tmp_path: Path) -> None:
    at_most_one = 'kind = "count"\nmatch = "both"\ncount = 1\nat_most = 1\ndue = { days = 6 }'
    one = 'kind = "count"\nmatch = "both"\ncount = 1\ndue = { days = 6 }'
    rulebook = rules(tmp_path, [TWO_OF_BOTH, at_most_one], [one])
    never = prove_alone("plan", starts=(START, START), groups=[GROUP], rulebook=rulebook)
    always = prove_alone("loven", starts=(START, START), groups=[GROUP], rulebook=rulebook)

    assert (never.followable, never.not_from, never.conflicts) == (
        Outcome.COUNTEREXAMPLE, START, (("plan/k1", "plan/k2"),),
    )  # fmt: skip
    assert (always.followable, always.implied) == (Outcome.PROVED, ())


def test_a_schedule_that_nobody_can_follow_proves_nothing(tmp_path: Path) -> None:
    two = 'kind = "count"\nmatch = "both"\ncount = 2\ndue = { weeks = 4 }'
    at_most_one = 'kind = "count"\nmatch = "both"\ncount = 1\nat_most = 1\ndue = { months = 6 }'
    rulebook = rules(tmp_path, [two, at_most_one], ['kind = "count"\nmatch = "both"\ncount = 5\ndue = { days = 9 }'])
    proof = prove("plan", "loven", starts=(START, START + timedelta(days=2)), groups=[GROUP], rulebook=rulebook)
    [verdict] = proof.duties

    assert (proof.outcome, verdict.outcome) == (Outcome.UNDECIDED, Outcome.UNDECIDED)
    assert "nobody can follow plan on time from 3 start day(s), first 2024-01-08" in "\n".join(proof_lines(proof, "en"))
    assert "ingen kan følge plan til tiden fra 3 startdag(e)" in "\n".join(proof_lines(proof, "da"))


def test_a_counterexample_from_another_day_stands_although_nobody_can_follow_from_one(tmp_path: Path) -> None:
    """From 31 January the month is as long as the 29 days; from 1 February a second meeting may lie after it."""
    two = 'kind = "count"\nmatch = "both"\ncount = 2\ndue = { days = 29 }'
    at_most_one = 'kind = "count"\nmatch = "both"\ncount = 1\nat_most = 1\nopens = { days = 0 }\ndue = { months = 1 }'
    rulebook = rules(tmp_path, [two, at_most_one], ['kind = "count"\nmatch = "both"\ncount = 5\ndue = { days = 9 }'])
    starts = (date(2024, 1, 31), date(2024, 2, 1))
    one, other, both = (
        prove("plan", "loven", starts=days, groups=[GROUP], rulebook=rulebook)
        for days in ((starts[0],) * 2, (starts[1],) * 2, starts)
    )
    assert {one.outcome, other.outcome} == {Outcome.UNDECIDED, Outcome.COUNTEREXAMPLE}
    assert both.outcome is Outcome.COUNTEREXAMPLE


def test_under_an_assumption_that_no_meeting_of_the_schedule_meets_nothing_is_proved(tmp_path: Path) -> None:
    rulebook = rules(tmp_path, [TWO_OF_BOTH], ['kind = "count"\nmatch = "both"\ncount = 1\ndue = { days = 6 }'])
    asked: dict[str, Any] = {"starts": (START, START), "groups": [GROUP], "rulebook": rulebook}

    assert prove("plan", "loven", assume={"held_by": "jobcenter"}, **asked).outcome is Outcome.PROVED
    [verdict] = prove("plan", "loven", assume={"held_by": "a-kasse"}, **asked).duties
    assert verdict.result == Undecided((f"cannot-follow:plan:1:{START}",))


def test_what_others_imply_is_told(tmp_path: Path) -> None:
    one = 'kind = "count"\nmatch = "both"\ncount = 1\ndue = { days = 6 }'
    rulebook = rules(tmp_path, [TWO_OF_BOTH, one], [one])
    alone = prove_alone("plan", starts=(START, START), groups=[GROUP], rulebook=rulebook)
    assert alone.implied == ("plan/k2",)


def test_broendby_can_be_followed_and_nothing_in_it_is_superfluous_but_what_its_words_repeat() -> None:
    alone = prove_alone("broendby", starts=("2024-02-29", "2024-02-29"))
    assert alone.followable is Outcome.PROVED
    assert alone.not_from is None


def test_the_drawing_has_a_lane_for_each_due_day_and_is_the_same_again(tmp_path: Path) -> None:
    law = 'kind = "count"\nmatch = "a"\ncount = 1\ndue = { days = 6 }'
    rulebook = rules(tmp_path, [TWO_OF_BOTH], [law])
    shown = prove("plan", "loven", starts=(START, START), groups=[GROUP], rulebook=rulebook).counterexample

    assert isinstance(shown, Counterexample)
    assert [line.split("  ")[0].strip() for line in in_text(shown, "en")[1:]] == ["plan/k1", "loven/k1", "meetings"]
    assert svg(shown, "en") == svg(shown, "en")
    assert 'class="law"' in svg(shown, "da")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"schedule": "broenby"}, "did you mean 'broendby'"),
        ({"against": "labb"}, "did you mean 'lab'"),
        ({"duties": ["31-11"]}, "did you mean '31-1"),
        ({"groups": ["dagpeng"]}, "did you mean 'dagpenge'"),
        ({"events": ["tilmeldning"]}, "did you mean 'tilmelding'"),
        ({"assume": {"form": "telefom"}}, "did you mean 'telefon'"),
        ({"assume": {"held_by": "jobcentre"}}, "did you mean 'jobcenter'"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest(wrong: dict[str, Any], told: str) -> None:
    asked: dict[str, Any] = {"schedule": "broendby", "against": "lab", "starts": FIVE, **wrong}
    with pytest.raises(UnknownNameError, match=told):
        prove(**asked)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"assume": {"holder": "x"}}, "nothing can be assumed of 'holder'; expected one of held_by, type"),
        ({"starts": ("2022-02-05", "2022-02-01")}, "lies before the first"),
        ({"version": "2010-01-01"}, "no version of 'lab' is in force on 2010-01-01"),
        ({"schedule": "albertslund-sygedagpenge"}, "no target group|never in force together"),
    ],
)
def test_no_start_day_is_an_error_with_words(wrong: dict[str, Any], told: str) -> None:
    asked: dict[str, Any] = {"schedule": "broendby", "against": "lab", **wrong}
    with pytest.raises(OutOfRangeError, match=told):
        prove(**asked)


def test_a_change_of_law_in_the_course_is_as_check_has_it() -> None:
    """Of the law of 2026 nobody is sure on courses that run: where a share is all that is left nothing is claimed."""
    proof = prove("cabi-grundmodel", "lab", version="2024-01-01", duties=["31-3"], starts=("2026-06-01", "2026-06-02"))
    assert set(outcomes(proof).values()) <= {"proved", "undecided"}


@pytest.mark.slow
def test_broendby_keeps_four_in_six_months_on_every_start_day_of_thirteen_years(tmp_path: Path) -> None:
    text = Path(__file__).with_name("fire.toml").read_text(encoding="utf-8")
    tmp_path.joinpath("fire.toml").write_text(text, encoding="utf-8")
    proof = prove(
        "broendby", "fire-i-seks", starts=("2018-01-01", "2030-12-31"), as_if=True, rulebook=load_rules(tmp_path)
    )

    assert proof.outcome is Outcome.PROVED
    assert proof.scope.starts == 4748
