"""The examples beside the rule files, as cases of the table: each side is one citizen and one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from kontaktforloeb.rulebook.format import Bilingual
from kontaktforloeb.rulebook.kinds import MEASURED, FileKind
from kontaktforloeb.rulebook.registry import Rulebook, bundled_folder
from kontaktforloeb.statements.example_format import Side
from kontaktforloeb.statements.examples import SIDES, Placed, read_examples
from kontaktforloeb.statements.people import case_of
from kontaktforloeb.statements.trial import ANY, NO_ROW
from kontaktforloeb.testing.casetable.model import Category, Day, Known, Setting, Suite, TableCase, citizen_of
from kontaktforloeb.testing.casetable.rows import rows_of
from kontaktforloeb.texts import say


@attrs.frozen
class Examples:
    """The examples that are cases, the values of parameters that they give, and how many are about many citizens."""

    placed: tuple[Placed, ...]
    values: dict[str, dict[str, Any]]
    about_many: int


def examples(rulebook: Rulebook) -> Examples:
    """Give the examples beside the bundled rule files."""
    placed = read_examples([bundled_folder()], rulebook).placed
    values: dict[str, dict[str, Any]] = {}
    for one in placed:
        for name in SIDES:
            own = values.setdefault(one.version.file.id, {})
            for key, value in (one.side(name).set or {}).items():
                own.setdefault(key, value)
    single = tuple(one for one in placed if not _about_many(one))
    return Examples(single, {name: own for name, own in values.items() if own}, len(placed) - len(single))


def _about_many(one: Placed) -> bool:
    """Tell whether an example is about a share, a load or a figure: no finding on one citizen says anything of it."""
    measured = one.requirement is not None and one.requirement.kind in MEASURED
    maaling = one.version.file.kind is FileKind.MAALING
    return (
        one.published is not None
        or measured
        or maaling
        or any(one.side(name).cases is not None or one.side(name).records is not None for name in SIDES)
    )


def of_examples(found: Examples, rulebook: Rulebook) -> Iterator[TableCase]:
    """Give both sides of every example about one citizen; of two alike in name the second is numbered."""
    names: Counter[str] = Counter()
    for one in found.placed:
        base = f"example/{one.version.file.id}/{one.version.valid_from}/{one.subject.rpartition('/')[2]}"
        names[base] += 1
        number = f"/{names[base]}"
        for name in SIDES:
            yield _case(f"{base}{number}/{name.replace('_', '-')}", one, name, found, rulebook)


def _case(name: str, one: Placed, side_name: str, found: Examples, rulebook: Rulebook) -> TableCase:
    side, own = one.side(side_name), one.version.file
    assert side.as_of is not None  # An example without it is not read.
    schedule = None if own.kind is FileKind.LOV else own.id
    case = attrs.evolve(case_of(side, citizen_of(name)), schedule=side.schedule or schedule)
    title = own.title if one.requirement is None else one.requirement.title
    key = "case.kept" if side_name == SIDES[0] else "case.not-kept"
    purpose = Bilingual(*(f"{title.in_(lang)}: {say(key, lang)}" for lang in ("da", "en")))
    return TableCase(
        id=name,
        suite=Suite.EXAMPLES,
        category=Category.NAMED,
        purpose=purpose,
        source=f"{one.version.path.parent.name}/{one.version.path.stem}.examples.toml",
        case=case,
        rows=rows_of(case),
        days=(Day(side.as_of, _known(one, side)),),
        reference="" if one.requirement is None else one.requirement.reference,
        rulesets=(own.id,),
        requirement=one.requirement_id or "",
        setting=_setting(one, side, case.schedule, found, rulebook),
    )


def _setting(one: Placed, side: Side, schedule: str | None, found: Examples, rulebook: Rulebook) -> Setting:
    """Give by what a side is judged: its own words, and a value for every parameter that is open."""
    own = one.version.file.id
    rules = side.rules
    if rules is None and rulebook.rulesets[own].only_by_name:
        rules = (own,)
    values: dict[str, dict[str, Any]] = {}
    for name in (own, schedule):
        if name is not None and rulebook.rulesets[name].open_parameters:
            values[name] = dict(found.values.get(name, {}))
    if side.set is not None:
        values[own] = {**values.get(own, {}), **side.set}
    given = [(name, key, value) for name, mine in sorted(values.items()) for key, value in sorted(mine.items())]
    return Setting(rules, tuple(sorted((side.readings or {}).items())), values=tuple(given))


def _known(one: Placed, side: Side) -> tuple[Known, ...]:
    """Give what a side says must come out; of a whole rule set at least one finding must be as said."""
    which: list[tuple[str, Any]] = []
    if one.requirement_id is None:
        which.append(("ruleset", one.version.file.id))
    else:
        which += [("requirement", one.requirement_id), ("occurrence", side.occurrence or 1)]
    if side.course is not None:
        course: date = side.course
        which.append(("course", course))
    reasons = () if side.reason is None else (side.reason,)
    status = () if side.status in (ANY, NO_ROW) else (side.status,)
    return (Known(tuple(which), status, (), reasons, absent=side.status == NO_ROW, some=True),)
