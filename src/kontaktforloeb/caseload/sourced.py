"""Where a caseload comes from, and by which of the two ways it is read.

A folder of CSV files of an ordinary size is read and judged case by case, with nothing but the library itself.
Whatever is larger, or no such folder, goes through frames and arrays, which are an extra. Both give the same findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.caseload.columns import TABLES
from kontaktforloeb.caseload.read import Caseload, read_folder
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, Problem, nearest
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.registry import Rulebook

if TYPE_CHECKING:
    from kontaktforloeb.caseload.frames import Frames
    from kontaktforloeb.commands.running import Run

_SMALL = 4 << 20
"""So many bytes of CSV are judged case by case in less time than the arrays take to load."""

_PACKAGES = ("numpy", "polars")
_WITH_A_MAPPING = (
    "columns and tables with other names are read with --columns; 'kontaktforloeb columns' proposes a mapping"
)
_OTHER_NAMES = ("the table is missing", "the column is missing")
"""What is said of an export that has the tables and columns of the system that it comes from."""


@attrs.frozen
class Source:
    """A caseload to be read: a folder, a file or the address of a database, with what says how.

    `columns` is a mapping of columns; `queries` give the rows of tables of a database.
    """

    given: str
    columns: Path | None = None
    queries: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, given: str, columns: Path | None = None, queries: Iterable[str] = ()) -> Source:
        """Give a source as the command line names it; each of `queries` is `TABLE=SQL`.

        Raises `OutOfRangeError` for a name that is empty, and for a query without a table.
        """
        if not given.strip():
            raise OutOfRangeError("no caseload is named", "a folder, a file or the address of a database")
        named: dict[str, str] = {}
        for text in queries:
            name, sign, query = text.partition("=")
            name = name.strip()
            if not sign or name not in TABLES or not query.strip():
                near = nearest(name, TABLES)
                facts = {"name": name, "nearest": near or ""}
                raise OutOfRangeError("'{name}' is no table that a query can give", " / ".join(TABLES), facts)
            named[name] = query.strip()
        return cls(given, columns, named)

    @property
    def path(self) -> Path | None:
        """The folder or file, where it is no address."""
        return None if "://" in self.given else Path(self.given)

    @property
    def where(self) -> str:
        """What a message calls it: an address without a name or a password."""
        if self.path is not None:
            return self.given
        scheme, _, rest = self.given.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]}"

    def look_for_file(self) -> None:
        """Raise `CaseloadError` for the name of a file that is not there; one without an ending may be a folder's."""
        if self.path is not None and self.path.suffix and not self.path.exists():
            raise CaseloadError([Problem("there is no such file", self.given)])

    @property
    def small(self) -> bool:
        """Whether it is read and judged case by case."""
        path = self.path
        if path is None or self.columns is not None or self.queries or not path.is_dir():
            return path is not None and not path.exists()
        files = [file for file in path.iterdir() if file.suffix.lower() in (".csv", ".parquet")]
        if any(file.suffix.lower() == ".parquet" for file in files):
            return False
        return sum(file.stat().st_size for file in files) < _SMALL or not _installed()

    def cases(self, rulebook: Rulebook) -> Caseload:
        """Give the caseload as cases."""
        if self.small:
            return self._folder(rulebook)
        frames = self.frames(rulebook)
        everybody = range(len(frames.citizens_index))
        cases = tuple(frames.cases(everybody))
        return Caseload(cases, frames.issues, frames.counts, frames.notes, frames.sources)

    def case(self, citizen: str, rulebook: Rulebook) -> Case | None:
        """Give the case of one citizen; `None` where no row of theirs can be used."""
        if self.small:
            cases = self._folder(rulebook).cases
            return next((case for case in cases if case.citizen == citizen), None)
        frames = self.frames(rulebook)
        place = frames.citizens_index.index_of(citizen)
        return None if place is None else frames.cases([place])[0]

    def frames(self, rulebook: Rulebook, run: Run | None = None) -> Frames:
        """Give the caseload as frames; with what a run looks at of meetings, or all of it.

        Raises `CaseloadError` where the extra is not installed, and with all that keeps it from being read.
        """
        if not _installed():
            expected = "pip install 'kontaktforloeb[caseload]'"
            problem = Problem("this can only be read with the extra 'caseload'", self.where, expected=expected)
            raise CaseloadError([problem])
        from kontaktforloeb.caseload.bulk import read_source, wanted_by  # noqa: PLC0415 (what it needs is an extra)

        wanted = None if run is None else wanted_by(run)
        try:
            return read_source(self.path or self.given, rulebook, self.columns, self.queries, wanted)
        except CaseloadError as error:
            raise self._with_a_way_on(error) from None

    def _folder(self, rulebook: Rulebook) -> Caseload:
        self.look_for_file()
        try:
            return read_folder(Path(self.given), rulebook)
        except CaseloadError as error:
            raise self._with_a_way_on(error) from None

    def _with_a_way_on(self, error: CaseloadError) -> CaseloadError:
        """Give an error that says too, where tables or columns are missing, how those of another name are read."""
        if self.columns is not None or not any(problem.what in _OTHER_NAMES for problem in error.problems):
            return error
        return CaseloadError([*error.problems, Problem(_WITH_A_MAPPING)])


def _installed() -> bool:
    return all(find_spec(name) is not None for name in _PACKAGES)
