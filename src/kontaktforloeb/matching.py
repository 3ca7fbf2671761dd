"""Which held meetings a rule speaks of, and what one of them carries."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

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
    if match.type is not None and traits.type not in match.type:
        return "type"
    if match.held_by is not None and traits.holder not in match.held_by:
        return "held_by"
    if match.individual is not None and (traits.individual is not False) is not match.individual:
        return "individual"
    if match.with_ is not None and traits.present.isdisjoint(match.with_):
        return "with"
    if match.form is not None and traits.form not in match.form:
        return "form"
    if match.topics is not None and not set(match.topics) & set(traits.topics):
        return "topics"
    if match.agreements is not None and not set(match.agreements) & set(traits.agreements):
        return "agreements"
    return None


def carries(meeting: Held, require: Require) -> dict[str, bool | None]:
    """Give for each field that is asked whether the meeting carries it; `None` where nothing is recorded on it."""
    traits = meeting.traits
    asked: dict[str, bool | None] = {}
    if require.with_ is not None:
        # What the type alone would tell is not recorded: an empty `with` is absent data here.
        there = traits.holder in require.with_ or not meeting.recorded.isdisjoint(require.with_)
        asked["with"] = there if there or meeting.recorded else None
    if require.form is not None:
        asked["form"] = traits.form in require.form if traits.form else None
    if require.topics is not None:
        asked["topics"] = bool(set(require.topics) & set(traits.topics)) if traits.topics else None
    if require.agreements is not None:
        asked["agreements"] = bool(set(require.agreements) & set(traits.agreements)) if traits.agreements else None
    if require.minutes is not None:
        asked["minutes"] = None if meeting.minutes is None else meeting.minutes >= require.minutes
    if require.prep_minutes is not None:
        asked["prep_minutes"] = None if meeting.prep_minutes is None else meeting.prep_minutes >= require.prep_minutes
    return asked
