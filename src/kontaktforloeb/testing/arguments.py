"""What the strategies are asked for, checked where they are made: each error names argument, value and expectation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NoReturn

from hypothesis.errors import InvalidArgument

from kontaktforloeb.dates import FIRST_DAY, LAST_DAY, as_day
from kontaktforloeb.errors import OutOfRangeError, UnknownNameError, nearest
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.registry import Rulebook, load_rules
from kontaktforloeb.rulebook.rulesets import RuleSet
from kontaktforloeb.rulebook.select import last_day

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST = 1000
"""The most of one thing that a case can be asked to hold: more makes no test better, and every test slow."""


def refuse(name: str, value: object, expected: str, near: str | None = None) -> NoReturn:
    """Raise what Hypothesis raises for a bad argument.

    >>> refuse("groups", ["dagpeng"], "target groups that are known", "dagpenge")
    Traceback (most recent call last):
    hypothesis.errors.InvalidArgument: groups=['dagpeng'] (a list): expected target groups that are known; did you \
mean 'dagpenge'?
    """
    hint = f"; did you mean '{near}'?" if near else ""
    message = f"{name}={value!r} (a {type(value).__name__}): expected {expected}{hint}"
    raise InvalidArgument(message)


def rulebook_or_bundled(rulebook: object) -> Rulebook:
    """Give the rulebook, or the bundled one where none is given."""
    if rulebook is None:
        return load_rules()
    if not isinstance(rulebook, Rulebook):
        refuse("rulebook", rulebook, "a Rulebook, as load_rules() gives it, or None")
    return rulebook


def day_or(name: str, value: object, otherwise: date) -> date:
    """Give a day given as a date or as text, or another where none is given."""
    if value is None:
        return otherwise
    if isinstance(value, date | str):
        try:
            return as_day(value)
        except OutOfRangeError:
            pass
    refuse(name, value, f"a day from {FIRST_DAY} to {LAST_DAY}, as a date or as yyyy-mm-dd, or None")


def bounds(first: object, last: object, otherwise: tuple[date, date]) -> tuple[date, date]:
    """Give the days `min_day` and `max_day`, in order; one that is not given is as far as by default, or equal."""
    opens, closes = day_or("min_day", first, otherwise[0]), day_or("max_day", last, otherwise[1])
    if first is not None and last is not None and opens > closes:
        refuse("max_day", last, f"a day on or after min_day, {opens}")
    if opens > closes:
        return (opens, opens) if first is not None else (closes, closes)
    return opens, closes


def size(name: str, value: object, least: int = 0, most: int = _MOST) -> int:
    """Give a number of things."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        refuse(name, value, f"a whole number from {least} to {most}")
    return value


def sizes(least: object, most: object) -> tuple[int, int]:
    """Give `min_size` and `max_size`, in order."""
    lowest, highest = size("min_size", least), size("max_size", most)
    if lowest > highest:
        refuse("max_size", most, f"a whole number not below min_size, {lowest}")
    return lowest, highest


def flag(name: str, value: object) -> bool:
    """Give yes or no."""
    if not isinstance(value, bool):
        refuse(name, value, "True or False")
    return value


def words(name: str, value: object, known: Iterable[str], what: str) -> tuple[str, ...]:
    """Give words that are known, in the order given; all of them where none is given."""
    there = tuple(known)
    if value is None:
        return there
    said = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, Iterable) else ()
    for word in said:
        if word not in there:
            near = nearest(word, there) if isinstance(word, str) else None
            refuse(name, value, f"{what} that the rules know, not {word!r}", near)
    if not said:
        refuse(name, value, f"at least one of the {what} that the rules know, or None for all")
    return said


def text_or(name: str, value: object, otherwise: str) -> str:
    """Give a text that says something."""
    if value is None:
        return otherwise
    if not isinstance(value, str) or not value.strip():
        refuse(name, value, "a text that is not empty")
    return value


def name_or(name: str, value: object, otherwise: str) -> str:
    """Give the id of a rule set."""
    found = text_or(name, value, otherwise)
    if not _NAME.fullmatch(found):
        refuse(name, value, "small letters and digits, with dashes between them, such as 'opdigtet-plan'")
    return found


def case_of(value: object) -> Case:
    """Give a case."""
    if not isinstance(value, Case):
        refuse("case", value, "a Case")
    return value


def ruleset_of(value: object, rulebook: Rulebook) -> RuleSet:
    """Give the rule set of a name, one that can be judged."""
    if not isinstance(value, str):
        refuse("ruleset", value, "the name of a rule set, such as those of rulebook.rulesets")
    try:
        found = rulebook.ruleset(value)
    except UnknownNameError as error:
        refuse("ruleset", value, "the name of a rule set that is loaded", error.nearest)
    if found.open_parameters:
        names = sorted({name for needs in found.open_parameters.values() for name in needs})
        refuse("ruleset", value, f"a rule set whose parameters have values, not one without {', '.join(names)}")
    if not found.usable:
        proposals = [f"{found.id}@{own.valid_from}" for own in found.versions]
        refuse("ruleset", value, "a rule set with a version in force", proposals[-1])
    if not found.groups:
        refuse("ruleset", value, "a rule set with duties that are judged of a citizen")
    return found


@lru_cache(maxsize=64)
def validity(ruleset: RuleSet) -> tuple[tuple[date, date | None], ...]:
    """Give the stretches of days in which a rule set is in force, in order; the last may have no end."""
    found: list[tuple[date, date | None]] = []
    for version in ruleset.usable:
        end = last_day(ruleset, version)
        if found and (before := found[-1][1]) is not None and (version.valid_from - before).days == 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((version.valid_from, end))
    return tuple(found)
