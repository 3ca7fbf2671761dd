"""Parquet from polars frames: typed columns, row groups of one size, memory for a few frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from kontaktforloeb.caseload.writing.tables import Kind, Table

_ROW_GROUP = 65_536
"""Rows of a row group: enough to compress well and few enough to hold in memory; engines read one per thread."""
_WORDS = pa.dictionary(pa.int32(), pa.string())
_TYPES = {Kind.TEXT: _WORDS, Kind.LIST: _WORDS, Kind.DAY: pa.date32(), Kind.NUMBER: pa.int32()}


def write_parquet(path: Path, table: Table, frames: Iterable[pl.DataFrame]) -> int:
    """Write a table and give the number of its rows.

    The bytes are the same however the rows are cut into frames. Every reader sees texts, whatever they were here; empty
    and missing text differ, as in the frames.
    """
    schema = pa.schema([(column, _TYPES[table.kind(column)]) for column in table.columns])
    count = 0
    # Python writes to the disk, as errors of the disk are told as those of every other file then.
    with (
        path.open("wb") as file,
        parquet.ParquetWriter(file, schema, compression="zstd", store_schema=False) as writer,
    ):
        for group in _row_groups(frame.select(table.columns) for frame in frames):
            columns = [_column([piece[field.name] for piece in group], field.type) for field in schema]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            count += len(columns[0])
    return count


def _row_groups(frames: Iterable[pl.DataFrame]) -> Iterator[list[pl.DataFrame]]:
    """Give the frames cut and put together so that each group has as many rows, but for the last."""
    group: list[pl.DataFrame] = []
    room = _ROW_GROUP
    for frame in frames:
        rest = frame
        while len(rest):
            own, rest = rest.head(room), rest.slice(room)
            group.append(own)
            room -= len(own)
            if not room:
                yield group
                group, room = [], _ROW_GROUP
    if group:
        yield group


def _column(pieces: Sequence[pl.Series], kind: pa.DataType) -> pa.Array:
    if kind == _WORDS:
        return _words(pieces)
    dtype = pl.Date() if kind == pa.date32() else pl.Int32()
    return pl.concat([piece.cast(dtype) for piece in pieces]).to_arrow()


def _words(pieces: Sequence[pl.Series]) -> pa.Array:
    """Give words as places among those that turn up, in that order: as a writer does that meets them as texts."""
    told = [piece.unique(maintain_order=True).drop_nulls().cast(pl.String) for piece in pieces]
    every = pl.concat(told).unique(maintain_order=True)
    own = pl.concat([piece.cast(pl.Enum(every)) for piece in pieces])
    return pa.DictionaryArray.from_arrays(own.to_physical().cast(pl.Int32).to_arrow(), _texts(every))


def _texts(words: pl.Series) -> pa.Array:
    """Give texts as Arrow has them in short; its own way to make them imports pandas wherever that is installed."""
    own = words.rechunk().to_arrow()
    _, ends, letters = own.buffers()
    ends = np.frombuffer(ends, np.int64)[own.offset : own.offset + len(own) + 1].astype(np.int32)
    return pa.StringArray.from_buffers(len(own), pa.py_buffer(ends), letters)
