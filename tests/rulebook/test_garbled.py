"""Rule files garbled in every way that is still TOML, and some that are none: always problems, never an exception."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_texts import COUNT, EACH, EVERYTHING, EXTENDING, GRUNDLAG_HEAD, HEAD, ORDER, RIGHT, put

from kontaktforloeb import load_rules
from kontaktforloeb.rulebook.compose import Chosen, compose
from kontaktforloeb.rulebook.format import RuleFile
from kontaktforloeb.rulebook.registry import bundled_folder, find_problems
from kontaktforloeb.rulebook.structure import ListOf, MapOf, Parser, TableOf, shape_of, table
from kontaktforloeb.rulebook.structure import Path as Keys

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
    for text in (EVERYTHING, WORDS):
        assert find_problems([put(tmp_path, text)]) == ()
    put(tmp_path, EVERYTHING, "base.toml")
    put(tmp_path, EXTENDING, "a.toml")
    assert find_problems([tmp_path]) == ()


@given(text=st.sampled_from([EVERYTHING, EVERYTHING, EVERYTHING, WORDS]), edits=st.lists(EDITS, min_size=1, max_size=5))
@settings(max_examples=10, deadline=None)
def test_a_garbled_file_has_problems_or_is_right_and_never_raises(
    tmp_path_factory: pytest.TempPathFactory, text: str, edits: list[Edit]
) -> None:
    path = put(tmp_path_factory.mktemp("garbled"), garbled(text, edits))
    for problem in find_problems([path]):
        assert problem.where.startswith(f"{path}:")
        assert problem.what


# --- Every key and value of the language, at any depth.


class Change(NamedTuple):
    """What becomes of the value at a path of keys: another one, another name, or nothing."""

    keys: Keys
    how: str
    value: Any = None


ODD = [
    1, 0, -1, 1.5, 10**30, "x", "", "held:1", "held:0", "held:1:x", "cafe.start", "aktiv.end", "antal", "samtale",
    True, date(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC), [], [1], ["x"], [[]], {}, [{}], {"a": 1},
    {"parameter": "tolerance"}, {"parameter": "emner"}, {"parameter": "x"}, {"parameter": 1},
    {"reading": "covid-2020", "paused": "x"}, {"reading": "covid-2020"}, {"reading": "x"}, {"reading": 1},
    {"reading": "covid-2020", "suspended": 1, "paused": {"reading": "covid-2020", "paused": []}, "x": 1},
]  # fmt: skip
"""Values that are wrong in most places and right in some."""


def keys_of(value: Any, keys: Keys = ()) -> Iterator[Keys]:
    """Give every path of keys below a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield (*keys, name)
        yield from keys_of(item, (*keys, name))


def changed(raw: dict[str, Any], change: Change) -> dict[str, Any]:
    raw = copy.deepcopy(raw)
    at: Any = raw
    for name in change.keys[:-1]:
        at = at[name]
    last: Any = change.keys[-1]
    if change.how == "set":
        at[last] = change.value
    else:
        value = at.pop(last)
        if change.how == "rename" and isinstance(last, str):
            at[f"x{last}"] = value
    return raw


def written(raw: dict[str, Any]) -> str:
    """Give values as TOML: each key of the file on a line of its own, and each entry of its lists."""
    lines = [f"{_bare(name)} = {_inline(value)}" for name, value in raw.items() if not _entries(value)]
    for name, value in raw.items():
        for entry in value if _entries(value) else ():
            lines += [f"[[{_bare(name)}]]", *(f"{_bare(key)} = {_inline(item)}" for key, item in entry.items())]
    return "\n".join(lines) + "\n"


def _entries(value: Any) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(entry, dict) for entry in value)


def _bare(name: str) -> str:
    return json.dumps(name)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_bare(name)} = {_inline(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


ALL, MORE = tomllib.loads(EVERYTHING), tomllib.loads(EXTENDING)


def changes_of(raw: dict[str, Any]) -> st.SearchStrategy[Change]:
    keys = st.sampled_from(list(keys_of(raw)))
    sets = st.builds(Change, keys, st.just("set"), st.sampled_from(ODD))
    return sets | st.builds(Change, keys, st.sampled_from(["remove", "rename"]), st.none())


def used(parser: Parser, value: Any) -> Iterator[tuple[str, str]]:
    """Give the class and key of everything that a value says."""
    found = shape_of(parser)
    if isinstance(found, TableOf) and isinstance(value, dict):
        for name, item in value.items():
            yield found.cls.__name__, name
            fields = {field.metadata["name"] or field.name: field for field in found.cls.__attrs_attrs__ if field.init}
            yield from used(fields[name].metadata["parser"], item)
    elif isinstance(found, ListOf) and isinstance(value, list):
        for item in value:
            yield from used(found.item, item)
    elif isinstance(found, MapOf):
        for item in value.values():
            yield from used(found.item, item)


def known(parser: Parser) -> Iterator[tuple[str, str]]:
    """Give the class and key of everything that a value may say."""
    found = shape_of(parser)
    if isinstance(found, TableOf):
        for field in found.cls.__attrs_attrs__:
            if field.init:
                yield found.cls.__name__, field.metadata["name"] or field.name
                yield from known(field.metadata["parser"])
    elif isinstance(found, ListOf | MapOf):
        yield from known(found.item)


def test_the_files_use_every_key_of_the_language() -> None:
    paused = {"covid-2020": Chosen("paused", frozenset({"paused"}))}
    spoken = {key for raw in (ALL, MORE) for key in used(table(RuleFile), compose(raw, readings=paused).filled)}
    assert set(known(table(RuleFile))) - spoken == set()


def test_what_is_written_again_is_the_same(tmp_path: Path) -> None:
    for raw in (ALL, MORE):
        assert tomllib.loads(written(raw)) == raw
    assert find_problems([put(tmp_path, written(ALL))]) == ()


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_any_change_of_any_key_has_problems_with_lines_or_is_right_and_never_raises(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    raw = data.draw(st.sampled_from([ALL, MORE]))
    for change in data.draw(st.lists(changes_of(raw), min_size=1, max_size=2)):
        if change.keys in set(keys_of(raw)):
            raw = changed(raw, change)
    folder = tmp_path_factory.mktemp("changed")
    base = [put(folder, EVERYTHING, "base.toml")] if "extends" in raw else []
    path = put(folder, written(raw))
    for problem in find_problems([*base, path]):
        assert problem.where.startswith(f"{path}:")
        assert 1 <= int(problem.where.rpartition(":")[2]) <= written(raw).count("\n")
        assert problem.what


@pytest.mark.parametrize(
    "raw", [pytest.param(ALL, marks=pytest.mark.slow, id="everything"), pytest.param(MORE, id="extending")]
)
def test_a_key_that_is_misspelt_anywhere_is_named_with_its_line_and_the_right_one(
    tmp_path: Path, raw: dict[str, Any]
) -> None:
    base = [put(tmp_path, EVERYTHING, "base.toml")] if "extends" in raw else []
    free = {("match",), ("parameter",), ("set",), ("transition", "groups"), ("default",)}
    for keys in keys_of(raw):
        name = keys[-1]
        if not isinstance(name, str) or keys[:-1] in free or keys[-2:-1] in {("facts",), ("ever",)}:
            continue
        if keys == ("extends",) or name in {"parameter", "reading"} or keys[-2:] == ("pause", "paused"):
            continue
        path = put(tmp_path, written(changed(raw, Change(keys, "rename"))))
        told = [
            problem for problem in find_problems([*base, path]) if f"no key 'x{name}' is known here" in problem.what
        ]
        assert len(told) == 1, keys
        lines = path.read_text("utf-8").split("\n")
        assert f'"x{name}"' in lines[int(told[0].where.rpartition(":")[2]) - 1], keys


@pytest.mark.slow
@pytest.mark.parametrize("raw", [ALL, MORE], ids=["everything", "extending"])
def test_an_odd_value_in_every_place_has_problems_or_is_right_and_never_raises(
    tmp_path: Path, raw: dict[str, Any]
) -> None:
    base = [put(tmp_path, EVERYTHING, "base.toml")] if "extends" in raw else []
    # Every place once, the values in turn; all of them in all places take ten minutes, and drawn ones are tried above.
    for keys, odd in zip(keys_of(raw), cycle(ODD), strict=False):
        path = put(tmp_path, written(changed(raw, Change(keys, "set", odd))))
        assert all(problem.where.startswith(f"{path}:") for problem in find_problems([*base, path]))


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
