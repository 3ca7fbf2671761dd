"""The documented vocabulary of headings, and what a heading means by it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import IntEnum, StrEnum, unique
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import attrs

from kontaktforloeb.caseload.mapping.shown import fold
from kontaktforloeb.errors import near_miss

_TAIL = re.compile(r"^(.*?)\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|,\s*([^,]*)|\s(i \w+|pr\.? .*))$")
_LONG = 8
"""Letters from which on a heading that is nearly a known one is taken for a slip of the pen."""


class Field(NamedTuple):
    """A column that can be given: its table, none for the citizen, and its name; for one kind of event also which."""

    table: str
    column: str
    event: str = ""


@unique
class Strength(IntEnum):
    """How clearly a heading says what a column is."""

    NONE = 0
    MAYBE = 1
    NEAR = 2
    SURE = 3


@unique
class Kind(StrEnum):
    """What the cells of a column hold."""

    ID = "id"
    DAY = "day"
    MONTH = "month"
    NUMBER = "number"
    WORD = "word"
    FLAG = "flag"
    LIST = "list"
    TEXT = "text"


KINDS: Mapping[tuple[str, str], Kind] = {
    ("spells", "group"): Kind.WORD,
    ("spells", "start"): Kind.DAY,
    ("spells", "end"): Kind.DAY,
    ("meetings", "date"): Kind.DAY,
    ("meetings", "type"): Kind.WORD,
    ("meetings", "held_by"): Kind.WORD,
    ("meetings", "with"): Kind.LIST,
    ("meetings", "form"): Kind.WORD,
    ("meetings", "status"): Kind.WORD,
    ("meetings", "individual"): Kind.FLAG,
    ("meetings", "registered"): Kind.DAY,
    ("meetings", "adviser"): Kind.TEXT,
    ("meetings", "topics"): Kind.LIST,
    ("meetings", "agreements"): Kind.LIST,
    ("meetings", "minutes"): Kind.NUMBER,
    ("meetings", "prep_minutes"): Kind.NUMBER,
    ("meetings", "prep_date"): Kind.DAY,
    ("hours", "month"): Kind.MONTH,
    ("hours", "hours"): Kind.NUMBER,
    ("hours", "kind"): Kind.WORD,
    ("exemptions", "kind"): Kind.WORD,
    ("exemptions", "start"): Kind.DAY,
    ("exemptions", "end"): Kind.DAY,
    ("exemptions", "decided_on"): Kind.DAY,
    ("exemptions", "reason"): Kind.TEXT,
    ("events", "event"): Kind.WORD,
    ("events", "date"): Kind.DAY,
    ("events", "value"): Kind.TEXT,
    ("citizens", "birth_date"): Kind.DAY,
    ("citizens", "municipality"): Kind.TEXT,
    ("citizens", "team"): Kind.TEXT,
    ("citizens", "adviser"): Kind.TEXT,
    ("citizens", "insured"): Kind.WORD,
    ("citizens", "schedule"): Kind.WORD,
}


def kind_of(field: Field) -> Kind:
    """Give what the cells of a column hold."""
    return Kind.ID if field.column == "citizen" else KINDS[field.table, field.column]


@attrs.frozen
class Meaning:
    """A column, or an event, and the headings that say it."""

    field: Field
    basis: str
    sure: tuple[str, ...]
    maybe: tuple[str, ...]
    numbered: tuple[str, ...]


@attrs.frozen
class Headings:
    """The vocabulary: what folded headings mean, and other words for known ones."""

    meanings: tuple[Meaning, ...]
    tables: Mapping[str, str]
    """The table that a folded name of a file or a sheet speaks of."""
    words: Mapping[tuple[str, str], Mapping[str, str]]
    """For each column with a closed list the known word for another one."""
    abbreviations: Mapping[str, str]
    units: frozenset[str]
    _sure: Mapping[str, tuple[Field, ...]]
    _maybe: Mapping[str, tuple[Field, ...]]
    _numbered: Mapping[str, tuple[Field, ...]]
    _left_out: frozenset[str]

    def meant_by(self, heading: str) -> Mapping[Field, Strength]:
        """Give the columns that a heading may be, each with how clearly it says so.

        >>> {field.column: strength.name for field, strength in headings().meant_by("Ydelse start (dato)").items()}
        {'start': 'SURE'}
        """
        found: dict[Field, Strength] = {}
        for key in self._keys(heading):
            if key in self._left_out:
                return {}
            found |= {field: max(Strength.MAYBE, found.get(field, Strength.NONE)) for field in self._maybe.get(key, ())}
            found |= dict.fromkeys(self._sure.get(key, ()), Strength.SURE)
        if not found:
            key = self._keys(heading)[0]
            near = near_miss(key, self._sure) if len(key) >= _LONG else None
            found = dict.fromkeys(self._sure[near], Strength.NEAR) if near else {}
        return found

    def meant_by_numbered(self, heading: str) -> Mapping[Field, Strength]:
        """Give what a heading with a number means, given without its number."""
        for key in self._keys(heading):
            own = self._numbered.get(key) or tuple(f for f in self._sure.get(key, ()) if f.table == "meetings")
            if own:
                return dict.fromkeys(own, Strength.SURE)
        return {}

    def left_out(self, heading: str) -> bool:
        """Tell whether a heading is of a column that the library does not need.

        >>> headings().left_out("Seneste samtale")
        True
        """
        return any(key in self._left_out for key in self._keys(heading))

    def _keys(self, heading: str) -> list[str]:
        """Give a heading folded, first as it is, then without a unit behind it."""
        keys = [self._key(heading)]
        tail = _TAIL.match(heading.strip())
        if tail and fold(next(part for part in tail.groups()[1:] if part is not None)) in self.units:
            keys.append(self._key(tail[1]))
        return keys

    def _key(self, heading: str) -> str:
        return _key(heading, self.abbreviations)


def _key(heading: str, abbreviations: Mapping[str, str]) -> str:
    words = re.split(r"[\W_]+", heading)
    return "".join(abbreviations.get(fold(word), fold(word)) for word in words)


@cache  # Pure: a file of the library.
def headings() -> Headings:
    """Give the vocabulary that the library ships with."""
    text = files(__package__).joinpath("headings.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    meanings = tuple(_meaning(entry) for entry in raw["meaning"])
    short = raw["abbreviations"]
    return Headings(
        meanings=meanings,
        tables={fold(word): table for table, words in raw["tables"].items() for word in words},
        words={
            (column.split(".")[0], column.split(".")[1]): {other: word for word, own in said.items() for other in own}
            for column, said in raw["words"].items()
        },
        abbreviations=short,
        units=frozenset(fold(word) for word in raw["units"]["words"]),
        sure=_by_word(((meaning.field, meaning.sure) for meaning in meanings), short),
        maybe=_by_word(((meaning.field, meaning.maybe) for meaning in meanings), short),
        numbered=_by_word(((meaning.field, meaning.numbered) for meaning in meanings), short),
        left_out=frozenset(_key(word, short) for word in raw["left_out"]["words"]),
    )  # fmt: skip


def _meaning(entry: Mapping[str, Any]) -> Meaning:
    event = entry.get("event", "")
    field = Field("events", "date", event) if event else Field(entry.get("table", ""), entry["column"])
    lists = (tuple(entry.get(name, ())) for name in ("sure", "maybe", "numbered"))
    return Meaning(field, entry["basis"], *lists)


def _by_word(
    said: Iterable[tuple[Field, tuple[str, ...]]], abbreviations: Mapping[str, str]
) -> dict[str, tuple[Field, ...]]:
    found: dict[str, tuple[Field, ...]] = {}
    for field, words in said:
        for word in words:
            key = _key(word, abbreviations)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), field)))
    return found
