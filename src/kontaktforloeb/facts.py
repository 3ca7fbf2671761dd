"""The facts of a case in the rules' words: known groups, one holder for three names, one meeting for its repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from operator import itemgetter, or_
from typing import TYPE_CHECKING, NamedTuple

import attrs

from kontaktforloeb.errors import CaseError, Problem, masked_word, nearest
from kontaktforloeb.model import Case, Event, Meeting, Spell
from kontaktforloeb.quick import quick

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.vocabulary import Vocabulary


_NOBODY: frozenset[str] = frozenset()


class Traits(NamedTuple):
    """What rules can ask of a meeting, apart from its day.

    `present` are all who are known to have taken part beside the holder; `individual`, `form` and `own_adviser` are
    `None` where nothing is recorded. An event that rules count like a meeting has its name as `type`, and its value.
    """

    type: str
    holder: str
    present: frozenset[str]
    individual: bool | None
    form: str | None
    topics: tuple[str, ...]
    agreements: tuple[str, ...]
    own_adviser: bool | None = None
    is_event: bool = False
    value: str | None = None


@quick(eq=False, repr=False)
class Held:
    """One held meeting, or an event that rules count like one.

    `recorded` are those whom the data name beside the holder; its type may bring others. `rows` are the records it was
    made from, none for an event. `prep_days` is how many days before it was prepared.
    """

    date: date
    traits: Traits
    recorded: frozenset[str]
    minutes: int | None
    prep_minutes: int | None
    rows: tuple[Meeting, ...]
    adviser: str | None = None
    prep_days: int | None = None


@quick(eq=False, repr=False)
class Facts:
    """A case whose words are all known, its held meetings in order of day, and the rest of its meetings."""

    case: Case
    held: tuple[Held, ...]
    not_held: tuple[Meeting, ...]


def read_facts(case: Case, vocabulary: Vocabulary) -> Facts:
    """Give the facts of a case.

    Raises `CaseError` with every word that is not known and every pair of spells that overlap on one benefit.
    """
    if not _known(case, vocabulary):
        raise CaseError(list(_problems(case, vocabulary)))
    if any(spell.group not in vocabulary.groups.entries for spell in case.spells):
        spells = [
            Spell(vocabulary.group(spell.group, spell.start) or "", spell.start, spell.end) for spell in case.spells
        ]
        case = attrs.evolve(case, spells=spells)
    if len(case.spells) > 1:
        overlaps = overlapping(case.spells, vocabulary)
        if overlaps:
            what = "two spells overlap on one benefit"
            raise CaseError([Problem(key="spells", what=f"{what}: {a.start} and {b.start}") for a, b in overlaps])
    held: list[Meeting] = []
    not_held: list[Meeting] = []
    for meeting in case.meetings:
        (held if meeting.status in vocabulary.held_statuses else not_held).append(meeting)
    return Facts(case, held_meetings(held, case.adviser, vocabulary), tuple(not_held))


def overlapping(spells: Iterable[Spell], vocabulary: Vocabulary) -> list[tuple[Spell, Spell]]:
    """Give every spell that begins while an earlier one on its benefit runs, with that one; exact repeats are one."""
    found = []
    kept: list[Spell] = []
    for spell in sorted(dict.fromkeys(spells), key=lambda spell: (spell.start, spell.end or date.max, spell.group)):
        benefit = vocabulary.benefit(spell.group, spell.start)
        for before in kept:
            running = before.end is None or spell.start <= before.end
            if running and vocabulary.benefit(before.group, spell.start) == benefit:
                found.append((before, spell))
                break
        else:
            kept.append(spell)
    return found


def _known(case: Case, vocabulary: Vocabulary) -> bool:
    """Tell whether every word of a case is known: `_problems` in short, as it is asked of every case."""
    forms, statuses = vocabulary.forms.entries, vocabulary.meeting_statuses.entries
    for meeting in case.meetings:
        if (
            vocabulary.meeting_type(meeting.type) is None
            or meeting.held_by not in vocabulary.one_holder
            or (meeting.form is not None and meeting.form not in forms)
            or meeting.status not in statuses
        ):
            return False
    kinds = vocabulary.accumulated.known_hour_kinds
    return (
        bool(case.spells)
        and all(vocabulary.group(spell.group, spell.start) is not None for spell in case.spells)
        and all(item.kind in kinds for item in case.hours)
        and all(exemption.kind in vocabulary.exemptions.entries for exemption in case.exemptions)
        and all(event.event in vocabulary.events.entries for event in case.events)
        and (case.insured is None or any(terms.id == case.insured for terms in vocabulary.accumulated.insured))
    )


def _problems(case: Case, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Give every word of a case that is not known; `_known` tells in short whether there is one."""
    if not case.spells:
        yield Problem(key="spells", what="the case has no spell", expected="at least one")
    words = vocabulary
    for spell in case.spells:
        if words.group(spell.group, spell.start) is not None:
            continue
        number = words.group_or_number(spell.group)
        if number is None:
            yield _unknown("spells.group", spell.group, words.groups.entries, case)
        else:
            what = "'{number}' is no number of a target group on {day}"
            facts = {"number": number, "day": spell.start}
            yield Problem(what, key="spells.group", expected="the group's name", facts=facts)
    for meeting in case.meetings:
        yield from _meeting_problems(meeting, case, words)
    named = [
        *(("hours.kind", item.kind, words.accumulated.known_hour_kinds) for item in case.hours),
        *(("exemptions.kind", exemption.kind, words.exemptions.entries) for exemption in case.exemptions),
        *(("events.event", event.event, words.events.entries) for event in case.events),
    ]
    if case.insured is not None:
        named.append(("citizens.insured", case.insured, [terms.id for terms in words.accumulated.insured]))
    for key, word, known in named:
        if word not in known:
            yield _unknown(key, word, known, case)


def _meeting_problems(meeting: Meeting, case: Case, words: Vocabulary) -> Iterator[Problem]:
    if words.meeting_type(meeting.type) is None:
        yield _unknown("meetings.type", meeting.type, words.meeting_types.entries, case)
    if meeting.held_by not in words.one_holder:
        yield _unknown("meetings.held_by", meeting.held_by, words.holders.entries, case)
    if meeting.form is not None and meeting.form not in words.forms:
        yield _unknown("meetings.form", meeting.form, words.forms.entries, case)
    if meeting.status not in words.meeting_statuses:
        yield _unknown("meetings.status", meeting.status, words.meeting_statuses.entries, case)


def _unknown(key: str, word: object, known: Iterable[str], case: Case) -> Problem:
    names = list(known)
    near = nearest(word, names) if isinstance(word, str) else None
    shown = masked_word(word, near, case.citizen) if isinstance(word, str) else str(word)
    return Problem(f"'{shown}' is not known", key=key, expected=", ".join(names), nearest=near)


def held_meetings(meetings: Sequence[Meeting], adviser: str | None, vocabulary: Vocabulary) -> tuple[Held, ...]:
    """Give one held meeting for all records of a day, type and holder, in an order that the input cannot change.

    `adviser` is the citizen's own; all meetings were held.
    """
    together: dict[tuple[date, str, str], list[Meeting]] = {}
    for meeting in meetings:
        kind = vocabulary.meeting_type(meeting.type) or ""
        together.setdefault((meeting.date, kind, vocabulary.holder(meeting.held_by) or ""), []).append(meeting)
    return tuple([_held(*key, rows, adviser, vocabulary) for key, rows in sorted(together.items(), key=itemgetter(0))])


def _held(day: date, kind: str, holder: str, rows: list[Meeting], adviser: str | None, vocabulary: Vocabulary) -> Held:
    brought = vocabulary.brought_by(kind)
    if len(rows) == 1:
        row = rows[0]
        recorded = frozenset(vocabulary.holder(name) or name for name in row.with_) if row.with_ else _NOBODY
        present = brought | recorded
        own = None if row.adviser is None or adviser is None else row.adviser == adviser
        traits = Traits(kind, holder, present, row.individual, row.form, row.topics, row.agreements, own)
        prepared = None if row.prep_date is None else (day - row.prep_date).days
        return Held(day, traits, recorded, row.minutes, row.prep_minutes, (row,), row.adviser, prepared)
    named = {vocabulary.holder(name) or name for row in rows for name in row.with_}
    # A record that says "individual" settles it, so that one more record never makes a meeting count less.
    individual = {row.individual for row in rows}
    held_by = _agreed(row.adviser for row in rows)
    days_before = [(day - row.prep_date).days for row in rows if row.prep_date is not None]
    agreements = reduce(or_, (Counter(row.agreements) for row in rows))
    traits = Traits(
        type=kind,
        holder=holder,
        present=brought | named,
        individual=True if True in individual else None if None in individual else False,
        form=_agreed(row.form for row in rows),
        topics=tuple(sorted({topic for row in rows for topic in row.topics})),
        agreements=tuple(sorted(agreements.elements())),
        own_adviser=None if held_by is None or adviser is None else held_by == adviser,
    )
    return Held(
        date=day,
        traits=traits,
        recorded=frozenset(named),
        minutes=max((row.minutes for row in rows if row.minutes is not None), default=None),
        prep_minutes=max((row.prep_minutes for row in rows if row.prep_minutes is not None), default=None),
        rows=tuple(rows),
        adviser=held_by,
        prep_days=min(days_before, key=lambda days: (days < 0, days), default=None),
    )


def happened(events: Iterable[Event]) -> list[Held]:
    """Give events as rules count them, in order of day; those alike in day, name and value are one."""
    alike = sorted({(event.date, event.event, event.value or "") for event in events})
    return [_happened(day, name, value or None) for day, name, value in alike]


def _happened(day: date, name: str, value: str | None) -> Held:
    traits = Traits(name, "", _NOBODY, None, None, (), (), is_event=True, value=value)
    return Held(day, traits, _NOBODY, None, None, ())


def _agreed(values: Iterable[str | None]) -> str | None:
    """Give what all records that say anything say; records that contradict each other say nothing."""
    said = {value for value in values if value}
    return said.pop() if len(said) == 1 else None
