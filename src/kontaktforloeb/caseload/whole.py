"""What only a whole caseload decides, found before its parts are read apart from each other.

Two things: what a column of days leaves open in how they are written (`kontaktforloeb.caseload.cell_days`), and whether
ids that are written in several ways are one citizen's (`kontaktforloeb.caseload.ids`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import NamedTuple

import attrs
import polars as pl

from kontaktforloeb.caseload.cell_days import Doubt, doubts, usual
from kontaktforloeb.caseload.columns import Bad, Column, plain, tables
from kontaktforloeb.caseload.frames.reading import Columns
from kontaktforloeb.caseload.ids import Joined, joined
from kontaktforloeb.caseload.typed_cells import text_of
from kontaktforloeb.errors import CaseloadError, Problem
from kontaktforloeb.rulebook.registry import Rulebook

_IN_DOUBT = Doubt(month_first=True, no_serials=True)
_ID = "citizen"
_LIKE_A_NUMBER = "[0-9-]{1,11}"
_MAY_DECIDE = re.compile(r".*/.*|[0-9]{5,6}(?:[.,][0-9]*)?", re.DOTALL)
_NINE, _DASHED = "199999999", "019999-9999"
"""Of no caseload: two ways of writing one id."""


class Telling(NamedTuple):
    """A cell that helps to decide: a day as it is written, or one id of all that have the same form."""

    table: str
    column: str
    text: str


@attrs.frozen
class Whole:
    """What a whole caseload decides: what is open in a column of a table, and ids that decide how ids are read.

    Without `ids` every id stands as it is, and without `doubts` a day that other cells could make doubtful is rejected.
    """

    doubts: Mapping[str, Mapping[str, Doubt]] | None = None
    ids: frozenset[str] | None = attrs.field(default=None, repr=False)

    def columns(self, rulebook: Rulebook) -> Columns:
        """Give the columns of every table, read as the whole caseload has it."""
        return {name: tuple(self._settled(name, column) for column in own) for name, own in tables(rulebook).items()}

    def _settled(self, table: str, column: Column) -> Column:
        if column.in_doubt is None:
            return column
        doubt = _IN_DOUBT if self.doubts is None else self.doubts.get(table, {}).get(column.name, Doubt())
        return attrs.evolve(column, parse=column.in_doubt(doubt), in_doubt=None)

    def joined(self, ids: Iterable[str]) -> Joined:
        """Give how ids of a part are read; it must hold all ways in which any of its ids is written."""
        return Joined({}, frozenset()) if self.ids is None else joined({*ids, *self.ids})


AS_IT_STANDS = Whole()
"""Nothing is asked of the whole: ids are as they stand, and a day that could be doubtful is rejected."""


def telling(table: str, frame: pl.DataFrame, columns: Iterable[Column]) -> Iterator[Telling]:
    """Give those cells of a part of a table that help to decide; few, whatever its size.

    >>> from kontaktforloeb import load_rules
    >>> columns = [column for column in tables(load_rules())["meetings"] if column.name in ("citizen", "date")]
    >>> part = pl.DataFrame({"citizen": ["B1", "B2", "B3"], "date": ["03/25/2024", "2024-03-04", "40122"]})
    >>> [(cell.column, cell.text) for cell in telling("meetings", part, columns)]
    [('citizen', 'B1'), ('date', '03/25/2024'), ('date', '40122')]
    """
    for column in columns:
        if column.name not in frame.columns or (column.name != _ID and column.in_doubt is None):
            continue
        different = frame[column.name].unique(maintain_order=True).drop_nulls()
        if column.name == _ID:
            yield from map(partial(Telling, table, _ID), _of_each_form(column, different))
        elif not different.dtype.is_temporal():
            yield from (Telling(table, column.name, text) for text in map(text_of, different) if _may_decide(text))


def decided(cells: Iterable[Telling]) -> Whole:
    """Give what a whole caseload decides, from the telling cells of all its parts.

    Raises `CaseloadError` where ids are written in so many ways that these cells do not decide it.
    """
    ids: set[str] = set()
    texts: dict[tuple[str, str], set[str]] = {}
    for cell in cells:
        if cell.column == _ID:
            ids.add(cell.text)
        else:
            texts.setdefault((cell.table, cell.column), set()).add(cell.text)
    found: dict[str, dict[str, Doubt]] = {}
    for (table, column), own in texts.items():
        found.setdefault(table, {})[column] = doubts(map(plain, own))[0]
    _check(ids)
    return Whole(found, frozenset(ids))


def _of_each_form(column: Column, cells: pl.Series) -> list[str]:
    """Give one id of each form: by its digits and dashes, or all other texts as one."""
    texts = pl.Series("id", map(text_of, cells), pl.String) if cells.dtype.is_float() else cells.cast(pl.String)
    own = pl.col("id")
    like_a_number, simple = (own.str.contains(f"^{signs}$") for signs in (_LIKE_A_NUMBER, "[0-9A-Za-z-]+"))
    # What has other signs is looked at one by one: blanks and quotes do not stand in the id that is meant.
    form = pl.when(like_a_number).then(own.str.replace_all("[0-9]", "0")).when(simple).then(pl.lit("")).otherwise(own)
    found: dict[str, str] = {}
    for _, alike in texts.alias("id").to_frame().group_by(form, maintain_order=True):
        values = (value for text in alike["id"] if not isinstance(value := column.value(text), Bad))
        for value in islice(values, 1):
            found.setdefault(re.sub("[0-9]", "0", value) if re.fullmatch(_LIKE_A_NUMBER, value) else "", value)
    return list(found.values())


def _may_decide(text: str) -> bool:
    shown = plain(text)
    return not usual(shown) and _MAY_DECIDE.fullmatch(shown) is not None


def _check(ids: set[str]) -> None:
    """Raise where it matters whether any id of nine digits is one with a dash: one of each form does not tell that."""
    known, could_be = joined(ids).read_as, joined({*ids, _NINE, _DASHED}).read_as
    nine = any(re.fullmatch("[0-9]{9}", one) for one in ids)
    if nine and any("-" in one and one not in known for one in could_be.keys() & ids):
        what = "ids are written with nine digits, with dashes and in other ways, and none with ten digits"
        raise CaseloadError([Problem(what, key=_ID, expected="ids written in one way")])
