"""Give the tables of a source the names and the words of ours, as a mapping says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

import attrs
import polars as pl

from kontaktforloeb.caseload.frames.readable import readable, within_calendar
from kontaktforloeb.caseload.mapping.content import texts
from kontaktforloeb.caseload.mapping.format import LIST_COLUMNS, ColumnMapping, Given, MappedSource, Part
from kontaktforloeb.caseload.mapping.months import MONTH, twice
from kontaktforloeb.caseload.mapping.numbered import matching
from kontaktforloeb.caseload.mapping.places import Slip
from kontaktforloeb.caseload.mapping.shown import NUMBER, like_an_id
from kontaktforloeb.caseload.raw import CELLS, ROW, Few, Opened, Piece, RawTable
from kontaktforloeb.caseload.rows import Note
from kontaktforloeb.caseload.unseen import visible
from kontaktforloeb.errors import CaseloadError, nearest
from kontaktforloeb.rulebook.structure import Path

Opener = Callable[[], Opened]


@attrs.frozen(eq=False)
class _Taken:
    """One table of ours as a table of the source gives it: a part, for one number of a series."""

    part: Part
    headings: Mapping[str, str]
    """The name in the source for each heading that the part reads."""

    @property
    def telling(self) -> tuple[str, ...]:
        return tuple(self.headings[heading] for heading in self.part.telling)


def apply_mapping(mapping: ColumnMapping, raws: Sequence[RawTable]) -> tuple[RawTable, ...]:
    """Give our tables as a mapping takes them from a source's.

    Several may have one name: of two files with meetings, or one for each number of a series of columns. Raises
    `CaseloadError` for every table and column that the mapping names and the source does not have.
    """
    slips: list[Slip] = []
    found: list[RawTable] = []
    for raw, source in _matched(mapping, raws, slips):
        taken = [own for part in source.parts for own in _taken(part, raw, slips)]
        if slips:
            continue
        whole = partial(_without_broken, raw.opened)
        first = True
        for own in taken:
            # A row that cannot be split into cells is one row, whatever it would have given: the first table has it.
            opened = partial(_opened, raw.opened if first else whole, own, taken, first=first)
            names = {name: own.headings[given.heading] for name, given in own.part.columns.items() if given.heading}
            found.append(RawTable(own.part.table, raw.where, opened, source=raw.name, columns_as=names))
            first = False
    if slips:
        raise CaseloadError(mapping.places.problems(slips))
    return tuple(found)


def mapping_notes(mapping: ColumnMapping, raws: Sequence[RawTable]) -> tuple[Note, ...]:
    """Give a note for every table and every column of a source that a mapping does not read."""
    notes: list[Note] = []
    for raw in raws:
        source = _source(mapping, raw)
        if source is None:
            notes.append(Note(visible(raw.where), ""))
            continue
        wanted = [heading for part in source.parts for heading in part.headings]
        names = (_headed(raw, source) or raw).names
        read = {name for heading in wanted for name in matching(heading, names).values()}
        notes += [Note(visible(raw.name), visible(name)) for name in names if name not in read]
    return tuple(notes)


def _headed(raw: RawTable, source: MappedSource) -> RawTable | None:
    return raw if source.header_row == 1 else raw.headed(source.header_row)


def _source(mapping: ColumnMapping, raw: RawTable) -> MappedSource | None:
    """Give what a mapping says of a table: under its own name, or else under the first name that means it."""
    means = [source for source in mapping.sources if source.means(raw.name)]
    return next((source for source in means if source.name == raw.name), means[0] if means else None)


def _matched(
    mapping: ColumnMapping, raws: Sequence[RawTable], slips: list[Slip]
) -> Iterator[tuple[RawTable, MappedSource]]:
    unused = list(mapping.sources)
    for raw in raws:
        source = _source(mapping, raw)
        if source is not None:
            unused = [other for other in unused if other is not source]
            headed = _headed(raw, source)
            if headed is None:
                what = "the headings of this table stand in no row of it"
                slips.append(Slip(("source", source.name, "header_row"), what))
            else:
                yield headed, source
    names = [raw.name for raw in raws if not like_an_id(raw.name)]
    for source in unused:
        facts = {"name": visible(source.name), "known": ", ".join(names)}
        what, near = "the source has no table '{name}'", nearest(source.name, names)
        slips.append(Slip(("source", source.name), what, "{known}" if names else "", near, facts))


def _taken(part: Part, raw: RawTable, slips: list[Slip]) -> Iterator[_Taken]:
    """Give a part once, or for each number or month that its series of columns has."""
    found = {heading: matching(heading, raw.names) for heading in part.headings}
    numbers = dict.fromkeys(number for own in found.values() for number in own if number)
    places = {given.heading: given.path for given in [*part.columns.values()][::-1]}
    before = len(slips)
    for heading, own in found.items():
        if MONTH in heading:
            what = "two columns are of the month {month}"
            slips += (Slip(places[heading], what, facts={"month": month}) for month in twice(heading, raw.names))
        wanted = list(numbers) or [NUMBER] if NUMBER in heading or MONTH in heading else [""]
        for number in wanted:
            if number not in own:
                name = heading.replace(NUMBER, number)
                slips.append(_missing(name, places.get(heading, (*part.path, "if_any")), raw))
    if len(slips) > before:
        return
    if part.monthly:
        for month in sorted(numbers):
            columns = {**part.columns, "month": Given((*part.path, "month"), always=month)}
            own_part = attrs.evolve(part, columns=columns)
            yield _Taken(own_part, {heading: own.get(month) or own[""] for heading, own in found.items()})
        return
    for number in sorted(numbers, key=lambda text: (int(text), text)) or [""]:
        yield _Taken(part, {heading: own.get(number) or own[""] for heading, own in found.items()})


def _missing(heading: str, path: Path, raw: RawTable) -> Slip:
    # A table without headings has its first row of data there, and in it somebody's id.
    words = [name for name in raw.names if not like_an_id(name)]
    facts = {"name": visible(heading), "table": visible(raw.name)}
    return Slip(path, "the table '{table}' has no column '{name}'", "", nearest(heading, words), facts)


def _opened(before: Opener, own: _Taken, all_taken: Sequence[_Taken], *, first: bool) -> Opened:
    """Open what one part gives; the first one also gets the rows that give nothing, so that none is lost."""
    opened = before()
    alone = len(all_taken) == 1
    needed = [name for other in all_taken for name in other.telling] if first and not alone else []
    wanted = {name: pl.String() for name in dict.fromkeys([*own.headings.values(), *needed])}

    def given(frame: pl.DataFrame) -> pl.DataFrame:
        """Give the rows that have the part; a row that has none is left to the first one, which will reject it."""
        if alone or not own.telling:
            return frame
        there = _any_filled(frame, own.telling)
        if first and not there.all():
            there |= ~_any_filled(frame, needed)
        return frame.filter(there)

    def changed(frame: pl.DataFrame, names: Collection[str], *kept: str) -> pl.DataFrame:
        return frame.select(*(_cells(frame, own, name) for name in own.part.columns if name in names), *kept)

    def pieces(few: Few | None) -> Iterator[Piece]:
        names = own.part.columns if few is None else few
        for piece in opened.pieces(wanted):
            ragged = None if piece.ragged is None else changed(piece.ragged, own.part.columns, ROW, CELLS)
            yield Piece(changed(given(piece.frame), names, ROW), ragged, piece.unreadable)

    return Opened(tuple(own.part.columns), pieces, opened.encoding, opened.width or len(opened.header))


def _without_broken(before: Opener) -> Opened:
    """Open a table without the rows that could not be split into its cells."""
    opened = before()

    def pieces(few: Few | None) -> Iterator[Piece]:
        return (Piece(piece.frame) for piece in opened.pieces(few))

    return Opened(opened.header, pieces, opened.encoding, opened.width)


def _any_filled(frame: pl.DataFrame, names: Sequence[str]) -> pl.Series:
    """Tell of each row whether one of some columns is filled; a column more is looked at where a row needs it."""
    filled = pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)  # noqa: FBT003 (a cell)
    for name in dict.fromkeys(names):
        filled |= texts(frame[name]).is_not_null()
        if filled.all():
            break
    return filled


def _cells(frame: pl.DataFrame, own: _Taken, name: str) -> pl.Series:
    given = own.part.columns[name]
    if given.always is not None:
        return pl.repeat(given.always, frame.height, dtype=pl.String, eager=True).alias(name)
    cells = frame[own.headings[given.heading]]
    if given.values or given.split:
        cells = _translated(cells, given, listed=name in LIST_COLUMNS)
    return cells.alias(name)


def _translated(cells: pl.Series, given: Given, *, listed: bool) -> pl.Series:
    """Give the cells with their words translated, each different text once.

    A number that stays is written with a comma, as a number: the text "6.1" would be a group, and 6.1 may be "6.10".
    """
    known = readable(cells)
    if known is None:
        # What is read next refuses the column by its name.
        return cells
    cells = within_calendar(known)
    distinct = cells.unique().drop_nulls()
    number = cells.dtype.is_float()
    words: dict[str, str] = {}
    for text in texts(distinct).drop_nulls():
        word = _translation(text, given, listed=listed)
        words[text] = text.replace(".", ",") if number and word == text else word
    if all(text == word for text, word in words.items()):
        return cells
    new = texts(distinct).replace_strict(words, return_dtype=pl.String)
    return cells.replace_strict(distinct, new, default=None, return_dtype=pl.String)


def _translation(text: str, given: Given, *, listed: bool) -> str:
    whole = given.values.get(text.lower())
    if whole is not None or not listed:
        return text if whole is None else whole
    parts = (part.strip() for part in text.split(given.split or "|"))
    return "|".join(word for part in parts if (word := given.values.get(part.lower(), part)))
