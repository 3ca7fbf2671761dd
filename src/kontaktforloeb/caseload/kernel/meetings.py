"""Kinds of meetings: a caseload of millions has a few hundred, and what a rule says of one is found once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.days import Days, Mask
from kontaktforloeb.caseload.kernel.lookups import DAY_BITS, Places, keys, split
from kontaktforloeb.facts import Held, Traits, happened, read_facts
from kontaktforloeb.matching import carries, differs
from kontaktforloeb.model import Case, Event, Meeting, Spell
from kontaktforloeb.rulebook.format import Require
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.rulebook.vocabulary import Vocabulary

Codes = NDArray[np.int32]

SAME_ADVISER = "same_adviser"
"""What is asked of two meetings and so is no matter of one's kind."""

_ALWAYS = ("type", "held_by", "with", "form", "individual", "topics", "agreements")
_OWN, _PREPARED = "own", "prep_days"
_ANY_DAY = date(2000, 1, 3)
_MATCHED = {
    "held_by": "holder", "with_": "present", "form": "form", "not_form": "form", "individual": "individual",
    "topics": "topics", "agreements": "agreements", "own_adviser": "own_adviser",
}  # fmt: skip
"""For each field of `Match` what it looks at."""
_ASKED = {
    "held_by": ("holder",), "form": ("form",), "topics": ("topics",), "all_topics": ("topics",),
    "agreements": ("agreements",), "all_agreements": ("agreements",), "no_agreements": ("agreements",),
    "agreements_at_least": ("agreements",), "minutes": ("minutes",), "prep_minutes": ("prep_minutes",),
    "prep_days_before": ("prep_days",), "same_adviser": (), "with_": ("holder", "recorded"),
    "all_with": ("holder", "recorded"),
}  # fmt: skip
"""For each field of `Require` what it looks at; what is not here looks at everything."""
_ALL = (*Traits._fields, "recorded", "minutes", "prep_minutes", "prep_days")
_KEY_BITS = 63
_MANY = 1 << 40


class HeldMeetings(NamedTuple):
    """The held meetings by citizen and day, one for all records of it.

    `kind` is the number of its kind; `adviser` that of who held it, -1 for nobody known, empty where no rule asks.
    """

    key: Places
    day: Days
    kind: Codes
    adviser: Codes


class MeetingKinds:
    """The kinds of held meetings of a caseload by number, and what rules make of them."""

    def __init__(self, rulesets: Iterable[RuleSet], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        versions = [version for ruleset in rulesets for version in ruleset.usable]
        asked = {
            name
            for version in versions
            for requirement in version.file.requirement
            if requirement.require is not None
            for name in requirement.require.asked
        }
        further: list[str] = [name for name in ("minutes", "prep_minutes") if name in asked]
        further += [_PREPARED] if "prep_days_before" in asked else []
        ways = [way for version in versions for own in version.file.match.values() for way in own]
        further += [_OWN] if any(way.own_adviser is not None for way in ways) else []
        self.columns = (*_ALWAYS, *further)
        self.with_adviser = SAME_ADVISER in asked
        self._group = next(iter(vocabulary.groups.entries))
        self._rows: list[tuple[Any, ...]] = []
        self._held: list[Held] = []
        self._tables: dict[Hashable, NDArray[Any]] = {}
        self._fields: dict[str, NDArray[np.int64]] = {}
        self.counted_events = frozenset(name for version in versions for name in version.events)
        """The events that some rule counts like meetings."""

    def take_events(self, events: Iterable[tuple[str, str]]) -> Codes:
        """Take events by name and value, and give their kinds; those of meetings are taken before."""
        first = len(self._held)
        for name, value in events:
            self._rows.append(())
            self._held += happened([Event(name, _ANY_DAY, value or None)])
        return np.arange(first, len(self._held), dtype=np.int32)

    def order(self) -> NDArray[np.int64]:
        """Give for each kind its place among those of one day."""
        places = sorted(range(len(self._held)), key=lambda kind: self._held[kind].traits[:2])
        found = np.empty(len(places), np.int64)
        found[places] = np.arange(len(places))
        return found

    def take(self, rows: Iterable[tuple[Any, ...]]) -> Codes:
        """Take the kinds that turn up, those of one type and holder beside each other; give each row's new number."""
        told = [(self._held_of((row,)), row) for row in rows]
        order = sorted(range(len(told)), key=lambda place: told[place][0].traits[:2])
        self._rows, self._held = [told[place][1] for place in order], [told[place][0] for place in order]
        numbers = np.empty(len(order), np.int32)
        numbers[order] = np.arange(len(order))
        return numbers

    def one_meeting(self) -> NDArray[np.int64]:
        """Give for each kind a number of its type and holder: two records that agree in it and the day are one."""
        pairs: dict[tuple[str, str], int] = {}
        return np.array([pairs.setdefault(held.traits[:2], len(pairs)) for held in self._held], np.int64)

    def merged(self, kinds: tuple[int, int]) -> int | None:
        """Give the kind of one meeting told of by records of two kinds; `None` where the kinds do not tell it."""
        rows = tuple(self._rows[kind] for kind in kinds)
        if _OWN in self.columns and all(row[self.columns.index(_OWN)] is False for row in rows):
            return None  # Two other advisers, or one?
        self._rows.append(())
        self._held.append(self._held_of(rows))
        return len(self._held) - 1

    def _held_of(self, rows: tuple[tuple[Any, ...], ...]) -> Held:
        meetings = [self._meeting(dict(zip(self.columns, row, strict=True))) for row in rows]
        case = Case("", [Spell(self._group, _ANY_DAY)], meetings, adviser="own")
        return read_facts(case, self.vocabulary).held[0]

    def _meeting(self, row: dict[str, Any]) -> Meeting:
        own, before = row.get(_OWN), row.get(_PREPARED)
        return Meeting(
            _ANY_DAY,
            row["type"],
            row["held_by"],
            _parts(row["with"]),
            row["form"],
            individual=row["individual"],
            adviser=None if own is None else "own" if own else "other",
            topics=_parts(row["topics"]),
            agreements=_parts(row["agreements"]),
            minutes=row.get("minutes"),
            prep_minutes=row.get("prep_minutes"),
            prep_date=None if before is None else _ANY_DAY - timedelta(days=before),
        )

    def matching(self, version: Version, match: str) -> NDArray[np.bool_]:
        """Give for each kind whether a version's match of that name has it."""
        ways = version.match(match)
        looked_at = {_MATCHED[name] for way in ways for name in _MATCHED if getattr(way, name) is not None}
        return self._told(
            (version, match),
            {"type", "is_event", "value", *looked_at},
            lambda held: any(differs(held.traits, way) is None for way in ways),
            np.bool_,
        )

    def asked(self, version: Version, require: Require | None) -> list[str]:
        """Give the names of what is asked of a meeting, in the order in which reasons name them."""
        if require is None or not self._held:
            return []
        return sorted(carries(self._held[0], require, version, self._held[0]))

    def answers(self, version: Version, require: Require | None, what: object) -> NDArray[np.int64]:
        """Give for each kind which of what is asked it answers with `what`, as bits in the order of `asked`."""
        names = self.asked(version, require)
        looked_at = {field for name in (require.asked if require else ()) for field in _ASKED.get(name, _ALL)}

        def bits(held: Held) -> int:
            told = {} if require is None else carries(held, require, version, held)
            return sum(1 << place for place, name in enumerate(names) if name != SAME_ADVISER and told[name] is what)

        return self._told((version, require, what), looked_at, bits, np.int64)

    def _told(
        self, name: Hashable, looked_at: AbstractSet[str], tell: Callable[[Held], Any], dtype: Any
    ) -> NDArray[Any]:
        """Give what is told of each kind; kinds that agree in all that is looked at are asked about once."""
        table = self._tables.get(name)
        if table is None:
            code = np.zeros(len(self._held), np.int64)
            for field in sorted(looked_at):
                own = self._field(field)
                code = _ranked(code * (int(own.max(initial=0)) + 1) + own)[1]
            found = [tell(self._held[kind]) for kind in _one_of_each(code).tolist()]
            table = self._tables[name] = np.array(found or [0], dtype)[code]
        return table

    def _field(self, name: str) -> NDArray[np.int64]:
        """Give for each kind a number for what it has in one field."""
        found = self._fields.get(name)
        if found is None or len(found) < len(self._held):
            numbers: dict[object, int] = {}
            in_traits = name in Traits._fields
            values = (getattr(held.traits if in_traits else held, name) for held in self._held)
            found = np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)
            self._fields[name] = found
        return found


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def held_meetings(table: pl.DataFrame, people: pl.DataFrame | None, kinds: MeetingKinds, odd: Mask) -> HeldMeetings:
    """Give the held meetings of a table, sorted once.

    `odd` is told of citizens of whom more than two records of one meeting say different things.
    """
    # Copying the rows that were held would cost more than carrying the others until they are numbers.
    kind = _kinds(table, people, kinds)
    key = keys(table["_c"].to_numpy(), table["date"].to_physical().to_numpy())
    adviser = np.full(len(kind), -1, np.int64)
    if kinds.with_adviser and table["adviser"].null_count() < len(table):
        values, place = _distinct(table["adviser"])
        adviser = place - 1 if values[0] is None else place
    there = _held(table["status"], kinds.vocabulary)
    rows = _sorted(key[there], kind[there], adviser[there])
    key, kind, adviser = _each_once(rows, kinds, odd)
    return HeldMeetings(key, split(key)[1], kind.astype(np.int32), adviser.astype(np.int32))


_Columns = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def _sorted(key: Places, kind: Places, adviser: Places) -> _Columns:
    """Give the rows in order of citizen, day, kind and adviser: one sort of one number, where they fit into it."""
    kind_bits, adviser_bits = (int(own.max(initial=0) + 2).bit_length() for own in (kind, adviser))
    key_bits = int(key.max(initial=0)).bit_length()
    if key_bits + kind_bits + adviser_bits > _KEY_BITS:
        order = np.lexsort((adviser, kind, key))
        return key[order], kind[order], adviser[order]
    packed = (((key << kind_bits) | kind) << adviser_bits) | (adviser + 1)
    packed.sort()
    adviser = (packed & ((1 << adviser_bits) - 1)) - 1
    packed >>= adviser_bits
    return packed >> kind_bits, packed & ((1 << kind_bits) - 1), adviser


def _each_once(rows: _Columns, kinds: MeetingKinds, odd: Mask) -> _Columns:
    """Make one row of all that tell of one meeting: of a citizen, day, type and holder."""
    key, kind, adviser = rows
    if len(key) < 2:  # noqa: PLR2004 (one repeats nothing)
        return rows
    # Few days hold two records, so that only these are looked at.
    same_day = np.flatnonzero(key[1:] == key[:-1]) + 1
    again = same_day[(kind[same_day] == kind[same_day - 1]) & (adviser[same_day] == adviser[same_day - 1])]
    if len(again):
        key, kind, adviser = (np.delete(column, again) for column in rows)
        same_day = np.flatnonzero(key[1:] == key[:-1]) + 1
    one = kinds.one_meeting()
    second = same_day[one[kind[same_day]] == one[kind[same_day - 1]]]
    if not len(second):
        return key, kind, adviser
    third = second[1:][np.diff(second) == 1]
    odd[key[third] >> DAY_BITS] = True
    first = second - 1
    pairs, place = np.unique(np.stack([kind[first], kind[second]], axis=1), axis=0, return_inverse=True)
    merged = np.array([_merged(a, b, kinds) for a, b in pairs.tolist()], np.int64)[place.reshape(-1)]
    odd[key[first[merged < 0]] >> DAY_BITS] = True
    kind[first] = np.maximum(merged, 0)
    a, b = adviser[first], adviser[second]
    adviser[first] = np.where((a == b) | (b < 0), a, np.where(a < 0, b, -1))
    return np.delete(key, second), np.delete(kind, second), np.delete(adviser, second)


def _merged(first: int, second: int, kinds: MeetingKinds) -> int:
    if first == second:
        return first
    found = kinds.merged((first, second))
    return -1 if found is None else found


def _held(status: pl.Series, vocabulary: Vocabulary) -> Mask:
    place = _distinct(status)[1]
    words = status.gather(_one_of_each(place)).cast(pl.String).to_list()
    found: Mask = np.array([word in vocabulary.held_statuses for word in words], np.bool_)[place]
    return found


def _one_of_each(places: Places) -> Places:
    """Give for every place from 0 on the first row that has it."""
    first = np.zeros(int(places.max(initial=-1)) + 1, np.int64)
    first[places[::-1]] = np.arange(len(places) - 1, -1, -1)
    return first


def _kinds(table: pl.DataFrame, people: pl.DataFrame | None, kinds: MeetingKinds) -> Places:
    """Give the number of each meeting's kind; `kinds` takes those that turn up."""
    if _PREPARED in kinds.columns:
        table = table.with_columns((pl.col("date") - pl.col("prep_date")).dt.total_days().alias(_PREPARED))
    if _OWN in kinds.columns:
        table = _with_own(table, people)
    codes, most = np.zeros(len(table), np.int64), 1
    for name in kinds.columns:
        size, place = _numbered(table[name])
        if size == 1:
            continue
        if most * size > _MANY:
            codes = _ranked(codes)[1]
            most = int(codes.max(initial=0)) + 1
        codes = codes * size + place
        most *= size
    place = _ranked(codes)[1]
    # One row of each kind tells what it is.
    sample = table.select(kinds.columns)[_one_of_each(place)]
    rows = sample.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String)).rows()
    return kinds.take(rows)[place].astype(np.int64)


def _numbered(column: pl.Series) -> tuple[int, NDArray[np.integer]]:
    """Give a number for each row by its value, and how many numbers there are, some of them perhaps for nothing."""
    if isinstance(column.dtype, pl.Enum) and column.null_count() < len(column):
        words = column.dtype.categories
        return len(words) + 1, column.to_physical().cast(pl.Int32).fill_null(len(words)).to_numpy()
    told, place = _distinct(column)
    return len(told), place


def _distinct(column: pl.Series) -> tuple[list[Any], Places]:
    """Give the values of a column, none first, and each row's place among them."""
    if column.null_count() == len(column):
        return [None], np.zeros(len(column), np.int64)
    if column.dtype in (pl.Categorical, pl.Enum):
        numbers = column.to_physical().cast(pl.Int64).fill_null(-1).to_numpy() + 1
        seen, place = _ranked(numbers)
        return [None if value == 0 else value for value in seen.tolist()], place
    if column.dtype in (pl.String, pl.Boolean):
        told = column.unique().sort(nulls_last=False)
        frame = pl.DataFrame({"value": told, "place": np.arange(len(told), dtype=np.int64)})
        rows = pl.DataFrame({"value": column})
        joined = rows.join(frame, on="value", how="left", nulls_equal=True, maintain_order="left")
        return told.to_list(), joined["place"].to_numpy()
    numbers = column.cast(pl.Int64).to_numpy() if not column.null_count() else _with_none(column)
    seen, place = np.unique(numbers, return_inverse=True)
    return [None if value == _NOTHING else value for value in seen.tolist()], place.astype(np.int64)


_NOTHING = -(1 << 40)


def _with_none(column: pl.Series) -> Places:
    return column.cast(pl.Int64).fill_null(_NOTHING).to_numpy()


def _ranked(numbers: Places) -> tuple[Places, Places]:
    """Give the different numbers in order and each one's place; small numbers are counted, not sorted."""
    if not len(numbers):
        return numbers, numbers
    top = int(numbers.max())
    if top < 1 << 20:
        there = np.bincount(numbers, minlength=top + 1) > 0
        return np.flatnonzero(there), (np.cumsum(there) - 1)[numbers]
    seen, place = np.unique(numbers, return_inverse=True)
    return seen, place.astype(np.int64)


def _with_own(table: pl.DataFrame, people: pl.DataFrame | None) -> pl.DataFrame:
    """Add whether a meeting was with the citizen's own adviser; none where either is not recorded."""
    if people is None:
        return table.with_columns(pl.lit(None, pl.Boolean).alias(_OWN))
    advisers = people.select("_c", pl.col("adviser").cast(pl.String).alias("_adviser"))
    joined = table.join(advisers, on="_c", how="left", maintain_order="left")
    return joined.with_columns((pl.col("adviser").cast(pl.String) == pl.col("_adviser")).alias(_OWN))
