"""A made-up rule set `probe` and made-up citizens for tests of what a rule file can say."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from kontaktforloeb import (
    Assessment,
    Case,
    Conventions,
    Event,
    Exemption,
    Finding,
    Meeting,
    Rulebook,
    Spell,
    load_rules,
)
from kontaktforloeb import check as check_case

JOBPARAT = "kontanthjaelp-jobparat"
START = "2022-01-10"  # a Monday

HEAD = """
id = "probe"
title = {{ da = "Prøve", en = "Probe" }}
kind = "kommune"
valid_from = {valid_from}
{more}
status = "{status}"
checked_on = 2026-11-21

[source]
act = "made up"
address = "https://example.org/"
{tables}
[match]
interview = [{{ type = ["jobsamtale"] }}]
joint = [{{ type = ["faelles-jobsamtale"] }}, {{ type = ["jobsamtale"], with = ["a-kasse"] }}]
talk = [{{ type = ["opfoelgning"] }}]
"""

BODY = """
[[requirement]]
id = "{name}"
title = {{ da = "Krav", en = "Requirement" }}
reference = "line 1"
kind = "{kind}"
duty = "{duty}"
level = "{level}"
certainty = "official"
coverage = "full"
applies_to.groups = ["kontanthjaelp-jobparat", "dagpenge", "ledighedsydelse"]
{says}
"""

POINT = """
[[convention]]
id = "{name}"
title = {{ da = "Åbent {name}", en = "Open {name}" }}
question = {{ da = "Hvad menes der?", en = "What is meant?" }}
reference = "line 1"
default = "{default}"
"""

READING = """
[[convention.reading]]
id = "{name}"
title = {{ da = "Læst {name}", en = "Read {name}" }}
source = "made up"
"""

Rules = Callable[..., Rulebook]


def open_points(**points: str) -> str:
    """Give a file of words with open points: for each its readings, with a blank between them, the default first."""
    head = HEAD.split("{tables}", maxsplit=1)[0].replace("kommune", "grundlag")
    text = head.format(valid_from="2020-01-01", more="", status="in-force")
    for name, words in points.items():
        readings = words.split()
        text += POINT.format(name=name, default=readings[0]) + "".join(READING.format(name=word) for word in readings)
    return text


def requirement(says: str, name: str = "k", kind: str = "count", duty: str = "individual", level: str = "norm") -> str:
    return BODY.format(says=says, name=name, kind=kind, duty=duty, level=level)


def version(
    *requirements: str, valid_from: str = "2020-01-01", more: str = "", tables: str = "", status: str = "in-force"
) -> str:
    return HEAD.format(valid_from=valid_from, more=more, tables=tables, status=status) + "".join(requirements)


def loader(folders: Callable[[], Path]) -> Rules:
    """Give what makes a rulebook of the versions of `probe` beside the bundled rules; the same texts are read once."""

    @cache
    def load(*versions: str) -> Rulebook:
        folder = folders()
        for number, text in enumerate(versions):
            folder.joinpath(f"{number}.toml").write_text(text, encoding="utf-8")
        rulebook = load_rules(folder)
        assert rulebook.problems == ()
        return rulebook

    return load


def case(
    *held: str | Meeting,
    start: str = START,
    end: str | None = None,
    group: str = JOBPARAT,
    events: tuple[tuple[str, str], ...] = (),
    exemptions: tuple[tuple[str, str, str], ...] = (),
) -> Case:
    return Case(
        "citizen",
        [Spell(group, start, end)],
        [day if isinstance(day, Meeting) else Meeting(day) for day in held],
        events=[Event(name, day) for name, day in events],
        exemptions=[Exemption(kind, first, last) for kind, first, last in exemptions],
    )


def check(facts: Case, as_of: str, rulebook: Rulebook, conventions: Conventions | None = None) -> Assessment:
    return check_case(
        facts,
        as_of=as_of,
        rulebook=rulebook,
        rules=["probe"],
        schedule="probe",
        conventions=conventions or Conventions(),
    )


def only(assessment: Assessment) -> Finding:
    [finding] = assessment.findings
    return finding


def status(facts: Case, as_of: str, rulebook: Rulebook) -> str:
    return str(only(check(facts, as_of, rulebook)).status)


def law(facts: Case, name: str, conventions: Conventions | None = None, as_of: str = "2022-02-01") -> Finding:
    found = check_case(facts, as_of=as_of, conventions=conventions or Conventions()).findings
    [finding] = [finding for finding in found if finding.requirement == name]
    return finding


def window(finding: Finding) -> tuple[str, str]:
    return str(finding.opens), str(finding.due)
