"""Files of findings, as `check` writes them, read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.caseload.cell_days import FACTS, doubts, read_day, usual
from kontaktforloeb.caseload.columns import Bad, plain
from kontaktforloeb.caseload.ids import no_id
from kontaktforloeb.caseload.row_issues import shown_cell
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.caseload.snapshots.change import Judged
from kontaktforloeb.caseload.snapshots.forms import Cells, Row, rows_of
from kontaktforloeb.caseload.writing.tables import FINDINGS
from kontaktforloeb.errors import CaseloadError, Problem, nearest
from kontaktforloeb.status import Status

_KEY = Judged._fields.index("status")
"""How many fields, the first ones, say which finding on a citizen it is."""
_OPTIONAL = frozenset({"opens", "due", "fulfilled", "days_late"})
_MOST = 1_000
"""So many cells that make no sense are looked for; a file with more of them is something else."""
_WHAT: Mapping[RowCode, str] = {
    RowCode.MISSING_VALUE: "row {row}: the cell is empty",
    RowCode.IMPOSSIBLE_DATE: "row {row}: '{text}' is no day",
    RowCode.AMBIGUOUS_DATE: "row {row}: '{text}' may be more than one day",
    RowCode.NO_NUMBER: "row {row}: '{text}' is no number",
    RowCode.UNKNOWN_VALUE: "row {row}: '{text}' is no status",
    RowCode.DAMAGED_ID: "row {row}: the id was damaged by a spreadsheet",
}
_A_DAY = "a day such as 2025-08-15, 15-08-2025 or 15.08.25"
_EXPECTED: Mapping[RowCode, str] = {
    RowCode.IMPOSSIBLE_DATE: _A_DAY,
    RowCode.AMBIGUOUS_DATE: "a day such as 2025-08-15, which is no other one",
    RowCode.NO_NUMBER: "a whole number",
    RowCode.DAMAGED_ID: "the file as it was written, or its ids as text",
}


@attrs.frozen(eq=False)
class FindingsFile:
    """A file of findings: its day, the versions that it judges by, and the findings, citizen by citizen."""

    path: Path
    as_of: date | None
    """The day of the run, where all findings are of one."""
    versions: frozenset[tuple[str, date]]
    count: int
    """How many citizens it names."""
    _sorted: bool

    def citizens(self) -> Iterator[tuple[str, tuple[Judged, ...]]]:
        """Give what the findings on each citizen say, ordered by citizen; the file is read anew each time."""
        reader = _Reader(self.path)
        rows: Iterable[Row] = rows_of(self.path)
        for citizen, own in groupby(rows if self._sorted else sorted(rows, key=_citizen), key=_citizen):
            yield citizen, tuple([reader.finding(number, cells)[0] for number, cells in own])


def read_findings(path: Path) -> FindingsFile:
    """Give a file of findings, as `check` writes it or as a spreadsheet has saved it again.

    Raises `CaseloadError` for a file that cannot be read, a column that is missing, a finding that stands there twice,
    and with every cell that makes no sense.
    """
    reader, once = _Reader(path), _Once(path)
    days: set[date] = set()
    versions: set[tuple[str, date]] = set()
    citizens: set[str] = set()
    ordered, last = True, ""
    for number, cells in rows_of(path):
        own, day = reader.finding(number, cells)
        if cells[0] not in citizens:
            reader.look_at_id(number, cells[0])
        if not reader.problems:
            once.see(number, cells[0], own)
            versions.add((own.ruleset, own.version))
            days.add(day)
        citizens.add(cells[0])
        ordered = ordered and last <= cells[0]
        last = cells[0]
    reader.refuse()
    if not ordered:
        once = _Once(path)  # What stands there twice may stand far apart.
        for number, cells in sorted(rows_of(path), key=_citizen):
            once.see(number, cells[0], reader.finding(number, cells)[0])
    return FindingsFile(path, days.pop() if len(days) == 1 else None, frozenset(versions), len(citizens), ordered)


@attrs.define
class _Once:
    """Sees to it that no finding on a citizen stands twice in rows that come citizen by citizen."""

    _path: Path
    _citizen: str | None = None
    _rows: dict[tuple[object, ...], int] = attrs.field(factory=dict)

    def see(self, number: int, citizen: str, own: Judged) -> None:
        if citizen != self._citizen:
            self._citizen, self._rows = citizen, {}
        key = own[:_KEY]
        first = self._rows.get(key)
        if first is not None:
            what, facts = "the finding in row {first} stands there again in row {row}", {"first": first, "row": number}
            raise CaseloadError([Problem(what, self._path.name, expected="each finding once", facts=facts)])
        self._rows[key] = number


def _citizen(row: Row) -> str:
    return row[1][0]


@attrs.define
class _Column:
    """The cells of a column: what each text means, read once, and where days first stand that are written oddly."""

    name: str
    parse: Callable[[str], Any]
    empty: Any
    """What stands for an empty cell."""
    means: dict[str, Any] = attrs.field(factory=dict)
    odd_days: dict[str, tuple[int, str]] = attrs.field(factory=dict)
    """For each text the number of its row and the citizen there."""

    @classmethod
    def of(cls, name: str) -> _Column:
        known: Mapping[str, Callable[[str], Any]] = {
            "status": _status, **dict.fromkeys(FINDINGS.days, _day), **dict.fromkeys(FINDINGS.numbers, _number)
        }  # fmt: skip
        needed = "" if name not in known else Bad(RowCode.MISSING_VALUE)
        return cls(name, known.get(name, str), None if name in _OPTIONAL else needed)


@attrs.define
class _Reader:
    """Makes findings of the rows of a file, and notes what in them makes no sense."""

    path: Path
    columns: tuple[_Column, ...] = attrs.field(factory=lambda: tuple(map(_Column.of, (*Judged._fields, "as_of"))))
    problems: list[tuple[int, Problem]] = attrs.field(factory=list)

    def finding(self, row: int, cells: Cells) -> tuple[Judged, date]:
        """Give the finding in a row and the day of its run; they hold `Bad` for a cell that makes no sense."""
        values: list[Any] = []
        for column, cell in zip(self.columns, cells[1:], strict=True):
            try:
                values.append(column.means[cell])
            except KeyError:
                values.append(self._read(column, cell, row, cells[0]))
        *own, day = values
        return Judged(*own), day

    def look_at_id(self, row: int, citizen: str) -> None:
        """Note an id that is none any more: of two that were rounded nobody can say whose they were."""
        if no_id(citizen) is RowCode.DAMAGED_ID:
            self._note("citizen", "", row, Bad(RowCode.DAMAGED_ID), citizen)

    def refuse(self) -> None:
        """Raise `CaseloadError` for what was noted, and for days that the others in the file make doubtful."""
        odd_days = {text: None for column in self.columns for text in column.odd_days}
        doubt, _ = doubts(map(plain, odd_days))
        for column in self.columns:
            for text, (row, citizen) in column.odd_days.items():
                found = read_day(plain(text), FACTS, doubt)
                if found is RowCode.AMBIGUOUS_DATE and not isinstance(column.means[text], Bad):
                    self._note(column.name, text, row, Bad(found, "day"), citizen)
        if self.problems:
            raise CaseloadError([problem for _, problem in sorted(self.problems, key=lambda noted: noted[0])])

    def _read(self, column: _Column, cell: str, row: int, citizen: str) -> Any:
        found = column.means[cell] = column.parse(cell) if cell else column.empty
        if column.parse is _day and not usual(cell):
            column.odd_days[cell] = row, citizen
        if isinstance(found, Bad):
            self._note(column.name, cell, row, found, citizen)
        return found

    def _note(self, column: str, cell: str, row: int, bad: Bad, citizen: str) -> None:
        facts = {"row": row, "text": shown_cell(plain(cell), bad, citizen)}
        expected = _EXPECTED.get(bad.code, "")
        problem = Problem(_WHAT[bad.code], self.path.name, column, expected, bad.nearest or None, facts)
        self.problems.append((row, problem))
        if len(self.problems) >= _MOST:
            raise CaseloadError([problem for _, problem in self.problems])


def _day(text: str) -> date | Bad:
    found = read_day(plain(text))
    return Bad(found, "day") if isinstance(found, RowCode) else found.day


def _number(text: str) -> int | Bad:
    try:
        return int(text)
    except ValueError:
        return Bad(RowCode.NO_NUMBER)


def _status(text: str) -> Status | Bad:
    try:
        return Status(text)
    except ValueError:
        return Bad(RowCode.UNKNOWN_VALUE, nearest=nearest(text, list(Status)) or "")
