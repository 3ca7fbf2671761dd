"""Write the changes: the same bytes on every run, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kontaktforloeb.caseload.snapshots.change import CHANGES, Change
from kontaktforloeb.caseload.writing.plain import Form, write_rows
from kontaktforloeb.files import whole


def write_changes(path: Path, changes: Iterable[Change], *, excel_csv: bool = False) -> int:
    """Write the changes, and give how many; the file names citizens and is to be kept as the findings are."""
    with whole(path, "utf-8") as file:
        return write_rows(file, Form.EXCEL_CSV if excel_csv else Form.CSV, CHANGES, changes)
