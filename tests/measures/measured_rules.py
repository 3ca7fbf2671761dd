"""Made-up rule files for the tests of the measures, and a rulebook that holds nothing else but words."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from kontaktforloeb import Case, Event, Exemption, Meeting, Rulebook, Spell
from kontaktforloeb.measures import LoadResult, Record, ShareResult, measure
from kontaktforloeb.rulebook.registry import bundled_folder, load_folder

JOBPARAT = "kontanthjaelp-jobparat"
START = "2022-01-03"  # a Monday

HEAD = """
id = "{name}"
title = {{ da = "Målinger", en = "Measures" }}
kind = "{kind}"
valid_from = {valid_from}
status = "in-force"
checked_on = 2026-11-21
source = {{ act = "made up", address = "https://example.org/" }}
{more}
[match]
samtale = [{{ type = ["jobsamtale"] }}]
soegning = [{{ event = ["jobsoegning"] }}]
begge = [{{ type = ["jobsamtale"] }}, {{ event = ["jobsoegning"] }}]

[default]
title = {{ da = "Krav", en = "Requirement" }}
reference = "line 1"
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
"""

BANDS = """bands = [
  { id = "ja", at_least = 9, of = 10, points = "5" },
  { id = "delvist", at_least = 7, of = 10, points = "2.5" },
  { id = "nej", at_least = 0, of = 10, points = "0" },
]
"""
ONE_IN_A_WEEK = 'kind = "count"\nmatch = "samtale"\ncount = 1\ndue = { weeks = 1 }'
LONG_ENOUGH = 'kind = "each"\nmatch = "samtale"\nrequire = { minutes = 30 }'


def requirement(name: str, says: str, *, groups: Iterable[str] = (JOBPARAT,)) -> str:
    """Give a requirement that is judged of those groups."""
    listed = ", ".join(f'"{group}"' for group in groups)
    applies = f"applies_to.groups = [{listed}]\n" if listed else ""
    return f'\n[[requirement]]\nid = "{name}"\n{applies}{says}\n'


def share(name: str, of: str | None, says: str = BANDS, unit: str = "citizens") -> str:
    """Give a share of a requirement, with the three bands unless it says otherwise."""
    named = "" if of is None else f'of = "{of}"\n'
    return requirement(name, f'kind = "share"\nunit = "{unit}"\n{named}{says}', groups=())


def load(name: str, says: str, unit: str = "adviser") -> str:
    """Give a load."""
    return requirement(name, f'kind = "load"\nunit = "{unit}"\n{says}', groups=())


def version(
    *requirements: str, name: str = "probe", kind: str = "maaling", valid_from: str = "2020-01-01", more: str = ""
) -> str:
    """Give the text of one file."""
    return HEAD.format(name=name, kind=kind, valid_from=valid_from, more=more) + "".join(requirements)


def rulebook_of(*texts: str) -> Rulebook:
    """Give the rulebook of some files, and of the bundled words."""
    with TemporaryDirectory() as folder:
        for words in ("lov/grundlag", "lov/fortolkninger", "kommuner/ord"):
            shutil.copytree(bundled_folder() / words, Path(folder) / words)
        for number, text in enumerate(texts):
            Path(folder, f"{number}.toml").write_text(text, encoding="utf-8")
        return load_folder(Path(folder))


def case(
    *held: str | Meeting,
    start: str = START,
    end: str | None = None,
    group: str = JOBPARAT,
    adviser: str | None = None,
    team: str | None = None,
    events: Iterable[tuple[str, str]] = (),
    exempt: Iterable[tuple[str, str, str]] = (),
    schedule: str | None = None,
) -> Case:
    """Give a citizen on one benefit."""
    return Case(
        "citizen",
        [Spell(group, start, end)],
        [day if isinstance(day, Meeting) else Meeting(day) for day in held],
        events=[Event(name, day) for name, day in events],
        exemptions=[Exemption(kind, first, last) for kind, first, last in exempt],
        adviser=adviser,
        team=team,
        schedule=schedule,
    )


def measured_share(rulebook: Rulebook, cases: Iterable[Case], as_of: str, name: str = "andel") -> ShareResult:
    """Give one share of `probe`."""
    (result,) = measure(rulebook, "probe", cases, as_of=as_of, only=[name])
    assert isinstance(result, ShareResult)
    return result


def measured_load(
    rulebook: Rulebook, cases: Iterable[Case] = (), as_of: str = "2022-07-01", records: Iterable[Record] = ()
) -> LoadResult:
    """Give the load `last` of `probe`."""
    (result,) = measure(rulebook, "probe", cases, as_of=as_of, only=["last"], records=records)
    assert isinstance(result, LoadResult)
    return result
