"""From what an example tells to the case that is judged."""

from __future__ import annotations

from typing import Any

import attrs

from kontaktforloeb.model import Case, Event, Exemption, Hours, Meeting, Spell
from kontaktforloeb.statements.example_format import Told


def case_of(told: Told, citizen: str = "C1") -> Case:
    """Give the case that an example tells of.

    Raises `CaseError` for facts that contradict each other.

    >>> from datetime import date
    >>> case_of(Told(group="dagpenge", start=date(2019, 1, 7))).spells
    (Spell(group='dagpenge', start=datetime.date(2019, 1, 7), end=None),)
    """
    return Case(
        citizen,
        spells=_spells(told),
        meetings=[Meeting(**_given(row)) for row in told.meetings or ()],
        hours=[Hours(**_given(row)) for row in told.hours or ()],
        exemptions=[Exemption(**_given(row)) for row in told.exemptions or ()],
        events=[Event(**_given(row)) for row in told.events or ()],
        birth_date=told.birth_date,
        municipality=told.municipality,
        team=told.team,
        adviser=told.adviser,
        insured=told.insured,
        schedule=told.schedule,
    )


def _spells(told: Told) -> list[Spell]:
    if told.spells is not None:
        return [Spell(**_given(row)) for row in told.spells]
    if told.group is None or told.start is None:
        return []
    return [Spell(told.group, told.start, told.end)]


def _given(row: attrs.AttrsInstance) -> dict[str, Any]:
    """Give what a row says; what it leaves out has the default of the value that it becomes."""
    return {name: value for name, value in attrs.asdict(row, recurse=False).items() if value is not None}
