"""What the command line says of itself: in the user's language, and with no citizen's number in the name of a file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kontaktforloeb.cli import build, main
from kontaktforloeb.commands.codes import UNUSABLE
from kontaktforloeb.errors import masked_place, system_said
from kontaktforloeb.texts import Lang

SPELLS = "citizen,group,start,end\nB1,6.2,2022-01-03,\n"
MEETINGS = "citizen,date,type,held_by\nB1,2022-01-04,jobsamtale,jobcenter\n"
NUMBER = "610190-1234"


def caseload(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spells.csv").write_text(SPELLS, "utf-8")
    (folder / "meetings.csv").write_text(MEETINGS, "utf-8")
    return folder


def run(*arguments: object, lang: Lang = "da") -> Result:
    return CliRunner().invoke(build(lang), [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "der er ingen kommando 'chek'"),
        (["check"], "'CASELOAD' mangler"),
        (["check", "in", "--as-off", "2024-01-01"], "der er ikke noget valg '--as-off'; mente du '--as-of'?"),
        (["check", "in", "more", NUMBER], "der står for meget: more ******"),
        (["check", "in", "--output"], "'--output' mangler en værdi"),
        (["check", "in", "--excel-csv=1"], "'--excel-csv' tager ingen værdi"),
        (["check", "in", "--readings", "some"], "'--readings': 'some' er ikke en af 'chosen', 'all'"),
        (["check", "in", "--registered-within", "x"], "'--registered-within': 'x' er ikke et helt tal"),
        (["check", "in", "--registered-within", "-1"], "'--registered-within': -1 ligger ikke i x>=0"),
        (["rules", "diff", "lab"], "'AFTER' mangler"),
    ],
)
def test_a_wrong_command_line_is_told_in_danish(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == UNUSABLE
    *before, error = capsys.readouterr().err.splitlines()
    assert error == f"Fejl: {said}"
    if before:  # Of an option and its value click does not say to which command they were given.
        usage, where, empty = before
        assert usage.startswith("Brug: kontaktforloeb ")
        assert (where.startswith("Prøv 'kontaktforloeb "), where.endswith(" for hjælp."), empty) == (True, True, "")


def test_a_wrong_command_line_is_told_in_english_by_click(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "in", "--nope", "--lang", "en"])
    said = capsys.readouterr().err
    assert said.startswith("Usage: kontaktforloeb check [OPTIONS] CASELOAD\nTry 'kontaktforloeb check --help' for ")
    assert "No such option" in said


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS])
def test_what_the_system_says_of_a_file_is_told_in_danish(number: int) -> None:
    english = os.strerror(number)
    assert system_said(english, "en") == english
    assert system_said(english, "da") not in ("", english)


def test_what_the_system_says_and_nobody_knows_stays() -> None:
    assert system_said("No such device or address", "da") == "No such device or address"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "c.toml: filen kan ikke læses (der er ingen sådan fil eller mappe)"),
        (b'x = 1\ny = "', "c.toml:2: dette er ikke TOML: Unterminated string"),
        (b"# M\xe5l\n", "c.toml:1: teksten er ikke UTF-8; forventet: en fil gemt som UTF-8"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_told_in_danish(
    content: bytes | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("polars")
    monkeypatch.chdir(tmp_path)
    caseload(tmp_path / "in")
    if content is not None:
        (tmp_path / "c.toml").write_bytes(content)

    result = run("check", "in", "--columns", "c.toml")

    assert (result.exit_code, result.stderr) == (UNUSABLE, said + "\n")


@pytest.mark.parametrize("option", ["--output", "--rejected", "--quality"])
@pytest.mark.parametrize("place", [".", "", "/"])
def test_a_folder_is_no_file_to_write(option: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    caseload(tmp_path / "in")

    result = run("check", "in", option, place, lang="en")

    assert result.exit_code == UNUSABLE
    assert result.stderr == f"'{place or '.'}' cannot be written there; expected a file in a folder of one's own\n"
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(
    "given",
    [
        ["check", "in", "--as-of", ""],
        ["check", "in", "--as-known-on", ""],
        ["explain", "in", "B1", "--as-of", ""],
        ["diff", "in", "in", "--as-of", ""],
        ["diff", "in", "in", "--as-of-old", ""],
        ["diff", "in", "in", "--as-known-on-old", ""],
    ],
)
def test_an_empty_day_is_not_today(given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    caseload(tmp_path / "in")

    result = run(*given, lang="en")

    assert result.exit_code == UNUSABLE
    assert "'' is no date; expected yyyy-mm-dd or dd-mm-yyyy" in result.stderr


def test_an_empty_name_is_not_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(caseload(tmp_path))

    result = run("check", "", lang="en")

    assert result.exit_code == UNUSABLE
    assert result.stderr == "no caseload is named; expected a folder, a file or the address of a database\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["check", "none.csv"], "none.csv: der er ingen sådan fil"),
        (["columns", "none.csv"], "none.csv: der er ingen sådan fil"),
        (["check", "none.xlsx", "--columns", "c.toml"], "none.xlsx: der er ingen sådan fil"),
        (["check", "none"], "none: der er ingen sådan mappe; forventet: en mappe med tabeller"),
        (
            ["check", "in", "--output", "a.csv", "--quality", "a.csv"],
            "to af de filer, der skal skrives, ville hedde 'a.csv'; forventet: et navn til hver",
        ),
    ],
)
def test_what_is_not_there_or_twice_is_called_what_it_is(
    given: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    caseload(tmp_path / "in")

    assert run(*given).stderr == said + "\n"


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("610190-1234.csv", "******.csv"),
        ("ud/6101901234/spells.csv", "ud/******/spells.csv"),
        ("fra 610190 1234.xlsx", "fra ******.xlsx"),
        ("199901234.csv", "******.csv"),
        ("2026/11/01/export-20261101.csv", "2026/11/01/export-20261101.csv"),
        ("export-20261101T120000.csv:4", "export-20261101T120000.csv:4"),
        ("a/b17/12345678", "a/b17/12345678"),
    ],
)
def test_the_name_of_a_file_is_told_without_a_citizen_s_number(place: str, shown: str) -> None:
    assert masked_place(place) == shown


@pytest.mark.parametrize(
    "given",
    [
        ["check", f"{NUMBER}.csv"],
        ["check", NUMBER],
        ["columns", f"{NUMBER}.csv"],
        ["diff", f"{NUMBER}.csv", "in"],
        ["check", f"data/{NUMBER}", "--as-of", "2022-02-01"],
        ["check", "in", "--columns", f"{NUMBER}.toml"],
        ["check", "in", "--output", f"{NUMBER}/a.csv"],
        ["check", "in", "--output", f"{NUMBER}.ods"],
        ["check", "in", "--as-of", "2022-02-01", "--output", f"{NUMBER}.csv"],
        ["check", "in", "--as-of", "2022-02-01", "--quality", f"{NUMBER}.csv", "--rejected", f"{NUMBER}-x.csv"],
        ["explain", "in", NUMBER],
    ],
)
def test_no_message_repeats_a_number_out_of_the_name_of_a_file(
    given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("polars")
    monkeypatch.chdir(tmp_path)
    caseload(tmp_path / "in")
    empty = caseload(tmp_path / "data" / NUMBER) / "spells.csv"
    empty.write_text(SPELLS.replace("6.2", "6.99"), "utf-8")

    result = run(*given)

    assert "******" in result.output
    assert NUMBER not in result.output
