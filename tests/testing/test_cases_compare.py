"""Another engine's findings against the case table: what differs, how it is told, and what cannot be compared."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import attrs
import pytest

from kontaktforloeb import Case, Finding, check
from kontaktforloeb.caseload.writing.tables import FINDINGS
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, UnknownNameError
from kontaktforloeb.testing.casetable.difference import NEEDED, compare
from kontaktforloeb.testing.casetable.engines import command, read_findings
from kontaktforloeb.testing.casetable.rows import table_text
from kontaktforloeb.testing.casetable.table import Choice, case_table
from kontaktforloeb.testing.casetable.wanted import COMPARED, KEY, Wanted, wanted_of
from kontaktforloeb.testing.engines import assert_agree, compare_engine, compare_on, drawn, told

CASES = case_table("conformance").cases[:30]
LATE = Case.from_dates("2024-01-08", "kontanthjaelp-jobparat", held=["2024-01-16"], citizen="K1")


def own(case: Case, as_of: date) -> tuple[Finding, ...]:
    return check(case, as_of=as_of).findings


def rows(case: Case, as_of: date) -> Iterator[dict[str, Any]]:
    for finding in own(case, as_of):
        yield {name: getattr(finding, name) for name in (*KEY, *COMPARED)}


def test_the_library_agrees_with_itself() -> None:
    assert compare_engine(own, CASES).equal
    assert compare_engine(rows, CASES).equal


def test_a_wrong_cell_is_told_with_the_citizen_the_duty_and_why() -> None:
    def wrong(case: Case, as_of: date) -> Iterator[dict[str, Any]]:
        for row in rows(case, as_of):
            late = row["requirement"] == "lab/31-5"
            yield {**row, "status": "met", "days_late": None} if late else row

    found = compare_on(wrong, [LATE], "2024-03-01")
    assert [(each.columns, each.as_of) for each in found.differences] == [(("status", "days_late"), "2024-03-01")]
    text = told(found, "en")
    assert "K1 as of 2024-03-01" in text
    assert "lab/31-5 (LAB § 31" in text
    assert "course from 2024-01-08, kontanthjaelp-jobparat, version 2024-01-01, no. 1" in text
    assert "status: expected late, got met" in text
    assert "days_late: expected 1, got (empty)" in text
    assert "satisfied on 2024-01-16, 1 day(s) after 2024-01-15" in text
    danish = told(found, "da")
    assert "K1 pr. 01-03-2024" in danish
    assert "ventet late, fik met" in danish
    assert "08-01-2024" in danish


def test_a_finding_that_is_missing_and_one_too_many_are_told() -> None:
    def other(case: Case, as_of: date) -> Iterator[dict[str, Any]]:
        found = list(rows(case, as_of))
        yield from found[1:]
        yield {**found[1], "requirement": "lab/99"}
        yield found[1]

    text = told(compare_on(other, [LATE], "2024-03-01"), "en")
    assert "the finding is missing; expected status pending" in text
    assert "lab/99" in text
    assert text.count("no such finding was expected") == 1
    assert text.count("the finding is given twice; got status ") == 1


def test_only_what_an_engine_does_is_compared() -> None:
    choice = Choice(requirements=["lab/31-5"])

    def part(case: Case, as_of: date) -> Iterator[dict[str, Any]]:
        for row in rows(case, as_of):
            if row["requirement"] == "lab/31-5":
                yield {**row, "held": 7}

    assert not compare_on(part, [LATE], "2024-03-01", choice=choice).equal
    assert compare_on(part, [LATE], "2024-03-01", choice=choice, columns=["status", "due"]).equal
    with pytest.raises(UnknownNameError, match="did you mean 'status'"):
        compare_on(part, [LATE], "2024-03-01", columns=["statuss"])


def test_where_columns_of_the_key_are_not_given_findings_are_still_told_apart() -> None:
    table = case_table("conformance")
    wanted = [wanted_of(case, table.findings) for case in CASES]
    every = [row for case in wanted for own in case.rows.values() for row in own]
    few = [{name: row[name] for name in ("citizen", "course", "requirement", "as_of", *COMPARED)} for row in every]
    assert compare(wanted, few).equal
    changed = [{**row, "due": "2000-01-01"} if number == 3 else row for number, row in enumerate(few)]
    assert len(compare(wanted, changed).differences) == 1


def test_rows_that_nobody_asked_for_are_counted_and_left_out() -> None:
    table = case_table("conformance")
    wanted = [wanted_of(case, table.findings) for case in CASES]
    every = [row for case in wanted for own in case.rows.values() for row in own]
    more = [*every, {**every[0], "citizen": "K2"}, {**every[0], "as_of": "1999-01-01"}]
    found = compare(wanted, more)
    assert (found.equal, found.not_asked) == (True, 2)
    assert "2 findings are about citizens or days" in told(found, "en")


def test_what_was_asked_on_other_days_can_be_left_out() -> None:
    table = case_table("conformance")
    wanted = [wanted_of(case, table.findings) for case in CASES]
    day = "2022-08-01"
    own_day = [row for case in wanted for row in case.rows.get(day, ())]
    assert compare(wanted, own_day, days=[day]).equal
    assert not compare(wanted, own_day).equal


def test_nothing_is_not_equal() -> None:
    assert not compare([], []).equal
    assert "No case" in told(compare([], []), "en")
    table = case_table("conformance")
    wanted = [wanted_of(case, table.findings) for case in CASES]
    assert len(compare(wanted, []).wrong) == sum(any(own.rows.values()) for own in wanted)


@pytest.mark.parametrize(("lacks", "hint"), [("as_of", ""), ("citizen", ""), ("due", "")])
def test_a_column_that_is_needed_is_named(lacks: str, hint: str) -> None:
    table = case_table("conformance")
    wanted = [wanted_of(case, table.findings) for case in CASES[:1]]
    rows = [{name: cell for name, cell in row.items() if name != lacks} for row in next(iter(wanted[0].rows.values()))]
    with pytest.raises(CaseloadError, match=f"{lacks}: the column is missing{hint}"):
        compare(wanted, rows)


def test_an_assertion_says_what_differs() -> None:
    def silent(case: Case, as_of: date) -> list[Mapping[str, Any]]:  # noqa: ARG001 (an engine's form)
        return []

    assert_agree(own, [LATE], "2024-03-01")
    with pytest.raises(AssertionError, match="lab/31-3"):
        assert_agree(silent, [LATE], "2024-03-01")


def test_a_function_is_told_by_what_a_case_is_judged_or_not_asked_about_it() -> None:
    cases = [case for case in case_table("worked").cases if not case.setting.plain][:3]
    seen = []

    def with_setting(case: Case, as_of: date, setting: Any) -> tuple[Finding, ...]:
        seen.append(setting)
        conventions, readings = setting.read()
        return check(case, as_of=as_of, conventions=conventions, readings=readings).findings

    assert compare_engine(with_setting, cases).equal
    assert {str(setting) for setting in seen} == {str(case.setting) for case in cases}
    with pytest.raises(OutOfRangeError, match="every default"):
        compare_engine(own, cases)


def test_citizens_that_are_drawn_are_the_same_for_a_seed_and_differ_from_their_models() -> None:
    one, again, other = (list(drawn(CASES, 40, seed)) for seed in (1, 1, 2))
    assert [case.case for case in one] == [case.case for case in again]
    assert [case.case for case in one] != [case.case for case in other]
    models = {case.id: case for case in CASES}
    changed = [
        case
        for case in one
        if attrs.evolve(case.case, citizen="") != attrs.evolve(models[case.id.split("/", 3)[3]].case, citizen="")
    ]
    assert len(changed) > 30
    assert compare_engine(own, one).equal


def wanted_and_rows() -> tuple[list[Wanted], list[dict[str, str]]]:
    table = case_table("conformance")
    wanted = [wanted_of(case, table.findings) for case in CASES]
    return wanted, [row for case in wanted for own in case.rows.values() for row in own]


def other_form(row: dict[str, str], day: Callable[[str], str], number: str, nothing: str) -> dict[str, str]:
    """Give a row as another database writes it."""
    found = {}
    for name, text in row.items():
        if not text:
            found[name] = nothing
        elif name in FINDINGS.days:
            found[name] = day(text)
        else:
            found[name] = text + number if name in FINDINGS.numbers else text
    return found


@pytest.mark.parametrize(
    ("day", "number", "nothing"),
    [
        (lambda text: f"{text[8:]}-{text[5:7]}-{text[:4]}", ".0", "NULL"),
        (lambda text: f"{text}T00:00:00", ",00", "nan"),
        (lambda text: f"{text} 00:00:00.000", "", "None"),
        (lambda text: text.replace("-", ""), "", " "),
    ],
)
def test_days_numbers_and_nothing_are_read_in_the_forms_of_other_systems(
    day: Callable[[str], str], number: str, nothing: str
) -> None:
    wanted, every = wanted_and_rows()
    found = compare(wanted, [other_form(row, day, number, nothing) for row in every])
    assert (found.equal, found.not_asked) == (True, 0)
    changed = [{**row, "held": "7"} if place == 3 else row for place, row in enumerate(every)]
    assert not compare(wanted, [other_form(row, day, number, nothing) for row in changed]).equal


def test_a_value_of_python_is_read_as_it_is_meant() -> None:
    def typed(case: Case, as_of: date) -> Iterator[dict[str, Any]]:
        for row in rows(case, as_of):
            due = None if row["due"] is None else datetime.combine(row["due"], time())
            yield {**row, "due": due, "held": float(row["held"]), "days_late": row["days_late"] or float("nan")}

    assert compare_engine(typed, CASES).equal


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        ("due", "2024-02-30", "'2024-02-30' is no day; expected yyyy-mm-dd"),
        ("course", "in May", "'in May' is no day; expected yyyy-mm-dd"),
        ("due", "", ""),
        ("held", "4.5", "'4.5' is no whole number; expected digits alone"),
        ("held", "4.000", "'4.000' is no whole number; expected digits alone"),
        ("days_late", "many", "'many' is no whole number; expected digits alone"),
        ("last_working_day", "nobody compares it", ""),
    ],
)
def test_a_cell_that_is_none_of_its_kind_is_told_with_its_place(
    tmp_path: Path, column: str, text: str, says: str
) -> None:
    wanted, every = wanted_and_rows()
    path = tmp_path / "findings.csv"
    bad = [{**row, column: text} if place == 3 else row for place, row in enumerate(every)]
    path.write_text(table_text("", bad, FINDINGS.columns), "utf-8")
    if not says:
        compare(wanted, read_findings(path, NEEDED, COMPARED))
        return
    with pytest.raises(CaseloadError) as raised:
        read_findings(path, NEEDED, COMPARED)
    assert str(raised.value) == f"findings.csv:5: {column}: {says}"
    with pytest.raises(CaseloadError, match=f"{column}: "):
        compare(wanted, bad)


def test_a_finding_that_is_given_twice_is_told_so() -> None:
    wanted, every = wanted_and_rows()
    found = compare(wanted, [*every, every[5]])
    assert [each.twice for each in found.differences] == [True]
    assert "1 of 30 cases differs (1 difference)." in told(found, "en")
    assert "the finding is given twice; got status " in told(found, "en")
    assert "fundet er givet to gange; fik status " in told(found, "da")
    other = compare(wanted, [*every, {**every[5], "held": "9"}])
    assert [each.twice for each in other.differences] == [True]
    wrong = {**every[5], "held": "9"}
    found = compare(wanted, [*every[:5], wrong, wrong, *every[6:]])
    assert [(each.columns, each.twice) for each in found.differences] == [(("held",), False), (COMPARED, True)]


# --- Files and commands


def test_findings_are_read_with_commas_and_semicolons(tmp_path: Path) -> None:
    for delimiter, mark in ((",", ""), (";", "\ufeff")):
        path = tmp_path / "findings.csv"
        path.write_text(f'{mark}citizen{delimiter}due\nK1{delimiter}"2024-01-15"\n', "utf-8")
        assert read_findings(path) == [{"citizen": "K1", "due": "2024-01-15"}]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the table is empty"),
        (b"citizen,due\nK1\n", "findings.csv:2: the row has more or fewer cells"),
        (b"citizen,due\nK1,a,b\n", "findings.csv:2: the row has more or fewer cells"),
        (b"citizen,due\nK1,2024-01-15\n\nK1\n", "findings.csv:4: the row has more or fewer cells"),
        (b"citizen,due\nK\xe61,a\n", "this is no UTF-8"),
        (b"citizen,due\nK1,a\nK1," + 131_073 * b"x" + b"\n", "findings.csv:3: a cell is too long"),
        (b'citizen,due\nK1,a\nK1,"b\n' + 20_000 * b"K1,2024-01-15\n", "findings.csv:3: a cell is too long"),
        (b"citizen,due,due\nK1,a,b\n", "findings.csv: due: the column stands there twice"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, data: bytes | None, says: str) -> None:
    path = tmp_path / "findings.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CaseloadError, match=says):
        read_findings(path)


@pytest.mark.parametrize("text", ["citizen,status\n", '{"a":1}\n'])
def test_a_column_that_is_missing_is_named_where_there_are_no_rows(tmp_path: Path, text: str) -> None:
    path = tmp_path / "findings.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(CaseloadError, match=r"findings\.csv: as_of: the column is missing") as raised:
        read_findings(path, NEEDED, ["due"])
    named = [problem.key for problem in raised.value.problems]
    assert named == [name for name in (*NEEDED, "due") if name not in text]


def test_a_command_that_writes_something_else_is_told_of(tmp_path: Path) -> None:
    script = tmp_path / "engine.py"
    script.write_text("import sys\nopen(sys.argv[2], 'w').write('a,b\\n')\n", "utf-8")
    with pytest.raises(CaseloadError, match="requirement: the column is missing"):
        compare_on(f"{sys.executable} {script} {{tables}} {{findings}}", [LATE], "2024-03-01")


def test_a_command_that_goes_wrong_is_told_of(tmp_path: Path) -> None:
    script = tmp_path / "engine.py"
    asks = f"python3 {script} {{tables}} {{findings}}"
    with pytest.raises(OutOfRangeError, match="findings"):
        command("engine {tables}")
    with pytest.raises(CaseloadError, match="cannot be run"):
        compare_on("there-is-no-such-command {tables} {findings}", [LATE], "2024-03-01")
    script.write_text("import sys\nsys.exit('out of coffee')\n", "utf-8")
    with pytest.raises(CaseloadError, match="exit code 1: out of coffee"):
        compare_on(asks, [LATE], "2024-03-01")
    script.write_text("", "utf-8")
    with pytest.raises(CaseloadError, match="cannot be read"):
        compare_on(asks, [LATE], "2024-03-01")
    script.write_text("import time\ntime.sleep(30)\n", "utf-8")
    with pytest.raises(CaseloadError, match=r"did not end in 0\.2 seconds"):
        compare_on(command(asks, time=0.2), [LATE], "2024-03-01")


def test_a_command_reads_the_tables_the_day_and_what_is_chosen(tmp_path: Path) -> None:
    script = tmp_path / "engine.py"
    script.write_text(
        "import csv, json, sys\n"
        "tables, findings, as_of = sys.argv[1:]\n"
        "run = json.load(open(f'{tables}/run.json'))\n"
        "assert run['as_of'] == as_of and run['setting']['rules'] is None\n"
        "rows = list(csv.DictReader(open(f'{tables}/spells.csv')))\n"
        "out = csv.writer(open(findings, 'w'))\n"
        "out.writerow(['citizen', 'course', 'requirement', 'status'])\n"
        "out.writerows([row['citizen'], row['start'], 'lab/31-5', 'late'] for row in rows)\n",
        "utf-8",
    )
    choice = Choice(requirements=["lab/31-5"])
    engine = command(["python3", str(script), "{tables}", "{findings}", "{as_of}"])
    assert compare_on(engine, [LATE], "2024-03-01", choice=choice, columns=["status"]).equal


def test_every_row_of_a_findings_file_of_check_is_understood(tmp_path: Path) -> None:
    from kontaktforloeb.caseload.write import write_findings  # noqa: PLC0415 (only here)

    table = case_table("conformance")
    found = [finding for case in CASES for day in case.on for finding in table.findings(case, day)]
    write_findings(tmp_path / "findings.csv", found, excel_csv=True)
    with (tmp_path / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file, delimiter=";"))) == len(found)
    wanted = [wanted_of(case, table.findings) for case in CASES]
    assert compare(wanted, read_findings(tmp_path / "findings.csv")).equal
