from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kontaktforloeb import Case, check
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.cli import build
from kontaktforloeb.rulebook.registry import load_rules

ONE_DAY = ["--from", "2024-02-01", "--to", "2024-02-01"]


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(build("en" if lang == "en" else "da"), ["prove", *arguments, "--lang", lang])


def test_a_counterexample_is_written_as_a_caseload_that_check_reads(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    result = run("varde", "--against", "lab", "--version", "2015-07-01", "--duty", "foerste", "--from", "2018-03-01",
                 "--to", "2018-03-01", "--output", str(folder))  # fmt: skip
    [case] = read_folder(folder, load_rules()).cases

    assert result.exit_code == 1, result.output
    assert isinstance(case, Case)
    told = {own.requirement: str(own.status) for own in check(case, as_of="2020-01-01", rules=["lab"]).findings}
    assert told["lab/foerste"] in {"late", "overdue"}
    assert folder.joinpath("picture.svg").read_text(encoding="utf-8").startswith("<svg")


def test_proved_ends_with_0_and_says_what_it_is_about() -> None:
    result = run("cabi-grundmodel", "--against", "lab", "--version", "2024-01-01", "--duty", "31-3", "--group",
                 "kontanthjaelp-jobparat", *ONE_DAY)  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "Proved: whoever follows cabi-grundmodel on time keeps lab." in result.stdout
    assert "Covered: one unbroken course" in result.stdout
    assert "Time:" in result.stderr


def test_undecided_ends_with_2_and_names_why() -> None:
    result = run("gladsaxe-integration", "--against", "integrationsloven", *ONE_DAY, lang="da")
    assert result.exit_code == 2
    assert "hænger på hændelsen visitation" in result.stdout


def test_without_a_law_the_schedule_is_looked_at_alone() -> None:
    result = run("varde", "--from", "2018-03-01", "--to", "2018-03-01", "--group", "dagpenge")
    assert result.exit_code == 0, result.output
    assert "varde can be followed from every start day." in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["broenby", "--against", "lab"], "no rule set 'broenby'; did you mean 'broendby'?"),
        (["broendby", "--against", "lab", "--from", "2022-02-30"], "2022-02-30"),
        ([], "no schedule is named"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_a_message(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_nobody_waits_for_the_solver_who_does_not_prove() -> None:
    code = "import sys, kontaktforloeb, kontaktforloeb.cli; sys.exit('z3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_solver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kontaktforloeb.proof.extra.find_spec", lambda _: None)
    result = run("broendby", "--against", "lab")
    assert result.exit_code == 2
    assert "pip install 'kontaktforloeb[prove]'" in result.stderr
