from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rule_texts import (
    COMMON,
    COUNT,
    EACH,
    GAP,
    GRUNDLAG_HEAD,
    HEAD,
    LOAD,
    ORDER,
    PHASE,
    POINT,
    RIGHT,
    SHARE,
    problems_of,
    put,
)

from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.rulebook.registry import load_rules

GROUPS_LINE = 'applies_to.groups = ["kontanthjaelp-jobparat"]'


RIGHT_ONES = {
    "count": COUNT,
    "gap": GAP,
    "order": ORDER,
    "each": EACH,
    "share": SHARE,
    "load": LOAD,
    "count with an upper bound": COUNT + "at_most = 1\n",
    "count with an upper bound in a phase": PHASE
    + COUNT.replace("due = { months = 3 }", 'phase = "cafe"\nat_most = 1'),
    "gap to a day, besides another": COUNT
    + GAP.replace('"en"', '"to"', 1)
    + 'due = { months = 3 }\nbesides = ["en"]\n',
    "each from the second on": EACH + "from_slot = 2\n",
    "each to a day": EACH + "due = { months = 3 }\n",
    "share of an each": EACH + SHARE.replace('"en"', '"to"', 1).replace("citizens", "meetings") + 'of = "en"\n',
    "share that the data cannot show": SHARE.replace("citizens", "adviser"),
    "share of everybody": SHARE.replace('applies_to.groups = ["kontanthjaelp-jobparat"]\n', ""),
    "share with bands": SHARE.replace(
        "share = { at_least = 3, of = 4 }", 'bands = [{ id = "a", at_least = 3, of = 4, points = "0" }]'
    ),
    "load with a norm": LOAD + 'compare = "at-least"\nnorm = 0\nper = "iso-week"\naverage = true\n',
    "load of open courses": LOAD.replace('"meetings"\nmatch = "samtale"', '"open-courses"'),
    "load of a team's records": LOAD.replace("adviser", "team").replace(
        '"meetings"\nmatch = "samtale"', '"records"\nrecord = "teammoede"\nlongest = { days = 20 }\nminutes = 60'
    ),
}


@pytest.mark.parametrize("requirement", RIGHT_ONES.values(), ids=RIGHT_ONES)
def test_a_right_requirement_of_every_kind_has_no_problem(tmp_path: Path, requirement: str) -> None:
    assert problems_of(tmp_path, HEAD + requirement) == []


def test_every_kind_is_among_those_that_are_right() -> None:
    assert {name.split()[0] for name in RIGHT_ONES} == {str(kind) for kind in Kind}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reset_on", '["job"]'),
        ("exit_on", '["job"]'),
        ("suspend", "[{ from = 2020-03-11, to = 2020-05-26 }]"),
        ("suspend", "[{ from = 2020-03-11, to = 2020-03-11 }]"),
        ("held_from", "2024-02-01"),
        ("held_to", "2024-02-01"),
        ("held_from", "2024-02-01\nheld_to = 2024-02-01"),
        ("when", "{ age_from = 29, age_below = 30 }"),
        ("when", '{ facts = { job = ["ja", "nej"] } }'),
        ("not_required", '[{ meeting = "moede" }, { no_meeting = "samtale" }]'),
        ("not_required", '[{ meeting = "moede", count = 4 }, { no_meeting = "samtale", held_to = 2024-02-01 }]'),
        ("not_required", "[{ earlier_course = true }, { earlier_course = false }]"),
        ("when", '{ ever = { job = ["ja"] }, facts = { flytning = ["nej"] } }'),
        ("ends_on", "2024-02-01"),
        ("judged_by", '"person"'),
        ("judged_by", '"rules"'),
        ("checks", '["X1", "X2"]'),
    ],
)
@pytest.mark.parametrize("kind", ["count", "gap", "order", "each"])
def test_what_is_judged_of_a_citizen_may_have_any_guard(tmp_path: Path, kind: str, name: str, value: str) -> None:
    assert problems_of(tmp_path, HEAD + RIGHT_ONES[kind] + f"{name} = {value}\n") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reset_on", '["job"]'),
        ("exit_on", '["job"]'),
        ("suspend", "[{ from = 2020-03-11, to = 2020-05-26 }]"),
        ("held_from", "2024-02-01"),
        ("held_to", "2024-02-01"),
        ("when", "{ age_from = 29 }"),
        ("not_required", '[{ event = "job" }]'),
        ("due", "{ months = 3 }"),
        ("pause", "[{ from = 2020-03-11, to = 2020-05-26 }]"),
        ("not_waived_by", '["barsel"]'),
        ("ends_on", "2024-02-01"),
    ],
)
@pytest.mark.parametrize("kind", ["share", "load"])
def test_what_is_said_of_many_has_no_guard_on_one(tmp_path: Path, kind: str, name: str, value: str) -> None:
    (found,) = problems_of(tmp_path, HEAD + RIGHT_ONES[kind] + f"{name} = {value}\n")
    assert found.endswith(f": requirement[1].{name}: '{name}' says nothing in a requirement of kind '{kind}'")


KEYS_OF_A_KIND = {
    "match": ('"samtale"', {"count", "gap", "each", "load"}),
    "count": ("2", {"count"}),
    "at_most": ("3", {"count"}),
    "steps": ("[{ count = 1, due = { weeks = 2 } }]", {"count"}),
    "per": ('"iso-week"', {"count", "load"}),
    "also": ('[{ match = "moede", at_most = 1 }]', {"count"}),
    "any_of": ('[{ match = "moede" }]', {"count", "gap"}),
    "longest": ("{ weeks = 5 }", {"gap", "load"}),
    "slots": ("[1]", {"each"}),
    "require": ("{ minutes = 30 }", {"each"}),
    "pause": ("[{ from = 2020-03-11, to = 2020-05-26 }]", {"count"}),
    "not_waived_by": ('["barsel"]', {"count", "gap"}),
    "first": ('"moede"', {"order"}),
    "before": ('"samtale"', {"order"}),
    "share": ("{ at_least = 3, of = 4 }", {"count", "share"}),
    "bands": ('[{ id = "a", at_least = 1, of = 2 }]', {"share"}),
    "cohort": ("{ from = { months = 1 } }", {"share"}),
    "unit": ('"adviser"', {"share", "load"}),
    "measure": ('"meetings"', {"load"}),
    "record": ('"teammoede"', {"load"}),
    "norm": ("0", {"load"}),
    "compare": ('"at-most"', {"load"}),
    "minutes": ("60", {"load"}),
    "average": ("true", {"load"}),
}


@pytest.mark.parametrize("name", KEYS_OF_A_KIND)
def test_a_key_of_another_kind_says_nothing(tmp_path: Path, name: str) -> None:
    value, kinds = KEYS_OF_A_KIND[name]
    for kind in {str(kind) for kind in Kind} - kinds:
        found = problems_of(tmp_path, HEAD + RIGHT_ONES[kind] + f"{name} = {value}\n")
        says_nothing = f"requirement[1].{name}: '{name}' says nothing in a requirement of kind '{kind}'"
        assert [problem.split(": ", maxsplit=1)[1] for problem in found] == [says_nothing], kind


@pytest.mark.parametrize(
    "point",
    [
        '{ anchor = "held:1" }',
        '{ anchor = "held:2:moede", weeks = 1 }',
        '{ anchor = "overgang", day_after = true }',
        '{ anchor = "job", days = 1, plus_days = 2 }',
        '{ months = 3, snap = "next-monday" }',
        '{ weeks = 3, snap = "week-after" }',
        '{ snap = "next-working-day" }',
        '{ anchor = "cafe.start", week = 2 }',
        '{ anchor = "cafe.end" }',
        "{ accumulated_weeks = 6 }",
        '{ anchor = "start", accumulated_weeks = 1, day_after = true }',
        "{ months_before = 3 }",
        '{ anchor = "held:2:moede", months_before = 1 }',
        '{ anchor = "barsel.start", weeks = 6 }',
        '{ anchor = "sygdom.end", months_before = 3, snap = "next-monday" }',
    ],
)
def test_a_day_has_an_anchor_a_period_and_what_moves_it(tmp_path: Path, point: str) -> None:
    assert problems_of(tmp_path, HEAD + PHASE + COUNT.replace("{ months = 3 }", point)) == []


@pytest.mark.parametrize(
    "anchor", ["held", "held:", "held:0", "held:-1", "held:x", "held:1.5", "held:²", "held:" + "9" * 5000]
)
def test_a_held_meeting_that_is_an_anchor_has_a_number_from_1_up(tmp_path: Path, anchor: str) -> None:
    (found,) = problems_of(tmp_path, RIGHT.replace("{ months = 3 }", f'{{ anchor = "{anchor}" }}'))
    assert found == (
        f"25: requirement[1].due.anchor: '{anchor}' does not say which meeting; "
        "expected held:1 for the first, or held:1:NAME for the first of another match"
    )


@pytest.mark.parametrize("anchor", ["held:1:moede", "job", "overgang", "cafe.start", "barsel.end"])
def test_time_is_accumulated_from_the_first_day_of_the_course_alone(tmp_path: Path, anchor: str) -> None:
    point = f'{{ anchor = "{anchor}", accumulated_weeks = 6 }}'
    (found,) = problems_of(tmp_path, HEAD + PHASE + COUNT.replace("{ months = 3 }", point))
    assert found == (
        "31: requirement[1].due.accumulated_weeks: time is accumulated from the course's first day alone; "
        "expected 'weeks', or no 'anchor'"
    )


@pytest.mark.parametrize("anchor", ["held:1:", "held:1:samtaler", "held:1:samtale:1"])
def test_a_held_meeting_of_no_match_is_no_anchor(tmp_path: Path, anchor: str) -> None:
    (found,) = problems_of(tmp_path, RIGHT.replace("{ months = 3 }", f'{{ anchor = "{anchor}" }}'))
    assert found.startswith(f"25: requirement[1].due.anchor: no match '{anchor[7:]}' is known")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + ORDER + 'opens = { anchor = "held:1" }\n', "requirement[1].opens"),
        (HEAD + SHARE + 'cohort = { from = { anchor = "held:1" } }\n', "requirement[1].cohort.from"),
        (HEAD + PHASE.replace("{ days = 1 }", '{ anchor = "held:1" }') + COUNT, "phase[1].opens"),
        (HEAD + PHASE.replace('"cafe.start", week', '"held:1", week') + COUNT, "phase[1].ends"),
    ],
)
def test_a_held_meeting_names_its_match_where_there_is_none_beside_it(tmp_path: Path, text: str, place: str) -> None:
    (found,) = problems_of(tmp_path, text)
    assert found.split(": ", maxsplit=1)[1] == (
        f"{place}.anchor: 'held:1' does not say of which match; expected held:1:NAME, as there is no 'match' beside it"
    )
    assert problems_of(tmp_path, text.replace("held:1", "held:1:samtale")) == []


def test_a_phase_may_name_those_before_it_and_its_own_start_where_it_ends(tmp_path: Path) -> None:
    second = PHASE.replace('"cafe"', '"aktiv"').replace("{ days = 1 }", '{ anchor = "cafe.end", day_after = true }')
    assert problems_of(tmp_path, HEAD + PHASE + second.replace("cafe.start", "aktiv.start") + COUNT) == []
    later = "is a day of this phase or of one after it"
    assert [problem.split("; ")[0] for problem in problems_of(tmp_path, HEAD + second + PHASE + COUNT)] == [
        f"16: phase[1].opens.anchor: 'cafe.end' {later}",
        f"17: phase[1].ends.anchor: 'cafe.start' {later}",
    ]
    own = PHASE.replace("{ days = 1 }", '{ anchor = "cafe.start" }').replace('"cafe.start", week', '"cafe.end", week')
    assert [problem.split("; ")[0] for problem in problems_of(tmp_path, HEAD + own + COUNT)] == [
        f"16: phase[1].opens.anchor: 'cafe.start' {later}",
        f"17: phase[1].ends.anchor: 'cafe.end' {later}",
    ]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ('{ event = ["job"] }', []),
        ('{ event = ["job", "tilmelding"], value = ["ja"] }', []),
        ('{ own_adviser = true, topics = ["cv"], agreements = ["plan"] }', []),
        ("{ own_adviser = 1 }", ["own_adviser: 1 is neither true nor false; expected true or false"]),
        ('{ value = ["ja"] }', ["value: 'value' says nothing of a meeting; expected 'event' beside it"]),
        ('{ event = ["jobb"] }', ["event[1]: no event 'jobb' is known; did you mean 'job'?"]),
        *(
            (
                f'{{ event = ["job"], {key} = {value} }}',
                [f"{key}: '{key}' says nothing of an event; expected 'event' and 'value' alone"],
            )
            for key, value in (
                ("type", '["jobsamtale"]'),
                ("held_by", '["kommune"]'),
                ("with", '["a-kasse"]'),
                ("form", '["video"]'),
                ("individual", "false"),
                ("topics", '["cv"]'),
                ("agreements", '["plan"]'),
                ("own_adviser", "false"),
            )
        ),
    ],
)
def test_a_way_to_match_is_of_meetings_or_of_events(tmp_path: Path, ways: str, expected: list[str]) -> None:
    found = problems_of(tmp_path, RIGHT.replace('{ type = ["informationsmoede"] }', ways))
    assert found == [f"11: match.moede[1].{problem}" for problem in expected]


def test_a_match_or_a_phase_that_is_wrong_does_not_hide_another(tmp_path: Path) -> None:
    text = HEAD.replace('["kommune"]', '"kommune"').replace('["informationsmoede"]', '["infomoede"]')
    text += PHASE.replace("days = 1", "dayz = 1") + PHASE.replace('"cafe"', '"b"').replace("cafe.start", "job2")
    assert [problem.split(": ")[1] for problem in problems_of(tmp_path, text + COUNT)] == [
        "match.samtale[1].held_by",
        "match.moede[1].type[1]",
        "phase[1].opens.dayz",
        "phase[2].ends.anchor",
    ]


FIGURE = """
[[score]]
id = "tal"
title = { da = "Tal", en = "Figure" }
certainty = "official"
decimals = 1
blocks = [["en"]]

[[published]]
score = "proeve/tal"
shown = "1.5"
answers = [{ question = "en", band = "a" }]
"""


def test_a_score_is_made_of_shares_with_bands(tmp_path: Path) -> None:
    assert problems_of(tmp_path, HEAD + RIGHT_ONES["share with bands"] + FIGURE) == []
    (found,) = problems_of(tmp_path, HEAD + SHARE + FIGURE)
    assert found == "31: score[1].blocks[1][1]: no share with bands 'en' is known"


@pytest.mark.parametrize("score", ["tal", "proeve/tal/nu", "proeve tal"])
def test_a_published_figure_names_a_rule_set_and_a_score(tmp_path: Path, score: str) -> None:
    (found,) = problems_of(tmp_path, HEAD + RIGHT_ONES["share with bands"] + FIGURE.replace("proeve/tal", score))
    assert found == f"34: published[1].score: '{score}' names no score of a rule set; expected ruleset/score"


def test_the_words_of_a_problem_do_not_depend_on_the_run(tmp_path: Path) -> None:
    put(tmp_path, HEAD + COMMON + 'kind = "load"\nunit = "citizens"\n')
    code = "from kontaktforloeb import load_rules; import sys; print(*load_rules(sys.argv[1]).problems)"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in "01"
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
                    "expected one of days, weeks, months, week, accumulated_weeks, months_before"
                )
            ],
            id="a day with two periods",
        ),
        pytest.param(
            COUNT + "not_required = [{}]\n",
            [
                (
                    "26: requirement[1].not_required[1]: a condition says nothing; "
                    "expected event, no_event, meeting, no_meeting, began_by_change_among or earlier_course"
                )
            ],
            id="a condition that says nothing",
        ),
        pytest.param(
            GAP.replace("longest = { weeks = 5 }\n", ""),
            ["13: requirement[1].longest: the key 'longest' is missing in a requirement of kind 'gap'"],
            id="gap without a length",
        ),
        pytest.param(
            GAP.replace("{ weeks = 5 }", "{ weeks = 5, days = 35 }"),
            ["24: requirement[1].longest: a length has exactly one of its keys; expected days, weeks or months"],
            id="a length with two periods",
        ),
        pytest.param(
            GAP.replace("{ weeks = 5 }", "{}"),
            ["24: requirement[1].longest: a length has exactly one of its keys; expected days, weeks or months"],
            id="a length without a period",
        ),
        pytest.param(
            COUNT.replace("count = 1", "count = 3") + "at_most = 2\n",
            ["26: requirement[1].at_most: at most 2 is fewer than 3; expected 3 or more"],
            id="an upper bound below the number",
        ),
        pytest.param(
            COUNT.replace("due = { months = 3 }", "at_most = 2"),
            ["25: requirement[1].at_most: 'at_most' needs 'due': up to when; expected a day"],
            id="an upper bound without a day",
        ),
        pytest.param(
            COUNT + 'per = "month"\nat_most = 2\n',
            ["27: requirement[1].at_most: 'at_most' says nothing beside 'steps' or 'per'; expected 'count' and 'due'"],
            id="an upper bound in buckets",
        ),
        pytest.param(
            COUNT + "when = { age_from = 30, age_below = 30 }\n",
            ["26: requirement[1].when.age_below: nobody is 30 or older and below 30; expected 31 or more"],
            id="ages between which nobody lies",
        ),
        pytest.param(
            COUNT + "suspend = [{ from = 2020-03-11, to = 2020-03-10 }]\n",
            ["26: requirement[1].suspend[1].to: 2020-03-10 lies before 2020-03-11; expected a later day"],
            id="a stretch backwards",
        ),
        pytest.param(
            COUNT + "pause = [{ from = 2020-03-11, to = 2020-03-11 }, { from = 2020-03-11, to = 2020-03-10 }]\n",
            ["26: requirement[1].pause[2].to: 2020-03-10 lies before 2020-03-11; expected a later day"],
            id="a pause backwards",
        ),
        pytest.param(
            COUNT.replace(GROUPS_LINE, GROUPS_LINE + "\napplies_to.began = { from = 2024-02-01, to = 2024-01-31 }"),
            ["22: requirement[1].applies_to.began.to: 2024-01-31 lies before 2024-02-01; expected a later day"],
            id="begun in days backwards",
        ),
        pytest.param(
            COUNT.replace("due = { months = 3 }\n", "pause = [{ from = 2020-03-11, to = 2020-03-11 }]\n"),
            ["25: requirement[1].pause: 'pause' moves nothing here; expected a count with 'due' and without 'per'"],
            id="a pause that moves no day",
        ),
        pytest.param(
            COUNT + 'per = "month"\npause = [{ from = 2020-03-11, to = 2020-03-11 }]\n',
            ["27: requirement[1].pause: 'pause' moves nothing here; expected a count with 'due' and without 'per'"],
            id="a pause of buckets",
        ),
        pytest.param(
            COUNT.replace("count = 1\ndue = { months = 3 }", "steps = [{ count = 1, due = { weeks = 2 } }]")
            + "pause = [{ from = 2020-03-11, to = 2020-03-11 }]\n",
            [],
            id="a pause of steps is right",
        ),
        pytest.param(
            COUNT + 'not_required = [{ event = "job", count = 2 }, { earlier_course = true, held_to = 2024-01-01 }]\n',
            [
                (
                    "26: requirement[1].not_required[1].count: 'count' says nothing here; "
                    "expected 'meeting' or 'no_meeting' beside it"
                ),
                (
                    "26: requirement[1].not_required[2].held_to: 'held_to' says nothing here; "
                    "expected 'meeting' or 'no_meeting' beside it"
                ),
            ],
            id="a number and a day of no meetings",
        ),
        pytest.param(
            COUNT + 'not_required = [{ meeting = "moede", count = 0 }]\n',
            [
                (
                    "26: requirement[1].not_required[1].count: 0 is no whole number from 1 up; "
                    "expected a whole number from 1 up"
                )
            ],
            id="a condition on no meeting at all",
        ),
        pytest.param(
            COUNT.replace("{ months = 3 }", "{ weeks = 6, accumulated_weeks = 6 }"),
            [
                (
                    "25: requirement[1].due: a day has at most one period, not weeks and accumulated_weeks; "
                    "expected one of days, weeks, months, week, accumulated_weeks, months_before"
                )
            ],
            id="weeks of two kinds",
        ),
        pytest.param(
            COUNT + "held_to = 2024-01-31\nheld_from = 2024-02-01\n",
            ["26: requirement[1].held_to: 2024-01-31 lies before held_from; expected a later day"],
            id="held to before held from",
        ),
        pytest.param(
            EACH + "slots = [1]\nfrom_slot = 2\n",
            [
                (
                    "26: requirement[1].from_slot: 'from_slot' says nothing here; "
                    "expected a requirement of kind 'each' without 'slots'"
                )
            ],
            id="slots and a first slot",
        ),
        pytest.param(
            EACH.replace('{ form = ["fremmoede"] }', "{}"),
            ["24: requirement[1].require: nothing is asked for; expected at least one key"],
            id="nothing required",
        ),
        pytest.param(
            SHARE.replace("share = { at_least = 3, of = 4 }\n", ""),
            ["13: requirement[1].share: a share says how large it should be; expected 'share' or 'bands'"],
            id="a share without a size",
        ),
        pytest.param(
            SHARE.replace('"citizens"', '"team"'),
            ["23: requirement[1].unit: 'team' is no unit of a share; expected one of citizens, meetings, adviser"],
            id="a share of a team",
        ),
        pytest.param(
            SHARE + 'of = "en"\n',
            ["25: requirement[1].of: no requirement judged of citizens 'en' is known"],
            id="a share of itself",
        ),
        pytest.param(
            LOAD + "norm = 0\n",
            ["13: requirement[1].compare: 'norm' and 'compare' go together; expected both or neither"],
            id="a norm without a side, even of nothing",
        ),
        pytest.param(
            LOAD + 'compare = "at-most"\n',
            ["13: requirement[1].norm: 'norm' and 'compare' go together; expected both or neither"],
            id="a side without a norm",
        ),
        pytest.param(
            LOAD.replace('match = "samtale"\n', ""),
            ["13: requirement[1].match: a load of meetings needs 'match'"],
            id="a load of any meetings",
        ),
        pytest.param(
            LOAD.replace('"meetings"', '"breaches"') + 'record = "teammoede"\n',
            [
                "25: requirement[1].match: a load of breaches has no use for 'match'",
                "26: requirement[1].record: a load of breaches has no use for 'record'",
            ],
            id="a load of breaches with match and record",
        ),
        pytest.param(
            LOAD.replace('"meetings"\nmatch = "samtale"', '"records"'),
            ["13: requirement[1].record: a load of records needs 'record'"],
            id="a load of any records",
        ),
        pytest.param(
            LOAD + "longest = { weeks = 2 }\nminutes = 60\n",
            [
                "26: requirement[1].longest: 'longest' says nothing of meetings; expected a load of records",
                "27: requirement[1].minutes: 'minutes' says nothing of meetings; expected a load of records",
            ],
            id="lengths of meetings",
        ),
        pytest.param(
            LOAD + 'per = "month"\n',
            [
                (
                    "26: requirement[1].per: a load has no month of its own to begin on; "
                    "expected one of calendar-month, iso-week, quarter"
                )
            ],
            id="a load by the months of a course",
        ),
        pytest.param(
            LOAD + 'applies_to.event = ["job"]\n',
            [
                (
                    "21: requirement[1].applies_to: events say nothing in a requirement of kind 'load'; "
                    "expected groups at most"
                )
            ],
            id="a load by events",
        ),
        pytest.param(
            COUNT.replace('groups = ["kontanthjaelp-jobparat"]', 'event = ["job"]'),
            ["21: requirement[1].applies_to: the key 'applies_to' names no group; expected groups = [...]"],
            id="a duty to nobody",
        ),
        pytest.param(
            COUNT.replace('applies_to.groups = ["kontanthjaelp-jobparat"]\n', ""),
            ["13: requirement[1].applies_to: the key 'applies_to' names no group; expected groups = [...]"],
            id="a duty that does not say to whom",
        ),
        pytest.param(
            LOAD.replace('applies_to.groups = ["kontanthjaelp-jobparat"]\n', "") * 2,
            ["27: requirement[2].id: 'en' is there already; expected another id"],
            id="one id twice for nobody in particular",
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
            RIGHT + 'not_required = [{ meeting = "moder" }]\n',
            "26: requirement[1].not_required[1].meeting: no match 'moder' is known; did you mean 'moede'?",
        ),
        (
            RIGHT + 'not_required = [{ no_meeting = "moder" }]\n',
            "26: requirement[1].not_required[1].no_meeting: no match 'moder' is known; did you mean 'moede'?",
        ),
        (
            RIGHT + 'reset_on = ["jobb"]\n',
            "26: requirement[1].reset_on[1]: no event 'jobb' is known; did you mean 'job'?",
        ),
        (
            RIGHT + 'exit_on = ["job", "jobb"]\n',
            "26: requirement[1].exit_on[2]: no event 'jobb' is known; did you mean 'job'?",
        ),
        (
            RIGHT + 'when = { facts = { jobb = ["ja"] } }\n',
            "26: requirement[1].when.facts.jobb: no event 'jobb' is known; did you mean 'job'?",
        ),
        (
            RIGHT + 'when = { ever = { job = ["ja"], jobb = ["ja"] } }\n',
            "26: requirement[1].when.ever.jobb: no event 'jobb' is known; did you mean 'job'?",
        ),
        (
            RIGHT + 'not_waived_by = ["barsel", "barsl"]\n',
            "26: requirement[1].not_waived_by[2]: no kind of exemption 'barsl' is known; did you mean 'barsel'?",
        ),
        (
            RIGHT.replace(GROUPS_LINE, GROUPS_LINE + '\napplies_to.exemption = ["barsl"]'),
            "22: requirement[1].applies_to.exemption[1]: no kind of exemption 'barsl' is known; did you mean 'barsel'?",
        ),
        (
            RIGHT.replace(GROUPS_LINE, GROUPS_LINE + '\napplies_to.meeting = ["moede", "moder"]'),
            "22: requirement[1].applies_to.meeting[2]: no match 'moder' is known; did you mean 'moede'?",
        ),
        (
            RIGHT.replace("{ months = 3 }", '{ anchor = "barsel.slut", weeks = 1 }'),
            "25: requirement[1].due.anchor: no anchor 'barsel.slut' is known; did you mean 'barsel.start'?",
        ),
        (
            RIGHT.replace("{ months = 3 }", '{ anchor = "barsl.end", months_before = 1 }'),
            "25: requirement[1].due.anchor: no anchor 'barsl.end' is known; did you mean 'barsel.end'?",
        ),
        (
            RIGHT + 'judged_by = "persons"\n',
            (
                "26: requirement[1].judged_by: 'persons' is no known word; expected one of rules, person; "
                "did you mean 'person'?"
            ),
        ),
        (
            RIGHT.replace("[match]", 'dating = "assume"\n\n[match]'),
            "9: dating: 'assume' is no known word; expected one of source, assumed; did you mean 'assumed'?",
        ),
        (
            RIGHT.replace("months = 3", 'months = 3, snap = "next-mondag"'),
            (
                "25: requirement[1].due.snap: 'next-mondag' is no known word; "
                "expected one of next-monday, week-after, next-working-day; did you mean 'next-monday'?"
            ),
        ),
        (
            HEAD + PHASE + COUNT + 'phase = "cafee"\n',
            "32: requirement[1].phase: no phase 'cafee' is known; did you mean 'cafe'?",
        ),
        (
            HEAD + PHASE + PHASE + COUNT,
            "20: phase[2].id: the phase 'cafe' is there already; expected another id",
        ),
        (
            HEAD + PHASE + COUNT.replace("months = 3", 'anchor = "caffe.end"'),
            "31: requirement[1].due.anchor: no anchor 'caffe.end' is known; did you mean 'cafe.end'?",
        ),
        (
            HEAD + EACH.replace('form = ["fremmoede"]', 'match = "moder"'),
            "24: requirement[1].require.match: no match 'moder' is known; did you mean 'moede'?",
        ),
        (
            HEAD + EACH.replace('form = ["fremmoede"]', 'held_by = ["komune"]'),
            "24: requirement[1].require.held_by[1]: no holder 'komune' is known; did you mean 'kommune'?",
        ),
        (
            HEAD + EACH.replace('form = ["fremmoede"]', 'all_with = ["a-kasse", "a-kase"]'),
            "24: requirement[1].require.all_with[2]: 'a-kase' is nobody who holds meetings; did you mean 'a-kasse'?",
        ),
        (
            HEAD + COUNT + SHARE.replace('"en"', '"to"', 1) + 'of = "enn"\n',
            "39: requirement[2].of: no requirement judged of citizens 'enn' is known; did you mean 'en'?",
        ),
        (
            HEAD + LOAD.replace('"meetings"', '"meeting"'),
            (
                "24: requirement[1].measure: 'meeting' is no known word; "
                "expected one of meetings, open-courses, breaches, records; did you mean 'meetings'?"
            ),
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
            '[continuity]\ndays = 30\nkept_by_hours = ["loentilskudd"]\n',
            "continuity.kept_by_hours[1]",
            id="kept by hours of no kind",
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
        pytest.param(
            POINT.replace('default = "nej"', 'default = "nejj"'), "convention[1].default", id="no reading by default"
        ),
        pytest.param(POINT.replace('id = "ja"', 'id = "nej"'), "convention[1].reading[2].id", id="one reading twice"),
        pytest.param(POINT.replace('"proeve-punkt"', '"prøve"'), "convention[1].id", id="a point without an id"),
        pytest.param(
            POINT.replace('reference = "L1"\n', ""), "convention[1].reference", id="a point that arises nowhere"
        ),
    ],
)
def test_a_file_of_words_that_names_what_is_not_there_is_a_problem_too(tmp_path: Path, words: str, key: str) -> None:
    put(tmp_path, GRUNDLAG_HEAD.replace("2024-01-01", "2027-01-01") + words)
    (problem,) = load_rules(tmp_path).problems
    assert problem.key.startswith(key)


def test_an_open_point_says_where_it_is_wrong_and_the_nearest_word(tmp_path: Path) -> None:
    wrong = GRUNDLAG_HEAD + POINT.replace('default = "nej"', 'default = "nejj"').replace('id = "ja"', 'id = "nej"')
    assert problems_of(tmp_path, wrong) == [
        "14: convention[1].default: no reading of 'proeve-punkt' 'nejj' is known; did you mean 'nej'?",
        "22: convention[1].reading[2].id: the reading 'nej' is there already; expected another id",
    ]
    assert problems_of(tmp_path, GRUNDLAG_HEAD + POINT) == []
