"""The bundled schedules against a second reading of their sources: `schedules.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import attrs
import pytest

from kontaktforloeb import Assessment, Case, Event, Finding, Hours, Meeting, Spell, check, load_rules
from kontaktforloeb.dates import ONE_DAY
from kontaktforloeb.measures.results import Outcome
from kontaktforloeb.measures.shares import outcomes
from kontaktforloeb.rulebook.format import Require, Requirement
from kontaktforloeb.rulebook.kinds import MEASURED, FileKind, FileStatus, Kind, Unit
from kontaktforloeb.rulebook.registry import Rulebook, with_values
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.status import Level, Reason

SCHEDULES = (FileKind.KOMMUNE, FileKind.A_KASSE, FileKind.FORSOEG, FileKind.MAALING)


@attrs.frozen(kw_only=True)
class Reading:
    """What a source asks of the citizens of some groups, and the citizen who shows it."""

    schedule: str
    version: date
    groups: list[str]
    start: date
    says: dict[str, str]
    events: list[dict[str, Any]] = attrs.field(factory=list)
    meetings: list[dict[str, Any]] = attrs.field(factory=list)
    hours: list[dict[str, Any]] = attrs.field(factory=list)
    birth_date: date | None = None
    as_of: date | None = None
    set: dict[str, Any] = attrs.field(factory=dict)
    proposed: list[str] = attrs.field(factory=list)
    cohorts: dict[str, list[date]] = attrs.field(factory=dict)
    age_from: int | None = None
    age_below: int | None = None

    def __str__(self) -> str:
        return f"{self.schedule}-{self.version}-{self.groups[0]}-{next(iter(self.says), 'nothing')}"

    def assessment(self, group: str, rulebook: Rulebook) -> Assessment:
        """Give the citizen's assessment by the schedule alone, in a group."""
        case = Case(
            "C1",
            spells=[Spell(group, self.start)],
            meetings=[
                Meeting(**{("with_" if name == "with" else name): value for name, value in row.items()})
                for row in self.meetings
            ],
            events=[Event(**row) for row in self.events],
            hours=[Hours(**row) for row in self.hours],
            birth_date=self.birth_date,
            schedule=self.schedule,
        )
        as_of = self.as_of or self.start
        return check(case, as_of=as_of, rulebook=rulebook, rules=[self.schedule])

    def findings(self, group: str, rulebook: Rulebook) -> list[Finding]:
        """Give what the schedule finds for the citizen in a group."""
        return list(self.assessment(group, rulebook).findings)

    def rulebook(self) -> Rulebook:
        """Give the bundled rules, with a value for what the source leaves open."""
        return with_values(load_rules(), self.schedule, self.set) if self.set else load_rules()


READINGS = [
    Reading(**row) for row in tomllib.loads(Path(__file__).with_name("schedules.toml").read_text("utf-8"))["reading"]
]


def _version_of(reading: Reading) -> tuple[str, date]:
    return reading.schedule, reading.version


BY_VERSION = {key: list(readings) for key, readings in groupby(sorted(READINGS, key=_version_of), key=_version_of)}


def bundled() -> dict[tuple[str, date], Version]:
    return {
        (version.file.id, version.valid_from): version
        for ruleset in load_rules().rulesets.values()
        for version in ruleset.versions
        if version.file.kind in SCHEDULES
    }


def test_every_bundled_schedule_is_read_a_second_time() -> None:
    assert sorted(BY_VERSION) == sorted(bundled())


@pytest.mark.parametrize(("schedule", "version"), BY_VERSION)
def test_a_schedule_asks_for_what_its_source_asks_and_no_more(schedule: str, version: date) -> None:
    read = {name for reading in BY_VERSION[schedule, version] for name in (*reading.says, *reading.proposed)}
    assert read == {requirement.id for requirement in bundled()[schedule, version].file.requirement}


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_what_is_asked_how_often_and_by_when_is_what_the_source_says(reading: Reading) -> None:
    rulebook = reading.rulebook()
    version = next(v for v in rulebook.rulesets[reading.schedule].versions if v.valid_from == reading.version)
    for group in reading.groups:
        findings = groupby(reading.findings(group, rulebook), key=lambda finding: finding.planned.requirement.id)
        said = {name: of_findings(list(found)) for name, found in findings}
        measured = [requirement for requirement in version.file.requirement if requirement.kind in MEASURED]
        said |= {
            own.id: of_measure(own) for own in measured if group in own.applies_to.groups or not own.applies_to.groups
        }
        assert said == reading.says


@pytest.mark.parametrize(("schedule", "version"), BY_VERSION)
def test_nobody_of_another_group_is_asked(schedule: str, version: date) -> None:
    readings = BY_VERSION[schedule, version]
    read = {group for reading in readings for group in reading.groups}
    others = sorted(load_rules().vocabulary.groups.entries.keys() - read)
    asked = [
        str(finding)
        for reading, rulebook in ((reading, reading.rulebook()) for reading in readings)
        for group in others
        for finding in reading.findings(group, rulebook)
    ]
    assert others
    assert asked == []


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_a_share_looks_at_those_who_are_so_far_in_their_course(reading: Reading) -> None:
    rulebook = reading.rulebook()
    version = next(v for v in rulebook.rulesets[reading.schedule].versions if v.valid_from == reading.version)
    shares = {own.id: own for own in version.file.requirement if own.id in reading.says and own.cohort is not None}
    assert sorted(shares) == sorted(reading.cohorts)
    for name, (first, *last) in reading.cohorts.items():
        days = dict.fromkeys([first, *last], True) | dict.fromkeys(
            [first - ONE_DAY, *(day + ONE_DAY for day in last)], False
        )
        for day, inside in days.items():
            assessed = attrs.evolve(reading, as_of=day).assessment(reading.groups[0], rulebook)
            found = list(outcomes(shares[name], version, assessed))
            assert (Outcome.OUTSIDE_COHORT not in found) is inside, (name, day, found)


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_an_age_is_asked_for_where_the_source_asks_for_it_and_nowhere_else(reading: Reading) -> None:
    rulebook, group = reading.rulebook(), reading.groups[0]
    wanted = [finding.requirement for finding in reading.findings(group, rulebook)]
    born: dict[date | None, bool] = {}
    if reading.age_from is not None:
        birthday = years_before(reading.start, reading.age_from)
        born |= {birthday: True, birthday + ONE_DAY: False}
    if reading.age_below is not None:
        birthday = years_before(reading.start, reading.age_below)
        born |= {birthday: False, birthday + ONE_DAY: True}
    for day, found in (born or {None: True}).items():
        findings = attrs.evolve(reading, birth_date=day).findings(group, rulebook)
        assert [finding.requirement for finding in findings] == (wanted if found else [])
        assert not any(reason.startswith(f"{Reason.FACT_MISSING}:birth") for f in findings for reason in f.reasons)


@pytest.mark.parametrize("reading", [reading for reading in READINGS if reading.proposed], ids=str)
def test_a_proposed_schedule_judges_nobody(reading: Reading) -> None:
    assert bundled()[reading.schedule, reading.version].file.status is FileStatus.PROPOSAL
    assert reading.findings(reading.groups[0], load_rules()) == []


def years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years)


def of_findings(findings: list[Finding]) -> str:
    """Give in the table's words what the findings on one requirement say."""
    first, requirement = findings[0], findings[0].planned.requirement
    match requirement.kind:
        case Kind.COUNT:
            said = "count " + ", ".join(f"{how_many(finding)}{days(finding)}" for finding in findings)
        case Kind.GAP:
            said = f"gap{days(first)}"
        case Kind.ORDER:
            said = f"order {requirement.first} < {requirement.before}"
        case _:
            assert requirement.require is not None
            which = "|".join(str(slot) for slot in requirement.slots)
            which = which or (f"from {requirement.from_slot}" if requirement.from_slot > 1 else "")
            carried = ", ".join([*asked_for(requirement.require), *held_when(requirement)])
            said = f"each{which and f' {which}'}: {carried}{days(first)}"
    return prefix(requirement) + said


def how_many(finding: Finding) -> str:
    per = finding.planned.requirement.per
    return str(finding.needed) if per is None else f"{finding.planned.requirement.count} per {per}"


def days(finding: Finding) -> str:
    planned, requirement = finding.planned, finding.planned.requirement
    opens = f" from {finding.opens}" if finding.opens not in (None, finding.course) else ""
    due = f" by {finding.due}" if finding.due else ""
    again = requirement.kind is Kind.GAP or requirement.per is not None
    until = f" until {planned.due}" if again and planned.due else ""
    also = "".join(f" with {other.at_most} {other.match} at most" for other in requirement.also)
    return opens + due + until + also


def asked_for(require: Require) -> list[str]:
    asked = {f.name.rstrip("_"): getattr(require, f.name) for f in attrs.fields(Require) if f.init}
    return [
        name if value is True else f"{name} {'|'.join(value) if isinstance(value, tuple) else value}"
        for name, value in asked.items()
        if value is not None
    ]


def held_when(requirement: Requirement) -> list[str]:
    since = [f"held since {requirement.held_from}"] if requirement.held_from else []
    return since + ([f"held until {requirement.held_to}"] if requirement.held_to else [])


def prefix(requirement: Requirement) -> str:
    advice = "advice: " if requirement.level is Level.RAAD else ""
    return advice + ("for a person: " if requirement.judged_by == "person" else "")


def of_measure(requirement: Requirement) -> str:
    """Give in the table's words what a share or a load says."""
    of = f" of {requirement.of}" if requirement.of else ""
    if requirement.kind is Kind.SHARE:
        unit = "" if requirement.unit is Unit.CITIZENS else f" of {requirement.unit}"
        share = requirement.share
        bands = [f" {band.id} {band.at_least}/{band.of}" for band in requirement.bands]
        parts = ",".join(bands) if share is None else f" {share.at_least}/{share.of}"
        return prefix(requirement) + f"share{unit}{parts}{of}"
    said = ["load", requirement.unit, requirement.measure, requirement.record, requirement.compare, requirement.norm]
    per = [f"per {requirement.per}"] if requirement.per else []
    average = ["on average"] if requirement.average else []
    minutes = [f"{requirement.minutes} minutes"] if requirement.minutes else []
    longest = [f"never longer than {requirement.longest.days} days"] if requirement.longest else []
    words = [*(part for part in said if part is not None), *per, *average, *minutes, *longest]
    return prefix(requirement) + " ".join(str(word) for word in words)
