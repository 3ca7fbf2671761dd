"""PostgreSQL: what queries give, read in one transaction that cannot write, so that all tables are of one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import polars as pl

from kontaktforloeb.caseload.columns import TABLES
from kontaktforloeb.caseload.raw import Raw, RawTable
from kontaktforloeb.caseload.sources.databases import MISSING, quoted
from kontaktforloeb.caseload.sources.memory import table_in_memory
from kontaktforloeb.caseload.sources.needed import needed
from kontaktforloeb.errors import CaseloadError, Problem, masked

_SCHEMES: Final = ("postgresql://", "postgres://")
_NUMBERS: Final = frozenset({"numeric", "float4", "float8"})
_TRUTH: Final = "bool"
_OF_THE_QUERY: Final = "42"
"""How the codes begin of errors in a query itself: what it names is not there, or it is no SQL."""


def is_postgres(source: str) -> bool:
    """Tell whether a source is the address of a PostgreSQL database."""
    return source.startswith(_SCHEMES)


def read_postgres(url: str, queries: Mapping[str, str] | None = None) -> Raw:
    """Give the tables that a PostgreSQL database has by our names, or what queries give for each table.

    All of it is read at once and held in memory. Raises `CaseloadError` where the database cannot be reached, and for
    every query that cannot be run. No message holds the password.
    """
    psycopg: Any = needed("psycopg", "PostgreSQL")
    where = _where(psycopg, url)
    try:
        connection = psycopg.connect(url, autocommit=False)
    except psycopg.Error as error:
        raise _unreachable(psycopg, url, where, error) from None
    with connection:
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("SET LOCAL TIME ZONE 'UTC'")
        connection.execute("SET LOCAL datestyle = 'ISO, YMD'")
        asked = queries or _tables(connection)
        found: list[RawTable] = []
        problems: list[Problem] = []
        for name, query in asked.items():
            try:
                with connection.transaction():
                    frame = _frame(psycopg, connection, query)
                found.append(table_in_memory(name, frame, f"{where} / {masked(name)}"))
            except psycopg.Error as error:
                problems.append(_problem(where, name, error))
        connection.rollback()
    if problems:
        raise CaseloadError(problems)
    return Raw(tuple(found), where, MISSING)


def _where(psycopg: Any, url: str) -> str:
    """Give the name of the database, without who asks and how."""
    try:
        said = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error:
        return "PostgreSQL"
    return f"PostgreSQL {said.get('dbname', '')}".strip()


def _unreachable(psycopg: Any, url: str, where: str, error: Exception) -> CaseloadError:
    why = (str(error).splitlines() or [""])[-1]
    try:
        said = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error:
        why = "the address is none"
    else:
        password = str(said.get("password", ""))
        why = why.replace(password, "******") if password else why
    return CaseloadError([Problem("cannot be read ({why})", where, facts={"why": why})])


def _problem(where: str, name: str, error: Any) -> Problem:
    """Say that a query cannot be run; what the database says of rows may hold cells, what it says of SQL does not."""
    code = error.sqlstate or "?"
    said = str(error.diag.message_primary or "") if code.startswith(_OF_THE_QUERY) else ""
    return Problem("cannot be read ({why})", f"{where} / {masked(name)}", facts={"why": masked(said) or code})


def _tables(connection: Any) -> dict[str, str]:
    found = [
        name
        for name in TABLES
        if connection.execute("SELECT to_regclass(%s) IS NOT NULL", [quoted(name)]).fetchone()[0]
    ]
    return {name: f"SELECT * FROM {quoted(name)}" for name in found}  # noqa: S608 (our own names)


def _frame(psycopg: Any, connection: Any, query: str) -> pl.DataFrame:
    """Give the rows of a query as text, as the database writes it; numbers with a decimal comma, as beside texts."""
    inner = query.rstrip().rstrip(";")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({inner}) AS asked LIMIT 0")  # noqa: S608 (the user's own query)
        described: Sequence[Any] = cursor.description or ()
        kinds = [psycopg.adapters.types.get(column.type_code) for column in described]
        names = [f"c{place}" for place in range(len(described))]
        typed = zip(names, kinds, described, strict=True)
        parts = [_as_text(name, kind, column.type_code) for name, kind, column in typed]
        asked = f"SELECT {', '.join(parts)} FROM ({inner}) AS asked ({', '.join(names)})"  # noqa: S608 (as above)
        text = BytesIO()
        rows = 0
        with cursor.copy(f"COPY ({asked}) TO STDOUT (FORMAT csv)") as copy:
            for line in copy:
                text.write(line)
                rows += 1
    schema: dict[str, pl.DataType] = dict.fromkeys(names, pl.String())
    text.seek(0)
    frame = pl.DataFrame(schema=schema)
    if rows:
        frame = pl.read_csv(text, has_header=False, schema=schema, infer_schema=False)
    assert len(frame) == rows
    return frame.rename({name: column.name for name, column in zip(names, described, strict=True)})


def _as_text(name: str, kind: Any, code: int) -> str:
    """Give the SQL that writes a column as text."""
    if kind is not None and kind.array_oid == code:
        return f"array_to_string({name}, '|')"
    if kind is not None and kind.name in _NUMBERS:
        return f"replace({name}::text, '.', ',')"
    if kind is not None and kind.name == _TRUTH:
        return f"CASE WHEN {name} THEN 'true' WHEN NOT {name} THEN 'false' END"
    return f"{name}::text"
