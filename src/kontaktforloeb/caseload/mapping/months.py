"""Headings that name a month: of tables that have one column for each, written with `{month}` in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kontaktforloeb.caseload.columns import month_of
from kontaktforloeb.caseload.mapping.shown import fold

MONTH = "{month}"
"""What stands for the month in a series of headings."""

_NAMES = (
    ("jan", "januar", "january"),
    ("feb", "februar", "february"),
    ("mar", "marts", "march"),
    ("apr", "april"),
    ("maj", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("okt", "oktober", "oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_CENTURY, _FIRST_OF_TWO, _FIRST = 2000, 50, 1980
"""Years of two digits are of this century, up to the one up to which facts are read."""
_NAMED = re.compile(
    r"(?P<name>[^\W\d_]+)\.?[-/ ']{0,2}(?P<year>\d{4}|\d{2})"
    r"|(?P<before>\d{4})[-/ ]?(?P<after>[^\W\d_]+)\.?"
)
_INSIDE = tuple(
    re.compile(form)
    for form in (
        r"(?<!\d)\d{4}[-./M]\d{2}(?!\d)",
        r"(?<!\d)\d{2}[-./]\d{4}(?!\d)",
        r"[^\W\d_]+\.?[-/ ']{0,2}(?:\d{4}|\d{2})(?!\d)",
        r"(?<!\d)\d{4}[-/ ]?[^\W\d_]+",
    )
)
"""Where in a heading a month may stand."""


def month_in(text: str) -> str | None:
    """Give the month that a text names, as `2024-03`: by name or as a cell of `month` may be written; else `None`.

    >>> [month_in(text) for text in ("mar-2024", "Marts 24", "2024 March", "2024-03", "01-03-2024", "15-03-2024", "3")]
    ['2024-03', '2024-03', '2024-03', '2024-03', '2024-03', None, None]
    """
    text = text.strip()
    named = _NAMED.fullmatch(text)
    number = _NUMBERS.get(fold(named["name"] or named["after"])) if named else None
    if named and number is not None:
        year = int(named["year"] or named["before"])
        year += _CENTURY if year < _FIRST_OF_TWO else 0
        return f"{year}-{number:02}" if year >= _FIRST else None
    month = None if text.isdigit() else month_of(text)
    return None if month is None else str(month)[:7]


def months_of(heading: str, headings: Iterable[str]) -> dict[str, str]:
    """Give the headings that a heading with `{month}` stands for, by their months.

    >>> months_of("Timer {month}", ["Timer feb-2024", "Timer 2024-01", "Timer i alt", "Løn feb-2024"])
    {'2024-01': 'Timer 2024-01', '2024-02': 'Timer feb-2024'}
    """
    return dict(sorted((month, name) for name, month in _named(heading, headings).items()))


def twice(heading: str, headings: Iterable[str]) -> list[str]:
    """Give the months of which there are several headings.

    >>> twice("{month}", ["jan-2024", "2024-01", "2024-02"])
    ['2024-01']
    """
    counts = Counter(_named(heading, headings).values())
    return sorted(month for month, count in counts.items() if count > 1)


def template_of(heading: str) -> str | None:
    """Give a heading with `{month}` in place of the month in it, `None` where it names none.

    Of several blanks beside it one is left, as a month is read without those around it.

    >>> template_of("Timer  jan-2024"), template_of("2024-01 timer"), template_of("Samtale 1")
    ('Timer {month}', '{month} timer', None)
    """
    if month_in(heading) is not None:
        return MONTH
    for found in (match for form in _INSIDE for match in form.finditer(heading)):
        if month_in(found[0]) is not None:
            before, after = heading[: found.start()], heading[found.end() :]
            return re.sub(r"\s{2,}$", " ", before) + MONTH + re.sub(r"^\s{2,}", " ", after)
    return None


def _named(heading: str, headings: Iterable[str]) -> dict[str, str]:
    before, _, after = heading.partition(MONTH)
    found: dict[str, str] = {}
    for name in headings:
        if len(name) > len(before) + len(after) and name.startswith(before) and name.endswith(after):
            month = month_in(name[len(before) : len(name) - len(after)])
            if month is not None:
                found[name] = month
    return found
