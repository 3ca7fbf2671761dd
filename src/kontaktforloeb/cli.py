"""The command line: `kontaktforloeb check`, `explain`, `rules` and `demo`."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from kontaktforloeb.caseload.columns import TABLES
from kontaktforloeb.caseload.read import Caseload, read_folder
from kontaktforloeb.caseload.run import check_caseload
from kontaktforloeb.caseload.write import FORMATS, write_findings, write_rejected
from kontaktforloeb.checking import check, chosen
from kontaktforloeb.commands.options import (
    FINE,
    INTERRUPTED,
    OVERDUE,
    TERMINATED,
    UNUSABLE,
    lang_option,
    messages,
    rulebook_of,
    rules_folder_option,
)
from kontaktforloeb.commands.rules import rules_group
from kontaktforloeb.conventions import Conventions, Readings
from kontaktforloeb.dates import parse_day
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, Problem, UnknownNameError
from kontaktforloeb.explain import explain
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.report.summary import Tally, lines, row_lines
from kontaktforloeb.rulebook.registry import Rulebook, load_rules
from kontaktforloeb.status import Status
from kontaktforloeb.texts import Lang, day, say

_DEMO_AS_OF = date(2026, 11, 1)
"""The day that the example caseload is made for."""

F = TypeVar("F", bound=Callable[..., Any])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; `--lang en` anywhere in it makes help and messages English."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        build(_language(given)).main(args=given, prog_name="kontaktforloeb", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(UNUSABLE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    sys.exit(FINE)


def script() -> None:
    """Run the command line as a process of its own."""
    # A caseload makes millions of values and no cycles; looking for cycles among them costs a third of the run.
    gc.disable()
    # Ended from outside, the process still takes away what it has half written.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # A console that cannot show a sign shows a question mark.
    main()


def _language(arguments: Sequence[str]) -> Lang:
    english = "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)
    return "en" if english else "da"


def build(lang: Lang) -> click.Group:
    """Give the command line in one language."""
    cli = click.Group("kontaktforloeb", help=say("cli.about", lang), context_settings={"max_content_width": 110})
    # `main` has seen the language already, wherever it stands; here it only has to be allowed.
    cli.params.append(
        click.Option(["--lang"], type=click.Choice(["da", "en"]), expose_value=False, help=say("cli.lang", lang))
    )
    cli.add_command(_check(lang))
    cli.add_command(_explain(lang))
    cli.add_command(rules_group(lang))
    cli.add_command(_demo(lang))
    click.version_option(package_name="kontaktforloeb")(cli)
    return cli


def _check(lang: Lang) -> click.Command:
    @click.command("check", help=say("cli.check", lang))
    @click.argument("caseload", type=click.Path(path_type=Path))
    @_choices(lang)
    @click.option("--output", type=click.Path(path_type=Path), help=say("cli.output", lang))
    @click.option("--rejected", type=click.Path(path_type=Path), help=say("cli.rejected", lang))
    @click.option("--excel-csv", is_flag=True, help=say("cli.excel-csv", lang))
    def command(caseload: Path, output: Path | None, rejected: Path | None, *, excel_csv: bool, **choices: Any) -> None:
        with messages(lang):
            run = _Run.of(choices, lang)
            rejected = rejected or (output.with_name("rejected.csv") if output else None)
            _writable(output, FORMATS, caseload)
            _writable(rejected, (".csv",), caseload)
            if output is not None and rejected is not None and output.resolve() == rejected.resolve():
                raise OutOfRangeError(
                    "findings and rejected rows would share '{name}'", "two files", {"name": output.name}
                )
            read = read_folder(caseload, run.rulebook)
            if not read.cases:
                _say_why_nobody(read, rejected, lang, excel_csv=excel_csv)
                raise CaseloadError([Problem("no row can be used to judge anybody", str(caseload))])
            tally = Tally()
            assessments = _counting(run.assess(read), len(read.cases), tally, lang)
            if output is None:
                for _ in assessments:
                    pass
            else:
                write_findings(output, _findings_of(assessments), excel_csv=excel_csv)
            if rejected is not None:
                write_rejected(rejected, read.issues, lang, excel_csv=excel_csv)
            _say_summary(run, read, tally, lang)
            if output is not None:
                click.echo(say("cli.written", lang, count=tally.findings, path=output))
            if rejected is not None:
                click.echo(say("cli.rejected-written", lang, count=len(read.issues), path=rejected))
        sys.exit(OVERDUE if tally.breaches else FINE)

    return command


def _explain(lang: Lang) -> click.Command:
    @click.command("explain", help=say("cli.explain", lang))
    @click.argument("caseload", type=click.Path(path_type=Path))
    @click.argument("citizen")
    @_choices(lang)
    @click.option("--requirement", help=say("cli.requirement", lang))
    def command(caseload: Path, citizen: str, requirement: str | None, **choices: Any) -> None:
        with messages(lang):
            run = _Run.of(choices, lang)
            read = read_folder(caseload, run.rulebook)
            case = next((case for case in read.cases if case.citizen == citizen), None)
            if case is None:
                # No nearest word: it would be another citizen's id.
                raise UnknownNameError(what="citizen with a spell that can be used", name=citizen)
            assessment = check(
                case, as_of=run.as_of, rulebook=run.rulebook, rules=run.rules, schedule=run.schedule,
                conventions=run.conventions, readings=run.readings,
            )  # fmt: skip
            findings = [f for f in assessment.findings if requirement in (None, f.requirement)]
            if requirement is not None and not findings:
                known = [finding.requirement for finding in assessment.findings]
                raise UnknownNameError(what="finding on the requirement", name=requirement, known=known)
            texts = [explain(finding, lang) for finding in findings] or [say("cli.no-duty", lang)]
            click.echo("\n\n".join(texts))

    return command


def _demo(lang: Lang) -> click.Command:
    @click.command("demo", help=say("cli.demo", lang))
    @lang_option(lang)
    def command(**_: Any) -> None:
        with messages(lang):
            folder = examples_folder()
            run = _Run(_DEMO_AS_OF, load_rules(), None, None, Conventions())
            read = read_folder(folder, run.rulebook)
            tally, example = Tally(), None
            click.echo(say("cli.demo-intro", lang, path=folder, as_of=day(_DEMO_AS_OF, lang)))
            for assessment in _counting(run.assess(read), len(read.cases), tally, lang):
                if example is None and not assessment.facts.case.rejected_rows:
                    example = next((f for f in assessment.findings if _to_show(f)), None)
            _say_summary(run, read, tally, lang)
            if example is not None:
                click.echo("\n".join(["", say("cli.demo-why", lang), "", explain(example, lang)]))
            click.echo("\n" + say("cli.demo-next", lang))

    return command


@attrs.frozen
class _Run:
    """What a run is made with."""

    as_of: date
    rulebook: Rulebook
    rules: tuple[str, ...] | None
    schedule: str | None
    conventions: Conventions
    readings: Readings = Readings.CHOSEN

    @classmethod
    def of(cls, choices: dict[str, Any], lang: Lang) -> _Run:  # noqa: ARG003 (every option, the language among them)
        rulebook = rulebook_of(choices["rules_folder"])
        rules = choices["rules"]
        names = None if rules is None else tuple(name.strip() for name in rules.split(",") if name.strip())
        if names == () or choices["schedule"] == "":
            raise OutOfRangeError("no rule set is named", "an id such as those that 'rules list' shows")
        chosen(rulebook, choices["schedule"], names)  # An unknown name is said before anything is read.
        as_of = parse_day(choices["as_of"]) if choices["as_of"] else date.today()  # noqa: DTZ011 (the user's own day)
        conventions = _conventions(choices["convention"], rulebook)
        return cls(as_of, rulebook, names, choices["schedule"], conventions, Readings(choices["readings"]))

    def assess(self, caseload: Caseload) -> Iterator[Assessment]:
        return check_caseload(
            caseload, as_of=self.as_of, rulebook=self.rulebook, rules=self.rules, schedule=self.schedule,
            conventions=self.conventions, readings=self.readings,
        )  # fmt: skip


def examples_folder() -> Path:
    """Give the folder of the example caseload: in the wheel, or in the repository that the library is run from."""
    package = Path(__file__).parent
    inside = package / "_examples"
    return inside if inside.is_dir() else package.parents[1] / "examples" / "caseload"


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


def _writable(path: Path | None, endings: Sequence[str], caseload: Path) -> None:
    """Raise for a path that could not be written in the end, or is a table itself, before anything is done."""
    if path is None:
        return
    if path.suffix.lower() not in endings:
        facts = {"name": path.name}
        raise OutOfRangeError("'{name}' has no ending that can be written", " / ".join(endings), facts)
    if not path.parent.is_dir():
        raise OutOfRangeError("there is no folder '{folder}'", "a folder that exists", {"folder": path.parent})
    if not os.access(path.parent, os.W_OK) or path.is_dir():
        raise OutOfRangeError(
            "'{name}' cannot be written there", "a file in a folder of one's own", {"name": path.name}
        )
    if path.stem in TABLES and path.parent.resolve() == caseload.resolve():
        raise OutOfRangeError("'{name}' is a table of the caseload", "another name", {"name": path.name})


def _counting(assessments: Iterator[Assessment], total: int, tally: Tally, lang: Lang) -> Iterator[Assessment]:
    """Give the assessments on, counted, with a bar on a terminal and nothing in a pipe."""
    label, hidden = say("cli.progress", lang), not sys.stderr.isatty()
    with click.progressbar(assessments, length=total, label=label, file=sys.stderr, hidden=hidden) as bar:
        for assessment in bar:
            tally.add(assessment)
            yield assessment


def _to_show(finding: Finding) -> bool:
    """Tell whether a finding is a good example: overdue, and the course still runs."""
    return finding.status is Status.OVERDUE and not finding.basis.course.over(finding.as_of)


def _findings_of(assessments: Iterator[Assessment]) -> Iterator[Finding]:
    return (finding for assessment in assessments for finding in assessment.findings)


def _say_why_nobody(read: Caseload, rejected: Path | None, lang: Lang, *, excel_csv: bool) -> None:
    """Say of a caseload without a row that can be used what became of the rows, and write those that were rejected."""
    for note in read.notes:
        click.echo(note.text(lang), err=True)
    for line in row_lines(read.counts, read.issues, lang):
        click.echo(line, err=True)
    if rejected is not None:
        write_rejected(rejected, read.issues, lang, excel_csv=excel_csv)
        click.echo(say("cli.rejected-written", lang, count=len(read.issues), path=rejected), err=True)
    elif read.issues:
        first = read.issues[0]
        place = ": ".join(part for part in (f"{first.table}:{first.row}", first.column) if part)
        click.echo(f"{place}: {first.text(lang)}", err=True)


def _say_summary(run: _Run, read: Caseload, tally: Tally, lang: Lang) -> None:
    for note in read.notes:
        click.echo(note.text(lang), err=True)
    for line in lines(tally, read.counts, read.issues, run.as_of, run.conventions, lang, run.readings):
        click.echo(line)
    if run.rulebook.problems:
        click.echo(say("summary.left-out", lang, count=len(run.rulebook.problems)))


def _choices(lang: Lang) -> Callable[[F], F]:
    """Give the options that every command that judges has."""

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
