"""The floor in DuckDB: read the files and group the meetings by citizen (how many, first day, last day), no more.

*Strict* reads of the whole caseload the two columns that it groups; *every column* goes through all columns of all
tables, as whoever judges and accounts for every row must.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

TABLES = ("spells", "meetings", "hours", "exemptions", "events", "citizens")
_GROUPED = 'CREATE TEMP TABLE floor AS SELECT citizen, count(*), min("date"), max("date")'


def read(folder: Path, form: str, table: str, columns: list[str]) -> str:
    """Give the words with which DuckDB reads a table; of CSV the days of the meetings as days, the rest as text."""
    path = folder / f"{table}.{form}"
    if form == "parquet":
        return f"read_parquet('{path}')"
    kinds = ", ".join(f"'{name}': '{'DATE' if name == 'date' else 'VARCHAR'}'" for name in columns)
    return (
        f"read_csv('{path}', delim=';', header=true, encoding='latin-1', dateformat='%d-%m-%Y', auto_detect=false,"
        f" ignore_errors=true, columns={{{kinds}}})"
    )


def header(folder: Path, form: str, table: str) -> list[str]:
    """Give the names of a table's columns."""
    path = folder / f"{table}.{form}"
    if form == "parquet":
        return duckdb.read_parquet(str(path)).columns
    with path.open(encoding="cp1252") as file:
        return file.readline().strip().split(";")


def run(folder: Path, form: str, *, every: bool) -> None:
    """Group the meetings, and with `every` go through all there is besides: the largest value of each column."""
    with duckdb.connect() as connection:
        columns = header(folder, form, "meetings")
        connection.execute(f"{_GROUPED} FROM {read(folder, form, 'meetings', columns)} GROUP BY citizen")
        for table in TABLES if every else ():
            columns = header(folder, form, table)
            touched = ", ".join(f'max("{name}")' for name in columns)
            connection.execute(f"SELECT {touched} FROM {read(folder, form, table, columns)}").fetchall()  # noqa: S608 (its own words)


def command(folder: str, form: str, columns: str = "strict") -> None:
    """Run as a process of its own."""
    run(Path(folder), form, every=columns == "every")
