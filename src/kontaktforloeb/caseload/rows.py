"""What becomes of an input row: used, a repeat of one that was, or rejected with place, code and text."""

from __future__ import annotations

from enum import StrEnum, unique

import attrs

from kontaktforloeb.errors import masked
from kontaktforloeb.texts import Lang, catalogue, say


@unique
class RowCode(StrEnum):
    """Why a row was rejected."""

    UNREADABLE_ROW = "unreadable-row"
    CELL_COUNT = "cell-count"
    MISSING_VALUE = "missing-value"
    UNKNOWN_VALUE = "unknown-value"
    IMPOSSIBLE_DATE = "impossible-date"
    NO_NUMBER = "no-number"
    END_BEFORE_START = "end-before-start"
    NUMBER_OF_ANOTHER_TIME = "number-of-another-time"
    OVERLAPPING_SPELLS = "overlapping-spells"
    CITIZEN_WITHOUT_SPELL = "citizen-without-spell"
    HOURS_WITHOUT_DAGPENGE = "hours-without-dagpenge"
    SECOND_CITIZEN_ROW = "second-citizen-row"


@attrs.frozen
class RowIssue:
    """A rejected row: table, row as a spreadsheet numbers it (the header is row 1), column and code.

    `value` is what stood there, masked where it could be a citizen's number; the citizen is never named.
    """

    table: str
    row: int
    column: str
    code: RowCode
    value: str = ""
    expected: str = ""
    nearest: str = ""

    def text(self, lang: Lang) -> str:
        """Give the issue in words."""
        form = f"expected.{self.expected}"
        expected = say(form, lang) if form in catalogue() else self.expected
        words = say(f"row.{self.code}", lang, value=self.value, expected=expected)
        return words + (say("row.nearest", lang, nearest=self.nearest) if self.nearest else "")


@attrs.frozen
class Note:
    """Something about a file that is no row: a column or a table that is not read."""

    table: str
    name: str
    nearest: str | None

    def text(self, lang: Lang) -> str:
        """Give the note in words."""
        hint = say("row.nearest", lang, nearest=self.nearest) if self.nearest else ""
        key = "note.column" if self.name else "note.table"
        return say(key, lang, table=masked(self.table), name=self.name) + hint


@attrs.frozen
class Count:
    """How many rows a table had, and what became of them; `rows = used + repeated + rejected`."""

    rows: int
    used: int
    repeated: int
    rejected: int
