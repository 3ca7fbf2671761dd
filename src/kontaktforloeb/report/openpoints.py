"""What the law leaves open: each point with its readings, who reads it so, and which duties are read by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.report.markdown import code, link, md, page_text, table
from kontaktforloeb.rulebook.compose import open_points
from kontaktforloeb.rulebook.format import Bilingual, Convention, Reading
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.texts import Lang, day, other_language, say

NAME = "aabne-punkter"
"""The name of the page."""

_NOT_OF_THE_WHOLE = ("requirement", "match", "phase", "default")
"""The keys of a rule file that hold duties, or parts of them; `default` is in each duty already."""

_SOURCE = re.compile(r"(?P<who>.*\S): (?P<address>https?://\S+)")


class Use(NamedTuple):
    """A file that is read by an open point: in some of its duties, and in some keys that are of no single duty."""

    id: str
    first: date
    duties: tuple[str, ...]
    keys: tuple[str, ...]
    is_rules: bool = True


def uses(rulebook: Rulebook) -> dict[str, list[Use]]:
    """Give for each open point the versions and files of words that are read by it; those of the code have none.

    >>> from kontaktforloeb import load_rules
    >>> [(use.id, str(use.first), use.duties) for use in uses(load_rules())["efter-3-maaneder"]][0]
    ('lab', '2020-01-01', ('31-2-2',))
    """
    found: dict[str, list[Use]] = {name: [] for name in rulebook.conventions}
    for ruleset in rulebook.rulesets.values():
        for version in ruleset.versions:
            of_duties = _turned(version.open_points)
            of_keys = _turned(_by_key(_whole(version)))
            for name in {**of_duties, **of_keys}:
                duties, keys = tuple(of_duties.get(name, ())), tuple(of_keys.get(name, ()))
                found.setdefault(name, []).append(Use(ruleset.id, version.valid_from, duties, keys))
    for own in rulebook.words:
        raw = own.composed.raw
        for name, entries in _turned(_by_key(raw)).items():
            use = Use(str(raw["id"]), raw["valid_from"], (), tuple(entries), is_rules=False)
            found.setdefault(name, []).append(use)
    return found


def _whole(version: Version) -> dict[str, Any]:
    raw = version.loaded.composed.raw
    return {key: value for key, value in raw.items() if key not in _NOT_OF_THE_WHOLE}


def _by_key(raw: Mapping[str, Any]) -> dict[str, Iterable[str]]:
    """Give the open points that each key names; of a list by each entry, under the id that the entry has."""
    found: dict[str, Iterable[str]] = {}
    for key, value in raw.items():
        for entry in value if isinstance(value, list) else [value]:
            own = entry.get("id") if isinstance(entry, Mapping) and isinstance(value, list) else None
            name = f"{key}.{own}" if isinstance(own, str) else key
            found[name] = [*found.get(name, ()), *open_points(entry)]
    return found


def _turned(names: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Give for each open point what names it."""
    found: dict[str, list[str]] = {}
    for name, points in names.items():
        for point in dict.fromkeys(points):
            found.setdefault(point, []).append(name)
    return found


def readings_of(version: Version, rulebook: Rulebook, duty: str | None = None) -> list[tuple[Convention, Reading]]:
    """Give the open points that a duty is read by, or the version outside its duties, each with the chosen reading."""
    own = _turned(_by_key(_whole(version))) if duty is None else version.open_points.get(duty, ())
    declared = rulebook.conventions
    return [
        (declared[name], reading)
        for name in own
        for reading in declared[name].reading
        if reading.id == rulebook.readings[name].reading
    ]


def read_in_words(version: Version, rulebook: Rulebook, lang: Lang, duty: str | None = None) -> str:
    """Give how a duty, or what is of no single duty, is read, in one line without an end; no points: no words."""
    return "; ".join(
        say("words.reading-of", lang, point=point.id, reading=reading.title.in_(lang))
        for point, reading in readings_of(version, rulebook, duty)
    )


def read_with_links(version: Version, rulebook: Rulebook, lang: Lang, duty: str | None = None) -> str:
    """Give the same as Markdown, each point with a link to where it stands on the page of open points."""
    return "; ".join(
        say("words.reading-of", lang, point=_linked(point.id, NAME), reading=md(reading.title.in_(lang)))
        for point, reading in readings_of(version, rulebook, duty)
    )


def point_pages(rulebook: Rulebook, lang: Lang) -> dict[str, str]:
    """Give the page on all open points by the name of its file.

    >>> from kontaktforloeb import load_rules
    >>> list(point_pages(load_rules(), "da"))
    ['aabne-punkter.md']
    """
    return {f"{NAME}.md": page_text(_page(rulebook, lang))}


def _page(rulebook: Rulebook, lang: Lang) -> Iterator[str]:
    used = uses(rulebook)
    yield f"# {say('points.title', lang)}"
    yield ""
    yield f"*{say('points.title', other_language(lang))}*"
    yield ""
    yield from (line for key in ("page.made", "points.about") for line in (say(key, lang), ""))
    yield f"*{say('points.about', other_language(lang))}*"
    yield ""
    heads = [say(f"points.{name}", lang) for name in ("point", "about-what")]
    heads += [say("points.about-what", other_language(lang)), say("points.read-as", lang), say("page.duties", lang)]
    points = rulebook.conventions.values()
    yield from table(heads, (_row(point, used[point.id], rulebook, lang) for point in points))
    for point in points:
        yield ""
        yield from _section(point, used[point.id], rulebook, lang)


def _row(point: Convention, used: list[Use], rulebook: Rulebook, lang: Lang) -> list[str]:
    titles = [md(point.title.in_(own)) for own in (lang, other_language(lang))]
    return [_linked(point.id), *titles, code(point.default), _number(point, used, rulebook, lang)]


def _section(point: Convention, used: list[Use], rulebook: Rulebook, lang: Lang) -> Iterator[str]:
    yield f"## {code(point.id)}"
    yield ""
    yield f"**{md(point.title.in_(lang))}** (*{md(point.title.in_(other_language(lang)))}*)"
    yield ""
    yield md(point.question.in_(lang))
    yield ""
    yield f"*{md(point.question.in_(other_language(lang)))}*"
    yield ""
    yield say("points.where", lang, reference=md(point.reference))
    yield ""
    heads = [say("points.reading", lang), *(say("points.says", own) for own in (lang, other_language(lang)))]
    yield from table([*heads, say("page.source", lang)], (_reading(one, point, lang) for one in point.reading))
    yield ""
    depending = list(_depending(point, used, rulebook, lang, marked=True))
    yield say("points.depends", lang)
    yield ""
    yield from (f"- {line}" for line in depending)


def _reading(reading: Reading, point: Convention, lang: Lang) -> list[str]:
    name = code(reading.id)
    if reading.id == point.default:
        name = f"**{name}** ({say('points.default', lang)})"
    found = _SOURCE.fullmatch(reading.source)
    source = link(found["who"], found["address"]) if found else md(reading.source)
    return [name, *_both(reading.title, lang), source]


def _both(title: Bilingual, lang: Lang) -> list[str]:
    return [md(title.in_(own)) for own in (lang, other_language(lang))]


def listed(rulebook: Rulebook, lang: Lang) -> Iterator[str]:
    """Give a line for each open point: its name, the reading that is default, how many duties, and what it is about."""
    used = uses(rulebook)
    points = rulebook.conventions.values()
    rows = [[say(f"points.{name}", lang) for name in ("point", "read-as", "duties", "about-what")]]
    rows += [
        [point.id, point.default, _number(point, used[point.id], rulebook, lang), point.title.in_(lang)]
        for point in points
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    for name, default, number, title in rows:
        yield f"{name.ljust(widths[0])}  {default.ljust(widths[1])}  {number.rjust(widths[2])}  {title}"


def shown(rulebook: Rulebook, name: str, lang: Lang) -> Iterator[str]:
    """Give the lines on one open point.

    Raises `UnknownNameError`, with the nearest name.
    """
    points = rulebook.conventions
    if name not in points:
        raise UnknownNameError(what="open point", name=name, known=points)
    return _lines(points[name], uses(rulebook)[name], rulebook, lang)


def _lines(point: Convention, used: list[Use], rulebook: Rulebook, lang: Lang) -> Iterator[str]:
    yield say("points.head", lang, id=point.id, title=point.title.in_(lang))
    yield point.question.in_(lang)
    yield say("points.where", lang, reference=point.reference)
    yield ""
    for reading in point.reading:
        mark = f" ({say('points.default', lang)})" if reading.id == point.default else ""
        yield say("points.one", lang, id=reading.id, mark=mark, title=reading.title.in_(lang))
        yield f"  {reading.source}"
    yield ""
    yield say("points.depends", lang)
    yield from (f"  {line}" for line in _depending(point, used, rulebook, lang, marked=False))


def _depending(point: Convention, used: list[Use], rulebook: Rulebook, lang: Lang, *, marked: bool) -> Iterator[str]:
    """Give a line for each file that is read by an open point; `marked` as Markdown."""
    if _of_code(point, rulebook):
        yield say("points.by-code", lang)
    elif not used:
        yield say("points.by-nothing", lang)
    for use in used:
        names = [*use.duties, *use.keys]
        said = ", ".join(code(name) if marked else name for name in names)
        own = f"[{md(use.id)}]({use.id}.md)" if marked and use.is_rules else use.id
        yield say("points.use", lang, id=own, first=day(use.first, lang), names=said)


def _number(point: Convention, used: list[Use], rulebook: Rulebook, lang: Lang) -> str:
    """Give how many duties of all versions are read by a point; those of no single duty can change any."""
    if _of_code(point, rulebook):
        return say("points.all-by-code", lang)
    if any(not use.is_rules for use in used):
        return say("points.all-by-words", lang)
    whole = any(use.keys for use in used)
    return say("points.version", lang) if whole else str(sum(len(use.duties) for use in used))


def _of_code(point: Convention, rulebook: Rulebook) -> bool:
    """Tell whether the code reads a point, which the rule files then only describe."""
    return point.id not in rulebook.readings


def _linked(point: str, page: str = "") -> str:
    return f"[{code(point)}]({f'{page}.md' if page else ''}#{point.lower()})"
