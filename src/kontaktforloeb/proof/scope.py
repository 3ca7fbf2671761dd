"""What a proof is about: start days, kinds of citizens, and the events that stand still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.dates import ONE_DAY, within_first_months
from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.model import Case, Event, Spell
from kontaktforloeb.proof.values import Profile
from kontaktforloeb.rulebook.kinds import Clock, FileStatus
from kontaktforloeb.rulebook.sample import points_of
from kontaktforloeb.rulebook.select import last_day

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Requirement
    from kontaktforloeb.rulebook.rulesets import RuleSet, Version
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

CITIZEN, ADVISER, OTHER_ADVISER = "K00001", "R1", "R2"
OTHER_VALUE = "andet"
"""A value that stands for all that no rule names."""

_OPEN_END_MONTHS = 48
"""Of a validity without an end so many months are looked at: every length of month and year occurs in them."""

_HALF_A_YEAR = timedelta(days=182)


def stretch_of(versions: Iterable[tuple[RuleSet, Version]]) -> tuple[date, date] | None:
    """Give the days on which all of some versions are in force; of an open end the first four years."""
    first, last, expected = date.min, date.max, date.max
    for ruleset, version in versions:
        first = max(first, version.valid_from)
        last = min(last, last_day(ruleset, version) or date.max)
        if version is ruleset.usable[-1] and version.file.change_expected is not None:
            expected = min(expected, version.file.change_expected - ONE_DAY)
    if expected >= first:
        last = min(last, expected)
    if last == date.max:
        last = within_first_months(first, _OPEN_END_MONTHS)
    return (first, last) if first <= last else None


def as_if(ruleset: RuleSet, version: Version, first: date) -> RuleSet:
    """Give a rule set of one version alone, in force from a day on without an end."""
    file = attrs.evolve(version.file, valid_from=first, valid_to=None, status=FileStatus.IN_FORCE, change_expected=None)
    only = attrs.evolve(version, file=file, valid_from=first)
    return attrs.evolve(ruleset, versions=(only,), asked_for=frozenset())


def requirements_of(rulesets: Iterable[RuleSet], group: str) -> Iterator[Requirement]:
    """Give what some rule sets ask of a group in any version that may be used."""
    for ruleset in rulesets:
        for version in ruleset.usable:
            yield from (requirement for _, requirement in version.by_group.get(group, ()))


def profiles(
    group: str, rulesets: Sequence[RuleSet], vocabulary: Vocabulary, events: Sequence[tuple[str, str | None]], day: date
) -> list[Profile]:
    """Give the kinds of citizens in a group that the guards of some rule sets tell apart."""
    guards = [own.when for own in requirements_of(rulesets, group) if own.when is not None]
    ages: list[int | None] = [None]
    bounds = sorted({age for when in guards for age in (when.age_from, when.age_below) if age})
    if bounds:
        ages = [bounds[0] - 1, *bounds]
    given = dict(events)
    values: dict[str, list[str]] = {}
    for when in guards:
        for name, words in (*when.facts.items(), *when.ever.items()):
            if name not in given:
                values.setdefault(name, []).extend(words)
    names = sorted(values)
    facts = [[*dict.fromkeys(values[name]), OTHER_VALUE] for name in names]
    kinds: list[str | None] = [None]
    if vocabulary.groups.at(group, day).clock is Clock.ACCUMULATED:
        kinds = [terms.id for terms in vocabulary.accumulated.insured]
    return [
        Profile(group, kind, age, (*events, *zip(names, chosen, strict=True)))
        for age, kind, chosen in product(ages, kinds, product(*facts))
    ]


def bare_case(profile: Profile, start: date) -> Case:
    """Give a citizen of a kind who has just come: one benefit from a day on, and nothing held yet."""
    birth = None
    if profile.age is not None:
        # Half a year past the birthday, so that the age is the same on the days around.
        birth = (start - _HALF_A_YEAR).replace(day=1)
        birth = birth.replace(year=birth.year - profile.age)
    return Case(
        CITIZEN,
        [Spell(profile.group, start)],
        events=[Event(name, start, value) for name, value in profile.events],
        birth_date=birth,
        insured=profile.insured,
        adviser=ADVISER,
    )


def planned_by(rulesets: Iterable[RuleSet], vocabulary: Vocabulary) -> frozenset[str]:
    """Give the events on which days and conditions hang: whether they are recorded is a matter of the scope."""
    found: set[str] = set()
    for ruleset in rulesets:
        for version in ruleset.usable:
            for phase in version.file.phase:
                found.update(point.anchor for point in (phase.opens, phase.ends) if point is not None)
            for own in version.file.requirement:
                found.update(_events_of(own))
    found |= {group.starts_on.event for group in vocabulary.groups.latest().values() if group.starts_on is not None}
    found |= {vocabulary.accumulated.placement_event, *vocabulary.handovers.entries}
    return frozenset(found & set(vocabulary.events.entries))


def _events_of(requirement: Requirement) -> Iterator[str]:
    applies = requirement.applies_to
    yield from (*applies.event, *applies.no_event, *requirement.exit_on, *requirement.reset_on)
    for condition in requirement.not_required:
        yield from (name for name in (condition.event, condition.no_event) if name is not None)
    yield from (other.event for other in requirement.any_of if other.event is not None)
    if requirement.when is not None:
        yield from (*requirement.when.facts, *requirement.when.ever)
    yield from (point.anchor for _, point in points_of(requirement))


def days_from(first: date, last: date) -> Iterator[date]:
    """Give the days from one to another, both included; raises for none at all."""
    if last < first:
        facts = {"first": first, "last": last}
        raise OutOfRangeError("the last start day {last} lies before the first, {first}", "a later day", facts)
    day = first
    while day <= last:
        yield day
        day += ONE_DAY
