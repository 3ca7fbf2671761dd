"""Excel workbooks: a sheet for each table, and each cell as what the workbook holds, a number, a day or a text.

The reader gives a column of one type. So each sheet is read as text, and as truth values, which numbers have and texts
have not: together they tell which cells are numbers. A day is written as a moment. Read as text, a cell with an error
(`#N/A`) would be empty; the reader tells of each, and its text is put where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from kontaktforloeb.caseload.raw import ROW, Few, Opened, Piece, Raw, RawTable, names_of
from kontaktforloeb.caseload.sources.blank import blank_rows, marked, without
from kontaktforloeb.caseload.sources.extent import MOST, furthest_cell
from kontaktforloeb.caseload.sources.formulas import without_result
from kontaktforloeb.caseload.sources.needed import needed
from kontaktforloeb.caseload.sources.typed import in_wanted_types
from kontaktforloeb.caseload.unseen import as_seen
from kontaktforloeb.errors import CaseloadError, Problem

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls"})

_MOMENT = r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?$"
_NUMBER = r"^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$"
_MIDNIGHT = " 00:00:00"
_ERROR_OF = r".*Error\((\w+)\).*"
_ERRORS: Mapping[str, str] = {
    "NA": "#N/A", "Div0": "#DIV/0!", "Ref": "#REF!", "Name": "#NAME?", "Num": "#NUM!", "Value": "#VALUE!",
    "Null": "#NULL!",
}  # fmt: skip
"""The errors of a cell by the names that the reader has for them."""
_ANY_ERROR = "#VALUE!"


def read_workbook(path: Path) -> Raw:
    """Give the sheets of a workbook; hidden ones too.

    Raises `CaseloadError` where it cannot be read, or the package that reads workbooks is not there.
    """
    reader = _reader(path)
    sheets = {name: partial(_opened, path, name) for name in reader.sheet_names}
    tables = [RawTable(name, f"{path.name} / {name}", own, headed_at=own) for name, own in sheets.items()]
    return Raw(tuple(tables), path.name, "a sheet {name}")


def _reader(path: Path) -> Any:
    fastexcel = needed("fastexcel", path.name)
    try:
        path.open("rb").close()
        return fastexcel.read_excel(str(path))
    except OSError as error:
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": error.strerror})]) from None
    except fastexcel.FastExcelError:
        # What the reader says may hold cells.
        raise CaseloadError([Problem("this is no workbook that can be read", path.name)]) from None


def _opened(path: Path, sheet: str, header_row: int = 1) -> Opened:
    """Open a sheet, whose header stands in a row, or is the first below it with anything in it.

    Raises `CaseloadError` where it cannot be read, where a formula has no result, which would be an empty cell, and
    where a cell lies so far away that all those up to it do not fit into memory.
    """
    with path.open("rb") as file:
        furthest, cells = furthest_cell(file, sheet)
    if cells > MOST:
        what = "the sheet reaches to the cell {cell}, which is further than a table can"
        expected = "a sheet with one table: delete the rows and columns beyond it"
        raise CaseloadError([Problem(what, f"{path.name} / {sheet}", expected=expected, facts={"cell": furthest})])
    texts = _texts(path, sheet)
    with path.open("rb") as file:
        unknown = without_result(file, sheet)
    if unknown:
        what = "the formula in {cell} has no result"
        expected = "a workbook that was opened and saved in Excel, or values in place of formulas"
        raise CaseloadError([Problem(what, f"{path.name} / {sheet}", expected=expected, facts={"cell": unknown})])
    filled = ~marked(blank_rows(texts.iter_columns()), texts.height) if texts.width else pl.Series([False])
    filled = filled.slice(header_row - 1)
    if not filled.any():
        return Opened((), lambda _: iter(()))
    first = header_row - 1 + (filled.arg_max() or 0)
    header = _header(texts, first)
    return Opened(header, partial(_pieces, path, sheet, texts, first))


def _header(texts: pl.DataFrame, first: int) -> tuple[str, ...]:
    """Give the headings; a day, as above the column of a month, without the midnight that it comes with."""
    cells = [as_seen(cell or "") for cell in texts.row(first)]
    return tuple(cell.removesuffix(_MIDNIGHT) if re.fullmatch(_MOMENT, cell) else cell for cell in cells)


def _texts(path: Path, sheet: str) -> pl.DataFrame:
    """Give the cells of a sheet as texts, errors among them."""
    where = f"{path.name} / {sheet}"
    needed("pyarrow", where)  # The reader tells of errors by means of it.
    with _said(path, where):
        rows, errors = _sheet(path, sheet, "string").to_arrow_with_errors()
    texts = pl.from_arrow(rows)
    assert isinstance(texts, pl.DataFrame)
    found: dict[int, list[tuple[int, str]]] = {}
    for error in errors.errors if errors is not None else ():
        row, column = error.position
        kind = re.fullmatch(_ERROR_OF, error.detail)
        found.setdefault(column, []).append((row, _ERRORS.get(kind[1], _ANY_ERROR) if kind else _ANY_ERROR))
    return texts.with_columns(
        texts.to_series(column).scatter([row for row, _ in own], [text for _, text in own])
        for column, own in found.items()
    )


def _truths(path: Path, sheet: str) -> pl.DataFrame:
    with _said(path, f"{path.name} / {sheet}"):
        truths: pl.DataFrame = _sheet(path, sheet, "boolean").to_polars()
    return truths


def _sheet(path: Path, sheet: str, kind: str) -> Any:
    return _reader(path).load_sheet(sheet, header_row=None, skip_rows=0, dtypes=kind)


@contextmanager
def _said(path: Path, where: str) -> Iterator[None]:
    """Say of a sheet that it cannot be read; what the reader says of it may hold cells."""
    try:
        yield
    except needed("fastexcel", path.name).FastExcelError:
        raise CaseloadError([Problem("the sheet cannot be read", where)]) from None


def _pieces(path: Path, sheet: str, texts: pl.DataFrame, first: int, few: Few | None) -> Iterator[Piece]:
    truths = _truths(path, sheet)
    names = names_of(_header(texts, first))
    columns = []
    for name, text, truth in zip(names, texts.iter_columns(), truths.iter_columns(), strict=True):
        columns.append(_typed(text.slice(first + 1), truth.slice(first + 1)).alias(name))
    rows = pl.Series(ROW, np.arange(first + 2, texts.height + 1, dtype=np.uint32))
    frame = pl.DataFrame([*columns, rows])
    blank = blank_rows(texts.slice(first + 1).iter_columns())
    yield Piece(in_wanted_types(without(frame, blank), few))


def _typed(text: pl.Series, truth: pl.Series) -> pl.Series:
    """Give a column as days or numbers where every cell is one, else as texts."""
    no_text = truth.is_not_null()
    empty = text.is_null()
    days = text.str.contains(_MOMENT)
    if not empty.all():
        if (days | empty).all():
            return text.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False)
        numbers = no_text & text.str.contains(_NUMBER)
        if (numbers | empty).all():
            return text.cast(pl.Float64)
        comma = text.str.replace(".", ",", literal=True)
        plain = text.str.strip_suffix(_MIDNIGHT)
        return pl.select(pl.when(numbers).then(comma).when(days).then(plain).otherwise(text)).to_series()
    return text
