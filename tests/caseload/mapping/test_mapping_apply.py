"""A mapping gives our tables with the user's rows, names and headings kept, and loses no row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapped_tables import RULES, applied, columns_as, raw, rows, table

from kontaktforloeb.caseload.frames import read_frames
from kontaktforloeb.caseload.mapping.apply import apply_mapping, mapping_notes
from kontaktforloeb.caseload.mapping.load import load_mapping
from kontaktforloeb.caseload.raw import CELLS, ROW, Raw
from kontaktforloeb.caseload.rows import Count, RowCode
from kontaktforloeb.errors import CaseloadError

TWO = """
[source.liste]
citizen = "CPR"
[source.liste.spells]
group = "Målgruppe"
start = "Fra"
[source.liste.meetings]
date = "Dato"
type = "Type"
held_by = { always = "jobcenter" }
[source.liste.meetings.values.type]
"Jobsamtale (4)" = "jobsamtale"
"""
LISTE = """
CPR;Målgruppe;Fra;Dato;Type;Navn
A;6.2;03-02-2025;05-02-2025;jobsamtale (4);Anna
A;6.2;03-02-2025;20-03-2025;cv-samtale;Anna
B;6.1;01-04-2025;;;Bo
"""


def test_a_row_gives_each_table_that_it_feeds(tmp_path: Path) -> None:
    found = applied(tmp_path, TWO, raw("liste", LISTE))

    spell = {"citizen": "A", "group": "6.2", "start": "03-02-2025"}
    assert rows(found, "spells") == [
        {**spell, ROW: 2},
        {**spell, ROW: 3},
        {"citizen": "B", "group": "6.1", "start": "01-04-2025", ROW: 4},
    ]
    assert rows(found, "meetings") == [
        {"citizen": "A", "date": "05-02-2025", "type": "jobsamtale", "held_by": "jobcenter", ROW: 2},
        {"citizen": "A", "date": "20-03-2025", "type": "cv-samtale", "held_by": "jobcenter", ROW: 3},
    ]


def test_the_users_own_names_are_kept_for_messages(tmp_path: Path) -> None:
    found = applied(tmp_path, TWO, raw("liste", LISTE))

    assert [(own.name, own.source, own.where) for own in found] == [
        ("spells", "liste", "liste.csv"),
        ("meetings", "liste", "liste.csv"),
    ]
    assert columns_as(found, "meetings") == [{"citizen": "CPR", "date": "Dato", "type": "Type"}]


WIDE = """
[source."*"]
citizen = "CPR"
[source."*".spells]
group = "Målgruppe"
start = "Fra"
[source."*".meetings]
date = "Samtale {n}"
type = "Type {n}"
held_by = "Aktør"
"""


def test_a_series_gives_a_table_for_each_number(tmp_path: Path) -> None:
    text = """
CPR,Målgruppe,Fra,Aktør,Samtale 1,Type 1,Samtale 2,Type 2,Samtale 10,Type 10
A,6.2,2025-02-03,kommune,2025-02-05,jobsamtale,,,2025-06-01,cv-samtale
B,6.2,2025-02-03,,,,,,,
"""
    found = applied(
        tmp_path, WIDE.replace('held_by = "Aktør"', 'held_by = "Aktør"\nif_any = ["Samtale {n}"]'), raw("x", text)
    )

    assert [own["date"] for own in columns_as(found, "meetings")] == ["Samtale 1", "Samtale 2", "Samtale 10"]
    meeting = {"citizen": "A", "held_by": "kommune", ROW: 2}
    assert rows(found, "meetings") == [
        {**meeting, "date": "2025-02-05", "type": "jobsamtale"},
        {**meeting, "date": "2025-06-01", "type": "cv-samtale"},
    ]


def test_a_part_of_which_anything_is_there_is_not_left_out(tmp_path: Path) -> None:
    text = "CPR,Målgruppe,Fra,Aktør,Samtale 1,Type 1\nA,6.2,2025-02-03,kommune,,\n"

    assert rows(applied(tmp_path, WIDE, raw("x", text)), "meetings") == [
        {"citizen": "A", "held_by": "kommune", ROW: 2}
    ]  # fmt: skip


def test_a_row_that_gives_nothing_is_left_to_the_first_table(tmp_path: Path) -> None:
    found = applied(tmp_path, TWO, raw("liste", "CPR;Målgruppe;Fra;Dato;Type\nA;;;;\n;;;01-02-2025;\n"))

    assert rows(found, "spells") == [{"citizen": "A", ROW: 2}]
    assert rows(found, "meetings") == [{"date": "01-02-2025", "held_by": "jobcenter", ROW: 3}]


def test_broken_rows_stand_in_the_first_table_alone(tmp_path: Path) -> None:
    found = applied(tmp_path, TWO, raw("liste", LISTE, ragged=[4], unreadable=[5]))
    pieces = {own.name: list(own.opened().pieces(None)) for own in found}

    assert [piece.unreadable for piece in pieces["spells"]] == [(5,)]
    ragged = [piece.ragged for piece in pieces["spells"] if piece.ragged is not None]
    assert [frame.to_dicts() for frame in ragged] == [
        [{"citizen": "B", "group": "6.1", "start": "01-04-2025", ROW: 4, CELLS: 1}]
    ]
    assert all(piece.ragged is None and not piece.unreadable for piece in pieces["meetings"])
    assert 4 not in {row[ROW] for row in rows(found, "spells")}


def test_only_the_columns_that_are_wanted_are_given(tmp_path: Path) -> None:
    found = applied(tmp_path, TWO, raw("liste", LISTE))
    few = {"date": pl.String(), "held_by": pl.String()}

    assert [piece.frame.columns for piece in found[1].opened().pieces(few)] == [["date", "held_by", ROW]]
    assert found[1].header == ("citizen", "date", "type", "held_by")


def test_two_files_feed_one_table(tmp_path: Path) -> None:
    text = """
[source.ydelser.spells]
citizen = "CPR"
group = "Målgruppe"
start = "Fra"
[source."møder*".meetings]
citizen = "Id"
date = "Dato"
type = { always = "jobsamtale" }
held_by = { always = "jobcenter" }
[source."møder a-kasse".meetings]
citizen = "Id"
date = "Dato"
type = { always = "jobsamtale" }
held_by = { always = "a-kasse" }
"""
    found = applied(
        tmp_path,
        text,
        raw("møder a-kasse", "Id,Dato\nA,2025-02-05\n"),
        raw("møder 2025", "Id,Dato\nA,2025-02-06\n"),
        raw("ydelser", "CPR,Målgruppe,Fra\nA,6.2,2025-02-03\n"),
    )

    assert [(own.name, own.source) for own in found] == [
        ("meetings", "møder a-kasse"),
        ("meetings", "møder 2025"),
        ("spells", "ydelser"),
    ]
    assert [row["held_by"] for row in rows(found, "meetings")] == ["a-kasse", "jobcenter"]


def test_typed_cells_stay_typed_unless_they_are_translated(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "CPR": ["A", "B"],
            "Målgruppe": [6.2, 6.0],
            "Fra": [date(2025, 2, 3), None],
            "Dato": [date(2025, 2, 5), date(2025, 2, 6)],
            "Type": [7, 99],
            ROW: [2, 3],
        }
    )
    text = TWO.replace('"Jobsamtale (4)"', '"99"') + '[source.liste.spells.values.group]\n"6" = "6.10"\n'
    found = applied(tmp_path, text, table("liste", frame))

    assert rows(found, "spells") == [
        {"citizen": "A", "group": "6,2", "start": date(2025, 2, 3), ROW: 2},
        {"citizen": "B", "group": "6.10", ROW: 3},
    ]
    assert [row["type"] for row in rows(found, "meetings")] == ["7", "jobsamtale"]
    assert found[0].frame.schema["start"] == pl.Date


def test_what_a_spreadsheet_is_told_to_take_as_text_is_translated_too(tmp_path: Path) -> None:
    text = LISTE.replace("jobsamtale (4)", '="Jobsamtale (4)"').replace("B;6.1;01-04-2025;;", 'B;6.1;01-04-2025;="";')
    found = applied(tmp_path, TWO, raw("liste", text))

    assert [row["type"] for row in rows(found, "meetings")] == ["jobsamtale", "cv-samtale"]


def test_a_heading_may_be_any_sign(tmp_path: Path) -> None:
    text = TWO.replace('"Dato"', '"*"').replace('"Type"', '"^.*$"').replace('"Fra"', '"Fra (2)"')
    found = applied(tmp_path, text, raw("liste", "CPR;Fra;Målgruppe;Fra;*;^.*$\nA;x;6.2;y;z;jobsamtale (4)\n"))

    assert rows(found, "spells") == [{"citizen": "A", "group": "6.2", "start": "y", ROW: 2}]
    assert [(row["date"], row["type"]) for row in rows(found, "meetings")] == [("z", "jobsamtale")]


def test_lists_are_cut_and_translated_part_by_part(tmp_path: Path) -> None:
    text = TWO.replace('type = "Type"', 'type = "Type"\nwith = { column = "Navn", split = "," }')
    text += (
        '[source.liste.meetings.values.with]\n"A-kassen" = "a-kasse"\n"Ingen" = ""\n"mentor, A-kassen!" = "mentor"\n'
    )
    cells = ["A-kassen, mentor", "ingen", "Mentor, A-kassen!", "bisidder"]
    lines = "".join(f"A;6.2;03-02-2025;05-02-2025;jobsamtale;{cell}\n" for cell in cells)
    found = applied(tmp_path, text, raw("liste", "CPR;Målgruppe;Fra;Dato;Type;Navn\n" + lines))

    assert [row.get("with") for row in rows(found, "meetings")] == ["a-kasse|mentor", None, "mentor", "bisidder"]


def test_facts_of_the_whole_source_are_there_in_every_row(tmp_path: Path) -> None:
    text = TWO + '[source.liste.citizens]\nschedule = { always = "broendby" }\n'

    assert rows(applied(tmp_path, text, raw("liste", LISTE)), "citizens") == [
        {"citizen": citizen, "schedule": "broendby", ROW: row} for citizen, row in [("A", 2), ("A", 3), ("B", 4)]
    ]


def test_columns_and_tables_that_are_not_read_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(TWO, "utf-8")
    mapping = load_mapping(path, RULES)

    notes = mapping_notes(mapping, [raw("liste", LISTE), raw("andet 6101901234", "a,b\n1,2\n")])

    assert [(note.table, note.name) for note in notes] == [("liste", "Navn"), ("andet ******.csv", "")]


NO_DATE = "toml:8: source.liste.meetings.date: the table 'liste' has no column 'Dato'; did you mean 'Datoen'?"
NO_TABLE = "toml:2: source.liste: the source has no table 'liste'; expected {liste}; did you mean '{liste}'?"
NO_CITIZEN = "mapping.toml:3: source.liste.citizen: the table 'liste' has no column 'CPR'"
NO_START = "mapping.toml:6: source.liste.spells.start: the table 'liste' has no column 'Fra'"


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (LISTE.replace("Dato", "Datoen"), "liste", [NO_DATE]),
        (LISTE, "{liste}", [NO_TABLE]),
        (LISTE.replace("Fra", "A").replace("CPR", "6101901234"), "liste", [NO_CITIZEN, NO_START]),
    ],
    ids=["a column", "a table", "no headings"],
)
def test_what_the_source_does_not_have_is_said_with_its_line(
    text: str, name: str, words: list[str], tmp_path: Path
) -> None:
    with pytest.raises(CaseloadError) as error:
        applied(tmp_path, TWO, raw(name, text))

    assert all(word in str(error.value) for word in words)
    assert len(error.value.problems) >= len(words)
    assert "610190" not in str(error.value)


def test_a_series_without_a_partner_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(CaseloadError) as error:
        applied(tmp_path, WIDE, raw("x", "CPR,Målgruppe,Fra,Aktør,Samtale 1,Samtale 2,Type 1\n"))
    assert (
        "mapping.toml:9: source.*.meetings.type: the table 'x' has no column 'Type 2'; did you mean 'Type 1'?"
        in str(error.value)
    )

    with pytest.raises(CaseloadError, match=r"the table 'x' has no column 'Samtale \{n\}'"):
        applied(tmp_path, WIDE, raw("x", "CPR,Målgruppe,Fra,Aktør,Samtale\n"))


def test_a_rejected_part_names_the_users_table_row_and_heading_and_takes_nothing_else_with_it(tmp_path: Path) -> None:
    text = """
CPR,Målgruppe,Fra,Aktør,Samtale 1,Type 1,Samtale 2,Type 2
A,6.2,2025-02-03,kommune,2025-02-05,jobsamtale,2025-02-31,cv-samtale
B,6.2,2025-02-03,kommune,2025-02-05,jobsamtle,,
B,6.2,2025-02-03,kommune,2025-03-05,jobsamtale,2025-03-05,jobsamtale
C,6.2,,,,,,
"""
    mapped = applied(tmp_path, WIDE + 'if_any = ["Samtale {n}"]\n', raw("liste", text, ragged=[5]))
    frames = read_frames(Raw(tuple(mapped), "liste.csv", "{name}"), RULES)

    assert [(issue.table, issue.row, issue.column, issue.code) for issue in frames.issues] == [
        ("liste", 2, "Samtale 2", RowCode.IMPOSSIBLE_DATE),
        ("liste", 3, "Type 1", RowCode.UNKNOWN_VALUE),
        ("liste", 5, "", RowCode.CELL_COUNT),
    ]
    assert frames.issues[-1].text("en") == "the row has 1 cells; the header has 8"
    assert frames.counts == {"spells": Count(4, 2, 1, 1), "meetings": Count(5, 2, 1, 2)}
    assert frames.sources == {"liste": Count(4, 1, 0, 3)}
    assert frames.rejected_by_citizen == {"A": 1, "B": 1}


CELLS_OF = st.sampled_from(["", " ", "x", "05-02-2025"])


@settings(max_examples=40, deadline=None)
@given(lines=st.lists(st.tuples(*[CELLS_OF] * 5), max_size=12), pieces=st.integers(1, 4))
def test_no_row_is_lost_and_none_is_there_twice(
    lines: list[tuple[str, ...]], pieces: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "\n".join(["CPR;Målgruppe;Fra;Dato;Type", *(";".join(line) for line in lines)])
    path = tmp_path_factory.getbasetemp() / "rows.toml"
    path.write_text(TWO, "utf-8")

    found = apply_mapping(load_mapping(path, RULES), [raw("liste", text, pieces=pieces)])

    for own in found:
        numbers = own.frame[ROW].to_list()
        assert numbers == sorted(set(numbers))
    assert {number for own in found for number in own.frame[ROW]} == set(range(2, len(lines) + 2))
