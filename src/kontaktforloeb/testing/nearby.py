"""Cases with days beside those on which a verdict turns: due days, changes of law and of benefit, ends of months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs
from hypothesis import strategies as st

from kontaktforloeb.conventions import DEFAULT
from kontaktforloeb.courses import build_courses
from kontaktforloeb.dates import ONE_DAY, month_end, within_days
from kontaktforloeb.facts import read_facts
from kontaktforloeb.model import Case, Event, Meeting, Spell
from kontaktforloeb.plan import Duty, Terms, plan
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.testing import arguments as given
from kontaktforloeb.testing import expanding
from kontaktforloeb.testing.citizens import CITIZEN
from kontaktforloeb.testing.construction import ADVISER
from kontaktforloeb.testing.expanding import Digits
from kontaktforloeb.testing.numbers import number
from kontaktforloeb.testing.placing import of_match_in
from kontaktforloeb.testing.words import Words, boundaries, groups_of, words_of

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet

Days = date | str | None

_BESIDE = (0, -1, 1)
_TURNS = 6
"""Of so many courses one ends beside a due day, one goes on in another group, and one is broken off for a while."""

_CODES = 1 << 16


@attrs.frozen(eq=False)
class _Edges:
    """A course that begins on a day: what is asked of it, and the days on which that turns."""

    duties: tuple[Duty, ...]
    days: tuple[date, ...]


@lru_cache(maxsize=4096)  # First days are few, as each lies at an edge.
def _edges(rulebook: Rulebook, ruleset: RuleSet, group: str, start: date) -> _Edges:
    schedule = None if ruleset.kind is FileKind.LOV else ruleset.id
    facts = read_facts(Case(CITIZEN, [Spell(group, start)], schedule=schedule), rulebook.vocabulary)
    course = build_courses(facts.case, rulebook.vocabulary, DEFAULT)[0]
    duties = [
        duty
        for duty in plan(course, ruleset, Terms(facts, rulebook.vocabulary, DEFAULT))
        if duty.ways and duty.opens is not None
    ]
    found: set[date] = {start, month_end(start)}
    for duty in duties:
        found |= {day for day in (duty.opens, duty.due) if day is not None and day >= start}
        found |= {month_end(duty.due)} if duty.due is not None else set()
    last = max(found)
    found |= {version.valid_from for version in ruleset.usable if start < version.valid_from <= last}
    return _Edges(tuple(duties), tuple(sorted(found)))


@lru_cache(maxsize=64)
def _starts(ruleset: RuleSet, words: Words, first: date, last: date) -> tuple[date, ...]:
    """Give first days: the plain one or the nearest, those at a change of the rule set, and those at an end of a month.

    Months are those around the changes, the plain day's, and the February of each year.
    """
    plain = min(max(words.plain_day, first), last)
    found = {day for day in boundaries(ruleset.usable) if first <= day <= last}
    for day in (plain, *tuple(found)):
        for end in (month_end(day), month_end(within_days(month_end(day), 1))):
            found |= {within_days(end, shift) for shift in _BESIDE}
    for year in range(first.year, last.year + 1):
        february = month_end(date(year, 2, 1))
        found |= {within_days(february, shift) for shift in _BESIDE}
    chosen = sorted(day for day in found if first <= day <= last)
    return (plain, *(day for day in chosen if day != plain))


def near_boundary(
    ruleset: str,
    *,
    groups: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    max_meetings: int = 4,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Case]:
    """Give cases whose days lie the day before, on and after those on which what a rule set asks for turns.

    The course begins at a change of the rule set, at an end of a month or on the plain day; meetings that its duties
    look at are held beside days on which one opens or falls due, the month ends or a version begins; some courses end,
    go on in another group or are broken off beside such a day. They shrink towards a course that begins on the plain
    day, without a meeting. Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> case = find(near_boundary("lab"), lambda case: len(case.meetings) == 1)
    >>> case.spells[0].start, case.meetings[0].date
    (datetime.date(2025, 7, 14), datetime.date(2025, 7, 14))
    """
    rules = given.rulebook_or_bundled(rulebook)
    own = given.ruleset_of(ruleset, rules)
    words = words_of(rules)
    names = given.words("groups", groups, groups_of(own, words), "target groups of the rule set")
    most = given.size("max_meetings", max_meetings)
    opens = own.usable[0].valid_from
    first, last = given.bounds(min_day, max_day, (opens, max(words.last_day, opens)))
    starts = _starts(own, words, first, last)
    beginnings, turns, helds = len(starts) * len(names), (most + 1) * _TURNS * _CODES, expanding.LOOKS * _CODES

    @st.composite
    def drawn(draw: st.DrawFn) -> Case:
        digits = Digits(number(draw, beginnings))
        start, group = digits.of(starts), digits.of(names)
        edges = _edges(rules, own, group, start)
        turn = Digits(number(draw, turns))
        many = turn.below(most + 1)
        spells = _turned(Spell(group, start), edges.days, turn, names)
        held = [_held(rules, words, edges, start, number(draw, helds)) for _ in range(many)]
        return Case(
            CITIZEN,
            spells,
            [one for one in held if isinstance(one, Meeting)],
            events=[one for one in held if isinstance(one, Event)],
            adviser=ADVISER,
            schedule=None if own.kind is FileKind.LOV else own.id,
        )

    return drawn()


def _beside(days: Sequence[date], digits: Digits) -> date:
    return expanding.shifted(digits.of(days), digits.of(_BESIDE))


def _turned(spell: Spell, days: Sequence[date], turn: Digits, names: Sequence[str]) -> list[Spell]:
    """Give the spell, or the spells that it becomes beside one of the days."""
    kind, day = turn.below(_TURNS), max(spell.start, _beside(days, turn))
    if kind < _TURNS // 2:
        return [spell]
    ended = attrs.evolve(spell, end=day)
    if kind == _TURNS - 1:
        return [ended, Spell(turn.of(names), day + ONE_DAY)]
    if kind == _TURNS - 2:
        month = (month_end(day) - day.replace(day=1)).days + 1
        return [ended, Spell(spell.group, within_days(day, turn.of((month, month + 1, 2 * month, 2 * month + 1))))]
    return [ended]


def _held(rulebook: Rulebook, words: Words, edges: _Edges, start: date, number: int) -> Meeting | Event:
    """Give something held beside one of the days: what a duty asks for, or any other meeting."""
    digits = Digits(number)
    day = max(start, _beside(edges.days, digits)) if digits.below(_TURNS) else _beside(edges.days, digits)
    if digits.below(2) or not edges.duties:
        return expanding.meeting_on(words, day, digits.rest)
    duty = digits.of(edges.duties)
    ways = duty.version.match(digits.of(duty.ways).match)
    return of_match_in(digits.of(ways), day, rulebook.vocabulary.one_holder, ADVISER)
