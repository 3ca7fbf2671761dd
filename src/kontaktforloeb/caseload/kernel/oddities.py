"""What is odd in the data of a whole caseload, in arrays: the twin of `kontaktforloeb.quality`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames import CITIZEN, Frames
from kontaktforloeb.caseload.kernel.after_due import AfterDue, Late
from kontaktforloeb.caseload.kernel.days import FIRST, NONE, Days, DayTables, Mask, day_of, number
from kontaktforloeb.caseload.kernel.lookups import DAY_BITS, Places, keys, split
from kontaktforloeb.caseload.kernel.outside import Outside
from kontaktforloeb.caseload.kernel.owned import Owned, days_in, in_words
from kontaktforloeb.caseload.kernel.run import Choices, Judged
from kontaktforloeb.quality import Issue, no_working_day
from kontaktforloeb.rulebook.vocabulary import Vocabulary
from kontaktforloeb.status import DataIssue

_CODES = pl.Enum(sorted(issue.value for issue in DataIssue))
_TABLES = pl.Enum(["meetings", "spells"])
_ORDER = [CITIZEN, "date", "code", "table", "about", "other"]
_TOLD = (CITIZEN, "citizen", "table", "date", "code", "other", "about")

_RESTING = (None, DataIssue.WEEKEND_MEETING, DataIssue.HOLIDAY_MEETING)
_UNBORN = -NONE
"""Earlier than every day: of whom no birth date is known nothing lies before the birth."""


class _Meetings(NamedTuple):
    """The meetings of some citizens, who are numbered from 0.

    `held` has one key of citizen and day for each meeting that was held, in order; `again` one for each further record
    of such a meeting. The rest are rows: `recorded` those of held meetings that were registered on another day.
    """

    held: Places
    again: Places
    booked: Places
    recorded: tuple[NDArray[np.int64], Days, Days]


class Oddities:
    """What is odd about the citizens of a caseload, as `find_issues` gives it of each.

    `look` takes the parts as they are judged, and `found` gives what is odd in all of them. What was registered after a
    due day asks to judge some citizens once more; that costs least where it is done once for many parts.
    """

    def __init__(self, frames: Frames, choices: Choices, registered_within: int | None = None) -> None:
        """Prepare what is asked of every part; `registered_within` is as `find_issues` takes it."""
        readings = choices.conventions.readings
        words = (choices.rulebook.read_by(readings) if readings else choices.rulebook).vocabulary
        self._ids, self._within, self._as_of = frames.citizens_index, registered_within, number(choices.as_of)
        self._closed, self._tables = words.closed_days, DayTables()
        self._rows = _MeetingRows(frames, words)
        self._spells = Owned(frames.spells, len(frames.citizens_index))
        self._start, self._end = days_in(frames.spells["start"]), days_in(frames.spells["end"])
        self._born = _births(frames)
        self._outside = Outside(frames, words, choices.conventions)
        self._after_due = AfterDue(frames, choices, words)
        self._seen: list[tuple[int, int, pl.DataFrame]] = []
        self._doubts: list[pl.DataFrame] = []

    def of(self, judged: Judged) -> pl.DataFrame:
        """Give what is odd about the citizens of a part, in order; `citizen` is the id, `_c` the citizen's number."""
        self.look(judged)
        (found,) = self.found()
        return found

    def look(self, judged: Judged) -> None:
        """Take a part; what `found` gives of it is kept in few bytes."""
        first, after = judged.first, judged.first + judged.citizens
        own = self._rows.part(first, after)
        spells = self._spells.rows(first, after)
        owner, start, end = self._spells.owner[spells] - np.uint32(first), self._start[spells], self._end[spells]
        days = split(own.held)[1]
        resting = self._resting(days)
        away = own.booked[~_among(own.booked, own.held)]
        away_days = split(away)[1]
        away_resting = self._resting(away_days)
        held_by, (row_owner, row_day, registered) = own.held >> DAY_BITS, own.recorded
        row_key = keys(row_owner, row_day)
        born = self._born[first:after]
        early = start < born[owner]
        found = [
            _issues(DataIssue.DUPLICATE_MEETING, own.again),
            _issues(DataIssue.MEETING_OUTSIDE_COURSES, self._outside.of(own.held, owner, start, end, first)),
            _issues(DataIssue.HELD_AFTER_AS_OF, own.held[days > self._as_of], self._as_of),
            _issues(DataIssue.MEETING_BEFORE_BIRTH, own.held[days < born[held_by]]),
            _issues(DataIssue.SPELL_BEFORE_BIRTH, keys(owner[early], start[early]), table="spells"),
            _issues(DataIssue.BOOKING_WITHOUT_RECORD, away[away_days < self._as_of]),
            _issues(DataIssue.REGISTERED_BEFORE_HELD, row_key[registered < row_day], registered[registered < row_day]),
        ]
        for place, issue in enumerate(_RESTING):
            if issue is not None:
                found.append(_issues(issue, own.held[resting == place]))
                found.append(_issues(issue, away[away_resting == place]))
        if self._within is not None:
            late = registered - row_day > self._within
            found.append(_issues(DataIssue.REGISTERED_LATE, row_key[late], registered[late]))
        issues = pl.concat(found).with_columns(pl.col(CITIZEN) + first)
        self._seen.append((first, after, issues))
        later = registered > row_day
        late_rows = Late(row_key[later], keys(row_owner[later], registered[later]))
        self._doubts += self._after_due.doubts(judged, late_rows)

    def found(self) -> Iterator[pl.DataFrame]:
        """Give what is odd in the parts that were looked at, a table for each, in order; the parts are forgotten."""
        seen, doubts = self._seen, self._doubts
        self._seen, self._doubts = [], []
        told = self._after_due.told(doubts)
        unknown = told.select(
            pl.col(CITIZEN), pl.col("fulfilled").fill_null(pl.col("due")).alias("date"),
            pl.lit(DataIssue.REGISTERED_AFTER_DUE.value, _CODES).alias("code"),
            pl.lit("meetings", _TABLES).alias("table"), pl.col("due").alias("other"),
            pl.col("requirement").alias("about"),
        )  # fmt: skip
        for first, after, issues in seen:
            own = unknown.filter(pl.col(CITIZEN).is_between(first, after, closed="left"))
            yield self._in_order(pl.concat([issues, own]))

    def _in_order(self, issues: pl.DataFrame) -> pl.DataFrame:
        table = issues.sort(_ORDER, nulls_last=False)
        ids = self._ids.gather(table[CITIZEN]).alias("citizen")
        return table.with_columns(ids, pl.col("code", "table").cast(pl.String)).select(_TOLD)

    def _resting(self, days: Days) -> Days:
        """Give for each day what is odd about a meeting on it: its place in `_RESTING`."""

        def place(day: date) -> date:
            # The tables hold days, and places are as good as they.
            return day_of(_RESTING.index(no_working_day(day, self._closed)))

        return self._tables.apply("resting", place, days)


def issues_of(table: pl.DataFrame) -> Iterator[tuple[str, Issue]]:
    """Give the rows of what `Oddities` gives as `write_quality` takes them."""
    for citizen, own, day, code, other, about in table.select(_TOLD[1:]).iter_rows():
        yield citizen, Issue(DataIssue(code), day, own, other, about)


def _issues(issue: DataIssue, found: Places, other: Days | int | None = None, table: str = "meetings") -> pl.DataFrame:
    """Give an issue for each key of citizen and day."""
    citizen, day = split(found)
    others = np.full(len(found), NONE if other is None else other, np.int32)
    rows = pl.DataFrame({CITIZEN: citizen.astype(np.uint32), "date": day, "other": others})
    return rows.select(
        pl.col(CITIZEN), pl.col("date").cast(pl.Date), pl.lit(issue.value, _CODES).alias("code"),
        pl.lit(table, _TABLES).alias("table"), pl.lit(None, pl.Date).alias("other")
        if other is None else pl.col("other").cast(pl.Date), pl.lit("").alias("about"),
    )  # fmt: skip


def _births(frames: Frames) -> Days:
    born = np.full(len(frames.citizens_index), _UNBORN, np.int32)
    known = frames.citizens.filter(pl.col("birth_date").is_not_null())
    born[known[CITIZEN].to_numpy()] = days_in(known["birth_date"])
    return born


def _among(wanted: Places, ordered: Places) -> Mask:
    """Tell which of some keys are among others that are in order."""
    place = np.searchsorted(ordered, wanted)
    found: Mask = np.append(ordered, -1)[place] == wanted
    return found


class _MeetingRows:
    """The rows of the meetings, of which those of some citizens are taken together."""

    def __init__(self, frames: Frames, words: Vocabulary) -> None:
        table = frames.meetings
        self._owned = Owned(table, len(frames.citizens_index))
        self._day, self._registered = days_in(table["date"]), days_in(table["registered"])
        types, of_type = in_words(table["type"])
        holders, of_holder = in_words(table["held_by"])
        statuses, of_status = in_words(table["status"])
        ways = max(len(types) * len(holders) * len(statuses), 1)
        kind = np.min_scalar_type(ways)
        # Each row's type, holder and status as one small number, of which there are few.
        self._kind = (of_type.astype(kind) * len(holders) + of_holder) * len(statuses) + of_status
        self._statuses = statuses
        self._words = words
        pairs: dict[tuple[str | None, str | None], int] = {}
        ones = [
            pairs.setdefault((words.meeting_type(own), words.holder(holder)), len(pairs))
            for own in types
            for holder in holders
        ]
        self._one = np.repeat(np.array(ones, np.int64), len(statuses))
        self._held = np.tile(np.array([own in words.held_statuses for own in statuses], np.bool_), len(ones))
        self._bits = len(pairs).bit_length()

    def part(self, first: int, after: int) -> _Meetings:
        rows = self._owned.rows(first, after)
        owner, day, kind = self._owned.owner[rows] - np.uint32(first), self._day[rows], self._kind[rows]
        there = self._held[kind]
        packed = (keys(owner[there], day[there]) << self._bits) | self._one[kind[there]]
        packed.sort()
        again = np.zeros(len(packed), np.bool_)
        again[1:] = packed[1:] == packed[:-1]
        packed_key = packed >> self._bits
        registered = self._registered[rows]
        other = there & (registered != NONE) & (registered != day)
        booked = self._booked(kind, day, ~there)
        return _Meetings(
            packed_key[~again],
            packed_key[again],
            keys(owner[booked], day[booked]),
            (owner[other].astype(np.int64), day[other], registered[other]),
        )

    def _booked(self, kind: NDArray[np.integer], day: Days, wanted: Mask) -> NDArray[np.int64]:
        """Give the wanted rows whose status says on their day that the meeting is only booked."""
        rows = np.flatnonzero(wanted)
        status, own_day = kind[rows] % max(len(self._statuses), 1), day[rows]
        found = np.zeros(len(rows), np.bool_)
        for place, name in enumerate(self._statuses):
            versions = self._words.meeting_statuses.entries[name]
            for nth, (start, entry) in enumerate(versions):
                since = number(start) if nth else FIRST
                found[(status == place) & (own_day >= since)] = entry.booked
        return rows[found]
