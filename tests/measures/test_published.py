from __future__ import annotations

from decimal import Decimal

import pytest
from measured_rules import requirement, rulebook_of, share, version

from kontaktforloeb import Rulebook, load_rules
from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.measures import recompute

SHOWN = {
    "broendby": {"evidenstest/evidenstest": "1.3", "evidenstest/god-praksis": "3.7"},
    "kalundborg": {"evidenstest/evidenstest": "2.5", "evidenstest/god-praksis": "4.2"},
    "odsherred": {"evidenstest/evidenstest": "4.4", "evidenstest/god-praksis": "4.4"},
}


@pytest.mark.parametrize(("ruleset", "figures"), SHOWN.items(), ids=SHOWN)
def test_the_six_figures_that_are_shown_come_out_of_their_own_answers(ruleset: str, figures: dict[str, str]) -> None:
    found = {own.recomputed.id: own for own in recompute(load_rules(), ruleset)}

    assert {name: str(own.recomputed.figure) for name, own in found.items()} == figures
    assert {name: str(own.shown) for name, own in found.items()} == figures
    assert all(own.agrees for own in found.values())


@pytest.mark.parametrize(
    ("ruleset", "score", "answers"),
    [
        ("broendby", "evidenstest/evidenstest", {"E4": "nej"}),
        ("odsherred", "evidenstest/evidenstest", {"E2": "ja"}),
        ("kalundborg", "evidenstest/god-praksis", {"Q14": "nej"}),
    ],
)
def test_another_answer_gives_another_figure(ruleset: str, score: str, answers: dict[str, str]) -> None:
    found = {own.recomputed.id: own for own in recompute(load_rules(), ruleset, answers=answers)}

    assert {name for name, own in found.items() if not own.agrees} == {score}


SCORE = """
[[score]]
id = "{name}"
title = {{ da = "Test", en = "Test" }}
certainty = "derived"
blocks = [["a", "b"]]
decimals = 1
"""
PUBLISHED = """
[[published]]
score = "{score}"
shown = "2.5"
answers = [{answers}]
"""
BOTH = '{ question = "a", band = "ja" }, { question = "b", band = "nej" }'
OTHER_POINTS = (
    'bands = [{ id = "ja", at_least = 1, of = 2, points = "3" }, { id = "nej", at_least = 0, of = 2, points = "0" }]'
)


def rules(answers: str = BOTH, score: str = "probe/test", shown_from: str = "2021-06-01", *versions: str) -> Rulebook:
    shown = version(
        requirement("k", 'kind = "count"\nmatch = "samtale"\ncount = 1\ndue = { weeks = 1 }'),
        PUBLISHED.format(score=score, answers=answers),
        name="by",
        kind="kommune",
        valid_from=shown_from,
    )
    own = version(share("a", None), share("b", None), SCORE.format(name="test"))
    return rulebook_of(shown, own, *versions)


def test_a_figure_is_made_by_the_score_of_its_day() -> None:
    later = version(
        share("a", None, OTHER_POINTS), share("b", None), SCORE.format(name="test"), valid_from="2022-01-01"
    )
    (then,) = recompute(rules(BOTH, "probe/test", "2021-06-01", later), "by")
    (now,) = recompute(rules(BOTH, "probe/test", "2022-06-01", later), "by")
    (before,) = recompute(rules(BOTH, "probe/test", "2019-06-01", later), "by")

    assert (then.recomputed.figure, then.agrees) == (Decimal("2.5"), True)
    assert (now.recomputed.figure, now.agrees) == (Decimal("1.5"), False)
    assert (before.recomputed.figure, str(before.recomputed.version)) == (Decimal("2.5"), "2020-01-01")
    assert (before.ruleset, str(before.version)) == ("by", "2019-06-01")


def test_a_figure_without_all_its_answers_does_not_agree() -> None:
    (found,) = recompute(rules('{ question = "a", band = "ja" }'), "by")

    assert (found.recomputed.figure, found.recomputed.missing, found.agrees) == (None, ("b",), False)


@pytest.mark.parametrize(
    ("answers", "score", "words"),
    [
        (BOTH, "prob/test", "no rule set 'prob'"),
        (BOTH, "probe/tset", "no score 'tset'; did you mean 'test'"),
        ('{ question = "c", band = "ja" }', "probe/test", "no question 'c'"),
        ('{ question = "a", band = "jaa" }', "probe/test", "no answer 'jaa'; did you mean 'ja'"),
    ],
)
def test_what_is_not_there_is_refused(answers: str, score: str, words: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        recompute(rules(answers, score), "by")

    assert str(refused.value).startswith(words)


def test_a_rule_set_without_figures_gives_none() -> None:
    assert recompute(rules(), "probe") == ()
