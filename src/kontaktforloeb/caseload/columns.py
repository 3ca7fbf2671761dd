"""The tables of a caseload, their columns, and how a cell becomes a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.dates import FIRST_DAY, as_day
from kontaktforloeb.errors import CaseError, OutOfRangeError, near_miss, nearest
from kontaktforloeb.model import Hours, Spell
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.rulebook.registry import Rulebook

_YES, _NO = ("true", "1", "ja", "sand"), ("false", "0", "nej", "falsk")


@attrs.frozen
class Bad:
    """Why a cell has no value."""

    code: RowCode
    expected: str = ""
    nearest: str = ""


Parse = Callable[[str], Any]
"""Gives the value of a cell's text that is not empty, or `Bad`."""


@attrs.frozen
class Column:
    """A column: its name, how its cells are read, whether a row needs it, and what stands for an empty cell."""

    name: str
    parse: Parse
    required: bool = False
    empty: Any = None


def tables(rulebook: Rulebook) -> Mapping[str, tuple[Column, ...]]:
    """Give the columns of every table, in the order in which the values of `kontaktforloeb.model` take them."""
    words = rulebook.vocabulary
    citizen = Column("citizen", str, required=True)
    schedules = [name for name, own in rulebook.rulesets.items() if own.kind not in (FileKind.LOV, FileKind.MAALING)]
    return {
        "spells": (
            citizen,
            Column("group", _via(words.group_or_number, words.groups.entries), required=True),
            Column("start", _day, required=True),
            Column("end", _end),
        ),
        "meetings": (
            citizen,
            Column("date", _day, required=True),
            Column("type", _via(words.meeting_type, words.meeting_types.entries), required=True),
            Column("held_by", _one_of(words.holders.entries), required=True),
            Column("with", _participants(words.holders.entries), empty=()),
            Column("form", _one_of(words.forms.entries)),
            Column("status", _one_of(words.meeting_statuses.entries), empty="afholdt"),
            Column("individual", _yes_or_no),
            Column("registered", _day),
            Column("adviser", str),
            Column("topics", _listed, empty=()),
            Column("agreements", _listed, empty=()),
            Column("minutes", _whole),
            Column("prep_minutes", _whole),
            Column("prep_date", _day),
        ),
        "hours": (
            citizen,
            Column("month", _month, required=True),
            Column("hours", _decimal, required=True),
            Column("kind", _one_of(words.accumulated.known_hour_kinds), empty=words.accumulated.hour_kinds[0]),
        ),
        "exemptions": (
            citizen,
            Column("kind", _one_of(words.exemptions.entries), required=True),
            Column("start", _day, required=True),
            Column("end", _end),
            Column("decided_on", _day),
            Column("reason", str),
        ),
        "events": (
            citizen,
            Column("event", _one_of(words.events.entries), required=True),
            Column("date", _day, required=True),
            Column("value", str),
        ),
        "citizens": (
            citizen,
            Column("birth_date", _day),
            Column("municipality", str),
            Column("team", str),
            Column("adviser", str),
            Column("insured", _one_of([terms.id for terms in words.accumulated.insured])),
            Column("schedule", _one_of(schedules)),
        ),
    }


TABLES = ("spells", "meetings", "hours", "exemptions", "events", "citizens")
NEEDED = ("spells", "meetings")
"""The tables that a caseload cannot do without."""


def _one_of(known: Iterable[str]) -> Parse:
    names = list(known)
    return _via(lambda text: text if text in names else None, names)


def _via(find: Callable[[str], str | None], known: Iterable[str]) -> Parse:
    names = list(known)

    def parse(text: str) -> str | Bad:
        found = find(text) or find(text.lower())
        return found or Bad(RowCode.UNKNOWN_VALUE, ", ".join(names), nearest(text.lower(), names) or "")

    return parse


def _day(text: str) -> date | Bad:
    try:
        return as_day(text)
    except OutOfRangeError:
        return Bad(RowCode.IMPOSSIBLE_DATE, "day")


def _end(text: str) -> date | Bad | None:
    try:
        return Spell("", FIRST_DAY, text).end
    except (OutOfRangeError, CaseError):
        return Bad(RowCode.IMPOSSIBLE_DATE, "day")


def _month(text: str) -> date | Bad:
    iso = f"{text[3:]}-{text[:2]}" if text[2:3] == "-" else text
    day = _day(f"{iso}-01")
    return Bad(RowCode.IMPOSSIBLE_DATE, "month") if isinstance(day, Bad) else day


def _decimal(text: str) -> Decimal | Bad:
    try:
        return Hours(date(2000, 1, 1), text.replace(",", ".")).hours
    except OutOfRangeError:
        return Bad(RowCode.NO_NUMBER, "hours")


def _whole(text: str) -> int | Bad:
    most = len(str(24 * 60))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most else Bad(RowCode.NO_NUMBER, "minutes")


def _yes_or_no(text: str) -> bool | Bad:
    word = text.lower()
    if word in _YES or word in _NO:
        return word in _YES
    return Bad(RowCode.UNKNOWN_VALUE, "true, false")


def _participants(holders: Iterable[str]) -> Parse:
    """Read those who took part: any words, but none that is most likely a holder's name misspelt."""
    names = list(holders)

    def parse(text: str) -> tuple[str, ...] | Bad:
        parts = _listed(text)
        slips = [slip for part in parts if (slip := near_miss(part, names))]
        return Bad(RowCode.UNKNOWN_VALUE, ", ".join(names), slips[0]) if slips else parts

    return parse


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())
