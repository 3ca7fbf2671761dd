"""An error that nobody foresaw is no verdict: a message without anybody's data, and an exit code of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kontaktforloeb.cli import main
from kontaktforloeb.commands.codes import FINE, OVERDUE, UNEXPECTED, UNUSABLE
from kontaktforloeb.commands.unexpected import WANTED

CITIZEN = "6101901234"


class PanicException(BaseException):
    """What is no `Exception`, as a panic in Rust is not."""


def failing(*_: object, **__: object) -> None:
    raise ValueError(CITIZEN)


def panicking(*_: object, **__: object) -> None:
    raise PanicException(CITIZEN)


def ended(*arguments: str) -> object:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    return caught.value.code


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(("fails", "kind"), [(failing, "ValueError"), (panicking, "PanicException")])
def test_it_is_told_without_what_stood_in_the_data(
    fails: object, kind: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.delenv(WANTED, raising=False)
    monkeypatch.setattr("kontaktforloeb.caseload.sourced.read_folder", fails)

    assert ended("check", str(tmp_path), "--lang", lang) == UNEXPECTED not in (FINE, OVERDUE, UNUSABLE)

    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert f"{kind} " in said.err
    assert "caseload/sourced.py:" in said.err
    assert f"{WANTED}=1" in said.err
    assert CITIZEN not in said.err


def test_all_of_it_is_shown_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(WANTED, "1")
    monkeypatch.setattr("kontaktforloeb.caseload.sourced.read_folder", failing)

    assert ended("check", str(tmp_path)) == UNEXPECTED

    said = capsys.readouterr().err
    assert said.startswith("Traceback (most recent call last):")
    assert f"ValueError: {CITIZEN}" in said


def test_what_a_user_can_mend_never_has_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(WANTED, "1")

    assert ended("check", str(tmp_path)) == UNUSABLE
    assert ended("check", str(tmp_path), "--nope") == UNUSABLE
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_help_names_the_exit_code_and_the_variable(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--lang", lang, "--help") == FINE
    said = " ".join(capsys.readouterr().out.split())
    assert f" {UNEXPECTED}: " in said
    assert f"{WANTED}=1" in said


def test_the_process_ends_with_that_code(tmp_path: Path) -> None:
    program = "from kontaktforloeb import cli; from kontaktforloeb.caseload import sourced; "
    program += "sourced.read_folder = None; cli.script()"
    done = subprocess.run(
        [sys.executable, "-c", program, "check", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == UNEXPECTED
    assert "TypeError" in done.stderr
    assert "Traceback" not in done.stderr
