"""Every text that a user reads, in Danish and English, and nothing that decides."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Literal

from kontaktforloeb.texts.text import Text

Lang = Literal["da", "en"]
LANGUAGES: tuple[Lang, ...] = ("da", "en")


_AREAS = (
    "caseload", "cases", "commands", "duties", "explanations", "mapping", "measures", "proof", "quality", "rules",
    "snapshots", "versions", "words", "writing",
)  # fmt: skip


@cache  # Pure, and only a process that says something needs the texts.
def catalogue() -> Mapping[str, Text]:
    """Give every text by its key."""
    found: dict[str, Text] = {}
    for name in _AREAS:
        found |= import_module(f"{__name__}.{name}").TEXTS
    return found


@cache  # As above.
def danish() -> Mapping[str, str]:
    """Give the Danish of the templates of errors."""
    from kontaktforloeb.texts import cases, errors, mapping, proof, snapshots, sources, spark  # noqa: PLC0415 (as said)

    return {
        **cases.DANISH,
        **errors.DANISH,
        **mapping.DANISH,
        **proof.DANISH,
        **snapshots.DANISH,
        **sources.DANISH,
        **spark.DANISH,
    }


def say(key: str, lang: Lang, **facts: object) -> str:
    """Give a text with its facts filled in.

    >>> say("row.nearest", "en", nearest="jobcenter")
    '; did you mean "jobcenter"?'
    """
    text = catalogue()[key]
    return (text.en if lang == "en" else text.da).format(**facts)


def translated(template: str, lang: Lang) -> str:
    """Give the template of an error's text in a language; in English where it is not known in that one.

    >>> translated("there is no such folder", "da")
    'der er ingen sådan mappe'
    """
    return template if lang == "en" else danish().get(template, template)


def other_language(lang: Lang) -> Lang:
    """Give the language in which a page says its titles once more."""
    return "da" if lang == "en" else "en"


def day(value: object, lang: Lang) -> str:
    """Give a day as it is written: 02-07-2022 in Danish, 2022-07-02 in English.

    >>> from datetime import date
    >>> day(date(2022, 7, 2), "da")
    '02-07-2022'
    """
    iso = str(value)
    return iso if lang == "en" else f"{iso[8:]}-{iso[5:7]}-{iso[:4]}"


def number(value: Decimal, lang: Lang) -> str:
    """Give an exact number as it is written: with a comma in Danish, with a point in English.

    >>> number(Decimal("1.3"), "da"), number(Decimal("1.3"), "en")
    ('1,3', '1.3')
    """
    return f"{value:f}" if lang == "en" else f"{value:f}".replace(".", ",")
