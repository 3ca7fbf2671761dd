"""The command `columns`: a proposal on standard output, and an exit code that says what is left to do."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kontaktforloeb.caseload.raw import Raw
from kontaktforloeb.commands.columns import command_in
from kontaktforloeb.texts import Lang

SETTLED = """\
CPR;Målgruppe;Ydelse start;Samtaledato;Samtaletype;Aktør;Status
610190-1234;6.2;03-02-2025;05-02-2025;jobsamtale;jobcenter;afholdt
"""
HEADLESS = "610190-1234;Anna Berg;05-02-2025\n620288-4321;Bo Dam;06-02-2025\n"


def run(path: Path, lang: Lang = "en") -> Result:
    command: click.Command = command_in(lang)
    return CliRunner().invoke(command, [str(path), "--lang", lang])


def put(folder: Path, text: str, name: str = "liste.csv", encoding: str = "cp1252") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (SETTLED, 0, "There is nothing to answer."),
        ("Udtræk 5-2025\n\n" + SETTLED, 0, "header_row = 3\n"),
        ("Udtræk;;;\nfor;maj;;\n" + SETTLED, 0, "header_row = 3\n"),
        (SETTLED.replace("jobsamtale", "jobsamtle"), 1, "Questions left: 0. Words to confirm: 1."),
        (SETTLED.replace("Samtaledato", "Mødedato;Samtaledato"), 1, "Words to confirm: 0."),
        (SETTLED.replace("Status", "Hvad"), 0, "the cells are like it"),
        (
            SETTLED.replace("Målgruppe", "Hvad").replace("Ydelse start", "Hvor").replace(";6.2", ";x"),
            1,
            "no table gives",
        ),
        ("a;b\n1;2\n", 1, "Questions left: "),
        (SETTLED.partition("\n")[0] + "\n", 0, "There is nothing to answer."),
    ],
)
def test_the_exit_code_says_what_is_left(text: str, code: int, words: str, tmp_path: Path) -> None:
    said = run(put(tmp_path, text))

    assert said.exit_code == code, said.output
    assert words in said.stdout
    assert tomllib.loads(said.stdout)["source"]["*"]
    assert said.stderr == ""


def test_danish_is_said_in_danish(tmp_path: Path) -> None:
    said = run(put(tmp_path, SETTLED), "da")

    assert "Der er intet at svare på." in said.stdout
    assert tomllib.loads(said.stdout) == tomllib.loads(run(put(tmp_path, SETTLED)).stdout)


def test_a_proposal_is_written_to_a_file_but_over_none(tmp_path: Path) -> None:
    source, target = put(tmp_path, SETTLED), tmp_path / "kolonner.toml"
    arguments = [str(source), "--output", str(target)]
    said = CliRunner().invoke(command_in("da"), arguments)
    again = CliRunner().invoke(command_in("da"), arguments)

    assert (said.exit_code, said.stdout) == (0, f"{target} er skrevet.\n")
    assert target.read_text("utf-8") == run(source, "da").stdout
    assert (again.exit_code, again.stderr) == (2, "'kolonner.toml' findes allerede; forventet: et andet navn\n")


def test_a_folder_of_tables_is_looked_at_by_table(tmp_path: Path) -> None:
    put(tmp_path, "citizen,group,start\nA1,6.2,2025-02-03\n", "spells.csv", "utf-8")
    put(tmp_path, "citizen,date,type,held_by\nA1,2025-02-05,jobsamtale,jobcenter\n", "meetings.csv", "utf-8")
    said = run(tmp_path)

    assert said.exit_code == 0
    assert set(tomllib.loads(said.stdout)["source"]) == {"meetings", "spells"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADLESS, "liste.csv: the first row looks like data, not like headings; expected a first row with headings"),
        ("", "liste.csv: the table is empty"),
        (None, "there is no such"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_and_nothing_of_it_shown(text: str | None, words: str, tmp_path: Path) -> None:
    said = run(tmp_path / "liste.csv" if text is None else put(tmp_path, text))

    assert said.exit_code == 2
    assert words in said.stderr
    assert said.stdout == ""
    assert "Anna" not in said.output
    assert "610190" not in said.output


def test_an_address_is_no_path_and_is_shown_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def read(source: object, queries: object) -> Raw:
        asked.append((source, queries))
        return Raw((), "", "")

    monkeypatch.setattr("kontaktforloeb.caseload.raw.read_raw", read)
    address = "postgresql://ib:hemmeligt@vaert/sager"
    said = CliRunner().invoke(command_in("en"), [address, "--query", "spells=select 1"])

    assert asked == [(address, {"spells": "select 1"})]
    assert (said.exit_code, said.stderr) == (2, "postgresql://vaert/sager: there is no table in it\n")


def test_a_folder_without_tables_is_said(tmp_path: Path) -> None:
    said = run(tmp_path)

    assert (said.exit_code, said.stdout) == (2, "")


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "kontaktforloeb.caseload.raw", raising=False)
    monkeypatch.setitem(sys.modules, "polars", None)
    said = run(put(tmp_path, SETTLED))

    assert said.exit_code == 2
    assert "with the extra 'caseload'; expected pip install 'kontaktforloeb[caseload]'" in said.stderr
