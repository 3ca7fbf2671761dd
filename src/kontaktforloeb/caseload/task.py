"""What a part of a caseload is judged by, as plain values that another process can be sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from kontaktforloeb.checking import chosen
from kontaktforloeb.conventions import DEFAULT, Conventions, Readings
from kontaktforloeb.dates import as_day
from kontaktforloeb.errors import OutOfRangeError, Problem, RuleFileError
from kontaktforloeb.rulebook.registry import EXAMPLES, Rulebook, load_rules
from kontaktforloeb.texts import LANGUAGES, Lang

AT_ONCE = 250_000
"""How many rows of all tables are judged at once, where no more citizens have to be waited for."""

Files = tuple[tuple[str, bytes], ...]
"""The rule files of a caller: a path, whose first part is the number of its folder, and the content."""


@attrs.frozen
class Task:
    """By what a caseload is judged wherever its parts are; `Task.of` makes one.

    `rule_files` are the caller's own, with their content; the bundled ones come with the library, and `bundled` tells
    which they were where the task was made. `rows_at_once` bounds the memory of a part.
    """

    as_of: date
    rules: tuple[str, ...] | None
    schedule: str | None
    conventions: Conventions
    readings: Readings
    rule_files: Files = attrs.field(repr=False)
    bundled: str = attrs.field(repr=False)
    lang: Lang = "da"
    rows_at_once: int = AT_ONCE
    known_on: date | None = None
    quality: bool = False
    registered_within: int | None = None

    @classmethod
    def of(  # noqa: PLR0913 (what a run may be asked for, by name)
        cls,
        as_of: date | str,
        *,
        rules: Iterable[str] | None = None,
        schedule: str | None = None,
        conventions: Conventions = DEFAULT,
        readings: Readings | str = Readings.CHOSEN,
        rules_folders: Iterable[Path | str] = (),
        lang: Lang = "da",
        known_on: date | str | None = None,
        quality: bool = False,
        registered_within: int | None = None,
    ) -> Task:
        """Give the task of judging a caseload as of a day, as `kontaktforloeb.check` judges a case.

        With `known_on` by what was registered by that day; with `quality` the results tell what is odd in the data too,
        among it what was registered more than `registered_within` days late. What is wrong is said here, before
        anything is sent: raises `RuleFileError` for a rule file that cannot be used, `UnknownNameError` for a rule set
        that is not there, `ParameterError` for one without its values, `OutOfRangeError` for a language that is none.

        >>> Task.of("2025-06-01", schedule="broendby").schedule
        'broendby'
        """
        if lang not in LANGUAGES:
            raise OutOfRangeError("'{lang}' is no language", " / ".join(LANGUAGES), {"lang": lang})
        names = None if rules is None else (rules,) if isinstance(rules, str) else tuple(rules)
        folders = [Path(folder) for folder in rules_folders]
        rulebook = load_rules(*folders)
        if rulebook.problems:
            raise RuleFileError(rulebook.problems)
        read = rulebook.read_by(conventions.readings) if conventions.readings else rulebook
        chosen(read, schedule, names)
        files = tuple(file for number, folder in enumerate(folders) for file in _contents(number, folder))
        known = None if known_on is None else as_day(known_on)
        return cls(
            as_day(as_of), names, schedule, conventions, Readings(readings), files, _bundled(), lang,
            known_on=known, quality=quality, registered_within=registered_within,
        )  # fmt: skip

    @property
    def rulebook(self) -> Rulebook:
        """The rules, loaded once in each process.

        Raises `RuleFileError` where the rules that ship with the library are other ones than where the task was made.
        """
        if self.bundled != _bundled():
            what = "the rules that ship with the library are others here than where the run was started"
            raise RuleFileError([Problem(what, expected="the same version of kontaktforloeb on every machine")])
        return _loaded(self.rule_files)


def _contents(number: int, folder: Path) -> Files:
    found = sorted(path for path in folder.rglob("*.toml") if not path.name.endswith(EXAMPLES))
    return tuple((f"{number}/{path.relative_to(folder).as_posix()}", path.read_bytes()) for path in found)


@cache  # Pure: the bundled rules are the same throughout a process.
def _bundled() -> str:
    rulebook = load_rules()
    hashes = [own.sha256 for own in rulebook.words]
    hashes += [version.loaded.sha256 for ruleset in rulebook.rulesets.values() for version in ruleset.versions]
    return hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()


@cache  # Pure, and a process judges many parts.
def _loaded(files: Files) -> Rulebook:
    if not files:
        return load_rules()
    with TemporaryDirectory() as place:
        folders = []
        for name, content in files:
            path = Path(place, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            folders.append(Path(place, name.partition("/")[0]))
        return load_rules(*dict.fromkeys(folders))
