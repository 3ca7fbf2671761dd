"""The words and the tables of the part for polars, and its days."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import polars as pl
from polars import col, lit, when

_COLUMNS = {
    "spells": ("citizen", "group", "start", "end"),
    "meetings": ("citizen", "date", "type", "held_by", "with", "status", "individual"),
    "hours": ("citizen", "month", "hours", "kind"),
    "exemptions": ("citizen", "kind", "start", "end"),
    "events": ("citizen", "event", "date"),
    "citizens": ("citizen", "insured", "schedule"),
}
_DAYS = ("start", "end", "date")
KNOWN = (
    "dagpenge", "kontanthjaelp-jobparat", "kontanthjaelp-aktivitetsparat", "uddannelseshjaelp-uddannelsesparat",
    "uddannelseshjaelp-aktivitetsparat", "sygedagpenge", "jobafklaring", "ressourceforloeb", "ledighedsydelse",
    "fleksjob", "revalidering", "foertidspension", "selvforsoergende", "under-18", "integration",
)  # fmt: skip
COUNTED = ("jobafklaring", "ressourceforloeb", "ledighedsydelse", "revalidering")
WEEKS = range(1, 6)
LAW_2020, LAW_2023, LAW_2024, LAW_2026 = date(2020, 1, 1), date(2023, 3, 22), date(2024, 1, 1), date(2026, 7, 1)
ON_DAGPENGE = col("group") == "dagpenge"


def table(folder: Path, form: str, name: str) -> pl.LazyFrame:
    """Give the columns of a table that the part needs; a row of CSV that does not parse is left out."""
    columns = _COLUMNS[name]
    if form == "parquet":
        lazy = pl.scan_parquet(folder / f"{name}.parquet").select(columns)
    else:
        own = decoded(folder / f"{name}.csv")
        lazy = pl.scan_csv(own, separator=";", infer_schema=False).select(columns)
        for day in (name for name in columns if name in _DAYS):
            lazy = lazy.with_columns(col(day).str.to_date("%d-%m-%Y", strict=False))
            if day != "end":
                lazy = lazy.filter(col(day).is_not_null())
        if name == "hours":
            exact = col("hours").str.replace(",", ".", literal=True).cast(pl.Decimal(10, 2), strict=False)
            month = ("01-" + col("month")).str.to_date("%d-%m-%Y", strict=False)
            lazy = lazy.with_columns(exact, month=month).drop_nulls(["month", "hours"])
        if name == "meetings":
            lazy = lazy.with_columns(individual=col("individual") != "nej")
    return lazy.with_columns(col("citizen").cast(pl.Int64))


def decoded(path: Path) -> BytesIO:
    """Give a file in cp1252 as UTF-8, which is all that polars scans."""
    text = BytesIO()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            text.write(piece.decode("cp1252").encode())
    text.seek(0)
    return text


def on_help(group: pl.Expr) -> pl.Expr:
    """Tell whether a group is on kontanthjælp or uddannelseshjælp."""
    return group.str.starts_with("kontanthjaelp") | group.str.starts_with("uddannelseshjaelp")


def benefit(group: pl.Expr) -> pl.Expr:
    """Give the benefit of a group on the day `start`."""
    renamed = (col("start") >= date(2025, 7, 1)) | group.str.starts_with("kontanthjaelp")
    return when(on_help(group)).then(when(renamed).then(lit("kontanthjaelp")).otherwise(lit("ung"))).otherwise(group)


def first_months(day: pl.Expr, months: int) -> pl.Expr:
    """Give the last day of the first months from a day."""
    same = day.dt.offset_by(f"{months}mo")
    return when(same.dt.day() == day.dt.day()).then(same.dt.offset_by("-1d")).otherwise(same)


def plus(day: pl.Expr, days: pl.Expr | int) -> pl.Expr:
    """Give the day so many days later."""
    return (day.cast(pl.Int32) + days).cast(pl.Date)


def yes(expression: pl.Expr) -> pl.Expr:
    """Give a condition that is not there as one that does not hold."""
    return expression.fill_null(value=False)


def in_course(day: str) -> list[pl.Expr]:
    """Give the conditions under which a day lies in a course."""
    return [col(day) >= col("course"), (col(day) <= col("end")).fill_null(value=True)]
