"""How a day may be written in a cell, and what cannot be told of a cell alone.

A form that can mean two days is never guessed. What stands in the rest of the column may decide it (`doubts`); what it
does not decide is rejected. `kontaktforloeb.dates.parse_day` stays strict: it reads what a person types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kontaktforloeb.caseload.rows import NoteCode, RowCode
from kontaktforloeb.dates import FIRST_YEAR, LAST_DAY
from kontaktforloeb.errors import CaseloadError, Problem

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_TIME = (
    r"(?:(?:[Tt]|,? (?:[Kk]l\.? ?)?)([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"(?: ?([Zz]|[+-][0-9]{2}(?::?[0-5][0-9])?))?)?"
)
_YEAR_FIRST = r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})" + _TIME
_DAY_FIRST = r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})" + _TIME
_SHORT_YEAR = r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{2})" + _TIME
_IN_WORDS = r"(?:[Dd](?:en|\.) ?)?([0-9]{1,2})(?:\. ?|[- ]?)([^\W\d_]{3,9})\.?[- ]?([0-9]{4}|[0-9]{2})" + _TIME
_MONTH_NAMES = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip
"""What the months are called in Danish and, where it is another name, in English."""
_MONTH_OF = {form: month for month, names in enumerate(_MONTH_NAMES, 1) for name in names for form in (name, name[:3])}
_MONTH_OF["sept"] = 9
_TOGETHER = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_SERIAL = r"([0-9]{5})(?:[.,][0-9]{1,12})?"
_SLASHED = r"([0-9]{1,2})/([0-9]{1,2})/(?:[0-9]{2}){1,2}(?:[Tt ,].*)?"
_DAY_MONTH_YEAR = r"([0-9])([0-9]{2})([0-9]{2})"
_ISO = len("2022-07-02")
_LAST_SERIAL = "2958465"
"""31 December 9999, by which case systems say "no end", as a spreadsheet counts it."""
_BEFORE_SERIAL_1 = date(1899, 12, 30)
"""The day from which a spreadsheet counts, from March 1900 on: it takes 1900 for a leap year."""
_MONTHS = 12


Span = range
"""The years in which the days of a column lie: they decide what a two-digit year or a bare number can be."""
FACTS = Span(1980, 2050)
"""Spells, meetings and whatever else a case system records."""
BIRTHS = Span(FIRST_YEAR, LAST_DAY.year + 1)
"""Here most two-digit years can be of either century."""


class Day(NamedTuple):
    """A day, and what is to be told of how it was written."""

    day: date
    told: NoteCode | None = None


class Doubt(NamedTuple):
    """Which forms a column leaves open, so that a cell in them is rejected where it can mean two days."""

    month_first: bool = False
    """03/01/2022 may be 1 March: more cells must have the month first than must have the day first."""
    no_serials: bool = False
    """40122 may be 4-01-22: nothing in the column shows that such numbers are a spreadsheet's."""


NO_DOUBT = Doubt()


def read_day(text: str, span: Span = FACTS, doubt: Doubt = NO_DOUBT) -> Day | RowCode:
    """Give the day that a cell's text names, or the code for what it is instead.

    >>> read_day("3.1.22").day, read_day("3. jan. 2022").day, read_day("44564").day
    (datetime.date(2022, 1, 3), datetime.date(2022, 1, 3), datetime.date(2022, 1, 3))
    """
    if usual(text):
        try:
            return Day(date.fromisoformat(text if text[4] == "-" else f"{text[6:]}-{text[3:5]}-{text[:2]}"))
        except ValueError:
            return RowCode.IMPOSSIBLE_DATE
    if found := re.fullmatch(_YEAR_FIRST, text):
        year, _, month, day, *time = found.groups()
        return _moment(int(year), int(month), int(day), time)
    if found := re.fullmatch(_DAY_FIRST, text):
        day, _, month, year, *time = found.groups()
        if doubt.month_first and _either_order(text):
            return RowCode.AMBIGUOUS_DATE
        return _moment(int(year), int(month), int(day), time)
    if found := re.fullmatch(_SHORT_YEAR, text):
        day, _, month, short, *time = found.groups()
        if doubt.month_first and _either_order(text):
            return RowCode.AMBIGUOUS_DATE
        return _short(int(short), int(month), int(day), time, span)
    if found := re.fullmatch(_TOGETHER, text):
        return _made(*(int(part) for part in found.groups()))
    return _in_words(text, span) or _serial(text, span, doubt)


def names_a_month(text: str) -> bool:
    """Tell whether a text is the name of a month, and perhaps a number of few digits: no id, whatever else it is.

    >>> names_a_month("jul-25"), names_a_month("juli"), names_a_month("B-25")
    (True, True, False)
    """
    found = re.fullmatch(r"(?:[0-9]{1,2}\W{0,2})?([^\W\d_]{3,9})(?:\W{1,2}[0-9]{1,4}){0,2}", text)
    return found is not None and found[1].lower() in _MONTH_OF


def usual(text: str) -> bool:
    """Tell whether a text has the length and the dashes of yyyy-mm-dd or dd-mm-yyyy: nothing has to be told of it."""
    return len(text) == _ISO and (text[4] == text[7] == "-" or text[2] == text[5] == "-")


def doubts(texts: Iterable[str]) -> tuple[Doubt, bool]:
    """Give what all the texts of a column leave open, and whether any of them must have the month first."""
    month_first = day_first = serials = packed = 0
    for text in texts:
        if slashed := re.fullmatch(_SLASHED, text):
            first, second = int(slashed[1]), int(slashed[2])
            month_first += first <= _MONTHS < second
            day_first += second <= _MONTHS < first
        elif re.fullmatch(_SERIAL, text):
            serials += not _may_be_packed(text)
        else:
            packed += len(text) == len("311222") and text.isascii() and text.isdigit()
    return Doubt(month_first > day_first, packed >= serials), month_first > 0


def copenhagen_day(moment: datetime) -> date:
    """Give the day that it is in Copenhagen at a moment; one without an offset is local already.

    >>> copenhagen_day(datetime.fromisoformat("2022-07-01T22:30:00+00:00"))
    datetime.date(2022, 7, 2)
    """
    if moment.tzinfo is None or moment.date() == date.max:  # The last day of the calendar says "no end" everywhere.
        return moment.date()
    return moment.astimezone(_copenhagen()).date()


@cache
def _copenhagen() -> ZoneInfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 (with the first moment that has an offset)

    try:
        return ZoneInfo("Europe/Copenhagen")
    except ZoneInfoNotFoundError:
        raise CaseloadError([Problem("this machine has no time zones", expected="the package 'tzdata'")]) from None


def _made(year: int, month: int, day: int) -> Day | RowCode:
    try:
        return Day(date(year, month, day))
    except ValueError:
        return RowCode.IMPOSSIBLE_DATE


def _moment(year: int, month: int, day: int, time: list[str | None]) -> Day | RowCode:
    hour, minute, second, offset = time
    if hour is None:
        return _made(year, month, day)
    try:
        moment = datetime(year, month, day, int(hour), int(minute or 0), int(second or 0), tzinfo=_zone(offset))
    except ValueError:
        return RowCode.IMPOSSIBLE_DATE
    try:
        return Day(copenhagen_day(moment), None if offset is None else NoteCode.TIME_ZONES)
    except OverflowError:  # At either end of the calendar.
        return RowCode.IMPOSSIBLE_DATE


def _zone(offset: str | None) -> tzinfo | None:
    if offset is None:
        return None
    if offset in ("Z", "z"):
        return UTC
    way = -1 if offset[0] == "-" else 1
    return timezone(way * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:].lstrip(":") or 0)))


def _in_words(text: str, span: Span) -> Day | RowCode | None:
    """Give the day whose month is a word; `None` where there is no such word."""
    found = re.fullmatch(_IN_WORDS, text)
    if found is None:
        return None
    day, word, year, *time = found.groups()
    month = _MONTH_OF.get(word.lower())
    if month is None:
        return RowCode.IMPOSSIBLE_DATE
    short = len(year) == len("22")
    return _short(int(year), month, int(day), time, span) if short else _moment(int(year), month, int(day), time)


def _short(short: int, month: int, day: int, time: list[str | None], span: Span) -> Day | RowCode:
    years = [year for year in (1900 + short, 2000 + short) if year in span]
    if len(years) != 1:
        # That no year fits says as little about which was meant as that two do.
        return RowCode.AMBIGUOUS_DATE
    found = _moment(years[0], month, day, time)
    return found if isinstance(found, RowCode) else Day(found.day, NoteCode.SHORT_YEARS)


def _serial(text: str, span: Span, doubt: Doubt) -> Day | RowCode:
    if text == _LAST_SERIAL:
        return Day(date.max, NoteCode.EXCEL_DAYS)
    found = re.fullmatch(_SERIAL, text)
    if found is None:
        return RowCode.IMPOSSIBLE_DATE
    if doubt.no_serials and _may_be_packed(text):
        return RowCode.AMBIGUOUS_DATE
    day = _BEFORE_SERIAL_1 + timedelta(days=int(found[1]))
    return Day(day, NoteCode.EXCEL_DAYS) if day.year in span else RowCode.IMPOSSIBLE_DATE


def _either_order(text: str) -> bool:
    slashed = re.fullmatch(_SLASHED, text)
    return slashed is not None and slashed[1] != slashed[2] and max(int(slashed[1]), int(slashed[2])) <= _MONTHS


def _may_be_packed(text: str) -> bool:
    """Tell whether a number of five digits may be a day, month and year that lost their leading zero."""
    found = re.fullmatch(_DAY_MONTH_YEAR, text)
    return found is not None and int(found[1]) > 0 and 1 <= int(found[2]) <= _MONTHS
