"""What became of the rows on one citizen: gone, new, or changed, and in which cell."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from kontaktforloeb.caseload.snapshots.change import Change, Kind, Why
from kontaktforloeb.dates import month_end
from kontaktforloeb.model import Case, Hours, Meeting

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

_HIDDEN = frozenset({"with_", "topics", "agreements", "reason", "value", "birth_date"})
"""Cells that no file shows, as they may hold anything; that they changed is told."""

_ABOUT = ("birth_date", "municipality", "team", "adviser", "insured", "schedule")
"""What a case says of the citizen."""

_BUT_THE_DAY = tuple(field.name for field in attrs.fields(Meeting) if field.name not in ("date", "registered"))

Key = Callable[[Any], Hashable]


class Period(NamedTuple):
    """What an export speaks of: from the day of its first meeting on, and as it was on a day."""

    first: date | None
    as_of: date


class _Table(NamedTuple):
    """How the rows of a table are named and compared.

    Of two rows that agree in a key, one after the other of `keys`, the one is taken to be the other corrected. `last`
    is the last day that a row is about.
    """

    name: str
    keys: tuple[Key, ...]
    first: Callable[[Any], date]
    last: Callable[[Any], date | None]
    record: Callable[[Any], str]
    shown: str


def changed_rows(
    old: Case | None, new: Case | None, periods: tuple[Period, Period], vocabulary: Vocabulary
) -> Iterator[Change]:
    """Give what became of the rows on one citizen; `None` is a citizen who is not there."""
    either = new or old
    if either is None:
        return
    citizen = either.citizen
    if old is None or new is None:
        yield _citizen(citizen, old, new, periods)
    else:
        for field in _ABOUT:
            before, after = getattr(old, field), getattr(new, field)
            if before != after:
                yield _changed(Change(citizen, "citizens", Kind.CHANGED), field, before, after)
    for table in _tables(vocabulary):
        if _rows(old, table.name) != _rows(new, table.name):
            yield from _of_table(table, citizen, _Sides(old, new, *periods), vocabulary)


class _Sides(NamedTuple):
    old: Case | None
    new: Case | None
    before: Period
    after: Period


def _rows(case: Case | None, table: str) -> tuple[Any, ...]:
    return () if case is None else getattr(case, table)


def _citizen(citizen: str, old: Case | None, new: Case | None, periods: tuple[Period, Period]) -> Change:
    case, other = (new, periods[0]) if old is None else (old, periods[1])
    spells = () if case is None else case.spells
    outside = all(_outside(spell.end, other) for spell in spells)
    why = Why.OUT_OF_PERIOD if outside else Why.CITIZEN_NEW if old is None else Why.CITIZEN_GONE
    return Change(citizen, "citizens", Kind.NEW if old is None else Kind.GONE, why=(why,))


def _outside(last: date | None, period: Period) -> bool:
    return last is not None and period.first is not None and last < period.first


def _of_table(table: _Table, citizen: str, sides: _Sides, vocabulary: Vocabulary) -> Iterator[Change]:
    olds, news = (list(dict.fromkeys(_rows(case, table.name))) for case in (sides.old, sides.new))
    common = set(olds) & set(news)
    olds, news = ([row for row in rows if row not in common] for rows in (olds, news))
    for key in table.keys:
        for old, new in _pairs(olds, news, key):
            yield from _cells(table, citizen, old, new, vocabulary)
    if table.name == "meetings":
        for old, new in _moved(olds, news, sides.before.as_of, vocabulary):
            yield from _cells(table, citizen, old, new, vocabulary)
    for row in olds:
        yield _alone(table, citizen, row, Kind.GONE, _why_gone(table, row, sides))
    for row in news:
        yield _alone(table, citizen, row, Kind.NEW, _why_new(table, row, sides), sides.before.as_of)


def _pairs(olds: list[Any], news: list[Any], key: Key) -> list[tuple[Any, Any]]:
    """Take the rows out of both lists that agree in a key, one with one, and give them as pairs."""
    before, after = _by(olds, key), _by(news, key)
    found = [
        (own[0], after[name][0]) for name, own in before.items() if len(own) == 1 and len(after.get(name, ())) == 1
    ]
    for old, new in found:
        olds.remove(old)
        news.remove(new)
    return found


def _by(rows: Iterable[Any], key: Key) -> dict[Hashable, list[Any]]:
    found: dict[Hashable, list[Any]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _moved(
    olds: list[Meeting], news: list[Meeting], old_as_of: date, vocabulary: Vocabulary
) -> list[tuple[Meeting, Meeting]]:
    """Take out of both lists, as pairs, the meetings that are alike in all but the day and were moved by as much.

    One alone was moved only if the older export could have had it on its new day: a meeting held since is a new one.
    """
    found: list[tuple[Meeting, Meeting]] = []
    before, after = _by(olds, _but_the_day), _by(news, _but_the_day)
    for key, own in before.items():
        others = after.get(key, [])
        pairs = list(zip(*(sorted(rows, key=lambda row: row.date) for rows in (own, others)), strict=False))
        if len(own) != len(others) or len({new.date - old.date for old, new in pairs}) != 1:
            continue
        old, new = pairs[0]
        same_record = old.registered is not None and old.registered == new.registered
        if len(pairs) > 1 or same_record or _booked(new, vocabulary) or max(old.date, new.date) <= old_as_of:
            found += pairs
    for old, new in found:
        olds.remove(old)
        news.remove(new)
    return found


def _but_the_day(meeting: Meeting) -> Hashable:
    return tuple([getattr(meeting, name) for name in _BUT_THE_DAY])


def _why_gone(table: _Table, row: Any, sides: _Sides) -> Why:
    if _outside(table.last(row), sides.after):
        return Why.OUT_OF_PERIOD
    if sides.new is None:
        return Why.CITIZEN_GONE
    return Why.MAYBE_REJECTED if sides.new.rejected_rows else Why.VANISHED


def _why_new(table: _Table, row: Any, sides: _Sides) -> Why:
    if _outside(table.last(row), sides.before):
        return Why.OUT_OF_PERIOD
    if sides.old is None:
        return Why.CITIZEN_NEW
    if sides.old.rejected_rows:
        return Why.MAYBE_REJECTED
    return Why.BACKDATED if table.first(row) <= sides.before.as_of else Why.SINCE


def _alone(table: _Table, citizen: str, row: Any, kind: Kind, why: Why, old_as_of: date | None = None) -> Change:
    shown = _text(table.shown, getattr(row, table.shown))
    first = table.first(row)
    return Change(
        citizen, table.name, kind, _named(table.shown), record=table.record(row), date=first, why=(why,),
        from_=shown if kind is Kind.GONE else "", to="" if kind is Kind.GONE else shown,
        days=(old_as_of - first).days if why is Why.BACKDATED and old_as_of is not None else None,
    )  # fmt: skip


def _cells(table: _Table, citizen: str, old: Any, new: Any, vocabulary: Vocabulary) -> Iterator[Change]:
    told = Change(citizen, table.name, Kind.CHANGED, record=table.record(new), date=table.first(new))
    followed_up = isinstance(old, Meeting) and old.status != new.status and _booked(old, vocabulary)
    for field in attrs.fields(type(old)):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            change = _changed(told, field.name, before, after)
            yield change._replace(why=(Why.FOLLOWED_UP,)) if followed_up else change


def _booked(meeting: Meeting, vocabulary: Vocabulary) -> bool:
    return vocabulary.meeting_statuses.at(meeting.status, meeting.date).booked


def _changed(told: Change, field: str, before: Any, after: Any) -> Change:
    return told._replace(
        field=_named(field), from_=_text(field, before), to=_text(field, after),
        why=(_why_changed(told.table, field, before, after),),
        days=None if field in _HIDDEN else _days(before, after),
    )  # fmt: skip


def _why_changed(table: str, field: str, before: Any, after: Any) -> Why:
    if before in (None, (), ""):
        return Why.FILLED
    if after in (None, (), ""):
        return Why.EMPTIED
    if table == "meetings" and field == "date":
        return Why.MOVED
    later = table == "meetings" and field == "registered" and after > before
    return Why.REGISTERED_LATER if later else Why.CORRECTED


def _named(field: str) -> str:
    """Give a column's name in the tables."""
    return field.rstrip("_")


def _text(field: str, value: object) -> str:
    if value is None or field in _HIDDEN:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _days(before: object, after: object) -> int | None:
    return abs(after - before).days if isinstance(before, date) and isinstance(after, date) else None


def _month_end(own: Hours) -> date:
    return month_end(own.month)


def _tables(vocabulary: Vocabulary) -> tuple[_Table, ...]:
    def kind(meeting: Meeting) -> str:
        return vocabulary.meeting_type(meeting.type) or meeting.type

    def holder(meeting: Meeting) -> str:
        return vocabulary.holder(meeting.held_by) or meeting.held_by

    of_meetings: tuple[Key, ...] = (
        lambda own: (own.date, kind(own), holder(own)),
        lambda own: (own.date, holder(own)),  # Its type was corrected.
        lambda own: (own.date, kind(own)),  # Its holder was.
    )
    day, start, end = attrgetter("date"), attrgetter("start"), attrgetter("end")
    return (
        _Table("spells", (attrgetter("start", "group"), start), start, end, attrgetter("group"), "end"),
        _Table("meetings", of_meetings, day, day, lambda own: f"{kind(own)} {own.held_by}", "status"),
        _Table("hours", (attrgetter("month", "kind"),), attrgetter("month"), _month_end, attrgetter("kind"), "hours"),
        _Table("exemptions", (attrgetter("start", "kind"),), start, end, attrgetter("kind"), "end"),
        _Table("events", (attrgetter("date", "event"),), day, day, attrgetter("event"), "event"),
    )
