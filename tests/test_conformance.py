"""Every row of the shared case tables (cases/conformance) through the library."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kontaktforloeb import load_rules
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.run import check_caseload

FOLDER = Path(__file__).parent / "cases" / "conformance"
RULES = ("lab", "broendby")
KEY = ("course", "ruleset", "version", "requirement", "occurrence")
COMPARED = ("status", "opens", "due", "fulfilled", "days_late", "held", "needed")

Row = dict[str, str]
Findings = dict[tuple[str, ...], Row]


def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_citizen(rows: Iterable[Row]) -> dict[str, Findings]:
    """Give the rows of each citizen by key; no key may stand there twice."""
    found: dict[str, Findings] = {}
    for row in rows:
        own, key = found.setdefault(row["citizen"], {}), tuple(row[name] for name in KEY)
        assert key not in own, f"{row['citizen']} has two rows {key}"
        own[key] = {name: row[name] for name in COMPARED}
    return found


def cell(value: Any) -> str:
    return "" if value is None else str(value)


DAYS = sorted(path.stem.removeprefix("expected-") for path in FOLDER.glob("expected-*.csv"))
CASES = table(FOLDER / "cases.csv")


@cache
def expected(as_of: str) -> dict[str, Findings]:
    return by_citizen(table(FOLDER / f"expected-{as_of}.csv"))


@cache
def named() -> set[tuple[str, ...]]:
    """Give rule set, version and requirement of every duty that the tables know; later ones are left out."""
    return {key[1:4] for as_of in DAYS for own in expected(as_of).values() for key in own}


@cache
def found(as_of: str) -> dict[str, Findings]:
    rulebook = load_rules()
    caseload = read_folder(FOLDER / "caseload", rulebook)
    assessments = check_caseload(caseload, as_of=date.fromisoformat(as_of), rulebook=rulebook, rules=RULES)
    return by_citizen(
        {name: cell(getattr(finding, name)) for name in ("citizen", *KEY, *COMPARED)}
        for assessment in assessments
        for finding in assessment.findings
        if (finding.ruleset, str(finding.version), finding.requirement) in named()
    )


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['citizen']}: {case['purpose']}")
def test_a_citizens_findings_are_those_of_the_case_table(case: Row, as_of: str) -> None:
    wanted, got = expected(as_of).get(case["citizen"], {}), found(as_of).get(case["citizen"], {})
    assert got == wanted, f"{case['citizen']} as of {as_of}: {case['purpose']}. {case['why']}"


@pytest.mark.parametrize("as_of", DAYS)
def test_nobody_outside_the_case_table_has_a_finding(as_of: str) -> None:
    known = {case["citizen"] for case in CASES}
    assert set(expected(as_of)) <= known
    assert set(found(as_of)) == set(expected(as_of))


def test_every_day_that_shows_a_case_has_a_table() -> None:
    assert {day for case in CASES for day in case["as_of"].split("|")} == set(DAYS)


def test_one_row_of_the_caseload_is_rejected_and_all_others_are_used() -> None:
    caseload = read_folder(FOLDER / "caseload", load_rules())
    assert [(issue.table, issue.column, issue.value) for issue in caseload.issues] == [
        ("meetings", "type", "kaffemoede")
    ]
    rows = {path.stem: len(table(path)) for path in (FOLDER / "caseload").glob("*.csv")}
    assert {name: count.rows for name, count in caseload.counts.items()} == rows
    assert all(count.rows == count.used + count.repeated + count.rejected for count in caseload.counts.values())
    assert sum(count.rejected for count in caseload.counts.values()) == 1
