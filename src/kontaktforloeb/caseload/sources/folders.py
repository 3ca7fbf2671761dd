"""A folder of tables, one file each."""

from __future__ import annotations

from pathlib import Path

from kontaktforloeb.caseload.raw import Raw
from kontaktforloeb.caseload.sources.csvfiles import csv_table
from kontaktforloeb.caseload.sources.parquetfiles import parquet_table
from kontaktforloeb.errors import CaseloadError, Problem


def read_tables_of(folder: Path) -> Raw:
    """Give the tables in the CSV and Parquet files of a folder.

    Raises `CaseloadError` where a table is there as both.
    """
    texts = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    typed = {path.stem: path for path in sorted(folder.glob("*.parquet"))}
    both = sorted(texts.keys() & typed.keys())
    if both:
        what = "the table is there twice, as {name}.csv and as {name}.parquet"
        raise CaseloadError([Problem(what, str(folder), key=name, facts={"name": name}) for name in both])
    tables = {name: csv_table(path) for name, path in texts.items()}
    tables |= {name: parquet_table(path) for name, path in typed.items()}
    form = "a file {name}.parquet" if typed and not texts else "a file {name}.csv"
    return Raw(tuple(tables[name] for name in sorted(tables)), str(folder), form)
