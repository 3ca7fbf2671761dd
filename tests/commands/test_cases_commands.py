"""The commands on the case table: what they say, in both languages, and how they end."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kontaktforloeb import cli


def ended(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        cli.main(["cases", *words])
    said = capsys.readouterr()
    return int(end.value.code or 0), said.out, said.err


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases") / "table"
    with pytest.raises(SystemExit):
        cli.main(["cases", "export", "--suite", "conformance", "--output", str(folder)])
    return folder


def test_the_cases_are_listed_with_what_they_show(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = ended(capsys, "list", "--suite", "conformance", "--lang", "en")
    assert code == 0
    assert "conformance/C004 [named] 2022-08-01, 2024-07-01: as-of is the due day: still pending" in out
    assert "125 cases in 1 suite and 1 category, version " in out
    code, out, _ = ended(capsys, "list", "--suite", "conformance", "--rules", "broendby")
    assert "Brøndby: hver samtale på den sidste dag i sin uge" in out
    assert " sager i 1 del og 1 kategori, " in out


def test_an_exported_table_is_equal_to_itself(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = ended(capsys, "compare", str(exported), str(exported / "findings.csv"), "--lang", "en")
    assert (code, out[:18]) == (0, "Equal: 125 cases, ")


def test_a_difference_is_told_and_ends_with_1(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (exported / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    changed = next(row for row in rows if row["requirement"] == "lab/31-3" and row["status"] == "met")
    changed["due"] = "2022-01-11"
    with (tmp_path / "mine.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    mine = str(tmp_path / "mine.csv")
    code, out, _ = ended(capsys, "compare", str(exported), mine, "--lang", "en")
    assert code == 1
    assert "1 of 125 cases differs (1 difference)." in out
    assert "due: expected 2022-01-10, got 2022-01-11" in out
    assert "why:" in out
    assert ended(capsys, "compare", str(exported), mine, "--columns", "status,held")[0] == 0
    assert ended(capsys, "compare", str(exported), mine, "--requirement", "lab/33-1")[0] == 0
    code, out, _ = ended(capsys, "compare", str(exported), mine)
    assert "due: ventet 10-01-2022, fik 11-01-2022" in out
    assert "1 af 125 sager afviger (1 forskel)." in out
    case = next(word for word in out.split() if word.startswith("conformance/"))
    assert "\n1 af 1 sag afviger (1 forskel)." in ended(capsys, "compare", str(exported), mine, "--case", case)[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["compare", "{folder}", "none.csv"], "none.csv: cannot be read (No such file or directory)"),
        (["compare", "none", "{folder}/findings.csv"], "manifest.json: the file is missing"),
        (["compare", "{folder}", "{folder}/runs.csv"], "citizen: the column is missing"),
        (
            ["compare", "{folder}", "{folder}/findings.csv", "--columns", "dues"],
            "no column 'dues'; did you mean 'due'?",
        ),
        (["compare", "{folder}", "{folder}/findings.csv", "--category", "name"], "did you mean 'named'?"),
        (["compare", "{folder}", "{folder}/findings.csv", "--as-of", "in May"], "in May"),
        (["compare", "{folder}", "{folder}/findings.csv", "--as-of", "1999-01-01"], "no case is as asked for"),
        (["compare", "{folder}", "{folder}/retired.csv"], "retired.csv: citizen: the column is missing"),
        (["list", "--suite", "confromance"], "no suite 'confromance'; did you mean 'conformance'?"),
        (["export", "--suite", "conformance", "--output", "{folder}/suites"], "there are other things in"),
        (["export", "--suite", "conformance", "--rules", "broenby"], "no rule set 'broenby'; did you mean 'broendby'?"),
    ],
)
def test_what_cannot_be_used_ends_with_2(
    exported: Path, words: list[str], says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    code, _, err = ended(capsys, *(word.format(folder=exported) for word in words), "--lang", "en")
    assert code == 2
    assert says in err
    danish = ended(capsys, *(word.format(folder=exported) for word in words))[2]
    assert danish != err or says == "in May"
    assert list(tmp_path.iterdir()) == []


def test_a_broken_export_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "manifest.json").write_text("{", "utf-8")
    assert "this is no JSON" in ended(capsys, "compare", str(tmp_path), "x.csv", "--lang", "en")[2]
    (tmp_path / "manifest.json").write_text('{"format": 99}', "utf-8")
    assert "no case table in the form 1" in ended(capsys, "compare", str(tmp_path), "x.csv", "--lang", "en")[2]


def test_an_export_that_was_changed_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "table"
    assert ended(capsys, "export", "--suite", "conformance", "--output", str(folder))[0] == 0
    findings = folder / "findings.csv"
    findings.write_text(findings.read_text("utf-8").replace("pending", "overdue", 1), "utf-8")
    code, _, err = ended(capsys, "compare", str(folder), str(findings), "--lang", "en")
    assert (code, "findings.csv: the file differs from its manifest" in err) == (2, True)
    assert "filen er ikke, som manifestet siger" in ended(capsys, "compare", str(folder), str(findings))[2]
