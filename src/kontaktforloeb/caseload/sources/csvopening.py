"""How a CSV file is to be read: its encoding, its delimiter and its header."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import attrs

from kontaktforloeb.caseload.delimited import delimiter_of
from kontaktforloeb.caseload.encoding import Encoding, encoding_of
from kontaktforloeb.caseload.sources.records import Read, lines_at, record_at

_LOOKED_AT = 20
_BLOCK = 1 << 22
_SAYS_IT_ITSELF = re.compile(r'"?sep=([^"\r\n])"?\s*', re.IGNORECASE)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


@attrs.frozen
class CsvFile:
    """A CSV file: how its bytes are read, its header as it is written, and where the line after it begins.

    Of a file in two or four bytes a sign, `read` gives the bytes as UTF-8.
    """

    path: Path
    read: Read
    encoding: Encoding
    shown: str
    """The name of the encoding as users know it, where it is another than UTF-8."""
    delimiter: str
    header: Sequence[str]
    body: int

    @classmethod
    def of(cls, path: Path) -> CsvFile:
        """Give the file at a path.

        Raises `OSError` where it cannot be read, and `CaseloadError` where it has a mark and is not what it says.
        """
        read: Read
        encoding, begin, read = _encoding(path), 0, partial(_from_file, path)
        shown = "" if encoding in (Encoding.UTF_8, Encoding.UTF_8_MARKED) else encoding.shown
        if encoding in (Encoding.UTF_16, Encoding.UTF_32):
            read, encoding = partial(_from_memory, path.read_bytes().decode(encoding).encode()), Encoding.UTF_8
        elif encoding is Encoding.UTF_8_MARKED:
            begin, encoding = len(codecs.BOM_UTF8), Encoding.UTF_8
        first = [line.decode(encoding) for line in islice(lines_at(read, begin), _LOOKED_AT)]
        said = _SAYS_IT_ITSELF.fullmatch(first[0]) if first else None
        if said:
            begin += len(first[0].encode(encoding))
        delimiter = said[1] if said else delimiter_of(first)
        if not first[1 if said else 0 :]:
            return cls(path, read, encoding, shown, delimiter, (), begin)
        header = record_at(read, begin, delimiter, 0, encoding)
        return cls(path, read, encoding, shown, delimiter, header.cells or (), header.after)


def _from_file(path: Path, place: int, size: int) -> bytes:
    with path.open("rb") as file:
        file.seek(place)
        return file.read(size)


def _from_memory(content: bytes, place: int, size: int) -> bytes:
    return content[place : place + size]


def _encoding(path: Path) -> Encoding:
    """Give the encoding of a file, as `encoding_of`, but leave Windows-1252 to be looked through while it is read."""
    with path.open("rb") as file:
        if file.read(len(codecs.BOM_UTF8)).startswith(tuple(mark[:2] for mark in _MARKS)):
            return encoding_of(path)
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(_BLOCK):
                if decoder.getstate()[0] or not block.isascii():
                    decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return Encoding.WINDOWS_1252
    return Encoding.UTF_8
