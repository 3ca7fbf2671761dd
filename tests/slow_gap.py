"""A slow reading of `gap`, day by day, written from the documentation alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

DAY = timedelta(days=1)


def gap_by_days(
    *, start: date, held: set[date], longest: int, limit: date | None, end: date | None,
    away: Sequence[tuple[date, date]], as_of: date,
) -> tuple[str, int, int]:  # fmt: skip
    """Give status, kept and ended stretches: go through the days, and remember from when the current one counts."""
    last = min([date.max, *(day for day in (limit, end) if day is not None)])
    seen = {day for day in held if start <= day <= as_of and (end is None or day <= end)}
    counted_from, kept, missed, exempt = start, 0, 0, False
    waiting = False  # a stretch was missed, and no meeting has been held since
    day = start
    while day <= as_of:
        due = counted_from + timedelta(days=longest)
        if due <= last and not waiting and day == due + DAY:
            ends = [to for from_, to in away if from_ <= due <= to]
            if ends:
                counted_from, exempt = max(ends), True
            else:
                missed, waiting = missed + 1, True
        due = counted_from + timedelta(days=longest)
        may_count = day > counted_from or day == start
        if day in seen and may_count and due <= last:
            kept += not waiting
            counted_from, exempt, waiting = day, False, False
        day += DAY
    due = counted_from + timedelta(days=longest)
    open_ = due <= last or waiting
    if missed:
        return "overdue", kept, kept + missed
    if exempt and not open_:
        return "exempt", kept, kept
    if open_ or not kept:
        over = end is not None and end < as_of
        return ("ended" if over and not open_ else "pending"), kept, kept
    return "met", kept, kept
