"""Write a made caseload as a folder of Parquet files, or of CSV files as a Danish case system exports them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from caseload.made import words
from caseload.made.tables import Caseload, Table, made

FORMATS = ("parquet", "csv")
_BAD = {
    "spells": (("group", "kontanthj"), ("start", "31-02-2024"), ("start", ""), ("end", "01-01-1999")),
    "meetings": (("type", "jobsamtal"), ("date", "31-02-2024"), ("held_by", ""), ("date", "2024")),
    "hours": (("hours", "37 t."), ("month", "13-2024")),
    "exemptions": (("kind", "syg"), ("start", "00-00-0000")),
    "events": (("event", "henvendt"), ("date", "")),
    "citizens": (("schedule", "broendbyy"), ("insured", "halvtid")),
}
"""For each table, what makes a row bad: a column and the text in it. Each is written as a row of its own."""


def write(caseload: Caseload, folder: Path, form: str) -> None:
    """Write every table into a folder, in one of `FORMATS`."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in caseload.tables:
        path = folder / f"{table.name}.{form}"
        if form == "parquet":
            _write_parquet(caseload, table, path)
        else:
            _write_csv(caseload, table, path)


def _write_parquet(caseload: Caseload, table: Table, path: Path) -> None:
    schema = table.frame(np.arange(1), np.random.default_rng(0)).schema

    def source(*_: object) -> Iterator[pl.DataFrame]:
        return caseload.pieces(table)

    lazy = register_io_source(source, schema=schema)
    lazy.sink_parquet(path, row_group_size=250_000)


def _write_csv(caseload: Caseload, table: Table, path: Path) -> None:
    rng = np.random.default_rng([caseload.seed, caseload.tables.index(table)])
    with path.open("wb") as file:
        for nth, frame in enumerate(caseload.pieces(table)):
            texts = _with_bad_rows(table.name, frame.select(_as_text(frame)), rng)
            text = texts.write_csv(separator=";", line_terminator="\r\n", include_header=nth == 0)
            file.write(text.encode("cp1252"))


def _as_text(frame: pl.DataFrame) -> list[pl.Expr]:
    """Give each column as the text of a Danish export."""
    texts = []
    for name, kind in frame.schema.items():
        column = pl.col(name)
        if name == "month":
            column = column.dt.strftime("%m-%Y")
        elif kind == pl.Date:
            column = column.dt.strftime("%d-%m-%Y")
        elif kind == pl.Boolean:
            column = pl.when(column).then(pl.lit("ja")).when(~column).then(pl.lit("nej"))
        elif isinstance(kind, pl.Decimal):
            column = column.cast(pl.String).str.replace(".", ",", literal=True)
        else:
            column = column.cast(pl.String)
        texts.append(column.alias(name))
    return texts


def _with_bad_rows(name: str, texts: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    bad = _BAD[name]
    parts = [texts]
    for column, text in bad:
        count = max(1, round(len(texts) * words.BAD_ROWS / len(bad)))
        copies = texts[rng.integers(0, len(texts), count)]
        parts.append(copies.with_columns(pl.lit(text or None, pl.String).alias(column)))
    together = pl.concat(parts)
    return together[rng.permutation(len(together))]


def command(folder: str, form: str, courses: str, seed: str) -> None:
    """Run as a process of its own."""
    write(made(int(courses), int(seed)), Path(folder), form)
