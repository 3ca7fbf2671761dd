"""The JSON Schema of rule files, made from the format classes, so that an editor knows what the loader knows.

It keeps to keywords that draft 4 has: TOML language servers read no later ones throughout. A date stands as text of the
format `date`, which is how they see one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from kontaktforloeb.rulebook.format import Grundlag, Requirement, RuleFile
from kontaktforloeb.rulebook.keys import KEYS
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.rulebook.structure import ListOf, MapOf, Parser, TableOf, shape_of, text

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-04/schema#"
_TOML = {"x-tombi-toml-version": "v1.0.0"}
"""The version of TOML that the loader reads; other readers of schemas pass over the key."""

_WITH_PARAMETERS = ("requirement", "phase", "score", "match", "default")
"""The keys of a file below which a parameter may stand for a value."""

_TAKEN_OVER = ("title", "kind", "status", "requirement")
"""What a file that extends another need not say."""

_PARAMETER = "parameter"
_READING = "reading"
_READ_BELOW = ("requirement", "phase", "match", "default", "transition")
"""The keys of a file of rules below which a table of readings may stand for any value."""

_NEVER_READ = ("id", "title", "kind", "valid_from", "valid_to", "status", "source", "checked_on", "convention")
"""The keys of a file of words below which none may."""


def rule_file_schema() -> Schema:
    """Give the schema of a file of rules.

    >>> schema = rule_file_schema()
    >>> schema["properties"]["valid_from"]["format"], "grundlag" in schema["properties"]["kind"]["enum"]
    ('date', False)
    """
    schema = _file(RuleFile, "A version of a rule set", [kind for kind in FileKind if kind is not FileKind.GRUNDLAG])
    definitions = schema["definitions"]
    whole = definitions[Requirement.__name__]
    needed = [name for name in whole["required"] if name != "id"]
    definitions[Requirement.__name__] = {**whole, "required": ["id"]}
    definitions["Default"] = {
        **{name: said for name, said in whole.items() if name != "required"},
        "description": KEYS[RuleFile.__name__]["default"],
    }
    schema["properties"]["default"] = {"description": KEYS[RuleFile.__name__]["default"], **_reference("Default")}
    extends = _also({}, "extends")
    own = [name for name in schema["required"] if name in _TAKEN_OVER]
    schema["required"] = [name for name in schema["required"] if name not in _TAKEN_OVER]
    # What a requirement does not say may stand in [default], or in the file that this one extends.
    schema["allOf"] = [{"anyOf": [_also({}, name), extends]} for name in own] + [
        {"anyOf": [_each_requirement(name), _by_default(name), extends]} for name in needed
    ]
    return schema


def grundlag_schema() -> Schema:
    """Give the schema of a file of words and clocks.

    >>> sorted(grundlag_schema()["properties"]["working_days"])
    ['anyOf', 'description']
    """
    return _file(Grundlag, "A version of the words and clocks", [FileKind.GRUNDLAG])


def _file(cls: type[Any], title: str, kinds: list[FileKind]) -> Schema:
    definitions: dict[str, Schema] = {}
    top = _table(cls, definitions, parameters=False, readings=False)
    top["properties"]["kind"]["enum"] = [str(kind) for kind in kinds]
    if cls is RuleFile:
        definitions[_PARAMETER] = {
            "type": "object",
            "description": "The value of a parameter.",
            "properties": {"parameter": {"type": "string", "description": "The name under [parameter]."}},
            "required": ["parameter"],
            "additionalProperties": False,
        }
    definitions[_READING] = {
        "type": "object",
        "description": "The value by each reading of an open point of the law.",
        "properties": {"reading": {"type": "string", "description": "The id of the open point."}},
        "required": ["reading"],
        "additionalProperties": True,
    }
    ordered = {name: definitions[name] for name in sorted(definitions)}
    return {"$schema": _DRAFT, **_TOML, "title": title, **top, "definitions": ordered}


def _table(cls: type[Any], definitions: dict[str, Schema], *, parameters: bool, readings: bool) -> Schema:
    """Give the schema of one format class; those of the classes in it are put into `definitions`."""
    properties, required = {}, []
    for name, field in _fields(cls):
        below = parameters or (cls is RuleFile and name in _WITH_PARAMETERS)
        read = readings or (cls is RuleFile and name in _READ_BELOW) or (cls is Grundlag and name not in _NEVER_READ)
        said = _value(field.metadata["parser"], definitions, parameters=below, readings=read)
        properties[name] = {"description": KEYS[cls.__name__][name], **(_or(said, _READING) if read else said)}
        if field.default is attrs.NOTHING:
            required.append(name)
    said = {"type": "object", "description": (cls.__doc__ or "").splitlines()[0], "properties": properties}
    return {**said, **({"required": required} if required else {}), "additionalProperties": False}


def _fields(cls: type[Any]) -> Iterator[tuple[str, Any]]:
    for field in attrs.fields(cls):
        if "parser" in field.metadata:
            yield field.metadata["name"] or field.name, field


def _value(parser: Parser, definitions: dict[str, Schema], *, parameters: bool, readings: bool) -> Schema:
    shape = shape_of(parser)
    if isinstance(shape, TableOf):
        name = shape.cls.__name__
        if name not in definitions:
            definitions[name] = {}  # A class may hold itself.
            definitions[name] = _table(shape.cls, definitions, parameters=parameters, readings=readings)
        return _reference(name)
    if isinstance(shape, MapOf):
        item = _value(shape.item, definitions, parameters=parameters, readings=readings)
        return {"type": "object", "additionalProperties": _or(item, _READING) if readings else item}
    if isinstance(shape, ListOf):
        item = _value(shape.item, definitions, parameters=parameters, readings=readings)
        said: Schema = {"type": "array", "items": _or(item, _READING) if readings else item}
        return _or(said, _PARAMETER) if parameters and shape.item is text else said
    plain = dict(shape)
    return _or(plain, _PARAMETER) if parameters and plain.get("type") == "integer" else plain


def _or(said: Schema, other: str) -> Schema:
    """Give what may stand in a place, and beside it what may stand there too."""
    return {"anyOf": [*said.get("anyOf", [said]), _reference(other)]}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _each_requirement(name: str) -> Schema:
    return _also({"requirement": {"items": _also({}, name)}})


def _by_default(name: str) -> Schema:
    return _also({"default": _also({}, name)}, "default")


def _also(properties: Schema, *required: str) -> Schema:
    """Give what a table must have beside what is said of it elsewhere."""
    said = {"properties": properties} if properties else {}
    return {**said, **({"required": list(required)} if required else {}), "additionalProperties": True}
