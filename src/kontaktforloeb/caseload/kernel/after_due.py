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
from kontaktforloeb.caseload.kernel.lookups import Places, keys
from kontaktforloeb.caseload.kernel.run import Choices, Input, Judged, judge
from kontaktforloeb.conventions import Readings
from kontaktforloeb.known import as_known_on
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.vocabulary import Vocabulary
from kontaktforloeb.status import Status

BLOCK = 200_000
"""So many are judged together: their rows are copied for it."""

_KEY = ("course", "group", "ruleset", "version", "requirement", "occurrence")
_TEXTS = ("group", "ruleset", "requirement")
_TABLES = ("spells", "meetings", "hours", "exemptions", "events", "citizens")
_NUMBER, _DIGITS = "number", 10


class Late(NamedTuple):
    """The records of held meetings that were registered later, of the citizens of a part, who are numbered from 0.

    Both are keys of citizen and day: of the day on which the meeting was held, and of that on which it was registered.
    """

    held: Places
    registered: Places


class AfterDue:
    """Finds the duties that were met, and not by what was known on the due day."""

    def __init__(self, frames: Frames, choices: Choices, words: Vocabulary) -> None:
        self._frames, self._words = frames, words
        # What depends on a reading is not met; all else is judged by the readings that were chosen.
        self._choices = attrs.evolve(choices, readings=Readings.CHOSEN)
        statuses = frames.meetings["status"].cast(pl.String).unique()
        self._held = [status for status in statuses if status in words.held_statuses]

    def doubts(self, judged: Judged, late: Late) -> list[pl.DataFrame]:
        """Give the findings of a part that were met in time, if a meeting was held by the due day and registered later."""
        if not len(late.held):
            return []
        ids = self._frames.citizens_index.slice(judged.first, judged.citizens).alias("citizen")
        numbers = pl.DataFrame(ids).with_row_index(CITIZEN)
        met = _met(judged.table).filter(pl.col("due").is_not_null()).join(numbers, on="citizen")
        due = keys(met[CITIZEN].to_numpy(), met["due"].to_physical().to_numpy())
        begun = np.searchsorted(np.sort(late.held), due, side="right")
        over = np.searchsorted(np.sort(late.registered), due, side="right")
        doubtful = _plain(met.filter(pl.Series(begun > over)))
        return [doubtful.with_columns(pl.col(CITIZEN) + judged.first).select(_NONE.columns)]

    def told(self, doubts: Sequence[pl.DataFrame]) -> pl.DataFrame:
        """Give those of the findings that were not met by what was known on the due day, in the order of issues."""
        doubtful = pl.concat([_NONE, *doubts])
        pairs = doubtful.select(CITIZEN, "due").unique().sort(CITIZEN, "due")
        found = [doubtful.clear()]
        for block in pairs.iter_slices(BLOCK):
            own = doubtful.join(block.with_row_index(_NUMBER), on=[CITIZEN, "due"])
            found.append(own.join(self._met_then(block), on=[_NUMBER, *_KEY], how="anti").drop(_NUMBER))
        day = pl.col("fulfilled").fill_null(pl.col("due")).alias("date")
        own = pl.concat(found).select(CITIZEN, day, pl.col("requirement").alias("about"), pl.col("due").alias("other"))
        return own.sort(own.columns)

    def _met_then(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Give the findings that are met by what was known on the day of each pair, by the number of the pair."""
        names = [f"{number:0{_DIGITS}d}" for number in range(len(pairs))]

        def cases(numbers: Sequence[int]) -> list[Case]:
            places, days = pairs[list(numbers)].get_columns()
            wanted = places.unique().sort().to_list()
            found = dict(zip(wanted, self._frames.cases(wanted), strict=True))
            own = [as_known_on(found[place], day, self._words) for place, day in zip(places, days, strict=True)]
            return [attrs.evolve(case, citizen=names[number]) for number, case in zip(numbers, own, strict=True)]

        again = Input(self._tables(pairs.with_row_index(_NUMBER)), pl.Series(names), np.empty(0, np.int64), cases)
        met = [_plain(_met(judged.table)) for judged in judge(again, self._choices)]
        return pl.concat(met).select(pl.col("citizen").cast(pl.UInt32).alias(_NUMBER), *_KEY)

    def _tables(self, pairs: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """Give the tables of the citizens of pairs, once for each, as they were known on the day: `as_known_on`."""
        tables = {}
        for name in _TABLES:
            frame: pl.DataFrame = getattr(self._frames, name)
            own = frame.join(pairs, on=CITIZEN)
            if name == "meetings":
                held = pl.col("status").cast(pl.String).is_in(self._held)
                registered = pl.col("registered").is_null() | (pl.col("registered") <= pl.col("due"))
                own = own.filter(registered & ((pl.col("date") <= pl.col("due")) | ~held))
            elif name == "exemptions":
                own = own.filter(pl.col("decided_on").is_null() | (pl.col("decided_on") <= pl.col("due")))
            tables[name] = own.with_columns(pl.col(_NUMBER).alias(CITIZEN)).drop(_NUMBER, "due")
        return tables


def _met(findings: pl.DataFrame) -> pl.DataFrame:
    met = findings.filter(pl.col("status") == Status.MET.value)
    return met.select("citizen", *_KEY, "due", "fulfilled")


def _plain(findings: pl.DataFrame) -> pl.DataFrame:
    """Give findings with their words as text: two tables have them in two types."""
    return findings.with_columns(pl.col(_TEXTS).cast(pl.String))


_NONE = pl.DataFrame(
    schema={
        **{name: pl.String() if name in _TEXTS else pl.Date() for name in _KEY},
        "occurrence": pl.Int32(),
        **dict.fromkeys(("due", "fulfilled"), pl.Date()),
        CITIZEN: pl.UInt32(),
    }
)
"""No finding, with the columns of those in doubt."""
