"""Read a folder of CSV tables into cases; a row that cannot be used is rejected and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.caseload.columns import NEEDED, Bad, Column, plain, settled, tables
from kontaktforloeb.caseload.delimited import header_of, records
from kontaktforloeb.caseload.encoding import Encoding, open_text
from kontaktforloeb.caseload.folder import files_of
from kontaktforloeb.caseload.ids import joined
from kontaktforloeb.caseload.row_issues import row_issue, width_issue
from kontaktforloeb.caseload.rows import Count, Note, NoteCode, RowCode, RowIssue
from kontaktforloeb.caseload.unseen import visible
from kontaktforloeb.errors import CaseloadError, Problem, masked, nearest
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
    sources: Mapping[str, Count] = attrs.field(factory=dict)
    """The same for the tables of a source that a mapping took ours from, by the names that they have there."""


@quick
class _Row:
    """A row that could be read by itself: its number, its citizen and its values."""

    number: int
    citizen: str
    values: list[Any]


@attrs.define
class _Reading:
    """What has been read so far: for each table the rows that may be used, how many there were, and the ids in it."""

    rows: dict[str, list[_Row]] = attrs.field(factory=dict)
    seen: dict[str, int] = attrs.field(factory=dict)
    repeated: dict[str, int] = attrs.field(factory=dict)
    ids: dict[str, Collection[str]] = attrs.field(factory=dict)
    issues: list[RowIssue] = attrs.field(factory=list)
    notes: list[Note] = attrs.field(factory=list)
    rejected_by_citizen: dict[str, int] = attrs.field(factory=dict)

    def reject(self, issue: RowIssue, citizen: str) -> None:
        self.issues.append(issue)
        if citizen:
            self.rejected_by_citizen[citizen] = self.rejected_by_citizen.get(citizen, 0) + 1

    def take(self, name: str, table: _TableReading) -> None:
        """Take over what was read of a table."""
        self.rows[name], self.seen[name], self.repeated[name] = table.rows, table.seen, table.repeated
        self.ids[name] = table.ids
        self.notes += table.notes
        for issue, citizen in table.rejected:
            self.reject(issue, citizen)


@attrs.define
class _TableReading:
    """What has been read of one table."""

    rows: list[_Row] = attrs.field(factory=list)
    seen: int = 0
    repeated: int = 0
    ids: Collection[str] = ()
    rejected: list[tuple[RowIssue, str]] = attrs.field(factory=list)
    notes: list[Note] = attrs.field(factory=list)


def read_folder(folder: Path, rulebook: Rulebook) -> Caseload:
    """Give the caseload in a folder of CSV files named as the tables.

    Raises `CaseloadError` with every table or column that is missing and every file that cannot be read.
    """
    if not folder.is_dir():
        raise CaseloadError([Problem(where=str(folder), what="there is no such folder", expected="a folder of tables")])
    columns = tables(rulebook)
    files, typed, others = files_of(folder)
    problems = [
        Problem("the table is missing", str(folder), key=name, expected="a file {name}.csv", facts={"name": name})
        for name in NEEDED
        if name not in files
    ]
    reading = _Reading()
    reading.notes += [
        Note(visible(path.name), "", nearest(path.stem, columns))
        for path in (*(path for name, path in files.items() if name not in columns), *typed.values(), *others)
    ]
    for name in (name for name in columns if name in files):
        try:
            reading.take(name, _read_table(name, files[name], columns[name]))
        except CaseloadError as error:
            problems += error.problems
    if problems:
        raise CaseloadError(problems)
    _join_ids(reading)
    return _assembled(reading, rulebook.vocabulary)


def _read_table(name: str, path: Path, columns: Sequence[Column]) -> _TableReading:
    try:
        reading, by_all = _read_as(name, path, columns)
        if any(new is not old for new, old in zip(by_all, columns, strict=True)):
            # What stands further down leaves cells above it doubtful.
            reading, _ = _read_as(name, path, by_all)
    except OSError as error:
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": error.strerror})]) from None
    return reading


def _read_as(name: str, path: Path, columns: Sequence[Column]) -> tuple[_TableReading, list[Column]]:
    """Give what is read of a table, and its columns as they are to be read by all that stands in them."""
    reading = _TableReading()
    file, encoding = open_text(path)
    with file:
        rows = records(file)
        number, header = header_of(rows, path.name)
        reading.notes += _check_header(name, path, header, columns)
        table = _Table.of(name, header, columns)
        _read_rows(table, enumerate(rows, number + 1), reading)
    if encoding not in (Encoding.UTF_8, Encoding.UTF_8_MARKED):
        reading.notes.append(Note(name, "", None, NoteCode.ENCODING, encoding.shown))
    by_all = []
    for meanings in table.meanings:
        column, notes = settled(name, meanings.column, meanings)
        by_all.append(column)
        reading.notes += notes
    reading.ids = [citizen for citizen in table.meanings[0].values() if isinstance(citizen, str)]
    return reading, by_all


def _read_rows(table: _Table, rows: Iterable[tuple[int, list[str] | None]], reading: _TableReading) -> None:
    repeats: set[tuple[str, ...]] = set()
    for number, cells in rows:
        if cells is None:
            reading.seen += 1
            reading.rejected.append((RowIssue(table.name, number, "", RowCode.UNREADABLE_ROW), ""))
        elif any(map(str.strip, cells)):
            reading.seen += 1
            row = _row(table, number, cells, repeats, reading)
            if row is not None:
                reading.rows.append(row)


def _check_header(name: str, path: Path, header: list[str], columns: Sequence[Column]) -> list[Note]:
    """Give notes on the columns that are not read; raise `CaseloadError` for those that are missing or there twice."""
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
    return [Note(name, masked(cell), nearest(cell, known)) for cell in header if cell and cell not in known]


class _Meanings(dict[str, Any]):
    """What the cells of one column mean; a text that is new is read, once."""

    __slots__ = ("column",)

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, cell: str) -> Any:
        found = self[cell] = self.column.value(cell)
        return found


@attrs.frozen
class _Table:
    """How the rows of one table are read.

    `pick` gives the cells in the order of the columns, with an empty one, appended to the row, for a column that the
    header does not have; `start_and_end` tells where the values of a row hold its first and its last day.
    """

    name: str
    columns: Sequence[Column]
    width: int
    pick: Callable[[list[str]], tuple[str, ...]]
    meanings: Sequence[_Meanings]
    start_and_end: tuple[int, int] | None

    @classmethod
    def of(cls, name: str, header: list[str], columns: Sequence[Column]) -> _Table:
        known = [column.name for column in columns]
        places = [header.index(column) if column in header else -1 for column in known]
        stretch = (known.index("start"), known.index("end")) if {"start", "end"} <= set(known) else None
        return cls(name, columns, len(header), itemgetter(*places), [_Meanings(column) for column in columns], stretch)


def _row(
    table: _Table, number: int, cells: list[str], repeats: set[tuple[str, ...]], reading: _TableReading
) -> _Row | None:
    """Give a row's values, or `None` where it repeats another or is rejected."""
    count = len(cells)
    if count != table.width:
        if count < table.width or any(map(str.strip, cells[table.width :])):
            raw = table.pick([*cells, *[""] * table.width])
            issue = width_issue(table.name, number, table.columns, raw, (count, table.width))
            reading.rejected.append((issue, plain(raw[0])))
            return None
        del cells[table.width :]
    cells.append("")
    raw = table.pick(cells)
    if raw in repeats:
        reading.repeated += 1
        return None
    values = [meanings[cell] for meanings, cell in zip(table.meanings, raw, strict=True)]
    ends_early = table.start_and_end is not None and _ends_before_start(values, *table.start_and_end)
    if ends_early or Bad in map(type, values):
        found = row_issue(table.name, number, table.columns, raw, values)
        if found is not None:
            reading.rejected.append((found, plain(raw[0])))
        return None
    repeats.add(raw)
    return _Row(number, values[0], values[1:])


def _ends_before_start(values: list[Any], start: int, end: int) -> bool:
    first, last = values[start], values[end]
    return isinstance(first, date) and isinstance(last, date) and last < first


def _join_ids(reading: _Reading) -> None:
    """Make the rows of a citizen whose id is written in two ways those of one; two that are alike then are repeats."""
    ids = joined(citizen for own in reading.ids.values() for citizen in own)
    affected = set(ids.read_as.values())
    for name, own in reading.ids.items():
        reading.notes += ids.notes(name, own)
        kept: list[_Row] = []
        alike: set[tuple[Any, ...]] = set()
        for row in reading.rows[name] if affected else ():
            citizen = ids.read_as.get(row.citizen, row.citizen)
            if citizen in affected:
                content = (citizen, *row.values)
                if content in alike:
                    reading.repeated[name] += 1
                    continue
                alike.add(content)
            kept.append(_Row(row.number, citizen, row.values))
        reading.rows[name] = kept if affected else reading.rows[name]
    rejected: dict[str, int] = {}
    for citizen, count in reading.rejected_by_citizen.items():
        read_as = ids.read_as.get(citizen, citizen)
        rejected[read_as] = rejected.get(read_as, 0) + count
    reading.rejected_by_citizen = rejected


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
