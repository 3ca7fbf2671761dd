"""Citizens at the edges of a duty: seen the day before it falls due, on the day, the day after and never.

See `test_law_boundaries.py`; what else may happen to them stands in `law_turns.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import attrs
import slow_dates
from law_duties import SOON, Duty, asked_by, person, seen, serving
from slow_asked import Asked
from slow_series import after, buckets

from kontaktforloeb import Case, Event, Meeting, Spell

NEXT = slow_dates.NEXT
LONG = 40 * NEXT


class Citizen(NamedTuple):
    """A case, what it shows, the days of the question, those that tell most, and which of several alike it is."""

    shows: str
    case: Case
    days: tuple[date, ...]
    telling: tuple[date, ...]
    step: int = 1


def around(duty: Duty, group: str, start: date) -> Iterator[Citizen]:
    """Give who is seen on the edges of what is asked of a course that begins on a day."""
    case = person(duty, group, start)
    if duty.raw["kind"] == "each" or "held:1" in duty.anchors():
        case = seen(case, serving(duty, duty.raw["match"], looked_at(duty, start + SOON + NEXT)))
    asked = asked_by(duty, case)
    if not asked:
        yield Citizen("not asked", case, (start, start + LONG), (start + LONG,))
    elif duty.raw["kind"] == "each":
        yield from _carried(duty, person(duty, group, start), asked[0])
    elif duty.raw["kind"] == "gap":
        yield from _again(duty, case, asked[0])
    elif "per" in duty.raw:
        yield from _in_each(duty, case, asked[0])
    else:
        for one in asked:
            yield from _in_time_or_not(duty, case, one)


def looked_at(duty: Duty, day: date) -> date:
    """Give the day, or the nearest one on which the duty looks at meetings."""
    first: date = duty.raw.get("held_from", day)
    last: date = duty.raw.get("held_to", day)
    return min(max(first, day), last)


def last_day(duty: Duty, asked: Asked) -> date:
    """Give the day around which a duty is looked at: that on which it falls due, else one soon after it opens."""
    return asked.due.day or looked_at(duty, (asked.opens.day or asked.since) + SOON)


def served(duty: Duty, asked: Asked, last: date) -> Sequence[Meeting | Event]:
    """Give as many meetings as are asked for, from the first day of the window on, and the last one on a day."""
    opens = min(looked_at(duty, asked.opens.day or asked.since), last)
    return [*early(duty, opens, asked.needed - 1), serving(duty, duty.raw["match"], last)]


def early(duty: Duty, first: date, number: int) -> list[Meeting | Event]:
    """Give so many meetings that count, from a day on, and before them those that count for another duty instead."""
    names, match = duty.raw.get("besides", ()), duty.raw["match"]
    taken = sum(other["count"] for other in duty.file.duties if other["id"] in names and other["match"] == match)
    return [serving(duty, match, first + nth * NEXT) for nth in range(taken + number)]


def _in_time_or_not(duty: Duty, case: Case, asked: Asked) -> Iterator[Citizen]:
    last, step = last_day(duty, asked), asked.occurrence
    days = (last - NEXT, last, last + NEXT, last + LONG)
    yield Citizen("the day before", seen(case, *served(duty, asked, last - NEXT)), days, (last,), step)
    yield Citizen("on the day", seen(case, *served(duty, asked, last)), days, (last - NEXT, last), step)
    yield Citizen("the day after", seen(case, *served(duty, asked, last + NEXT)), days, (last + NEXT,), step)
    yield Citizen("never", seen(case, *served(duty, asked, last)[:-1]), days, (last, last + NEXT), step)


def _carried(duty: Duty, case: Case, asked: Asked) -> Iterator[Citizen]:
    """Give who was seen in the way that is asked, in another, and in one that is not recorded; then who never was."""
    opens = looked_at(duty, asked.opens.day or asked.since)
    day = looked_at(duty, min(opens + SOON, asked.due.day or date.max))
    slots = duty.raw.get("slots", [duty.raw.get("from_slot", 1)])
    form = duty.raw["require"].get("form", [None])[0]
    before = [serving(duty, duty.raw["match"], opens + nth * NEXT, form=form) for nth in range(1, max(slots))]
    last = asked.due.day or day
    days = (day - NEXT, day, day + NEXT, last, last + NEXT, last + LONG)
    moves: list[tuple[str, date | None]] = [("", None)]
    if case.meetings:
        moves += [(", first", opens), (", at last", looked_at(duty, last + NEXT))]
    for step, (when, to) in enumerate(moves, 1):
        moved = case if to is None else attrs.evolve(case, meetings=[attrs.evolve(m, date=to) for m in case.meetings])
        for shows, said in what_is_carried(duty):
            one = seen(moved, *before, serving(duty, duty.raw["match"], day, **said))
            yield Citizen(f"{shows}{when}", one, days, (day - NEXT, day, last + NEXT), step)
            over = attrs.evolve(one, spells=[Spell(asked.course.group, asked.course.start, last)])
            yield Citizen(f"{shows}{when}, then over", over, days, (last, last + NEXT), step)
    yield Citizen("never", seen(case, *before), days, (last + NEXT,))


def what_is_carried(duty: Duty) -> list[tuple[str, dict[str, Any]]]:
    """Give what a meeting may say on what is asked: that, nothing, and something else."""
    require, words = duty.raw["require"], duty.rules.words
    if "form" in require:
        other = next(name for name in words.names("form") if name not in require["form"])
        return [("carried", {"form": require["form"][0]}), ("empty", {"form": None}), ("other", {"form": other})]
    if "with" in require:
        return [("carried", {"with_": require["with"]}), ("empty", {"with_": ()}), ("other", {"with_": ("tolk",)})]
    others = [name for name in words.names("holder") if name not in require["held_by"]]
    return [("carried", {"held_by": require["held_by"][0]}), ("other", {"held_by": others[0]})]


def _again(duty: Duty, case: Case, asked: Asked) -> Iterator[Citizen]:
    """Give who is seen often enough, and not, in the first stretch of a gap, in the second, and to its end."""
    opens, match = asked.opens.day or asked.since, duty.raw["match"]
    first = after(opens, duty.raw["longest"])
    second = after(first, duty.raw["longest"])
    for shows, kept, last in (("first", [], first), ("second", [serving(duty, match, first)], second)):
        days = (last - NEXT, last, last + NEXT, last + LONG)
        for when, shift in (("the day before", -NEXT), ("on the day", 0 * NEXT), ("the day after", NEXT)):
            one = seen(case, *kept, serving(duty, match, last + shift))
            yield Citizen(f"{shows} {when}", one, days, (last, last + NEXT))
        yield Citizen(f"{shows} never", seen(case, *kept), days, (last, last + NEXT))
    ends = asked.due.day or second + LONG
    chain = [first]
    while after(chain[-1], duty.raw["longest"]) <= ends:
        chain.append(after(chain[-1], duty.raw["longest"]))
    over = attrs.evolve(case, spells=[Spell(asked.course.group, asked.course.start, ends + NEXT)])
    for shows, held in (("to the end", chain), ("but for the last", chain[:-1]), ("but for the first", chain[1:])):
        one = seen(over, *(serving(duty, match, day) for day in held))
        yield Citizen(shows, one, (ends, ends + NEXT, ends + LONG), (ends, ends + LONG))


def _in_each(duty: Duty, case: Case, asked: Asked) -> Iterator[Citizen]:
    """Give who is seen often enough, and not, in the first bucket of a grid, and in the second."""
    match, opens = duty.raw["match"], asked.opens.day or asked.since
    yield Citizen("before any bucket is over", case, (opens, opens + LONG), (opens + LONG,))
    kept: list[Meeting | Event] = []
    for number, (first, last) in enumerate(islice(buckets(asked), 2), 1):
        days = (last - NEXT, last, last + NEXT, last + LONG)
        few = [*kept, *early(duty, first, asked.needed - 1)]
        for shows, shift in (("the day before", -NEXT), ("on the day", 0 * NEXT), ("the day after", NEXT)):
            one = seen(case, *few, serving(duty, match, last + shift))
            yield Citizen(f"bucket {number} {shows}", one, days, (last, last + NEXT))
        yield Citizen(f"bucket {number} never", seen(case, *few), days, (last, last + NEXT))
        kept = [*few, serving(duty, match, last)]
        over = attrs.evolve(case, spells=[Spell(asked.course.group, asked.course.start, last)])
        yield Citizen(f"bucket {number}, then over", seen(over, *kept), days, (last, last + NEXT))
