"""Write findings and rejected rows: whole or not at all, the same bytes on every run, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import IO

from kontaktforloeb.caseload.rows import RowIssue
from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.files import whole
from kontaktforloeb.findings import Finding
from kontaktforloeb.texts import Lang

FINDING_COLUMNS = (
    "citizen", "course", "ruleset", "version", "requirement", "occurrence", "status", "opens", "due",
    "last_working_day", "fulfilled", "days_late", "held", "needed", "duty", "level", "group", "municipality", "team",
    "adviser", "reference", "reasons", "certainty", "coverage", "as_of",
)  # fmt: skip
REJECTED_COLUMNS = ("table", "row", "column", "code", "text")
FORMATS = (".csv", ".json")
_OF_THE_CASE = frozenset({"municipality", "team", "adviser"})
# A spreadsheet takes text that begins so for a formula; the apostrophe makes it text again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_findings(path: Path, findings: Iterable[Finding], *, excel_csv: bool = False) -> None:
    """Write the findings table, as CSV or JSON by the file's ending.

    Raises `OutOfRangeError` for another ending.
    """
    rows = (_row(finding) for finding in findings)
    match path.suffix.lower():
        case ".csv":
            _write_csv(path, FINDING_COLUMNS, rows, excel_csv=excel_csv)
        case ".json":
            with whole(path, "utf-8") as file:
                _write_json(file, rows)
        case _:
            facts = {"name": path.name}
            raise OutOfRangeError("'{name}' has no ending that can be written", " / ".join(FORMATS), facts)


def write_rejected(path: Path, issues: Iterable[RowIssue], lang: Lang, *, excel_csv: bool = False) -> None:
    """Write the rejected rows: table, row, column, code and text; never a citizen."""
    rows = ([issue.table, issue.row, issue.column, issue.code, issue.text(lang)] for issue in issues)
    _write_csv(path, REJECTED_COLUMNS, rows, excel_csv=excel_csv)


_values = attrgetter(*(f"basis.facts.case.{name}" if name in _OF_THE_CASE else name for name in FINDING_COLUMNS))


def _row(finding: Finding) -> tuple[object, ...]:
    values: tuple[object, ...] = _values(finding)
    return values


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]], *, excel_csv: bool) -> None:
    encoding, delimiter = ("utf-8-sig", ";") if excel_csv else ("utf-8", ",")
    with whole(path, encoding) as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        # The module quotes a line feed but not a carriage return, which ends a line for most readers.
        careful = csv.writer(file, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(columns)
        for row in rows:
            cells = [_cell(value) for value in row]
            (careful if "\r" in "".join(cells) else writer).writerow(cells)


@lru_cache(maxsize=1 << 16)  # A caseload has a few thousand different cells.
def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, tuple):
        return "|".join(str(part) for part in value)
    return str(value)


def _write_json(file: IO[str], rows: Iterable[Sequence[object]]) -> None:
    separator = "[\n"
    for row in rows:
        values = dict(zip(FINDING_COLUMNS, (_plain(value) for value in row), strict=True))
        file.write(separator + json.dumps(values, ensure_ascii=False))
        separator = ",\n"
    file.write("\n]\n" if separator != "[\n" else "[]\n")


def _plain(value: object) -> object:
    return (
        [str(part) for part in value] if isinstance(value, tuple) else str(value) if isinstance(value, date) else value
    )
