"""CSV and JSON from rows, without any package: what few findings are written with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum, unique
from functools import lru_cache
from typing import IO

from kontaktforloeb.caseload.writing.tables import FORMULA, NUMBERS, Row, Table, joined


@unique
class Form(StrEnum):
    """A form of text."""

    CSV = ".csv"
    EXCEL_CSV = "semicolons"
    """CSV that spreadsheets open in Danish: semicolons and a byte order mark."""
    JSON = ".json"
    JSON_LINES = ".jsonl"

    @property
    def delimiter(self) -> str:
        """What stands between two cells."""
        return ";" if self is Form.EXCEL_CSV else ","


def opening(form: Form, table: Table) -> str:
    """Give what stands before the first row.

    >>> from kontaktforloeb.caseload.writing.tables import REJECTED
    >>> opening(Form.CSV, REJECTED).strip()
    'table,row,column,code,text'
    """
    match form:
        case Form.CSV | Form.EXCEL_CSV:
            mark = "\ufeff" if form is Form.EXCEL_CSV else ""
            return mark + form.delimiter.join(table.columns) + "\n"
        case Form.JSON:
            return "["
        case Form.JSON_LINES:
            return ""


def closing(form: Form, *, empty: bool) -> str:
    """Give what stands after the last row."""
    return "" if form is not Form.JSON else "]\n" if empty else "\n]\n"


def write_rows(file: IO[str], form: Form, table: Table, rows: Iterable[Row]) -> int:
    """Write a table and give the number of its rows."""
    file.write(opening(form, table))
    count = 0
    if form in (Form.CSV, Form.EXCEL_CSV):
        delimiter = form.delimiter
        for count, row in enumerate(rows, 1):  # noqa: B007 (it is what is given)
            file.write(delimiter.join([_cell(value, delimiter) for value in row]) + "\n")
    else:
        before, after = (",\n", "") if form is Form.JSON else ("", "\n")
        for count, row in enumerate(rows, 1):
            values = dict(zip(table.columns, map(_plain, row), strict=True))
            line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
            file.write(("\n" if count == 1 and before else before) + line + after)
    file.write(closing(form, empty=not count))
    return count


@lru_cache(maxsize=65_536, typed=True)  # A caseload has a few thousand different cells; 1, 1.0 and true are three.
def _cell(value: object, delimiter: str) -> str:
    """Give a cell as it stands in the file: safe to open in a spreadsheet, and in quotes only where it must be."""
    if value is None:
        return ""
    if isinstance(value, NUMBERS):
        # It is no formula, below zero either; a spreadsheet that takes semicolons takes a comma before decimals.
        number = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return number.replace(".", ",") if delimiter == Form.EXCEL_CSV.delimiter else number
    text = joined(value) if isinstance(value, tuple) else str(value)
    if text.startswith(FORMULA):
        text = f"'{text}"  # The apostrophe makes it text again.
    # The csv module quotes a line feed but not a carriage return, which ends a line for most readers.
    if '"' in text or delimiter in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [str(word) for word in value]
    return str(value) if isinstance(value, date) else value
