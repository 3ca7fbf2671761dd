"""What else may happen to a citizen whom a duty asks: each thing that the rule file makes a difference of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs
import slow_dates
from law_cases import LONG, NEXT, Citizen, last_day, served
from law_duties import Duty, asked_by, person, seen, serving
from slow_asked import Asked

from kontaktforloeb import Case, Event, Exemption, Hours, Meeting, Spell

Turn = tuple[str, Case]


def turns(duty: Duty, group: str, start: date) -> Iterator[Citizen]:
    """Give citizens to whom something more happens, each never seen, seen in time, and seen too late."""
    case = person(duty, group, start)
    for asked in asked_by(duty, case)[:1]:
        last = last_day(duty, asked)
        records = (("never seen", ()), ("seen", served(duty, asked, last)), ("late", served(duty, asked, last + NEXT)))
        days = (last, last + NEXT, last + LONG)
        for turn, other in (
            *_recorded(duty, case, asked),
            *_held_elsewhere(duty, case, asked),
            *_recorded_otherwise(duty, case, asked),
            *_over_or_exempt(duty, case, asked),
            *_other_person(case),
            *_on_dagpenge(case, asked),
            *_from_elsewhere(duty, case, asked),
        ):
            for how, held in records:
                yield Citizen(f"{turn}, {how}", seen(other, *held), days, (last + NEXT,))
    for later in (100, 200):
        yield from _moved(duty, person(duty, group, start, later), f"{later} days later")


def _moved(duty: Duty, case: Case, shows: str) -> Iterator[Citizen]:
    """Give who has what must be recorded later, and whose course then runs on, or is over."""
    for asked in asked_by(duty, case)[:1]:
        last = last_day(duty, asked)
        days = (last, last + NEXT, last + LONG)
        over = attrs.evolve(case, spells=[Spell(asked.course.group, asked.course.start, last)])
        for how, held in (("never seen", ()), ("seen", served(duty, asked, last))):
            yield Citizen(f"{shows}, {how}", seen(case, *held), days, (last + NEXT,))
            yield Citizen(f"{shows}, over, {how}", seen(over, *held), days, (last + NEXT,))


def _recorded(duty: Duty, case: Case, asked: Asked) -> Iterator[Turn]:
    """Give the citizen with every event that makes a difference, without each that is there, and with another value."""
    last, raw = last_day(duty, asked), duty.raw
    taken = [said["event"] for said in raw.get("not_required", ()) if "event" in said]
    taken += [other["event"] for other in raw.get("any_of", ()) if "event" in other]
    taken += [*raw.get("applies_to", {}).get("no_event", ()), *raw.get("reset_on", ()), *raw.get("exit_on", ())]
    for name in dict.fromkeys(taken):
        for day in (last - NEXT, last, last + NEXT):
            yield f"{name} on {day}", seen(case, Event(name, day))
    for event in dict.fromkeys(case.events):
        rest = [one for one in case.events if one != event]
        yield f"without {event.event}", attrs.evolve(case, events=rest)
        yield f"another {event.event}", attrs.evolve(case, events=[*rest, attrs.evolve(event, value="noget andet")])
        yield (
            f"{event.event} earlier",
            attrs.evolve(
                case, events=[*rest, attrs.evolve(event, date=max(event.date - 5 * NEXT, asked.course.start))]
            ),
        )


def _held_elsewhere(duty: Duty, case: Case, asked: Asked) -> Iterator[Turn]:
    """Give the citizen with meetings of every kind that the file names, held at the edges of what looks at them."""
    last, raw, start = last_day(duty, asked), duty.raw, asked.course.start
    for said in raw.get("not_required", ()):
        names = [said[key] for key in ("meeting", "no_meeting") if key in said]
        for day in (last, last + NEXT):
            held = [serving(duty, name, day - nth * NEXT) for name in names for nth in range(4)]
            events = [Event(said["event"], day)] if "event" in said else []
            if held:
                yield f"{', '.join(names)} on {day}", seen(case, *held, *events)
    for other in raw.get("any_of", ()):
        months = other.get("opens", {}).get("months")
        first = slow_dates.first_months(start, months) if months else start
        out = [Event(other["event"], start)] if "event" in other else []
        for day in (first, first + NEXT, last, last + NEXT):
            yield f"{other['match']} on {day}", seen(case, *out, serving(duty, other["match"], day))
    for name, ways in duty.file.ways.items():
        for way in range(len(ways)):
            records = [serving(duty, name, day, way) for day in (start + 2 * NEXT, last)]
            yield f"{name} {way}", seen(case, *records)


def _recorded_otherwise(duty: Duty, case: Case, asked: Asked) -> Iterator[Turn]:
    """Give the citizen whose meetings did not take place, or lie at the edges of the days that are looked at."""
    raw, start = duty.raw, asked.course.start
    for one in served(duty, asked, last_day(duty, asked))[-1:]:
        if isinstance(one, Meeting):
            for status in duty.rules.words.names("meeting_status"):
                yield f"{status} on {one.date}", seen(case, attrs.evolve(one, type="faelles-jobsamtale", status=status))
    edges = [raw[key] + shift for key in ("held_from", "held_to") if key in raw for shift in (-NEXT, 0 * NEXT, NEXT)]
    for day in [day for day in edges if start <= day]:
        yield f"{raw['match']} on {day}", seen(case, serving(duty, raw["match"], day))
    if case.meetings:
        yield "without meetings", attrs.evolve(case, meetings=[])


def _over_or_exempt(duty: Duty, case: Case, asked: Asked) -> Iterator[Turn]:
    """Give the citizen whose course is over around the due day, or who is exempt then."""
    last, start = last_day(duty, asked), asked.course.start
    for end in (last - NEXT, last, last + NEXT):
        if start <= end:
            yield f"over on {end}", attrs.evolve(case, spells=[Spell(asked.course.group, start, end)])
    kinds = duty.rules.words.names("exemption")
    of_some = [
        kind for kind in kinds if any(entry.get("groups") for _, entry in duty.rules.words.dated("exemption", kind))
    ]
    some = of_some[duty.number % len(of_some)]
    for kind in dict.fromkeys(["barsel", "kvote", "sygdom", some, *duty.raw.get("not_waived_by", ())]):
        for day in (last, last + NEXT):
            exempt = Exemption(kind, day, last + 3 * NEXT)
            yield f"{kind} from {day}", attrs.evolve(case, exemptions=[*case.exemptions, exempt])
    for exemption in case.exemptions:
        yield f"no {exemption.kind}", attrs.evolve(case, exemptions=[])
        yield f"{exemption.kind} without an end", attrs.evolve(case, exemptions=[attrs.evolve(exemption, end=None)])


def _other_person(case: Case) -> Iterator[Turn]:
    if case.birth_date is not None:
        yield "of no age", attrs.evolve(case, birth_date=None)
        for years in (-1, 1):
            born = case.birth_date.replace(year=case.birth_date.year + years)
            yield f"born {born}", attrs.evolve(case, birth_date=born)


def _on_dagpenge(case: Case, asked: Asked) -> Iterator[Turn]:
    """Give the citizen on dagpenge who is insured otherwise, was handed over early, or whose hours are known."""
    if asked.course.group == "dagpenge":
        start = asked.course.start
        yield "part-time", attrs.evolve(case, insured="deltid")
        yield "handed over early", seen(case, Event("overgang", start + 50 * NEXT))
        days = slow_dates.days_of(start.replace(day=1), start + 900 * NEXT)
        months = [day for day in days if day.day == 1]
        for hours in ("160.33", "80.17"):
            yield f"{hours} hours", attrs.evolve(case, hours=[Hours(month, hours) for month in months])
        two = [Hours(month, "160.33") for month in months[:2]]
        yield "few hours", attrs.evolve(case, hours=two)
        for kind in ("loentilskud", "feriedagpenge"):
            more = [Hours(month, "160.33", kind) for month in months[2:]]
            yield f"hours of {kind}", attrs.evolve(case, hours=[*two, *more])


def _from_elsewhere(duty: Duty, case: Case, asked: Asked) -> Iterator[Turn]:
    """Give the citizen who was in contact before, or came from another group."""
    start, group = asked.course.start, asked.course.group
    starts_on = (duty.rules.words.on("group", group, start) or {}).get("starts_on")
    if starts_on is not None:
        for days in (10, 31, 32):
            yield f"contact {days} days before", seen(case, Event(starts_on["event"], start - days * NEXT))
    among = [other for said in duty.raw.get("not_required", ()) for other in said.get("began_by_change_among", ())]
    among += ["sygedagpenge" if group != "sygedagpenge" else "ledighedsydelse"]
    for other in among:
        if other != group:
            before = Spell(other, start - 90 * NEXT, start - NEXT)
            yield f"from {other}", attrs.evolve(case, spells=[before, *case.spells])
            contact = seen(case, Event("henvendelse", start))
            yield f"from {other} with a contact", attrs.evolve(contact, spells=[before, *case.spells])
