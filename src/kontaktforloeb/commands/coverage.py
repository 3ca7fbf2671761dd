"""The command `rules coverage`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kontaktforloeb.commands.codes import FINE, OVERDUE
from kontaktforloeb.commands.options import lang_option, messages, rulebook_of, rules_folder_option
from kontaktforloeb.texts import Lang, say


def coverage_command(lang: Lang) -> click.Command:
    """Give the command in one language."""

    @click.command("coverage", help=say("cli.rules-coverage", lang))
    @click.option("--document", metavar="ID", help=say("cli.document", lang))
    @click.option("--missing", is_flag=True, help=say("cli.missing", lang))
    @rules_folder_option(lang)
    @lang_option(lang)
    def command(document: str | None, rules_folder: tuple[Path, ...], *, missing: bool, **_: Any) -> None:
        from kontaktforloeb.rulebook.registry import bundled_folder  # noqa: PLC0415 (only here)
        from kontaktforloeb.statements.coverage import map_statements  # noqa: PLC0415 (only here)
        from kontaktforloeb.statements.coverage_text import lines  # noqa: PLC0415 (only here)

        with messages(lang):
            found = map_statements([bundled_folder(), *rules_folder], rulebook_of(rules_folder), document)
            click.echo("\n".join(lines(found, lang, missing=missing)))
        sys.exit(FINE if found.complete else OVERDUE)

    return command
