"""What a requirement says, key by key, in plain Danish or English: pages and comparisons are made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from kontaktforloeb.rulebook.format import (
    Condition,
    Match,
    Period,
    Phase,
    Point,
    Require,
    Requirement,
    Stretch,
    When,
)
from kontaktforloeb.rulebook.kinds import JudgedBy
from kontaktforloeb.texts import Lang, catalogue, day, number, say

_PERIODS = ("days", "weeks", "months", "week", "accumulated_weeks", "months_before")
_PHASE_ENDS = ("start", "end")
_CONDITIONS = ("event", "no_event", "began_by_change_among")
_OF_MEETINGS = ("meeting", "no_meeting")

Matches = Mapping[str, tuple[Match, ...]]


def words_of(requirement: Requirement, matches: Matches, lang: Lang) -> dict[str, str]:
    """Give for each key that says something what it says, in the order in which a reader asks.

    A match stands with its ways, so that one that means something else reads otherwise. `title`, `id` and `role` are
    left to the caller.
    """
    r = requirement
    due = "" if r.due is None else point_in_words(r.due, lang)
    said = {
        "reference": r.reference,
        "groups": ", ".join(r.applies_to.groups),
        "event": _joined(r.applies_to.event, lang, "words.and"),
        "no_event": _joined(r.applies_to.no_event, lang),
        "meeting": _joined(r.applies_to.meeting, lang, "words.and"),
        "exemption": _joined(r.applies_to.exemption, lang, "words.and"),
        "began": "" if r.applies_to.began is None else _days_of(r.applies_to.began, lang),
        "when": "" if r.when is None else when_in_words(r.when, lang),
        "phase": r.phase or "",
        "kind": say(f"kind.{r.kind}", lang),
        "unit": _word("unit", r.unit, lang),
        "of": r.of or "",
        "measure": _word("measure", r.measure, lang),
        "record": r.record or "",
        "match": _named(r.match, matches, lang),
        "first": _named(r.first, matches, lang),
        "before": _named(r.before, matches, lang),
        "count": _number(r.count),
        "at_most": _number(r.at_most),
        "longest": "" if r.longest is None else period_in_words(r.longest, lang),
        "per": _word("per", r.per, lang),
        "grace_days": _number(r.grace_days or None),
        "slots": ", ".join(map(str, r.slots)),
        "from_slot": _number(r.from_slot if r.from_slot != 1 else None),
        "require": "" if r.require is None else require_in_words(r.require, lang),
        "opens": "" if r.opens.bare and r.opens.anchor == "start" else point_in_words(r.opens, lang),
        "due": due,
        "steps": "; ".join(
            say("words.step", lang, count=step.count, day=point_in_words(step.due, lang)) for step in r.steps
        ),
        "besides": ", ".join(r.besides),
        "also": "; ".join(
            say("words.at-most", lang, what=_named(also.match, matches, lang), number=also.at_most) for also in r.also
        ),
        "any_of": "; ".join(_other(other, matches, lang) for other in r.any_of),
        "not_required": "; ".join(condition_in_words(condition, lang) for condition in r.not_required),
        "reset_on": _joined(r.reset_on, lang),
        "exit_on": _joined(r.exit_on, lang),
        "suspend": "; ".join(_days_of(stretch, lang) for stretch in r.suspend),
        "pause": "; ".join(_days_of(stretch, lang) for stretch in r.pause),
        "not_waived_by": _joined(r.not_waived_by, lang),
        "ends_on": "" if r.ends_on is None else day(r.ends_on, lang),
        "held_from": "" if r.held_from is None else day(r.held_from, lang),
        "held_to": "" if r.held_to is None else day(r.held_to, lang),
        "share": "" if r.share is None else say("words.of-so-many", lang, at_least=r.share.at_least, of=r.share.of),
        "bands": "; ".join(
            f"{band.id}: {say('words.of-so-many', lang, at_least=band.at_least, of=band.of)}"
            + ("" if band.points is None else say("words.worth", lang, points=number(band.points, lang)))
            for band in r.bands
        ),
        "cohort": "" if r.cohort is None else _stretch(r.cohort.from_, r.cohort.to, lang),
        "compare": _word("compare", r.compare, lang),
        "norm": _number(r.norm),
        "average": say("words.yes", lang) if r.average else "",
        "minutes": _number(r.minutes),
        "clock": _word("clock", r.clock, lang),
        "judged_by": _word("judged-by", r.judged_by, lang) if r.judged_by is not JudgedBy.RULES else "",
        "duty": _word("duty", r.duty, lang),
        "level": _word("level", r.level, lang),
        "certainty": _word("certainty", r.certainty, lang),
        "coverage": _word("coverage", r.coverage, lang),
        "checks": ", ".join(r.checks),
        "note": "" if r.note is None else r.note.in_(lang),
    }
    return {name: text for name, text in said.items() if text}


def point_in_words(point: Point, lang: Lang) -> str:
    """Give a day in words.

    >>> print(point_in_words(Point(months=6), "en"))
    the end of 6 month(s) from the course's first day
    >>> print(point_in_words(Point("henvendelse", weeks=1, day_after=True), "da"))
    dagen efter 1 uge(r) efter dagen for “henvendelse”
    """
    said = anchor_in_words(point.anchor, lang)
    for name in _PERIODS:
        number = getattr(point, name)
        if number is not None:
            said = say(f"words.day.{name}", lang, number=number, anchor=said)
    if point.snap is not None:
        said += say(f"words.snap.{point.snap}", lang)
    if point.plus_days:
        said += say("words.plus-days", lang, number=point.plus_days)
    return say("words.day-after", lang, day=said) if point.day_after else said


def anchor_in_words(anchor: str, lang: Lang) -> str:
    """Give an anchor in words: the start, an event, a meeting held, or an end of a phase."""
    if anchor == "start":
        return say("words.anchor.start", lang)
    first, _, rest = anchor.partition(":")
    if first == "held" and rest:
        number, _, name = rest.partition(":")
        return say("words.anchor.held-of" if name else "words.anchor.held", lang, number=number, name=name)
    name, dot, end = anchor.rpartition(".")
    if dot and end in _PHASE_ENDS:
        return say(f"words.anchor.phase-{end}", lang, name=name)
    return say("words.anchor.event", lang, name=anchor)


def period_in_words(period: Period, lang: Lang) -> str:
    """Give a length of time in words."""
    lengths = {name: getattr(period, name) for name in ("days", "weeks", "months")}
    return ", ".join(
        say(f"words.period.{name}", lang, number=number) for name, number in lengths.items() if number is not None
    )


def phase_in_words(phase: Phase, lang: Lang) -> str:
    """Give the stretch of a phase in words."""
    return _stretch(phase.opens, phase.ends, lang)


def when_in_words(when: When, lang: Lang) -> str:
    """Give the guards on a citizen in words."""
    said = []
    if when.age_from is not None:
        said.append(say("words.age-from", lang, number=when.age_from))
    if when.age_below is not None:
        said.append(say("words.age-below", lang, number=when.age_below))
    said += [say("words.fact", lang, event=name, values=_joined(when.facts[name], lang)) for name in when.facts]
    said += [say("words.ever", lang, event=name, values=_joined(when.ever[name], lang)) for name in when.ever]
    return say("words.and", lang).join(said)


def condition_in_words(condition: Condition, lang: Lang) -> str:
    """Give in words when a duty is not required."""
    said = {name: getattr(condition, name) for name in _CONDITIONS}
    told = [
        say(f"words.if.{name}", lang, name=value if isinstance(value, str) else ", ".join(value))
        for name, value in said.items()
        if value is not None
    ]
    for kind in _OF_MEETINGS:
        name = getattr(condition, kind)
        if name is not None:
            many = condition.count > 1
            words = say(f"words.if.{kind}-many" if many else f"words.if.{kind}", lang, name=name, count=condition.count)
            by = "" if condition.held_to is None else say("words.by-day", lang, day=day(condition.held_to, lang))
            told.append(words + by)
    if condition.earlier_course is not None:
        told.append(say("words.if.earlier-course" if condition.earlier_course else "words.if.no-earlier-course", lang))
    return say("words.and", lang).join(told)


def require_in_words(require: Require, lang: Lang) -> str:
    """Give in words what every meeting must carry."""
    return ", ".join(_asked(require, lang))


def way_in_words(match: Match, lang: Lang) -> str:
    """Give one way for a meeting to match in words."""
    return ", ".join(_asked(match, lang)) or say("words.way.any", lang)


def match_in_words(ways: Sequence[Match], lang: Lang) -> str:
    """Give all ways of a match in words."""
    return "; ".join(way_in_words(match, lang) for match in ways)


def _asked(asked: Match | Require, lang: Lang) -> list[str]:
    """Give every field of a match or of what is required in words, in the order of the fields."""
    said = []
    for name in (field.name for field in attrs.fields(type(asked)) if "parser" in field.metadata):
        value, field = getattr(asked, name), name.rstrip("_")
        if value is None:
            continue
        if value is False:
            said.append(say(f"words.way.not-{field}", lang))
            continue
        key = f"words.way.{field}" if f"words.way.{field}" in catalogue() else f"words.asked.{field}"
        words = _joined(value, lang) if isinstance(value, tuple) else value
        said.append(say(key, lang, words=words))
    return said


def _other(other: Any, matches: Matches, lang: Lang) -> str:
    said = _named(other.match, matches, lang)
    if not (other.opens.bare and other.opens.anchor == "start"):
        said += ", " + say("words.from-on", lang, day=point_in_words(other.opens, lang))
    return say("words.with-event", lang, what=said, event=other.event) if other.event else said


def _days_of(stretch: Stretch, lang: Lang) -> str:
    return say("words.to", lang, one=day(stretch.from_, lang), other=day(stretch.to, lang))


def _stretch(opens: Point, ends: Point | None, lang: Lang) -> str:
    first = point_in_words(opens, lang)
    if ends is None:
        return say("words.from-on", lang, day=first)
    return say("words.to", lang, one=first, other=point_in_words(ends, lang))


def _named(name: str | None, matches: Matches, lang: Lang) -> str:
    return "" if name is None else match_in_words(matches[name], lang) if name in matches else name


def _word(key: str, value: str | None, lang: Lang) -> str:
    return "" if value is None else say(f"{key}.{value}", lang)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _joined(words: Iterable[str], lang: Lang, by: str = "words.or") -> str:
    return say(by, lang).join(word or say("words.nothing", lang) for word in words)
