"""One problem put to the solver: can one follow the schedule and break a duty, and with how few records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

import attrs
import z3  # type: ignore[import-untyped]

from kontaktforloeb.proof.asked import Asked
from kontaktforloeb.proof.bound import MOST_PLACES, places_for, to_break, to_keep, to_serve
from kontaktforloeb.proof.formula import Scene
from kontaktforloeb.proof.language import FALSE, TRUE, Formula, either, every, implies, no, not_after, same
from kontaktforloeb.proof.words import Sort, Words, words_of
from kontaktforloeb.proof.world import World
from kontaktforloeb.rulebook.kinds import JudgedBy
from kontaktforloeb.status import Duty as DutyKind
from kontaktforloeb.status import Level

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

_EFFORT = 60_000_000
"""How hard the solver tries at one question, in its own count and not in time: the same on every machine."""


class Answer(Enum):
    """What the solver says."""

    NONE = auto()
    FOUND = auto()
    GAVE_UP = auto()


@attrs.frozen
class Problem:
    """Courses whose duties have the same days, counted from the start: what one solves, all do."""

    schedule: tuple[Asked, ...]
    law: tuple[Asked, ...]
    horizon: int
    pinned: tuple[tuple[str, str | None], ...]


@attrs.frozen
class Record:
    """One meeting or event of a solution, in days from the start; `traits` are what it carries."""

    day: int
    sort: Sort
    traits: Mapping[str, tuple[Any, ...]]


@attrs.frozen
class Background:
    """What all problems of a proof share."""

    vocabulary: Vocabulary
    forbidden: frozenset[str]
    """Events that are recorded only where the profile has them."""
    assumed: tuple[tuple[str, str], ...] = ()


def is_assumed(asked: Asked) -> bool:
    """Tell whether whoever follows a schedule on time keeps a duty: no advice, and nothing that is not encoded."""
    return asked.requirement.level is not Level.RAAD and not asked.doubts


def for_sure(asked: Asked) -> bool:
    """Tell whether a duty left undone is a breach of this citizen's, by the rules and by no person's judgement."""
    return asked.requirement.judged_by is not JudgedBy.PERSON and asked.requirement.duty is DutyKind.INDIVIDUAL


def can_break(asked: Asked) -> bool:
    """Tell whether the rules alone may say that a duty is broken."""
    return asked.requirement.judged_by is not JudgedBy.PERSON and asked.requirement.level is not Level.RAAD


class Solving:
    """The solver with one schedule in days from the start, and one duty of the law after the other.

    `laws` are all that it will be asked about: duties of one id, with those that others lie besides. `left_out` are
    duties of the schedule that would need too many records.
    """

    def __init__(
        self, schedule: Sequence[Asked], laws: Iterable[Sequence[Asked]], horizon: int,
        pinned: Sequence[tuple[str, str | None]], background: Background,
    ) -> None:  # fmt: skip
        kept = [own for own in schedule if is_assumed(own)]
        kept, self.left_out = _affordable(kept, horizon)
        self._needs = [need for own in kept for need in to_keep(own, horizon)] + list(to_serve(schedule))
        self._pinned = len(pinned)
        all_laws = [tuple(law) for law in laws]
        fitting = [places for places in map(self._places, all_laws) if places <= MOST_PLACES]
        places = max([*fitting, places_for(self._needs) + self._pinned, 1])
        asked = [own for law in all_laws for own in law if not own.doubts]
        everything = dict.fromkeys([*kept, *_with_newer(asked), *_takers(schedule)])
        words = words_of(everything, background.vocabulary, pinned, background.assumed)
        self.world = World(places, words, background.vocabulary, horizon, pinned, background.forbidden)
        self._solver = z3.Solver()
        self._solver.set("rlimit", _EFFORT)
        self._parser = z3.ParserContext()
        self._added = self._declared = 0
        scene = Scene(self.world, schedule)
        self.kept = {own: self.named(scene.followed(own)) for own in kept}
        self.breaks: Formula = FALSE
        """That the duty which was put last is broken."""
        self.not_kept: Formula = FALSE
        """That it is not kept: broken, or a person or an open law decides."""
        self._assume(background.assumed)
        self._followable: Answer | None = None

    @property
    def followable(self) -> Answer:
        """Whether any records keep the schedule at all: where none do, all is true of them, and nothing is proved."""
        if self._followable is None:
            self._followable = self.ask(*self.kept.values())
        return self._followable

    def _places(self, law: Sequence[Asked]) -> int:
        needs = [need for own in _with_newer(law) for need in to_break(own)]
        return places_for([*self._needs, *needs, *to_serve(law)]) + self._pinned

    def put(self, name: str, law: Sequence[Asked]) -> bool:
        """Ask from now on about the duty of that id; tell whether there is room for it."""
        if self._places([own for own in law if own.id == name]) > MOST_PLACES:
            return False
        scene = Scene(self.world, law)
        verdicts = [scene.verdict(own) for own in law if own.id == name]
        self.breaks = self.named(either(own.broken for own in verdicts))
        self.not_kept = self.named(either(no(own.kept) for own in verdicts))
        return True

    def _assume(self, assumed: Iterable[tuple[str, str]]) -> None:
        """Say what every meeting is."""
        world = self.world
        for i in world.places:
            meeting = either(world.sorts[i][k] for k, sort in enumerate(world.words.sorts) if not sort.is_event)
            for name, value in assumed:
                says = _says(world, name, value, i)
                world.facts.append(implies(meeting, says))

    def named(self, formula: Formula) -> Formula:
        """Give a formula under a name by which it can be assumed."""
        return self.world.named(formula)

    def _flush(self) -> None:
        """Hand what has been said since the last time on to the solver."""
        names, facts = self.world.names, self.world.facts
        text = [*names[self._declared :], *(f"(assert {fact})" for fact in facts[self._added :])]
        if text:
            self._declared, self._added = len(names), len(facts)
            self._solver.add(self._parser.from_string("\n".join(text)))

    @property
    def sure(self) -> list[Formula]:
        """What holds for sure in a schedule that is followed on time."""
        return [said for own, said in self.kept.items() if for_sure(own)]

    def ask(self, *assumptions: Formula, most: int | None = None) -> Answer:
        """Ask whether some records agree with all assumptions; `most` so many of them."""
        if FALSE in assumptions:
            return Answer.NONE
        wanted = [*assumptions]
        if most is not None and most < len(self.world.there):
            wanted.append(no(self.world.there[most]))
        named = [self._literal(own) for own in wanted if own != TRUE]
        self._flush()
        answer = self._solver.check(*named)
        if answer == z3.sat:
            return Answer.FOUND
        return Answer.NONE if answer == z3.unsat else Answer.GAVE_UP

    def _literal(self, formula: Formula) -> Any:
        if formula.startswith("(not ") and not formula.startswith("(not ("):
            return z3.Not(z3.Bool(formula[5:-1]))
        return z3.Bool(self.named(formula))

    def _true(self, formula: Formula) -> bool:
        """Tell whether a name holds in the last answer."""
        return bool(z3.is_true(self._solver.model().eval(z3.Bool(formula))))

    def _value(self, day: str) -> int:
        found: int = self._solver.model().eval(z3.Int(day), model_completion=True).as_long()
        return found

    def used(self) -> int:
        """Give how many records the last answer has."""
        return sum(map(self._true, self.world.there))

    def fewest(self, *assumptions: Formula, below: int | None = None) -> int | None:
        """Give the least number of records that agree with all assumptions, below a number; none where none does."""
        most = None if below is None else below - 1
        if most is not None and most < 0:
            return None
        if self.ask(*assumptions, most=most) is not Answer.FOUND:
            return None
        found = self.used()
        while found > 0 and self.ask(*assumptions, most=found - 1) is Answer.FOUND:
            found = self.used()
        return found

    def plainest(self, number: int, *assumptions: Formula) -> list[Record]:
        """Give the plainest records of that number, each as late as can be, the first before the second.

        Every choice is settled in turn, so that there is one answer only, whatever the solver found. Nothing else can
        be asked of the solver afterwards.
        """
        facts = self.world.facts
        facts += assumptions
        if number < len(self.world.there):
            facts.append(no(self.world.there[number]))

        def settle(wish: Formula) -> None:
            facts.append(wish if self.ask(wish) is Answer.FOUND else no(wish))

        for i in range(number):
            for k, _ in sorted(enumerate(self.world.words.sorts), key=lambda pair: _plainness(pair[1], self.world)):
                settle(self.world.sorts[i][k])
        traits = [(key, own) for key, own in self.world.traits.items() if key[0] < number]
        for (_, name, value), own in sorted(traits, key=lambda pair: (pair[0][0], pair[0][1], str(pair[0][2]))):
            settle(own if (name, value) == ("form", self.words.all_forms[0]) else no(own))
        for i in range(number):
            facts.append(self._latest(i))
        answer = self.ask()
        assert answer is Answer.FOUND
        return list(self._records(number))

    def _latest(self, i: int) -> Formula:
        day, low, high = self.world.days[i], 0, self.world.horizon
        while low < high:
            middle = (low + high + 1) // 2
            if self.ask(self.named(not_after(middle, day))) is Answer.FOUND:
                low = self._value(day)
            else:
                high = middle - 1
        return same(day, low)

    def _records(self, number: int) -> Iterator[Record]:
        for i in range(number):
            sort = next(own for k, own in enumerate(self.world.words.sorts) if self._true(self.world.sorts[i][k]))
            traits: dict[str, tuple[Any, ...]] = {}
            for (place, name, value), own in self.world.traits.items():
                if place == i and self._true(own):
                    traits[name] = (*traits.get(name, ()), value)
            yield Record(self._value(self.world.days[i]), sort, traits)

    @property
    def words(self) -> Words:
        """The words in which the records differ."""
        return self.world.words


def _plainness(sort: Sort, world: World) -> tuple[object, ...]:
    """Give how plain a kind of record is: as `Meeting` has it unless told otherwise, first."""
    from kontaktforloeb.model import Meeting  # noqa: PLC0415 (only here)

    plain = attrs.fields_dict(Meeting)
    holder = world.vocabulary.holder(str(plain["held_by"].default))
    return (sort.is_event, sort.type != plain["type"].default, sort.holder != holder, sort)


def _says(world: World, name: str, value: str, i: int) -> Formula:
    """Give that a meeting is what is assumed of all."""
    if name == "held_by":
        return either(world.sorts[i][k] for k, sort in enumerate(world.words.sorts) if sort.holder == value)
    if name == "type":
        return either(world.sorts[i][k] for k, sort in enumerate(world.words.sorts) if sort.type == value)
    if name == "individual":
        joint = world.trait(i, "together")
        return no(joint) if value == "yes" else joint
    if name == "form":
        return every(
            world.trait(i, "form", value), *(no(world.trait(i, "form", f)) for f in world.words.forms if f != value)
        )
    return world.trait(i, name, value)


def _with_newer(duties: Iterable[Asked]) -> Iterator[Asked]:
    for own in duties:
        yield own
        yield from (new for new in own.newer if new is not None)


def _takers(duties: Sequence[Asked]) -> list[Asked]:
    listed = {name for own in duties for name in own.requirement.besides}
    return [own for own in duties if own.requirement.id in listed]


def _affordable(duties: list[Asked], horizon: int) -> tuple[list[Asked], list[Asked]]:
    """Give the duties for which there is room, and those that would need more records than are looked at."""
    left = sorted(duties, key=lambda own: places_for(to_keep(own, horizon)))
    kept: list[Asked] = []
    for own in left:
        if places_for(need for one in [*kept, own] for need in to_keep(one, horizon)) <= MOST_PLACES - 8:
            kept.append(own)
    return [own for own in duties if own in kept], [own for own in duties if own not in kept]
