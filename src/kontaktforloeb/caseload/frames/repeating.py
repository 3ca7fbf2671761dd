"""Rows that say the same as an earlier one, found with little more memory than one number for each row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames.arrays import STEP, Array, Mask

_MIXED = np.uint64(0x9E3779B97F4A7C15)
_SIEVE = 22
_AT_FIRST = 3
"""How many columns are looked at of all rows: few rows are of one citizen and day, and say different things."""


def repeats(columns: Sequence[Array], among: Mask | None = None) -> Mask:
    """Tell which rows say the same as an earlier one; of those that are not `among` the looked at, none.

    >>> repeats([np.array([1, 2, 1, 1]), np.array([5, 5, 5, 6])]).tolist()
    [False, False, True, False]
    """
    found = np.zeros(len(columns[0]), np.bool_)
    places = _alike(columns[:_AT_FIRST], None if among is None or among.all() else among)
    if len(columns) > _AT_FIRST:
        places = places[_alike([column[places] for column in columns], None)]
    if len(places):
        # These may say the same, and are compared value by value.
        rows = pl.DataFrame({str(place): column[places] for place, column in enumerate(columns)})
        first = rows.select(pl.struct(pl.all()).is_first_distinct()).to_series().to_numpy()
        found[places[~first]] = True
    return found


def _alike(columns: Sequence[Array], among: Mask | None) -> NDArray[np.int64]:
    """Give the places of rows among which are all that say the same as another one, and a few more."""
    size = len(columns[0])
    marks = np.empty(size, np.uint32)
    for place in range(0, size, STEP):
        marks[place : place + STEP] = _marks(columns, slice(place, place + STEP))
    ordered = marks if among is None else marks[among]
    ordered.sort()
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(twice):
        return np.empty(0, np.int64)
    bits = np.uint32(32 - min(_SIEVE, 4 + len(twice).bit_length()))
    sieve = np.zeros(1 << (32 - int(bits)), np.bool_)
    sieve[twice >> bits] = True
    places = []
    for place in range(0, size, STEP):
        # To make the marks again takes less than to keep them beside the ordered ones.
        some = sieve[_marks(columns, slice(place, place + STEP)) >> bits]
        places.append(np.flatnonzero(some if among is None else some & among[place : place + STEP]) + place)
    return np.concatenate(places)


def _marks(columns: Sequence[Array], rows: slice) -> NDArray[np.uint32]:
    """Give one number for each row: the same for rows that say the same, and seldom for others."""
    mixed = columns[0][rows].astype(np.uint64)
    for place, column in enumerate(columns):
        if place:
            mixed += column[rows].astype(np.uint64)
        mixed *= _MIXED
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32)
