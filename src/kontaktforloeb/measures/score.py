"""One figure from the answers to many questions: exact fractions all the way, rounded once at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.measures.results import Answer, ScoreResult
from kontaktforloeb.rulebook.kinds import Kind

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Requirement, Score
    from kontaktforloeb.rulebook.rulesets import Version

_HALF = Fraction(1, 2)


def mean_of_blocks(blocks: Sequence[Sequence[str]], points: Mapping[str, Decimal]) -> Fraction | None:
    """Give the mean of the blocks' means of points, or `None` where there is no question or one has no points.

    A question without points is one without an answer: it is not worth 0, it leaves the figure unknown.

    >>> mean_of_blocks([["a", "b"], ["c"]], {"a": Decimal(5), "b": Decimal(0), "c": Decimal(5)})
    Fraction(15, 4)
    >>> mean_of_blocks([["a", "b"]], {"a": Decimal(5)}) is None
    True
    """
    if not blocks or not all(blocks) or any(question not in points for block in blocks for question in block):
        return None
    means = [sum((Fraction(points[question]) for question in block), Fraction()) / len(block) for block in blocks]
    return sum(means, Fraction()) / len(means)


def half_up(exact: Fraction, decimals: int) -> Decimal:
    """Give a fraction that is not below 0 with so many decimals; what lies half way goes up.

    It is rounded in whole numbers, so that one just below half way never becomes half way first.

    >>> half_up(Fraction(5, 4), 1), half_up(Fraction(35, 8), 1), half_up(Fraction(5, 2), 1), half_up(Fraction(7, 2), 0)
    (Decimal('1.3'), Decimal('4.4'), Decimal('2.5'), Decimal('4'))
    """
    shifted = exact * 10**decimals + _HALF
    return Decimal(f"{shifted.numerator // shifted.denominator}E-{decimals}")


def figure(blocks: Sequence[Sequence[str]], points: Mapping[str, Decimal], decimals: int) -> Decimal | None:
    """Give the figure of a score as it is shown, or `None` where an answer is missing.

    >>> figure([["a", "b", "c", "d"]], dict.fromkeys("bcd", Decimal(0)) | {"a": Decimal(5)}, decimals=1)
    Decimal('1.3')
    """
    exact = mean_of_blocks(blocks, points)
    return None if exact is None else half_up(exact, decimals)


def score_result(score: Score, version: Version, answers: Mapping[str, str | None]) -> ScoreResult:
    """Give a score of a version from the answers to its questions; without every answer there is no figure.

    Raises `UnknownNameError` for a question or an answer that is not there.
    """
    questions = [question for block in score.blocks for question in block]
    given = {question: answer for question in questions if (answer := answers.get(question)) is not None}
    worth = {question: points_of(question, answer, version) for question, answer in given.items()}
    points = {question: value for question, value in worth.items() if value is not None}
    return ScoreResult(
        id=f"{version.file.id}/{score.id}",
        version=version.valid_from,
        figure=figure(score.blocks, points, score.decimals),
        answers=given,
        missing=tuple(question for question in questions if question not in points),
        score=score,
    )


def points_of(question: str, answer: str, version: Version) -> Decimal | None:
    """Give what an answer to a question is worth, or `None` where the file gives it no points.

    Raises `UnknownNameError` for a question or an answer that is not there.
    """
    requirement = share_of(question, version)
    bands = {band.id: band.points for band in requirement.bands}
    known = bands or {str(Answer.KEPT): None, str(Answer.NOT_KEPT): None}
    if answer not in known:
        raise UnknownNameError(what="answer", name=answer, known=known)
    return known[answer]


def share_of(question: str, version: Version) -> Requirement:
    """Give the share that a question is.

    Raises `UnknownNameError` where the version has none of that name.
    """
    shares = {requirement.id: requirement for requirement in version.measures if requirement.kind is Kind.SHARE}
    if question not in shares:
        raise UnknownNameError(what="question", name=question, known=shares)
    return shares[question]
