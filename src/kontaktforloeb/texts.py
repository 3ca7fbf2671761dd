"""Every text that a user reads, in Danish and English; nothing here decides anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Lang = Literal["da", "en"]


class _Text(NamedTuple):
    da: str
    en: str


def say(key: str, lang: Lang, **facts: object) -> str:
    """Give a text with its facts filled in.

    >>> say("row.nearest", "en", nearest="jobcenter")
    '; did you mean "jobcenter"?'
    """
    text = TEXTS[key]
    return (text.en if lang == "en" else text.da).format(**facts)


def day(value: object, lang: Lang) -> str:
    """Give a day as it is written: 02-07-2022 in Danish, 2022-07-02 in English.

    >>> from datetime import date
    >>> day(date(2022, 7, 2), "da")
    '02-07-2022'
    """
    iso = str(value)
    return iso if lang == "en" else f"{iso[8:]}-{iso[5:7]}-{iso[:4]}"


TEXTS: Mapping[str, _Text] = {
    # Rejected rows and notes on files.
    "row.cell-count": _Text(
        "rækken har {value} felter; overskriften har {expected}", "the row has {value} cells; the header has {expected}"
    ),
    "row.missing-value": _Text("feltet er tomt og skal være udfyldt", "the cell is empty and must not be"),
    "row.unknown-value": _Text(
        'værdien "{value}" kendes ikke; ventet: {expected}', 'the value "{value}" is not known; expected: {expected}'
    ),
    "row.impossible-date": _Text(
        '"{value}" er ingen dato; ventet: {expected}', '"{value}" is no date; expected: {expected}'
    ),
    "row.no-number": _Text('"{value}" er intet tal; ventet: {expected}', '"{value}" is no number; expected: {expected}'),
    "row.end-before-start": _Text(
        "slutdatoen {value} ligger før startdatoen {expected}", "the end {value} lies before the start {expected}"
    ),
    "row.overlapping-spells": _Text(
        "perioden fra {value} begynder, mens en tidligere på samme ydelse løber",
        "the spell from {value} begins while an earlier one on the same benefit runs",
    ),
    "row.citizen-without-spell": _Text(
        "borgeren har ingen brugbar ydelsesperiode", "the citizen has no spell that can be used"
    ),
    "row.hours-without-dagpenge": _Text(
        "timer for en borger uden dagpengeperiode", "hours for a citizen without a spell on dagpenge"
    ),
    "row.second-citizen-row": _Text("borgeren har en række i tabellen i forvejen", "the citizen has a row already"),
    "row.nearest": _Text('; mente du "{nearest}"?', '; did you mean "{nearest}"?'),
    "note.column": _Text('{table}: kolonnen "{name}" læses ikke', '{table}: the column "{name}" is not read'),
    "note.table": _Text("{table}.csv læses ikke", "{table}.csv is not read"),
}
