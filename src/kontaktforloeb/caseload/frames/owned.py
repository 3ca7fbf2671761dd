"""The rows of a table by citizen, where they stand in any order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames.arrays import STEP

CITIZEN = "_c"
"""The column that holds a citizen's place in `citizens_index`."""

Places = NDArray[np.int64]

_BUCKET = 13
"""So many bits of a citizen's number are left out in sorting: the rows of 8192 citizens stand together."""


_HALF = 16


def by_citizen(owner: NDArray[np.uint32]) -> NDArray[np.uint32] | None:
    """Give the places of rows in order of citizen, and of each as they stand; `None` where they are in order."""
    if bool((owner[1:] >= owner[:-1]).all()):
        return None
    # Numbers of two bytes are sorted by counting: by the upper half, some rows at a time, and then by the lower one.
    buckets: list[list[NDArray[np.uint32]]] = [[] for _ in range((int(owner.max()) >> _HALF) + 1)]
    for first in range(0, len(owner), STEP):
        upper = (owner[first : first + STEP] >> np.uint32(_HALF)).astype(np.uint16)
        rows = (np.argsort(upper, kind="stable") + first).astype(np.uint32)
        ends = np.cumsum(np.bincount(upper, minlength=len(buckets)))[:-1]
        for own, some in zip(buckets, np.split(rows, ends), strict=True):
            own.append(some)
    found = np.empty(len(owner), np.uint32)
    place = 0
    for own in buckets:
        rows = np.concatenate(own)
        own.clear()
        lower = owner[rows].astype(np.uint16)
        found[place : place + len(rows)] = rows[np.argsort(lower, kind="stable")]
        place += len(rows)
    return found


class Owned:
    """The rows of a table, of which those of some citizens are found without looking at all."""

    def __init__(self, table: pl.DataFrame, citizens: int) -> None:
        """Sort the rows into buckets of citizens who follow each other, unless the rows are in order."""
        self._owner: NDArray[np.uint32] = table[CITIZEN].to_numpy()
        self._order: NDArray[np.uint32] | None = None
        if bool((self._owner[1:] >= self._owner[:-1]).all()):
            return
        # There are so few buckets that sorting by them is counting, and the rows in each stay in order.
        bucket = (self._owner >> np.uint32(_BUCKET)).astype(np.uint16)
        self._order = np.argsort(bucket, kind="stable").astype(np.uint32)
        self._starts = np.append(0, np.cumsum(np.bincount(bucket, minlength=(citizens >> _BUCKET) + 1)))

    def rows(self, first: int, after: int) -> tuple[slice | Places, Places]:
        """Give where the rows of the citizens from number `first` to before `after` are, and the citizen of each.

        The rows are in no order; of the citizens the first one is 0.
        """
        if self._order is None:
            # Of another type the ends would have all the owners copied into it.
            ends = np.array((first, after), self._owner.dtype)
            own = slice(*np.searchsorted(self._owner, ends).tolist())
            return own, self._owner[own].astype(np.int64) - first
        return self._among(first, after)

    def rows_of(self, citizens: Sequence[int]) -> Places:
        """Give where the rows of some citizens are, who are in order: of each in the order of the table."""
        wanted = np.array(citizens, np.int64)
        found = [np.empty(0, np.int64)]
        for some in np.split(wanted, np.flatnonzero(np.diff(wanted >> _BUCKET)) + 1) if len(wanted) else ():
            first, after = int(some[0]), int(some[-1]) + 1
            asked = np.zeros(after - first, np.bool_)
            asked[some - first] = True
            rows, owner = self.rows(first, after)
            # A look into a table for each row takes a tenth of the time of a search among the wanted.
            there = asked[owner]
            found.append(np.flatnonzero(there) + rows.start if isinstance(rows, slice) else rows[there])
        return np.concatenate(found)

    def _among(self, first: int, after: int) -> tuple[Places, Places]:
        assert self._order is not None
        places = self._order[self._starts[first >> _BUCKET] : self._starts[(max(after, 1) - 1 >> _BUCKET) + 1]]
        rows = places.astype(np.int64)
        owner = self._owner[rows].astype(np.int64) - first
        there = (owner >= 0) & (owner < after - first)
        return (rows, owner) if there.all() else (rows[there], owner[there])
