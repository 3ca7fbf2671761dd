"""CSV and JSON from polars frames: the same bytes as `plain` gives for the same rows, without a loop over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import IO

import polars as pl

from kontaktforloeb.caseload.writing.plain import Form, closing, opening
from kontaktforloeb.caseload.writing.tables import FORMULA, Kind, Row, Table, joined

_DTYPES: dict[Kind, type[pl.DataType]] = {
    Kind.TEXT: pl.String, Kind.LIST: pl.String, Kind.DAY: pl.Date, Kind.NUMBER: pl.Int32,
}  # fmt: skip
_AT_ONCE = 32_768
"""How many rows make a frame where they come one by one, and how many become text at a time."""
_FORMULA = f"^[{''.join(FORMULA).replace('-', chr(92) + '-')}]"


def schema(table: Table) -> pl.Schema:
    """Give the columns of a table as a frame has them, lists as one text."""
    return pl.Schema({column: _DTYPES[table.kind(column)]() for column in table.columns})


def frames_of(table: Table, rows: Iterable[Row]) -> Iterator[pl.DataFrame]:
    """Give rows as frames of a bounded size."""
    rows, columns = iter(rows), schema(table)
    while some := list(islice(rows, _AT_ONCE)):
        plain = [[_value(value) for value in row] for row in some]
        yield pl.DataFrame(plain, schema=columns, orient="row")


def write_frames(file: IO[bytes], form: Form, table: Table, frames: Iterable[pl.DataFrame]) -> int:
    """Write a table, frame by frame, and give the number of its rows."""
    file.write(opening(form, table).encode())
    count = 0
    for frame in frames:
        told = _told(frame.select(table.columns), form, table)
        for some in told.iter_slices(_AT_ONCE):
            if not some.is_empty():
                file.write(_text(some, form, first=not count))
                count += some.height
    file.write(closing(form, empty=not count).encode())
    return count


def _told(frame: pl.DataFrame, form: Form, table: Table) -> pl.DataFrame:
    """Give a frame with its cells as the form says them."""
    days = [_iso(frame[column]) for column in table.of_kind(Kind.DAY)]
    if form in (Form.CSV, Form.EXCEL_CSV):
        return frame.with_columns(*days, *(_safe(frame[column]) for column in table.of_kind(Kind.TEXT, Kind.LIST)))
    return frame.with_columns(*days, *(_split(frame[column]) for column in table.of_kind(Kind.LIST)))


def _text(frame: pl.DataFrame, form: Form, *, first: bool) -> bytes:
    # It becomes text in memory, as errors of the disk are only told apart where Python writes.
    buffer = BytesIO()
    if form in (Form.CSV, Form.EXCEL_CSV):
        frame.write_csv(
            buffer, include_header=False, separator=form.delimiter, line_terminator="\n", quote_style="necessary"
        )
        return buffer.getvalue()
    frame.write_ndjson(buffer)
    if form is Form.JSON_LINES:
        return buffer.getvalue()
    # No line feed stands inside a line: texts have theirs escaped.
    lines = buffer.getvalue().removesuffix(b"\n").replace(b"\n", b",\n")
    return (b"\n" if first else b",\n") + lines


def _safe(column: pl.Series) -> pl.Series:
    """Give text that is safe to open in a spreadsheet; empty text as nothing, which gets no quotes."""
    texts = _texts(column)
    text = pl.col(column.name)
    if texts.str.contains(_FORMULA).any():
        guarded = text.cast(pl.String)
        text = pl.when(guarded.str.contains(_FORMULA)).then("'" + guarded).otherwise(guarded)
    if (texts == "").any():
        text = pl.when(text != "").then(text)
    return column.to_frame().select(text.alias(column.name)).to_series()


def _texts(column: pl.Series) -> pl.Series:
    """Give all texts of a column, each once where that is known without a look at every row."""
    if isinstance(column.dtype, pl.Enum):
        return column.dtype.categories
    return column if column.dtype == pl.String else column.unique().cast(pl.String)


def _iso(column: pl.Series) -> pl.Series:
    """Give days as text; where they lie close, each is put into words once, which is ten times faster."""
    days = column.to_physical()
    first, last = days.min(), days.max()
    if not isinstance(first, int) or not isinstance(last, int) or last - first > len(days):
        return column.cast(pl.String)
    every = pl.select(pl.int_range(first, last + 1, dtype=pl.Int32).cast(pl.Date).cast(pl.String)).to_series()
    return every.gather(days - first).alias(column.name)


def _split(column: pl.Series) -> pl.Series:
    name = pl.col(column.name).cast(pl.String).fill_null("")
    words = pl.when(name == "").then(pl.lit([], pl.List(pl.String))).otherwise(name.str.split("|"))
    return column.to_frame().select(words.alias(column.name)).to_series()


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return joined(value)
    return str(value) if isinstance(value, str) else value
