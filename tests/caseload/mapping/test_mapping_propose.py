"""What is proposed for real files: golden texts, questions where two columns may be meant, nothing about anybody."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mapped_tables import FILES, RULES, Rows, applied, file, raw, rows, table

from kontaktforloeb.caseload.mapping.headings import headings as vocabulary
from kontaktforloeb.caseload.mapping.propose import Proposal, propose
from kontaktforloeb.caseload.mapping.render import rendered
from kontaktforloeb.caseload.raw import ROW, RawTable, names_of
from kontaktforloeb.caseload.read import Caseload, read_folder
from kontaktforloeb.caseload.sources.csvfiles import csv_table
from kontaktforloeb.texts import Lang

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in FILES.glob("*.csv"))


def proposed(*raws: RawTable) -> Proposal:
    return propose(raws, RULES)


def text(*raws: RawTable, lang: Lang = "en") -> str:
    return rendered(proposed(*raws), lang)


def choices(proposal: Proposal) -> dict[str, str]:
    """Give the confidence and the heading of every choice, by table and column."""
    found = {}
    for source in proposal.sources:
        own = [source.citizen] if source.citizen else []
        for choice in [*own, *(choice for part in source.parts for choice in part.choices)]:
            place = ".".join(name for name in (choice.field.table, choice.field.column, choice.field.event) if name)
            found[place] = ": ".join([choice.confidence, *(candidate.heading for candidate in choice.candidates)])
    return found


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_the_proposal_for_a_file(name: str, lang: Lang) -> None:
    """To approve a change of wording: run with the golden file removed, read the new one, commit it."""
    golden = GOLDEN / f"{name}.{lang}.toml"
    said = text(file(name), lang=lang)
    if not golden.exists():
        golden.write_text(said, encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and has been written; read it and commit it")

    assert said == golden.read_text(encoding="utf-8")


def one(line: str, *headings: str) -> dict[str, str]:
    """Give what is proposed for a table of one row."""
    return choices(proposed(raw("x", ";".join(headings) + "\n" + line + "\n")))


def test_of_two_columns_that_may_be_meant_neither_is_chosen() -> None:
    found = one("6101901234;05-02-2025;01-02-2025;jobsamtale", "CPR", "Dato", "Oprettet", "Samtaletype")

    assert found["meetings.date"] == "ambiguous: Dato: Oprettet"
    assert "meetings.registered" not in found


def test_a_heading_that_says_it_surely_goes_before_those_that_may() -> None:
    found = one("6101901234;05-02-2025;01-02-2025;x", "CPR", "Samtaledato", "Oprettet", "Dato")

    assert found["meetings.date"] == "certain: Samtaledato"
    assert found["meetings.registered"] == "likely: Oprettet"


def test_of_two_sure_headings_neither_is_chosen() -> None:
    assert one("A;05-02-2025;06-02-2025", "CPR", "Samtaledato", "Mødedato")["meetings.date"] == (
        "ambiguous: Samtaledato: Mødedato"
    )


@pytest.mark.parametrize(
    ("heading", "cell", "choice"),
    [
        ("SAMTALEDATO", "05-02-2025", "certain"),
        ("samtale_dato", "05-02-2025", "certain"),
        ("Moededato", "05-02-2025", "certain"),
        ("Samtaledato (dd-mm-åååå)", "05-02-2025", "certain"),
        ("Samtaledato, dd-mm-yyyy", "05-02-2025", "certain"),
        ("Samtale dt.", "05-02-2025", "certain"),
        ("Samtaldato", "05-02-2025", "likely"),
        ("Samtaledato", "", "likely"),
        ("Samtaledato", "ja", "ambiguous"),
        ("Samtaledato (oprettet)", "05-02-2025", "ambiguous"),
        ("Felt", "05-02-2025", "ambiguous"),
    ],
)
def test_how_sure_a_heading_is(heading: str, cell: str, choice: str) -> None:
    found = one(f"6101901234;{cell};jobsamtale", "CPR", heading, "Samtaletype")["meetings.date"]

    assert found == f"{choice}: {heading}"


def test_a_heading_that_is_known_to_be_of_something_else_is_not_asked_about() -> None:
    assert one("A1;05-02-2025;jobsamtale", "CPR", "Seneste samtale", "Samtaletype")["meetings.date"] == "ambiguous"


@pytest.mark.parametrize(
    ("heading", "cell", "place", "choice"),
    [
        ("Varighed (min)", "45", "meetings.minutes", "certain"),
        ("Varighed [minutter]", "45", "meetings.minutes", "certain"),
        ("Varighed", "tre kvarter", "meetings.minutes", "none"),
        ("Registreret", "ja", "meetings.registered", "none"),
        ("Afholdt", "Aflyst", "meetings.status", "certain"),
        ("Afholdt", "06-02-2025", "meetings.status", "ambiguous"),
        ("Emner", "job|bolig", "meetings.topics", "certain"),
        ("Individuel", "ja", "meetings.individual", "certain"),
        ("Hvordan", "telefon", "meetings.form", "likely"),
    ],
)
def test_what_cells_say_of_other_columns(heading: str, cell: str, place: str, choice: str) -> None:
    found = one(f"6101901234;05-02-2025;jobsamtale;{cell}", "CPR", "Samtaledato", "Samtaletype", heading)

    assert found[place].partition(":")[0] == choice


@pytest.mark.parametrize(
    ("heading", "cells", "choice"),
    [
        ("CPR", ["A1", "A2"], "certain: CPR"),
        ("Borger", ["A1", "A2"], "ambiguous: Borger"),
        ("Borger", ["610190-1234", "6202884321"], "likely: Borger"),
        ("Hvem", ["610190-1234", "6202884321"], "certain: Hvem"),
        ("Hvem", ["A1", "A2"], "ambiguous"),
    ],
)
def test_which_column_is_the_citizen(heading: str, cells: list[str], choice: str) -> None:
    lines = "".join(f"{cell};05-02-2025;jobsamtale\n" for cell in cells)

    assert choices(proposed(raw("x", f"{heading};Samtaledato;Samtaletype\n{lines}")))["citizen"] == choice


def test_a_status_that_is_nowhere_is_asked_about_but_not_in_our_own_tables() -> None:
    assert one("A1;05-02-2025", "CPR", "Samtaledato")["meetings.status"] == "ambiguous"
    ours = raw("meetings", "citizen,date,type,held_by\nA1,2025-02-05,jobsamtale,jobcenter\n")
    assert "meetings.status" not in choices(proposed(ours))


def test_our_own_tables_map_to_themselves() -> None:
    spells = raw("spells", "citizen,group,start,end,note\nA1,6.2,2025-02-03,,x\n")
    meetings = raw("meetings", "citizen,date,type,held_by,with\nA1,2025-02-05,jobsamtale,jobcenter,a-kasse\n")
    proposal = proposed(meetings, spells)

    assert proposal.settled
    assert all(found.startswith(("certain", "likely")) for found in choices(proposal).values())
    assert 'citizen = "citizen"' in rendered(proposal, "en")
    assert '# Not read: "note"' in rendered(proposal, "en")


def test_a_series_that_is_about_anything_is_no_series_of_meetings() -> None:
    generic = ["Dato1", "Dato2", "Tekst1", "Tekst2"]
    found = one("6101901234;2025-02-05;2025-02-06;jobsamtale;video", "CPR", *generic)

    assert "{n}" not in "".join(found.values())
    assert found["meetings.date"] == "ambiguous: Dato1: Dato2"


def test_in_a_wide_table_what_has_no_number_is_of_no_meeting() -> None:
    found = one(
        "6101901234;2025-02-05;;jobcenter;2025-01-01;Ib", "CPR", "Samtale 1", "Samtale 2", "Aktør", "Registreret",
        "Sagsbehandler",
    )  # fmt: skip

    assert found["meetings.date"] == "certain: Samtale {n}"
    assert found["meetings.held_by"] == "ambiguous: Aktør"
    assert "meetings.registered" not in found
    assert found["citizens.adviser"] == "certain: Sagsbehandler"


def test_what_is_about_a_citizen_and_changes_is_not_proposed() -> None:
    lines = "A1;2025-02-05;Nordby;Ib\nA1;2025-03-05;Sønderby;Ib\n"
    proposal = proposed(raw("x", f"CPR;Samtaledato;Kommune;Team\n{lines}"))

    assert choices(proposal)["citizens.team"] == "certain: Team"
    assert "citizens.municipality" not in choices(proposal)
    assert '# "Kommune" could be municipality, but differs for the same citizen' in rendered(proposal, "en")


def test_days_of_single_events_are_events() -> None:
    said = text(raw("x", "CPR;Henvendelsesdato;Indplaceringsdato\nA1;2025-02-01;2025-03-01\n"))

    assert [event["event"]["always"] for event in tomllib.loads(said)["source"]["*"]["events"]] == [
        "henvendelse",
        "indplacering",
    ]


def test_in_a_file_of_two_hundred_columns_six_are_found() -> None:
    headings = [f"Felt {letter}{number}" for letter in "abcdefghij" for number in "abcdefghijklmnopqrst"][:194]
    cells = ["7", "ja", "x y", "2025-02-05", ""] * 39
    own = {"CPR": "6101901234", "Målgruppe": "6.2", "Ydelse start": "2025-02-03", "Samtaledato": "2025-02-05"}
    own |= {"Samtaletype": "jobsamtale", "Aktør": "jobcenter"}
    mixed = [*headings[:100], *own, *headings[100:]]
    line = [*cells[:100], *own.values(), *cells[100:194]]
    proposal = proposed(raw("x", ";".join(mixed) + "\n" + ";".join(line) + "\n"))

    found = {choice.partition(": ")[2] for choice in choices(proposal).values() if choice.startswith("certain")}
    assert found == set(own)
    assert len(proposal.sources[0].unread) == 194


def test_a_table_without_headings_is_said_and_not_shown() -> None:
    said = text(raw("x", "6101901234;Anna;05-02-2025\n6202884321;Bo;06-02-2025\n"))

    assert "the first row looks like data, not like headings" in said
    assert "Anna" not in said
    assert "610190" not in said


def test_several_tables_are_called_by_name_and_names_that_may_be_of_somebody_by_stars() -> None:
    said = text(
        raw("samtaler 6101901234", "CPR;Samtaledato\nA1;2025-02-05\n"),
        raw("ydelser", "CPR;Målgruppe;Fra\nA1;6.2;2025-02-05\n"),
        raw("noter", "a;b\n1;2\n"),
    )

    assert set(tomllib.loads(said)["source"]) == {"samtaler *", "ydelser"}
    assert '# "noter": nothing says which table it gives, and it is not read.' in said


@pytest.mark.parametrize("heading", ["citizen;group;start", "CPR-nr.;Gruppe;Startdato"])
def test_a_table_of_several_is_known_by_its_columns_where_its_name_says_nothing(heading: str) -> None:
    found = proposed(
        raw("spells (1)", f"{heading}\nA1;6.2;2025-02-05\n"),
        raw("meetings", "citizen;date;type;held_by\nA1;2025-02-05;7;jobcenter\n"),
        raw("teams", "Team;Navn;Startdato\n1;Nord;2020-01-01\n"),
    )

    assert found.lacking == ()
    given = [tuple(part.table for part in source.parts) for source in found.sources]
    assert given[0] == ("spells",)
    assert given[1] == ("meetings",)
    assert "spells" not in given[2]


@pytest.mark.parametrize(("cells", "choice"), [("45293 45294", "certain"), ("03.01.24 04.01.24", "certain"),
                                               ("02/13/2025 02/05/2025", "ambiguous")])  # fmt: skip
def test_days_are_read_as_their_whole_column_says(cells: str, choice: str) -> None:
    lines = "".join(f"A1;{cell};jobsamtale\n" for cell in cells.split())
    found = choices(proposed(raw("x", f"CPR;Samtaledato;Samtaletype\n{lines}")))

    assert found["meetings.date"] == f"{choice}: Samtaledato"


def test_typed_columns_are_looked_at_as_they_are() -> None:
    found = pl.DataFrame({"CPR": ["A1"], "Samtaledato": ["2025-02-05"], "Varighed": [45.0], ROW: [2]})
    typed = found.with_columns(pl.col("Samtaledato").str.to_date())

    assert choices(proposed(table("x", typed)))["meetings.date"] == "certain: Samtaledato"
    assert choices(proposed(table("x", typed)))["meetings.minutes"] == "certain: Varighed"


def test_an_empty_table_is_looked_at_too() -> None:
    assert choices(proposed(raw("x", "CPR;Samtaledato\n")))["meetings.date"] == "likely: Samtaledato"


def test_pieces_make_no_difference() -> None:
    given = (FILES / "borgere.csv").read_text("utf-8-sig")

    assert text(raw("borgere", given, pieces=2)) == text(raw("borgere", given))


# --- Round trip: what is proposed, with the answers of a user, gives what the tables written by hand give.

SPELLS = """citizen,group,start,end
610190-1234,kontanthjaelp-jobparat,2025-02-03,
620288-4321,dagpenge,2025-03-03,2025-08-31
630377-0011,kontanthjaelp-jobparat,2025-04-01,
"""
MEETINGS = """citizen,date,type,held_by,form,status,registered,adviser
610190-1234,2025-02-05,jobsamtale,jobcenter,fremmoede,afholdt,2025-02-05,Ib Holm
610190-1234,2025-03-20,jobsamtale,kommune,telefon,afholdt,2025-03-21,Ib Holm
610190-1234,2025-05-06,jobsamtale,jobcenter,video,udeblevet,2025-05-06,Eva Lund
620288-4321,2025-03-10,jobsamtale,a-kasse,video,afholdt,2025-03-10,Eva Lund
620288-4321,2025-04-14,faelles-jobsamtale,anden-aktoer,fremmoede,afholdt,2025-04-14,Eva Lund
"""
WIDE = {
    "spells": "citizen,group,start,end\nB-1,6.2,2025-02-03,\nB-2,6.1,2025-03-03,2025-08-31\n",
    "meetings": """citizen,date,type,held_by,status
B-1,2025-02-05,jobsamtale,jobcenter,afholdt
B-1,2025-03-20,jobsamtale,kommune,afholdt
B-2,2025-03-10,jobsamtale,a-kasse,afholdt
B-2,2025-04-14,jobsamtale,a-kasse,udeblevet
B-2,2025-05-26,jobsamtale,a-kasse,afholdt
""",
    "citizens": "citizen,municipality,team,adviser\nB-1,Nordby,Team Øst,Ib Holm\nB-2,Nordby,Team Vest,Eva Lund\n",
    "events": "citizen,event,date\nB-1,henvendelse,2025-02-01\n",
}


def by_hand(folder: Path, **tables: str) -> Caseload:
    folder.mkdir()
    for name, written in tables.items():
        (folder / f"{name}.csv").write_text(written, "utf-8")
    return read_folder(folder, RULES)


def as_tables(found: Sequence[RawTable], folder: Path) -> Caseload:
    """Give the caseload in mapped tables, written as the files that they stand for."""
    tables: dict[str, Rows] = {name: rows(found, name) for name in {own.name for own in found}}
    folder.mkdir()
    for name, own in tables.items():
        columns = list(dict.fromkeys(column for mapped in found if mapped.name == name for column in mapped.header))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, columns, extrasaction="ignore", restval="")
            writer.writeheader()
            writer.writerows(own)
    return read_folder(folder, RULES)


def confirmed(said: str, **answers: str) -> str:
    """Give a proposal with its words confirmed and its questions answered."""
    said = re.sub(r'^#(?=")', "", said, flags=re.MULTILINE)
    for column, answer in answers.items():
        said = said.replace(f'{column} = "?"', f"{column} = {answer}")
    return said


def test_one_row_per_meeting_gives_what_the_tables_by_hand_give(tmp_path: Path) -> None:
    source = file("samtaler")
    found = as_tables(applied(tmp_path, confirmed(text(source)), source), tmp_path / "mapped")
    hand = by_hand(tmp_path / "hand", spells=SPELLS, meetings=MEETINGS)

    assert found.cases == hand.cases
    assert not found.issues
    assert (found.counts["spells"].used, found.counts["spells"].repeated) == (3, 3)


def test_one_row_per_citizen_gives_what_the_tables_by_hand_give(tmp_path: Path) -> None:
    source = file("borgere")
    found = as_tables(applied(tmp_path, text(source), source), tmp_path / "mapped")

    assert found.cases == by_hand(tmp_path / "hand", **WIDE).cases
    assert not found.issues


def test_two_files_with_questions_answered_give_what_the_tables_by_hand_give(tmp_path: Path) -> None:
    sources = (
        file("to-datoer"),
        raw("ydelser", "CPR;Målgruppe;Fra\n6101901234;6.2;03-02-2025\n6202884321;6.1;03-03-2025\n"),
    )
    said = confirmed(text(*sources), date='"Dato"', status='{ always = "afholdt" }')
    found = as_tables(applied(tmp_path, said, *sources), tmp_path / "mapped")
    hand = by_hand(
        tmp_path / "hand",
        spells="citizen,group,start\n6101901234,6.2,2025-02-03\n6202884321,6.1,2025-03-03\n",
        meetings="citizen,date,type,held_by\n6101901234,2025-02-05,jobsamtale,jobcenter\n"
        "6202884321,2025-03-10,jobsamtale,a-kasse\n",
    )

    assert found.cases == hand.cases


def test_english_headings_give_what_the_tables_by_hand_give(tmp_path: Path) -> None:
    source = file("english")
    found = as_tables(applied(tmp_path, confirmed(text(source)), source), tmp_path / "mapped")
    hand = by_hand(
        tmp_path / "hand",
        spells="citizen,group,start\nE1,6.2,2025-02-03\n",
        meetings="""citizen,date,type,held_by,form,status,registered
E1,2025-02-05,jobsamtale,jobcenter,fremmoede,afholdt,2025-02-05
E1,2025-03-20,jobsamtale,jobcenter,telefon,udeblevet,2025-03-21
""",
    )

    assert found.cases == hand.cases


SPOKEN = sorted({heading for meaning in vocabulary().meanings for heading in meaning.sure + meaning.maybe})
SERIES = ["Samtale 1", "Samtale 2", "Samtale 1 type", "Samtale 2 type", "Møde 3", "1. samtale dato", "2. samtale dato"]
SAID = ["05-02-2025", "jobsamtale", "6.2", "Fremmøde", "ja", "120,5", "02-2025", "", "B 7", "held", "kommune"]
SKELETON = {
    "spells": '\n[source."*".spells]\ngroup = "CPR"\nstart = "CPR"\n',
    "meetings": '\n[source."*".meetings]\ndate = "CPR"\ntype = "CPR"\nheld_by = "CPR"\n',
}


@settings(max_examples=60, deadline=None)
@given(
    own=st.lists(st.sampled_from([*SPOKEN, *SERIES, *SERIES]), max_size=10, unique=True),
    lines=st.lists(st.lists(st.sampled_from(SAID), min_size=11, max_size=11), max_size=4),
)
@example(
    own=["Afgjort", "Afgørelsesdato", "1. samtale dato", "Afholdelsesdato", "Afholdt", "Aftale", "2. samtale dato"],
    lines=[["05-02-2025"] * 3 + ["jobsamtale"] + ["05-02-2025"] * 7],
)
def test_whatever_is_proposed_can_be_answered_and_used(
    own: list[str], lines: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = list(dict.fromkeys(["CPR", *own]))
    cells = [line[: len(names)] for line in lines]
    frame = pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String), orient="row").with_row_index(ROW, 2)
    source = table("x", frame)
    proposal = proposed(source)
    said = rendered(proposal, "da").replace(' = "?"', ' = "CPR"') + "".join(SKELETON[name] for name in proposal.lacking)

    found = applied(tmp_path_factory.getbasetemp(), confirmed(said), source)

    assert {number for mapped in found for number in mapped.frame[ROW]} == set(range(2, len(lines) + 2))
    assert rendered(proposal, "da").count('= "?"') + len(proposal.lacking) == proposal.questions


# --- Nothing about anybody, and TOML whatever stands in a file.

_OWN = "CPR Navn Målgruppe Samtaledato Samtaletype Status Aktør Kontaktform Sagsbehandler Dato Kommune Felt Emner"
HEADINGS = st.sampled_from([*_OWN.split(), "Ydelse start", "Samtale 1", "Samtale 2"])
SOMEBODY = st.sampled_from(["6101901234", "610190-1234", "61 01 90 1234", "Zacharias Qvist", "Qvist", "zq17", "610190"])
CELLS = st.one_of(
    SOMEBODY,
    st.builds("{} {}".format, st.sampled_from(["jobsamtale", "Afholdt", "6.2", "jobcenter"]), SOMEBODY),
    st.sampled_from(["jobsamtale", "Afholdt", "6.2", "05-02-2025", ""]),
)


@settings(max_examples=40, deadline=None)
@given(headings=st.lists(HEADINGS, min_size=1, max_size=6, unique=True), data=st.data())
def test_nothing_that_is_somebodys_is_shown(headings: list[str], data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.tuples(*[CELLS] * len(headings)), max_size=6))
    frame = pl.DataFrame(lines, schema=dict.fromkeys(headings, pl.String), orient="row").with_row_index(ROW, 2)
    said = text(table("x", frame)).lower()

    assert not re.search(r"zach|qvist|zq17|61\W?01\W?90|1234", said)


@settings(max_examples=40, deadline=None)
@given(
    headings=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4, unique=True), cell=st.text(max_size=9)
)
@example(headings=['a"b', "c\\d", "e\nf", "*", "^.*$", "g\x7f", "{n}", "CPR\u2028"], cell="\x00")
def test_whatever_stands_in_a_file_the_proposal_is_toml_of_the_same_bytes(headings: list[str], cell: str) -> None:
    frame = pl.DataFrame({name: [cell] for name in names_of(headings)}).with_row_index(ROW, 2)
    said = text(table("x", frame, header=headings))

    assert tomllib.loads(said) is not None
    assert said == text(table("x", frame, header=headings))


NUMBERED = "CPR;Målgruppe;Ydelse fra;Aktør;1. samtale dato;1. samtale type;2. samtale dato;2. samtale type\n"


def test_a_number_that_no_column_of_its_series_fills_is_no_meeting_whatever_is_answered(tmp_path: Path) -> None:
    given = raw("x", NUMBERED + "A1;6.2;3.1.22;jobcenter;5.2.25;jobsamtale;;\nA2;6.2;3.1.22;jobcenter;;;;\n")
    said = text(given)
    assert 'if_any = ["{n}. samtale dato", "{n}. samtale type"]' in said
    answered = said.replace('held_by = "?"', 'held_by = "Aktør"').replace(
        'status = "?"', 'status = {always = "afholdt"}'
    )
    found = rows(applied(tmp_path, answered, given), "meetings")
    assert [(row["citizen"], row["date"]) for row in found] == [("A1", "5.2.25")]


@pytest.mark.parametrize(("cell", "choice"), [("5.2.25", "certain"), ("uge 5", "ambiguous")])
def test_a_table_that_is_needed_and_that_a_heading_speaks_of_is_asked_about(cell: str, choice: str) -> None:
    given = raw("x", f"CPR;Målgruppe;Ydelse fra;Samtale 1;Samtale 2\n6101901234;6.2;3.1.22;{cell};\n")
    proposal = proposed(given)
    assert not proposal.lacking
    assert choices(proposal)["meetings.date"] == f"{choice}: Samtale {{n}}"


def test_words_that_are_not_shown_are_none_to_confirm() -> None:
    given = raw("x", "CPR;Samtaledato;Samtaletype\n" + "A1;05-02-2025;jobsamtale\n" * 3 + "A1;05-02-2025;Anna Berg\n")
    proposal = proposed(given)
    assert (proposal.to_confirm, proposal.hidden) == (0, 1)
    assert "Rows with words that are neither known nor shown: 1." in text(given)
    assert "Anna" not in text(given)


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ("", 0),
        ("Udtræk\n", 2),
        ("Udtræk maj\nAf: 17\n", 3),
        ("Udtræk;;\n;;\n", 3),
        ("6101901234;01-02-2025;x\n", 2),
        ("Udtræk, maj 2025\n\n\n", 4),
        ('Udtræk "maj\n"2025\n', 3),
        ("\n\n", 0),
        ("a,b\n" * 10, 11),
        ("Af: 17\n1;2;3\n", 3),
    ],
)
def test_headings_below_a_title_are_found(above: str, row: int, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(above + "CPR;Samtaledato;Samtaletype\nA1;05-02-2025;jobsamtale\n", "utf-8")
    given = csv_table(tmp_path / "x.csv")
    (source,) = proposed(given).sources
    assert source.source.headed_in == row
    assert choices(proposed(given))["meetings.date"] == "certain: Samtaledato"
    assert (f"header_row = {row}\n" in text(given)) == (row > 0)


def test_headings_that_no_row_can_have_are_only_told_of() -> None:
    given = raw("x", "Udtræk;;\n;;\nCPR;Samtaledato;Samtaletype\nA1;05-02-2025;jobsamtale\n")
    assert "the headings seem to stand in row 3. Delete the rows above it" in text(given)
