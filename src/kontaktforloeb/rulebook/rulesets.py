"""Rule sets ready for use: versions in order, and what each asks of a target group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.dates import ONE_DAY
from kontaktforloeb.rulebook.compose import open_points
from kontaktforloeb.rulebook.format import Match, Phase, Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import MEASURED, FileKind, FileStatus
from kontaktforloeb.rulebook.load import Loaded
from kontaktforloeb.rulebook.structure import Path as StructurePath


@attrs.frozen(eq=False)
class Version:
    """One version of a rule set, and its requirements by target group."""

    file: RuleFile
    loaded: Loaded = attrs.field(repr=False)
    valid_from: date
    """The first day on which the version is in force; its name in results."""
    by_group: Mapping[str, tuple[tuple[str, Requirement], ...]] = attrs.field(repr=False)
    """What is judged of each target group, each with the id that results quote, in the order of the file."""
    measures: tuple[Requirement, ...] = attrs.field(repr=False)
    """The shares and loads, of which no single citizen is judged."""
    besides: Mapping[str, frozenset[str]] = attrs.field(repr=False)
    """For a requirement the others whose meetings it may not use: those it lies besides, and those listed with it."""
    phases: Mapping[str, Phase] = attrs.field(repr=False)
    event_matches: frozenset[str]
    """The names of matches that look at events."""
    events: frozenset[str]
    """The events that matches look at."""
    open_parameters: Mapping[str, tuple[str, ...]]
    """For a requirement the parameters that it needs and that have no value."""
    open_points: Mapping[str, tuple[str, ...]]
    """For a requirement the open points of the law that it is read by."""
    points: frozenset[str]
    """The open points that the file names anywhere."""
    may_bind: frozenset[str] = attrs.field(repr=False)
    """The target groups that it asks something of by some reading of these points, among other words."""
    transitional: bool
    """Whether some duty is only for courses that were running when the version came into force."""

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return self.loaded.path

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes."""
        return self.loaded.sha256

    def match(self, name: str) -> tuple[Match, ...]:
        """Give the ways to match that the file names `name`."""
        return self.file.match[name]


@attrs.frozen(eq=False)
class RuleSet:
    """A law or a schedule, in the order of its versions."""

    id: str
    versions: tuple[Version, ...]
    asked_for: frozenset[date] = frozenset()
    """The first days of proposals that are used all the same, as somebody asked for them by name."""
    usable: tuple[Version, ...] = attrs.field(init=False, repr=False)
    """The versions that may be used in a verdict: no proposals, unless somebody asked for one."""

    groups: frozenset[str] = attrs.field(init=False, repr=False)
    """The target groups that some usable version asks something for."""

    settled_to: date = attrs.field(init=False, repr=False)
    """The last due day of which nothing is in doubt: no version is missing by then, and no change of law expected."""

    open_parameters: Mapping[str, tuple[str, ...]] = attrs.field(init=False, repr=False)
    """For a requirement that is judged of a citizen the parameters that it needs and that have no value."""

    @usable.default
    def _usable(self) -> tuple[Version, ...]:
        return tuple(
            version
            for version in self.versions
            if version.file.status is FileStatus.IN_FORCE or version.valid_from in self.asked_for
        )

    @groups.default
    def _groups(self) -> frozenset[str]:
        return frozenset(group for version in self.usable for group in version.by_group)

    @settled_to.default
    def _settled_to(self) -> date:
        starts = {version.valid_from for version in self.usable}
        ends = [version.file.valid_to for version in self.usable]
        gaps = [end for end in ends if end is not None and end + ONE_DAY not in starts]
        expected = [version.file.change_expected for version in self.usable[-1:]]
        return min([date.max, *gaps, *(day - ONE_DAY for day in expected if day is not None)])

    @open_parameters.default
    def _open_parameters(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for version in self.usable:
            judged = {requirement.id for own in version.by_group.values() for _, requirement in own}
            found |= {name: needs for name, needs in version.open_parameters.items() if name in judged}
        return found

    @property
    def kind(self) -> FileKind:
        """What the rule set is: a law, a schedule, or measures."""
        return self.versions[-1].file.kind

    @property
    def only_by_name(self) -> bool:
        """Whether it is used only where somebody asks for it."""
        return any(version.file.only_by_name for version in self.versions)


def version_of(loaded: Loaded) -> Version:
    """Give a loaded file as a version."""
    file = loaded.file
    assert isinstance(file, RuleFile)
    judged = [requirement for requirement in file.requirement if requirement.kind not in MEASURED]
    named = loaded.parsed.names_values or loaded.base is not None
    points = frozenset(open_points(loaded.composed.raw)) if named else frozenset()
    by_group: dict[str, list[tuple[str, Requirement]]] = {}
    for requirement in judged:
        for group in dict.fromkeys(requirement.applies_to.groups):
            by_group.setdefault(group, []).append((f"{file.id}/{requirement.id}", requirement))
    return Version(
        file=file,
        loaded=loaded,
        valid_from=file.valid_from,
        by_group={group: tuple(own) for group, own in by_group.items()},
        measures=tuple(requirement for requirement in file.requirement if requirement.kind in MEASURED),
        besides=_besides(file),
        phases={phase.id: phase for phase in file.phase},
        event_matches=frozenset(
            name for name, ways in file.match.items() if any(way.event is not None for way in ways)
        ),
        events=frozenset(name for ways in file.match.values() for way in ways for name in way.event or ()),
        open_parameters=_open(loaded, file),
        open_points=_points_of(loaded) if points else {},
        points=points,
        may_bind=_may_bind(loaded) if points else frozenset(by_group),
        transitional=any(own.applies_to.only_before(file.valid_from) for own in judged),
    )


def _open(loaded: Loaded, file: RuleFile) -> dict[str, tuple[str, ...]]:
    """Give what each requirement lacks: itself, in matches and phases that it names, or in what it is a share of."""
    lacks: dict[StructurePath, set[str]] = {}
    for path, name in loaded.composed.open.items():
        lacks.setdefault(path[:2], set()).add(name)
    if not lacks:
        return {}
    shared = any(path[0] != "requirement" for path in lacks)
    found: dict[str, set[str]] = {}
    for index, requirement in enumerate(file.requirement):
        own = set(lacks.get(("requirement", index), ()))
        said = set(_words_of(loaded.composed.filled["requirement"][index])) if shared else set()
        # A phase names only those before it.
        for place, phase in reversed(list(enumerate(file.phase))):
            if said & {phase.id, f"{phase.id}.start", f"{phase.id}.end"}:
                own |= lacks.get(("phase", place), set())
                said |= set(_words_of(loaded.composed.filled["phase"][place]))
        for name in file.match:
            if name in said:
                own |= lacks.get(("match", name), set())
        found.setdefault(requirement.id, set()).update(own)
    for requirement in file.requirement:
        if requirement.of is not None:
            found[requirement.id] |= found.get(requirement.of, set())
    return {name: tuple(sorted(own)) for name, own in found.items() if own}


def _points_of(loaded: Loaded) -> dict[str, tuple[str, ...]]:
    """Give the open points that each requirement names, itself or in a match or a phase that it names."""
    raw = loaded.composed.raw
    shared = {name: set(open_points(ways)) for name, ways in raw.get("match", {}).items()}
    for phase, own in _each(raw.get("phase", ())):
        name = str(phase.get("id"))
        for anchor in (name, f"{name}.start", f"{name}.end"):
            shared[anchor] = shared.get(anchor, set()) | own
    found: dict[str, set[str]] = {}
    for entry, own in _each(raw.get("requirement", ())):
        named = {point for word in _words_of(entry) for point in shared.get(word, ())}
        found.setdefault(str(entry.get("id")), set()).update(own, named)
    return {name: tuple(sorted(own)) for name, own in found.items() if own}


def _each(entries: Iterable[Any]) -> Iterator[tuple[Mapping[str, Any], set[str]]]:
    """Give the tables of a list with the open points of each; one that is there by some readings stands under them."""
    for entry in entries:
        points = set(open_points(entry))
        alternatives = entry.values() if isinstance(entry.get("reading"), str) else (entry,)
        yield from ((own, points) for own in alternatives if isinstance(own, Mapping))


def _may_bind(loaded: Loaded) -> frozenset[str]:
    """Give the words that say to whom each requirement applies, whatever the reading."""
    entries = [entry for entry in loaded.composed.raw.get("requirement", ()) if isinstance(entry, Mapping)]
    return frozenset(word for entry in entries for word in _words_of(entry.get("applies_to", entry)))


def _words_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield from value.split(":")
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _words_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words_of(item)


def _besides(file: RuleFile) -> dict[str, frozenset[str]]:
    besides: dict[str, frozenset[str]] = {}
    for requirement in file.requirement:
        listed = frozenset(requirement.besides)
        if listed:
            besides[requirement.id] = besides.get(requirement.id, frozenset()) | listed
            for name in listed:
                besides[name] = besides.get(name, frozenset()) | (listed - {name})
    return besides
