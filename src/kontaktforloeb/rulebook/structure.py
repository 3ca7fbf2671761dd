"""Turn parsed TOML into frozen values, finding every problem in one go.

Each field of a format class names its parser; `structure` walks a table and gives either the value or the problems,
each with the path of keys at which it stands. Nothing here knows what a rule means.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from kontaktforloeb.errors import nearest

_SHOWN = 60
_LARGEST = 10**18
_LEAP_YEAR = 2000
Path = tuple[str | int, ...]
T = TypeVar("T", bound=attrs.AttrsInstance)


@attrs.frozen
class Fault:
    """A problem at a path of keys, before file and line are known."""

    path: Path
    what: str
    expected: str = ""
    nearest: str | None = None


@attrs.define
class Faults:
    """The problems found so far."""

    found: list[Fault] = attrs.field(factory=list)

    def add(self, path: Path, what: str, expected: str = "", near: str | None = None) -> None:
        """Note one problem."""
        self.found.append(Fault(path, what, expected, near))


Parser = Callable[[Any, Path, Faults], Any]
"""Gives the value, or notes why there is none and gives nothing."""


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


def text(value: Any, path: Path, faults: Faults) -> Any:
    """Read text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        faults.add(path, f"{_shown(value)} is no text", "text that is not empty")
        return None
    return value


def flag(value: Any, path: Path, faults: Faults) -> Any:
    """Read true or false."""
    if not isinstance(value, bool):
        faults.add(path, f"{_shown(value)} is neither true nor false", "true or false")
        return None
    return value


def day(value: Any, path: Path, faults: Faults) -> Any:
    """Read a date, written without quotes."""
    if not isinstance(value, date) or isinstance(value, datetime):
        faults.add(path, f"{_shown(value)} is no date", "a date without quotes, such as 2024-01-01")
        return None
    return value


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

    def parse(value: Any, path: Path, faults: Faults) -> Any:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            large = isinstance(value, int) and value > most
            wanted = f"whole number from {least} to {most}" if large else f"whole number from {least} up"
            faults.add(path, f"{_shown(value)} is no {wanted}", f"a {wanted}")
            return None
        return value

    return parse


def decimal(value: Any, path: Path, faults: Faults) -> Any:
    """Read an exact number, written in quotes so that nothing is rounded."""
    try:
        found = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or found <= 0:
        faults.add(path, f"{_shown(value)} is no exact number", 'a number above 0 in quotes, such as "160.33"')
    return found


def word(choices: type[StrEnum]) -> Parser:
    """Read one of a closed list of words."""
    known = [str(choice) for choice in choices]

    def parse(value: Any, path: Path, faults: Faults) -> Any:
        if value not in known:
            near = nearest(value, known) if isinstance(value, str) else None
            faults.add(path, f"{_shown(value)} is no known word", "one of " + ", ".join(known), near)
            return None
        return choices(value)

    return parse


def many(parser: Parser) -> Parser:
    """Read a list, each element by `parser`."""

    def parse(value: Any, path: Path, faults: Faults) -> Any:
        if not isinstance(value, list):
            faults.add(path, f"{_shown(value)} is no list", "a list in square brackets")
            return ()
        return tuple(parser(item, (*path, index), faults) for index, item in enumerate(value))

    return parse


def keyed(parser: Parser) -> Parser:
    """Read a table with free keys, each value by `parser`."""

    def parse(value: Any, path: Path, faults: Faults) -> Any:
        if not isinstance(value, dict):
            faults.add(path, f"{_shown(value)} is no table", "a table of keys and values")
            return {}
        return {name: parser(item, (*path, name), faults) for name, item in value.items()}

    return parse


def table(cls: type[Any]) -> Parser:
    """Read a table into a frozen value."""

    def parse(value: Any, path: Path, faults: Faults) -> Any:
        return structure(cls, value, path, faults)

    return parse


def structure(cls: type[T], value: Any, path: Path, faults: Faults) -> T | None:
    """Give `value` as an instance of the format class `cls`, or `None` where it is no table at all.

    Where problems are noted in `faults`, the parts at their paths hold nothing that may be used; the others do.
    """
    if not isinstance(value, Mapping):
        faults.add(path, f"{_shown(value)} is no table", "a table of keys and values")
        return None
    fields = {field.metadata["name"] or field.name: field for field in attrs.fields(cls) if "parser" in field.metadata}
    for name in value:
        if name not in fields:
            faults.add((*path, name), f"no key '{name}' is known here", "", nearest(name, fields))
    given: dict[str, Any] = {}
    for name, field in fields.items():
        if name in value:
            given[field.alias or field.name] = field.metadata["parser"](value[name], (*path, name), faults)
        elif field.default is attrs.NOTHING:
            faults.add((*path, name), f"the key '{name}' is missing")
            given[field.alias or field.name] = None
    return cls(**given)
