"""The catalogue: both languages say the same, and nothing in it is left over."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from click.testing import CliRunner

import kontaktforloeb
from kontaktforloeb.cli import build
from kontaktforloeb.texts import catalogue, danish, translated

FILES = sorted(Path(kontaktforloeb.__file__).parent.rglob("*.py"))
SOURCE = "".join(path.read_text(encoding="utf-8") for path in FILES)
CODE = "".join(path.read_text(encoding="utf-8") for path in FILES if path.parent.name != "texts")
TEXTS = "".join(path.read_text(encoding="utf-8") for path in FILES if path.parent.name == "texts")


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_of_a_text_take_the_same_facts() -> None:
    assert {key for key, text in catalogue().items() if facts(text.da) != facts(text.en)} == set()
    assert {english for english, said in danish().items() if facts(english) != facts(said)} == set()


def test_every_text_is_said_somewhere() -> None:
    """A key stands in the code as it is, or the code puts it together from its beginning and a word."""
    made = tuple(re.findall(r"""f["']([a-z.-]+?[.-])\{""", CODE) + re.findall(r'_word\("([a-z-]+)"', CODE))
    unused = {key for key in catalogue() if not re.search(rf'"{re.escape(key)}["=]', CODE) and not key.startswith(made)}
    assert unused == set()


def test_no_key_stands_in_two_areas() -> None:
    assert len(re.findall(r'^    "[a-z0-9_.-]+": Text\(', TEXTS, re.MULTILINE)) == len(catalogue())


@pytest.mark.parametrize("english", sorted(danish()))
def test_every_translated_error_is_one_that_the_code_raises(english: str) -> None:
    beginning = english.removesuffix(" '{name}'").removeprefix("no ")
    assert SOURCE.count(f'"{english}"') > 1 or f'what="{beginning}"' in SOURCE


def test_a_template_that_is_not_known_in_danish_stays_english() -> None:
    assert translated("'{word}' is no known word", "da") == "'{word}' is no known word"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "ingen"], "ingen: der er ingen sådan mappe; forventet: en mappe med tabeller"),
        (["check", "."], "meetings: tabellen mangler; forventet: en fil meetings.csv"),
        (["check", ".", "--as-of", "30-02-2024"], "dagen '30-02-2024' findes ikke; forventet: åååå-mm-dd eller"),
        (["check", ".", "--rules", "labb"], "der er intet regelsæt 'labb'; mente du 'lab'?"),
        (["check", ".", "--convention", "week=before"], "der er ingen konvention 'week'"),
        (
            ["check", ".", "--output", "x.txt"],
            "'x.txt' har ingen endelse, der kan skrives; forventet: .csv / .parquet / .xlsx / .json / .jsonl",
        ),
        (["rules", "show", "lab/31-11"], "der er intet krav 'lab/31-11'; mente du 'lab/31-1'?"),
    ],
)
def test_what_a_controller_does_wrong_is_said_in_danish(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert words in CliRunner().invoke(build("da"), arguments).stderr
