"""The records of one course as unknowns of a solver: so many places, each empty or a record on a day.

The places are filled from the first, in the order in which `evaluate` looks at records: by day, type and holder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kontaktforloeb.proof.asked import Day, FromHeld
from kontaktforloeb.proof.language import (
    FALSE,
    TRUE,
    Formula,
    Term,
    at_most,
    before,
    either,
    every,
    implies,
    no,
    not_after,
    plus,
    same,
)
from kontaktforloeb.proof.words import Sort, Words

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Match, Require
    from kontaktforloeb.rulebook.rulesets import Version
    from kontaktforloeb.rulebook.vocabulary import Vocabulary


class Moment:
    """A day that may hang on a record: whether it is there, and which it is."""

    __slots__ = ("day", "there")

    def __init__(self, there: Formula, day: Term) -> None:
        self.there, self.day = there, day


class World:
    """So many places for records, and what rules ask of them as formulas."""

    def __init__(
        self, places: int, words: Words, vocabulary: Vocabulary, horizon: int,
        pinned: Sequence[tuple[str, str | None]], forbidden: frozenset[str],
    ) -> None:  # fmt: skip
        self.words, self.vocabulary, self.horizon = words, vocabulary, horizon
        self.facts: list[Formula] = []
        """What is true of all records, whatever the rules ask, and what the names below stand for."""
        self.names: list[str] = []
        """Every name, as it is declared."""
        self._made = 0
        self._names: dict[Formula, str] = {}
        self.there = [self._truth(f"there{i}") for i in range(places)]
        self.days = [self._day(f"day{i}") for i in range(places)]
        self.sorts = [[self._truth(f"sort{i}x{k}") for k in range(len(words.sorts))] for i in range(places)]
        self.traits: dict[tuple[int, str, object], Formula] = {}
        self._matches: dict[tuple[int, str, int], Formula] = {}
        self._moments: dict[tuple[object, ...], Moment] = {}
        self._counts: dict[tuple[object, ...], list[list[Formula]]] = {}
        for i in range(places):
            self._place(i)
        for i in range(places - 1):
            self._in_order(i)
        self._events(dict(pinned), forbidden)

    @property
    def places(self) -> range:
        """The numbers of the places."""
        return range(len(self.there))

    def _truth(self, name: str) -> Formula:
        self.names.append(f"(declare-const {name} Bool)")
        return name

    def _day(self, name: str) -> str:
        self.names.append(f"(declare-const {name} Int)")
        return name

    def _fresh(self) -> str:
        self._made += 1
        return f"n{self._made}"

    def _place(self, i: int) -> None:
        self.facts += [not_after(0, self.days[i]), not_after(self.days[i], self.horizon)]
        own = self.sorts[i]
        self.facts.append(implies(self.there[i], either(own)))
        self.facts.append(at_most(1, own))
        self.facts += [implies(flag, self.there[i]) for flag in own]
        forms = [self.trait(i, "form", form) for form in self.words.forms]
        self.facts.append(at_most(1, forms))
        if "form" in self.words.recorded and set(self.words.forms) >= set(self.words.all_forms):
            self.facts.append(either(forms))
        for name, numbers in (("minutes", self.words.minutes), ("prep_minutes", self.words.prep_minutes)):
            for less, more in pairwise(numbers):
                self.facts.append(implies(self.trait(i, name, more), self.trait(i, name, less)))
        for less, more in pairwise(self.words.prep_days):
            self.facts.append(implies(self.trait(i, "prep_days", less), self.trait(i, "prep_days", more)))
        for words, least in self.words.many_agreements:
            many = self.trait(i, "many", (words, least))
            of = [self.trait(i, "agreements", word) for word in words or self.words.agreements]
            if words is not None:
                self.facts.append(implies(many, either(of)))
            if len(of) >= least:
                self.facts.append(implies(no(many), at_most(least - 1, of)))

    def _in_order(self, i: int) -> None:
        self.facts.append(implies(self.there[i + 1], self.there[i]))
        here, following = self.sorts[i], self.sorts[i + 1]
        later = [every(here[a], either(following[a + 1 :])) for a in range(len(here) - 1)]
        same_day = every(same(self.days[i], self.days[i + 1]), either(later))
        self.facts.append(implies(self.there[i + 1], either([before(self.days[i], self.days[i + 1]), same_day])))

    def _events(self, pinned: dict[str, str | None], forbidden: frozenset[str]) -> None:
        """Say which events are recorded anyway, on the first day, and which are not: plans hang on them."""
        for k, sort in enumerate(self.words.sorts):
            flags = [own[k] for own in self.sorts]
            if not sort.is_event:
                continue
            if sort.type in pinned and (pinned[sort.type] or "").casefold() == sort.value.casefold():
                self.facts.append(either(flags))
                self.facts += [implies(flag, same(self.days[i], 0)) for i, flag in enumerate(flags)]
            elif sort.type in pinned or sort.type in forbidden:
                self.facts += [no(flag) for flag in flags]

    def trait(self, i: int, name: str, value: object = None) -> Formula:
        """Give that a record has a trait."""
        key = (i, name, value)
        if key not in self.traits:
            self.traits[key] = self._truth(self._fresh())
        return self.traits[key]

    def by(self, i: int, day: Term) -> Formula:
        """Give that a record lies on a day or before it."""
        if isinstance(day, int):
            return TRUE if day >= self.horizon else FALSE if day < 0 else not_after(self.days[i], day)
        return not_after(self.days[i], day)

    def not_before(self, i: int, day: Term) -> Formula:
        """Give that a record lies on a day or after it."""
        if isinstance(day, int):
            return TRUE if day <= 0 else FALSE if day > self.horizon else not_after(day, self.days[i])
        return not_after(day, self.days[i])

    # --- Matching.

    def matches(self, version: Version, name: str, i: int) -> Formula:
        """Give that the record in a place matches."""
        key = (id(version), name, i)
        if key not in self._matches:
            self._matches[key] = self.matches_ways(version.match(name), i)
        return self._matches[key]

    def matches_ways(self, ways: Iterable[Match], i: int) -> Formula:
        """Give that the record in a place matches one of some ways."""
        own = list(ways)
        return either(
            every(self.sorts[i][k], either(self._way(way, sort, i) for way in own))
            for k, sort in enumerate(self.words.sorts)
        )

    def _way(self, way: Match, sort: Sort, i: int) -> Formula:
        if way.event is not None or sort.is_event:
            if way.event is None or not sort.is_event or sort.type not in way.event:
                return FALSE
            wanted = None if way.value is None else {word.casefold() for word in way.value}
            return TRUE if wanted is None or sort.value.casefold() in wanted else FALSE
        if way.type is not None and sort.type not in way.type:
            return FALSE
        if way.held_by is not None and sort.holder not in way.held_by:
            return FALSE
        return every(*self._traits_of(way, sort, i))

    def _traits_of(self, way: Match, sort: Sort, i: int) -> Iterator[Formula]:
        """Give what a way asks of a meeting beside its type and its holder."""
        if way.individual is not None:
            joint = self.trait(i, "together")
            yield no(joint) if way.individual else joint
        if way.with_ is not None and self.vocabulary.brought_by(sort.type).isdisjoint(way.with_):
            yield either(self._any(i, "with_", way.with_))
        if way.form is not None:
            yield either(self._any(i, "form", way.form))
        if way.not_form is not None:
            yield no(either(self._any(i, "form", way.not_form)))
        for name in ("topics", "agreements"):
            words = getattr(way, name)
            if words is not None:
                yield either(self._any(i, name, words))
        if way.own_adviser is not None:
            other = self.trait(i, "other_adviser")
            yield no(other) if way.own_adviser else other

    def carries(self, require: Require, version: Version, i: int, first: int) -> Formula:
        """Give that a record carries what is asked; everything that is asked for is recorded.

        `first` is the place of the first of the meetings that are looked at.
        """
        many = require.agreements_at_least is not None
        alike = same(self.trait(i, "other_adviser"), self.trait(first, "other_adviser"))
        said: dict[str, Callable[[Any], Formula]] = {
            "held_by": lambda words: self._held_by(i, words),
            "with_": lambda words: either([self._held_by(i, words), *self._any(i, "with_", words)]),
            "all_with": lambda words: every(
                *(either([self._held_by(i, (name,)), self.trait(i, "with_", name)]) for name in words)
            ),
            "form": lambda words: either(self._any(i, "form", words)),
            "topics": lambda words: either(self._any(i, "topics", words)),
            "all_topics": lambda words: every(*self._any(i, "topics", words)),
            "agreements": lambda words: TRUE if many else either(self._any(i, "agreements", words)),
            "all_agreements": lambda words: every(*self._any(i, "agreements", words)),
            "no_agreements": lambda words: no(either(self._any(i, "agreements", words))),
            "agreements_at_least": lambda least: self.trait(i, "many", (require.agreements, least)),
            "minutes": lambda least: self.trait(i, "minutes", least),
            "prep_minutes": lambda least: self.trait(i, "prep_minutes", least),
            "prep_days_before": lambda most: self.trait(i, "prep_days", most),
            "same_adviser": lambda wanted: alike if wanted else no(alike),
            "match": lambda name: self.matches(version, name, i),
        }
        return every(*(said[name](getattr(require, name)) for name in require.asked))

    def _any(self, i: int, name: str, words: Iterable[str]) -> list[Formula]:
        return [self.trait(i, name, word) for word in words]

    def _held_by(self, i: int, holders: Iterable[str]) -> Formula:
        wanted = set(holders)
        return either(self.sorts[i][k] for k, sort in enumerate(self.words.sorts) if sort.holder in wanted)

    # --- Counting, and days that hang on records.

    def counted(self, flags: Sequence[Formula], most: int, key: tuple[object, ...] = ()) -> list[list[Formula]]:
        """Give for each place, and each number up to `most`, that so many of the records up to it have a flag."""
        if key and (*key, most) in self._counts:
            return self._counts[(*key, most)]
        rows: list[list[Formula]] = []
        last: list[Formula] = [TRUE, *[FALSE] * most]
        for flag in flags:
            more = (either([last[number], every(flag, last[number - 1])]) for number in range(1, most + 1))
            row = [TRUE, *map(self.named, more)]
            rows.append(row)
            last = row
        if key:
            self._counts[(*key, most)] = rows
        return rows

    def named(self, formula: Formula) -> Formula:
        """Give a formula under a name of its own, so that what is built on it stays small."""
        if not formula.startswith("("):
            return formula
        name = self._names.get(formula)
        if name is None:
            name = self._names[formula] = self._truth(self._fresh())
            self.facts.append(same(name, formula))
        return name

    def at_least(self, flags: Sequence[Formula], number: int) -> Formula:
        """Give that at least so many records have a flag."""
        if number <= 0:
            return TRUE
        if number > len(flags):
            return FALSE
        return self.counted(flags, number)[-1][number]

    def is_nth(self, flags: Sequence[Formula], number: int) -> list[Formula]:
        """Give for each place that its record is the one of that number among those with a flag."""
        rows = self.counted(flags, number)
        found = []
        for i, flag in enumerate(flags):
            last = rows[i - 1] if i else [TRUE, *[FALSE] * number]
            found.append(every(flag, last[number - 1], no(last[number])))
        return found

    def moment(self, day: Day, version: Version, first: int) -> Moment:
        """Give a day that may hang on a record; of the records from the day `first` on."""
        if day is None:
            return Moment(FALSE, 0)
        if isinstance(day, int):
            return Moment(TRUE, day)
        key = (id(version), day, first)
        if key not in self._moments:
            self._moments[key] = self._from_held(day, version, first)
        return self._moments[key]

    def _from_held(self, day: FromHeld, version: Version, first: int) -> Moment:
        flags = [every(self.matches(version, day.match, i), self.not_before(i, first)) for i in self.places]
        which = [self.named(own) for own in self.is_nth(flags, day.number)]
        value = self._day(self._fresh())
        for i, own in enumerate(which):

            def said(moved: Term, own: Formula = own) -> Formula:
                return implies(own, same(value, moved))

            self.facts += shifted(day.shifts, self.days[i], said)
        there = self.named(either(which))
        return Moment(there, value)


def shifted(shifts: Sequence[int], day: Term, say: Callable[[Term], Formula]) -> list[Formula]:
    """Give what is said of a day moved by what its own shift is."""
    if len(shifts) == 1:
        return [say(plus(day, shifts[0]))]
    found, opens = [], 0
    for place in range(1, len(shifts) + 1):
        if place == len(shifts) or shifts[place] != shifts[opens]:
            inside = every(not_after(opens, day), not_after(day, place - 1))
            found.append(implies(inside, say(plus(day, shifts[opens]))))
            opens = place
    return found
