"""Write a proposed mapping as TOML, with what is known of each column and what is left to answer as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

import attrs

from kontaktforloeb.caseload.mapping.candidates import Candidate
from kontaktforloeb.caseload.mapping.choose import Choice, Confidence
from kontaktforloeb.caseload.mapping.content import LOOKED_AT
from kontaktforloeb.caseload.mapping.format import QUESTION
from kontaktforloeb.caseload.mapping.headings import Field, Kind, Strength, kind_of
from kontaktforloeb.caseload.mapping.propose import Look, Proposal, ProposedPart, ProposedSource, Words
from kontaktforloeb.caseload.mapping.shown import bare, quoted
from kontaktforloeb.caseload.mapping.words import Likeness
from kontaktforloeb.texts import Lang, say

Looks = Mapping[tuple[str, str], Look]
_WIDTH = 110
_COMMENT_AT = 44
"""Where comments begin at the latest, where what stands before them is shorter."""

_MOST = 400
"""How many headings that are not read are listed."""


def rendered(proposal: Proposal, lang: Lang) -> str:
    """Give a proposal as the text of a mapping file."""
    return "\n".join(_Writer(lang).lines(proposal)).rstrip() + "\n"


@attrs.define
class _Writer:
    """How far a text has come: its language, and the number of the last question."""

    lang: Lang
    asked: int = 0

    def lines(self, proposal: Proposal) -> Iterator[str]:
        yield from _wrapped(say("columns.top", self.lang))
        yield from _wrapped(say("columns.legend", self.lang, rows=LOOKED_AT))
        if proposal.settled:
            yield from _wrapped(say("columns.settled", self.lang))
        else:
            counts = {"questions": proposal.questions, "words": proposal.to_confirm}
            yield from _wrapped(say("columns.left", self.lang, **counts))
        if proposal.hidden:
            yield from _wrapped(say("columns.not-shown", self.lang, rows=proposal.hidden))
        for table in proposal.lacking:
            about = say(f"given.{table}", self.lang)
            yield ""
            yield from _wrapped(say("columns.lacking", self.lang, number=self._next(), table=table, about=about))
        for source in proposal.sources:
            yield ""
            yield from self._source(source)

    def _source(self, source: ProposedSource) -> Iterator[str]:
        name = f"source.{bare(source.key)}"
        if source.citizen is None:
            own = source.source
            key = "titled" if own.headed_in else "headless" if own.headless else "nothing"
            yield from _wrapped(say(f"columns.{key}", self.lang, name=quoted(source.key), row=own.headed_in))
        else:
            yield f"[{name}]"
            if source.source.headed_in:
                yield from _wrapped(say("columns.headed", self.lang))
                yield f"header_row = {source.source.headed_in}"
            yield from self._choice(source.citizen, source.looks, (), _width([source.citizen]))
            several = sum(part.table == "events" for part in source.parts) > 1
            for part in source.parts:
                yield ""
                yield from self._part(f"{name}.{part.table}", part, several=several and part.table == "events")
        if source.unread:
            yield ""
            yield from self._unread(source.unread)

    def _part(self, name: str, part: ProposedPart, *, several: bool) -> Iterator[str]:
        yield f"[[{name}]]" if several else f"[{name}]"
        if any(candidate.numbered for choice in part.choices for candidate in choice.candidates):
            yield from _wrapped(say("columns.series", self.lang))
        if part.event:
            yield f'event = {{ always = "{part.event}" }}'
        width = _width(part.choices)
        for choice in part.choices:
            known = part.known.get(choice.field.column, ())
            yield from self._choice(choice, part.looks, known, width)
        if part.series:
            yield from _wrapped(say("columns.if-any" if part.numbered else "columns.if-any-then", self.lang))
            yield f"{'' if part.numbered else '#'}if_any = [{', '.join(map(quoted, part.series))}]"
        for choice in part.varying:
            heading = choice.candidates[0].heading
            facts = {"heading": heading, "column": choice.field.column, "table": part.table}
            yield from _wrapped(say("columns.varying", self.lang, **facts))
        if part.table == "spells" and not any(choice.field.column == "end" for choice in part.choices):
            yield from _wrapped(say("columns.no-end", self.lang))
        for column, words in part.words.items():
            if words != Words():
                yield ""
                yield f"[{name}.values.{column}]"
                yield from self._words(words, part.known[column])

    def _choice(self, choice: Choice, looks: Looks, known: tuple[str, ...], width: int) -> Iterator[str]:
        column = choice.field.column
        if choice.confidence is Confidence.NONE:
            for candidate in choice.candidates:
                look = self._look(choice.field, looks[column, candidate.heading])
                facts = {"heading": candidate.heading, "column": column, "look": look}
                yield from _wrapped(say("columns.denied", self.lang, **facts))
            return
        if choice.chosen is not None:
            line = _pair(column, choice.chosen.heading)
            yield f"{line:<{width}}  # {self._said(choice, choice.chosen, looks)}"
            return
        place = ".".join(part for part in (choice.field.table, column) if part)
        yield from self._question(choice, say(f"given.{place}", self.lang), looks, known)
        yield _pair(column, QUESTION)

    def _question(self, choice: Choice, about: str, looks: Looks, known: tuple[str, ...]) -> Iterator[str]:
        yield from _wrapped(
            say("columns.question", self.lang, number=self._next(), column=choice.field.column, about=about)
        )
        if choice.field.column == "status":
            yield from _wrapped(say("columns.ask-status", self.lang))
        if any(candidate.monthly for candidate in choice.candidates):
            yield from _wrapped(say("columns.ask-months", self.lang))
        if not choice.candidates:
            yield from _wrapped(say("columns.no-candidate", self.lang))
        width = max((len(quoted(candidate.heading)) for candidate in choice.candidates), default=0)
        for candidate in choice.candidates:
            yield f"#   {quoted(candidate.heading):<{width}}  {self._said(choice, candidate, looks)}"
        if known:
            yield from _wrapped(say("columns.or-always", self.lang, column=choice.field.column, words=", ".join(known)))

    def _said(self, choice: Choice, candidate: Candidate, looks: Looks) -> str:
        strength = candidate.meant.get(choice.field, Strength.NONE)
        why = "" if strength is Strength.SURE else say(f"strength.{strength.name.lower()}", self.lang)
        sure = say(f"confidence.{choice.confidence}", self.lang) if not choice.asked else ""
        look = self._look(choice.field, looks[choice.field.column, candidate.heading])
        return "; ".join(part for part in (sure, why, look) if part)

    def _look(self, field: Field, look: Look) -> str:
        key = "columns.share-of-words" if kind_of(field) is Kind.WORD else "columns.share"
        share = "" if look.share is None else say(key, self.lang, percent=int(look.share * 100))
        if not look.samples:
            return say("columns.empty", self.lang)
        samples = say("columns.sample", self.lang, samples=" | ".join(look.samples))
        return "; ".join(part for part in (share, samples) if part)

    def _words(self, words: Words, known: tuple[str, ...]) -> Iterator[str]:
        own = [*words.same, *words.to_confirm]
        lines = {word.text: _pair(quoted(word.text), word.word) for word in own}
        width = max(map(len, lines.values()), default=0)
        for word in words.same:
            yield f"{lines[word.text]:<{width}}  # {self._likeness(word.likeness, word.rows)}"
        if words.to_confirm or words.hidden:
            yield from _wrapped(say("columns.words", self.lang))
        for word in words.to_confirm:
            yield f"#{lines[word.text]:<{width}}  # {self._likeness(word.likeness, word.rows)}"
        for form, rows in words.hidden:
            yield from _wrapped(say("columns.hidden", self.lang, rows=rows, form=form, words=", ".join(known)))

    def _likeness(self, likeness: Likeness, rows: int) -> str:
        return "; ".join([say(f"likeness.{likeness}", self.lang), say("columns.rows", self.lang, rows=rows)])

    def _unread(self, headings: tuple[str, ...]) -> Iterator[str]:
        shown = [quoted(heading) for heading in headings[:_MOST]]
        if len(headings) > _MOST:
            shown.append(say("columns.and-more", self.lang, rest=len(headings) - _MOST))
        yield from _wrapped(say("columns.unread", self.lang, headings=", ".join(shown)))

    def _next(self) -> int:
        self.asked += 1
        return self.asked


def _pair(key: str, value: str) -> str:
    return f"{key} = {quoted(value)}"


def _width(choices: Iterable[Choice]) -> int:
    """Give the width of what stands before the comments of some lines."""
    lines = (_pair(choice.field.column, choice.chosen.heading) for choice in choices if choice.chosen is not None)
    return max((len(line) for line in lines if len(line) <= _COMMENT_AT), default=0)


def _wrapped(text: str) -> list[str]:
    lines = textwrap.wrap(text, _WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in lines]
