"""Every start day planned: the problems that they come to, alike ones together, and the scope of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import attrs

from kontaktforloeb.courses import build_courses
from kontaktforloeb.facts import read_facts
from kontaktforloeb.plan import Terms
from kontaktforloeb.proof.asked import MOST_DAYS, Asking, Side, duties_of, is_endless, last_day_of, side_of
from kontaktforloeb.proof.scope import bare_case, days_from
from kontaktforloeb.proof.setting import Setting
from kontaktforloeb.proof.solving import Problem
from kontaktforloeb.proof.values import Profile, Scope
from kontaktforloeb.status import Level

Start = tuple[date, Profile]
Progress = Callable[[int, int], None]
"""Told how much of how much has been done."""

_ENDLESS_DAYS = 731
"""A duty that is asked again and again without an end is followed for two years."""


@attrs.frozen(eq=False)
class Planned:
    """The problems that the start days come to, each with its starts, and how many starts asked for nothing."""

    problems: Mapping[Problem, tuple[Start, ...]]
    lacking: tuple[tuple[str, str], ...]

    @property
    def starts(self) -> int:
        """How many starts there are in all."""
        return sum(map(len, self.problems.values()))


def planned(given: Setting, progress: Progress | None = None, wanted: frozenset[str] | None = None) -> Planned:
    """Give the problems that all start days and profiles come to, with some duties of the law or with all."""
    sides = [side_of(given.schedule)] + ([] if given.law is None else [side_of(given.law)])
    found: dict[Problem, list[Start]] = {}
    days = list(days_from(given.first, given.last))
    for number, day in enumerate(days):
        if progress is not None:
            progress(number, len(days))
        for profile in given.profiles:
            problem = _problem(given, sides, day, profile, wanted)
            if problem.schedule or problem.law:
                found.setdefault(problem, []).append((day, profile))
    if progress is not None:
        progress(len(days), len(days))
    return Planned({problem: tuple(starts) for problem, starts in found.items()}, sides[0].lacking)


def _problem(
    given: Setting, sides: Sequence[Side], day: date, profile: Profile, wanted: frozenset[str] | None
) -> Problem:
    vocabulary = given.rulebook.vocabulary
    facts = read_facts(bare_case(profile, day), vocabulary)
    course = build_courses(facts.case, vocabulary, given.conventions)[0]
    terms = Terms(facts, vocabulary, given.conventions)
    duties = [duties_of(side, course, terms) for side in sides]
    if wanted is not None:
        listed = {name for duty in duties[1] for name in duty.requirement.besides}
        duties[1] = tuple(own for own in duties[1] if own.id in wanted or own.requirement.id in listed)
    horizon = max(last_day_of(own, day) for own in duties)
    if any(is_endless(duty) for own in duties for duty in own if duty.requirement.level is not Level.RAAD):
        law = duties[1:] and any(is_endless(duty) for duty in duties[1])
        horizon = max(horizon, _ENDLESS_DAYS if law or not horizon else 0)
    horizon = min(horizon, MOST_DAYS)
    asked = [
        tuple(Asking(side, course, terms, horizon).ask(duty) for duty in own)
        for side, own in zip(sides, duties, strict=True)
    ]
    return Problem(asked[0], asked[1] if len(asked) > 1 else (), horizon, profile.events)


def scope_of(given: Setting, plans: Planned) -> Scope:
    """Give what was looked at."""
    starts = {start for some in plans.problems.values() for start, _ in some}
    own = {one.version.valid_from for problem in plans.problems for one in problem.schedule}
    law = {one.version.valid_from for problem in plans.problems for one in problem.law}
    return Scope(
        schedule=given.schedule.id,
        schedule_versions=tuple(sorted(own)),
        against="" if given.law is None else given.law.id,
        against_versions=tuple(sorted(law)),
        first=given.first,
        last=given.last,
        days=max((problem.horizon for problem in plans.problems), default=0),
        starts=len(starts),
        problems=len(plans.problems),
        profiles=given.profiles,
        assumed=given.background.assumed,
        as_if=given.as_if,
    )
