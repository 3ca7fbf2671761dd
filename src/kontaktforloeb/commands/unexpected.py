"""What is said of an error that nobody foresaw: a message without anybody's data, where a traceback might hold some."""

from __future__ import annotations

import os
import traceback
from importlib.metadata import version
from pathlib import Path

import click

from kontaktforloeb.texts import Lang, say

WANTED = "KONTAKTFORLOEB_TRACEBACK"
"""The variable of the environment that asks for the traceback."""

_PACKAGE = Path(__file__).parents[1]


def show_unexpected(error: BaseException, lang: Lang) -> None:
    """Say of an error what it is and where in the library it came up, and how to see all of it."""
    if os.environ.get(WANTED):
        traceback.print_exception(error)
    facts = {"version": version("kontaktforloeb"), "kind": type(error).__name__, "place": _place(error)}
    click.echo(say("cli.unexpected", lang, **facts, variable=WANTED), err=True)


def _place(error: BaseException) -> str:
    """Give file and line of the last step inside the library; the error's own words may hold what stood in a cell."""
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            return f"{path.relative_to(_PACKAGE).as_posix()}:{line}"
    return "?"
