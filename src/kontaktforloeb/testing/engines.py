"""Hold an engine of your own against this library: on the case table, on citizens drawn from it, on any cases.

An engine is a Python function that takes a case and a day and gives findings, or a command that reads a folder of our
tables and writes a CSV file of findings. It need not do everything: what is compared is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from kontaktforloeb.dates import as_day
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.registry import load_rules
from kontaktforloeb.testing.casetable.difference import Comparison, Difference, compare, told
from kontaktforloeb.testing.casetable.drawn import drawn
from kontaktforloeb.testing.casetable.engines import Command, Engine, Run, calling, command, engine_of, runs_of
from kontaktforloeb.testing.casetable.model import Category, Setting, Suite, TableCase
from kontaktforloeb.testing.casetable.table import CaseTable, Choice, case_table, judged
from kontaktforloeb.testing.casetable.wanted import columns_of, wanted_of
from kontaktforloeb.texts import Lang

__all__ = [
    "Case",
    "CaseTable",
    "Category",
    "Choice",
    "Command",
    "Comparison",
    "Difference",
    "Engine",
    "Run",
    "Setting",
    "Suite",
    "TableCase",
    "assert_agree",
    "calling",
    "case_table",
    "command",
    "compare_engine",
    "compare_on",
    "drawn",
    "told",
]

Given = Engine | str | Callable[..., Iterable[Any]]


def compare_engine(
    engine: Given, cases: Iterable[TableCase], *, columns: Iterable[str] | None = None, choice: Choice | None = None
) -> Comparison:
    """Give how an engine differs from what must come out of cases of the table, or of cases drawn from it.

    Raises `CaseloadError` for a command that fails or rows that cannot be compared, `UnknownNameError` for a column
    that is not there.

    >>> from kontaktforloeb import check
    >>> cases = case_table("conformance").cases
    >>> compare_engine(lambda case, as_of: check(case, as_of=as_of).findings, cases).equal
    True
    """
    own, names, rulebook = list(cases), columns_of(columns), load_rules()
    got = [row for run in runs_of(own) for row in engine_of(engine)(run)]
    wanted = [wanted_of(case, lambda case, as_of: judged(case, as_of, rulebook)) for case in own]
    return compare(wanted, got, columns=names, choice=choice)


def compare_on(
    engine: Given, cases: Iterable[Case], as_of: date | str, *, columns: Iterable[str] | None = None,
    choice: Choice | None = None,
) -> Comparison:  # fmt: skip
    """Give how an engine differs from this library on any cases, as of a day; each case has a citizen of its own.

    Raises as `compare_engine` does, and `CaseError` for a case that cannot be judged.
    """
    from kontaktforloeb.testing.casetable.any import as_table_cases  # noqa: PLC0415 (only here)

    return compare_engine(engine, as_table_cases(cases, as_day(as_of)), columns=columns, choice=choice)


def assert_agree(
    engine: Given, cases: Iterable[Case], as_of: date | str, *, columns: Iterable[str] | None = None,
    choice: Choice | None = None, lang: Lang = "en",
) -> None:  # fmt: skip
    """Raise `AssertionError`, with what differs and why, where an engine and this library disagree on cases.

    >>> from kontaktforloeb import Case, check
    >>> case = Case.from_dates("2024-01-08", "kontanthjaelp-jobparat", held=["2024-01-12"])
    >>> assert_agree(lambda case, as_of: check(case, as_of=as_of).findings, [case], "2024-09-01")
    """
    found = compare_on(engine, cases, as_of, columns=columns, choice=choice)
    if not found.equal:
        raise AssertionError(told(found, lang))
