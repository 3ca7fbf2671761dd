"""The drawing of a rule set: where its bars lie, and that everybody can read it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kontaktforloeb import load_rules
from kontaktforloeb.report.timeline import lanes, timeline
from kontaktforloeb.rulebook.named import version_named

START = date(2024, 1, 1)
SVG = "{http://www.w3.org/2000/svg}"
HEAD = """\
id = "proeve"
title = { da = "Prøve", en = "Trial" }
kind = "kommune"
valid_from = 2024-01-01
status = "in-force"
checked_on = 2026-11-21
source = { act = "Et notat", address = "https://example.org/notat" }
parameter.uger = { title = { da = "Uger", en = "Weeks" } }

[match]
samtale = [{ type = ["jobsamtale"] }]
moede = [{ type = ["informationsmoede"] }]

[[requirement]]
id = "a"
title = { da = "A < B & C", en = "A < B & C" }
reference = "L1"
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
applies_to.groups = ["kontanthjaelp-jobparat"]
"""
COUNT = 'kind = "count"\nmatch = "samtale"\n'


def drawn(folder: Path, rest: str) -> ET.Element:
    path = folder / "a.toml"
    path.write_text(HEAD + rest, encoding="utf-8")
    book = load_rules()
    version = version_named(book, str(path))
    return ET.fromstring(timeline("Prøve", lanes(version, START, book.vocabulary), START, "en"))  # noqa: S314 (our own)


def bars(picture: ET.Element) -> list[tuple[float, float]]:
    """Give where each bar begins and ends, in days from the start."""
    labels = {text.text: float(text.get("x", 0)) for text in picture.iter(f"{SVG}text")}
    zero = labels["2024-01-01"]
    week = next(label for label in labels if label and label.startswith("week "))
    scale = (labels[week] - zero) / (7 * int(week.split()[1]))
    found = [rect for rect in picture.iter(f"{SVG}rect") if rect.get("class") != "ground"]
    return [
        (
            round((float(rect.get("x", 0)) - zero) / scale, 1),
            round((float(rect.get("x", 0)) + float(rect.get("width", 0)) - zero) / scale, 1),
        )
        for rect in found
    ]


def ticks(picture: ET.Element) -> int:
    return len([line for line in picture.iter(f"{SVG}line") if line.get("class") == "tick"])


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("due = { week = 4 }", 0, 28),
        ("opens = { weeks = 1 }\ndue = { weeks = 4 }", 7, 29),
        ("due = { days = 90 }", 0, 91),
    ],
)
def test_a_bar_goes_from_the_first_day_to_the_end_of_the_last(days: str, first: int, last: int, tmp_path: Path) -> None:
    [(left, right)] = bars(drawn(tmp_path, f"{COUNT}count = 1\n{days}\n"))
    assert left == pytest.approx(first, abs=0.2)
    assert right == pytest.approx(last, abs=0.2)


@pytest.mark.parametrize(
    ("rest", "number"),
    [
        (f"{COUNT}count = 1\ndue = {{ months = 3 }}\n", 0),
        (f'{COUNT}count = 1\nper = "month"\ndue = {{ months = 4 }}\n', 3),
        (f'{COUNT}count = 1\nper = "iso-week"\ndue = {{ week = 5 }}\n', 4),
        (f'{COUNT}count = 1\nper = "calendar-month"\ndue = {{ months = 3 }}\n', 2),
        (f'{COUNT}count = 1\nper = "quarter"\ndue = {{ months = 9 }}\n', 2),
        (f"{COUNT}steps = [{{ count = 1, due = {{ week = 2 }} }}, {{ count = 2, due = {{ week = 6 }} }}]\n", 1),
        ('kind = "gap"\nmatch = "samtale"\nlongest = { weeks = 3 }\ndue = { weeks = 10 }\n', 3),
    ],
)
def test_a_grid_a_gap_and_steps_are_marked_in_the_bar(rest: str, number: int, tmp_path: Path) -> None:
    assert ticks(drawn(tmp_path, rest)) == number


def test_what_has_no_day_of_its_own_is_a_diamond_and_an_order_is_two(tmp_path: Path) -> None:
    each = 'kind = "each"\nmatch = "samtale"\nslots = [1, 3]\nrequire = { form = ["video"] }\n'
    order = 'kind = "order"\nfirst = "moede"\nbefore = "samtale"\n'
    for rest in (each, order):
        picture = drawn(tmp_path, rest)
        assert bars(picture) == []
        assert len(list(picture.iter(f"{SVG}polygon"))) == 2


@pytest.mark.parametrize("rest", ["count = 1\n", 'count = 1\ndue = { weeks = { parameter = "uger" } }\n'])
def test_a_bar_whose_end_is_not_known_is_open(rest: str, tmp_path: Path) -> None:
    rects = list(drawn(tmp_path, COUNT + rest).iter(f"{SVG}rect"))
    assert rects[-1].get("class") == "norm open"


def test_the_number_that_is_asked_for_stands_behind_the_bar(tmp_path: Path) -> None:
    texts = [text.text for text in drawn(tmp_path, f"{COUNT}count = 3\nat_most = 5\ndue = {{ weeks = 9 }}\n").iter()]
    assert "3 ≤ 5" in texts


def test_those_who_do_not_see_it_are_told_what_it_shows(tmp_path: Path) -> None:
    picture = drawn(tmp_path, f"{COUNT}count = 1\ndue = {{ weeks = 4 }}\n")
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "title desc"
    said = {element.get("id"): element.text for element in picture if element.get("id")}
    assert said == {
        "title": "Timeline: Prøve",
        "desc": "A course that begins on 2024-01-01. A row for each duty: a (A < B & C) from 2024-01-01 to 2024-01-29.",
    }


def test_every_colour_has_one_for_dark_screens(tmp_path: Path) -> None:
    style = next(drawn(tmp_path, f"{COUNT}count = 1\n").iter(f"{SVG}style")).text or ""
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    named = re.findall(r"^ *(\S+) \{[^}]*(?:fill|stroke): #", light, re.MULTILINE)
    assert named == re.findall(r"^ *(\S+) \{[^}]*(?:fill|stroke): #", dark, re.MULTILINE)
    assert len(named) >= 8
