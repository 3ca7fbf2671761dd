"""Texts of rule files for the tests of the rulebook: a right one, and ways to make it wrong."""

from __future__ import annotations

from pathlib import Path

from kontaktforloeb.rulebook.registry import find_problems

HEAD = """\
id = "proeve"
title = { da = "Prøve", en = "Trial" }
kind = "kommune"
valid_from = 2024-01-01
status = "in-force"
checked_on = 2026-11-21
source = { act = "Et notat", address = "https://example.org/notat" }

[match]
samtale = [{ type = ["jobsamtale"], held_by = ["kommune"] }]
moede = [{ type = ["informationsmoede"] }]
"""
"""Lines 1 to 11 of a rule file."""

COMMON = """\

[[requirement]]
id = "en"
title = { da = "En samtale", en = "One interview" }
reference = "L1"
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
applies_to.groups = ["kontanthjaelp-jobparat"]
"""
"""What every requirement says but for its kind; after `HEAD` its header stands on line 13."""

COUNT = COMMON + 'kind = "count"\nmatch = "samtale"\ncount = 1\ndue = { months = 3 }\n'
ORDER = COMMON + 'kind = "order"\nfirst = "moede"\nbefore = "samtale"\n'
EACH = COMMON + 'kind = "each"\nmatch = "samtale"\nrequire = { form = ["fremmoede"] }\n'
RIGHT = HEAD + COUNT

GRUNDLAG_HEAD = HEAD.split("\n[match]", maxsplit=1)[0].replace('"kommune"', '"grundlag"').replace("proeve", "grundlag")
"""Lines 1 to 7 of a file of words."""


def put(folder: Path, text: str | bytes, name: str = "a.toml") -> Path:
    """Write a rule file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems_of(folder: Path, text: str | bytes) -> list[str]:
    """Give the problems of one rule file by the bundled words, each as `line: key: what …`."""
    path = put(folder, text)
    return [str(problem).removeprefix(f"{path}:") for problem in find_problems([path])]
