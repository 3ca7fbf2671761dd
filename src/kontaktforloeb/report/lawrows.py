"""The versions of every law, and of the words and clocks, as stretches of time: what the one time line is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum, unique

import attrs

from kontaktforloeb.dates import ONE_DAY
from kontaktforloeb.rulebook.format import Bilingual, Grundlag, RuleFile
from kontaktforloeb.rulebook.kinds import FileKind, FileStatus, Mode
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.rulesets import RuleSet
from kontaktforloeb.rulebook.select import last_day


@unique
class Look(StrEnum):
    """What a row is about, and so how it is drawn."""

    LOV = "lov"
    BY_NAME = "by-name"
    GRUNDLAG = "grundlag"


@attrs.frozen
class Span:
    """One version: its days, and what it says of courses that are running when it begins."""

    file: RuleFile | Grundlag
    first: date
    last: date | None
    """The last day on which it is in force, or would be; none where none is known."""
    size: int
    """How many duties it has, or how many words."""
    mode: Mode | None = None
    """What becomes of running courses; none for words, and for a version that none comes before."""
    mixed: bool = False
    """Whether it is another for some groups."""
    expected: date | None = None
    """The day from which another law is expected."""

    @property
    def proposed(self) -> bool:
        """Whether it is a proposal."""
        return self.file.status is FileStatus.PROPOSAL


@attrs.frozen
class Row:
    """One law, or one set of words, in the order of its versions."""

    id: str
    title: Bilingual
    look: Look
    spans: tuple[Span, ...]


def rows(rulebook: Rulebook) -> list[Row]:
    """Give a row for each law, those that are used only by name after the others, and for each set of words.

    >>> from kontaktforloeb import load_rules
    >>> lab = next(row for row in rows(load_rules()) if row.id == "lab")
    >>> [str(span.first) for span in lab.spans if str(span.first) in ("2024-01-01", "2026-07-01")]
    ['2024-01-01', '2026-07-01']
    """
    laws = [ruleset for ruleset in rulebook.rulesets.values() if ruleset.kind is FileKind.LOV]
    words: dict[str, list[Grundlag]] = {}
    for own in rulebook.words:
        if isinstance(own.file, Grundlag):
            words.setdefault(own.file.id, []).append(own.file)
    return [
        *(_law(ruleset) for ruleset in sorted(laws, key=lambda ruleset: (ruleset.only_by_name, ruleset.id))),
        *(_words(name, words[name]) for name in sorted(words)),
    ]


def years(drawn: Iterable[Row]) -> range:
    """Give the years of the time line: that of the first version to the one after the last day that is told of."""
    spans = [span for row in drawn for span in row.spans]
    told = [day for span in spans for day in (span.first, span.last, span.expected) if day is not None]
    return range(min(span.first.year for span in spans), max(day.year for day in told) + 2)


def _law(ruleset: RuleSet) -> Row:
    latest = ruleset.versions[-1].file
    spans = []
    for version in ruleset.versions:
        file, is_first = version.file, version is ruleset.versions[0]
        spans.append(
            Span(
                file,
                version.valid_from,
                last_day(ruleset, version),
                len({requirement.id for requirement in file.requirement}),
                None if is_first else file.transition.default,
                not is_first and any(mode is not file.transition.default for mode in file.transition.groups.values()),
                file.change_expected,
            )
        )
    look = Look.BY_NAME if ruleset.only_by_name else Look.LOV
    return Row(ruleset.id, latest.title, look, tuple(spans))


def _words(name: str, files: Sequence[Grundlag]) -> Row:
    ordered = sorted(files, key=lambda file: file.valid_from)
    spans = []
    for file in ordered:
        later = [
            other.valid_from
            for other in ordered
            if other.valid_from > file.valid_from and FileStatus.PROPOSAL not in (other.status, file.status)
        ]
        spans.append(Span(file, file.valid_from, later[0] - ONE_DAY if later else None, _entries(file)))
    return Row(name, ordered[-1].title, Look.GRUNDLAG, tuple(spans))


def _entries(file: Grundlag) -> int:
    """Give how many entries a file of words has."""
    lists = (getattr(file, field.name) for field in attrs.fields(Grundlag) if field.name != "title")
    return sum(len(entries) for entries in lists if isinstance(entries, tuple))
