"""What is counted of the findings on some citizens, of those from the arrays and of those of the reference engine."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl

from kontaktforloeb.caseload.kernel.courses import Courses
from kontaktforloeb.caseload.kernel.days import number
from kontaktforloeb.caseload.kernel.judging import STATUSES
from kontaktforloeb.caseload.kernel.output import Names, Rows
from kontaktforloeb.status import BREACHES, Status

END = "_end"
"""The last day of the course that a finding of the reference engine is about."""

_BREACHES = np.array([status in BREACHES for status in STATUSES])


class Counts(NamedTuple):
    """How many findings there are of each requirement, version and status, and how many to act on in courses over."""

    statuses: Counter[tuple[str, date, Status]]
    over: int


def counted(rows: Rows, courses: Courses, names: Names, by_case: pl.DataFrame, as_of: int) -> Counts:
    """Count findings as `Tally.add` does; `by_case` are those of the reference engine, with the ends of the courses."""
    statuses: Counter[tuple[str, date, Status]] = Counter()
    # Each duty and status together make one number.
    of_each = np.bincount(rows.duty.astype(np.int64) * len(STATUSES) + rows.status)
    for place in np.flatnonzero(of_each).tolist():
        duty, status = divmod(place, len(STATUSES))
        own = names.duties[duty]
        statuses[own.requirement, own.version, STATUSES[status]] += int(of_each[place])
    over = int(np.count_nonzero(_BREACHES[rows.status] & (courses.end[rows.course] < as_of)))
    for requirement, version, told, end in by_case.select("requirement", "version", "status", END).iter_rows():
        statuses[requirement, version, Status(told)] += 1
        over += told in BREACHES and number(end) < as_of
    return Counts(statuses, over)
