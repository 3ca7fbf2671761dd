"""The least change of a schedule's own numbers by which it keeps the law: each candidate is proved again.

Every counterexample is kept: a candidate that it still keeps to is not tried with the solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from kontaktforloeb.proof.confirm import assess, breaking
from kontaktforloeb.proof.planning import Progress
from kontaktforloeb.proof.proving import proof_of
from kontaktforloeb.proof.setting import Setting
from kontaktforloeb.proof.values import Change, Counterexample, Outcome, Proof, Repair
from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.rulebook.never import never
from kontaktforloeb.rulebook.select import select
from kontaktforloeb.status import Level

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Period, Point, Requirement
    from kontaktforloeb.rulebook.rulesets import RuleSet, Version

_PERIODS = ("days", "weeks", "months", "week")


def repair_of(given: Setting, duties: Sequence[str], most: int, progress: Progress | None = None) -> Repair | None:
    """Give the least change by which the duties are proved, or none; the proof of a schedule that needs none is given.

    Of changes of one size that of the first numbers of the file comes first.
    """
    proof = proof_of(given, duties, progress)
    if proof.outcome is not Outcome.COUNTEREXAMPLE:
        return Repair((), proof, 0) if proof.outcome is Outcome.PROVED else None
    known = _counterexamples(proof)
    numbers = list(_numbers(given))
    tried = 0
    for size in range(1, most + 1):
        for steps in _of_size(size, len(numbers)):
            changes = [
                Change(requirement, key, value, value + sign * step)
                for (requirement, key, value, sign), step in zip(numbers, steps, strict=True)
                if step
            ]
            if any(change.after < 1 for change in changes):
                continue
            candidate = _changed(given, changes)
            if any(any(never(own, given.rulebook.vocabulary)) for own in candidate.schedule.usable):
                continue  # It would ask for less, such as for a window that is over before it opens.
            tried += 1
            if any(_still_breaks(own, candidate) for own in known):
                continue
            proof = proof_of(candidate, duties, progress)
            if proof.outcome is Outcome.PROVED:
                return Repair(tuple(changes), proof, tried)
            known += _counterexamples(proof)
    return None


def _counterexamples(proof: Proof) -> list[Counterexample]:
    return [own.result for own in proof.duties if isinstance(own.result, Counterexample)]


def _of_size(size: int, places: int) -> Iterator[tuple[int, ...]]:
    """Give every way to share so many steps among some places, those that change the fewest first."""
    found: set[tuple[int, ...]] = {(0,) * places}
    for _ in range(size):
        found = {(*way[:at], way[at] + 1, *way[at + 1 :]) for way in found for at in range(places)}
    yield from sorted(found, key=lambda way: (sum(step > 0 for step in way), tuple(-step for step in way)))


def _numbers(given: Setting) -> Iterator[tuple[str, str, int, int]]:
    """Give the numbers that may change: how many interviews, up, and by when, down."""
    version = _version(given.schedule, given)
    for requirement in version.file.requirement:
        if requirement.kind not in (Kind.COUNT, Kind.GAP) or requirement.level is Level.RAAD:
            continue
        if requirement.count is not None:
            yield requirement.id, "count", requirement.count, 1
        for place, step in enumerate(requirement.steps):
            yield requirement.id, f"steps.{place}.count", step.count, 1
        for key, point in _points(requirement):
            numbers = ((period, getattr(point, period, None)) for period in _PERIODS)
            yield from ((requirement.id, f"{key}.{period}", value, -1) for period, value in numbers if value)


def _points(requirement: Requirement) -> Iterator[tuple[str, Point | Period]]:
    if requirement.due is not None:
        yield "due", requirement.due
    yield from ((f"steps.{place}.due", step.due) for place, step in enumerate(requirement.steps))
    if requirement.longest is not None:
        yield "longest", requirement.longest


def _version(ruleset: RuleSet, given: Setting) -> Version:
    return select(ruleset, given.first).version or ruleset.usable[-1]


def _changed(given: Setting, changes: Sequence[Change]) -> Setting:
    """Give the question with some numbers of the schedule changed."""
    own = given.schedule
    version = _version(own, given)
    renewed = {
        id(requirement): _with(requirement, [change for change in changes if change.requirement == requirement.id])
        for requirement in version.file.requirement
    }
    file = attrs.evolve(version.file, requirement=tuple(renewed[id(one)] for one in version.file.requirement))
    by_group = {
        group: tuple((name, renewed[id(one)]) for name, one in asked) for group, asked in version.by_group.items()
    }
    other = attrs.evolve(version, file=file, by_group=by_group)
    schedule = attrs.evolve(own, versions=tuple(other if one is version else one for one in own.versions))
    rulebook = attrs.evolve(given.rulebook, rulesets={**given.rulebook.rulesets, own.id: schedule})
    return attrs.evolve(given, schedule=schedule, rulebook=rulebook)


def _with(requirement: Requirement, changes: Sequence[Change]) -> Requirement:
    for change in changes:
        changed: Any = _put(requirement, change.key.split("."), change.after)
        requirement = changed
    return requirement


def _put(value: Any, keys: Sequence[str], number: int) -> Any:
    """Give a value with the number under some keys changed."""
    if not keys:
        return number
    head, *rest = keys
    if head.isdigit():
        place = int(head)
        return (*value[:place], _put(value[place], rest, number), *value[place + 1 :])
    return attrs.evolve(value, **{head: _put(getattr(value, head), rest, number)})


def _still_breaks(known: Counterexample, given: Setting) -> bool:
    """Tell whether a case that broke the duty keeps the changed schedule, too."""
    assessment = assess(known.case, known.as_of, given.rulebook, given.names, given.conventions)
    return breaking(assessment, given.schedule.id, known.duty) is not None
