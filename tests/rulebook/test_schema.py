"""The schema says of a file's form what the loader says of it, to a library and to a language server."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft4Validator, FormatChecker
from jsonschema.validators import extend
from rule_texts import COMMON, COUNT, GRUNDLAG_HEAD, HEAD, POINT, RIGHT

from kontaktforloeb.rulebook import format as rule_format
from kontaktforloeb.rulebook.compose import compose
from kontaktforloeb.rulebook.format import RuleFile
from kontaktforloeb.rulebook.keys import KEYS
from kontaktforloeb.rulebook.registry import EXAMPLES, bundled_folder
from kontaktforloeb.rulebook.schema import grundlag_schema, rule_file_schema
from kontaktforloeb.rulebook.structure import Faults, structure

GALLERY = Path(__file__).parents[1] / "gallery"
BUNDLED = sorted(path for path in bundled_folder().rglob("*.toml") if not path.name.endswith(EXAMPLES))
TOMBI = Path(sys.executable).parent / "tombi"
needs_tombi = pytest.mark.skipif(not TOMBI.exists(), reason="tombi is not installed: pip install tombi")

_days = FormatChecker(formats=())


@_days.checks("date")
def _is_day(value: object) -> bool:
    """TOML has days; where one is asked for, a text that looks like one is wrong, and so is a moment."""
    return isinstance(value, date) and not isinstance(value, datetime)


_types = Draft4Validator.TYPE_CHECKER.redefine("string", lambda _, value: isinstance(value, (str, date)))
_Validator: Any = extend(Draft4Validator, type_checker=_types)  # type: ignore[no-untyped-call]


def errors(text: str) -> list[str]:
    parsed = tomllib.loads(text)
    schema = grundlag_schema() if parsed.get("kind") == "grundlag" else rule_file_schema()
    return [error.message for error in _Validator(schema, format_checker=_days).iter_errors(parsed)]


def wrong_in_form(text: str) -> bool:
    """Tell whether the loader's own walk over keys and types finds something, the values of parameters apart.

    Where a parameter may stand, a schema sees its name alone.
    """
    parsed, faults = tomllib.loads(text), Faults()
    if parsed.get("kind") == "grundlag":
        structure(rule_format.Grundlag, parsed, (), faults)
        return bool(faults.found)
    composed = compose(parsed)
    structure(RuleFile, composed.filled, (), faults)
    homes = [composed.home(fault.path) for fault in faults.found]
    return any(home[:1] != ("set",) and (home[:1], home[-1:]) != (("parameter",), ("value",)) for home in homes)


def test_both_schemas_are_schemas() -> None:
    Draft4Validator.check_schema(rule_file_schema())
    Draft4Validator.check_schema(grundlag_schema())


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_bundled_file_validates(path: Path) -> None:
    assert errors(path.read_text("utf-8")) == []


def readable() -> Iterator[Path]:
    for path in sorted(GALLERY.glob("*.toml")):
        try:
            tomllib.loads(path.read_text("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError):
            continue
        yield path


@pytest.mark.parametrize("path", list(readable()), ids=lambda path: path.stem)
def test_a_file_of_the_gallery_validates_only_if_its_form_is_right(path: Path) -> None:
    text = path.read_text("utf-8")
    assert bool(errors(text)) == wrong_in_form(text)


def test_the_gallery_has_files_of_both_sorts() -> None:
    found = {wrong_in_form(path.read_text("utf-8")) for path in readable()}
    assert found == {True, False}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('title = { da = "En samtale"', "title = { dansk = 1"),
        ("count = 1", "count = 0"),
        ("count = 1", 'count = "1"'),
        ("count = 1", "count = { parametre = 'x' }"),
        ("due = { months = 3 }", "due = { moths = 3 }"),
        ('duty = "individual"', 'duty = "enkelt"'),
        ('match = "samtale"', "match = 3"),
        ("valid_from = 2024-01-01", 'valid_from = "2024-01-01"'),
        ("valid_from = 2024-01-01", "valid_from = 2024-01-01T12:00:00"),
        ('type = ["jobsamtale"]', 'type = "jobsamtale"'),
        ('reference = "L1"', 'reference = " "'),
        ('id = "en"\n', ""),
        ('coverage = "full"\n', ""),
        ('kind = "kommune"', 'kind = "grundlagg"'),
        ('status = "in-force"\n', ""),
    ],
)
def test_each_mistake_of_form_is_seen(before: str, after: str) -> None:
    assert errors(RIGHT) == []
    text = RIGHT.replace(before, after)
    assert text != RIGHT
    assert errors(text)


def test_a_parameter_may_stand_where_a_number_or_a_list_of_words_may() -> None:
    declared = HEAD + '[parameter.x]\ntitle = { da = "X", en = "X" }\n'
    for value in ("count = 1", 'applies_to.groups = ["kontanthjaelp-jobparat"]', "months = 3"):
        key = value.partition(" = ")[0]
        text = declared + COUNT.replace(value, key + ' = { parameter = "x" }')
        assert text != declared + COUNT
        assert errors(text) == [], value
    assert errors(declared + COUNT.replace('id = "en"', 'id = { parameter = "x" }'))
    assert errors(HEAD.replace("2024-01-01", '{ parameter = "x" }') + COUNT)


READ = '{ reading = "covid-2020", suspended = %s, paused = "x" }'
"""A switch: the schema does not look at the values of its readings, as the loader does by each of them."""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("count = 1", f"count = {READ % 1}"),
        ("due = { months = 3 }", f"due = {READ % '{ months = 3 }'}"),
        ("months = 3", f"months = {READ % 3}"),
        ('["kontanthjaelp-jobparat"]', READ % '["dagpenge"]'),
        ('["kontanthjaelp-jobparat"]', f'["dagpenge", {READ % "1"}]'),
        ('duty = "individual"', f"duty = {READ % 1}"),
        ('reference = "L1"', f"reference = {READ % 1}"),
        ('title = { da = "En samtale", en = "One interview" }', f"title = {READ % 1}"),
        ('["jobsamtale"]', READ % 1),
        ('{ type = ["jobsamtale"], held_by = ["kommune"] }', READ % "{}"),
        ('[{ type = ["jobsamtale"], held_by = ["kommune"] }]', READ % "[{}]"),
        ("[match]", f"[transition]\ndefault = {READ % 1}\n\n[match]"),
        ("[match]", f"[transition]\ngroups = {{ dagpenge = {READ % 1} }}\n\n[match]"),
        ("[match]", f"[default]\nlevel = {READ % 1}\n\n[match]"),
        ("count = 1\n", f"count = 1\npause = {READ % '[]'}\n"),
        ("count = 1\n", f"count = 1\nnot_required = [{READ % '{}'}]\n"),
    ],
)
def test_a_reading_may_stand_for_any_value_of_a_duty(before: str, after: str) -> None:
    text = RIGHT.replace(before, after, 1)
    assert text != RIGHT
    assert errors(text) == []
    assert errors(text.replace("reading =", "raeding ="))


@pytest.mark.parametrize(
    "before",
    ['id = "proeve"', 'title = { da = "Prøve", en = "Trial" }', "valid_from = 2024-01-01", 'status = "in-force"'],
)
def test_what_a_file_is_does_not_depend_on_a_reading(before: str) -> None:
    key, _, value = before.partition(" = ")
    assert errors(RIGHT.replace(before, f"{key} = {READ % value}"))


def test_a_reading_may_stand_in_words_but_not_where_they_are_declared() -> None:
    words = GRUNDLAG_HEAD + '\n[[exemption]]\nid = "a"\nwaives = true\ngroups = ["dagpenge"]\n'
    assert errors(words + POINT) == []
    for before, after in (("waives = true", f"waives = {READ % 1}"), ('["dagpenge"]', f"[{READ % 1}]")):
        assert errors(words.replace(before, after)) == []
    assert errors(GRUNDLAG_HEAD + POINT.replace('default = "nej"', f"default = {READ % 1}"))
    assert errors(GRUNDLAG_HEAD + POINT.replace('source = "Et notat"', "kilde = 1"))


def test_what_requirements_lack_may_stand_in_default() -> None:
    without = COUNT.replace('level = "norm"\n', "")
    assert errors(HEAD + without)
    assert errors(HEAD + '[default]\nlevel = "norm"\n' + without) == []
    assert errors(HEAD + '[default]\nlevel = "norme"\n' + without)


def test_a_file_that_extends_another_needs_only_what_is_its_own() -> None:
    head = 'id = "a"\nvalid_from = 2024-01-01\nchecked_on = 2024-01-01\nsource = { act = "A", address = "B" }\n'
    assert errors(head)
    assert errors(f'{head}extends = "b"\nset.x = 3\n') == []
    assert errors('id = "a"\nextends = "b"\n')


def format_classes() -> dict[str, type[Any]]:
    found = vars(rule_format).values()
    return {
        cls.__name__: cls
        for cls in found
        if isinstance(cls, type) and attrs.has(cls) and cls.__module__ == rule_format.__name__
    }


def test_every_key_has_a_description_and_no_other() -> None:
    keys = {
        name: {field.metadata["name"] or field.name for field in attrs.fields(cls) if "parser" in field.metadata}
        for name, cls in format_classes().items()
    }
    assert {name: set(said) for name, said in KEYS.items()} == keys


def test_every_description_reaches_the_schema() -> None:
    said = json.dumps([rule_file_schema(), grundlag_schema()])
    for keys in KEYS.values():
        for text in keys.values():
            assert json.dumps(text)[1:-1] in said


def lint(folder: Path, text: str) -> tuple[int, str]:
    path = folder / "a.toml"
    path.write_text(f"#:schema ./rules.schema.json\n{text}", "utf-8")
    (folder / "rules.schema.json").write_text(json.dumps(rule_file_schema()), "utf-8")
    done = subprocess.run(
        [TOMBI, "lint", "--offline", "--quiet", path], capture_output=True, check=False, encoding="utf-8", cwd=folder
    )
    return done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stderr + done.stdout)


@pytest.mark.slow
@needs_tombi
def test_a_language_server_is_content_with_bundled_files(tmp_path: Path) -> None:
    (tmp_path / "rules.schema.json").write_text(json.dumps(rule_file_schema()), "utf-8")
    (tmp_path / "grundlag.schema.json").write_text(json.dumps(grundlag_schema()), "utf-8")
    for number, path in enumerate(BUNDLED):
        text = path.read_text("utf-8")
        name = "grundlag" if 'kind = "grundlag"' in text else "rules"
        (tmp_path / f"{number}.toml").write_text(f"#:schema ./{name}.schema.json\n{text}", "utf-8")
    done = subprocess.run(
        [TOMBI, "lint", "--offline", "--quiet", "."], capture_output=True, check=False, encoding="utf-8", cwd=tmp_path
    )
    # What it warns of besides is the order of tables, which is no matter of the schema.
    assert (done.returncode, done.stdout) == (0, "")
    assert "strict mode" not in done.stderr


@needs_tombi
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (RIGHT.replace("count = 1", "cuont = 1"), '"cuont" is not allowed'),
        (RIGHT.replace('"individual"', '"indiviual"'), 'must be one of ["individual", "group"]'),
        (RIGHT.replace("2024-01-01", '"2024-01-01"'), "expected a value of type LocalDate"),
        (HEAD + COMMON.replace('reference = "L1"\n', "") + 'kind = "count"\n', '"reference" is required'),
        (RIGHT.replace("{ months = 3 }", "{\n  months = 3,\n}"), "must be single line in TOML v1.0.0"),
    ],
)
def test_a_language_server_says_what_is_wrong(text: str, words: str, tmp_path: Path) -> None:
    code, said = lint(tmp_path, text)
    assert code == 1
    assert words in said
