"""A counterexample drawn: what the schedule asks, what the law asks, and the meetings; as SVG and as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

import attrs

from kontaktforloeb.dates import within_days
from kontaktforloeb.findings import Finding
from kontaktforloeb.proof.values import Counterexample
from kontaktforloeb.texts import Lang, day, say

_WIDTH, _LABELS, _RIGHT, _TOP, _LANE, _BAR = 960, 250, 30, 44, 26, 12
_SIGNS = 56
"""How many signs wide the drawing in text is, without the names of its lanes."""

_STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #1a1a1a }
.small { font-size: 11px; fill: #555 }
.ground { fill: #fff }
.rule { stroke: #ddd }
.schedule { fill: #0b7a6b }
.law { fill: #b3261e }
.meeting { fill: #1a1a1a }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f0f0 }
  .small { fill: #b5b5b5 }
  .ground { fill: #16181c }
  .rule { stroke: #3a3d44 }
  .schedule { fill: #4cc3b0 }
  .law { fill: #f2867d }
  .meeting { fill: #f0f0f0 }
}
"""


@attrs.frozen
class Lane:
    """A line of the drawing: a stretch of days, or marks on some."""

    name: str
    look: str
    first: int = 0
    last: int = 0
    marks: tuple[int, ...] = ()


def lanes(shown: Counterexample, lang: Lang) -> list[Lane]:
    """Give the lines: the schedule's duties with a due day, the duty that is broken, and what was held."""
    start = shown.start
    kept = [own for own in shown.assessment.findings if own.ruleset != shown.finding.ruleset and own.due is not None]
    kept.sort(key=lambda own: (own.due or date.max, own.requirement))
    found = [_bar(own, start, "schedule") for own in kept]
    if shown.finding.due is not None:
        found.append(_bar(shown.finding, start, "law"))
    held = tuple((meeting.date - start).days for meeting in shown.case.meetings)
    found.append(Lane(say("proof.lane-meetings", lang), "meeting", marks=tuple(sorted(held))))
    extra = [event for event in shown.case.events if (event.event, event.value) not in shown.profile.events]
    marks: dict[str, list[int]] = {}
    for event in extra:
        marks.setdefault(event.event, []).append((event.date - start).days)
    return found + [Lane(name, "meeting", marks=tuple(sorted(days))) for name, days in marks.items()]


def _bar(finding: Finding, start: date, look: str) -> Lane:
    opens = start if finding.opens is None else finding.opens
    assert finding.due is not None
    return Lane(finding.requirement, look, (opens - start).days, (finding.due - start).days)


def _length(drawn: list[Lane]) -> int:
    return max([1, *(lane.last for lane in drawn), *(mark for lane in drawn for mark in lane.marks)])


def in_text(shown: Counterexample, lang: Lang) -> list[str]:
    """Give the drawing as lines of text: a bar from the first to the last good day, a cross for each meeting."""
    drawn = lanes(shown, lang)
    length, room = _length(drawn), max(len(lane.name) for lane in drawn)
    ends = day(shown.start, lang), day(within_days(shown.start, length), lang)
    lines = [" " * (room + 2) + ends[0] + ends[1].rjust(_SIGNS - len(ends[0]))]
    for lane in drawn:
        signs = [" "] * _SIGNS
        if lane.look != "meeting":
            first, last = _place(lane.first, length), _place(lane.last, length)
            for at in range(first, last + 1):
                signs[at] = "=" if lane.look == "law" else "-"
            signs[last] = "|"
        for mark in lane.marks:
            at = _place(mark, length)
            signs[at] = "x" if signs[at] == " " else "+" if signs[at] == "x" else signs[at]
        lines.append(f"{lane.name.ljust(room)}  {''.join(signs)}".rstrip())
    return lines


def _place(number: int, length: int) -> int:
    return max(0, min(_SIGNS - 1, number * (_SIGNS - 1) // length))


def svg(shown: Counterexample, lang: Lang) -> str:
    """Give the drawing as an SVG text, the same on every run."""
    drawn = lanes(shown, lang)
    length = _length(drawn)
    scale = (_WIDTH - _LABELS - _RIGHT) / length
    height = _TOP + _LANE * len(drawn) + 12
    title = escape(say("proof.picture", lang, duty=shown.duty, start=day(shown.start, lang)))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" lang="{lang}"',
        '  aria-labelledby="title desc">',
        f'<title id="title">{title}</title>',
        f'<desc id="desc">{escape("; ".join(_spoken(lane, shown.start, lang) for lane in drawn))}</desc>',
        f"<style>\n{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>',
    ]
    for offset in (0, length):
        x = _n(_LABELS + offset * scale)
        told = day(within_days(shown.start, offset), lang)
        lines.append(f'<line class="rule" x1="{x}" y1="{_TOP - 10}" x2="{x}" y2="{height - 8}"/>')
        lines.append(f'<text class="small" x="{x}" y="{_TOP - 16}" text-anchor="middle">{told}</text>')
    for number, lane in enumerate(drawn):
        lines += ["<g>", *_drawn(lane, _TOP + _LANE * number, scale, shown.start, lang), "</g>"]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _drawn(lane: Lane, y: int, scale: float, start: date, lang: Lang) -> Iterator[str]:
    middle = y + _LANE / 2
    yield f"<title>{escape(_spoken(lane, start, lang))}</title>"
    yield f'<text x="8" y="{_n(middle + 4)}">{escape(lane.name)}</text>'
    if lane.look != "meeting":
        x, width = _n(_LABELS + lane.first * scale), _n(max((lane.last - lane.first) * scale, 3))
        at = f'x="{x}" y="{_n(middle - _BAR / 2)}" width="{width}" height="{_BAR}" rx="2"'
        yield f'<rect class="{lane.look}" {at}/>'
    for mark in lane.marks:
        yield f'<circle class="meeting" cx="{_n(_LABELS + mark * scale)}" cy="{_n(middle)}" r="5"/>'


def _spoken(lane: Lane, start: date, lang: Lang) -> str:
    if lane.look == "meeting":
        days = ", ".join(day(within_days(start, mark), lang) for mark in lane.marks)
        return f"{lane.name}: {days}"
    first, last = (day(within_days(start, number), lang) for number in (lane.first, lane.last))
    return say("proof.lane", lang, name=lane.name, first=first, last=last)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
