"""What must come out, as the cells of the findings table: of a case in memory, or of one in an exported folder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.caseload.writing.tables import FINDINGS
from kontaktforloeb.errors import CaseloadError, Problem, UnknownNameError
from kontaktforloeb.findings import Finding
from kontaktforloeb.model import Case
from kontaktforloeb.testing.casetable.model import PLAIN, Setting, TableCase
from kontaktforloeb.texts import Lang

KEY = ("citizen", "course", "group", "ruleset", "version", "requirement", "occurrence")
"""The columns that tell which finding a row is."""
COMPARED = ("status", "opens", "due", "fulfilled", "days_late", "held", "needed")
"""The columns that are compared where nobody says which."""
SUITES = "suites"
MANIFEST = "manifest.json"
NOBODY, SHOWN = "no case is as asked for", "a choice that 'kontaktforloeb cases list' shows something of"
"""What is said where no case is chosen, and what was expected."""
FORMAT = 1
"""The version of the form in which cases are exported."""

Row = dict[str, str]
_OF_THE_CASE = frozenset({"municipality", "team", "adviser"})


@attrs.frozen(eq=False)
class Wanted:
    """One case and what must come out of it: by day of the question, rows of text."""

    id: str
    suite: str
    category: str
    citizen: str
    purpose: Mapping[str, str]
    reference: str
    rulesets: tuple[str, ...]
    requirement: str
    setting: Setting
    groups: frozenset[str]
    rows: Mapping[str, Sequence[Row]]
    explain: Callable[[str, Row, Lang], str | None] = attrs.field(repr=False)
    """Why a finding says what it says, where this library gives the same one: from a day, a row and a language."""


def columns_of(given: str | Iterable[str] | None) -> tuple[str, ...]:
    """Give the columns that are compared: those that are named, or the usual ones.

    Raises `UnknownNameError` for one that the findings table has not.

    >>> columns_of("status,due")
    ('status', 'due')
    """
    names = given.split(",") if isinstance(given, str) else given
    found = tuple(name.strip() for name in names or COMPARED if name.strip())
    known = [name for name in FINDINGS.columns if name not in (*KEY, "as_of")]
    for name in found:
        if name not in known:
            raise UnknownNameError(what="column", name=name, known=known)
    return found or COMPARED


def values_of(finding: Finding, case: Case) -> dict[str, Any]:
    """Give a finding as the columns of the findings table."""
    return {name: getattr(case if name in _OF_THE_CASE else finding, name) for name in FINDINGS.columns}


def plain(value: Any) -> Any:
    """Give a value as JSON holds it."""
    if isinstance(value, list | tuple):
        return [str(word) for word in value]
    return value if value is None or type(value) in (bool, int) else str(value)


def cell(value: Any) -> str:
    """Give a value as a cell of text.

    >>> cell(None), cell(("a", "b")), cell(3), cell(date(2024, 7, 1))
    ('', 'a|b', '3', '2024-07-01')
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(str(word) for word in value)
    return str(value).strip()


def row_of(finding: Finding, case: Case) -> Row:
    """Give a finding as cells of text."""
    return {name: cell(value) for name, value in values_of(finding, case).items()}


def wanted_of(case: TableCase, findings: Callable[[TableCase, date], Iterable[Finding]]) -> Wanted:
    """Give a case in memory with what must come out of it."""
    found = {str(day.as_of): list(findings(case, day.as_of)) for day in case.days}

    def explain(as_of: str, row: Row, lang: Lang) -> str | None:
        return _explained(found[as_of], case.case, row, lang)

    return Wanted(
        case.id, str(case.suite), str(case.category), case.citizen, {"da": case.purpose.da, "en": case.purpose.en},
        case.reference, case.rulesets, case.requirement, case.setting,
        frozenset(spell.group for spell in case.case.spells),
        {as_of: [row_of(each, case.case) for each in own] for as_of, own in found.items()}, explain,
    )  # fmt: skip


def _explained(findings: Iterable[Finding], case: Case, row: Row, lang: Lang) -> str | None:
    from kontaktforloeb.explain import explain  # noqa: PLC0415 (only where something differs)

    for finding in findings:
        own = row_of(finding, case)
        if all(own[name] == row.get(name, own[name]) for name in (*KEY, *COMPARED)):
            return explain(finding, lang)
    return None


def wanted_in(folder: Path) -> Iterator[Wanted]:
    """Give the cases of an exported folder.

    Raises `CaseloadError` for a folder that is none, one in a form that this version does not read, or one in which a
    file is not as the manifest says.
    """
    manifest = _json(folder / MANIFEST)
    files = listed(manifest)
    suites = manifest.get("suites") if isinstance(manifest, dict) else None
    if not files or not isinstance(suites, list) or any(f"{SUITES}/{name}.json" not in files for name in suites):
        facts = {"format": FORMAT}
        raise CaseloadError(
            [Problem("this is no case table in the form {format}", str(folder), expected=_EXPORT, facts=facts)]
        )
    changed = [
        Problem("the file differs from its manifest" if path.is_file() else "the file is missing", str(path), "", _ANEW)
        for path, digest in ((folder / name, digest) for name, digest in sorted(files.items()))
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest
    ]
    if changed:
        raise CaseloadError(changed)
    for name in suites:
        for raw in _json(folder / SUITES / f"{name}.json")["cases"]:
            yield _wanted(raw)


def listed(manifest: Any) -> dict[str, str]:
    """Give the files that a manifest lists, with their digests; none where it is not of the form that is read here.

    >>> listed({"format": FORMAT, "files": {"runs.csv": "0f", "../runs.csv": "0f"}}), listed({"format": 99})
    ({'runs.csv': '0f'}, {})
    """
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return {}
    files = manifest.get("files")
    if not isinstance(files, dict):
        return {}
    return {str(name): str(digest) for name, digest in files.items() if _LISTED.fullmatch(str(name))}


_LISTED = re.compile(r"(?:[a-z]+/)?[a-z][a-z0-9_-]*\.[a-z]+")
"""How a file is called in a manifest: it lies in the folder, or in one just below."""
_ANEW = "a folder as 'kontaktforloeb cases export' has written it; export it anew"
_EXPORT = "a folder that 'kontaktforloeb cases export' has written"


def _json(path: Path) -> Any:
    if not path.is_file():
        raise CaseloadError([Problem("the file is missing", str(path), expected=_EXPORT)])
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError:
        raise CaseloadError([Problem("this is no JSON", str(path), expected=_EXPORT)]) from None


def _wanted(raw: Mapping[str, Any]) -> Wanted:
    rows = {day["as_of"]: [_cells(own, raw["citizen"], day["as_of"]) for own in day["findings"]] for day in raw["days"]}
    setting = setting_of(raw["setting"])

    def explain(as_of: str, row: Row, lang: Lang) -> str | None:
        return _from_here(raw["id"], raw["suite"], as_of, row, lang)

    return Wanted(
        raw["id"], raw["suite"], raw["category"], raw["citizen"], raw["purpose"], raw["reference"],
        tuple(raw["rulesets"]), raw["requirement"], setting,
        frozenset(row["group"] for row in raw["tables"].get("spells", ())), rows, explain,
    )  # fmt: skip


def _cells(row: Mapping[str, Any], citizen: str, as_of: str) -> Row:
    return {"citizen": citizen, **{name: cell(value) for name, value in row.items()}, "as_of": as_of}


def _from_here(name: str, suite: str, as_of: str, row: Row, lang: Lang) -> str | None:
    """Explain with the table that this library makes, where the case is still there and comes out the same."""
    from kontaktforloeb.testing.casetable.table import case_table  # noqa: PLC0415 (seconds, and only for a difference)

    try:
        table = case_table(suite)
    except UnknownNameError:  # Written by another version, which has other suites.
        return None
    case = next((case for case in table.cases if case.id == name), None)
    if case is None or as_of not in map(str, case.on):
        return None
    return _explained(table.findings(case, date.fromisoformat(as_of)), case.case, row, lang)


def setting_of(raw: Mapping[str, Any]) -> Setting:
    """Give a setting as an exported case says it."""
    if not any(raw.values()):
        return PLAIN
    values = [(name, key, value) for name, own in raw["values"].items() for key, value in own.items()]
    rules = None if raw["rules"] is None else tuple(raw["rules"])
    return Setting(rules, tuple(raw["conventions"].items()), raw["every_reading"], values)


def setting_json(setting: Setting) -> dict[str, Any]:
    """Give a setting as an exported case says it."""
    values: dict[str, dict[str, Any]] = {}
    for name, key, value in setting.values:
        values.setdefault(name, {})[key] = list(value) if isinstance(value, tuple) else value
    return {
        "rules": None if setting.rules is None else list(setting.rules),
        "conventions": dict(setting.conventions),
        "every_reading": setting.every_reading,
        "values": values,
    }
