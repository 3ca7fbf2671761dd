"""Which version of a rule set is in force on a day, and why; never an older one in place of a missing one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum, unique
from typing import TYPE_CHECKING, NamedTuple

from kontaktforloeb.dates import ONE_DAY

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
    """The version in force on the day that was asked about, or what is known where there is none.

    `day` of another version: with `NOT_YET` the first day of the next one, with `ENDED` the last day of the one before.
    `kontaktforloeb.report.versions` says it in words, from the rule set and the day that it carries.
    """

    choice: Choice
    ruleset: RuleSet
    asked: date
    version: Version | None = None
    day: date | None = None

    @property
    def before(self) -> Version | None:
        """The last version that began before the one in force, or before the day where there is none."""
        begun = [version for version in self.ruleset.usable if version.valid_from <= self.asked]
        earlier = [version for version in begun if version is not self.version]
        return earlier[-1] if earlier else None

    @property
    def after(self) -> Version | None:
        """The first version that begins after the day."""
        return next((version for version in self.ruleset.usable if version.valid_from > self.asked), None)

    @property
    def proposals(self) -> tuple[Version, ...]:
        """The proposals, not used, that would hold on the day, and later ones where no version is known to come."""
        return tuple(
            version
            for version in self.ruleset.versions
            if version not in self.ruleset.usable
            and (version.valid_from <= self.asked or self.after is None)
            and (version.file.valid_to is None or self.asked <= version.file.valid_to)
        )


def select(ruleset: RuleSet, day: date) -> Selection:
    """Give the version of `ruleset` that is in force on `day`, or the reason why there is none.

    >>> from datetime import date
    >>> from kontaktforloeb import load_rules
    >>> found = select(load_rules().ruleset("lab"), date(2024, 5, 1))
    >>> found.choice.value, str(found.version.valid_from), str(found.after.valid_from)
    ('in-force', '2024-01-01', '2026-07-01')
    """
    last = None
    for version in ruleset.usable:
        if version.valid_from > day:
            break
        last = version
    if last is None:
        usable = ruleset.usable
        if not usable:
            return Selection(Choice.EMPTY, ruleset, day)
        return Selection(Choice.NOT_YET, ruleset, day, None, usable[0].valid_from)
    ended = last.file.valid_to
    if ended is not None and ended < day:
        return Selection(Choice.ENDED, ruleset, day, None, ended)
    return Selection(Choice.IN_FORCE, ruleset, day, last)


def last_day(ruleset: RuleSet, version: Version) -> date | None:
    """Give the last day on which a version is in force, or would be: its own, or the day before the next one begins.

    None where neither is known. A proposal ends no version, and no version ends a proposal.
    """
    if version not in ruleset.usable:
        return version.file.valid_to
    ends = [other.valid_from - ONE_DAY for other in ruleset.usable if other.valid_from > version.valid_from][:1]
    return min([*ends, *([] if version.file.valid_to is None else [version.file.valid_to])], default=None)
