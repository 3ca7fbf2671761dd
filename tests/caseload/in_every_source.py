"""Spells of texts, blanks and nothing in every kind of source, beside meetings without a row."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from caseload_folders import put

Rows = Sequence[Sequence[str | None]]
MEETINGS = ("citizen", "date", "type", "held_by")


def as_csv(folder: Path, spells: Rows) -> Path:
    put(folder)
    with (folder / "spells.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(spells)
    return folder


def as_workbook(folder: Path, spells: Rows) -> Path:
    """Put a workbook as Excel writes it: an empty text is no empty cell, but what a formula gave."""
    xlsxwriter: Any = import_module("xlsxwriter")
    folder.mkdir()
    with xlsxwriter.Workbook(folder / "without.xlsx") as book:
        for name, rows in (("spells", spells), ("meetings", [MEETINGS])):
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(place, column, cell)
                    elif cell is not None:
                        sheet.write_formula(place, column, '=""', None, "")
    with ZipFile(folder / "without.xlsx") as before, ZipFile(folder / "x.xlsx", "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b'"><f>', b'" t="str"><f>'))
    return folder / "x.xlsx"


def as_parquet(folder: Path, spells: Rows) -> Path:
    import polars as pl  # noqa: PLC0415 (an extra)

    folder.mkdir()
    header, *rows = spells
    frame = pl.DataFrame(rows, [(str(name), pl.String) for name in header], orient="row")
    frame.with_columns(pl.nth(1).cast(pl.Categorical)).write_parquet(folder / "spells.parquet")
    pl.DataFrame(schema=dict.fromkeys(MEETINGS, pl.String)).write_parquet(folder / "meetings.parquet")
    return folder


def as_duckdb(folder: Path, spells: Rows) -> Path:
    duckdb: Any = import_module("duckdb")
    folder.mkdir()
    with duckdb.connect(str(folder / "x.duckdb")) as connection:
        _put_into(connection.execute, spells)
    return folder / "x.duckdb"


def as_sqlite(folder: Path, spells: Rows) -> Path:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "x.sqlite")) as connection, connection:
        _put_into(connection.execute, spells)
    return folder / "x.sqlite"


SOURCES: dict[str, Callable[[Path, Rows], Path]] = {
    "csv": as_csv,
    "workbook": as_workbook,
    "parquet": as_parquet,
    "duckdb": as_duckdb,
    "sqlite": as_sqlite,
}
NEEDS = {"workbook": ("fastexcel", "xlsxwriter"), "duckdb": ("duckdb",)}
"""The packages without which a source is left out."""


def _put_into(execute: Callable[..., Any], spells: Rows) -> None:
    for name, header in (("spells", spells[0]), ("meetings", MEETINGS)):
        columns = ", ".join(f'"{column}" VARCHAR' for column in header)
        execute(f"CREATE TABLE {name} ({columns})")
    for row in spells[1:]:
        execute(f"INSERT INTO spells VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 (our own)
