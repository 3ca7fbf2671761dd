"""Duties as formulas over the records of one course: kept, and broken. It says what `evaluate` says, for all records.

Neither holds where the verdict would be `unknown` or `uncertain`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kontaktforloeb.proof.asked import Asked
from kontaktforloeb.proof.language import FALSE, TRUE, Formula, Term, before, either, every, no, not_after, plus
from kontaktforloeb.proof.world import Moment, World, shifted
from kontaktforloeb.rulebook.kinds import JudgedBy, Kind
from kontaktforloeb.status import Duty as DutyKind
from kontaktforloeb.status import Level


class Verdict(NamedTuple):
    """Whether a duty is kept and whether it is broken; it stands where it asks for nothing."""

    kept: Formula
    broken: Formula
    stands: Formula


class Scene:
    """One side's duties in one course, and which meetings serve those that others lie besides."""

    def __init__(self, world: World, duties: Sequence[Asked]) -> None:
        self.world = world
        self._flags: dict[Asked, list[Formula]] = {}
        self._taken: dict[Asked, list[Formula]] = {}
        if any(own.requirement.besides for own in duties):
            self._take(duties)

    def verdict(self, asked: Asked) -> Verdict:
        """Give the verdict on a duty, with what changed while the course ran."""
        old = self._own(asked)
        if not asked.newer:
            return Verdict(either([old.stands]), FALSE, old.stands) if asked.no_version else old
        newer = [None if new is None else self._own(new) for new in asked.newer]
        individual = all(new is not None and new.requirement.duty is DutyKind.INDIVIDUAL for new in asked.newer)
        kept = either([old.stands, every(old.kept, *(new.kept for new in newer if new is not None))])
        broken = FALSE
        if individual and not asked.no_version:
            broken = every(old.broken, no(old.stands), *(new.broken for new in newer if new is not None))
        return Verdict(old.stands if asked.no_version else kept, broken, old.stands)

    def followed(self, asked: Asked) -> Formula:
        """Give that a duty is kept by its own words, whether or not a version is in force on its due day."""
        newer = [self._own(new).kept for new in asked.newer if new is not None]
        return every(self._own(asked).kept, *newer)

    def _own(self, asked: Asked) -> Verdict:
        applies, stands = self._there(asked)
        match asked.requirement.kind:
            case Kind.COUNT if asked.requirement.per is None:
                broken, idle = self._count(asked)
            case Kind.COUNT:
                broken, idle = self._grid(asked), FALSE
            case Kind.GAP:
                broken, idle = self._gap(asked), FALSE
            case Kind.ORDER:
                broken, idle = self._order(asked), FALSE
            case _:
                broken, idle = self._each(asked), FALSE
        stands = either([no(applies), stands, idle])
        broken = every(no(stands), broken)
        kept = no(broken)
        if asked.requirement.judged_by is JudgedBy.PERSON or asked.requirement.level is Level.RAAD:
            broken = FALSE
        return Verdict(kept, broken, stands)

    def _there(self, asked: Asked) -> tuple[Formula, Formula]:
        """Give that a duty is there at all, and that a condition takes it away."""
        world = self.world
        applies = every(*(either(self._named(asked, name)) for name in asked.only_with))
        taken = [TRUE] if asked.not_required else []
        for conditions in asked.unless:
            told = []
            for own in conditions:
                due = world.moment(own.due, asked.version, asked.first)
                flags = [
                    every(
                        world.matches(asked.version, own.match, i),
                        self._by(i, own.by),
                        either([no(due.there), world.by(i, due.day)]),
                    )
                    for i in world.places
                ]
                enough = world.at_least(flags, own.at_least)
                told.append(no(enough) if own.negated else enough)
            taken.append(every(*told))
        return applies, either(taken)

    def _by(self, i: int, day: int | None) -> Formula:
        return TRUE if day is None else self.world.by(i, day)

    def _named(self, asked: Asked, name: str) -> list[Formula]:
        """Give for each place that its record matches, on a day on which the duty looks at meetings."""
        world = self.world
        first, last = asked.held
        ends = [day for day in (asked.last, last) if day is not None]
        end = min(ends, default=None)
        if end is not None and end < 0:
            return [FALSE for _ in world.places]
        return [
            every(
                world.matches(asked.version, name, i),
                TRUE if first is None else world.not_before(i, first),
                self._by(i, end),
            )
            for i in world.places
        ]

    def _from(self, i: int, opens: Moment) -> Formula:
        return every(opens.there, self.world.not_before(i, opens.day))

    def candidates(self, asked: Asked, *, free: bool = True) -> list[Formula]:
        """Give for each place that its record may count for a duty from its first day on."""
        if asked not in self._flags:
            self._flags[asked] = self._unfiltered(asked)
        flags = self._flags[asked]
        if not (free and self._taken):
            return flags
        rivals = [
            taken
            for taker, taken in self._taken.items()
            if taker != asked
            and taker.version is asked.version
            and taker.requirement.id in asked.version.besides.get(asked.requirement.id, ())
        ]
        return [every(flag, *(no(taken[i]) for taken in rivals)) for i, flag in enumerate(flags)]

    def _unfiltered(self, asked: Asked) -> list[Formula]:
        world = self.world
        per_place: list[list[Formula]] = [[] for _ in world.places]
        for name, day in asked.ways:
            opens = world.moment(day, asked.version, asked.first)
            for i, flag in enumerate(self._named(asked, name)):
                per_place[i].append(every(flag, self._from(i, opens)))
        opens = world.moment(asked.opens, asked.version, asked.first)
        for also in asked.requirement.also:
            flags = [every(flag, self._from(i, opens)) for i, flag in enumerate(self._named(asked, also.match))]
            rows = world.counted(flags, also.at_most + 1)
            for i, flag in enumerate(flags):
                # Only the earliest of them count.
                per_place[i].append(every(flag, no(rows[i][also.at_most + 1])))
        return [either(own) for own in per_place]

    def _take(self, duties: Sequence[Asked]) -> None:
        """Say which records serve a duty that others lie besides: the earliest in its window, then late ones."""
        world = self.world
        listed = {name for own in duties for name in own.requirement.besides}
        takers = [own for own in duties if own.requirement.id in listed and not own.not_required]
        taken: dict[Asked, list[Formula]] = {own: [FALSE for _ in world.places] for own in takers}
        gone: list[Formula] = [FALSE for _ in world.places]
        for late in (False, True):
            for own in takers:
                applies, away = self._there(own)
                due = world.moment(own.due, own.version, own.first)
                flags = self.candidates(own, free=False)
                already = taken[own]
                served = [either([already[i]]) for i in world.places]
                number: list[Formula] = self._how_many(already, own.needed)
                for i in world.places:
                    after_due = every(due.there, no(world.by(i, due.day)))
                    fits = after_due if late else no(after_due)
                    takes = every(flags[i], applies, no(away), fits, no(gone[i]), no(number[own.needed]))
                    takes = world.named(takes)
                    served[i] = either([already[i], takes])
                    gone[i] = either([gone[i], takes])
                    more = [
                        world.named(either([number[n], every(takes, number[n - 1])])) for n in range(1, own.needed + 1)
                    ]
                    number = [TRUE, *more]
                taken[own] = served
        self._taken = taken

    def _how_many(self, flags: Sequence[Formula], most: int) -> list[Formula]:
        return list(self.world.counted(flags, most)[-1]) if flags else [TRUE, *[FALSE] * most]

    # --- The kinds.

    def _count(self, asked: Asked) -> tuple[Formula, Formula]:
        """Give that a count is not reached, or is too high; and that it asks for nothing."""
        world, requirement = self.world, asked.requirement
        opens = world.moment(asked.opens, asked.version, asked.first)
        due = world.moment(asked.due, asked.version, asked.first)
        if asked.waits:
            return FALSE, FALSE
        flags = self.candidates(asked)
        inside = [every(flag, either([no(due.there), world.by(i, due.day)])) for i, flag in enumerate(flags)]
        reached = world.at_least(inside, asked.needed)
        idle = every(due.there, opens.there, before(due.day, opens.day))
        has_due = every(due.there, not_after(due.day, world.horizon))
        if asked.last is not None:
            has_due = every(has_due, not_after(due.day, asked.last))
        if asked.exempt:
            has_due = FALSE
        # A window that waits for a meeting asks for nothing yet.
        broken = every(has_due, opens.there, no(reached))
        if requirement.at_most is not None:
            broken = either([broken, every(reached, world.at_least(inside, requirement.at_most + 1))])
        return broken, idle

    def _grid(self, asked: Asked) -> Formula:
        world = self.world
        left = self.candidates(asked)
        missing: list[Formula] = []
        for first, due, exempt in asked.buckets:
            inside = [every(flag, world.not_before(i, first), world.by(i, due)) for i, flag in enumerate(left)]
            rows = world.counted(inside, asked.needed)
            if not exempt:
                missing.append(no(rows[-1][asked.needed]) if rows else TRUE)
            if asked.requirement.grace_days:
                left = [
                    world.named(every(flag, no(every(own, self._among_first(rows, i, asked.needed)))))
                    for i, (flag, own) in enumerate(zip(left, inside, strict=True))
                ]
        return either(missing)

    def _among_first(self, rows: Sequence[Sequence[Formula]], i: int, needed: int) -> Formula:
        """Give that fewer than `needed` come before a place."""
        return no(rows[i - 1][needed]) if i else TRUE

    def _gap(self, asked: Asked) -> Formula:
        world = self.world
        if not isinstance(asked.opens, int):
            return FALSE
        flags = self.candidates(asked)
        limit = min([world.horizon, *(day for day in (asked.due, asked.last) if isinstance(day, int))])
        broken = []
        if asked.opens <= limit:
            broken += self._too_long(asked, asked.opens, limit, flags, after=0)
        for i, flag in enumerate(flags):
            own = self._too_long(asked, world.days[i], limit, flags, after=i + 1)
            broken.append(every(flag, either(own)))
        return either(broken)

    def _too_long(
        self, asked: Asked, anchor: Term, limit: int, flags: Sequence[Formula], *, after: int
    ) -> list[Formula]:
        """Give that no meeting follows in time, where one is asked for at all."""
        world = self.world

        def missing(due: Term) -> Formula:
            follow = [
                every(flags[j], world.by(j, due), TRUE if isinstance(anchor, int) else before(anchor, world.days[j]))
                for j in range(after, len(flags))
            ]
            return every(not_after(due, limit), no(either(follow)))

        if len(asked.stretch) == 1:
            return [missing(plus(anchor, asked.stretch[0]))]
        if isinstance(anchor, int):
            return [missing(anchor + asked.stretch[anchor])] if 0 <= anchor < len(asked.stretch) else []
        # Each is an implication from the days to which it belongs: all of them together say it of any day.
        return [every(*shifted(asked.stretch, anchor, missing))]

    def _order(self, asked: Asked) -> Formula:
        world, requirement = self.world, asked.requirement
        opens = world.moment(asked.opens, asked.version, asked.first)
        # Without a day from which it looks at them, it looks at all.
        opened = [TRUE if opens.there == FALSE else self._from(i, opens) for i in world.places]
        if not isinstance(asked.opens, int) and asked.opens is not None:
            opened = [either([no(opens.there), own]) for own in opened]
        firsts = [every(flag, opened[i]) for i, flag in enumerate(self._named(asked, requirement.first or ""))]
        others = [every(flag, opened[i]) for i, flag in enumerate(self._named(asked, requirement.before or ""))]
        return either(
            every(other, *(no(every(firsts[j], before(world.days[j], world.days[i]))) for j in range(i)))
            for i, other in enumerate(others)
        )

    def _each(self, asked: Asked) -> Formula:
        world, requirement = self.world, asked.requirement
        require = requirement.require
        if require is None:
            return FALSE
        due = world.moment(asked.due, asked.version, asked.first)
        flags = [
            every(flag, either([no(due.there), world.by(i, due.day)])) for i, flag in enumerate(self.candidates(asked))
        ]
        most = max(requirement.slots, default=requirement.from_slot)
        rows = world.counted(flags, most)
        lacking = []
        for i, flag in enumerate(flags):
            last = rows[i - 1] if i else [TRUE, *[FALSE] * most]
            if requirement.slots:
                looked = either(every(last[slot - 1], no(last[slot])) for slot in requirement.slots)
            else:
                looked = last[requirement.from_slot - 1]
            if require.same_adviser is None:
                lacks = no(world.carries(require, asked.version, i, i))
            else:
                # The first that is looked at is the one of that number.
                number = min(requirement.slots, default=requirement.from_slot)
                which = world.is_nth(flags, number)
                lacks = either(every(which[j], no(world.carries(require, asked.version, i, j))) for j in range(i + 1))
            lacking.append(every(flag, looked, lacks))
        return either(lacking)
