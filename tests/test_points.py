"""The days that a rule file can name: anchors, periods, and what moves a day once it has been counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from made_up import JOBPARAT, START, Rules, case, check, loader, only, requirement, version

from kontaktforloeb import Finding, Meeting

PHASES = """
[[phase]]
id = "cafe"
title = { da = "Café", en = "Café" }
opens = { anchor = "visitation", snap = "next-monday" }
ends = { anchor = "cafe.start", week = 2 }

[[phase]]
id = "strategi"
title = { da = "Strategi", en = "Strategy" }
opens = { anchor = "cafe.end", snap = "week-after" }
ends = { anchor = "strategi.start", week = 1 }

[[phase]]
id = "resten"
title = { da = "Resten", en = "The rest" }
opens = { anchor = "strategi.end", day_after = true }
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return loader(lambda: tmp_path_factory.mktemp("rules"))


def window_of(rules: Rules, says: str, *held: str | Meeting, **facts: object) -> tuple[str, str, tuple[str, ...]]:
    rulebook = rules(version(requirement(f'match = "interview"\ncount = 9\n{says}'), tables=PHASES))
    finding: Finding = only(check(case(*held, **facts), "2022-01-11", rulebook))  # type: ignore[arg-type]
    return str(finding.opens), str(finding.due), finding.reasons


@pytest.mark.parametrize(
    ("visitation", "monday", "why"),
    [
        ("2022-01-10", "2022-01-17", "a Monday: the next one"),
        ("2022-01-11", "2022-01-17", "a Tuesday"),
        ("2022-01-16", "2022-01-17", "a Sunday: the day after"),
        ("2022-04-12", "2022-04-19", "the next Monday is Easter Monday: the Tuesday after"),
        ("2022-05-31", "2022-06-07", "Whit Monday, and the day before it was Constitution Day"),
    ],
)
def test_the_next_monday_lies_strictly_after_and_on_a_working_day(
    rules: Rules, visitation: str, monday: str, why: str
) -> None:
    assert date.fromisoformat(visitation).weekday() == date.fromisoformat(visitation).weekday(), why
    _, due, _ = window_of(
        rules, 'due = { anchor = "visitation", snap = "next-monday" }', events=(("visitation", visitation),)
    )
    assert due == monday, why


@pytest.mark.parametrize(
    ("days", "week_after", "working"),
    [
        (0, "2022-01-17", "2022-01-10"),
        (5, "2022-01-17", "2022-01-17"),
        (6, "2022-01-17", "2022-01-17"),
        (7, "2022-01-24", "2022-01-17"),
        (94, "2022-04-18", "2022-04-19"),  # Maundy Thursday; the week after begins on Easter Monday
    ],
)
def test_a_snap_moves_the_day_that_the_period_ends_on(rules: Rules, days: int, week_after: str, working: str) -> None:
    assert window_of(rules, f'due = {{ days = {days}, snap = "week-after" }}')[1] == week_after
    assert window_of(rules, f'due = {{ days = {days}, snap = "next-working-day" }}')[1] == working


@pytest.mark.parametrize(
    ("point", "day"),
    [
        ("months = 6, plus_days = 14", "2022-07-23"),
        ("months = 6, day_after = true", "2022-07-10"),
        ("months = 6, plus_days = 14, day_after = true", "2022-07-24"),
        ('weeks = 1, snap = "next-monday", plus_days = 1', "2022-01-25"),
        ("plus_days = 3", "2022-01-13"),
    ],
)
def test_what_moves_a_day_comes_after_the_period_in_a_fixed_order(rules: Rules, point: str, day: str) -> None:
    assert window_of(rules, f"due = {{ {point} }}")[1] == day


HELD = ("2022-02-01", "2022-03-01", "2022-03-20")


@pytest.mark.parametrize(
    ("anchor", "due"),
    [
        ("held:1", "2022-02-15"),
        ("held:2", "2022-03-15"),
        ("held:3", "2022-04-03"),
        ("held:1:talk", "2022-02-19"),
        ("held:1:interview", "2022-02-15"),
    ],
)
def test_a_held_meeting_is_an_anchor(rules: Rules, anchor: str, due: str) -> None:
    talk = Meeting("2022-02-05", type="opfoelgning")
    assert window_of(rules, f'due = {{ anchor = "{anchor}", days = 14 }}', *HELD, talk)[1] == due


def test_a_meeting_that_has_not_been_held_leaves_the_day_open_and_the_duty_pending(rules: Rules) -> None:
    rulebook = rules(version(requirement('match = "interview"\ncount = 9\ndue = { anchor = "held:4", days = 14 }')))
    finding = only(check(case(*HELD), "2023-01-01", rulebook))
    assert (str(finding.status), finding.due, finding.reasons) == ("pending", None, ("not-held-yet:interview",))
    ended = only(check(case(*HELD, end="2022-12-31"), "2023-01-01", rulebook))
    assert str(ended.status) == "ended"


def test_meetings_before_the_course_and_bookings_are_no_anchor(rules: Rules) -> None:
    booked = Meeting("2022-01-20", status="booket")
    assert window_of(rules, 'due = { anchor = "held:1" }', "2022-01-09", booked, "2022-02-01")[1] == "2022-02-01"


def test_phases_follow_each_other(rules: Rules) -> None:
    visited = (("visitation", "2022-01-12"),)
    assert window_of(rules, 'phase = "cafe"', events=visited)[:2] == ("2022-01-17", "2022-01-30")
    assert window_of(rules, 'phase = "strategi"', events=visited)[:2] == ("2022-01-31", "2022-02-06")
    assert window_of(rules, 'phase = "resten"', events=visited)[:2] == ("2022-02-07", "None")
    assert window_of(rules, 'phase = "resten"\ndue = { weeks = 1 }', events=visited)[1] == "2022-02-14"
    assert window_of(rules, 'phase = "resten"\ndue = { months = 1 }', events=visited)[1] == "2022-03-06"
    assert window_of(rules, 'due = { anchor = "strategi.start" }', events=visited)[1] == "2022-01-31"
    assert window_of(rules, 'due = { anchor = "cafe.end", days = 1 }', events=visited)[1] == "2022-01-31"


def test_the_end_of_a_phase_without_one_is_the_course_s_end(rules: Rules) -> None:
    visited = (("visitation", "2022-01-12"),)
    assert window_of(rules, 'due = { anchor = "resten.end" }', events=visited, end="2022-05-31")[1] == "2022-05-31"


def test_a_phase_whose_event_is_not_recorded_makes_its_duties_unknown(rules: Rules) -> None:
    rulebook = rules(version(requirement('match = "interview"\ncount = 1\nphase = "strategi"'), tables=PHASES))
    finding = only(check(case("2022-02-01"), "2022-03-01", rulebook))
    assert (str(finding.status), finding.due) == ("unknown", None)
    assert finding.reasons == ("event-missing:visitation",)


def test_months_in_a_phase_are_calendar_months_on_dagpenge_too(rules: Rules) -> None:
    visited = (("visitation", "2022-01-12"),)
    says = 'phase = "resten"\ndue = { months = 3 }'
    kontanthjaelp = window_of(rules, says, events=visited, group=JOBPARAT)
    assert window_of(rules, says, events=visited, group="dagpenge")[:2] == kontanthjaelp[:2]


@pytest.mark.parametrize("start", [START, "2022-01-15", "2024-02-29", "2021-08-31"])
@pytest.mark.parametrize("gap", [1, 20, 364])
def test_phases_never_overlap_and_leave_no_day_between(rules: Rules, start: str, gap: int) -> None:
    visitation = str(date.fromisoformat(start) + timedelta(days=gap))
    windows = [
        window_of(rules, f'phase = "{name}"', start=start, events=(("visitation", visitation),))
        for name in ("cafe", "strategi", "resten")
    ]
    days = [date.fromisoformat(day) for window in windows for day in window[:2] if day != "None"]
    assert days == sorted(days)
    assert days[4] - days[3] == timedelta(days=1)
    assert days[0] > date.fromisoformat(visitation)
