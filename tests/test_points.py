"""The days that a rule file can name: anchors, periods, and what moves a day once it has been counted."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from made_up import JOBPARAT, START, Rules, case, check, loader, only, requirement, version

from kontaktforloeb import Case, Conventions, Event, Exemption, Finding, Hours, Meeting, Spell

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


# --- Weeks by the clock of the course


def dagpenge(start: str = START, end: str | None = None, insured: str | None = None, **hours: str) -> Case:
    """Give somebody on dagpenge, with the hours of some months such as `m2022_01`, or with none known."""
    rows = [Hours(month[1:].replace("_", "-"), amount) for month, amount in hours.items()]
    return Case("citizen", [Spell("dagpenge", start, end)], hours=rows, insured=insured)


def due_of(rules: Rules, point: str, facts: Case, more: str = "") -> tuple[str, tuple[str, ...]]:
    rulebook = rules(version(requirement(f'match = "interview"\ncount = 9\ndue = {{ {point} }}\n{more}')))
    finding = only(check(facts, "2022-01-11", rulebook))
    return str(finding.due), finding.reasons


FULL_TIME = ("assumed-full-time-insured", "assumed-full-time")


@pytest.mark.parametrize(
    ("weeks", "due"),
    [(1, "2022-01-17"), (6, "2022-02-21"), (26, "2022-07-11")],
)
def test_accumulated_weeks_of_a_continuous_course_are_weeks(rules: Rules, weeks: int, due: str) -> None:
    assert due_of(rules, f"accumulated_weeks = {weeks}", case()) == due_of(rules, f"weeks = {weeks}", case())
    assert due_of(rules, f"accumulated_weeks = {weeks}", case()) == (due, ())
    on_the_calendar = due_of(rules, f"accumulated_weeks = {weeks}", dagpenge(), 'clock = "calendar"')
    assert on_the_calendar == (due, ())


@pytest.mark.parametrize(
    ("hours", "insured", "weeks", "due", "reasons"),
    [
        # Full-time insured a week is 37 hours, part-time 30; reached is the end of the month.
        ({"m2022_01": "37"}, "fuldtid", 1, "2022-01-31", ()),
        ({"m2022_01": "36.99"}, "fuldtid", 1, "None", ("hours-not-in",)),
        ({"m2022_01": "36.99", "m2022_02": "0.01"}, "fuldtid", 1, "2022-02-28", ()),
        ({"m2022_01": "30"}, "deltid", 1, "2022-01-31", ()),
        ({"m2022_01": "29.99"}, "deltid", 1, "None", ("hours-not-in",)),
        ({"m2022_01": "160.33", "m2022_02": "61.66"}, "fuldtid", 6, "None", ("hours-not-in",)),
        ({"m2022_01": "160.33", "m2022_02": "61.67"}, "fuldtid", 6, "2022-02-28", ()),
        ({"m2022_01": "160.33", "m2022_06": "61.67"}, "fuldtid", 6, "2022-06-30", ()),
        ({"m2022_01": "222"}, None, 6, "2022-01-31", ("assumed-full-time-insured",)),
        ({"m2021_12": "500", "m2022_01": "36"}, "fuldtid", 1, "None", ("hours-not-in",)),  # before the course
    ],
)
def test_accumulated_weeks_are_hours_where_hours_are_known(
    rules: Rules, hours: dict[str, str], insured: str | None, weeks: int, due: str, reasons: tuple[str, ...]
) -> None:
    assert due_of(rules, f"accumulated_weeks = {weeks}", dagpenge(insured=insured, **hours)) == (due, reasons)


def test_hours_of_a_dead_month_do_not_count_towards_weeks(rules: Rules) -> None:
    for month, due in (("m2021_06", "None"), ("m2021_07", "2021-07-31")):
        found = due_of(rules, "accumulated_weeks = 6", dagpenge("2021-05-01", insured="fuldtid", **{month: "222"}))
        assert found[0] == due


@pytest.mark.parametrize(
    ("spells", "due"),
    [
        ([(START, None)], "2022-02-20"),  # the 42nd day: six whole weeks
        ([(START, "2022-02-20")], "2022-02-20"),
        ([(START, "2022-02-19")], "None"),
        ([(START, "2022-01-16"), ("2022-03-01", None)], "2022-04-04"),  # 7 days, then 35
        ([("2020-02-20", None)], "2020-10-02"),  # 10 days before the dead months of 2020, 32 after them
        ([("2020-12-31", None)], "2021-08-10"),
        ([("2021-01-01", None)], "2021-08-11"),
    ],
)
def test_accumulated_weeks_without_hours_are_days_on_the_benefit(
    rules: Rules, spells: list[tuple[str, str | None]], due: str
) -> None:
    facts = Case("citizen", [Spell("dagpenge", first, last) for first, last in spells])
    assert due_of(rules, "accumulated_weeks = 6", facts) == (due, FULL_TIME)


def test_what_moves_a_day_moves_one_of_accumulated_weeks_too(rules: Rules) -> None:
    point = 'anchor = "start", accumulated_weeks = 6, snap = "next-monday", day_after = true'
    assert due_of(rules, point, dagpenge()) == ("2022-02-22", FULL_TIME)
    assert due_of(rules, "accumulated_weeks = 6, plus_days = 7", case()) == ("2022-02-28", ())


def test_weeks_of_a_duty_that_starts_again_are_counted_on_the_calendar_from_there(rules: Rules) -> None:
    facts = attrs.evolve(dagpenge(), events=[Event("flytning", "2022-03-01")])
    rulebook = rules(
        version(requirement('match = "interview"\ncount = 9\ndue = { accumulated_weeks = 6 }\nreset_on = ["flytning"]'))
    )
    assert [str(finding.due) for finding in check(facts, "2022-01-11", rulebook).findings] == [
        "2022-02-20",
        "2022-04-12",
    ]


# --- Months back from a day


@pytest.mark.parametrize(
    ("event", "months", "day"),
    [
        ("2022-08-31", 3, "2022-06-01"),
        ("2022-08-30", 3, "2022-05-31"),
        ("2022-05-29", 3, "2022-02-28"),
        ("2022-05-30", 3, "2022-02-28"),
        ("2022-05-31", 3, "2022-03-01"),
        ("2024-05-28", 3, "2024-02-29"),
        ("2024-05-30", 3, "2024-02-29"),
        ("2024-02-29", 12, "2023-03-01"),
        ("2022-03-15", 1, "2022-02-16"),
    ],
)
def test_the_last_months_up_to_a_day_begin_on_a_day(rules: Rules, event: str, months: int, day: str) -> None:
    for says in ("opens", "due"):
        found = window_of(
            rules, f'{says} = {{ anchor = "anmodning", months_before = {months} }}', events=(("anmodning", event),)
        )
        assert found[0 if says == "opens" else 1] == day


def test_what_moves_a_day_moves_the_first_of_the_last_months_too(rules: Rules) -> None:
    says = 'due = { anchor = "anmodning", months_before = 3, snap = "next-monday", plus_days = 2 }'
    assert window_of(rules, says, events=(("anmodning", "2022-08-31"),))[1] == "2022-06-09"  # Whit Monday is the 6th


def test_the_month_window_does_not_move_the_last_months(rules: Rules) -> None:
    rulebook = rules(
        version(requirement('match = "interview"\ncount = 9\ndue = { anchor = "anmodning", months_before = 3 }'))
    )
    facts = case(events=(("anmodning", "2022-08-31"),))
    for conventions in (Conventions(), Conventions(month_window="inclusive")):
        assert str(only(check(facts, "2022-01-11", rulebook, conventions)).due) == "2022-06-01"


# --- The days of an exemption


def exempt(*days: tuple[str, str | None], kind: str = "barsel", end: str | None = None) -> Case:
    return attrs.evolve(case(end=end), exemptions=[Exemption(kind, first, last) for first, last in days])


@pytest.mark.parametrize(
    ("exemptions", "first", "last"),
    [
        ([("2022-03-01", "2022-08-31")], "2022-03-01", "2022-08-31"),
        ([("2022-10-01", "2022-10-31"), ("2022-03-01", "2022-08-31")], "2022-03-01", "2022-08-31"),  # the earliest
        ([("2022-03-01", "2022-08-31"), ("2022-03-01", "2022-04-30")], "2022-03-01", "2022-08-31"),
        ([("2022-05-01", "2022-08-31"), ("2022-03-01", "2022-04-30")], "2022-03-01", "2022-08-31"),  # they adjoin
        ([("2022-05-02", "2022-08-31"), ("2022-03-01", "2022-04-30")], "2022-03-01", "2022-04-30"),  # a day between
        ([("2021-06-01", "2022-01-09"), ("2022-03-01", "2022-08-31")], "2022-03-01", "2022-08-31"),  # one before it
        ([("2021-06-01", "2022-01-10")], "2021-06-01", "2022-01-10"),  # it began before the course
    ],
)
def test_the_days_of_an_exemption_are_anchors(
    rules: Rules, exemptions: list[tuple[str, str | None]], first: str, last: str
) -> None:
    facts = exempt(*exemptions)
    assert due_of(rules, 'anchor = "barsel.start"', facts)[0] == first
    assert due_of(rules, 'anchor = "barsel.end"', facts)[0] == last
    rest = date.fromisoformat(last) + timedelta(weeks=2)
    assert due_of(rules, 'anchor = "barsel.end", weeks = 2', facts) == (str(rest), ())


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (exempt(), "none at all"),
        (exempt(("2022-03-01", "2022-08-31"), kind="sygdom"), "of another kind"),
        (exempt(("2021-06-01", "2022-01-09")), "before the course"),
        (exempt(("2022-05-01", "2022-08-31"), end="2022-04-30"), "after it"),
    ],
)
def test_without_an_exemption_in_the_course_its_days_are_not_known_and_the_duty_unknown(
    rules: Rules, facts: Case, why: str
) -> None:
    for side in ("start", "end"):
        assert due_of(rules, f'anchor = "barsel.{side}"', facts) == ("None", (f"event-missing:barsel.{side}",)), why
    rulebook = rules(version(requirement('match = "interview"\ncount = 1\ndue = { anchor = "barsel.start" }')))
    assert str(only(check(facts, "2023-01-01", rulebook)).status) == "unknown"


def test_an_exemption_that_runs_on_has_no_last_day_yet(rules: Rules) -> None:
    facts = exempt(("2022-03-01", None))
    assert due_of(rules, 'anchor = "barsel.start", weeks = 6', facts) == ("2022-04-12", ())
    assert due_of(rules, 'anchor = "barsel.end", weeks = 6', facts) == ("None", ("not-ended:barsel",))


@pytest.mark.parametrize(
    ("end", "held", "wanted"),
    [(None, (), "pending"), (None, ("2022-06-10",), "pending"), ("2022-06-30", (), "ended")],
)
def test_a_duty_from_the_last_months_of_an_exemption_waits_for_its_end(
    rules: Rules, end: str | None, held: tuple[str, ...], wanted: str
) -> None:
    says = 'match = "interview"\ncount = 1\nopens = { anchor = "barsel.end", months_before = 3 }\n'
    rulebook = rules(version(requirement(f'{says}due = {{ anchor = "barsel.end" }}')))
    finding = only(
        check(
            attrs.evolve(exempt(("2022-03-01", None), end=end), meetings=list(map(Meeting, held))),
            "2023-01-01",
            rulebook,
        )
    )
    assert (str(finding.status), finding.opens, finding.due) == (wanted, None, None)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [("2022-05-31", "overdue"), ("2022-06-01", "met"), ("2022-08-31", "met"), ("2022-09-01", "late")],
)
def test_a_meeting_in_the_last_months_of_an_exemption_is_in_the_window(rules: Rules, held: str, wanted: str) -> None:
    says = 'match = "interview"\ncount = 1\nopens = { anchor = "barsel.end", months_before = 3 }\n'
    rulebook = rules(version(requirement(f'{says}due = {{ anchor = "barsel.end" }}\nnot_waived_by = ["barsel"]')))
    facts = attrs.evolve(exempt(("2022-03-01", "2022-08-31")), meetings=[Meeting(held)])
    assert str(only(check(facts, "2023-01-01", rulebook)).status) == wanted
