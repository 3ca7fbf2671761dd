"""Why a finding says what it says: duty and source, version, clock, each meeting, the dates, the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum, unique
from typing import TYPE_CHECKING, NamedTuple

from kontaktforloeb.clocks import CalendarClock, HoursClock
from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.evaluate import Scene, answers, counted, judge, looked_at
from kontaktforloeb.facts import Held, Traits, happened
from kontaktforloeb.findings import Basis, Finding
from kontaktforloeb.matching import differs, match_names
from kontaktforloeb.model import Meeting
from kontaktforloeb.plan import Duty
from kontaktforloeb.points import HELD, START
from kontaktforloeb.rulebook.kinds import Clock, FileStatus, Kind
from kontaktforloeb.status import Reason, Status
from kontaktforloeb.texts import LANGUAGES, Lang, catalogue, day, say

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Period, Point
    from kontaktforloeb.rulebook.registry import Rulebook


_OPEN = frozenset({Status.PENDING, Status.OVERDUE, Status.SHORT, Status.UNKNOWN, Status.UNCERTAIN})
_CARRIED = ("carried", "not-carried", "not-recorded")


@unique
class Weighed(StrEnum):
    """What became of one meeting under one duty."""

    COUNTS = "counts"
    LOOKED_AT = "looked-at"
    NOT_LOOKED_AT = "not-looked-at"
    NOT_HELD = "not-held"
    NOT_YET = "not-yet"
    BEFORE_COURSE = "before-course"
    AFTER_COURSE = "after-course"
    DIFFERS = "differs"
    TOO_EARLY = "too-early"
    TAKEN = "taken"
    TOO_LATE = "too-late"
    NOT_THERE = "not-there"
    OFF_BENEFIT = "off-benefit"


class MeetingStep(NamedTuple):
    """One meeting, what became of it, and the number, field or duty that says why."""

    date: date
    type: str
    held_by: str
    weighed: Weighed
    why: str = ""


class Explanation(NamedTuple):
    """The steps from the duty to the verdict, each in words; `str` puts them together.

    `meetings` holds the meetings as values too, in order of day.
    """

    finding: Finding
    duty: str
    version: str
    clock: str
    window: str
    meetings: tuple[MeetingStep, ...]
    meeting_lines: tuple[str, ...]
    verdict: str

    def __str__(self) -> str:
        lines = [self.duty, self.version, self.clock, self.window, *(f"- {line}" for line in self.meeting_lines)]
        return "\n".join([*(line for line in lines if line), self.verdict])


def explanation(finding: Finding, lang: Lang = "da") -> Explanation:
    """Give the explanation of a finding step by step.

    >>> from kontaktforloeb import Case, check
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-10"])
    >>> [str(step.weighed) for step in explanation(check(case, as_of="2022-08-01").findings[0]).meetings]
    ['counts']
    """
    if lang not in LANGUAGES:
        raise UnknownNameError(what="language", name=lang, known=LANGUAGES)
    basis = finding.basis
    scene = Scene.of(basis)
    steps = tuple(_meetings(finding, scene))
    return Explanation(
        finding=finding,
        duty=_duty(finding, lang),
        version=_version(finding, scene, lang),
        clock=_clock(finding, lang),
        window=" ".join(filter(None, (_part(finding, lang), _window(finding, lang)))),
        meetings=steps,
        meeting_lines=tuple(_meeting_line(step, basis, lang) for step in steps),
        verdict=_verdict(finding, lang),
    )


def _duty(finding: Finding, lang: Lang) -> str:
    requirement = finding.planned.requirement
    line = say(
        "explain.duty",
        lang,
        id=finding.requirement,
        title=requirement.title.in_(lang),
        reference=finding.reference,
        level=say(f"level.{finding.level}", lang),
        certainty=say(f"certainty.{finding.certainty}", lang),
    )
    return f"{line} {requirement.note.in_(lang)}" if requirement.note else line


def _version(finding: Finding, scene: Scene, lang: Lang) -> str:
    duty, course = finding.planned, finding.basis.course
    version = duty.version.file
    key = "explain.version" if version.valid_from <= course.start else "explain.version-after-change"
    if version.status is FileStatus.PROPOSAL:
        key = "explain.version-proposal"
    line = say(
        key, lang, title=version.title.in_(lang), version=day(version.valid_from, lang), start=day(course.start, lang),
        act=version.source.act,
    )  # fmt: skip
    for change, new in zip(duty.changes, duty.newer, strict=True):
        older = say(f"status.{judge(duty, scene).status}", lang)
        # A duty that a version takes over only to end it the day before is none of its own.
        gone = new is None or (new.last != course.end and new.last is not None and new.last < change)
        newer = say("explain.role-gone", lang) if new is None or gone else _newer(new, scene, lang)
        line += " " + say("explain.both", lang, change=day(change, lang), older=older, newer=newer)
    return line


def _newer(duty: Duty, scene: Scene, lang: Lang) -> str:
    verdict = judge(duty, scene)
    facts = {"status": say(f"status.{verdict.status}", lang), "held": verdict.held, "needed": verdict.needed}
    due = day(verdict.due, lang) if verdict.due else "–"
    return say(f"explain.newer-{duty.requirement.duty}", lang, due=due, **facts)


def _clock(finding: Finding, lang: Lang) -> str:
    course, vocabulary = finding.basis.course, finding.basis.rulebook.vocabulary
    group = vocabulary.groups.at(course.group, course.start)
    if course.started_on is not None:
        event = vocabulary.events.at(course.started_on.event, course.start).title.in_(lang)
        why = say("clock.event", lang, event=event)
    else:
        why = say(f"clock.{course.began}", lang)
    line = say("explain.clock", lang, group=group.title.in_(lang), start=day(course.start, lang), why=why)
    if course.end is not None:
        line += " " + say("explain.course-end", lang, end=day(course.end, lang))
    requirement = finding.planned.requirement
    counts_no_months = requirement.clock is Clock.CALENDAR or (requirement.due is None and not requirement.steps)
    if isinstance(course.clock, CalendarClock) or counts_no_months:
        return line
    kind = "explain.hours" if isinstance(course.clock, HoursClock) else "explain.days"
    return f"{line} {say(kind, lang)}"


def _part(finding: Finding, lang: Lang) -> str:
    """Give which part of the course the duty lives in, where an event cuts it short or starts it again."""
    duty, course = finding.planned, finding.basis.course
    lines = []
    steps = max(1, len(duty.requirement.steps))
    if duty.occurrence > steps:
        number = (duty.occurrence - 1) // steps + 1
        lines.append(say("explain.again", lang, number=number, first=day(duty.first, lang)))
    # Where the duty ended with that, the verdict says so.
    if duty.last is not None and duty.last != course.end and finding.status is not Status.ENDED:
        lines.append(say("explain.over", lang, last=day(duty.last, lang)))
    return " ".join(lines)


def _window(finding: Finding, lang: Lang) -> str:
    if finding.due is None:
        return ""
    opens = day(finding.opens, lang) if finding.opens else say("explain.unknown-day", lang)
    working = day(finding.last_working_day, lang)
    rule = _rule(finding, lang)
    duty = finding.planned
    in_series = duty.chain is not None
    if in_series and finding.status not in _OPEN:
        return ""
    if finding.opens is not None and finding.opens > finding.due:
        return ""  # A window that opens after it closes; the reason says so.
    key = "explain.window-grid" if duty.grid else "explain.window-gap" if in_series else "explain.window"
    return say(key, lang, opens=opens, due=day(finding.due, lang), working=working, rule=rule)


def _rule(finding: Finding, lang: Lang) -> str:
    """Give how the due day is counted, with the id of the date rule."""
    duty, requirement, basis = finding.planned, finding.planned.requirement, finding.basis
    if requirement.longest is not None:
        key, number = _period(requirement.longest, accumulated=False)
        return say(key, lang, number=number, anchor=say("due.last-meeting", lang))
    steps = requirement.steps
    point = steps[(duty.occurrence - 1) % len(steps)].due if steps else requirement.due
    if point is None or requirement.per is not None:
        return say("due.grid", lang) if requirement.per else say("due.phase", lang, phase=_phase(duty, lang))
    from_start = duty.first == basis.course.start and requirement.phase is None
    on_hours = requirement.clock is not Clock.CALENDAR and not isinstance(basis.course.clock, CalendarClock)
    hours = on_hours and from_start
    key, number = _period(point, accumulated=hours)
    vocabulary = basis.rulebook.vocabulary
    anchor = point.anchor
    if anchor in vocabulary.events:
        anchor = vocabulary.events.at(anchor, basis.course.start).title.in_(lang)
    elif anchor.startswith(HELD):
        anchor = say("due.held", lang, number=anchor.split(":")[1])
    elif "." in anchor:
        name = anchor.rpartition(".")[0]
        of_phase = name in duty.version.phases
        anchor = say("due.of-phase" if of_phase else "due.of-exemption", lang, phase=_title_of(duty, name, lang))
    elif duty.occurrence > max(1, len(steps)):
        anchor = say("due.reset", lang)
    elif requirement.phase is not None:
        anchor = say("due.of-phase", lang, phase=_phase(duty, lang))
    else:
        anchor = say("due.start", lang)
    line = say(key, lang, number=number, anchor=anchor)
    if point.snap is not None:
        line += say(f"due.{point.snap}", lang)
    return line + (say("due.plus-days", lang, number=point.plus_days) if point.plus_days else "")


def _phase(duty: Duty, lang: Lang) -> str:
    return _title_of(duty, duty.requirement.phase or "", lang)


def _title_of(duty: Duty, phase: str, lang: Lang) -> str:
    return duty.version.phases[phase].title.in_(lang) if phase in duty.version.phases else phase


def _period(point: Point | Period, *, accumulated: bool) -> tuple[str, int]:
    if point.months is not None:
        from_start = accumulated and getattr(point, "anchor", START) == START
        return ("due.months-accumulated" if from_start else "due.months"), point.months
    for name in ("weeks", "week", "days", "accumulated_weeks"):
        number = getattr(point, name, None)
        if number is not None:
            return f"due.{name}", number
    return "due.day", 0


def _meetings(finding: Finding, scene: Scene) -> Iterator[MeetingStep]:
    basis = finding.basis
    records = [*basis.facts.held, *_events(finding)]
    weighed = [(held, _weigh(held, finding, scene)) for held in records]
    steps = [MeetingStep(held.date, held.traits.type, _holder(held), *how) for held, how in weighed]
    steps += [_not_held(meeting) for meeting in basis.facts.not_held]
    yield from sorted(steps, key=lambda step: (step.date, step.type, step.held_by, step.weighed))


def _events(finding: Finding) -> list[Held]:
    """Give the events that the duty looks at; all others have nothing to do with it."""
    duty = finding.planned
    requirement = duty.requirement
    named = {*(way.match for way in duty.ways), requirement.first, requirement.before}
    if named.isdisjoint(duty.version.event_matches):
        return []
    records = happened(finding.basis.course.events)
    return [held for held in records if not named.isdisjoint(match_names(duty.version, held.traits))]


def _holder(held: Held) -> str:
    return held.rows[0].held_by if held.rows else ""


def _not_held(meeting: Meeting) -> MeetingStep:
    return MeetingStep(meeting.date, meeting.type, meeting.held_by, Weighed.NOT_HELD, meeting.status)


def _weigh(held: Held, finding: Finding, scene: Scene) -> tuple[Weighed, str]:
    course, duty = finding.basis.course, finding.planned
    if held.date > finding.as_of:
        return Weighed.NOT_YET, ""
    if not course.holds(held.date):
        return (Weighed.BEFORE_COURSE if held.date < course.start else Weighed.AFTER_COURSE), ""
    if not course.counts(held.date):
        return Weighed.OFF_BENEFIT, ""
    if duty.requirement.kind is Kind.ORDER:
        return _weigh_order(held, duty, scene)
    one_window = duty.requirement.kind is Kind.COUNT and duty.requirement.per is None
    # Events are made anew each time they are asked for; what they say tells which is which.
    counts = [_same(other) for other in (counted(duty, scene) if one_window else scene.candidates(duty))]
    if _same(held) in counts:
        number = counts.index(_same(held)) + 1
        if duty.requirement.kind is Kind.EACH:
            return _weigh_each(held, number, duty, scene)
        return (Weighed.COUNTS, str(number)) if one_window else (Weighed.LOOKED_AT, f"match:{duty.requirement.match}")
    return _weigh_out(held, duty, scene)


def _same(held: Held) -> tuple[date, Traits]:
    return held.date, held.traits


def _weigh_order(held: Held, duty: Duty, scene: Scene) -> tuple[Weighed, str]:
    named = [match for match in (duty.requirement.first, duty.requirement.before) if match is not None]
    for match in named:
        if _same(held) in map(_same, scene.matching(duty, match, duty.opens or date.min)):
            return Weighed.LOOKED_AT, f"match:{match}"
    return Weighed.DIFFERS, _difference(held, named, duty)


def _difference(held: Held, matches: Iterable[str], duty: Duty) -> str:
    """Give the field in which a meeting differs; of several ways to match one of the meeting's own type says more."""
    found = [differs(held.traits, way) for match in matches for way in duty.version.match(match)]
    return next((name for name in found if name is not None and name != "type"), "type")


def _weigh_each(held: Held, number: int, duty: Duty, scene: Scene) -> tuple[Weighed, str]:
    meetings = looked_at(duty, scene)
    told = dict(zip(map(_same, meetings), answers(duty, meetings), strict=False))
    if _same(held) not in told:
        return Weighed.NOT_LOOKED_AT, str(number)
    words = {True: "carried", False: "not-carried", None: "not-recorded"}
    return Weighed.LOOKED_AT, " ".join(f"{name}:{words[there]}" for name, there in told[_same(held)].items())


def _weigh_out(held: Held, duty: Duty, scene: Scene) -> tuple[Weighed, str]:
    """Give why a meeting in the course is not one of those that count."""
    asked = duty.requirement
    from_to = asked.held_from or date.min, asked.held_to or date.max
    if held.date > (duty.last or date.max) or not from_to[0] <= held.date <= from_to[1]:
        return Weighed.NOT_THERE, ""
    matching = [way for way in duty.ways if way.match in match_names(duty.version, held.traits)]
    if not matching:
        return Weighed.DIFFERS, _difference(held, [way.match for way in duty.ways[:1]], duty)
    if not scene.free(held, duty):
        return Weighed.TAKEN, scene.taker(held)
    if all(way.opens is None or held.date < way.opens for way in matching):
        return Weighed.TOO_EARLY, ""
    return Weighed.TOO_LATE, ""


def _meeting_line(step: MeetingStep, basis: Basis, lang: Lang) -> str:
    why = step.why
    key = f"weighed.{step.weighed}"
    if step.weighed is Weighed.DIFFERS:
        why = say(f"field.{step.why}", lang)
    elif step.weighed is Weighed.LOOKED_AT:
        parts = (part.split(":") for part in step.why.split())
        why = ", ".join(
            say(f"carries.{there}", lang, name=_asked(n, lang)) if there in _CARRIED else there for n, there in parts
        )
    elif step.weighed is Weighed.NOT_HELD and f"meeting-status.{why}" in catalogue():
        why = say(f"meeting-status.{why}", lang)
    said = say(key, lang, why=why, as_of=day(basis.as_of, lang))
    if not step.held_by:
        event = basis.rulebook.vocabulary.events.at(step.type, step.date).title.in_(lang)
        return say("explain.event", lang, day=day(step.date, lang), event=event, said=said)
    return say("explain.meeting", lang, day=day(step.date, lang), type=step.type, held_by=step.held_by, said=said)


def _verdict(finding: Finding, lang: Lang) -> str:
    facts = {
        "held": finding.held,
        "needed": finding.needed,
        "due": day(finding.due, lang) if finding.due else "",
        "fulfilled": day(finding.fulfilled, lang) if finding.fulfilled else "",
        "days": finding.days_late,
        "as_of": day(finding.as_of, lang),
        "since": day(finding.as_of - timedelta(days=finding.days_late or 0), lang),
    }
    key = f"verdict.{finding.status}"
    if finding.planned.chain is not None and f"{key}.grid" in catalogue():
        key += ".grid"
    elif finding.due is None and f"{key}.no-due" in catalogue():
        key += ".no-due"
    if Reason.FOR_A_PERSON in finding.reasons:
        key = "verdict.for-a-person"
    elif finding.status is Status.ENDED and finding.planned.last != finding.basis.course.end:
        key = "verdict.ended.before"
    line = say(key, lang, **facts)
    reasons = [_reason(reason, finding.basis.rulebook, lang) for reason in finding.reasons]
    return " ".join([line, *reasons])


def _reason(reason: str, rulebook: Rulebook, lang: Lang) -> str:
    code, _, detail = reason.partition(":")
    if code == Reason.READING:
        return _by_reading(detail, rulebook, lang)
    if len(detail) == len("2022-07-02") and detail[4:5] == "-":
        detail = day(detail, lang)
    return say(f"reason.{code}", lang, detail=_asked(detail, lang))


def _by_reading(detail: str, rulebook: Rulebook, lang: Lang) -> str:
    """Give what the verdict is by another reading of an open point, each as the rule files call it."""
    code, _, status = detail.rpartition(":")
    point, _, reading = code.partition("=")
    declared = rulebook.conventions.get(point)
    titles = {} if declared is None else {one.id: one.title.in_(lang) for one in declared.reading}
    told = say("reason.reading.no-duty" if f"status.{status}" not in catalogue() else f"status.{status}", lang)
    return say(
        "reason.reading", lang, point=point if declared is None else declared.title.in_(lang),
        reading=titles.get(reading, reading), code=code, status=told,
    )  # fmt: skip


def _asked(name: str, lang: Lang) -> str:
    """Give what a duty asks for as a reader calls it; a word of the data stays as it is."""
    key = f"asked.{name}"
    return say(key, lang) if key in catalogue() else name
