"""What each course, or each meeting, is to a share. The rule files are made up; `measured_rules.py` has their words."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measured_rules import (
    BANDS,
    JOBPARAT,
    LONG_ENOUGH,
    ONE_IN_A_WEEK,
    START,
    case,
    measured_share,
    requirement,
    rulebook_of,
    share,
    version,
)

from kontaktforloeb import Case, Meeting, Rulebook, Spell
from kontaktforloeb.measures import Answer, Outcome, measure

AT_LEAST_HALF = "share = { at_least = 1, of = 2 }\n"


@cache
def rules(says: str, of_share: str = BANDS, unit: str = "citizens", more: str = "") -> Rulebook:
    """Give the rulebook of one requirement and a share of it."""
    return rulebook_of(version(requirement("krav", says), share("andel", "krav", of_share, unit), more=more))


def counted(rulebook: Rulebook, *cases: Case, as_of: str) -> dict[str, int]:
    """Give the outcomes that occur."""
    counts = measured_share(rulebook, cases, as_of).counts
    return {str(outcome): count for outcome, count in counts.items() if count}


@pytest.mark.parametrize(
    ("citizen", "as_of", "outcome"),
    [
        (case("2022-01-10"), "2022-02-01", "hit"),
        (case("2022-01-11"), "2022-02-01", "miss"),
        (case(), "2022-01-11", "miss"),
        (case(), "2022-01-10", "pending"),
        (case("2022-01-10"), "2022-01-10", "hit"),
        (case(end="2022-01-09"), "2022-01-10", "ended"),
        (case("2022-01-05", end="2022-01-09"), "2022-02-01", "hit"),
        (case(exempt=[("barsel", "2022-01-04", "2022-03-01")]), "2022-02-01", "exempt"),
    ],
)
def test_a_course_is_one_of_these_to_a_share(citizen: Case, as_of: str, outcome: str) -> None:
    assert counted(rules(ONE_IN_A_WEEK), citizen, as_of=as_of) == {outcome: 1}


@pytest.mark.parametrize(
    ("says", "held", "outcome"),
    [
        (ONE_IN_A_WEEK + '\nnot_required = [{ event = "job" }]', [], "not-required"),
        (ONE_IN_A_WEEK + '\nlevel = "raad"', [], "miss"),
        (ONE_IN_A_WEEK + '\nlevel = "raad"', ["2022-01-10"], "hit"),
        (ONE_IN_A_WEEK + '\nduty = "group"', [], "miss"),
        (ONE_IN_A_WEEK + '\njudged_by = "person"', [], "unknown"),
        (ONE_IN_A_WEEK + "\nwhen = { age_from = 30 }", [], "unknown"),
    ],
)
def test_a_duty_that_is_not_there_or_in_doubt_is_never_a_miss_and_one_of_advice_is(
    says: str, held: list[str], outcome: str
) -> None:
    citizen = case(*held, events=[("job", "2022-01-05")])

    assert counted(rules(says), citizen, as_of="2022-02-01") == {outcome: 1}


def test_a_course_to_which_the_requirement_does_not_apply_is_nothing_to_the_share() -> None:
    assert counted(rules(ONE_IN_A_WEEK), case(group="ledighedsydelse"), as_of="2022-02-01") == {}


@pytest.mark.parametrize(
    ("hits", "misses", "answer"), [(9, 1, "ja"), (8, 2, "delvist"), (7, 3, "delvist"), (6, 4, "nej"), (0, 0, None)]
)
def test_the_answer_is_that_of_those_who_are_counted(hits: int, misses: int, answer: str | None) -> None:
    cases = [case("2022-01-05")] * hits + [case()] * misses + [case(end="2022-01-06")] * 5
    found = measured_share(rules(ONE_IN_A_WEEK), cases, "2022-02-01")

    assert (found.hits, found.misses, found.answer) == (hits, misses, answer)
    assert found.left_out == {Outcome.ENDED: 5}


@pytest.mark.parametrize(("hits", "answer"), [(0, "not-kept"), (1, "not-kept"), (2, "kept"), (3, "kept")])
def test_a_share_without_bands_is_kept_or_not(hits: int, answer: str) -> None:
    cases = [case("2022-01-05")] * hits + [case()] * (4 - hits)

    assert measured_share(rules(ONE_IN_A_WEEK, AT_LEAST_HALF), cases, "2022-02-01").answer == answer


def test_a_share_of_nobody_has_no_answer() -> None:
    assert measured_share(rules(ONE_IN_A_WEEK, AT_LEAST_HALF), [], "2022-02-01").answer is None


def test_what_is_unknown_is_in_neither_number_and_its_two_readings_are_told() -> None:
    says = ONE_IN_A_WEEK + '\njudged_by = "person"'
    found = measured_share(rules(says), [case("2022-01-05")] * 8 + [case()] * 2, "2022-02-01")

    assert (found.hits, found.misses, found.unknown) == (8, 0, 2)
    assert found.answer == "ja"
    assert found.possible == ("delvist", "ja")


def test_nothing_but_unknown_ones_is_no_answer() -> None:
    found = measured_share(rules(LONG_ENOUGH, unit="meetings"), [case("2022-01-05")], "2022-02-01")

    assert (found.unknown, found.answer, found.possible) == (1, None, ("nej", "ja"))


STEPS = (
    'kind = "count"\nmatch = "samtale"\nsteps = [{ count = 1, due = { week = 1 } }, { count = 2, due = { week = 4 } }]'
)


@pytest.mark.parametrize(
    ("held", "as_of", "end", "outcome"),
    [
        (("2022-01-05", "2022-01-20"), "2022-02-01", None, "hit"),
        (("2022-01-05",), "2022-01-30", None, "pending"),
        (("2022-01-05",), "2022-01-31", None, "miss"),
        (("2022-01-12",), "2022-01-20", None, "miss"),
        (("2022-01-05",), "2022-02-01", "2022-01-20", "ended"),
    ],
)
def test_a_course_with_several_findings_is_a_hit_when_all_are(
    held: tuple[str, ...], as_of: str, end: str | None, outcome: str
) -> None:
    assert counted(rules(STEPS), case(*held, end=end), as_of=as_of) == {outcome: 1}


GAP = 'kind = "gap"\nmatch = "samtale"\nlongest = { days = 14 }'
MONTHLY = 'kind = "count"\nmatch = "samtale"\ncount = 1\nper = "month"'


@pytest.mark.parametrize(
    ("says", "held", "as_of", "end", "outcome"),
    [
        (GAP, (), "2022-01-17", None, "pending"),
        (GAP, (), "2022-01-18", None, "miss"),
        (GAP, ("2022-01-17",), "2022-01-17", None, "hit"),
        (GAP, ("2022-01-17",), "2022-01-31", None, "hit"),
        (GAP, ("2022-01-17",), "2022-02-01", None, "miss"),
        (GAP, ("2022-01-17", "2022-02-01"), "2022-02-02", None, "miss"),
        (GAP, ("2022-01-17", "2022-01-31"), "2022-03-01", "2022-02-05", "hit"),
        (GAP, (), "2022-03-01", "2022-01-12", "ended"),
        (MONTHLY, ("2022-01-17",), "2022-02-02", None, "pending"),
        (MONTHLY, ("2022-01-17",), "2022-02-03", None, "hit"),
        (MONTHLY, ("2022-01-17",), "2022-03-03", None, "miss"),
        (MONTHLY, ("2022-01-17", "2022-02-17"), "2022-03-20", None, "hit"),
    ],
)
def test_a_duty_without_an_end_is_a_hit_as_long_as_nothing_was_missed_once_something_fell_due(
    says: str, held: tuple[str, ...], as_of: str, end: str | None, outcome: str
) -> None:
    assert counted(rules(says), case(*held, end=end), as_of=as_of) == {outcome: 1}


def talk(day: str, minutes: int | None = 45, adviser: str | None = None) -> Meeting:
    return Meeting(day, minutes=minutes, adviser=adviser)


SAME_ADVISER = 'kind = "each"\nmatch = "samtale"\nrequire = { same_adviser = true }'


@pytest.mark.parametrize(
    ("says", "held", "end", "outcome"),
    [
        (LONG_ENOUGH, (), None, "pending"),
        (LONG_ENOUGH, (), "2022-01-20", "ended"),
        (LONG_ENOUGH, (talk("2022-01-05"),), None, "hit"),
        (LONG_ENOUGH, (talk("2022-01-05"), talk("2022-01-06", 29)), None, "miss"),
        (LONG_ENOUGH, (talk("2022-01-05"), talk("2022-01-06", None)), None, "unknown"),
        (LONG_ENOUGH, (talk("2022-01-05", 29), talk("2022-01-06", None)), None, "miss"),
        (LONG_ENOUGH + "\nslots = [1, 2]", (talk("2022-01-05"),), None, "pending"),
        (LONG_ENOUGH + "\nslots = [1]", (talk("2022-01-05"), talk("2022-01-06", 5)), None, "hit"),
        (SAME_ADVISER, (talk("2022-01-05", adviser="R1"), talk("2022-01-06", adviser="R1")), None, "hit"),
        (SAME_ADVISER, (talk("2022-01-05", adviser="R1"), talk("2022-01-06", adviser="R2")), None, "miss"),
    ],
)
def test_a_course_is_what_all_its_meetings_are_so_far(
    says: str, held: tuple[Meeting, ...], end: str | None, outcome: str
) -> None:
    assert counted(rules(says), case(*held, end=end), as_of="2022-02-01") == {outcome: 1}


@pytest.mark.parametrize(
    ("says", "outcomes"),
    [
        ("", {"hit": 2, "miss": 1, "unknown": 1}),
        ("\nslots = [1, 3]", {"hit": 1, "unknown": 1}),
        ("\nfrom_slot = 3", {"hit": 1, "unknown": 1}),
        ("\ndue = { weeks = 2 }", {"hit": 1, "miss": 1}),
        ("\nopens = { weeks = 3 }", {"hit": 1}),
        ("\nheld_to = 2022-01-20", {"hit": 1, "miss": 1, "unknown": 1}),
        ('\nlevel = "raad"', {"hit": 2, "miss": 1, "unknown": 1}),
        ('\njudged_by = "person"', {"hit": 2, "unknown": 2}),
        ('\nnot_required = [{ event = "job" }]', {"not-required": 4}),
        ("\nwhen = { age_from = 30 }", {"unknown": 4}),
    ],
)
def test_a_share_of_meetings_looks_at_the_meetings_that_an_each_looks_at(says: str, outcomes: dict[str, int]) -> None:
    held = [talk("2022-01-05"), talk("2022-01-12", 29), talk("2022-01-19", None), talk("2022-01-26", 30)]
    citizen = case(*held, Meeting("2022-01-27", type="opfoelgning", minutes=5), events=[("job", "2022-01-04")])

    assert counted(rules(LONG_ENOUGH + says, unit="meetings"), citizen, as_of="2022-02-01") == outcomes


def test_a_meeting_later_than_the_day_is_not_looked_at() -> None:
    assert counted(rules(LONG_ENOUGH, unit="meetings"), case(talk("2022-02-02")), as_of="2022-02-01") == {}


def test_a_meeting_that_lies_in_two_courses_is_one() -> None:
    both = rulebook_of(
        version(
            requirement("krav", LONG_ENOUGH, groups=(JOBPARAT, "dagpenge")), share("andel", "krav", unit="meetings")
        )
    )
    citizen = Case("C1", [Spell(JOBPARAT, START), Spell("dagpenge", "2022-01-04")], [talk("2022-01-05")])

    assert counted(both, citizen, as_of="2022-02-01") == {"hit": 1}


SIX_TO_NINE = BANDS + "cohort = { from = { months = 6, day_after = true }, to = { months = 9 } }\n"
FROM_TWO_WEEKS = BANDS + "cohort = { from = { weeks = 2 } }\n"
FROM_EVENT = BANDS + 'cohort = { from = { anchor = "visitation" } }\n'


@pytest.mark.parametrize(
    ("cohort", "citizen", "as_of", "outcome"),
    [
        (SIX_TO_NINE, case("2022-01-05"), "2022-07-02", "outside-cohort"),
        (SIX_TO_NINE, case("2022-01-05"), "2022-07-03", "hit"),
        (SIX_TO_NINE, case("2022-01-05"), "2022-10-02", "hit"),
        (SIX_TO_NINE, case("2022-01-05"), "2022-10-03", "outside-cohort"),
        (SIX_TO_NINE, case("2022-01-05", end="2022-08-01"), "2022-08-01", "hit"),
        (SIX_TO_NINE, case("2022-01-05", end="2022-08-01"), "2022-08-02", "outside-cohort"),
        (FROM_TWO_WEEKS, case(), "2022-01-16", "outside-cohort"),
        (FROM_TWO_WEEKS, case(), "2022-01-17", "miss"),
        (FROM_TWO_WEEKS, case("2022-01-05", end="2022-01-16"), "2022-03-01", "outside-cohort"),
        (FROM_TWO_WEEKS, case("2022-01-05", end="2022-01-17"), "2022-03-01", "hit"),
        (FROM_EVENT, case(), "2022-02-01", "unknown"),
        (FROM_EVENT, case(end="2022-01-06"), "2022-02-01", "ended"),
        (FROM_EVENT, case(events=[("visitation", "2022-02-01")]), "2022-02-01", "miss"),
        (FROM_EVENT, case(events=[("visitation", "2022-02-02")]), "2022-02-01", "outside-cohort"),
    ],
)
def test_a_cohort_begins_and_ends_on_days_of_each_course(cohort: str, citizen: Case, as_of: str, outcome: str) -> None:
    assert counted(rules(ONE_IN_A_WEEK, cohort), citizen, as_of=as_of) == {outcome: 1}


def test_the_meetings_of_a_course_outside_the_cohort_are_outside_it() -> None:
    citizen = case(talk("2022-01-05"), talk("2022-01-06", 5))
    found = counted(rules(LONG_ENOUGH, FROM_TWO_WEEKS, "meetings"), citizen, as_of="2022-01-10")

    assert found == {"outside-cohort": 2}


def test_months_of_a_cohort_are_counted_by_the_clock_of_the_share() -> None:
    both = rulebook_of(
        version(
            requirement("krav", ONE_IN_A_WEEK, groups=("dagpenge",)),
            share("andel", "krav", BANDS + "cohort = { from = { months = 2 } }\n"),
            share("kalender", "krav", BANDS + 'clock = "calendar"\ncohort = { from = { months = 2 } }\n'),
        )
    )
    broken = Case("C1", [Spell("dagpenge", START, "2022-01-09"), Spell("dagpenge", "2022-02-07")], [])
    by_clock, by_calendar = measure(both, "probe", [broken], as_of="2022-03-10")

    assert by_clock.counts[Outcome.OUTSIDE_COHORT] == 1  # type: ignore[union-attr]
    assert by_calendar.counts[Outcome.MISS] == 1  # type: ignore[union-attr]


def test_a_share_may_look_at_fewer_groups_than_its_requirement() -> None:
    only_one = BANDS + f'applies_to.groups = ["{JOBPARAT}"]\n'
    both = rulebook_of(
        version(requirement("krav", ONE_IN_A_WEEK, groups=(JOBPARAT, "dagpenge")), share("andel", "krav", only_one))
    )

    assert counted(both, case(), case(group="dagpenge"), as_of="2022-02-01") == {"miss": 1, "outside-cohort": 1}


def test_a_course_that_another_version_governs_is_left_out_and_said_so() -> None:
    def text(valid_from: str, more: str = "") -> str:
        requirements = requirement("krav", ONE_IN_A_WEEK), share("andel", "krav")
        return version(*requirements, valid_from=valid_from, more=more)

    citizens = [case("2022-01-05"), case("2023-01-05", start="2023-01-02")]
    both = rulebook_of(text("2020-01-01"), text("2023-01-01"))
    found = measured_share(both, citizens, "2023-02-01")

    assert (found.hits, found.left_out) == (1, {Outcome.OTHER_VERSION: 1})
    assert str(found.version) == "2023-01-01"


GROUP_DUTY = ONE_IN_A_WEEK + '\nduty = "group"\nshare = { at_least = 3, of = 4 }'


@pytest.mark.parametrize(("hits", "answer"), [(2, Answer.NOT_KEPT), (3, Answer.KEPT)])
def test_a_group_duty_that_says_a_share_is_a_share_of_itself(hits: int, answer: Answer) -> None:
    law = rulebook_of(version(requirement("krav", GROUP_DUTY), kind="lov"))
    found = measured_share(law, [case("2022-01-05")] * hits + [case()] * (4 - hits), "2022-02-01", name="krav")

    assert (found.of, found.hits, found.misses, found.answer) == ("probe/krav", hits, 4 - hits, answer)


def test_entries_of_one_id_for_different_groups_are_shares_of_their_own() -> None:
    law = rulebook_of(
        version(requirement("krav", GROUP_DUTY), requirement("krav", GROUP_DUTY, groups=["dagpenge"]), kind="lov")
    )
    first, second = measure(law, "probe", [case("2022-01-05"), case(group="dagpenge")], as_of="2022-02-01")

    assert (first.answer, second.answer) == ("kept", "not-kept")  # type: ignore[union-attr]


days = st.dates(date(2022, 1, 1), date(2022, 4, 30))
enough = settings(max_examples=30, deadline=None)


@st.composite
def citizens(draw: st.DrawFn) -> Case:
    start = draw(st.dates(date(2022, 1, 1), date(2022, 3, 1)))
    end = draw(st.none() | st.integers(0, 90).map(lambda length: start + timedelta(days=length)))
    minutes = st.none() | st.integers(20, 40)
    held = draw(st.lists(st.builds(Meeting, days, minutes=minutes), max_size=5))
    group = draw(st.sampled_from((JOBPARAT, JOBPARAT, JOBPARAT, "dagpenge")))
    exempt = draw(st.lists(st.just(("barsel", str(start), str(start + timedelta(days=20)))), max_size=1))
    return case(*held, start=str(start), end=None if end is None else str(end), group=group, exempt=exempt)


SHAPES = [
    (ONE_IN_A_WEEK, BANDS, "citizens"),
    (ONE_IN_A_WEEK, FROM_TWO_WEEKS, "citizens"),
    (GAP, BANDS, "citizens"),
    (MONTHLY, SIX_TO_NINE, "citizens"),
    (LONG_ENOUGH, BANDS, "citizens"),
    (LONG_ENOUGH, FROM_TWO_WEEKS, "meetings"),
    (LONG_ENOUGH, BANDS, "meetings"),
]


@enough
@given(st.lists(citizens(), max_size=6), st.sampled_from(SHAPES), days, st.randoms())
def test_the_order_of_citizens_and_of_their_facts_changes_nothing(
    cases: list[Case], shape: tuple[str, str, str], as_of: date, random: object
) -> None:
    rulebook = rules(*shape)
    turned = [Case(one.citizen, one.spells, one.meetings[::-1] * 2, exemptions=one.exemptions[::-1]) for one in cases]
    random.shuffle(turned)  # type: ignore[attr-defined]

    assert measured_share(rulebook, turned, str(as_of)) == measured_share(rulebook, cases, str(as_of))


@enough
@given(st.lists(citizens(), max_size=6), st.sampled_from(SHAPES[:5]), days)
def test_every_course_is_exactly_one_thing(cases: list[Case], shape: tuple[str, str, str], as_of: date) -> None:
    found = measured_share(rules(*shape), cases, str(as_of))

    assert found.hits + found.misses + found.unknown + sum(found.left_out.values()) == sum(
        one.spells[0].group == JOBPARAT for one in cases
    )


@enough
@given(st.lists(citizens(), max_size=6), st.sampled_from(SHAPES[5:]), days)
def test_every_meeting_that_matches_is_exactly_one_thing(
    cases: list[Case], shape: tuple[str, str, str], as_of: date
) -> None:
    found = measured_share(rules(*shape), cases, str(as_of))
    looked_at = {
        (number, meeting.date)
        for number, one in enumerate(cases)
        for meeting in one.meetings
        if one.spells[0].group == JOBPARAT
        and one.spells[0].start <= meeting.date <= min(as_of, one.spells[0].end or as_of)
    }

    assert sum(found.counts.values()) == len(looked_at)


@enough
@given(st.lists(citizens(), max_size=6), st.sampled_from(SHAPES), days)
def test_many_citizens_are_the_sum_of_each(cases: list[Case], shape: tuple[str, str, str], as_of: date) -> None:
    rulebook = rules(*shape)
    apart: Counter[Outcome] = Counter()
    for one in cases:
        apart.update(measured_share(rulebook, [one], str(as_of)).counts)

    assert measured_share(rulebook, cases, str(as_of)).counts == {outcome: apart[outcome] for outcome in Outcome}


@enough
@given(st.lists(citizens(), max_size=6), st.sampled_from(SHAPES), days)
def test_the_answer_lies_between_its_two_readings(cases: list[Case], shape: tuple[str, str, str], as_of: date) -> None:
    found = measured_share(rules(*shape), cases, str(as_of))
    order = [None, "nej", "delvist", "ja"]
    least, most = (order.index(answer) for answer in found.possible)

    assert least <= most
    if found.hits + found.misses:
        assert least <= order.index(found.answer) <= most
