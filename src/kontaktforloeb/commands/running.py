"""What every command that judges shares: its options, and a run made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from kontaktforloeb.commands.known import day_or_none, known_on_option
from kontaktforloeb.commands.options import lang_option, rulebook_of, rules_folder_option
from kontaktforloeb.conventions import Conventions, Readings
from kontaktforloeb.errors import OutOfRangeError, UnknownNameError
from kontaktforloeb.texts import Lang, say

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook

F = TypeVar("F", bound=Callable[..., Any])


@attrs.frozen
class Run:
    """What a run is made with."""

    as_of: date
    rulebook: Rulebook
    rules: tuple[str, ...] | None = None
    schedule: str | None = None
    conventions: Conventions = attrs.field(factory=Conventions)
    readings: Readings = Readings.CHOSEN
    known_on: date | None = None

    @classmethod
    def of(cls, given: dict[str, Any], lang: Lang) -> Run:  # noqa: ARG003 (every option, the language among them)
        """Give the run that the options ask for.

        Raises for a word that is not known, before anything is read.
        """
        from kontaktforloeb.checking import chosen  # noqa: PLC0415 (only a command that runs needs the engine)

        rulebook = rulebook_of(given["rules_folder"])
        rules = given["rules"]
        names = None if rules is None else tuple(name.strip() for name in rules.split(",") if name.strip())
        if names == () or given["schedule"] == "":
            raise OutOfRangeError("no rule set is named", "an id such as those that 'rules list' shows")
        chosen(rulebook, given["schedule"], names)
        known_on = day_or_none(given.get("as_known_on"))
        as_of = day_or_none(given["as_of"]) or known_on or date.today()  # noqa: DTZ011 (the user's day)
        conventions = _conventions(given["convention"], rulebook)
        readings = Readings(given["readings"])
        return cls(as_of, rulebook, names, given["schedule"], conventions, readings, known_on)


def choices(lang: Lang) -> Callable[[F], F]:
    """Give the options of a command that judges."""

    def add(command: F) -> F:
        for option in reversed(
            [
                click.option("--as-of", metavar="DATE", help=say("cli.as-of", lang)),
                click.option("--rules", metavar="ID,ID", help=say("cli.rules-option", lang)),
                click.option("--schedule", metavar="ID", help=say("cli.schedule", lang)),
                rules_folder_option(lang),
                click.option("--convention", metavar="NAME=VALUE", multiple=True, help=say("cli.convention", lang)),
                click.option(
                    "--readings",
                    type=click.Choice([str(word) for word in Readings]),
                    default=str(Readings.CHOSEN),
                    help=say("cli.readings", lang),
                ),
                lang_option(lang),
            ]
        ):
            command = option(command)
        return command

    return add


def source_options(lang: Lang) -> Callable[[F], F]:
    """Give the options on how a caseload is read."""

    def add(command: F) -> F:
        path = click.Path(path_type=Path)
        command = known_on_option(lang)(command)
        command = click.option("--query", metavar="TABLE=SQL", multiple=True, help=say("cli.query", lang))(command)
        return click.option("--columns", type=path, metavar="FILE", help=say("cli.columns-option", lang))(command)

    return add


def _conventions(given: Sequence[str], rulebook: Rulebook) -> Conventions:
    """Give the readings that are chosen: of the points that the code reads, and of those that rule files declare."""
    in_code = {name: [str(word) for word in type(value)] for name, value in Conventions().of_code.items()}
    declared = {name: sorted(point.known) for name, point in rulebook.readings.items()}
    chosen_readings: dict[str, dict[str, str]] = {"code": {}, "declared": {}}
    for text in given:
        name, _, value = text.partition("=")
        words = {**in_code, **declared}.get(name)
        if words is None:
            raise UnknownNameError(what="convention", name=name, known=[*in_code, *declared])
        if value not in words:
            facts = {"value": value, "name": name}
            raise OutOfRangeError("'{value}' is no reading of {name}", " / ".join(words), facts)
        chosen_readings["code" if name in in_code else "declared"][name] = value
    return Conventions(**chosen_readings["code"], readings=chosen_readings["declared"])
