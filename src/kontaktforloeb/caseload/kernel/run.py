"""A caseload in, findings out: chunk by chunk in arrays, and the rest through the reference engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames import CITIZEN, in_order
from kontaktforloeb.caseload.frames.memory import give_back
from kontaktforloeb.caseload.kernel.cohort import Cohort, Part, Setting
from kontaktforloeb.caseload.kernel.counting import END, Counts, counted
from kontaktforloeb.caseload.kernel.courses import Courses, courses_of, epochs_of
from kontaktforloeb.caseload.kernel.days import DayTables, number
from kontaktforloeb.caseload.kernel.duties import plan
from kontaktforloeb.caseload.kernel.facts import Facts, words_of
from kontaktforloeb.caseload.kernel.judging import evaluate
from kontaktforloeb.caseload.kernel.lookups import Places
from kontaktforloeb.caseload.kernel.meetings import MeetingKinds
from kontaktforloeb.caseload.kernel.output import Names, Rows, Writer, put_together, rows_of
from kontaktforloeb.caseload.kernel.parts import Parts
from kontaktforloeb.caseload.kernel.together import judged_by
from kontaktforloeb.caseload.write import FINDING_COLUMNS
from kontaktforloeb.checking import check, chosen
from kontaktforloeb.conventions import DEFAULT, Conventions, DagpengeMeetings, ExemptionReading, NonWorkingDue, Readings
from kontaktforloeb.findings import Finding
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.rulesets import RuleSet

CHUNK = 49_152
"""So many citizens at a time: what is made of them in between stays small, and the steps of a chunk stay long."""

AT_ONCE = 16_384
"""The findings on so many citizens make a table: of each duty it holds twenty-five columns."""

_CASES = 512
"""The cases of so many citizens stand beside each other where the reference engine judges."""

_ABOUT = ("municipality", "team", "adviser")


class Judged(NamedTuple):
    """The findings on some citizens, in order, with the columns of the findings table, and what is counted of them."""

    table: pl.DataFrame
    owner: NDArray[np.uint32]
    """The number of each finding's citizen."""
    first: int
    """The number of the first of the citizens."""
    citizens: int
    without: int
    """How many of the citizens have no finding."""
    counts: Counts
    by_case: int
    """How many citizens the reference engine judged."""


def _in_order(tables: Mapping[str, pl.DataFrame]) -> Mapping[str, pl.DataFrame]:
    return {name: in_order(table) for name, table in tables.items()}


@attrs.frozen(eq=False)
class Input:
    """The tables of a caseload whose column `_c` numbers the citizens of `ids`, which are in order.

    `rejected` are the numbers of those of whom some row could not be used; `cases` gives the cases of some citizens.
    """

    tables: Mapping[str, pl.DataFrame] = attrs.field(converter=_in_order)
    ids: pl.Series
    rejected: NDArray[np.int64]
    cases: Callable[[Sequence[int]], list[Case]]


@attrs.frozen(eq=False)
class Choices:
    """By what a caseload is judged."""

    as_of: date
    rulebook: Rulebook
    rules: tuple[str, ...] | None = None
    schedule: str | None = None
    conventions: Conventions = DEFAULT
    readings: Readings = Readings.CHOSEN

    @cached_property
    def read(self) -> Rulebook:
        """The rules as they are read."""
        readings = self.conventions.readings
        return self.rulebook.read_by(readings) if readings else self.rulebook

    @property
    def in_arrays(self) -> bool:
        """Whether the arrays know these conventions; the reference engine knows all."""
        own = self.conventions
        return (
            self.readings is Readings.CHOSEN
            and own.exemption is ExemptionReading.WAIVE
            and own.non_working_due is NonWorkingDue.KEEP
            and own.dagpenge_meetings is DagpengeMeetings.COUNT
        )


def judge(given: Input, choices: Choices, *, chunk: int = CHUNK) -> Iterator[Judged]:
    """Give the findings on a caseload, some citizens at a time and in order.

    It is one thread's work: the steps are so short that two would wait for each other more than they gain.
    """
    run = _Run(given, choices)
    for first in range(0, len(given.ids), chunk):
        yield from run.tables(run.part(first, min(first + chunk, len(given.ids))))
        give_back()


def looked_at(citizens: pl.DataFrame, choices: Choices) -> frozenset[str]:
    """Give the columns of meetings that some rule looks at as it is read, or what is said of odd data."""
    return MeetingKinds(_once(_rulesets(choices, _schedules(citizens))), choices.read.vocabulary).looked_at


def _rulesets(choices: Choices, schedules: Iterable[str]) -> list[list[RuleSet]]:
    """Give the rule sets that citizens are judged by under each schedule, and last under none."""
    return [chosen(choices.read, name or choices.schedule, choices.rules) for name in (*schedules, None)]


def _once(rulesets: Iterable[Iterable[RuleSet]]) -> list[RuleSet]:
    return list({id(own): own for some in rulesets for own in some}.values())


class _Part(NamedTuple):
    """What the arrays say of some citizens, in order, and what the reference engine says of those left to it."""

    first: int
    after: int
    courses: Courses
    rows: Rows
    odd: NDArray[np.bool_]
    by_case: pl.DataFrame


class _Run:
    def __init__(self, given: Input, choices: Choices) -> None:
        self.given, self.choices = given, choices
        vocabulary = choices.read.vocabulary
        words = words_of(vocabulary, _schedules(given.tables.get("citizens")))
        rulesets = _rulesets(choices, words.schedules)
        every = _once(rulesets)
        kinds = MeetingKinds(every, vocabulary)
        self.parts = Parts(given.tables, len(given.ids), given.rejected, words, vocabulary, kinds)
        self.setting = Setting(
            vocabulary, choices.conventions, words, epochs_of(vocabulary, every, words), kinds, DayTables(),
            number(choices.as_of), {},
        )  # fmt: skip
        self.names = Names(every)
        self.writer = Writer(self.names, self.setting)
        self.together = judged_by(rulesets, self.setting)
        self.about = _about(given.tables.get("citizens"), len(given.ids))

    def part(self, first: int, after: int) -> _Part:
        """Judge the citizens of some numbers in arrays."""
        facts = self.parts.of(first, after)
        odd = facts.people.odd
        odd |= not self.choices.in_arrays
        setting = self.setting
        courses = courses_of(facts, setting.epochs, setting.vocabulary, setting.conventions, setting.tables, odd)
        planned = list(self._in_arrays(facts, courses, odd))
        # Only when all is planned is it known who is left to the reference engine.
        rows = put_together([_of_others(planned.pop(), courses, odd) for _ in range(len(planned))])
        return _Part(first, after, courses, rows, odd, self._by_case(np.flatnonzero(odd) + first))

    def tables(self, part: _Part) -> Iterator[Judged]:
        """Give the findings on the citizens of a part: tables of a size that takes little memory."""
        citizen = part.courses.citizen[part.rows.course].astype(np.uint32) + np.uint32(part.first)
        by_case = _with_words(part.by_case, {**self.about.schema, **self.writer.words()})
        others = by_case[CITIZEN].to_numpy()
        for first in range(part.first, part.after, AT_ONCE):
            after = min(first + AT_ONCE, part.after)
            own, left = (slice(*np.searchsorted(owner, (first, after)).tolist()) for owner in (citizen, others))
            rows, told = Rows._make(column[own] for column in part.rows), by_case[left]
            owner = np.concatenate([citizen[own], others[left]])
            order = np.argsort(owner, kind="stable") if len(told) else None
            owner = owner if order is None else owner[order]
            yield Judged(
                self._table(part, rows, told, citizen[own], order),
                owner,
                first,
                after - first,
                after - first - int(np.count_nonzero(np.diff(owner, prepend=-1))),
                counted(rows, part.courses, self.names, told, number(self.choices.as_of)),
                int(np.count_nonzero(part.odd[first - part.first : after - part.first])),
            )

    def _table(
        self, part: _Part, rows: Rows, by_case: pl.DataFrame, citizen: NDArray[np.uint32], order: Places | None
    ) -> pl.DataFrame:
        """Put the rows of both engines into one table, in order of citizen."""
        told = by_case.select(FINDING_COLUMNS)
        if not len(rows.course):
            return told
        own = self.writer.table(rows, part.courses, citizen, self.given.ids, self.about).select(FINDING_COLUMNS)
        if order is None:
            return own
        others = [name for name, kind in own.schema.items() if isinstance(kind, pl.Enum) and told.schema[name] != kind]
        return pl.concat([own.with_columns(pl.col(others).cast(pl.String)) if others else own, told])[order]

    def _in_arrays(self, facts: Facts, courses: Courses, odd: NDArray[np.bool_]) -> Iterator[Rows]:
        whole = Part(facts, courses, odd)
        epoch = self.setting.epochs.of(courses.start)
        for own in self.together:
            # Planning leaves citizens to the reference engine: what is judged next is judged without them.
            there, schedule = ~odd[courses.citizen], facts.people.schedule[courses.citizen]
            for chosen_ in own.cohorts(courses, epoch, schedule, there):
                cohort = Cohort(self.setting, whole, chosen_)
                for ruleset in own.rulesets:
                    if cohort.group in ruleset.groups:
                        for duty, verdicts in evaluate(cohort, plan(cohort, ruleset)):
                            yield rows_of(cohort, duty, verdicts, self.names)

    def _by_case(self, numbers: NDArray[np.int64]) -> pl.DataFrame:
        """Give the findings of the reference engine on some citizens."""
        # What a finding rests on takes a hundred times the memory of its row.
        blocks = (numbers[first : first + _CASES].tolist() for first in range(0, len(numbers), _CASES))
        return pl.concat([_table_of([]), *map(self._of_cases, blocks)])

    def _of_cases(self, numbers: Sequence[int]) -> pl.DataFrame:
        own = self.choices
        found: list[tuple[int, Finding]] = []
        for place, case in zip(numbers, self.given.cases(numbers), strict=True):
            assessment = check(
                case, as_of=own.as_of, rulebook=own.rulebook, rules=own.rules, schedule=own.schedule,
                conventions=own.conventions, readings=own.readings,
            )  # fmt: skip
            found += [(place, finding) for finding in assessment.findings]
        for _, finding in found:
            self.names.reason(finding.reasons)
        return _table_of(found)


def _of_others(rows: Rows, courses: Courses, odd: NDArray[np.bool_]) -> Rows:
    """Leave out the findings on citizens whom the reference engine judges."""
    there = ~odd[courses.citizen[rows.course]]
    return rows if there.all() else Rows._make(column[there] for column in rows)


def _schedules(table: pl.DataFrame | None) -> list[str]:
    return [] if table is None else table["schedule"].cast(pl.String).drop_nulls().unique().to_list()


def _about(table: pl.DataFrame | None, citizens: int) -> pl.DataFrame:
    """Give for each citizen what findings repeat of the table `citizens`."""
    if table is None:
        empty: Iterable[str] = _ABOUT
        return pl.DataFrame({name: pl.Series([None] * citizens, dtype=pl.String) for name in empty})
    place = np.full(citizens, len(table), np.int64)
    place[table[CITIZEN].to_numpy()] = np.arange(len(table))
    own = table.select(_ABOUT)
    return pl.concat([own, own.clear(1)])[place]


def _table_of(found: Sequence[tuple[int, Finding]]) -> pl.DataFrame:
    columns: dict[str, list[object]] = {
        name: [_cell(finding, name) for _, finding in found] for name in FINDING_COLUMNS
    }
    columns[CITIZEN] = [place for place, _ in found]
    columns[END] = [finding.basis.course.end for _, finding in found]
    return pl.DataFrame(columns, schema=_SCHEMA)


def _cell(finding: Finding, name: str) -> object:
    if name == "reasons":
        return "|".join(finding.reasons)
    value = getattr(finding.basis.facts.case if name in _ABOUT else finding, name)
    return str(value) if isinstance(value, str) else value


def _with_words(findings: pl.DataFrame, words: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Give findings with those columns as words that hold no others: the reference engine alone knows some."""
    own = findings.with_columns(pl.col(name).cast(kind, strict=False) for name, kind in words.items())
    return findings.with_columns(own[name] for name in words if own[name].null_count() == findings[name].null_count())


_DAYS = {"course", "version", "opens", "due", "last_working_day", "fulfilled", "as_of"}
_NUMBERS = {"occurrence", "days_late", "held", "needed"}
_SCHEMA = pl.Schema(
    {CITIZEN: pl.UInt32(), END: pl.Date()}
    | {
        name: pl.Date() if name in _DAYS else pl.Int32() if name in _NUMBERS else pl.String()
        for name in FINDING_COLUMNS
    }
)
