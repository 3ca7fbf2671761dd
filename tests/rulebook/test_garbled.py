"""Rule files garbled in every way that is still TOML, and some that are none: always problems, never an exception."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_texts import COUNT, EACH, GRUNDLAG_HEAD, HEAD, ORDER, RIGHT, put

from kontaktforloeb import load_rules
from kontaktforloeb.rulebook.registry import bundled_folder, find_problems

RICH = (
    RIGHT.replace("[match]", '[transition]\ndefault = "both"\ngroups = { dagpenge = "this" }\n\n[match]')
    + 'role = "a"\nbesides = ["to"]\nalso = [{ match = "moede", at_most = 1 }]\n'
    + 'any_of = [{ match = "moede", event = "job" }]\n'
    + 'not_required = [{ event = "job" }, { began_by_change_among = ["dagpenge"] }]\nshare = { at_least = 3, of = 4 }\n'
    + ORDER.replace('"en"', '"to"', 1)
    + EACH.replace('"en"', '"tre"', 1)
    + 'slots = [1]\nopens = { anchor = "henvendelse", day_after = true }\n'
)
"""A right file that says a little of everything."""
WORDS = (bundled_folder() / "lov" / "grundlag" / "2024-01-01.toml").read_text("utf-8")
VALUES = [
    "1", "0", "-1", "1.5", '"x"', '""', "true", "2024-01-01", "07:30:00", "[]", "[1]", '["x"]', "[[]]", "{}", "[{}]",
    "{ a = 1 }", '[{ match = "x" }]', '[{ event = "x" }]', "[{ count = 1, due = {} }]",
]  # fmt: skip
ASSIGNMENT = re.compile(r"^(\s*[\w.-]+\s*=\s*)\S.*$")
WORD = re.compile(r'"[^"]*"')
Edit = tuple[str, float, str]
EDITS = st.tuples(
    st.sampled_from(["remove", "rename", "value", "value", "word"]),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(VALUES),
)


def garbled(text: str, edits: list[Edit]) -> str:
    lines = text.split("\n")
    for kind, place, value in edits:
        # Most lines of a file that can be changed are those that assign something.
        able = [number for number, line in enumerate(lines) if ASSIGNMENT.match(line)] or [0]
        number = able[int(place * len(able))]
        line = lines[number]
        changed = {
            "remove": "",
            "rename": f"x{line}",
            "value": ASSIGNMENT.sub(rf"\g<1>{value}", line),
            "word": WORD.sub(value, line, count=1),
        }
        lines[number] = changed[kind]
    return "\n".join(lines)


def test_the_files_are_right_before_they_are_garbled(tmp_path: Path) -> None:
    for text in (RICH, WORDS):
        assert find_problems([put(tmp_path, text)]) == ()


@given(text=st.sampled_from([RICH, RICH, RICH, WORDS]), edits=st.lists(EDITS, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_a_garbled_file_has_problems_or_is_right_and_never_raises(
    tmp_path_factory: pytest.TempPathFactory, text: str, edits: list[Edit]
) -> None:
    path = put(tmp_path_factory.mktemp("garbled"), garbled(text, edits))
    for problem in find_problems([path]):
        assert problem.where.startswith(f"{path}:")
        assert problem.what


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(RIGHT.replace('id = "proeve"', "id = []"), id="a list for the id of the file"),
        pytest.param(RIGHT.replace('id = "proeve"', "id = {}"), id="a table for the id of the file"),
        pytest.param(RIGHT.replace('id = "en"', "id = []"), id="a list for the id of a requirement"),
        pytest.param(RIGHT.replace('id = "en"', "id = {}"), id="a table for the id of a requirement"),
        pytest.param(RIGHT.replace("2024-01-01", "[]"), id="a list for the first day"),
        pytest.param(
            RIGHT.replace('id = "en"\n', "") + COUNT.replace('"en"', '"to"') + 'besides = ["tre"]\n',
            id="besides, where another has no id",
        ),
        pytest.param(
            RIGHT.replace('id = "en"\n', "id = 1\n") + COUNT.replace('"en"', '"to"') + 'besides = ["tre"]\n',
            id="besides, where another has a number for its id",
        ),
        pytest.param(HEAD.split("[match]", maxsplit=1)[0] + "match = 1\nrequirement = 2\n", id="numbers for tables"),
        pytest.param(HEAD.split("[match]", maxsplit=1)[0] + "match = { a = 1 }\nrequirement = [3]\n", id="inside them"),
        pytest.param(RIGHT.replace("[match]", "[transition]\ngroups = 1\n\n[match]"), id="a number for the transition"),
        pytest.param(RIGHT.replace('type = ["jobsamtale"]', "type = [[]]"), id="a list in a list"),
        pytest.param(RIGHT.replace('applies_to.groups = ["kontanthjaelp-jobparat"]', "applies_to = 1"), id="no groups"),
        pytest.param(HEAD + ORDER.replace('"moede"', "[]"), id="a list for a match"),
        pytest.param(HEAD + EACH.replace('{ form = ["fremmoede"] }', "[]"), id="a list for what is asked"),
        pytest.param(GRUNDLAG_HEAD + "[[group]]\n[[holder]]\nsame_as = []\n", id="words without ids"),
        pytest.param(GRUNDLAG_HEAD.replace("2024-01-01", "[]") + '[[form]]\nid = "a"\n', id="words without a day"),
        pytest.param(GRUNDLAG_HEAD.replace('"in-force"', "[]") + '[[form]]\nid = "a"\n', id="words without a status"),
        pytest.param(RIGHT.replace('"kommune"', "[]", 1), id="a list for the kind of file"),
    ],
)
def test_a_value_of_the_wrong_kind_in_any_place_leaves_the_file_out_and_keeps_the_others(
    tmp_path: Path, text: str
) -> None:
    put(tmp_path, text, "b.toml")
    put(tmp_path, RIGHT.replace('"proeve"', '"foer"'), "a.toml")
    put(tmp_path, RIGHT.replace('"proeve"', '"efter"'), "c.toml")
    rulebook = load_rules(tmp_path)
    assert {Path(problem.where.rpartition(":")[0]).name for problem in rulebook.problems} == {"b.toml"}
    assert set(rulebook.rulesets) == set(load_rules().rulesets) | {"foer", "efter"}
