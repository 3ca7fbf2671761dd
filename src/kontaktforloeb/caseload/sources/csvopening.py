"""How a CSV file is to be read: its encoding, its delimiter and its header."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import attrs

from kontaktforloeb.caseload.delimited import LOOKED_AT, delimiter_of, delimiter_said, header_of
from kontaktforloeb.caseload.encoding import Encoding, encoding_of
from kontaktforloeb.caseload.sources.records import Read, lines_at, record_at

_NO_WINDOWS_1252 = rb"[\x81\x86\x8d\x8f\x90\x91\x9b\x9d\xbe\xbf]|\xc3[\x80-\xbf]"
"""What may show that a text is in another encoding."""


@attrs.frozen
class CsvFile:
    """A CSV file: how its bytes are read, its header, the number of its row, and where the line after it begins.

    Of a file in two or four bytes a sign, `read` gives the bytes as UTF-8.
    """

    path: Path
    read: Read
    encoding: Encoding
    shown: str
    """The name of the encoding as users know it, where it is another than UTF-8."""
    delimiter: str
    header: Sequence[str]
    number: int
    body: int

    @classmethod
    def of(cls, path: Path, header_row: int = 1) -> CsvFile:
        """Give the file at a path, whose header stands in a row, or is the first below it with anything in it.

        Raises `OSError` where it cannot be read, and `CaseloadError` where it has a mark and is not what it says, or
        shows in its header that it is of no known encoding.
        """
        found = encoding_of(path, doubted=False)
        try:
            file = cls._in(path, found, header_row)
        except UnicodeDecodeError:
            encoding_of(path)
            raise
        if found is Encoding.WINDOWS_1252 and re.search(_NO_WINDOWS_1252, file.read(0, file.body)):
            # Whoever reads the rows looks through them, and not at what comes before.
            encoding_of(path)
        return file

    @classmethod
    def _in(cls, path: Path, encoding: Encoding, header_row: int) -> CsvFile:
        read: Read = partial(_from_file, path)
        begin = 0
        shown = "" if encoding in (Encoding.UTF_8, Encoding.UTF_8_MARKED) else encoding.shown
        if encoding in (Encoding.UTF_16, Encoding.UTF_32):
            read, encoding = partial(_from_memory, path.read_bytes().decode(encoding).encode()), Encoding.UTF_8
        elif encoding is Encoding.UTF_8_MARKED:
            begin, encoding = len(codecs.BOM_UTF8), Encoding.UTF_8
        first = [line.decode(encoding) for line in islice(lines_at(read, begin), LOOKED_AT)]
        said = delimiter_said(first)
        if said is not None:
            begin += len(first[0].encode(encoding))
        delimiter = delimiter_of(first) if said is None else said
        body = begin

        def rows() -> Iterator[list[str] | None]:
            nonlocal body
            while read(body, 1):
                cells, body = record_at(read, body, delimiter, 0, encoding)
                yield cells

        above = sum(1 for _ in islice(rows(), header_row - 1))
        if above and said is None:
            # Titles have other signs in them than those that separate the cells of a table.
            delimiter = delimiter_of([line.decode(encoding) for line in islice(lines_at(read, body), LOOKED_AT)])
        number, header = header_of(rows(), path.name)
        return cls(path, read, encoding, shown, delimiter, header, above + number, body)


def _from_file(path: Path, place: int, size: int) -> bytes:
    with path.open("rb") as file:
        file.seek(place)
        return file.read(size)


def _from_memory(content: bytes, place: int, size: int) -> bytes:
    return content[place : place + size]
