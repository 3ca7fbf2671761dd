"""What the made caseload is drawn from: the words of the tables with their weights, and how long things last.

The words are those of `rules/lov/grundlag`; the weights are made to look like a caseload of all of Denmark and come
from no statistics.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

_EPOCH = date(1970, 1, 1).toordinal()


def day(year: int, month: int, of_month: int) -> int:
    """Give a day as the tables of numpy and polars count it: days from 1970-01-01."""
    return date(year, month, of_month).toordinal() - _EPOCH


FIRST_START, LAST_START = day(2019, 1, 1), day(2026, 10, 31)
AS_OF = date(2026, 11, 1)
"""The day that the caseload is made for: nothing was held after it, and what lies later is booked."""

AS_OF_DAY = day(2026, 11, 1)
NO_DAY = -(1 << 30)
"""What stands for an empty cell in a table of days."""

LAW_2020, LAW_2024, LAW_2026 = day(2020, 1, 1), day(2024, 1, 1), day(2026, 7, 1)

DAGPENGE, JOBPARAT, AKTIVITETSPARAT, UDDANNELSESPARAT, UNG_AKTIVITETSPARAT = range(5)
GROUPS = (
    "dagpenge",
    "kontanthjaelp-jobparat",
    "kontanthjaelp-aktivitetsparat",
    "uddannelseshjaelp-uddannelsesparat",
    "uddannelseshjaelp-aktivitetsparat",
    "sygedagpenge",
    "jobafklaring",
    "ressourceforloeb",
    "ledighedsydelse",
    "revalidering",
    "selvforsoergende",
    "integration",
)
SYGEDAGPENGE, REVALIDERING = GROUPS.index("sygedagpenge"), GROUPS.index("revalidering")
TWIN = {
    JOBPARAT: AKTIVITETSPARAT,
    AKTIVITETSPARAT: JOBPARAT,
    UDDANNELSESPARAT: UNG_AKTIVITETSPARAT,
    UNG_AKTIVITETSPARAT: UDDANNELSESPARAT,
}
"""The group on the same benefit to which somebody is visited in mid-course."""


class Benefit(NamedTuple):
    """A benefit: how many courses begin on it, how long they last in days, and the groups on it with their weights."""

    weight: float
    median_days: float
    spread: float
    groups: tuple[tuple[int, float], ...]


BENEFITS = (
    Benefit(0.38, 150, 0.9, ((DAGPENGE, 1.0),)),
    Benefit(0.22, 380, 1.1, ((JOBPARAT, 0.55), (AKTIVITETSPARAT, 0.45))),
    Benefit(0.10, 300, 1.0, ((UDDANNELSESPARAT, 0.6), (UNG_AKTIVITETSPARAT, 0.4))),
    Benefit(0.15, 120, 0.8, ((SYGEDAGPENGE, 1.0),)),
    Benefit(0.035, 420, 0.7, ((GROUPS.index("jobafklaring"), 1.0),)),
    Benefit(0.03, 800, 0.6, ((GROUPS.index("ressourceforloeb"), 1.0),)),
    Benefit(0.045, 350, 1.0, ((GROUPS.index("ledighedsydelse"), 1.0),)),
    Benefit(0.01, 500, 0.6, ((REVALIDERING, 1.0),)),
    Benefit(0.02, 250, 0.9, ((GROUPS.index("selvforsoergende"), 1.0),)),
    Benefit(0.01, 500, 0.8, ((GROUPS.index("integration"), 1.0),)),
)
BENEFIT_OF = {group: number for number, benefit in enumerate(BENEFITS) for group, _ in benefit.groups}


class Exempt(NamedTuple):
    """A kind of exemption: its weight, how many days it lasts, the first day it can begin on, and its groups."""

    kind: str
    weight: float
    days: tuple[int, int]
    first: int = FIRST_START
    groups: tuple[int, ...] = ()


EXEMPTIONS = (
    Exempt("sygdom", 0.26, (1, 60)),
    Exempt("ferie", 0.20, (3, 21)),
    Exempt("tilbud", 0.10, (14, 120)),
    Exempt("barsel", 0.12, (60, 350)),
    Exempt("mindre-intensiv", 0.12, (7, 42)),
    Exempt("jobrettet-uddannelse", 0.05, (30, 120)),
    Exempt("mindre-intensiv-uddannelse", 0.03, (7, 42), LAW_2024),
    Exempt("midlertidigt-arbejde", 0.02, (7, 60)),
    Exempt("standby", 0.02, (30, 300)),
    Exempt("kvote", 0.03, (90, 180), LAW_2026),
    Exempt("dom", 0.01, (60, 400)),
    Exempt("stu", 0.01, (200, 700), FIRST_START, (UDDANNELSESPARAT, UNG_AKTIVITETSPARAT)),
    Exempt("pension", 0.01, (200, 700), FIRST_START, (JOBPARAT, AKTIVITETSPARAT)),
    Exempt("foertidspension-optjening", 0.01, (200, 700), FIRST_START, (AKTIVITETSPARAT, UNG_AKTIVITETSPARAT)),
    Exempt("revalidend-job", 0.01, (7, 28), FIRST_START, (REVALIDERING,)),
)
PER_CITIZEN_EXEMPT = 0.3
EXEMPT_WHY = (None, "efter aftale", "lægeerklæring", "ansøgt på Jobnet", "følger uddannelse")
EXEMPT_WHY_WEIGHTS = (0.7, 0.1, 0.08, 0.07, 0.05)


class Occasion(NamedTuple):
    """An event of a course: in which groups, in what part of the courses, how many days from the start, and when."""

    event: str
    groups: tuple[int, ...]
    part: float
    days: tuple[int, int]
    starts: tuple[int, int] = (FIRST_START, AS_OF_DAY)
    values: tuple[str, ...] = ()


_HELP = (JOBPARAT, AKTIVITETSPARAT, UDDANNELSESPARAT, UNG_AKTIVITETSPARAT, GROUPS.index("selvforsoergende"))
OCCASIONS = (
    Occasion("henvendelse", _HELP, 0.8, (-4, 0)),
    Occasion("henvendelse", _HELP, 0.04, (-60, -5)),
    Occasion("tilmelding", (DAGPENGE,), 0.9, (-2, 5)),
    Occasion("indplacering", (DAGPENGE,), 0.3, (0, 0)),
    Occasion("overgang", (DAGPENGE,), 0.2, (75, 110), (LAW_2024, AS_OF_DAY)),
    Occasion("visiteret-27-3", (DAGPENGE,), 0.005, (1, 20), (LAW_2024, AS_OF_DAY)),
    Occasion("behov-faellessamtale", (DAGPENGE,), 0.15, (5, 80), (LAW_2020, LAW_2024 - 1)),
    Occasion("a-kasseforsoeg", (DAGPENGE,), 0.02, (0, 10), (LAW_2020, LAW_2024 - 1)),
    Occasion("fravalg-a-kasse", (DAGPENGE,), 0.02, (10, 150)),
    Occasion("cv-godkendt", (DAGPENGE,), 0.6, (1, 25)),
    Occasion("foerste-fravaersdag", (SYGEDAGPENGE,), 0.5, (-10, 0)),
    Occasion("sygedagpenge-kategori", (SYGEDAGPENGE,), 0.4, (3, 40), values=("1", "2", "2", "3")),
    Occasion("anmodning", (DAGPENGE, *_HELP), 0.004, (20, 300)),
    Occasion("kontrolaktion", (DAGPENGE, JOBPARAT), 0.002, (20, 200), (LAW_2024, AS_OF_DAY)),
)

TYPES = (
    "jobsamtale",
    "faelles-jobsamtale",
    "cv-samtale",
    "informationsmoede",
    "raadighedssamtale",
    "opfoelgning",
    "anden",
)
TYPE_WEIGHTS = (0.84, 0.04, 0.03, 0.03, 0.02, 0.03, 0.01)
HOLDERS = ("jobcenter", "kommune", "anden-aktoer", "a-kasse")
HOLDER_WEIGHTS = (0.55, 0.30, 0.12, 0.03)
A_KASSE_WEIGHTS = (0.10, 0.06, 0.02, 0.82)
"""Who holds the first interviews on dagpenge from 2024 on."""

A_KASSE_DAYS = 95
WITH = (None, "a-kasse", "virksomhed", "tolk", "a-kasse|virksomhed")
WITH_WEIGHTS = (0.86, 0.07, 0.04, 0.02, 0.01)
FORMS = ("fremmoede", "telefon", "video", "digital", "brev", None)
FORM_WEIGHTS = (0.58, 0.19, 0.11, 0.02, 0.002, 0.098)
STATUSES = ("afholdt", "aflyst", "udeblevet", "booket", None)
STATUS_WEIGHTS = (0.845, 0.07, 0.045, 0.01, 0.03)
BOOKED = STATUSES.index("booket")
INDIVIDUAL = (True, None, False)
INDIVIDUAL_WEIGHTS = (0.48, 0.50, 0.02)
TOPICS = (None, "cv|jobsoegning", "joblog", "jobsoegning", "abc|jobnet|joblog|virksomhedsrettet", "uddannelse")
TOPIC_WEIGHTS = (0.80, 0.06, 0.05, 0.05, 0.02, 0.02)
AGREEMENTS = (None, "to-ansoegninger", "praktik", "cv-opdateres|to-ansoegninger", "kursus")
AGREEMENT_WEIGHTS = (0.82, 0.07, 0.04, 0.04, 0.03)
MINUTES = (None, 20, 30, 45, 60)
MINUTES_WEIGHTS = (0.4, 0.1, 0.25, 0.15, 0.1)

MUNICIPALITIES = (
    "København", "Aarhus", "Aalborg", "Odense", "Brøndby", "Esbjerg", "Vejle", "Randers", "Kolding", "Horsens",
    "Køge", "Høje-Taastrup", "Sønderborg", "Tårnby", "Helsingør", "Lolland", "Mariagerfjord", "Ærø", "Læsø", "Fanø",
)  # fmt: skip
SCHEDULED = ("Brøndby", "Esbjerg", "Køge")
"""Municipalities whose citizens follow the schedule, so that it is a seventh of all."""

SCHEDULE = "broendby"
TEAMS = ("Dagpenge Øst", "Dagpenge Vest", "Unge", "Sygedagpenge", "Job og udvikling", "Fleks")
INSURED = ("fuldtid", "deltid", None)
INSURED_WEIGHTS = (0.6, 0.1, 0.3)
ADVISERS = 4000

REPEATED_ROWS = 0.001
"""The part of a table's rows that stand in it a second time."""

BAD_ROWS = 0.0001
"""How many rows that cannot be used a CSV table has besides, as a part of its rows; at least one."""
