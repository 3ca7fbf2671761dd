"""One caseload, held in every kind of source."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve
from caseload_folders import HEADERS

from kontaktforloeb.caseload.rows import NoteCode

if TYPE_CHECKING:
    from kontaktforloeb.caseload.frames import Frames

D = date
COLUMNS: dict[str, str] = {
    "spells": 'citizen VARCHAR, "group" VARCHAR, start DATE, "end" DATE',
    "meetings": (
        'citizen VARCHAR, date DATE, type VARCHAR, held_by VARCHAR, "with" VARCHAR, status VARCHAR, '
        "individual BOOLEAN, registered DATE, minutes INTEGER"
    ),
    "hours": "citizen VARCHAR, month DATE, hours NUMERIC(6,2), kind VARCHAR",
    "exemptions": 'citizen VARCHAR, kind VARCHAR, start DATE, "end" DATE, reason VARCHAR',
    "events": "citizen VARCHAR, event VARCHAR, date DATE, value VARCHAR",
    "citizens": "citizen VARCHAR, birth_date DATE, municipality VARCHAR, adviser VARCHAR",
}  # fmt: skip
"""For each table its columns as SQL has them."""

ROWS: dict[str, list[tuple[Any, ...]]] = {
    "spells": [
        ("6101901234", "6.2", D(2022, 1, 3), D(2022, 12, 31)),
        ("0199911234", "dagpenge", D(2024, 1, 1), None),
        ("borger-17", "§ 6.10", D(2023, 5, 1), D(2023, 9, 30)),
        ("borger-17", "6.10", D(2023, 6, 1), None),
        ("6101901234", "6.2", D(2022, 1, 3), D(2022, 12, 31)),
        ("C4", "6.2", D(2022, 1, 3), D(2022, 1, 2)),
        ("C5", "6.99", D(2022, 1, 3), None),
        ("C6", "6.1", D(2022, 1, 3), D(9999, 12, 31)),
    ],
    "meetings": [
        ("6101901234", D(2022, 1, 10), "jobsamtale", "jobcenter", "a-kasse|tolk", "afholdt", True, D(2022, 1, 11), 45),
        ("6101901234", D(2022, 1, 10), "jobsamtale", "jobcenter", "a-kasse|tolk", "afholdt", True, D(2022, 1, 11), 45),
        ("0199911234", D(2024, 2, 1), "7", "a-kasse", None, None, None, None, None),
        ("borger-17", D(2023, 6, 5), "opfoelgning", "jobcenter", "støtteperson", "booket", False, None, 0),
        ("borger-17", D(2023, 6, 6), "kaffemøde", "jobcenter", None, None, None, None, 30),
        ("C9", D(2023, 6, 6), "jobsamtale", "jobcenter", None, None, None, None, 30),
        (None, D(2023, 6, 6), "jobsamtale", "jobcenter", None, None, None, None, 30),
    ],
    "hours": [
        ("0199911234", D(2024, 1, 1), Decimal("160.33"), "dagpenge"),
        ("0199911234", D(2024, 2, 1), Decimal("80.50"), None),
        ("0199911234", D(2024, 2, 1), Decimal("37.00"), "loentilskud"),
        ("6101901234", D(2024, 2, 1), Decimal("37.00"), None),
        ("0199911234", D(2024, 2, 2), Decimal("37.00"), None),
    ],
    "exemptions": [
        ("6101901234", "ferie", D(2022, 2, 1), D(2022, 2, 14), 'brev, "haster"\nmere'),
        ("borger-17", "barsel", D(2023, 6, 1), None, None),
    ],
    "events": [("6101901234", "henvendelse", D(2022, 1, 2), "tlf"), ("borger-17", "overgang", D(2023, 6, 1), None)],
    "citizens": [
        ("6101901234", D(1990, 1, 31), "Brøndby", "R1"),
        ("0199911234", None, None, None),
        ("0199911234", None, "Testkommune", None),
    ],
}  # fmt: skip


def names(table: str) -> list[str]:
    return [part.split()[0].strip('"') for part in COLUMNS[table].split(", ")]


def as_csv(folder: Path) -> Path:
    folder.mkdir()
    for table, rows in ROWS.items():
        with (folder / f"{table}.csv").open("w", encoding="cp1252", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(names(table))
            writer.writerows([_danish(cell) for cell in row] for row in rows)
    return folder


def _danish(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nej"
        case date():
            return cell.strftime("%d-%m-%Y")
        case Decimal():
            return str(cell).replace(".", ",")
    return str(cell)


def frames() -> Mapping[str, Any]:
    import polars as pl  # noqa: PLC0415 (an extra)

    kinds: dict[str, Any] = {
        "DATE": pl.Date,
        "BOOLEAN": pl.Boolean,
        "INTEGER": pl.Int32,
        "NUMERIC(6,2)": pl.Decimal(6, 2),
    }
    schemas = {
        table: {part.split()[0].strip('"'): kinds.get(part.split()[1], pl.String) for part in columns.split(", ")}
        for table, columns in COLUMNS.items()
    }
    return {table: pl.DataFrame(rows, schema=schemas[table], orient="row") for table, rows in ROWS.items()}


def as_parquet(folder: Path) -> Path:
    folder.mkdir()
    for table, frame in frames().items():
        frame.write_parquet(folder / f"{table}.parquet")
    return folder


def as_workbook(path: Path) -> Path:
    xlsxwriter: Any = import_module("xlsxwriter")
    with xlsxwriter.Workbook(path) as book:
        days = book.add_format({"num_format": "dd-mm-yyyy"})
        for table, rows in ROWS.items():
            sheet = book.add_worksheet(table)
            for place, row in enumerate([names(table), *rows]):
                for column, cell in enumerate(row):
                    write_cell(sheet, place, column, cell, days)
    return path


def write_cell(sheet: Any, row: int, column: int, cell: Any, days: Any) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, cell)
        case date():
            sheet.write_datetime(row, column, cell, days)
        case str():
            sheet.write_string(row, column, cell)
        case _:
            sheet.write_number(row, column, cell)


def as_duckdb(path: Path) -> Path:
    import duckdb  # noqa: PLC0415 (an extra)

    with duckdb.connect(str(path)) as connection:
        fill(connection.execute, connection.executemany, "?")
    return path


def as_sqlite(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        fill(connection.execute, connection.executemany, "?", plain=True)
    return path


def fill(
    execute: Callable[[str], Any],
    many: Callable[[str, Sequence[Sequence[Any]]], Any],
    sign: str,
    *,
    plain: bool = False,
) -> None:
    """Make the tables of a database and fill them; `plain` is one that knows numbers and texts alone."""
    for table, rows in ROWS.items():
        execute(f"CREATE TABLE {table} ({COLUMNS[table]})")
        given = [[_plain(cell) if plain else cell for cell in row] for row in rows]
        many(f"INSERT INTO {table} VALUES ({', '.join([sign] * len(rows[0]))})", given)  # noqa: S608 (our own)


def _plain(cell: Any) -> Any:
    return str(cell) if type(cell) is date else float(cell) if isinstance(cell, Decimal) else cell


def assert_same(first: Frames, second: Frames) -> None:
    """Show that two sources give the same, but for what a file alone can say of itself."""
    from polars.testing import assert_frame_equal  # noqa: PLC0415 (an extra)

    assert first.citizens_index.to_list() == second.citizens_index.to_list()
    for name in HEADERS:
        assert_frame_equal(getattr(first, name), getattr(second, name))
    assert first.rejected_rows.to_list() == second.rejected_rows.to_list()
    assert first.counts == second.counts
    # What stood there is shown as the source has it.
    issues = [[evolve(issue, value="") for issue in frames.issues] for frames in (first, second)]
    assert issues[0] == issues[1]
    notes = [[note for note in frames.notes if note.code is not NoteCode.ENCODING] for frames in (first, second)]
    assert notes[0] == notes[1]
