"""Which version of a rule set is in force on a day, and why; never an older one in place of a missing one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum, unique
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.rulesets import RuleSet, Version


@unique
class Choice(StrEnum):
    """What the data say about a day."""

    IN_FORCE = "in-force"
    NOT_YET = "not-yet"
    ENDED = "ended"
    EMPTY = "empty"


class Selection(NamedTuple):
    """The version in force on `day`, or what is known where there is none.

    `day` of another version: with `NOT_YET` the first day of the next one, with `ENDED` the last day of the one before.
    """

    choice: Choice
    version: Version | None = None
    day: date | None = None


def select(ruleset: RuleSet, day: date) -> Selection:
    """Give the version of `ruleset` that is in force on `day`, or the reason why there is none."""
    started = [version for version in ruleset.usable if version.valid_from <= day]
    if not started:
        usable = ruleset.usable
        return Selection(Choice.NOT_YET, day=usable[0].valid_from) if usable else Selection(Choice.EMPTY)
    last = started[-1]
    if last.file.valid_to is not None and last.file.valid_to < day:
        return Selection(Choice.ENDED, day=last.file.valid_to)
    return Selection(Choice.IN_FORCE, last)


def newer(ruleset: RuleSet, version: Version, due: date) -> tuple[Version, ...]:
    """Give the versions that came into force after `version` and no later than `due`, in order."""
    return tuple(other for other in ruleset.usable if version.valid_from < other.valid_from <= due)
