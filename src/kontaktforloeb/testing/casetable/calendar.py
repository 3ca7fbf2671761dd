"""Courses that begin, and duties that fall due, on an edge: month ends, leap days, first and last days of versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kontaktforloeb.rulebook.kinds import Kind
from kontaktforloeb.status import Status
from kontaktforloeb.testing.casetable.drafts import Draft, early, kept, known, later, served
from kontaktforloeb.testing.casetable.edges import (
    Asked,
    as_of_after,
    asked,
    calendar_edges,
    changes,
    plain_start,
    start_for,
    stretch,
    version_edges,
)
from kontaktforloeb.testing.casetable.model import Category, Known
from kontaktforloeb.testing.casetable.people import NEXT, Target, seen


def at_edges(target: Target) -> Iterator[Draft]:
    """Give who is looked at on the edges of the calendar, of the question and of the law."""
    own = target.requirement
    if own.kind is not Kind.COUNT or own.per is not None or own.at_most is not None:
        yield from _at_versions(target)
        return
    for edge in calendar_edges(target):
        category = Category.LEAP_DAY if edge.name == "29-feb" else Category.MONTH_END
        for one in asked(target, edge.start)[:1]:
            if one.due is not None:
                yield _late(one, f"from-{edge.name}", category, "begins-on", one_in=4, fewer=2)
    plain = asked(target, plain_start(target))
    if plain and plain[0].due is not None:
        yield from _on_the_day_of_the_question(target, plain[0].due)
        yield from _due_on(target, "leap-day", _leap_after(plain[0].due), Category.LEAP_DAY)
        yield from _suspended(target)
        for change in changes(target):
            for name, day in (("the-day-before", change - NEXT), ("on-the-day-of", change)):
                yield from _due_on(target, f"{name}-{change}", day, Category.TRANSITION)
    yield from _at_versions(target)


def _late(one: Asked, slug: str, category: Category, shows: str, *, one_in: int = 1, fewer: int = 1) -> Draft:
    """Give who is seen a day too late: the verdict tells the last good day to the day."""
    assert one.due is not None
    case = seen(one.target.person(one.start), *served(one, one.due + NEXT))
    facts = (("day", one.due), ("start", one.start), ("number", one.duty.needed))
    found = known(one, Status.LATE, fulfilled=one.due + NEXT, days_late=1)
    return Draft(slug, category, shows, case, later(one.due), found, facts, one_in, fewer)


def _due_on(target: Target, slug: str, day: date, category: Category) -> Iterator[Draft]:
    late, met = f"due-{slug}", f"due-{slug}-met"
    if not (kept(target, late, category, 2, 2) or (category is Category.TRANSITION and kept(target, met, category, 2))):
        return
    start = start_for(target, day)
    for one in asked(target, start)[:1] if start is not None else ():
        yield _late(one, late, category, "due-on", one_in=2, fewer=2)
        if category is Category.TRANSITION:
            case = seen(target.person(one.start), *served(one, day))
            facts = (("day", day), ("start", one.start), ("number", one.duty.needed))
            found = known(one, Status.MET, fulfilled=day)
            yield Draft(met, category, "due-on-met", case, later(day), found, facts, 2)


def _on_the_day_of_the_question(target: Target, near: date) -> Iterator[Draft]:
    """Give who has not been seen often enough on the last good day, and the day after."""
    question = as_of_after(near)
    for slug, due, status in (
        ("due-today", question, Status.PENDING),
        ("due-yesterday", question - NEXT, Status.OVERDUE),
    ):
        if not kept(target, slug, Category.AS_OF, 1, 2):
            continue
        start = start_for(target, due)
        for one in asked(target, start)[:1] if start is not None else ():
            case = seen(target.person(one.start), *early(one, one.duty.needed - 1, before=due))
            says = {} if status is Status.PENDING else {"days_late": 1}
            facts = (("day", due), ("number", one.duty.needed))
            yield Draft(slug, Category.AS_OF, slug, case, question, known(one, status, **says), facts, 1, 2)


def _leap_after(day: date) -> date:
    year = day.year + (-day.year) % 4
    leap = date(year, 2, 29)
    return leap if leap >= day else date(year + 4, 2, 29)


def _suspended(target: Target) -> Iterator[Draft]:
    for away in target.requirement.suspend:
        for slug, day, status in (
            ("the-day-before", away.from_ - NEXT, Status.OVERDUE), ("the-first-day", away.from_, Status.EXEMPT),
            ("the-last-day", away.to, Status.EXEMPT), ("the-day-after", away.to + NEXT, Status.OVERDUE),
        ):  # fmt: skip
            start = start_for(target, day)
            for one in asked(target, start)[:1] if start is not None else ():
                case = seen(target.person(one.start), *early(one, one.duty.needed - 1, before=day))
                facts = (("day", day), ("start", away.from_), ("end", away.to))
                yield Draft(
                    f"suspended/{slug}-{away.from_}", Category.SUSPENSION, "suspended", case, later(day),
                    known(one, status), facts, 1, 2,
                )  # fmt: skip


def _at_versions(target: Target) -> Iterator[Draft]:
    """Give who begins on the first and on the last day of a version, and on the days beside them."""
    first, last = stretch(target)
    for edge in version_edges(target):
        if first <= edge.start <= last:
            for one in asked(target, edge.start)[:1]:
                if one.due is not None and target.requirement.kind is Kind.COUNT and target.requirement.per is None:
                    yield _late(one, f"version/{edge.name}", Category.VERSION, "version", one_in=2)
        elif target.requirement.applies_to.began is None:
            case = target.person(edge.start)
            which = (("requirement", target.id), ("course", edge.start), ("version", target.version.valid_from))
            absent = Known(which, absent=True) if edge.name == "day-after" or _previous(target, edge.start) else None
            known_of_it = () if absent is None else (absent,)
            facts = (("day", target.version.valid_from), ("start", edge.start), ("number", 0))
            yield Draft(
                f"version/{edge.name}", Category.VERSION, f"version-{edge.name}", case, as_of_after(edge.start + NEXT),
                known_of_it, facts, 4, 2,
            )  # fmt: skip


def _previous(target: Target, start: date) -> bool:
    """Tell whether no version is in force on a day, so that the course has no duty of the rule set at all."""
    return not any(other.valid_from <= start <= (other.file.valid_to or date.max) for other in target.ruleset.usable)
