"""The floor in polars: as that in DuckDB."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from caseload.contenders.floor_duckdb import TABLES
from caseload.contenders.polars_tables import decoded


def table(folder: Path, form: str, name: str) -> pl.LazyFrame:
    """Give a table; of CSV every column as text, but the days of the meetings."""
    if form == "parquet":
        return pl.scan_parquet(folder / f"{name}.parquet")
    read = pl.scan_csv(decoded(folder / f"{name}.csv"), separator=";", infer_schema=False)
    return read.with_columns(pl.col("date").str.to_date("%d-%m-%Y", strict=False)) if name == "meetings" else read


def run(folder: Path, form: str, *, every: bool) -> None:
    """Group the meetings, and with `every` go through all there is besides: the largest value of each column."""
    days = (pl.len(), pl.col("date").min().alias("first"), pl.col("date").max().alias("last"))
    table(folder, form, "meetings").group_by("citizen").agg(days).collect()
    for name in TABLES if every else ():
        table(folder, form, name).select(pl.all().max()).collect()


def command(folder: str, form: str, columns: str = "strict") -> None:
    """Run as a process of its own."""
    run(Path(folder), form, every=columns == "every")
