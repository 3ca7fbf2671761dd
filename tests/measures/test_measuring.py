"""The call itself: which version, which citizens, which measures, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest
from measured_rules import (
    BANDS,
    LONG_ENOUGH,
    ONE_IN_A_WEEK,
    START,
    case,
    load,
    measured_share,
    requirement,
    rulebook_of,
    share,
    version,
)

from kontaktforloeb import Conventions, Rulebook, check
from kontaktforloeb.conventions import MonthWindow
from kontaktforloeb.errors import OutOfRangeError, ParameterError, UnknownNameError
from kontaktforloeb.measures import LoadResult, ScoreResult, ShareResult, measure

SCORE = """
[[score]]
id = "test"
title = { da = "Test", en = "Test" }
certainty = "derived"
blocks = [["andel"], ["spurgt", "spurgt-igen"]]
decimals = 1
"""
PARAMETER = """
[parameter.loft]
title = { da = "Loft", en = "Cap" }

[parameter.uger]
title = { da = "Uger", en = "Weeks" }
"""


@cache
def rules(kind: str = "maaling") -> Rulebook:
    return rulebook_of(
        version(
            requirement("krav", ONE_IN_A_WEEK),
            share("andel", "krav"),
            share("spurgt", None, unit="adviser"),
            share("spurgt-igen", None),
            share("ja-nej", None, "share = { at_least = 1, of = 2 }\n"),
            load("last", 'measure = "open-courses"\n'),
            SCORE,
            kind=kind,
        )
    )


def test_shares_and_loads_come_in_the_order_of_the_file_and_scores_last() -> None:
    found = measure(rules(), "probe", [case("2022-01-05", adviser="R1")], as_of="2022-02-01")

    assert [result.id for result in found] == [
        "probe/andel", "probe/spurgt", "probe/spurgt-igen", "probe/ja-nej", "probe/last", "probe/test",
    ]  # fmt: skip


def test_a_score_is_made_of_measured_and_given_answers() -> None:
    answers = {"spurgt": "delvist", "spurgt-igen": "nej"}
    found = measure(rules(), "probe", [case("2022-01-05")], as_of="2022-02-01", answers=answers)
    score = found[-1]

    assert isinstance(score, ScoreResult)
    assert score.figure == Decimal("3.1")  # (5 + (2.5 + 0) / 2) / 2 is 3.125; the plain mean would give 2.5
    assert (score.answers, score.missing) == ({"andel": "ja", **answers}, ())


def test_a_score_without_every_answer_says_which_are_missing() -> None:
    score = measure(rules(), "probe", [], as_of="2022-02-01", answers={"spurgt": "ja"})[-1]

    assert isinstance(score, ScoreResult)
    assert (score.figure, score.missing) == (None, ("andel", "spurgt-igen"))


def test_a_given_answer_goes_before_what_was_counted_and_the_counts_stay() -> None:
    (result,) = measure(
        rules(), "probe", [case("2022-01-05")], as_of="2022-02-01", answers={"andel": "nej"}, only=["andel"]
    )

    assert isinstance(result, ShareResult)
    assert (result.answer, result.given, result.points) == ("nej", "nej", Decimal(0))
    assert (result.measured, result.possible, result.hits) == ("ja", ("ja", "ja"), 1)


def test_a_share_without_bands_is_answered_with_kept_or_not() -> None:
    (result,) = measure(rules(), "probe", [], as_of="2022-02-01", answers={"ja-nej": "kept"}, only=["ja-nej"])

    assert isinstance(result, ShareResult)
    assert (result.answer, result.of, result.points) == ("kept", None, None)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"spurkt": "ja"}, "no question 'spurkt'; did you mean 'spurgt'?"),
        ({"last": "ja"}, "no question 'last'"),
        ({"spurgt": "delvis"}, "no answer 'delvis'; did you mean 'delvist'?"),
        ({"ja-nej": "ja"}, "no answer 'ja'"),
    ],
)
def test_a_question_or_an_answer_that_is_not_there_is_refused(answers: dict[str, str], words: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        measure(rules(), "probe", [], as_of="2022-02-01", answers=answers)

    assert str(refused.value).startswith(words)


def test_only_some_measures_are_given_and_a_score_brings_its_questions() -> None:
    def ids(*names: str) -> list[str]:
        return [found.id for found in measure(rules(), "probe", [case()], as_of="2022-02-01", only=names)]

    assert ids("last") == ["probe/last"]
    assert ids("last", "andel") == ["probe/andel", "probe/last"]
    assert ids("test") == ["probe/andel", "probe/spurgt", "probe/spurgt-igen", "probe/test"]
    assert [found.id for found in measure(rules(), "probe", [], as_of="2022-02-01", only="last")] == ["probe/last"]


@pytest.mark.parametrize("name", ["lats", "krav"])
def test_a_measure_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(UnknownNameError, match=f"no measure '{name}'"):
        measure(rules(), "probe", [], as_of="2022-02-01", only=[name])


def test_a_rule_set_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="no rule set 'prob'; did you mean 'probe'"):
        measure(rules(), "prob", [], as_of="2022-02-01")


def test_the_version_in_force_on_the_day_is_measured() -> None:
    older = version(requirement("krav", ONE_IN_A_WEEK), share("andel", "krav"), valid_from="2020-01-01")
    newer = version(share("spurgt", None), valid_from="2023-01-01")
    both = rulebook_of(older, newer)

    assert [found.id for found in measure(both, "probe", [], as_of="2022-12-31")] == ["probe/andel"]
    assert [found.id for found in measure(both, "probe", [], as_of="2023-01-01")] == ["probe/spurgt"]
    with pytest.raises(OutOfRangeError, match="no version of 'probe' is in force on 2019-12-31"):
        measure(both, "probe", [], as_of="2019-12-31")


def test_cases_may_come_one_at_a_time() -> None:
    def cases() -> Iterator[object]:
        yield case("2022-01-05")
        yield case()

    (result,) = measure(rules(), "probe", cases(), as_of="2022-02-01", only=["andel"])  # type: ignore[arg-type]

    assert isinstance(result, ShareResult)
    assert (result.hits, result.misses) == (1, 1)


@pytest.mark.parametrize(("kind", "counted"), [("maaling", 3), ("lov", 3), ("kommune", 2), ("forsoeg", 2)])
def test_measures_look_at_everybody_and_those_of_a_schedule_not_at_whom_another_binds(kind: str, counted: int) -> None:
    named = [case(schedule=None), case(schedule="probe"), case(schedule="broendby")]
    first, last = measure(rules(kind), "probe", named, as_of="2022-02-01", only=["andel", "last"])

    assert isinstance(first, ShareResult)
    assert isinstance(last, LoadResult)
    assert (first.misses, last.unknown) == (counted, counted)


def test_an_assessment_stands_for_its_case_whatever_it_was_judged_by_and_on_whatever_day() -> None:
    citizen = case("2022-01-11")
    by_probe = check(citizen, as_of="2022-02-01", rulebook=rules(), rules=["probe"], schedule="probe")
    by_nothing = check(citizen, as_of="2022-02-01", rulebook=rules(), rules=[])
    too_early = check(citizen, as_of="2022-01-04", rulebook=rules(), rules=["probe"], schedule="probe")
    (result,) = measure(rules(), "probe", [by_probe, by_nothing, too_early], as_of="2022-02-01", only=["andel"])

    assert isinstance(result, ShareResult)
    assert result.misses == 3


def test_the_conventions_are_those_that_are_given_and_an_assessments_own() -> None:
    monthly = rulebook_of(
        version(requirement("krav", ONE_IN_A_WEEK.replace("weeks", "months")), share("andel", "krav"))
    )
    on_the_corresponding_day = case("2022-02-03", start=START)
    inclusive = Conventions(month_window=MonthWindow.INCLUSIVE)

    def hits(item: object, conventions: Conventions) -> int:
        (result,) = measure(monthly, "probe", [item], as_of="2022-03-01", conventions=conventions)  # type: ignore[list-item]
        assert isinstance(result, ShareResult)
        return result.hits

    assert hits(on_the_corresponding_day, Conventions()) == 0
    assert hits(on_the_corresponding_day, inclusive) == 1
    judged = check(on_the_corresponding_day, as_of="2022-03-01", rulebook=monthly, rules=[], conventions=inclusive)
    assert hits(judged, Conventions()) == 1


def test_a_measure_that_needs_a_value_says_so_and_others_do_not_need_it() -> None:
    open_cap = 'measure = "open-courses"\ncompare = "at-most"\nnorm = { parameter = "loft" }\n'
    lacking = rulebook_of(version(load("last", open_cap), load("alle", 'measure = "open-courses"\n'), more=PARAMETER))

    with pytest.raises(ParameterError, match="no value for the parameter 'loft', which last need"):
        measure(lacking, "probe", [case(adviser="R1")], as_of="2022-02-01")
    assert [found.id for found in measure(lacking, "probe", [], as_of="2022-02-01", only=["alle"])] == ["probe/alle"]


def test_a_share_of_what_needs_a_value_says_so() -> None:
    weeks = ONE_IN_A_WEEK.replace("weeks = 1", 'weeks = { parameter = "uger" }')
    lacking = rulebook_of(version(requirement("krav", weeks), share("andel", "krav", BANDS), more=PARAMETER))

    with pytest.raises(ParameterError, match="'uger', which andel need"):
        measured_share(lacking, [case()], "2022-02-01")


def test_a_share_of_meetings_and_one_of_citizens_may_be_of_one_requirement() -> None:
    both = rulebook_of(
        version(requirement("krav", LONG_ENOUGH), share("moeder", "krav", unit="meetings"), share("borgere", "krav"))
    )
    meetings, citizens = measure(both, "probe", [case("2022-01-05", "2022-01-12")], as_of="2022-02-01")

    assert isinstance(meetings, ShareResult)
    assert isinstance(citizens, ShareResult)
    assert (meetings.unknown, citizens.unknown) == (2, 1)


def test_measures_are_loaded_only_by_who_asks_for_them() -> None:
    code = "import sys, kontaktforloeb; print(*(name for name in sys.modules if 'measures' in name))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.split() == []
