"""A page with all versions of the laws on one time line, and a table that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kontaktforloeb.report.lawdrawing import law_drawing, size_in_words
from kontaktforloeb.report.lawrows import Look, Row, Span, rows, years
from kontaktforloeb.report.markdown import link, md, page_text, table
from kontaktforloeb.rulebook.format import RuleFile
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.texts import Lang, day, other_language, say

NAME = "tidslinje"
"""The name of the page, and of its drawing."""


def law_pages(rulebook: Rulebook, lang: Lang) -> dict[str, str]:
    """Give the page and its drawing by the names of their files.

    >>> from kontaktforloeb import load_rules
    >>> list(law_pages(load_rules(), "da"))
    ['tidslinje.md', 'tidslinje.svg']
    """
    drawn = rows(rulebook)
    return {f"{NAME}.md": page_text(_page(drawn, lang)), f"{NAME}.svg": law_drawing(drawn, lang)}


def _page(drawn: Sequence[Row], lang: Lang) -> Iterator[str]:
    shown = years(drawn)
    yield f"# {say('law-line.title', lang)}"
    yield ""
    yield f"*{say('law-line.title', other_language(lang))}*"
    yield ""
    yield from (line for key in ("page.made", "law-line.about") for line in (say(key, lang), ""))
    yield f"![{say('law-line.alt', lang, first=shown[0], last=shown[-1])}]({NAME}.svg)"
    yield ""
    yield f"## {say('law-line.table', lang)}"
    yield ""
    heads = [say("law-line.ruleset", lang), say("words.title", lang)]
    heads += [say(f"page.{name}", lang) for name in ("from", "to", "status")]
    heads += [say(f"law-line.{name}", lang) for name in ("running", "size")]
    heads += [say("page.source", lang), say("page.checked", lang)]
    yield from table(heads, (_cells(row, span, lang) for row in drawn for span in row.spans))


def _cells(row: Row, span: Span, lang: Lang) -> list[str]:
    file = span.file
    name = f"`{row.id}`" if row.look is Look.GRUNDLAG else f"[{row.id}]({row.id}.md)"
    title = say("law-line.by-name", lang, title=file.title.in_(lang)) if row.look is Look.BY_NAME else None
    return [
        name,
        md(title or file.title.in_(lang)),
        day(span.first, lang),
        _last(span, lang),
        say(f"file-status.{file.status}", lang),
        _running(span, lang),
        size_in_words(row, span, lang),
        link(file.source.act, file.source.address),
        day(file.checked_on, lang),
    ]


def _last(span: Span, lang: Lang) -> str:
    if span.last is not None:
        return day(span.last, lang)
    if span.expected is not None:
        return say("law-line.open-expected", lang, day=day(span.expected, lang))
    return say("rules.open", lang)


def _running(span: Span, lang: Lang) -> str:
    """Give what becomes of running courses, and of which groups something else."""
    if not isinstance(span.file, RuleFile):
        return say("law-line.overlaid", lang)
    if span.mode is None:
        return say("law-line.first-version", lang)
    said = [say(f"law-line.legend-{span.mode}", lang)]
    said += [
        say("transition.group", lang, group=group, mode=say(f"law-line.legend-{mode}", lang))
        for group, mode in span.file.transition.groups.items()
        if mode is not span.mode
    ]
    return md("; ".join(said))
