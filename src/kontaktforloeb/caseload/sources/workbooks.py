"""Excel workbooks: a sheet for each table, and each cell as what the workbook holds, a number, a day or a text.

The reader gives a column of one type. So each sheet is read as text, and as truth values, which numbers have and texts
have not: together they tell which cells are numbers. A day is written as a moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from kontaktforloeb.caseload.raw import ROW, Few, Opened, Piece, Raw, RawTable, names_of
from kontaktforloeb.caseload.sources.needed import needed
from kontaktforloeb.caseload.sources.typed import in_wanted_types
from kontaktforloeb.errors import CaseloadError, Problem

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls"})

_MOMENT = r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?$"
_NUMBER = r"^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$"
_MIDNIGHT = " 00:00:00"


def read_workbook(path: Path) -> Raw:
    """Give the sheets of a workbook; hidden ones too.

    Raises `CaseloadError` where it cannot be read, or the package that reads workbooks is not there.
    """
    reader = _reader(path)
    tables = [RawTable(name, f"{path.name} / {name}", partial(_opened, path, name)) for name in reader.sheet_names]
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


def _opened(path: Path, sheet: str) -> Opened:
    texts = _loaded(path, sheet, "string")
    filled = texts.select(pl.any_horizontal(pl.all().is_not_null())).to_series() if texts.width else pl.Series([False])
    if not filled.any():
        return Opened((), lambda _: iter(()))
    first = filled.arg_max() or 0
    header = tuple((cell or "").strip() for cell in texts.row(first))
    return Opened(header, partial(_pieces, path, sheet, texts, first))


def _loaded(path: Path, sheet: str, kind: str) -> pl.DataFrame:
    reader = _reader(path)
    try:
        loaded: pl.DataFrame = reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes=kind).to_polars()
    except needed("fastexcel", path.name).FastExcelError:
        raise CaseloadError([Problem("the sheet cannot be read", f"{path.name} / {sheet}")]) from None
    return loaded


def _pieces(path: Path, sheet: str, texts: pl.DataFrame, first: int, few: Few | None) -> Iterator[Piece]:
    truths = _loaded(path, sheet, "boolean")
    names = names_of([(cell or "").strip() for cell in texts.row(first)])
    columns = []
    for name, text, truth in zip(names, texts.iter_columns(), truths.iter_columns(), strict=True):
        columns.append(_typed(text.slice(first + 1), truth.slice(first + 1)).alias(name))
    rows = pl.Series(ROW, np.arange(first + 2, texts.height + 1, dtype=np.uint32))
    frame = pl.DataFrame([*columns, rows])
    filled = texts.slice(first + 1).select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    yield Piece(in_wanted_types(frame.filter(filled), few))


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
