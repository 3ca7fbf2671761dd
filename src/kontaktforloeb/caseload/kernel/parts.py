"""The facts of some citizens at a time: of a whole caseload only where whose rows stand, and the kinds of meetings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames import CITIZEN, rows_between
from kontaktforloeb.caseload.kernel.columns import as_words, days_in
from kontaktforloeb.caseload.kernel.facts import Facts, Words, facts_of, people_of, told_of
from kontaktforloeb.caseload.kernel.held import HeldMeetings, held_meetings
from kontaktforloeb.caseload.kernel.meetings import MeetingKinds
from kontaktforloeb.caseload.kernel.numbering import kinds_of
from kontaktforloeb.rulebook.vocabulary import Vocabulary

_COLUMNS = {
    "spells": ("group", "start", "end"),
    "hours": ("month", "hours", "kind"),
    "exemptions": ("kind", "start", "end"),
    "events": ("event", "date", "value"),
}
"""What the arrays are made from; of meetings it is the kinds of the rules that decide."""


class Parts:
    """A caseload, of which the facts of some citizens are put together when they are judged."""

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        citizens: int,
        rejected: NDArray[np.integer],
        words: Words,
        vocabulary: Vocabulary,
        kinds: MeetingKinds,
    ) -> None:
        """Look at every row once; the rows are in order of citizen.

        `rejected` are the numbers of the citizens of whom rows could not be used.
        """
        self._words, self._vocabulary, self._kinds = words, vocabulary, kinds
        self._tables = {name: tables[name].select(CITIZEN, *_COLUMNS[name]) for name in _COLUMNS if name in tables}
        meetings = tables["meetings"]
        self._whose = meetings.select(CITIZEN)
        self._kind = kinds_of(meetings, tables.get("citizens"), citizens, kinds)
        self._day = meetings["date"].to_physical()
        advised = kinds.with_adviser and meetings["adviser"].null_count() < len(meetings)
        self._adviser = as_words(meetings["adviser"]).to_physical() if advised else None
        self._insured, self._schedule = told_of(tables.get("citizens"), words, citizens)
        self._rejected = np.zeros(citizens, np.bool_)
        self._rejected[rejected] = True

    def of(self, first: int, after: int) -> Facts:
        """Give the facts of the citizens from number `first` to before `after`, numbered from 0."""
        own = slice(first, after)
        people = people_of(self._insured[own], self._schedule[own], self._rejected[own])
        tables = {}
        for name, table in self._tables.items():
            tables[name] = table[rows_between(table, first, after)].with_columns(pl.col(CITIZEN) - first)
        meetings = self._meetings(first, after, people.odd)
        return facts_of(tables, meetings, people, self._words, self._vocabulary, self._kinds)

    def _meetings(self, first: int, after: int, odd: NDArray[np.bool_]) -> HeldMeetings:
        rows = rows_between(self._whose, first, after)
        owner = self._whose[CITIZEN][rows].to_numpy() - np.uint32(first)
        kind, day = self._kind[rows].astype(np.int32), days_in(self._day[rows])
        adviser = None if self._adviser is None else self._adviser[rows].cast(pl.Int32).fill_null(-1).to_numpy()
        there = kind >= 0
        if not there.all():
            kind, day, owner = kind[there], day[there], owner[there]
            adviser = None if adviser is None else adviser[there]
        return held_meetings(owner, day, kind, adviser, self._kinds, odd)
