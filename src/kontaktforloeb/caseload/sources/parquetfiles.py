"""Parquet files, typed as they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import polars as pl

from kontaktforloeb.caseload.raw import Few, Opened, Piece, RawTable
from kontaktforloeb.caseload.sources.typed import opened_lazily
from kontaktforloeb.errors import CaseloadError, Problem


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
    except pl.exceptions.PolarsError as error:
        raise _problem(path, error) from None
    return Opened(opened.header, partial(_pieces, path, opened))


def _pieces(path: Path, opened: Opened, few: Few | None) -> Iterator[Piece]:
    try:
        yield from opened.pieces(few)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _problem(path, error) from None


def _problem(path: Path, error: Exception) -> CaseloadError:
    """Say that a file cannot be read; what polars says of it may hold cells."""
    why = error.strerror if isinstance(error, OSError) else None
    if why:
        return CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": why})])
    return CaseloadError([Problem("this is no Parquet file that can be read", path.name)])
