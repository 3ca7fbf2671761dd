"""What a file says by each reading of an open point: values, list elements and parts that one reading alone has."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rule_texts import COMMON, COUNT, EACH, GRUNDLAG_HEAD, HEAD, PHASE, POINT, RIGHT, problems_of, put

from kontaktforloeb import Rulebook, load_rules
from kontaktforloeb.rulebook.compose import Chosen, Readings, compose, open_points, read_words
from kontaktforloeb.rulebook.format import Condition, Point, RuleFile
from kontaktforloeb.rulebook.kinds import Mode
from kontaktforloeb.rulebook.registry import find_problems
from kontaktforloeb.rulebook.structure import Path as Keys

WORDS = GRUNDLAG_HEAD + POINT + POINT.replace('"proeve-punkt"', '"andet-punkt"')
"""Two open points with the readings `nej`, which is the default, and `ja`."""

OWN = 'id = "egen"\nextends = "proeve"\nvalid_from = 2024-01-01\nchecked_on = 2026-11-21\n'


def read_by(*points: str) -> tuple[tuple[str, str], ...]:
    """Give those of the points `proeve-punkt` and `andet-punkt` as read as `ja`."""
    return tuple((point, "ja") for point in points)


def book_of(folder: Path, *texts: str) -> Rulebook:
    """Give the rules with the two open points and further files, which are right by every reading."""
    put(folder, WORDS, "0.toml")
    for number, text in enumerate(texts, 1):
        put(folder, text, f"{number}.toml")
    assert find_problems([folder]) == ()
    rulebook = load_rules(folder)
    assert rulebook.problems == ()
    return rulebook


def file_of(rulebook: Rulebook, name: str = "proeve") -> RuleFile:
    (version,) = rulebook.ruleset(name).versions
    return version.file


def both(rulebook: Rulebook, name: str = "proeve") -> tuple[RuleFile, RuleFile]:
    """Give a file as the defaults read it, and with `proeve-punkt` read as `ja`."""
    return file_of(rulebook, name), file_of(rulebook.read_by(read_by("proeve-punkt")), name)


def problems(folder: Path, text: str) -> list[str]:
    """Give the problems of one file beside the two open points."""
    words, own = put(folder, WORDS, "0.toml"), put(folder, text, "1.toml")
    found = [str(problem) for problem in find_problems([words, own])]
    assert all(line.startswith(f"{own}:") for line in found)
    return [line.removeprefix(f"{own}:") for line in found]


# --- Where a switch may stand.


@pytest.mark.parametrize(
    ("said", "nej", "ja"),
    [
        pytest.param(
            "due = { months = { reading = 'proeve-punkt', nej = 3, ja = 4 } }",
            Point(months=3),
            Point(months=4),
            id="a number",
        ),
        pytest.param(
            "due = { reading = 'proeve-punkt', nej = { months = 3 }, ja = { weeks = 6, day_after = true } }",
            Point(months=3),
            Point(weeks=6, day_after=True),
            id="a table",
        ),
        pytest.param("due = { reading = 'proeve-punkt', nej = { months = 3 } }", Point(months=3), None, id="a key"),
        pytest.param("due = { reading = 'proeve-punkt', ja = { days = 9 } }", None, Point(days=9), id="the other way"),
        pytest.param("due = { reading = 'proeve-punkt' }", None, None, id="no reading has it"),
        pytest.param(
            "due = { days = 9, anchor = { reading = 'proeve-punkt', ja = 'job' } }",
            Point("start", days=9),
            Point("job", days=9),
            id="a word inside a table",
        ),
        pytest.param(
            "due = { days = 9, day_after = { reading = 'proeve-punkt', ja = true } }",
            Point(days=9),
            Point(days=9, day_after=True),
            id="a flag",
        ),
        pytest.param(
            """due = { reading = 'proeve-punkt', nej = { days = 9 }, ja = { reading = 'andet-punkt', nej = { days = 8 },
            ja = { days = 7 } } }""".replace("\n", " "),
            Point(days=9),
            Point(days=8),
            id="a switch inside a switch",
        ),
    ],
)
def test_a_switch_stands_for_the_value_of_the_reading_that_is_chosen(
    tmp_path: Path, said: str, nej: Point | None, ja: Point | None
) -> None:
    rulebook = book_of(tmp_path, RIGHT.replace("due = { months = 3 }", said))
    assert [file.requirement[0].due for file in both(rulebook)] == [nej, ja]


def test_a_switch_inside_a_switch_asks_for_both_readings(tmp_path: Path) -> None:
    said = "{ reading = 'proeve-punkt', nej = 9, ja = { reading = 'andet-punkt', nej = 8, ja = 7 } }"
    rulebook = book_of(tmp_path, RIGHT.replace("{ months = 3 }", f"{{ days = {said} }}"))
    dues = [
        file_of(rulebook.read_by(read_by(*points))).requirement[0].due
        for points in ((), ("andet-punkt",), ("proeve-punkt",), ("proeve-punkt", "andet-punkt"))
    ]
    assert dues == [Point(days=9), Point(days=9), Point(days=8), Point(days=7)]


CONDITIONS = (
    "[{ reading = 'proeve-punkt', nej = { event = 'job' } }, { event = 'flytning' }, "
    "{ reading = 'proeve-punkt', ja = { no_event = 'tilmelding' } }]"
)


@pytest.mark.parametrize(
    ("said", "nej", "ja"),
    [
        pytest.param(
            CONDITIONS,
            [Condition(event="job"), Condition(event="flytning")],
            [Condition(event="flytning"), Condition(no_event="tilmelding")],
            id="elements that one reading leaves out",
        ),
        pytest.param(
            "[{ reading = 'proeve-punkt', ja = { event = 'job' } }]", [], [Condition(event="job")], id="the only one"
        ),
        pytest.param(
            "{ reading = 'proeve-punkt', ja = [{ event = 'job' }, { event = 'flytning' }] }",
            [],
            [Condition(event="job"), Condition(event="flytning")],
            id="the whole list",
        ),
        pytest.param(
            "{ reading = 'proeve-punkt', nej = [], ja = [{ reading = 'proeve-punkt', ja = { event = 'job' } }] }",
            [],
            [Condition(event="job")],
            id="the same point again inside",
        ),
        pytest.param(
            "[{ event = { reading = 'proeve-punkt', nej = 'job', ja = 'flytning' } }]",
            [Condition(event="job")],
            [Condition(event="flytning")],
            id="a word of an element",
        ),
    ],
)
def test_an_element_that_a_reading_has_not_is_left_out_of_its_list(
    tmp_path: Path, said: str, nej: list[Condition], ja: list[Condition]
) -> None:
    rulebook = book_of(tmp_path, RIGHT + f"not_required = {said}\n")
    assert [list(file.requirement[0].not_required) for file in both(rulebook)] == [nej, ja]


def test_words_in_a_list_may_be_those_of_one_reading(tmp_path: Path) -> None:
    groups = "['dagpenge', { reading = 'proeve-punkt', ja = 'integration' }, 'sygedagpenge']"
    rulebook = book_of(tmp_path, RIGHT.replace('["kontanthjaelp-jobparat"]', groups))
    assert [file.requirement[0].applies_to.groups for file in both(rulebook)] == [
        ("dagpenge", "sygedagpenge"),
        ("dagpenge", "integration", "sygedagpenge"),
    ]
    read = rulebook.read_by(read_by("proeve-punkt"))
    assert [set(book.ruleset("proeve").groups) for book in (rulebook, read)] == [
        {"dagpenge", "sygedagpenge"},
        {"dagpenge", "sygedagpenge", "integration"},
    ]


def test_a_duty_that_one_reading_alone_has_applies_to_nobody_by_the_other(tmp_path: Path) -> None:
    only = COUNT.replace('"en"', '"kun-ja"', 1).replace(
        '["kontanthjaelp-jobparat"]', "{ reading = 'proeve-punkt', ja = ['dagpenge'] }"
    )
    rulebook = book_of(tmp_path, RIGHT + only)
    assert [file.requirement[1].applies_to.groups for file in both(rulebook)] == [(), ("dagpenge",)]
    assert set(rulebook.ruleset("proeve").groups) == {"kontanthjaelp-jobparat"}
    nobody = RIGHT + only.replace("{ reading = 'proeve-punkt', ja = ['dagpenge'] }", "[]")
    assert problems(tmp_path, nobody) == [
        "35: requirement[2].applies_to: the key 'applies_to' names no group; expected groups = [...]"
    ]


def test_a_switch_may_stand_in_matches_phases_transitions_and_defaults(tmp_path: Path) -> None:
    head = HEAD.replace('["jobsamtale"]', "{ reading = 'proeve-punkt', nej = ['jobsamtale'], ja = ['visitation'] }")
    head = head.replace("[match]", "[transition]\ndefault = { reading = 'proeve-punkt', ja = 'both' }\n\n[match]")
    phase = PHASE.replace("{ days = 1 }", "{ days = { reading = 'proeve-punkt', nej = 1, ja = 2 } }")
    default = "\n[default]\nlevel = { reading = 'proeve-punkt', nej = 'norm', ja = 'raad' }\n"
    text = head + default + phase + COUNT.replace('level = "norm"\n', "")
    nej, ja = both(book_of(tmp_path, text))
    assert [file.match["samtale"][0].type for file in (nej, ja)] == [("jobsamtale",), ("visitation",)]
    assert [file.phase[0].opens.days for file in (nej, ja)] == [1, 2]
    assert [file.transition.default for file in (nej, ja)] == [Mode.PREVIOUS, Mode.BOTH]
    assert [file.requirement[0].level for file in (nej, ja)] == ["norm", "raad"]


TOLERANCE = '\n[parameter.slip]\ntitle = { da = "Dage", en = "Days" }\n'


@pytest.mark.parametrize(
    ("set_", "nej", "ja"),
    [
        ("\n[set]\nslip = 14\n", (14, {}), (7, {})),
        ("", (1, {"en": ("slip",)}), (7, {})),  # by the other reading nothing is needed
    ],
)
def test_a_reading_may_be_the_value_of_a_parameter(
    tmp_path: Path, set_: str, nej: tuple[int, dict[str, Any]], ja: tuple[int, dict[str, Any]]
) -> None:
    said = "months = 3, plus_days = { reading = 'proeve-punkt', nej = { parameter = 'slip' }, ja = 7 }"
    rulebook = book_of(tmp_path, HEAD + TOLERANCE + COUNT.replace("months = 3", said) + set_)
    for book, expected in ((rulebook, nej), (rulebook.read_by(read_by("proeve-punkt")), ja)):
        due = file_of(book).requirement[0].due
        assert due is not None
        assert (due.plus_days, book.ruleset("proeve").open_parameters) == expected


def test_what_a_file_takes_over_is_read_by_the_same_readings(tmp_path: Path) -> None:
    base = RIGHT.replace("{ months = 3 }", "{ days = { reading = 'proeve-punkt', nej = 9, ja = 8 } }")
    last = OWN.replace("egen", "sidst").replace('"proeve"', '"egen"')
    own = OWN + COUNT.replace('"en"', '"to"', 1).replace("count = 1", "count = { reading = 'proeve-punkt', ja = 2 }")
    own = own.replace('match = "samtale"', 'match = "samtale"\nsteps = { reading = "proeve-punkt", nej = [] }')
    rulebook = book_of(tmp_path, base, own.replace(", ja = 2", ", nej = 1, ja = 2"), last)
    for name in ("egen", "sidst"):
        nej, ja = both(rulebook, name)
        assert [file.requirement[0].due for file in (nej, ja)] == [Point(days=9), Point(days=8)]
        assert [file.requirement[1].count for file in (nej, ja)] == [1, 2]


def test_a_value_of_ones_own_takes_the_place_of_a_switch_that_is_taken_over(tmp_path: Path) -> None:
    base = RIGHT.replace("{ months = 3 }", "{ days = { reading = 'proeve-punkt', nej = 9, ja = 8 } }")
    rulebook = book_of(tmp_path, base, OWN + COUNT.replace("months = 3", "days = 5"))
    assert [file.requirement[0].due for file in both(rulebook, "egen")] == [Point(days=5), Point(days=5)]


# --- Files of words.

NEW_WORDS = """
[[meeting_status]]
id = "proevet"
held = { reading = "proeve-punkt", ja = true }

[[exemption]]
id = "proeve"
waives = { reading = "proeve-punkt", nej = false, ja = true }
groups = ["dagpenge", { reading = "proeve-punkt", ja = "integration" }]

[[restart]]
id = "proeve"
from = { reading = "proeve-punkt", nej = [], ja = ["fleksjob"] }
to = ["ledighedsydelse"]
"""


def test_words_are_read_by_the_readings_too(tmp_path: Path) -> None:
    put(tmp_path, GRUNDLAG_HEAD.replace("2024-01-01", "2025-01-01") + NEW_WORDS, "words.toml")
    rulebook = book_of(tmp_path, RIGHT)
    read = rulebook.read_by(read_by("proeve-punkt"))
    day = date(2025, 1, 1)
    told = []
    for words in (rulebook.vocabulary, read.vocabulary):
        kind = words.exemptions.at("proeve", day)
        restarts = words.restarts_course("fleksjob", "ledighedsydelse", day)
        told.append(("proevet" in words.held_statuses, kind.waives, kind.groups, restarts))
    assert told == [(False, False, ("dagpenge",), False), (True, True, ("dagpenge", "integration"), True)]
    assert read.ruleset("proeve") is rulebook.ruleset("proeve")


def test_a_file_of_words_is_wrong_on_the_line_of_the_reading(tmp_path: Path) -> None:
    wrong = NEW_WORDS.replace("ja = true }\n\n", "ja = 1 }\n\n").replace('ja = ["fleksjob"]', 'ja = "fleksjob"')
    assert problems(tmp_path, GRUNDLAG_HEAD + wrong) == [
        "11: meeting_status[1].held.ja: 1 is neither true nor false; expected true or false",
        "20: restart[1].from.ja: 'fleksjob' is no list; expected a list in square brackets",
    ]


# --- What is wrong, and where.


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            "{ reading = 'proeve-pungt', nej = 1 }",
            ["25: requirement[1].due.months: no open point 'proeve-pungt' is declared; did you mean 'proeve-punkt'?"],
            id="a point that is not there",
        ),
        pytest.param(
            "{ reading = 'proeve-punkt', nej = 1, jaa = 2 }",
            [
                (
                    "25: requirement[1].due.months.jaa: the open point 'proeve-punkt' has no reading 'jaa'; "
                    "expected ja, nej; did you mean 'ja'?"
                )
            ],
            id="a reading that is not there",
        ),
        pytest.param(
            "{ reading = 'proeve-punkt', nej = { reading = 'andet-punkt', x = 1, nej = 2 }, y = 3 }",
            [
                "25: requirement[1].due.months.y: the open point 'proeve-punkt' has no reading 'y'; expected ja, nej",
                (
                    "25: requirement[1].due.months.nej.x: the open point 'andet-punkt' has no reading 'x'; "
                    "expected ja, nej"
                ),
            ],
            id="readings that are not there, one inside the other",
        ),
        pytest.param(
            "{ reading = 'proeve-punkt', nej = 0, ja = 2 }",
            ["25: requirement[1].due.months.nej: 0 is no whole number from 1 up; expected a whole number from 1 up"],
            id="a wrong value by default",
        ),
        pytest.param(
            "{ reading = 'proeve-punkt', nej = 1, ja = 'x' }",
            ["25: requirement[1].due.months.ja: 'x' is no whole number from 1 up; expected a whole number from 1 up"],
            id="a wrong value by the other reading",
        ),
        pytest.param(
            "{ reading = 1, nej = 1 }",
            [
                (
                    "25: requirement[1].due.months: {'reading': 1, 'nej': 1} is no whole number from 1 up; "
                    "expected a whole number from 1 up"
                )
            ],
            id="a switch that names no point",
        ),
        pytest.param(
            "{ reading = 'month_window', exclusive = 1, inclusive = 2 }",
            ["25: requirement[1].due.months: no open point 'month_window' is declared"],
            id="a point that the code reads",
        ),
    ],
)
def test_what_is_wrong_in_a_switch_is_told_where_it_stands(tmp_path: Path, said: str, expected: list[str]) -> None:
    assert problems(tmp_path, RIGHT.replace("months = 3", f"months = {said}")) == expected


APART = RIGHT.replace("due = { months = 3 }\n", "") + (
    """
[requirement.due]
reading = "proeve-punkt"

[requirement.due.nej]
anchor = "start"
weeks = 1

[requirement.due.ja]
anchor = "start"
weeks = 2
"""
)
"""A file whose readings stand on lines of their own: `nej` from line 29 on, `ja` from line 33 on."""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        (
            "weeks = 1",
            "weekz = 1",
            ["31: requirement[1].due.nej.weekz: no key 'weekz' is known here; did you mean 'week'?"],
        ),
        (
            "weeks = 2",
            "weekz = 2",
            ["35: requirement[1].due.ja.weekz: no key 'weekz' is known here; did you mean 'week'?"],
        ),
        (
            'anchor = "start"\nweeks = 2',
            'anchor = "strat"\nweeks = 2',
            ["34: requirement[1].due.ja.anchor: no anchor 'strat' is known; did you mean 'start'?"],
        ),
        (
            "weeks = 2",
            "weeks = 2\nmonths = 1",
            [
                (
                    "33: requirement[1].due.ja: a day has at most one period, not weeks and months; "
                    "expected one of days, weeks, months, week, accumulated_weeks, months_before"
                )
            ],
        ),
        (
            "[requirement.due.ja]",
            "[requirement.due.jo]",
            [("33: requirement[1].due.jo: the open point 'proeve-punkt' has no reading 'jo'; expected ja, nej")],
        ),
    ],
)
def test_a_problem_is_on_the_line_of_the_reading_that_has_it(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    text = APART.replace(old, new, 1) if old != 'anchor = "start"\nweeks = 2' else APART.replace(old, new)
    assert problems(tmp_path, text) == expected


def test_an_element_after_one_that_is_left_out_keeps_its_place_in_the_file(tmp_path: Path) -> None:
    lines = [
        "not_required = [",
        "  { reading = 'proeve-punkt', ja = { event = 'jobbb' } },",
        "  { reading = 'andet-punkt', ja = { event = 'job' } },",
        "  { event = 'jobb' },",
        "  { reading = 'proeve-punkt', nej = { event = 'flytningen' } },",
        "]",
    ]
    assert problems(tmp_path, RIGHT + "\n".join(lines)) == [
        "26: requirement[1].not_required[3].event: no event 'jobb' is known; did you mean 'job'?",
        "26: requirement[1].not_required[4].nej.event: no event 'flytningen' is known; did you mean 'flytning'?",
        "26: requirement[1].not_required[1].ja.event: no event 'jobbb' is known; did you mean 'job'?",
    ]


def test_a_file_without_a_point_of_that_name_beside_it_is_wrong(tmp_path: Path) -> None:
    text = RIGHT.replace("months = 3", "months = { reading = 'covid-2021', suspended = 1 }")
    (found,) = problems_of(tmp_path, text)
    said = "no open point 'covid-2021' is declared; did you mean 'covid-2020'?"
    assert found == f"25: requirement[1].due.months: {said}"


def test_what_is_wrong_by_several_readings_is_told_once_for_each_place(tmp_path: Path) -> None:
    text = RIGHT.replace("months = 3", "months = { reading = 'proeve-punkt', nej = 1, ja = 0 }")
    text += "opens = { days = { reading = 'andet-punkt', nej = 1, ja = -1 } }\n"
    text += COUNT.replace('"en"', '"to"', 1).replace(
        '"samtale"', "{ reading = 'proeve-punkt', nej = 'samtale', ja = { reading = 'proeve-punkt', ja = 'samtaler' } }"
    )
    assert problems(tmp_path, text) == [
        "25: requirement[1].due.months.ja: 0 is no whole number from 1 up; expected a whole number from 1 up",
        "38: requirement[2].match.ja.ja: no match 'samtaler' is known; did you mean 'samtale'?",
        "26: requirement[1].opens.days.ja: -1 is no whole number from 0 up; expected a whole number from 0 up",
    ]


@pytest.mark.parametrize(
    ("before", "after", "line", "key"),
    [
        ('id = "proeve"', "id = {}", 1, "id"),
        ("valid_from = 2024-01-01", "valid_from = {}", 4, "valid_from"),
        ('status = "in-force"', "status = {}", 5, "status"),
        ('act = "Et notat"', "act = {}", 7, "source"),
        ("[match]", "change_expected = {}\n\n[match]", 9, "change_expected"),
        ("[match]", "only_by_name = {}\n\n[match]", 9, "only_by_name"),
        ("[match]", "checks = [{}]\n\n[match]", 9, "checks"),
    ],
)
def test_what_tells_files_apart_is_not_read_in_two_ways(
    tmp_path: Path, before: str, after: str, line: int, key: str
) -> None:
    switch = "{ reading = 'proeve-punkt', nej = 'x', ja = 'y' }"
    assert problems(tmp_path, RIGHT.replace(before, after.replace("{}", switch), 1)) == [
        f"{line}: {key}: no reading can stand for '{key}'; expected the value itself"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (RIGHT + "\n[[requirement]]\nreading = 'proeve-punkt'\nja = { id = 'to' }\n", "27: requirement[2]"),
        (HEAD + PHASE.replace('id = "cafe"', "reading = 'proeve-punkt'") + COUNT, "13: phase[1]"),
    ],
)
def test_a_whole_duty_or_phase_is_not_there_by_one_reading_and_not_by_another(
    tmp_path: Path, text: str, place: str
) -> None:
    kind = place.partition(": ")[2].partition("[")[0]
    assert (
        f"{place}: no reading can stand for a whole entry of '{kind}'; "
        "expected an entry whose values are read, such as applies_to.groups"
    ) in problems(tmp_path, text)


# --- A file that is wrong by another reading only.


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            'match = "samtale"',
            "match = { reading = 'proeve-punkt', nej = 'samtale', ja = 'samtaler' }",
            "23: requirement[1].match.ja: no match 'samtaler' is known; did you mean 'samtale'?",
        ),
        (
            "count = 1",
            "count = 1\nphase = { reading = 'proeve-punkt', ja = 'cafe' }",
            "25: requirement[1].phase.ja: no phase 'cafe' is known",
        ),
        (
            "months = 3",
            "months = { reading = 'proeve-punkt', nej = 3, ja = '3' }",
            "25: requirement[1].due.months.ja: '3' is no whole number from 1 up; expected a whole number from 1 up",
        ),
    ],
)
def test_a_file_that_is_wrong_by_another_reading_is_left_out_and_the_others_stay(
    tmp_path: Path, before: str, after: str, expected: str
) -> None:
    put(tmp_path, WORDS, "0.toml")
    wrong = put(tmp_path, RIGHT.replace(before, after, 1), "1.toml")
    put(tmp_path, RIGHT.replace('"proeve"', '"anden"'), "2.toml")
    rulebook = load_rules(tmp_path)
    assert [str(problem) for problem in rulebook.problems] == [f"{wrong}:{expected}"]
    assert set(rulebook.rulesets) - set(load_rules().rulesets) == {"anden"}
    assert [str(problem) for problem in find_problems([tmp_path])] == [f"{wrong}:{expected}"]
    assert rulebook.read_by(read_by("proeve-punkt")).problems == rulebook.problems


def test_a_table_with_a_key_reading_is_no_switch_where_the_key_is_one_of_its_own(tmp_path: Path) -> None:
    # The readings of an open point are tables under the key `reading`.
    assert problems_of(tmp_path, GRUNDLAG_HEAD + POINT) == []
    text = HEAD + COMMON + EACH.removeprefix(COMMON).replace("{ form", "{ reading = ['x'], form")
    assert problems_of(tmp_path, text) == ["24: requirement[1].require.reading: no key 'reading' is known here"]


# --- Composing by itself.

RAW: dict[str, Any] = {
    "id": "r",
    "parameter": {"p": {"value": 5}},
    "match": {"reading": [{"type": {"reading": "a", "x": ["k"], "y": ["l"]}}]},
    "requirement": [
        {"id": "1", "skip": [{"reading": "a", "y": 1}, {"reading": "b", "x": 2}, 3, {"reading": "a", "x": [4]}]},
        {"id": "2", "due": {"reading": "b", "x": {"months": {"parameter": "p"}}, "y": {"reading": "a", "y": 7}}},
    ],
}


def readings(a: str, b: str) -> Readings:
    return {"a": Chosen(a, frozenset("xy")), "b": Chosen(b, frozenset("xy"))}


@pytest.mark.parametrize(
    ("a", "b", "match", "skip", "due"),
    [
        ("x", "x", [{"type": ["k"]}], [2, 3, [4]], {"months": 5}),
        ("y", "x", [{"type": ["l"]}], [1, 2, 3], {"months": 5}),
        ("x", "y", [{"type": ["k"]}], [3, [4]], None),
        ("y", "y", [{"type": ["l"]}], [1, 3], 7),
    ],
)
def test_the_readings_decide_value_by_value(a: str, b: str, match: Any, skip: Any, due: Any) -> None:
    composed = compose(RAW, readings=readings(a, b))
    assert composed.faults == ()
    assert composed.filled["match"] == {"reading": match}
    first, second = composed.filled["requirement"]
    assert (first["skip"], second.get("due")) == (skip, due)
    assert composed.raw["requirement"] == RAW["requirement"]


@pytest.mark.parametrize(
    ("chosen", "path", "home"),
    [
        (("x", "x"), ("match", "reading", 0, "type", 0), ("match", "reading", 0, "type", "x", 0)),
        (("x", "x"), ("requirement", 0, "skip", 0), ("requirement", 0, "skip", 1, "x")),
        (("x", "x"), ("requirement", 0, "skip", 1), ("requirement", 0, "skip", 2)),
        (("x", "x"), ("requirement", 0, "skip", 2, 0), ("requirement", 0, "skip", 3, "x", 0)),
        (("y", "x"), ("requirement", 0, "skip", 0), ("requirement", 0, "skip", 0, "y")),
        (("x", "y"), ("requirement", 0, "skip", 0), ("requirement", 0, "skip", 2)),
        (("y", "y"), ("requirement", 1, "due"), ("requirement", 1, "due", "y", "y")),
        (("x", "x"), ("requirement", 1, "due"), ("requirement", 1, "due", "x")),
        (("x", "x"), ("requirement", 1, "due", "months"), ("parameter", "p", "value")),
        (("x", "x"), ("requirement", 1, "id"), ("requirement", 1, "id")),
    ],
)
def test_a_path_leads_back_through_the_switches(chosen: tuple[str, str], path: Keys, home: Keys) -> None:
    assert compose(RAW, readings=readings(*chosen)).home(path) == home


def test_a_path_of_a_file_that_extends_leads_to_its_own_switches_and_to_the_base_for_others() -> None:
    base = compose(
        {"id": "b", "requirement": [{"id": "u", "n": {"reading": "a", "x": 1}}]}, readings=readings("x", "x")
    )
    own = {"id": "m", "extends": "b", "requirement": [{"id": "v", "n": [{"reading": "a", "y": 1}, 2]}]}
    composed = compose(own, base, readings=readings("x", "x"))
    assert composed.filled["requirement"] == [{"id": "u", "n": 1}, {"id": "v", "n": [2]}]
    assert composed.home(("requirement", 0, "n")) == ("extends",)
    assert composed.home(("requirement", 1, "n", 0)) == ("requirement", 0, "n", 1)


def test_the_points_that_a_part_names_are_found_at_any_depth() -> None:
    assert list(open_points(RAW["requirement"])) == ["a", "b", "a", "b", "a"]
    assert list(open_points({"reading": 1, "x": [{"reading": "c"}]})) == ["c"]
    assert list(open_points("reading")) == []


def test_words_are_composed_without_parameters() -> None:
    raw = {"group": [{"id": "g", "n": {"reading": "a", "x": 1, "y": 2}}]}
    for reading, value in (("x", 1), ("y", 2)):
        assert read_words(raw, readings(reading, "x")).filled == {"group": [{"id": "g", "n": value}]}
