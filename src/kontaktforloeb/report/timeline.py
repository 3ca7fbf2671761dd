"""A rule set drawn as a timeline: an SVG text, made by hand, the same on every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

import attrs

from kontaktforloeb.buckets import nth_bucket
from kontaktforloeb.conventions import Conventions
from kontaktforloeb.dates import days_between, month_bucket, within_days
from kontaktforloeb.points import after_period
from kontaktforloeb.rulebook.format import Requirement
from kontaktforloeb.rulebook.kinds import MEASURED, Kind
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.rulebook.sample import BETWEEN_MEETINGS, windows
from kontaktforloeb.rulebook.vocabulary import Vocabulary
from kontaktforloeb.texts import Lang, day, say

_WIDTH, _LABELS, _RIGHT = 960, 330, 56
_TOP, _LANE, _BAR = 44, 26, 12
_LONGEST = 104 * 7
"""No drawing is longer than this many days; a bar that goes on has an open end."""

_SHORTEST = 4 * 7
_WEEKS_UP_TO = 30 * 7
"""Up to so many days the scale counts weeks, beyond them months."""

_LONGEST_LABEL = 44

_STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #1a1a1a }
.small { font-size: 11px; fill: #555 }
.ground { fill: #fff }
.rule { stroke: #ddd }
.lane { stroke: #eee }
.krav { fill: #1f5fa8; stroke: #1f5fa8 }
.norm { fill: #0b7a6b; stroke: #0b7a6b }
.raad { fill: #767676; stroke: #767676 }
.open { fill-opacity: .35; stroke-dasharray: 3 3 }
.tick { stroke: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f0f0 }
  .small { fill: #b5b5b5 }
  .ground { fill: #16181c }
  .rule { stroke: #3a3d44 }
  .lane { stroke: #26292f }
  .krav { fill: #6ea8ec; stroke: #6ea8ec }
  .norm { fill: #4cc3b0; stroke: #4cc3b0 }
  .raad { fill: #a0a0a0; stroke: #a0a0a0 }
  .tick { stroke: #16181c }
}
"""


@attrs.frozen
class Lane:
    """One duty of the drawing: where it opens, and the day of each of its steps; none where no day is known."""

    requirement: Requirement
    opens: date | None
    dues: tuple[date | None, ...]
    needs: str = ""
    """The parameters that must be set before its days are known."""

    @property
    def last(self) -> date | None:
        """The last day that is known."""
        return max((due for due in self.dues if due is not None), default=None)

    @property
    def is_mark(self) -> bool:
        """Whether the duty has no stretch of its own."""
        return self.requirement.kind in (Kind.EACH, Kind.ORDER) and self.last is None


def lanes(version: Version, start: date, vocabulary: Vocabulary) -> list[Lane]:
    """Give what can be drawn of a version for a course that begins on `start`."""
    found = []
    for requirement in version.file.requirement:
        groups = [group for group in requirement.applies_to.groups if group in vocabulary.groups]
        if requirement.kind in MEASURED or not groups:
            continue
        needs = version.open_parameters.get(requirement.id, ())
        own = [] if needs else windows(requirement, version, groups[0], start, vocabulary)
        opens = own[0].opens if own else None
        found.append(Lane(requirement, opens, tuple(window.due for window in own), ", ".join(needs)))
    return found


def timeline(title: str, drawn: Sequence[Lane], start: date, lang: Lang) -> str:
    """Give the drawing of some lanes as an SVG text."""
    length = _length(drawn, start)
    scale = (_WIDTH - _LABELS - _RIGHT) / length
    height = _TOP + _LANE * len(drawn) + 12
    said = [_spoken(lane, lang) for lane in drawn]
    desc = say("timeline.desc", lang, start=day(start, lang), lanes="; ".join(said))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" lang="{lang}"',
        '  aria-labelledby="title desc">',
        f'<title id="title">{escape(say("timeline.title", lang, title=title))}</title>',
        f'<desc id="desc">{escape(desc)}</desc>',
        f"<style>\n{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>',
        *_axis(start, length, scale, height, lang),
    ]
    for number, (lane, words) in enumerate(zip(drawn, said, strict=True)):
        y = _TOP + _LANE * number
        lines += ["<g>", f"<title>{escape(words)}</title>", *_lane(lane, start, length, scale, y, lang), "</g>"]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _length(drawn: Sequence[Lane], start: date) -> int:
    lasts = [days_between(start, lane.last) for lane in drawn if lane.last is not None]
    return min(max([_SHORTEST, *lasts]), _LONGEST) + 7


def _axis(start: date, length: int, scale: float, height: int, lang: Lang) -> Iterator[str]:
    marks: list[tuple[int, str]] = []
    if length <= _WEEKS_UP_TO:
        step = 2 if length <= _WEEKS_UP_TO // 2 else 4
        marks = [(7 * week, say("timeline.week", lang, number=week)) for week in range(step, length // 7 + 1, step)]
    else:
        ends = [days_between(start, month_bucket(start, 1, nth)[1]) for nth in range(1, length // 28)]
        step = 1 if length <= 2 * _WEEKS_UP_TO else 3
        marks = [
            (end, say("timeline.month", lang, number=number))
            for number, end in enumerate(ends, 1)
            if number % step == 0 and end <= length
        ]
    for offset, label in [(0, day(start, lang)), *marks]:
        x = _x(offset, scale)
        yield f'<line class="rule" x1="{x}" y1="{_TOP - 10}" x2="{x}" y2="{height - 8}"/>'
        yield f'<text class="small" x="{x}" y="{_TOP - 16}" text-anchor="middle">{escape(label)}</text>'


def _lane(lane: Lane, start: date, length: int, scale: float, y: int, lang: Lang) -> Iterator[str]:
    requirement, middle = lane.requirement, y + _LANE / 2
    label = f"{requirement.id}: {requirement.title.in_(lang)}"
    label = label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
    yield f'<line class="lane" x1="8" y1="{y}" x2="{_WIDTH - 8}" y2="{y}"/>'
    yield f'<text x="8" y="{_n(middle + 4)}">{escape(label)}</text>'
    look = str(requirement.level)
    first = 0 if lane.opens is None else max(0, days_between(start, lane.opens) - 1)
    if lane.is_mark and not lane.needs:
        yield from _marks(requirement, min(first, length), length, scale, middle)
        return
    last = lane.last
    beyond = last is None or days_between(start, last) > length
    end = length if last is None else min(days_between(start, last), length)
    x, width = _x(min(first, length - 1), scale), _n(max((end - first) * scale, 4))
    bar = f'x="{x}" y="{_n(middle - _BAR / 2)}" width="{width}" height="{_BAR}" rx="2"'
    yield f'<rect class="{look}{" open" if beyond or lane.needs else ""}" {bar}/>'
    for tick in _ticks(lane, start, within_days(start, end - 1)):
        at = _x(days_between(start, tick), scale)
        yield f'<line class="tick" x1="{at}" y1="{_n(middle - _BAR / 2)}" x2="{at}" y2="{_n(middle + _BAR / 2)}"/>'
    how_many = "" if lane.needs else _how_many(requirement)
    if how_many:
        after = _n(_LABELS + end * scale + 6)
        yield f'<text class="small" x="{after}" y="{_n(middle + 4)}">{escape(how_many)}</text>'


def _marks(requirement: Requirement, offset: int, length: int, scale: float, middle: float) -> Iterator[str]:
    """Give a diamond for each meeting that is looked at, and a line on where all that follow are, too.

    Two with a line between are an order.
    """
    look = str(requirement.level)
    slots = requirement.slots or (requirement.from_slot,)
    places = [offset + (slot - 1) * BETWEEN_MEETINGS for slot in slots]
    ends = (places[0], length)
    if requirement.kind is Kind.ORDER:
        places = [offset, offset + BETWEEN_MEETINGS]
        ends = (places[0], places[1])
    if requirement.kind is Kind.ORDER or not requirement.slots:
        dashes = "" if requirement.kind is Kind.ORDER else ' stroke-dasharray="2 6"'
        x = [_x(min(end, length), scale) for end in ends]
        yield f'<line class="{look}" x1="{x[0]}" y1="{_n(middle)}" x2="{x[1]}" y2="{_n(middle)}"{dashes}/>'
    for place in places:
        at = _LABELS + min(place, length) * scale
        corners = ((at, middle - 6), (at + 6, middle), (at, middle + 6), (at - 6, middle))
        points = " ".join(f"{_n(a)},{_n(b)}" for a, b in corners)
        yield f'<polygon class="{look}" points="{points}"/>'


def _ticks(lane: Lane, start: date, last: date) -> Iterator[date]:
    """Give the last days inside a bar: of its steps, its buckets, or of meetings as far apart as a gap allows."""
    requirement, opens = lane.requirement, lane.opens or start
    yield from (due for due in lane.dues[:-1] if due is not None and due < last)
    if requirement.per is not None:
        bucket = opens
        number = 1
        while True:
            bucket = nth_bucket(requirement.per, opens, number)[1]
            if bucket >= last:
                return
            yield bucket
            number += 1
    elif requirement.longest is not None:
        meeting = after_period(opens, requirement.longest, Conventions())
        while meeting < last:
            yield meeting
            meeting = after_period(meeting, requirement.longest, Conventions())


def _how_many(requirement: Requirement) -> str:
    if requirement.kind is Kind.COUNT:
        most = "" if requirement.at_most is None else f" ≤ {requirement.at_most}"
        number = requirement.steps[-1].count if requirement.steps else requirement.count
        return f"{number}{most}"
    return ""


def _spoken(lane: Lane, lang: Lang) -> str:
    name = f"{lane.requirement.id} ({lane.requirement.title.in_(lang)})"
    if lane.needs:
        return say("timeline.lane-parameter", lang, id=name, name=lane.needs)
    if lane.is_mark or lane.opens is None:
        return say("timeline.lane-mark", lang, id=name)
    if lane.last is None:
        return say("timeline.lane-open", lang, id=name, opens=day(lane.opens, lang))
    return say("timeline.lane", lang, id=name, opens=day(lane.opens, lang), due=day(lane.last, lang))


def _x(offset: int, scale: float) -> str:
    return _n(_LABELS + offset * scale)


def _n(number: float) -> str:
    """Give a number with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
