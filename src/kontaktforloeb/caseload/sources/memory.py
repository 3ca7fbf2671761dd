"""Tables that somebody holds already: polars frames, and whatever else gives itself as Arrow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from typing import Any

import polars as pl

from kontaktforloeb.caseload.raw import Few, Opened, Piece, RawTable
from kontaktforloeb.caseload.sources.arrow import frame_of
from kontaktforloeb.caseload.sources.typed import opened_lazily
from kontaktforloeb.errors import CaseloadError, Problem


def table_in_memory(name: str, table: Any, where: str = "") -> RawTable:
    """Give a table that is a polars frame, lazy or not, or gives itself as an Arrow stream.

    Raises `CaseloadError` for what is no table.
    """
    frame = table if isinstance(table, pl.LazyFrame | pl.DataFrame) else _framed(table, where or name)
    return RawTable(name, where or name, partial(_opened, frame))


def _framed(table: Any, where: str) -> pl.DataFrame:
    try:
        if hasattr(table, "__arrow_c_stream__") and find_spec("pyarrow") is not None:
            import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 (another part of the extra; no types)

            return frame_of(pa.table(table))
        return pl.DataFrame(table)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, TypeError, ValueError):
        # What is said of it may hold cells.
        expected = "a polars frame, or what gives an Arrow stream"
        raise CaseloadError([Problem("this is no table that can be read", where, expected=expected)]) from None


def _opened(frame: pl.LazyFrame | pl.DataFrame) -> Opened:
    opened = opened_lazily(frame.lazy(), list(frame.collect_schema()))
    # Of what is not known yet the rows may come in another order each time: it is read once, and cut then.
    return opened if isinstance(frame, pl.DataFrame) else Opened(opened.header, partial(_pieces, frame))


def _pieces(frame: pl.LazyFrame, few: Few | None) -> Iterator[Piece]:
    yield from _opened(frame.collect()).pieces(few)
