"""Verdicts on duties for all courses of a cohort: the twin of `kontaktforloeb.evaluate`.

Every step carries the name of the one it mirrors; where the order of testing is not clear, read it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from kontaktforloeb.caseload.kernel.anchors import Reasons
from kontaktforloeb.caseload.kernel.cohort import Cohort, Rows, nth
from kontaktforloeb.caseload.kernel.days import NONE, Days, Mask, day_of
from kontaktforloeb.caseload.kernel.duties import Duty
from kontaktforloeb.caseload.kernel.lookups import Places
from kontaktforloeb.caseload.kernel.meetings import SAME_ADVISER
from kontaktforloeb.caseload.kernel.scene import Scene
from kontaktforloeb.caseload.kernel.series import Outcome, gap, grid
from kontaktforloeb.rulebook.kinds import JudgedBy, Kind
from kontaktforloeb.status import Duty as DutyKind
from kontaktforloeb.status import Level, Reason, Status

STATUSES = tuple(Status)
"""The verdicts, each known by its place here."""

_PLACE = {status: place for place, status in enumerate(STATUSES)}
_COUNT = NDArray[np.int32]


def _is(status: NDArray[np.int8], *wanted: Status) -> Mask:
    found: Mask = status == _PLACE[wanted[0]]
    for other in wanted[1:]:
        found = found | (status == _PLACE[other])
    return found


class Lists(NamedTuple):
    """Reasons of which every course has its own: the place of each one's list, the empty one first."""

    place: NDArray[np.int64]
    lists: list[tuple[str, ...]]

    @classmethod
    def of(cls, told: Mapping[int, tuple[str, ...]], size: int) -> Lists:
        """Give the lists of some courses; the others have none."""
        places: dict[tuple[str, ...], int] = {(): 0}
        found = np.zeros(size, np.int64)
        for course, texts in told.items():
            found[course] = places.setdefault(texts, len(places))
        return cls(found, list(places))


@attrs.define(eq=False)
class Verdicts:
    """What is said of one duty in every course of a cohort; `days_late` is `NONE` where it says nothing."""

    status: NDArray[np.int8]
    held: _COUNT
    needed: _COUNT
    fulfilled: Days
    due: Days
    days_late: _COUNT
    reasons: Reasons = ()
    listed: Lists | None = None
    """Further reasons, told before the others."""

    def put(self, where: Mask, status: Status, *, keep_fulfilled: bool = False, keep_late: bool = False) -> None:
        """Give the courses of `where` another status."""
        if not where.any():
            return
        self.status[where] = _PLACE[status]
        if not keep_fulfilled:
            self.fulfilled[where] = NONE
        if not keep_late:
            self.days_late[where] = NONE

    def tell(self, where: Mask, reason: str) -> None:
        """Add a reason for the courses of `where`."""
        if where.any():
            self.reasons = (*self.reasons, (where, reason))


def evaluate(cohort: Cohort, duties: Sequence[Duty]) -> list[tuple[Duty, Verdicts]]:
    """Give the verdicts on the duties that a rule set puts on the courses of a cohort."""
    scene = Scene(cohort, duties)
    found = []
    for duty in duties:
        if duty.requirement.applies_to.meeting:
            duty.present = duty.present & scene.holds_what_it_is_about(duty)
        if duty.present.any():
            found.append((duty, _settled(duty, scene)))
    return found


def judge(duty: Duty, scene: Scene) -> Verdicts:
    """Give the verdicts on one duty by its own version alone."""
    requirement, verdicts = duty.requirement, _by_kind(duty, scene)
    person = requirement.judged_by is JudgedBy.PERSON
    settled = scene.cohort.nobody
    if person and requirement.kind is Kind.COUNT and requirement.per is None and requirement.due is None:
        settled = _is(verdicts.status, Status.ENDED) & (duty.due == NONE) & (duty.opens != NONE)
        settled &= duty.opens <= duty.last
        verdicts.put(settled, Status.UNKNOWN, keep_fulfilled=True, keep_late=True)
        verdicts.tell(settled, Reason.FOR_A_PERSON)
    if duty.lacks_day.any():
        verdicts.put(duty.lacks_day & ~_is(verdicts.status, Status.NOT_REQUIRED) & ~settled, Status.UNKNOWN)
    if requirement.ends_on is not None:
        before = _is(verdicts.status, Status.ENDED) & (duty.last < scene.cohort.end)
        verdicts.tell(before, f"{Reason.DUTY_OVER}:{requirement.ends_on}")
    if requirement.level is not Level.RAAD and not person:
        return verdicts
    behind = _is(verdicts.status, Status.LATE, Status.OVERDUE, Status.SHORT, Status.BREACHED)
    if requirement.level is Level.RAAD:
        verdicts.put(behind, Status.NOT_REQUIRED)
        verdicts.tell(behind, Reason.ADVICE)
    else:
        verdicts.put(behind, Status.UNKNOWN, keep_fulfilled=True)
        verdicts.tell(behind, Reason.FOR_A_PERSON)
    return verdicts


def _by_kind(duty: Duty, scene: Scene) -> Verdicts:
    """Give the verdicts as they follow from days and meetings alone."""
    requirement = duty.requirement
    match requirement.kind:
        case Kind.COUNT if requirement.per is None:
            verdicts = _judge_count(duty, scene)
        case Kind.COUNT:
            verdicts = _judge_grid(duty, scene)
        case Kind.EACH:
            verdicts = _judge_each(duty, scene)
        case Kind.ORDER:
            verdicts = _judge_order(duty, scene)
        case _:
            verdicts = _judge_gap(duty, scene)
    if duty.waits.any():
        _wait(verdicts, (duty.opens == NONE) & (duty.not_required == 0) & duty.waits, duty, scene)
    return verdicts


def _wait(verdicts: Verdicts, waits: Mask, duty: Duty, scene: Scene) -> None:
    """Put what is counted from a meeting that has not been held, or an exemption without a last day."""
    if not waits.any():
        return
    over = scene.over(duty)
    verdicts.put(waits & over, Status.ENDED)
    verdicts.put(waits & ~over, Status.PENDING)
    verdicts.held[waits] = 0
    verdicts.needed[waits] = duty.needed
    verdicts.due[waits] = duty.due[waits]
    verdicts.reasons = tuple(((~waits if mask is None else mask & ~waits), text) for mask, text in verdicts.reasons)
    if verdicts.listed is not None:
        verdicts.listed = verdicts.listed._replace(place=np.where(waits, 0, verdicts.listed.place))


def _empty(scene: Scene, needed: int, due: Days) -> Verdicts:
    size = len(scene.cohort)
    return Verdicts(
        np.full(size, _PLACE[Status.PENDING], np.int8),
        np.zeros(size, np.int32),
        np.full(size, needed, np.int32),
        scene.cohort.none.copy(),
        due.copy(),
        scene.cohort.none.copy(),
    )


def _why_not(duty: Duty) -> Iterable[tuple[Mask, str]]:
    if not duty.not_required.any():
        return
    for place, reason in enumerate(duty.why_not, 1):
        mask = duty.not_required == place
        if mask.any():
            yield mask, reason


def _judge_count(duty: Duty, scene: Scene) -> Verdicts:
    rows, needed, due = scene.rows, duty.needed, duty.due
    verdicts = _empty(scene, needed, due)
    counted, first, after = scene.candidates(duty)
    # Where there is no due day all meetings lie before it: no day is later than every day.
    total = after - first
    inside = np.minimum(np.maximum(counted.before[rows.up_to(due)] - first, needed), total)
    verdicts.held = inside.astype(np.int32, copy=False)
    fulfilled = nth(rows, counted, first, needed, after)
    asked = duty.not_required == 0
    reached = asked & (fulfilled != NONE)
    met = reached & (fulfilled <= due)
    if duty.lacks_day.any():
        met &= ~duty.lacks_day | (due != NONE)
    left = asked & ~met
    ends_first = left & (duty.last < due)
    verdicts.put(ends_first & scene.over(duty), Status.ENDED)
    left &= ~ends_first & (scene.as_of > due)
    counts = met
    if left.any():
        exempt = scene.exempt(duty, due, left)
        if exempt.any():
            verdicts.put(exempt != 0, Status.EXEMPT)
            _tell_exempt(verdicts, exempt, duty, scene)
            left &= exempt == 0
        late, missed = left & reached, left & ~reached
        counts = met | late
        verdicts.status[late] = _PLACE[Status.LATE]
        verdicts.days_late[late] = (fulfilled - due)[late]
        if duty.requirement.duty is DutyKind.GROUP:
            verdicts.status[missed] = _PLACE[Status.SHORT]
        else:
            verdicts.status[missed] = _PLACE[Status.OVERDUE]
            verdicts.days_late[missed] = (scene.as_of - due)[missed]
    verdicts.fulfilled = np.where(counts, fulfilled, NONE)
    verdicts.status[met] = _PLACE[Status.MET]
    if duty.requirement.at_most is not None:
        _no_more(verdicts, met, duty.requirement.at_most, duty, scene)
    verdicts.status[~asked] = _PLACE[Status.NOT_REQUIRED]
    verdicts.reasons = (*verdicts.reasons, *_why_not(duty))
    return verdicts


def _tell_exempt(verdicts: Verdicts, exempt: NDArray[np.int32], duty: Duty, scene: Scene) -> None:
    if exempt.any():
        why = scene.why_exempt(duty)
        for code in np.flatnonzero(np.bincount(exempt))[0 if exempt.all() else 1 :].tolist():
            verdicts.tell(exempt == code, why[code - 1])


def _no_more(verdicts: Verdicts, met: Mask, most: int, duty: Duty, scene: Scene) -> None:
    many = met & (verdicts.held > most)
    verdicts.put(many, Status.BREACHED)
    verdicts.tell(many, f"{Reason.TOO_MANY}:{most}")
    verdicts.put(met & ~many & ~scene.over(duty) & (duty.due >= scene.as_of), Status.PENDING)


def _judge_each(duty: Duty, scene: Scene) -> Verdicts:
    requirement, rows, cohort = duty.requirement, scene.rows, scene.cohort
    verdicts = _empty(scene, 1, duty.due)
    counted, first, _ = scene.candidates(duty)
    rank = counted.before[1:][counted.places] - first[rows.course[counted.places]]
    seen = (rank >= 1) & (rows.day[counted.places] <= duty.due[rows.course[counted.places]])
    seen &= np.isin(rank, requirement.slots) if requirement.slots else rank >= requirement.from_slot
    places = counted.places[seen]
    owners = rows.course[places]
    number_of = np.bincount(owners, minlength=len(cohort))
    asked = cohort.setting.kinds.asked(duty.version, requirement.require)
    lacking, silent = (
        _any_bits(bits, owners, len(cohort)) for bits in _answers(duty, asked, rows, places, owners, scene)
    )
    over = scene.over(duty) | (duty.due < scene.as_of)
    there = duty.not_required == 0
    lacks = there & (lacking != 0)
    nothing = there & ~lacks & (number_of == 0)
    looked = there & ~lacks & ~nothing
    settled = looked & (over | (number_of == len(requirement.slots)) if requirement.slots else over)
    doubt = settled & (silent != 0)
    met = settled & ~doubt
    verdicts.status[lacks] = _PLACE[Status.BREACHED]
    verdicts.held[looked & ~settled & (silent == 0)] = 1
    verdicts.status[doubt] = _PLACE[Status.UNKNOWN]
    verdicts.status[met] = _PLACE[Status.MET]
    verdicts.held[met] = 1
    last = np.full(len(cohort), -NONE, np.int32)
    np.maximum.at(last, owners, rows.day[places])
    verdicts.fulfilled = np.where(met, last, NONE)
    ended = nothing & over & ((duty.due == NONE) | (duty.last < duty.due))
    verdicts.status[ended] = _PLACE[Status.ENDED]
    unasked = nothing & over & ~ended
    verdicts.status[unasked | ~there] = _PLACE[Status.NOT_REQUIRED]
    for place, name in enumerate(asked):
        verdicts.tell(lacks & (lacking >> place & 1 == 1), f"{Reason.NOT_CARRIED}:{name}")
        verdicts.tell(doubt & (silent >> place & 1 == 1), f"{Reason.FACT_MISSING}:{name}")
    verdicts.tell(unasked, f"{Reason.NO_MEETING}:{requirement.match}")
    verdicts.reasons = (*verdicts.reasons, *_why_not(duty))
    return verdicts


def _answers(
    duty: Duty, asked: Sequence[str], rows: Rows, places: Places, owners: NDArray[np.int32], scene: Scene
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give for some meetings what each lacks of what is asked, and what nothing is recorded on, as bits."""
    kinds, require = scene.cohort.setting.kinds, duty.requirement.require
    lacking = kinds.answers(duty.version, require, what=False)[rows.kind[places]]
    silent = kinds.answers(duty.version, require, what=None)[rows.kind[places]]
    if require is not None and require.same_adviser is not None and len(places):
        bit = 1 << asked.index(SAME_ADVISER)
        adviser = rows.adviser[places]
        first = adviser[np.searchsorted(owners, owners)]
        known = (adviser >= 0) & (first >= 0)
        lacking = lacking | np.where(known & ((adviser == first) != require.same_adviser), bit, 0)
        silent = silent | np.where(known, 0, bit)
    return lacking, silent


def _any_bits(bits: NDArray[np.int64], owners: NDArray[np.int32], size: int) -> NDArray[np.int64]:
    """Give for every course the bits that any of its rows has; the rows are in order of course."""
    found = np.zeros(size, np.int64)
    if len(bits):
        starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
        found[owners[starts]] = np.bitwise_or.reduceat(bits, starts)
    return found


def _judge_order(duty: Duty, scene: Scene) -> Verdicts:
    verdicts = _empty(scene, 1, scene.cohort.none)
    first, before = (_first(duty, match, scene) for match in (duty.requirement.first, duty.requirement.before))
    asked = duty.not_required == 0
    breached = asked & (before != NONE) & (first >= before)
    met = asked & ~breached & (first != NONE)
    verdicts.status[asked & scene.over(duty)] = _PLACE[Status.ENDED]
    verdicts.status[breached] = _PLACE[Status.BREACHED]
    verdicts.status[met] = _PLACE[Status.MET]
    verdicts.status[~asked] = _PLACE[Status.NOT_REQUIRED]
    verdicts.held[met | (~asked & (first != NONE))] = 1
    verdicts.fulfilled = np.where(met, first, NONE)
    if breached.any():
        days, place = np.unique(before[breached], return_inverse=True)
        listed = np.zeros(len(breached), np.int64)
        listed[breached] = place + 1
        verdicts.listed = Lists(listed, [(), *((f"{Reason.NOT_BEFORE}:{day_of(day)}",) for day in days.tolist())])
    verdicts.reasons = (*verdicts.reasons, *_why_not(duty))
    return verdicts


def _first(duty: Duty, match: str | None, scene: Scene) -> Days:
    rows = scene.rows
    counted = rows.counted(scene.matching(duty, duty.version, match or ""))
    after = counted.before[rows.offsets[1:]]
    opens = np.where(duty.opens == NONE, -NONE, duty.opens)
    return nth(rows, counted, np.minimum(counted.before[rows.from_day(opens)], after), 1, after)


def _judge_grid(duty: Duty, scene: Scene) -> Verdicts:
    requirement = duty.requirement
    assert requirement.per is not None
    outcome = grid(duty, requirement.per, scene)
    verdicts = _of_series(duty, outcome, Reason.MISSED, scene)
    left = (duty.not_required == 0) & (duty.opens != NONE) & (outcome.first_missed == NONE)
    settled = left & (outcome.ended > 0) & ~outcome.is_open
    verdicts.status[settled] = _PLACE[Status.MET]
    verdicts.status[settled & (outcome.exempt != 0)] = _PLACE[Status.EXEMPT]
    _tell_exempt(verdicts, np.where(settled, outcome.exempt, 0).astype(np.int32), duty, scene)
    verdicts.status[left & ~settled & scene.over(duty)] = _PLACE[Status.ENDED]
    return verdicts


def _judge_gap(duty: Duty, scene: Scene) -> Verdicts:
    outcome = gap(duty, scene)
    verdicts = _of_series(duty, outcome, Reason.TOO_LONG, scene)
    left = (duty.not_required == 0) & (duty.opens != NONE) & (outcome.first_missed == NONE)
    exempt = left & (outcome.exempt != 0) & ~outcome.is_open
    verdicts.status[exempt] = _PLACE[Status.EXEMPT]
    _tell_exempt(verdicts, np.where(exempt, outcome.exempt, 0).astype(np.int32), duty, scene)
    left &= ~exempt
    met = left & ~outcome.is_open & (outcome.kept > 0)
    verdicts.status[met] = _PLACE[Status.MET]
    verdicts.status[left & ~met & scene.over(duty) & ~outcome.is_open] = _PLACE[Status.ENDED]
    return verdicts


def _of_series(duty: Duty, outcome: Outcome, reason: Reason, scene: Scene) -> Verdicts:
    """Give what is said of a series that is not required, or of which something was missed; else it is pending."""
    verdicts = _empty(scene, 0, outcome.due)
    verdicts.held, verdicts.needed = outcome.kept, outcome.ended
    behind = outcome.first_missed != NONE
    if duty.requirement.duty is DutyKind.GROUP:
        verdicts.status[behind] = _PLACE[Status.SHORT]
    else:
        verdicts.status[behind] = _PLACE[Status.OVERDUE]
        verdicts.days_late[behind] = (scene.as_of - outcome.first_missed)[behind]
    verdicts.status[duty.not_required != 0] = _PLACE[Status.NOT_REQUIRED]
    verdicts.reasons = tuple(_why_not(duty))
    if outcome.missed:
        lists = {course: tuple(f"{reason}:{day_of(day)}" for day in days) for course, days in outcome.missed.items()}
        verdicts.listed = Lists.of(lists, len(scene.cohort))
    return verdicts


def _settled(duty: Duty, scene: Scene) -> Verdicts:
    """Give the verdicts after what changed while the courses ran, and what is not known to be law on the due day."""
    verdicts = judge(duty, scene)
    if not duty.newer and duty.no_version is None:
        return verdicts
    asked = ~_is(verdicts.status, Status.NOT_REQUIRED)
    if duty.newer:
        _under_both(duty, verdicts, asked, scene)
    if duty.no_version is not None:
        verdicts.put(duty.no_version & asked, Status.UNCERTAIN, keep_fulfilled=True)
    return verdicts


def _under_both(duty: Duty, older: Verdicts, asked: Mask, scene: Scene) -> None:
    """Put one verdict in place of those of the older version and of each newer one, as `evaluate` says."""
    stands = _is(older.status, Status.NOT_REQUIRED, Status.ENDED, Status.EXEMPT)
    pending = _is(older.status, Status.PENDING)
    all_met, none_met, individual = (scene.cohort.everybody.copy() for _ in range(3))
    under = scene.cohort.nobody
    for mask, same in duty.newer:
        under = under | mask
        gone = mask.copy()
        for new in reversed(same):
            own = gone & new.present
            gone &= ~own
            if not own.any():
                continue
            verdicts = judge(new, scene)
            met = _is(verdicts.status, Status.MET)
            stand = _is(verdicts.status, Status.NOT_REQUIRED, Status.ENDED, Status.EXEMPT)
            pending = pending | (own & _is(verdicts.status, Status.PENDING))
            all_met &= ~own | met | stand
            none_met &= ~own | ~(met | stand)
            if new.requirement.duty is not DutyKind.INDIVIDUAL:
                individual &= ~own
        individual &= ~gone
    open_ = under & asked & ~stands
    older.put(open_ & pending, Status.PENDING)
    open_ &= ~pending
    met = _is(older.status, Status.MET)
    open_ &= ~(met & all_met) & ~(~met & individual & none_met)
    older.put(open_, Status.UNCERTAIN, keep_fulfilled=True)
    older.tell(open_, Reason.TRANSITION)
