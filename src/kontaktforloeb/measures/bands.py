"""Which part of a scale a share reaches, in whole numbers: a share on the very edge of a band is in it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from kontaktforloeb.errors import OutOfRangeError

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Band


def reaches(hits: int, of_all: int, at_least: int, of: int) -> bool:
    """Tell whether `hits` of `of_all` are at least `at_least` of `of`; nothing reaches anything where there is nobody.

    Raises `OutOfRangeError` for more hits than there are, or fewer than none.

    >>> reaches(9, 10, at_least=9, of=10), reaches(89, 100, at_least=9, of=10), reaches(0, 0, at_least=0, of=10)
    (True, False, False)
    """
    if not 0 <= hits <= of_all:
        raise OutOfRangeError(what=f"{hits} hits of {of_all}", expected="from 0 to all of them")
    return of_all > 0 and at_least * of_all <= of * hits


def band_of(hits: int, of_all: int, bands: Sequence[Band]) -> Band | None:
    """Give the best band that `hits` of `of_all` reach, or `None` where they reach none or there is nobody.

    The best is the one that asks for most, in whatever order they stand.

    >>> from kontaktforloeb.rulebook.format import Band
    >>> scale = [Band("ja", 9, 10), Band("delvist", 7, 10), Band("nej", 0, 10)]
    >>> [band_of(hits, 10, scale).id for hits in (9, 8, 6)], band_of(0, 0, scale)
    (['ja', 'delvist', 'nej'], None)
    """
    reached = [band for band in bands if reaches(hits, of_all, band.at_least, band.of)]
    return max(reached, key=lambda band: Fraction(band.at_least, band.of), default=None)
