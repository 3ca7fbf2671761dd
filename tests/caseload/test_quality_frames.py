"""On frames, what is odd and what was known on a day is what it is citizen by citizen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb import check, load_rules
from kontaktforloeb.caseload.columns import TABLES
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.snapshots.known import caseload_as_known_on
from kontaktforloeb.commands.demo import examples_folder
from kontaktforloeb.conventions import Conventions
from kontaktforloeb.quality import Issue, find_issues

pytest.importorskip("polars")

import numpy as np
import polars as pl

from kontaktforloeb.caseload.frames import Frames, read_frames
from kontaktforloeb.caseload.kernel.oddities import Oddities, issues_of
from kontaktforloeb.caseload.kernel.run import Choices, Input, judge
from kontaktforloeb.caseload.known_frames import frames_as_known_on
from kontaktforloeb.caseload.raw import read_raw

RULES = load_rules()
CONFORMANCE = Path(__file__).parents[1] / "cases" / "conformance" / "caseload"
Found = list[tuple[str, Issue]]


def frames_of(folder: Path) -> Frames:
    return read_frames(read_raw(folder), RULES)


def in_frames(frames: Frames, choices: Choices, within: int | None, chunk: int = 100_000) -> Found:
    tables = {name: getattr(frames, name) for name in TABLES}
    rejected = np.flatnonzero(frames.rejected_rows.to_numpy())
    oddities = Oddities(frames, choices, within)
    judged = judge(Input(tables, frames.citizens_index, rejected, frames.cases), choices, chunk=chunk)
    return [found for own in judged for found in issues_of(oddities.of(own))]


def one_by_one(frames: Frames, choices: Choices, within: int | None) -> Found:
    return [
        (case.citizen, issue)
        for case in frames.cases(range(len(frames.citizens_index)))
        for issue in find_issues(
            check(case, as_of=choices.as_of, rulebook=RULES, conventions=choices.conventions), registered_within=within
        )
    ]


@pytest.mark.parametrize(
    ("folder", "as_of", "within"),
    [
        (CONFORMANCE, date(2022, 8, 1), None),
        (CONFORMANCE, date(2026, 11, 1), 14),
        (examples_folder(), date(2025, 3, 1), 5),
    ],
    ids=["conformance-2022", "conformance-2026", "example"],
)
def test_frames_and_citizens_one_by_one_show_the_same_oddities(folder: Path, as_of: date, within: int | None) -> None:
    frames, choices = frames_of(folder), Choices(as_of, RULES)

    found = in_frames(frames, choices, within)

    assert found
    assert found == one_by_one(frames, choices, within)


@pytest.mark.slow
def test_some_citizens_at_a_time_show_the_same_oddities_as_all_at_once() -> None:
    frames, choices = frames_of(examples_folder()), Choices(date(2025, 3, 1), RULES)

    assert in_frames(frames, choices, 5, chunk=70) == in_frames(frames, choices, 5)


FRAMES = frames_of(CONFORMANCE)
(NO_SHOWS,) = [Conventions(readings={"udeblivelse": other}) for other in RULES.other_readings["udeblivelse"]]


@given(
    st.lists(st.none() | st.integers(-3, 3) | st.integers(-100, 400), min_size=1, max_size=12),
    st.lists(st.none() | st.integers(0, 20_000), min_size=1, max_size=7),
    st.sampled_from((date(2022, 8, 1), date(2026, 11, 1))),
    st.sampled_from((Conventions(), NO_SHOWS)),
)
@settings(max_examples=2, deadline=None)
def test_the_same_holds_whenever_meetings_were_registered_and_whoever_was_born_when(
    shifts: list[int | None], births: list[int | None], as_of: date, conventions: Conventions
) -> None:
    def cycled(values: list[int | None], length: int) -> pl.Expr:
        return pl.lit(pl.Series([values[place % len(values)] for place in range(length)], dtype=pl.Int32))

    registered = pl.col("date") + pl.duration(days=cycled(shifts, FRAMES.meetings.height))
    born = pl.lit(date(1970, 1, 1)) + pl.duration(days=cycled(births, FRAMES.citizens.height))
    frames = attrs.evolve(
        FRAMES,
        meetings=FRAMES.meetings.with_columns(registered=registered),
        citizens=FRAMES.citizens.with_columns(birth_date=born),
    )
    choices = Choices(as_of, RULES, conventions=conventions)

    assert in_frames(frames, choices, 30) == one_by_one(frames, choices, 30)


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2026, 6, 1), date(2090, 1, 1)])
def test_frames_as_known_on_a_day_hold_the_cases_as_known_on_it(day: date) -> None:
    read = read_folder(examples_folder(), RULES)

    frames, known = frames_as_known_on(frames_of(examples_folder()), day, RULES.vocabulary)
    caseload, counted = caseload_as_known_on(read, day, RULES.vocabulary)

    assert known == counted
    assert tuple(frames.cases(range(len(frames.citizens_index)))) == caseload.cases
