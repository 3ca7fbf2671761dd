"""Every worked example of the two notes on the law (cases/worked) through the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

from kontaktforloeb import Assessment, Conventions, Finding, Rulebook, check, load_rules
from kontaktforloeb.measures import measure, tell
from kontaktforloeb.measures.results import ShareResult
from kontaktforloeb.rulebook.load import Parsed, parse
from kontaktforloeb.rulebook.structure import (
    Faults,
    anything,
    day,
    flag,
    key,
    keyed,
    many,
    number,
    structure,
    table,
    text,
)
from kontaktforloeb.statements.example_format import Copies, Told, over
from kontaktforloeb.statements.people import case_of

FOLDER = Path(__file__).parent / "cases" / "worked"
EXAMPLES = {"2015-2023": 17, "2024-2027": 13}
TRAPS = {"2015-2023": 28, "2024-2027": 29}
ID = re.compile(r"(?P<period>\d{4}-\d{4})/(?P<kind>[ET])(?P<number>[1-9]\d*)(/[a-z0-9]+(-[a-z0-9]+)*)?")


@attrs.frozen
class CourseRow:
    """A course that must come out."""

    group: str = key(text)
    first: date = key(day)
    last: date | None = key(day, default=None)


@attrs.frozen(kw_only=True)
class FindingRow:
    """A finding that must come out: the first five keys say which one, the others what it must say."""

    requirement: str = key(text)
    version: date | None = key(day, default=None)
    course: date | None = key(day, default=None)
    group: str | None = key(text, default=None)
    occurrence: int | None = key(number(1), default=None)
    status: str | None = key(text, default=None)
    opens: date | None = key(day, default=None)
    due: date | None = key(day, default=None)
    last_working_day: date | None = key(day, default=None)
    fulfilled: date | None = key(day, default=None)
    days_late: int | None = key(number(0), default=None)
    held: int | None = key(number(0), default=None)
    needed: int | None = key(number(0), default=None)
    duty: str | None = key(text, default=None)
    certainty: str | None = key(text, default=None)
    reasons: tuple[str, ...] = key(many(text), default=())
    not_reasons: tuple[str, ...] = key(many(text), default=())
    without: tuple[str, ...] = key(many(text), default=())


WHICH = ("requirement", "version", "course", "group", "occurrence")
LISTS = ("reasons", "not_reasons", "without")
SAYS = tuple(field.name for field in attrs.fields(FindingRow) if field.name not in (*WHICH, *LISTS))


@attrs.frozen(kw_only=True)
class AsOf:
    """A day, and the conventions under which it is looked at."""

    day: date = key(day)
    conventions: Mapping[str, Any] = key(keyed(anything), factory=dict)

    @property
    def name(self) -> str:
        chosen = {name: reading for name, reading in self.conventions.items() if name != "readings"}
        chosen |= self.conventions.get("readings", {})
        return "+".join([str(self.day), *(f"{name}={reading}" for name, reading in chosen.items())])


@attrs.frozen(kw_only=True)
class On(AsOf):
    """What must come out as of a day."""

    every_reading: bool = key(flag, default=False)
    courses: tuple[CourseRow, ...] | None = key(many(table(CourseRow)), default=None)
    findings: tuple[FindingRow, ...] = key(many(table(FindingRow)), default=())
    absent: tuple[str, ...] = key(many(text), default=())
    only: tuple[str, ...] | None = key(many(text), default=None)


@attrs.frozen(kw_only=True)
class ShareRow(AsOf):
    """What a share over the people must give as of a day; each of them has the facts of the case beside their own."""

    measure: str = key(text)
    people: tuple[Copies, ...] = key(many(table(Copies)))
    hits: int = key(number(0))
    misses: int = key(number(0))
    answer: str = key(text)


@attrs.frozen(kw_only=True)
class Worked(Told):
    """A worked example: the facts of a citizen, and what must come out on one day or more."""

    id: str = key(text)
    title: str = key(text)
    section: str = key(text)
    mark: str = key(text)
    why: str = key(text)
    like: str | None = key(text, default=None)
    on: tuple[On, ...] = key(many(table(On)), default=())
    share: tuple[ShareRow, ...] = key(many(table(ShareRow)), default=())


@attrs.frozen(kw_only=True)
class LeftOut:
    """A trap without a case of its own, and why it has none."""

    id: str = key(text)
    why: str = key(text)


@attrs.frozen(kw_only=True)
class WorkedFile:
    """The worked examples of one period of the law."""

    case: tuple[Worked, ...] = key(many(table(Worked)))
    left_out: tuple[LeftOut, ...] = key(many(table(LeftOut)), default=())


def read(path: Path) -> WorkedFile:
    parsed, faults = parse(path), Faults()
    assert isinstance(parsed, Parsed), "\n".join(map(str, parsed))
    file = structure(WorkedFile, parsed.raw, (), faults)
    assert file is not None
    assert faults.found == [], f"{path}: {faults.found[0].path}: {faults.found[0].what}"
    return file


FILES = {path.stem: read(path) for path in sorted(FOLDER.glob("*.toml"))}
CASES = tuple(case for file in FILES.values() for case in file.case)
BY_ID = {case.id: case for case in CASES}


@cache
def rules() -> Rulebook:
    return load_rules()


def facts(case: Worked) -> Worked:
    """Give a case with the facts that it shares with the one that it is like."""
    return case if case.like is None else over(case, facts(BY_ID[case.like]))


def judged(case: Worked, on: On) -> Assessment:
    told = facts(case)
    more: dict[str, Any] = {"readings": "all"} if on.every_reading else {}
    return check(
        case_of(told),
        as_of=on.day,
        rulebook=rules(),
        rules=told.rules,
        conventions=Conventions(**on.conventions),
        **more,
    )


def meant(row: FindingRow, findings: Iterable[Finding]) -> list[Finding]:
    """Give the findings that a row may speak of."""
    wanted = {name: getattr(row, name) for name in WHICH if getattr(row, name) is not None}
    return [finding for finding in findings if all(getattr(finding, name) == wanted[name] for name in wanted)]


def carries(finding: Finding, reason: str) -> bool:
    return any(reason in (own, own.split(":")[0]) for own in finding.reasons)


def differences(row: FindingRow, finding: Finding) -> list[str]:
    """Give what a finding says otherwise than its row, in words."""
    wanted = {name: getattr(row, name) for name in SAYS if getattr(row, name) is not None}
    wanted |= dict.fromkeys(row.without)
    got = {name: getattr(finding, name) for name in wanted}
    found = [f"{name}: {got[name]}, not {value}" for name, value in wanted.items() if got[name] != value]
    found += [f"no reason {reason} but {finding.reasons}" for reason in row.reasons if not carries(finding, reason)]
    return found + [f"the reason {reason}" for reason in row.not_reasons if carries(finding, reason)]


DAYS = [
    pytest.param(case, on, id=f"{case.id}@{on.name}{'+every-reading' if on.every_reading else ''}")
    for case in CASES
    for on in case.on
]
SHARES = [
    pytest.param(case, share, id=f"{case.id}@{share.name}-{share.measure}") for case in CASES for share in case.share
]


@pytest.mark.parametrize(("case", "on"), DAYS)
def test_an_example_comes_out_as_the_note_says(case: Worked, on: On) -> None:
    assessment = judged(case, on)
    shown = f"{case.title}. {case.why}\n{assessment}"

    if on.courses is not None:
        assert [CourseRow(own.group, own.start, own.end) for own in assessment.courses] == list(on.courses), shown
    for row in on.findings:
        found = meant(row, assessment.findings)
        assert len(found) == 1, f"{len(found)} findings {row.requirement}\n{shown}"
        assert differences(row, found[0]) == [], f"{row.requirement}\n{shown}"
    assert {own.requirement for own in assessment.findings} & set(on.absent) == set(), shown
    if on.only is not None:
        assert sorted({own.requirement for own in assessment.findings}) == sorted(on.only), shown


@pytest.mark.parametrize(("case", "share"), SHARES)
def test_a_share_comes_out_as_the_note_says(case: Worked, share: ShareRow) -> None:
    told = [over(person, facts(case)) for person in share.people for _ in range(person.copies)]
    people = [case_of(person, f"C{place}") for place, person in enumerate(told, 1)]
    ruleset, _, own = share.measure.partition("/")
    conventions = Conventions(**share.conventions)

    results = measure(rules(), ruleset, people, as_of=share.day, only=[own], conventions=conventions)

    # A law's group duty stands in its file once for each of its groups that differ, and is a share each time.
    found = [result for result in results if isinstance(result, ShareResult)]
    hits, misses = sum(result.hits for result in found), sum(result.misses for result in found)
    answers = {result.answer or "no-answer" for result in found}
    shown = "\n".join([f"{case.title}. {case.why}", *(tell(result, "en") for result in found)])
    assert (hits, misses, answers) == (share.hits, share.misses, {share.answer}), shown


def parts(name: str) -> tuple[str, str, int]:
    """Give the period, the kind and the number of an id."""
    matched = ID.fullmatch(name)
    assert matched, f"{name} is no id of an example or a trap"
    return matched["period"], matched["kind"], int(matched["number"])


def numbers(period: str, kind: str, names: Iterable[str]) -> set[int]:
    return {number for own, of, number in map(parts, names) if (own, of) == (period, kind)}


@pytest.mark.parametrize("period", EXAMPLES)
def test_every_example_of_a_note_has_a_case(period: str) -> None:
    assert numbers(period, "E", BY_ID) == set(range(1, EXAMPLES[period] + 1))


@pytest.mark.parametrize("period", TRAPS)
def test_every_trap_of_a_note_has_a_case_or_a_reason_for_having_none(period: str) -> None:
    with_case = numbers(period, "T", BY_ID)
    without = numbers(period, "T", (own.id for own in FILES[period].left_out))

    assert with_case | without == set(range(1, TRAPS[period] + 1))
    assert with_case & without == set()


def test_each_id_stands_once_and_in_the_file_of_its_period() -> None:
    assert set(FILES) == set(EXAMPLES)
    assert len(BY_ID) == len(CASES)
    assert all(parts(case.id)[0] == period for period, file in FILES.items() for case in file.case)


def test_the_one_official_example_is_marked_and_no_other() -> None:
    official = {parts(case.id) for case in CASES if case.mark == "official"}
    assert official == {("2015-2023", "E", 1)}
    assert {case.mark for case in CASES} == {"official", "derived"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_says_what_must_come_out(case: Worked) -> None:
    assert case.on or case.share
    assert all(on.findings or on.courses is not None or on.only is not None or on.absent for on in case.on)
    rows = [row for on in case.on for row in on.findings]
    assert all(row.without or any(getattr(row, name) is not None for name in SAYS) for row in rows)
