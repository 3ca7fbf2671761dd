"""What changed between two versions, or two rule sets, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kontaktforloeb.report.rulewords import phase_in_words, words_of
from kontaktforloeb.rulebook.format import Published, Requirement, RuleFile, Score
from kontaktforloeb.rulebook.named import with_names
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.texts import Lang, day, number, say

_TEXTS = ("title", "reference", "checks", "note")
"""Keys of a duty that say nothing of what must be done."""

_SETS = ("groups", "besides", "checks")
"""Keys that are lists in which the order says nothing; `words_of` puts commas between."""


class Pair(NamedTuple):
    """The same duty in two versions; one of the two is not there where it is new or gone."""

    before: Requirement | None
    after: Requirement | None


def differences(before: Version, after: Version, lang: Lang) -> Iterator[str]:
    """Give the lines that say what changed from one version to another."""
    old, new = with_names(before.loaded), with_names(after.loaded)
    names = (f"{old.id}@{old.valid_from}", f"{new.id}@{new.valid_from}")
    yield say("diff.head", lang, before=names[0], after=names[1])
    blocks = [
        *_alone("new", [pair.after for pair in paired(old, new) if pair.before is None], lang),
        *_alone("gone", [pair.before for pair in paired(old, new) if pair.after is None], lang),
        *_changed(old, new, lang),
    ]
    whole = [f"  {line}" for line in _said_otherwise(_file_words(old, lang), _file_words(new, lang), lang)]
    if whole:
        blocks += ["", say("diff.file", lang), *whole]
    yield from blocks or [say("diff.none", lang)]


def paired(old: RuleFile, new: RuleFile) -> list[Pair]:
    """Give the duties of two files beside each other: by role, of one role by id, and then by id alone."""
    left = list(old.requirement)
    found: list[Pair] = []
    for requirement in new.requirement:
        same_role = [other for other in left if _role(other) == _role(requirement)]
        same_id = [other for other in left if other.id == requirement.id]
        other = next((other for other in same_id if other in same_role and _share_group(other, requirement)), None)
        other = other or next((other for other in same_role if not _id_is_in(other, new)), None)
        other = other or next(iter([*(other for other in same_id if other in same_role), *same_id]), None)
        if other is not None:
            left = [own for own in left if own is not other]
        found.append(Pair(other, requirement))
    return [*found, *(Pair(requirement, None) for requirement in left)]


def _role(requirement: Requirement) -> str:
    return requirement.role or requirement.id


def _id_is_in(requirement: Requirement, file: RuleFile) -> bool:
    """Tell whether a duty of this role has the id in a file, so that it is the one to compare with."""
    return any(own.id == requirement.id and _role(own) == _role(requirement) for own in file.requirement)


def _share_group(one: Requirement, other: Requirement) -> bool:
    return bool(set(one.applies_to.groups) & set(other.applies_to.groups)) or not one.applies_to.groups


def _alone(key: str, requirements: Sequence[Requirement | None], lang: Lang) -> Iterator[str]:
    if requirements:
        yield ""
        yield say(f"diff.{key}", lang, count=len(requirements))
    for requirement in requirements:
        assert requirement is not None
        yield f"  {requirement.id}: {requirement.title.in_(lang)} ({requirement.reference})"


def _changed(old: RuleFile, new: RuleFile, lang: Lang) -> Iterator[str]:
    changed: list[str] = []
    worded: list[str] = []
    same: list[str] = []
    counts = {"changed": 0, "texts": 0}
    for before, after in paired(old, new):
        if before is None or after is None:
            continue
        one, other = _duty_words(before, old, lang), _duty_words(after, new, lang)
        content = list(_said_otherwise(_without_texts(one), _without_texts(other), lang))
        texts = list(_said_otherwise(_texts(one), _texts(other), lang))
        name = after.id if before.id == after.id else say("diff.formerly", lang, name=after.id, former=before.id)
        if content:
            counts["changed"] += 1
            changed += [f"  {name}: {after.title.in_(lang)}", *(f"    {line}" for line in content)]
        if texts:
            counts["texts"] += not content
            lines = [f"    {line}" for line in texts]
            (changed if content else worded).extend(lines if content else [f"  {name}", *lines])
        if not content and not texts:
            same.append(name)
    for key, lines in (("changed", changed), ("texts", worded)):
        if lines:
            yield from ("", say(f"diff.{key}", lang, count=counts[key]), *lines)
    if same and (changed or worded or len(same) < len(paired(old, new))):
        yield from ("", say("diff.same", lang, count=len(same), names=", ".join(same)))


def _duty_words(requirement: Requirement, file: RuleFile, lang: Lang) -> dict[str, str]:
    role = {} if requirement.role is None else {"role": requirement.role}
    return {"title": requirement.title.in_(lang), **words_of(requirement, file.match, lang), **role}


def _texts(words: Mapping[str, str]) -> dict[str, str]:
    return {f"words.{name}": words[name] for name in _TEXTS if name in words}


def _without_texts(words: Mapping[str, str]) -> dict[str, str]:
    return {f"words.{name}": text for name, text in words.items() if name not in _TEXTS}


def _said_otherwise(before: Mapping[str, str], after: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """Give a line for each label whose text is another, or there only once."""
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key, ""), after.get(key, "")
        label = _label(key, lang)
        if one == other:
            continue
        if not one:
            yield say("diff.added", lang, label=label, after=_quoted(other, lang))
        elif not other:
            yield say("diff.removed", lang, label=label, before=_quoted(one, lang))
        elif key.removeprefix("words.") in _SETS:
            yield from _sets(label, one.split(", "), other.split(", "), lang)
        else:
            yield say("diff.from-to", lang, label=label, before=_quoted(one, lang), after=_quoted(other, lang))


def _sets(label: str, before: Sequence[str], after: Sequence[str], lang: Lang) -> Iterator[str]:
    added = [name for name in after if name not in before]
    gone = [name for name in before if name not in after]
    if added:
        yield say("diff.with", lang, label=label, after=", ".join(added))
    if gone:
        yield say("diff.without", lang, label=label, before=", ".join(gone))


def _label(key: str, lang: Lang) -> str:
    name, _, of = key.partition("=")
    return say(name, lang, name=of)


def _quoted(text: str, lang: Lang) -> str:
    return say("diff.quoted", lang, text=text) if " " in text else text


def _file_words(file: RuleFile, lang: Lang) -> dict[str, str]:
    """Give what the file says of itself, but for the days that make it a version."""
    modes = [say(f"mode.{file.transition.default}", lang)]
    modes += [
        say("transition.group", lang, group=group, mode=say(f"mode.{mode}", lang))
        for group, mode in file.transition.groups.items()
    ]
    said = {
        "file.title": file.title.in_(lang),
        "file.kind": say(f"file-kind.{file.kind}", lang),
        "file.status": say(f"file-status.{file.status}", lang),
        "file.act": file.source.act,
        "file.address": file.source.address,
        "file.dating": say(f"dating.{file.dating}", lang),
        "file.change-expected": "" if file.change_expected is None else day(file.change_expected, lang),
        "file.transition": "; ".join(modes),
        "file.note": "" if file.note is None else file.note.in_(lang),
    }
    said["file.checked"] = day(file.checked_on, lang)
    said["file.valid-to"] = "" if file.valid_to is None else day(file.valid_to, lang)
    said["file.checks"] = ", ".join(file.checks)
    said |= {f"file.score={own.id}": _score_words(own, lang) for own in file.score}
    said |= {f"file.published={own.score}": _published_words(own, lang) for own in file.published}
    said |= {f"file.phase={phase.id}": phase_in_words(phase, lang) for phase in file.phase}
    for name, parameter in file.parameter.items():
        given = file.set.get(name, parameter.value)
        said[f"file.parameter={name}"] = say("file.no-value", lang) if given is None else str(given)
    return said


def _score_words(score: Score, lang: Lang) -> str:
    blocks = "; ".join(", ".join(block) for block in score.blocks)
    return f"{score.title.in_(lang)}: {blocks} ({score.decimals}, {say(f'certainty.{score.certainty}', lang)})"


def _published_words(published: Published, lang: Lang) -> str:
    answers = ", ".join(f"{answer.question} {answer.band}" for answer in published.answers)
    return f"{number(published.shown, lang)}: {answers}"
