"""The machine that drives a scheduler: a correct one passes, and each mistake that was planted is found and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kontaktforloeb import Meeting
from kontaktforloeb.dates import within_first_months
from kontaktforloeb.testing import SchedulerMachine, scheduler_machine

GROUPS = ("kontanthjaelp-jobparat", "jobafklaring", "ledighedsydelse", "revalidering")
DAYS = {"min_day": "2020-01-01", "max_day": "2025-12-01"}
ONE_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)

quick = settings(max_examples=25, stateful_step_count=8, deadline=None, database=None, derandomize=True)
thorough = settings(max_examples=400, stateful_step_count=20, deadline=None)


class Careful:
    """Books the first interview at once, then four within six months, the next one always well before it is due."""

    needed = 4

    def __init__(self) -> None:
        self.held: list[date] = []
        self.next: date | None = None
        self.start = date.min

    def course_begins(self, day: date, group: str) -> None:
        del group
        self.start, self.held = day, []
        self.book(day)

    def last_day(self) -> date:
        return within_first_months(self.start, 6)

    def book(self, day: date) -> None:
        left = self.needed - len(self.held)
        if left == 0:
            self.next = None
        elif not self.held:
            self.next = day
        else:
            self.next = max(day + A_DAY, min(self.wished(day, left), self.last_day()))

    def wished(self, day: date, left: int) -> date:
        """Spread what is left over the time up to a fortnight before the last day."""
        return day + (self.last_day() - 2 * ONE_WEEK - day) // left

    def bookings(self, day: date) -> list[Meeting]:
        del day
        return [] if self.next is None else [Meeting(self.next, form="fremmoede")]

    def attended(self, meeting: Meeting) -> None:
        self.held.append(meeting.date)
        self.book(meeting.date)

    def did_not_attend(self, meeting: Meeting) -> None:
        self.next = meeting.date + A_DAY


class CountsNoShows(Careful):
    def did_not_attend(self, meeting: Meeting) -> None:
        self.attended(meeting)


class ForgetsNoShows(Careful):
    def did_not_attend(self, meeting: Meeting) -> None:
        del meeting
        self.next = None


class KeepsCountingAfterAChange(Careful):
    def course_begins(self, day: date, group: str) -> None:
        if self.start == date.min:
            super().course_begins(day, group)
        self.start = day
        self.book(day)


class TakesHalfAYearFor183Days(Careful):
    def last_day(self) -> date:
        return self.start + timedelta(days=183)

    def wished(self, day: date, left: int) -> date:
        return self.last_day() if left == 1 else super().wished(day, left)


class CountsTheLastDayTwice(Careful):
    def last_day(self) -> date:
        return within_first_months(self.start, 6) + A_DAY

    def wished(self, day: date, left: int) -> date:
        return self.last_day() if left == 1 else super().wished(day, left)


class StopsAtThree(Careful):
    needed = 3


class BooksTheWrongHolder(Careful):
    def bookings(self, day: date) -> list[Meeting]:
        return [Meeting(own.date, held_by="a-kasse") for own in super().bookings(day)]


def machine(make: Callable[[], Careful]) -> type[SchedulerMachine]:
    return scheduler_machine(make, "lab", groups=GROUPS, **DAYS)  # type: ignore[arg-type]


def test_a_careful_scheduler_keeps_the_law() -> None:
    run_state_machine_as_test(machine(Careful), settings=quick)


@pytest.mark.slow
def test_a_careful_scheduler_keeps_the_law_in_many_courses() -> None:
    run_state_machine_as_test(machine(Careful), settings=thorough)


@pytest.mark.parametrize(
    ("planted", "duty"),
    [
        (CountsNoShows, "lab/31-"),
        (ForgetsNoShows, "lab/31-"),
        (KeepsCountingAfterAChange, "lab/31-"),
        (TakesHalfAYearFor183Days, "lab/31-"),
        (CountsTheLastDayTwice, "lab/31-"),
        (StopsAtThree, "lab/31-"),
        (BooksTheWrongHolder, "lab/31-"),
    ],
)
def test_a_planted_mistake_is_found_and_told(planted: Callable[[], Careful], duty: str) -> None:
    found = settings(quick, max_examples=400, report_multiple_bugs=False, phases=[Phase.generate])
    with pytest.raises(AssertionError) as raised:
        run_state_machine_as_test(machine(planted), settings=found)
    message = str(raised.value)
    assert message.startswith(f"the scheduler did not keep {duty}")
    assert ": overdue (" in message.splitlines()[0] or ": late (" in message.splitlines()[0]
    for part in ("in the course that began on 20", "spells: ", "meetings: ", "Verdict: ", "Counted from "):
        assert part in message


class Past(Careful):
    def bookings(self, day: date) -> list[Meeting]:
        return [Meeting(day - A_DAY)]


class NoMeeting(Careful):
    def bookings(self, day: date) -> list[Meeting]:
        return [day]  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (Past, AssertionError, "has a booking on 20.*, which has passed"),
        (NoMeeting, TypeError, "which is no kontaktforloeb"),
    ],
)
def test_a_booking_that_cannot_be_is_told(wrong: Callable[[], Careful], error: type[Exception], message: str) -> None:
    own = machine(wrong)()
    with pytest.raises(error, match=message):
        own.begin(0, 0)


class NoBookings:
    def course_begins(self, day: date, group: str) -> None:
        pass

    def attended(self, meeting: Meeting) -> None:
        pass


class ForgetsToReturn(Careful):
    def bookings(self, day: date) -> list[Meeting]:  # type: ignore[return]
        del day


class Breaks(Careful):
    def course_begins(self, day: date, group: str) -> None:
        del day
        raise KeyError(group)


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (NoBookings, TypeError, "NoBookings has no function bookings, did_not_attend; a scheduler has course_begins, "),
        (lambda: None, TypeError, "NoneType has no function course_begins, "),
        (ForgetsToReturn, TypeError, r"bookings\(\) of the scheduler gave None; expected a list of Meetings"),
        (Breaks, KeyError, "jobafklaring|ledighedsydelse|revalidering|kontanthjaelp-jobparat"),
        (NoMeeting, TypeError, "which is no kontaktforloeb"),
    ],
)
def test_a_scheduler_that_lacks_something_is_told_by_the_run_too(
    wrong: Callable[[], Careful], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        run_state_machine_as_test(machine(wrong), settings=settings(quick, phases=[Phase.generate]))


def test_the_machine_itself_drives_nothing() -> None:
    with pytest.raises(TypeError, match="scheduler_machine"):
        SchedulerMachine().begin(0, 0)


@pytest.mark.slow
def test_what_is_found_shrinks_to_a_plain_course() -> None:
    shrunk = settings(quick, max_examples=100, report_multiple_bugs=False, phases=[Phase.generate, Phase.shrink])
    with pytest.raises(AssertionError, match="spells: jobafklaring from 2025-07-14\n") as raised:
        run_state_machine_as_test(
            scheduler_machine(StopsAtThree, "lab", groups=["jobafklaring"], **DAYS),  # type: ignore[arg-type]
            settings=shrunk,
        )
    assert "overdue (3 of 4, due 2026-01-13)" in str(raised.value)


def test_a_machine_is_a_test_case_of_unittest_too() -> None:
    assert machine(Careful).TestCase.settings is not None
