"""The made caseload of the benchmark is the same on every run, and all who judge it agree."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

np: Any = pytest.importorskip("numpy")
pl: Any = pytest.importorskip("polars")
sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

# Only found by the line above.
from caseload.contenders import ours, reference  # noqa: E402
from caseload.made import words  # noqa: E402
from caseload.made.people import numbers  # noqa: E402
from caseload.made.tables import made  # noqa: E402
from caseload.made.writing import FORMATS, write  # noqa: E402
from caseload.part import COLUMNS, RULES, differences, part_of  # noqa: E402
from caseload.running import Missing, Ran, ratio  # noqa: E402

AS_OF = date(2026, 11, 1)
COURSES = 2_000
TABLES = ("spells", "meetings", "hours", "exemptions", "events", "citizens")
BOTH = ("parquet", pytest.param("csv", marks=pytest.mark.slow))
BY_HAND = {"duckdb_sql": "duckdb", "polars_expressions": "polars", "pandas_frames": "pandas"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("made")
    for form in FORMATS:
        write(made(COURSES, 7), found / form, form)
    return found


@pytest.fixture(scope="module")
def expected(folder: Path) -> Any:
    output = folder / "reference.parquet"
    reference.run(folder / "parquet", output, AS_OF, RULES)
    return part_of(output)


@pytest.mark.parametrize("form", FORMATS)
def test_one_seed_gives_the_same_bytes_and_another_seed_gives_others(form: str, tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write(made(200, seed), tmp_path / name, form)
    for table in TABLES:
        one, again, other = ((tmp_path / name / f"{table}.{form}").read_bytes() for name in ("one", "again", "other"))
        assert one == again, table
        assert one != other, table


def test_the_made_caseload_has_the_shape_that_it_should(folder: Path) -> None:
    spells, meetings, _, exemptions, events, citizens = (
        pl.read_parquet(folder / "parquet" / f"{name}.parquet") for name in TABLES
    )
    assert len(meetings) / COURSES == pytest.approx(6, abs=0.4)
    assert spells["citizen"].n_unique() / COURSES == pytest.approx(0.82, abs=0.001)
    assert len(exemptions) / len(citizens) == pytest.approx(0.3, abs=0.01)
    assert set(events["event"]) >= {"henvendelse", "tilmelding", "fravalg-a-kasse"}
    assert set(citizens["schedule"]) == {None, "broendby"}
    assert meetings.is_duplicated().any()
    assert not meetings["citizen"].is_sorted()


def test_no_made_number_can_be_a_persons() -> None:
    found = numbers(50_000, 3)
    days = found // 10**8
    assert len(np.unique(found)) == len(found)
    assert (days.min(), days.max()) == (61, 88)


def test_the_csv_is_as_a_danish_case_system_exports_it_with_a_few_bad_rows(folder: Path) -> None:
    citizens, meetings = ((folder / "csv" / f"{name}.csv").read_bytes() for name in ("citizens", "meetings"))
    assert citizens.startswith(b"citizen;birth_date;municipality;")
    assert b";K\xf8benhavn;" in citizens
    assert b";jobsamtal;" in meetings
    assert b";31-02-2024;" in meetings


@pytest.mark.parametrize("form", BOTH)
@pytest.mark.parametrize("name", BY_HAND)
def test_whoever_judges_the_part_by_hand_says_what_the_reference_engine_says(
    name: str, form: str, folder: Path, expected: Any, tmp_path: Path
) -> None:
    pytest.importorskip(BY_HAND[name])
    import_module(f"caseload.contenders.{name}").run(folder / form, form, tmp_path / "found.parquet", AS_OF)
    assert differences(expected, part_of(tmp_path / "found.parquet")) == []


@pytest.mark.parametrize("form", BOTH)
def test_our_bulk_path_with_the_rules_cut_down_to_the_part_says_so_too(
    form: str, folder: Path, expected: Any, tmp_path: Path
) -> None:
    ours.run(folder / form, tmp_path / "found.parquet", AS_OF)
    assert differences(expected, part_of(tmp_path / "found.parquet")) == []


def test_the_rules_that_are_cut_down_hold_the_duties_of_the_part_and_no_others(expected: Any) -> None:
    rulesets = ours.cut_rulebook().rulesets.values()
    files = [version.file for ruleset in rulesets for version in ruleset.versions]
    asked = {f"{file.id}/{requirement.id}" for file in files for requirement in file.requirement}
    assert asked == set(expected["requirement"])


def test_the_made_caseload_has_every_verdict_that_the_part_can_give(expected: Any) -> None:
    assert set(expected["status"]) == {
        "met", "late", "overdue", "pending", "ended", "exempt", "not-required", "uncertain", "short",
    }  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
def test_a_difference_in_any_column_is_found(column: str, expected: Any) -> None:
    some = expected.filter(pl.col(column).is_not_null()).head(3)
    others = {pl.String: "another", pl.Date: date(1999, 1, 1), pl.Int64: 99_999}
    changed = some.with_columns(pl.lit(others[some.schema[column]]).alias(column))
    assert differences(some, some) == []
    assert differences(some, changed)


def test_a_row_more_or_less_is_found(expected: Any) -> None:
    some = expected.head(50)
    assert differences(some, some.head(49))
    assert differences(some.head(49), some)
    assert differences(some, pl.concat([some, some.head(1)]))


def test_a_ratio_is_the_median_of_the_pairs_of_one_round() -> None:
    def runs(*seconds: float) -> list[Ran]:
        return [Ran(wall, wall, 0, 0, "") for wall in seconds]

    found = ratio(runs(2, 9, 8), runs(1, 3, 2))
    assert found is not None
    assert tuple(found) == (3, 2, 4, 3)
    assert ratio(runs(1), Missing("not installed")) is None


def test_the_words_of_the_made_caseload_are_those_of_one_day() -> None:
    assert (words.AS_OF - date(1970, 1, 1)).days == words.AS_OF_DAY
    assert words.AS_OF == AS_OF
