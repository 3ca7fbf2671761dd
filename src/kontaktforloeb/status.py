"""The closed lists of words that a result is made of."""

from __future__ import annotations

from enum import StrEnum, unique


@unique
class Status(StrEnum):
    """The verdict on one requirement in one course."""

    MET = "met"
    LATE = "late"
    OVERDUE = "overdue"
    PENDING = "pending"
    ENDED = "ended"
    EXEMPT = "exempt"
    NOT_REQUIRED = "not-required"
    SHORT = "short"
    BREACHED = "breached"
    UNKNOWN = "unknown"
    UNCERTAIN = "uncertain"


@unique
class CourseStatus(StrEnum):
    """How one course stands as a whole."""

    ON_TRACK = "on-track"
    BEHIND = "behind"
    COMPLETE = "complete"
    CLOSED = "closed"
    NOT_COVERED = "not-covered"
    UNDETERMINED = "undetermined"


@unique
class Duty(StrEnum):
    """Whose duty it is: each citizen's right, or a share of a group."""

    INDIVIDUAL = "individual"
    GROUP = "group"


@unique
class Level(StrEnum):
    """How binding a requirement is: law, local rule, or advice that is never a breach."""

    KRAV = "krav"
    NORM = "norm"
    RAAD = "raad"


@unique
class Certainty(StrEnum):
    """How sure the rule file is of its source."""

    LAW = "law"
    OFFICIAL = "official"
    SECONDARY = "secondary"
    DERIVED = "derived"
    OPEN = "open"


@unique
class Coverage(StrEnum):
    """How far the data can show the duty."""

    FULL = "full"
    MAY_OVERREPORT = "may-overreport"
    MAY_UNDERREPORT = "may-underreport"
    MANUAL = "manual"


@unique
class Reason(StrEnum):
    """Why a finding says what it says; after a colon a reason may carry the word or the day that it is about."""

    ASSUMED_VALIDITY = "assumed-validity"
    ASSUMED_FIRST_CONTACT = "assumed-first-contact"
    ASSUMED_FIRST_ABSENCE = "assumed-first-absence"
    ASSUMED_REGISTRATION = "assumed-registration"
    ASSUMED_FULL_TIME = "assumed-full-time"
    ASSUMED_FULL_TIME_INSURED = "assumed-full-time-insured"
    HOURS_NOT_IN = "hours-not-in"
    EVENT_MISSING = "event-missing"
    FACT_MISSING = "fact-missing"
    NOT_HELD_YET = "not-held-yet"
    NOT_ENDED = "not-ended"
    NOT_CARRIED = "not-carried"
    NOT_BEFORE = "not-before"
    TOO_MANY = "too-many"
    EVENT = "event"
    NO_EVENT = "no-event"
    MEETING = "meeting"
    NO_MEETING = "no-meeting"
    CHANGE_OF_GROUP = "change-of-group"
    EARLIER_COURSE = "earlier-course"
    WINDOW_EMPTY = "window-empty"
    ADVICE = "advice"
    FOR_A_PERSON = "for-a-person"
    NO_DUE_DAY = "no-due-day"
    DUTY_OVER = "duty-over"
    EXEMPTION = "exemption"
    SUSPENDED = "suspended"
    PAUSED = "paused"
    MISSED = "missed"
    TOO_LONG = "too-long"
    TRANSITION = "transition"
    NO_VERSION = "no-version"
    LAW_MAY_CHANGE = "law-may-change"
    PROPOSAL = "proposal"
    READING = "reading"
    ROWS_REJECTED = "rows-rejected"


@unique
class DataIssue(StrEnum):
    """What is odd about the data of one citizen, apart from any duty."""

    DUPLICATE_MEETING = "duplicate-meeting"
    BOOKING_WITHOUT_RECORD = "booking-without-record"
    MEETING_OUTSIDE_COURSES = "meeting-outside-courses"
    HELD_AFTER_AS_OF = "held-after-as-of"
    WEEKEND_MEETING = "weekend-meeting"
    HOLIDAY_MEETING = "holiday-meeting"
    MEETING_BEFORE_BIRTH = "meeting-before-birth"
    SPELL_BEFORE_BIRTH = "spell-before-birth"
    REGISTERED_BEFORE_HELD = "registered-before-held"
    REGISTERED_AFTER_DUE = "registered-after-due"
    REGISTERED_LATE = "registered-late"


BREACHES = frozenset({Status.OVERDUE, Status.BREACHED})
"""What a caseload must not hold for its check to end with exit code 0."""
