"""From spells to courses, in arrays: the twin of `kontaktforloeb.courses` where spells follow each other.

Spells on the calendar that lie beside each other, placements other than one before the first day on the benefit and
breaks that end an accumulated course are left to the reference engine: their citizens are told of in `odd`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.days import NONE, Days, DayTables, Mask, day_of, number
from kontaktforloeb.caseload.kernel.facts import Codes, Facts, Words
from kontaktforloeb.caseload.kernel.lookups import first_day_from, keys
from kontaktforloeb.conventions import Conventions, GapBreaks
from kontaktforloeb.dates import ONE_DAY, first_whole_month_end, within_first_months
from kontaktforloeb.rulebook.kinds import Clock
from kontaktforloeb.rulebook.rulesets import RuleSet
from kontaktforloeb.rulebook.vocabulary import Dated, Vocabulary


class Courses(NamedTuple):
    """The courses of a part of a caseload, in order of citizen and first day.

    `contact` is the day of the event that set the first day; `before` the group that the citizen was in until then,
    without a day between, -1 for none; `earlier` tells whether the citizen had a spell before. `spells_from` and
    `spells_to` say which of the spells the course is made of.
    """

    citizen: Codes
    group: Codes
    start: Days
    end: Days
    contact: Days
    before: Codes
    earlier: Mask
    spells_from: NDArray[np.int64]
    spells_to: NDArray[np.int64]


@attrs.frozen(eq=False)
class Epochs:
    """The stretches of time in which no word and no version of the rules in use changes."""

    cuts: Days
    benefit: NDArray[np.int32]
    """By epoch and group: a number for the benefit."""
    accumulated: Mask
    starter: NDArray[np.int32]
    """By epoch and group: which of `starters` starts the clock, -1 for none."""
    reach: NDArray[np.int64]
    """By epoch and group: how many days before the spell it may lie."""
    restart: Mask
    """By epoch, group before and group after: whether the change begins a new course."""
    starters: Sequence[str]

    def of(self, days: Days) -> NDArray[np.int64]:
        """Give the epoch of each day."""
        return np.searchsorted(self.cuts, days, side="right")

    def day(self, epoch: int) -> date:
        """Give a day in an epoch."""
        return day_of(self.cuts[epoch - 1]) if epoch else day_of(self.cuts[0]) - ONE_DAY


def epochs_of(vocabulary: Vocabulary, rulesets: Sequence[RuleSet], words: Words) -> Epochs:
    """Give the epochs of some rule sets and the words they are written in."""
    dated: list[Dated[Any]] = [
        vocabulary.groups, vocabulary.restarts, vocabulary.handovers, vocabulary.exemptions, vocabulary.events,
    ]  # fmt: skip
    starts = {start for table in dated for versions in table.entries.values() for start, _ in versions}
    starts |= {version.valid_from for ruleset in rulesets for version in ruleset.usable}
    starts |= {v.file.valid_to + ONE_DAY for r in rulesets for v in r.usable if v.file.valid_to is not None}
    cuts = np.array(sorted(number(start) for start in starts), np.int32)
    shape = (len(cuts) + 1, len(words.groups))
    benefits: dict[str, int] = {}
    starters: list[str] = []
    found = Epochs(
        cuts, np.zeros(shape, np.int32), np.zeros(shape, np.bool_), np.full(shape, -1, np.int32),
        np.zeros(shape, np.int64), np.zeros((*shape, shape[1]), np.bool_), starters,
    )  # fmt: skip
    for epoch in range(shape[0]):
        day = found.day(epoch)
        for place, name in enumerate(words.groups):
            group = vocabulary.groups.at(name, day)
            found.benefit[epoch, place] = benefits.setdefault(group.benefit, len(benefits))
            found.accumulated[epoch, place] = group.clock is Clock.ACCUMULATED
            if group.starts_on is not None:
                if group.starts_on.event not in starters:
                    starters.append(group.starts_on.event)
                found.starter[epoch, place] = starters.index(group.starts_on.event)
                reach = group.starts_on.days_before
                found.reach[epoch, place] = int(NONE) if reach is None else reach
            for other, after in enumerate(words.groups):
                found.restart[epoch, place, other] = vocabulary.restarts_course(name, after, day)
    return found


def courses_of(
    facts: Facts, epochs: Epochs, vocabulary: Vocabulary, conventions: Conventions, tables: DayTables, odd: Mask
) -> Courses:
    """Give the courses of all citizens; `odd` is told of those whose courses only the reference engine builds."""
    spells = facts.spells
    epoch = epochs.of(spells.start)
    accumulated = epochs.accumulated[epoch, spells.group]
    on_calendar = _on_calendar(facts, np.flatnonzero(~accumulated), epoch, epochs, vocabulary, conventions, tables, odd)
    beside = _accumulated(facts, np.flatnonzero(accumulated), vocabulary, tables, odd)
    pairs: list[tuple[NDArray[Any], NDArray[Any]]] = list(zip(on_calendar, beside, strict=True))
    both = Courses._make(np.concatenate(pair) for pair in pairs)
    order = np.lexsort((both.group, both.start, both.citizen))
    return Courses._make(column[order] for column in both)


def _on_calendar(
    facts: Facts, rows: NDArray[np.int64], epoch: NDArray[np.int64], epochs: Epochs, vocabulary: Vocabulary,
    conventions: Conventions, tables: DayTables, odd: Mask,
) -> Courses:  # fmt: skip
    spells = facts.spells
    citizen, group = spells.citizen[rows], spells.group[rows]
    start, end, now = spells.start[rows], spells.end[rows], epoch[rows]
    follows = np.zeros(len(rows), np.bool_)
    follows[1:] = citizen[1:] == citizen[:-1]
    last = np.roll(end, 1)
    beside = follows & (last >= start)
    odd[citizen[beside]] = True
    previous = np.roll(group, 1)
    same = follows & (epochs.benefit[now, previous] == epochs.benefit[now, group])
    same &= ~epochs.restart[now, previous, group]
    adjoins = follows & (last == start - 1)
    breaks = _breaks(last, start, follows, vocabulary, conventions, tables)
    # Whether the hours lie in the break, the reference engine looks.
    odd[citizen[same & ~adjoins & breaks & facts.people.kept[citizen]]] = True
    same &= adjoins | ~(breaks | _on_another_clock(facts, rows, last, start))
    first = np.flatnonzero(~same)
    after = np.append(first[1:], len(rows))
    own_group, own_start = group[first], start[first]
    contact = _contacts(facts, citizen[first], own_group, own_start, now[first], epochs)
    began = np.where(contact != NONE, contact, own_start)
    before = np.where(adjoins[first] & (previous[first] != own_group), previous[first], -1)
    return Courses(
        citizen[first], own_group, began, end[after - 1] if len(rows) else end, contact, before.astype(np.int32),
        _earlier(facts, citizen[first], own_start), rows[first], rows[after - 1] + 1 if len(rows) else rows,
    )  # fmt: skip


def _on_another_clock(facts: Facts, rows: NDArray[np.int64], last: Days, start: Days) -> Mask:
    """Tell of the spells of some rows whether one of the others, on dagpenge, lies between the one before and it."""
    spells = facts.spells
    others = np.delete(np.arange(len(spells.citizen)), rows)
    if not len(others):
        return np.zeros(len(rows), np.bool_)
    begun = keys(spells.citizen[others], spells.start[others])
    # How far those reach that have begun; a key of another citizen is below all keys of this one.
    reached = np.maximum.accumulate(keys(spells.citizen[others], spells.end[others]))
    citizen = spells.citizen[rows]
    place = np.searchsorted(begun, keys(citizen, start - 1), side="right") - 1
    found: Mask = (place >= 0) & (reached[np.maximum(place, 0)] >= keys(citizen, last + 1))
    return found


def _breaks(
    last: Days, start: Days, follows: Mask, vocabulary: Vocabulary, conventions: Conventions, tables: DayTables
) -> Mask:
    """Tell whether the days between two spells end a course."""
    free = np.where(follows & (last != NONE), last, start - 1) + np.int32(1)
    if conventions.gap_breaks is GapBreaks.THIRTY_DAYS:
        return start - free >= vocabulary.continuity.days
    # The first whole month that begins on the first free day or later must have ended before the spell begins.
    return tables.apply("end-of-whole-month", first_whole_month_end, free) < start


def _contacts(
    facts: Facts, citizen: Codes, group: Codes, start: Days, epoch: NDArray[np.int64], epochs: Epochs
) -> Days:
    """Give the day of the event that starts the clock of each course, later than the first day of the one before."""
    contact = np.full(len(citizen), NONE, np.int32)
    starter = epochs.starter[epoch, group]
    if not any(name in facts.events for name in epochs.starters):
        return contact
    reach = epochs.reach[epoch, group]
    rank = np.arange(len(citizen)) - np.searchsorted(citizen, citizen)
    earliest = np.maximum(start.astype(np.int64) - reach, -int(NONE)).astype(np.int32)
    for place in range(int(rank.max(initial=-1)) + 1):
        own = np.flatnonzero(rank == place)
        lower = earliest[own]
        if place:
            before = np.where(contact[own - 1] != NONE, contact[own - 1], start[own - 1])
            lower = np.maximum(lower, before + 1)
        for which, name in enumerate(epochs.starters):
            happened = facts.events.get(name)
            if happened is None:
                continue
            asked = starter[own] == which
            day = first_day_from(happened.key, happened.day, citizen[own], lower)
            contact[own] = np.where(asked & (day <= start[own]), day, contact[own])
    return contact


def _earlier(facts: Facts, citizen: Codes, start: Days) -> Mask:
    """Tell whether a citizen has a spell that begins before a course's first one."""
    first = np.searchsorted(facts.spells.citizen, citizen)
    return facts.spells.start[first] < start


def _accumulated(
    facts: Facts, rows: NDArray[np.int64], vocabulary: Vocabulary, tables: DayTables, odd: Mask
) -> Courses:
    rules = vocabulary.accumulated
    spells = facts.spells
    citizen, start, end = spells.citizen[rows], spells.start[rows], spells.end[rows]
    follows = np.zeros(len(rows), np.bool_)
    follows[1:] = citizen[1:] == citizen[:-1]
    free = np.minimum(np.where(follows, np.roll(end, 1), start - 1) + np.int32(1), NONE)
    longest = tables.apply(
        ("break", rules.break_months), lambda day: within_first_months(day, rules.break_months), free
    )
    odd[citizen[follows & ((free > start) | (start > longest))]] = True
    first = np.flatnonzero(~follows)
    after = np.append(first[1:], len(rows))
    own_start = start[first]
    placed = facts.events.get(rules.placement_event)
    contact = np.full(len(first), NONE, np.int32)
    if placed is not None:
        # One placement on the first day on the benefit or before it starts the clock; others cut the course.
        lowest = np.full(len(first), -NONE, np.int32)
        contact = first_day_from(placed.key, placed.day, citizen[first], lowest)
        last = first_day_from(placed.key, placed.day, citizen[first], np.minimum(contact, NONE - 1) + 1)
        late = (contact != NONE) & (contact > own_start)
        reached = tables.apply(
            ("break", rules.break_months), lambda day: within_first_months(day, rules.break_months), contact
        )
        odd[citizen[first][late | (last != NONE) | ((contact != NONE) & (own_start > reached))]] = True
    return Courses(
        citizen[first], spells.group[rows][first], np.where(contact != NONE, contact, own_start),
        end[after - 1] if len(rows) else end, contact, np.full(len(first), -1, np.int32),
        _earlier(facts, citizen[first], own_start), rows[first], rows[after - 1] + 1 if len(rows) else rows,
    )  # fmt: skip
