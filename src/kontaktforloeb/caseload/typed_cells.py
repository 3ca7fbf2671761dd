"""The value of a cell whose source knows types: a workbook, a Parquet file, a data base."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from kontaktforloeb.caseload.cell_days import copenhagen_day
from kontaktforloeb.caseload.columns import UNREADABLE, Column, plain


def value_of(column: Column, cell: object) -> Any:
    """Give the value of a cell as its source holds it, or `Bad`: read as the text that a user would see of it.

    Where a number says less than that text, it is read as a number: 6.10 is 6.1 to a spreadsheet.
    """
    text = text_of(cell)
    if column.number is not None and isinstance(cell, int | float | Decimal) and text:
        return column.number(plain(text))
    return column.value(text)


def text_of(cell: object) -> str:
    """Give a cell as the text that a user would see of it; a moment with an offset as the day that it is in Copenhagen.

    >>> [text_of(cell) for cell in (None, 7.0, 160.33, True, Decimal("160.50"), datetime(2022, 1, 3, 9, 30))]
    ['', '7', '160.33', 'true', '160.50', '2022-01-03']
    """
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bytes():
            return _decoded(cell)
        case bool():
            return "true" if cell else "false"
        case float() | Decimal():
            return _number(Decimal(repr(cell)) if isinstance(cell, float) else cell)
        case datetime():
            return _day(cell)
        case _:
            return str(cell)


def _decoded(cell: bytes) -> str:
    """Give bytes that are a text; signs that stand in none show a number, a key or a picture."""
    try:
        text = cell.decode()
    except UnicodeDecodeError:
        return UNREADABLE
    return text if all(sign.isprintable() or sign.isspace() for sign in text) else UNREADABLE


def _number(number: Decimal) -> str:
    if number.is_nan():
        return ""
    if not number.is_finite():
        return str(number)
    whole = number.to_integral_value()
    return f"{whole if number == whole else number:f}"


def _day(moment: datetime) -> str:
    try:
        return str(copenhagen_day(moment))
    except OverflowError:  # At either end of the calendar.
        return str(moment)
