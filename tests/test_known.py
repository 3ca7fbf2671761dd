from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases

from kontaktforloeb import Case, Exemption, Meeting, Spell, check, load_rules
from kontaktforloeb.dates import LAST_DAY
from kontaktforloeb.known import Known, as_known_on, how_much_was_known

WORDS = load_rules().vocabulary
DAY = date(2022, 3, 1)
BEFORE, AFTER = date(2022, 2, 28), date(2022, 3, 2)


def case(*meetings: Meeting, exemptions: tuple[Exemption, ...] = ()) -> Case:
    return Case("C1", [Spell("kontanthjaelp-jobparat", "2022-01-03")], meetings, exemptions=exemptions)


@pytest.mark.parametrize(
    ("meeting", "known"),
    [
        (Meeting("2022-02-10", registered="2022-02-10"), 1),
        (Meeting("2022-02-10", registered="2022-03-01"), 1),
        (Meeting("2022-02-10", registered="2022-03-02"), 0),
        (Meeting("2022-02-10"), 1),
        (Meeting("2022-03-01"), 1),
        (Meeting("2022-03-02"), 0),
        (Meeting("2022-03-02", registered="2022-02-01"), 0),
        (Meeting("2022-03-02", status="booket"), 1),
        (Meeting("2022-03-02", status="booket", registered="2022-02-01"), 1),
        (Meeting("2022-03-02", status="booket", registered="2022-03-02"), 0),
        (Meeting("2022-03-02", status="aflyst"), 1),
    ],
)
def test_a_meeting_is_known_once_it_is_registered_and_a_held_one_once_it_was_held(meeting: Meeting, known: int) -> None:
    assert as_known_on(case(meeting), DAY, WORDS).meetings == (meeting,) * known


@pytest.mark.parametrize(("decided_on", "known"), [(None, 1), ("2022-03-01", 1), ("2022-03-02", 0)])
def test_an_exemption_is_known_once_it_is_decided(decided_on: str | None, known: int) -> None:
    own = case(exemptions=(Exemption("barsel", "2022-01-10", decided_on=decided_on),))

    assert len(as_known_on(own, DAY, WORDS).exemptions) == known


def test_what_is_left_out_and_what_nobody_can_tell_is_counted() -> None:
    own = case(
        Meeting("2022-02-01", registered="2022-02-01"),
        Meeting("2022-02-02", registered="2022-04-01"),
        Meeting("2022-02-03"),
        Meeting("2022-02-04", status="aflyst"),
        Meeting("2022-03-02"),
        exemptions=(Exemption("barsel", "2022-01-10", decided_on="2022-03-02"),),
    )

    assert how_much_was_known(own, DAY, WORDS) == Known(meetings=2, exemptions=1, undated=1)
    assert Known(2, 1, 1) + Known(1, 0, 5) == Known(3, 1, 6)


def test_a_meeting_registered_after_the_due_day_came_too_late_to_be_known() -> None:
    own = case(Meeting("2022-01-10", registered="2022-01-12"))

    def first(own: Case) -> str:
        (status,) = [f.status for f in check(own, as_of="2022-01-11").findings if f.requirement == "lab/31-3"]
        return status

    assert (first(own), first(as_known_on(own, date(2022, 1, 11), WORDS))) == ("met", "overdue")


@st.composite
def registered(draw: st.DrawFn) -> Case:
    """A case of which some meetings say when they were registered, some of them before they were held."""
    own = draw(cases())
    days = st.none() | st.integers(-40, 400)
    meetings = []
    for meeting in own.meetings:
        shift = draw(days)
        meetings.append(
            meeting if shift is None else attrs.evolve(meeting, registered=meeting.date + timedelta(days=shift))
        )
    return attrs.evolve(own, meetings=meetings)


@given(registered())
@settings(max_examples=15, deadline=None)
def test_on_the_last_day_of_all_everything_is_known(own: Case) -> None:
    assert as_known_on(own, LAST_DAY, WORDS) == own


@given(registered(), st.dates(date(2019, 1, 1), date(2028, 1, 1)), st.integers(0, 500))
@settings(max_examples=15, deadline=None)
def test_what_was_known_on_a_day_is_known_later_and_known_twice_is_known(own: Case, day: date, days: int) -> None:
    then = as_known_on(own, day, WORDS)
    later = as_known_on(own, day + timedelta(days=days), WORDS)

    assert set(then.meetings) <= set(later.meetings)
    assert as_known_on(then, day, WORDS) == then == as_known_on(later, day, WORDS)


@given(registered(), registered(), st.dates(date(2019, 1, 1), date(2028, 1, 1)), st.integers(1, 500))
@settings(max_examples=15, deadline=None)
def test_rows_registered_later_change_nothing_that_was_known(own: Case, other: Case, day: date, days: int) -> None:
    later = [attrs.evolve(meeting, registered=day + timedelta(days=days)) for meeting in other.meetings]
    more = attrs.evolve(own, meetings=(*own.meetings, *later))

    assert as_known_on(more, day, WORDS) == as_known_on(own, day, WORDS)
