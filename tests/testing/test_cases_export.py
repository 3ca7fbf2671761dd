"""The exported case table: its files, its schema, the same bytes each time, whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kontaktforloeb import load_rules
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, UnknownNameError
from kontaktforloeb.files import whole
from kontaktforloeb.testing.casetable import export as exporting
from kontaktforloeb.testing.casetable.export import export
from kontaktforloeb.testing.casetable.table import Choice, case_table
from kontaktforloeb.testing.casetable.wanted import wanted_in, wanted_of

BY_HAND = ("conformance",)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("exported") / "casetable"
    export(place, case_table(*BY_HAND))
    return place


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def manifest_of(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return manifest


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def valid(value: Any, folder: Path, name: str | None = None) -> None:
    schema = json.loads((folder / "schema.json").read_text("utf-8"))
    own = schema if name is None else {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
    jsonschema.Draft202012Validator.check_schema(own)
    jsonschema.Draft202012Validator(own).validate(value)


def test_the_files_are_as_the_schema_says(folder: Path) -> None:
    valid(manifest_of(folder), folder, "manifest")
    suite = json.loads((folder / "suites" / "conformance.json").read_text("utf-8"))
    valid(suite, folder)
    suite["cases"][0]["days"][0]["findings"][0]["status"] = "okay"
    with pytest.raises(jsonschema.ValidationError):
        valid(suite, folder)


def test_the_manifest_tells_what_there_is(folder: Path) -> None:
    manifest, files = manifest_of(folder), files_of(folder)
    assert manifest["files"] == {
        name: sha256(data).hexdigest() for name, data in files.items() if name != "manifest.json"
    }
    cases = case_table(*BY_HAND).cases
    assert (
        manifest["cases"] == len(cases) == sum(manifest["by_suite"].values()) == sum(manifest["by_category"].values())
    )
    assert manifest["findings"] == len(rows(folder / "findings.csv"))
    assert manifest["runs"] == len(rows(folder / "runs.csv"))
    book = load_rules()
    assert {(own["ruleset"], own["version"]): own["sha256"] for own in manifest["rules"]}["lab", "2024-01-01"] == next(
        version.sha256 for version in book.ruleset("lab").versions if str(version.valid_from) == "2024-01-01"
    )


def test_the_same_bytes_come_out_each_time_in_place_of_the_old_ones(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    for _ in range(2):
        export(again, case_table(*BY_HAND))
    assert files_of(again) == files_of(folder)
    assert all(b"\r" not in data for data in files_of(again).values())


def test_the_tables_can_be_read_and_hold_every_citizen(folder: Path) -> None:
    caseload = read_folder(folder / "tables", load_rules())
    cases = {case.citizen: case for case in case_table(*BY_HAND).cases}
    assert {case.citizen for case in caseload.cases} == set(cases)
    assert sum(count.rejected for count in caseload.counts.values()) == 1
    assert {row["citizen"]: row["id"] for row in rows(folder / "cases.csv")} == {
        c.citizen: c.id for c in cases.values()
    }


def test_json_and_csv_say_the_same(folder: Path) -> None:
    table = case_table(*BY_HAND)
    wanted = {case.id: case for case in wanted_in(folder)}
    for case in table.cases[::7]:
        assert wanted[case.id].rows == wanted_of(case, table.findings).rows
    in_csv = {(row["citizen"], row["as_of"], row["requirement"]) for row in rows(folder / "findings.csv")}
    in_json = {
        (row["citizen"], as_of, row["requirement"])
        for case in wanted.values()
        for as_of, own in case.rows.items()
        for row in own
    }
    assert in_csv == in_json


def test_by_what_a_case_is_judged_comes_back(tmp_path: Path) -> None:
    cases = [case for case in case_table("worked").cases if not case.setting.plain][:4]
    choice = Choice(["worked"], ids=[case.id for case in cases])
    export(tmp_path / "some", choice.table(), choice)
    assert {case.id: case.setting for case in wanted_in(tmp_path / "some")} == {c.id: c.setting for c in cases}


def test_what_is_exported_can_be_chosen(tmp_path: Path) -> None:
    choice = Choice(["conformance"], rules=["broendby"])
    done = export(tmp_path / "some", choice.table(), choice)
    assert 0 < done.cases < 125
    assert manifest_of(tmp_path / "some")["suites"] == ["conformance"]
    with pytest.raises(UnknownNameError, match="broendby"):
        export(tmp_path / "none", choice.table(), Choice(["conformance"], rules=["broenby"]))
    nobody = Choice(["conformance"], requirements=["lab/32-2"], groups=["kontanthjaelp-jobparat"])
    with pytest.raises(OutOfRangeError, match="no case"):
        export(tmp_path / "none", nobody.table(), nobody)
    assert not (tmp_path / "none").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(OutOfRangeError, match="other things"):
        export(tmp_path, case_table("conformance"))
    with pytest.raises(OutOfRangeError, match="no folder"):
        export(tmp_path / "not" / "there", case_table("conformance"))
    with pytest.raises(OutOfRangeError, match="is no folder"):
        export(tmp_path / "mine.txt", case_table("conformance"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_error_on_the_way_leaves_the_old_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "casetable"
    export(place, case_table("conformance"))
    before = files_of(place)
    written = list[str]()

    def failing(path: Path, *more: Any) -> Any:
        written.append(path.name)
        if len(written) == 5:
            raise OSError(28, "No space left on device", str(path))
        return whole(path, *more)

    monkeypatch.setattr(exporting, "whole", failing)
    for target in (place, tmp_path / "new"):
        written.clear()
        with pytest.raises(OSError, match="space"):
            export(target, case_table("worked"))
    assert files_of(place) == before
    assert not (tmp_path / "new").exists()


def test_what_an_earlier_export_left_is_taken_away(tmp_path: Path) -> None:
    place = tmp_path / "casetable"
    both = case_table("conformance", "worked")
    export(place, both)
    (place / "suites" / "mine.json").write_text("{}", "utf-8")
    (place / "notes.txt").write_text("mine", "utf-8")
    manifest = manifest_of(place)
    manifest["files"] |= {"old.csv": "0f", "../../mine.csv": "0f", "/mine.csv": "0f"}
    (place / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (place / "old.csv").write_text("of an earlier version", "utf-8")
    (tmp_path.parent / "mine.csv").write_text("mine", "utf-8")
    export(place, both, Choice(["worked"]))
    assert set(files_of(place)) == {*manifest_of(place)["files"], "manifest.json", "suites/mine.json", "notes.txt"}
    assert (tmp_path.parent / "mine.csv").is_file()
    assert {case.suite for case in wanted_in(place)} == {"worked"}


def test_a_suite_that_a_killed_process_left_is_taken_away_too(tmp_path: Path) -> None:
    place = tmp_path / "casetable"
    export(place, case_table("conformance"))
    (place / "suites" / "law.json").write_text("{}", "utf-8")
    export(place, case_table("conformance"))
    assert [path.name for path in (place / "suites").iterdir()] == ["conformance.json"]


def test_files_that_are_not_as_the_manifest_says_are_named(tmp_path: Path) -> None:
    place = tmp_path / "casetable"
    export(place, case_table("conformance"))
    assert len(list(wanted_in(place))) == 125
    with (place / "tables" / "spells.csv").open("a", encoding="utf-8") as file:
        file.write("K1,dagpenge,2022-01-03,\n")
    suite = place / "suites" / "conformance.json"
    suite.write_text(suite.read_text("utf-8").replace("pending", "overdue", 1), "utf-8")
    (place / "runs.csv").unlink()
    with pytest.raises(CaseloadError) as raised:
        list(wanted_in(place))
    told = [(Path(own.where).relative_to(place).as_posix(), own.what) for own in raised.value.problems]
    changed = "the file differs from its manifest"
    assert told == [
        ("runs.csv", "the file is missing"),
        ("suites/conformance.json", changed),
        ("tables/spells.csv", changed),
    ]


@pytest.mark.parametrize("manifest", ['{"format": 1}', '{"format": 1, "suites": ["law"], "files": {"runs.csv": "0"}}'])
def test_a_manifest_that_lacks_something_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest, "utf-8")
    with pytest.raises(CaseloadError, match="this is no case table in the form 1"):
        list(wanted_in(tmp_path))


@pytest.mark.slow
def test_the_whole_table_is_as_the_schema_says_and_the_same_in_every_process(tmp_path: Path) -> None:
    export(tmp_path / "one", case_table())
    words = [sys.executable, "-c", "from kontaktforloeb.cli import main; main()", "cases", "export", "--output", "two"]
    subprocess.run(words, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": "7"}, check=True, capture_output=True)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    for path in sorted((tmp_path / "one" / "suites").glob("*.json")):
        suite = json.loads(path.read_text("utf-8"))
        valid({**suite, "cases": suite["cases"][::25]}, tmp_path / "one")
