"""The rows of a file of findings, in every form that `check` writes and that a spreadsheet saves."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from kontaktforloeb.caseload.delimited import records
from kontaktforloeb.caseload.encoding import open_text
from kontaktforloeb.caseload.snapshots.change import Judged
from kontaktforloeb.caseload.unseen import as_seen
from kontaktforloeb.caseload.writing.tables import FINDINGS, FORMULA
from kontaktforloeb.errors import CaseloadError, Problem

_DELIMITED = (".csv", ".txt", ".tsv")
_JSON = (".json", ".jsonl")
_PARQUET = (".parquet", ".pq")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls")
ENDINGS = (*_DELIMITED, *_JSON, *_PARQUET, *_WORKBOOKS)
_NEEDED = ("citizen", *Judged._fields, "as_of")
_ONLY_IN_FINDINGS = frozenset({"ruleset", "requirement", "occurrence", "status", "due"})
_ALL_NEEDED = frozenset(_NEEDED)
_HALF = re.compile(r"[\ud800-\udfff]")
"""Half of a sign, which JSON can hold and no file of changes."""

Cells = Sequence[str]
Row = tuple[int, Cells]
"""The number of a row, as a spreadsheet numbers it where there is a header, and its cells."""


def holds_findings(path: Path) -> bool:
    """Tell whether a path is a file of findings, and not a caseload.

    Raises `CaseloadError` for a file that cannot be read.
    """
    ending = path.suffix.lower()
    if not path.is_file() or ending not in ENDINGS:
        return False
    if ending in _JSON:
        return True
    if ending in _WORKBOOKS:
        return _workbook_holds_findings(path)
    with _said(path):
        header = _parquet(path, ())[0] if ending in _PARQUET else next(_records(path), (0, ()))[1]
        return set(map(as_seen, header)) >= _ONLY_IN_FINDINGS


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Say of a file that it cannot be read; what is said of it may hold cells."""
    try:
        yield
    except CaseloadError:
        raise
    except OSError as error:
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": error.strerror})]) from None
    except (ValueError, RecursionError) as error:
        facts = {"why": type(error).__name__}
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts=facts)]) from None


def rows_of(path: Path) -> Iterator[Row]:
    """Give the cells of each row that are needed, as text: of the citizen, of what is compared, and the day.

    Raises `CaseloadError` for a file that cannot be read, a column that is missing and a value that is no such cell.
    """
    if not path.is_file():
        raise CaseloadError([Problem("there is no such file", str(path))])
    ending = path.suffix.lower()
    with _said(path):
        if ending in _JSON:
            yield from _json_rows(path, lines=ending == ".jsonl")
        elif ending in _PARQUET:
            yield from _parquet_rows(path)
        elif ending in _WORKBOOKS:
            yield from _workbook_rows(path)
        else:
            yield from _csv_rows(path)


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the header of a file of delimited cells and its rows, none of them empty, with their numbers."""
    file, _ = open_text(path)
    with file:
        for number, cells in enumerate(records(file), 1):
            if cells is None:
                what, expected = "row {row} cannot be read", "each quotation mark with its partner"
                raise CaseloadError([Problem(what, path.name, expected=expected, facts={"row": number})])
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped


def _csv_rows(path: Path) -> Iterator[Row]:
    rows = _records(path)
    _, header = next(rows, (0, []))
    places = _places(path, list(map(as_seen, header)))
    for number, cells in rows:
        if len(cells) < len(header) or any(cells[len(header) :]):
            what, facts = "row {row} has another number of cells than the header", {"row": number}
            raise CaseloadError([Problem(what, path.name, facts=facts)])
        yield number, [_as_written(cells[place]) for place in places]


def _as_written(cell: str) -> str:
    """Give a text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _json_rows(path: Path, *, lines: bool) -> Iterator[Row]:
    file, _ = open_text(path)
    load = partial(json.loads, object_pairs_hook=partial(_object, path))
    with file:
        if lines:
            yield from (_json_row(path, number, load(line)) for number, line in enumerate(file, 1) if line.strip())
            return
        values = load(file.read())
    if not isinstance(values, list):
        raise _no_findings(path)
    yield from (_json_row(path, number, value) for number, value in enumerate(values, 1))


def _object(path: Path, pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Give an object of JSON; which of two values under one name is meant nobody knows."""
    found = dict(pairs)
    if len(found) < len(pairs):
        _refuse_twice(path, [name for name, _ in pairs])
    return found


def _json_row(path: Path, number: int, value: Any) -> Row:
    if not isinstance(value, dict):
        raise _no_findings(path)
    if not value.keys() >= _ALL_NEEDED:
        _places(path, list(value))
    return number, [_json_cell(path, number, name, value[name]) for name in _NEEDED]


def _json_cell(path: Path, row: int, name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and (value.isascii() or not _HALF.search(value)):
        return value
    number_there = name in FINDINGS.numbers
    if number_there and type(value) is int:
        return str(value)
    what, expected = "row {row} holds a value of another kind", "a whole number" if number_there else "a text"
    raise CaseloadError([Problem(what, path.name, name, expected=expected, facts={"row": row})])


def _no_findings(path: Path) -> CaseloadError:
    return CaseloadError([Problem("holds something else than findings", path.name)])


def _places(path: Path, header: Sequence[str]) -> list[int]:
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise CaseloadError([Problem("the column is missing", path.name, key=name) for name in missing])
    _refuse_twice(path, header)
    return [header.index(name) for name in _NEEDED]


def _refuse_twice(path: Path, header: Iterable[str]) -> None:
    counts = Counter(header)
    twice = [name for name in _NEEDED if counts[name] > 1]
    if twice:
        raise CaseloadError([Problem("the column stands there twice", path.name, key=name) for name in twice])


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


def _parquet_rows(path: Path) -> Iterator[Row]:
    names, rows = _parquet(path, _NEEDED)
    _places(path, names)
    yield from enumerate(rows, 2)


@contextmanager
def _extra(path: Path) -> Iterator[None]:
    """Say which extra a workbook takes where its reader is not installed."""
    try:
        yield
    except ImportError:
        what, expected = "this can only be read with the extra 'caseload'", "pip install 'kontaktforloeb[caseload]'"
        raise CaseloadError([Problem(what, path.name, expected=expected)]) from None


def _workbook_holds_findings(path: Path) -> bool:
    with _extra(path):
        from kontaktforloeb.caseload.snapshots.sheets import one_has  # noqa: PLC0415 (an extra)
    return one_has(path, _ONLY_IN_FINDINGS)


def _workbook_rows(path: Path) -> Iterator[Row]:
    with _extra(path):
        from kontaktforloeb.caseload.snapshots.sheets import sheets_with  # noqa: PLC0415 (an extra)
    seen = False
    for header, rows in sheets_with(path, _ONLY_IN_FINDINGS):
        seen, places = True, _places(path, header)
        yield from ((number, [cells[place] for place in places]) for number, cells in rows)
    if not seen:
        raise _no_findings(path)
