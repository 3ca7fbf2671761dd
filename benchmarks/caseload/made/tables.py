"""The made caseload as tables: canonical names, typed columns, rows in no order, given piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from caseload.made import facts, words
from caseload.made.meetings import drawn, meetings
from caseload.made.people import Codes, Ints, births, courses, numbers, spells

PIECE = 500_000
"""How many rows are made at a time."""

_COURSES, _SPELLS, _EVENTS, _EXEMPTIONS, _HOURS, _MEETINGS, _CITIZENS, _ROWS = range(8)
"""What is drawn from a stream of its own, so that one part can change without the others."""

Places = NDArray[np.intp]


class Table(NamedTuple):
    """A table: its name, how many rows it has without repeats, and the frame of the rows at some places."""

    name: str
    rows: int
    frame: Callable[[Places, np.random.Generator], pl.DataFrame]


class Caseload(NamedTuple):
    """The tables of a made caseload, and the seed of what is still to be drawn."""

    seed: int
    tables: tuple[Table, ...]

    def pieces(self, table: Table) -> Iterator[pl.DataFrame]:
        """Give the rows of a table, shuffled, some of them twice, the same on every call."""
        number = self.tables.index(table)
        order = np.random.default_rng([self.seed, _ROWS, number]).permutation(table.rows)
        for nth, place in enumerate(range(0, table.rows, PIECE)):
            rng = np.random.default_rng([self.seed, _ROWS, number, nth])
            frame = table.frame(order[place : place + PIECE], rng)
            again = rng.choice(len(frame), max(1, round(len(frame) * words.REPEATED_ROWS)))
            yield frame[rng.permutation(np.concatenate([np.arange(len(frame)), again]))]


def made(number: int, seed: int) -> Caseload:
    """Give a caseload of about so many courses."""

    def stream(part: int) -> np.random.Generator:
        return np.random.default_rng([seed, part])

    own = courses(number, stream(_COURSES))
    ids = numbers(int(own.citizen.max()) + 1, seed)
    written = pl.Series("citizen", ids).cast(pl.String)
    return Caseload(
        seed,
        (
            _spells(written, spells(own, stream(_SPELLS))),
            _meetings(written, meetings(own, stream(_MEETINGS))),
            _hours(written, facts.hours(own, stream(_HOURS))),
            _exemptions(written, facts.exemptions(own, stream(_EXEMPTIONS))),
            _events(written, facts.events(own, stream(_EVENTS))),
            _citizens(written, births(ids)),
        ),
    )


def _days(values: Ints) -> pl.Series:
    """Give days, none where `words.NO_DAY` stands."""
    found = pl.Series(values.astype(np.int32))
    return found.set(found == words.NO_DAY, None).cast(pl.Date)


def _words(known: Sequence[Any], places: Codes | Places) -> pl.Series:
    return pl.Series(known).gather(places.astype(np.uint32))


def _spells(citizen: pl.Series, own: Any) -> Table:
    def frame(at: Places, _: np.random.Generator) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "citizen": citizen.gather(own.citizen[at]),
                "group": _words(words.GROUPS, own.group[at]),
                "start": _days(own.start[at]),
                "end": _days(own.end[at]),
            }
        )

    return Table("spells", len(own.citizen), frame)


def _meetings(citizen: pl.Series, own: Any) -> Table:
    def frame(at: Places, rng: np.random.Generator) -> pl.DataFrame:
        """Give some meetings; what does not hang on the course is drawn here, and so takes no memory before."""
        count, date = len(at), own.date[at]
        status = drawn(words.STATUS_WEIGHTS, count, rng)
        status = np.where(date > words.AS_OF_DAY, words.BOOKED, status)
        late = np.where(rng.random(count, dtype=np.float32) < 0.02, 60, 5)
        registered = date + (late * rng.random(count, dtype=np.float32)).astype(np.int32)
        unknown = (status == words.BOOKED) | (rng.random(count, dtype=np.float32) < 0.1)
        # Most meetings of a citizen are held by one adviser.
        adviser = own.citizen[at] % words.ADVISERS
        other = rng.random(count, dtype=np.float32) < 0.15
        adviser = np.where(other, rng.integers(0, words.ADVISERS, count), adviser)
        prepared = rng.random(count, dtype=np.float32) < 0.05
        return pl.DataFrame(
            {
                "citizen": citizen.gather(own.citizen[at]),
                "date": _days(date),
                "type": _words(words.TYPES, own.type[at]),
                "held_by": _words(words.HOLDERS, own.held_by[at]),
                "with": _words(words.WITH, own.with_[at]),
                "form": _words(words.FORMS, drawn(words.FORM_WEIGHTS, count, rng)),
                "status": _words(words.STATUSES, status),
                "individual": _words(words.INDIVIDUAL, drawn(words.INDIVIDUAL_WEIGHTS, count, rng)),
                "registered": _days(np.where(unknown, words.NO_DAY, registered)),
                "adviser": _words(_advisers(), adviser),
                "topics": _words(words.TOPICS, drawn(words.TOPIC_WEIGHTS, count, rng)),
                "agreements": _words(words.AGREEMENTS, drawn(words.AGREEMENT_WEIGHTS, count, rng)),
                "minutes": _words(words.MINUTES, drawn(words.MINUTES_WEIGHTS, count, rng)).cast(pl.Int32),
                "prep_minutes": pl.Series(np.where(prepared, 15, -1), dtype=pl.Int32).replace(-1, None),
                "prep_date": _days(np.where(prepared, date - 1, words.NO_DAY)),
            }
        )

    return Table("meetings", len(own.citizen), frame)


def _hours(citizen: pl.Series, own: Any) -> Table:
    def frame(at: Places, _: np.random.Generator) -> pl.DataFrame:
        whole, rest = np.divmod(own.hundredths[at], 100)
        exact = pl.select(pl.format("{}.{}", pl.Series(whole), pl.Series(rest).cast(pl.String).str.zfill(2)))
        return pl.DataFrame(
            {
                "citizen": citizen.gather(own.citizen[at]),
                "month": _days(own.month[at]),
                "hours": exact.to_series().cast(pl.Decimal(10, 2)),
                "kind": _words(("dagpenge", "loentilskud"), own.kind[at]),
            }
        )

    return Table("hours", len(own.citizen), frame)


def _exemptions(citizen: pl.Series, own: Any) -> Table:
    def frame(at: Places, _: np.random.Generator) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "citizen": citizen.gather(own.citizen[at]),
                "kind": _words([one.kind for one in words.EXEMPTIONS], own.kind[at]),
                "start": _days(own.start[at]),
                "end": _days(own.end[at]),
                "decided_on": _days(own.decided_on[at]),
                "reason": _words(words.EXEMPT_WHY, own.reason[at]),
            }
        )

    return Table("exemptions", len(own.citizen), frame)


def _events(citizen: pl.Series, own: Any) -> Table:
    values: list[str | None] = [None]
    first = []
    for occasion in words.OCCASIONS:
        first.append(len(values) if occasion.values else 0)
        values += occasion.values

    def frame(at: Places, _: np.random.Generator) -> pl.DataFrame:
        occasion = own.occasion[at]
        return pl.DataFrame(
            {
                "citizen": citizen.gather(own.citizen[at]),
                "event": _words([one.event for one in words.OCCASIONS], occasion),
                "date": _days(own.date[at]),
                "value": _words(values, np.array(first)[occasion] + own.value[at]),
            }
        )

    return Table("events", len(own.citizen), frame)


def _citizens(citizen: pl.Series, born: Ints) -> Table:
    def frame(at: Places, rng: np.random.Generator) -> pl.DataFrame:
        count = len(at)
        municipality = rng.integers(0, len(words.MUNICIPALITIES), count)
        scheduled = np.isin(municipality, [words.MUNICIPALITIES.index(name) for name in words.SCHEDULED])
        return pl.DataFrame(
            {
                "citizen": citizen.gather(at),
                "birth_date": _days(born[at]),
                "municipality": _words(words.MUNICIPALITIES, municipality),
                "team": _words(words.TEAMS, rng.integers(0, len(words.TEAMS), count)),
                "adviser": _words(_advisers(), at % words.ADVISERS),
                "insured": _words(words.INSURED, drawn(words.INSURED_WEIGHTS, count, rng)),
                "schedule": _words((None, words.SCHEDULE), scheduled.astype(np.int8)),
            }
        )

    return Table("citizens", len(citizen), frame)


def _advisers() -> list[str]:
    letters = "ABCDEFGHJKLMNPRSTUVÆØÅ"
    return [f"{letters[n % 22]}{letters[n // 22 % 22]}{letters[n // 484 % 22]}{n % 10}" for n in range(words.ADVISERS)]
