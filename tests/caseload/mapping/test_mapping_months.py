"""Hours in a column for each month: what a heading names, what a mapping gives of it, and what is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapped_tables import RULES, applied, columns_as, raw, rows

from kontaktforloeb.caseload.frames import read_frames
from kontaktforloeb.caseload.mapping.load import load_mapping
from kontaktforloeb.caseload.mapping.months import month_in, months_of, template_of, twice
from kontaktforloeb.caseload.mapping.propose import propose
from kontaktforloeb.caseload.mapping.render import rendered
from kontaktforloeb.caseload.raw import ROW, Raw, read_raw
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.errors import CaseloadError

NAMES = {
    1: ("jan", "Januar", "january"), 2: ("feb", "februar"), 3: ("mar", "marts", "March"), 4: ("apr", "april"),
    5: ("maj", "may"), 6: ("jun", "juni", "june"), 7: ("jul", "juli", "july"), 8: ("aug", "august"),
    9: ("sep", "sept", "september"), 10: ("okt", "oktober", "October"), 11: ("nov", "november"),
    12: ("DEC", "december"),
}  # fmt: skip
FORMS = ("{name}-{year}", "{name} {year}", "{name}{year}", "{name}. {year}", "{name} '{short}", "{name}-{short}",
         "{year} {name}", "{year}-{number}", "{number}-{year}", "{year}M{number}", "{number}.{year}",
         "01-{number}-{year}", "{year}-{number}-01")  # fmt: skip


@given(st.sampled_from([(n, name) for n, own in NAMES.items() for name in own]), st.integers(1980, 2049),
       st.sampled_from(FORMS))  # fmt: skip
def test_a_month_is_read_however_it_is_written(named: tuple[int, str], year: int, form: str) -> None:
    number, name = named
    text = form.format(name=name, year=year, short=f"{year % 100:02}", number=f"{number:02}")
    # Of two digits a year is of this century.
    wanted = year if "{short}" not in form else 2000 + year % 100
    assert month_in(text) == (f"{wanted}-{number:02}" if wanted < 2050 else None)


@pytest.mark.parametrize(
    "text",
    ["", "3", "2024", "13-2024", "15-03-2024", "mar", "marts 3", "Samtale 1", "uge 12-2024", "jan-24-2024", "202403"],
)
def test_what_is_no_month_is_none(text: str) -> None:
    assert month_in(text) is None


@pytest.mark.parametrize(
    ("heading", "template"),
    [
        ("jan-2024", "{month}"),
        ("2024-01-01", "{month}"),
        ("Timer jan-2024", "Timer {month}"),
        ("Timer 2024-01", "Timer {month}"),
        ("Timer  mar 2024", "Timer {month}"),
        ("2024-01 \t timer", "{month} timer"),
        ("01-2024 (timer)", "{month} (timer)"),
        ("Antal timer i marts 2024", "Antal timer i {month}"),
        ("Samtale 1 dato", None),
        ("Ydelse 2024", None),
    ],
)
def test_a_heading_with_a_month_has_a_form(heading: str, template: str | None) -> None:
    assert template_of(heading) == template


def test_a_form_finds_its_headings_in_order_of_the_months() -> None:
    headings = ["Timer feb-24", "CPR", "Timer jan-2024", "Timer", "Timer i alt", "timer mar-2024"]
    assert months_of("Timer {month}", headings) == {"2024-01": "Timer jan-2024", "2024-02": "Timer feb-24"}
    assert twice("Timer {month}", [*headings, "Timer 2024-02"]) == ["2024-02"]


WIDE = """
CPR;Målgruppe;Fra;Dato;Type;Timer jan-2024;Timer feb-2024;Timer mar-2024
A;6.1;01-01-2024;05-02-2024;jobsamtale;160,33;;37
B;dagpenge;01-01-2024;06-02-2024;jobsamtale;x;0;
"""
MAPPING = """
[source.liste]
citizen = "CPR"
[source.liste.spells]
group = "Målgruppe"
start = "Fra"
[source.liste.meetings]
date = "Dato"
type = "Type"
held_by = { always = "a-kasse" }
[source.liste.hours]
hours = "Timer {month}"
"""


def test_each_month_that_is_filled_is_a_row_of_hours(tmp_path: Path) -> None:
    found = applied(tmp_path, MAPPING, raw("liste", WIDE))

    assert rows(found, "hours") == [
        {"citizen": "A", "month": "2024-01", "hours": "160,33", ROW: 2},
        {"citizen": "B", "month": "2024-01", "hours": "x", ROW: 3},
        {"citizen": "B", "month": "2024-02", "hours": "0", ROW: 3},
        {"citizen": "A", "month": "2024-03", "hours": "37", ROW: 2},
    ]
    assert [own["hours"] for own in columns_as(found, "hours")] == [
        "Timer jan-2024",
        "Timer feb-2024",
        "Timer mar-2024",
    ]


def test_hours_by_the_month_are_those_of_a_row_for_each_and_a_bad_cell_has_its_own_heading(tmp_path: Path) -> None:
    given_rows = applied(tmp_path, MAPPING, raw("liste", WIDE))
    frames = read_frames(Raw(tuple(given_rows), "x", "{name}"), RULES)

    assert [(issue.table, issue.row, issue.column, issue.code) for issue in frames.issues] == [
        ("liste", 3, "Timer jan-2024", RowCode.NO_NUMBER)
    ]
    assert frames.hours.sort("_c", "month").select("_c", "month", "hours").rows() == [
        (0, date(2024, 1, 1), frames.hours["hours"].max()),
        (0, date(2024, 3, 1), 37),
        (1, date(2024, 2, 1), 0),
    ]
    assert (frames.counts["hours"].rows, frames.counts["hours"].used) == (4, 3)


def test_two_columns_of_one_month_and_none_at_all_are_problems(tmp_path: Path) -> None:
    twice_there = WIDE.replace("Timer feb-2024", "Timer 2024-01")
    with pytest.raises(CaseloadError, match="two columns are of the month 2024-01"):
        applied(tmp_path, MAPPING, raw("liste", twice_there))
    with pytest.raises(CaseloadError, match=r"the table 'liste' has no column 'Antal \{month\}'"):
        applied(tmp_path, MAPPING.replace("Timer {", "Antal {"), raw("liste", WIDE))


WRONG = {
    "the month once more": ('hours = "{month}"\nmonth = "Måned"', "month: the month stands in the headings"),
    "twice in a heading": ('hours = "{month} {month}"', "hours: a series of months can only give the hours"),
    "a kind by the month": ('hours = "H"\nmonth = "M"\nkind = "{month}"', "kind: a series of months can only give"),
    "a number beside it": ('hours = "{month}"\nkind = "Art {n}"', "kind: a series of columns cannot stand here"),
    "a condition by the month": ('hours = "{month}"\nif_any = ["{month}"]', "if_any: a series of columns cannot"),
    "no month at all": ('hours = "Timer"', "month: the key is missing"),
}


@pytest.mark.parametrize(("hours", "said"), WRONG.values(), ids=WRONG)
def test_a_series_of_months_gives_hours_and_nothing_else(tmp_path: Path, hours: str, said: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(MAPPING.replace('hours = "Timer {month}"', hours), "utf-8")
    with pytest.raises(CaseloadError) as caught:
        load_mapping(path, RULES)
    assert said in caught.value.text("en")


def test_meetings_by_the_month_cannot_be_given(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(MAPPING.replace('date = "Dato"', 'date = "Samtaler {month}"'), "utf-8")
    with pytest.raises(CaseloadError, match="a series of months can only give the hours of each"):
        load_mapping(path, RULES)


@pytest.mark.parametrize("heading", ["{}", "Timer {}", "{} (timer)"])
def test_columns_of_months_are_asked_about_and_the_answer_can_be_used(tmp_path: Path, heading: str) -> None:
    table = WIDE.replace("Fra;Dato;Type", "Ydelse start;Samtaledato;Samtaletype")
    for month in ("jan-2024", "feb-2024", "mar-2024"):
        table = table.replace(f"Timer {month}", heading.format(month))
    proposal = propose([raw("liste", table)], RULES)
    text = rendered(proposal, "en")
    assert "{month} is the month in the headings." in text
    assert f'#   "{heading.format("{month}")}"' in text
    assert 'hours = "?"' in text
    answered = text.replace('hours = "?"', f'hours = "{heading.format("{month}")}"')
    answered = answered.replace('held_by = "?"', 'held_by = { always = "a-kasse" }').replace('status = "?"\n', "")
    found = applied(tmp_path, answered, raw("liste", table))
    assert [row["month"] for row in rows(found, "hours")] == ["2024-01", "2024-01", "2024-02", "2024-03"]


@pytest.mark.parametrize("heading", ["Samtaler {}", "Løn {}", "Antal møder {}"])
def test_columns_of_months_that_say_something_else_are_not_read(heading: str) -> None:
    headings = [heading.format(month) for month in ("jan-2024", "feb-2024")]
    proposal = propose([raw("liste", f"CPR;{';'.join(headings)}\n6101901234;1;2\n")], RULES)
    assert not any(part.table == "hours" for source in proposal.sources for part in source.parts)


def test_months_that_are_days_in_a_workbook_are_headings(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as written:
        sheet, days = written.add_worksheet("liste"), written.add_format({"num_format": "mmm-yy"})
        sheet.write_string(0, 0, "CPR")
        sheet.write_row(1, 0, ["A", 160.33, 37])
        for place, day in enumerate((date(2024, 1, 1), date(2024, 2, 1)), 1):
            sheet.write_datetime(0, place, day, days)
    (table,) = read_raw(tmp_path / "x.xlsx").tables
    assert table.header == ("CPR", "2024-01-01", "2024-02-01")
    text = rendered(propose([table], RULES), "en")
    assert '#   "{month}"' in text
    assert "160" not in text
