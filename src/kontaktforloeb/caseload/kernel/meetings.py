"""Kinds of meetings: a caseload of millions has a few hundred, and what a rule says of one is found once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.lookups import one_of_each, ranked
from kontaktforloeb.facts import Held, Traits, happened, held_meetings
from kontaktforloeb.matching import carries, differs
from kontaktforloeb.model import Event, Meeting
from kontaktforloeb.rulebook.format import Match, Require
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.rulebook.vocabulary import Vocabulary

Codes = NDArray[np.int32]

SAME_ADVISER = "same_adviser"
"""What is asked of two meetings and so is no matter of one's kind."""

_ALWAYS = ("type", "held_by")
"""What tells one meeting from another."""
_ALSO = ("date", "status", "registered")
"""What is looked at whatever the rules are."""
OWN, PREPARED = "own", "prep_days"
"""What is made of a row: whether the adviser is the citizen's own, and how many days before it was prepared."""

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
"""For each field of `Require` what it looks at; what is not here looks at what a match does."""
_TOLD_BY = {
    "with": ("present", "recorded"), "form": ("form",), "individual": ("individual",), "topics": ("topics",),
    "agreements": ("agreements",), "minutes": ("minutes",), "prep_minutes": ("prep_minutes",),
    PREPARED: ("prep_days",), OWN: ("own_adviser",),
}  # fmt: skip
"""For each further column what it tells."""
_LISTS = {
    "with": ("with_", "all_with"),
    "topics": ("topics", "all_topics"),
    "agreements": ("agreements", "all_agreements", "no_agreements"),
}
"""The columns that hold several words, and the fields of `Match` and `Require` that name them."""
_ALL = (*Traits._fields, "recorded", "minutes", "prep_minutes", "prep_days")


class MeetingKinds:
    """The kinds of held meetings of a caseload by number, and what rules make of them."""

    def __init__(self, rulesets: Iterable[RuleSet], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        versions = [version for ruleset in rulesets for version in ruleset.usable]
        requires = [own.require for version in versions for own in version.file.requirement if own.require is not None]
        asked = {name for require in requires for name in require.asked}
        ways = [way for version in versions for own in version.file.match.values() for way in own]
        looked_at = {field for name in asked for field in _ASKED.get(name, ())}
        looked_at |= {_MATCHED[name] for way in ways for name in _MATCHED if getattr(way, name) is not None}
        # A meeting's kind is what the rules look at, so that there are few.
        self.columns = (*_ALWAYS, *(column for column, fields in _TOLD_BY.items() if not looked_at.isdisjoint(fields)))
        # Two records of one meeting with two other advisers leave unknown who held it.
        self.with_adviser = SAME_ADVISER in asked or OWN in self.columns
        made_of = {PREPARED: "prep_date", OWN: "adviser"}
        self.looked_at = frozenset(
            {*_ALSO, *(made_of.get(name, name) for name in self.columns), *(["adviser"] if self.with_adviser else [])}
        )
        """The columns of the table that anything is asked of."""
        every = any(own.agreements_at_least is not None and own.agreements is None for own in requires)
        self._named = {
            column: None if every and column == "agreements" else _named(fields, (*ways, *requires))
            for column, fields in _LISTS.items()
        }
        """Of the columns of words those that some rule names; `None` where a rule counts all."""
        self._rows: list[tuple[Any, ...]] = []
        self._held: list[Held] = []
        self._tables: dict[Hashable, NDArray[Any]] = {}
        self._fields: dict[str, NDArray[np.int64]] = {}
        self._order = np.empty(0, np.int64)
        self._pairs: dict[tuple[str, str], int] = {}
        self._events: dict[tuple[str, str], int] = {}
        self._together: dict[tuple[int, int], int | None] = {}
        self._one: NDArray[np.int64] = np.empty(0, np.int64)
        self.counted_events = frozenset(name for version in versions for name in version.events)
        """The events that some rule counts like meetings."""

    def take_events(self, events: Iterable[tuple[str, str]]) -> Codes:
        """Take events by name and value, and give their kinds; those of meetings are taken before."""
        return np.array([self._event(*event) for event in events], np.int32)

    def _event(self, name: str, value: str) -> int:
        known = self._events.get((name, value))
        if known is None:
            known = self._events[name, value] = len(self._held)
            self._add((), happened([Event(name, _ANY_DAY, value or None)])[0])
        return known

    def _add(self, row: tuple[Any, ...], held: Held) -> None:
        self._rows.append(row)
        self._held.append(held)

    def order(self) -> NDArray[np.int64]:
        """Give for each kind its place among those of one day."""
        if len(self._order) < len(self._held):
            # There are fewer pairs of type and holder than kinds.
            one = self.one_meeting()
            rank = np.argsort([self._pairs[pair] for pair in sorted(self._pairs)])
            places = np.argsort(rank[one], kind="stable")
            self._order = np.empty(len(places), np.int64)
            self._order[places] = np.arange(len(places))
        return self._order

    def take(self, rows: Iterable[tuple[Any, ...]]) -> Codes:
        """Take the kinds that turn up, those of one type and holder beside each other; give each row's new number."""
        told = [(self._held_of((row,)), row) for row in rows]
        order = sorted(range(len(told)), key=lambda place: told[place][0].traits[:2])
        self._rows, self._held = [told[place][1] for place in order], [told[place][0] for place in order]
        numbers = np.empty(len(order), np.int32)
        numbers[order] = np.arange(len(order))
        return numbers

    def alike(self, column: str, cell: str) -> Hashable:
        """Give what rules can tell a cell by: of words that none of them names only whether there are some."""
        named = self._named.get(column)
        if named is None:
            return cell
        names = self.vocabulary.one_holder if column == "with" else {}
        words = [names.get(word, word) for word in _parts(cell)]
        own = sorted(word for word in words if word in named)
        return tuple(own), len(own) < len(words)

    def one_meeting(self) -> NDArray[np.int64]:
        """Give for each kind a number of its type and holder: two records that agree in it and the day are one."""
        new = [self._pairs.setdefault(held.traits[:2], len(self._pairs)) for held in self._held[len(self._one) :]]
        if new:
            self._one = np.append(self._one, new)
        return self._one

    def merged(self, kinds: tuple[int, int]) -> int | None:
        """Give the kind of one meeting told of by records of two kinds; `None` where the kinds do not tell it."""
        if kinds[0] == kinds[1]:
            # The records differ in the adviser.
            return None if self._of_another(kinds[0]) else kinds[0]
        if kinds not in self._together:
            self._together[kinds] = self._of_two(kinds)
        return self._together[kinds]

    def _of_two(self, kinds: tuple[int, int]) -> int | None:
        rows = tuple(self._rows[kind] for kind in kinds)
        if all(self._of_another(kind) for kind in kinds):
            return None  # Two other advisers, or one?
        self._add((), self._held_of(rows))
        return len(self._held) - 1

    def _of_another(self, kind: int) -> bool:
        """Tell whether a meeting was with another adviser than the citizen's own."""
        return OWN in self.columns and self._rows[kind][self.columns.index(OWN)] is False

    def _held_of(self, rows: tuple[tuple[Any, ...], ...]) -> Held:
        meetings = [self._meeting(dict(zip(self.columns, row, strict=True))) for row in rows]
        # A kind stands for many meetings, and nothing is asked of the rows of one.
        return attrs.evolve(held_meetings(meetings, "own", self.vocabulary)[0], rows=())

    def _meeting(self, row: dict[str, Any]) -> Meeting:
        own, before = row.get(OWN), row.get(PREPARED)
        return Meeting(
            _ANY_DAY,
            row["type"],
            row["held_by"],
            _parts(row.get("with")),
            row.get("form"),
            individual=row.get("individual"),
            adviser=None if own is None else "own" if own else "other",
            topics=_parts(row.get("topics")),
            agreements=_parts(row.get("agreements")),
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
        known = 0 if table is None else len(table)
        if table is None:
            code = np.zeros(len(self._held), np.int64)
            for field in sorted(looked_at):
                own = self._field(field)
                code = ranked(code * (int(own.max(initial=0)) + 1) + own)[1]
            found = [tell(self._held[kind]) for kind in one_of_each(code).tolist()]
            table = self._tables[name] = np.array(found or [0], dtype)[code]
        elif known < len(self._held):
            # Records of one meeting were put together since, few of them alike.
            new = np.array([tell(held) for held in self._held[known:]], dtype)
            table = self._tables[name] = np.append(table, new)
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


def _named(fields: Iterable[str], rules: Iterable[Match | Require]) -> frozenset[str]:
    return frozenset(word for rule in rules for field in fields for word in getattr(rule, field, None) or ())


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
