"""What is said of the tables and columns of a source before any row of it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kontaktforloeb.caseload.columns import NEEDED, Column
from kontaktforloeb.caseload.raw import Raw, RawTable
from kontaktforloeb.caseload.rows import Note
from kontaktforloeb.caseload.unseen import visible
from kontaktforloeb.errors import Problem, masked, nearest


def missing_tables(raw: Raw) -> list[Problem]:
    """Give a problem for each table that a caseload cannot do without and that is not there."""
    there = {table.name for table in raw.tables}
    return [
        Problem("the table is missing", raw.where, key=name, expected=raw.missing, facts={"name": name})
        for name in NEEDED
        if name not in there
    ]


def unknown_tables(raw: Raw, known: Iterable[str]) -> list[Note]:
    """Give a note on each table that is not read, and on each file that is none."""
    names = list(known)
    unread = (table for table in raw.tables if table.name not in names)
    places = [(table.where, table.name) for table in unread] + [(path.name, path.stem) for path in raw.others]
    return [Note(visible(where), "", nearest(name, names)) for where, name in places]


def header_problems(where: str, header: Sequence[str], columns: Sequence[Column]) -> list[Problem]:
    """Give a problem for each column that is missing or there twice."""
    if not any(header):
        return [Problem("the table is empty", where)]
    # A file without a header has its first row of data there, and in it somebody's id.
    words = [cell for cell in header if not any(sign.isdigit() for sign in cell)]
    counts = Counter(header)
    missing = [column.name for column in columns if column.required and not counts[column.name]]
    return [
        *(Problem("the column is missing", where, key=name, nearest=nearest(name, words)) for name in missing),
        *(Problem("the column stands there twice", where, key=name) for name in _names(columns) if counts[name] > 1),
    ]


def unread_columns(raw: RawTable, header: Sequence[str], columns: Sequence[Column]) -> list[Note]:
    """Give a note on each column that is not read."""
    known = _names(columns)
    name = raw.source or raw.name
    return [Note(name, masked(cell), nearest(cell, known)) for cell in header if cell and cell not in known]


def _names(columns: Sequence[Column]) -> list[str]:
    return [column.name for column in columns]
