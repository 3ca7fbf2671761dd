"""The rows of a table by citizen, where they stand in any order."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames import CITIZEN
from kontaktforloeb.caseload.kernel.days import NONE, Days
from kontaktforloeb.caseload.kernel.lookups import Places

_BUCKET_BITS = 16


class Owned:
    """The rows of a table, of which those of some citizens are found without looking at all."""

    def __init__(self, table: pl.DataFrame, citizens: int) -> None:
        """Sort the rows, unless they are in order, into buckets of citizens that stand beside each other."""
        self.owner: NDArray[np.uint32] = table[CITIZEN].to_numpy()
        self._order: NDArray[np.uint32] | None = None
        if bool((self.owner[1:] >= self.owner[:-1]).all()):
            return
        # So few buckets that sorting by them is counting.
        self._shift = max(citizens.bit_length() - _BUCKET_BITS, 0)
        bucket = (self.owner >> np.uint32(self._shift)).astype(np.uint16)
        self._order = np.argsort(bucket, kind="stable").astype(np.uint32)
        self._after = np.cumsum(np.bincount(bucket, minlength=(citizens >> self._shift) + 1))

    def rows(self, first: int, after: int) -> slice | Places | NDArray[np.uint32]:
        """Give the places of the rows of the citizens from number `first` to before `after`, in no order."""
        if self._order is None:
            return slice(*np.searchsorted(self.owner, (first, after)))
        if first >= after:
            return self._order[:0]
        bucket = first >> self._shift
        rows = self._order[self._after[bucket - 1] if bucket else 0 : self._after[(after - 1) >> self._shift]]
        owner = self.owner[rows]
        return rows[(owner >= first) & (owner < after)]


def days_in(column: pl.Series) -> Days:
    """Give a column of days as numbers, `NONE` where it is empty."""
    return column.to_physical().fill_null(int(NONE)).cast(pl.Int32).to_numpy()


def in_words(column: pl.Series) -> tuple[list[str], NDArray[np.integer]]:
    """Give the words that a column is made of and for each row the place of its word; no row may be empty."""
    kind = column.dtype
    if not isinstance(kind, pl.Enum):
        kind = pl.Enum(column.unique().sort())
    return kind.categories.to_list(), column.cast(kind).to_physical().to_numpy()
