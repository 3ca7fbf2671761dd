"""Any case as one of a table, so that an engine is asked about it and told of it in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.format import Bilingual
from kontaktforloeb.testing.casetable.model import Category, Day, Suite, TableCase
from kontaktforloeb.testing.casetable.rows import rows_of
from kontaktforloeb.texts import say


def as_table_cases(cases: Iterable[Case], as_of: date) -> Iterator[TableCase]:
    """Give each case with a day of the question; what must come out of it is what this library says."""
    purpose = Bilingual(say("case.any", "da"), say("case.any", "en"))
    for case in cases:
        yield TableCase(
            case.citizen, Suite.CASELOAD, Category.NAMED, purpose, "", case, rows_of(case), (Day(as_of),),
        )  # fmt: skip
