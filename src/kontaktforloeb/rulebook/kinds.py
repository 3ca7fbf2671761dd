"""The closed lists of words that a rule file is made of; what judges cases needs them without the file format."""

from __future__ import annotations

from enum import StrEnum, unique


@unique
class FileKind(StrEnum):
    """What a file is about."""

    GRUNDLAG = "grundlag"
    LOV = "lov"
    KOMMUNE = "kommune"
    A_KASSE = "a-kasse"
    FORSOEG = "forsoeg"


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
