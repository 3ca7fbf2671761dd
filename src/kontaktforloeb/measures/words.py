"""What a measure found, in Danish or English."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kontaktforloeb.measures.results import (
    Answer,
    LoadResult,
    Measurement,
    PublishedResult,
    ScoreResult,
    ShareResult,
    UnitLoad,
    kept,
)
from kontaktforloeb.measures.score import half_up
from kontaktforloeb.texts import Lang, day, number, say

_MEAN_DECIMALS = 1


def tell(result: Measurement | PublishedResult, lang: Lang = "da") -> str:
    """Give a result in words, one line for each adviser or team of a load.

    >>> from kontaktforloeb import load_rules
    >>> from kontaktforloeb.measures import recompute
    >>> print(tell(recompute(load_rules(), "broendby")[0], "da"))
    evidenstest/evidenstest: vist 1,3, genberegnet 1,3: stemmer
    """
    match result:
        case ShareResult():
            return "\n".join(_share(result, lang))
        case LoadResult():
            return "\n".join(_load(result, lang))
        case ScoreResult():
            return _score(result, lang)
        case PublishedResult():
            return _published(result, lang)


def _share(result: ShareResult, lang: Lang) -> Iterator[str]:
    title = result.requirement.title.in_(lang)
    if result.given is not None:
        yield say("measure.given", lang, id=result.id, title=title, answer=_answer(result.given, lang))
    if result.of is None:
        if result.given is None:
            yield say("measure.not-given", lang, id=result.id, title=title)
        return
    answer, counted = _answer(result.measured, lang), result.hits + result.misses
    yield say("measure.share", lang, id=result.id, title=title, hits=result.hits, counted=counted, answer=answer)
    if result.unknown:
        least, most = (_answer(answer, lang) for answer in result.possible)
        yield "  " + say("measure.unknown", lang, count=result.unknown, least=least, most=most)
    if result.left_out:
        reasons = ", ".join(f"{say(f'outcome.{why}', lang)} {count}" for why, count in result.left_out.items())
        yield "  " + say("measure.left-out", lang, reasons=reasons)


def _load(result: LoadResult, lang: Lang) -> Iterator[str]:
    title = result.requirement.title.in_(lang)
    yield say("measure.load", lang, id=result.id, title=title, answer=_answer(result.answer, lang))
    for unit in result.units:
        yield "  " + "; ".join(_unit(unit, result, lang))
    if result.unknown:
        yield "  " + say("measure.no-unit", lang, count=result.unknown)


def _unit(unit: UnitLoad, result: LoadResult, lang: Lang) -> Iterator[str]:
    counts = ", ".join(str(stretch.number) for stretch in unit.stretches)
    answer = _answer(kept(unit.kept) if result.has_norm else Answer.NO_NORM, lang)
    yield say("measure.unit", lang, unit=unit.unit, counts=counts, answer=answer)
    if unit.mean is not None:
        yield say("measure.mean", lang, mean=number(half_up(unit.mean, _MEAN_DECIMALS), lang))
    if unit.gap is not None:
        yield say("measure.gap", lang, first=day(unit.gap.first, lang), last=day(unit.gap.last, lang))
    if unit.short:
        yield say("measure.short", lang, count=unit.short)
    if unit.unknown:
        yield say("measure.no-minutes", lang, count=unit.unknown)


def _score(result: ScoreResult, lang: Lang) -> str:
    title = result.score.title.in_(lang)
    if result.figure is None:
        return say("measure.no-score", lang, id=result.id, title=title, missing=", ".join(result.missing))
    return say("measure.score", lang, id=result.id, title=title, figure=number(result.figure, lang))


def _published(result: PublishedResult, lang: Lang) -> str:
    recomputed = _figure(result.recomputed.figure, lang)
    verdict = say("published.agrees" if result.agrees else "published.differs", lang)
    shown = number(result.shown, lang)
    return say("measure.published", lang, id=result.recomputed.id, shown=shown, figure=recomputed, verdict=verdict)


def _figure(figure: Decimal | None, lang: Lang) -> str:
    return say("answer.open", lang) if figure is None else number(figure, lang)


def _answer(answer: str | None, lang: Lang) -> str:
    if answer is None:
        return say("answer.open", lang)
    return say(f"answer.{answer}", lang) if answer in set(Answer) else answer
