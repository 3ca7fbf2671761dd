"""A caseload as it was known on a day, and what a run says of that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.caseload.read import Caseload
from kontaktforloeb.known import Known, as_known_on, how_much_was_known
from kontaktforloeb.texts import Lang, say
from kontaktforloeb.texts import day as told

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.vocabulary import Vocabulary


def caseload_as_known_on(caseload: Caseload, day: date, vocabulary: Vocabulary) -> tuple[Caseload, Known]:
    """Give a caseload as it was known on a day, and how much of what is recorded was.

    What became of the input rows stays as it was: those that are left out could be used.
    """
    known = sum((how_much_was_known(case, day, vocabulary) for case in caseload.cases), Known())
    cases = tuple([as_known_on(case, day, vocabulary) for case in caseload.cases])
    return attrs.evolve(caseload, cases=cases), known


def known_lines(known: Known, day: date, as_of: date, lang: Lang) -> Iterator[str]:
    """Give what a run says of judging by what was known on a day."""
    left_out = {"meetings": known.meetings, "exemptions": known.exemptions}
    yield say("known.left-out", lang, day=told(day, lang), **left_out)
    if known.undated:
        yield say("known.undated", lang, undated=known.undated)
    if as_of > day:
        yield say("known.projected", lang, as_of=told(as_of, lang), day=told(day, lang))
