"""What a file of examples may say, as frozen values: a citizen who satisfies a rule, and one who does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

import attrs

from kontaktforloeb.rulebook.structure import anything, day, flag, key, keyed, many, number, points, table, text

_MOST_COPIES = 1000
T = TypeVar("T", bound="Told")


@attrs.frozen
class SpellRow:
    """A stretch on one benefit."""

    group: str = key(text)
    start: dt.date = key(day)
    end: dt.date | None = key(day, default=None)


@attrs.frozen
class MeetingRow:
    """A meeting; what is left out is as in `kontaktforloeb.Meeting`."""

    date: dt.date = key(day)
    type: str | None = key(text, default=None)
    held_by: str | None = key(text, default=None)
    with_: tuple[str, ...] | None = key(many(text), default=None, name="with")
    form: str | None = key(text, default=None)
    status: str | None = key(text, default=None)
    individual: bool | None = key(flag, default=None)
    registered: dt.date | None = key(day, default=None)
    adviser: str | None = key(text, default=None)
    topics: tuple[str, ...] | None = key(many(text), default=None)
    agreements: tuple[str, ...] | None = key(many(text), default=None)
    minutes: int | None = key(number(0), default=None)
    prep_minutes: int | None = key(number(0), default=None)
    prep_date: dt.date | None = key(day, default=None)


@attrs.frozen
class EventRow:
    """A dated fact."""

    event: str = key(text)
    date: dt.date = key(day)
    value: str | None = key(text, default=None)


@attrs.frozen
class HoursRow:
    """The hours of one month, exact."""

    month: str = key(text)
    hours: Decimal = key(points)
    kind: str | None = key(text, default=None)


@attrs.frozen
class ExemptionRow:
    """An interval in which the citizen is exempt."""

    kind: str = key(text)
    start: dt.date = key(day)
    end: dt.date | None = key(day, default=None)
    decided_on: dt.date | None = key(day, default=None)
    reason: str | None = key(text, default=None)


@attrs.frozen
class RecordRow:
    """Something that an adviser or a team did."""

    unit: str = key(text)
    kind: str = key(text)
    date: dt.date = key(day)
    minutes: int | None = key(number(0), default=None)


@attrs.frozen(kw_only=True)
class Told:
    """What is told of a citizen and of the run; what is left out is told elsewhere, or not at all."""

    group: str | None = key(text, default=None)
    start: dt.date | None = key(day, default=None)
    end: dt.date | None = key(day, default=None)
    as_of: dt.date | None = key(day, default=None)
    birth_date: dt.date | None = key(day, default=None)
    municipality: str | None = key(text, default=None)
    team: str | None = key(text, default=None)
    adviser: str | None = key(text, default=None)
    insured: str | None = key(text, default=None)
    schedule: str | None = key(text, default=None)
    rules: tuple[str, ...] | None = key(many(text), default=None)
    spells: tuple[SpellRow, ...] | None = key(many(table(SpellRow)), default=None)
    meetings: tuple[MeetingRow, ...] | None = key(many(table(MeetingRow)), default=None)
    hours: tuple[HoursRow, ...] | None = key(many(table(HoursRow)), default=None)
    exemptions: tuple[ExemptionRow, ...] | None = key(many(table(ExemptionRow)), default=None)
    events: tuple[EventRow, ...] | None = key(many(table(EventRow)), default=None)
    course: dt.date | None = key(day, default=None)
    """The first day of the course that is meant, where there are several."""
    occurrence: int | None = key(number(1), default=None)
    set: Mapping[str, Any] | None = key(keyed(anything), default=None)
    readings: Mapping[str, str] | None = key(keyed(text), default=None)


@attrs.frozen(kw_only=True)
class Copies(Told):
    """One of the cases that a share or a load looks at, so many times."""

    copies: int = key(number(1, _MOST_COPIES), default=1)


@attrs.frozen(kw_only=True)
class Side(Told):
    """One of the two citizens, and what is expected of the verdict."""

    status: str = key(text)
    reason: str | None = key(text, default=None)
    cases: tuple[Copies, ...] | None = key(many(table(Copies)), default=None)
    records: tuple[RecordRow, ...] | None = key(many(table(RecordRow)), default=None)
    answers: Mapping[str, str] | None = key(keyed(text), default=None)


@attrs.frozen(kw_only=True)
class Example(Told):
    """What shows that a rule finds what it should, and only that."""

    kept: Side = key(table(Side))
    not_kept: Side = key(table(Side))
    statements: tuple[str, ...] = key(many(text), default=())
    requirement: str | None = key(text, default=None)
    published: str | None = key(text, default=None)


@attrs.frozen
class ExamplesFile:
    """The examples that stand beside one rule file."""

    example: tuple[Example, ...] = key(many(table(Example)))


def over(told: T, base: Told) -> T:
    """Give `told` with what it leaves out from `base`; a stretch told in one way replaces one told in the other."""
    shorthand = told.group is not None or told.start is not None
    replaced = {"spells"} if shorthand else {"group", "start", "end"} if told.spells is not None else set()
    missing = [field.name for field in attrs.fields(Told) if getattr(told, field.name) is None]
    return attrs.evolve(told, **{name: getattr(base, name) for name in missing if name not in replaced})
