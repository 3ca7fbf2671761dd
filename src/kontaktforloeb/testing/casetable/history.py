"""The versions of the case table: what changed, and which cases were retired."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from kontaktforloeb.testing.casetable.wanted import COMPARED, KEY, plain

_LONG = 12
_HERE = "kontaktforloeb.testing.casetable"


@cache  # A file of the package, which nobody changes.
def changes() -> Sequence[Mapping[str, str]]:
    """Give what changed in the case table, the first version first.

    >>> changes()[0]["version"]
    '1'
    """
    return tuple(_read("changes.json")["changes"])


def version() -> str:
    """Give the version of the case table.

    >>> version() == changes()[-1]["version"]
    True
    """
    return changes()[-1]["version"]


@cache  # As above.
def retired() -> Sequence[Mapping[str, Any]]:
    """Give the cases that were in an earlier version, each with the version that left it out, why, and the case itself.

    >>> all({"id", "retired_in", "why"} <= case.keys() for case in retired())
    True
    """
    return tuple(_read("retired.json")["retired"])


def _read(name: str) -> Any:
    return json.loads((files(_HERE) / name).read_text("utf-8"))


def digests(case: Mapping[str, Any]) -> tuple[str, str]:
    """Give what an exported case comes down to in two short words: its facts and questions, and what must come out."""
    facts = {name: case[name] for name in ("tables", "setting")} | {"days": [day["as_of"] for day in case["days"]]}
    # The citizen's id is made from that of the case, which stands beside the digest.
    found = [
        [{name: plain(row.get(name)) for name in (*KEY[1:], *COMPARED)} for row in day["findings"]]
        for day in case["days"]
    ]
    return _short(facts), _short(found)


def _short(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()[:_LONG]
