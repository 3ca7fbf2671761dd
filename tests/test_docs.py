"""What the documentation shows is run, what it points to is there, and what can be said is explained in it.

In a page, the fenced blocks are run from top to bottom in one empty folder:

- `python` with `>>>`: by doctest; other `python`: run, and its output compared with a `text` block that follows at once
- `csv NAME`, `toml NAME`: written to that file
- `console`, and `sh` that begins with `$`: the commands after `$` are run, and what they say is compared with the lines
  below, where `...` stands for anything
"""

from __future__ import annotations

import doctest
import gc
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from enum import StrEnum
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import attrs
import pytest

from kontaktforloeb import Conventions, CourseStatus, Rulebook, Status, cli, load_rules
from kontaktforloeb.caseload.columns import tables
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.caseload.write import FINDING_COLUMNS, REJECTED_COLUMNS
from kontaktforloeb.commands.codes import OVERDUE
from kontaktforloeb.rulebook import format as rule_format
from kontaktforloeb.rulebook.kinds import Bucket, FileKind, Kind, Mode
from kontaktforloeb.status import Certainty, Coverage, DataIssue, Duty, Level, Reason

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
NAMES = [page.name for page in PAGES]

_FENCED = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


@attrs.frozen
class Block:
    """A fenced block: its language, the name after it, its text and the line on which the text begins."""

    language: str
    name: str
    text: str
    line: int
    end: int


def blocks(text: str) -> list[Block]:
    found = []
    for match in _FENCED.finditer(text):
        language, _, name = match[1].strip().partition(" ")
        line = text.count("\n", 0, match.start(2)) + 1
        found.append(Block(language, name.strip(), match[2], line, match.end()))
    return found


def follows_at_once(text: str, block: Block, other: Block | None) -> bool:
    return other is not None and other.language == "text" and text[block.end :].lstrip("\n").startswith("```text")


def agree(wanted: str, got: str) -> bool:
    return doctest.OutputChecker().check_output(wanted, got, doctest.ELLIPSIS)


def differing(place: str, wanted: str, got: str) -> str:
    return f"{place}\n--- written\n{wanted}\n--- got\n{got}"


def run_doctest(block: Block, names: dict[str, Any], place: str) -> None:
    test = doctest.DocTestParser().get_doctest(block.text, names, place, place, block.line - 1)
    said = StringIO()
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False).run(test, out=said.write, clear_globs=False)
    names.update(test.globs)
    assert not said.getvalue(), said.getvalue()


def run_script(block: Block, wanted: str | None, names: dict[str, Any], place: str) -> None:
    said = StringIO()
    with redirect_stdout(said):
        exec(compile(block.text, place, "exec", dont_inherit=True), names)  # noqa: S102 (our own documentation)
    assert wanted is None or agree(wanted, said.getvalue()), differing(place, wanted or "", said.getvalue())


def run_command(words: list[str], last: int) -> tuple[str, int]:
    """Give what a command says and its exit code: the command line of the library, `cat FILE` or `echo $?`."""
    if words == ["echo", "$?"]:
        return f"{last}\n", 0
    if words[0] == "cat":
        return Path(words[1]).read_text("utf-8-sig"), 0
    assert words[0] == "kontaktforloeb", words
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said), pytest.raises(SystemExit) as ended:
        cli.main(words[1:])
    gc.enable()  # The command line switches it off for its own run.
    code = ended.value.code
    return said.getvalue(), code if isinstance(code, int) else 0


def run_console(block: Block, place: str) -> None:
    code = 0
    for command, wanted in re.findall(r"^\$ ([^\n]*)\n((?:(?!\$ )[^\n]*\n)*)", block.text, re.MULTILINE):
        said, code = run_command(shlex.split(command), code)
        assert agree(wanted, said), differing(f"{place}: {command}", wanted, said)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_examples_do_what_is_written(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "110")
    text, names = page.read_text("utf-8"), {"__name__": "documentation"}
    found = blocks(text)
    for block, after in zip_longest(found, found[1:]):
        place = f"{page.name}:{block.line}"
        if block.language == "python" and block.text.lstrip().startswith(">>>"):
            run_doctest(block, names, place)
        elif block.language == "python":
            wanted = after.text if after and follows_at_once(text, block, after) else None
            run_script(block, wanted, names, place)
        elif block.language in ("console", "sh") and block.text.startswith("$ "):
            run_console(block, place)
        elif block.name:
            path = tmp_path / block.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_blocks_name_their_language_and_are_closed(page: Path) -> None:
    text = page.read_text("utf-8")
    assert {block.language for block in blocks(text)} <= {"python", "text", "console", "csv", "toml", "sh"}
    assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(blocks(text))


def test_the_first_command_of_the_readme_checks_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples" / "caseload", tmp_path / "examples" / "caseload")
    monkeypatch.chdir(tmp_path)
    first = next(block.text for block in blocks((ROOT / "README.md").read_text("utf-8")) if block.language == "sh")
    command = re.search(r"\.venv/bin/(kontaktforloeb [^|]*) \|\|", first)
    assert command
    _, code = run_command(shlex.split(command[1]), 0)
    assert code == OVERDUE
    assert {path.name for path in tmp_path.glob("*.csv")} == {"findings.csv", "rejected.csv"}


def test_most_pages_have_examples() -> None:
    run = [
        page for page in PAGES if {"python", "console"} & {block.language for block in blocks(page.read_text("utf-8"))}
    ]
    assert len(run) >= 6


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text("utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, heading = target.partition("#")
        path = page.parent / name if name else page
        assert path.exists(), target
        assert not heading or heading in slugs(path), target


def slugs(page: Path) -> set[str]:
    """Give the anchors of a page's headings: lower case, words joined by dashes, no other signs."""
    headings = _HEADING.findall(_FENCED.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_is_in_the_index() -> None:
    linked = set(_LINK.findall((DOCS / "index.md").read_text("utf-8")))
    assert {page.name for page in DOCS.glob("*.md")} - {"index.md"} == linked


def code_words(*names: str) -> set[str]:
    """Give everything that stands in code style on the pages, and each word of it."""
    text = _FENCED.sub("", "\n".join((DOCS / name).read_text("utf-8") for name in names))
    found = set(re.findall(r"`([^`\n]+)`", text))
    return found | {word for code in found for word in re.split(r"[\s,:=()\[\]{}\"]+", code)}


@pytest.mark.parametrize("words", [Status, CourseStatus, Reason, DataIssue, RowCode, Duty, Level, Certainty, Coverage])
def test_every_word_of_a_result_is_explained(words: type[StrEnum]) -> None:
    assert {str(word) for word in words} <= code_words("concepts.md", "tables.md")


def test_the_guide_for_controllers_tells_of_every_status_and_row_code() -> None:
    assert {str(word) for words in (Status, RowCode, DataIssue) for word in words} <= code_words("vejledning.md")


def test_every_column_is_documented() -> None:
    columns = {column.name for own in tables(load_rules()).values() for column in own}
    assert columns | {*tables(load_rules()), *FINDING_COLUMNS, *REJECTED_COLUMNS} <= code_words("tables.md")


def test_every_accepted_word_is_documented() -> None:
    words = load_rules().vocabulary
    lists: list[Any] = [words.groups, words.holders, words.meeting_types, words.forms, words.meeting_statuses]
    lists += [words.exemptions, words.events]
    accepted = {name for own in lists for name in own.entries}
    accepted |= {*words.accumulated.hour_kinds, *(terms.id for terms in words.accumulated.insured)}
    assert accepted <= code_words("tables.md", "glossary.md")


def test_every_convention_and_each_of_its_readings_is_documented() -> None:
    said = code_words("conventions.md")
    assert {field.name for field in attrs.fields(Conventions)} <= said
    for reading in Conventions().of_code.values():
        assert {str(other) for other in type(reading)} <= said


def test_every_date_rule_has_a_heading() -> None:
    headings = _HEADING.findall((DOCS / "conventions.md").read_text("utf-8"))
    assert [heading[:5] for heading in headings if heading.startswith("KF-D")] == [f"KF-D{n}" for n in range(1, 9)]


def format_classes() -> Iterator[type[Any]]:
    for value in vars(rule_format).values():
        if isinstance(value, type) and attrs.has(value) and value.__module__ == rule_format.__name__:
            yield value


def keys(cls: type[Any]) -> set[str]:
    return {field.metadata["name"] or field.name for field in attrs.fields(cls) if "parser" in field.metadata}


@pytest.mark.parametrize("cls", list(format_classes()), ids=lambda cls: cls.__name__)
def test_every_key_of_a_rule_file_is_documented(cls: type[Any]) -> None:
    assert keys(cls)
    assert keys(cls) <= code_words("rules.md")


@pytest.mark.parametrize("words", [Kind, Bucket, FileKind, Mode])
def test_every_word_of_a_rule_file_is_documented(words: type[StrEnum]) -> None:
    assert {str(word) for word in words} <= code_words("rules.md")


def test_every_bundled_rule_set_is_named() -> None:
    rulebook: Rulebook = load_rules()
    linked = _LINK.findall((DOCS / "regler" / "index.md").read_text("utf-8"))
    assert {f"{name}.md" for name in rulebook.rulesets} <= set(linked)


def test_no_page_tells_of_a_machine() -> None:
    for page in PAGES:
        found = re.findall(r"(?:^|[\s`(])(/(?:home|tmp|work|root|usr|Users)/\S*)", page.read_text("utf-8"))
        assert not found, page.name
