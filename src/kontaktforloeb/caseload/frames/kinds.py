"""What kind of values each column of the tables holds, and the polars type of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

import polars as pl


class Kind(Enum):
    """A kind of values, and so how a column of them is kept."""

    TEXT = auto()
    """One word or a text: an `Enum` of those that occur, in order."""
    LIST = auto()
    """A list of words: the same, joined by "|"."""
    DAY = auto()
    FLAG = auto()
    WHOLE = auto()
    NUMBER = auto()
    """An exact number with up to twenty decimals."""


_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("start", "end", "date", "registered", "prep_date", "month", "decided_on", "birth_date"), Kind.DAY),
    **dict.fromkeys(("with", "topics", "agreements"), Kind.LIST),
    **dict.fromkeys(("minutes", "prep_minutes"), Kind.WHOLE),
    "individual": Kind.FLAG,
    "hours": Kind.NUMBER,
}

EXACT = pl.Decimal(38, 20)
"""The type of exact numbers: with as many decimals as hours may have."""


def kind_of(column: str) -> Kind:
    """Give the kind of values of a column, by its name.

    >>> kind_of("end"), kind_of("group")
    (<Kind.DAY: 3>, <Kind.TEXT: 1>)
    """
    return _KINDS.get(column, Kind.TEXT)
