"""The commands on the case table: what is in it, write it, compare another engine with it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kontaktforloeb.commands.codes import FINE, OVERDUE
from kontaktforloeb.commands.options import lang_option, messages
from kontaktforloeb.texts import Lang, say

if TYPE_CHECKING:
    from kontaktforloeb.testing.casetable.table import Choice

F = TypeVar("F", bound=Callable[..., Any])
_MOST = 20
_FOLDER = Path("casetable")
_COLUMNS = ("status", "opens", "due", "fulfilled", "days_late", "held", "needed")


def command_in(lang: Lang) -> click.Group:
    """Give the group `cases` in one language."""
    cases = click.Group("cases", help=say("cli.cases", lang))
    for command in (_list, _export, _compare):
        cases.add_command(command(lang))
    return cases


def _choice_options(lang: Lang) -> Callable[[F], F]:
    """Give the options that choose cases."""

    def add(command: F) -> F:
        for option in reversed(
            [
                click.option("--suite", multiple=True, metavar="NAME", help=say("cli.cases-suite", lang)),
                click.option("--category", multiple=True, metavar="NAME", help=say("cli.cases-category", lang)),
                click.option("--rules", metavar="ID,ID", help=say("cli.cases-rules", lang)),
                click.option("--requirement", multiple=True, metavar="ID", help=say("cli.cases-requirement", lang)),
                click.option("--group", multiple=True, metavar="ID", help=say("cli.cases-group", lang)),
                click.option("--case", multiple=True, metavar="ID", help=say("cli.cases-case", lang)),
                click.option("--plain", is_flag=True, help=say("cli.cases-plain", lang)),
                lang_option(lang),
            ]
        ):
            command = option(command)
        return command

    return add


def _choice(given: dict[str, Any]) -> Choice:
    from kontaktforloeb.testing.casetable.table import Choice  # noqa: PLC0415 (help needs no engine)

    rules = (given["rules"] or "").split(",")
    return Choice(
        given["suite"], given["category"], [name.strip() for name in rules if name.strip()], given["requirement"],
        given["group"], given["case"], only_plain=given["plain"],
    )  # fmt: skip


def _list(lang: Lang) -> click.Command:
    @click.command("list", help=say("cli.cases-list", lang))
    @_choice_options(lang)
    def command(**given: Any) -> None:
        from kontaktforloeb.testing.casetable.difference import counted  # noqa: PLC0415 (only here)
        from kontaktforloeb.testing.casetable.history import version  # noqa: PLC0415 (only here)

        with messages(lang):
            choice = _choice(given)
            cases = list(choice.of(choice.table()))
            for case in cases:
                days = ", ".join(map(str, case.on))
                click.echo(f"{case.id} [{case.category}] {days}: {case.purpose.in_(lang)}")
            facts = {
                "count": counted("number-of-cases", len(cases), lang),
                "suites": counted("number-of-suites", len({case.suite for case in cases}), lang),
                "categories": counted("number-of-categories", len({case.category for case in cases}), lang),
            }
            click.echo(say("cases.counted" if cases else "cases.none", lang, **facts, version=version()))

    return command


def _export(lang: Lang) -> click.Command:
    @click.command("export", help=say("cli.cases-export", lang))
    @click.option(
        "--output", type=click.Path(path_type=Path), default=_FOLDER, metavar="FOLDER",
        help=say("cli.cases-output", lang),
    )  # fmt: skip
    @_choice_options(lang)
    def command(output: Path, **given: Any) -> None:
        from kontaktforloeb.testing.casetable.difference import counted  # noqa: PLC0415 (only here)
        from kontaktforloeb.testing.casetable.export import export  # noqa: PLC0415 (only here)
        from kontaktforloeb.testing.casetable.history import version  # noqa: PLC0415 (only here)

        with messages(lang):
            choice = _choice(given)
            done = export(output, choice.table(), choice)
            count = counted("number-of-cases", done.cases, lang)
            findings = counted("number-of-findings", done.findings, lang)
            click.echo(say("cases.exported", lang, count=count, findings=findings, path=output, version=version()))

    return command


def _compare(lang: Lang) -> click.Command:
    path = click.Path(path_type=Path)

    @click.command("compare", help=say("cli.cases-compare", lang))
    @click.argument("folder", type=path)
    @click.argument("findings", type=path)
    @click.option("--columns", metavar="NAME,NAME", help=say("cli.cases-columns", lang, default=", ".join(_COLUMNS)))
    @click.option("--as-of", multiple=True, metavar="DATE", help=say("cli.cases-as-of", lang))
    @click.option("--most", type=click.IntRange(1), default=_MOST, metavar="N", help=say("cli.cases-most", lang))
    @_choice_options(lang)
    def command(
        folder: Path, findings: Path, columns: str | None, as_of: tuple[str, ...], most: int, **given: Any
    ) -> None:
        from kontaktforloeb.dates import parse_day  # noqa: PLC0415 (only here)
        from kontaktforloeb.errors import OutOfRangeError  # noqa: PLC0415 (only here)
        from kontaktforloeb.testing.casetable.difference import NEEDED, compare, told  # noqa: PLC0415 (only here)
        from kontaktforloeb.testing.casetable.engines import read_findings  # noqa: PLC0415 (only here)
        from kontaktforloeb.testing.casetable.wanted import NOBODY, SHOWN, columns_of, wanted_in  # noqa: PLC0415 (only here)

        with messages(lang):
            choice = _choice(given)
            names = columns_of(columns)
            wanted = list(wanted_in(folder))
            choice.check(wanted)
            cases = [case for case in wanted if choice.takes(case)]
            days = {str(parse_day(text)) for text in as_of}
            rows = read_findings(findings, NEEDED, names)
            found = compare(cases, rows, columns=names, choice=choice, days=days)
            if not found.cases:
                raise OutOfRangeError(NOBODY, SHOWN)
            click.echo(told(found, lang, most=most))
        sys.exit(FINE if found.equal else OVERDUE)

    return command
