"""The tables of a caseload, their columns, and how a cell becomes a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import attrs

from kontaktforloeb.caseload.cell_days import BIRTHS, FACTS, NO_DOUBT, Doubt, Span, doubts, read_day, usual
from kontaktforloeb.caseload.ids import is_error, no_id
from kontaktforloeb.caseload.rows import Note, NoteCode, RowCode
from kontaktforloeb.dates import as_day
from kontaktforloeb.errors import OutOfRangeError, near_miss, nearest
from kontaktforloeb.model import Hours
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.rulebook.registry import Rulebook

UNREADABLE = "\ufffd"
"""What stands for a cell of which a source cannot say what it holds: bytes that are no text, say."""
_NO_END = "infinity"
"""How data bases write a day that never comes."""
_ID = "citizen"
"""The column whose parser says by itself what is no id."""
_YES, _NO = ("true", "1", "ja", "sand"), ("false", "0", "nej", "falsk")
_AS_TEXT = r'(?s:="(.*)")'
"""A cell that a spreadsheet is told to take as text."""
_YEAR_MONTH = r"([0-9]{4})[-./M]([0-9]{2})"
_MONTH_YEAR = r"([0-9]{2})[-./]([0-9]{4})"
_NAMED_MONTH = r"[^\W\d_]{3,9}\.?[- ]?[0-9]{4}"
_COMMA_NUMBER = r"[0-9]{1,2},[0-9]{1,2}"
_WHOLE = r"([0-9]{1,4})(?:[.,]0{1,2})?"
"""Three zeros after a point would be a thousand as well."""


@attrs.frozen
class Bad:
    """Why a cell has no value."""

    code: RowCode
    expected: str = ""
    nearest: str = ""


Parse = Callable[[str], Any]
"""Gives the value of a cell's text that is not empty, or `Bad`."""


@attrs.frozen
class Column:
    """A column: its name, how its cells are read, whether a row needs it, and what stands for an empty cell.

    `number` reads what was a number in the source, where that says less than a text. A column of days has the `span` of
    its years, and `in_doubt` gives its way of reading by what is doubtful in all of it.
    """

    name: str
    parse: Parse
    required: bool = False
    empty: Any = None
    number: Parse | None = None
    span: Span = FACTS
    in_doubt: Callable[[Doubt], Parse] | None = None

    def value(self, cell: str) -> Any:
        """Give the value of a cell's text as it stands in the file, or `Bad`."""
        text = cell.strip()
        if text.startswith("="):
            text = plain(text)
        if not text:
            return Bad(RowCode.MISSING_VALUE) if self.required else self.empty
        if text.startswith("#") and self.name != _ID and is_error(text):
            return Bad(RowCode.ERROR_VALUE)
        return Bad(RowCode.UNREADABLE_VALUE) if text == UNREADABLE else self.parse(text)


def plain(cell: str) -> str:
    """Give a cell's text without the blanks around it and without what tells a spreadsheet that it is text.

    >>> plain(' ="0199901234" ')
    '0199901234'
    """
    text = cell.strip()
    if text.startswith("=") and (found := re.fullmatch(_AS_TEXT, text)):
        text = found[1].strip()
    return text


def settled(table: str, column: Column, cells: Iterable[str]) -> tuple[Column, list[Note]]:
    """Give the column as its cells are read now that all of them are known, and what is to be told of them.

    The same column where nothing in it is doubtful. `cells` may be the different texts alone.
    """
    if column.in_doubt is None:
        return column, []
    odd = [text for text in map(plain, cells) if text and not usual(text)]
    doubt, month_first = doubts(odd)
    parse = column.in_doubt(doubt)
    if any(parse(text) != column.parse(text) for text in odd):
        column = attrs.evolve(column, parse=parse)
    found = [read_day(text, column.span, doubt) for text in odd]
    told = {day.told for day in found if not isinstance(day, RowCode)} | {NoteCode.MONTH_FIRST if month_first else None}
    if any(":" in text for text in odd):
        from kontaktforloeb.caseload.quality import looks_shifted  # noqa: PLC0415 (few files hold times of day)

        told |= {NoteCode.SHIFTED_TIMES if looks_shifted(odd) else None}
    years = f"{column.span[0]}–{column.span[-1]}"
    return column, [Note(table, column.name, None, code, years) for code in NoteCode if code in told]


def tables(rulebook: Rulebook) -> Mapping[str, tuple[Column, ...]]:
    """Give the columns of every table, in the order in which the values of `kontaktforloeb.model` take them."""
    words = rulebook.vocabulary
    citizen = Column(_ID, _citizen, required=True)
    schedules = [name for name, own in rulebook.rulesets.items() if own.kind not in (FileKind.LOV, FileKind.MAALING)]
    return {
        "spells": (
            citizen,
            _group(words.group_or_number, words.groups.entries),
            _days("start", required=True),
            _days("end", open_=True),
        ),
        "meetings": (
            citizen,
            _days("date", required=True),
            Column("type", _via(words.meeting_type, words.meeting_types.entries), required=True),
            Column("held_by", _one_of(words.holders.entries), required=True),
            Column("with", _participants(words.holders.entries), empty=()),
            Column("form", _one_of(words.forms.entries)),
            Column("status", _one_of(words.meeting_statuses.entries), empty="afholdt"),
            Column("individual", _yes_or_no),
            _days("registered"),
            Column("adviser", str),
            Column("topics", _listed, empty=()),
            Column("agreements", _listed, empty=()),
            Column("minutes", _whole),
            Column("prep_minutes", _whole),
            _days("prep_date"),
        ),
        "hours": (
            citizen,
            Column("month", _month(NO_DOUBT), required=True, in_doubt=_month),
            Column("hours", _decimal, required=True),
            Column("kind", _one_of(words.accumulated.known_hour_kinds), empty=words.accumulated.hour_kinds[0]),
        ),
        "exemptions": (
            citizen,
            Column("kind", _one_of(words.exemptions.entries), required=True),
            _days("start", required=True),
            _days("end", open_=True),
            _days("decided_on"),
            Column("reason", str),
        ),
        "events": (
            citizen,
            Column("event", _one_of(words.events.entries), required=True),
            _days("date", required=True),
            Column("value", str),
        ),
        "citizens": (
            citizen,
            _days("birth_date", span=BIRTHS),
            Column("municipality", str),
            Column("team", str),
            Column("adviser", str),
            Column("insured", _one_of([terms.id for terms in words.accumulated.insured])),
            Column("schedule", _one_of(schedules)),
        ),
    }


TABLES = ("spells", "meetings", "hours", "exemptions", "events", "citizens")
NEEDED = ("spells", "meetings")
"""The tables that a caseload cannot do without."""


def _one_of(known: Iterable[str]) -> Parse:
    names = list(known)
    return _via(lambda text: text if text in names else None, names)


def _via(find: Callable[[str], str | None], known: Iterable[str]) -> Parse:
    names = list(known)

    def parse(text: str) -> str | Bad:
        found = find(text) or find(text.lower())
        return found or Bad(RowCode.UNKNOWN_VALUE, ", ".join(names), nearest(text.lower(), names) or "")

    return parse


def _citizen(text: str) -> str | Bad:
    code = no_id(text)
    return text if code is None else Bad(code)


def _group(find: Callable[[str], str | None], known: Iterable[str]) -> Column:
    """Read a target group; of a number nobody can say whether its last zero was cut."""
    by_text = _via(find, known)

    def by_number(text: str) -> str | Bad:
        whole, _, part = text.replace(",", ".").partition(".")
        part = part.rstrip("0")
        could_be = {f"{whole}.{part}", f"{whole}.{part}0"} if part else set()
        groups = sorted(found for number in could_be if (found := find(number)))
        if len(groups) > 1:
            return Bad(RowCode.AMBIGUOUS_GROUP, ", ".join(groups))
        return groups[0] if groups else by_text(text)

    def by_cell(text: str) -> str | Bad:
        return by_number(text) if re.fullmatch(_COMMA_NUMBER, text) else by_text(text)

    return Column("group", by_cell, required=True, number=by_number)


def _days(name: str, *, required: bool = False, open_: bool = False, span: Span = FACTS) -> Column:
    """Read days; with `open_` the last day of the calendar, or one beyond all, says that there is no end."""

    def parse(doubt: Doubt, text: str) -> date | Bad | None:
        return _day(text, span, doubt, open_=open_)

    return Column(name, partial(parse, NO_DOUBT), required, span=span, in_doubt=lambda doubt: partial(parse, doubt))


def _day(text: str, span: Span, doubt: Doubt, *, open_: bool = False) -> date | Bad | None:
    if open_ and text.lower() == _NO_END:
        return None
    found = read_day(text, span, doubt)
    if isinstance(found, RowCode):
        return Bad(found, "day")
    if open_ and found.day == date.max:
        return None
    try:
        return as_day(found.day)
    except OutOfRangeError:
        return Bad(RowCode.IMPOSSIBLE_DATE, "day")


def _month(doubt: Doubt) -> Parse:
    """Read months; a day stands for its month where it is the first one, as spreadsheets and data bases keep months."""

    def parse(text: str) -> date | Bad:
        if found := re.fullmatch(_YEAR_MONTH, text):
            text = f"{found[1]}-{found[2]}-01"
        elif found := re.fullmatch(_MONTH_YEAR, text):
            text = f"{found[2]}-{found[1]}-01"
        elif found := re.fullmatch(_NAMED_MONTH, text):
            text = f"1 {found[0]}"
        day = _day(text, FACTS, doubt)
        if isinstance(day, date) and day.day == 1:
            return day
        code = day.code if isinstance(day, Bad) else RowCode.IMPOSSIBLE_DATE
        return Bad(code, "month")

    return parse


def month_of(text: str) -> date | None:
    """Give the first day of the month that a text is, written as in a cell of `month`; `None` where it is none.

    >>> month_of("03-2024"), month_of("15-03-2024")
    (datetime.date(2024, 3, 1), None)
    """
    found = _month(NO_DOUBT)(text)
    return found if isinstance(found, date) else None


def _decimal(text: str) -> Decimal | Bad:
    # No month has a thousand hours: a sign between digits separates decimals, and of two such signs there is no number.
    try:
        return Hours(date(2000, 1, 1), text.replace(",", ".")).hours
    except OutOfRangeError:
        return Bad(RowCode.NO_NUMBER, "hours")


def _whole(text: str) -> int | Bad:
    found = re.fullmatch(_WHOLE, text)
    return int(found[1]) if found else Bad(RowCode.NO_NUMBER, "minutes")


def _yes_or_no(text: str) -> bool | Bad:
    word = text.lower()
    if word in _YES or word in _NO:
        return word in _YES
    return Bad(RowCode.UNKNOWN_VALUE, "true, false")


def _participants(holders: Iterable[str]) -> Parse:
    """Read those who took part: any words, but none that is most likely a holder's name misspelt."""
    names = list(holders)

    def parse(text: str) -> tuple[str, ...] | Bad:
        parts = _listed(text)
        slips = [slip for part in parts if (slip := near_miss(part, names))]
        return Bad(RowCode.UNKNOWN_VALUE, ", ".join(names), slips[0]) if slips else parts

    return parse


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())
