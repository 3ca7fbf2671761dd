"""Which rows of a table are wrong by themselves, and which say the same as an earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.columns import Column, plain
from kontaktforloeb.caseload.frames.arrays import Array, Mask, looked_up
from kontaktforloeb.caseload.frames.citizens import Citizens, Keys
from kontaktforloeb.caseload.frames.repeating import repeats
from kontaktforloeb.caseload.frames.rows import NONE, Cells, Meant
from kontaktforloeb.caseload.raw import CELLS, ROW
from kontaktforloeb.caseload.row_issues import row_issue, width_issue
from kontaktforloeb.caseload.rows import RowCode, RowIssue
from kontaktforloeb.caseload.typed_cells import text_of
from kontaktforloeb.caseload.unseen import as_seen


@attrs.define(eq=False)
class Rows:
    """The rows of a table that may be used: in the order of the source, each with its number and its raw table."""

    name: str
    cells: Sequence[Cells]
    meant: Sequence[Mapping[str, Meant]]
    words: Mapping[str, Sequence[Any]]
    usable: Mask
    citizens: Keys
    seen: int
    again: Mask
    """The rows that say the same as an earlier one."""
    rejected: list[tuple[RowIssue, str]]
    """Why rows cannot be used, each with the id that stands in the row."""

    def constant(self, column: str) -> Meant | None:
        """Give what the cells of a column mean where all are empty, since the source does not have it."""
        own = [cells.columns.get(column) for cells in self.cells]
        return self.meant[0][column] if all(coded is None for coded in own) else None

    def none(self, column: str) -> int:
        """Give what stands for no value among the values of a column."""
        return self.meant[0][column].none

    def values(self, column: str) -> Array:
        """Give the values of a column as numbers, of all rows."""
        found = [_values(own, meant[column]) for own, meant in zip(self.cells, self.meant, strict=True)]
        return found[0] if len(found) == 1 else np.concatenate(found)

    def coded(self, column: str) -> tuple[Array, Array]:
        """Give the code of each row in a column, and the value of each code as a number."""
        tables = [meant[column].numbers for meant in self.meant]
        codes = [_codes(own, column) for own in self.cells]
        if len(codes) == 1 and codes[0] is not None:
            return codes[0], tables[0]
        kind = np.min_scalar_type(sum(map(len, tables)))
        parts, first = [], 0
        for own, some, table in zip(self.cells, codes, tables, strict=True):
            parts.append(np.full(own.rows, first, kind) if some is None else some.astype(kind) + kind.type(first))
            first += len(table)
        return np.concatenate(parts), np.concatenate(tables)

    def reject(self, row: int, citizen: str, column: str, code: RowCode, value: str = "", expected: str = "") -> None:
        """Reject a row for what stands elsewhere; table and column are named as the user names them."""
        own, place = self._own(row)
        shown = own.raw.columns_as.get(column, column)
        (number,) = own.numbers.of(np.array([place])).tolist()
        issue = RowIssue(own.raw.source or self.name, number, shown, code, value, expected)
        self.rejected.append((issue, citizen))
        self.usable[row] = False

    def let_go(self, column: str) -> None:
        """Forget the cells of a column, which are framed: two forms of all of them at once take much memory."""
        for own in self.cells:
            own.columns.pop(column, None)

    def let_ids_go(self) -> None:
        """Forget the ids of the rows."""
        self.citizens = np.empty(0, np.int64)
        for own in self.cells:
            own.written = self.citizens

    def row(self, row: int) -> list[Any]:
        """Give the values of a row as they are meant, without the citizen."""
        own, place = self._own(row)
        means = self.meant[self.cells.index(own)]
        codes = {name: _codes(own, name) for name in means}
        return [meant.values[0 if (some := codes[name]) is None else int(some[place])] for name, meant in means.items()]

    def _own(self, row: int) -> tuple[Cells, int]:
        for own in self.cells:
            if row < own.rows:
                return own, row
            row -= own.rows
        raise IndexError(row)


def judged(
    name: str,
    cells: Sequence[Cells],
    meant: Sequence[Mapping[str, Meant]],
    words: Mapping[str, Sequence[Any]],
    columns: Sequence[Column],
    citizens: Citizens,
) -> Rows:
    """Give the rows of a table, those rejected that are wrong by themselves."""
    rejected: list[tuple[RowIssue, str]] = []
    usable: list[Mask] = []
    for own, means in zip(cells, meant, strict=True):
        wrong = _wrong(own, means, citizens)
        rejected += _issues(own, means, columns, citizens, np.flatnonzero(wrong))
        rejected += _issues_of_others(own, columns)
        usable.append(~wrong)
    right = usable[0] if len(usable) == 1 else np.concatenate(usable)
    again = repeats(_as_written(cells, columns), right)
    meaning = [citizens.meant(own.written) for own in cells]
    keys = meaning[0] if len(meaning) == 1 else np.concatenate(meaning)
    rows = Rows(name, cells, meant, words, right & ~again, keys, sum(own.seen for own in cells), again, rejected)
    affected = np.isin(keys, citizens.affected) & rows.usable if len(citizens.affected) else None
    if affected is not None and affected.any():
        alike = repeats([keys, *(rows.values(column.name) for column in columns[1:])], affected)
        rows.usable &= ~alike
        rows.again |= alike
    return rows


def _wrong(own: Cells, means: Mapping[str, Meant], citizens: Citizens) -> Mask:
    wrong = citizens.wrong(own.written)
    for name, meant in means.items():
        if meant.wrong is None:
            continue
        codes = _codes(own, name)
        wrong |= meant.wrong[0] if codes is None else looked_up(meant.wrong, codes)
    if "end" in means:
        start, end = _values(own, means["start"]), _values(own, means["end"])
        wrong |= (start != NONE) & (end != NONE) & (end < start)
    return wrong


def _codes(own: Cells, name: str) -> Array | None:
    coded = own.columns.get(name)
    return None if coded is None else coded.codes


def _values(own: Cells, meant: Meant) -> Array:
    codes = _codes(own, meant.column.name)
    if codes is None:
        return np.full(own.rows, meant.numbers[0])
    return looked_up(meant.numbers, codes)


def _issues(
    own: Cells, means: Mapping[str, Meant], columns: Sequence[Column], citizens: Citizens, rows: NDArray[np.int64]
) -> Iterator[tuple[RowIssue, str]]:
    """Give why rows are rejected: for the first thing that is wrong in each."""
    name = own.raw.source or own.raw.name
    codes = [None if (some := _codes(own, column.name)) is None else some[rows].tolist() for column in columns[1:]]
    first = _first_wrong(own, means, columns, citizens, rows)
    said: dict[tuple[int, int], tuple[RowIssue, str]] = {}
    for place, (key, number) in enumerate(zip(own.written[rows].tolist(), own.numbers.of(rows).tolist(), strict=True)):
        citizen = plain(citizens.text(key))
        wrong = int(first[place])
        here = 0 if wrong < 0 or (some := codes[wrong]) is None else some[place]
        known = said.get((wrong, here))
        # What is said of a cell is the same for every citizen whose id does not stand in it.
        if wrong >= 0 and known is not None and citizen not in known[1]:
            issue = known[0]
            yield RowIssue(name, number, issue.column, issue.code, issue.value, issue.expected, issue.nearest), citizen
            continue
        row = [0 if some is None else some[place] for some in codes]
        cells = [own.columns.get(column.name) for column in columns[1:]]
        texts = [
            citizens.text(key),
            *("" if cell is None else text_of(cell.cells.get(code)) for cell, code in zip(cells, row, strict=True)),
        ]
        values = [means[column.name].values[code] for column, code in zip(columns[1:], row, strict=True)]
        found = row_issue(name, number, columns, texts, [citizens.value(key), *values])
        if found is None:
            continue
        issue = _as_named(own, found)
        if wrong >= 0 and citizen not in (shown := f"{texts[wrong + 1]}\n{as_seen(texts[wrong + 1])}"):
            said[wrong, here] = (issue, shown)
        yield issue, citizen


def _first_wrong(
    own: Cells, means: Mapping[str, Meant], columns: Sequence[Column], citizens: Citizens, rows: NDArray[np.int64]
) -> NDArray[np.int8]:
    """Give for each row the first column that is wrong, -1 where it is the id, or two columns together."""
    first = np.full(len(rows), -1, np.int8)
    for place in reversed(range(len(columns) - 1)):
        wrong = means[columns[place + 1].name].wrong
        if wrong is not None:
            codes = _codes(own, columns[place + 1].name)
            first[wrong[0] if codes is None else wrong[codes[rows]]] = place
    first[citizens.wrong(own.written[rows])] = -1
    return first


def _issues_of_others(own: Cells, columns: Sequence[Column]) -> Iterator[tuple[RowIssue, str]]:
    """Give why rows are rejected that have another number of cells than the header, or none."""
    name, width = own.raw.source or own.raw.name, own.width
    for number in own.unreadable:
        yield RowIssue(name, number, "", RowCode.UNREADABLE_ROW), ""
    for frame in own.ragged:
        for row in frame.iter_rows(named=True):
            cells = [row.get(column.name) or "" for column in columns]
            yield width_issue(name, row[ROW], columns, cells, (row[CELLS], width)), plain(cells[0])


def _as_named(own: Cells, issue: RowIssue) -> RowIssue:
    shown = own.raw.columns_as.get(issue.column, issue.column)
    return issue if shown == issue.column else attrs.evolve(issue, column=shown)


def _as_written(cells: Sequence[Cells], columns: Sequence[Column]) -> list[Array]:
    """Give the columns as they are written, as numbers that are equal for equal texts."""
    found: list[Array] = [cells[0].written if len(cells) == 1 else np.concatenate([own.written for own in cells])]
    for column in columns[1:]:
        codes = [_codes(own, column.name) for own in cells]
        if len(cells) == 1:
            found += [] if codes[0] is None else [codes[0]]
            continue
        numbered: dict[str, int] = {"": 0}
        parts = []
        for own, some in zip(cells, codes, strict=True):
            if some is None:
                parts.append(np.zeros(own.rows, np.uint32))
                continue
            table = np.zeros(own.columns[column.name].size, np.uint32)
            for code, cell in own.columns[column.name].cells.items():
                table[code] = numbered.setdefault(text_of(cell), len(numbered))
            parts.append(looked_up(table, some))
        found.append(np.concatenate(parts))
    return found
