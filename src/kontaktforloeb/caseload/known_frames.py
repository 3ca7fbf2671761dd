"""A caseload in frames as it was known on a day: the twin of `kontaktforloeb.known`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs
import polars as pl

from kontaktforloeb.caseload.frames import Frames
from kontaktforloeb.known import Known

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

_registered, _decided = pl.col("registered"), pl.col("decided_on")


def frames_as_known_on(frames: Frames, day: date, words: Vocabulary) -> tuple[Frames, Known]:
    """Give frames as they were known on a day, and how much of them was."""
    held = _is_held(frames.meetings, words)
    known = frames.meetings.filter((_registered.is_null() | (_registered <= day)) & (~held | (pl.col("date") <= day)))
    decided = frames.exemptions.filter(_decided.is_null() | (_decided <= day))
    undated = known.filter(held & _registered.is_null()).height
    left_out = frames.meetings.height - known.height, frames.exemptions.height - decided.height
    return attrs.evolve(frames, meetings=known, exemptions=decided), Known(*left_out, undated)


def _is_held(meetings: pl.DataFrame, words: Vocabulary) -> pl.Expr:
    there = meetings.schema["status"]
    names = [name for name in there.categories if name in words.held_statuses] if isinstance(there, pl.Enum) else []
    return pl.any_horizontal(pl.lit(value=False), *(pl.col("status") == name for name in names))
