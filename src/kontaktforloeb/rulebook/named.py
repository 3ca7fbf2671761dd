"""Find one version by what a user calls it, and show a file with its parameters' names where no value is set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

import attrs

from kontaktforloeb.dates import parse_day
from kontaktforloeb.errors import Problem, RuleFileError, UnknownNameError
from kontaktforloeb.rulebook.check import check
from kontaktforloeb.rulebook.format import RuleFile
from kontaktforloeb.rulebook.load import Loaded, Parsed, parse, shape
from kontaktforloeb.rulebook.registry import Rulebook, base_of
from kontaktforloeb.rulebook.rulesets import Version, version_of
from kontaktforloeb.rulebook.structure import Path


def version_named(rulebook: Rulebook, name: str) -> Version:
    """Give the version that a file holds, that of `lab@2024-01-01`, or of `lab` the latest that is no proposal.

    Of a rule set of proposals alone it is the latest of them.

    Raises `UnknownNameError`, with the nearest name, and `RuleFileError` with every problem of a file.

    >>> from kontaktforloeb.rulebook.registry import load_rules
    >>> version_named(load_rules(), "lab@2023-03-22").valid_from
    datetime.date(2023, 3, 22)
    """
    if FilePath(name).is_file():
        return _in_file(FilePath(name), rulebook)
    ruleset_name, at, day = name.partition("@")
    ruleset = rulebook.ruleset(ruleset_name)
    if not at:
        return (ruleset.usable or ruleset.versions)[-1]
    wanted = parse_day(day)
    for version in ruleset.versions:
        if version.valid_from == wanted:
            return version
    known = [f"{ruleset.id}@{version.valid_from}" for version in ruleset.versions]
    raise UnknownNameError(what="version", name=name, known=known)


def _in_file(path: FilePath, rulebook: Rulebook) -> Version:
    parsed = parse(path)
    if not isinstance(parsed, Parsed):
        raise RuleFileError(parsed)
    if parsed.holds_words:
        raise RuleFileError([Problem("the file holds words, not rules", str(path), "kind", "a file of rules")])
    loaded = shape(parsed, _base(parsed, rulebook), readings=rulebook.readings)
    assert isinstance(loaded.file, RuleFile)
    faults = [*loaded.faults, *check(loaded.file, rulebook.vocabulary, loaded.faults)]
    if faults:
        raise RuleFileError(loaded.problems(faults))
    return version_of(loaded)


def _base(parsed: Parsed, rulebook: Rulebook) -> Loaded | None:
    """Give what a file extends."""
    name = parsed.raw.get("extends")
    if not isinstance(name, str):
        return None
    versions = [version.loaded for version in rulebook.ruleset(name).versions]
    found = base_of(parsed, [own.parsed for own in versions])
    return next((own for own in versions if own.parsed is found), None)


def with_names(loaded: Loaded) -> RuleFile:
    """Give a file to read, not to judge by: a parameter without a value stands as its name, `‹tolerance›`."""
    file: Any = loaded.file
    for path, name in loaded.composed.open.items():
        file = _put(file, path, f"‹{name}›")
    assert isinstance(file, RuleFile)
    return file


def _put(value: Any, path: Path, name: str) -> Any:
    """Give `value` with a name at a path, or where a list was named, with a list of it."""
    if not path:
        return (name,) if isinstance(value, tuple) else name
    first, rest = path[0], path[1:]
    if isinstance(value, tuple) and isinstance(first, int):
        return (*value[:first], _put(value[first], rest, name), *value[first + 1 :])
    if isinstance(value, Mapping):
        return {**value, first: _put(value[str(first)], rest, name)}
    field = next(f for f in attrs.fields(type(value)) if first in (f.metadata.get("name"), f.name))
    return attrs.evolve(value, **{field.alias or field.name: _put(getattr(value, field.name), rest, name)})
