"""A few things that numpy does in one step and slowly: looking up a table, putting pieces together, numbering keys."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Array = NDArray[Any]

STEP = 1 << 17
"""How many rows are worked on at once, so that what comes between stays in the processor's cache."""

_MIXED = np.uint64(0x9E3779B97F4A7C15)
_SPARE = 8
"""Which part of its size an array grows by beyond what it needs."""


def looked_up(table: Array, codes: Array) -> Array:
    """Give the entry of each code.

    >>> looked_up(np.array([10, 20]), np.array([1, 0, 1], dtype=np.uint8)).tolist()
    [20, 10, 20]
    """
    found = np.empty(len(codes), table.dtype)
    for place in range(0, len(codes), STEP):
        some = slice(place, place + STEP)
        np.take(table, codes[some], out=found[some], mode="clip")
    return found


def distinct(values: Array) -> Array:
    """Give the different values in order; numpy's own way takes several times as long for many of them.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered: Array = np.sort(values)
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


class Growing:
    """An array that is filled piece by piece, in place: to put pieces together takes the memory of two.

    >>> growing = Growing()
    >>> growing.take(np.array([1, 2], dtype=np.uint8))
    >>> growing.take(np.array([300], dtype=np.uint16))
    >>> growing.whole().tolist()
    [1, 2, 300]
    """

    def __init__(self) -> None:
        self._held: Array = np.empty(0, np.uint8)
        self._size = 0

    def take(self, values: Array) -> None:
        """Add values; a type that holds more than the ones before becomes that of all."""
        kind = np.promote_types(self._held.dtype, values.dtype) if self._size else values.dtype
        if kind != self._held.dtype:
            self._held = self._held.astype(kind)
        size = self._size + len(values)
        if size > len(self._held):
            self._held.resize(size + size // _SPARE, refcheck=False)
        self._held[self._size : size] = values
        self._size = size

    def sofar(self) -> Array:
        """Give the values that were added."""
        return self._held[: self._size]

    def whole(self) -> Array:
        """Give all values; nothing can be added then."""
        self._held.resize(self._size, refcheck=False)
        return self._held


class Numbers:
    """The places of ordered keys: a table that is asked for many keys at once.

    >>> Numbers(np.array([3, 5, 8])).of(np.array([8, 4, 3])).tolist()
    [2, -1, 0]
    """

    def __init__(self, keys: NDArray[np.int64]) -> None:
        self._keys = keys
        self._bits = max(4, (2 * len(keys)).bit_length() + 1)
        self._table = np.full(1 << self._bits, -1, np.int32)
        waiting = np.arange(len(keys), dtype=np.int32)
        slots = self._slots(keys)
        while len(waiting):
            free = self._table[slots] < 0
            self._table[slots[free]] = waiting[free]
            lost = self._table[slots] != waiting
            waiting, slots = waiting[lost], self._next(slots[lost])

    def of(self, keys: NDArray[np.int64]) -> NDArray[np.int32]:
        """Give the place of each key, -1 for one that is not there."""
        found = np.empty(len(keys), np.int32)
        if not len(self._keys):
            found.fill(-1)
            return found
        for place in range(0, len(keys), STEP):
            some = keys[place : place + STEP]
            slots = self._slots(some)
            places = self._table.take(slots)
            waiting = np.flatnonzero((self._keys.take(places, mode="wrap") != some) & (places >= 0))
            while len(waiting):
                slots[waiting] = self._next(slots[waiting])
                places[waiting] = self._table.take(slots[waiting])
                there = places[waiting]
                other = (self._keys.take(there, mode="wrap") != some[waiting]) & (there >= 0)
                waiting = waiting[other]
            found[place : place + STEP] = places
        return found

    def _slots(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        spread: NDArray[np.uint64] = keys.view(np.uint64) * _MIXED
        return (spread >> np.uint64(64 - self._bits)).view(np.int64)

    def _next(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        return (slots + 1) & ((1 << self._bits) - 1)
