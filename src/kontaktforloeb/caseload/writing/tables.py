"""What the tables of a run's results are made of: columns, and what kind of cell each holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum, auto

import attrs

Row = Sequence[object]
"""The cells of a row: text, a day, a number, a tuple of words, or nothing."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How text begins that a spreadsheet takes for a formula; the last four are the first ones in full width."""
NUMBERS = (int, float, Decimal)
"""What is a number in a cell, below zero too."""
ROWS_OF_A_SHEET = 1_048_576
"""What a sheet of Excel holds, its header among them."""
LONGEST = 32_767
"""How long a text in a cell of Excel may be, as UTF-16 counts."""


class Kind(Enum):
    """What a column holds."""

    TEXT = auto()
    DAY = auto()
    NUMBER = auto()
    LIST = auto()
    """Words; one text with bars between them wherever a cell cannot be a list."""


@attrs.frozen
class Table:
    """A table of results: its name and its columns, in order."""

    name: str
    columns: tuple[str, ...]
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()

    def kind(self, column: str) -> Kind:
        """Give what a column holds."""
        if column in self.days:
            return Kind.DAY
        if column in self.numbers:
            return Kind.NUMBER
        return Kind.LIST if column in self.lists else Kind.TEXT

    def of_kind(self, *kinds: Kind) -> list[str]:
        """Give the columns that hold one of some kinds."""
        return [column for column in self.columns if self.kind(column) in kinds]


FINDINGS = Table(
    "findings",
    (
        "citizen", "course", "ruleset", "version", "requirement", "occurrence", "status", "opens", "due",
        "last_working_day", "fulfilled", "days_late", "held", "needed", "duty", "level", "group", "municipality",
        "team", "adviser", "reference", "reasons", "certainty", "coverage", "as_of",
    ),
    days=frozenset({"course", "version", "opens", "due", "last_working_day", "fulfilled", "as_of"}),
    numbers=frozenset({"occurrence", "days_late", "held", "needed"}),
    lists=frozenset({"reasons"}),
)  # fmt: skip
REJECTED = Table("rejected", ("table", "row", "column", "code", "text"), numbers=frozenset({"row"}))


def joined(words: Iterable[object]) -> str:
    """Give a list as one text.

    >>> joined(["assumed-full-time-insured", "hours-not-in"])
    'assumed-full-time-insured|hours-not-in'
    """
    return "|".join(str(word) for word in words)
