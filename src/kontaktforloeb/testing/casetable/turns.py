"""What may happen around a count: the deciding meeting in time or not, of another kind, not held, twice, exempt ..."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from kontaktforloeb.model import Case, Event, Exemption, Hours, Meeting, Spell
from kontaktforloeb.rulebook.kinds import Clock
from kontaktforloeb.status import Status
from kontaktforloeb.testing.casetable.drafts import Draft, early, known, last_day, later, served
from kontaktforloeb.testing.casetable.edges import Asked, as_of_after
from kontaktforloeb.testing.casetable.model import Category, Known
from kontaktforloeb.testing.casetable.people import NEXT, SOON, seen
from kontaktforloeb.testing.casetable.reckoning import due_of

_FAR = 20 * SOON


def due_days(one: Asked) -> Iterator[Draft]:
    """Give who is seen often enough the day before the last good day, on it, the day after, and never."""
    own, case, last = one.target.requirement, one.target.person(one.start), last_day(one)
    as_of = later(last)
    step = f"{one.occurrence}/" if own.steps else ""
    facts = (("day", last), ("number", one.duty.needed))
    never = [*early(one, one.duty.needed - 1, before=last)]

    def draft(slug: str, case: Case, status: Status, **says: object) -> Draft:
        found = known(one, status, **says) if own.at_most is None else ()
        kept = 2 if slug == "day-before" else 1
        return Draft(f"{step}{slug}", Category.DUE_DAY, slug, case, as_of, found, facts, kept, kept)

    if one.due is None:
        yield draft("seen", seen(case, *served(one, last)), Status.MET, fulfilled=last)
        over = attrs.evolve(case, spells=[*case.spells[:-1], attrs.evolve(case.spells[-1], end=as_of - NEXT)])
        yield Draft(f"{step}unseen", Category.DUE_DAY, "unseen", seen(over, *never), as_of, (), facts, 1, 2)
        return
    if last - NEXT >= (one.duty.opens or one.start):
        yield draft("day-before", seen(case, *served(one, last - NEXT)), Status.MET, fulfilled=last - NEXT)
    yield draft("on-the-day", seen(case, *served(one, last)), Status.MET, fulfilled=last)
    yield draft("day-after", seen(case, *served(one, last + NEXT)), Status.LATE, fulfilled=last + NEXT, days_late=1)
    yield draft("never", seen(case, *never), Status.OVERDUE, held=one.duty.needed - 1, days_late=(as_of - last).days)


def turns(one: Asked) -> Iterator[Draft]:
    """Give what else may happen around a due day, each thing that the rules make a difference of."""
    if one.due is None or one.target.requirement.at_most is not None:
        return
    for make in (
        _window, _nth, _not_held, _other_meeting, _duplicate, _change, _over, _exempt, _recorded, _age,
        _joint, _hours, _handover, _contact,
    ):  # fmt: skip
        yield from make(one, one.target.person(one.start), one.due)


def _draft(
    one: Asked, slug: str, category: Category, shows: str, case: Case, status: Status | None, *, one_in: int = 1,
    fewer: int = 3, **says: object,
) -> Draft:  # fmt: skip
    last = last_day(one)
    found = () if status is None else known(one, status, **says)
    facts = (("day", last), ("number", one.duty.needed), ("word", slug.rpartition("/")[2]))
    return Draft(slug, category, shows, case, later(last), found, facts, one_in, fewer)


def _never(one: Asked, due: date) -> list[Meeting | Event]:
    return early(one, one.duty.needed - 1, before=due)


def _deciding(one: Asked, due: date) -> Meeting | Event:
    return served(one, due)[-1]


def _window(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    """Give who was seen the day before the first good day, which counts for nothing, and on that day."""
    opens = one.duty.opens
    deciding = _deciding(one, due)
    if opens is None or one.target.requirement.held_from is not None or one.target.requirement.any_of:
        return
    early_one = attrs.evolve(deciding, date=opens - NEXT)
    first = [attrs.evolve(deciding, date=opens)] if one.duty.needed == 1 and not one.target.held_before() else []
    yield _draft(
        one, "before-the-window", Category.WINDOW, "before-the-window", seen(case, *_never(one, due), early_one),
        Status.OVERDUE, held=one.duty.needed - 1, one_in=2,
    )  # fmt: skip
    if first and opens < due:
        yield _draft(
            one, "first-day-of-the-window", Category.WINDOW, "first-day-of-the-window", seen(case, *first), Status.MET,
            fulfilled=opens, one_in=2,
        )  # fmt: skip


def _nth(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    needed = one.duty.needed
    if needed > 1:
        two = [*early(one, needed - 2, before=due), _deciding(one, due + NEXT), _deciding(one, due + 2 * NEXT)]
        yield _draft(
            one, "two-too-late", Category.NTH, "two-too-late", seen(case, *two), Status.LATE,
            fulfilled=due + 2 * NEXT, days_late=2,
        )  # fmt: skip
    more = [*early(one, needed, before=due), _deciding(one, due)]
    yield _draft(
        one, "one-more", Category.NTH, "one-more", seen(case, *more), Status.MET, fulfilled=_day_of(more, needed, one),
        one_in=4,
    )  # fmt: skip


def _day_of(records: list[Meeting | Event], needed: int, one: Asked) -> date:
    return sorted(record.date for record in records)[one.target.held_before() + needed - 1]


def _not_held(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    words, deciding = one.target.rulebook.vocabulary, _deciding(one, due)
    if isinstance(deciding, Event):
        return
    for status in sorted(words.meeting_statuses):
        if status not in words.held_statuses:
            records = [*_never(one, due), attrs.evolve(deciding, status=status)]
            yield _draft(
                one, f"not-held/{status}", Category.NOT_HELD, "not-held", seen(case, *records), Status.OVERDUE,
                held=one.duty.needed - 1, one_in=3,
            )  # fmt: skip


def _other_meeting(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    """Give who had a deciding meeting that differs in one thing which every way to match asks for."""
    target, deciding = one.target, _deciding(one, due)
    own = target.requirement
    if isinstance(deciding, Event) or own.any_of or own.also or own.match is None:
        return
    ways, words = target.version.match(own.match), target.rulebook.vocabulary
    if any(way.event is not None for way in ways):
        return
    types = {name for way in ways for name in way.type or words.meeting_types}
    holders = {words.holder(name) for way in ways for name in way.held_by or words.holders}
    other_type = next((name for name in sorted(words.meeting_types) if name not in types), None)
    other_holder = next((name for name in sorted(words.holders) if words.holder(name) not in holders), None)
    changed: dict[str, dict[str, Any]] = {}
    if other_type is not None:
        changed["type"] = {"type": other_type}
    if other_holder is not None:
        changed["holder"] = {"held_by": other_holder, "with_": ()}
    if all(way.individual for way in ways):
        changed["in-a-group"] = {"individual": False}
    for name, said in changed.items():
        records = [*_never(one, due), attrs.evolve(deciding, **said)]
        yield _draft(
            one, f"other/{name}", Category.OTHER_MEETING, f"other-{name}", seen(case, *records), Status.OVERDUE,
            held=one.duty.needed - 1, one_in=2,
        )  # fmt: skip
    same = [name for name in sorted(words.holders) if words.holder(name) == words.holder(deciding.held_by)]
    for name in same:
        if name != deciding.held_by:
            records = [*_never(one, due), attrs.evolve(deciding, held_by=name)]
            yield _draft(
                one, f"same-holder/{name}", Category.OTHER_MEETING, "same-holder", seen(case, *records), Status.MET,
                fulfilled=due, one_in=4,
            )  # fmt: skip


def _duplicate(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    """Give who has the same meeting twice, once under the holder's other name: it is one."""
    words, deciding = one.target.rulebook.vocabulary, _deciding(one, due)
    if one.duty.needed == 1 or isinstance(deciding, Event):
        return
    few = early(one, one.duty.needed - 2, before=due - NEXT)
    once = attrs.evolve(deciding, date=due - NEXT)
    others = [name for name in sorted(words.holders) if words.holder(name) == words.holder(once.held_by)]
    twice = attrs.evolve(once, held_by=others[-1])
    yield _draft(
        one, "twice", Category.DUPLICATE, "twice", seen(case, *few, once, once), Status.OVERDUE,
        held=one.duty.needed - 1, fewer=2,
    )  # fmt: skip
    if twice != once:
        yield _draft(
            one, "twice-by-another-name", Category.DUPLICATE, "twice-by-another-name", seen(case, *few, once, twice),
            Status.OVERDUE, held=one.duty.needed - 1, fewer=2,
        )  # fmt: skip


def _change(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    """Give who comes on another benefit before the due day: the counts start again."""
    words, group = one.target.rulebook.vocabulary, one.target.group
    change = max(one.start + SOON // 2, due - SOON // 4)
    if change >= due or len(case.spells) > 1 or one.duty.last is not None:
        return
    own = words.benefit(group, change)
    others = [name for name in sorted(one.target.ruleset.groups) if words.benefit(name, change) != own]
    if words.groups.at(group, one.start).clock is Clock.ACCUMULATED or not others:
        return
    other = next((n for n in others if words.groups.at(n, change).clock is not Clock.ACCUMULATED), None)
    if other is None:
        return
    spells = [Spell(group, one.start, change - NEXT), Spell(other, change)]
    records = [*early(one, one.duty.needed - 1, before=change), _deciding(one, due)]
    yield _draft(
        one, f"to/{other}", Category.BENEFIT_CHANGE, "benefit-change",
        seen(attrs.evolve(case, spells=spells), *records), Status.ENDED, held=one.duty.needed - 1, one_in=2,
    )  # fmt: skip
    back = [*spells[:1], Spell(other, change, change + SOON), Spell(group, change + SOON + NEXT)]
    yield _draft(
        one, f"there-and-back/{other}", Category.BENEFIT_CHANGE, "there-and-back",
        seen(attrs.evolve(case, spells=back), *records), Status.ENDED, held=one.duty.needed - 1, one_in=2,
    )  # fmt: skip


def _over(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    if len(case.spells) > 1 or one.duty.last is not None or due - NEXT < one.start:
        return
    clocked = one.target.rulebook.vocabulary.groups.at(one.target.group, one.start).clock is Clock.ACCUMULATED
    for name, end, status in (("before", due - NEXT, Status.ENDED), ("on", due, Status.OVERDUE)):
        over = attrs.evolve(case, spells=[Spell(one.target.group, one.start, end)])
        told = None if clocked else status
        yield _draft(
            one, f"over/{name}", Category.COURSE_END, f"over-{name}", seen(over, *_never(one, due)), told, one_in=2
        )


def _exempt(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    """Give who is exempt on the due day, until the day before, and in a way that takes nothing away."""
    words, own = one.target.rulebook.vocabulary, one.target.requirement
    if case.exemptions:
        return
    waiving, plain = [], []
    for name in sorted(words.exemptions):
        kind = words.exemptions.at(name, due)
        fits = words.exemptions.in_force(name, due) and not kind.groups and kind.duty is None
        if fits and kind.waives and name not in own.not_waived_by:
            waiving.append(name)
        elif fits and not kind.waives:
            plain.append(name)
    for kinds, slug, first, last, status in (
        (waiving, "on-the-day", due, due, Status.EXEMPT),
        (waiving, "until-the-day-before", one.start, due - NEXT, Status.OVERDUE),
        (plain, "that-waives-nothing", one.start, due + SOON, Status.OVERDUE),
    ):
        if kinds and first <= last:
            exempt = attrs.evolve(case, exemptions=[Exemption(kinds[0], first, last)])
            yield _draft(
                one, f"exempt/{slug}", Category.EXEMPTION, f"exempt-{slug}", seen(exempt, *_never(one, due)), status,
                one_in=2,
            )  # fmt: skip


def _recorded(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    """Give who has an event that takes the duty away, in time and too late, and who lacks one that it needs."""
    own = one.target.requirement
    for condition in own.not_required:
        alone = condition == attrs.evolve(type(condition)(), event=condition.event)
        if condition.event is not None and alone:
            for name, day, status in (("on", due, Status.NOT_REQUIRED), ("after", due + NEXT, Status.OVERDUE)):
                records = [*_never(one, due), Event(condition.event, day)]
                yield _draft(
                    one, f"event-{name}/{condition.event}", Category.EVENT, f"event-{name}", seen(case, *records),
                    status,
                )  # fmt: skip
    for event in dict.fromkeys(event.event for event in case.events):
        rest = attrs.evolve(case, events=[other for other in case.events if other.event != event])
        yield _draft(
            one, f"without/{event}", Category.EVENT, "without-event", seen(rest, *served(one, due)), None, one_in=2
        )


def _age(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    if case.birth_date is None:
        return
    born = case.birth_date
    for name, other in (
        ("a-year-older", born.replace(year=born.year - 1)),
        ("a-year-younger", born.replace(year=born.year + 1)),
        ("a-day-younger", born + NEXT),
        ("not-recorded", None),
    ):
        someone = attrs.evolve(case, birth_date=other)
        yield _draft(one, f"age/{name}", Category.AGE, f"age-{name}", seen(someone, *_never(one, due)), None)


def _joint(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    """Give who had a meeting that serves a duty which this one lies besides: it is not counted here."""
    target, own = one.target, one.target.requirement
    others = {other.id: other for _, other in target.version.by_group.get(target.group, ())}
    for name in own.besides:
        other = others.get(name)
        if other is None or other.match is None or other.match == own.match:
            continue
        day = max(one.duty.opens or one.start, due - SOON)
        for slug, when in (("in-time", day), ("late", due)):
            records = [*_never(one, due), target.serving(other.match, when)]
            yield _draft(one, f"joint/{name}-{slug}", Category.JOINT, "joint", seen(case, *records), None)
        needs = [c.no_event for c in other.not_required if c.no_event is not None]
        if needs:
            asked_for = seen(case, *(Event(event, one.start) for event in needs))
            records = [*_never(one, due), target.serving(other.match, day)]
            yield _draft(one, f"joint/{name}-asked-for", Category.JOINT, "joint", seen(asked_for, *records), None)


def _hours(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    """Give whose hours reach the months at once, a little later, and not at all."""
    words, own = one.target.rulebook.vocabulary, one.target.requirement
    if words.groups.at(one.target.group, one.start).clock is not Clock.ACCUMULATED or own.clock is Clock.CALENDAR:
        return
    if own.due is None or not (own.due.months or own.due.accumulated_weeks):
        return
    rules = words.accumulated
    months = _months_from(one.start, (due - one.start).days // 28 + 4)
    for insured in rules.insured:
        full = insured.month_hours
        for slug, hours in (
            ("full", [full] * len(months)),
            ("a-hundredth-short", [full - type(full)("0.01"), *[full] * (len(months) - 1)]),
            ("half", [full / 2] * len(months)),
            ("not-in", [full]),
        ):
            rows = [Hours(month, f"{value:.2f}") for month, value in zip(months, hours, strict=False)]
            someone = attrs.evolve(case, hours=rows, insured=insured.id)
            reckoned = due_of(own, own.due, someone, one.start, words)
            last = reckoned or due
            asked = attrs.evolve(one, due=last, case=someone)
            records = early(one, one.duty.needed - 1, before=min(last, due))
            status = None if reckoned is None else Status.OVERDUE
            yield attrs.evolve(
                _draft(
                    asked, f"hours/{insured.id}/{slug}", Category.HOURS, f"hours-{slug}", seen(someone, *records), None,
                    one_in=2,
                ),
                known=() if status is None else _of_hours(asked, status),
                as_of=later(last),
            )  # fmt: skip


def _of_hours(one: Asked, status: Status) -> tuple[Known, ...]:
    found = known(one, status)
    return tuple(attrs.evolve(each, status=()) for each in found)


def _months_from(start: date, number: int) -> list[date]:
    months = [start.replace(day=1)]
    while len(months) < number:
        months.append((months[-1] + 2 * SOON).replace(day=1))
    return months


def _handover(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    names = [name for name in one.target.anchors if name in one.target.rulebook.vocabulary.handovers]
    for name in dict.fromkeys(names):
        for slug, day in (("early", one.start + 2 * SOON), ("after-the-window", due + SOON)):
            records = [*early(one, one.duty.needed - 1, before=due), Event(name, day)]
            yield attrs.evolve(
                _draft(one, f"{name}/{slug}", Category.HANDOVER, f"handover-{slug}", seen(case, *records), None),
                as_of=as_of_after(due + _FAR // 4),
            )


def _contact(one: Asked, case: Case, due: date) -> Iterator[Draft]:
    """Give who was in contact before the benefit, as early as that begins the course, and a day earlier."""
    words, group = one.target.rulebook.vocabulary, one.target.group
    starts_on = words.groups.at(group, one.start).starts_on
    if starts_on is None or starts_on.days_before is None or len(case.spells) > 1:
        return
    rest = [event for event in case.events if event.event != starts_on.event]
    for slug, days in (("as-early-as-can-be", starts_on.days_before), ("a-day-too-early", starts_on.days_before + 1)):
        contact = Event(starts_on.event, one.start - days * NEXT)
        someone = attrs.evolve(case, events=[*rest, contact])
        yield _draft(
            one, f"contact/{slug}", Category.CONTACT, f"contact-{slug}", seen(someone, *served(one, due)), None,
            one_in=2,
        )  # fmt: skip
    among = [n for c in one.target.requirement.not_required for n in c.began_by_change_among or () if n != group]
    for other in among[:1]:
        for slug, events in (("without-contact", rest), ("with-contact", [*rest, Event(starts_on.event, one.start)])):
            spells = [Spell(other, one.start - 4 * SOON, one.start - NEXT), *case.spells]
            someone = attrs.evolve(case, spells=spells, events=events)
            yield _draft(
                one, f"from/{other}-{slug}", Category.GROUP_CHANGE, f"from-{slug}", seen(someone, *_never(one, due)),
                None,
            )  # fmt: skip
