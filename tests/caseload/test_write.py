from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from caseload_folders import RULES, read, rows

from kontaktforloeb import Case, Finding, Hours, Meeting, Spell, check
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.rows import RowCode, RowIssue
from kontaktforloeb.caseload.run import check_caseload
from kontaktforloeb.caseload.write import FINDING_COLUMNS, FORMATS, write_findings, write_rejected
from kontaktforloeb.caseload.writing.plain import Form, write_rows
from kontaktforloeb.caseload.writing.tables import Table
from kontaktforloeb.errors import OutOfRangeError

AS_OF = date(2022, 8, 1)
CONFORMANCE = Path(__file__).parents[1] / "cases" / "conformance" / "caseload"
CASE = Case(
    "C1",
    [Spell("kontanthjaelp-jobparat", "2022-01-03")],
    [Meeting("2022-01-10"), Meeting("2022-02-10")],
    municipality="Testkommune",
    team="Team 1",
    adviser="R1",
)
ENDINGS = [*(f"findings{ending}" for ending in FORMATS), "FINDINGS.CSV"]


def findings(case: Case = CASE, as_of: date = AS_OF) -> tuple[Finding, ...]:
    return check(case, as_of=as_of).findings


def written(path: Path, case: Case = CASE) -> list[dict[str, str]]:
    write_findings(path, findings(case))
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def named(**words: Any) -> Case:
    return attrs.evolve(CASE, **words)


# --- The findings table.


def test_the_columns_of_the_findings_are_those_of_the_contract_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    write_findings(path, findings())
    expected = (
        "citizen,course,ruleset,version,requirement,occurrence,status,opens,due,last_working_day,fulfilled,days_late,"
        "held,needed,duty,level,group,municipality,team,adviser,reference,reasons,certainty,coverage,as_of"
    )
    assert path.read_text("utf-8").splitlines()[0] == expected
    assert ",".join(FINDING_COLUMNS) == expected


def test_a_finding_is_a_row_with_iso_days_and_reasons_split_by_bars(tmp_path: Path) -> None:
    assert written(tmp_path / "findings.csv") == [
        {
            "citizen": "C1",
            "course": "2022-01-03",
            "ruleset": "lab",
            "version": "2020-01-01",
            "requirement": "lab/31-1",
            "occurrence": "1",
            "status": "overdue",
            "opens": "2022-01-03",
            "due": "2022-07-02",
            "last_working_day": "2022-07-01",
            "fulfilled": "",
            "days_late": "30",
            "held": "2",
            "needed": "4",
            "duty": "individual",
            "level": "krav",
            "group": "kontanthjaelp-jobparat",
            "municipality": "Testkommune",
            "team": "Team 1",
            "adviser": "R1",
            "reference": "LAB § 31, stk. 1, jf. § 9",
            "reasons": "",
            "certainty": "law",
            "coverage": "full",
            "as_of": "2022-08-01",
        },
        {
            "citizen": "C1",
            "course": "2022-01-03",
            "ruleset": "lab",
            "version": "2020-01-01",
            "requirement": "lab/31-3",
            "occurrence": "1",
            "status": "met",
            "opens": "2022-01-03",
            "due": "2022-01-10",
            "last_working_day": "2022-01-10",
            "fulfilled": "2022-01-10",
            "days_late": "",
            "held": "1",
            "needed": "1",
            "duty": "individual",
            "level": "krav",
            "group": "kontanthjaelp-jobparat",
            "municipality": "Testkommune",
            "team": "Team 1",
            "adviser": "R1",
            "reference": "LAB § 31, stk. 3",
            "reasons": "assumed-first-contact",
            "certainty": "law",
            "coverage": "full",
            "as_of": "2022-08-01",
        },
    ]
    dagpenge = Case("C2", [Spell("dagpenge", "2022-01-03")], hours=[Hours("2022-02", 10)])
    reasons = {row["requirement"]: row["reasons"] for row in written(tmp_path / "b.csv", dagpenge)}
    assert reasons["lab/31-1"] == "assumed-full-time-insured|hours-not-in"


def test_the_default_form_is_utf_8_with_commas_line_feeds_and_no_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    written(path, named(municipality="Ærø, by"))
    data = path.read_bytes()
    assert data.startswith(b"citizen,course,")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert '"Ærø, by"'.encode() in data


def test_the_form_for_spreadsheets_has_a_byte_order_mark_and_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    write_findings(path, findings(named(municipality="Ærø; by")), excel_csv=True)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfcitizen;course;ruleset;")
    records = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [len(record) for record in records] == [len(FINDING_COLUMNS)] * 3
    assert records[1][FINDING_COLUMNS.index("municipality")] == "Ærø; by"
    assert records[1][FINDING_COLUMNS.index("due")] == "2022-07-02"


def test_findings_as_json_are_a_list_of_objects_in_the_order_of_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    write_findings(path, findings())
    found = json.loads(path.read_text("utf-8"))
    assert [list(item) for item in found] == [list(FINDING_COLUMNS)] * 2
    assert found[1] == {
        "citizen": "C1",
        "course": "2022-01-03",
        "ruleset": "lab",
        "version": "2020-01-01",
        "requirement": "lab/31-3",
        "occurrence": 1,
        "status": "met",
        "opens": "2022-01-03",
        "due": "2022-01-10",
        "last_working_day": "2022-01-10",
        "fulfilled": "2022-01-10",
        "days_late": None,
        "held": 1,
        "needed": 1,
        "duty": "individual",
        "level": "krav",
        "group": "kontanthjaelp-jobparat",
        "municipality": "Testkommune",
        "team": "Team 1",
        "adviser": "R1",
        "reference": "LAB § 31, stk. 3",
        "reasons": ["assumed-first-contact"],
        "certainty": "law",
        "coverage": "full",
        "as_of": "2022-08-01",
    }


def test_no_findings_are_a_header_or_an_empty_list(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", [])
    write_findings(tmp_path / "a.json", [])
    assert (tmp_path / "a.csv").read_text("utf-8") == ",".join(FINDING_COLUMNS) + "\n"
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == []


@pytest.mark.parametrize("name", ["findings.xls", "findings", "findings.csv.gz"])
def test_an_ending_that_cannot_be_written_is_refused_before_anything_is_asked_for(tmp_path: Path, name: str) -> None:
    asked = iter(findings())
    with pytest.raises(OutOfRangeError, match=name):
        write_findings(tmp_path / name, asked)
    assert len(list(asked)) == len(findings())
    assert list(tmp_path.iterdir()) == []


# --- Safe to open in a spreadsheet.


@pytest.mark.parametrize("column", ["citizen", "municipality", "team", "adviser"])
@pytest.mark.parametrize(
    "value", ["=1+1", "+45 12345678", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\uff1d1+1", "\uff201", '=HYPERLINK("x")']
)
@pytest.mark.parametrize("excel_csv", [False, True])
def test_text_that_a_spreadsheet_would_take_for_a_formula_is_made_text(
    tmp_path: Path, column: str, value: str, *, excel_csv: bool
) -> None:
    path = tmp_path / "findings.csv"
    write_findings(path, findings(named(**{column: value})), excel_csv=excel_csv)
    text = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
    found = [row[column] for row in csv.DictReader(text, delimiter=";" if excel_csv else ",")]
    assert found == [f"'{value}"] * 2


@pytest.mark.parametrize(
    ("number", "plain"),
    [
        (-5, "-5"),
        (-0.5, "-0.5"),
        (Decimal("-160.33"), "-160.33"),
        (Decimal("-1E+2"), "-100"),
        (7, "7"),
        (1, "1"),
        (1.0, "1.0"),
    ],
)
def test_a_number_is_no_formula_below_zero_either(number: object, plain: str) -> None:
    table = Table("x", ("number", "text"))
    for form, expected in ((Form.CSV, f"{plain},'-5"), (Form.EXCEL_CSV, f"{plain.replace('.', ',')};'-5")):
        file = io.StringIO()
        assert write_rows(file, form, table, [(number, "-5")]) == 1
        assert file.getvalue().splitlines()[1] == expected


@pytest.mark.parametrize("value", ["C-1", "a=b", "1@2", "Team +", "'=1", "Ærø"])
def test_text_that_is_no_formula_stays_as_it_is(tmp_path: Path, value: str) -> None:
    assert {row["team"] for row in written(tmp_path / "findings.csv", named(team=value))} == {value}


@pytest.mark.parametrize("value", ['a "b" c', "a,b", "a\nb", "a\rb", "a\r\nb", "a;b", "", "\u2028", "a\0b"])
def test_every_text_comes_back_from_the_file_as_it_was(tmp_path: Path, value: str) -> None:
    assert [row["citizen"] for row in written(tmp_path / "findings.csv", named(citizen=f"C{value}"))] == [
        f"C{value}"
    ] * 2
    write_findings(tmp_path / "findings.json", findings(named(citizen=f"C{value}")))
    assert [row["citizen"] for row in json.loads((tmp_path / "findings.json").read_text("utf-8"))] == [f"C{value}"] * 2


def test_json_keeps_what_only_a_spreadsheet_would_take_for_a_formula(tmp_path: Path) -> None:
    write_findings(tmp_path / "findings.json", findings(named(team="=1+1")))
    assert {row["team"] for row in json.loads((tmp_path / "findings.json").read_text("utf-8"))} == {"=1+1"}


# --- The same bytes on every run.


def run(folder: Path, name: str, as_of: date = date(2026, 11, 1)) -> bytes:
    caseload = read_folder(folder, RULES)
    found = (f for assessment in check_caseload(caseload, as_of=as_of, rulebook=RULES) for f in assessment.findings)
    path = folder.parent / f"{folder.name}.out" / name
    path.parent.mkdir(exist_ok=True)
    write_findings(path, found)
    return path.read_bytes()


def backwards(lines: list[str]) -> list[str]:
    return lines[::-1]


def dealt(lines: list[str]) -> list[str]:
    return [line for start in range(7) for line in lines[start::7]]


def doubled(lines: list[str]) -> list[str]:
    return [*lines, *lines[::-1]]


@pytest.mark.parametrize("name", ["findings.csv", "findings.json"])
@pytest.mark.parametrize("order", [list, backwards, dealt, doubled])
def test_the_same_rows_give_the_same_bytes_in_whatever_order_and_however_often_they_stand(
    tmp_path: Path, name: str, order: Callable[[list[str]], list[str]]
) -> None:
    shutil.copytree(CONFORMANCE, tmp_path / "first")
    (tmp_path / "second").mkdir()
    for path in CONFORMANCE.glob("*.csv"):
        header, *lines = path.read_text("utf-8").splitlines()
        (tmp_path / "second" / path.name).write_text("\n".join([header, *order(lines)]), "utf-8")
    first = run(tmp_path / "first", name)
    assert len(first.splitlines()) > 100
    assert run(tmp_path / "second", name) == first


def test_rows_are_ordered_by_the_key_of_the_contract(tmp_path: Path) -> None:
    shutil.copytree(CONFORMANCE, tmp_path / "first")
    found = list(csv.DictReader(io.StringIO(run(tmp_path / "first", "findings.csv").decode(), newline="")))
    names = ("citizen", "course", "group", "ruleset", "version", "requirement", "occurrence")
    keys = [tuple(row[name] for name in names) for row in found]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


# --- Whole or not at all.


class StoppedError(Exception):
    """What ends a run in the middle."""


def stopping(error: type[BaseException]) -> Iterator[Finding]:
    yield from findings()
    raise error


@pytest.mark.parametrize("error", [StoppedError, KeyboardInterrupt])
@pytest.mark.parametrize("name", ENDINGS)
def test_a_run_that_is_stopped_leaves_no_file_behind(tmp_path: Path, name: str, error: type[BaseException]) -> None:
    with pytest.raises(error):
        write_findings(tmp_path / name, stopping(error))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ENDINGS)
def test_a_run_that_is_stopped_leaves_the_old_file_as_it_was(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("the old file", "utf-8")
    with pytest.raises(StoppedError):
        write_findings(tmp_path / name, stopping(StoppedError))
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [(name, "the old file")]


def test_rejected_rows_are_written_whole_or_not_at_all_too(tmp_path: Path) -> None:
    def issues() -> Iterator[RowIssue]:
        yield RowIssue("spells", 2, "group", RowCode.MISSING_VALUE)
        raise StoppedError

    (tmp_path / "rejected.csv").write_text("the old file", "utf-8")
    with pytest.raises(StoppedError):
        write_rejected(tmp_path / "rejected.csv", issues(), "da")
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("rejected.csv", "the old file")]


def test_a_file_that_is_there_is_replaced_and_is_as_open_to_others_as_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "findings.csv").write_text("the old file\n" * 1000, "utf-8")
    write_findings(tmp_path / "findings.csv", [])
    assert (tmp_path / "findings.csv").read_text("utf-8") == ",".join(FINDING_COLUMNS) + "\n"
    (tmp_path / "other").write_text("", "utf-8")
    assert (tmp_path / "findings.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


# --- Rejected rows.


def rejected(path: Path) -> Sequence[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))


def test_rejected_rows_have_their_place_their_code_and_a_text_in_the_language_asked_for(tmp_path: Path) -> None:
    caseload = read(
        tmp_path / "in",
        spells=rows("spells", "C1,6.2,2022-01-03,", "C2,kontanthjælp-jobparat,2022-01-03,") + "C3\n",
        meetings=rows("meetings", "C1,2022-02-30,7,jobcenter"),
    )
    groups = ", ".join(RULES.vocabulary.groups.entries)
    write_rejected(tmp_path / "da.csv", caseload.issues, "da")
    write_rejected(tmp_path / "en.csv", caseload.issues, "en")
    found = rejected(tmp_path / "da.csv")
    assert [row[:4] for row in found] == [
        ["table", "row", "column", "code"],
        ["spells", "3", "group", "unknown-value"],
        ["spells", "4", "", "cell-count"],
        ["meetings", "2", "date", "impossible-date"],
    ]
    assert found[1][4] == (
        f'værdien "kontanthjælp-jobparat" kendes ikke; forventet: {groups}; mente du "kontanthjaelp-jobparat"?'
    )
    assert found[2][4] == "rækken har 1 felter; overskriften har 4"
    english = rejected(tmp_path / "en.csv")
    assert [row[:4] for row in english] == [row[:4] for row in found]
    assert english[2][4] == "the row has 1 cells; the header has 4"


def test_rejected_rows_for_a_spreadsheet_have_a_byte_order_mark_and_semicolons(tmp_path: Path) -> None:
    issue = RowIssue("spells", 2, "group", RowCode.UNKNOWN_VALUE, "=1+1", "a")
    write_rejected(tmp_path / "rejected.csv", [issue], "en", excel_csv=True)
    assert (tmp_path / "rejected.csv").read_bytes() == (
        b"\xef\xbb\xbftable;row;column;code;text\n"
        b'spells;2;group;unknown-value;"the value ""=1+1"" is not known; expected: a"\n'
    )


def test_no_rejected_rows_are_a_header_alone(tmp_path: Path) -> None:
    write_rejected(tmp_path / "rejected.csv", [], "da")
    assert rejected(tmp_path / "rejected.csv") == [["table", "row", "column", "code", "text"]]
