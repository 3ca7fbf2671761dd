"""The rows of a CSV file that ships with the rules, each with its place."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import attrs

from kontaktforloeb.errors import Problem, nearest


@attrs.frozen
class Row:
    """A row of a file by its columns, and a place for what is wrong with it."""

    place: str
    cells: Mapping[str, str]
    problems: list[Problem]

    def fault(self, column: str, what: str, expected: str = "", near: str | None = None) -> None:
        """Note that something is wrong with a cell."""
        self.problems.append(Problem(where=self.place, key=column, what=what, expected=expected, nearest=near))

    def text(self, column: str) -> str:
        """Give a cell that may not be empty."""
        if not self.cells[column]:
            self.fault(column, "the cell is empty", "text")
        return self.cells[column]

    def word(self, column: str, words: type[StrEnum], given: str) -> bool:
        """Tell whether one of a closed list is given."""
        known = [str(word) for word in words]
        if given not in known:
            self.fault(column, f"'{given}' is no known word", "one of " + ", ".join(known), nearest(given, known))
        return given in known


def read_rows(path: Path, columns: Sequence[str], problems: list[Problem]) -> Iterator[Row]:
    """Give the rows of a file with the columns that it must have, and note what is wrong with its form."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problems.append(Problem(where=str(path), what="the file cannot be read", expected="a file saved as UTF-8"))
        return
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != tuple(columns):
            problems.append(Problem(where=f"{path}:1", what="the header has other columns", expected=",".join(columns)))
            return
        for cells in reader:
            place = f"{path}:{reader.line_num}"
            if len(cells) == len(columns):
                yield Row(place, dict(zip(columns, cells, strict=True)), problems)
            elif cells:
                problems.append(
                    Problem(where=place, what=f"the row has {len(cells)} cells", expected=f"{len(columns)}")
                )
    except csv.Error as error:
        problems.append(Problem(where=f"{path}:{reader.line_num}", what=f"the row cannot be read ({error})"))
