"""The coverage of documents in words, in Danish and English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kontaktforloeb.report.summary import table
from kontaktforloeb.statements.catalogue import Statement, Uncheckable
from kontaktforloeb.statements.coverage import Covered, DocumentCoverage, StatementMap
from kontaktforloeb.texts import Lang, say

_COLUMNS = (
    "document", "checkable", "covered", "without-rule", "without-example", "not-as-expected", "not-checkable",
)  # fmt: skip


def lines(found: StatementMap, lang: Lang, *, missing: bool = False) -> Iterator[str]:
    """Give the lines on every document, or with `missing` only on what is not covered."""
    for own in found.documents:
        told = list(_document(own, lang, missing=missing))
        if told or not missing:
            yield own.document.title.in_(lang)
            yield own.document.address or say("coverage.no-address", lang)
            yield from told
            yield ""
    if found.problems:
        yield say("coverage.problems", lang)
        yield from (f"  {problem.text(lang)}" for problem in found.problems)
        yield ""
    yield from _totals(found, lang)


def _document(own: DocumentCoverage, lang: Lang, *, missing: bool) -> Iterator[str]:
    for covered in own.statements:
        if not (missing and covered.complete):
            yield from _statement(covered, lang)
    for trial in own.failed:
        yield from (f"  {line}" for line in trial.difference(lang).splitlines())
    if not missing:
        if own.document.uncheckable:
            yield say("coverage.uncheckable", lang)
        for statement in own.document.uncheckable:
            reason = say(f"uncheckable.{statement.reason}", lang)
            yield f"  {statement.lines}: {statement.text.in_(lang)} ({reason})"


def _statement(covered: Covered, lang: Lang) -> Iterator[str]:
    statement = covered.statement
    yield f"  {statement.id} ({statement.lines}): {statement.text.in_(lang)}"
    rules = (
        say("coverage.rules", lang, rules=_joined(covered.rules)) if covered.rules else say("coverage.no-rule", lang)
    )
    failed = len(covered.tried) - covered.passed
    if not covered.tried:
        examples = say("coverage.no-example", lang)
    elif failed:
        examples = say("coverage.failed", lang, passed=covered.passed, failed=failed)
    else:
        examples = say("coverage.passed", lang, passed=covered.passed)
    yield f"      {rules}; {examples}"


def _joined(rules: tuple[str, ...]) -> str:
    """Give the rules of a statement; answers to questions of one figure stand after its name once."""
    figures: dict[str, list[str]] = {}
    for rule in rules:
        name, _, question = rule.partition(", ")
        figures.setdefault(name, []).extend([question] if question else [])
    return "; ".join(f"{name} {', '.join(asked)}" if asked else name for name, asked in figures.items())


def _totals(found: StatementMap, lang: Lang) -> Iterator[str]:
    rows = [[say(f"coverage.{name}", lang) for name in _COLUMNS]]
    rows += [_total(own.document.id, [own]) for own in found.documents]
    if len(found.documents) > 1:
        rows.append(_total(say("summary.total", lang), found.documents))
    yield from table(rows)
    uncheckable = [statement for own in found.documents for statement in own.document.uncheckable]
    if uncheckable:
        yield say("coverage.reasons", lang, reasons=_counted(uncheckable, lang))


def _total(name: str, documents: Sequence[DocumentCoverage]) -> list[str]:
    checkable = [covered for own in documents for covered in own.statements]
    counts = (
        len(checkable),
        sum(own.complete for own in documents),
        sum(not covered.rules for covered in checkable),
        sum(not covered.tried for covered in checkable),
        sum(covered.passed < len(covered.tried) for covered in checkable),
        sum(len(own.document.uncheckable) for own in documents),
    )
    return [name, *map(str, counts)]


def _counted(statements: Iterable[Statement], lang: Lang) -> str:
    counts = Counter(statement.reason for statement in statements)
    return "; ".join(
        f"{say(f'uncheckable.{reason}', lang)} {counts[reason]}" for reason in Uncheckable if counts[reason]
    )
