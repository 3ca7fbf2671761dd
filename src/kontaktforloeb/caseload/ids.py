"""When two ways of writing an id mean one citizen.

An id is any text, and none is ever taken apart. But a spreadsheet takes an id of ten digits for a number and cuts its
leading zero, and the same ten digits are written with a dash in one table and without in another. Read as they stand,
one citizen would be two, each without the other's meetings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

import attrs

from kontaktforloeb.caseload.rows import Note, NoteCode, RowCode

_NINE, _TEN = len("610190123"), len("6101901234")
_DASHED = r"[0-9]{6}-[0-9]{4}"
_TOTALS = r"i ?alt|(?:sub|grand |hoved)?total(?:t|er|sum)?|sum|antal(?: \w+)?|gennemsnit"
_ERRORS = (
    r"N/A|I/T|REF!|REFERENCE!|VALUE!|VÆRDI!|NAME\?|NAVN\?|NUM!|NULL!|NUL!|DIV/0!|DIVISION/0!|SPILL!|OVERLØB!|CALC!"
)
"""What a spreadsheet shows, in English or Danish, where a formula has no value."""
_NOTHING = (
    r"null|none|nan|na|nil|n/a|n\.a\.|i/t|undefined|unknown|missing|not available|"
    r"ukendt|uoplyst|mangler|ingen|ikke (?:oplyst|angivet|kendt|tilgængelig)|ukendt (?:cpr|borger|id)|-1|\\N"
)
"""What systems write where they have no id; `-1` is that of data warehouses, `\\N` of data bases."""
_IN_BRACKETS = r"null|none|na|nan|blank|empty|tom|tomme"
_NUMBER = r"[-+]?[0-9][0-9., ]*%?"
_CODES = {"total": RowCode.TOTAL_ROW, "unknown": RowCode.UNKNOWN_CITIZEN, "damaged": RowCode.DAMAGED_ID}


def no_id(text: str) -> RowCode | None:
    """Give the code of a text in the column of ids that is none: the words of a total, say.

    >>> [str(no_id(text)) for text in ("B17", "0000000000", "ukendt", "6,1E+09", "I alt: 12")]
    ['None', 'unknown-citizen', 'unknown-citizen', 'damaged-id', 'total-row']
    """
    found = _odd().fullmatch(text)
    return None if found is None else _CODES[found.lastgroup or ""]


@cache  # Not compiled before an id is read.
def _odd() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<total>(?:{_TOTALS})(?:(?:\s*[:=]\s*|\s+)[0-9., ]*)?)"
        # A sign that stands for what could not be read was a letter once, and nobody knows which.
        rf"|(?P<damaged>[0-9](?:[.,][0-9]+)?E\+[0-9]{{2}}|#+|#(?:{_ERRORS})|[-+]?inf|(?s:.*\ufffd.*))"
        # Without a letter or a digit there is no id either.
        rf"|(?P<unknown>0+|0{{6}}-0{{4}}|{_NOTHING}|[(<\[](?:{_IN_BRACKETS})[)>\]]|[\W_]+)",
        re.IGNORECASE,
    )


def is_error(text: str) -> bool:
    """Tell whether a text is what a spreadsheet shows where a formula has no value.

    >>> [is_error(text) for text in ("#N/A", "#division/0!", "#1", "N/A")]
    [True, True, False, False]
    """
    return text.startswith("#") and re.fullmatch(_ERRORS, text[1:], re.IGNORECASE) is not None


def totals(cells: Iterable[str]) -> bool:
    """Tell whether the cells beside an empty id are those of a total: a word that says so, or numbers and no more."""
    filled = [cell for cell in cells if cell]
    if any(no_id(cell) is RowCode.TOTAL_ROW for cell in filled):
        return True
    return bool(filled) and all(re.fullmatch(_NUMBER, cell) for cell in filled)


@attrs.frozen
class Joined:
    """The ids of a caseload that are read as another way of writing them, and how many of nine digits are not."""

    read_as: Mapping[str, str]
    left: frozenset[str]

    def notes(self, table: str, ids: Collection[str]) -> list[Note]:
        """Give what is to be told of the ids of a table."""
        counts = {
            NoteCode.NINE_DIGITS: sum(len(citizen) == _NINE and citizen in self.read_as for citizen in ids),
            NoteCode.DASHES: sum(len(citizen) > _TEN and citizen in self.read_as for citizen in ids),
            NoteCode.NINE_DIGITS_LEFT: sum(citizen in self.left for citizen in ids),
        }
        return [Note(table, "citizen", None, code, str(count)) for code, count in counts.items() if count]


def joined(ids: Iterable[str]) -> Joined:
    """Give how the ids of a caseload, of all its tables, are read.

    Nine digits get the zero before them where so written an id of the caseload stands, or where every other id has ten
    digits. Ten digits with a dash after the sixth are read without it where other ids have none.

    >>> joined(["6101901234", "199901234", "0199901234", "610190-9999"]).read_as
    {'199901234': '0199901234', '610190-9999': '6101909999'}
    """
    distinct = set(ids)
    nine = sorted(one for one in distinct if len(one) == _NINE and _digits(one))
    dashed = sorted(one for one in distinct if len(one) == _TEN + 1 and re.fullmatch(_DASHED, one))
    if not nine and not dashed:
        return Joined({}, frozenset())
    ten = sum(len(one) == _TEN and _digits(one) for one in distinct)
    without_dash = {one.replace("-", "") for one in dashed}
    others = len(distinct) - len(nine) - len(dashed) - ten
    every = others == 0 and ten + len(dashed) > 0
    with_zero = [one for one in nine if every or f"0{one}" in distinct or f"0{one}" in without_dash]
    read_as = {one: f"0{one}" for one in with_zero}
    if ten or with_zero:
        read_as |= {one: one.replace("-", "") for one in dashed}
    left = frozenset(nine) - read_as.keys() if ten or dashed else frozenset()
    return Joined(read_as, frozenset(left))


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
