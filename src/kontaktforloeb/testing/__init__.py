"""Test a case system against the law: Hypothesis strategies for cases, and a machine that drives a scheduler.

It needs the extra `testing`. What stands behind a name is loaded with its first use, so that a pytest plugin may name
this package and load neither Hypothesis nor a rule file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kontaktforloeb.testing.breaching import breaching_cases
    from kontaktforloeb.testing.citizens import caseloads, cases, courses
    from kontaktforloeb.testing.complying import complying_cases, settled_on
    from kontaktforloeb.testing.construction import CannotConstructError
    from kontaktforloeb.testing.facts import events, exemptions, hours, meetings, spells
    from kontaktforloeb.testing.machine import Scheduler, SchedulerMachine, scheduler_machine
    from kontaktforloeb.testing.nearby import near_boundary
    from kontaktforloeb.testing.rulefiles import rule_files, trap_rule_files

__all__ = [
    "CannotConstructError",
    "Scheduler",
    "SchedulerMachine",
    "breaching_cases",
    "caseloads",
    "cases",
    "complying_cases",
    "courses",
    "events",
    "exemptions",
    "hours",
    "meetings",
    "near_boundary",
    "rule_files",
    "scheduler_machine",
    "settled_on",
    "spells",
    "trap_rule_files",
]

_MODULES = {
    "breaching": ("breaching_cases",),
    "citizens": ("caseloads", "cases", "courses"),
    "complying": ("complying_cases", "settled_on"),
    "construction": ("CannotConstructError",),
    "facts": ("events", "exemptions", "hours", "meetings", "spells"),
    "machine": ("Scheduler", "SchedulerMachine", "scheduler_machine"),
    "nearby": ("near_boundary",),
    "rulefiles": ("rule_files", "trap_rule_files"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"module '{__name__}' has no attribute '{name}'"
        raise AttributeError(message)
    try:
        found: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "hypothesis":
            raise
        message = f"kontaktforloeb.testing.{name} needs Hypothesis: install kontaktforloeb[testing]"
        raise ImportError(message, name="hypothesis") from error
    globals()[name] = found  # The next use finds it at once.
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
