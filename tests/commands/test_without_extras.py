"""The library alone, without any extra: every source but plain CSV names the extra that it takes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kontaktforloeb.commands.codes import FINE, OVERDUE, UNUSABLE
from kontaktforloeb.commands.demo import examples_folder

EXTRAS = ("duckdb", "fastexcel", "numpy", "polars", "psycopg", "pyarrow", "xlsxwriter")
SOURCES = (
    "x.xlsx",
    "x.parquet",
    "x.duckdb",
    "x.sqlite",
    "postgresql://me:secret@localhost/x",
    "parquet",
    "in/spells.csv",
)

# One process for all command lines: what is not there is so for each, and each ends by its own exit code.
PROGRAM = """
import sys
sys.modules.update(dict.fromkeys({extras!r}))
from kontaktforloeb.cli import main
for given in {commands!r}:
    try:
        main([*given, "--lang", "en"])
    except SystemExit as ended:
        print("ENDED", ended.code, flush=True)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder with something under the name of every kind of source: without the extra none of it is opened."""
    shutil.copytree(examples_folder(), tmp_path / "in")
    for name in ("x.xlsx", "x.parquet", "x.duckdb", "x.sqlite", "parquet/spells.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def said(place: Path, *commands: list[str]) -> list[tuple[int, str]]:
    """Give how each command line ended, and all that it said."""
    program = PROGRAM.format(extras=EXTRAS, commands=commands)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    *parts, rest = done.stdout.split("ENDED ")
    assert "Traceback" not in done.stdout
    codes = [int(part.split("\n", 1)[0]) for part in [*parts[1:], rest]]
    texts = [parts[0], *(part.split("\n", 1)[1] for part in parts[1:])]
    return list(zip(codes, texts, strict=True))


def test_every_source_that_takes_an_extra_says_which(place: Path) -> None:
    commands = [
        given for source in SOURCES for given in (
            ["check", source], ["columns", source], ["explain", source, "B1"], ["diff", source, source],
        )
    ]  # fmt: skip
    commands.append(["check", "in", "--columns", "columns.toml"])
    for given, (code, text) in zip(commands, said(place, *commands), strict=True):
        assert code == UNUSABLE, (given, text)
        assert "pip install 'kontaktforloeb[caseload]'" in text, (given, text)
        assert "secret" not in text


def test_a_folder_of_csv_takes_none(place: Path) -> None:
    day = ["--as-of", "2026-11-01"]
    done = said(
        place,
        ["check", "in", *day, "--output", "f.csv"],
        ["diff", "in", "in", *day],
        ["check", "in", "--output", "f.xlsx"],
    )
    assert [code for code, _ in done] == [OVERDUE, FINE, UNUSABLE]
    assert "without the package xlsxwriter; expected pip install" in done[2][1]
