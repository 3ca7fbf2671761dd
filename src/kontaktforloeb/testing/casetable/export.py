"""Write the case table to a folder, for engines in any language: tables in, findings out, and what they rest on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.caseload.writing.tables import FINDINGS
from kontaktforloeb.conventions import DEFAULT
from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.files import together, whole
from kontaktforloeb.rulebook.load import Loaded
from kontaktforloeb.testing.casetable.engines import runs_of
from kontaktforloeb.testing.casetable.history import changes, digests, retired, version
from kontaktforloeb.testing.casetable.model import Known, Suite, TableCase
from kontaktforloeb.testing.casetable.named import cases_folder
from kontaktforloeb.testing.casetable.rows import columns, table_text
from kontaktforloeb.testing.casetable.schema import schema
from kontaktforloeb.testing.casetable.table import CaseTable, Choice
from kontaktforloeb.testing.casetable.wanted import (
    COMPARED,
    FORMAT,
    KEY,
    MANIFEST,
    NOBODY,
    SHOWN,
    SUITES,
    cell,
    listed,
    plain,
    setting_json,
    values_of,
)

TABLES = "tables"
_CASES = (
    "id", "citizen", "suite", "category", "as_of", "setting", "requirement", "reference", "purpose_da", "purpose_en",
    "source", "facts", "expected",
)  # fmt: skip
_RUNS = ("as_of", "setting", "cases")
_SOURCES = ("ruleset", "version", "kind", "act", "address", "checked_on")
_RETIRED = ("id", "retired_in", "why_da", "why_en")


@attrs.frozen
class Exported:
    """What was written."""

    cases: int
    findings: int
    files: tuple[str, ...]


def export(folder: Path, table: CaseTable, choice: Choice | None = None) -> Exported:
    """Write the cases that are chosen; all files take their places together, or none does.

    What an earlier export has written to the folder, and this one has not, is taken away once all are in their places.
    Raises `OutOfRangeError` for a folder that holds other things, `UnknownNameError` for a word that no case has.
    """
    cases = list((choice or Choice()).of(table))
    if not cases:
        raise OutOfRangeError(NOBODY, SHOWN)
    _check(folder)
    told = {case.id: case_json(case, table) for case in cases}
    texts = dict(_texts(cases, told, table))
    texts[MANIFEST] = _dumped(_manifest(cases, told, table, texts))
    left = _left_over(folder, texts)
    made = [place for place in (folder, folder / SUITES, folder / TABLES) if not place.is_dir()]
    try:
        for place in made:
            place.mkdir()
        with together() as files:
            for name, text in texts.items():
                with whole(folder / name, "utf-8", files) as file:
                    file.write(text)
    except BaseException:
        for place in reversed(made):
            if place.is_dir() and not any(place.iterdir()):
                place.rmdir()
        raise
    for path in left:
        path.unlink(missing_ok=True)
    findings = sum(len(day["findings"]) for case in told.values() for day in case["days"])
    return Exported(len(cases), findings, tuple(sorted(texts)))


def _check(folder: Path) -> None:
    facts: dict[str, object] = {"folder": folder}
    if not folder.parent.is_dir():
        raise OutOfRangeError("there is no folder '{folder}'", "a folder that exists", {"folder": folder.parent})
    if folder.exists() and not folder.is_dir():
        raise OutOfRangeError("'{folder}' is no folder", "a new folder, or one that was exported to before", facts)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        expected = "a new folder, or one that was exported to before"
        raise OutOfRangeError("there are other things in '{folder}'", expected, facts)


def _left_over(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Give the files of an earlier export that are none of this one: those that its manifest lists, and other suites.

    A suite stands there without being listed where a process was killed before it was taken away.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    names = {*listed(manifest), *(f"{SUITES}/{suite}.json" for suite in Suite)}
    return [folder / name for name in sorted(names - set(texts)) if (folder / name).is_file()]


def case_json(case: TableCase, table: CaseTable) -> dict[str, Any]:
    """Give a case as it is exported, with what must come out of it."""
    days = []
    for day in case.days:
        found = [values_of(finding, case.case) for finding in table.findings(case, day.as_of)]
        rows = [
            {name: plain(value) for name, value in row.items() if name not in ("citizen", "as_of")} for row in found
        ]
        days.append({"as_of": str(day.as_of), "known": [_known(known) for known in day.known], "findings": rows})
    return {
        "id": case.id,
        "suite": str(case.suite),
        "category": str(case.category),
        "citizen": case.citizen,
        "purpose": {"da": case.purpose.da, "en": case.purpose.en},
        "reference": case.reference,
        "source": case.source,
        "rulesets": list(case.rulesets),
        "requirement": case.requirement,
        "why": case.why,
        "setting": setting_json(case.setting),
        "tables": {name: [dict(row) for row in rows] for name, rows in case.rows.items()},
        "days": days,
    }


def _known(known: Known) -> dict[str, Any]:
    return {
        "which": {name: plain(value) for name, value in known.which},
        "status": list(known.status),
        "says": {name: plain(value) for name, value in known.says},
        "reasons": list(known.reasons),
        "not_reasons": list(known.not_reasons),
        "absent": known.absent,
        "some": known.some,
    }


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _texts(cases: list[TableCase], told: Mapping[str, dict[str, Any]], table: CaseTable) -> Iterator[tuple[str, str]]:
    """Give the name and the text of every file but the manifest."""
    for suite in Suite:
        own = [told[case.id] for case in cases if case.suite is suite]
        if own:
            yield f"{SUITES}/{suite}.json", _suite(suite, own)
    for name in columns():
        rows = [row for case in cases for row in case.rows.get(name, ())]
        yield f"{TABLES}/{name}.csv", table_text(name, rows)
    yield "findings.csv", table_text("", _finding_rows(told.values()), FINDINGS.columns)
    yield "cases.csv", table_text("", (_case_row(case, told[case.id]) for case in cases), _CASES)
    yield "runs.csv", table_text("", _run_rows(cases), _RUNS)
    yield "sources.csv", table_text("", _source_rows(table), _SOURCES)
    yield "retired.csv", table_text("", _retired_rows(), _RETIRED)
    yield "retired.json", _dumped({"retired": [dict(own) for own in retired()]})
    yield "dates.csv", (cases_folder() / "conformance" / "dates.csv").read_text("utf-8")
    yield "schema.json", _dumped(schema())


def _suite(suite: Suite, cases: list[dict[str, Any]]) -> str:
    """Give a suite as JSON, a case a line: small, and what changed from one version to the next is seen by line."""
    head = json.dumps({"format": FORMAT, "version": version(), "suite": str(suite)}, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases)
    return f'{head}, "cases": [\n{lines}\n]}}\n'


def _finding_rows(told: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    for case in told:
        for day in case["days"]:
            for row in day["findings"]:
                cells = {name: cell(value) for name, value in row.items()}
                yield {"citizen": case["citizen"], **cells, "as_of": day["as_of"]}


def _case_row(case: TableCase, told: Mapping[str, Any]) -> dict[str, str]:
    facts, expected = digests(told)
    own = {
        name: cell(told[name]) for name in ("id", "citizen", "suite", "category", "requirement", "reference", "source")
    }
    return {
        **own,
        "as_of": "|".join(map(str, case.on)),
        "setting": str(case.setting),
        "purpose_da": case.purpose.da,
        "purpose_en": case.purpose.en,
        "facts": facts,
        "expected": expected,
    }


def _run_rows(cases: Iterable[TableCase]) -> Iterator[dict[str, str]]:
    for run in runs_of(cases):
        yield {"as_of": str(run.as_of), "setting": str(run.setting), "cases": str(len(run.cases))}


def _retired_rows() -> Iterator[dict[str, str]]:
    for own in retired():
        why = own["why"]
        yield {"id": own["id"], "retired_in": own["retired_in"], "why_da": why["da"], "why_en": why["en"]}


def _source_rows(table: CaseTable) -> Iterator[dict[str, str]]:
    for own in _files(table):
        file = own.file
        told = {"ruleset": file.id, "version": file.valid_from, "kind": file.kind, "act": file.source.act}
        yield {
            name: cell(value)
            for name, value in (told | {"address": file.source.address, "checked_on": file.checked_on}).items()
        }


def _files(table: CaseTable) -> list[Loaded]:
    """Give every rule file, those of words first."""
    book = table.rulebook
    return [*book.words, *(v.loaded for name in sorted(book.rulesets) for v in book.rulesets[name].versions)]


def _manifest(
    cases: list[TableCase], told: Mapping[str, dict[str, Any]], table: CaseTable, texts: Mapping[str, str]
) -> dict[str, Any]:
    suites = Counter(str(case.suite) for case in cases)
    days = [day for case in told.values() for day in case["days"]]
    return {
        "format": FORMAT,
        "title": "kontaktforloeb case table",
        "version": version(),
        "package": {"name": "kontaktforloeb", "version": installed("kontaktforloeb")},
        "suites": [str(suite) for suite in Suite if suites[str(suite)]],
        "cases": len(cases),
        "by_suite": {str(suite): suites[str(suite)] for suite in Suite if suites[str(suite)]},
        "by_category": dict(sorted(Counter(str(case.category) for case in cases).items())),
        "findings": sum(len(day["findings"]) for day in days),
        "known": sum(len(day["known"]) for day in days),
        "runs": len(runs_of(cases)),
        "left_out": table.left_out,
        "columns": {"key": list(KEY), "compared": list(COMPARED), "findings": list(FINDINGS.columns)},
        "conventions": DEFAULT.told,
        "changes": [dict(change) for change in changes()],
        "retired": len(retired()),
        "rules": [
            {
                "ruleset": own.file.id, "version": str(own.file.valid_from), "kind": str(own.file.kind),
                "status": str(own.file.status), "file": "/".join(own.path.parts[-2:]), "sha256": own.sha256,
            }
            for own in _files(table)
        ],
        "files": {name: sha256(text.encode()).hexdigest() for name, text in sorted(texts.items())},
    }  # fmt: skip
