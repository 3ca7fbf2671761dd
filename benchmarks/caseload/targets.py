"""The targets of the benchmark: what is compared to what, how far it should be, and what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Target(NamedTuple):
    """A bound on a figure: at most, or at least; `aim` is what would be better still."""

    what: str
    bound: float
    at_most: bool = True
    aim: float | None = None
    unit: str = "x"


TARGETS = {
    "parquet/duckdb": Target("check, Parquet / DuckDB floor, strict", 2.5, aim=1.5),
    "parquet/polars": Target("check, Parquet / polars floor, every column", 2.0, aim=1.3),
    "csv/duckdb": Target("check, CSV / DuckDB floor, strict", 2.0, aim=1.4),
    "duckdb-sql": Target("DuckDB SQL / check, the part", 6, at_most=False),
    "polars-expressions": Target("polars expressions / check, the part", 5, at_most=False),
    "pandas": Target("pandas / check, the part, processor time", 10, at_most=False),
    "reference": Target("reference engine / check, everything", 20, at_most=False),
    "memory": Target("peak memory of check, Parquet, in parts of 200 MiB + 400 bytes a course", 1.0),
    "growth": Target("check, five times the courses / once", 5.5),
    "start": Target("check of 100 courses, CSV / python -c 'import polars'", 2.5),
    "help": Target("--help", 150, unit="ms"),
    "kernel": Target("kernel alone, one core, the law in force", 1_000_000, at_most=False, unit="courses/s"),
}


def rows(measured: dict[str, float], missing: dict[str, str]) -> Sequence[Sequence[str]]:
    """Give for each target its bound, what was measured, and whether it was reached."""
    found = []
    for name, target in TARGETS.items():
        sign = "at most" if target.at_most else "at least"
        bound = f"{sign} {target.bound:g} {target.unit}" + ("" if target.aim is None else f" (aim {target.aim:g})")
        value = measured.get(name)
        if value is None:
            found.append((target.what, bound, "-", f"not measured: {missing.get(name, 'left out')}"))
            continue
        reached = value <= target.bound if target.at_most else value >= target.bound
        found.append((target.what, bound, f"{value:,.2f} {target.unit}", "reached" if reached else "NOT REACHED"))
    return found


def table(header: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Give rows as a table in plain text; the last column is as wide as it has to be."""
    widths = [max(len(row[place]) for row in (header, *body)) for place in range(len(header))]
    ruled = [["-" * width for width in widths]]
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (header, *ruled, *body)
    )
    return "\n".join(padded)
