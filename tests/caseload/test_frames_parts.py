"""The parts that frames are made with: codes of cells, numbers of rows, repeats, and what is in memory already."""

from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from caseload_folders import RULES
from hypothesis import example, given
from hypothesis import strategies as st

for _package in ("polars", "numpy"):
    pytest.importorskip(_package)

import numpy as np
import polars as pl

from kontaktforloeb.caseload.frames import from_frames
from kontaktforloeb.caseload.frames import memory as memory_of_frames
from kontaktforloeb.caseload.frames.coding import Coder
from kontaktforloeb.caseload.frames.memory import give_back, keep_large_apart
from kontaktforloeb.caseload.frames.numbering import RowNumbers
from kontaktforloeb.caseload.frames.repeating import repeats
from kontaktforloeb.caseload.typed_cells import text_of

DAYS = st.dates() | st.dates(date(1895, 1, 1), date(1905, 1, 1)) | st.dates(date(2078, 1, 1), date(2081, 1, 1))
WHOLE = st.integers(-2, 300) | st.sampled_from([65533, 65534, 65535, 65536, -(2**63), 2**63 - 1])
PIECES = st.one_of(
    *(
        st.lists(st.tuples(st.just(kind), st.lists(cells | st.none(), max_size=4)), max_size=4)
        for kind, cells in ((pl.Date, DAYS), (pl.Int64, WHOLE), (pl.Boolean, st.booleans()))
    )
)


@given(PIECES)
@example([(pl.Int64, [1, None, 65534]), (pl.Int64, [65535, 1]), (pl.Int64, [-1, 0])])
@example([(pl.Date, [date(1899, 12, 31), None]), (pl.Date, [date(1900, 1, 1), date(2079, 6, 6), date(2079, 6, 7)])])
@example([(pl.Date, [date.min, date.max])])
def test_each_cell_has_the_code_of_its_text_and_none_has_zero(pieces: list[tuple[Any, list[Any]]]) -> None:
    assert_told_apart(pieces)


def test_cells_of_several_types_are_told_apart_by_their_text() -> None:
    assert_told_apart([(pl.Int64, [1, 20]), (pl.String, ["20", "", "x"]), (pl.Boolean, [True, None]), (pl.Int64, [20])])
    assert_told_apart([(pl.Date, [date(2024, 1, 2)]), (pl.String, ["2024-01-02", None]), (pl.Date, [date.min])])
    assert_told_apart([(pl.String, ["true"]), (pl.Boolean, [True, False])])


def assert_told_apart(pieces: list[tuple[Any, list[Any]]]) -> None:
    coder = Coder()
    for kind, cells in pieces:
        coder.take(pl.Series(cells, dtype=kind))
    coded = coder.coded()
    every = [text_of(cell) for _, cells in pieces for cell in cells]
    if not pieces:
        assert coded.codes is None
        return
    assert coded.codes is not None
    assert [text_of(coded.cells.get(code)) for code in coded.codes.tolist()] == every
    assert all((code == 0) == (text == "") for code, text in zip(coded.codes.tolist(), every, strict=True))
    # Equal texts have one code: it is what rows are compared by.
    assert len(set(coded.codes.tolist())) == len(set(every))


def test_a_day_beyond_the_calendar_is_a_cell_that_is_no_day() -> None:
    coder = Coder()
    coder.take(pl.Series([2**31 - 1, 2**31 - 2, -(2**31 - 1), 0], dtype=pl.Int32).cast(pl.Date))
    coded = coder.coded()
    assert coded.codes is not None
    cells = [str(coded.cells[code]) for code in coded.codes.tolist()]
    # The last one that there is, is how data bases keep a day that never comes.
    assert cells == ["infinity", "10000-01-01", "10000-01-01", "1970-01-01"]


@given(st.lists(st.lists(st.integers(2, 12), max_size=5), max_size=5))
def test_rows_keep_their_numbers(pieces: list[list[int]]) -> None:
    numbers = RowNumbers()
    for piece in pieces:
        numbers.take(np.array(piece, np.uint32))
    every = [number for piece in pieces for number in piece]
    assert numbers.every().tolist() == every
    assert len(numbers) == len(every)
    back = np.arange(len(every))[::-1]
    assert numbers.of(back).tolist() == every[::-1]


@given(st.lists(st.tuples(*[st.integers(0, 1)] * 5, st.booleans()), max_size=40))
def test_repeats_say_the_same_in_every_column(rows: list[Sequence[int]]) -> None:
    columns = [np.array([row[place] for row in rows], np.uint8) for place in range(5)]
    among = np.array([row[5] for row in rows], np.bool_)
    before = among.copy()
    found = repeats(columns, among).tolist()
    seen = [tuple(row[:5]) if row[5] else None for row in rows]
    assert found == [own is not None and own in seen[:place] for place, own in enumerate(seen)]
    assert among.tolist() == before.tolist()


def test_minutes_of_four_digits_are_kept_in_few_bytes() -> None:
    minutes = [45, None, 9999, 0, 10_000, -1]
    spells = pl.DataFrame({"citizen": ["C1"], "group": ["6.2"], "start": ["2022-01-03"]})
    own = {"citizen": "C1", "date": date(2022, 1, 10), "type": "7", "held_by": "jobcenter"}
    frames = from_frames(RULES, spells=spells, meetings=pl.DataFrame({**own, "minutes": minutes}))
    assert frames.meetings["minutes"].to_list() == minutes[:4]
    assert frames.meetings["minutes"].dtype == pl.Int16
    assert [meeting.minutes for meeting in frames.cases([0])[0].meetings] == minutes[:4]
    assert [issue.row for issue in frames.issues] == [6, 7]


def test_a_query_is_run_once_for_all_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    # It is cut into pieces, and what gives its rows may order them in another way each time.
    monkeypatch.setattr("kontaktforloeb.caseload.sources.typed.ROWS", 2)
    runs = []

    def turned(frame: pl.DataFrame) -> pl.DataFrame:
        runs.append(len(frame))
        return frame if len(runs) % 2 else frame.reverse()

    days = [date(2022, 1, 10) + timedelta(days=day) for day in range(9)]
    rows = {"citizen": ["C1"] * 9, "date": days, "type": ["7"] * 9, "held_by": ["jobcenter"] * 9}
    spells = pl.DataFrame({"citizen": ["C1"], "group": ["6.2"], "start": ["2022-01-03"]})
    query = pl.LazyFrame(rows).map_batches(turned)
    meetings = from_frames(RULES, spells=spells, meetings=query).meetings["date"]
    assert meetings.to_list() == days


def test_memory_is_given_back_where_the_library_can(monkeypatch: pytest.MonkeyPatch) -> None:
    give_back()
    keep_large_apart()

    def no_library(_: object) -> None:
        raise OSError

    monkeypatch.setattr("ctypes.CDLL", no_library)
    memory_of_frames.c_library.cache_clear()
    give_back()
    keep_large_apart()
    assert memory_of_frames.c_library() is None
    memory_of_frames.c_library.cache_clear()
