"""The vocabulary of headings: one meaning for a sure word, every column in it, and the page that shows it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from mapped_tables import RULES

from kontaktforloeb.caseload.columns import TABLES, tables
from kontaktforloeb.caseload.mapping.headings import KINDS, Field, Kind, Strength, headings
from kontaktforloeb.caseload.mapping.words import Likeness, known
from kontaktforloeb.texts import catalogue

PAGE = Path(__file__).parents[3] / "docs" / "columns.md"
COLUMNS = {(table, column.name) for table, own in tables(RULES).items() for column in own}


def meant(heading: str) -> dict[str, str]:
    found = headings().meant_by(heading)
    return {".".join(filter(None, field)): strength.name.lower() for field, strength in found.items()}


def test_every_column_has_headings_a_kind_and_a_description() -> None:
    said = {(meaning.field.table, meaning.field.column) for meaning in headings().meanings}

    assert said == {(table, column) for table, column in COLUMNS if column != "citizen"} | {("", "citizen")}
    assert set(KINDS) == said - {("", "citizen")}
    assert {"given." + ".".join(filter(None, place)) for place in said} | {f"given.{table}" for table in TABLES} == {
        key for key in catalogue() if key.startswith("given.")
    }


def test_a_sure_heading_means_one_column_of_a_table_and_nothing_less_sure() -> None:
    for meaning in headings().meanings:
        for heading in meaning.sure:
            found = headings().meant_by(heading)
            assert found[meaning.field] is Strength.SURE, heading
            same_table = [field for field in found if field.table == meaning.field.table]
            sure = [field for field in same_table if found[field] is Strength.SURE]
            assert sure == [meaning.field], heading


def test_a_heading_that_may_be_meant_is_no_sure_one() -> None:
    for meaning in headings().meanings:
        for heading in meaning.maybe:
            assert headings().meant_by(heading)[meaning.field] is Strength.MAYBE, heading


def test_events_other_words_and_tables_are_of_known_names() -> None:
    words = known(RULES)
    assert {meaning.field.event for meaning in headings().meanings} - {""} <= set(RULES.vocabulary.events)
    assert set(headings().tables.values()) == set(TABLES)
    for (table, column), others in headings().words.items():
        for other, word in others.items():
            assert word in words.names(Field(table, column))
            assert words.meant(Field(table, column), other) == (word, Likeness.OTHER), other


def test_the_known_words_are_those_that_the_columns_take() -> None:
    words = known(RULES)
    for (table, column), kind in KINDS.items():
        if kind is Kind.WORD:
            field = Field(table, column)
            assert words.names(field)
            assert all(words.reads(field, name) for name in words.names(field)), field
    assert "lab" in RULES.rulesets
    assert "lab" not in words.names(Field("citizens", "schedule"))


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("CPR-nr.", {"citizen": "sure"}),
        ("cpr nummer", {"citizen": "sure"}),
        ("MÅLGRUPPE", {"spells.group": "sure"}),
        ("Maalgruppe (kode)", {"spells.group": "sure"}),
        ("Varighed i minutter", {"meetings.minutes": "sure"}),
        ("Timer pr. md.", {"hours.hours": "sure"}),
        ("Ydelse slut (forventet)", {}),
        ("Samtaldato", {"meetings.date": "near"}),
        ("Dato", {"meetings.date": "maybe", "events.date": "maybe"}),
        ("Første henvendelse", {"events.date.henvendelse": "sure"}),
        ("Sagsbehandler", {"meetings.adviser": "sure", "citizens.adviser": "sure"}),
        ("Næste samtale", {}),
        ("Noget andet", {}),
        ("", {}),
    ],
)
def test_what_a_heading_means(heading: str, found: dict[str, str]) -> None:
    assert meant(heading) == found


def vocabulary() -> Iterator[str]:
    """Give the rows of the table on the page."""
    for meaning in headings().meanings:
        field = meaning.field
        place = f"`events`, `{field.event}`" if field.event else "`" + ".".join(filter(None, field)) + "`"
        series = [f"{heading} 1, 2, …" for heading in meaning.numbered]
        cells = [place, ", ".join(meaning.sure + tuple(series)), ", ".join(meaning.maybe), meaning.basis]
        yield "| " + " | ".join(cells) + " |"


def test_the_page_shows_the_vocabulary() -> None:
    page = PAGE.read_text("utf-8")
    begins = page.index("| `citizen` |")

    assert page[begins:].partition("\n\n")[0] == "\n".join(vocabulary())


def test_the_page_shows_the_other_words() -> None:
    page = PAGE.read_text("utf-8")
    for (table, column), others in headings().words.items():
        by_word: dict[str, list[str]] = {}
        for other, word in others.items():
            by_word.setdefault(word, []).append(other)
        for word, own in by_word.items():
            assert f"| `{table}.{column}` | `{word}` | {', '.join(own)} |" in page


def test_every_mapping_on_the_page_is_toml() -> None:
    shown = re.findall(r"^```toml[^\n]*\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)

    assert len(shown) >= 5
    assert all(set(tomllib.loads(text)) == {"source"} for text in shown)
