"""CSV files in bulk: plain lines by polars, every odd line by the `csv` module, and none lost.

polars fills up rows that are too short, loses what a quotation mark swallows, and knows one encoding. So every piece is
counted first: only lines with as many separators as the header, and with quotation marks around whole cells alone, are
given to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.delimited import LONGEST_CELL
from kontaktforloeb.caseload.encoding import Encoding, encoding_of
from kontaktforloeb.caseload.raw import CELLS, ROW, Few, Opened, Piece, RawTable, names_of
from kontaktforloeb.caseload.sources.blank import blank_rows, without
from kontaktforloeb.caseload.sources.csvopening import CsvFile
from kontaktforloeb.caseload.sources.lines import CR, LF, Lines, Places, lines_of
from kontaktforloeb.caseload.sources.records import record_at
from kontaktforloeb.errors import CaseloadError, Problem

PIECE = 1 << 24
"""How many bytes are read at once."""

_HALF_A_CELL = LONGEST_CELL // 2
_COUNTED = 1 << 18
"""How many bytes are counted at once, so that they stay in the processor's cache."""

_HIGH, _FIRST_OF_TWO, _FIRST_OF_ANY = 0x80, 0xC3, 0xC0
_IN_NO_WORD = np.frombuffer(b"\x81\x8d\x8f\x90\x9d\x86\x91\x9b\xbe\xbf", np.uint8)
"""Bytes that are no sign of Windows-1252, and Danish letters of other encodings."""


_NOWHERE: Places = np.empty(0, np.int64)
_SPARSE = 64
"""In how many bytes there is one that is no ASCII where it pays to leave the others alone."""
_AS_UTF_8 = [bytes([sign]).decode("cp1252", errors="replace").encode() for sign in range(256)]


def csv_table(path: Path, *, piece: int = PIECE) -> RawTable:
    """Give the table in a CSV file; it is read where its rows are asked for, `piece` bytes at once."""
    opened = partial(_opened, path, piece)
    return RawTable(path.stem, path.name, opened, headed_at=opened, delimited=True)


def _opened(path: Path, piece: int, header_row: int = 1) -> Opened:
    try:
        file = CsvFile.of(path, header_row)
    except OSError as error:
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": error.strerror})]) from None
    return Opened(
        tuple(file.header), partial(_pieces, file, piece), file.shown, look_through=partial(encoding_of, path)
    )


def _pieces(file: CsvFile, size: int, few: Few | None) -> Iterator[Piece]:
    """Give the rows of a file; a piece ends with a line."""
    reader = _Reader.of(file, few)
    place = file.body
    while chunk := file.read(place, size):
        if len(chunk) == size:
            while (end := chunk.rfind(b"\n") + 1) == 0 and (more := file.read(place + len(chunk), size)):
                chunk += more
            chunk = chunk[: end or None]
        reader.look_at(chunk)
        try:
            piece, place = reader.piece(chunk, place)
        except UnicodeDecodeError:
            # In a record that goes on beyond what was looked at.
            encoding_of(file.path)
            raise
        yield piece


@attrs.define
class _Found:
    """What was found in the lines of a piece that are not plain."""

    rows: list[tuple[int, list[str]]] = attrs.field(factory=list)
    ragged: list[tuple[int, list[str]]] = attrs.field(factory=list)
    unreadable: list[int] = attrs.field(factory=list)

    def take(self, number: int, cells: list[str] | None, width: int) -> None:
        """Take a record; one of blanks alone is no row, and such cells beyond the header are none."""
        if cells is None:
            self.unreadable.append(number)
        elif not any(map(str.strip, cells)):
            return
        elif len(cells) < width or any(map(str.strip, cells[width:])):
            self.ragged.append((number, cells))
        else:
            self.rows.append((number, cells[:width]))


@attrs.define
class _Reader:
    """What reads the rows of one file: the types of its columns, and how many records came before."""

    file: CsvFile
    schema: dict[str, pl.DataType]
    wanted: list[str]
    delimiter: int
    """The byte that separates cells; below 0 where it is no single byte."""
    records: int
    high: Places = _NOWHERE
    """Where a piece in Windows-1252 has signs that UTF-8 writes otherwise."""
    looked_through: bool = False

    @classmethod
    def of(cls, file: CsvFile, few: Few | None) -> _Reader:
        names = names_of(file.header)
        schema: dict[str, pl.DataType] = {name: pl.String() for name in names}
        wanted = list(names) if few is None else [name for name in names if name in few]
        if few is not None:
            schema |= {name: few[name] for name in wanted}
        return cls(file, schema, wanted, ord(file.delimiter) if file.delimiter.isascii() else -1, file.number)

    def look_at(self, chunk: bytes) -> None:
        """Find what in a piece is no ASCII; where it may be no Windows-1252, `encoding_of` decides and says why.

        Raises `CaseloadError` for what is no encoding that is known.
        """
        self.high = _NOWHERE
        if self.file.encoding is not Encoding.WINDOWS_1252 or chunk.isascii():
            return
        signs = np.frombuffer(chunk, np.uint8)
        self.high = np.flatnonzero(signs >= _HIGH)
        if self.looked_through:
            return
        values, after = signs[self.high], signs[np.minimum(self.high + 1, len(signs) - 1)]
        in_utf_8 = (values == _FIRST_OF_TWO) & (after >= _HIGH) & (after < _FIRST_OF_ANY)
        if in_utf_8.any() or np.isin(values, _IN_NO_WORD).any():
            encoding_of(self.file.path)
            self.looked_through = True

    def piece(self, chunk: bytes, place: int) -> tuple[Piece, int]:
        """Give the rows of some lines that begin at a place, and the place after them."""
        after = place + len(chunk)
        if not chunk.endswith(b"\n"):
            chunk += b"\n"
        lines = self._plain(chunk)
        frame = self._frame(chunk, lines) if lines else None
        if frame is None:
            return self._with_care(chunk, place, after)
        numbers = np.arange(self.records + 1, self.records + lines + 1, dtype=np.uint32)
        self.records += lines
        return Piece(self._chosen(frame, numbers)), after

    def _plain(self, chunk: bytes) -> int:
        """Give how many lines there are, where all seem to be plain; 0 where some line may not be."""
        if b'"' in chunk or b"\0" in chunk or self.delimiter < 0:
            return 0
        for place in range(0, len(chunk) - _HALF_A_CELL, _HALF_A_CELL):
            if chunk.find(b"\n", place, place + _HALF_A_CELL) < 0:
                return 0
        signs = np.frombuffer(chunk, np.uint8)
        lines = separators = alone = 0
        with_returns = b"\r" in chunk
        for place in range(0, len(chunk), _COUNTED):
            some = signs[place : place + _COUNTED]
            lines += int(np.count_nonzero(some == LF))
            separators += int(np.count_nonzero(some == self.delimiter))
            if with_returns:
                after = signs[place + 1 : place + 1 + _COUNTED]
                alone += int(np.count_nonzero((some[: len(after)] == CR) & (after != LF)))
        return lines if not alone and separators == lines * (len(self.schema) - 1) else 0

    def _frame(self, chunk: bytes, lines: int, *, whole: bool = True) -> pl.DataFrame | None:
        """Give the cells of plain lines; `None` where polars refuses them or finds another number of rows.

        It refuses a line with too many separators, so that with the right number in all, no line has too few.
        """
        quoted = b'"' in chunk
        schema: dict[str, pl.DataType] = dict.fromkeys(self.schema, pl.String()) if quoted else self.schema
        try:
            frame = pl.read_csv(
                _as_utf_8(chunk, self.high if whole else None) if self.file.encoding is not Encoding.UTF_8 else chunk,
                has_header=False,
                separator=self.file.delimiter,
                quote_char='"' if quoted else None,
                schema=schema,
                infer_schema=False,
            )
        except pl.exceptions.PolarsError:
            return None
        if quoted:
            # Between two marks nothing may stand; that is an empty cell as any other.
            filled = frame.select(pl.when(pl.all().str.len_bytes() > 0).then(pl.all()))
            frame = filled.select(filled.get_column(name).cast(kind) for name, kind in self.schema.items())
        return frame if len(frame) == lines else None

    def _chosen(self, frame: pl.DataFrame, numbers: NDArray[np.uint32]) -> pl.DataFrame:
        """Give the wanted columns with the numbers of the rows, without the rows that have no text at all."""
        blank = blank_rows(frame.iter_columns())
        # A heading may look like a pattern to polars, so that columns are taken one by one.
        chosen = pl.DataFrame([*(frame.get_column(name) for name in self.wanted), pl.Series(ROW, numbers)])
        return without(chosen, blank)

    def _with_care(self, chunk: bytes, place: int, after: int) -> tuple[Piece, int]:
        """Read lines of which some are odd."""
        lines = lines_of(chunk, self.delimiter, len(self.schema))
        frame: pl.DataFrame | None = None
        for every_line_is_odd in (False, True):
            if every_line_is_odd:
                lines = Lines(lines.starts, lines.lengths, ~(lines.odd | True), lines.odd | True)
            found = _Found()
            own = np.ones(len(lines.starts), np.int64)
            end = self._walk(lines, own, chunk, place, after, found)
            plain = lines.plain & (own == 1)
            if not plain.any():
                frame = pl.DataFrame(schema=self.schema)
                break
            signs = np.frombuffer(chunk, np.uint8)
            kept = chunk if plain.all() else signs[np.repeat(plain, lines.lengths)].tobytes()
            frame = self._frame(kept, int(np.count_nonzero(plain)), whole=False)
            if frame is not None:
                break
        assert frame is not None
        numbers = (self.records + np.cumsum(own))[plain].astype(np.uint32)
        self.records += int(own.sum())
        chosen = self._chosen(frame, numbers)
        if found.rows:
            others = self._chosen(_as_frame([cells for _, cells in found.rows], self.schema), _numbers(found.rows))
            chosen = pl.concat([chosen, others]).sort(ROW)
        return Piece(chosen, self._ragged(found.ragged), tuple(found.unreadable)), end

    def _walk(self, lines: Lines, own: NDArray[np.int64], chunk: bytes, place: int, after: int, found: _Found) -> int:
        """Read the lines that are not plain, and say in `own` how many records begin in each; give where they end."""
        file, width = self.file, len(self.schema)
        begun, surplus, end = 0, 0, after
        for line in np.flatnonzero(~lines.plain).tolist():
            if line < begun:
                continue
            number = self.records + 1 + line + surplus
            start = int(lines.starts[line])
            if not lines.odd[line]:
                text = chunk[start : start + int(lines.lengths[line])].decode(file.encoding)
                found.take(number, text.rstrip("\r\n").split(file.delimiter), width)
                continue
            at, records = place + start, 0
            while True:
                record = record_at(file.read, at, file.delimiter, width, file.encoding)
                found.take(number + records, record.cells, width)
                at, records = record.after, records + 1
                begun = int(np.searchsorted(lines.starts, at - place))
                if at >= after or (begun < len(lines.starts) and lines.starts[begun] == at - place):
                    break
            if at >= after:
                begun, end = len(lines.starts), at
            own[line + 1 : begun] = 0
            own[line] = records
            surplus += records - (begun - line)
        return end

    def _ragged(self, rows: list[tuple[int, list[str]]]) -> pl.DataFrame | None:
        if not rows:
            return None
        schema: dict[str, pl.DataType] = dict.fromkeys(self.schema, pl.String())
        width = len(schema)
        frame = _as_frame([[*cells[:width], *[""] * (width - len(cells))] for _, cells in rows], schema)
        cells = pl.Series(CELLS, [len(cells) for _, cells in rows], dtype=pl.UInt32)
        wanted = (frame.get_column(name) for name in self.wanted)
        return pl.DataFrame([*wanted, pl.Series(ROW, _numbers(rows)), cells])


def _numbers(rows: Sequence[tuple[int, list[str]]]) -> NDArray[np.uint32]:
    return np.array([number for number, _ in rows], dtype=np.uint32)


def _as_frame(rows: Sequence[Sequence[str]], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    columns = zip(schema.items(), zip(*rows, strict=True), strict=True)
    return pl.DataFrame(
        [
            pl.Series(name, [cell or None for cell in cells], dtype=pl.String).cast(kind)
            for (name, kind), cells in columns
        ]
    )


def _as_utf_8(chunk: bytes, high: Places | None) -> bytes:
    """Give text in Windows-1252 as UTF-8; `high` are the places of what is no ASCII, where they are known."""
    if high is None or len(high) * _SPARSE > len(chunk):
        return chunk.decode("cp1252").encode()
    if not len(high):
        return chunk
    view = memoryview(chunk)
    parts: list[bytes | memoryview] = []
    done = 0
    for place in high.tolist():
        parts += (view[done:place], _AS_UTF_8[chunk[place]])
        done = place + 1
    parts.append(view[done:])
    return b"".join(parts)
