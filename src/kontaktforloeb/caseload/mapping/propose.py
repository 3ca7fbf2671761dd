"""Look at a source and propose which of its columns give which of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.caseload.columns import NEEDED, TABLES
from kontaktforloeb.caseload.mapping.candidates import CITIZEN, Candidate, Source, source_of
from kontaktforloeb.caseload.mapping.choose import Choice, Confidence, choose
from kontaktforloeb.caseload.mapping.content import counted, varying
from kontaktforloeb.caseload.mapping.headings import Field, Headings, Kind, headings, kind_of
from kontaktforloeb.caseload.mapping.numbered import matching
from kontaktforloeb.caseload.mapping.shown import pattern, starred
from kontaktforloeb.caseload.mapping.words import Known, Likeness, Translation, known
from kontaktforloeb.rulebook.registry import Rulebook

if TYPE_CHECKING:
    from kontaktforloeb.caseload.raw import RawTable

_SAMPLES = 3
_WORDS = 40
"""How many unknown words of a column are listed."""


@attrs.frozen
class Words:
    """The words of a column that are not known: what is proposed, and the form of those that may be somebody's name."""

    same: tuple[Translation, ...] = ()
    to_confirm: tuple[Translation, ...] = ()
    hidden: tuple[tuple[str, int], ...] = ()


@attrs.frozen
class Look:
    """What the cells of a candidate look like: the share that can be read as the column, and what shows nobody."""

    share: float | None
    samples: tuple[str, ...]


@attrs.frozen
class ProposedPart:
    """What a row of the source gives of one of our tables; of `event`, days of this one kind of event."""

    table: str
    event: str
    choices: tuple[Choice, ...]
    words: Mapping[str, Words]
    looks: Mapping[tuple[str, str], Look]
    """What each candidate looks like, by column and heading."""
    known: Mapping[str, tuple[str, ...]]
    """The words that are known, for each column with a closed list."""
    varying: tuple[Choice, ...] = ()
    """What is about a citizen, yet differs between rows of the same one."""

    @property
    def numbered(self) -> bool:
        """Whether a series of columns gives one of the columns, whatever is answered to the questions."""
        return any(choice.chosen is not None and choice.chosen.numbered for choice in self.choices)

    @property
    def series(self) -> tuple[str, ...]:
        """The series of columns of which one tells, where it is filled, that there is such a part."""
        offered = (c for choice in self.choices if choice.confidence is not Confidence.NONE for c in choice.candidates)
        return tuple(dict.fromkeys(candidate.heading for candidate in offered if candidate.numbered))


@attrs.frozen
class ProposedSource:
    """What is proposed for one table of a source.

    `key` is what a mapping file calls it, `where` what a message does.
    """

    key: str
    where: str
    source: Source
    citizen: Choice | None
    looks: Mapping[tuple[str, str], Look]
    parts: tuple[ProposedPart, ...]
    unread: tuple[str, ...]


@attrs.frozen
class Proposal:
    """A mapping that is proposed, with what is left to be answered."""

    sources: tuple[ProposedSource, ...]
    lacking: tuple[str, ...]
    """The tables that are needed and that nothing gives."""

    @property
    def questions(self) -> int:
        """How many questions are left."""
        asked = sum(choice.asked for source in self.sources for choice in _choices(source))
        return asked + len(self.lacking)

    @property
    def to_confirm(self) -> int:
        """How many words are left to be confirmed: those that are shown with what they may stand for."""
        return sum(len(own.to_confirm) for own in self._words())

    @property
    def hidden(self) -> int:
        """How many rows have a word that is not known and may not be shown."""
        return sum(rows for own in self._words() for _, rows in own.hidden)

    def _words(self) -> Iterable[Words]:
        return (words for source in self.sources for part in source.parts for words in part.words.values())

    @property
    def settled(self) -> bool:
        """Whether nothing is left to answer."""
        return not self.questions and not self.to_confirm


def propose(raws: Sequence[RawTable], rulebook: Rulebook, vocabulary: Headings | None = None) -> Proposal:
    """Give the mapping that the headings and the cells of a source's tables propose."""
    words, spoken = known(rulebook), vocabulary or headings()
    found: dict[str, ProposedSource] = {}
    for raw in raws:
        key = "*" if len(raws) == 1 else starred(raw.name)
        if key not in found:
            found[key] = _proposed(key, raw, words, spoken, alone=len(raws) == 1)
    given = {part.table for source in found.values() for part in source.parts}
    return Proposal(tuple(found.values()), tuple(table for table in NEEDED if table not in given))


def _choices(source: ProposedSource) -> Iterable[Choice]:
    if source.citizen is not None:
        yield source.citizen
    for part in source.parts:
        yield from part.choices


def _proposed(key: str, raw: RawTable, words: Known, vocabulary: Headings, *, alone: bool) -> ProposedSource:
    source = source_of(raw, words, vocabulary)
    headed = raw.headed(source.headed_in) if source.headed_in else None
    if headed is not None:
        raw, source = headed, attrs.evolve(source_of(headed, words, vocabulary), headed_in=source.headed_in)
    feeds = source.feeds or (NEEDED if alone and source.candidates and not source.events else ())
    if alone and not source.ours:
        # What nothing else can give, and a heading speaks of, is asked about.
        spoken = {field.table for candidate in source.candidates for field in candidate.meant} & set(NEEDED)
        feeds = tuple(table for table in TABLES if table in spoken or table in feeds)
    feeds = feeds or (() if source.events else tuple(table for table in NEEDED if _spoken_of(table, source, words)))
    fields = [field for table in feeds for field in _fields(table, feeds, source, words)]
    fields += [Field("events", "date", event) for event in source.events]
    if not fields:
        return ProposedSource(key, raw.where, source, None, {}, (), tuple(c.heading for c in source.candidates))
    choices = choose(source, [CITIZEN, *fields], words)
    citizen = choices.pop(CITIZEN)
    changing = _changing(raw, citizen, choices.values()) if not source.ours else frozenset()
    unknown = _unknown_words(raw, choices.values(), words)
    parts = []
    for place in dict.fromkeys((field.table, field.event) for field in fields):
        own = [choices[field] for field in fields if field in choices and (field.table, field.event) == place]
        kept = tuple(choice for choice in own if choice.field not in changing)
        if any(choice.confidence is not Confidence.NONE for choice in kept):
            said = {c.field.column: unknown[c.field] for c in kept if c.field in unknown}
            lists = {c.field.column: words.names(c.field) for c in kept if kind_of(c.field) is Kind.WORD}
            parts.append(
                ProposedPart(*place, kept, said, _looks(own, words), lists, tuple(c for c in own if c not in kept))
            )
    read = {c.heading for choice in (citizen, *choices.values()) for c in choice.candidates}
    unread = tuple(candidate.heading for candidate in source.candidates if candidate.heading not in read)
    return ProposedSource(key, raw.where, source, citizen, _looks([citizen], words), tuple(parts), unread)


def _spoken_of(table: str, source: Source, words: Known) -> bool:
    """Tell whether the headings speak of all that a row of a table must have, however surely."""
    meant = {field for candidate in source.candidates for field in candidate.meant}
    needed = {column for (own, column), said in words.columns.items() if own == table and said.required}
    return {CITIZEN if column == CITIZEN.column else Field(table, column) for column in needed} <= meant


def _fields(table: str, feeds: Sequence[str], source: Source, words: Known) -> Iterable[Field]:
    """Give the fields of a table; the adviser of a row with one meeting is the meeting's, else the citizen's."""
    for own, column in words.columns:
        if own != table or column == "citizen" or ((own, column) == ("hours", "month") and source.monthly):
            continue
        of_meetings = "meetings" in feeds and not source.wide
        elsewhere = {"citizens": of_meetings, "meetings": source.wide and "citizens" in feeds}.get(table, False)
        if column != "adviser" or not elsewhere or source.ours:
            yield Field(own, column)


def _changing(raw: RawTable, citizen: Choice, choices: Iterable[Choice]) -> frozenset[Field]:
    """Give the fields about a citizen that differ between two rows of the same one: they would be rejected."""
    own = {
        choice.field: choice.chosen.heading for choice in choices if choice.field.table == "citizens" and choice.chosen
    }
    if citizen.chosen is None or not own:
        return frozenset()
    found = varying(raw, citizen.chosen.heading, own.values())
    return frozenset(field for field, heading in own.items() if heading in found)


def _unknown_words(raw: RawTable, choices: Iterable[Choice], words: Known) -> dict[Field, Words]:
    """Give the words that are not known in each column with a closed list that is chosen."""
    columns = {
        choice.field: [*matching(choice.chosen.heading, raw.names).values()]
        for choice in choices
        if choice.chosen is not None and kind_of(choice.field) is Kind.WORD
    }
    counts = counted(raw, (name for names in columns.values() for name in names))
    return {field: _words(field, (counts[name] for name in names), words) for field, names in columns.items()}


def _words(field: Field, counts: Iterable[Mapping[str, int]], words: Known) -> Words:
    rows_of: dict[str, int] = {}
    for own in counts:
        for text, rows in own.items():
            rows_of[text] = rows_of.get(text, 0) + rows
    found: dict[str, list[Translation]] = {"same": [], "to_confirm": []}
    hidden: dict[str, int] = {}
    for text, rows in sorted(rows_of.items(), key=lambda item: (-item[1], item[0])):
        if words.reads(field, text):
            continue
        meant = words.meant(field, text)
        if meant is None or not words.may_be_shown(text) or len(found["to_confirm"]) >= _WORDS:
            hidden[pattern(text)] = hidden.get(pattern(text), 0) + rows
        else:
            found["same" if meant[1] is Likeness.SAME else "to_confirm"].append(Translation(text, rows, *meant))
    most = sorted(hidden.items(), key=lambda item: (-item[1], item[0]))
    return Words(tuple(found["same"]), tuple(found["to_confirm"]), tuple(most))


def _looks(choices: Iterable[Choice], words: Known) -> dict[tuple[str, str], Look]:
    return {
        (choice.field.column, candidate.heading): Look(
            _share(candidate, choice.field, words), _sample(candidate, choice.field, words)
        )
        for choice in choices
        for candidate in choice.candidates
    }


def _share(candidate: Candidate, field: Field, words: Known) -> float | None:
    """Give the share that can be read; of words also that of the same ones in other letters."""
    if kind_of(field) is Kind.ID:
        return None
    if kind_of(field) is not Kind.WORD or not candidate.content.filled:
        return candidate.share(field, words)
    return candidate.content.share(lambda text: words.reads_or_same(field, text))


def _sample(candidate: Candidate, field: Field, words: Known) -> tuple[str, ...]:
    """Give what some cells look like: known words of a closed list as they are, all else by its form alone."""
    forms: dict[str, int] = {}
    for text, rows in candidate.content.counts:
        form = text if kind_of(field) is Kind.WORD and words.may_be_shown(text) else pattern(text)
        forms[form] = forms.get(form, 0) + rows
    return tuple(sorted(forms, key=lambda form: (-forms[form], form))[:_SAMPLES])
