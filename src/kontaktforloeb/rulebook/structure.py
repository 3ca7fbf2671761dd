"""Turn parsed TOML into frozen values, finding every problem in one go.

Each field of a format class names its parser; `structure` walks a table and gives either the value or the problems,
each with the path of keys at which it stands. Nothing here knows what a rule means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar

import attrs

from kontaktforloeb.dates import FIRST_DAY, LAST_DAY
from kontaktforloeb.errors import nearest

_SHOWN = 60
_LARGEST = 10**18
_LEAP_YEAR = 2000
_NAME = "[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
Path = tuple[str | int, ...]
T = TypeVar("T", bound=attrs.AttrsInstance)


@attrs.frozen
class Fault:
    """A problem at a path of keys, before file and line are known."""

    path: Path
    what: str
    expected: str = ""
    nearest: str | None = None
    about_key: bool = False
    """Whether the key itself is wrong, whatever its value is and wherever that comes from."""


@attrs.define
class Faults:
    """The problems found so far."""

    found: list[Fault] = attrs.field(factory=list)

    def add(self, path: Path, what: str, expected: str = "", near: str | None = None) -> None:
        """Note one problem."""
        self.found.append(Fault(path, what, expected, near))


Parser = Callable[[Any, Path, Faults], Any]
"""Gives the value, or notes why there is none and gives nothing."""


class ListOf(NamedTuple):
    """The shape of a list."""

    item: Parser


class TableOf(NamedTuple):
    """The shape of a table with the keys of a format class."""

    cls: type[Any]


class MapOf(NamedTuple):
    """The shape of a table with free keys."""

    item: Parser


Shape = Mapping[str, Any] | ListOf | TableOf | MapOf
"""What a parser reads, for those who describe the format: JSON Schema for one value, or what holds others."""


def shaped(shape: Shape) -> Callable[[Parser], Parser]:
    """Let a parser carry its shape, as an attribute: a wrapper would cost every value of every file one call more."""

    def add(parser: Parser) -> Parser:
        vars(parser)["shape"] = shape
        return parser

    return add


def shape_of(parser: Parser) -> Shape:
    """Give the shape of what a parser reads."""
    shape: Shape = vars(parser)["shape"]
    return shape


def key(parser: Parser, **options: Any) -> Any:
    """Give an attrs field that is read by `parser`; a field with a default may be left out of the file.

    `name` is the key in the file where it differs from the attribute.
    """
    name = options.pop("name", None)
    return attrs.field(metadata={"parser": parser, "name": name}, **options)


def _shown(value: Any) -> str:
    if isinstance(value, int) and not -_LARGEST <= value <= _LARGEST:
        return "so large a number"
    text = f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


@shaped({"type": "string", "pattern": "\\S"})
def text(value: Any, path: Path, faults: Faults) -> Any:
    """Read text that is not empty and can be shown."""
    if not isinstance(value, str) or not value.strip():
        faults.add(path, f"{_shown(value)} is no text", "text that is not empty")
        return None
    if not (value.isprintable() or all(sign.isprintable() or sign == "\n" for sign in value)):
        faults.add(path, "the text holds a sign that cannot be shown", "letters, digits, ordinary signs")
        return None
    return value


@shaped({"type": "string", "pattern": r"^$|\S"})
def text_or_nothing(value: Any, path: Path, faults: Faults) -> Any:
    """Read text, or the empty text that stands for nothing recorded."""
    return value if value == "" else text(value, path, faults)


@shaped({"type": "string", "pattern": f"^{_NAME}$"})
def name(value: Any, path: Path, faults: Faults) -> Any:
    """Read the name of something in the files, which may become that of a file."""
    if not isinstance(value, str) or not re.fullmatch(_NAME, value):
        faults.add(path, f"{_shown(value)} is no id", "letters a to z, digits, and dashes between them")
        return None
    return value


@shaped({"type": "string", "pattern": "^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$"})
def word_like(value: Any, path: Path, faults: Faults) -> Any:
    """Read the id of something that code may name too, with underscores as well."""
    if not isinstance(value, str) or not re.fullmatch(_NAME, value.replace("_", "-")):
        faults.add(path, f"{_shown(value)} is no id", "letters a to z, digits, and dashes or underscores between them")
        return None
    return value


@shaped({"type": "boolean"})
def flag(value: Any, path: Path, faults: Faults) -> Any:
    """Read true or false."""
    if not isinstance(value, bool):
        faults.add(path, f"{_shown(value)} is neither true nor false", "true or false")
        return None
    return value


@shaped({"type": "string", "format": "date"})
def day(value: Any, path: Path, faults: Faults) -> Any:
    """Read a date, written without quotes."""
    if not isinstance(value, date) or isinstance(value, datetime):
        faults.add(path, f"{_shown(value)} is no date", "a date without quotes, such as 2024-01-01")
        return None
    if not FIRST_DAY <= value <= LAST_DAY:
        faults.add(path, f"{value} lies outside the calendar", f"{FIRST_DAY} to {LAST_DAY}")
        return None
    return value


@shaped({"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"})
def month_and_day(value: Any, path: Path, faults: Faults) -> Any:
    """Read a day of every year, written as mm-dd."""
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{value}")
    except ValueError:
        faults.add(path, f"{_shown(value)} is no day of the year", 'text as mm-dd, such as "12-24"')
        return None
    return value


def number(least: int, most: int = 1_000_000) -> Parser:
    """Read a whole number from `least` to `most`."""

    @shaped({"type": "integer", "minimum": least, "maximum": most})
    def parse(value: Any, path: Path, faults: Faults) -> Any:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            large = isinstance(value, int) and value > most
            wanted = f"whole number from {least} to {most}" if large else f"whole number from {least} up"
            faults.add(path, f"{_shown(value)} is no {wanted}", f"a {wanted}")
            return None
        return value

    return parse


@shaped({"type": "string", "pattern": "^[0-9]+([.][0-9]+)?$"})
def decimal(value: Any, path: Path, faults: Faults) -> Any:
    """Read an exact number, written in quotes so that nothing is rounded."""
    found = _exact(value)
    if not found:
        faults.add(path, f"{_shown(value)} is no exact number", 'a number above 0 in quotes, such as "160.33"')
    return found


def _exact(value: Any) -> Decimal | None:
    try:
        found = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and found >= 0 else None


@shaped({"type": "string", "pattern": "^[0-9]+([.][0-9]+)?$"})
def points(value: Any, path: Path, faults: Faults) -> Any:
    """Read an exact number that may be 0, written in quotes so that nothing is rounded."""
    found = _exact(value)
    if found is None:
        faults.add(path, f"{_shown(value)} is no exact number", 'a number from 0 up in quotes, such as "1.5"')
    return found


@shaped({})
def anything(value: Any, path: Path, faults: Faults) -> Any:  # noqa: ARG001 (looked at where it is used)
    """Read any value."""
    return value


def word(choices: type[StrEnum]) -> Parser:
    """Read one of a closed list of words."""
    known = [str(choice) for choice in choices]

    @shaped({"enum": known})
    def parse(value: Any, path: Path, faults: Faults) -> Any:
        if value not in known:
            near = nearest(value, known) if isinstance(value, str) else None
            faults.add(path, f"{_shown(value)} is no known word", "one of " + ", ".join(known), near)
            return None
        return choices(value)

    return parse


def many(parser: Parser) -> Parser:
    """Read a list, each element by `parser`."""

    @shaped(ListOf(parser))
    def parse(value: Any, path: Path, faults: Faults) -> Any:
        if not isinstance(value, list):
            faults.add(path, f"{_shown(value)} is no list", "a list in square brackets")
            return ()
        return tuple(parser(item, (*path, index), faults) for index, item in enumerate(value))

    return parse


def keyed(parser: Parser) -> Parser:
    """Read a table with free keys, each value by `parser`."""

    @shaped(MapOf(parser))
    def parse(value: Any, path: Path, faults: Faults) -> Any:
        if not isinstance(value, dict):
            faults.add(path, f"{_shown(value)} is no table", "a table of keys and values")
            return {}
        return {name: parser(item, (*path, name), faults) for name, item in value.items()}

    return parse


def table(cls: type[Any]) -> Parser:
    """Read a table into a frozen value."""

    @shaped(TableOf(cls))
    def parse(value: Any, path: Path, faults: Faults) -> Any:
        return structure(cls, value, path, faults)

    return parse


def structure(cls: type[T], value: Any, path: Path, faults: Faults) -> T | None:
    """Give `value` as an instance of the format class `cls`, or `None` where it is no table at all.

    Where problems are noted in `faults`, the parts at their paths hold nothing that may be used; the others do.
    """
    if not isinstance(value, dict):
        faults.add(path, f"{_shown(value)} is no table", "a table of keys and values")
        return None
    keys = _keys(cls)
    given: dict[str, Any] = {}
    for name, item in value.items():
        if name in keys.parsers:
            argument, parser = keys.parsers[name]
            given[argument] = parser(item, (*path, name), faults)
        else:
            what = f"no key '{name}' is known here"
            faults.found.append(Fault((*path, name), what, "", nearest(name, keys.parsers), about_key=True))
    for name, argument in keys.required:
        if argument not in given:
            faults.add((*path, name), f"the key '{name}' is missing")
            given[argument] = None
    return cls(**given)


class _Keys(NamedTuple):
    """The keys of a format class: the argument and the parser of each, and those that must be there."""

    parsers: Mapping[str, tuple[str, Parser]]
    required: tuple[tuple[str, str], ...]


@cache  # Pure: a class has the keys that it was written with.
def _keys(cls: type[Any]) -> _Keys:
    fields = {field.metadata["name"] or field.name: field for field in attrs.fields(cls) if "parser" in field.metadata}
    arguments = {name: str(field.alias or field.name) for name, field in fields.items()}
    parsers = {name: (arguments[name], field.metadata["parser"]) for name, field in fields.items()}
    required = [(name, arguments[name]) for name, field in fields.items() if field.default is attrs.NOTHING]
    return _Keys(parsers, tuple(required))
