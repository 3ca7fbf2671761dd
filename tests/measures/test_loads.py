"""Loads of advisers and teams. The rule files are made up; `measured_rules.py` has their words."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measured_rules import JOBPARAT, ONE_IN_A_WEEK, START, case, load, measured_load, requirement, rulebook_of, version

from kontaktforloeb import Case, Meeting, Rulebook, Spell, check
from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.measures import LoadResult, Record, measure

MEETINGS = 'measure = "meetings"\nmatch = "samtale"\n'
WEEKLY = MEETINGS + 'per = "iso-week"\n'
TWO_AT_LEAST = WEEKLY + 'compare = "at-least"\nnorm = 2\n'
TWO_AT_MOST = WEEKLY + 'compare = "at-most"\nnorm = 2\n'
enough = settings(max_examples=80, deadline=None)


@cache
def rules(says: str, unit: str = "adviser") -> Rulebook:
    """Give the rulebook of one load."""
    return rulebook_of(version(load("last", says, unit), requirement("krav", ONE_IN_A_WEEK)))


def numbers(found: LoadResult) -> dict[str, list[int]]:
    """Give what was counted of each unit, stretch by stretch."""
    return {unit.unit: [stretch.number for stretch in unit.stretches] for unit in found.units}


def test_meetings_are_counted_by_week_and_a_week_between_without_any_is_0() -> None:
    citizens = [
        case("2022-01-03", "2022-01-09", "2022-01-24", adviser="R1"),
        case("2022-01-05", adviser="R1"),
        case("2022-01-12", adviser="R2"),
    ]
    found = measured_load(rules(WEEKLY), citizens)

    assert numbers(found) == {"R1": [3, 0, 0, 1], "R2": [1]}
    assert [str(stretch.first) for stretch in found.units[0].stretches] == [
        "2022-01-03", "2022-01-10", "2022-01-17", "2022-01-24",
    ]  # fmt: skip
    assert found.answer == "no-norm"


@pytest.mark.parametrize(
    ("per", "wanted"), [("iso-week", [1, 1, 0, 0, 0, 1]), ("calendar-month", [1, 1, 1]), ("quarter", [1, 2])]
)
def test_a_load_is_counted_by_week_month_or_quarter(per: str, wanted: list[int]) -> None:
    citizen = case("2021-12-31", "2022-01-03", "2022-02-04", start="2021-12-01", adviser="R1")

    assert numbers(measured_load(rules(MEETINGS + f'per = "{per}"\n'), [citizen])) == {"R1": wanted}


def test_without_stretches_all_is_counted_together() -> None:
    found = measured_load(rules(MEETINGS), [case("2022-01-03", "2022-03-01", adviser="R1")], as_of="2022-04-01")
    (stretch,) = found.units[0].stretches

    assert (str(stretch.first), str(stretch.last), stretch.number) == ("2022-01-03", "2022-04-01", 2)


def test_the_adviser_is_the_meetings_own_else_the_citizens_and_two_names_for_one_meeting_are_none() -> None:
    citizens = [
        case(Meeting("2022-01-03", adviser="R2"), "2022-01-04", adviser="R1"),
        case("2022-01-05"),
        case(Meeting("2022-01-06", adviser="R2"), Meeting("2022-01-06", adviser="R3"), adviser="R1"),
        case(Meeting("2022-01-07", adviser="R2"), Meeting("2022-01-07"), adviser="R1"),
    ]
    found = measured_load(rules(WEEKLY), citizens)

    assert numbers(found) == {"R1": [1], "R2": [2]}
    assert found.unknown == 2


def test_a_team_has_the_meetings_of_its_citizens() -> None:
    citizens = [case(Meeting("2022-01-03", adviser="R2"), team="T1"), case("2022-01-04", team="T2"), case("2022-01-04")]
    found = measured_load(rules(WEEKLY, "team"), citizens)

    assert numbers(found) == {"T1": [1], "T2": [1]}
    assert found.unknown == 1


def test_only_held_meetings_that_match_and_no_later_ones_are_counted() -> None:
    others = [Meeting("2022-01-04", type="opfoelgning"), Meeting("2022-01-05", status="aflyst"), Meeting("2022-01-08")]

    assert numbers(measured_load(rules(WEEKLY), [case("2022-01-03", *others, adviser="R1")], as_of="2022-01-07")) == {
        "R1": [1]
    }


@pytest.mark.parametrize(("match", "wanted"), [("samtale", 1), ("soegning", 2), ("begge", 3)])
def test_a_match_may_count_events(match: str, wanted: int) -> None:
    events = [("jobsoegning", "2022-01-05"), ("jobsoegning", "2022-01-06"), ("jobsoegning", "2022-02-01")]
    citizen = case("2022-01-03", team="T1", events=events)
    says = WEEKLY.replace('"samtale"', f'"{match}"')

    assert numbers(measured_load(rules(says, "team"), [citizen], as_of="2022-01-31")) == {"T1": [wanted]}


def test_a_load_may_look_at_some_groups_only() -> None:
    says = WEEKLY + f'applies_to.groups = ["{JOBPARAT}"]\n'
    citizens = [case("2022-01-03", adviser="R1"), case("2022-01-04", group="ledighedsydelse", adviser="R1")]

    assert numbers(measured_load(rules(says), citizens)) == {"R1": [1]}


@pytest.mark.parametrize(
    ("says", "held", "as_of", "answer"),
    [
        (TWO_AT_LEAST, 2, "2022-01-10", "kept"),
        (TWO_AT_LEAST, 1, "2022-01-10", "not-kept"),
        (TWO_AT_LEAST, 2, "2022-01-09", "kept"),
        (TWO_AT_LEAST, 1, "2022-01-09", None),
        (TWO_AT_MOST, 2, "2022-01-10", "kept"),
        (TWO_AT_MOST, 3, "2022-01-10", "not-kept"),
        (TWO_AT_MOST, 3, "2022-01-09", "not-kept"),
        (TWO_AT_MOST, 2, "2022-01-09", None),
    ],
)
def test_a_norm_is_told_when_its_week_is_over_or_more_cannot_change_it(
    says: str, held: int, as_of: str, answer: str | None
) -> None:
    citizens = [case("2022-01-05", adviser="R1")] * held

    assert measured_load(rules(says), citizens, as_of).answer == answer


def test_one_week_or_one_adviser_who_does_not_keep_the_norm_is_enough() -> None:
    keeps = [case("2022-01-05", "2022-01-12", adviser="R1")] * 2
    a_week_too_few = [case("2022-01-05", "2022-01-19", adviser="R2")] * 2
    found = measured_load(rules(TWO_AT_LEAST), [*keeps, *a_week_too_few])

    assert [unit.kept for unit in found.units] == [True, False]
    assert found.answer == "not-kept"
    assert measured_load(rules(TWO_AT_LEAST), keeps).answer == "kept"


@pytest.mark.parametrize(
    ("weeks", "as_of", "mean", "answer"),
    [
        ((4,), "2022-01-09", None, None),
        ((4,), "2022-01-10", Fraction(4), "kept"),
        ((4, 0, 2), "2022-01-24", Fraction(2), "kept"),
        ((3, 0, 2), "2022-01-24", Fraction(5, 3), "not-kept"),
        ((2, 0, 9), "2022-01-23", Fraction(1), "not-kept"),
    ],
)
def test_a_mean_is_exact_and_that_of_the_weeks_that_are_over(
    weeks: tuple[int, ...], as_of: str, mean: Fraction | None, answer: str | None
) -> None:
    held = [date(2022, 1, 5) + timedelta(weeks=week) for week, count in enumerate(weeks) for _ in range(count)]
    citizens = [case(str(day), adviser="R1") for day in held]
    found = measured_load(rules(TWO_AT_LEAST + "average = true\n"), citizens, as_of)

    assert found.units[0].mean == mean
    assert found.answer == answer
    assert {stretch.kept for stretch in found.units[0].stretches} == {None}


OPEN = 'measure = "open-courses"\n'


def test_open_courses_are_those_that_hold_the_day() -> None:
    citizens = [
        case(adviser="R1"),
        case(end="2022-06-30", adviser="R1"),
        case(end="2022-07-01", adviser="R1"),
        case(start="2022-07-01", adviser="R1"),
        case(start="2022-07-02", adviser="R1"),
        case(start="2022-07-02", adviser="R3"),
        case(adviser="R2", end="2022-02-01"),
        case(),
    ]
    found = measured_load(rules(OPEN), citizens, "2022-07-01")

    assert numbers(found) == {"R1": [3], "R2": [0]}
    assert found.unknown == 1


@pytest.mark.parametrize(("cases", "answer"), [(119, "kept"), (120, "kept"), (121, "not-kept")])
def test_a_cap_on_cases_is_kept_up_to_its_number(cases: int, answer: str) -> None:
    capped = rules(OPEN + 'compare = "at-most"\nnorm = 120\n')

    assert measured_load(capped, [case(adviser="R1")] * cases).answer == answer


def test_open_courses_by_month_are_those_on_each_last_day_and_on_the_day_itself() -> None:
    citizens = [
        case(adviser="R1"),
        case(start="2022-02-15", end="2022-03-30", adviser="R1"),
        case(start="2022-03-31", end="2022-04-10", adviser="R1"),
    ]
    found = measured_load(rules(OPEN + 'per = "calendar-month"\n'), citizens, "2022-04-10")

    assert numbers(found) == {"R1": [1, 2, 2, 2]}


BREACHES = 'measure = "breaches"\n'


def test_breaches_are_those_of_the_law_and_the_citizens_schedule_or_of_the_assessment_that_is_given() -> None:
    schedule = version(requirement("krav", ONE_IN_A_WEEK), name="plan", kind="kommune")
    law = version(requirement("pligt", ONE_IN_A_WEEK.replace("1 }", "2 }")), name="lov", kind="lov")
    both = rulebook_of(version(load("last", BREACHES + 'per = "calendar-month"\n')), schedule, law)
    citizens = [case(adviser="R1", schedule="plan"), case(adviser="R1"), case("2022-01-05", adviser="R2")]

    found = measured_load(both, citizens, "2022-02-01")
    assert numbers(found) == {"R1": [3]}
    assert found.answer == "no-norm"

    only_law = [check(one, as_of="2022-02-01", rulebook=both, rules=["lov"]) for one in citizens]
    (given_ones,) = measure(both, "probe", only_law, as_of="2022-02-01")
    assert isinstance(given_ones, LoadResult)
    assert numbers(given_ones) == {"R1": [2]}


def test_a_schedule_that_counts_breaches_counts_its_own_of_who_names_none() -> None:
    schedule = rulebook_of(version(requirement("krav", ONE_IN_A_WEEK), load("last", BREACHES), kind="kommune"))
    citizens = [case(adviser="R1"), case(adviser="R1", schedule="probe"), case(adviser="R1", schedule="another")]

    assert numbers(measured_load(schedule, citizens, "2022-02-01")) == {"R1": [2]}


def test_a_breach_belongs_to_the_day_after_its_due_day_and_one_without_a_day_to_none() -> None:
    law = version(
        requirement("pligt", ONE_IN_A_WEEK.replace("weeks = 1", "days = 28")),
        requirement("minutter", 'kind = "each"\nmatch = "samtale"\nrequire = { minutes = 30 }'),
        name="lov",
        kind="lov",
    )
    both = rulebook_of(version(load("last", BREACHES + 'per = "calendar-month"\n')), law)
    late = case(adviser="R1")  # due on 31 January
    too_short = case(Meeting("2022-01-05", minutes=5), adviser="R1")
    found = measured_load(both, [late, too_short], "2022-03-01")

    assert [str(stretch.first) for stretch in found.units[0].stretches] == ["2022-02-01"]
    assert numbers(found) == {"R1": [1]}
    assert found.unknown == 1
    together = rulebook_of(version(load("last", BREACHES)), law)
    assert numbers(measured_load(together, [late, too_short], "2022-03-01")) == {"R1": [2]}


RECORDS = 'measure = "records"\nrecord = "teammoede"\n'
EVERY_FORTNIGHT = RECORDS + "longest = { days = 14 }\n"
AN_HOUR = RECORDS + "minutes = 60\n"


def team_meetings(*held: str | tuple[str, int | None], unit: str = "T1", kind: str = "teammoede") -> list[Record]:
    """Give records by their days, and by their minutes where they are given."""
    told = [(day, None) if isinstance(day, str) else day for day in held]
    return [Record(unit, kind, day, minutes) for day, minutes in told]


@pytest.mark.parametrize(
    ("held", "as_of", "answer", "gap"),
    [
        (("2022-01-03", "2022-01-17", "2022-01-31"), "2022-02-14", "kept", ("2022-01-03", "2022-01-17")),
        (("2022-01-03", "2022-01-17", "2022-01-31"), "2022-02-15", "not-kept", ("2022-01-31", "2022-02-15")),
        (("2022-01-03", "2022-01-18"), "2022-01-20", "not-kept", ("2022-01-03", "2022-01-18")),
        (("2022-01-03",), "2022-01-17", "kept", ("2022-01-03", "2022-01-17")),
        (("2022-01-03", "2022-01-10", "2022-01-20"), "2022-01-12", "kept", ("2022-01-03", "2022-01-10")),
        ((), "2022-01-17", None, None),
    ],
)
def test_records_are_never_further_apart_than_asked_for_and_the_last_no_longer_ago(
    held: tuple[str, ...], as_of: str, answer: str | None, gap: tuple[str, str] | None
) -> None:
    found = measured_load(rules(EVERY_FORTNIGHT, "team"), [], as_of, team_meetings(*held))
    longest = [(str(unit.gap.first), str(unit.gap.last)) for unit in found.units if unit.gap is not None]

    assert found.answer == answer
    assert longest == ([] if gap is None else [gap])


def test_a_gap_of_months_that_is_too_long_is_told_before_one_of_more_days_that_is_not() -> None:
    monthly = rules(RECORDS + "longest = { months = 1 }\n", "team")
    found = measured_load(monthly, [], "2022-03-15", team_meetings("2022-01-01", "2022-01-31", "2022-03-01"))

    # From 31 January the first month ends on 28 February, from 1 January on the 31st.
    (unit,) = found.units
    assert unit.gap is not None
    assert (str(unit.gap.first), unit.gap.over) == ("2022-01-31", True)


@pytest.mark.parametrize(
    ("minutes", "answer", "short", "unknown"),
    [
        ((60, 75), "kept", 0, 0),
        ((60, 59), "not-kept", 1, 0),
        ((60, None), None, 0, 1),
        ((None, 59), "not-kept", 1, 1),
    ],
)
def test_records_last_as_long_as_asked_for_or_nobody_knows(
    minutes: tuple[int | None, ...], answer: str | None, short: int, unknown: int
) -> None:
    held = [(f"2022-01-{day:02}", lasted) for day, lasted in enumerate(minutes, 3)]
    found = measured_load(rules(AN_HOUR, "team"), [], records=team_meetings(*held))

    assert (found.answer, found.units[0].short, found.units[0].unknown) == (answer, short, unknown)


@pytest.mark.parametrize(
    ("held", "answer"),
    [
        ((("2022-01-03", 60), ("2022-01-17", None), ("2022-01-31", 60)), None),
        ((("2022-01-03", 60), ("2022-01-17", None), ("2022-02-01", 60)), "not-kept"),
        ((("2022-01-03", None),), None),
    ],
)
def test_a_record_without_minutes_leaves_open_what_it_could_change(
    held: tuple[tuple[str, int | None], ...], answer: str | None
) -> None:
    both = rules(EVERY_FORTNIGHT + "minutes = 60\n", "team")

    assert measured_load(both, [], "2022-02-02", team_meetings(*held)).answer == answer


def test_other_kinds_later_days_and_repeats_of_a_record_are_not_counted() -> None:
    monthly = rules(RECORDS + 'per = "calendar-month"\n', "team")
    held = team_meetings("2022-01-03", "2022-01-17", "2022-02-05")
    more = [*held, *held, *team_meetings("2022-01-20", kind="feedback"), *team_meetings("2022-01-04", unit="T2")]

    assert numbers(measured_load(monthly, [], "2022-01-31", more)) == {"T1": [2], "T2": [1]}


@pytest.mark.parametrize("minutes", [-1, True, 30.5, "60"])
def test_minutes_of_a_record_are_a_whole_number(minutes: object) -> None:
    with pytest.raises(OutOfRangeError, match="no number of minutes"):
        Record("T1", "teammoede", "2022-01-03", minutes=minutes)


def test_a_load_of_nothing_has_no_answer() -> None:
    assert measured_load(rules(WEEKLY), [case(adviser="R1")]).answer is None


advisers = st.sampled_from((None, "R1", "R2"))
days = st.dates(date(2022, 1, 1), date(2022, 3, 31))


@st.composite
def citizens(draw: st.DrawFn) -> Case:
    held = [Meeting(day, adviser=draw(advisers)) for day in draw(st.lists(days, max_size=4, unique=True))]
    return Case("C1", [Spell(JOBPARAT, START)], held, adviser=draw(advisers))


@enough
@given(st.lists(citizens(), max_size=5), days)
def test_every_meeting_is_in_one_stretch_of_one_adviser_or_unknown(cases: list[Case], as_of: date) -> None:
    found = measured_load(rules(WEEKLY), cases, str(as_of))
    held = Counter(m.adviser or one.adviser for one in cases for m in one.meetings if m.date <= as_of)

    assert {unit: sum(own) for unit, own in numbers(found).items()} == {u: n for u, n in held.items() if u}
    assert found.unknown == held[None]


@enough
@given(st.lists(citizens(), max_size=5), st.sampled_from((WEEKLY, TWO_AT_LEAST, TWO_AT_MOST)), days)
def test_the_order_of_citizens_and_meetings_changes_nothing(cases: list[Case], says: str, as_of: date) -> None:
    turned = [Case(one.citizen, one.spells, one.meetings[::-1], adviser=one.adviser) for one in reversed(cases)]

    assert measured_load(rules(says), turned, str(as_of)) == measured_load(rules(says), cases, str(as_of))


records = st.builds(Record, st.sampled_from(("T1", "T2")), st.just("teammoede"), days, st.sampled_from((None, 30, 60)))


@enough
@given(st.lists(records, max_size=6), days, st.sampled_from((EVERY_FORTNIGHT, EVERY_FORTNIGHT + "minutes = 60\n")))
def test_a_rhythm_is_kept_where_no_record_and_not_the_day_lies_too_far_from_the_one_before(
    held: list[Record], as_of: date, says: str
) -> None:
    found = measured_load(rules(says, "team"), [], str(as_of), held)
    for unit in found.units:
        own = [record for record in held if record.unit == unit.unit and record.date <= as_of]
        counted = sorted({record.date for record in own if "minutes" not in says or record.minutes == 60})
        if "minutes" in says and any(record.minutes is None for record in own):
            assert unit.kept is not True
        elif "minutes" in says and any(record.minutes == 30 for record in own):
            assert unit.kept is False
        else:
            after = [*counted[1:], as_of]
            wanted = all((last - first).days <= 14 for first, last in zip(counted, after, strict=True))
            assert unit.kept is wanted


@enough
@given(st.lists(records, max_size=6), days, st.randoms())
def test_the_order_of_records_changes_nothing(held: list[Record], as_of: date, random: object) -> None:
    turned = [*held, *held]
    random.shuffle(turned)  # type: ignore[attr-defined]
    rulebook = rules(EVERY_FORTNIGHT + 'minutes = 60\nper = "iso-week"\n', "team")

    assert measured_load(rulebook, [], str(as_of), turned) == measured_load(rulebook, [], str(as_of), held)
