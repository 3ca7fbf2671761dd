"""A caseload judged by a real Spark is judged as on one machine; and what the guide for Spark shows is run."""

from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
import os
import random
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from datetime import date
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

import attrs
import pytest

for _package in ("polars", "numpy", "pyarrow"):
    pytest.importorskip(_package)

import as_batches
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import same_caseload
from as_batches import Outcome, by_one_machine, in_order, put_texts, task, texts_of
from caseload_folders import HEADERS, RULES
from odd_folders import put_odd

from kontaktforloeb.caseload.batches import FINDING_SCHEMA, ORDER, QUALITY_SCHEMA, result_batches
from kontaktforloeb.caseload.columns import NEEDED
from kontaktforloeb.caseload.whole import AS_IT_STANDS
from kontaktforloeb.errors import CaseloadError

# All of this is slow: where only the fast tests run, nobody needs Spark and nothing is skipped.
WITHOUT = [name for name in ("pyspark", "pandas") if find_spec(name) is None]
if not WITHOUT:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql import functions as sql

    from kontaktforloeb.caseload import spark

ROOT = Path(__file__).parents[2]
SEAMS = "spark.sql.execution.arrow.maxRecordsPerBatch"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WITHOUT), reason="the extra 'spark' is not installed"),
    pytest.mark.skipif(shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="Spark needs Java"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    """Give a Spark on this machine: two workers, several partitions, and batches so small that every citizen is cut."""
    before = os.environ.get("PYSPARK_PYTHON")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "3",
        SEAMS: "3",
        "spark.sql.session.timeZone": "America/New_York",  # No day may depend on it.
    }
    builder = SparkSession.builder.master("local[2]").appName("kontaktforloeb")
    for name, value in settings.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    yield found
    found.stop()
    os.environ.pop("PYSPARK_PYTHON")
    os.environ |= {"PYSPARK_PYTHON": before} if before is not None else {}


def csv(session: SparkSession, path: Path) -> DataFrame:
    """Give a CSV file that has each cell in quotes, every cell as the text that stands there."""
    reader = session.read.option("header", value=True).option("multiLine", value=True).option("escape", '"')
    return reader.option("emptyValue", "").csv(str(path))


def tables_of(session: SparkSession, folder: Path) -> dict[str, DataFrame]:
    return {path.stem: csv(session, path) for path in sorted(folder.glob("*.csv"))}


def outcome_of(results: DataFrame, place: Path) -> Outcome:
    found = pl.from_arrow(spark.findings(results).toArrow())
    assert isinstance(found, pl.DataFrame)
    rejected = [tuple(row) for row in spark.rejected(results).collect()]
    return in_order(found, rejected, spark.counts(results).collect(), place)


def without_rows(of: Outcome) -> Outcome:
    """Leave out the numbers of rows: a Spark table has none of its own."""
    return of._replace(rejected=sorted((table, *rest) for table, _, *rest in of.rejected))


def clean(folder: Path, source: Path) -> Path:
    return put_texts(folder, {name: table for name, table in texts_of(source).items() if name in HEADERS})


def test_the_example_comes_to_the_same_byte_by_byte(session: SparkSession, tmp_path: Path) -> None:
    session.conf.set(SEAMS, "100")  # Three rows at a time take a minute.
    folder = clean(tmp_path / "clean", ROOT / "examples" / "caseload")
    own = task("2026-11-01", schedule="broendby")
    results = spark.results(own, **tables_of(session, folder)).persist()
    wanted = by_one_machine(folder, tmp_path / "one.csv", own)
    found = outcome_of(results, tmp_path / "spark.csv")
    assert without_rows(found) == without_rows(wanted)
    assert len(found.rejected) == sum(count[3] for count in found.counts.values()) > 0
    assert all(rows == sum(parts) for rows, *parts in found.counts.values())
    session.conf.set(SEAMS, "3")


def test_sorted_by_spark_the_findings_are_the_file(session: SparkSession, tmp_path: Path) -> None:
    folder = same_caseload.as_csv(tmp_path / "csv")
    findings = spark.judge(task(), **typed(session)).orderBy(*ORDER)
    found = pl.from_arrow(findings.toArrow())
    assert isinstance(found, pl.DataFrame)
    wanted = by_one_machine(folder, tmp_path / "one.csv", task())
    assert in_order(found, [], [], tmp_path / "spark.csv").findings == wanted.findings
    assert findings.columns == FINDING_SCHEMA.names


@pytest.mark.parametrize("seed", [3, 11])
def test_whatever_stands_in_the_tables_all_comes_to_the_same(session: SparkSession, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same on every run)
    folder = clean(tmp_path / "clean", put_odd(tmp_path / "odd", chance, most=60, damage=0.0))
    own = attrs.evolve(task("2023-03-01"), rows_at_once=5)
    wanted = by_one_machine(folder, tmp_path / "one.csv", own)
    results = spark.results(own, **tables_of(session, folder)).persist()
    assert without_rows(outcome_of(results, tmp_path / "spark.csv")) == without_rows(wanted)


def typed(session: SparkSession) -> dict[str, DataFrame]:
    return {name: session.createDataFrame(table.to_arrow()) for name, table in same_caseload.frames().items()}


def test_typed_tables_with_rows_of_their_own_come_to_the_same(session: SparkSession, tmp_path: Path) -> None:
    frames = {
        name: table.with_row_index("row", 2).cast({"row": pl.Int64}) for name, table in same_caseload.frames().items()
    }
    given = {name: session.createDataFrame(table.to_arrow()).repartition(4) for name, table in frames.items()}
    # Moments, numbers and columns that nobody reads are what a data lake has as well.
    given["meetings"] = given["meetings"].withColumns(
        {
            "date": sql.to_timestamp(sql.concat_ws(" ", "date", sql.lit("12:30:00"))),
            "registered": sql.col("registered").cast("timestamp_ntz"),
            "the.note `": sql.lit("x"),
            "DATE of change": sql.lit(1),
        }
    )
    wanted = by_one_machine(same_caseload.as_csv(tmp_path / "csv"), tmp_path / "one.csv", task())
    found = outcome_of(spark.results(task(), **given).persist(), tmp_path / "spark.csv")
    assert found.findings == wanted.findings
    assert found.counts == wanted.counts
    assert [row[:4] for row in found.rejected] == [row[:4] for row in wanted.rejected]


def test_what_was_known_and_what_is_odd_come_to_the_same(session: SparkSession) -> None:
    own = task(known_on="2023-12-31", quality=True)
    rows = as_batches.together(as_batches.numbered(same_caseload.frames())).to_batches(100)
    wanted = pl.from_arrow(pa.Table.from_batches(result_batches(rows, own)))
    assert isinstance(wanted, pl.DataFrame)
    results = spark.results(own, **typed(session)).persist()
    assert spark.quality(results).columns == QUALITY_SCHEMA.names
    odd = sorted(tuple(row) for row in spark.quality(results).collect())
    assert odd == sorted(wanted["odd"].drop_nulls().struct.unnest().rows())
    assert odd
    statuses = sorted(row["status"] for row in spark.findings(results).collect())
    assert statuses == sorted(wanted["finding"].drop_nulls().struct.field("status"))


def test_rules_of_a_caller_go_along(session: SparkSession, tmp_path: Path) -> None:
    text = RULES.ruleset("broendby").versions[0].loaded.parsed.text
    (tmp_path / "own.toml").write_text(text.replace('id = "broendby"', 'id = "mine"', 1), "utf-8")
    own = task(schedule="mine", rules_folders=[tmp_path])
    (tmp_path / "own.toml").unlink()
    given = {name: table for name, table in typed(session).items() if name in NEEDED}
    rulesets = spark.judge(own, AS_IT_STANDS, **given).select("ruleset").distinct().collect()
    assert ("mine",) in map(tuple, rulesets)


def test_a_row_of_blanks_is_no_row(session: SparkSession) -> None:
    columns = "citizen string, `group\u200b` string, ` start` string, note string, row bigint"
    rows: list[Any] = [
        ("C1", "6.2", "2022-01-03", None, 2),
        (" ", "\xa0", None, "\u2003", 3),
        (None, None, "", "", 4),
        (None, None, None, "x", 5),
    ]
    given = {**no_tables(session), "spells": session.createDataFrame(rows, columns)}
    results = spark.results(task(), **given).persist()
    counts = {name: tuple(own) for name, *own in spark.counts(results).collect()}
    assert counts == {"meetings": (0, 0, 0, 0), "spells": (2, 1, 0, 1)}
    assert [tuple(row)[:4] for row in spark.rejected(results).collect()] == [("spells", 5, "citizen", "missing-value")]


def no_tables(session: SparkSession) -> dict[str, DataFrame]:
    return {
        "spells": session.createDataFrame([], "citizen string, `group` string, start date"),
        "meetings": session.createDataFrame([], "citizen string, date date, type string, held_by string"),
    }


def test_tables_without_rows_give_no_findings(session: SparkSession) -> None:
    assert spark.judge(task(), **no_tables(session)).count() == 0


WRONG: Mapping[str, tuple[str, str, str]] = {
    "a column that is missing": (
        "spells",
        "citizen string, `group` string, begin date",
        "start: the column is missing",
    ),
    "ids with decimals": ("spells", "citizen double, `group` string, start date", "citizen: the column holds ids as"),
    "more than whole ids": ("spells", "citizen decimal(12,2), `group` string, start date", "numbers with decimals"),
    "a list": (
        "meetings",
        "citizen string, date array<date>, type string, held_by string",
        "date: the column holds no",
    ),
    "a table nobody knows": ("meeting", "citizen string", "meeting: there is no such table; did you mean 'meetings'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_read_is_said_before_anything_runs(session: SparkSession, name: str) -> None:
    table, columns, told = WRONG[name]
    given = {**no_tables(session), table: session.createDataFrame([], columns)}
    with pytest.raises(CaseloadError, match=re.escape(told)):
        spark.judge(task(), **given)


def test_a_table_that_is_missing_is_said(session: SparkSession) -> None:
    with pytest.raises(CaseloadError, match="spells: the table is missing; expected a Spark table spells"):
        spark.judge(task(), meetings=no_tables(session)["meetings"])


def test_ids_that_are_whole_numbers_are_read_as_text(session: SparkSession) -> None:
    given = no_tables(session)
    rows: list[Any] = [(6101901234, "6.2", date(2022, 1, 3))]
    spells = session.createDataFrame(rows, "citizen bigint, `group` string, start date")
    for kind in ("bigint", "decimal(10,0)"):
        own = spells.withColumn("citizen", spells["citizen"].cast(kind))
        found = spark.judge(task(), **{**given, "spells": own}).select("citizen").distinct().collect()
        assert [tuple(row) for row in found] == [("6101901234",)]


def test_what_the_guide_shows_is_so(session: SparkSession, tmp_path: Path) -> None:
    """Blocks `text python` are Python that is run here; the `text` block after one is what it prints."""
    lake = tmp_path / "lake"
    for name, table in texts_of(clean(tmp_path / "clean", ROOT / "examples" / "caseload")).items():
        (lake / name).mkdir(parents=True)
        table.write_parquet(lake / name / "part-0.parquet")
    session.conf.set(SEAMS, "100")
    names: dict[str, Any] = {"session": session}
    text = (ROOT / "docs" / "spark.md").read_text("utf-8")
    found = re.findall(r"^```text python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", text, re.MULTILINE | re.DOTALL)
    assert len(found) >= 3
    for code, wanted in found:
        said = StringIO()
        with redirect_stdout(said):
            # Java does not follow a change of folder.
            exec(compile(code.replace('"lake/', f'"{lake}/'), "spark.md", "exec", dont_inherit=True), names)  # noqa: S102 (our own documentation)
        assert said.getvalue().rstrip() == wanted.rstrip()
