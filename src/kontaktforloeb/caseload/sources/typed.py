"""Tables whose cells have a type already: Parquet, databases, frames in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
import polars as pl
import polars.selectors as cs

from kontaktforloeb.caseload.raw import ROW, Few, Opened, Piece, names_of

ROWS = 1 << 17
"""How many rows are read at once: as texts they take a hundred bytes and more for each."""

_TEXT = (pl.String, pl.Categorical, pl.Enum, pl.Null)


def opened_lazily(frame: pl.LazyFrame, header: Sequence[str]) -> Opened:
    """Give a table that polars reads; `header` are its columns, in order."""
    stripped = tuple(name.strip() for name in header)
    names = names_of(stripped)
    # A heading may look like a pattern to polars, so that columns are taken by place.
    renamed = frame.select(cs.by_index(place).alias(name) for place, name in enumerate(names))
    return Opened(stripped, partial(_slices, renamed))


def in_wanted_types(frame: pl.DataFrame, few: Few | None) -> pl.DataFrame:
    """Give the columns of a piece that are wanted, and its row numbers."""
    kept = [(name, kind) for name, kind in frame.schema.items() if name != ROW and (few is None or name in few)]
    return frame.select(*(_column(name, kind, few) for name, kind in kept), cs.by_name(ROW))


def _slices(frame: pl.LazyFrame, few: Few | None) -> Iterator[Piece]:
    schema = frame.collect_schema()
    wanted = [(name, kind) for name, kind in schema.items() if few is None or name in few]
    columns = [_column(name, kind, few) for name, kind in wanted]
    blank = "_" * (1 + max(map(len, schema), default=0))
    for place in range(0, frame.select(pl.len()).collect().item(), ROWS):
        some = frame.slice(place, ROWS)
        # A row that has something in one column is none without any cell: mostly one column tells.
        read = some.select(*columns, _blank(wanted[:1]).alias(blank)).collect()
        maybe = read.get_column(blank)
        numbers = pl.Series(ROW, np.arange(place + 2, place + 2 + len(read), dtype=np.uint32))
        read = read.drop(cs.by_name(blank)).with_columns(numbers)
        if maybe.any():
            read = read.filter(~some.select(_blank(list(schema.items()))).collect().to_series())
        yield Piece(read)


def _column(name: str, kind: pl.DataType, few: Few | None) -> pl.Expr:
    """Give a column; text, however it is stored, in the type that is wanted, and anything but text as it is."""
    column = cs.by_name(name).as_expr()
    return column.cast(pl.String).cast(few[name] if few else pl.String()) if isinstance(kind, _TEXT) else column


def _blank(columns: Sequence[tuple[str, pl.DataType]]) -> pl.Expr:
    """Tell in which rows these columns have nothing in any cell."""
    tests = []
    for name, kind in columns:
        column = cs.by_name(name).as_expr()
        nothing = column.is_null()
        tests.append(nothing | (column.cast(pl.String).str.len_bytes() == 0) if isinstance(kind, _TEXT) else nothing)
    return pl.all_horizontal(tests).fill_null(value=True) if tests else pl.lit(value=True)
