"""Find what is wrong with a rule file that its form alone does not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kontaktforloeb.rulebook.check_measure import check_scores
from kontaktforloeb.rulebook.check_requirement import Names, check_requirement
from kontaktforloeb.rulebook.check_words import each_unknown, participants, second_names, unknown
from kontaktforloeb.rulebook.format import Grundlag, Match, Phase, RuleFile
from kontaktforloeb.rulebook.structure import Fault, Path
from kontaktforloeb.rulebook.vocabulary import Vocabulary


def check(file: RuleFile, vocabulary: Vocabulary, faults: Sequence[Fault] = ()) -> Iterator[Fault]:
    """Give every fault of one file: unknown words, keys that do not belong together or say nothing where they stand.

    `faults` are those of its form; what stands at their paths is not looked at.
    """
    wrong = {fault.path[:length] for fault in faults for length in (1, 2, 3)}
    if not {("valid_from",), ("valid_to",)} & wrong and file.valid_to is not None and file.valid_to < file.valid_from:
        yield Fault(("valid_to",), f"{file.valid_to} lies before valid_from", f"{file.valid_from} or later")
    if ("transition",) not in wrong:
        for group in file.transition.groups:
            yield from unknown(group, vocabulary.groups.entries, "group", ("transition", "groups", group))
    yield from _matches(file, vocabulary, wrong)
    names = Names.of(file, vocabulary)
    yield from _phases(file.phase or (), names, wrong)
    if not {("score",), ("published",)} & wrong:
        yield from check_scores(file)
    yield from _requirements(file, names, wrong)


def _requirements(file: RuleFile, names: Names, wrong: set[Path]) -> Iterator[Fault]:
    requirements = [(("requirement", index), own) for index, own in enumerate(file.requirement or ())]
    sound = [(path, requirement) for path, requirement in requirements if path not in wrong]
    seen: dict[tuple[str, str], Path] = {}
    for path, requirement in sound:
        for group in requirement.applies_to.groups or ("",):
            if seen.setdefault((requirement.id, group), path) != path:
                whom = f" for the group '{group}'" if group else ""
                yield Fault((*path, "id"), f"'{requirement.id}' is there already{whom}", "another id")
        yield from check_requirement(requirement, names, path)


def _matches(file: RuleFile, vocabulary: Vocabulary, wrong: set[Path]) -> Iterator[Fault]:
    for name, alternatives in file.match.items():
        if not alternatives and ("match", name) not in wrong:
            yield Fault(("match", name), f"nothing can match '{name}'", "at least one way")
        for index, match in enumerate(alternatives):
            if ("match", name, index) not in wrong:
                yield from _match(match, vocabulary, ("match", name, index))


def _match(match: Match, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    if match.event is not None:
        yield from each_unknown(match.event, vocabulary.events.entries, "event", (*path, "event"))
        for name in (
            "type",
            "held_by",
            "with_",
            "form",
            "not_form",
            "individual",
            "topics",
            "agreements",
            "own_adviser",
        ):
            if getattr(match, name) is not None:
                key = name.rstrip("_")
                yield Fault((*path, key), f"'{key}' says nothing of an event", "'event' and 'value' alone")
        return
    if match.value is not None:
        yield Fault((*path, "value"), "'value' says nothing of a meeting", "'event' beside it")
    yield from each_unknown(match.type, vocabulary.meeting_types.entries, "meeting type", (*path, "type"))
    yield from each_unknown(match.held_by, vocabulary.holders.entries, "holder", (*path, "held_by"))
    yield from each_unknown(match.form, vocabulary.forms.entries, "form", (*path, "form"))
    yield from each_unknown(match.not_form, vocabulary.forms.entries, "form", (*path, "not_form"))
    yield from second_names(match.held_by, vocabulary, (*path, "held_by"))
    yield from participants(match.with_, vocabulary, (*path, "with"))


def _phases(phases: Sequence[Phase], names: Names, wrong: set[Path]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, phase in enumerate(phases):
        path: Path = ("phase", index)
        if path in wrong:
            continue
        if phase.id in seen:
            yield Fault((*path, "id"), f"the phase '{phase.id}' is there already", "another id")
        before = {f"{name}.{side}" for name in seen for side in ("start", "end")}
        anchors = (names.anchors - names.phase_anchors) | before
        yield from names.point(phase.opens, (*path, "opens"), None, anchors)
        if phase.ends is not None:
            yield from names.point(phase.ends, (*path, "ends"), None, anchors | {f"{phase.id}.start"})
        seen.add(phase.id)


def check_words(file: Grundlag, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Give every fault of a file of words: names in it that are not there."""
    groups = vocabulary.groups.entries
    for index, group in enumerate(file.group):
        if group.starts_on is not None:
            path: Path = ("group", index, "starts_on", "event")
            yield from unknown(group.starts_on.event, vocabulary.events.entries, "event", path)
    for index, restart in enumerate(file.restart):
        yield from each_unknown(restart.from_, groups, "group", ("restart", index, "from"))
        yield from each_unknown(restart.to, groups, "group", ("restart", index, "to"))
    for index, holder in enumerate(file.holder):
        if holder.same_as is not None:
            yield from unknown(holder.same_as, vocabulary.holders.entries, "holder", ("holder", index, "same_as"))
    for index, kind in enumerate(file.meeting_type):
        yield from each_unknown(kind.with_, vocabulary.holders.entries, "holder", ("meeting_type", index, "with"))
    for index, exemption in enumerate(file.exemption):
        yield from each_unknown(exemption.groups, groups, "group", ("exemption", index, "groups"))
    yield from _check_hours(file, vocabulary)
    yield from _check_conventions(file)


def _check_conventions(file: Grundlag) -> Iterator[Fault]:
    for index, point in enumerate(file.convention):
        known = [reading.id for reading in point.reading]
        yield from unknown(point.default, known, f"reading of '{point.id}'", ("convention", index, "default"))
        for place, name in enumerate(known):
            here = ("convention", index, "reading", place, "id")
            if name in known[:place]:
                yield Fault(here, f"the reading '{name}' is there already", "another id")
            if name == "reading":
                yield Fault(here, "'reading' is the key that names the point", "another id")


def _check_hours(file: Grundlag, vocabulary: Vocabulary) -> Iterator[Fault]:
    kinds, insured = vocabulary.accumulated.known_hour_kinds, {terms.id for terms in vocabulary.accumulated.insured}
    for index, handover in enumerate(file.handover):
        yield from each_unknown(handover.hour_kinds, kinds, "kind of hours", ("handover", index, "hour_kinds"))
        if set(handover.hours) != insured:
            what = f"hours are given for {', '.join(sorted(handover.hours)) or 'nobody'}"
            yield Fault(("handover", index, "hours"), what, ", ".join(sorted(insured)))
    for name in ("continuity", "accumulated"):
        kept = getattr(file, name)
        if kept is not None:
            yield from each_unknown(kept.kept_by_hours, kinds, "kind of hours", (name, "kept_by_hours"))
    if file.accumulated is not None:
        event, missing = file.accumulated.placement_event, file.accumulated.insured_if_missing
        yield from unknown(event, vocabulary.events.entries, "event", ("accumulated", "placement_event"))
        yield from unknown(missing, insured, "kind of insurance", ("accumulated", "insured_if_missing"))
