"""What the strategies draw from: the words, days and distances of a rulebook, the plainest first.

Nothing here is about the law itself: what a citizen may be on, when something changes and how long something lasts is
read from the rules, so that a new version of the law is drawn as soon as its file is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

import attrs

from kontaktforloeb.dates import FIRST_DAY, ONE_DAY, month_end, within_first_months
from kontaktforloeb.rulebook.format import Point, Requirement
from kontaktforloeb.rulebook.kinds import Clock, FileKind
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.rulesets import RuleSet, Version

_BEFORE, _AFTER, _MIDDLE = 31, 200, range(8, 22)
"""Around the plain day no law changes for so long, and it lies so far inside its month."""

_LONGEST = 800
OTHER = "andet"
"""A word that no rule file asks for: what people write of topics and agreements is free."""


@attrs.frozen(eq=False)
class Words:
    """The words of a rulebook as strategies use them."""

    groups: tuple[str, ...]
    """The target groups: first those that a law asks something of by the calendar, in the order of their numbers."""
    lanes: Mapping[str, frozenset[str]]
    """For each group those whose spells may not overlap with its own: on one benefit with it, on some day."""
    plain_day: date
    """A Monday in the middle of a month, with no change of law near it: the latest that there is."""
    first_day: date
    last_day: date
    edges: tuple[date, ...]
    """Days beside which something changes: first and last days of versions, of months, and 29 February."""
    distances: tuple[int, ...]
    """Lengths in days, from 0 on: those that rules count, and one day less and more."""
    types: tuple[str, ...]
    holders: tuple[str, ...]
    forms: tuple[str, ...]
    statuses: tuple[str, ...]
    topics: tuple[str, ...]
    agreements: tuple[str, ...]
    exemptions: tuple[str, ...]
    events: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    """For an event the values that some rule asks for."""
    hour_kinds: tuple[str, ...]
    amounts: tuple[Decimal, ...]
    """Hours of a month: the whole of each kind of insurance, a half, none, a third, and a hundredth more or less."""
    insured: tuple[str, ...]
    schedules: tuple[str, ...]
    """The schedules that can be judged as they are."""


@lru_cache(maxsize=16)
def words_of(rulebook: Rulebook) -> Words:
    """Give the words of a rulebook."""
    known = rulebook.vocabulary
    versions = [version for ruleset in rulebook.rulesets.values() for version in ruleset.usable]
    of_laws = [version for law in rulebook.laws for version in law.usable]
    requirements = [requirement for version in versions for requirement in version.file.requirement]
    plain = _plain_day(of_laws)
    first = min((version.valid_from for version in of_laws), default=plain)
    last = max((version.valid_from for version in of_laws), default=plain) + timedelta(days=2 * _AFTER)
    return Words(
        groups=tuple(sorted(known.groups, key=lambda name: _plainness(name, rulebook))),
        lanes=_lanes(rulebook),
        plain_day=plain,
        first_day=first,
        last_day=last,
        edges=tuple(sorted(_edges(first, last, versions), key=lambda day: (abs(day - plain), day))),
        distances=tuple(sorted(_distances(requirements, plain))),
        types=tuple(known.meeting_types),
        holders=tuple(known.holders),
        forms=tuple(known.forms),
        statuses=tuple(sorted(known.meeting_statuses, key=lambda name: name not in known.held_statuses)),
        topics=(*_asked(versions, "topics", "all_topics"), OTHER),
        agreements=(*_asked(versions, "agreements", "all_agreements", "no_agreements"), OTHER),
        exemptions=tuple(known.exemptions),
        events=tuple(known.events),
        values=_values(versions),
        hour_kinds=known.accumulated.known_hour_kinds,
        amounts=tuple(dict.fromkeys(_amounts([terms.month_hours for terms in known.accumulated.insured]))),
        insured=tuple(terms.id for terms in known.accumulated.insured),
        schedules=tuple(
            name
            for name, ruleset in rulebook.rulesets.items()
            if ruleset.kind not in (FileKind.LOV, FileKind.MAALING) and ruleset.usable and not ruleset.open_parameters
        ),
    )


def _plainness(name: str, rulebook: Rulebook) -> tuple[bool, bool, tuple[int, ...], str]:
    group = rulebook.vocabulary.groups.latest()[name]
    number = tuple(int(part) for part in (group.number or "99").split(".") if part.isdigit())
    bound = any(name in law.groups for law in rulebook.laws)
    return (not bound, group.clock is Clock.ACCUMULATED, number, name)


def plainest(groups: Iterable[str], words: Words) -> tuple[str, ...]:
    """Give groups in the order in which they are plain."""
    there = frozenset(groups)
    return tuple(name for name in words.groups if name in there)


def _lanes(rulebook: Rulebook) -> dict[str, frozenset[str]]:
    benefits = {
        name: {group.benefit for _, group in versions} for name, versions in rulebook.vocabulary.groups.entries.items()
    }
    return {
        name: frozenset(other for other, theirs in benefits.items() if own & theirs) for name, own in benefits.items()
    }


def _plain_day(of_laws: list[Version]) -> date:
    """Give the latest plain day: no law begins, ends or is expected to change within months of it."""
    changes = {version.valid_from for version in of_laws}
    changes |= {version.file.valid_to + ONE_DAY for version in of_laws if version.file.valid_to is not None}
    changes |= {version.file.change_expected for version in of_laws if version.file.change_expected is not None}
    if not changes:
        return max(FIRST_DAY, date(2024, 1, 8))
    earliest = min(changes)
    day = max(changes) + timedelta(days=_BEFORE)
    day -= timedelta(days=day.weekday())
    while day > earliest:
        near = any(day - timedelta(days=_BEFORE) <= change <= day + timedelta(days=_AFTER) for change in changes)
        if not near and day.day in _MIDDLE:
            return day
        day -= timedelta(weeks=1)
    return earliest


def boundaries(versions: Iterable[Version]) -> Iterator[date]:
    """Give the first and the last day of each version, and the day before and after."""
    for version in versions:
        ends = version.file.valid_to
        for day in (version.valid_from, *(() if ends is None else (ends,))):
            yield from (day - ONE_DAY, day, day + ONE_DAY)


def _edges(first: date, last: date, versions: list[Version]) -> set[date]:
    found = {day for day in boundaries(versions) if first <= day <= last}
    month = first.replace(day=1)
    while month <= last:
        end = month_end(month)
        found |= {month, end, end - ONE_DAY}
        month = end + ONE_DAY
    return {day for day in found if first <= day <= last}


def _points(requirement: Requirement) -> Iterator[Point]:
    yield requirement.opens
    if requirement.due is not None:
        yield requirement.due
    yield from (step.due for step in requirement.steps)


def _distances(requirements: list[Requirement], start: date) -> set[int]:
    """Give how far from a day the rules count, at most so many days."""
    found = {0, 1}
    for requirement in requirements:
        for point in (*_points(requirement), *(() if requirement.longest is None else (requirement.longest,))):
            days = point.days or 7 * (point.weeks or getattr(point, "week", None) or 0)
            if point.months is not None:
                days = (within_first_months(start, point.months) - start).days
            found |= {days - 1, days, days + 1}
    return {days for days in found if 0 <= days <= _LONGEST}


def _asked(versions: list[Version], *names: str) -> tuple[str, ...]:
    """Give the words that the rules ask a meeting for under some names."""
    found: dict[str, None] = {}
    for version in versions:
        asking: list[object] = [way for ways in version.file.match.values() for way in ways]
        asking += [own.require for own in version.file.requirement if own.require is not None]
        for one in asking:
            for name in names:
                found |= dict.fromkeys(getattr(one, name, None) or ())
    return tuple(sorted(found))


def _values(versions: list[Version]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for version in versions:
        for way in (way for ways in version.file.match.values() for way in ways):
            for name in way.event or ():
                found.setdefault(name, {}).update(dict.fromkeys(filter(None, way.value or ())))
        for requirement in version.file.requirement:
            if requirement.when is not None:
                for name, values in (*requirement.when.facts.items(), *requirement.when.ever.items()):
                    found.setdefault(name, {}).update(dict.fromkeys(values))
    return {name: tuple(own) for name, own in found.items() if own}


def _amounts(whole: list[Decimal]) -> Iterator[Decimal]:
    cent = Decimal("0.01")
    yield from whole
    for month in whole:
        yield from (Decimal(part).quantize(cent) for part in (month / 2, 0, month / 3))
        yield from (month - cent, month + cent)


def groups_of(ruleset: RuleSet, words: Words) -> tuple[str, ...]:
    """Give the groups that a rule set asks something of, the plainest first."""
    return plainest(ruleset.groups, words)
