"""What is odd in the data of a whole caseload, in arrays: the twin of `kontaktforloeb.quality`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs
import numpy as np
import polars as pl

from kontaktforloeb.caseload.frames import CITIZEN, Frames, rows_between
from kontaktforloeb.caseload.kernel.after_due import AfterDue, Late
from kontaktforloeb.caseload.kernel.columns import days_in
from kontaktforloeb.caseload.kernel.days import FIRST, NONE, Days, DayTables, Mask, day_of, number
from kontaktforloeb.caseload.kernel.lookups import DAY_BITS, Places, keys, split
from kontaktforloeb.caseload.kernel.outside import Outside
from kontaktforloeb.caseload.kernel.records import MeetingRecords, Records
from kontaktforloeb.caseload.kernel.run import Choices, Judged
from kontaktforloeb.quality import Issue, no_working_day
from kontaktforloeb.status import DataIssue

_CODES = sorted(DataIssue)
_CODE_BITS = len(_CODES).bit_length()
_TABLES = ["meetings", "spells"]
_TOLD = ("citizen", "table", "date", "code", "other", "about")

_RESTING = (None, DataIssue.WEEKEND_MEETING, DataIssue.HOLIDAY_MEETING)
_UNBORN = -NONE
"""Earlier than every day: of whom no birth date is known nothing lies before the birth."""

_Issues = Places
"""Issues as numbers that sort as `find_issues` sorts: citizen and day, the code, and the other day or 0."""


@attrs.frozen(eq=False)
class Found:
    """What is odd about some citizens, in few bytes: their issues and the duties that were not known to be met."""

    _first: int
    _issues: _Issues
    _unknown: pl.DataFrame
    _ids: pl.Series

    def table(self) -> pl.DataFrame:
        """Give them in order: the columns of an issue, and `_c`, the citizen's number."""
        unknown, issues = self._unknown, self._issues
        owner = unknown[CITIZEN].to_numpy() - np.uint32(self._first)
        told = _issues(DataIssue.REGISTERED_AFTER_DUE, keys(owner, days_in(unknown["date"])))
        both = np.concatenate([issues, told])
        order = np.argsort(both, kind="stable")
        both, of_duty = both[order], np.maximum(order - len(issues) + 1, 0)
        citizen, days = split(both >> (_CODE_BITS + DAY_BITS))
        code = _codes(both)
        other = (both & ((1 << DAY_BITS) - 1)) + (FIRST - 1)
        other = np.where(of_duty > 0, np.append(0, days_in(unknown["other"]))[of_duty], other).astype(np.int32)
        number_ = pl.Series(CITIZEN, citizen.astype(np.uint32) + np.uint32(self._first))
        return pl.DataFrame(
            [
                number_,
                self._ids.gather(number_).alias("citizen"),
                pl.Series("table", _TABLES).gather(code == _CODES.index(DataIssue.SPELL_BEFORE_BIRTH)),
                pl.Series("date", days).cast(pl.Date),
                pl.Series("code", [code.value for code in _CODES]).gather(code),
                pl.Series("other", other).set(pl.Series(other < FIRST), None).cast(pl.Date),
                pl.concat([pl.Series("about", [""]), unknown["about"]]).gather(of_duty),
            ]
        )


class Oddities:
    """What is odd about the citizens of a caseload, as `find_issues` gives it of each.

    `look` takes the parts as they are judged, `counts` gives how much is odd in all of them, and `found` what. What was
    registered after a due day asks to judge some citizens once more; that costs least where it is done once for many
    parts.
    """

    def __init__(
        self, frames: Frames, choices: Choices, registered_within: int | None = None, *, keep: bool = True
    ) -> None:
        """Prepare what is asked of every part; `registered_within` is as `find_issues` takes it.

        Where nothing is to `keep`, oddities are only counted.
        """
        words = choices.read.vocabulary
        self._ids, self._within, self._as_of = frames.citizens_index, registered_within, number(choices.as_of)
        self._closed, self._tables = words.closed_days, DayTables()
        self._records = MeetingRecords(frames, words)
        self._spells = frames.spells
        self._born = _births(frames)
        self._outside = Outside(frames, words, choices.conventions)
        self._after_due = AfterDue(frames, choices, words)
        self._keep = keep
        self._forget()

    def _forget(self) -> None:
        self._seen: list[tuple[int, int, _Issues]] = []
        self._doubts: list[pl.DataFrame] = []
        self._counts = np.zeros(len(_CODES), np.int64)
        self._told: pl.DataFrame | None = None

    def of(self, judged: Judged) -> pl.DataFrame:
        """Give what is odd about the citizens of a part, in order."""
        self.look(judged)
        return pl.concat([found.table() for found in self.found()])

    def look(self, judged: Judged) -> None:
        """Take a part; what is odd in it is kept in few bytes until `found` gives it."""
        late: list[Late] = []
        last = judged.first + judged.citizens
        for first in range(judged.first, last, self._records.step):
            after = min(first + self._records.step, last)
            own = self._records.of(first, after)
            issues = np.concatenate([*self._of_meetings(own, first, after), *self._of_registration(own)])
            self._counts += np.bincount(_codes(issues), minlength=len(_CODES))
            if self._keep:
                # Most of what is put together is in order, each kind by itself.
                issues.sort(kind="stable")
                self._seen.append((first, after, issues))
            later = own.registered > split(own.recorded)[1]
            owner = (own.recorded[later] >> DAY_BITS) + first
            shift = (first - judged.first) << DAY_BITS
            late.append(Late(own.recorded[later] + shift, keys(owner - judged.first, own.registered[later])))
        self._doubts += self._after_due.doubts(judged, Late(*map(np.concatenate, zip(*late, strict=True))))

    def counts(self) -> dict[DataIssue, int]:
        """Give how much of each kind there is in the parts that were looked at."""
        counts = dict(zip(_CODES, self._counts.tolist(), strict=True))
        counts[DataIssue.REGISTERED_AFTER_DUE] = len(self._not_known())
        return {code: count for code, count in counts.items() if count}

    def _not_known(self) -> pl.DataFrame:
        """Give the duties that were not known to be met on their due day."""
        if self._told is None:
            self._told = self._after_due.told(self._doubts)
        return self._told

    def found(self) -> Iterator[Found]:
        """Give what is odd in the parts that were looked at, some citizens at a time and in order; forget the parts."""
        seen, unknown = self._seen, self._not_known()
        self._forget()
        owners = unknown[CITIZEN].to_numpy()
        for first, after, issues in seen:
            low, high = np.searchsorted(owners, (first, after)).tolist()
            yield Found(first, issues, unknown[low:high], self._ids)

    def _of_meetings(self, own: Records, first: int, after: int) -> Iterator[_Issues]:
        spells = self._spells[rows_between(self._spells, first, after)]
        owner = spells[CITIZEN].to_numpy() - np.uint32(first)
        start, end = days_in(spells["start"]), days_in(spells["end"])
        days, born = split(own.held)[1], self._born[first:after]
        outside = self._outside.of(own.held, keys(owner, start), keys(owner, end), (first, after))
        early = start < born[owner]
        yield _issues(DataIssue.DUPLICATE_MEETING, own.again)
        yield _issues(DataIssue.MEETING_OUTSIDE_COURSES, outside)
        yield _issues(DataIssue.HELD_AFTER_AS_OF, own.held[days > self._as_of], self._as_of)
        yield _issues(DataIssue.MEETING_BEFORE_BIRTH, own.held[days < born[own.held >> DAY_BITS]])
        yield _issues(DataIssue.SPELL_BEFORE_BIRTH, keys(owner[early], start[early]))
        yield from self._of_resting(own.held)
        booked = own.booked[~_among(own.booked, own.held)]
        yield _issues(DataIssue.BOOKING_WITHOUT_RECORD, booked[split(booked)[1] < self._as_of])
        yield from self._of_resting(booked)

    def _of_registration(self, own: Records) -> Iterator[_Issues]:
        day = split(own.recorded)[1]
        before = own.registered < day
        yield _issues(DataIssue.REGISTERED_BEFORE_HELD, own.recorded[before], own.registered[before])
        if self._within is not None:
            late = (own.registered > day) & (own.registered - day > self._within)
            yield _issues(DataIssue.REGISTERED_LATE, own.recorded[late], own.registered[late])

    def _of_resting(self, meetings: Places) -> Iterator[_Issues]:
        def place(day: date) -> date:
            # The tables hold days, and places are as good as they.
            return day_of(_RESTING.index(no_working_day(day, self._closed)))

        resting = self._tables.apply("resting", place, split(meetings)[1])
        for nth, issue in enumerate(_RESTING):
            if issue is not None:
                yield _issues(issue, meetings[resting == nth])


def issues_of(table: pl.DataFrame) -> Iterator[tuple[str, Issue]]:
    """Give the rows of what `Oddities` gives as `write_quality` takes them."""
    for citizen, own, day, code, other, about in table.select(_TOLD).iter_rows():
        yield citizen, Issue(DataIssue(code), day, own, other, about)


def _issues(issue: DataIssue, found: Places, other: Days | int | None = None) -> _Issues:
    """Give an issue for each key of citizen and day."""
    told = (found << _CODE_BITS | _CODES.index(issue)) << DAY_BITS
    return told if other is None else told + (other - (FIRST - 1))


def _codes(issues: _Issues) -> Places:
    """Give the place of each issue's kind."""
    return (issues >> DAY_BITS) & ((1 << _CODE_BITS) - 1)


def _births(frames: Frames) -> Days:
    born = np.full(len(frames.citizens_index), _UNBORN, np.int32)
    known = frames.citizens.filter(pl.col("birth_date").is_not_null())
    born[known[CITIZEN].to_numpy()] = days_in(known["birth_date"])
    return born


def _among(wanted: Places, ordered: Places) -> Mask:
    """Tell which of some keys are among others that are in order."""
    found: Mask = np.append(ordered, -1)[np.searchsorted(ordered, wanted)] == wanted
    return found
