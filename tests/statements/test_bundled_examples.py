"""Every example beside the bundled rules gives what it says, one test for each of its two sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from kontaktforloeb.rulebook.kinds import MEASURED, FileStatus
from kontaktforloeb.rulebook.registry import EXAMPLES, Rulebook, bundled_folder, load_rules, with_values
from kontaktforloeb.rulebook.rulesets import RuleSet
from kontaktforloeb.statements import trial
from kontaktforloeb.statements.example_format import over
from kontaktforloeb.statements.examples import SIDES, Placed, read_examples
from kontaktforloeb.statements.trial import NO_ROW, try_side

RULES = load_rules()
FOUND = read_examples([bundled_folder()], RULES)
EACH = [
    pytest.param(placed, side, id=f"{placed.version.file.id}-line-{placed.place.rpartition(':')[2]}-{side}")
    for placed in FOUND.placed
    for side in SIDES
]


@pytest.mark.parametrize(("placed", "side"), EACH)
def test_a_side_gives_what_it_says(placed: Placed, side: str) -> None:
    assert try_side(placed, side, RULES).difference("en") == ""


def without(rulebook: Rulebook, requirement: str) -> Rulebook:
    """Give the rulebook without one duty."""
    ruleset = rulebook.ruleset(requirement.partition("/")[0])
    versions = [
        attrs.evolve(
            version,
            by_group={
                group: tuple((name, duty) for name, duty in own if name != requirement)
                for group, own in version.by_group.items()
            },
        )
        for version in ruleset.versions
    ]
    changed = {**rulebook.rulesets, ruleset.id: RuleSet(ruleset.id, tuple(versions))}
    return attrs.evolve(rulebook, rulesets=changed)


JUDGED = [
    placed
    for placed in FOUND.placed
    if placed.requirement is not None
    and placed.requirement.kind not in MEASURED
    and placed.version.file.status is not FileStatus.PROPOSAL
]


@pytest.mark.parametrize("placed", JUDGED, ids=lambda placed: f"{placed.subject}-{placed.place.rpartition(':')[2]}")
def test_an_example_does_not_pass_without_its_rule(placed: Placed, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_values_without(rulebook: Rulebook, name: str, values: Mapping[str, Any]) -> Rulebook:
        return without(with_values(rulebook, name, values), str(placed.requirement_id))

    def read_by_without(rulebook: Rulebook, readings: tuple[tuple[str, str], ...]) -> Rulebook:
        return without(read_by(rulebook, readings), str(placed.requirement_id))

    read_by = Rulebook.read_by
    monkeypatch.setattr(trial, "with_values", with_values_without)
    monkeypatch.setattr(Rulebook, "read_by", read_by_without)
    both = trial.try_both(placed, without(RULES, str(placed.requirement_id)))

    assert not all(own.passed for own in both)


def test_every_file_of_examples_can_be_read() -> None:
    assert [str(problem) for problem in FOUND.problems] == []
    assert {placed.version.path.with_suffix("") for placed in FOUND.placed} == {
        path.with_name(path.name.removesuffix(EXAMPLES)) for path in bundled_folder().rglob(f"*{EXAMPLES}")
    }


@pytest.mark.parametrize("placed", FOUND.placed, ids=lambda placed: placed.place.rpartition("/")[2])
def test_the_two_sides_of_an_example_differ_in_what_is_told_and_in_what_is_expected(placed: Placed) -> None:
    kept, not_kept = placed.example.kept, placed.example.not_kept

    # A proposal judges nobody: neither side has a finding.
    proposal = placed.version.file.status is FileStatus.PROPOSAL
    assert (kept.status == not_kept.status == NO_ROW) if proposal else (kept.status != not_kept.status)
    assert (over(kept, placed.example), kept.cases, kept.records, kept.answers) != (
        over(not_kept, placed.example), not_kept.cases, not_kept.records, not_kept.answers,
    )  # fmt: skip


def test_every_duty_of_a_schedule_has_an_example() -> None:
    shown = {placed.requirement_id for placed in FOUND.placed}
    # What a share is of is shown with the share.
    shown |= {
        f"{placed.version.file.id}/{placed.requirement.of}"
        for placed in FOUND.placed
        if placed.requirement is not None and placed.requirement.of is not None
    }
    missing = [
        f"{ruleset.id}/{requirement.id}"
        for ruleset in RULES.rulesets.values()
        for version in ruleset.versions
        for requirement in version.file.requirement
        if ruleset not in RULES.laws and f"{ruleset.id}/{requirement.id}" not in shown
    ]

    assert missing == []
