"""What the makers of cases give: facts, a day, what is known of it, and what it shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from kontaktforloeb.model import Case, Event, Meeting
from kontaktforloeb.points import HELD
from kontaktforloeb.rulebook.format import Bilingual
from kontaktforloeb.rulebook.kinds import JudgedBy, Kind
from kontaktforloeb.status import Duty as DutyKind
from kontaktforloeb.status import Level, Status
from kontaktforloeb.testing.casetable.edges import Asked, as_of_after, settled
from kontaktforloeb.testing.casetable.model import Category, Known, chosen_by
from kontaktforloeb.testing.casetable.people import NEXT, Target, seen
from kontaktforloeb.texts import catalogue, day, say


@attrs.frozen(eq=False)
class Draft:
    """A case before it has an id: `slug` ends the id, `shows` is the key of its text.

    Of cases that show the same for many requirements one in `one_in` is kept, of schedules one in `fewer` times that.
    """

    slug: str
    category: Category
    shows: str
    case: Case
    as_of: date
    known: tuple[Known, ...] = ()
    facts: tuple[tuple[str, Any], ...] = ()
    one_in: int = 1
    fewer: int = 1


_RARE = frozenset(
    {
        Category.DUE_DAY, Category.BENEFIT_CHANGE, Category.GROUP_CHANGE, Category.JOINT, Category.HANDOVER,
        Category.AGE, Category.CONTACT, Category.DUPLICATE, Category.SUSPENSION, Category.ORDER, Category.SERIES,
        Category.CARRIED,
    }
)  # fmt: skip
"""Of these categories a requirement has few cases, or all of them are wanted."""
_OTHER_GROUPS = 4


def kept(target: Target, slug: str, category: Category, one_in: int = 1, fewer: int = 1) -> bool:
    """Tell whether a case is one of those that are kept; no other case has a say in it."""
    share = one_in * (1 if category in _RARE else 2) * (1 if target.law else fewer)
    return chosen_by(f"{target.path}/{slug}", share * (1 if target.main else _OTHER_GROUPS))


def words_of(draft: Draft, title: Bilingual) -> Bilingual:
    """Give the purpose of a case, in both languages."""
    said = []
    key = f"case.{draft.shows}"
    if dict(draft.facts).get("number") == 1 and f"{key}.one" in catalogue():
        key = f"{key}.one"
    for lang in ("da", "en"):
        facts = {name: day(value, lang) if isinstance(value, date) else value for name, value in draft.facts}
        said.append(f"{title.in_(lang)}: {say(key, lang, **facts)}")
    return Bilingual(*said)


def served(one: Asked, last: date, *, needed: int | None = None) -> list[Meeting | Event]:
    """Give as many meetings as are asked for, from the first good day on, and the last one on a day."""
    needed = one.duty.needed if needed is None else needed
    return [*early(one, needed - 1, before=last), _one(one, last)]


def early(one: Asked, number: int, *, before: date) -> list[Meeting | Event]:
    """Give so many meetings that count, one a day from the first good day on, and first those that others take."""
    first = max(one.duty.opens or one.start, one.target.requirement.held_from or one.start)
    days = [first + nth * NEXT for nth in range(one.target.held_before() + number)]
    if days and days[-1] >= before:
        days = [before - (len(days) - nth) * NEXT for nth in range(len(days))]
    return [_one(one, day) for day in days]


def _one(one: Asked, day: date) -> Meeting | Event:
    assert one.target.requirement.match is not None
    return one.target.serving(one.target.requirement.match, day)


def last_day(one: Asked) -> date:
    """Give the day around which a duty is looked at: that on which it falls due, else one soon after it opens."""
    return one.due or (one.duty.opens or one.start) + 20 * NEXT


def known(one: Asked, status: Status, **says: Any) -> tuple[Known, ...]:
    """Give what must come out of a duty; nothing where another version has a word in it, or a person."""
    if not settled(one.target, one.due) or not _plain(one):
        return ()
    if status is Status.LATE and not _may_be_late(one, says["fulfilled"]):
        return ()
    which = {
        "requirement": one.target.id,
        "course": one.start,
        "version": one.target.version.valid_from,
        "occurrence": one.occurrence,
    }
    told = judged(one, status)
    if told is not status:
        says = {}
    if one.target.requirement.kind is Kind.COUNT and one.target.requirement.per is None and one.reckoned is not None:
        says["due"] = one.reckoned
    return (Known(tuple(which.items()), (str(told),), tuple(says.items())),)


def _plain(one: Asked) -> bool:
    """Tell whether nothing that a citizen must have in order to be asked could serve the duty itself."""
    own, version = one.target.requirement, one.target.version
    names = [own.match, *(way.match for way in own.any_of), *(also.match for also in own.also)]
    others = one.target.held_before() or one.target.person(one.start).meetings
    if others or any(name in version.event_matches for name in names):
        return False
    return not any(anchor.startswith(f"{HELD}:") for anchor in one.target.anchors)


def _may_be_late(one: Asked, day: date) -> bool:
    """Tell whether a meeting after the last good day can only serve this duty, and still does."""
    own, version = one.target.requirement, one.target.version
    ends = [end for end in (own.held_to, own.ends_on, one.duty.last) if end is not None]
    beside = version.besides.get(own.id, frozenset())
    others = (other for _, other in version.by_group[one.target.group] if other.id in beside)
    return all(day <= end for end in ends) and all(other.match != own.match for other in others)


_BEHIND = frozenset({Status.LATE, Status.OVERDUE, Status.SHORT, Status.BREACHED})


def judged(one: Asked, status: Status) -> Status:
    """Give the verdict as the duty's own words make it: advice is no breach, a group's duty none of one citizen's."""
    own = one.target.requirement
    if status not in _BEHIND:
        return status
    if one.due is not None and any(away.from_ <= one.due <= away.to for away in own.suspend):
        return Status.EXEMPT
    if own.level is Level.RAAD:
        return Status.NOT_REQUIRED
    if own.judged_by is JudgedBy.PERSON:
        return Status.UNKNOWN
    if status is Status.OVERDUE and own.duty is DutyKind.GROUP:
        return Status.SHORT
    return status


def with_meetings(case: Case, *records: Meeting | Event) -> Case:
    """Give the citizen with these records too."""
    return seen(case, *records)


def later(day: date) -> date:
    """Give a day of the question on which a day and the one after it are over."""
    return as_of_after(day + NEXT)
