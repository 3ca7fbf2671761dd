"""Parquet from polars frames: typed columns, row groups of one size, memory for a few frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
from numpy.typing import NDArray
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
    told: list[tuple[NDArray[np.integer], NDArray[np.int64], pl.Series]] = []
    for _, same in groupby(pieces, key=attrgetter("dtype")):
        own = _as_words(pl.concat(same))
        words: pl.Series = own.dtype.categories  # type: ignore[attr-defined]
        codes = own.to_physical().to_numpy() if not own.null_count() else _with_last(own, len(words))
        to = np.full(len(words) + 1, len(words), np.int64)
        there = _as_they_come(codes, len(words))
        to[there] = np.arange(len(there))
        told.append((codes, to, words.gather(there)))
    every = pl.concat([words for _, _, words in told]).unique(maintain_order=True)
    found = []
    for codes, to, words in told:
        places = words.cast(pl.Enum(every)).to_physical().cast(pl.Int32).to_numpy()
        # The last place is that of no word.
        found.append(np.append(places, np.int32(-1))[np.minimum(to, len(words))][codes])
    code = np.concatenate(found)
    numbers, empty = pl.Series(code), code < 0
    if empty.any():
        numbers = numbers.set(pl.Series(empty), None)
    return pa.DictionaryArray.from_arrays(numbers.to_arrow(), _texts(every))


def _as_words(texts: pl.Series) -> pl.Series:
    if isinstance(texts.dtype, pl.Enum):
        return texts
    own = texts.cast(pl.String)
    return own.cast(pl.Enum(own.drop_nulls().unique(maintain_order=True)))


def _with_last(words: pl.Series, last: int) -> NDArray[np.integer]:
    return words.to_physical().cast(pl.Int32).fill_null(last).to_numpy()


def _texts(words: pl.Series) -> pa.Array:
    """Give texts as Arrow has them in short; its own way to make them imports pandas wherever that is installed."""
    own = words.rechunk().to_arrow()
    _, ends, letters = own.buffers()
    ends = np.frombuffer(ends, np.int64)[own.offset : own.offset + len(own) + 1].astype(np.int32)
    return pa.StringArray.from_buffers(len(own), pa.py_buffer(ends), letters)


def _as_they_come(codes: NDArray[np.integer], size: int) -> NDArray[np.int64]:
    """Give the codes below `size` that turn up, in the order in which they first do."""
    first = np.full(size + 1, len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    there = np.flatnonzero(first[:-1] < len(codes))
    return there[np.argsort(first[there])]
