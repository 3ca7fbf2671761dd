"""The meaning of the library: duties, held meetings and a day in; verdicts out.

Read `judge` first. The order of testing is: not required, met, then, not satisfied by due: ended, exempt, late, overdue
or short, pending. Ended needs a day after the course's last, the next three a day after due; until then it is pending.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from kontaktforloeb.courses import Course
from kontaktforloeb.dates import ONE_DAY, month_bucket, month_end, within_days
from kontaktforloeb.facts import Facts, Held
from kontaktforloeb.matching import carries, match_names
from kontaktforloeb.plan import Duty, Grid, waives
from kontaktforloeb.rulebook.kinds import Bucket, Kind
from kontaktforloeb.status import Duty as DutyKind
from kontaktforloeb.status import Level, Reason, Status

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.vocabulary import Vocabulary

_STANDS = frozenset({Status.NOT_REQUIRED, Status.ENDED, Status.EXEMPT})
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

    __slots__ = ("_named", "_taken", "as_of", "course", "facts", "meetings", "vocabulary")

    def __init__(
        self, course: Course, facts: Facts, duties: Sequence[Duty], vocabulary: Vocabulary, as_of: date
    ) -> None:
        self.course, self.facts, self.vocabulary, self.as_of = course, facts, vocabulary, as_of
        self.meetings = [held for held in facts.held if held.date <= as_of and course.holds(held.date)]
        self._named: dict[int, list[tuple[Held, frozenset[str]]]] = {}
        self._taken: dict[Held, Duty] = {}
        if any(duty.requirement.besides for duty in duties):
            self._taken = self._take(duties)

    def matching(self, duty: Duty, match: str, opens: date = date.min) -> list[Held]:
        """Give the meetings of the course from `opens` on that match, in order of day."""
        version = duty.version
        named = self._named.get(id(version))
        if named is None:
            named = self._named[id(version)] = [(held, match_names(version, held.traits)) for held in self.meetings]
        return [held for held, names in named if match in names and held.date >= opens]

    def candidates(self, duty: Duty) -> list[Held]:
        """Give the meetings that may count for a count duty from its first day on, in order, whatever its last day."""
        found: list[Held] = []
        for way in duty.ways:
            if way.opens is not None:
                found += self.matching(duty, way.match, way.opens)
        for also in duty.requirement.also:
            if duty.opens is not None:
                found += self.matching(duty, also.match, duty.opens)[: also.at_most]
        if len(duty.ways) > 1 or duty.requirement.also:
            found = sorted(set(found), key=lambda held: (held.date, held.traits.type, held.traits.holder))
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
        """Give the kind of an exemption that takes a duty away on a day."""
        if not duty.waivable:
            return None
        kinds = [
            exemption.kind
            for exemption in self.facts.case.exemptions
            if waives(exemption, duty.requirement, self.course, day, self.vocabulary)
        ]
        return min(kinds) if kinds else None

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
    return [(duty, _settled(duty, scene) if duty.newer or duty.no_version else judge(duty, scene)) for duty in duties]


def judge(duty: Duty, scene: Scene) -> Verdict:
    """Give the verdict on one duty by its own version alone."""
    requirement = duty.requirement
    if requirement.kind is Kind.EACH:
        verdict = _judge_each(duty, scene)
    elif requirement.kind is Kind.ORDER:
        verdict = _judge_order(duty, scene)
    elif requirement.per is not None:
        verdict = _judge_grid(duty, scene)
    else:
        verdict = _judge_count(duty, scene)
    if requirement.level is Level.RAAD and verdict.status in _BEHIND:
        return verdict._replace(
            status=Status.NOT_REQUIRED, fulfilled=None, days_late=None, reasons=(*verdict.reasons, Reason.ADVICE)
        )
    return verdict


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
    if fulfilled is not None and (due is None or fulfilled <= due):
        return Verdict(Status.MET, held, needed, fulfilled, due)
    if duty.missing is not None:
        return Verdict(Status.UNKNOWN, held, needed, due=due)
    ends_first = scene.course.end is not None and (due is None or scene.course.end < due)
    if ends_first:
        return Verdict(Status.ENDED if scene.course.over(as_of) else Status.PENDING, held, needed, due=due)
    if due is None or as_of <= due:
        return Verdict(Status.PENDING, held, needed, due=due)
    exemption = scene.exempt(duty, due)
    if exemption is not None:
        return Verdict(Status.EXEMPT, held, needed, due=due, reasons=(f"{Reason.EXEMPTION}:{exemption}",))
    if fulfilled is not None:
        return Verdict(Status.LATE, held, needed, fulfilled, due, (fulfilled - due).days)
    if duty.requirement.duty is DutyKind.GROUP:
        return Verdict(Status.SHORT, held, needed, due=due)
    return Verdict(Status.OVERDUE, held, needed, due=due, days_late=(as_of - due).days)


def _judge_each(duty: Duty, scene: Scene) -> Verdict:
    """One breach settles it at once; otherwise it is settled when every slot has been seen or the course is over."""
    requirement = duty.requirement
    over = scene.course.over(scene.as_of)
    if duty.not_required is not None:
        return Verdict(Status.NOT_REQUIRED, 0, 1, reasons=(duty.not_required,))
    meetings = scene.candidates(duty)
    looked_at = [m for k, m in enumerate(meetings, 1) if k in requirement.slots] if requirement.slots else meetings
    answers = [] if requirement.require is None else [carries(held, requirement.require) for held in looked_at]
    lacking = sorted({name for answer in answers for name, there in answer.items() if there is False})
    silent = sorted({name for answer in answers for name, there in answer.items() if there is None})
    settled = over or (bool(requirement.slots) and len(looked_at) == len(requirement.slots))
    if lacking:
        return Verdict(Status.BREACHED, 0, 1, reasons=tuple(f"{Reason.NOT_CARRIED}:{name}" for name in lacking))
    if not looked_at:
        return Verdict(Status.ENDED if over else Status.PENDING, 0, 1)
    if not settled:
        return Verdict(Status.PENDING, 0 if silent else 1, 1)
    if silent:
        return Verdict(Status.UNKNOWN, 0, 1, reasons=tuple(f"{Reason.FACT_MISSING}:{name}" for name in silent))
    return Verdict(Status.MET, 1, 1, looked_at[-1].date)


def _judge_order(duty: Duty, scene: Scene) -> Verdict:
    """Met where the first meeting that must come before lies before the first of the others."""
    first, before = (
        next((held.date for held in scene.matching(duty, match or "")), None)
        for match in (duty.requirement.first, duty.requirement.before)
    )
    if duty.not_required is not None:
        return Verdict(Status.NOT_REQUIRED, int(first is not None), 1, reasons=(duty.not_required,))
    if before is not None and (first is None or first >= before):
        return Verdict(Status.BREACHED, 0, 1, reasons=(f"{Reason.NOT_BEFORE}:{before}",))
    if first is not None:
        return Verdict(Status.MET, 1, 1, first)
    return Verdict(Status.ENDED if scene.course.over(scene.as_of) else Status.PENDING, 0, 1)


def _judge_grid(duty: Duty, scene: Scene) -> Verdict:
    """Judge every bucket of a grid; a missed one stays missed.

    A meeting serves one bucket: the earliest that still lacks one and whose days, grace included, hold it. `needed` are
    the meetings of all buckets whose last good day has passed, `held` how many of them were held; `due` is the last
    good day of the next one.
    """
    if duty.not_required is not None:
        return Verdict(Status.NOT_REQUIRED, 0, 0, reasons=(duty.not_required,))
    if duty.grid is None:
        return Verdict(Status.UNKNOWN if duty.missing else Status.PENDING, 0, 0)
    free = scene.candidates(duty)
    held = needed = 0
    missed: list[tuple[date, date]] = []
    exempt: list[str] = []
    due, open_bucket = None, False
    for first, last in _buckets(duty.grid, scene.course.end):
        due = within_days(last, duty.grid.grace_days)
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
                exempt.append(f"{Reason.EXEMPTION}:{exemption}")
    if missed:
        reasons = tuple(f"{Reason.MISSED}:{first}" for first, _ in missed)
        if duty.requirement.duty is DutyKind.GROUP:
            return Verdict(Status.SHORT, held, needed, None, due, None, reasons)
        return Verdict(Status.OVERDUE, held, needed, None, due, (scene.as_of - missed[0][1]).days, reasons)
    if needed and not open_bucket:
        return Verdict(Status.EXEMPT if exempt else Status.MET, held, needed, due=due, reasons=tuple(exempt[:1]))
    return Verdict(Status.ENDED if scene.course.over(scene.as_of) else Status.PENDING, held, needed, due=due)


def _buckets(grid: Grid, course_end: date | None) -> Iterator[tuple[date, date]]:
    """Give first and last day of each whole bucket of the window that falls due while the course runs, in order."""
    for nth in count(1):
        first, last = _bucket(grid, nth)
        if grid.last is not None and last > grid.last:
            return
        if course_end is not None and within_days(last, grid.grace_days) > course_end:
            return
        yield first, last


def _bucket(grid: Grid, nth: int) -> tuple[date, date]:
    match grid.bucket:
        case Bucket.MONTH:
            return month_bucket(grid.anchor, 1, nth)
        case Bucket.CALENDAR_MONTH:
            opening = grid.anchor if grid.anchor.day == 1 else month_end(grid.anchor) + ONE_DAY
            return month_bucket(opening, 1, nth)
        case Bucket.ISO_WEEK:
            monday = within_days(grid.anchor, -grid.anchor.weekday() % 7 + 7 * (nth - 1))
            return monday, within_days(monday, 6)


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
    if older.status is not Status.MET and individual and all(v.status is not Status.MET for v in there):
        return older
    return older._replace(status=Status.UNCERTAIN, days_late=None, reasons=(*older.reasons, Reason.TRANSITION))
