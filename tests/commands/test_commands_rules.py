"""The commands on rules as a user meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kontaktforloeb.cli import build
from kontaktforloeb.rulebook.registry import bundled_folder
from kontaktforloeb.rulebook.schema import grundlag_schema, rule_file_schema
from kontaktforloeb.texts import Lang

STALE = "2030-01-01"


def run(*arguments: object, lang: Lang = "en") -> Result:
    return CliRunner().invoke(build(lang), ["rules", *(str(argument) for argument in arguments)])


def starting(folder: Path, *more: object) -> Path:
    path = folder / "regler" / "by.toml"
    result = run("new", "eksempelby", "--output", path, *more)
    assert result.exit_code == 0, result.output
    return path


def test_new_writes_a_file_that_check_is_content_with(tmp_path: Path) -> None:
    path = starting(tmp_path)
    result = run("check", path, "--strict")
    assert (result.exit_code, result.output) == (0, "1 file(s) without problems.\n")


def test_new_shows_the_file_where_no_output_is_given() -> None:
    result = run("new", "eksempelby", "--kind", "a-kasse", "--valid-from", "2024-02-01")
    assert result.exit_code == 0
    assert 'kind = "a-kasse"\nvalid_from = 2024-02-01' in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["new", "lab"], "'lab' is a rule set already; expected another id"),
        (["new", "Min By"], "'Min By' cannot be an id"),
        (["new", "by", "--valid-from", "2024-02-30"], "does not exist"),
        (["new", "by", "--kind", "grundlag"], "grundlag"),
        (["diff", "labb", "lab"], "did you mean 'lab'?"),
        (["diff", "lab", "lab@2020-01-02"], "did you mean 'lab@2020-01-01'?"),
        (["check", "nowhere"], "there is no such folder"),
        (["check", "--as-of", "tomorrow"], "is no date"),
        (["pages", "out", "--rules-folder", "nowhere"], "there is no such folder"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_a_message(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_new_writes_over_nothing(tmp_path: Path) -> None:
    path = starting(tmp_path)
    before = path.read_bytes()
    result = run("new", "andenby", "--output", path)
    assert result.exit_code == 2
    assert "'by.toml' is there already" in result.stderr
    assert path.read_bytes() == before


def test_warnings_change_the_exit_code_only_when_strict(tmp_path: Path) -> None:
    path = starting(tmp_path, "--valid-from", "2024-01-01")
    said = f"warning: {path}:9: checked_on: the source was last looked at more than 12 months before {STALE}\n"
    mild, strict = run("check", path, "--as-of", STALE), run("check", path, "--as-of", STALE, "--strict")
    assert (mild.exit_code, mild.output) == (0, f"{said}1 file(s) without problems.\n")
    assert (strict.exit_code, strict.output) == (1, said)
    assert run("check", path, "--as-of", STALE, lang="da").output.startswith("advarsel: ")


def test_what_only_a_review_shows_is_an_error(tmp_path: Path) -> None:
    path = starting(tmp_path)
    text = path.read_text("utf-8").replace("due = { weeks = 2 }", "opens = { weeks = 3 }\ndue = { weeks = 2 }")
    path.write_text(text, encoding="utf-8")
    result = run("check", path)
    assert result.exit_code == 1
    assert "the window is over before it opens" in result.output
    assert "without problems" not in result.output


def test_the_bundled_rules_are_clean_even_when_strict() -> None:
    result = run("check", "--strict", "--as-of", "2026-11-21")
    assert result.exit_code == 0, result.output
    assert "without problems" in result.output


@pytest.mark.parametrize(("option", "schema"), [([], rule_file_schema()), (["--grundlag"], grundlag_schema())])
def test_the_schema_is_shown_or_written(option: list[str], schema: object, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    assert json.loads(run("schema", *option).output) == schema
    assert run("schema", *option, "--output", path).exit_code == 0
    assert json.loads(path.read_text("utf-8")) == schema


def test_diff_takes_files_and_rule_sets_of_ones_own(tmp_path: Path) -> None:
    path = starting(tmp_path)
    other = path.with_name("ny.toml")
    other.write_text(path.read_text("utf-8").replace("count = 1", "count = 2"), encoding="utf-8")
    result = run("diff", path, other)
    assert result.exit_code == 0
    assert "number: from 1 to 2" in result.output
    other.unlink()
    assert "There is no difference." in run("diff", "eksempelby", path, "--rules-folder", path.parent).output


def test_pages_are_written_for_rule_sets_of_ones_own_too(tmp_path: Path) -> None:
    path = starting(tmp_path)
    result = run("pages", tmp_path / "sider", "--rules-folder", path.parent)
    assert result.exit_code == 0
    assert {"index.md", "lab.md", "lab.svg", "eksempelby.md", "eksempelby.svg"} <= {
        page.name for page in (tmp_path / "sider").iterdir()
    }


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_command_has_help(lang: Lang) -> None:
    for name in ("list", "show", "which", "check", "schema", "diff", "new", "pages", "coverage"):
        result = run(name, "--help", lang=lang)
        assert result.exit_code == 0
        assert "--lang" in result.output


def test_help_loads_neither_pages_nor_schema_nor_reviews() -> None:
    code = (
        "import sys\nfrom kontaktforloeb.cli import build\nbuild('da')\n"
        "print([name for name in sys.modules if name.endswith(('pages', 'schema', 'review', 'timeline', 'starter'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_examples_of_statements_are_no_rule_files(tmp_path: Path) -> None:
    path = starting(tmp_path)
    path.with_name("by.examples.toml").write_text("[[example]]\n", encoding="utf-8")
    assert run("check", path.parent).output == "1 file(s) without problems.\n"
    assert any(bundled_folder().rglob("*.examples.toml"))
