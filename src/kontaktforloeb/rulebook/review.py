"""What shows only across files, keys and days: gaps in time, what can never apply, and what somebody should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any, NamedTuple

import attrs

from kontaktforloeb.dates import ONE_DAY, within_first_months
from kontaktforloeb.errors import KontaktforloebError, Problem
from kontaktforloeb.rulebook.format import Bilingual, Grundlag, RuleFile
from kontaktforloeb.rulebook.kinds import FileStatus
from kontaktforloeb.rulebook.load import Loaded, Parsed, parse, shape
from kontaktforloeb.rulebook.named import version_named
from kontaktforloeb.rulebook.never import never
from kontaktforloeb.rulebook.registry import Rulebook, bundled_folder, load_rules
from kontaktforloeb.rulebook.rulesets import version_of
from kontaktforloeb.rulebook.structure import Fault, Path
from kontaktforloeb.rulebook.vocabulary import Vocabulary

_FRESH_MONTHS = 12
"""For so many months what was compared with its source is taken to be right."""

_SHORT = 3
"""So many words may read alike in both languages: a name, or a term that English has no word for."""

Found = tuple[Loaded, Fault, bool]
"""A file, what is the matter with it, and whether that is an error; else it is a warning."""


class Reviewed(NamedTuple):
    """What a review found, each with its place."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def review(loaded: Sequence[Loaded], vocabulary: Vocabulary, as_of: date | None) -> Iterator[Found]:
    """Give what is the matter with files that are right each by itself.

    `as_of` is the day that `checked_on` is measured against; without it nothing is stale.
    """
    yield from _gaps(loaded)
    for own in loaded:
        file = own.file
        if isinstance(file, RuleFile):
            for fault in never(version_of(own), vocabulary):
                yield own, fault, True
            for fault in _unused(own, file):
                yield own, fault, False
        for fault in _translations(file, ()):
            yield own, fault, False
        stale = _stale(file, as_of)
        if stale is not None:
            yield own, stale, False


def review_paths(paths: Iterable[FilePath], as_of: date | None) -> Reviewed:
    """Give what a review finds in the rule files at `paths` that have no problem of their own."""
    given = list(paths)
    folders = [path for path in given if path.is_dir()]
    bundled = bundled_folder().resolve()
    book = load_rules(*(folder for folder in folders if folder.resolve() != bundled))
    below = {file.resolve(): file for folder in folders for file in folder.rglob("*.toml")}
    found = [version.loaded for own in book.rulesets.values() for version in own.versions]
    loaded = [_called(own, below[own.path.resolve()]) for own in found if own.path.resolve() in below]
    loaded += [own for path in sorted(below.values()) if (own := _words_in(path, book))]
    for path in given:
        if path.is_file():
            loaded += _one(path, book)
    faults: dict[bool, dict[FilePath, tuple[Loaded, list[Fault]]]] = {True: {}, False: {}}
    for own, fault, is_error in review(loaded, book.vocabulary, as_of):
        faults[is_error].setdefault(own.path, (own, []))[1].append(fault)
    errors, warnings = (
        tuple(problem for own, said in faults[kind].values() for problem in own.problems(said))
        for kind in (True, False)
    )
    return Reviewed(errors, warnings)


def _called(own: Loaded, path: FilePath) -> Loaded:
    """Give a file under the path by which the user knows it."""
    return attrs.evolve(own, parsed=attrs.evolve(own.parsed, path=path))


def _one(path: FilePath, book: Rulebook) -> list[Loaded]:
    """Give what one file holds, unless it has problems: they have been said."""
    words = _words_in(path, book)
    if words is not None:
        return [words]
    try:
        return [version_named(book, str(path)).loaded]
    except KontaktforloebError:
        return []


def _words_in(path: FilePath, book: Rulebook) -> Loaded | None:
    """Give what a file of words holds, if it is one and its form is right."""
    parsed = parse(path)
    if not isinstance(parsed, Parsed) or not parsed.holds_words:
        return None
    own = shape(parsed, readings=book.readings)
    return None if own.faults else own


def _gaps(loaded: Sequence[Loaded]) -> Iterator[Found]:
    """Give the versions that end with days between them and the next."""
    sets: dict[str, list[tuple[RuleFile, Loaded]]] = {}
    for own in loaded:
        if isinstance(own.file, RuleFile) and own.file.status is FileStatus.IN_FORCE:
            sets.setdefault(own.file.id, []).append((own.file, own))
    for versions in sets.values():
        ordered = sorted(versions, key=lambda item: item[0].valid_from)
        for (file, own), (after, _) in pairwise(ordered):
            if file.valid_to is not None and file.valid_to + ONE_DAY < after.valid_from:
                what = f"no version covers {file.valid_to + ONE_DAY} to {after.valid_from - ONE_DAY}"
                yield own, Fault(("valid_to",), what, f"{after.valid_from - ONE_DAY}, or a version between"), True


def _translations(value: Any, path: Path) -> Iterator[Fault]:
    """Give the texts that read alike in both languages and are too long for a name."""
    if isinstance(value, Bilingual):
        if value.da.strip() == value.en.strip() and len(value.da.split()) > _SHORT:
            yield Fault((*path, "en"), "the English text is the Danish one", "a translation")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _translations(item, (*path, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _translations(item, (*path, name))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _translations(getattr(value, field.name), (*path, field.metadata.get("name") or field.name))


def _stale(file: RuleFile | Grundlag, as_of: date | None) -> Fault | None:
    if as_of is None or as_of <= within_first_months(file.checked_on, _FRESH_MONTHS, inclusive=True):
        return None
    return Fault(("checked_on",), f"the source was last looked at more than {_FRESH_MONTHS} months before {as_of}")


def _unused(own: Loaded, file: RuleFile) -> Iterator[Fault]:
    """Give the names that the file itself declares and nothing uses."""
    raw = own.composed.raw
    said = set(_words({key: raw[key] for key in ("requirement", "phase", "score") if key in raw}))
    parameters = set(_parameters(raw))
    declared = own.parsed.raw
    for name in declared.get("match", ()):
        if name not in said:
            yield Fault(("match", name), f"no requirement uses the match '{name}'")
    for name in declared.get("parameter", ()):
        if name not in parameters:
            yield Fault(("parameter", name), f"nothing uses the parameter '{name}'")
    for index, phase in enumerate(file.phase):
        others = [other for other in raw["phase"] if other["id"] != phase.id]
        used = set(_words([raw.get("requirement", ()), others]))
        if not used & {phase.id, f"{phase.id}.start", f"{phase.id}.end"}:
            yield Fault(("phase", index, "id"), f"nothing uses the phase '{phase.id}'")


def _words(value: Any) -> Iterator[str]:
    """Give every text in a value, and what stands after a colon in it: `held:2:NAME` names a match."""
    if isinstance(value, str):
        yield value
        yield value.rpartition(":")[2]
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in ("title", "note", "reference"):
                yield from _words(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _words(item)


def _parameters(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"parameter"} and isinstance(value["parameter"], str):
            yield value["parameter"]
        for item in value.values():
            yield from _parameters(item)
    elif isinstance(value, list):
        for item in value:
            yield from _parameters(item)
