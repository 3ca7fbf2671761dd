"""What a measure gives: counts with nothing hidden in them, and the answer that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum, unique
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import attrs

from kontaktforloeb.measures.bands import band_of, reaches

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Published, Requirement, Score


@unique
class Outcome(StrEnum):
    """What one course, or one meeting, is to a share: the first two are counted, `unknown` is shown beside them."""

    HIT = "hit"
    MISS = "miss"
    UNKNOWN = "unknown"
    PENDING = "pending"
    ENDED = "ended"
    EXEMPT = "exempt"
    NOT_REQUIRED = "not-required"
    OUTSIDE_COHORT = "outside-cohort"
    OTHER_VERSION = "other-version"


LEFT_OUT = tuple(outcome for outcome in Outcome if outcome not in (Outcome.HIT, Outcome.MISS, Outcome.UNKNOWN))
"""Why a course is no part of a share at all."""


@unique
class Answer(StrEnum):
    """What is said of a share without bands, and of a load."""

    KEPT = "kept"
    NOT_KEPT = "not-kept"
    NO_NORM = "no-norm"


def kept(verdict: bool | None) -> Answer | None:  # noqa: FBT001 (a verdict, not a switch)
    """Give whether something was kept as an answer; where that is open, none."""
    if verdict is None:
        return None
    return Answer.KEPT if verdict else Answer.NOT_KEPT


@attrs.frozen
class ShareResult:
    """A share as of a day: how many of the courses, or of the meetings, satisfy a requirement.

    `of` is the id of that requirement; none: the data cannot show it. `counts` holds every outcome, 0 included.
    `given` is the answer that the caller gave; it goes before what was counted.
    """

    id: str
    version: date
    as_of: date
    of: str | None
    counts: Mapping[Outcome, int]
    given: str | None
    requirement: Requirement = attrs.field(repr=False, eq=False)

    @property
    def hits(self) -> int:
        """How many satisfy the requirement."""
        return self.counts[Outcome.HIT]

    @property
    def misses(self) -> int:
        """How many do not."""
        return self.counts[Outcome.MISS]

    @property
    def unknown(self) -> int:
        """How many are in doubt; they are in neither number."""
        return self.counts[Outcome.UNKNOWN]

    @property
    def left_out(self) -> Mapping[Outcome, int]:
        """How many are no part of the share, by the reason why; only reasons that occur."""
        return {outcome: self.counts[outcome] for outcome in LEFT_OUT if self.counts[outcome]}

    @property
    def answer(self) -> str | None:
        """The band, or `kept` or `not-kept` where there are none; nothing where there is nobody to count."""
        return self.given or self.measured

    @property
    def measured(self) -> str | None:
        """The answer that the counts stand for, whatever was given."""
        return self._answer(self.hits, self.hits + self.misses)

    @property
    def possible(self) -> tuple[str | None, str | None]:
        """The measured answer if everything unknown were a miss, and if it were a hit."""
        everybody = self.hits + self.misses + self.unknown
        return self._answer(self.hits, everybody), self._answer(self.hits + self.unknown, everybody)

    @property
    def points(self) -> Decimal | None:
        """What the answer is worth in a score."""
        return next((band.points for band in self.requirement.bands if band.id == self.answer), None)

    def _answer(self, hits: int, of_all: int) -> str | None:
        if self.requirement.bands:
            band = band_of(hits, of_all, self.requirement.bands)
            return None if band is None else band.id
        share = self.requirement.share
        if share is None or not of_all:
            return None
        return kept(reaches(hits, of_all, share.at_least, share.of))


class Stretch(NamedTuple):
    """A week, a month or a quarter of one adviser or team: what was counted in it, and whether its norm was kept.

    `kept` is none where there is no norm, or where the stretch still runs and either may come.
    """

    first: date
    last: date
    number: int
    kept: bool | None


class Gap(NamedTuple):
    """The longest time between two records; `over` tells whether it is longer than asked for."""

    first: date
    last: date
    over: bool


@attrs.frozen
class UnitLoad:
    """The load of one adviser or team. `mean` is that of the stretches that have ended, where one is asked for."""

    unit: str
    stretches: tuple[Stretch, ...]
    mean: Fraction | None
    gap: Gap | None
    short: int
    """How many records were shorter than asked for; they are not counted."""
    unknown: int
    """How many records have no minutes although some are asked for; they are not counted either."""
    kept: bool | None


@attrs.frozen
class LoadResult:
    """A load as of a day: what was counted of each adviser or team, and what was of none that is known (`unknown`)."""

    id: str
    version: date
    as_of: date
    units: tuple[UnitLoad, ...]
    unknown: int
    requirement: Requirement = attrs.field(repr=False, eq=False)

    @property
    def has_norm(self) -> bool:
        """Whether anything is asked for."""
        asked = (self.requirement.norm, self.requirement.longest, self.requirement.minutes)
        return any(part is not None for part in asked)

    @property
    def answer(self) -> str | None:
        """`kept` where all of whom it is known keep the norm, `no-norm` without one; nothing where there is nobody."""
        if not self.has_norm:
            return Answer.NO_NORM if self.units else None
        known = [unit.kept for unit in self.units if unit.kept is not None]
        return kept(all(known)) if known else None


@attrs.frozen
class ScoreResult:
    """One figure from many shares; without a figure, `missing` are the questions that have no answer."""

    id: str
    version: date
    figure: Decimal | None
    answers: Mapping[str, str]
    missing: tuple[str, ...]
    score: Score = attrs.field(repr=False, eq=False)


@attrs.frozen
class PublishedResult:
    """A figure that a source shows, beside the one that its own answers give."""

    ruleset: str
    version: date
    recomputed: ScoreResult
    published: Published = attrs.field(repr=False, eq=False)

    @property
    def shown(self) -> Decimal:
        """The figure that the source shows."""
        return self.published.shown

    @property
    def agrees(self) -> bool:
        """Whether the source shows what its answers give."""
        return self.recomputed.figure == self.shown


Measurement = ShareResult | LoadResult | ScoreResult
"""What `kontaktforloeb.measures.measure` gives."""
