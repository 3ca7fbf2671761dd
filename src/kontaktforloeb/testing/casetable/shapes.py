"""Cases of what is no single count: what a meeting carries, gaps, grids, and one thing before another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs

from kontaktforloeb.buckets import nth_bucket
from kontaktforloeb.model import Case, Event, Meeting
from kontaktforloeb.rulebook.format import Require
from kontaktforloeb.rulebook.vocabulary import Vocabulary
from kontaktforloeb.status import Status
from kontaktforloeb.testing.casetable.drafts import Draft, known, later
from kontaktforloeb.testing.casetable.edges import Asked
from kontaktforloeb.testing.casetable.model import Category
from kontaktforloeb.testing.casetable.people import NEXT, SOON, seen
from kontaktforloeb.testing.casetable.reckoning import first_months

_WEEK = 7
_CARRIED = {"carried": Status.MET, "other": Status.BREACHED, "not-recorded": Status.UNKNOWN}
"""What must come out where a meeting carries what is asked, something else, and nothing that is recorded."""


def carried(one: Asked) -> Iterator[Draft]:
    """Give who was seen in the way that is asked, in another, and in one that is not recorded."""
    target, own = one.target, one.target.requirement
    if own.match is None or own.require is None:
        return
    opens = max(one.duty.opens or one.start, own.held_from or one.start)
    day = opens + SOON // 2 if one.due is None else min(opens + SOON // 2, one.due)
    slot = max(own.slots) if own.slots else own.from_slot
    first = [target.serving(own.match, day - (slot - nth) * NEXT) for nth in range(1, slot)]
    deciding = target.serving(own.match, day)
    if isinstance(deciding, Event):
        return
    end = later(max(day, one.due or day))
    alone = own.require.same_adviser is None and own.require.match is None
    case = target.person(one.start)
    over = attrs.evolve(case, spells=[*case.spells[:-1], attrs.evolve(case.spells[-1], end=end - NEXT)])
    for slug, said in _said(one, deciding).items():
        before = [
            attrs.evolve(meeting, **said) if nth in own.slots else meeting for nth, meeting in enumerate(first, 1)
        ]
        someone = seen(over, *before, attrs.evolve(deciding, **said))
        facts, often = (("day", day),), 2 if slug == "not-recorded" else 1
        found = known(one, _CARRIED[slug]) if alone else ()
        yield Draft(f"each/{slug}", Category.CARRIED, f"each-{slug}", someone, end, found, facts, often, often)
    if not case.meetings:
        yield Draft("each/never", Category.CARRIED, "each-never", over, end, (), (("day", day),), 4, 2)


def _said(one: Asked, deciding: Meeting) -> dict[str, dict[str, Any]]:
    """Give what a meeting may say on what is asked: that, nothing, and something else."""
    require = one.target.requirement.require
    assert require is not None
    words = one.target.rulebook.vocabulary
    both = {**_who(require, deciding, words), **_told(require), **_how_long(require, deciding)}
    if require.form is not None:
        both["form"] = require.form[0], next((form for form in words.forms if form not in require.form), None)
    if require.same_adviser is not None:
        both["adviser"] = "raadgiver-1", "raadgiver-1"
    that, other = ({name: pair[side] for name, pair in both.items()} for side in (0, 1))
    empty = {name: () if name in _LISTS else None for name in both if name != "held_by"}
    return {"carried": that, "other": other} | ({"not-recorded": empty} if empty else {})


_LISTS = ("with_", "topics", "agreements")
_Pairs = dict[str, tuple[Any, Any]]
"""What a meeting says that carries what is asked, and one that does not."""


def _who(require: Require, deciding: Meeting, words: Vocabulary) -> _Pairs:
    found: _Pairs = {}
    if require.held_by is not None:
        held = {words.holder(name) for name in require.held_by}
        other = next((name for name in words.holders if words.holder(name) not in held), deciding.held_by)
        found["held_by"] = require.held_by[0], other
    if require.with_ is not None or require.all_with is not None:
        found["with_"] = (*(require.with_ or ())[:1], *(require.all_with or ())), ("tolk",)
    return found


def _told(require: Require) -> _Pairs:
    found: _Pairs = {}
    for name in ("topics", "agreements"):
        wanted = (*(getattr(require, name) or ()), *(getattr(require, f"all_{name}") or ()))
        if wanted:
            found[name] = wanted, ("andet",)
    least = require.agreements_at_least
    if least is not None:
        word = (require.agreements or ("aftale",))[0]
        found["agreements"] = (word,) * least, ("andet",) if require.agreements else (word,) * (least - 1)
    if require.no_agreements is not None:
        found["agreements"] = ("andet",), require.no_agreements[:1]
    return found


def _how_long(require: Require, deciding: Meeting) -> _Pairs:
    asked = {"minutes": require.minutes, "prep_minutes": require.prep_minutes}
    found: _Pairs = {name: (least, least - 1) for name, least in asked.items() if least is not None}
    if require.prep_days_before is not None:
        first = deciding.date - timedelta(days=require.prep_days_before)
        found["prep_date"] = first, first - NEXT
    return found


def one_after_another(one: Asked) -> Iterator[Draft]:
    """Give who is seen often enough, and not, in the first stretch of a gap and in the second."""
    target, own = one.target, one.target.requirement
    if own.match is None or own.longest is None or one.duty.opens is None:
        return
    case, opens = target.person(one.start), one.duty.opens
    anchor = [target.serving(own.match, opens)] if opens != one.start else []
    first = _after(opens, own.longest)
    second = _after(first, own.longest)
    for name, kept, last in (("first", [], first), ("second", [target.serving(own.match, first)], second)):
        facts = (("day", last),)
        for slug, days in (("day-before", -1), ("on-the-day", 0), ("day-after", 1)):
            someone = seen(_until(case, last), *anchor, *kept, target.serving(own.match, last + days * NEXT))
            often = 1 if (name, days) == ("first", 0) else 2
            found = known(one, Status.OVERDUE if days > 0 else Status.MET)
            yield Draft(
                f"gap/{name}/{slug}", Category.SERIES, f"gap-{slug}", someone, later(last), found, facts, often, often
            )
        never = seen(_until(case, last), *anchor, *kept)
        often = 1 if name == "first" else 2
        yield Draft(
            f"gap/{name}/never",
            Category.SERIES,
            "gap-never",
            never,
            later(last),
            known(one, Status.OVERDUE),
            facts,
            often,
            often,
        )


def _until(case: Case, last: date) -> Case:
    """Give the citizen whose course is over the day after a day, so that nothing later is asked."""
    return attrs.evolve(case, spells=[*case.spells[:-1], attrs.evolve(case.spells[-1], end=last + NEXT)])


def _after(day: date, period: Any) -> date:
    if period.months is not None:
        return first_months(day, period.months)
    return day + timedelta(days=(period.days or 0) + _WEEK * (period.weeks or 0))


def in_each(one: Asked) -> Iterator[Draft]:
    """Give who is seen often enough, and not, in the first and in the second bucket of a grid."""
    target, own = one.target, one.target.requirement
    if own.match is None or one.duty.grid is None:
        return
    case, grid = target.person(one.start), one.duty.grid
    kept: list[Meeting | Event] = []
    for number in (1, 2):
        first, last = nth_bucket(grid.bucket, grid.anchor, number)
        due = last + timedelta(days=grid.grace_days)
        few = [*kept, *(target.serving(own.match, first + nth * NEXT) for nth in range(one.duty.needed - 1))]
        for slug, days in (("on-the-day", 0), ("day-after", 1)):
            someone = seen(_until(case, due), *few, target.serving(own.match, due + days * NEXT))
            often = 1 if (number, days) == (1, 0) else 2
            found = known(one, Status.OVERDUE if days > 0 else Status.MET)
            yield Draft(
                f"each-{number}/{slug}", Category.SERIES, f"bucket-{slug}", someone, later(due), found,
                (("day", due),), often, often,
            )  # fmt: skip
        yield Draft(
            f"each-{number}/never", Category.SERIES, "bucket-never", seen(_until(case, due), *few), later(due),
            known(one, Status.OVERDUE), (("day", due),), number, number,
        )  # fmt: skip
        kept = [*few, target.serving(own.match, due)]


def in_order(one: Asked) -> Iterator[Draft]:
    """Give who had one thing before another, on the same day, after it, and without it."""
    target, own = one.target, one.target.requirement
    if own.first is None or own.before is None:
        return
    case, day = target.person(one.start), max(one.start, one.duty.opens or one.start) + SOON
    for slug, shift, status in (
        ("before", -1, Status.MET),
        ("same-day", 0, Status.BREACHED),
        ("after", 1, Status.BREACHED),
    ):
        records = [target.serving(own.first, day + shift * NEXT), target.serving(own.before, day)]
        found = known(one, status)
        yield Draft(
            f"order/{slug}", Category.ORDER, f"order-{slug}", seen(case, *records), later(day), found, (("day", day),)
        )
    alone = seen(case, target.serving(own.before, day))
    yield Draft(
        "order/never", Category.ORDER, "order-never", alone, later(day), known(one, Status.BREACHED), (("day", day),)
    )
