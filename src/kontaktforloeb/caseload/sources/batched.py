"""Tables that come batch by batch, as databases give them, so that a large one never stands in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
import polars as pl

from kontaktforloeb.caseload.raw import ROW, Few, Opened, Piece, names_of
from kontaktforloeb.caseload.sources.blank import blank_rows, without
from kontaktforloeb.caseload.sources.typed import in_wanted_types
from kontaktforloeb.caseload.unseen import as_seen

ROWS_OF_A_BATCH = 1 << 16
"""How many rows are asked for at once."""

Batch = Sequence[pl.Series]
"""The columns of some rows, of which two may have one name."""
Batches = Callable[[], Iterator[Batch]]
"""Gives the rows from the first on, with the same columns in every batch; asked again, the same rows again."""


def opened_in_batches(header: Sequence[str], batches: Batches) -> Opened:
    """Give a table that comes in batches; `header` are its columns, in order."""
    seen = tuple(map(as_seen, header))
    return Opened(seen, partial(_pieces, names_of(seen), batches))


def _pieces(names: Sequence[str], batches: Batches, few: Few | None) -> Iterator[Piece]:
    before = 1
    for batch in batches():
        columns = [column.alias(name) for name, column in zip(names, batch, strict=True)]
        rows = len(columns[0])
        numbers = np.arange(before + 1, before + 1 + rows, dtype=np.uint32)
        before += rows
        frame = pl.DataFrame([*columns, pl.Series(ROW, numbers)])
        yield Piece(in_wanted_types(without(frame, blank_rows(columns)), few))
