from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rule_texts import COMMON, COUNT, EACH, GRUNDLAG_HEAD, HEAD, ORDER, RIGHT, problems_of, put

from kontaktforloeb.rulebook.registry import load_rules

GROUPS_LINE = 'applies_to.groups = ["kontanthjaelp-jobparat"]'


@pytest.mark.parametrize("requirement", [COUNT, ORDER, EACH], ids=["count", "order", "each"])
def test_a_right_requirement_of_every_kind_has_no_problem(tmp_path: Path, requirement: str) -> None:
    assert problems_of(tmp_path, HEAD + requirement) == []


@pytest.mark.parametrize("kind", ["gap", "share", "load"])
def test_a_kind_that_cannot_be_judged_yet_is_refused_and_the_kinds_that_can_be_are_named(
    tmp_path: Path, kind: str
) -> None:
    found = problems_of(tmp_path, HEAD + COMMON + f'kind = "{kind}"\n')
    assert [problem.split("; expected ")[0] for problem in found] == [
        f"22: requirement[1].kind: the kind '{kind}' is read but cannot be judged yet"
    ]
    assert sorted(found[0].split("; expected ")[1].split(", ")) == ["count", "each", "order"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("at_most", "3"),
        ("longest_days", "30"),
        ("of", '"en"'),
        ("measure", '"aabne-sager"'),
        ("norm", "40"),
        pytest.param("norm", "0", id="norm of nothing"),
        ("phase", '"a-kasse"'),
        ("reset_on", '["job"]'),
        ("exit_on", '["job"]'),
        ("suspend", "[{ from = 2020-03-11, to = 2020-05-26 }]"),
        ("when", '{ age = "under-30" }'),
    ],
)
def test_a_modifier_that_cannot_be_judged_yet_is_refused(tmp_path: Path, name: str, value: str) -> None:
    assert problems_of(tmp_path, RIGHT + f"{name} = {value}\n") == [
        f"26: requirement[1].{name}: '{name}' is read but cannot be judged yet; expected a requirement without it"
    ]


@pytest.mark.parametrize("snap", ["next-monday", "week-after", "next-working-day"])
def test_a_day_that_snaps_cannot_be_judged_yet(tmp_path: Path, snap: str) -> None:
    assert problems_of(tmp_path, RIGHT.replace("months = 3", f'months = 3, snap = "{snap}"')) == [
        "25: requirement[1].due.snap: 'snap' is read but cannot be judged yet; expected a day without it"
    ]


def test_the_words_of_a_problem_do_not_depend_on_the_run(tmp_path: Path) -> None:
    put(tmp_path, HEAD + COMMON + 'kind = "gap"\n')
    code = "from kontaktforloeb import load_rules; import sys; print(*load_rules(sys.argv[1]).problems)"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in "0123"
    }
    assert len(printed) == 1


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        pytest.param(
            COUNT.replace('match = "samtale"\n', ""),
            ["13: requirement[1].match: the key 'match' is missing in a requirement of kind 'count'"],
            id="count without match",
        ),
        pytest.param(
            ORDER.replace('before = "samtale"\n', ""),
            ["13: requirement[1].before: the key 'before' is missing in a requirement of kind 'order'"],
            id="order without before",
        ),
        pytest.param(
            EACH.replace('match = "samtale"\n', "").replace('require = { form = ["fremmoede"] }\n', ""),
            [
                "13: requirement[1].match: the key 'match' is missing in a requirement of kind 'each'",
                "13: requirement[1].require: the key 'require' is missing in a requirement of kind 'each'",
            ],
            id="each without match and require",
        ),
        pytest.param(
            COUNT.replace("count = 1\n", ""),
            ["13: requirement[1].count: a count says either 'count' or 'steps'; expected one of the two"],
            id="count without a number",
        ),
        pytest.param(
            COUNT + "steps = [{ count = 1, due = { weeks = 2 } }]\n",
            ["24: requirement[1].count: a count says either 'count' or 'steps'; expected one of the two"],
            id="count with a number and steps",
        ),
        pytest.param(
            ORDER + 'slots = [1]\nrequire = { form = ["fremmoede"] }\n',
            [
                "25: requirement[1].slots: 'slots' says nothing in a requirement of kind 'order'",
                "26: requirement[1].require: 'require' says nothing in a requirement of kind 'order'",
            ],
            id="keys of each in an order",
        ),
        pytest.param(
            EACH + 'first = "moede"\nbefore = "samtale"\n',
            [
                "25: requirement[1].first: 'first' says nothing in a requirement of kind 'each'",
                "26: requirement[1].before: 'before' says nothing in a requirement of kind 'each'",
            ],
            id="keys of order in an each",
        ),
        pytest.param(
            EACH + 'count = 2\nalso = [{ match = "moede", at_most = 1 }]\n',
            [
                "25: requirement[1].count: 'count' says nothing in a requirement of kind 'each'",
                "26: requirement[1].also: 'also' says nothing in a requirement of kind 'each'",
            ],
            id="keys of count in an each",
        ),
        pytest.param(
            COUNT.replace("count = 1\n", 'per = "month"\nsteps = [{ count = 1, due = { weeks = 2 } }]\n'),
            ["24: requirement[1].per: 'per' needs 'count': how many in each bucket; expected count = 1, say"],
            id="buckets without a number",
        ),
        pytest.param(
            COUNT + "grace_days = 7\n",
            ["26: requirement[1].grace_days: 'grace_days' says nothing without 'per'"],
            id="grace without buckets",
        ),
        pytest.param(
            COUNT.replace("{ months = 3 }", "{ weeks = 2, months = 3 }"),
            [
                (
                    "25: requirement[1].due: a day has at most one period, not weeks and months; "
                    "expected one of days, weeks, months, week"
                )
            ],
            id="a day with two periods",
        ),
        pytest.param(
            COUNT + 'not_required = [{ event = "fravalg-a-kasse", no_event = "henvendelse" }]\n',
            [
                (
                    "26: requirement[1].not_required[1]: a condition says exactly one thing; "
                    "expected event, no_event or began_by_change_among"
                )
            ],
            id="a condition that says two things",
        ),
        pytest.param(
            COUNT + "not_required = [{}]\n",
            [
                (
                    "26: requirement[1].not_required[1]: a condition says exactly one thing; "
                    "expected event, no_event or began_by_change_among"
                )
            ],
            id="a condition that says nothing",
        ),
        pytest.param(
            COUNT + COUNT,
            [
                (
                    "28: requirement[2].id: 'en' is there already for the group 'kontanthjaelp-jobparat'; "
                    "expected another id"
                ),
            ],
            id="one id twice for one group",
        ),
        pytest.param(
            COUNT + COUNT.replace('["kontanthjaelp-jobparat"]', '["dagpenge"]'),
            [],
            id="one id twice for different groups is right",
        ),
        pytest.param(
            COUNT + 'besides = ["en"]\n',
            ["26: requirement[1].besides[1]: no requirement 'en' is known"],
            id="besides itself",
        ),
    ],
)
def test_keys_that_do_not_belong_together_are_problems(tmp_path: Path, requirement: str, expected: list[str]) -> None:
    assert problems_of(tmp_path, HEAD + requirement) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            RIGHT.replace('["kontanthjaelp-jobparat"]', '["kontanthjaelp-jobparrat"]'),
            (
                "21: requirement[1].applies_to.groups[1]: no group 'kontanthjaelp-jobparrat' is known; "
                "did you mean 'kontanthjaelp-jobparat'?"
            ),
        ),
        (
            RIGHT.replace('["kontanthjaelp-jobparat"]', '["6.2"]'),
            "21: requirement[1].applies_to.groups[1]: no group '6.2' is known",
        ),
        (
            RIGHT.replace(GROUPS_LINE, 'applies_to = { groups = ["dagpenge"], event = ["visiteret-27-33"] }'),
            (
                "21: requirement[1].applies_to.event[1]: no event 'visiteret-27-33' is known; "
                "did you mean 'visiteret-27-3'?"
            ),
        ),
        (
            RIGHT.replace(GROUPS_LINE, 'applies_to = { groups = ["dagpenge"], no_event = ["fravalgt-a-kasse"] }'),
            (
                "21: requirement[1].applies_to.no_event[1]: no event 'fravalgt-a-kasse' is known; "
                "did you mean 'fravalg-a-kasse'?"
            ),
        ),
        (
            RIGHT.replace('["jobsamtale"]', '["jobsamtaler"]'),
            "10: match.samtale[1].type[1]: no meeting type 'jobsamtaler' is known; did you mean 'jobsamtale'?",
        ),
        (
            RIGHT.replace('["kommune"]', '["komune"]'),
            "10: match.samtale[1].held_by[1]: no holder 'komune' is known; did you mean 'kommune'?",
        ),
        (
            RIGHT.replace('held_by = ["kommune"]', 'form = ["fremøde"]'),
            "10: match.samtale[1].form[1]: no form 'fremøde' is known; did you mean 'fremmoede'?",
        ),
        (
            RIGHT.replace('["kommune"]', '["kommune", "jobcenter"]'),
            (
                "10: match.samtale[1].held_by[2]: 'jobcenter' is one holder with 'kommune'; "
                "expected 'kommune', which stands for all of them"
            ),
        ),
        (
            RIGHT.replace('match = "samtale"', 'match = "samtaler"'),
            "23: requirement[1].match: no match 'samtaler' is known; did you mean 'samtale'?",
        ),
        (
            HEAD + ORDER.replace('"moede"', '"møde"'),
            "23: requirement[1].first: no match 'møde' is known; did you mean 'moede'?",
        ),
        (
            RIGHT + 'also = [{ match = "moder", at_most = 1 }]\n',
            "26: requirement[1].also[1].match: no match 'moder' is known; did you mean 'moede'?",
        ),
        (
            RIGHT + 'any_of = [{ match = "moder" }]\n',
            "26: requirement[1].any_of[1].match: no match 'moder' is known; did you mean 'moede'?",
        ),
        (
            RIGHT + 'any_of = [{ match = "moede", event = "jobb" }]\n',
            "26: requirement[1].any_of[1].event: no event 'jobb' is known; did you mean 'job'?",
        ),
        (
            RIGHT + 'any_of = [{ match = "moede", opens = { anchor = "strat" } }]\n',
            "26: requirement[1].any_of[1].opens.anchor: no anchor 'strat' is known; did you mean 'start'?",
        ),
        (
            RIGHT.replace("{ months = 3 }", '{ anchor = "henvendelsen", weeks = 1 }'),
            "25: requirement[1].due.anchor: no anchor 'henvendelsen' is known; did you mean 'henvendelse'?",
        ),
        (
            RIGHT + 'opens = { anchor = "overgangen", day_after = true }\n',
            "26: requirement[1].opens.anchor: no anchor 'overgangen' is known; did you mean 'overgang'?",
        ),
        (
            RIGHT.replace("count = 1\n", 'steps = [{ count = 1, due = { anchor = "tilmeldt" } }]\n'),
            "24: requirement[1].steps[1].due.anchor: no anchor 'tilmeldt' is known; did you mean 'tilmelding'?",
        ),
        (
            RIGHT + 'not_required = [{ no_event = "behov-faellesamtale" }]\n',
            (
                "26: requirement[1].not_required[1].no_event: no event 'behov-faellesamtale' is known; "
                "did you mean 'behov-faellessamtale'?"
            ),
        ),
        (
            RIGHT + 'not_required = [{ began_by_change_among = ["dagpenge", "dagpenga"] }]\n',
            (
                "26: requirement[1].not_required[1].began_by_change_among[2]: no group 'dagpenga' is known; "
                "did you mean 'dagpenge'?"
            ),
        ),
        (
            HEAD + EACH.replace('["fremmoede"]', '["fremmode"]'),
            "24: requirement[1].require.form[1]: no form 'fremmode' is known; did you mean 'fremmoede'?",
        ),
        (
            RIGHT + 'besides = ["to"]\n',
            "26: requirement[1].besides[1]: no requirement 'to' is known",
        ),
        (
            RIGHT.replace("[match]", '[transition]\ngroups = { revalidernig = "previous" }\n\n[match]'),
            "10: transition.groups.revalidernig: no group 'revalidernig' is known; did you mean 'revalidering'?",
        ),
        (
            RIGHT.replace("valid_from = 2024-01-01", "valid_from = 2024-01-01\nvalid_to = 2023-12-31"),
            "5: valid_to: 2023-12-31 lies before valid_from; expected 2024-01-01 or later",
        ),
    ],
)
def test_a_word_that_is_not_known_comes_with_its_place_and_the_nearest_one(
    tmp_path: Path, text: str, expected: str
) -> None:
    assert problems_of(tmp_path, text) == [expected]


@pytest.mark.parametrize("name", ["jobcenter", "anden-aktoer"])
def test_a_second_name_of_a_holder_is_refused_among_those_who_take_part_too(tmp_path: Path, name: str) -> None:
    matched = problems_of(tmp_path, RIGHT.replace('held_by = ["kommune"]', f'with = ["{name}"]'))
    required = problems_of(tmp_path, HEAD + EACH.replace('form = ["fremmoede"]', f'with = ["{name}"]'))
    assert [problem.split(": ")[:2] for problem in matched + required] == [
        ["10", "match.samtale[1].with[1]"],
        ["24", "requirement[1].require.with[1]"],
    ]


def test_a_version_of_one_day_is_right(tmp_path: Path) -> None:
    one_day = RIGHT.replace("valid_from = 2024-01-01", "valid_from = 2024-01-01\nvalid_to = 2024-01-01")
    assert problems_of(tmp_path, one_day) == []


def test_every_problem_of_content_is_found_at_once(tmp_path: Path) -> None:
    text = HEAD.replace('["kommune"]', '["jobcenter"]') + COUNT + EACH + ORDER
    text = text.replace('first = "moede"', 'first = "mode"').replace("{ months = 3 }", '{ anchor = "startt" }')
    found = problems_of(tmp_path, text)
    assert [problem.split(": ")[1] for problem in found] == [
        "match.samtale[1].held_by[1]",
        "requirement[1].due.anchor",
        "requirement[2].id",
        "requirement[3].id",
        "requirement[3].first",
    ]


def test_a_problem_of_form_does_not_hide_those_of_content(tmp_path: Path) -> None:
    text = (
        RIGHT.replace('reference = "L1"\n', "").replace('["kommune"]', '["komune"]').replace("months = 3", "moths = 3")
    )
    assert sorted(problem.split(": ")[1] for problem in problems_of(tmp_path, text)) == [
        "match.samtale[1].held_by[1]",
        "requirement[1].due.moths",
        "requirement[1].reference",
    ]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        pytest.param('[working_days]\nclosed = ["tomorrow"]\n', "working_days.closed[1]", id="a day that is none"),
        pytest.param('[working_days]\nclosed = ["02-30"]\n', "working_days.closed[1]", id="a day that never comes"),
        pytest.param('[[holder]]\nid = "a"\nsame_as = "b"\n', "holder[1].same_as", id="the same as nobody"),
        pytest.param(
            '[[restart]]\nid = "a"\nfrom = ["b"]\nto = ["dagpenge"]\n', "restart[1].from[1]", id="from no group"
        ),
        pytest.param('[[meeting_type]]\nid = "a"\nwith = ["b"]\n', "meeting_type[1].with[1]", id="with nobody"),
        pytest.param(
            '[[exemption]]\nid = "a"\nwaives = true\ngroups = ["b"]\n', "exemption[1].groups[1]", id="for no group"
        ),
        pytest.param(
            '[[handover]]\nid = "a"\nhour_kinds = ["b"]\nhours = { fuldtid = "1", deltid = "1" }\n',
            "handover[1].hour_kinds[1]",
            id="hours of no kind",
        ),
        pytest.param(
            '[[handover]]\nid = "a"\nhour_kinds = ["dagpenge"]\nhours = { fuldtid = "1" }\n',
            "handover[1].hours",
            id="hours for some of the insured",
        ),
        pytest.param(
            '[[group]]\nid = "a"\ntitle = { da = "a", en = "a" }\nbenefit = "b"\nclock = "calendar"\n'
            'starts_on = { event = "b" }\n',
            "group[1].starts_on.event",
            id="started by no event",
        ),
    ],
)
def test_a_file_of_words_that_names_what_is_not_there_is_a_problem_too(tmp_path: Path, words: str, key: str) -> None:
    put(tmp_path, GRUNDLAG_HEAD.replace("2024-01-01", "2027-01-01") + words)
    (problem,) = load_rules(tmp_path).problems
    assert problem.key.startswith(key)
