"""What a user may call a version, and how a file reads whose parameters have no value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_texts import COUNT, HEAD, RIGHT, put

from kontaktforloeb import load_rules
from kontaktforloeb.errors import OutOfRangeError, RuleFileError, UnknownNameError
from kontaktforloeb.rulebook.named import version_named, with_names
from kontaktforloeb.rulebook.registry import bundled_folder


def test_a_rule_set_alone_is_its_latest_version_that_is_no_proposal() -> None:
    book = load_rules()
    assert version_named(book, "lab") is book.ruleset("lab").usable[-1]
    assert version_named(book, "lab") is not book.ruleset("lab").versions[-1]
    assert version_named(book, "frit-valg-fire-maaneder") is book.ruleset("frit-valg-fire-maaneder").versions[-1]


def test_a_file_that_extends_a_law_with_open_points_is_read_by_the_same_readings(tmp_path: Path) -> None:
    text = 'id = "lab"\nextends = "lab"\nvalid_from = 2029-01-01\nchecked_on = 2026-11-21\n'
    path = put(tmp_path, text + 'source = { act = "Lov nr. 1", address = "https://example.org/1" }\n')
    named, latest = version_named(load_rules(), str(path)), version_named(load_rules(), "lab")
    assert named.file.requirement == latest.file.requirement


@pytest.mark.parametrize("day", ["2023-03-22", "22-03-2023"])
def test_a_version_is_named_by_its_first_day(day: str) -> None:
    assert version_named(load_rules(), f"lab@{day}").valid_from == date(2023, 3, 22)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("labb", "no rule set 'labb'; did you mean 'lab'?"),
        ("lab@2023-03-21", "no version 'lab@2023-03-21'; did you mean 'lab@2023-03-22'?"),
    ],
)
def test_a_name_that_is_not_there_gets_the_nearest(name: str, words: str) -> None:
    with pytest.raises(UnknownNameError) as raised:
        version_named(load_rules(), name)
    assert str(raised.value) == words


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(OutOfRangeError):
        version_named(load_rules(), "lab@2023-02-30")


def test_a_file_is_read_alone(tmp_path: Path) -> None:
    assert version_named(load_rules(), str(put(tmp_path, RIGHT))).file.id == "proeve"


@pytest.mark.parametrize(
    "text", [RIGHT.replace("count = 1", "count = 0"), RIGHT.replace("jobsamtale", "samtale"), "x ="]
)
def test_a_wrong_file_raises_with_its_problems(text: str, tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"a\.toml:"):
        version_named(load_rules(), str(put(tmp_path, text)))


def test_a_file_of_words_is_no_version() -> None:
    with pytest.raises(RuleFileError, match="the file holds words"):
        version_named(load_rules(), str(bundled_folder() / "lov" / "grundlag" / "2020-01-01.toml"))


def test_a_file_that_extends_a_rule_set_stands_on_the_version_of_its_first_day(tmp_path: Path) -> None:
    text = (
        'id = "x"\nextends = "lab"\nvalid_from = {}\nchecked_on = 2024-01-01\nsource = {{ act = "A", address = "B" }}\n'
    )
    book = load_rules()
    days = {"2023-05-01": "2023-03-22", "2024-01-01": "2024-01-01", "2014-01-01": "2015-07-01"}
    for first, base in days.items():
        version = version_named(book, str(put(tmp_path, text.format(first))))
        assert version.file.requirement == version_named(book, f"lab@{base}").file.requirement
    with pytest.raises(UnknownNameError):
        version_named(book, str(put(tmp_path, text.replace('"lab"', '"labb"').format("2024-01-01"))))


def test_a_parameter_without_a_value_stands_as_its_name(tmp_path: Path) -> None:
    declared = HEAD + '[parameter.uger]\ntitle = { da = "Uger", en = "Weeks" }\n'
    declared += '[parameter.grupper]\ntype = "words"\ntitle = { da = "Grupper", en = "Groups" }\n'
    text = declared + COUNT.replace("{ months = 3 }", '{ weeks = { parameter = "uger" } }')
    text = text.replace('type = ["jobsamtale"], held_by', 'with = { parameter = "grupper" }, held_by')
    loaded = version_named(load_rules(), str(put(tmp_path, text))).loaded
    read = with_names(loaded)
    due = read.requirement[0].due
    assert due is not None
    assert str(due.weeks) == "‹uger›"
    assert read.match["samtale"][0].with_ == ("‹grupper›",)
    assert read.requirement[0].count == 1

    valued = version_named(load_rules(), str(put(tmp_path, text + "\n[set]\nuger = 4\n"))).loaded
    due = with_names(valued).requirement[0].due
    assert due is not None
    assert due.weeks == 4
