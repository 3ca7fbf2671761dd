"""The page of verdicts is what the library says, and random ways to follow a schedule never refute a proof."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from little import rules

from kontaktforloeb import Case, Conventions, load_rules
from kontaktforloeb.proof.confirm import assess
from kontaktforloeb.proof.page import page
from kontaktforloeb.status import Status

DOCS = Path(__file__).parents[2] / "docs"
TWO = 'kind = "count"\nmatch = "a"\ncount = 2\ndue = { days = 6 }'
SOME = ("albertslund-sygedagpenge", "fredericia-cv", "gladsaxe-integration", "struer-under-30")


@pytest.mark.slow
def test_the_page_says_what_the_library_says() -> None:
    """Of some schedules; `kontaktforloeb prove --page docs/proofs.md` writes all of it."""
    written = DOCS.joinpath("proofs.md").read_text(encoding="utf-8").splitlines()
    made = page(load_rules(), only=SOME).splitlines()
    assert [line for line in made if line not in written] == []


def test_what_was_looked_at_on_the_first_day_only_is_not_called_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kontaktforloeb.proof.page._MOST_PROBLEMS", 0)
    rules(tmp_path, [TWO], [TWO])
    law = tmp_path / "loven.toml"
    law.write_text(law.read_text(encoding="utf-8").replace('"kommune"\nvalid', '"lov"\nvalid'), encoding="utf-8")
    rulebook = load_rules(tmp_path)
    text = page(rulebook, only=["plan"])

    assert rulebook.problems == ()
    assert "- loven/k1: holds for starts on 2024-01-01 only, no others were looked at" in text
    assert "| loven 2024-01-01 | 2024-01-01 | undecided: 1 looked at on 2024-01-01 only |" in text
    assert not re.search(r"[0-9] proved|: proved", text)


@pytest.mark.slow
def test_no_schedule_is_forgotten_on_the_page() -> None:
    text = DOCS.joinpath("proofs.md").read_text(encoding="utf-8")
    kinds = {"kommune", "a-kasse", "forsoeg"}
    names = {ruleset.id for ruleset in load_rules().rulesets.values() if str(ruleset.kind) in kinds}
    assert {name for name in names if f"`{name}`" not in text} == set()


@pytest.mark.slow
def test_random_ways_to_follow_a_schedule_never_break_what_is_proved(tmp_path: Path) -> None:
    rule = Path(__file__).with_name("fire.toml").read_text(encoding="utf-8")
    tmp_path.joinpath("fire.toml").write_text(rule, encoding="utf-8")
    rulebook, chance = load_rules(tmp_path), random.Random(2026)  # noqa: S311 (nothing secret)
    for _ in range(150):
        start = date(2019, 1, 1) + timedelta(days=chance.randrange(4000))
        held = [start + timedelta(days=chance.randrange(28 * number)) for number in range(1, 6)]
        case = Case.from_dates(start, "dagpenge", held)
        found = assess(case, start + timedelta(days=400), rulebook, ["broendby", "fire-i-seks"], Conventions())
        told = {own.requirement: own.status for own in found.findings}
        followed = all(told[f"broendby/{number}"] is Status.MET for number in range(1, 6))
        assert not followed or told["fire-i-seks/fire"] is Status.MET, case
