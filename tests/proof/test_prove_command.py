from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from little import GROUP, rules

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
    again = run("varde", "--against", "lab", "--version", "2015-07-01", "--duty", "foerste", "--from", "2018-03-01",
                "--to", "2018-03-01", "--output", str(folder))  # fmt: skip
    assert again.exit_code == 1, again.output
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
        (
            ["broendby", "--against", "lab", "--assume", "held_by=a-kasse", "--assume", "held_by=jobcenter"],
            "'held_by' is assumed to be a-kasse and kommune; expected one value for a field",
        ),
        (
            ["broendby", "--against", "lab", "--assume", "individual=yes", "--assume", "individual=no"],
            "'individual' is assumed to be yes and no",
        ),
        (
            ["broendby", "--against", "lab", "--assume", "foo=bar"],
            "nothing can be assumed of 'foo'; expected one of held_by, type, form, individual",
        ),
        (["broendby", "--against", "lab", "--assume", "held_by"], "'=' is missing in --assume held_by"),
        (["broendby", "--duty", "31-1"], "--duty needs --against"),
        (["broendby", "--repair", "2"], "--repair needs --against"),
        (["broendby", "--output", "case"], "--output needs --against"),
        (["broendby", "--version", "2024-01-01", *ONE_DAY], "--version has no effect beside --from and --to"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_a_message(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_schedule_that_nobody_can_follow_ends_with_2(tmp_path: Path) -> None:
    two = 'kind = "count"\nmatch = "a"\ncount = 2\ndue = { weeks = 4 }'
    at_most_one = 'kind = "count"\nmatch = "both"\ncount = 1\nat_most = 1\ndue = { months = 6 }'
    rules(tmp_path, [two, at_most_one], [two])
    result = run("plan", "--against", "loven", "--rules-folder", str(tmp_path), "--group", GROUP, *ONE_DAY)
    assert result.exit_code == 2, result.output
    assert "nobody can follow plan on time from 1 start day(s), first 2024-02-01" in result.stdout
    assert "Proved" not in result.stdout


@pytest.mark.parametrize("against", [[], ["--against", "lab"]])
def test_a_duty_whose_window_is_over_before_it_opens_is_refused(tmp_path: Path, against: list[str]) -> None:
    late = 'kind = "count"\nmatch = "a"\ncount = 2\nopens = { weeks = 8 }\ndue = { weeks = 4 }'
    rules(tmp_path, [late], ['kind = "count"\nmatch = "a"\ncount = 1\ndue = { weeks = 4 }'])
    result = run("plan", *against, "--rules-folder", str(tmp_path), "--group", GROUP, *ONE_DAY)
    assert result.exit_code == 2, result.output
    assert "the window is over before it opens" in result.stderr
    assert "plan.toml" in result.stderr


def test_the_folder_is_looked_at_before_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        pytest.fail("searched")

    monkeypatch.setattr("kontaktforloeb.proof.proving.proof_of", never)
    asked = ["varde", "--against", "lab", "--version", "2015-07-01", "--output"]
    file, full = tmp_path / "file", tmp_path / "full"
    file.write_text("mine", encoding="utf-8")
    full.mkdir()
    full.joinpath("meetings.csv").write_text("mine", encoding="utf-8")
    for place, told in ((file, "is no folder"), (full, "there are other things in"),
                        (file / "below", "nothing can be written to")):  # fmt: skip
        result = run(*asked, str(place))
        assert result.exit_code == 2, result.output
        assert told in result.stderr
    assert full.joinpath("meetings.csv").read_text(encoding="utf-8") == "mine"


def test_nobody_waits_for_the_solver_who_does_not_prove() -> None:
    code = "import sys, kontaktforloeb, kontaktforloeb.cli; sys.exit('z3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_solver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kontaktforloeb.proof.extra.find_spec", lambda _: None)
    result = run("broendby", "--against", "lab")
    assert result.exit_code == 2
    assert "pip install 'kontaktforloeb[prove]'" in result.stderr
