"""A folder of tables, one file each."""

from __future__ import annotations

from pathlib import Path

from kontaktforloeb.caseload.folder import files_of
from kontaktforloeb.caseload.raw import Raw
from kontaktforloeb.caseload.sources.csvfiles import csv_table
from kontaktforloeb.caseload.sources.parquetfiles import parquet_table


def read_tables_of(folder: Path) -> Raw:
    """Give the tables in the CSV and Parquet files of a folder, and which files are none.

    Raises `CaseloadError` where a table is there twice.
    """
    files = files_of(folder)
    tables = {name: csv_table(path) for name, path in files.texts.items()}
    tables |= {name: parquet_table(path) for name, path in files.typed.items()}
    form = "a file {name}.parquet" if files.typed and not files.texts else "a file {name}.csv"
    return Raw(tuple(tables[name] for name in sorted(tables)), str(folder), form, files.others)
