"""Which courses are planned and judged together: those for which the same versions and the same words hold."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.cohort import Setting
from kontaktforloeb.caseload.kernel.courses import Courses
from kontaktforloeb.caseload.kernel.days import Mask
from kontaktforloeb.caseload.kernel.facts import Codes
from kontaktforloeb.rulebook.rulesets import RuleSet
from kontaktforloeb.rulebook.select import select

_NOBODY = -1


@attrs.frozen(eq=False)
class JudgedBy:
    """Some rule sets, and which of the schedules, by their places, they are judged under; the last is for none."""

    rulesets: Sequence[RuleSet]
    schedules: Mask
    alike: NDArray[np.int64]
    """By epoch and group a number, the same where the rule sets say the same; -1 where they have no version."""

    def cohorts(
        self, courses: Courses, epoch: NDArray[np.int64], schedule: Codes, there: Mask
    ) -> Iterator[NDArray[np.int64]]:
        """Give the places of the courses that are judged together, of those that are `there`.

        `schedule` is that of each course, -1 for none.
        """
        key = np.where(there & self.schedules[schedule], self.alike[epoch, courses.group], _NOBODY)
        places = np.flatnonzero(key != _NOBODY)
        order = places[np.argsort(key[places], kind="stable")]
        return (own for own in np.split(order, np.flatnonzero(np.diff(key[order])) + 1) if len(own))


def judged_by(rulesets: Sequence[Sequence[RuleSet]], setting: Setting) -> list[JudgedBy]:
    """Give the rule sets of all schedules, those together that the same schedules have.

    The law is so judged once for all, whatever schedule a citizen is under.
    """
    under: dict[tuple[bool, ...], dict[int, RuleSet]] = {}
    for ruleset in itertools.chain.from_iterable(rulesets):
        schedules = tuple(any(own is ruleset for own in of_one) for of_one in rulesets)
        under.setdefault(schedules, {})[id(ruleset)] = ruleset
    return [
        JudgedBy(list(own.values()), np.array(schedules), _alike(list(own.values()), setting))
        for schedules, own in under.items()
    ]


def _alike(rulesets: Sequence[RuleSet], setting: Setting) -> NDArray[np.int64]:
    """Give a number for what holds for the courses of each group that begin in each epoch."""
    epochs, vocabulary = setting.epochs, setting.vocabulary
    numbers: dict[Hashable, int] = {}
    found = np.full((len(epochs.cuts) + 1, len(setting.words.groups)), _NOBODY, np.int64)
    for epoch in range(len(found)):
        day = epochs.day(epoch)
        words = tuple(id(table.at(name, day)) for table in (vocabulary.handovers, vocabulary.events) for name in table)
        for group, name in enumerate(setting.words.groups):
            versions = [select(own, day).version if name in own.groups else None for own in rulesets]
            if any(version is not None for version in versions):
                clock = int(epochs.starter[epoch, group]), bool(epochs.accumulated[epoch, group])
                said = (group, tuple(map(id, versions)), words, clock)
                found[epoch, group] = numbers.setdefault(said, len(numbers))
    return found
