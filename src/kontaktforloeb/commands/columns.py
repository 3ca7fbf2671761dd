"""The command `columns`: look at a file and propose which of its columns give what."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kontaktforloeb.commands.codes import FINE, OVERDUE
from kontaktforloeb.commands.options import lang_option, messages, rulebook_of, rules_folder_option, shown_name
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, Problem, masked, masked_place
from kontaktforloeb.files import whole
from kontaktforloeb.texts import Lang, say

if TYPE_CHECKING:
    from kontaktforloeb.caseload.mapping.propose import Proposal, ProposedSource
    from kontaktforloeb.caseload.sourced import Source


def command_in(lang: Lang) -> click.Command:
    """Give the command `columns` in one language."""

    @click.command("columns", help=say("cli.columns", lang))
    @click.argument("file", metavar="FILE")
    @click.option("--query", metavar="TABLE=SQL", multiple=True, help=say("cli.query", lang))
    @click.option("--output", type=click.Path(path_type=Path), help=say("cli.new-output", lang))
    @rules_folder_option(lang)
    @lang_option(lang)
    def command(
        file: str, query: tuple[str, ...], output: Path | None, rules_folder: tuple[Path, ...], **_: Any
    ) -> None:
        with messages(lang):
            from kontaktforloeb.caseload.sourced import Source  # noqa: PLC0415 (help needs no reader)

            if output is not None and output.exists():
                # It may hold somebody's answers.
                raise OutOfRangeError("'{name}' is there already", "another name", {"name": shown_name(output)})
            source = Source.of(file, queries=query)
            source.look_for_file()
            proposal = _proposal(source, rules_folder)
            if not any(table.source.candidates for table in proposal.sources):
                raise CaseloadError(_unusable(proposal) or [Problem("there is no table in it", source.where)])
            from kontaktforloeb.caseload.mapping.render import rendered  # noqa: PLC0415 (only here)

            _give(rendered(proposal, lang), output, lang)
        sys.exit(FINE if proposal.settled else OVERDUE)

    return command


def _proposal(source: Source, rules_folder: tuple[Path, ...]) -> Proposal:
    """Give the proposal for a source; raise `CaseloadError` where the extra is not installed."""
    try:
        from kontaktforloeb.caseload.mapping.propose import propose  # noqa: PLC0415 (only here)
        from kontaktforloeb.caseload.raw import read_raw  # noqa: PLC0415 (an extra)
    except ImportError:
        what, expected = "this can only be read with the extra 'caseload'", "pip install 'kontaktforloeb[caseload]'"
        raise CaseloadError([Problem(what, source.where, expected=expected)]) from None
    raw = read_raw(source.path or source.given, source.queries)
    return propose(raw.tables, rulebook_of(rules_folder))


def _give(text: str, output: Path | None, lang: Lang) -> None:
    """Show a proposal, or write it to a file: what a console makes of a text need not be UTF-8, as TOML is."""
    if output is None:
        click.echo(text, nl=False)
        return
    with whole(output, "utf-8") as file:
        file.write(text)
    click.echo(say("cli.written-file", lang, path=masked_place(output)))


def _unusable(proposal: Proposal) -> list[Problem]:
    """Give why nothing can be said of any table."""
    return [_unusable_table(table) for table in proposal.sources]


def _unusable_table(table: ProposedSource) -> Problem:
    expected = "a first row with headings"
    if table.source.headed_in:
        what, facts = "the headings seem to stand in row {row}", {"row": table.source.headed_in}
        return Problem(what, masked(table.where), expected=expected, facts=facts)
    if table.source.headless:
        return Problem("the first row looks like data, not like headings", masked(table.where), expected=expected)
    return Problem("the table is empty", masked(table.where))
