"""What is odd in the data of a whole caseload at once: the twin of `kontaktforloeb.quality` on frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs
import numpy as np
import polars as pl

from kontaktforloeb.caseload.frames import CITIZEN, Frames
from kontaktforloeb.caseload.kernel.run import Choices, Input, Judged, judge
from kontaktforloeb.conventions import Readings
from kontaktforloeb.courses import build_courses
from kontaktforloeb.known import Known, as_known_on
from kontaktforloeb.model import Case, Event, Spell
from kontaktforloeb.quality import Issue, no_working_day
from kontaktforloeb.status import DataIssue, Status

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

_SCHEMA = pl.Schema({
    CITIZEN: pl.UInt32(), "date": pl.Date(), "code": pl.String(), "table": pl.String(), "about": pl.String(),
    "other": pl.Date(),
})  # fmt: skip
_ORDER = list(_SCHEMA)
_DATED = ("course", "version", "occurrence")
_KEY = ["group", "ruleset", "requirement", *_DATED]
_TABLES = ("spells", "meetings", "hours", "exemptions", "events", "citizens")
_day, _registered = pl.col("date"), pl.col("registered")


class Oddities:
    """What is odd in the data of a caseload that is being judged, some citizens at a time, as `judge` gives them."""

    def __init__(self, frames: Frames, choices: Choices, registered_within: int | None = None) -> None:
        readings = choices.conventions.readings
        self._words = (choices.rulebook.read_by(readings) if readings else choices.rulebook).vocabulary
        self._frames, self._choices, self._within = frames, choices, registered_within
        self._judged = 0

    def of(self, judged: Judged) -> pl.DataFrame:
        """Give what `find_issues` gives of the next citizens, in order: the citizen, and the cells of an `Issue`."""
        first = self._judged
        self._judged += judged.citizens
        ids = (
            pl.DataFrame({"citizen": self._frames.citizens_index}).with_row_index(CITIZEN).slice(first, judged.citizens)
        )
        frames = _part(self._frames, first, self._judged)
        rows = frames.meetings.filter(_is_held(frames.meetings, self._words))
        late = rows.filter(_registered > _day)
        found = self._found(frames, rows, late)
        doubted = ids.join(late, on=CITIZEN, how="semi")
        if doubted.height:
            met = _met(judged.table).drop_nulls("due").join(doubted, on="citizen")
            found.append(_registered_after_due(frames, self._choices, self._words, late, met))
        ordered = pl.concat(found).sort(_ORDER, nulls_last=False)
        return ordered.join(ids, on=CITIZEN, maintain_order="left").select("citizen", *_ORDER[1:])

    def _found(self, frames: Frames, rows: pl.DataFrame, late: pl.DataFrame) -> list[pl.DataFrame]:
        """Give all but what hangs on verdicts; `rows` are the held meetings, `late` those registered later."""
        words, as_of = self._words, self._choices.as_of
        holder = pl.col("held_by").cast(pl.String).replace(dict(words.one_holder))
        held = rows.group_by(CITIZEN, "date", "type", holder.alias("holder")).len().drop("holder", "type")
        repeats = held.filter(pl.col("len") > 1).select(pl.col(CITIZEN, "date").repeat_by(pl.col("len") - 1))
        rest = frames.meetings.filter(~_is_held(frames.meetings, words))
        found = [
            _issues(repeats.explode(CITIZEN, "date"), DataIssue.DUPLICATE_MEETING),
            _issues(held.filter(_day > as_of), DataIssue.HELD_AFTER_AS_OF, other=pl.lit(as_of)),
            _outside(frames, held, words, self._choices),
            *_before_birth(frames, held),
            *_resting(held, words),
            *_of_bookings(rest, held, words, as_of),
            _issues(rows.filter(_registered < _day), DataIssue.REGISTERED_BEFORE_HELD, other=_registered),
        ]
        if self._within is not None:
            too_late = late.filter((_registered - _day).dt.total_days() > self._within)
            found.append(_issues(too_late, DataIssue.REGISTERED_LATE, other=_registered))
        return found


def issues_of(found: pl.DataFrame) -> Iterator[tuple[str, Issue]]:
    """Give what was found as `write_quality` takes it."""
    for citizen, day, code, table, about, other in found.select("citizen", *_ORDER[1:]).iter_rows():
        yield citizen, Issue(DataIssue(code), day, table, other, about)


def frames_as_known_on(frames: Frames, day: date, words: Vocabulary) -> tuple[Frames, Known]:
    """Give frames as they were known on a day, and how much of them was: the twin of `kontaktforloeb.known`."""
    known = frames.meetings.filter(_was_known(frames.meetings, words, pl.lit(day)))
    decided = frames.exemptions.filter(_was_decided(pl.lit(day)))
    undated = known.filter(_is_held(known, words) & _registered.is_null()).height
    left_out = frames.meetings.height - known.height, frames.exemptions.height - decided.height
    return attrs.evolve(frames, meetings=known, exemptions=decided), Known(*left_out, undated)


def _part(frames: Frames, first: int, after: int) -> Frames:
    """Give the rows of the citizens of some numbers; the numbers stay as they are."""
    if first == 0 and after == len(frames.citizens_index):
        return frames
    inside = pl.col(CITIZEN).is_between(first, after - 1)
    return attrs.evolve(frames, **{name: getattr(frames, name).filter(inside) for name in _TABLES})


def _is_held(meetings: pl.DataFrame, words: Vocabulary) -> pl.Expr:
    there = meetings.schema["status"]
    names = [name for name in there.categories if name in words.held_statuses] if isinstance(there, pl.Enum) else []
    return pl.any_horizontal(pl.lit(value=False), *(pl.col("status") == name for name in names))


def _was_known(meetings: pl.DataFrame, words: Vocabulary, day: pl.Expr) -> pl.Expr:
    registered = _registered.is_null() | (_registered <= day)
    return registered & (~_is_held(meetings, words) | (_day <= day))


def _was_decided(day: pl.Expr) -> pl.Expr:
    return pl.col("decided_on").is_null() | (pl.col("decided_on") <= day)


def _issues(
    rows: pl.DataFrame, issue: DataIssue, *, table: str = "meetings", day: str = "date", other: pl.Expr | None = None
) -> pl.DataFrame:
    """Give an issue for each row."""
    return rows.select(
        pl.col(CITIZEN), pl.col(day).alias("date"), pl.lit(str(issue)).alias("code"), pl.lit(table).alias("table"),
        pl.lit("").alias("about"), (pl.lit(None, pl.Date) if other is None else other).alias("other"),
    ).cast(_SCHEMA)  # fmt: skip


def _resting(rows: pl.DataFrame, words: Vocabulary) -> Iterator[pl.DataFrame]:
    """Give the meetings on days that are no working days; each different day is looked at once."""
    days = rows["date"].unique().to_list()
    told = {day: no_working_day(day, words.closed_days) for day in days}
    for issue in (DataIssue.WEEKEND_MEETING, DataIssue.HOLIDAY_MEETING):
        own = pl.Series([day for day in days if told[day] is issue], dtype=pl.Date)
        yield _issues(rows.filter(_day.is_in(own.implode())), issue)


def _of_bookings(rows: pl.DataFrame, held: pl.DataFrame, words: Vocabulary, as_of: date) -> Iterator[pl.DataFrame]:
    kinds = rows.select("status", "date").unique()
    booked = [words.meeting_statuses.at(status, day).booked for status, day in kinds.iter_rows()]
    own = rows.join(kinds.filter(pl.Series(booked, dtype=pl.Boolean)), on=["status", "date"], how="semi")
    alone = own.join(held, on=[CITIZEN, "date"], how="anti")
    yield _issues(alone.filter(_day < as_of), DataIssue.BOOKING_WITHOUT_RECORD)
    yield from _resting(alone, words)


def _before_birth(frames: Frames, held: pl.DataFrame) -> Iterator[pl.DataFrame]:
    born = frames.citizens.select(CITIZEN, "birth_date").drop_nulls()
    early = pl.col("birth_date")
    yield _issues(held.join(born, on=CITIZEN).filter(early > _day), DataIssue.MEETING_BEFORE_BIRTH)
    spells = frames.spells.join(born, on=CITIZEN).filter(early > pl.col("start"))
    yield _issues(spells, DataIssue.SPELL_BEFORE_BIRTH, table="spells", day="start")


def _outside(frames: Frames, held: pl.DataFrame, words: Vocabulary, choices: Choices) -> pl.DataFrame:
    """Give the meetings outside every course: of those on no day of a spell, as every spell lies in a course."""
    spells = frames.spells.select(CITIZEN, "start", "end").sort("start")
    last = held.sort("date").join_asof(
        spells, left_on="date", right_on="start", by=CITIZEN, strategy="backward", check_sortedness=False
    )
    inside = pl.col("start").is_not_null() & (pl.col("end").is_null() | (_day <= pl.col("end")))
    rest = last.filter(~inside)
    courses = {number: build_courses(case, words, choices.conventions) for number, case in _of_spells(frames, rest)}
    outside = [
        not any(course.holds(day) for course in courses[number])
        for number, day in rest.select(CITIZEN, "date").iter_rows()
    ]
    return _issues(rest.filter(pl.Series(outside, dtype=pl.Boolean)), DataIssue.MEETING_OUTSIDE_COURSES)


def _of_spells(frames: Frames, some: pl.DataFrame) -> Iterator[tuple[int, Case]]:
    """Give the citizens of some rows with what their courses begin and end by: spells and events."""
    events: dict[int, list[Event]] = {}
    for number, event, day in frames.events.join(some, on=CITIZEN, how="semi").select(CITIZEN, "event", "date").rows():
        events.setdefault(number, []).append(Event(event, day))
    spells: dict[int, list[Spell]] = {}
    for number, *own in (
        frames.spells.join(some, on=CITIZEN, how="semi").select(CITIZEN, "group", "start", "end").rows()
    ):
        spells.setdefault(number, []).append(Spell(*own))
    return ((number, Case("", own, events=events.get(number, ()))) for number, own in spells.items())


def _registered_after_due(
    frames: Frames, choices: Choices, words: Vocabulary, late: pl.DataFrame, met: pl.DataFrame
) -> pl.DataFrame:
    """Give the duties that were met in time, and of which one could not know it on the due day.

    Each citizen and due day in doubt is judged once more, as a citizen of its own, by what was known on that day.
    """
    rows = late.select(CITIZEN, _day.alias("held"), "registered")
    in_doubt = (pl.col("held") <= pl.col("due")) & (pl.col("due") < _registered)
    pairs = met.select(CITIZEN, "due").unique().join(rows, on=CITIZEN).filter(in_doubt)
    pairs = pairs.select(CITIZEN, "due").unique().sort(CITIZEN, "due").with_row_index("pair")
    if not pairs.height:
        return _SCHEMA.to_frame()
    names = pl.Series("name", [f"{number:010d}" for number in range(pairs.height)])
    again = judge(
        Input(_known_then(frames, pairs, words), names, np.empty(0, np.int64), _Cases(frames, pairs, words).of),
        attrs.evolve(choices, readings=Readings.CHOSEN),
    )
    still = pl.concat([_met(own.table) for own in again])
    open_ = met.join(pairs.with_columns(names), on=[CITIZEN, "due"])
    untold = open_.join(still, left_on=["name", *_KEY], right_on=["citizen", *_KEY], how="anti")
    return untold.select(
        pl.col(CITIZEN), pl.col("fulfilled").fill_null(pl.col("due")).alias("date"),
        pl.lit(str(DataIssue.REGISTERED_AFTER_DUE)).alias("code"), pl.lit("meetings").alias("table"),
        pl.col("requirement").alias("about"), pl.col("due").alias("other"),
    ).cast(_SCHEMA)  # fmt: skip


def _met(findings: pl.DataFrame) -> pl.DataFrame:
    """Give the findings that are met."""
    texts = ("citizen", "group", "ruleset", "requirement")
    met = findings.filter(pl.col("status").cast(pl.String) == Status.MET)
    return met.select(*(pl.col(name).cast(pl.String) for name in texts), *_DATED, "due", "fulfilled")


def _known_then(frames: Frames, pairs: pl.DataFrame, words: Vocabulary) -> dict[str, pl.DataFrame]:
    """Give the tables of the citizens in doubt, once for each due day, as they were known on it."""
    tables = {}
    for name in _TABLES:
        frame: pl.DataFrame = getattr(frames, name)
        own = frame.join(pairs, on=CITIZEN)
        if name == "meetings":
            own = own.filter(_was_known(frame, words, pl.col("due")))
        elif name == "exemptions":
            own = own.filter(_was_decided(pl.col("due")))
        tables[name] = own.with_columns(pl.col("pair").alias(CITIZEN)).drop("pair", "due")
    return tables


@attrs.frozen(eq=False)
class _Cases:
    """The cases of the citizens in doubt, as they were known on the due day."""

    frames: Frames
    pairs: pl.DataFrame
    words: Vocabulary

    def of(self, numbers: Iterable[int]) -> list[Case]:
        """Give some of them, by the number of the pair."""
        wanted = sorted(set(numbers))
        places = self.pairs[CITIZEN].gather(wanted).to_list()
        days = self.pairs["due"].gather(wanted).to_list()
        found = dict(zip(sorted(set(places)), self.frames.cases(places), strict=True))
        return [
            attrs.evolve(as_known_on(found[place], day, self.words), citizen=f"{number:010d}")
            for number, place, day in zip(wanted, places, days, strict=True)
        ]
