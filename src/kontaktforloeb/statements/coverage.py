"""Which rule checks each statement of a document, and whether an example shows that it does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import attrs

from kontaktforloeb.errors import Problem, nearest
from kontaktforloeb.rulebook.format import RuleFile
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.statements.catalogue import Catalogue, Document, Statement, read_catalogue
from kontaktforloeb.statements.examples import Placed, read_examples
from kontaktforloeb.statements.trial import Trial, try_both


@attrs.frozen
class Tried:
    """An example that was run."""

    placed: Placed
    kept: Trial
    not_kept: Trial

    @property
    def failed(self) -> tuple[Trial, ...]:
        """The sides that did not come out as expected."""
        return tuple(trial for trial in (self.kept, self.not_kept) if not trial.passed)


@attrs.frozen
class Covered:
    """A statement, the rules that check it, and the examples that show it."""

    statement: Statement
    rules: tuple[str, ...]
    tried: tuple[Tried, ...]

    @property
    def passed(self) -> int:
        """How many examples came out as expected on both sides."""
        return sum(not tried.failed for tried in self.tried)

    @property
    def complete(self) -> bool:
        """Whether it has a rule and an example that shows it, and none that contradicts it."""
        return bool(self.rules) and bool(self.tried) and self.passed == len(self.tried)


@attrs.frozen
class DocumentCoverage:
    """A document, and how each of its statements that can be checked is covered."""

    document: Document
    statements: tuple[Covered, ...]

    @property
    def complete(self) -> int:
        """How many statements have a rule and an example that shows it."""
        return sum(covered.complete for covered in self.statements)

    @property
    def failed(self) -> tuple[Trial, ...]:
        """The sides of examples that did not come out as expected, each once."""
        found = {
            (trial.placed.place, trial.name): trial
            for covered in self.statements
            for tried in covered.tried
            for trial in tried.failed
        }
        return tuple(found.values())


@attrs.frozen
class StatementMap:
    """How the statements of documents are covered, and what is wrong with what should cover them."""

    documents: tuple[DocumentCoverage, ...]
    problems: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Whether every statement that can be checked has a rule and an example that shows it."""
        return not self.problems and all(own.complete == len(own.statements) for own in self.documents)


def map_statements(folders: Iterable[Path], rulebook: Rulebook, document: str | None = None) -> StatementMap:
    """Give how the statements of every document in the folders are covered, or those of one document.

    Raises `RuleFileError` for a wrong file of statements, `UnknownNameError` for a document that is not there.
    """
    where = tuple(folders)
    catalogue = read_catalogue(where)
    documents = catalogue.documents if document is None else (catalogue.document(document),)
    wanted = {statement.id for own in documents for statement in own.checkable}
    examples = read_examples(where, rulebook)
    rules: dict[str, list[str]] = {}
    problems = list(examples.problems)
    for name, path, cited in _cited(rulebook):
        for statement in cited:
            rules.setdefault(statement, []).append(name)
        problems += _unknown(cited, catalogue, str(path), name)
    for placed in examples.placed:
        problems += _unknown(placed.example.statements, catalogue, placed.place, "statements")
        problems += _beside_the_point(placed, wanted)
    tried: dict[str, list[Tried]] = {}
    for placed in examples.placed:
        about = wanted.intersection(placed.statements).intersection(placed.checks)
        if about:
            found = Tried(placed, *try_both(placed, rulebook))
            for statement in about:
                tried.setdefault(statement, []).append(found)
    return StatementMap(
        tuple(
            DocumentCoverage(
                own,
                tuple(
                    Covered(s, tuple(dict.fromkeys(rules.get(s.id, ()))), tuple(tried.get(s.id, ())))
                    for s in own.checkable
                ),
            )
            for own in documents
        ),
        tuple(problems),
    )


def _cited(rulebook: Rulebook) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    """Give what names statements in the rule files: its id, its file, and the statements."""
    for ruleset in rulebook.rulesets.values():
        for version in ruleset.versions:
            for name, checks in _cited_in(version.file):
                yield name, version.path, checks


def _cited_in(file: RuleFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield file.id, file.checks
    for requirement in file.requirement:
        yield f"{file.id}/{requirement.id}", requirement.checks
    for published in file.published:
        yield f"{file.id}: {published.score}", published.checks
        for answer in published.answers:
            yield f"{file.id}: {published.score}, {answer.question}", answer.checks


def _unknown(cited: Iterable[str], catalogue: Catalogue, where: str, key: str) -> Iterator[Problem]:
    for name in cited:
        if name not in catalogue.by_id:
            near = nearest(name, catalogue.by_id)
            yield Problem("'{name}' is no statement of any document", where, key, nearest=near, facts={"name": name})


def _beside_the_point(placed: Placed, wanted: Collection[str]) -> Iterator[Problem]:
    """Give a problem for each statement that an example names and that nothing it is about stands for."""
    for name in placed.statements:
        if name in wanted and name not in placed.checks:
            facts = {"name": name, "known": ", ".join(sorted(set(placed.checks)))}
            yield Problem(
                what="nothing that the example is about checks '{name}'",
                where=placed.place,
                key="statements",
                expected="one of {known}" if placed.checks else "",
                facts=facts,
            )
