"""The words that cases and rules are written in, dated: groups, holders, meeting types, events and clocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Generic, Protocol, TypeVar

import attrs

from kontaktforloeb.errors import Problem, RuleFileError, nearest
from kontaktforloeb.rulebook.format import (
    Accumulated,
    Continuity,
    EventKind,
    ExemptionKind,
    Group,
    Grundlag,
    Handover,
    Holder,
    MeetingStatus,
    MeetingType,
    Restart,
    Word,
)

U = TypeVar("U")
T = TypeVar("T", bound="_Named")
_GROUP_NUMBER = re.compile(r"§?\s*([0-9]+\.[0-9]+)(?![0-9]|\.[0-9])")


class _Named(Protocol):
    @property
    def id(self) -> str:
        """The word itself."""


@attrs.frozen
class Dated(Generic[T]):
    """Entries by id, each with the days from which its versions hold."""

    entries: Mapping[str, tuple[tuple[date, T], ...]]

    def __contains__(self, name: object) -> bool:
        return name in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def at(self, name: str, day: date) -> T:
        """Give the entry `name` as it is on `day`.

        Before its first version the first one stands in: then it only says what a word is called, as no duty is in
        force that early.
        """
        versions = self.entries[name]
        found = versions[0][1]
        for start, entry in versions[1:]:
            if start > day:
                break
            found = entry
        return found

    def latest(self) -> dict[str, T]:
        """Give every entry in its last version."""
        return {name: versions[-1][1] for name, versions in self.entries.items()}

    def in_force(self, name: str, day: date) -> bool:
        """Tell whether the entry `name` exists on `day`; what was there from the first is taken to have been before."""
        if name not in self.entries:
            return False
        start = self.entries[name][0][0]
        return start <= day or start == min(versions[0][0] for versions in self.entries.values())


@attrs.frozen(eq=False)
class Vocabulary:
    """All words, and the ways in which users write them."""

    groups: Dated[Group]
    restarts: Dated[Restart]
    handovers: Dated[Handover]
    holders: Dated[Holder]
    meeting_types: Dated[MeetingType]
    forms: Dated[Word]
    meeting_statuses: Dated[MeetingStatus]
    exemptions: Dated[ExemptionKind]
    events: Dated[EventKind]
    continuity: Continuity
    accumulated: Accumulated
    closed_days: frozenset[tuple[int, int]]
    _group_by_number: Mapping[str, tuple[tuple[date, str | None], ...]]
    """For each number the groups that have had it, each from a day on; no group from the day on which it had none."""
    _type_by_number: Mapping[str, str]
    one_holder: Mapping[str, str]
    """For each holder's name the one holder that it stands for."""
    held_statuses: frozenset[str]
    """The statuses of a meeting that was held."""
    _brings: Mapping[str, frozenset[str]]

    def group(self, written: str, day: date) -> str | None:
        """Give the id of a target group written as its id or with its number on `day`, as in "§ 6.2 Jobparate"."""
        if written in self.groups.entries:
            return written
        found = None
        for start, group in self._group_by_number.get(self.group_or_number(written) or "", ()):
            if start <= day:
                found = group
        return found

    def group_or_number(self, written: str) -> str | None:
        """Give the id of a target group, or its number where it is written with one: which it is, the day decides."""
        if written in self.groups.entries:
            return written
        number = _GROUP_NUMBER.match(written.strip())
        return number[1] if number and number[1] in self._group_by_number else None

    def holder(self, written: str) -> str | None:
        """Give the one holder that a holder's name stands for."""
        return self.one_holder.get(written)

    def meeting_type(self, written: str) -> str | None:
        """Give the id of a meeting type written as its id or its number in the common data base."""
        return written if written in self.meeting_types.entries else self._type_by_number.get(written)

    def brought_by(self, meeting_type: str) -> frozenset[str]:
        """Give those who take part in every meeting of a type."""
        return self._brings[meeting_type]

    def benefit(self, group: str, day: date) -> str:
        """Give the benefit that a group is on, on `day`."""
        return self.groups.at(group, day).benefit

    def restarts_course(self, before: str, after: str, day: date) -> bool:
        """Tell whether a change on `day` from one group to another begins a new course on the same benefit."""
        changes = (self.restarts.at(name, day) for name in self.restarts if self.restarts.in_force(name, day))
        return any(before in change.from_ and after in change.to for change in changes)

    def nearest_group(self, written: str) -> str | None:
        """Give the group whose name is nearest to what was written."""
        return nearest(written, self.groups.entries)


def build(files: Iterable[Grundlag]) -> Vocabulary:
    """Lay the versions over each other, the later one's entries over the earlier one's."""
    ordered = sorted(files, key=lambda file: file.valid_from)
    groups = _dated((file.valid_from, file.group) for file in ordered)
    holders = _dated((file.valid_from, file.holder) for file in ordered)
    types = _dated((file.valid_from, file.meeting_type) for file in ordered)
    statuses = _dated((file.valid_from, file.meeting_status) for file in ordered)
    working_days = _last("working_days", (file.working_days for file in ordered))
    return Vocabulary(
        groups=groups,
        restarts=_dated((file.valid_from, file.restart) for file in ordered),
        handovers=_dated((file.valid_from, file.handover) for file in ordered),
        holders=holders,
        meeting_types=types,
        forms=_dated((file.valid_from, file.form) for file in ordered),
        meeting_statuses=statuses,
        exemptions=_dated((file.valid_from, file.exemption) for file in ordered),
        events=_dated((file.valid_from, file.event) for file in ordered),
        continuity=_last("continuity", (file.continuity for file in ordered)),
        accumulated=_last("accumulated", (file.accumulated for file in ordered)),
        closed_days=frozenset((int(day[:2]), int(day[3:])) for day in working_days.closed),
        group_by_number=_numbers(groups),
        type_by_number={str(number): name for name, kind in types.latest().items() for number in kind.dfdg},
        held_statuses=frozenset(name for name, status in statuses.latest().items() if status.held),
        one_holder={name: holder.same_as or name for name, holder in holders.latest().items()},
        brings={name: frozenset(kind.with_) for name, kind in types.latest().items()},
    )


def _numbers(groups: Dated[Group]) -> dict[str, tuple[tuple[date, str | None], ...]]:
    """Give the numbers that groups have had, and when; the first numbers of all are taken to be as old as can be."""
    first = min((versions[0][0] for versions in groups.entries.values()), default=date.min)
    found: dict[str, list[tuple[date, str | None]]] = {}
    for name, versions in groups.entries.items():
        before = None
        for start, group in versions:
            if group.number == before:
                continue
            if before is not None:
                found[before].append((start, None))
            if group.number is not None:
                found.setdefault(group.number, []).append((date.min if start == first else start, name))
            before = group.number
    return {number: tuple(sorted(own, key=lambda entry: (entry[0], entry[1] or ""))) for number, own in found.items()}


def _dated(versions: Iterable[tuple[date, tuple[T, ...]]]) -> Dated[T]:
    entries: dict[str, tuple[tuple[date, T], ...]] = {}
    for start, own in versions:
        for entry in own:
            entries[entry.id] = (*entries.get(entry.id, ()), (start, entry))
    return Dated(entries)


def _last(name: str, said: Iterable[U | None]) -> U:
    found = [entry for entry in said if entry is not None]
    if not found:
        raise RuleFileError([Problem(key=name, what=f"no grundlag file says [{name}]")])
    return found[-1]
