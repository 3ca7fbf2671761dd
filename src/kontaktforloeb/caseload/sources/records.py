"""One CSV record at a place in a file's bytes, as `kontaktforloeb.caseload.delimited` reads it: for odd lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kontaktforloeb.caseload.delimited import holds_rows, shortened

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BLOCK = 1 << 16

Read = Callable[[int, int], bytes]
"""Gives so many bytes of a file from a place, fewer at its end."""


class Record(NamedTuple):
    """A record, `None` for a line that is none, and the place of the byte after it."""

    cells: list[str] | None
    after: int


def record_at(read: Read, place: int, delimiter: str, width: int, encoding: str) -> Record:
    """Give the record that begins at `place`, the first byte of a line.

    Where a quotation mark has no partner, or has it in another row, the line is none and the next one begins after it.
    """
    taken: list[bytes] = []

    def lines() -> Iterator[str]:
        for line in lines_at(read, place):
            taken.append(line)
            text = line.decode(encoding)
            yield shortened(text, delimiter) if len(taken) == 1 else text

    try:
        cells = next(csv.reader(lines(), delimiter=delimiter, strict=True))
    except csv.Error:
        return Record(None, place + len(taken[0]))
    if holds_rows(taken, delimiter.encode(encoding), width):
        return Record(None, place + len(taken[0]))
    return Record(cells, place + sum(map(len, taken)))


def lines_at(read: Read, place: int) -> Iterator[bytes]:
    """Give the lines from a place on, each with its end: a line feed, a carriage return, or both."""
    rest, size = b"", _BLOCK
    while block := read(place + len(rest), size):
        rest += block
        at = 0
        for found in _LINE.finditer(rest):
            # A line that ends where the block does may go on, or its line feed may follow.
            if found.end() == len(rest):
                break
            yield found[0]
            at = found.end()
        rest, place = rest[at:], place + at
        # Of a line that goes on more is read at once, so that a long one is not looked through again and again.
        size = _BLOCK if at else 2 * size
    yield from (found[0] for found in _LINE.finditer(rest) if found[0])
