"""For a requirement a citizen whom it asks, and the meetings that serve it: made from the rule file alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import attrs

from kontaktforloeb.courses import Course, build_courses
from kontaktforloeb.facts import read_facts
from kontaktforloeb.model import Case, Event, Exemption, Meeting, Spell
from kontaktforloeb.plan import Duty, Terms, plan
from kontaktforloeb.points import HELD
from kontaktforloeb.rulebook.format import Point, Requirement
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.rulebook.registry import Rulebook
from kontaktforloeb.rulebook.rulesets import RuleSet, Version
from kontaktforloeb.testing.casetable.model import PLAIN, Setting

NEXT = timedelta(days=1)
SOON = 20 * NEXT
"""How long after the first day what does not belong on the first day is recorded."""
_LEAVE = (3 * SOON, 10 * SOON)
_ADVISERS = ("raadgiver-1", "raadgiver-2")
_OF_A_MEETING = ("type", "held_by", "form")
_LISTS = ("with_", "topics", "agreements")


@attrs.frozen(eq=False, slots=False)
class Target:
    """A requirement of one version, in one target group."""

    ruleset: RuleSet
    version: Version
    requirement: Requirement
    group: str
    rulebook: Rulebook
    setting: Setting = PLAIN
    main: bool = True
    """Whether it is in the first of the requirement's groups: in the others a few of its cases do."""
    number: int = 1
    """Which of the requirements of this id it is, in the order of the file."""
    _people: dict[date, Case] = attrs.field(factory=dict, init=False, repr=False)

    @property
    def id(self) -> str:
        """The id that results quote."""
        return f"{self.ruleset.id}/{self.requirement.id}"

    @cached_property
    def path(self) -> str:
        """How the ids of its cases begin."""
        ruleset, _, own = self.id.partition("/")
        number = f"~{self.number}" if self.number > 1 else ""
        return f"{ruleset}/{self.version.valid_from}/{own}{number}/{self.group}"

    @property
    def law(self) -> bool:
        """Whether it is of a law."""
        return self.ruleset.kind is FileKind.LOV

    @cached_property
    def schedule(self) -> str | None:
        """The schedule that a citizen must name to be asked."""
        return None if self.law else self.ruleset.id

    def points(self) -> Iterator[Point]:
        """Give every point that the duty's days are counted by."""
        own = self.requirement
        yield from (point for point in (own.opens, own.due) if point is not None)
        yield from (step.due for step in own.steps)
        yield from (other.opens for other in own.any_of)
        phase = self.version.phases.get(own.phase or "")
        while phase is not None:
            yield from (point for point in (phase.opens, phase.ends) if point is not None)
            phase = next((p for p in self.version.phases.values() if phase.opens.anchor.startswith(f"{p.id}.")), None)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """What they are counted from."""
        return tuple(dict.fromkeys(point.anchor for point in self.points()))

    @cached_property
    def _alone(self) -> RuleSet:
        """The rule set with nothing in it but the requirement: what is planned is planned for it alone."""
        own = {self.group: ((self.id, self.requirement),)}
        versions = (
            attrs.evolve(version, by_group=own if version is self.version else {}) for version in self.ruleset.versions
        )
        return RuleSet(self.ruleset.id, tuple(versions), self.ruleset.asked_for)

    def duties(self, case: Case) -> list[tuple[Course, Duty]]:
        """Give what is asked of the case, in the order of its courses and of the steps."""
        words, conventions = self.rulebook.vocabulary, self.setting.read()[0]
        facts = read_facts(case, words)
        terms = Terms(facts, words, conventions)
        courses = build_courses(facts.case, words, conventions)
        found = [(course, duty) for course in courses for duty in plan(course, self._alone, terms)]
        return [(course, duty) for course, duty in found if duty.requirement is self.requirement]

    # --- Whom it asks

    def person(self, start: date) -> Case:
        """Give a citizen from whom nothing is missing that would keep the duty away, and who has not been seen yet."""
        if start not in self._people:
            self._people[start] = self._person(start)
        return self._people[start]

    def _person(self, start: date) -> Case:
        own, words = self.requirement, self.rulebook.vocabulary
        when = own.when
        facts = (
            {} if when is None else {name: said[0] for table in (when.facts, when.ever) for name, said in table.items()}
        )
        at_once = [*facts, *(c.no_event for c in own.not_required if c.no_event is not None)]
        soon = [*own.applies_to.event]
        for name in self._event_anchors():
            stood_in = name in words.events and words.events.at(name, start).if_missing is not None
            (at_once if stood_in else soon).append(name)
        soon = [name for name in dict.fromkeys(soon) if name not in at_once]
        events = [Event(name, start, facts.get(name)) for name in dict.fromkeys(at_once)]
        events += [Event(name, start + nth * SOON) for nth, name in enumerate(soon, 1)]
        kinds = dict.fromkeys([*own.applies_to.exemption, *self._exempt_anchors()])
        case = Case(
            "C",
            self._spells(start),
            events=events,
            exemptions=[Exemption(kind, start + _LEAVE[0], start + _LEAVE[1]) for kind in kinds],
            birth_date=self._born(start),
            adviser=_ADVISERS[0],
            schedule=self.schedule,
        )
        first = max(start + SOON // 2, own.held_from or start)
        return seen(case, *(self.serving(name, first + nth * NEXT) for name, nth in self._needed_meetings()))

    def _spells(self, start: date) -> list[Spell]:
        earlier = any(condition.earlier_course is False for condition in self.requirement.not_required)
        own = Spell(self.group, start)
        if not earlier:
            return [own]
        words = self.rulebook.vocabulary
        benefit = words.benefit(self.group, start)
        other = next(name for name in words.groups if words.benefit(name, start) != benefit)
        return [Spell(other, start - 9 * SOON, start - NEXT), own]

    def _event_anchors(self) -> list[str]:
        words = self.rulebook.vocabulary
        return [name for name in self.anchors if name in words.events and name not in words.handovers]

    def _exempt_anchors(self) -> list[str]:
        heads = (name.rpartition(".")[0] for name in self.anchors)
        return [head for head in heads if head and head not in self.version.phases]

    def _needed_meetings(self) -> list[tuple[str, int]]:
        """Give the names of the meetings that must be held, each as often as it must."""
        own = self.requirement
        needed = dict.fromkeys(own.applies_to.meeting, 1)
        for anchor in self.anchors:
            head, _, rest = anchor.partition(":")
            number, _, name = rest.partition(":")
            if head == HELD and name:
                needed[name] = max(needed.get(name, 1), int(number))
        for condition in own.not_required:
            if condition.no_meeting is not None:
                needed[condition.no_meeting] = max(needed.get(condition.no_meeting, 1), condition.count)
        return [(name, nth) for name, often in needed.items() if name != own.match for nth in range(often)]

    def _born(self, start: date) -> date | None:
        """Give a birthday that makes somebody just old enough, or young enough, on a day."""
        when = self.requirement.when
        if when is None or (when.age_from is None and when.age_below is None):
            return None
        years = when.age_from if when.age_from is not None else (when.age_below or 1) - 1
        return start.replace(year=start.year - years, day=min(start.day, 28))

    # --- What is held

    def serving(self, name: str, day: date, way: int = 0, **said: Any) -> Meeting | Event:
        """Give a meeting, or an event, that a name of the rule file speaks of."""
        asked = self.version.match(name)[way]
        if asked.event is not None:
            return Event(asked.event[0], day, asked.value[0] if asked.value else None)
        told: dict[str, Any] = {name: getattr(asked, name)[0] for name in _OF_A_MEETING if getattr(asked, name)}
        told |= {name: getattr(asked, name) for name in _LISTS if getattr(asked, name)}
        told |= {} if asked.individual is None else {"individual": asked.individual}
        if asked.not_form is not None and "form" not in told:
            told["form"] = next(form for form in self.rulebook.vocabulary.forms if form not in asked.not_form)
        if asked.own_adviser is not None:
            told["adviser"] = _ADVISERS[not asked.own_adviser]
        return Meeting(day, **(told | said))

    def held_before(self) -> int:
        """Give how many meetings that would serve the duty count for another one first."""
        own = self.requirement
        others = {other.id: other for _, other in self.version.by_group.get(self.group, ())}
        beside = [others[name] for name in own.besides if name in others]
        return sum(other.count or 1 for other in beside if other.match == own.match)


def seen(case: Case, *records: Meeting | Event) -> Case:
    """Give the citizen with these meetings and events too."""
    meetings = [*case.meetings, *(record for record in records if isinstance(record, Meeting))]
    events = [*case.events, *(record for record in records if isinstance(record, Event))]
    return attrs.evolve(case, meetings=meetings, events=events)


def targets(rulebook: Rulebook, values: dict[str, dict[str, Any]], *, law: bool) -> Iterator[Target]:
    """Give what is in force and judged of a citizen, in each group: of laws or of schedules; measures ask nobody."""
    from kontaktforloeb.rulebook.registry import with_values  # noqa: PLC0415 (only where a source leaves values open)

    for name in sorted(rulebook.rulesets):
        own, book, setting = rulebook.rulesets[name], rulebook, PLAIN
        if own.kind is FileKind.MAALING or (own.kind is FileKind.LOV) is not law:
            continue
        if own.open_parameters:
            given = values.get(name, {})
            book = with_values(rulebook, name, given)
            own = book.rulesets[name]
            setting = Setting(values=tuple((name, key, value) for key, value in sorted(given.items())))
            if own.open_parameters:
                continue
        elif own.only_by_name:
            setting = Setting(rules=(name,))
        yield from _of(own, book, setting)


def _of(own: RuleSet, book: Rulebook, setting: Setting) -> Iterator[Target]:
    for version in own.usable:
        known: list[tuple[str, Requirement]] = []
        for requirement in version.file.requirement:
            numbered = sum(requirement.id == other.id for _, other in known) + 1
            known.append((requirement.id, requirement))
            groups = [g for g in requirement.applies_to.groups if any(e is requirement for _, e in version.by_group[g])]
            for group in groups:
                yield Target(own, version, requirement, group, book, setting, group == groups[0], numbered)


def anchored_on_meetings(target: Target) -> Sequence[str]:
    """Give the anchors that are a meeting of those that serve the duty itself."""
    own = target.requirement.match
    return [name for name in target.anchors if name.startswith(f"{HELD}:") and name.split(":")[2:] in ([], [own])]
