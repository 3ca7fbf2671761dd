"""Write findings and rejected rows: whole or not at all, the same bytes on every run, safe to open in a spreadsheet.

What each form of file needs is imported where it is written: CSV and JSON from findings need no package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.caseload.rows import RowIssue
from kontaktforloeb.caseload.writing.plain import Form, write_rows
from kontaktforloeb.caseload.writing.tables import FINDINGS, LONGEST, REJECTED, ROWS_OF_A_SHEET, Row, Table
from kontaktforloeb.errors import OutOfRangeError, masked_place
from kontaktforloeb.files import Together, placed, whole, whole_bytes
from kontaktforloeb.findings import Finding
from kontaktforloeb.texts import Lang, say

if TYPE_CHECKING:
    import polars as pl

FINDING_COLUMNS = FINDINGS.columns
REJECTED_COLUMNS = REJECTED.columns
FORMATS = (".csv", ".parquet", ".xlsx", ".json", ".jsonl")

_PACKAGES = {".parquet": "pyarrow", ".xlsx": "xlsxwriter"}
"""What an ending needs beside the library itself."""
_OF_THE_CASE = frozenset({"municipality", "team", "adviser"})


@attrs.frozen
class Workbook:
    """What only a workbook asks for: its language, what it says beside the table, and how many rows a sheet holds.

    `about` are pairs of a heading and a text, say the day and the conventions; they get a sheet of their own, the last.
    """

    lang: Lang = "da"
    about: Sequence[tuple[str, str]] = ()
    rows_of_a_sheet: int = ROWS_OF_A_SHEET


@attrs.frozen
class Written:
    """What was written: how many rows, on how many sheets, and how many texts had to be cut to fit in a cell."""

    rows: int
    sheets: int = 1
    cut: int = 0
    rows_of_a_sheet: int = ROWS_OF_A_SHEET

    def notes(self, lang: Lang) -> tuple[str, ...]:
        """Give what a user should know of it: nothing, unless a workbook could not hold it as it was."""
        notes = []
        if self.sheets > 1:
            limit = self.rows_of_a_sheet
            notes.append(say("writing.sheets", lang, rows=self.rows, sheets=self.sheets, limit=limit))
        if self.cut:
            notes.append(say("writing.cut", lang, count=self.cut, limit=LONGEST))
        return tuple(notes)


_PLAIN = Workbook()


def writable(path: Path) -> None:
    """Raise `OutOfRangeError` for an ending that cannot be written, or not without a package that is not installed."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        facts = {"name": masked_place(path.name)}
        raise OutOfRangeError("'{name}' has no ending that can be written", " / ".join(FORMATS), facts)
    # What is found is imported when it is used: it is large, and much is done before.
    if find_spec(_PACKAGES.get(ending, "json")) is None:
        facts = {"name": masked_place(path.name), "package": _PACKAGES[ending]}
        raise OutOfRangeError(
            "'{name}' cannot be written without the package {package}", "pip install 'kontaktforloeb[caseload]'", facts
        )


def write_findings(
    path: Path,
    findings: Iterable[Finding],
    *,
    excel_csv: bool = False,
    workbook: Workbook = _PLAIN,
    files: Together | None = None,
) -> Written:
    """Write the findings table in the form that the file's ending names; with `files`, together with other files.

    Raises `OutOfRangeError` as `writable` does.
    """
    writable(path)
    return _write_rows(path, FINDINGS, map(_row, findings), workbook, files, excel_csv=excel_csv)


def write_findings_frames(
    path: Path,
    frames: Iterable[pl.DataFrame],
    *,
    excel_csv: bool = False,
    workbook: Workbook = _PLAIN,
    files: Together | None = None,
) -> Written:
    """Write the findings table as `write_findings` does, to the same bytes, from frames with its columns.

    Texts may be categories; `reasons` is one text with bars. The frames are written while the next ones are made.
    """
    writable(path)
    return _write_frames(path, FINDINGS, frames, workbook, files, excel_csv=excel_csv)


def write_rejected(
    path: Path,
    issues: Iterable[RowIssue],
    lang: Lang,
    *,
    excel_csv: bool = False,
    workbook: Workbook = _PLAIN,
    files: Together | None = None,
) -> Written:
    """Write the rejected rows: table, row, column, code and text; never a citizen. Else as `write_findings`.

    A table may be named by the user's own file, and that by a citizen's number.
    """
    writable(path)
    rows = ((masked_place(issue.table), issue.row, issue.column, issue.code, issue.text(lang)) for issue in issues)
    return _write_rows(path, REJECTED, rows, workbook, files, excel_csv=excel_csv)


_values = attrgetter(*(f"basis.facts.case.{name}" if name in _OF_THE_CASE else name for name in FINDING_COLUMNS))


def _row(finding: Finding) -> Row:
    values: Row = _values(finding)
    return values


def _write_rows(
    path: Path, table: Table, rows: Iterable[Row], workbook: Workbook, files: Together | None, *, excel_csv: bool
) -> Written:
    match path.suffix.lower():
        case ".xlsx":
            return _write_workbook(path, table, rows, workbook, files)
        case ".parquet":
            from kontaktforloeb.caseload.writing.frames import frames_of  # noqa: PLC0415 (as said)

            return _write_frames(path, table, frames_of(table, rows), workbook, files, excel_csv=excel_csv)
        case _:
            with whole(path, "utf-8", files) as file:
                return Written(write_rows(file, _form(path, excel_csv=excel_csv), table, rows))


def _write_frames(
    path: Path,
    table: Table,
    frames: Iterable[pl.DataFrame],
    workbook: Workbook,
    files: Together | None,
    *,
    excel_csv: bool,
) -> Written:
    from kontaktforloeb.caseload.writing.ahead import handed_over  # noqa: PLC0415 (as said)
    from kontaktforloeb.caseload.writing.frames import write_frames  # noqa: PLC0415 (as said)
    from kontaktforloeb.caseload.writing.parquet import write_parquet  # noqa: PLC0415 (as said)

    match path.suffix.lower():
        case ".xlsx":
            rows = (row for frame in frames for row in frame.select(table.columns).iter_rows())
            return _write_workbook(path, table, rows, workbook, files)
        case ".parquet":
            with placed(path, files) as part:
                return Written(handed_over(frames, lambda given: write_parquet(part, table, given)))
        case _:
            form = _form(path, excel_csv=excel_csv)
            with whole_bytes(path, files) as file:
                return Written(handed_over(frames, lambda given: write_frames(file, form, table, given)))


def _write_workbook(
    path: Path, table: Table, rows: Iterable[Row], workbook: Workbook, files: Together | None
) -> Written:
    from kontaktforloeb.caseload.writing.excel import write_excel  # noqa: PLC0415 (as said)

    limit = workbook.rows_of_a_sheet
    with placed(path, files) as part:
        filled = write_excel(part, table, rows, workbook.about, workbook.lang, limit)
    return Written(filled.rows, filled.sheets, filled.cut, limit)


def _form(path: Path, *, excel_csv: bool) -> Form:
    form = Form(path.suffix.lower())
    return Form.EXCEL_CSV if form is Form.CSV and excel_csv else form
