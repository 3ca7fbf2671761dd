"""What an adviser or a team carries: meetings, open courses, breaches or records, in each stretch of the calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kontaktforloeb.conventions import Conventions
from kontaktforloeb.dates import ONE_DAY
from kontaktforloeb.facts import Held, happened
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.matching import match_names
from kontaktforloeb.measures.records import Record
from kontaktforloeb.measures.results import Gap, LoadResult, Stretch, UnitLoad
from kontaktforloeb.measures.stretches import stretch_of, stretches
from kontaktforloeb.points import after_period
from kontaktforloeb.rulebook.kinds import Compare, Measured, Unit

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Requirement
    from kontaktforloeb.rulebook.rulesets import Version


class Item(NamedTuple):
    """One thing that is counted: whose it is, and its days; `None` where that is not recorded.

    What happens on one day has that day twice, a course that still runs has no `last`.
    """

    unit: str | None
    first: date | None
    last: date | None


class _Days(NamedTuple):
    """What one adviser or team has: what counts, what may, and how many records are too short."""

    counted: list[Item]
    perhaps: list[Item]
    short: list[Item]


class _Seen(NamedTuple):
    """What is seen of one adviser or team."""

    stretches: tuple[Stretch, ...]
    mean: Fraction | None
    gap: Gap | None


def items(load: Requirement, version: Version, assessment: Assessment, breaches: Iterable[Finding]) -> Iterator[Item]:
    """Give what a load counts of one citizen, up to the as-of day; nothing where it counts records."""
    case, groups, as_of = assessment.facts.case, load.applies_to.groups, assessment.as_of
    courses = [course for course in assessment.courses if not groups or course.group in groups]
    own = case.adviser if load.unit is Unit.ADVISER else case.team
    match load.measure:
        case Measured.MEETINGS:
            for held in _matching(load, version, assessment):
                if not groups or any(course.holds(held.date) for course in courses):
                    yield Item(_adviser(held, own) if load.unit is Unit.ADVISER else own, held.date, held.date)
        case Measured.OPEN_COURSES:
            for course in courses:
                if course.start <= as_of:
                    yield Item(own, course.start, course.end)
        case Measured.BREACHES:
            for finding in breaches:
                if finding.breach and (not groups or finding.group in groups):
                    late = finding.days_late
                    since = None if late is None else as_of - timedelta(days=late) + ONE_DAY
                    yield Item(own, since, since)


def load_result(
    load: Requirement,
    version: Version,
    found: Iterable[Item],
    records: Iterable[Record],
    as_of: date,
    conventions: Conventions,
) -> LoadResult:
    """Give a load as of a day from all that it counts."""
    units: dict[str, _Days] = {}
    unknown = 0
    for item in found:
        if item.unit is None or (item.first is None and load.per is not None):
            unknown += 1
        else:
            units.setdefault(item.unit, _Days([], [], [])).counted.append(item)
    for record in set(records) if load.measure is Measured.RECORDS else ():
        if record.kind == load.record and record.date <= as_of:
            days = units.setdefault(record.unit, _Days([], [], []))
            _place(days, load.minutes, record).append(Item(record.unit, record.date, record.date))
    loads = tuple(_unit_load(unit, days, load, as_of, conventions) for unit, days in sorted(units.items()))
    return LoadResult(f"{version.file.id}/{load.id}", version.valid_from, as_of, loads, unknown, load)


def _matching(load: Requirement, version: Version, assessment: Assessment) -> list[Held]:
    facts, name = assessment.facts, load.match or ""
    things = [*facts.held, *(happened(facts.case.events) if name in version.event_matches else ())]
    return [held for held in things if held.date <= assessment.as_of and name in match_names(version, held.traits)]


def _adviser(held: Held, own: str | None) -> str | None:
    """Give the meeting's own adviser, else the citizen's; records of one meeting that name two tell nothing."""
    named = any(row.adviser for row in held.rows)
    return held.adviser if named else own


def _place(days: _Days, minutes: int | None, record: Record) -> list[Item]:
    if minutes is None:
        return days.counted
    if record.minutes is None:
        return days.perhaps
    return days.counted if record.minutes >= minutes else days.short


def _unit_load(unit: str, days: _Days, load: Requirement, as_of: date, conventions: Conventions) -> UnitLoad:
    everything = [*days.counted, *days.perhaps, *days.short]
    seen = _seen(days.counted, everything, load, as_of, conventions)
    kept = _kept(seen, load)
    if days.perhaps:
        might = _seen([*days.counted, *days.perhaps], everything, load, as_of, conventions)
        # One of them may be too short, too, so that all is kept cannot be told.
        kept = False if kept is False and _kept(might, load) is False else None
    elif load.norm is None and load.longest is None and load.minutes is not None:
        kept = True
    if days.short:
        kept = False
    return UnitLoad(unit, seen.stretches, seen.mean, seen.gap, len(days.short), len(days.perhaps), kept)


def _seen(
    counted: Sequence[Item], everything: Sequence[Item], load: Requirement, as_of: date, conventions: Conventions
) -> _Seen:
    found = tuple(_stretches(counted, everything, load, as_of))
    over = [stretch.number for stretch in found if _over(stretch.last, load, as_of)]
    mean = Fraction(sum(over), len(over)) if load.average and over else None
    return _Seen(found, mean, _longest_gap(counted, load, as_of, conventions))


def _stretches(
    counted: Sequence[Item], everything: Sequence[Item], load: Requirement, as_of: date
) -> Iterator[Stretch]:
    """Give every stretch from the first with anything in it to the last; one between that has nothing counts as 0."""
    first_of_all = min(item.first or as_of for item in everything)
    last_of_all = max(min(item.last or as_of, as_of) for item in everything)
    if load.measure is Measured.OPEN_COURSES:
        whole = [(as_of, as_of)] if load.per is None else list(stretches(first_of_all, last_of_all, load.per))
        numbers = [sum(_open(item, min(last, as_of)) for item in counted) for _, last in whole]
    elif load.per is None:
        whole, numbers = [(first_of_all, as_of)], [len(counted)]
    else:
        whole = list(stretches(first_of_all, last_of_all, load.per))
        by_stretch = Counter(stretch_of(item.first or as_of, load.per) for item in counted)
        numbers = [by_stretch[stretch] for stretch in whole]
    for (first, last), number in zip(whole, numbers, strict=True):
        kept = None if load.average else _norm_kept(number, load, settled=_over(last, load, as_of))
        yield Stretch(first, last, number, kept)


def _over(last: date, load: Requirement, as_of: date) -> bool:
    """Tell whether the number of a stretch is settled; what is open on a day is so as of that day."""
    return load.per is None or load.measure is Measured.OPEN_COURSES or last < as_of


def _open(item: Item, day: date) -> bool:
    return item.first is not None and item.first <= day and (item.last is None or day <= item.last)


def _norm_kept(number: int | Fraction, load: Requirement, *, settled: bool) -> bool | None:
    """Tell whether a number keeps the norm; while the stretch runs, only what more of it cannot change."""
    if load.norm is None:
        return None
    at_least = load.compare is Compare.AT_LEAST
    keeps = number >= load.norm if at_least else number <= load.norm
    return keeps if settled or keeps is at_least else None


def _longest_gap(counted: Sequence[Item], load: Requirement, as_of: date, conventions: Conventions) -> Gap | None:
    """Give the longest time from one to the next; after the last it is counted to the as-of day."""
    days = sorted({item.first for item in counted if item.first is not None})
    if load.longest is None or not days:
        return None
    gaps = [
        Gap(first, last, last > after_period(first, load.longest, conventions))
        for first, last in pairwise([*days, as_of])
    ]
    return max(gaps, key=lambda gap: (gap.over, gap.last - gap.first))


def _kept(seen: _Seen, load: Requirement) -> bool | None:
    """Tell whether all that is asked for is kept, as far as it can be told yet."""
    parts = [stretch.kept for stretch in seen.stretches]
    if seen.mean is not None:
        parts.append(_norm_kept(seen.mean, load, settled=True))
    if seen.gap is not None:
        parts.append(not seen.gap.over)
    if False in parts:
        return False
    return True if True in parts else None
