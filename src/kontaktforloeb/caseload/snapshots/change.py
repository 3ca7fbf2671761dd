"""One change between two snapshots: what, from what to what, and why; the columns of the file of changes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum, unique
from typing import NamedTuple

from kontaktforloeb.caseload.writing.tables import Table
from kontaktforloeb.status import BREACHES, Status

CHANGES = Table(
    "changes",
    (
        "citizen", "table", "change", "field", "course", "group", "version", "requirement", "occurrence", "record",
        "date", "from", "to", "why", "days",
    ),
    days=frozenset({"course", "version", "date"}),
    numbers=frozenset({"occurrence", "days"}),
    lists=frozenset({"why"}),
)  # fmt: skip

FINDINGS = "findings"
ORDER = (FINDINGS, "citizens", "spells", "meetings", "hours", "exemptions", "events")
"""The tables in which something can change, in the order of the file."""


@unique
class Kind(StrEnum):
    """What became of a finding or a row."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@unique
class Why(StrEnum):
    """Why a finding or a row is not what it was; the first four are those of findings, and several may hold."""

    TIME = "time"
    RULES = "rules"
    DATA = "data"
    UNKNOWN = "unknown"
    SINCE = "since"
    BACKDATED = "backdated"
    VANISHED = "vanished"
    OUT_OF_PERIOD = "out-of-period"
    MAYBE_REJECTED = "maybe-rejected"
    CITIZEN_GONE = "citizen-gone"
    CITIZEN_NEW = "citizen-new"
    FOLLOWED_UP = "followed-up"
    FILLED = "filled"
    EMPTIED = "emptied"
    REGISTERED_LATER = "registered-later"
    MOVED = "moved"
    CORRECTED = "corrected"


class Change(NamedTuple):
    """One change, in the columns of the file of changes.

    Of a finding: `field` is `status`, `due`, `course`, `group` or `version`, and `date` is its due day. Of a row:
    `record` says which one it is. `days` are the days late, or those between the one day and the other.
    """

    citizen: str
    table: str
    change: Kind
    field: str = ""
    course: date | None = None
    group: str = ""
    version: date | None = None
    requirement: str = ""
    occurrence: int | None = None
    record: str = ""
    date: date | None = None
    from_: str = ""
    to: str = ""
    why: tuple[Why, ...] = ()
    days: int | None = None

    @property
    def became_overdue(self) -> bool:
        """Whether somebody must act now, and had not to before."""
        return self._is_verdict and self.to in BREACHES and self.from_ not in BREACHES

    @property
    def no_longer_overdue(self) -> bool:
        """Whether somebody had to act before, and need not now."""
        return self._is_verdict and self.from_ in BREACHES and self.to not in BREACHES

    @property
    def _is_verdict(self) -> bool:
        return self.table == FINDINGS and self.field == "status"


def in_order(change: Change) -> tuple[object, ...]:
    """Give what the changes of one citizen are ordered by."""
    day = date.min
    return (
        ORDER.index(change.table), change.course or day, change.group, change.version or day, change.requirement,
        change.occurrence or 0, change.date or day, change.record, change.change, change.field, change.from_, change.to,
    )  # fmt: skip


class Judged(NamedTuple):
    """What a finding says that two snapshots are compared by."""

    course: date
    group: str
    ruleset: str
    version: date
    requirement: str
    occurrence: int
    status: Status
    opens: date | None
    due: date | None
    fulfilled: date | None
    days_late: int | None
    held: int
    needed: int
