"""What comes next: `recheck_on` is exact, and the meetings of a forecast leave nothing overdue."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_up import START, Rules, loader, requirement, version
from made_up import case as made_up_case
from made_up import check as check_by
from strategies import SCHEDULES, cases

from kontaktforloeb import (
    Assessment,
    Case,
    Conventions,
    Event,
    Finding,
    Meeting,
    Spell,
    Status,
    check,
    forecast,
    recheck_on,
)
from kontaktforloeb.checking import recheck
from kontaktforloeb.dates import is_working_day
from kontaktforloeb.evaluate import Scene
from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.rulebook.registry import load_rules

CLOSED = load_rules().vocabulary.closed_days
DAYS = st.dates(date(2020, 1, 1), date(2027, 6, 30))
JOINT = ("a-kasse",)
TO_AVOID = (Status.OVERDUE, Status.SHORT, Status.LATE, Status.UNCERTAIN)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return loader(lambda: tmp_path_factory.mktemp("rules"))


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


def booked(case: Case, as_of: str) -> tuple[list[tuple[str, str, tuple[str, ...], str]], tuple[str, ...]]:
    ahead = forecast(check(case, as_of=as_of, rules=["lab"]))
    meetings = [(b.meeting, b.requirement) for b in ahead.bookings if (b.due - date.fromisoformat(as_of)).days < 200]
    return [(f"{m.date:%m-%d}", m.type, m.with_, name) for m, name in meetings], ahead.impossible


@pytest.mark.parametrize(
    ("as_of", "bookings", "impossible"),
    [
        # A joint interview is none of the four, but on a day on which one of them is held it can be one beside it.
        (
            "2022-07-28",
            [
                ("07-28", "jobsamtale", (), "lab/31-1"),
                ("07-29", "jobsamtale", (), "lab/31-1"),
                ("07-29", "faelles-jobsamtale", JOINT, "lab/31-2-2"),
                ("07-30", "jobsamtale", (), "lab/31-1"),
                ("07-31", "jobsamtale", (), "lab/31-1"),
            ],
            (),
        ),
        # What cannot be kept takes no day from what can.
        (
            "2022-07-30",
            [("07-30", "jobsamtale", (), "lab/31-1"), ("07-31", "jobsamtale", JOINT, "lab/31-2-2")],
            ("lab/31-1",),
        ),
        ("2022-07-31", [("07-31", "jobsamtale", JOINT, "lab/31-2-2")], ("lab/31-1",)),
    ],
)
def test_a_joint_interview_is_kept_though_the_four_cannot_be(
    as_of: str, bookings: list[tuple[str, str, tuple[str, ...], str]], impossible: tuple[str, ...]
) -> None:
    assert booked(Case.from_dates("2022-02-01", "dagpenge"), as_of) == (bookings, impossible)


def test_a_joint_interview_on_a_day_on_which_one_was_held_is_another_one() -> None:
    case = Case.from_dates("2022-02-01", "dagpenge", held=["2022-07-31"])

    assert booked(case, "2022-07-31") == (
        [("07-31", "faelles-jobsamtale", JOINT, "lab/31-2-2")],
        ("lab/31-1",),
    )


def test_joint_interviews_are_among_the_six_of_2015() -> None:
    assert booked(Case.from_dates("2017-02-01", "dagpenge"), "2017-02-01")[0] == [
        ("03-14", "jobsamtale", JOINT, "lab/faelles-1"),
        ("04-12", "jobsamtale", (), "lab/maaned"),
        ("05-11", "jobsamtale", (), "lab/maaned"),
        ("06-14", "jobsamtale", (), "lab/maaned"),
        ("07-14", "jobsamtale", (), "lab/maaned"),
        ("07-28", "jobsamtale", JOINT, "lab/faelles-2"),
    ]


@pytest.mark.parametrize("days_left", range(1, 7))
def test_the_second_joint_interview_of_2015_is_kept_on_the_last_days_too(days_left: int) -> None:
    as_of = date(2017, 8, 1) - timedelta(days=days_left)
    bookings, impossible = booked(Case.from_dates("2017-02-01", "dagpenge"), str(as_of))

    assert impossible == (("lab/seks",) if days_left < 6 else ())
    in_time = [with_ for day, _, with_, _ in bookings if day.startswith("07")]
    assert in_time.count(JOINT) == 1
    assert len(in_time) == days_left


def test_interviews_of_each_year_are_as_many_as_it_asks_for() -> None:
    # The first one of two is late for the first interview, and so none of the four.
    case = Case.from_dates("2017-06-02", "kontanthjaelp-aktivitetsparat")
    for as_of, number in (("2017-06-02", 5), ("2017-11-18", 5)):
        ahead = forecast(check(case, as_of=as_of, rules=["lab"]))
        assert ahead.impossible == ()
        assert len(ahead.bookings) == number


def test_a_duty_leaves_the_only_day_of_another_to_it(rules: Rules) -> None:
    words = """
by-phone = [{ type = ["jobsamtale"], form = ["telefon"] }]
in-person = [{ type = ["jobsamtale"], form = ["fremmoede"] }]
"""
    phone = requirement('match = "by-phone"\ncount = 1\ndue = { weeks = 2 }', name="a")
    person = requirement('match = "in-person"\ncount = 1\nopens = { weeks = 2 }\ndue = { weeks = 2 }', name="b")
    rulebook = rules(version(words, phone, person))

    ahead = forecast(check_by(made_up_case(), START, rulebook))

    assert [(str(b.meeting.date), b.meeting.form) for b in ahead.bookings] == [
        ("2022-01-21", "telefon"),
        ("2022-01-24", "fremmoede"),
    ]
    assert ahead.impossible == ()


def test_what_a_booking_opens_is_booked_for_too(rules: Rules) -> None:
    first = requirement('match = "interview"\ncount = 1\ndue = { weeks = 2 }', name="a")
    second = requirement('match = "interview"\ncount = 2\ndue = { anchor = "held:1", weeks = 2 }', name="b")
    rulebook = rules(version(first, second))

    ahead = forecast(check_by(made_up_case(), START, rulebook))

    assert [(str(b.meeting.date), b.requirement) for b in ahead.bookings] == [
        ("2022-01-24", "probe/a"),
        ("2022-02-07", "probe/b"),
    ]


def lost(assessment: Assessment, meetings: list[Meeting]) -> dict[tuple[object, ...], Finding]:
    """Give the open duties that are not kept once the meetings are held, as they stand after they fell due."""
    found = {}
    for finding in assessment.findings:
        if finding.status is Status.PENDING and finding.due and not kept_by_events(finding):
            then = recheck(assessment, as_of=finding.due + timedelta(days=1), added=meetings)
            [after] = [own for own in then.findings if key(own) == key(finding)]
            if after.status in TO_AVOID and "no-version" not in after.reasons:
                found[key(finding)] = after
    return found


def kept_by_events(finding: Finding) -> bool:
    ways, events = finding.planned.ways, finding.planned.version.event_matches
    return bool(ways) and all(way.match in events for way in ways)


@st.composite
def near_due_days(draw: st.DrawFn) -> Assessment:
    """A course on the last days before something falls due, when there may be too few days left for all of it."""
    start = draw(st.dates(date(2015, 7, 1), date(2026, 12, 31)))
    group = draw(st.sampled_from(("dagpenge", "dagpenge", "kontanthjaelp-aktivitetsparat", "kontanthjaelp-jobparat")))
    events = [Event("behov-faellessamtale", start + timedelta(days=30)) for _ in range(draw(st.integers(0, 1)))]
    schedule = draw(st.sampled_from((None, None, "broendby", "kalundborg", *SCHEDULES)))
    case = Case("citizen", [Spell(group, start)], events=events, schedule=schedule)
    dues = sorted({finding.due for finding in check(case, as_of=start).findings if finding.due})
    as_of = draw(st.sampled_from(dues or [start])) - timedelta(days=draw(st.integers(0, 6)))
    shift = st.integers(0, max(0, (as_of - start).days))
    meeting = st.builds(
        lambda days, kind, present: Meeting(start + timedelta(days=days), type=kind, with_=present),
        shift,
        st.sampled_from(("jobsamtale", "jobsamtale", "faelles-jobsamtale")),
        st.sampled_from(((), JOINT)),
    )
    held = draw(st.lists(meeting, max_size=5))
    as_of = max(as_of, start)
    return check(attrs.evolve(case, meetings=held), as_of=as_of)


@given(near_due_days())
@settings(max_examples=60, deadline=None)
def test_meetings_keep_all_that_a_forecast_does_not_call_impossible(assessment: Assessment) -> None:
    ahead = forecast(assessment)
    not_kept = lost(assessment, [booking.meeting for booking in ahead.bookings])

    assert {after.requirement for after in not_kept.values()} == set(ahead.impossible)


@given(near_due_days())
@settings(max_examples=60, deadline=None)
def test_nothing_keeps_what_a_forecast_calls_impossible_beside_all_else(assessment: Assessment) -> None:
    meetings = [booking.meeting for booking in forecast(assessment).bookings]
    not_kept = lost(assessment, meetings)
    for name, after in not_kept.items():
        # One meeting a day is planned for a duty: on those on which none is, each kind is tried.
        counted = {held.date for held in Scene.of(after.basis).candidates(after.planned)}
        assert after.due is not None
        days = [assessment.as_of + timedelta(days=n) for n in range((after.due - assessment.as_of).days + 1)]
        for kind in ("jobsamtale", "faelles-jobsamtale", "informationsmoede"):
            for holder in ("jobcenter", "a-kasse"):
                for present in ((), JOINT):
                    there = {(held.date, held.traits.type) for held in assessment.facts.held}
                    more = [
                        Meeting(day, type=kind, held_by=holder, with_=present)
                        for day in days
                        if day not in counted and (day, kind) not in there
                    ]
                    then = lost(assessment, [*meetings, *more])
                    assert name in then or not then.keys() <= not_kept.keys(), (name, more)
