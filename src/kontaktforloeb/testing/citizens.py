"""Strategies for whole citizens: cases, the courses that are built from them, and caseloads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from kontaktforloeb.conventions import DEFAULT
from kontaktforloeb.courses import Course, build_courses
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.kinds import Clock
from kontaktforloeb.testing import arguments as given
from kontaktforloeb.testing import expanding
from kontaktforloeb.testing.expanding import Digits
from kontaktforloeb.testing.numbers import number
from kontaktforloeb.testing.words import Words, words_of

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook

Days = date | str | None

_FOLLOWED, _HAS_EXEMPTIONS, _HAS_EVENTS, _HAS_HOURS, _HAS_MORE = 4, 4, 2, 4, 4
"""One of so many is followed by a spell, has exemptions, events, hours, more said of it: powers of two, as digits."""

CITIZEN = "K00001"


@attrs.frozen(eq=False)
class _Scope:
    """What cases are made of, checked."""

    words: Words
    groups: tuple[str, ...]
    hourly: frozenset[str]
    first: date
    last: date
    most: tuple[int, int, int, int]
    schedules: tuple[str, ...]
    citizen: str


def cases(  # noqa: PLR0913 (each is a choice of its own, by name)
    *,
    groups: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    max_spells: int = 2,
    max_meetings: int = 4,
    max_exemptions: int = 1,
    max_events: int = 2,
    schedules: Iterable[str] | None = (),
    citizen: str | None = None,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Case]:
    """Give cases in the words of the rules, whose first spell begins from `min_day` to `max_day`.

    They are valid: their words are known, and no two spells overlap on one benefit. Days lie beside those on which
    something changes or falls due more often than elsewhere. They shrink towards one spell of the ordinary job-ready
    group that begins on a recent plain day, without a meeting. `schedules` are those that a case may name, `None` for
    any that can be judged; by default none is named. Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> case = find(cases(), lambda case: True)
    >>> case.spells, case.meetings
    ((Spell(group='kontanthjaelp-jobparat', start=datetime.date(2025, 7, 14), end=None),), ())
    """
    rules = given.rulebook_or_bundled(rulebook)
    words = words_of(rules)
    first, last = given.bounds(min_day, max_day, (words.first_day, words.last_day))
    names = given.words("groups", groups, words.groups, "target groups")
    known = rules.vocabulary.groups.latest()
    most = (
        given.size("max_spells", max_spells, 1),
        given.size("max_meetings", max_meetings),
        given.size("max_exemptions", max_exemptions),
        given.size("max_events", max_events),
    )
    may_follow = () if schedules == () else given.words("schedules", schedules, words.schedules, "schedules")
    hourly = frozenset(name for name in names if known[name].clock is Clock.ACCUMULATED)
    own = given.text_or("citizen", citizen, CITIZEN)
    return _cases(_Scope(words, names, hourly, first, last, most, may_follow, own))


def _cases(scope: _Scope) -> st.SearchStrategy[Case]:
    words, (max_spells, max_meetings, max_exemptions, max_events) = scope.words, scope.most
    weights = _weighted(scope.groups)
    starts, runs = expanding.starts_number(scope.first, scope.last), expanding.spells_number(weights)
    followed = _FOLLOWED if max_spells > 1 else 1
    meetings_base = 1 << max_meetings.bit_length()
    bases = (meetings_base, followed, _HAS_EXEMPTIONS, _HAS_EVENTS, _HAS_HOURS, _HAS_MORE)
    product = 1
    for base in bases:
        product *= base

    def several(draw: st.DrawFn, least: int, most: int) -> int:
        return least if least >= most else least + number(draw, most - least + 1)

    @st.composite
    def drawn(draw: st.DrawFn) -> Case:
        has = Digits(number(draw, product))
        held = has.below(meetings_base) % (max_meetings + 1)
        many = 1 if has.below(followed) < _FOLLOWED - 1 else several(draw, 2, max_spells)
        start = expanding.start_day(words, scope.first, scope.last, number(draw, starts))
        found = expanding.run_of_spells(words, weights, start, [number(draw, runs) for _ in range(many)])
        firsts = [spell.start for spell in found]

        def near(code: int) -> date:
            return firsts[code // expanding.OFFSETS % len(firsts)] if len(firsts) > 1 else start

        said: dict[str, Any] = {}
        codes = [number(draw, expanding.MEETINGS) for _ in range(held)]
        if has.below(_HAS_EXEMPTIONS) == _HAS_EXEMPTIONS - 1 and max_exemptions:
            own = [number(draw, expanding.EXEMPTIONS) for _ in range(several(draw, 1, max_exemptions))]
            said["exemptions"] = [expanding.exemption(words, near(code), code, words.exemptions) for code in own]
        if has.below(_HAS_EVENTS) == _HAS_EVENTS - 1 and max_events:
            own = [number(draw, expanding.EVENTS) for _ in range(several(draw, 1, max_events))]
            said["events"] = [expanding.event(words, near(code), code, words.events) for code in own]
        if has.below(_HAS_HOURS) == _HAS_HOURS - 1:
            on_hours = [spell.start for spell in found if spell.group in scope.hourly]
            if on_hours:
                said["hours"] = expanding.hours(words, on_hours[0], number(draw, expanding.HOURS))
        if scope.schedules or has.below(_HAS_MORE) == _HAS_MORE - 1:
            said |= expanding.person(words, start, number(draw, expanding.PERSONS), scope.schedules)
        return Case(scope.citizen, found, [expanding.meeting(words, near(code), code) for code in codes], **said)

    return drawn()


def _weighted(groups: Sequence[str]) -> tuple[str, ...]:
    """Give the groups so that the plainest is drawn as often as several others, and a power of two of them."""
    number = 1 << (2 * len(groups) - 1).bit_length()
    return expanding.filled((groups[0],) * max(1, number // 4), groups[1:], number)


def courses(
    *,
    groups: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Course]:
    """Give courses as they are built from the spells and events of cases, of which the same may give several.

    The first spell of a case begins from `min_day` to `max_day`.

    Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> course = find(courses(), lambda course: True)
    >>> course.group, course.start, course.end
    ('kontanthjaelp-jobparat', datetime.date(2025, 7, 14), None)
    """
    vocabulary = given.rulebook_or_bundled(rulebook).vocabulary
    from_cases = cases(groups=groups, min_day=min_day, max_day=max_day, max_meetings=0, rulebook=rulebook)
    built = from_cases.map(lambda case: build_courses(case, vocabulary, DEFAULT))
    return st.builds(lambda own, number: own[number % len(own)], built, st.integers(0, 1))


def caseloads(  # noqa: PLR0913 (as for cases)
    *,
    min_size: int = 0,
    max_size: int = 3,
    groups: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    max_spells: int = 2,
    max_meetings: int = 4,
    schedules: Iterable[str] | None = (),
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[tuple[Case, ...]]:
    """Give caseloads: cases of different citizens, with made-up ids in order.

    Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> [case.citizen for case in find(caseloads(min_size=2), lambda caseload: True)]
    ['K00001', 'K00002']
    """
    least, most = given.sizes(min_size, max_size)
    one = cases(
        groups=groups,
        min_day=min_day,
        max_day=max_day,
        max_spells=max_spells,
        max_meetings=max_meetings,
        schedules=schedules,
        rulebook=rulebook,
    )
    return st.lists(one, min_size=least, max_size=most).map(
        lambda own: tuple(attrs.evolve(case, citizen=f"K{nth:05}") for nth, case in enumerate(own, 1))
    )
