"""Raw tables for the tests of mappings: of text, of typed frames, and of the files beside this module."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from kontaktforloeb import load_rules
from kontaktforloeb.caseload.mapping.apply import apply_mapping
from kontaktforloeb.caseload.mapping.load import load_mapping
from kontaktforloeb.caseload.raw import CELLS, ROW, Few, Opened, Piece, RawTable, names_of
from kontaktforloeb.caseload.sources.csvfiles import csv_table

RULES = load_rules()
FILES = Path(__file__).parent / "files"
Rows = list[dict[str, object]]


def raw(
    name: str, text: str, *, pieces: int = 1, ragged: Sequence[int] = (), unreadable: Sequence[int] = ()
) -> RawTable:
    """Give a table as its text stands there, in so many pieces; the rows in `ragged` have too few cells."""
    lines = text.strip("\n").splitlines()
    header, *rows = csv.reader(lines, delimiter=";" if ";" in lines[0] else ",")
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names_of(header), pl.String), orient="row")
    return table(name, frame.with_row_index(ROW, 2), pieces=pieces, ragged=ragged, unreadable=unreadable, header=header)


def table(
    name: str,
    frame: pl.DataFrame,
    *,
    pieces: int = 1,
    ragged: Sequence[int] = (),
    unreadable: Sequence[int] = (),
    header: Sequence[str] = (),
) -> RawTable:
    """Give a table of a frame with row numbers."""
    names = tuple(column for column in frame.columns if column != ROW)
    broken = pl.col(ROW).is_in([*ragged])

    def cut(few: Few | None) -> Iterator[Piece]:
        wanted = list(names) if few is None else [column for column in names if column in few]
        size = -(-len(frame) // pieces) or 1
        for start in range(0, max(len(frame), 1), size):
            numbered = frame.slice(start, size).with_columns(pl.col(ROW).cast(pl.UInt32))
            part = numbered.select(numbered[column] for column in (*wanted, ROW))
            odd = part.filter(broken).with_columns(pl.lit(1, pl.UInt32).alias(CELLS)) if ragged else None
            yield Piece(part.filter(~broken), odd, tuple(unreadable) if start == 0 else ())

    return RawTable(name, f"{name}.csv", lambda: Opened(tuple(header) or names, cut))


def file(name: str) -> RawTable:
    """Give the table in one of the files."""
    return csv_table(FILES / f"{name}.csv")


def applied(tmp_path: Path, text: str, *raws: RawTable) -> list[RawTable]:
    """Give the tables that a mapping makes."""
    path = tmp_path / "mapping.toml"
    path.write_text(text, "utf-8")
    return list(apply_mapping(load_mapping(path, RULES), raws))


def rows(raws: Sequence[RawTable], name: str) -> Rows:
    """Give the rows of all tables of a name, with their numbers, empty cells left out."""
    found = [row for own in raws if own.name == name for row in own.frame.to_dicts()]
    return [{column: value for column, value in row.items() if value not in (None, "")} for row in found]


def without_numbers(given: Rows) -> set[frozenset[tuple[str, object]]]:
    """Give the different rows without their numbers."""
    return {frozenset((column, value) for column, value in row.items() if column != ROW) for row in given}


def columns_as(raws: Sequence[RawTable], name: str) -> list[Mapping[str, str]]:
    """Give what the columns of the tables of a name are called in the source."""
    return [own.columns_as for own in raws if own.name == name]
