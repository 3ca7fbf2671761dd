from __future__ import annotations

from typing import Any

import pytest

from kontaktforloeb import Case, Meeting, Spell, load_rules
from kontaktforloeb.facts import Held, read_facts
from kontaktforloeb.matching import carries, differs, match_names
from kontaktforloeb.rulebook.format import Match, Require

WORDS = load_rules().vocabulary


def held(**fields: Any) -> Held:
    """Give a held meeting as a check sees it."""
    case = Case("C1", [Spell("dagpenge", "2022-01-03")], [Meeting("2022-01-10", **fields)])
    (found,) = read_facts(case, WORDS).held
    return found


def matches(meeting: Held, match: Match) -> bool:
    return differs(meeting.traits, match) is None


FULL = Match(
    type=("jobsamtale", "cv-samtale"),
    held_by=("kommune",),
    with_=("a-kasse",),
    form=("fremmoede", "video"),
    individual=True,
    topics=("cv", "job"),
    agreements=("plan",),
)
FITS = {
    "type": "jobsamtale",
    "held_by": "jobcenter",
    "with_": ("a-kasse", "virksomhed"),
    "form": "video",
    "individual": True,
    "topics": ("job", "fritid"),
    "agreements": ("plan",),
}


def test_a_meeting_matches_where_every_field_that_is_asked_agrees() -> None:
    assert differs(held(**FITS).traits, FULL) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"type": "opfoelgning"}, "type"),
        ({"held_by": "a-kasse"}, "held_by"),
        ({"individual": False}, "individual"),
        ({"with_": ("virksomhed",)}, "with"),
        ({"with_": ()}, "with"),
        ({"form": "telefon"}, "form"),
        ({"form": None}, "form"),
        ({"topics": ("fritid",)}, "topics"),
        ({"topics": ()}, "topics"),
        ({"agreements": ("job",)}, "agreements"),
        ({"agreements": ()}, "agreements"),
        ({"type": "opfoelgning", "form": None, "agreements": ()}, "type"),
    ],
)
def test_a_meeting_that_does_not_match_differs_first_in_a_field(changes: dict[str, Any], field: str) -> None:
    assert differs(held(**{**FITS, **changes}).traits, FULL) == field


@pytest.mark.parametrize("name", ["type", "held_by", "with_", "form", "individual", "topics", "agreements"])
def test_a_field_that_is_not_asked_never_matters(name: str) -> None:
    fields = {"type": ("jobsamtale",), "held_by": ("kommune",), "with_": ("a-kasse",), "form": ("video",)}
    asked: dict[str, Any] = {**fields, "individual": True, "topics": ("job",), "agreements": ("plan",), name: None}
    other = {"type": "review", "held_by": "a-kasse", "with_": (), "form": "brev", "individual": False}
    found = held(**{**FITS, name: {**other, "topics": (), "agreements": ()}[name]})
    assert differs(found.traits, Match(**asked)) is None


def test_everything_matches_a_match_that_asks_nothing() -> None:
    assert differs(held().traits, Match()) is None


@pytest.mark.parametrize(
    ("individual", "asked", "expected"),
    [
        (True, True, True),
        (None, True, True),
        (False, True, False),
        (False, False, True),
        (None, False, False),
        (True, False, False),
    ],
)
def test_a_meeting_is_individual_unless_it_is_recorded_as_none(
    individual: bool | None,  # noqa: FBT001 (a value of the table)
    asked: bool,  # noqa: FBT001 (a value of the table)
    expected: bool,  # noqa: FBT001 (a value of the table)
) -> None:
    assert matches(held(individual=individual), Match(individual=asked)) is expected


@pytest.mark.parametrize("holder", ["kommune", "jobcenter", "anden-aktoer"])
def test_three_names_of_one_holder_match_the_one_that_stands_for_them(holder: str) -> None:
    assert matches(held(held_by=holder), Match(held_by=("kommune",)))
    assert not matches(held(held_by=holder), Match(held_by=("a-kasse",)))
    assert matches(held(held_by="a-kasse", with_=(holder,)), Match(with_=("kommune",)))


def test_the_holder_is_not_one_of_those_who_take_part_beside() -> None:
    assert not matches(held(held_by="a-kasse"), Match(with_=("a-kasse",)))


@pytest.mark.parametrize("kind", ["faelles-jobsamtale", "17"])
def test_the_a_kasse_takes_part_in_a_joint_meeting_whatever_is_recorded(kind: str) -> None:
    assert matches(held(type=kind), Match(with_=("a-kasse",)))
    assert matches(held(type=kind, with_=("virksomhed",)), Match(with_=("a-kasse",)))


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({}, {"jobcenter", "enhver"}),
        ({"held_by": "anden-aktoer"}, {"jobcenter", "enhver"}),
        ({"held_by": "a-kasse"}, {"a-kasse", "enhver"}),
        ({"with_": ("a-kasse",)}, {"jobcenter", "enhver", "faelles"}),
        ({"type": "17"}, {"jobcenter", "enhver", "faelles"}),
        ({"type": "17", "held_by": "a-kasse"}, {"a-kasse", "enhver", "faelles"}),
        ({"individual": False}, set()),
        ({"type": "cv-samtale"}, set()),
    ],
)
def test_a_meeting_has_every_name_of_a_version_of_which_one_way_matches(
    fields: dict[str, Any], names: set[str]
) -> None:
    version = load_rules().ruleset("lab").versions[2]
    assert match_names(version, held(**fields).traits) == names


@pytest.mark.parametrize(
    ("fields", "asked", "expected"),
    [
        ({"with_": ("a-kasse",)}, Require(with_=("a-kasse",)), {"with": True}),
        ({"with_": ("virksomhed",)}, Require(with_=("a-kasse",)), {"with": False}),
        ({}, Require(with_=("a-kasse",)), {"with": None}),
        ({"held_by": "a-kasse"}, Require(with_=("a-kasse",)), {"with": True}),
        ({"held_by": "a-kasse", "with_": ("virksomhed",)}, Require(with_=("a-kasse",)), {"with": True}),
        # an empty `with` is absent data, whatever the type alone would tell
        ({"type": "17"}, Require(with_=("a-kasse",)), {"with": None}),
        ({"type": "17"}, Require(with_=("virksomhed",)), {"with": None}),
        ({"type": "17", "with_": ("a-kasse",)}, Require(with_=("a-kasse",)), {"with": True}),
        ({"with_": ("jobcenter",), "held_by": "a-kasse"}, Require(with_=("kommune",)), {"with": True}),
        ({"form": "fremmoede"}, Require(form=("fremmoede",)), {"form": True}),
        ({"form": "video"}, Require(form=("fremmoede",)), {"form": False}),
        ({}, Require(form=("fremmoede",)), {"form": None}),
        ({"topics": ("cv", "job")}, Require(topics=("job",)), {"topics": True}),
        ({"topics": ("cv",)}, Require(topics=("job", "plan")), {"topics": False}),
        ({}, Require(topics=("job",)), {"topics": None}),
        ({"agreements": ("plan",)}, Require(agreements=("plan",)), {"agreements": True}),
        ({"agreements": ("job",)}, Require(agreements=("plan",)), {"agreements": False}),
        ({}, Require(agreements=("plan",)), {"agreements": None}),
        ({"minutes": 45}, Require(minutes=45), {"minutes": True}),
        ({"minutes": 44}, Require(minutes=45), {"minutes": False}),
        ({"minutes": 0}, Require(minutes=45), {"minutes": False}),
        ({}, Require(minutes=45), {"minutes": None}),
        ({"prep_minutes": 10}, Require(prep_minutes=10), {"prep_minutes": True}),
        ({"prep_minutes": 0}, Require(prep_minutes=10), {"prep_minutes": False}),
        ({}, Require(prep_minutes=10), {"prep_minutes": None}),
        ({}, Require(), {}),
        (
            {"form": "video", "minutes": 60},
            Require(with_=("a-kasse",), form=("fremmoede",), minutes=45),
            {"with": None, "form": False, "minutes": True},
        ),
    ],
)
def test_a_meeting_carries_lacks_or_says_nothing_of_what_is_asked(
    fields: dict[str, Any], asked: Require, expected: dict[str, bool | None]
) -> None:
    assert carries(held(**fields), asked) == expected
