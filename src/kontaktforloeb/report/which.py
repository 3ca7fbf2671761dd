"""For a course that begins on a day: the versions in force, their duties, and what later versions say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.report.rulewords import when_in_words
from kontaktforloeb.report.versions import sentences
from kontaktforloeb.rulebook.format import Requirement
from kontaktforloeb.rulebook.kinds import FileStatus
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.rulebook.select import select
from kontaktforloeb.status import Duty
from kontaktforloeb.texts import Lang, day, say


def which(
    rulebook: Rulebook, asked: date, lang: Lang, *, group: str | None = None, rules: Iterable[RuleSet] | None = None
) -> Iterator[str]:
    """Give the lines on what is in force on `asked`, for one target group or for all.

    `rules` are the rule sets that are looked at; without them those that bind everybody.
    Raises `UnknownNameError` for a group that is not there, with the nearest.
    """
    known = None if group is None else _group(rulebook, group, asked)
    return _lines(rulebook, asked, lang, known, rulebook.laws if rules is None else tuple(rules))


def _group(rulebook: Rulebook, written: str, asked: date) -> str:
    found = rulebook.vocabulary.group(written, asked)
    if found is None:
        raise UnknownNameError(what="target group", name=written, known=rulebook.vocabulary.groups)
    return found


def _lines(
    rulebook: Rulebook, asked: date, lang: Lang, group: str | None, rulesets: Iterable[RuleSet]
) -> Iterator[str]:
    if group is None:
        yield say("which.head", lang, day=day(asked, lang))
    else:
        title = rulebook.vocabulary.groups.at(group, asked).title.in_(lang)
        yield say("which.head-group", lang, group=group, title=title, day=day(asked, lang))
    for ruleset in rulesets:
        yield ""
        yield from _ruleset(ruleset, asked, lang, group)


def _ruleset(ruleset: RuleSet, asked: date, lang: Lang, group: str | None) -> Iterator[str]:
    selection = select(ruleset, asked)
    shown = selection.version or ruleset.versions[-1]
    yield say("which.title", lang, id=ruleset.id, title=shown.file.title.in_(lang))
    if group is not None and not any(_is_about(own, group) for own in _all(ruleset)):
        yield f"  {say('which.never', lang)}"
        return
    yield from (f"  {sentence}" for sentence in sentences(selection, lang))
    if selection.version is None:
        yield f"  {say('which.without', lang)}"
        return
    duties = [own for own in selection.version.file.requirement if _is_asked(own, group, asked)]
    if duties:
        yield f"  {say('which.duties', lang, count=len(duties))}"
        yield from (f"    {_duty(ruleset, own, group, lang)}" for own in duties)
    else:
        yield f"  {say('which.no-duties', lang)}"
    later = [version for version in ruleset.versions if version.valid_from > asked]
    if later and (duties or any(_is_about(own, group) for version in later for own in version.file.requirement)):
        yield f"  {say('which.later', lang)}"
        yield from (f"    {_change(version, asked, group, lang)}" for version in later)


def _all(ruleset: RuleSet) -> Iterator[Requirement]:
    return (requirement for version in ruleset.versions for requirement in version.file.requirement)


def _is_about(requirement: Requirement, group: str | None) -> bool:
    return group is None or group in requirement.applies_to.groups


def _is_asked(requirement: Requirement, group: str | None, asked: date) -> bool:
    """Tell whether a version asks a duty of a course that begins on the day."""
    began = requirement.applies_to.began
    ended = requirement.ends_on is not None and requirement.ends_on < asked
    begun = began is None or began.from_ <= asked <= began.to
    return _is_about(requirement, group) and begun and not ended


def _duty(ruleset: RuleSet, requirement: Requirement, group: str | None, lang: Lang) -> str:
    said = [requirement.reference]
    if requirement.duty is Duty.GROUP:
        said.append(say(f"duty.{requirement.duty}", lang))
    said.append(say(f"certainty.{requirement.certainty}", lang))
    said += _conditions(requirement, lang)
    if group is None:
        said.append(", ".join(requirement.applies_to.groups))
    facts = {"id": f"{ruleset.id}/{requirement.id}", "title": requirement.title.in_(lang)}
    return say("which.duty", lang, **facts, said="; ".join(part for part in said if part))


def _conditions(requirement: Requirement, lang: Lang) -> Iterator[str]:
    """Give what else must be so before a citizen has the duty, and how long."""
    applies = requirement.applies_to
    recorded = [*applies.event, *applies.meeting, *applies.exemption]
    if recorded:
        yield say("which.only-where", lang, names=say("words.and", lang).join(recorded))
    if applies.no_event:
        yield say("which.not-where", lang, names=say("words.or", lang).join(applies.no_event))
    if requirement.when is not None:
        yield say("which.only-for", lang, said=when_in_words(requirement.when, lang))
    if requirement.ends_on is not None:
        yield say("which.ends", lang, day=day(requirement.ends_on, lang))


def _change(version: Version, asked: date, group: str | None, lang: Lang) -> str:
    """Give what a later version says of a course that began on the day and still runs."""
    said = _modes(version, group, lang)
    own = [
        f"{version.file.id}/{duty.id}"
        for duty in version.file.requirement
        if _is_asked(duty, group, asked) and duty.applies_to.only_before(version.valid_from)
    ]
    if own:
        said = say("which.and", lang, said=said, more=say("which.own", lang, duties=", ".join(own)))
    proposed = version.file.status is FileStatus.PROPOSAL
    key = "which.change-proposed" if proposed else "which.change"
    return say(key, lang, first=day(version.valid_from, lang), act=version.file.source.act, said=said)


def _modes(version: Version, group: str | None, lang: Lang) -> str:
    transition = version.file.transition
    if group is not None:
        return say(f"which.{transition.mode(group)}", lang)
    said = say(f"which.{transition.default}", lang)
    others = [
        say("which.of-group", lang, group=name, said=say(f"which.{mode}", lang))
        for name, mode in transition.groups.items()
    ]
    return say("which.groups", lang, said=said, groups=", ".join(others)) if others else said
