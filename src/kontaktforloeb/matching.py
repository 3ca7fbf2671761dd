"""Which held meetings a rule speaks of, and what one of them carries."""

from __future__ import annotations

from collections.abc import Iterable

from kontaktforloeb.facts import Held
from kontaktforloeb.rulebook.format import Match, Require


def matches(meeting: Held, alternatives: Iterable[Match]) -> bool:
    """Tell whether a meeting matches one of the ways that a rule file gives.

    Nothing recorded on whether it was individual counts as individual; nobody recorded beside the holder is nobody.
    """
    return any(differs(meeting, match) is None for match in alternatives)


def differs(meeting: Held, match: Match) -> str | None:
    """Give the first field in which a meeting differs from one way to match, or `None` where it matches."""
    if match.type is not None and meeting.type not in match.type:
        return "type"
    if match.held_by is not None and meeting.holder not in match.held_by:
        return "held_by"
    if match.individual is not None and (meeting.individual is not False) is not match.individual:
        return "individual"
    if match.with_ is not None and meeting.present.isdisjoint(match.with_):
        return "with"
    if match.form is not None and meeting.form not in match.form:
        return "form"
    if match.topics is not None and not set(match.topics) & set(meeting.topics):
        return "topics"
    if match.agreements is not None and not set(match.agreements) & set(meeting.agreements):
        return "agreements"
    return None


def carries(meeting: Held, require: Require) -> dict[str, bool | None]:
    """Give for each field that is asked whether the meeting carries it; `None` where nothing is recorded on it."""
    asked: dict[str, bool | None] = {}
    if require.with_ is not None:
        there = meeting.holder in require.with_ or not meeting.present.isdisjoint(require.with_)
        asked["with"] = there if there or meeting.with_recorded else None
    if require.form is not None:
        asked["form"] = meeting.form in require.form if meeting.form else None
    if require.topics is not None:
        asked["topics"] = bool(set(require.topics) & set(meeting.topics)) if meeting.topics else None
    if require.agreements is not None:
        asked["agreements"] = bool(set(require.agreements) & set(meeting.agreements)) if meeting.agreements else None
    if require.minutes is not None:
        asked["minutes"] = None if meeting.minutes is None else meeting.minutes >= require.minutes
    if require.prep_minutes is not None:
        asked["prep_minutes"] = None if meeting.prep_minutes is None else meeting.prep_minutes >= require.prep_minutes
    return asked
