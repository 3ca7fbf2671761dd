"""The only date arithmetic in the library: the rules KF-D1 to KF-D8.

Every function takes and gives whole days (`datetime.date`). A rule that the law leaves open takes its reading as an
argument, so nothing here decides for the caller. The readings are named in `kontaktforloeb.conventions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from kontaktforloeb.errors import OutOfRangeError, masked

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""The years whose working days are known."""

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(2090, 12, 31)
"""The days that facts may have; a later one is a slip of the pen."""

_SATURDAY = 5
_CACHED_DAYS = 1 << 16


def within_days(day: date, days: int) -> date:
    """Give the last good day of "within `days` days of `day`": KF-D1.

    >>> within_days(date(2022, 1, 3), 7)
    datetime.date(2022, 1, 10)
    """
    return day + timedelta(days=days)


def within_weeks(day: date, weeks: int) -> date:
    """Give the last good day of "within `weeks` weeks of `day`", `day` itself being day 0: KF-D1.

    >>> within_weeks(date(2020, 1, 6), 1)
    datetime.date(2020, 1, 13)
    """
    return day + timedelta(weeks=weeks)


@lru_cache(maxsize=_CACHED_DAYS)
def within_first_months(day: date, months: int, *, inclusive: bool = False) -> date:
    """Give the last good day of "within the first `months` months from `day`", `day` being the first: KF-D2.

    The day before the corresponding day, or the month's last day where that month has no such day. With `inclusive`
    (the other reading, convention `month_window`) the corresponding day itself.

    >>> within_first_months(date(2021, 9, 1), 6)
    datetime.date(2022, 2, 28)
    >>> within_first_months(date(2021, 8, 31), 6)
    datetime.date(2022, 2, 28)
    >>> within_first_months(date(2022, 1, 3), 6, inclusive=True)
    datetime.date(2022, 7, 3)
    """
    # Loaded with the first month that is counted: a process that never judges need not wait for it.
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 (as said)

    corresponding = day + relativedelta(months=months)
    if inclusive or corresponding.day != day.day:
        return corresponding
    return corresponding - ONE_DAY


def last_months(day: date, months: int) -> date:
    """Give the day on which the last `months` months up to `day` begin, `day` being the last one.

    >>> last_months(date(2024, 8, 31), 3), last_months(date(2024, 5, 30), 3)
    (datetime.date(2024, 6, 1), datetime.date(2024, 2, 29))
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 (with the first months that are added)

    return day + ONE_DAY - relativedelta(months=months)


def by_week(day: date, week: int, *, before: bool = False) -> date:
    """Give the last good day of "by the `week`-th week", `day` being day 1: KF-D3.

    With `before` (the other reading, convention `week_n`) the last day before that week begins.

    >>> by_week(date(2024, 1, 1), 4), by_week(date(2024, 1, 1), 4, before=True)
    (datetime.date(2024, 1, 28), datetime.date(2024, 1, 21))
    """
    return day + timedelta(weeks=week - before) - ONE_DAY


def month_bucket(anchor: date, months: int, nth: int) -> tuple[date, date]:
    """Give first and last day of the `nth` stretch (from 1) of `months` months, each from the anchor: KF-D4.

    >>> month_bucket(date(2022, 1, 31), 1, 2)
    (datetime.date(2022, 3, 1), datetime.date(2022, 3, 30))
    """
    first = anchor if nth == 1 else within_first_months(anchor, months * (nth - 1)) + ONE_DAY
    return first, within_first_months(anchor, months * nth)


def next_monday(day: date, closed: frozenset[tuple[int, int]]) -> date:
    """Give the first Monday strictly after `day`, or the next working day where it is none: KF-D7.

    >>> next_monday(date(2026, 3, 30), frozenset()), next_monday(date(2026, 3, 31), frozenset())
    (datetime.date(2026, 4, 7), datetime.date(2026, 4, 7))
    """
    return next_working_day(day + timedelta(days=7 - day.weekday()), closed)


def is_working_day(day: date, closed: frozenset[tuple[int, int]]) -> bool:
    """Tell whether `day` is a Danish working day: KF-D5.

    No Saturday, Sunday or public holiday (`holidays`, asked by date), and none of `closed`, pairs of month and day.
    Raises `OutOfRangeError` for a year that the calendar does not hold.

    >>> is_working_day(date(2026, 5, 1), frozenset()), is_working_day(date(2026, 5, 14), frozenset())
    (True, False)
    """
    public = _public_holidays(day.year)
    return day.weekday() < _SATURDAY and (day.month, day.day) not in closed and day not in public


@lru_cache(maxsize=_CACHED_DAYS)
def last_working_day(day: date, closed: frozenset[tuple[int, int]]) -> date:
    """Give the latest Danish working day not after `day`: KF-D5.

    >>> last_working_day(date(2024, 3, 31), frozenset())
    datetime.date(2024, 3, 27)
    """
    while not is_working_day(day, closed):
        day -= ONE_DAY
    return day


def next_working_day(day: date, closed: frozenset[tuple[int, int]]) -> date:
    """Give the earliest Danish working day not before `day`.

    >>> next_working_day(date(2024, 3, 28), frozenset())
    datetime.date(2024, 4, 2)
    """
    while not is_working_day(day, closed):
        day += ONE_DAY
    return day


def age_on(birth: date, day: date) -> int:
    """Give how many years old somebody is on `day`; born on 29 February, a year older on 1 March in other years.

    >>> age_on(date(1992, 2, 29), date(2022, 2, 28)), age_on(date(1992, 2, 29), date(2022, 3, 1))
    (29, 30)
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def week_after(day: date) -> date:
    """Give the Monday of the week after the one that holds `day`.

    >>> week_after(date(2019, 1, 20)), week_after(date(2019, 1, 21))
    (datetime.date(2019, 1, 21), datetime.date(2019, 1, 28))
    """
    return day + timedelta(days=7 - day.weekday())


def month_end(day: date) -> date:
    """Give the last day of the calendar month that holds `day`.

    >>> month_end(date(2024, 2, 3))
    datetime.date(2024, 2, 29)
    """
    into_next = day.replace(day=28) + timedelta(days=4)
    return into_next - timedelta(days=into_next.day)


def quarter_start(day: date) -> date:
    """Give the first day of the first quarter that begins on `day` or later.

    >>> quarter_start(date(2024, 1, 1)), quarter_start(date(2024, 1, 2))
    (datetime.date(2024, 1, 1), datetime.date(2024, 4, 1))
    """
    while day.day != 1 or day.month % 3 != 1:
        day = month_end(day) + ONE_DAY
    return day


def holds_whole_month(first: date, last: date) -> bool:
    """Tell whether a calendar month, from its 1st to its last day, lies inside `first` to `last`.

    >>> holds_whole_month(date(2022, 4, 1), date(2022, 4, 30)), holds_whole_month(date(2022, 4, 2), date(2022, 5, 30))
    (True, False)
    """
    return first_whole_month_end(first) <= last


def first_whole_month_end(day: date) -> date:
    """Give the last day of the first calendar month that begins on `day` or later.

    >>> first_whole_month_end(date(2024, 1, 1)), first_whole_month_end(date(2024, 1, 2))
    (datetime.date(2024, 1, 31), datetime.date(2024, 2, 29))
    """
    return month_end(day if day.day == 1 else month_end(day) + ONE_DAY)


def days_between(first: date, last: date) -> int:
    """Give the number of days from `first` to `last`, both counted; 0 where `last` lies before `first`.

    >>> days_between(date(2024, 1, 1), date(2024, 1, 31))
    31
    """
    return max(0, (last - first).days + 1)


def nth_day(stretches: Iterable[tuple[date, date | None]], number: int) -> date | None:
    """Give the `number`-th day (from 1) of ordered stretches that do not overlap; `None` where they hold fewer.

    A stretch without an end goes on for ever.

    >>> nth_day([(date(2024, 1, 1), date(2024, 1, 31)), (date(2024, 5, 1), None)], 32)
    datetime.date(2024, 5, 1)
    """
    for first, last in stretches:
        if last is None or days_between(first, last) >= number:
            return first + timedelta(days=number - 1)
        number -= days_between(first, last)
    return None


@lru_cache(maxsize=LAST_YEAR - FIRST_YEAR + 1)
def _public_holidays(year: int) -> frozenset[date]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRangeError(what=f"year {year}", expected=f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    # Loading `holidays` takes longer than the rest of the library, and most calls never ask for a working day.
    from holidays.countries.denmark import Denmark  # noqa: PLC0415 (as said)

    class Calendar(Denmark):
        # Past its own last year `holidays` gives no days, and no error either; the rules of the days go on.
        end_year = LAST_YEAR

    return frozenset(Calendar(years=year, language="da"))  # type: ignore[no-untyped-call]


def parse_day(text: str) -> date:
    """Give the day that an ISO date or dd-mm-yyyy names; nothing shorter, nothing looser.

    Raises `OutOfRangeError` for any other form, for a day that does not exist and for one before 1900.

    >>> parse_day("2022-07-02") == parse_day("02-07-2022")
    True
    """
    iso = text if text[4:5] == "-" else f"{text[6:]}-{text[3:5]}-{text[:2]}" if text[2:6:3] == "--" else ""
    if len(text) != len("2022-07-02") or iso[7:8] != "-":
        raise OutOfRangeError("'{text}' is no date", "yyyy-mm-dd or dd-mm-yyyy", {"text": masked(text)})
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        digits = text.replace("-", "")
        what = "the day '{text}' does not exist" if digits.isascii() and digits.isdigit() else "'{text}' is no date"
        raise OutOfRangeError(what, "yyyy-mm-dd or dd-mm-yyyy", {"text": masked(text)}) from None
    if found < FIRST_DAY:
        raise OutOfRangeError("the day '{text}' is too early", "{first} or later", {"text": text, "first": FIRST_DAY})
    return found


def as_day(value: date | str) -> date:
    """Give `value` as a day; text as `parse_day` reads it.

    Raises `OutOfRangeError` for what is no day, a moment with a time included: cut it in its own time zone first.

    >>> as_day("2022-07-02")
    datetime.date(2022, 7, 2)
    """
    if isinstance(value, str):
        value = parse_day(value)
    if type(value) is date:
        if FIRST_DAY <= value <= LAST_DAY:
            return value
        facts = {"day": value, "first": FIRST_DAY, "last": LAST_DAY}
        raise OutOfRangeError("the day {day} lies outside the calendar", "{first} to {last}", facts)
    raise OutOfRangeError(
        what=f"a value of type {type(value).__name__} is no day", expected="a date, or text yyyy-mm-dd"
    )
