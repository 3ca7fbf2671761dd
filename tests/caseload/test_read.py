from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from caseload_folders import HEADERS, RULES, SPELLS, assert_adds_up, put, read, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb import Case, Event, Exemption, Hours, Meeting, Spell
from kontaktforloeb.caseload.read import Caseload, read_folder
from kontaktforloeb.caseload.rows import Count, Note, NoteCode, RowCode, RowIssue
from kontaktforloeb.caseload.run import check_caseload
from kontaktforloeb.caseload.write import write_findings, write_rejected
from kontaktforloeb.errors import CaseloadError

CPR = "710190-1234"
"""Shaped like a citizen's number, with a day that no birth date has."""
SPELL = "C1,6.2,2022-01-03,"


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(CaseloadError) as caught:
        read_folder(folder, RULES)
    return [str(problem) for problem in caught.value.problems]


def shown_of(caseload: Caseload, folder: Path) -> str:
    """Give all that a user may see of what was left out: issues, notes, and the file of rejected rows."""
    seen = [repr(caseload.issues), repr(caseload.notes), repr(caseload)]
    for lang in ("da", "en"):
        seen += [issue.text(lang) for issue in caseload.issues] + [note.text(lang) for note in caseload.notes]
    write_rejected(folder / "rejected.csv", caseload.issues, "da")
    seen.append((folder / "rejected.csv").read_text("utf-8"))
    return "\n".join(seen)


# --- What is used.


def test_every_table_becomes_part_of_its_citizen_s_case(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "C2,dagpenge,2024-01-01,2024-03-31", "C1,6.2,03-01-2022,"),
        meetings=rows(
            "meetings",
            "C1,2022-01-10,7,jobcenter,a-kasse|virksomhed,telefon,afholdt,nej,2022-01-11,R1,cv|job,plan,45,10,2022-01-09",
        ),
        hours=rows("hours", 'C2,2024-01,"160,33",dagpenge'),
        exemptions=rows("exemptions", "C1,barsel,2022-02-01,2022-07-01,2022-01-20,brev"),
        events=rows("events", "C1,henvendelse,2022-01-02,tlf"),
        citizens=rows("citizens", "C1,1990-01-31,Testkommune,Team 1,R2,deltid,broendby"),
    )
    meeting = Meeting(
        "2022-01-10",
        "jobsamtale",
        "jobcenter",
        ("a-kasse", "virksomhed"),
        "telefon",
        "afholdt",
        individual=False,
        registered="2022-01-11",
        adviser="R1",
        topics=("cv", "job"),
        agreements=("plan",),
        minutes=45,
        prep_minutes=10,
        prep_date="2022-01-09",
    )
    assert caseload.cases == (
        Case(
            "C1",
            [Spell("kontanthjaelp-jobparat", "2022-01-03")],
            [meeting],
            exemptions=[Exemption("barsel", "2022-02-01", "2022-07-01", "2022-01-20", "brev")],
            events=[Event("henvendelse", "2022-01-02", "tlf")],
            birth_date="1990-01-31",
            municipality="Testkommune",
            team="Team 1",
            adviser="R2",
            insured="deltid",
            schedule="broendby",
        ),
        Case("C2", [Spell("dagpenge", "2024-01-01", "2024-03-31")], hours=[Hours("2024-01", Decimal("160.33"))]),
    )
    assert (caseload.issues, caseload.notes) == ((), ())
    assert caseload.counts == {name: Count(1 + (name == "spells"), 1 + (name == "spells"), 0, 0) for name in HEADERS}


@pytest.mark.parametrize(
    "spells",
    [
        pytest.param("\ufeff" + SPELLS, id="a byte order mark"),
        pytest.param(SPELLS.replace(",", ";"), id="semicolons"),
        pytest.param("\ufeff" + SPELLS.replace(",", ";").replace("\n", "\r\n"), id="as a spreadsheet saves it"),
        pytest.param(SPELLS.replace("2022-01-03", "03-01-2022"), id="dd-mm-yyyy"),
        pytest.param(SPELLS.replace("2022-01-03", "03/01/2022"), id="dd/mm/yyyy"),
        pytest.param(SPELLS.replace("2022-01-03", "2022-01-03 08:15"), id="a time of day"),
        pytest.param(SPELLS.replace(",", "\t"), id="tabs"),
        pytest.param("sep=;\r\n" + SPELLS.replace(",", ";"), id="a first line for the spreadsheet"),
        pytest.param(SPELLS.replace("C1", '"=""C1"""'), id="text as a formula"),
        pytest.param(SPELLS.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(SPELLS.replace("\n", "\r"), id="CR alone"),
        pytest.param(SPELLS.rstrip("\n"), id="no line end at the end"),
        pytest.param(SPELLS.replace("\n", "\n\n"), id="blank lines"),
        pytest.param(SPELLS.replace("\n", "\n,,,\n"), id="rows of empty cells"),
        pytest.param(SPELLS.replace(",\n", ",,,,\n"), id="trailing empty cells in the rows"),
        pytest.param("\n".join(line + ",," for line in SPELLS.splitlines()), id="trailing empty columns"),
        pytest.param(SPELLS.replace("C1", " C1 ").replace("6.2", "6.2  "), id="blanks around values"),
        pytest.param(SPELLS.replace("citizen,", "citizen , "), id="blanks around names of columns"),
        pytest.param(SPELLS.replace("C1", '"C1"').replace("2022-01-03", '"2022-01-03"'), id="quoted values"),
        pytest.param(
            "start,end,citizen,group\n2022-01-03,,C1,6.2\n2022-01-03,,C2,6.1\n", id="columns in another order"
        ),
        pytest.param("citizen,group,start\nC1,6.2,2022-01-03\nC2,6.1,2022-01-03\n", id="no column for the end"),
        pytest.param(SPELLS.replace("2022-01-03,\n", "2022-01-03,9999-12-31\n"), id="the last day of the calendar"),
        pytest.param(SPELLS.replace("2022-01-03,\n", "2022-01-03,31-12-9999\n"), id="the same in Danish"),
        pytest.param(SPELLS + SPELLS.split("\n", maxsplit=1)[1], id="every row twice"),
    ],
)
def test_a_table_is_read_however_it_was_saved(tmp_path: Path, spells: str) -> None:
    caseload = read(tmp_path, spells=spells)
    assert caseload.cases == (
        Case("C1", [Spell("kontanthjaelp-jobparat", "2022-01-03")]),
        Case("C2", [Spell("dagpenge", "2022-01-03")]),
    )
    assert (caseload.issues, caseload.notes) == ((), ())
    assert caseload.counts["spells"].used == 2
    assert_adds_up(caseload)


def test_a_table_of_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    caseload = read(tmp_path, spells=HEADERS["spells"], hours=HEADERS["hours"] + "\n")
    assert caseload.cases == ()
    assert caseload.counts == {name: Count(0, 0, 0, 0) for name in ("spells", "meetings", "hours")}


def test_a_line_end_in_quotes_is_part_of_its_row_and_counts_as_no_row(tmp_path: Path) -> None:
    caseload = read(
        tmp_path, exemptions=rows("exemptions", 'C1,ferie,2022-02-01,,,"to\nuger\n\nmere"', "C1,fri,2022-02-01")
    )
    assert caseload.cases[0].exemptions == (Exemption("ferie", "2022-02-01", reason="to\nuger\n\nmere"),)
    assert [issue.row for issue in caseload.issues] == [3]


def test_blank_lines_count_as_rows_of_the_spreadsheet_and_not_of_the_table(tmp_path: Path) -> None:
    caseload = read(tmp_path, spells=f"{HEADERS['spells']}\n\n{SPELL}\n,,,\n\nC2,6.2,i går,\n")
    assert [issue.row for issue in caseload.issues] == [6]
    assert caseload.counts["spells"] == Count(2, 1, 0, 1)


def test_two_hundred_columns_are_read_past_with_a_note_for_each_that_is_not_known(tmp_path: Path) -> None:
    names = [f"kolonne {one}{two}" for one in "abcdefghijklmn" for two in "abcdefghijklmn"]
    spells = "\n".join([",".join([HEADERS["spells"], *names]), SPELL + ",x" * 196]) + "\n"
    caseload = read(tmp_path, spells=spells)
    assert [(note.table, note.name) for note in caseload.notes] == [("spells", name) for name in names]
    assert caseload.counts["spells"] == Count(1, 1, 0, 0)


def test_a_column_or_a_table_that_is_not_read_is_noted_with_the_nearest_name(tmp_path: Path) -> None:
    caseload = read(
        tmp_path, spells="citizen,group,start,ended\nC1,6.2,2022-01-03,2022-02-01\n", exemption=HEADERS["exemptions"]
    )
    assert [note.text("en") for note in caseload.notes] == [
        'exemption.csv is not read; did you mean "exemptions"?',
        'spells: the column "ended" is not read; did you mean "end"?',
    ]


def test_cases_are_ordered_by_citizen_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    lines = [f"C{number:02},6.2,2022-01-03," for number in (7, 3, 11, 1)]
    caseload = read(tmp_path, spells=rows("spells", *lines))
    assert [case.citizen for case in caseload.cases] == ["C01", "C03", "C07", "C11"]


def test_a_nul_byte_is_no_reason_to_stop(tmp_path: Path) -> None:
    caseload = read(tmp_path, spells=rows("spells", SPELL, "C\0,6.2,2022-01-03,", "C3,6\0.2,2022-01-03,"))
    assert [(issue.row, issue.code) for issue in caseload.issues] == [(4, RowCode.UNKNOWN_VALUE)]
    assert_adds_up(caseload)


# --- What is rejected, row by row.


UNUSABLE: dict[str, tuple[dict[str, str], RowIssue]] = {
    "a short row": (
        {"spells": rows("spells", SPELL) + "C2,6.2,2022-01-03\n"},
        RowIssue("spells", 3, "", RowCode.CELL_COUNT, "3", "4"),
    ),
    "a long row": (
        {"spells": rows("spells", SPELL, "C2,6.2,2022-01-03,,x")},
        RowIssue("spells", 3, "", RowCode.CELL_COUNT, "5", "4"),
    ),
    "a total": (
        {"spells": rows("spells", SPELL, "I alt: 1,,,")},
        RowIssue("spells", 3, "", RowCode.TOTAL_ROW),
    ),
    "a citizen that is not known": (
        {"spells": rows("spells", SPELL, "000000-0000,6.2,2022-01-03,")},
        RowIssue("spells", 3, "citizen", RowCode.UNKNOWN_CITIZEN, "******"),
    ),
    "a citizen's number that a spreadsheet rounded": (
        {"spells": rows("spells", SPELL, '"6,1E+09",6.2,2022-01-03,')},
        RowIssue("spells", 3, "citizen", RowCode.DAMAGED_ID, "******"),
    ),
    "an error of a spreadsheet": (
        {"spells": rows("spells", SPELL, "C2,6.2,2022-01-03,#REF!")},
        RowIssue("spells", 3, "end", RowCode.ERROR_VALUE, "#REF!"),
    ),
    "an error of a spreadsheet where any text may stand": (
        {"spells": rows("spells", SPELL), "citizens": rows("citizens", "C1,,,,#I/T,,")},
        RowIssue("citizens", 2, "adviser", RowCode.ERROR_VALUE, "#I/T"),
    ),
    "a month without its day, shown since it is nobody's id": (
        {"spells": rows("spells", SPELL, "C2,6.2,jul-25,")},
        RowIssue("spells", 3, "start", RowCode.IMPOSSIBLE_DATE, "jul-25", "day"),
    ),
    "a word for an id that is not known": (
        {"spells": rows("spells", SPELL, "NULL,6.2,2022-01-03,")},
        RowIssue("spells", 3, "citizen", RowCode.UNKNOWN_CITIZEN, "******"),
    ),
    "a cell of which nobody can say what it held": (
        {"spells": rows("spells", SPELL), "citizens": rows("citizens", "C1,,,,\ufffd,,")},
        RowIssue("citizens", 2, "adviser", RowCode.UNREADABLE_VALUE, "\ufffd"),
    ),
    "a group's number without its zero, perhaps": (
        {"spells": rows("spells", SPELL, 'C2,"6,1",2022-01-03,')},
        RowIssue("spells", 3, "group", RowCode.AMBIGUOUS_GROUP, "6,1", "6.1, 6.10"),
    ),
    "a day of one of two centuries": (
        {"citizens": rows("citizens", "C1,03-01-50")},
        RowIssue("citizens", 2, "birth_date", RowCode.AMBIGUOUS_DATE, "03-01-50"),
    ),
    "no citizen": (
        {"spells": rows("spells", SPELL, ",6.2,2022-01-03,")},
        RowIssue("spells", 3, "citizen", RowCode.MISSING_VALUE),
    ),
    "no first day": (
        {"spells": rows("spells", SPELL, "C2,6.2, ,")},
        RowIssue("spells", 3, "start", RowCode.MISSING_VALUE),
    ),
    "a type like no other": (
        {"meetings": rows("meetings", "C1,2022-01-10,kaffemøde,jobcenter")},
        RowIssue("meetings", 2, "type", RowCode.UNKNOWN_VALUE, "kaffemøde"),
    ),
    "a holder with a nearest word": (
        {"meetings": rows("meetings", "C1,2022-01-10,7,jobcentre")},
        RowIssue("meetings", 2, "held_by", RowCode.UNKNOWN_VALUE, "jobcentre", nearest="jobcenter"),
    ),
    "two mistakes: the first column": (
        {"meetings": rows("meetings", "C1,2022-01-10,7,jobcenter,,fremmøde,holdt")},
        RowIssue("meetings", 2, "form", RowCode.UNKNOWN_VALUE, "fremmøde", nearest="fremmoede"),
    ),
    "a day that does not exist": (
        {"meetings": rows("meetings", "C1,2022-02-30,7,jobcenter")},
        RowIssue("meetings", 2, "date", RowCode.IMPOSSIBLE_DATE, "2022-02-30"),
    ),
    "half a minute": (
        {"meetings": rows("meetings", "C1,2022-01-10,7,jobcenter,,,,,,,,,30.5")},
        RowIssue("meetings", 2, "minutes", RowCode.NO_NUMBER, "30.5"),
    ),
    "a month that does not exist": (
        {"hours": rows("hours", "C2,2022-13,160")},
        RowIssue("hours", 2, "month", RowCode.IMPOSSIBLE_DATE, "2022-13"),
    ),
    "hours with two signs": (
        {"hours": rows("hours", 'C2,2022-02,"1.160,33",')},
        RowIssue("hours", 2, "hours", RowCode.NO_NUMBER, "1.160,33"),
    ),
    "a spell that ends before it starts": (
        {"spells": rows("spells", SPELL, "C2,6.2,2022-01-03,2022-01-02")},
        RowIssue("spells", 3, "end", RowCode.END_BEFORE_START, "2022-01-02", "2022-01-03"),
    ),
    "a number that was no group's when the spell began": (
        {"spells": rows("spells", SPELL, "C2,§ 6.2 Jobparate,2019-12-31,2020-06-30")},
        RowIssue("spells", 3, "group", RowCode.NUMBER_OF_ANOTHER_TIME, "6.2", "group"),
    ),
    "an exemption that ends before it starts": (
        {"exemptions": rows("exemptions", "C1,ferie,2022-01-03,02-01-2022")},
        RowIssue("exemptions", 2, "end", RowCode.END_BEFORE_START, "2022-01-02", "2022-01-03"),
    ),
    "two spells on one benefit at once: the later one, wherever it stands": (
        {"spells": rows("spells", "C1,6.3,2022-02-01,", SPELL)},
        RowIssue("spells", 2, "start", RowCode.OVERLAPPING_SPELLS, "2022-02-01"),
    ),
    "a meeting of nobody": (
        {"meetings": rows("meetings", "C9,2022-01-10,7,jobcenter")},
        RowIssue("meetings", 2, "citizen", RowCode.CITIZEN_WITHOUT_SPELL),
    ),
    "a citizen without a spell": (
        {"citizens": rows("citizens", "C9")},
        RowIssue("citizens", 2, "citizen", RowCode.CITIZEN_WITHOUT_SPELL),
    ),
    "hours without dagpenge": (
        {"hours": rows("hours", "C1,2022-02,160")},
        RowIssue("hours", 2, "citizen", RowCode.HOURS_WITHOUT_DAGPENGE),
    ),
    "a second row about one citizen": (
        {"citizens": rows("citizens", "C1,1990-01-31", "C2", "C1,1990-02-01")},
        RowIssue("citizens", 4, "citizen", RowCode.SECOND_CITIZEN_ROW),
    ),
}


@pytest.mark.parametrize(("tables", "expected"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_row_that_cannot_be_used_has_its_place_its_code_and_the_nearest_word(
    tmp_path: Path, tables: dict[str, str], expected: RowIssue
) -> None:
    caseload = read(tmp_path, **tables)
    (issue,) = caseload.issues
    assert (issue.table, issue.row, issue.column, issue.code) == (
        expected.table,
        expected.row,
        expected.column,
        expected.code,
    )
    assert (issue.value, issue.nearest) == (expected.value, expected.nearest)
    assert expected.expected in ("", issue.expected)
    assert caseload.counts[issue.table].rejected == 1
    assert_adds_up(caseload)


def test_every_code_is_shown_above() -> None:
    # An unreadable row has tests of its own below: it takes more than one line to show.
    assert {issue.code for _, issue in UNUSABLE.values()} == set(RowCode) - {RowCode.UNREADABLE_ROW}


@pytest.mark.parametrize(
    ("written", "start", "group"),
    [
        ("2.2", "2014-05-01", "kontanthjaelp-jobparat"),
        ("2.2", "2015-07-01", "kontanthjaelp-jobparat"),
        ("§ 2.2 Jobparate", "31-12-2019", "kontanthjaelp-jobparat"),
        ("2.2", "2020-01-01", None),
        ("2.4", "2019-12-31", "revalidering"),
        ("6.10", "2019-12-31", None),
        ("6.10", "2020-01-01", "revalidering"),
        ("6.2", "2014-05-01", None),
        ("§ 6.2", "31-12-2019", None),
        ("§ 6.2", "01-01-2020", "kontanthjaelp-jobparat"),
        ("Revalidering", "2019-12-31", "revalidering"),
        ("Revalidering", "2020-01-01", "revalidering"),
    ],
)
def test_a_number_is_read_as_it_was_used_when_the_spell_began(
    tmp_path: Path, written: str, start: str, group: str | None
) -> None:
    caseload = read(tmp_path, spells=rows("spells", f"C2,{written},{start},"))
    assert [spell.group for case in caseload.cases for spell in case.spells] == ([] if group is None else [group])
    codes = [(issue.row, issue.column, issue.code) for issue in caseload.issues]
    assert codes == ([(2, "group", RowCode.NUMBER_OF_ANOTHER_TIME)] if group is None else [])
    assert_adds_up(caseload)


def test_a_number_of_another_time_says_what_may_stand_there_instead(tmp_path: Path) -> None:
    (issue,) = read(tmp_path, spells=rows("spells", "C2,§ 6.2 Jobparate,2019-12-31,")).issues
    assert (issue.text("da"), issue.text("en")) == (
        'nummeret "6.2" var ikke en målgruppes, da perioden begyndte; forventet: målgruppens navn',
        "the number \"6.2\" was no target group's when the spell began; expected: the group's name",
    )


def test_a_citizen_keeps_the_spells_whose_numbers_are_right(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "C1,6.2,2019-11-01,2019-12-31", "C1,6.2,2020-02-01,", "C2,6.6,2019-11-01,"),
        meetings=rows("meetings", "C1,2020-02-10,7,jobcenter", "C2,2019-12-10,7,jobcenter"),
    )
    (case,) = caseload.cases
    assert [(spell.group, str(spell.start)) for spell in case.spells] == [("kontanthjaelp-jobparat", "2020-02-01")]
    assert (case.citizen, len(case.meetings), case.rejected_rows) == ("C1", 1, 1)
    assert [(issue.table, issue.row, issue.code) for issue in caseload.issues] == [
        ("spells", 2, RowCode.NUMBER_OF_ANOTHER_TIME),
        ("spells", 4, RowCode.NUMBER_OF_ANOTHER_TIME),
        ("meetings", 3, RowCode.CITIZEN_WITHOUT_SPELL),
    ]
    assert_adds_up(caseload)


def test_a_citizen_whose_spells_are_all_rejected_is_no_case_and_takes_the_other_rows_along(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "C1,6.99,2022-01-03,"),
        meetings=rows("meetings", "C1,2022-01-10,7,jobcenter"),
        events=rows("events", "C1,henvendelse,2022-01-03"),
    )
    assert caseload.cases == ()
    assert [issue.code for issue in caseload.issues] == [
        RowCode.UNKNOWN_VALUE,
        RowCode.CITIZEN_WITHOUT_SPELL,
        RowCode.CITIZEN_WITHOUT_SPELL,
    ]


def test_a_case_knows_how_many_of_its_rows_were_rejected(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", SPELL, "C1,6.2,i går,", "C2,6.1,2022-01-03,"),
        meetings=rows("meetings", "C1,2022-01-10,7,ingen", "C1,2022-01-11,7,jobcenter") + "C1,2022-01-10\n",
    )
    assert [(case.citizen, case.rejected_rows) for case in caseload.cases] == [("C1", 3), ("C2", 0)]


def test_issues_are_in_the_order_of_the_tables_and_rows(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "C1,6.3,2022-02-01,", SPELL, "C3,x,2022-01-03,"),
        meetings=rows("meetings", "C9,2022-01-10,7,jobcenter", "C1,x,7,jobcenter"),
        events=rows("events", "C9,henvendelse,2022-01-03", "C1,x,2022-01-03"),
    )
    assert [(issue.table, issue.row) for issue in caseload.issues] == [
        ("spells", 2),
        ("spells", 4),
        ("meetings", 2),
        ("meetings", 3),
        ("events", 2),
        ("events", 3),
    ]


@pytest.mark.parametrize(
    ("tables", "table", "expected"),
    [
        pytest.param(
            {"meetings": rows("meetings", *["C1,2022-01-10,7,jobcenter"] * 3)},
            "meetings",
            Count(3, 1, 2, 0),
            id="three times the same",
        ),
        pytest.param(
            {"meetings": rows("meetings", *["C1,2022-01-10,7,ingen"] * 3)},
            "meetings",
            Count(3, 0, 0, 3),
            id="three times the same wrong row",
        ),
        pytest.param(
            {"meetings": rows("meetings", *["C9,2022-01-10,7,jobcenter"] * 3)},
            "meetings",
            Count(3, 0, 2, 1),
            id="repeats of a row without a case",
        ),
        pytest.param(
            {"citizens": rows("citizens", "C1,1990-01-31", "C1,1990-01-31")},
            "citizens",
            Count(2, 1, 1, 0),
            id="the same row about a citizen twice",
        ),
        pytest.param(
            {"spells": rows("spells", SPELL, "C1,6.3,2022-02-01,", "C1,6.3,2022-02-01,")},
            "spells",
            Count(3, 1, 1, 1),
            id="repeats of a spell that overlaps",
        ),
        pytest.param(
            {"hours": rows("hours", "C2,2022-02,80", "C2,2022-02,80", "C2,2022-02,70")},
            "hours",
            Count(3, 2, 1, 0),
            id="different hours of one month are no repeat",
        ),
        pytest.param(
            {"spells": "citizen,group,start,end,note\n" + "".join(f"{SPELL},{n}\n" for n in range(3))},
            "spells",
            Count(3, 1, 2, 0),
            id="a column that is not read makes no difference",
        ),
    ],
)
def test_a_repeat_of_a_row_is_counted_by_itself(
    tmp_path: Path, tables: dict[str, str], table: str, expected: Count
) -> None:
    caseload = read(tmp_path, **tables)
    assert caseload.counts[table] == expected
    assert_adds_up(caseload)


def test_the_order_of_two_rows_about_one_citizen_decides_nothing(tmp_path: Path) -> None:
    lines = ["C1,,Testkommune,Team 1", "C1,,Testkommune,Team 2"]
    cases = {
        read(tmp_path / str(number), citizens=rows("citizens", *order)).cases
        for number, order in enumerate(itertools.permutations(lines))
    }
    assert len(cases) == 1


# --- What cannot be read at all.


def test_every_table_and_column_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    put(tmp_path, spells="citizen,gruppe,begin\n", hours="month;hour\n", citizens="x\n")
    (tmp_path / "meetings.csv").unlink()
    assert problems_of(tmp_path) == [
        f"{tmp_path}: meetings: the table is missing; expected a file meetings.csv",
        "spells.csv: group: the column is missing; did you mean 'gruppe'?",
        "spells.csv: start: the column is missing",
        "hours.csv: citizen: the column is missing",
        "hours.csv: hours: the column is missing; did you mean 'hour'?",
        "citizens.csv: citizen: the column is missing",
    ]


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        pytest.param(b"", ["spells.csv: the table is empty"], id="0"),
        pytest.param(b"\xef\xbb\xbf", ["spells.csv: the table is empty"], id="BOM"),
        pytest.param(
            b"citizen,group,start,end,start\n",
            ["spells.csv: start: the column stands there twice"],
            id="a column twice",
        ),
        pytest.param(
            b"citizen,group,start\nBj\x9drn,6.2,2022-01-03\n",
            [
                (
                    "spells.csv: line 2 holds a byte (0x9D) that is neither UTF-8 nor Windows-1252; "
                    "expected a file saved as UTF-8"
                )
            ],
            id="no encoding",
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_one_problem_with_its_file(
    tmp_path: Path, spells: bytes, expected: list[str]
) -> None:
    assert problems_of(put(tmp_path, spells=spells)) == expected


def test_a_folder_that_is_not_there_or_is_a_file_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path)
    for path in (tmp_path / "none", tmp_path / "spells.csv"):
        assert problems_of(path) == [f"{path}: there is no such folder; expected a folder of tables"]


def test_a_table_that_is_a_folder_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "events.csv").mkdir()
    assert problems_of(tmp_path) == ["events.csv: cannot be read (Is a directory)"]


def test_a_cell_longer_than_any_cell_costs_its_row(tmp_path: Path) -> None:
    caseload = read(tmp_path, spells=rows("spells", SPELL, "C2,6.2," + "x" * 200_000 + ",", "C3,6.2,2022-01-03,"))
    assert [(issue.row, issue.code) for issue in caseload.issues] == [(3, RowCode.UNREADABLE_VALUE)]
    assert [case.citizen for case in caseload.cases] == ["C1", "C3"]


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_quote_that_is_not_closed_never_swallows_rows_in_silence(tmp_path: Path, place: str) -> None:
    header = "citizen,date,type,held_by,adviser\n"
    lines = [f"C1,2022-01-{day},7,jobcenter,R1\n" for day in (10, 11, 12, 13)]
    number = {"first": 0, "middle": 2, "last": 3}[place]
    lines[number] = lines[number].replace("R1", '"R1')
    caseload = read(tmp_path, meetings=header + "".join(lines))
    assert [(issue.table, issue.row, issue.code) for issue in caseload.issues] == [
        ("meetings", number + 2, RowCode.UNREADABLE_ROW)
    ]
    assert caseload.counts["meetings"] == Count(4, 3, 0, 1)


def test_every_quote_that_is_not_closed_costs_its_own_row_alone(tmp_path: Path) -> None:
    header = "citizen,date,type,held_by,adviser\n"
    ends = ["R1", '"R1', "R1", '"R1', '"Bo" H', '"R1"', "R1"]
    lines = [f"C1,2022-01-{10 + place},7,jobcenter,{end}\n" for place, end in enumerate(ends)]
    caseload = read(tmp_path, meetings=header + "".join(lines))
    assert [issue.row for issue in caseload.issues] == [3, 5, 6]
    assert caseload.counts["meetings"] == Count(7, 4, 0, 3)


def test_two_quotes_in_different_rows_do_not_hide_the_rows_between(tmp_path: Path) -> None:
    header = "citizen,date,type,held_by,form,adviser\n"
    ends = ['"Hansen', "x", "x", 'Jensen"', "x"]
    lines = [f"C1,2022-01-{10 + place},7,jobcenter,fremmoede,{end}\n" for place, end in enumerate(ends)]
    caseload = read(tmp_path, meetings=header + "".join(lines))
    assert caseload.counts["meetings"].rows == 5
    assert caseload.counts["meetings"].used >= 3
    assert 2 in [issue.row for issue in caseload.issues]


def test_a_text_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    text = '"first line\nsecond, with a comma\nthird"'
    exemptions = f"citizen,kind,start,end,decided_on,reason\nC1,ferie,2022-01-10,,,{text}\n"
    caseload = read(tmp_path, exemptions=exemptions)
    assert caseload.issues == ()
    assert (caseload.cases[0].exemptions[0].reason or "").splitlines()[2] == "third"


@pytest.mark.parametrize(
    ("written", "nearest"), [("a-kase", "a-kasse"), ("A-kasse", "a-kasse"), ("mentor|jobcentre", "jobcenter")]
)
def test_a_participant_that_is_a_holder_misspelt_is_rejected(tmp_path: Path, written: str, nearest: str) -> None:
    caseload = read(tmp_path, meetings=f"citizen,date,type,held_by,with\nC1,2022-01-10,7,jobcenter,{written}\n")
    assert [(issue.column, issue.code, issue.nearest) for issue in caseload.issues] == [
        ("with", RowCode.UNKNOWN_VALUE, nearest)
    ]


def test_anybody_else_may_take_part(tmp_path: Path) -> None:
    caseload = read(tmp_path, meetings="citizen,date,type,held_by,with\nC1,2022-01-10,7,jobcenter,mentor|tolk\n")
    assert caseload.issues == ()
    assert caseload.cases[0].meetings[0].with_ == ("mentor", "tolk")


# --- Ids that are written in two ways.


def test_a_citizen_whose_number_lost_its_zero_in_one_table_is_one_citizen(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "0199901234,6.2,2022-01-03,", "B17,6.2,2022-01-03,"),
        meetings=rows("meetings", "199901234,2022-01-10,7,jobcenter", "199901234,i går,7,jobcenter"),
    )
    assert [(case.citizen, len(case.meetings), case.rejected_rows) for case in caseload.cases] == [
        ("0199901234", 1, 1),
        ("B17", 0, 0),
    ]
    assert caseload.notes == (Note("meetings", "citizen", None, NoteCode.NINE_DIGITS, "1"),)
    assert_adds_up(caseload)


def test_rows_that_are_alike_once_their_ids_are_one_are_repeats(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "610190-1234,6.1,2022-01-03,", "6101901234,6.1,03-01-2022,", "C1,6.1,2022-01-03,"),
        hours=rows("hours", "610190-1234,2022-02,80", "6101901234,2022-02,80", "6101901234,2022-02,70"),
    )
    assert [case.citizen for case in caseload.cases] == ["6101901234", "C1"]
    assert sorted(hours.hours for hours in caseload.cases[0].hours) == [70, 80]
    assert caseload.counts["spells"] == Count(3, 2, 1, 0)
    assert caseload.counts["hours"] == Count(3, 2, 1, 0)
    assert [(note.table, note.code, note.value) for note in caseload.notes] == [
        ("spells", NoteCode.DASHES, "1"),
        ("hours", NoteCode.DASHES, "1"),
    ]
    assert_adds_up(caseload)


def test_ids_that_are_written_alike_everywhere_stay_as_they_are(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "610190-1234,6.2,2022-01-03,", "710190-1234,6.2,2022-01-03,"),
        meetings=rows("meetings", "610190-1234,2022-01-10,7,jobcenter"),
    )
    assert [case.citizen for case in caseload.cases] == ["610190-1234", "710190-1234"]
    assert caseload.notes == ()


# --- What the rest of a column decides.


def test_a_day_that_the_column_leaves_open_is_rejected_wherever_it_stands(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        meetings=rows("meetings", *(f"C1,{day},7,jobcenter" for day in ("02/03/2022", "2022-03-01", "03/25/2022"))),
    )
    assert [(issue.row, issue.column, issue.code) for issue in caseload.issues] == [
        (2, "date", RowCode.AMBIGUOUS_DATE),
        (4, "date", RowCode.IMPOSSIBLE_DATE),
    ]
    assert [(note.table, note.name, note.code) for note in caseload.notes] == [
        ("meetings", "date", NoteCode.MONTH_FIRST)
    ]
    assert (caseload.counts["meetings"], caseload.cases[0].rejected_rows) == (Count(3, 1, 0, 2), 2)
    assert_adds_up(caseload)


# --- Garbage.

SAMPLES: dict[str, list[str]] = {
    "citizen": ["C1", "C2", "C3", CPR, ""],
    "group": ["6.2", "6.1", "6.3", "2.2", "dagpenge", "ledighedsydelse", "6.99", ""],
    "type": ["7", "17", "jobsamtale", "samtale"],
    "held_by": ["jobcenter", "a-kasse", "kommune", "ingen"],
    "with": ["a-kasse", "a|b", ""],
    "form": ["fremmoede", "telefon", "fysisk", ""],
    "status": ["afholdt", "booket", "udeblevet", "aflyst", ""],
    "individual": ["ja", "nej", "", "?"],
    "month": ["2022-03", "04-2022", "2022-13"],
    "hours": ["160.33", "80,5", "0", "-1", "1e5"],
    "event": ["henvendelse", "indplacering", "overgang", "fravalg-a-kasse", "x"],
    "insured": ["fuldtid", "deltid", ""],
    "schedule": ["broendby", "cabi-grundmodel", "", "x"],
}
DAYS = [
    "2019-12-31",
    "2022-01-03",
    "03-01-2022",
    "2022-06-30",
    "2023-12-31",
    "2024-01-01",
    "2026-07-01",
    "9999-12-31",
    "",
]
GARBAGE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from([
    CPR, "=1+1", "\0", "\n", '"', ";", ",", "'", "|", "9" * 400, "1e999999", "-0", "NaN", "\ufeff", "\u2028",
    "6.2.2022", "0001-01-01", "44564", "03-01-22", "01/25/2022", "0001-01-01T00:00Z", "9999-12-31T23:00-09:00", "6,1",
    "0199901234", "199901234", "7101901234", "I alt: 2", "0000000000", "2958465", '="C1"',
    "2090-12-31", "1900-01-01", "  ", "nej", "٣", "²",
])  # fmt: skip


def cells(column: str) -> st.SearchStrategy[str]:
    likely = SAMPLES.get(column, ["", *DAYS])
    return st.one_of(st.sampled_from(likely), st.sampled_from(likely), st.sampled_from(likely), GARBAGE)


def table_rows(name: str) -> st.SearchStrategy[list[list[str]]]:
    columns = HEADERS[name].split(",")
    row = st.tuples(*(cells(column) for column in columns)).map(list)
    ragged = st.one_of(row, row, row, st.builds(lambda cells, size: cells[:size], row, st.integers(0, 9)))
    return st.lists(ragged, max_size=6).flatmap(lambda some: st.sampled_from([some, some + some[:2]]))


FOLDERS = st.fixed_dictionaries(
    {name: table_rows(name) for name in ("spells", "meetings")},
    optional={name: table_rows(name) for name in ("hours", "exemptions", "events", "citizens")},
)


def as_csv(header: str, lines: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header.split(","), *lines])
    return text.getvalue()


@given(tables=FOLDERS)
@settings(max_examples=40, deadline=None)
def test_garbage_never_raises_and_every_row_ends_in_exactly_one_place(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, list[list[str]]]
) -> None:
    folder = tmp_path_factory.mktemp("garbage")
    caseload = read(folder, **{name: as_csv(HEADERS[name], lines) for name, lines in tables.items()})
    assert {name: count.rows for name, count in caseload.counts.items()} == {
        name: sum(any(cell.strip() for cell in line) for line in lines) for name, lines in tables.items()
    }
    assert_adds_up(caseload)
    if any(CPR in str(line) for lines in tables.values() for line in lines):
        assert CPR not in shown_of(caseload, folder)
    findings = [
        finding
        for assessment in check_caseload(caseload, as_of=date(2024, 7, 1), rulebook=RULES)
        for finding in assessment.findings
    ]
    write_findings(folder / "findings.csv", findings)


# --- No citizen is named where rows are rejected.

PLACES = [(table, column) for table, header in HEADERS.items() for column in header.split(",")]


def row_with(table: str, column: str, value: str) -> str:
    """Give a right row of a table with one wrong cell."""
    right = {"citizen": "C2", "group": "6.1", "start": "2022-01-03", "date": "2022-01-10", "type": "7"}
    right |= {"held_by": "jobcenter", "month": "2022-02", "hours": "160", "kind": "ferie", "event": "job"}
    right["kind"] = "dagpenge" if table == "hours" else "ferie"
    return ",".join(value if name == column else right.get(name, "") for name in HEADERS[table].split(","))


@pytest.mark.parametrize("number", [CPR, CPR.replace("-", ""), f"tlf. til {CPR}"], ids=["dash", "digits", "in words"])
@pytest.mark.parametrize(("table", "column"), PLACES)
def test_a_citizen_s_number_is_never_shown_in_whatever_column_it_stands(
    tmp_path: Path, table: str, column: str, number: str
) -> None:
    caseload = read(tmp_path, **{table: rows(table, row_with(table, column, number))})
    shown = shown_of(caseload, tmp_path)
    assert number not in shown
    assert "1234" not in shown
    assert_adds_up(caseload)


def test_a_citizen_is_not_named_when_all_of_the_rows_are_wrong(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "borger-17,6.2,2022-01-03,", "borger-17,x,2022-01-03,", "borger-17,6.3,2022-02-01,"),
        meetings=rows("meetings", "borger-17,i går,7,jobcenter", "borger-18,2022-01-10,7,jobcenter") + "borger-17\n",
        hours=rows("hours", "borger-17,2022-01,160"),
        citizens=rows("citizens", "borger-17,1990-01-31", "borger-17,1990-02-01"),
        events=rows("events", "borger-17,borger-17,2022-01-03"),
    )
    assert len(caseload.issues) == 8
    assert "borger-1" not in shown_of(caseload, tmp_path)


def test_a_citizen_is_not_named_when_two_columns_have_changed_places(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "6.2,borger-17,2022-01-03,"),
        meetings=rows("meetings", "borger-17,2022-01-10,7,jobcenter"),
    )
    assert len(caseload.issues) == 2
    assert "borger-17" not in shown_of(caseload, tmp_path)


def test_a_citizen_s_number_as_the_name_of_a_column_is_not_told(tmp_path: Path) -> None:
    (note,) = read(tmp_path, spells=f"{HEADERS['spells']},{CPR}\n{SPELL},x\n").notes
    assert CPR not in note.text("da") + note.text("en")


def test_a_citizen_s_number_as_the_name_of_a_file_is_not_told(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / f"{CPR}.csv").write_text("", "utf-8")
    (note,) = read_folder(tmp_path, RULES).notes
    assert CPR not in note.text("da") + note.text("en")


def test_a_citizen_s_number_as_the_name_of_a_column_does_not_stand_in_what_is_logged(tmp_path: Path) -> None:
    caseload = read(tmp_path, spells=f"{HEADERS['spells']},{CPR}\n{SPELL},x\n")
    assert CPR not in repr(caseload)


@pytest.mark.parametrize("citizen", [CPR, "7101901234", pytest.param("citizen-17", id="near the name of a column")])
def test_a_table_without_a_header_does_not_show_its_first_citizen(tmp_path: Path, citizen: str) -> None:
    found = problems_of(put(tmp_path, spells=f"{citizen},6.2,2022-01-03,\n", meetings=f"{citizen},2022-01-10,7,x\n"))
    assert len(found) == 7
    assert citizen not in "\n".join(found)


def test_a_table_that_cannot_be_read_does_not_show_what_stands_in_it(tmp_path: Path) -> None:
    spells = f"{HEADERS['spells']}\n{CPR},6.2,2022-01-03,\n".encode() + f"{CPR},Bjørn,,\n".encode("cp865")
    assert CPR not in "\n".join(problems_of(put(tmp_path, spells=spells)))


def test_the_header_alone_is_right_for_every_table(tmp_path: Path) -> None:
    caseload = read(tmp_path, **{name: header + "\n" for name, header in HEADERS.items()})
    assert (caseload.issues, caseload.notes) == ((), ())
