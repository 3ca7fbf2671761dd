"""Tables that somebody holds already: polars frames, and whatever else gives itself as Arrow."""

from __future__ import annotations

from functools import partial
from typing import Any

import polars as pl

from kontaktforloeb.caseload.raw import Opened, RawTable
from kontaktforloeb.caseload.sources.typed import opened_lazily


def table_in_memory(name: str, table: Any, where: str = "") -> RawTable:
    """Give a table that is a polars frame, lazy or not, or gives itself as an Arrow stream."""
    frame = table if isinstance(table, pl.LazyFrame | pl.DataFrame) else pl.DataFrame(table)
    return RawTable(name, where or name, partial(_opened, frame.lazy()))


def _opened(frame: pl.LazyFrame) -> Opened:
    return opened_lazily(frame, list(frame.collect_schema()))
