"""The one rule in ZEN's expression language, compiled once and evaluated for one course after the other."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from caseload.contenders.one_rule import NEEDED, Courses
from caseload.made.words import AS_OF_DAY

# Not a dependency of the project, so nothing is known of its types here.
zen: Any = import_module("zen")

_RULE = f"""len(filter(held, # <= due)) >= {NEEDED} ? 'met' :
    len(held) >= {NEEDED} ? 'late' : due >= {AS_OF_DAY} ? 'pending' : 'overdue'"""


def work_of(own: Courses) -> Callable[[], NDArray[np.str_]]:
    """Give the work of judging the courses."""
    cuts = np.searchsorted(own.course, np.arange(1, len(own.start)))
    given = [
        {"due": due, "held": held.tolist()}
        for due, held in zip(own.due.tolist(), np.split(own.date, cuts), strict=True)
    ]
    rule = zen.compile_expression(" ".join(_RULE.split()))

    def work() -> NDArray[np.str_]:
        return np.array([rule.evaluate(course) for course in given])

    return work
