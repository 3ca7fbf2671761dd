"""Make the example caseload: some 300 citizens of a jobcenter, as its export stood on 1 November 2026.

    python make_caseload.py [FOLDER]        (default: the folder `caseload` beside this script)

Nobody in it exists. `PATHS` are the kinds of citizens who go from benefit to benefit, `OTHERS` those with a function of
their own, `WRONG_ROWS` the mistakes put in on purpose. Each citizen draws from a random stream of their own, and of it
only `random()` is used, which gives the same numbers on every Python: the same bytes on each run.
"""

import csv
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")
Step = tuple[str, int, int]
"""A benefit, or several to draw from, or "" for none, and the days on it: from so many to so many."""
SEED, AS_OF, BOOKED_UNTIL, STILL = 20261101, date(2026, 11, 1), date(2026, 12, 4), date.max
RENAME, LAW_2024, LAW_2026 = date(2025, 7, 1), date(2024, 1, 1), date(2026, 7, 1)
DAY, FRIDAY, CLOSED = timedelta(1), 4, ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))
COLUMNS = {
    "spells": "citizen,group,start,end",
    "meetings": "citizen,date,type,held_by,with,form,status,individual,registered,adviser,topics,agreements,minutes,"
    "prep_minutes,prep_date",
    "hours": "citizen,month,hours,kind",
    "exemptions": "citizen,kind,start,end,decided_on,reason",
    "events": "citizen,event,date,value",
    "citizens": "citizen,birth_date,municipality,team,adviser,insured,schedule",
}
DAGPENGE, JOBPARAT, AKTIVITETSPARAT = "dagpenge", "kontanthjaelp-jobparat", "kontanthjaelp-aktivitetsparat"
UNG, UNG_AKTIV = "uddannelseshjaelp-uddannelsesparat", "uddannelseshjaelp-aktivitetsparat"
WITH_FIRST_CONTACT = (JOBPARAT, AKTIVITETSPARAT, UNG, UNG_AKTIV)
# The ages and the groups of each team.
TEAMS = {
    "Team Job": (31, 62, DAGPENGE, JOBPARAT, "selvforsoergende"),
    "Team Unge": (19, 27, UNG, UNG_AKTIV),
    "Team Afklaring": (31, 62, AKTIVITETSPARAT, "ressourceforloeb", "revalidering"),
    "Team Sygedagpenge": (24, 64, "sygedagpenge", "jobafklaring"),
    "Team Fleks": (35, 64, "ledighedsydelse", "fleksjob", "foertidspension"),
    "Team Integration": (22, 55, "integration"),
    "Team Under 18": (15, 16, "under-18"),
}
MUNICIPALITIES = ("Hvidovre", "Glostrup", "Albertslund", "Rødovre", "Høje-Taastrup")
# How older systems export groups and types of meeting.
NUMBERED = {DAGPENGE: "6.1 Dagpenge", JOBPARAT: "6.2 Jobparate", AKTIVITETSPARAT: "6.3 Aktivitetsparate"}
DFDG = {"jobsamtale": "7", "faelles-jobsamtale": "17"}

# Each of these comes with equal chance, so what is common stands there more than once.
YEARS = (2021, 2022, 2023, 2024, 2024, 2024, *[2025] * 8, *[2026] * 10)
SERVICES = (*["on-time"] * 20, "late-first", *["late"] * 3, *["missing"] * 10, *["forgotten"] * 2)
FIRST_FORMS = (*["fremmoede"] * 22, "telefon", "")
FORMS = ("fremmoede", "fremmoede", "fremmoede", "telefon", "video", "")
TOPICS = ("", "", "cv", "joblog", "cv|joblog", "opkvalificering", "netværk", "brancheskift|opkvalificering")
AGREEMENTS = ("", "", "opdatere cv", "to ansøgninger om ugen", "virksomhedspraktik", "søge brancheskift")
# Meetings beside the counted interviews: chance in per cent, days after the start, who holds it, type, individual.
EXTRAS = (
    (12, 5, "jobcenter", "informationsmoede", "false"),
    (10, 45, "jobcenter", "jobsamtale", "false"),
    (10, 60, "anden-aktoer", "jobsamtale", "true"),
    (15, 100, "jobcenter", "opfoelgning", "true"),
    (5, 130, "kommune", "review", ""),
)
EXTRAS_A_KASSE = ((30, 12, "a-kasse", "cv-samtale", "true"), (30, 90, "a-kasse", "raadighedssamtale", ""))


def month_end(day: date) -> date:
    """Give the last day of the month that holds `day`."""
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def first_months(day: date, months: int) -> date:
    """Give the last day of the first `months` months from `day`."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return min(first + (day.day - 2) * DAY, month_end(first))


def working_day(day: date) -> date:
    """Give the latest day not after `day` on which an office is open."""
    while day.weekday() > FRIDAY or (day.month, day.day) in CLOSED:
        day -= DAY
    return day


@dataclass
class Citizen:
    """A citizen in the making, on the benefit of `group` to `last`; `old_export` writes as older systems do."""

    id: str
    random: Random
    service: str = ""
    old_export: bool = False
    group: str = ""
    last: date = STILL
    about: dict[str, str | date] = field(default_factory=dict)
    rows: list[tuple[str, date, list[str]]] = field(default_factory=list)

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from `low` to `high`, both included."""
        return low + int(self.random.random() * (high - low + 1))

    def chance(self, percent: int) -> bool:
        """Draw true so often in a hundred."""
        return self.between(1, 100) <= percent

    def pick(self, items: Sequence[T]) -> T:
        """Draw one of the items."""
        return items[self.between(0, len(items) - 1)]

    def day(self, first: date, last: date) -> date:
        """Draw a working day from `first` to `last`, or the one before."""
        return working_day(first + self.between(0, (last - first).days) * DAY)

    def add(self, table: str, day: date, **cells: str | date) -> None:
        """Add a row; `day` is its place among the citizen's rows, `with_` is the column `with`."""
        style = "%d-%m-%Y" if self.old_export else "%Y-%m-%d"
        texts = {k.rstrip("_"): v.strftime(style) if isinstance(v, date) else v for k, v in cells.items()}
        self.rows.append((table, day, [self.id, *(texts.get(name, "") for name in COLUMNS[table].split(",")[1:])]))

    def spell(self, group: str, start: date, end: date = STILL) -> None:
        """Put the citizen on a benefit, and with an adviser of the group's team; an end to come is not known yet."""
        self.group, self.last = group, end if end < AS_OF else STILL
        if group in (UNG, UNG_AKTIV) and start < RENAME <= end and self.chance(50):
            # Some systems closed the spell and wrote a new one when uddannelseshjælp became kontanthjælp.
            self.add("spells", start, group=group, start=start, end=RENAME - DAY)
            start = RENAME
        number = NUMBERED.get(group, "") if self.old_export else ""
        written = self.pick((number[:3], f"§ {number}")) if number else group
        self.add("spells", start, group=written, start=start, end="" if self.last == STILL else end)
        team, place = next((team, place) for place, team in enumerate(TEAMS) if group in TEAMS[team])
        self.about |= {"team": team, "adviser": f"R{10 * place + self.between(1, 6):02}"}

    def event(self, name: str, day: date) -> None:
        """Record an event, if it has happened by now."""
        if day <= min(self.last, AS_OF):
            self.add("events", day, event=name, date=day)

    def meeting(self, day: date, held_by: str = "jobcenter", type_: str = "jobsamtale", **more: str) -> None:
        """Record a meeting: held, or booked where it lies ahead; none after the citizen has left the benefit."""
        day = working_day(day)
        if day > min(self.last, BOOKED_UNTIL):
            return
        adviser = f"A{self.between(1, 8):02}" if held_by == "a-kasse" else self.about["adviser"]
        cells: dict[str, Any] = {"form": self.pick(FORMS), "individual": self.pick(("true", "true", "")), **more}
        if day > AS_OF:
            cells["status"] = "booket"
        elif "status" not in more:
            cells |= {"registered": min(day + self.pick((0, 0, 0, 1, 6)) * DAY, AS_OF), "topics": self.pick(TOPICS)}
            cells |= {"agreements": self.pick(AGREEMENTS), "minutes": str(self.between(4, 12) * 5)}
            if held_by != "a-kasse" and self.chance(60):
                cells |= {"prep_minutes": str(self.between(1, 4) * 5), "prep_date": working_day(day - DAY)}
        if self.group == "sygedagpenge":
            type_ = "opfoelgning"  # its own act
        type_ = DFDG.get(type_, type_) if self.old_export else type_
        self.add("meetings", day, date=day, type=type_, held_by=held_by, adviser=adviser, **cells)

    def first(self, start: date, within: int, held_by: str = "jobcenter") -> None:
        """Hold the first interview within so many days of `start`; for some it comes late."""
        wait = within + self.between(4, 20) if self.service == "late-first" else self.between(within // 2, within - 1)
        if self.service != "forgotten":
            self.meeting(start + wait * DAY, held_by, form=self.pick(FIRST_FORMS))

    def series(self, first: date, last: date, count: int, held_by: str = "jobcenter", **more: str) -> None:
        """Hold `count` interviews spread from `first` to `last`; for some the last one comes late or not at all."""
        step = (last - first) / count
        planned = [first + step * k + step * self.between(30, 90) // 100 for k in range(count)]
        if self.service == "late":
            planned[-1] = last + self.between(4, 25) * DAY
        kept = {"missing": count - 1, "forgotten": 0}.get(self.service, count)
        for day in [*planned[kept:], *(day - 7 * DAY for day in planned[:kept] if self.chance(5))]:
            # What an interview that never was leaves in the records: often nothing, or a booking that nobody closed.
            status = self.pick(("", "udeblevet", "udeblevet", "aflyst", "booket"))
            if status:
                self.meeting(day, held_by, status=status)
        for day in planned[:kept]:
            self.meeting(day, held_by, **more)

    def goes_on(self, start: date, after: date) -> None:
        """Add what is not counted: interviews now and then `after` the counted ones, other meetings, days off."""
        while after < min(self.last, BOOKED_UNTIL) and self.service not in ("missing", "forgotten"):
            after += self.between(60, 120) * DAY
            self.meeting(after)
        for percent, wait, held_by, kind, individual in (*EXTRAS, *(EXTRAS_A_KASSE if self.group == DAGPENGE else ())):
            if self.chance(percent):
                self.meeting(start + wait * DAY, held_by, kind, individual=individual)
        off = start + self.between(30, 200) * DAY
        if off < min(self.last, AS_OF) and self.chance(8):
            kind = self.pick(("sygdom", "ferie"))
            self.add("exemptions", off, kind=kind, start=off, end=off + self.between(4, 20) * DAY)
        held = [row for row in self.rows if row[0] == "meetings" and row[2][3] == "jobcenter" and not row[2][6]]
        if held and self.chance(6):  # the same meeting, registered by another hand
            table, day, cells = self.pick(held)
            self.rows.append((table, day, [*cells[:3], "kommune", *cells[4:9], "R99", "", "", "", "", ""]))


def hours_of(c: Citizen, start: date) -> list[date]:
    """Record the hours of unemployment, in hundredths, and give the last days of the periods that they reach.

    They are all or half of full-time hours, or those of the part-time insured; some citizens have a job with wage
    subsidy for three months, which counts for all but the handover.
    """
    insured, full = c.pick((*[("fuldtid", 16033)] * 4, ("deltid", 13000), ("fuldtid", 8017)))
    c.about["insured"] = insured
    months = [first_months(start.replace(day=1), n) + DAY for n in range(40)]
    amounts = [full * (month_end(start).day - start.day + 1) // month_end(start).day, *[full] * 39]
    subsidy = range(4, 7) if c.chance(20) else range(0)
    known = min(c.last, c.pick((AS_OF - DAY, AS_OF - 32 * DAY)))  # for some those of October are not in yet
    for n, first in enumerate(months):
        if first <= known:
            text = f"{amounts[n] // 100}{',' if c.old_export else '.'}{amounts[n] % 100:02}"
            kind = "loentilskud" if n in subsidy else "dagpenge"
            c.add("hours", first, month=f"{first:%Y-%m}", hours=text, kind=kind)
    month, handover = (13000, 33300) if insured == "deltid" else (16033, 41000)
    on_benefit = accumulate(0 if n in subsidy else amount for n, amount in enumerate(amounts))
    reached = [sum(total < handover for total in on_benefit)]
    reached += [sum(total < goal * month for total in accumulate(amounts)) for goal in (3, 6, 16)]
    return [month_end(months[n]) for n in reached]


def on_dagpenge(c: Citizen, group: str, start: date, end: date = STILL) -> None:
    """On dagpenge: some with hours, some with the events of the a-kasse, the interviews as the law of the day asks."""
    with_hours = any(row[0] == "hours" for row in c.rows) if c.group else c.chance(40)
    c.spell(group, start, end)
    if c.chance(60):
        c.event("tilmelding", start + c.pick((0, 0, 1, 3)) * DAY)
    if c.chance(50):
        c.event("indplacering", start)
    if with_hours:
        handover, three, six, sixteen = hours_of(c, start)
    else:
        # Full-time unemployment is assumed: 78 days are the 410 hours of the handover.
        handover, three, six, sixteen = month_end(start + 77 * DAY), *(first_months(start, n) for n in (3, 6, 16))
        if start >= LAW_2024 and c.chance(25):
            handover -= c.between(0, 12) * DAY
            c.event("overgang", handover)
    c.about.setdefault("insured", c.pick(("fuldtid", "fuldtid", "fuldtid", "")))
    joint = {"type_": "faelles-jobsamtale"} if c.old_export or c.chance(40) else {"with_": "a-kasse"}
    if c.chance(8):
        c.event("fravalg-a-kasse", c.day(start + 5 * DAY, start + 40 * DAY))
        joint = {}
    if start < LAW_2024:
        c.first(start, 30)
        c.series(start + 30 * DAY, six, 3)
        if c.chance(25):
            c.event("behov-faellessamtale", start + 20 * DAY)
            c.series(start + 30 * DAY, three, 1, **joint)
        c.series(three + 5 * DAY, six, 1, **joint)
    else:
        count = 3 if start < LAW_2026 else 2
        c.first(start, 14, "a-kasse")
        c.series(start + 15 * DAY, handover, count - 1, "a-kasse")
        c.series(handover + 4 * DAY, six, count)
    c.series(six + 4 * DAY, sixteen, 1, **joint)
    c.goes_on(start, six)


def on_calendar(c: Citizen, group: str, start: date, end: date = STILL) -> None:
    """On another benefit: the first interview within a week of the first contact, four in six months."""
    moved = c.group in WITH_FIRST_CONTACT and c.last == start - DAY
    c.spell(group, start, end)
    if group in WITH_FIRST_CONTACT and not moved and c.chance(75):
        start -= c.between(0, 9) * DAY
        c.event("henvendelse", start)
    if group == JOBPARAT and not moved and c.chance(15):
        c.about |= {"municipality": "Ishøj", "schedule": "cabi-grundmodel"}
    if group == "sygedagpenge":
        c.event("foerste-fravaersdag", start)
    c.first(start, 7)
    c.series(start + 20 * DAY, first_months(start, 6), 3)
    c.goes_on(start, first_months(start, 6))


def follow(c: Citizen, first: date | None, last: date, steps: Sequence[Step]) -> None:
    """Lead the citizen along a path begun from `first` to `last`; no `first`: from 2021 on, most of them of late."""
    if first is None:
        year = c.pick(YEARS)
        first, last = date(year, 7 if year == YEARS[0] else 1, 4), min(date(year, 12, 20), last)
    start = c.day(first, last)
    for groups, low, high in steps:
        group, end = c.pick(groups.split("|")), start + c.between(low, high) * DAY
        if group and start < AS_OF:
            (on_dagpenge if group == DAGPENGE else on_calendar)(c, group, start, end)
        start = end + DAY


def visited_27_3(c: Citizen) -> None:
    """Young and on dagpenge, so with the jobcenter at once: six interviews there."""
    start = c.day(date(2024, 2, 1), date(2026, 9, 1))
    c.spell(DAGPENGE, start)
    c.about["birth_date"] = c.day(date(1999, 1, 1), date(2005, 12, 31))
    c.event("visiteret-27-3", start)
    c.first(start, 14)
    c.series(start + 15 * DAY, first_months(start, 6), 5)
    c.series(first_months(start, 6), first_months(start, 16), 1, with_="a-kasse")


def in_broendby(c: Citizen) -> None:
    """On dagpenge in Brøndby, whose schedule names a week for each interview, the first and fifth with the a-kasse."""
    start = c.day(date(2024, 6, 1), date(2026, 10, 1))
    c.spell(DAGPENGE, start, start + c.between(100, 900) * DAY)
    c.about |= {"municipality": "Brøndby", "schedule": "broendby", "insured": "fuldtid"}
    c.meeting(start + 4 * DAY, type_="informationsmoede", individual="false")
    late = c.between(8, 16) if c.service.startswith("late") else 0
    plan = ((11, "a-kasse", ""), (38, "a-kasse", ""), (69, "a-kasse", ""), (110, "jobcenter", ""))
    for day, held_by, with_ in (*plan, (132, "jobcenter", "a-kasse"), (160, "jobcenter", "")):
        if c.service != "missing" or not c.chance(30):
            c.meeting(start + (day + late - c.between(0, 4)) * DAY, held_by, with_=with_, form="fremmoede")


def exempt(c: Citizen, decision: tuple[str, str, date, date, str]) -> None:
    """Exempt when the interviews fall due, with fewer of them; from 2026 on a quarter of a group can be left out."""
    kind, group, first, last, reason = decision
    start, c.service = c.day(first, last), "missing"
    (on_dagpenge if group == DAGPENGE else on_calendar)(c, group, start)
    off = start + c.between(25, 60) * DAY
    end, decided = (off + 322 * DAY, "") if kind == "barsel" else ("", off)
    c.add("exemptions", off, kind=kind, start=off, end=end, decided_on=decided, reason=reason)


def misspelt_schedule(c: Citizen) -> None:
    """Give one of the wrong rows: the citizen's own, with a schedule that is not there."""
    on_calendar(c, JOBPARAT, date(2026, 2, 2))
    c.about |= {"municipality": "Brøndby", "schedule": "brøndby"}


LATEST = date(2026, 10, 29)
EXEMPT = (
    ("barsel", JOBPARAT, date(2024, 1, 8), date(2026, 4, 1), ""),
    ("standby", AKTIVITETSPARAT, date(2024, 1, 8), date(2026, 4, 1), "Livstruende sygdom"),
    ("mindre-intensiv", "ledighedsydelse", date(2024, 1, 8), date(2026, 4, 1), "Går på pension inden for få måneder"),
    ("kvote", DAGPENGE, LAW_2026, date(2026, 8, 10), "Selvhjulpen, følges på afstand"),
    ("kvote", JOBPARAT, LAW_2026, date(2026, 8, 10), "Søger målrettet på egen hånd"),
)
# How many citizens, first and last day on which they begin (none: see `follow`), and the steps of their path.
PATHS: dict[str, tuple[int, date | None, date, tuple[Step, ...]]] = {
    "dagpenge": (86, None, LATEST, ((DAGPENGE, 60, 800),)),
    "dagpenge-new-law": (10, LAW_2026, date(2026, 8, 20), ((DAGPENGE, 60, 800),)),
    "dagpenge-again": (10, date(2023, 3, 1), date(2025, 9, 1),
                       ((DAGPENGE, 200, 330), ("", 20, 400), (DAGPENGE, 60, 900))),
    "dagpenge-used-up": (6, date(2023, 5, 1), date(2024, 9, 1), ((DAGPENGE, 300, 730), (JOBPARAT, 90, 900))),
    "jobparat": (54, None, LATEST, ((JOBPARAT, 60, 800),)),
    "aktivitetsparat": (14, None, LATEST, ((AKTIVITETSPARAT, 90, 900),)),
    "young": (18, date(2024, 10, 1), LATEST, ((f"{UNG}|{UNG_AKTIV}", 90, 900),)),
    "other-group": (6, date(2025, 3, 1), date(2026, 6, 1), ((JOBPARAT, 60, 140), (AKTIVITETSPARAT, 200, 900))),
    "grown-up": (6, date(2024, 6, 1), date(2025, 12, 1), ((f"{UNG}|{UNG_AKTIV}", 150, 300), (JOBPARAT, 200, 900))),
    "short-break": (5, date(2024, 2, 1), date(2026, 3, 1), ((JOBPARAT, 90, 120), ("", 10, 27), (JOBPARAT, 90, 900))),
    "long-break": (5, date(2024, 2, 1), date(2026, 1, 9), ((JOBPARAT, 90, 200), ("", 62, 150), (JOBPARAT, 90, 900))),
    "sick": (10, date(2022, 2, 1), date(2025, 12, 1), (("sygedagpenge", 154, 154), ("jobafklaring", 400, 700),
             ("ressourceforloeb|ledighedsydelse", 90, 900))),
    "programme": (8, date(2022, 1, 3), date(2026, 6, 9), (("ressourceforloeb|revalidering", 400, 1400),)),
    "fleks": (8, date(2025, 1, 2), date(2026, 9, 1), (("ledighedsydelse", 100, 400), ("fleksjob", 200, 900))),
    "uncounted": (12, None, LATEST, (("sygedagpenge|selvforsoergende|under-18|integration", 90, 500),)),
    "pension": (3, date(2023, 1, 9), date(2025, 9, 1), (("foertidspension", 9999, 9999),)),
}  # fmt: skip
OTHERS = ((visited_27_3, 8), (in_broendby, 14), (misspelt_schedule, 1))

# The mistakes, one row each; {name} is the first citizen of that kind. Two more stand elsewhere: the schedule of
# `misspelt_schedule`, and in `tables` a row that is there twice.
WRONG_ROWS = (
    ("spells", "{jobparat},kontanthjaelp-jobklar,2026-10-05,"),  # no such group
    ("spells", "{young},under-18,30-02-2024,30-06-2024"),  # no such day
    ("spells", "{other-group},sygedagpenge,2024-05-01,2024-04-01"),  # ends before it begins
    ("spells", "{pension},foertidspension,2026-03-02,"),  # overlaps the one that runs
    ("meetings", "{aktivitetsparat},2026-09-03,jobsamtalle,jobcenter,,fremmoede,,,,R22,,,,,"),  # a typing error
    ("meetings", ",2026-09-08,jobsamtale,jobcenter,,telefon,,,,R04,,,,,"),  # whose?
    ("meetings", "B0999,2026-09-10,jobsamtale,jobcenter,,video,,,,R02,,,,,"),  # of a citizen without a spell
    ("meetings", "{grown-up},2026-09-15,jobsamtale,jobcentret,,fremmoede,,,,R01,,,,,"),  # no such holder
    ("hours", "{short-break},2026-05,160.33,dagpenge"),  # never on dagpenge
    ("hours", "{dagpenge-again},2026-10,fuld tid,dagpenge"),  # no number
    ("exemptions", "{sick},orlov,2026-08-03,,,"),  # no such kind
    ("exemptions", "{fleks},sygdom,2026-09-01,,,Brækket arm, rask i oktober"),  # a comma without quotes
    ("citizens", "{long-break},1979-05-14,Glostrup,Team Job,R03,,"),  # a second row
)


def citizens() -> list[tuple[str, Citizen]]:
    """Give every citizen with the name of their kind, the kinds mixed."""
    kinds: list[tuple[str, Callable[[Citizen], None]]] = []
    for name, (count, first, last, steps) in PATHS.items():
        kinds += [(name, partial(follow, first=first, last=last, steps=steps))] * count
    for profile, count in OTHERS:
        kinds += [(profile.__name__, profile)] * count
    for decision in EXEMPT:
        kinds += [(decision[0], partial(exempt, decision=decision))] * 3
    mix = Random(SEED)  # noqa: S311 (an example, no secret)
    kinds.sort(key=lambda _: mix.random())
    made = []
    for number, (name, make) in enumerate(kinds, 1):
        c = Citizen(f"B{number:04}", Random(SEED + number))  # noqa: S311 (as above)
        c.service, c.old_export = c.pick(SERVICES), c.chance(5)
        make(c)
        youngest, oldest, *_ = TEAMS[str(c.about["team"])]
        born = c.day(date(2025 - int(oldest), 1, 1), date(2025 - int(youngest), 12, 31))
        c.add("citizens", born, **{"birth_date": born, "municipality": c.pick(MUNICIPALITIES), **c.about})
        made.append((name, c))
    return made


def tables() -> dict[str, list[list[str]]]:
    """Give the rows of every table, wrong ones among them, ordered by citizen and day."""
    made = citizens()
    first = {name: c.id for name, c in reversed(made)}
    rows = [row for _, c in made for row in c.rows]
    rows.append(next(row for row in rows if row[0] == "meetings" and row[2][0] == first["dagpenge-again"]))
    for table, line in WRONG_ROWS:
        found = re.search(r"\d{4}-\d{2}-\d{2}", line)
        day = date.fromisoformat(found[0]) if found else STILL
        rows.append((table, day, line.format(**first).split(",")))
    rows.sort(key=lambda row: (row[2][0] or "no citizen", row[1]))
    return {name: [cells for table, _, cells in rows if table == name] for name in COLUMNS}


def main() -> None:
    """Write the tables to the folder that is asked for."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("caseload")
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables().items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS[name].split(","), *rows])


if __name__ == "__main__":
    main()
