"""Rule sets ready for use: versions in order, and what each asks of a target group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import attrs

from kontaktforloeb.dates import ONE_DAY
from kontaktforloeb.rulebook.format import Match, Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import FileStatus
from kontaktforloeb.rulebook.load import Loaded


@attrs.frozen(eq=False)
class Version:
    """One version of a rule set, and its requirements by target group."""

    file: RuleFile
    path: Path
    sha256: str
    valid_from: date
    """The first day on which the version is in force; its name in results."""
    by_group: Mapping[str, tuple[tuple[str, Requirement], ...]] = attrs.field(repr=False)
    """The requirements of each target group, each with the id that results quote, in the order of the file."""
    besides: Mapping[str, frozenset[str]] = attrs.field(repr=False)
    """For a requirement the others whose meetings it may not use: those it lies besides, and those listed with it."""

    def match(self, name: str) -> tuple[Match, ...]:
        """Give the ways to match that the file names `name`."""
        return self.file.match[name]


@attrs.frozen(eq=False)
class RuleSet:
    """A law or a schedule, in the order of its versions."""

    id: str
    versions: tuple[Version, ...]
    usable: tuple[Version, ...] = attrs.field(init=False, repr=False)
    """The versions that may be used in a verdict: no proposals."""

    settled_to: date = attrs.field(init=False, repr=False)
    """The last due day of which nothing is in doubt: no version is missing by then, and no change of law expected."""

    @usable.default
    def _usable(self) -> tuple[Version, ...]:
        return tuple(version for version in self.versions if version.file.status is FileStatus.IN_FORCE)

    @settled_to.default
    def _settled_to(self) -> date:
        starts = {version.valid_from for version in self.usable}
        ends = [version.file.valid_to for version in self.usable]
        gaps = [end for end in ends if end is not None and end + ONE_DAY not in starts]
        expected = [version.file.change_expected for version in self.usable[-1:]]
        return min([date.max, *gaps, *(day - ONE_DAY for day in expected if day is not None)])


def version_of(loaded: Loaded) -> Version:
    """Give a loaded file as a version."""
    file = loaded.file
    assert isinstance(file, RuleFile)
    groups = {group for requirement in file.requirement for group in requirement.applies_to.groups}
    return Version(
        file,
        loaded.path,
        loaded.sha256,
        file.valid_from,
        {
            group: tuple((f"{file.id}/{r.id}", r) for r in file.requirement if group in r.applies_to.groups)
            for group in groups
        },
        _besides(file),
    )


def _besides(file: RuleFile) -> dict[str, frozenset[str]]:
    besides: dict[str, frozenset[str]] = {}
    for requirement in file.requirement:
        listed = frozenset(requirement.besides)
        if listed:
            besides[requirement.id] = besides.get(requirement.id, frozenset()) | listed
            for name in listed:
                besides[name] = besides.get(name, frozenset()) | (listed - {name})
    return besides
