"""What cannot be seen in a text: left out where headings are compared, written out where a message quotes a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from kontaktforloeb.errors import masked

_WITHOUT_A_WIDTH = ("Cc", "Cf")
"""Signs that control something, and marks such as the one at the beginning of a file."""


def as_seen(text: str) -> str:
    r"""Give a text as a reader sees it: nothing without a width, one blank for several, accents on their letters.

    >>> as_seen("\ufeffStart \u200bpa\u030a\r\nydelse\xa0")
    'Start på ydelse'
    """
    kept = (sign for sign in text if sign.isspace() or unicodedata.category(sign) not in _WITHOUT_A_WIDTH)
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def visible(text: str, mask: Callable[[str], str] = masked) -> str:
    r"""Give a text as a message may show it, with what cannot be seen in it written out.

    Nothing is written out where anything is masked: between such signs a citizen's number would not be known again.

    >>> print(visible("jobcenter\u200b"), visible("pa\u030a ferie"), visible("71\u200b01901234"))
    jobcenter\u200b pa\u030a ferie ******
    """
    seen = as_seen(text)
    if seen == text:
        return mask(text)
    with_blanks = "".join(sign if sign.isprintable() else " " for sign in text)
    for plain, said in ((seen, mask(seen)), (with_blanks, mask(text))):
        if said != plain:
            return said
    return "".join(map(_written_out, text))


def _written_out(sign: str) -> str:
    if sign.isprintable() and not unicodedata.combining(sign):
        return sign
    return sign.encode("unicode_escape").decode()
