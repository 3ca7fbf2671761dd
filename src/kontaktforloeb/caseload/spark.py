"""Judge a caseload with Spark: its tables are brought together by citizen, and each partition is judged where it is.

A thin adapter: all that is decided is decided in `kontaktforloeb.caseload.batches`, in each worker, as on one machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]

from kontaktforloeb.caseload.batches import (
    CITIZEN,
    COUNT_SCHEMA,
    KEY,
    RESULT_SCHEMA,
    ROW,
    TELLING_SCHEMA,
    result_batches,
    telling_batches,
)
from kontaktforloeb.caseload.columns import NEEDED, TABLES, tables
from kontaktforloeb.caseload.columns import Column as ColumnOf
from kontaktforloeb.caseload.frames.headers import header_problems
from kontaktforloeb.caseload.sources.blank import BLANKS
from kontaktforloeb.caseload.task import Task
from kontaktforloeb.caseload.unseen import as_seen
from kontaktforloeb.caseload.whole import Telling, Whole, decided
from kontaktforloeb.errors import CaseloadError, Problem, masked, nearest

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame
    from pyspark.sql.types import DataType, StructField, StructType

_OTHER = "_other"
"""Tells of a row that something stands in columns that are not read: it is no empty row."""
_DAYS = frozenset({"date", "timestamp", "timestamp_ntz", "boolean", "void"})
_IDS = frozenset({"string", "byte", "short", "integer", "long", "void"})
_SINGLE = _DAYS | _IDS | {"decimal", "double", "float"}


def judge(task: Task, whole: Whole | None = None, /, **given: DataFrame) -> DataFrame:
    """Give the findings on a caseload of Spark tables, named as the tables of a caseload: `spells`, `meetings`, ...

    The columns are those of the findings table; for its order, sort by `batches.ORDER`. What became of every row is in
    `results`. Without `whole`, which `whole_of` gives, all tables are looked through once before this returns.
    Raises `CaseloadError` with every table and column that is missing or cannot be read.
    """
    return findings(results(task, whole, **given))


def results(task: Task, whole: Whole | None = None, /, **given: DataFrame) -> DataFrame:
    """Give the findings, the rejected rows, the counts of rows and what is odd in one table, made in one pass.

    Keep it (`persist`, or write it) and take `findings`, `rejected`, `counts` and `quality` from it. Raises as `judge`
    does.
    """
    checked = _checked(task, given)
    if whole is None:
        whole = _whole_of(task, checked)
    rows = _together(_keyed(name, table) for name, table in checked.items())
    # Of two rows about one citizen it is always the same one that is rejected.
    numbers = [f"{name}.{ROW}" for name, table in checked.items() if ROW in table.columns]
    by_citizen = rows.repartition(KEY).sortWithinPartitions(KEY, *numbers)
    # Not a lambda: what is sent is the name of a function of the installed library.
    return by_citizen.mapInArrow(partial(result_batches, task=task, whole=whole), _row_type(RESULT_SCHEMA))


def findings(of: DataFrame) -> DataFrame:
    """Give the findings of `results`."""
    return of.where("finding is not null").select("finding.*")


def rejected(of: DataFrame) -> DataFrame:
    """Give the rows of `results` that could not be used: table, row, column, code and text; never a citizen."""
    return of.where("rejected is not null").select("rejected.*")


def counts(of: DataFrame) -> DataFrame:
    """Give for each table of `results` how many rows there were, and how many were used, repeated and rejected."""
    names = COUNT_SCHEMA.names[1:]
    by_table = of.where("count is not null").select("count.*").groupBy("table")
    return by_table.sum(*names).toDF("table", *names).orderBy("table")


def quality(of: DataFrame) -> DataFrame:
    """Give what is odd in the data by `results` of a task with `quality`: citizen, table, date, code and text."""
    return of.where("odd is not null").select("odd.*")


def whole_of(task: Task, /, **given: DataFrame) -> Whole:
    """Give what only the whole caseload decides, by one look through its ids and its days that are no dates.

    Raises as `judge` does, and where ids are written in too many ways.
    """
    return _whole_of(task, _checked(task, given))


def _whole_of(task: Task, checked: Mapping[str, DataFrame]) -> Whole:
    from pyspark.sql import functions as sql  # noqa: PLC0415 (an extra)

    columns = tables(task.rulebook)
    parts = [(name, _doubtful(table, columns[name])) for name, table in checked.items()]
    rows = _together(part.select(sql.struct(*part.columns).alias(name)) for name, part in parts)
    found = rows.mapInArrow(partial(telling_batches, task=task), _row_type(TELLING_SCHEMA))
    return decided(Telling(*row) for row in found.distinct().collect())


def _checked(task: Task, given: Mapping[str, DataFrame]) -> dict[str, DataFrame]:
    """Give the tables with the columns that are read, the owner's row numbers, and whether there is anything else.

    Raises `CaseloadError` with everything that keeps a table from being read.
    """
    columns = tables(task.rulebook)
    problems = [
        Problem("there is no such table", masked(name), nearest=nearest(name, TABLES))
        for name in given
        if name not in TABLES
    ]
    problems += [
        Problem("the table is missing", key=name, expected="a Spark table {name}", facts={"name": name})
        for name in NEEDED
        if name not in given
    ]
    found: dict[str, DataFrame] = {}
    for name in (name for name in TABLES if name in given):
        header = [as_seen(column) for column in given[name].columns]
        problems += header_problems(name, header, columns[name])
        known = {column.name for column in columns[name]}
        # Spark takes names without regard to capitals, and points in them for fields: what is not read gets another.
        if header.count(ROW) == 1:
            known.add(ROW)
        plain = [column if column in known else f"_{place}" for place, column in enumerate(header)]
        if len(set(plain)) == len(plain):
            table = given[name].toDF(*plain)
            problems += [
                problem for field in table.schema if field.name in known for problem in _type_problems(name, field)
            ]
            found[name] = table.select(*(column for column in plain if column in known), *_others(table))
    if problems:
        raise CaseloadError(problems)
    return found


def _type_problems(table: str, field: StructField) -> Iterator[Problem]:
    kind = field.dataType.typeName()
    if kind not in _SINGLE:
        yield Problem(
            "the column holds no single values", table, field.name, "text, with | between the words of a list"
        )
    elif field.name == CITIZEN and kind not in _IDS and not field.dataType.simpleString().endswith(",0)"):
        yield Problem("the column holds ids as numbers with decimals", table, field.name, "text")


def _others(table: DataFrame) -> list[Column]:
    """Give a column that tells whether anything stands in those that are not read, where there are any."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 (an extra)

    unread = [field for field in table.schema if field.name.startswith("_")]
    if not unread:
        return []
    filled = [
        sql.col(field.name).rlike(f"[^{BLANKS}]")
        if field.dataType.typeName() == "string"
        else sql.col(field.name).isNotNull()
        for field in unread
    ]
    return [sql.when(reduce(or_, filled), True).alias(_OTHER)]  # noqa: FBT003 (a value, no choice)


def _keyed(name: str, table: DataFrame) -> DataFrame:
    """Give a table as one column, and the keys of its citizens: what `batches.key_of` gives, said to Spark."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 (an extra)

    text = sql.col(CITIZEN).cast("string")
    signs = sql.regexp_replace(text, "[^0-9A-Za-z]", "")
    key = sql.when(text != "", sql.regexp_replace(signs, "^0+", ""))
    return table.select(key.alias(KEY), sql.struct(*table.columns).alias(name))


def _doubtful(table: DataFrame, columns: Sequence[ColumnOf]) -> DataFrame:
    """Give the columns that something may have to be decided of: ids, and days that are no dates."""
    names = {column.name for column in columns if column.name == CITIZEN or column.in_doubt is not None}
    kept = [field.name for field in table.schema if field.name in names and field.dataType.typeName() not in _DAYS]
    return table.select(*kept)


def _together(rows: Iterable[DataFrame]) -> DataFrame:
    return reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), rows)


def _row_type(fields: Iterable[pa.Field]) -> StructType:
    """Give an Arrow schema as Spark has it."""
    from pyspark.sql import types  # noqa: PLC0415 (an extra)

    return types.StructType([types.StructField(field.name, _type(field.type)) for field in fields])


def _type(kind: pa.DataType) -> DataType:
    from pyspark.sql import types  # noqa: PLC0415 (an extra)

    if pa.types.is_struct(kind):
        return _row_type(kind)
    if kind == pa.string():
        return types.StringType()
    if kind == pa.date32():
        return types.DateType()
    return types.IntegerType() if kind == pa.int32() else types.LongType()
