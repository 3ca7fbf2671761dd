"""The tables of any source as they stand there: text or typed cells, each row with its number, nothing judged yet.

A table is opened where it is asked for and read in pieces, so that a large one never stands in memory as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import attrs
import polars as pl

ROW = "_row"
"""The column that holds a row's number, as a spreadsheet numbers it: the header is row 1."""
CELLS = "_cells"
"""The column, in rows of another number of cells than the header, that holds how many there are."""
Few = Mapping[str, "pl.DataType"]
"""The columns that are wanted, each with the type in which text is to come: `String`, or a `Categorical`."""


@attrs.frozen(eq=False)
class Piece:
    """Some rows of a table.

    `frame` holds those with as many cells as the header. `ragged` has the others, their cells as text filled up with
    empty ones, with `_cells`. `unreadable` are the numbers of rows that cannot be split into cells. Rows in which every
    cell is empty are none.
    """

    frame: pl.DataFrame
    ragged: pl.DataFrame | None = None
    unreadable: tuple[int, ...] = ()


@attrs.frozen(eq=False)
class Opened:
    """A table that is open: its header as it is written, and what gives its rows, piece by piece.

    Asked for some columns, the pieces hold these and `_row`; asked for `None`, all of them, texts as `String`.
    """

    header: tuple[str, ...]
    pieces: Callable[[Few | None], Iterator[Piece]]
    encoding: str = ""
    """The name of the encoding, where it is another than UTF-8."""
    width: int = 0
    """How many cells a row of the source has, where that is another number than that of the headings."""
    look_through: Callable[[], object] = tuple
    """Raises `CaseloadError` for what keeps the rows from being read, where nobody is going to read them."""


@attrs.frozen(eq=False)
class RawTable:
    """A table of a source: its name, where it stands as a message may say it, and how it is opened.

    `source` is the user's own name of it and `columns_as` the user's headings, where a mapping gave it others.
    """

    name: str
    where: str
    opened: Callable[[], Opened]
    source: str = ""
    columns_as: Mapping[str, str] = attrs.field(factory=dict)
    headed_at: Callable[[int], Opened] | None = None
    """Opens the table with its headings in the row of a number; `None` where none can have them, as of a data base."""
    delimited: bool = False
    """Whether a sign separates its cells, which is another in titles above the headings."""

    def headed(self, row: int) -> RawTable | None:
        """Give the table with its headings in a row, and nothing of what stands above; `None` where no row has them."""
        if self.headed_at is None:
            return None
        return attrs.evolve(self, opened=partial(self.headed_at, row), headed_at=None)

    @property
    def header(self) -> tuple[str, ...]:
        """The headings as they are written; they may be empty, and one may stand there twice.

        Raises `CaseloadError` where the table cannot be read.
        """
        return self.opened().header

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns of `frame`, one for each heading."""
        return names_of(self.header)

    @property
    def frame(self) -> pl.DataFrame:
        """All rows that have as many cells as the header, and their numbers."""
        opened = self.opened()
        return _as_one([piece.frame for piece in opened.pieces(None)], opened.header)

    def head(self, rows: int) -> pl.DataFrame:
        """Give the first rows of `frame`, without reading on."""
        frames: list[pl.DataFrame] = []
        opened = self.opened()
        for piece in opened.pieces(None):
            frames.append(piece.frame)
            if sum(map(len, frames)) >= rows:
                break
        return _as_one(frames, opened.header).head(rows)

    def mapped(
        self,
        change: Callable[[pl.DataFrame], pl.DataFrame],
        *,
        name: str,
        header: Sequence[str],
        source: str = "",
        columns_as: Mapping[str, str] | None = None,
    ) -> RawTable:
        """Give the table with every piece of it changed, under another name and with other headings.

        `change` takes a frame with `names` and `_row` and gives one with `header` and `_row`. It may leave rows out.
        """
        opened = partial(_changed, self.opened, change, tuple(header))
        return RawTable(name, self.where, opened, source or self.source or self.name, columns_as or {})


@attrs.frozen(eq=False)
class Raw:
    """The tables of a source, where it is, and how a table that is missing is called in a message.

    `missing` is a template that takes `name`, such as "a file {name}.csv".
    """

    tables: tuple[RawTable, ...]
    where: str
    missing: str
    others: tuple[Path, ...] = ()
    """The files of a folder that are no tables."""


def _as_one(frames: Sequence[pl.DataFrame], header: Sequence[str]) -> pl.DataFrame:
    """Give frames as one; of a table without a row, whose columns have no type, one of texts."""
    if frames:
        return pl.concat(frames)
    kinds: dict[str, pl.DataType] = dict.fromkeys(names_of(header), pl.String())
    return pl.DataFrame(schema={**kinds, ROW: pl.UInt32()})


def names_of(header: Sequence[str]) -> tuple[str, ...]:
    """Give one name for each heading: a second "Dato" is "Dato (2)", an empty one is its place, as "_5".

    >>> names_of(["citizen", "Dato", "Dato", ""])
    ('citizen', 'Dato', 'Dato (2)', '_4')
    """
    taken = {*header, ROW, CELLS}
    seen: Counter[str] = Counter()
    names: list[str] = []
    for place, heading in enumerate(header, 1):
        seen[heading] += 1
        if heading and heading not in (ROW, CELLS) and seen[heading] == 1:
            names.append(heading)
            continue
        name = f"{heading} ({seen[heading]})" if heading else f"_{place}"
        while name in taken:
            name += "_"
        taken.add(name)
        names.append(name)
    return tuple(names)


def _changed(
    opened: Callable[[], Opened], change: Callable[[pl.DataFrame], pl.DataFrame], header: tuple[str, ...]
) -> Opened:
    before = opened()

    def pieces(few: Few | None) -> Iterator[Piece]:
        for piece in before.pieces(None):
            frame = _chosen(change(piece.frame), few)
            ragged = piece.ragged
            if ragged is not None:
                counted = change(ragged.drop(CELLS))
                ragged = counted.join(ragged.select(ROW, CELLS), on=ROW, how="left", maintain_order="left")
            yield Piece(frame, ragged, piece.unreadable)

    return Opened(header, pieces, before.encoding, before.width or len(before.header))


def _chosen(frame: pl.DataFrame, few: Collection[str] | None) -> pl.DataFrame:
    return frame if few is None else frame.select(*(name for name in frame.columns if name in few), ROW)


def read_raw(source: str | Path, queries: Mapping[str, str] | None = None) -> Raw:
    """Give the tables of a source.

    That is a folder of CSV or Parquet files; one such file; an Excel workbook, a sheet for each table; a DuckDB or
    SQLite file; or the address of a PostgreSQL database, `postgresql://...`. Of a database, `queries` gives the SQL of
    each table, and without it the tables and views are taken by their names.

    Raises `CaseloadError` where there is no such source, where it cannot be read, and for every query that cannot be
    run.
    """
    # With them come packages that only some sources need.
    from kontaktforloeb.caseload.sources.choosing import tables_of  # noqa: PLC0415 (as said)

    return tables_of(source, queries)
