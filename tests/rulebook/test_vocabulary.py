from __future__ import annotations

from datetime import date

import pytest

from kontaktforloeb import load_rules
from kontaktforloeb.rulebook.kinds import Clock
from kontaktforloeb.status import Duty

WORDS = load_rules().vocabulary

NUMBERS = {
    "6.1": "dagpenge",
    "6.2": "kontanthjaelp-jobparat",
    "6.3": "kontanthjaelp-aktivitetsparat",
    "6.4": "uddannelseshjaelp-uddannelsesparat",
    "6.5": "uddannelseshjaelp-aktivitetsparat",
    "6.6": "sygedagpenge",
    "6.7": "jobafklaring",
    "6.8": "ressourceforloeb",
    "6.9": "ledighedsydelse",
    "6.10": "revalidering",
    "6.11": "foertidspension",
    "6.12": "selvforsoergende",
    "6.13": "under-18",
}


@pytest.mark.parametrize(("number", "group"), NUMBERS.items())
@pytest.mark.parametrize("form", ["{}", "§ {}", "§{}", "  {} ", "{} Jobparate kontanthjælpsmodtagere", "§ {} Ord"])
def test_a_group_is_read_from_its_number_however_it_is_written(number: str, group: str, form: str) -> None:
    assert WORDS.group(form.format(number)) == group


def test_every_group_is_read_from_its_own_id() -> None:
    for name in [*NUMBERS.values(), "fleksjob", "integration"]:
        assert WORDS.group(name) == name


def test_a_group_of_two_digits_is_never_taken_for_the_one_of_its_first_digit() -> None:
    found = [WORDS.group(text) for text in ("6.10", "§6.10", "6.10 Revalidering", "6.11", "6.12", "6.13")]
    assert "dagpenge" not in found
    assert found[:3] == ["revalidering"] * 3


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "6",
        "2",
        "nr. 2",
        "6.",
        ".2",
        "6,2",
        "6.0",
        "6.14",
        "6.20",
        "6.100",
        "16.2",
        "5.2",
        "Jobparate 6.2",
        "kontanthjælp",
        pytest.param("6.2.2022", id="a day that a spreadsheet made"),
        pytest.param("6.10.2022", id="a day with a month of two digits"),
        pytest.param("6.2.1", id="a number with a third part"),
    ],
)
def test_what_names_no_group_is_not_read_as_one(written: str) -> None:
    assert WORDS.group(written) is None


def test_the_group_nearest_to_a_wrong_name_is_found() -> None:
    assert WORDS.nearest_group("kontanthjælp-jobparat") == "kontanthjaelp-jobparat"
    assert WORDS.nearest_group("xyzzy") is None


@pytest.mark.parametrize(
    ("group", "day", "benefit"),
    [
        ("uddannelseshjaelp-uddannelsesparat", "2020-01-01", "uddannelseshjaelp"),
        ("uddannelseshjaelp-uddannelsesparat", "2025-06-30", "uddannelseshjaelp"),
        ("uddannelseshjaelp-uddannelsesparat", "2025-07-01", "kontanthjaelp"),
        ("uddannelseshjaelp-aktivitetsparat", "2025-06-30", "uddannelseshjaelp"),
        ("uddannelseshjaelp-aktivitetsparat", "2025-07-01", "kontanthjaelp"),
        ("uddannelseshjaelp-aktivitetsparat", "2030-01-01", "kontanthjaelp"),
        ("kontanthjaelp-jobparat", "2025-06-30", "kontanthjaelp"),
        ("kontanthjaelp-aktivitetsparat", "2025-07-01", "kontanthjaelp"),
        ("uddannelseshjaelp-uddannelsesparat", "2019-01-01", "uddannelseshjaelp"),
    ],
)
def test_the_young_are_on_kontanthjaelp_from_july_2025(group: str, day: str, benefit: str) -> None:
    assert WORDS.benefit(group, date.fromisoformat(day)) == benefit


def test_every_other_group_has_a_benefit_of_its_own_for_all_time() -> None:
    shared = {"kontanthjaelp-jobparat", "kontanthjaelp-aktivitetsparat", *(n for n in NUMBERS.values() if "udd" in n)}
    others = [name for name in [*NUMBERS.values(), "fleksjob", "integration"] if name not in shared]
    for day in (date(2020, 1, 1), date(2026, 12, 31)):
        benefits = [WORDS.benefit(name, day) for name in others]
        assert len(set(benefits)) == len(others)
        assert not {"kontanthjaelp", "uddannelseshjaelp"} & set(benefits)


def test_only_dagpenge_is_counted_in_accumulated_time() -> None:
    clocks = {name: WORDS.groups.at(name, date(2024, 1, 1)).clock for name in WORDS.groups.entries}
    assert {name for name, clock in clocks.items() if clock is Clock.ACCUMULATED} == {"dagpenge"}


@pytest.mark.parametrize(
    ("before", "after", "restarts"),
    [
        ("uddannelseshjaelp-uddannelsesparat", "kontanthjaelp-jobparat", True),
        ("uddannelseshjaelp-aktivitetsparat", "kontanthjaelp-aktivitetsparat", True),
        ("uddannelseshjaelp-uddannelsesparat", "kontanthjaelp-aktivitetsparat", True),
        ("kontanthjaelp-jobparat", "uddannelseshjaelp-uddannelsesparat", False),
        ("kontanthjaelp-jobparat", "kontanthjaelp-aktivitetsparat", False),
        ("kontanthjaelp-aktivitetsparat", "kontanthjaelp-jobparat", False),
        ("uddannelseshjaelp-uddannelsesparat", "uddannelseshjaelp-aktivitetsparat", False),
    ],
)
def test_only_the_young_who_become_adults_start_again_on_the_same_benefit(
    before: str, after: str, *, restarts: bool
) -> None:
    assert WORDS.restarts_course(before, after) is restarts


def test_kvote_exists_from_july_2026_and_waives_group_duties_alone() -> None:
    assert not WORDS.exemptions.in_force("kvote", date(2026, 6, 30))
    assert WORDS.exemptions.in_force("kvote", date(2026, 7, 1))
    kvote = WORDS.exemptions.at("kvote", date(2026, 7, 1))
    assert (kvote.waives, kvote.duty) == (True, Duty.GROUP)


@pytest.mark.parametrize(("kind", "start"), [("overgang", "2024-01-01"), ("visiteret-27-3", "2024-01-01")])
def test_the_events_of_the_handover_exist_from_2024(kind: str, start: str) -> None:
    first = date.fromisoformat(start)
    assert not WORDS.events.in_force(kind, date(2023, 12, 31))
    assert WORDS.events.in_force(kind, first)


def test_the_exemptions_that_waive_are_those_of_the_contract() -> None:
    latest = WORDS.exemptions.latest()
    assert {name for name, kind in latest.items() if kind.waives} == {
        "barsel",
        "pension",
        "foertidspension-optjening",
        "under-18",
        "jobrettet-uddannelse",
        "stu",
        "dom",
        "mindre-intensiv",
        "standby",
        "kvote",
        "revalidend-job",
    }
    assert {"sygdom", "ferie", "tilbud"} <= {name for name, kind in latest.items() if not kind.waives}
    assert latest["revalidend-job"].groups == ("revalidering",)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("4", "opfoelgning"),
        ("7", "jobsamtale"),
        ("9", "informationsmoede"),
        ("10", "cv-samtale"),
        ("12", "anden"),
        ("13", "informationsmoede"),
        ("15", "raadighedssamtale"),
        ("17", "faelles-jobsamtale"),
        ("jobsamtale", "jobsamtale"),
        ("visitation", "visitation"),
        ("review", "review"),
        ("1", None),
        ("07", None),
        ("7.0", None),
        ("", None),
        ("Jobsamtale", None),
    ],
)
def test_a_meeting_type_is_read_from_its_id_or_its_number_in_the_common_data_base(
    written: str, kind: str | None
) -> None:
    assert WORDS.meeting_type(written) == kind


@pytest.mark.parametrize(
    ("written", "holder"),
    [
        ("kommune", "kommune"),
        ("jobcenter", "kommune"),
        ("anden-aktoer", "kommune"),
        ("a-kasse", "a-kasse"),
        ("virksomhed", None),
        ("", None),
    ],
)
def test_jobcenter_kommune_and_anden_aktoer_are_one_holder(written: str, holder: str | None) -> None:
    assert WORDS.holder(written) == holder


def test_the_a_kasse_takes_part_in_every_joint_meeting_and_in_no_other_by_its_type() -> None:
    assert {name: WORDS.brought_by(name) for name in WORDS.meeting_types.entries if WORDS.brought_by(name)} == {
        "faelles-jobsamtale": frozenset({"a-kasse"})
    }


def test_the_days_that_are_closed_beside_holidays_are_three() -> None:
    assert WORDS.closed_days == {(6, 5), (12, 24), (12, 31)}
