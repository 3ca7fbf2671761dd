"""The command `prove`: a schedule against a law, or by itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kontaktforloeb.commands.codes import FINE, OVERDUE, UNUSABLE
from kontaktforloeb.commands.known import day_or_none
from kontaktforloeb.commands.options import lang_option, messages, rulebook_of, rules_folder_option
from kontaktforloeb.errors import OutOfRangeError, masked
from kontaktforloeb.texts import Lang, say

if TYPE_CHECKING:
    from kontaktforloeb.proof.planning import Progress
    from kontaktforloeb.proof.setting import Setting
    from kontaktforloeb.proof.values import Outcome, Proof

Adds = Callable[[Any], Any]


def command_in(lang: Lang) -> click.Command:
    """Give the command in one language."""

    @click.command("prove", help=say("cli.prove", lang))
    @click.argument("schedule", metavar="SCHEDULE", required=False)
    @_options(lang)
    @rules_folder_option(lang)
    @lang_option(lang)
    def command(schedule: str | None, **given: Any) -> None:
        began = time.monotonic()
        with messages(lang):
            outcome = _answered(schedule, given, lang)
            click.echo(say("cli.prove-time", lang, seconds=f"{time.monotonic() - began:.1f}"), err=True)
        sys.exit(_code(outcome))

    return command


def _options(lang: Lang) -> Adds:
    path = click.Path(path_type=Path)
    options = [
        click.option("--against", metavar="ID", help=say("cli.prove-against", lang)),
        click.option("--version", metavar="DATE", help=say("cli.prove-version", lang)),
        click.option("--from", "first", metavar="DATE", help=say("cli.prove-from", lang)),
        click.option("--to", "last", metavar="DATE", help=say("cli.prove-to", lang)),
        click.option("--duty", metavar="ID", multiple=True, help=say("cli.prove-duty", lang)),
        click.option("--group", metavar="ID", multiple=True, help=say("cli.prove-group", lang)),
        click.option("--event", metavar="NAME[=VALUE]", multiple=True, help=say("cli.prove-event", lang)),
        click.option("--assume", metavar="NAME=VALUE", multiple=True, help=say("cli.prove-assume", lang)),
        click.option("--as-if", is_flag=True, help=say("cli.prove-as-if", lang)),
        click.option("--repair", type=click.IntRange(1, 6), metavar="N", help=say("cli.prove-repair", lang)),
        click.option("--output", type=path, metavar="FOLDER", help=say("cli.prove-output", lang)),
        click.option("--page", type=path, metavar="FILE", help=say("cli.prove-page", lang)),
    ]

    def add(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def _code(outcome: Outcome | None) -> int:
    return FINE if outcome is None or outcome == "proved" else OVERDUE if outcome == "counterexample" else UNUSABLE


def _answered(schedule: str | None, given: dict[str, Any], lang: Lang) -> Outcome | None:
    from kontaktforloeb.proof.extra import check_extra  # noqa: PLC0415 (help needs no solver)

    check_extra()
    if given["page"] is not None:
        _write_page(given, lang)
        return None
    if schedule is None:
        raise OutOfRangeError("no schedule is named", "SCHEDULE, or --page FILE")
    _check_options(given)
    setting = _setting(schedule, given)
    if given["against"] is None:
        return _alone(setting, lang)
    return _proved(setting, given, lang)


def _check_options(given: dict[str, Any]) -> None:
    """Raise for what could have no effect, and for a folder that cannot be written to, before a long search."""
    from kontaktforloeb.proof.folder import check_folder  # noqa: PLC0415 (as above)

    for name in ("duty", "repair", "output"):
        if given["against"] is None and given[name] not in (None, ()):
            raise OutOfRangeError("--{name} needs --against", "the law, as in --against lab", {"name": name})
    alone_on_days = given["against"] is None and not given["as_if"] and given["first"] and given["last"]
    if alone_on_days and given["version"] is not None:
        raise OutOfRangeError("--version has no effect beside --from and --to", "--against, --as-if, or no --version")
    if given["output"] is not None:
        check_folder(given["output"])


def _assumed(text: str) -> tuple[str, str]:
    name, given, value = text.partition("=")
    if not given:
        raise OutOfRangeError("'=' is missing in --assume {text}", "NAME=VALUE", {"text": masked(text)})
    return name, value


def _setting(schedule: str, given: dict[str, Any]) -> Setting:
    from kontaktforloeb.proof.setting import setting  # noqa: PLC0415 (as above)

    first, last = day_or_none(given["first"]), day_or_none(given["last"])
    told = [text.partition("=") for text in given["event"]]
    return setting(
        schedule,
        given["against"],
        rulebook_of(given["rules_folder"]),
        version=day_or_none(given["version"]),
        first=first,
        last=last,
        events=[(name, value or None) for name, _, value in told],
        groups=given["group"],
        assumed=[_assumed(text) for text in given["assume"]],
        as_if_in_force=given["as_if"],
    )


def _alone(setting: Setting, lang: Lang) -> Outcome:
    from kontaktforloeb.proof.alone import alone_of  # noqa: PLC0415 (as above)
    from kontaktforloeb.proof.told import alone_lines  # noqa: PLC0415 (as above)

    with _progress(lang) as progress:
        alone = alone_of(setting, progress)
    click.echo("\n".join(alone_lines(alone, lang)))
    return alone.followable


def _proved(setting: Setting, given: dict[str, Any], lang: Lang) -> Outcome:
    from kontaktforloeb.proof.proving import proof_of  # noqa: PLC0415 (as above)
    from kontaktforloeb.proof.told import proof_lines  # noqa: PLC0415 (as above)

    with _progress(lang) as progress:
        proof = proof_of(setting, given["duty"], progress)
    click.echo("\n".join(proof_lines(proof, lang)))
    if given["output"] is not None:
        _write(proof, setting, given["output"], lang)
    if given["repair"] is not None:
        _repair(setting, given["duty"], given["repair"], lang)
    return proof.outcome


def _write(proof: Proof, setting: Setting, folder: Path, lang: Lang) -> None:
    from kontaktforloeb.proof.folder import write_counterexample  # noqa: PLC0415 (as above)

    shown = proof.counterexample
    if shown is not None:
        write_counterexample(shown, folder, lang)
        click.echo(say("cli.prove-written", lang, path=folder))
        for name in setting.names:
            click.echo(f"  kontaktforloeb check {folder} --as-of {shown.as_of} --schedule {name} --rules {name}")


def _repair(setting: Setting, duties: Sequence[str], most: int, lang: Lang) -> None:
    from kontaktforloeb.proof.repairing import repair_of  # noqa: PLC0415 (as above)
    from kontaktforloeb.proof.told import repair_lines  # noqa: PLC0415 (as above)

    with _progress(lang) as progress:
        found = repair_of(setting, duties, most, progress)
    click.echo("\n".join(repair_lines(found, most, lang)))


def _write_page(given: dict[str, Any], lang: Lang) -> None:
    from kontaktforloeb.files import whole  # noqa: PLC0415 (as above)
    from kontaktforloeb.proof.page import page  # noqa: PLC0415 (as above)

    with _progress(lang) as progress:
        text = page(rulebook_of(given["rules_folder"]), progress)
    with whole(given["page"], "utf-8") as file:
        file.write(text)
    click.echo(say("cli.prove-page-written", lang, path=given["page"]))


@contextmanager
def _progress(lang: Lang) -> Iterator[Progress]:
    """Give what shows how far a long piece of work is: a line on a terminal, and nothing in a pipe."""
    shown = sys.stderr.isatty()
    label = say("cli.prove-planning", lang)

    def tell(done: int, total: int) -> None:
        if shown:
            sys.stderr.write(f"\r{label} {done}/{total}\x1b[K")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
