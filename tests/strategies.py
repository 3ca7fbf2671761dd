"""Hypothesis strategies for cases in the words of the rules: built from parts, so that nothing drawn is thrown away.

Days lie on and beside the places where something begins or ends more often than elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from hypothesis import strategies as st

from kontaktforloeb import Case, Conventions, Event, Exemption, Hours, Meeting, Spell, load_rules
from kontaktforloeb.conventions import DagpengeMeetings, ExemptionReading, GapBreaks, MonthWindow, NonWorkingDue, WeekN
from kontaktforloeb.rulebook.kinds import FileKind

FIRST, LAST = date(2019, 1, 1), date(2027, 12, 31)

_ASSISTANCE = "kontanthjaelp or uddannelseshjaelp"  # one benefit since 2025-07-01
LANES: Mapping[str, str] = MappingProxyType({
    "dagpenge": "dagpenge",
    "kontanthjaelp-jobparat": _ASSISTANCE,
    "kontanthjaelp-aktivitetsparat": _ASSISTANCE,
    "uddannelseshjaelp-uddannelsesparat": _ASSISTANCE,
    "uddannelseshjaelp-aktivitetsparat": _ASSISTANCE,
    "sygedagpenge": "sygedagpenge",
    "jobafklaring": "jobafklaring",
    "ressourceforloeb": "ressourceforloeb",
    "ledighedsydelse": "ledighedsydelse",
    "fleksjob": "fleksjob",
    "revalidering": "revalidering",
    "foertidspension": "foertidspension",
    "selvforsoergende": "selvforsoergende",
    "under-18": "under-18",
    "integration": "integration",
})  # fmt: skip
"""Every target group, with the benefit on which no two of its spells may overlap."""

GROUPS = (*LANES, *("dagpenge",) * 6, *("kontanthjaelp-jobparat",) * 4, "uddannelseshjaelp-uddannelsesparat")
EVENTS = (
    "henvendelse", "tilmelding", "indplacering", "foerste-fravaersdag", "behov-faellessamtale", "fravalg-a-kasse",
    "visitation", "anmodning", "job", "flytning", "overgang", "visiteret-27-3",
)  # fmt: skip
EVENTS_OF_SOME = (
    "13-f", "13-f-kontrol", "a-kasseforsoeg", "aabenlyst-uddannelsesparat", "afslag-tidlig-opfoelgning",
    "bookingfrist", "cv-godkendt", "foedsel", "fritaget-for-selvbooking", "integration-16-4",
    "kontraktens-maal-naaet", "kontrolaktion", "kontrolaktion-udland", "ordinaert-uden-ydelse", "raskmelding",
    "selvbooking", "sygedagpenge-kategori", "tilbage-paa-ydelse", "tilbud-om-barselssamtale",
)  # fmt: skip
"""Events of the law on which duties of some citizens hang."""

EVENTS_OF_SCHEDULES = (
    "abc-jobplan", "accept-tidlig-opfoelgning", "aktivering", "ansoegning-i-joblog", "cv-i-joblog",
    "cv-ikke-fyldestgoerende", "cv-paa-jobnet", "delvis-raskmelding", "for-syg-til-fremmoede",
    "forlader-forsoegskommune", "forsoegsarm", "forsoegsstart", "forventet-varighed", "indkaldt-informationsmoede",
    "integrationskontrakt", "integrationsprogram", "it-kursus", "job-cv-cafe", "jobklub", "jobmaal-i-min-plan",
    "jobsoegning", "jobsoegningskursus", "kategori-afgjort", "kompleks-sag", "loentilskud", "mentor-slut",
    "netvaerk-aktiveret", "nytteindsats", "oensker-a-kassen-med", "opfoelgningstakt", "overtagelse", "skift-a-kasse",
    "tilbud-jobnet-cv", "tilbud-om-helbredsvurdering", "tilbud-om-plan", "uddannelse", "uddannelsesoensker",
    "valgt-aktoer", "velkomst", "virksomhedspraktik",
)  # fmt: skip
EXEMPTIONS = (
    "barsel", "pension", "foertidspension-optjening", "under-18", "jobrettet-uddannelse", "stu", "dom",
    "mindre-intensiv", "mindre-intensiv-uddannelse", "standby", "revalidend-job", "kvote",
    "sygdom", "ferie", "tilbud", "midlertidigt-arbejde", "borgerligt-ombud", "friperiode",
)  # fmt: skip
TYPES = (
    "jobsamtale", "faelles-jobsamtale", "informationsmoede", "cv-samtale", "raadighedssamtale", "opfoelgning",
    "visitation", "review", "anden", "mentorsamtale",
)  # fmt: skip
HOLDERS = ("jobcenter", "kommune", "anden-aktoer", "a-kasse")
FORMS = ("fremmoede", "telefon", "video", "digital", "brev")
STATUSES = ("afholdt", "booket", "aflyst", "udeblevet")
HOUR_KINDS = ("dagpenge", "loentilskud", "feriedagpenge")
INSURED = (None, "fuldtid", "deltid")
SCHEDULES = tuple(
    name
    for name, ruleset in load_rules().rulesets.items()
    if ruleset.kind not in (FileKind.LOV, FileKind.MAALING) and not ruleset.open_parameters
)
"""Every schedule that can be judged as it is."""

TOPICS = ("abc", "joblog", "jobnet-cv", "smaajob", "job", "opkvalificering")
AGREEMENTS = ("plan", "aktivitet", "cv-godkendt", "cv-mangler", "jobsoegning")

# Days from a first day to where a week, a fortnight, a handover, 3, 6 or 16 months end or have just ended.
EDGES = (
    0, 1, 6, 7, 8, 13, 14, 15, 27, 28, 29, 30, 31, 55, 56, 77, 78, 83, 84, 89, 90, 91, 92, 139, 140, 180, 181, 182, 183,
    184, 185, 212, 484, 485, 486, 487, 488,
)  # fmt: skip
GAPS = (0, 0, 0, 0, 1, 14, 27, 28, 29, 30, 31, 32, 45, 59, 60, 61, 62, 365, 1825, 1826, 1827)

offsets = st.sampled_from(EDGES) | st.integers(0, 200)


@st.composite
def spells(draw: st.DrawFn, groups: Sequence[str] = GROUPS, most: int = 4) -> tuple[Spell, ...]:
    """One to `most` spells; none overlaps another on one benefit, on two benefits some do."""
    chosen = draw(st.lists(st.sampled_from(groups), min_size=1, max_size=most))
    lanes = [LANES[group] for group in chosen]
    free: dict[str, date] = {}
    found: list[Spell] = []
    anchor = draw(st.dates(FIRST, date(LAST.year - len(chosen), 6, 30)))
    for index, group in enumerate(chosen):
        gap = draw(st.sampled_from(GAPS)) if found else 0
        start = max(anchor, free.get(lanes[index], anchor)) + timedelta(days=gap)
        length = draw(st.sampled_from((1, 2, *EDGES[3:])) | st.integers(1, 400))
        runs = lanes[index] not in lanes[index + 1 :] and draw(st.booleans())
        spell = Spell(group, start, None if runs else start + timedelta(days=length - 1))
        found.append(spell)
        if spell.end is None:
            anchor = start
        else:
            free[lanes[index]] = spell.end + timedelta(days=1)
            anchor = draw(st.sampled_from((free[lanes[index]],) * 3 + (start,)))
    return tuple(found)


def days_near(found: Sequence[Spell], earliest: int = 0) -> st.SearchStrategy[date]:
    """Days on and after the first days of spells, and down to `earliest` days from them."""
    starts = st.sampled_from([spell.start for spell in found])
    shifts = offsets if earliest >= 0 else offsets | st.integers(earliest, 0)
    return st.builds(lambda start, shift: start + timedelta(days=shift), starts, shifts)


def meetings(found: Sequence[Spell]) -> st.SearchStrategy[Meeting]:
    """Meetings near the edges of the spells; most are held job interviews."""
    return st.builds(
        Meeting,
        days_near(found, -3),
        type=st.sampled_from(("jobsamtale",) * 8 + ("faelles-jobsamtale",) * 2 + TYPES),
        held_by=st.sampled_from(("jobcenter", "a-kasse", *HOLDERS)),
        with_=st.sampled_from(((), (), ("a-kasse",), ("anden-aktoer",))),
        form=st.sampled_from((None, "fremmoede", *FORMS)),
        status=st.sampled_from(("afholdt",) * 6 + STATUSES),
        individual=st.sampled_from((None, None, True, False)),
        adviser=st.sampled_from((None, "A", "A", "B")),
        topics=st.sampled_from(((), (), *((topic,) for topic in TOPICS), TOPICS)),
        agreements=st.sampled_from(((), (), *((word,) for word in AGREEMENTS), ("plan", "plan"))),
        minutes=st.sampled_from((None, 15, 30, 45)),
    )


@st.composite
def series(draw: st.DrawFn, found: Sequence[Spell]) -> tuple[Meeting, ...]:
    """As many interviews by one holder from one first day on as a count asks for, or one fewer or more; or none."""
    start = draw(st.sampled_from([spell.start for spell in found]))
    holder, last = draw(st.sampled_from(("jobcenter", "a-kasse", "kommune"))), draw(st.sampled_from(EDGES))
    number = draw(st.sampled_from((0, 2, 3, 4, 4, 6)))
    days = [start + timedelta(days=last * nth // number) for nth in range(1, number + 1)]
    return tuple(Meeting(day, held_by=holder, form="fremmoede") for day in days)


def events(found: Sequence[Spell]) -> st.SearchStrategy[Event]:
    """Events near the edges of the spells and a little before."""
    return st.builds(
        Event,
        st.sampled_from(("henvendelse", "henvendelse", "indplacering", "overgang", "tilmelding", *EVENTS))
        | st.sampled_from(EVENTS_OF_SOME)
        | st.sampled_from(EVENTS_OF_SCHEDULES),
        days_near(found, -33) | st.sampled_from([spell.start for spell in found]),
        st.sampled_from((None, None, "ja", "nej", "1", "2")),
    )


def exemptions(found: Sequence[Spell]) -> st.SearchStrategy[Exemption]:
    """Exemptions near the edges of the spells, some of them still running."""
    ends = st.none() | st.integers(0, 200)
    return st.builds(
        lambda kind, start, days: Exemption(kind, start, None if days is None else start + timedelta(days=days)),
        st.sampled_from(EXEMPTIONS),
        days_near(found, -60),
        ends,
    )


def month_after(start: date, months: int) -> date:
    """Give the first day of the month `months` months after that of `start`."""
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, 1)


@st.composite
def hours(draw: st.DrawFn, found: Sequence[Spell]) -> tuple[Hours, ...]:
    """Monthly hours from the first dagpenge spell on: whole, half or odd months, some twice, some not at all."""
    on_dagpenge = [spell.start for spell in found if spell.group == "dagpenge"]
    if not on_dagpenge or draw(st.booleans()):
        return ()
    amounts = st.sampled_from(("160.33", "130", "80.17", "80", "37", "0", "54.11")).map(Decimal)
    rows = st.builds(
        lambda months, amount, kind: Hours(month_after(on_dagpenge[0], months), amount, kind),
        st.integers(-1, 18),
        amounts,
        st.sampled_from(("dagpenge", *HOUR_KINDS)),
    )
    full = draw(st.integers(0, 17))
    whole = [Hours(month_after(on_dagpenge[0], n), draw(amounts)) for n in range(full)]
    return (*whole, *draw(st.lists(rows, max_size=3)))


@st.composite
def cases(draw: st.DrawFn, groups: Sequence[str] = GROUPS, most: int = 4) -> Case:
    """A case in all the words of the rules."""
    found = draw(spells(groups, most))
    return Case(
        "citizen",
        found,
        (*draw(series(found)), *draw(st.lists(meetings(found), max_size=8))),
        draw(hours(found)),
        draw(st.lists(exemptions(found), max_size=2)),
        draw(st.lists(events(found), max_size=4)),
        birth_date=draw(st.none() | st.sampled_from((date(1960, 2, 29), date(1992, 1, 10), date(2002, 6, 1)))),
        adviser=draw(st.sampled_from((None, "A"))),
        insured=draw(st.sampled_from(INSURED)),
        schedule=draw(st.sampled_from((None, "broendby", "cabi-grundmodel")) | st.sampled_from(SCHEDULES)),
    )


_READINGS = st.sampled_from(
    [{point: reading} for point, others in load_rules().other_readings.items() for reading in others]
)
conventions = st.builds(
    Conventions,
    month_window=st.sampled_from(MonthWindow),
    week_n=st.sampled_from(WeekN),
    non_working_due=st.sampled_from(NonWorkingDue),
    exemption=st.sampled_from(ExemptionReading),
    gap_breaks=st.sampled_from(GapBreaks),
    dagpenge_meetings=st.sampled_from(DagpengeMeetings),
    readings=st.just({}) | _READINGS,
)
"""Every reading of what the law leaves open."""


def days_of_judgement(case: Case) -> st.SearchStrategy[date]:
    """Days on which to judge a case: beside its edges and anywhere."""
    starts = st.sampled_from([spell.start for spell in case.spells])
    later = st.builds(lambda start, days: start + timedelta(days=days), starts, st.integers(0, 900))
    return days_near(case.spells) | later
