"""The days of a duty in a made-up course."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_texts import COUNT, HEAD, put

from kontaktforloeb import Rulebook, load_rules
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.rulebook.named import version_named
from kontaktforloeb.rulebook.sample import Window, anchors_of, points_of, windows

START = date(2024, 1, 1)
PHASES = """
[[phase]]
id = "cafe"
title = { da = "Café", en = "Café" }
opens = { anchor = "tilmelding", weeks = 1 }
ends = { anchor = "cafe.start", weeks = 2 }

[[phase]]
id = "aktiv"
title = { da = "Aktiv", en = "Active" }
opens = { anchor = "cafe.end", day_after = true }
"""


def of(folder: Path, days: str, book: Rulebook, more: str = "") -> list[Window]:
    text = HEAD + more + COUNT.replace("due = { months = 3 }", days)
    version = version_named(book, str(put(folder, text)))
    return windows(version.file.requirement[0], version, "kontanthjaelp-jobparat", START, book.vocabulary)


@pytest.mark.parametrize(
    ("days", "opens", "due"),
    [
        ("due = { months = 3 }", "2024-01-01", "2024-03-31"),
        ("opens = { weeks = 1 }\ndue = { week = 4 }", "2024-01-08", "2024-01-28"),
        ('due = { anchor = "tilmelding", days = 5 }', "2024-01-01", "2024-01-06"),
        ('opens = { anchor = "held:1" }\ndue = { anchor = "held:1", weeks = 3 }', "2024-01-01", "2024-01-22"),
        ('due = { anchor = "held:3:moede", weeks = 1 }', "2024-01-01", "2024-02-05"),
        ('phase = "cafe"', "2024-01-08", "2024-01-22"),
        ('phase = "cafe"\nopens = { days = 2 }', "2024-01-10", "2024-01-22"),
        ('phase = "aktiv"\ndue = { weeks = 1 }', "2024-01-23", "2024-01-30"),
        ('phase = "aktiv"', "2024-01-23", None),
    ],
)
def test_the_window_of_a_duty(days: str, opens: str, due: str | None, tmp_path: Path) -> None:
    last = None if due is None else date.fromisoformat(due)
    assert of(tmp_path, days, load_rules(), PHASES) == [Window(date.fromisoformat(opens), last)]


def test_each_step_has_its_own(tmp_path: Path) -> None:
    steps = "steps = [{ count = 1, due = { weeks = 1 } }, { count = 2, due = { weeks = 3 } }]"
    book = load_rules()
    text = HEAD + COUNT.replace("count = 1\ndue = { months = 3 }", steps)
    version = version_named(book, str(put(tmp_path, text)))
    found = windows(version.file.requirement[0], version, "kontanthjaelp-jobparat", START, book.vocabulary)
    assert [window.due for window in found] == [date(2024, 1, 8), date(2024, 1, 22)]


def test_anchors_are_followed_back_through_phases(tmp_path: Path) -> None:
    book = load_rules()
    version = version_named(book, str(put(tmp_path, HEAD + PHASES + COUNT)))
    active = version.phases["aktiv"]
    assert anchors_of([active.opens], version) == {"tilmelding"}


def test_the_law_has_a_window_for_everybody_it_binds() -> None:
    book = load_rules()
    words = book.vocabulary
    for ruleset in (ruleset for ruleset in book.rulesets.values() if ruleset.kind is FileKind.LOV):
        for version in ruleset.versions:
            for requirement in version.file.requirement:
                phases = [version.phases[name] for name in (requirement.phase,) if name is not None]
                points = [*(point for _, point in points_of(requirement)), *(phase.opens for phase in phases)]
                anchors = anchors_of(points, version)
                # A made-up course has no exemption, and of two events it does not know which comes first.
                of_exemptions = any(name.rpartition(".")[0] in words.exemptions for name in anchors)
                in_order = len(anchors & set(words.events)) < 2
                for group in requirement.applies_to.groups:
                    for window in windows(requirement, version, group, version.valid_from, words):
                        assert (window.opens is None) is of_exemptions, requirement.id
                        if in_order and window.opens is not None:
                            assert window.due is None or window.due >= window.opens
