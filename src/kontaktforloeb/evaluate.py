"""The meaning of the library: duties, held meetings and a day in; verdicts out.

Read `judge` first. The order of testing is: not required, met, then, not satisfied by due: ended, exempt, late, overdue
or short, pending. Ended needs a day after the course's last, the next three a day after due; until then it is pending.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kontaktforloeb.buckets import nth_bucket
from kontaktforloeb.courses import Course
from kontaktforloeb.dates import within_days
from kontaktforloeb.facts import Facts, Held, happened
from kontaktforloeb.matching import carries, match_names
from kontaktforloeb.plan import Chain, Duty, Grid, bucket_due, last_exempt_day, next_due, waives
from kontaktforloeb.points import HELD
from kontaktforloeb.rulebook.kinds import JudgedBy, Kind
from kontaktforloeb.status import Duty as DutyKind
from kontaktforloeb.status import Level, Reason, Status

if TYPE_CHECKING:
    from kontaktforloeb.findings import Basis
    from kontaktforloeb.rulebook.rulesets import Version
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

_IN_ORDER = attrgetter("date", "traits.type", "traits.holder")
_STANDS = frozenset({Status.NOT_REQUIRED, Status.ENDED, Status.EXEMPT})
_SURE = frozenset({Status.NOT_REQUIRED, Status.MET, Status.PENDING, Status.ENDED})
"""What a fact about the citizen that is missing does not put in doubt, or not yet."""

_BEHIND = frozenset({Status.LATE, Status.OVERDUE, Status.SHORT, Status.BREACHED})


class Verdict(NamedTuple):
    """What `judge` says of one duty."""

    status: Status
    held: int
    needed: int
    fulfilled: date | None = None
    due: date | None = None
    days_late: int | None = None
    reasons: tuple[str, ...] = ()


class Scene:
    """One course on one day: what every duty in it is judged on."""

    __slots__ = ("_events", "_named", "_taken", "as_of", "course", "facts", "meetings", "vocabulary")

    def __init__(
        self, course: Course, facts: Facts, duties: Sequence[Duty], vocabulary: Vocabulary, as_of: date
    ) -> None:
        self.course, self.facts, self.vocabulary, self.as_of = course, facts, vocabulary, as_of
        self.meetings = [held for held in facts.held if held.date <= as_of and course.counts(held.date)]
        self._named: dict[int, list[tuple[Held, frozenset[str]]]] = {}
        self._events: list[Held] | None = None
        self._taken: dict[Held, Duty] = {}
        if any(duty.requirement.besides for duty in duties):
            self._taken = self._take(duties)

    @classmethod
    def of(cls, basis: Basis) -> Scene:
        """Give the scene that a finding was judged on."""
        return cls(basis.course, basis.facts, basis.duties, basis.rulebook.vocabulary, basis.as_of)

    def matching(self, duty: Duty, match: str, opens: date = date.min) -> list[Held]:
        """Give the meetings that match, of the days from `opens` on on which the duty is there, in order of day."""
        version, requirement = duty.version, duty.requirement
        named = self._named.get(id(version))
        if named is None:
            records = self._records(version)
            named = self._named[id(version)] = [(held, match_names(version, held.traits)) for held in records]
        found = [held for held, names in named if match in names and held.date >= opens]
        if duty.last is not None and duty.last != self.course.end:
            found = [held for held in found if held.date <= duty.last]
        if requirement.held_from is not None or requirement.held_to is not None:
            first, last = requirement.held_from or date.min, requirement.held_to or date.max
            found = [held for held in found if first <= held.date <= last]
        return found

    def _records(self, version: Version) -> list[Held]:
        """Give the meetings, and for a version that counts events those, too."""
        if version.events.isdisjoint(self.course.recorded):
            return self.meetings
        if self._events is None:
            self._events = [event for event in happened(self.course.events) if event.date <= self.as_of]
        return sorted([*self.meetings, *self._events], key=_IN_ORDER)

    def candidates(self, duty: Duty) -> list[Held]:
        """Give the meetings that may count for a duty from its first day on, in order, whatever its last day."""
        found: list[Held] = []
        for way in duty.ways:
            if way.opens is not None:
                found += self.matching(duty, way.match, way.opens)
        for also in duty.requirement.also:
            if duty.opens is not None:
                found += self.matching(duty, also.match, duty.opens)[: also.at_most]
        if len(duty.ways) > 1 or duty.requirement.also:
            found = sorted(set(found), key=_IN_ORDER)
        return [held for held in found if self.free(held, duty)] if self._taken else found

    def free(self, held: Held, duty: Duty) -> bool:
        """Tell whether a meeting may count for a duty: none that the duty lies besides has taken it."""
        taker = self._taken.get(held)
        if taker is None or taker is duty or taker.version is not duty.version:
            return True
        return taker.requirement.id not in duty.version.besides.get(duty.requirement.id, ())

    def taker(self, held: Held) -> str:
        """Give the id of the duty that a meeting serves and that others lie besides."""
        return self._taken[held].id

    def exempt(self, duty: Duty, day: date) -> str | None:
        """Give the reason why a duty is not there on `day`: a suspension or an exemption that waives it."""
        if not duty.waivable:
            return None
        for stretch in duty.requirement.suspend:
            if stretch.from_ <= day <= stretch.to:
                return f"{Reason.SUSPENDED}:{stretch.from_}"
        kinds = [
            exemption.kind
            for exemption in self.facts.case.exemptions
            if waives(exemption, duty.requirement, self.course, day, self.vocabulary)
        ]
        return f"{Reason.EXEMPTION}:{min(kinds)}" if kinds else None

    def holds_what_it_is_about(self, duty: Duty) -> bool:
        """Tell whether the meetings by which a duty is about the course have been held by now."""
        named = (name for name in duty.requirement.applies_to.meeting if name not in duty.version.event_matches)
        return all(self.matching(duty, name) for name in named)

    def over(self, duty: Duty) -> bool:
        """Tell whether the last day on which a duty is there has passed."""
        return duty.last is not None and duty.last < self.as_of

    def _take(self, duties: Sequence[Duty]) -> dict[Held, Duty]:
        """Give the meetings that serve a duty which others lie besides, with that duty.

        Each takes the earliest in its own window; what is left serves an unfilled one late, in the order of the file.
        """
        listed = {name for duty in duties for name in duty.requirement.besides}
        takers = [duty for duty in duties if duty.requirement.id in listed and duty.not_required is None]
        taken: dict[Held, Duty] = {}
        for late in (False, True):
            for duty in takers:
                open_places = duty.needed - sum(taker is duty for taker in taken.values())
                for held in self.candidates(duty):
                    after_due = duty.due is not None and held.date > duty.due
                    if open_places > 0 and after_due is late and held not in taken:
                        taken[held] = duty
                        open_places -= 1
        return taken


def evaluate(
    course: Course, duties: Sequence[Duty], facts: Facts, vocabulary: Vocabulary, as_of: date
) -> list[tuple[Duty, Verdict]]:
    """Give the verdict on each duty of one course, as of a day; only held meetings up to that day count."""
    scene = Scene(course, facts, duties, vocabulary, as_of)
    return [
        (duty, _settled(duty, scene) if duty.newer or duty.no_version else judge(duty, scene))
        for duty in duties
        if not duty.requirement.applies_to.meeting or scene.holds_what_it_is_about(duty)
    ]


def judge(duty: Duty, scene: Scene) -> Verdict:
    """Give the verdict on one duty by its own version alone."""
    requirement, verdict = duty.requirement, _by_kind(duty, scene)
    if requirement.judged_by is JudgedBy.PERSON and _unanswered(duty, verdict):
        return verdict._replace(status=Status.UNKNOWN, reasons=(*verdict.reasons, Reason.FOR_A_PERSON))
    if duty.missing is not None and _in_doubt(duty, verdict):
        verdict = verdict._replace(status=Status.UNKNOWN, fulfilled=None, days_late=None)
    if verdict.status in _BEHIND:
        if requirement.level is Level.RAAD:
            reasons = (*verdict.reasons, Reason.ADVICE)
            return verdict._replace(status=Status.NOT_REQUIRED, fulfilled=None, days_late=None, reasons=reasons)
        if requirement.judged_by is JudgedBy.PERSON:
            reasons = (*verdict.reasons, Reason.FOR_A_PERSON)
            return verdict._replace(status=Status.UNKNOWN, days_late=None, reasons=reasons)
    if verdict.status is Status.ENDED and duty.last != scene.course.end:
        return verdict._replace(reasons=(*verdict.reasons, f"{Reason.DUTY_OVER}:{duty.last}"))
    return verdict


def _by_kind(duty: Duty, scene: Scene) -> Verdict:
    """Give the verdict as it follows from days and meetings alone."""
    requirement = duty.requirement
    if duty.opens is None and duty.not_required is None and _waits(duty):
        return Verdict(Status.ENDED if scene.over(duty) else Status.PENDING, 0, duty.needed, due=duty.due)
    if requirement.kind is Kind.COUNT:
        return _judge_count(duty, scene) if requirement.per is None else _judge_grid(duty, scene)
    if requirement.kind is Kind.EACH:
        return _judge_each(duty, scene)
    return _judge_order(duty, scene) if requirement.kind is Kind.ORDER else _judge_gap(duty, scene)


def _unanswered(duty: Duty, verdict: Verdict) -> bool:
    """Tell whether the time in which something was asked for has ended without it, and no day had been set for it."""
    asked = duty.requirement
    if asked.kind is not Kind.COUNT or asked.per is not None or asked.due is not None:
        return False
    if duty.due is not None or duty.opens is None:
        return False
    return verdict.status is Status.ENDED and duty.opens <= (duty.last or date.max)


def _waits(duty: Duty) -> bool:
    """Tell whether a duty is counted from a meeting that has not been held, or an exemption without a last day."""
    return any(reason.startswith((Reason.NOT_HELD_YET, Reason.NOT_ENDED)) for reason in duty.reasons)


def _in_doubt(duty: Duty, verdict: Verdict) -> bool:
    """Tell whether a fact that is missing decides; without the day that it hangs on a duty is in doubt at once."""
    if _lacks_its_day(duty):
        return verdict.status is not Status.NOT_REQUIRED
    return verdict.status not in _SURE


def counted(duty: Duty, scene: Scene) -> list[Held]:
    """Give the meetings that a count duty counts: those in its window, and while they are too few, later ones."""
    found = scene.candidates(duty)
    if duty.due is None:
        return found
    inside = len([held for held in found if held.date <= duty.due])
    return found[: max(inside, duty.needed)]


def _judge_count(duty: Duty, scene: Scene) -> Verdict:
    meetings, needed, due, as_of = counted(duty, scene), duty.needed, duty.due, scene.as_of
    held = len(meetings)
    fulfilled = meetings[needed - 1].date if held >= needed else None
    if duty.not_required is not None:
        return Verdict(Status.NOT_REQUIRED, held, needed, due=due, reasons=(duty.not_required,))
    if fulfilled is not None and (fulfilled <= due if due is not None else not _lacks_its_day(duty)):
        met = Verdict(Status.MET, held, needed, fulfilled, due)
        return met if duty.requirement.at_most is None else _no_more(met, duty.requirement.at_most, duty, scene)
    ends_first = duty.last is not None and (due is None or duty.last < due)
    if ends_first:
        return Verdict(Status.ENDED if scene.over(duty) else Status.PENDING, held, needed, due=due)
    if due is None or as_of <= due:
        return Verdict(Status.PENDING, held, needed, due=due)
    exemption = scene.exempt(duty, due)
    if exemption is not None:
        return Verdict(Status.EXEMPT, held, needed, due=due, reasons=(exemption,))
    if fulfilled is not None:
        return Verdict(Status.LATE, held, needed, fulfilled, due, (fulfilled - due).days)
    if duty.requirement.duty is DutyKind.GROUP:
        return Verdict(Status.SHORT, held, needed, due=due)
    return Verdict(Status.OVERDUE, held, needed, due=due, days_late=(as_of - due).days)


def _lacks_its_day(duty: Duty) -> bool:
    """Tell whether the day up to which it counts is not known because an event is not recorded."""
    return duty.missing is not None and duty.missing.startswith(Reason.EVENT_MISSING)


def _no_more(met: Verdict, most: int, duty: Duty, scene: Scene) -> Verdict:
    """Give the verdict where there are enough meetings: one more may still be one too many until the due day passed."""
    if met.held > most:
        return met._replace(status=Status.BREACHED, fulfilled=None, reasons=(f"{Reason.TOO_MANY}:{most}",))
    if scene.over(duty) or (duty.due is not None and duty.due < scene.as_of):
        return met
    return met._replace(status=Status.PENDING, fulfilled=None)


def looked_at(duty: Duty, scene: Scene) -> list[Held]:
    """Give the meetings that an `each` looks at."""
    requirement = duty.requirement
    meetings = [held for held in scene.candidates(duty) if duty.due is None or held.date <= duty.due]
    if requirement.slots:
        return [held for number, held in enumerate(meetings, 1) if number in requirement.slots]
    return meetings[requirement.from_slot - 1 :]


def answers(duty: Duty, meetings: Sequence[Held]) -> list[dict[str, bool | None]]:
    """Give for each meeting that an `each` looks at what it carries of what is asked."""
    require = duty.requirement.require
    return [] if require is None else [carries(held, require, duty.version, meetings[0]) for held in meetings]


def _judge_each(duty: Duty, scene: Scene) -> Verdict:
    """One breach settles it at once; otherwise it is settled when every slot has been seen or no more can come."""
    if duty.not_required is not None:
        return Verdict(Status.NOT_REQUIRED, 0, 1, due=duty.due, reasons=(duty.not_required,))
    meetings, due, slots = looked_at(duty, scene), duty.due, duty.requirement.slots
    over = scene.over(duty) or (due is not None and due < scene.as_of)
    told = answers(duty, meetings)
    lacking = sorted({name for answer in told for name, there in answer.items() if there is False})
    silent = sorted({name for answer in told for name, there in answer.items() if there is None})
    if lacking:
        reasons = tuple(f"{Reason.NOT_CARRIED}:{name}" for name in lacking)
        return Verdict(Status.BREACHED, 0, 1, due=due, reasons=reasons)
    if not meetings:
        return _nothing_to_look_at(duty, over=over)
    if not over and not (slots and len(meetings) == len(slots)):
        return Verdict(Status.PENDING, 0 if silent else 1, 1, due=due)
    if silent:
        return Verdict(Status.UNKNOWN, 0, 1, due=due, reasons=tuple(f"{Reason.FACT_MISSING}:{name}" for name in silent))
    return Verdict(Status.MET, 1, 1, meetings[-1].date, due)


def _nothing_to_look_at(duty: Duty, *, over: bool) -> Verdict:
    """Give the verdict of an `each` without a meeting: the course ended first, or the days that it looks at."""
    if not over:
        return Verdict(Status.PENDING, 0, 1, due=duty.due)
    if duty.due is None or (duty.last is not None and duty.last < duty.due):
        return Verdict(Status.ENDED, 0, 1, due=duty.due)
    return Verdict(Status.NOT_REQUIRED, 0, 1, due=duty.due, reasons=(f"{Reason.NO_MEETING}:{duty.requirement.match}",))


def _judge_order(duty: Duty, scene: Scene) -> Verdict:
    """Met where the first meeting that must come before lies before the first of the others."""
    first, before = (
        next((held.date for held in scene.matching(duty, match or "", duty.opens or date.min)), None)
        for match in (duty.requirement.first, duty.requirement.before)
    )
    if duty.not_required is not None:
        return Verdict(Status.NOT_REQUIRED, int(first is not None), 1, reasons=(duty.not_required,))
    if before is not None and (first is None or first >= before):
        return Verdict(Status.BREACHED, 0, 1, reasons=(f"{Reason.NOT_BEFORE}:{before}",))
    if first is not None:
        return Verdict(Status.MET, 1, 1, first)
    return Verdict(Status.ENDED if scene.over(duty) else Status.PENDING, 0, 1)


def _judge_gap(duty: Duty, scene: Scene) -> Verdict:
    """Judge every stretch from one meeting to the next; one that was too long stays so.

    `needed` are the stretches that have ended and `held` those that were kept; `due` is the last good day for the next
    meeting. A stretch asks for nothing if it would fall due after the duty's last day or its own.
    """
    if duty.not_required is not None:
        return Verdict(Status.NOT_REQUIRED, 0, 0, reasons=(duty.not_required,))
    if duty.opens is None or duty.chain is None:
        return Verdict(Status.PENDING, 0, 0)
    walk = _walk(duty, duty.chain, duty.opens, scene)
    kept, ended, missed = walk.kept, walk.kept + len(walk.missed), walk.missed
    if missed:
        reasons = tuple(f"{Reason.TOO_LONG}:{day}" for day in missed)
        if duty.requirement.duty is DutyKind.GROUP:
            return Verdict(Status.SHORT, kept, ended, None, walk.due, None, reasons)
        return Verdict(Status.OVERDUE, kept, ended, None, walk.due, (scene.as_of - missed[0]).days, reasons)
    if walk.exempt is not None and not walk.open:
        return Verdict(Status.EXEMPT, kept, ended, due=walk.due, reasons=(walk.exempt,))
    if walk.open or not kept:
        over = scene.over(duty) and not walk.open
        return Verdict(Status.ENDED if over else Status.PENDING, kept, ended, due=walk.due)
    return Verdict(Status.MET, kept, ended, due=walk.due)


class _Walk(NamedTuple):
    """What became of the stretches of a gap: how many were kept, the last good days of those that were too long.

    `open` tells whether another meeting is still asked for, by `due`; `exempt` why none is any more.
    """

    kept: int
    missed: tuple[date, ...]
    due: date | None
    open: bool
    exempt: str | None = None


def _walk(duty: Duty, chain: Chain, anchor: date, scene: Scene) -> _Walk:
    """Go from one meeting to the next, as far as the as-of day."""
    limit = min(duty.due or date.max, duty.last or date.max)
    left = deque(scene.candidates(duty))
    opens, own = duty.requirement.opens, duty.requirement.match
    if opens.bare and opens.anchor.startswith(HELD) and opens.anchor.split(":")[2:] in ([], [own]):
        _drop(left, anchor)  # The meeting that it is counted from is not one of those that it asks for.
    kept, exempt, due = 0, None, None
    missed: tuple[date, ...] = ()
    while True:
        after = next_due(chain, duty.requirement, anchor)
        if after > limit:
            return _Walk(kept, missed, due, open=False, exempt=exempt)
        due = after
        found = left[0].date if left else None
        if found is not None and found <= due:
            kept, anchor, exempt = kept + 1, found, None
            _drop(left, found)
            continue
        if scene.as_of <= due:
            return _Walk(kept, missed, due, open=True)
        exempt = scene.exempt(duty, due)
        if exempt is not None:
            last = last_exempt_day(duty.requirement, scene.course, due, chain.terms)
            if last is None:
                return _Walk(kept, missed, due, open=False, exempt=exempt)
            anchor = last
            _drop(left, last)
            continue
        missed = (*missed, due)
        if found is None:
            return _Walk(kept, missed, due, open=True)
        anchor = found
        _drop(left, found)


def _drop(left: deque[Held], day: date) -> None:
    """Leave out the meetings up to a day from which the next stretch is counted."""
    while left and left[0].date <= day:
        left.popleft()


def _judge_grid(duty: Duty, scene: Scene) -> Verdict:
    """Judge every bucket of a grid; a missed one stays missed.

    A meeting serves one bucket: the earliest that still lacks one and whose days, grace included, hold it. `needed` are
    the meetings of all buckets whose last good day has passed, `held` how many of them were held; `due` is the last
    good day of the next one.
    """
    if duty.not_required is not None:
        return Verdict(Status.NOT_REQUIRED, 0, 0, reasons=(duty.not_required,))
    if duty.grid is None:
        return Verdict(Status.PENDING, 0, 0)
    free = scene.candidates(duty)
    held = needed = 0
    missed: list[tuple[date, date]] = []
    exempt: list[str] = []
    due, open_bucket = None, False
    for first, last in _buckets(duty.grid, duty.last):
        due = _last_good_day(duty, duty.grid, first, last)
        if scene.as_of <= due:
            open_bucket = True
            break
        serving = [meeting for meeting in free if first <= meeting.date <= due][: duty.needed]
        free = [meeting for meeting in free if meeting not in serving]
        needed += duty.needed
        held += len(serving)
        if len(serving) < duty.needed:
            exemption = scene.exempt(duty, due)
            if exemption is None:
                missed.append((first, due))
            else:
                exempt.append(exemption)
    if missed:
        reasons = tuple(f"{Reason.MISSED}:{first}" for first, _ in missed)
        if duty.requirement.duty is DutyKind.GROUP:
            return Verdict(Status.SHORT, held, needed, None, due, None, reasons)
        return Verdict(Status.OVERDUE, held, needed, None, due, (scene.as_of - missed[0][1]).days, reasons)
    if needed and not open_bucket:
        return Verdict(Status.EXEMPT if exempt else Status.MET, held, needed, due=due, reasons=tuple(exempt[:1]))
    return Verdict(Status.ENDED if scene.over(duty) else Status.PENDING, held, needed, due=due)


def _last_good_day(duty: Duty, grid: Grid, first: date, last: date) -> date:
    """Give the last good day of a bucket, its grace included, after the conventions that move it."""
    due = within_days(last, grid.grace_days)
    return due if duty.chain is None else bucket_due(duty.chain, duty.requirement, first, due)


def _buckets(grid: Grid, course_end: date | None) -> Iterator[tuple[date, date]]:
    """Give first and last day of each whole bucket of the window that falls due while the course runs, in order."""
    for nth in count(1):
        first, last = nth_bucket(grid.bucket, grid.anchor, nth)
        if grid.last is not None and last > grid.last:
            return
        if course_end is not None and within_days(last, grid.grace_days) > course_end:
            return
        yield first, last


def _settled(duty: Duty, scene: Scene) -> Verdict:
    """Give the verdict after what changed while the course ran, and what is not known to be law on the due day."""
    verdict = judge(duty, scene)
    if verdict.status is Status.NOT_REQUIRED:
        return verdict
    if duty.newer:
        verdict = _under_both(duty, verdict, [None if new is None else judge(new, scene) for new in duty.newer])
    if duty.no_version:
        return verdict._replace(status=Status.UNCERTAIN, days_late=None)
    return verdict


def _under_both(duty: Duty, older: Verdict, newer: Sequence[Verdict | None]) -> Verdict:
    """Give one verdict from those of the older version and of each newer one, `None` where the role is gone.

    It carries the older one's days and counts. Met if met under all; a breach only if each newer version has the duty
    for each person and it was satisfied by due under none; otherwise, once past due, the law decides and is not known.
    """
    if older.status in _STANDS:
        return older
    there = [verdict for verdict in newer if verdict is not None]
    if any(verdict.status is Status.PENDING for verdict in (older, *there)):
        return older._replace(status=Status.PENDING, fulfilled=None, days_late=None)
    if older.status is Status.MET and all(v.status is Status.MET or v.status in _STANDS for v in there):
        return older
    individual = all(new is not None and new.requirement.duty is DutyKind.INDIVIDUAL for new in duty.newer)
    if older.status is not Status.MET and individual and all(v.status not in {Status.MET, *_STANDS} for v in there):
        return older
    return older._replace(status=Status.UNCERTAIN, days_late=None, reasons=(*older.reasons, Reason.TRANSITION))
