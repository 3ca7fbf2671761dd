"""One rule alone, "four interviews in the first six months", in engines for rules that are not made for dates.

Every contender gets the same courses ready in memory: one for each citizen, job-ready on kontanthjælp, begun in 2024
or 2025 and still running. OpenFisca and ZEN are given the due day, which they cannot count for each course, and the
days of the interviews as numbers. Ours is `check` in bulk on the tables, which counts the due day itself and judges
whatever else the act asks of these citizens. The time is that of judging; the verdicts are compared first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from time import perf_counter
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from caseload.made.words import AS_OF_DAY, day

NEEDED = 4
_MONTHS, _REPEATS = 6, 5
CONTENDERS = {"numpy": "one_rule", "ours": "rule_ours", "openfisca": "rule_openfisca", "zen": "rule_zen"}
_FIRST, _LAST = day(2024, 1, 1), day(2025, 12, 31)


class Courses(NamedTuple):
    """The courses: first day and due day of each, and the interviews by course and day."""

    start: NDArray[np.int64]
    due: NDArray[np.int64]
    course: NDArray[np.int64]
    date: NDArray[np.int64]


def courses(number: int) -> Courses:
    """Give so many courses, six interviews each on average, some on one day."""
    rng = np.random.default_rng(20261101)
    start = rng.integers(_FIRST, _LAST, number)
    due = pl.select(pl.Series(start).cast(pl.Int32).cast(pl.Date).dt.offset_by(f"{_MONTHS}mo")).to_series()
    begins = pl.Series(start).cast(pl.Int32).cast(pl.Date)
    same = due.dt.day() == begins.dt.day()
    count = rng.integers(0, 13, number)
    course = np.repeat(np.arange(number), count)
    date = start[course] + rng.integers(0, 300, len(course))
    order = np.lexsort((date, course))
    # One meeting a day: repeats of a day, type and holder are one.
    course, date = course[order], date[order]
    new = np.append(True, (np.diff(course) != 0) | (np.diff(date) != 0))
    known = new & (date <= AS_OF_DAY)
    return Courses(
        start, (due.to_physical() - same.cast(pl.Int32)).to_numpy().astype(np.int64), course[known], date[known]
    )


def verdict(fourth: NDArray[np.int64], own: Courses) -> NDArray[np.str_]:
    """Give the verdicts from the day of the fourth interview, 0 where there is none."""
    open_ = np.where(own.due >= AS_OF_DAY, "pending", "overdue")
    return np.where(fourth == 0, open_, np.where(fourth <= own.due, "met", "late"))


def work_of(own: Courses) -> Callable[[], NDArray[np.str_]]:
    """Give the work of numpy alone, by which the verdicts of the others are checked."""

    def work() -> NDArray[np.str_]:
        before = np.searchsorted(own.course, np.arange(len(own.start)))
        after = np.searchsorted(own.course, np.arange(len(own.start)), "right")
        place = np.minimum(before + NEEDED - 1, len(own.date) - 1)
        return verdict(np.where(after - before >= NEEDED, own.date[place], 0), own)

    return work


def run(name: str, number: int) -> None:
    """Judge so many courses with one contender, and print how many courses a second it judged."""
    own = courses(number)
    work = import_module(f"caseload.contenders.{CONTENDERS[name]}").work_of(own)
    expected = work_of(own)()
    seconds = []
    for _ in range(_REPEATS):
        begun = perf_counter()
        found = work()
        seconds.append(perf_counter() - begun)
    if not np.array_equal(found, expected):
        unlike = np.flatnonzero(found != expected)
        sys.exit(f"{len(unlike)} verdicts differ, such as {found[unlike[:3]]} for {expected[unlike[:3]]}")
    print(f"{number / min(seconds):.0f}")


def command(name: str, number: str) -> None:
    """Run as a process of its own."""
    run(name, int(number))
