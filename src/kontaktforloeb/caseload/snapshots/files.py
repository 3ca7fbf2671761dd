"""Files of findings, as `check` writes them, read back."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.caseload.snapshots.change import Judged
from kontaktforloeb.caseload.writing.tables import FINDINGS, FORMULA
from kontaktforloeb.dates import parse_day
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, Problem, masked, masked_word
from kontaktforloeb.status import Status

ENDINGS = (".csv", ".json", ".jsonl", ".parquet")
_NEEDED = ("citizen", *Judged._fields, "as_of")
_ONLY_IN_FINDINGS = frozenset({"ruleset", "requirement", "occurrence", "status", "due"})

Cells = Sequence[str]


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
        rows: Iterable[Cells] = _rows(self.path)
        if not self._sorted:
            rows = sorted(rows, key=lambda cells: cells[0])
        for citizen, own in groupby(rows, key=lambda cells: cells[0]):
            yield citizen, tuple([read(cells) for cells in own])


def read_findings(path: Path) -> FindingsFile:
    """Give a file of findings, as `check` writes it or as a spreadsheet has saved it again.

    Raises `CaseloadError` for a file that cannot be read, a column that is missing and a cell that makes no sense.
    """
    read = _reader(path)
    days: set[str] = set()
    versions: set[tuple[str, date]] = set()
    citizens: set[str] = set()
    ordered, last = True, ""
    for cells in _rows(path):
        own = read(cells)
        versions.add((own.ruleset, own.version))
        days.add(cells[-1])
        citizens.add(cells[0])
        ordered = ordered and last <= cells[0]
        last = cells[0]
    try:
        as_of = _day(days.pop()) if len(days) == 1 else None
    except ValueError as error:
        raise _odd(path, "as_of", str(error)) from None
    return FindingsFile(path, as_of, frozenset(versions), len(citizens), ordered)


def holds_findings(path: Path) -> bool:
    """Tell whether a path is a file of findings, and not a caseload."""
    if not path.is_file() or path.suffix.lower() not in ENDINGS:
        return False
    match path.suffix.lower():
        case ".csv":
            return set(_header(path)) >= _ONLY_IN_FINDINGS
        case ".parquet":
            return set(_parquet(path, ())[0]) >= _ONLY_IN_FINDINGS
        case _:
            return True


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


def _rows(path: Path) -> Iterator[Cells]:
    """Give the cells of each row that are needed, as text."""
    if not path.is_file():
        raise CaseloadError([Problem("there is no such file", str(path))])
    try:
        match path.suffix.lower():
            case ".csv":
                yield from _csv_rows(path)
            case ".json":
                yield from _objects(path, json.loads(path.read_text("utf-8-sig")))
            case ".jsonl":
                with path.open(encoding="utf-8-sig") as file:
                    yield from _objects(path, (json.loads(line) for line in file if line.strip()))
            case _:
                yield from _parquet_rows(path)
    except (UnicodeDecodeError, json.JSONDecodeError, csv.Error) as error:
        facts = {"why": type(error).__name__}
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts=facts)]) from None
    except OSError as error:
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": error.strerror})]) from None


def _header(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        return []  # Whoever reads it says what is wrong with it.
    return [cell.strip().strip('"') for cell in first.split(_delimiter(first))]


def _delimiter(line: str) -> str:
    return ";" if line.count(";") > line.count(",") else ","


def _csv_rows(path: Path) -> Iterator[Cells]:
    header = _header(path)
    places = _places(path, header)
    with path.open(encoding="utf-8-sig", newline="") as file:
        delimiter = _delimiter(file.readline())
        for number, cells in enumerate(csv.reader(file, delimiter=delimiter), 2):
            if not any(cells):
                continue
            if len(cells) < len(header) or any(cells[len(header) :]):
                what, facts = "row {row} has another number of cells than the header", {"row": number}
                raise CaseloadError([Problem(what, path.name, facts=facts)])
            yield [_as_written(cells[place].strip()) for place in places]


def _as_written(cell: str) -> str:
    """Give a text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _objects(path: Path, values: Iterable[Any]) -> Iterator[Cells]:
    for value in values:
        if not isinstance(value, dict):
            raise CaseloadError([Problem("holds something else than findings", path.name)])
        _places(path, list(value))
        yield ["" if value[name] is None else str(value[name]) for name in _NEEDED]


def _places(path: Path, header: Sequence[str]) -> list[int]:
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise CaseloadError([Problem("the column is missing", path.name, key=name) for name in missing])
    return [header.index(name) for name in _NEEDED]


def _parquet(path: Path, columns: Sequence[str]) -> tuple[Sequence[str], Iterable[Cells]]:
    """Give the names of the columns of a Parquet file, and the cells of some of them as text."""
    try:
        import polars as pl  # noqa: PLC0415 (an extra)
    except ImportError:
        what, expected = "a Parquet file takes the package polars", "pip install 'kontaktforloeb[caseload]'"
        raise CaseloadError([Problem(what, path.name, expected=expected)]) from None
    try:
        lazy = pl.scan_parquet(path)
        names = lazy.collect_schema().names()
        if not columns or not set(columns) <= set(names):
            return names, ()
        return names, lazy.select(pl.col(name).cast(pl.String).fill_null("") for name in columns).collect().iter_rows()
    except (pl.exceptions.PolarsError, OSError) as error:
        facts = {"why": type(error).__name__}
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts=facts)]) from None


def _parquet_rows(path: Path) -> Iterator[Cells]:
    names, rows = _parquet(path, _NEEDED)
    _places(path, names)
    yield from rows
