"""A schedule against a law: solve each problem once, confirm what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from kontaktforloeb.dates import within_days
from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.proof.asked import Asked
from kontaktforloeb.proof.confirm import assess, breaking, case_of, filled_up
from kontaktforloeb.proof.planning import Planned, Progress, Start, planned, scope_of
from kontaktforloeb.proof.setting import Setting
from kontaktforloeb.proof.solving import Answer, Problem, Solving, can_break
from kontaktforloeb.proof.values import Counterexample, DutyVerdict, Proof, Proved, Undecided, Why
from kontaktforloeb.rulebook.select import select
from kontaktforloeb.status import Level

_AT_ONCE = 12
"""So many problems share a solver: making one costs more than asking it, but what it was told it carries on."""


@attrs.define
class _Tally:
    """What has been found of one duty so far."""

    first: Asked
    starts: int = 0
    broken: int = 0
    fewest: int | None = None
    problem: Problem | None = None
    start: Start | None = None
    why: dict[str, None] = attrs.field(factory=dict)
    not_from: set[date] = attrs.field(factory=set)
    """Start days from which nobody can follow the schedule on time."""


def proof_of(given: Setting, duties: Sequence[str] = (), progress: Progress | None = None) -> Proof:
    """Give the answer for each duty of the law, or for those that are named.

    Raises `UnknownNameError` for a duty that the law does not have.
    """
    assert given.law is not None
    wanted = _wanted(given, duties)
    plans = planned(given, progress, wanted)
    tallies: dict[str, _Tally] = {}
    left_out = dict(plans.lacking)
    parts = _by_duty(plans, wanted)
    done = 0
    for (schedule, horizon, pinned), laws in parts.items():
        left_out.update((one.id, one.doubts[0]) for one in schedule if one.doubts and _binding(one))
        solving = None
        for number, ((name, law), starts) in enumerate(laws.items()):
            if solving is None or number % _AT_ONCE == 0:
                some = [own for _, own in list(laws)[number : number + _AT_ONCE]]
                solving = Solving(schedule, some, horizon, pinned, given.background)
                left_out.update((one.id, Why.TOO_MANY) for one in solving.left_out)
            if progress is not None:
                progress(done, sum(map(len, parts.values())))
            done += 1
            _decide(name, Problem(schedule, law, horizon, pinned), starts, solving, tallies)
    if progress is not None:
        progress(done, done)
    order = _in_order_of_law(given)
    tallies = dict(sorted(tallies.items(), key=lambda item: order.index(item[0])))
    found = [_verdict(name, tally, given, left_out) for name, tally in tallies.items()]
    asked = {own.duty for own in found}
    scope = scope_of(given, plans)
    return Proof(scope, tuple(found), tuple(left_out.items()), tuple(_never(given, wanted, asked)))


def _wanted(given: Setting, duties: Sequence[str]) -> frozenset[str] | None:
    if not duties:
        return None
    assert given.law is not None
    known = {
        f"{given.law.id}/{requirement.id}"
        for version in given.law.usable
        for own in version.by_group.values()
        for _, requirement in own
    }
    found = set()
    for name in duties:
        full = name if "/" in name else f"{given.law.id}/{name}"
        if full not in known:
            short = {own.partition("/")[2] for own in known}
            raise UnknownNameError(what="requirement", name=name, known=known if "/" in name else short)
        found.add(full)
    return frozenset(found)


def problems_of(plans: Planned, wanted: frozenset[str]) -> int:
    """Give how many problems the solver has with some duties of the law, each by itself."""
    return sum(map(len, _by_duty(plans, wanted).values()))


_Course = tuple[tuple[Asked, ...], int, tuple[tuple[str, str | None], ...]]
_Law = tuple[str, tuple[Asked, ...]]


def _by_duty(plans: Planned, wanted: frozenset[str] | None) -> dict[_Course, dict[_Law, list[Start]]]:
    """Give for each schedule in days the problems of each duty of the law.

    Starts that differ in another duty alone are alike for this one.
    """
    found: dict[_Course, dict[_Law, list[Start]]] = {}
    # What comes after the last due day changes nothing, unless something is asked again and again.
    common = max((problem.horizon for problem in plans.problems), default=0)
    for problem, starts in plans.problems.items():
        listed = {name for own in problem.law for name in own.requirement.besides}
        for name in dict.fromkeys(own.id for own in problem.law):
            own = [one for one in problem.law if one.id == name]
            if wanted is not None and name not in wanted:
                continue
            if all(one.not_required or not _binding(one) for one in own):
                continue
            # Which meetings serve a duty may hang on those that others lie besides.
            law = tuple(one for one in problem.law if one.id == name or one.requirement.id in listed)
            horizon = common if not any(map(_is_endless, (*problem.schedule, *law))) else problem.horizon
            laws = found.setdefault((problem.schedule, horizon, problem.pinned), {})
            laws.setdefault((name, law), []).extend(starts)
    return found


def _is_endless(asked: Asked) -> bool:
    """Tell whether a duty is asked again and again without an end."""
    return asked.due is None and bool(asked.stretch or asked.requirement.per is not None)


def _in_order_of_law(given: Setting) -> list[str]:
    assert given.law is not None
    asked = (requirement for version in given.law.usable for requirement in version.file.requirement)
    return list(dict.fromkeys(f"{given.law.id}/{requirement.id}" for requirement in asked))


def _decide(name: str, problem: Problem, starts: Sequence[Start], solving: Solving, tallies: dict[str, _Tally]) -> None:
    """Put one problem of one duty to the solver, and note what it says."""
    own = [one for one in problem.law if one.id == name]
    tally = tallies.setdefault(name, _Tally(own[0]))
    tally.starts += len(starts)
    doubts = [doubt for one in own for doubt in one.doubts]
    if solving.followable is not Answer.FOUND:
        # Of a schedule that nobody keeps everything is true: that proves nothing.
        if solving.followable is Answer.NONE:
            tally.not_from.update(day for day, _ in starts)
        else:
            tally.why[Why.GAVE_UP] = None
    elif doubts:
        tally.why.update(dict.fromkeys(doubts))
    elif tally.why and not any(can_break(one) for one in own):
        return  # It is undecided whatever is found here.
    elif not solving.put(name, problem.law):
        tally.why[Why.TOO_MANY] = None
    else:
        _ask(name, problem, sorted(starts, key=lambda start: start[0]), solving, tally)


def _binding(asked: Asked) -> bool:
    return asked.requirement.level is not Level.RAAD


def _ask(name: str, problem: Problem, starts: Sequence[Start], solving: Solving, tally: _Tally) -> None:
    followed = list(solving.kept.values())
    breaks = solving.breaks
    answer = solving.ask(*followed, breaks)
    if answer is Answer.FOUND:
        tally.broken += len(starts)
        fewest = solving.fewest(*followed, breaks, below=tally.fewest)
        if fewest is not None:
            tally.fewest, tally.problem, tally.start = fewest, problem, starts[0]
        elif tally.fewest is not None and tally.start is not None and starts[0][0] < tally.start[0]:
            same = solving.fewest(*followed, breaks, below=tally.fewest + 1)
            if same is not None:
                tally.problem, tally.start = problem, starts[0]
        return
    if answer is Answer.NONE:
        answer = solving.ask(*solving.sure, solving.not_kept)
    if answer is Answer.GAVE_UP:
        tally.why[Why.GAVE_UP] = None
    elif answer is Answer.FOUND:
        tally.why.update(dict.fromkeys(_open(problem, name)))


def _open(problem: Problem, name: str) -> Iterator[str]:
    """Give why a duty is neither kept nor broken for sure."""
    own = [one for one in problem.law if one.id == name]
    if any(one.no_version for one in own):
        yield Why.NO_VERSION
    elif any(one.newer for one in own):
        yield Why.TRANSITION
    else:
        yield Why.PERSON


def _verdict(name: str, tally: _Tally, given: Setting, left_out: Mapping[str, str]) -> DutyVerdict:
    result: Proved | Counterexample | Undecided
    if tally.problem is not None and tally.start is not None:
        result = _counterexample(name, tally, given, left_out)
    elif tally.why or tally.not_from:
        result = Undecided((*tally.why, *_nobody(tally, given)))
    else:
        result = Proved(tally.starts)
    asked = tally.first.requirement
    return DutyVerdict(name, asked.title, asked.reference, result, tally.starts, tally.broken)


def _nobody(tally: _Tally, given: Setting) -> Iterator[str]:
    """Give that nobody can follow the schedule from some start days, if so."""
    if tally.not_from:
        yield f"{Why.CANNOT_FOLLOW}:{given.schedule.id}:{len(tally.not_from)}:{min(tally.not_from)}"


def _counterexample(
    name: str, tally: _Tally, given: Setting, left_out: Mapping[str, str]
) -> Counterexample | Undecided:
    """Give the plainest case of the fewest records on the earliest start day, as `check` confirms it."""
    problem, start, fewest = tally.problem, tally.start, tally.fewest
    assert problem is not None
    assert start is not None
    assert fewest is not None
    assert given.law is not None
    solving = Solving(problem.schedule, [problem.law], problem.horizon, problem.pinned, given.background)
    solving.put(name, problem.law)
    records = solving.plainest(fewest, *solving.kept.values(), solving.breaks)
    day, profile = start
    vocabulary = given.rulebook.vocabulary
    case = case_of(records, profile, day, solving.words, vocabulary)
    case = filled_up(case, solving.left_out)
    as_of = within_days(day, problem.horizon + 1)
    if given.schedule.open_parameters:
        return Undecided(tuple(dict.fromkeys(why for why in left_out.values() if why.startswith(Why.PARAMETER))))
    assessment = assess(case, as_of, given.rulebook, given.names, given.conventions)
    finding = breaking(assessment, given.schedule.id, name)
    if finding is None:
        why = [f"{Why.LEFT_OUT}:{own}" for own in left_out] or [Why.NOT_CONFIRMED]
        return Undecided(tuple(why))
    return Counterexample(name, profile, case, as_of, finding, assessment)


def _never(given: Setting, wanted: frozenset[str] | None, asked: set[str]) -> Iterator[str]:
    """Give the duties of the law that no start in the scope asks for."""
    assert given.law is not None
    named: dict[str, None] = {}
    for version in given.law.usable:
        later = select(given.law, given.last).version
        begun = version.valid_from <= given.last and (later is None or version.valid_from <= later.valid_from)
        over = version.file.valid_to is not None and version.file.valid_to < given.first
        if not begun or over:
            continue
        for profile in given.profiles:
            for full_id, requirement in version.by_group.get(profile.group, ()):
                if requirement.level is not Level.RAAD:
                    named[full_id] = None
    yield from (name for name in named if name not in asked and (wanted is None or name in wanted))
