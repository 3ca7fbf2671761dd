"""What the cells of a user's column look like: how many are filled, and with what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.caseload.columns import UNREADABLE, Bad, Column, settled

if TYPE_CHECKING:
    import polars as pl

    from kontaktforloeb.caseload.raw import RawTable

LOOKED_AT = 100_000
"""How many rows of a large file are looked at."""

_TEXTS = 5_000
"""How many different texts of a column, the most frequent ones."""

_CITIZEN_NUMBER = re.compile(r"\d{6}[- ]?\d{4}|\d{9}")


@attrs.frozen(slots=False)
class Content:
    """What the cells of a column hold; `counts` has the texts with how often each stands there, most frequent first."""

    rows: int
    filled: int
    counts: tuple[tuple[str, int], ...] = attrs.field(repr=False)
    dated: bool = False
    """Whether the source itself says that the cells are days."""

    def share(self, good: Callable[[str], bool]) -> float:
        """Give the share of the filled cells that are good; of no cells none."""
        seen = sum(count for _, count in self.counts)
        return sum(count for text, count in self.counts if good(text)) / seen if seen else 0.0

    def read_as(self, table: str, column: Column) -> float:
        """Give the share of the filled cells that have a value in a column, read as all of them together say."""
        parse = settled(table, column, (text for text, _ in self.counts))[0].parse
        return self.share(lambda text: not isinstance(parse(text), Bad))

    @cached_property
    def like_citizens(self) -> float:
        """Give the share of the filled cells that look like a citizen's number."""
        return self.share(lambda text: _CITIZEN_NUMBER.fullmatch(text) is not None)

    @cached_property
    def plain_numbers(self) -> bool:
        """Tell whether all filled cells are digits alone, as days never are unless the source says so."""
        return not self.dated and bool(self.counts) and all(text.isdigit() for text, _ in self.counts)


def contents(raw: RawTable) -> Mapping[str, Content]:
    """Give the content of every column that has a heading, as far as it is looked at."""
    import polars as pl  # noqa: PLC0415 (an extra)

    opened = raw.opened()
    frames: list[pl.DataFrame] = []
    for piece in opened.pieces(None):
        frames.append(piece.frame)
        if sum(map(len, frames)) >= LOOKED_AT:
            break
    # A file may have headings and no row.
    head = pl.concat(frames).head(LOOKED_AT) if frames else pl.DataFrame(schema=dict.fromkeys(raw.names, pl.String))
    return {name: _content(head[name]) for heading, name in zip(opened.header, raw.names, strict=True) if heading}


def counted(raw: RawTable, names: Iterable[str]) -> dict[str, dict[str, int]]:
    """Give every text of some columns with how many rows of the whole table have it, in a fixed order."""
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for piece in _in_pieces(raw, counts):
        for name, own in counts.items():
            for text, rows in piece[name].drop_nulls().rename("text").value_counts(name="rows").iter_rows():
                own[text] = own.get(text, 0) + rows
    return {name: dict(_ordered(own)) for name, own in counts.items()}


def varying(raw: RawTable, by: str, names: Iterable[str]) -> frozenset[str]:
    """Give those columns that hold two things in rows that agree in the column `by`."""
    import polars as pl  # noqa: PLC0415 (an extra)

    found: dict[str, list[pl.DataFrame]] = {name: [] for name in names}
    for piece in _in_pieces(raw, [by, *found]):
        for name, own in found.items():
            own.append(pl.DataFrame([piece[by].alias("by"), piece[name].alias("about")]).unique())
    return frozenset(name for name, own in found.items() if own and pl.concat(own).unique()["by"].is_duplicated().any())


def _in_pieces(raw: RawTable, names: Iterable[str]) -> Iterator[dict[str, pl.Series]]:
    """Give some columns of a whole table as texts, piece by piece."""
    import polars as pl  # noqa: PLC0415 (an extra)

    few = {name: pl.String() for name in dict.fromkeys(names)}
    if few:
        # Taken one by one: in a selection polars would read a heading such as "*" as a pattern.
        yield from ({name: texts(piece.frame[name]) for name in few} for piece in raw.opened().pieces(few))


def together(parts: Iterable[Content]) -> Content:
    """Give the content of several columns as if they were one."""
    own = list(parts)
    counts: dict[str, int] = {}
    for part in own:
        for text, count in part.counts:
            counts[text] = counts.get(text, 0) + count
    return Content(sum(p.rows for p in own), sum(p.filled for p in own), _ordered(counts), all(p.dated for p in own))


def texts(column: pl.Series) -> pl.Series:
    """Give the cells of a column as texts, without blanks or what tells a spreadsheet that it is text; or null."""
    import polars as pl  # noqa: PLC0415 (an extra)

    from kontaktforloeb.caseload.frames.readable import readable, within_calendar  # noqa: PLC0415 (with polars)

    known = readable(column)
    if known is None:
        # Of cells whose type cannot be read it can be told that they are there.
        return pl.select(pl.when(column.is_not_null()).then(pl.lit(UNREADABLE)).alias(column.name)).to_series()
    column = within_calendar(known)
    if column.dtype == pl.Datetime:
        # A day that a workbook holds comes with midnight behind it.
        column = column.dt.to_string("%Y-%m-%d %H:%M:%S").str.strip_suffix(" 00:00:00")
    stripped = column.cast(pl.String).str.strip_chars()
    if column.dtype.is_float():
        stripped = stripped.str.strip_suffix(".0")
    if stripped.str.starts_with("=").any():
        stripped = stripped.str.replace(r'(?s)^="(.*)"$', "${1}").str.strip_chars()
    return stripped.set(stripped == "", None)


def _content(column: pl.Series) -> Content:
    import polars as pl  # noqa: PLC0415 (an extra)

    found = texts(column).drop_nulls()
    counted = found.rename("text").value_counts(name="rows")
    most = counted.sort(["rows", "text"], descending=[True, False]).head(_TEXTS)
    counts = tuple((str(text), int(rows)) for text, rows in most.iter_rows())
    return Content(len(column), len(found), counts, column.dtype in (pl.Date, pl.Datetime))


def _ordered(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
