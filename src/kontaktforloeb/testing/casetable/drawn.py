"""Citizens drawn from those of the case table: a few facts changed by chance, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from random import Random

import attrs

from kontaktforloeb.model import Case, Event, Meeting
from kontaktforloeb.rulebook.format import Bilingual
from kontaktforloeb.testing.casetable.model import Category, Day, TableCase, citizen_of
from kontaktforloeb.testing.casetable.rows import rows_of

_MOST_CHANGES = 4
_STEPS = (-7, -2, -1, 1, 2, 7)


def drawn(cases: Sequence[TableCase], number: int, seed: int) -> Iterator[TableCase]:
    """Give so many citizens, each like one of the cases but for a few facts, asked about on the same days.

    >>> from kontaktforloeb.testing.casetable.named import conformance
    >>> from kontaktforloeb import load_rules
    >>> cases = list(conformance(load_rules()))
    >>> one, again = (next(drawn(cases, 1, seed=7)) for _ in range(2))
    >>> one.case == again.case
    True
    """
    chance = Random(seed)  # noqa: S311 (nothing is kept secret)
    for nth in range(number):
        base = chance.choice(cases)
        case = base.case
        for _ in range(chance.randint(1, _MOST_CHANGES)):
            case = chance.choice(_CHANGES)(case, chance)
        name = f"drawn/{seed}/{nth}/{base.id}"
        case = attrs.evolve(case, citizen=citizen_of(name), rejected_rows=0)
        purpose = Bilingual(*(f"{base.purpose.in_(lang)} (± {seed}/{nth})" for lang in ("da", "en")))
        yield attrs.evolve(
            base, id=name, category=Category.NAMED, purpose=purpose, case=case, rows=rows_of(case),
            days=tuple(Day(as_of) for as_of in base.on),
        )  # fmt: skip


def _left_out(case: Case, chance: Random) -> Case:
    if not case.meetings:
        return case
    place = chance.randrange(len(case.meetings))
    return attrs.evolve(case, meetings=[m for nth, m in enumerate(case.meetings) if nth != place])


def _with(case: Case, chance: Random, change: Callable[[Meeting], Meeting], *, keep: bool = False) -> Case:
    if not case.meetings:
        return case
    place = chance.randrange(len(case.meetings))
    changed = [change(m) if nth == place else m for nth, m in enumerate(case.meetings)]
    return attrs.evolve(case, meetings=[*changed, case.meetings[place]] if keep else changed)


def _moved(case: Case, chance: Random) -> Case:
    step = timedelta(days=chance.choice(_STEPS))
    return _with(case, chance, lambda meeting: attrs.evolve(meeting, date=meeting.date + step))


def _twice(case: Case, chance: Random) -> Case:
    return _with(case, chance, lambda meeting: meeting, keep=True)


def _one_more(case: Case, chance: Random) -> Case:
    step = timedelta(days=chance.choice(_STEPS))
    return _with(case, chance, lambda meeting: attrs.evolve(meeting, date=meeting.date + step), keep=True)


def _group_meeting(case: Case, chance: Random) -> Case:
    return _with(case, chance, lambda meeting: attrs.evolve(meeting, individual=False))


def _event_moved(case: Case, chance: Random) -> Case:
    if not case.events:
        return case
    place, step = chance.randrange(len(case.events)), timedelta(days=chance.choice(_STEPS))
    events: list[Event] = [attrs.evolve(e, date=e.date + step) if n == place else e for n, e in enumerate(case.events)]
    return attrs.evolve(case, events=events)


def _event_left_out(case: Case, chance: Random) -> Case:
    if not case.events:
        return case
    place = chance.randrange(len(case.events))
    return attrs.evolve(case, events=[event for nth, event in enumerate(case.events) if nth != place])


def _ended(case: Case, chance: Random) -> Case:
    last = max(case.spells, key=lambda spell: spell.start)
    end = last.start + timedelta(days=chance.randrange(400))
    if last.end is not None and last.end < end:
        return case
    return attrs.evolve(case, spells=[attrs.evolve(s, end=end) if s is last else s for s in case.spells])


_CHANGES = (_left_out, _moved, _moved, _twice, _one_more, _group_meeting, _event_moved, _event_left_out, _ended)
