"""Duties that are asked again and again, `per` and `gap`, stretch by stretch, for the slow definition.

Written from docs/rules.md and docs/choices.md. What counts as a meeting and what waives a day is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import slow_dates
from slow_asked import Asked
from slow_files import NotReadError, Raw

NEXT = slow_dates.NEXT
MONTHS = {"month": 1, "year": 12}


class Series(NamedTuple):
    """What has become of all stretches together; `missed` are the last good days of those that were."""

    status: str
    due: date | None
    held: int
    needed: int
    missed: list[date]


def buckets(asked: Asked) -> Iterator[tuple[date, date]]:
    """Give the whole stretches of a grid that the duty asks for, earliest first."""
    opens, months = asked.opens.day, MONTHS[asked.duty["per"]]
    if opens is None or asked.due.missing not in {"", "none"}:
        raise NotReadError("a grid whose days are not known", asked.duty["id"])
    for number in range(1, 1200 // months):
        first, last = slow_dates.month_stretches(opens, months, number)[-1]
        if last > min(asked.due.day or date.max, asked.until or date.max):
            return
        yield first, last


def grid(asked: Asked, seen: Sequence[date], waived: Callable[[date], bool], as_of: date) -> Series:
    """Give what has become of a duty in every bucket."""
    held, needed, missed, exempt, due = 0, 0, list[date](), False, None
    for first, due in buckets(asked):
        if as_of <= due:
            return Series("overdue" if missed else "pending", due, held, needed, missed)
        inside = [day for day in seen if first <= day <= due][: asked.needed]
        if len(inside) < asked.needed and waived(due):
            exempt = True
            continue
        held, needed = held + len(inside), needed + asked.needed
        missed += [due] if len(inside) < asked.needed else []
    over = asked.until is not None and asked.until < as_of
    of_none = "ended" if over else "pending"
    status = "overdue" if missed else "exempt" if exempt else "met" if needed else of_none
    return Series(status, due, held, needed, missed)


def gap(asked: Asked, seen: Sequence[date], exempt_until: Callable[[date], date | None], as_of: date) -> Series:
    """Go through the days, and remember from when the stretch that runs is counted.

    The meeting that the first stretch is counted from, where it is counted from one, does not end it.
    """
    opens, over = asked.opens.day, asked.until is not None and asked.until < as_of
    if opens is None or asked.due.missing not in {"", "none"}:
        return Series("ended" if over else "pending", None, 0, 1, [])
    last = min(asked.due.day or date.max, asked.until or date.max)
    from_a_meeting = str(asked.duty.get("opens", {}).get("anchor", "")).startswith("held:")
    since, kept, missed, exempt, waiting, asked_by = opens, 0, list[date](), False, False, None
    due = after(since, asked.duty["longest"])
    for day in slow_dates.days_of(opens, as_of):
        if due <= last and not waiting and day == due + NEXT:
            until = exempt_until(due)
            if until is not None:
                since, exempt = until, True
                due = after(since, asked.duty["longest"])
            else:
                missed, waiting = [*missed, due], True
        asked_by = due if due <= last else asked_by
        if day in seen and (day > since or (day == opens and not from_a_meeting)) and due <= last and day <= last:
            kept += not waiting
            since, exempt, waiting = day, False, False
            due = after(since, asked.duty["longest"])
    asked_by = due if due <= last else asked_by
    more = due <= last or waiting
    status = "met" if kept and not more else "ended" if over and not more else "pending"
    if missed:
        status = "overdue"
    elif exempt and not more:
        status = "exempt"
    return Series(status, asked_by, kept, kept + len(missed), missed)


def after(day: date, longest: Raw) -> date:
    """Give the last good day for the next meeting."""
    if "months" in longest:
        return slow_dates.first_months(day, longest["months"])
    return slow_dates.within(day, longest.get("days", 7 * longest.get("weeks", 0)))
