"""Read rule files: from TOML text to frozen values, every problem with file, line and key."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any

import attrs

from kontaktforloeb.errors import Problem
from kontaktforloeb.rulebook.compose import Composed, Readings, compose, read_words
from kontaktforloeb.rulebook.format import Grundlag, RuleFile
from kontaktforloeb.rulebook.key_lines import KeyLines
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.rulebook.structure import Fault, Faults, Path, structure

_SYNTAX_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@attrs.frozen
class Parsed:
    """A file that is TOML, before anything in it has been looked at."""

    path: FilePath
    text: str = attrs.field(repr=False)
    sha256: str
    raw: Mapping[str, Any] = attrs.field(repr=False)

    @property
    def holds_words(self) -> bool:
        """Whether it is a file of words and clocks, not of rules."""
        return self.raw.get("kind") == FileKind.GRUNDLAG

    @property
    def names_values(self) -> bool:
        """Whether a parameter or an open point may be named in it."""
        return "parameter" in self.text or "reading" in self.text


@attrs.frozen
class Loaded:
    """What one file holds, with the text that it was read from; with `faults` it may be checked but not used.

    `composed` says how its content was put together.
    """

    file: RuleFile | Grundlag
    parsed: Parsed = attrs.field(repr=False)
    composed: Composed = attrs.field(repr=False)
    faults: tuple[Fault, ...] = ()
    base: Loaded | None = attrs.field(default=None, repr=False)
    """The file that it extends."""
    values: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    """The values that were set of its parameters, beside its own."""

    @property
    def path(self) -> FilePath:
        """Where the file stands."""
        return self.parsed.path

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes."""
        return self.parsed.sha256

    def problems(self, faults: Iterable[Fault]) -> list[Problem]:
        """Give faults their place in the file, in order of line; one that many requirements have by default is one."""
        homes = [
            attrs.evolve(fault, path=self.composed.home(fault.path, about_key=fault.about_key)) for fault in faults
        ]
        found = list(dict.fromkeys(homes))
        if not found:
            return []
        places = KeyLines(self.parsed.text)
        lines = [(places.line(fault.path), fault) for fault in found]
        return [_placed(self.path, line, fault) for line, fault in sorted(lines, key=lambda item: item[0])]


def load(path: FilePath) -> Loaded | list[Problem]:
    """Give what the file at `path` holds, or every problem of its form."""
    parsed = parse(path)
    if not isinstance(parsed, Parsed):
        return parsed
    loaded = shape(parsed)
    return loaded.problems(loaded.faults) if loaded.faults else loaded


def parse(path: FilePath, *, known: bool = False) -> Parsed | list[Problem]:
    """Give the file at `path` as TOML, or why it cannot be read; one that is `known` to be TOML is read faster."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        parsed = _quickly(text) if known else tomllib.loads(text)
    except OSError as error:
        return [Problem("the file cannot be read ({why})", str(path), facts={"why": error.strerror})]
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return [Problem(where=f"{path}:{line}", what="the text is not UTF-8", expected="a file saved as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        return [_syntax_problem(path, text, str(error))]
    except (RecursionError, ValueError):
        return [
            Problem(where=f"{path}:1", what="a value is nested too deep or a number too long", expected="plain TOML")
        ]
    return Parsed(path, text, hashlib.sha256(raw).hexdigest(), parsed)


def _quickly(text: str) -> dict[str, Any]:
    """Give what a file holds that `tomllib` has read before.

    tomli is four times as fast, and takes forms of TOML 1.1 that `tomllib` refuses; so nobody's own files are read by
    it: what is written here must not be refused elsewhere.
    """
    import tomli  # noqa: PLC0415 (with the first bundled file)

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError:
        return tomllib.loads(text)


def shape(
    parsed: Parsed, base: Loaded | None = None, values: Mapping[str, Any] | None = None,
    readings: Readings | None = None,
) -> Loaded:  # fmt: skip
    """Give what a file holds as far as its form is right, over `base` where it extends it, with `values` set.

    `readings` are those by which what the law leaves open is read.
    """
    faults = Faults()
    file: RuleFile | Grundlag | None
    if parsed.holds_words and not parsed.names_values:
        composed = Composed(parsed.raw, parsed.raw, {}, (), {}, parsed.raw, {})
    elif parsed.holds_words:
        composed = read_words(parsed.raw, readings or {})
    else:
        inherited = base.composed if base else None
        composed = compose(parsed.raw, inherited, values, readings, named=parsed.names_values)
    if parsed.holds_words:
        file = structure(Grundlag, composed.filled, (), faults)
    else:
        file = structure(RuleFile, composed.filled, (), faults)
    if composed.faults:
        unknown = [fault.path for fault in composed.faults]
        found = [fault for fault in faults.found if not any(fault.path[: len(path)] == path for path in unknown)]
        faults = Faults([*composed.faults, *found])
    assert file is not None
    return Loaded(file, parsed, composed, tuple(faults.found), base, values)


def _syntax_problem(path: FilePath, text: str, message: str) -> Problem:
    place = _SYNTAX_PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return Problem("this is no TOML: {why}", f"{path}:{line}", facts={"why": _SYNTAX_PLACE.sub("", message)})


def _placed(path: FilePath, line: int, fault: Fault) -> Problem:
    return Problem(
        where=f"{path}:{line}", key=_dotted(fault.path), what=fault.what, expected=fault.expected, nearest=fault.nearest
    )


def _dotted(path: Path) -> str:
    """Give a path of keys as a reader writes it, lists counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
