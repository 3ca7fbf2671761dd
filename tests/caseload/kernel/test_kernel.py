"""The columnar kernel is the twin of `evaluate`: the same findings on every caseload, row by row and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import attrs
import pytest

pl = pytest.importorskip("polars", reason="the extra 'caseload' is not installed")

import strategies  # noqa: E402 (what follows needs the extra)
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from made_frames import frames_of  # noqa: E402
from rule_texts import RIGHT  # noqa: E402

from kontaktforloeb import Case, Conventions, Event, Exemption, Hours, Meeting, Spell, check, load_rules  # noqa: E402
from kontaktforloeb.caseload.bulk import judge_frames  # noqa: E402
from kontaktforloeb.caseload.kernel import run  # noqa: E402
from kontaktforloeb.caseload.kernel.meetings import MeetingKinds  # noqa: E402
from kontaktforloeb.caseload.kernel.run import Choices, Judged  # noqa: E402
from kontaktforloeb.caseload.read import read_folder  # noqa: E402
from kontaktforloeb.caseload.write import FINDING_COLUMNS  # noqa: E402
from kontaktforloeb.conventions import Readings  # noqa: E402
from kontaktforloeb.findings import Finding  # noqa: E402

CONFORMANCE = Path(__file__).parents[2] / "cases" / "conformance" / "caseload"
AS_OF = date(2026, 11, 1)
DAYS = (date(2020, 6, 15), date(2024, 2, 1), AS_OF)


def told(finding: Finding) -> tuple[object, ...]:
    """Give a finding as the findings table holds it, every word as text."""
    case = finding.basis.facts.case
    about = {name: getattr(case, name) for name in ("municipality", "team", "adviser")}
    row = [about[name] if name in about else getattr(finding, name) for name in FINDING_COLUMNS]
    return tuple("|".join(cell) if isinstance(cell, tuple) else _plain(cell) for cell in row)


def _plain(cell: object) -> object:
    return str(cell) if isinstance(cell, str) else cell


def by_case(cases: Sequence[Case], choices: Choices) -> list[tuple[object, ...]]:
    return [
        told(finding)
        for case in sorted(cases, key=lambda case: case.citizen)
        for finding in check(
            case, as_of=choices.as_of, rulebook=choices.rulebook, rules=choices.rules, schedule=choices.schedule,
            conventions=choices.conventions, readings=choices.readings,
        ).findings
    ]  # fmt: skip


def in_arrays(cases: Sequence[Case], choices: Choices) -> tuple[list[tuple[object, ...]], list[Judged]]:
    judged = list(judge_frames(frames_of(cases), choices))
    rows = [tuple(_plain(cell) for cell in row) for part in judged for row in part.table.rows()]
    return rows, judged


def assert_twins(cases: Sequence[Case], choices: Choices) -> list[Judged]:
    got, judged = in_arrays(cases, choices)
    wanted = by_case(cases, choices)
    for mine, theirs in zip(got, wanted, strict=False):
        assert dict(zip(FINDING_COLUMNS, mine, strict=True)) == dict(zip(FINDING_COLUMNS, theirs, strict=True))
    assert len(got) == len(wanted)
    assert sum(part.citizens for part in judged) == len(cases)
    with_findings = {row[0] for row in wanted}
    assert sum(part.without for part in judged) == len(cases) - len(with_findings)
    numbers: dict[object, int] = {
        citizen: number for number, citizen in enumerate(sorted(case.citizen for case in cases))
    }
    assert [number for part in judged for number in part.owner.tolist()] == [numbers[row[0]] for row in wanted]
    counted = [dict(zip(FINDING_COLUMNS, row, strict=True)) for row in wanted]
    statuses = Counter((row["requirement"], row["version"], row["status"]) for row in counted)
    assert sum((part.counts.statuses for part in judged), Counter()) == statuses
    return judged


def choices(as_of: date = AS_OF, conventions: Conventions | None = None, schedule: str | None = None) -> Choices:
    return Choices(as_of, load_rules(), None, schedule, conventions or Conventions())


def caseloads(size: int, groups: Sequence[str] = strategies.GROUPS, most: int = 4) -> st.SearchStrategy[list[Case]]:
    return st.lists(strategies.cases(groups, most), min_size=1, max_size=size).map(
        lambda cases: [attrs.evolve(case, citizen=f"C{place:04d}") for place, case in enumerate(cases)]
    )


quick = settings(max_examples=6, deadline=None)
thorough = settings(max_examples=300, deadline=None)


@quick
@given(caseloads(25), st.sampled_from(DAYS), strategies.conventions)
def test_the_findings_are_those_of_the_reference_engine(
    cases: list[Case], as_of: date, conventions: Conventions
) -> None:
    assert_twins(cases, choices(as_of, conventions))


@pytest.mark.slow
@thorough
@given(caseloads(60), st.sampled_from(DAYS) | st.dates(date(2019, 1, 1), date(2028, 12, 31)), strategies.conventions)
def test_the_findings_are_those_of_the_reference_engine_thoroughly(
    cases: list[Case], as_of: date, conventions: Conventions
) -> None:
    assert_twins(cases, choices(as_of, conventions))


@pytest.mark.slow
@thorough
@given(caseloads(60, most=1), st.sampled_from(DAYS), st.sampled_from((None, *strategies.SCHEDULES)))
def test_citizens_with_one_spell_are_judged_alike_under_every_schedule(
    cases: list[Case], as_of: date, schedule: str | None
) -> None:
    assert_twins(cases, choices(as_of, schedule=schedule))


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("schedule", [None, "broendby"])
def test_the_shared_case_tables_are_judged_alike(as_of: date, schedule: str | None) -> None:
    assert_twins(read_folder(CONFORMANCE, load_rules()).cases, choices(as_of, schedule=schedule))


# --- What the arrays hold themselves


def case(citizen: str, *spells: Spell, meetings: Sequence[Meeting] = (), **facts: object) -> Case:
    return Case(citizen, spells, tuple(meetings), **facts)  # type: ignore[arg-type]


MET = [Meeting(day, form="fremmoede") for day in ("2024-01-12", "2024-02-20", "2024-04-03", "2024-06-30")]
A_KASSE = [Meeting(day, held_by="a-kasse", form="telefon") for day in ("2025-03-10", "2025-04-14", "2025-06-02")]
HOURS = tuple(Hours(f"2025-{month:02d}", "160.33") for month in range(3, 9))
HELD_IN_ARRAYS = (
    case("on one benefit", Spell("kontanthjaelp-jobparat", "2024-01-08"), meetings=MET),
    case("over", Spell("kontanthjaelp-jobparat", "2024-01-08", "2024-03-01"), meetings=MET),
    case(
        "another benefit",
        Spell("kontanthjaelp-jobparat", "2024-01-08", "2024-03-31"),
        Spell("jobafklaring", "2024-04-01"),
        meetings=MET,
    ),
    case("before the law", Spell("kontanthjaelp-jobparat", "2012-01-02")),
    case(
        "a whole month between",
        Spell("jobafklaring", "2024-01-08", "2024-02-29"),
        Spell("jobafklaring", "2024-04-01"),
    ),
    case("days between", Spell("jobafklaring", "2024-01-08", "2024-03-01"), Spell("jobafklaring", "2024-03-30")),
    *(
        case(
            f"dagpenge from {start} to {end} and back",
            Spell("kontanthjaelp-jobparat", "2024-01-08", "2024-03-10"),
            Spell("dagpenge", start, end),
            Spell("kontanthjaelp-jobparat", "2024-03-25"),
        )
        for start, end in (
            ("2024-03-11", "2024-03-24"),
            ("2024-02-01", "2024-03-10"),
            ("2024-02-01", "2024-03-11"),
            ("2024-03-24", None),
            ("2024-03-25", None),
        )
    ),
    case("dagpenge by days", Spell("dagpenge", "2025-03-03"), meetings=A_KASSE, insured="deltid"),
    case("dagpenge by hours", Spell("dagpenge", "2025-03-03"), meetings=A_KASSE, hours=HOURS),
    case("dagpenge by a law with a last day", Spell("dagpenge", "2019-06-03"), meetings=A_KASSE),
    case("dagpenge in dead months", Spell("dagpenge", "2020-02-10"), meetings=A_KASSE),
    case("dagpenge in two", Spell("dagpenge", "2024-12-02", "2025-01-31"), Spell("dagpenge", "2025-03-03")),
    case("contact", Spell("kontanthjaelp-jobparat", "2024-01-08"), events=(Event("henvendelse", "2024-01-02"),)),
    case("placed", Spell("dagpenge", "2025-03-03"), events=(Event("indplacering", "2025-03-01"),)),
    case("exempt", Spell("kontanthjaelp-jobparat", "2024-01-08"), exemptions=(Exemption("standby", "2024-05-01"),)),
    case("both laws", Spell("kontanthjaelp-jobparat", "2026-03-02")),
    case("by the year", Spell("kontanthjaelp-aktivitetsparat", "2016-02-01", "2019-11-30"), meetings=MET),
    case("by the month", Spell("dagpenge", "2017-02-01"), meetings=[Meeting("2017-02-20"), Meeting("2017-05-20")]),
    case("schedule", Spell("dagpenge", "2024-01-08"), meetings=MET, schedule="broendby"),
    case(
        "told twice",
        Spell("kontanthjaelp-jobparat", "2024-01-08"),
        meetings=[*MET, attrs.evolve(MET[0], form=None, individual=True)],
    ),
    case("rows rejected", Spell("kontanthjaelp-jobparat", "2024-01-08"), rejected_rows=2),
)
LEFT_TO_THE_REFERENCE = (
    case(
        "in a job with a wage subsidy meanwhile",
        Spell("jobafklaring", "2024-01-08", "2024-03-01"),
        Spell("jobafklaring", "2024-05-06"),
        hours=[Hours("2024-04", "160.33", "loentilskud")],
    ),
    case("beside each other", Spell("jobafklaring", "2024-01-08"), Spell("kontanthjaelp-jobparat", "2024-02-01")),
    case("placed anew", Spell("dagpenge", "2024-01-08"), events=(Event("indplacering", "2025-03-01"),)),
    case("asked for by nobody known", Spell("sygedagpenge", "2024-01-08"), events=(Event("anmodning", "2024-03-01"),)),
    case("asked for", Spell("kontanthjaelp-jobparat", "2024-01-08"), events=(Event("anmodning", "2024-03-01"),)),
    case("told thrice", Spell("jobafklaring", "2024-01-08"), meetings=[
        Meeting("2024-01-12", form=form) for form in ("telefon", "video", None)
    ]),
    case("finer hours", Spell("dagpenge", "2025-03-03"), hours=(Hours("2025-03", "160.3333333333"),)),
)  # fmt: skip


@pytest.mark.parametrize("own", HELD_IN_ARRAYS, ids=lambda own: own.citizen)
def test_these_citizens_are_judged_in_arrays(own: Case) -> None:
    for as_of in DAYS:
        (judged,) = assert_twins([own], choices(as_of))
        assert judged.by_case == 0


@pytest.mark.parametrize("own", LEFT_TO_THE_REFERENCE, ids=lambda own: own.citizen)
def test_these_citizens_are_left_to_the_reference_engine(own: Case) -> None:
    for as_of in DAYS:
        (judged,) = assert_twins([own], choices(as_of))
        assert judged.by_case == 1


@pytest.mark.parametrize(
    "conventions",
    [
        Conventions(exemption="pause"),
        Conventions(non_working_due="next"),
        Conventions(dagpenge_meetings="on-benefit"),
    ],
    ids=str,
)
def test_conventions_that_the_arrays_do_not_know_leave_everybody_to_the_reference_engine(
    conventions: Conventions,
) -> None:
    (judged,) = assert_twins(HELD_IN_ARRAYS, choices(AS_OF, conventions))
    assert judged.by_case == len(HELD_IN_ARRAYS)


@pytest.mark.parametrize(
    "conventions",
    [
        Conventions(month_window="inclusive"),
        Conventions(week_n="before"),
        Conventions(gap_breaks="30-days"),
        Conventions(readings={"covid-2020": "paused"}),
    ],
    ids=str,
)
def test_other_readings_are_judged_alike(conventions: Conventions) -> None:
    assert_twins([*HELD_IN_ARRAYS, *LEFT_TO_THE_REFERENCE], choices(AS_OF, conventions))


def test_those_left_to_the_reference_engine_are_judged_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_CASES", 3)
    own = attrs.evolve(choices(), readings=Readings.ALL)
    cases = [*HELD_IN_ARRAYS, *LEFT_TO_THE_REFERENCE]
    rows, judged = in_arrays(cases, own)
    assert [part.by_case for part in judged] == [len(cases)]
    assert rows == by_case(cases, own)


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_in_how_many_parts_it_is_judged_changes_nothing(chunk: int) -> None:
    cases = [*HELD_IN_ARRAYS, *LEFT_TO_THE_REFERENCE]
    rows = [
        tuple(_plain(cell) for cell in row)
        for part in judge_frames(frames_of(cases), choices(), chunk=chunk)
        for row in part.table.rows()
    ]
    assert rows == by_case(cases, choices())
    assert [row[0] for row in rows] == sorted(str(row[0]) for row in rows)


def test_breaches_in_courses_that_are_over_are_counted() -> None:
    over = Spell("kontanthjaelp-jobparat", "2022-01-03", "2022-12-31")
    late = case("late", over)
    runs = case("runs", Spell("kontanthjaelp-jobparat", "2022-01-03"))
    odd = case("odd", over, events=(Event("anmodning", "2022-03-01"),))
    (judged,) = in_arrays([late, runs, odd], choices())[1]
    overdue = [
        finding
        for own in (late, runs, odd)
        for finding in check(own, as_of=AS_OF).findings
        if finding.breach and finding.basis.course.over(AS_OF)
    ]
    assert judged.counts.over == len(overdue) > 0


ANOTHERS = RIGHT.replace('{ type = ["jobsamtale"], held_by = ["kommune"] }', "{ own_adviser = false }")


@pytest.mark.parametrize(
    ("advisers", "status"),
    [(("X", "Y"), "overdue"), (("X", "X"), "met"), (("X", None), "met"), (("X", "Z"), "overdue"), (("X",), "met")],
)
@pytest.mark.parametrize("form", [None, "telefon"])
def test_records_of_one_meeting_with_two_other_advisers_leave_unknown_who_held_it(
    tmp_path: Path, advisers: tuple[str | None, ...], status: str, form: str | None
) -> None:
    (tmp_path / "proeve.toml").write_text(ANOTHERS, encoding="utf-8")
    day = date(2024, 2, 1)
    meetings = [
        Meeting(day, "jobsamtale", "jobcenter", form if place else None, adviser=own)
        for place, own in enumerate(advisers)
    ]
    own = Case("a", [Spell("kontanthjaelp-jobparat", date(2024, 1, 1))], meetings, adviser="Z")
    asked = Choices(AS_OF, load_rules(tmp_path), rules=("proeve",), schedule="proeve")
    (judged,) = assert_twins([own], asked)
    assert judged.table["status"].to_list() == [status]


def test_words_that_no_rule_names_make_no_kinds_of_their_own() -> None:
    law = load_rules()
    kinds = MeetingKinds([law.rulesets["lab"], law.rulesets["broendby"]], law.vocabulary)
    assert kinds.alike("topics", "bowling") == kinds.alike("topics", "kor|skak")
    assert kinds.alike("topics", "joblog") != kinds.alike("topics", "bowling")
    assert kinds.alike("topics", "joblog") != kinds.alike("topics", "joblog|bowling")
    assert kinds.alike("with", "a-kasse") != kinds.alike("with", "tolk")
    assert not {"minutes", "prep_minutes", "prep_date"} & kinds.looked_at
