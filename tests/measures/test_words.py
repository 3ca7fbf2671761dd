from __future__ import annotations

import pytest
from measured_rules import LONG_ENOUGH, ONE_IN_A_WEEK, case, load, requirement, rulebook_of, share, version

from kontaktforloeb import Meeting, load_rules
from kontaktforloeb.measures import Answer, Outcome, Record, measure, recompute, tell
from kontaktforloeb.texts import LANGUAGES, Lang, say

SCORE = """
[[score]]
id = "tal"
title = { da = "Tallet", en = "The figure" }
certainty = "derived"
blocks = [["moeder", "spurgt"]]
decimals = 2
"""
RULES = rulebook_of(
    version(
        requirement("krav", ONE_IN_A_WEEK),
        requirement("minutter", LONG_ENOUGH),
        share("andel", "krav"),
        share("moeder", "minutter", unit="meetings"),
        share("spurgt", None),
        load("sager", 'measure = "open-courses"\n'),
        load("samtaler", 'measure = "meetings"\nmatch = "samtale"\nper = "iso-week"\naverage = true\n'),
        load(
            "teammoede",
            'measure = "records"\nrecord = "teammoede"\nlongest = { days = 14 }\nminutes = 60\n',
            unit="team",
        ),
        SCORE,
    )
)
CASES = [
    *[case(Meeting("2022-01-05", minutes=45), Meeting("2022-01-14"), adviser="R1")] * 3,
    case(end="2022-01-06"),
]
RECORDS = [
    Record("T1", "teammoede", "2022-01-03", 60),
    Record("T1", "teammoede", "2022-01-10", 30),
    Record("T1", "teammoede", "2022-01-11"),
]

DANISH = """\
probe/andel Krav: 3 af 3: ja
  ikke talt med: sluttet før fristen 1
probe/moeder Krav: 3 af 3: ja
  uvist hos 3: mindst nej, højst ja
probe/spurgt Krav: uvist; data kan ikke vise det, og svaret er ikke oplyst
probe/sager Krav: ingen norm
  R1: 3: ingen norm
  uden kendt medarbejder, team eller dag: 1
probe/samtaler Krav: ingen norm
  R1: 3, 3: ingen norm; i gennemsnit 3,0
probe/teammoede Krav: ikke overholdt
  T1: 1: ikke overholdt; længste mellemrum 03-01-2022 til 01-02-2022; 1 for kort(e); 1 uden minutter
probe/tal Tallet: uvist; der mangler svar på spurgt"""
ENGLISH = """\
probe/andel Requirement: 3 of 3: ja
  left out: ended before due 1
probe/moeder Requirement: 3 of 3: ja
  unknown of 3: nej at least, ja at most
probe/spurgt Requirement: open; the data cannot show it, and no answer is given
probe/sager Requirement: no norm
  R1: 3: no norm
  of no known adviser, team or day: 1
probe/samtaler Requirement: no norm
  R1: 3, 3: no norm; 3.0 on average
probe/teammoede Requirement: not kept
  T1: 1: not kept; longest time between two 2022-01-03 to 2022-02-01; 1 too short; 1 without minutes
probe/tal The figure: open; no answer to spurgt"""


@pytest.mark.parametrize(("lang", "words"), [("da", DANISH), ("en", ENGLISH)])
def test_every_number_of_a_result_is_told(lang: Lang, words: str) -> None:
    found = measure(RULES, "probe", CASES, as_of="2022-02-01", records=RECORDS)

    assert "\n".join(tell(result, lang) for result in found) == words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("da", ["probe/spurgt Krav: delvist (oplyst)", "probe/tal Tallet: 3,75"]),
        ("en", ["probe/spurgt Requirement: delvist (as given)", "probe/tal The figure: 3.75"]),
    ],
)
def test_a_figure_has_a_comma_in_danish_and_a_given_answer_is_called_so(lang: Lang, words: list[str]) -> None:
    found = measure(RULES, "probe", CASES, as_of="2022-02-01", answers={"spurgt": "delvist"}, only=["spurgt", "tal"])

    assert [tell(result, lang) for result in found][1:] == words


def test_a_given_answer_stands_before_what_was_counted() -> None:
    (result,) = measure(RULES, "probe", CASES, as_of="2022-02-01", answers={"andel": "nej"}, only=["andel"])

    assert tell(result, "en").splitlines()[:2] == [
        "probe/andel Requirement: nej (as given)",
        "probe/andel Requirement: 3 of 3: ja",
    ]


def test_a_figure_that_is_shown_agrees_or_differs() -> None:
    as_shown, _ = recompute(load_rules(), "odsherred")
    otherwise, _ = recompute(load_rules(), "odsherred", answers={"E1": "nej"})

    assert tell(as_shown, "da") == "evidenstest/evidenstest: vist 4,4, genberegnet 4,4: stemmer"
    assert tell(otherwise, "da") == "evidenstest/evidenstest: vist 4,4, genberegnet 3,1: stemmer ikke"
    assert tell(otherwise, "en") == "evidenstest/evidenstest: shown 4.4, recomputed 3.1: differs"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_answer_and_every_reason_to_be_left_out_has_words(lang: Lang) -> None:
    told = [say(f"answer.{answer}", lang) for answer in Answer]
    left_out = [outcome for outcome in Outcome if outcome not in ("hit", "miss", "unknown")]

    assert all(told)
    assert len({say(f"outcome.{outcome}", lang) for outcome in left_out}) == len(left_out)
