from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from kontaktforloeb.caseload.quality import (
    QUALITY,
    ShiftNote,
    looks_shifted,
    shift_of_weekdays,
    weekday_shift,
    write_quality,
)
from kontaktforloeb.quality import Issue
from kontaktforloeb.status import DataIssue
from kontaktforloeb.texts import LANGUAGES

FOUND = [
    ("=C1", Issue(DataIssue.WEEKEND_MEETING, date(2022, 2, 12))),
    ("C2", Issue(DataIssue.REGISTERED_AFTER_DUE, date(2022, 1, 7), "meetings", date(2022, 1, 10), "lab/31-3")),
]


def test_the_file_has_a_row_for_each_issue_and_is_safe_to_open(tmp_path: Path) -> None:
    count = write_quality(tmp_path / "quality.csv", FOUND, "en")

    assert count == 2
    assert (tmp_path / "quality.csv").read_text("utf-8").splitlines() == [
        ",".join(QUALITY.columns),
        "'=C1,meetings,2022-02-12,weekend-meeting,the meeting lies on a weekend",
        'C2,meetings,2022-01-07,registered-after-due,"' + FOUND[1][1].text("en") + '"',
    ]


def test_the_file_for_danish_spreadsheets_has_semicolons_and_a_mark(tmp_path: Path) -> None:
    write_quality(tmp_path / "quality.csv", FOUND, "da", excel_csv=True)

    assert (tmp_path / "quality.csv").read_bytes().startswith(b"\xef\xbb\xbfcitizen;table;date;code;text\n")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["2024-06-02T22:00:00", "2024-06-09T22:00:00"], True),
        (["2024-06-02 22:00", "2024-12-01 23:00"], True),
        (["2024-06-02 22:00:00.000000", "", " 2024-12-01 23:00:00 "], True),
        (["02-06-2024 22:00", "01-12-2024 23:00:00"], True),
        (["2024-03-30 23:00:00", "2024-03-31 22:00:00"], True),  # The night of the change, and the one after it.
        (["2024-06-02 23:00:00", "2024-06-09 23:00:00"], False),  # In summer Denmark is two hours ahead.
        (["2024-12-02 22:00:00", "2024-12-09 22:00:00"], False),
        (["2024-06-02 22:00:00", "2024-06-03 09:30:00"], False),
        (["2024-06-02 22:00:00", "2024-06-03"], False),
        (["2024-06-02 22:00:00", "2024-06-02 22:00:00"], False),
        (["2024-06-02T22:00:00Z", "2024-12-01T23:00:00Z"], False),
        (["2024-06-02T22:00:00+00:00", "2024-12-01T23:00:00+00:00"], False),
        (["2024-06-03", "2024-06-04"], False),
        (["22:00:00", "23:00:00"], False),
        (["", ""], False),
        ([], False),
    ],
)
def test_danish_midnights_in_utc_are_seen_only_where_nothing_else_can_be_meant(
    texts: list[str],
    expected: bool,  # noqa: FBT001 (a column of the table)
) -> None:
    assert looks_shifted(texts) is expected


def days(*on: int, each: int = 20, shift: int = 0) -> list[date]:
    """Give days on some days of the week, Monday being 0, moved by `shift`."""
    monday = date(2024, 1, 1)
    return [monday + timedelta(weeks=week, days=day + shift) for week in range(each) for day in on]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (days(0, 1, 2, 3, 4), 0),
        (days(0, 1, 2, 3, 4, shift=-1), -1),
        (days(0, 1, 2, 3, 4, shift=1), 1),
        (days(0, 1, 2, 3, 4, each=5, shift=-1), 0),  # Too few to tell.
        ([*days(0, 1, 2, 3, 4), *days(5, 6, each=19)], 0),
        (days(0, 1, 2, 3, 4, 5, 6), 0),
        ([*days(0, 1, 2, 3, 4, shift=-1), *days(4, each=3)], -1),
        (days(5, 6), 0),  # Weekends alone point both ways.
    ],
)
def test_a_week_that_has_moved_by_a_day_is_seen(given: Sequence[date], expected: int) -> None:
    assert weekday_shift(given) == expected
    assert shift_of_weekdays(Counter(day.weekday() for day in given)) == expected


@pytest.mark.parametrize(
    ("shift", "words"),
    [(0, "22:00"), (-1, "more on Sundays than on Fridays"), (1, "more on Saturdays than on Mondays")],
)
def test_a_note_says_what_points_to_the_shift_and_masks_what_could_be_an_id(shift: int, words: str) -> None:
    note = ShiftNote("meetings", "Dato 7101901234", shift)

    assert words in note.text("en")
    assert not any("7101901234" in note.text(lang) for lang in LANGUAGES)
