"""Section 6 of the contract: where each run of the clock begins and ends."""

from __future__ import annotations

from datetime import date

import pytest

from kontaktforloeb import Assessment, Case, Conventions, Event, Hours, KontaktforloebError, Meeting, Spell, check
from kontaktforloeb.dates import ONE_DAY

JOBPARAT, AKTIV = "kontanthjaelp-jobparat", "kontanthjaelp-aktivitetsparat"
UNGPARAT, UNGAKTIV = "uddannelseshjaelp-uddannelsesparat", "uddannelseshjaelp-aktivitetsparat"

Told = tuple[str, str, str | None]
"""A group or an event, a first day, a last day: a spell as it is given, or a course as it is found."""


def spells(*told: Told) -> list[Spell]:
    return [Spell(group, start, end) for group, start, end in told]


def assessed(
    given: list[Told], events: list[tuple[str, str]] | None = None, conventions: Conventions | None = None
) -> Assessment:
    case = Case("citizen", spells(*given), events=[Event(name, day) for name, day in events or []])
    return check(case, as_of="2026-11-01", conventions=conventions or Conventions())


def courses(
    given: list[Told], events: list[tuple[str, str]] | None = None, conventions: Conventions | None = None
) -> list[Told]:
    found = assessed(given, events, conventions).courses
    return [(course.group, str(course.start), str(course.end) if course.end else None) for course in found]


def starts(given: list[Told], events: list[tuple[str, str]] | None = None) -> list[str]:
    return [start for _, start, _ in courses(given, events)]


# --- The first contact


@pytest.mark.parametrize(
    ("contacts", "start"),
    [
        ([], "2022-03-04"),
        (["2022-03-04"], "2022-03-04"),
        (["2022-03-03"], "2022-03-03"),
        (["2022-02-02"], "2022-02-02"),
        (["2022-02-01"], "2022-02-01"),  # 31 days before
        (["2022-01-31"], "2022-03-04"),  # 32 days before
        (["2022-01-31", "2022-02-10"], "2022-02-10"),
        (["2022-02-10", "2022-02-20"], "2022-02-10"),
        (["2022-03-05"], "2022-03-04"),
    ],
)
def test_the_first_contact_up_to_31_days_before_the_spell_starts_the_clock(contacts: list[str], start: str) -> None:
    found = courses([(JOBPARAT, "2022-03-04", None)], [("henvendelse", day) for day in contacts])
    assert found == [(JOBPARAT, start, None)]


@pytest.mark.parametrize("group", ["jobafklaring", "ressourceforloeb", "ledighedsydelse", "revalidering", "fleksjob"])
def test_a_contact_starts_no_clock_where_the_spell_does(group: str) -> None:
    assert starts([(group, "2022-03-04", None)], [("henvendelse", "2022-02-20")]) == ["2022-03-04"]


@pytest.mark.parametrize("group", [JOBPARAT, AKTIV, UNGPARAT, UNGAKTIV])
def test_a_contact_starts_the_clock_of_every_group_on_social_assistance(group: str) -> None:
    assert starts([(group, "2022-03-04", None)], [("henvendelse", "2022-02-20")]) == ["2022-02-20"]


@pytest.mark.parametrize(
    ("absent", "start"), [([], "2022-03-04"), (["2022-02-20"], "2022-02-20"), (["2021-12-01"], "2021-12-01")]
)
def test_sickness_counts_from_the_first_day_of_absence(absent: list[str], start: str) -> None:
    events = [("foerste-fravaersdag", day) for day in absent] + [("henvendelse", "2022-02-25")]
    assert starts([("sygedagpenge", "2022-03-04", None)], events) == [start]


def test_one_contact_starts_one_course() -> None:
    given: list[Told] = [(JOBPARAT, "2022-01-10", "2022-01-20"), ("selvforsoergende", "2022-01-21", None)]
    assert starts(given, [("henvendelse", "2022-01-05")]) == ["2022-01-05", "2022-01-21"]
    assert starts(given, [("henvendelse", "2022-01-05"), ("henvendelse", "2022-01-15")]) == ["2022-01-05", "2022-01-15"]


def test_a_contact_on_the_first_day_of_the_course_before_starts_no_second_one() -> None:
    given: list[Told] = [("ressourceforloeb", "2022-01-10", "2022-01-31"), (JOBPARAT, "2022-02-01", None)]
    assert starts(given, [("henvendelse", "2022-01-10")]) == ["2022-01-10", "2022-02-01"]
    assert starts(given, [("henvendelse", "2022-01-11")]) == ["2022-01-10", "2022-01-11"]


# --- Breaks


@pytest.mark.parametrize(
    ("back", "one_course"),
    [
        ("2022-04-01", True),  # adjoining
        ("2022-04-30", True),  # April but for its last day
        ("2022-05-01", False),  # the whole of April
        ("2022-05-19", False),
    ],
)
def test_a_whole_calendar_month_away_begins_a_new_course(back: str, one_course: bool) -> None:  # noqa: FBT001 (a value of the table)
    found = starts([(JOBPARAT, "2022-01-03", "2022-03-31"), (JOBPARAT, back, None)])
    assert found == (["2022-01-03"] if one_course else ["2022-01-03", back])


@pytest.mark.parametrize(
    ("left", "back", "one_course"),
    [
        ("2022-04-01", "2022-05-31", True),  # 59 days away, no month from its 1st to its last day
        ("2022-04-01", "2022-06-01", False),
        ("2022-04-10", "2022-05-20", True),
        ("2024-01-31", "2024-02-29", True),
        ("2024-01-31", "2024-03-01", False),
        ("2023-01-31", "2023-03-01", False),  # 28 days
    ],
)
def test_only_a_month_from_its_first_to_its_last_day_is_a_break(left: str, back: str, one_course: bool) -> None:  # noqa: FBT001 (a value of the table)
    found = starts([(JOBPARAT, "2022-01-03", left), (JOBPARAT, back, None)])
    assert len(found) == (1 if one_course else 2)


@pytest.mark.parametrize(
    ("back", "one_course"),
    [("2022-04-30", True), ("2022-05-01", False), ("2022-04-01", True)],
)
def test_the_other_reading_counts_thirty_days(back: str, one_course: bool) -> None:  # noqa: FBT001 (a value of the table)
    thirty = Conventions(gap_breaks="30-days")
    found = courses([(JOBPARAT, "2022-01-03", "2022-03-31"), (JOBPARAT, back, None)], conventions=thirty)
    assert len(found) == (1 if one_course else 2)


def test_the_two_readings_of_a_break_differ_both_ways() -> None:
    thirty = Conventions(gap_breaks="30-days")
    forty_days: list[Told] = [(JOBPARAT, "2022-01-03", "2022-04-10"), (JOBPARAT, "2022-05-21", None)]
    assert (len(courses(forty_days)), len(courses(forty_days, conventions=thirty))) == (1, 2)
    february: list[Told] = [(JOBPARAT, "2022-01-03", "2023-01-31"), (JOBPARAT, "2023-03-01", None)]
    assert (len(courses(february)), len(courses(february, conventions=thirty))) == (2, 1)


def number_of_courses(given: list[Told], hours: list[Hours], reading: str = "calendar-month") -> int:
    case = Case("citizen", spells(*given), hours=hours)
    return len(check(case, as_of="2026-11-01", conventions=Conventions(gap_breaks=reading)).courses)


@pytest.mark.parametrize(
    ("months", "courses_of_months", "courses_of_days"),
    [
        ({}, 2, 2),
        ({"2022-03": "10"}, 2, 2),  # the month before
        ({"2022-04": "160.33"}, 2, 2),  # the whole of May is without
        ({"2022-05": "160.33"}, 2, 2),  # the whole of April is
        ({"2022-04": "160.33", "2022-05": "0.5"}, 1, 1),
        ({"2022-04": "160.33", "2022-05": "0"}, 2, 2),
        ({"2022-06": "160.33"}, 2, 2),  # the month after
    ],
)
def test_a_month_with_a_wage_subsidy_is_no_break(
    months: dict[str, str], courses_of_months: int, courses_of_days: int
) -> None:
    given: list[Told] = [(JOBPARAT, "2022-01-03", "2022-03-31"), (JOBPARAT, "2022-06-01", None)]
    hours = [Hours(month, number, "loentilskud") for month, number in months.items()]
    assert number_of_courses(given, hours) == courses_of_months
    assert number_of_courses(given, hours, "30-days") == courses_of_days
    on_dagpenge = [Hours(month, number) for month, number in months.items()]
    assert number_of_courses(given, on_dagpenge) == 2


def test_days_on_both_sides_of_a_month_with_a_wage_subsidy_are_counted_apart() -> None:
    given: list[Told] = [(JOBPARAT, "2022-01-03", "2022-03-09"), (JOBPARAT, "2022-05-21", None)]
    hours = [Hours("2022-04", "37", "loentilskud")]
    assert number_of_courses(given, []) == 2
    assert number_of_courses(given, hours) == number_of_courses(given, hours, "30-days") == 1


def test_a_course_after_a_break_starts_on_its_own_contact() -> None:
    given: list[Told] = [(JOBPARAT, "2023-06-01", "2024-03-31"), (JOBPARAT, "2024-05-06", None)]
    assert courses(given, [("henvendelse", "2024-05-02")]) == [
        (JOBPARAT, "2023-06-01", "2024-03-31"),
        (JOBPARAT, "2024-05-02", None),
    ]


def test_a_contact_during_a_break_that_breaks_nothing_starts_nothing() -> None:
    given: list[Told] = [(JOBPARAT, "2022-01-03", "2022-03-31"), (JOBPARAT, "2022-04-15", None)]
    assert starts(given, [("henvendelse", "2022-04-10")]) == ["2022-01-03"]


# --- Changes of benefit and of group


@pytest.mark.parametrize(
    ("before", "after", "day", "restarts"),
    [
        # the same benefit, either way
        (JOBPARAT, AKTIV, "2022-03-01", False),
        (AKTIV, JOBPARAT, "2022-03-01", False),
        (UNGPARAT, UNGAKTIV, "2022-03-01", False),
        (UNGAKTIV, UNGPARAT, "2022-03-01", False),
        (JOBPARAT, AKTIV, "2026-03-01", False),
        (UNGPARAT, UNGAKTIV, "2026-03-01", False),
        ("revalidering", "revalidering", "2022-03-01", False),
        # two benefits until the last day of June 2025
        (JOBPARAT, UNGPARAT, "2022-03-01", True),
        (AKTIV, UNGAKTIV, "2025-06-30", True),
        (UNGPARAT, JOBPARAT, "2022-03-01", True),
        (UNGAKTIV, AKTIV, "2025-06-30", True),
        # one benefit after; from the young to the grown-up groups starts again all the same
        (JOBPARAT, UNGPARAT, "2025-07-01", False),
        (AKTIV, UNGAKTIV, "2025-07-01", False),
        (JOBPARAT, UNGAKTIV, "2026-03-01", False),
        (UNGPARAT, JOBPARAT, "2025-07-01", True),
        (UNGPARAT, AKTIV, "2026-03-01", True),
        (UNGAKTIV, JOBPARAT, "2026-03-01", True),
        (UNGAKTIV, AKTIV, "2025-07-01", True),
        # other benefits
        (JOBPARAT, "ressourceforloeb", "2022-03-01", True),
        ("jobafklaring", "ressourceforloeb", "2022-03-01", True),
        ("ressourceforloeb", "jobafklaring", "2022-03-01", True),
        ("ledighedsydelse", "fleksjob", "2022-03-01", True),
        ("fleksjob", "ledighedsydelse", "2022-03-01", True),
        ("sygedagpenge", "jobafklaring", "2022-03-01", True),
        ("revalidering", JOBPARAT, "2022-03-01", True),
        (JOBPARAT, "revalidering", "2022-03-01", True),
        (JOBPARAT, "sygedagpenge", "2022-03-01", True),
    ],
)
def test_a_change_of_benefit_starts_again_and_a_change_of_group_only_from_young_to_grown_up(
    before: str,
    after: str,
    day: str,
    restarts: bool,  # noqa: FBT001 (a value of the table)
) -> None:
    last = str(date.fromordinal(date.fromisoformat(day).toordinal() - 1))
    found = courses([(before, "2022-01-03", last), (after, day, None)])
    assert found == ([(before, "2022-01-03", last), (after, day, None)] if restarts else [(before, "2022-01-03", None)])


@pytest.mark.parametrize("group", [UNGPARAT, UNGAKTIV])
def test_the_renaming_of_a_benefit_is_no_change(group: str) -> None:
    assert courses([(group, "2025-03-17", "2025-06-30"), (group, "2025-07-01", None)]) == [(group, "2025-03-17", None)]


RUNS_ON = Conventions(readings={"unge-til-voksne-2025": "runs-on"})
BACK_RESTARTS = Conventions(readings={"voksne-til-unge": "restarts"})


@pytest.mark.parametrize(
    ("before", "after", "day", "chosen", "runs_on", "back_restarts"),
    [
        # before the reform each change is one of benefit, whatever is read
        (UNGPARAT, JOBPARAT, "2025-06-30", 2, 2, 2),
        (JOBPARAT, UNGPARAT, "2025-06-30", 2, 2, 2),
        # since then the benefit is one, and the readings decide
        (UNGPARAT, JOBPARAT, "2025-07-01", 2, 1, 2),
        (UNGAKTIV, AKTIV, "2025-12-01", 2, 1, 2),
        (JOBPARAT, UNGPARAT, "2025-07-01", 1, 1, 2),
        (AKTIV, UNGAKTIV, "2025-12-01", 1, 1, 2),
        (JOBPARAT, AKTIV, "2025-12-01", 1, 1, 1),
        (UNGPARAT, UNGAKTIV, "2025-12-01", 1, 1, 1),
    ],
)
def test_what_a_change_between_young_and_grown_up_does_is_read_in_three_ways_since_the_reform(
    before: str, after: str, day: str, chosen: int, runs_on: int, back_restarts: int
) -> None:
    last = str(date.fromisoformat(day) - ONE_DAY)
    given: list[Told] = [(before, "2025-03-03", last), (after, day, None)]
    found = [courses(given, conventions=own) for own in (Conventions(), RUNS_ON, BACK_RESTARTS)]
    wanted = [[(before, "2025-03-03", None)], [(before, "2025-03-03", last), (after, day, None)]]
    assert found == [wanted[number - 1] for number in (chosen, runs_on, back_restarts)]


@pytest.mark.parametrize("group", ["revalidering", "ledighedsydelse", "jobafklaring"])
def test_adjoining_spells_of_one_group_are_one_course(group: str) -> None:
    given: list[Told] = [(group, "2022-01-03", "2022-03-31"), (group, "2022-04-01", "2022-05-31")]
    assert courses(given) == [(group, "2022-01-03", "2022-05-31")]


def test_a_change_of_group_back_and_forth_keeps_the_group_of_the_first_day() -> None:
    given: list[Told] = [
        (AKTIV, "2022-01-03", "2022-02-28"),
        (JOBPARAT, "2022-03-01", "2022-03-31"),
        (AKTIV, "2022-04-01", None),
    ]
    assert courses(given) == [(AKTIV, "2022-01-03", None)]


def test_a_benefit_left_for_another_and_taken_up_again_starts_again() -> None:
    given: list[Told] = [
        ("ledighedsydelse", "2022-01-03", "2022-02-28"),
        ("fleksjob", "2022-03-01", "2022-03-10"),
        ("ledighedsydelse", "2022-03-11", None),
    ]
    assert starts(given) == ["2022-01-03", "2022-03-01", "2022-03-11"]


@pytest.mark.parametrize("other", ["dagpenge", "sygedagpenge"])
@pytest.mark.parametrize(
    ("last", "back", "courses"),
    [("2022-05-15", "2022-05-16", 1), ("2022-05-15", "2022-06-16", 2), ("2022-06-15", "2022-06-16", 1)],
)
def test_benefits_on_every_clock_begin_a_new_course_where_they_lie_in_between(
    other: str, last: str, back: str, courses: int
) -> None:
    spells = [
        Spell("kontanthjaelp-jobparat", "2022-01-03", last),
        Spell(other, "2022-05-16", "2022-06-15"),
        Spell("kontanthjaelp-jobparat", back),
    ]
    found = check(Case("C1", spells=spells), as_of="2022-12-31").courses
    assert sum(course.group == "kontanthjaelp-jobparat" for course in found) == courses


def test_a_spell_on_another_benefit_beside_it_does_not_cut_a_course() -> None:
    given: list[Told] = [
        (JOBPARAT, "2022-01-03", "2022-05-31"),
        ("sygedagpenge", "2022-03-16", "2022-03-31"),
        (JOBPARAT, "2022-06-01", None),
    ]
    assert courses(given) == [(JOBPARAT, "2022-01-03", None), ("sygedagpenge", "2022-03-16", "2022-03-31")]


@pytest.mark.parametrize(
    ("given", "contact", "wanted"),
    [
        ([(UNGPARAT, "2021-05-01", "2022-05-31"), (JOBPARAT, "2022-06-01", None)], None, False),
        ([(JOBPARAT, "2021-05-01", "2022-05-31"), (UNGPARAT, "2022-06-01", None)], None, False),
        ([(UNGPARAT, "2021-05-01", "2022-05-31"), (JOBPARAT, "2022-06-01", None)], "2022-05-25", True),
        ([(UNGPARAT, "2021-05-01", "2022-05-31"), (JOBPARAT, "2022-06-01", None)], "2022-06-01", True),
        ([(UNGPARAT, "2021-05-01", "2022-05-31"), (JOBPARAT, "2022-06-01", None)], "2022-06-02", False),
        ([(UNGPARAT, "2021-05-01", "2022-05-30"), (JOBPARAT, "2022-06-01", None)], None, True),  # a day between
        ([("ressourceforloeb", "2021-05-01", "2022-05-31"), (JOBPARAT, "2022-06-01", None)], None, True),
        ([("dagpenge", "2021-05-01", "2022-05-31"), (JOBPARAT, "2022-06-01", None)], None, True),
        ([(JOBPARAT, "2021-05-01", "2022-03-31"), (JOBPARAT, "2022-06-01", None)], None, True),
        ([(JOBPARAT, "2022-06-01", None)], None, True),
    ],
)
def test_a_course_begun_by_a_change_of_group_without_a_new_contact_asks_no_first_interview(
    given: list[Told],
    contact: str | None,
    wanted: bool,  # noqa: FBT001 (a value of the table)
) -> None:
    found = assessed(given, [("henvendelse", contact)] if contact else []).findings
    last = max(finding.course for finding in found)
    [first] = [finding for finding in found if finding.course == last and finding.requirement == "lab/31-3"]
    assert (first.status != "not-required") is wanted


# --- Dagpenge


@pytest.mark.parametrize(
    ("day", "holds", "on_benefit"),
    [
        ("2022-01-02", False, False),
        ("2022-01-03", True, True),
        ("2022-01-31", True, True),
        ("2022-02-01", True, False),
        ("2022-02-28", True, False),
        ("2022-03-01", True, True),
        ("2022-05-31", True, True),
        ("2022-06-01", False, False),
    ],
)
def test_a_day_off_dagpenge_is_in_the_course_and_counts_by_one_of_two_readings(
    day: str, *, holds: bool, on_benefit: bool
) -> None:
    given: list[Told] = [("dagpenge", "2022-01-03", "2022-01-31"), ("dagpenge", "2022-03-01", "2022-05-31")]
    for reading, counts in (("count", holds), ("on-benefit", on_benefit)):
        (course,) = assessed(given, conventions=Conventions(dagpenge_meetings=reading)).courses
        assert course.holds(date.fromisoformat(day)) is holds
        assert course.counts(date.fromisoformat(day)) is counts


def test_leaving_dagpenge_and_coming_back_restarts_nothing() -> None:
    given: list[Told] = [("dagpenge", "2022-02-01", "2022-03-31"), ("dagpenge", "2022-10-01", "2023-01-31")]
    assert courses(given) == [("dagpenge", "2022-02-01", "2023-01-31")]


@pytest.mark.parametrize(
    ("back", "one_course"),
    [
        ("2025-12-30", True),
        ("2025-12-31", True),  # five years less one day: 2021-01-01 to 2025-12-30
        ("2026-01-01", False),  # 2021-01-01 to 2025-12-31
    ],
)
def test_five_whole_years_without_dagpenge_begin_a_new_course(back: str, one_course: bool) -> None:  # noqa: FBT001 (a value of the table)
    found = courses([("dagpenge", "2020-03-01", "2020-12-31"), ("dagpenge", back, None)])
    assert len(found) == (1 if one_course else 2)
    assert found[-1] == ("dagpenge", "2020-03-01" if one_course else back, None)


@pytest.mark.parametrize("kind", ["dagpenge", "loentilskud"])
@pytest.mark.parametrize(
    ("month", "number"),
    [("2020-12", 2), ("2021-01", 1), ("2023-06", 1), ("2025-12", 1), ("2026-01", 2)],
)
def test_five_years_with_a_wage_subsidy_in_them_are_no_break(month: str, number: int, kind: str) -> None:
    given: list[Told] = [("dagpenge", "2020-03-01", "2020-12-31"), ("dagpenge", "2026-01-01", None)]
    assert number_of_courses(given, [Hours(month, "20", kind)]) == number


def test_five_years_after_the_last_month_with_a_wage_subsidy_are_a_break() -> None:
    hours = [Hours("2020-07", "20", "loentilskud")]
    given: list[Told] = [("dagpenge", "2020-03-01", "2020-06-30"), ("dagpenge", "2025-07-31", None)]
    assert number_of_courses(given, hours) == 1
    assert number_of_courses([given[0], ("dagpenge", "2025-08-01", None)], hours) == 2


@pytest.mark.parametrize(
    ("left", "back", "one_course"),
    [("2020-02-28", "2025-02-28", True), ("2020-02-28", "2025-03-01", False), ("2020-02-29", "2025-03-01", False)],
)
def test_five_years_over_a_leap_day_are_counted_as_months_are(left: str, back: str, one_course: bool) -> None:  # noqa: FBT001 (a value of the table)
    found = courses([("dagpenge", "2020-01-01", left), ("dagpenge", back, None)])
    assert len(found) == (1 if one_course else 2)


@pytest.mark.parametrize(
    ("placements", "wanted"),
    [
        # with the first spell, before it, inside it
        (["2022-02-01"], [("2022-02-01", "2022-12-31")]),
        (["2022-01-01"], [("2022-01-01", "2022-12-31")]),
        (["2022-04-01"], [("2022-02-01", "2022-03-31"), ("2022-04-01", "2022-12-31")]),
        # in the gap between two spells, with the second spell, inside it
        (["2022-08-01"], [("2022-02-01", "2022-06-30"), ("2022-08-01", "2022-12-31")]),
        (["2022-09-01"], [("2022-02-01", "2022-06-30"), ("2022-09-01", "2022-12-31")]),
        (["2022-10-01"], [("2022-02-01", "2022-09-30"), ("2022-10-01", "2022-12-31")]),
        # on the last day, and after all is over
        (["2022-12-31"], [("2022-02-01", "2022-12-30"), ("2022-12-31", "2022-12-31")]),
        (["2023-01-01"], [("2022-02-01", "2022-12-31")]),
        # one after the other, and the same one twice
        (["2022-01-01", "2022-09-01"], [("2022-01-01", "2022-06-30"), ("2022-09-01", "2022-12-31")]),
        (["2022-01-01", "2022-01-20"], [("2022-01-20", "2022-12-31")]),
        (["2022-02-01", "2022-02-01"], [("2022-02-01", "2022-12-31")]),
    ],
)
def test_every_placement_begins_a_course_and_what_lies_before_the_first_is_one_of_its_own(
    placements: list[str], wanted: list[tuple[str, str]]
) -> None:
    given: list[Told] = [("dagpenge", "2022-02-01", "2022-06-30"), ("dagpenge", "2022-09-01", "2022-12-31")]
    found = courses(given, [("indplacering", day) for day in placements])
    assert found == [("dagpenge", start, end) for start, end in wanted]


def test_a_course_on_dagpenge_lies_beside_one_on_another_benefit() -> None:
    given: list[Told] = [(JOBPARAT, "2022-04-25", "2022-06-14"), ("dagpenge", "2022-06-15", None)]
    assert courses(given, [("indplacering", "2022-05-01")]) == [
        (JOBPARAT, "2022-04-25", "2022-06-14"),
        ("dagpenge", "2022-05-01", None),
    ]


@pytest.mark.parametrize(
    ("day", "on_assistance", "on_dagpenge"),
    [
        ("2022-04-30", 1, 0),
        ("2022-05-01", 1, 1),
        ("2022-06-14", 1, 1),
        ("2022-06-15", 0, 1),
        ("2022-12-31", 0, 1),
        ("2023-01-01", 0, 0),
    ],
)
def test_a_meeting_counts_in_every_course_that_holds_its_day(day: str, on_assistance: int, on_dagpenge: int) -> None:
    told = spells((JOBPARAT, "2022-04-25", "2022-06-14"), ("dagpenge", "2022-06-15", "2022-12-31"))
    case = Case("citizen", told, [Meeting(day)], events=[Event("indplacering", "2022-05-01")])
    found = {f.group: f.held for f in check(case, as_of="2023-06-01").findings if f.requirement == "lab/31-1"}
    assert found == {JOBPARAT: on_assistance, "dagpenge": on_dagpenge}


def test_an_event_belongs_to_the_courses_that_hold_its_day() -> None:
    def opted_out(day: str) -> str:
        case = Case("citizen", spells(("dagpenge", "2022-02-01", "2022-06-30")), events=[Event("fravalg-a-kasse", day)])
        [finding] = [f for f in check(case, as_of="2022-02-02").findings if f.requirement == "lab/31-2-2"]
        return str(finding.status)

    days = ("2022-01-31", "2022-02-01", "2022-06-30", "2022-07-01")
    assert [opted_out(day) for day in days] == ["pending", "not-required", "not-required", "pending"]


def test_an_opt_out_counts_for_a_duty_when_dated_on_or_before_its_due_day() -> None:
    def opted_out(day: str) -> str:
        case = Case("citizen", spells(("dagpenge", "2022-02-01", None)), events=[Event("fravalg-a-kasse", day)])
        [finding] = [f for f in check(case, as_of="2022-02-02").findings if f.requirement == "lab/31-2-2"]
        return str(finding.status)

    assert [opted_out(day) for day in ("2022-07-31", "2022-08-01")] == ["not-required", "pending"]


@pytest.mark.parametrize(
    ("contact", "assumed"), [(None, True), ("2022-03-04", False), ("2022-02-20", False), ("2022-01-31", True)]
)
def test_a_first_contact_that_is_only_assumed_is_named(contact: str | None, assumed: bool) -> None:  # noqa: FBT001 (a value of the table)
    found = assessed([(JOBPARAT, "2022-03-04", None)], [("henvendelse", contact)] if contact else []).findings
    [first] = [finding for finding in found if finding.requirement == "lab/31-3"]
    assert ("assumed-first-contact" in first.reasons) is assumed


# --- Order, ends and overlaps


def test_the_order_of_the_spells_does_not_matter() -> None:
    given: list[Told] = [
        (JOBPARAT, "2022-01-03", "2022-03-31"),
        ("dagpenge", "2022-02-01", "2022-04-30"),
        ("ressourceforloeb", "2022-04-01", None),
    ]
    assert courses(given) == courses(given[::-1]) == courses([given[1], given[2], given[0], given[1]])
    assert courses(given) == given


def test_a_course_runs_on_while_one_of_its_spells_has_no_end() -> None:
    assert courses([(JOBPARAT, "2022-01-03", "2022-02-28"), (AKTIV, "2022-03-01", None)])[0][2] is None
    assert courses([(JOBPARAT, "2022-01-03", "9999-12-31")])[0][2] is None


@pytest.mark.parametrize(
    "given",
    [
        [(JOBPARAT, "2022-01-03", "2022-03-31"), (JOBPARAT, "2022-03-31", None)],
        [(JOBPARAT, "2022-01-03", None), (AKTIV, "2023-03-31", None)],
        [("dagpenge", "2022-01-03", "2022-03-31"), ("dagpenge", "2022-02-01", "2022-02-28")],
        [(UNGPARAT, "2024-01-03", None), (UNGAKTIV, "2024-03-31", "2024-04-30")],
        [(JOBPARAT, "2025-07-01", None), (UNGPARAT, "2025-08-01", None)],
        # both are on one benefit from 2025-07-01 on, whatever the first was on when it began
        [(UNGPARAT, "2025-01-01", "2025-12-31"), (JOBPARAT, "2025-08-01", None)],
    ],
)
def test_two_spells_that_overlap_on_one_benefit_are_refused(given: list[Told]) -> None:
    with pytest.raises(KontaktforloebError, match="overlap"):
        courses(given)


@pytest.mark.parametrize(
    "given",
    [
        [("dagpenge", "2022-01-03", None), (JOBPARAT, "2022-02-01", None)],
        [("sygedagpenge", "2022-01-03", None), (JOBPARAT, "2022-02-01", None)],
        [(UNGPARAT, "2024-01-03", "2024-03-31"), (JOBPARAT, "2024-03-31", None)],
        [(JOBPARAT, "2022-01-03", None), (JOBPARAT, "2022-01-03", None)],
    ],
)
def test_spells_that_overlap_on_two_benefits_and_exact_repeats_are_not_refused(given: list[Told]) -> None:
    assert {start for _, start, _ in courses(given)} == {start for _, start, _ in given}
