"""Places in sorted arrays, and stretches of rows of unequal length."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.days import FIRST, NONE, Days

Places = NDArray[np.int64]

DAY_BITS = 18
"""A day is at most so wide in a key: 700 years."""


def keys(owners: NDArray[np.integer], days: Days) -> Places:
    """Give one number for owner and day that sorts as the two do; no day sorts after every day."""
    within = np.minimum(days - np.int32(FIRST), np.int32((1 << DAY_BITS) - 1))
    found: Places = (owners.astype(np.int64) << DAY_BITS) | np.maximum(within, 0)
    return found


def split(packed: Places) -> tuple[NDArray[np.int32], Days]:
    """Give the owners and the days of keys.

    >>> split(keys(np.array([3]), np.array([18_000])))
    (array([3], dtype=int32), array([18000], dtype=int32))
    """
    day = (packed & ((1 << DAY_BITS) - 1)).astype(np.int32) + np.int32(FIRST)
    return (packed >> DAY_BITS).astype(np.int32), day


class Ragged(NamedTuple):
    """Rows of several owners, those of owner `i` from `offsets[i]` to before `offsets[i + 1]`."""

    rows: Places
    owners: NDArray[np.int32]
    offsets: Places


def ragged(first: Places, after: Places) -> Ragged:
    """Give the rows from `first[i]` to before `after[i]` of every owner, one owner after the other.

    >>> ragged(np.array([4, 0]), np.array([6, 1])).rows
    array([4, 5, 0])
    """
    counts = np.maximum(after - first, 0)
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    rows = np.arange(offsets[-1]) + np.repeat(first - offsets[:-1], counts)
    return Ragged(rows, owners, offsets)


def first_day_from(sorted_keys: Places, days: Days, owners: NDArray[np.integer], earliest: Days) -> Days:
    """Give each owner's first day that is not before `earliest`, or `NONE`; `days` go with the keys."""
    if not len(days):
        return np.full(len(owners), NONE, np.int32)
    wanted = keys(owners, earliest)
    place = np.searchsorted(sorted_keys, wanted)
    inside = np.minimum(place, len(days) - 1)
    same = (place < len(days)) & (sorted_keys[inside] >> DAY_BITS == owners)
    return np.where(same, days[inside], NONE)


def one_of_each(places: NDArray[np.integer]) -> Places:
    """Give for every place from 0 on the first row that has it.

    >>> one_of_each(np.array([1, 0, 1])).tolist()
    [1, 0]
    """
    first = np.zeros(int(places.max(initial=-1)) + 1, np.int64)
    first[places[::-1]] = np.arange(len(places) - 1, -1, -1)
    return first


def ranked(numbers: Places) -> tuple[Places, Places]:
    """Give the different numbers in order and each one's place; small numbers are counted, not sorted.

    >>> [own.tolist() for own in ranked(np.array([7, 3, 7]))]
    [[3, 7], [1, 0, 1]]
    """
    if not len(numbers):
        return numbers, numbers
    top = int(numbers.max())
    if top < 1 << 20:
        there = np.bincount(numbers, minlength=top + 1) > 0
        return np.flatnonzero(there), (np.cumsum(there) - 1)[numbers]
    seen, place = np.unique(numbers, return_inverse=True)
    return seen, place.astype(np.int64)
