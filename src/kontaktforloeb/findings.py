"""What a check gives: a finding for each duty of each course, and the assessment that holds them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.conventions import Conventions
from kontaktforloeb.courses import Course
from kontaktforloeb.dates import last_working_day
from kontaktforloeb.facts import Facts
from kontaktforloeb.model import Meeting
from kontaktforloeb.plan import Duty
from kontaktforloeb.quality import Issue, find_issues
from kontaktforloeb.quick import quick
from kontaktforloeb.status import BREACHES, Certainty, CourseStatus, Coverage, Level, Status
from kontaktforloeb.status import Duty as DutyKind

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet


@quick(eq=False, repr=False)
class Basis:
    """What the findings on one course by one rule set were made from; explanations are told from it."""

    facts: Facts
    course: Course
    duties: tuple[Duty, ...]
    rulebook: Rulebook
    conventions: Conventions
    as_of: date


@attrs.frozen(slots=False)  # With slots a frozen value of so many fields takes twice as long to make.
class Finding:
    """The verdict on one requirement in one course, as of a day; the columns of the findings table.

    `course` is the course's first day, `version` the day on which the version starts, `reasons` are codes.
    """

    citizen: str
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
    duty: DutyKind
    level: Level
    reference: str
    reasons: tuple[str, ...]
    certainty: Certainty
    coverage: Coverage
    as_of: date
    planned: Duty = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)

    @property
    def last_working_day(self) -> date | None:
        """The latest Danish working day not after `due`: KF-D5. `due` itself never moves."""
        return None if self.due is None else last_working_day(self.due, self.basis.rulebook.vocabulary.closed_days)

    @property
    def breach(self) -> bool:
        """Whether somebody must act: overdue or breached."""
        return self.status in BREACHES

    def __str__(self) -> str:
        due = f", due {self.due}" if self.due else ""
        return f"{self.requirement}: {self.status} ({self.held} of {self.needed}{due})"


in_order = attrgetter("course", "group", "ruleset", "version", "requirement", "occurrence")
"""The order of the findings on one citizen."""


@attrs.frozen(slots=False)
class Assessment:
    """All findings on a case as of a day, in the order of the findings table."""

    citizen: str
    as_of: date
    findings: tuple[Finding, ...]
    conventions: Conventions
    courses: tuple[Course, ...] = attrs.field(eq=False, repr=False)
    facts: Facts = attrs.field(eq=False, repr=False)
    rulebook: Rulebook = attrs.field(eq=False, repr=False)
    rulesets: tuple[RuleSet, ...] = attrs.field(eq=False, repr=False)
    by_every_reading: bool = False
    """Whether verdicts that depend on a reading of the law are uncertain, or follow the readings that were chosen."""

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings) or "no duty"

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings on which somebody must act."""
        return tuple(finding for finding in self.findings if finding.breach)

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """What is odd in the data, apart from any duty: `kontaktforloeb.quality`."""
        return find_issues(self)

    @property
    def bookings(self) -> tuple[Meeting, ...]:
        """The meetings that are booked on `as_of` or later."""
        return tuple(
            meeting for meeting in self.facts.not_held if self.is_booking(meeting) and meeting.date >= self.as_of
        )

    def course_status(self, course: Course) -> CourseStatus:
        """Give how one of the assessment's courses stands as a whole."""
        statuses = {f.status for f in self.findings if (f.course, f.group) == (course.start, course.group)}
        if not statuses:
            return CourseStatus.NOT_COVERED
        if statuses & BREACHES:
            return CourseStatus.BEHIND
        if statuses & {Status.UNKNOWN, Status.UNCERTAIN}:
            return CourseStatus.UNDETERMINED
        if course.over(self.as_of):
            return CourseStatus.CLOSED
        return CourseStatus.ON_TRACK if Status.PENDING in statuses else CourseStatus.COMPLETE

    def is_booking(self, meeting: Meeting) -> bool:
        """Tell whether a meeting is only booked, neither held nor cancelled nor missed."""
        return self.rulebook.vocabulary.meeting_statuses.at(meeting.status, meeting.date).booked
