"""What has become of a duty, lived through one day at a time.

Written from sections 7 and 8a of the contract, docs/concepts.md and docs/choices.md for the slow definition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import slow_dates
from slow_asked import Asked, duties, guarded, point
from slow_files import NotReadError, Raw, Words
from slow_meetings import Held, looked_at, matching, taking_part
from slow_series import Series, gap, grid

from kontaktforloeb import Meeting

NEXT = slow_dates.NEXT
BREACHES = frozenset({"late", "overdue", "short", "breached"})


class Told(NamedTuple):
    """What is compared of a verdict."""

    status: str
    opens: date | None
    due: date | None
    held: int
    needed: int
    fulfilled: date | None = None
    days_late: int | None = None


def judged(asked: Asked, words: Words, as_of: date, standing: frozenset[str] | None = None) -> Told:
    """Give the verdict on one duty under one version; `standing` are those of its duties that the course still has."""
    again = asked.duty["kind"] == "gap" or "per" in asked.duty
    seen = [] if asked.duty["kind"] == "each" else counting(asked, words, as_of, standing)
    if asked.duty["kind"] == "each":
        told = each(asked, words, as_of)
    else:
        told = (series if again else counted)(asked, words, as_of, seen)
    if not_required(asked, words):
        return told._replace(status="not-required", fulfilled=None, days_late=None)
    if _in_doubt(asked, told.status):
        return told._replace(status="unknown", fulfilled=None, days_late=None)
    if _for_a_person(asked, told.status):
        return told._replace(status="unknown", days_late=None)
    if asked.duty["level"] == "raad" and told.status in BREACHES:
        return told._replace(status="not-required", fulfilled=None, days_late=None)
    return told


def _in_doubt(asked: Asked, status: str) -> bool:
    if asked.due.missing == "event" or asked.opens.missing == "event":
        return True
    return guarded(asked.course, asked.duty) is None and status not in {"met", "pending"}


def _for_a_person(asked: Asked, status: str) -> bool:
    """Tell whether it is for a person: what would be a breach, or never came, though no day had been set for it."""
    if asked.duty.get("judged_by") != "person":
        return False
    by_no_day = asked.duty["kind"] == "count" and asked.due.missing == "none" and asked.opens.day is not None
    return status in BREACHES or (by_no_day and status == "ended")


def not_required(asked: Asked, words: Words) -> bool:
    """Tell whether a condition takes the duty away, or its window is empty."""
    if asked.due.day is not None and (asked.opens.missing == "hours" or asked.due.day < (asked.opens.day or date.min)):
        return True
    return any(_condition(asked, said, words) for said in asked.duty.get("not_required", ()))


def _condition(asked: Asked, said: Raw, words: Words) -> bool:
    """Tell whether all that a condition says holds."""
    course, by = asked.course, min(asked.due.day or date.max, said.get("held_to", date.max))
    held: list[bool] = []
    if "event" in said:
        held.append(_recorded(asked, said["event"]))
    if "no_event" in said:
        held.append(not _recorded(asked, said["no_event"]))
    if "began_by_change_among" in said:
        among = set(said["began_by_change_among"])
        held.append(course.group in among and not among.isdisjoint(course.came_from) and not course.contact)
    if "earlier_course" in said:
        held.append(course.earlier is said["earlier_course"])
    for key in ("meeting", "no_meeting"):
        if key in said:
            seen = matching(course, asked.version.ways[said[key]], words)
            held.append((sum(one.date <= by for one in seen) >= said.get("count", 1)) is (key == "meeting"))
    return bool(held) and all(held)


def _recorded(asked: Asked, name: str) -> bool:
    """Tell whether an event is recorded in the course by the due day."""
    return any(event.date <= (asked.due.day or date.max) for event in asked.course.events(name))


def counted(asked: Asked, words: Words, as_of: date, meetings: Sequence[date]) -> Told:
    """Go from the first day to `as_of`, one day at a time, and tell what a count has become."""
    seen = Counter(meetings)
    number, fulfilled, status = 0, None, "pending"
    for day in slow_dates.days_of(asked.since, as_of):
        running = asked.until is None or day <= asked.until
        past_due = asked.due.day is not None and asked.due.day < day
        if running and asked.opens.day is not None and asked.opens.day <= day:
            for _ in range(seen[day]):
                if not past_due or number < asked.needed:
                    number += 1
                    fulfilled = day if number == asked.needed else fulfilled
        if status == "pending":
            status = _left_pending(asked, words, day, enough=number >= asked.needed)
        if status in {"overdue", "short"} and number >= asked.needed:
            status = "late"
    satisfied = fulfilled if status in {"met", "late"} else None
    late = asked.due.day is not None and status in {"late", "overdue"}
    days_late = ((satisfied or as_of) - asked.due.day).days if late and asked.due.day is not None else None
    return Told(status, asked.opens.day, asked.due.day, number, asked.needed, satisfied, days_late)


def _left_pending(asked: Asked, words: Words, day: date, *, enough: bool) -> str:
    """Tell what a duty that was pending until yesterday is today."""
    due = asked.due.day
    past_due = due is not None and due < day
    if enough and not past_due:
        return "met"
    if asked.until is not None and asked.until < day and (due is None or asked.until < due):
        return "ended"
    if due is not None and past_due:
        if exempt_until(asked, due, words) is not None:
            return "exempt"
        return "short" if asked.duty["duty"] == "group" else "overdue"
    return "pending"


def series(asked: Asked, words: Words, as_of: date, seen: Sequence[date]) -> Told:
    """Tell what has become of a duty that is asked again and again."""
    found: Series
    if asked.duty["kind"] == "gap":
        found = gap(asked, seen, lambda day: exempt_until(asked, day, words), as_of)
    else:
        found = grid(asked, seen, lambda day: exempt_until(asked, day, words) is not None, as_of)
    status = "short" if found.status == "overdue" and asked.duty["duty"] == "group" else found.status
    days_late = (as_of - found.missed[0]).days if status == "overdue" else None
    return Told(status, asked.opens.day, found.due, found.held, found.needed, None, days_late)


def exempt_until(asked: Asked, day: date, words: Words) -> date | None:
    """Give the last day for which a duty that falls due on a day is taken away, if it is: exempt or suspended."""
    ends = [stretch["to"] for stretch in asked.duty.get("suspend", ()) if stretch["from"] <= day <= stretch["to"]]
    for exemption in asked.course.case.exemptions:
        since = min(since for since, _ in words.dated("exemption", exemption.kind))
        entry = words.on("exemption", exemption.kind, day)
        assert entry is not None
        if (
            entry["waives"]
            and (since <= day or since == words.first_of("exemption"))
            and asked.course.group in (entry.get("groups") or [asked.course.group])
            and entry.get("duty", asked.duty["duty"]) == asked.duty["duty"]
            and exemption.kind not in asked.duty.get("not_waived_by", ())
            and exemption.start <= day <= (exemption.end or date.max)
        ):
            ends.append(exemption.end or date.max)
    return max(ends) if ends else None


def counting(asked: Asked, words: Words, as_of: date, standing: frozenset[str] | None) -> list[date]:
    """Give the days of the meetings that count, each meeting once."""
    taken = _taken(asked, words, as_of, standing)
    return sorted(one.date for one in _that_may(asked, words, as_of) if one not in taken)


def _that_may(asked: Asked, words: Words, as_of: date) -> list[Held]:
    """Give the meetings that may serve a count: those that match, and others that do where something is recorded."""
    duty, course = asked.duty, asked.course
    seen = looked_at(course, asked.version, duty, duty["match"], words)
    for other in duty.get("any_of", ()):
        if "event" in other and not _recorded(asked, other["event"]):
            continue
        opens = point(course, asked.version, duty, other.get("opens", {}), words).day
        more = looked_at(course, asked.version, duty, other["match"], words)
        seen += [one for one in more if opens is not None and opens <= one.date and one not in seen]
    return sorted((one for one in seen if one.date <= as_of), key=lambda one: one[:3])


def _taken(asked: Asked, words: Words, as_of: date, standing: frozenset[str] | None) -> list[Held]:
    """Give the meetings that do not count because they serve another count of the same version."""
    taken: list[Held] = []
    for names in sharing(asked):
        there = {one.duty["id"]: one for one in duties(asked.course, asked.version, words, frozenset(names))}
        counts = [
            there[name]
            for name in names
            if name in there and (standing is None or name in standing) and not not_required(there[name], words)
        ]
        for name, served in _serving(counts, words, as_of).items():
            taken += served if name != asked.duty["id"] else []
    return taken


def sharing(asked: Asked) -> list[tuple[str, ...]]:
    """Give the counts that share meetings with a duty: those that it is beside, and those that another is, with it."""
    beside = [tuple(duty["besides"]) for duty in asked.version.duties if duty.get("besides")]
    own = [tuple(asked.duty["besides"])] if asked.duty.get("besides") else []
    return [*own, *(names for names in beside if asked.duty["id"] in names)]


def _serving(counts: Sequence[Asked], words: Words, as_of: date) -> dict[str, list[Held]]:
    """Give the meetings that serve each of these counts: the earliest in its window first, then late ones, in order."""
    served: dict[str, list[Held]] = {one.duty["id"]: [] for one in counts}
    for late in (False, True):
        for one in counts:
            opens, due = one.opens.day or date.max, one.due.day or date.max
            first, last = (max(opens, due + NEXT), date.max) if late and due < date.max else (opens, due)
            for meeting in _that_may(one, words, as_of):
                used = any(meeting in taken for taken in served.values())
                if first <= meeting.date <= last and not used and len(served[one.duty["id"]]) < one.needed:
                    served[one.duty["id"]].append(meeting)
    return served


def each(asked: Asked, words: Words, as_of: date) -> Told:
    """Tell whether the meetings that an `each` looks at carry what is asked."""
    duty = asked.duty
    opens = asked.opens.day or date.max
    seen = [
        one
        for one in looked_at(asked.course, asked.version, duty, duty["match"], words)
        if opens <= one.date <= as_of
        and (asked.due.day is None or one.date <= asked.due.day)
        and (asked.until is None or one.date <= asked.until)
    ]
    closed = asked.due.day is not None and asked.due.day < as_of
    over = asked.until is not None and asked.until < as_of
    slots: Sequence[int] = duty.get("slots", range(duty.get("from_slot", 1), len(seen) + 1))
    looked = [seen[slot - 1] for slot in slots if slot <= len(seen)]
    carried = [_carries(one, duty["require"], words) for one in looked]
    settled = over or closed or len(looked) == len(duty.get("slots", [*looked, None]))
    status, fulfilled = "pending", None
    if False in carried:
        status = "breached"
    elif looked and settled:
        status, fulfilled = ("unknown", None) if None in carried else ("met", looked[-1].date)
    elif over and (not closed or asked.until is None or asked.due.day is None or asked.until < asked.due.day):
        status = "ended"
    elif closed:
        status = "not-required"
    return Told(status, asked.opens.day, asked.due.day, int(bool(looked) and all(carried)), 1, fulfilled)


def _carries(one: Held, asked: Raw, words: Words) -> bool | None:
    """Tell whether a meeting carries what is asked; None where nothing is recorded on it."""
    meeting = one.record
    if not isinstance(meeting, Meeting):
        raise NotReadError("an event that is asked to carry something", meeting)
    said: list[bool | None] = []
    for key, words_asked in asked.items():
        if key == "form":
            said.append(None if meeting.form is None else meeting.form in words_asked)
        elif key == "held_by":
            said.append(one.holder in words_asked)
        else:
            there = taking_part(meeting, words) if meeting.with_ else set()
            found = bool((there | {one.holder}) & set(words_asked))
            said.append(found or (None if not meeting.with_ else False))
    return False if False in said else None if None in said else True
