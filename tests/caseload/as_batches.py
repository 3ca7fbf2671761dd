"""A caseload as one stream of rows of all tables, as engines hand it over, and what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
from caseload_folders import RULES

from kontaktforloeb.caseload.batches import KEY, ROW, key_of
from kontaktforloeb.caseload.raw import read_raw
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.run import check_caseload
from kontaktforloeb.caseload.task import Task
from kontaktforloeb.caseload.write import write_findings, write_findings_frames


class Outcome(NamedTuple):
    """What comes of a caseload, wherever it is judged: the file of findings, the rejected rows, and the counts."""

    findings: bytes
    rejected: list[tuple[Any, ...]]
    counts: Mapping[str, tuple[int, ...]]


def by_one_machine(folder: Path, place: Path, task: Task) -> Outcome:
    """Judge a folder case by case."""
    read = read_folder(folder, task.rulebook)
    assessments = check_caseload(
        read,
        as_of=task.as_of,
        rulebook=task.rulebook,
        rules=task.rules,
        schedule=task.schedule,
        conventions=task.conventions,
        readings=task.readings,
    )
    write_findings(place, (finding for own in assessments for finding in own.findings))
    rejected = [(own.table, own.row, own.column, str(own.code), own.text(task.lang)) for own in read.issues]
    counts = {name: (own.rows, own.used, own.repeated, own.rejected) for name, own in read.counts.items()}
    return Outcome(place.read_bytes(), sorted(rejected), counts)


def in_order(findings: pl.DataFrame, rejected: Iterable[Any], counts: Iterable[Any], place: Path) -> Outcome:
    """Put together what came of parts of a caseload; on one citizen the findings are in order already."""
    write_findings_frames(place, [findings.sort("citizen", maintain_order=True)])
    return Outcome(place.read_bytes(), sorted(rejected), {name: tuple(own) for name, *own in counts})


def outcome_of(results: Iterable[pa.RecordBatch], place: Path) -> Outcome:
    """Put together what `result_batches` gave."""
    found = pl.from_arrow(pa.Table.from_batches(results))
    assert isinstance(found, pl.DataFrame)
    parts = [found[name].drop_nulls().struct.unnest() for name in found.columns]
    assert sum(map(len, parts)) == len(found)
    return in_order(parts[0], parts[1].rows(), parts[2].rows(), place)


def texts_of(folder: Path) -> dict[str, pl.DataFrame]:
    """Give the tables of a folder as text, but for rows of another length than their header: no table has these."""
    found = {}
    for own in read_raw(folder).tables:
        frames = [pl.DataFrame(schema={name: pl.String() for name in (*own.names, "_row")})]
        frames += [piece.frame.cast(pl.String) for piece in own.opened().pieces(None)]
        found[own.name] = pl.concat(frames).drop("_row")
    return found


def put_texts(folder: Path, tables: Mapping[str, pl.DataFrame]) -> Path:
    """Write tables as a folder of CSV files; a row stands there by its place."""
    folder.mkdir()
    for name, table in tables.items():
        table.write_csv(folder / f"{name}.csv", quote_style="always")
    return folder


def numbered(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Give tables with the numbers that their rows have in a file."""
    return {name: table.with_row_index(ROW, 2) for name, table in tables.items()}


def together(tables: Mapping[str, pl.DataFrame]) -> pa.Table:
    """Give all tables as one, in order of the citizens' keys."""
    parts = [table.select(key_of(table["citizen"]), pl.struct(pl.all()).alias(name)) for name, table in tables.items()]
    return pl.concat(parts, how="diagonal").sort(KEY, maintain_order=True).to_arrow().combine_chunks()


def task(as_of: date | str = "2024-06-01", **choices: Any) -> Task:
    assert not RULES.problems
    return Task.of(as_of, lang="en", **choices)
