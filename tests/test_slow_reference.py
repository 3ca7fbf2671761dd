"""A second reading of sections 6 to 8 of the contract, slow and day by day, against the library.

Written from the contract's words for two parts of the law: job-ready persons on kontanthjælp from 2020 to the summer of
2026 (the first interview and the four), and dagpenge without known hours under the version of 2024 (the first
interview, the a-kasse's three, the jobcenter's three). A course is lived through day after day; no plan is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
import slow_dates
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb import Case, Event, Exemption, Finding, Meeting, Spell, check

NEXT = timedelta(days=1)
VERSIONS = (date(2020, 1, 1), date(2023, 3, 22), date(2024, 1, 1))
SUSPENDED = (date(2020, 3, 12), date(2020, 5, 26))  # what fell due in these days was suspended: covid-2020
AGREEMENT = date(2026, 7, 1)  # from here on a duty of 2024 is judged under two versions: outside this reading
WAIVING = frozenset({"barsel", "standby", "mindre-intensiv"})
MUNICIPAL = frozenset({"jobcenter", "kommune", "anden-aktoer"})
FULL_TIME_DAYS_TO_HANDOVER = 78  # 410 h at 37 h a week, and 333 h at 30 h a week


class Told(NamedTuple):
    """What is compared of a verdict."""

    status: str
    opens: date | None
    due: date | None
    held: int
    needed: int
    fulfilled: date | None
    days_late: int | None


Key = tuple[date, date, str]
Findings = dict[Key, Told]


class Run(NamedTuple):
    """A course: first and last day."""

    start: date
    end: date | None


# --- Living through a duty


def lived(
    case: Case, run: Run, holders: frozenset[str], needed: int, opens: date | None, due: date | None, as_of: date
) -> Told:
    """Go from the course's first day to `as_of`, one day at a time, and tell what the duty has become."""
    held_on = Counter(day for day, _, _ in interviews(case, holders))
    held, fulfilled, status = 0, None, "pending"
    for day in slow_dates.days_of(run.start, as_of):
        running, past_due = run.end is None or day <= run.end, due is not None and due < day
        if running and opens is not None and opens <= day:
            for _ in range(held_on[day]):
                if not past_due or held < needed:
                    held += 1
                    fulfilled = day if held == needed else fulfilled
        if status == "pending":
            status = left_pending(case, run, due, day, enough=held >= needed)
        if status == "overdue" and held >= needed:
            status = "late"
    satisfied = fulfilled if status in {"met", "late"} else None
    days_late = ((satisfied or as_of) - due).days if due is not None and status in {"late", "overdue"} else None
    return Told(status, opens, due, held, needed, satisfied, days_late)


def left_pending(case: Case, run: Run, due: date | None, day: date, *, enough: bool) -> str:
    """Tell what a duty that was pending until yesterday is today."""
    past_due = due is not None and due < day
    if enough and not past_due:
        return "met"
    if run.end is not None and run.end < day and (due is None or run.end < due):
        return "ended"
    if due is not None and past_due:
        suspended = SUSPENDED[0] <= due <= SUSPENDED[1]
        return "exempt" if suspended or waived(case, due) else "overdue"
    return "pending"


def interviews(case: Case, holders: frozenset[str]) -> set[tuple[date, str, str]]:
    """Individual job interviews that were held by one of `holders`; the same day, type and holder is one."""
    return {
        (meeting.date, meeting.type, "municipal" if meeting.held_by in MUNICIPAL else meeting.held_by)
        for meeting in case.meetings
        if meeting.status == "afholdt"
        and meeting.type in {"jobsamtale", "faelles-jobsamtale"}
        and meeting.individual is not False
        and meeting.held_by in holders
    }


def waived(case: Case, day: date) -> bool:
    return any(
        exemption.kind in WAIVING and exemption.start <= day and (exemption.end is None or day <= exemption.end)
        for exemption in case.exemptions
    )


# --- Kontanthjælp, job-ready


def continuous_runs(case: Case) -> list[Run]:
    """Spells are one course until a whole calendar month lies between; the first contact begins it."""
    spells = sorted(case.spells, key=lambda spell: spell.start)
    stretches = [(spells[0].start, spells[0].end)]
    for before, spell in pairwise(spells):
        assert before.end is not None
        if slow_dates.holds_whole_month(before.end + NEXT, spell.start - NEXT):
            stretches.append((spell.start, spell.end))
        else:
            stretches[-1] = (stretches[-1][0], spell.end)
    runs: list[Run] = []
    contacts = sorted(event.date for event in case.events if event.event == "henvendelse")
    for start, end in stretches:
        near = [day for day in slow_dates.days_of(start - 31 * NEXT, start) if day in contacts]
        fresh = [day for day in near if not runs or runs[-1].start < day]
        runs.append(Run(fresh[0] if fresh else start, end))
    return runs


def on_assistance(case: Case, as_of: date) -> Findings:
    found: Findings = {}
    for run in continuous_runs(case):
        versions = [day for day in VERSIONS if day <= run.start]
        if not versions:
            continue
        duties = (
            ("lab/31-3", "lab/31-5", 1, slow_dates.within(run.start, 7)),
            ("lab/31-1", "lab/31-3", 4, slow_dates.first_months(run.start, 6)),
        )
        for former, present, needed, due in duties:
            version = VERSIONS[-1] if due >= VERSIONS[-1] else versions[-1]
            name = present if version == VERSIONS[-1] else former
            found[run.start, version, name] = lived(case, run, MUNICIPAL, needed, run.start, due, as_of)
    return found


# --- Dagpenge under the version of 2024, hours unknown


def counted_day(case: Case, run: Run, number: int) -> date | None:
    """The `number`-th day of the course on which the person was on dagpenge."""
    counted = 0
    for day in slow_dates.walk(run.start):
        if run.end is not None and run.end < day:
            return None
        counted += any(spell.start <= day and (spell.end is None or day <= spell.end) for spell in case.spells)
        if counted == number:
            return day
    raise AssertionError


def on_dagpenge(case: Case, as_of: date) -> Findings:
    placed = [event.date for event in case.events if event.event == "indplacering"]
    ends = [spell.end for spell in case.spells]
    run = Run(
        placed[0] if placed else min(spell.start for spell in case.spells),
        None if None in ends else max(end for end in ends if end),
    )
    inside = [event for event in case.events if run.start <= event.date and (run.end is None or event.date <= run.end)]
    registered = [event.date for event in inside if event.event == "tilmelding"]
    handed_over = [event.date for event in inside if event.event == "overgang"]
    six_months = counted_day(case, run, len(slow_dates.days_of(run.start, slow_dates.first_months(run.start, 6))))
    reached = counted_day(case, run, FULL_TIME_DAYS_TO_HANDOVER)
    handover = min(handed_over) if handed_over else slow_dates.month_end(reached) if reached else None
    takes_over = handover + NEXT if handover else None
    first_due = slow_dates.within(min(registered) if registered else run.start, 14)
    unions = frozenset({"a-kasse"})
    found = {
        "lab/31-4": lived(case, run, unions, 1, run.start, first_due, as_of),
        "lab/31-1-a-kasse": lived(case, run, unions, 3, run.start, handover, as_of),
        "lab/31-1-jobcenter": lived(case, run, MUNICIPAL, 3, takes_over, six_months, as_of),
    }
    if six_months and handover and six_months <= handover:
        theirs = found["lab/31-1-jobcenter"]
        found["lab/31-1-jobcenter"] = theirs._replace(status="not-required", fulfilled=None, days_late=None)
    return {
        (run.start, VERSIONS[-1], name): told
        for name, told in found.items()
        if told.due is None or told.due < AGREEMENT
    }


# --- Cases for both


def near(days: Sequence[date], shifts: st.SearchStrategy[int]) -> st.SearchStrategy[date]:
    return st.builds(lambda day, shift: day + timedelta(days=shift), st.sampled_from(days), shifts)


@st.composite
def adjoining_spells(draw: st.DrawFn, group: str, first: date, last: date) -> list[Spell]:
    """One to three spells of one group, all beginning from `first` to `last`, apart or adjoining."""
    longest, widest = 250, 70
    number = draw(st.integers(1, 3))
    start = draw(st.dates(first, last - (number - 1) * timedelta(days=longest + widest)))
    spells: list[Spell] = []
    for nth in range(number):
        length = draw(st.integers(1, longest) | st.sampled_from((7, 8, 14, 15, 77, 78, 181, 182, 184)))
        end = start + timedelta(days=length - 1)
        spells.append(Spell(group, start, None if nth == number - 1 and draw(st.booleans()) else end))
        gap = draw(st.sampled_from((0, 0, 1, 27, 28, 29, 30, 31, 32, 40, 59, 60, 61, 62, 70)))
        start = end + timedelta(days=1 + gap)
    return spells


def meetings(starts: Sequence[date], last: date | None) -> st.SearchStrategy[list[Meeting]]:
    """Interviews on different days, but for some that were recorded again under another of the holder's names."""
    edges = (0, 6, 7, 8, 13, 14, 15, 77, 89, 90, 91, 92, 180, 181, 182, 183, 184, 185)
    days = near(starts, st.sampled_from(edges) | st.integers(-8, 230))
    if last is not None:
        days |= near([last], st.integers(-1, 1))

    def one(day: date) -> st.SearchStrategy[list[Meeting]]:
        made = st.builds(
            Meeting,
            st.just(day),
            type=st.sampled_from(("jobsamtale", "jobsamtale", "jobsamtale", "faelles-jobsamtale", "opfoelgning")),
            held_by=st.sampled_from((*sorted(MUNICIPAL), "jobcenter", "a-kasse", "a-kasse", "a-kasse")),
            status=st.sampled_from(("afholdt", "afholdt", "afholdt", "afholdt", "aflyst", "booket", "udeblevet")),
            individual=st.sampled_from((None, None, True, False)),
        )
        return made.flatmap(recorded)

    def recorded(meeting: Meeting) -> st.SearchStrategy[list[Meeting]]:
        names = sorted(MUNICIPAL) if meeting.held_by in MUNICIPAL else [meeting.held_by]
        again = st.builds(
            lambda name: Meeting(
                meeting.date, meeting.type, name, status=meeting.status, individual=meeting.individual
            ),
            st.sampled_from(names),
        )
        return st.lists(again, max_size=1).map(lambda more: [meeting, *more])

    unique = st.lists(days, max_size=6, unique=True)
    return unique.flatmap(lambda chosen: st.tuples(*map(one, chosen))).map(lambda made: [m for ms in made for m in ms])


@st.composite
def series(draw: st.DrawFn, starts: Sequence[date]) -> list[Meeting]:
    """As many interviews as a count asks for, or one fewer or more, the last one near a due day."""
    start, holder = draw(st.sampled_from(starts)), draw(st.sampled_from(("jobcenter", "a-kasse")))
    number = draw(st.sampled_from((0, 2, 3, 3, 4, 4, 5)))
    last = draw(st.sampled_from((6, 7, 14, 77, 89, 91, 180, 181, 182, 183, 184)) | st.integers(0, 200))
    first = draw(st.integers(0, last))
    days = [start + timedelta(days=first + (last - first) * nth // max(1, number - 1)) for nth in range(number)]
    return [Meeting(day, held_by=holder) for day in days]


def exemptions(starts: Sequence[date]) -> st.SearchStrategy[list[Exemption]]:
    kinds = st.sampled_from((*sorted(WAIVING), "sygdom", "ferie", "tilbud", "revalidend-job", "kvote"))
    return st.lists(
        st.builds(
            lambda kind, start, days: Exemption(kind, start, None if days is None else start + timedelta(days=days)),
            kinds,
            near(starts, st.sampled_from((0, 7, 8, 14, 91, 181, 182, 183)) | st.integers(0, 200)),
            st.none() | st.integers(0, 120),
        ),
        max_size=2,
    )


def days_of_judgement(starts: Sequence[date]) -> st.SearchStrategy[date]:
    return near(starts, st.sampled_from((0, 7, 8, 14, 15, 181, 182, 183, 184, 185)) | st.integers(-5, 700))


@st.composite
def assistance_cases(draw: st.DrawFn) -> tuple[Case, date]:
    spells = draw(adjoining_spells("kontanthjaelp-jobparat", date(2019, 11, 1), date(2025, 12, 31)))
    starts = [spell.start for spell in spells]
    contacts = near(starts, st.sampled_from((-33, -32, -31, -30, -1, 0, 1)) | st.integers(-40, 10))
    case = Case(
        "citizen",
        spells,
        [*draw(series(starts)), *draw(meetings(starts, spells[-1].end))],
        exemptions=draw(exemptions(starts)),
        events=draw(st.lists(st.builds(Event, st.just("henvendelse"), contacts), max_size=3)),
    )
    return case, draw(days_of_judgement(starts))


@st.composite
def dagpenge_cases(draw: st.DrawFn) -> tuple[Case, date]:
    spells = draw(adjoining_spells("dagpenge", date(2024, 2, 1), date(2025, 11, 30)))
    starts = [spell.start for spell in spells]
    before = near(starts[:1], st.integers(-31, 0))
    names = st.sampled_from(("tilmelding", "tilmelding", "overgang", "anmodning"))
    events = draw(st.lists(st.builds(Event, names, near(starts, st.integers(-40, 200))), max_size=3))
    placed = draw(st.lists(st.builds(Event, st.just("indplacering"), before), max_size=1))
    case = Case(
        "citizen",
        spells,
        [*draw(series(starts)), *draw(meetings(starts, spells[-1].end))],
        exemptions=draw(exemptions(starts)),
        events=[*events, *placed],
        insured=draw(st.sampled_from((None, "fuldtid", "deltid"))),
    )
    return case, draw(days_of_judgement(starts))


# --- The two readings side by side


def told(finding: Finding) -> Told:
    return Told(
        finding.status,
        finding.opens,
        finding.due,
        finding.held,
        finding.needed,
        finding.fulfilled,
        finding.days_late,
    )


def agree(case: Case, as_of: date, slow: Callable[[Case, date], Findings], names: frozenset[str]) -> None:
    wanted = slow(case, as_of)
    found = {
        (finding.course, finding.version, finding.requirement): told(finding)
        for finding in check(case, as_of=as_of, rules=["lab"]).findings
        if finding.requirement in names and (finding.due is None or finding.due < AGREEMENT)
    }
    assert found == wanted


ASSISTANCE = frozenset({"lab/31-1", "lab/31-3", "lab/31-5"})
DAGPENGE = frozenset({"lab/31-4", "lab/31-1-a-kasse", "lab/31-1-jobcenter"})


@settings(max_examples=90, deadline=None)
@given(assistance_cases())
def test_kontanthjaelp_is_judged_as_the_slow_reading_judges_it(drawn: tuple[Case, date]) -> None:
    agree(*drawn, on_assistance, ASSISTANCE)


@settings(max_examples=90, deadline=None)
@given(dagpenge_cases())
def test_dagpenge_without_hours_is_judged_as_the_slow_reading_judges_it(drawn: tuple[Case, date]) -> None:
    agree(*drawn, on_dagpenge, DAGPENGE)


@pytest.mark.slow
@settings(max_examples=1200, deadline=None)
@given(assistance_cases())
def test_kontanthjaelp_is_judged_as_the_slow_reading_judges_it_thoroughly(drawn: tuple[Case, date]) -> None:
    agree(*drawn, on_assistance, ASSISTANCE)


@pytest.mark.slow
@settings(max_examples=1200, deadline=None)
@given(dagpenge_cases())
def test_dagpenge_without_hours_is_judged_as_the_slow_reading_judges_it_thoroughly(drawn: tuple[Case, date]) -> None:
    agree(*drawn, on_dagpenge, DAGPENGE)


@pytest.mark.parametrize("start", ["2020-01-01", "2023-03-21", "2023-06-30", "2023-07-01", "2023-12-31", "2025-12-31"])
@pytest.mark.parametrize("shift", range(-2, 3))
def test_both_readings_agree_around_every_change_of_version(start: str, shift: int) -> None:
    first = min(date.fromisoformat(start) + timedelta(days=shift), date(2025, 12, 31))
    held = [first + timedelta(days=days) for days in (8, 60, 120, 183)]
    case = Case.from_dates(first, "kontanthjaelp-jobparat", held=held)
    for days in (6, 7, 8, 9, 180, 181, 182, 183, 184, 185, 400):
        agree(case, first + timedelta(days=days), on_assistance, ASSISTANCE)
