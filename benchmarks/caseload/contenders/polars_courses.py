"""The courses of the part in polars: from the spells, with the day on which each of their duties falls due."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
from polars import col, lit, when

from caseload.contenders.polars_tables import (
    COUNTED,
    KNOWN,
    LAW_2020,
    ON_DAGPENGE,
    benefit,
    first_months,
    in_course,
    on_help,
    plus,
    yes,
)

_TOLD = ("tilmelding", "visiteret-27-3", "overgang", "fravalg-a-kasse")
_FOR_EVER = date(9999, 12, 31)
_LIVE = [(date(1900, 1, 1), date(2020, 2, 29)), (date(2020, 9, 1), date(2020, 12, 31)), (date(2021, 7, 1), _FOR_EVER)]
"""The days that count as unemployment."""

_HANDOVER_DAYS = 78


def numbered(spells: pl.LazyFrame, events: pl.LazyFrame) -> pl.LazyFrame:
    """Give the spells in order, each with the number of the course that it belongs to."""
    on_dagpenge = ON_DAGPENGE
    placed = events.filter(event="indplacering").select("citizen", start="date").unique().with_columns(placed=True)
    before, free = col("group").shift(), col("end").shift()
    same = (col("citizen") == col("citizen").shift()) & (on_dagpenge == on_dagpenge.shift())
    young = before.str.starts_with("uddannelseshjaelp") & col("group").str.starts_with("kontanthjaelp")
    long_break = free.dt.month_start().dt.offset_by("1mo").dt.month_end() < col("start")
    other = (benefit(before) != benefit(col("group"))) | young | long_break
    again = col("placed") | (col("start") > first_months(plus(free, 1), 60))
    begins = ~same | when(on_dagpenge).then(again.fill_null(value=False)).otherwise(other)
    moved = same & (plus(free, 1) >= col("start")) & (before != col("group")) & on_help(before) & on_help(col("group"))
    return (
        spells.filter(col("group").is_in(KNOWN), col("end").is_null() | (col("end") >= col("start")))
        .unique()
        .join(placed, on=["citizen", "start"], how="left")
        .with_columns(col("placed").fill_null(value=False))
        .sort("citizen", on_dagpenge, "start")
        .with_columns(begins=begins.fill_null(value=True), moved=moved.fill_null(value=False))
        .with_columns(run=col("begins").cast(pl.UInt32).cum_sum())
    )


def courses(spells: pl.LazyFrame, events: pl.LazyFrame) -> pl.LazyFrame:
    """Give the courses of the part from the numbered spells."""
    runs = spells.group_by("run").agg(
        col("citizen", "group", "start", "moved").first(),
        end=when(col("end").is_null().any()).then(None).otherwise(col("end").max()),
    )
    contact = events.filter(event="henvendelse").select("citizen", "date").unique()
    contacted = (
        runs.filter(on_help(col("group")))
        .join(contact, on="citizen")
        .filter(col("date").is_between(plus(col("start"), -31), col("start")))
        .group_by("run")
        .agg(contact=col("date").min())
    )
    return (
        runs.join(contacted, on="run", how="left")
        .with_columns(course=pl.coalesce("contact", "start"), moved=col("moved") & col("contact").is_null())
        .filter(col("course") >= LAW_2020, on_help(col("group")) | col("group").is_in([*COUNTED, "dagpenge"]))
        .select("run", "citizen", "group", "course", "end", "moved")
    )


def by_hours(own: pl.LazyFrame, hours: pl.LazyFrame) -> pl.LazyFrame:
    """Give for courses on dagpenge the days on which 6 and 16 months and the handover are reached in hours."""
    month = when("part_time").then(lit(Decimal(130))).otherwise(lit(Decimal("160.33")))
    until_handover = when("part_time").then(333).otherwise(410)
    summed = (
        own.filter(ON_DAGPENGE)
        .select("run", "citizen", "course", "part_time")
        .join(hours, on="citizen")
        .filter(
            col("month") >= col("course").dt.month_start(),
            ~col("month").is_between(date(2020, 3, 1), date(2020, 8, 1)),
            ~col("month").is_between(date(2021, 1, 1), date(2021, 6, 1)),
        )
        .group_by("run", "month")
        .agg(col("part_time").first(), col("hours").sum(), used=col("hours").filter(col("kind") != "loentilskud").sum())
        .sort("run", "month")
        .with_columns(col("hours", "used").cum_sum().over("run"))
    )
    return summed.group_by("run").agg(
        hours_six=col("month").filter(col("hours") >= 6 * month).min().dt.month_end(),
        hours_sixteen=col("month").filter(col("hours") >= 16 * month).min().dt.month_end(),
        hours_handover=col("month").filter(col("used") >= until_handover).min().dt.month_end(),
    )


def by_days(own: pl.LazyFrame, spells: pl.LazyFrame) -> pl.LazyFrame:
    """Give for courses on dagpenge the days on which the same is reached in counted days of the spells."""
    live = pl.LazyFrame(_LIVE, schema=["opens", "closes"], orient="row")
    last = pl.min_horizontal(col("end").fill_null(_FOR_EVER), "closes").cast(pl.Int32)
    own = own.filter(ON_DAGPENGE).select(
        "run",
        days_six=(first_months(col("course"), 6) - col("course")).dt.total_days() + 1,
        days_sixteen=(first_months(col("course"), 16) - col("course")).dt.total_days() + 1,
        days_handover=lit(_HANDOVER_DAYS, pl.Int64),
    )
    stretches = (
        spells.filter(ON_DAGPENGE)
        .join(live, how="cross")
        .with_columns(first=pl.max_horizontal("start", "opens").cast(pl.Int32))
        .with_columns(days=(last - col("first") + 1).cast(pl.Int64))
        .filter(col("days") > 0)
        .sort("run", "first")
        .with_columns(before=col("days").cum_sum().over("run") - col("days"))
        .join(own, on="run")
    )

    def reached(name: str) -> pl.Expr:
        asked = col(name)
        there = (col("before") < asked) & (asked <= col("before") + col("days"))
        return (col("first") + (asked - col("before") - 1)).filter(there).max().cast(pl.Int32).cast(pl.Date).alias(name)

    return stretches.group_by("run").agg(
        reached("days_six"), reached("days_sixteen"), reached("days_handover").dt.month_end()
    )


def dated(
    own: pl.LazyFrame, spells: pl.LazyFrame, events: pl.LazyFrame, hours: pl.LazyFrame, citizens: pl.LazyFrame
) -> pl.LazyFrame:
    """Give the courses with the days on which what is asked in them falls due, and what was told in them."""
    told = (
        own.filter(ON_DAGPENGE)
        .join(events.filter(col("event").is_in(_TOLD)), on="citizen")
        .filter(in_course("date"))
        .group_by("run")
        .agg(col("date").filter(event=name).min().alias(name) for name in _TOLD)
    )
    about = (
        citizens.filter(col("insured").is_null() | col("insured").is_in(["fuldtid", "deltid"]))
        .group_by("citizen")
        .agg(scheduled=yes(col("schedule") == "broendby").any(), part_time=yes(col("insured") == "deltid").any())
    )
    counts = hours.filter(col("kind").is_null() | col("kind").is_in(["dagpenge", "loentilskud"])).unique()
    own = own.join(about, on="citizen", how="left").with_columns(yes(col("scheduled", "part_time"))).collect().lazy()
    with_hours = counts.select("citizen").unique().with_columns(in_hours=True)
    first = when(ON_DAGPENGE).then(plus(pl.coalesce("tilmelding", "course"), 14)).otherwise(plus(col("course"), 7))

    def reached(name: str) -> pl.Expr:
        return when(yes(col("in_hours"))).then(col(f"hours_{name}")).otherwise(col(f"days_{name}"))

    return (
        own.join(told, on="run", how="left")
        .join(with_hours, on="citizen", how="left")
        .join(by_hours(own, counts), on="run", how="left")
        .join(by_days(own, spells), on="run", how="left")
        .select(
            "run", "citizen", "group", "course", "end", "moved", "scheduled",
            opted_out=col("fravalg-a-kasse"),
            referred=col("visiteret-27-3").is_not_null(),
            first_due=first,
            six=when(ON_DAGPENGE).then(reached("six")).otherwise(first_months(col("course"), 6)),
            sixteen=reached("sixteen"),
            handover=pl.coalesce("overgang", reached("handover")),
        )
    )  # fmt: skip
