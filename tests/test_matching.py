from __future__ import annotations

from typing import Any

import attrs
import pytest

from kontaktforloeb import Case, Event, Meeting, Spell, load_rules
from kontaktforloeb.facts import Held, happened, read_facts
from kontaktforloeb.matching import carries, differs, match_names
from kontaktforloeb.rulebook.format import Match, Require
from kontaktforloeb.rulebook.rulesets import Version

WORDS = load_rules().vocabulary


def held(own: str | None = None, **fields: Any) -> Held:
    """Give a held meeting as a check sees it; `own` is the citizen's adviser."""
    case = Case("C1", [Spell("dagpenge", "2022-01-03")], [Meeting("2022-01-10", **fields)], adviser=own)
    (found,) = read_facts(case, WORDS).held
    return found


def event(name: str, value: str | None = None) -> Held:
    """Give an event as rules count it."""
    (found,) = happened([Event(name, "2022-01-10", value)])
    return found


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """A version with matches that ask for what may not be recorded."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "a.toml").write_text(MATCHES, "utf-8")
    rulebook = load_rules(folder)
    assert rulebook.problems == ()
    return rulebook.ruleset("proeve").versions[0]


MATCHES = """
id = "proeve"
title = { da = "Prøve", en = "Trial" }
kind = "kommune"
valid_from = 2020-01-01
status = "in-force"
checked_on = 2026-11-21
source = { act = "Et notat", address = "https://example.org/notat" }
requirement = []

[match]
samtale = [{ type = ["jobsamtale"] }]
cv = [{ type = ["cv-samtale"] }]
paa-video = [{ form = ["video"] }]
om-cv-paa-video = [{ form = ["video"], topics = ["cv"] }]
video-eller-plan = [{ form = ["video"] }, { agreements = ["plan"] }]
med-a-kasse = [{ with = ["a-kasse"] }]
egen = [{ own_adviser = true }]
anden = [{ own_adviser = false }]
i-job = [{ event = ["job"], value = ["ja"] }]
job = [{ event = ["job", "tilmelding"] }]
samtale-eller-job = [{ type = ["jobsamtale"] }, { event = ["job"] }]
"""


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
    own_adviser=True,
)
FITS: dict[str, Any] = {
    "type": "jobsamtale",
    "held_by": "jobcenter",
    "with_": ("a-kasse", "virksomhed"),
    "form": "video",
    "individual": True,
    "topics": ("job", "fritid"),
    "agreements": ("plan",),
    "adviser": "A",
    "own": "A",
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
        ({"adviser": "B"}, "own_adviser"),
        ({"adviser": None}, "own_adviser"),
        ({"own": "B"}, "own_adviser"),
        ({"own": None}, "own_adviser"),
        ({"type": "opfoelgning", "form": None, "agreements": ()}, "type"),
    ],
)
def test_a_meeting_that_does_not_match_differs_first_in_a_field(changes: dict[str, Any], field: str) -> None:
    assert differs(held(**{**FITS, **changes}).traits, FULL) == field


@pytest.mark.parametrize(
    "name", ["type", "held_by", "with_", "form", "individual", "topics", "agreements", "own_adviser"]
)
def test_a_field_that_is_not_asked_never_matters(name: str) -> None:
    fields = {"type": ("jobsamtale",), "held_by": ("kommune",), "with_": ("a-kasse",), "form": ("video",)}
    asked: dict[str, Any] = {
        **fields,
        "individual": True,
        "topics": ("job",),
        "agreements": ("plan",),
        "own_adviser": True,
    }
    asked[name] = None
    other: dict[str, Any] = {"type": "review", "held_by": "a-kasse", "with_": (), "form": "brev", "individual": False}
    other |= {"topics": (), "agreements": (), "own_adviser": "B"}
    found = held(**{**FITS, "own" if name == "own_adviser" else name: other[name]})
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


@pytest.mark.parametrize(
    ("own", "adviser", "with_own", "with_another"),
    [
        ("A", "A", True, False),
        ("A", "B", False, True),
        ("A", None, False, False),
        (None, "A", False, False),
        (None, None, False, False),
    ],
)
def test_whether_the_adviser_is_the_citizen_s_own_agrees_only_where_both_are_recorded(
    own: str | None,
    adviser: str | None,
    with_own: bool,  # noqa: FBT001 (a value of the table)
    with_another: bool,  # noqa: FBT001 (a value of the table)
) -> None:
    found = held(own, adviser=adviser)
    assert matches(found, Match(own_adviser=True)) is with_own
    assert matches(found, Match(own_adviser=False)) is with_another
    assert matches(found, Match())


@pytest.mark.parametrize(
    ("found", "match", "field"),
    [
        (event("job"), Match(event=("job",)), None),
        (event("job"), Match(event=("tilmelding", "job")), None),
        (event("job"), Match(event=("tilmelding",)), "type"),
        (event("job", "ja"), Match(event=("job",)), None),
        (event("job", "ja"), Match(event=("job",), value=("ja", "delvis")), None),
        (event("job", "nej"), Match(event=("job",), value=("ja", "delvis")), "value"),
        (event("job"), Match(event=("job",), value=("ja",)), "value"),
        # an event is no meeting, and a meeting no event, whatever they are called
        (event("visitation"), Match(type=("visitation",)), "type"),
        (event("visitation"), Match(), "type"),
        (held(type="visitation"), Match(event=("visitation",)), "type"),
    ],
)
def test_an_event_matches_by_its_name_and_its_value(found: Held, match: Match, field: str | None) -> None:
    assert differs(found.traits, match) == field


def test_an_event_has_the_names_that_look_at_events(version: Version) -> None:
    assert version.event_matches == {"i-job", "job", "samtale-eller-job"}
    assert match_names(version, event("job", "ja").traits) == {"i-job", "job", "samtale-eller-job"}
    assert match_names(version, event("job").traits) == {"job", "samtale-eller-job"}
    assert match_names(version, event("tilmelding").traits) == {"job"}
    assert match_names(version, held().traits) == {"samtale", "samtale-eller-job"}


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
    (version,) = [own for own in load_rules().ruleset("lab").versions if str(own.valid_from) == "2024-01-01"]
    assert match_names(version, held(**fields).traits) & {"a-kasse", "enhver", "faelles", "jobcenter"} == names


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
        ({"held_by": "anden-aktoer"}, Require(held_by=("kommune",)), {"held_by": True}),
        ({"held_by": "a-kasse"}, Require(held_by=("kommune",)), {"held_by": False}),
        ({"held_by": "a-kasse"}, Require(held_by=("kommune", "a-kasse")), {"held_by": True}),
        ({"with_": ("a-kasse", "tolk")}, Require(all_with=("a-kasse", "tolk")), {"all_with": True}),
        ({"with_": ("a-kasse",)}, Require(all_with=("a-kasse", "kommune")), {"all_with": True}),
        ({"with_": ("a-kasse",)}, Require(all_with=("a-kasse", "tolk")), {"all_with": False}),
        ({}, Require(all_with=("a-kasse", "kommune")), {"all_with": None}),
        ({}, Require(all_with=("kommune",)), {"all_with": True}),
        ({"form": "fremmoede"}, Require(form=("fremmoede",)), {"form": True}),
        ({"form": "video"}, Require(form=("fremmoede",)), {"form": False}),
        ({}, Require(form=("fremmoede",)), {"form": None}),
        ({"topics": ("cv", "job")}, Require(topics=("job",)), {"topics": True}),
        ({"topics": ("cv",)}, Require(topics=("job", "plan")), {"topics": False}),
        ({}, Require(topics=("job",)), {"topics": None}),
        ({"topics": ("cv", "job")}, Require(all_topics=("job", "cv")), {"all_topics": True}),
        ({"topics": ("cv", "fritid")}, Require(all_topics=("job", "cv")), {"all_topics": False}),
        ({}, Require(all_topics=("job",)), {"all_topics": None}),
        ({"agreements": ("plan",)}, Require(agreements=("plan",)), {"agreements": True}),
        ({"agreements": ("job",)}, Require(agreements=("plan",)), {"agreements": False}),
        ({}, Require(agreements=("plan",)), {"agreements": None}),
        ({"agreements": ("plan", "job")}, Require(all_agreements=("plan", "job")), {"all_agreements": True}),
        ({"agreements": ("plan",)}, Require(all_agreements=("plan", "job")), {"all_agreements": False}),
        ({}, Require(all_agreements=("plan",)), {"all_agreements": None}),
        ({"agreements": ("plan",)}, Require(no_agreements=("job", "intet")), {"no_agreements": True}),
        ({"agreements": ("plan", "job")}, Require(no_agreements=("job", "intet")), {"no_agreements": False}),
        ({}, Require(no_agreements=("job",)), {"no_agreements": None}),
        ({"agreements": ("plan", "job")}, Require(agreements_at_least=2), {"agreements_at_least": True}),
        ({"agreements": ("plan",)}, Require(agreements_at_least=2), {"agreements_at_least": False}),
        ({}, Require(agreements_at_least=1), {"agreements_at_least": None}),
        # the same word twice is two, and only the words that are given are counted
        ({"agreements": ("job", "job")}, Require(agreements_at_least=2), {"agreements_at_least": True}),
        (
            {"agreements": ("job", "job", "plan")},
            Require(agreements=("job",), agreements_at_least=2),
            {"agreements_at_least": True},
        ),
        (
            {"agreements": ("job", "plan", "cv")},
            Require(agreements=("job",), agreements_at_least=2),
            {"agreements_at_least": False},
        ),
        ({"minutes": 45}, Require(minutes=45), {"minutes": True}),
        ({"minutes": 44}, Require(minutes=45), {"minutes": False}),
        ({"minutes": 0}, Require(minutes=45), {"minutes": False}),
        ({}, Require(minutes=45), {"minutes": None}),
        ({"prep_minutes": 10}, Require(prep_minutes=10), {"prep_minutes": True}),
        ({"prep_minutes": 0}, Require(prep_minutes=10), {"prep_minutes": False}),
        ({}, Require(prep_minutes=10), {"prep_minutes": None}),
        ({"prep_date": "2022-01-08"}, Require(prep_days_before=2), {"prep_days_before": True}),
        ({"prep_date": "2022-01-07"}, Require(prep_days_before=2), {"prep_days_before": False}),
        ({"prep_date": "2022-01-10"}, Require(prep_days_before=0), {"prep_days_before": True}),
        ({"prep_date": "2022-01-09"}, Require(prep_days_before=0), {"prep_days_before": False}),
        ({"prep_date": "2022-01-11"}, Require(prep_days_before=2), {"prep_days_before": False}),
        ({}, Require(prep_days_before=2), {"prep_days_before": None}),
        ({}, Require(), {}),
        (
            {"form": "video", "minutes": 60},
            Require(with_=("a-kasse",), form=("fremmoede",), minutes=45),
            {"with": None, "form": False, "minutes": True},
        ),
    ],
)
def test_a_meeting_carries_lacks_or_says_nothing_of_what_is_asked(
    version: Version, fields: dict[str, Any], asked: Require, expected: dict[str, bool | None]
) -> None:
    found = held(**fields)
    assert carries(found, asked, version, found) == expected


@pytest.mark.parametrize(
    ("first", "adviser", "same", "another"),
    [("A", "A", True, False), ("A", "B", False, True), ("A", None, None, None), (None, "A", None, None)],
)
def test_a_meeting_has_the_adviser_of_the_first_another_one_or_nothing_is_recorded(
    version: Version,
    first: str | None,
    adviser: str | None,
    same: bool | None,  # noqa: FBT001 (a value of the table)
    another: bool | None,  # noqa: FBT001 (a value of the table)
) -> None:
    meetings = held(adviser=adviser), held(adviser=first)
    for asked, expected in ((True, same), (False, another)):
        assert carries(meetings[0], Require(same_adviser=asked), version, meetings[1]) == {"same_adviser": expected}


@pytest.mark.parametrize("adviser", ["A", None])
def test_the_first_of_the_meetings_has_its_own_adviser_if_one_is_recorded(
    version: Version, adviser: str | None
) -> None:
    found = held(adviser=adviser)
    assert carries(found, Require(same_adviser=True), version, found) == {"same_adviser": True if adviser else None}


@pytest.mark.parametrize(
    ("found", "name", "expected"),
    [
        (held(), "samtale", True),
        (held(), "cv", False),
        (held(form="video"), "paa-video", True),
        (held(form="telefon"), "paa-video", False),
        (held(), "paa-video", None),
        (held(form="video", topics=("cv",)), "om-cv-paa-video", True),
        (held(form="video"), "om-cv-paa-video", None),
        (held(topics=("cv",)), "om-cv-paa-video", None),
        # what is recorded settles it, whatever else is not
        (held(topics=("job",)), "om-cv-paa-video", False),
        (held(form="telefon"), "om-cv-paa-video", False),
        (held(form="telefon", agreements=("plan",)), "video-eller-plan", True),
        (held(form="telefon", agreements=("job",)), "video-eller-plan", False),
        (held(form="telefon"), "video-eller-plan", None),
        (held(with_=("a-kasse",)), "med-a-kasse", True),
        (held(type="faelles-jobsamtale"), "med-a-kasse", True),
        (held(with_=("tolk",)), "med-a-kasse", False),
        (held(), "med-a-kasse", None),
        (held("A", adviser="A"), "egen", True),
        (held("A", adviser="B"), "egen", False),
        (held("A"), "egen", None),
        (held("A"), "anden", None),
        (held(adviser="A"), "egen", None),
        (held(), "i-job", False),
        (event("job", "ja"), "i-job", True),
        (event("job", "nej"), "i-job", False),
        (event("job"), "i-job", None),
        (event("tilmelding"), "samtale", False),
    ],
)
def test_a_meeting_carries_a_match_or_lacks_it_or_too_little_is_recorded(
    version: Version,
    found: Held,
    name: str,
    expected: bool | None,  # noqa: FBT001 (a value of the table)
) -> None:
    assert carries(found, Require(match=name), version, found) == {"match": expected}


def test_every_key_of_what_is_asked_is_answered(version: Version) -> None:
    asked = Require(
        held_by=("kommune",),
        with_=("a-kasse",),
        all_with=("a-kasse",),
        form=("video",),
        topics=("cv",),
        all_topics=("cv",),
        agreements=("plan",),
        all_agreements=("plan",),
        no_agreements=("intet",),
        minutes=30,
        prep_minutes=10,
        prep_days_before=2,
        same_adviser=True,
        match="samtale",
    )
    parts: dict[str, Any] = {
        "with_": ("a-kasse",),
        "form": "video",
        "topics": ("cv",),
        "agreements": ("plan",),
        "minutes": 30,
    }
    found = held(**parts, prep_minutes=10, prep_date="2022-01-08", adviser="A")
    answered = carries(found, asked, version, found)
    names = {field.name.rstrip("_") for field in attrs.fields(Require) if field.init}
    assert answered == dict.fromkeys(names - {"agreements_at_least"}, True)
