"""A solution as a case, and what `check` says of it: no counterexample is shown that `check` does not confirm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.checking import check
from kontaktforloeb.conventions import Conventions
from kontaktforloeb.dates import within_days
from kontaktforloeb.findings import Assessment, Finding, in_order
from kontaktforloeb.model import Case, Event, Meeting
from kontaktforloeb.proof.asked import Asked
from kontaktforloeb.proof.scope import ADVISER, OTHER_ADVISER, OTHER_VALUE, bare_case
from kontaktforloeb.proof.solving import Record
from kontaktforloeb.proof.values import Profile
from kontaktforloeb.proof.words import Words
from kontaktforloeb.status import Level, Reason, Status

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

_SOMEBODY = "bisidder"
_FINE = frozenset({Status.MET, Status.PENDING, Status.NOT_REQUIRED, Status.ENDED, Status.EXEMPT})
_BROKEN = frozenset({Status.OVERDUE, Status.LATE, Status.BREACHED, Status.SHORT})


def case_of(records: Iterable[Record], profile: Profile, start: date, words: Words, vocabulary: Vocabulary) -> Case:
    """Give the citizen that a solution is about."""
    plain = str(attrs.fields_dict(Meeting)["held_by"].default)
    names = {vocabulary.holder(plain) or plain: plain}
    bare = bare_case(profile, start)
    meetings, events = [], list(bare.events)
    known = {(event.event, event.date, event.value or "") for event in events}
    for record in records:
        day = within_days(start, record.day)
        if not record.sort.is_event:
            meetings.append(_meeting(record, day, words, names.get(record.sort.holder, record.sort.holder)))
        elif (record.sort.type, day, record.sort.value) not in known:
            events.append(Event(record.sort.type, day, record.sort.value or None))
    return attrs.evolve(bare, meetings=meetings, events=events)


def _meeting(record: Record, day: date, words: Words, holder: str) -> Meeting:
    traits, asked = record.traits, words.recorded
    form = next(iter(traits.get("form", ())), None)
    if form is None and ("form" in asked or words.forms):
        form = next((own for own in words.all_forms if own not in words.forms), None)
    prep_days = traits.get("prep_days")
    late = max(words.prep_days, default=0) + 1
    return Meeting(
        day,
        type=record.sort.type,
        held_by=holder,
        with_=_or_other(traits.get("with_", ()), _SOMEBODY, said="with_" in asked),
        form=form or (None if words.forms else words.all_forms[0]),
        individual=False if "together" in traits else None,
        adviser=(OTHER_ADVISER if "other_adviser" in traits else ADVISER) if "adviser" in asked else None,
        topics=_or_other(traits.get("topics", ()), OTHER_VALUE, said="topics" in asked),
        agreements=_or_other(_agreements(traits.get("agreements", ()), traits.get("many", ())), OTHER_VALUE,
                             said="agreements" in asked),
        minutes=_number(traits.get("minutes", ()), words.minutes, said="minutes" in asked),
        prep_minutes=_number(traits.get("prep_minutes", ()), words.prep_minutes, said="prep_minutes" in asked),
        prep_date=None if "prep_date" not in asked else within_days(day, -(min(prep_days) if prep_days else late)),
    )  # fmt: skip


def _or_other(words: tuple[str, ...], other: str, *, said: bool) -> tuple[str, ...]:
    return words or ((other,) if said else ())


def _agreements(words: tuple[str, ...], many: Sequence[tuple[tuple[str, ...] | None, int]]) -> tuple[str, ...]:
    """Give the agreements, one of them so often that there are enough."""
    for of, least in many:
        own = [word for word in words if of is None or word in of] or [OTHER_VALUE]
        words = (*words, *[own[0]] * max(0, least - len(own)))
    return words


def _number(true: tuple[int, ...], numbers: tuple[int, ...], *, said: bool) -> int | None:
    if not said:
        return None
    return max(true) if true else max(numbers[0] - 1, 0)


def filled_up(case: Case, left_out: Iterable[Asked]) -> Case:
    """Give a case with what duties ask for that were too many to be looked at; `check` judges it then."""
    start = case.spells[0].start
    meetings, events = list(case.meetings), list(case.events)
    for asked in left_out:
        name = asked.requirement.match
        if name is None:
            continue
        way = asked.version.match(name)[0]
        for first, _, _ in asked.buckets:
            for number in range(asked.needed):
                day = within_days(start, max(first, 0) + number)
                if way.event is not None:
                    events.append(Event(way.event[0], day, (way.value or ("",))[0] or None))
                elif way.type is not None:
                    held_by = Meeting(day).held_by if way.held_by is None else way.held_by[0]
                    meetings.append(Meeting(day, type=way.type[0], held_by=held_by))
    return attrs.evolve(case, meetings=meetings, events=events)


def assess(case: Case, as_of: date, rulebook: Rulebook, names: Sequence[str], conventions: Conventions) -> Assessment:
    """Give what `check` says of a case by each of some rule sets alone, as if each were the citizen's schedule."""
    alone = [
        check(case, as_of=as_of, rulebook=rulebook, rules=[name], schedule=name, conventions=conventions)
        for name in names
    ]
    findings = sorted((finding for own in alone for finding in own.findings), key=in_order)
    return attrs.evolve(
        alone[0], findings=tuple(findings), rulesets=tuple(ruleset for own in alone for ruleset in own.rulesets)
    )


def breaking(assessment: Assessment, schedule: str, duty: str) -> Finding | None:
    """Give the finding by which a case breaks a duty while it keeps all of the schedule; none where it does not."""
    if any(not kept(own) for own in assessment.findings if own.ruleset == schedule):
        return None
    broken = [own for own in assessment.findings if own.requirement == duty and own.status in _BROKEN]
    return broken[0] if broken else None


def kept(finding: Finding) -> bool:
    """Tell whether a schedule's duty was followed on time, as far as `check` tells."""
    if finding.status in _FINE or finding.level is Level.RAAD:
        return True
    if finding.status is Status.UNCERTAIN:
        # Nothing is known to be in force on its due day, but what was asked for was done.
        told = {reason.partition(":")[0] for reason in finding.reasons}
        in_time = finding.due is None or (finding.fulfilled is not None and finding.fulfilled <= finding.due)
        return Reason.NO_VERSION in told and in_time
    if finding.status is Status.UNKNOWN:
        return any(reason.startswith(Reason.EVENT_MISSING) for reason in finding.reasons)
    return False
