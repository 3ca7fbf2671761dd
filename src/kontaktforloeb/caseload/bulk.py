"""Check a caseload of any size from any source: tables into frames, frames through the kernel, findings as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import numpy as np
import polars as pl

from kontaktforloeb.caseload.frames import Frames, read_frames
from kontaktforloeb.caseload.frames.arrays import STEP
from kontaktforloeb.caseload.frames.memory import keep_large_apart
from kontaktforloeb.caseload.frames.reading import Wanted
from kontaktforloeb.caseload.kernel.oddities import Oddities, issues_of
from kontaktforloeb.caseload.kernel.run import CHUNK, Choices, Input, Judged, judge, looked_at
from kontaktforloeb.caseload.known_frames import frames_as_known_on
from kontaktforloeb.caseload.mapping.apply import apply_mapping, mapping_notes
from kontaktforloeb.caseload.mapping.load import load_mapping
from kontaktforloeb.caseload.raw import read_raw
from kontaktforloeb.caseload.snapshots.known import known_lines
from kontaktforloeb.report.summary import Tally
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.texts import Lang

if TYPE_CHECKING:
    from kontaktforloeb.commands.running import Run
    from kontaktforloeb.quality import Issue

_WEEK, _THURSDAY = 7, 3
"""1970-01-01 was a Thursday, the day with number 3 from Monday on."""
_TABLES = ("spells", "meetings", "hours", "exemptions", "events", "citizens")


def read_source(
    source: Path | str, rulebook: Rulebook, columns: Path | None = None, queries: Mapping[str, str] | None = None,
    wanted: Wanted | None = None,
) -> Frames:  # fmt: skip
    """Give the caseload of a source as frames; `columns` is a mapping file, `queries` are for a database.

    `wanted` is as `read_frames` takes it. Raises `CaseloadError` with everything that keeps it from being read, and for
    a mapping that is wrong.
    """
    keep_large_apart()
    raw = read_raw(source, queries or {})
    if columns is None:
        return read_frames(raw, rulebook, wanted=wanted)
    mapping = load_mapping(columns, rulebook)
    notes = mapping_notes(mapping, raw.tables)
    frames = read_frames(attrs.evolve(raw, tables=apply_mapping(mapping, raw.tables)), rulebook, wanted=wanted)
    return attrs.evolve(frames, notes=(*notes, *frames.notes))


def judge_frames(frames: Frames, choices: Choices, *, chunk: int = CHUNK) -> Iterator[Judged]:
    """Give the findings on a caseload, `chunk` citizens at a time, in the order of the findings table."""
    given = Input(
        {name: getattr(frames, name) for name in _TABLES},
        frames.citizens_index,
        np.flatnonzero(frames.rejected_rows.to_numpy() > 0),
        frames.cases,
    )
    return judge(given, choices, chunk=chunk)


def wanted_by(run: Run) -> Wanted | None:
    """Give which columns of meetings a run looks at; `None` where only the reference engine judges: all of them."""
    choices = _choices(run)
    return partial(looked_at, choices=choices) if choices.in_arrays else None


def _choices(run: Run) -> Choices:
    return Choices(run.as_of, run.rulebook, run.rules, run.schedule, run.conventions, run.readings)


class Judging:
    """A run over frames: its findings as tables, and what is counted on the way."""

    def __init__(
        self, frames: Frames, run: Run, registered_within: int | None, tally: Tally, *, keep_odd: bool
    ) -> None:
        self._frames, self._tally = frames, tally
        self._choices = _choices(run)
        self._oddities = Oddities(frames, self._choices, registered_within, keep=keep_odd)

    def tables(self, progress: Callable[[int], None]) -> Iterator[pl.DataFrame]:
        """Give the findings, some citizens at a time; `progress` is told of so many more citizens."""
        for own in judge_frames(self._frames, self._choices):
            _count(own, self._tally)
            self._oddities.look(own)
            progress(own.citizens)
            yield own.table
        self._tally.issues.update(self._oddities.counts())

    def odd(self) -> Iterator[tuple[str, Issue]]:
        """Give what is odd in the data, in order of citizen, once all tables have been given."""
        for odd in self._oddities.found():
            yield from issues_of(odd.table())


def as_known_on(frames: Frames, day: date, run: Run, lang: Lang) -> tuple[Frames, Sequence[str]]:
    """Give a caseload as it was known on a day, and what a run says of that."""
    frames, known = frames_as_known_on(frames, day, run.rulebook.vocabulary)
    told = tuple(known_lines(known, day, run.as_of, lang))
    return frames, told


def weekdays(frames: Frames) -> Counter[int]:
    """Give how many meetings lie on each day of the week, Monday being 0."""
    days = frames.meetings["date"].to_physical()
    counts = np.zeros(_WEEK, np.int64)
    for some in (days[first : first + STEP].to_numpy() for first in range(0, len(days), STEP)):
        counts += np.bincount((some + _THURSDAY) % _WEEK, minlength=_WEEK)
    return Counter(dict(enumerate(counts.tolist())))


def _count(own: Judged, tally: Tally) -> None:
    tally.citizens += own.citizens
    tally.without += own.without
    tally.over += own.counts.over
    tally.statuses += own.counts.statuses
