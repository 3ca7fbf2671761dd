"""What the commands share: options, messages instead of tracebacks, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from kontaktforloeb.commands.codes import PIPE_CLOSED, UNUSABLE
from kontaktforloeb.errors import KontaktforloebError, masked_place, system_said
from kontaktforloeb.texts import Lang, say

if TYPE_CHECKING:
    from kontaktforloeb.caseload.rows import Note
    from kontaktforloeb.rulebook.registry import Rulebook

F = TypeVar("F", bound=Callable[..., Any])


@contextmanager
def messages(lang: Lang) -> Iterator[None]:
    """Turn every error that a user can cause into a message and exit code 2."""
    try:
        yield
    except KontaktforloebError as error:
        click.echo(error.text(lang), err=True)
        sys.exit(UNUSABLE)
    except OSError as error:
        stop_for_file(error, lang)


def stop_for_file(error: OSError, lang: Lang) -> NoReturn:
    """End for a file that cannot be read or written, having said which and why, or for output that nobody reads."""
    if isinstance(error, BrokenPipeError):
        # Nobody reads any more; without this the interpreter would try once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)
    name = "" if error.filename is None else f"{masked_place(error.filename)}: "
    why = type(error).__name__ if error.strerror is None else system_said(error.strerror, lang)
    click.echo(f"{name}{why}", err=True)
    sys.exit(UNUSABLE)


def shown_name(path: Path) -> str:
    """Give the name of a file as a message says it; a folder such as "." has none but its path."""
    return masked_place(path.name or path)


def say_notes(notes: Sequence[Note], lang: Lang) -> None:
    """Say what is to be told of the input, to the error stream."""
    from kontaktforloeb.report.summary import note_lines  # noqa: PLC0415 (only a run needs it)

    for line in note_lines(notes, lang):
        click.echo(line, err=True)


def rulebook_of(folders: Sequence[Path]) -> Rulebook:
    """Give the bundled rules and those of the folders, having said what is wrong with the latter."""
    from kontaktforloeb.rulebook.registry import load_rules  # noqa: PLC0415 (only a command that runs needs rules)

    rulebook = load_rules(*folders)
    for problem in rulebook.problems:
        click.echo(str(problem), err=True)
    return rulebook


def rules_folder_option(lang: Lang) -> Callable[[F], F]:
    """Give the option `--rules-folder`, which may stand several times."""
    path = click.Path(path_type=Path)
    return click.option("--rules-folder", type=path, multiple=True, help=say("cli.rules-folder", lang))


def lang_option(lang: Lang) -> Callable[[F], F]:
    """Give the option `--lang`."""
    return click.option("--lang", type=click.Choice(["da", "en"]), default=lang, help=say("cli.lang", lang))
