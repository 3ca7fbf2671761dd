"""KF-D1 to KF-D8: tables at every boundary, the shared table of dates, and a slow second definition."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import slow_dates
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb import load_rules
from kontaktforloeb.dates import (
    FIRST_DAY,
    LAST_DAY,
    age_on,
    as_day,
    by_week,
    days_between,
    holds_whole_month,
    is_working_day,
    last_months,
    last_working_day,
    month_bucket,
    month_end,
    next_monday,
    next_working_day,
    nth_day,
    parse_day,
    quarter_start,
    week_after,
    within_days,
    within_first_months,
    within_weeks,
)
from kontaktforloeb.errors import OutOfRangeError

CLOSED = load_rules().vocabulary.closed_days
TABLE = Path(__file__).parent / "cases" / "conformance" / "dates.csv"
PERIODS = (1, 2, 3, 6, 16)

some_days = st.dates(date(1950, 1, 1), date(2099, 1, 1))
quick = settings(max_examples=150, deadline=None)


def day(text: str) -> date:
    return date.fromisoformat(text)


def every_day(first: str, last: str) -> list[date]:
    return slow_dates.days_of(day(first), day(last))


# --- KF-D1: within N days or weeks


@pytest.mark.parametrize(
    ("start", "weeks", "due"),
    [
        ("2022-01-03", 1, "2022-01-10"),
        ("2022-01-03", 2, "2022-01-17"),
        ("2022-01-03", 0, "2022-01-03"),
        ("2024-02-22", 1, "2024-02-29"),
        ("2024-02-23", 1, "2024-03-01"),
        ("2023-02-22", 1, "2023-03-01"),
        ("2023-12-25", 1, "2024-01-01"),
        ("2022-07-24", 1, "2022-07-31"),
    ],
)
def test_within_weeks_counts_the_first_day_as_day_0_and_never_moves(start: str, weeks: int, due: str) -> None:
    assert within_weeks(day(start), weeks) == day(due)
    assert within_days(day(start), 7 * weeks) == day(due)


@quick
@given(some_days, st.integers(0, 400))
def test_within_days_is_what_walking_finds(start: date, days: int) -> None:
    assert within_days(start, days) == slow_dates.within(start, days)


# --- KF-D2: within the first N months


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        # the same number exists: the day before it
        ("2022-01-03", 6, "2022-07-02"),
        ("2021-09-01", 6, "2022-02-28"),
        ("2023-09-01", 6, "2024-02-29"),
        ("2021-11-30", 6, "2022-05-29"),
        ("2022-01-01", 6, "2022-06-30"),
        ("2022-01-01", 1, "2022-01-31"),
        ("2023-08-29", 6, "2024-02-28"),
        ("2024-02-29", 6, "2024-08-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
        ("2021-07-31", 6, "2022-01-30"),
        # it does not: the month's last day
        ("2021-08-31", 6, "2022-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2021-08-30", 6, "2022-02-28"),
        ("2023-08-30", 6, "2024-02-29"),
        ("2021-08-29", 6, "2022-02-28"),
        ("2021-12-31", 6, "2022-06-30"),
        ("2021-12-31", 16, "2023-04-30"),
        ("2022-01-31", 1, "2022-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-01-30", 1, "2024-02-29"),
        ("2024-01-29", 1, "2024-02-28"),
        ("2023-01-29", 1, "2023-02-28"),
        ("2022-10-31", 1, "2022-11-30"),
        # over a new year and over a century that is no leap year
        ("2022-12-01", 1, "2022-12-31"),
        ("2022-12-02", 1, "2023-01-01"),
        ("1999-08-30", 6, "2000-02-29"),
        ("2099-08-31", 6, "2100-02-28"),
    ],
)
def test_the_first_months_end_before_the_corresponding_day_or_on_the_months_last(
    start: str, months: int, due: str
) -> None:
    assert within_first_months(day(start), months) == day(due)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2022-01-03", 6, "2022-07-03"),
        ("2021-09-01", 6, "2022-03-01"),
        ("2021-08-31", 6, "2022-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2021-08-29", 6, "2022-02-28"),
        ("2023-08-29", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_the_inclusive_reading_ends_on_the_corresponding_day_or_on_the_months_last(
    start: str, months: int, due: str
) -> None:
    assert within_first_months(day(start), months, inclusive=True) == day(due)


@pytest.mark.parametrize("months", PERIODS)
def test_the_first_months_are_what_walking_finds_on_every_day_of_two_leap_cycles(months: int) -> None:
    days = every_day("2019-01-01", "2024-12-31")
    assert [within_first_months(start, months) for start in days] == [
        slow_dates.first_months(start, months) for start in days
    ]


@pytest.mark.parametrize("months", [1, 6])
def test_the_inclusive_reading_is_what_walking_finds_on_every_day_of_a_leap_cycle(months: int) -> None:
    days = every_day("2020-01-01", "2023-12-31")
    assert [within_first_months(start, months, inclusive=True) for start in days] == [
        slow_dates.corresponding_or_last(start, months) for start in days
    ]


@quick
@given(some_days, st.integers(1, 24))
def test_the_first_months_are_what_walking_finds(start: date, months: int) -> None:
    assert within_first_months(start, months) == slow_dates.first_months(start, months)
    assert within_first_months(start, months, inclusive=True) == slow_dates.corresponding_or_last(start, months)


@pytest.mark.parametrize("months", range(1, 25))
def test_a_later_start_never_ends_earlier(months: int) -> None:
    ends = [within_first_months(start, months) for start in every_day("2015-01-01", "2035-12-31")]
    assert all(before <= after for before, after in pairwise(ends))


@pytest.mark.parametrize("months", PERIODS)
def test_a_window_is_never_longer_than_the_inclusive_one_and_at_most_one_day_shorter(months: int) -> None:
    for start in every_day("2019-01-01", "2024-12-31"):
        longer = within_first_months(start, months, inclusive=True) - within_first_months(start, months)
        assert longer in (timedelta(0), timedelta(1))


# --- The last months up to a day, as KF-D2 read backwards


@pytest.mark.parametrize(
    ("last", "months", "first"),
    [
        ("2024-08-31", 3, "2024-06-01"),
        ("2024-08-30", 3, "2024-05-31"),
        ("2024-09-01", 3, "2024-06-02"),
        ("2024-05-28", 3, "2024-02-29"),
        ("2024-05-29", 3, "2024-02-29"),  # there is no 30 February
        ("2024-05-30", 3, "2024-02-29"),
        ("2024-05-31", 3, "2024-03-01"),
        ("2023-05-27", 3, "2023-02-28"),
        ("2023-05-30", 3, "2023-02-28"),
        ("2023-05-31", 3, "2023-03-01"),
        ("2024-02-28", 12, "2023-02-28"),  # the day after it is the 29th
        ("2024-02-29", 12, "2023-03-01"),
        ("2025-02-28", 12, "2024-03-01"),
        ("2024-03-30", 1, "2024-02-29"),
        ("2024-03-31", 1, "2024-03-01"),
        ("2024-12-31", 1, "2024-12-01"),
        ("2025-01-01", 1, "2024-12-02"),
        ("2025-01-31", 13, "2024-01-01"),
    ],
)
def test_the_last_months_begin_so_many_months_before_the_day_after(last: str, months: int, first: str) -> None:
    assert last_months(day(last), months) == day(first) == slow_dates.last_months(day(last), months)


@pytest.mark.parametrize("months", PERIODS)
def test_the_last_months_are_what_walking_finds_on_every_day_of_a_leap_cycle(months: int) -> None:
    days = every_day("2022-12-01", "2026-12-31")
    assert [last_months(last, months) for last in days] == [slow_dates.last_months(last, months) for last in days]


@given(last=some_days, months=st.integers(1, 60))
@quick
def test_the_last_months_are_what_walking_finds(last: date, months: int) -> None:
    assert last_months(last, months) == slow_dates.last_months(last, months)


@given(first=some_days, months=st.integers(1, 60))
@quick
def test_the_last_months_of_the_first_months_begin_where_those_did_but_for_a_short_month(
    first: date, months: int
) -> None:
    last = within_first_months(first, months)
    cut_short = last == month_end(last) and last.day < first.day
    assert last_months(last, months) == (month_end(first) + timedelta(days=1) if cut_short else first)


# --- KF-D3: by the N-th week


@pytest.mark.parametrize(
    ("start", "week", "due", "before"),
    [
        ("2024-01-01", 1, "2024-01-07", "2023-12-31"),
        ("2024-01-01", 4, "2024-01-28", "2024-01-21"),
        ("2024-01-01", 20, "2024-05-19", "2024-05-12"),
        ("2024-02-10", 4, "2024-03-08", "2024-03-01"),
        ("2023-02-10", 4, "2023-03-09", "2023-03-02"),
        ("2023-12-30", 1, "2024-01-05", "2023-12-29"),
    ],
)
def test_by_week_n_ends_with_that_week_or_before_it(start: str, week: int, due: str, before: str) -> None:
    assert by_week(day(start), week) == day(due)
    assert by_week(day(start), week, before=True) == day(before)


@quick
@given(some_days, st.integers(1, 60))
def test_by_week_is_what_walking_finds(start: date, week: int) -> None:
    assert by_week(start, week) == slow_dates.by_week(start, week)
    assert by_week(start, week + 1, before=True) == slow_dates.by_week(start, week)


# --- KF-D4: a series runs from its anchor


@pytest.mark.parametrize(
    ("anchor", "stretches"),
    [
        ("2022-01-31", ["2022-01-31/2022-02-28", "2022-03-01/2022-03-30", "2022-03-31/2022-04-30"]),
        ("2024-01-31", ["2024-01-31/2024-02-29", "2024-03-01/2024-03-30", "2024-03-31/2024-04-30"]),
        ("2022-01-29", ["2022-01-29/2022-02-28", "2022-03-01/2022-03-28", "2022-03-29/2022-04-28"]),
        ("2022-01-01", ["2022-01-01/2022-01-31", "2022-02-01/2022-02-28", "2022-03-01/2022-03-31"]),
        ("2022-11-15", ["2022-11-15/2022-12-14", "2022-12-15/2023-01-14", "2023-01-15/2023-02-14"]),
    ],
)
def test_a_short_month_does_not_shift_the_stretches_after_it(anchor: str, stretches: list[str]) -> None:
    found = [month_bucket(day(anchor), 1, nth) for nth in range(1, len(stretches) + 1)]
    assert [f"{first}/{last}" for first, last in found] == stretches


@quick
@given(some_days, st.integers(1, 6), st.integers(1, 8))
def test_the_stretches_of_a_series_are_what_walking_finds_and_adjoin(anchor: date, months: int, count: int) -> None:
    found = [month_bucket(anchor, months, nth) for nth in range(1, count + 1)]
    assert found == slow_dates.month_stretches(anchor, months, count)
    assert all(before[1] + timedelta(1) == after[0] for before, after in pairwise(found))


@pytest.mark.parametrize("months", [1, 3])
def test_the_stretches_of_a_series_are_what_walking_finds_from_every_day_of_a_leap_cycle(months: int) -> None:
    for anchor in every_day("2020-01-01", "2023-12-31"):
        found = [month_bucket(anchor, months, nth) for nth in range(1, 4)]
        assert found == slow_dates.month_stretches(anchor, months, 3)


# --- KF-D5: working days


def test_easter_of_the_slow_definition_is_that_of_the_almanac() -> None:
    almanac = "2015-04-05 2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 "
    almanac += "2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28"
    assert [str(slow_dates.easter(year)) for year in range(2015, 2033)] == almanac.split()


@pytest.mark.parametrize(
    ("closed", "what"),
    [
        ("2024-01-01", "New Year's Day"),
        ("2024-03-28", "Maundy Thursday"),
        ("2024-03-29", "Good Friday"),
        ("2024-04-01", "Easter Monday"),
        ("2023-05-05", "store bededag, the last one"),
        ("2022-05-13", "store bededag"),
        ("2024-05-09", "Ascension Day"),
        ("2024-05-20", "Whit Monday"),
        ("2024-12-25", "Christmas Day"),
        ("2024-12-26", "Second Christmas Day"),
        ("2024-06-05", "Constitution Day, by the vocabulary"),
        ("2024-12-24", "Christmas Eve, by the vocabulary"),
        ("2024-12-31", "New Year's Eve, by the vocabulary"),
        ("2024-06-01", "a Saturday"),
        ("2024-06-02", "a Sunday"),
    ],
)
def test_no_working_day(closed: str, what: str) -> None:
    assert not is_working_day(day(closed), CLOSED), what


@pytest.mark.parametrize(
    ("opened", "what"),
    [
        ("2024-05-01", "1 May"),
        ("2024-04-26", "the day that store bededag would have been in 2024"),
        ("2025-05-16", "the day that store bededag would have been in 2025"),
        ("2026-05-01", "1 May, also the day that store bededag would have been in 2026"),
        ("2024-03-27", "the Wednesday before Easter"),
        ("2024-04-02", "the Tuesday after Easter"),
        ("2024-05-10", "the Friday after Ascension Day"),
        ("2024-12-23", "the day before Christmas Eve"),
        ("2024-12-27", "the day after Christmas"),
        ("2024-12-30", "the day before New Year's Eve"),
        ("2024-01-02", "the day after New Year's Day"),
        ("2024-06-04", "the day before Constitution Day"),
        ("2024-06-06", "the day after Constitution Day"),
    ],
)
def test_a_working_day(opened: str, what: str) -> None:
    assert is_working_day(day(opened), CLOSED), what


@pytest.mark.parametrize("closed", ["2024-06-05", "2024-12-24", "2024-12-31"])
def test_the_days_closed_for_planning_are_closed_by_the_vocabulary_alone(closed: str) -> None:
    assert is_working_day(day(closed), frozenset())
    assert frozenset({(6, 5), (12, 24), (12, 31)}) == CLOSED


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2024-03-31", "2024-03-27"),
        ("2024-04-01", "2024-03-27"),
        ("2024-04-02", "2024-04-02"),
        ("2023-05-07", "2023-05-04"),
        ("2024-04-28", "2024-04-26"),
        ("2024-06-05", "2024-06-04"),
        ("2022-06-06", "2022-06-03"),
        ("2025-01-01", "2024-12-30"),
        ("2024-12-26", "2024-12-23"),
        ("2022-07-02", "2022-07-01"),
        ("2024-07-01", "2024-07-01"),
    ],
)
def test_the_last_working_day_is_the_latest_not_after_the_due_day(due: str, last: str) -> None:
    assert last_working_day(day(due), CLOSED) == day(last)


@pytest.mark.parametrize(
    ("start", "following"),
    [
        ("2024-03-28", "2024-04-02"),
        ("2024-12-24", "2024-12-27"),
        ("2024-12-31", "2025-01-02"),
        ("2022-07-02", "2022-07-04"),
        ("2024-07-01", "2024-07-01"),
        ("2023-05-05", "2023-05-08"),
    ],
)
def test_the_next_working_day_is_the_earliest_not_before_a_day(start: str, following: str) -> None:
    assert next_working_day(day(start), CLOSED) == day(following)


def test_every_day_of_the_calendar_is_a_working_day_or_none_as_the_almanac_says() -> None:
    for found in every_day("1995-01-01", "2050-12-31"):
        assert is_working_day(found, CLOSED) == slow_dates.is_working_day(found, CLOSED), found


@pytest.mark.slow
def test_every_day_of_three_centuries_is_a_working_day_or_none_as_the_almanac_says() -> None:
    for found in every_day("1900-01-01", "2200-12-31"):
        assert is_working_day(found, CLOSED) == slow_dates.is_working_day(found, CLOSED), found
        assert is_working_day(found, frozenset()) == slow_dates.is_working_day(found), found


def test_the_last_and_next_working_days_are_what_walking_finds() -> None:
    for found in every_day("2015-01-01", "2035-12-31"):
        assert last_working_day(found, CLOSED) == slow_dates.last_working_day(found, CLOSED)
        assert next_working_day(found, CLOSED) == slow_dates.next_working_day(found, CLOSED)


@pytest.mark.parametrize("beyond", ["2201-01-03", "2201-01-04", "2250-06-15", "1899-12-29"])
def test_a_working_day_outside_the_years_of_the_calendar_is_an_error_and_no_guess(beyond: str) -> None:
    for ask in (is_working_day, last_working_day, next_working_day):
        with pytest.raises(OutOfRangeError, match="1900 to 2200"):
            ask(day(beyond), CLOSED)


def test_the_next_working_day_does_not_step_silently_over_the_last_year() -> None:
    with pytest.raises(OutOfRangeError, match="2201"):
        next_working_day(day("2200-12-31"), CLOSED | {(1, 1), (1, 2)})


# --- KF-D7: the first Monday after


@pytest.mark.parametrize(
    ("after", "monday"),
    [
        ("2024-01-03", "2024-01-08"),
        ("2024-01-07", "2024-01-08"),
        ("2024-01-08", "2024-01-15"),
        ("2026-03-30", "2026-04-07"),
        ("2026-04-05", "2026-04-07"),
        ("2024-05-13", "2024-05-21"),
        ("2023-12-18", "2023-12-27"),
        ("2018-12-24", "2019-01-02"),
        ("2017-05-30", "2017-06-06"),
        ("2028-05-30", "2028-06-06"),
        ("2023-05-01", "2023-05-08"),
    ],
)
def test_the_first_monday_lies_strictly_after_and_gives_way_to_the_next_working_day(after: str, monday: str) -> None:
    assert next_monday(day(after), CLOSED) == day(monday)


def test_the_first_monday_is_what_walking_finds() -> None:
    for found in every_day("2015-01-01", "2035-12-31"):
        assert next_monday(found, CLOSED) == slow_dates.next_monday(found, CLOSED)


# --- The week after


@pytest.mark.parametrize(
    ("found", "monday"),
    [
        ("2019-01-20", "2019-01-21"),
        ("2019-01-21", "2019-01-28"),
        ("2019-01-27", "2019-01-28"),
        ("2023-12-31", "2024-01-01"),  # a holiday stays
        ("2024-03-25", "2024-04-01"),
        ("2024-03-31", "2024-04-01"),
        ("2024-02-26", "2024-03-04"),
    ],
)
def test_the_week_after_begins_on_the_next_monday_holiday_or_not(found: str, monday: str) -> None:
    assert week_after(day(found)) == day(monday)


def test_the_week_after_is_what_walking_finds() -> None:
    for found in every_day("2015-01-01", "2035-12-31"):
        assert week_after(found) == slow_dates.week_after(found)


# --- Ages


@pytest.mark.parametrize(
    ("birth", "found", "age"),
    [
        ("1992-05-10", "2022-05-09", 29),
        ("1992-05-10", "2022-05-10", 30),
        ("1992-05-10", "2022-05-11", 30),
        ("1992-05-10", "1992-05-10", 0),
        ("1992-05-10", "1993-05-09", 0),
        ("1992-12-31", "2022-12-30", 29),
        ("1992-12-31", "2022-12-31", 30),
        ("1992-12-31", "2023-01-01", 30),
        ("1993-01-01", "2022-12-31", 29),
        ("1993-01-01", "2023-01-01", 30),
        # born on 29 February
        ("1992-02-29", "2022-02-28", 29),
        ("1992-02-29", "2022-03-01", 30),
        ("1992-02-29", "2024-02-28", 31),
        ("1992-02-29", "2024-02-29", 32),
        ("1992-02-28", "2024-02-28", 32),
        ("1992-03-01", "2024-02-29", 31),
        ("1896-02-29", "1900-02-28", 3),
        ("1896-02-29", "1900-03-01", 4),
    ],
)
def test_a_year_of_life_ends_on_the_birthday(birth: str, found: str, age: int) -> None:
    assert age_on(day(birth), day(found)) == age


@pytest.mark.parametrize("birth", ["1999-12-31", "2000-01-01", "2000-02-28", "2000-02-29", "2000-03-01", "2001-07-17"])
def test_an_age_is_what_walking_finds(birth: str) -> None:
    for found, age in slow_dates.ages(day(birth), day("2031-12-31")):
        assert age_on(day(birth), found) == age, found


# --- Quarters


@pytest.mark.parametrize(
    ("found", "first"),
    [
        ("2024-01-01", "2024-01-01"),
        ("2024-01-02", "2024-04-01"),
        ("2024-02-29", "2024-04-01"),
        ("2024-03-31", "2024-04-01"),
        ("2024-04-01", "2024-04-01"),
        ("2024-04-02", "2024-07-01"),
        ("2024-07-01", "2024-07-01"),
        ("2024-09-30", "2024-10-01"),
        ("2024-10-01", "2024-10-01"),
        ("2024-10-02", "2025-01-01"),
        ("2024-12-31", "2025-01-01"),
    ],
)
def test_the_first_quarter_that_begins_on_a_day_or_later(found: str, first: str) -> None:
    assert quarter_start(day(found)) == day(first)


def test_the_quarters_are_what_walking_finds() -> None:
    for found in every_day("2019-01-01", "2025-12-31"):
        assert quarter_start(found) == slow_dates.quarter_start(found)


# --- Stretches of days


@pytest.mark.parametrize(
    ("found", "last"),
    [
        ("2024-02-01", "2024-02-29"),
        ("2023-02-28", "2023-02-28"),
        ("2024-12-31", "2024-12-31"),
        ("2024-04-15", "2024-04-30"),
        ("2100-02-01", "2100-02-28"),
    ],
)
def test_the_end_of_a_month(found: str, last: str) -> None:
    assert month_end(day(found)) == day(last) == slow_dates.month_end(day(found))


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("2022-04-01", "2022-04-30", True),
        ("2022-04-01", "2022-04-29", False),
        ("2022-04-02", "2022-04-30", False),
        ("2022-04-02", "2022-05-30", False),
        ("2022-04-02", "2022-05-31", True),
        ("2024-02-01", "2024-02-28", False),
        ("2024-02-01", "2024-02-29", True),
        ("2023-12-15", "2024-01-31", True),
        ("2022-04-01", "2022-03-31", False),
    ],
)
def test_a_whole_month_runs_from_its_first_to_its_last_day(first: str, last: str, whole: bool) -> None:  # noqa: FBT001 (a value of the table)
    assert holds_whole_month(day(first), day(last)) is whole


@quick
@given(some_days, st.integers(-1, 100))
def test_a_whole_month_is_what_walking_finds(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    assert holds_whole_month(first, last) == slow_dates.holds_whole_month(first, last)
    assert days_between(first, last) == len(slow_dates.days_of(first, last))


def test_the_days_between_two_days_in_the_wrong_order_are_none() -> None:
    assert days_between(day("2024-01-02"), day("2024-01-01")) == 0
    assert days_between(day("2024-01-31"), day("2024-01-01")) == 0


JANUARY = (day("2024-01-01"), day("2024-01-31"))
FROM_MAY = (day("2024-05-01"), None)
IN_MAY = (day("2024-05-01"), day("2024-05-02"))


@pytest.mark.parametrize(
    ("stretches", "number", "found"),
    [
        ([JANUARY], 1, "2024-01-01"),
        ([JANUARY], 31, "2024-01-31"),
        ([JANUARY], 32, None),
        ([JANUARY, FROM_MAY], 31, "2024-01-31"),
        ([JANUARY, FROM_MAY], 32, "2024-05-01"),
        ([JANUARY, FROM_MAY], 62, "2024-05-31"),
        ([JANUARY, IN_MAY], 33, "2024-05-02"),
        ([JANUARY, IN_MAY], 34, None),
        ([], 1, None),
    ],
)
def test_the_nth_counted_day_skips_what_lies_between_the_stretches(
    stretches: list[tuple[date, date | None]], number: int, found: str | None
) -> None:
    assert nth_day(stretches, number) == (day(found) if found else None)


# --- The table that every implementation shares

RULES: Mapping[str, Callable[[date, int], date]] = {
    "KF-D1": within_weeks,
    "KF-D2": within_first_months,
    "KF-D3": by_week,
    "KF-D7": lambda start, _: next_monday(start, CLOSED),
}


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['rule']}-{row['d']}-{row['n'] or 'monday'}")
def test_the_shared_table_of_dates(row: dict[str, str]) -> None:
    due = RULES[row["rule"]](day(row["d"]), int(row["n"] or 0))
    assert str(due) == row["due"]
    assert str(last_working_day(due, CLOSED)) == row["last_working_day"]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['rule']}-{row['d']}-{row['n'] or 'monday'}")
def test_the_shared_table_of_dates_is_what_walking_finds(row: dict[str, str]) -> None:
    start, number = day(row["d"]), int(row["n"] or 0)
    slow = {
        "KF-D1": lambda: slow_dates.within(start, 7 * number),
        "KF-D2": lambda: slow_dates.first_months(start, number),
        "KF-D3": lambda: slow_dates.by_week(start, number),
        "KF-D7": lambda: slow_dates.next_monday(start, CLOSED),
    }
    due = slow[row["rule"]]()
    assert (str(due), str(slow_dates.last_working_day(due, CLOSED))) == (row["due"], row["last_working_day"])


# --- Days as text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022-07-02", "2022-07-02"),
        ("02-07-2022", "2022-07-02"),
        ("29-02-2024", "2024-02-29"),
        ("2024-02-29", "2024-02-29"),
        ("1900-01-01", "1900-01-01"),
        ("01-01-1900", "1900-01-01"),
        ("31-12-2023", "2023-12-31"),
        ("2100-12-31", "2100-12-31"),
        ("9999-12-31", "9999-12-31"),
        ("31-12-9999", "9999-12-31"),
    ],
)
def test_a_day_is_read_from_two_forms(text: str, found: str) -> None:
    assert parse_day(text) == day(found)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "today", "nan", "None", "NaT",
        "1-2-24", "01-02-24", "1-2-2024", "01-2-2024", "2022-7-2", "2022-07-2", "2022-7-02", "22-07-2022x",
        " 01-02-2024", "01-02-2024 ", "2024-02-01\n", "\t2024-02-01", "01-02-2024 00:00", "2024-02-01T00:00",
        "2024-02-01T00:00:00Z", "2024-02-01 00:00:00",
        "31-02-2024", "2023-02-29", "29-02-2023", "2024-04-31", "2024-13-01", "13-13-2024", "00-01-2024",
        "2024-00-01", "2024-01-00", "0000-01-01", "1899-12-31", "31-12-1899", "0024-02-01",
        "01/02/2024", "2024/02/01", "01.02.2024", "2024.02.01", "20240201", "2024-0201", "202402-01", "01-02/2024",
        "2024-W05-1", "2024-W5-01", "2024-032", "2024-0-001", "45323",
        "+024-02-01", "-024-02-01", "2024--2-01", "2024- 2-01", "2_24-02-01",
        "٠١-٠٢-٢٠٢٤", "٢٠٢٤-٠٢-٠١", "２０２４-02-01", "2024-02-0²", "2024‐02‐01", "2024−02−01", "2024-02-01\x00",
    ],
)  # fmt: skip
def test_any_other_text_is_refused_and_never_guessed(text: str) -> None:
    for read in (parse_day, as_day):
        with pytest.raises(OutOfRangeError):
            read(text)


@pytest.mark.parametrize(
    "value",
    [
        datetime(2024, 2, 1),  # noqa: DTZ001 (without a time zone is what a caller may hold)
        datetime(2024, 2, 1, tzinfo=timezone(timedelta(hours=1))),
        20240201,
        45323.0,
        None,
        b"2024-02-01",
        True,
        ("2024", "02", "01"),
    ],
    ids=repr,
)
def test_what_is_no_day_is_refused_a_moment_included(value: Any) -> None:
    with pytest.raises(OutOfRangeError):
        as_day(value)


@pytest.mark.parametrize(
    ("found", "inside"),
    [
        (FIRST_DAY, True),
        (FIRST_DAY - timedelta(days=1), False),
        (LAST_DAY, True),
        (LAST_DAY + timedelta(days=1), False),
        (date.max, False),
    ],
)
def test_facts_lie_inside_the_calendar(found: date, *, inside: bool) -> None:
    if inside:
        assert as_day(found) == found
    else:
        with pytest.raises(OutOfRangeError, match="lies outside the calendar"):
            as_day(found)


@quick
@given(st.dates(FIRST_DAY, LAST_DAY))
def test_both_forms_of_any_day_give_it_back(found: date) -> None:
    assert parse_day(found.isoformat()) == parse_day(f"{found:%d-%m-%Y}") == as_day(found) == found


@quick
@given(
    st.text(alphabet="0123456789-/. TW", min_size=8, max_size=12)
    | st.from_regex(r"[0-9W]{4}-[0-9W]{2}-[0-9W]{2}|[0-9W]{2}-[0-9W]{2}-[0-9W]{4}", fullmatch=True)
)
def test_text_is_a_day_in_one_of_the_two_forms_or_an_error(text: str) -> None:
    try:
        found = parse_day(text)
    except OutOfRangeError:
        return
    assert text in (found.isoformat(), f"{found:%d-%m-%Y}")
