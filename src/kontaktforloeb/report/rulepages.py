"""A Markdown page for each rule set: sources, versions, every duty in words, and a drawing; one for all laws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kontaktforloeb.dates import ONE_DAY
from kontaktforloeb.report.lawpage import NAME, law_pages
from kontaktforloeb.report.markdown import code, link, md, page_text, table
from kontaktforloeb.report.openpoints import NAME as POINTS
from kontaktforloeb.report.openpoints import point_pages, read_with_links
from kontaktforloeb.report.rulewords import phase_in_words, words_of
from kontaktforloeb.report.timeline import lanes, timeline
from kontaktforloeb.rulebook.format import Bilingual, Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import Dating, FileStatus
from kontaktforloeb.rulebook.named import with_names
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.texts import Lang, day, say

_LANG: Lang = "da"
"""The pages are for controllers: Danish, with each title in English below it."""

_MONDAY = 0


def pages(rulebook: Rulebook) -> dict[str, str]:
    """Give every page and drawing by the name of its file.

    >>> from kontaktforloeb import load_rules
    >>> sorted(name for name in pages(load_rules()) if name.startswith(("index", "lab.", "tids")))
    ['index.md', 'lab.md', 'lab.svg', 'tidslinje.md', 'tidslinje.svg']
    """
    found = {"index.md": page_text(_index(rulebook.rulesets.values()))}
    for ruleset in rulebook.rulesets.values():
        version = _shown(ruleset)
        start = _first_monday(version.valid_from)
        drawn = lanes(version, start, rulebook.vocabulary)
        found[f"{ruleset.id}.md"] = page_text(_page(ruleset, start if drawn else None, rulebook))
        if drawn:
            title = version.file.title.in_(_LANG)
            found[f"{ruleset.id}.svg"] = timeline(title, drawn, start, _LANG)
    return found | law_pages(rulebook, _LANG) | point_pages(rulebook, _LANG)


def _index(rulesets: Iterable[RuleSet]) -> Iterator[str]:
    yield f"# {_say('page.index')}"
    yield ""
    yield _say("page.made")
    yield ""
    yield f"[{_say('law-line.link')}]({NAME}.md)"
    yield ""
    yield f"[{_say('points.link')}]({POINTS}.md)"
    yield ""
    heads = ["id", _say("words.title"), "title", _say("page.kind"), _say("page.from"), _say("page.duties")]
    rows = []
    for ruleset in rulesets:
        file = _shown(ruleset).file
        days = ", ".join(_since(version) for version in ruleset.versions)
        kind, duties = _say(f"file-kind.{file.kind}"), str(len(file.requirement))
        rows.append([f"[{ruleset.id}]({ruleset.id}.md)", md(file.title.da), md(file.title.en), kind, days, duties])
    yield from table(heads, rows)


def _since(version: Version) -> str:
    first = day(version.valid_from, _LANG)
    proposed = version.file.status is FileStatus.PROPOSAL
    return f"{first} ({_say(f'file-status.{FileStatus.PROPOSAL}')})" if proposed else first


def _page(ruleset: RuleSet, start: date | None, rulebook: Rulebook) -> Iterator[str]:
    latest = _shown(ruleset)
    file = latest.file
    yield from _titled(f"# {md(file.title.da)}", file.title)
    yield f"`{ruleset.id}` · {_say(f'file-kind.{file.kind}')}"
    yield ""
    yield _say("page.made")
    yield ""
    if start is None:
        yield _say("page.no-drawing")
    else:
        yield f"![{_say('page.timeline-alt', title=md(file.title.da))}]({ruleset.id}.svg)"
        yield ""
        yield _say("page.as-drawn", version=day(latest.valid_from, _LANG), start=day(start, _LANG))
    yield ""
    yield f"## {_say('page.versions')}"
    yield ""
    heads = [_say(f"page.{name}") for name in ("from", "to", "status", "source", "checked", "duties")]
    yield from table(heads, (_version_row(version) for version in ruleset.versions))
    for version in reversed(ruleset.versions):
        yield from _version(version, rulebook, is_first=version is ruleset.versions[0])


def _shown(ruleset: RuleSet) -> Version:
    """Give the version that is drawn and counted: the latest that is no proposal, if there is one."""
    return (ruleset.usable or ruleset.versions)[-1]


def _version_row(version: Version) -> list[str]:
    file = version.file
    source = link(file.source.act, file.source.address)
    to = _say("rules.open") if file.valid_to is None else day(file.valid_to, _LANG)
    status = _say(f"file-status.{file.status}")
    return [day(file.valid_from, _LANG), to, status, source, day(file.checked_on, _LANG), str(len(file.requirement))]


def _version(version: Version, rulebook: Rulebook, *, is_first: bool) -> Iterator[str]:
    file = with_names(version.loaded)
    yield ""
    yield f"## {_say('page.version', day=day(file.valid_from, _LANG))}"
    yield ""
    yield from (line for said in _of_the_file(file, is_first=is_first) for line in (said, ""))
    read = read_with_links(version, rulebook, _LANG)
    if read:
        yield from (_say("points.of-version", points=read), "")
    if file.parameter:
        yield f"### {_say('page.parameters')}"
        yield ""
        heads = [_say(f"page.{name}") for name in ("parameter", "meaning", "value")]
        yield from table(heads, _parameters(file))
        yield ""
    if file.phase:
        yield f"### {_say('page.phases')}"
        yield ""
        heads = [_say("page.phase"), _say("page.meaning"), _say("page.stretch")]
        rows = ([f"`{own.id}`", _both(own.title), md(phase_in_words(own, _LANG))] for own in file.phase)
        yield from table(heads, rows)
        yield ""
    if file.score:
        yield f"### {_say('page.scores')}"
        yield ""
        heads = [_say("page.score"), _say("page.meaning"), _say("page.made-of")]
        rows = (
            [f"`{own.id}`", _both(own.title), md("; ".join(", ".join(block) for block in own.blocks))]
            for own in file.score
        )
        yield from table(heads, rows)
        yield ""
    for requirement in file.requirement:
        yield from _duty(requirement, version, file, rulebook)


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
        yield _say("page.whole", checks=md(", ".join(file.checks)))
    if file.note is not None:
        yield md(file.note.da)


def _parameters(file: RuleFile) -> Iterator[list[str]]:
    for name, parameter in file.parameter.items():
        given = file.set.get(name, parameter.value)
        words = ", ".join(map(str, given)) if isinstance(given, (list, tuple)) else str(given)
        meaning = _both(parameter.title)
        if parameter.reference is not None:
            meaning += f"; {md(parameter.reference)}"
        yield [code(name), meaning, _say("page.must-be-set") if given is None else md(words)]


def _duty(requirement: Requirement, version: Version, file: RuleFile, rulebook: Rulebook) -> Iterator[str]:
    yield from _titled(f"### `{version.file.id}/{requirement.id}` {md(requirement.title.da)}", requirement.title)
    words = words_of(requirement, file.match, _LANG)
    rows = [[_say(f"words.{name}"), md(text)] for name, text in words.items()]
    needs = version.open_parameters.get(requirement.id)
    if needs:
        rows.append([_say("page.needs"), ", ".join(map(code, needs))])
    read = read_with_links(version, rulebook, _LANG, requirement.id)
    if read:
        rows.append([_say("words.reading"), read])
    yield from table(["", ""], rows)
    yield ""


def _titled(heading: str, title: Bilingual) -> Iterator[str]:
    yield heading
    yield ""
    yield f"*{md(title.en)}*"
    yield ""


def _both(title: Bilingual) -> str:
    return f"{md(title.da)} ({md(title.en)})"


def _first_monday(first: date) -> date:
    while first.weekday() != _MONDAY:
        first += ONE_DAY
    return first


def _say(key: str, **facts: object) -> str:
    return say(key, _LANG, **facts)
