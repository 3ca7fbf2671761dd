"""A rule set, or one of its duties, in words: source, versions, and what each version asks of whom."""

from __future__ import annotations

from collections.abc import Iterator

from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.report.openpoints import read_in_words
from kontaktforloeb.report.rulewords import phase_in_words, words_of
from kontaktforloeb.report.summary import table
from kontaktforloeb.rulebook.format import Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import Dating
from kontaktforloeb.rulebook.named import with_names
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
    return _lines(ruleset, duty, rulebook, lang)


def _lines(ruleset: RuleSet, duty: str, rulebook: Rulebook, lang: Lang) -> Iterator[str]:
    roles: set[str] = set()
    for version in ruleset.versions:
        file = with_names(version.loaded)
        requirements = [r for r in file.requirement if duty in ("", r.id)]
        if requirements:
            yield from _version(version, rulebook, lang)
        for requirement in requirements:
            roles.add(requirement.role or requirement.id)
            yield from _requirement(file, requirement, lang)
            read = read_in_words(version, rulebook, lang, requirement.id)
            if read:
                yield f"  {say('words.reading', lang)}: {read}"
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


def _version(version: Version, rulebook: Rulebook, lang: Lang) -> Iterator[str]:
    file = version.file
    to = str(file.valid_to) if file.valid_to else say("rules.open", lang)
    yield f"{file.title.in_(lang)}: {file.valid_from} – {to}, {say(f'file-status.{file.status}', lang)}"
    yield say("rules.source", lang, act=file.source.act, address=file.source.address, checked=file.checked_on)
    if file.dating is Dating.ASSUMED:
        yield say("rules.assumed", lang)
    if file.note is not None:
        yield file.note.in_(lang)
    read = read_in_words(version, rulebook, lang)
    if read:
        yield say("points.of-version", lang, points=read)
    for phase in file.phase:
        facts = {"id": phase.id, "title": phase.title.in_(lang), "days": phase_in_words(phase, lang)}
        yield say("rules.phase-of", lang, **facts)
    for name, parameter in file.parameter.items():
        value = file.set.get(name, parameter.value)
        shown = say("rules.not-set", lang) if value is None else _value(value)
        yield say("rules.parameter", lang, name=name, title=parameter.title.in_(lang), value=shown)
    yield ""


def _requirement(file: RuleFile, requirement: Requirement, lang: Lang) -> Iterator[str]:
    yield f"{file.id}/{requirement.id}: {requirement.title.in_(lang)}"
    for name, words in words_of(requirement, file.match, lang).items():
        yield f"  {say(f'words.{name}', lang)}: {words}"


def _value(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)
