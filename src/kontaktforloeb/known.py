"""What was known on a day: the facts without those that were registered later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import attrs

from kontaktforloeb.model import Case, Exemption, Meeting

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.vocabulary import Vocabulary


class Known(NamedTuple):
    """How much of what is recorded was known on a day.

    `meetings` and `exemptions` are those left out. `undated` are the held meetings of which only that they were held
    by then is known, and not when they were registered: they are taken as known.
    """

    meetings: int = 0
    exemptions: int = 0
    undated: int = 0

    def __add__(self, other: object) -> Known:
        if not isinstance(other, Known):
            return NotImplemented
        return Known(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def as_known_on(case: Case, day: date, vocabulary: Vocabulary) -> Case:
    """Give a case as it was known on a day: without the meetings that were registered later.

    A meeting without a registration day is taken as known from the day on which it was held; nobody could know earlier
    that it was. An exemption that was decided later was not known either. Nothing else in a case says when it was
    registered, and all of that stays.

    >>> from kontaktforloeb import Case, Meeting, load_rules
    >>> meetings = [Meeting("2022-01-10", registered="2022-01-12"), Meeting("2022-01-11")]
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=meetings)
    >>> [str(meeting.date) for meeting in as_known_on(case, date(2022, 1, 11), load_rules().vocabulary).meetings]
    ['2022-01-11']
    """
    held = vocabulary.held_statuses
    meetings = tuple([meeting for meeting in case.meetings if _was_known(meeting, day, held)])
    exemptions = tuple([exemption for exemption in case.exemptions if _was_decided(exemption, day)])
    if len(meetings) == len(case.meetings) and len(exemptions) == len(case.exemptions):
        return case
    return attrs.evolve(case, meetings=meetings, exemptions=exemptions)


def how_much_was_known(case: Case, day: date, vocabulary: Vocabulary) -> Known:
    """Give how much of a case was known on a day, and of how much nobody can tell.

    >>> from kontaktforloeb import Case, Meeting, load_rules
    >>> meetings = [Meeting("2022-01-10", registered="2022-01-12"), Meeting("2022-01-11")]
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=meetings)
    >>> how_much_was_known(case, date(2022, 1, 11), load_rules().vocabulary)
    Known(meetings=1, exemptions=0, undated=1)
    """
    held = vocabulary.held_statuses
    known = [meeting for meeting in case.meetings if _was_known(meeting, day, held)]
    return Known(
        len(case.meetings) - len(known),
        sum(not _was_decided(exemption, day) for exemption in case.exemptions),
        sum(meeting.registered is None and meeting.status in held for meeting in known),
    )


def _was_known(meeting: Meeting, day: date, held_statuses: frozenset[str]) -> bool:
    if meeting.registered is not None and meeting.registered > day:
        return False
    return meeting.date <= day or meeting.status not in held_statuses


def _was_decided(exemption: Exemption, day: date) -> bool:
    return exemption.decided_on is None or exemption.decided_on <= day
