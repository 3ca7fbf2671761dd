"""Judge the contact course (kontaktforløb) of unemployed citizens against dated law and municipal schedules."""

from kontaktforloeb.checking import check
from kontaktforloeb.conventions import Conventions
from kontaktforloeb.errors import KontaktforloebError
from kontaktforloeb.explain import explain
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.forecast import forecast, recheck_on
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
    "recheck_on",
]
