"""Cases as rows of the tables that go in, in the form that every reader understands: ISO days, bars in lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import attrs

from kontaktforloeb.model import Case

_PARTS = ("spells", "meetings", "hours", "exemptions", "events")
_ABOUT = ("birth_date", "municipality", "team", "adviser", "insured", "schedule")
CITIZENS = "citizens"


@cache  # The columns are those of the reader, and never change.
def columns() -> Mapping[str, tuple[str, ...]]:
    """Give the columns of each table that goes in.

    >>> columns()["hours"]
    ('citizen', 'month', 'hours', 'kind')
    """
    from kontaktforloeb.caseload.columns import tables  # noqa: PLC0415 (only where tables are written)
    from kontaktforloeb.rulebook.registry import load_rules  # noqa: PLC0415 (as above)

    return {name: tuple(column.name for column in own) for name, own in tables(load_rules()).items()}


def rows_of(case: Case) -> dict[str, list[dict[str, str]]]:
    """Give the rows of a case in each table; a table of which it has none is left out.

    >>> from kontaktforloeb import Case
    >>> rows_of(Case.from_dates("2022-01-03", "kontanthjaelp-jobparat"))["spells"]
    [{'citizen': 'citizen', 'group': 'kontanthjaelp-jobparat', 'start': '2022-01-03', 'end': ''}]
    """
    found: dict[str, list[dict[str, str]]] = {}
    for table in _PARTS:
        rows = [_row(case.citizen, item) for item in getattr(case, table)]
        if rows:
            found[table] = rows
    about = {name: _cell(getattr(case, name)) for name in _ABOUT}
    if any(about.values()):
        found[CITIZENS] = [{"citizen": case.citizen, **about}]
    return found


def _row(citizen: str, item: attrs.AttrsInstance) -> dict[str, str]:
    said = {field.name.rstrip("_"): getattr(item, field.name) for field in attrs.fields(type(item))}
    return {
        "citizen": citizen,
        **{name: f"{value:%Y-%m}" if name == "month" else _cell(value) for name, value in said.items()},
    }


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def table_text(table: str, rows: Iterable[Mapping[str, str]], names: Sequence[str] | None = None) -> str:
    """Give a table as CSV; `names` are its columns where they are not those of a table that goes in."""
    names = columns()[table] if names is None else names
    lines = [",".join(names)]
    lines += [",".join(_quoted(row.get(name, "")) for name in names) for row in rows]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    if any(sign in text for sign in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text
