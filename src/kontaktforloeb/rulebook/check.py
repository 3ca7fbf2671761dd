"""Find what is wrong with a rule file that its form alone does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kontaktforloeb.errors import near_miss, nearest
from kontaktforloeb.rulebook.format import Grundlag, Match, Point, Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.rulebook.structure import Fault, Path
from kontaktforloeb.rulebook.vocabulary import Vocabulary

_BUILT = (Kind.COUNT, Kind.ORDER, Kind.EACH)
_NEEDED = {
    Kind.COUNT: ("match",),
    Kind.ORDER: ("first", "before"),
    Kind.EACH: ("match", "require"),
}
_ONLY = {
    "count": Kind.COUNT,
    "steps": Kind.COUNT,
    "per": Kind.COUNT,
    "besides": Kind.COUNT,
    "also": Kind.COUNT,
    "any_of": Kind.COUNT,
    "slots": Kind.EACH,
    "require": Kind.EACH,
    "first": Kind.ORDER,
    "before": Kind.ORDER,
}
_NOT_BUILT = ("at_most", "longest_days", "of", "measure", "norm", "phase", "reset_on", "exit_on", "suspend", "when")
_PERIODS = ("days", "weeks", "months", "week")


def check(file: RuleFile, vocabulary: Vocabulary, faults: Sequence[Fault] = ()) -> Iterator[Fault]:
    """Give every fault of one file: unknown words, keys that do not belong together, duties that are not built.

    `faults` are those of its form; what stands at their paths is not looked at.
    """
    wrong = {fault.path[:length] for fault in faults for length in (1, 2, 3)}
    if not {("valid_from",), ("valid_to",)} & wrong and file.valid_to is not None and file.valid_to < file.valid_from:
        yield Fault(("valid_to",), f"{file.valid_to} lies before valid_from", f"{file.valid_from} or later")
    if ("transition",) not in wrong:
        for group in file.transition.groups:
            yield from _unknown(group, vocabulary.groups.entries, "group", ("transition", "groups", group))
    for name, alternatives in file.match.items():
        for index, match in enumerate(alternatives):
            if ("match", name, index) not in wrong:
                yield from _match(match, vocabulary, ("match", name, index))
    requirements = [(("requirement", index), own) for index, own in enumerate(file.requirement or ())]
    sound = [(path, requirement) for path, requirement in requirements if path not in wrong]
    ids = {str(getattr(requirement, "id", "")) for _, requirement in requirements}
    seen: dict[tuple[str, str], Path] = {}
    for path, requirement in sound:
        for group in requirement.applies_to.groups:
            if seen.setdefault((requirement.id, group), path) != path:
                yield Fault((*path, "id"), f"'{requirement.id}' is there already for the group '{group}'", "another id")
        yield from _requirement(requirement, file, vocabulary, ids, path)


def _match(match: Match, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    yield from _each_unknown(match.type, vocabulary.meeting_types.entries, "meeting type", (*path, "type"))
    yield from _each_unknown(match.held_by, vocabulary.holders.entries, "holder", (*path, "held_by"))
    yield from _each_unknown(match.form, vocabulary.forms.entries, "form", (*path, "form"))
    yield from _second_names(match.held_by, vocabulary, (*path, "held_by"))
    yield from _participants(match.with_, vocabulary, (*path, "with"))


def _second_names(names: Iterable[str] | None, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    """Give the names of holders that another name stands for; a meeting carries only that one."""
    for place, name in enumerate(names or ()):
        one = vocabulary.holder(name)
        if one not in (None, name):
            what = f"'{name}' is one holder with '{one}'"
            yield Fault((*path, place), what, f"'{one}', which stands for all of them")


def _participants(names: Iterable[str] | None, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    """Give the names that are most likely a holder's, misspelt; others may be anybody who takes part."""
    yield from _second_names(names, vocabulary, path)
    for place, name in enumerate(names or ()):
        slip = near_miss(name, vocabulary.holders.entries)
        if slip is not None:
            yield Fault((*path, place), f"'{name}' is nobody who holds meetings", "", slip)


def check_words(file: Grundlag, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Give every fault of a file of words: names in it that are not there."""
    groups = vocabulary.groups.entries
    for index, group in enumerate(file.group):
        if group.starts_on is not None:
            path: Path = ("group", index, "starts_on", "event")
            yield from _unknown(group.starts_on.event, vocabulary.events.entries, "event", path)
    for index, restart in enumerate(file.restart):
        yield from _each_unknown(restart.from_, groups, "group", ("restart", index, "from"))
        yield from _each_unknown(restart.to, groups, "group", ("restart", index, "to"))
    for index, holder in enumerate(file.holder):
        if holder.same_as is not None:
            yield from _unknown(holder.same_as, vocabulary.holders.entries, "holder", ("holder", index, "same_as"))
    for index, kind in enumerate(file.meeting_type):
        yield from _each_unknown(kind.with_, vocabulary.holders.entries, "holder", ("meeting_type", index, "with"))
    for index, exemption in enumerate(file.exemption):
        yield from _each_unknown(exemption.groups, groups, "group", ("exemption", index, "groups"))
    yield from _check_hours(file, vocabulary)


def _check_hours(file: Grundlag, vocabulary: Vocabulary) -> Iterator[Fault]:
    kinds, insured = vocabulary.accumulated.hour_kinds, {terms.id for terms in vocabulary.accumulated.insured}
    for index, handover in enumerate(file.handover):
        yield from _each_unknown(handover.hour_kinds, kinds, "kind of hours", ("handover", index, "hour_kinds"))
        if set(handover.hours) != insured:
            what = f"hours are given for {', '.join(sorted(handover.hours)) or 'nobody'}"
            yield Fault(("handover", index, "hours"), what, ", ".join(sorted(insured)))
    if file.accumulated is not None:
        event, missing = file.accumulated.placement_event, file.accumulated.insured_if_missing
        yield from _unknown(event, vocabulary.events.entries, "event", ("accumulated", "placement_event"))
        yield from _unknown(missing, insured, "kind of insurance", ("accumulated", "insured_if_missing"))


def _requirement(
    requirement: Requirement, file: RuleFile, vocabulary: Vocabulary, ids: set[str], path: Path
) -> Iterator[Fault]:
    if requirement.kind not in _BUILT:
        yield Fault(
            (*path, "kind"), f"the kind '{requirement.kind}' is read but cannot be judged yet", ", ".join(_BUILT)
        )
        return
    yield from _keys(requirement, path)
    yield from _names(requirement, file, ids, path)
    yield from _words(requirement, vocabulary, path)
    yield from _points(requirement, vocabulary, path)


def _keys(requirement: Requirement, path: Path) -> Iterator[Fault]:
    """Give the keys that are missing for the kind, that say nothing for it, or that contradict each other."""
    kind = requirement.kind
    for name in _NOT_BUILT:
        if getattr(requirement, name) not in (None, (), {}):
            yield Fault((*path, name), f"'{name}' is read but cannot be judged yet", "a requirement without it")
    for name in _NEEDED[kind]:
        if getattr(requirement, name) is None:
            yield Fault((*path, name), f"the key '{name}' is missing in a requirement of kind '{kind}'")
    for name, only in _ONLY.items():
        if getattr(requirement, name) not in (None, ()) and only is not kind:
            yield Fault((*path, name), f"'{name}' says nothing in a requirement of kind '{kind}'")
    if kind is Kind.COUNT and (requirement.count is None) == (not requirement.steps):
        yield Fault((*path, "count"), "a count says either 'count' or 'steps'", "one of the two")
    if requirement.per is not None and requirement.count is None:
        yield Fault((*path, "per"), "'per' needs 'count': how many in each bucket", "count = 1, say")
    if requirement.grace_days and requirement.per is None:
        yield Fault((*path, "grace_days"), "'grace_days' says nothing without 'per'")


def _names(requirement: Requirement, file: RuleFile, ids: set[str], path: Path) -> Iterator[Fault]:
    for name in ("match", "first", "before"):
        used = getattr(requirement, name)
        if used is not None:
            yield from _unknown(used, file.match, "match", (*path, name))
    for index, also in enumerate(requirement.also):
        yield from _unknown(also.match, file.match, "match", (*path, "also", index, "match"))
    for index, other in enumerate(requirement.any_of):
        yield from _unknown(other.match, file.match, "match", (*path, "any_of", index, "match"))
    for index, beside in enumerate(requirement.besides):
        yield from _unknown(beside, ids - {requirement.id}, "requirement", (*path, "besides", index))


def _words(requirement: Requirement, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    applies = requirement.applies_to
    events = vocabulary.events.entries
    yield from _each_unknown(applies.groups, vocabulary.groups.entries, "group", (*path, "applies_to", "groups"))
    yield from _each_unknown(applies.event, events, "event", (*path, "applies_to", "event"))
    yield from _each_unknown(applies.no_event, events, "event", (*path, "applies_to", "no_event"))
    for index, condition in enumerate(requirement.not_required):
        here = (*path, "not_required", index)
        given = [
            name for name in ("event", "no_event", "began_by_change_among") if getattr(condition, name) is not None
        ]
        if len(given) != 1:
            yield Fault(here, "a condition says exactly one thing", "event, no_event or began_by_change_among")
        for name in ("event", "no_event"):
            if getattr(condition, name) is not None:
                yield from _unknown(getattr(condition, name), events, "event", (*here, name))
        yield from _each_unknown(
            condition.began_by_change_among, vocabulary.groups.entries, "group", (*here, "began_by_change_among")
        )
    for index, other in enumerate(requirement.any_of):
        if other.event is not None:
            yield from _unknown(other.event, events, "event", (*path, "any_of", index, "event"))
    if requirement.require is not None:
        here = (*path, "require")
        yield from _each_unknown(requirement.require.form, vocabulary.forms.entries, "form", (*here, "form"))
        yield from _participants(requirement.require.with_, vocabulary, (*here, "with"))


def _points(requirement: Requirement, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    points: list[tuple[Path, Point]] = [((*path, "opens"), requirement.opens)]
    if requirement.due is not None:
        points.append(((*path, "due"), requirement.due))
    points += [((*path, "steps", index, "due"), step.due) for index, step in enumerate(requirement.steps)]
    points += [((*path, "any_of", index, "opens"), other.opens) for index, other in enumerate(requirement.any_of)]
    anchors = {"start", *vocabulary.handovers.entries, *vocabulary.events.entries}
    for here, point in points:
        periods = [name for name in _PERIODS if getattr(point, name) is not None]
        if len(periods) > 1:
            yield Fault(
                here, f"a day has at most one period, not {' and '.join(periods)}", "one of " + ", ".join(_PERIODS)
            )
        if point.snap is not None:
            yield Fault((*here, "snap"), "'snap' is read but cannot be judged yet", "a day without it")
        yield from _unknown(point.anchor, anchors, "anchor", (*here, "anchor"))


def _each_unknown(words: Iterable[str] | None, known: Iterable[str], what: str, path: Path) -> Iterator[Fault]:
    for index, word in enumerate(words or ()):
        yield from _unknown(word, known, what, (*path, index))


def _unknown(word: str, known: Iterable[str], what: str, path: Path) -> Iterator[Fault]:
    names = list(known)
    if word not in names:
        yield Fault(path, f"no {what} '{word}' is known", "", nearest(word, names))
