"""Odd data of a whole caseload: the file of issues, and columns whose days have moved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import attrs

from kontaktforloeb.caseload.writing.plain import Form, write_rows
from kontaktforloeb.caseload.writing.tables import Table
from kontaktforloeb.errors import masked
from kontaktforloeb.files import Together, whole
from kontaktforloeb.quality import Issue
from kontaktforloeb.texts import Lang, say

QUALITY = Table("quality", ("citizen", "table", "date", "code", "text"), days=frozenset({"date"}))

# A moment as systems write it, without an offset: with one it says what day it is in Copenhagen.
_MOMENT = re.compile(
    r"(?:\d{4}-(\d\d)-(\d\d)|(\d\d)[-./](\d\d)[-./]\d{2,4})(?:T|,? (?:kl\.? ?)?)(\d\d):00(?::00(?:[.,]0+)?)?"
)
_SUMMER, _WINTER = range(4, 10), (11, 12, 1, 2)
_SUMMER_HOUR, _WINTER_HOUR = 22, 23
_MONDAY, _FRIDAY, _SATURDAY, _SUNDAY = 0, 4, 5, 6
_ENOUGH = 30
"""Of fewer days the days of the week are an accident."""


def write_quality(
    path: Path,
    found: Iterable[tuple[str, Issue]],
    lang: Lang,
    *,
    excel_csv: bool = False,
    files: Together | None = None,
) -> int:
    """Write what is odd, and give how much: citizen, table, date, code and text; with `files`, together with others.

    The file names citizens, as somebody must correct the rows: it is to be kept as the findings are.
    """
    rows = ((citizen, issue.table, issue.date, issue.issue, issue.text(lang)) for citizen, issue in found)
    with whole(path, "utf-8", files) as file:
        return write_rows(file, Form.EXCEL_CSV if excel_csv else Form.CSV, QUALITY, rows)


def looks_shifted(texts: Iterable[str]) -> bool:
    """Tell whether the moments of a column are Danish midnights written in UTC without saying so.

    Then every time of day is 22:00 in summer and 23:00 in winter, and to cut it off gives the day before. A column
    of one day alone tells nothing, and neither does one with any other time. A moment with an offset or a `Z` says
    itself which day it is in Copenhagen.

    >>> looks_shifted(["2024-06-02T22:00:00", "2024-12-01T23:00:00"]), looks_shifted(["2024-06-02T22:00:00Z"])
    (True, False)
    """
    days: set[str] = set()
    for text in texts:
        cell = text.strip()
        if not cell:
            continue
        moment = _MOMENT.fullmatch(cell)
        if moment is None:
            return False
        month, hour = int(moment[1] or moment[4]), int(moment[5])
        if hour not in (_SUMMER_HOUR, _WINTER_HOUR):
            return False
        if (month in _SUMMER and hour != _SUMMER_HOUR) or (month in _WINTER and hour != _WINTER_HOUR):
            return False
        days.add(cell)
    return len(days) > 1


def weekday_shift(days: Iterable[date]) -> int:
    """Give by how many days a column of days looks moved: -1, 1, or 0 where it does not.

    Meetings are held from Monday to Friday. One by one a moved day looks like any other; all of them together have
    more Sundays than Fridays (a day too early), or more Saturdays than Mondays (a day too late).

    >>> from datetime import timedelta
    >>> mondays = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(40)]
    >>> weekday_shift(mondays), weekday_shift(day - timedelta(1) for day in mondays)
    (0, -1)
    """
    return shift_of_weekdays(Counter(day.weekday() for day in days))


def shift_of_weekdays(counts: Counter[int]) -> int:
    """Give what `weekday_shift` gives, from how many days lie on each day of the week, Monday being 0."""
    if counts.total() < _ENOUGH:
        return 0
    early, late = counts[_SUNDAY] > counts[_FRIDAY], counts[_SATURDAY] > counts[_MONDAY]
    return late - early


@attrs.frozen
class ShiftNote:
    """A column whose days look moved by one; nothing in it is changed."""

    table: str
    name: str
    shift: int = 0
    """As `weekday_shift` gives it; 0 where the times of day tell."""

    def text(self, lang: Lang) -> str:
        """Give the note in words."""
        names = {"table": masked(self.table), "name": masked(self.name)}
        if self.shift == 0:
            return say("note.shifted-times", lang, **names)
        resting, working = (_SUNDAY, _FRIDAY) if self.shift < 0 else (_SATURDAY, _MONDAY)
        words = {"resting": say(f"weekday.{resting}", lang), "working": say(f"weekday.{working}", lang)}
        return say("note.shifted-days", lang, **names, **words)
