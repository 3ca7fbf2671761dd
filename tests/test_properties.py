"""What must hold for every case, whatever it holds: the properties of section 7 of the contract."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs
import pytest
import strategies
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kontaktforloeb import Case, Conventions, Event, Exemption, Finding, Meeting, Spell, Status, check, load_rules
from kontaktforloeb.rulebook.format import Requirement
from kontaktforloeb.rulebook.kinds import JudgedBy, Kind

quick = settings(max_examples=50, deadline=None)
thorough = settings(max_examples=1200, deadline=None)

Key = tuple[date, str, str, date, str, int]

NOTHING_OUTDOES = frozenset({Status.MET})
NO_WORSE: Mapping[Status, frozenset[Status]] = MappingProxyType({
    Status.MET: NOTHING_OUTDOES,
    Status.UNCERTAIN: frozenset({Status.UNCERTAIN, Status.MET}),
    Status.LATE: frozenset({Status.LATE, Status.UNCERTAIN, Status.MET}),
    Status.SHORT: frozenset({Status.SHORT, Status.LATE, Status.MET}),
    Status.OVERDUE: frozenset({Status.OVERDUE, Status.LATE, Status.UNCERTAIN, Status.MET}),
    # These stand on other facts than meetings: one more meeting either meets the duty or leaves them as they are.
    Status.PENDING: frozenset({Status.PENDING, Status.MET}),
    Status.ENDED: frozenset({Status.ENDED, Status.MET}),
    Status.EXEMPT: frozenset({Status.EXEMPT, Status.MET}),
    Status.UNKNOWN: frozenset({Status.UNKNOWN, Status.MET}),
    Status.NOT_REQUIRED: frozenset({Status.NOT_REQUIRED}),
})  # fmt: skip
"""What a count may become by one more meeting. Overdue may become uncertain: met under one of two versions."""

ARROWS: Mapping[Status, frozenset[Status]] = MappingProxyType(
    {status: frozenset({status}) for status in Status}
    | {
        Status.PENDING: frozenset(Status),
        Status.OVERDUE: frozenset({Status.OVERDUE, Status.LATE}),
        Status.SHORT: frozenset({Status.SHORT, Status.LATE}),
    }
)
"""What a status may become as time goes by."""


def keyed(findings: tuple[Finding, ...]) -> dict[Key, Finding]:
    found = {(f.course, f.group, f.ruleset, f.version, f.requirement, f.occurrence): f for f in findings}
    assert len(found) == len(findings)
    return found


def verdicts(case: Case, as_of: date, conventions: Conventions) -> dict[Key, Finding]:
    return keyed(check(case, as_of=as_of, conventions=conventions).findings)


@cache
def those(wanted: Callable[[Requirement], bool]) -> frozenset[str]:
    """Give the ids of the requirements of which something is true."""
    return frozenset(
        f"{name}/{requirement.id}"
        for name, ruleset in load_rules().rulesets.items()
        for version in ruleset.versions
        for requirement in version.file.requirement
        if wanted(requirement)
    )


def counts(requirement: Requirement) -> bool:
    """Tell whether more meetings can only help; one more may well break a duty of another kind."""
    one_window = requirement.kind is Kind.COUNT and requirement.per is None and requirement.at_most is None
    return one_window and not counts_from_meetings(requirement) and requirement.judged_by is JudgedBy.RULES


def counts_from_meetings(requirement: Requirement) -> bool:
    """Tell whether a meeting can move its days or take it away."""
    points = [requirement.opens, requirement.due, *(step.due for step in requirement.steps)]
    moved = any(point is not None and point.anchor.startswith("held:") for point in points)
    return moved or any(condition.meeting or condition.no_meeting for condition in requirement.not_required)


def floats(requirement: Requirement) -> bool:
    """Tell whether its due day is that of the next stretch, and so moves on with time."""
    return requirement.per is not None or requirement.longest is not None


def asks_about_the_citizen(requirement: Requirement) -> bool:
    """Tell whether a birthday, an adviser or a move can change its verdict."""
    require = requirement.require
    return bool(
        requirement.when
        or requirement.exit_on
        or requirement.reset_on
        or (require and require.same_adviser is not None)
    )


def named(seed: Case, facts: Mapping[str, Any]) -> Case:
    return attrs.evolve(seed, **facts)


def test_the_strategies_speak_all_words_of_the_rules() -> None:
    words = load_rules().vocabulary
    assert set(strategies.LANES) == set(words.groups.entries)
    spoken = {*strategies.EVENTS, *strategies.EVENTS_OF_SOME, *strategies.EVENTS_OF_SCHEDULES}
    assert spoken == set(words.events.entries)
    assert set(strategies.EXEMPTIONS) == set(words.exemptions.entries)
    assert set(strategies.TYPES) == set(words.meeting_types.entries)
    assert set(strategies.HOLDERS) == set(words.holders.entries)
    assert set(strategies.FORMS) == set(words.forms.entries)
    assert set(strategies.STATUSES) == set(words.meeting_statuses.entries)
    assert set(strategies.HOUR_KINDS) == set(words.accumulated.known_hour_kinds)
    assert {name for name in strategies.INSURED if name} == {terms.id for terms in words.accumulated.insured}
    assert len(strategies.SCHEDULES) >= 25


# --- The order and the repeats of the input


@st.composite
def cases_told_twice(draw: st.DrawFn) -> tuple[Case, Case]:
    """A case, and the same facts in another order and some of them more than once."""
    case = draw(strategies.cases())

    def retold(facts: tuple[Any, ...]) -> tuple[Any, ...]:
        repeats = draw(st.lists(st.sampled_from(facts), max_size=3)) if facts else []
        return tuple(draw(st.permutations([*facts, *repeats])))

    lists = ("spells", "meetings", "hours", "exemptions", "events")
    return case, named(case, {name: retold(getattr(case, name)) for name in lists})


def same_findings(told: tuple[Case, Case], as_of: date) -> None:
    once, again = told
    assert check(once, as_of=as_of).findings == check(again, as_of=as_of).findings


@quick
@given(cases_told_twice(), st.dates(date(2019, 6, 1), date(2028, 12, 31)))
def test_the_order_and_the_repeats_of_the_input_change_nothing(told: tuple[Case, Case], as_of: date) -> None:
    same_findings(told, as_of)


@pytest.mark.slow
@thorough
@given(cases_told_twice(), st.dates(date(2019, 6, 1), date(2028, 12, 31)))
def test_the_order_and_the_repeats_of_the_input_change_nothing_thoroughly(told: tuple[Case, Case], as_of: date) -> None:
    same_findings(told, as_of)


# --- One more meeting


@st.composite
def cases_with_one_more_meeting(draw: st.DrawFn) -> tuple[Case, Case, date]:
    case = draw(strategies.cases())
    day = draw(strategies.days_near(case.spells))
    # A second record of one meeting may say that the a-kasse was there, and so move it to another duty: no new meeting.
    taken = {meeting.date for meeting in case.meetings}
    more = Meeting(
        day,
        type=draw(st.sampled_from(("jobsamtale", "jobsamtale", "faelles-jobsamtale"))),
        held_by=draw(st.sampled_from(("jobcenter", "a-kasse"))),
        with_=() if day in taken else draw(st.sampled_from(((), ("a-kasse",)))),
        form="fremmoede",
        individual=True,
    )
    return case, named(case, {"meetings": (*case.meetings, more)}), draw(strategies.days_of_judgement(case))


def no_count_is_worse(cases: tuple[Case, Case, date], conventions: Conventions) -> None:
    case, fuller, as_of = cases
    before, after = verdicts(case, as_of, conventions), verdicts(fuller, as_of, conventions)
    # What a change of law asks from an interview on goes where that interview sets its days before the change.
    gone = before.keys() - after.keys()
    assert all(before[key].planned.of_the_change and before[key].due is None for key in gone)
    assert all(after[key].planned.requirement.applies_to.meeting for key in after.keys() - before.keys())
    for key, found in before.items():
        if key in gone or found.requirement not in those(counts):
            continue
        assert after[key].status in NO_WORSE[found.status], f"{found} became {after[key]}"
        assert after[key].held >= found.held, f"{found} became {after[key]}"
        if after[key].status is found.status:
            assert (after[key].fulfilled or date.min) <= (found.fulfilled or date.max), f"{found} became {after[key]}"
            assert (after[key].days_late or 0) <= (found.days_late or 0), f"{found} became {after[key]}"


def whose_interview_sets_the_days_of_a_change() -> tuple[Case, Case, date]:
    """Until it is held, the duty that a later version has for an older course waits for it; then it fell due before."""
    day = date(2019, 1, 1)
    event = Event("kontrolaktion-udland", day)
    case = Case("citizen", spells=(Spell("dagpenge", day),), events=(event,))
    meeting = Meeting(day, type="jobsamtale", held_by="jobcenter", form="fremmoede", individual=True)
    return case, named(case, {"meetings": (meeting,)}), day


@quick
@example(whose_interview_sets_the_days_of_a_change(), Conventions())
@given(cases_with_one_more_meeting(), strategies.conventions)
def test_one_more_counted_meeting_never_makes_a_count_worse(
    cases: tuple[Case, Case, date], conventions: Conventions
) -> None:
    no_count_is_worse(cases, conventions)


@pytest.mark.slow
@thorough
@given(cases_with_one_more_meeting(), strategies.conventions)
def test_one_more_counted_meeting_never_makes_a_count_worse_thoroughly(
    cases: tuple[Case, Case, date], conventions: Conventions
) -> None:
    no_count_is_worse(cases, conventions)


# --- Time goes by


def moves_along_the_arrows(case: Case, conventions: Conventions) -> None:
    """Judge a case on every day around which something may change, one after the other."""
    seen = verdicts(case, date(2019, 1, 1), conventions)
    days = {day for found in seen.values() for day in (found.course, found.opens, found.due) if day}
    days |= {spell.end for spell in case.spells if spell.end} | {meeting.date for meeting in case.meetings}
    beside = {day + timedelta(days=shift) for day in days for shift in (0, 1)}
    for as_of in sorted(beside):
        then = verdicts(case, as_of, conventions)
        # What is about a meeting is there from the day on which it was held.
        come = then.keys() - seen.keys()
        assert seen.keys() <= then.keys()
        assert all(then[key].planned.requirement.applies_to.meeting for key in come)
        for key, found in then.items():
            if key in come:
                continue
            assert found.status in ARROWS[seen[key].status], f"{seen[key]} became {found} on {as_of}"
            if found.requirement not in those(floats):
                assert (found.opens, found.due, found.needed) == (seen[key].opens, seen[key].due, seen[key].needed)
            assert found.held >= seen[key].held or found.requirement not in those(counts)
        seen = then


@settings(max_examples=50, deadline=None)
@given(strategies.cases(), strategies.conventions)
def test_time_moves_a_status_along_the_arrows_and_leaves_every_day_and_key_where_it_was(
    case: Case, conventions: Conventions
) -> None:
    moves_along_the_arrows(case, conventions)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(strategies.cases(), strategies.conventions)
def test_time_moves_a_status_along_the_arrows_thoroughly(case: Case, conventions: Conventions) -> None:
    moves_along_the_arrows(case, conventions)


@quick
@given(st.data())
def test_what_is_held_after_the_day_of_judgement_does_not_count(data: st.DataObject) -> None:
    case = data.draw(strategies.cases())
    as_of = data.draw(strategies.days_of_judgement(case))
    known = tuple(meeting for meeting in case.meetings if meeting.date <= as_of)
    told, judged = (check(facts, as_of=as_of).findings for facts in (case, named(case, {"meetings": known})))
    for one, other in zip(told, judged, strict=True):
        assert one == other or one.requirement in those(counts_from_meetings)


# --- One stretch told in two pieces


@st.composite
def cases_with_a_split_spell(draw: st.DrawFn) -> tuple[Case, Case, date]:
    """A case, and the same with one spell told as two that adjoin."""
    case = draw(strategies.cases())
    index = draw(st.integers(0, len(case.spells) - 1))
    spell = case.spells[index]
    span = 400 if spell.end is None else (spell.end - spell.start).days
    cut = spell.start + timedelta(days=draw(st.integers(0, max(0, span - 1))))
    pieces = [attrs.evolve(spell, end=cut), attrs.evolve(spell, start=cut + timedelta(days=1))] if span else [spell]
    told = (*case.spells[:index], *pieces, *case.spells[index + 1 :])
    return case, named(case, {"spells": told}), draw(strategies.days_of_judgement(case))


def with_spells(*spells: Spell, events: tuple[Event, ...] = ()) -> Case:
    return Case("citizen", spells, events=events)


SICK_BESIDE = Spell("sygedagpenge", "2022-03-16", "2022-03-31")
SICK_BESIDE_TO_THE_END = Spell("sygedagpenge", "2022-03-16", "2022-06-30")
SICK_FROM_THE_START = Spell("sygedagpenge", "2022-01-03")
CONTACT = (Event("henvendelse", "2022-01-03"),)
GROWN_UP = Spell("kontanthjaelp-jobparat", "2022-07-01")


@quick
@given(cases_with_a_split_spell())
@example(
    # a spell on another benefit lies beside the first piece
    (
        with_spells(Spell("kontanthjaelp-jobparat", "2022-01-03"), SICK_BESIDE),
        with_spells(
            Spell("kontanthjaelp-jobparat", "2022-01-03", "2022-05-31"),
            Spell("kontanthjaelp-jobparat", "2022-06-01"),
            SICK_BESIDE,
        ),
        date(2022, 8, 1),
    )
)
@example(
    # a change of group, with a spell on another benefit beside the group that was left
    (
        with_spells(
            Spell("uddannelseshjaelp-uddannelsesparat", "2022-01-03", "2022-06-30"), SICK_BESIDE_TO_THE_END, GROWN_UP
        ),
        with_spells(
            Spell("uddannelseshjaelp-uddannelsesparat", "2022-01-03", "2022-05-31"),
            Spell("uddannelseshjaelp-uddannelsesparat", "2022-06-01", "2022-06-30"),
            SICK_BESIDE_TO_THE_END,
            GROWN_UP,
        ),
        date(2022, 8, 1),
    )
)
@example(
    # a spell on another benefit that begins on the same day, which is also that of the first contact
    (
        with_spells(Spell("kontanthjaelp-jobparat", "2022-01-03"), SICK_FROM_THE_START, events=CONTACT),
        with_spells(
            Spell("kontanthjaelp-jobparat", "2022-01-03"),
            Spell("sygedagpenge", "2022-01-03", "2022-01-09"),
            Spell("sygedagpenge", "2022-01-10"),
            events=CONTACT,
        ),
        date(2022, 8, 1),
    )
)
def test_a_spell_told_as_two_that_adjoin_changes_nothing(cases: tuple[Case, Case, date]) -> None:
    whole, split, as_of = cases
    assert check(whole, as_of=as_of).findings == check(split, as_of=as_of).findings


# --- Facts that no duty asks for


@quick
@given(st.data())
def test_a_birthday_a_move_and_a_change_of_adviser_or_team_change_no_verdict(data: st.DataObject) -> None:
    case = data.draw(strategies.cases())
    as_of = data.draw(strategies.days_of_judgement(case))
    words = st.none() | st.sampled_from(("101", "153", "A", "B"))
    about: dict[str, Any] = {name: data.draw(words) for name in ("municipality", "team", "adviser")}
    about["birth_date"] = data.draw(st.none() | st.dates(date(1950, 1, 1), date(2010, 1, 1)))
    meetings = tuple(
        attrs.evolve(meeting, adviser=data.draw(words), registered=data.draw(st.none() | st.just(meeting.date)))
        for meeting in case.meetings
    )
    moved = tuple(Event("flytning", day) for day in data.draw(st.lists(strategies.days_near(case.spells), max_size=2)))
    other = named(case, {**about, "meetings": meetings, "events": (*case.events, *moved)})
    told, judged = (
        [
            found
            for found in check(facts, as_of=as_of).findings
            if found.requirement not in those(asks_about_the_citizen)
        ]
        for facts in (case, other)
    )
    assert told == judged


# --- The same facts some weeks later


def later(case: Case, by: timedelta) -> Case:
    def moved(fact: Any, *names: str) -> Any:
        return attrs.evolve(fact, **{name: getattr(fact, name) and getattr(fact, name) + by for name in names})

    return named(
        case,
        {
            "spells": tuple(moved(spell, "start", "end") for spell in case.spells),
            "meetings": tuple(moved(meeting, "date") for meeting in case.meetings),
            "exemptions": tuple(moved(exemption, "start", "end") for exemption in case.exemptions),
            "events": tuple(moved(event, "date") for event in case.events),
        },
    )


IN_WHOLE_WEEKS: tuple[Callable[[Finding], Any], ...] = (
    lambda found: found.status,
    lambda found: (found.held, found.needed, found.days_late, found.reasons),
    lambda found: found.due and (found.due - found.course).days,
    lambda found: found.opens and (found.opens - found.course).days,
    lambda found: found.fulfilled and (found.fulfilled - found.course).days,
)


@st.composite
def first_interviews(draw: st.DrawFn) -> tuple[Case, date, timedelta]:
    """A person on kontanthjælp whose first interview falls due under the version of 2024, also some weeks later."""
    start = draw(st.dates(date(2024, 2, 2), date(2026, 5, 1)))
    length = draw(st.none() | st.integers(1, 60))
    spell = Spell("kontanthjaelp-jobparat", start, None if length is None else start + timedelta(days=length - 1))
    near = st.integers(-32, 30).map(lambda shift: start + timedelta(days=shift))
    holders = st.sampled_from(strategies.HOLDERS)
    case = Case(
        "citizen",
        [spell],
        draw(st.lists(st.builds(Meeting, near, held_by=holders), max_size=4)),
        exemptions=draw(st.lists(st.builds(Exemption, st.sampled_from(("barsel", "sygdom")), near), max_size=1)),
        events=draw(st.lists(st.builds(Event, st.just("henvendelse"), near), max_size=2)),
    )
    weeks = draw(st.integers(-((start - date(2024, 2, 2)).days // 7), (date(2026, 5, 1) - start).days // 7))
    return case, draw(near), timedelta(weeks=weeks)


@quick
@given(first_interviews())
def test_a_duty_counted_in_weeks_is_judged_alike_some_weeks_later(drawn: tuple[Case, date, timedelta]) -> None:
    case, as_of, by = drawn
    pair = [
        [found for found in check(told, as_of=day).findings if found.requirement == "lab/31-5"]
        for told, day in ((case, as_of), (later(case, by), as_of + by))
    ]
    assert len(pair[0]) == 1
    for look in IN_WHOLE_WEEKS:
        assert [look(found) for found in pair[0]] == [look(found) for found in pair[1]]


@settings(quick, max_examples=20)
@given(case=strategies.cases())
def test_nothing_of_a_case_is_left_once_it_is_judged(case: Case) -> None:
    """The command line looks for no cycles: whatever lay in one would stay for all of a run over millions of cases."""

    def judged() -> None:
        check(case, as_of=date(2026, 11, 1), readings="all")

    judged()  # What is made once and kept may leave something behind.
    gc.disable()
    try:
        gc.collect(0)
        judged()
        assert gc.collect(0) == 0
    finally:
        gc.enable()
