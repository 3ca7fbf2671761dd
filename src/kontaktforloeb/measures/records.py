"""What a caller knows of advisers and teams that stands in no table: team meetings, feedback, and the like."""

from __future__ import annotations

import datetime as dt

import attrs

from kontaktforloeb.dates import as_day
from kontaktforloeb.errors import OutOfRangeError


def _minutes(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise OutOfRangeError(what="this is no number of minutes", expected="a whole number from 0 up")


@attrs.frozen
class Record:
    """One thing that an adviser or a team did on a day; `kind` is the word by which a rule file asks for it.

    >>> Record("team 1", "teammoede", "2019-02-04", minutes=60).date
    datetime.date(2019, 2, 4)
    """

    unit: str
    kind: str
    date: dt.date = attrs.field(converter=as_day)
    minutes: int | None = attrs.field(default=None, converter=_minutes)
