"""The closed lists of words that a rule file is made of; what judges cases needs them without the file format."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, unique


@unique
class FileKind(StrEnum):
    """What a file is about."""

    GRUNDLAG = "grundlag"
    LOV = "lov"
    KOMMUNE = "kommune"
    A_KASSE = "a-kasse"
    FORSOEG = "forsoeg"
    MAALING = "maaling"


@unique
class FileStatus(StrEnum):
    """Whether a file may be used in a verdict."""

    IN_FORCE = "in-force"
    PROPOSAL = "proposal"


@unique
class Kind(StrEnum):
    """The closed list of what a requirement can say."""

    COUNT = "count"
    GAP = "gap"
    ORDER = "order"
    EACH = "each"
    SHARE = "share"
    LOAD = "load"


MEASURED = frozenset({Kind.SHARE, Kind.LOAD})
"""The kinds that say something of many citizens, and of which no single one is judged."""

JUDGED = frozenset({Kind.COUNT, Kind.GAP, Kind.ORDER, Kind.EACH})
"""The kinds that are judged of one citizen."""

_COUNTED = frozenset({Kind.COUNT, Kind.GAP})

SPEAKS_IN: Mapping[str, frozenset[Kind]] = {
    "match": frozenset({Kind.COUNT, Kind.GAP, Kind.EACH, Kind.LOAD}),
    "count": frozenset({Kind.COUNT}),
    "at_most": frozenset({Kind.COUNT}),
    "steps": frozenset({Kind.COUNT}),
    "per": frozenset({Kind.COUNT, Kind.LOAD}),
    "also": frozenset({Kind.COUNT}),
    "besides": _COUNTED,
    "any_of": _COUNTED,
    "longest": frozenset({Kind.GAP, Kind.LOAD}),
    "slots": frozenset({Kind.EACH}),
    "require": frozenset({Kind.EACH}),
    "first": frozenset({Kind.ORDER}),
    "before": frozenset({Kind.ORDER}),
    "due": frozenset({Kind.COUNT, Kind.GAP, Kind.EACH}),
    "share": frozenset({Kind.COUNT, Kind.SHARE}),
    "not_required": JUDGED,
    "phase": JUDGED,
    "when": JUDGED,
    "reset_on": JUDGED,
    "exit_on": JUDGED,
    "suspend": JUDGED,
    "pause": frozenset({Kind.COUNT}),
    "not_waived_by": _COUNTED,
    "ends_on": JUDGED,
    "held_from": JUDGED,
    "held_to": JUDGED,
    "of": frozenset({Kind.SHARE}),
    "unit": MEASURED,
    "bands": frozenset({Kind.SHARE}),
    "cohort": frozenset({Kind.SHARE}),
    "measure": frozenset({Kind.LOAD}),
    "record": frozenset({Kind.LOAD}),
    "norm": frozenset({Kind.LOAD}),
    "compare": frozenset({Kind.LOAD}),
    "minutes": frozenset({Kind.LOAD}),
}
"""For each key that does not say something in every kind of requirement, the kinds in which it does."""


@unique
class Clock(StrEnum):
    """How a requirement's months are counted; left out, the way of the citizen's target group."""

    CALENDAR = "calendar"
    ACCUMULATED = "accumulated"


@unique
class Mode(StrEnum):
    """What becomes of a duty that falls due after a change of law that came while the course ran."""

    PREVIOUS = "previous"
    THIS = "this"
    BOTH = "both"


@unique
class Bucket(StrEnum):
    """The grid of a count that is asked again and again."""

    MONTH = "month"
    CALENDAR_MONTH = "calendar-month"
    ISO_WEEK = "iso-week"
    QUARTER = "quarter"
    YEAR = "year"


@unique
class Snap(StrEnum):
    """To which day of a week a point moves, once its period has been counted."""

    NEXT_MONDAY = "next-monday"
    WEEK_AFTER = "week-after"
    NEXT_WORKING_DAY = "next-working-day"


@unique
class Dating(StrEnum):
    """Whether a version's first day stands in its source or had to be assumed."""

    SOURCE = "source"
    ASSUMED = "assumed"


@unique
class ParameterType(StrEnum):
    """What stands in the place of a parameter."""

    NUMBER = "number"
    WORDS = "words"


@unique
class JudgedBy(StrEnum):
    """Who decides what a duty that is not satisfied means: the rules, or a person who looks at the case."""

    RULES = "rules"
    PERSON = "person"


@unique
class Unit(StrEnum):
    """What a share or a load is counted over."""

    CITIZENS = "citizens"
    MEETINGS = "meetings"
    ADVISER = "adviser"
    TEAM = "team"


@unique
class Measured(StrEnum):
    """What a load counts of an adviser or a team."""

    MEETINGS = "meetings"
    OPEN_COURSES = "open-courses"
    BREACHES = "breaches"
    RECORDS = "records"


@unique
class Compare(StrEnum):
    """On which side of its norm a load should lie."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
