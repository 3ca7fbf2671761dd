"""The command `diff`: two exports of one caseload, or two files of findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kontaktforloeb.commands.codes import FINE, OVERDUE
from kontaktforloeb.commands.known import day_or_none
from kontaktforloeb.commands.options import messages, say_notes, shown_name
from kontaktforloeb.commands.running import Run, choices, source_options
from kontaktforloeb.conventions import Readings
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, Problem, masked_place
from kontaktforloeb.texts import Lang, day, say

if TYPE_CHECKING:
    from kontaktforloeb.caseload.read import Caseload
    from kontaktforloeb.caseload.snapshots.change import Change
    from kontaktforloeb.caseload.snapshots.compare import Judge, Snapshot
    from kontaktforloeb.caseload.snapshots.summary import ChangeTally

Found = Iterator[tuple[str, "list[Change]"]]

_EITHER = "two exports, or two files of findings"
_ON_JUDGING = (
    "as_of", "as_of_old", "as_known_on", "as_known_on_old", "rules", "schedule", "convention", "columns", "query",
)  # fmt: skip


def command_in(lang: Lang) -> click.Command:
    """Give the command in one language."""
    path = click.Path(path_type=Path)

    @click.command("diff", help=say("cli.diff", lang))
    @click.argument("old", metavar="OLD")
    @click.argument("new", metavar="NEW")
    @choices(lang)
    @click.option("--as-of-old", metavar="DATE", help=say("cli.as-of-old", lang))
    @source_options(lang)
    @click.option("--as-known-on-old", metavar="DATE", help=say("cli.as-known-on-old", lang))
    @click.option("--output", type=path, help=say("cli.changes", lang))
    @click.option("--excel-csv", is_flag=True, help=say("cli.excel-csv", lang))
    def command(old: str, new: str, output: Path | None, *, excel_csv: bool, **given: Any) -> None:
        from kontaktforloeb.caseload.snapshots.summary import ChangeTally, lines  # noqa: PLC0415 (only here)

        with messages(lang):
            run = Run.of(given, lang)
            _check_output(output, (old, new))
            found, total = _found(old, new, given, run, lang)
            tally = ChangeTally()
            _use(_counting(found, total, tally, lang), output, excel_csv=excel_csv)
            click.echo("\n".join(lines(tally, lang)))
            if output is not None:
                click.echo(say("cli.changes-written", lang, count=tally.changes, path=masked_place(output)))
        sys.exit(OVERDUE if tally.became_overdue else FINE)

    return command


def _found(old: str, new: str, given: Mapping[str, Any], run: Run, lang: Lang) -> tuple[Found, int]:
    """Give the changes, citizen by citizen, and about how many citizens there are."""
    from kontaktforloeb.caseload.snapshots.forms import holds_findings  # noqa: PLC0415 (only here)
    from kontaktforloeb.caseload.sourced import Source  # noqa: PLC0415 (only here)

    files = [holds_findings(Path(path)) for path in (old, new)]
    if files[0] != files[1]:
        for path in (old, new):
            Source.of(path).look_for_file()
        raise CaseloadError([Problem("one of the two is a file of findings, the other is not", expected=_EITHER)])
    return _of_files(Path(old), Path(new), given, lang) if files[0] else _of_caseloads(old, new, given, run, lang)


def _of_files(old: Path, new: Path, given: Mapping[str, Any], lang: Lang) -> tuple[Found, int]:
    from kontaktforloeb.caseload.snapshots.compare import changes_of_findings  # noqa: PLC0415 (only here)
    from kontaktforloeb.caseload.snapshots.files import read_findings  # noqa: PLC0415 (only here)

    chosen = any(given.get(name) not in (None, ()) for name in _ON_JUDGING)
    if chosen or given.get("readings") not in (None, str(Readings.CHOSEN)):
        what, expected = "files of findings were judged when they were written", "no option on how to judge"
        raise OutOfRangeError(what, expected)
    before, after = read_findings(old), read_findings(new)
    days = ["?" if file.as_of is None else day(file.as_of, lang) for file in (before, after)]
    click.echo(say("changes.old-and-new", lang, old=days[0], new=days[1]))
    return changes_of_findings(before, after), max(before.count, after.count)


class _Days(NamedTuple):
    """As of which day an export is judged, and by what was known on which."""

    as_of: date
    known_on: date | None


def _days(given: Mapping[str, Any], run: Run) -> tuple[_Days, _Days]:
    """Give the days of the older and of the newer export."""
    known_on = day_or_none(given["as_known_on"])
    known_on_old = day_or_none(given["as_known_on_old"]) or known_on
    as_of = run.as_of if given["as_of"] is not None or known_on is None else known_on
    as_of_old = day_or_none(given["as_of_old"])
    if as_of_old is None:
        as_of_old = known_on_old if known_on_old and given["as_of"] is None else as_of
    return _Days(as_of_old, known_on_old), _Days(as_of, known_on)


def _of_caseloads(old: str, new: str, given: Mapping[str, Any], run: Run, lang: Lang) -> tuple[Found, int]:
    from kontaktforloeb.caseload.snapshots.compare import changes  # noqa: PLC0415 (only here)
    from kontaktforloeb.caseload.sourced import Source  # noqa: PLC0415 (only here)

    before, after = _days(given, run)
    click.echo(say("changes.old-and-new", lang, old=day(before.as_of, lang), new=day(after.as_of, lang)))
    judge = _judge(run)
    snapshots = []
    for name, path, days in (("old", old, before), ("new", new, after)):
        source = Source.of(path, given["columns"], given["query"])
        caseload = source.cases(run.rulebook)
        say_notes(caseload.notes, lang)
        if not caseload.cases:
            raise CaseloadError([Problem("no row can be used to judge anybody", source.where)])
        if caseload.issues:
            click.echo(say(f"changes.{name}-rejected", lang, count=len(caseload.issues)))
        snapshots.append(_snapshot(caseload, days, run, judge, lang))
    total = max(len(snapshot.cases) for snapshot in snapshots)
    return changes(snapshots[0], snapshots[1], run.rulebook.vocabulary), total


def _judge(run: Run) -> Judge:
    from kontaktforloeb.checking import check  # noqa: PLC0415 (only here)
    from kontaktforloeb.findings import Finding  # noqa: PLC0415 (only here)
    from kontaktforloeb.model import Case  # noqa: PLC0415 (only here)

    def judge(case: Case, as_of: date) -> tuple[Finding, ...]:
        return check(
            case, as_of=as_of, rulebook=run.rulebook, rules=run.rules, schedule=run.schedule,
            conventions=run.conventions, readings=run.readings,
        ).findings  # fmt: skip

    return judge


def _snapshot(caseload: Caseload, days: _Days, run: Run, judge: Judge, lang: Lang) -> Snapshot:
    from kontaktforloeb.caseload.snapshots.compare import Snapshot  # noqa: PLC0415 (only here)
    from kontaktforloeb.caseload.snapshots.known import caseload_as_known_on, known_lines  # noqa: PLC0415 (only here)

    if days.known_on is not None:
        caseload, known = caseload_as_known_on(caseload, days.known_on, run.rulebook.vocabulary)
        click.echo("\n".join(known_lines(known, days.known_on, days.as_of, lang)))
    return Snapshot(caseload.cases, days.as_of, judge)


def _counting(found: Found, total: int, tally: ChangeTally, lang: Lang) -> Iterator[Change]:
    """Give the changes on, counted, with a bar on a terminal and nothing in a pipe."""
    label, hidden = say("cli.comparing", lang), not sys.stderr.isatty()
    with click.progressbar(found, length=total, label=label, file=sys.stderr, hidden=hidden) as bar:
        for _, own in bar:
            tally.add(own)
            yield from own


def _use(found: Iterator[Change], output: Path | None, *, excel_csv: bool) -> None:
    from kontaktforloeb.caseload.snapshots.write import write_changes  # noqa: PLC0415 (only here)

    if output is None:
        for _ in found:
            pass
    else:
        write_changes(output, found, excel_csv=excel_csv)


def _check_output(output: Path | None, given: tuple[str, str]) -> None:
    """Raise for a file that could not be written in the end, or is one that is read."""
    if output is None:
        return
    from kontaktforloeb.caseload.columns import TABLES  # noqa: PLC0415 (only here)

    facts: dict[str, object] = {"name": shown_name(output), "folder": masked_place(output.parent)}
    if output.suffix.lower() != ".csv":
        raise OutOfRangeError("'{name}' has no ending that can be written", ".csv", facts)
    if not output.parent.is_dir():
        raise OutOfRangeError("there is no folder '{folder}'", "a folder that exists", facts)
    if not os.access(output.parent, os.W_OK) or output.is_dir():
        raise OutOfRangeError("'{name}' cannot be written there", "a file in a folder of one's own", facts)
    place, read = output.resolve(), [Path(path).resolve() for path in given]
    if place in read or (output.stem in TABLES and place.parent in read):
        raise OutOfRangeError("'{name}' is a table of the caseload", "another name", facts)
