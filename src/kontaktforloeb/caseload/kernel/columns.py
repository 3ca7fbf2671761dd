"""Columns of frames as arrays."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.days import NONE, Days


def days_in(column: pl.Series) -> Days:
    """Give a column of days as numbers, `NONE` where it is empty."""
    return column.to_physical().fill_null(int(NONE)).cast(pl.Int32).to_numpy()


def in_words(column: pl.Series) -> tuple[list[str], NDArray[np.integer]]:
    """Give the words that a column is made of and for each row the place of its word; no row may be empty."""
    kind = column.dtype
    if not isinstance(kind, pl.Enum):
        kind = pl.Enum(column.unique().sort())
    return kind.categories.to_list(), column.cast(kind).to_physical().to_numpy()
