"""Databases: DuckDB and SQLite files, opened for reading alone, and PostgreSQL in a transaction that cannot write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

import polars as pl

from kontaktforloeb.caseload.raw import Few, Opened, Piece, Raw, RawTable
from kontaktforloeb.caseload.sources.cells import column_of
from kontaktforloeb.caseload.sources.needed import needed
from kontaktforloeb.caseload.sources.typed import opened_lazily
from kontaktforloeb.errors import CaseloadError, Problem, masked

Queries = Mapping[str, str]
"""For each table the SQL that gives its rows."""

MISSING: Final = "a table or view {name}, or a query for it"

_SQLITE, _DUCKDB = b"SQLite format 3\0", b"DUCK"
_DUCKDB_AT = 8
_PATIENCE = 1.0
"""How many seconds to wait for somebody who writes."""
_TABLES_OF_SQLITE = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_'"
_TABLES_OF_DUCKDB = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name"


def database_in(head: bytes) -> Callable[[Path, Queries | None], Raw] | None:
    """Give what reads the database whose file begins so; `None` where it is none that is known."""
    if head.startswith(_SQLITE):
        return read_sqlite
    return read_duckdb if head[_DUCKDB_AT:].startswith(_DUCKDB) else None


def quoted(name: str) -> str:
    """Give the name of a table as SQL takes it.

    >>> quoted("spells 2024")
    '"spells 2024"'
    """
    return '"' + name.replace('"', '""') + '"'


def read_sqlite(path: Path, queries: Queries | None = None) -> Raw:
    """Give the tables and views of a SQLite file, or what queries give for each table.

    Raises `CaseloadError` for a file that cannot be read and for every query that cannot be run.
    """
    return _read(path, queries, partial(_sqlite, path), _TABLES_OF_SQLITE)


def read_duckdb(path: Path, queries: Queries | None = None) -> Raw:
    """Give the tables and views of a DuckDB file, or what queries give for each table.

    Raises `CaseloadError` for a file that cannot be read and for every query that cannot be run.
    """
    needed("duckdb", path.name)
    return _read(path, queries, partial(_duckdb, path), _TABLES_OF_DUCKDB)


def _read(path: Path, queries: Queries | None, run: Callable[[str, str], pl.DataFrame], list_tables: str) -> Raw:
    if not queries:
        names = run("", list_tables).to_series().to_list()
        queries = {name: f"SELECT * FROM {quoted(name)}" for name in sorted(names)}  # noqa: S608 (quoted)
    tables = (
        RawTable(name, f"{path.name} / {name}", partial(_opened, run, name, query)) for name, query in queries.items()
    )
    return Raw(tuple(tables), path.name, MISSING)


def _opened(run: Callable[[str, str], pl.DataFrame], name: str, query: str) -> Opened:
    header = run(name, f"SELECT * FROM ({query.rstrip().rstrip(';')}) LIMIT 0").columns  # noqa: S608 (the user's own)
    return Opened(tuple(header), partial(_pieces, run, name, query))


def _pieces(run: Callable[[str, str], pl.DataFrame], name: str, query: str, few: Few | None) -> Iterator[Piece]:
    frame = run(name, query)
    yield from opened_lazily(frame.lazy(), frame.columns).pieces(few)


def _sqlite(path: Path, name: str, query: str) -> pl.DataFrame:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as connection:
            cursor = connection.execute(query)
            header = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
    except sqlite3.Error as error:
        raise _problem(path, name, str(error)) from None
    columns = zip(*rows, strict=True) if rows else [()] * len(header)
    return pl.DataFrame([column_of(heading, cells) for heading, cells in zip(header, columns, strict=True)])


def _duckdb(path: Path, name: str, query: str) -> pl.DataFrame:
    duckdb: Any = needed("duckdb", path.name)
    # It would fetch extensions by itself, and a query could read other files.
    config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    try:
        with closing(duckdb.connect(str(path), read_only=True, config=config)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET enable_external_access = false")
            # Through pyarrow: handed over directly, DuckDB 2.0 tells of leaks when the process ends.
            frame: pl.DataFrame = connection.sql(query).pl()
            return frame
    except (duckdb.CatalogException, duckdb.BinderException, duckdb.ParserException) as error:
        raise _problem(path, name, str(error)) from None
    except duckdb.Error as error:
        # What it says of rows may hold cells.
        raise _problem(path, name, type(error).__name__) from None


def _problem(path: Path, name: str, why: str) -> CaseloadError:
    where = f"{path.name} / {masked(name)}" if name else path.name
    return CaseloadError([Problem("cannot be read ({why})", where, facts={"why": masked(why.partition("\n")[0])})])
