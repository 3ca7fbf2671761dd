"""Tables that somebody holds already: polars frames, and whatever else gives itself as Arrow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import polars as pl

from kontaktforloeb.caseload.raw import Few, Opened, Piece, RawTable
from kontaktforloeb.caseload.sources.typed import opened_lazily


def table_in_memory(name: str, table: Any, where: str = "") -> RawTable:
    """Give a table that is a polars frame, lazy or not, or gives itself as an Arrow stream."""
    frame = table if isinstance(table, pl.LazyFrame | pl.DataFrame) else pl.DataFrame(table)
    return RawTable(name, where or name, partial(_opened, frame))


def _opened(frame: pl.LazyFrame | pl.DataFrame) -> Opened:
    opened = opened_lazily(frame.lazy(), list(frame.collect_schema()))
    # Of what is not known yet the rows may come in another order each time: it is read once, and cut then.
    return opened if isinstance(frame, pl.DataFrame) else Opened(opened.header, partial(_pieces, frame))


def _pieces(frame: pl.LazyFrame, few: Few | None) -> Iterator[Piece]:
    yield from _opened(frame.collect()).pieces(few)
