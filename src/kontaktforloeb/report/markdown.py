"""Parts of Markdown pages: texts of rule files as they are, tables, a page from its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

_SIGNS = re.compile(r"[\\`*_\[\]#|!]")
_ADDRESS = re.compile(r"https?://[^\s()<>\"'\\|\[\]`]+")


def md(text: str) -> str:
    """Give a text of a rule file as Markdown that shows it as it is: one line, and nothing in it means anything."""
    folded = " ".join(escape(text, quote=False).split())
    return _SIGNS.sub(r"\\\g<0>", folded)


def code(name: str) -> str:
    """Give a name in code style."""
    return f"`{' '.join(name.replace('`', '').replace('|', '').split())}`"


def link(text: str, address: str) -> str:
    """Give a text that leads to an address, or names it where it is none that can be followed."""
    return f"[{md(text)}]({address})" if _ADDRESS.fullmatch(address) else f"{md(text)}, {md(address)}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table."""
    for row in (heads, ["---"] * len(heads), *rows):
        yield "| " + " | ".join(row) + " |"


def page_text(lines: Iterable[str]) -> str:
    """Give a page from its lines."""
    return "\n".join(lines).rstrip() + "\n"
