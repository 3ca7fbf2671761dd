"""Numbers below a limit, all alike: what a fact is made from."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

_BYTE = 256


def numbers(below: int) -> st.SearchStrategy[int]:
    """Give numbers from 0 up to `below`, itself left out, each as often as any other; they shrink towards 0."""
    raw = _raw(below)
    return raw if below <= _BYTE else raw.map(lambda own: _number(own, below))


def number(draw: st.DrawFn, below: int) -> int:
    """Draw a number from 0 up to `below`, itself left out: as `numbers`, and faster."""
    return _number(draw(_raw(below)), below)


@lru_cache(maxsize=4096)
def _raw(below: int) -> st.SearchStrategy[Any]:
    """Give what a number is made of.

    Hypothesis draws large integers as logarithms, and so hardly ever one whose upper digits are not 0; bytes it draws
    alike, and shrinks one by one.
    """
    if below <= _BYTE:
        return st.integers(0, below - 1)
    length = (below.bit_length() + 7) // 8
    if below < _BYTE**length:
        length += below > _BYTE**length // 16  # So that what is left over makes none much more frequent.
    return st.binary(min_size=length, max_size=length)


def _number(own: int | bytes, below: int) -> int:
    return own if isinstance(own, int) else int.from_bytes(own, "big") % below
