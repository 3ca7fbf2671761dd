"""What a proof gives: for each duty of the law proved, a counterexample or undecided, and what was looked at."""

from __future__ import annotations

from datetime import date
from enum import StrEnum, unique

import attrs

from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.format import Bilingual


@unique
class Outcome(StrEnum):
    """What is known of a duty, and of all of them together."""

    PROVED = "proved"
    COUNTEREXAMPLE = "counterexample"
    UNDECIDED = "undecided"


@unique
class Why(StrEnum):
    """Why something is undecided, or was left out of what is assumed; a word may follow after a colon."""

    PARAMETER = "parameter"
    EVENT = "event"
    FACT = "fact"
    PERSON = "person"
    NO_VERSION = "no-version"
    TRANSITION = "transition"
    KEY = "key"
    TOO_MANY = "too-many"
    NOT_CONFIRMED = "not-confirmed"
    GAVE_UP = "gave-up"
    LEFT_OUT = "left-out"
    CANNOT_FOLLOW = "cannot-follow"


@attrs.frozen
class Profile:
    """A kind of citizen: the target group, and what guards of one of the two sides ask of the citizen."""

    group: str
    insured: str | None = None
    age: int | None = None
    events: tuple[tuple[str, str | None], ...] = ()
    """Events recorded on the first day, each with its value."""

    def __str__(self) -> str:
        told = [self.group]
        if self.insured is not None:
            told.append(self.insured)
        if self.age is not None:
            told.append(str(self.age))
        told += [name if value is None else f"{name}={value}" for name, value in self.events]
        return ", ".join(told)


@attrs.frozen
class Scope:
    """What was looked at, as plain facts: nothing outside it is claimed."""

    schedule: str
    schedule_versions: tuple[date, ...]
    against: str
    against_versions: tuple[date, ...]
    first: date
    last: date
    starts: int
    """On how many start days something was asked for."""
    problems: int
    """How many different problems these came to: starts whose days lie alike are one."""
    profiles: tuple[Profile, ...]
    assumed: tuple[tuple[str, str], ...] = ()
    """What every meeting was assumed to be, as pairs of a field and its value."""
    days: int = 0
    """For how many days from the start a course was followed at most."""
    as_if: bool = False
    """Whether the versions were taken to be in force on all days."""


@attrs.frozen
class Counterexample:
    """A case that keeps the schedule and breaks a duty, as `check` confirmed; `assessment` is what it said."""

    duty: str
    profile: Profile
    case: Case
    as_of: date
    finding: Finding = attrs.field(repr=False)
    assessment: Assessment = attrs.field(repr=False)

    @property
    def start(self) -> date:
        """The first day of the course."""
        return self.case.spells[0].start

    @property
    def records(self) -> int:
        """How many meetings and events besides those of the profile it holds."""
        return len(self.case.meetings) + len(self.case.events) - len(self.profile.events)


@attrs.frozen
class Undecided:
    """Why nothing is claimed: words that could not be encoded, or facts that the scope leaves open."""

    why: tuple[str, ...]
    """Of a schedule that nobody can follow after a colon: which, from how many start days, and from which first."""


@attrs.frozen
class Proved:
    """The duty is kept on every start day by every way to follow the schedule on time."""

    starts: int
    """On how many pairs of a start day and a profile the duty was asked."""


@attrs.frozen
class DutyVerdict:
    """The answer for one duty of the law."""

    duty: str
    title: Bilingual
    reference: str
    result: Proved | Counterexample | Undecided
    starts: int
    """On how many pairs of a start day and a profile it was asked."""
    broken_on: int = 0
    """On how many of these some way to follow the schedule breaks it."""

    @property
    def outcome(self) -> Outcome:
        """The answer in one word."""
        if isinstance(self.result, Proved):
            return Outcome.PROVED
        return Outcome.COUNTEREXAMPLE if isinstance(self.result, Counterexample) else Outcome.UNDECIDED


@attrs.frozen
class Alone:
    """What is true of a schedule by itself."""

    scope: Scope
    followable: Outcome
    """Whether it can be followed on time from every start day; a counterexample is a day from which it cannot."""
    not_from: date | None = None
    """The first start day from which it cannot be followed."""
    conflicts: tuple[tuple[str, ...], ...] = ()
    """Sets of duties that contradict each other from that day, none of them superfluous."""
    implied: tuple[str, ...] = ()
    """Duties that are kept on every start day by whoever keeps the others."""
    undecided: tuple[tuple[str, str], ...] = ()
    """Duties of which nothing is said, with the reason."""


@attrs.frozen
class Proof:
    """The answer for a schedule against a law."""

    scope: Scope
    duties: tuple[DutyVerdict, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    """Duties of the schedule that were not assumed to be kept, with the reason."""
    never_asked: tuple[str, ...] = ()
    """Duties of the law that nothing in the scope asks for, as an event, an exemption or a change is not in it."""

    @property
    def outcome(self) -> Outcome:
        """The answer as a whole: a counterexample to one duty is one to the law."""
        outcomes = {verdict.outcome for verdict in self.duties}
        if Outcome.COUNTEREXAMPLE in outcomes:
            return Outcome.COUNTEREXAMPLE
        return Outcome.PROVED if outcomes == {Outcome.PROVED} else Outcome.UNDECIDED

    @property
    def counterexample(self) -> Counterexample | None:
        """The smallest counterexample: the fewest meetings, then the earliest start, then the order of the law."""
        found = [own.result for own in self.duties if isinstance(own.result, Counterexample)]
        return min(found, key=lambda own: (own.records, own.start), default=None)


@attrs.frozen
class Change:
    """One number of a schedule changed."""

    requirement: str
    key: str
    before: int
    after: int


@attrs.frozen
class Repair:
    """The least change of a schedule's numbers by which it keeps the duties."""

    changes: tuple[Change, ...]
    proof: Proof
    tried: int
    """How many changed schedules were tried."""
