"""What became of the findings on one citizen, and whether by the passing of time, by the rules or by the data."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from kontaktforloeb.caseload.snapshots.change import FINDINGS, Change, Judged, Kind, Why
from kontaktforloeb.findings import Finding

Track = tuple[Judged | None, ...]
"""One duty at each stage between two snapshots, `None` where it is not asked."""

Explained = Callable[[Judged | None, Judged | None, str], tuple[Why, ...]]
"""Tells why a field of a duty is not what it was."""

T = TypeVar("T")


def judged(findings: Iterable[Finding]) -> tuple[Judged, ...]:
    """Give what the findings on one citizen say."""
    return tuple([Judged(*(getattr(finding, name) for name in Judged._fields)) for finding in findings])


def staged(citizen: str, stages: Sequence[Sequence[Judged]], causes: Sequence[Why]) -> list[Change]:
    """Give what changed from the first stage to the last; `causes` says what was changed from each to the next."""
    changes: list[Change] = []
    for track in _tracks(stages):

        def why(_: object, __: object, field: str, track: Track = track) -> tuple[Why, ...]:
            there = [own is not None for own in track]
            # Of a duty that is new or gone the question is what brought it or took it away.
            values = [_value(own, field) for own in track] if there[0] and there[-1] else there
            steps = zip(values, values[1:], causes, strict=False)
            return tuple(cause for before, after, cause in steps if before != after)

        changes += _changes(citizen, track[0], track[-1], why)
    return changes


def compared(citizen: str, old: Sequence[Judged], new: Sequence[Judged], why: Explained) -> list[Change]:
    """Give what changed between the findings of two files, with the reason that can be seen in them."""
    return [change for before, after in _tracks((old, new)) for change in _changes(citizen, before, after, why)]


def _changes(citizen: str, old: Judged | None, new: Judged | None, why: Explained) -> Iterator[Change]:
    told = new or old
    if told is None:
        return
    kind = Kind.NEW if old is None else Kind.GONE if new is None else Kind.CHANGED
    for field in ("course", "due", "group", "status", "version"):
        before, after = _value(old, field), _value(new, field)
        if before == after or (kind is not Kind.CHANGED and field != "status"):
            continue
        yield Change(
            citizen, FINDINGS, kind, field, told.course, told.group, told.version, told.requirement, told.occurrence,
            date=told.due, from_=_text(before), to=_text(after), why=why(old, new, field),
            days=told.days_late if field == "status" else _days(before, after),
        )  # fmt: skip


def _value(own: Judged | None, field: str) -> object:
    return None if own is None else getattr(own, field)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _days(before: object, after: object) -> int | None:
    return abs(after - before).days if isinstance(before, date) and isinstance(after, date) else None


def _tracks(stages: Sequence[Sequence[Judged]]) -> list[Track]:
    """Give each duty with what is said of it at each stage."""
    tracks: list[Track] = [(own,) for own in stages[0]]
    for number, stage in enumerate(stages[1:], 1):
        found = _paired([track[-1] for track in tracks], stage)
        followed = set(found.values())
        tracks = [(*track, stage[found[place]] if place in found else None) for place, track in enumerate(tracks)]
        tracks += [(*[None] * number, own) for place, own in enumerate(stage) if place not in followed]
    return tracks


def _paired(old: Sequence[Judged | None], new: Sequence[Judged]) -> dict[int, int]:
    """Give which of the new findings is on the same duty as which of the old ones, by their places.

    First by the whole key; then the same but for the version; then in courses that are one course whose first day, or
    whose group, was corrected. What can be paired in two ways is not.
    """
    before = {place: own for place, own in enumerate(old) if own is not None}
    after = dict(enumerate(new))
    found = _one_to_one(before, after, lambda own: own[:6])
    before, after = _rest(before, found), _rest(after, found.values())
    if before and after:
        more = _one_to_one(before, after, _without_version)
        before, after = _rest(before, more), _rest(after, more.values())
        moved = _moved_courses(before, after)
        as_moved = {
            place: own._replace(course=moved[own[:2]][0], group=moved[own[:2]][1])
            for place, own in before.items()
            if own[:2] in moved
        }
        found |= more | _one_to_one(as_moved, after, _without_version)
    return found


def _rest(own: dict[int, Judged], taken: Iterable[int]) -> dict[int, Judged]:
    gone = set(taken)
    return {place: value for place, value in own.items() if place not in gone}


def _without_version(own: Judged) -> Hashable:
    return (own.course, own.group, *_duty(own))


def _duty(own: Judged) -> tuple[str, str, int]:
    return own.ruleset, own.requirement, own.occurrence


def _moved_courses(before: dict[int, Judged], after: dict[int, Judged]) -> dict[tuple[date, str], tuple[date, str]]:
    """Give the courses that are gone, each with the one that took its place: a duty's windows in the two overlap."""
    pairs = {
        ((old.course, old.group), (new.course, new.group))
        for old in before.values()
        for new in after.values()
        if _duty(old) == _duty(new) and _overlap(old, new)
    }
    olds, news = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return {old: new for old, new in pairs if olds.count(old) == 1 and news.count(new) == 1}


def _overlap(old: Judged, new: Judged) -> bool:
    if old.due is None or new.due is None:
        return False
    return max(old.opens or old.course, new.opens or new.course) <= min(old.due, new.due)


def _one_to_one(
    before: dict[int, Judged], after: dict[int, Judged], key: Callable[[Judged], Hashable]
) -> dict[int, int]:
    olds, news = _by(before, key), _by(after, key)
    return {own[0]: news[name][0] for name, own in olds.items() if len(own) == 1 and len(news.get(name, ())) == 1}


def _by(own: dict[int, Judged], key: Callable[[Judged], Hashable]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place, value in own.items():
        found.setdefault(key(value), []).append(place)
    return found
