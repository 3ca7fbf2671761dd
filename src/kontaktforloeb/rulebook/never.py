"""Requirements that can never apply, or never be kept: each key is right, and together they leave nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kontaktforloeb.buckets import nth_bucket
from kontaktforloeb.dates import within_days
from kontaktforloeb.rulebook.format import Match, Point, Require, Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import MEASURED
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.rulebook.sample import anchors_of, windows
from kontaktforloeb.rulebook.structure import Fault, Path
from kontaktforloeb.rulebook.vocabulary import Dated, Vocabulary

_SAMPLES, _APART = 24, 17
"""So many first days, so many days apart, are tried: more than a year, and every day of the week and end of a month."""


def never(version: Version, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Give what of a version can never apply or be kept."""
    for name, ways in version.file.match.items():
        for index, way in enumerate(ways):
            yield from _match(way, version.file, vocabulary, ("match", name, index))
    for index, requirement in enumerate(version.file.requirement):
        path: Path = ("requirement", index)
        yield from _whom(requirement, version.file, vocabulary, path)
        yield from _order(requirement, path)
        yield from _steps(requirement, path)
        yield from _before_the_version(requirement, version.valid_from, path)
        if requirement.require is not None:
            yield from _require(requirement.require, _ways(requirement, version.file), (*path, "require"))
        yield from _window(requirement, version, vocabulary, path)


def _match(way: Match, file: RuleFile, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    for name in ("type", "held_by", "with_", "form", "not_form", "topics", "agreements", "event", "value"):
        if getattr(way, name) == ():
            yield Fault((*path, name.rstrip("_")), "an empty list agrees with nothing", "words, or no such key")
    yield from _too_early(way.type, vocabulary.meeting_types, "meeting type", file, (*path, "type"))
    yield from _too_early(way.held_by, vocabulary.holders, "holder", file, (*path, "held_by"))
    yield from _too_early(way.form, vocabulary.forms, "form", file, (*path, "form"))
    yield from _too_early(way.event, vocabulary.events, "event", file, (*path, "event"))


def _too_early(
    words: Sequence[str] | None, known: Dated[Any], what: str, file: RuleFile, path: Path
) -> Iterator[Fault]:
    """Give the words that exist only after the version has ended."""
    last = file.valid_to or date.max
    for place, name in enumerate(words or ()):
        if name in known and not known.in_force(name, last):
            said = f"the {what} '{name}' does not exist before {known.entries[name][0][0]}"
            yield Fault((*path, place), said, f"one that exists by {last}")


def _whom(requirement: Requirement, file: RuleFile, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    applies = requirement.applies_to
    both = sorted(set(applies.event) & set(applies.no_event))
    if both:
        what = f"'{both[0]}' must be recorded and must not be"
        yield Fault((*path, "applies_to", "no_event"), what, "an event that 'event' does not name")
    yield from _too_early(applies.groups, vocabulary.groups, "group", file, (*path, "applies_to", "groups"))
    yield from _too_early(applies.event, vocabulary.events, "event", file, (*path, "applies_to", "event"))
    if requirement.when is not None:
        for name, values in requirement.when.facts.items():
            if not values:
                yield Fault((*path, "when", "facts", name), "an empty list agrees with nothing", "words")
    for place, condition in enumerate(requirement.not_required):
        if condition.event is not None and condition.event in applies.event:
            what = f"'{condition.event}' is recorded wherever the duty applies, and takes it away"
            yield Fault((*path, "not_required", place, "event"), what, "an event that 'applies_to' does not name")
        if condition.no_event is not None and condition.no_event in applies.no_event:
            what = f"'{condition.no_event}' is not recorded wherever the duty applies, which takes it away"
            yield Fault((*path, "not_required", place, "no_event"), what, "an event that 'applies_to' does not name")


def _order(requirement: Requirement, path: Path) -> Iterator[Fault]:
    if requirement.first is not None and requirement.first == requirement.before:
        what = f"the first of '{requirement.first}' cannot lie before itself"
        yield Fault((*path, "before"), what, "another match than 'first'")


def _steps(requirement: Requirement, path: Path) -> Iterator[Fault]:
    counts = [step.count for step in requirement.steps]
    for place in range(1, len(counts)):
        if counts[place] <= counts[place - 1]:
            what = f"step {place + 1} asks for {counts[place]} of all so far, and the step before for as many"
            yield Fault((*path, "steps", place, "count"), what, f"{counts[place - 1] + 1} or more")
    repeated = [place for place, slot in enumerate(requirement.slots) if slot in requirement.slots[:place]]
    if repeated:
        slot = requirement.slots[repeated[0]]
        yield Fault((*path, "slots", repeated[0]), f"{slot} is there already", "each number once")


def _before_the_version(requirement: Requirement, first: date, path: Path) -> Iterator[Fault]:
    """Give the stretches that are over before a course can begin under the version."""
    if requirement.held_to is not None and requirement.held_to < first:
        what = f"{requirement.held_to} lies before the version, and so before every meeting that it looks at"
        yield Fault((*path, "held_to"), what, f"{first} or later")
    for place, stretch in enumerate(requirement.suspend):
        if stretch.to < first:
            what = f"{stretch.to} lies before the version, and so before every day on which it asks for anything"
            yield Fault((*path, "suspend", place, "to"), what, f"{first} or later")


def _require(require: Require, ways: Sequence[Match], path: Path) -> Iterator[Fault]:
    refused = set(require.no_agreements or ())
    for name in ("agreements", "all_agreements"):
        asked = set(getattr(require, name) or ())
        clash = asked & refused
        if clash and (name == "all_agreements" or clash == asked):
            what = f"'{min(clash)}' is asked for and refused"
            yield Fault((*path, "no_agreements"), what, f"words that '{name}' does not name")
    for name in ("held_by", "form"):
        asked = getattr(require, name)
        said = [getattr(way, name) for way in ways]
        if asked is None or not said or any(words is None for words in said):
            continue
        if not any(set(words) & set(asked) for words in said):
            what = f"no meeting that matches has {name} {' or '.join(asked)}"
            yield Fault((*path, name), what, " or ".join(sorted({word for words in said for word in words})))


def _ways(requirement: Requirement, file: RuleFile) -> Sequence[Match]:
    return file.match.get(requirement.match or "", ())


def _window(requirement: Requirement, version: Version, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    """Give the fault of a window that is over before it opens, whichever day a course begins.

    Only where all its days are counted from one thing: how far two things lie apart, a rule does not say.
    """
    groups = [group for group in requirement.applies_to.groups if group in vocabulary.groups]
    if requirement.kind in MEASURED or not groups or version.open_parameters.get(requirement.id):
        return
    dues: list[Point | None] = [step.due for step in requirement.steps]
    phase = version.phases.get(requirement.phase or "")
    for place, said in enumerate(dues or [requirement.due]):
        due = phase.ends if said is None and phase is not None else said
        if due is None or len(anchors_of([requirement.opens, due], version)) != 1:
            continue
        found = [
            windows(requirement, version, group, within_days(version.valid_from, sample * _APART), vocabulary)[place]
            for group in groups[:1]
            for sample in range(_SAMPLES)
        ]
        per = requirement.per
        if per is not None and all(w.opens and w.due and w.due < nth_bucket(per, w.opens, 1)[1] for w in found):
            yield Fault((*path, "per"), f"the window never holds a whole {per}", "a later 'due'")
        if all(window.opens and window.due and window.due < window.opens for window in found):
            one = found[0]
            where: Path = ("steps", place, "due") if requirement.steps else ("due",)
            what = (
                f"the window is over before it opens: a course begun {version.valid_from} has {one.opens} to {one.due}"
            )
            yield Fault((*path, *where), what, "a day on or after 'opens'")
