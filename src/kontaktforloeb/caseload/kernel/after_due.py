"""Duties that were met in time, and of which nobody could know it on the due day: whoever is in doubt is judged again.

A citizen is judged once more for each due day in doubt, as a citizen of its own by what was known on that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import attrs
import numpy as np
import polars as pl

from kontaktforloeb.caseload.frames import CITIZEN, Frames
from kontaktforloeb.caseload.kernel.columns import days_in
from kontaktforloeb.caseload.kernel.days import NONE
from kontaktforloeb.caseload.kernel.lookups import Places, keys
from kontaktforloeb.caseload.kernel.run import Choices, Input, Judged, judge
from kontaktforloeb.conventions import Readings
from kontaktforloeb.known import as_known_on
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.vocabulary import Vocabulary
from kontaktforloeb.status import Status

BLOCK = 32_768
"""So many are judged together: their rows are copied for it."""

_TABLES = ("spells", "meetings", "hours", "exemptions", "events", "citizens")
_KEY = ("course", "group", "ruleset", "version", "requirement", "occurrence")
_OWN = (*_KEY, "due", "fulfilled")
_PLACE, _DIGITS = "_place", 10
_MET = pl.col("status") == Status.MET.value


class Late(NamedTuple):
    """The records of held meetings that were registered later, of the citizens of a part, who are numbered from 0.

    Both are keys of citizen and day: of the day on which the meeting was held, in order, and of that on which it was
    registered.
    """

    held: Places
    registered: Places


class AfterDue:
    """Finds the duties that were met, and not by what was known on the due day."""

    def __init__(self, frames: Frames, choices: Choices, vocabulary: Vocabulary) -> None:
        self._frames, self._vocabulary = frames, vocabulary
        # What depends on a reading is not met; all else is judged by the readings that were chosen.
        self._choices = attrs.evolve(choices, readings=Readings.CHOSEN)

    def doubts(self, judged: Judged, late: Late) -> list[pl.DataFrame]:
        """Give the findings of a part that were met in time, if a meeting held by the due day was registered later."""
        if not len(late.held):
            return []
        days = days_in(judged.table["due"])
        met = np.flatnonzero((judged.table["status"] == Status.MET.value).to_numpy() & (days != NONE))
        due = keys(judged.owner[met] - np.uint32(judged.first), days[met])
        begun = np.searchsorted(late.held, due, side="right")
        # The days of one citizen follow each other in nearly the same order.
        over = np.searchsorted(np.sort(late.registered, kind="stable"), due, side="right")
        own = met[begun > over]
        citizen = pl.Series(CITIZEN, judged.owner[own])
        return [_plain(judged.table.select(_OWN)[own]).with_columns(citizen)]

    def told(self, doubts: Sequence[pl.DataFrame]) -> pl.DataFrame:
        """Give those of the findings that were not met by what was known on the due day, in the order of issues.

        The columns are those of an issue: the citizen's number, `date`, `about` and `other`.
        """
        doubtful = pl.concat([_NONE, *doubts])
        pairs = doubtful.select(CITIZEN, "due").unique().sort(CITIZEN, "due")
        found = [_NONE]
        for first in range(0, len(pairs), BLOCK):
            block = pairs.slice(first, BLOCK).with_row_index(_PLACE)
            own = doubtful.join(block, on=[CITIZEN, "due"])
            found.append(own.join(self._met_then(block), on=[_PLACE, *_KEY], how="anti").select(_NONE.columns))
        day = pl.col("fulfilled").fill_null(pl.col("due")).alias("date")
        told = pl.concat(found).select(CITIZEN, day, pl.col("requirement").alias("about"), pl.col("due").alias("other"))
        return told.sort(told.columns)

    def _met_then(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Give the findings that are met by what was known on the day of each pair, by the place of the pair."""
        names = [f"{place:0{_DIGITS}d}" for place in range(len(pairs))]

        def cases(places: Sequence[int]) -> list[Case]:
            citizens, days = pairs.select(CITIZEN, "due")[list(places)].get_columns()
            wanted = citizens.unique().sort().to_list()
            found = dict(zip(wanted, self._frames.cases(wanted), strict=True))
            own = [as_known_on(found[one], day, self._vocabulary) for one, day in zip(citizens, days, strict=True)]
            return [attrs.evolve(case, citizen=names[place]) for place, case in zip(places, own, strict=True)]

        again = Input(self._known_then(pairs), pl.Series(names), np.empty(0, np.int64), cases)
        met = [
            _plain(judged.table.select("citizen", "status", *_OWN).filter(_MET))
            for judged in judge(again, self._choices)
        ]
        return pl.concat(met).select(pl.col("citizen").cast(pl.UInt32).alias(_PLACE), *_KEY)

    def _known_then(self, pairs: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """Give the tables of the citizens of pairs, once for each, by what was known on the day: as `as_known_on`."""
        wanted = np.zeros(len(self._frames.citizens_index), np.bool_)
        wanted[pairs[CITIZEN].to_numpy()] = True
        held = pl.col("status").cast(pl.String).is_in(sorted(self._vocabulary.held_statuses))
        registered = pl.col("registered").is_null() | (pl.col("registered") <= pl.col("due"))
        known = {
            "meetings": registered & ((pl.col("date") <= pl.col("due")) | ~held),
            "exemptions": pl.col("decided_on").is_null() | (pl.col("decided_on") <= pl.col("due")),
        }
        tables = {}
        for name in _TABLES:
            frame: pl.DataFrame = getattr(self._frames, name)
            own = frame.filter(pl.Series(wanted[frame[CITIZEN].to_numpy()])).join(pairs, on=CITIZEN)
            own = own.filter(known.get(name, pl.lit(value=True)))
            tables[name] = own.drop(CITIZEN, "due").rename({_PLACE: CITIZEN})
        return tables


def _plain(findings: pl.DataFrame) -> pl.DataFrame:
    """Give findings with their words as text: two tables have them in two types."""
    return findings.with_columns(pl.col("group", "ruleset", "requirement").cast(pl.String))


_NONE = pl.DataFrame(
    schema={
        "course": pl.Date(),
        "group": pl.String(),
        "ruleset": pl.String(),
        "version": pl.Date(),
        "requirement": pl.String(),
        "occurrence": pl.Int32(),
        "due": pl.Date(),
        "fulfilled": pl.Date(),
        CITIZEN: pl.UInt32(),
    }
)
"""No finding, with what is kept of one in doubt."""
