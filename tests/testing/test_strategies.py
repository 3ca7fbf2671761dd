"""The strategies for cases and their parts: valid, small, strict in what they take, shrinking to the plain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import kontaktforloeb.testing as kt
from kontaktforloeb import Case, Meeting, Spell, check, load_rules
from kontaktforloeb.facts import read_facts

WORDS = load_rules().vocabulary
FIRST, LAST = date(2015, 7, 1), date(2027, 12, 31)

quick = settings(max_examples=60, deadline=None)
thorough = settings(max_examples=3000, deadline=None)


def valid(case: Case) -> None:
    """A case is valid where its words are known and no spells overlap: else reading its facts raises."""
    facts = read_facts(case, WORDS)
    assert facts.case.spells
    check(case, as_of="2026-11-01")


@quick
@given(kt.cases(schedules=None))
def test_cases_are_valid(case: Case) -> None:
    valid(case)


@pytest.mark.slow
@thorough
@given(kt.cases(schedules=None, max_spells=4, max_meetings=8, max_exemptions=3, max_events=5))
def test_large_cases_are_valid(case: Case) -> None:
    valid(case)
    assert len(case.spells) <= 4
    assert len(case.meetings) <= 8


@quick
@given(kt.near_boundary("lab"), kt.near_boundary("broendby"))
def test_cases_near_a_boundary_are_valid(law: Case, schedule: Case) -> None:
    valid(law)
    valid(schedule)
    assert schedule.schedule == "broendby"


@quick
@given(kt.caseloads(min_size=1, max_size=3))
def test_a_caseload_has_citizens_of_its_own(caseload: tuple[Case, ...]) -> None:
    assert [case.citizen for case in caseload] == [f"K{nth:05}" for nth in range(1, len(caseload) + 1)]


@quick
@given(st.data())
def test_single_facts_lie_between_their_days(data: st.DataObject) -> None:
    between: dict[str, Any] = {"min_day": "2024-02-28", "max_day": "2024-03-01"}
    days = [
        data.draw(kt.spells(**between)).start,
        data.draw(kt.meetings(**between, statuses=["booket"])).date,
        data.draw(kt.exemptions(**between)).start,
        data.draw(kt.events(**between)).date,
        data.draw(kt.cases(**between)).spells[0].start,
    ]
    assert all(date(2024, 2, 28) <= day <= date(2024, 3, 1) for day in days)
    assert data.draw(kt.courses(**between, groups=["jobafklaring"])).group == "jobafklaring"
    assert data.draw(kt.hours(**between)).month in (date(2024, 2, 1), date(2024, 3, 1))


def drawn(strategy: st.SearchStrategy[Any], number: int) -> list[Any]:
    """Give what is drawn in so many examples; no health check is switched off."""
    found: list[Any] = []

    @settings(max_examples=number, database=None, deadline=None, derandomize=True)
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


def test_cases_speak_the_words_of_the_rules() -> None:
    cases = drawn(kt.cases(schedules=None), 600)
    groups = Counter(spell.group for case in cases for spell in case.spells)
    assert set(groups) == set(WORDS.groups)
    assert groups.most_common(1)[0][0] == "kontanthjaelp-jobparat"
    meetings = [meeting for case in cases for meeting in case.meetings]
    assert {meeting.held_by for meeting in meetings} == set(WORDS.holders)
    assert len({meeting.type for meeting in meetings}) >= 5
    assert {meeting.status for meeting in meetings} == set(WORDS.meeting_statuses)
    assert {meeting.form for meeting in meetings} == {None, *WORDS.forms}
    assert {meeting.individual for meeting in meetings} == {None, True, False}
    for name in ("with_", "topics", "agreements", "minutes", "registered", "prep_minutes", "prep_date", "adviser"):
        assert any(getattr(meeting, name) for meeting in meetings), name
    assert {event.event for case in cases for event in case.events} > {"henvendelse"}
    assert any(case.exemptions for case in cases)
    insured = drawn(kt.cases(groups=["dagpenge"]), 300)
    assert any(case.hours for case in insured)
    assert {case.insured for case in insured} == {None, "fuldtid", "deltid"}


@pytest.mark.slow
def test_every_word_of_the_rules_is_drawn_in_the_end() -> None:
    assert {event.event for event in drawn(kt.events(), 4000)} == set(WORDS.events)
    assert {exemption.kind for exemption in drawn(kt.exemptions(), 1000)} == set(WORDS.exemptions)
    meetings = drawn(kt.meetings(), 4000)
    assert {meeting.type for meeting in meetings} == set(WORDS.meeting_types)
    assert {row.kind for row in drawn(kt.hours(), 300)} == set(WORDS.accumulated.known_hour_kinds)


def test_cases_are_small_unless_more_is_asked_for() -> None:
    cases = drawn(kt.cases(), 300)
    assert sum(len(case.meetings) for case in cases) / len(cases) < 3
    assert max(len(case.spells) for case in cases) == 2


def test_many_cases_near_a_boundary_lie_on_it_and_beside() -> None:
    cases = drawn(kt.near_boundary("lab", groups=["kontanthjaelp-jobparat"], min_day="2024-01-01"), 400)
    late: Counter[int] = Counter()
    for case in cases:
        for finding in check(case, as_of="2030-01-01", rules=["lab"]).findings:
            late.update((meeting.date - finding.due).days for meeting in case.meetings if finding.due)
    assert min(late[-1], late[0], late[1]) > 20
    assert sum(late.values()) < 30 * min(late[-1], late[0], late[1])
    assert {case.spells[0].start for case in cases} >= {date(2026, 6, 30), date(2026, 7, 1), date(2024, 2, 29)}


# --- What they shrink to

PLAIN_DAY = date(2025, 7, 14)
PLAIN = (Spell("kontanthjaelp-jobparat", PLAIN_DAY),)


def test_a_case_shrinks_to_one_spell_of_the_ordinary_group_on_a_recent_plain_day() -> None:
    case = find(kt.cases(schedules=None), lambda _: True)
    assert case == Case("K00001", PLAIN)


@pytest.mark.parametrize(
    ("wanted", "plainest"),
    [
        (lambda case: len(case.meetings) == 2, Case("K00001", PLAIN, [Meeting(PLAIN_DAY)] * 2)),
        (
            lambda case: any(spell.group == "dagpenge" for spell in case.spells),
            Case("K00001", [Spell("dagpenge", PLAIN_DAY)]),
        ),
        (lambda case: case.events, None),
    ],
    ids=["two meetings", "dagpenge", "an event"],
)
def test_a_case_shrinks_to_the_plainest_that_is_wanted(wanted: Callable[[Case], bool], plainest: Case | None) -> None:
    case = find(kt.cases(), lambda case: bool(wanted(case)), settings=settings(max_examples=500, database=None))
    assert plainest is None or case == plainest
    assert [spell.start for spell in case.spells] == [PLAIN_DAY]
    assert len(case.meetings) + len(case.events) <= 2


def test_single_facts_shrink_to_the_plain_day() -> None:
    for strategy in (kt.spells(), kt.meetings(), kt.exemptions(), kt.events(), kt.courses()):
        found: Any = find(strategy, lambda _: True)
        assert getattr(found, "start", getattr(found, "date", None)) == PLAIN_DAY


# --- What they refuse

CALLS: Mapping[str, Callable[..., object]] = {
    name: getattr(kt, name)
    for name in (
        "cases", "spells", "meetings", "hours", "exemptions", "events", "courses", "caseloads", "rule_files",
        "trap_rule_files", "complying_cases", "breaching_cases", "near_boundary", "scheduler_machine", "settled_on",
    )
}  # fmt: skip

CASE = Case("K00001", PLAIN)

REFUSED: list[tuple[str, tuple[object, ...], dict[str, object], str]] = [
    ("cases", (), {"groups": ["dagpeng"]}, r"groups=\['dagpeng'\] \(a list\): .*did you mean 'dagpenge'\?"),
    ("cases", (), {"groups": []}, r"groups=\[\] \(a list\): expected at least one"),
    ("cases", (), {"groups": 4}, r"groups=4 \(a int\): expected at least one"),
    ("cases", (), {"min_day": "2024-02-30"}, r"min_day='2024-02-30' \(a str\): expected a day"),
    ("cases", (), {"min_day": 2024}, r"min_day=2024 \(a int\): expected a day"),
    ("cases", (), {"min_day": "2024-02-02", "max_day": "2024-02-01"}, "max_day=.*on or after min_day, 2024-02-02"),
    ("cases", (), {"max_meetings": -1}, r"max_meetings=-1 \(a int\): expected a whole number from 0"),
    ("cases", (), {"max_meetings": True}, "max_meetings=True"),
    ("cases", (), {"max_spells": 0}, r"max_spells=0 .*from 1"),
    ("cases", (), {"max_exemptions": 1.5}, "max_exemptions=1.5"),
    ("cases", (), {"max_events": 100_000}, "max_events=100000 .*to 1000"),
    ("cases", (), {"schedules": ["brondby"]}, "schedules=.*did you mean 'broendby'"),
    ("cases", (), {"schedules": ["lab"]}, "schedules=.*not 'lab'"),
    ("cases", (), {"citizen": ""}, "citizen='' .*a text that is not empty"),
    ("cases", (), {"rulebook": "rules"}, "rulebook='rules' .*a Rulebook"),
    ("spells", (), {"groups": "jobparat"}, "groups='jobparat'"),
    ("meetings", (), {"statuses": ["afholt"]}, "statuses=.*did you mean 'afholdt'"),
    ("hours", (), {"kinds": ["loen"]}, "kinds=.*kinds of hours"),
    ("exemptions", (), {"kinds": ["barsl"]}, "kinds=.*did you mean 'barsel'"),
    ("events", (), {"names": [7]}, r"names=\[7\]"),
    ("courses", (), {"max_day": "igår"}, "max_day='igår'"),
    ("caseloads", (), {"min_size": 4, "max_size": 2}, "max_size=2 .*not below min_size, 4"),
    ("caseloads", (), {"min_size": "1"}, r"min_size='1' \(a str\)"),
    ("rule_files", (), {"max_requirements": 0}, "max_requirements=0"),
    ("rule_files", (), {"name": "Ikke et navn"}, "name='Ikke et navn' .*small letters"),
    ("trap_rule_files", (), {"groups": ["x"]}, "groups="),
    ("complying_cases", ("lap",), {}, "ruleset='lap' .*did you mean 'lab'"),
    ("complying_cases", (None,), {}, "ruleset=None .*the name of a rule set"),
    ("complying_cases", ("esbjerg",), {}, "ruleset='esbjerg' .*without tolerance"),
    ("complying_cases", ("a-kasse-fire-maaneder",), {}, "did you mean 'a-kasse-fire-maaneder@2027-01-01'"),
    ("complying_cases", ("lab",), {"groups": ["fleksjob"]}, "groups=.*target groups of the rule set"),
    ("complying_cases", ("kalundborg",), {"min_day": "2025-01-01"}, "min_day=.*2020-01-01 to 2021-"),
    ("breaching_cases", ("lab", "31-33"), {}, "requirement='31-33' .*did you mean '31-3'"),
    ("breaching_cases", ("lab", 31), {}, r"requirement=31 \(a int\)"),
    ("breaching_cases", ("hoersholm", "tilbud"), {}, "it has no due day, so it is never overdue"),
    ("breaching_cases", ("lab", "31-3"), {"occurrence": 0}, "occurrence=0"),
    ("breaching_cases", ("lab", "31-3"), {"occurrence": 2}, "requirement='31-3' .*a duty that can be broken"),
    ("breaching_cases", ("lab", "31-5"), {"groups": ["jobafklaring"]}, "groups=.*target groups of the duty"),
    ("near_boundary", ("lab",), {"max_meetings": "4"}, "max_meetings='4'"),
    ("scheduler_machine", ("Idle",), {}, "make='Idle' .*a new scheduler"),
    ("scheduler_machine", (object,), {"stays_away": "afholdt"}, "stays_away='afholdt' .*not held"),
    ("scheduler_machine", (object,), {"notice": -1}, "notice=-1"),
    ("settled_on", (CASE, "lap"), {}, "did you mean 'lab'"),
    ("settled_on", ("K00001", "lab"), {}, "case='K00001' .*a Case"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "args", "said", "message"), REFUSED, ids=lambda value: str(value)[:40])
def test_every_argument_is_looked_at_where_it_is_given(
    name: str, args: tuple[object, ...], said: dict[str, object], message: str
) -> None:
    with pytest.raises(InvalidArgument) as raised:
        CALLS[name](*args, **said)
    assert re.search(message, str(raised.value)), str(raised.value)


def test_the_table_of_what_is_refused_names_every_call() -> None:
    assert {name for name, *_ in REFUSED} == set(CALLS)
