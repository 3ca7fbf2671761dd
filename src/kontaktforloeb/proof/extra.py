"""Whether the solver is there: it is an extra of the library."""

from __future__ import annotations

from importlib.util import find_spec

from kontaktforloeb.errors import OutOfRangeError

_EXTRA, _MODULE = "prove", "z3"


def check_extra() -> None:
    """Raise `OutOfRangeError` where the solver is not installed."""
    if find_spec(_MODULE) is None:
        what, expected = "a proof takes the package z3-solver", "pip install 'kontaktforloeb[{extra}]'"
        raise OutOfRangeError(what, expected, {"extra": _EXTRA})
