from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
import random
from pathlib import Path
from typing import Any

import pytest
from caseload_folders import RULES, put
from odd_folders import put_odd

for _package in ("polars", "numpy"):
    pytest.importorskip(_package)

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kontaktforloeb.caseload.columns import tables
from kontaktforloeb.caseload.frames import Frames, from_frames, read_frames
from kontaktforloeb.caseload.frames.arrays import Numbers, distinct
from kontaktforloeb.caseload.frames.citizens import Citizens
from kontaktforloeb.caseload.frames.dictionary import Dictionary
from kontaktforloeb.caseload.frames.repeating import repeats
from kontaktforloeb.caseload.raw import Raw, read_raw
from kontaktforloeb.caseload.read import Caseload, read_folder
from kontaktforloeb.caseload.sources.csvfiles import csv_table
from kontaktforloeb.errors import CaseloadError


def in_pieces(folder: Path, size: int) -> Raw:
    """Give the tables of a folder, to be read a few bytes at once."""
    tables = tuple(csv_table(path, piece=size) for path in sorted(folder.glob("*.csv")))
    return Raw(tables, str(folder), "a file {name}.csv")


def outcome(read: Any) -> Any:
    try:
        return read()
    except CaseloadError as error:
        return [str(problem) for problem in error.problems]


def assert_alike(caseload: Caseload | list[str], frames: Frames | list[str]) -> None:
    if isinstance(caseload, list) or isinstance(frames, list):
        assert frames == caseload
        return
    assert frames.counts == caseload.counts
    assert frames.issues == caseload.issues
    assert frames.notes == caseload.notes
    assert tuple(frames.cases(range(len(frames.citizens_index)))) == caseload.cases
    rejected = {case.citizen: case.rejected_rows for case in caseload.cases if case.rejected_rows}
    assert frames.rejected_by_citizen == rejected


@pytest.mark.parametrize("seed", range(12))
def test_frames_hold_what_the_reference_reads_of_whatever_a_folder_holds(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    folder = put_odd(tmp_path / "odd", chance, damage=chance.choice([0.0, 0.05, 0.3]))
    caseload = outcome(lambda: read_folder(folder, RULES))
    assert_alike(caseload, outcome(lambda: read_frames(read_raw(folder), RULES)))
    size = chance.choice([1, 7, 64, 300])
    assert_alike(caseload, outcome(lambda: read_frames(in_pieces(folder, size), RULES)))


BLANKS = ["", " ", "\t ", "\xa0", "\u2003", "\x1c", "\x85", '" "', '""']


@pytest.mark.parametrize("shuffled", [False, True])
def test_a_line_of_blanks_is_no_row_and_blanks_beyond_the_header_are_no_cells(
    tmp_path: Path, *, shuffled: bool
) -> None:
    header, row = (
        ("start;note;citizen;group", "2022-01-03;;C1;6.2") if shuffled else ("citizen;group;start", "C1;6.2;2022-01-03")
    )
    width = header.count(";") + 1
    blank = [";".join([sign] * size) for sign in BLANKS for size in (1, width, width + 2)]
    spells = "\n".join([header, *blank, row, *blank, row + "; ;\t", row.replace("C1", "Åse"), ""])
    folder = put(tmp_path / "x", spells=spells)
    caseload = read_folder(folder, RULES)
    assert (caseload.counts["spells"].rows, caseload.counts["spells"].rejected) == (3, 0)
    for size in (1, 40, 1 << 20):
        assert_alike(caseload, outcome(lambda size=size: read_frames(in_pieces(folder, size), RULES)))


ODD_BYTES = {
    "ü of CP850 in the header": b"citizen,group,start,m\x81nster\n" + b"C1,6.2,2022-01-03,\n" * 30,
    "ø of CP850 in the header": b"citizen,group,start,m\x9bde\n" + b"C1,6.2,2022-01-03,\n" * 30,
    "Å of CP850 among the first lines": b"citizen,group,start\nC1\x8f,6.2,2022-01-03\n",
    "ü of CP850 further down": b"citizen,group,start\n" + b"C1,6.2,2022-01-03\n" * 40 + b"C\x81,6.2,2022-01-03\n",
    "in a record of several lines": b'citizen,group,start\n"C1\n\n\n\x81",6.2,2022-01-03\n',
    "without a column, and two encodings": b"citizen,group,st\xe6rt\nC1,6.2,\xc3\xa6\n",
    "any bytes": bytes(range(1, 256)) * 20,
    "any bytes with zeros": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("content", ODD_BYTES.values(), ids=ODD_BYTES)
def test_a_file_of_no_known_encoding_is_refused_with_the_same_words_either_way(tmp_path: Path, content: bytes) -> None:
    folder = put(tmp_path / "x", spells=content)
    said = outcome(lambda: read_folder(folder, RULES))
    assert isinstance(said, list)
    for size in (1, 40, 1 << 20):
        assert outcome(lambda size=size: read_frames(in_pieces(folder, size), RULES)) == said
    alone = outcome(lambda: read_frames(read_raw(folder / "spells.csv"), RULES))
    assert [line for line in alone if "meetings" not in line] == said


def test_frames_in_memory_are_looked_at_as_files_are() -> None:
    spells = pl.DataFrame({"citizen": ["C1", "C1", "C2"], "group": ["6.2", "6.2", "6.99"], "start": ["2022-01-03"] * 3})
    meetings = pl.LazyFrame({"citizen": ["C1"], "date": ["2022-01-10"], "type": ["7"], "held_by": ["jobcenter"]})
    frames = from_frames(RULES, spells=spells, meetings=meetings)
    assert (frames.counts["spells"].used, frames.counts["spells"].repeated, frames.counts["spells"].rejected) == (
        1,
        1,
        1,
    )
    assert frames.meetings.row(0, named=True)["type"] == "jobsamtale"
    with pytest.raises(CaseloadError, match="held_by: the column is missing"):
        from_frames(RULES, spells=spells, meetings=meetings.drop("held_by"))


@given(st.lists(st.lists(st.sampled_from(["a", "b", "bb", "", "ab", "abc", "é"]), max_size=6), max_size=6))
def test_a_dictionary_tells_texts_apart_that_have_one_mark(parts: list[list[str]]) -> None:
    dictionary = Dictionary(lambda texts: texts.str.len_bytes().cast(pl.Int64).to_numpy() % 2)
    found = [dictionary.numbers(pl.Series(part, dtype=pl.String)).tolist() for part in parts]
    texts = dictionary.texts.to_list()
    assert len(set(texts)) == len(texts)
    assert [[texts[number] for number in numbers] for numbers in found] == parts


@given(st.lists(st.integers(0, 40), unique=True), st.lists(st.integers(0, 60)))
def test_numbers_are_the_places_of_keys(keys: list[int], asked: list[int]) -> None:
    found = Numbers(np.array(keys, np.int64)).of(np.array(asked, np.int64)).tolist()
    assert found == [keys.index(key) if key in keys else -1 for key in asked]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.booleans())))
def test_repeats_are_rows_that_stood_there_before_among_those_looked_at(rows: list[tuple[int, int, bool]]) -> None:
    columns = [np.array([row[place] for row in rows], np.int64) for place in (0, 1)]
    found = repeats(columns, np.array([row[2] for row in rows], np.bool_)).tolist()
    seen = [row[:2] if row[2] else None for row in rows]
    assert found == [own is not None and own in seen[:place] for place, own in enumerate(seen)]
    assert distinct(columns[0]).tolist() == sorted(set(columns[0].tolist()))


@given(st.from_regex(r"[A-Za-z0-9_-]{0,12}", fullmatch=True) | st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_ids_that_are_not_looked_at_one_by_one_are_themselves(text: str) -> None:
    column = tables(RULES)["spells"][0]
    citizens = Citizens(column)
    (key,) = citizens.keys(pl.Series([text], dtype=pl.String)).tolist()
    citizens.settle({"spells": [np.array([key])]})
    assert citizens.value(key) == column.value(text)
