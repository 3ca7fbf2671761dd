"""All versions of the laws on one time line: what the rows are made of, where it is drawn, and the table beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from kontaktforloeb import load_rules
from kontaktforloeb.report.lawdrawing import law_drawing
from kontaktforloeb.report.lawpage import law_pages
from kontaktforloeb.report.lawrows import Look, Row, rows, years
from kontaktforloeb.report.rulepages import pages
from kontaktforloeb.rulebook.kinds import FileKind, Mode

SVG = "{http://www.w3.org/2000/svg}"
VERSION = """\
id = "proevelov"
title = {{ da = "Prøvelov < & >", en = "Trial Act" }}
kind = "lov"
valid_from = {first}
status = "{status}"
checked_on = 2026-11-21
source = {{ act = "Lov | nr. 1", address = "https://example.org/1" }}
{more}

[match]
samtale = [{{ type = ["jobsamtale"] }}]

[[requirement]]
id = "1"
title = {{ da = "Én samtale", en = "One interview" }}
reference = "§ 1"
kind = "count"
duty = "individual"
level = "krav"
certainty = "law"
coverage = "full"
applies_to.groups = ["dagpenge"]
match = "samtale"
count = 1
due = {{ months = 6 }}
"""
LAW = [
    ("2016-03-01", "", "in-force"),
    ("2017-01-01", 'valid_to = 2017-04-30\ntransition = { default = "previous" }', "in-force"),
    ("2018-01-01", 'transition = { default = "both", groups = { dagpenge = "this" } }', "in-force"),
    ("2018-02-01", 'transition = { default = "both", groups = { dagpenge = "both" } }', "in-force"),
    ("2019-07-01", 'change_expected = 2021-01-01\ntransition = { default = "this" }', "in-force"),
    ("2021-01-01", 'valid_to = 2021-12-31\ntransition = { default = "this" }', "proposal"),
]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    folder = tmp_path_factory.mktemp("lov")
    for first, more, status in LAW:
        (folder / f"{first}.toml").write_text(VERSION.format(first=first, more=more, status=status), encoding="utf-8")
    book = load_rules(folder)
    assert book.problems == ()
    return [row for row in rows(book) if row.id in ("proevelov", "grundlag")]


def picture(drawn: list[Row]) -> ET.Element:
    return ET.fromstring(law_drawing(drawn, "en"))  # noqa: S314 (our own)


def number(element: ET.Element, name: str) -> float:
    return float(element.get(name, 0))


def test_a_version_lasts_to_its_own_last_day_or_to_the_next_one(drawn: list[Row]) -> None:
    spans = drawn[0].spans
    assert [(str(span.first), str(span.last), span.mode, span.mixed, span.proposed) for span in spans] == [
        ("2016-03-01", "2016-12-31", None, False, False),
        ("2017-01-01", "2017-04-30", Mode.PREVIOUS, False, False),
        ("2018-01-01", "2018-01-31", Mode.BOTH, True, False),
        ("2018-02-01", "2019-06-30", Mode.BOTH, False, False),
        ("2019-07-01", "None", Mode.THIS, False, False),
        ("2021-01-01", "2021-12-31", Mode.THIS, False, True),
    ]
    assert [str(span.expected) for span in spans if span.expected] == ["2021-01-01"]
    assert [span.size for span in spans] == [1] * len(LAW)


def test_every_version_of_every_law_and_every_file_of_words_is_there() -> None:
    book = load_rules()
    found = {(row.id, span.first) for row in rows(book) for span in row.spans}
    laws = [ruleset for ruleset in book.rulesets.values() if ruleset.kind is FileKind.LOV]
    wanted = {(law.id, version.valid_from) for law in laws for version in law.versions}
    assert found == wanted | {(own.file.id, own.file.valid_from) for own in book.words}
    assert {row.look for row in rows(book)} >= {Look.LOV, Look.GRUNDLAG}


def scale_of(image: ET.Element) -> tuple[float, float]:
    """Give where the first year begins, and how wide a year is."""
    lines = sorted(number(line, "x1") for line in image.iter(f"{SVG}line") if line.get("class") == "year")
    return lines[0], (lines[-1] - lines[0]) / (len(lines) - 1)


def test_a_bar_goes_from_its_first_day_to_its_last(drawn: list[Row]) -> None:
    image = picture(drawn[:1])
    zero, year = scale_of(image)
    first = years(drawn[:1])[0]
    bars = {
        group[0].text: [rect for rect in group if rect.tag == f"{SVG}rect"] for group in image if group.tag == f"{SVG}g"
    }
    for span in drawn[0].spans:
        end = "on" if span.last is None else f"to {span.last}"
        status = "proposal" if span.proposed else "in force"
        said = f"proevelov from {span.first} {end}: {status}"
        rects = bars[said]
        left = number(rects[0], "x")
        right = max(number(rect, "x") + number(rect, "width") for rect in rects)
        days = (span.first - date(first, 1, 1)).days
        assert left == pytest.approx(zero + days * year / 365.25, abs=0.6)
        if span.last is not None:
            assert right == pytest.approx(zero + ((span.last - date(first, 1, 1)).days + 1) * year / 365.25, abs=2.4)


def texts(image: ET.Element) -> Iterator[tuple[float, float, float]]:
    """Give the left and right end and the line of every text in small print."""
    for text in image.iter(f"{SVG}text"):
        if text.get("class") == "small" and text.get("text-anchor") is None:
            x = number(text, "x")
            yield x, x + 6 * len(text.text or ""), number(text, "y")


def test_no_day_is_written_over_another_or_outside(drawn: list[Row]) -> None:
    for shown in (drawn, rows(load_rules())):
        image = picture(shown)
        width, height = (float(end) for end in image.get("viewBox", "").split()[2:])
        for (left, right, line), (other_left, other_right, other_line) in combinations(texts(image), 2):
            assert abs(line - other_line) >= 12 or right <= other_left or other_right <= left
        for left, right, line in texts(image):
            assert left >= 0
            assert right <= width
            assert line <= height


def test_no_line_down_to_a_bar_crosses_a_day(drawn: list[Row]) -> None:
    image = picture(drawn)
    leads = [line for line in image.iter(f"{SVG}line") if line.get("class") == "lead"]
    assert leads
    for line in leads:
        x, top, bottom = number(line, "x1"), number(line, "y1"), number(line, "y2")
        assert not [text for text in texts(image) if text[0] < x < text[1] and top < text[2] <= bottom]


def test_a_proposal_is_dashed_and_lies_below_the_law(drawn: list[Row]) -> None:
    rects = list(picture(drawn[:1]).iter(f"{SVG}rect"))
    [proposal] = [rect for rect in rects if rect.get("class") == "lov proposal" and number(rect, "height") > 12]
    laws = [rect for rect in rects if rect.get("class") == "lov" and number(rect, "height") > 12]
    assert number(proposal, "y") >= max(number(rect, "y") + number(rect, "height") for rect in laws)
    assert ".proposal { fill-opacity: .12; stroke-dasharray" in law_drawing(drawn, "en")


def test_the_legend_tells_of_every_sign_that_is_drawn_and_of_no_other(drawn: list[Row]) -> None:
    full = law_drawing(drawn, "en")
    for words in ("law in force", "words and clocks", ">proposal<", "another law expected", "no last day",
                  "keep the old duties", "have the new duties", "are judged under both", "dot: "):  # fmt: skip
        assert words in full
    assert "only by name" not in full
    words_alone = law_drawing(drawn[1:], "en")
    for words in ("law in force", "another law expected", "keep the old duties", "Running courses"):
        assert words not in words_alone


def test_nothing_in_the_legend_is_written_over_another(drawn: list[Row]) -> None:
    groups = [group for group in picture(drawn).iter(f"{SVG}g") if group.get("transform")]
    places = []
    for group in groups:
        x, y = (float(part) for part in re.findall(r"[\d.]+", group.get("transform", "")))
        [text] = group.iter(f"{SVG}text")
        places.append((x, x + number(text, "x") + 7 * len(text.text or ""), y))
    for (left, right, line), (other_left, other_right, other_line) in combinations(places, 2):
        assert line != other_line or right <= other_left or other_right <= left
    assert all(right <= 960 for _, right, _ in places)


def test_those_who_do_not_see_it_are_told_what_it_shows(drawn: list[Row]) -> None:
    image = picture(drawn[:1])
    assert image.get("role") == "img"
    said = {element.get("id"): element.text or "" for element in image if element.get("id")}
    assert said["title"] == "The versions of the law on one time line"
    assert said["desc"].startswith("The years 2016 to 2022. proevelov from 2016-03-01 to 2016-12-31: in force; ")
    assert said["desc"].endswith("proevelov from 2021-01-01 to 2021-12-31: proposal.")


def test_every_colour_has_one_for_dark_screens(drawn: list[Row]) -> None:
    style = next(picture(drawn).iter(f"{SVG}style")).text or ""
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    named = re.findall(r"^ *(\S+) \{[^}]*(?:fill|stroke): #", light, re.MULTILINE)
    assert named == re.findall(r"^ *(\S+) \{[^}]*(?:fill|stroke): #", dark, re.MULTILINE)
    assert len(named) >= 10


def test_the_table_says_the_same_as_the_drawing() -> None:
    book = load_rules()
    page = law_pages(book, "da")["tidslinje.md"]
    told = [line.split(" | ") for line in page.splitlines() if re.match(r"\| (\[|`)", line)]
    spans = [(row, span) for row in rows(book) for span in row.spans]
    assert len(told) == len(spans)
    for cells, (row, span) in zip(told, spans, strict=True):
        assert row.id in cells[0]
        assert cells[2] == f"{span.first:%d-%m-%Y}"
        assert span.last is None or cells[3] == f"{span.last:%d-%m-%Y}"
        assert cells[4] == ("forslag" if span.proposed else "i kraft")


def test_the_page_is_one_of_the_pages_and_the_index_leads_to_it() -> None:
    made = pages(load_rules())
    assert "](tidslinje.svg)" in made["tidslinje.md"]
    assert "](tidslinje.md)" in made["index.md"]
    assert made["tidslinje.svg"].startswith("<svg")
