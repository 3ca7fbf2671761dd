"""What became of the rows of a source from which a mapping takes several of our tables."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames.judging import Rows
from kontaktforloeb.caseload.rows import Count

_REPEATED, _USED, _REJECTED = 1, 2, 3
"""What became of a row, and of two parts of it the higher one counts."""


def counts_by_source(tables: Iterable[Rows]) -> dict[str, Count]:
    """Give the counts of each source that has a name of its own."""
    fates: dict[str, list[tuple[NDArray[np.uint32], NDArray[np.uint8]]]] = {}
    for rows in tables:
        place = 0
        for own in rows.cells:
            here = slice(place, place + own.rows)
            place = here.stop
            if not own.raw.source:
                continue
            fate = np.where(rows.usable[here], _USED, np.where(rows.again[here], _REPEATED, _REJECTED)).astype(np.uint8)
            broken = [*own.unreadable, *(number for frame in own.ragged for number in frame["_row"])]
            found = fates.setdefault(own.raw.source, [])
            found += [
                (own.numbers.every(), fate),
                (np.array(broken, np.uint32), np.full(len(broken), _REJECTED, np.uint8)),
            ]
    return {source: _count(parts) for source, parts in fates.items()}


def _count(parts: list[tuple[NDArray[np.uint32], NDArray[np.uint8]]]) -> Count:
    fate = np.zeros(max((int(numbers.max(initial=0)) for numbers, _ in parts), default=0) + 1, np.uint8)
    for numbers, own in parts:
        np.maximum.at(fate, numbers, own)
    repeated, used, rejected = (int(np.count_nonzero(fate == which)) for which in (_REPEATED, _USED, _REJECTED))
    return Count(repeated + used + rejected, used, repeated, rejected)
