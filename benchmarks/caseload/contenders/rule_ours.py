"""The one rule by our own kernel, on one core: it counts the due day, and judges all else that the act asks here."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from caseload.contenders.one_rule import Courses
from caseload.made.tables import made
from caseload.made.words import AS_OF
from kontaktforloeb.caseload.kernel.run import Choices, Input, judge
from kontaktforloeb.rulebook.registry import load_rules


def work_of(own: Courses) -> Callable[[], NDArray[np.str_]]:
    """Give the work of judging the courses by the act as it stands."""
    # The tables with all their columns, and in them what the rule looks at.
    spells, meetings = (table.frame(np.arange(1), np.random.default_rng(0)).clear() for table in made(10, 0).tables[:2])
    ids = pl.Series([f"B{number:08d}" for number in range(len(own.start))])
    citizens = {"citizen": ids, "start": _days(own.start)}
    held = {"citizen": ids.gather(own.course), "date": _days(own.date)}
    plain = {"type": "jobsamtale", "held_by": "jobcenter", "status": "afholdt"}
    tables = {
        "spells": _filled(spells, citizens, {"group": "kontanthjaelp-jobparat"}),
        "meetings": _filled(meetings, held, plain),
    }
    given = _given(tables)
    choices = Choices(AS_OF, load_rules(), ("lab",))

    def work() -> NDArray[np.str_]:
        found = pl.concat(own.table for own in judge(given, choices))
        asked = found.filter(pl.col("requirement").cast(pl.String) == "lab/31-3")
        return asked["status"].cast(pl.String).to_numpy().astype(np.str_)

    return work


def _given(tables: dict[str, pl.DataFrame]) -> Input:
    """Give tables as the kernel takes them."""
    ids = tables["spells"]["citizen"].unique().sort()
    numbers = pl.DataFrame({"citizen": ids}).with_row_index("_c")
    numbered = {name: table.join(numbers, on="citizen").drop("citizen") for name, table in tables.items()}
    # None of these citizens is left to the reference engine.
    return Input(numbered, ids, np.empty(0, np.int64), lambda _: [])


def _days(values: NDArray[np.int64]) -> pl.Series:
    return pl.Series(values).cast(pl.Int32).cast(pl.Date)


def _filled(empty: pl.DataFrame, columns: dict[str, pl.Series], same: dict[str, str]) -> pl.DataFrame:
    """Give a table with some columns filled, some holding one word, and the others empty."""
    table = pl.DataFrame(columns).with_columns(pl.lit(word).alias(name) for name, word in same.items())
    return pl.concat([empty, table], how="diagonal")
