"""The page on statements tells of every word and key, and nobody pays for them who does not ask for them."""

from __future__ import annotations

import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import pytest

from kontaktforloeb.statements.catalogue import StatementClass, Uncheckable
from kontaktforloeb.statements.example_format import Copies, Example, RecordRow, Side
from kontaktforloeb.statements.measured import DIFFERS, NO_ANSWER, SHOWN
from kontaktforloeb.statements.trial import ANY, NO_ROW

PAGE = (Path(__file__).parents[2] / "docs" / "statements.md").read_text("utf-8")
SAID = set(re.findall(r"`([^`\n]+)`", PAGE))


@pytest.mark.parametrize("cls", [Example, Side, Copies, RecordRow])
def test_every_key_of_an_example_is_documented(cls: type[Any]) -> None:
    keys = {field.metadata["name"] or field.name for field in attrs.fields(cls) if "parser" in field.metadata}

    assert keys
    assert keys <= SAID


@pytest.mark.parametrize("words", [StatementClass, Uncheckable])
def test_every_class_and_every_reason_is_documented(words: type[StrEnum]) -> None:
    assert {str(word) for word in words} <= SAID


def test_every_word_that_a_side_may_expect_beside_those_of_results_is_documented() -> None:
    assert {NO_ROW, ANY, SHOWN, DIFFERS, NO_ANSWER} <= SAID


def test_statements_are_loaded_neither_with_the_package_nor_with_the_rules_nor_with_the_command_line() -> None:
    script = (
        "import sys, kontaktforloeb, kontaktforloeb.cli\n"
        "kontaktforloeb.load_rules()\n"
        "print([name for name in sys.modules if name.startswith('kontaktforloeb.statements')])"
    )
    said = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout

    assert said == "[]\n"
