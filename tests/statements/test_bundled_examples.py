"""Every example beside the bundled rules gives what it says, on each of its two sides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
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
READ_BY = Rulebook.read_by
FOUND = read_examples([bundled_folder()], RULES)
IN_FILES = {
    path: [placed for placed in FOUND.placed if placed.version.path == path]
    for path in dict.fromkeys(placed.version.path for placed in FOUND.placed)
}
FILES = [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in IN_FILES]


@pytest.mark.parametrize("file", FILES)
def test_a_side_gives_what_it_says(file: Path) -> None:
    sides = [
        (placed, side, try_side(placed, side, RULES).difference("en")) for placed in IN_FILES[file] for side in SIDES
    ]
    assert [f"{placed.place} {side}: {difference}" for placed, side, difference in sides if difference] == []


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


def needs_its_rule(placed: Placed) -> bool:
    """Tell whether an example is of a duty by which somebody is judged."""
    return (
        placed.requirement is not None
        and placed.requirement.kind not in MEASURED
        and placed.version.file.status is not FileStatus.PROPOSAL
    )


@pytest.mark.parametrize("file", FILES)
def test_an_example_does_not_pass_without_its_rule(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed = []
    for placed in filter(needs_its_rule, IN_FILES[file]):
        left_out = str(placed.requirement_id)

        def with_values_without(
            rulebook: Rulebook, name: str, values: Mapping[str, Any], own: str = left_out
        ) -> Rulebook:
            return without(with_values(rulebook, name, values), own)

        def read_by_without(rulebook: Rulebook, readings: tuple[tuple[str, str], ...], own: str = left_out) -> Rulebook:
            return without(READ_BY(rulebook, readings), own)

        monkeypatch.setattr(trial, "with_values", with_values_without)
        monkeypatch.setattr(Rulebook, "read_by", read_by_without)
        both = trial.try_both(placed, without(RULES, left_out))
        if all(own.passed for own in both):
            passed.append(placed.place)
    assert passed == []


def test_every_file_of_examples_can_be_read() -> None:
    assert [str(problem) for problem in FOUND.problems] == []
    assert {placed.version.path.with_suffix("") for placed in FOUND.placed} == {
        path.with_name(path.name.removesuffix(EXAMPLES)) for path in bundled_folder().rglob(f"*{EXAMPLES}")
    }


def differs(placed: Placed) -> bool:
    """Tell whether the sides of an example differ in what is told and in what is expected."""
    kept, not_kept = placed.example.kept, placed.example.not_kept

    # A proposal judges nobody: neither side has a finding.
    proposal = placed.version.file.status is FileStatus.PROPOSAL
    expected = (kept.status == not_kept.status == NO_ROW) if proposal else (kept.status != not_kept.status)
    return expected and (over(kept, placed.example), kept.cases, kept.records, kept.answers) != (
        over(not_kept, placed.example), not_kept.cases, not_kept.records, not_kept.answers,
    )  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_the_two_sides_of_an_example_differ_in_what_is_told_and_in_what_is_expected(file: Path) -> None:
    assert [placed.place for placed in IN_FILES[file] if not differs(placed)] == []


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
