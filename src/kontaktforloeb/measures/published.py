"""Figures that a source shows, made once more from the answers that it shows beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.measures.results import PublishedResult
from kontaktforloeb.measures.score import score_result
from kontaktforloeb.rulebook.select import select

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Published, Score
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet, Version


def recompute(
    rulebook: Rulebook, ruleset: str, *, answers: Mapping[str, str] | None = None
) -> tuple[PublishedResult, ...]:
    """Give every figure that a rule set's source shows, beside what its answers give, in the order of the file.

    `answers` stand in for published ones: what would the figure be? Raises `UnknownNameError` for a rule set, a score,
    a question or an answer that is not there.

    >>> from kontaktforloeb import load_rules
    >>> [(result.recomputed.id, str(result.shown), result.agrees) for result in recompute(load_rules(), "broendby")]
    [('evidenstest/evidenstest', '1.3', True), ('evidenstest/god-praksis', '3.7', True)]
    """
    return tuple(
        _recomputed(published, version, rulebook, answers or {})
        for version in rulebook.ruleset(ruleset).versions
        for published in version.file.published
    )


def _recomputed(
    published: Published, version: Version, rulebook: Rulebook, instead: Mapping[str, str]
) -> PublishedResult:
    ruleset, _, name = published.score.partition("/")
    scoring, score = _score(rulebook.ruleset(ruleset), name, version)
    asked = {question for block in score.blocks for question in block}
    given = {answer.question: answer.band for answer in published.answers}
    given |= {question: answer for question, answer in instead.items() if question in asked}
    unasked = sorted(given.keys() - asked)
    if unasked:
        raise UnknownNameError(what="question", name=unasked[0], known=asked)
    return PublishedResult(version.file.id, version.valid_from, score_result(score, scoring, given), published)


def _score(ruleset: RuleSet, name: str, version: Version) -> tuple[Version, Score]:
    """Give a score as it was when the figure was shown, or as it is first known where it is known only later."""
    in_force = select(ruleset, version.valid_from).version
    for scoring in ruleset.usable[:1] if in_force is None else (in_force,):
        for score in scoring.file.score:
            if score.id == name:
                return scoring, score
    known = [score.id for own in ruleset.versions for score in own.file.score]
    raise UnknownNameError(what="score", name=name, known=known)
