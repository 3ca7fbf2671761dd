"""The readings of what the law leaves open; every assessment carries the ones it was made with."""

from __future__ import annotations

from enum import StrEnum, unique

import attrs


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


@attrs.frozen
class Conventions:
    """One reading for each open point; the defaults are those of the contract.

    >>> Conventions(month_window="inclusive").month_window
    <MonthWindow.INCLUSIVE: 'inclusive'>
    """

    month_window: MonthWindow = attrs.field(default=MonthWindow.EXCLUSIVE, converter=MonthWindow)
    week_n: WeekN = attrs.field(default=WeekN.ELAPSED, converter=WeekN)
    non_working_due: NonWorkingDue = attrs.field(default=NonWorkingDue.KEEP, converter=NonWorkingDue)
    exemption: ExemptionReading = attrs.field(default=ExemptionReading.WAIVE, converter=ExemptionReading)
    gap_breaks: GapBreaks = attrs.field(default=GapBreaks.CALENDAR_MONTH, converter=GapBreaks)

    @property
    def moves_due(self) -> bool:
        """Whether a due day may be another than the one that the rule gives."""
        return self.non_working_due is not NonWorkingDue.KEEP or self.exemption is not ExemptionReading.WAIVE


DEFAULT = Conventions()
