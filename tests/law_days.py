"""First days of a course that put a duty on an edge: of a version, of a month, of a leap year, of a suspension."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import slow_dates
from law_duties import Duty, due_days, window

NEXT = slow_dates.NEXT
FIRST, LAST = date(2010, 1, 1), date(2040, 1, 1)
"""No course that is looked at begins outside these days."""


@cache
def first_days(duty: Duty, group: str) -> dict[str, date]:
    """Give the first days, each by the edge that it shows."""
    first, last = stretch(duty)
    found = calendar_days(duty)
    for name, day in wanted_due_days(duty, group, first):
        start = _start_for(duty, group, day, first, last)
        found |= {name: start} if start is not None else {}
    return found | _around_a_jump(duty, group, first)


def _around_a_jump(duty: Duty, group: str, first: date) -> dict[str, date]:
    """Give the two first days between which a day that ends a month, as the handover does, moves to the next month."""
    if not any(duty.rules.words.dated("handover", anchor) for anchor in duty.anchors()):
        return {}
    before = window(duty, group, first)
    for start in slow_dates.days_of(first + NEXT, first + 62 * NEXT):
        now = window(duty, group, start)
        if any((later - day).days > 20 for day, later in zip(before, now, strict=True)):
            return {"last with an end of month": start - NEXT, "first with the next": start}
        before = now
    raise AssertionError(str(duty))


def calendar_days(duty: Duty) -> dict[str, date]:
    """Give the first days that are an edge whatever falls due when."""
    first, last = stretch(duty)
    found = {"first day": first, "the day before": first - NEXT}
    if last < LAST:
        found |= {"last day": last, "the day after": last + NEXT}
    for name, month, number in (("31 January", 1, 31), ("31 August", 8, 31), ("29 August", 8, 29), ("leap day", 2, 29)):
        days = (day for day in slow_dates.days_of(first, min(last, first + 1500 * NEXT)) if _is(day, month, number))
        found |= dict.fromkeys([name], day) if (day := next(days, None)) else {}
    for name, day in (("held from", duty.raw.get("held_from")), ("held to", duty.raw.get("held_to"))):
        found |= {name: day} if day is not None and first <= day <= last else {}
    return found


def stretch(duty: Duty) -> tuple[date, date]:
    """Give the first and the last day on which a course may begin that the version asks."""
    file, began = duty.file, duty.raw.get("applies_to", {}).get("began")
    first, last = max(file.first, FIRST), min(file.last, LAST)
    if began is not None:
        first, last = max(began["from"], FIRST), min(began["to"], last)
    return first, min(last, duty.raw.get("ends_on", LAST))


def wanted_due_days(duty: Duty, group: str, first: date) -> Iterator[tuple[str, date]]:
    """Give the days on which the duty should fall due for one course each, with what it shows."""
    around = (("before", -NEXT), ("on", 0 * NEXT), ("after", NEXT))
    for change in changes(duty):
        yield from ((f"due {shows} {change}", change + shift) for shows, shift in around)
    edges = [day for away in duty.raw.get("suspend", ()) for day in (away["from"] - NEXT, away["from"], away["to"])]
    edges += [away["to"] + NEXT for away in duty.raw.get("suspend", ())]
    edges += [duty.raw["ends_on"] + shift for _, shift in around if "ends_on" in duty.raw]
    yield from ((f"due on {day}", day) for day in edges)
    dues = due_days(duty, group, first)
    if dues:
        yield "due at a month's end", slow_dates.month_end(dues[-1])
        yield "due on a leap day", next(day for day in slow_dates.walk(dues[-1]) if _is(day, 2, 29))


def changes(duty: Duty) -> list[date]:
    """Give the days on which a later version comes, or none does any more."""
    versions = duty.rules.laws[duty.law]
    later = [version.first for version in versions if duty.file.first < version.first]
    return later if later or duty.file.last == date.max else [duty.file.last + NEXT]


def _is(day: date, month: int, number: int) -> bool:
    return (day.month, day.day) == (month, number)


def _start_for(duty: Duty, group: str, wanted: date, first: date, last: date) -> date | None:
    """Give a first day on which the duty falls due on a day, or None where there is none near."""
    near = min(max(wanted, first), last)
    for _ in range(12):
        found = due_days(duty, group, near)
        nearer = min(max(near + (wanted - found[-1] if found else -90 * NEXT), first), last)
        if nearer == near:
            break
        near = nearer
    shifts = sorted(range(-35, 36), key=abs)
    starts = (near + shift * NEXT for shift in shifts)
    return next((day for day in starts if first <= day <= last and wanted in due_days(duty, group, day)), None)
