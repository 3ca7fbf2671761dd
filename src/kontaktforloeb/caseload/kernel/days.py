"""Days as whole numbers, counted from 1970-01-01; what a rule makes of a day is looked up, never computed twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.dates import FIRST_DAY

Days = NDArray[np.int32]
Mask = NDArray[np.bool_]

EPOCH = date(1970, 1, 1)
NONE = np.int32(1 << 30)
"""No day: later than every day, as an end that is not known is."""

_UNSET = np.int32(-(1 << 30))
FIRST = (FIRST_DAY - EPOCH).days
"""The first day that any fact can have."""

_FROM, _TO = (date(2000, 1, 1) - EPOCH).days, (date(2060, 1, 1) - EPOCH).days
"""The days that are looked up by their place; for others the function is asked each time."""


def number(day: date | None) -> int:
    """Give a day as a number, `NONE` where there is none.

    >>> number(date(1970, 1, 2)), number(None) == int(NONE)
    (1, True)
    """
    return int(NONE) if day is None or day == date.max else (day - EPOCH).days


def day_of(value: int) -> date:
    """Give the day that a number stands for.

    >>> day_of(1)
    datetime.date(1970, 1, 2)
    """
    return EPOCH + timedelta(days=int(value))


class DayTables:
    """What functions from day to day give, each asked once for every day that turns up."""

    __slots__ = ("_tables",)

    def __init__(self) -> None:
        self._tables: dict[Hashable, Days] = {}

    def apply(self, name: Hashable, function: Callable[[date], date], days: Days) -> Days:
        """Give `function` of every day; no day stays none. `name` tells functions apart."""
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = np.full(_TO - _FROM, _UNSET, np.int32)
        if len(days) and days.min() >= _FROM and days.max() < _TO:
            # So it is nearly always, and this takes a third of the steps.
            near: Days = table[days - np.int32(_FROM)]
            if near.min() != _UNSET:
                return near
        inside = (days >= _FROM) & (days < _TO)
        places = np.where(inside, days - _FROM, 0)
        found: Days = table[places]
        unset = inside & (found == _UNSET)
        if unset.any():
            new = np.flatnonzero(np.bincount(places[unset]))
            table[new] = [number(function(day_of(place + _FROM))) for place in new.tolist()]
            found = table[places]
        if not inside.all():
            found[~inside] = NONE
            for day in np.unique(days[~inside & (days != NONE)]).tolist():
                found[days == day] = number(function(day_of(day)))
        return found
