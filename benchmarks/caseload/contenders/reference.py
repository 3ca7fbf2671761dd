"""The reference engine: `check` for one citizen after the other, on values made from the same files.

It judges what it is told to, the part or everything, and writes every column of the findings.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from kontaktforloeb import Case, Event, Exemption, Meeting, Spell, check
from kontaktforloeb.caseload.write import FINDING_COLUMNS
from kontaktforloeb.model import Hours
from kontaktforloeb.rulebook.registry import load_rules

_VALUES: dict[str, Callable[..., Any]] = {
    "spells": Spell,
    "meetings": Meeting,
    "hours": Hours,
    "exemptions": Exemption,
    "events": Event,
}
TABLES = (*_VALUES, "citizens")
_LISTS = ("with", "topics", "agreements")
_DAYS = ("course", "version", "opens", "due", "last_working_day", "fulfilled", "as_of")
_NUMBERS = ("occurrence", "days_late", "held", "needed")
_OF_THE_CASE = ("municipality", "team", "adviser")


def read(folder: Path, name: str) -> pl.DataFrame:
    """Give a table in a folder of Parquet files, each row once, an empty status as what it stands for."""
    table = pl.read_parquet(folder / f"{name}.parquet").unique()
    return table.with_columns(pl.col("status").fill_null("afholdt")) if name == "meetings" else table


def cases_of(tables: Mapping[str, pl.DataFrame]) -> Iterator[Case]:
    """Give the cases in some tables, ordered by citizen."""
    parts: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    about: dict[str, dict[str, Any]] = {}
    for row in tables["citizens"].iter_rows(named=True) if "citizens" in tables else ():
        about[row.pop("citizen")] = row
    for name, make in _VALUES.items():
        for citizen, *values in _listed(tables[name]).iter_rows() if name in tables else ():
            parts[citizen].setdefault(name, []).append(make(*values))
    for citizen in sorted(parts):
        if "spells" in parts[citizen]:
            given: dict[str, Any] = {**parts[citizen], **about.get(citizen, {})}
            yield Case(citizen, **given)


def _listed(table: pl.DataFrame) -> pl.DataFrame:
    """Give a table with lists where cells hold lists of words."""
    lists = [name for name in _LISTS if name in table.columns]
    split = [pl.col(name).fill_null("").str.split("|").list.filter(pl.element() != "") for name in lists]
    return table.with_columns(split)


def run(folder: Path, output: Path, as_of: date, rules: Sequence[str] | None = None) -> None:
    """Judge every case in a folder, limited to some rule sets or by all, and write the findings."""
    gc.disable()  # As the command does.
    rulebook = load_rules()
    columns: dict[str, list[Any]] = {name: [] for name in FINDING_COLUMNS}
    for case in cases_of({name: read(folder, name) for name in TABLES}):
        for finding in check(case, as_of=as_of, rulebook=rulebook, rules=rules).findings:
            for name, column in columns.items():
                column.append(getattr(case if name in _OF_THE_CASE else finding, name))
    columns["reasons"] = ["|".join(reasons) for reasons in columns["reasons"]]
    schema = {
        name: pl.Date if name in _DAYS else pl.Int32 if name in _NUMBERS else pl.String for name in FINDING_COLUMNS
    }
    texts = {
        name: [None if value is None else str(value) for value in column] if schema[name] == pl.String else column
        for name, column in columns.items()
    }
    pl.DataFrame(texts, schema=schema).write_parquet(output)


def command(folder: str, output: str, as_of: str, *rules: str) -> None:
    """Run as a process of its own."""
    run(Path(folder), Path(output), date.fromisoformat(as_of), rules or None)
