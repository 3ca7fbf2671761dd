"""The parts of a workbook as the file holds them: what is asked of a sheet before a reader makes tables of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from struct import error as StructError  # noqa: N812 (as every other error is called)
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as CompressionError  # noqa: N812 (as said)

NO_SUCH_WORKBOOK = (
    BadZipFile, CompressionError, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, StructError,
    ValueError, ET.ParseError, expat.ExpatError,
)  # fmt: skip
"""What is raised for a file that is no workbook of this kind, or a damaged one: whatever its bytes lead to."""

_BLOCK = 1 << 20
_OVERLAP = 64
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def paths(parts: ZipFile) -> Mapping[str, str]:
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


def blocks(parts: ZipFile, path: str) -> Iterator[bytes]:
    """Give what a part holds, each block with the end of the one before it."""
    with parts.open(path) as part:
        tail = b""
        for block in iter(partial(part.read, _BLOCK), b""):
            yield tail + block
            tail = block[-_OVERLAP:]
