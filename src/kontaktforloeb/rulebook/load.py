"""Read rule files: from TOML text to frozen values, every problem with file, line and key."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

import attrs

from kontaktforloeb.errors import Problem
from kontaktforloeb.rulebook.format import Grundlag, RuleFile
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.rulebook.structure import Fault, Faults, Path, structure

_SYNTAX_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@attrs.frozen
class Loaded:
    """What one file holds, with the text that it was read from; with `faults` it may be checked but not used."""

    file: RuleFile | Grundlag
    path: FilePath
    text: str = attrs.field(repr=False)
    sha256: str
    faults: tuple[Fault, ...] = ()

    def problems(self, faults: Iterable[Fault]) -> list[Problem]:
        """Give faults their place in the file, in order of line."""
        found = list(faults)
        if not found:
            return []
        places = _places(self.text)
        lines = [(_line(places, fault.path), fault) for fault in found]
        return [_placed(self.path, line, fault) for line, fault in sorted(lines, key=lambda item: item[0])]


def load(path: FilePath) -> Loaded | list[Problem]:
    """Give what the file at `path` holds, or every problem of its form."""
    loaded = read(path)
    return loaded.problems(loaded.faults) if isinstance(loaded, Loaded) and loaded.faults else loaded


def read(path: FilePath) -> Loaded | list[Problem]:
    """Give what the file at `path` holds as far as its form is right, or why nothing can be read."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        parsed = tomllib.loads(text)
    except OSError as error:
        return [Problem(where=str(path), what=f"the file cannot be read ({error.strerror})")]
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return [Problem(where=f"{path}:{line}", what="the text is not UTF-8", expected="a file saved as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        return [_syntax_problem(path, text, str(error))]
    except (RecursionError, ValueError):
        return [
            Problem(where=f"{path}:1", what="a value is nested too deep or a number too long", expected="plain TOML")
        ]
    faults = Faults()
    file: RuleFile | Grundlag | None
    if parsed.get("kind") == FileKind.GRUNDLAG:
        file = structure(Grundlag, parsed, (), faults)
    else:
        file = structure(RuleFile, parsed, (), faults)
    assert file is not None
    return Loaded(file, path, text, hashlib.sha256(raw).hexdigest(), tuple(faults.found))


def _syntax_problem(path: FilePath, text: str, message: str) -> Problem:
    place = _SYNTAX_PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return Problem(where=f"{path}:{line}", what=f"this is no TOML: {_SYNTAX_PLACE.sub('', message)}")


def _placed(path: FilePath, line: int, fault: Fault) -> Problem:
    return Problem(
        where=f"{path}:{line}", key=_dotted(fault.path), what=fault.what, expected=fault.expected, nearest=fault.nearest
    )


def _dotted(path: Path) -> str:
    """Give a path of keys as a reader writes it, lists counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def _line(places: Mapping[Path, int], path: Path) -> int:
    """Give the line of a path, or of the nearest of its parents that is there."""
    while path not in places:
        path = path[:-1]
    return places[path]


def _places(text: str) -> dict[Path, int]:
    """Give for every path of keys the line (from 1) on which it first stands.

    The file is parsed in ever longer pieces: a piece that parses ends on the line of the paths that it adds. That is
    slow, but only asked after an error, and it cannot disagree with the parser.
    """
    lines = text.split("\n")
    places: dict[Path, int] = {(): 1}
    opened = 0  # the line on which a value began that the piece so far leaves open
    for number in range(1, len(lines) + 1):
        try:
            piece = tomllib.loads("\n".join(lines[:number]) + "\n")
        except tomllib.TOMLDecodeError:
            opened = opened or number
            continue
        for found in _paths(piece, ()):
            places.setdefault(found, opened or number)
        opened = 0
    return places


def _paths(value: Any, path: Path) -> Iterator[Path]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from _paths(item, (*path, name))
