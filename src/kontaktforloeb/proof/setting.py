"""A question made ready: which rule sets, start days and kinds of citizens, and what is taken as given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.conventions import DEFAULT, Conventions
from kontaktforloeb.dates import as_day, within_days
from kontaktforloeb.errors import OutOfRangeError, RuleFileError, UnknownNameError
from kontaktforloeb.proof.asked import MOST_DAYS
from kontaktforloeb.proof.scope import as_if, days_from, planned_by, profiles, stretch_of
from kontaktforloeb.proof.solving import Background
from kontaktforloeb.proof.values import Profile
from kontaktforloeb.rulebook.never import never
from kontaktforloeb.rulebook.select import select

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet, Version


@attrs.frozen(eq=False)
class Setting:
    """A question with its rules, made ready: which start days, and what is planned for them."""

    rulebook: Rulebook
    schedule: RuleSet
    law: RuleSet | None
    first: date
    last: date
    profiles: tuple[Profile, ...]
    background: Background
    conventions: Conventions
    as_if: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The rule sets that a case is checked by."""
        return (self.schedule.id,) if self.law is None else (self.schedule.id, self.law.id)


def setting(  # noqa: PLR0913 (the choices of `prove`)
    schedule: str,
    against: str | None,
    rulebook: Rulebook,
    *,
    version: date | None = None,
    first: date | None = None,
    last: date | None = None,
    events: Sequence[tuple[str, str | None]] = (),
    groups: Sequence[str] = (),
    assumed: Sequence[tuple[str, str]] = (),
    conventions: Conventions = DEFAULT,
    as_if_in_force: bool = False,
) -> Setting:
    """Give a question made ready.

    Raises `UnknownNameError` for a name that is not there, `OutOfRangeError` where no start day is left, and
    `RuleFileError` for a schedule of which a part can never apply or be kept.
    """
    rulebook = rulebook.read_by(conventions.readings) if conventions.readings else rulebook
    own, law = rulebook.ruleset(schedule), None if against is None else rulebook.ruleset(against)
    _check_events(events, rulebook)
    _check_schedule(own, rulebook)
    stretch = _stretch(own, law, version, first, last, as_if_in_force=as_if_in_force)
    if as_if_in_force:
        own = as_if(own, _version_at(own, version or stretch[0]), stretch[0])
        law = None if law is None else as_if(law, _version_at(law, version or stretch[0]), stretch[0])
        changed = {ruleset.id: ruleset for ruleset in (own, law) if ruleset is not None}
        rulebook = attrs.evolve(rulebook, rulesets={**rulebook.rulesets, **changed})
    both = [own] if law is None else [own, law]
    names = _groups(both, groups, stretch[0], rulebook)
    found = [profile for name in names for profile in profiles(name, both, rulebook.vocabulary, events, stretch[0])]
    pinned = {name for name, _ in events}
    background = Background(
        rulebook.vocabulary, planned_by(both, rulebook.vocabulary) - pinned, _assumptions(assumed, rulebook)
    )
    return Setting(rulebook, own, law, stretch[0], stretch[1], tuple(found), background, conventions, as_if_in_force)


def _check_events(events: Sequence[tuple[str, str | None]], rulebook: Rulebook) -> None:
    known = rulebook.vocabulary.events.entries
    for name, _ in events:
        if name not in known:
            raise UnknownNameError(what="event", name=name, known=known)


_ASSUMED = ("held_by", "type", "form", "individual")


def _assumptions(given: Sequence[tuple[str, str]], rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    words = rulebook.vocabulary
    known: Mapping[str, Iterable[str]] = {
        "held_by": words.one_holder, "type": words.meeting_types, "form": words.forms, "individual": ("yes", "no"),
    }  # fmt: skip
    found: dict[str, str] = {}
    for name, value in given:
        facts: dict[str, object] = {"name": name, "fields": ", ".join(_ASSUMED)}
        if name not in known:
            raise OutOfRangeError("nothing can be assumed of '{name}'", "one of {fields}", facts)
        if value not in known[name]:
            raise UnknownNameError(what=f"word for '{name}'", name=value, known=known[name])
        meant = words.one_holder[value] if name == "held_by" else value
        if found.setdefault(name, meant) != meant:
            facts |= {"value": found[name], "other": meant}
            raise OutOfRangeError("'{name}' is assumed to be {value} and {other}", "one value for a field", facts)
    return tuple(found.items())


def _check_schedule(own: RuleSet, rulebook: Rulebook) -> None:
    """Raise for a schedule of which a part can never apply or be kept: what follows from that is worth nothing.

    It is what `rules check` finds in it.
    """
    problems = [
        problem for version in own.usable for problem in version.loaded.problems(never(version, rulebook.vocabulary))
    ]
    if problems:
        raise RuleFileError(problems)


def _groups(both: Sequence[RuleSet], wanted: Sequence[str], day: date, rulebook: Rulebook) -> list[str]:
    common = [group for group in rulebook.vocabulary.groups if all(group in ruleset.groups for ruleset in both)]
    named = [rulebook.vocabulary.group(name, day) or name for name in wanted]
    for name in named:
        if name not in common:
            raise UnknownNameError(what="target group of both", name=name, known=common)
    if not common:
        facts = {"names": ", ".join(ruleset.id for ruleset in both)}
        raise OutOfRangeError("no target group is in all of {names}", "rules about the same citizens", facts)
    return named or common


def _version_at(ruleset: RuleSet, day: date) -> Version:
    found = select(ruleset, day).version
    if found is not None:
        return found
    usable = ruleset.usable
    return usable[0] if day < usable[0].valid_from else usable[-1]


def _stretch(
    own: RuleSet, law: RuleSet | None, version: date | None, first: date | None, last: date | None, *,
    as_if_in_force: bool,
) -> tuple[date, date]:  # fmt: skip
    """Give the start days: those asked for, else those on which the schedule and the version are in force."""
    both = [own] if law is None else [own, law]
    for ruleset in both:
        if not ruleset.usable:
            facts: dict[str, object] = {"name": ruleset.id}
            raise OutOfRangeError("no version of '{name}' is in force", "a rule set in force, or ID@DAY", facts)
    if version is not None and law is not None and select(law, version).version is None:
        facts = {"name": law.id, "day": version, "first": law.usable[0].valid_from}
        raise OutOfRangeError("no version of '{name}' is in force on {day}", "a day from {first} on", facts)
    if first is not None and last is not None and as_if_in_force:
        return _checked(first, last)
    found = _common(own, law, version)
    if found is None:
        if first is not None and last is not None:
            return _checked(first, last)
        facts = {"names": " and ".join(ruleset.id for ruleset in both)}
        raise OutOfRangeError("{names} are never in force together", "another version, or --from and --to", facts)
    return _checked(first or found[0], last or found[1])


def _checked(first: date, last: date) -> tuple[date, date]:
    next(days_from(first, last))
    as_day(within_days(last, MOST_DAYS))
    return first, last


def _common(own: RuleSet, law: RuleSet | None, version: date | None) -> tuple[date, date] | None:
    """Give the days on which the first fitting version of each is in force; without a law the last of the schedule."""
    if law is None:
        chosen_version = own.usable[-1] if version is None else _version_at(own, version)
        return stretch_of([(own, chosen_version)])
    laws = law.usable if version is None else (_version_at(law, version),)
    for one in laws:
        for schedule in own.usable:
            found = stretch_of([(own, schedule), (law, one)])
            if found is not None:
                return found
    return None
