from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.measures.stretches import stretch_of, stretches
from kontaktforloeb.rulebook.kinds import Bucket

WHOLE = (Bucket.ISO_WEEK, Bucket.CALENDAR_MONTH, Bucket.QUARTER)
days = st.dates(date(1990, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("day", "per", "first", "last"),
    [
        ("2022-01-02", Bucket.ISO_WEEK, "2021-12-27", "2022-01-02"),
        ("2022-01-03", Bucket.ISO_WEEK, "2022-01-03", "2022-01-09"),
        ("2022-01-09", Bucket.ISO_WEEK, "2022-01-03", "2022-01-09"),
        ("2024-02-01", Bucket.CALENDAR_MONTH, "2024-02-01", "2024-02-29"),
        ("2024-02-29", Bucket.CALENDAR_MONTH, "2024-02-01", "2024-02-29"),
        ("2023-12-31", Bucket.CALENDAR_MONTH, "2023-12-01", "2023-12-31"),
        ("2024-01-01", Bucket.QUARTER, "2024-01-01", "2024-03-31"),
        ("2024-03-31", Bucket.QUARTER, "2024-01-01", "2024-03-31"),
        ("2024-04-01", Bucket.QUARTER, "2024-04-01", "2024-06-30"),
        ("2024-08-31", Bucket.QUARTER, "2024-07-01", "2024-09-30"),
        ("2024-12-31", Bucket.QUARTER, "2024-10-01", "2024-12-31"),
    ],
)
def test_a_day_lies_in_its_week_month_and_quarter(day: str, per: Bucket, first: str, last: str) -> None:
    assert stretch_of(date.fromisoformat(day), per) == (date.fromisoformat(first), date.fromisoformat(last))


def test_months_from_a_first_day_are_no_stretch_of_an_adviser() -> None:
    with pytest.raises(OutOfRangeError, match="iso-week, calendar-month or quarter"):
        stretch_of(date(2022, 1, 3), Bucket.MONTH)


@given(days, st.integers(0, 400), st.sampled_from(WHOLE))
def test_stretches_follow_each_other_without_a_gap_and_hold_both_days(first: date, length: int, per: Bucket) -> None:
    last = first + timedelta(days=length)
    found = list(stretches(first, last, per))

    assert found[0][0] <= first <= found[0][1]
    assert found[-1][0] <= last <= found[-1][1]
    assert all(end + timedelta(days=1) == start for (_, end), (start, _) in pairwise(found))
    assert all(stretch_of(start, per) == (start, end) == stretch_of(end, per) for start, end in found)
