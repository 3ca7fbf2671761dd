"""Formulas of a workbook whose results were never written down: a reader would take them for empty cells.

Excel writes the result of each formula beside it. A program that makes workbooks may leave that to Excel, and until
somebody has opened and saved such a file, nobody knows what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import IO
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

_BLOCK = 1 << 20
_FORMULA = rb"<(?:\w+:)?f[ />]"
_OVERLAP = 64
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def without_result(file: IO[bytes], sheet: str) -> str:
    """Give the place of the first formula of a sheet that has no result, as `E5`; empty where there is none.

    Raises nothing: of what is no such workbook, whoever reads it says so.
    """
    try:
        with ZipFile(file) as parts:
            path = _paths(parts).get(sheet, "")
            if not path or not any(re.search(_FORMULA, block) for block in _blocks(parts, path)):
                return ""
            return _first(parts, path)
    except (BadZipFile, KeyError, ET.ParseError, expat.ExpatError, NotImplementedError, RuntimeError):
        return ""


def _paths(parts: ZipFile) -> Mapping[str, str]:
    """Give where in the file each sheet is."""
    targets = {own.get("Id"): own.get("Target", "") for own in _parsed(parts, _RELATIONS)}
    found: dict[str, str] = {}
    for element in _parsed(parts, _BOOK).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            of = next((value for name, value in element.items() if name.endswith("}id")), "")
            target = targets.get(of, "")
            found[element.get("name", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


def _parsed(parts: ZipFile, path: str) -> ET.Element:
    content = parts.read(path)
    if b"<!DOCTYPE" in content:
        # No program that makes workbooks writes one; it could make a small file a large one.
        raise ET.ParseError
    return ET.fromstring(content)  # noqa: S314 (as said)


def _blocks(parts: ZipFile, path: str) -> Iterator[bytes]:
    """Give what a part holds, each block with the end of the one before it."""
    with parts.open(path) as part:
        tail = b""
        for block in iter(partial(part.read, _BLOCK), b""):
            yield tail + block
            tail = block[-_OVERLAP:]


class _Found(Exception):  # noqa: N818 (it ends the reading, and is no error)
    """The place of a formula without a result."""


class _Cells:
    """What is told of the elements of a sheet, one by one: of each cell whether it has a formula and a result."""

    def __init__(self) -> None:
        self._place, self._text = "", False
        self._formula = self._result = self._in_result = False

    def start(self, name: str, about: Mapping[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                # A text may well be empty, and a formula that gives it has a result.
                self._place, self._text = about.get("r", "?"), about.get("t") == "str"
                self._formula = self._result = False
            case "f":
                self._formula = True
            case "v":
                self._in_result = True

    def text(self, _: str) -> None:
        self._result |= self._in_result

    def end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v":
                self._in_result = False
            case "c" if self._formula and not self._result and not self._text:
                raise _Found(self._place)


def _first(parts: ZipFile, path: str) -> str:
    cells, parser = _Cells(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = cells.start, cells.end
    parser.CharacterDataHandler = cells.text
    try:
        with parts.open(path) as part:
            parser.ParseFile(part)
    except _Found as found:
        return str(found)
    return ""
