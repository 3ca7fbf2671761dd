"""The rows of one table: their cells as codes, what these mean, and which rows are wrong by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import numpy as np
import polars as pl

from kontaktforloeb.caseload.columns import Bad, Column, settled
from kontaktforloeb.caseload.frames.arrays import Array, Growing, Mask
from kontaktforloeb.caseload.frames.citizens import Citizens, Keys
from kontaktforloeb.caseload.frames.coding import FIRST_ORDINAL, Coded, Coder
from kontaktforloeb.caseload.frames.kinds import Kind, kind_of
from kontaktforloeb.caseload.frames.numbering import RowNumbers
from kontaktforloeb.caseload.frames.readable import readable, type_problem
from kontaktforloeb.caseload.raw import ROW, Opened, Piece, RawTable
from kontaktforloeb.caseload.rows import Note
from kontaktforloeb.caseload.typed_cells import text_of, value_of
from kontaktforloeb.errors import CaseloadError, Problem

NONE = int(np.iinfo(np.int32).min)
"""What stands for no value among days."""
_IN_WORDS = (Kind.TEXT, Kind.LIST, Kind.NUMBER)
STORES: Mapping[Kind, type[np.signedinteger[Any]]] = {Kind.DAY: np.int32, Kind.WHOLE: np.int16, Kind.FLAG: np.int8}
"""As what values are kept that are no places of words, the least one standing for none; minutes have four digits."""


@attrs.define(eq=False)
class Cells:
    """The rows of one raw table: numbers, ids as they are written, and the other columns as codes.

    `ragged` are rows of another number of cells than the header, `width`, and `unreadable` the numbers of those that
    have none.
    """

    raw: RawTable
    numbers: RowNumbers
    written: Keys
    columns: dict[str, Coded]
    ragged: tuple[pl.DataFrame, ...]
    unreadable: tuple[int, ...]
    width: int
    rows: int = attrs.field(init=False)
    """How many rows can be split into as many cells as the header."""

    def __attrs_post_init__(self) -> None:
        self.rows = len(self.numbers)

    @property
    def seen(self) -> int:
        """How many rows there are, whatever becomes of them."""
        return self.rows + sum(map(len, self.ragged)) + len(self.unreadable)


def read_cells(raw: RawTable, opened: Opened, columns: Sequence[Column], citizens: Citizens) -> Cells:
    """Give the cells of a raw table; no cell is judged yet.

    Raises `CaseloadError` where the table cannot be read.
    """
    coders = {column.name: Coder() for column in columns[1:] if column.name in opened.header}
    few: dict[str, pl.DataType] = {name: coder.wanted for name, coder in coders.items()}
    numbers, written = RowNumbers(), Growing()
    # Where there is no piece at all, the array has its type.
    written.take(np.empty(0, np.int64))
    ragged: list[pl.DataFrame] = []
    unreadable: list[int] = []
    for piece in ahead(opened.pieces({columns[0].name: pl.String(), **few})):
        cells = _readable(raw, piece.frame.select(columns[0].name, *coders))
        numbers.take(piece.frame[ROW].to_numpy())
        written.take(citizens.keys(cells[columns[0].name]))
        for name, coder in coders.items():
            coder.take(cells[name])
        ragged += [] if piece.ragged is None else [piece.ragged]
        unreadable += piece.unreadable
    return Cells(
        raw,
        numbers,
        written.whole(),
        {name: coder.coded() for name, coder in coders.items()},
        tuple(ragged),
        tuple(unreadable),
        opened.width or len(opened.header),
    )


def _readable(raw: RawTable, frame: pl.DataFrame) -> Mapping[str, pl.Series]:
    """Give the columns in types that are read; raise `CaseloadError` for every one whose cells are of another type."""
    found: dict[str, pl.Series] = {}
    problems: list[Problem] = []
    for cells in frame.iter_columns():
        problem = type_problem(raw.where, raw.columns_as.get(cells.name, cells.name), cells.name, cells)
        own = None if problem else readable(cells)
        if problem is not None:
            problems.append(problem)
        if own is not None:
            found[cells.name] = own
    if problems:
        raise CaseloadError(problems)
    return found


def ahead(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Give pieces, and read the next one while the last one is looked at."""
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(next, pieces, None)
        while (piece := waiting.result()) is not None:
            waiting = pool.submit(next, pieces, None)
            yield piece


@attrs.frozen(eq=False)
class Meant:
    """What the codes of a column mean: a value, or `Bad`, for each, and an array of the values as numbers.

    Days are counted from 1970; words and exact numbers are their place in `words`. For no value stands `none`.
    """

    column: Column
    values: Mapping[int, Any]
    numbers: Array
    none: int
    wrong: Mask | None
    """Which codes are `Bad`; `None` where none is."""


def meanings(
    cells: Sequence[Cells], columns: Sequence[Column]
) -> tuple[list[dict[str, Meant]], dict[str, list[Any]], list[Note]]:
    """Give what the codes mean in each of the raws that feed a table, the words of each column, and notes."""
    notes: list[Note] = []
    found: list[dict[str, tuple[Column, dict[int, Any]]]] = []
    for some in cells:
        own: dict[str, tuple[Column, dict[int, Any]]] = {}
        for column in columns[1:]:
            coded = some.columns.get(column.name) or Coded(None, {})
            texts = {code: text_of(cell) for code, cell in coded.cells.items()}
            read, told = settled(some.raw.source or some.raw.name, column, texts.values())
            shown = some.raw.columns_as.get(column.name, column.name)
            notes += [attrs.evolve(note, name=shown) for note in told]
            values = {code: value_of(read, cell) for code, cell in coded.cells.items()}
            own[column.name] = (read, {0: read.value(""), **values})
        found.append(own)
    words: dict[str, list[Any]] = {}
    for column in columns[1:]:
        name = column.name
        if kind_of(name) in _IN_WORDS:
            every = {_plain(value) for own in found for value in own[name][1].values() if not isinstance(value, Bad)}
            words[name] = sorted(every - {None})
    meant = [{name: _meant(read, values, words.get(name, ())) for name, (read, values) in own.items()} for own in found]
    return meant, words, notes


def _plain(value: Any) -> Any:
    return ("|".join(value) or None) if isinstance(value, tuple) else value


def _meant(column: Column, values: dict[int, Any], words: Sequence[Any]) -> Meant:
    places = {word: place for place, word in enumerate(words)}
    kind = kind_of(column.name)
    in_words = kind in _IN_WORDS
    store = place_type(len(words)) if in_words else np.dtype(STORES[kind])
    none = int(np.iinfo(store).max if in_words else np.iinfo(store).min)
    numbers = np.full(max(values) + 1, none, store)
    wrong = np.zeros(len(numbers), np.bool_)
    for code, value in values.items():
        plain = _plain(value)
        if isinstance(value, Bad):
            wrong[code] = True
        elif plain is not None:
            day = kind is Kind.DAY
            numbers[code] = places[plain] if in_words else plain.toordinal() - FIRST_ORDINAL if day else int(plain)
    return Meant(column, values, numbers, none, wrong if wrong.any() else None)


def place_type(words: int) -> np.dtype[Any]:
    """Give the type of places in so many words, and of one more that stands for no word: that of an `Enum`."""
    for kind in (np.uint8, np.uint16):
        if words < np.iinfo(kind).max:
            return np.dtype(kind)
    return np.dtype(np.uint32)
