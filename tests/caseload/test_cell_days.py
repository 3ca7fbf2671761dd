from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb.caseload import cell_days
from kontaktforloeb.caseload.cell_days import BIRTHS, FACTS, Day, copenhagen_day, doubts, read_day, usual
from kontaktforloeb.caseload.rows import NoteCode, RowCode
from kontaktforloeb.errors import CaseloadError

DAY = date(2022, 1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2022-01-03", "03-01-2022", "03.01.2022", "03/01/2022", "2022/01/03", "2022.01.03", "3-1-2022", "3/1/2022",
        "2022-1-3", "20220103", "03-01-22", "03.01.22", "03/01/22", "44564", "44564.9999", "44564,25",
        "2022-01-03T00:00:00", "2022-01-03 23:59", "2022-01-03 23:59:59.999", "03-01-2022 23.59", "03.01.22 00:00:00",
        "2022-01-03t08:15", "2022-01-03T8:15", "03/01/2022T08:15", "03-01-2022 kl. 08:30", "3.1.2022, kl 8.30",
        "03.01.2022, 08:30", "2022-01-03 Kl. 08:30:00", "3.1.22", "3-1-22", "3/1/22", "03.1.22", "3.01.22 kl. 9.05",
        "3. januar 2022", "3.januar 2022", "3 jan 2022", "3. jan. 2022", "03-jan-2022", "3-jan-22", "03JAN2022",
        "3. Januar 2022 kl. 08:30", "den 3. januar 2022", "d. 3. jan 2022", "3 January 2022", "D. 3. JANUAR 2022",
        # The day in Copenhagen, one hour ahead in winter.
        "2022-01-02T23:00:00Z", "2022-01-03T22:59:59Z", "2022-01-02T23:00:00+00:00", "2022-01-03T00:00:00+01:00",
        "2022-01-02 23:00:00.000 +00:00", "2022-01-02T18:00:00-05", "2022-01-03T14:00+1400", "02-01-2022 23:30Z",
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(text: str) -> None:
    found = read_day(text)
    assert isinstance(found, Day)
    assert found.day == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-07-01T22:00:00Z", "2022-07-02"),
        ("2022-07-01T21:59:59Z", "2022-07-01"),
        ("2022-03-27T00:30:00Z", "2022-03-27"),
        ("2022-03-26T23:00:00Z", "2022-03-27"),
        ("2022-10-29T21:59:00Z", "2022-10-29"),
        ("2022-10-29T22:00:00Z", "2022-10-30"),
        ("2022-10-30T22:59:00Z", "2022-10-30"),
        ("2024-02-28T23:00:00Z", "2024-02-29"),
        ("2022-12-31T23:00:00Z", "2023-01-01"),
    ],
)
def test_summer_time_decides_when_a_day_begins(text: str, day: str) -> None:
    assert read_day(text) == Day(date.fromisoformat(day), NoteCode.TIME_ZONES)


# Moments of Copenhagen's own clock have no zone with them, and the strategy wants them so.
FIRST, LAST = datetime(1985, 1, 1), datetime(2037, 12, 31)  # noqa: DTZ001 (as said)


@given(st.datetimes(FIRST, LAST), st.integers(-14 * 60, 14 * 60))
@settings(max_examples=200, deadline=None)
def test_a_moment_is_the_same_day_in_whatever_zone_it_is_written(moment: datetime, offset: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    there = moment.astimezone(timezone(timedelta(minutes=offset)))
    # The rule of the European Union since 1996; in the years before, summer ended on the last Sunday of September.
    assert read_day(there.isoformat()) == read_day(moment.isoformat().replace("+00:00", "Z"))
    if moment.year > 1995:
        summer = [last_sunday(moment.year, month) + timedelta(hours=1) for month in (3, 10)]
        ahead = 2 if summer[0] <= moment < summer[1] else 1
        assert copenhagen_day(there) == (moment + timedelta(hours=ahead)).date()


def last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, tzinfo=UTC)
    return last - timedelta(days=last.isoweekday() % 7)


@pytest.mark.parametrize(
    "text",
    [
        "", "i går", "2022-02-30", "30.02.2022", "2022-13-01", "20220230", "2022-01-03T24:00",
        "2022-01-03T10:60", "2022-01-03T10:00:60", "2022-01-03T10", "2022-01-03 kl. 10", "2022-01-03 kl.",
        "1. juli", "jul-25", "juli 2025", "30. februar 2022", "3. janar 2022", "0. juli 2025", "juli 3, 2025",
        "3..1.22", "3.1.2", "3.1.022", "103.1.22", "infinity", "22-3-5", "3 jan 60 x", "2022-01-03T10:00+24:00",
        "03-01.2022", "030122", "03012022", "2022013", "1", "12345", "99999", "44564.", "4456x", "٠٣-٠١-٢٠٢٢",
        "２０２２-01-03", "0001-01-01T00:00:00+14:00", "22-02-30-", "2022-01-03\n", "44564\n",
    ],
)  # fmt: skip
def test_what_is_no_day_is_never_made_one(text: str) -> None:
    assert read_day(text) is RowCode.IMPOSSIBLE_DATE


@pytest.mark.parametrize(
    ("short", "facts", "births"),
    [
        ("00", 2000, None), ("22", 2022, None), ("49", 2049, None), ("50", None, None), ("79", None, None),
        ("80", 1980, None), ("90", 1990, None), ("91", 1991, 1991), ("99", 1999, 1999),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_is_the_one_that_it_can_be_in_the_column(
    short: str, facts: int | None, births: int | None
) -> None:
    for span, year in ((FACTS, facts), (BIRTHS, births)):
        found = read_day(f"03-01-{short}", span)
        assert found == (RowCode.AMBIGUOUS_DATE if year is None else Day(date(year, 1, 3), NoteCode.SHORT_YEARS))


@pytest.mark.parametrize(("name", "month"), [
    ("januar", 1), ("FEB", 2), ("Marts", 3), ("march", 3), ("apr", 4), ("maj", 5), ("may", 5), ("juni", 6), ("jul", 7),
    ("august", 8), ("sep", 9), ("sept", 9), ("okt", 10), ("October", 10), ("nov", 11), ("december", 12),
])  # fmt: skip
def test_months_have_names(name: str, month: int) -> None:
    for text in (f"15. {name} 2022", f"15-{name}-2022", f"15 {name}. 2022"):
        assert read_day(text) == Day(date(2022, month, 15))
    assert read_day(f"15-{name}-60") is RowCode.AMBIGUOUS_DATE


@pytest.mark.parametrize(
    ("text", "span", "day"),
    [
        ("29221", FACTS, date(1980, 1, 1)),
        ("29220", FACTS, None),
        ("54788", FACTS, date(2049, 12, 31)),
        ("54789", FACTS, None),
        ("10000", BIRTHS, date(1927, 5, 18)),
        ("09999", BIRTHS, date(1927, 5, 17)),
        ("69763", BIRTHS, date(2090, 12, 31)),
        ("69764", BIRTHS, None),
        ("2958465", FACTS, date.max),
        ("2958464", FACTS, None),
    ],
)
def test_a_number_is_a_day_of_a_spreadsheet_where_its_year_can_be(text: str, span: Any, day: date | None) -> None:
    assert read_day(text, span) == (RowCode.IMPOSSIBLE_DATE if day is None else Day(day, NoteCode.EXCEL_DAYS))


@given(st.dates(date(1980, 1, 1), date(2049, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_every_way_of_writing_a_day_means_that_day(day: date) -> None:
    # 1 January 1970 is the day 25569 of every spreadsheet.
    serial = 25569 + (day - date(1970, 1, 1)).days
    written = [f"{day:%d{sep}%m{sep}%Y}" for sep in "-./"] + [f"{day:%Y{sep}%m{sep}%d}" for sep in "-./"]
    written += [f"{day:%Y%m%d}", f"{day:%d-%m-%y}", str(serial), f"{serial}.5", f"{day}T00:00:00", f"{day} 23:59"]
    assert {found.day for text in written if isinstance(found := read_day(text), Day)} == {day}
    assert not any(isinstance(read_day(text), RowCode) for text in written)


@given(st.text(st.sampled_from("0123456789-/. T:Z+,"), max_size=26) | st.text(max_size=12))
@settings(max_examples=500, deadline=None)
def test_any_text_is_a_day_or_has_a_code(text: str) -> None:
    for span in (FACTS, BIRTHS):
        found = read_day(text, span, doubts([text])[0])
        assert isinstance(found, Day) or found in (RowCode.IMPOSSIBLE_DATE, RowCode.AMBIGUOUS_DATE)
        if usual(text) and isinstance(found, Day):
            assert found.told is None


def test_a_moment_without_an_offset_is_local_already() -> None:
    assert copenhagen_day(datetime(2022, 1, 3, 23, 59)) == DAY  # noqa: DTZ001 (that is the point)
    assert copenhagen_day(datetime(9999, 12, 31, 23, 59, tzinfo=UTC)) == date.max


def test_a_machine_without_time_zones_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.ZoneInfo", no_zone)
    cell_days._copenhagen.cache_clear()  # noqa: SLF001 (it is found once for the whole process)
    with pytest.raises(CaseloadError, match="this machine has no time zones; expected the package 'tzdata'"):
        read_day("2022-01-03T00:00:00Z")
    cell_days._copenhagen.cache_clear()  # noqa: SLF001 (as above)


def no_zone(_: str) -> None:
    from zoneinfo import ZoneInfoNotFoundError  # noqa: PLC0415 (with the test that needs it)

    raise ZoneInfoNotFoundError
