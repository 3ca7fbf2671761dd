"""Judge a caseload that comes as Arrow record batches, some citizens at a time: what Spark and other engines call.

The rows of all tables come in one stream. Each row has `key` (`key_of` its citizen's id) and, in a column that is named
as its table, the table's row as a struct; the columns of the other tables are null. The stream is in ascending order of
the key, so that all rows of a citizen follow each other, across the seams of batches as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from kontaktforloeb.caseload.bulk import judge_frames
from kontaktforloeb.caseload.columns import TABLES, tables
from kontaktforloeb.caseload.frames import Frames, read_frames
from kontaktforloeb.caseload.frames.reading import Columns
from kontaktforloeb.caseload.kernel.oddities import Oddities, issues_of
from kontaktforloeb.caseload.kernel.run import Choices
from kontaktforloeb.caseload.known_frames import frames_as_known_on
from kontaktforloeb.caseload.quality import QUALITY
from kontaktforloeb.caseload.raw import Raw
from kontaktforloeb.caseload.rows import RowIssue
from kontaktforloeb.caseload.sources.arrow import columns_of, series_of
from kontaktforloeb.caseload.sources.memory import table_in_memory
from kontaktforloeb.caseload.task import Task
from kontaktforloeb.caseload.whole import AS_IT_STANDS, Telling, Whole, decided, telling
from kontaktforloeb.caseload.writing.frames import schema
from kontaktforloeb.caseload.writing.tables import FINDINGS, REJECTED
from kontaktforloeb.errors import CaseloadError, Problem
from kontaktforloeb.rulebook.registry import Rulebook

KEY, CITIZEN = "key", "citizen"
ROW = "row"
"""A table may have a column of this name: the numbers by which its owner finds a rejected row again."""
ORDER = ("citizen", "course", "group", "ruleset", "version", "requirement", "occurrence")
"""The columns that the findings table is ordered by."""

_FIRST_ROW = 2
_A_BATCH = 65_536
_COUNTS = ("rows", "used", "repeated", "rejected")
_ARROW: Mapping[pl.DataType, pa.DataType] = {pl.Date(): pa.date32(), pl.Int32(): pa.int32(), pl.String(): pa.string()}


def _arrow(columns: pl.Schema) -> pa.Schema:
    return pa.schema([(name, _ARROW[kind]) for name, kind in columns.items()])


FINDING_SCHEMA = _arrow(schema(FINDINGS))
"""The findings table."""
REJECTED_SCHEMA = _arrow(schema(REJECTED)).set(1, pa.field("row", pa.int64()))
"""The rows that cannot be used; `row` is the table's own `row`, and null where it has none."""
COUNT_SCHEMA = pa.schema([("table", pa.string()), *((name, pa.int64()) for name in _COUNTS)])
"""What became of the rows of each table; the counts of all parts add up, and `rows = used + repeated + rejected`."""
QUALITY_SCHEMA = _arrow(schema(QUALITY))
"""What is odd in the data, where a task asks for it; it names citizens."""
RESULT_SCHEMA = pa.schema(
    [
        ("finding", pa.struct(list(FINDING_SCHEMA))),
        ("rejected", pa.struct(list(REJECTED_SCHEMA))),
        ("count", pa.struct(list(COUNT_SCHEMA))),
        ("odd", pa.struct(list(QUALITY_SCHEMA))),
    ]
)
"""All of it in one stream: each row has one of the four, and null for the others."""
TELLING_SCHEMA = pa.schema([(name, pa.string()) for name in Telling._fields])


def key_of(ids: pl.Series) -> pl.Series:
    """Give the key of ids: equal wherever two texts can mean one citizen, and null for no id.

    >>> key_of(pl.Series(["0199901234", "199901234", "019990-1234", "B17", "", None])).to_list()
    ['199901234', '199901234', '199901234', 'B17', None, None]
    """
    texts = ids.cast(pl.String)
    keys = texts.str.replace_all("[^0-9A-Za-z]", "").str.strip_chars_start("0")
    return pl.select(pl.when(texts != "").then(keys)).to_series().alias(KEY)


def judge_batches(
    batches: Iterable[pa.RecordBatch], task: Task, whole: Whole = AS_IT_STANDS
) -> Iterator[pa.RecordBatch]:
    """Give the findings on a caseload, or on a part of one, in `FINDING_SCHEMA`.

    Raises `CaseloadError` where a table or a column is missing, or the rows are not in order of their keys.
    """
    for name, table in _judged(batches, task, whole):
        if name == "finding":
            yield from table.to_batches(_A_BATCH)


def result_batches(
    batches: Iterable[pa.RecordBatch], task: Task, whole: Whole = AS_IT_STANDS
) -> Iterator[pa.RecordBatch]:
    """Give the findings, the rows that cannot be used, the counts of rows, and what is odd, in `RESULT_SCHEMA`.

    Raises as `judge_batches` does.
    """
    for name, table in _judged(batches, task, whole):
        for batch in table.to_batches(_A_BATCH):
            columns = [
                batch.to_struct_array() if field.name == name else pa.nulls(len(batch), field.type)
                for field in RESULT_SCHEMA
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=RESULT_SCHEMA)


def telling_batches(batches: Iterable[pa.RecordBatch], task: Task) -> Iterator[pa.RecordBatch]:
    """Give what helps to decide how the whole is read (`whole.decided`), in `TELLING_SCHEMA`; in any order, no keys."""
    columns = tables(task.rulebook)
    found: dict[Telling, None] = {}
    for rows in _of_some_size(batches):
        for name, table in _tables_of(rows).items():
            found |= dict.fromkeys(telling(name, table, columns[name]))
    yield pa.RecordBatch.from_pylist([cell._asdict() for cell in found], TELLING_SCHEMA)


def whole_of(batches: Iterable[pa.RecordBatch], task: Task) -> Whole:
    """Give what a whole caseload decides on how its parts are read.

    Raises `CaseloadError` where ids are written in too many ways.
    """
    rows = (row for batch in telling_batches(batches, task) for row in batch.to_pylist())
    return decided(Telling(**row) for row in rows)


def pieces(batches: Iterable[pa.RecordBatch], rows_at_once: int) -> Iterator[pl.DataFrame]:
    """Give the rows of batches in pieces of some size, none of which ends between two rows of a citizen.

    Raises `CaseloadError` where the rows are not in order of their keys.
    """
    waiting: list[pa.RecordBatch] = []
    count, last = 0, ""
    for batch in batches:
        keys = pl.Series(batch.column(KEY))
        known = keys.drop_nulls()
        if len(known) and (known[0] < last or not known.is_sorted()):
            raise CaseloadError([Problem("the rows are not in order", key=KEY, expected="rows in order of their key")])
        before, last = last, known[-1] if len(known) else last
        waiting.append(batch)
        count += len(batch)
        if count >= rows_at_once and (last != before or len(known) < len(keys)):
            # The last citizen's rows may go on in the next batch; rows of nobody are waited for by none.
            rows = pa.Table.from_batches(waiting)
            open_ = (pl.Series(rows.column(KEY)) == last).fill_null(value=False)
            if not open_.all():
                yield _frame(rows.filter((~open_).to_arrow()))
            waiting = rows.filter(open_.to_arrow()).to_batches()
            count = sum(map(len, waiting))
    if count:
        yield _frame(pa.Table.from_batches(waiting))


class _Part(NamedTuple):
    """Some of the results: which of the four, and its rows."""

    name: str
    table: pa.Table


def _judged(batches: Iterable[pa.RecordBatch], task: Task, whole: Whole) -> Iterator[_Part]:
    rulebook = task.rulebook
    columns = whole.columns(rulebook)
    choices = Choices(task.as_of, rulebook, task.rules, task.schedule, task.conventions, task.readings)
    counts: dict[str, Counter[str]] = {}
    for piece in pieces(batches, task.rows_at_once):
        given = _tables_of(piece)
        frames = _read(given, rulebook, columns, whole)
        if task.known_on is not None:
            frames, _ = frames_as_known_on(frames, task.known_on, rulebook.vocabulary)
        yield from _judged_frames(frames, choices, task)
        yield _Part("rejected", _rejected(frames.issues, given, task))
        for name, count in frames.counts.items():
            counts.setdefault(name, Counter()).update({word: getattr(count, word) for word in _COUNTS})
    rows = [{"table": name, **count} for name, count in counts.items()]
    yield _Part("count", pa.Table.from_pylist(rows, COUNT_SCHEMA))


def _judged_frames(frames: Frames, choices: Choices, task: Task) -> Iterator[_Part]:
    if not len(frames.citizens_index):
        return
    oddities = Oddities(frames, choices, task.registered_within) if task.quality else None
    for judged in judge_frames(frames, choices):
        if oddities is not None:
            oddities.look(judged)
        yield _Part("finding", _as_arrow(judged.table))
    for odd in oddities.found() if oddities is not None else ():
        rows = [
            {
                "citizen": citizen,
                "table": issue.table,
                "date": issue.date,
                "code": str(issue.issue),
                "text": issue.text(task.lang),
            }
            for citizen, issue in issues_of(odd.table())
        ]
        yield _Part("odd", pa.Table.from_pylist(rows, QUALITY_SCHEMA))


def _read(given: Mapping[str, pl.DataFrame], rulebook: Rulebook, columns: Columns, whole: Whole) -> Frames:
    # The number that a row has with its owner is no cell of it: a row without anything else is none.
    raws = tuple(table_in_memory(name, table.drop(ROW, strict=False)) for name, table in given.items())
    return read_frames(Raw(raws, "", "a column {name}"), rulebook, columns=columns, joined=whole.joined)


def _of_some_size(batches: Iterable[pa.RecordBatch]) -> Iterator[pl.DataFrame]:
    """Give the rows of batches, of small ones many at a time."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(map(len, waiting)) >= _A_BATCH:
            yield _frame(pa.Table.from_batches(waiting))
            waiting = []
    if waiting:
        yield _frame(pa.Table.from_batches(waiting))


def _frame(rows: pa.Table) -> pl.DataFrame:
    return pl.DataFrame([_column(name, cells) for name, cells in zip(rows.schema.names, rows.columns, strict=True)])


def _column(name: str, cells: pa.ChunkedArray) -> pl.Series:
    """Give a column; of a table, whose rows are structs, each of its own columns by itself."""
    kind = cells.type
    if not pa.types.is_struct(kind) or not kind.num_fields:
        return series_of(name, cells)
    own = pl.DataFrame(columns_of([field.name for field in kind], cells.flatten()))
    there = pl.Series(cells.is_valid())
    return own.select(pl.when(there).then(pl.struct(pl.all())).alias(name)).to_series()


def _tables_of(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Give the tables whose rows stand one after the other, with their own columns.

    Raises `CaseloadError` for a key that is not that of the row's citizen.
    """
    found: dict[str, pl.DataFrame] = {}
    for name in (name for name in TABLES if name in rows.columns):
        there = rows[name].is_not_null()
        found[name] = rows[name].filter(there).struct.unnest()
        if KEY in rows.columns and CITIZEN in found[name].columns:
            keys = rows[KEY].filter(there)
            if not keys.eq_missing(key_of(found[name][CITIZEN])).all():
                what, expected = "the key of a row is not that of its citizen", "what key_of gives"
                raise CaseloadError([Problem(what, name, KEY, expected)])
    return found


def _rejected(issues: Iterable[RowIssue], given: Mapping[str, pl.DataFrame], task: Task) -> pa.Table:
    own = {name: table[ROW].cast(pl.Int64, strict=False) for name, table in given.items() if ROW in table.columns}
    rows: list[dict[str, Any]] = [
        {
            "table": issue.table,
            "row": own[issue.table][issue.row - _FIRST_ROW] if issue.table in own else None,
            "column": issue.column,
            "code": str(issue.code),
            "text": issue.text(task.lang),
        }
        for issue in issues
    ]
    return pa.Table.from_pylist(rows, REJECTED_SCHEMA)


def _as_arrow(table: pl.DataFrame) -> pa.Table:
    plain = table.select(pl.col(name).cast(kind) for name, kind in schema(FINDINGS).items())
    return plain.to_arrow().cast(FINDING_SCHEMA)
