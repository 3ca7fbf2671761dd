from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import attrs
import pytest

from kontaktforloeb import Case, Conventions, Finding, Meeting, Spell, check, load_rules
from kontaktforloeb.caseload.snapshots.compare import changes_of_findings
from kontaktforloeb.caseload.snapshots.files import holds_findings, read_findings
from kontaktforloeb.caseload.snapshots.verdicts import judged
from kontaktforloeb.caseload.write import write_findings
from kontaktforloeb.caseload.writing.tables import FINDINGS
from kontaktforloeb.errors import CaseloadError

RULES = load_rules()
EARLY, LATE = date(2022, 6, 1), date(2022, 8, 1)
FOUR = ("2022-01-10", "2022-02-10", "2022-03-10", "2022-04-11")
Found = tuple[Finding, ...]


def findings(
    *held: str, citizen: str = "C1", as_of: date = LATE, conventions: Conventions = Conventions()  # noqa: B008 (frozen)
) -> Found:  # fmt: skip
    case = Case(citizen, [Spell("kontanthjaelp-jobparat", "2022-01-03")], [Meeting(day) for day in held])
    return check(case, as_of=as_of, rulebook=RULES, rules=["lab"], conventions=conventions).findings


def as_lines(path: Path, found: Iterable[Finding]) -> None:
    write_findings(path.with_suffix(".json"), found)
    rows = json.loads(path.with_suffix(".json").read_text("utf-8"))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def as_excel_csv(path: Path, found: Iterable[Finding]) -> None:
    write_findings(path, found, excel_csv=True)


def as_parquet(path: Path, found: Iterable[Finding]) -> None:
    polars = pytest.importorskip("polars")
    write_findings(path.with_suffix(".csv"), found)
    polars.read_csv(path.with_suffix(".csv"), try_parse_dates=True).write_parquet(path)


WRITERS: dict[str, tuple[str, Callable[[Path, Iterable[Finding]], object]]] = {
    "csv": ("a.csv", write_findings),
    "excel-csv": ("b.csv", as_excel_csv),
    "json": ("a.json", write_findings),
    "lines": ("a.jsonl", as_lines),
    "parquet": ("a.parquet", as_parquet),
}


@pytest.mark.parametrize("form", WRITERS)
def test_findings_are_read_back_from_every_form(form: str, tmp_path: Path) -> None:
    name, write = WRITERS[form]
    own = [*findings(*FOUR, citizen="A"), *findings(*FOUR[:3], citizen="B")]
    write(tmp_path / name, own)

    assert holds_findings(tmp_path / name)
    file = read_findings(tmp_path / name)
    assert (file.as_of, file.count) == (LATE, 2)
    assert file.versions == {("lab", date(2020, 1, 1))}
    assert dict(file.citizens()) == {
        "A": judged(findings(*FOUR, citizen="A")),
        "B": judged(findings(*FOUR[:3], citizen="B")),
    }


def test_a_file_that_a_spreadsheet_has_sorted_otherwise_is_read_in_order(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", [*findings(*FOUR, citizen="B"), *findings(*FOUR, citizen="A")])

    assert [citizen for citizen, _ in read_findings(tmp_path / "a.csv").citizens()] == ["A", "B"]


def test_days_that_a_spreadsheet_has_written_in_its_own_way_are_read(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", findings(*FOUR))
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    places = [header.index(name) for name in FINDINGS.days]
    for row in rows:
        for place in places:
            row[place] = "-".join(reversed(row[place].split("-")))
    (tmp_path / "b.csv").write_text("\n".join(";".join(row) for row in [header, *rows]) + "\n", "utf-8-sig")

    read = [dict(read_findings(tmp_path / name).citizens()) for name in ("a.csv", "b.csv")]
    assert read[0] == read[1]


def test_an_id_that_looks_like_a_formula_is_read_as_it_was(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", [*findings(*FOUR, citizen="'B"), *findings(*FOUR, citizen="=A")])

    assert [citizen for citizen, _ in read_findings(tmp_path / "a.csv").citizens()] == ["'B", "=A"]


def compare(tmp_path: Path, old: Found, new: Found) -> list[tuple[str, str, str, str]]:
    write_findings(tmp_path / "old.csv", old)
    write_findings(tmp_path / "new.csv", new)
    found = changes_of_findings(read_findings(tmp_path / "old.csv"), read_findings(tmp_path / "new.csv"))
    return [(own.field, own.from_, own.to, "|".join(own.why)) for _, all_ in found for own in all_]


def test_files_that_say_the_same_have_no_changes(tmp_path: Path) -> None:
    assert compare(tmp_path, findings(*FOUR), findings(*FOUR)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (findings(*FOUR[:3], as_of=EARLY), findings(*FOUR[:3]), ("status", "pending", "overdue", "time")),
        (findings(*FOUR[:3]), findings(*FOUR), ("status", "overdue", "met", "data")),
        (findings(*FOUR[:3], as_of=EARLY), findings(*FOUR), ("status", "pending", "met", "data")),
    ],
)
def test_two_files_show_some_causes(
    old: Found, new: Found, expected: tuple[str, str, str, str], tmp_path: Path
) -> None:
    assert compare(tmp_path, old, new) == [expected]


def test_a_cause_that_two_files_cannot_show_is_unknown(tmp_path: Path) -> None:
    inclusive = findings(*FOUR[:3], as_of=date(2022, 7, 3), conventions=Conventions(month_window="inclusive"))

    assert compare(tmp_path, findings(*FOUR[:3], as_of=date(2022, 7, 3)), inclusive) == [
        ("due", "2022-07-02", "2022-07-03", "unknown"),
        ("status", "overdue", "pending", "unknown"),
    ]


def test_a_duty_that_ended_was_not_ended_by_time(tmp_path: Path) -> None:
    """The end of a spell was filled in: two exports show that, by time and data, and two files of findings do not."""
    spell = Spell("kontanthjaelp-jobparat", "2022-01-03", "2022-06-15")
    held = [Meeting(day) for day in FOUR[:3]]
    ended = check(Case("C1", [spell], held), as_of=LATE, rulebook=RULES, rules=["lab"]).findings

    assert compare(tmp_path, findings(*FOUR[:3], as_of=EARLY), ended) == [("status", "pending", "ended", "unknown")]


def test_a_version_that_only_one_file_knows_was_another_law(tmp_path: Path) -> None:
    old = findings(*FOUR)
    new = tuple(attrs.evolve(finding, version=date(2021, 1, 1)) for finding in old)

    assert compare(tmp_path, old, new) == [("version", "2020-01-01", "2021-01-01", "rules")] * 2
    assert {why for *_, why in compare(tmp_path, old, ())} == {"rules"}


def test_a_citizen_who_is_in_one_file_alone_has_findings_that_are_gone(tmp_path: Path) -> None:
    both = [*findings(*FOUR, citizen="A"), *findings(*FOUR[:3], citizen="B")]

    assert compare(tmp_path, tuple(both), findings(*FOUR, citizen="A")) == [
        ("status", "overdue", "", "unknown"),
        ("status", "met", "", "unknown"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "citizen,status\nC1,met\n", "a.csv: requirement: the column is missing"),
        ("a.json", "{", "a.json: cannot be read"),
        ("a.json", "[1]", "a.json: holds something else than findings"),
        ("a.json", '[{"citizen": "C1"}]', "a.json: course: the column is missing"),
        ("a.jsonl", "nothing\n", "a.jsonl: cannot be read"),
        ("b.csv", None, "there is no such file"),
    ],
)
def test_what_is_no_file_of_findings_is_said(name: str, text: str | None, words: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")

    with pytest.raises(CaseloadError) as error:
        read_findings(tmp_path / name)

    assert words in str(error.value)


@pytest.mark.parametrize(
    ("column", "cell", "shown"),
    [
        ("status", "mett", "'mett' is nothing"),
        ("due", "2022-02-30", "'2022-02-30' is nothing"),
        ("held", "71019O1234", "'******' is nothing"),
        ("as_of", "7101901234", "'******' is nothing"),
        ("occurrence", "", "'' is nothing"),
    ],
)
def test_a_cell_that_makes_no_sense_is_named_and_masked(column: str, cell: str, shown: str, tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", findings(*FOUR)[:1])
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        (row,) = list(csv.DictReader(file))
    row[column] = cell
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([row, row.values()])

    with pytest.raises(CaseloadError) as error:
        read_findings(tmp_path / "a.csv")
    assert f"a.csv: {column}: {shown}" in str(error.value)


@pytest.mark.parametrize("ending", ["", ",2022-08-01,more\n"])
def test_a_row_that_is_cut_off_or_goes_on_is_said(ending: str, tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", findings(*FOUR))
    text = (tmp_path / "a.csv").read_text("utf-8")
    (tmp_path / "a.csv").write_text(text[: text.rindex(",")] + ending, "utf-8")

    with pytest.raises(CaseloadError, match="row 3 has another number of cells than the header"):
        read_findings(tmp_path / "a.csv")


def test_a_parquet_file_that_is_none_or_is_a_caseload_s_is_told_apart(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    polars.DataFrame({"citizen": ["C1"], "start": ["2022-01-03"]}).write_parquet(tmp_path / "spells.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing else")

    assert not holds_findings(tmp_path / "spells.parquet")
    with pytest.raises(CaseloadError, match="requirement: the column is missing"):
        read_findings(tmp_path / "spells.parquet")
    with pytest.raises(CaseloadError, match=r"broken\.parquet: cannot be read"):
        holds_findings(tmp_path / "broken.parquet")


def test_a_table_of_a_caseload_is_no_file_of_findings(tmp_path: Path) -> None:
    (tmp_path / "spells.csv").write_text("citizen,group,start\nC1,6.2,2022-01-03\n", "utf-8")
    (tmp_path / "x.xlsx").write_bytes(b"PK")

    assert not holds_findings(tmp_path)
    assert not holds_findings(tmp_path / "spells.csv")
    assert not holds_findings(tmp_path / "x.xlsx")
    assert not holds_findings(tmp_path / "nowhere.csv")
