"""Which version is in force and why, in words; the whole texts are in `commands/test_which.py`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kontaktforloeb import load_rules
from kontaktforloeb.report.versions import selection_text, sentences
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.select import select
from kontaktforloeb.texts import LANGUAGES, Lang

VERSION = """\
id = "proeve"
title = {{ da = "Prøve", en = "Trial" }}
kind = "kommune"
valid_from = {first}
{more}
status = "{status}"
checked_on = 2026-11-21
source = {{ act = "Notat {first}", address = "https://example.org/{first}" }}

[match]
samtale = [{{ type = ["jobsamtale"] }}]

[[requirement]]
id = "1"
title = {{ da = "Én samtale", en = "One interview" }}
reference = "L1"
kind = "count"
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
applies_to.groups = ["dagpenge"]
match = "samtale"
count = 1
due = {{ weeks = 2 }}
"""


def book(folder: Path, *spans: tuple[str, str, str]) -> Rulebook:
    for first, more, status in spans:
        (folder / f"{first}.toml").write_text(VERSION.format(first=first, more=more, status=status), encoding="utf-8")
    loaded = load_rules(folder)
    assert loaded.problems == ()
    return loaded


def told(rulebook: Rulebook, day: str, lang: Lang = "en") -> str:
    return selection_text(select(rulebook.ruleset("proeve"), date.fromisoformat(day)), lang)


def test_a_version_is_told_with_its_days_its_source_and_those_around_it(tmp_path: Path) -> None:
    text = told(
        book(tmp_path, ("2020-01-01", "", "in-force"), ("2021-01-01", "", "in-force"), ("2022-01-01", "", "in-force")),
        "2021-06-01",
    )
    for words in (
        "version of 2021-01-01 (Notat 2021-01-01)",
        "its last day is 2021-12-31",
        "version before it, of 2020-01-01 (Notat 2020-01-01), was in force to 2020-12-31",
        "next version begins on 2022-01-01",
        "last compared with its source on 2026-11-21: https://example.org/2021-01-01",
    ):
        assert words in text


def test_a_rule_set_of_proposals_alone_says_so(tmp_path: Path) -> None:
    text = told(book(tmp_path, ("2020-01-01", "", "proposal")), "2021-06-01")
    assert text == (
        "No version of proeve is in force on 2021-06-01 or any other day: only proposals are known. A proposal would "
        "hold from 2020-01-01 on (Notat 2020-01-01); it is not in force, and used only where it is asked for by name, "
        "proeve@2020-01-01."
    )


def test_a_proposal_that_was_asked_for_by_name_says_what_it_is(tmp_path: Path) -> None:
    rulebook = book(tmp_path, ("2020-01-01", "", "in-force"), ("2021-01-01", "", "proposal"))
    selection = select(rulebook.ruleset("proeve@2021-01-01"), date(2021, 6, 1))
    assert "It is a proposal and not in force: it is used because it was asked for by name." in sentences(
        selection, "en"
    )


@pytest.mark.parametrize("day", ["2019-12-31", "2020-06-01", "2021-06-01", "2022-06-01", "2023-06-01", "2024-06-01"])
def test_no_other_version_is_ever_told_to_be_in_force(day: str, tmp_path: Path) -> None:
    rulebook = book(
        tmp_path,
        ("2020-01-01", "valid_to = 2020-12-31", "in-force"),
        ("2022-01-01", "valid_to = 2022-12-31", "in-force"),
        ("2024-01-01", "", "proposal"),
    )
    version = select(rulebook.ruleset("proeve"), date.fromisoformat(day)).version
    beginnings: dict[Lang, str] = {
        "en": "No version of proeve is in force on",
        "da": "Ingen version af proeve gælder den",
    }
    for lang, begins in beginnings.items():
        text = told(rulebook, day, lang)
        assert text.startswith(begins) == (version is None)
        assert version is None or f"{version.valid_from.year}" in text.split(":")[0]


def test_every_day_of_the_laws_can_be_told_in_both_languages() -> None:
    for law in load_rules().laws:
        firsts = [version.valid_from for version in law.versions]
        for day in (date(2000, 1, 1), *firsts, date(2035, 1, 1)):
            for lang in LANGUAGES:
                text = selection_text(select(law, day), lang)
                assert law.id in text
                assert "{" not in text
