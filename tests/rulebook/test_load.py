from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from rule_texts import COUNT, GRUNDLAG_HEAD, HEAD, RIGHT, problems_of, put

from kontaktforloeb.rulebook.format import Grundlag, RuleFile
from kontaktforloeb.rulebook.load import Loaded, load


def test_a_right_file_is_loaded_with_its_text_and_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = put(tmp_path, RIGHT)
    loaded = load(path)
    assert isinstance(loaded, Loaded)
    assert isinstance(loaded.file, RuleFile)
    assert [requirement.id for requirement in loaded.file.requirement] == ["en"]
    assert loaded.parsed.text == RIGHT
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_of_kind_grundlag_is_read_as_words(tmp_path: Path) -> None:
    loaded = load(put(tmp_path, GRUNDLAG_HEAD + '[[form]]\nid = "roegsignal"\n'))
    assert isinstance(loaded, Loaded)
    assert isinstance(loaded.file, Grundlag)
    assert [form.id for form in loaded.file.form] == ["roegsignal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            RIGHT.replace("count = 1\n", "count = 1\nduee = { months = 6 }\n"),
            ["25: requirement[1].duee: no key 'duee' is known here; did you mean 'due'?"],
            id="unknown key on its own line",
        ),
        pytest.param(
            "xyzzy = 1\n" + RIGHT,
            ["1: xyzzy: no key 'xyzzy' is known here"],
            id="unknown key like no other",
        ),
        pytest.param(
            RIGHT.replace('reference = "L1"\n', ""),
            ["13: requirement[1].reference: the key 'reference' is missing"],
            id="key missing in a requirement: the line of its header",
        ),
        pytest.param(
            RIGHT + COUNT.replace('id = "en"\n', ""),
            ["27: requirement[2].id: the key 'id' is missing"],
            id="key missing in the second requirement: the line of the second header",
        ),
        pytest.param(
            RIGHT.replace(', en = "One interview"', ""),
            ["15: requirement[1].title.en: the key 'en' is missing"],
            id="key missing in a table on one line: that line",
        ),
        pytest.param(
            RIGHT.replace("checked_on = 2026-11-21\n", ""),
            ["1: checked_on: the key 'checked_on' is missing"],
            id="key missing at the top: the first line",
        ),
        pytest.param(
            RIGHT.replace("count = 1", 'count = "1"'),
            ["24: requirement[1].count: '1' is no whole number from 1 up; expected a whole number from 1 up"],
            id="wrong type",
        ),
        pytest.param(
            RIGHT.replace('"individual"', '"indiviual"'),
            [
                (
                    "17: requirement[1].duty: 'indiviual' is no known word; expected one of individual, group; "
                    "did you mean 'individual'?"
                )
            ],
            id="wrong word",
        ),
        pytest.param(
            RIGHT.replace("2024-01-01", '"2024-01-01"'),
            [
                "4: valid_from: '2024-01-01' is no date; expected a date without quotes, such as 2024-01-01",
            ],
            id="date as text",
        ),
        pytest.param(
            RIGHT.replace("2024-01-01", "2024-01-01T00:00:00"),
            [
                "4: valid_from: 2024-01-01 00:00:00 is no date; expected a date without quotes, such as 2024-01-01",
            ],
            id="date with a time of day",
        ),
        pytest.param(
            RIGHT.replace('["kontanthjaelp-jobparat"]', '[\n  "kontanthjaelp-jobparat",\n  7,\n]'),
            ["21: requirement[1].applies_to.groups[2]: 7 is no text; expected text that is not empty"],
            id="value over several lines: the line on which it begins",
        ),
        pytest.param(
            "[[requirement]]\n" + "\n" * 5 + '[[requirement]]\nid = "b"\n[transition]\ndefault = "never"\n',
            [
                *(
                    f"1: requirement[1].{name}: the key '{name}' is missing"
                    for name in ("id", "title", "reference", "kind", "duty", "level", "certainty", "coverage")
                ),
                *(
                    f"1: {name}: the key '{name}' is missing"
                    for name in ("id", "title", "kind", "valid_from", "status", "source", "checked_on")
                ),
                *(
                    f"7: requirement[2].{name}: the key '{name}' is missing"
                    for name in ("title", "reference", "kind", "duty", "level", "certainty", "coverage")
                ),
                "10: transition.default: 'never' is no known word; expected one of previous, this, both",
            ],
            id="everything at once",
        ),
    ],
)
def test_a_problem_of_form_has_the_line_and_the_key_at_which_it_stands(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    assert problems_of(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('id = "a"\ntitle = \n', 2, id="no value"),
        pytest.param('id = "a"\n\nid = "b"\n', 3, id="a key twice"),
        pytest.param('id = "a"\ntitle = "b\nkind = 1\n', 2, id="a quote that is not closed"),
        pytest.param('id = "a"\nchecked_on = 2024-02-30\n', 2, id="a day that does not exist"),
        pytest.param('id = "a"\nkind = "b"\ngroups = [\n  "c",', 4, id="a list that is not closed: the last line"),
        pytest.param('id = "\0"\n', 1, id="a NUL byte"),
        pytest.param('\n[[requirement]\nid = "a"\n', 2, id="a header that is not closed"),
    ],
)
def test_what_is_no_toml_has_the_line_of_the_mistake(tmp_path: Path, text: str, line: int) -> None:
    found = problems_of(tmp_path, text)
    assert [problem.split(" ", maxsplit=1)[0] for problem in found] == [f"{line}:"]
    assert "this is no TOML: " in found[0]


def test_text_that_is_not_utf_8_has_the_line_of_its_first_wrong_byte(tmp_path: Path) -> None:
    text = HEAD.replace("Prøve", "Proeve").encode() + "# Prøve\n".encode("latin-1") + b"# \xff\n"
    assert problems_of(tmp_path, text) == ["12: the text is not UTF-8; expected a file saved as UTF-8"]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n"])
def test_an_empty_file_lacks_every_key_that_a_rule_file_needs(tmp_path: Path, text: str) -> None:
    missing = ("id", "title", "kind", "valid_from", "status", "source", "checked_on", "requirement")
    assert problems_of(tmp_path, text) == [f"1: {name}: the key '{name}' is missing" for name in missing]


def test_a_file_that_is_not_there_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    found = load(tmp_path / "none.toml")
    assert isinstance(found, list)
    assert [str(problem) for problem in found] == [
        f"{tmp_path / 'none.toml'}: the file cannot be read (No such file or directory)"
    ]


def test_windows_line_ends_change_neither_the_values_nor_the_lines(tmp_path: Path) -> None:
    assert problems_of(tmp_path, RIGHT.replace("\n", "\r\n")) == []
    wrong = RIGHT.replace('reference = "L1"\n', "").replace("\n", "\r\n")
    assert problems_of(tmp_path, wrong) == ["13: requirement[1].reference: the key 'reference' is missing"]


@pytest.mark.parametrize("sign", ["\u2028", "\x85"])
def test_a_sign_that_only_python_takes_for_a_line_end_does_not_move_the_lines(tmp_path: Path, sign: str) -> None:
    wrong = f"# an{sign}other\n" + RIGHT.replace('"individual"', '"indiviual"')
    assert [line.split(":")[0] for line in problems_of(tmp_path, wrong)] == ["18"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x = " + "[" * 20_000, id="lists in lists without end"),
        pytest.param("x = " + "{ a = " * 20_000, id="tables in tables without end"),
        pytest.param("x = " + "1" * 5_000, id="a number of 5000 digits"),
        pytest.param("id = 0x" + "f" * 5_000, id="a hexadecimal number where text belongs"),
    ],
)
def test_hostile_toml_is_a_problem_of_its_file_and_no_exception(tmp_path: Path, text: str) -> None:
    found = load(put(tmp_path, text))
    assert isinstance(found, list)
    assert all(problem.where.startswith(str(tmp_path / "a.toml")) for problem in found)


def test_the_lines_of_problems_are_found_without_reading_the_file_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = 0
    plain = tomllib.loads

    def counted(text: str) -> dict[str, Any]:
        nonlocal parsed
        parsed += 1
        return plain(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    one = RIGHT + "".join(COUNT.replace('id = "en"', f'id = "{number}"') for number in range(2, 6))
    assert len(problems_of(tmp_path, one.replace("checked_on", "checked_onn", 1))) == 2
    lines = one.count("\n")
    assert parsed < lines / 3
    parsed = 0
    assert len(problems_of(tmp_path, one.replace("coverage", "covrage"))) == 10
    assert parsed < lines
