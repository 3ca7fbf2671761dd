"""Read a mapping file: every problem of it at once, with file, line, key and the nearest word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

import attrs

from kontaktforloeb.caseload.columns import NEEDED, TABLES, Bad, Column, tables
from kontaktforloeb.caseload.mapping.format import (
    LIST_COLUMNS,
    QUESTION,
    ColumnMapping,
    Given,
    MappedSource,
    Part,
)
from kontaktforloeb.caseload.mapping.months import MONTH
from kontaktforloeb.caseload.mapping.places import Places, Slip
from kontaktforloeb.caseload.mapping.shown import NUMBER
from kontaktforloeb.caseload.unseen import as_seen, visible
from kontaktforloeb.errors import CaseloadError, nearest
from kontaktforloeb.rulebook.load import Parsed, parse
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.structure import Path
from kontaktforloeb.texts import catalogue

_WANTED, _ALWAYS = "the heading of a column, or {always}", '{ always = "..." }'
_COLUMN_KEYS = ("column", "always", "split")
_PART_KEYS = ("values", "if_any")
_HEADER_ROW = "header_row"
_SOURCE_KEYS = ("citizen", _HEADER_ROW)
_OF_MONTHS = ("hours", "hours")
"""The table and the column that a series of months can give."""


def load_mapping(path: FilePath, rulebook: Rulebook) -> ColumnMapping:
    """Give the mapping in a file.

    Raises `CaseloadError` with every problem of it: a question that is not answered, a word that is not known.
    """
    parsed = parse(path)
    if not isinstance(parsed, Parsed):
        raise CaseloadError(parsed)
    reader = _Reader({table: {column.name: column for column in own} for table, own in tables(rulebook).items()})
    sources = reader.sources(parsed.raw)
    places = Places(path, parsed.text)
    if reader.slips:
        raise CaseloadError(places.problems(reader.slips))
    return ColumnMapping(path, sources, places)


@attrs.define
class _Reader:
    """What is read by: the columns of each table; and what was found to be wrong."""

    tables: Mapping[str, Mapping[str, Column]]
    slips: list[Slip] = attrs.field(factory=list)

    def slip(self, path: Path, what: str, expected: str = "", near: str | None = None, **facts: object) -> None:
        """Note one problem."""
        self.slips.append(
            Slip(path, what, expected, near, {**facts, "always": _ALWAYS} if expected == _WANTED else facts)
        )

    def sources(self, raw: Mapping[str, Any]) -> tuple[MappedSource, ...]:
        for name in raw:
            if name != "source":
                self.slip((name,), "no key '{name}' is known here", near=nearest(name, ["source"]), name=visible(name))
        given = self._table(raw.get("source", {}), ("source",))
        found = tuple(self._source(name, value, ("source", name)) for name, value in given.items())
        missing = [table for table in NEEDED if not any(part.table == table for own in found for part in own.parts)]
        for table in missing:
            self.slip((), "no table of the source gives '{table}'", "[source.NAME.{table}]", table=table)
        return found

    def _source(self, name: str, value: Any, path: Path) -> MappedSource:
        given = self._table(value, path)
        citizen = self._given(given["citizen"], (*path, "citizen"), None) if "citizen" in given else None
        parts: list[Part] = []
        for key, own in given.items():
            if key in _SOURCE_KEYS:
                continue
            if key not in self.tables:
                near = nearest(key, [*self.tables, *_SOURCE_KEYS])
                self.slip((*path, key), "no key '{name}' is known here", ", ".join(TABLES), near, name=visible(key))
                continue
            several = isinstance(own, list)
            for index, one in enumerate(own if several else [own]):
                place = (*path, key, index) if several else (*path, key)
                parts.append(self._part(key, one, place, citizen))
        if not parts and isinstance(value, dict):
            self.slip(path, "nothing is taken from this table", ", ".join(TABLES))
        row = given.get(_HEADER_ROW, 1)
        if isinstance(row, bool) or not isinstance(row, int) or row < 1:
            self.slip((*path, _HEADER_ROW), "this is the number of no row", "a whole number from 1 up")
        return MappedSource(name, tuple(sorted(parts, key=lambda part: TABLES.index(part.table))), row)

    def _part(self, table: str, value: Any, path: Path, citizen: Given | None) -> Part:
        given, columns = self._table(value, path), self.tables[table]
        found = {"citizen": citizen} if citizen is not None else {}
        for key, own in given.items():
            if key in columns:
                found[key] = self._given(own, (*path, key), columns[key])
            elif key not in _PART_KEYS:
                near = nearest(key, [*columns, *_PART_KEYS])
                self.slip((*path, key), "no key '{name}' is known here", ", ".join(columns), near, name=visible(key))
        self._check_months(table, found, path)
        self._translate(found, self._table(given.get("values", {}), (*path, "values")), (*path, "values"), columns)
        for name, column in columns.items():
            if column.required and name not in found and not (name == "month" and _by_month(found)):
                self.slip((*path, name), "the key is missing", _WANTED)
        if_any = self._headings(given.get("if_any", []), (*path, "if_any"))
        part = Part(path, table, found, if_any)
        if any(MONTH in heading for heading in if_any):
            self.slip((*path, "if_any"), "a series of columns cannot stand here", "the heading of one column")
        if any(NUMBER in heading for heading in if_any) and not part.numbered:
            self.slip(
                (*path, "if_any"), "there is no series of columns here", "headings without {number}", number=NUMBER
            )
        return part

    def _check_months(self, table: str, found: Mapping[str, Given], path: Path) -> None:
        """Note a series of months where none can be: only hours have one number for each month."""
        for name, given in found.items():
            if MONTH in given.heading and ((table, name) != _OF_MONTHS or given.heading.count(MONTH) > 1):
                self.slip(given.path, "a series of months can only give the hours of each", "[source.NAME.hours] hours")
            elif NUMBER in given.heading and _by_month(found):
                self.slip(given.path, "a series of columns cannot stand here", "the heading of one column")
        if table == _OF_MONTHS[0] and _by_month(found) and "month" in found:
            self.slip((*path, "month"), "the month stands in the headings, so it is not given once more")

    def _translate(
        self, found: dict[str, Given], values: Mapping[str, Any], path: Path, columns: Mapping[str, Column]
    ) -> None:
        """Add to what gives the columns how their words are translated."""
        for key, said in values.items():
            place = (*path, key)
            if key not in columns or key == "citizen":
                near = nearest(key, columns)
                self.slip(place, "no key '{name}' is known here", ", ".join(columns), near, name=visible(key))
            elif key not in found:
                self.slip(place, "no column gives '{name}', so nothing of it is translated", name=key)
            elif found[key].always is not None:
                self.slip(place, "'{name}' has one value for all rows, so nothing of it is translated", name=key)
            else:
                found[key] = attrs.evolve(found[key], values=self._values(said, place, columns[key]))

    def _given(self, value: Any, path: Path, column: Column | None) -> Given:
        """Read what gives a column; for the citizen, `column` is `None`, a column of the source must."""
        if isinstance(value, str):
            return self._heading(value, path, column, {})
        if not isinstance(value, dict):
            self.slip(path, "this names no column", _WANTED)
            return Given(path)
        for key in value:
            if key not in _COLUMN_KEYS:
                near = nearest(key, _COLUMN_KEYS)
                self.slip(
                    (*path, key), "no key '{name}' is known here", ", ".join(_COLUMN_KEYS), near, name=visible(key)
                )
        if "always" in value:
            return self._always(value, path, column)
        if not isinstance(value.get("column"), str):
            self.slip(path, "this names no column", _WANTED)
            return Given(path)
        return self._heading(value["column"], path, column, value)

    def _heading(self, heading: str, path: Path, column: Column | None, value: Mapping[str, Any]) -> Given:
        split = value.get("split", "")
        if as_seen(heading) == QUESTION and not value:
            self.slip(path, "this question is not answered", _WANTED)
        elif not as_seen(heading):
            self.slip(path, "this names no column", _WANTED)
        elif heading.count(NUMBER) > (column is not None and column.name != "citizen"):
            self.slip(path, "a series of columns cannot stand here", "the heading of one column")
        if not isinstance(split, str) or ("split" in value and (not split or column is None)):
            self.slip((*path, "split"), "this is no sign between the parts of a list", "a sign such as a comma")
            split = ""
        elif split and column is not None and column.name not in LIST_COLUMNS:
            self.slip((*path, "split"), "'{name}' holds no list", ", ".join(LIST_COLUMNS), name=column.name)
        return Given(path, as_seen(heading), split=split)

    def _always(self, value: Mapping[str, Any], path: Path, column: Column | None) -> Given:
        always = value["always"]
        if "column" in value or "split" in value:
            self.slip(path, "a column and one value for all rows are given at once", "one of them")
        if column is None or column.name == "citizen":
            self.slip(path, "not every row is about one citizen", "the heading of a column")
        elif not isinstance(always, str):
            self.slip((*path, "always"), "this is no text", "a value in quotation marks")
        else:
            self._check(always, (*path, "always"), column)
        return Given(path, always=always if isinstance(always, str) else "")

    def _check(self, text: str, path: Path, column: Column) -> None:
        """Note a value that the column would not take."""
        if not text.strip():
            if column.required:
                self.slip(path, "'{name}' cannot be empty", name=column.name)
            return
        value = column.parse(text.strip())
        if isinstance(value, Bad):
            form = f"expected.{value.expected}"
            expected = catalogue()[form].en if form in catalogue() else value.expected
            facts = {"value": visible(text), "name": column.name}
            self.slip(path, "'{value}' is no value of '{name}'", expected, value.nearest or None, **facts)

    def _values(self, value: Any, path: Path, column: Column) -> dict[str, str]:
        found: dict[str, str] = {}
        for text, word in self._table(value, path).items():
            place, key = (*path, text), text.strip().lower()
            if not isinstance(word, str):
                self.slip(place, "this is no text", "a value in quotation marks")
                continue
            self._check(word, place, column)
            if found.get(key, word) != word:
                self.slip(place, "the same word is translated in two ways")
            found[key] = word.strip()
        return found

    def _headings(self, value: Any, path: Path) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) and as_seen(item) for item in value):
            self.slip(path, "this is no list of headings", '["Samtaledato"]')
            return ()
        return tuple(map(as_seen, value))

    def _table(self, value: Any, path: Path) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self.slip(path, "this is no table of keys and values")
            return {}
        return value


def _by_month(found: Mapping[str, Given]) -> bool:
    """Tell whether the hours come from columns for one month each."""
    return _OF_MONTHS[1] in found and MONTH in found[_OF_MONTHS[1]].heading
