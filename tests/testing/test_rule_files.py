"""Strategies for rule files: whatever they give is loaded without a problem, and judges a citizen."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from kontaktforloeb import Rulebook, check, load_rules
from kontaktforloeb.testing import cases, rule_files, trap_rule_files

quick = settings(max_examples=25, deadline=None)
thorough = settings(max_examples=400, deadline=None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rules")


def loaded(folder: Path, *texts: str) -> Rulebook:
    own = folder / str(len(list(folder.iterdir())))
    own.mkdir()
    for number, text in enumerate(texts):
        own.joinpath(f"{number}.toml").write_text(text, encoding="utf-8")
    rulebook = load_rules(own)
    assert rulebook.problems == ()
    return rulebook


def judges(folder: Path, data: st.DataObject, texts: tuple[str, ...], name: str) -> None:
    rulebook = loaded(folder, *texts)
    assert len(rulebook.ruleset(name).versions) == len(texts)
    case = data.draw(cases(max_meetings=3))
    check(case, as_of="2027-01-01", rulebook=rulebook, rules=[name], schedule=name)


@quick
@given(st.data())
def test_a_rule_file_loads_and_judges(folder: Path, data: st.DataObject) -> None:
    judges(folder, data, (data.draw(rule_files(name="proeve")),), "proeve")


@quick
@given(st.data())
def test_the_versions_of_a_trap_load_and_judge(folder: Path, data: st.DataObject) -> None:
    judges(folder, data, data.draw(trap_rule_files()), "faelder")


@pytest.mark.slow
@thorough
@given(st.data())
def test_many_rule_files_load_and_judge(folder: Path, data: st.DataObject) -> None:
    judges(folder, data, (data.draw(rule_files(max_requirements=6)),), "opdigtet")
    judges(folder, data, data.draw(trap_rule_files()), "faelder")


def some(strategy: st.SearchStrategy[Any], number: int) -> list[Any]:
    """Give what is drawn in so many examples."""
    found: list[Any] = []

    @settings(max_examples=number, database=None, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


def test_rule_files_say_what_rule_files_may_say() -> None:
    text = "".join(some(rule_files(), 150))
    keys = (
        "steps",
        "per",
        "grace_days",
        "longest",
        "first",
        "slots",
        "require",
        "also",
        "any_of",
        "not_required",
        "opens",
    )
    assert [key for key in keys if f"\n{key} = " not in text] == []
    assert {kind for kind in ("count", "gap", "order", "each") if f'kind = "{kind}"' not in text} == set()


def test_traps_say_what_becomes_of_a_course_in_every_way() -> None:
    text = "".join(chain.from_iterable(some(trap_rule_files(), 100)))
    assert {mode for mode in ("previous", "this", "both") if f'default = "{mode}"' not in text} == set()
    for day in (
        "valid_from = 2024-02-29",
        "valid_from = 2024-03-01",
        "valid_from = 2024-01-31",
        "valid_to = 2024-02-28",
    ):
        assert day in text


def test_a_rule_file_shrinks_to_one_plain_count() -> None:
    text = find(rule_files(), lambda _: True)
    assert text.endswith('match = "samtale"\ncount = 1\ndue = { weeks = 1 }\n')
    assert text.count("[[requirement]]") == 1
