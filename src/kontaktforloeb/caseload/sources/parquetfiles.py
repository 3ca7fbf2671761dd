"""Parquet files, typed as they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from kontaktforloeb.caseload.raw import Few, Opened, Piece, RawTable
from kontaktforloeb.caseload.sources.typed import opened_lazily
from kontaktforloeb.errors import CaseloadError, Problem, masked


def parquet_table(path: Path) -> RawTable:
    """Give the table in a Parquet file; it is read where its rows are asked for."""
    return RawTable(path.stem, path.name, partial(_opened, path))


def _opened(path: Path) -> Opened:
    try:
        # polars asks for a file that is not there only once it reads.
        path.open("rb").close()
        scan = pl.scan_parquet(path, glob=False)
        opened = opened_lazily(scan, list(scan.collect_schema()))
    except OSError as error:
        raise _problem(path, error) from None
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise _problem(path, error) from None
    return Opened(opened.header, partial(_pieces, path, opened))


def _pieces(path: Path, opened: Opened, few: Few | None) -> Iterator[Piece]:
    try:
        yield from opened.pieces(few)
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise _problem(path, error) from None


def _problem(path: Path, error: BaseException) -> CaseloadError:
    """Say that a file cannot be read; what polars says of it may hold cells."""
    why = error.strerror if isinstance(error, OSError) else None
    if why:
        return CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": why})])
    intervals = _intervals(path)
    if intervals:
        what, facts = "the column holds cells of the type {kind}, which cannot be read", {"kind": "Interval"}
        expected = "days, numbers or words, as the column takes them"
        return CaseloadError([Problem(what, path.name, name, expected, facts=facts) for name in intervals])
    return CaseloadError([Problem("this is no Parquet file that can be read", path.name)])


def _intervals(path: Path) -> list[str]:
    """Give the columns of intervals: polars reads no file that has one."""
    if find_spec("pyarrow") is None:
        return []
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 (another part of the extra; no types)
    from pyarrow import parquet  # noqa: PLC0415 (as above)

    try:
        schema = parquet.read_metadata(path).schema
    except (OSError, pa.ArrowException):
        return []
    columns = (schema.column(place) for place in range(len(schema)))
    return [masked(column.path) for column in columns if column.converted_type == "INTERVAL"]
