"""The facts as values: what they are made from, and what they refuse."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

from kontaktforloeb import Case, Event, Exemption, Hours, KontaktforloebError, Meeting, Spell, check
from kontaktforloeb.errors import CaseError, OutOfRangeError

JOBPARAT = "kontanthjaelp-jobparat"
CPR = "710190-1234"
"""Shaped like a citizen's number, with a day that no birth date has."""


# --- Days


@pytest.mark.parametrize("given", ["2022-01-03", "03-01-2022", date(2022, 1, 3)], ids=str)
@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda day: Spell(JOBPARAT, day), "start"),
        (lambda day: Spell(JOBPARAT, "2021-01-01", day), "end"),
        (Meeting, "date"),
        (lambda day: Meeting("2022-01-01", registered=day), "registered"),
        (lambda day: Meeting("2022-01-01", prep_date=day), "prep_date"),
        (lambda day: Exemption("barsel", day), "start"),
        (lambda day: Exemption("barsel", "2021-01-01", day), "end"),
        (lambda day: Exemption("barsel", "2021-01-01", decided_on=day), "decided_on"),
        (lambda day: Event("henvendelse", day), "date"),
        (lambda day: Case(CPR, [], birth_date=day), "birth_date"),
    ],
    ids=[
        "spell start", "spell end", "meeting", "registered", "prep_date", "exemption start", "exemption end",
        "decided_on", "event", "birth_date",
    ],
)  # fmt: skip
def test_a_day_is_taken_as_a_date_or_as_text_in_two_forms(make: Any, name: str, given: Any) -> None:
    assert getattr(make(given), name) == date(2022, 1, 3)


@pytest.mark.parametrize(
    "make",
    [
        lambda day: Spell(JOBPARAT, day),
        lambda day: Spell(JOBPARAT, "2021-01-01", day),
        Meeting,
        lambda day: Exemption("barsel", day),
        lambda day: Event("henvendelse", day),
        lambda day: Case(CPR, [], birth_date=day),
        lambda day: check(Case.from_dates("2022-01-03", JOBPARAT), as_of=day),
    ],
    ids=["spell start", "spell end", "meeting", "exemption", "event", "birth_date", "as_of"],
)
@pytest.mark.parametrize(
    "day",
    ["3/1-2022", "2022-1-3", "31-02-2022", "2022-01-03 00:00", datetime(2022, 1, 3, 12), 44564, 1.0],  # noqa: DTZ001 (a caller may hold one)
    ids=repr,
)
def test_what_is_no_day_is_refused_everywhere(make: Any, day: Any) -> None:
    with pytest.raises(OutOfRangeError):
        make(day)


@pytest.mark.parametrize("never", [None, "", "9999-12-31", "31-12-9999", date.max], ids=repr)
def test_no_end_and_the_last_day_of_the_calendar_are_an_open_end(never: Any) -> None:
    assert Spell(JOBPARAT, "2022-01-03", never).end is None
    assert Exemption("barsel", "2022-01-03", never).end is None


@pytest.mark.parametrize("never", [None, ""], ids=repr)
def test_an_optional_day_may_be_left_out(never: Any) -> None:
    meeting = Meeting("2022-01-10", registered=never, prep_date=never)
    assert (meeting.registered, meeting.prep_date) == (None, None)
    assert Exemption("barsel", "2022-01-03", decided_on=never).decided_on is None
    assert Case(CPR, [], birth_date=never).birth_date is None


@pytest.mark.parametrize("never", [None, ""], ids=repr)
@pytest.mark.parametrize("make", [lambda day: Spell(JOBPARAT, day), Meeting, lambda day: Event("henvendelse", day)])
def test_a_day_that_a_fact_is_about_may_not_be_left_out(make: Any, never: Any) -> None:
    with pytest.raises(OutOfRangeError):
        make(never)


def test_a_stretch_may_last_one_day_and_no_less() -> None:
    assert Spell(JOBPARAT, "2022-01-03", "2022-01-03").end == date(2022, 1, 3)
    assert Exemption("barsel", "2022-01-03", "2022-01-03").holds_on(date(2022, 1, 3))
    with pytest.raises(CaseError, match="2022-01-02 lies before the start 2022-01-03"):
        Spell(JOBPARAT, "2022-01-03", "2022-01-02")
    with pytest.raises(CaseError, match="2022-01-02 lies before the start 2022-01-03"):
        Exemption("barsel", "2022-01-03", "2022-01-02")


def test_a_day_at_the_end_of_time_is_an_error_of_the_library() -> None:
    with pytest.raises(KontaktforloebError):
        check(Case.from_dates("9999-08-01", JOBPARAT), as_of="2022-01-01")


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2022-01-19", False), ("2022-01-20", True), ("2022-03-01", True), ("2022-07-01", True), ("2022-07-02", False)],
)
def test_an_exemption_holds_from_its_first_to_its_last_day(day: str, holds: bool) -> None:  # noqa: FBT001 (a value of the table)
    assert Exemption("barsel", "2022-01-20", "2022-07-01").holds_on(date.fromisoformat(day)) is holds
    assert Exemption("barsel", "2022-01-20").holds_on(date.fromisoformat(day)) is (day >= "2022-01-20")


# --- Meetings


def test_a_bare_meeting_is_an_interview_that_the_jobcenter_held() -> None:
    meeting = Meeting("2022-01-10")
    assert (meeting.type, meeting.held_by, meeting.status) == ("jobsamtale", "jobcenter", "afholdt")
    assert (meeting.with_, meeting.form, meeting.individual, meeting.topics) == ((), None, None, ())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("a-kasse", ("a-kasse",)),
        (["a-kasse"], ("a-kasse",)),
        (("a-kasse", "virksomhed"), ("a-kasse", "virksomhed")),
        ([], ()),
        ({"a-kasse": 1}.keys(), ("a-kasse",)),
    ],
    ids=["one word", "a list", "a tuple", "none", "keys"],
)
@pytest.mark.parametrize("name", ["with_", "topics", "agreements"])
def test_a_list_of_words_is_taken_from_one_word_or_many(name: str, given: Any, words: tuple[str, ...]) -> None:
    assert getattr(Meeting("2022-01-10", **{name: given}), name) == words


def test_none_says_that_nobody_was_recorded() -> None:
    assert Meeting("2022-01-10", with_=None).with_ == ()


# --- Hours


@pytest.mark.parametrize("month", ["2024-03", date(2024, 3, 1), date(2024, 3, 31)], ids=str)
def test_a_month_is_taken_as_text_or_as_any_of_its_days(month: Any) -> None:
    assert Hours(month, "160.33").month == date(2024, 3, 1)


@pytest.mark.parametrize(
    "month",
    ["2024-13", "2024-00", "2024-3", "03-2024", "2024-03-15", "2024", "", "marts 2024", "1899-12", None, 202403,
     datetime(2024, 3, 1)],  # noqa: DTZ001 (a caller may hold one)
    ids=repr,
)  # fmt: skip
def test_what_is_no_month_is_refused(month: Any) -> None:
    with pytest.raises(OutOfRangeError, match="month"):
        Hours(month, "160.33")


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        ("160.33", "160.33"),
        (Decimal("160.33"), "160.33"),
        (160, "160"),
        ("0", "0"),
        (0, "0"),
        ("0.01", "0.01"),
        ("744", "744"),
    ],
)
def test_hours_are_exact(given: Any, hours: str) -> None:
    assert Hours("2024-03", given).hours == Decimal(hours)


@pytest.mark.parametrize(
    "hours",
    ["", "-1", "-0.01", "NaN", "sNaN", "Infinity", "160,33", "1.600,33", "160.33 t", "none", 160.33, 0.1,
     Decimal("NaN"), Decimal(-1), float("nan")],
    ids=repr,
)  # fmt: skip
def test_what_is_no_exact_number_of_hours_is_refused(hours: Any) -> None:
    with pytest.raises(OutOfRangeError, match="hours"):
        Hours("2024-03", hours)


@pytest.mark.parametrize("hours", ["1_60", "１６０", "١٦٠"])
def test_hours_in_signs_that_only_python_takes_for_digits_are_refused(hours: str) -> None:
    with pytest.raises(OutOfRangeError, match="hours"):
        Hours("2024-03", hours)


def test_equal_hours_are_equal_however_they_are_written() -> None:
    assert Hours("2024-03", "80") == Hours(date(2024, 3, 9), Decimal("80.00"))
    assert hash(Hours("2024-03", "80")) == hash(Hours("2024-03", "80.00"))


# --- Cases


def test_a_case_from_days_has_one_open_spell_and_the_jobcenters_interviews() -> None:
    by_phone = Meeting("2022-02-10", held_by="a-kasse", form="telefon")
    case = Case.from_dates("03-01-2022", JOBPARAT, held=["2022-01-10", date(2022, 1, 20), by_phone])
    assert case.spells == (Spell(JOBPARAT, "2022-01-03", None),)
    assert case.meetings == (Meeting("2022-01-10"), Meeting("2022-01-20"), by_phone)
    assert (case.events, case.hours, case.exemptions, case.schedule) == ((), (), (), None)
    assert Case.from_dates("2022-01-03", JOBPARAT, citizen=CPR).citizen == CPR


def test_a_case_takes_its_facts_from_any_iterable_and_keeps_them() -> None:
    lists: dict[str, Any] = {
        "spells": [Spell("dagpenge", "2022-01-03")],
        "meetings": [Meeting("2022-01-10")],
        "hours": [Hours("2022-01", "37")],
        "exemptions": [Exemption("barsel", "2022-01-20")],
        "events": [Event("henvendelse", "2022-01-03", "telefon")],
    }
    given: dict[str, Any] = {name: iter(facts) for name, facts in lists.items()}
    case = Case(CPR, **given)
    for name, facts in lists.items():
        assert getattr(case, name) == tuple(facts)
        facts.clear()
        assert len(getattr(case, name)) == 1
    assert case.events[0].value == "telefon"


@pytest.mark.parametrize(
    "fact",
    [
        Spell(JOBPARAT, "2022-01-03"),
        Meeting("2022-01-10", with_="a-kasse"),
        Hours("2024-03", "80"),
        Exemption("barsel", "2022-01-03"),
        Event("henvendelse", "2022-01-03"),
        Case.from_dates("2022-01-03", JOBPARAT, held=["2022-01-10"]),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_a_fact_never_changes_is_equal_to_its_like_and_can_be_sent_elsewhere(fact: Any) -> None:
    name = attrs.fields(type(fact))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(fact, name, None)
    assert pickle.loads(pickle.dumps(fact)) == fact  # noqa: S301 (made one line above)
    assert hash(attrs.evolve(fact)) == hash(fact)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Case(CPR, [Spell(JOBPARAT, "2022-01-03", "2022-01-02")]),
        lambda: check(Case(CPR, []), as_of="2022-01-01"),
        lambda: check(Case(CPR, [Spell("6.99", "2022-01-03")]), as_of="2022-01-01"),
        lambda: check(Case(CPR, [Spell(JOBPARAT, "2022-01-03"), Spell(JOBPARAT, "2022-02-03")]), as_of="2022-01-01"),
        lambda: check(Case(CPR, [Spell(JOBPARAT, "2022-01-03")], schedule="broendbi"), as_of="2022-01-01"),
    ],
    ids=["end before start", "no spell", "no such group", "overlap", "no such schedule"],
)
def test_a_case_that_cannot_be_judged_is_refused_without_naming_the_citizen(make: Any) -> None:
    with pytest.raises(KontaktforloebError) as caught:
        make()
    assert CPR not in str(caught.value)
