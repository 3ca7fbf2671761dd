"""Formulas of a workbook whose results were never written down: a reader would take them for empty cells.

Excel writes the result of each formula beside it. A program that makes workbooks may leave that to Excel, and until
somebody has opened and saved such a file, nobody knows what it says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from kontaktforloeb.caseload.sources.sheetparts import NO_SUCH_WORKBOOK, blocks, paths

_FORMULA = rb"<(?:\w+:)?f[ />]"


def without_result(file: IO[bytes], sheet: str) -> str:
    """Give the place of the first formula of a sheet that has no result, as `E5`; empty where there is none.

    Raises nothing: of what is no such workbook, whoever reads it says so.
    """
    try:
        with ZipFile(file) as parts:
            path = paths(parts).get(sheet, "")
            if not path or not any(re.search(_FORMULA, block) for block in blocks(parts, path)):
                return ""
            return _first(parts, path)
    except NO_SUCH_WORKBOOK:
        return ""


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
