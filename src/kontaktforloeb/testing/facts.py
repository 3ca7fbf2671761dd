"""Strategies for single facts: spells, meetings, hours, exemptions and events in the words of the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from kontaktforloeb.model import Event, Exemption, Hours, Meeting, Spell
from kontaktforloeb.testing import arguments as given
from kontaktforloeb.testing import expanding
from kontaktforloeb.testing.numbers import numbers
from kontaktforloeb.testing.words import Words, words_of

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook

Days = date | str | None


def _scene(rulebook: Rulebook | None, min_day: Days, max_day: Days) -> tuple[Words, date, date]:
    words = words_of(given.rulebook_or_bundled(rulebook))
    first, last = given.bounds(min_day, max_day, (words.first_day, words.last_day))
    return words, first, last


def first_days(words: Words, first: date, last: date) -> st.SearchStrategy[date]:
    """Give days from `first` to `last`, as often beside an edge as anywhere; they shrink towards the plain day."""
    codes = numbers(expanding.starts_number(first, last))
    return codes.map(lambda number: expanding.start_day(words, first, last, number))


def spells(
    *,
    groups: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Spell]:
    """Give single spells that begin from `min_day` to `max_day`; half of them run on.

    They shrink towards one of the ordinary job-ready group that begins on a recent plain day and runs on.
    Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> find(spells(), lambda spell: True)
    Spell(group='kontanthjaelp-jobparat', start=datetime.date(2025, 7, 14), end=None)
    """
    words, first, last = _scene(rulebook, min_day, max_day)
    names = given.words("groups", groups, words.groups, "target groups")
    return st.builds(
        lambda group, start, number: expanding.spell(words, group, start, number),
        st.sampled_from(names),
        first_days(words, first, last),
        numbers(expanding.SPELLS),
    )


def meetings(
    *,
    min_day: Days = None,
    max_day: Days = None,
    statuses: Iterable[str] | None = None,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Meeting]:
    """Give meetings from `min_day` to `max_day`, with at most two things said of them beside the day.

    They shrink towards an ordinary interview that was held. With `statuses` they have one of these.
    Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> find(meetings(), lambda meeting: meeting.held_by == "a-kasse").date
    datetime.date(2025, 7, 14)
    """
    words, first, last = _scene(rulebook, min_day, max_day)
    days = first_days(words, first, last)
    looks = numbers(expanding.LOOKS)
    if statuses is None:
        return st.builds(lambda day, number: expanding.meeting_on(words, day, number), days, looks)
    names = given.words("statuses", statuses, words.statuses, "statuses")
    return st.builds(
        lambda day, number, status: expanding.meeting_on(words, day, number, status),
        days,
        looks,
        st.sampled_from(names),
    )


def hours(
    *,
    min_day: Days = None,
    max_day: Days = None,
    kinds: Iterable[str] | None = None,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Hours]:
    """Give the hours of one month each: whole, half, odd and none; they shrink towards a whole month on dagpenge.

    Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> find(hours(), lambda row: True)
    Hours(month=datetime.date(2025, 7, 1), hours=Decimal('160.33'), kind='dagpenge')
    """
    words, first, last = _scene(rulebook, min_day, max_day)
    names = given.words("kinds", kinds, words.hour_kinds, "kinds of hours")
    return st.builds(
        Hours,
        first_days(words, first, last),
        st.sampled_from(words.amounts) | st.integers(0, 20_000).map(lambda cents: Decimal(cents) / 100),
        st.sampled_from(names),
    )


def exemptions(
    *,
    kinds: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Exemption]:
    """Give exemptions that begin from `min_day` to `max_day`; half of them run on.

    Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> find(exemptions(kinds=["barsel"]), lambda exemption: exemption.end is None).start
    datetime.date(2025, 7, 14)
    """
    words, first, last = _scene(rulebook, min_day, max_day)
    names = given.words("kinds", kinds, words.exemptions, "kinds of exemptions")
    return st.builds(
        lambda kind, start, number: expanding.stretch(words, kind, start, number),
        st.sampled_from(names),
        first_days(words, first, last),
        numbers(expanding.SPELLS),
    )


def events(
    *,
    names: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[Event]:
    """Give events from `min_day` to `max_day`; one whose value some rule asks for has that value, or none.

    Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> find(events(names=["henvendelse"]), lambda event: True)
    Event(event='henvendelse', date=datetime.date(2025, 7, 14), value=None)
    """
    words, first, last = _scene(rulebook, min_day, max_day)
    known = given.words("names", names, words.events, "events")
    return st.builds(
        lambda name, day, number: expanding.event_on(words, name, day, number),
        st.sampled_from(known),
        first_days(words, first, last),
        numbers(expanding.VALUES),
    )
