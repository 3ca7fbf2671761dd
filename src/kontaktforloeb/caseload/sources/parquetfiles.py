"""Parquet files, typed as they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from kontaktforloeb.caseload.raw import Few, Opened, Piece, RawTable
from kontaktforloeb.caseload.sources.arrow import columns_of, is_refused
from kontaktforloeb.caseload.sources.batched import Batch, opened_in_batches
from kontaktforloeb.caseload.sources.typed import ROWS, opened_lazily
from kontaktforloeb.errors import CaseloadError, Problem


def parquet_table(path: Path) -> RawTable:
    """Give the table in a Parquet file; it is read where its rows are asked for."""
    return RawTable(path.stem, path.name, partial(_opened, path))


def _opened(path: Path) -> Opened:
    header: list[str] = []
    try:
        # polars asks for a file that is not there only once it reads.
        path.open("rb").close()
        header, refused = _looked_at(path)
        opened = _opened_in_batches(path, header) if refused else _opened_by_polars(path)
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        if not header:
            raise _problem(path, error) from None
        opened = _opened_in_batches(path, header)
    return Opened(opened.header, partial(_pieces, path, opened))


def _looked_at(path: Path) -> tuple[list[str], bool]:
    """Give the headings that `pyarrow` finds, if any, and whether a column is of a type that polars refuses.

    Of some types polars writes to the standard error, so that it must not see them, even where no cell is asked for.
    """
    if find_spec("pyarrow") is None:
        return [], False
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 (another part of the extra; no types)
    from pyarrow import parquet  # noqa: PLC0415 (as above)

    try:
        schema = parquet.read_metadata(path).schema
        columns = schema.to_arrow_schema()
        # To `pyarrow` an interval is the bytes that it is kept as, and these are no text.
        intervals = any(schema.column(place).converted_type == "INTERVAL" for place in range(len(schema)))
        return columns.names, intervals or any(map(is_refused, columns.types))
    except (OSError, ValueError, pa.ArrowException):
        return [], False


def _opened_by_polars(path: Path) -> Opened:
    scan = pl.scan_parquet(path, glob=False)
    return opened_lazily(scan, list(scan.collect_schema()))


def _opened_in_batches(path: Path, header: list[str]) -> Opened:
    return opened_in_batches(header, partial(_batches, path))


def _batches(path: Path) -> Iterator[Batch]:
    import pyarrow as pa  # noqa: PLC0415 (as above)
    from pyarrow import parquet  # noqa: PLC0415 (as above)

    try:
        # What is asked for ahead stays in memory until the end, which is the whole file.
        with parquet.ParquetFile(path, pre_buffer=False) as file:
            for rows in file.iter_batches(ROWS):
                yield [_in_texts(column) for column in columns_of(rows.schema.names, rows.columns)]
    except pa.ArrowException as error:
        raise _problem(path, error) from None


def _in_texts(column: pl.Series) -> pl.Series:
    """Give words that are kept by their number as texts, of which it is seen whether they are blank."""
    return column.cast(pl.String) if column.dtype == pl.Categorical else column


def _pieces(path: Path, opened: Opened, few: Few | None) -> Iterator[Piece]:
    try:
        yield from opened.pieces(few)
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise _problem(path, error) from None


def _problem(path: Path, error: BaseException) -> CaseloadError:
    """Say that a file cannot be read; what is said of it otherwise may hold cells."""
    why = error.strerror if isinstance(error, OSError) else None
    if why:
        return CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": why})])
    return CaseloadError([Problem("this is no Parquet file that can be read", path.name)])
