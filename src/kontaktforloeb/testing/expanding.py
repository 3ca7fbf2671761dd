"""From a whole number to a fact: 0 is the plain one, and every number is a valid one.

Hypothesis pays for each thing that it draws. So a fact is one number, which is taken apart here: a number that failed
shrinks towards 0, and with it the fact towards the plain one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import cycle, islice
from typing import Any, TypeVar

from kontaktforloeb.dates import FIRST_DAY, LAST_DAY, month_end, within_days
from kontaktforloeb.model import Event, Exemption, Hours, Meeting, Spell
from kontaktforloeb.testing.words import Words

T = TypeVar("T")

OFFSETS, _FIRST_LOOKS, _SECOND_LOOKS = 128, 2048, 64
LOOKS = _FIRST_LOOKS * _SECOND_LOOKS
MEETINGS = OFFSETS * LOOKS
"""So many numbers tell meetings apart."""

_LENGTHS, _GAPS = 64, 16
_KINDS, VALUES, _MONTHS, _AMOUNTS = 128, 16, 16, 8
SPELLS = _LENGTHS
EXEMPTIONS = OFFSETS * _LENGTHS * _KINDS
EVENTS = OFFSETS * _KINDS * VALUES
HOURS = _MONTHS * _AMOUNTS * _AMOUNTS
_FEW, _MANY = 4, 128
PERSONS = _FEW * _FEW * _MANY * _MANY * 2

# All are powers of two: what stands in the upper digits can then be shrunk away, and what stands below is left.
_MAIN = ("type", "held_by", "with_", "form", "status", "individual")
_MINUTES = (30, 15, 45, 60)
_LATER = (0, 1, 7, 31)
_AGES = range(17, 68)


class Digits:
    """A number that is taken apart from below; 0 gives nothing but noughts."""

    __slots__ = ("rest",)

    def __init__(self, number: int) -> None:
        self.rest = number

    def below(self, base: int) -> int:
        """Give the next digit, from 0 up to `base`, itself left out."""
        self.rest, digit = divmod(self.rest, base)
        return digit

    def of(self, choices: Sequence[T], base: int = 0) -> T:
        """Give the choice that the next digit names; with `base` the digit is one of so many, whatever there is."""
        return choices[self.below(base or len(choices)) % len(choices)]


def shifted(day: date, days: int) -> date:
    """Give the day so many days later, or the nearest one that facts may have."""
    found = day.toordinal() + days
    return date.fromordinal(min(max(found, FIRST_DAY.toordinal()), LAST_DAY.toordinal()))


def filled(first: Iterable[T], others: Iterable[T], number: int) -> tuple[T, ...]:
    """Give so many entries: `first`, and then the others, again and again."""
    there = tuple(first)
    return (*there, *islice(cycle(tuple(others) or there), max(0, number - len(there))))


@lru_cache(maxsize=16)
def _offsets(words: Words) -> tuple[int, ...]:
    """Give days from a first day on, in order, those that the rules count twice; then a few before it."""
    ahead = filled(words.distances, range(0, 2 * OFFSETS, 5), OFFSETS - len(_LATER) + 1)
    return (*sorted(ahead[: OFFSETS - len(_LATER) + 1]), *(-days for days in _LATER[1:]))


@lru_cache(maxsize=16)
def _looks(words: Words) -> tuple[tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...]]:
    """Give what one may say of a meeting beside its day: of all it can say, and of what rules look at most.

    Half of each says nothing, and of the rest everything is as frequent as any other.
    """
    said: dict[str, Sequence[Any]] = {
        "type": words.types,
        "held_by": words.holders,
        "with_": [(name,) for name in words.holders],
        "form": words.forms,
        "status": words.statuses,
        "individual": (True, False),
        "adviser": ("R1", "R2"),
        "topics": [*((word,) for word in words.topics), words.topics],
        "agreements": [*((word,) for word in words.agreements), words.agreements],
        "minutes": _MINUTES,
        "prep_minutes": _MINUTES,
        "registered": _LATER,
        "prep_date": _LATER,
    }
    about = [[{name: value} for value in values] for name, values in said.items() if values]
    main = [{name: value} for name in _MAIN for value in said[name]]
    turns = zip(*(cycle(own) for own in about), strict=True)
    all_of_them = [one for turn in islice(turns, _FIRST_LOOKS // 2 // len(about) + 1) for one in turn]
    nothing: Mapping[str, Any] = {}
    return (
        filled((nothing,) * (_FIRST_LOOKS // 2), all_of_them, _FIRST_LOOKS),
        filled((nothing,) * (_SECOND_LOOKS // 2), main, _SECOND_LOOKS),
    )


def meeting(words: Words, first: date, number: int, status: str | None = None) -> Meeting:
    """Give a meeting some days from a first day: the plain one, with at most two things said of it."""
    digits = Digits(number)
    day = shifted(first, digits.of(_offsets(words)))
    return meeting_on(words, day, digits.rest, status)


def meeting_on(words: Words, day: date, number: int, status: str | None = None) -> Meeting:
    """Give a meeting of a day: the plain one, with at most two things said of it."""
    digits, (looks, main) = Digits(number), _looks(words)
    said = {**digits.of(looks), **digits.of(main)}
    if "registered" in said:
        said["registered"] = shifted(day, said["registered"])
    if "prep_date" in said:
        said["prep_date"] = shifted(day, -said["prep_date"])
    if status is not None:
        said["status"] = status
    return Meeting(day, **said)


@lru_cache(maxsize=16)
def _lengths(words: Words) -> tuple[int | None, ...]:
    """Give lengths in days; half of them have no end."""
    half = _LENGTHS // 2
    asked = [days for days in words.distances if days]
    step = max(1, len(asked) // half)
    return filled((None,) * half, asked[::step], _LENGTHS)


def spell(words: Words, group: str, start: date, number: int) -> Spell:
    """Give a spell: one that runs on, or one that ends."""
    days = _lengths(words)[number % _LENGTHS]
    return Spell(group, start, None if days is None else shifted(start, days - 1))


def run_of_spells(words: Words, groups: Sequence[str], start: date, numbers: Iterable[int]) -> list[Spell]:
    """Give spells, one for each number: none overlaps another on its benefit, on two benefits some do."""
    found: list[Spell] = []
    anchor = start
    for number in numbers:
        digits = Digits(number)
        group = groups[digits.below(len(groups))]
        length = _lengths(words)[digits.below(_LENGTHS)]
        gap = digits.of(_gaps(words), _GAPS)
        same = [own for own in found if own.group in words.lanes[group]]
        if any(own.end is None for own in same):
            continue  # It never ends: nothing can follow it on its benefit.
        free = [shifted(own.end, 1) for own in same if own.end is not None]
        first = shifted(max([anchor, *free]), gap if found else 0)
        found.append(Spell(group, first, None if length is None else shifted(first, length - 1)))
        last = found[-1].end
        anchor = first if last is None else shifted(last, 1)
    return found


@lru_cache(maxsize=16)
def _gaps(words: Words) -> tuple[int, ...]:
    """Give how many days lie between two spells: mostly none, some shorter and some longer than a month."""
    month = (month_end(words.plain_day) - words.plain_day.replace(day=1)).days + 1
    return filled((0,) * (_GAPS // 2), (1, month - 1, month, month + 1, 2 * month - 1, 2 * month), _GAPS)


def spells_number(groups: Sequence[str]) -> int:
    """Give how many numbers tell the spells of a run apart."""
    return len(groups) * _LENGTHS * _GAPS


def exemption(words: Words, first: date, number: int, kinds: Sequence[str]) -> Exemption:
    """Give an exemption that begins some days from a first day."""
    digits = Digits(number)
    start = shifted(first, digits.of(_offsets(words)))
    return stretch(words, digits.of(kinds, _KINDS), start, digits.rest)


def stretch(words: Words, kind: str, start: date, number: int) -> Exemption:
    """Give an exemption that begins on a day: one that runs on, or one that ends."""
    days = _lengths(words)[number % _LENGTHS]
    return Exemption(kind, start, None if days is None else shifted(start, days - 1))


def event(words: Words, first: date, number: int, names: Sequence[str]) -> Event:
    """Give an event some days from a first day."""
    digits = Digits(number)
    day = shifted(first, digits.of(_offsets(words)))
    return event_on(words, digits.of(names, _KINDS), day, digits.rest)


def event_on(words: Words, name: str, day: date, number: int) -> Event:
    """Give an event of a day, with a value that some rule asks for, or without one where none is asked for."""
    values = words.values.get(name, ())
    return Event(name, day, Digits(number).of((*values, None), VALUES))


def hours(words: Words, first: date, number: int) -> list[Hours]:
    """Give rows of hours for the months from that of a first day on: whole, half or odd ones."""
    digits, amounts = Digits(number), words.amounts
    months = digits.below(_MONTHS) + 1
    amount = digits.of((amounts[:1] * 3 + amounts), _AMOUNTS)
    last = digits.of((amount, *amounts), _AMOUNTS)
    month, found = first.replace(day=1), []
    for nth in range(months):
        found.append(Hours(month, last if nth == months - 1 else amount, words.hour_kinds[0]))
        month = shifted(month_end(month), 1)
    return found


def person(words: Words, start: date, number: int, schedules: Sequence[str]) -> dict[str, Any]:
    """Give what else is said of a citizen: insurance, birth, adviser, and the schedule where some are given."""
    digits = Digits(number)
    insured = digits.of((None, *words.insured), _FEW)
    adviser = digits.of((None, "R1"), _FEW)
    age = digits.of((None, *_AGES), _MANY)
    schedule = digits.of((None, *schedules), _MANY)
    birth = None if age is None else shifted(_years_before(start, age), digits.below(2))
    return {"insured": insured, "adviser": adviser, "birth_date": birth, "schedule": schedule}


def _years_before(day: date, years: int) -> date:
    """Give the day on which somebody was born who is so many years old on a day, or who is on the day after."""
    born = shifted(day, 1 - day.day).replace(year=day.year - years)
    return shifted(born, min(day.day, month_end(born).day) - 1)


def start_day(words: Words, first: date, last: date, number: int) -> date:
    """Give a day from `first` to `last`: the plain one or the nearest there, then any, then those at an edge."""
    near = min(max(words.plain_day, first), last)
    back, ahead = (near - first).days, (last - near).days
    digits = Digits(number)
    if digits.rest <= back:
        return within_days(near, -digits.rest)
    if digits.rest <= back + ahead:
        return within_days(near, digits.rest - back)
    edges = _edges_within(words, first, last)
    return edges[(digits.rest - back - ahead - 1) % len(edges)]


@lru_cache(maxsize=256)
def _edges_within(words: Words, first: date, last: date) -> tuple[date, ...]:
    return tuple(day for day in words.edges if first <= day <= last) or (first, last)


def starts_number(first: date, last: date) -> int:
    """Give how many numbers tell first days apart: as many for those at an edge as for all days."""
    return 2 * ((last - first).days + 1)
