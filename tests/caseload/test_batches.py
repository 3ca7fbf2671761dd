"""A caseload in batches of any size gives what the same caseload gives in one."""

from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
import pickle
import random
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

for _package in ("polars", "numpy", "pyarrow"):
    pytest.importorskip(_package)

import as_batches
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import same_caseload
from as_batches import by_one_machine, numbered, outcome_of, put_texts, task, texts_of, together
from caseload_folders import HEADERS, RULES, put
from odd_folders import put_odd

from kontaktforloeb.caseload.batches import (
    COUNT_SCHEMA,
    FINDING_SCHEMA,
    KEY,
    ORDER,
    REJECTED_SCHEMA,
    RESULT_SCHEMA,
    judge_batches,
    key_of,
    pieces,
    result_batches,
    whole_of,
)
from kontaktforloeb.caseload.columns import Bad, settled, tables
from kontaktforloeb.caseload.ids import joined
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.run import check_caseload
from kontaktforloeb.caseload.snapshots.known import caseload_as_known_on
from kontaktforloeb.caseload.task import Task
from kontaktforloeb.caseload.whole import AS_IT_STANDS, Whole, decided, telling
from kontaktforloeb.caseload.write import FINDING_COLUMNS, REJECTED_COLUMNS, write_findings
from kontaktforloeb.errors import CaseloadError, OutOfRangeError, RuleFileError, UnknownNameError
from kontaktforloeb.findings import in_order
from kontaktforloeb.quality import find_issues

TASK = task()
IDS = [
    "6101901234",
    "610190-1234",
    "0199911234",
    "199911234",
    "019991-1234",
    "199901234",
    "B17",
    "ø1",
    " B17",
    '="B17"',
]


def typed() -> Mapping[str, pl.DataFrame]:
    """Give the caseload that every kind of source holds, with types, as a table of a data lake has them."""
    return same_caseload.frames()


def batches(given: Mapping[str, pl.DataFrame], size: int = 1000) -> list[pa.RecordBatch]:
    return list(together(given).to_batches(size))


# What was known on a day, and what is odd


def odd_rows(results: Iterable[pa.RecordBatch]) -> list[tuple[Any, ...]]:
    found = pl.from_arrow(pa.Table.from_batches(results))
    assert isinstance(found, pl.DataFrame)
    return sorted(found["odd"].drop_nulls().struct.unnest().rows())


@pytest.mark.parametrize("seed", [5, 8])
@pytest.mark.parametrize("rows_at_once", [1, 10_000])
def test_what_was_known_and_what_is_odd_come_to_the_same_as_on_one_machine(
    tmp_path: Path, seed: int, rows_at_once: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same on every run)
    tables_ = {
        name: own
        for name, own in texts_of(put_odd(tmp_path / "odd", chance, most=60, damage=0.0)).items()
        if name in HEADERS
    }
    own = task("2023-03-01", known_on="2022-10-01", quality=True, registered_within=3)
    read, _ = caseload_as_known_on(
        read_folder(put_texts(tmp_path / "texts", tables_), RULES), date(2022, 10, 1), RULES.vocabulary
    )
    assessments = list(check_caseload(read, as_of=own.as_of, rulebook=RULES))
    write_findings(tmp_path / "one.csv", (finding for each in assessments for finding in each.findings))
    odd = sorted(
        (each.citizen, issue.table, issue.date, str(issue.issue), issue.text("en"))
        for each in assessments
        for issue in find_issues(each, registered_within=3)
    )
    own = attrs.evolve(own, rows_at_once=rows_at_once)
    rows = together(numbered(tables_)).to_batches(7)
    results = list(result_batches(rows, own, whole_of(rows, own)))
    assert outcome_of(results, tmp_path / "batches.csv").findings == (tmp_path / "one.csv").read_bytes()
    assert odd_rows(results) == odd
    assert odd


def test_what_is_odd_is_looked_for_only_where_it_is_asked_for() -> None:
    assert odd_rows(result_batches(batches(typed()), TASK)) == []
    assert odd_rows(result_batches(batches(typed()), task(quality=True))) != []


def test_a_row_that_has_nothing_but_its_number_is_no_row(tmp_path: Path) -> None:
    spells = pl.DataFrame(
        {
            "citizen": ["C1", " ", None, "", "C2"],
            "group": ["6.2", "\xa0", "", " ", "6.99"],
            "start": ["2022-01-03", None, " ", "", "2022-01-03"],
        }
    )
    meetings = pl.DataFrame(schema=dict.fromkeys(("citizen", "date", "type", "held_by"), pl.String))
    rows = together(numbered({"spells": spells, "meetings": meetings}))
    found = outcome_of(list(result_batches(rows.to_batches(2), TASK)), tmp_path / "batches.csv")
    assert found.counts["spells"] == (2, 1, 0, 1)
    assert [row[:4] for row in found.rejected] == [("spells", 6, "group", "unknown-value")]


# The seams


def keyed(*keys: str | None) -> pa.Table:
    return pl.DataFrame({KEY: pl.Series(keys, dtype=pl.String), "n": range(len(keys))}).to_arrow()


def test_no_piece_ends_inside_a_citizen_wherever_batches_end() -> None:
    rows = keyed(None, None, "", "", "1", "2", "2", "2", "2", "30", "4", "4")
    for size in (1, 2, 3, len(rows) - 1, len(rows)):
        for at_once in range(1, len(rows) + 2):
            found = list(pieces(rows.to_batches(size), at_once))
            assert [number for piece in found for number in piece["n"]] == list(range(len(rows)))
            citizens = [key for piece in found for key in piece[KEY].drop_nulls().unique()]
            assert len(citizens) == len(set(citizens)) == 5
            assert all(map(len, found))


def test_pieces_are_no_longer_than_asked_and_one_citizen_more_and_one_batch() -> None:
    rows = keyed(*(f"{number // 3:05}" for number in range(999)))
    assert max(len(piece) for piece in pieces(rows.to_batches(10), 100)) <= 100 + 3 + 10


def test_rows_of_nobody_are_not_waited_for() -> None:
    rows = keyed(*[None] * 50, "1")
    assert [len(piece) for piece in pieces(rows.to_batches(5), 10)] == [10, 10, 10, 10, 10, 1]


@pytest.mark.parametrize("size", [1, 2, 4])
def test_rows_out_of_order_are_refused_whether_in_one_batch_or_in_two(size: int) -> None:
    with pytest.raises(CaseloadError, match="not in order") as error:
        list(pieces(keyed("1", "2", None, "1").to_batches(size), 1))
    assert "2" not in str(error.value)


# The findings


@pytest.fixture(scope="module")
def on_one_machine(tmp_path_factory: pytest.TempPathFactory) -> as_batches.Outcome:
    folder = tmp_path_factory.mktemp("one")
    return by_one_machine(same_caseload.as_csv(folder / "csv"), folder / "findings.csv", TASK)


def codes(of: as_batches.Outcome) -> list[tuple[Any, ...]]:
    return [row[:4] for row in of.rejected]


def test_a_caseload_in_batches_of_any_size_is_judged_as_one_of_files(tmp_path: Path) -> None:
    some = {name: table.head(2) for name, table in typed().items()}
    wanted = by_one_machine(put_texts(tmp_path / "csv", some), tmp_path / "one.csv", TASK)
    rows = together(numbered(some))
    whole = whole_of(rows.to_batches(7), TASK)
    for size in range(1, len(rows) + 1):
        assert outcome_of(result_batches(rows.to_batches(size), TASK, whole), tmp_path / "parts.csv") == wanted


@pytest.mark.parametrize(("at_once", "size"), [(1, 1), (4, 5), (12, 2)])
def test_so_is_one_that_is_judged_a_few_citizens_at_a_time(
    tmp_path: Path, on_one_machine: as_batches.Outcome, at_once: int, size: int
) -> None:
    rows = together(numbered(typed()))
    few = attrs.evolve(TASK, rows_at_once=at_once)
    found = outcome_of(
        result_batches(rows.to_batches(size), few, whole_of(rows.to_batches(), TASK)), tmp_path / "f.csv"
    )
    assert found.findings == on_one_machine.findings
    assert codes(found) == codes(on_one_machine)
    assert found.counts == on_one_machine.counts
    for rows_, *parts in found.counts.values():
        assert rows_ == sum(parts)


def assert_twins(folder: Path, seed: int, most: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same on every run)
    given = texts_of(put_odd(folder / "odd", chance, most=most, damage=0.0))
    given = {name: table for name, table in given.items() if name in HEADERS}
    clean = put_texts(folder / "clean", given)
    choices = {"schedule": chance.choice([None, "broendby"])}
    task_ = attrs.evolve(task("2023-03-01", **choices), rows_at_once=chance.choice([1, 10, 50, 10_000]))
    rows = together(numbered(texts_of(clean)))
    size = chance.choice([1, 2, 7, 10_000])
    whole = whole_of(rows.to_batches(size), task_)
    found = outcome_of(result_batches(rows.to_batches(size), task_, whole), folder / "parts.csv")
    assert found == by_one_machine(clean, folder / "one.csv", task_)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_stands_in_the_tables_all_comes_to_the_same(tmp_path: Path, seed: int) -> None:
    assert_twins(tmp_path, seed, 25)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_whatever_stands_in_the_tables_all_comes_to_the_same_thoroughly(tmp_path: Path, seed: int) -> None:
    assert_twins(tmp_path, seed, 60)


def test_findings_alone_are_those_of_the_results() -> None:
    results = pa.Table.from_batches(result_batches(batches(typed()), TASK))
    alone = pa.Table.from_batches(judge_batches(batches(typed()), TASK))
    found = results.filter(results["finding"].is_valid())["finding"].combine_chunks()
    assert len(alone) > 0
    assert pa.RecordBatch.from_struct_array(found).to_pylist() == alone.to_pylist()


def test_tables_without_rows_give_nothing() -> None:
    rows = together(typed()).slice(0, 0)
    empty = pa.RecordBatch.from_pylist([], rows.schema)
    for batches_ in ([], [empty], [empty, empty]):
        assert list(result_batches(batches_, TASK)) == []


def test_batches_without_rows_may_stand_between_others() -> None:
    rows = together(typed())
    empty = pa.RecordBatch.from_pylist([], rows.schema)
    mixed = [part for batch in rows.to_batches(3) for part in (empty, batch, empty)]
    assert list(judge_batches(mixed, TASK)) == list(judge_batches(rows.to_batches(), TASK))


def test_the_columns_are_those_of_the_tables_in_order() -> None:
    assert tuple(FINDING_SCHEMA.names) == FINDING_COLUMNS
    assert tuple(REJECTED_SCHEMA.names) == REJECTED_COLUMNS
    for batch in judge_batches(batches(typed()), TASK):
        assert batch.schema == FINDING_SCHEMA
    for batch in result_batches(batches(typed()), TASK):
        assert batch.schema == RESULT_SCHEMA
    assert COUNT_SCHEMA.names == ["table", "rows", "used", "repeated", "rejected"]


def test_sorted_by_these_columns_the_findings_are_in_order() -> None:
    assert f"citizen {in_order!r}" == f"citizen operator.attrgetter{ORDER[1:]!r}"


def test_a_rejected_row_has_the_number_that_its_owner_gave_it_or_none() -> None:
    given = {**typed(), "meetings": typed()["meetings"].with_columns(row=pl.lit(7_000_000_000, pl.Int64))}
    found = pa.Table.from_batches(result_batches(batches(given), TASK)).to_pylist()
    rejected = [row["rejected"] for row in found if row["rejected"]]
    assert {row["table"]: row["row"] for row in rejected}["meetings"] == 7_000_000_000
    assert {row["row"] for row in rejected if row["table"] != "meetings"} == {None}
    assert not any("6101901234" in str(row) for row in rejected)


# What is refused


def test_a_key_of_somebody_else_is_refused() -> None:
    rows = together(typed())
    wrong = rows.set_column(0, KEY, pa.array([f"{number:05}" for number in range(len(rows))]))
    with pytest.raises(CaseloadError, match="not that of its citizen"):
        list(judge_batches(wrong.to_batches(), TASK))


@pytest.mark.parametrize(
    ("without", "told"),
    [({"meetings": None}, "meetings: the table is missing"), ({"spells": "start"}, "start: the column is missing")],
)
def test_a_table_or_a_column_that_is_missing_is_named(without: dict[str, str | None], told: str) -> None:
    given = dict(typed())
    for name, column in without.items():
        given |= {name: given[name].drop(column)} if column else {}
        if column is None:
            del given[name]
    with pytest.raises(CaseloadError, match=told):
        list(judge_batches(batches(given), TASK))


# What the whole decides


def folder_of(place: Path, spells: list[str], meetings: list[str]) -> Path:
    own = {"spells": ["citizen,group,start", *spells], "meetings": ["citizen,date,type,held_by", *meetings]}
    return put(place, **{name: "\n".join(lines) + "\n" for name, lines in own.items()})


WHOLES = {
    "months first elsewhere": (
        ["B1,6.2,2022-01-03", "B2,6.2,2022-01-03", "B3,6.2,2022-01-03"],
        ["B1,03/04/2022,7,jobcenter", "B2,03/25/2022,7,jobcenter", "B2,01/25/2022,7,jobcenter"],
    ),
    "days first elsewhere": (
        ["B1,6.2,2022-01-03", "B2,6.2,2022-01-03"],
        ["B1,03/04/2022,7,jobcenter", "B2,25/03/2022,7,jobcenter"],
    ),
    "numbers of a spreadsheet elsewhere": (
        ["B1,6.2,2022-01-03", "B2,6.2,2022-01-03"],
        ["B1,40122,7,jobcenter", "B2,44570,7,jobcenter", "B2,44571,7,jobcenter"],
    ),
    "a zero that is cut, and every other id has ten digits": (
        ["0199901234,6.2,2022-01-03", "0199911234,6.2,2022-01-03", "199902222,6.2,2022-01-03"],
        ["199901234,2022-01-10,7,jobcenter"],
    ),
    "nine digits among other ids": (
        ["0199901234,6.2,2022-01-03", "B2,6.2,2022-01-03", "199902222,6.2,2022-01-03"],
        ["199901234,2022-01-10,7,jobcenter", "199902222,2022-01-10,7,jobcenter"],
    ),
    "dashes in one table": (
        ["0199901234,6.2,2022-01-03", "0199911234,6.2,2022-01-03"],
        ["019990-1234,2022-01-10,7,jobcenter", "019990-1234,2022-01-10,7,jobcenter"],
    ),
    "dashes everywhere": (
        ["019990-1234,6.2,2022-01-03", "019991-1234,6.2,2022-01-03"],
        ["019990-1234,2022-01-10,7,jobcenter"],
    ),
    "zeros that are cut beside dashes": (
        ["019990-1234,6.2,2022-01-03", "019991-1234,6.2,2022-01-03"],
        ["199901234,2022-01-10,7,jobcenter"],
    ),
}


@pytest.mark.parametrize("name", WHOLES)
def test_what_other_citizens_cells_decide_is_decided_by_the_whole(tmp_path: Path, name: str) -> None:
    folder = folder_of(tmp_path / "folder", *WHOLES[name])
    few = attrs.evolve(task("2022-06-01"), rows_at_once=1)
    rows = together(numbered(texts_of(folder)))
    whole = whole_of(rows.to_batches(1), few)
    found = outcome_of(result_batches(rows.to_batches(1), few, whole), tmp_path / "parts.csv")
    assert found == by_one_machine(folder, tmp_path / "one.csv", few)


def test_without_the_whole_what_is_doubtful_is_rejected_and_ids_stand_as_they_are(tmp_path: Path) -> None:
    days = folder_of(tmp_path / "days", *WHOLES["days first elsewhere"])
    found = outcome_of(result_batches(batches(texts_of(days), 1), task("2022-06-01")), tmp_path / "days.csv")
    assert [row[0:4:3] for row in found.rejected] == [("meetings", "ambiguous-date")]
    ids = folder_of(tmp_path / "ids", *WHOLES["dashes in one table"])
    found = outcome_of(result_batches(batches(texts_of(ids), 1), task("2022-06-01")), tmp_path / "ids.csv")
    assert {row[3] for row in found.rejected} == {"citizen-without-spell"}


def test_ids_in_too_many_ways_are_asked_about() -> None:
    ids = ["199901234", "019991-1234", "B1"]
    given = {"spells": pl.DataFrame({"citizen": ids, "group": "6.2", "start": "2022-01-03"})}
    with pytest.raises(CaseloadError, match="in other ways") as error:
        whole_of(batches(given), TASK)
    assert not any(one in str(error.value) for one in ids)


def test_ids_that_decide_are_not_shown() -> None:
    assert "199901234" not in repr(Whole({}, frozenset({"199901234"})))


def value(text: str) -> str | None:
    found = tables(RULES)["spells"][0].value(text)
    return None if isinstance(found, Bad) else found


def parts_of(texts: list[str]) -> list[list[str]]:
    keys = key_of(pl.Series(texts, dtype=pl.String)).to_list()
    return [[text for text, key in zip(texts, keys, strict=True) if key == own] for own in dict.fromkeys(keys)]


digits = st.sampled_from("01")
forms = st.one_of(
    st.text(digits, min_size=9, max_size=10),
    st.builds("{}-{}".format, st.text(digits, min_size=6, max_size=6), st.text(digits, min_size=4, max_size=4)),
    st.sampled_from(IDS),
)


@settings(max_examples=50)
@given(st.lists(forms, max_size=12))
def test_ids_are_read_part_by_part_as_they_are_in_the_whole(texts: list[str]) -> None:
    ids = [own for text in texts if (own := value(text)) is not None]
    every = joined(ids).read_as
    columns = tables(RULES)["spells"]
    cells = [cell for part in parts_of(texts) for cell in telling("spells", pl.DataFrame({"citizen": part}), columns)]
    try:
        whole = decided(cells)
    except CaseloadError:
        assert any(len(one) == 9 for one in ids)
        assert any("-" in one for one in ids)
        assert not any(len(one) == 10 and "-" not in one for one in ids)
        return
    for part in parts_of(texts):
        some = [found for text in part if (found := value(text)) is not None]
        read = whole.joined(some).read_as
        assert [read.get(one, one) for one in some] == [every.get(one, one) for one in some]


@given(st.lists(st.sampled_from(IDS), min_size=2, max_size=8))
def test_texts_that_can_mean_one_citizen_have_one_key(texts: list[str]) -> None:
    ids = {text: own for text in texts if (own := value(text)) is not None}
    read = joined(ids.values()).read_as
    keys = dict(zip(texts, key_of(pl.Series(texts)), strict=True))
    for one, own in ids.items():
        for other, another in ids.items():
            assert read.get(own, own) != read.get(another, another) or keys[one] == keys[other]


cells_of_days = st.one_of(
    st.sampled_from(
        ["03/04/2022", "03/25/2022", "25/03/2022", "40122", "44570", "311222", "2022-01-03", "3/4/22 10:00"]
    ),
    st.builds("{:02}/{:02}/2022".format, st.integers(1, 31), st.integers(1, 31)),
    st.integers(10_000, 99_999).map(str),
    st.integers(100_000, 999_999).map(str),
)


@given(st.lists(cells_of_days, max_size=10))
def test_days_are_read_part_by_part_as_they_are_in_the_whole(texts: list[str]) -> None:
    columns = tables(RULES)["meetings"]
    date_ = next(column for column in columns if column.name == "date")
    together_, _ = settled("meetings", date_, dict.fromkeys(texts))
    cells = [cell for text in texts for cell in telling("meetings", pl.DataFrame({"date": [text]}), columns)]
    read = next(column for column in decided(cells).columns(RULES)["meetings"] if column.name == "date")
    assert [read.value(text) for text in texts] == [together_.value(text) for text in texts]


def test_days_that_are_numbers_help_to_decide() -> None:
    frame = pl.DataFrame({"date": [40122.0, 44570.0, 44571.5]})
    found = [cell.text for cell in telling("meetings", frame, tables(RULES)["meetings"])]
    assert found == ["40122", "44570", "44571.5"]


# The task


def test_a_task_arrives_as_it_was_sent() -> None:
    sent = task("2024-06-01", schedule="broendby", conventions=attrs.evolve(TASK.conventions, week_n="before"))
    assert pickle.loads(pickle.dumps((sent, AS_IT_STANDS))) == (sent, AS_IT_STANDS)  # noqa: S301 (our own)


@pytest.fixture
def own_rules(tmp_path: Path) -> Path:
    """Give a folder of rules that no machine but this one has, with a folder in it."""
    folder = tmp_path / "own" / "deep"
    folder.mkdir(parents=True)
    text = RULES.ruleset("broendby").versions[0].loaded.parsed.text
    (folder / "own.toml").write_text(text.replace('id = "broendby"', 'id = "mine"', 1), "utf-8")
    return tmp_path / "own"


def test_the_rules_of_a_caller_are_sent_with_the_task(own_rules: Path, tmp_path: Path) -> None:
    sent = pickle.dumps(task("2024-06-01", schedule="mine", rules_folders=[own_rules]))
    for path in own_rules.rglob("*.toml"):
        path.unlink()
    arrived: Task = pickle.loads(sent)  # noqa: S301 (our own)
    found = outcome_of(result_batches(batches(typed()), arrived), tmp_path / "findings.csv")
    assert b",mine," in found.findings


def test_what_is_wrong_with_a_task_is_said_before_it_is_sent(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("kind = 1\n", "utf-8")
    with pytest.raises(RuleFileError):
        task(rules_folders=[tmp_path])
    with pytest.raises(UnknownNameError):
        task(schedule="broendbyy")
    with pytest.raises(OutOfRangeError):
        task("30-02-2024")


def test_other_bundled_rules_than_where_the_run_was_started_are_refused() -> None:
    with pytest.raises(RuleFileError, match="others here"):
        list(judge_batches(batches(typed()), attrs.evolve(TASK, bundled="0" * 64)))


def test_one_rule_set_may_be_named_alone() -> None:
    assert Task.of(date(2024, 6, 1), rules="lab").rules == ("lab",)
    with pytest.raises(OutOfRangeError, match="'sv' is no language; expected da / en"):
        Task.of(date(2024, 6, 1), lang="sv")  # type: ignore[arg-type]
