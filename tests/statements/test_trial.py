"""What a side of an example expects, what comes out, and how a difference is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_statements import COUNTED, GUARD, IN_PERSON, RULES, SHARED, rulebook_of, write

from kontaktforloeb.statements.examples import read_examples
from kontaktforloeb.statements.trial import Trial, try_both

MEASURES = """
[parameter.norm]
title = { da = "Samtaler pr. uge", en = "Interviews a week" }

[[requirement]]
id = "andel"
title = { da = "Andel", en = "Share" }
reference = "L5"
kind = "share"
unit = "citizens"
of = "en"
bands = [{ id = "ja", at_least = 9, of = 10, points = "5" }, { id = "nej", at_least = 0, of = 10, points = "0" }]

[[requirement]]
id = "om-ugen"
title = { da = "Om ugen", en = "Per week" }
reference = "L6"
kind = "load"
unit = "adviser"
measure = "meetings"
match = "samtale"
per = "iso-week"
compare = "at-least"
norm = { parameter = "norm" }

[[requirement]]
id = "moeder"
title = { da = "Teammøder", en = "Team meetings" }
reference = "L7"
kind = "load"
unit = "team"
measure = "records"
record = "teammoede"
longest = { days = 14 }

[[requirement]]
id = "frist"
title = { da = "Med en frist, ingen kender", en = "With a deadline that nobody knows" }
reference = "L8"
kind = "count"
match = "samtale"
count = 1
due = { weeks = { parameter = "norm" } }

[[score]]
id = "test"
title = { da = "Test", en = "Test" }
certainty = "derived"
decimals = 1
blocks = [["andel"]]

[[published]]
score = "plan/test"
shown = "5.0"
answers = [{ question = "andel", band = "ja" }]
"""
MEASURED = (
    RULES.replace('match = "samtale"\n', "", 1)
    .replace('"count"', '"count"\nmatch = "samtale"')
    .replace('"each"', '"each"\nmatch = "samtale"')
    + MEASURES
)


def tried(folder: Path, examples: str, rules: str = MEASURED) -> tuple[Trial, Trial]:
    """Give both sides of the only example."""
    write(folder, rules=rules, examples=examples)
    rulebook = rulebook_of(folder)
    found = read_examples([folder], rulebook)
    assert found.problems == ()
    (placed,) = found.placed
    return try_both(placed, rulebook)


def outcomes(folder: Path, examples: str) -> list[str]:
    """Give `passed`, or the words that came out, for both sides of the only example."""
    return [
        "passed" if own.passed else ", ".join(word for word, _ in own.verdict.words) for own in tried(folder, examples)
    ]


@pytest.mark.parametrize(
    ("kept", "not_kept", "said"),
    [
        ("met", "overdue", ["passed", "passed"]),
        ("any", "any", ["passed", "passed"]),
        ("late", "met", ["met", "overdue"]),
        ("no-row", "no-row", ["met", "overdue"]),
    ],
)
def test_a_status_is_the_one_that_came_out(kept: str, not_kept: str, said: list[str], tmp_path: Path) -> None:
    assert outcomes(tmp_path, COUNTED.replace('"met"', f'"{kept}"').replace('"overdue"', f'"{not_kept}"')) == said


@pytest.mark.parametrize(
    ("kept", "not_kept", "said"),
    [
        ("any", "no-row", ["passed", "passed"]),
        ("overdue", "any", ["passed", "no-row"]),
        ("exempt", "overdue", ["overdue, pending", "no-row"]),
        ("no-row", "met", ["overdue, pending", "no-row"]),
    ],
)
def test_without_a_requirement_any_finding_of_the_rule_set_will_do(
    kept: str, not_kept: str, said: list[str], tmp_path: Path
) -> None:
    assert outcomes(tmp_path, GUARD.replace('"any"', f'"{kept}"').replace('"no-row"', f'"{not_kept}"')) == said


@pytest.mark.parametrize(
    ("reason", "passed"),
    [("exemption", True), ("exemption:barsel", True), ("exemption:ferie", False), ("advice", False)],
)
def test_a_reason_must_be_among_those_of_the_finding(reason: str, passed: bool, tmp_path: Path) -> None:  # noqa: FBT001 (what is expected)
    exempt = 'exemptions = [{ kind = "barsel", start = 2024-03-01, end = 2024-05-31 }]'
    (_, not_kept) = tried(
        tmp_path,
        COUNTED.replace(
            'not_kept = { status = "overdue"', f'not_kept = {{ {exempt}, status = "exempt", reason = "{reason}"'
        ),
    )

    assert not_kept.passed is passed


def test_of_several_courses_the_last_is_meant_unless_another_is_named(tmp_path: Path) -> None:
    spells = (
        'spells = [{ group = "kontanthjaelp-jobparat", start = 2022-01-03, end = 2022-06-30 }, '
        '{ group = "kontanthjaelp-jobparat", start = 2024-01-08, end = 2024-05-31 }]'
    )
    shared = f"as_of = 2024-06-01\n{spells}\nmeetings = [{{ date = 2024-02-01 }}]\n"
    example = f'[[example]]\nrequirement = "en"\n{shared}'
    sides = 'kept = { status = "met" }\nnot_kept = { course = 2024-01-08, status = "overdue" }\n'

    assert outcomes(tmp_path, example + sides) == ["passed", "met"]
    assert outcomes(tmp_path, example + sides.replace("2024-01-08", "2022-01-03")) == ["passed", "no-row"]


def test_a_duty_whose_number_nobody_gave_stops_only_an_example_about_it(tmp_path: Path) -> None:
    assert outcomes(tmp_path, COUNTED) == ["passed", "passed"]

    kept, not_kept = tried(tmp_path, COUNTED.replace('"en"', '"frist"'))

    assert kept.error is not None
    assert not_kept.error is not None
    assert "'norm'" in kept.difference("en")


def test_a_number_may_be_set_for_both_sides_or_for_one(tmp_path: Path) -> None:
    example = COUNTED.replace('"en"', '"frist"').replace(SHARED, f"{SHARED}set = {{ norm = 4 }}\n")

    assert outcomes(tmp_path, example) == ["passed", "passed"]
    assert outcomes(tmp_path, example.replace("kept = {", "kept = { set = { norm = 1 },", 1)) == ["late", "passed"]


SHARE = f"""\
[[example]]
requirement = "andel"
{SHARED.replace("end = 2024-05-31", "")}
kept = {{ cases = [{{ copies = 9, meetings = [{{ date = 2024-02-01 }}] }}, {{}}], status = "ja" }}
not_kept = {{ cases = [{{ copies = 8, meetings = [{{ date = 2024-02-01 }}] }}, {{ copies = 2 }}], status = "nej" }}
"""


def test_a_share_is_asked_of_copies_of_cases(tmp_path: Path) -> None:
    assert outcomes(tmp_path, SHARE) == ["passed", "passed"]
    assert outcomes(tmp_path, SHARE.replace("copies = 8", "copies = 18")) == ["passed", "ja"]


def test_a_share_of_nobody_has_no_answer(tmp_path: Path) -> None:
    assert outcomes(
        tmp_path, SHARE.replace("cases = [{ copies = 9, meetings = [{ date = 2024-02-01 }] }, {}]", "cases = []")
    ) == [
        "no-answer",
        "passed",
    ]


LOAD = """\
[[example]]
requirement = "om-ugen"
group = "kontanthjaelp-jobparat"
start = 2024-01-08
as_of = 2024-01-15
adviser = "K1"
set = { norm = 2 }
kept = { meetings = [{ date = 2024-01-08 }, { date = 2024-01-09 }], status = "kept" }
not_kept = { meetings = [{ date = 2024-01-08 }], status = "not-kept" }
"""


def test_a_load_is_asked_of_one_citizen_or_of_several(tmp_path: Path) -> None:
    several = LOAD.replace(
        "not_kept = { meetings = [{ date = 2024-01-08 }]",
        "not_kept = { cases = [{ copies = 2, meetings = [{ date = 2024-01-08 }] }]",
    )

    assert outcomes(tmp_path, LOAD) == ["passed", "passed"]
    assert outcomes(tmp_path, several) == ["passed", "kept"]


def test_a_load_of_records_needs_nobody(tmp_path: Path) -> None:
    example = """\
[[example]]
requirement = "moeder"
as_of = 2024-02-01
kept = { status = "kept", records = [
  { unit = "hold 1", kind = "teammoede", date = 2024-01-08 },
  { unit = "hold 1", kind = "teammoede", date = 2024-01-22 },
] }
not_kept = { status = "not-kept", records = [
  { unit = "hold 1", kind = "teammoede", date = 2024-01-08 },
  { unit = "hold 1", kind = "teammoede", date = 2024-01-23 },
] }
"""

    assert outcomes(tmp_path, example) == ["passed", "passed"]


PUBLISHED = """\
[[example]]
published = "plan/test"
kept = { status = "shown" }
not_kept = { answers = { andel = "nej" }, status = "differs" }
"""


def test_a_published_figure_is_made_again_from_its_answers(tmp_path: Path) -> None:
    assert outcomes(tmp_path, PUBLISHED) == ["passed", "passed"]
    assert outcomes(tmp_path, PUBLISHED.replace('andel = "nej"', 'andel = "ja"')) == ["passed", "shown"]


def test_a_difference_names_place_subject_side_and_all_that_came_out(tmp_path: Path) -> None:
    kept, not_kept = tried(tmp_path, IN_PERSON.replace('"breached"', '"met"'))
    place = f"{tmp_path}/plan/2024-01-01.examples.toml:1: plan/fremmoede, not_kept"

    assert kept.difference("en") == ""
    assert not_kept.difference("en").splitlines() == [
        f"{place}: expected met, got breached (not-carried:form)",
        "  plan/en: met (1 of 1, due 2024-04-07)",
        "  plan/fremmoede: breached (0 of 1)",
    ]
    assert not_kept.difference("da").splitlines()[0] == f"{place}: ventede met, fik breached (not-carried:form)"


def test_a_difference_names_the_reason_that_is_missing(tmp_path: Path) -> None:
    _, not_kept = tried(tmp_path, IN_PERSON.replace('"breached"', '"breached", reason = "exemption"'))

    assert "expected breached (exemption), got breached (not-carried:form)" in not_kept.difference("en")


def test_a_word_that_the_rules_do_not_know_is_told_as_an_error_of_the_example(tmp_path: Path) -> None:
    kept, not_kept = tried(tmp_path, COUNTED.replace("kept = {", 'kept = { group = "dagpenges",', 1))

    assert kept.difference("en").startswith(
        f"{tmp_path}/plan/2024-01-01.examples.toml:1: plan/en, kept: could not be run:"
    )
    assert "did you mean 'dagpenge'" in kept.difference("en")
    assert not_kept.passed
