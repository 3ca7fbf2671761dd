"""The versions of every law on one time line: an SVG text, made by hand, the same on every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

import attrs

from kontaktforloeb.dates import ONE_DAY, days_between
from kontaktforloeb.report.lawrows import Look, Row, Span, years
from kontaktforloeb.rulebook.kinds import Mode
from kontaktforloeb.texts import Lang, day, say

_WIDTH, _LEFT, _RIGHT, _TOP = 960, 16, 34, 40
_TITLE, _LEVEL, _BAR, _PROPOSED, _BELOW = 20, 14, 18, 22, 14
"""Heights: of a row's title, of a level of first days, of a bar, of a proposal's lane, and of the room below."""

_LETTER, _WIDE = 6.2, 7.2
"""The width of a letter in the small print and in the legend, on the safe side."""

_LONGEST_TITLE = 120

_STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #1a1a1a }
.small { font-size: 11px; fill: #555 }
.head { font-weight: 600 }
.inside { font-size: 11px; fill: #fff }
.ground { fill: #fff }
.year { stroke: #ddd }
.lead { stroke: #999 }
.lov { fill: #1f5fa8; stroke: #1f5fa8 }
.by-name { fill: #0b7a6b; stroke: #0b7a6b }
.grundlag { fill: #666; stroke: #666 }
.expected { fill-opacity: .3; stroke-opacity: 0 }
.proposal { fill-opacity: .12; stroke-dasharray: 5 3; stroke-width: 1.5 }
.mark { fill: #fff; stroke: #1a1a1a; stroke-width: 1.5 }
.half { fill: #1a1a1a }
.dot { fill: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f0f0 }
  .small { fill: #b5b5b5 }
  .inside { fill: #16181c }
  .ground { fill: #16181c }
  .year { stroke: #34373e }
  .lead { stroke: #777 }
  .lov { fill: #6ea8ec; stroke: #6ea8ec }
  .by-name { fill: #4cc3b0; stroke: #4cc3b0 }
  .grundlag { fill: #a8a8a8; stroke: #a8a8a8 }
  .mark { fill: #16181c; stroke: #f0f0f0 }
  .half { fill: #f0f0f0 }
  .dot { fill: #16181c }
}
"""


@attrs.frozen
class _Scale:
    """Where a day lies across the drawing."""

    first: date
    end: date
    """The day after the last."""

    def x(self, when: date) -> float:
        inside = min(max(when, self.first), self.end)
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * days_between(self.first, inside) / days_between(self.first, self.end)


def law_drawing(drawn: Sequence[Row], lang: Lang) -> str:
    """Give the drawing of some rows as an SVG text."""
    shown = years(drawn)
    scale = _Scale(date(shown[0], 1, 1), date(shown[-1] + 1, 1, 1))
    tops, bottom = [], float(_TOP)
    for row in drawn:
        tops.append(bottom)
        bottom += _height(row, scale, lang)
    legend, height = _legend(drawn, bottom + 8, lang)
    said = "; ".join(_spoken(row, span, lang) for row in drawn for span in row.spans)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_n(height)}" role="img" lang="{lang}"',
        '  aria-labelledby="title desc">',
        f'<title id="title">{escape(say("law-line.title", lang))}</title>',
        f'<desc id="desc">{escape(say("law-line.desc", lang, first=shown[0], last=shown[-1], spans=said))}</desc>',
        f"<style>\n{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{_n(height)}"/>',
        *_years(shown, scale, bottom),
    ]
    for row, top in zip(drawn, tops, strict=True):
        lines += _row(row, top, scale, lang)
    return "\n".join([*lines, *legend, "</svg>"]) + "\n"


def _years(shown: range, scale: _Scale, bottom: float) -> Iterator[str]:
    for year in (*shown, shown[-1] + 1):
        x = _n(scale.x(date(year, 1, 1)))
        yield f'<line class="year" x1="{x}" y1="{_TOP - 12}" x2="{x}" y2="{_n(bottom)}"/>'
    for year in shown:
        middle = (scale.x(date(year, 1, 1)) + scale.x(date(year + 1, 1, 1))) / 2
        yield f'<text class="small" x="{_n(middle)}" y="{_TOP - 18}" text-anchor="middle">{year}</text>'


def _levels(row: Row, scale: _Scale, lang: Lang) -> list[tuple[Span, float, int]]:
    """Give for each version in force where its first day is written, and how many lines above the bar.

    From the right: a day that would run into the next one moves up, so that no line down to a bar crosses a day.
    """
    found: list[tuple[Span, float, int]] = []
    starts: list[float] = []
    """For each level where the day that was written last begins."""
    for span in sorted((own for own in row.spans if not own.proposed), key=lambda own: own.first, reverse=True):
        width = _LETTER * len(day(span.first, lang))
        x = min(scale.x(span.first), _WIDTH - 4 - width)
        level = next((n for n, start in enumerate(starts) if x + width + 6 <= start), len(starts))
        starts[level : level + 1] = [x]
        found.append((span, x, level))
    return found


def _height(row: Row, scale: _Scale, lang: Lang) -> float:
    levels = 1 + max((level for _, _, level in _levels(row, scale, lang)), default=0)
    proposed = _PROPOSED if any(span.proposed for span in row.spans) else 0
    return _TITLE + _LEVEL * levels + _BAR + proposed + _BELOW


def _row(row: Row, top: float, scale: _Scale, lang: Lang) -> Iterator[str]:
    title = say("law-line.row", lang, id=row.id, title=row.title.in_(lang))
    title = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    yield f'<text class="head" x="{_LEFT}" y="{_n(top + 13)}">{escape(title)}</text>'
    levels = _levels(row, scale, lang)
    bar = top + _TITLE + _LEVEL * (1 + max((level for _, _, level in levels), default=0))
    for span, x, level in levels:
        base = bar - 4 - _LEVEL * level
        if level:
            yield f'<line class="lead" x1="{_n(x)}" y1="{_n(base + 2)}" x2="{_n(x)}" y2="{_n(bar)}"/>'
        at = x + 3 if level else x
        yield f'<text class="small" x="{_n(at)}" y="{_n(base)}">{day(span.first, lang)}</text>'
    for span in row.spans:
        yield "<g>"
        yield f"<title>{escape(_spoken(row, span, lang))}</title>"
        yield from _span(row, span, bar + (_PROPOSED if span.proposed else 0), scale, lang)
        yield "</g>"
    for span in row.spans:
        if span.mode is not None:
            middle = bar + (_PROPOSED if span.proposed else 0) + _BAR / 2
            yield from _mark(span.mode, scale.x(span.first), middle, mixed=span.mixed)


def _span(row: Row, span: Span, top: float, scale: _Scale, lang: Lang) -> Iterator[str]:
    x = scale.x(span.first)
    end = scale.x(scale.end if span.last is None else span.last + ONE_DAY)
    sure = end if span.expected is None else min(end, scale.x(span.expected))
    # A line of ground stays between two bars.
    width = max(sure - x - (0 if sure < end else 1.5), 2)
    looks = f"{row.look} proposal" if span.proposed else row.look
    box = f'y="{_n(top)}" height="{_BAR}"'
    yield f'<rect class="{looks}" x="{_n(x)}" {box} width="{_n(width)}"/>'
    if sure < end:
        yield f'<rect class="{row.look} expected" x="{_n(sure)}" {box} width="{_n(end - sure - 1.5)}"/>'
    if span.last is None:
        looks = f"{row.look} expected" if sure < end else looks
        yield _arrow(looks, end, top)
    if span.proposed:
        label = f"{say('law-line.legend-proposal', lang)} {day(span.first, lang)}"
        yield f'<text class="small" x="{_n(x - 10)}" y="{_n(top + 13)}" text-anchor="end">{escape(label)}</text>'
        return
    size = size_in_words(row, span, lang)
    if _LETTER * len(size) + 24 <= width:
        yield f'<text class="inside" x="{_n(x + 16)}" y="{_n(top + 13)}">{escape(size)}</text>'


def size_in_words(row: Row, span: Span, lang: Lang) -> str:
    """Give how many duties or entries a version has."""
    return say("law-line.words" if row.look is Look.GRUNDLAG else "law-line.duties", lang, count=span.size)


def _arrow(looks: str, x: float, top: float) -> str:
    corners = ((x, top), (x + 9, top + _BAR / 2), (x, top + _BAR))
    points = " ".join(f"{_n(a)},{_n(b)}" for a, b in corners)
    return f'<polygon class="{looks}" points="{points}"/>'


def _mark(mode: Mode, x: float, y: float, *, mixed: bool) -> Iterator[str]:
    """Give the sign of what becomes of running courses: an empty, a full or a half circle, with a dot if not of all."""
    yield f'<circle class="mark" cx="{_n(x)}" cy="{_n(y)}" r="5"/>'
    if mode is Mode.THIS:
        yield f'<circle class="half" cx="{_n(x)}" cy="{_n(y)}" r="5"/>'
    elif mode is Mode.BOTH:
        yield f'<path class="half" d="M{_n(x)},{_n(y - 5)} a5,5 0 0 1 0,10 z"/>'
    if mixed:
        yield f'<circle class="dot" cx="{_n(x + 10)}" cy="{_n(y)}" r="2.2"/>'


def _legend(drawn: Sequence[Row], top: float, lang: Lang) -> tuple[list[str], float]:
    """Give what the signs mean, of those that are drawn, and the height of the whole."""
    spans = [span for row in drawn for span in row.spans]
    looks = [look for look in Look if any(row.look is look for row in drawn)]
    signs = [(f"legend-{look}", [f'<rect class="{look}" x="0" y="-11" width="24" height="12"/>']) for look in looks]
    if any(span.proposed for span in spans):
        box = '<rect class="lov proposal" x="0" y="-11" width="24" height="12"/>'
        signs.append(("legend-proposal", [box]))
    if any(span.expected for span in spans):
        box = '<rect class="lov expected" x="0" y="-11" width="24" height="12"/>'
        signs.append(("legend-expected", [box]))
    if any(span.last is None for span in spans):
        signs.append(("legend-open", ['<polygon class="lov" points="8,-11 18,-5 8,1"/>']))
    lines, y = _laid_out(signs, float(_LEFT), top + 14, lang)
    modes = [mode for mode in Mode if any(span.mode is mode for span in spans)]
    if modes:
        head = say("law-line.legend-transition", lang)
        lines.append(f'<text x="{_LEFT}" y="{_n(y + 22)}">{escape(head)}</text>')
        circles = [(f"legend-{mode}", list(_mark(mode, 12, -5, mixed=False))) for mode in modes]
        if any(span.mixed for span in spans):
            sign = ['<rect class="lov" x="0" y="-11" width="24" height="12"/>', *_mark(modes[0], 6, -5, mixed=True)]
            circles.append(("legend-groups", sign))
        more, y = _laid_out(circles, _LEFT + _WIDE * len(head) + 12, y + 22, lang)
        lines += more
    return lines, y + 14


def _laid_out(signs: Sequence[tuple[str, Sequence[str]]], x: float, y: float, lang: Lang) -> tuple[list[str], float]:
    """Give signs with their meaning beside each other, in as many lines as it takes, and where the last one lies."""
    lines, left = [], x
    for name, shapes in signs:
        label = say(f"law-line.{name}", lang)
        width = 30 + _WIDE * len(label) + 12
        if left + width > _WIDTH and left > x:
            left, y = x, y + 20
        lines.append(f'<g transform="translate({_n(left)},{_n(y)})">')
        lines += [*shapes, f'<text x="30" y="0">{escape(label)}</text>', "</g>"]
        left += width
    return lines, y


def _spoken(row: Row, span: Span, lang: Lang) -> str:
    facts = {"id": row.id, "first": day(span.first, lang), "status": say(f"file-status.{span.file.status}", lang)}
    if span.last is None:
        return say("law-line.spoken-open", lang, **facts)
    return say("law-line.spoken", lang, **facts, last=day(span.last, lang))


def _n(number: float) -> str:
    """Give a number with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
