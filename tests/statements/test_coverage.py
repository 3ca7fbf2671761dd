"""What is said of statements without a rule, without an example, with one that fails, and of ids that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from made_up_statements import COUNTED, EXAMPLES, GUARD, IN_PERSON, RULES, rulebook_of, write

from kontaktforloeb.commands.coverage import coverage_command
from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.rulebook.registry import bundled_folder, load_rules
from kontaktforloeb.statements.coverage import Covered, StatementMap, map_statements
from kontaktforloeb.statements.coverage_text import lines
from kontaktforloeb.texts import LANGUAGES, Lang

GOLDEN = Path(__file__).parents[1] / "golden"


def mapped(folder: Path, document: str | None = None) -> StatementMap:
    return map_statements([folder], rulebook_of(folder), document)


def covered(folder: Path) -> dict[str, Covered]:
    (document,) = mapped(folder).documents
    return {own.statement.id: own for own in document.statements}


def test_every_bundled_statement_that_can_be_checked_has_a_rule_and_an_example_that_shows_it() -> None:
    found = map_statements([bundled_folder()], load_rules())
    missing = [own.statement.id for document in found.documents for own in document.statements if not own.complete]

    assert found.problems == ()
    assert [trial.difference("en") for document in found.documents for trial in document.failed] == []
    assert missing == []
    assert found.complete


def test_a_statement_with_a_rule_and_a_passed_example_is_complete(tmp_path: Path) -> None:
    folder = write(tmp_path)

    assert mapped(folder).complete
    assert {name: own.rules for name, own in covered(folder).items()} == {
        "P01": ("plan",),
        "P02": ("plan/en",),
        "P03": ("plan/fremmoede",),
    }
    assert {name: own.passed for name, own in covered(folder).items()} == {"P01": 1, "P02": 1, "P03": 1}


def test_a_statement_without_a_rule_is_not_complete(tmp_path: Path) -> None:
    folder = write(tmp_path, rules=RULES.replace('checks = ["P03"]\n', ""))

    assert not mapped(folder).complete
    assert [name for name, own in covered(folder).items() if not own.complete] == ["P03"]
    assert covered(folder)["P03"].rules == ()
    assert covered(folder)["P03"].tried == ()


def test_a_statement_without_an_example_is_not_complete(tmp_path: Path) -> None:
    folder = write(tmp_path, examples=GUARD + COUNTED)

    assert not mapped(folder).complete
    assert [name for name, own in covered(folder).items() if not own.complete] == ["P03"]
    assert covered(folder)["P03"].rules == ("plan/fremmoede",)
    assert covered(folder)["P03"].tried == ()


@pytest.mark.parametrize(("side", "was", "now"), [("kept", '"met"', '"late"'), ("not_kept", '"breached"', '"met"')])
def test_a_statement_whose_example_fails_on_one_side_is_not_complete(
    side: str, was: str, now: str, tmp_path: Path
) -> None:
    folder = write(tmp_path, examples=GUARD + COUNTED + IN_PERSON.replace(was, now))
    (document,) = mapped(folder).documents

    assert not mapped(folder).complete
    assert [trial.name for trial in document.failed] == [side]
    assert covered(folder)["P03"].passed == 0


def test_one_failed_example_spoils_one_that_passed(tmp_path: Path) -> None:
    folder = write(tmp_path, examples=EXAMPLES + COUNTED.replace('"overdue"', '"met"'))

    assert covered(folder)["P02"].passed == 1
    assert not covered(folder)["P02"].complete


def test_a_statement_that_no_document_has_is_a_problem_in_a_rule(tmp_path: Path) -> None:
    found = mapped(write(tmp_path, rules=RULES.replace('"P02"', '"P02", "P22"')))

    assert [str(problem) for problem in found.problems] == [
        f"{tmp_path}/plan/2024-01-01.toml: plan/en: 'P22' is no statement of any document; did you mean 'P02'?"
    ]
    assert not found.complete


def test_a_statement_that_no_document_has_is_a_problem_in_an_example(tmp_path: Path) -> None:
    found = mapped(write(tmp_path, examples=EXAMPLES.replace('["P03"]', '["P03", "X1"]')))

    assert [str(problem) for problem in found.problems] == [
        f"{tmp_path}/plan/2024-01-01.examples.toml:15: statements: 'X1' is no statement of any document"
    ]
    assert not found.complete


def test_an_example_that_no_rule_beside_it_stands_for_shows_nothing(tmp_path: Path) -> None:
    found = mapped(write(tmp_path, examples=EXAMPLES.replace('["P03"]', '["P02", "P03"]')))
    (problem,) = found.problems

    assert problem.text("en").endswith(
        "examples.toml:15: statements: nothing that the example is about checks 'P02'; expected one of P01, P03"
    )
    assert {own.statement.id: own.passed for own in found.documents[0].statements} == {"P01": 1, "P02": 1, "P03": 1}


def test_an_example_of_what_a_share_is_of_may_show_a_statement_of_the_share(tmp_path: Path) -> None:
    share = """
[[requirement]]
id = "andel"
title = { da = "Andel", en = "Share" }
reference = "L5"
checks = ["P03"]
kind = "share"
unit = "citizens"
of = "en"
share = { at_least = 1, of = 1 }
"""
    rules = RULES.replace('checks = ["P03"]', "").replace('match = "samtale"\n', "", 1)
    rules = rules.replace('kind = "count"', 'kind = "count"\nmatch = "samtale"')
    rules = rules.replace('kind = "each"', 'kind = "each"\nmatch = "samtale"')
    counted = COUNTED.replace("[[example]]", '[[example]]\nstatements = ["P02", "P03"]')
    found = mapped(write(tmp_path, rules=rules + share, examples=GUARD + counted))

    assert found.problems == ()
    assert found.complete


def test_one_document_alone_is_shown(tmp_path: Path) -> None:
    folder = write(tmp_path)

    assert [own.document.id for own in mapped(folder, "plan").documents] == ["plan"]
    with pytest.raises(UnknownNameError, match="no document 'plam'; did you mean 'plan'"):
        mapped(folder, "plam")


def test_a_complete_map_says_nothing_but_its_totals_when_asked_for_what_is_missing(tmp_path: Path) -> None:
    assert list(lines(mapped(write(tmp_path)), "en", missing=True)) == [
        "document  statements  covered  no rule  no example  not as expected  cannot be checked",
        "plan               3        3        0           0                0                  2",
        "Cannot be checked: heading, label or navigation 1; purpose, expectation or claimed effect 1.",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_covered_and_what_is_not_in_words(lang: Lang, tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        rules=RULES.replace('checks = ["P01"]', 'checks = ["P09"]'),
        examples=COUNTED + IN_PERSON.replace('"breached"', '"met"'),
    )
    golden = (GOLDEN / f"coverage.{lang}.txt").read_text("utf-8")

    assert "\n".join(lines(mapped(folder), lang)).replace(str(tmp_path), "RULES") + "\n" == golden


def test_only_what_is_missing_in_words(tmp_path: Path) -> None:
    folder = write(tmp_path, examples=GUARD + IN_PERSON)
    said = list(lines(mapped(folder), "en", missing=True))

    assert said[:4] == [
        "The plan",
        "https://example.org/plan",
        "  P02 (L3): one interview within 3 months",
        "      rule: plan/en; NO EXAMPLE",
    ]
    assert not any("P01" in line or "P03" in line for line in said)


def run(*arguments: str, lang: Lang = "en") -> tuple[str, int]:
    result = CliRunner().invoke(coverage_command(lang), arguments)
    return result.output, result.exit_code


def extra(folder: Path, **changes: str) -> Path:
    """Write the made-up folder without words of its own: they are the bundled ones."""
    path = write(folder, **changes)
    for words in (path / "grundlag").iterdir():
        words.unlink()
    return path


def test_the_command_ends_with_0_when_all_is_covered(tmp_path: Path) -> None:
    said, code = run("--rules-folder", str(extra(tmp_path)), "--document", "plan")

    assert code == 0, said
    assert "  P02 (L3): one interview within 3 months\n      rule: plan/en; examples: 1 as expected\n" in said


def test_the_command_ends_with_1_when_something_is_missing(tmp_path: Path) -> None:
    folder = extra(tmp_path, examples=GUARD + COUNTED)
    said, code = run("--rules-folder", str(folder), "--document", "plan", "--missing", lang="da")

    assert code == 1
    assert "  P03 (L4): samtalen er ved fremmøde\n      regel: plan/fremmoede; INTET EKSEMPEL\n" in said


def test_the_command_ends_with_2_for_a_document_that_is_not_there() -> None:
    said, code = run("--document", "brondby", lang="da")

    assert (said, code) == ("der er intet dokument 'brondby'; mente du 'broendby'?\n", 2)
