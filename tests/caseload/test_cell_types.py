"""Cells of every type that Parquet, Arrow and DuckDB have, in every column that is known: none ends in a traceback."""

from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from caseload_folders import HEADERS, RULES

for _package in ("polars", "numpy", "pyarrow"):
    pytest.importorskip(_package)

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
from pyarrow import parquet

from kontaktforloeb.caseload.batches import KEY, pieces
from kontaktforloeb.caseload.columns import UNREADABLE
from kontaktforloeb.caseload.frames import Frames, from_frames, read_frames
from kontaktforloeb.caseload.mapping.content import texts
from kontaktforloeb.caseload.mapping.propose import propose
from kontaktforloeb.caseload.raw import read_raw
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.caseload.sources import parquetfiles
from kontaktforloeb.caseload.sources.arrow import series_of
from kontaktforloeb.caseload.sources.memory import table_in_memory
from kontaktforloeb.errors import CaseloadError

FAR = 2**63 - 1
DAY = datetime(2025, 7, 1)  # noqa: DTZ001 (a local time)
ROW: Mapping[str, Mapping[str, Any]] = {
    "spells": {"citizen": "C1", "group": "6.2", "start": "2022-01-03"},
    "meetings": {"citizen": "C1", "date": "2022-01-10", "type": "7", "held_by": "jobcenter"},
    "hours": {"citizen": "C1", "month": "2022-01", "hours": "160.33"},
    "exemptions": {"citizen": "C1", "kind": "ferie", "start": "2022-02-01"},
    "events": {"citizen": "C1", "event": "henvendelse", "date": "2022-01-03"},
    "citizens": {"citizen": "C1"},
}


def ticks(unit: Any, *places: int, zone: str | None = None) -> pl.Series:
    return pl.Series(places, dtype=pl.Int64).cast(pl.Datetime(unit, zone))


IN_POLARS: Mapping[str, pl.Series] = {
    "bytes of a text": pl.Series([b"jobcenter"]),
    "bytes of none": pl.Series([b"\xff\xfe"]),
    "a key of bytes": pl.Series([bytes(range(16))]),
    "duration": pl.Series([timedelta(minutes=45)]),
    "time": pl.Series([time(8, 30)]),
    "struct": pl.Series([{"a": 1}]),
    "array": pl.Series([[1, 2]], dtype=pl.Array(pl.Int32, 2)),
    "array of texts": pl.Series([["cv", "job"]], dtype=pl.Array(pl.String, 2)),
    "array of arrays": pl.Series([[[1], [2]]], dtype=pl.Array(pl.Array(pl.Int32, 1), 2)),
    "list": pl.Series([["cv", None, "job"]]),
    "list of durations": pl.Series([[timedelta(1)]]),
    "list of bytes": pl.Series([[b"x"]]),
    "list of structs": pl.Series([[{"a": 1}]]),
    "list of nothing": pl.Series([[None]]),
    "nothing": pl.Series([None]),
    "enum": pl.Series(["7"], dtype=pl.Enum(["7"])),
    "categorical": pl.Series(["7"], dtype=pl.Categorical),
    "truth": pl.Series([True]),
    "day": pl.Series([date(2022, 2, 1)]),
    "days beyond": pl.Series([2**31 - 1, -(2**31 - 1), 2**31 - 2, -(2**31)], dtype=pl.Int32).cast(pl.Date),
    **{f"{unit} beyond": ticks(unit, FAR, -FAR, FAR - 1, FAR // 2) for unit in ("ms", "us", "ns")},
    **{f"{unit} beyond, with a zone": ticks(unit, FAR, -FAR, FAR - 1, zone="UTC") for unit in ("ms", "us", "ns")},
    "decimal": pl.Series([Decimal("12345678901234567890123456789.5")], dtype=pl.Decimal(38, 1)),
    "UInt64": pl.Series([2**64 - 1], dtype=pl.UInt64),
    "Int64": pl.Series([-(2**63), 2**63 - 1], dtype=pl.Int64),
    "Int128": pl.Series([2**120, -(2**120)], dtype=pl.Int128),
    "Int8": pl.Series([-1, 7], dtype=pl.Int8),
    "Float64": pl.Series([float("nan"), float("inf"), float("-inf"), 1e300, 1e-300, -0.0, 2.0**53]),
    "Float32": pl.Series([float("nan"), float("inf"), 6901010001.0, 7.5], dtype=pl.Float32),
}
KINDS_OF_ARROW: Mapping[str, Callable[[], Any]] = {
    "interval": lambda: pa.array([(1, 2, 3)], pa.month_day_nano_interval()),
    "seconds beyond": lambda: pa.array([FAR, -FAR, FAR - 1, FAR // 1000], pa.timestamp("s")),
    "seconds beyond, with a zone": lambda: pa.array([FAR, -FAR], pa.timestamp("s", "UTC")),
    "date64": lambda: pa.array([FAR // 86_400_000 * 86_400_000], pa.date64()),
    "decimal256": lambda: pa.array([1], pa.decimal256(50, 2)),
    "list of decimal256": lambda: pa.array([[1]], pa.list_(pa.decimal256(50, 2))),
    "float16": lambda: pa.array([1.5], pa.float16()),
    "union": lambda: pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array([1])]),
    "runs": lambda: pa.RunEndEncodedArray.from_arrays([1], ["7"]),
    "map": lambda: pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int32())),
    "bytes of one length": lambda: pa.array([b"ab"], pa.binary(2)),
    "time32": lambda: pa.array([1], pa.time32("s")),
    "words by number": lambda: pa.array(["7", "7"]).dictionary_encode(),
}
COLUMNS = [(table, column) for table, header in HEADERS.items() for column in header.split(",")]


def given(table: str, column: str, cells: Any) -> dict[str, Any]:
    """Give right tables, one of them with these cells in one column, as `pyarrow` has them."""
    found: dict[str, Any] = {}
    for name in {"spells", "meetings", table}:
        size = len(cells) if name == table else 1
        columns = {own: pa.array([cell] * size) for own, cell in ROW[name].items()}
        found[name] = pa.table(columns | ({column: cells} if name == table else {}))
    return found


def outcome(read: Callable[[], Frames]) -> Frames | CaseloadError:
    try:
        return read()
    except CaseloadError as error:
        return error


def assert_every_row_is_told_of(read: Callable[[], Frames], table: str, column: str) -> str:
    frames = outcome(read)
    if isinstance(frames, CaseloadError):
        assert {problem.key for problem in frames.problems} == {column}
        assert all(table in problem.where and problem.expected for problem in frames.problems)
        return "refused"
    count = frames.counts[table]
    assert count.rows == count.used + count.repeated + count.rejected
    for issue in frames.issues:
        assert issue.table == table or (table, issue.code) == ("spells", RowCode.CITIZEN_WITHOUT_SPELL)
        assert issue.text("da")
    frames.cases(range(len(frames.citizens_index)))
    return "read"


def some_columns(kinds: Mapping[str, Any]) -> list[Any]:
    """Give each type with some of the columns, so that all of them have their turn, and with all of them where slow."""
    fast = [(name, COLUMNS[place % EACH :: EACH]) for place, name in enumerate(kinds)]
    return [*fast, *(pytest.param(name, COLUMNS, marks=pytest.mark.slow) for name in kinds)]


EACH = 20


@pytest.mark.parametrize(("name", "columns"), some_columns(IN_POLARS))
def test_cells_of_any_type_are_read_rejected_or_refused_by_name(
    name: str, columns: list[tuple[str, str]], tmp_path: Path
) -> None:
    cells = IN_POLARS[name]
    for place, (table, column) in enumerate(columns):
        tables = {own: pl.DataFrame(rows) for own, rows in given(table, column, pa.array([None] * len(cells))).items()}
        tables[table] = tables[table].with_columns(cells.alias(column))
        first = assert_every_row_is_told_of(partial(from_frames, RULES, **tables), table, column)
        if place == 0 or column == "adviser":
            folder = tmp_path / f"{table}-{column}"
            folder.mkdir()
            for own, frame in tables.items():
                frame.write_parquet(folder / f"{own}.parquet")
            read = assert_every_row_is_told_of(lambda at=folder: read_frames(read_raw(at), RULES), table, column)  # type: ignore[misc]  # a lambda has no types
            assert read == first


@pytest.mark.parametrize(("name", "columns"), some_columns(KINDS_OF_ARROW))
def test_cells_of_any_type_of_arrow_are_read_rejected_or_refused_by_name(
    name: str, columns: list[tuple[str, str]]
) -> None:
    cells = KINDS_OF_ARROW[name]()
    for table, column in columns:
        tables = given(table, column, cells)
        assert_every_row_is_told_of(partial(from_frames, RULES, **tables), table, column)


READ = "read"


def became(table: str, column: str, cells: pl.Series) -> list[Any]:
    """Give for each cell the value that was read, or the code of its row; the text where the column was refused."""
    found: list[Any] = []
    for place in range(len(cells)):
        tables = {own: pl.DataFrame(rows) for own, rows in given(table, column, pa.array([None])).items()}
        tables[table] = tables[table].with_columns(cells.gather([place]).alias(column))
        try:
            frames = from_frames(RULES, **tables)
        except CaseloadError as error:
            return [str(error)]
        codes = [issue.code for issue in frames.issues if issue.table == table]
        own = getattr(frames, table)
        if codes:
            found += codes
        elif column == "citizen":
            found.append(frames.citizens_index.to_list()[0])
        else:
            found.append(own[column].to_list()[0] if column in own.columns else READ)
    return found


def refusal(place: str, kind: str, expected: str) -> str:
    return f"{place}: the column holds cells of the type {kind}, which cannot be read; expected {expected}"


BAD_DAY, BAD_ID = RowCode.IMPOSSIBLE_DATE, RowCode.DAMAGED_ID


@pytest.mark.parametrize(
    ("table", "column", "cells", "expected"),
    [
        # NaN is an empty cell wherever it stands; what four bytes cannot hold is nobody's id.
        ("spells", "citizen", pl.Series([float("nan"), float("inf"), 6901010001.0, 2.0**53]),
         [RowCode.MISSING_VALUE, BAD_ID, "6901010001", BAD_ID]),
        ("spells", "citizen", pl.Series([float("nan"), 6901010001.0, 17.0], dtype=pl.Float32),
         [RowCode.MISSING_VALUE, BAD_ID, "17"]),
        ("spells", "citizen", pl.Series([Decimal("6901010001.00")], dtype=pl.Decimal(12, 2)), ["6901010001"]),
        ("spells", "citizen", pl.Series([b"B17", b"\xff", b"\x00A"]),
         ["B17", RowCode.UNREADABLE_VALUE, RowCode.UNREADABLE_VALUE]),
        ("spells", "citizen", pl.Series([True]),
         [refusal("spells: citizen", "Boolean", "texts or whole numbers")]),
        ("meetings", "minutes", pl.Series([timedelta(minutes=45)]),
         [refusal("meetings: minutes", "Duration", "whole numbers")]),
        ("meetings", "topics", pl.Series([["cv", None, "job"]]), ["cv|job"]),
        ("meetings", "topics", pl.Series([["cv", "job"]], dtype=pl.Array(pl.String, 2)), ["cv|job"]),
        ("meetings", "topics", pl.Series([[timedelta(1)]]),
         [refusal("meetings: topics", "List(Duration)", "words, or lists of them")]),
        ("meetings", "adviser", pl.Series([b"S\xc3\xb8ren", b"\xff"]), ["Søren", RowCode.UNREADABLE_VALUE]),
        # As it was written before four bytes held it, and not as eight bytes show it.
        ("hours", "hours", pl.Series([37.1], dtype=pl.Float32), [RowCode.HOURS_WITHOUT_DAGPENGE]),
        ("meetings", "date", pl.Series([20250305.0], dtype=pl.Float32), [RowCode.UNREADABLE_VALUE]),
        # The last place that there is, is how PostgreSQL and DuckDB keep a day that never comes.
        *(("spells", "end", ticks(unit, FAR, -FAR), [None, BAD_DAY]) for unit in ("ms", "us", "ns")),
        ("spells", "end", ticks("us", FAR, -FAR, FAR - 1, zone="UTC"), [None, BAD_DAY, BAD_DAY]),
        ("spells", "end", pl.Series([2**31 - 1, -(2**31 - 1), 2**31 - 2], dtype=pl.Int32).cast(pl.Date),
         [None, BAD_DAY, BAD_DAY]),
        ("spells", "end", pl.Series(["infinity", "Infinity", "-infinity"]), [None, None, BAD_DAY]),
        ("spells", "start", ticks("us", FAR), [BAD_DAY]),
        ("spells", "start", pl.Series(["infinity"]), [BAD_DAY]),
        ("meetings", "date", pl.Series([DAY], dtype=pl.Datetime("ms")), [date(2025, 7, 1)]),
        ("meetings", "date", pl.Series([DAY], dtype=pl.Datetime("ns")), [date(2025, 7, 1)]),
    ],
)  # fmt: skip
def test_what_becomes_of_a_cell(table: str, column: str, cells: pl.Series, expected: list[Any]) -> None:
    assert became(table, column, cells) == expected


def test_ids_that_are_no_numbers_do_not_stop_zeros_from_coming_back() -> None:
    spells = pl.DataFrame({"citizen": [199901234.0, float("nan"), 6101901234.0]}).with_columns(
        pl.lit("6.2").alias("group"), pl.lit("2022-01-03").alias("start")
    )
    meetings = pl.DataFrame([{**ROW["meetings"], "citizen": "6101901234"}])
    frames = from_frames(RULES, spells=spells, meetings=meetings)
    assert frames.citizens_index.to_list() == ["0199901234", "6101901234"]
    assert [issue.code for issue in frames.issues] == [RowCode.MISSING_VALUE]


def test_short_numbers_of_hours_are_what_was_written() -> None:
    spells = pl.DataFrame([{**ROW["spells"], "group": "dagpenge"}])
    hours = pl.DataFrame([ROW["hours"]]).with_columns(pl.lit(37.1, dtype=pl.Float32).alias("hours"))
    frames = from_frames(RULES, spells=spells, meetings=pl.DataFrame([ROW["meetings"]]), hours=hours)
    assert frames.cases([0])[0].hours[0].hours == Decimal("37.1")


def test_moments_in_seconds_are_the_same_moments() -> None:
    found = series_of("end", pa.array([0, None, 1_656_633_600, FAR, -FAR], pa.timestamp("s")))
    assert found.to_physical().to_list() == [0, None, 1_656_633_600_000, FAR, -FAR]
    assert series_of("x", pa.array([(1, 2, 3), None], pa.month_day_nano_interval())).to_list() == [UNREADABLE, None]


@pytest.mark.parametrize("name", IN_POLARS)
def test_a_column_of_any_type_can_be_looked_at(name: str) -> None:
    cells = IN_POLARS[name]
    frame = pl.DataFrame({"CPR": ["6101901234"] * len(cells), "Dato": cells, "Type": cells, "Samtale": cells})
    assert len(propose([table_in_memory("moeder", frame)], RULES).sources) == 1
    assert len(texts(cells)) == len(cells)


def test_what_is_no_table_is_said_to_be_none() -> None:
    with pytest.raises(CaseloadError, match="spells: this is no table that can be read; expected a polars frame"):
        from_frames(RULES, spells=object(), meetings=pl.DataFrame([ROW["meetings"]]))


KINDS_OF_DUCKDB = {
    "'infinity'::timestamp": READ, "'infinity'::date": READ, "'infinity'::timestamp_s": READ,
    "'infinity'::timestamp_ms": READ, "'infinity'::timestamp_ns": READ, "'infinity'::timestamptz": READ,
    "'-infinity'::timestamp": BAD_DAY, "'-infinity'::date": BAD_DAY, "'-infinity'::timestamp_s": BAD_DAY,
    "interval 1 day": RowCode.UNREADABLE_VALUE, "'101'::bit": RowCode.UNREADABLE_VALUE,
    "'\\xff'::blob": RowCode.UNREADABLE_VALUE, "'2022-12-31'::blob": READ, "uuid()": BAD_DAY, "1::hugeint": BAD_DAY,
    "'10:00'::time": "Time", "'2022-12-31'::enum('2022-12-31')": READ, "map {'a': 1}": "Map|List",
    "union_value(n := 1)": RowCode.UNREADABLE_VALUE, "[1, 2]::int[2]": BAD_DAY, "{'a': 1}": "Struct",
    "'nan'::double": READ, "null": READ,
}  # fmt: skip


@pytest.mark.parametrize("sql", KINDS_OF_DUCKDB)
def test_cells_of_any_type_of_duckdb_are_read_rejected_or_refused_by_name(sql: str, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute(
            f"""CREATE TABLE spells AS SELECT 'C1' citizen, '6.2' "group", '2022-01-03' start, {sql} "end" """
        )
        connection.execute(
            "CREATE TABLE meetings AS SELECT 'C1' citizen, '2022-01-10' date, '7' type, 'jobcenter' held_by"
        )
    expected = KINDS_OF_DUCKDB[sql]
    try:
        frames = read_frames(read_raw(tmp_path / "x.duckdb"), RULES)
    except CaseloadError as error:
        (problem,) = error.problems
        assert (problem.where, problem.key) == ("x.duckdb / spells", "end")
        assert any(kind in str(problem.facts["kind"]) for kind in str(expected).split("|"))
        return
    found = [issue.code for issue in frames.issues if issue.table == "spells"]
    assert found == ([] if expected == READ else [expected])


# Types that polars refuses, or stops at with a text of its own: in a file, in Arrow tables and in batches.

MOMENT = 1_641_771_000_000_000  # 2022-01-09T23:30Z, which is the tenth in Denmark.
ZONES = ["GMT+01:00", "UTC+1", "Z", "-05:30", "Europe/copenhagen", "Romance Standard Time", "localtime"]
STRANGE: dict[str, Any] = {
    "decimal256": pa.array([1, None], pa.decimal256(50, 2)),
    "list of moments": pa.array([[MOMENT], None], pa.list_(pa.timestamp("us", "UTC+1"))),
    **{zone: pa.array([MOMENT, None], pa.timestamp("us", zone)) for zone in ZONES},
}
STRANGE_IN_ARROW = STRANGE | {
    "interval": pa.array([(1, 2, 3), None], pa.month_day_nano_interval()),
    "views of lists": pa.array([[1], None], pa.list_view(pa.int32())),
    "list of decimal256": pa.array([[1], None], pa.list_(pa.decimal256(50, 2))),
    "decimal256 by number": pa.array([1, None], pa.decimal256(50, 2)).dictionary_encode(),
    "seconds": pa.array([MOMENT // 1_000_000, None], pa.timestamp("s", "UTC+1")),
}
STRANGE_IN_DUCKDB = ["interval 3 days", "[interval 3 days]", "{'a': interval 3 days}", "1::variant"]


def with_a_blank_row(cells: Any, column: str) -> Any:
    """Give meetings, with a row that has nothing in any cell, as every cell is looked at before it is left out."""
    columns = {name: pa.array([cell, None]) for name, cell in ROW["meetings"].items()}
    return pa.table(columns | {column: cells})


def put_strange(folder: Path, name: str, column: str) -> Path:
    """Put a folder with a column of a strange type; it is one of `STRANGE`, or SQL of DuckDB."""
    folder.mkdir()
    pl.DataFrame([ROW["spells"]]).write_parquet(folder / "spells.parquet")
    path = folder / "meetings.parquet"
    if name in STRANGE:
        parquet.write_table(with_a_blank_row(STRANGE[name], column), path)
        return folder
    duckdb = pytest.importorskip("duckdb")
    own = ", ".join(f"'{cell}' AS {key}" for key, cell in ROW["meetings"].items() if key != column)
    try:
        duckdb.sql(f"COPY (SELECT {own}, {name} AS {column}) TO '{path}'")
    except duckdb.Error:
        pytest.skip("this DuckDB does not write the type")
    return folder


def days_of_meetings(frames: Frames) -> list[Any]:
    assert frames.counts["meetings"].rows == 1
    return list(frames.meetings["date"].to_list())


@pytest.mark.parametrize("name", [*STRANGE, *STRANGE_IN_DUCKDB])
def test_a_strange_column_of_a_parquet_file_does_no_harm_where_it_is_not_read(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    frames = read_frames(read_raw(put_strange(tmp_path / "x", name, "zzz")), RULES)
    assert (days_of_meetings(frames), frames.issues) == ([date(2022, 1, 10)], ())
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("interval 3 days", "minutes"),
        ("interval 3 days", "date"),
        ("interval 3 days", "citizen"),
        *((name, "minutes") for name in STRANGE if name not in ZONES),
    ],
)
def test_a_strange_cell_of_a_parquet_file_costs_its_own_row(
    name: str, column: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    frames = read_frames(read_raw(put_strange(tmp_path / "x", name, column)), RULES)
    found = [(issue.row, issue.column, issue.code) for issue in frames.issues if issue.table == "meetings"]
    assert found == [(2, column, RowCode.UNREADABLE_VALUE)]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("zone", ZONES)
def test_a_moment_is_the_same_day_by_any_name_of_its_zone(
    zone: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    read = read_frames(read_raw(put_strange(tmp_path / "x", zone, "date")), RULES)
    held = from_frames(RULES, spells=pl.DataFrame([ROW["spells"]]), meetings=with_a_blank_row(STRANGE[zone], "date"))
    assert days_of_meetings(read) == days_of_meetings(held) == [date(2022, 1, 10)]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", STRANGE_IN_ARROW)
def test_a_strange_column_stops_no_batch(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    cells = STRANGE_IN_ARROW[name]
    rows = pa.table({"citizen": ["C1", "C1"], "zzz": cells}).to_struct_array().combine_chunks()
    (frame,) = pieces([pa.record_batch({KEY: pa.array(["C1", "C1"]), "meetings": rows, "zzz": cells})], 1)
    own, wanted = frame["meetings"].struct.unnest()["zzz"], series_of("zzz", cells)
    assert own.equals(wanted)
    assert frame["zzz"].equals(wanted)
    assert wanted.dtype == pl.String or wanted.dt.epoch("us").to_list() == [MOMENT, None]
    assert capfd.readouterr().err == ""


def test_a_long_decimal_number_that_polars_can_hold_is_read() -> None:
    cells = pa.array([Decimal("160.33"), None], pa.decimal256(30, 2))
    assert series_of("hours", cells).to_list() == [Decimal("160.33"), None]


def test_rows_beside_a_strange_column_have_their_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquetfiles, "ROWS", 2)
    words = pa.array(["7", "", "12", None, "", "7"])
    plain = pa.table({" citizen": ["C1", "", "C2", None, None, "C3"], "type": words.dictionary_encode()})
    strange = plain.append_column("zzz", pa.nulls(6, pa.timestamp("us", "UTC+1")))
    kinds: list[Mapping[str, pl.DataType] | None] = [None, {"type": pl.Categorical()}, {"citizen": pl.String()}]
    for few in kinds:
        found: list[pl.DataFrame] = []
        for table in (plain, strange):
            parquet.write_table(table, tmp_path / "meetings.parquet")
            opened = read_raw(tmp_path / "meetings.parquet").tables[0].opened()
            found.append(pl.concat(piece.frame for piece in opened.pieces(few)))
        assert found[1]["_row"].to_list() == [2, 4, 7]
        assert found[0].equals(found[1].drop("zzz", strict=False))


@pytest.mark.parametrize("name", ["decimal256", "UTC+1"])
def test_half_a_parquet_file_is_none(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = put_strange(tmp_path / "x", name, "zzz") / "meetings.parquet"
    whole = path.read_bytes()
    # Half of it, and all of it with the cells gone.
    for content in (whole[: len(whole) // 2], b"PAR1" + bytes(len(whole) // 3) + whole[4 + len(whole) // 3 :]):
        path.write_bytes(content)
        with pytest.raises(CaseloadError, match=r"^meetings\.parquet: this is no Parquet file that can be read$"):
            read_frames(read_raw(path.parent), RULES)
    assert capfd.readouterr().err == ""
