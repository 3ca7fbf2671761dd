"""Columns of cells of which each has its own type, as workbooks and SQLite hold them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import polars as pl

from kontaktforloeb.caseload.columns import UNREADABLE
from kontaktforloeb.caseload.typed_cells import text_of

_HALVES = re.compile(r"[\ud800-\udfff]")


def column_of(name: str, cells: Sequence[object], kinds: Collection[type] | None = None) -> pl.Series:
    """Give a column of numbers where every cell is one, else of texts.

    `kinds` are the types of the cells, where these are a part of a column alone.
    A number beside texts gets a decimal comma, as a Danish spreadsheet shows it: a point would make a text of it that
    somebody wrote so.

    >>> column_of("group", ["6.10", 6.1, None]).to_list(), column_of("minutes", [45, None]).to_list()
    (['6.10', '6,1', None], [45, None])
    """
    kinds = {type(cell) for cell in cells if cell is not None} if kinds is None else set(kinds)
    if kinds == {int} and all(-(1 << 63) <= cell < 1 << 63 for cell in cells if isinstance(cell, int)):
        return pl.Series(name, cells, dtype=pl.Int64)
    if kinds and kinds <= {int, float}:
        numbers = [None if cell is None else float(cell) for cell in cells if isinstance(cell, int | float | None)]
        return pl.Series(name, numbers, dtype=pl.Float64)
    texts = [_text(cell) for cell in cells]
    try:
        return pl.Series(name, texts, dtype=pl.String)
    except UnicodeEncodeError:
        # Bytes that are no UTF-8 stand in a text as halves of signs.
        known = [UNREADABLE if text is not None and _HALVES.search(text) else text for text in texts]
        return pl.Series(name, known, dtype=pl.String)


def _text(cell: object) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    return number_beside_texts(repr(cell)) if isinstance(cell, int | float) else text_of(cell)


def number_beside_texts(number: str) -> str:
    """Give a number as it is written beside texts.

    >>> number_beside_texts("6.1"), number_beside_texts("45.0")
    ('6,1', '45')
    """
    return number.removesuffix(".0").replace(".", ",")
