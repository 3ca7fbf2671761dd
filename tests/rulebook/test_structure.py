from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from kontaktforloeb.rulebook.format import Alternative, Insured, Match, Point, Requirement, Share, Transition
from kontaktforloeb.rulebook.kinds import Mode, Snap
from kontaktforloeb.rulebook.structure import (
    Fault,
    Faults,
    Parser,
    anything,
    day,
    decimal,
    flag,
    keyed,
    many,
    month_and_day,
    name,
    number,
    points,
    structure,
    table,
    text,
    word,
)


def read(parser: Parser, value: Any) -> tuple[Any, list[Fault]]:
    faults = Faults()
    found = parser(value, ("here",), faults)
    return found, faults.found


@pytest.mark.parametrize(
    ("parser", "value", "expected"),
    [
        (text, "ord", "ord"),
        (flag, True, True),
        (flag, False, False),
        (day, date(2024, 1, 1), date(2024, 1, 1)),
        (number(1), 1, 1),
        (number(0), 0, 0),
        (decimal, "160.33", Decimal("160.33")),
        (points, "0", Decimal(0)),
        (points, "0.0", Decimal("0.0")),
        (points, "1.5", Decimal("1.5")),
        (anything, ["x", 1], ["x", 1]),
        (number(0, 150), 150, 150),
        (word(Mode), "this", Mode.THIS),
        (many(number(1)), [3, 1], (3, 1)),
        (many(text), [], ()),
        (keyed(number(1)), {"a": 1}, {"a": 1}),
        (table(Share), {"at_least": 3, "of": 4}, Share(3, 4)),
    ],
)
def test_a_right_value_is_read_without_a_fault(parser: Parser, value: Any, expected: Any) -> None:
    assert read(parser, value) == (expected, [])


@pytest.mark.parametrize(
    ("parser", "value", "what", "expected"),
    [
        (text, 4, "4 is no text", "text that is not empty"),
        (text, " \t", "' \t' is no text", "text that is not empty"),
        (text, ["a"], "['a'] is no text", "text that is not empty"),
        (flag, "true", "'true' is neither true nor false", "true or false"),
        (flag, 1, "1 is neither true nor false", "true or false"),
        (day, "2024-01-01", "'2024-01-01' is no date", "a date without quotes, such as 2024-01-01"),
        (
            day,
            datetime(2024, 1, 1, tzinfo=UTC),
            "2024-01-01 00:00:00+00:00 is no date",
            "a date without quotes, such as 2024-01-01",
        ),
        (day, time(7, 30), "07:30:00 is no date", "a date without quotes, such as 2024-01-01"),
        (number(1), 0, "0 is no whole number from 1 up", "a whole number from 1 up"),
        (number(0), -1, "-1 is no whole number from 0 up", "a whole number from 0 up"),
        (number(1), True, "True is no whole number from 1 up", "a whole number from 1 up"),
        (number(1), 1.0, "1.0 is no whole number from 1 up", "a whole number from 1 up"),
        (number(1), "4", "'4' is no whole number from 1 up", "a whole number from 1 up"),
        (decimal, 160.33, "160.33 is no exact number", 'a number above 0 in quotes, such as "160.33"'),
        (decimal, "160,33", "'160,33' is no exact number", 'a number above 0 in quotes, such as "160.33"'),
        (decimal, "0", "'0' is no exact number", 'a number above 0 in quotes, such as "160.33"'),
        (decimal, "NaN", "'NaN' is no exact number", 'a number above 0 in quotes, such as "160.33"'),
        (decimal, "Infinity", "'Infinity' is no exact number", 'a number above 0 in quotes, such as "160.33"'),
        (points, 1.5, "1.5 is no exact number", 'a number from 0 up in quotes, such as "1.5"'),
        (points, "-1", "'-1' is no exact number", 'a number from 0 up in quotes, such as "1.5"'),
        (points, "Infinity", "'Infinity' is no exact number", 'a number from 0 up in quotes, such as "1.5"'),
        (number(0, 150), 151, "151 is no whole number from 0 to 150", "a whole number from 0 to 150"),
        (number(0, 150), -1, "-1 is no whole number from 0 up", "a whole number from 0 up"),
        (
            number(1),
            10**30,
            "so large a number is no whole number from 1 to 1000000",
            "a whole number from 1 to 1000000",
        ),
        (month_and_day, "02-30", "'02-30' is no day of the year", 'text as mm-dd, such as "12-24"'),
        (word(Mode), 1, "1 is no known word", "one of previous, this, both"),
        (word(Mode), ["this"], "['this'] is no known word", "one of previous, this, both"),
        (many(text), "dagpenge", "'dagpenge' is no list", "a list in square brackets"),
        (keyed(text), ["a"], "['a'] is no table", "a table of keys and values"),
        (table(Share), "a", "'a' is no table", "a table of keys and values"),
    ],
)
def test_a_wrong_value_is_a_fault_that_says_what_was_expected(
    parser: Parser, value: Any, what: str, expected: str
) -> None:
    assert read(parser, value)[1] == [Fault(("here",), what, expected)]


def test_a_wrong_word_comes_with_the_nearest_one() -> None:
    assert read(word(Mode), "boht")[1] == [
        Fault(("here",), "'boht' is no known word", "one of previous, this, both", "both")
    ]


def test_a_value_that_is_too_long_to_show_is_cut() -> None:
    shown = read(number(1), "x" * 200)[1][0].what.removesuffix(" is no whole number from 1 up")
    assert shown.startswith("'" + "x" * 40)
    assert len(shown) <= 60


def test_an_element_of_a_list_has_its_place_in_the_path() -> None:
    assert [fault.path for fault in read(many(text), ["a", 2, "c", 4])[1]] == [("here", 1), ("here", 3)]


def test_a_table_becomes_a_frozen_value_with_its_defaults() -> None:
    faults = Faults()
    assert structure(Insured, {"id": "a", "month_hours": "130", "week_hours": "30"}, (), faults) == Insured(
        "a", Decimal(130), Decimal(30)
    )
    assert structure(Alternative, {"match": "m", "opens": {"months": 6, "day_after": True}}, (), faults) == Alternative(
        "m", None, Point("start", months=6, day_after=True)
    )
    assert structure(Transition, {"groups": {"a": "this"}}, (), faults) == Transition(Mode.PREVIOUS, {"a": Mode.THIS})
    assert faults.found == []


def test_a_key_that_is_no_name_in_python_is_read_and_its_python_name_is_not() -> None:
    faults = Faults()
    assert structure(Match, {"with": ["a-kasse"]}, (), faults) == Match(with_=("a-kasse",))
    assert faults.found == []
    structure(Match, {"with_": ["a-kasse"]}, (), faults)
    assert [(fault.path, fault.nearest) for fault in faults.found] == [(("with_",), "with")]


def test_an_event_may_be_asked_for_without_a_value_but_not_for_blanks() -> None:
    faults = Faults()
    assert structure(Match, {"event": ["anmodning"], "value": [""]}, (), faults) == Match(
        event=("anmodning",), value=("",)
    )
    assert faults.found == []
    structure(Match, {"event": ["anmodning"], "value": [" "]}, (), faults)
    assert [fault.expected for fault in faults.found] == ["text that is not empty"]


@pytest.mark.parametrize("value", ["../evil", "A b", "a_b", "-a", "a-", "æ", "", 7])
def test_an_id_may_become_the_name_of_a_file(value: object) -> None:
    faults = Faults()
    assert name(value, ("id",), faults) is None
    assert faults.found[0].expected == "letters a to z, digits, and dashes between them"


@pytest.mark.parametrize(
    ("value", "fine"), [("1900-01-01", True), ("1899-12-31", False), ("2090-12-31", True), ("2091-01-01", False)]
)
def test_a_day_lies_in_the_calendar(value: str, *, fine: bool) -> None:
    faults = Faults()
    assert (day(date.fromisoformat(value), ("valid_from",), faults) is not None) is fine


@pytest.mark.parametrize("sign", ["\x00", "\x1b[31m", "\u202e"])
def test_a_sign_that_cannot_be_shown_is_refused(sign: str) -> None:
    faults = Faults()
    assert text(f"Plan{sign}", ("title",), faults) is None
    assert faults.found[0].what == "the text holds a sign that cannot be shown"


def test_every_fault_of_a_table_is_found_at_once_with_its_path() -> None:
    faults = Faults()
    value = {
        "ide": "n",
        "title": {"da": "x"},
        "reference": " ",
        "applies_to": {"groups": "dagpenge"},
        "steps": [{"count": 0, "due": {}}, {"count": 1, "due": {"moths": 1}}, 3],
    }
    structure(Requirement, value, ("top",), faults)
    assert [(fault.path, fault.what, fault.nearest) for fault in faults.found] == [
        (("top", "ide"), "no key 'ide' is known here", "id"),
        (("top", "title", "en"), "the key 'en' is missing", None),
        (("top", "reference"), "' ' is no text", None),
        (("top", "applies_to", "groups"), "'dagpenge' is no list", None),
        (("top", "steps", 0, "count"), "0 is no whole number from 1 up", None),
        (("top", "steps", 1, "due", "moths"), "no key 'moths' is known here", "months"),
        (("top", "steps", 2), "3 is no table", None),
        (("top", "id"), "the key 'id' is missing", None),
        (("top", "kind"), "the key 'kind' is missing", None),
        (("top", "duty"), "the key 'duty' is missing", None),
        (("top", "level"), "the key 'level' is missing", None),
        (("top", "certainty"), "the key 'certainty' is missing", None),
        (("top", "coverage"), "the key 'coverage' is missing", None),
    ]


def test_a_key_that_is_not_known_is_told_apart_from_a_value_that_is_wrong() -> None:
    faults = Faults()
    structure(Share, {"at_least": -1, "off": 2, "of": 2}, (), faults)
    assert {fault.path[-1]: fault.about_key for fault in faults.found} == {"off": True, "at_least": False}


def test_a_point_is_bare_where_it_is_its_anchor_alone() -> None:
    assert Point("henvendelse").bare
    moved: list[dict[str, Any]] = [
        {"days": 0}, {"weeks": 0}, {"months": 1}, {"week": 1}, {"snap": Snap.NEXT_MONDAY}, {"plus_days": 1},
        {"day_after": True},
    ]  # fmt: skip
    assert not any(Point("henvendelse", **fields).bare for fields in moved)


def test_faults_found_before_do_not_keep_a_right_table_from_being_read() -> None:
    faults = Faults()
    faults.add(("before",), "something else")
    assert structure(Share, {"at_least": 1, "of": 2}, (), faults) == Share(1, 2)
