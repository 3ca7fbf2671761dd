"""What is said of a row that is rejected by itself: for the first thing in it that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from kontaktforloeb.caseload.cell_days import names_a_month
from kontaktforloeb.caseload.columns import Bad, Column, plain
from kontaktforloeb.caseload.ids import no_id, totals
from kontaktforloeb.caseload.rows import RowCode, RowIssue
from kontaktforloeb.caseload.unseen import visible
from kontaktforloeb.errors import masked, masked_word


def row_issue(
    table: str, number: int, columns: Sequence[Column], cells: Sequence[str], values: Sequence[Any]
) -> RowIssue | None:
    """Give why a row is rejected for what stands in it; `cells` and `values` are those of `columns`, in their order."""
    for column, cell, value in zip(columns, cells, values, strict=True):
        if isinstance(value, Bad):
            if _is_total(columns, cells):
                return RowIssue(table, number, "", RowCode.TOTAL_ROW)
            shown = shown_cell(plain(cell), value, plain(cells[0]))
            return RowIssue(table, number, column.name, value.code, shown, value.expected, value.nearest)
    known = [column.name for column in columns]
    if "end" in known:
        start, end = (values[known.index(name)] for name in ("start", "end"))
        if end is not None and end < start:
            return RowIssue(table, number, "end", RowCode.END_BEFORE_START, str(end), str(start))
    return None


def width_issue(
    table: str, number: int, columns: Sequence[Column], cells: Sequence[str], widths: tuple[int, int]
) -> RowIssue:
    """Give why a row is rejected that has fewer or more cells than the header: the two `widths`.

    `cells` are those that stand where the header has `columns`, empty where the row has none.
    """
    if _is_total(columns, cells):
        return RowIssue(table, number, "", RowCode.TOTAL_ROW)
    found, expected = widths
    return RowIssue(table, number, "", RowCode.CELL_COUNT, str(found), str(expected))


def _is_total(columns: Sequence[Column], cells: Sequence[str]) -> bool:
    """Tell whether a row holds a total: it says so in place of an id, or has no id and less than a row needs."""
    citizen = plain(cells[0])
    if citizen:
        return no_id(citizen) is RowCode.TOTAL_ROW
    others = [plain(cell) for cell in cells[1:]]
    needed = [cell for column, cell in zip(columns[1:], others, strict=True) if column.required]
    return not all(needed) and totals(others)


def shown_cell(text: str, bad: Bad, citizen: str) -> str:
    """Give a cell's text as it may be shown; a day or a number that is none is shown by its digits."""
    if bad.code is RowCode.ERROR_VALUE:
        return text
    word = bad.code is RowCode.UNKNOWN_VALUE or any(sign.isalpha() for sign in text if sign not in "TZ")
    if word and not (bad.expected in ("day", "month") and names_a_month(text)):
        return visible(text, partial(masked_word, near=bad.nearest or None, citizen=citizen))
    return visible(text, partial(masked, citizen=citizen))
