"""The worked examples and traps of the notes on the law, as cases of the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.rulebook.format import Bilingual
from kontaktforloeb.rulebook.load import Parsed, parse
from kontaktforloeb.rulebook.structure import Faults, anything, day, flag, key, keyed, many, structure, table, text
from kontaktforloeb.statements.example_format import Told, over
from kontaktforloeb.statements.people import case_of
from kontaktforloeb.testing.casetable.model import WHICH, Category, Day, Known, Setting, Suite, TableCase, citizen_of
from kontaktforloeb.testing.casetable.named import cases_folder, danish
from kontaktforloeb.testing.casetable.rows import rows_of

_LISTS = ("reasons", "not_reasons", "without")


@attrs.frozen(kw_only=True)
class On:
    """What must come out as of a day."""

    day: date = key(day)
    conventions: Mapping[str, Any] = key(keyed(anything), factory=dict)
    every_reading: bool = key(flag, default=False)
    courses: Any = key(anything, default=None)
    findings: tuple[Mapping[str, Any], ...] = key(many(keyed(anything)), default=())
    absent: tuple[str, ...] = key(many(text), default=())
    only: tuple[str, ...] | None = key(many(text), default=None)

    def setting(self, rules: tuple[str, ...] | None) -> Setting:
        """Give by what it is judged."""
        said = {name: value for name, value in self.conventions.items() if name != "readings"}
        said |= self.conventions.get("readings", {})
        return Setting(rules, tuple(sorted(said.items())), self.every_reading)


@attrs.frozen(kw_only=True)
class Worked(Told):
    """A worked example."""

    id: str = key(text)
    title: str = key(text)
    section: str = key(text)
    mark: str = key(text)
    why: str = key(text)
    like: str | None = key(text, default=None)
    on: tuple[On, ...] = key(many(table(On)), default=())
    share: Any = key(anything, default=None)


@attrs.frozen(kw_only=True)
class WorkedFile:
    """The worked examples of one period of the law."""

    case: tuple[Worked, ...] = key(many(table(Worked)))
    left_out: Any = key(anything, default=None)


def worked() -> Iterator[TableCase]:
    """Give the worked examples about one citizen, once for each way in which they are judged."""
    for path in sorted((cases_folder() / "worked").glob("*.toml")):
        cases = _read(path).case
        by_id = {case.id: case for case in cases}
        for case in cases:
            facts: Worked = case
            while facts.like is not None:
                facts = attrs.evolve(over(facts, by_id[facts.like]), like=by_id[facts.like].like)
            settings = [(on.setting(facts.rules), on) for on in case.on]
            for setting, own in groupby(sorted(settings, key=lambda pair: str(pair[0])), key=lambda pair: pair[0]):
                yield _case(case, facts, setting, [on for _, on in own], path)


def _read(path: Path) -> WorkedFile:
    parsed, faults = parse(path), Faults()
    assert isinstance(parsed, Parsed), parsed
    file = structure(WorkedFile, parsed.raw, (), faults)
    assert file is not None, faults.found
    return file


def _case(told: Worked, facts: Worked, setting: Setting, on: list[On], path: Path) -> TableCase:
    name = f"worked/{told.id}" + (f"+{setting}" if str(setting) else "")
    case = case_of(facts, citizen_of(name))
    about = {row["requirement"] for each in on for row in each.findings}
    return TableCase(
        id=name,
        suite=Suite.WORKED,
        category=Category.NAMED,
        purpose=Bilingual(danish()[f"worked/{told.id}"], told.title),
        source=f"worked/{path.name}",
        case=case,
        rows=rows_of(case),
        days=tuple(Day(each.day, tuple(_known(each))) for each in sorted(on, key=lambda each: each.day)),
        rulesets=tuple(sorted({name.partition("/")[0] for name in about})),
        requirement=about.pop() if len(about) == 1 else "",
        why=told.why,
        setting=setting,
    )


def _known(on: On) -> Iterator[Known]:
    for row in on.findings:
        says = {name: value for name, value in row.items() if name not in (*WHICH, *_LISTS, "status")}
        says |= dict.fromkeys(row.get("without", ()))
        yield Known(
            tuple((name, row[name]) for name in WHICH if name in row),
            (row["status"],) if "status" in row else (),
            tuple(says.items()),
            tuple(row.get("reasons", ())),
            tuple(row.get("not_reasons", ())),
        )
    for name in on.absent:
        yield Known((("requirement", name),), absent=True)
