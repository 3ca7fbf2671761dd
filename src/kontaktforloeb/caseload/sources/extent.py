"""How far a sheet reaches: a reader makes a table of all cells up to the furthest, and a stray one may be far away."""

from __future__ import annotations

import re
from functools import reduce
from typing import IO
from zipfile import ZipFile

from kontaktforloeb.caseload.sources.sheetparts import NO_SUCH_WORKBOOK, blocks, paths

MOST = 1 << 27
"""So many cells take seven gigabytes; a sheet that is full to its last row has as many with 128 columns."""

# What begins with plain letters is found several times as fast as a tag with any prefix.
_COLUMN = rb"r=[\"']([A-Z]{1,3})[0-9]"
_ROW = rb"r=[\"'][A-Z]{0,3}([0-9]{1,7})[\"']"
_LETTERS = 26


def furthest_cell(file: IO[bytes], sheet: str) -> tuple[str, int]:
    """Give the place of the last row and column of a sheet, as `E5`, and how many cells there are up to there.

    Where it is not known it is empty, and 0. Raises nothing: of what is no such workbook, whoever reads it says so.
    """
    columns: set[bytes] = set()
    row = 0
    try:
        with ZipFile(file) as parts:
            path = paths(parts).get(sheet, "")
            for block in blocks(parts, path) if path else ():
                columns.update(re.findall(_COLUMN, block))
                row = max(row, *map(int, re.findall(_ROW, block)[-1:]), 0)
    except NO_SUCH_WORKBOOK:
        return "", 0
    if not columns or not row:
        return "", 0
    last = max(columns, key=_number)
    return f"{last.decode()}{row}", _number(last) * row


def _number(column: bytes) -> int:
    """Give the number of a column, from 1 on.

    >>> _number(b"A"), _number(b"AA"), _number(b"XFD")
    (1, 27, 16384)
    """
    return reduce(lambda number, letter: number * _LETTERS + letter - ord("A") + 1, column, 0)
