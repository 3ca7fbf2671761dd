"""How many records a counterexample needs at most: why it is enough to look at so many places.

Take any records that keep the schedule and break a duty of the law. Leave out all but those that are named here: the
first so many that match, those that fill a bucket or a stretch, those that serve a duty which others lie besides. What
is left keeps the schedule and breaks the duty still; `docs/proof.md` says why, kind by kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kontaktforloeb.proof.asked import Asked, Day, FromHeld
from kontaktforloeb.rulebook.kinds import Kind

MOST_PLACES = 40
"""More records than these are not looked at; what would need them is left out or undecided."""


class Need(NamedTuple):
    """The first `number` records of a sequence; sequences with one key are the same."""

    key: tuple[object, ...]
    number: int


def places_for(needs: Iterable[Need]) -> int:
    """Give how many records there must be room for."""
    most: dict[tuple[object, ...], int] = {}
    for need in needs:
        most[need.key] = max(most.get(need.key, 0), need.number)
    return sum(most.values())


def to_keep(asked: Asked, horizon: int) -> Iterator[Need]:
    """Give the records by which a duty stays kept when others are left out."""
    requirement = asked.requirement
    yield from _to_know(asked)
    match requirement.kind:
        case Kind.COUNT if requirement.per is None:
            yield from _sequences(asked, asked.needed)
        case Kind.COUNT:
            yield Need(("grid", asked), asked.needed * len(asked.buckets))
        case Kind.GAP:
            yield Need(("gap", asked), _picks(asked, horizon))
        case Kind.ORDER:
            yield Need(_sequence(asked, requirement.first or "", asked.opens), 1)
        case _:
            numbered = max(requirement.slots, default=0)
            other = requirement.require is not None and requirement.require.same_adviser is False
            yield from _sequences(asked, max(numbered, requirement.from_slot if other else 0))


def to_break(asked: Asked) -> Iterator[Need]:
    """Give the records by which a duty stays broken when others are left out."""
    requirement = asked.requirement
    yield from _to_know(asked)
    match requirement.kind:
        case Kind.COUNT if requirement.per is None:
            if requirement.at_most is not None:
                yield Need(("too-many", asked), requirement.at_most + 1)
        case Kind.COUNT:
            yield Need(("grid", asked), asked.needed * len(asked.buckets))
        case Kind.GAP:
            yield Need(("anchor", asked), 1)
        case Kind.ORDER:
            yield Need(_sequence(asked, requirement.before or "", asked.opens), 1)
        case _:
            yield from _sequences(asked, max(requirement.slots, default=requirement.from_slot))
            yield Need(("lacking", asked), 1)


def to_serve(duties: Iterable[Asked]) -> Iterator[Need]:
    """Give the records that serve the duties which others lie besides."""
    own = list(duties)
    listed = {name for asked in own for name in asked.requirement.besides}
    for asked in own:
        if asked.requirement.id in listed:
            yield from _to_know(asked)
            yield Need(("serves", asked), asked.needed)


def _to_know(asked: Asked) -> Iterator[Need]:
    """Give the records on which days and conditions hang."""
    for day in (asked.opens, asked.due, *(opens for _, opens in asked.ways)):
        if isinstance(day, FromHeld):
            yield Need(_whole(asked, day.match), day.number)
    for conditions in asked.unless:
        yield from (Need(_whole(asked, own.match), own.at_least) for own in conditions)
    yield from (Need(_sequence(asked, name, None), 1) for name in asked.only_with)
    for also in asked.requirement.also:
        yield Need(_sequence(asked, also.match, asked.opens), also.at_most)


def _sequences(asked: Asked, number: int) -> Iterator[Need]:
    """Give the first so many candidates: of each way its own, so that ways are shared between duties."""
    if not number:
        return
    if asked.requirement.besides or asked.version.besides.get(asked.requirement.id):
        yield Need(("free", asked), number)
        return
    yield from (Need(_sequence(asked, name, opens), number) for name, opens in asked.ways)


def _sequence(asked: Asked, match: str, opens: Day) -> tuple[object, ...]:
    return (id(asked.version), match, 0 if opens is None else opens, asked.held, asked.last)


def _whole(asked: Asked, match: str) -> tuple[object, ...]:
    return (id(asked.version), match, asked.first, (None, None), None)


def _picks(asked: Asked, horizon: int) -> int:
    """Give how many meetings keep a gap: the latest in time each, so that two in a row are further apart than it."""
    if not isinstance(asked.opens, int) or not asked.stretch:
        return 0
    ends = [horizon, *(day for day in (asked.due, asked.last) if isinstance(day, int))]
    return max(0, 2 * (-(-(min(ends) - asked.opens) // min(asked.stretch))) + 1)
