"""What a file says by its defaults, by the file that it extends and by its parameters; and where its problems lie."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rule_texts import COMMON, COUNT, EACH, HEAD, PHASE, RIGHT, problems_of, put

from kontaktforloeb import Case, Meeting, Rulebook, check, load_rules
from kontaktforloeb.errors import ParameterError, RuleFileError, UnknownNameError
from kontaktforloeb.rulebook.compose import compose
from kontaktforloeb.rulebook.format import Period, Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import Snap
from kontaktforloeb.rulebook.registry import find_problems, with_values
from kontaktforloeb.rulebook.structure import Path as Keys

OWN = """\
id = "egen"
extends = "proeve"
valid_from = 2024-01-01
checked_on = 2026-11-21
"""
"""Lines 1 to 4 of a file that extends `RIGHT`."""

TOLERANCE = """
[parameter.tolerance]
title = { da = "Dage", en = "Days" }
"""
"""A parameter without a value: after `HEAD` its header stands on line 13."""

SLACK = COUNT.replace("months = 3", 'months = 3, plus_days = { parameter = "tolerance" }')
OPEN = HEAD + TOLERANCE + SLACK
"""A file whose only duty needs a value."""

TOPICS = """
[parameter.emner]
title = { da = "Emner", en = "Topics" }
type = "words"
"""
ABOUT = EACH.replace('form = ["fremmoede"]', 'topics = { parameter = "emner" }')


def book_of(folder: Path, *texts: str) -> Rulebook:
    """Give the rules with further files, named `1.toml` and so on."""
    for number, text in enumerate(texts, 1):
        put(folder, text, f"{number}.toml")
    return load_rules(folder)


def shown(rulebook: Rulebook, folder: Path) -> list[str]:
    return [str(problem).removeprefix(f"{folder}/") for problem in rulebook.problems]


def file_of(rulebook: Rulebook, name: str) -> RuleFile:
    assert rulebook.problems == ()
    (version,) = rulebook.ruleset(name).versions
    return version.file


def requirement_of(rulebook: Rulebook, name: str, requirement: str = "en") -> Requirement:
    (found,) = [own for own in file_of(rulebook, name).requirement if own.id == requirement]
    return found


# --- Defaults.


def test_a_default_holds_for_every_requirement_that_does_not_say_otherwise(tmp_path: Path) -> None:
    level, coverage = 'level = "norm"\n', 'coverage = "full"\n'
    text = HEAD + '\n[default]\nlevel = "raad"\ncoverage = "manual"\nnote = { da = "x", en = "y" }\n'
    text += COUNT.replace(level, "") + COUNT.replace('"en"', '"to"', 1).replace(coverage, "")
    first, second = file_of(book_of(tmp_path, text), "proeve").requirement
    assert (first.level, first.coverage) == ("raad", "full")
    assert (second.level, second.coverage) == ("norm", "manual")
    assert first.note == second.note is not None


def test_a_default_is_replaced_whole(tmp_path: Path) -> None:
    text = HEAD + '\n[default]\napplies_to = { groups = ["dagpenge"], event = ["job"] }\n' + COUNT
    assert requirement_of(book_of(tmp_path, text), "proeve").applies_to.event == ()


@pytest.mark.parametrize(
    ("default", "expected"),
    [
        pytest.param(
            'level = "nrom"',
            ["14: default.level: 'nrom' is no known word; expected one of krav, norm, raad; did you mean 'norm'?"],
            id="a wrong word",
        ),
        pytest.param(
            'levl = "norm"', ["14: default.levl: no key 'levl' is known here; did you mean 'level'?"], id="key"
        ),
        pytest.param(
            'not_required = [{ event = "jobb" }]',
            ["14: default.not_required[1].event: no event 'jobb' is known; did you mean 'job'?"],
            id="a word that is not there",
        ),
        pytest.param(
            "opens = { days = 1,\n weeks = 1 }",
            [
                (
                    "14: default.opens: a day has at most one period, not days and weeks; "
                    "expected one of days, weeks, months, week, accumulated_weeks, months_before"
                )
            ],
            id="a value inside a value",
        ),
        pytest.param(
            'opens = { days = { parameter = "x" } }',
            ["14: default.opens.days: no parameter 'x' is declared"],
            id="a parameter that is not there",
        ),
    ],
)
def test_what_is_wrong_by_default_is_one_problem_on_its_own_line(
    tmp_path: Path, default: str, expected: list[str]
) -> None:
    own = COUNT.replace('level = "norm"\n', "") if default.startswith("level") else COUNT
    text = HEAD + f"\n[default]\n{default}\n" + own + own.replace('"en"', '"to"', 1)
    assert problems_of(tmp_path, text.replace(" 1,\n weeks", " 1, weeks")) == expected


def test_what_a_default_leaves_out_is_missing_in_each_requirement(tmp_path: Path) -> None:
    text = (
        HEAD
        + '\n[default]\nlevel = "norm"\n'
        + 2 * COUNT.replace('reference = "L1"\n', "").replace('level = "norm"\n', "")
    )
    found = [problem for problem in problems_of(tmp_path, text) if "reference" in problem]
    assert found == [
        "16: requirement[1].reference: the key 'reference' is missing",
        "28: requirement[2].reference: the key 'reference' is missing",
    ]


def test_a_default_that_is_no_table_is_a_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "default = 1\n" + RIGHT) == [
        "1: default: 1 is no table; expected a table of keys and values"
    ]


# --- A file that extends another.


def test_a_file_that_extends_another_says_all_that_it_says_but_for_its_own_dates(tmp_path: Path) -> None:
    text = RIGHT.replace("[match]", 'valid_to = 2026-12-31\ndating = "assumed"\nchecks = ["X1"]\n\n[match]')
    rulebook = book_of(tmp_path, text, OWN.replace("2024-01-01", "2025-01-01"))
    base, own = file_of(rulebook, "proeve"), file_of(rulebook, "egen")
    assert own.requirement == base.requirement
    assert own.match == base.match
    assert (own.title, own.kind, own.status, own.source) == (base.title, base.kind, base.status, base.source)
    assert (own.valid_from, own.valid_to, own.dating, own.checks) == (date(2025, 1, 1), None, "source", ())
    assert base.valid_to == date(2026, 12, 31)


def test_a_requirement_of_the_same_id_takes_the_place_of_the_other(tmp_path: Path) -> None:
    base = RIGHT + COUNT.replace('"en"', '"to"', 1)
    own = OWN + COUNT.replace("count = 1", "count = 7") + COUNT.replace('"en"', '"tre"', 1)
    found = file_of(book_of(tmp_path, base, own), "egen").requirement
    assert {(requirement.id, requirement.count) for requirement in found} == {("en", 7), ("to", 1), ("tre", 1)}


def test_a_match_of_the_same_name_takes_the_place_of_the_other_and_others_stay(tmp_path: Path) -> None:
    rulebook = book_of(tmp_path, RIGHT, OWN + '\n[match]\nsamtale = [{ form = ["video"] }]\nny = [{}]\n')
    found = file_of(rulebook, "egen").match
    assert [found["samtale"][0].type, found["samtale"][0].form] == [None, ("video",)]
    assert set(found) == {"samtale", "moede", "ny"}
    assert found["moede"] == file_of(rulebook, "proeve").match["moede"]


def test_a_phase_of_the_same_id_takes_the_place_of_the_other_and_may_name_it_no_more(tmp_path: Path) -> None:
    base = HEAD + PHASE + COUNT
    own = OWN + PHASE.replace("{ days = 1 }", '{ days = 2, snap = "next-monday" }')
    own += PHASE.replace('"cafe"', '"aktiv"').replace("{ days = 1 }", '{ anchor = "cafe.end" }')
    phases = file_of(book_of(tmp_path, base, own), "egen").phase
    assert [(phase.id, phase.opens.days, phase.opens.snap) for phase in phases] == [
        ("cafe", 2, Snap.NEXT_MONDAY),
        ("aktiv", None, None),
    ]


def test_a_default_of_the_base_holds_for_requirements_of_its_own_too(tmp_path: Path) -> None:
    base = HEAD + '\n[default]\nlevel = "raad"\nclock = "calendar"\n' + COUNT
    own = (
        OWN + '\n[default]\nclock = "accumulated"\n' + COUNT.replace('"en"', '"to"', 1).replace('level = "norm"\n', "")
    )
    rulebook = book_of(tmp_path, base, own)
    taken_over, new = file_of(rulebook, "egen").requirement
    assert (taken_over.id, taken_over.level, taken_over.clock) == ("en", "norm", "calendar")
    assert (new.id, new.level, new.clock) == ("to", "raad", "accumulated")


def test_a_chain_of_two_is_put_together_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    last = OWN.replace("egen", "sidst").replace('"proeve"', '"egen"') + "\n[set]\ntolerance = 9\n"
    middle = OWN + "\n[set]\ntolerance = 5\n" + COUNT.replace('"en"', '"to"', 1)
    for number, texts in enumerate([(OPEN, middle, last), (last, middle, OPEN)]):
        folder = tmp_path / str(number)
        rulebook = book_of(folder, *texts)
        assert rulebook.ruleset("proeve").open_parameters == {"en": ("tolerance",)}
        slack = {}
        for name in ("egen", "sidst"):
            due = requirement_of(rulebook, name).due
            assert due is not None
            slack[name] = due.plus_days
            assert {own.id for own in file_of(rulebook, name).requirement} == {"en", "to"}
        assert slack == {"egen": 5, "sidst": 9}


@pytest.mark.parametrize(
    ("first_day", "count"),
    [("2023-12-31", 1), ("2024-01-01", 1), ("2025-12-31", 1), ("2026-01-01", 2), ("2027-05-01", 2)],
)
def test_of_several_versions_the_one_in_force_on_the_first_day_is_extended(
    tmp_path: Path, first_day: str, count: int
) -> None:
    newer = RIGHT.replace("2024-01-01", "2026-01-01").replace("count = 1\n", "count = 2\n")
    rulebook = book_of(tmp_path, newer, RIGHT, OWN.replace("2024-01-01", first_day))
    assert requirement_of(rulebook, "egen").count == count


def test_a_bundled_rule_set_can_be_extended(tmp_path: Path) -> None:
    rulebook = book_of(tmp_path, OWN.replace('"proeve"', '"lab"').replace("2024-01-01", "2023-03-22"))
    (base,) = [own for own in load_rules().ruleset("lab").versions if str(own.valid_from) == "2023-03-22"]
    assert file_of(rulebook, "egen").requirement == base.file.requirement
    assert find_problems([tmp_path / "1.toml"]) == ()


def test_a_base_that_is_not_there_comes_with_the_nearest_name(tmp_path: Path) -> None:
    assert problems_of(tmp_path, OWN.replace("proeve", "broendbyy")) == [
        "2: extends: no rule set 'broendbyy' is known; did you mean 'broendby'?"
    ]
    assert problems_of(tmp_path, OWN.replace('"proeve"', "3"))[0] == (
        "2: extends: 3 is no text; expected text that is not empty"
    )


@pytest.mark.parametrize(
    ("day", "own_day"),
    [("2024-01-01T00:00:00", "2024-01-01"), ("2024-01-01", "2024-01-01T00:00:00"), ('"2024-01-01"', "2024-01-01")],
)
def test_a_first_day_that_is_none_is_a_problem_of_its_file(tmp_path: Path, day: str, own_day: str) -> None:
    newer = RIGHT.replace("2024-01-01", "2025-01-01")
    texts = RIGHT.replace("2024-01-01", day), newer, OWN.replace("2024-01-01", own_day)
    wrong = [line for line in shown(book_of(tmp_path, *texts), tmp_path) if "is no date" in line]
    assert [line.split(":")[:2] for line in wrong] == [["1.toml", "4"] if own_day == "2024-01-01" else ["3.toml", "3"]]


def test_a_base_with_problems_cannot_be_extended_and_both_say_so(tmp_path: Path) -> None:
    rulebook = book_of(tmp_path, RIGHT.replace("count = 1\n", "count = 0\n"), OWN, OWN.replace("egen", "ny"))
    assert shown(rulebook, tmp_path) == [
        "1.toml:24: requirement[1].count: 0 is no whole number from 1 up; expected a whole number from 1 up",
        "2.toml:2: extends: 'proeve' has problems of its own (1.toml); expected a right one",
        "3.toml:2: extends: 'proeve' has problems of its own (1.toml); expected a right one",
    ]


def test_what_is_taken_over_wrong_is_told_where_it_is_taken_over(tmp_path: Path) -> None:
    rulebook = book_of(tmp_path, RIGHT, OWN + '\n[match]\nsamtale = [{ type = ["jobsamtaler"] }]\n')
    assert shown(rulebook, tmp_path) == [
        "2.toml:7: match.samtale[1].type[1]: no meeting type 'jobsamtaler' is known; did you mean 'jobsamtale'?"
    ]
    rulebook = book_of(tmp_path, RIGHT.replace('match = "samtale"', 'match = "snak"'), OWN)
    assert shown(rulebook, tmp_path) == [
        "1.toml:23: requirement[1].match: no match 'snak' is known",
        "2.toml:2: extends: no match 'snak' is known",
    ]


def test_files_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    other = OWN.replace('id = "egen"', 'id = "proeve"').replace('extends = "proeve"', 'extends = "egen"')
    assert shown(book_of(tmp_path, other, OWN), tmp_path) == [
        "1.toml:2: extends: 'egen' has problems of its own (2.toml); expected a right one",
        "2.toml:2: extends: 'proeve' extends this file in turn; expected a rule set that does not",
    ]


def test_a_file_that_extends_itself_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path, OWN.replace("proeve", "egen")) == [
        "2: extends: there is no earlier version of 'egen'; expected an earlier version, or another rule set"
    ]


def test_a_newer_version_may_extend_the_one_before_it(tmp_path: Path) -> None:
    put(tmp_path, RIGHT, "2024.toml")
    put(tmp_path, OWN.replace("egen", "proeve").replace("2024-01-01", "2026-01-01"), "2026.toml")
    rulebook = load_rules(tmp_path)
    assert rulebook.problems == ()
    older, newer = rulebook.ruleset("proeve").versions
    assert older.valid_from < newer.valid_from
    assert [own.id for own in newer.file.requirement] == [own.id for own in older.file.requirement]


# --- Parameters.


def test_words_without_a_value_may_stand_where_only_known_words_may(tmp_path: Path) -> None:
    declared = """
[parameter.former]
title = { da = "Former", en = "Forms" }
type = "words"
"""
    asks = EACH.replace('form = ["fremmoede"]', 'form = { parameter = "former" }')
    assert problems_of(tmp_path, HEAD + declared + asks) == []
    wrong = declared + 'value = ["fremmode"]\n'
    assert "no form 'fremmode' is known" in problems_of(tmp_path, HEAD + wrong + asks)[0]


@pytest.mark.parametrize(
    ("declared", "set_", "expected"),
    [
        pytest.param("value = 14\n", "", 14, id="declared with a value"),
        pytest.param("value = 14\n", "\n[set]\ntolerance = 7\n", 7, id="declared with a value and set"),
        pytest.param("", "\n[set]\ntolerance = 7\n", 7, id="declared without a value and set"),
        pytest.param("value = 0\n", "", 0, id="declared with 0"),
        pytest.param("", "\n[set]\ntolerance = 0\n", 0, id="set to 0"),
        pytest.param('type = "number"\nvalue = 3\n', "", 3, id="of a type that is said"),
    ],
)
def test_a_parameter_stands_for_its_value(tmp_path: Path, declared: str, set_: str, expected: int) -> None:
    rulebook = book_of(tmp_path, HEAD + TOLERANCE + declared + set_ + SLACK)
    due = requirement_of(rulebook, "proeve").due
    assert due is not None
    assert due.plus_days == expected
    assert rulebook.ruleset("proeve").open_parameters == {}


def test_a_parameter_may_stand_for_words(tmp_path: Path) -> None:
    rulebook = book_of(tmp_path, HEAD + TOPICS + '\n[set]\nemner = ["cv", "job"]\n' + ABOUT)
    require = requirement_of(rulebook, "proeve").require
    assert require is not None
    assert require.topics == ("cv", "job")


def test_a_parameter_may_stand_anywhere_in_requirements_matches_and_phases(tmp_path: Path) -> None:
    given = TOPICS + 'value = ["cv"]\n' + TOLERANCE + "value = 20\n"
    head = HEAD.replace('type = ["informationsmoede"]', 'topics = { parameter = "emner" }')
    gap = COMMON + 'kind = "gap"\nmatch = "moede"\nlongest = { days = { parameter = "tolerance" } }\n'
    phase = PHASE.replace("days = 1", 'days = { parameter = "tolerance" }')
    file = file_of(book_of(tmp_path, head + given + phase + gap), "proeve")
    assert file.match["moede"][0].topics == ("cv",)
    assert file.phase[0].opens.days == 20
    assert file.requirement[0].longest == Period(days=20)


def test_a_match_may_be_called_parameter(tmp_path: Path) -> None:
    text = (
        HEAD.split("samtale =")[0] + 'parameter = [{ type = ["jobsamtale"] }]\n' + COUNT.replace("samtale", "parameter")
    )
    assert problems_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            OPEN.replace('parameter = "tolerance"', 'parameter = "tolerence"'),
            ["28: requirement[1].due.plus_days: no parameter 'tolerence' is declared; did you mean 'tolerance'?"],
            id="used, not declared",
        ),
        pytest.param(
            HEAD + SLACK,
            ["25: requirement[1].due.plus_days: no parameter 'tolerance' is declared"],
            id="used where none is declared",
        ),
        pytest.param(
            OPEN + "\n[set]\ntolerence = 1\n",
            ["31: set.tolerence: no parameter 'tolerence' is declared; did you mean 'tolerance'?"],
            id="set, not declared",
        ),
        pytest.param(
            RIGHT + "\n[set]\ntolerance = 1\n",
            ["28: set.tolerance: no parameter 'tolerance' is declared"],
            id="set where none is declared",
        ),
        pytest.param(
            HEAD + TOLERANCE + "value = -1\n" + SLACK,
            ["15: parameter.tolerance.value: -1 is no whole number from 0 up; expected a whole number from 0 up"],
            id="a value out of bounds",
        ),
        pytest.param(
            OPEN + '\n[set]\ntolerance = "14"\n',
            ["31: set.tolerance: '14' is no whole number from 0 up; expected a whole number from 0 up"],
            id="set to text",
        ),
        pytest.param(
            OPEN + "\n[set]\ntolerance = 99999\n",
            ["31: set.tolerance: 99999 is no whole number from 0 to 36500; expected a whole number from 0 to 36500"],
            id="set out of bounds",
        ),
        pytest.param(
            HEAD + TOPICS + ABOUT + '\n[set]\nemner = "cv"\n',
            ["31: set.emner: 'cv' is no list; expected a list in square brackets"],
            id="words set to one",
        ),
        pytest.param(
            HEAD + TOPICS + ABOUT + '\n[set]\nemner = ["cv", 1]\n',
            ["31: set.emner: 1 is no text; expected text that is not empty"],
            id="words set to a number too",
        ),
        pytest.param(
            HEAD + TOPICS + EACH.replace('["fremmoede"]', '{ parameter = "emner" }') + '\n[set]\nemner = ["fysisk"]\n',
            ["31: set.emner: no form 'fysisk' is known"],
            id="words that are not known",
        ),
        pytest.param(
            HEAD + TOLERANCE + 'type = "nummer"\n' + SLACK,
            [
                (
                    "15: parameter.tolerance.type: 'nummer' is no known word; expected one of number, words; "
                    "did you mean 'number'?"
                )
            ],
            id="of no type",
        ),
        pytest.param(
            OPEN.replace("plus_days", "plus_dayz") + "\n[set]\ntolerance = 1\n",
            ["28: requirement[1].due.plus_dayz: no key 'plus_dayz' is known here; did you mean 'plus_days'?"],
            id="used with a key that is not known",
        ),
        pytest.param(
            HEAD + TOLERANCE + "value = 1\n" + EACH + 'at_most = { parameter = "tolerance" }\n',
            ["29: requirement[1].at_most: 'at_most' says nothing in a requirement of kind 'each'"],
            id="used with a key of another kind",
        ),
        pytest.param(
            OPEN.replace('"tolerance"', "1", 1),
            [
                (
                    "28: requirement[1].due.plus_days: {'parameter': 1} is no whole number from 0 up; "
                    "expected a whole number from 0 up"
                )
            ],
            id="a parameter that is no name",
        ),
        pytest.param(
            "set = 1\n" + RIGHT, ["1: set: 1 is no table; expected a table of keys and values"], id="set to 1"
        ),
        pytest.param(
            "parameter = 1\n" + RIGHT, ["1: parameter: 1 is no table; expected a table of keys and values"], id="1"
        ),
    ],
)
def test_a_parameter_that_is_wrong_is_told_where_a_person_can_mend_it(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    assert problems_of(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("set_", "expected"),
    [
        ("tolerance = 7", []),
        ("tolerance = -7", ["7: set.tolerance: -7 is no whole number from 0 up; expected a whole number from 0 up"]),
        ("tolerence = 7", ["7: set.tolerence: no parameter 'tolerence' is declared; did you mean 'tolerance'?"]),
        (
            'tolerance = ["7"]',
            ["7: set.tolerance: ['7'] is no whole number from 0 up; expected a whole number from 0 up"],
        ),
    ],
)
def test_what_is_set_wrong_in_a_file_that_extends_is_told_at_that_line(
    tmp_path: Path, set_: str, expected: list[str]
) -> None:
    base, own = put(tmp_path, OPEN, "base.toml"), put(tmp_path, OWN + f"\n[set]\n{set_}\n", "own.toml")
    assert [str(problem).removeprefix(f"{own}:") for problem in find_problems([base, own])] == expected


# --- Parameters without a value.


def case_of(schedule: str) -> Case:
    case = Case.from_dates("2025-01-06", "kontanthjaelp-jobparat", held=[Meeting("2025-02-03", topics=["cv"])])
    return Case(case.citizen, case.spells, case.meetings, schedule=schedule)


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        pytest.param(OPEN, {"en": ("tolerance",)}, id="in the requirement"),
        pytest.param(HEAD + TOPICS + ABOUT, {"en": ("emner",)}, id="words"),
        pytest.param(
            HEAD.replace('["jobsamtale"]', '["jobsamtale"], topics = { parameter = "emner" }') + TOPICS + COUNT,
            {"en": ("emner",)},
            id="in its match",
        ),
        pytest.param(
            HEAD.replace('["informationsmoede"]', '["anden"], topics = { parameter = "emner" }') + TOPICS + COUNT,
            {},
            id="in a match that it does not use",
        ),
        pytest.param(
            HEAD.replace('["informationsmoede"]', '["anden"], topics = { parameter = "emner" }')
            + TOPICS
            + COUNT.replace("{ months = 3 }", '{ anchor = "held:1:moede", weeks = 6 }'),
            {"en": ("emner",)},
            id="in the match of its anchor",
        ),
        pytest.param(
            HEAD + TOLERANCE + PHASE.replace("days = 1", 'days = { parameter = "tolerance" }') + COUNT,
            {},
            id="in a phase that it does not use",
        ),
        pytest.param(
            HEAD
            + TOLERANCE
            + PHASE.replace("days = 1", 'days = { parameter = "tolerance" }')
            + COUNT.replace("due = { months = 3 }", 'phase = "cafe"'),
            {"en": ("tolerance",)},
            id="in its phase",
        ),
        pytest.param(
            HEAD
            + TOLERANCE
            + PHASE.replace("days = 1", 'days = { parameter = "tolerance" }')
            + PHASE.replace('"cafe"', '"aktiv"').replace("{ days = 1 }", '{ anchor = "cafe.end" }')
            + COUNT.replace("due = { months = 3 }", 'phase = "aktiv"'),
            {"en": ("tolerance",)},
            id="in a phase before its phase",
        ),
        pytest.param(
            HEAD.replace('["informationsmoede"]', '["anden"], topics = { parameter = "emner" }')
            + TOPICS
            + PHASE.replace("{ days = 1 }", '{ anchor = "held:1:moede" }')
            + COUNT.replace("due = { months = 3 }", 'phase = "cafe"'),
            {"en": ("emner",)},
            id="in the match of its phase's anchor",
        ),
        pytest.param(
            OPEN + COUNT.replace('["kontanthjaelp-jobparat"]', '["dagpenge"]'),
            {"en": ("tolerance",)},
            id="in one of two requirements with one id",
        ),
        pytest.param(
            OPEN.replace("[match]", "[set]\ntolerance = 1\n\n[match]"), {}, id="set in the file that declares it"
        ),
    ],
)
def test_a_duty_that_needs_a_value_is_not_judged_before_there_is_one(
    tmp_path: Path, text: str, open_: dict[str, tuple[str, ...]]
) -> None:
    rulebook = book_of(tmp_path, text)
    assert rulebook.problems == ()
    assert rulebook.ruleset("proeve").open_parameters == open_
    if open_:
        with pytest.raises(ParameterError):
            check(case_of("proeve"), as_of="2025-06-01", rulebook=rulebook)
    else:
        assert check(case_of("proeve"), as_of="2025-06-01", rulebook=rulebook, rules=["proeve"]).findings


def test_the_error_names_rule_set_parameter_and_duties_and_says_how_to_set_it(tmp_path: Path) -> None:
    text = OPEN + SLACK.replace('"en"', '"to"', 1) + TOPICS + ABOUT.replace('"en"', '"tre"', 1)
    rulebook = book_of(tmp_path, text)
    with pytest.raises(ParameterError) as caught:
        check(case_of("proeve"), as_of="2025-06-01", rulebook=rulebook)
    for name, needing in (("emner", "tre"), ("tolerance", "en, to")):
        what = f"proeve: {name}: the source gives no value for the parameter '{name}', which {needing} need(s)"
        how = f"expected a rule file of your own that extends 'proeve', with [set] {name} = ..."
        assert f"{what}; {how}" in str(caught.value).splitlines()
        what = f"proeve: {name}: kilden giver ingen værdi for parameteren '{name}', som {needing} har brug for"
        how = f"forventet: en regelfil af din egen, som udvider 'proeve' (extends), med [set] {name} = ..."
        assert f"{what}; {how}" in caught.value.text("da").splitlines()
    assert len(caught.value.problems) == 2


def test_who_has_another_schedule_is_judged(tmp_path: Path) -> None:
    rulebook = book_of(tmp_path, OPEN, RIGHT.replace('"proeve"', '"anden"'))
    assert check(case_of("anden"), as_of="2025-06-01", rulebook=rulebook, rules=["anden"]).findings
    assert check(case_of("proeve"), as_of="2025-06-01", rulebook=rulebook, rules=["lab"]).findings


def test_a_value_set_for_a_base_changes_the_verdict_of_the_file_that_sets_it(tmp_path: Path) -> None:
    late = [Meeting("2025-04-10")]
    sets = [OWN.replace("egen", f"med-{days}") + f"\n[set]\ntolerance = {days}\n" for days in (4, 5)]
    rulebook = book_of(tmp_path, OPEN, *sets)
    for name, status in (("med-4", "late"), ("med-5", "met")):
        case = Case("C1", case_of(name).spells, late, schedule=name)
        (finding,) = check(case, as_of="2025-06-01", rulebook=rulebook, rules=[name]).findings
        assert finding.status == status


# --- with_values.


def test_a_rulebook_with_values_judges_and_the_first_one_stays_as_it_was(tmp_path: Path) -> None:
    rulebook = book_of(tmp_path, OPEN)
    changed = with_values(rulebook, "proeve", {"tolerance": 14})
    due = requirement_of(changed, "proeve").due
    assert due is not None
    assert due.plus_days == 14
    assert changed.ruleset("proeve").open_parameters == {}
    assert rulebook.ruleset("proeve").open_parameters == {"en": ("tolerance",)}
    assert check(case_of("proeve"), as_of="2025-06-01", rulebook=changed, rules=["proeve"]).findings
    assert set(changed.rulesets) == set(rulebook.rulesets)


def test_values_are_set_in_every_version_and_beside_those_of_the_file(tmp_path: Path) -> None:
    set_ = "\n[set]\ntolerance = 3\n"
    rulebook = book_of(tmp_path, OPEN, OPEN.replace("2024-01-01", "2025-01-01") + set_, OWN + set_)
    changed = with_values(rulebook, "proeve", {"tolerance": 14})
    days = [version.file.requirement[0].due for version in changed.ruleset("proeve").versions]
    assert [due and due.plus_days for due in days] == [14, 14]
    own = with_values(rulebook, "egen", {"tolerance": 9}).ruleset("egen").versions[0].file.requirement[0].due
    assert own is not None
    assert own.plus_days == 9


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"tolerance": -1}, "set.tolerance: -1 is no whole number from 0 up; expected a whole number from 0 up"),
        ({"tolerance": "x"}, "set.tolerance: 'x' is no whole number from 0 up; expected a whole number from 0 up"),
        ({"tolerance": ["x"]}, "set.tolerance: ['x'] is no whole number from 0 up; expected a whole number from 0 up"),
        ({"tolerence": 1}, "set.tolerence: no parameter 'tolerence' is declared; did you mean 'tolerance'?"),
    ],
)
def test_a_value_that_cannot_stand_there_is_refused_by_its_name(
    tmp_path: Path, values: dict[str, Any], expected: str
) -> None:
    with pytest.raises(RuleFileError) as caught:
        with_values(book_of(tmp_path, OPEN), "proeve", values)
    assert [str(problem).split(": ", maxsplit=1)[1] for problem in caught.value.problems] == [expected]


def test_values_for_a_rule_set_that_is_not_there_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'broendby'"):
        with_values(load_rules(), "brøndby", {})


# --- Where a path comes from.

BASE: dict[str, Any] = {
    "id": "b",
    "valid_from": 1,
    "parameter": {"p": {"value": 1}, "q": {}, "r": {}},
    "match": {"a": [{"topics": {"parameter": "q"}}]},
    "phase": [{"id": "f"}],
    "requirement": [{"id": "x", "count": {"parameter": "p"}}, {"id": "y"}],
}
MINE: dict[str, Any] = {
    "id": "m",
    "extends": "b",
    "set": {"q": 2},
    "default": {"due": {"days": 3}},
    "match": {"b": []},
    "requirement": [{"id": "y", "count": {"parameter": "q"}}, {"id": "z", "due": {}, "slots": {"parameter": "r"}}],
}


@pytest.mark.parametrize(
    ("path", "home"),
    [
        (("id",), ("id",)),
        (("match", "b", 0, "type"), ("match", "b", 0, "type")),
        (("match", "a", 0, "type"), ("extends",)),
        (("match", "a", 0, "topics", 0), ("set", "q")),
        (("phase", 0, "id"), ("extends",)),
        (("requirement", 0, "id"), ("extends",)),
        (("requirement", 0, "count"), ("extends",)),
        (("requirement", 1), ("requirement", 0)),
        (("requirement", 1, "id"), ("requirement", 0, "id")),
        (("requirement", 1, "count"), ("set", "q")),
        (("requirement", 1, "due", "days"), ("default", "due", "days")),
        (("requirement", 1, "kind"), ("requirement", 0, "kind")),
        (("requirement", 2, "due", "days"), ("requirement", 1, "due", "days")),
        (("requirement", 2, "slots", 1), ("extends",)),
        (("valid_from",), ("extends",)),
        (("extends",), ("extends",)),
    ],
)
def test_a_path_leads_back_to_where_a_person_wrote_it(path: Keys, home: Keys) -> None:
    assert compose(MINE, compose(BASE)).home(path) == home


@pytest.mark.parametrize(
    ("path", "home"),
    [
        (("requirement", 0, "count"), ("parameter", "p", "value")),
        (("match", "a", 0, "topics", 0), ("set", "q")),
        (("requirement", 1, "kind"), ("requirement", 1, "kind")),
        (("checked_on",), ("checked_on",)),
    ],
)
def test_a_path_of_a_file_that_extends_none_leads_to_the_file(path: Keys, home: Keys) -> None:
    assert compose(BASE, values={"q": ["x"]}).home(path) == home


def test_a_wrong_key_is_told_where_it_stands_whatever_its_value_is() -> None:
    composed = compose(MINE, compose(BASE))
    assert composed.home(("requirement", 1, "count"), about_key=True) == ("requirement", 0, "count")
    assert composed.home(("requirement", 0, "count"), about_key=True) == ("extends",)


def test_what_is_open_stands_with_its_name_and_the_rest_is_filled() -> None:
    composed = compose(MINE, compose(BASE))
    assert composed.open == {("requirement", 2, "slots"): "r"}
    assert composed.filled["requirement"][0]["count"] == 1
    assert composed.filled["requirement"][1] == {"due": {"days": 3}, "id": "y", "count": 2}
    assert composed.raw["requirement"][1]["count"] == {"parameter": "q"}
    assert composed.filled["match"] == {"a": [{"topics": 2}], "b": []}
