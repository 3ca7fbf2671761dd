"""Numbers for many different texts: a tenth of the time that polars takes for a `Categorical` of a million."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames.arrays import Numbers

Marks = Callable[[pl.Series], NDArray[np.int64]]


def hashed(texts: pl.Series) -> NDArray[np.int64]:
    """Give a mark for each text: the same for the same text, and hardly ever for two."""
    return texts.hash(seed=0).to_numpy().view(np.int64)


class Dictionary:
    """Texts and the number of each, from 0 on; several threads may ask for numbers at once.

    Texts are found by their marks and then compared, so that two with one mark are still two.

    >>> Dictionary(lambda texts: np.zeros(len(texts), np.int64)).numbers(pl.Series(["a", "b", "a"])).tolist()
    [0, 1, 0]
    """

    def __init__(self, marks: Marks = hashed) -> None:
        self._marks = marks
        self._lock = Lock()
        self._known = _Known(pl.Series([], dtype=pl.String), np.empty(0, np.int64), {})

    @property
    def texts(self) -> pl.Series:
        """All texts, in the order of their numbers."""
        return self._known.texts

    def numbers(self, texts: pl.Series) -> NDArray[np.int64]:
        """Give the numbers of texts, none of them null; a text that is new gets the next one."""
        marks = self._marks(texts)
        found, unknown = self._known.numbers(texts, marks)
        if len(unknown):
            with self._lock:
                self._known = self._known.with_new(texts.gather(unknown), marks[unknown])
            found, _ = self._known.numbers(texts, marks)
        return found


class _Known:
    """The texts of a dictionary at one time, their marks, and the numbers of those that share a mark."""

    def __init__(self, texts: pl.Series, marks: NDArray[np.int64], others: dict[str, int]) -> None:
        self.texts, self._marks, self._others = texts, marks, others
        self._places = Numbers(marks)

    def numbers(self, texts: pl.Series, marks: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the number of each text, and the places of those that are not known."""
        found = self._places.of(marks).astype(np.int64)
        if not len(self.texts):
            return found, np.arange(len(found))
        same = (self.texts.gather(np.maximum(found, 0)) == texts).to_numpy()
        for place in np.flatnonzero(~same & (found >= 0)).tolist():
            found[place] = self._others.get(texts[place], -1)
        return found, np.flatnonzero(found < 0)

    def with_new(self, texts: pl.Series, marks: NDArray[np.int64]) -> _Known:
        """Give what is known with some more texts."""
        # Another thread may have brought some of them meanwhile.
        _, unknown = self.numbers(texts, marks)
        some = pl.DataFrame({"text": texts.gather(unknown), "mark": marks[unknown]}).unique("text", maintain_order=True)
        own = some["mark"].to_numpy()
        before = self._places.of(own)
        shared = some["mark"].is_duplicated().to_numpy() | (before >= 0)
        numbers = {str(self.texts[place]): place for place in before[before >= 0].tolist()}
        numbers |= {some["text"][place]: len(self.texts) + place for place in np.flatnonzero(shared).tolist()}
        every = pl.concat([self.texts, some["text"].rename(self.texts.name)], rechunk=True)
        return _Known(every, np.concatenate([self._marks, own]), self._others | numbers)
