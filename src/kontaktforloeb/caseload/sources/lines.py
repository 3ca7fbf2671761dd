"""The lines of a piece of a CSV file: which hold a row by themselves, and which need the `csv` module."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.delimited import LONGEST_CELL

LF, CR, QUOTE = ord("\n"), ord("\r"), ord('"')

Signs = NDArray[np.uint8]
Places = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Lines(NamedTuple):
    """The lines of a piece: where they begin, how long they are, which are plain and which need the `csv` module.

    A plain line has as many separators as the header, and quotation marks only around whole cells. What is neither is
    blank, too short or too long.
    """

    starts: Places
    lengths: Places
    plain: Mask
    odd: Mask


def lines_of(chunk: bytes, delimiter: int, width: int) -> Lines:
    r"""Give the lines of a piece that ends with one; `delimiter` is a byte, below 0 where it is no single one.

    >>> lines_of(b'a;b\n"c;d";e\nf"g;h\ni\n', ord(";"), 2).plain.tolist()
    [True, True, False, False]
    """
    signs = np.frombuffer(chunk, np.uint8)
    ends = np.flatnonzero(signs == LF) + 1
    starts = np.concatenate([[0], ends[:-1]])
    lengths = ends - starts
    if delimiter < 0:
        every = np.ones(len(starts), np.bool_)
        return Lines(starts, lengths, ~every, every)
    odd = lengths > LONGEST_CELL
    alone = (signs == CR) & (np.append(signs[1:], 0) != LF)
    odd[np.searchsorted(ends, np.flatnonzero((signs == 0) | alone), side="right")] = True
    separators = signs == delimiter
    quotes = np.flatnonzero(signs == QUOTE)
    if not len(quotes):
        counts = np.add.reduceat(separators, starts, dtype=np.int64)
        return Lines(starts, lengths, ~odd & (counts == width - 1), odd)
    first = np.searchsorted(quotes, starts)
    marks = np.diff(np.append(first, len(quotes)))
    odd |= marks % 2 == 1
    odd[_around_no_cell(signs, quotes, starts, marks, delimiter)] = True
    counts = np.add.reduceat(separators & ~_inside(signs, lengths, first), starts, dtype=np.int64)
    # What is no row of the right length is split where the marks are understood.
    odd |= (marks > 0) & (counts != width - 1)
    return Lines(starts, lengths, ~odd & (counts == width - 1), odd)


def _around_no_cell(signs: Signs, quotes: Places, starts: Places, marks: Places, delimiter: int) -> Places:
    """Give the lines of quotation marks that neither begin nor end a cell, each in turn; `marks` a line has so many."""
    lines = np.repeat(np.arange(len(starts)), marks)
    opens = (np.arange(len(quotes)) - (np.cumsum(marks) - marks)[lines]) % 2 == 0
    begins = (quotes == starts[lines]) | (signs[np.maximum(quotes - 1, 0)] == delimiter)
    after, beyond = signs[quotes + 1], signs[np.minimum(quotes + 2, len(signs) - 1)]
    ends = (after == delimiter) | (after == LF) | ((after == CR) & (beyond == LF))
    found: Places = lines[~np.where(opens, begins, ends)]
    return found


def _inside(signs: Signs, lengths: Places, first: Places) -> Mask:
    """Tell which signs stand between two quotation marks of their line; `first` is its first mark, of all."""
    inside = np.bitwise_xor.accumulate((signs == QUOTE).view(np.uint8))
    before = (first % 2).astype(np.uint8)
    if before.any():
        inside ^= np.repeat(before, lengths)
    return inside.view(np.bool_)
