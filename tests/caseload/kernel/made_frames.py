"""Cases as the frames that reading them from a file would give: the same types, and words that are `Enum`s."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from kontaktforloeb import Case, load_rules
from kontaktforloeb.caseload.columns import tables
from kontaktforloeb.caseload.frames import CITIZEN, Frames
from kontaktforloeb.caseload.frames.kinds import EXACT, Kind, kind_of
from kontaktforloeb.caseload.raw import ROW
from kontaktforloeb.caseload.rows import Count

_RULES = load_rules()
_TYPES = {Kind.DAY: pl.Date(), Kind.FLAG: pl.Boolean(), Kind.WHOLE: pl.Int32(), Kind.NUMBER: EXACT}
_FIRST_ROW = 2


def frames_of(cases: Sequence[Case]) -> Frames:
    """Give cases as frames, ordered by citizen; no two may be of one citizen."""
    ordered = sorted(cases, key=lambda case: case.citizen)
    ids = pl.Series("citizen", [case.citizen for case in ordered], dtype=pl.String)
    if ids.is_duplicated().any():
        raise ValueError("two cases are of one citizen")
    frames: dict[str, Any] = {
        name: _frame(name, [column.name for column in own[1:]], ordered) for name, own in tables(_RULES).items()
    }
    return Frames(
        ids,
        **frames,
        rejected_rows=pl.Series("rejected_rows", [case.rejected_rows for case in ordered], dtype=pl.UInt32),
        issues=(),
        counts={name: Count(len(frame), len(frame), 0, 0) for name, frame in frames.items()},
        notes=(),
    )


def _frame(name: str, columns: Sequence[str], cases: Sequence[Case]) -> pl.DataFrame:
    facts = [(place, fact) for place, case in enumerate(cases) for fact in _facts(name, case)]
    found = [
        pl.Series(CITIZEN, [place for place, _ in facts], dtype=pl.UInt32),
        pl.Series(ROW, range(_FIRST_ROW, _FIRST_ROW + len(facts)), dtype=pl.UInt32),
    ]
    return pl.DataFrame([*found, *(_series(column, [_cell(column, fact) for _, fact in facts]) for column in columns)])


def _facts(name: str, case: Case) -> Iterator[Any]:
    yield from [case] if name == "citizens" else getattr(case, name)


def _cell(column: str, fact: Any) -> Any:
    if column == "group":
        return _RULES.vocabulary.group(fact.group, fact.start)
    value = getattr(fact, "with_" if column == "with" else column)
    return ("|".join(value) or None) if isinstance(value, tuple) else value


def _series(column: str, values: Sequence[Any]) -> pl.Series:
    kind = _TYPES.get(kind_of(column)) or pl.Enum(sorted({value for value in values if value is not None}))
    return pl.Series(column, values, dtype=kind)
