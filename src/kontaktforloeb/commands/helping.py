"""The help of a command in Danish: click has the words around what a command says of itself in English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from kontaktforloeb.texts import Lang, say

_HEADINGS = {"Options": "help.options", "Commands": "help.commands", "Arguments": "help.arguments"}
_OF_CLICK = {"Show this message and exit.": "help.of-help", "Show the version and exit.": "help.of-version"}
_IN_USAGE = {"[OPTIONS]": "help.some-options", "COMMAND [ARGS]...": "help.a-command"}


class _Formatter(click.HelpFormatter):
    """Writes help as click does, its words in Danish; a word that is not here stays English."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, key in _IN_USAGE.items():
            args = args.replace(english, say(key, "da"))
        super().write_usage(prog, args, say("usage.usage", "da") + " " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(say(_HEADINGS[heading], "da") if heading in _HEADINGS else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], *widths: Any, **named: Any) -> None:
        told = [(name, say(_OF_CLICK[text], "da") if text in _OF_CLICK else text) for name, text in rows]
        super().write_dl(told, *widths, **named)


class _Context(click.Context):
    formatter_class = _Formatter


def in_language(command: click.Command, lang: Lang) -> click.Command:
    """Give a command, and those below it, with its help in a language."""
    if lang == "da":
        command.context_class = _Context
        for below in command.commands.values() if isinstance(command, click.Group) else ():
            in_language(below, lang)
    return command
