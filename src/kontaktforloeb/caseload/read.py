"""Read a folder of CSV tables into cases; a row that cannot be used is rejected and the rest goes on."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.caseload.columns import NEEDED, Bad, Column, tables
from kontaktforloeb.caseload.rows import Count, Note, RowCode, RowIssue, masked
from kontaktforloeb.errors import CaseloadError, Problem, nearest
from kontaktforloeb.facts import overlapping
from kontaktforloeb.model import Case, Event, Exemption, Hours, Meeting, Spell
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


@attrs.frozen
class _Row:
    """A row that could be read by itself: its number, its citizen and its values."""

    number: int
    citizen: str
    values: tuple[Any, ...]


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
        Problem(where=str(folder), key=name, what="the table is missing", expected=f"a file {name}.csv")
        for name in NEEDED
        if name not in files
    ]
    reading = _Reading()
    reading.notes += [Note(name, "", nearest(name, columns)) for name in files if name not in columns]
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
            records = csv.reader(file, delimiter=";" if first.count(";") > first.count(",") else ",")
            header = [cell.strip() for cell in next(records, [])]
            places = _places(name, path, header, columns, reading)
            rows: list[_Row] = []
            repeats: set[tuple[str, ...]] = set()
            readers = [
                _Reader(column, place) for column, place in zip(columns, places, strict=True) if place is not None
            ]
            for number, cells in enumerate(records, 2):
                if any(cells):
                    reading.seen[name] = reading.seen.get(name, 0) + 1
                    row = _row(name, number, cells, len(header), columns, readers, repeats, reading)
                    if row is not None:
                        rows.append(row)
            reading.rows[name] = rows
            reading.seen.setdefault(name, 0)
    except UnicodeDecodeError:
        problem = Problem(where=f"{path.name}", what=f"after row {number or 1} the text is not UTF-8", expected="UTF-8")
        raise CaseloadError([problem]) from None
    except csv.Error as error:
        raise CaseloadError([Problem(where=f"{path.name}", what=f"after row {number or 1}: {error}")]) from None
    except OSError as error:
        raise CaseloadError([Problem(where=f"{path.name}", what=f"cannot be read ({error.strerror})")]) from None


def _places(name: str, path: Path, header: list[str], columns: Sequence[Column], reading: _Reading) -> list[int | None]:
    known = [column.name for column in columns]
    problems = [
        Problem(where=path.name, key=column.name, what="the column is missing", nearest=nearest(column.name, header))
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
    reading.notes += [Note(name, cell, nearest(cell, known)) for cell in header if cell and cell not in known]
    return [header.index(column) if column in header else None for column in known]


class _Reader:
    """Reads the cells of one column; what a text means is found out once."""

    __slots__ = ("column", "known", "place")

    def __init__(self, column: Column, place: int) -> None:
        self.column, self.place = column, place
        self.known: dict[str, Any] = {}

    def value(self, cell: str) -> Any:
        found = self.known.get(cell)
        if found is None:
            text = cell.strip()
            empty = Bad(RowCode.MISSING_VALUE) if self.column.required else self.column.empty
            found = self.known[cell] = self.column.parse(text) if text else empty
        return found


def _row(
    name: str, number: int, cells: list[str], width: int, columns: Sequence[Column], readers: Sequence[_Reader],
    repeats: set[tuple[str, ...]], reading: _Reading,
) -> _Row | None:  # fmt: skip
    citizen = cells[readers[0].place].strip() if len(cells) > readers[0].place else ""
    if len(cells) < width or any(cells[width:]):
        issue = RowIssue(name, number, "", RowCode.CELL_COUNT, str(len(cells)), str(width))
        reading.reject(issue, citizen)
        return None
    raw = tuple(cells[reader.place] for reader in readers)
    if raw in repeats:
        reading.repeated[name] = reading.repeated.get(name, 0) + 1
        return None
    values = {reader.column.name: reader.value(cell) for reader, cell in zip(readers, raw, strict=True)}
    for reader, cell in zip(readers, raw, strict=True):
        bad = values[reader.column.name]
        if isinstance(bad, Bad):
            shown = masked(cell.strip(), citizen)
            issue = RowIssue(name, number, reader.column.name, bad.code, shown, bad.expected, bad.nearest)
            reading.reject(issue, citizen)
            return None
    start, end = values.get("start"), values.get("end")
    if start is not None and end is not None and end < start:
        reading.reject(RowIssue(name, number, "end", RowCode.END_BEFORE_START, str(end), str(start)), citizen)
        return None
    repeats.add(raw)
    given = tuple(values.get(column.name, column.empty) for column in columns[1:])
    return _Row(number, citizen, given)


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
        for row in rows:
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
        by_citizen.setdefault(row.citizen, []).append((row.number, Spell(*row.values)))
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
