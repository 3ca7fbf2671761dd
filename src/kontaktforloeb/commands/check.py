"""The command `check`: a caseload in; findings, rejected rows and what is odd in the data out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from kontaktforloeb.commands.codes import FINE, OVERDUE
from kontaktforloeb.commands.options import messages, say_notes, shown_name
from kontaktforloeb.commands.running import Run, choices, source_options
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, Problem, masked_place
from kontaktforloeb.texts import Lang, say

if TYPE_CHECKING:
    from kontaktforloeb.caseload.read import Caseload
    from kontaktforloeb.caseload.sourced import Source
    from kontaktforloeb.caseload.write import Workbook, Written
    from kontaktforloeb.files import Together
    from kontaktforloeb.findings import Assessment
    from kontaktforloeb.quality import Issue
    from kontaktforloeb.report.summary import Tally, Told


@attrs.frozen
class Outputs:
    """The files that a run writes."""

    findings: Path | None
    rejected: Path | None
    quality: Path | None
    excel_csv: bool
    registered_within: int | None

    @property
    def all(self) -> list[Path]:
        """Those that are asked for."""
        return [path for path in (self.findings, self.rejected, self.quality) if path is not None]


def command_in(lang: Lang) -> click.Command:
    """Give the command in one language."""
    path = click.Path(path_type=Path)

    @click.command("check", help=say("cli.check", lang))
    @click.argument("caseload", metavar="CASELOAD")
    @choices(lang)
    @source_options(lang)
    @click.option("--output", type=path, help=say("cli.output", lang))
    @click.option("--rejected", type=path, help=say("cli.rejected", lang))
    @click.option("--quality", type=path, help=say("cli.quality", lang))
    @click.option("--registered-within", type=click.IntRange(0), metavar="N", help=say("cli.registered-within", lang))
    @click.option("--excel-csv", is_flag=True, help=say("cli.excel-csv", lang))
    def command(
        caseload: str, output: Path | None, rejected: Path | None, quality: Path | None,
        registered_within: int | None, *, excel_csv: bool, **given: Any,
    ) -> None:  # fmt: skip
        with messages(lang):
            from kontaktforloeb.caseload.sourced import Source  # noqa: PLC0415 (help needs no reader)

            run = Run.of(given, lang)
            source = Source.of(caseload, given["columns"], given["query"])
            if rejected is None and output is not None:
                rejected = output.parent / "rejected.csv"
            outputs = Outputs(output, rejected, quality, excel_csv, registered_within)
            _check_outputs(outputs, source)
            tally = (_small if source.small else _bulk)(source, run, outputs, lang)
        sys.exit(OVERDUE if tally.breaches else FINE)

    return command


def counting(
    assessments: Iterator[Assessment], total: int, tally: Tally, lang: Lang, *, registered_within: int | None = None,
    odd: list[tuple[str, Issue]] | None = None,
) -> Iterator[Assessment]:  # fmt: skip
    """Give the assessments on, counted, with a bar on a terminal and nothing in a pipe; `odd` takes what is odd."""
    from kontaktforloeb.quality import find_issues  # noqa: PLC0415 (only a run needs it)

    label, hidden = say("cli.progress", lang), not sys.stderr.isatty()
    with click.progressbar(assessments, length=total, label=label, file=sys.stderr, hidden=hidden) as bar:
        for assessment in bar:
            issues = find_issues(assessment, registered_within=registered_within)
            tally.add(assessment, issues)
            if odd is not None:
                odd += [(assessment.citizen, issue) for issue in issues]
            yield assessment


def _say_shift(weekdays: Counter[int], lang: Lang) -> None:
    """Say where the days of the meetings look moved by one, as their days of the week tell; Monday is 0."""
    from kontaktforloeb.caseload.quality import ShiftNote, shift_of_weekdays  # noqa: PLC0415 (only a run needs it)

    shift = shift_of_weekdays(weekdays)
    if shift:
        click.echo(ShiftNote("meetings", "date", shift).text(lang), err=True)


def say_summary(run: Run, told: Told, tally: Tally, lang: Lang, *, known: Sequence[str] = ()) -> None:
    """Print what became of a run: notes on the input to the error stream, the summary to the output."""
    from kontaktforloeb.report.summary import lines  # noqa: PLC0415 (only a run needs it)

    say_notes(told.notes, lang)
    for line in (*known, *lines(tally, told, run.as_of, run.conventions, lang, run.readings)):
        click.echo(line)
    if run.rulebook.problems:
        click.echo(say("summary.left-out", lang, count=len(run.rulebook.problems)))


def _small(source: Source, run: Run, outputs: Outputs, lang: Lang) -> Tally:
    """Check a folder of CSV files, one case after the other."""
    from kontaktforloeb.caseload.quality import write_quality  # noqa: PLC0415 (as said)
    from kontaktforloeb.caseload.run import check_caseload  # noqa: PLC0415 (as said)
    from kontaktforloeb.caseload.write import write_findings  # noqa: PLC0415 (as said)
    from kontaktforloeb.report.summary import Tally  # noqa: PLC0415 (as said)

    read, known = _known_small(source.cases(run.rulebook), run, lang)
    _say_shift(Counter(meeting.date.weekday() for case in read.cases for meeting in case.meetings), lang)
    tally = Tally()
    odd: list[tuple[str, Issue]] = []
    if not read.cases:
        _say_why_nobody(read, outputs, source, lang)

    def counted() -> Iterator[Assessment]:
        assessments = check_caseload(
            read, as_of=run.as_of, rulebook=run.rulebook, rules=run.rules, schedule=run.schedule,
            conventions=run.conventions, readings=run.readings,
        )  # fmt: skip
        within = outputs.registered_within
        return counting(assessments, len(read.cases), tally, lang, registered_within=within, odd=odd)

    def findings(path: Path, workbook: Workbook, files: Together) -> Written:
        found = (finding for assessment in counted() for finding in assessment.findings)
        return write_findings(path, found, excel_csv=outputs.excel_csv, workbook=workbook, files=files)

    def quality(path: Path, files: Together) -> int:
        return write_quality(path, odd, lang, excel_csv=outputs.excel_csv, files=files)

    def judged() -> None:
        for _ in counted():
            pass

    _write_all(run, outputs, read, tally, _Writers(findings, quality, judged), lang, known)
    return tally


def _bulk(source: Source, run: Run, outputs: Outputs, lang: Lang) -> Tally:
    """Check a caseload of any size, in arrays."""
    frames = source.frames(run.rulebook, run)  # First of all: it says what is not installed.
    from kontaktforloeb.caseload import bulk  # noqa: PLC0415 (what it needs is an extra)
    from kontaktforloeb.caseload.quality import write_quality  # noqa: PLC0415 (as said)
    from kontaktforloeb.caseload.write import write_findings_frames  # noqa: PLC0415 (as said)
    from kontaktforloeb.report.summary import Tally  # noqa: PLC0415 (as said)

    tally = Tally()
    known: Sequence[str] = ()
    if not len(frames.citizens_index):
        _say_why_nobody(frames, outputs, source, lang)
    if run.known_on is not None:
        frames, known = bulk.as_known_on(frames, run.known_on, run, lang)
    _say_shift(bulk.weekdays(frames), lang)
    judging = bulk.Judging(frames, run, outputs.registered_within, tally, keep_odd=outputs.quality is not None)

    def tables() -> Iterator[Any]:
        label, hidden = say("cli.progress", lang), not sys.stderr.isatty()
        total = len(frames.citizens_index)
        with click.progressbar(length=total, label=label, file=sys.stderr, hidden=hidden) as bar:
            yield from judging.tables(bar.update)

    def findings(path: Path, workbook: Workbook, files: Together) -> Written:
        return write_findings_frames(path, tables(), excel_csv=outputs.excel_csv, workbook=workbook, files=files)

    def quality(path: Path, files: Together) -> int:
        return write_quality(path, judging.odd(), lang, excel_csv=outputs.excel_csv, files=files)

    def judged() -> None:
        for _ in tables():
            pass

    _write_all(run, outputs, frames, tally, _Writers(findings, quality, judged), lang, known)
    return tally


@attrs.frozen
class _Writers:
    findings: Callable[[Path, Workbook, Together], Written]
    quality: Callable[[Path, Together], int]
    judged: Callable[[], None]
    """Judges all the same where no findings are written."""


def _write_all(
    run: Run, outputs: Outputs, told: Told, tally: Tally, writers: _Writers, lang: Lang, known: Sequence[str]
) -> None:
    """Write what is asked for, all files or none, and say what was written."""
    from kontaktforloeb.caseload.write import Workbook, write_rejected  # noqa: PLC0415 (as said)
    from kontaktforloeb.files import together  # noqa: PLC0415 (as said)

    said: list[str] = []
    workbook = Workbook(lang, _about(run, lang))
    with together() as files:
        if outputs.findings is None:
            writers.judged()
        else:
            written = writers.findings(outputs.findings, workbook, files)
            place = masked_place(outputs.findings)
            said += [say("cli.written", lang, count=written.rows, path=place), *written.notes(lang)]
        if outputs.rejected is not None:
            written = write_rejected(
                outputs.rejected, told.issues, lang, excel_csv=outputs.excel_csv, workbook=workbook, files=files
            )
            place = masked_place(outputs.rejected)
            said += [say("cli.rejected-written", lang, count=written.rows, path=place), *written.notes(lang)]
        if outputs.quality is not None:
            count = writers.quality(outputs.quality, files)
            said.append(say("cli.quality-written", lang, count=count, path=masked_place(outputs.quality)))
    say_summary(run, told, tally, lang, known=known)
    for line in said:
        click.echo(line)


def _about(run: Run, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Give what a workbook says beside its table: the day and the readings."""
    from kontaktforloeb.texts import day  # noqa: PLC0415 (as said)

    readings = ", ".join(f"{name}={value}" for name, value in run.conventions.told.items())
    return ((say("about.as-of", lang), day(run.as_of, lang)), (say("about.conventions", lang), readings))


def _known_small(read: Caseload, run: Run, lang: Lang) -> tuple[Caseload, Sequence[str]]:
    if run.known_on is None:
        return read, ()
    from kontaktforloeb.caseload.snapshots.known import caseload_as_known_on, known_lines  # noqa: PLC0415 (as said)

    read, known = caseload_as_known_on(read, run.known_on, run.rulebook.vocabulary)
    return read, tuple(known_lines(known, run.known_on, run.as_of, lang))


def _say_why_nobody(told: Told, outputs: Outputs, source: Source, lang: Lang) -> None:
    """Say of a caseload without a row that can be used what became of the rows, write those rejected, and raise."""
    from kontaktforloeb.caseload.write import write_rejected  # noqa: PLC0415 (as said)
    from kontaktforloeb.report.summary import row_lines  # noqa: PLC0415 (as said)

    say_notes(told.notes, lang)
    for line in row_lines(told, lang):
        click.echo(line, err=True)
    if outputs.rejected is not None:
        write_rejected(outputs.rejected, told.issues, lang, excel_csv=outputs.excel_csv)
        place = masked_place(outputs.rejected)
        click.echo(say("cli.rejected-written", lang, count=len(told.issues), path=place), err=True)
    elif told.issues:
        first = told.issues[0]
        place = ": ".join(part for part in (masked_place(f"{first.table}:{first.row}"), first.column) if part)
        click.echo(f"{place}: {first.text(lang)}", err=True)
    raise CaseloadError([Problem("no row can be used to judge anybody", source.where)])


def _check_outputs(outputs: Outputs, source: Source) -> None:
    """Raise for a file that could not be written in the end, or is read itself, before anything is done."""
    from kontaktforloeb.caseload.columns import TABLES  # noqa: PLC0415 (as said)
    from kontaktforloeb.caseload.write import writable  # noqa: PLC0415 (as said)

    for path in outputs.all:
        name = shown_name(path)
        if path.is_dir():
            raise OutOfRangeError("'{name}' cannot be written there", "a file in a folder of one's own", {"name": name})
        if path is outputs.quality and path.suffix.lower() != ".csv":
            facts = {"name": name}
            raise OutOfRangeError("'{name}' has no ending that can be written", ".csv", facts)
        writable(path)
        if not path.parent.is_dir():
            facts = {"folder": masked_place(path.parent)}
            raise OutOfRangeError("there is no folder '{folder}'", "a folder that exists", facts)
        if not os.access(path.parent, os.W_OK):
            raise OutOfRangeError("'{name}' cannot be written there", "a file in a folder of one's own", {"name": name})
        read = source.path is not None and path.resolve() == source.path.resolve()
        inside = source.path is not None and path.parent.resolve() == source.path.resolve()
        if read or (inside and path.stem in TABLES):
            raise OutOfRangeError("'{name}' is a table of the caseload", "another name", {"name": name})
    places = [path.resolve() for path in outputs.all]
    for place, path in zip(places, outputs.all, strict=True):
        if places.count(place) > 1:
            facts = {"name": shown_name(path)}
            raise OutOfRangeError("two of the files to be written would be '{name}'", "a name for each", facts)
