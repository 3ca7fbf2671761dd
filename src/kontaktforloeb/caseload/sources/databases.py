"""Databases: DuckDB and SQLite files, opened for reading alone, and PostgreSQL in a transaction that cannot write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

import polars as pl

from kontaktforloeb.caseload.raw import Opened, Raw, RawTable
from kontaktforloeb.caseload.sources.arrow import series_of, unreadable
from kontaktforloeb.caseload.sources.batched import ROWS_OF_A_BATCH, Batch, opened_in_batches
from kontaktforloeb.caseload.sources.cells import column_of
from kontaktforloeb.caseload.sources.needed import needed
from kontaktforloeb.errors import CaseloadError, Problem, masked

Queries = Mapping[str, str]
"""For each table the SQL that gives its rows."""

_Run = Callable[[str, str], Iterator[Batch]]
"""Gives for the name of a table and a query its columns without a row, and then the rows, batch by batch."""

MISSING: Final = "a table or view {name}, or a query for it"

_SQLITE, _DUCKDB = b"SQLite format 3\0", b"DUCK"
_DUCKDB_AT = 8
_TYPES_OF_SQLITE: Mapping[str, type] = {"integer": int, "real": float, "text": str, "blob": bytes}
_BYTES_OF_NO_TEXT = frozenset({"BIT", "BIGNUM", "VARINT"})
"""Types of DuckDB that come as bytes which say nothing by themselves."""
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


def _read(path: Path, queries: Queries | None, run: _Run, list_tables: str) -> Raw:
    if not queries:
        names = [name for batch in _rows(run, "", list_tables) for name in batch[0]]
        queries = {name: f"SELECT * FROM {quoted(name)}" for name in sorted(names)}  # noqa: S608 (quoted)
    tables = (
        RawTable(name, f"{path.name} / {name}", partial(_opened, run, name, query)) for name, query in queries.items()
    )
    return Raw(tuple(tables), path.name, MISSING)


def _opened(run: _Run, name: str, query: str) -> Opened:
    (nothing,) = islice(run(name, query), 1)
    return opened_in_batches([column.name for column in nothing], partial(_rows, run, name, query))


def _rows(run: _Run, name: str, query: str) -> Iterator[Batch]:
    return islice(run(name, query), 1, None)


def bare(query: str) -> str:
    """Give a query without the sign that ends it, as it may stand inside another.

    >>> bare("SELECT 1; ")
    'SELECT 1'
    """
    return query.rstrip().rstrip(";")


def _sqlite(path: Path, name: str, query: str) -> Iterator[Batch]:
    """Give what a query gives; a column has one type in all batches of rows."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        # Whoever leaves off early may be taken away in another thread.
        connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, check_same_thread=False)
        with closing(connection), closing(connection.cursor()) as cursor:
            # One text that is none must not end the reading; what could not be read of it is found in `column_of`.
            connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
            cursor.execute("BEGIN")  # So that both looks are at the same rows.
            header = [column[0] for column in cursor.execute(query).description]
            yield [column_of(heading, ()) for heading in header]
            kinds = _kinds_in_sqlite(cursor, query, len(header))
            cursor.execute(query)
            while rows := cursor.fetchmany(ROWS_OF_A_BATCH):
                named = zip(header, zip(*rows, strict=True), kinds, strict=True)
                yield [column_of(heading, cells, own) for heading, cells, own in named]
    except sqlite3.Error as error:
        raise _problem(path, name, str(error)) from None


def _kinds_in_sqlite(cursor: sqlite3.Cursor, query: str, width: int) -> list[frozenset[type]]:
    """Give the types of the cells of each column: SQLite has them by the cell, not by the column."""
    names = [f"c{place}" for place in range(width)]
    asked = ", ".join(f"group_concat(DISTINCT typeof({name}))" for name in names)
    (found,) = cursor.execute(f"WITH asked ({', '.join(names)}) AS ({bare(query)}) SELECT {asked} FROM asked")  # noqa: S608 (the user's own)
    return [frozenset(_TYPES_OF_SQLITE[kind] for kind in (own or "null").split(",") if kind != "null") for own in found]


def _duckdb(path: Path, name: str, query: str) -> Iterator[Batch]:
    duckdb: Any = needed("duckdb", path.name)
    # It would fetch extensions by itself, and a query could read other files.
    config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    try:
        with closing(duckdb.connect(str(path), read_only=True, config=config)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET enable_external_access = false")
            rows = connection.sql(query)
            kinds = [str(kind) for kind in rows.types]
            read = getattr(rows, "to_arrow_reader", None) or rows.fetch_arrow_reader  # As older ones call it.
            with read(ROWS_OF_A_BATCH) as reader:
                yield [pl.Series(heading, dtype=pl.Null) for heading in reader.schema.names]
                for columns in reader:
                    named = zip(reader.schema.names, columns.columns, kinds, strict=True)
                    yield [
                        unreadable(heading, cells) if kind in _BYTES_OF_NO_TEXT else series_of(heading, cells)
                        for heading, cells, kind in named
                    ]
    except (duckdb.CatalogException, duckdb.BinderException, duckdb.ParserException) as error:
        raise _problem(path, name, str(error)) from None
    except duckdb.Error as error:
        # What it says of rows may hold cells.
        raise _problem(path, name, type(error).__name__) from None


def _problem(path: Path, name: str, why: str) -> CaseloadError:
    where = f"{path.name} / {masked(name)}" if name else path.name
    return CaseloadError([Problem("cannot be read ({why})", where, facts={"why": masked(why.partition("\n")[0])})])
