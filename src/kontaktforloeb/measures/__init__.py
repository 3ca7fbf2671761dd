"""Figures over many citizens: shares with their bands, loads, scores, and figures that a source shows.

Loaded with its first import; `import kontaktforloeb` alone does not load it.
"""

from kontaktforloeb.measures.measuring import measure
from kontaktforloeb.measures.published import recompute
from kontaktforloeb.measures.records import Record
from kontaktforloeb.measures.results import (
    Answer,
    LoadResult,
    Measurement,
    Outcome,
    PublishedResult,
    ScoreResult,
    ShareResult,
)
from kontaktforloeb.measures.words import tell

__all__ = [
    "Answer",
    "LoadResult",
    "Measurement",
    "Outcome",
    "PublishedResult",
    "Record",
    "ScoreResult",
    "ShareResult",
    "measure",
    "recompute",
    "tell",
]
