"""The pages of the rule sets: those in docs/regler are made from the rules as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kontaktforloeb import load_rules
from kontaktforloeb.report.rulepages import pages
from kontaktforloeb.rulebook.kinds import MEASURED

COMMITTED = Path(__file__).parents[2] / "docs" / "regler"
MADE = pages(load_rules())


def test_what_is_committed_is_what_the_rules_make() -> None:
    """Approve a change with `kontaktforloeb rules pages docs/regler`."""
    assert {path.name for path in COMMITTED.iterdir()} == set(MADE)
    differing = [name for name, text in MADE.items() if (COMMITTED / name).read_text("utf-8") != text]
    assert not differing


def test_they_are_the_same_on_every_run() -> None:
    assert pages(load_rules()) == MADE


@pytest.mark.parametrize("name", sorted(load_rules().rulesets))
def test_a_page_tells_of_every_version_and_duty(name: str) -> None:
    ruleset = load_rules().ruleset(name)
    page = MADE[f"{name}.md"]
    for version in ruleset.versions:
        file = version.file
        assert file.source.address in page
        assert file.title.en in page
        for requirement in file.requirement:
            assert f"`{name}/{requirement.id}` {requirement.title.da}" in page
            assert f"*{requirement.title.en}*" in page
        for parameter in file.parameter:
            assert f"`{parameter}`" in page


@pytest.mark.parametrize("name", sorted(load_rules().rulesets))
def test_what_has_days_is_drawn(name: str) -> None:
    ruleset = load_rules().ruleset(name)
    version = (ruleset.usable or ruleset.versions)[-1]
    # A reading may leave a duty without any group.
    judged = [own for own in version.file.requirement if own.kind not in MEASURED and own.applies_to.groups]
    drawing = MADE.get(f"{name}.svg")
    assert (drawing is not None) == bool(judged)
    assert (f"({name}.svg)" in MADE[f"{name}.md"]) == bool(judged)
    assert drawing is None or drawing.count("<g>") == len(judged)


def test_the_index_leads_to_every_page() -> None:
    linked = set(re.findall(r"\]\(([^)]+)\)", MADE["index.md"]))
    assert linked == {name for name in MADE if name.endswith(".md")} - {"index.md"}


def test_a_parameter_without_a_value_is_said_to_be_needed() -> None:
    page = MADE["esbjerg.md"]
    assert "skal sættes i en egen fil" in page
    assert "| skal først sættes | `tolerance` |" in page
    assert "‹tolerance› dag(e) til" in page


def test_tables_have_as_many_cells_in_each_row() -> None:
    for name, page in MADE.items():
        for table in re.findall(r"(?:^\|.*\|$\n?)+", page, re.MULTILINE):
            cells = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
            assert len(cells) == 1, name


HOSTILE = "<script>alert(1)</script> [x](javascript:y) ![z](http://e/x.png) | `a`\\n# NY *b* _c_"
FILE = f"""
id = "proeve"
title = {{ da = "{HOSTILE}", en = "Trial" }}
kind = "kommune"
valid_from = 2024-01-01
status = "in-force"
checked_on = 2026-11-21
source = {{ act = "{HOSTILE}", address = "https://example.org/a)](b) <c>" }}

[match]
samtale = [{{ type = ["jobsamtale"] }}]

[[requirement]]
id = "en"
title = {{ da = "{HOSTILE}", en = "One" }}
reference = "{HOSTILE}"
kind = "count"
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
applies_to.groups = ["dagpenge"]
match = "samtale"
count = 1
due = {{ weeks = 4 }}
"""


def test_what_a_rule_file_says_means_nothing_on_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(FILE, "utf-8")
    rulebook = load_rules(tmp_path)
    assert rulebook.problems == ()
    made = pages(rulebook)
    page = made["proeve.md"]
    assert "<script" not in page + made["index.md"] + made["proeve.svg"]
    assert not re.search(r"(?<!\\)\[x(?<!\\)\]", page)
    assert "\n# NY" not in page
    assert "](https://example.org/a)" not in page
    assert made["proeve.svg"].count("<g>") == 1
