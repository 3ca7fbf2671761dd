from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_texts import GRUNDLAG_HEAD, put

from kontaktforloeb import load_rules
from kontaktforloeb.dates import ONE_DAY
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


OLD_NUMBERS = {
    "2.1": "dagpenge",
    "2.2": "kontanthjaelp-jobparat",
    "2.3": "kontanthjaelp-aktivitetsparat",
    "2.4": "revalidering",
    "2.5": "sygedagpenge",
    "2.6": "foertidspension",
}
"""Those of the act before 2020, as far as they are read."""

IN_FORCE = date(2020, 1, 1)
"""The day on which one act took the place of the other, and with it one set of numbers."""

FORMS = ["{}", "§ {}", "§{}", "  {} ", "{} Jobparate kontanthjælpsmodtagere", "§ {} Ord"]


@pytest.mark.parametrize(("number", "group"), NUMBERS.items())
@pytest.mark.parametrize("form", FORMS)
def test_a_group_is_read_from_its_number_however_it_is_written(number: str, group: str, form: str) -> None:
    for day in (IN_FORCE, date(2024, 1, 1), date(2025, 7, 1), date(2099, 12, 31)):
        assert WORDS.group(form.format(number), day) == group
    assert WORDS.group_or_number(form.format(number)) == number


@pytest.mark.parametrize(("number", "group"), OLD_NUMBERS.items())
@pytest.mark.parametrize("form", FORMS)
def test_a_group_is_read_from_its_number_before_2020_in_the_same_ways(number: str, group: str, form: str) -> None:
    for day in (IN_FORCE - ONE_DAY, date(2015, 7, 1), date(2015, 6, 30), date.min):
        assert WORDS.group(form.format(number), day) == group
    assert WORDS.group_or_number(form.format(number)) == number


@pytest.mark.parametrize("number", [*NUMBERS, *OLD_NUMBERS])
def test_a_number_is_nobody_s_on_the_other_side_of_the_change_of_acts(number: str) -> None:
    sides = [WORDS.group(number, day) is None for day in (IN_FORCE - ONE_DAY, IN_FORCE)]
    assert sides == ([True, False] if number in NUMBERS else [False, True])


@pytest.mark.parametrize("day", [date.min, IN_FORCE - ONE_DAY, IN_FORCE, date(2099, 12, 31)])
def test_every_group_is_read_from_its_own_id_on_every_day(day: date) -> None:
    for name in [*NUMBERS.values(), "fleksjob", "integration"]:
        assert WORDS.group(name, day) == WORDS.group_or_number(name) == name


def test_a_group_of_two_digits_is_never_taken_for_the_one_of_its_first_digit() -> None:
    found = [WORDS.group(text, IN_FORCE) for text in ("6.10", "§6.10", "6.10 Revalidering", "6.11", "6.12", "6.13")]
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
        "2.0",
        "2.7",
        "2.10",
        "2.21",
        "12.2",
        "Jobparate 6.2",
        "kontanthjælp",
        pytest.param("6.2.2022", id="a day that a spreadsheet made"),
        pytest.param("6.10.2022", id="a day with a month of two digits"),
        pytest.param("6.2.1", id="a number with a third part"),
        pytest.param("2.2.2019", id="a day of the years before 2020"),
        pytest.param("2.12.2019", id="a day of those years with a month of two digits"),
    ],
)
def test_what_names_no_group_is_not_read_as_one(written: str) -> None:
    assert WORDS.group_or_number(written) is None
    assert [WORDS.group(written, day) for day in (IN_FORCE - ONE_DAY, IN_FORCE)] == [None, None]


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
    for day in (date(2019, 12, 31), IN_FORCE, date(2025, 6, 30), date(2025, 7, 1), date(2026, 12, 31)):
        assert WORDS.restarts_course(before, after, day) is restarts


@pytest.mark.parametrize(
    ("day", "restarts"),
    [
        ("2023-12-31", False),
        ("2024-01-01", True),
        ("2025-12-31", True),
        ("2026-01-01", False),
        ("2026-12-31", False),
        ("2027-01-01", True),
    ],
)
def test_a_restart_is_dated_by_its_file_and_replaced_by_the_next_of_its_id(
    tmp_path: Path, day: str, *, restarts: bool
) -> None:
    says = '\n[[restart]]\nid = "proeve"\nfrom = [{from_}]\nto = ["ledighedsydelse"]\n'
    for first_day, from_ in (("2024-01-01", '"fleksjob"'), ("2026-01-01", ""), ("2027-01-01", '"fleksjob"')):
        text = GRUNDLAG_HEAD.replace("2024-01-01", first_day) + says.format(from_=from_)
        put(tmp_path, text, f"{first_day}.toml")
    rulebook = load_rules(tmp_path)
    assert rulebook.problems == ()
    words = rulebook.vocabulary
    assert words.restarts_course("fleksjob", "ledighedsydelse", date.fromisoformat(day)) is restarts
    assert not words.restarts_course("ledighedsydelse", "fleksjob", date.fromisoformat(day))


def group_of(name: str, number: str | None) -> str:
    said = "" if number is None else f'number = "{number}"\n'
    title = 'title = { da = "Prøve", en = "Trial" }\nbenefit = "fleksjob"\nclock = "calendar"\n'
    return f'\n[[group]]\nid = "{name}"\n{said}{title}'


@pytest.mark.parametrize(
    ("day", "seventh", "eighth"),
    [
        ("2023-12-31", None, None),
        ("2024-01-01", "fleksjob", None),
        ("2025-12-31", "fleksjob", None),
        ("2026-01-01", "integration", "fleksjob"),  # the number goes to another group, and the group has another one
        ("2026-12-31", "integration", "fleksjob"),
        ("2027-01-01", None, "fleksjob"),  # the other group has none any more
    ],
)
def test_a_number_is_that_of_the_group_that_has_it_on_the_day(
    tmp_path: Path, day: str, seventh: str | None, eighth: str | None
) -> None:
    versions: dict[str, list[tuple[str, str | None]]] = {
        "2024-01-01": [("fleksjob", "7.7")],
        "2026-01-01": [("integration", "7.7"), ("fleksjob", "7.8")],
        "2027-01-01": [("integration", None)],
    }
    for first_day, own in versions.items():
        says = "".join(group_of(name, number) for name, number in own)
        put(tmp_path, GRUNDLAG_HEAD.replace("2024-01-01", first_day) + says, f"{first_day}.toml")
    rulebook = load_rules(tmp_path)
    assert rulebook.problems == ()
    words = rulebook.vocabulary
    found = [words.group(f"§ {number} Prøve", date.fromisoformat(day)) for number in ("7.7", "7.8")]
    assert found == [seventh, eighth]
    assert [words.group_or_number(number) for number in ("7.7", "7.8", "7.9")] == ["7.7", "7.8", None]


def test_kvote_exists_from_july_2026_and_waives_group_duties_alone() -> None:
    assert not WORDS.exemptions.in_force("kvote", date(2026, 6, 30))
    assert WORDS.exemptions.in_force("kvote", date(2026, 7, 1))
    kvote = WORDS.exemptions.at("kvote", date(2026, 7, 1))
    assert (kvote.waives, kvote.duty) == (True, Duty.GROUP)


def test_the_young_can_be_referred_at_once_from_2024() -> None:
    assert not WORDS.events.in_force("visiteret-27-3", date(2023, 12, 31))
    assert WORDS.events.in_force("visiteret-27-3", date(2024, 1, 1))


def test_the_handover_is_there_from_the_trial_of_2020_on_with_the_hours_of_2024() -> None:
    assert WORDS.events.in_force("overgang", IN_FORCE)
    hours = [WORDS.handovers.at("overgang", day).hours for day in (IN_FORCE, date(2024, 1, 1))]
    assert hours[0] == hours[1] == {"fuldtid": 410, "deltid": 333}


def test_education_within_six_weeks_exempts_from_2024_but_not_those_who_wait_for_one() -> None:
    kinds = WORDS.exemptions
    assert not kinds.in_force("mindre-intensiv-uddannelse", date(2023, 12, 31))
    assert kinds.in_force("mindre-intensiv-uddannelse", date(2024, 1, 1))
    groups = kinds.at("mindre-intensiv-uddannelse", date(2024, 1, 1)).groups
    assert set(groups) == {NUMBERS[number] for number in ("6.1", "6.2", "6.3", "6.7", "6.8", "6.9", "6.10")}


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
        "mindre-intensiv-uddannelse",
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
