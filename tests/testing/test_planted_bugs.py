"""Bugs that are planted into a copy of the engine are found by the case table, and by which case.

`docs/case-table.md` shows which; where it is out of date, the test says what should stand there.
"""

from __future__ import annotations

import shutil
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from holding import not_as_known
from planted_bugs import BUGS, PACKAGE, SOURCE, Bug, changed_files, planted

from kontaktforloeb.rulebook.registry import bundled_folder
from kontaktforloeb.testing.casetable.model import TableCase
from kontaktforloeb.testing.casetable.table import CaseTable, case_table
from kontaktforloeb.testing.casetable.wanted import COMPARED, KEY
from kontaktforloeb.testing.engines import Choice, command, compare_engine, told

SUITES = ("conformance", "law", "worked")
BY_HAND = ("conformance",)
PAGE = Path(__file__).parents[2] / "docs" / "case-table.md"
OF_THE_ISSUE = {
    "off-by-one", "no-reset", "182-days", "no-show-counted", "booking-counted", "joint-twice", "chained-months",
    "end-of-month", "hours-ignored", "version-by-as-of", "exemption-shifts", "duplicate-counted",
}  # fmt: skip
Outcome = tuple[tuple[Any, ...], ...]


def outcome(case: TableCase, table: CaseTable) -> Outcome:
    columns = (*KEY, *COMPARED)
    return tuple(
        (day, *(getattr(finding, name) for name in columns)) for day in case.on for finding in table.findings(case, day)
    )


@cache
def golden(*suites: str) -> dict[str, Outcome]:
    table = case_table(*suites)
    return {case.id: outcome(case, table) for case in table.cases}


def finders(bug: Bug, *suites: str) -> list[TableCase]:
    """Give the cases that find a bug: those that come out otherwise where it is planted."""
    table, right = case_table(*suites), golden(*suites)
    with planted(bug):
        return [case for case in table.cases if outcome(case, table) != right[case.id]]


def the_finder(bug: Bug, found: list[TableCase]) -> TableCase:
    """Give the first case of those that are made for such a bug."""
    return next(case for case in found if case.category == bug.category)


def test_the_bugs_are_those_of_the_list_and_more() -> None:
    names = [bug.name for bug in BUGS]
    assert set(names) >= OF_THE_ISSUE
    assert len(names) == len(set(names)) >= 25


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_every_bug_can_still_be_planted(bug: Bug) -> None:
    for path, text in changed_files(bug).items():
        compile(text, path, "exec")


A_FEW = {"off-by-one", "no-show-counted", "duplicate-counted"}
SLOW_BUT_FOR_A_FEW = [
    pytest.param(bug, marks=[] if bug.name in A_FEW else [pytest.mark.slow], id=bug.name)
    for bug in BUGS
    if bug.name in OF_THE_ISSUE
]


@pytest.mark.parametrize("bug", SLOW_BUT_FOR_A_FEW)
def test_a_bug_is_found_by_the_cases_worked_out_by_hand(bug: Bug) -> None:
    table = case_table(*BY_HAND)
    found = finders(bug, *BY_HAND)
    assert found
    with planted(bug):
        # Found without the engine's own word, too: by what was worked out by hand.
        assert any(True for case in found for _ in not_as_known(case, table))
    assert outcome(found[0], table) == golden(*BY_HAND)[found[0].id], "the bug is still there"


def line(bug: Bug, found: list[TableCase]) -> str:
    return f"| {bug.does} | `{the_finder(bug, found).id}` | {len(found)} |"


@pytest.mark.slow
def test_every_bug_is_found_by_a_case_that_is_made_for_it_as_the_page_says() -> None:
    found = {bug.name: finders(bug, *SUITES) for bug in BUGS}
    lines = [line(bug, found[bug.name]) for bug in BUGS]
    page = PAGE.read_text("utf-8")
    start, end = "<!-- planted bugs -->\n", "<!-- end of planted bugs -->"
    written = page.partition(start)[2].partition(end)[0].strip().splitlines()
    assert written[2:] == lines, f"{PAGE.name} should say:\n" + "\n".join(lines)
    assert f"of the {len(case_table(*SUITES).cases)} cases" in page


@pytest.mark.slow
@pytest.mark.parametrize("bug", [bug for bug in BUGS if bug.name in OF_THE_ISSUE], ids=lambda bug: bug.name)
def test_a_bug_is_found_without_the_engine_s_own_word(bug: Bug) -> None:
    table = case_table(*SUITES)
    made_for_it = sorted(table.cases, key=lambda case: case.category != bug.category)
    with planted(bug):
        assert next((case for case in made_for_it for _ in not_as_known(case, table)), None) is not None


@pytest.mark.slow
def test_a_copy_of_the_engine_with_a_bug_is_found_as_any_other_engine_is(tmp_path: Path) -> None:
    (bug,) = (bug for bug in BUGS if bug.name == "no-show-counted")
    copy = tmp_path / PACKAGE
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "testing", "_rules"))
    shutil.copytree(bundled_folder(), copy / "_rules")
    script = tmp_path / "engine.py"
    script.write_text(
        "import sys\n"
        "from kontaktforloeb import cli\n"
        "tables, as_of, findings = sys.argv[1:]\n"
        "try:\n"
        "    cli.main(['check', tables, '--as-of', as_of, '--output', findings])\n"
        "except SystemExit as ended:\n"
        "    sys.exit(0 if ended.code in (0, 1, None) else ended.code)\n",
        "utf-8",
    )
    engine = command([sys.executable, str(script), "{tables}", "{as_of}", "{findings}"])
    choice = Choice(["law"], ["not-held"], ["lab"], only_plain=True)
    cases = [case for case in choice.of(choice.table()) if "udeblevet" in case.id]
    assert len(cases) > 3
    assert compare_engine(engine, cases, choice=choice).equal
    for path, text in changed_files(bug).items():
        (copy / path).write_text(text, "utf-8")
    found = compare_engine(engine, cases, choice=choice)
    assert set(found.wrong) == {case.id for case in cases}
    assert "got met" in told(found, "en")
