"""What a mapping file says, as frozen values: which tables of a source give which of ours, and how.

A file holds, for each table of a source by its name (`*` stands for any signs), the tables that it feeds, and for each
of their columns the heading of the column that gives it, or one value for all rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path as FilePath

import attrs

from kontaktforloeb.caseload.mapping.months import MONTH
from kontaktforloeb.caseload.mapping.places import Places
from kontaktforloeb.caseload.mapping.shown import NUMBER
from kontaktforloeb.rulebook.structure import Path

QUESTION = "?"
"""What stands in a proposed file where the user is to say which column it is."""

LIST_COLUMNS = ("with", "topics", "agreements")
"""The columns whose cells hold lists."""


@attrs.frozen
class Given:
    """What gives the cells of one of our columns: a column of the source, its words translated, or one value for all.

    A cell of a list is cut at `split` first.
    """

    path: Path
    heading: str = ""
    always: str | None = None
    split: str = ""
    values: Mapping[str, str] = attrs.field(factory=dict)
    """The known word for each other one, in small letters."""

    @property
    def numbered(self) -> bool:
        """Whether a series of columns gives it."""
        return NUMBER in self.heading


@attrs.frozen
class Part:
    """What each row of a source gives of one of our tables, once, or once for each number of a series of columns.

    A row gives it where one of the columns `if_any` is not empty; of several parts, by default, where one of the part's
    own columns is.
    """

    path: Path
    table: str
    columns: Mapping[str, Given]
    if_any: tuple[str, ...] = ()

    @property
    def numbered(self) -> bool:
        """Whether it is there once for each number of a series."""
        return any(given.numbered for given in self.columns.values())

    @property
    def monthly(self) -> bool:
        """Whether it is there once for each month of a series."""
        return any(MONTH in given.heading for given in self.columns.values())

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that it reads, those of a series with `{n}`."""
        own = [given.heading for given in self.columns.values() if given.heading]
        return tuple(dict.fromkeys([*own, *self.if_any]))

    @property
    def telling(self) -> tuple[str, ...]:
        """The headings of which one must be filled where a row has this part."""
        own = (given.heading for name, given in self.columns.items() if name != "citizen" and given.heading)
        return self.if_any or tuple(dict.fromkeys(own))


@attrs.frozen
class MappedSource:
    """The parts that a table of a source gives, in the order of our tables; its headings stand in `header_row`."""

    name: str
    parts: tuple[Part, ...]
    header_row: int = 1

    def means(self, table: str) -> bool:
        """Tell whether this speaks of a table of that name."""
        return re.fullmatch(".*".join(map(re.escape, self.name.split("*"))), table, re.DOTALL) is not None


@attrs.frozen
class ColumnMapping:
    """A mapping file that can be used."""

    path: FilePath
    sources: tuple[MappedSource, ...]
    places: Places = attrs.field(repr=False, eq=False)
