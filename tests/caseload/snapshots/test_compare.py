from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from kontaktforloeb import Case, Conventions, Event, Finding, Meeting, Spell, check, load_rules
from kontaktforloeb.caseload.snapshots.change import CHANGES, FINDINGS, Change, in_order
from kontaktforloeb.caseload.snapshots.compare import Judge, Snapshot, changes
from kontaktforloeb.caseload.snapshots.summary import ChangeTally, lines
from kontaktforloeb.texts import LANGUAGES

RULES = load_rules()
GROUP = "kontanthjaelp-jobparat"
EARLY, LATE = date(2022, 6, 1), date(2022, 8, 1)
FOUR = ("2022-01-10", "2022-02-10", "2022-03-10", "2022-04-11")
"""Enough, and in time, for a course that began on 2022-01-03: due on 2022-07-02."""


def judge_by(conventions: Conventions = Conventions()) -> Judge:  # noqa: B008 (frozen)
    def judge(case: Case, as_of: date) -> tuple[Finding, ...]:
        return check(case, as_of=as_of, rulebook=RULES, rules=["lab"], conventions=conventions).findings

    return judge


JUDGE = judge_by()


def case(*held: str, citizen: str = "C1", start: str = "2022-01-03", **rest: Any) -> Case:
    return Case(citizen, [Spell(GROUP, start)], [Meeting(day) for day in held], **rest)


def compare(
    old: Case | None,
    new: Case | None,
    days: tuple[date, date] = (LATE, LATE),
    judges: tuple[Judge, Judge] = (JUDGE, JUDGE),
) -> list[Change]:
    snapshots = [
        Snapshot(() if own is None else (own,), day, judge)
        for own, day, judge in zip((old, new), days, judges, strict=True)
    ]
    return [change for _, own in changes(snapshots[0], snapshots[1], RULES.vocabulary) for change in own]


def verdicts(found: list[Change]) -> list[tuple[str, str, str, str, str]]:
    return [
        (own.requirement, own.field, own.from_, own.to, "|".join(own.why)) for own in found if own.table == FINDINGS
    ]


FOUR_INTERVIEWS = "lab/31-1"


@pytest.mark.parametrize(
    ("old", "new", "days", "expected"),
    [
        (FOUR[:3], FOUR[:3], (LATE, LATE), []),
        (FOUR[:3], FOUR[:3], (EARLY, LATE), [("pending", "overdue", "time")]),
        (FOUR[:3], FOUR, (LATE, LATE), [("overdue", "met", "data")]),
        (FOUR, FOUR[:3], (LATE, LATE), [("met", "overdue", "data")]),
        (FOUR[:3], FOUR, (EARLY, LATE), [("pending", "met", "time|data")]),
        (FOUR, FOUR[:3], (EARLY, LATE), [("met", "overdue", "data")]),
        (FOUR[:3], (*FOUR[:3], "2022-07-20"), (LATE, LATE), [("overdue", "late", "data")]),
        (FOUR[:3], (*FOUR[:3], "2022-07-20"), (EARLY, LATE), [("pending", "late", "time|data")]),
        # The older export knew the fourth one already, and only its day had not come.
        (FOUR, FOUR, (date(2022, 4, 1), LATE), [("pending", "met", "time")]),
    ],
)
def test_a_verdict_changed_by_time_or_by_data(
    old: tuple[str, ...], new: tuple[str, ...], days: tuple[date, date], expected: list[tuple[str, str, str]]
) -> None:
    found = verdicts(compare(case(*old), case(*new), days))

    assert found == [(FOUR_INTERVIEWS, "status", *turn) for turn in expected]


def test_a_verdict_changed_by_the_rules_alone_and_its_due_day_with_it() -> None:
    inclusive = judge_by(Conventions(month_window="inclusive"))
    due = date(2022, 7, 3)  # The day on which the two readings differ.

    found = compare(case(*FOUR[:3]), case(*FOUR[:3]), (due, due), (JUDGE, inclusive))

    assert verdicts(found) == [
        (FOUR_INTERVIEWS, "due", "2022-07-02", "2022-07-03", "rules"),
        (FOUR_INTERVIEWS, "status", "overdue", "pending", "rules"),
    ]


def test_three_causes_are_told_apart() -> None:
    inclusive = judge_by(Conventions(month_window="inclusive"))
    found = compare(case(*FOUR[:3]), case(*FOUR), (EARLY, date(2022, 7, 3)), (JUDGE, inclusive))

    assert verdicts(found) == [
        (FOUR_INTERVIEWS, "due", "2022-07-02", "2022-07-03", "rules"),
        (FOUR_INTERVIEWS, "status", "pending", "met", "time|rules|data"),
    ]


def test_days_late_stand_with_a_verdict_and_days_moved_with_a_due_day() -> None:
    (change,) = [own for own in compare(case(*FOUR), case(*FOUR[:3])) if own.table == FINDINGS]

    assert (change.date, change.days, change.course, change.group) == (date(2022, 7, 2), 30, date(2022, 1, 3), GROUP)


def test_a_course_whose_first_day_was_corrected_is_the_same_course() -> None:
    found = verdicts(compare(case(*FOUR), case(*FOUR, events=[Event("henvendelse", "2022-01-01")])))

    assert (FOUR_INTERVIEWS, "course", "2022-01-03", "2022-01-01", "data") in found
    assert (FOUR_INTERVIEWS, "due", "2022-07-02", "2022-06-30", "data") in found
    assert {to for _, field, _, to, _ in found if field == "status"} == {"late"}


def test_a_course_that_is_gone_and_another_that_has_come_are_two() -> None:
    found = verdicts(compare(case(*FOUR), case(start="2022-07-20")))

    assert [(before, after) for _, _, before, after, _ in found] == [
        ("met", ""),
        ("met", ""),
        ("", "pending"),
        ("", "overdue"),
    ]


def test_a_corrected_group_is_told_as_such() -> None:
    other = attrs.evolve(case(*FOUR), spells=[Spell("kontanthjaelp-aktivitetsparat", "2022-01-03")])

    assert ("lab/31-1", "group", GROUP, "kontanthjaelp-aktivitetsparat", "data") in verdicts(
        compare(case(*FOUR), other)
    )


@pytest.mark.parametrize(
    ("old", "new", "became", "no_longer"),
    [
        (case(*FOUR), case(*FOUR[:3]), 1, 0),
        (case(*FOUR[:3]), case(*FOUR), 0, 1),
        (None, case(*FOUR[:3]), 1, 0),
        (case(*FOUR[:3]), None, 0, 1),
        (case(*FOUR), None, 0, 0),
        (None, case(*FOUR), 0, 0),
        (case(*FOUR[:3]), case(*FOUR[:2]), 0, 0),
    ],
)
def test_who_became_overdue_is_told_whatever_else_happened(
    old: Case | None,
    new: Case | None,
    became: int,
    no_longer: int,
) -> None:
    found = compare(old, new)

    assert sum(own.became_overdue for own in found) == became
    assert sum(own.no_longer_overdue for own in found) == no_longer


def test_a_finding_that_is_gone_or_new_is_told_by_what_took_or_brought_it() -> None:
    own, days = case(*FOUR[:3]), (EARLY, LATE)

    assert verdicts(compare(own, None, days)) == [
        (FOUR_INTERVIEWS, "status", "pending", "", "data"),
        ("lab/31-3", "status", "met", "", "data"),
    ]
    assert verdicts(compare(None, own, days)) == [
        (FOUR_INTERVIEWS, "status", "", "overdue", "data"),
        ("lab/31-3", "status", "", "met", "data"),
    ]


def test_citizens_are_put_side_by_side_and_each_is_told_of_once() -> None:
    old = [case(*FOUR, citizen=name) for name in ("A", "C", "D")]
    new = [case(*FOUR, citizen=name) for name in ("B", "C", "E")]

    found = dict(changes(Snapshot(tuple(old), LATE, JUDGE), Snapshot(tuple(new), LATE, JUDGE), RULES.vocabulary))

    assert list(found) == ["A", "B", "C", "D", "E"]
    of_citizens = [(name, own.change) for name, all_ in found.items() for own in all_ if own.table == "citizens"]
    assert of_citizens == [("A", "gone"), ("B", "new"), ("D", "gone"), ("E", "new")]
    assert found["C"] == []


def test_the_changes_on_a_citizen_are_in_the_order_of_the_file() -> None:
    found = compare(case(*FOUR), case(*FOUR[1:3], team="B", events=[Event("henvendelse", "2022-01-02")]))

    assert found == sorted(found, key=in_order)
    assert list(dict.fromkeys(own.table for own in found)) == ["findings", "citizens", "meetings", "events"]


def test_a_change_has_the_columns_of_the_file() -> None:
    assert tuple(name.rstrip("_") for name in Change._fields) == CHANGES.columns


def test_the_summary_counts_and_names_nobody() -> None:
    tally = ChangeTally()
    for own in (compare(case(*FOUR), case(*FOUR[:3])), compare(case(), case()), compare(case(*FOUR), None)):
        tally.add(own)

    assert (tally.citizens, tally.with_changes, tally.became_overdue, tally.overdue_citizens) == (3, 2, 1, 1)
    text = "\n".join(lines(tally, "en"))
    assert "Became overdue or breached: 1 finding(s) on 1 citizen(s)." in text
    (turn,) = [line for line in text.splitlines() if line.startswith("met -> overdue")]
    assert turn.split()[3:] == ["1", "0", "1", "0", "0"]  # In all, by time, by data, by rules, otherwise.
    assert "meetings: gone, should still be there" in text
    for lang in LANGUAGES:
        assert "C1" not in "\n".join(lines(tally, lang))
