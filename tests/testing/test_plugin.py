"""The pytest plugin, in runs of pytest of its own."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

pytest_plugins = ["pytester"]

PLUGIN = ("-p", "kontaktforloeb.testing.plugin", "-p", "no:hypothesispytest", "-p", "no:cacheprovider", "-q")

ENGINE = """
import pytest
from kontaktforloeb import check

def engine(case, as_of):
    return check(case, as_of=as_of).findings

def wrong(case, as_of):
    for finding in engine(case, as_of):
        row = {name: getattr(finding, name) for name in (
            "course", "group", "ruleset", "version", "requirement", "occurrence", "status", "opens", "due", "fulfilled",
            "days_late", "held", "needed")}
        yield row | ({"status": "overdue"} if row["status"] == "pending" else {})
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    # Where the library is installed with its entry point the plugin is there already; here it is named.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return pytester


def result(run: pytest.Pytester, test: str, *more: str) -> pytest.RunResult:
    run.makepyfile(ENGINE + test)
    return run.runpytest_inprocess(*PLUGIN[:2], "-p", "no:cacheprovider", "-q", "--strict-markers", *more)


def test_an_engine_that_agrees_passes(run: pytest.Pytester) -> None:
    test = """
@pytest.mark.kontaktforloeb(suites="conformance")
def test_mine(kontaktforloeb_agree, kontaktforloeb_cases):
    found = kontaktforloeb_agree(engine)
    assert found.cases == len(kontaktforloeb_cases) == 125
"""
    result(run, test).assert_outcomes(passed=1)


def test_an_engine_that_differs_fails_with_the_citizen_the_duty_and_why(run: pytest.Pytester) -> None:
    test = """
@pytest.mark.kontaktforloeb(suites="conformance", cases=["conformance/C004"])
def test_mine(kontaktforloeb_agree):
    kontaktforloeb_agree(wrong)
"""
    found = result(run, test)
    found.assert_outcomes(failed=1)
    found.stdout.fnmatch_lines(
        [
            "1 of 1 case differs*",
            "*as of 2022-08-01: conformance/C004 [[]named]",
            "*shows: as-of is the due day: still pending",
            "*lab/31-1 (LAB § 31*",
            "*status: expected pending, got overdue",
            "*why:",
            "*Verdict: pending*",
        ]
    )
    assert "Traceback" not in found.stdout.str()


def test_a_test_that_asks_for_a_case_runs_once_for_each(run: pytest.Pytester) -> None:
    test = """
@pytest.mark.kontaktforloeb(suites=["conformance"], rules="broendby", columns=["status", "due"], lang="da")
def test_mine(kontaktforloeb_case, kontaktforloeb_agree):
    kontaktforloeb_agree(wrong)
"""
    found = result(run, test)
    outcomes = found.parseoutcomes()
    assert outcomes["passed"] > 0
    assert outcomes["failed"] > 0
    assert outcomes["passed"] + outcomes["failed"] < 125
    found.stdout.fnmatch_lines(["*status: ventet pending, fik overdue*", "FAILED *test_mine[[]conformance/C*"])


@pytest.mark.slow
def test_a_command_is_run_once_for_all_cases_of_a_test(run: pytest.Pytester) -> None:
    run.makefile(
        ".py",
        engine="""
import csv, sys
from pathlib import Path
from kontaktforloeb import check, load_rules
from kontaktforloeb.caseload.read import read_folder
tables, as_of, findings = sys.argv[1:]
with open("calls.txt", "a") as calls:
    calls.write(as_of + "\\n")
names = ("citizen", "course", "group", "ruleset", "version", "requirement", "occurrence", "status", "opens", "due",
         "fulfilled", "days_late", "held", "needed")
with open(findings, "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(names)
    for case in read_folder(Path(tables), load_rules()).cases:
        for finding in check(case, as_of=as_of).findings:
            out.writerow("" if (v := getattr(finding, n)) is None else v for n in names)
""",
    )
    test = f"""
from kontaktforloeb.testing.engines import command

ENGINE = command([{sys.executable!r}, "engine.py", "{{tables}}", "{{as_of}}", "{{findings}}"])

@pytest.mark.kontaktforloeb(suites="conformance", rules="broendby")
def test_mine(kontaktforloeb_case, kontaktforloeb_agree):
    kontaktforloeb_agree(ENGINE)
"""
    found = result(run, test)
    assert found.parseoutcomes().keys() == {"passed"}
    calls = (run.path / "calls.txt").read_text("utf-8").split()
    assert len(calls) == len(set(calls)) < found.parseoutcomes()["passed"]


def test_citizens_are_drawn_from_the_cases(run: pytest.Pytester) -> None:
    test = """
@pytest.mark.kontaktforloeb(suites="conformance", rules="broendby")
def test_mine(kontaktforloeb_agree):
    assert kontaktforloeb_agree(engine, drawn=20, seed=3).cases == 20
    kontaktforloeb_agree(wrong, drawn=20, seed=3)
"""
    found = result(run, test)
    found.assert_outcomes(failed=1)
    found.stdout.fnmatch_lines(["*drawn/3/*", "*status: expected pending, got overdue"])


@pytest.mark.parametrize(
    ("marker", "says"),
    [
        ('suites="conformanse"', "no suite 'conformanse'; did you mean 'conformance'?"),
        ('suites="conformance", categories="as of"', "no category 'as of'; did you mean 'as-of'?"),
        ('suites="conformance", columns=["statuss"]', "no column 'statuss'; did you mean 'status'?"),
        ('suite="law"', "has no argument 'suite'; did you mean 'suites'?"),
        ('"law"', "takes named arguments only"),
        ('suites="conformance", lang="de"', "lang is one of da, en"),
        ('suites="conformance", groups="kontanthjaelp-jobparat", requirements="lab/32-2"', "no case is as asked for"),
    ],
)
def test_a_marker_that_says_something_unknown_is_refused(run: pytest.Pytester, marker: str, says: str) -> None:
    test = f"""
@pytest.mark.kontaktforloeb({marker})
def test_mine(kontaktforloeb_agree, kontaktforloeb_cases):
    kontaktforloeb_agree(engine)
"""
    found = result(run, test)
    assert found.ret != 0
    assert says in found.stdout.str() + found.stderr.str()


@pytest.mark.parametrize(
    ("marker", "says"),
    [
        ('groups="kontanthjaelp-jobparat", requirements="lab/32-2"', "kontaktforloeb: no case is as asked for"),
        ('cases="conformance/C00A"', "no case 'conformance/C00A'; did you mean 'conformance/C"),
        ('column="due"', "has no argument 'column'; did you mean 'columns'?"),
    ],
)
def test_a_test_without_a_case_fails_alone(run: pytest.Pytester, marker: str, says: str) -> None:
    test = f"""
@pytest.mark.kontaktforloeb(suites="conformance", {marker})
def test_without(kontaktforloeb_case, kontaktforloeb_agree):
    raise RuntimeError("it must not run")

@pytest.mark.skip(reason="not yet")
@pytest.mark.kontaktforloeb(suites="conformance", {marker})
def test_not_yet(kontaktforloeb_case):
    raise RuntimeError("it must not run")

@pytest.mark.kontaktforloeb(suites="conformance", cases="conformance/C004")
def test_with(kontaktforloeb_case, kontaktforloeb_agree):
    kontaktforloeb_agree(engine)
"""
    found = result(run, test)
    outcomes = found.parseoutcomes()
    assert outcomes == {"passed": 1, "errors": 1, "skipped": 1}
    assert says in found.stdout.str()
    assert "it must not run" not in found.stdout.str()
    assert "Traceback" not in found.stdout.str()


def test_an_engine_that_cannot_be_run_fails_the_test_with_a_message(run: pytest.Pytester) -> None:
    test = """
@pytest.mark.kontaktforloeb(suites="conformance", rules="broendby")
def test_mine(kontaktforloeb_agree):
    kontaktforloeb_agree("there-is-no-such-engine {tables} {findings}")
"""
    found = result(run, test)
    found.assert_outcomes(failed=1)
    found.stdout.fnmatch_lines(["*'there-is-no-such-engine' cannot be run*"])


def test_the_plugin_is_found_by_pytest() -> None:
    own = [point for point in entry_points(group="pytest11") if point.value == "kontaktforloeb.testing.plugin"]
    assert [point.name for point in own] == ["kontaktforloeb"]


def test_the_plugin_loads_nothing_before_a_test_asks() -> None:
    heavy = (
        "attrs",
        "hypothesis",
        "polars",
        "kontaktforloeb.rulebook",
        "kontaktforloeb.checking",
        "kontaktforloeb.model",
        "z3",
    )
    code = (
        "import sys, pytest, kontaktforloeb.testing.plugin\n"
        f"print([name for name in {heavy!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
