"""The records of a delimited file: which sign separates its cells, and which of its lines are no record."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import AnyStr

from kontaktforloeb.caseload.columns import UNREADABLE
from kontaktforloeb.caseload.unseen import as_seen
from kontaktforloeb.errors import CaseloadError, Problem

LONGEST_CELL = 131_072
"""The longest cell that the `csv` module takes; the whole process has one such number, which is left as it is."""
_DELIMITERS = (";", "\t", ",")
"""In the order of preference: a comma may stand in a name or a number, a semicolon or a tab hardly."""
LOOKED_AT = 20
"""By how many lines it is decided which sign separates the cells."""
_SAYS_IT_ITSELF = r'(?i:"?sep=([^"\r\n])"?\s*)'


def records(lines: Iterable[str]) -> Iterator[list[str] | None]:
    """Give the header and the records of a delimited file, `None` for a line that is none.

    A first line `sep=;`, as spreadsheets write it, says which sign separates the cells, and is no record.
    """
    source = iter(lines)
    first = list(islice(source, LOOKED_AT))
    said = delimiter_said(first)
    if said is not None:
        return _records(chain(first[1:], source), said)
    return _records(chain(first, source), delimiter_of(first))


def header_of(rows: Iterable[list[str] | None], where: str) -> tuple[int, list[str]]:
    """Give the header of a file's rows and its number: the first row that is none of blanks alone, else none at all.

    Raises `CaseloadError` where it is no row that can be read.

    >>> header_of(iter([[], ["", " "], ["citizen ", "date"], ["A1", "2025-02-03"]]), "meetings.csv")
    (3, ['citizen', 'date'])
    """
    for number, row in enumerate(rows, 1):
        if row is None:
            what, expected = "the header cannot be read", "headings on one line, each quotation mark with its partner"
            raise CaseloadError([Problem(what, where, expected=expected)])
        header = list(map(as_seen, row))
        if any(header):
            return number, header
    return 0, []


def delimiter_said(lines: Sequence[str]) -> str | None:
    r"""Give the sign that the first line names as that which separates cells, `None` where it is an ordinary line.

    >>> delimiter_said(["sep=;\r\n", "a;b"]), delimiter_said(["a;b"]), delimiter_said([])
    (';', None, None)
    """
    said = re.fullmatch(_SAYS_IT_ITSELF, lines[0]) if lines else None
    return None if said is None else said[1]


def delimiter_of(lines: Sequence[str]) -> str:
    r"""Give the sign that separates the cells of a header and of the lines below it.

    The one that gives the header two cells or more and as many to most of the lines; then the one that gives most.

    >>> delimiter_of(["CPR;Navn, fornavn, stilling", "1;Bo"]), delimiter_of(["a,b", '1,"2;3;4"']), delimiter_of(["a"])
    (';', ',', ',')
    """
    best, found = (0, 0), ","
    for delimiter in _DELIMITERS:
        counts = [_cells(line, delimiter) for line in lines if line.strip()]
        if counts and counts[0] > 1 and (score := (sum(count == counts[0] for count in counts), counts[0])) > best:
            best, found = score, delimiter
    return found


def _cells(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([shortened(line, delimiter)], delimiter=delimiter), []))
    except csv.Error:
        return 0


def shortened(line: str, delimiter: str) -> str:
    """Give the first line of a record with a cell that cannot be read in place of each that is too long for `csv`.

    So such a cell costs its row where its column is read, and does no harm where it is not. A line that is no whole
    record stays as it is.

    >>> shortened("C1;" + "x" * 200_000 + ";6.2", ";")
    'C1;\ufffd;6.2'
    """
    if len(line) <= LONGEST_CELL:
        return line
    sign = re.escape(delimiter)
    cell = rf'"[^"]*+(?:""[^"]*+)*+"|[^"{sign}\r\n][^{sign}\r\n]*+'
    if not re.fullmatch(rf"(?:{cell})?(?:{sign}(?:{cell})?)*+[\r\n]*", line):
        return line
    return re.sub(cell, lambda found: UNREADABLE if _too_long(found[0]) else found[0], line)


def _too_long(cell: str) -> bool:
    return len(cell) > LONGEST_CELL and len(cell.removeprefix('"').replace('""', '"').removesuffix('"')) > LONGEST_CELL


def _records(source: Iterator[str], delimiter: str) -> Iterator[list[str] | None]:
    """Give the records, `None` for a line that is none: a quotation mark in it has no partner, say.

    Such a mark would take the lines after it, to the end of the file, into one cell; they are read again without it.
    """
    again: deque[str] = deque()
    taken: list[str] = []
    width = 0

    def lines() -> Iterator[str]:
        while (line := again.popleft() if again else next(source, None)) is not None:
            taken.append(line)
            yield shortened(line, delimiter) if len(taken) == 1 else line

    while True:
        try:
            for record in csv.reader(lines(), delimiter=delimiter, strict=True):
                width = width or len(record)
                if len(taken) > 1 and holds_rows(taken, delimiter, width):
                    break
                taken.clear()
                yield record
            else:
                return
        except csv.Error:
            pass
        again.extendleft(reversed(taken[1:]))
        taken.clear()
        yield None


def holds_rows(lines: Sequence[AnyStr], delimiter: AnyStr, width: int) -> bool:
    """Tell whether a record of several lines holds whole rows: its mark has its partner in another row, then.

    `width` is how many cells a row has.
    """
    return width > 1 and any(line.count(delimiter) >= width - 1 for line in lines[1:-1])
