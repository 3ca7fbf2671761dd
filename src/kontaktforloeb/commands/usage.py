"""What is wrong with a command line, in the language of the user: click has it in English."""

from __future__ import annotations

import re

import click

from kontaktforloeb.errors import masked_place
from kontaktforloeb.texts import Lang, say

_KNOWN = (
    (r"No such option:? '?(?P<name>--?[^\s'.]+)'?\.?(?: .*)?", "usage.no-option"),
    (r"No such command '(?P<name>.*?)'\.(?: .*)?", "usage.no-command"),
    (r"Missing command\.", "usage.missing-command"),
    (r"Missing (?:argument|option) '(?P<name>.*?)'\..*", "usage.missing"),
    (r"Got unexpected extra arguments? \((?P<name>.*)\)", "usage.extra"),
    (r"Option '(?P<name>.*?)' requires an argument\.", "usage.without-value"),
    (r"Option '(?P<name>.*?)' does not take a value\.", "usage.takes-no-value"),
    (r"Invalid value for '(?P<name>.*?)': '(?P<value>.*)' is not one of (?P<known>.*)\.", "usage.not-one-of"),
    (r"Invalid value for '(?P<name>.*?)': '(?P<value>.*)' is not a valid integer(?: range)?\.", "usage.no-number"),
    (r"Invalid value for '(?P<name>.*?)': (?P<value>\S+) is not in the range (?P<known>.*)\.", "usage.outside"),
)
"""What click says, and the text that says the same; what is not here stays English."""


def show(error: click.ClickException, lang: Lang) -> None:
    """Say what is wrong with a command line: how it is used, where help is, and the error."""
    if lang == "en" or isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    lines: list[str] = []
    if context is not None:
        lines = [context.get_usage(), say("usage.help", lang, command=context.command_path), ""]
    for line in (*lines, say("usage.error", lang, message=masked_place(said(error, lang)))):
        click.echo(line, err=True)


def said(error: click.ClickException, lang: Lang) -> str:
    """Give the error in a language.

    >>> said(click.NoSuchOption("--as-off", possibilities=["--as-of"]), "da")
    "der er ikke noget valg '--as-off'; mente du '--as-of'?"
    """
    english = error.format_message()
    if lang == "en":
        return english
    for form, key in _KNOWN:
        found = re.fullmatch(form, english, re.DOTALL)
        if found:
            near = getattr(error, "possibilities", None)
            return say(key, lang, **found.groupdict()) + (say("problem.nearest", lang, nearest=near[0]) if near else "")
    return english
