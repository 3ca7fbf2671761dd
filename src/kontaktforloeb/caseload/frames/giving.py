"""Frames of tables that somebody holds already."""

from __future__ import annotations

from typing import Any

from kontaktforloeb.caseload.frames.reading import read_frames
from kontaktforloeb.caseload.frames.shape import Frames
from kontaktforloeb.caseload.raw import Raw
from kontaktforloeb.caseload.sources.memory import table_in_memory
from kontaktforloeb.rulebook.registry import Rulebook


def from_frames(
    rulebook: Rulebook,
    *,
    spells: Any,
    meetings: Any,
    hours: Any = None,
    exemptions: Any = None,
    events: Any = None,
    citizens: Any = None,
) -> Frames:
    """Give the frames of tables in memory: polars frames, lazy or not, or anything that gives an Arrow stream.

    Every row is looked at as one of a file is: used, a repeat, or rejected. Raises `CaseloadError` with every column
    that is missing.

    >>> import polars as pl
    >>> from kontaktforloeb import load_rules
    >>> spells = pl.DataFrame({"citizen": ["C1"], "group": ["6.2"], "start": ["2022-01-03"]})
    >>> meetings = pl.DataFrame({"citizen": ["C1"], "date": ["2022-01-10"], "type": ["7"], "held_by": ["jobcenter"]})
    >>> from_frames(load_rules(), spells=spells, meetings=meetings).cases([0])[0].meetings[0].type
    'jobsamtale'
    """
    given = {
        "spells": spells,
        "meetings": meetings,
        "hours": hours,
        "exemptions": exemptions,
        "events": events,
        "citizens": citizens,
    }
    tables = tuple(table_in_memory(name, table) for name, table in given.items() if table is not None)
    return read_frames(Raw(tables, "", "a frame {name}"), rulebook)
