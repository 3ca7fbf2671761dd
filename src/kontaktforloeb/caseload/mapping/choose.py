"""Which column gives which field: the clearest alone, or a question; never a guess between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum, unique

import attrs

from kontaktforloeb.caseload.mapping.candidates import CITIZEN, Candidate, Source
from kontaktforloeb.caseload.mapping.headings import Field, Kind, Strength, kind_of
from kontaktforloeb.caseload.mapping.words import Known

_ALL = 0.95
"""The share of its cells that a column must have right to be certain."""


@unique
class Confidence(StrEnum):
    """How sure it is that a column gives a field."""

    CERTAIN = "certain"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@attrs.frozen
class Choice:
    """What is proposed for a field: one candidate, or a question with those that it may be."""

    field: Field
    confidence: Confidence
    candidates: tuple[Candidate, ...]

    @property
    def chosen(self) -> Candidate | None:
        """The candidate, where it is no question."""
        return self.candidates[0] if self.confidence in (Confidence.CERTAIN, Confidence.LIKELY) else None

    @property
    def asked(self) -> bool:
        """Whether it is a question."""
        return self.confidence is Confidence.AMBIGUOUS


def choose(source: Source, fields: Sequence[Field], known: Known) -> dict[Field, Choice]:
    """Give the choice for every field that is needed or has a candidate."""
    choices: dict[Field, Choice] = {}
    free = list(source.candidates)
    for level in (Strength.SURE, Strength.NEAR, Strength.MAYBE, Strength.NONE):
        at_level = {
            field: _at(level, field, _offered(field, free, source), known) for field in fields if field not in choices
        }
        for field, own in at_level.items():
            if not own:
                continue
            rivals = [other for other, its in at_level.items() if other != field and any(c in its for c in own)]
            # Numbers by the month may be hours, or how many interviews there were: only the user knows.
            if len(own) == 1 and not rivals and not own[0].monthly:
                choices[field] = Choice(field, _confidence(own[0], level, field, known), tuple(own))
            else:
                choices[field] = Choice(field, Confidence.AMBIGUOUS, tuple(own))
        taken = [candidate for choice in choices.values() for candidate in choice.candidates]
        free = [candidate for candidate in free if candidate not in taken]
    for field in fields:
        if field in choices:
            continue
        denied = [c for c in _offered(field, free, source) if c.meant.get(field, Strength.NONE) >= Strength.NEAR]
        if _asked_for(field, source, known):
            own = [c for c in free if field in c.meant or (not c.left_out and c.speaks_for(field, known))]
            choices[field] = Choice(field, Confidence.AMBIGUOUS, tuple(own))
        elif denied:
            choices[field] = Choice(field, Confidence.NONE, tuple(denied))
    return _settled(choices, known)


def _offered(field: Field, free: Sequence[Candidate], source: Source) -> Iterable[Candidate]:
    """Give the candidates that a field may have: where meetings are numbered, nothing else is of one meeting."""
    return [c for c in free if c.numbered] if source.wide and field.table == "meetings" else free


def _at(level: Strength, field: Field, free: Iterable[Candidate], known: Known) -> list[Candidate]:
    """Give the candidates whose heading says a field this clearly and whose cells do not deny it."""
    if level is Strength.NONE:
        # Without a heading only words and citizens' numbers speak for themselves: days may be any days.
        speaking = kind_of(field) in (Kind.WORD, Kind.ID)
        return [c for c in free if speaking and not c.meant and c.speaks_for(field, known)]
    found = [c for c in free if c.meant.get(field) is level and c.fits(field, known)]
    if field == CITIZEN and level is Strength.MAYBE:
        return [c for c in found if c.speaks_for(field, known)]
    return found


def _confidence(candidate: Candidate, level: Strength, field: Field, known: Known) -> Confidence:
    if not candidate.content.filled:
        return Confidence.LIKELY
    share = 1.0 if kind_of(field) is Kind.ID else candidate.share(field, known)
    whole = share is None or share >= _ALL
    if level is Strength.MAYBE:  # Two that agree: what the heading may say, and words that say nothing else.
        whole = kind_of(field) is Kind.WORD and candidate.content.share(lambda text: known.reads(field, text)) >= _ALL
    agreed = level in (Strength.SURE, Strength.MAYBE) or (level is Strength.NONE and field == CITIZEN)
    return Confidence.CERTAIN if whole and agreed else Confidence.LIKELY


def _asked_for(field: Field, source: Source, known: Known) -> bool:
    """Tell whether a field that no column gives must be asked about.

    A status that is nowhere would make every booking a meeting that was held.
    """
    status = (field.table, field.column) == ("meetings", "status")
    return field == CITIZEN or known.column(field).required or (status and not source.ours)


def _settled(choices: dict[Field, Choice], known: Known) -> dict[Field, Choice]:
    """Leave out the questions about columns that another field, which is needed, asks about already."""
    needed = [c for c in choices.values() if c.asked and (c.field == CITIZEN or known.column(c.field).required)]
    asked = [candidate for choice in needed for candidate in choice.candidates]
    return {
        field: choice
        for field, choice in choices.items()
        if not choice.asked
        or choice in needed
        or not choice.candidates
        or any(c not in asked for c in choice.candidates)
    }
