"""Databases: DuckDB and SQLite files, opened for reading alone, and PostgreSQL in a transaction that cannot write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
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

_MISSING: Final = "a table or view {name}, or a query for it"
_NOT_ASKED_FOR: Final = "a query for {name} too: where there are queries, nothing else is read"

_SQLITE, _DUCKDB = b"SQLite format 3\0", b"DUCK"
_DUCKDB_AT = 8
_TYPES_OF_SQLITE: Mapping[str, type] = {"integer": int, "real": float, "text": str, "blob": bytes}
_BYTES_OF_NO_TEXT = frozenset({"BIT", "BIGNUM", "VARINT"})
"""Types of DuckDB that come as bytes which say nothing by themselves."""
_PATIENCE = 1.0
"""How many seconds to wait for somebody who writes."""
_READS = frozenset({
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE,
    # With these SQLite asks for its own tables, as those of JSON or full text; nothing writes to a file opened to read.
    sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE,
})  # fmt: skip
"""What a query may ask SQLite for: no other database, no new table and no setting."""
_READ_OF_FULL_TEXT = frozenset({"data_version", "page_size"})
"""The settings that tables of full text look at where they are read."""
_TABLES_OF_SQLITE = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_'"
_TABLES_OF_DUCKDB = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name"


def missing(queries: Queries | None) -> str:
    """Give what a message expects where a table is missing."""
    return _NOT_ASKED_FOR if queries else _MISSING


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
    asked = missing(queries)
    if not queries:
        names = [name for batch in _rows(run, "", list_tables) for name in batch[0]]
        queries = {name: f"SELECT * FROM {quoted(name)}" for name in sorted(names)}  # noqa: S608 (quoted)
    tables = (
        RawTable(name, f"{path.name} / {name}", partial(_opened, run, name, query)) for name, query in queries.items()
    )
    return Raw(tuple(tables), path.name, asked)


def _opened(run: _Run, name: str, query: str) -> Opened:
    (nothing,) = islice(run(name, query), 1)
    return opened_in_batches([column.name for column in nothing], partial(_rows, run, name, query))


def _rows(run: _Run, name: str, query: str) -> Iterator[Batch]:
    return islice(run(name, query), 1, None)


def without_rows(where: str) -> CaseloadError:
    """Give what is said of a query that is empty, or does something else than give rows."""
    return CaseloadError([Problem("the query gives no rows", where, expected="one SELECT")])


def bare(query: str) -> str:
    """Give a query without the sign that ends it, as it may stand inside another.

    >>> bare("SELECT 1; ")
    'SELECT 1'
    """
    return query.rstrip().rstrip(";")


def _sqlite(path: Path, name: str, query: str) -> Iterator[Batch]:
    """Give what a query gives; a column has one type in all batches of rows."""
    allowed = _OnlyReading()
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        # Whoever leaves off early may be taken away in another thread.
        connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, check_same_thread=False)
        with closing(connection), closing(connection.cursor()) as cursor:
            # One text that is none must not end the reading; what could not be read of it is found in `column_of`.
            connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
            cursor.execute("BEGIN")  # So that both looks are at the same rows.
            connection.set_authorizer(allowed)
            described = cursor.execute(query).description
            if described is None:
                raise without_rows(_where(path, name))
            header = [column[0] for column in described]
            yield [column_of(heading, ()) for heading in header]
            kinds = _kinds_in_sqlite(cursor, query, len(header))
            cursor.execute(query)
            while rows := cursor.fetchmany(ROWS_OF_A_BATCH):
                named = zip(header, zip(*rows, strict=True), kinds, strict=True)
                yield [column_of(heading, cells, own) for heading, cells, own in named]
    except sqlite3.Error as error:
        raise (without_rows(_where(path, name)) if allowed.too_much else _problem(path, name, str(error))) from None
    except UnicodeEncodeError as error:
        raise _problem(path, name, type(error).__name__) from None


class _OnlyReading:
    """Lets SQLite do nothing but read, as another database would be a new file; notes whether it was asked for more."""

    too_much = False

    def __call__(self, action: int, what: str | None, value: str | None, *_: object) -> int:
        looks = action == sqlite3.SQLITE_PRAGMA and value is None and what in _READ_OF_FULL_TEXT
        if action in _READS or looks:
            return sqlite3.SQLITE_OK
        self.too_much = True
        return sqlite3.SQLITE_DENY


def _kinds_in_sqlite(cursor: sqlite3.Cursor, query: str, width: int) -> list[frozenset[type]]:
    """Give the types of the cells of each column: SQLite has them by the cell, not by the column."""
    names = [f"c{place}" for place in range(width)]
    asked = ", ".join(f"group_concat(DISTINCT typeof({name}))" for name in names)
    (found,) = cursor.execute(f"WITH asked ({', '.join(names)}) AS ({bare(query)}\n) SELECT {asked} FROM asked")  # noqa: S608 (the user's own)
    return [frozenset(_TYPES_OF_SQLITE[kind] for kind in (own or "null").split(",") if kind != "null") for own in found]


def _duckdb(path: Path, name: str, query: str) -> Iterator[Batch]:
    duckdb: Any = needed("duckdb", path.name)
    # It would fetch extensions by itself, and a query could read other files.
    config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    try:
        with closing(duckdb.connect(str(path), read_only=True, config=config)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET enable_external_access = false")
            query.encode()  # What is no text it would not take for a wrong query, but for a wrong call.
            _look_at(duckdb, connection.extract_statements(query), _where(path, name))
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
    except (duckdb.Error, UnicodeEncodeError) as error:
        # What it says of rows may hold cells.
        raise _problem(path, name, type(error).__name__) from None


def _look_at(duckdb: Any, statements: Sequence[Any], where: str) -> None:
    """Raise `CaseloadError` for what is no query: DuckDB would run each statement, and give what the last one gives."""
    kinds, of = [own.type for own in statements], duckdb.StatementType
    # Before DuckDB 2 a PIVOT that does not name its values is two statements without a text of their own.
    in_two = kinds == [of.CREATE, of.SELECT] and not statements[0].query
    if kinds in ([of.SELECT], [of.MULTI]) or in_two:
        return
    if len(kinds) > 1:
        raise CaseloadError([Problem("the query is more than one statement", where, expected="one SELECT")])
    raise without_rows(where)


def _where(path: Path, name: str) -> str:
    return f"{path.name} / {masked(name)}" if name else path.name


def _problem(path: Path, name: str, why: str) -> CaseloadError:
    facts = {"why": masked(why.partition("\n")[0])}
    return CaseloadError([Problem("cannot be read ({why})", _where(path, name), facts=facts)])
