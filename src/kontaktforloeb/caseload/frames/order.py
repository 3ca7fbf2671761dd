"""The rows of a table in order of citizen, and where those of some citizens stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames.arrays import STEP

CITIZEN = "_c"
"""The column that holds a citizen's place in `citizens_index`."""

Places = NDArray[np.int64]

_SIDES: Final = ("left", "right")
_HALF = 16
"""Half of the bits of a citizen's number."""


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
            # A part of an array would keep all of it.
            own.append(some.copy())
    found = np.empty(len(owner), np.uint32)
    place = 0
    for own in buckets:
        rows = np.concatenate(own)
        own.clear()
        lower = owner[rows].astype(np.uint16)
        found[place : place + len(rows)] = rows[np.argsort(lower, kind="stable")]
        place += len(rows)
    return found


def in_order(table: pl.DataFrame) -> pl.DataFrame:
    """Give a table with its rows in order of citizen."""
    order = by_citizen(table[CITIZEN].to_numpy())
    return table if order is None else table[order]


def rows_between(table: pl.DataFrame, first: int, after: int) -> slice:
    """Give where the rows of the citizens from number `first` to before `after` stand; the table is in order."""
    owner = table[CITIZEN].to_numpy()
    # Of another type the ends would have all the owners copied into it.
    return slice(*np.searchsorted(owner, np.array((first, after), owner.dtype)).tolist())


def rows_of(table: pl.DataFrame, citizens: Sequence[int]) -> Places:
    """Give where the rows of some citizens stand, citizen by citizen; the table is in order."""
    owner = table[CITIZEN].to_numpy()
    wanted = np.array(citizens, owner.dtype)
    ends = zip(*(np.searchsorted(owner, wanted, side=side).tolist() for side in _SIDES), strict=True)
    return np.concatenate([np.empty(0, np.int64), *(np.arange(first, after) for first, after in ends)])
