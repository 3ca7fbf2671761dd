"""The part in pandas, as a controller writes it who knows the tables well: merge, sort, group, mask, duty by duty.

No row-by-row function and no `apply`; texts stay texts, days are datetimes. It relies on the same properties of the
data as the SQL does.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from caseload.part import COLUMNS, KEY

# Not a dependency of the project, so nothing is known of its types here.
pd: Any = import_module("pandas")

_COLUMNS = {
    "spells": ["citizen", "group", "start", "end"],
    "meetings": ["citizen", "date", "type", "held_by", "with", "status", "individual"],
    "hours": ["citizen", "month", "hours", "kind"],
    "exemptions": ["citizen", "kind", "start", "end"],
    "events": ["citizen", "event", "date"],
    "citizens": ["citizen", "insured", "schedule"],
}
_DAYS = ("start", "end", "date", "month")
_LIVE = (("1900-01-01", "2020-02-29"), ("2020-09-01", "2020-12-31"), ("2021-07-01", "2200-12-31"))
_HELP = (
    "kontanthjaelp-jobparat", "kontanthjaelp-aktivitetsparat", "uddannelseshjaelp-uddannelsesparat",
    "uddannelseshjaelp-aktivitetsparat",
)  # fmt: skip
_COUNTED = (*_HELP, "jobafklaring", "ressourceforloeb", "ledighedsydelse", "revalidering")
_KNOWN = (
    *_COUNTED, "dagpenge", "sygedagpenge", "fleksjob", "foertidspension", "selvforsoergende", "under-18", "integration",
)  # fmt: skip
_ALWAYS = ("barsel", "jobrettet-uddannelse", "stu", "dom", "mindre-intensiv", "standby")


def day(text: str) -> Any:
    """Give a day as pandas has them."""
    return pd.Timestamp(text)


_2020, _2023, _2024, _2026 = (day(text) for text in ("2020-01-01", "2023-03-22", "2024-01-01", "2026-07-01"))


def table(folder: Path, form: str, name: str) -> Any:
    """Give the columns of a table that the part needs; a row of CSV that does not parse is left out."""
    columns = _COLUMNS[name]
    path = folder / f"{name}.{form}"
    if form == "parquet":
        read = pd.read_parquet(path, columns=columns)
        for column in (column for column in columns if column in _DAYS):
            read[column] = pd.to_datetime(read[column])
        if name == "hours":
            read["hours"] = (read["hours"].astype("float64") * 100).round().astype("int64")
        return read.drop_duplicates()
    read = pd.read_csv(path, sep=";", encoding="cp1252", dtype="str", usecols=columns)[columns]
    if name == "hours":
        # Hundredths, so that sums are exact.
        exact = pd.to_numeric(read["hours"].str.replace(",", ".", regex=False), errors="coerce")
        read["hours"] = (exact * 100).round()
        read["month"] = "01-" + read["month"]
        read = read[read["hours"].notna()]
    for column in (column for column in columns if column in _DAYS):
        read[column] = pd.to_datetime(read[column], format="%d-%m-%Y", errors="coerce")
        if column != "end":
            read = read[read[column].notna()]
    if name == "meetings":
        read["individual"] = read["individual"].map({"ja": True, "nej": False})
    return read.drop_duplicates()


def days(number: Any, unit: str = "D") -> Any:
    """Give a length of time."""
    return pd.to_timedelta(number, unit=unit)


def first_months(start: Any, months: int) -> Any:
    """Give the last days of the first months from days."""
    same = start + pd.DateOffset(months=months)
    return same.where(same.dt.day != start.dt.day, same - days(1))


def benefit(group: Any, start: Any) -> Any:
    """Give the benefits of groups on the days `start`."""
    young = group.str.startswith("uddannelseshjaelp")
    found = group.mask(group.str.startswith("kontanthjaelp") | (young & (start >= day("2025-07-01"))), "kontanthjaelp")
    return found.mask(young & (start < day("2025-07-01")), "uddannelseshjaelp")


def numbered(spells: Any, events: Any) -> Any:
    """Give the spells in order, each with the number of the course that it belongs to."""
    spells = spells[spells["group"].isin(_KNOWN) & (spells["end"].isna() | (spells["end"] >= spells["start"]))].copy()
    spells["dagpenge"] = spells["group"] == "dagpenge"
    placed = events.loc[events["event"] == "indplacering", ["citizen", "date"]].drop_duplicates()
    placed = placed.rename(columns={"date": "start"}).assign(placed=True)
    spells = spells.merge(placed, on=["citizen", "start"], how="left")
    spells = spells.sort_values(["citizen", "dagpenge", "start"])
    own = spells.groupby(["citizen", "dagpenge"])
    before, free = own["group"].shift(), own["end"].shift()
    first, group, start = before.isna(), spells["group"], spells["start"]
    month_after = (free + pd.offsets.MonthBegin(1)) + pd.offsets.MonthEnd(0)
    young = before.fillna("").str.startswith("uddannelseshjaelp") & group.str.startswith("kontanthjaelp")
    other = (benefit(before.fillna(""), start) != benefit(group, start)) | young | (month_after < start)
    again = spells["placed"].notna() | (start > first_months(free + days(1), 60))
    spells["begins"] = first | other.where(~spells["dagpenge"], again)
    moved = (free + days(1) >= start) & (before != group) & before.isin(_HELP) & group.isin(_HELP)
    spells["moved"] = moved & ~first
    spells["run"] = spells["begins"].cumsum()
    return spells


def courses(spells: Any, events: Any) -> Any:
    """Give the courses of the part: first day, last day, group, and whether one began by a change of group."""
    runs = spells.groupby("run").agg(
        citizen=("citizen", "first"),
        group=("group", "first"),
        start=("start", "first"),
        moved=("moved", "first"),
        last=("end", "max"),
        closed=("end", "count"),
        spells=("start", "count"),
    )
    runs["end"] = runs["last"].where(runs["closed"] == runs["spells"])
    runs = runs.reset_index()
    contact = events.loc[events["event"] == "henvendelse", ["citizen", "date"]]
    near = runs.loc[runs["group"].isin(_HELP), ["run", "citizen", "start"]].merge(contact, on="citizen")
    near = near[(near["date"] <= near["start"]) & (near["date"] >= near["start"] - days(31))]
    runs = runs.merge(near.groupby("run")["date"].min().rename("contact").reset_index(), on="run", how="left")
    runs["course"] = runs["contact"].fillna(runs["start"])
    runs["moved"] &= runs["contact"].isna()
    kept = (runs["course"] >= _2020) & (runs["group"].isin(_COUNTED) | (runs["group"] == "dagpenge"))
    return runs.loc[kept, ["run", "citizen", "group", "course", "end", "moved"]]


def by_hours(own: Any, hours: Any, part_time: Any) -> Any:
    """Give for courses on dagpenge the days on which 6 and 16 months and the handover are reached in hours."""
    both = own.loc[own["group"] == "dagpenge", ["run", "citizen", "course"]].merge(hours, on="citizen")
    both = both[both["month"] >= both["course"].dt.to_period("M").dt.to_timestamp()]
    dead = both["month"].between(day("2020-03-01"), day("2020-08-01"))
    both = both[~dead & ~both["month"].between(day("2021-01-01"), day("2021-06-01"))]
    both["used"] = both["hours"].where(both["kind"] != "loentilskud", 0)
    months = both.groupby(["run", "citizen", "month"], as_index=False)[["hours", "used"]].sum()
    months = months.sort_values(["run", "month"])
    sums = months.groupby("run")[["hours", "used"]].cumsum()
    short = months["citizen"].isin(part_time)
    month = short.map({True: 13000, False: 16033})
    asked = {"six": month * 6, "sixteen": month * 16, "handover": short.map({True: 33300, False: 41000})}
    found = {}
    for name, needed in asked.items():
        reached = months[sums["used" if name == "handover" else "hours"] >= needed]
        found[name] = reached.groupby("run")["month"].min() + pd.offsets.MonthEnd(0)
    return pd.DataFrame(found)


def by_days(own: Any, spells: Any) -> Any:
    """Give for courses on dagpenge the days on which the same is reached in counted days of the spells."""
    live = pd.DataFrame([[day(first), day(last)] for first, last in _LIVE], columns=["opens", "closes"])
    parts = spells.loc[spells["group"] == "dagpenge", ["run", "start", "end"]].merge(live, how="cross")
    parts["end"] = parts["end"].fillna(day("2200-12-31"))
    parts["start"] = parts[["start", "opens"]].max(axis=1)
    parts["days"] = (parts[["end", "closes"]].min(axis=1) - parts["start"]).dt.days + 1
    parts = parts[parts["days"] > 0].sort_values(["run", "start"])
    parts["after"] = parts.groupby("run")["days"].cumsum()
    parts["before"] = parts["after"] - parts["days"]
    parts = parts.merge(own[["run", "course"]], on="run")
    asked = {
        "six": (first_months(parts["course"], 6) - parts["course"]).dt.days + 1,
        "sixteen": (first_months(parts["course"], 16) - parts["course"]).dt.days + 1,
        "handover": 78,
    }
    found = {}
    for name, needed in asked.items():
        there = (parts["before"] < needed) & (needed <= parts["after"])
        reached = (parts["start"] + days(needed - parts["before"] - 1))[there]
        found[name] = reached.groupby(parts["run"]).max()
    found["handover"] = found["handover"] + pd.offsets.MonthEnd(0)
    return pd.DataFrame(found)


def dated(own: Any, spells: Any, events: Any, hours: Any, citizens: Any) -> Any:
    """Give the courses with the days on which what is asked in them falls due, and what was told in them."""
    own = own.copy()
    on_dagpenge = own["group"] == "dagpenge"
    citizens = citizens[citizens["insured"].isna() | citizens["insured"].isin(["fuldtid", "deltid"])]
    hours = hours[hours["kind"].isna() | hours["kind"].isin(["dagpenge", "loentilskud"])]
    in_hours = own["citizen"].isin(hours["citizen"])
    counted, summed = (
        by_days(own, spells),
        by_hours(own, hours, citizens.loc[citizens["insured"] == "deltid", "citizen"]),
    )
    told = own.loc[on_dagpenge, ["run", "citizen", "course", "end"]].merge(events, on="citizen")
    told = told[(told["date"] >= told["course"]) & (told["end"].isna() | (told["date"] <= told["end"]))]
    first = {name: told[told["event"] == name].groupby("run")["date"].min() for name in told["event"].unique()}
    for name in ("tilmelding", "visiteret-27-3", "overgang", "fravalg-a-kasse"):
        own[name] = own["run"].map(first[name]) if name in first else pd.NaT
    own["referred"] = own["visiteret-27-3"].notna()
    for name in ("six", "sixteen", "handover"):
        own[name] = own["run"].map(counted[name]).where(~in_hours, own["run"].map(summed[name]))
    own["handover"] = own["overgang"].fillna(own["handover"])
    own["six"] = own["six"].where(on_dagpenge, first_months(own["course"], 6))
    own["scheduled"] = own["citizen"].isin(citizens.loc[citizens["schedule"] == "broendby", "citizen"])
    registered = own["tilmelding"].fillna(own["course"])
    own["first_due"] = (own["course"] + days(7)).where(~on_dagpenge, registered + days(14))
    return own


def joined(own: Any, meetings: Any, as_of: Any) -> Any:
    """Give the meetings that count in a course, in order of day, each with its course."""
    held = meetings[
        meetings["type"].isin(["jobsamtale", "faelles-jobsamtale"])
        & (meetings["status"].isna() | (meetings["status"] == "afholdt"))
        & meetings["held_by"].notna()
        & (meetings["date"] <= as_of)
    ].copy()
    held["a_kasse"] = held["held_by"] == "a-kasse"
    held["individual"] = held["individual"].isna() | (held["individual"] == True)  # noqa: E712 (a column, not a value)
    brought = ("|" + held["with"].fillna("") + "|").str.contains("|a-kasse|", regex=False)
    held["joint"] = (held["type"] == "faelles-jobsamtale") | (brought & ~held["a_kasse"])
    held = held.groupby(["citizen", "date", "type", "a_kasse"], as_index=False)[["individual", "joint"]].any()
    named = ["run", "citizen", "group", "course", "end", "six", "sixteen", "handover", "referred", "fravalg-a-kasse"]
    both = own[named].merge(held, on="citizen")
    both = both[(both["date"] >= both["course"]) & (both["end"].isna() | (both["date"] <= both["end"]))]
    both = both.sort_values(["run", "date"])
    on_dagpenge = both["group"] == "dagpenge"
    mine = both["individual"] & ~both["a_kasse"] & on_dagpenge
    both["own"] = both["individual"] & (both["a_kasse"] == on_dagpenge)
    both["after"] = mine & (both["date"] > both["handover"])
    both["young"] = mine & both["referred"]
    eased = (both["course"] >= _2024) & (both["fravalg-a-kasse"] <= both["sixteen"]) & (both["date"] > both["six"])
    both["joint"] = (both["individual"] & both["joint"] & on_dagpenge) | (mine & eased)
    return both[["run", "date", "own", "after", "young", "joint"]]


def duty(own: Any, counted: Any, due: str, needed: Any, **more: Any) -> Any:
    """Give one duty of some courses: when it is due, the day that satisfies it, and what was held."""
    found = own[["run", "citizen", "group", "course", "end"]].assign(due=own[due], needed=needed)
    counted = counted[["run", "date"]].merge(found[["run", "due", "needed"]], on="run")
    counted["number"] = counted.groupby("run").cumcount() + 1
    nth = counted[counted["number"] == counted["needed"]].set_index("run")["date"]
    found["nth"] = nth.reindex(found["run"]).set_axis(found.index)
    every = found["run"].map(counted.groupby("run").size()).fillna(0)
    by_due = found["run"].map(counted[counted["date"] <= counted["due"]].groupby("run").size()).fillna(0)
    most = by_due.where(by_due > found["needed"], found["needed"])
    found["held"] = every.where(every < most, most).astype("int64")
    plain = {"ruleset": "lab", "version": own["version"], "moved": False, "shared": False, "unsure": False}
    found = found.assign(**{**plain, **more})
    return found[found["due"].notna()]


def duties(own: Any, counted: Any) -> Any:
    """Give every duty of the part, one below the other."""
    version = pd.Series(_2026, own.index).mask(own["course"] < _2026, _2024)
    version = version.mask(own["course"] < _2024, _2023).mask(own["course"] < _2023, _2020)
    own = own.assign(version=version, new=own["course"] >= _2026)
    group, new = own["group"], own["new"]
    on_dagpenge, job_ready = group == "dagpenge", group == "kontanthjaelp-jobparat"
    mine = counted[counted["own"]]

    def named(some: Any, by_old: str, by_new: str) -> Any:
        return pd.Series(f"lab/{by_old}", some.index).mask(some["new"], f"lab/{by_new}")

    def moved(some: Any, due: str) -> Any:
        return some["version"].mask((some[due] >= _2024) & (some["version"] < _2024), _2024)

    def running(some: Any, due: str) -> Any:
        return ~some["new"] & (some[due] >= _2026)

    four = own[~on_dagpenge & (~new | job_ready | (group == "ledighedsydelse"))]
    closed = four["group"].isin(["ressourceforloeb", "revalidering"])
    week = own[group.isin(_HELP) & (~new | job_ready)]
    in_week = pd.Series("lab/31-3", week.index).mask(week["first_due"] >= _2024, "lab/31-5")
    others = own[on_dagpenge & (own["course"] >= _2024) & ~own["referred"]]
    young = own[on_dagpenge & (own["course"] >= _2024) & own["referred"] & ~new]
    fewer = pd.Series(3, others.index).mask(others["new"], 2)
    dagpenge = own[on_dagpenge]
    found = [
        duty(
            four, mine, "six", 4, version=moved(four, "six"), shared=four["new"], unsure=running(four, "six") & ~closed,
            requirement=pd.Series("lab/31-1", four.index).mask(four["six"] >= _2024, "lab/31-3"),
        ),
        duty(
            week, mine, "first_due", 1, version=moved(week, "first_due"), moved=week["moved"],
            unsure=running(week, "first_due") & (week["group"] != "kontanthjaelp-jobparat"),
            requirement=in_week.mask(week["new"], "lab/31-foerste-kommune"),
        ),
        duty(others, mine, "first_due", 1, requirement=named(others, "31-4", "31-foerste-a-kasse")),
        duty(
            others, mine, "handover", fewer, requirement="lab/31-1-a-kasse", shared=others["new"],
            unsure=running(others, "handover"),
        ),
        duty(
            others, counted[counted["after"]], "six", fewer, shared=others["new"], unsure=running(others, "six"),
            moved=others["handover"].isna() | (others["handover"] >= others["six"]),
            requirement=named(others, "31-1-jobcenter", "31-1-kommune"),
        ),
        duty(young, counted[counted["young"]], "six", 6, requirement="lab/31-1-27-3", unsure=running(young, "six")),
        duty(
            dagpenge, counted[counted["joint"]], "sixteen", 1, requirement="lab/32-2",
            moved=(dagpenge["course"] < _2024) & (dagpenge["fravalg-a-kasse"] <= dagpenge["sixteen"]),
        ),
    ]  # fmt: skip
    scheduled = own[on_dagpenge & own["scheduled"]]
    for k in range(1, 6):
        weekly = scheduled.assign(week=scheduled["course"] + days(28 * k - 1), version=day("2018-12-06"))
        found.append(duty(weekly, counted, "week", k, ruleset="broendby", requirement=f"broendby/{k}"))
    return pd.concat(found, ignore_index=True)


def judged(own: Any, exemptions: Any, as_of: Any) -> Any:
    """Give the verdict on each duty."""
    met = own["nth"] <= own["due"]
    ends_first = own["end"] < own["due"]
    past = own["due"] < as_of
    behind = own[past & ~met & ~ends_first].reset_index(names="duty").merge(
        exemptions, on="citizen", suffixes=("", "_exempt")
    )  # fmt: skip
    behind = behind[
        (behind["start"] <= behind["due"]) & (behind["end_exempt"].isna() | (behind["end_exempt"] >= behind["due"]))
    ]
    kind, group, due = behind["kind"], behind["group"], behind["due"]
    waives = (
        kind.isin(_ALWAYS)
        | ((kind == "pension") & group.isin(_HELP))
        | ((kind == "foertidspension-optjening") & group.str.endswith("aktivitetsparat"))
        | ((kind == "revalidend-job") & (group == "revalidering"))
        | ((kind == "kvote") & behind["shared"] & (due >= _2026))
        | ((kind == "mindre-intensiv-uddannelse") & (due >= _2024) & ~group.str.startswith("uddannelseshjaelp"))
    )
    exempt = own.index.isin(behind.loc[waives, "duty"])
    exempt |= (own["version"] == _2020) & own["due"].between(day("2020-03-12"), day("2020-05-26"))

    status = pd.Series("overdue", own.index)
    status = status.mask(own["shared"], "short").mask(own["nth"].notna(), "late").mask(own["unsure"], "uncertain")
    status = status.mask(exempt, "exempt").mask(~past, "pending").mask(ends_first, "pending")
    status = status.mask(ends_first & (own["end"] < as_of), "ended").mask(met, "met").mask(own["moved"], "not-required")
    own["status"] = status
    own["fulfilled"] = own["nth"].where(status.isin(["met", "late", "uncertain"]))
    late = (own["nth"] - own["due"]).where(status == "late").fillna((as_of - own["due"]).where(status == "overdue"))
    own["days_late"] = late.dt.days.astype("Int64")
    return own


def run(folder: Path, form: str, output: Path, as_of: date) -> None:
    """Judge the part of a caseload and write the findings."""
    spells, meetings, hours, exemptions, events, citizens = (table(folder, form, name) for name in _COLUMNS)
    spells = numbered(spells, events)
    own = dated(courses(spells, events), spells, events, hours, citizens)
    until = day(str(as_of))
    found = judged(duties(own, joined(own, meetings, until)), exemptions, until)
    found[list(COLUMNS)].sort_values(list(KEY)).to_parquet(output, index=False)


def command(folder: str, form: str, output: str, as_of: str) -> None:
    """Run as a process of its own."""
    run(Path(folder), form, Path(output), date.fromisoformat(as_of))
