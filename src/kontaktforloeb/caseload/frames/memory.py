"""Let memory that is free go back to the system, so that a caseload takes what it needs and little more.

glibc keeps freed arrays of up to 32 MiB for arrays to come, in a part of its own for each thread. One thread frees what
another one asks for anew: a million courses took 100 MiB more than they held.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_LARGE = 1 << 22
_MMAP_THRESHOLD = -3
"""The number of that setting of `mallopt`."""


def give_back() -> None:
    """Give free memory back, where the C library can; elsewhere nothing happens."""
    own = c_library()
    if own is not None:
        own.malloc_trim(0)


def keep_large_apart() -> None:
    """Have arrays of 4 MiB and more given back as soon as they are freed, in all of the process from now on.

    It is for a program to ask for, not for a library.
    """
    own = c_library()
    if own is not None:
        own.mallopt(_MMAP_THRESHOLD, _LARGE)


@cache
def c_library() -> ctypes.CDLL | None:
    """Give the C library, where it is glibc."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        found = ctypes.CDLL(None)
    except OSError:
        return None
    return found if hasattr(found, "malloc_trim") and hasattr(found, "mallopt") else None
