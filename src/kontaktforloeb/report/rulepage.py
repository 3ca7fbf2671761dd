"""A rule set, or one of its duties, in words: source, versions, and what each version asks of whom."""

from __future__ import annotations

from collections.abc import Iterator

from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.report.summary import table
from kontaktforloeb.rulebook.format import Alternative, Condition, Match, Point, Require, Requirement
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.texts import Lang, say


def listed(rulebook: Rulebook, lang: Lang) -> Iterator[str]:
    """Give a line for each version of each rule set."""
    rows = [[say(f"rules.{name}", lang) for name in ("id", "version", "to", "status", "duties", "title")]]
    for ruleset in rulebook.rulesets.values():
        for version in ruleset.versions:
            file = version.file
            to, duties = str(file.valid_to or ""), str(len(file.requirement))
            rows.append([file.id, str(file.valid_from), to, file.status, duties, file.title.in_(lang)])
    return table(rows)


def shown(rulebook: Rulebook, name: str, lang: Lang) -> Iterator[str]:
    """Give the lines on a rule set, or on one duty named `set/duty`, in every version that has it.

    Raises `UnknownNameError`, with the nearest name.
    """
    ruleset_name, _, duty = name.partition("/")
    ruleset = rulebook.ruleset(ruleset_name)
    known = {f"{ruleset.id}/{r.id}" for version in ruleset.versions for r in version.file.requirement}
    if duty and name not in known:
        raise UnknownNameError(what="requirement", name=name, known=known)
    return _lines(ruleset, duty, lang)


def _lines(ruleset: RuleSet, duty: str, lang: Lang) -> Iterator[str]:
    roles: set[str] = set()
    for version in ruleset.versions:
        requirements = [r for r in version.file.requirement if duty in ("", r.id)]
        if requirements:
            yield from _version(version, lang)
        for requirement in requirements:
            roles.add(requirement.role or requirement.id)
            yield from _requirement(version, requirement, lang)
            yield ""
    if duty:
        others = [
            f"{version.valid_from} {ruleset.id}/{requirement.id}"
            for version in ruleset.versions
            for requirement in version.file.requirement
            if (requirement.role or requirement.id) in roles and requirement.id != duty
        ]
        if others:
            yield say("rules.same-duty", lang, others=", ".join(dict.fromkeys(others)))


def _version(version: Version, lang: Lang) -> Iterator[str]:
    file = version.file
    to = str(file.valid_to) if file.valid_to else say("rules.open", lang)
    yield f"{file.title.in_(lang)}: {file.valid_from} – {to}, {file.status}"
    yield say("rules.source", lang, act=file.source.act, address=file.source.address, checked=file.checked_on)
    yield ""


def _requirement(version: Version, requirement: Requirement, lang: Lang) -> Iterator[str]:
    yield f"{version.file.id}/{requirement.id}: {requirement.title.in_(lang)}"
    facts = {
        "rules.reference": requirement.reference,
        "rules.groups": ", ".join(requirement.applies_to.groups),
        "rules.with-event": ", ".join(requirement.applies_to.event),
        "rules.without-event": ", ".join(requirement.applies_to.no_event),
        "rules.kind": requirement.kind,
        "rules.count": "" if requirement.count is None else str(requirement.count),
        "rules.steps": "; ".join(f"{step.count}: {_point(step.due)}" for step in requirement.steps),
        "rules.per": requirement.per or "",
        "rules.opens": _point(requirement.opens) if requirement.due else "",
        "rules.due": _point(requirement.due) if requirement.due else "",
        "rules.match": "" if requirement.match is None else _match(version, requirement.match),
        "rules.first": "" if requirement.first is None else _match(version, requirement.first),
        "rules.before": "" if requirement.before is None else _match(version, requirement.before),
        "rules.also": "; ".join(f"{_match(version, also.match)}, ≤ {also.at_most}" for also in requirement.also),
        "rules.besides": ", ".join(requirement.besides),
        "rules.any-of": "; ".join(_alternative(version, other) for other in requirement.any_of),
        "rules.slots": ", ".join(str(slot) for slot in requirement.slots),
        "rules.require": "" if requirement.require is None else _required(requirement.require),
        "rules.not-required": "; ".join(_condition(condition, lang) for condition in requirement.not_required),
        "rules.share": f"{requirement.share.at_least}/{requirement.share.of}" if requirement.share else "",
        "rules.duty": f"{requirement.duty}, {say(f'level.{requirement.level}', lang)}",
        "rules.certainty": f"{say(f'certainty.{requirement.certainty}', lang)}, {requirement.coverage}",
        "rules.checks": ", ".join(requirement.checks),
        "rules.note": requirement.note.in_(lang) if requirement.note else "",
    }
    for key, fact in facts.items():
        if fact:
            yield f"  {say(key, lang)}: {fact}"


def _alternative(version: Version, other: Alternative) -> str:
    event = f"{other.event}: " if other.event else ""
    return f"{event}{_match(version, other.match)}, {_point(other.opens)} →"


def _required(require: Require) -> str:
    words = {"with": require.with_, "form": require.form, "topics": require.topics, "agreements": require.agreements}
    minutes = {"minutes": require.minutes, "prep_minutes": require.prep_minutes}
    said = [f"{field} {'|'.join(asked)}" for field, asked in words.items() if asked]
    return ", ".join([*said, *(f"{field} ≥ {least}" for field, least in minutes.items() if least)])


def _condition(condition: Condition, lang: Lang) -> str:
    if condition.event is not None:
        return say("rules.if-event", lang, event=condition.event)
    if condition.no_event is not None:
        return say("rules.if-no-event", lang, event=condition.no_event)
    return say("rules.if-change", lang, groups=", ".join(condition.began_by_change_among or ()))


def _point(point: Point) -> str:
    periods = [f"{getattr(point, name)} {name}" for name in ("days", "weeks", "months", "week") if getattr(point, name)]
    return " + ".join([point.anchor, *periods, *(["1 day"] if point.day_after else [])])


def _match(version: Version, name: str) -> str:
    return f"{name} ({' / '.join(_way(match) for match in version.match(name))})"


def _way(match: Match) -> str:
    parts = {"type": match.type, "held_by": match.held_by, "with": match.with_, "form": match.form}
    said = [f"{field} {'|'.join(words)}" for field, words in parts.items() if words]
    return ", ".join([*said, *(["individual"] if match.individual else [])])
