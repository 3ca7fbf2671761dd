"""A caseload as typed frames: every row that is used, and what became of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import polars as pl

from kontaktforloeb.caseload.frames.order import CITIZEN, in_order, rows_of
from kontaktforloeb.caseload.rows import Count, Note, RowIssue
from kontaktforloeb.model import Case, Event, Exemption, Hours, Meeting, Spell

_LISTS = {"with": "with_", "topics": "topics", "agreements": "agreements"}
"""The columns that hold several words, and the fields of a meeting."""
_ABOUT = ("birth_date", "municipality", "team", "adviser", "insured", "schedule")


@attrs.frozen(eq=False)
class Frames:
    """The rows of a caseload that are used, a frame for each table, and what became of every input row.

    Each frame has `_c`, the citizen's place in `citizens_index`, and the table's columns, in order of citizen and then
    of the source: words as `Enum`, lists of words joined by "|", days as `Date`, whole numbers as `Int16`, exact hours
    as `Decimal`, and nothing as null. Columns of meetings that nobody wants may be left out. `rejected_rows` says for
    each citizen how many rows could not be used.
    """

    citizens_index: pl.Series = attrs.field(repr=False)
    spells: pl.DataFrame = attrs.field(repr=False, converter=in_order)
    meetings: pl.DataFrame = attrs.field(repr=False, converter=in_order)
    hours: pl.DataFrame = attrs.field(repr=False, converter=in_order)
    exemptions: pl.DataFrame = attrs.field(repr=False, converter=in_order)
    events: pl.DataFrame = attrs.field(repr=False, converter=in_order)
    citizens: pl.DataFrame = attrs.field(repr=False, converter=in_order)
    rejected_rows: pl.Series = attrs.field(repr=False)
    issues: tuple[RowIssue, ...]
    counts: Mapping[str, Count]
    notes: tuple[Note, ...]
    sources: Mapping[str, Count] = attrs.field(factory=dict)
    """The same for the tables of a source that a mapping took ours from, by the names that they have there.

    Of such a row each part is used, repeated or rejected by itself: here it is rejected where one of its parts is, else
    used where one is.
    """

    @property
    def rejected_by_citizen(self) -> dict[str, int]:
        """The citizens of whom rows were rejected, and how many, of those who have a spell that is used."""
        some = self.rejected_rows > 0
        return dict(zip(self.citizens_index.filter(some), self.rejected_rows.filter(some), strict=True))

    def cases(self, indices: Iterable[int]) -> list[Case]:
        """Give the cases of a few citizens, by their places in `citizens_index`, ordered by citizen."""
        wanted = sorted(set(indices))
        parts: dict[str, dict[int, list[Any]]] = {
            name: _parts(getattr(self, name), wanted, make)
            for name, make in (
                ("spells", _spell),
                ("meetings", _meeting),
                ("hours", _hours),
                ("exemptions", _exemption),
                ("events", _event),
                ("citizens", _about),
            )
        }
        cases = []
        for index in wanted:
            own = {name: parts[name].get(index, ()) for name in parts if name != "citizens"}
            given: dict[str, Any] = {**own, **parts["citizens"].get(index, [{}])[0]}
            cases.append(Case(self.citizens_index[index], **given, rejected_rows=self.rejected_rows[index]))
        return cases


def _parts(frame: pl.DataFrame, wanted: list[int], make: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in frame[rows_of(frame, wanted)].iter_rows(named=True):
        found.setdefault(row[CITIZEN], []).append(make(row))
    return found


def _spell(row: dict[str, Any]) -> Spell:
    return Spell(row["group"], row["start"], row["end"])


def _meeting(row: dict[str, Any]) -> Meeting:
    given = {name: value for name, value in row.items() if not name.startswith("_")}
    for name, field in _LISTS.items():
        told = given.pop(name, None)
        given[field] = tuple(told.split("|")) if told else ()
    return Meeting(**given)


def _hours(row: dict[str, Any]) -> Hours:
    return Hours(row["month"], row["hours"].normalize(), row["kind"])


def _exemption(row: dict[str, Any]) -> Exemption:
    return Exemption(row["kind"], row["start"], row["end"], row["decided_on"], row["reason"])


def _event(row: dict[str, Any]) -> Event:
    return Event(row["event"], row["date"], row["value"])


def _about(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _ABOUT}
