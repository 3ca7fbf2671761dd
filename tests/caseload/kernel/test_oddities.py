"""What is odd in the data is the same in arrays and citizen by citizen, in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest

pl = pytest.importorskip("polars", reason="the extra 'caseload' is not installed")

import numpy as np  # noqa: E402 (what follows needs the extra)
import strategies  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from made_frames import frames_of  # noqa: E402

from kontaktforloeb import Case, Conventions, Event, Exemption, Hours, Meeting, Spell, check, load_rules  # noqa: E402
from kontaktforloeb.caseload.frames import CITIZEN, Frames  # noqa: E402
from kontaktforloeb.caseload.kernel import after_due, records  # noqa: E402
from kontaktforloeb.caseload.kernel.oddities import Oddities, issues_of  # noqa: E402
from kontaktforloeb.caseload.kernel.run import Choices, Input, judge  # noqa: E402
from kontaktforloeb.caseload.read import read_folder  # noqa: E402
from kontaktforloeb.conventions import GapBreaks, Readings  # noqa: E402
from kontaktforloeb.quality import Issue, find_issues  # noqa: E402
from kontaktforloeb.status import DataIssue  # noqa: E402

RULES = load_rules()
CONFORMANCE = Path(__file__).parents[2] / "cases" / "conformance" / "caseload"
EXAMPLE = Path(__file__).parents[3] / "examples" / "caseload"
TABLES = ("spells", "meetings", "hours", "exemptions", "events", "citizens")
AS_OF = date(2022, 8, 1)
Found = list[tuple[str, Issue]]


def one_by_one(cases: Sequence[Case], choices: Choices, within: int | None) -> Found:
    return [
        (own.citizen, issue)
        for own in sorted(cases, key=lambda own: own.citizen)
        for issue in find_issues(
            check(
                own, as_of=choices.as_of, rulebook=choices.rulebook, rules=choices.rules, schedule=choices.schedule,
                conventions=choices.conventions, readings=choices.readings,
            ),
            registered_within=within,
        )
    ]  # fmt: skip


def in_arrays(frames: Frames, choices: Choices, within: int | None, *, chunk: int = 1000) -> Found:
    """Give what is found part by part, having seen that it is what all parts together give."""
    given_ = Input(
        {name: getattr(frames, name) for name in TABLES},
        frames.citizens_index,
        np.flatnonzero(frames.rejected_rows.to_numpy() > 0),
        frames.cases,
    )
    parts = list(judge(given_, choices, chunk=chunk))
    each, together = (Oddities(frames, choices, within) for _ in range(2))
    counted = Oddities(frames, choices, within, keep=False)
    alone = [each.of(part) for part in parts]
    for part in parts:
        together.look(part)
        counted.look(part)
    counts = together.counts()
    assert counted.counts() == counts
    whole = pl.concat([own.table() for own in together.found()])
    assert Counter(map(DataIssue, whole["code"])) == counts
    assert pl.concat(alone).equals(whole)
    assert list(together.found()) == []
    assert whole["citizen"].equals(frames.citizens_index.gather(whole[CITIZEN]).alias("citizen"))
    return list(issues_of(whole))


def mixed(frames: Frames, seed: int) -> Frames:
    """Give the same rows in any other order."""
    tables = {name: getattr(frames, name).sample(fraction=1, shuffle=True, seed=seed) for name in TABLES}
    return attrs.evolve(frames, **tables)


@st.composite
def odd_cases(draw: st.DrawFn) -> Case:
    """A case with records of one meeting, days of registration and dates of birth that are odd."""
    own: Case = draw(strategies.cases())
    more = draw(st.lists(st.sampled_from(own.meetings), max_size=2)) if own.meetings else []
    meetings = [*own.meetings, *(attrs.evolve(row, minutes=7) for row in more)]
    days = st.none() | st.sampled_from((0, 0, 1, 2, 6, 30, -1)) | st.integers(-3, 400)
    late = draw(st.lists(days, min_size=len(meetings), max_size=len(meetings)))
    meetings = [
        attrs.evolve(row, registered=None if after is None else row.date + timedelta(days=after))
        for row, after in zip(meetings, late, strict=True)
    ]
    decided = [attrs.evolve(own, decided_on=own.start + timedelta(days=20)) for own in own.exemptions]
    starts = st.sampled_from([spell.start for spell in own.spells])
    born = draw(st.just(own.birth_date) | starts | starts.map(lambda day: day + timedelta(days=30)))
    return attrs.evolve(own, meetings=meetings, exemptions=decided, birth_date=born)


def caseloads(size: int) -> st.SearchStrategy[list[Case]]:
    return st.lists(odd_cases(), min_size=1, max_size=size).map(
        lambda cases: [attrs.evolve(own, citizen=f"C{place:04d}") for place, own in enumerate(cases)]
    )


DAYS = st.sampled_from((date(2021, 6, 15), date(2024, 2, 1), date(2026, 11, 1)))


@settings(max_examples=6, deadline=None)
@given(caseloads(12), DAYS, st.sampled_from((None, 0, 14)), st.just(Conventions()) | strategies.conventions)
def test_arrays_find_what_is_found_citizen_by_citizen(
    cases: list[Case], as_of: date, within: int | None, conventions: Conventions
) -> None:
    choices = Choices(as_of, RULES, conventions=conventions)

    assert in_arrays(frames_of(cases), choices, within, chunk=5) == one_by_one(cases, choices, within)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    caseloads(40), DAYS | st.dates(date(2019, 1, 1), date(2028, 12, 31)), st.none() | st.integers(0, 40),
    strategies.conventions, st.integers(0, 99),
)  # fmt: skip
def test_arrays_find_what_is_found_citizen_by_citizen_in_rows_of_any_order(
    cases: list[Case], as_of: date, within: int | None, conventions: Conventions, seed: int
) -> None:
    choices = Choices(as_of, RULES, conventions=conventions)

    assert in_arrays(mixed(frames_of(cases), seed), choices, within, chunk=15) == one_by_one(cases, choices, within)


@pytest.mark.parametrize(("folder", "as_of", "within"), [(CONFORMANCE, AS_OF, None), (EXAMPLE, date(2025, 3, 1), 5)])
def test_whole_caseloads_show_the_same_oddities_in_both_ways(folder: Path, as_of: date, within: int | None) -> None:
    cases, choices = read_folder(folder, RULES).cases, Choices(as_of, RULES)

    found = in_arrays(mixed(frames_of(cases), 1), choices, within, chunk=70)

    assert found
    assert found == one_by_one(cases, choices, within)


# --- Each kind by itself


def case(citizen: str, *meetings: Meeting, start: str = "2022-01-03", end: str | None = None, **facts: object) -> Case:
    spells = facts.pop("spells", [Spell("kontanthjaelp-jobparat", start, end)])
    return Case(citizen, spells, meetings, **facts)  # type: ignore[arg-type]


HELD = Meeting("2022-01-07", registered="2022-01-07")
LATE = Meeting("2022-01-07", registered="2022-01-11")
ODD: tuple[tuple[Case, list[DataIssue]], ...] = (
    (case("nothing"), []),
    (case("nothing odd", HELD), []),
    (case("twice", HELD, attrs.evolve(HELD, minutes=5)), [DataIssue.DUPLICATE_MEETING]),
    (case("thrice", *(attrs.evolve(HELD, minutes=n) for n in range(3))), [DataIssue.DUPLICATE_MEETING] * 2),
    (case("of two holders", HELD, attrs.evolve(HELD, held_by="a-kasse")), []),
    (case("by another name", HELD, attrs.evolve(HELD, held_by="kommune")), [DataIssue.DUPLICATE_MEETING]),
    (case("before", Meeting("2021-12-30"), HELD), [DataIssue.MEETING_OUTSIDE_COURSES]),
    (case("after", HELD, Meeting("2022-04-01"), end="2022-03-31"), [DataIssue.MEETING_OUTSIDE_COURSES]),
    (case("on the last day", HELD, Meeting("2022-03-31"), end="2022-03-31"), []),
    (
        case(
            "between spells of one course", HELD, Meeting("2022-03-10"),
            spells=[Spell("jobafklaring", "2022-01-03", "2022-03-08"), Spell("jobafklaring", "2022-03-14")],
        ),
        [],
    ),
    (
        case("since the contact", LATE, start="2022-01-10", events=[Event("henvendelse", "2022-01-06")]),
        [],
    ),
    (
        case(
            "beside each other", Meeting("2022-01-04"), Meeting("2022-12-15"),
            spells=[Spell("jobafklaring", "2022-01-05"), Spell("kontanthjaelp-jobparat", "2022-02-01", "2022-03-01")],
        ),
        [DataIssue.MEETING_OUTSIDE_COURSES, DataIssue.HELD_AFTER_AS_OF],
    ),
    (
        case(
            "between spells with another beside", HELD, Meeting("2022-03-10"),
            spells=[
                Spell("jobafklaring", "2022-01-03", "2022-03-08"), Spell("jobafklaring", "2022-03-14"),
                Spell("kontanthjaelp-jobparat", "2022-02-01", "2022-02-10"),
            ],
        ),
        [],
    ),
    (
        case(
            "in a job with a wage subsidy", HELD, Meeting("2022-03-22"),
            spells=[Spell("jobafklaring", "2022-01-03", "2022-03-08"), Spell("jobafklaring", "2022-05-13")],
            hours=[Hours("2022-04", "37", "loentilskud")],
        ),
        [],
    ),
    (
        case(
            "in another job", HELD, Meeting("2022-03-22"),
            spells=[Spell("jobafklaring", "2022-01-03", "2022-03-08"), Spell("jobafklaring", "2022-05-13")],
        ),
        [DataIssue.MEETING_OUTSIDE_COURSES],
    ),
    (case("booked before the words", HELD, Meeting("2019-07-29", status="booket")), [DataIssue.BOOKING_WITHOUT_RECORD]),
    (
        case("placed anew", Meeting("2022-01-03"), start="2022-01-05", events=[Event("indplacering", "2022-05-01")]),
        [DataIssue.MEETING_OUTSIDE_COURSES],
    ),
    (case("afterwards", HELD, Meeting("2022-08-02")), [DataIssue.HELD_AFTER_AS_OF]),
    (case("on the day", HELD, Meeting("2022-08-01")), []),
    (case("on a saturday", HELD, Meeting("2022-01-08")), [DataIssue.WEEKEND_MEETING]),
    (case("on a holiday", HELD, Meeting("2022-04-14")), [DataIssue.HOLIDAY_MEETING]),
    (case("long ago", Meeting("1999-12-25"), HELD), [DataIssue.MEETING_OUTSIDE_COURSES, DataIssue.WEEKEND_MEETING]),
    (case("unborn", HELD, birth_date="2022-01-08"), [DataIssue.SPELL_BEFORE_BIRTH, DataIssue.MEETING_BEFORE_BIRTH]),
    (case("born on the day", HELD, birth_date="2022-01-03"), []),
    (case("booked", HELD, Meeting("2022-07-29", status="booket")), [DataIssue.BOOKING_WITHOUT_RECORD]),
    (case("booked today", HELD, Meeting("2022-08-01", status="booket")), []),
    (case("booked and held", HELD, attrs.evolve(HELD, status="booket")), []),
    (case("booked on a sunday", HELD, Meeting("2022-08-07", status="booket")), [DataIssue.WEEKEND_MEETING]),
    (case("cancelled", HELD, Meeting("2022-01-09", status="aflyst")), []),
    (case("foretold", HELD, Meeting("2022-02-10", registered="2022-02-09")), [DataIssue.REGISTERED_BEFORE_HELD]),
    (case("late", HELD, Meeting("2022-02-10", registered="2022-02-25")), [DataIssue.REGISTERED_LATE]),
    (case("not yet late", HELD, Meeting("2022-02-10", registered="2022-02-24")), []),
    (case("too late to know", LATE), [DataIssue.REGISTERED_AFTER_DUE]),
    (case("known by another", LATE, attrs.evolve(HELD, date="2022-01-06")), []),
    (case("late anyway", Meeting("2022-01-11", registered="2022-01-20")), []),
    (
        case("not placed in the arrays", LATE, events=[Event("anmodning", "2022-01-04")]),
        [DataIssue.REGISTERED_AFTER_DUE],
    ),
    (
        case("exempt as decided later", LATE, exemptions=[Exemption("standby", "2022-01-05", None, "2022-03-01")]),
        [DataIssue.REGISTERED_AFTER_DUE],
    ),
)  # fmt: skip


def test_each_kind_is_found_where_it_is_and_nowhere_else() -> None:
    cases, choices = [own for own, _ in ODD], Choices(AS_OF, RULES)

    found = in_arrays(mixed(frames_of(cases), 3), choices, 14)

    codes = {own.citizen: [issue.issue for citizen, issue in found if citizen == own.citizen] for own in cases}
    assert codes == {own.citizen: expected for own, expected in ODD}
    assert found == one_by_one(cases, choices, 14)
    assert {issue.issue for _, issue in found} == set(DataIssue)


def test_a_break_ends_a_course_as_the_convention_says() -> None:
    spells = [Spell("jobafklaring", "2022-01-03", "2022-02-14"), Spell("jobafklaring", "2022-03-17")]
    cases = [case("C1", Meeting("2022-03-01"), spells=spells)]
    codes = {
        reading: [issue.issue for _, issue in in_arrays(frames_of(cases), Choices(AS_OF, RULES, conventions=own), None)]
        for reading in GapBreaks
        for own in [Conventions(gap_breaks=reading)]
    }

    outside = [DataIssue.MEETING_OUTSIDE_COURSES]
    assert codes == {GapBreaks.THIRTY_DAYS: outside, GapBreaks.CALENDAR_MONTH: []}


def test_a_meeting_that_another_reading_takes_as_held_is_looked_at_as_held() -> None:
    (other,) = RULES.other_readings["udeblivelse"]
    cases = [case("C1", HELD, Meeting("2022-01-08", status="udeblevet"))]
    choices = Choices(AS_OF, RULES, conventions=Conventions(readings={"udeblivelse": other}))

    assert [issue.issue for _, issue in in_arrays(frames_of(cases), choices, None)] == [DataIssue.WEEKEND_MEETING]
    assert in_arrays(frames_of(cases), Choices(AS_OF, RULES), None) == []


def test_of_verdicts_that_depend_on_a_reading_nothing_is_told() -> None:
    cases = [own for own, _ in ODD]
    choices = Choices(AS_OF, RULES, ("lab",), readings=Readings.ALL)

    assert in_arrays(frames_of(cases), choices, None) == one_by_one(cases, choices, None)


def test_work_in_small_steps_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    cases, choices = [own for own, _ in ODD], Choices(AS_OF, RULES)
    whole = in_arrays(frames_of(cases), choices, 14)
    monkeypatch.setattr(records, "_STEP_BITS", 2)
    monkeypatch.setattr(after_due, "BLOCK", 1)

    assert in_arrays(frames_of(cases), choices, 14, chunk=9) == whole
    assert Counter(issue.issue for _, issue in whole)[DataIssue.REGISTERED_AFTER_DUE] > 1
