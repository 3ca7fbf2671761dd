"""The days and numbers of another engine's findings, in the one form that is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from kontaktforloeb.caseload.cell_days import FACTS, Doubt, doubts, read_day
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.caseload.writing.tables import FINDINGS
from kontaktforloeb.dates import LAST_DAY
from kontaktforloeb.errors import CaseloadError, Problem, masked

Row = dict[str, str]

_NOTHING = frozenset({"null", "none", "nan", "nat"})
"""How databases and languages write that a cell is empty."""
_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Three noughts after the sign may be thousands: 4.000 is four in one country and four thousand in another.
_WHOLE = re.compile(r"([+-]?)0*([0-9]+)(?:[.,](?!000$)0+)?")


def as_meant(rows: Sequence[Row], names: Collection[str], places: Sequence[str] = ()) -> list[Row]:
    """Give rows with their days as yyyy-mm-dd and their numbers as digits, where what is written has one meaning.

    Only the columns that are named are read. `places` says where each row stands, for the message.
    Raises `CaseloadError` for a cell that is no day, or no whole number, or could be two.

    >>> as_meant([{"due": "15-01-2024", "held": "4.0", "opens": "NULL"}], ("due", "held", "opens"))
    [{'due': '2024-01-15', 'held': '4', 'opens': ''}]
    """
    found = [dict(row) for row in rows]
    for name in names:
        if name in FINDINGS.days:
            _read(found, name, _day_of({row[name] for row in rows}), places, "'{text}' is no day", "yyyy-mm-dd")
        elif name in FINDINGS.numbers:
            _read(found, name, _number, places, "'{text}' is no whole number", "digits alone")
    return found


def _read(
    rows: Sequence[Row], name: str, reader: Callable[[str], str | None], places: Sequence[str], what: str, expected: str
) -> None:
    read: dict[str, str] = {"": ""}
    for number, row in enumerate(rows):
        text = row[name]
        if text not in read:
            meant = "" if text.lower() in _NOTHING else reader(text)
            if meant is None:
                facts = {"text": masked(text)}
                where = places[number] if places else ""
                raise CaseloadError([Problem(what, where, name, expected, facts=facts)])
            read[text] = meant
        row[name] = read[text]


def _day_of(texts: Collection[str]) -> Callable[[str], str | None]:
    """Give what reads the days of a column, whose texts together decide what one alone leaves open."""
    doubt, _ = doubts(texts) if any(not _ISO.fullmatch(text) for text in texts if text) else (Doubt(), False)

    def read(text: str) -> str | None:
        found = read_day(text, FACTS, doubt)
        if isinstance(found, RowCode) or found.day > LAST_DAY:
            return None
        return str(found.day)

    return read


def _number(text: str) -> str | None:
    found = _WHOLE.fullmatch(text)
    if found is None:
        return None
    sign = "-" if found[1] == "-" and found[2] != "0" else ""
    return sign + found[2]
