"""The facts about one citizen, as frozen values that check their own form.

What the words mean (which groups, meeting types and events exist) is data: `kontaktforloeb.rulebook.vocabulary`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

import attrs

from kontaktforloeb.dates import as_day, parse_day
from kontaktforloeb.errors import CaseError, OutOfRangeError, Problem

_PLAIN_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,20})?")
_MONTH_HOURS = 31 * 24


def _end(value: dt.date | str | None) -> dt.date | None:
    if value is None or value == "":
        return None
    # Case systems write the last day of the calendar where a stretch has no end yet.
    day = parse_day(value) if isinstance(value, str) else value
    return None if day == dt.date.max else as_day(day)


def _optional_day(value: dt.date | str | None) -> dt.date | None:
    return None if value is None or value == "" else as_day(value)


def _words(value: Iterable[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _flag(value: object) -> bool | None:
    if value is None or value is True or value is False:
        return value
    raise OutOfRangeError("this says neither yes nor no", "True, False or None")


def _month(value: dt.date | str) -> dt.date:
    try:
        return as_day(f"{value}-01" if isinstance(value, str) else value).replace(day=1)
    except OutOfRangeError:
        raise OutOfRangeError("this is no month", "yyyy-mm") from None


def _hours(value: Decimal | str | int) -> Decimal:
    if isinstance(value, float):
        raise OutOfRangeError(what="hours as a float are not exact", expected="text, a Decimal or a whole number")
    if not _PLAIN_NUMBER.fullmatch(f"{value:f}" if isinstance(value, Decimal) and value.is_finite() else str(value)):
        raise OutOfRangeError(what="this is no number of hours", expected="a number such as 160.33")
    hours = Decimal(value)
    if hours > _MONTH_HOURS:
        raise OutOfRangeError(what="no month has so many hours", expected=f"at most {_MONTH_HOURS}")
    return hours


def _ordered(start: dt.date, end: dt.date | None, what: str) -> None:
    if end is not None and end < start:
        raise CaseError([Problem(key=what, what=f"the end {end} lies before the start {start}")])


@attrs.frozen
class Spell:
    """A stretch on one benefit in one target group, `start` to `end`, both days included; no end: still running.

    >>> Spell("kontanthjaelp-jobparat", "2022-01-03")
    Spell(group='kontanthjaelp-jobparat', start=datetime.date(2022, 1, 3), end=None)
    """

    group: str
    start: dt.date = attrs.field(converter=as_day)
    end: dt.date | None = attrs.field(default=None, converter=_end)

    def __attrs_post_init__(self) -> None:
        _ordered(self.start, self.end, "spell")


@attrs.frozen(slots=False)  # With slots a frozen value of so many fields takes twice as long to make.
class Meeting:
    """One interview or meeting; only one whose status says that it was held ever counts.

    `with_` are the others who took part; `None` or empty says that nothing was recorded.

    >>> Meeting("2022-01-10").type, Meeting("2022-01-10", held_by="a-kasse").held_by
    ('jobsamtale', 'a-kasse')
    """

    date: dt.date = attrs.field(converter=as_day)
    type: str = "jobsamtale"
    held_by: str = "jobcenter"
    with_: tuple[str, ...] = attrs.field(default=(), converter=_words)
    form: str | None = None
    status: str = "afholdt"
    individual: bool | None = attrs.field(default=None, converter=_flag)
    registered: dt.date | None = attrs.field(default=None, converter=_optional_day)
    adviser: str | None = None
    topics: tuple[str, ...] = attrs.field(default=(), converter=_words)
    agreements: tuple[str, ...] = attrs.field(default=(), converter=_words)
    minutes: int | None = None
    prep_minutes: int | None = None
    prep_date: dt.date | None = attrs.field(default=None, converter=_optional_day)


@attrs.frozen
class Hours:
    """The hours of one calendar month that count as unemployment on dagpenge, exact.

    >>> Hours("2024-03", "160.33").month
    datetime.date(2024, 3, 1)
    """

    month: dt.date = attrs.field(converter=_month)
    hours: Decimal = attrs.field(converter=_hours)
    kind: str = "dagpenge"


@attrs.frozen
class Exemption:
    """An interval in which the citizen is exempt, by kind; both days included, no end: still running."""

    kind: str
    start: dt.date = attrs.field(converter=as_day)
    end: dt.date | None = attrs.field(default=None, converter=_end)
    decided_on: dt.date | None = attrs.field(default=None, converter=_optional_day)
    reason: str | None = None

    def __attrs_post_init__(self) -> None:
        _ordered(self.start, self.end, "exemption")

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether the exemption holds on `day`.

        >>> Exemption("barsel", "2022-01-20", "2022-07-01").holds_on(dt.date(2022, 7, 1))
        True
        """
        return self.start <= day and (self.end is None or day <= self.end)


@attrs.frozen
class Event:
    """A dated fact that starts a clock or meets a condition, such as a first contact or a handover."""

    event: str
    date: dt.date = attrs.field(converter=as_day)
    value: str | None = None


def _spells(given: Iterable[Spell]) -> tuple[Spell, ...]:
    return tuple(given)


def _meetings(given: Iterable[Meeting]) -> tuple[Meeting, ...]:
    return tuple(given)


def _all_hours(given: Iterable[Hours]) -> tuple[Hours, ...]:
    return tuple(given)


def _exemptions(given: Iterable[Exemption]) -> tuple[Exemption, ...]:
    return tuple(given)


def _events(given: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(given)


@attrs.frozen
class Case:
    """All facts about one citizen. The order of the facts never matters.

    >>> case = Case("C1", spells=[Spell("kontanthjaelp-jobparat", "2022-01-03")], meetings=[Meeting("2022-01-10")])
    >>> case.meetings[0].date
    datetime.date(2022, 1, 10)
    """

    citizen: str
    spells: tuple[Spell, ...] = attrs.field(converter=_spells)
    meetings: tuple[Meeting, ...] = attrs.field(default=(), converter=_meetings)
    hours: tuple[Hours, ...] = attrs.field(default=(), converter=_all_hours)
    exemptions: tuple[Exemption, ...] = attrs.field(default=(), converter=_exemptions)
    events: tuple[Event, ...] = attrs.field(default=(), converter=_events)
    birth_date: dt.date | None = attrs.field(default=None, converter=_optional_day)
    municipality: str | None = None
    team: str | None = None
    adviser: str | None = None
    insured: str | None = None
    schedule: str | None = None
    rejected_rows: int = 0
    """How many input rows of this citizen could not be used; 0 outside caseloads."""

    @classmethod
    def from_dates(
        cls, start: dt.date | str, group: str, held: Iterable[dt.date | str | Meeting] = (), *, citizen: str = "citizen"
    ) -> Case:
        """Give the case of a citizen who came on one benefit on one day and has been there since.

        `held` are the days on which the jobcenter held an interview; a `Meeting` says more about one.

        >>> Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-10"]).spells[0].start
        datetime.date(2022, 1, 3)
        """
        meetings = [item if isinstance(item, Meeting) else Meeting(item) for item in held]
        return cls(citizen, [Spell(group, start)], meetings)
