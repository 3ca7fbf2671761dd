from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_texts import RIGHT, put

from kontaktforloeb import load_rules
from kontaktforloeb.rulebook.rulesets import RuleSet
from kontaktforloeb.rulebook.select import Choice, last_day, select

PROPOSAL = "proposal"


def versions(folder: Path, *spans: tuple[str, str | None, str]) -> RuleSet:
    """Give a rule set with a version for each first day, last day and status."""
    for start, end, status in spans:
        last = f"valid_to = {end}\n" if end else ""
        text = RIGHT.replace("valid_from = 2024-01-01\n", f"valid_from = {start}\n{last}")
        put(folder, text.replace('"in-force"', f'"{status}"'), f"{start}.toml")
    return load_rules(folder).ruleset("proeve")


@pytest.mark.parametrize(
    ("day", "choice", "version", "other"),
    [
        ("2023-12-31", Choice.NOT_YET, None, "2024-01-01"),
        ("2024-01-01", Choice.IN_FORCE, "2024-01-01", None),
        ("2024-06-30", Choice.IN_FORCE, "2024-01-01", None),
        ("2024-07-01", Choice.IN_FORCE, "2024-07-01", None),
        ("2024-12-31", Choice.IN_FORCE, "2024-07-01", None),
        ("2025-01-01", Choice.ENDED, None, "2024-12-31"),
        ("2025-05-31", Choice.ENDED, None, "2024-12-31"),
        ("2025-06-01", Choice.IN_FORCE, "2025-06-01", None),
        ("2025-12-31", Choice.IN_FORCE, "2025-06-01", None),
        ("2026-01-01", Choice.ENDED, None, "2025-12-31"),
        ("2090-01-01", Choice.ENDED, None, "2025-12-31"),
    ],
)
def test_a_day_has_its_version_or_the_reason_why_there_is_none(
    tmp_path: Path, day: str, choice: Choice, version: str | None, other: str | None
) -> None:
    ruleset = versions(
        tmp_path,
        ("2024-07-01", "2024-12-31", "in-force"),
        ("2024-01-01", "2024-06-30", "in-force"),
        ("2025-06-01", "2025-12-31", "in-force"),
    )
    found = select(ruleset, date.fromisoformat(day))
    assert found.choice is choice
    assert (str(found.version.valid_from) if found.version else None) == version
    assert (str(found.day) if found.day else None) == other


def test_a_version_without_a_last_day_never_ends(tmp_path: Path) -> None:
    ruleset = versions(tmp_path, ("2024-01-01", None, "in-force"))
    assert select(ruleset, date.max).choice is Choice.IN_FORCE


@pytest.mark.parametrize(
    ("day", "choice", "other"),
    [
        ("2023-06-01", Choice.NOT_YET, "2024-01-01"),
        ("2024-08-01", Choice.ENDED, "2024-06-30"),
        ("2027-01-01", Choice.ENDED, "2024-06-30"),
    ],
)
def test_a_proposal_never_stands_in_for_a_version(tmp_path: Path, day: str, choice: Choice, other: str) -> None:
    ruleset = versions(
        tmp_path,
        ("2023-01-01", "2023-12-31", PROPOSAL),
        ("2024-01-01", "2024-06-30", "in-force"),
        ("2024-07-01", None, PROPOSAL),
    )
    found = select(ruleset, date.fromisoformat(day))
    assert (found.choice, found.version, str(found.day)) == (choice, None, other)


def test_a_rule_set_of_proposals_alone_is_empty_on_every_day(tmp_path: Path) -> None:
    ruleset = versions(tmp_path, ("2024-01-01", None, PROPOSAL))
    for day in (date(2023, 1, 1), date(2024, 1, 1), date(2090, 1, 1)):
        found = select(ruleset, day)
        assert (found.choice, found.version, found.day) == (Choice.EMPTY, None, None)


SOME = (
    ("2023-01-01", "2023-06-30", PROPOSAL),
    ("2024-01-01", None, "in-force"),
    ("2024-07-01", "2024-12-31", "in-force"),
    ("2025-06-01", "2025-12-31", "in-force"),
    ("2026-07-01", None, PROPOSAL),
)


@pytest.mark.parametrize(
    ("day", "before", "after", "proposals"),
    [
        ("2023-06-30", None, "2024-01-01", ["2023-01-01"]),
        ("2023-07-01", None, "2024-01-01", []),
        ("2024-01-01", None, "2024-07-01", []),
        ("2024-07-01", "2024-01-01", "2025-06-01", []),
        ("2025-01-01", "2024-07-01", "2025-06-01", []),
        ("2025-06-01", "2024-07-01", None, ["2026-07-01"]),
        ("2026-01-01", "2025-06-01", None, ["2026-07-01"]),
        ("9999-12-31", "2025-06-01", None, ["2026-07-01"]),
    ],
)
def test_a_selection_knows_the_versions_around_it(
    tmp_path: Path, day: str, before: str | None, after: str | None, proposals: list[str]
) -> None:
    found = select(versions(tmp_path, *SOME), date.fromisoformat(day))
    around = [str(version.valid_from) if version else None for version in (found.before, found.after)]
    assert around == [before, after]
    assert [str(version.valid_from) for version in found.proposals] == proposals


def test_a_version_ends_on_its_last_day_or_before_the_next_one_and_a_proposal_ends_none(tmp_path: Path) -> None:
    ruleset = versions(tmp_path, *SOME)
    ends = [str(last_day(ruleset, version)) for version in ruleset.versions]
    assert ends == ["2023-06-30", "2024-06-30", "2024-12-31", "2025-12-31", "None"]


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2015-07-01", "2015-07-01"),
        ("2019-12-31", "2015-07-01"),
        ("2020-01-01", "2020-01-01"),
        ("2023-03-21", "2020-01-01"),
        ("2023-03-22", "2023-03-22"),
        ("2023-12-31", "2023-03-22"),
        ("2024-01-01", "2024-01-01"),
        ("2026-06-30", "2024-01-01"),
        ("2026-07-01", "2026-07-01"),
        ("2030-01-01", "2026-07-01"),
    ],
)
def test_the_law_has_a_version_for_every_day_from_2015_on(day: str, version: str) -> None:
    found = select(load_rules().ruleset("lab"), date.fromisoformat(day))
    assert found.choice is Choice.IN_FORCE
    assert found.version is not None
    assert str(found.version.valid_from) == version


def test_the_law_before_its_first_version_is_not_yet_and_no_fall_back() -> None:
    found = select(load_rules().ruleset("lab"), date(2015, 6, 30))
    assert (found.choice, found.version, found.day) == (Choice.NOT_YET, None, date(2015, 7, 1))
