from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from caseload_folders import HEADERS, RULES

from kontaktforloeb.caseload.columns import NEEDED, Bad, tables
from kontaktforloeb.caseload.rows import RowCode

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
        ("spells", "group", "2.2", "2.2"),
        ("spells", "group", "§ 2.2 Jobparate", "2.2"),
        ("spells", "start", "2022-01-03", date(2022, 1, 3)),
        ("spells", "start", "03-01-2022", date(2022, 1, 3)),
        ("spells", "start", "1900-01-01", date(1900, 1, 1)),
        ("spells", "start", "2090-12-31", date(2090, 12, 31)),
        ("spells", "end", "9999-12-31", None),
        ("spells", "end", "31-12-9999", None),
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
        ("meetings", "adviser", "7", "7"),
        ("hours", "month", "2024-03", date(2024, 3, 1)),
        ("hours", "month", "03-2024", date(2024, 3, 1)),
        ("hours", "hours", "160.33", Decimal("160.33")),
        ("hours", "hours", "160,33", Decimal("160.33")),
        ("hours", "hours", "0", Decimal(0)),
        ("hours", "kind", "loentilskud", "loentilskud"),
        ("events", "event", "fravalg-a-kasse", "fravalg-a-kasse"),
        ("events", "event", "overgang", "overgang"),
        ("exemptions", "kind", "kvote", "kvote"),
        ("citizens", "insured", "deltid", "deltid"),
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
        *(
            ("spells", "start", text, RowCode.IMPOSSIBLE_DATE, "")
            for text in (
                "2022-02-30",
                "30-02-2022",
                "2022-13-01",
                "2022-1-3",
                "3-1-2022",
                "03-01-22",
                "20220103",
                "2022/01/03",
                "03/01/2022",
                "03.01.2022",
                "2022-01-03T00:00:00",
                "2022-W01-1",
                "44564",
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
            for text in ("-1", "30.5", "30,5", "en time", "1_0", "٣", "²", "1e2", "9" * 5_000)
        ),
        *(
            ("hours", "month", text, RowCode.IMPOSSIBLE_DATE, "")
            for text in ("2024", "2024-13", "2024-3", "marts", "-")
        ),
        ("hours", "month", "2024-03-01", RowCode.IMPOSSIBLE_DATE, ""),
        *(
            ("hours", "hours", text, RowCode.NO_NUMBER, "")
            for text in ("-1", "NaN", "sNaN", "Infinity", "1.160,33", "160 33", "mange", "1e1000000", "1_60", "١٦٠")
        ),
        ("hours", "kind", "løn", RowCode.UNKNOWN_VALUE, ""),
        ("events", "event", "henvendelsen", RowCode.UNKNOWN_VALUE, "henvendelse"),
        ("exemptions", "kind", "barselsorlov", RowCode.UNKNOWN_VALUE, "barsel"),
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
