"""One caseload through `check`, whatever it comes from and is written to: the same findings, to the byte."""

from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
from collections.abc import Callable
from pathlib import Path

import pytest
from same_caseload import as_csv, as_duckdb, as_parquet, as_sqlite, as_workbook

for _package in ("polars", "numpy", "xlsxwriter", "fastexcel", "duckdb"):
    pytest.importorskip(_package)

import polars as pl

from kontaktforloeb.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "caseload"
SOURCES: dict[str, Callable[[Path], Path]] = {
    "parquet": as_parquet,
    "workbook.xlsx": as_workbook,
    "caseload.duckdb": as_duckdb,
    "caseload.sqlite": as_sqlite,
}


def checked(source: Path, output: Path, *more: str) -> bytes:
    """Give the findings on a source as `check` writes them; it must have found something overdue."""
    given = ["check", str(source), "--as-of", "2026-11-01", "--output", str(output)]
    given += ["--rejected", str(output.with_name("rejected.csv")), *more]
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 1
    return output.read_bytes()


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_gives_the_same_findings(name: str, tmp_path: Path) -> None:
    by_case = checked(as_csv(tmp_path / "csv"), tmp_path / "by-case.csv")
    assert by_case.count(b"\n") > 5
    assert checked(SOURCES[name](tmp_path / name), tmp_path / "findings.csv") == by_case


@pytest.mark.parametrize(
    "ending", ["csv", "parquet", "xlsx", *(pytest.param(name, marks=pytest.mark.slow) for name in ("json", "jsonl"))]
)
def test_both_engines_write_the_same(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for way, small in (("case", 1 << 30), ("arrays", 0)):
        monkeypatch.setattr("kontaktforloeb.caseload.sourced._SMALL", small)
        folder = tmp_path / way
        folder.mkdir()
        findings = folder / f"findings.{ending}"
        checked(EXAMPLES, findings, "--quality", str(folder / "quality.csv"), "--registered-within", "14")
        frame = pl.read_parquet(findings) if ending == "parquet" else findings.read_bytes()
        others = [(folder / name).read_bytes() for name in ("rejected.csv", "quality.csv")]
        written.append((frame if isinstance(frame, bytes) else frame.write_csv(), *others))
    assert written[0] == written[1]


@pytest.mark.parametrize(
    "asked",
    [
        (),
        pytest.param(("--readings", "all"), marks=pytest.mark.slow),
        pytest.param(("--convention", "exemption=pause"), marks=pytest.mark.slow),
        pytest.param(("--convention", "covid-2020=paused"), marks=pytest.mark.slow),
    ],
    ids=" ".join,
)
def test_both_engines_judge_and_count_alike_however_the_law_is_read(
    asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for small in (1 << 30, 0):
        monkeypatch.setattr("kontaktforloeb.caseload.sourced._SMALL", small)
        findings = checked(EXAMPLES, tmp_path / "findings.csv", *asked)
        said.append((findings, capsys.readouterr().out))
    assert said[0] == said[1]


@pytest.mark.parametrize("known_on", ["2025-06-01", "2026-09-15"])
def test_both_engines_judge_alike_by_what_was_known(
    known_on: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for small in (1 << 30, 0):
        monkeypatch.setattr("kontaktforloeb.caseload.sourced._SMALL", small)
        findings = checked(EXAMPLES, tmp_path / "findings.csv", "--as-known-on", known_on)
        said.append((findings, capsys.readouterr().out))
    assert said[0] == said[1]


def test_explain_finds_a_citizen_in_any_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for source in (as_csv(tmp_path / "csv"), as_sqlite(tmp_path / "caseload.sqlite")):
        findings = checked(source, tmp_path / "findings.csv").decode().splitlines()
        capsys.readouterr()
        with pytest.raises(SystemExit):
            main(["explain", str(source), findings[1].split(",")[0], "--as-of", "2026-11-01"])
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] != ""
