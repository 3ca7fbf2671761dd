"""The summary that a run prints: findings by requirement and status, rows by table, oddities in the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

import attrs

from kontaktforloeb.caseload.rows import Count, Note, NoteCode, RowIssue
from kontaktforloeb.conventions import Conventions, Readings
from kontaktforloeb.errors import masked, masked_place
from kontaktforloeb.findings import Assessment
from kontaktforloeb.quality import Issue
from kontaktforloeb.status import BREACHES, DataIssue, Status
from kontaktforloeb.texts import Lang, day, say

_FEW_COLUMNS = 5
"""So many columns that are not read are each said in a line."""
_COUNTED = (Status.MET, Status.LATE, Status.OVERDUE, Status.PENDING)


@attrs.define
class Tally:
    """What has been counted so far of a run's assessments."""

    statuses: Counter[tuple[str, date, Status]] = attrs.field(factory=Counter)
    issues: Counter[DataIssue] = attrs.field(factory=Counter)
    citizens: int = 0
    without: int = 0
    """How many citizens have no finding at all."""
    over: int = 0
    """How many findings to act on lie in courses that are over."""

    @property
    def findings(self) -> int:
        """How many findings there were."""
        return self.statuses.total()

    @property
    def breaches(self) -> int:
        """How many findings somebody must act on."""
        return sum(self.count(status) for status in BREACHES)

    def count(self, status: Status) -> int:
        """Give how many findings have a status."""
        return sum(count for (_, _, own), count in self.statuses.items() if own is status)

    def add(self, assessment: Assessment, issues: Iterable[Issue]) -> None:
        """Count one assessment, and what is odd in its data."""
        self.citizens += 1
        self.without += not assessment.findings
        for finding in assessment.findings:
            self.statuses[finding.requirement, finding.version, finding.status] += 1
            self.over += finding.breach and finding.basis.course.over(assessment.as_of)
        self.issues.update(issue.issue for issue in issues)


class Told(Protocol):
    """What reading a caseload told of its rows."""

    @property
    def counts(self) -> Mapping[str, Count]:
        """What became of the rows of each table."""

    @property
    def sources(self) -> Mapping[str, Count]:
        """The same for each table of the user's own that a mapping took ours from."""

    @property
    def issues(self) -> Sequence[RowIssue]:
        """The rows that were rejected."""

    @property
    def notes(self) -> Sequence[Note]:
        """What is to be said of the input that is about no row."""


def lines(
    tally: Tally, told: Told, as_of: date, conventions: Conventions, lang: Lang,
    readings: Readings = Readings.CHOSEN,
) -> Iterator[str]:  # fmt: skip
    """Give the lines of the summary."""
    chosen = ", ".join(f"{name}={value}" for name, value in conventions.told.items())
    yield say("summary.as-of", lang, as_of=day(as_of, lang), citizens=tally.citizens, findings=tally.findings)
    if tally.without:
        yield say("summary.without", lang, count=tally.without)
    if tally.breaches:
        counts = {"overdue": tally.count(Status.OVERDUE), "breached": tally.count(Status.BREACHED), "over": tally.over}
        yield say("summary.breaches", lang, **counts)
    yield say("summary.conventions", lang, chosen=chosen)
    if readings is Readings.ALL:
        yield say("summary.every-reading", lang)
    yield ""
    yield from table(_findings(tally, lang))
    yield ""
    yield from row_lines(told, lang)
    for issue, count in sorted(tally.issues.items()):
        yield say(f"issue.{issue}", lang, count=count)


def row_lines(told: Told, lang: Lang) -> Iterator[str]:
    """Give the lines on what became of the rows."""
    yield from table(_rows(told.counts, "summary.table", lang))
    if told.sources:
        yield ""
        yield from table(_rows(told.sources, "summary.source", lang))
    if told.issues:
        codes = Counter(issue.code for issue in told.issues)
        counted = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        yield say("summary.rejected", lang, counted=counted)


def note_lines(notes: Sequence[Note], lang: Lang) -> Iterator[str]:
    """Give the lines on the input: nothing twice, and the columns of a table that are not read in one if many are.

    A column whose name is nearly that of one that is read has a line of its own, however many there are.
    """
    unread: dict[str, list[str]] = {}
    for note in notes:
        if _plainly_unread(note):
            unread.setdefault(note.table, []).append(note.name)
    many = {name: columns for name, columns in unread.items() if len(columns) > _FEW_COLUMNS}
    said: set[str] = set()
    for note in notes:
        text = note.text(lang)
        if _plainly_unread(note) and note.table in many:
            columns = list(dict.fromkeys(many[note.table]))
            names = ", ".join(f'"{name}"' for name in columns[:_FEW_COLUMNS])
            facts = {"table": masked(note.table), "count": len(columns), "names": names}
            text = say("note.columns", lang, **facts, rest=len(columns) - _FEW_COLUMNS)
        if text not in said:
            yield text
        said.add(text)


def _plainly_unread(note: Note) -> bool:
    return note.code is NoteCode.NOT_READ and bool(note.name) and not note.nearest


def table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give the rows as lines of text, the first column to the left, the others to the right."""
    cells = list(rows)
    widths = [max(len(row[place]) for row in cells) for place in range(len(cells[0]))]
    for row in cells:
        first = row[0].ljust(widths[0])
        yield "  ".join([first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))])


def _findings(tally: Tally, lang: Lang) -> Iterator[list[str]]:
    heads = [say(f"status.{status}", lang) for status in _COUNTED]
    yield [say("summary.requirement", lang), say("summary.version", lang), *heads, say("summary.other", lang)]
    for requirement, version in sorted({(name, version) for name, version, _ in tally.statuses}):
        counts = {status: tally.statuses[requirement, version, status] for status in Status}
        yield [requirement, str(version), *_counts(counts)]
    totals = {status: tally.count(status) for status in Status}
    yield [say("summary.total", lang), "", *_counts(totals)]


def _counts(counts: Mapping[Status, int]) -> list[str]:
    other = sum(count for status, count in counts.items() if status not in _COUNTED)
    return [*(str(counts[status]) for status in _COUNTED), str(other)]


def _rows(rows: Mapping[str, Count], head: str, lang: Lang) -> Iterator[list[str]]:
    names = ("rows", "used", "repeated", "rejected")
    yield [say(head, lang), *(say(f"summary.{name}-rows", lang) for name in names)]
    for table_name, count in rows.items():
        yield [masked_place(table_name), *(str(getattr(count, name)) for name in names)]
    totals = [sum(getattr(count, name) for count in rows.values()) for name in names]
    yield [say("summary.total", lang), *(str(total) for total in totals)]
