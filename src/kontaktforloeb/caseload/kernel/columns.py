"""Columns of frames as arrays."""

from __future__ import annotations

import polars as pl

from kontaktforloeb.caseload.kernel.days import NONE, Days


def days_in(column: pl.Series) -> Days:
    """Give a column of days as numbers, `NONE` where it is empty."""
    return column.to_physical().fill_null(int(NONE)).cast(pl.Int32).to_numpy()


def as_words(column: pl.Series) -> pl.Series:
    """Give a column of words whose physical form is the place of each word."""
    if isinstance(column.dtype, pl.Enum):
        return column
    return column.cast(pl.String).cast(pl.Enum(column.cast(pl.String).drop_nulls().unique().sort()))


def words_in(column: pl.Series) -> pl.Series:
    """Give the words of a column that `as_words` gave, each in its place."""
    assert isinstance(column.dtype, pl.Enum)
    return column.dtype.categories
