"""The date rules KF-D1 to KF-D7 once more, found by walking over the calendar one day at a time.

Written from the words of the contract and of the almanac; shares no arithmetic with `kontaktforloeb.dates`. Slow, and
easy to check by eye: that is all it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

NEXT = timedelta(days=1)
SATURDAY = 5

# The paschal full moon for golden numbers 1 to 19, as the almanacs print it for the years 1900 to 2199.
_PASCHAL_FULL_MOON = (
    "04-14", "04-03", "03-23", "04-11", "03-31", "04-18", "04-08", "03-28", "04-16", "04-05",
    "03-25", "04-13", "04-02", "03-22", "04-10", "03-30", "04-17", "04-07", "03-27",
)  # fmt: skip
_DAYS_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)  # Maundy Thursday to Whit Monday
_STORE_BEDEDAG, _LAST_STORE_BEDEDAG = 26, 2023
_FIXED = ((1, 1), (12, 25), (12, 26))


def walk(day: date) -> Iterator[date]:
    """Give `day` and every day after it."""
    while True:
        yield day
        day += NEXT


def walk_back(day: date) -> Iterator[date]:
    """Give `day` and every day before it."""
    while True:
        yield day
        day -= NEXT


def within(day: date, days: int) -> date:
    """KF-D1: `day` itself is day 0."""
    for number, found in enumerate(walk(day)):
        if number == days:
            return found
    raise AssertionError


def first_months(day: date, months: int) -> date:
    """KF-D2: the day before the same number `months` months on, else that month's last day."""
    passed = 0
    for found in walk(day):
        if found != day and found.day == 1:
            passed += 1
        if passed == months:
            if found.day == day.day:
                return found - NEXT
            if (found + NEXT).day == 1:
                return found
    raise AssertionError


def corresponding_or_last(day: date, months: int) -> date:
    """KF-D2 read inclusively: the same number `months` months on, else that month's last day."""
    passed = 0
    for found in walk(day):
        if found != day and found.day == 1:
            passed += 1
        if passed == months and (found.day == day.day or (found + NEXT).day == 1):
            return found
    raise AssertionError


def last_months(day: date, months: int) -> date:
    """The last `months` months up to `day` begin: back from the day after it, as KF-D2 goes forward."""
    after, passed = day + NEXT, 0
    for found in walk_back(after):
        if found != after and (found + NEXT).day == 1:
            passed += 1
        if passed == months and found.day <= after.day:
            return found
    raise AssertionError


def by_week(day: date, week: int) -> date:
    """KF-D3: `day` is the first day of week 1; the last day of week `week`."""
    weeks = 0
    for number, found in enumerate(walk(day), 1):
        if number % 7 == 0:
            weeks += 1
        if weeks == week:
            return found
    raise AssertionError


def month_stretches(anchor: date, months: int, count: int) -> list[tuple[date, date]]:
    """KF-D4: the first `count` stretches of `months` months; each ends by KF-D2 from the anchor, the next follows."""
    stretches, first = [], anchor
    for nth in range(1, count + 1):
        last = first_months(anchor, months * nth)
        stretches.append((first, last))
        first = last + NEXT
    return stretches


@cache
def easter(year: int) -> date:
    """Easter Sunday: the first Sunday after the paschal full moon."""
    full_moon = date.fromisoformat(f"{year}-{_PASCHAL_FULL_MOON[year % 19]}")
    return next(found for found in walk(full_moon + NEXT) if found.isoweekday() == 7)


@cache
def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    sunday = easter(year)
    moving = [*_DAYS_FROM_EASTER, _STORE_BEDEDAG] if year <= _LAST_STORE_BEDEDAG else [*_DAYS_FROM_EASTER]
    return frozenset(
        [date(year, month, number) for month, number in _FIXED] + [sunday + timedelta(days=n) for n in moving]
    )


def is_working_day(day: date, closed: Iterable[tuple[int, int]] = ()) -> bool:
    """KF-D5: neither weekend nor public holiday nor a closed day of the year."""
    return day.weekday() < SATURDAY and day not in holidays(day.year) and (day.month, day.day) not in set(closed)


def last_working_day(day: date, closed: Iterable[tuple[int, int]] = ()) -> date:
    """KF-D5: the latest working day not after `day`."""
    return next(found for found in walk_back(day) if is_working_day(found, closed))


def next_working_day(day: date, closed: Iterable[tuple[int, int]] = ()) -> date:
    """The earliest working day not before `day`."""
    return next(found for found in walk(day) if is_working_day(found, closed))


def next_monday(day: date, closed: Iterable[tuple[int, int]] = ()) -> date:
    """KF-D7: the first Monday strictly after `day`; if it is no working day, the next working day."""
    monday = next(found for found in walk(day + NEXT) if found.isoweekday() == 1)
    return next_working_day(monday, closed)


def month_end(day: date) -> date:
    """The last day of the calendar month that holds `day`."""
    return next(found for found in walk(day) if (found + NEXT).day == 1)


def days_of(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def holds_whole_month(first: date, last: date) -> bool:
    """Whether all days of some calendar month lie from `first` to `last`."""
    inside = set(days_of(first, last))
    return any(all(other in inside for other in days_of(found, month_end(found))) for found in inside if found.day == 1)


def ages(birth: date, last: date) -> Iterator[tuple[date, int]]:
    """Every day from birth to `last`, with the age on it: a year more on each birthday, or the day after it."""
    age = 0
    for found in days_of(birth, last):
        age += found != birth and _is_birthday(birth, found)
        yield found, age


def _is_birthday(birth: date, day: date) -> bool:
    if (birth.month, birth.day) == (2, 29) and (day - NEXT).month == 2 and day.month == 3:
        return (day - NEXT).day == 28
    return (birth.month, birth.day) == (day.month, day.day)


def week_after(day: date) -> date:
    """The first Monday strictly after `day`, holiday or not."""
    return next(found for found in walk(day + NEXT) if found.isoweekday() == 1)


def quarter_start(day: date) -> date:
    """The first 1 January, April, July or October that is not before `day`."""
    return next(found for found in walk(day) if (found.month, found.day) in {(1, 1), (4, 1), (7, 1), (10, 1)})
