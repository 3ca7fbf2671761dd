"""How the findings of another engine differ from those of the case table, and how that is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import attrs

from kontaktforloeb.errors import CaseloadError, Problem, nearest
from kontaktforloeb.testing.casetable.cells import as_meant
from kontaktforloeb.testing.casetable.table import Choice
from kontaktforloeb.testing.casetable.wanted import COMPARED, KEY, Row, Wanted, cell
from kontaktforloeb.texts import Lang, day, say

NEEDED = ("citizen", "course", "requirement", "as_of")
"""The columns without which nobody can say what a row is about."""
_DAYS = frozenset({"opens", "due", "fulfilled", "course", "version", "last_working_day"})
_SHOWN = 12
_INDENT = "      "


@attrs.frozen
class Difference:
    """One finding that is not as it should be: both rows, or the one that there is."""

    case: Wanted
    as_of: str
    wanted: Row | None
    got: Row | None
    columns: tuple[str, ...]
    """The columns in which they differ; of a row that is missing or too many those that were compared."""
    twice: bool = False
    """Whether the row is too many because the finding was given already."""


@attrs.frozen
class Comparison:
    """What became of a comparison."""

    cases: int
    findings: int
    differences: tuple[Difference, ...]
    columns: tuple[str, ...]
    not_asked: int
    """How many rows were about citizens or days that nobody had asked about."""

    @property
    def equal(self) -> bool:
        """Whether nothing differs; of nothing nobody can say."""
        return not self.differences and self.cases > 0

    @property
    def wrong(self) -> tuple[str, ...]:
        """The ids of the cases that differ, in order."""
        return tuple(dict.fromkeys(difference.case.id for difference in self.differences))


def compare(
    wanted: Iterable[Wanted],
    got: Iterable[Mapping[str, Any]],
    *,
    columns: Sequence[str] = COMPARED,
    choice: Choice | None = None,
    days: Collection[str] = (),
) -> Comparison:
    """Give how rows of findings differ from what must come out of cases.

    A row is found by the columns of the key that all rows of `got` have; `citizen`, `course`, `requirement` and `as_of`
    are needed. Where `choice` names rule sets or requirements, the findings of others are left out on both sides; with
    `days`, what was asked on other days.
    Raises `CaseloadError` for rows without a column that is needed or compared, or a cell that is no day or number.
    """
    rows = [{str(name): cell(value) for name, value in row.items()} for row in got]
    key = _key(rows, columns)
    rows = as_meant(rows, tuple(dict.fromkeys((*key, "as_of", *columns))))
    cases = [case for case in wanted if not days or not case.rows.keys().isdisjoint(days)]
    by_day: dict[tuple[str, str], list[Row]] = {
        (case.citizen, as_of): [] for case in cases for as_of in _asked(case, days)
    }
    not_asked = 0
    for row in rows:
        own = by_day.get((row["citizen"], row["as_of"]))
        if own is None:
            not_asked += 1
        elif _is_chosen(row, choice):
            own.append(row)
    differences: list[Difference] = []
    findings = 0
    for case in cases:
        for as_of in _asked(case, days):
            asked = [row for row in case.rows[as_of] if _is_chosen(row, choice)]
            findings += len(asked)
            differences += _differences(case, as_of, asked, by_day[case.citizen, as_of], key, tuple(columns))
    return Comparison(len(cases), findings, tuple(differences), tuple(columns), not_asked)


def _asked(case: Wanted, days: Collection[str]) -> list[str]:
    return [as_of for as_of in case.rows if not days or as_of in days]


def _is_chosen(row: Row, choice: Choice | None) -> bool:
    if choice is None:
        return True
    ruleset = row.get("ruleset") or row["requirement"].partition("/")[0]
    return (not choice.rules or ruleset in choice.rules) and (
        not choice.requirements or row["requirement"] in choice.requirements
    )


def _key(rows: Sequence[Row], columns: Sequence[str]) -> tuple[str, ...]:
    """Give the columns by which rows are found: those of the key that all of them have."""
    if not rows:
        return KEY
    there = set(rows[0]).intersection(*rows)
    missing = [name for name in (*NEEDED, *columns) if name not in there]
    if missing:
        raise CaseloadError(
            [
                Problem("the column is missing", key=name, nearest=nearest(name, there))
                for name in dict.fromkeys(missing)
            ]
        )
    return tuple(name for name in KEY if name in there)


def _differences(
    case: Wanted, as_of: str, wanted: Iterable[Row], got: Iterable[Row], key: tuple[str, ...], columns: tuple[str, ...]
) -> Iterator[Difference]:
    sides: list[dict[tuple[str, ...], list[Row]]] = []
    for rows in (wanted, got):
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            found.setdefault(tuple(row[name] for name in key), []).append(row)
        sides.append(found)
    for each in sorted({*sides[0], *sides[1]}):
        left, others = _unequal(sides[0].get(each, ()), sides[1].get(each, ()), columns)
        given = len(sides[1].get(each, ())) - len(others)  # Those that are as they should be.
        for expected, other in zip_longest(left, others):
            if expected is None or other is None:
                twice = other is not None and given > 0 and _is_again(other, sides[1][each], key, columns)
                yield Difference(case, as_of, expected, other, columns, twice)
            else:
                differing = tuple(name for name in columns if expected[name] != other[name])
                yield Difference(case, as_of, expected, other, differing)
            given += other is not None


def _unequal(wanted: Iterable[Row], got: Iterable[Row], columns: Sequence[str]) -> tuple[list[Row], list[Row]]:
    """Give the rows of each side that have no equal on the other, in one order.

    Where columns of the key are not given, several findings may share what is left.
    """
    left, others = [], []
    by_cells: dict[tuple[str, ...], list[Row]] = {}
    for row in wanted:
        by_cells.setdefault(tuple(row[name] for name in columns), []).append(row)
    for row in got:
        same = by_cells.get(tuple(row[name] for name in columns))
        if same:
            same.pop()
        else:
            others.append(row)
    for rows in by_cells.values():
        left += rows
    for rows in (left, others):
        rows.sort(key=lambda row: [row[name] for name in columns])
    return left, others


def _is_again(row: Row, got: Sequence[Row], key: Sequence[str], columns: Sequence[str]) -> bool:
    """Tell whether a row says once more what another says: the same finding, by the whole key or by every cell."""
    same = [own for own in got if all(own[name] == row[name] for name in columns)]
    return len(key) == len(KEY) or len(same) > 1


# --- In words


def counted(key: str, count: int, lang: Lang, **facts: object) -> str:
    """Give a text that is another for one thing than for several.

    >>> counted("number-of-cases", 1, "en"), counted("number-of-cases", 2, "da")
    ('1 case', '2 sager')
    """
    return say(f"cases.{key}.{'one' if count == 1 else 'more'}", lang, count=count, **facts)


def told(comparison: Comparison, lang: Lang, *, most: int = _SHOWN) -> str:
    """Give a comparison in words: how many cases differ, and the first of them with what was expected and why."""
    said = []
    if comparison.not_asked:
        said.append(counted("not-asked", comparison.not_asked, lang))
    if not comparison.cases:
        return "\n".join([*said, say("cases.none", lang)])
    cases = counted("number-of-cases", comparison.cases, lang)
    if comparison.equal:
        findings = counted("number-of-findings", comparison.findings, lang)
        equal = say("cases.equal", lang, cases=cases, findings=findings, columns=", ".join(comparison.columns))
        return "\n".join([*said, equal])
    differences = counted("number-of-differences", len(comparison.differences), lang)
    wrong = len(comparison.wrong)
    said.append(counted("differ", wrong, lang, wrong=wrong, cases=cases, differences=differences))
    by_case: dict[tuple[str, str], list[Difference]] = {}
    for difference in comparison.differences:
        by_case.setdefault((difference.case.id, difference.as_of), []).append(difference)
    for own in list(by_case.values())[:most]:
        said += ["", *_of_case(own, lang)]
    if len(by_case) > most:
        said += ["", counted("more", len(by_case) - most, lang)]
    return "\n".join(said)


def _of_case(own: Sequence[Difference], lang: Lang) -> Iterator[str]:
    case, as_of = own[0].case, own[0].as_of
    shown = day(as_of, lang)
    yield say("difference.case", lang, citizen=case.citizen, as_of=shown, case=case.id, category=case.category)
    yield say("difference.purpose", lang, purpose=case.purpose[lang])
    for difference in own:
        yield from _of_finding(difference, lang)


def _of_finding(difference: Difference, lang: Lang) -> Iterator[str]:
    row = difference.wanted or difference.got
    assert row is not None
    which = {name: _shown(name, row.get(name, ""), lang) for name in ("course", "group", "version", "occurrence")}
    reference = (difference.wanted or {}).get("reference") or difference.case.reference
    yield say(
        "difference.duty", lang, requirement=row["requirement"], reference=reference,
        which=say("difference.which", lang, **which),
    )  # fmt: skip
    wanted, got = difference.wanted, difference.got
    if wanted is None or got is None:
        said = ", ".join(f"{name} {_shown(name, row[name], lang)}" for name in difference.columns if row[name])
        if got is None:
            yield say("difference.missing", lang, wanted=said)
        else:
            yield say("difference.twice" if difference.twice else "difference.extra", lang, got=said)
    else:
        for name in difference.columns:
            cells = {"wanted": _shown(name, wanted[name], lang), "got": _shown(name, got[name], lang)}
            yield say("difference.cell", lang, column=name, **cells)
    why = None if wanted is None else difference.case.explain(difference.as_of, wanted, lang)
    if why is not None:
        yield say("difference.why", lang)
        yield from (_INDENT + line for line in why.splitlines())


def _shown(name: str, text: str, lang: Lang) -> str:
    if not text:
        return say("difference.nothing", lang)
    return day(text, lang) if name in _DAYS else text
