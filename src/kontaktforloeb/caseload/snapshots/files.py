"""Files of findings, as `check` writes them, read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.caseload.snapshots.change import Judged
from kontaktforloeb.caseload.snapshots.forms import Cells, Row, rows_of
from kontaktforloeb.caseload.writing.tables import FINDINGS
from kontaktforloeb.dates import parse_day
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, Problem, masked, masked_word
from kontaktforloeb.status import Status

_KEY = Judged._fields.index("status")
"""How many fields, the first ones, say which finding on a citizen it is."""


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
        read = _reader(self.path)
        rows: Iterable[Row] = rows_of(self.path)
        for citizen, own in groupby(rows if self._sorted else sorted(rows, key=_citizen), key=_citizen):
            yield citizen, tuple([read(cells) for _, cells in own])


def read_findings(path: Path) -> FindingsFile:
    """Give a file of findings, as `check` writes it or as a spreadsheet has saved it again.

    Raises `CaseloadError` for a file that cannot be read, a column that is missing, a cell that makes no sense and a
    finding that stands there twice.
    """
    read, once = _reader(path), _Once(path)
    days: set[str] = set()
    versions: set[tuple[str, date]] = set()
    citizens: set[str] = set()
    ordered, last = True, ""
    for number, cells in rows_of(path):
        own = read(cells)
        once.see(number, cells[0], own)
        versions.add((own.ruleset, own.version))
        days.add(cells[-1])
        citizens.add(cells[0])
        ordered = ordered and last <= cells[0]
        last = cells[0]
    if not ordered:
        once = _Once(path)  # What stands there twice may stand far apart.
        for number, cells in sorted(rows_of(path), key=_citizen):
            once.see(number, cells[0], read(cells))
    found = {_as_of(path, text) for text in days}
    return FindingsFile(path, found.pop() if len(found) == 1 else None, frozenset(versions), len(citizens), ordered)


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


def _reader(path: Path) -> Callable[[Cells], Judged]:
    """Give what makes a finding of the cells of a row; each text is made sense of once."""
    parsers: dict[str, Callable[[str], Any]] = {
        name: cache(_day if name in FINDINGS.days else int if name in FINDINGS.numbers else str)
        for name in Judged._fields
    }
    parsers["status"] = cache(Status)
    optional = {"opens", "due", "fulfilled", "days_late"}

    def read(cells: Cells) -> Judged:
        values: list[Any] = []
        for (name, parse), cell in zip(parsers.items(), cells[1:], strict=False):
            if not cell and name in optional:
                values.append(None)
                continue
            try:
                values.append(parse(cell))
            except ValueError:
                raise _odd(path, name, cell) from None
        return Judged(*values)

    return read


def _odd(path: Path, name: str, cell: str) -> CaseloadError:
    what = "'{text}' is nothing that a file of findings says there"
    shown = masked_word(cell, None) if any(sign.isalpha() for sign in cell) else masked(cell)
    return CaseloadError([Problem(what, path.name, name, facts={"text": shown})])


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except OutOfRangeError:
        raise ValueError(text) from None


def _as_of(path: Path, text: str) -> date:
    try:
        return _day(text)
    except ValueError:
        raise _odd(path, "as_of", text) from None
