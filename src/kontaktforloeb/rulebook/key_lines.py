"""On which line of a TOML text a key stands: what messages on rule files and on mappings point at."""

from __future__ import annotations

import tomllib
from typing import Any

from kontaktforloeb.rulebook.structure import Path


class KeyLines:
    r"""The lines on which keys stand in a text that is TOML.

    The text is parsed up to one line or another: the first piece that parses and holds a path ends on its line. That is
    slow, but only asked after an error, and it cannot disagree with the parser.

    >>> KeyLines('id = "x"\n\n[source]\nact = 1\n').line(("source", "act"))
    4
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._pieces: dict[int, dict[str, Any] | None] = {}

    def line(self, path: Path) -> int:
        """Give the line (from 1) on which a path first stands, or the nearest of its parents that is there."""
        last = len(self._lines)
        while not self._holds(last, path):
            path = path[:-1]
        before = 0
        if self._holds(before, path):
            return 1
        while before + 1 < last:
            middle = self._end(max(before + 1, (before + last) // 2))
            if middle >= last:  # A value goes on from the middle to the end: look at what comes before it.
                middle = self._end(before + 1)
            if middle >= last:
                break
            if self._holds(middle, path):
                last = middle
            else:
                before = middle
        # A value of several lines begins where the last piece without it has ended.
        return before + 1

    def _end(self, number: int) -> int:
        """Give the first line from `number` on with which a piece may end."""
        while self._piece(number) is None:
            number += 1
        return number

    def _holds(self, number: int, path: Path) -> bool:
        found: Any = self._piece(number)
        for part in path:
            entries = dict(enumerate(found)) if isinstance(found, list) else found
            if not isinstance(entries, dict) or part not in entries:
                return False
            found = entries[part]
        return True

    def _piece(self, number: int) -> dict[str, Any] | None:
        if number not in self._pieces:
            try:
                self._pieces[number] = tomllib.loads("\n".join(self._lines[:number]) + "\n")
            except tomllib.TOMLDecodeError:
                self._pieces[number] = None
        return self._pieces[number]
