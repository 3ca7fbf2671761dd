"""The readings of what the law leaves open; every assessment carries the ones it was made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum, unique

import attrs

from kontaktforloeb.errors import OutOfRangeError


@unique
class MonthWindow(StrEnum):
    """Whether "the first N months" end before (KF-D2) or on the corresponding day."""

    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"


@unique
class WeekN(StrEnum):
    """Whether "by week N" lets that week pass (KF-D3) or ends before it."""

    ELAPSED = "elapsed"
    BEFORE = "before"


@unique
class NonWorkingDue(StrEnum):
    """Whether a due day that is no working day stays (KF-D5) or moves."""

    KEEP = "keep"
    NEXT = "next"
    PREVIOUS = "previous"


@unique
class ExemptionReading(StrEnum):
    """Whether an exemption takes the duty away on its due day or moves the due day."""

    WAIVE = "waive"
    PAUSE = "pause"


@unique
class GapBreaks(StrEnum):
    """What break in a benefit ends its course."""

    CALENDAR_MONTH = "calendar-month"
    THIRTY_DAYS = "30-days"


@unique
class DagpengeMeetings(StrEnum):
    """Which meetings count in an accumulated course."""

    COUNT = "count"
    ON_BENEFIT = "on-benefit"


@unique
class Readings(StrEnum):
    """By which readings a case is judged: by those that are chosen, or by these and every other one."""

    CHOSEN = "chosen"
    ALL = "all"


def _pairs(readings: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    given = dict(readings)
    if not all(isinstance(word, str) for pair in given.items() for word in pair):
        raise OutOfRangeError("a reading is given as text", "the id of an open point and that of one of its readings")
    return tuple(sorted(given.items()))


@attrs.frozen
class Conventions:
    """One reading for each open point; the defaults are those of the contract.

    `readings` are those of the points that rule files declare, where they are not the default.

    >>> Conventions(month_window="inclusive").month_window
    <MonthWindow.INCLUSIVE: 'inclusive'>
    >>> Conventions(readings={"covid-2020": "paused"}).readings
    (('covid-2020', 'paused'),)
    """

    month_window: MonthWindow = attrs.field(default=MonthWindow.EXCLUSIVE, converter=MonthWindow)
    week_n: WeekN = attrs.field(default=WeekN.ELAPSED, converter=WeekN)
    non_working_due: NonWorkingDue = attrs.field(default=NonWorkingDue.KEEP, converter=NonWorkingDue)
    exemption: ExemptionReading = attrs.field(default=ExemptionReading.WAIVE, converter=ExemptionReading)
    gap_breaks: GapBreaks = attrs.field(default=GapBreaks.CALENDAR_MONTH, converter=GapBreaks)

    dagpenge_meetings: DagpengeMeetings = attrs.field(default=DagpengeMeetings.COUNT, converter=DagpengeMeetings)
    readings: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)

    @property
    def of_code(self) -> dict[str, StrEnum]:
        """The readings of the points that the code reads, by name."""
        given = {field.name: getattr(self, field.name) for field in attrs.fields(Conventions)}
        return {name: value for name, value in given.items() if isinstance(value, StrEnum)}

    @property
    def told(self) -> dict[str, str]:
        """Every reading as it may be given again: those of the code, and others that are not the default."""
        return {**{name: str(value) for name, value in self.of_code.items()}, **dict(self.readings)}

    @property
    def moves_due(self) -> bool:
        """Whether a due day may be another than the one that the rule gives."""
        return self.non_working_due is not NonWorkingDue.KEEP or self.exemption is not ExemptionReading.WAIVE


DEFAULT = Conventions()
