"""Compare two caseloads, citizen by citizen, or the findings of two files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

import attrs

from kontaktforloeb.caseload.snapshots.change import Change, Judged, Why, in_order
from kontaktforloeb.caseload.snapshots.records import Period, changed_rows
from kontaktforloeb.caseload.snapshots.verdicts import compared, judged, staged
from kontaktforloeb.findings import Finding
from kontaktforloeb.model import Case
from kontaktforloeb.status import Status

if TYPE_CHECKING:
    from kontaktforloeb.caseload.snapshots.files import FindingsFile
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

Judge = Callable[[Case, date], Iterable[Finding]]
"""Gives the findings on a case as of a day, by the rules of a run."""

_BY_TIME = (Status.OVERDUE, Status.SHORT)
"""What a duty that nobody fulfils becomes on the day after it was due. That it ended, or is waived, the data say."""

T = TypeVar("T")


@attrs.frozen(eq=False)
class Snapshot:
    """A caseload as it was exported, and how it is judged. Two snapshots with one `judge` are judged by one law.

    `cases` are ordered by citizen, as `Caseload.cases` are.
    """

    cases: tuple[Case, ...] = attrs.field(repr=False)
    as_of: date
    judge: Judge = attrs.field(repr=False)

    @property
    def period(self) -> Period:
        """What the export speaks of."""
        days = (meeting.date for case in self.cases for meeting in case.meetings)
        return Period(min(days, default=None), self.as_of)


def changes(old: Snapshot, new: Snapshot, vocabulary: Vocabulary) -> Iterator[tuple[str, list[Change]]]:
    """Give each citizen's changes from one snapshot to the other, in the order of the file; mostly there are none.

    A verdict changed by time, if the older data give the new one on the later day; by rules, if they do by the newer
    snapshot's rules; by data, if only the newer data do.
    """
    periods = old.period, new.period
    citizen = attrgetter("citizen")
    for before, after in _side_by_side(old.cases, new.cases, citizen):
        rows = list(changed_rows(before, after, periods, vocabulary))
        either = after or before
        if either is None:
            continue
        found = [*_verdicts(before, after, (old, new), same=before is not None and not rows), *rows]
        yield either.citizen, sorted(found, key=in_order)


def _verdicts(
    before: Case | None, after: Case | None, snapshots: tuple[Snapshot, Snapshot], *, same: bool
) -> list[Change]:
    old, new = snapshots
    if same and old.as_of == new.as_of and old.judge is new.judge:
        return []
    stages = [_judged(old, before, old.as_of)]
    causes: list[Why] = []
    if old.as_of != new.as_of:
        stages.append(_judged(old, before, new.as_of))
        causes.append(Why.TIME)
    if old.judge is not new.judge:
        stages.append(_judged(new, before, new.as_of))
        causes.append(Why.RULES)
    if not same:
        stages.append(_judged(new, after, new.as_of))
        causes.append(Why.DATA)
    either = after or before
    return [] if either is None else staged(either.citizen, stages, causes)


def _judged(snapshot: Snapshot, case: Case | None, as_of: date) -> tuple[Judged, ...]:
    return () if case is None else judged(snapshot.judge(case, as_of))


def changes_of_findings(old: FindingsFile, new: FindingsFile) -> Iterator[tuple[str, list[Change]]]:
    """Give each citizen's changes from one file of findings to the other: what the files alone can show."""

    def why(before: Judged | None, after: Judged | None, field: str) -> tuple[Why, ...]:
        return (_seen(before, after, field, old, new),)

    for before, after in _side_by_side(old.citizens(), new.citizens(), lambda own: own[0]):
        either = after or before
        if either is not None:
            found = compared(either[0], before[1] if before else (), after[1] if after else (), why)
            yield either[0], sorted(found, key=in_order)


def _seen(before: Judged | None, after: Judged | None, field: str, old: FindingsFile, new: FindingsFile) -> Why:
    """Give why a finding changed, as far as two files show it."""
    if before is None or after is None:
        told, other = (after, old) if before is None else (before, new)
        judged_there = told is not None and (told.ruleset, told.version) in other.versions
        return Why.UNKNOWN if judged_there else Why.RULES
    if (before.course, before.group) != (after.course, after.group):
        return Why.DATA
    if before.version != after.version:
        return Why.RULES
    if (before.held, before.fulfilled) != (after.held, after.fulfilled):
        return Why.DATA
    same = before[7:9] == after[7:9] and before.needed == after.needed
    if field == "status" and after.status in _BY_TIME and same and before.due is not None:
        days = old.as_of, new.as_of
        if days[0] is not None and days[1] is not None and days[0] <= before.due < days[1]:
            return Why.TIME
    return Why.UNKNOWN


def _side_by_side(old: Iterable[T], new: Iterable[T], key: Callable[[T], str]) -> Iterator[tuple[T | None, T | None]]:
    """Give what two ordered series say of the same citizens, side by side, reading each only once."""
    olds, news = iter(old), iter(new)
    before, after = next(olds, None), next(news, None)
    while before is not None or after is not None:
        if after is None or (before is not None and key(before) < key(after)):
            yield before, None
            before = next(olds, None)
        elif before is None or key(after) < key(before):
            yield None, after
            after = next(news, None)
        else:
            yield before, after
            before, after = next(olds, None), next(news, None)
