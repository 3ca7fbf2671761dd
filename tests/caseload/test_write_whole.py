"""Files are written whole or not at all: after errors, when the disk is full, and when the process is killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from kontaktforloeb.caseload.rows import RowCode, RowIssue
from kontaktforloeb.caseload.write import write_findings, write_rejected
from kontaktforloeb.files import placed, together, whole, whole_bytes

FORMS = ["findings.csv", "findings.json", "findings.jsonl", "findings.parquet", "findings.xlsx"]


class StoppedError(Exception):
    """What ends a run in the middle."""


def put(path: Path, text: str) -> None:
    with whole(path, "utf-8") as file:
        file.write(text)


def listing(folder: Path) -> dict[str, str]:
    """Give what stands in a folder, however hidden."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


# --- One file.


def test_nothing_is_in_its_place_before_all_of_it_is(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "old")
    with whole(tmp_path / "a.csv", "utf-8") as file:
        file.write("new")
        assert (tmp_path / "a.csv").read_text("utf-8") == "old"
        (folder,) = {path.name for path in tmp_path.iterdir()} - {"a.csv"}
        assert (folder.startswith(".a.csv."), folder.endswith(".part")) == (True, True)
        assert (tmp_path / folder).stat().st_mode & 0o077 == 0
    assert listing(tmp_path) == {"a.csv": "new"}


def test_bytes_stay_as_they_are(tmp_path: Path) -> None:
    with whole_bytes(tmp_path / "a.bin") as file:
        file.write(b"\r\n\xff\0")
    assert (tmp_path / "a.bin").read_bytes() == b"\r\n\xff\0"


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077, 0])
def test_the_file_is_as_open_to_others_as_any_new_file(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        put(tmp_path / "a.csv", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o666 & ~mask


def test_what_else_stands_beside_the_part_goes_with_it(tmp_path: Path) -> None:
    with placed(tmp_path / "a.csv") as part:
        part.write_text("new", "utf-8")
        (part.parent / "scratch").write_text("ids", "utf-8")
    assert listing(tmp_path) == {"a.csv": "new"}


@pytest.mark.parametrize("error", [StoppedError, KeyboardInterrupt, SystemExit, OSError])
def test_an_error_leaves_the_old_file_alone(tmp_path: Path, error: type[BaseException]) -> None:
    put(tmp_path / "a.csv", "old")

    def half() -> None:
        with whole(tmp_path / "a.csv", "utf-8") as file:
            file.write("new")
            raise error

    with pytest.raises(error):
        half()
    assert listing(tmp_path) == {"a.csv": "old"}


def test_a_part_that_was_never_written_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised, placed(tmp_path / "a.csv"):
        pass
    assert raised.value.filename == str(tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["no/a.csv", "folder"])
def test_a_place_that_cannot_be_written_to_is_named_as_it_was_given(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder" / "in").mkdir(parents=True)
    with pytest.raises((FileNotFoundError, IsADirectoryError)) as raised:
        put(tmp_path / place, "new")
    assert raised.value.filename == str(tmp_path / place)
    assert ".part" not in str(raised.value)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_an_error_about_another_file_keeps_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised, whole(tmp_path / "a.csv", "utf-8"):
        (tmp_path / "input.csv").read_text("utf-8")
    assert raised.value.filename == str(tmp_path / "input.csv")


# --- What a killed process leaves.


def test_what_a_killed_process_left_behind_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    for name in (".a.csv.k3j2.part", ".b.csv.k3j2.part", ".a.csv.part", "a.csv.k.part"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text("half", "utf-8")
    (tmp_path / ".a.csv.file.part").write_text("no folder", "utf-8")
    put(tmp_path / "a.csv", "new")
    assert {path.name for path in tmp_path.iterdir()} == {
        "a.csv", ".b.csv.k3j2.part", ".a.csv.part", "a.csv.k.part", ".a.csv.file.part",
    }  # fmt: skip


def test_a_name_with_signs_of_a_pattern_finds_its_own_leftovers_only(tmp_path: Path) -> None:
    for name in (".[ab].csv.k.part", ".a.csv.k.part"):
        (tmp_path / name).mkdir()
    put(tmp_path / "[ab].csv", "new")
    assert {path.name for path in tmp_path.iterdir()} == {"[ab].csv", ".a.csv.k.part"}


def test_a_link_that_is_named_like_a_leftover_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("dear", "utf-8")
    (tmp_path / ".a.csv.k.part").symlink_to(tmp_path / "mine")
    put(tmp_path / "a.csv", "new")
    assert (tmp_path / "mine" / "letter").read_text("utf-8") == "dear"


def test_two_that_write_the_same_file_at_once_leave_each_other_alone(tmp_path: Path) -> None:
    with whole(tmp_path / "a.csv", "utf-8") as first:
        first.write("first")
        put(tmp_path / "a.csv", "second")
        assert (tmp_path / "a.csv").read_text("utf-8") == "second"
    assert listing(tmp_path) == {"a.csv": "first"}


# --- Several files.


def test_files_that_belong_together_take_their_places_at_the_end(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "old")
    with together() as files:
        with whole(tmp_path / "a.csv", "utf-8", files) as file:
            file.write("new")
        assert (tmp_path / "a.csv").read_text("utf-8") == "old"
        written = write_rejected(tmp_path / "r.csv", [], "da", files=files)
        assert not (tmp_path / "r.csv").exists()
    assert written.rows == 0
    assert listing(tmp_path) == {"a.csv": "new", "r.csv": "table,row,column,code,text\n"}


@pytest.mark.parametrize("error", [StoppedError, KeyboardInterrupt])
def test_an_error_before_all_files_are_complete_leaves_every_old_one(
    tmp_path: Path, error: type[BaseException]
) -> None:
    put(tmp_path / "a.csv", "old")
    put(tmp_path / "r.csv", "old")

    def issues() -> Iterator[RowIssue]:
        yield RowIssue("spells", 2, "group", RowCode.MISSING_VALUE)
        raise error

    def both() -> None:
        with together() as files:
            write_findings(tmp_path / "a.csv", [], files=files)
            write_rejected(tmp_path / "r.csv", issues(), "da", files=files)

    with pytest.raises(error):
        both()
    assert listing(tmp_path) == {"a.csv": "old", "r.csv": "old"}


def test_a_file_that_cannot_take_its_place_leaves_no_trace_of_those_after_it(tmp_path: Path) -> None:
    (tmp_path / "b" / "in").mkdir(parents=True)

    def three() -> None:
        with together() as files:
            for name in "abc":
                with whole(tmp_path / name, "utf-8", files) as file:
                    file.write("new")

    with pytest.raises(IsADirectoryError) as raised:
        three()
    assert raised.value.filename == str(tmp_path / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


# A process that ends itself in the middle: at a rename, counted from 1, just before it or just after it.
AT_A_RENAME = """
    import os, pathlib, signal, sys, threading
    from kontaktforloeb.files import together, whole

    folder, how, wanted, after = pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:5])
    # A second thread that takes no part: the system may hand a signal to any thread.
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    rename, seen = pathlib.Path.replace, 0

    def replace(self, target):
        global seen
        seen += 1
        if seen == wanted and not after:
            os.kill(os.getpid(), how)
        rename(self, target)
        if seen == wanted and after:
            os.kill(os.getpid(), how)

    pathlib.Path.replace = replace
    with together() as files:
        for name in ("findings.csv", "rejected.csv", "quality.csv"):
            with whole(folder / name, "utf-8", files) as file:
                file.write("new")
"""
NAMES = ("quality.csv", "rejected.csv", "findings.csv")


def ended_at_a_rename(folder: Path, how: signal.Signals, wanted: int, *, after: bool) -> tuple[int, dict[str, str]]:
    for name in NAMES:
        (folder / name).write_text("old", "utf-8")
    asked = [sys.executable, "-c", dedent(AT_A_RENAME), str(folder), *(str(int(one)) for one in (how, wanted, after))]
    code = subprocess.run(asked, check=False).returncode
    return code, {name: (folder / name).read_text("utf-8") for name in NAMES}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("wanted", [1, 2, 3])
@pytest.mark.parametrize("after", [False, True])
def test_where_the_findings_are_new_after_a_kill_the_other_files_are_too(
    tmp_path: Path, wanted: int, *, after: bool
) -> None:
    code, found = ended_at_a_rename(tmp_path, signal.SIGKILL, wanted, after=after)
    assert code == -signal.SIGKILL
    new = wanted if after else wanted - 1
    assert list(found.values()) == ["new"] * new + ["old"] * (len(NAMES) - new)
    waiting = {path.name.split(".")[1] for path in tmp_path.glob(".*.part") if any(path.iterdir())}
    assert waiting == {name.split(".")[0] for name in NAMES[new:]}
    with together() as files:
        for name in NAMES:
            with whole(tmp_path / name, "utf-8", files) as file:
                file.write("next")
    assert listing(tmp_path) == dict.fromkeys(NAMES, "next")


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent this signal there")
@pytest.mark.parametrize(("wanted", "after"), [(1, False), (2, True), (3, True)])
def test_a_signal_between_two_renames_waits_for_the_last(tmp_path: Path, wanted: int, *, after: bool) -> None:
    code, found = ended_at_a_rename(tmp_path, signal.SIGTERM, wanted, after=after)
    assert (code, found) == (143, dict.fromkeys(NAMES, "new"))
    assert {path.name for path in tmp_path.iterdir()} == {*NAMES}


def test_whoever_listened_for_a_signal_before_listens_again(
    tmp_path: Path,
) -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        with together() as files, whole(tmp_path / "a", "utf-8", files) as file:
            file.write("new")
        signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT]


PAIR = """
    from kontaktforloeb.files import together, whole

    def version(number):
        with together() as files:
            for name in ("findings.csv", "rejected.csv"):
                with whole(path / name, "utf-8", files) as file:
                    file.write(str(number) * 1000)
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_killed_at_many_moments_no_findings_are_newer_than_the_rejected_rows_beside_them(tmp_path: Path) -> None:
    moments = random.Random("pair")  # noqa: S311 (moments, no secrets)
    for _ in range(40):
        told, code = stopped(tmp_path, PAIR, signal.SIGKILL, moments)
        assert code == -signal.SIGKILL
        found, rejected = ((tmp_path / name).read_text("utf-8") for name in ("findings.csv", "rejected.csv"))
        allowed = [(str(told) * 1000, str(told) * 1000), (str(told) * 1000, str(told + 1) * 1000)]
        assert (found, rejected) in [*allowed, (str(told + 1) * 1000, str(told + 1) * 1000)]


# --- Real processes. Each writes one version after the other and says when one is done.

SMALL = """
    from kontaktforloeb.caseload.rows import RowCode, RowIssue
    from kontaktforloeb.caseload.write import write_rejected

    def version(number):
        issues = [RowIssue("spells", row, f"v{number}", RowCode.MISSING_VALUE) for row in range(1000)]
        write_rejected(path, issues, "da")
"""
BULK = """
    from datetime import date
    import polars as pl
    from kontaktforloeb.caseload.write import FINDING_COLUMNS, write_findings_frames
    from kontaktforloeb.caseload.writing.frames import schema
    from kontaktforloeb.caseload.writing.tables import FINDINGS

    ROW = {"citizen": "C1", "course": date(2024, 1, 1), "held": 1, "reasons": ""}
    FRAME = pl.DataFrame([ROW], schema=schema(FINDINGS))[[0] * (100 if path.suffix == ".xlsx" else 4000)]

    def version(number):
        write_findings_frames(path, [FRAME.with_columns(team=pl.lit(f"v{number}"))] * 3)
"""
LOOP = """
    import itertools, pathlib, signal, sys

    path = pathlib.Path(sys.argv[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    {body}
    for number in itertools.count():
        version(number)
        print(number, flush=True)
"""


def started(path: Path, body: str) -> subprocess.Popen[str]:
    code = dedent(LOOP).replace("{body}", dedent(body))
    return subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)


def stopped(path: Path, body: str, how: signal.Signals, moments: random.Random) -> tuple[int, int]:
    """End a process at some moment after its first version; give the last version that it told, and its exit code."""
    with started(path, body) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        time.sleep(moments.uniform(0, 0.15))
        process.send_signal(how)
        try:
            told = process.communicate(timeout=60)[0].split()
        finally:
            process.kill()  # One that hangs is not waited for.
    return int(told[-1]) if told else 0, process.returncode


def versions(path: Path) -> list[str]:
    """Give the version that each row of an output tells, as an independent reader sees it."""
    match path.suffix:
        case ".csv":
            column = "column" if path.stem == "rejected" else "team"
            header, *lines = path.read_text("utf-8").splitlines()
            return [line.split(",")[header.split(",").index(column)] for line in lines]
        case ".json":
            return [row["team"] for row in json.loads(path.read_text("utf-8"))]
        case ".jsonl":
            return [json.loads(line)["team"] for line in path.read_text("utf-8").splitlines()]
        case ".parquet":
            return list(pytest.importorskip("pyarrow.parquet").read_table(path).to_pydict()["team"])
        case _:
            sheet = pytest.importorskip("fastexcel").read_excel(str(path)).load_sheet("findings")
            return list(sheet.to_polars()["team"])


def assert_whole(path: Path, told: int, rows: int) -> None:
    found = versions(path)
    assert len(found) == rows
    assert {*found} in ({f"v{told}"}, {f"v{told + 1}"})


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_process_that_is_killed_leaves_the_old_output_or_the_new_one(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "rejected.csv"
    told, code = stopped(path, SMALL, signal.SIGKILL, random.Random(seed))  # noqa: S311 (moments, no secrets)
    assert code == -signal.SIGKILL
    assert_whole(path, told, 1000)
    write_rejected(path, [], "da")
    assert [found.name for found in tmp_path.iterdir()] == ["rejected.csv"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("name", ["rejected.csv", *FORMS])
def test_killed_at_many_moments_every_form_of_output_is_the_old_one_or_the_new_one(tmp_path: Path, name: str) -> None:
    path, moments, left = tmp_path / name, random.Random(name), 0  # noqa: S311 (as above)
    small = name == "rejected.csv"
    for _ in range(20):
        told, code = stopped(path, SMALL if small else BULK, signal.SIGKILL, moments)
        assert code == -signal.SIGKILL
        assert_whole(path, told, 1000 if small else 300 if name.endswith("xlsx") else 12_000)
        left += len(list(tmp_path.iterdir())) - 1
        assert len(list(tmp_path.iterdir())) <= 2
    assert left > 3  # Else no process was killed while it wrote.
    put(path, "")
    assert [found.name for found in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("told", [SystemExit(143), KeyboardInterrupt()], ids=repr)
def test_a_signal_while_the_folder_is_taken_away_still_ends_the_process(
    told: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = shutil.rmtree
    first: list[Path] = []

    def interrupted(folder: Path, *, ignore_errors: bool) -> None:
        if not first:
            first.append(folder)
            try:
                raise told
            finally:
                os.close(1 << 20)  # As `rmtree` closes a folder that a signal kept it from noting as closed.
        remove(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", interrupted)
    with pytest.raises(type(told)) as ended, whole(tmp_path / "x.csv", "utf-8") as file:
        file.write("new")
    assert ended.value is told
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("x.csv", "new")]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
def test_ended_in_an_orderly_way_every_form_of_output_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    path, moments = tmp_path / name, random.Random(name)  # noqa: S311 (as above)
    for _ in range(10):
        told, code = stopped(path, BULK, signal.SIGTERM, moments)
        assert code == 143
        assert_whole(path, told, 300 if name.endswith("xlsx") else 12_000)
        assert [found.name for found in tmp_path.iterdir()] == [name]


FULL = """
    import pathlib, resource, signal, sys
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    folder = pathlib.Path(sys.argv[1])
    {body}
    big = pl.concat([FRAME.with_columns(citizen=pl.int_range(pl.len()).hash().cast(pl.String))] * 5)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    for name in sys.argv[2:]:
        try:
            write_findings_frames(folder / name, [big, big, big])
        except OSError as error:
            print(name, error.errno, error.filename == str(folder / name), error.strerror)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files cannot be limited there")
def test_a_disk_that_is_full_is_an_error_of_the_system_that_names_the_output(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    pytest.importorskip("xlsxwriter")
    for name in FORMS:
        (tmp_path / name).write_text("old", "utf-8")
    code = dedent(FULL).replace("{body}", dedent(BULK).replace("path.suffix", "'.csv'"))
    found: Any = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), *FORMS], capture_output=True, text=True, check=False
    )
    assert found.stdout.splitlines() == [f"{name} 27 True File too large" for name in FORMS], found.stderr
    assert listing(tmp_path) == dict.fromkeys(FORMS, "old")
