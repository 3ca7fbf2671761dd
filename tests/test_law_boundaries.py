"""Every requirement of every law, on all its edges, by the library and by the slow definition.

The citizens are made from the rule files (`law_cases`): the interview that decides is held the day before the duty
falls due, on the day, the day after and never, in courses that begin where a version begins and ends, at month ends, on
a leap day, and so that the duty falls due around a later version or a suspension (`law_days`). What is expected is read
from the same files a second time (`slow_law`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import slow_dates
from law_cases import Citizen, around
from law_days import calendar_days, first_days, stretch, wanted_due_days
from law_duties import Duty, all_duties, due_days, read_otherwise
from law_turns import turns
from slow_asked import Key
from slow_files import NotReadError, Readings, other_readings, rules, version_of
from slow_law import lived_under
from slow_verdicts import BREACHES, Told

from kontaktforloeb import Assessment, Conventions, check

DUTIES = all_duties()
NOT_KEPT = BREACHES | {"unknown"}

BY_A_READING: dict[str, Readings] = {
    "lab-2026-07-01-31-1-27-3": (("27-3-2026", "four"),),
    "sygedagpenge-2026-02-01-13f-uge-26": (("sygedagpenge-2026", "february"),),
    "sygedagpenge-2026-07-01-13b-1-foerste": (("sygedagpenge-foerste-2026", "week-8"),),
}
"""Requirements that ask nobody by the default readings, and the reading by which they do."""

NEVER_MET = {
    "lab-2020-01-01-33-form-1": "there is a row only where an interview was held in another form",
    "lab-2020-01-01-33-form-2": "there is a row only where an interview was held in another form",
    "lab-2020-01-01-33-brev-1": "there is a row only where an interview was held by letter",
    "lab-2020-01-01-33-brev": "there is a row only where an interview was held by letter",
    "lab-2023-03-22-33-brev": "there is a row only where an interview was held by letter",
    "lab-2024-01-01-33-brev": "there is a row only where an interview was held by letter",
    "lab-2026-07-01-33-brev": "there is a row only where an interview was held by letter",
}
NEVER_BEHIND = {
    "lab-2024-01-01-bek-44-frist": "advice",
    "lab-2024-01-01-bek-44-samtale": "advice",
    "lab-2026-07-01-bek-44-frist": "advice",
    "lab-2026-07-01-bek-44-samtale": "advice",
    "lab-2026-07-01-31-foerste-kommune-2": "on ledighedsydelse no source gives it a due day",
}


def named(readings: Readings) -> str:
    return ", ".join(f"{point}={reading}" for point, reading in readings)


def told(assessment: Assessment, duty: Duty) -> dict[Key, Told]:
    """Give what the library says by the law on the duty, under each of its ids."""
    return {
        Key(each.course, each.group, each.version, each.requirement, each.occurrence): Told(
            str(each.status), each.opens, each.due, each.held, each.needed, each.fulfilled, each.days_late
        )
        for each in assessment.findings
        if each.ruleset == duty.law and each.requirement.partition("/")[2] in duty.same
    }


def compared(duty: Duty, shows: str, citizen: Citizen, *, telling: bool) -> set[str]:
    """Hold the library against the slow definition, and give the statuses of the duty that came up."""
    statuses: set[str] = set()
    conventions = Conventions(readings=dict(duty.readings))
    for as_of in citizen.telling if telling else citizen.days:
        found = told(check(citizen.case, as_of=as_of, rules=duty.rules.laws, conventions=conventions), duty)
        wanted = lived_under(citizen.case, duty.law, duty.rules, as_of, duty.same)
        for key in sorted(found.keys() | wanted.keys()):
            said, meant = found.get(key), wanted.get(key)
            assert said == meant, f"{shows}, {citizen.shows}, as of {as_of}: {key} in {citizen.case}"
            if said and (key.requirement, key.version) == (f"{duty.law}/{duty.raw['id']}", duty.version):
                statuses.add(said.status)
    return statuses


def everything(duty: Duty) -> Iterator[tuple[str, Citizen, bool]]:
    """Give every citizen on every edge in the first group; in each other one who is around a third of the edges.

    The last says whether only the days on which a verdict is told are looked at.
    """
    for number, group in enumerate(duty.groups):
        edges = list(first_days(duty, group).items())
        for edge, start in edges[number % 3 :: 3] if number else edges:
            turned = () if number else turns(duty, group, start)
            for citizen in (*around(duty, group, start), *turned):
                yield f"{group}, {edge}", citizen, number > 0


def each_edge_once(duty: Duty) -> Iterator[tuple[str, Citizen]]:
    """Give who is around every edge in one group, an edge of the calendar in every group, and every turn once.

    Of a duty with steps another step is looked at on each edge.
    """
    for group in duty.groups[:1]:
        for number, (edge, start) in enumerate(first_days(duty, group).items()):
            found = list(around(duty, group, start))
            steps = max(citizen.step for citizen in found)
            yield from ((f"{group}, {edge}", citizen) for citizen in found if citizen.step == 1 + number % steps)
        for number, citizen in enumerate(turns(duty, group, stretch(duty)[0])):
            if (number + number // 3) % 3 == 0 or "days later" in citizen.shows:
                yield f"{group}, first day", citizen
    edges = list(calendar_days(duty).items())
    for number, group in enumerate(duty.groups[1:]):
        edge, start = edges[number % len(edges)]
        yield from ((f"{group}, {edge}", citizen) for citizen in around(duty, group, start))


def statuses(duty: Duty) -> set[str]:
    """Give the statuses that come up where each edge of a duty is looked at once."""
    return {
        status for shows, citizen in each_edge_once(duty) for status in compared(duty, shows, citizen, telling=True)
    }


@pytest.mark.parametrize("duty", DUTIES, ids=str)
def test_a_requirement_is_judged_on_its_edges_as_by_the_slow_definition(duty: Duty) -> None:
    found = statuses(duty)
    if str(duty) in BY_A_READING:
        assert found == set()
        found = statuses(duty._replace(readings=BY_A_READING[str(duty)]))
    assert ("met" in found) is (str(duty) not in NEVER_MET), found
    assert bool(found & NOT_KEPT) is (str(duty) not in NEVER_BEHIND), found


@pytest.mark.parametrize(
    "said",
    [
        {"at_most": 3},
        {"due": {"months": 6, "snap": "next-monday"}},
        {"kind": "order", "first": "jobcenter", "before": "faelles"},
        {"kind": "each"},
        {"per": "iso-week"},
        {"not_required": [{"on": "a Monday"}]},
    ],
    ids=str,
)
def test_what_the_slow_definition_does_not_read_is_never_skipped(said: dict[str, Any]) -> None:
    file = next(version for version in rules().laws["lab"]).head
    with pytest.raises(NotReadError):
        version_of({**file, "requirement": [{**file["requirement"][0], **said}]})


def test_an_exception_is_of_a_requirement_that_there_is() -> None:
    assert {*BY_A_READING, *NEVER_MET, *NEVER_BEHIND} <= {str(duty) for duty in DUTIES}


@pytest.mark.slow
@pytest.mark.parametrize("duty", DUTIES, ids=str)
def test_a_requirement_is_judged_in_all_groups_as_by_the_slow_definition(duty: Duty) -> None:
    for shows, citizen, telling in everything(duty):
        compared(duty, shows, citizen, telling=telling)


@pytest.mark.slow
@pytest.mark.parametrize("readings", other_readings(), ids=named)
def test_another_reading_is_judged_as_by_the_slow_definition(readings: Readings) -> None:
    assert [statuses(duty) for duty in read_otherwise(readings)]


@pytest.mark.slow
@pytest.mark.parametrize("duty", DUTIES, ids=str)
def test_no_edge_that_a_course_can_have_is_left_out(duty: Duty) -> None:
    for group in duty.groups[:1]:
        first, last = stretch(duty)
        found = first_days(duty, group)
        looked_for = {edge: day for edge, day in wanted_due_days(duty, group, first) if edge not in found}
        starts = slow_dates.days_of(first, min(last, first + 1500 * slow_dates.NEXT)) if looked_for else []
        can = {day: start for start in starts for day in due_days(duty, group, start)}
        assert {edge: can[day] for edge, day in looked_for.items() if day in can} == {}
