"""Find rule files, load and check them, and hold them together as a rulebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import attrs

from kontaktforloeb.errors import Problem, RuleFileError, UnknownNameError
from kontaktforloeb.rulebook.check import check
from kontaktforloeb.rulebook.format import Grundlag, RuleFile
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.rulebook.load import Loaded, load
from kontaktforloeb.rulebook.rulesets import RuleSet, version_of
from kontaktforloeb.rulebook.vocabulary import Vocabulary, build


@attrs.frozen(eq=False)
class Rulebook:
    """The words, and every rule set; `problems` are those of a caller's files that were left out."""

    vocabulary: Vocabulary = attrs.field(repr=False)
    rulesets: Mapping[str, RuleSet] = attrs.field(repr=False)
    problems: tuple[Problem, ...] = ()

    def ruleset(self, name: str) -> RuleSet:
        """Give the rule set `name`.

        Raises `UnknownNameError`, with the nearest name.

        >>> len(load_rules().ruleset("lab").versions)
        4
        """
        if name not in self.rulesets:
            raise UnknownNameError(what="rule set", name=name, known=self.rulesets)
        return self.rulesets[name]

    @property
    def laws(self) -> tuple[RuleSet, ...]:
        """The rule sets that bind everybody."""
        return tuple(r for r in self.rulesets.values() if r.versions[-1].file.kind is FileKind.LOV)


def bundled_folder() -> Path:
    """Give the folder of the rules that ship with the library: in the wheel, or in the repository it is run from."""
    package = Path(__file__).parents[1]
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parents[1] / "rules"


def load_rules(*folders: Path | str) -> Rulebook:
    """Give the bundled rules, and those of further folders.

    A bad file in one of `folders` never blocks the others: it is left out, and its problems are in `problems`.
    Raises `RuleFileError` where a bundled file is bad or a folder is not there.

    >>> sorted(load_rules().rulesets)
    ['broendby', 'cabi-grundmodel', 'lab']
    """
    return _extended(tuple(Path(folder) for folder in folders)) if folders else _bundled()


def find_problems(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """Give every problem of the rule files at `paths`, by their own words or else the bundled ones."""
    files = [path for path in paths if path.is_file()]
    files += _files([path for path in paths if not path.is_file()])
    return _assemble(files, words=_bundled).problems


def load_folder(folder: Path) -> Rulebook:
    """Give the rules of one folder alone, words and clocks included.

    Raises `RuleFileError` with every problem of every file.
    """
    rulebook = _assemble(_files([folder]))
    if rulebook.problems:
        raise RuleFileError(rulebook.problems)
    return rulebook


@cache  # Pure: the files of an installed version never change while it runs.
def _bundled() -> Rulebook:
    return load_folder(bundled_folder())


def _extended(folders: tuple[Path, ...]) -> Rulebook:
    return _assemble([*_files([bundled_folder()]), *_files(folders)])


def _files(folders: Iterable[Path]) -> list[Path]:
    missing = [Problem(where=str(folder), what="there is no such folder") for folder in folders if not folder.is_dir()]
    if missing:
        raise RuleFileError(missing)
    return sorted(path for folder in folders for path in folder.rglob("*.toml"))


def _assemble(paths: Iterable[Path], words: Callable[[], Rulebook] | None = None) -> Rulebook:
    """Give the rulebook of some files; `words` gives one to take the words from where the files have none."""
    problems: list[Problem] = []
    read: list[Loaded] = []
    for path in paths:
        loaded = load(path)
        if isinstance(loaded, Loaded):
            read.append(loaded)
        else:
            problems += loaded
    own = [loaded.file for loaded in read if isinstance(loaded.file, Grundlag)]
    if own:
        vocabulary = build(own)
    elif words is not None:
        vocabulary = words().vocabulary
    else:
        raise RuleFileError([*problems, Problem(what="no file of kind 'grundlag' could be read")])
    sets: dict[str, dict[str, Loaded]] = {}
    for loaded in (loaded for loaded in read if isinstance(loaded.file, RuleFile)):
        found = [loaded.problem(fault) for fault in check(loaded.file, vocabulary)]  # type: ignore[arg-type]
        versions = sets.setdefault(loaded.file.id, {})
        first = versions.setdefault(str(loaded.file.valid_from), loaded)
        if first is not loaded:
            what = f"version {loaded.file.valid_from} of '{loaded.file.id}' stands in {first.path} already"
            found.append(Problem(where=f"{loaded.path}:1", key="valid_from", what=what))
        elif found:
            del versions[str(loaded.file.valid_from)]
        problems += found
    rulesets = {
        name: RuleSet(name, tuple(version_of(loaded) for _, loaded in sorted(versions.items())))
        for name, versions in sorted(sets.items())
        if versions
    }
    return Rulebook(vocabulary, rulesets, tuple(problems))
