"""From rules to dates and verdicts: the conventions, what a rule file can say, and what a change of law does.

The rule files of these tests are made up and stand here in full; `probe` is their rule set.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import (
    JOBPARAT,
    START,
    Rules,
    case,
    check,
    law,
    loader,
    only,
    requirement,
    status,
    version,
    window,
)

from kontaktforloeb import (
    Case,
    Conventions,
    Exemption,
    Finding,
    Hours,
    Meeting,
    Rulebook,
    Spell,
    load_rules,
)
from kontaktforloeb import check as check_case


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return loader(lambda: tmp_path_factory.mktemp("rules"))


# --- Conventions: what each moves, and what it leaves

INCLUSIVE = Conventions(month_window="inclusive")


@pytest.mark.parametrize(
    ("start", "kept", "moved"),
    [
        ("2022-01-03", "2022-07-02", "2022-07-03"),
        ("2021-09-01", "2022-02-28", "2022-03-01"),
        ("2021-08-31", "2022-02-28", "2022-02-28"),
        ("2023-06-30", "2023-12-29", "2023-12-30"),
    ],
)
def test_the_inclusive_month_ends_a_window_on_the_corresponding_day(start: str, kept: str, moved: str) -> None:
    facts = case(start=start)
    assert window(law(facts, "lab/31-1")) == (start, kept)
    assert window(law(facts, "lab/31-1", INCLUSIVE)) == (start, moved)


def test_the_inclusive_month_leaves_weeks_where_they_are() -> None:
    assert law(case(), "lab/31-3").due == law(case(), "lab/31-3", INCLUSIVE).due == date(2022, 1, 17)


def test_the_inclusive_month_moves_the_opening_that_follows_a_month() -> None:
    facts = case(start="2022-02-01", group="dagpenge")
    assert window(law(facts, "lab/31-2-2")) == ("2022-05-01", "2022-07-31")
    assert window(law(facts, "lab/31-2-2", INCLUSIVE)) == ("2022-05-02", "2022-08-01")


def test_the_inclusive_month_leaves_months_of_hours_where_they_are() -> None:
    hours = [Hours(f"2022-{month:02}", "160.33") for month in range(2, 8)]
    facts = Case("citizen", [Spell("dagpenge", "2022-02-01")], hours=hours)
    for conventions in (Conventions(), INCLUSIVE):
        assert window(law(facts, "lab/31-2-2", conventions)) == ("2022-05-01", "2022-07-31")


def test_a_meeting_on_the_corresponding_day_is_late_or_in_time_by_the_convention() -> None:
    facts = case("2022-01-10", "2022-02-10", "2022-03-10", "2022-07-10")
    assert law(facts, "lab/31-1", as_of="2022-08-01").status == "late"
    assert law(facts, "lab/31-1", INCLUSIVE, as_of="2022-08-01").status == "met"


def test_by_week_n_before_ends_one_week_earlier() -> None:
    facts = Case("citizen", [Spell("dagpenge", "2024-01-01")], schedule="broendby")
    before = Conventions(week_n="before")
    assert law(facts, "broendby/1").due == date(2024, 1, 28)
    assert law(facts, "broendby/1", before).due == date(2024, 1, 21)
    assert law(facts, "broendby/5", before).due == date(2024, 5, 12)
    assert law(facts, "broendby/seks", before).due == law(facts, "broendby/seks").due
    assert law(facts, "lab/31-4", before).due == law(facts, "lab/31-4").due


@pytest.mark.parametrize(
    ("reading", "four", "first"),
    [
        ("keep", "2022-07-02", "2022-01-10"),  # a Saturday, and a Monday
        ("next", "2022-07-04", "2022-01-10"),
        ("previous", "2022-07-01", "2022-01-10"),
    ],
)
def test_a_due_day_that_is_no_working_day_stays_or_moves_by_the_convention(reading: str, four: str, first: str) -> None:
    conventions = Conventions(non_working_due=reading)
    assert str(law(case(start="2022-01-03"), "lab/31-1", conventions).due) == four
    assert str(law(case(start="2022-01-03"), "lab/31-3", conventions).due) == first


@pytest.mark.parametrize(("reading", "due"), [("keep", "03-31"), ("next", "04-02"), ("previous", "03-27")])
def test_a_moved_due_day_moves_no_opening(reading: str, due: str) -> None:
    conventions = Conventions(non_working_due=reading)
    facts = case(start="2024-01-01", group="dagpenge")
    assert law(facts, "lab/31-1-a-kasse", conventions).due == date.fromisoformat(f"2024-{due}")
    assert law(facts, "lab/31-1-jobcenter", conventions).opens == date(2024, 4, 1)


def test_the_next_working_day_is_the_last_good_day() -> None:
    facts = case("2022-01-10", "2022-02-10", "2022-03-10", "2022-07-04", start="2022-01-03")
    to_monday = Conventions(non_working_due="next")
    assert law(facts, "lab/31-1", as_of="2022-08-01").days_late == 2
    assert law(facts, "lab/31-1", to_monday, as_of="2022-08-01").status == "met"


PAUSE = Conventions(exemption="pause")


@pytest.mark.parametrize(
    ("exemptions", "days"),
    [
        ((), 0),
        ((("barsel", "2022-03-01", "2022-03-31"),), 31),
        ((("barsel", "2022-03-01", "2022-03-01"),), 1),
        ((("barsel", "2021-12-01", "2022-01-12"),), 3),  # from the first day of the window
        ((("barsel", "2021-12-01", "2022-01-09"),), 0),
        ((("barsel", "2022-03-01", "2022-03-10"), ("standby", "2022-03-06", "2022-03-15")), 15),
        ((("barsel", "2022-03-01", "2022-03-10"), ("barsel", "2022-05-01", "2022-05-10")), 20),
        ((("sygdom", "2022-03-01", "2022-03-31"),), 0),
        ((("ferie", "2022-03-01", "2022-03-31"), ("tilbud", "2022-04-01", "2022-04-30")), 0),
        ((("revalidend-job", "2022-03-01", "2022-03-31"),), 0),
        ((("kvote", "2022-03-01", "2022-03-31"),), 0),
    ],
)
def test_a_pause_moves_the_due_day_by_the_waiving_days_in_the_window(
    exemptions: tuple[tuple[str, str, str], ...], days: int
) -> None:
    facts = case(exemptions=exemptions)
    assert law(facts, "lab/31-1").due == date(2022, 7, 9)
    assert law(facts, "lab/31-1", PAUSE).due == date(2022, 7, 9) + timedelta(days=days)


def test_a_pause_moves_only_the_windows_in_which_it_lies() -> None:
    facts = case(exemptions=(("barsel", "2022-03-01", "2022-03-31"),))
    assert law(facts, "lab/31-3", PAUSE).due == date(2022, 1, 17)


def test_a_paused_duty_is_pending_until_its_new_due_day() -> None:
    facts = case("2022-08-09", exemptions=(("barsel", "2022-03-01", "2022-03-31"),))
    assert law(facts, "lab/31-1", as_of="2022-08-09").status == "overdue"
    assert law(facts, "lab/31-1", PAUSE, as_of="2022-08-09").status == "pending"
    assert law(facts, "lab/31-1", PAUSE, as_of="2022-08-10").status == "overdue"


def test_every_assessment_carries_the_conventions_that_it_was_made_with() -> None:
    for conventions in (Conventions(), INCLUSIVE, PAUSE):
        assert check_case(case(), as_of="2022-02-01", conventions=conventions).conventions == conventions


@pytest.mark.parametrize("name", Conventions().of_code)
def test_a_reading_that_is_none_is_refused(name: str) -> None:
    given: dict[str, Any] = {name: "sometimes"}
    with pytest.raises(ValueError, match="sometimes"):
        Conventions(**given)


# --- What a rule file can say: the days of a duty


@pytest.mark.parametrize(
    ("says", "opens", "due"),
    [
        ("due = { days = 10 }", START, "2022-01-20"),
        ("due = { weeks = 2 }", START, "2022-01-24"),
        ("due = { months = 3 }", START, "2022-04-09"),
        ("due = { week = 4 }", START, "2022-02-06"),
        ('due = { anchor = "start" }', START, START),
        ('due = { anchor = "tilmelding", weeks = 2 }', START, "2022-02-03"),
        ('due = { anchor = "tilmelding", months = 3 }', START, "2022-04-19"),
        ("opens = { months = 3, day_after = true }\ndue = { months = 6 }", "2022-04-10", "2022-07-09"),
        ("opens = { weeks = 1 }\ndue = { weeks = 2 }", "2022-01-17", "2022-01-24"),
        ('opens = { anchor = "tilmelding" }\ndue = { months = 1 }', "2022-01-20", "2022-02-09"),
        ("", START, "None"),
    ],
)
def test_the_days_of_a_duty(rules: Rules, says: str, opens: str, due: str) -> None:
    rulebook = rules(version(requirement(f'match = "interview"\ncount = 1\n{says}')))
    facts = case(events=(("tilmelding", "2022-01-20"),))
    assert window(only(check(facts, "2022-01-10", rulebook))) == (opens, due)


def test_without_an_event_that_nothing_stands_in_for_a_duty_is_unknown_and_names_the_event(rules: Rules) -> None:
    rulebook = rules(version(requirement('match = "interview"\ncount = 1\ndue = { anchor = "anmodning", weeks = 2 }')))
    finding = only(check(case(), "2022-06-01", rulebook))
    assert (finding.status, finding.due) == ("unknown", None)
    assert "event-missing:anmodning" in finding.reasons
    asked = case(events=(("anmodning", "2022-03-01"),))
    assert only(check(asked, "2022-06-01", rulebook)).due == date(2022, 3, 15)


@pytest.mark.parametrize(
    ("opens", "wanted"), [("weeks = 2", "overdue"), ("days = 15", "not-required"), ("months = 1", "not-required")]
)
def test_a_window_may_be_one_day_and_is_not_required_where_it_opens_after_it_closes(
    rules: Rules, opens: str, wanted: str
) -> None:
    says = f'match = "interview"\ncount = 1\nopens = {{ {opens} }}\ndue = {{ weeks = 2 }}'
    finding = only(check(case(), "2022-06-01", rules(version(requirement(says)))))
    assert finding.status == wanted
    assert ("window-empty" in finding.reasons) is (wanted == "not-required")


def test_steps_ask_for_the_kth_meeting_by_its_own_day(rules: Rules) -> None:
    says = """match = "interview"
        steps = [
          { count = 1, due = { week = 4 } },
          { count = 2, due = { week = 8 } },
          { count = 4, due = { week = 12 } },
        ]"""
    found = check(case("2022-01-20", "2022-03-10"), "2022-03-20", rules(version(requirement(says)))).findings
    assert [(f.occurrence, f.needed, f.held, str(f.due), f.status) for f in found] == [
        (1, 1, 1, "2022-02-06", "met"),
        (2, 2, 2, "2022-03-06", "late"),
        (3, 4, 2, "2022-04-03", "pending"),
    ]


def test_a_step_that_is_met_early_counts_for_the_later_steps_too(rules: Rules) -> None:
    says = 'match = "interview"\nsteps = [{ count = 1, due = { week = 4 } }, { count = 2, due = { week = 8 } }]'
    found = check(case("2022-01-11", "2022-01-12"), "2022-01-20", rules(version(requirement(says)))).findings
    assert [(f.status, f.held) for f in found] == [("met", 2), ("met", 2)]


# --- A grid: again and again


def grid(says: str = "", bucket: str = "month", duty: str = "individual") -> str:
    return version(requirement(f'match = "interview"\ncount = 1\nper = "{bucket}"\n{says}', duty=duty))


def shown(finding: Finding) -> tuple[str, int, int, str, list[str]]:
    missed = [reason.removeprefix("missed:") for reason in finding.reasons if reason.startswith("missed:")]
    return str(finding.status), finding.held, finding.needed, str(finding.due), missed


@pytest.mark.parametrize(
    ("held", "as_of", "wanted"),
    [
        ([], "2022-01-10", ("pending", 0, 0, "2022-02-09", [])),
        ([], "2022-02-09", ("pending", 0, 0, "2022-02-09", [])),
        ([], "2022-02-10", ("overdue", 0, 1, "2022-03-09", ["2022-01-10"])),
        (["2022-01-10"], "2022-02-10", ("pending", 1, 1, "2022-03-09", [])),
        (["2022-02-09"], "2022-02-10", ("pending", 1, 1, "2022-03-09", [])),
        (["2022-02-10"], "2022-02-10", ("overdue", 0, 1, "2022-03-09", ["2022-01-10"])),
        (["2022-02-01", "2022-02-09"], "2022-03-10", ("overdue", 1, 2, "2022-04-09", ["2022-02-10"])),
        (["2022-02-01", "2022-03-09"], "2022-03-10", ("pending", 2, 2, "2022-04-09", [])),
        (["2022-03-01"], "2022-04-10", ("overdue", 1, 3, "2022-05-09", ["2022-01-10", "2022-03-10"])),
    ],
)
def test_every_month_from_the_first_day_on_asks_for_its_own_meeting(
    rules: Rules, held: list[str], as_of: str, wanted: tuple[str, int, int, str, list[str]]
) -> None:
    assert shown(only(check(case(*held), as_of, rules(grid())))) == wanted


@pytest.mark.parametrize(
    ("bucket", "start", "dues"),
    [
        ("month", "2022-01-31", ["2022-02-28", "2022-03-30", "2022-04-30", "2022-05-30"]),
        ("calendar-month", "2022-01-10", ["2022-02-28", "2022-03-31", "2022-04-30", "2022-05-31"]),
        ("calendar-month", "2022-01-01", ["2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30"]),
        ("iso-week", "2022-01-10", ["2022-01-16", "2022-01-23", "2022-01-30", "2022-02-06"]),
        ("iso-week", "2022-01-12", ["2022-01-23", "2022-01-30", "2022-02-06", "2022-02-13"]),
        ("iso-week", "2022-01-09", ["2022-01-16", "2022-01-23", "2022-01-30", "2022-02-06"]),
        ("year", "2022-01-10", ["2023-01-09", "2024-01-09", "2025-01-09", "2026-01-09"]),
        ("year", "2020-02-29", ["2021-02-28", "2022-02-28", "2023-02-28", "2024-02-28"]),
        ("year", "2021-03-01", ["2022-02-28", "2023-02-28", "2024-02-29", "2025-02-28"]),
        ("year", "2021-01-01", ["2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31"]),
    ],
)
def test_the_last_days_of_the_buckets_follow_each_other(rules: Rules, bucket: str, start: str, dues: list[str]) -> None:
    rulebook = rules(grid(bucket=bucket))
    as_ofs = [start, *(str(date.fromisoformat(due) + timedelta(1)) for due in dues[:-1])]
    assert [str(only(check(case(start=start), as_of, rulebook)).due) for as_of in as_ofs] == dues


@pytest.mark.parametrize(
    ("bucket", "held", "missed"),
    [
        ("calendar-month", ["2022-01-20", "2022-02-28", "2022-03-01"], []),
        ("calendar-month", ["2022-01-31", "2022-03-01", "2022-03-31"], ["2022-02-01"]),
        ("iso-week", ["2022-01-17", "2022-01-30", "2022-02-06"], ["2022-01-10"]),
        ("year", ["2022-01-10", "2024-01-09"], []),
        ("year", ["2023-01-09", "2023-01-10"], []),
        ("year", ["2023-01-09"], ["2023-01-10"]),
        ("year", ["2023-01-10", "2023-06-01"], ["2022-01-10"]),
    ],
)
def test_a_meeting_serves_the_bucket_that_holds_its_day(
    rules: Rules, bucket: str, held: list[str], missed: list[str]
) -> None:
    as_of = {"calendar-month": "2022-04-01", "iso-week": "2022-02-07", "year": "2024-01-10"}[bucket]
    assert shown(only(check(case(*held), as_of, rules(grid(bucket=bucket)))))[-1] == missed


@pytest.mark.parametrize(
    ("held", "as_of", "wanted"),
    [
        ([], "2022-02-14", ("pending", 0, 0, "2022-02-14", [])),
        ([], "2022-02-15", ("overdue", 0, 1, "2022-03-14", ["2022-01-10"])),
        (["2022-02-14"], "2022-02-15", ("pending", 1, 1, "2022-03-14", [])),
        (["2022-02-15"], "2022-02-15", ("overdue", 0, 1, "2022-03-14", ["2022-01-10"])),
        # one in the days of grace serves the earlier bucket only, two serve both
        (["2022-02-12"], "2022-03-15", ("overdue", 1, 2, "2022-04-14", ["2022-02-10"])),
        (["2022-02-12", "2022-02-13"], "2022-03-15", ("pending", 2, 2, "2022-04-14", [])),
        (["2022-02-01", "2022-02-12"], "2022-03-15", ("pending", 2, 2, "2022-04-14", [])),
    ],
)
def test_days_of_grace_prolong_a_bucket_and_do_not_move_the_next(
    rules: Rules, held: list[str], as_of: str, wanted: tuple[str, int, int, str, list[str]]
) -> None:
    assert shown(only(check(case(*held), as_of, rules(grid("grace_days = 5"))))) == wanted


def test_a_grid_ends_with_its_window(rules: Rules) -> None:
    rulebook = rules(grid("due = { months = 2 }"))
    served = case("2022-01-20", "2022-03-01")
    assert [status(served, day, rulebook) for day in ("2022-03-09", "2022-03-10", "2023-01-01")] == [
        "pending",
        "met",
        "met",
    ]
    assert status(case("2022-01-20"), "2023-01-01", rulebook) == "overdue"


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        ("2022-02-08", ("ended", 0, 0)),  # before the first bucket is full
        ("2022-02-09", ("met", 1, 1)),
        ("2022-03-08", ("met", 1, 1)),
        ("2022-03-09", ("overdue", 1, 2)),
    ],
)
def test_a_bucket_that_the_course_does_not_fill_asks_for_nothing(
    rules: Rules, end: str, wanted: tuple[str, int, int]
) -> None:
    assert shown(only(check(case("2022-01-20", end=end), "2022-06-01", rules(grid()))))[:3] == wanted


def test_a_bucket_on_whose_last_day_an_exemption_holds_is_not_missed(rules: Rules) -> None:
    exempt = case("2022-01-20", exemptions=(("barsel", "2022-03-09", "2022-03-20"),))
    assert shown(only(check(exempt, "2022-03-10", rules(grid()))))[::4] == ("pending", [])
    assert shown(only(check(exempt, "2022-04-10", rules(grid()))))[::4] == ("overdue", ["2022-03-10"])


def test_a_grid_whose_buckets_were_all_exempt_is_exempt_and_not_met(rules: Rules) -> None:
    exempt = case(exemptions=(("barsel", "2022-01-01", "2022-12-31"),))
    assert status(exempt, "2022-06-01", rules(grid("due = { months = 2 }"))) == "exempt"


def test_a_missed_bucket_of_a_group_duty_is_short_and_no_breach(rules: Rules) -> None:
    group = grid("share = { at_least = 75, of = 100 }", duty="group")
    finding = only(check(case(), "2022-02-10", rules(group)))
    assert (finding.status, finding.breach) == ("short", False)


@pytest.mark.parametrize("end", [None, "2022-02-08", "2022-02-09", "2022-02-11", "2022-03-09", "2022-03-20"])
@pytest.mark.parametrize("says", ["", "grace_days = 5", "due = { months = 2 }", "grace_days = 5\ndue = { months = 2 }"])
def test_time_moves_a_grid_too_along_the_arrows_alone(rules: Rules, says: str, end: str | None) -> None:
    rulebook = rules(grid(says))
    days = [str(date(2022, 1, 10) + timedelta(days=n)) for n in range(120)]
    for held in ((), ("2022-01-20",), ("2022-01-20", "2022-02-20")):
        facts = case(*held, end=end)
        statuses = [status(facts, day, rulebook) for day in days]
        changes = [(before, after, day) for (before, after), day in zip(pairwise(statuses), days[1:], strict=True)]
        assert [change for change in changes if change[0] not in ("pending", change[1])] == [], held


offsets = st.integers(0, 100)


@st.composite
def grids_and_cases(draw: st.DrawFn) -> tuple[str, Case, Case]:
    """A grid, a case, and the same case with one more meeting."""
    grace, window = draw(st.sampled_from((0, 0, 5, 20))), draw(st.sampled_from(("", "due = { months = 2 }")))
    share = draw(st.sampled_from(("", "share = { at_least = 75, of = 100 }")))
    says = "\n".join((f"grace_days = {grace}" if grace else "", window, share))
    text = grid(
        says, draw(st.sampled_from(("month", "calendar-month", "iso-week"))), "group" if share else "individual"
    )

    def day(shift: int) -> str:
        return str(date(2022, 1, 10) + timedelta(days=shift))

    end, exempt = draw(st.none() | offsets), draw(st.none() | offsets)
    held = sorted({day(shift) for shift in draw(st.lists(offsets, max_size=8))})
    more = sorted({*held, day(draw(offsets))})
    exemptions = () if exempt is None else (("barsel", day(exempt), day(exempt + draw(offsets))),)
    fewer, fuller = (case(*days, end=None if end is None else day(end), exemptions=exemptions) for days in (held, more))
    return text, fewer, fuller


@settings(max_examples=30, deadline=None)
@given(grids_and_cases())
def test_any_grid_moves_along_the_arrows_and_is_no_worse_for_one_more_meeting(
    rules: Rules, drawn: tuple[str, Case, Case]
) -> None:
    rulebook, before = rules(drawn[0]), ("pending", "pending")
    for shift in range(160):
        as_of = str(date(2022, 1, 10) + timedelta(days=shift))
        fewer, fuller = (only(check(facts, as_of, rulebook)) for facts in drawn[1:])
        for was, now in zip(before, (fewer.status, fuller.status), strict=True):
            assert was in ("pending", now), f"{was} became {now} on {as_of}"
        missed, still_missed = (set(shown(finding)[-1]) for finding in (fewer, fuller))
        assert still_missed <= missed
        assert fuller.held >= fewer.held
        assert (fuller.days_late or 0) <= (fewer.days_late or 0)
        before = (str(fewer.status), str(fuller.status))


# --- Which meetings count


def test_a_meeting_that_serves_one_duty_is_not_counted_for_the_duty_beside_it(rules: Rules) -> None:
    rulebook = rules(
        version(
            requirement('match = "interview"\ncount = 2\ndue = { months = 6 }\nbesides = ["with"]', "two"),
            requirement('match = "joint"\ncount = 1\ndue = { months = 3 }', "with"),
        )
    )
    joint, plain = Meeting("2022-02-01", with_="a-kasse"), Meeting("2022-03-01")

    def held(*meetings: Meeting) -> dict[str, tuple[int, str]]:
        found = check(case(*meetings), "2022-12-01", rulebook).findings
        return {finding.requirement: (finding.held, str(finding.status)) for finding in found}

    assert held(plain, joint) == {"probe/two": (1, "overdue"), "probe/with": (1, "met")}
    again = Meeting("2022-02-20", with_="a-kasse")
    assert held(plain, joint, again) == {"probe/two": (2, "met"), "probe/with": (2, "met")}
    too_late = Meeting("2022-04-20", with_="a-kasse")
    assert held(plain, too_late) == {"probe/two": (1, "overdue"), "probe/with": (1, "late")}


def test_without_besides_one_meeting_serves_both_duties(rules: Rules) -> None:
    rulebook = rules(
        version(
            requirement('match = "interview"\ncount = 1\ndue = { months = 6 }', "one"),
            requirement('match = "joint"\ncount = 1\ndue = { months = 3 }', "with"),
        )
    )
    found = check(case(Meeting("2022-02-01", with_="a-kasse")), "2022-12-01", rulebook).findings
    assert [finding.status for finding in found] == ["met", "met"]


@pytest.mark.parametrize(
    ("talks", "held"), [(0, 1), (1, 2), (2, 3), (3, 3)], ids=["no talk", "one talk", "two talks", "three talks"]
)
def test_further_meetings_count_up_to_their_number(rules: Rules, talks: int, held: int) -> None:
    says = 'match = "interview"\ncount = 4\ndue = { months = 6 }\nalso = [{ match = "talk", at_most = 2 }]'
    meetings = [Meeting(f"2022-02-{day:02}", "opfoelgning") for day in range(1, talks + 1)]
    finding = only(check(case("2022-03-01", *meetings), "2022-06-01", rules(version(requirement(says)))))
    assert finding.held == held


ANY_OF = """match = "joint"
count = 1
due = { months = 6 }
any_of = [{ match = "interview", opens = { months = 3, day_after = true }EVENT }]"""
OPTED_OUT = ', event = "fravalg-a-kasse"'


@pytest.mark.parametrize(
    ("condition", "event", "held", "wanted"),
    [
        ("", None, "2022-04-09", "overdue"),  # three months end that day
        ("", None, "2022-04-10", "met"),
        ("", None, "2022-07-09", "met"),
        ("", None, "2022-07-10", "late"),
        (OPTED_OUT, None, "2022-04-10", "overdue"),
        (OPTED_OUT, "2022-02-01", "2022-04-10", "met"),
        (OPTED_OUT, "2022-07-09", "2022-04-10", "met"),  # recorded by the due day
        (OPTED_OUT, "2022-07-10", "2022-04-10", "overdue"),
        (OPTED_OUT, "2022-01-09", "2022-04-10", "overdue"),  # before the course
    ],
)
def test_another_way_opens_on_its_own_day_and_where_its_event_is_recorded(
    rules: Rules, condition: str, event: str | None, held: str, wanted: str
) -> None:
    facts = case(held, events=(("fravalg-a-kasse", event),) if event else ())
    assert status(facts, "2022-12-01", rules(version(requirement(ANY_OF.replace("EVENT", condition))))) == wanted


def test_both_ways_count_together(rules: Rules) -> None:
    says = 'match = "joint"\ncount = 2\ndue = { months = 6 }\nany_of = [{ match = "talk" }]'
    facts = case(Meeting("2022-02-01", with_="a-kasse"), Meeting("2022-02-02", "opfoelgning"))
    assert status(facts, "2022-12-01", rules(version(requirement(says)))) == "met"


# --- Advice


@pytest.mark.parametrize(
    ("held", "as_of", "wanted"),
    [
        ([], "2022-02-06", "pending"),
        ([], "2022-02-07", "not-required"),
        (["2022-02-06"], "2022-02-07", "met"),
        (["2022-02-07"], "2022-02-08", "not-required"),
    ],
)
def test_advice_that_is_not_followed_is_no_breach(rules: Rules, held: list[str], as_of: str, wanted: str) -> None:
    rulebook = rules(version(requirement('match = "interview"\ncount = 1\ndue = { week = 4 }', level="raad")))
    finding = only(check(case(*held), as_of, rulebook))
    assert finding.status == wanted
    assert ("advice" in finding.reasons) is (wanted == "not-required")
    assert (finding.days_late, finding.breach) == (None, False)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("each", 'match = "interview"\nrequire = { form = ["fremmoede"] }'),
        ("order", 'first = "talk"\nbefore = "interview"'),
        ("count", 'match = "interview"\ncount = 2\nper = "iso-week"'),
    ],
)
def test_advice_of_any_kind_is_no_breach(rules: Rules, kind: str, says: str) -> None:
    facts = case(Meeting("2022-01-12", form="telefon"))
    breached = requirement(says, "rule", kind=kind)
    advice = requirement(says, "advice", kind=kind, level="raad")
    found = {f.requirement: f for f in check(facts, "2022-02-01", rules(version(breached, advice))).findings}
    assert found["probe/rule"].breach
    assert found["probe/advice"].status == "not-required"


# --- Versions and what a change of law does

TWO = requirement('role = "some"\nmatch = "interview"\ncount = 2\ndue = { months = 6 }', "two")
THREE = requirement('role = "some"\nmatch = "interview"\ncount = 3\ndue = { months = 6 }', "three")
ONE = requirement('role = "some"\nmatch = "interview"\ncount = 1\ndue = { months = 6 }', "one")
THREE_OF_A_GROUP = requirement(
    'role = "some"\nmatch = "interview"\ncount = 3\ndue = { months = 6 }\nshare = { at_least = 75, of = 100 }',
    "three",
    duty="group",
)
OTHER = requirement('role = "other"\nmatch = "talk"\ncount = 1\ndue = { months = 6 }', "talk")
FORMER = version(TWO, valid_from="2022-01-01", more="valid_to = 2022-06-30")


def later(*requirements: str, mode: str | None = None, groups: str = "", more: str = "") -> str:
    tables = f'[transition]\ndefault = "{mode}"\n' if mode else ""
    tables += f"groups = {{ {groups} }}\n" if groups else ""
    return version(*requirements, valid_from="2022-07-01", more=more, tables=tables)


STRADDLING, AFTER = "2022-04-01", "2022-12-01"  # six months end 2022-09-30
IN_TIME = ("2022-05-01", "2022-06-01", "2022-08-01")


def told(finding: Finding) -> tuple[str, str, int, int, str]:
    return finding.requirement, str(finding.version), finding.held, finding.needed, str(finding.status)


OLD, NEW = ("probe/two", "2022-01-01"), ("probe/three", "2022-07-01")


@pytest.mark.parametrize(
    ("mode", "groups", "wanted"),
    [
        (None, "", (*OLD, 2, 2, "met")),
        ("previous", "", (*OLD, 2, 2, "met")),
        ("this", "", (*NEW, 2, 3, "overdue")),
        ("both", "", (*OLD, 2, 2, "uncertain")),
        ("this", f'{JOBPARAT} = "previous"', (*OLD, 2, 2, "met")),
        ("previous", f'{JOBPARAT} = "this"', (*NEW, 2, 3, "overdue")),
        ("previous", 'dagpenge = "this"', (*OLD, 2, 2, "met")),
        ("both", f'{JOBPARAT} = "this"', (*NEW, 2, 3, "overdue")),
    ],
)
def test_the_newer_version_says_what_becomes_of_older_courses(
    rules: Rules, mode: str | None, groups: str, wanted: tuple[str, str, int, int, str]
) -> None:
    rulebook = rules(FORMER, later(THREE, mode=mode, groups=groups))
    assert told(only(check(case(*IN_TIME[:2], start=STRADDLING), AFTER, rulebook))) == wanted


@pytest.mark.parametrize(
    ("start", "due", "applies"),
    [("2022-01-01", "2022-06-30", False), ("2022-01-02", "2022-07-01", True), ("2022-06-30", "2022-12-29", True)],
)
@pytest.mark.parametrize("mode", ["this", "both"])
def test_a_change_reaches_the_duties_that_fall_due_on_its_first_day_or_later(
    rules: Rules,
    mode: str,
    start: str,
    due: str,
    applies: bool,  # noqa: FBT001 (a value of the table)
) -> None:
    rulebook = rules(FORMER, later(THREE, mode=mode))
    finding = only(check(case("2022-06-30", "2022-06-30", start=start), "2023-06-01", rulebook))
    two = only(check(case("2022-06-29", "2022-06-30", start=start), "2023-06-01", rulebook))
    assert str(finding.due) == due
    assert finding.version == date(2022, 7, 1) if applies and mode == "this" else finding.version == date(2022, 1, 1)
    assert (two.status == "met") is not applies or start == "2022-06-30"


@pytest.mark.parametrize("mode", [None, "previous", "this", "both"])
def test_a_course_that_begins_on_the_first_day_of_a_version_has_its_duties_alone(
    rules: Rules, mode: str | None
) -> None:
    rulebook = rules(FORMER, later(THREE, mode=mode))
    finding = only(check(case(start="2022-07-01"), "2023-06-01", rulebook))
    assert told(finding) == (*NEW, 0, 3, "overdue")


@pytest.mark.parametrize(
    ("newer", "held", "wanted"),
    [
        # individual in both: three in the newer, two in the older
        (THREE, 3, "met"),
        (THREE, 2, "uncertain"),
        (THREE, 1, "overdue"),
        (THREE, 0, "overdue"),
        # fewer in the newer
        (ONE, 2, "met"),
        (ONE, 1, "uncertain"),
        (ONE, 0, "overdue"),
        # a share of a group in the newer
        (THREE_OF_A_GROUP, 3, "met"),
        (THREE_OF_A_GROUP, 2, "uncertain"),
        (THREE_OF_A_GROUP, 0, "uncertain"),
        # gone in the newer
        (OTHER, 2, "met"),
        (OTHER, 1, "uncertain"),
        (OTHER, 0, "uncertain"),
    ],
)
def test_under_both_a_duty_is_met_by_both_breached_by_both_or_uncertain(
    rules: Rules, newer: str, held: int, wanted: str
) -> None:
    rulebook = rules(FORMER, later(newer, mode="both"))
    finding = only(check(case(*IN_TIME[:held], start=STRADDLING), AFTER, rulebook))
    assert told(finding) == (*OLD, held, 2, wanted)
    assert window(finding) == (STRADDLING, "2022-09-30")
    assert ("transition" in finding.reasons) is (wanted == "uncertain")


@pytest.mark.parametrize("newer", [THREE, ONE, THREE_OF_A_GROUP, OTHER])
def test_under_both_nothing_is_uncertain_before_it_is_past_due(rules: Rules, newer: str) -> None:
    rulebook = rules(FORMER, later(newer, mode="both"))
    assert status(case(start=STRADDLING), "2022-09-30", rulebook) == "pending"
    assert status(case(start=STRADDLING), "2022-10-01", rulebook) != "pending"


@pytest.mark.parametrize(
    ("newer", "held", "wanted"),
    [
        (TWO, ("2022-05-01", "2022-10-01"), "late"),  # late under both
        (THREE, ("2022-05-01", "2022-10-01"), "late"),  # late, and not reached
        (ONE, ("2022-05-01", "2022-10-01"), "uncertain"),  # late, and met
        (THREE_OF_A_GROUP, ("2022-05-01", "2022-10-01"), "uncertain"),
        (THREE, ("2022-05-01", "2022-06-01", "2022-10-01"), "uncertain"),  # met, and late
        (OTHER, ("2022-05-01", "2022-10-01"), "uncertain"),
    ],
)
def test_under_both_a_late_duty_is_late_only_where_the_newer_version_is_not_met_either(
    rules: Rules, newer: str, held: tuple[str, ...], wanted: str
) -> None:
    rulebook = rules(FORMER, later(newer, mode="both"))
    finding = only(check(case(*held, start=STRADDLING), AFTER, rulebook))
    assert finding.status == wanted
    assert finding.days_late == (1 if wanted == "late" else None)
    assert finding.fulfilled == date.fromisoformat(held[1])


@pytest.mark.parametrize("newer", [THREE, ONE, THREE_OF_A_GROUP, OTHER])
def test_under_both_ended_exempt_and_not_required_of_the_older_version_stand(rules: Rules, newer: str) -> None:
    spared = TWO + 'not_required = [{ event = "fravalg-a-kasse" }]\n'
    former = version(spared, valid_from="2022-01-01", more="valid_to = 2022-06-30")
    rulebook = rules(former, later(newer, mode="both"))
    held = "2022-05-01"
    assert status(case(held, start=STRADDLING, end="2022-09-29"), AFTER, rulebook) == "ended"
    exempt = case(held, start=STRADDLING, exemptions=(("barsel", "2022-09-30", "2022-09-30"),))
    assert status(exempt, AFTER, rulebook) == "exempt"
    opted_out = case(held, start=STRADDLING, events=(("fravalg-a-kasse", "2022-05-01"),))
    assert status(opted_out, AFTER, rulebook) == "not-required"


@pytest.mark.parametrize(
    ("held", "between", "after"),
    [
        ((), "pending", "overdue"),
        (("2022-05-01", "2022-06-01"), "pending", "uncertain"),
        (("2022-05-01", "2022-06-01", "2022-08-01"), "met", "met"),
        (("2022-05-01", "2022-06-01", "2022-10-20"), "pending", "met"),
    ],
)
def test_under_both_a_duty_is_pending_until_it_has_fallen_due_under_both(
    rules: Rules, held: tuple[str, ...], between: str, after: str
) -> None:
    longer = requirement('role = "some"\nmatch = "interview"\ncount = 3\ndue = { months = 7 }', "three")
    rulebook = rules(FORMER, later(longer, mode="both"))
    facts = case(*held, start=STRADDLING)
    assert [status(facts, day, rulebook) for day in ("2022-10-15", "2022-11-01")] == [between, after]


def test_under_this_a_duty_that_is_new_applies_and_one_that_is_gone_does_not(rules: Rules) -> None:
    gone = requirement('role = "gone"\nmatch = "interview"\ncount = 1\ndue = { months = 6 }', "gone")
    past = requirement('role = "past"\nmatch = "interview"\ncount = 1\ndue = { weeks = 1 }', "past")
    too_late_for_it = requirement('role = "new"\nmatch = "interview"\ncount = 1\ndue = { weeks = 1 }', "new")
    former = version(TWO, gone, past, valid_from="2022-01-01", more="valid_to = 2022-06-30")
    rulebook = rules(former, later(THREE, OTHER, too_late_for_it, mode="this"))
    found = check(case(start=STRADDLING), AFTER, rulebook).findings
    assert [(f.requirement, str(f.version)) for f in found] == [
        ("probe/past", "2022-01-01"),
        ("probe/talk", "2022-07-01"),
        ("probe/three", "2022-07-01"),
    ]


def test_a_third_version_reaches_what_the_second_one_put_in_place(rules: Rules) -> None:
    second = version(
        THREE, valid_from="2022-07-01", more="valid_to = 2022-08-31", tables='[transition]\ndefault = "this"\n'
    )
    third = version(ONE, valid_from="2022-09-01", tables='[transition]\ndefault = "both"\n')
    finding = only(check(case(*IN_TIME[:2], start=STRADDLING), AFTER, rules(FORMER, second, third)))
    assert told(finding) == (*NEW, 2, 3, "uncertain")


def test_two_later_versions_under_both_must_both_be_met(rules: Rules) -> None:
    second = version(
        ONE, valid_from="2022-07-01", more="valid_to = 2022-08-31", tables='[transition]\ndefault = "both"\n'
    )
    third = version(THREE, valid_from="2022-09-01", tables='[transition]\ndefault = "both"\n')
    rulebook = rules(FORMER, second, third)
    assert [status(case(*IN_TIME[:held], start=STRADDLING), AFTER, rulebook) for held in range(4)] == [
        "overdue",
        "uncertain",
        "uncertain",
        "met",
    ]


# --- Duties of a change itself, for courses that were running then

BEGUN = "applies_to.began = {{ from = {}, to = {} }}\n"


def of_the_change(
    first: str = "2022-03-01", last: str = "2022-05-31", says: str = "due = { months = 6 }", name: str = "rest"
) -> str:
    return requirement(f'role = "{name}"\nmatch = "talk"\ncount = 1\n{BEGUN.format(first, last)}{says}', name)


def ids(facts: Case, rulebook: Rulebook, as_of: str = AFTER) -> list[str]:
    return [finding.requirement.removeprefix("probe/") for finding in check(facts, as_of, rulebook).findings]


@pytest.mark.parametrize(
    ("mode", "groups", "wanted"),
    [
        (None, "", ["rest", "two"]),
        ("previous", "", ["rest", "two"]),
        ("this", "", ["rest", "three"]),
        ("both", "", ["rest", "two"]),
        ("this", f'{JOBPARAT} = "previous"', ["rest", "two"]),
    ],
)
def test_a_duty_of_the_change_comes_beside_what_becomes_of_the_others(
    rules: Rules, mode: str | None, groups: str, wanted: list[str]
) -> None:
    rulebook = rules(FORMER, later(THREE, of_the_change(), mode=mode, groups=groups))
    found = check(case(start=STRADDLING), AFTER, rulebook).findings
    assert sorted(finding.requirement.removeprefix("probe/") for finding in found) == wanted
    (rest,) = [finding for finding in found if finding.requirement == "probe/rest"]
    assert (str(rest.version), window(rest), str(rest.status)) == (
        "2022-07-01",
        (STRADDLING, "2022-09-30"),
        "overdue",
    )


@pytest.mark.parametrize(
    ("start", "there"),
    [
        ("2022-02-28", False),
        ("2022-03-01", True),
        ("2022-05-31", True),
        ("2022-06-01", False),
        ("2022-06-30", False),
        ("2022-07-01", False),
    ],
)
@pytest.mark.parametrize("mode", ["previous", "this", "both"])
def test_a_duty_of_the_change_is_for_courses_that_began_in_its_days(
    rules: Rules, mode: str, start: str, *, there: bool
) -> None:
    rulebook = rules(FORMER, later(THREE, of_the_change(), mode=mode))
    assert ("rest" in ids(case(start=start), rulebook, "2023-06-01")) is there


@pytest.mark.parametrize(
    ("says", "there"),
    [
        ("due = { days = 90 }", False),  # 2022-06-30, the day before
        ("due = { days = 91 }", True),
        ("due = { days = 92 }", True),
        ("", True),  # by no day
        ('due = { anchor = "anmodning", weeks = 2 }', True),  # by a day that is not known
    ],
)
def test_a_duty_of_the_change_falls_due_on_its_first_day_or_later(rules: Rules, says: str, *, there: bool) -> None:
    rulebook = rules(FORMER, later(THREE, of_the_change(says=says)))
    assert ("rest" in ids(case(start=STRADDLING), rulebook)) is there


@pytest.mark.parametrize(
    ("end", "there"), [("2022-06-29", False), ("2022-06-30", False), ("2022-07-01", True), (None, True)]
)
def test_a_duty_of_the_change_is_for_courses_that_still_run_on_its_first_day(
    rules: Rules, end: str | None, *, there: bool
) -> None:
    for says in ("due = { months = 6 }", ""):
        rulebook = rules(FORMER, later(THREE, of_the_change(says=says)))
        assert ("rest" in ids(case(start=STRADDLING, end=end), rulebook)) is there


def test_a_duty_of_the_change_counts_meetings_of_the_whole_course_unless_it_says_from_when(rules: Rules) -> None:
    for says, wanted in (("", "met"), ("\nheld_from = 2022-07-01", "overdue")):
        rulebook = rules(FORMER, later(THREE, of_the_change(says=f"due = {{ months = 6 }}{says}")))
        found = check(case(Meeting("2022-05-01", type="opfoelgning"), start=STRADDLING), AFTER, rulebook).findings
        assert [str(finding.status) for finding in found if finding.requirement == "probe/rest"] == [wanted]


def test_a_duty_of_the_change_is_not_taken_for_one_of_the_version(rules: Rules) -> None:
    # Its role is that of a duty of the version before, which the mode alone replaces.
    rest = of_the_change().replace('role = "rest"', 'role = "some"')
    for mode, wanted in (("this", ["rest"]), ("previous", ["rest", "two"]), ("both", ["rest", "two"])):
        rulebook = rules(FORMER, later(rest, mode=mode))
        assert sorted(ids(case(start=STRADDLING), rulebook)) == wanted


def test_each_change_has_its_own_duties_and_a_later_one_says_what_becomes_of_the_earlier_ones(rules: Rules) -> None:
    second = version(
        THREE, of_the_change(), valid_from="2022-07-01", more="valid_to = 2022-08-31",
        tables='[transition]\ndefault = "previous"\n',
    )  # fmt: skip
    for mode, wanted in (
        ("previous", ["rest", "sidst", "two"]),
        ("this", ["one", "sidst"]),
        ("both", ["rest", "sidst", "two"]),
    ):
        third = version(
            ONE, of_the_change(name="sidst"), valid_from="2022-09-01", tables=f'[transition]\ndefault = "{mode}"\n'
        )
        assert sorted(ids(case(start=STRADDLING), rules(FORMER, second, third))) == wanted


def test_days_that_reach_into_the_version_make_no_duty_of_the_change(rules: Rules) -> None:
    # It is a duty of the version, for those of its courses that began in these days.
    own = of_the_change(last="2022-07-01")
    for mode, wanted in (("previous", ["two"]), ("this", ["rest", "three"]), ("both", ["two"])):
        assert sorted(ids(case(start=STRADDLING), rules(FORMER, later(THREE, own, mode=mode)))) == wanted
    rulebook = rules(FORMER, later(THREE, own))
    assert sorted(ids(case(start="2022-07-01"), rulebook, "2023-06-01")) == ["rest", "three"]
    assert sorted(ids(case(start="2022-07-02"), rulebook, "2023-06-01")) == ["three"]


# --- Where no version is


@pytest.mark.parametrize(
    ("start", "held", "wanted"),
    [
        ("2021-12-31", (), []),  # before the first version
        ("2022-01-01", (), ["overdue"]),  # due on the last day of the last one
        ("2022-01-02", (), ["uncertain"]),  # due on the day after
        ("2022-01-02", ("2022-02-01", "2022-03-01"), ["uncertain"]),
        ("2022-06-30", (), ["uncertain"]),
        ("2022-07-01", (), []),  # begun after the last version: no fall-back
    ],
)
def test_a_duty_that_falls_due_when_no_version_is_known_is_uncertain(
    rules: Rules, start: str, held: tuple[str, ...], wanted: list[str]
) -> None:
    found = check(case(*held, start=start), AFTER, rules(FORMER)).findings
    assert [finding.status for finding in found] == wanted
    assert all(("no-version" in finding.reasons) is (finding.status == "uncertain") for finding in found)


def test_with_a_successor_the_duty_is_judged(rules: Rules) -> None:
    rulebook = rules(FORMER, later(THREE))
    assert status(case(start="2022-06-30"), "2023-06-01", rulebook) == "overdue"


def test_a_proposal_is_never_used(rules: Rules) -> None:
    proposal = version(ONE, valid_from="2022-07-01", status="proposal", tables='[transition]\ndefault = "this"\n')
    rulebook = rules(FORMER, proposal)
    assert check(case(start="2022-07-01"), "2023-06-01", rulebook).findings == ()
    assert told(only(check(case(start="2022-06-30"), "2023-06-01", rulebook))) == (*OLD, 0, 2, "uncertain")


PROPOSED = version(ONE, valid_from="2022-07-01", status="proposal", tables='[transition]\ndefault = "this"\n')


@pytest.mark.parametrize(
    ("start", "name", "wanted"),
    [
        ("2022-07-01", "probe", []),
        ("2022-07-01", "probe@2022-07-01", [("probe/one", "2022-07-01", "overdue", True)]),
        ("2022-06-30", "probe", [("probe/two", "2022-01-01", "uncertain", False)]),
        ("2022-06-30", "probe@2022-07-01", [("probe/one", "2022-07-01", "overdue", True)]),
        ("2022-01-01", "probe@2022-07-01", [("probe/two", "2022-01-01", "overdue", False)]),
    ],
)
def test_a_proposal_that_is_asked_for_is_used_like_a_version_in_force_and_says_what_it_is(
    rules: Rules, start: str, name: str, wanted: list[tuple[str, str, str, bool]]
) -> None:
    rulebook = rules(FORMER, PROPOSED)
    found = check_case(
        case(start=start), as_of="2023-06-01", rulebook=rulebook, rules=[name], schedule="probe"
    ).findings
    assert [
        (finding.requirement, str(finding.version), str(finding.status), "proposal" in finding.reasons)
        for finding in found
    ] == wanted


def test_a_proposal_of_the_law_is_asked_for_by_its_day() -> None:
    facts = Case("citizen", [Spell("dagpenge", "2027-02-01")])
    asked = check_case(facts, as_of="2027-06-01", rules=["lab@2027-01-01"]).findings
    assert {str(finding.version) for finding in asked} == {"2027-01-01"}
    assert all("proposal" in finding.reasons for finding in asked)
    usual = check_case(facts, as_of="2027-06-01", rules=["lab"]).findings
    assert {str(finding.version) for finding in usual} == {"2026-07-01"}
    assert not any("proposal" in finding.reasons for finding in usual)


@pytest.mark.parametrize("names", [["probe", "probe@2022-07-01"], ["probe@2022-07-01", "probe"]])
def test_of_a_rule_set_and_its_proposal_the_proposal_is_used_whatever_their_order(
    rules: Rules, names: list[str]
) -> None:
    rulebook = rules(FORMER, PROPOSED)
    found = check_case(case(start="2022-07-01"), as_of="2023-06-01", rulebook=rulebook, rules=names, schedule="probe")
    assert [finding.requirement for finding in found.findings] == ["probe/one"]


# --- Laws that are used only where they are named


def a_law(name: str, more: str = "") -> str:
    text = version(ONE, more=more).replace('id = "probe"', f'id = "{name}"', 1)
    return text.replace('kind = "kommune"', 'kind = "lov"', 1)


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (None, {"for-alle"}),
        (["for-alle"], {"for-alle"}),
        (["ved-navn"], {"ved-navn"}),
        (["ved-navn", "for-alle"], {"for-alle", "ved-navn"}),
    ],
)
def test_a_law_may_be_used_only_where_it_is_named(rules: Rules, names: list[str] | None, wanted: set[str]) -> None:
    rulebook = rules(a_law("for-alle"), a_law("ved-navn", "only_by_name = true"))
    for schedule in (None, "broendby"):
        found = check_case(case(), as_of="2022-12-01", rulebook=rulebook, rules=names, schedule=schedule).findings
        made_up = {finding.ruleset for finding in found} & {"for-alle", "ved-navn"}
        assert made_up == wanted


def test_a_law_that_is_only_used_by_name_is_used_whatever_schedule_a_citizen_has_and_for_one_too(rules: Rules) -> None:
    rulebook = rules(a_law("ved-navn", "only_by_name = true"))
    for schedule in ("ved-navn", "broendby"):
        found = check_case(case(), as_of="2022-12-01", rulebook=rulebook, rules=["ved-navn"], schedule=schedule)
        assert {finding.ruleset for finding in found.findings} == {"ved-navn"}
    own = check_case(case(), as_of="2022-12-01", rulebook=rulebook, schedule="ved-navn").findings
    assert "ved-navn" in {finding.ruleset for finding in own}


def test_the_bundled_rules_on_the_cv_are_used_by_name_alone() -> None:
    facts = Case("citizen", [Spell("dagpenge", "2022-01-03")])
    assert "lab-cv" not in {finding.ruleset for finding in check_case(facts, as_of="2022-06-01").findings}
    named = check_case(facts, as_of="2022-06-01", rules=["lab-cv"]).findings
    assert {finding.ruleset for finding in named} == {"lab-cv"}


@pytest.mark.parametrize(("start", "named"), [("2022-04-01", False), ("2022-04-02", True), ("2022-05-01", True)])
def test_a_duty_due_on_or_after_an_expected_change_says_so(rules: Rules, start: str, named: bool) -> None:  # noqa: FBT001 (a value of the table)
    rulebook = rules(version(TWO, valid_from="2022-01-01", more="change_expected = 2022-10-01"))
    finding = only(check(case(start=start), "2022-06-01", rulebook))
    assert finding.status == "pending"
    assert ("law-may-change" in finding.reasons) is named


def test_a_bad_file_blocks_no_other(tmp_path: Path) -> None:
    tmp_path.joinpath("bad.toml").write_text("id = 3", encoding="utf-8")
    tmp_path.joinpath("good.toml").write_text(version(TWO), encoding="utf-8")
    rulebook = load_rules(tmp_path)
    assert "bad.toml" in str(rulebook.problems[0])
    assert status(case(), "2023-06-01", rulebook) == "overdue"


def test_an_exemption_waives_on_days_before_the_first_words_too() -> None:
    exempt = Case(
        "citizen",
        [Spell("dagpenge", "2019-12-01")],
        exemptions=[Exemption("barsel", "2019-12-28", "2019-12-28")],
        schedule="broendby",
    )
    findings = check_case(exempt, as_of="2020-03-01").findings
    assert [finding.status for finding in findings if finding.requirement == "broendby/1"] == ["exempt"]


def test_an_exemption_that_came_later_waives_nothing_before() -> None:
    exempt = Case("citizen", [Spell(JOBPARAT, "2026-01-05")], exemptions=[Exemption("kvote", "2026-01-05")])
    findings = check_case(exempt, as_of="2026-06-30").findings
    assert [finding.status for finding in findings if finding.requirement == "lab/31-5"] == ["overdue"]
