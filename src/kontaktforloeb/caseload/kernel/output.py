"""Verdicts as rows of the findings table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.anchors import Reasons
from kontaktforloeb.caseload.kernel.cohort import Cohort, Setting
from kontaktforloeb.caseload.kernel.courses import Courses
from kontaktforloeb.caseload.kernel.days import NONE, Days
from kontaktforloeb.caseload.kernel.duties import Duty
from kontaktforloeb.caseload.kernel.judging import STATUSES, Lists, Verdicts
from kontaktforloeb.dates import last_working_day
from kontaktforloeb.rulebook.rulesets import RuleSet
from kontaktforloeb.status import Reason

_BITS = 60


class Listed(NamedTuple):
    """A duty as findings name it, in the order of the findings table."""

    ruleset: str
    version: date
    requirement: str
    occurrence: int
    duty: str
    level: str
    reference: str
    certainty: str
    coverage: str


class Names:
    """What findings name: the duties in the order of the table, and reasons as they turn up."""

    def __init__(self, rulesets: Iterable[RuleSet]) -> None:
        listed: dict[Listed, list[tuple[int, int]]] = {}
        for ruleset in rulesets:
            for version in ruleset.usable:
                for requirement in version.file.requirement:
                    for occurrence in range(1, max(len(requirement.steps), 1) + 1):
                        own = Listed(
                            version.file.id, version.valid_from, f"{version.file.id}/{requirement.id}", occurrence,
                            requirement.duty.value, requirement.level.value, requirement.reference,
                            requirement.certainty.value, requirement.coverage.value,
                        )  # fmt: skip
                        listed.setdefault(own, []).append((id(requirement), occurrence))
        self.duties = sorted(listed)
        self.place = {asked: place for place, own in enumerate(self.duties) for asked in listed[own]}
        self.reasons: dict[str, int] = {"": 0}

    def reason(self, texts: Sequence[str]) -> int:
        """Give the number of a list of reasons."""
        text = "|".join(texts)
        return self.reasons.setdefault(text, len(self.reasons))


class Rows(NamedTuple):
    """Findings as arrays, in no order: which course, which duty, and what is said."""

    course: NDArray[np.int32]
    duty: NDArray[np.uint16]
    status: NDArray[np.int8]
    opens: Days
    due: Days
    fulfilled: Days
    days_late: NDArray[np.int32]
    held: NDArray[np.int32]
    needed: NDArray[np.int32]
    reasons: NDArray[np.int32]


def rows_of(cohort: Cohort, duty: Duty, verdicts: Verdicts, names: Names) -> Rows:
    """Give the findings on one duty in the courses of a cohort."""
    own = np.flatnonzero(duty.present)
    rejected = cohort.facts.people.rejected[cohort.citizen]
    told = (*verdicts.reasons, (rejected, Reason.ROWS_REJECTED))
    return Rows(
        cohort.chosen[own].astype(np.int32),
        np.full(len(own), names.place[id(duty.requirement), duty.occurrence], np.uint16),
        verdicts.status[own],
        duty.opens[own],
        verdicts.due[own],
        verdicts.fulfilled[own],
        verdicts.days_late[own],
        verdicts.held[own],
        verdicts.needed[own],
        _reasons(duty.reasons, verdicts.listed, told, own, names),
    )


def _reasons(
    of_duty: Reasons, listed: Lists | None, told: Reasons, own: NDArray[np.int64], names: Names
) -> NDArray[np.int32]:
    """Give for each of some courses the number of its list of reasons."""
    code, lists = _with(np.zeros(len(own), np.int64), [()], of_duty, own)
    if listed is not None:
        # Few courses have such, each its own.
        pairs, code = np.unique(code * len(listed.lists) + listed.place[own], return_inverse=True)
        places = [divmod(pair, len(listed.lists)) for pair in pairs.tolist()]
        lists = [(*lists[before], *listed.lists[place]) for before, place in places]
    code, lists = _with(code, lists, told, own)
    numbers = np.array([names.reason(list(dict.fromkeys(texts))) for texts in lists], np.int32)
    return numbers[code]


def _with(
    code: NDArray[np.int64], lists: list[tuple[str, ...]], told: Reasons, own: NDArray[np.int64]
) -> tuple[NDArray[np.int64], list[tuple[str, ...]]]:
    """Give the lists with further reasons."""
    pending: list[str] = []
    for mask, text in told:
        has = None if mask is None else mask[own]
        if has is not None and not has.any():
            continue
        if has is None or has.all():
            code, lists = _settled(code, lists, pending)
            pending = []
            lists = [(*texts, text) for texts in lists]
            continue
        code = code * 2 + has
        pending.append(text)
        if len(pending) == _BITS - len(lists).bit_length():
            code, lists = _settled(code, lists, pending)
            pending = []
    return _settled(code, lists, pending)


def _settled(
    code: NDArray[np.int64], lists: list[tuple[str, ...]], pending: list[str]
) -> tuple[NDArray[np.int64], list[tuple[str, ...]]]:
    """Give the lists that turn up, and each course's place among them."""
    if not pending:
        return code, lists
    width = len(pending)
    if len(lists) << width <= 1 << 16:
        there = np.bincount(code, minlength=len(lists) << width) > 0
        seen, place = np.flatnonzero(there), (np.cumsum(there) - 1)[code]
    else:
        seen, place = np.unique(code, return_inverse=True)
    found = []
    for value in seen.tolist():
        before, bits = divmod(value, 1 << width)
        found.append((*lists[before], *(text for k, text in enumerate(pending) if bits >> (width - 1 - k) & 1)))
    return place, found


def put_together(found: list[Rows]) -> Rows:
    """Put findings together in the order of the table; `found` is empty then, so that nothing stands there twice."""
    columns = [list(own) for own in zip(*found, strict=True)] or [[] for _ in Rows._fields]
    found.clear()
    course, duty = (_joined(columns.pop(0)) for _ in range(2))
    order = np.argsort((course.astype(np.int64) << 16) | duty, kind="stable")
    rest = [_joined(columns.pop(0))[order] for _ in range(len(columns))]
    return Rows(course[order], duty[order], *rest)


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    joined = np.concatenate(parts or [np.empty(0, np.int32)])
    parts.clear()
    return joined


class Writer:
    """Makes tables of findings from rows of arrays; one for a run."""

    def __init__(self, names: Names, setting: Setting) -> None:
        self.names, self.setting = names, setting
        self._statuses = pl.Enum([status.value for status in STATUSES])
        self._groups = pl.Enum(list(setting.words.groups))
        self._duties = {name: _told([getattr(own, name) for own in names.duties]) for name in Listed._fields}
        self._reasons = pl.Enum([])

    def words(self) -> dict[str, pl.Enum]:
        """Give the columns of words, and those that each may hold; of reasons those that have turned up so far."""
        if len(self._reasons.categories) < len(self.names.reasons):
            self._reasons = pl.Enum(list(self.names.reasons))
        of_duties = {name: own.dtype for name, own in self._duties.items() if isinstance(own.dtype, pl.Enum)}
        return {"status": self._statuses, "group": self._groups, "reasons": self._reasons, **of_duties}

    def table(
        self, rows: Rows, courses: Courses, citizen: NDArray[np.uint32], ids: pl.Series, about: pl.DataFrame
    ) -> pl.DataFrame:
        """Give findings that are in order as a table; `citizen` are the numbers of the citizens.

        `about` holds for each citizen what findings repeat of the table `citizens`.
        """
        whole = pl.Series(citizen)
        words, duty = self.words(), pl.Series(rows.duty.astype(np.uint32))
        columns: dict[str, pl.Series] = {
            "citizen": ids.gather(whole),
            "course": _day(courses.start[rows.course]),
            "status": pl.Series(rows.status.astype(np.uint8)).cat.to(words["status"]),
            "opens": _day(rows.opens),
            "due": _day(rows.due),
            "last_working_day": _day(self._working(rows.due)),
            "fulfilled": _day(rows.fulfilled),
            "days_late": _number(rows.days_late),
            "held": pl.Series(rows.held),
            "needed": pl.Series(rows.needed),
            "group": pl.Series(courses.group[rows.course].astype(np.uint32)).cat.to(words["group"]),
            "as_of": pl.Series(np.full(len(citizen), self.setting.as_of, np.int32)).cast(pl.Date),
        }
        columns |= {name: about[name].gather(whole) for name in about.columns}
        columns |= {name: own.gather(duty) for name, own in self._duties.items()}
        columns["reasons"] = pl.Series(rows.reasons.astype(np.uint32)).cat.to(words["reasons"])
        return pl.DataFrame(columns)

    def _working(self, due: Days) -> Days:
        closed = self.setting.vocabulary.closed_days
        return self.setting.tables.apply("last-working-day", lambda day: last_working_day(day, closed), due)


def _told(values: Sequence[Any]) -> pl.Series:
    """Give what is told of each duty as a column, words as numbers."""
    own = pl.Series(values)
    if own.dtype == pl.String:
        return own.cast(pl.Enum(own.unique().sort()))
    return own.cast(pl.Int32) if own.dtype.is_integer() else own


def _day(days: Days) -> pl.Series:
    return _number(days).cast(pl.Date)


def _number(values: NDArray[np.int32]) -> pl.Series:
    series = pl.Series(values)
    empty = values == NONE
    return series.set(pl.Series(empty), None) if empty.any() else series
