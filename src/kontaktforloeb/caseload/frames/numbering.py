"""The numbers of rows, which mostly follow each other: a few runs of them instead of a number for each row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames.arrays import Growing

Numbers = NDArray[np.uint32]


class RowNumbers:
    """The numbers of rows by their places.

    >>> numbers = RowNumbers()
    >>> numbers.take(np.array([2, 3, 4], dtype=np.uint32))
    >>> numbers.take(np.array([5, 8, 9], dtype=np.uint32))
    >>> numbers.of(np.array([5, 0, 3])).tolist(), len(numbers)
    ([9, 2, 5], 6)
    """

    def __init__(self) -> None:
        self._starts, self._first = Growing(), Growing()
        self._next = -1
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def take(self, numbers: Numbers) -> None:
        """Add the numbers of the next rows."""
        if not len(numbers):
            return
        new = np.flatnonzero(np.diff(numbers.astype(np.int64), prepend=self._next - 1) != 1)
        self._starts.take(new + self._size)
        self._first.take(numbers[new])
        self._size += len(numbers)
        self._next = int(numbers[-1]) + 1

    def of(self, places: NDArray[np.int64]) -> Numbers:
        """Give the numbers of the rows at some places."""
        starts, first = self._starts.sofar(), self._first.sofar()
        run = np.searchsorted(starts, places, side="right") - 1
        found: Numbers = (first[run] + (places - starts[run])).astype(np.uint32)
        return found

    def every(self) -> Numbers:
        """Give the numbers of all rows."""
        return self.of(np.arange(self._size))
