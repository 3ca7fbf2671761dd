"""Which encoding a text file has: what its first bytes say, else UTF-8, else Windows-1252 where that makes sense.

A file is looked at in pieces and never held whole. No statistics are asked: they take Danish Windows-1252 for Central
European. A file that is none of the three is refused with the line on which it shows.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum, unique
from functools import partial
from pathlib import Path
from typing import IO

from kontaktforloeb.errors import CaseloadError, Problem

_PIECE = 1 << 20
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"
"""The bytes that stand for nothing in Windows-1252."""
_ELSEWHERE_LETTERS = b"\x86\x91\x9b\xbe\xbf"
_LETTER_ELSEWHERE = rb"[A-Za-z][\x86\x91\x9b\xbe\xbf][A-Za-z]"
"""The Danish small letters of DOS and of old Macs; in Windows-1252 signs that stand in no word."""
_LETTER_OF_UTF_8 = rb"\xc3[\x80-\xbf]"
_OVERLAP = 2

_NOTHING = "line {line} holds a byte ({byte}) that is neither UTF-8 nor Windows-1252"
_IN_A_WORD = "line {line} has a byte ({byte}) inside a word that is no letter in UTF-8 or Windows-1252"
_TWO_ENCODINGS = "line {line} is not UTF-8 and line {other} is: two encodings in one file"

Pieces = Callable[[], Iterable[bytes]]
"""Gives the bytes from the beginning, in pieces; asked again for every look."""


@unique
class Encoding(StrEnum):
    """An encoding that files are read in, by the name that Python has for it."""

    UTF_8 = "utf-8"
    UTF_8_MARKED = "utf-8-sig"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"
    WINDOWS_1252 = "cp1252"

    @property
    def shown(self) -> str:
        """The name that users know it by."""
        return {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}.get(self.value, self.value.upper())


# The mark of UTF-32 begins as that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, Encoding.UTF_32),
    (codecs.BOM_UTF32_BE, Encoding.UTF_32),
    (codecs.BOM_UTF8, Encoding.UTF_8_MARKED),
    (codecs.BOM_UTF16_LE, Encoding.UTF_16),
    (codecs.BOM_UTF16_BE, Encoding.UTF_16),
)


def open_text(path: Path) -> tuple[IO[str], Encoding]:
    """Give a file opened as text, its line ends as they are, and its encoding.

    Raises `CaseloadError` for a file of no known encoding, and `OSError` for one that cannot be read.
    """
    encoding = encoding_of(path)
    return path.open(encoding=encoding, newline=""), encoding


def encoding_of(path: Path, *, doubted: bool = True) -> Encoding:
    """Give the encoding of a file; all of it is looked at, in pieces.

    What is neither marked nor UTF-8 is looked through for signs that it is no Windows-1252 either, unless that is left,
    not `doubted`, to whoever reads on.
    Raises `CaseloadError` for a file of no known encoding, and `OSError` for one that cannot be read.
    """

    def pieces() -> Iterator[bytes]:
        with path.open("rb") as file:
            yield from iter(partial(file.read, _PIECE), b"")

    return _found(pieces, path.name, doubted=doubted)


def encoding_of_bytes(content: bytes, name: str) -> Encoding:
    """Give the encoding of what a file holds; `name` names it in an error.

    Raises `CaseloadError` for bytes of no known encoding.

    >>> [encoding_of_bytes("møde".encode(codec), "x.csv").shown for codec in ("utf-8", "cp1252", "utf-16")]
    ['UTF-8', 'Windows-1252', 'UTF-16']
    """
    return _found(lambda: (content[at : at + _PIECE] for at in range(0, len(content), _PIECE)), name)


def _found(pieces: Pieces, name: str, *, doubted: bool = True) -> Encoding:
    head = b""
    for piece in pieces():
        head = piece
        break
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if marked is None and b"\0" in head[:2]:
        raise _no_encoding("the text has two bytes for a sign, or four, and no mark that says which", name, {})
    wrong = _first_wrong(pieces(), marked or Encoding.UTF_8)
    if wrong is None:
        return marked or Encoding.UTF_8
    if marked is not None:
        facts = {"line": _line(pieces(), wrong), "encoding": marked.shown}
        raise CaseloadError([Problem("line {line} is no {encoding}, as the file says that it is", name, facts=facts)])
    if doubted:
        _refuse_what_is_no_windows_1252(pieces, name, wrong)
    return Encoding.WINDOWS_1252


def _first_wrong(pieces: Iterable[bytes], encoding: Encoding) -> int | None:
    """Give the place of the first byte that does not belong to the encoding."""
    # To the other decoder of UTF-8 the mark is no part of the text, and places are counted without it.
    decoder = codecs.getincrementaldecoder("utf-8" if encoding is Encoding.UTF_8_MARKED else encoding)()
    seen = waiting = 0
    try:
        for piece in pieces:
            if waiting or encoding is not Encoding.UTF_8 or not piece.isascii():
                decoder.decode(piece)
                waiting = len(decoder.getstate()[0])
            seen += len(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return seen - waiting + error.start
    return None


def _refuse_what_is_no_windows_1252(pieces: Pieces, name: str, not_utf_8: int) -> None:
    """Raise for a byte that stands for nothing, for letters of DOS or of a Mac, and for UTF-8 beside other text."""
    before, tail = 0, b""
    for piece in pieces():
        text = tail + piece
        start = before - len(tail)
        if problem := _first_problem(text):
            what, place = problem
            facts: dict[str, object] = {"line": _line(pieces(), start + place), "byte": f"0x{text[place]:02X}"}
            if what == _TWO_ENCODINGS:
                facts = {"line": _line(pieces(), not_utf_8), "other": facts["line"]}
            raise _no_encoding(what, name, facts)
        before += len(piece)
        tail = text[-_OVERLAP:]


def _first_problem(text: bytes) -> tuple[str, int] | None:
    """Give what in a text tells first that it is no Windows-1252, and where."""
    found: list[tuple[int, str]] = []
    if len(text) != len(text.translate(None, _UNDEFINED)):
        found.append((min(at for byte in _UNDEFINED if (at := text.find(byte)) >= 0), _NOTHING))
    suspects = len(text) != len(text.translate(None, _ELSEWHERE_LETTERS))
    if suspects and (letter := re.search(_LETTER_ELSEWHERE, text)):
        found.append((letter.start() + 1, _IN_A_WORD))
    if letter := re.search(_LETTER_OF_UTF_8, text):
        found.append((letter.start(), _TWO_ENCODINGS))
    if not found:
        return None
    place, what = min(found)
    return what, place


def _no_encoding(what: str, name: str, facts: dict[str, object]) -> CaseloadError:
    return CaseloadError([Problem(what, name, expected="a file saved as UTF-8", facts=facts)])


def _line(pieces: Iterable[bytes], place: int) -> int:
    """Give the number of the line on which the byte at a place stands."""
    line, last = 1, b""
    for piece in pieces:
        part = piece[:place]
        place -= len(part)
        part = part.replace(b"\0", b"")  # Of two bytes, or four, for one sign.
        line += part.count(b"\n") + part.count(b"\r") - part.count(b"\r\n")
        line -= last == b"\r" and part.startswith(b"\n")
        last = part[-1:] or last
        if place <= 0:
            break
    return line
