from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb import Case, Event, Exemption, Hours, Meeting, Spell, check, load_rules
from kontaktforloeb.errors import CaseError
from kontaktforloeb.facts import Facts, Held, Traits, happened, overlapping, read_facts

WORDS = load_rules().vocabulary
SPELLS = [Spell("kontanthjaelp-jobparat", "2022-01-03")]
CPR = "710190-1234"
"""Shaped like a citizen's number, with a day that no birth date has."""


def facts(*meetings: Meeting) -> Facts:
    return read_facts(Case(CPR, SPELLS, meetings, adviser="A"), WORDS)


def part(held: Held, name: str) -> Any:
    """Give what a held meeting says, wherever it keeps it."""
    return getattr(held.traits if name in Traits._fields else held, name)


def seen(held: Held) -> tuple[Any, ...]:
    """Give all that a verdict can see of a held meeting: not the order of topics and agreements, nor a topic twice."""
    names = [*Traits._fields, *(field.name for field in attrs.fields(Held) if field.name not in {"traits", "rows"})]
    found = {name: part(held, name) for name in names}
    found |= {"topics": frozenset(found["topics"]), "agreements": sorted(found["agreements"])}
    return tuple(found.values())


def problems_of(case: Case) -> list[str]:
    with pytest.raises(CaseError) as caught:
        read_facts(case, WORDS)
    return [str(problem) for problem in caught.value.problems]


# --- One meeting for its repeats.

MEETINGS = st.builds(
    Meeting,
    st.sampled_from([date(2022, 1, 10), date(2022, 1, 11)]),
    st.sampled_from(["jobsamtale", "7", "faelles-jobsamtale", "review"]),
    st.sampled_from(["jobcenter", "kommune", "anden-aktoer", "a-kasse"]),
    st.sampled_from([(), ("a-kasse",), ("jobcenter",), ("virksomhed", "a-kasse")]),
    st.sampled_from([None, "fremmoede", "telefon"]),
    st.sampled_from(["afholdt", "afholdt", "booket", "aflyst"]),
    st.sampled_from([None, True, False]),
    topics=st.sampled_from([(), ("b", "a"), ("c",)]),
    agreements=st.sampled_from([(), ("plan",), ("job", "plan"), ("plan", "plan")]),
    minutes=st.sampled_from([None, 30, 45]),
    prep_minutes=st.sampled_from([None, 0, 10]),
    prep_date=st.sampled_from([None, date(2022, 1, 8), date(2022, 1, 12)]),
    adviser=st.sampled_from([None, "A", "B"]),
)


@given(meetings=st.lists(MEETINGS, max_size=6), data=st.data())
@settings(max_examples=150, deadline=None)
def test_order_and_repetition_of_the_records_change_nothing(meetings: list[Meeting], data: st.DataObject) -> None:
    again = data.draw(st.permutations(meetings * 2))
    assert [seen(held) for held in facts(*again).held] == [seen(held) for held in facts(*meetings).held]


@given(meetings=st.lists(MEETINGS, max_size=6))
@settings(max_examples=100, deadline=None)
def test_every_record_is_part_of_one_held_meeting_or_not_held(meetings: list[Meeting]) -> None:
    found = facts(*meetings)
    records = [row for held in found.held for row in held.rows] + list(found.not_held)
    assert sorted(map(repr, records)) == sorted(map(repr, meetings))
    keys = [(held.date, held.traits.type, held.traits.holder) for held in found.held]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("names", list(itertools.permutations(["jobcenter", "kommune", "anden-aktoer"])))
def test_one_meeting_under_three_names_of_its_holder_is_one(names: tuple[str, ...]) -> None:
    (held,) = facts(*(Meeting("2022-01-10", held_by=name) for name in names)).held
    assert (held.traits.holder, len(held.rows)) == ("kommune", 3)


def test_one_meeting_under_its_type_and_its_number_is_one() -> None:
    (held,) = facts(Meeting("2022-01-10", "7"), Meeting("2022-01-10", "jobsamtale")).held
    assert held.traits.type == "jobsamtale"


@pytest.mark.parametrize(
    "other",
    [Meeting("2022-01-11"), Meeting("2022-01-10", "cv-samtale"), Meeting("2022-01-10", held_by="a-kasse")],
    ids=["another day", "another type", "another holder"],
)
def test_meetings_that_differ_in_day_type_or_holder_are_two(other: Meeting) -> None:
    assert len(facts(Meeting("2022-01-10"), other).held) == 2


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        ("form", ["fremmoede", "telefon"], None),
        ("form", ["fremmoede", None], "fremmoede"),
        ("form", ["video", "video", None], "video"),
        ("form", [None, None], None),
        ("individual", [False, True], True),
        ("individual", [False, None], None),
        ("individual", [None, True], True),
        ("individual", [False, False], False),
        ("minutes", [30, 45, None], 45),
        ("minutes", [None, None], None),
        ("prep_minutes", [0, None], 0),
        ("topics", [("b", "a"), ("c", "a")], ("a", "b", "c")),
        ("agreements", [(), ("plan",)], ("plan",)),
        # the same word twice in one record is two, the same word in two records is one
        ("agreements", [("job", "job"), ("job", "plan")], ("job", "job", "plan")),
        ("agreements", [("job",), ("job",)], ("job",)),
        ("adviser", ["A", None], "A"),
        ("adviser", ["A", "B"], None),
        ("adviser", [None, None], None),
    ],
)
def test_what_repeats_say_of_a_meeting_is_laid_together_in_any_order(
    field: str, values: list[Any], expected: object
) -> None:
    for order in itertools.permutations(values):
        meetings = [attrs.evolve(Meeting("2022-01-10"), **{field: value}) for value in order]
        (held,) = facts(*meetings).held
        assert part(held, field) == expected


@pytest.mark.parametrize(
    ("prepared", "days"),
    [
        (["2022-01-08"], 2),
        (["2022-01-10"], 0),
        (["2022-01-12"], -2),
        ([None], None),
        (["2022-01-08", "2022-01-09"], 1),
        (["2022-01-08", None], 2),
        ([None, None], None),
        # prepared afterwards is no better than prepared before
        (["2022-01-08", "2022-01-12"], 2),
        (["2022-01-12", "2022-01-13"], -3),
    ],
)
def test_a_meeting_was_prepared_so_many_days_before_it(prepared: list[str | None], days: int | None) -> None:
    for order in itertools.permutations(prepared):
        (held,) = facts(*(Meeting("2022-01-10", prep_date=day) for day in order)).held
        assert held.prep_days == days


@pytest.mark.parametrize(
    ("own", "advisers", "expected"),
    [
        ("A", ["A"], True),
        ("A", ["B"], False),
        ("A", [None], None),
        (None, ["A"], None),
        (None, [None], None),
        ("A", ["A", None], True),
        ("A", ["B", None], False),
        ("A", ["A", "B"], None),
        ("A", ["A", "A"], True),
    ],
)
def test_the_adviser_of_a_meeting_is_the_citizen_s_own_another_or_not_known(
    own: str | None, advisers: list[str | None], *, expected: bool | None
) -> None:
    for order in itertools.permutations(advisers):
        meetings = [Meeting("2022-01-10", adviser=name) for name in order]
        (held,) = read_facts(Case(CPR, SPELLS, meetings, adviser=own), WORDS).held
        assert held.traits.own_adviser is expected


def test_events_are_counted_in_order_of_day_and_those_alike_once() -> None:
    events = [
        Event("job", "2022-03-01"),
        Event("tilmelding", "2022-01-10", "ja"),
        Event("job", "2022-01-10"),
        Event("job", "2022-03-01"),
        Event("job", "2022-03-01", "ja"),
        Event("job", "2022-03-01", ""),
    ]
    for order in itertools.permutations(events):
        found = [(str(held.date), held.traits.type, held.traits.value) for held in happened(order)]
        assert found == [
            ("2022-01-10", "job", None),
            ("2022-01-10", "tilmelding", "ja"),
            ("2022-03-01", "job", None),
            ("2022-03-01", "job", "ja"),
        ]
    assert happened([]) == []


def test_an_event_says_nothing_that_only_a_meeting_can_say() -> None:
    (held,) = happened([Event("job", "2022-03-01", "ja")])
    assert held.traits.is_event
    assert (held.traits.holder, held.traits.present, held.traits.individual) == ("", frozenset(), None)
    assert (held.traits.form, held.traits.topics, held.traits.agreements) == (None, (), ())
    assert (held.recorded, held.rows, held.minutes, held.prep_minutes) == (frozenset(), (), None, None)
    assert (held.adviser, held.prep_days, held.traits.own_adviser) == (None, None, None)


def test_a_meeting_is_no_event() -> None:
    (held,) = facts(Meeting("2022-01-10")).held
    assert (held.traits.is_event, held.traits.value) == (False, None)


@pytest.mark.parametrize(
    ("withs", "present", "recorded"),
    [
        ([()], set(), False),
        ([("a-kasse",)], {"a-kasse"}, True),
        ([(), ()], set(), False),
        ([(), ("a-kasse",)], {"a-kasse"}, True),
        ([("virksomhed",), ("a-kasse",)], {"virksomhed", "a-kasse"}, True),
        ([("jobcenter",)], {"kommune"}, True),
        ([("jobcenter",), ("anden-aktoer",)], {"kommune"}, True),
    ],
)
def test_who_took_part_is_all_that_any_repeat_names_under_one_name_each(
    withs: list[tuple[str, ...]], present: set[str], *, recorded: bool
) -> None:
    for order in itertools.permutations(withs):
        (held,) = facts(*(Meeting("2022-01-10", with_=names) for names in order)).held
        assert held.traits.present == frozenset(present)
        assert bool(held.recorded) is recorded


def test_only_held_meetings_are_merged_and_the_rest_is_kept_as_it_is() -> None:
    booked = Meeting("2022-01-10", status="booket")
    found = facts(booked, Meeting("2022-01-10"), booked, Meeting("2022-01-12", status="udeblevet"))
    assert len(found.held) == 1
    assert [(meeting.status, str(meeting.date)) for meeting in found.not_held] == [
        ("booket", "2022-01-10"),
        ("booket", "2022-01-10"),
        ("udeblevet", "2022-01-12"),
    ]


def test_held_meetings_are_in_order_of_day() -> None:
    days = ["2022-03-01", "2022-01-10", "2022-02-01"]
    assert [str(held.date) for held in facts(*map(Meeting, days)).held] == sorted(days)


# --- Spells.


def test_a_group_is_known_by_its_id_whatever_way_it_was_written() -> None:
    found = read_facts(Case("C1", [Spell("6.2", "2022-01-03"), Spell("§ 6.1 Ord", "2023-01-03")]), WORDS)
    assert [spell.group for spell in found.case.spells] == ["kontanthjaelp-jobparat", "dagpenge"]


@pytest.mark.parametrize(
    ("written", "start", "group"),
    [
        ("2.2", "2019-12-31", "kontanthjaelp-jobparat"),
        ("§ 2.4 Revalidering", "2019-12-31", "revalidering"),
        ("§ 6.10 Revalidering", "2020-01-01", "revalidering"),
        ("6.2", "2020-01-01", "kontanthjaelp-jobparat"),
    ],
)
def test_a_number_is_that_of_the_first_day_of_the_spell(written: str, start: str, group: str) -> None:
    found = read_facts(Case("C1", [Spell(written, start)]), WORDS)
    assert [spell.group for spell in found.case.spells] == [group]


@pytest.mark.parametrize(
    ("written", "start", "number"),
    [("§ 6.2 Jobparate", "2019-12-31", "6.2"), ("2.2", "2020-01-01", "2.2"), ("6.10", "2015-07-01", "6.10")],
)
def test_a_number_of_another_time_is_refused_and_says_of_which_day(written: str, start: str, number: str) -> None:
    case = Case(CPR, [Spell("2.1", "2018-01-01", "2018-12-31"), Spell(written, start), Spell("6.1", "2024-01-01")])
    assert problems_of(case) == [
        f"spells.group: '{number}' is no number of a target group on {start}; expected the group's name"
    ]
    with pytest.raises(CaseError) as caught:
        read_facts(case, WORDS)
    assert caught.value.text("da") == (
        f"spells.group: '{number}' er ikke en målgruppes nummer den {start}; forventet: målgruppens navn"
    )


@pytest.mark.parametrize(
    "spells",
    [
        pytest.param([("6.2", "2022-01-03", "2022-02-01"), ("6.2", "2022-02-01", None)], id="on one day"),
        pytest.param([("6.2", "2022-01-03", None), ("6.3", "2022-02-01", None)], id="two groups of one benefit"),
        pytest.param([("6.2", "2022-01-03", None), ("6.2", "2022-01-03", "2022-02-01")], id="one inside the other"),
        pytest.param([("6.2", "2025-07-01", None), ("6.4", "2025-07-01", None)], id="one benefit from July 2025"),
    ],
)
def test_spells_that_overlap_on_one_benefit_are_refused_in_any_order(
    spells: list[tuple[str, str, str | None]],
) -> None:
    for order in itertools.permutations(spells):
        (problem,) = problems_of(Case(CPR, [Spell(*spell) for spell in order]))
        first, second = sorted(start for _, start, _ in spells)
        assert problem == f"spells: two spells overlap on one benefit: {first} and {second}"


@pytest.mark.parametrize(
    "spells",
    [
        pytest.param([("6.2", "2022-01-03", "2022-01-31"), ("6.2", "2022-02-01", None)], id="one after the other"),
        pytest.param([("6.2", "2022-01-03", None), ("6.1", "2022-02-01", None)], id="two benefits"),
        pytest.param([("6.2", "2022-01-03", None)] * 3, id="the same one three times"),
        pytest.param(
            [("6.2", "2022-01-03", None), ("kontanthjaelp-jobparat", "2022-01-03", None)], id="in two spellings"
        ),
        pytest.param([("6.2", "2025-06-30", None), ("6.4", "2025-06-30", None)], id="two benefits before July 2025"),
        pytest.param([("6.7", "2022-01-03", None), ("6.8", "2022-01-03", None)], id="6.7 and 6.8"),
    ],
)
def test_spells_that_do_not_overlap_on_one_benefit_are_taken(spells: list[tuple[str, str, str | None]]) -> None:
    for order in itertools.permutations(spells):
        read_facts(Case("C1", [Spell(*spell) for spell in order]), WORDS)


def test_every_overlap_is_named_at_once() -> None:
    starts = ["2022-01-03", "2022-02-01", "2022-03-01"]
    assert problems_of(Case("C1", [Spell("kontanthjaelp-jobparat", start) for start in starts])) == [
        "spells: two spells overlap on one benefit: 2022-01-03 and 2022-02-01",
        "spells: two spells overlap on one benefit: 2022-01-03 and 2022-03-01",
    ]


def test_of_spells_that_overlap_the_later_is_given_with_the_one_that_runs() -> None:
    first = Spell("kontanthjaelp-jobparat", "2022-01-03", "2022-03-01")
    second = Spell("kontanthjaelp-aktivitetsparat", "2022-02-01", "2022-12-31")
    third = Spell("kontanthjaelp-jobparat", "2022-04-01")
    for order in itertools.permutations([first, second, third]):
        assert overlapping(order, WORDS) == [(first, second)]
    assert overlapping([first], WORDS) == overlapping([], WORDS) == []


# --- Words that are not known.


def test_every_word_that_is_not_known_is_named_at_once_with_its_place_and_the_nearest() -> None:
    case = Case(
        CPR,
        [Spell("kontanthjælp-jobparat", "2022-01-03"), Spell("xyzzy", "2023-01-03")],
        [
            Meeting("2022-01-10", "samtale", "jobcentre", form="fremmøde", status="holdt"),
            Meeting("2022-01-11"),
            Meeting("2022-01-12", "Jobsamtale"),
        ],
        [Hours("2022-01", 10, "dagpeng")],
        [Exemption("barselsorlov", "2022-01-03")],
        [Event("henvendelsen", "2022-01-03")],
        insured="fuld-tid",
    )
    found = problems_of(case)
    assert [(text.split(": ")[0], text.split("'")[1], text.rpartition("did you mean ")[2]) for text in found] == [
        ("spells.group", "kontanthjælp-jobparat", "'kontanthjaelp-jobparat'?"),
        ("spells.group", "xyzzy", found[1]),
        ("meetings.type", "samtale", "'jobsamtale'?"),
        ("meetings.held_by", "jobcentre", "'jobcenter'?"),
        ("meetings.form", "fremmøde", "'fremmoede'?"),
        ("meetings.status", "holdt", "'afholdt'?"),
        ("meetings.type", "Jobsamtale", "'jobsamtale'?"),
        ("hours.kind", "dagpeng", "'dagpenge'?"),
        ("exemptions.kind", "barselsorlov", "'barsel'?"),
        ("events.event", "henvendelsen", "'henvendelse'?"),
        ("citizens.insured", "fuld-tid", "'fuldtid'?"),
    ]
    assert all("is not known; expected " in text for text in found)


def test_a_case_without_a_spell_is_refused() -> None:
    assert problems_of(Case(CPR, [])) == ["spells: the case has no spell; expected at least one"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(Case(CPR, []), id="no spell"),
        pytest.param(Case(CPR, SPELLS, [Meeting("2022-01-10", "samtale")]), id="a word that is not known"),
        pytest.param(Case(CPR, [*SPELLS, Spell("6.3", "2022-02-01")]), id="spells that overlap"),
        pytest.param(Case(CPR, [Spell(CPR, "2022-01-03")]), id="the id where a group belongs"),
        pytest.param(Case(CPR, SPELLS, [Meeting("2022-01-10", CPR)]), id="the id where a type belongs"),
        pytest.param(Case(CPR, SPELLS, [Meeting("2022-01-10", form=CPR)]), id="the id where a form belongs"),
        pytest.param(Case(CPR, SPELLS, events=[Event(CPR, "2022-01-03")]), id="the id where an event belongs"),
        pytest.param(Case("borger-17", SPELLS, insured="borger-17"), id="the id where the insurance belongs"),
    ],
)
def test_the_text_of_the_error_never_holds_the_citizen_s_id(case: Case) -> None:
    with pytest.raises(CaseError) as caught:
        read_facts(case, WORDS)
    assert case.citizen not in str(caught.value)
    assert case.citizen not in repr(caught.value)


def test_the_id_where_a_schedule_belongs_is_not_told_either() -> None:
    case = Case(CPR, SPELLS, schedule=CPR)
    with pytest.raises(CaseError) as caught:
        check(case, as_of="2022-08-01")
    assert CPR not in str(caught.value)
    with pytest.raises(CaseError, match="did you mean 'broendby'"):
        check(Case("C1", SPELLS, schedule="brondby"), as_of="2022-08-01")


@pytest.mark.parametrize("kind", ["dagpenge", "loentilskud"])
def test_every_word_of_the_rules_is_known(kind: str) -> None:
    case = Case(
        "C1",
        [
            Spell(name, f"20{10 + number}-01-01", f"20{10 + number}-12-31")
            for number, name in enumerate(WORDS.groups.entries)
        ],
        [
            Meeting("2022-01-10", name, holder, form=form, status=status)
            for name in WORDS.meeting_types.entries
            for holder in WORDS.holders.entries
            for form in (None, *WORDS.forms.entries)
            for status in WORDS.meeting_statuses.entries
        ],
        [Hours("2022-01", 10, kind)],
        [Exemption(name, "2022-01-03") for name in WORDS.exemptions.entries],
        [Event(name, "2022-01-03") for name in WORDS.events.entries],
        insured="deltid",
    )
    found = read_facts(case, WORDS)
    assert len(found.held) == len(WORDS.meeting_types.entries) * 2
