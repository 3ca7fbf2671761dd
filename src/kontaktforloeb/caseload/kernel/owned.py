"""The rows of a table by citizen, where they stand in any order."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames import CITIZEN
from kontaktforloeb.caseload.kernel.days import NONE, Days
from kontaktforloeb.caseload.kernel.lookups import Places

_BUCKET = 13
"""So many bits of a citizen's number are left out in sorting: the rows of 8192 citizens stand together."""


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
            own = slice(*np.searchsorted(self._owner, (first, after)).tolist())
            return own, self._owner[own].astype(np.int64) - first
        places = self._order[self._starts[first >> _BUCKET] : self._starts[(max(after, 1) - 1 >> _BUCKET) + 1]]
        rows = places.astype(np.int64)
        owner = self._owner[rows].astype(np.int64) - first
        there = (owner >= 0) & (owner < after - first)
        return (rows, owner) if there.all() else (rows[there], owner[there])


def days_in(column: pl.Series) -> Days:
    """Give a column of days as numbers, `NONE` where it is empty."""
    return column.to_physical().fill_null(int(NONE)).cast(pl.Int32).to_numpy()


def in_words(column: pl.Series) -> tuple[list[str], NDArray[np.integer]]:
    """Give the words that a column is made of and for each row the place of its word; no row may be empty."""
    kind = column.dtype
    if not isinstance(kind, pl.Enum):
        kind = pl.Enum(column.unique().sort())
    return kind.categories.to_list(), column.cast(kind).to_physical().to_numpy()
