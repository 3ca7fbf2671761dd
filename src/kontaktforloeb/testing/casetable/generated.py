"""The cases that are made from the rule files: every requirement at its boundaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.testing.casetable.calendar import at_edges
from kontaktforloeb.testing.casetable.drafts import Draft, kept, words_of
from kontaktforloeb.testing.casetable.edges import asked, plain_start
from kontaktforloeb.testing.casetable.model import Day, Suite, TableCase, citizen_of
from kontaktforloeb.testing.casetable.people import Target, targets
from kontaktforloeb.testing.casetable.rows import rows_of
from kontaktforloeb.testing.casetable.shapes import carried, in_each, in_order, one_after_another
from kontaktforloeb.testing.casetable.turns import due_days, turns


def generated(rulebook: Rulebook, values: dict[str, dict[str, Any]], *, law: bool) -> Iterator[TableCase]:
    """Give the cases made from the laws, or from the schedules; `values` are those that sources leave open.

    Where a requirement is about several target groups, the others than the first have its due days alone.
    """
    for target in targets(rulebook, values, law=law):
        yield from _cases(target, _drafts(target))


def _drafts(target: Target) -> Iterator[Draft]:
    start = plain_start(target)
    own = asked(target, start)
    for one in own:
        if target.requirement.kind is Kind.EACH:
            yield from carried(one)
        elif target.requirement.kind is Kind.GAP:
            yield from one_after_another(one)
        elif target.requirement.kind is Kind.ORDER:
            yield from in_order(one)
        elif target.requirement.per is not None:
            yield from in_each(one)
        else:
            yield from due_days(one)
            if target.main and one is own[0]:
                yield from turns(one)
    if target.main:
        yield from at_edges(target)


def _cases(target: Target, drafts: Iterable[Draft]) -> Iterator[TableCase]:
    suite = Suite.LAW if target.law else Suite.SCHEDULES
    own = target.requirement
    for draft in drafts:
        if not kept(target, draft.slug, draft.category, draft.one_in, draft.fewer):
            continue
        name = f"{target.path}/{draft.slug}"
        case = attrs.evolve(draft.case, citizen=citizen_of(name))
        yield TableCase(
            id=name,
            suite=suite,
            category=draft.category,
            purpose=words_of(draft, own.title),
            source=f"{target.version.path.parent.name}/{target.version.path.name}",
            case=case,
            rows=rows_of(case),
            days=(Day(draft.as_of, draft.known),),
            reference=own.reference,
            rulesets=(target.ruleset.id,),
            requirement=target.id,
            setting=target.setting,
        )
