"""Parquet from polars frames: typed columns, row groups of one size, memory for a few frames."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from kontaktforloeb.caseload.writing.frames import schema
from kontaktforloeb.caseload.writing.tables import Table

_ROW_GROUP = 131_072
"""Rows of a row group: enough to compress well and few enough to hold in memory; engines read one per thread."""


def write_parquet(path: Path, table: Table, frames: Iterable[pl.DataFrame]) -> int:
    """Write a table and give the number of its rows.

    The bytes are the same however the rows are cut into frames, and with any number of threads.
    """
    columns = schema(table)
    count = 0

    def source(*_: object) -> Iterator[pl.DataFrame]:
        nonlocal count
        # Empty and missing text differ, as in the frames; categories become text, which every reader knows.
        for frame in frames:
            count += frame.height
            yield frame.select(pl.col(name).cast(dtype) for name, dtype in columns.items())
        if not count:
            yield columns.to_frame()

    try:
        # polars can only append row groups where it writes a stream; this is how frames become one.
        register_io_source(source, schema=columns).sink_parquet(
            path, compression="zstd", statistics=True, row_group_size=_ROW_GROUP, maintain_order=True
        )
    except (pl.exceptions.ComputeError, OSError) as error:
        number = re.search(r"\(os error (\d+)\)", str(error))
        if number is None or (isinstance(error, OSError) and error.errno is not None):
            raise
        code = int(number[1])  # A full disk is the user's to hear of in the words of every other file.
        raise OSError(code, os.strerror(code)) from None
    return count
