"""The meetings that keep a duty, each on a day on which it counts, and none on a day that would keep the target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from kontaktforloeb.buckets import nth_bucket
from kontaktforloeb.dates import LAST_DAY, ONE_DAY, within_days
from kontaktforloeb.evaluate import counted
from kontaktforloeb.matching import differs
from kontaktforloeb.model import Event, Meeting
from kontaktforloeb.plan import Duty, Way, bucket_due, next_due
from kontaktforloeb.rulebook.kinds import Kind

if TYPE_CHECKING:
    from kontaktforloeb.facts import Traits
    from kontaktforloeb.rulebook.format import Match
    from kontaktforloeb.testing.construction import Making

Placed = Meeting | Event

_SOON = 28
"""Where no day is set, a meeting is held within so many days."""

_CODES = 1 << 24
_PLAIN_TYPE, _PLAIN_HOLDER = Meeting(LAST_DAY).type, Meeting(LAST_DAY).held_by


class Window(NamedTuple):
    """Days on which something may be held, both included."""

    first: date
    last: date

    def without(self, other: Window) -> tuple[Window, ...]:
        """Give what is left of the days without those of another."""
        if other.last < self.first or self.last < other.first:
            return (self,)
        parts = (Window(self.first, other.first - ONE_DAY), Window(other.last + ONE_DAY, self.last))
        return tuple(part for part in parts if part.first <= part.last)


class Target(NamedTuple):
    """The duty that is to be broken: its requirement, which of its findings, and in which of its stretches.

    With `alone` nothing at all is held that serves it, also where that breaks others.
    """

    requirement: str
    occurrence: int
    stretch: int = 0
    alone: bool = False

    def is_(self, duty: Duty) -> bool:
        """Tell whether a duty is the one that is to be broken."""
        return duty.requirement.id == self.requirement and duty.occurrence == self.occurrence


def places(making: Making, duty: Duty) -> list[Placed]:
    """Give what a duty still lacks, on days of its own."""
    match duty.requirement.kind:
        case Kind.ORDER:
            return _before_the_others(making, duty)
        case Kind.GAP:
            return _in_each_stretch(making, duty)
        case _ if duty.grid is not None:
            return _in_each_bucket(making, duty)
        case _:
            return _in_its_window(making, duty)


def _in_its_window(making: Making, duty: Duty) -> list[Placed]:
    due = duty.due
    inside = sum(due is None or held.date <= due for held in counted(duty, making.scene))
    lacks = duty.needed - inside
    if making.target is not None:
        lacks = min(lacks, 1)
    found: list[Placed] = []
    for way in duty.ways:
        if way.opens is None or lacks <= 0:
            continue
        last = due or within_days(way.opens, _SOON)
        found += hold(making, duty, way, Window(way.opens, last), lacks)
        lacks -= len(found)
    return found


def hold(making: Making, duty: Duty, way: Way, window: Window, number: int) -> list[Placed]:
    """Give so many meetings of a way in a window, as far as there is room for them.

    Where a duty is to be broken, they are held where none of them can serve it, if there is such a day.
    """
    days = _days_of(making, duty, window)
    found: list[Placed] = []
    if days is None:
        return found
    for spare in (False, True) if making.target is not None else (True,):
        for one in options(duty, way.match):
            for part in _allowed(making, duty, one, days, spare=spare):
                chosen = _chosen(making, part, one, number - len(found))
                found += [of_match(one, day, making) for day in chosen]
            if len(found) >= number:
                return found
    return found


def _days_of(making: Making, duty: Duty, window: Window) -> Window | None:
    """Give the days of a window on which the duty is there and looks at meetings."""
    asked, course = duty.requirement, making.course
    first = max(window.first, course.start, asked.held_from or date.min)
    last = min(window.last, course.end or date.max, duty.last or date.max, asked.held_to or date.max, LAST_DAY)
    # The first day is kept for what must come before everything else.
    if first == course.start and last > first and _something_comes_first(making) and asked.kind is not Kind.ORDER:
        first += ONE_DAY
    return Window(first, last) if first <= last else None


def _something_comes_first(making: Making) -> bool:
    return any(duty.requirement.kind is Kind.ORDER and not making.is_target(duty) for duty in making.duties)


def options(duty: Duty, name: str) -> list[Match]:
    """Give the ways to match a name, those about meetings before those about events."""
    return sorted(duty.version.match(name), key=lambda way: way.event is not None)


def of_match(way: Match, day: date, making: Making) -> Placed:
    """Give what matches one way, on a day: the plain meeting where that does, and nothing more than it asks for."""
    return of_match_in(way, day, making.rulebook.vocabulary.one_holder, making.case.adviser)


def of_match_in(way: Match, day: date, one_holder: Mapping[str, str], adviser: str | None) -> Placed:
    """Give what matches one way, on a day, by the names that holders have."""
    if way.event is not None:
        return Event(way.event[0], day, (way.value or ("",))[0] or None)
    return Meeting(
        day,
        type=_plainest(way.type, _PLAIN_TYPE),
        held_by=_plainest(way.held_by, _PLAIN_HOLDER, one_holder),
        with_=(way.with_ or ())[:1],
        form=way.form[0] if way.form else None,
        individual=way.individual,
        adviser=adviser,
        topics=(way.topics or ())[:1],
        agreements=(way.agreements or ())[:1],
    )


def _plainest(words: tuple[str, ...] | None, plain: str, same: Mapping[str, str] | None = None) -> str:
    if words is None or plain in words or (same or {}).get(plain) in words:
        return plain
    return words[0]


def _chosen(making: Making, window: Window, way: Match, number: int) -> list[date]:
    """Give so many days of a window, or as many as there are; none on which such a meeting is held already."""
    one = of_match(way, window.first, making)
    taken = _taken(making, one)
    room = (window.last - window.first).days + 1
    number = min(number, room)
    if number < 1:
        return []
    span = room - number
    base = max(1, min(span + 1, int(_CODES ** (1 / number))))
    code = making.pick(0, base**number - 1) if span else 0
    offsets = []
    for _ in range(number):
        code, digit = divmod(code, base)
        offsets.append(digit * span // (base - 1) if base > 1 else 0)
    days: list[date] = []
    for nth, offset in enumerate(sorted(offsets)):
        day = _free(within_days(window.first, offset + nth), window, {*taken, *days})
        if day is not None:
            days.append(day)
    return days


def _free(day: date, window: Window, taken: set[date]) -> date | None:
    """Give the nearest free day: on or after a day, else before it."""
    if day not in taken:
        return day
    ahead = (within_days(day, n) for n in range(1, (window.last - day).days + 1))
    back = (within_days(day, -n) for n in range(1, (day - window.first).days + 1))
    return next((other for days in (ahead, back) for other in days if other not in taken), None)


def _taken(making: Making, one: Placed) -> set[date]:
    if isinstance(one, Event):
        return {event.date for event in making.case.events if event.event == one.event}
    holder = making.rulebook.vocabulary.holder
    return {
        meeting.date
        for meeting in making.case.meetings
        if meeting.type == one.type and holder(meeting.held_by) == holder(one.held_by)
    }


def _allowed(making: Making, duty: Duty, way: Match, window: Window, *, spare: bool = True) -> tuple[Window, ...]:
    """Give the days of a window on which holding this does not keep the target; without `spare`, does not serve it."""
    if making.target is None or making.is_target(duty):
        return (window,)
    parts: tuple[Window, ...] = (window,)
    for closed in _closed_for(making, of_match(way, window.first, making), spare=spare):
        parts = tuple(left for part in parts for left in part.without(closed))
    return parts


def _closed_for(making: Making, one: Placed, *, spare: bool) -> Iterator[Window]:
    """Give the days on which holding this would keep the target."""
    traits = making.traits(one)
    for target in making.duties:
        if making.is_target(target) and _serves(target, traits):
            yield from _broken_in(making, target, spare=spare)


def _serves(duty: Duty, traits: Traits) -> bool:
    """Tell whether something may count for a duty, whatever its day."""
    names = [*(way.match for way in duty.ways), *(also.match for also in duty.requirement.also)]
    names += [duty.requirement.first] if duty.requirement.first else []
    return any(differs(traits, match) is None for name in names for match in duty.version.match(name))


def serves_too(making: Making, duty: Duty) -> int:
    """Give how many duties a meeting serves that is held for this one."""
    if not duty.ways or duty.opens is None:
        return 0
    traits = making.traits(of_match(options(duty, duty.ways[0].match)[0], duty.opens, making))
    return sum(_serves(other, traits) for other in making.duties)


def _broken_in(making: Making, target: Duty, *, spare: bool) -> Iterator[Window]:
    """Give the days on which nothing that serves the target may be held, as it stands."""
    if target.opens is None or making.target is None:
        return
    stretch, spare = making.target.stretch, spare and not making.target.alone
    if target.requirement.kind is Kind.GAP and target.chain is not None:
        yield Window(target.opens, next_due(target.chain, target.requirement, target.opens))
    elif target.grid is not None:
        buckets = list(_buckets(target))
        if buckets:
            first, last = buckets[min(stretch, len(buckets) - 1)]
            serving = [held for held in making.scene.candidates(target) if first <= held.date <= last]
            if not spare or len(serving) >= target.needed - 1:
                yield Window(first, last)
    elif target.due is not None and target.requirement.kind is Kind.COUNT:
        inside = [held for held in counted(target, making.scene) if held.date <= target.due]
        if not spare or len(inside) >= target.needed - 1:
            yield Window(min([target.opens, *(way.opens for way in target.ways if way.opens)]), target.due)


def _buckets(duty: Duty) -> Iterator[tuple[date, date]]:
    """Give the first and the last good day of each bucket of a grid that falls due while the duty is there."""
    grid = duty.grid
    assert grid is not None
    for nth in count(1):
        first, last = nth_bucket(grid.bucket, grid.anchor, nth)
        good = within_days(last, grid.grace_days)
        if (grid.last is not None and last > grid.last) or (duty.last is not None and good > duty.last):
            return
        yield first, good if duty.chain is None else bucket_due(duty.chain, duty.requirement, first, good)


def _in_each_bucket(making: Making, duty: Duty) -> list[Placed]:
    if duty.opens is None or not duty.ways:
        return []
    free = making.scene.candidates(duty)
    found: list[Placed] = []
    code = making.pick(0, _SOON)
    for nth, (first, last) in enumerate(_buckets(duty)):
        serving = [held for held in free if first <= held.date <= last][: duty.needed]
        free = [held for held in free if held not in serving]
        lacks = duty.needed - len(serving)
        if making.target is not None:
            lacks = min(lacks, 1)
        if lacks > 0:
            shift = code * (2 * nth + 1) % max(1, (last - first).days + 2 - lacks)
            found += _held_at(making, duty, Window(first, last), lacks, shift)
    return found


def _held_at(making: Making, duty: Duty, window: Window, number: int, shift: int = 0) -> list[Placed]:
    """Give so many meetings from some days into a window on, without asking for more choices."""
    days = _days_of(making, duty, window)
    if days is None:
        return []
    for one in options(duty, duty.ways[0].match):
        for part in _allowed(making, duty, one, days):
            taken = _taken(making, of_match(one, part.first, making))
            chosen: list[date] = []
            for nth in range(number):
                start = min(within_days(part.first, shift + nth), part.last)
                day = _free(start, part, {*taken, *chosen})
                if day is not None:
                    chosen.append(day)
            if chosen:
                return [of_match(one, day, making) for day in chosen]
    return []


def _in_each_stretch(making: Making, duty: Duty) -> list[Placed]:
    """Give a meeting in each stretch of a gap that has none."""
    chain, anchor = duty.chain, duty.opens
    if chain is None or anchor is None or not duty.ways:
        return []
    limit = min(duty.due or date.max, duty.last or date.max)
    held = [one.date for one in making.scene.candidates(duty)]
    found: list[Placed] = []
    slack = making.pick(0, _SOON)
    while (due := next_due(chain, duty.requirement, anchor)) <= limit:
        there = next((day for day in held if anchor < day <= due), None)
        if there is None:
            back = slack % max(1, (due - anchor).days)
            placed = _held_at(making, duty, Window(within_days(due, -back), due), 1)
            if not placed:
                return found
            found += placed
            there = placed[0].date
        anchor = there
    return found


def _before_the_others(making: Making, duty: Duty) -> list[Placed]:
    """Give what must come first, on the first day that the duty looks at."""
    name, opens = duty.requirement.first or "", duty.opens or making.course.start
    return [of_match(options(duty, name)[0], opens, making)]
