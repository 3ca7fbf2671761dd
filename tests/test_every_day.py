"""Every day from 2015-07-01 to 2028-12-31, for every target group: what the laws ask of a course that begins that day.

What is asked changes only on a day that a file names: the first day of a version of the law or of the words and clocks,
or a day that a duty itself is limited by. A course that runs when a version begins keeps an answer to every duty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pytest

from kontaktforloeb import Case, Conventions, Event, Spell, check, load_rules
from kontaktforloeb.courses import Course, build_courses
from kontaktforloeb.facts import read_facts
from kontaktforloeb.plan import Duty, Terms, plan
from kontaktforloeb.rulebook.format import Point
from kontaktforloeb.rulebook.kinds import FileStatus, Mode
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.rulebook.select import select

FIRST, LAST = date(2015, 7, 1), date(2028, 12, 31)
ONE = timedelta(days=1)
BOOK = load_rules()
WORDS = BOOK.vocabulary
CONVENTIONS = Conventions()
DAYS = [FIRST + n * ONE for n in range((LAST - FIRST).days + 1)]


class Row(NamedTuple):
    """A duty of one course."""

    id: str
    occurrence: int
    version: date
    role: tuple[str, int]
    due: date | None
    also_under: int
    """Under how many later versions it is judged as well."""
    asks: tuple[object, ...]
    """What is asked, with the rule for its days and not the days themselves."""

    @property
    def key(self) -> tuple[str, int]:
        return self.id, self.occurrence


class Day(NamedTuple):
    """What one law asks of a course that begins on a day: by the version in force alone, and with what came later."""

    day: date
    version: Version | None
    alone: tuple[Row, ...]
    rows: tuple[Row, ...]


Walked = Mapping[RuleSet, Sequence[Day]]


def asked_on(group: str, day: date) -> Case:
    """Give a citizen whose course begins on a day with all that can be recorded when one does."""
    contact = WORDS.groups.at(group, day).starts_on
    names = {"henvendelse", "tilmelding", WORDS.accumulated.placement_event}
    names |= {contact.event} if contact else set()
    return Case("C1", [Spell(group, day)], events=[Event(name, day) for name in sorted(names)])


def row(duty: Duty) -> Row:
    requirement = duty.requirement
    points: list[Point | None] = [requirement.opens, requirement.due, *(step.due for step in requirement.steps)]
    role = (requirement.role or requirement.id, duty.occurrence)
    asks = (duty.id, duty.occurrence, duty.needed, requirement.duty, requirement.level, *role, *points)
    return Row(duty.id, duty.occurrence, duty.version.valid_from, role, duty.due, len(duty.newer), asks)


@cache
def only(version: Version) -> RuleSet:
    """Give a rule set in which no other version ever comes."""
    return RuleSet(version.file.id, (version,))


def on(day: date, course: Course, ruleset: RuleSet, terms: Terms, before: Day | None) -> Day:
    version = select(ruleset, day).version
    rows = tuple(map(row, plan(course, ruleset, terms)))
    if version is None:
        return Day(day, None, (), rows)
    # Where the version has all the duties of the day before, and no other has one, nothing came later.
    asked = [(own.key, own.version) for own in rows]
    if before is not None and before.version is version and asked == [(own.key, own.version) for own in before.alone]:
        return Day(day, version, rows, rows)
    return Day(day, version, tuple(map(row, plan(course, only(version), terms))), rows)


def after(ruleset: RuleSet, version: Version) -> list[Version]:
    return [later for later in ruleset.usable if later.valid_from > version.valid_from]


@pytest.fixture(scope="module", params=sorted(WORDS.groups))
def group(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def walked(group: str) -> Walked:
    laws = [law for law in BOOK.laws if any(group in version.by_group for version in law.usable)]
    found: dict[RuleSet, list[Day]] = {law: [] for law in laws}
    for day in DAYS if laws else ():
        case = asked_on(group, day)
        facts = read_facts(case, WORDS)
        [course] = build_courses(case, WORDS, CONVENTIONS)
        assert (course.start, course.group) == (day, group)
        terms = Terms(facts, WORDS, CONVENTIONS)
        for law in laws:
            found[law].append(on(day, course, law, terms, found[law][-1] if found[law] else None))
    return found


def named_days(law: RuleSet) -> set[date]:
    """Give the days on which what a law asks may change."""
    found = {own.file.valid_from for own in BOOK.words if own.file.status is FileStatus.IN_FORCE}
    for version in law.usable:
        found.add(version.valid_from)
        for requirement in version.file.requirement:
            began, ends_on = requirement.applies_to.began, requirement.ends_on
            found |= {began.from_, began.to + ONE} if began else set()
            found |= {ends_on + ONE} if ends_on else set()
    return found


def test_what_is_asked_changes_only_on_a_day_that_a_file_names(walked: Walked) -> None:
    for law, days in walked.items():
        named = named_days(law)
        for one, other in pairwise(days):
            if other.day in named:
                continue
            assert [own.asks for own in one.alone] == [own.asks for own in other.alone], (law.id, other.day)
            assert one.version is other.version


def test_no_duty_is_there_twice(walked: Walked) -> None:
    for law, days in walked.items():
        for on_day in days:
            keys = {(own.key, own.version) for own in on_day.rows}
            assert len(keys) == len(on_day.rows), (law.id, on_day.day)
            # Two versions may use one id for different duties; the same role in both would be one duty asked twice.
            duties = {(own.role, own.version) for own in on_day.rows}
            assert len(duties) == len({role for role, _ in duties}), (law.id, on_day.day)


def test_a_running_course_keeps_an_answer_to_every_duty_of_its_first_version(walked: Walked, group: str) -> None:
    for law, days in walked.items():
        for on_day in days:
            there = {(own.key, own.version): own for own in on_day.rows}
            for own in on_day.alone:
                replaced_by, judged_under = what_comes(own, on_day, law, group)
                answer = there.get((own.key, own.version))
                if replaced_by is None:
                    assert answer is not None, (law.id, on_day.day, own)
                    assert answer.also_under == judged_under, (law.id, on_day.day, own)
                else:
                    assert answer is None, (law.id, on_day.day, own)
                    assert handed_on(own, replaced_by, on_day, group), (law.id, on_day.day, own)


def what_comes(own: Row, on_day: Day, law: RuleSet, group: str) -> tuple[Version | None, int]:
    """Give the version that takes a duty's place, if one does, and under how many more it is judged until then."""
    judged_under = 0
    for later in () if on_day.version is None or own.due is None else after(law, on_day.version):
        mode = later.file.transition.mode(group)
        if own.due is None or own.due < later.valid_from:
            break
        if mode is Mode.THIS:
            return later, judged_under
        judged_under += mode is Mode.BOTH
    return None, judged_under


def handed_on(own: Row, version: Version, on_day: Day, group: str) -> bool:
    """Tell whether a version, or one after it, has the duty; or has no such duty any more."""
    roles = {requirement.role or requirement.id for _, requirement in version.by_group.get(group, ())}
    return own.role[0] not in roles or own.role in {
        answer.role for answer in on_day.rows if answer.version >= version.valid_from
    }


def test_a_later_version_adds_only_what_it_says_of_running_courses(walked: Walked, group: str) -> None:
    for law, days in walked.items():
        versions = {version.valid_from: version for version in law.usable}
        for on_day in days:
            for own in on_day.rows:
                version = versions[own.version]
                if version is on_day.version:
                    continue
                asked = [requirement for name, requirement in version.by_group[group] if name == own.id]
                began = [requirement.applies_to.began for requirement in asked]
                of_the_change = any(stretch is not None and stretch.to < version.valid_from for stretch in began)
                assert of_the_change or version.file.transition.mode(group) is Mode.THIS, (law.id, on_day.day, own)
                assert own.due is None or own.due >= version.valid_from, (law.id, on_day.day, own)


def test_who_begins_later_never_has_to_be_done_earlier(walked: Walked, group: str) -> None:
    """KF-D2 is monotone; days that do not count, or are paused, may bring a due day nearer."""
    for law, days in walked.items():
        for one, other in pairwise(days):
            if does_not_count(one.day, group):
                continue
            before = {(own.key, own.version): own.due for own in one.rows}
            for own in other.rows:
                due = before.get((own.key, own.version))
                assert due is None or own.due is None or due <= own.due, (law.id, other.day, own)


def does_not_count(day: date, group: str) -> bool:
    accumulated = WORDS.groups.at(group, day).clock
    return str(accumulated) == "accumulated" and any(s.from_ <= day <= s.to for s in WORDS.accumulated.dead)


def some_days() -> Iterator[date]:
    """Give the days around the first and last day of every version, and the first of every month."""
    firsts = {version.valid_from for law in BOOK.laws for version in law.usable}
    around = {first + n * ONE for first in firsts for n in (-1, 0, 1)}
    return (day for day in DAYS if day in around or day.day == 1)


def test_a_check_gives_one_finding_for_each_of_these_duties(walked: Walked, group: str) -> None:
    for day in some_days():
        found = check(asked_on(group, day), as_of=day).findings
        keys = [(own.requirement, own.occurrence, own.version) for own in found]
        planned = [(*own.key, own.version) for days in walked.values() for own in days[(day - FIRST).days].rows]
        assert sorted(keys) == sorted(planned)
        assert len(keys) == len(set(keys))
