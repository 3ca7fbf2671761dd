"""Which version of a rule set is in force on a day, and why, or why there is none: in words."""

from __future__ import annotations

from collections.abc import Iterator

from kontaktforloeb.rulebook.kinds import Dating, FileStatus
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.rulebook.select import Choice, Selection, last_day
from kontaktforloeb.texts import Lang, day, say


def selection_text(selection: Selection, lang: Lang) -> str:
    """Give in words which version is in force on the day and why, or why there is none.

    >>> from datetime import date
    >>> from kontaktforloeb import load_rules
    >>> from kontaktforloeb.rulebook.select import select
    >>> print(selection_text(select(load_rules().ruleset("broendby"), date(2018, 1, 1)), "en"))
    No version of broendby is in force on 2018-01-01: the first known one begins on 2018-12-06 and is not used before.
    """
    return " ".join(sentences(selection, lang))


def sentences(selection: Selection, lang: Lang) -> Iterator[str]:
    """Give the same, a sentence at a time."""
    if selection.version is None:
        yield from _none(selection, lang)
    else:
        yield from _in_force(selection, selection.version, lang)
    for version in selection.proposals:
        name = f"{selection.ruleset.id}@{version.valid_from}"
        yield say("select.proposal", lang, **_named(version, lang), name=name)


def _in_force(selection: Selection, version: Version, lang: Lang) -> Iterator[str]:
    file, before, after = version.file, selection.before, selection.after
    asked, last = day(selection.asked, lang), last_day(selection.ruleset, version)
    facts = {"id": selection.ruleset.id, "asked": asked, **_named(version, lang)}
    if last is None:
        yield say("select.in-force-on", lang, **facts)
    else:
        yield say("select.in-force", lang, **facts, last=day(last, lang))
    if file.status is FileStatus.PROPOSAL:
        yield say("select.by-name", lang)
    if file.dating is Dating.ASSUMED:
        yield say("select.assumed", lang)
    if before is None:
        yield say("select.no-before", lang)
    else:
        ended = last_day(selection.ruleset, before)
        yield say("select.before", lang, **_named(before, lang), last=day(ended, lang))
    if after is None:
        yield say("select.no-after", lang)
    else:
        yield say("select.after", lang, **_named(after, lang))
    if file.change_expected is not None:
        yield say("select.change-expected", lang, day=day(file.change_expected, lang))
    yield _checked(version, lang)


def _none(selection: Selection, lang: Lang) -> Iterator[str]:
    facts = {"id": selection.ruleset.id, "asked": day(selection.asked, lang)}
    before, after = selection.before, selection.after
    if selection.choice is Choice.EMPTY:
        yield say("select.empty", lang, **facts)
    elif before is None:
        yield say("select.not-yet", lang, **facts, day=day(selection.day, lang))
    else:
        facts |= {**_named(before, lang), "day": day(selection.day, lang)}
        if after is None:
            yield say("select.ended", lang, **facts)
        else:
            yield say("select.gap", lang, **facts, next=day(after.valid_from, lang))
        yield _checked(before, lang)


def _named(version: Version, lang: Lang) -> dict[str, str]:
    """Give by what a version is known: its first day, and the act or document that it comes from."""
    return {"first": day(version.valid_from, lang), "act": version.file.source.act}


def _checked(version: Version, lang: Lang) -> str:
    file = version.file
    facts = {"first": day(version.valid_from, lang), "day": day(file.checked_on, lang)}
    return say("select.checked", lang, **facts, address=file.source.address)
