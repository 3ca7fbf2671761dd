"""Find what is wrong with one requirement: words that are not there, keys that say nothing or contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

import attrs

from kontaktforloeb.rulebook.check_measure import check_measure
from kontaktforloeb.rulebook.check_words import each_unknown, participants, unknown
from kontaktforloeb.rulebook.format import AppliesTo, Point, Requirement, RuleFile, Stretch
from kontaktforloeb.rulebook.kinds import JUDGED, MEASURED, SPEAKS_IN, Kind
from kontaktforloeb.rulebook.structure import Fault, Path
from kontaktforloeb.rulebook.vocabulary import Vocabulary

_PERIODS = ("days", "weeks", "months", "week", "accumulated_weeks", "months_before")
_CONDITIONS = ("event", "no_event", "meeting", "no_meeting", "began_by_change_among", "earlier_course")
_SIDES = ("start", "end")
_HELD = re.compile(r"held(?::(?P<number>[^:]*))?(?::(?P<name>.*))?")
_NUMBER = re.compile("[1-9][0-9]{0,3}")
_NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.COUNT: ("match",),
    Kind.GAP: ("match", "longest"),
    Kind.ORDER: ("first", "before"),
    Kind.EACH: ("match", "require"),
    Kind.SHARE: ("unit",),
    Kind.LOAD: ("unit", "measure"),
}


@attrs.frozen
class Names:
    """What a requirement may name: the words, and what its file holds beside it."""

    vocabulary: Vocabulary
    matches: AbstractSet[str]
    judged: Mapping[str, Kind]
    in_series: AbstractSet[str]
    phases: AbstractSet[str]
    anchors: AbstractSet[str]
    phase_anchors: AbstractSet[str]

    @classmethod
    def of(cls, file: RuleFile, vocabulary: Vocabulary) -> Names:
        """Give what a file's requirements may name."""
        phases = {str(getattr(phase, "id", "")) for phase in file.phase or ()}
        requirements = file.requirement or ()
        kinds = {str(getattr(own, "id", "")): getattr(own, "kind", None) for own in requirements}
        judged = {name: kind for name, kind in kinds.items() if kind is not None and kind not in MEASURED}
        of_phases = {f"{phase}.{side}" for phase in phases for side in _SIDES}
        of_exemptions = {f"{kind}.{side}" for kind in vocabulary.exemptions.entries for side in _SIDES}
        return cls(
            vocabulary,
            set(file.match or ()),
            judged,
            {str(getattr(own, "id", "")) for own in requirements if _in_series(own)},
            phases,
            {"start", *vocabulary.handovers.entries, *vocabulary.events.entries, *of_phases, *of_exemptions},
            of_phases,
        )

    def point(
        self, point: Point, path: Path, match: str | None, anchors: AbstractSet[str] | None = None
    ) -> Iterator[Fault]:
        """Give the faults of a day; `match` is what a held meeting matches where the day names nothing else."""
        periods = [name for name in _PERIODS if getattr(point, name) is not None]
        if len(periods) > 1:
            what = f"a day has at most one period, not {' and '.join(periods)}"
            yield Fault(path, what, "one of " + ", ".join(_PERIODS))
        if point.accumulated_weeks is not None and point.anchor != "start":
            what = "time is accumulated from the course's first day alone"
            yield Fault((*path, "accumulated_weeks"), what, "'weeks', or no 'anchor'", about_key=True)
        held = _HELD.fullmatch(point.anchor)
        if held is None and anchors is not None and point.anchor in self.phase_anchors - anchors:
            what = f"'{point.anchor}' is a day of this phase or of one after it"
            yield Fault((*path, "anchor"), what, "a day of a phase before it, or of this one's start where it ends")
            return
        if held is None:
            yield from unknown(point.anchor, anchors or self.anchors, "anchor", (*path, "anchor"))
            return
        if not _NUMBER.fullmatch(held["number"] or ""):
            what = f"'{point.anchor}' does not say which meeting"
            yield Fault((*path, "anchor"), what, "held:1 for the first, or held:1:NAME for the first of another match")
        elif held["name"] is None and match is None:
            what = f"'{point.anchor}' does not say of which match"
            yield Fault((*path, "anchor"), what, f"{point.anchor}:NAME, as there is no 'match' beside it")
        if held["name"] is not None:
            yield from unknown(held["name"], self.matches, "match", (*path, "anchor"))


def _in_series(requirement: object) -> bool:
    return any(getattr(requirement, key, None) for key in ("steps", "per", "longest"))


def check_requirement(requirement: Requirement, names: Names, path: Path) -> Iterator[Fault]:
    """Give every fault of one requirement whose form is right."""
    yield from _keys(requirement, path)
    if requirement.kind is Kind.COUNT:
        yield from _count(requirement, path)
    if requirement.kind in MEASURED:
        yield from check_measure(requirement, names.judged, path)
    yield from _names(requirement, names, path)
    yield from _words(requirement, names, path)
    yield from _guards(requirement, names, path)
    yield from _bounds(requirement, names, path)
    for here, point in _points(requirement, path):
        yield from names.point(point, here, requirement.match)


def _keys(requirement: Requirement, path: Path) -> Iterator[Fault]:
    """Give the keys that are missing for the kind, or that say nothing for it."""
    kind = requirement.kind
    for name in _NEEDED[kind]:
        if getattr(requirement, name) is None:
            yield Fault((*path, name), f"the key '{name}' is missing in a requirement of kind '{kind}'")
    for name, kinds in SPEAKS_IN.items():
        if getattr(requirement, name) not in (None, ()) and kind not in kinds:
            what = f"'{name}' says nothing in a requirement of kind '{kind}'"
            yield Fault((*path, name), what, about_key=True)
    if requirement.from_slot > 1 and (kind is not Kind.EACH or requirement.slots):
        yield Fault(
            (*path, "from_slot"), "'from_slot' says nothing here", "a requirement of kind 'each' without 'slots'"
        )
    if requirement.average and kind is not Kind.LOAD:
        yield Fault((*path, "average"), f"'average' says nothing in a requirement of kind '{kind}'")
    yield from _whom(requirement, path)


def _whom(requirement: Requirement, path: Path) -> Iterator[Fault]:
    kind = requirement.kind
    if kind in JUDGED and not requirement.applies_to.groups:
        yield Fault((*path, "applies_to"), "the key 'applies_to' names no group", "groups = [...]")
    if kind in MEASURED and requirement.applies_to != AppliesTo(groups=requirement.applies_to.groups):
        yield Fault((*path, "applies_to"), f"events say nothing in a requirement of kind '{kind}'", "groups at most")
    periods = [name for name in ("days", "weeks", "months") if getattr(requirement.longest, name, None) is not None]
    if requirement.longest is not None and len(periods) != 1:
        yield Fault((*path, "longest"), "a length has exactly one of its keys", "days, weeks or months")


def _count(requirement: Requirement, path: Path) -> Iterator[Fault]:
    if (requirement.count is None) == (not requirement.steps):
        yield Fault((*path, "count"), "a count says either 'count' or 'steps'", "one of the two")
    if requirement.per is not None and requirement.count is None:
        yield Fault((*path, "per"), "'per' needs 'count': how many in each bucket", "count = 1, say")
    if requirement.grace_days and requirement.per is None:
        yield Fault((*path, "grace_days"), "'grace_days' says nothing without 'per'")
    if requirement.at_most is not None:
        if requirement.steps or requirement.per is not None:
            yield Fault((*path, "at_most"), "'at_most' says nothing beside 'steps' or 'per'", "'count' and 'due'")
        elif requirement.due is None and requirement.phase is None:
            yield Fault((*path, "at_most"), "'at_most' needs 'due': up to when", "a day")
        elif requirement.count is not None and requirement.at_most < requirement.count:
            yield Fault(
                (*path, "at_most"),
                f"at most {requirement.at_most} is fewer than {requirement.count}",
                f"{requirement.count} or more",
            )


def _names(requirement: Requirement, names: Names, path: Path) -> Iterator[Fault]:
    for name in ("match", "first", "before"):
        used = getattr(requirement, name)
        if used is not None:
            yield from unknown(used, names.matches, "match", (*path, name))
    for index, also in enumerate(requirement.also):
        yield from unknown(also.match, names.matches, "match", (*path, "also", index, "match"))
    yield from each_unknown(requirement.applies_to.meeting, names.matches, "match", (*path, "applies_to", "meeting"))
    for index, other in enumerate(requirement.any_of):
        yield from unknown(other.match, names.matches, "match", (*path, "any_of", index, "match"))
    for index, beside in enumerate(requirement.besides):
        here = (*path, "besides", index)
        yield from unknown(beside, names.judged.keys() - {requirement.id}, "requirement", here)
        if beside in names.in_series:
            what = f"'{beside}' is asked again and again, so no meeting is its own"
            yield Fault(here, what, "a count without 'steps' and 'per'")
    if requirement.phase is not None:
        yield from unknown(requirement.phase, names.phases, "phase", (*path, "phase"))
    if requirement.require is not None and requirement.require.match is not None:
        yield from unknown(requirement.require.match, names.matches, "match", (*path, "require", "match"))


def _words(requirement: Requirement, names: Names, path: Path) -> Iterator[Fault]:
    vocabulary, applies = names.vocabulary, requirement.applies_to
    events = vocabulary.events.entries
    yield from each_unknown(applies.groups, vocabulary.groups.entries, "group", (*path, "applies_to", "groups"))
    yield from each_unknown(applies.event, events, "event", (*path, "applies_to", "event"))
    yield from each_unknown(applies.no_event, events, "event", (*path, "applies_to", "no_event"))
    kinds = vocabulary.exemptions.entries
    yield from each_unknown(applies.exemption, kinds, "kind of exemption", (*path, "applies_to", "exemption"))
    yield from each_unknown(requirement.not_waived_by, kinds, "kind of exemption", (*path, "not_waived_by"))
    yield from each_unknown(requirement.exit_on, events, "event", (*path, "exit_on"))
    yield from each_unknown(requirement.reset_on, events, "event", (*path, "reset_on"))
    for index, other in enumerate(requirement.any_of):
        if other.event is not None:
            yield from unknown(other.event, events, "event", (*path, "any_of", index, "event"))
    require = requirement.require
    if require is None:
        return
    here = (*path, "require")
    yield from each_unknown(require.form, vocabulary.forms.entries, "form", (*here, "form"))
    yield from each_unknown(require.held_by, vocabulary.holders.entries, "holder", (*here, "held_by"))
    yield from participants(require.with_, vocabulary, (*here, "with"))
    yield from participants(require.all_with, vocabulary, (*here, "all_with"))
    if require.same_adviser is False:
        yield Fault((*here, "same_adviser"), "'same_adviser = false' asks for nothing", "true, or no such key")
    if not require.asked:
        yield Fault(here, "nothing is asked for", "at least one key")


def _guards(requirement: Requirement, names: Names, path: Path) -> Iterator[Fault]:
    vocabulary = names.vocabulary
    events = vocabulary.events.entries
    for index, condition in enumerate(requirement.not_required):
        here = (*path, "not_required", index)
        given = [name for name in _CONDITIONS if getattr(condition, name) is not None]
        if not given:
            yield Fault(here, "a condition says nothing", ", ".join(_CONDITIONS[:-1]) + f" or {_CONDITIONS[-1]}")
        for name in ("event", "no_event"):
            if getattr(condition, name) is not None:
                yield from unknown(getattr(condition, name), events, "event", (*here, name))
        for name in ("meeting", "no_meeting"):
            if getattr(condition, name) is not None:
                yield from unknown(getattr(condition, name), names.matches, "match", (*here, name))
        of_meetings = condition.meeting is not None or condition.no_meeting is not None
        for name, given_one in (("count", condition.count != 1), ("held_to", condition.held_to is not None)):
            if given_one and not of_meetings:
                yield Fault((*here, name), f"'{name}' says nothing here", "'meeting' or 'no_meeting' beside it")
        changed = condition.began_by_change_among
        yield from each_unknown(changed, vocabulary.groups.entries, "group", (*here, "began_by_change_among"))


def _bounds(requirement: Requirement, names: Names, path: Path) -> Iterator[Fault]:
    """Give the guards and stretches that nothing can lie in."""
    events = names.vocabulary.events.entries
    when = requirement.when
    if when is not None:
        for name in when.facts:
            yield from unknown(name, events, "event", (*path, "when", "facts", name))
        for name in when.ever:
            yield from unknown(name, events, "event", (*path, "when", "ever", name))
        if when.age_from is not None and when.age_below is not None and when.age_below <= when.age_from:
            what = f"nobody is {when.age_from} or older and below {when.age_below}"
            yield Fault((*path, "when", "age_below"), what, f"{when.age_from + 1} or more")
    stretches: list[tuple[Path, Stretch]] = [
        (("suspend", index), stretch) for index, stretch in enumerate(requirement.suspend)
    ]
    stretches += [(("pause", index), stretch) for index, stretch in enumerate(requirement.pause)]
    began = requirement.applies_to.began
    if began is not None:
        stretches.append((("applies_to", "began"), began))
    for here, stretch in stretches:
        if stretch.to < stretch.from_:
            yield Fault((*path, *here, "to"), f"{stretch.to} lies before {stretch.from_}", "a later day")
    falls_due = requirement.per is None and (requirement.due is not None or bool(requirement.steps))
    if requirement.pause and requirement.kind is Kind.COUNT and not falls_due:
        yield Fault((*path, "pause"), "'pause' moves nothing here", "a count with 'due' and without 'per'")
    if requirement.held_from and requirement.held_to and requirement.held_to < requirement.held_from:
        yield Fault((*path, "held_to"), f"{requirement.held_to} lies before held_from", "a later day")


def _points(requirement: Requirement, path: Path) -> Iterator[tuple[Path, Point]]:
    yield (*path, "opens"), requirement.opens
    if requirement.due is not None:
        yield (*path, "due"), requirement.due
    for index, step in enumerate(requirement.steps):
        yield (*path, "steps", index, "due"), step.due
    for index, other in enumerate(requirement.any_of):
        yield (*path, "any_of", index, "opens"), other.opens
    if requirement.cohort is not None:
        yield (*path, "cohort", "from"), requirement.cohort.from_
        if requirement.cohort.to is not None:
            yield (*path, "cohort", "to"), requirement.cohort.to
