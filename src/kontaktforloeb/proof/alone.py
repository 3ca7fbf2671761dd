"""A schedule by itself: can it be followed, which duties contradict each other, which follow from the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kontaktforloeb.proof.asked import Asked
from kontaktforloeb.proof.language import every, no
from kontaktforloeb.proof.planning import Progress, Start, planned, scope_of
from kontaktforloeb.proof.setting import Setting
from kontaktforloeb.proof.solving import Answer, Problem, Solving
from kontaktforloeb.proof.values import Alone, Outcome, Why
from kontaktforloeb.status import Level


def alone_of(given: Setting, progress: Progress | None = None) -> Alone:
    """Give what is true of a schedule by itself."""
    plans = planned(given, progress)
    undecided = dict(plans.lacking)
    implied: dict[str, bool] = {}
    cannot: list[tuple[date, tuple[str, ...]]] = []
    gave_up = False
    for number, (problem, starts) in enumerate(plans.problems.items()):
        if progress is not None:
            progress(number, len(plans.problems))
        solving = Solving(problem.schedule, [], problem.horizon, problem.pinned, given.background)
        for own in problem.schedule:
            if own.doubts and own.requirement.level is not Level.RAAD:
                undecided[own.id] = own.doubts[0]
        undecided.update((own.id, Why.TOO_MANY) for own in solving.left_out)
        answer = solving.followable
        gave_up = gave_up or answer is Answer.GAVE_UP
        if answer is Answer.NONE:
            cannot.append((_first(starts), _conflict(solving)))
        elif answer is Answer.FOUND:
            _note_implied(problem, solving, implied)
    if progress is not None:
        progress(len(plans.problems), len(plans.problems))
    followable = Outcome.PROVED if not (gave_up or undecided) else Outcome.UNDECIDED
    earliest = min((day for day, _ in cannot), default=None)
    if cannot:
        followable = Outcome.COUNTEREXAMPLE
    return Alone(
        scope=scope_of(given, plans),
        followable=followable,
        not_from=earliest,
        conflicts=tuple(dict.fromkeys(core for day, core in cannot if day == earliest)),
        implied=tuple(name for name, still in implied.items() if still),
        undecided=tuple(undecided.items()),
    )


def _first(starts: Sequence[Start]) -> date:
    return min(day for day, _ in starts)


def _conflict(solving: Solving) -> tuple[str, ...]:
    """Give duties that cannot all be kept, none of which can be spared."""
    core = dict(solving.kept)
    for own in list(core):
        rest = [said for other, said in core.items() if other is not own]
        if solving.ask(*rest) is Answer.NONE:
            del core[own]
    return tuple(dict.fromkeys(own.id for own in core))


def _note_implied(problem: Problem, solving: Solving, implied: dict[str, bool]) -> None:
    """Note which duties whoever keeps all the others keeps too; one that is not asked for follows from nothing."""
    for name in dict.fromkeys(own.id for own in solving.kept):
        if implied.get(name) is False:
            continue
        own = [said for asked, said in solving.kept.items() if asked.id == name]
        rest = [said for asked, said in solving.kept.items() if asked.id != name]
        if not _asks(problem.schedule, name):
            continue
        broken = solving.named(no(every(*own)))
        implied[name] = solving.ask(*rest, broken) is Answer.NONE


def _asks(duties: Sequence[Asked], name: str) -> bool:
    return any(own.id == name and not own.not_required for own in duties)
