"""Excel workbooks by XlsxWriter: typed cells, text that never becomes a formula or a link, several sheets if needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from kontaktforloeb.caseload.writing.tables import FORMULA, LONGEST, NUMBERS, Kind, Row, Table, joined
from kontaktforloeb.texts import Lang, say

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 (of no place; no clock, so that every run gives the same bytes)
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
"""Excel knows no day before 1900 and a false one in its February."""
_WIDTHS: Mapping[Kind, int] = {Kind.DAY: 11, Kind.NUMBER: 9, Kind.TEXT: 20, Kind.LIST: 40}
_WIDTH_OF: Mapping[str, int] = {"requirement": 26, "group": 28, "reference": 36, "text": 80}


@attrs.frozen
class Filled:
    """What became of a table in a workbook: its rows, the sheets that hold them, and how many texts were cut."""

    rows: int
    sheets: int
    cut: int


def write_excel(
    path: Path, table: Table, rows: Iterable[Row], about: Sequence[tuple[str, str]], lang: Lang, limit: int
) -> Filled:
    """Write a table to sheets of at most `limit` rows, and what there is to say about it to a sheet after them.

    The sheets of the table stand first, as a program that is told nothing else reads the first.
    """
    # Rows go to a file beside the workbook's and not to memory; it is in the folder that is taken away in any case.
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    book = xlsxwriter.Workbook(str(path), options)
    book.use_zip64()  # Only what is beyond the size of an ordinary archive is written in another way.
    book.set_properties({"title": table.name, "created": _MADE})
    try:
        writer = _Writer(book, table, limit)
        for row in rows:
            writer.add(row)
        filled = writer.finish()
        lines = list(about)
        if filled.sheets > 1:
            said = say("writing.sheets", lang, rows=filled.rows, sheets=filled.sheets, limit=limit)
            lines.append((table.name, said))
        if lines:
            _about(book, lines, lang)
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    finally:
        for sheet in book.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()
    return filled


class _Sheet(Worksheet):  # type: ignore[misc]  # it has no types
    """A sheet whose text is text: `<r>...</r>` too, which XlsxWriter would put into the file as it stands."""

    def _xml_rich_inline_string(self, string: str, attributes: Any) -> None:
        self._xml_inline_string(string, False, attributes)  # noqa: FBT003 (as it is declared)


class _Writer:
    """Fills sheets with rows, one after the other."""

    def __init__(self, book: Any, table: Table, limit: int) -> None:
        self._book, self._table, self._limit = book, table, limit
        self._header = book.add_format({"bold": True, "bottom": 1})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        # The apostrophe of a spreadsheet, which is no part of the value: editing the cell makes no formula of it.
        self._quoted = book.add_format({"quote_prefix": True})
        self._sheets = self._rows = self._cut = 0
        self._next = limit
        self._sheet: Any = None
        self._begin()

    def add(self, row: Row) -> None:
        if self._next >= self._limit:
            self._end()
            self._begin()
        sheet, place = self._sheet, self._next
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str):
                self._text(column, value)
            elif isinstance(value, NUMBERS):
                sheet.write_number(place, column, value)
            elif isinstance(value, date) and value >= _FIRST_DAY:
                sheet.write_number(place, column, value.toordinal() - _DAY_ZERO, self._day)
            else:
                self._text(column, joined(value) if isinstance(value, tuple) else str(value))
        self._next += 1
        self._rows += 1

    def finish(self) -> Filled:
        self._end()
        return Filled(self._rows, self._sheets, self._cut)

    def _text(self, column: int, value: str) -> None:
        if not value:
            return
        text = str(value) if isinstance(value, StrEnum) else value
        if len(text) > LONGEST // 2:
            short = shortened(text)
            self._cut += short != text
            text = short
        self._sheet.write_string(self._next, column, text, self._quoted if text.startswith(FORMULA) else None)

    def _begin(self) -> None:
        self._sheets += 1
        name = self._table.name if self._sheets == 1 else f"{self._table.name} {self._sheets}"
        sheet = self._sheet = self._book.add_worksheet(name, _Sheet)
        for place, column in enumerate(self._table.columns):
            sheet.set_column(place, place, _WIDTH_OF.get(column, _WIDTHS[self._table.kind(column)]))
            sheet.write_string(0, place, column, self._header)
        sheet.freeze_panes(1, 0)
        self._next = 1

    def _end(self) -> None:
        last = len(self._table.columns) - 1
        self._sheet.autofilter(0, 0, self._next - 1, last)
        # An id of digits is text on purpose; the green corners would say that it is a mistake.
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self._next}"})


def shortened(text: str) -> str:
    """Give a text as a cell can hold it: whole, or cut and marked with a last sign.

    >>> shortened("kort"), len(shortened("x" * 40_000)), shortened("x" * 40_000)[-2:]
    ('kort', 32767, 'x…')
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _about(book: Any, lines: Sequence[tuple[str, str]], lang: Lang) -> None:
    sheet = book.add_worksheet(say("writing.about", lang), _Sheet)
    sheet.set_column(0, 0, _WIDTHS[Kind.TEXT])
    sheet.set_column(1, 1, _WIDTH_OF["text"])
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.write_string(row, column, shortened(text))
