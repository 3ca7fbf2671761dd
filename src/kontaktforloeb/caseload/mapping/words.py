"""Words of closed lists: which are known, and what an unknown one most likely stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum, unique

import attrs

from kontaktforloeb.caseload.columns import Bad, Column, tables
from kontaktforloeb.caseload.mapping.headings import KINDS, Field, Kind, headings
from kontaktforloeb.caseload.mapping.shown import fold, speakable, words_of
from kontaktforloeb.errors import nearest
from kontaktforloeb.rulebook.registry import Rulebook


@unique
class Likeness(StrEnum):
    """How a word that is not known is like one that is."""

    SAME = "same"
    """The same word, written with other letters or signs."""
    OTHER = "other"
    """A documented other word for it."""
    NEAR = "near"
    """The nearest of the known words, and no more."""


@attrs.frozen
class Translation:
    """A word of a user's column, how many rows have it, and the known word that it may stand for."""

    text: str
    rows: int
    word: str
    likeness: Likeness


@attrs.frozen(eq=False)
class Known:
    """The columns of the tables, and the words that are known in those with a closed list."""

    columns: Mapping[tuple[str, str], Column]
    _same: Mapping[tuple[str, str], Mapping[str, str]]
    _others: Mapping[tuple[str, str], Mapping[str, str]]
    _spoken: frozenset[str]

    def column(self, field: Field) -> Column:
        """Give the column of a field."""
        return self.columns[field.table or "spells", field.column]

    def reads(self, field: Field, text: str) -> bool:
        """Tell whether a text is a value of a column as it stands."""
        return not isinstance(self.column(field).parse(text), Bad)

    def names(self, field: Field) -> tuple[str, ...]:
        """Give the known words of a column with a closed list."""
        return tuple(self._same[field.table, field.column].values())

    def reads_or_same(self, field: Field, text: str) -> bool:
        """Tell whether a text is a value of a column, as it stands or in other letters."""
        return self.reads(field, text) or fold(text) in self._same.get((field.table, field.column), {})

    def meant(self, field: Field, text: str) -> tuple[str, Likeness] | None:
        """Give the known word that a text which is none may stand for, and how sure that is."""
        place = field.table, field.column
        key = fold(text)
        if key in self._same.get(place, {}):
            return self._same[place][key], Likeness.SAME
        if key in self._others.get(place, {}):
            return self._others[place][key], Likeness.OTHER
        near = nearest(key, self._same.get(place, {})) or self._by_words(place, text)
        return (self._same[place][near], Likeness.NEAR) if near else None

    def understood(self, field: Field, text: str) -> bool:
        """Tell whether a text is a value of a column, or near one."""
        return self.reads(field, text) or self.meant(field, text) is not None

    def may_be_shown(self, text: str) -> bool:
        """Tell whether a text consists of known words, so that it says nothing about anybody."""
        return speakable(text, self._spoken)

    def _by_words(self, place: tuple[str, str], text: str) -> str | None:
        """Give the one known word that stands in a text as it is, such as that of "Jobsamtale (4)"."""
        found = [key for key in self._same.get(place, {}) if key in words_of(text)]
        return found[0] if len(found) == 1 else None


def known(rulebook: Rulebook) -> Known:
    """Give the words that the tables know, with what is written for them elsewhere."""
    columns = {(table, column.name): column for table, own in tables(rulebook).items() for column in own}
    # Of the rule sets only schedules are a citizen's: the column itself says which words it takes.
    lists = {
        place: tuple(name for name in own if not isinstance(columns[place].parse(name), Bad))
        for place, own in _lists(rulebook).items()
    }
    titles = _titles(rulebook)
    others = {place: {**titles.get(place, {}), **headings().words.get(place, {})} for place in lists}
    said = [*(name for own in lists.values() for name in own), *(other for own in others.values() for other in own)]
    return Known(
        columns,
        same={place: {fold(name): name for name in own} for place, own in lists.items()},
        others={place: {fold(other): name for other, name in own.items()} for place, own in others.items()},
        spoken=frozenset(word for text in said for word in words_of(text)),
    )


def _lists(rulebook: Rulebook) -> dict[tuple[str, str], Iterable[str]]:
    """Give the known words of every column with a closed list."""
    words = rulebook.vocabulary
    own: dict[tuple[str, str], Iterable[str]] = {
        ("spells", "group"): words.groups.entries,
        ("meetings", "type"): words.meeting_types.entries,
        ("meetings", "held_by"): words.holders.entries,
        ("meetings", "form"): words.forms.entries,
        ("meetings", "status"): words.meeting_statuses.entries,
        ("hours", "kind"): words.accumulated.known_hour_kinds,
        ("exemptions", "kind"): words.exemptions.entries,
        ("events", "event"): words.events.entries,
        ("citizens", "insured"): [terms.id for terms in words.accumulated.insured],
        ("citizens", "schedule"): rulebook.rulesets,
    }
    assert set(own) == {place for place, kind in KINDS.items() if kind is Kind.WORD}
    return own


def _titles(rulebook: Rulebook) -> dict[tuple[str, str], dict[str, str]]:
    """Give the titles of groups and events as other words for them."""
    words = rulebook.vocabulary
    groups = {
        title: name for name, group in words.groups.latest().items() for title in (group.title.da, group.title.en)
    }
    events = {
        title: name for name, event in words.events.latest().items() for title in (event.title.da, event.title.en)
    }
    return {("spells", "group"): groups, ("events", "event"): events}
