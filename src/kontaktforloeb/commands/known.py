"""The option `--as-known-on`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from kontaktforloeb.dates import parse_day
from kontaktforloeb.texts import Lang, say

F = TypeVar("F", bound=Callable[..., Any])


def known_on_option(lang: Lang) -> Callable[[F], F]:
    """Give the option, which a command takes as `as_known_on`."""
    return click.option("--as-known-on", metavar="DATE", help=say("cli.as-known-on", lang))


def day_or_none(text: str | None) -> date | None:
    """Give the day that an option names; `None` where it is not given."""
    return None if text is None else parse_day(text)
