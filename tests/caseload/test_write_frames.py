"""Findings from frames: the same files as from findings, whatever stands in the cells and however frames are cut."""

from __future__ import annotations

import csv
import io
import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from caseload_folders import RULES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kontaktforloeb import Finding
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.run import check_caseload
from kontaktforloeb.caseload.write import FINDING_COLUMNS, write_findings, write_findings_frames, write_rejected
from kontaktforloeb.caseload.writing import ahead
from kontaktforloeb.caseload.writing.plain import Form, write_rows
from kontaktforloeb.caseload.writing.tables import FINDINGS, Kind
from kontaktforloeb.errors import OutOfRangeError

pl = pytest.importorskip("polars")

from kontaktforloeb.caseload.writing.frames import write_frames  # noqa: E402 (it needs polars)

CONFORMANCE = Path(__file__).parents[1] / "cases" / "conformance" / "caseload"
SCHEMA = {
    name: {Kind.DAY: pl.Date, Kind.NUMBER: pl.Int32}.get(FINDINGS.kind(name), pl.String) for name in FINDING_COLUMNS
}
TEXTS = list(dict.fromkeys(name for name in FINDING_COLUMNS if SCHEMA[name] == pl.String and name != "reasons"))
HOSTILE = [
    "", " ", "=1+1", "+45", "-1", "@x", "\t=1", "\r=1", "'=1", '"', '""', '"a"', "a,b", "a;b", "a\nb", "a\rb", "a\r\nb",
    "\n", "\r", ";", "#", "\ufeff", "\u2028", "\x85", "\x00", "\x1f", "\x7f", "\\", "a\\", "/", "æøå", "😀", "null",
    "0012", "1E5", "NaN", "true", " =1", "|", "a|b", "<r>x</r>",
]  # fmt: skip
FORMS = ["findings.csv", "findings.json", "findings.jsonl", "findings.parquet", "findings.xlsx"]


@pytest.fixture(scope="module")
def conformance() -> Sequence[Finding]:
    caseload = read_folder(CONFORMANCE, RULES)
    assessments = check_caseload(caseload, as_of=date(2026, 11, 1), rulebook=RULES)
    return [finding for assessment in assessments for finding in assessment.findings]


def cells(finding: Finding) -> list[object]:
    """Give what a frame holds of a finding, told in another way than the library does."""
    case = finding.basis.facts.case
    found = []
    for name in FINDING_COLUMNS:
        value = getattr(case if name in {"municipality", "team", "adviser"} else finding, name)
        found.append(
            "|".join(value) if name == "reasons" else str(value) if SCHEMA[name] == pl.String and value else value
        )
    return found


def frame_of(rows: Iterable[Sequence[object]]) -> Any:
    flat = [["|".join(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows]
    return pl.DataFrame(flat, schema=SCHEMA, orient="row")


def cut(frame: Any, *heights: int) -> Iterator[Any]:
    start = 0
    for height in heights:
        yield frame.slice(start, height)
        start += height
    yield frame.slice(start)


def as_categories(frame: Any) -> Any:
    return frame.with_columns(pl.col([*TEXTS[1:], "reasons"]).cast(pl.Categorical))


def as_enums(frame: Any) -> Any:
    return frame.with_columns(
        pl.col(name).cast(pl.Enum(frame[name].drop_nulls().unique().sort())) for name in [*TEXTS, "reasons"]
    )


def as_it_is(frame: Any) -> Any:
    return frame


# --- The same file from frames as from findings.


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("excel_csv", [False, True])
def test_frames_give_the_same_bytes_as_findings(
    tmp_path: Path, conformance: Sequence[Finding], name: str, *, excel_csv: bool
) -> None:
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    frame = frame_of(map(cells, conformance))
    small = write_findings(tmp_path / f"small.{name}", conformance, excel_csv=excel_csv)
    bulk = write_findings_frames(tmp_path / f"bulk.{name}", cut(as_enums(frame), 0, 1, 40), excel_csv=excel_csv)
    assert (tmp_path / f"small.{name}").read_bytes() == (tmp_path / f"bulk.{name}").read_bytes()
    assert small == bulk
    assert small.rows == len(conformance) > 100
    assert small.notes("en") == ()


TEXT = st.sampled_from(HOSTILE) | st.text(st.sampled_from("ab=+-@\t\r\n\",;'|\0é"), max_size=4) | st.none()
DAY = st.dates(date(1900, 1, 1), date(2091, 1, 1)) | st.dates(date(2024, 1, 1), date(2024, 1, 9))
REASONS = st.lists(st.sampled_from(["a", "hours-not-in", "closed:2024-01-01", "rows,rejected"]), max_size=3).map(tuple)


def cell(name: str) -> st.SearchStrategy[object]:
    if name == "reasons":
        return REASONS
    if name in {"course", "version", "as_of"}:
        return DAY
    return {pl.Date: DAY | st.none(), pl.Int32: st.integers(-(2**31), 2**31 - 1) | st.none()}.get(SCHEMA[name], TEXT)


ROWS = st.lists(st.tuples(*(cell(name) for name in FINDING_COLUMNS)), max_size=6)


def plain_row(text: str) -> tuple[Any, ...]:
    """Give a row with one text in every column of texts."""
    return tuple(
        () if name == "reasons" else {pl.Date: date(2024, 2, 29), pl.Int32: 1}.get(SCHEMA[name], text)
        for name in FINDING_COLUMNS
    )


@given(
    rows=ROWS,
    form=st.sampled_from(Form),
    typed=st.sampled_from([as_it_is, as_categories, as_enums]),
    at=st.integers(0, 6),
)
@example(rows=[plain_row(text) for text in HOSTILE], form=Form.CSV, typed=as_enums, at=3)
@example(rows=[plain_row(text) for text in HOSTILE], form=Form.EXCEL_CSV, typed=as_it_is, at=3)
@example(rows=[plain_row(text) for text in HOSTILE], form=Form.JSON, typed=as_categories, at=3)
@example(rows=[], form=Form.JSON, typed=as_it_is, at=0)
@settings(deadline=None, max_examples=40)
def test_whatever_stands_in_the_cells_rows_and_frames_give_the_same_bytes(
    rows: list[tuple[Any, ...]], form: Form, typed: Callable[[Any], Any], at: int
) -> None:
    assert_same_bytes(rows, form, typed, at)


@pytest.mark.slow
@given(
    rows=ROWS,
    form=st.sampled_from(Form),
    typed=st.sampled_from([as_it_is, as_categories, as_enums]),
    at=st.integers(0, 6),
)
@settings(deadline=None, max_examples=1200)
def test_whatever_stands_in_thousands_of_cells_rows_and_frames_give_the_same_bytes(
    rows: list[tuple[Any, ...]], form: Form, typed: Callable[[Any], Any], at: int
) -> None:
    assert_same_bytes(rows, form, typed, at)


def assert_same_bytes(rows: list[tuple[Any, ...]], form: Form, typed: Callable[[Any], Any], at: int) -> None:
    text, data = io.StringIO(newline=""), io.BytesIO()
    frame = frame_of(rows)

    assert write_rows(text, form, FINDINGS, rows) == len(rows)
    assert write_frames(data, form, FINDINGS, cut(typed(frame), at)) == len(rows)

    assert data.getvalue().decode() == text.getvalue()


@given(rows=ROWS, excel=st.booleans())
@example(rows=[plain_row(text) for text in HOSTILE], excel=False)
@settings(deadline=None, max_examples=25)
def test_the_csv_module_reads_back_every_cell_and_none_is_a_formula(
    rows: list[tuple[Any, ...]], *, excel: bool
) -> None:
    data = io.BytesIO()
    frame = frame_of(rows)
    write_frames(data, Form.EXCEL_CSV if excel else Form.CSV, FINDINGS, [frame])

    text = data.getvalue().decode("utf-8-sig" if excel else "utf-8")
    header, *found = csv.reader(io.StringIO(text, newline=""), delimiter=";" if excel else ",")

    assert tuple(header) == FINDING_COLUMNS
    for given_row, read_row in zip(rows, found, strict=True):
        for name, value, read_cell in zip(FINDING_COLUMNS, given_row, read_row, strict=True):
            told = "" if value is None else "|".join(value) if isinstance(value, tuple) else str(value)
            if SCHEMA[name] == pl.String:
                guarded = told.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
                assert read_cell == ("'" + told if guarded else told)
            else:
                assert read_cell == told


@given(rows=ROWS)
@settings(deadline=None, max_examples=25)
def test_every_line_of_json_lines_is_an_object_of_its_own(rows: list[tuple[Any, ...]]) -> None:
    data = io.BytesIO()
    frame = frame_of(rows)
    write_frames(data, Form.JSON_LINES, FINDINGS, [frame])
    lines = data.getvalue().split(b"\n")
    assert lines.pop() == b""
    expected = [
        {
            name: list(c) if isinstance(c, tuple) else c.isoformat() if isinstance(c, date) else c
            for name, c in zip(FINDING_COLUMNS, row, strict=True)
        }
        for row in rows
    ]
    assert [json.loads(line) for line in lines] == expected


# --- Parquet.


def test_parquet_has_typed_columns_that_other_readers_know(tmp_path: Path, conformance: Sequence[Finding]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_findings(tmp_path / "a.parquet", conformance)

    table = parquet.read_table(tmp_path / "a.parquet")

    kinds = {"string": pl.String, "large_string": pl.String, "date32[day]": pl.Date, "int32": pl.Int32}
    assert {field.name: kinds[str(field.type)] for field in table.schema} == SCHEMA
    assert [list(row.values()) for row in table.to_pylist()] == [cells(finding) for finding in conformance]
    column = parquet.ParquetFile(tmp_path / "a.parquet").metadata.row_group(0).column(FINDING_COLUMNS.index("status"))
    assert column.compression == "ZSTD"
    assert column.has_dictionary_page
    assert column.statistics.has_min_max


@pytest.mark.parametrize("heights", [(1,), (40_000, 40_000), (50_000, 0, 1, 130_000)])
def test_parquet_has_row_groups_of_one_size_however_the_frames_are_cut(
    tmp_path: Path, heights: tuple[int, ...]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    frame = frame_of([plain_row("a"), plain_row("b")])[[0, 1] * 100_000]
    write_findings_frames(tmp_path / "a.parquet", cut(frame, *heights))
    write_findings_frames(tmp_path / "b.parquet", [frame])
    groups = parquet.ParquetFile(tmp_path / "a.parquet").metadata
    assert [groups.row_group(n).num_rows for n in range(groups.num_row_groups)] == [*[65_536] * 3, 200_000 - 3 * 65_536]
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


@pytest.mark.parametrize("frames", [[], [frame_of([])], [frame_of([]), frame_of([])]])
def test_no_findings_in_parquet_are_columns_without_rows(tmp_path: Path, frames: list[Any]) -> None:
    assert write_findings_frames(tmp_path / "a.parquet", frames).rows == 0
    assert dict(pl.read_parquet_schema(tmp_path / "a.parquet")) == SCHEMA
    assert pl.read_parquet(tmp_path / "a.parquet").height == 0


# --- What goes wrong while frames are made or written.


class StoppedError(Exception):
    """What ends a run in the middle."""


@pytest.mark.parametrize("error", [StoppedError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("before", [0, 1, 9])
def test_an_error_while_frames_are_made_is_raised_and_leaves_the_old_file(
    tmp_path: Path, name: str, error: type[BaseException], before: int
) -> None:
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    (tmp_path / name).write_text("the old file", "utf-8")

    def frames() -> Iterator[Any]:
        for _ in range(before):
            yield frame_of([plain_row("a")])
        raise error

    with pytest.raises(error):
        write_findings_frames(tmp_path / name, frames())
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [(name, "the old file")]


@pytest.mark.parametrize("name", FORMS)
def test_an_error_while_frames_are_written_ends_the_making_of_them(tmp_path: Path, name: str) -> None:
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    made = []

    def frames() -> Iterator[Any]:
        for number in range(1000):
            made.append(number)
            yield frame_of([plain_row("a")]) if number < 2 else pl.DataFrame({"other": [1]})

    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        write_findings_frames(tmp_path / name, frames())
    assert len(made) < 10
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("begun", [False, True])
def test_a_signal_as_the_writer_begins_leaves_no_thread(monkeypatch: pytest.MonkeyPatch, *, begun: bool) -> None:
    class Interrupted(threading.Thread):
        def start(self) -> None:
            if begun:
                super().start()
            raise KeyboardInterrupt

    monkeypatch.setattr(ahead, "Thread", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        ahead.handed_over([1, 2], list)
    assert "writing" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no such call here")
def test_a_signal_while_the_last_is_being_written_waits_for_the_writer() -> None:
    written: list[int] = []

    def write(batches: Iterator[int]) -> None:
        found = list(batches)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        time.sleep(0.2)
        written.extend(found)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            ahead.handed_over([1, 2], write)
    finally:
        signal.signal(signal.SIGINT, before)
    assert written == [1, 2]


@pytest.mark.parametrize(
    ("name", "package"),
    [("findings.parquet", "pyarrow"), ("findings.xlsx", "xlsxwriter")],
)
def test_a_package_that_is_missing_is_named_with_what_to_install_before_anything_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    asked: list[Any] = []

    def nothing() -> Iterator[Any]:
        asked.append("for it")
        yield from ()

    for write in (write_findings, write_findings_frames):
        with pytest.raises(OutOfRangeError) as raised:
            write(tmp_path / name, nothing())
        assert str(raised.value) == (
            f"'{name}' cannot be written without the package {package}; expected pip install 'kontaktforloeb[caseload]'"
        )
    with pytest.raises(OutOfRangeError, match=package):
        write_rejected(tmp_path / name, nothing(), "da")
    assert asked == []
    assert list(tmp_path.iterdir()) == []
