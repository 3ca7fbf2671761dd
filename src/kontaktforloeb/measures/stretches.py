"""The weeks, months and quarters of the calendar in which a load is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kontaktforloeb.dates import ONE_DAY, month_bucket, month_end, within_days
from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.rulebook.kinds import Bucket


def stretch_of(day: date, per: Bucket) -> tuple[date, date]:
    """Give first and last day of the stretch that holds `day`.

    Raises `OutOfRangeError` for months that are counted from a course's first day: an adviser has none.

    >>> first, last = stretch_of(date(2025, 1, 1), Bucket.ISO_WEEK)
    >>> str(first), str(last)
    ('2024-12-30', '2025-01-05')
    """
    match per:
        case Bucket.ISO_WEEK:
            monday = within_days(day, -day.weekday())
            return monday, within_days(monday, 6)
        case Bucket.CALENDAR_MONTH:
            return day.replace(day=1), month_end(day)
        case Bucket.QUARTER:
            opening = day.replace(month=day.month - (day.month - 1) % 3, day=1)
            return month_bucket(opening, 3, 1)
        case Bucket.MONTH | Bucket.YEAR:
            raise OutOfRangeError(
                what=f"a load has no '{per}'",
                expected=f"{Bucket.ISO_WEEK}, {Bucket.CALENDAR_MONTH} or {Bucket.QUARTER}",
            )


def stretches(first: date, last: date, per: Bucket) -> Iterator[tuple[date, date]]:
    """Give every stretch from the one that holds `first` to the one that holds `last`.

    >>> [str(opening) for opening, _ in stretches(date(2024, 11, 5), date(2025, 1, 2), Bucket.CALENDAR_MONTH)]
    ['2024-11-01', '2024-12-01', '2025-01-01']
    """
    opening, closing = stretch_of(first, per)
    while opening <= last:
        yield opening, closing
        opening, closing = stretch_of(closing + ONE_DAY, per)
