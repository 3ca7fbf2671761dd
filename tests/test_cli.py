"""The command line as a user meets it: exit codes, files, messages, both languages."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_up import open_points, requirement, version

from kontaktforloeb.cli import build, main
from kontaktforloeb.commands.demo import examples_folder
from kontaktforloeb.rulebook.registry import bundled_folder
from kontaktforloeb.texts import Lang

CONFORMANCE = Path(__file__).parent / "cases" / "conformance"
KEY = ("citizen", "course", "ruleset", "version", "requirement", "occurrence")
COMPARED = ("status", "opens", "due", "fulfilled", "days_late", "held", "needed")
SPELLS = "citizen,group,start,end\n"
MEETINGS = "citizen,date,type,held_by,form\n"


def run(*arguments: object, lang: Lang = "en") -> Result:
    return CliRunner().invoke(build(lang), [str(argument) for argument in arguments])


def write_caseload(folder: Path, spells: str, meetings: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "spells.csv").write_text(SPELLS + spells, encoding="utf-8")
    (folder / "meetings.csv").write_text(MEETINGS + meetings, encoding="utf-8")
    return folder


@pytest.mark.parametrize("as_of", ["2022-08-01", "2024-07-01", "2026-11-01"])
def test_check_gives_the_expected_findings_of_the_conformance_tables(as_of: str, tmp_path: Path) -> None:
    output = tmp_path / "findings.csv"

    result = run("check", CONFORMANCE / "caseload", "--as-of", as_of, "--rules", "lab,broendby", "--output", output)

    assert result.exit_code == 1, result.output
    with output.open(encoding="utf-8", newline="") as file:
        got = {tuple(row[name] for name in KEY): [row[name] for name in COMPARED] for row in csv.DictReader(file)}
    with (CONFORMANCE / f"expected-{as_of}.csv").open(encoding="utf-8", newline="") as file:
        expected = {tuple(row[name] for name in KEY): [row[name] for name in COMPARED] for row in csv.DictReader(file)}
    known = {key[4] for key in expected}
    assert {key: row for key, row in got.items() if key[4] in known} == expected


@pytest.mark.parametrize(
    ("meetings", "as_of", "code"),
    [
        ("B1,2022-01-10,jobsamtale,jobcenter,fremmoede\n", "2022-07-02", 0),
        ("B1,2022-01-10,jobsamtale,jobcenter,fremmoede\n", "2022-07-03", 1),
        ("B1,2022-01-11,jobsamtale,jobcenter,fremmoede\n", "2022-02-01", 0),
    ],
)
def test_exit_code_is_1_only_when_something_is_overdue(meetings: str, as_of: str, code: int, tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\n", meetings)

    assert run("check", folder, "--as-of", as_of).exit_code == code


def test_exit_code_is_1_when_something_is_breached(tmp_path: Path) -> None:
    folder = write_caseload(
        tmp_path / "in", "B1,kontanthjaelp-jobparat,2024-01-03,\n", "B1,2024-01-04,jobsamtale,jobcenter,telefon\n"
    )

    assert run("check", folder, "--as-of", "2024-01-05").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nowhere"], "there is no such folder"),
        (["check", "in", "--as-of", "2024-02-30"], "does not exist"),
        (["check", "in", "--as-of", "yesterday"], "is no date"),
        (["check", "in", "--rules", "labb"], "did you mean 'lab'?"),
        (["check", "in", "--schedule", "brondby"], "did you mean 'broendby'?"),
        (["check", "in", "--output", "x.ods"], "expected .csv / .parquet / .xlsx / .json / .jsonl"),
        (["check", "in", "--output", "nowhere/x.csv"], "there is no folder 'nowhere'"),
        (["check", "in", "--rejected", "x.txt"], "expected .csv"),
        (["check", "in", "--convention", "month_windows=inclusive"], "did you mean 'month_window'?"),
        (["check", "in", "--convention", "month_window=incl"], "expected exclusive / inclusive"),
        (["check", "in", "--convention", "covid-2021=paused"], "did you mean 'covid-2020'?"),
        (["check", "in", "--convention", "covid-2020=pause"], "'pause' is no reading of covid-2020; expected "),
        (["check", "in", "--convention", "covid-2020"], "'' is no reading of covid-2020; expected "),
        (["check", "in", "--readings", "some"], "'chosen', 'all'"),
        (["explain", "in", "B1", "--readings", "al"], "'chosen', 'all'"),
        (["check", "in", "--rules-folder", "nowhere"], "there is no such folder"),
        (["explain", "in", "B9"], "no citizen with a spell that can be used 'B9'"),
        (["explain", "in", "B1", "--as-of", "2022-08-01", "--requirement", "lab/31-11"], "did you mean 'lab/31-1'?"),
        (["rules", "show", "lab/31-33"], "did you mean"),
        (["check", "in", "--as-off", "2024-01-01"], "--as-of"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_a_message(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\nB2,kontanthjaelp-jobparat,2022-01-03,\n")

    result = run(*arguments)

    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert "B2" not in result.output


def test_missing_tables_and_columns_are_said_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "spells.csv").write_text("citizen,groupe\n", encoding="utf-8")

    result = run("check", tmp_path)

    assert result.exit_code == 2
    assert "meetings: the table is missing" in result.stderr
    assert "spells.csv: group: the column is missing; did you mean 'groupe'?" in result.stderr
    assert "spells.csv: start: the column is missing" in result.stderr


def test_rejected_rows_land_beside_the_findings_and_the_totals_are_printed(tmp_path: Path) -> None:
    folder = write_caseload(
        tmp_path / "in",
        "B1,kontanthjaelp-jobparat,2022-01-03,\nB2,kontanthjaelp-jobparatt,2022-01-03,\n",
        "B1,2022-01-04,jobsamtale,jobcenter,fremmoede\nB1,30-02-2022,jobsamtale,jobcenter,\n",
    )

    result = run("check", folder, "--as-of", "2022-01-05", "--output", tmp_path / "fund.csv")

    assert result.exit_code == 0
    rejected = (tmp_path / "rejected.csv").read_text(encoding="utf-8")
    assert "spells,3,group,unknown-value," in rejected
    assert 'did you mean ""kontanthjaelp-jobparat""?' in rejected
    assert "meetings,3,date,impossible-date," in rejected
    assert "B1" not in rejected
    total = next(line for line in result.stdout.splitlines() if line.startswith("total") and len(line.split()) == 5)
    assert total.split() == ["total", "4", "2", "0", "2"]


def test_findings_in_excel_form_have_semicolons_and_a_bom(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\n")
    output = tmp_path / "fund.csv"

    run("check", folder, "--as-of", "2022-01-05", "--output", output, "--excel-csv")

    assert output.read_bytes().startswith(b"\xef\xbb\xbfcitizen;course;ruleset;")


def test_findings_as_json_are_a_list_of_objects(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\n")
    output = tmp_path / "fund.json"

    run("check", folder, "--as-of", "2022-01-05", "--output", output)

    findings = json.loads(output.read_text(encoding="utf-8"))
    assert [finding["requirement"] for finding in findings] == ["lab/31-1", "lab/31-3"]
    assert findings[1]["reasons"] == ["assumed-first-contact"]


def test_a_schedule_is_given_to_those_who_name_none(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,dagpenge,2024-01-01,\nB2,dagpenge,2024-01-01,\n")
    (folder / "citizens.csv").write_text("citizen,schedule\nB1,cabi-grundmodel\n", encoding="utf-8")
    output = tmp_path / "fund.csv"

    run("check", folder, "--as-of", "2024-01-05", "--schedule", "broendby", "--output", output)

    with output.open(encoding="utf-8", newline="") as file:
        used = {(row["citizen"], row["ruleset"]) for row in csv.DictReader(file)}
    assert used == {("B1", "lab"), ("B1", "cabi-grundmodel"), ("B2", "lab"), ("B2", "broendby")}


def test_a_convention_changes_the_due_day_and_is_printed(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\n")
    output = tmp_path / "fund.csv"

    result = run("check", folder, "--as-of", "2022-01-05", "--convention", "month_window=inclusive", "--output", output)

    assert "month_window=inclusive" in result.stdout
    assert "2022-07-03" in output.read_text(encoding="utf-8")


def test_a_bad_file_in_a_folder_of_the_callers_is_said_and_blocks_nothing(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\n")
    own = tmp_path / "own"
    own.mkdir()
    (own / "bad.toml").write_text('id = "x"\n', encoding="utf-8")

    result = run("check", folder, "--as-of", "2022-01-05", "--rules-folder", own)

    assert result.exit_code == 0
    assert "bad.toml:1: title: the key 'title' is missing" in result.stderr


def test_explain_tells_of_one_citizen_in_danish_by_default() -> None:
    result = run("explain", CONFORMANCE / "caseload", "C002", "--as-of", "2022-08-01", lang="da")

    assert result.exit_code == 0
    assert "lab/31-3: Første jobsamtale senest 1 uge fra første henvendelse (LAB § 31, stk. 3; " in result.stdout
    assert "Afgørelse: opfyldt 11-01-2022, 1 dag(e) efter fristen 10-01-2022." in result.stdout
    assert "C001" not in result.stdout


def test_explain_one_requirement_gives_only_that() -> None:
    result = run("explain", CONFORMANCE / "caseload", "C002", "--as-of", "2022-08-01", "--requirement", "lab/31-1")

    assert "lab/31-1" in result.stdout
    assert "lab/31-3" not in result.stdout


def test_explain_a_citizen_without_duty_says_so() -> None:
    result = run("explain", CONFORMANCE / "caseload", "C036", "--rules", "broendby", "--as-of", "2022-08-01")

    assert result.stdout == "None of the chosen rules applies to the citizen's courses.\n"


def test_rules_list_has_every_version() -> None:
    lines = run("rules", "list").stdout.splitlines()

    found = [tuple(line.split()[:2]) for line in lines[1:]]
    assert found == sorted(found)
    assert {
        ("broendby", "2018-12-06"),
        ("cabi-grundmodel", "2020-01-01"),
        ("lab", "2020-01-01"),
        ("lab", "2023-03-22"),
        ("lab", "2024-01-01"),
        ("lab", "2026-07-01"),
    } <= set(found)


IN_SPRING = "B1,kontanthjaelp-jobparat,2020-01-06,\n", "B1,2020-01-10,jobsamtale,jobcenter,fremmoede\n"
"""Four interviews by 2020-07-05: nothing fell due while the duties were suspended, but time may have stood still."""


@pytest.mark.parametrize(
    ("arguments", "status", "due", "code"),
    [
        ([], "overdue", "2020-07-05", 1),
        (["--convention", "covid-2020=suspended"], "overdue", "2020-07-05", 1),
        (["--convention", "covid-2020=paused"], "pending", "2020-09-19", 0),
        (["--readings", "chosen"], "overdue", "2020-07-05", 1),
        (["--readings", "all"], "uncertain", "2020-07-05", 0),
        (["--readings", "all", "--convention", "covid-2020=paused"], "uncertain", "2020-09-19", 0),
        (["--convention", "covid-2020=paused", "--convention", "month_window=inclusive"], "pending", "2020-09-20", 0),
    ],
)
def test_a_reading_of_the_law_can_be_chosen_or_all_of_them_be_tried(
    arguments: list[str], status: str, due: str, code: int, tmp_path: Path
) -> None:
    folder, output = write_caseload(tmp_path / "in", *IN_SPRING), tmp_path / "findings.csv"

    result = run("check", folder, "--as-of", "2020-07-10", "--rules", "lab", "--output", output, *arguments)

    assert result.exit_code == code, result.output
    with output.open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["requirement"] == "lab/31-1"]
    assert (row["status"], row["due"]) == (status, due)
    told = {"suspended": "covid-2020=suspended:overdue", "paused": "covid-2020=paused:pending"}
    other = told["suspended" if "covid-2020=paused" in arguments else "paused"]
    assert (f"reading:{other}" in row["reasons"]) is ("all" in arguments)
    chosen = [word for word in arguments if "=" in word and word != "covid-2020=suspended"]
    assert all(word in result.stdout for word in ("dagpenge_meetings=count", *chosen))


def test_an_explanation_says_what_each_reading_makes_of_a_verdict(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", *IN_SPRING)
    asked = ("explain", folder, "B1", "--as-of", "2020-07-10", "--requirement", "lab/31-1")

    assert "(covid-2020=paused) the verdict is: pending." in run(*asked, "--readings", "all").stdout
    assert "covid-2020" not in run(*asked).stdout


def test_points_of_a_folder_of_ones_own_can_be_chosen_too(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "words.toml").write_text(open_points(punkt="nej ja"), encoding="utf-8")
    says = "match = 'interview'\ncount = 1\ndue = { reading = 'punkt', nej = { weeks = 1 }, ja = { weeks = 9 } }"
    (rules / "probe.toml").write_text(version(requirement(says)), encoding="utf-8")
    folder = write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-10,\n")
    asked = (
        "check",
        folder,
        "--as-of",
        "2022-02-01",
        "--rules",
        "probe",
        "--schedule",
        "probe",
        "--rules-folder",
        rules,
    )

    assert [run(*asked, *more).exit_code for more in ((), ("--convention", "punkt=ja"), ("--readings", "all"))] == [
        1,
        0,
        0,
    ]
    refused = run(*asked, "--convention", "punkt=jo")
    assert (refused.exit_code, "'jo' is no reading of punkt; expected ja / nej" in refused.stderr) == (2, True)


def test_rules_show_prints_a_duty_with_its_paragraph_and_versions() -> None:
    shown = run("rules", "show", "lab/31-1").stdout

    assert "LAB § 31, stk. 1, jf. § 9" in shown
    assert "2020-01-01 – 2023-03-21" in shown
    assert "2023-03-22 – 2023-12-31" in shown
    assert "The same duty in other versions: 2024-01-01 lab/31-3, 2026-07-01 lab/31-3" in shown


def test_rules_check_prints_the_line_of_a_requirement_that_lost_a_key(tmp_path: Path) -> None:
    copy = tmp_path / "rules"
    shutil.copytree(bundled_folder(), copy)
    file = copy / "lov" / "lab" / "2024-01-01.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    place = lines.index('id = "31-4"')
    lines.remove(next(line for line in lines[place:] if line.startswith("reference")))
    file.write_text("\n".join(lines), encoding="utf-8")

    result = run("rules", "check", copy)

    assert result.exit_code == 1
    assert f"2024-01-01.toml:{place}: requirement[9].reference: the key 'reference' is missing" in result.stdout


def test_rules_check_is_content_with_the_bundled_rules() -> None:
    result = run("rules", "check", "--as-of", "2026-11-21")

    assert result.exit_code == 0
    assert result.stdout.endswith("without problems.\n")


def test_demo_runs_on_the_examples_and_ends_with_0() -> None:
    result = run("demo")

    assert result.exit_code == 0
    assert "Verdict: overdue" in result.stdout
    assert str(examples_folder()) in result.stdout


@pytest.mark.parametrize(("lang", "words"), [("da", "Opgjort pr. 05-01-2022"), ("en", "As of 2022-01-05")])
def test_both_languages(lang: Lang, words: str, tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\n")

    assert words in run("check", folder, "--as-of", "2022-01-05", lang=lang).stdout


def test_lang_en_makes_the_help_english(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--lang", "en", "--help"])
    assert "The as-of day" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    assert "Opgørelsesdagen" in capsys.readouterr().out


def test_the_installed_command_runs_in_a_pipe_without_a_bar() -> None:
    command = Path(sys.executable).parent / "kontaktforloeb"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}

    done = subprocess.run(
        [command, "check", examples_folder(), "--as-of", "2026-11-01"],
        capture_output=True,
        check=False,
        env=environment,
        encoding="utf-8",
    )

    assert done.returncode == 1
    assert done.stderr == ""
    assert "\r" not in done.stdout


def test_without_an_as_of_day_today_is_used_and_printed(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\n")

    assert "As of 20" in run("check", folder).stdout


@pytest.mark.parametrize(
    ("output", "rejected"),
    [
        ("rejected.csv", None),
        ("x.csv", "x.csv"),
        ("in/meetings.csv", None),
        ("in/hours.json", None),
        ("x.csv", "in/spells.csv"),
    ],
)
def test_no_file_is_written_over_another_of_the_run(
    output: str, rejected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\n")
    before = (folder / "meetings.csv").read_bytes(), (folder / "spells.csv").read_bytes()
    further = [] if rejected is None else ["--rejected", rejected]

    result = run("check", "in", "--as-of", "2022-01-05", "--output", output, *further)

    assert result.exit_code == 2
    assert ((folder / "meetings.csv").read_bytes(), (folder / "spells.csv").read_bytes()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_a_caseload_of_which_no_row_can_be_used_ends_with_2(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,ukendt,2022-01-03,\n")

    result = run("check", folder, "--as-of", "2022-01-05")

    assert result.exit_code == 2
    assert "no row can be used" in result.stderr


def test_of_a_caseload_without_a_usable_row_the_rows_are_accounted_for(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path, "C1,kontanthjaelp-jobparat,31-04-2025,\nC2,kontanthjaelp-jobparat,32-04-2025,\n")
    plain = run("check", folder, "--as-of", "2026-01-01")
    assert "Rejected rows: impossible-date 2" in plain.stderr
    assert 'spells:2: start: "31-04-2025" is no date' in plain.stderr
    rejected = tmp_path / "rej.csv"
    assert run("check", folder, "--as-of", "2026-01-01", "--rejected", rejected).exit_code == 2
    assert rejected.read_text("utf-8").count("impossible-date") == 2


@pytest.mark.parametrize("option", [("--rules", ""), ("--rules", ","), ("--schedule", "")])
def test_rules_that_name_nothing_are_no_green_run(option: tuple[str, str], tmp_path: Path) -> None:
    folder = write_caseload(tmp_path, "C1,kontanthjaelp-jobparat,2022-01-03,\n")
    result = run("check", folder, "--as-of", "2026-01-01", *option)
    assert (result.exit_code, result.stderr.startswith("no rule set is named")) == (2, True)


def test_a_schedule_that_lacks_a_number_is_told_before_anything_is_judged(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path, "C1,kontanthjaelp-jobparat,2022-01-03,\n")
    result = run("check", folder, "--as-of", "2026-01-01", "--schedule", "odsherred", "--output", tmp_path / "f.csv")
    assert result.exit_code == 2
    assert "odsherred: flere-gange: the source gives no value for the parameter" in result.stderr
    assert not (tmp_path / "f.csv").exists()


def test_citizens_to_whom_no_rule_applies_are_counted(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,fleksjob,2022-01-03,\nB2,kontanthjaelp-jobparat,2022-01-03,\n")

    assert "Without findings: 1 citizen(s)" in run("check", folder, "--as-of", "2022-01-05").stdout


def test_what_must_be_acted_on_is_told_apart_from_what_is_over(tmp_path: Path) -> None:
    folder = write_caseload(
        tmp_path / "in",
        "B1,kontanthjaelp-jobparat,2022-01-03,2022-01-20\nB2,kontanthjaelp-jobparat,2022-01-03,\n",
    )

    shown = run("check", folder, "--as-of", "2022-02-05").stdout

    assert "To act on: 2 overdue, 0 breached; 1 of them in courses that are over." in shown


def test_a_rule_file_of_ones_own_cannot_take_the_place_of_the_law(tmp_path: Path) -> None:
    own = (bundled_folder() / "kommuner" / "broendby" / "2018-12-06.toml").read_text(encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.toml").write_text(own.replace('id = "broendby"', 'id = "lab"', 1), encoding="utf-8")
    folder = write_caseload(tmp_path / "in", "B1,dagpenge,2025-01-03,\n")

    result = run("check", folder, "--as-of", "2025-01-05", "--rules-folder", tmp_path / "own")

    assert "kind: 'lab' is of kind 'lov'" in result.stderr
    assert "lab/31-4" in result.stdout


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "Brug: kontaktforloeb [VALG] KOMMANDO [ARGUMENTER]..." in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["check"], ["rules"], ["rules", "which"], ["cases", "export"], ["prove"]])
def test_help_is_said_in_one_language(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for lang in ("da", "en"):
        with pytest.raises(SystemExit):
            main(["--lang", lang, *words, "--help"])
        said[lang] = capsys.readouterr().out
    english = re.compile("Usage|Options|OPTIONS|Commands|COMMAND|ARGS|Show ")
    assert not english.search(said["da"])
    assert said["da"].startswith(" ".join(["Brug: kontaktforloeb", *words, "[VALG]"]))
    assert "\nValg:\n" in said["da"]
    assert said["en"].startswith(" ".join(["Usage: kontaktforloeb", *words, "[OPTIONS]"]))
    assert "\nOptions:\n" in said["en"]


def installed(*arguments: object) -> list[str]:
    return [str(Path(sys.executable).parent / "kontaktforloeb"), *map(str, arguments)]


def test_a_console_that_cannot_show_a_sign_is_no_error() -> None:
    done = subprocess.run(
        installed("rules", "show", "lab"),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_pipe_that_is_closed_early_is_no_verdict(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "".join(f"B{n},kontanthjaelp-jobparat,2022-01-03,\n" for n in range(3000)))
    command = " ".join(installed("check", folder, "--as-of", "2022-01-05"))
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode in (0, 141)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("ended", "code"), [((), 70), ((130,), 130), ((143, 130), 143)])
def test_what_fails_because_a_signal_was_lost_in_it_ends_as_the_signal_would(
    ended: tuple[int, ...], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(lang: str) -> None:
        raise TypeError(lang)

    monkeypatch.setattr("kontaktforloeb.cli.build", fails)
    with pytest.raises(SystemExit) as stopped:
        main(["check"], ended)
    assert stopped.value.code == code
    assert bool(capsys.readouterr().err) == (not ended)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_run_that_is_stopped_leaves_nothing_half_written(name: str, tmp_path: Path) -> None:
    folder = write_caseload(
        tmp_path / "in", "".join(f"B{n},kontanthjaelp-jobparat,2022-01-03,\n" for n in range(60_000))
    )
    # What a shell runs in the background ignores SIGINT, and so would a child of it; a handler is not inherited.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(
            installed("check", folder, "--as-of", "2022-01-05", "--output", tmp_path / "x.csv"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    finally:
        signal.signal(signal.SIGINT, before)
    while process.poll() is None and not list(tmp_path.glob(".x.csv.*")):
        pass
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=60)

    assert process.returncode == {"SIGTERM": 143, "SIGINT": 130}[name]
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_run_without_a_rule_file_that_has_problems_says_so(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "by.toml").write_text("id = 1\n", encoding="utf-8")
    folder = write_caseload(tmp_path / "in", "B1,dagpenge,2022-01-03,\n")

    said = run("check", folder, "--as-of", "2022-01-05", "--rules-folder", rules).stdout
    assert "Rule files in folders of your own are not used, as they have problems" in said
    assert "are not used" not in run("check", folder, "--as-of", "2022-01-05").stdout


def test_a_proposal_is_not_said_to_be_in_force(tmp_path: Path) -> None:
    folder = write_caseload(tmp_path / "in", "B1,dagpenge,2027-02-01,\n")

    said = run("explain", folder, "B1", "--as-of", "2027-06-01", "--rules", "lab@2027-01-01").stdout
    assert "it is not adopted, and was asked for by name" in said
    assert "was in force" not in said


@pytest.mark.parametrize("path_of", ["small", "bulk"])
@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2024-01-08T23:00:00", "2024-06-10T22:00:00"], "every time of day"),
        ([str(date(2024, 1, 7) + timedelta(weeks=week)) for week in range(40)], "more on Sundays than on Fridays"),
        ([str(date(2024, 1, 9) + timedelta(weeks=week)) for week in range(40)], ""),
    ],
)
def test_days_that_look_shifted_are_told_of(
    days: list[str], said: str, path_of: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if path_of == "bulk":
        monkeypatch.setattr("kontaktforloeb.caseload.sourced._SMALL", 0)
    write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2024-01-01,\n")
    rows = "".join(f"B1,{day},jobsamtale,jobcenter\n" for day in days)
    (tmp_path / "in" / "meetings.csv").write_text(f"citizen,date,type,held_by\n{rows}", "utf-8")
    result = run("check", tmp_path / "in", "--as-of", "2024-12-31", "--lang", "en")
    assert (said in result.stderr) if said else (result.stderr == "")


@pytest.mark.parametrize(("known_on", "held"), [("2022-02-09", "0 of 4"), ("2022-02-10", "1 of 4")])
def test_explain_tells_of_what_was_known(known_on: str, held: str, tmp_path: Path) -> None:
    write_caseload(tmp_path / "in", "B1,kontanthjaelp-jobparat,2022-01-03,\n")
    rows = "citizen,date,type,held_by,registered\nB1,2022-02-07,jobsamtale,jobcenter,2022-02-10\n"
    (tmp_path / "in" / "meetings.csv").write_text(rows, "utf-8")
    told = ("--as-of", "2022-08-01", "--requirement", "lab/31-1", "--lang", "en")
    result = run("explain", tmp_path / "in", "B1", "--as-known-on", known_on, *told)
    assert held in result.stdout
    assert known_on in result.stdout.splitlines()[0]
