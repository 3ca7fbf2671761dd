"""Which held meetings a rule speaks of, and what one of them carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from kontaktforloeb.facts import Held, Traits

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Match, Require
    from kontaktforloeb.rulebook.rulesets import Version

_KINDS_OF_MEETINGS = 1 << 14


@lru_cache(maxsize=_KINDS_OF_MEETINGS)  # Pure, and a caseload of millions has a few hundred kinds of meetings.
def match_names(version: Version, traits: Traits) -> frozenset[str]:
    """Give the names of a version's matches that a meeting with these traits has.

    Nothing recorded on whether it was individual counts as individual; nobody recorded beside the holder is nobody.
    """
    return frozenset(
        name
        for name, alternatives in version.file.match.items()
        if any(differs(traits, match) is None for match in alternatives)
    )


def differs(traits: Traits, match: Match) -> str | None:
    """Give the first field in which a meeting differs from one way to match, or `None` where it matches."""
    if match.event is not None or traits.is_event:
        if match.event is None or not traits.is_event or traits.type not in match.event:
            return "type"
        wanted = None if match.value is None else {word.casefold() for word in match.value}
        return "value" if wanted is not None and (traits.value or "").casefold() not in wanted else None
    for name, agrees in _AGREES.items():
        wanted = getattr(match, name)
        if wanted is not None and not agrees(traits, wanted):
            return name.rstrip("_")
    return None


_AGREES: Mapping[str, Callable[[Traits, Any], bool]] = {
    "type": lambda traits, wanted: traits.type in wanted,
    "held_by": lambda traits, wanted: traits.holder in wanted,
    "individual": lambda traits, wanted: (traits.individual is not False) is wanted,
    "with_": lambda traits, wanted: not traits.present.isdisjoint(wanted),
    "form": lambda traits, wanted: traits.form in wanted,
    "not_form": lambda traits, wanted: traits.form not in wanted,
    "topics": lambda traits, wanted: not set(wanted).isdisjoint(traits.topics),
    "agreements": lambda traits, wanted: not set(wanted).isdisjoint(traits.agreements),
    "own_adviser": lambda traits, wanted: traits.own_adviser is wanted,
}
"""For each field of `Match` that a meeting is asked for, whether it agrees; in the order in which they are told."""


def carries(meeting: Held, require: Require, version: Version, first: Held) -> dict[str, bool | None]:
    """Give for each field that is asked whether the meeting carries it; `None` where nothing is recorded on it.

    `first` is the first of the meetings that are looked at; another should have the same adviser.
    """
    asked: dict[str, bool | None] = {}
    least = require.agreements_at_least
    for name in require.asked:
        if name in _ASKED and not (name == "agreements" and least is not None):
            asked[name.rstrip("_")] = _ASKED[name](meeting, getattr(require, name))
    if least is not None:
        asked["agreements_at_least"] = _enough(meeting, require.agreements, least)
    if require.same_adviser is not None:
        known = meeting.adviser is not None and first.adviser is not None
        asked["same_adviser"] = (meeting.adviser == first.adviser) is require.same_adviser if known else None
    if require.match is not None:
        asked["match"] = _matches(meeting, version.match(require.match))
    return asked


def _with_any(meeting: Held, wanted: Sequence[str]) -> bool | None:
    # What the type alone would tell is not recorded: an empty `with` is absent data here.
    there = meeting.traits.holder in wanted or not meeting.recorded.isdisjoint(wanted)
    return there if there or meeting.recorded else None


def _with_all(meeting: Held, wanted: Sequence[str]) -> bool | None:
    there = meeting.recorded.union((meeting.traits.holder,)).issuperset(wanted)
    return there if there or meeting.recorded else None


def _any(recorded: Sequence[str], wanted: Sequence[str]) -> bool | None:
    return not set(wanted).isdisjoint(recorded) if recorded else None


def _all(recorded: Sequence[str], wanted: Sequence[str]) -> bool | None:
    return set(wanted).issubset(recorded) if recorded else None


def _least(recorded: int | None, wanted: int) -> bool | None:
    return None if recorded is None else recorded >= wanted


_ASKED: Mapping[str, Callable[[Held, Any], bool | None]] = {
    "held_by": lambda meeting, wanted: meeting.traits.holder in wanted,
    "with_": _with_any,
    "all_with": _with_all,
    "form": lambda meeting, wanted: meeting.traits.form in wanted if meeting.traits.form else None,
    "topics": lambda meeting, wanted: _any(meeting.traits.topics, wanted),
    "all_topics": lambda meeting, wanted: _all(meeting.traits.topics, wanted),
    "agreements": lambda meeting, wanted: _any(meeting.traits.agreements, wanted),
    "all_agreements": lambda meeting, wanted: _all(meeting.traits.agreements, wanted),
    "no_agreements": lambda meeting, wanted: (
        set(wanted).isdisjoint(meeting.traits.agreements) if meeting.traits.agreements else None
    ),
    "minutes": lambda meeting, wanted: _least(meeting.minutes, wanted),
    "prep_minutes": lambda meeting, wanted: _least(meeting.prep_minutes, wanted),
    "prep_days_before": lambda meeting, wanted: None if meeting.prep_days is None else 0 <= meeting.prep_days <= wanted,
}
"""For each field of `Require` that a meeting answers by itself, how."""


def _enough(meeting: Held, words: Sequence[str] | None, least: int) -> bool | None:
    recorded = meeting.traits.agreements
    return len([word for word in recorded if words is None or word in words]) >= least if recorded else None


def _matches(meeting: Held, ways: Sequence[Match]) -> bool | None:
    """Tell whether a meeting matches; where only what is not recorded speaks against one of the ways, nobody knows."""
    traits = meeting.traits
    if any(differs(traits, way) is None for way in ways):
        return True
    recorded = {
        "with_": traits.present,
        "form": traits.form,
        "topics": traits.topics,
        "agreements": traits.agreements,
        "own_adviser": traits.own_adviser is not None,
        "value": traits.value or not traits.is_event,
    }
    silent = dict.fromkeys(name for name, found in recorded.items() if not found)
    return None if any(differs(traits, attrs.evolve(way, **silent)) is None for way in ways) else False
