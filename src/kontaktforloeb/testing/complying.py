"""Cases in which every duty of a rule set is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from kontaktforloeb.conventions import DEFAULT
from kontaktforloeb.courses import build_courses
from kontaktforloeb.dates import within_days
from kontaktforloeb.facts import read_facts
from kontaktforloeb.model import Case
from kontaktforloeb.plan import Terms, plan
from kontaktforloeb.rulebook.select import last_day
from kontaktforloeb.testing import arguments as given
from kontaktforloeb.testing import expanding
from kontaktforloeb.testing.construction import CannotConstructError, Pick, begun, fulfil, not_kept
from kontaktforloeb.testing.numbers import number
from kontaktforloeb.testing.words import Words, groups_of, words_of

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Requirement
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet

Days = date | str | None
_MARGIN = 30
"""Days by which the last first day of a course is moved back until nothing falls due too late, and once more."""


_CHOICES, _NOTHING = 7, st.integers(0, 1)


def plain(first: int, _last: int) -> int:
    """Give the plain choice: the first."""
    return first


def complied(
    rulebook: Rulebook, ruleset: RuleSet, group: str, start: date, pick: Pick = plain, focus: Requirement | None = None
) -> Case:
    """Give a case that begins on a day and keeps every duty of a rule set.

    Raises `CannotConstructError` where a duty cannot be kept by holding meetings.
    """
    making = begun(rulebook, ruleset, group, start, pick, focus)
    case = fulfil(making)
    for duty, verdict in not_kept(making):
        why = f"it is '{verdict.status}' in a course of {group} that begins on {start}"
        raise CannotConstructError(duty.id, why)
    return case


def wished(requirement: Requirement) -> bool:
    """Tell whether a duty is only there for some: those of whom something is recorded."""
    applies = requirement.applies_to
    asks = [applies.event, applies.exemption, [own.no_event for own in requirement.not_required if own.no_event]]
    return any(asks) or requirement.when is not None


@lru_cache(maxsize=256)
def foci(ruleset: RuleSet, group: str) -> tuple[Requirement | None, ...]:
    """Give the duties of a group that are only there for some, and before them none."""
    found = [own for version in ruleset.usable for _, own in version.by_group.get(group, ()) if wished(own)]
    return (None, *found)


@lru_cache(maxsize=512)
def starts(rulebook: Rulebook, ruleset: RuleSet, group: str) -> tuple[tuple[date, date], ...]:
    """Give the stretches of days on which a course of a group may begin, one for each version, the plainest first.

    Whatever is asked of it falls due while a version of the rule set is in force, so that nothing is uncertain.
    """
    words = words_of(rulebook)
    found = []
    for version in ruleset.usable:
        if group not in version.by_group:
            continue
        first, end = version.valid_from, last_day(ruleset, version)
        last = max(first, words.last_day) if end is None else end
        while last >= first and _outlives(rulebook, ruleset, group, last):
            last = within_days(last, -_MARGIN)
        if last != end and last >= first and end is not None:
            last = max(first, within_days(last, -_MARGIN))
        if last >= first:
            found.append((first, last))
    return tuple(sorted(found, key=lambda days: (not days[0] <= words.plain_day <= days[1], -days[1].toordinal())))


def _outlives(rulebook: Rulebook, ruleset: RuleSet, group: str, start: date) -> bool:
    """Tell whether something that is asked of a course falls due when no version is in force any more."""
    for focus in foci(ruleset, group):
        try:
            making = begun(rulebook, ruleset, group, start, latest, focus)
            fulfil(making)  # A duty may be counted from what another asks for.
        except CannotConstructError:
            continue
        if any(duty.no_version for duty in making.duties):
            return True
    return False


def latest(_first: int, last: int) -> int:
    """Give the choice by which everything happens last."""
    return last


class Picks:
    """Choices that Hypothesis makes, as many at least for every case.

    Hypothesis takes the case with the fewest choices for the plainest; so none may have few because little is asked of
    its group.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw, self._left = draw, _CHOICES

    def pick(self, least: int, most: int) -> int:
        """Give a whole number between two, both included."""
        if least == most:
            return least
        self._left -= 1
        return least + number(self._draw, most - least + 1)

    def fill(self) -> None:
        """Make the choices that are left, which decide nothing."""
        for _ in range(self._left):
            self._draw(_NOTHING)


class Scope(NamedTuple):
    """A group, and the days from which to which a course of it may begin."""

    group: str
    first: date
    last: date


def scopes_of(scopes: Iterable[Scope], min_day: Days, max_day: Days, words: Words) -> list[Scope]:
    """Give what lies of scopes between two days, if they are given, the plainest first; raise where nothing does."""
    known = list(scopes)
    low, high = given.bounds(min_day, max_day, (date.min, date.max))
    if min_day is None:
        low = date.min
    if max_day is None:
        high = date.max
    cut = [Scope(own.group, max(own.first, low), min(own.last, high)) for own in known]
    found = [own for own in cut if own.first <= own.last]
    if not found:
        days = ", ".join(sorted({f"{own.first} to {own.last}" for own in known})) or "none"
        said = ("max_day", max_day) if min_day is None else ("min_day", min_day)
        given.refuse(*said, f"days on which a course may begin of which all that is asked is known: {days}")
    return sorted(found, key=lambda own: not own.first <= words.plain_day <= own.last)


def complying_cases(
    ruleset: str,
    *,
    groups: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Case]:
    """Give cases that keep every duty of a rule set, on whatever day they are judged: by construction.

    A course begins from `min_day` to `max_day` in one of `groups`, and the meetings that each duty asks for are held
    on days on which they count. Sometimes something is recorded on which a duty of some citizens alone hangs. A course
    of which something is asked again and again for ever has a last day. Kept are the duties of this rule set, advice
    among them, and no others. They shrink towards meetings held as early as may be.
    Raises `hypothesis.errors.InvalidArgument`; drawing raises `CannotConstructError` where a duty cannot be kept by
    holding meetings and recording events.

    >>> from hypothesis import find
    >>> from kontaktforloeb import check
    >>> case = find(complying_cases("lab"), lambda case: True)
    >>> print(check(case, as_of="2026-06-01"))
    lab/31-3: met (4 of 4, due 2026-01-13)
    lab/31-5: met (4 of 1, due 2025-07-21)
    lab/33-1: met (1 of 1)
    """
    rules = given.rulebook_or_bundled(rulebook)
    own = given.ruleset_of(ruleset, rules)
    words = words_of(rules)
    names = given.words("groups", groups, groups_of(own, words), "target groups of the rule set")
    there = (Scope(name, *days) for name in names for days in starts(rules, own, name))
    scopes = scopes_of(there, min_day, max_day, words)

    @st.composite
    def drawn(draw: st.DrawFn) -> Case:
        picks = Picks(draw)
        group, first, last = scopes[picks.pick(0, len(scopes) - 1)]
        start = expanding.start_day(words, first, last, picks.pick(0, expanding.starts_number(first, last) - 1))
        wanted = foci(own, group)
        case = complied(rules, own, group, start, picks.pick, wanted[picks.pick(0, len(wanted) - 1)])
        picks.fill()
        return case

    return drawn()


def settled_on(case: Case, ruleset: str, *, rulebook: Rulebook | None = None) -> date:
    """Give the first day on which time alone changes nothing any more in what a rule set asks of a case.

    Raises `hypothesis.errors.InvalidArgument`.

    >>> settled_on(Case.from_dates("2024-01-08", "kontanthjaelp-jobparat"), "lab")
    datetime.date(2024, 7, 8)
    """
    rules = given.rulebook_or_bundled(rulebook)
    return _settled(given.case_of(case), given.ruleset_of(ruleset, rules), rules)


def _settled(case: Case, ruleset: RuleSet, rulebook: Rulebook) -> date:
    facts = read_facts(case, rulebook.vocabulary)
    found = [spell.end or spell.start for spell in case.spells]
    found += [meeting.date for meeting in case.meetings] + [event.date for event in case.events]
    for course in build_courses(facts.case, rulebook.vocabulary, DEFAULT):
        for duty in plan(course, ruleset, Terms(facts, rulebook.vocabulary, DEFAULT)):
            for own in (duty, *(new for new in duty.newer if new is not None)):
                found += [day for day in (own.due, own.opens, own.last) if day is not None]
                if own.grid is not None and own.grid.last is not None:
                    found.append(within_days(own.grid.last, own.grid.grace_days))
    return within_days(max(found), 1)
