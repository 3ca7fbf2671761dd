"""The stretches of what is asked for again and again: months from a day on, or whole stretches of the calendar."""

from __future__ import annotations

from datetime import date

from kontaktforloeb.dates import ONE_DAY, month_bucket, month_end, quarter_start, within_days
from kontaktforloeb.rulebook.kinds import Bucket


def nth_bucket(bucket: Bucket, anchor: date, nth: int) -> tuple[date, date]:
    """Give first and last day of the `nth` stretch (from 1): of those of the calendar, the first that begins in time.

    >>> nth_bucket(Bucket.ISO_WEEK, date(2026, 2, 11), 1)
    (datetime.date(2026, 2, 16), datetime.date(2026, 2, 22))
    """
    match bucket:
        case Bucket.MONTH:
            return month_bucket(anchor, 1, nth)
        case Bucket.CALENDAR_MONTH:
            opening = anchor if anchor.day == 1 else month_end(anchor) + ONE_DAY
            return month_bucket(opening, 1, nth)
        case Bucket.ISO_WEEK:
            monday = within_days(anchor, -anchor.weekday() % 7 + 7 * (nth - 1))
            return monday, within_days(monday, 6)
        case Bucket.QUARTER:
            return month_bucket(quarter_start(anchor), 3, nth)
        case Bucket.YEAR:
            return month_bucket(anchor, 12, nth)
