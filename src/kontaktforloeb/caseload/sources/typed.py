"""Tables whose cells have a type already: Parquet, databases, frames in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
import polars as pl
import polars.selectors as cs

from kontaktforloeb.caseload.raw import ROW, Few, Opened, Piece, names_of
from kontaktforloeb.caseload.sources.blank import blank_rows, without
from kontaktforloeb.caseload.unseen import as_seen

ROWS = 1 << 17
"""How many rows are read at once: as texts they take a hundred bytes and more for each."""

_TEXT = (pl.String, pl.Categorical, pl.Enum, pl.Null)


def opened_lazily(frame: pl.LazyFrame, header: Sequence[str]) -> Opened:
    """Give a table that polars reads; `header` are its columns, in order."""
    seen = tuple(map(as_seen, header))
    names = names_of(seen)
    # A heading may look like a pattern to polars, so that columns are taken by place.
    renamed = frame.select(cs.by_index(place).alias(name) for place, name in enumerate(names))
    return Opened(seen, partial(_slices, renamed))


def in_wanted_types(frame: pl.DataFrame, few: Few | None) -> pl.DataFrame:
    """Give the columns of a piece that are wanted, and its row numbers."""
    kept = [(name, kind) for name, kind in frame.schema.items() if name != ROW and (few is None or name in few)]
    return frame.select(*(_column(name, kind, few) for name, kind in kept), cs.by_name(ROW))


def _slices(frame: pl.LazyFrame, few: Few | None) -> Iterator[Piece]:
    schema = frame.collect_schema()
    columns = [_column(name, kind, few) for name, kind in schema.items() if few is None or name in few]
    unread = [cs.by_name(name).as_expr() for name in schema if few is not None and name not in few]
    for place in range(0, frame.select(pl.len()).collect().item(), ROWS):
        some = frame.slice(place, ROWS)
        read = some.select(columns).collect()
        blank = blank_rows(read.iter_columns())
        if len(blank) and unread:
            # Only here is it asked what stands in columns that nobody reads.
            blank = blank_rows(some.select(unread).collect().iter_columns(), blank)
        numbers = pl.Series(ROW, np.arange(place + 2, place + 2 + len(read), dtype=np.uint32))
        yield Piece(without(read.with_columns(numbers), blank))


def _column(name: str, kind: pl.DataType, few: Few | None) -> pl.Expr:
    """Give a column; text, however it is stored, in the type that is wanted, and anything but text as it is."""
    column = cs.by_name(name).as_expr()
    return column.cast(pl.String).cast(few[name] if few else pl.String()) if isinstance(kind, _TEXT) else column
