"""The part of the rules that every contender expresses, and how their answers are compared.

* Law, on calendar time, courses begun 2020-01-01 or later: four interviews in the first six months (`lab/31-1`,
  `lab/31-3`) and the first within a week (`lab/31-3`, `lab/31-5`, `lab/31-foerste-kommune`), by the version that
  governs, through the changes of law of 2024 and 2026, with waiving exemptions and the suspension of spring 2020.
* Law, on dagpenge, courses begun 2024-01-01 or later: the a-kasse's first interview within two weeks of registration,
  the interviews before the handover and after it, and those of the young who were referred; months and handover by
  hours, or by counted days. Courses begun 2020-01-01 or later: the interview with the a-kasse by 16 months.
* Brøndby's five interviews by week, for courses begun 2020-01-01 or later of citizens who follow the schedule.

A duty whose due day the hours do not reach has no row here.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

RULES = ("lab", "broendby")
"""The rule sets that hold the part; whoever judges by all of them says more than the part."""

KEY = ("citizen", "course", "group", "ruleset", "version", "requirement")
VALUES = ("status", "due", "fulfilled", "days_late", "held", "needed")
COLUMNS = (*KEY, *VALUES)
_ON_CALENDAR = ("lab/31-1", "lab/31-3", "lab/31-5", "lab/31-foerste-kommune")
_ON_DAGPENGE = (
    "lab/31-4", "lab/31-foerste-a-kasse", "lab/31-1-a-kasse", "lab/31-1-jobcenter", "lab/31-1-kommune", "lab/31-1-27-3",
    "lab/32-2", *(f"broendby/{k}" for k in range(1, 6)),
)  # fmt: skip
_SHOWN = 5


def part_of(findings: Path) -> pl.DataFrame:
    """Give the rows of a findings file that belong to the part, in the order of the key."""
    on_dagpenge = pl.col("group") == "dagpenge"
    return (
        pl.scan_parquet(findings)
        .with_columns(
            pl.col("group", "ruleset", "requirement", "status").cast(pl.String),
            pl.col("course", "version", "due", "fulfilled").cast(pl.Date),
        )
        .filter(
            pl.col("course") >= date(2020, 1, 1),
            pl.col("due").is_not_null(),
            pl.col("requirement").is_in(_ON_DAGPENGE) & on_dagpenge
            | pl.col("requirement").is_in(_ON_CALENDAR) & ~on_dagpenge,
        )
        .select(*KEY, "status", "due", "fulfilled", *(pl.col(name).cast(pl.Int64) for name in VALUES[3:]))
        .sort(KEY)
        .collect()
    )


def differences(one: pl.DataFrame, other: pl.DataFrame) -> list[str]:
    """Give in words where two answers differ: rows that only one has, and the first that say something else.

    The citizens are made, so a row may be shown as it is.
    """
    found = []
    for here, there, side in ((one, other, "first"), (other, one, "second")):
        alone = here.join(there, on=KEY, how="anti", maintain_order="left")
        if len(alone):
            found.append(f"{len(alone)} rows only in the {side}, such as {alone.rows()[:_SHOWN]}")
    both = one.join(other, on=KEY, how="inner", suffix="_other", maintain_order="left")
    for name in VALUES:
        unlike = both.filter(pl.col(name).ne_missing(pl.col(f"{name}_other")))
        if len(unlike):
            shown = unlike.select(*KEY, name, f"{name}_other").rows()[:_SHOWN]
            found.append(f"{len(unlike)} rows differ in {name}, such as {shown}")
    if not found and len(one) != len(other):
        found.append(f"{len(one)} rows against {len(other)}: a row stands twice")
    return found
