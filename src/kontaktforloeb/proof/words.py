"""The words in which meetings differ for the rules at hand: which kinds of records there are, and what they carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from kontaktforloeb.proof.asked import Asked, FromHeld
from kontaktforloeb.rulebook.format import Match, Require
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.rulebook.vocabulary import Vocabulary


@attrs.frozen(order=True)
class Sort:
    """A kind of record: a meeting by type and holder, or an event by name and value. In the order of one day."""

    type: str
    holder: str = ""
    value: str = ""

    @property
    def is_event(self) -> bool:
        """Whether it is an event."""
        return not self.holder


@attrs.frozen
class Words:
    """Every word that tells two meetings apart for some duty."""

    sorts: tuple[Sort, ...]
    persons: tuple[str, ...]
    forms: tuple[str, ...]
    all_forms: tuple[str, ...]
    topics: tuple[str, ...]
    agreements: tuple[str, ...]
    minutes: tuple[int, ...]
    prep_minutes: tuple[int, ...]
    prep_days: tuple[int, ...]
    many_agreements: tuple[tuple[tuple[str, ...] | None, int], ...]
    recorded: frozenset[str]
    """The fields that a duty asks of meetings: each meeting says something on them."""


def names_of(asked: Asked) -> Iterator[str]:
    """Give the names of matches that a duty speaks of."""
    requirement = asked.requirement
    yield from (name for name, _ in asked.ways)
    yield from (also.match for also in requirement.also)
    yield from (name for name in (requirement.first, requirement.before) if name is not None)
    yield from (day.match for day in (asked.opens, asked.due) if isinstance(day, FromHeld))
    yield from (day.match for _, day in asked.ways if isinstance(day, FromHeld))
    for conditions in asked.unless:
        yield from (own.match for own in conditions)
        yield from (own.due.match for own in conditions if isinstance(own.due, FromHeld))
    yield from asked.only_with
    if requirement.require is not None and requirement.require.match is not None:
        yield requirement.require.match


def ways_of(asked: Iterable[Asked]) -> list[tuple[Version, Match]]:
    """Give every way to match that some duty speaks of."""
    found: dict[tuple[int, str], Version] = {}
    for own in asked:
        for name in names_of(own):
            found.setdefault((id(own.version), name), own.version)
    return [(version, way) for (_, name), version in found.items() for way in version.match(name)]


def words_of(
    asked: Iterable[Asked], vocabulary: Vocabulary, pinned: Iterable[tuple[str, str | None]],
    assumed: Iterable[tuple[str, str]] = (),
) -> Words:  # fmt: skip
    """Give the words that tell meetings apart for some duties; `pinned` are events that are recorded anyway.

    `assumed` is what every meeting is.
    """
    duties = list(asked)
    ways = [way for _, way in ways_of(duties)]
    requires = [own.requirement.require for own in duties if own.requirement.require is not None]
    return Words(
        sorts=tuple(sorted(_sorts(ways, vocabulary, dict(pinned), dict(assumed).get("type")))),
        persons=_all(own.with_ for own in ways) + _all((r.with_ for r in requires), (r.all_with for r in requires)),
        forms=_all((own.form for own in ways), (own.not_form for own in ways), (r.form for r in requires)),
        all_forms=tuple(vocabulary.forms),
        topics=_all((own.topics for own in ways), (r.topics for r in requires), (r.all_topics for r in requires)),
        agreements=_all(
            (own.agreements for own in ways),
            (r.agreements for r in requires),
            (r.all_agreements for r in requires),
            (r.no_agreements for r in requires),
        ),
        minutes=_numbers(r.minutes for r in requires),
        prep_minutes=_numbers(r.prep_minutes for r in requires),
        prep_days=_numbers(r.prep_days_before for r in requires),
        many_agreements=tuple(
            dict.fromkeys((r.agreements, r.agreements_at_least) for r in requires if r.agreements_at_least is not None)
        ),
        recorded=frozenset(_recorded(duties, requires)),
    )


def _sorts(ways: list[Match], vocabulary: Vocabulary, pinned: dict[str, str | None], assumed: str | None) -> set[Sort]:
    meetings = [way for way in ways if way.event is None]
    types = {kind for way in meetings for kind in way.type or ()}
    if any(way.type is None for way in meetings):
        # One that no way names stands for all others.
        types |= set([kind for kind in vocabulary.meeting_types if kind not in types][:1])
        types |= set() if assumed is None else {assumed}
    holders = set(vocabulary.one_holder.values())
    found = {Sort(kind, holder) for kind in types for holder in holders}
    for way in ways:
        for name in way.event or ():
            found |= {Sort(name, "", value) for value in way.value or ("",)}
            if name in pinned:
                found.add(Sort(name, "", pinned[name] or ""))
    return found


def _recorded(duties: list[Asked], requires: list[Require]) -> Iterator[str]:
    for require in requires:
        for name in require.asked:
            yield _FIELDS.get(name, name)
    for own in duties:
        asked = own.requirement.require
        if asked is not None and asked.match is not None:
            for way in own.version.match(asked.match):
                given = ("with_", "form", "topics", "agreements", "own_adviser")
                yield from (_FIELDS.get(name, name) for name in given if getattr(way, name) is not None)


_FIELDS = {
    "all_with": "with_",
    "all_topics": "topics",
    "all_agreements": "agreements",
    "no_agreements": "agreements",
    "agreements_at_least": "agreements",
    "same_adviser": "adviser",
    "own_adviser": "adviser",
    "prep_days_before": "prep_date",
}


def _all(*lists: Iterable[tuple[str, ...] | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for own in lists for words in own for word in words or ()))


def _numbers(given: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(sorted({number for number in given if number is not None}))
