"""The examples of the rules: found beside the rule files, read, and tied to the rules that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import attrs

from kontaktforloeb.errors import Problem, nearest
from kontaktforloeb.rulebook.format import Published, Requirement
from kontaktforloeb.rulebook.load import Parsed, parse
from kontaktforloeb.rulebook.registry import EXAMPLES, Rulebook
from kontaktforloeb.rulebook.rulesets import Version
from kontaktforloeb.rulebook.structure import Fault, Faults, structure
from kontaktforloeb.statements.example_format import Example, ExamplesFile, Side, Told, over

_HEADER = re.compile(r"^\s*\[\[\s*example\s*\]\]")
SIDES = ("kept", "not_kept")


@attrs.frozen
class Placed:
    """An example, where it stands, and what it is about: a requirement, a published figure or a whole rule set."""

    example: Example
    place: str
    version: Version = attrs.field(repr=False)
    requirement: Requirement | None
    requirement_id: str | None
    published: Published | None
    checks: tuple[str, ...]
    """The statements that what it is about stands for, those of shares of it, and those of the file beside."""
    statements: tuple[str, ...]
    """The statements that it shows: those that it names, or else all that what it is about stands for."""

    @property
    def subject(self) -> str:
        """The id of what the example is about."""
        return self.requirement_id or self.example.published or self.version.file.id

    def side(self, name: str) -> Side:
        """Give one side, with what both share."""
        own = self.example.kept if name == SIDES[0] else self.example.not_kept
        return over(own, self.example)


@attrs.frozen
class Examples:
    """Every example that could be read, and what is wrong with the others."""

    placed: tuple[Placed, ...]
    problems: tuple[Problem, ...]


def read_examples(folders: Iterable[Path], rulebook: Rulebook) -> Examples:
    """Give the examples beside the rule files in the folders; a bad one never blocks the others.

    >>> from kontaktforloeb.rulebook.registry import bundled_folder, load_rules
    >>> read_examples([bundled_folder()], load_rules()).problems
    ()
    """
    versions = {version.path.resolve(): version for own in rulebook.rulesets.values() for version in own.versions}
    placed: list[Placed] = []
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.rglob(f"*{EXAMPLES}")):
            beside = path.with_name(path.name.removesuffix(EXAMPLES) + ".toml")
            version = versions.get(beside.resolve())
            if version is None:
                problems.append(Problem(where=str(path), what=f"no rules were loaded from {beside.name} beside it"))
            else:
                placed += _read(path, version, rulebook, problems)
    return Examples(tuple(placed), tuple(problems))


def _read(path: Path, version: Version, rulebook: Rulebook, problems: list[Problem]) -> Iterator[Placed]:
    parsed = parse(path)
    if not isinstance(parsed, Parsed):
        problems += parsed
        return
    faults = Faults()
    file = structure(ExamplesFile, parsed.raw, (), faults)
    assert file is not None
    places = _places(parsed)
    wrong = {fault.path[1] if len(fault.path) > 1 else None for fault in faults.found}
    for index, example in enumerate(file.example if None not in wrong else ()):
        if index not in wrong:
            own = Faults()
            found = _placed(_place(parsed, places, index), example, version, rulebook, own)
            faults.found += [attrs.evolve(fault, path=("example", index, *fault.path)) for fault in own.found]
            if not own.found:
                yield found
    problems += [_problem(parsed, places, fault) for fault in faults.found]


def _placed(place: str, example: Example, version: Version, rulebook: Rulebook, faults: Faults) -> Placed:
    requirement = published = name = None
    checks = version.file.checks
    if example.requirement is not None:
        name, requirement = _requirement(example.requirement, version, rulebook, faults)
        checks = requirement.checks if requirement else ()
    elif example.published is not None:
        published = _published(example.published, version, faults)
        checks = (*published.checks, *(c for answer in published.answers for c in answer.checks)) if published else ()
    if example.requirement is not None and example.published is not None:
        faults.add(("published",), "an example is about a requirement or about a published figure")
    if published is None:
        for side in SIDES:
            _told_enough(example, side, faults)
    shares = [own.checks for own in version.file.requirement if own.of and name == f"{version.file.id}/{own.of}"]
    every = (*checks, *chain.from_iterable(shares), *version.file.checks)
    return Placed(example, place, version, requirement, name, published, every, example.statements or checks)


def _requirement(
    name: str, version: Version, rulebook: Rulebook, faults: Faults
) -> tuple[str | None, Requirement | None]:
    """Give the full id and the requirement for the id of one in the file beside, or for a full id."""
    full = name if "/" in name else f"{version.file.id}/{name}"
    ruleset, _, own = full.partition("/")
    others = rulebook.rulesets[ruleset].versions if ruleset in rulebook.rulesets else ()
    # The file beside goes first; of another rule set the newest version that has the requirement.
    for other in (version, *reversed(others)):
        for requirement in other.file.requirement:
            if (other.file.id, requirement.id) == (ruleset, own):
                return full, requirement
    known = [
        f"{each.id}/{requirement.id}"
        for each in rulebook.rulesets.values()
        for other in each.versions
        for requirement in other.file.requirement
    ]
    faults.add(("requirement",), f"there is no requirement '{full}'", "", nearest(full, known))
    return None, None


def _published(name: str, version: Version, faults: Faults) -> Published | None:
    known = {published.score: published for published in version.file.published}
    if name not in known:
        faults.add(("published",), f"the file beside shows no figure of '{name}'", "", nearest(name, known))
    return known.get(name)


def _told_enough(example: Example, name: str, faults: Faults) -> None:
    """Note what a side does not tell although nobody can be judged without it."""
    own = example.kept if name == SIDES[0] else example.not_kept
    side = over(own, example)
    if side.as_of is None:
        faults.add((name,), "the key 'as_of' is missing", "the day of the verdict")
    people: list[Told] = [over(case, side) for case in side.cases] if side.cases is not None else [side]
    for told in people:
        if told.spells is None and (told.group is None or told.start is None) and side.records is None:
            faults.add((name,), "nothing says since when the citizen is in which group", "group and start, or spells")
        if told.spells is not None and told.group is not None:
            faults.add((name,), "there are spells and a group", "one of the two")


def _places(parsed: Parsed) -> list[int]:
    """Give the line of each example's header."""
    lines = enumerate(parsed.text.splitlines(), 1)
    return [number for number, line in lines if _HEADER.match(line)]


def _place(parsed: Parsed, places: Sequence[int], index: int) -> str:
    return f"{parsed.path}:{places[index]}" if index < len(places) else str(parsed.path)


def _problem(parsed: Parsed, places: Sequence[int], fault: Fault) -> Problem:
    index = fault.path[1] if len(fault.path) > 1 else None
    where = _place(parsed, places, index) if isinstance(index, int) else str(parsed.path)
    dotted = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in fault.path).lstrip(".")
    return Problem(where=where, key=dotted, what=fault.what, expected=fault.expected, nearest=fault.nearest)
