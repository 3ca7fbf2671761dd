"""Judge the contact course (kontaktforløb) of unemployed citizens against dated law and municipal schedules.

What stands behind a name is loaded with its first use: a process that shows a help text waits for no engine, and one
that judges a case for no command line.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

# Modules with the names of functions: only what is here first is what a caller finds.
from kontaktforloeb.explain import explain
from kontaktforloeb.forecast import forecast, recheck_on
from kontaktforloeb.prove import prove, prove_alone, repair

if TYPE_CHECKING:
    from kontaktforloeb.checking import check
    from kontaktforloeb.conventions import Conventions
    from kontaktforloeb.errors import KontaktforloebError
    from kontaktforloeb.findings import Assessment, Finding
    from kontaktforloeb.model import Case, Event, Exemption, Hours, Meeting, Spell
    from kontaktforloeb.rulebook.registry import Rulebook, load_rules
    from kontaktforloeb.status import CourseStatus, Status

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
    "prove",
    "prove_alone",
    "recheck_on",
    "repair",
]

_MODULES = {
    "checking": ("check",),
    "conventions": ("Conventions",),
    "errors": ("KontaktforloebError",),
    "findings": ("Assessment", "Finding"),
    "model": ("Case", "Event", "Exemption", "Hours", "Meeting", "Spell"),
    "rulebook.registry": ("Rulebook", "load_rules"),
    "status": ("CourseStatus", "Status"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name in _HOME:
        found: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        globals()[name] = found  # The next use finds it at once.
        return found
    message = f"module '{__name__}' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
