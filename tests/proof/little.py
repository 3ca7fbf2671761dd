"""Little rule sets for proofs, and the answer for them by trying everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from kontaktforloeb import Case, Conventions, Meeting, Rulebook, Spell, load_rules
from kontaktforloeb.proof.confirm import assess, breaking, kept

GROUP = "kontanthjaelp-jobparat"
START = date(2024, 1, 8)

_FILE = """
id = "{name}"
title = {{ da = "Prøve", en = "Probe" }}
kind = "kommune"
valid_from = 2024-01-01
status = "in-force"
checked_on = 2026-11-22
source = {{ act = "made up", address = "https://example.org/" }}

[match]
a = [{{ type = ["jobsamtale"], held_by = ["kommune"] }}]
b = [{{ type = ["faelles-jobsamtale"], held_by = ["kommune"] }}]
both = [{{ type = ["jobsamtale", "faelles-jobsamtale"], held_by = ["kommune"] }}]

[default]
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
reference = "line 1"
applies_to.groups = ["{group}"]
"""

_DUTY = """
[[requirement]]
id = "{name}"
title = {{ da = "Krav", en = "Requirement" }}
{says}
"""


def rules(folder: Path, schedule: Sequence[str], law: Sequence[str]) -> Rulebook:
    """Give the rules with a schedule `plan` and a law `loven`, each of the duties that are given."""
    for name, duties in (("plan", schedule), ("loven", law)):
        text = _FILE.format(name=name, group=GROUP)
        text += "".join(_DUTY.format(name=f"k{number}", says=says) for number, says in enumerate(duties, 1))
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    rulebook = load_rules(folder)
    assert rulebook.problems == ()
    return rulebook


def cases(days: int) -> Iterator[Case]:
    """Give a citizen for every way to hold meetings of the two types on so many days."""
    places = [(day, kind) for day in range(days) for kind in ("jobsamtale", "faelles-jobsamtale")]
    for chosen in product((False, True), repeat=len(places)):
        held = [
            Meeting(START + timedelta(days=day), type=kind)
            for (day, kind), there in zip(places, chosen, strict=True)
            if there
        ]
        yield Case("K00001", [Spell(GROUP, START)], held)


def fewest_that_break(rulebook: Rulebook, days: int) -> tuple[int | None, bool]:
    """Give how few meetings keep the schedule and break the law's first duty, having tried all; none if none do.

    And whether any meetings at all keep the schedule.
    """
    found, followable = [], False
    for case in cases(days):
        assessment = assess(case, START + timedelta(days=days), rulebook, ["plan", "loven"], Conventions())
        followable = followable or all(kept(own) for own in assessment.findings if own.ruleset == "plan")
        if breaking(assessment, "plan", "loven/k1") is not None:
            found.append(len(case.meetings))
    return min(found, default=None), followable
