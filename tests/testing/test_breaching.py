"""Cases that break one duty of a rule set: that one, and no other but for those that cannot be kept beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import find, given, settings
from hypothesis.errors import InvalidArgument
from judged import JUDGED, missed, rules_with_values

from kontaktforloeb import Case, check
from kontaktforloeb.testing import breaching_cases, settled_on

quick = settings(max_examples=4, deadline=None, database=None)
thorough = settings(max_examples=12, deadline=None, database=None)

ALONE: Mapping[str, tuple[str, ...]] = {
    "lab": ("31-1", "31-3", "31-5", "31-1-jobcenter", "33-1", "33-brev", "38-1-udland", "27-4"),
    "broendby": ("2", "info", "plan-1"),
    "albertslund-sygedagpenge": ("fire-uger", "plan"),
    "akademikernes": ("jobcenter",),
}
"""Duties of every kind that can be broken while all others are kept."""

BESIDE: Mapping[tuple[str, str], tuple[str, ...]] = {
    # What the broken duty asks for is part of what these ask for.
    ("aarhus", "aftale"): ("henvisning",),
    ("aarhus", "opfoelgning"): ("jobperspektiv",),
    ("broendby", "aktivering"): ("selv-fundet",),
    ("broendby", "a-kasse-1"): ("plan-1",),
    ("ca", "joblog"): ("joblog-to", "opslaaet"),
    ("ca", "joblog-to"): ("joblog", "opslaaet"),
    ("ftfa", "joblog-maaned"): ("joblog-uge", "opslaaede"),
    ("helsingoer", "om-maaneden"): ("om-ugen",),
    ("rudersdal-dagpenge", "jobcenter-3"): ("jobcenter-maaned",),
    ("esbjerg", "opkvalificering"): ("vaerktoejer",),
    ("esbjerg", "raadighed"): ("vaerktoejer",),
    ("esbjerg", "vaerktoejer"): ("opkvalificering",),
    ("evidenstest", "hver-2-uge"): ("inden-2-uger",),
    ("evidenstest", "gennemgaaende"): ("forberedelse",),
    ("hjoerring-frikommune", "foerste"): ("foerste-maal",),
    ("jobsoegning", "groen"): ("lysegroen",),
    ("jobsoegning", "lysegroen"): ("groen",),
    ("lab", "32-2"): ("31-2-2",),
    ("odense", "jobliste"): ("opkvalificering",),
    ("odense", "jobrettet"): ("opkvalificering",),
    ("odense", "opkvalificering"): ("jobliste",),
    ("odsherred", "opfoelgning-egen"): ("opfoelgning", "opfoelgning-virksomhed"),
    ("randers", "uden-paalaeg"): ("skabelon", "aftale"),
    # All of one file is broken by the same meeting that came too early.
    ("den-gode-samtale-2", "netvaerk"): ("cv", "soegt"),
    ("den-gode-samtale-2", "cv"): ("netvaerk", "soegt"),
    ("den-gode-samtale-2", "soegt"): ("netvaerk", "cv"),
    # Some steps of the broken duty leave no room for these.
    ("lab", "maaned"): ("faelles-1", "seks"),
    ("lab", "seks"): ("maaned", "faelles-2"),
    ("lab", "209-4"): ("foerste",),
    ("lab", "fire-om-aaret"): ("foerste",),
    ("hjoerring-frikommune", "ikke-den-foerste"): ("faelles",),
    ("ma", "jobcenter"): ("faelles-1", "faelles-2", "faelles-3"),
    ("odsherred", "hver-maaned"): ("strategi", "opfoelgning"),
}
"""Duties that are broken beside the one that should be: they cannot be kept without it, or not always."""


REFUSED = frozenset({
    # No due day, and no person who judges: nothing is ever overdue.
    ("broendby", "jobnet-cv"), ("esbjerg", "abc"), ("helsingoer", "abc"), ("hoersholm", "tilbud"), ("nnf", "jobmaal"),
    ("fa-k", "raadighed-2"), ("frederikshavn", "soegt"), ("hjoerring-frikommune", "faelles"), ("lab", "32-a-1"),
    ("integrationsloven", "20-1-barsel"), ("samtaletal", "fire"), ("sygedagpenge", "13b-1-efter"),
    ("sygedagpenge", "13f-samtale"),
    # What the others ask for keeps these as well, or nothing that is held decides.
    ("broendby", "seks"), ("broendby", "indkaldt"), ("broendby", "aktivitet-3"), ("lab", "bek-44-frist"),
})  # fmt: skip
"""Duties for which no case is given that breaks them."""


def duties(*names: str) -> Iterator[tuple[str, str]]:
    for name in names:
        versions = rules_with_values().ruleset(name).usable
        ids = dict.fromkeys(own.id for version in versions for asked in version.by_group.values() for _, own in asked)
        yield from ((name, own) for own in ids)


def breaks(case: Case, ruleset: str, requirement: str) -> None:
    day = settled_on(case, ruleset, rulebook=rules_with_values())
    broken = {finding.requirement.partition("/")[2] for finding in missed(case, day, ruleset)}
    assert requirement in broken
    assert broken <= {requirement, *BESIDE.get((ruleset, requirement), ())}, (ruleset, requirement, case)


def holds(ruleset: str, requirement: str, examples: settings) -> None:
    @examples
    @given(breaching_cases(ruleset, requirement, rulebook=rules_with_values()))
    def broken(case: Case) -> None:
        breaks(case, ruleset, requirement)

    broken()


@pytest.mark.parametrize(("ruleset", "requirement"), [(name, own) for name, names in ALONE.items() for own in names])
def test_one_duty_is_broken_and_no_other(ruleset: str, requirement: str) -> None:
    assert (ruleset, requirement) not in BESIDE
    holds(ruleset, requirement, quick)


@pytest.mark.slow
@pytest.mark.parametrize("ruleset", JUDGED)
def test_every_duty_that_can_be_broken_is_broken_alone(ruleset: str) -> None:
    for _, requirement in duties(ruleset):
        if (ruleset, requirement) in REFUSED:
            with pytest.raises(InvalidArgument, match="a duty that can be broken"):
                breaching_cases(ruleset, requirement, rulebook=rules_with_values())
        else:
            holds(ruleset, requirement, thorough)


@pytest.mark.parametrize("occurrence", [1, 4, 6])
def test_one_step_of_several_is_broken(occurrence: int) -> None:
    @quick
    @given(breaching_cases("lab", "maaned", occurrence=occurrence))
    def broken(case: Case) -> None:
        found = check(case, as_of=settled_on(case, "lab"), rules=["lab"]).findings
        [step] = [own for own in found if own.requirement == "lab/maaned" and own.occurrence == occurrence]
        assert step.status in ("late", "overdue")

    broken()


def test_a_duty_is_named_as_in_its_file_or_as_in_results() -> None:
    short, full = (find(breaching_cases("lab", name), lambda _: True) for name in ("31-5", "lab/31-5"))
    assert short == full
    assert [str(own.status) for own in check(short, as_of="2027-01-01").findings] == ["met", "late", "met"]
