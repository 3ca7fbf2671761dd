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
    TOTAL_ROW = "total-row"
    MISSING_VALUE = "missing-value"
    ERROR_VALUE = "error-value"
    UNREADABLE_VALUE = "unreadable-value"
    UNKNOWN_CITIZEN = "unknown-citizen"
    DAMAGED_ID = "damaged-id"
    UNKNOWN_VALUE = "unknown-value"
    AMBIGUOUS_GROUP = "ambiguous-group"
    IMPOSSIBLE_DATE = "impossible-date"
    AMBIGUOUS_DATE = "ambiguous-date"
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


@unique
class NoteCode(StrEnum):
    """What a note tells."""

    NOT_READ = "not-read"
    ENCODING = "encoding"
    MONTH_FIRST = "month-first"
    EXCEL_DAYS = "excel-days"
    SHORT_YEARS = "short-years"
    TIME_ZONES = "time-zones"
    SHIFTED_TIMES = "shifted-times"
    NINE_DIGITS = "nine-digits"
    NINE_DIGITS_LEFT = "nine-digits-left"
    DASHES = "dashes"


@attrs.frozen
class Note:
    """Something about a file that is no row: what of it is not read, and what is read otherwise than it stands there.

    `name` is the column that it is about, or empty; `value` what the note tells of it: a number, an encoding. Of a
    table that is not read, `table` is where it stands, as users know it: a file, or a file and a sheet or table in it.
    """

    table: str
    name: str
    nearest: str | None = None
    code: NoteCode = NoteCode.NOT_READ
    value: str = ""

    def text(self, lang: Lang) -> str:
        """Give the note in words."""
        hint = say("row.nearest", lang, nearest=self.nearest) if self.nearest else ""
        unread = "note.column" if self.name else "note.table"
        key = unread if self.code is NoteCode.NOT_READ else f"note.{self.code}"
        return say(key, lang, table=masked(self.table), name=self.name, value=self.value) + hint


@attrs.frozen
class Count:
    """How many rows a table had, and what became of them; `rows = used + repeated + rejected`."""

    rows: int
    used: int
    repeated: int
    rejected: int
