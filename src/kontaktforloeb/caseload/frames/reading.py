"""Read the raw tables of a caseload into frames: the bulk twin of `kontaktforloeb.caseload.read`, equal in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload import ids
from kontaktforloeb.caseload.columns import Column, tables
from kontaktforloeb.caseload.frames.arrays import looked_up
from kontaktforloeb.caseload.frames.assembling import Together, empty, framed
from kontaktforloeb.caseload.frames.bysource import counts_by_source
from kontaktforloeb.caseload.frames.citizens import Citizens, Join
from kontaktforloeb.caseload.frames.headers import header_problems, missing_tables, unknown_tables, unread_columns
from kontaktforloeb.caseload.frames.judging import Rows, judged
from kontaktforloeb.caseload.frames.memory import give_back
from kontaktforloeb.caseload.frames.order import CITIZEN
from kontaktforloeb.caseload.frames.rows import Cells, meanings, read_cells
from kontaktforloeb.caseload.frames.shape import Frames
from kontaktforloeb.caseload.raw import Raw
from kontaktforloeb.caseload.rows import Count, Note, NoteCode, RowIssue
from kontaktforloeb.errors import CaseloadError, Problem
from kontaktforloeb.rulebook.registry import Rulebook

Columns = Mapping[str, Sequence[Column]]

Wanted = Callable[[pl.DataFrame], Collection[str]]
"""Gives from the frame of the table `citizens` which columns of meetings are wanted."""

_THREADS = 2
_MEETINGS, _CITIZENS = "meetings", "citizens"


def read_frames(
    raw: Raw, rulebook: Rulebook, *, columns: Columns | None = None, joined: Join = ids.joined,
    wanted: Wanted | None = None,
) -> Frames:  # fmt: skip
    """Give a caseload as frames; where `wanted` is given, with only those columns of meetings that it names.

    Where `raw` is a part of a caseload, `columns` are read as all of it decides, and `joined` knows the ids of all.
    Raises `CaseloadError` with every table or column that is missing and everything that cannot be read.
    """
    columns = columns or tables(rulebook)
    citizens = Citizens(columns["spells"][0], joined)
    # polars and numpy leave other threads free, so that one table is read while another is looked at.
    with ThreadPoolExecutor(_THREADS) as pool:
        read = dict(
            zip(columns, pool.map(lambda name: _read(raw, name, columns[name], citizens), columns), strict=True)
        )
        problems = [*missing_tables(raw), *(problem for table in read.values() for problem in table.problems)]
        if problems:
            raise CaseloadError(problems)
        there = {name: table for name, table in read.items() if table.cells}
        on_ids = citizens.settle({name: [own.written for own in table.cells] for name, table in there.items()})
        judged_tables = pool.map(lambda name: _judge(name, there[name], columns[name], citizens), there)
        rows = {own.name: own for own in judged_tables}
        notes = [*unknown_tables(raw, columns), *(note for table in there.values() for note in table.notes), *on_ids]
        return _assembled(rows, columns, Together(citizens, rulebook.vocabulary), tuple(notes), pool, wanted)


@attrs.define
class _Read:
    """The cells of a table, of all the raws that feed it, what is to be told of them, and what is wrong with any."""

    cells: list[Cells] = attrs.field(factory=list)
    notes: list[Note] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)


def _read(raw: Raw, name: str, columns: Sequence[Column], citizens: Citizens) -> _Read:
    found = _Read()
    for table in (table for table in raw.tables if table.name == name):
        try:
            opened = table.opened()
            wrong = header_problems(table.where, opened.header, columns)
            if wrong:
                opened.look_through()
                found.problems += wrong
                continue
            found.notes += unread_columns(table, opened.header, columns)
            found.cells.append(read_cells(table, opened, columns, citizens))
            if opened.encoding:
                found.notes.append(Note(table.source or table.name, "", None, NoteCode.ENCODING, opened.encoding))
        except CaseloadError as error:
            found.problems += error.problems
    return found


def _judge(name: str, table: _Read, columns: Sequence[Column], citizens: Citizens) -> Rows:
    meant, words, notes = meanings(table.cells, columns)
    table.notes += notes
    return judged(name, table.cells, meant, words, columns, citizens)


def _assembled(
    rows: Mapping[str, Rows], columns: Columns, together: Together, notes: tuple[Note, ...], pool: ThreadPoolExecutor,
    wanted: Wanted | None,
) -> Frames:  # fmt: skip
    group = together.spells(rows["spells"])
    citizens, rank = _ordered(together)
    give_back()

    def columns_of(name: str) -> Iterator[tuple[str, Callable[[], pl.Series]]]:
        own = rows[name]
        places = together.others(own)
        give_back()
        given = (group, together.groups) if name == "spells" else None
        return framed(own, columns[name], places if rank is None else looked_up(rank, places), given)

    def frame_of(name: str) -> pl.DataFrame:
        return pl.DataFrame([one() for _, one in columns_of(name)])

    frames = {name: frame_of(name) for name in rows if name == _CITIZENS}
    kept = None if wanted is None else {CITIZEN, *wanted(frames.get(_CITIZENS, empty(columns[_CITIZENS])))}
    # There are many times more meetings than rows of others: what those need is forgotten before the columns of the
    # meetings are made, two at a time.
    of_meetings = pool.submit(lambda: list(columns_of(_MEETINGS)) if _MEETINGS in rows else [])
    frames |= {name: frame_of(name) for name in rows if name not in (_MEETINGS, _CITIZENS)}
    made = [one for name, one in of_meetings.result() if kept is None or name in kept]
    if made:
        frames[_MEETINGS] = pl.DataFrame(list(pool.map(lambda one: one(), made)))
    give_back()
    frames |= {name: empty(columns[name]) for name in columns if name not in frames}
    counts: dict[str, Count] = {}
    for name, own in rows.items():
        used, repeated = len(frames[name]), int(np.count_nonzero(own.again))
        counts[name] = Count(own.seen, used, repeated, own.seen - used - repeated)
    return Frames(
        citizens_index=citizens,
        **frames,
        rejected_rows=_rejected(citizens, together, rows.values()),
        issues=_in_order(rows),
        counts=counts,
        notes=notes,
        sources=counts_by_source(rows.values()),
    )


def _ordered(together: Together) -> tuple[pl.Series, NDArray[np.uint32] | None]:
    """Give the citizens ordered as texts, and the place of each by its key where that is another."""
    texts = together.citizens.texts(together.keys).alias("citizen")
    if texts.is_sorted():
        return texts, None
    order = texts.arg_sort().to_numpy()
    rank = np.empty(len(order), np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    return texts.gather(order), rank


def _rejected(citizens: pl.Series, together: Together, tables: Iterable[Rows]) -> pl.Series:
    """Give how many rows of each citizen were rejected."""
    counts = np.zeros(len(citizens), np.uint32)
    rejected = Counter(citizen for rows in tables for _, citizen in rows.rejected if citizen)
    read_as = pl.Series([together.citizens.read_as(citizen) for citizen in rejected], dtype=pl.String)
    places = citizens.search_sorted(read_as).to_numpy()
    inside = np.flatnonzero(places < len(citizens))
    there = inside[(citizens.gather(places[inside]) == read_as.gather(inside)).to_numpy()]
    np.add.at(counts, places[there], np.array(list(rejected.values()), np.uint32)[there])
    return pl.Series("rejected_rows", counts)


def _in_order(rows: Mapping[str, Rows]) -> tuple[RowIssue, ...]:
    shown = {own.raw.source or name: place for place, (name, table) in enumerate(rows.items()) for own in table.cells}
    issues = [issue for table in rows.values() for issue, _ in table.rejected]
    return tuple(sorted(issues, key=lambda issue: (shown[issue.table], issue.row, issue.column)))
