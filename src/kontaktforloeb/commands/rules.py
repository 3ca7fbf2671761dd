"""The commands on rules: look at them, check them, write new ones."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from kontaktforloeb.commands.codes import FINE, OVERDUE
from kontaktforloeb.commands.coverage import coverage_command
from kontaktforloeb.commands.options import lang_option, messages, rulebook_of, rules_folder_option
from kontaktforloeb.dates import parse_day
from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.files import whole
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.rulebook.registry import EXAMPLES
from kontaktforloeb.texts import Lang, say


def command_in(lang: Lang) -> click.Group:
    """Give the group `rules` in one language."""
    rules = click.Group("rules", help=say("cli.rules", lang))
    for command in (_list, _show, _which, _readings, _check, _schema, _diff, _new, _pages, coverage_command):
        rules.add_command(command(lang))
    return rules


def _list(lang: Lang) -> click.Command:
    @click.command("list", help=say("cli.rules-list", lang))
    @rules_folder_option(lang)
    @lang_option(lang)
    def command(rules_folder: tuple[Path, ...], **_: Any) -> None:
        from kontaktforloeb.report.rulepage import listed  # noqa: PLC0415 (only here)

        with messages(lang):
            click.echo("\n".join(listed(rulebook_of(rules_folder), lang)))

    return command


def _show(lang: Lang) -> click.Command:
    @click.command("show", help=say("cli.rules-show", lang))
    @click.argument("name")
    @rules_folder_option(lang)
    @lang_option(lang)
    def command(name: str, rules_folder: tuple[Path, ...], **_: Any) -> None:
        from kontaktforloeb.report.rulepage import shown  # noqa: PLC0415 (only here)

        with messages(lang):
            click.echo("\n".join(shown(rulebook_of(rules_folder), name, lang)).rstrip())

    return command


def _which(lang: Lang) -> click.Command:
    @click.command("which", help=say("cli.rules-which", lang))
    @click.argument("day", required=False)
    @click.option("--group", metavar="ID", help=say("cli.which-group", lang))
    @click.option("--rules", metavar="ID,ID", help=say("cli.which-rules", lang))
    @rules_folder_option(lang)
    @lang_option(lang)
    def command(
        day: str | None, group: str | None, rules: str | None, rules_folder: tuple[Path, ...], **_: Any
    ) -> None:
        from kontaktforloeb.report.which import which  # noqa: PLC0415 (only here)

        with messages(lang):
            rulebook = rulebook_of(rules_folder)
            names = None if rules is None else [name.strip() for name in rules.split(",") if name.strip()]
            if names == []:
                raise OutOfRangeError("no rule set is named", "an id such as those that 'rules list' shows")
            rulesets = None if names is None else [rulebook.ruleset(name) for name in dict.fromkeys(names)]
            click.echo("\n".join(which(rulebook, _day_or_today(day), lang, group=group, rules=rulesets)))

    return command


def _readings(lang: Lang) -> click.Command:
    @click.command("readings", help=say("cli.rules-readings", lang))
    @click.argument("point", required=False)
    @rules_folder_option(lang)
    @lang_option(lang)
    def command(point: str | None, rules_folder: tuple[Path, ...], **_: Any) -> None:
        from kontaktforloeb.report.openpoints import listed, shown  # noqa: PLC0415 (only here)

        with messages(lang):
            rulebook = rulebook_of(rules_folder)
            click.echo("\n".join(listed(rulebook, lang) if point is None else shown(rulebook, point, lang)))

    return command


def _check(lang: Lang) -> click.Command:
    @click.command("check", help=say("cli.rules-check", lang))
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
    @click.option("--strict", is_flag=True, help=say("cli.strict", lang))
    @click.option("--as-of", metavar="DATE", help=say("cli.check-as-of", lang))
    @lang_option(lang)
    def command(paths: tuple[Path, ...], as_of: str | None, *, strict: bool, **_: Any) -> None:
        from kontaktforloeb.rulebook.registry import bundled_folder, find_problems  # noqa: PLC0415 (only here)
        from kontaktforloeb.rulebook.review import review_paths  # noqa: PLC0415 (only here)

        with messages(lang):
            where = paths or (bundled_folder(),)
            problems = find_problems(where)
            errors, warnings = review_paths(where, _day_or_today(as_of))
            for problem in (*problems, *errors):
                click.echo(str(problem))
            for problem in warnings:
                click.echo(say("rules.warning", lang, problem=problem))
            failed = bool(problems or errors or (strict and warnings))
            if not failed:
                click.echo(say("rules.fine", lang, count=sum(_rule_files(path) for path in where)))
        sys.exit(OVERDUE if failed else FINE)

    return command


def _rule_files(path: Path) -> int:
    return 1 if path.is_file() else sum(not file.name.endswith(EXAMPLES) for file in path.rglob("*.toml"))


def _schema(lang: Lang) -> click.Command:
    @click.command("schema", help=say("cli.rules-schema", lang))
    @click.option("--grundlag", is_flag=True, help=say("cli.schema-grundlag", lang))
    @click.option("--output", type=click.Path(path_type=Path), help=say("cli.schema-output", lang))
    @lang_option(lang)
    def command(output: Path | None, *, grundlag: bool, **_: Any) -> None:
        import json  # noqa: PLC0415 (only here)

        from kontaktforloeb.rulebook.schema import grundlag_schema, rule_file_schema  # noqa: PLC0415 (only here)

        with messages(lang):
            schema = grundlag_schema() if grundlag else rule_file_schema()
            _give(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", output)
            if output is not None:
                click.echo(say("cli.written-file", lang, path=output))

    return command


def _diff(lang: Lang) -> click.Command:
    @click.command("diff", help=say("cli.rules-diff", lang))
    @click.argument("before")
    @click.argument("after")
    @rules_folder_option(lang)
    @lang_option(lang)
    def command(before: str, after: str, rules_folder: tuple[Path, ...], **_: Any) -> None:
        from kontaktforloeb.report.rulediff import differences  # noqa: PLC0415 (only here)
        from kontaktforloeb.rulebook.named import version_named  # noqa: PLC0415 (only here)

        with messages(lang):
            rulebook = rulebook_of(rules_folder)
            versions = version_named(rulebook, before), version_named(rulebook, after)
            click.echo("\n".join(differences(*versions, lang)))

    return command


def _new(lang: Lang) -> click.Command:
    kinds = [str(kind) for kind in FileKind if kind is not FileKind.GRUNDLAG]

    @click.command("new", help=say("cli.rules-new", lang))
    @click.argument("name", metavar="ID")
    @click.option("--kind", type=click.Choice(kinds), default=FileKind.KOMMUNE.value, help=say("cli.new-kind", lang))
    @click.option("--valid-from", metavar="DATE", help=say("cli.new-from", lang))
    @click.option("--output", type=click.Path(path_type=Path), help=say("cli.new-output", lang))
    @lang_option(lang)
    def command(name: str, kind: str, valid_from: str | None, output: Path | None, **_: Any) -> None:
        from kontaktforloeb.rulebook.starter import starting_file  # noqa: PLC0415 (only here)

        with messages(lang):
            if name in rulebook_of(()).rulesets:
                raise OutOfRangeError("'{name}' is a rule set already", "another id", {"name": name})
            if output is not None and output.exists():
                raise OutOfRangeError("'{name}' is there already", "another name", {"name": output.name})
            if output is not None:
                output.parent.mkdir(parents=True, exist_ok=True)
            days = _day_or_today(valid_from), _day_or_today(None)
            _give(starting_file(name, FileKind(kind), *days, lang), output)
            if output is not None:
                click.echo(say("new.written", lang, path=output))

    return command


def _pages(lang: Lang) -> click.Command:
    @click.command("pages", help=say("cli.rules-pages", lang))
    @click.argument("folder", type=click.Path(path_type=Path))
    @rules_folder_option(lang)
    @lang_option(lang)
    def command(folder: Path, rules_folder: tuple[Path, ...], **_: Any) -> None:
        from kontaktforloeb.report.rulepages import pages  # noqa: PLC0415 (only here)

        with messages(lang):
            written = pages(rulebook_of(rules_folder))
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in written.items():
                _give(text, folder / name)
            click.echo(say("cli.pages-written", lang, count=len(written), path=folder))

    return command


def _give(text: str, output: Path | None) -> None:
    """Show a text, or write it to a file, with the same bytes everywhere."""
    if output is None:
        click.echo(text, nl=False)
    else:
        with whole(output, "utf-8") as file:
            file.write(text)


def _day_or_today(text: str | None) -> date:
    return parse_day(text) if text else date.today()  # noqa: DTZ011 (the user's own day)
