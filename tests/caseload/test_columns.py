from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from caseload_folders import HEADERS, RULES

from kontaktforloeb.caseload.columns import NEEDED, Bad, settled, tables
from kontaktforloeb.caseload.rows import NoteCode, RowCode

TABLES = tables(RULES)


def parsed(table: str, column: str, text: str) -> Any:
    return next(found for found in TABLES[table] if found.name == column).parse(text)


def test_the_tables_and_their_columns_are_those_of_the_contract_in_its_order() -> None:
    assert {name: ",".join(column.name for column in columns) for name, columns in TABLES.items()} == HEADERS
    assert NEEDED == ("spells", "meetings")


def test_the_columns_that_a_row_needs_are_those_of_the_contract() -> None:
    assert {name: [column.name for column in columns if column.required] for name, columns in TABLES.items()} == {
        "spells": ["citizen", "group", "start"],
        "meetings": ["citizen", "date", "type", "held_by"],
        "hours": ["citizen", "month", "hours"],
        "exemptions": ["citizen", "kind", "start"],
        "events": ["citizen", "event", "date"],
        "citizens": ["citizen"],
    }


def test_an_empty_cell_stands_for_what_the_contract_says() -> None:
    empty = {(name, column.name): column.empty for name, columns in TABLES.items() for column in columns}
    assert {place: value for place, value in empty.items() if value is not None} == {
        ("meetings", "status"): "afholdt",
        ("meetings", "with"): (),
        ("meetings", "topics"): (),
        ("meetings", "agreements"): (),
        ("hours", "kind"): "dagpenge",
    }


@pytest.mark.parametrize(
    ("table", "column", "text", "value"),
    [
        ("spells", "group", "kontanthjaelp-jobparat", "kontanthjaelp-jobparat"),
        ("spells", "group", "Kontanthjaelp-Jobparat", "kontanthjaelp-jobparat"),
        # Whose number it is, the first day of the spell decides.
        ("spells", "group", "6.2", "6.2"),
        ("spells", "group", "§ 6.2", "6.2"),
        ("spells", "group", "6.2 Jobparate kontanthjælpsmodtagere", "6.2"),
        ("spells", "group", "6.10", "6.10"),
        # A comma says that it was a number, and only of some numbers a zero may have been cut.
        ("spells", "group", "6,2", "6.2"),
        ("spells", "group", "6,12", "6.12"),
        ("spells", "group", "2.2", "2.2"),
        ("spells", "group", "§ 2.2 Jobparate", "2.2"),
        ("spells", "start", "2022-01-03", date(2022, 1, 3)),
        ("spells", "start", "03-01-2022", date(2022, 1, 3)),
        ("spells", "start", "1900-01-01", date(1900, 1, 1)),
        ("spells", "start", "2090-12-31", date(2090, 12, 31)),
        ("spells", "start", "44564", date(2022, 1, 3)),
        ("spells", "start", "03.01.22 08.15", date(2022, 1, 3)),
        ("spells", "end", "9999-12-31", None),
        ("spells", "end", "31-12-9999", None),
        ("spells", "end", "2958465", None),
        ("spells", "end", "9999-12-31T00:00:00Z", None),
        ("spells", "end", "9999-12-30T23:00:00Z", None),
        ("exemptions", "end", "9999-12-31", None),
        ("meetings", "type", "jobsamtale", "jobsamtale"),
        ("meetings", "type", "JOBSAMTALE", "jobsamtale"),
        ("meetings", "type", "7", "jobsamtale"),
        ("meetings", "type", "17", "faelles-jobsamtale"),
        ("meetings", "held_by", "anden-aktoer", "anden-aktoer"),
        ("meetings", "held_by", "A-kasse", "a-kasse"),
        ("meetings", "with", "a-kasse", ("a-kasse",)),
        ("meetings", "with", "a-kasse | virksomhed||", ("a-kasse", "virksomhed")),
        ("meetings", "with", "|", ()),
        ("meetings", "form", "fremmoede", "fremmoede"),
        ("meetings", "status", "udeblevet", "udeblevet"),
        *(("meetings", "individual", word, True) for word in ("true", "TRUE", "1", "ja", "Ja", "sand", "SAND")),
        *(("meetings", "individual", word, False) for word in ("false", "FALSE", "0", "nej", "Nej", "falsk")),
        ("meetings", "minutes", "0", 0),
        ("meetings", "minutes", "045", 45),
        ("meetings", "minutes", "45,0", 45),
        ("meetings", "minutes", "45.00", 45),
        ("meetings", "adviser", "7", "7"),
        ("hours", "month", "2024-03", date(2024, 3, 1)),
        ("hours", "month", "03-2024", date(2024, 3, 1)),
        *(
            ("hours", "month", text, date(2024, 3, 1))
            for text in ("03/2024", "03.2024", "2024/03", "2024M03", "2024-03-01", "01.03.2024", "45352", "01-03-24")
        ),
        ("hours", "hours", "160.33", Decimal("160.33")),
        ("hours", "hours", "160,33", Decimal("160.33")),
        ("hours", "hours", "1.160", Decimal("1.160")),
        ("hours", "hours", "0", Decimal(0)),
        ("hours", "kind", "loentilskud", "loentilskud"),
        ("events", "event", "fravalg-a-kasse", "fravalg-a-kasse"),
        ("events", "event", "overgang", "overgang"),
        ("exemptions", "kind", "kvote", "kvote"),
        ("citizens", "insured", "deltid", "deltid"),
        ("citizens", "birth_date", "03-01-1950", date(1950, 1, 3)),
        ("citizens", "birth_date", "03-01-91", date(1991, 1, 3)),
        ("citizens", "birth_date", "18264", date(1950, 1, 1)),
        ("citizens", "citizen", "N-1", "N-1"),
        ("spells", "end", "infinity", None),
        ("exemptions", "end", "Infinity", None),
        ("hours", "month", "juli 2025", date(2025, 7, 1)),
        ("hours", "month", "Jul-2025", date(2025, 7, 1)),
        ("hours", "month", "1. maj 2025", date(2025, 5, 1)),
        ("citizens", "citizen", "1E5", "1E5"),
        ("citizens", "citizen", "Sumer", "Sumer"),
        ("citizens", "schedule", "broendby", "broendby"),
    ],
)
def test_a_cell_becomes_its_value(table: str, column: str, text: str, value: object) -> None:
    found = parsed(table, column, text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("table", "column", "text", "code", "nearest"),
    [
        ("spells", "group", "kontanthjælp-jobparat", RowCode.UNKNOWN_VALUE, "kontanthjaelp-jobparat"),
        ("spells", "group", "6.14", RowCode.UNKNOWN_VALUE, ""),
        ("spells", "group", "2.7", RowCode.UNKNOWN_VALUE, ""),
        ("spells", "group", "2", RowCode.UNKNOWN_VALUE, ""),
        ("spells", "group", "06-02-2022", RowCode.UNKNOWN_VALUE, ""),
        ("spells", "group", "6,1", RowCode.AMBIGUOUS_GROUP, ""),
        ("spells", "group", "6,10", RowCode.AMBIGUOUS_GROUP, ""),
        ("spells", "group", "6,14", RowCode.UNKNOWN_VALUE, ""),
        *(
            ("spells", "start", text, RowCode.IMPOSSIBLE_DATE, "")
            for text in (
                "2022-02-30",
                "30-02-2022",
                "2022-13-01",
                "03-01/2022",
                "2022-01.03",
                "01-25-2022",
                "20221301",
                "030122",
                "03012022",
                "2022-01-03T",
                "2022-01-03T24:00",
                "2022-01-03T10:60",
                "2022-01-03T10:00+24:00",
                "2022-01-03T10:00+01:75",
                "2022-W01-1",
                "4456",
                "29220",
                "54789",
                "99999",
                "44564.",
                "-44564",
                "i går",
                "1899-12-31",
                "2091-01-01",
                "9999-12-31",
                "0000-00-00",
                "２０２２-01-03",
            )
        ),
        ("spells", "end", "1899-12-31", RowCode.IMPOSSIBLE_DATE, ""),
        ("spells", "end", "i dag", RowCode.IMPOSSIBLE_DATE, ""),
        ("spells", "start", "03-01-50", RowCode.AMBIGUOUS_DATE, ""),
        ("citizens", "birth_date", "03-01-90", RowCode.AMBIGUOUS_DATE, ""),
        ("citizens", "birth_date", "03-01-00", RowCode.AMBIGUOUS_DATE, ""),
        ("meetings", "date", "2958465", RowCode.IMPOSSIBLE_DATE, ""),
        ("meetings", "date", "31-12-9999", RowCode.IMPOSSIBLE_DATE, ""),
        ("meetings", "type", "samtale", RowCode.UNKNOWN_VALUE, "jobsamtale"),
        ("meetings", "type", "1", RowCode.UNKNOWN_VALUE, ""),
        ("meetings", "type", "7.0", RowCode.UNKNOWN_VALUE, ""),
        ("meetings", "held_by", "jobcentre", RowCode.UNKNOWN_VALUE, "jobcenter"),
        ("meetings", "form", "fremmøde", RowCode.UNKNOWN_VALUE, "fremmoede"),
        ("meetings", "status", "holdt", RowCode.UNKNOWN_VALUE, "afholdt"),
        ("meetings", "individual", "måske", RowCode.UNKNOWN_VALUE, ""),
        *(
            ("meetings", "minutes", text, RowCode.NO_NUMBER, "")
            for text in (
                "-1",
                "30.5",
                "30,5",
                "1.000",
                "1.440",
                "0:45",
                "en time",
                "1_0",
                "٣",
                "²",
                "1e2",
                "9" * 5_000,
            )
        ),
        *(
            ("hours", "month", text, RowCode.IMPOSSIBLE_DATE, "")
            for text in ("2024", "2024-13", "2024-3", "marts", "-")
        ),
        ("hours", "month", "2024-03-02", RowCode.IMPOSSIBLE_DATE, ""),
        ("hours", "month", "01-03-50", RowCode.AMBIGUOUS_DATE, ""),
        *(
            ("hours", "hours", text, RowCode.NO_NUMBER, "")
            for text in (
                "-1",
                "NaN",
                "sNaN",
                "Infinity",
                "1.160,33",
                "1,160.33",
                "37:30",
                "160 33",
                "mange",
                "1e1000000",
                "1_60",
                "١٦٠",
            )
        ),
        ("hours", "kind", "løn", RowCode.UNKNOWN_VALUE, ""),
        ("events", "event", "henvendelsen", RowCode.UNKNOWN_VALUE, "henvendelse"),
        ("exemptions", "kind", "barselsorlov", RowCode.UNKNOWN_VALUE, "barsel"),
        *(
            ("citizens", "citizen", text, code, "")
            for code, texts in {
                RowCode.TOTAL_ROW: [
                    "I alt",
                    "ialt:",
                    "TOTAL",
                    "Sum 12",
                    "Antal borgere: 1.204",
                    "Hovedtotal",
                    "Subtotal",
                ],
                RowCode.UNKNOWN_CITIZEN: ["0000000000", "000000-0000", "000000000"],
                RowCode.DAMAGED_ID: ["6,1E+09", "6.1019E+09", "6E+09", "#N/A", "#I/T", "#VÆRDI!", "######"],
            }.items()
            for text in texts
        ),
        ("citizens", "insured", "fuld tid", RowCode.UNKNOWN_VALUE, "fuldtid"),
        ("citizens", "schedule", "lab", RowCode.UNKNOWN_VALUE, ""),
        ("citizens", "schedule", "brøndby", RowCode.UNKNOWN_VALUE, "broendby"),
    ],
)
def test_a_cell_without_a_value_has_a_code_and_the_nearest_word(
    table: str, column: str, text: str, code: RowCode, nearest: str
) -> None:
    found = parsed(table, column, text)
    assert isinstance(found, Bad)
    assert (found.code, found.nearest) == (code, nearest)


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("meetings", "held_by", "kommune, jobcenter, anden-aktoer, a-kasse"),
        ("meetings", "form", "fremmoede, telefon, video, digital, brev"),
        ("meetings", "status", "afholdt, booket, aflyst, udeblevet"),
        ("meetings", "individual", "true, false"),
        ("hours", "kind", "dagpenge, loentilskud, feriedagpenge"),
        ("citizens", "insured", "fuldtid, deltid"),
    ],
)
def test_a_word_that_is_not_known_comes_with_all_that_are(table: str, column: str, expected: str) -> None:
    assert parsed(table, column, "xyzzy").expected == expected


def test_a_group_that_may_be_two_is_told_with_both() -> None:
    assert parsed("spells", "group", "6,1").expected == "6.1, 6.10"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("", None), ("   ", None), ("\u00a0", None), (' ="R1" ', "R1"), ('=""', None), ("=1+1", "=1+1"), ('="', '="')],
)
def test_a_cell_is_read_without_its_blanks_and_without_what_makes_it_text_for_a_spreadsheet(
    cell: str, value: str | None
) -> None:
    assert next(column for column in TABLES["meetings"] if column.name == "adviser").value(cell) == value


def test_an_empty_cell_that_a_row_needs_has_no_value() -> None:
    assert TABLES["spells"][0].value('=" "') == Bad(RowCode.MISSING_VALUE)


# --- What the whole column decides.


def told(name: str, cells: Sequence[str], table: str = "meetings") -> tuple[list[object], list[NoteCode]]:
    column, notes = settled(table, next(column for column in TABLES[table] if column.name == name), cells)
    return [column.value(cell) for cell in cells], [note.code for note in notes]


DOUBTFUL = Bad(RowCode.AMBIGUOUS_DATE, "day")
NO_DATE = Bad(RowCode.IMPOSSIBLE_DATE, "day")


@pytest.mark.parametrize(
    ("cells", "values", "notes"),
    [
        pytest.param(["2022-01-03", "04-01-2022", ""], [date(2022, 1, 3), date(2022, 1, 4), None], [], id="plain"),
        pytest.param(["03/01/2022", "25/01/2022"], [date(2022, 1, 3), date(2022, 1, 25)], [], id="day first"),
        pytest.param(
            ["03/01/2022", "3/3/2022", "01/25/2022", "2022-02-01", "01/03/22"],
            [DOUBTFUL, date(2022, 3, 3), NO_DATE, date(2022, 2, 1), DOUBTFUL],
            [NoteCode.MONTH_FIRST],
            id="month first",
        ),
        pytest.param(
            ["03/01/2022", "25/01/2022", "26/01/2022", "01/27/2022"],
            [date(2022, 1, 3), date(2022, 1, 25), date(2022, 1, 26), NO_DATE],
            [NoteCode.MONTH_FIRST],
            id="a slip among days that come first",
        ),
        pytest.param(
            ["44564", "40122", "44565.75", "2022-01-01"],
            [date(2022, 1, 3), date(2009, 11, 5), date(2022, 1, 4), date(2022, 1, 1)],
            [NoteCode.EXCEL_DAYS],
            id="a spreadsheet's numbers",
        ),
        pytest.param(["40122", "50122"], [DOUBTFUL, DOUBTFUL], [], id="numbers that may be days put together"),
        pytest.param(
            ["40122", "150122", "44564"], [DOUBTFUL, NO_DATE, date(2022, 1, 3)], [NoteCode.EXCEL_DAYS], id="both"
        ),
        pytest.param(["03-01-22"], [date(2022, 1, 3)], [NoteCode.SHORT_YEARS], id="short years"),
        pytest.param(["2022-01-03T23:30:00Z"], [date(2022, 1, 4)], [NoteCode.TIME_ZONES], id="a moment"),
        pytest.param(["2022-01-03 23:30", "i går"], [date(2022, 1, 3), NO_DATE], [], id="a local time"),
    ],
)
def test_a_column_of_days_is_settled_by_all_that_stands_in_it(
    cells: list[str], values: list[object], notes: list[NoteCode]
) -> None:
    assert told("date", [cell for cell in cells if cell]) == ([value for value in values if value], notes)
    assert told("registered", cells) == (values, notes)
    assert told("registered", cells[::-1]) == (values[::-1], notes)


def test_a_column_in_which_nothing_is_doubtful_stays_as_it_is() -> None:
    for column in (column for own in TABLES.values() for column in own):
        assert settled("x", column, ["", "2022-01-03", "44564", "C1", "6.2", "i går"])[0] is column


def test_the_years_that_short_ones_are_read_as_are_told() -> None:
    for name, years in (("birth_date", "1900–2090"), ("municipality", "")):
        column = next(column for column in TABLES["citizens"] if column.name == name)
        notes = settled("citizens", column, ["03-01-95"])[1]
        assert [note.value for note in notes] == ([years] if years else [])


def test_months_are_settled_as_days_are() -> None:
    months, notes = told("month", ["2022-03", "03/01/2022", "01/25/2022"], "hours")
    assert months == [date(2022, 3, 1), Bad(RowCode.AMBIGUOUS_DATE, "month"), Bad(RowCode.IMPOSSIBLE_DATE, "month")]
    assert notes == [NoteCode.MONTH_FIRST]
