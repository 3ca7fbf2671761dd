"""The cases that have a name: worked out by hand, beside a rule, or of the made-up caseload."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.commands.demo import examples_folder
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.format import Bilingual
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.testing.casetable.model import Category, Day, Known, Suite, TableCase, citizen_of
from kontaktforloeb.testing.casetable.rows import columns
from kontaktforloeb.texts import say

_SAYS = ("status", "opens", "due", "fulfilled", "days_late", "held", "needed")
_NUMBERS = frozenset({"days_late", "held", "needed", "occurrence"})
_DAYS = frozenset({"opens", "due", "fulfilled", "course", "version"})
_WHICH = ("requirement", "course", "version", "occurrence")

CASELOAD_AS_OF = date(2026, 11, 1)
"""The day that the made-up caseload is made for."""


def cases_folder() -> Path:
    """Give the folder of the cases worked out by hand: in the wheel, or in the repository."""
    package = Path(__file__).parents[2]
    inside = package / "_cases"
    return inside if inside.is_dir() else package.parents[1] / "tests" / "cases"


@cache  # A file of the package, which nobody changes.
def danish() -> Mapping[str, str]:
    """Give the purposes of the cases worked out by hand in Danish, by id: the tables themselves are in English."""
    return {row["id"]: row["purpose"] for row in _table(cases_folder() / "danish.csv")}


def conformance(rulebook: Rulebook) -> Iterator[TableCase]:
    """Give the citizens of the shared case tables, with what was worked out by hand for them."""
    folder = cases_folder() / "conformance"
    by_hand = {path.stem.removeprefix("expected-"): _by_citizen(path) for path in sorted(folder.glob("expected-*.csv"))}
    cases, rows = _folder(folder / "caseload", rulebook)
    for row in _table(folder / "cases.csv"):
        citizen, name = row["citizen"], f"conformance/{row['citizen']}"
        if citizen not in cases:
            continue
        days = [(as_of, by_hand[as_of].get(citizen, [])) for as_of in row["as_of"].split("|")]
        about = [rule for rule in row["rules"].split("|") if "/" in rule]
        yield _named(
            name, Suite.CONFORMANCE, cases[citizen], rows[citizen],
            Bilingual(danish()[name], row["purpose"]),
            tuple(Day(date.fromisoformat(as_of), tuple(_known(own) for own in found)) for as_of, found in days),
            source="conformance/cases.csv",
            why=row["why"],
            reference=row["rules"].replace("|", ", "),
            requirement=about[0] if len(about) == 1 else "",
            rulesets=tuple(sorted({own["ruleset"] for _, found in days for own in found})),
        )  # fmt: skip


def caseload(rulebook: Rulebook) -> Iterator[TableCase]:
    """Give the citizens of the made-up caseload, its rejected rows among theirs."""
    cases, rows = _folder(examples_folder(), rulebook)
    for citizen, case in cases.items():
        purpose = Bilingual(say("case.caseload", "da"), say("case.caseload", "en"))
        yield _named(
            f"caseload/{citizen}", Suite.CASELOAD, case, rows[citizen], purpose, (Day(CASELOAD_AS_OF),),
            source="examples/caseload",
        )  # fmt: skip


def _named(
    name: str, suite: Suite, case: Case, rows: Mapping[str, list[dict[str, str]]], purpose: Bilingual,
    days: tuple[Day, ...], **more: Any,
) -> TableCase:  # fmt: skip
    citizen = citizen_of(name)
    renamed = {table: [{**row, "citizen": citizen} for row in own] for table, own in rows.items()}
    case = attrs.evolve(case, citizen=citizen)
    return TableCase(name, suite, Category.NAMED, purpose, case=case, rows=renamed, days=days, **more)


def _folder(folder: Path, rulebook: Rulebook) -> tuple[dict[str, Case], dict[str, dict[str, list[dict[str, str]]]]]:
    """Give the cases of a caseload by citizen, and their rows as they stand in the files, without what is not read."""
    cases = {case.citizen: case for case in read_folder(folder, rulebook).cases}
    rows: dict[str, dict[str, list[dict[str, str]]]] = {citizen: {} for citizen in cases}
    for table, names in columns().items():
        path = folder / f"{table}.csv"
        for row in _table(path) if path.is_file() else ():
            own = rows.get((row["citizen"] or "").strip())
            if own is not None:
                own.setdefault(table, []).append({name: row.get(name) or "" for name in names})
    return cases, rows


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by_citizen(path: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in _table(path):
        found.setdefault(row["citizen"], []).append(row)
    return found


def _known(row: Mapping[str, str]) -> Known:
    values = {name: _value(name, text) for name, text in row.items()}
    status = values.pop("status")
    says = tuple((name, values[name]) for name in _SAYS if name in values)
    return Known(tuple((name, values[name]) for name in _WHICH), (status,), says)


def _value(name: str, text: str) -> Any:
    if not text:
        return None
    return int(text) if name in _NUMBERS else date.fromisoformat(text) if name in _DAYS else text
