"""What comes next: `recheck_on` is exact, and the meetings of a forecast leave nothing overdue."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import cases

from kontaktforloeb import Assessment, Case, Conventions, Finding, Meeting, Spell, Status, check, forecast, recheck_on
from kontaktforloeb.dates import is_working_day
from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.rulebook.registry import load_rules

CLOSED = load_rules().vocabulary.closed_days
DAYS = st.dates(date(2020, 1, 1), date(2027, 6, 30))


def statuses(assessment: Assessment) -> list[Status]:
    return [finding.status for finding in assessment.findings]


@pytest.mark.parametrize(
    ("held", "as_of", "expected"),
    [
        ([], "2022-01-03", "2022-01-11"),
        ([], "2022-01-10", "2022-01-11"),
        ([], "2022-01-11", "2022-07-03"),
        (["2022-01-12"], "2022-01-11", "2022-01-12"),
        (["2022-01-04", "2022-02-01", "2022-03-01", "2022-04-01"], "2022-05-01", None),
        ([], "2022-07-03", None),
    ],
)
def test_recheck_on(held: list[str], as_of: str, expected: str | None) -> None:
    case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=held)

    assert str(recheck_on(check(case, as_of=as_of))) == str(expected)


def test_recheck_on_the_day_after_the_course_ends() -> None:
    case = Case("citizen", [Spell("ressourceforloeb", "2022-01-03", "2022-03-31")])

    assert recheck_on(check(case, as_of="2022-02-01")) == date(2022, 4, 1)


@given(cases(), DAYS)
@settings(max_examples=20, deadline=None)
def test_no_status_changes_before_recheck_on_and_one_changes_on_it(case: Case, as_of: date) -> None:
    assessment = check(case, as_of=as_of)
    day = recheck_on(assessment)

    last = day or as_of + timedelta(days=900)
    for step in range(1, (last - as_of).days, 9):
        assert statuses(check(case, as_of=as_of + timedelta(days=step))) == statuses(assessment)
    if day is not None:
        assert statuses(check(case, as_of=day - timedelta(days=1))) == statuses(assessment)
        assert statuses(check(case, as_of=day)) != statuses(assessment)


def key(finding: Finding) -> tuple[object, ...]:
    return (finding.course, finding.group, finding.version, finding.requirement, finding.occurrence)


@given(cases(), DAYS)
@example(
    # a schedule that leaves the first months to the a-kasse, beside a law that asks the jobcenter
    Case("citizen", [Spell("dagpenge", "2020-01-01")], schedule="a-kasseforsoeg-2020"),
    date(2020, 1, 1),
)
@settings(max_examples=20, deadline=None)
def test_meetings_held_on_the_forecast_days_leave_nothing_overdue(case: Case, as_of: date) -> None:
    # Meetings that lie after the as-of day are not known to happen.
    case = attrs.evolve(case, meetings=[meeting for meeting in case.meetings if meeting.date <= as_of])
    assessment = check(case, as_of=as_of)
    ahead = forecast(assessment)
    booked = attrs.evolve(case, meetings=[*case.meetings, *(booking.meeting for booking in ahead.bookings)])

    pending = [f for f in assessment.findings if f.status is Status.PENDING]
    for due in sorted({finding.due for finding in pending if finding.due}):
        later = check(booked, as_of=due + timedelta(days=1))
        then = {key(finding): finding for finding in later.findings}
        for before in assessment.findings:
            after = then[key(before)]
            events = before.planned.version.event_matches
            # Of a duty that is asked again and again only the next stretch is booked for.
            later_stretch = before.planned.chain is not None and before.due != due
            kept_by_events = bool(before.planned.ways) and all(way.match in events for way in before.planned.ways)
            if (
                before.status is Status.PENDING
                and before.requirement not in ahead.impossible
                and not (kept_by_events or later_stretch)
            ):
                assert after.status is not Status.OVERDUE, (before, after, ahead)


@given(cases(), DAYS)
@settings(max_examples=20, deadline=None)
def test_bookings_lie_ahead_and_by_their_due_day(case: Case, as_of: date) -> None:
    for booking in forecast(check(case, as_of=as_of)).bookings:
        assert as_of <= booking.meeting.date <= booking.due


def test_bookings_are_working_days_where_there_are_any() -> None:
    case = Case("citizen", [Spell("dagpenge", "2024-01-03")], schedule="broendby")
    ahead = forecast(check(case, as_of="2024-01-04"))

    assert ahead.impossible == ()
    assert all(is_working_day(booking.meeting.date, CLOSED) for booking in ahead.bookings)


def test_a_forecast_carries_the_form_the_participants_and_the_order_that_are_asked() -> None:
    case = Case("citizen", [Spell("dagpenge", "2024-01-03")], schedule="broendby")
    ahead = forecast(check(case, as_of="2024-01-04"))
    booked = attrs.evolve(case, meetings=[booking.meeting for booking in ahead.bookings])
    later = check(booked, as_of="2026-01-01")

    kinds = {finding.planned.requirement.kind for finding in later.findings}
    assert kinds == {Kind.COUNT, Kind.EACH, Kind.ORDER}
    not_met = {finding.requirement: finding.status for finding in later.findings if finding.status is not Status.MET}
    # No interview begins an activity or makes anybody join a club, and advisers are not known in advance.
    assert not_met == {
        "broendby/aktivering": Status.UNKNOWN,
        "broendby/jobklub": Status.NOT_REQUIRED,
        "broendby/selv-fundet": Status.NOT_REQUIRED,
        "broendby/fast": Status.PENDING,
    }


def test_meetings_are_booked_on_the_benefit_where_only_those_count() -> None:
    spells = [Spell("dagpenge", "2022-01-03", "2022-01-31"), Spell("dagpenge", "2022-06-01", "2022-12-31")]
    facts = Case("citizen", spells)
    for reading, months in (("count", range(1, 13)), ("on-benefit", (1, *range(6, 13)))):
        assessment = check(facts, as_of="2022-01-03", rules=["lab"], conventions=Conventions(dagpenge_meetings=reading))
        bookings = forecast(assessment).bookings
        assert bookings
        assert {booking.meeting.date.month for booking in bookings} <= set(months)
        assert any(2 <= booking.meeting.date.month <= 5 for booking in bookings) is (reading == "count")


def test_what_cannot_be_kept_any_more_is_said() -> None:
    case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat")

    ahead = forecast(check(case, as_of="2022-07-01"))

    assert ahead.impossible == ("lab/31-1",)
    assert [booking.meeting for booking in ahead.bookings] == [
        Meeting("2022-07-01", held_by="kommune"),
        Meeting("2022-07-02", held_by="kommune"),
    ]
