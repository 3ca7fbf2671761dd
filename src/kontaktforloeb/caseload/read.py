"""Read a folder of CSV tables into cases; a row that cannot be used is rejected and the rest goes on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

import attrs

from kontaktforloeb.caseload.columns import NEEDED, Bad, Column, tables
from kontaktforloeb.caseload.rows import Count, Note, RowCode, RowIssue
from kontaktforloeb.errors import CaseloadError, Problem, masked, masked_word, nearest
from kontaktforloeb.facts import overlapping
from kontaktforloeb.model import Case, Event, Exemption, Hours, Meeting, Spell
from kontaktforloeb.quick import quick
from kontaktforloeb.rulebook.kinds import Clock
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.vocabulary import Vocabulary

_VALUES: Mapping[str, type[Any]] = {
    "spells": Spell,
    "meetings": Meeting,
    "hours": Hours,
    "exemptions": Exemption,
    "events": Event,
}


_ABOUT = ("birth_date", "municipality", "team", "adviser", "insured", "schedule")


@attrs.frozen
class Caseload:
    """The cases of a caseload, ordered by citizen, and what became of every input row."""

    cases: tuple[Case, ...] = attrs.field(repr=False)
    issues: tuple[RowIssue, ...]
    counts: Mapping[str, Count]
    notes: tuple[Note, ...]


@quick
class _Row:
    """A row that could be read by itself: its number, its citizen and its values."""

    number: int
    citizen: str
    values: list[Any]


@attrs.define
class _Reading:
    """What has been read so far: for each table the rows that may be used, and how many there were."""

    rows: dict[str, list[_Row]] = attrs.field(factory=dict)
    seen: dict[str, int] = attrs.field(factory=dict)
    repeated: dict[str, int] = attrs.field(factory=dict)
    issues: list[RowIssue] = attrs.field(factory=list)
    notes: list[Note] = attrs.field(factory=list)
    rejected_by_citizen: dict[str, int] = attrs.field(factory=dict)

    def reject(self, issue: RowIssue, citizen: str) -> None:
        self.issues.append(issue)
        if citizen:
            self.rejected_by_citizen[citizen] = self.rejected_by_citizen.get(citizen, 0) + 1


def read_folder(folder: Path, rulebook: Rulebook) -> Caseload:
    """Give the caseload in a folder of CSV files named as the tables.

    Raises `CaseloadError` with every table or column that is missing and every file that cannot be read.
    """
    if not folder.is_dir():
        raise CaseloadError([Problem(where=str(folder), what="there is no such folder", expected="a folder of tables")])
    columns = tables(rulebook)
    files = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    problems = [
        Problem("the table is missing", str(folder), key=name, expected="a file {name}.csv", facts={"name": name})
        for name in NEEDED
        if name not in files
    ]
    reading = _Reading()
    reading.notes += [Note(masked(name), "", nearest(name, columns)) for name in files if name not in columns]
    for name in (name for name in columns if name in files):
        try:
            _read_table(name, files[name], columns[name], reading)
        except CaseloadError as error:
            problems += error.problems
    if problems:
        raise CaseloadError(problems)
    return _assembled(reading, rulebook.vocabulary)


def _read_table(name: str, path: Path, columns: Sequence[Column], reading: _Reading) -> None:
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            records = _records(file, ";" if first.count(";") > first.count(",") else ",")
            header = [cell.strip() for cell in next(records, None) or []]
            _check_header(name, path, header, columns, reading)
            rows: list[_Row] = []
            repeats: set[tuple[str, ...]] = set()
            table = _Table.of(name, header, columns)
            for number, cells in enumerate(records, 2):
                if cells is None:
                    reading.seen[name] = reading.seen.get(name, 0) + 1
                    reading.reject(RowIssue(name, number, "", RowCode.UNREADABLE_ROW), "")
                elif any(cells):
                    reading.seen[name] = reading.seen.get(name, 0) + 1
                    row = _row(table, number, cells, repeats, reading)
                    if row is not None:
                        rows.append(row)
            reading.rows[name] = rows
            reading.seen.setdefault(name, 0)
    except UnicodeDecodeError:
        what, expected = "after row {row} the text is not UTF-8", "a file saved as UTF-8"
        raise CaseloadError([Problem(what, path.name, expected=expected, facts={"row": number or 1})]) from None
    except OSError as error:
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": error.strerror})]) from None


def _records(file: IO[str], delimiter: str) -> Iterator[list[str] | None]:
    """Give the records of a CSV file, `None` for a line that is none: a quotation mark in it has no partner, say.

    Such a mark would take the lines after it, to the end of the file, into one cell; they are read again without it.
    """
    waiting: Iterator[str] = file
    taken: list[str] = []
    width = 0

    def lines() -> Iterator[str]:
        for line in waiting:
            taken.append(line)
            yield line

    while True:
        try:
            for record in csv.reader(lines(), delimiter=delimiter, strict=True):
                width = width or len(record)
                if _holds_rows(taken, delimiter, width):
                    break
                taken.clear()
                yield record
            else:
                return
        except csv.Error:
            pass
        waiting = chain(taken[1:], waiting)
        taken = []
        yield None


def _holds_rows(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Tell whether a record of several lines holds whole rows: its mark has its partner in another row, then."""
    return width > 1 and any(line.count(delimiter) >= width - 1 for line in lines[1:-1])


def _check_header(name: str, path: Path, header: list[str], columns: Sequence[Column], reading: _Reading) -> None:
    """Note the columns that are not read; raise `CaseloadError` for those that are missing or there twice."""
    if not any(header):
        raise CaseloadError([Problem("the table is empty", path.name)])
    known = [column.name for column in columns]
    # A file without a header has its first row of data there, and in it somebody's id.
    words = [cell for cell in header if not any(sign.isdigit() for sign in cell)]
    problems = [
        Problem(where=path.name, key=column.name, what="the column is missing", nearest=nearest(column.name, words))
        for column in columns
        if column.required and column.name not in header
    ]
    problems += [
        Problem(where=path.name, key=column, what="the column stands there twice")
        for column in known
        if header.count(column) > 1
    ]
    if problems:
        raise CaseloadError(problems)
    for cell in header:
        if cell and cell not in known:
            reading.notes.append(Note(name, masked(cell), nearest(cell, known)))


class _Meanings(dict[str, Any]):
    """What the cells of one column mean; a text that is new is read, once."""

    __slots__ = ("column",)

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, cell: str) -> Any:
        text = cell.strip()
        empty = Bad(RowCode.MISSING_VALUE) if self.column.required else self.column.empty
        found = self[cell] = self.column.parse(text) if text else empty
        return found


@attrs.frozen
class _Table:
    """How the rows of one table are read.

    `pick` gives the cells in the order of the columns, with an empty one, appended to the row, for a column that the
    header does not have; `start_and_end` tells where the values of a row hold its first and its last day.
    """

    name: str
    width: int
    pick: Callable[[list[str]], tuple[str, ...]]
    meanings: Sequence[_Meanings]
    start_and_end: tuple[int, int] | None

    @classmethod
    def of(cls, name: str, header: list[str], columns: Sequence[Column]) -> _Table:
        known = [column.name for column in columns]
        places = [header.index(column) if column in header else -1 for column in known]
        stretch = (known.index("start"), known.index("end")) if {"start", "end"} <= set(known) else None
        return cls(name, len(header), itemgetter(*places), [_Meanings(column) for column in columns], stretch)


def _row(table: _Table, number: int, cells: list[str], repeats: set[tuple[str, ...]], reading: _Reading) -> _Row | None:
    """Give a row's values, or `None` where it repeats another or is rejected."""
    count = len(cells)
    if count != table.width:
        if count < table.width or any(cells[table.width :]):
            padded = table.pick([*cells, *[""] * table.width])
            issue = RowIssue(table.name, number, "", RowCode.CELL_COUNT, str(count), str(table.width))
            reading.reject(issue, padded[0].strip())
            return None
        del cells[table.width :]
    cells.append("")
    raw = table.pick(cells)
    if raw in repeats:
        reading.repeated[table.name] = reading.repeated.get(table.name, 0) + 1
        return None
    values = [meanings[cell] for meanings, cell in zip(table.meanings, raw, strict=True)]
    if Bad in map(type, values):
        _reject(table, number, raw, values, reading)
        return None
    if table.start_and_end is not None:
        start, end = (values[place] for place in table.start_and_end)
        if end is not None and end < start:
            issue = RowIssue(table.name, number, "end", RowCode.END_BEFORE_START, str(end), str(start))
            reading.reject(issue, values[0])
            return None
    repeats.add(raw)
    return _Row(number, values[0], values[1:])


def _reject(table: _Table, number: int, raw: tuple[str, ...], values: list[Any], reading: _Reading) -> None:
    """Reject a row for the first of its cells that has no value."""
    citizen = raw[0].strip()
    for meanings, cell, value in zip(table.meanings, raw, values, strict=True):
        if isinstance(value, Bad):
            shown, column = _shown(cell.strip(), value, citizen), meanings.column.name
            issue = RowIssue(table.name, number, column, value.code, shown, value.expected, value.nearest)
            reading.reject(issue, citizen)
            return


def _shown(text: str, bad: Bad, citizen: str) -> str:
    """Give a cell's text as it may be shown; a day or a number that is none is shown by its digits."""
    word = bad.code is RowCode.UNKNOWN_VALUE or any(sign.isalpha() for sign in text if sign not in "TZ")
    return masked_word(text, bad.nearest or None, citizen) if word else masked(text, citizen)


def _assembled(reading: _Reading, vocabulary: Vocabulary) -> Caseload:
    spells = _spells(reading, vocabulary)
    parts: dict[str, dict[str, list[Any]]] = {citizen: {"spells": own} for citizen, own in spells.items()}
    used = {"spells": sum(len(own) for own in spells.values())}
    with_dagpenge = {
        citizen
        for citizen, own in spells.items()
        if any(vocabulary.groups.at(spell.group, spell.start).clock is Clock.ACCUMULATED for spell in own)
    }
    for name, rows in reading.rows.items():
        if name == "spells":
            continue
        used[name] = 0
        # Of two rows about one citizen the content decides, not the order.
        for row in rows if name != "citizens" else sorted(rows, key=lambda row: (row.citizen, str(row.values))):
            code = None
            if row.citizen not in parts:
                code = RowCode.CITIZEN_WITHOUT_SPELL
            elif name == "hours" and row.citizen not in with_dagpenge:
                code = RowCode.HOURS_WITHOUT_DAGPENGE
            elif name == "citizens" and "citizens" in parts[row.citizen]:
                code = RowCode.SECOND_CITIZEN_ROW
            if code is not None:
                reading.reject(RowIssue(name, row.number, "citizen", code), row.citizen)
                continue
            used[name] += 1
            made = row.values if name == "citizens" else _VALUES[name](*row.values)
            parts[row.citizen].setdefault(name, []).append(made)
    order = {name: place for place, name in enumerate(reading.seen)}
    issues = sorted(reading.issues, key=lambda issue: (order[issue.table], issue.row, issue.column))
    counts = {
        name: Count(rows, used[name], reading.repeated.get(name, 0), rows - used[name] - reading.repeated.get(name, 0))
        for name, rows in reading.seen.items()
    }
    cases = tuple(_case(citizen, own, reading) for citizen, own in sorted(parts.items()))
    return Caseload(cases, tuple(issues), counts, tuple(reading.notes))


def _spells(reading: _Reading, vocabulary: Vocabulary) -> dict[str, list[Spell]]:
    """Give each citizen's spells; of two that overlap on one benefit the later is rejected."""
    by_citizen: dict[str, list[tuple[int, Spell]]] = {}
    for row in reading.rows["spells"]:
        written, start, end = row.values
        group = vocabulary.group(written, start)
        if group is None:
            issue = RowIssue("spells", row.number, "group", RowCode.NUMBER_OF_ANOTHER_TIME, written, "group")
            reading.reject(issue, row.citizen)
            continue
        by_citizen.setdefault(row.citizen, []).append((row.number, Spell(group, start, end)))
    kept: dict[str, list[Spell]] = {}
    for citizen, numbered in by_citizen.items():
        own = [spell for _, spell in numbered]
        later = [spell for _, spell in overlapping(own, vocabulary)]
        for number, spell in numbered:
            if spell in later:
                issue = RowIssue("spells", number, "start", RowCode.OVERLAPPING_SPELLS, str(spell.start))
                reading.reject(issue, citizen)
        kept[citizen] = [spell for spell in own if spell not in later]
    return kept


def _case(citizen: str, parts: Mapping[str, list[Any]], reading: _Reading) -> Case:
    given: dict[str, Any] = {name: parts.get(name, ()) for name in _VALUES}
    if "citizens" in parts:
        given |= zip(_ABOUT, parts["citizens"][0], strict=True)
    return Case(citizen, **given, rejected_rows=reading.rejected_by_citizen.get(citizen, 0))
