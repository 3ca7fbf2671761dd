"""The file that `rules new` writes: it is right as it stands, and with everything in it taken into use."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from rule_texts import put

from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.rulebook.kinds import FileKind, Kind
from kontaktforloeb.rulebook.registry import find_problems
from kontaktforloeb.rulebook.review import review_paths
from kontaktforloeb.rulebook.starter import starting_file
from kontaktforloeb.texts import Lang

DAY = date(2026, 11, 21)
KINDS = [kind for kind in FileKind if kind is not FileKind.GRUNDLAG]


def all_of_it(text: str) -> str:
    return re.sub(r"^#(?=\S)", "", re.sub(r"^#  (?=[{])", "  ", text, flags=re.MULTILINE), flags=re.MULTILINE)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_right_as_it_stands_and_with_all_of_it(kind: FileKind, lang: Lang, tmp_path: Path) -> None:
    text = starting_file("eksempelby", kind, DAY, DAY, lang)
    for name, whole in (("a.toml", text), ("b.toml", all_of_it(text))):
        path = put(tmp_path, whole, name)
        assert find_problems([path]) == ()
        assert review_paths([path], DAY) == ((), ())


def test_each_kind_of_duty_is_in_it_and_one_is_in_use() -> None:
    text = starting_file("eksempelby", FileKind.KOMMUNE, DAY, DAY, "da")
    assert [own["kind"] for own in tomllib.loads(text)["requirement"]] == ["count"]
    whole = tomllib.loads(all_of_it(text))
    assert {own["kind"] for own in whole["requirement"]} == set(Kind)
    assert {"phase", "parameter", "default", "match"} <= set(whole)
    said = {key for own in whole["requirement"] for key in own}
    assert {"steps", "per", "grace_days", "longest", "slots", "phase", "share", "norm"} <= said


def test_it_says_what_was_asked_for() -> None:
    parsed = tomllib.loads(starting_file("min-by", FileKind.FORSOEG, DAY, date(2026, 12, 1), "en"))
    assert (parsed["id"], parsed["kind"]) == ("min-by", "forsoeg")
    assert (parsed["valid_from"], parsed["checked_on"]) == (DAY, date(2026, 12, 1))
    assert parsed["title"] == {"da": "Samtaleplan for min-by", "en": "Interview schedule of min-by"}


def test_its_comments_are_in_one_language() -> None:
    danish, english = (starting_file("by", FileKind.KOMMUNE, DAY, DAY, lang) for lang in ("da", "en"))
    assert "Kontrollér den med" in danish
    assert "Check it with" in english
    assert tomllib.loads(danish)["requirement"] == tomllib.loads(english)["requirement"]


@pytest.mark.parametrize("name", ["Eksempelby", "eksempel by", "øby", "", "a--b", "-a", 'a"b'])
def test_an_id_that_reads_badly_is_refused(name: str) -> None:
    with pytest.raises(OutOfRangeError, match="cannot be an id"):
        starting_file(name, FileKind.KOMMUNE, DAY, DAY, "da")
