"""PostgreSQL: what queries give, read some rows at a time, in transactions that cannot write and see one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from typing import Any, Final
from weakref import finalize

import attrs
import polars as pl

from kontaktforloeb.caseload.columns import TABLES
from kontaktforloeb.caseload.raw import Opened, Raw, RawTable
from kontaktforloeb.caseload.sources.batched import ROWS_OF_A_BATCH, Batch, opened_in_batches
from kontaktforloeb.caseload.sources.databases import bare, missing, quoted, without_rows
from kontaktforloeb.caseload.sources.needed import needed
from kontaktforloeb.errors import CaseloadError, Problem, masked

_SCHEMES: Final = ("postgresql://", "postgres://")
_NUMBERS: Final = frozenset({"numeric", "float4", "float8"})
_TRUTH: Final = "bool"
_SETTINGS: Final = (
    "TIME ZONE 'UTC'",
    "datestyle = 'ISO, YMD'",
    # A table that is read twice comes in the same order, so that its rows have the same numbers.
    "synchronize_seqscans = off",
    "max_parallel_workers_per_gather = 0",
)
_OF_THE_QUERY: Final = "42"
"""How the codes begin of errors in a query itself: what it names is not there, or it is no SQL."""


def is_postgres(source: str) -> bool:
    """Tell whether a source is the address of a PostgreSQL database."""
    return source.startswith(_SCHEMES)


def read_postgres(url: str, queries: Mapping[str, str] | None = None) -> Raw:
    """Give the tables that a PostgreSQL database has by our names, or what queries give for each table.

    Each table is read where its rows are asked for, some at a time, as it was when this was called. Raises
    `CaseloadError` where the database cannot be reached, and for every query that cannot be run. No message holds the
    password.
    """
    psycopg: Any = needed("psycopg", "PostgreSQL")
    server = _Server(psycopg, url, _where(psycopg, url))
    moment = _Moment(server)
    connection = moment.first
    tables: list[RawTable] = []
    problems: list[Problem] = []
    for name, query in (queries or _tables(connection)).items():
        where = f"{server.where} / {masked(name)}"
        try:
            with connection.transaction():
                asked = _Asked.of(psycopg, connection, bare(query), where)
            tables.append(RawTable(name, where, partial(_opened, moment, asked)))
        except psycopg.Error as error:
            problems.append(_problem(where, error))
        except CaseloadError as error:
            problems += error.problems
    if problems:
        raise CaseloadError(problems)
    return Raw(tuple(tables), server.where, missing(queries))


@attrs.frozen
class _Server:
    """A database that can be reached."""

    psycopg: Any
    url: str = attrs.field(repr=False)
    where: str

    def connection(self) -> Any:
        """Give a new transaction that cannot write and sees one moment.

        Raises `CaseloadError` where the database cannot be reached.
        """
        try:
            connection = self.psycopg.connect(self.url, autocommit=False)
        except self.psycopg.Error as error:
            raise _unreachable(self.psycopg, self.url, self.where, error) from None
        connection.read_only = True
        connection.isolation_level = self.psycopg.IsolationLevel.REPEATABLE_READ
        return connection


class _Moment:
    """What a database held when it was first asked, which others can see while the first transaction is open.

    That is as long as any of the tables is there.
    """

    def __init__(self, server: _Server) -> None:
        self._server, self.first = server, server.connection()
        finalize(self, self.first.close)
        try:
            (self._name,) = self.first.execute("SELECT pg_export_snapshot()").fetchone()
        except server.psycopg.Error as error:
            raise CaseloadError([_problem(server.where, error)]) from None

    @contextmanager
    def seen(self) -> Iterator[Any]:
        """Give a transaction of its own that sees the moment.

        Raises `CaseloadError` where the database cannot be reached.
        """
        with closing(self._server.connection()) as connection:
            connection.execute(f"SET TRANSACTION SNAPSHOT '{self._name}'")
            for setting in _SETTINGS:
                connection.execute(f"SET LOCAL {setting}")
            yield connection


@attrs.frozen
class _Asked:
    """A query that can be run: where a message says that it stands, its headings, and the SQL that gives texts."""

    where: str
    header: tuple[str, ...]
    sql: str = attrs.field(repr=False)

    @classmethod
    def of(cls, psycopg: Any, connection: Any, query: str, where: str) -> _Asked:
        """Give a query with its cells as the texts that the database writes; numbers with a decimal comma.

        Raises psycopg's error where it cannot be run, and `CaseloadError` where it gives no rows.
        """
        _look_at(psycopg, connection, query, where)
        described: Sequence[Any] = connection.execute(f"SELECT * FROM ({query}\n) AS asked LIMIT 0").description  # noqa: S608 (the user's own query)
        names = [f"c{place}" for place in range(len(described))]
        parts = [
            _as_text(name, psycopg.adapters.types.get(column.type_code), column.type_code)
            for name, column in zip(names, described, strict=True)
        ]
        sql = f"SELECT {', '.join(parts)} FROM ({query}\n) AS asked ({', '.join(names)})"  # noqa: S608 (as above)
        return cls(where, tuple(column.name for column in described), f"COPY ({sql}) TO STDOUT (FORMAT csv)")


def _look_at(psycopg: Any, connection: Any, query: str, where: str) -> None:
    """Have the server look at a query, as it stands, without running it.

    Inside another one, what is several statements could end the transaction that cannot write; here they are refused.
    Raises psycopg's error where it is no query, and `CaseloadError` where it gives no rows.
    """
    encoding = connection.info.encoding
    try:
        text = query.encode(encoding)
    except UnicodeEncodeError as error:
        facts = {"why": type(error).__name__}
        raise CaseloadError([Problem("cannot be read ({why})", where, facts=facts)]) from None
    found = connection.pgconn.prepare(b"", text)
    if found.status != psycopg.pq.ExecStatus.COMMAND_OK:
        raise psycopg.errors.error_from_result(found, encoding)
    if not connection.pgconn.describe_prepared(b"").nfields:
        raise without_rows(where)


def _opened(moment: _Moment, asked: _Asked) -> Opened:
    return opened_in_batches(asked.header, partial(_batches, moment, asked))


def _batches(moment: _Moment, asked: _Asked) -> Iterator[Batch]:
    """Give the rows of a query as the server sends them."""
    psycopg: Any = needed("psycopg", asked.where)
    try:
        with moment.seen() as connection, connection.cursor() as cursor, cursor.copy(asked.sql) as copy:
            rows = iter(copy)
            while some := list(islice(rows, ROWS_OF_A_BATCH)):
                yield _columns(asked, some)
    except psycopg.Error as error:
        raise CaseloadError([_problem(asked.where, error)]) from None


def _columns(asked: _Asked, rows: Sequence[bytes | memoryview]) -> Batch:
    schema: dict[str, pl.DataType] = {f"c{place}": pl.String() for place in range(len(asked.header))}
    frame = pl.read_csv(b"".join(rows), has_header=False, schema=schema, infer_schema=False)
    assert len(frame) == len(rows)
    return [column.alias(heading) for heading, column in zip(asked.header, frame.iter_columns(), strict=True)]


def _where(psycopg: Any, url: str) -> str:
    """Give the name of the database, without who asks and how."""
    try:
        said = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error:
        return "PostgreSQL"
    return f"PostgreSQL {said.get('dbname', '')}".strip()


def _unreachable(psycopg: Any, url: str, where: str, error: Exception) -> CaseloadError:
    # What is moved in asks what may be wrong; of several servers the last one says it.
    why = ([line for line in str(error).splitlines() if not line.startswith("\t")] or [""])[-1]
    try:
        said = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error:
        why = "the address is none"
    else:
        password = str(said.get("password", ""))
        why = why.replace(password, "******") if password else why
    return CaseloadError([Problem("cannot be read ({why})", where, facts={"why": why})])


def _problem(where: str, error: Any) -> Problem:
    """Say that a query cannot be run; what the database says of rows may hold cells, what it says of SQL does not."""
    code = error.sqlstate or "?"
    said = str(error.diag.message_primary or "") if code.startswith(_OF_THE_QUERY) else ""
    return Problem("cannot be read ({why})", where, facts={"why": masked(said) or code})


def _tables(connection: Any) -> dict[str, str]:
    found = [
        name
        for name in TABLES
        if connection.execute("SELECT to_regclass(%s) IS NOT NULL", [quoted(name)]).fetchone()[0]
    ]
    return {name: f"SELECT * FROM {quoted(name)}" for name in found}  # noqa: S608 (our own names)


def _as_text(name: str, kind: Any, code: int) -> str:
    """Give the SQL that writes a column as text."""
    if kind is not None and kind.array_oid == code:
        return f"array_to_string({name}, '|')"
    if kind is not None and kind.name in _NUMBERS:
        return f"replace({name}::text, '.', ',')"
    if kind is not None and kind.name == _TRUTH:
        return f"CASE WHEN {name} THEN 'true' WHEN NOT {name} THEN 'false' END"
    return f"{name}::text"
