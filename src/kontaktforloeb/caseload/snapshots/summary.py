"""What a run says of the changes: how many, and why; never on whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from kontaktforloeb.caseload.snapshots.change import FINDINGS, ORDER, Change, Kind, Why
from kontaktforloeb.report.summary import table
from kontaktforloeb.status import Status
from kontaktforloeb.texts import Lang, say

_CAUSES = (Why.TIME, Why.DATA, Why.RULES)


@attrs.define
class ChangeTally:
    """What has been counted so far of the changes between two snapshots."""

    citizens: int = 0
    """How many citizens are in one snapshot or both."""
    with_changes: int = 0
    turns: Counter[tuple[str, str, tuple[Why, ...]]] = attrs.field(factory=Counter)
    """How many verdicts went from one status to another, and why."""
    other: Counter[str] = attrs.field(factory=Counter)
    """How many findings stayed and had another due day, version, course or group."""
    rows: Counter[tuple[str, Kind, str, Why]] = attrs.field(factory=Counter)
    """How many rows of a table are new, gone or changed, in which column and why."""
    became_overdue: int = 0
    no_longer_overdue: int = 0
    overdue_citizens: int = 0
    changes: int = 0

    def add(self, changes: Sequence[Change]) -> None:
        """Count the changes on one citizen."""
        self.citizens += 1
        self.with_changes += bool(changes)
        self.changes += len(changes)
        became = 0
        for change in changes:
            if change.table != FINDINGS:
                field = change.field if change.change is Kind.CHANGED else ""
                self.rows[change.table, change.change, field, change.why[0]] += 1
            elif change.field == "status":
                self.turns[change.from_, change.to, change.why] += 1
                became += change.became_overdue
                self.no_longer_overdue += change.no_longer_overdue
            else:
                self.other[change.field] += 1
        self.became_overdue += became
        self.overdue_citizens += became > 0


def lines(tally: ChangeTally, lang: Lang) -> Iterator[str]:
    """Give the lines of the summary; they name nobody."""
    facts = {"citizens": tally.citizens, "changed": tally.with_changes}
    yield say("changes.citizens", lang, **facts)
    yield say("changes.became-overdue", lang, count=tally.became_overdue, citizens=tally.overdue_citizens)
    yield say("changes.no-longer-overdue", lang, count=tally.no_longer_overdue)
    if tally.turns:
        yield ""
        yield from table(_turns(tally, lang))
    for field, count in sorted(tally.other.items()):
        yield say(f"changes.other-{field}", lang, count=count)
    if tally.rows:
        yield ""
        yield from table(_rows(tally, lang))


def _turns(tally: ChangeTally, lang: Lang) -> Iterator[list[str]]:
    causes = [say(f"changes.by-{cause}", lang) for cause in _CAUSES]
    yield [say("changes.verdict", lang), say("summary.total", lang), *causes, say("changes.by-several", lang)]
    order = {"": 0, **{str(status): place for place, status in enumerate(Status, 1)}}
    turns = sorted({(before, after) for before, after, _ in tally.turns}, key=lambda own: [order[word] for word in own])
    for before, after in turns:
        own = {why: count for (old, new, why), count in tally.turns.items() if (old, new) == (before, after)}
        alone = [own.get((cause,), 0) for cause in _CAUSES]
        total = sum(own.values())
        name = f"{_word(before, lang)} -> {_word(after, lang)}"
        yield [name, *(str(count) for count in (total, *alone, total - sum(alone)))]


def _word(status: str, lang: Lang) -> str:
    return say(f"status.{status}", lang) if status else say("changes.nothing", lang)


def _rows(tally: ChangeTally, lang: Lang) -> Iterator[list[str]]:
    yield [say("changes.rows", lang), say("changes.count", lang)]
    order = {name: place for place, name in enumerate(ORDER)}
    for (name, kind, field, why), count in sorted(tally.rows.items(), key=lambda own: (order[own[0][0]], *own[0][1:])):
        place = f"{name}.{field}" if field else name
        became, reason = say(f"changes.{kind}", lang), say(f"why.{why}", lang)
        yield [f"{place}: {became}, {reason}", str(count)]
