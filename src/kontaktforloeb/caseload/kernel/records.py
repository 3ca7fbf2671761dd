"""The records of meetings that oddities are found in: each as one number, some citizens at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.frames import CITIZEN, Frames, rows_between
from kontaktforloeb.caseload.kernel.columns import as_words, days_in, words_in
from kontaktforloeb.caseload.kernel.days import FIRST, Days, Mask, number
from kontaktforloeb.caseload.kernel.lookups import DAY_BITS, Places, keys, split
from kontaktforloeb.rulebook.vocabulary import Vocabulary

_BITS = 63
_STEP_BITS = 17
_LAST = (1 << DAY_BITS) - 1
_KIND = ("type", "held_by", "status")


class Records(NamedTuple):
    """The meetings of some citizens, who are numbered from 0; all keys are of citizen and day, and in order.

    `held` has one key for each meeting that was held, `again` one for each further record of such a meeting, and
    `booked` one for each that is only booked, in no order. `recorded` are the records of held meetings that were
    registered on another day, and `registered` is that day.
    """

    held: Places
    again: Places
    booked: Places
    recorded: Places
    registered: Days


class MeetingRecords:
    """The meetings of a caseload, of which those of some citizens are taken together."""

    def __init__(self, frames: Frames, vocabulary: Vocabulary) -> None:
        """Look up once what the words say; of the rows nothing is kept but what the table does not hold."""
        table, self._vocabulary = frames.meetings, vocabulary
        self._table = table.select(CITIZEN, "date", "registered", *(as_words(table[name]) for name in _KIND))
        types, holders, self._statuses = self._words = [words_in(self._table[name]) for name in _KIND]
        one, status = _kinds(types.to_list(), holders.to_list(), len(self._statuses), vocabulary)
        # Kinds of one type and holder, whatever they are called, get numbers beside each other.
        order = np.argsort(one, kind="stable")
        self._kinds = np.empty(len(order), np.int64)
        self._kinds[order] = np.arange(len(order))
        self._one, self._status = one[order], status[order]
        held = np.array([name in vocabulary.held_statuses for name in self._statuses], np.bool_)
        self._held = held[self._status]
        self._kind_bits = len(order).bit_length()
        self.step = 1 << min(_STEP_BITS, _BITS - 2 * DAY_BITS - self._kind_bits)

    def of(self, first: int, after: int) -> Records:
        """Give the meetings of the citizens from number `first` to before `after`, of whom there may be `step`."""
        own = self._table[rows_between(self._table, first, after)]
        owner = own[CITIZEN].to_numpy() - np.uint32(first)
        registered = days_in(own["registered"])
        written = np.zeros(len(own), np.int64)
        for name, words in zip(_KIND, self._words, strict=True):
            written *= len(words)
            written += own[name].to_physical().to_numpy()
        kind = self._kinds[written]
        # Whose it is, the day, the kind and the day of registration: one number, and one sort of it orders all.
        told = keys(owner, days_in(own["date"]))
        told <<= self._kind_bits
        told |= kind
        told <<= DAY_BITS
        told |= np.minimum(registered - np.int32(FIRST), np.int32(_LAST))
        there = self._held[kind]
        rest, told = told[~there], told[there]
        told.sort()
        key, one = self._key(told), self._one[self._kind(told)]
        again = np.zeros(len(told), np.bool_)
        again[1:] = (key[1:] == key[:-1]) & (one[1:] == one[:-1])
        registered = told & _LAST
        other = (registered != _LAST) & (registered != key & _LAST)
        days = registered[other].astype(np.int32) + np.int32(FIRST)
        return Records(key[~again], key[again], self._booked(rest), key[other], days)

    def _kind(self, told: Places) -> Places:
        return (told >> DAY_BITS) & ((1 << self._kind_bits) - 1)

    def _key(self, told: Places) -> Places:
        return told >> (DAY_BITS + self._kind_bits)

    def _booked(self, told: Places) -> Places:
        """Give the keys of the rows whose status says on their day that the meeting is only booked."""
        key, status = self._key(told), self._status[self._kind(told)]
        day = split(key)[1]
        found = np.zeros(len(told), np.bool_)
        for place, name in enumerate(self._statuses):
            for nth, (start, entry) in enumerate(self._vocabulary.meeting_statuses.entries[name]):
                # The first version stands for all the time before it.
                since: Mask = day >= (number(start) if nth else FIRST)
                found[(status == place) & since] = entry.booked
        return key[found]


def _kinds(
    types: list[str], holders: list[str], statuses: int, vocabulary: Vocabulary
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give for every type, holder and status a number of the type and holder that they stand for, and the status."""
    numbers: dict[tuple[str | None, str | None], int] = {}
    ones = [
        numbers.setdefault((vocabulary.meeting_type(own), vocabulary.holder(holder)), len(numbers))
        for own in types
        for holder in holders
    ]
    return np.repeat(np.array(ones, np.int64), statuses), np.tile(np.arange(statuses), len(ones))
