"""Judge the contact course (kontaktforløb) of unemployed citizens against dated law and municipal schedules.

Reading rule files is loaded with the first use of `Rulebook` or `load_rules`, or by the first `check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontaktforloeb.checking import check
from kontaktforloeb.conventions import Conventions
from kontaktforloeb.errors import KontaktforloebError
from kontaktforloeb.explain import explain
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.forecast import forecast, recheck_on
from kontaktforloeb.model import Case, Event, Exemption, Hours, Meeting, Spell
from kontaktforloeb.status import CourseStatus, Status

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook, load_rules

__all__ = [
    "Assessment",
    "Case",
    "Conventions",
    "CourseStatus",
    "Event",
    "Exemption",
    "Finding",
    "Hours",
    "KontaktforloebError",
    "Meeting",
    "Rulebook",
    "Spell",
    "Status",
    "check",
    "explain",
    "forecast",
    "load_rules",
    "recheck_on",
]


def __getattr__(name: str) -> object:
    if name in ("Rulebook", "load_rules"):
        from kontaktforloeb.rulebook import registry  # noqa: PLC0415 (see above)

        return getattr(registry, name)
    message = f"module 'kontaktforloeb' has no attribute '{name}'"
    raise AttributeError(message)
