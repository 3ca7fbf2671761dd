"""How words are compared, and how cells are shown so that nobody can be known again from them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection

from kontaktforloeb.errors import near_miss

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "é": "e"})
NUMBER = "{n}"
"""What stands for the number in a series of headings."""

_ID_LIKE = re.compile(r"\d(?:\W{0,3}\d){8,}|\d{6,}")
"""What could be a citizen's number, as in `kontaktforloeb.errors`."""

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 6
"""Letters from which on a word that is nearly a known one is taken for a slip of the pen."""

_SHORT = 3
"""Letters that the longest word of a text must have at least, so that it is no id."""

_DIGITS = re.compile(r"\d{4,}|\d(?:\W?\d){5,}")
_LONGEST_PATTERN = 24


def fold(text: str) -> str:
    """Give what two spellings of one word have in common: small letters and digits, "ae oe aa" for "æ ø å".

    >>> fold("Første CPR-nr."), fold("MØDE dato") == fold("Moede_Dato")
    ('foerstecprnr', True)
    """
    letters = unicodedata.normalize("NFC", text).lower().translate(_DANISH)
    return "".join(sign for sign in letters if sign.isalnum())


def words_of(text: str) -> list[str]:
    """Give the words of a text, folded, without its numbers.

    >>> words_of("Kontanthjælp, jobparat (6.2)")
    ['kontanthjaelp', 'jobparat']
    """
    return [fold(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]


def speakable(text: str, known: Collection[str]) -> bool:
    """Tell whether a cell may be shown as it is: all its words are known ones or slips of them, its numbers short.

    One that has short words alone, such as "A 17", may be an id.

    >>> speakable("Jobsamtale (4)", {"jobsamtale"}), speakable("Jobsamtale Anna", {"jobsamtale"})
    (True, False)
    """
    words = words_of(text)
    return (
        max(map(len, words), default=0) >= _SHORT
        and not _DIGITS.search(text)
        and not like_an_id(text)
        and all(word in known or (len(word) >= _LONG and near_miss(word, known) is not None) for word in words)
    )


def pattern(text: str) -> str:
    """Give the form of a cell without its content: `x` for a letter, `9` for a digit.

    >>> pattern("Anna Berg"), pattern("610190-1234"), pattern("31-12-2025")
    ('Xxxx Xxxx', '999999-9999', '99-99-9999')
    """
    signs = [_form(sign) for sign in text[: _LONGEST_PATTERN + 1]]
    return "".join(signs) if len(signs) <= _LONGEST_PATTERN else "".join(signs[: _LONGEST_PATTERN - 1]) + "…"


def _form(sign: str) -> str:
    if sign.isdigit():
        return "9"
    if sign.isalpha():
        return "X" if sign.isupper() else "x"
    return sign if sign.isprintable() else "·"


def like_an_id(text: str) -> bool:
    """Tell whether something in a text could be a citizen's number.

    >>> like_an_id("610190-1234"), like_an_id("Samtale 1")
    (True, False)
    """
    return _ID_LIKE.search(text) is not None


def starred(text: str) -> str:
    """Give a name with `*` for everything in it that could be a citizen's number.

    >>> starred("liste 20261101")
    'liste *'
    """
    return _ID_LIKE.sub("*", text)


def quoted(text: str) -> str:
    r"""Give a text as TOML writes it between quotation marks, with what cannot be seen in it written out.

    >>> print(quoted("Dato"), quoted('"'), quoted("Møde\u200b"))
    "Dato" "\"" "Møde\U0000200b"
    """
    signs = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in signs)


def bare(text: str) -> str:
    """Give a text as a key of TOML, with quotation marks only where it needs them.

    >>> bare("samtaler"), bare("mine møder")
    ('samtaler', '"mine møder"')
    """
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else quoted(text)
