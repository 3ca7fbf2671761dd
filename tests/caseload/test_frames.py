from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
import random
from pathlib import Path
from typing import Any

import pytest
from caseload_folders import RULES
from odd_folders import put_odd

for _package in ("polars", "numpy"):
    pytest.importorskip(_package)

from kontaktforloeb.caseload.frames import Frames, read_frames
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
