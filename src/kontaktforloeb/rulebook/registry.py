"""Find rule files, load and check them, and hold them together as a rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import attrs

from kontaktforloeb.errors import Problem, RuleFileError, UnknownNameError
from kontaktforloeb.rulebook.check import check, check_words
from kontaktforloeb.rulebook.format import Grundlag, RuleFile
from kontaktforloeb.rulebook.kinds import FileKind, FileStatus
from kontaktforloeb.rulebook.load import Loaded, read
from kontaktforloeb.rulebook.rulesets import RuleSet, version_of
from kontaktforloeb.rulebook.structure import Fault
from kontaktforloeb.rulebook.vocabulary import Vocabulary, build


@attrs.frozen(eq=False)
class Rulebook:
    """The words, and every rule set; `problems` are those of a caller's files that were left out."""

    vocabulary: Vocabulary = attrs.field(repr=False)
    rulesets: Mapping[str, RuleSet] = attrs.field(repr=False)
    problems: tuple[Problem, ...] = ()
    laws: tuple[RuleSet, ...] = attrs.field(init=False, repr=False)
    """The rule sets that bind everybody."""

    @laws.default
    def _laws(self) -> tuple[RuleSet, ...]:
        return tuple(r for r in self.rulesets.values() if r.versions[-1].file.kind is FileKind.LOV)

    def ruleset(self, name: str) -> RuleSet:
        """Give the rule set `name`.

        Raises `UnknownNameError`, with the nearest name.

        >>> len(load_rules().ruleset("lab").versions)
        4
        """
        if name not in self.rulesets:
            raise UnknownNameError(what="rule set", name=name, known=self.rulesets)
        return self.rulesets[name]


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
    own = tuple(dict.fromkeys(Path(folder).resolve() for folder in folders))
    return _extended(own) if own else _bundled()


def find_problems(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """Give every problem of the rule files at `paths`; words that they do not say themselves are the bundled ones."""
    files = [path for path in paths if path.is_file()]
    files += _files([path for path in paths if not path.is_file()])
    return _assemble(files, words_from=_files([bundled_folder()])).problems


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


def _assemble(paths: Iterable[Path], words_from: Iterable[Path] = ()) -> Rulebook:
    """Give the rulebook of some files, their words laid over those of further files."""
    problems: list[Problem] = []
    loaded: list[Loaded] = []
    for path in paths:
        found = read(path)
        if isinstance(found, Loaded):
            loaded.append(found)
        else:
            problems += found
    vocabulary = _words([*(read(path) for path in words_from), *loaded], problems)
    sets: dict[str, dict[date, Loaded]] = {}
    for own in loaded:
        faults = [*own.faults, *_faults(own, vocabulary, sets)]
        problems += own.problems(faults)
        if not faults and isinstance(own.file, RuleFile):
            sets.setdefault(own.file.id, {})[own.file.valid_from] = own
    rulesets = {
        name: RuleSet(name, tuple(version_of(own) for _, own in sorted(versions.items())))
        for name, versions in sorted(sets.items())
    }
    return Rulebook(vocabulary, rulesets, tuple(problems))


def _words(loaded: Iterable[Loaded | list[Problem]], problems: list[Problem]) -> Vocabulary:
    """Give the words of every file of words that is right and in force."""
    files = [own for own in loaded if isinstance(own, Loaded) and isinstance(own.file, Grundlag)]
    if not files:
        raise RuleFileError([*problems, Problem(what="no file of kind 'grundlag' could be read")])
    usable = [own.file for own in files if not own.faults and own.file.status is FileStatus.IN_FORCE]
    try:
        return build(file for file in usable if isinstance(file, Grundlag))
    except RuleFileError as error:
        wrong = [problem for own in files for problem in own.problems(own.faults)]
        raise RuleFileError([*problems, *wrong, *error.problems]) from None


def _faults(loaded: Loaded, vocabulary: Vocabulary, sets: Mapping[str, Mapping[date, Loaded]]) -> Iterator[Fault]:
    """Give the faults of a file's content; `sets` are the versions that are there already."""
    file = loaded.file
    if isinstance(file, Grundlag):
        if not loaded.faults:
            yield from check_words(file, vocabulary)
        return
    yield from check(file, vocabulary, loaded.faults)
    others = sets.get(file.id, {})
    first = others.get(file.valid_from)
    if first is not None:
        yield Fault(("valid_from",), f"version {file.valid_from} of '{file.id}' stands in {first.path} already")
    for other in others.values():
        assert isinstance(other.file, RuleFile)
        if other.file.kind is not file.kind and file.kind is not None:
            yield Fault(("kind",), f"'{file.id}' is of kind '{other.file.kind}' in {other.path}", "another id")
            break
        if other is not first and not loaded.faults and _overlap(other.file, file):
            yield Fault(("valid_from",), f"the version overlaps with that in {other.path}", "days that no other has")


def _overlap(one: RuleFile, other: RuleFile) -> bool:
    """Tell whether two versions are in force on one day; one without a last day ends where a newer one begins."""
    if FileStatus.PROPOSAL in (one.status, other.status):
        return False
    first, second = sorted((one, other), key=lambda file: file.valid_from)
    return first.valid_to is not None and first.valid_to >= second.valid_from
