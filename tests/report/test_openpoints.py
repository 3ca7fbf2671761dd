"""The open points of the law: the page on all of them, what hangs on each, and how rule pages name them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kontaktforloeb import Conventions, load_rules
from kontaktforloeb.cli import build
from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.report.openpoints import listed, point_pages, read_in_words, shown, uses
from kontaktforloeb.report.rulepage import shown as rule_shown
from kontaktforloeb.report.rulepages import pages
from kontaktforloeb.rulebook.format import Convention
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.texts import Lang

BOOK = load_rules()
PAGE = point_pages(BOOK, "da")["aabne-punkter.md"]
HOSTILE = "<b>x</b> [y](http://e) | `z`"

WORDS = f"""
id = "punkter"
title = {{ da = "Egne punkter", en = "Own points" }}
kind = "grundlag"
valid_from = 2020-01-01
status = "in-force"
checked_on = 2026-11-21
source = {{ act = "Referat", address = "https://example.org/referat" }}

[[form]]
id = {{ reading = "proeve-form", gamle = "brevdue", nye = "hologram" }}

[[convention]]
id = "proeve-antal"
title = {{ da = "Hvor mange", en = "How many" }}
question = {{ da = "Planen siger ikke hvor mange.", en = "The plan does not say how many." }}
reference = "side 3"
default = "tre"

[[convention.reading]]
id = "tre"
title = {{ da = "Tre", en = "Three" }}
source = "Referat: af et møde: https://example.org/tre"

[[convention.reading]]
id = "to"
title = {{ da = "To", en = "Two" }}
source = "ingen kilde: https er intet svar"

[[convention]]
id = "proeve-form"
title = {{ da = "{HOSTILE}", en = "Form" }}
question = {{ da = "{HOSTILE}", en = "Which?" }}
reference = "{HOSTILE}"
default = "gamle"

[[convention.reading]]
id = "gamle"
title = {{ da = "{HOSTILE}", en = "Old" }}
source = "{HOSTILE}: https://example.org/a)](b)"

[[convention.reading]]
id = "nye"
title = {{ da = "Ny", en = "New" }}
source = "ingen"

[[convention]]
id = "proeve-ubrugt"
title = {{ da = "Ubrugt", en = "Idle" }}
question = {{ da = "Hvad?", en = "What?" }}
reference = "ingen steder"
default = "ja"

[[convention.reading]]
id = "ja"
title = {{ da = "Ja", en = "Yes" }}
source = "ingen"
"""
RULES = """
id = "proeve"
title = { da = "Prøve", en = "Trial" }
kind = "kommune"
valid_from = 2024-01-01
status = "in-force"
checked_on = 2026-11-21
source = { act = "Plan", address = "https://example.org/plan" }
transition = { reading = "proeve-antal", to = { default = "this" } }

[match]
samtale = [{ type = ["jobsamtale"] }]
i-form = [{ type = ["jobsamtale"], form = { reading = "proeve-antal", tre = ["telefon"], to = ["video"] } }]

[default]
kind = "count"
duty = "individual"
level = "norm"
certainty = "open"
coverage = "full"
applies_to.groups = ["dagpenge"]
match = "samtale"
due = { weeks = 4 }

[[requirement]]
id = "antal"
title = { da = "Samtaler", en = "Interviews" }
reference = "side 3"
count = { reading = "proeve-antal", tre = 3, to = 2 }

[[requirement]]
id = "form"
title = { da = "Formen", en = "The form" }
reference = "side 4"
match = "i-form"
count = 1

[[requirement]]
id = "fast"
title = { da = "Én", en = "One" }
reference = "side 5"
count = 1
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("punkter")
    (folder / "ord.toml").write_text(WORDS, encoding="utf-8")
    (folder / "proeve.toml").write_text(RULES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def book(own: Path) -> Rulebook:
    found = load_rules(own)
    assert found.problems == ()
    return found


def section(page: str, point: str) -> str:
    return page.split(f"\n## `{point}`\n")[1].split("\n## ", maxsplit=1)[0]


def plain(markdown: str) -> str:
    return re.sub(r"\\(?=[^a-z])", "", markdown).replace("&amp;", "&")


@pytest.mark.parametrize("point", BOOK.conventions.values(), ids=lambda point: point.id)
def test_every_open_point_stands_on_the_page_with_its_readings_and_their_sources(point: Convention) -> None:
    said = plain(section(PAGE, point.id))
    for text in (point.title.da, point.title.en, point.question.da, point.question.en, point.reference):
        assert text in said
    defaults = [line for line in said.splitlines() if "(standard)" in line]
    assert [line.startswith(f"| **`{point.default}`** (standard) | ") for line in defaults] == [True]
    for reading in point.reading:
        (line,) = [line for line in said.splitlines() if re.match(rf"\| (\*\*)?`{re.escape(reading.id)}`", line)]
        assert f"| {reading.title.da} | {reading.title.en} |" in line
        assert all(word in line for word in re.split(r": (?=https?://)", reading.source))


def test_the_points_that_the_code_reads_are_those_of_the_conventions_with_the_same_readings_and_defaults() -> None:
    in_code = Conventions().of_code
    assert set(BOOK.conventions) - set(BOOK.readings) == set(in_code)
    for name, default in in_code.items():
        point = BOOK.conventions[name]
        assert point.default == default
        assert {reading.id for reading in point.reading} == {str(word) for word in type(default)}
        assert "koden, i alle regelsæt" in section(PAGE, name)


@pytest.mark.parametrize("name", sorted(BOOK.readings))
def test_a_duty_that_another_reading_changes_is_named_with_the_point(name: str) -> None:
    """What is listed comes from the files as written; what changes is seen by reading them again."""
    listed_duties = {(use.id, use.first, duty) for use in uses(BOOK)[name] for duty in use.duties}
    changed = set()
    for reading in BOOK.other_readings[name]:
        other = BOOK.read_by(((name, reading),))
        for ruleset in BOOK.rulesets.values():
            both = zip(ruleset.versions, other.ruleset(ruleset.id).versions, strict=True)
            for before, after in both:
                now = {own.id: own for own in after.file.requirement}
                was = {own.id: own for own in before.file.requirement}
                differing = {duty for duty in was | now if was.get(duty) != now.get(duty)}
                changed |= {(ruleset.id, before.valid_from, duty) for duty in differing}
    assert changed <= listed_duties


@pytest.mark.parametrize("name", sorted(BOOK.readings))
def test_no_reading_of_a_bundled_point_is_idle(name: str) -> None:
    for reading in BOOK.other_readings[name]:
        other = BOOK.read_by(((name, reading),))
        files = [own.file for book in (BOOK, other) for own in book.words]
        words = files[: len(BOOK.words)] != files[len(BOOK.words) :]
        rules = any(
            before.file != after.file
            for ruleset in BOOK.rulesets.values()
            for before, after in zip(ruleset.versions, other.ruleset(ruleset.id).versions, strict=True)
        )
        assert words or rules, reading


def test_what_hangs_on_a_point_is_found_wherever_the_point_is_named(book: Rulebook) -> None:
    assert list(shown(book, "proeve-antal", "en")) == [
        "proeve-antal: How many",
        "The plan does not say how many.",
        "Where: side 3",
        "",
        "tre (default): Three",
        "  Referat: af et møde: https://example.org/tre",
        "to: Two",
        "  ingen kilde: https er intet svar",
        "",
        "What depends on it:",
        "  proeve of 2024-01-01: antal, form, transition",
    ]
    assert list(shown(book, "proeve-form", "da"))[-1] == "  punkter fra 01-01-2020: form"
    assert list(shown(book, "proeve-ubrugt", "da"))[-1] == "  intet i reglerne"
    assert list(shown(book, "week_n", "en"))[-1] == "  the code, in every rule set"


def test_a_point_that_is_not_there_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as found:
        shown(BOOK, "covid-2021", "en")
    assert found.value.nearest == "covid-2020"


def test_the_list_has_a_line_for_each_point(book: Rulebook) -> None:
    lines = list(listed(book, "en"))
    assert len(lines) == len(book.conventions) + 1
    assert [line.split()[0] for line in lines[1:]] == list(book.conventions)
    said = {line.split()[0]: line for line in lines}
    assert re.fullmatch(r"proeve-antal +tre +the version  How many", said["proeve-antal"])
    assert re.fullmatch(r"proeve-form +gamle +all \(the words\)  Form", said["proeve-form"])
    assert re.fullmatch(r"proeve-ubrugt +ja +0  Idle", said["proeve-ubrugt"])
    assert re.fullmatch(r'week_n +elapsed +all \(the code\)  "By week N"', said["week_n"])


def test_a_duty_is_shown_with_the_reading_that_it_is_read_by(book: Rulebook) -> None:
    said = "\n".join(rule_shown(book, "proeve", "en"))
    assert "Open points of the whole version: proeve-antal: Three." in said
    duties = {part.split(":")[0]: part for part in said.split("proeve/")[1:]}
    assert "open points: proeve-antal: Three" in duties["antal"]
    assert "open points: proeve-antal: Three" in duties["form"]
    assert "open points" not in duties["fast"]
    page = pages(book)["proeve.md"]
    assert page.count("| åbne punkter | [`proeve-antal`](aabne-punkter.md#proeve-antal): Tre |") == 2
    assert "Åbne punkter for hele versionen: [`proeve-antal`](aabne-punkter.md#proeve-antal): Tre." in page


def test_another_reading_that_is_chosen_is_the_one_that_is_named(book: Rulebook) -> None:
    other = book.read_by((("proeve-antal", "to"),))
    (version,) = other.ruleset("proeve").versions
    assert read_in_words(version, other, "da", "antal") == "proeve-antal: To"
    assert [own.count for own in version.file.requirement] == [2, 1, 1]


def test_every_link_to_a_point_leads_to_a_heading() -> None:
    headings = {heading.lower() for heading in re.findall(r"^## `([^`]+)`$", PAGE, re.MULTILINE)}
    linked = set(re.findall(r"\]\(#([^)]+)\)", PAGE))
    assert linked == headings == {name.lower() for name in BOOK.conventions}
    elsewhere = {link for page in pages(BOOK).values() for link in re.findall(r"\(aabne-punkter\.md#([^)]+)\)", page)}
    assert elsewhere <= headings
    assert elsewhere >= {name for name, used in uses(BOOK).items() if any(use.duties for use in used)}
    assert "](aabne-punkter.md)" in pages(BOOK)["index.md"]


def test_what_a_file_says_of_a_point_means_nothing_on_the_page(book: Rulebook) -> None:
    page = point_pages(book, "en")["aabne-punkter.md"]
    assert "<b>" not in page
    assert not re.search(r"(?<!\\)\[y(?<!\\)\]", page)
    assert "](https://example.org/a)" not in page
    for rows in re.findall(r"(?:^\|.*\|$\n?)+", page, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows.splitlines()}) == 1


@pytest.mark.parametrize(
    ("lang", "words"),
    [("da", "der er intet åbent punkt 'fravlag'; mente du 'fravalg'?"), ("en", "no open point 'fravlag'; did you")],
)
def test_the_command_lists_the_points_shows_one_and_says_what_is_not_there(lang: Lang, words: str, own: Path) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        found = CliRunner().invoke(build(lang), ["rules", "readings", *arguments])
        return found.exit_code, found.stdout, found.stderr

    assert run() == (0, "\n".join(listed(BOOK, lang)) + "\n", "")
    assert run("fravalg") == (0, "\n".join(shown(BOOK, "fravalg", lang)) + "\n", "")
    code, said, _ = run("proeve-antal", "--rules-folder", str(own))
    assert (code, said.count("proeve-antal")) == (0, 1)
    code, said, error = run("fravlag")
    assert (code, said) == (2, "")
    assert words in error
