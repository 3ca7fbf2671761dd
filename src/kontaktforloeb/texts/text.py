"""One text in the languages of the library."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """A text in Danish and English."""

    da: str
    en: str
