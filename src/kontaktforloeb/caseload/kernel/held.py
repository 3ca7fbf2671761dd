"""The held meetings of some citizens, sorted once by citizen and day."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.days import NONE, Days, Mask
from kontaktforloeb.caseload.kernel.lookups import DAY_BITS, Places, keys, split
from kontaktforloeb.caseload.kernel.meetings import Codes, MeetingKinds

_KEY_BITS = 63


class HeldMeetings(NamedTuple):
    """The held meetings by citizen and day, one for all records of it.

    `kind` is the number of its kind; `adviser` that of who held it, -1 for nobody known or where no rule asks.
    """

    key: Places
    day: Days
    kind: Codes
    adviser: Codes


def held_meetings(
    owner: NDArray[np.integer], day: Days, kind: Codes, adviser: Codes | None, kinds: MeetingKinds, odd: Mask
) -> HeldMeetings:
    """Give meetings that were held by citizen and day; the rows are in any order, and there may be more of one meeting.

    `odd` is told of citizens of whom more than two records of one meeting say different things.
    """
    known = np.full(len(owner), -1, np.int32) if adviser is None else adviser
    found = _each_once(_sorted(owner, day, kind, known), kinds, odd)
    return HeldMeetings(found[0], split(found[0])[1], *(own.astype(np.int32, copy=False) for own in found[1:]))


_Columns = tuple[Places, NDArray[np.integer], NDArray[np.integer]]


def _sorted(owner: NDArray[np.integer], day: Days, kind: Codes, adviser: Codes) -> _Columns:
    """Give the rows in order of citizen, day, kind and adviser: one sort of one number, where they fit into it."""
    first = int(day.min(initial=NONE))
    columns = (owner, day - first, kind, adviser + 1)
    tops = [int(own.max(initial=0)).bit_length() for own in columns]
    if sum(tops) > _KEY_BITS:
        order = np.lexsort((adviser, kind, day, owner))
        return keys(owner[order], day[order]), kind[order], adviser[order]
    packed = owner.astype(np.int64)
    for own, bits in zip(columns[1:], tops[1:], strict=True):
        packed <<= bits
        packed |= own
    packed.sort()
    parts: list[Places] = []
    for bits in reversed(tops[1:]):
        parts.append(packed & ((1 << bits) - 1))
        packed >>= bits
    own_adviser, own_kind, since = parts
    return keys(packed, (since + first).astype(np.int32)), own_kind, own_adviser - 1


def _each_once(rows: _Columns, kinds: MeetingKinds, odd: Mask) -> _Columns:
    """Make one row of all that tell of one meeting: of a citizen, day, type and holder."""
    key, kind, adviser = rows
    if len(key) < 2:  # noqa: PLR2004 (one repeats nothing)
        return rows
    # Few days hold two records, so that only these are looked at.
    same_day = np.flatnonzero(key[1:] == key[:-1]) + 1
    again = same_day[(kind[same_day] == kind[same_day - 1]) & (adviser[same_day] == adviser[same_day - 1])]
    if len(again):
        key, kind, adviser = np.delete(key, again), np.delete(kind, again), np.delete(adviser, again)
        same_day = np.flatnonzero(key[1:] == key[:-1]) + 1
    one = kinds.one_meeting()
    second = same_day[one[kind[same_day]] == one[kind[same_day - 1]]]
    if not len(second):
        return key, kind, adviser
    third = second[1:][np.diff(second) == 1]
    odd[key[third] >> DAY_BITS] = True
    first = second - 1
    pairs, place = np.unique(np.stack([kind[first], kind[second]], axis=1), axis=0, return_inverse=True)
    told = [kinds.merged((a, b)) for a, b in pairs.tolist()]
    merged = np.array([-1 if kind is None else kind for kind in told], np.int64)[place.reshape(-1)]
    odd[key[first[merged < 0]] >> DAY_BITS] = True
    kind[first] = np.maximum(merged, 0)
    a, b = adviser[first], adviser[second]
    adviser[first] = np.where((a == b) | (b < 0), a, np.where(a < 0, b, -1))
    return np.delete(key, second), np.delete(kind, second), np.delete(adviser, second)


def no_meetings() -> HeldMeetings:
    """Give the held meetings of citizens who had none."""
    nothing = np.empty(0, np.int32)
    return HeldMeetings(np.empty(0, np.int64), nothing, nothing, nothing)
