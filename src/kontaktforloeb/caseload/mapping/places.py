"""What is wrong with a mapping file, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath

import attrs

from kontaktforloeb.caseload.unseen import visible
from kontaktforloeb.errors import Problem
from kontaktforloeb.rulebook.key_lines import KeyLines
from kontaktforloeb.rulebook.structure import Path


@attrs.frozen
class Slip:
    """One thing that is wrong at a path of keys; `what` and `expected` are templates that take `facts`."""

    path: Path
    what: str
    expected: str = ""
    nearest: str | None = None
    facts: Mapping[str, object] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Places:
    """A mapping file's name and text, to say where in it something stands."""

    path: FilePath
    text: str = attrs.field(repr=False)

    def problems(self, slips: Iterable[Slip]) -> list[Problem]:
        """Give what is wrong with file, line and key, in order of line."""
        found = list(slips)
        if not found:
            return []
        lines = KeyLines(self.text)
        placed = sorted(((lines.line(slip.path), slip) for slip in found), key=lambda item: item[0])
        return [
            Problem(
                slip.what, f"{self.path}:{line}", _dotted(slip.path), slip.expected, slip.nearest, slip.facts
            )
            for line, slip in placed
        ]  # fmt: skip


def _dotted(path: Path) -> str:
    """Give a path of keys as a reader writes it, lists counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{visible(part)}" for part in path).lstrip(".")
