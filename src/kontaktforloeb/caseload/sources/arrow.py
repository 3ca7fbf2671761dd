"""Columns that come as Arrow: what polars takes as it is, and what it would not take, or take for something else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from kontaktforloeb.caseload.columns import UNREADABLE

_LAST = int(np.iinfo(np.int64).max)
_A_SECOND = 1_000
_SECONDS = (1 << 62) // _A_SECOND
"""So many seconds are thousandths of a second still; whatever is more lies beyond every calendar."""
_DIGITS = 38
"""So many digits a decimal number of polars has at most."""
_REFUSED = ("interval", "union", "run_end_encoded", "list_view", "large_list_view", "decimal256")
"""Types that polars has no like of, some of which stop it with a text on the standard error."""


def frame_of(table: Any) -> pl.DataFrame:
    """Give a table of `pyarrow` as a frame; of two columns with one name, polars says that it takes none."""
    return pl.DataFrame(columns_of(table.schema.names, table.columns))


def columns_of(names: Sequence[str], columns: Sequence[Any]) -> list[pl.Series]:
    """Give columns of `pyarrow`, each as `series_of` does."""
    return [series_of(name, cells) for name, cells in zip(names, columns, strict=True)]


def series_of(name: str, cells: Any) -> pl.Series:
    """Give a column of `pyarrow`; of a type that is nothing to polars, each cell is one that cannot be read."""
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 (whoever has such a column has it; no types)

    cells = _in_known_type(cells)
    kind = cells.type
    if pa.types.is_timestamp(kind) and kind.unit == "s":
        return _moments(name, cells.cast(pa.int64()), kind.tz)
    if not is_refused(kind):
        try:
            return pl.Series(name, pl.from_arrow(cells))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, pa.ArrowException):
            pass
    return unreadable(name, cells)


def unreadable(name: str, cells: Any) -> pl.Series:
    """Give a column of `pyarrow` of which each cell is one that cannot be read, or empty."""
    nothing = cells.is_null().to_pylist()
    return pl.Series(name, [None if empty else UNREADABLE for empty in nothing], dtype=pl.String)


def is_refused(kind: Any) -> bool:
    """Tell whether polars refuses a type of `pyarrow`, or stops at it, since it holds what polars has no like of."""
    import pyarrow as pa  # noqa: PLC0415 (as above)

    if any(getattr(pa.types, f"is_{name}")(kind) for name in _REFUSED):
        return True
    if pa.types.is_timestamp(kind):
        return kind.tz is not None and not _is_known(kind.tz)
    if pa.types.is_dictionary(kind):
        return is_refused(kind.value_type)
    return any(is_refused(kind.field(place).type) for place in range(kind.num_fields))


def _in_known_type(cells: Any) -> Any:
    """Give the same cells in a type that polars has, where there is one."""
    import pyarrow as pa  # noqa: PLC0415 (as above)

    kind = cells.type
    if pa.types.is_timestamp(kind) and is_refused(kind):
        # A moment with a zone is counted from one second in all of them: nothing hangs on the name.
        return cells.cast(pa.timestamp(kind.unit, "UTC"))
    if pa.types.is_decimal256(kind) and kind.precision <= _DIGITS:
        return cells.cast(pa.decimal128(kind.precision, kind.scale))
    return cells


@cache
def _is_known(zone: str) -> bool:
    """Tell whether polars knows a time zone; where a cell is cast, it says so without a text on the standard error."""
    try:
        pl.Series([0]).cast(pl.Datetime("us", zone))
    except pl.exceptions.PolarsError:
        return False
    return True


def _moments(name: str, cells: Any, zone: str | None) -> pl.Series:
    """Give moments that are counted in seconds; polars counts thousandths, and far ones would come round."""
    seconds = pl.Series(name, pl.from_arrow(cells))
    far = pl.when(seconds < 0).then(-_LAST).otherwise(_LAST)
    ticks = pl.when(seconds.abs() <= _SECONDS).then(seconds * _A_SECOND).otherwise(far)
    found = pl.select(pl.when(seconds.is_not_null()).then(ticks).cast(pl.Int64).alias(name)).to_series()
    return found.cast(pl.Datetime("ms", zone))
