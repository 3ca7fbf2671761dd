"""The JSON Schema of an exported case table."""

from __future__ import annotations

from typing import Any

from kontaktforloeb.caseload.writing.tables import FINDINGS
from kontaktforloeb.status import Certainty, Coverage, Duty, Level, Status
from kontaktforloeb.testing.casetable.model import WHICH, Category, Suite
from kontaktforloeb.testing.casetable.rows import columns
from kontaktforloeb.testing.casetable.wanted import FORMAT

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": "string"}
_DAY: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_WORDS: dict[str, Any] = {"type": "array", "items": _TEXT}
_CLOSED = {"status": Status, "duty": Duty, "level": Level, "certainty": Certainty, "coverage": Coverage}
_ALWAYS = frozenset({"course", "version", "held", "needed", "occurrence", "as_of"})


def schema() -> dict[str, Any]:
    """Give the schema of the files under `suites/`; `$defs` has one for each thing in them, and for the manifest."""
    return {
        "$schema": _DIALECT,
        "title": "kontaktforloeb case table: one suite",
        **_object(
            {"format": {"const": FORMAT}, "version": _TEXT, "suite": _one_of(Suite), "cases": _list("case")},
        ),
        "$defs": {
            "case": _case(),
            "setting": _setting(),
            "tables": _object({name: _table(own) for name, own in columns().items()}, needed=("spells",)),
            "day": _object({"as_of": _DAY, "known": _list("known"), "findings": _list("finding")}),
            "known": _known(),
            "finding": _object({name: _column(name) for name in FINDINGS.columns if name not in ("citizen", "as_of")}),
            "manifest": _manifest(),
        },
    }


def _object(properties: dict[str, Any], needed: tuple[str, ...] | None = None) -> dict[str, Any]:
    required = list(properties) if needed is None else list(needed)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _one_of(words: Any) -> dict[str, Any]:
    return {"enum": [str(word) for word in words]}


def _case() -> dict[str, Any]:
    return _object(
        {
            "id": _TEXT,
            "suite": _one_of(Suite),
            "category": _one_of(Category),
            "citizen": _TEXT,
            "purpose": _object({"da": _TEXT, "en": _TEXT}),
            "reference": _TEXT,
            "source": _TEXT,
            "rulesets": _WORDS,
            "requirement": _TEXT,
            "why": _TEXT,
            "setting": {"$ref": "#/$defs/setting"},
            "tables": {"$ref": "#/$defs/tables"},
            "days": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/day"}},
        }
    )


def _setting() -> dict[str, Any]:
    texts = {"type": "object", "additionalProperties": _TEXT}
    return _object(
        {
            "rules": {"anyOf": [_WORDS, {"type": "null"}]},
            "conventions": texts,
            "every_reading": {"type": "boolean"},
            "values": {"type": "object", "additionalProperties": {"type": "object"}},
        }
    )


def _table(names: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": _object(dict.fromkeys(names, _TEXT))}


def _known() -> dict[str, Any]:
    anything = {"type": ["string", "integer", "null"]}
    which = {"type": "object", "propertyNames": {"enum": [*WHICH, "ruleset"]}, "additionalProperties": anything}
    says = {"type": "object", "propertyNames": {"enum": list(FINDINGS.columns)}, "additionalProperties": anything}
    flag = {"type": "boolean"}
    status = {"type": "array", "items": _one_of(Status)}
    return _object(
        {
            "which": which, "status": status, "says": says, "reasons": _WORDS, "not_reasons": _WORDS, "absent": flag,
            "some": flag,
        }
    )  # fmt: skip


def _column(name: str) -> dict[str, Any]:
    if name in _CLOSED:
        return _one_of(_CLOSED[name])
    if name in FINDINGS.lists:
        return _WORDS
    own = {"type": "integer"} if name in FINDINGS.numbers else _DAY if name in FINDINGS.days else _TEXT
    return own if name in _ALWAYS else {"anyOf": [own, {"type": "null"}]}


def _manifest() -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0}
    numbers = {"type": "object", "additionalProperties": number}
    texts = {"type": "object", "additionalProperties": _TEXT}
    rule = _object({"ruleset": _TEXT, "version": _DAY, "kind": _TEXT, "status": _TEXT, "file": _TEXT, "sha256": _TEXT})
    return _object(
        {
            "format": {"const": FORMAT},
            "title": _TEXT,
            "version": _TEXT,
            "package": texts,
            "suites": {"type": "array", "items": _one_of(Suite)},
            "cases": number,
            "by_suite": numbers,
            "by_category": numbers,
            "findings": number,
            "known": number,
            "runs": number,
            "left_out": numbers,
            "columns": {"type": "object", "additionalProperties": _WORDS},
            "conventions": texts,
            "changes": {"type": "array", "items": texts},
            "retired": number,
            "rules": {"type": "array", "items": rule},
            "files": texts,
        }
    )
