"""A machine that drives a scheduler through a citizen's course, day by day, and checks that the law is kept.

Hypothesis demands a class that is inherited from: this is the one place of the library where that is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

import attrs
from hypothesis import currently_in_test_context, note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from kontaktforloeb.checking import check
from kontaktforloeb.dates import ONE_DAY, within_days
from kontaktforloeb.explain import explain
from kontaktforloeb.model import Case, Meeting, Spell
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.status import Status
from kontaktforloeb.testing import arguments as given
from kontaktforloeb.testing.complying import Scope, scopes_of, starts
from kontaktforloeb.testing.expanding import start_day, starts_number
from kontaktforloeb.testing.numbers import numbers
from kontaktforloeb.testing.words import Words, groups_of, words_of

if TYPE_CHECKING:
    from kontaktforloeb.findings import Assessment, Finding
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet

Days = date | str | None

_BEHIND = frozenset({Status.OVERDUE, Status.LATE, Status.SHORT, Status.BREACHED})
_LONGEST = 400
"""After so many days more a course is looked at no longer, whatever may still be asked of it."""

_AT_A_TIME, _NOTICE = 60, 7
_WHICH, _DAYS = 256, 1 << 16


class Scheduler(Protocol):
    """What is tested: it is told what happens to one citizen, and says on each day what is booked.

    Days come in order. What happens on a day is told before the bookings of that day are asked for; whether the
    citizen attended is told after it.
    """

    def course_begins(self, day: date, group: str) -> None:
        """Be told that the citizen is in a target group from a day on: at first, and after a change of benefit."""

    def bookings(self, day: date) -> Iterable[Meeting]:
        """Give the interviews that are booked, those of today among them, which are then held."""

    def attended(self, meeting: Meeting) -> None:
        """Be told that an interview was held."""

    def did_not_attend(self, meeting: Meeting) -> None:
        """Be told that the citizen stayed away from an interview."""


class SchedulerMachine(RuleBasedStateMachine):
    """A course that is lived through, with one scheduler; `scheduler_machine` makes one for yours.

    The citizen stays away from an interview only where so many days (`notice`) are left before the next due day that
    another can be booked.
    """

    make: ClassVar[Callable[[], Scheduler] | None] = None
    ruleset: ClassVar[RuleSet]
    rules_used: ClassVar[Rulebook]
    scopes: ClassVar[tuple[Scope, ...]]
    notice: ClassVar[int] = _NOTICE
    stays_away: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.case: Case | None = None
        self.today = date.min
        self.will_stay_away = False
        self.assessment: Assessment | None = None

    @initialize(which=numbers(_WHICH), number=numbers(_DAYS))
    def begin(self, which: int, number: int) -> None:
        """Let a course begin."""
        make = type(self).make
        if make is None:
            message = "SchedulerMachine drives no scheduler; scheduler_machine(...) makes a machine that does"
            raise TypeError(message)
        self.scheduler = _with_every_function(make())
        scope = self.scopes[which % len(self.scopes)]
        words: Words = words_of(self.rules_used)
        self.today = start_day(words, scope.first, scope.last, number % starts_number(scope.first, scope.last))
        schedule = None if self.ruleset.kind is FileKind.LOV else self.ruleset.id
        self.case = Case("K00001", [Spell(scope.group, self.today)], schedule=schedule)
        _tell(f"{self.today}: a course begins in {scope.group}")
        self._ask("course_begins", self.today, scope.group)
        self._look()
        self._live_through()

    @rule(days=st.integers(1, _AT_A_TIME))
    def days_pass(self, days: int) -> None:
        """Let days pass, on which what is booked is held."""
        for _ in range(days):
            self._next_day()

    @precondition(lambda self: not self.will_stay_away)
    @rule()
    def citizen_will_stay_away(self) -> None:
        """Let the citizen stay away from the next interview, if another can still be booked in time."""
        self.will_stay_away = True

    @precondition(lambda self: self.case is not None and self.case.spells[-1].start < self.today)
    @rule(which=numbers(_WHICH))
    def benefit_changes(self, which: int) -> None:
        """Let the citizen come into another group from tomorrow on, so that a new course begins."""
        others = self._others()
        if not others or self.case is None:
            return
        group, running = others[which % len(others)], self.case.spells[-1]
        self.case = attrs.evolve(
            self.case,
            spells=[
                *self.case.spells[:-1],
                attrs.evolve(running, end=self.today),
                Spell(group, self.today + ONE_DAY),
            ],
        )
        self.today += ONE_DAY
        _tell(f"{self.today}: the benefit changes, the citizen is in {group}")
        self._ask("course_begins", self.today, group)
        self._look()
        self._live_through()

    def _others(self) -> list[str]:
        """Give the groups on other benefits in which a course may begin tomorrow."""
        assert self.case is not None
        running, tomorrow = self.case.spells[-1], self.today + ONE_DAY
        lanes = words_of(self.rules_used).lanes[running.group]
        before = {spell.group for spell in self.case.spells}
        return [
            scope.group
            for scope in self.scopes
            if scope.group not in lanes and scope.group not in before and scope.first <= tomorrow <= scope.last
        ]

    def teardown(self) -> None:
        """Let days pass until nothing is asked for any more."""
        for _ in range(_LONGEST):
            if self.case is None or self._next_due() is None:
                break
            self._next_day()

    def _next_day(self) -> None:
        if self.case is not None:
            self.today += ONE_DAY
            self._live_through()

    def _live_through(self) -> None:
        """Ask for the bookings of the day, hold them or not, and check once a due day has passed."""
        assert self.case is not None
        due = self._next_due()
        if due is not None and due < self.today:
            self._look()
        for meeting in (booked := self._bookings()):
            self._refuse_if_wrong(meeting)
        for meeting in (own for own in booked if own.date == self.today):
            self._hold(meeting)

    def _bookings(self) -> list[Meeting]:
        given_back = self._ask("bookings", self.today)
        if not isinstance(given_back, Iterable):
            self.case = None
            message = f"{self.today}: bookings() of the scheduler gave {given_back!r}; expected a list of Meetings"
            raise TypeError(message)
        return list(given_back)

    def _ask(self, function: str, *words: object) -> object:
        """Call a function of the scheduler; where it goes wrong nothing more happens to this citizen.

        Hypothesis lets the days of a course pass to its end even then, and would tell of what goes wrong there.
        """
        try:
            return getattr(self.scheduler, function)(*words)
        except BaseException:
            self.case = None
            raise

    def _refuse_if_wrong(self, meeting: object) -> None:
        if not isinstance(meeting, Meeting):
            self.case = None
            message = f"{self.today}: the scheduler booked {meeting!r}, which is no kontaktforloeb.Meeting"
            raise TypeError(message)
        if meeting.date < self.today:
            self.case = None
            message = f"{self.today}: the scheduler has a booking on {meeting.date}, which has passed"
            raise AssertionError(message)

    def _hold(self, meeting: Meeting) -> None:
        assert self.case is not None
        due = self._next_due()
        stays_away = self.will_stay_away and (due is None or within_days(self.today, self.notice) <= due)
        recorded = attrs.evolve(meeting, status=self.stays_away if stays_away else Meeting(self.today).status)
        self.case = attrs.evolve(self.case, meetings=[*self.case.meetings, recorded])
        if stays_away:
            self.will_stay_away = False
            _tell(f"{self.today}: the citizen stays away")
            self._ask("did_not_attend", recorded)
        else:
            _tell(f"{self.today}: held: {meeting.type} by {meeting.held_by}")
            self._ask("attended", recorded)
            self._look()

    def _next_due(self) -> date | None:
        if self.assessment is None:  # Something went wrong before the first look; the days end at once then.
            return None
        dues = [
            finding.due
            for finding in self.assessment.findings
            if finding.status is Status.PENDING and finding.due is not None
        ]
        return min(dues, default=None)

    def _look(self) -> None:
        """Check the course as of today, and fail with what a person needs to know if something was missed."""
        assert self.case is not None
        self.assessment = check(self.case, as_of=self.today, rulebook=self.rules_used, rules=[self.ruleset.id])
        missed = [finding for finding in self.assessment.findings if finding.status in _BEHIND]
        if missed:
            case, self.case = self.case, None  # It is over: nothing more happens to this citizen.
            raise AssertionError(told(missed[0], case))


def _with_every_function(scheduler: Scheduler) -> Scheduler:
    """Give a scheduler that has the functions of one."""
    names = [name for name in vars(Scheduler) if not name.startswith("_")]
    lacks = [name for name in names if not callable(getattr(scheduler, name, None))]
    if lacks:
        message = f"{type(scheduler).__name__} has no function {', '.join(lacks)}; a scheduler has {', '.join(names)}"
        raise TypeError(message)
    return scheduler


def _tell(what: str) -> None:
    """Tell what happened, beside the example that Hypothesis shows; by hand there is none."""
    if currently_in_test_context():
        note(what)


def told(finding: Finding, case: Case) -> str:
    """Give in words what a scheduler missed: the duty, its due day, the course, and the explanation."""
    spells = "; ".join(f"{own.group} from {own.start}" + (f" to {own.end}" if own.end else "") for own in case.spells)
    held = ", ".join(f"{own.date} ({own.status})" for own in case.meetings) or "none"
    return (
        f"the scheduler did not keep {finding}\n"
        f"as of {finding.as_of}, in the course that began on {finding.course}\n"
        f"spells: {spells}\nmeetings: {held}\n\n{explain(finding, 'en')}"
    )


def scheduler_machine(
    make: Callable[[], Scheduler],
    ruleset: str = "lab",
    *,
    groups: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    notice: int = _NOTICE,
    stays_away: str = "udeblevet",
    rulebook: Rulebook | None = None,
) -> type[SchedulerMachine]:
    """Give a machine that drives the schedulers that `make` gives, each through one citizen's courses.

    Its `TestCase` is a test; `hypothesis.stateful.run_state_machine_as_test` runs it, too. `notice` are the days before
    a due day within which the citizen stays away from nothing. Raises `hypothesis.errors.InvalidArgument`.

    >>> class Idle:
    ...     def course_begins(self, day, group): pass
    ...     def bookings(self, day): return []
    ...     def attended(self, meeting): pass
    ...     def did_not_attend(self, meeting): pass
    >>> machine = scheduler_machine(Idle, "lab", groups=["kontanthjaelp-jobparat"])()
    >>> machine.begin(0, 0)
    >>> machine.days_pass(8)
    Traceback (most recent call last):
    AssertionError: the scheduler did not keep lab/31-5: overdue (0 of 1, due 2025-07-21)
    ...
    """
    rules = given.rulebook_or_bundled(rulebook)
    own = given.ruleset_of(ruleset, rules)
    words = words_of(rules)
    if not callable(make):
        given.refuse("make", make, "something that gives a new scheduler when it is called, such as its class")
    names = given.words("groups", groups, groups_of(own, words), "target groups of the rule set")
    there = (Scope(name, *days) for name in names for days in starts(rules, own, name))
    scopes = scopes_of(there, min_day, max_day, words)
    [away] = given.words("stays_away", [stays_away], rules.vocabulary.meeting_statuses, "statuses of a meeting")
    if away in rules.vocabulary.held_statuses:
        given.refuse("stays_away", stays_away, "the status of a meeting that was not held")
    said: dict[str, Any] = {
        "make": staticmethod(make),
        "ruleset": own,
        "rules_used": rules,
        "scopes": tuple(scopes),
        "notice": given.size("notice", notice),
        "stays_away": away,
        "__doc__": SchedulerMachine.__doc__,
    }
    return cast("type[SchedulerMachine]", type("SchedulerMachine", (SchedulerMachine,), said))
