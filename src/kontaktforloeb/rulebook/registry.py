"""Find rule files, load and check them, and hold them together as a rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.conventions import Conventions
from kontaktforloeb.errors import Problem, RuleFileError, UnknownNameError, nearest
from kontaktforloeb.rulebook.check import check, check_words
from kontaktforloeb.rulebook.compose import Chosen, Readings, open_points
from kontaktforloeb.rulebook.format import Convention, Grundlag, RuleFile
from kontaktforloeb.rulebook.kinds import FileKind, FileStatus
from kontaktforloeb.rulebook.load import Loaded, Parsed, parse, shape
from kontaktforloeb.rulebook.rulesets import RuleSet, version_of
from kontaktforloeb.rulebook.structure import Fault
from kontaktforloeb.rulebook.vocabulary import Vocabulary, build

_LONGEST_CHAIN = 50
_IN_CODE = frozenset(Conventions().of_code)
"""The open points that are read by the code: rule files only describe them."""

_EMPTY = "there is no rule file in the folder"
EXAMPLES = ".examples.toml"
"""How the names of the files end that hold examples of a rule file; they stand beside it."""


@attrs.frozen(eq=False, slots=False)
class Rulebook:
    """The words, and every rule set; `problems` are those of a caller's files that were left out."""

    vocabulary: Vocabulary = attrs.field(repr=False)
    rulesets: Mapping[str, RuleSet] = attrs.field(repr=False)
    problems: tuple[Problem, ...] = ()
    words: tuple[Loaded, ...] = attrs.field(default=(), repr=False)
    """The files of words and clocks."""
    readings: Readings = attrs.field(factory=dict, repr=False)
    """For each open point of the law the reading by which the files are read."""
    laws: tuple[RuleSet, ...] = attrs.field(init=False, repr=False)
    """The rule sets that bind everybody."""

    @laws.default
    def _laws(self) -> tuple[RuleSet, ...]:
        return tuple(r for r in self.rulesets.values() if r.kind is FileKind.LOV and not r.only_by_name)

    @property
    def conventions(self) -> Mapping[str, Convention]:
        """The open points of the law, by id."""
        files = (own.file for own in self.words)
        return {point.id: point for file in files if isinstance(file, Grundlag) for point in file.convention}

    @cached_property
    def points_of_words(self) -> frozenset[str]:
        """The open points that the files of words name: they may matter to anybody."""
        return frozenset(point for own in self.words for point in open_points(own.composed.raw))

    @property
    def other_readings(self) -> Mapping[str, tuple[str, ...]]:
        """For each open point the readings that are not chosen."""
        return {name: tuple(sorted(chosen.known - {chosen.reading})) for name, chosen in sorted(self.readings.items())}

    def read_by(self, readings: tuple[tuple[str, str], ...]) -> Rulebook:
        """Give the rules with open points of the law read as given, as pairs of a point and its reading.

        Raises `UnknownNameError` for a point or a reading that is not there.
        """
        return _read_by(self, readings)

    def ruleset(self, name: str) -> RuleSet:
        """Give the rule set `name`.

        With the first day of a proposal after it, as in `lab@2027-01-01`, that version is used like one in force.
        Raises `UnknownNameError`, with the nearest name.

        >>> load_rules().ruleset("lab").usable[-1].valid_from
        datetime.date(2026, 7, 1)
        """
        name, at, first_day = name.partition("@")
        if name not in self.rulesets:
            raise UnknownNameError(what="rule set", name=name, known=self.rulesets)
        return _with_proposal(self.rulesets[name], first_day) if at else self.rulesets[name]


@lru_cache(maxsize=128)  # Pure, and asked for with every case.
def _with_proposal(ruleset: RuleSet, first_day: str) -> RuleSet:
    """Give a rule set in which the proposal that starts on a day is used."""
    proposals = [own.valid_from for own in ruleset.versions if own.file.status is FileStatus.PROPOSAL]
    found = [day for day in proposals if str(day) == first_day]
    if not found:
        raise UnknownNameError(
            what=f"proposal of '{ruleset.id}'", name=first_day, known=[str(day) for day in proposals]
        )
    return RuleSet(ruleset.id, ruleset.versions, frozenset(found))


def bundled_folder() -> Path:
    """Give the folder of the rules that ship with the library: in the wheel, or in the repository it is run from."""
    package = Path(__file__).parents[1]
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parents[1] / "rules"


def load_rules(*folders: Path | str) -> Rulebook:
    """Give the bundled rules, and those of further folders.

    A bad file in one of `folders` never blocks the others: it is left out, and its problems are in `problems`.
    Raises `RuleFileError` where a bundled file is bad or a folder is not there.

    >>> load_rules().ruleset("broendby").versions[0].valid_from
    datetime.date(2018, 12, 6)
    """
    own = tuple(dict.fromkeys(Path(folder).resolve() for folder in folders))
    return _extended(own) if own else _bundled()


def find_problems(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """Give every problem of the rule files at `paths`; what they do not hold themselves is the bundled one's."""
    given = list(paths)
    files = [path for path in given if path.is_file()]
    folders = [path for path in given if not path.is_file()]
    files += _files(folders)
    problems = [Problem(_EMPTY, str(folder)) for folder in folders if not _files([folder])]
    parsed = _parsed(files, problems)
    known = {own.path for own in parsed}
    beside = [own for own in _bundled_files() if own.path not in known]
    words = [own for own in beside if own.parsed.holds_words]
    return _rulebook(_shaped(parsed, beside), words, problems, known=()).problems


def _by_other_readings(own: Loaded, vocabulary: Vocabulary, readings: Readings) -> Iterator[Problem]:
    """Give the problems that a file right by the readings which are default has by others."""
    for point in dict.fromkeys(open_points(own.composed.raw)):
        if point in readings:
            chosen, known = readings[point]
            for reading in sorted(known - {chosen}):
                reread = _reread(own, (point,), {**readings, point: Chosen(reading, known)})
                yield from reread.problems([*reread.faults, *_content(reread, vocabulary)])


def with_values(rulebook: Rulebook, name: str, values: Mapping[str, Any]) -> Rulebook:
    """Give a rulebook in which the parameters of one rule set have values.

    Raises `UnknownNameError` for a rule set that is not there, `RuleFileError` for a wrong parameter or value.

    >>> from kontaktforloeb.rulebook.registry import load_rules, with_values
    >>> book = with_values(load_rules(), "esbjerg", {"tolerance": 14})
    >>> book.ruleset("esbjerg").open_parameters
    {}
    """
    ruleset = rulebook.ruleset(name)
    versions = [version.loaded for version in ruleset.versions]
    declared = {parameter for version in ruleset.versions for parameter in version.file.parameter}
    found = []
    for own in versions:
        assert isinstance(own.file, RuleFile)
        # A value goes to the versions that have the parameter; one that none has is refused by each.
        fitting = {word: value for word, value in values.items() if word in own.file.parameter or word not in declared}
        found.append(shape(own.parsed, own.base, fitting, rulebook.readings))
    problems = [
        problem for own in found for problem in own.problems([*own.faults, *_content(own, rulebook.vocabulary)])
    ]
    if problems:
        raise RuleFileError(problems)
    changed = RuleSet(ruleset.id, tuple(version_of(own) for own in found), ruleset.asked_for)
    return attrs.evolve(rulebook, rulesets={**rulebook.rulesets, ruleset.id: changed})


@lru_cache(maxsize=128)  # Pure, and a check by every reading asks for each of them once a case.
def _read_by(rulebook: Rulebook, readings: tuple[tuple[str, str], ...]) -> Rulebook:
    chosen = dict(rulebook.readings)
    for name, reading in readings:
        if name not in chosen:
            raise UnknownNameError(what="open point", name=name, known=chosen)
        if reading not in chosen[name].known:
            raise UnknownNameError(what=f"reading of '{name}'", name=reading, known=sorted(chosen[name].known))
        chosen[name] = Chosen(reading, chosen[name].known)
    changed = {name for name in chosen if chosen[name] != rulebook.readings[name]}
    if not changed:
        return rulebook
    words = [_reread(own, changed, chosen) for own in rulebook.words]
    problems = [problem for own in words for problem in own.problems(own.faults)]
    vocabulary = rulebook.vocabulary if words == list(rulebook.words) else _words(words, problems)
    rulesets = {}
    for name, ruleset in rulebook.rulesets.items():
        files = [_reread(version.loaded, changed, chosen) for version in ruleset.versions]
        same = all(own is version.loaded for own, version in zip(files, ruleset.versions, strict=True))
        problems += [problem for own in files for problem in own.problems(own.faults)]
        if problems:
            raise RuleFileError(problems)
        rulesets[name] = ruleset if same else RuleSet(name, tuple(version_of(own) for own in files))
    return attrs.evolve(rulebook, vocabulary=vocabulary, rulesets=rulesets, words=tuple(words), readings=chosen)


def _reread(own: Loaded, changed: Iterable[str], readings: Readings) -> Loaded:
    """Give a file by other readings; one that names none of the points that changed is as it was."""
    if not (own.parsed.names_values or own.base) or set(open_points(own.composed.raw)).isdisjoint(changed):
        return own
    base = None if own.base is None else _reread(own.base, changed, readings)
    return shape(own.parsed, base, own.values, readings)


def load_folder(folder: Path) -> Rulebook:
    """Give the rules of one folder alone, words and clocks included.

    Raises `RuleFileError` with every problem of every file.
    """
    problems: list[Problem] = []
    known = folder.resolve() == bundled_folder().resolve()
    loaded = _shaped(_parsed(_files([folder]), problems, known=known), ())
    rulebook = _rulebook(loaded, (), problems)
    if rulebook.problems:
        raise RuleFileError(rulebook.problems)
    return rulebook


@cache  # Pure: the files of an installed version never change while it runs.
def _bundled_files() -> tuple[Loaded, ...]:
    problems: list[Problem] = []
    loaded = _shaped(_parsed(_files([bundled_folder()]), problems, known=True), ())
    if problems:
        raise RuleFileError(problems)
    return tuple(loaded)


@cache  # As above.
def _bundled() -> Rulebook:
    rulebook = _rulebook(_bundled_files(), (), [])
    if rulebook.problems:
        raise RuleFileError(rulebook.problems)
    return rulebook


def _extended(folders: tuple[Path, ...]) -> Rulebook:
    problems = [Problem(_EMPTY, str(folder)) for folder in folders if folder.is_dir() and not _files([folder])]
    loaded = _shaped(_parsed(_files(folders), problems), _bundled_files())
    if any(own.parsed.holds_words for own in loaded):
        return _rulebook([*_bundled_files(), *loaded], (), problems, known=_bundled_files())
    # With the same words the bundled rule sets are as they were.
    return _rulebook(loaded, (), problems, over=_bundled())


def _files(folders: Iterable[Path]) -> list[Path]:
    missing = [Problem(where=str(folder), what="there is no such folder") for folder in folders if not folder.is_dir()]
    if missing:
        raise RuleFileError(missing)
    found = (path for folder in folders for path in folder.rglob("*.toml"))
    return sorted(path for path in found if not path.name.endswith(EXAMPLES))


def _parsed(paths: Iterable[Path], problems: list[Problem], *, known: bool = False) -> list[Parsed]:
    """Give the files that are TOML, and note why the others are not."""
    parsed: list[Parsed] = []
    for path in paths:
        read = parse(path, known=known)
        if isinstance(read, Parsed):
            parsed.append(read)
        else:
            problems += read
    return parsed


def _rulebook(
    loaded: Sequence[Loaded], words: Sequence[Loaded], problems: list[Problem], over: Rulebook | None = None,
    known: Sequence[Loaded] | None = None,
) -> Rulebook:  # fmt: skip
    """Give the rulebook of some files, with further files of words; or laid over one whose words they share.

    Of those that are `known` to be right by every reading no other reading is tried; left out: of all of them.
    """
    doubled = _declared_twice([*words, *loaded])
    of_words = [own for own in [*words, *loaded] if own.parsed.holds_words and not own.faults]
    vocabulary = _words([*words, *loaded], problems) if over is None else over.vocabulary
    rulesets = {} if over is None else dict(over.rulesets)
    sets = {name: {own.valid_from: own.loaded for own in ruleset.versions} for name, ruleset in rulesets.items()}
    readings = _readings(own.parsed for own in (of_words if over is None else over.words))
    sure = loaded if known is None and over is None else known or ()
    changed = set()
    for one in loaded:
        faults = [*one.faults, *_content(one, vocabulary), *_among(one, sets), *doubled.get(one.path, ())]
        found = one.problems(faults)
        if not one.faults and one not in sure:
            found += [problem for problem in _by_other_readings(one, vocabulary, readings) if problem not in found]
        problems += found
        if not found and isinstance(one.file, RuleFile):
            sets.setdefault(one.file.id, {})[one.file.valid_from] = one
            changed.add(one.file.id)
    for name in changed:
        rulesets[name] = RuleSet(name, tuple(version_of(one) for _, one in sorted(sets[name].items())))
    words_of = tuple(of_words) if over is None else over.words
    return Rulebook(vocabulary, dict(sorted(rulesets.items())), tuple(problems), words_of, readings)


def _declared_twice(loaded: Sequence[Loaded]) -> dict[Path, list[Fault]]:
    """Give for each file the open points in it that are declared otherwise before, in another file or in it."""
    seen: dict[str, tuple[Convention, Path]] = {}
    found: dict[Path, list[Fault]] = {}
    for own in loaded:
        for index, point in enumerate(own.file.convention if isinstance(own.file, Grundlag) else ()):
            first, path = seen.setdefault(point.id, (point, own.path))
            if first != point:
                what = f"the open point '{point.id}' is declared otherwise in {path.name}"
                found.setdefault(own.path, []).append(Fault(("convention", index, "id"), what, "another id"))
    return found


def _readings(parsed: Iterable[Parsed]) -> dict[str, Chosen]:
    """Give the open points that files of words declare, each by the reading that is its default."""
    found: dict[str, Chosen] = {}
    for own in parsed:
        declared = own.raw.get("convention") if own.holds_words else None
        for point in declared if isinstance(declared, list) else ():
            given = point.get("reading") if isinstance(point, Mapping) else None
            known = [str(one.get("id")) for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
            if known and isinstance(point.get("id"), str) and point["id"] not in _IN_CODE:
                # What declares it otherwise later is a problem of its file and changes nothing.
                found.setdefault(point["id"], Chosen(str(point.get("default")), frozenset(known)))
    return found


def _shaped(parsed: Sequence[Parsed], beside: Sequence[Loaded]) -> list[Loaded]:
    """Give the content of every file, that of the files which they extend first; those beside them are ready."""
    by_id: dict[object, list[Parsed]] = {}
    for own in [*parsed, *(other.parsed for other in beside)]:
        if not own.holds_words:
            by_id.setdefault(str(own.raw.get("id")), []).append(own)
    done: dict[Path, Loaded] = {own.path: own for own in beside}
    readings = _readings([*(other.parsed for other in beside), *parsed])

    def shaped(own: Parsed, waiting: tuple[Path, ...]) -> Loaded:
        if own.path not in done:
            done[own.path] = over_base(own, waiting)
        return done[own.path]

    def over_base(own: Parsed, waiting: tuple[Path, ...]) -> Loaded:
        name = own.raw.get("extends")
        if own.holds_words or not isinstance(name, str):
            return shape(own, readings=readings)
        base_file = base_of(own, by_id.get(name, ()))
        if base_file is None:
            return _without_base(own, _no_base(name, own, by_id))
        turned_back = _turned_back(own, base_file, waiting)
        if turned_back is not None:
            return _without_base(own, turned_back)
        base = shaped(base_file, (*waiting, own.path))
        if base.faults:
            what = f"'{name}' has problems of its own ({base.path.name})"
            return _without_base(own, Fault(("extends",), what, "a right one"))
        return shape(own, base, readings=readings)

    return [shaped(own, ()) for own in parsed]


def _without_base(own: Parsed, fault: Fault) -> Loaded:
    """Give a file that extends nothing that it could; what it does not say itself cannot be looked at."""
    return attrs.evolve(shape(own), faults=(fault,))


def _may_be_base(other: Parsed, own: Parsed) -> bool:
    """Tell whether a file can be extended: it has a first day, and one of the same rule set is an earlier version."""
    first, start = other.raw.get("valid_from"), own.raw.get("valid_from")
    if type(first) is not date:
        return False
    return other.raw.get("id") != own.raw.get("id") or (type(start) is date and first < start)


def _no_base(name: str, own: Parsed, known: Iterable[object]) -> Fault:
    if name == own.raw.get("id"):
        return Fault(
            ("extends",), f"there is no earlier version of '{name}'", "an earlier version, or another rule set"
        )
    others = [str(other) for other in known if other != own.raw.get("id")]
    return Fault(("extends",), f"no rule set '{name}' is known", "", nearest(name, others))


def _turned_back(own: Parsed, base: Parsed, waiting: tuple[Path, ...]) -> Fault | None:
    """Give the fault of a file that extends itself by way of those that wait for it, or is the last of too many."""
    if len(waiting) > _LONGEST_CHAIN:
        return Fault(("extends",), f"more than {_LONGEST_CHAIN} files extend each other", "a shorter chain")
    if base.path in (*waiting, own.path):
        return Fault(("extends",), f"'{base.raw['id']}' extends this file in turn", "a rule set that does not")
    return None


def base_of(own: Parsed, others: Iterable[Parsed]) -> Parsed | None:
    """Give the version of a rule set that a file extends: the one in force on its first day, else the first."""
    may_be = [other for other in others if _may_be_base(other, own)]
    in_order = sorted(may_be, key=lambda other: (_proposed(other.raw), other.raw["valid_from"]))
    start = own.raw.get("valid_from")
    in_force = [other for other in in_order if type(start) is date and _in_force(other.raw, start)]
    found = in_force[-1:] or in_order[:1]
    return found[0] if found else None


def _in_force(raw: Mapping[str, Any], day: date) -> bool:
    last = raw.get("valid_to")
    ended = type(last) is date and last < day
    return not _proposed(raw) and raw["valid_from"] <= day and not ended


def _proposed(raw: Mapping[str, Any]) -> bool:
    return raw.get("status") == FileStatus.PROPOSAL


def _words(loaded: Iterable[Loaded], problems: list[Problem]) -> Vocabulary:
    """Give the words of every file of words that is right and in force."""
    files = [own for own in loaded if isinstance(own.file, Grundlag)]
    if not files:
        raise RuleFileError([*problems, Problem(what="no file of kind 'grundlag' could be read")])
    usable = [own.file for own in files if not own.faults and own.file.status is FileStatus.IN_FORCE]
    try:
        return build(file for file in usable if isinstance(file, Grundlag))
    except RuleFileError as error:
        wrong = [problem for own in files for problem in own.problems(own.faults)]
        raise RuleFileError([*problems, *wrong, *error.problems]) from None


def _content(loaded: Loaded, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Give the faults of a file's content."""
    if isinstance(loaded.file, Grundlag):
        if not loaded.faults:
            yield from check_words(loaded.file, vocabulary)
    elif not any(fault.path == ("extends",) for fault in loaded.faults):
        for fault in check(loaded.file, vocabulary, loaded.faults):
            if not _excused(fault, loaded):
                yield fault


def _excused(fault: Fault, loaded: Loaded) -> bool:
    """Tell whether a fault is none of the file's: a stand-in's, or of a duty that other readings alone have."""
    # What stands in for a parameter without a value is nobody's word.
    if any(fault.path[:length] in loaded.composed.open for length in range(len(fault.path) + 1)):
        return True
    if fault.path[0] != "requirement" or fault.path[2:] != ("applies_to",):
        return False
    entry = loaded.composed.raw["requirement"][fault.path[1]]
    return any(True for _ in open_points(entry.get("applies_to")))


def _among(loaded: Loaded, sets: Mapping[str, Mapping[date, Loaded]]) -> Iterator[Fault]:
    """Give the faults of a file beside others; `sets` are the versions that are there already."""
    file = loaded.file
    if isinstance(file, Grundlag):
        return
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
