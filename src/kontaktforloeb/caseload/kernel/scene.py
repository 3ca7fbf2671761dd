"""A cohort on one day: the meetings, exemptions and duties that every verdict in it is given on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.cohort import Cohort, Counted, Rows
from kontaktforloeb.caseload.kernel.days import NONE, Days, Mask, number
from kontaktforloeb.caseload.kernel.duties import Duty
from kontaktforloeb.caseload.kernel.lookups import Places
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.status import Reason

_COUNT = NDArray[np.int32]
_MANY = np.int32(1 << 30)


class Scene:
    """A cohort on one day, and what every duty in it is judged on."""

    def __init__(self, cohort: Cohort, duties: Sequence[Duty]) -> None:
        self.cohort, self.duties = cohort, duties
        self.as_of = np.int32(cohort.setting.as_of)
        versions = {duty.version for duty in duties} | {n.version for d in duties for _, same in d.newer for n in same}
        self.rows: Rows = cohort.records(frozenset(name for version in versions for name in version.events))
        """The meetings, and the events that any of the duties may count like them."""
        self._taken = self._take()

    def over(self, duty: Duty) -> Mask:
        """Tell where the last day on which a duty is there has passed."""
        return duty.last < self.as_of

    def matching(self, duty: Duty, version: Version, match: str) -> Mask:
        """Tell which meetings match a duty's match: up to the as-of day, of the days on which the duty is there."""
        rows = self.rows
        found = rows.matching(self.cohort.setting.kinds.matching(version, match)) & rows.seen
        if duty.last is not self.cohort.end:
            found &= rows.day <= duty.last[rows.course]
        requirement = duty.requirement
        if requirement.held_from is not None:
            found &= rows.day >= number(requirement.held_from)
        if requirement.held_to is not None:
            found &= rows.day <= number(requirement.held_to)
        return found

    def candidates(self, duty: Duty) -> tuple[Counted, _COUNT, _COUNT]:
        """Give the meetings that may count for a duty, of each course the first place and the one after the last."""
        rows, requirement = self.rows, duty.requirement
        free = self._free(duty)
        if len(duty.ways) == 1 and not requirement.also:
            way = duty.ways[0]
            found = self.matching(duty, duty.version, way.match)
            if free is not None:
                found &= free
            counted = rows.counted(found)
            after = counted.before[rows.offsets[1:]]
            first = counted.before[rows.offsets[:-1] if way.opens is self.cohort.start else rows.from_day(way.opens)]
            return counted, np.minimum(first, after), after
        found = np.zeros(len(rows.day), np.bool_)
        for way in duty.ways:
            opens = way.opens if way.there is None else np.where(way.there, way.opens, NONE)
            found |= self.matching(duty, duty.version, way.match) & (rows.day >= opens[rows.course])
        for also in requirement.also:
            more = self.matching(duty, duty.version, also.match) & (rows.day >= duty.opens[rows.course])
            counted = rows.counted(more)
            rank = counted.before[1:] - counted.before[rows.offsets[:-1]][rows.course]
            found |= more & (rank <= also.at_most)
        if free is not None:
            found &= free
        counted = rows.counted(found)
        return counted, counted.before[rows.offsets[:-1]], counted.before[rows.offsets[1:]]

    def _free(self, duty: Duty) -> Mask | None:
        """Tell which meetings no duty has taken that this one lies besides; `None`: all."""
        blocked = None
        for taker, rows in self._taken:
            same = taker is duty or taker.version is not duty.version
            if not same and taker.requirement.id in duty.version.besides.get(duty.requirement.id, ()):
                blocked = rows if blocked is None else blocked | rows
        return None if blocked is None else ~blocked

    def _take(self) -> list[tuple[Duty, Mask]]:
        """Give the meetings that serve a duty which others lie besides: the earliest in its own window, then late."""
        if not any(duty.requirement.besides for duty in self.duties):
            return []
        rows, self._taken = self.rows, []
        takers = []
        for duty in self.duties:
            # Where the duty that lies besides is not there, nothing is taken for it.
            besides = [o.present for o in self.duties if duty.requirement.id in o.requirement.besides]
            if besides:
                listed = np.logical_or.reduce(besides) & duty.present & (duty.not_required == 0)
                takers.append((duty, listed, np.zeros(len(rows.day), np.bool_)))
        taken = np.zeros(len(rows.day), np.bool_)
        for late in (False, True):
            for duty, there, own in takers:
                counted, first, _ = self.candidates(duty)
                found = np.zeros(len(rows.day), np.bool_)
                found[counted.places] = True
                found &= there[rows.course] & ~taken & ((rows.day > duty.due[rows.course]) == late)
                found &= counted.before[1:] > first[rows.course]
                held = np.bincount(rows.course[own], minlength=len(self.cohort))
                order = rows.counted(found).before
                rank = order[1:] - order[rows.offsets[:-1]][rows.course]
                found &= rank <= (duty.needed - held)[rows.course]
                np.logical_or(own, found, out=own)
                taken |= found
        return [(duty, own) for duty, _, own in takers]

    def exempt(self, duty: Duty, due: Days, asked: Mask) -> NDArray[np.int32]:
        """Give why a duty is not there on a day, in the courses of `asked`: 0, or the place in `why_exempt` and one."""
        found = np.zeros(len(self.cohort), np.int32)
        suspended = duty.requirement.suspend
        for place, stretch in enumerate(suspended, 1):
            own = asked & (found == 0) & (due >= number(stretch.from_)) & (due <= number(stretch.to))
            found[own] = place
        owners, rows, _ = self._waiving(duty, due, asked & (found == 0))
        if len(owners):
            least = np.full(len(self.cohort), _MANY, np.int32)
            np.minimum.at(least, owners, self.cohort.facts.exemptions.kind[rows])
            found = np.where(least < _MANY, least + (len(suspended) + 1), found)
        return found.astype(np.int32)

    def why_exempt(self, duty: Duty) -> list[str]:
        """Give the reasons that `exempt` tells by their places."""
        suspended = [f"{Reason.SUSPENDED}:{stretch.from_}" for stretch in duty.requirement.suspend]
        return suspended + [f"{Reason.EXEMPTION}:{name}" for name in self.cohort.setting.words.exemptions]

    def last_exempt_day(self, duty: Duty, due: Days, asked: Mask) -> Days:
        """Give the last day on which what takes a duty away on a day still does; `NONE` where it has no end."""
        found = np.full(len(self.cohort), -NONE, np.int32)
        for stretch in duty.requirement.suspend:
            own = asked & (due >= number(stretch.from_)) & (due <= number(stretch.to))
            found[own] = np.maximum(found[own], number(stretch.to))
        owners, _, ends = self._waiving(duty, due, asked)
        np.maximum.at(found, owners, ends)
        return found

    def _waiving(self, duty: Duty, due: Days, asked: Mask) -> tuple[NDArray[np.int32], Places, Days]:
        """Give the exemptions that take a duty away on a day: whose, their rows and their last days."""
        own, rows = self.cohort.facts.exemptions, self.cohort.exemptions
        there = asked[rows.owners]
        at, owners = rows.rows[there], rows.owners[there]
        day = due[owners]
        holds = (own.start[at] <= day) & (day <= own.end[at])
        at, owners, day = at[holds], owners[holds], day[holds]
        waives = self._waives(duty)[self.cohort.setting.epochs.of(day), own.kind[at]]
        return owners[waives], at[waives], own.end[at][waives]

    def _waives(self, duty: Duty) -> Mask:
        """Tell for every epoch and kind whether such an exemption takes the duty away."""
        setting, requirement = self.cohort.setting, duty.requirement
        name_ = (id(requirement), self.cohort.group)
        known = setting.waives.get(name_)
        if known is not None:
            return known
        exemptions, epochs = setting.vocabulary.exemptions, setting.epochs
        found = np.zeros((len(epochs.cuts) + 1, len(setting.words.exemptions)), np.bool_)
        for epoch in range(len(found)):
            day = epochs.day(epoch)
            for place, name in enumerate(setting.words.exemptions):
                kind = exemptions.at(name, day)
                found[epoch, place] = (
                    exemptions.in_force(name, day)
                    and kind.waives
                    and name not in requirement.not_waived_by
                    and (not kind.groups or self.cohort.group in kind.groups)
                    and (kind.duty is None or kind.duty is requirement.duty)
                )
        setting.waives[name_] = found
        return found

    def holds_what_it_is_about(self, duty: Duty) -> Mask:
        """Tell where the meetings by which a duty is about the course have been held by now."""
        found = self.cohort.everybody
        for name in duty.requirement.applies_to.meeting:
            if name not in duty.version.event_matches:
                rows = self.rows.counted(self.matching(duty, duty.version, name)).before
                found = found & (rows[self.rows.offsets[1:]] > rows[self.rows.offsets[:-1]])
        return found
