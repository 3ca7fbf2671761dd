"""What comes out of an example about many: the answer of a share or a load, or whether a shown figure is right."""

from __future__ import annotations

from collections.abc import Iterator

from kontaktforloeb.measures.measuring import measure
from kontaktforloeb.measures.published import recompute
from kontaktforloeb.measures.records import Record
from kontaktforloeb.measures.results import LoadResult, Measurement, ShareResult
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.statements.example_format import Side, over
from kontaktforloeb.statements.people import case_of

SHOWN, DIFFERS, NO_ANSWER = "shown", "differs", "no-answer"
"""What an example about a published figure may expect, and what is said of a measure that has nothing to count."""


def measured(name: str, side: Side, rulebook: Rulebook) -> tuple[str, tuple[str, ...]]:
    """Give the answer of the share or the load `name`, a full id, over the cases of a side, and what was counted."""
    ruleset, _, own = name.partition("/")
    assert side.as_of is not None  # An example without it is never run.
    (result,) = measure(
        rulebook,
        ruleset,
        _cases(side),
        as_of=side.as_of,
        records=[Record(row.unit, row.kind, row.date, row.minutes) for row in side.records or ()],
        answers=side.answers,
        only=[own],
    )
    assert isinstance(result, ShareResult | LoadResult)  # A score has no example: its id is no requirement's.
    return result.answer or NO_ANSWER, tuple(_counted(result))


def shown(ruleset: str, score: str, side: Side, rulebook: Rulebook) -> tuple[str, tuple[str, ...]]:
    """Give whether a rule set's source shows the figure that its answers give, those of a side in their place."""
    for result in recompute(rulebook, ruleset, answers=side.answers):
        if result.published.score == score:
            told = f"{score}: {result.recomputed.figure}, {SHOWN} {result.shown}"
            return SHOWN if result.agrees else DIFFERS, (told,)
    raise AssertionError(score)  # An example about a figure that is not there is never run.


def _cases(side: Side) -> list[Case]:
    """Give a case for each copy, or the one citizen of the side if it tells of one."""
    if side.cases is None:
        return [case_of(side)] if side.spells is not None or side.group is not None else []
    told = [over(case, side) for case in side.cases for _ in range(case.copies)]
    return [case_of(one, f"C{number}") for number, one in enumerate(told, 1)]


def _counted(result: Measurement) -> Iterator[str]:
    if isinstance(result, ShareResult):
        yield f"{result.id}: " + ", ".join(f"{outcome} {count}" for outcome, count in result.counts.items() if count)
    elif isinstance(result, LoadResult):
        for unit in result.units:
            yield f"{result.id}, {unit.unit}: " + ", ".join(f"{own.first} {own.number}" for own in unit.stretches)
