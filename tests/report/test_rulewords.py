"""A requirement in words: every key of it says something, and each thing says it differently."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from kontaktforloeb import load_rules
from kontaktforloeb.report.rulewords import (
    anchor_in_words,
    condition_in_words,
    match_in_words,
    period_in_words,
    point_in_words,
    require_in_words,
    when_in_words,
    words_of,
)
from kontaktforloeb.rulebook.format import Condition, Match, Period, Point, Require, Requirement, When
from kontaktforloeb.rulebook.kinds import Snap
from kontaktforloeb.rulebook.structure import Faults, structure
from kontaktforloeb.texts import LANGUAGES, Lang

LEFT_OUT = {"id", "title", "role"}
"""What the caller of `words_of` says."""

WITHIN = {"applies_to": {"groups", "event", "no_event", "meeting", "exemption", "began"}}
"""Keys of a file whose parts have words of their own."""

DAYS = (date(2024, 1, 1), date(2024, 2, 1))
EVERYTHING = {
    "id": "alt",
    "title": {"da": "Alt", "en": "Everything"},
    "reference": "L1",
    "kind": "count",
    "duty": "individual",
    "level": "norm",
    "certainty": "official",
    "coverage": "full",
    "applies_to": {
        "groups": ["dagpenge"],
        "event": ["tilmelding"],
        "no_event": ["job"],
        "meeting": ["moede"],
        "exemption": ["barsel"],
        "began": {"from": DAYS[0], "to": DAYS[1]},
    },
    "role": "rolle",
    "note": {"da": "En note", "en": "A note"},
    "checks": ["B11"],
    "clock": "calendar",
    "share": {"at_least": 3, "of": 4},
    "not_required": [{"event": "fravalg-a-kasse"}],
    "opens": {"weeks": 1},
    "due": {"months": 3},
    "match": "samtale",
    "count": 2,
    "at_most": 4,
    "steps": [{"count": 1, "due": {"week": 2}}],
    "per": "month",
    "grace_days": 3,
    "besides": ["andet"],
    "also": [{"match": "moede", "at_most": 1}],
    "any_of": [{"match": "moede", "event": "tilmelding", "opens": {"weeks": 1}}],
    "longest": {"weeks": 3},
    "slots": [1, 3],
    "from_slot": 2,
    "require": {"form": ["video"]},
    "first": "moede",
    "before": "samtale",
    "phase": "cafe",
    "when": {"age_below": 30},
    "reset_on": ["tilmelding"],
    "exit_on": ["job"],
    "suspend": [{"from": DAYS[0], "to": DAYS[1]}],
    "pause": [{"from": DAYS[0], "to": DAYS[1]}],
    "not_waived_by": ["barsel"],
    "ends_on": DAYS[1],
    "held_from": DAYS[0],
    "held_to": DAYS[1],
    "judged_by": "person",
    "of": "andet",
    "unit": "citizens",
    "bands": [{"id": "ja", "at_least": 9, "of": 10}],
    "cohort": {"from": {"weeks": 1}, "to": {"weeks": 9}},
    "measure": "meetings",
    "record": "teammoede",
    "norm": 10,
    "compare": "at-least",
    "average": True,
    "minutes": 30,
}
MATCHES = {"samtale": (Match(type=("jobsamtale",)),), "moede": (Match(type=("informationsmoede",)),)}


def everything() -> Requirement:
    faults = Faults()
    requirement = structure(Requirement, EVERYTHING, (), faults)
    assert not faults.found
    assert requirement is not None
    return requirement


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_of_a_requirement_has_words(lang: Lang) -> None:
    keys = {field.name for field in attrs.fields(Requirement) if "parser" in field.metadata}
    assert keys == set(EVERYTHING)
    wanted = {part for key in keys - LEFT_OUT for part in WITHIN.get(key, {key})}
    assert set(words_of(everything(), MATCHES, lang)) == wanted


def test_for_whom_a_duty_is_and_when_its_time_stands_still_in_words() -> None:
    said = words_of(everything(), MATCHES, "en")
    assert {name: said[name] for name in ("meeting", "exemption", "began", "pause", "not_waived_by", "ends_on")} == {
        "meeting": "moede",
        "exemption": "barsel",
        "began": "2024-01-01 to 2024-02-01",
        "pause": "2024-01-01 to 2024-02-01",
        "not_waived_by": "barsel",
        "ends_on": "2024-02-01",
    }
    assert words_of(everything(), MATCHES, "da")["ends_on"] == "01-02-2024"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_bundled_requirement_can_be_said(lang: Lang) -> None:
    for ruleset in load_rules().rulesets.values():
        for version in ruleset.versions:
            for requirement in version.file.requirement:
                words = words_of(requirement, version.file.match, lang)
                assert {"reference", "kind", "duty", "level", "certainty", "coverage"} <= set(words)
                assert not [text for text in words.values() if "None" in text or "Match(" in text]


@pytest.mark.parametrize(
    ("point", "english"),
    [
        (Point(), "the course's first day"),
        (Point(months=6), "the end of 6 month(s) from the course's first day"),
        (Point("tilmelding", weeks=2), "2 week(s) after the day of “tilmelding”"),
        (Point(week=4, day_after=True), "the day after the end of week 4 from the course's first day"),
        (Point("held:2", days=3), "3 day(s) after meeting no. 2"),
        (Point("held:2:moede"), "meeting no. 2 of “moede”"),
        (
            Point("cafe.end", snap=Snap.NEXT_MONDAY),
            "the last day of “cafe”, from there the first Monday after",
        ),
        (Point("cafe.start", plus_days=2), "the first day of “cafe” and 2 day(s) more"),
        (Point(accumulated_weeks=6), "6 week(s) of unemployment from the course's first day"),
        (
            Point("barsel.end", months_before=3, day_after=True),
            "the day after the beginning of the last 3 month(s) up to the last day of “barsel”",
        ),
    ],
)
def test_a_day_in_words(point: Point, english: str) -> None:
    assert point_in_words(point, "en") == english
    assert point_in_words(point, "da") != english


def test_the_parts_of_a_duty_in_words() -> None:
    assert anchor_in_words("start", "da") == "forløbets første dag"
    assert period_in_words(Period(weeks=3), "da") == "3 uge(r)"
    assert (
        when_in_words(When(18, 30, {"uddannelse": ("ja", "nej")}), "en")
        == "citizens of 18 years or more and citizens below 30 years and “uddannelse” is ja or nej"
    )
    assert condition_in_words(Condition(no_meeting="moede"), "en") == "if no meeting of “moede” was held"
    assert (
        when_in_words(When(ever={"kategori": ("2", "3")}, facts={"job": ("ja",)}), "da")
        == "“job” er ja og “kategori” har været 2 eller 3"
    )
    assert condition_in_words(Condition(meeting="moede", count=4), "en") == "if 4 meetings of “moede” were held"
    assert condition_in_words(Condition(no_meeting="moede", count=2, held_to=date(2024, 3, 1)), "da") == (
        "hvis 2 møder af “moede” ikke er holdt senest 01-03-2024"
    )
    assert condition_in_words(Condition(meeting="moede", held_to=date(2024, 3, 1)), "en") == (
        "if a meeting of “moede” was held by 2024-03-01"
    )
    assert condition_in_words(Condition(earlier_course=True), "en") == "if the citizen has had a course before"
    assert condition_in_words(Condition(earlier_course=False), "da") == "hvis det er borgerens første forløb"
    assert condition_in_words(Condition(began_by_change_among=("a", "b")), "da") == (
        "hvis forløbet begyndte med et skift mellem a, b"
    )
    assert match_in_words([Match(held_by=("kommune",), individual=True), Match(event=("cv",))], "en") == (
        "held by kommune, individual; the event cv"
    )
    assert match_in_words([Match()], "da") == "ethvert møde"
    assert match_in_words([Match(individual=False, own_adviser=False)], "en") == (
        "for several citizens, another than the citizen's own"
    )


def test_every_field_of_what_is_asked_has_words() -> None:
    classes: tuple[type[Any], ...] = (Match, Require)
    for cls in classes:
        for field in attrs.fields(cls):
            if "parser" in field.metadata:
                asked = cls(**{field.alias or field.name: "x" if field.name == "match" else ("ord",)})
                assert require_in_words(asked, "da")
