"""Compare what contenders found, before any time of theirs is printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from caseload.part import differences, part_of

_ROW = ("citizen", "course", "group", "ruleset", "version", "requirement", "occurrence")


def compare_part(findings: Sequence[Path]) -> None:
    """Compare the part in every file with that in the first one; end with the differences where there are any."""
    first = part_of(findings[0])
    if first.is_empty():
        sys.exit(f"{findings[0].name} holds nothing of the part")
    for path in findings[1:]:
        found = differences(first, part_of(path))
        if found:
            sys.exit(f"{findings[0].name} and {path.name} do not agree: {'; '.join(found)}")
    print(f"{len(first)} findings, the same in {', '.join(path.stem for path in findings)}")


def compare_whole(one: Path, other: Path) -> None:
    """Compare two files of findings in every column; end with the differences where there are any."""
    here, there = (_plain(path) for path in (one, other))
    if here.columns != there.columns or len(here) != len(there):
        sys.exit(f"{one.name} and {other.name} do not have the same rows: {here.shape} and {there.shape}")
    for name in here.columns:
        unlike = here[name].ne_missing(there[name])
        if unlike.any():
            rows = [frame.filter(unlike).select(*_ROW, name).head(3).rows() for frame in (here, there)]
            sys.exit(f"{one.name} and {other.name} differ in {name}: {unlike.sum()} rows, such as {rows}")
    print(f"{len(here)} findings, the same in every column")


def _plain(path: Path) -> pl.DataFrame:
    """Give findings in plain types: one writer has fewer bits for a number, or a list of its own for words."""
    frame = pl.read_parquet(path)
    kinds = frame.schema.items()
    texts = [name for name, kind in kinds if isinstance(kind, pl.Enum | pl.Categorical)]
    numbers = [name for name, kind in kinds if kind.is_integer()]
    return frame.with_columns(pl.col(texts).cast(pl.String), pl.col(numbers).cast(pl.Int64))


def command(what: str, *files: str) -> None:
    """Run as a process of its own."""
    paths = [Path(file) for file in files]
    if what == "part":
        compare_part(paths)
    else:
        compare_whole(*paths)
