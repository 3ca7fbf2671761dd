from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from kontaktforloeb import Case, Event, Exemption, Hours, Meeting, Spell, load_rules
from kontaktforloeb.caseload.snapshots.change import Change
from kontaktforloeb.caseload.snapshots.records import Period, changed_rows

WORDS = load_rules().vocabulary
SPELL = Spell("kontanthjaelp-jobparat", "2022-01-03")
HELD = Meeting("2022-02-10", registered="2022-02-10")
OLD_AS_OF, NEW_AS_OF = date(2022, 4, 1), date(2022, 5, 1)
PERIODS = Period(date(2022, 1, 1), OLD_AS_OF), Period(date(2022, 1, 1), NEW_AS_OF)


def case(*meetings: Meeting, **rest: Any) -> Case:
    return Case("C1", **{"spells": [SPELL], "meetings": meetings, **rest})


def changes(old: Case | None, new: Case | None, periods: tuple[Period, Period] = PERIODS) -> list[Change]:
    return list(changed_rows(old, new, periods, WORDS))


def told(old: Case | None, new: Case | None, periods: tuple[Period, Period] = PERIODS) -> list[str]:
    """Give the changes in short: table, change, field, from, to, why, days."""
    return [
        " ".join(
            str(part)
            for part in (own.table, own.change, own.field, own.from_, own.to, *own.why, own.days)
            if part not in ("", None)
        )
        for own in changes(old, new, periods)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([HELD], [HELD], []),
        ([HELD, HELD], [HELD], []),
        ([HELD], [], ["meetings gone status afholdt vanished"]),
        ([], [HELD], ["meetings new status afholdt backdated 50"]),
        ([], [Meeting("2022-04-01")], ["meetings new status afholdt backdated 0"]),
        ([], [Meeting("2022-04-02")], ["meetings new status afholdt since"]),
        ([HELD], [attrs.evolve(HELD, status="aflyst")], ["meetings changed status afholdt aflyst corrected"]),
        (
            [attrs.evolve(HELD, status="booket")],
            [HELD],
            ["meetings changed status booket afholdt followed-up"],
        ),
        (
            [attrs.evolve(HELD, status="booket", registered="2022-01-20")],
            [HELD],
            [
                "meetings changed status booket afholdt followed-up",
                "meetings changed registered 2022-01-20 2022-02-10 followed-up 21",
            ],
        ),
        ([HELD], [attrs.evolve(HELD, type="cv-samtale")], ["meetings changed type jobsamtale cv-samtale corrected"]),
        ([HELD], [attrs.evolve(HELD, held_by="a-kasse")], ["meetings changed held_by jobcenter a-kasse corrected"]),
        ([HELD], [attrs.evolve(HELD, held_by="kommune")], ["meetings changed held_by jobcenter kommune corrected"]),
        (
            [HELD],
            [attrs.evolve(HELD, registered="2022-03-10")],
            ["meetings changed registered 2022-02-10 2022-03-10 registered-later 28"],
        ),
        (
            [HELD],
            [attrs.evolve(HELD, registered="2022-02-09")],
            ["meetings changed registered 2022-02-10 2022-02-09 corrected 1"],
        ),
        (
            [attrs.evolve(HELD, registered=None, form="video")],
            [HELD],
            ["meetings changed form video emptied", "meetings changed registered 2022-02-10 filled"],
        ),
        (
            [HELD],
            [attrs.evolve(HELD, individual=False, minutes=30)],
            ["meetings changed individual false filled", "meetings changed minutes 30 filled"],
        ),
        # Moved to another day.
        (
            [HELD],
            [attrs.evolve(HELD, date="2022-02-09")],
            ["meetings changed date 2022-02-10 2022-02-09 moved 1"],
        ),
        (
            [attrs.evolve(HELD, status="booket")],
            [Meeting("2022-06-10", status="booket")],
            [
                "meetings changed date 2022-02-10 2022-06-10 moved 120",
                "meetings changed registered 2022-02-10 emptied",
            ],
        ),
        (  # Held since, and another one gone: nobody moved anything.
            [attrs.evolve(HELD, registered=None)],
            [Meeting("2022-04-20")],
            ["meetings gone status afholdt vanished", "meetings new status afholdt since"],
        ),
        (  # Both a day earlier.
            [Meeting("2022-02-10"), Meeting("2022-03-10")],
            [Meeting("2022-02-09"), Meeting("2022-03-09")],
            [
                "meetings changed date 2022-02-10 2022-02-09 moved 1",
                "meetings changed date 2022-03-10 2022-03-09 moved 1",
            ],
        ),
        (  # Two gone and two new, by different distances: which is which cannot be told.
            [Meeting("2022-02-10"), Meeting("2022-03-10")],
            [Meeting("2022-02-09"), Meeting("2022-03-08")],
            [
                "meetings gone status afholdt vanished",
                "meetings gone status afholdt vanished",
                "meetings new status afholdt backdated 51",
                "meetings new status afholdt backdated 24",
            ],
        ),
        (  # On one day two of a type: which of them was corrected cannot be told.
            [HELD, attrs.evolve(HELD, form="video")],
            [attrs.evolve(HELD, form="brev"), attrs.evolve(HELD, form="telefon")],
            [
                "meetings gone status afholdt vanished",
                "meetings gone status afholdt vanished",
                "meetings new status afholdt backdated 50",
                "meetings new status afholdt backdated 50",
            ],
        ),
    ],
)
def test_what_became_of_meetings(old: list[Meeting], new: list[Meeting], expected: list[str]) -> None:
    assert told(case(*old), case(*new)) == expected


def test_a_changed_row_is_named_by_its_type_its_holder_and_its_day() -> None:
    (change,) = changes(case(HELD), case(attrs.evolve(HELD, status="aflyst")))

    assert (change.record, change.date) == ("jobsamtale jobcenter", date(2022, 2, 10))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            {"spells": [SPELL]},
            {"spells": [attrs.evolve(SPELL, end="2022-03-31")]},
            ["spells changed end 2022-03-31 filled"],
        ),
        (
            {"spells": [SPELL]},
            {"spells": [Spell("kontanthjaelp-aktivitetsparat", "2022-01-03")]},
            ["spells changed group kontanthjaelp-jobparat kontanthjaelp-aktivitetsparat corrected"],
        ),
        (
            {"spells": [SPELL]},
            {"spells": [SPELL, Spell("sygedagpenge", "2022-04-02", "2022-04-09")]},
            ["spells new end 2022-04-09 since"],
        ),
        (
            {"hours": [Hours("2022-02", "80")]},
            {"hours": [Hours("2022-02", "160.33")]},
            ["hours changed hours 80 160.33 corrected"],
        ),
        ({"hours": [Hours("2022-02", "80")]}, {}, ["hours gone hours 80 vanished"]),
        (
            {"exemptions": [Exemption("barsel", "2022-02-01", reason="1")]},
            {"exemptions": [Exemption("barsel", "2022-02-01", "2022-03-01", reason="2")]},
            ["exemptions changed end 2022-03-01 filled", "exemptions changed reason corrected"],
        ),
        (
            {"events": [Event("henvendelse", "2022-01-02", "hemmelig")]},
            {"events": [Event("henvendelse", "2022-01-02", "nej")]},
            ["events changed value corrected"],
        ),
        ({}, {"events": [Event("henvendelse", "2022-01-02")]}, ["events new event henvendelse backdated 89"]),
        (
            {"team": "A", "birth_date": "1990-01-01"},
            {"team": "B", "birth_date": "1990-01-02"},
            ["citizens changed birth_date corrected", "citizens changed team A B corrected"],
        ),
        ({}, {"adviser": "R1"}, ["citizens changed adviser R1 filled"]),
    ],
)
def test_what_became_of_other_rows(old: dict[str, Any], new: dict[str, Any], expected: list[str]) -> None:
    assert told(case(**old), case(**new)) == expected


def test_cells_that_may_hold_anything_are_told_of_and_not_shown() -> None:
    old, new = (
        attrs.evolve(HELD, with_=(text,), topics=(text,), agreements=(text,)) for text in ("privat", "hemmelig")
    )

    assert told(case(old), case(new)) == [
        "meetings changed with corrected",
        "meetings changed topics corrected",
        "meetings changed agreements corrected",
    ]


def test_what_lies_before_the_other_export_begins_is_not_missed() -> None:
    later = Period(date(2022, 2, 11), OLD_AS_OF), Period(date(2022, 2, 11), NEW_AS_OF)

    assert told(case(HELD), case(), later) == ["meetings gone status afholdt out-of-period"]
    assert told(case(), case(HELD), later) == ["meetings new status afholdt out-of-period"]
    assert told(case(HELD), case(), (later[0], Period(None, NEW_AS_OF))) == ["meetings gone status afholdt vanished"]


def test_what_is_gone_may_be_among_the_rows_that_were_rejected() -> None:
    assert told(case(HELD), case(rejected_rows=1)) == ["meetings gone status afholdt maybe-rejected"]
    assert told(case(rejected_rows=1), case(HELD)) == ["meetings new status afholdt maybe-rejected"]


def test_a_citizen_who_is_gone_takes_all_rows_along() -> None:
    old = case(HELD, events=[Event("henvendelse", "2022-01-02")])

    assert told(old, None) == [
        "citizens gone citizen-gone",
        "spells gone end citizen-gone",
        "meetings gone status afholdt citizen-gone",
        "events gone event henvendelse citizen-gone",
    ]
    assert [line.split()[:2] for line in told(None, old)] == [
        ["citizens", "new"],
        ["spells", "new"],
        ["meetings", "new"],
        ["events", "new"],
    ]


def test_a_citizen_whose_spells_ended_before_the_newer_export_begins_is_rightly_gone() -> None:
    old = Case("C1", [Spell("sygedagpenge", "2021-01-03", "2021-03-01")])

    assert told(old, None) == ["citizens gone out-of-period", "spells gone end 2021-03-01 out-of-period"]


def test_nobody_on_both_sides_is_nothing() -> None:
    assert changes(None, None) == []
