"""A case made so that every duty of a rule set is kept, or every one but one: what is asked for is read from the plan.

No case is drawn and thrown away. The plan of the course says what must be held from which day to which; it is held on a
day between them, and planned again where a day hangs on what was held, until nothing is missing. What comes out has
been judged, so that a duty which cannot be kept this way is told by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.buckets import nth_bucket
from kontaktforloeb.conventions import DEFAULT
from kontaktforloeb.courses import Course, build_courses
from kontaktforloeb.dates import LAST_DAY, within_days
from kontaktforloeb.errors import KontaktforloebError
from kontaktforloeb.evaluate import Scene, Verdict, judge
from kontaktforloeb.facts import Facts, Traits, happened, read_facts
from kontaktforloeb.model import Case, Event, Exemption, Meeting, Spell
from kontaktforloeb.plan import Duty, Terms, next_due, plan
from kontaktforloeb.rulebook.kinds import FileKind, Kind
from kontaktforloeb.status import Reason, Status
from kontaktforloeb.testing import carrying, placing
from kontaktforloeb.testing.placing import Placed

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Requirement
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet

Pick = Callable[[int, int], int]
"""Gives a whole number from the first to the second, both included: 0 and the first are the plain choice."""

ADVISER = "R1"
_ROUNDS = 12
_APART, _LATE = 14, 56
"""Days between events that follow each other, and days after which one is late for what had it in mind."""

_LASTS = 91
"""A course of which something is asked again and again for ever ends at the earliest after so many days."""

_NOT_KEPT = frozenset({Status.LATE, Status.OVERDUE, Status.SHORT, Status.BREACHED, Status.UNKNOWN, Status.UNCERTAIN})


class CannotConstructError(KontaktforloebError, ValueError):
    """No case could be made in which a duty is kept, or broken, as was asked; `duty` is its id."""

    def __init__(self, duty: str, why: str) -> None:
        self.duty, self.why = duty, why
        super().__init__(duty, why)

    def __str__(self) -> str:
        return f"{self.duty}: {self.why}"


def kept(duty: Duty, verdict: Verdict) -> bool:
    """Tell whether a verdict says that nothing was missed, and that nothing is in doubt; advice counts like a duty."""
    sure = verdict.status not in _NOT_KEPT and Reason.ADVICE not in verdict.reasons
    return sure and (not duty.no_version or verdict.status is Status.NOT_REQUIRED)


@attrs.define(eq=False)
class Making:
    """A case that is being made, with the plan of its course; `target` is the duty that is to be broken, if one is."""

    rulebook: Rulebook
    ruleset: RuleSet
    pick: Pick
    case: Case
    target: placing.Target | None = None
    course: Course = attrs.field(init=False)
    facts: Facts = attrs.field(init=False)
    duties: tuple[Duty, ...] = attrs.field(init=False)
    scene: Scene = attrs.field(init=False)
    implied: set[str] = attrs.field(factory=set)
    """The duties that cannot be kept while the target is broken."""

    def __attrs_post_init__(self) -> None:
        self.plan()

    def plan(self) -> None:
        """Plan the course anew, from all that has come to be in the case."""
        self.facts = read_facts(self.case, self.rulebook.vocabulary)
        self.course = build_courses(self.facts.case, self.rulebook.vocabulary, DEFAULT)[0]
        terms = Terms(self.facts, self.rulebook.vocabulary, DEFAULT)
        found: list[Duty] = []
        for duty in plan(self.course, self.ruleset, terms):
            found += [duty, *(newer for newer in duty.newer if newer is not None)]
        self.duties = tuple(found)
        self._look()

    def look(self) -> None:
        """Look at the case anew, where nothing that was added can have moved a day."""
        self.facts = read_facts(self.case, self.rulebook.vocabulary)
        self._look()

    def _look(self) -> None:
        self.scene = Scene(self.course, self.facts, self.duties, self.rulebook.vocabulary, LAST_DAY)

    def add(self, *placed: Placed) -> None:
        """Add what is held or happens."""
        held = [one for one in placed if isinstance(one, Meeting)]
        happens = [one for one in placed if isinstance(one, Event)]
        meetings, events = [*self.case.meetings, *held], [*self.case.events, *happens]
        self.case = attrs.evolve(self.case, meetings=meetings, events=events)

    def traits(self, placed: Placed) -> Traits:
        """Give what rules can ask of a meeting, or of an event."""
        if isinstance(placed, Event):
            return happened([placed])[0].traits
        alone = attrs.evolve(self.case, meetings=[placed])
        return read_facts(alone, self.rulebook.vocabulary).held[0].traits

    def there(self) -> Iterator[tuple[Duty, Verdict]]:
        """Give the duties that are there, with the verdict once all their days have passed."""
        for duty in self.duties:
            if not duty.requirement.applies_to.meeting or self.scene.holds_what_it_is_about(duty):
                yield duty, judge(duty, self.scene)

    def is_target(self, duty: Duty) -> bool:
        """Tell whether a duty is the one that is to be broken."""
        return self.target is not None and self.target.is_(duty)


def begun(
    rulebook: Rulebook,
    ruleset: RuleSet,
    group: str,
    start: date,
    pick: Pick,
    focus: Requirement | None = None,
    *,
    late: bool = False,
) -> Making:
    """Give a case that begins on a day, with all that its duties hang on; `focus` is a duty that it shall have.

    With `late` what makes that duty apply is recorded too late to satisfy it, where it is both.
    """
    schedule = None if ruleset.kind is FileKind.LOV else ruleset.id
    case = Case("K00001", [Spell(group, start)], adviser=ADVISER, schedule=schedule)
    making = Making(rulebook, ruleset, pick, case)
    if focus is not None:
        _let_apply(making, focus, _LATE if late else _APART)
    for _ in range(_ROUNDS):
        if not _add_what_is_missing(making, focus):
            break
        making.plan()
    endless = [duty for duty in making.duties if _endless(duty)]
    if endless:
        wanted = [duty.due for duty in making.duties if duty.requirement is focus and duty.due is not None]
        least = max([within_days(start, _LASTS), *map(_asked_by, endless), *wanted])
        last = within_days(least, 1 + pick(0, _LASTS))
        making.case = attrs.evolve(making.case, spells=[Spell(group, start, last)])
        making.plan()
    return making


def _let_apply(making: Making, focus: Requirement, shift: int) -> None:
    """Add what makes a duty apply to the course: events in order, and exemptions."""
    start, applies = making.course.start, focus.applies_to
    wished = [*applies.event, *(own.no_event for own in focus.not_required if own.no_event)]
    names = [name for name in dict.fromkeys(wished) if name not in making.course.recorded]
    first = within_days(start, shift + making.pick(0, _APART - 1) if names else 0)
    making.add(*(Event(name, within_days(first, nth * _APART)) for nth, name in enumerate(names)))
    opens, lasts = within_days(start, 2 * _APART), within_days(start, _LASTS * 2)
    stretches = [Exemption(kind, opens, lasts) for kind in applies.exemption]
    making.case = attrs.evolve(making.case, exemptions=stretches)
    making.plan()


def _add_what_is_missing(making: Making, focus: Requirement | None) -> bool:
    """Add the facts without which a duty is in doubt; tell whether there were any."""
    lacking: dict[str, Duty] = {}
    for duty in making.duties:
        for reason in (duty.missing, *duty.reasons):
            code, _, name = (reason or "").partition(":")
            missing = code in (Reason.EVENT_MISSING, Reason.FACT_MISSING) and duty.not_required is None
            if missing and (name not in lacking or duty.requirement is focus):
                lacking[name] = duty
    for name, duty in lacking.items():
        _say(making, name, duty)
    return bool(lacking)


def _say(making: Making, name: str, duty: Duty) -> None:
    when, start = duty.requirement.when, making.course.start
    if name == "birth_date" and when is not None:
        age = when.age_from if when.age_from is not None else max(0, (when.age_below or 1) - 1)
        making.case = attrs.evolve(making.case, birth_date=date(start.year - age, 1, 1))
        return
    if name not in making.rulebook.vocabulary.events:
        why = f"it hangs on '{name}', which is no event"
        raise CannotConstructError(duty.id, why)
    values = () if when is None else (*when.facts.get(name, ()), *when.ever.get(name, ()))
    making.add(Event(name, start, values[0] if values else None))


def _endless(duty: Duty) -> bool:
    """Tell whether something is asked again and again for ever."""
    if duty.last is not None or duty.opens is None:
        return False
    if duty.grid is not None:
        return duty.grid.last is None
    return duty.requirement.longest is not None and duty.due is None


def _asked_by(duty: Duty) -> date:
    """Give a day by which something has been asked for once that is asked for ever."""
    assert duty.opens is not None
    if duty.grid is not None:
        return within_days(nth_bucket(duty.grid.bucket, duty.grid.anchor, 1)[1], duty.grid.grace_days + 1)
    assert duty.chain is not None
    return within_days(next_due(duty.chain, duty.requirement, duty.opens), 1)


def fulfil(making: Making) -> Case:
    """Give the case with all that its duties ask for, but for the target's."""
    for _ in range(_ROUNDS):
        changed = _one_round(making)
        if not changed:
            break
        making.plan()
    return making.case


def _one_round(making: Making) -> bool:
    """Hold once what each duty lacks, those with an order first, then as they fall due."""
    changed = False
    for duty in in_turn(making):
        if making.is_target(duty) or (duty.requirement.applies_to.meeting and not _is_about(making, duty)):
            continue
        verdict = judge(duty, making.scene)
        if kept(duty, verdict) and not _asks_without_a_day(duty, verdict):
            continue
        if duty.requirement.kind is Kind.EACH:
            changed |= carrying.carry(making, duty)
            continue
        # One after the other where a duty is to be broken, as each may close days for the next.
        for _ in range(1 if making.target is None else duty.needed):
            placed = placing.places(making, duty)
            making.add(*placed)
            making.look()
            changed |= bool(placed)
    return changed


def _is_about(making: Making, duty: Duty) -> bool:
    return making.scene.holds_what_it_is_about(duty)


def _asks_without_a_day(duty: Duty, verdict: Verdict) -> bool:
    """Tell whether a count waits for meetings by no day: it is held all the same."""
    return (
        verdict.status is Status.PENDING
        and duty.requirement.kind is Kind.COUNT
        and duty.due is None
        and duty.opens is not None
        and duty.grid is None
    )


def in_turn(making: Making) -> list[Duty]:
    """Give the duties in the order in which they are served: what must come first, as they fall due, what is carried.

    Where a duty is to be broken, one whose meetings serve others too comes before those, so that few are held.
    """
    ordered = sorted(making.duties, key=_turn)
    if making.target is not None:
        ordered.sort(key=lambda duty: (_turn(duty)[0], -placing.serves_too(making, duty)))
    return ordered


def _turn(duty: Duty) -> tuple[int, date, date, str]:
    kinds = {Kind.ORDER: 0, Kind.EACH: 2}
    return (kinds.get(duty.requirement.kind, 1), duty.due or LAST_DAY, duty.opens or LAST_DAY, duty.id)


def not_kept(making: Making) -> list[tuple[Duty, Verdict]]:
    """Give the duties that are not kept once all days have passed."""
    return [(duty, verdict) for duty, verdict in making.there() if not kept(duty, verdict)]
