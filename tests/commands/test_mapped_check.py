"""What `check` says of an export with columns of its own: its own totals, no line twice, and the way there."""

from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

for _package in ("polars", "numpy"):
    pytest.importorskip(_package)

import polars as pl

from kontaktforloeb.caseload.rows import Note, NoteCode
from kontaktforloeb.cli import build
from kontaktforloeb.report.summary import note_lines
from kontaktforloeb.texts import Lang

HEAD = "Id;Målgruppe;Ydelse start;Dato;Type"
ROWS = [
    "B1;6.2;03-01-2022;04-01-2022;jobsamtale",
    "B1;6.2;03-01-2022;04-02-2022;jobsamtale",
    "B1;6.2;03-01-2022;04-02-2022;jobsamtale",
    "B2;6.2;03-01-2022;31-02-2022;jobsamtale",
]
MAPPING = """\
[source."*"]
citizen = "Id"
[source."*".spells]
group = "Målgruppe"
start = "Ydelse start"
[source."*".meetings]
date = "Dato"
type = "Type"
held_by = { always = "jobcenter" }
"""
TOTALS = """\
table     rows  used  repeated  rejected
spells       4     2         2         0
meetings     4     2         1         1
total        8     4         3         1

in the export  rows  used  repeated  rejected
liste             4     2         1         1
total             4     2         1         1
Rejected rows: impossible-date 1
"""


def run(*arguments: object, lang: Lang = "en") -> Result:
    return CliRunner().invoke(build(lang), [*map(str, arguments), "--as-of", "2022-02-15"])


def put(folder: Path, rows: list[str], name: str = "liste.csv", head: str = HEAD) -> Path:
    (folder / "c.toml").write_text(MAPPING, "utf-8")
    (folder / name).write_text("\n".join([head, *rows, ""]), "cp1252")
    return folder / name


def test_the_rows_of_the_export_s_own_table_are_accounted_for(tmp_path: Path) -> None:
    export = put(tmp_path, ROWS)

    said = run("check", export, "--columns", tmp_path / "c.toml").stdout

    assert TOTALS in said


TITLES = ["Samtaler, maj 2022", 'Udtræk "A"; af: 17', ""]


def above(export: Path, row: object) -> None:
    """Put titles above a table, and say in its mapping where the headings are."""
    rows = export.read_text("cp1252")
    export.write_text("\n".join([*TITLES, rows]), "cp1252")
    mapping = export.parent / "c.toml"
    mapping.write_text(mapping.read_text("utf-8").replace("citizen =", f"header_row = {row}\ncitizen ="), "utf-8")


@pytest.mark.parametrize("row", [3, 4])
def test_titles_above_the_headings_are_left_out_and_rows_keep_their_numbers(tmp_path: Path, row: int) -> None:
    export = put(tmp_path, ROWS)
    above(export, row)

    said = run("check", export, "--columns", tmp_path / "c.toml", "--rejected", tmp_path / "r.csv")

    assert TOTALS in said.stdout
    assert (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()[1].startswith("liste,8,Dato,impossible-date,")


@pytest.mark.parametrize(("row", "words"), [(5, "has no column 'Dato'"), (99, "has no column 'Id'")])
def test_headings_that_stand_elsewhere_are_not_found(tmp_path: Path, row: int, words: str) -> None:
    export = put(tmp_path, ROWS)
    above(export, row)

    said = run("check", export, "--columns", tmp_path / "c.toml")

    assert said.exit_code == 2
    assert words in said.stderr
    assert "B1" not in said.stderr


def test_titles_stand_above_the_headings_of_a_sheet_too(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    above(put(tmp_path, ROWS), 4)
    with xlsxwriter.Workbook(tmp_path / "liste.xlsx") as book:
        sheet = book.add_worksheet("liste")
        for place, line in enumerate([*TITLES, HEAD, *ROWS]):
            sheet.write_row(place, 0, line.split(";"))

    said = run("check", tmp_path / "liste.xlsx", "--columns", tmp_path / "c.toml", "--rejected", tmp_path / "r.csv")

    assert TOTALS in said.stdout
    assert (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()[1].startswith("liste,8,Dato,impossible-date,")


def test_a_problem_of_a_source_that_gives_several_tables_is_told_once(tmp_path: Path) -> None:
    said = run("check", put(tmp_path, ROWS, head=HEAD.replace("Id", "Nr")), "--columns", tmp_path / "c.toml")

    assert said.exit_code == 2
    assert said.stderr.count("has no column 'Id'") == 1


def test_no_row_of_a_typed_table_has_its_headings(tmp_path: Path) -> None:
    above(put(tmp_path, ROWS), 4)
    pl.DataFrame({name: ["x"] for name in HEAD.split(";")}).write_parquet(tmp_path / "liste.parquet")

    said = run("check", tmp_path / "liste.parquet", "--columns", tmp_path / "c.toml")

    assert said.exit_code == 2
    assert "source.*.header_row: the headings of this table stand in no row of it" in said.stderr


def test_they_are_where_no_row_can_be_used_too(tmp_path: Path) -> None:
    export = put(tmp_path, [ROWS[0].replace("6.2", "6.99")], name="610190-1234.csv")

    result = run("check", export, "--columns", tmp_path / "c.toml", lang="da")

    assert result.exit_code == 2
    assert "i udtrækket  rækker  brugt  gentaget  afvist" in result.stderr
    assert "******            1      0         0       1" in result.stderr
    assert "1234" not in result.stderr


def test_the_file_of_rejected_rows_does_not_name_the_citizen_of_a_file(tmp_path: Path) -> None:
    export = put(tmp_path, ROWS, name="610190-1234.csv")
    run("check", export, "--columns", tmp_path / "c.toml", "--rejected", tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_text("utf-8").splitlines()[1].startswith("******,5,Dato,impossible-date,")


def test_a_folder_of_our_own_tables_has_one_table_of_totals(tmp_path: Path) -> None:
    (tmp_path / "spells.csv").write_text("citizen,group,start\nB1,6.2,2022-01-03\n", "utf-8")
    (tmp_path / "meetings.csv").write_text("citizen,date,type,held_by\n", "utf-8")
    assert "in the export" not in run("check", tmp_path).stdout


def test_a_file_that_feeds_two_tables_is_said_to_be_windows_1252_once(tmp_path: Path) -> None:
    export = put(tmp_path, ROWS)
    said = run("check", export, "--columns", tmp_path / "c.toml").stderr.splitlines()
    assert said == ["liste: the text is read as Windows-1252"]


def test_many_columns_that_are_not_read_are_one_line(tmp_path: Path) -> None:
    export = put(tmp_path, [row + ";" * 192 for row in ROWS], head=HEAD + "".join(f";Felt {n}" for n in range(192)))
    said = run("check", export, "--columns", tmp_path / "c.toml").stderr.splitlines()
    assert said[0] == (
        'liste: 192 columns are not read: "Felt 0", "Felt 1", "Felt 2", "Felt 3", "Felt 4" and 187 others'
    )
    assert len(said) == 2


def test_few_columns_have_a_line_each_and_so_has_a_name_that_is_nearly_known() -> None:
    few = [Note("t", name, None) for name in "abcde"]
    assert len(list(note_lines(few, "en"))) == 5
    many = [*few, Note("t", "hel_by", "held_by"), Note("t", "f", None), Note("u", "a", None), Note("v", "", None)]
    assert list(note_lines([*many, Note("t", "", None, NoteCode.ENCODING, "UTF-16")], "en")) == [
        't: 6 columns are not read: "a", "b", "c", "d", "e" and 1 others',
        't: the column "hel_by" is not read; did you mean "held_by"?',
        'u: the column "a" is not read',
        "v is not read",
        "t: the text is read as UTF-16",
    ]


@pytest.mark.parametrize("command", ["check", "diff"])
def test_an_export_without_a_mapping_is_told_the_way(command: str, tmp_path: Path) -> None:
    export = put(tmp_path, ROWS)
    result = run(command, *[export] * (1 + (command == "diff")))
    assert result.exit_code == 2
    assert "'kontaktforloeb columns' proposes a mapping" in result.stderr
    assert "--columns" in result.stderr


def test_so_is_a_folder_of_tables_with_other_columns(tmp_path: Path) -> None:
    for name in ("spells.csv", "meetings.csv"):
        put(tmp_path, ROWS, name)
    result = run("check", tmp_path, lang="da")
    assert "spells.csv: group: kolonnen mangler" in result.stderr
    assert result.stderr.endswith("læses med --columns; 'kontaktforloeb columns' foreslår en kolonneliste\n")


def test_who_has_a_mapping_is_not(tmp_path: Path) -> None:
    export = put(tmp_path, ROWS)
    (tmp_path / "c.toml").write_text(MAPPING.replace('"Dato"', '"Datoen"'), "utf-8")
    result = run("check", export, "--columns", tmp_path / "c.toml")
    assert result.exit_code == 2
    assert "proposes" not in result.stderr
