"""Cases in which one duty of a rule set is broken, and no other that can be kept without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

import attrs
from hypothesis import strategies as st

from kontaktforloeb.dates import within_days
from kontaktforloeb.errors import nearest
from kontaktforloeb.evaluate import counted, looked_at
from kontaktforloeb.model import Case, Meeting
from kontaktforloeb.plan import Duty, Way
from kontaktforloeb.rulebook.kinds import JudgedBy, Kind
from kontaktforloeb.rulebook.select import last_day
from kontaktforloeb.status import Status
from kontaktforloeb.testing import arguments as given
from kontaktforloeb.testing import carrying, expanding, placing
from kontaktforloeb.testing.complying import Picks, Scope, latest, plain, scopes_of
from kontaktforloeb.testing.construction import CannotConstructError, Making, Pick, begun, fulfil, not_kept
from kontaktforloeb.testing.placing import Target, Window
from kontaktforloeb.testing.words import plainest, words_of

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Requirement
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet, Version

Days = date | str | None
_STEP, _SOON, _LASTS = 30, 28, 196
_STRETCHES = 3
_TRIED = 2


def breached(
    rulebook: Rulebook,
    ruleset: RuleSet,
    group: str,
    start: date,
    requirement: Requirement,
    pick: Pick = plain,
    occurrence: int | None = None,
    *,
    alone: bool = False,
) -> Case:
    """Give a case that begins on a day and breaks one duty of a rule set; `alone`, with nothing held that serves it.

    Raises `CannotConstructError` where the duty is not asked of the course, or cannot be broken.
    """
    version = next(own for own in ruleset.usable if any(asked is requirement for asked in own.file.requirement))
    making = begun(rulebook, ruleset, group, start, pick, requirement, late=_is_recorded(requirement, version))
    _hold_what_it_is_about(making, requirement, version)
    duty = _target(making, requirement, pick, occurrence)
    match requirement.kind:
        case Kind.EACH:
            _carry_something_else(making, duty)
        case Kind.ORDER:
            _hold_too_early(making, duty)
        case _:
            _hold_too_few(making, duty, alone=alone)
    broken = not_kept(making)
    if not any(_same(own, duty) for own, _ in broken):
        days = [day for own in making.duties if _same(own, duty) for day in (own.due, own.grid) if day is not None]
        if requirement.kind is Kind.COUNT and not days:
            raise CannotConstructError(duty.id, "it has no due day, so it is never overdue")
        if requirement.kind is Kind.COUNT and not alone:  # Together the others ask for so much that it is kept.
            return breached(rulebook, ruleset, group, start, requirement, pick, occurrence, alone=True)
        why = f"it is kept all the same in a course of {group} that begins on {start}"
        raise CannotConstructError(duty.id, why)
    return making.case


def _is_recorded(requirement: Requirement, version: Version) -> bool:
    """Tell whether a duty is satisfied by the event for which it is there."""
    ways = () if requirement.match is None else version.match(requirement.match)
    return any(name in requirement.applies_to.event for way in ways for name in way.event or ())


def _hold_what_it_is_about(making: Making, requirement: Requirement, version: Version) -> None:
    """Hold the meetings by which alone a duty is about a course."""
    first = max(making.course.start, requirement.held_from or date.min)
    words = making.rulebook.vocabulary
    for name in requirement.applies_to.meeting:
        way = min(version.match(name), key=lambda own: own.event is not None)
        making.add(placing.of_match_in(way, first, words.one_holder, making.case.adviser))
        making.plan()


def _same(one: Duty, other: Duty) -> bool:
    return (one.id, one.occurrence) == (other.id, other.occurrence)


def _target(making: Making, requirement: Requirement, pick: Pick, occurrence: int | None) -> Duty:
    there = [duty for duty in making.duties if duty.requirement is requirement]
    if occurrence is not None:
        there = [duty for duty in there if duty.occurrence == occurrence]
    asked = [duty for duty in there if duty.not_required is None and (duty.last is None or duty.first <= duty.last)]
    if not asked:
        why = f"it is not asked of the course: {there[0].not_required if there else 'nothing asks for it'}"
        name = f"{making.ruleset.id}/{requirement.id}"
        raise CannotConstructError(name, why)
    with_days = [duty for duty in asked if duty.due is not None or duty.grid is not None] or asked
    return with_days[pick(0, len(with_days) - 1)]


def _hold_too_few(making: Making, duty: Duty, *, alone: bool) -> None:
    """Hold what all other duties ask for, and of what this one asks for too little."""
    requirement = duty.requirement
    by_day = duty.due is not None or duty.grid is not None or requirement.longest is not None
    if not by_day and requirement.judged_by is JudgedBy.PERSON:
        _end(making)
    making.target = Target(requirement.id, duty.occurrence, making.pick(0, _STRETCHES), alone)
    fulfil(making)
    there = next((own for own in making.duties if _same(own, duty)), duty)
    ways = [way for way in there.ways if way.opens is not None]
    if there.grid is None and there.due is not None and requirement.kind is Kind.COUNT and ways:
        inside = sum(held.date <= there.due for held in counted(there, making.scene))
        few = making.pick(0, max(0, there.needed - 1 - inside))
        if few:
            making.add(*placing.hold(making, there, ways[0], Window(ways[0].opens or there.first, there.due), few))
            making.plan()
            fulfil(making)  # What is held carries what it must.


def _end(making: Making) -> None:
    """Let the course end, so that what has no due day is over."""
    spells = [
        attrs.evolve(own, end=within_days(making.course.start, _LASTS)) if own.end is None else own
        for own in making.case.spells
    ]
    making.case = attrs.evolve(making.case, spells=spells)
    making.plan()


def _hold_too_early(making: Making, duty: Duty) -> None:
    """Hold what should come later on the first day, beside or before what should come first."""
    making.target = Target(duty.requirement.id, duty.occurrence)
    fulfil(making)
    way = placing.options(duty, duty.requirement.before or "")[0]
    making.add(placing.of_match(way, max(making.course.start, duty.opens or making.course.start), making))
    making.plan()
    fulfil(making)


def _carry_something_else(making: Making, duty: Duty) -> None:
    """Let one meeting that a duty looks at carry something else than it asks for."""
    making.target = Target(duty.requirement.id, duty.occurrence)
    fulfil(making)
    if any(_same(own, duty) and verdict.status is Status.BREACHED for own, verdict in not_kept(making)):
        return
    making.target = None
    fulfil(making)
    opens = duty.opens or making.course.start
    match = duty.requirement.match
    for name in (*duty.requirement.applies_to.meeting, *([] if match is None else [match])):
        if not making.scene.matching(duty, name, opens):
            days = Window(opens, min(duty.due or date.max, within_days(opens, _SOON)))
            making.add(*placing.hold(making, duty, Way(name, opens), days, 1))
            making.plan()
    first = duty.requirement.slots[0] if duty.requirement.slots else duty.requirement.from_slot
    for nth in range(first):
        if not looked_at(duty, making.scene) and duty.requirement.match is not None:
            days = Window(within_days(opens, nth), within_days(opens, nth + _SOON))
            making.add(*placing.hold(making, duty, Way(duty.requirement.match, opens), days, 1))
            making.plan()
    fulfil(making)
    _let_one_differ(making, duty)


def _let_one_differ(making: Making, duty: Duty) -> None:
    """Try what may be wrong with a meeting until this duty is broken and as few others as can be."""
    require, before = duty.requirement.require, making.case
    assert require is not None
    known = _known_words(making)
    best: tuple[int, Case] | None = None
    for held in [own for own in looked_at(duty, making.scene) if own.rows][:_TRIED]:
        for other in carrying.not_carried(held.rows[0], require, known):
            for meetings in _with(before.meetings, held.rows[0], other, making):
                making.case = attrs.evolve(before, meetings=meetings)
                making.plan()
                broken = [own for own, _ in not_kept(making)]
                if any(_same(own, duty) for own in broken) and (best is None or len(broken) < best[0]):
                    best = (len(broken), making.case)
                if best is not None and best[0] == 1:
                    return
    making.case = before if best is None else best[1]
    making.plan()


def _known_words(making: Making) -> dict[str, tuple[str, ...]]:
    """Give the words that a meeting may carry instead: all holders and forms, and what the rule set itself asks for."""
    asked = [own.requirement.require for own in making.duties if own.requirement.require is not None]
    found: dict[str, tuple[str, ...]] = {
        "form": tuple(making.rulebook.vocabulary.forms),
        "held_by": tuple(making.rulebook.vocabulary.holders),
    }
    for name in ("with_", "topics", "agreements"):
        said = [word for own in asked for word in (*(getattr(own, name) or ()), *(getattr(own, _every(name)) or ()))]
        found[name] = tuple(dict.fromkeys(said))
    return found


def _every(name: str) -> str:
    return f"all_{name.rstrip('_')}"


def _with(there: Sequence[Meeting], own: Meeting, other: Meeting, making: Making) -> Iterator[list[Meeting]]:
    """Give meetings with one in the place of another, then with one more, on the nearest free day before or after."""
    yield [other if one is own else one for one in there]
    days = {one.date for one in there}
    for step in (-1, 1):
        day = within_days(own.date, step)
        while day in days:
            day = within_days(day, step)
        if making.course.holds(day):
            yield [*there, attrs.evolve(other, date=day, prep_date=other.prep_date and day)]


@lru_cache(maxsize=1024)
def _scopes(
    rulebook: Rulebook, ruleset: RuleSet, name: str, occurrence: int | None
) -> tuple[tuple[tuple[Scope, Requirement], ...], tuple[str, ...]]:
    """Give where a duty can be broken, and why it cannot be elsewhere."""
    words = words_of(rulebook)
    found: list[tuple[Scope, Requirement]] = []
    told: list[str] = []
    for version, requirement in _versions(ruleset, name):
        for group in plainest(requirement.applies_to.groups, words):
            first, last = _days(ruleset, version, requirement, words.last_day)
            for day in _days_from(first, last):
                why = _why_not(rulebook, ruleset, group, day, requirement, occurrence)
                if why is None:
                    found.append((Scope(group, min(first, day), day), requirement))
                    break
                told.append(why)
    return tuple(found), tuple(dict.fromkeys(told))


def _versions(ruleset: RuleSet, name: str) -> Iterator[tuple[Version, Requirement]]:
    """Give the duties of a name; in one version several may have it, each for other groups."""
    for version in ruleset.usable:
        judged = {id(own): own for asked in version.by_group.values() for _, own in asked if own.id == name}
        for requirement in judged.values():
            yield version, requirement


def _days(ruleset: RuleSet, version: Version, requirement: Requirement, otherwise: date) -> tuple[date, date]:
    """Give the days on which a course may begin of which a version asks something."""
    end = last_day(ruleset, version)
    began = requirement.applies_to.began
    if began is not None:
        return max(began.from_, within_days(began.to, -_SOON)), began.to
    last = max(version.valid_from, otherwise) if end is None else end
    if requirement.ends_on is not None:
        last = min(last, requirement.ends_on)
    return version.valid_from, max(last, version.valid_from)


def _days_from(first: date, last: date) -> Iterator[date]:
    """Give days from the last to the first, some weeks apart."""
    while last > first:
        yield last
        last = within_days(last, -_STEP)
    yield first


def _why_not(
    rulebook: Rulebook, ruleset: RuleSet, group: str, start: date, requirement: Requirement, occurrence: int | None
) -> str | None:
    """Give why a duty cannot be broken in a course that begins on a day, or nothing where it can."""
    for pick in (latest, plain):
        try:
            making = begun(rulebook, ruleset, group, start, pick, requirement)
            fulfil(making)
            if any(duty.newer or duty.no_version for duty in making.duties):
                return f"{ruleset.id}/{requirement.id}: the law changes before all that is asked falls due"
            breached(rulebook, ruleset, group, start, requirement, pick, occurrence)
        except CannotConstructError as error:
            return str(error)
    return None


def breaching_cases(
    ruleset: str,
    requirement: str,
    *,
    occurrence: int | None = None,
    groups: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Case]:
    """Give cases that break one duty of a rule set, by construction, and keep the others.

    Broken is: held too little by the due day, or in one stretch of a series; in the wrong order; without what a meeting
    must carry. What is held later makes it `late`, where another duty asks for that. Where another duty cannot be kept
    without this one, it is broken too, and no third. With `occurrence` it is that step, or that run, which is broken.
    A duty that a person judges, and advice, are broken like others: `check` says `unknown`, or `not-required`.
    Raises `hypothesis.errors.InvalidArgument`, also for a duty that nothing can break, such as one without a due day.

    >>> from hypothesis import find
    >>> from kontaktforloeb import check
    >>> case = find(breaching_cases("lab", "31-5"), lambda case: True)
    >>> print(check(case, as_of="2026-06-01"))
    lab/31-3: met (4 of 4, due 2026-01-13)
    lab/31-5: late (1 of 1, due 2025-07-21)
    lab/33-1: met (1 of 1)
    """
    rules = given.rulebook_or_bundled(rulebook)
    own = given.ruleset_of(ruleset, rules)
    words = words_of(rules)
    name = _known(requirement, own)
    if occurrence is not None:
        given.size("occurrence", occurrence, 1)
    found, told = _scopes(rules, own, name, occurrence)
    if not found:
        _refuse(requirement, told)
    names = given.words("groups", groups, dict.fromkeys(scope.group for scope, _ in found), "target groups of the duty")
    asking = {scope: asked for scope, asked in found if scope.group in names}
    scopes = scopes_of(asking, min_day, max_day, words)
    whole = [_asking(scope, asking) for scope in scopes]

    @st.composite
    def drawn(draw: st.DrawFn) -> Case:
        picks = Picks(draw)
        number = picks.pick(0, len(scopes) - 1)
        group, first, last = scopes[number]
        start = expanding.start_day(words, first, last, picks.pick(0, expanding.starts_number(first, last) - 1))
        # Where what was chosen leaves no room, the plain choices do, at the latest on the last day.
        for day, pick in ((start, picks.pick), (start, plain), (last, plain)):
            with suppress(CannotConstructError):
                case = breached(rules, own, group, day, whole[number], pick, occurrence)
                picks.fill()
                return case
        why = f"it cannot be broken in a course of {group} that begins on {start}"
        asked_for = f"{own.id}/{name}"
        raise CannotConstructError(asked_for, why)

    return drawn()


def _asking(scope: Scope, asking: dict[Scope, Requirement]) -> Requirement:
    return next(
        asked
        for own, asked in asking.items()
        if own.group == scope.group and own.first <= scope.first and scope.last <= own.last
    )


def _known(requirement: object, ruleset: RuleSet) -> str:
    """Give the id of a requirement inside its file, from it or from the one that results quote."""
    known = dict.fromkeys(
        own.id for version in ruleset.usable for asked in version.by_group.values() for _, own in asked
    )
    name = requirement.removeprefix(f"{ruleset.id}/") if isinstance(requirement, str) else ""
    if name not in known:
        given.refuse("requirement", requirement, f"the id of a duty of '{ruleset.id}'", nearest(name, known))
    return name


def _refuse(requirement: str, told: tuple[str, ...]) -> NoReturn:
    given.refuse("requirement", requirement, f"a duty that can be broken ({'; '.join(told[:2])})")
