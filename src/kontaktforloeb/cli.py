"""The command line: `kontaktforloeb check`, `explain`, `columns`, `diff`, `rules` and `demo`."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from itertools import pairwise

import click

from kontaktforloeb.commands.codes import FINE, INTERRUPTED, TERMINATED, UNEXPECTED, UNUSABLE
from kontaktforloeb.commands.helping import in_language
from kontaktforloeb.commands.options import stop_for_file
from kontaktforloeb.texts import Lang, say


def main(arguments: Sequence[str] | None = None, ended: Sequence[int] = ()) -> None:
    """Run the command line; `--lang en` anywhere in it makes help and messages English.

    `ended` gets the exit code of a signal as soon as one comes: a library that was at work may lose what the signal
    raised, and fail at what it left behind.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(given)
    try:
        build(lang).main(args=given, prog_name="kontaktforloeb", standalone_mode=False)
    except click.ClickException as error:
        from kontaktforloeb.commands.usage import show  # noqa: PLC0415 (only where something is wrong)

        show(error, lang)
        sys.exit(UNUSABLE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except (SystemExit, GeneratorExit):
        raise
    except OSError as error:
        stop_for_file(error, lang)
    except BaseException as error:  # noqa: BLE001 (a panic in Rust is no Exception; it must not look like a verdict)
        if ended:
            sys.exit(ended[0])
        from kontaktforloeb.commands.unexpected import show_unexpected  # noqa: PLC0415 (as above)

        show_unexpected(error, lang)
        sys.exit(UNEXPECTED)
    sys.exit(FINE)


def script() -> None:
    """Run the command line as a process of its own."""
    # A caseload makes millions of values and no cycles; looking for cycles among them costs a third of the run.
    gc.disable()
    ended: list[int] = []

    def end(number: int, _: object) -> None:
        ended.append(TERMINATED if number == signal.SIGTERM else INTERRUPTED)
        raise SystemExit(TERMINATED) if number == signal.SIGTERM else KeyboardInterrupt

    # Ended from outside, the process still takes away what it has half written.
    signal.signal(signal.SIGTERM, end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, end)
    sys.unraisablehook = lambda told: None if ended else sys.__unraisablehook__(told)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # A console that cannot show a sign shows a question mark.
    try:
        main(ended=ended)
    finally:
        if ended:
            # A thread in the middle of something would fall over an interpreter that is being taken down.
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    stream.flush()
            os._exit(ended[0])


def _language(arguments: Sequence[str]) -> Lang:
    english = "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)
    return "en" if english else "da"


def build(lang: Lang) -> click.Group:
    """Give the command line in one language."""
    cli = _Commands(lang)
    # `main` has seen the language already, wherever it stands; here it only has to be allowed.
    cli.params.append(
        click.Option(["--lang"], type=click.Choice(["da", "en"]), expose_value=False, help=say("cli.lang", lang))
    )
    click.version_option(package_name="kontaktforloeb")(cli)
    return cli


_COMMANDS = ("cases", "check", "columns", "demo", "diff", "explain", "prove", "rules")


class _Commands(click.Group):
    """The commands, each loaded when it is run: the list of them needs nothing but its texts."""

    def __init__(self, lang: Lang) -> None:
        about = say("cli.about", lang)
        super().__init__("kontaktforloeb", help=about, context_settings={"max_content_width": 110})
        self._lang = lang
        in_language(self, lang)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's form)
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's form)
        if cmd_name not in _COMMANDS:
            return None
        made: click.Command = import_module(f"kontaktforloeb.commands.{cmd_name}").command_in(self._lang)
        return in_language(made, self._lang)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's form)
        listed = (click.Command(name, help=say(f"cli.{name}", self._lang)) for name in _COMMANDS)
        width = formatter.width - 6 - max(map(len, _COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl([(command.name or "", command.get_short_help_str(width)) for command in listed])
