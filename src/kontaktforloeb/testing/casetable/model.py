"""What a case of the table is: facts of one citizen, the days of the question, and what is known without the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum, unique
from functools import cached_property
from hashlib import blake2b
from typing import Any

import attrs

from kontaktforloeb.conventions import Conventions, Readings
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.format import Bilingual

Rows = Mapping[str, Sequence[Mapping[str, str]]]
"""The rows of each table, as cells of text by column."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
"""Letters that nobody takes for a digit, so that no id of a citizen looks like a number."""
_LONG = 7


@unique
class Suite(StrEnum):
    """Where a case comes from."""

    LAW = "law"
    SCHEDULES = "schedules"
    CONFORMANCE = "conformance"
    WORKED = "worked"
    EXAMPLES = "examples"
    CASELOAD = "caseload"


@unique
class Category(StrEnum):
    """What a case tries."""

    DUE_DAY = "due-day"
    AS_OF = "as-of"
    WINDOW = "window"
    NTH = "nth-meeting"
    MONTH_END = "month-end"
    LEAP_DAY = "leap-day"
    VERSION = "version"
    TRANSITION = "change-of-law"
    NOT_HELD = "not-held"
    OTHER_MEETING = "other-meeting"
    JOINT = "joint"
    DUPLICATE = "duplicate"
    BENEFIT_CHANGE = "benefit-change"
    GROUP_CHANGE = "group-change"
    CONTACT = "contact"
    COURSE_END = "course-end"
    EXEMPTION = "exemption"
    SUSPENSION = "suspension"
    HOURS = "hours"
    HANDOVER = "handover"
    AGE = "age"
    EVENT = "event"
    CARRIED = "carried"
    SERIES = "series"
    ORDER = "order"
    NAMED = "named"


def _values(given: Iterable[tuple[str, str, Any]]) -> tuple[tuple[str, str, Any], ...]:
    return tuple((name, key, tuple(value) if isinstance(value, list) else value) for name, key, value in given)


@attrs.frozen
class Setting:
    """By what a case is judged, beside the day: nothing said is the law, the citizen's schedule and every default."""

    rules: tuple[str, ...] | None = None
    conventions: tuple[tuple[str, str], ...] = ()
    """Readings that are not the default, as `--convention` takes them."""
    every_reading: bool = False
    values: tuple[tuple[str, str, Any], ...] = attrs.field(default=(), converter=_values)
    """Values of parameters that a source leaves open: rule set, parameter, value."""

    @property
    def plain(self) -> bool:
        """Whether everything is as by default."""
        return self == PLAIN

    def __str__(self) -> str:
        said = [] if self.rules is None else [f"rules={','.join(self.rules)}"]
        said += [f"{name}={value}" for name, value in self.conventions]
        said += ["readings=all"] if self.every_reading else []
        said += [f"{name}.{key}={_shown(value)}" for name, key, value in self.values]
        return "+".join(said)

    def given(self, ruleset: str) -> dict[str, Any]:
        """Give the values of the parameters of a rule set."""
        own = {key: value for name, key, value in self.values if name == ruleset}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in own.items()}

    def read(self) -> tuple[Conventions, Readings]:
        """Give the readings as the library takes them."""
        of_code = Conventions().of_code
        chosen: dict[str, Any] = {name: value for name, value in self.conventions if name in of_code}
        others = {name: value for name, value in self.conventions if name not in of_code}
        return Conventions(**chosen, readings=others), Readings.ALL if self.every_reading else Readings.CHOSEN


PLAIN = Setting()


def _shown(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


WHICH = ("requirement", "course", "group", "version", "occurrence")
"""The columns by which something known says of which finding it is."""


@attrs.frozen
class Known:
    """What must come out whoever computes it: worked out from how the case was made, or by hand, not by the engine.

    `which` and `says` are columns of the findings table with what they hold; of `status` one of several may do.
    """

    which: tuple[tuple[str, Any], ...]
    status: tuple[str, ...] = ()
    says: tuple[tuple[str, Any], ...] = ()
    reasons: tuple[str, ...] = ()
    not_reasons: tuple[str, ...] = ()
    absent: bool = False
    """Whether there must be no such finding."""
    some: bool = False
    """Whether it is enough that one of several such findings is as said."""


@attrs.frozen
class Day:
    """A day of the question, and what is known of it."""

    as_of: date
    known: tuple[Known, ...] = ()


@attrs.frozen(eq=False, slots=False)
class TableCase:
    """One case of the table: facts about one citizen that show one thing, as of one day or more.

    `rows` are the facts as they stand in the tables, `case` the same as the library takes them.
    """

    id: str
    suite: Suite
    category: Category
    purpose: Bilingual
    source: str
    """Where it stands: a rule file, or the file of cases."""
    case: Case = attrs.field(repr=False)
    rows: Rows = attrs.field(repr=False)
    days: tuple[Day, ...]
    reference: str = ""
    """The paragraph, or the place in a schedule's source."""
    rulesets: tuple[str, ...] = ()
    requirement: str = ""
    """The duty that it is about, if it is about one."""
    why: str = ""
    setting: Setting = PLAIN

    @property
    def citizen(self) -> str:
        """The citizen's id, which is made from that of the case."""
        return self.case.citizen

    @cached_property
    def groups(self) -> frozenset[str]:
        """The target groups that the citizen is in."""
        return frozenset(spell.group for spell in self.case.spells)

    @cached_property
    def on(self) -> tuple[date, ...]:
        """The days of the question."""
        return tuple(day.as_of for day in self.days)


def citizen_of(name: str) -> str:
    """Give the id of the citizen of a case: the same whatever other cases there are.

    >>> citizen_of("conformance/C001")
    'Knfqxhna'
    """
    number = int.from_bytes(blake2b(name.encode(), digest_size=8).digest())
    letters = []
    for _ in range(_LONG):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "K" + "".join(letters)


def chosen_by(name: str, one_in: int) -> bool:
    """Tell whether a name is among one in so many; which they are does not depend on what other names there are.

    >>> [chosen_by("a", 1), chosen_by("a", 2), chosen_by("b", 2)]
    [True, False, False]
    """
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest()) % one_in == 0
