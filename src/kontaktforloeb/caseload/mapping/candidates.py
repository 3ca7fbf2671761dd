"""What the columns of one table of a source may be, by heading and by content, and which of our tables it feeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.caseload.columns import TABLES
from kontaktforloeb.caseload.mapping.content import Content, contents, together
from kontaktforloeb.caseload.mapping.headings import KINDS, Field, Headings, Kind, Strength, kind_of
from kontaktforloeb.caseload.mapping.months import MONTH, month_in, template_of
from kontaktforloeb.caseload.mapping.shown import NUMBER, fold, like_an_id
from kontaktforloeb.caseload.mapping.words import Known
from kontaktforloeb.caseload.raw import ROW
from kontaktforloeb.dates import as_day
from kontaktforloeb.errors import CaseloadError, OutOfRangeError

if TYPE_CHECKING:
    from kontaktforloeb.caseload.raw import RawTable

CITIZEN = Field("", "citizen")
HOURS = Field("hours", "hours")
FITS = 0.5
"""The share of its cells that a column must have right to be what its heading says."""

SPEAKS = 0.9
"""The share from which on a column's content alone says what it may be."""

_LOOKED_AT, _FIRST_HEADINGS, _LONGEST_HEADING = 10, 60, 40
"""Among how many rows those of a title end, and by how many cells of how many signs the headings are known."""
_SOME_HEADINGS = 3
"""So many headings that are known stand in no title."""
_BY_CONTENT = tuple(
    Field(table, column)
    for table, column in KINDS
    if (table, column) in {("spells", "group"), ("meetings", "type"), ("meetings", "form"), ("meetings", "status")}
)
"""The closed lists whose words nobody uses for anything else."""


@attrs.frozen
class Candidate:
    """A column of a source, or a series of numbered ones, and what its heading may mean."""

    heading: str
    content: Content
    meant: Mapping[Field, Strength]
    left_out: bool = False
    """Whether its heading is of a column that the library does not need."""

    @property
    def numbered(self) -> bool:
        """Whether it is a series of columns."""
        return NUMBER in self.heading

    @property
    def monthly(self) -> bool:
        """Whether it is a series of columns, one for each month."""
        return MONTH in self.heading

    def share(self, field: Field, known: Known) -> float | None:
        """Give the share of the filled cells that can be read as a field, `None` where anything can."""
        kind = kind_of(field)
        if kind in (Kind.TEXT, Kind.LIST) or not self.content.filled:
            return None
        if kind is Kind.ID:
            return self.content.like_citizens
        if kind is Kind.WORD:
            return self.content.share(lambda text: known.understood(field, text))
        if kind is Kind.DAY and self.content.dated:
            return 1.0
        return self.content.read_as(field.table, known.column(field))

    def fits(self, field: Field, known: Known) -> bool:
        """Tell whether the content does not speak against a field."""
        share = self.share(field, known)
        return share is None or kind_of(field) is Kind.ID or share >= FITS

    def speaks_for(self, field: Field, known: Known) -> bool:
        """Tell whether the content by itself speaks for a field."""
        if not self.content.filled or (kind_of(field) is Kind.DAY and self.content.plain_numbers):
            return False
        return (self.share(field, known) or 0.0) >= SPEAKS


@attrs.frozen
class Source:
    """A table of a source with the candidates that it has, and the tables that it feeds."""

    candidates: tuple[Candidate, ...]
    feeds: tuple[str, ...]
    events: tuple[str, ...]
    """The kinds of events that have a column of days of their own."""
    wide: bool
    ours: bool
    """Whether it has the form of one of the library's own tables."""
    monthly: bool = False
    """Whether it may have hours in a column for each month."""
    headless: bool = False
    """Whether its first row looks like data."""
    headed_in: int = 0
    """The row that has the headings, where it is another one than the first with anything in it."""


def source_of(raw: RawTable, known: Known, vocabulary: Headings) -> Source:
    """Give what a table of a source is, as far as its headings and cells say."""
    headed_in = _headed_in(raw, vocabulary)
    headless = any(map(_like_data, raw.header)) and not _of_months(raw.header)
    if headless or headed_in or not any(raw.header):
        return Source((), (), (), wide=False, ours=False, headless=headless, headed_in=headed_in)
    found = contents(raw)
    own = fold(raw.name) if fold(raw.name) in TABLES else ""
    required = [column for (table, column), said in known.columns.items() if table == own and said.required]
    ours = bool(own) and set(required) <= set(found)
    candidates = tuple(_candidates(found, own if ours else "", known, vocabulary))
    events = tuple(dict.fromkeys(f.event for c in candidates for f in _sure(c) if f.event and c.fits(f, known)))
    feeds = (own,) if ours else tuple(_feeds(raw.name, candidates, known, vocabulary))
    wide = any(candidate.numbered for candidate in candidates)
    monthly = "hours" in feeds and any(candidate.monthly for candidate in candidates)
    return Source(candidates, feeds, () if ours else events, wide=wide, ours=ours, monthly=monthly)


def _headed_in(raw: RawTable, vocabulary: Headings) -> int:
    """Give the row that has the headings, where titles stand above it; 0 where the first one has them."""
    if _has_headings(raw.header, vocabulary):
        return 0
    for number, cells in _first_rows(raw):
        if _has_headings(cells, vocabulary):
            return number
        if any(map(_like_data, cells)) and not raw.delimited:
            return 0
    return 0


def _first_rows(raw: RawTable) -> Iterator[tuple[int, Sequence[str]]]:
    """Give the rows below the first one, as far as headings may stand there, with their numbers."""
    if not raw.delimited:
        for row in raw.head(_LOOKED_AT).iter_rows(named=True):
            yield row[ROW], [cell for name, cell in row.items() if name != ROW and isinstance(cell, str)]
        return
    found: list[tuple[int, Sequence[str]]] = []
    # Each row is split at the sign that separates it and those below it. Of blank ones the next row is given.
    for number in range(2, _LOOKED_AT + 2):
        try:
            headed = raw.headed(number)
            header = () if headed is None else headed.header
        except CaseloadError:
            continue
        if found and found[-1][1] == header:
            found.pop()
        found.append((number, header))
    yield from found


def _has_headings(cells: Sequence[str], vocabulary: Headings) -> bool:
    """Tell whether some of the first cells of a row are known headings."""
    short = [cell for cell in cells if 0 < len(cell) <= _LONGEST_HEADING][:_FIRST_HEADINGS]
    return sum(map(bool, map(vocabulary.meant_by, short))) >= _SOME_HEADINGS


def _like_data(heading: str) -> bool:
    """Tell whether a heading is a number of somebody or a day: then it is none."""
    if like_an_id(heading):
        return True
    try:
        as_day(heading)
    except OutOfRangeError:
        return False
    return True


def _of_months(header: Iterable[str]) -> bool:
    """Tell whether those headings that are days are first ones of a month, and several: a column for each month."""
    days = [heading for heading in header if _like_data(heading)]
    return len(days) > 1 and all(month_in(heading) is not None for heading in days)


def _candidates(found: Mapping[str, Content], own: str, known: Known, vocabulary: Headings) -> Iterable[Candidate]:
    months = {} if own else _months(found, vocabulary)
    of_months = {heading for headings in months.values() for heading in headings}
    series = {} if own else _series((heading for heading in found if heading not in of_months), vocabulary)
    taken = of_months | {heading for headings in series.values() for heading in headings}
    for heading, content in found.items():
        if heading in taken:
            continue
        # The second of two columns "Dato" is "Dato (2)".
        meant = vocabulary.meant_by(re.sub(r" \(\d+\)$", "", heading))
        if own:
            place = CITIZEN if heading == "citizen" else Field(own, heading)
            meant = {place: Strength.SURE} if (own, heading) in known.columns else {}
        yield Candidate(heading, content, meant, left_out=vocabulary.left_out(heading))
    for template, headings in months.items():
        yield Candidate(template, together(found[heading] for heading in headings), {HOURS: Strength.MAYBE})
    for template, headings in series.items():
        content = together(found[heading] for heading in headings)
        yield Candidate(template, content, vocabulary.meant_by_numbered(template.replace(NUMBER, " ")))


def _months(found: Iterable[str], vocabulary: Headings) -> dict[str, list[str]]:
    """Give the headings that differ in a month alone and may be of hours, by their common form."""
    series: dict[str, list[str]] = {}
    for heading in found:
        template = template_of(heading)
        if template is not None:
            series.setdefault(template, []).append(heading)
    return {
        template: headings
        for template, headings in series.items()
        if len(headings) > 1 and (template == MONTH or HOURS in vocabulary.meant_by(template.replace(MONTH, " ")))
    }


def _series(found: Iterable[str], vocabulary: Headings) -> dict[str, list[str]]:
    """Give the headings that differ in a number alone and are those of meetings, by their common form."""
    series: dict[str, list[str]] = {}
    for heading in found:
        for number in re.finditer(r"(?<!\d)\d{1,3}(?!\d)", heading):
            template = heading[: number.start()] + NUMBER + heading[number.end() :]
            if vocabulary.meant_by_numbered(template.replace(NUMBER, " ")):
                series.setdefault(template, []).append(heading)
    return {template: headings for template, headings in series.items() if len(headings) > 1}


def _sure(candidate: Candidate) -> tuple[Field, ...]:
    return tuple(field for field, strength in candidate.meant.items() if strength >= Strength.NEAR)


def _feeds(name: str, candidates: tuple[Candidate, ...], known: Known, vocabulary: Headings) -> Iterable[str]:
    """Give the tables that a source feeds, by what its headings say surely, its name and its words."""
    hinted = vocabulary.tables.get(fold(name), "")
    sure = {field for candidate in candidates for field in _sure(candidate) if candidate.fits(field, known)}
    any_ = {field for candidate in candidates for field in candidate.meant}
    spoken = {field for c in candidates for field in _BY_CONTENT if not c.meant and c.speaks_for(field, known)}
    meetings = {field for field in sure | spoken if field.table == "meetings" and field.column != "adviser"}
    spells = {field for field in sure | spoken if field.table == "spells"}
    about = {field.column for field in sure if field.table == "citizens"}
    wide = any(candidate.numbered for candidate in candidates)
    evident = {
        "spells": bool(spells),
        "meetings": bool(meetings),
        "hours": (HOURS in sure and Field("hours", "month") in any_)
        or any(candidate.monthly and candidate.fits(HOURS, known) for candidate in candidates),
        "exemptions": Field("exemptions", "kind") in sure or Field("exemptions", "start") in sure,
        "events": Field("events", "event") in sure,
        "citizens": bool(about - {"adviser"}) or (bool(about) and (wide or not meetings)),
    }
    return [table for table in TABLES if evident[table] or table == hinted]
