"""A Markdown page for each rule set: sources, versions, every duty in words, and a drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape

from kontaktforloeb.dates import ONE_DAY
from kontaktforloeb.report.rulewords import phase_in_words, words_of
from kontaktforloeb.report.timeline import lanes, timeline
from kontaktforloeb.rulebook.format import Bilingual, Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import Dating
from kontaktforloeb.rulebook.named import with_names
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.texts import Lang, day, say

_LANG: Lang = "da"
"""The pages are for controllers: Danish, with each title in English below it."""

_MONDAY = 0
_ADDRESS = re.compile(r"https?://[^\s()<>\"'\\|\[\]`]+")
_SIGNS = re.compile(r"[\\`*_\[\]#|!]")


def pages(rulebook: Rulebook) -> dict[str, str]:
    """Give every page and drawing by the name of its file.

    >>> from kontaktforloeb import load_rules
    >>> sorted(name for name in pages(load_rules()) if name.startswith(("index", "lab")))
    ['index.md', 'lab.md', 'lab.svg']
    """
    found = {"index.md": _text(_index(rulebook.rulesets.values()))}
    for ruleset in rulebook.rulesets.values():
        version = ruleset.versions[-1]
        start = _first_monday(version.valid_from)
        drawn = lanes(version, start, rulebook.vocabulary)
        found[f"{ruleset.id}.md"] = _text(_page(ruleset, start if drawn else None))
        if drawn:
            title = version.file.title.in_(_LANG)
            found[f"{ruleset.id}.svg"] = timeline(title, drawn, start, _LANG)
    return found


def _index(rulesets: Iterable[RuleSet]) -> Iterator[str]:
    yield f"# {_say('page.index')}"
    yield ""
    yield _say("page.made")
    yield ""
    heads = ["id", _say("words.title"), "title", _say("page.kind"), _say("page.from"), _say("page.duties")]
    rows = []
    for ruleset in rulesets:
        file = ruleset.versions[-1].file
        days = ", ".join(day(version.valid_from, _LANG) for version in ruleset.versions)
        kind, duties = _say(f"file-kind.{file.kind}"), str(len(file.requirement))
        rows.append([f"[{ruleset.id}]({ruleset.id}.md)", _md(file.title.da), _md(file.title.en), kind, days, duties])
    yield from _table(heads, rows)


def _page(ruleset: RuleSet, start: date | None) -> Iterator[str]:
    latest = ruleset.versions[-1]
    file = latest.file
    yield from _titled(f"# {_md(file.title.da)}", file.title)
    yield f"`{ruleset.id}` · {_say(f'file-kind.{file.kind}')}"
    yield ""
    yield _say("page.made")
    yield ""
    if start is None:
        yield _say("page.no-drawing")
    else:
        yield f"![{_say('page.timeline-alt', title=_md(file.title.da))}]({ruleset.id}.svg)"
        yield ""
        yield _say("page.as-drawn", version=day(latest.valid_from, _LANG), start=day(start, _LANG))
    yield ""
    yield f"## {_say('page.versions')}"
    yield ""
    heads = [_say(f"page.{name}") for name in ("from", "to", "status", "source", "checked", "duties")]
    yield from _table(heads, (_version_row(version) for version in ruleset.versions))
    for version in reversed(ruleset.versions):
        yield from _version(version, is_first=version is ruleset.versions[0])


def _version_row(version: Version) -> list[str]:
    file = version.file
    act, address = file.source.act, file.source.address
    source = f"[{_md(act)}]({address})" if _ADDRESS.fullmatch(address) else f"{_md(act)}, {_md(address)}"
    to = _say("rules.open") if file.valid_to is None else day(file.valid_to, _LANG)
    status = _say(f"file-status.{file.status}")
    return [day(file.valid_from, _LANG), to, status, source, day(file.checked_on, _LANG), str(len(file.requirement))]


def _version(version: Version, *, is_first: bool) -> Iterator[str]:
    file = with_names(version.loaded)
    yield ""
    yield f"## {_say('page.version', day=day(file.valid_from, _LANG))}"
    yield ""
    yield from (line for said in _of_the_file(file, is_first=is_first) for line in (said, ""))
    if file.parameter:
        yield f"### {_say('page.parameters')}"
        yield ""
        heads = [_say(f"page.{name}") for name in ("parameter", "meaning", "value")]
        yield from _table(heads, _parameters(file))
        yield ""
    if file.phase:
        yield f"### {_say('page.phases')}"
        yield ""
        heads = [_say("page.phase"), _say("page.meaning"), _say("page.stretch")]
        rows = ([f"`{own.id}`", _both(own.title), _md(phase_in_words(own, _LANG))] for own in file.phase)
        yield from _table(heads, rows)
        yield ""
    if file.score:
        yield f"### {_say('page.scores')}"
        yield ""
        heads = [_say("page.score"), _say("page.meaning"), _say("page.made-of")]
        rows = (
            [f"`{own.id}`", _both(own.title), _md("; ".join(", ".join(block) for block in own.blocks))]
            for own in file.score
        )
        yield from _table(heads, rows)
        yield ""
    for requirement in file.requirement:
        yield from _duty(requirement, version, file)


def _of_the_file(file: RuleFile, *, is_first: bool) -> Iterator[str]:
    if file.extends is not None:
        yield _say("page.extends", name=f"`{file.extends}`")
    if file.dating is Dating.ASSUMED:
        yield _say("page.assumed")
    if file.change_expected is not None:
        yield _say("page.change-expected", day=day(file.change_expected, _LANG))
    modes = [_say(f"mode.{file.transition.default}")]
    modes += [
        _say("transition.group", group=group, mode=_say(f"mode.{mode}"))
        for group, mode in file.transition.groups.items()
    ]
    if not is_first:
        yield _say("page.transition", modes="; ".join(modes))
    if file.checks:
        yield _say("page.whole", checks=_md(", ".join(file.checks)))
    if file.note is not None:
        yield _md(file.note.da)


def _parameters(file: RuleFile) -> Iterator[list[str]]:
    for name, parameter in file.parameter.items():
        given = file.set.get(name, parameter.value)
        words = ", ".join(map(str, given)) if isinstance(given, (list, tuple)) else str(given)
        meaning = _both(parameter.title)
        if parameter.reference is not None:
            meaning += f"; {_md(parameter.reference)}"
        yield [_code(name), meaning, _say("page.must-be-set") if given is None else _md(words)]


def _duty(requirement: Requirement, version: Version, file: RuleFile) -> Iterator[str]:
    yield from _titled(f"### `{version.file.id}/{requirement.id}` {_md(requirement.title.da)}", requirement.title)
    words = words_of(requirement, file.match, _LANG)
    rows = [[_say(f"words.{name}"), _md(text)] for name, text in words.items()]
    needs = version.open_parameters.get(requirement.id)
    if needs:
        rows.append([_say("page.needs"), ", ".join(map(_code, needs))])
    yield from _table(["", ""], rows)
    yield ""


def _titled(heading: str, title: Bilingual) -> Iterator[str]:
    yield heading
    yield ""
    yield f"*{_md(title.en)}*"
    yield ""


def _both(title: Bilingual) -> str:
    return f"{_md(title.da)} ({_md(title.en)})"


def _md(text: str) -> str:
    """Give a text of a rule file as Markdown that shows it as it is: one line, and nothing in it means anything."""
    folded = " ".join(escape(text, quote=False).split())
    return _SIGNS.sub(r"\\\g<0>", folded)


def _code(name: str) -> str:
    return f"`{' '.join(name.replace('`', '').replace('|', '').split())}`"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (heads, ["---"] * len(heads), *rows):
        yield "| " + " | ".join(row) + " |"


def _first_monday(first: date) -> date:
    while first.weekday() != _MONDAY:
        first += ONE_DAY
    return first


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _say(key: str, **facts: object) -> str:
    return say(key, _LANG, **facts)
