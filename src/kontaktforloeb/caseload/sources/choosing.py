"""Which reader a source needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kontaktforloeb.caseload.raw import Raw
from kontaktforloeb.caseload.sources.csvfiles import csv_table
from kontaktforloeb.caseload.sources.databases import database_in
from kontaktforloeb.caseload.sources.folders import read_tables_of
from kontaktforloeb.caseload.sources.parquetfiles import parquet_table
from kontaktforloeb.caseload.sources.postgres import is_postgres, read_postgres
from kontaktforloeb.caseload.sources.workbooks import WORKBOOKS, read_workbook
from kontaktforloeb.errors import CaseloadError, Problem

TEXTS = frozenset({".csv", ".txt", ".tsv"})
TYPED = frozenset({".parquet", ".pq"})
KNOWN = "a folder, .csv, .parquet, .xlsx, .xlsm, .xlsb, .xls, DuckDB, SQLite, postgresql://"

_HEAD = 16


def tables_of(source: str | Path, queries: Mapping[str, str] | None) -> Raw:
    """Give the tables of any source: see `kontaktforloeb.caseload.raw.read_raw`."""
    if isinstance(source, str) and is_postgres(source):
        return read_postgres(source, queries)
    path = Path(source)
    if path.is_dir():
        return _without_queries(read_tables_of(path), queries)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        if not path.exists():
            expected = "a folder of tables"
            raise CaseloadError([Problem("there is no such folder", str(path), expected=expected)]) from None
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": error.strerror})]) from None
    read_database = database_in(head)
    if read_database is not None:
        return read_database(path, queries)
    suffix = path.suffix.lower()
    if suffix in TEXTS:
        return _without_queries(Raw((csv_table(path),), path.name, "a file {name}.csv"), queries)
    if suffix in TYPED:
        return _without_queries(Raw((parquet_table(path),), path.name, "a file {name}.parquet"), queries)
    if suffix in WORKBOOKS:
        return _without_queries(read_workbook(path), queries)
    raise CaseloadError([Problem("this is nothing that can be read", path.name, expected=KNOWN)])


def _without_queries(raw: Raw, queries: Mapping[str, str] | None) -> Raw:
    if queries:
        raise CaseloadError([Problem("queries are for a database, and this is none", raw.where)])
    return raw
