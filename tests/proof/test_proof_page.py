"""The page of verdicts is what the library says, and random ways to follow a schedule never refute a proof."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from kontaktforloeb import Case, Conventions, load_rules
from kontaktforloeb.proof.confirm import assess
from kontaktforloeb.proof.page import page
from kontaktforloeb.status import Status

DOCS = Path(__file__).parents[2] / "docs"
SOME = ("albertslund-sygedagpenge", "fredericia-cv", "gladsaxe-integration", "struer-under-30")


@pytest.mark.slow
def test_the_page_says_what_the_library_says() -> None:
    """Of some schedules; `kontaktforloeb prove --page docs/proofs.md` writes all of it."""
    written = DOCS.joinpath("proofs.md").read_text(encoding="utf-8").splitlines()
    made = page(load_rules(), only=SOME).splitlines()
    assert [line for line in made if line not in written] == []


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
