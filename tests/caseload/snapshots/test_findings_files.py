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
from kontaktforloeb.caseload.snapshots.files import read_findings
from kontaktforloeb.caseload.snapshots.forms import holds_findings
from kontaktforloeb.caseload.snapshots.verdicts import judged
from kontaktforloeb.caseload.write import Workbook, write_findings
from kontaktforloeb.caseload.writing.tables import FINDINGS
from kontaktforloeb.errors import CaseloadError

RULES = load_rules()
EARLY, LATE = date(2022, 6, 1), date(2022, 8, 1)
FOUR = ("2022-01-10", "2022-02-10", "2022-03-10", "2022-04-11")
Found = tuple[Finding, ...]
A_DAY = "a day such as 2025-08-15, 15-08-2025 or 15.08.25"


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


def as_text_of(encoding: str, delimiter: str = ",", before: str = "") -> Callable[[Path, Iterable[Finding]], None]:
    """Give what writes a CSV as a spreadsheet saves it under another name."""

    def write(path: Path, found: Iterable[Finding]) -> None:
        write_findings(path.with_suffix(".csv"), found)
        text = path.with_suffix(".csv").read_text("utf-8")
        path.write_text(before + text.replace(",", delimiter), encoding)

    return write


def as_workbook(path: Path, found: Iterable[Finding]) -> None:
    """Write so few findings to a sheet that they go on in others."""
    pytest.importorskip("fastexcel")
    pytest.importorskip("xlsxwriter")
    write_findings(path, found, workbook=Workbook(about=[("day", "2022-08-01")], rows_of_a_sheet=2))


WRITERS: dict[str, tuple[str, Callable[[Path, Iterable[Finding]], object]]] = {
    "csv": ("a.csv", write_findings),
    "excel-csv": ("b.csv", as_excel_csv),
    "json": ("a.json", write_findings),
    "lines": ("a.jsonl", as_lines),
    "parquet": ("a.parquet", as_parquet),
    "utf-16": ("a.csv", as_text_of("utf-16")),
    "utf-16-tabs": ("a.txt", as_text_of("utf-16", "\t")),
    "windows-1252": ("a.csv", as_text_of("cp1252", ";")),
    "delimiter-said": ("a.csv", as_text_of("utf-8-sig", ";", "sep=;\n")),
    "blank-above": ("a.tsv", as_text_of("utf-8", "\t", "\n\t\t\n")),
    "workbook": ("a.xlsx", as_workbook),
}


@pytest.mark.parametrize("form", WRITERS)
def test_findings_are_read_back_from_every_form(form: str, tmp_path: Path) -> None:
    name, write = WRITERS[form]
    own = [*findings(*FOUR, citizen="Å1"), *findings(*FOUR[:3], citizen="Æ")]
    write(tmp_path / name, own)

    assert holds_findings(tmp_path / name)
    file = read_findings(tmp_path / name)
    assert (file.as_of, file.count) == (LATE, 2)
    assert file.versions == {("lab", date(2020, 1, 1))}
    assert dict(file.citizens()) == {
        "Å1": judged(findings(*FOUR, citizen="Å1")),
        "Æ": judged(findings(*FOUR[:3], citizen="Æ")),
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


def resaved(path: Path, days: Callable[[date], str], *, delimiter: str = ";", encoding: str = "cp1252") -> Path:
    """Save a file of findings as a spreadsheet does, with its days written in another way."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= {name: days(date.fromisoformat(row[name])) for name in FINDINGS.days if row[name]}
    found = path.with_name(f"resaved-{path.name}")
    with found.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return found


FIRST_SERIAL = date(1899, 12, 30)
WAYS_OF_WRITING: dict[str, Callable[[date], str]] = {
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "points": lambda day: f"{day:%d.%m.%Y}",
    "dashes": lambda day: f"{day:%d-%m-%Y}",
    "without zeros": lambda day: f"{day.day}/{day.month}/{day.year}",
    "two digits and points": lambda day: f"{day:%d.%m.%y}",
    "two digits and slashes": lambda day: f"{day:%d/%m/%y}",
    "two digits and dashes": lambda day: f"{day:%d-%m-%y}",
    "a number": lambda day: str((day - FIRST_SERIAL).days),
    "a number with decimals": lambda day: f"{(day - FIRST_SERIAL).days},0",
    "a moment": lambda day: f"{day:%d-%m-%Y} 00:00",
    "a month's name": lambda day: f"{day.day}. {day:%b} {day.year}".lower(),
    "text": lambda day: f'="{day:%Y-%m-%d}"',
}


@pytest.mark.parametrize("way", WAYS_OF_WRITING)
def test_days_are_read_in_every_form_in_which_tables_have_them(way: str, tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", findings(*FOUR))
    path = resaved(tmp_path / "a.csv", WAYS_OF_WRITING[way])

    assert holds_findings(path)
    first, second = read_findings(tmp_path / "a.csv"), read_findings(path)
    assert (second.as_of, second.versions) == (LATE, first.versions)
    assert list(changes_of_findings(first, second)) == [("C1", [])]


def test_days_that_others_in_the_file_make_doubtful_are_named_with_their_rows(tmp_path: Path) -> None:
    """Of 01/03/2022 nobody can say which day it is where 06/28/2022 stands too; 01/01/2020 is one day."""
    write_findings(tmp_path / "a.csv", findings(*FOUR[:3], "2022-06-28"))
    path = resaved(tmp_path / "a.csv", lambda day: f"{day:%m/%d/%Y}")

    with pytest.raises(CaseloadError) as error:
        read_findings(path)
    said = str(error.value).splitlines()
    doubtful = "may be more than one day; expected a day such as 2025-08-15, which is no other one"
    assert f"resaved-a.csv: course: row 2: '01/03/2022' {doubtful}" in said
    assert f"resaved-a.csv: as_of: row 2: '08/01/2022' {doubtful}" in said
    assert f"resaved-a.csv: fulfilled: row 2: '06/28/2022' is no day; expected {A_DAY}" in said
    assert not any("'01/01/2020'" in line for line in said)
    assert said == sorted(said, key=lambda line: line.split("row ")[1].split(":")[0])


def put_cells(path: Path, cells: Iterable[tuple[int, str, str]]) -> Path:
    """Put other cells into a file of findings: for each the number of its row, its column and its text."""
    write_findings(path, findings(*FOUR))
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    changed = [(place - 2, header.index(column), text) for place, column, text in cells]
    rows += [[f"C{number}", *rows[0][1:]] for number in range(2, max((row for row, *_ in changed), default=0) + 1)]
    for row, column, text in changed:
        rows[row][column] = text
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def test_every_cell_that_makes_no_sense_is_named_at_once_and_in_both_languages(tmp_path: Path) -> None:
    own = [(3, "held", "to"), (3, "due", "aug-25"), (2, "status", "mett"), (5, "as_of", ""), (6, "due", "aug-25")]
    path = put_cells(tmp_path / "a.csv", own)

    with pytest.raises(CaseloadError) as error:
        read_findings(path)
    assert str(error.value).splitlines() == [
        "a.csv: status: row 2: 'mett' is no status; did you mean 'met'?",
        f"a.csv: due: row 3: 'aug-25' is no day; expected {A_DAY}",
        "a.csv: held: row 3: 'to' is no number; expected a whole number",
        "a.csv: as_of: row 5: the cell is empty",
    ]
    assert error.value.text("da").splitlines()[1] == (
        "a.csv: due: række 3: 'aug-25' er ikke en dag; forventet: en dag som 2025-08-15, 15-08-2025 eller 15.08.25"
    )


def test_of_many_cells_that_make_no_sense_some_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    for rows, rest in ((100, 80), (5_000, 980)):
        path = put_cells(tmp_path / "a.csv", [(row, "due", f"day {row}") for row in range(2, rows + 2)])
        with pytest.raises(CaseloadError) as error:
            read_findings(path)
        lines = str(error.value).splitlines()
        assert (len(lines), lines[-1]) == (21, f"… and {rest} more")


def test_ids_that_a_spreadsheet_has_rounded_are_said_before_they_are_one_citizen(tmp_path: Path) -> None:
    own = [*findings(*FOUR, citizen="6,1E+09"), *findings(*FOUR, citizen="B")]
    write_findings(tmp_path / "a.csv", own)

    with pytest.raises(CaseloadError) as error:
        read_findings(tmp_path / "a.csv")
    expected = "the file as it was written, or its ids as text"
    assert str(error.value) == f"a.csv: citizen: row 2: the id was damaged by a spreadsheet; expected {expected}"


def test_headings_and_long_cells_are_read_as_those_of_tables(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", findings(*FOUR))
    text = (tmp_path / "a.csv").read_text("utf-8")
    header, first, rest = text.split("\n", 2)
    odd = header.replace("citizen", "\ufeffcitizen\u200b").replace("due", "due\xa0") + ",remark"
    long = f'{odd}\n{first},"{"x," * 200_000}"\n{rest}'.replace("2022-08-01\n", "2022-08-01,\n")
    (tmp_path / "b.csv").write_text(long, "utf-8")

    assert holds_findings(tmp_path / "b.csv")
    read = [dict(read_findings(tmp_path / name).citizens()) for name in ("a.csv", "b.csv")]
    assert read[0] == read[1]


def test_a_row_of_findings_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", findings(*FOUR))
    text = (tmp_path / "a.csv").read_text("utf-8")
    (tmp_path / "a.csv").write_text(text.replace("C1,", 'C1,"', 1), "utf-8")

    with pytest.raises(CaseloadError, match=r"^a\.csv: row 2 cannot be read; expected each quotation mark with its"):
        read_findings(tmp_path / "a.csv")


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
        ("a.jsonl", "{}\n", "a.jsonl: course: the column is missing"),
        ("a.jsonl", "[]\n", "a.jsonl: holds something else than findings"),
        ("a.json", "{}", "a.json: holds something else than findings"),
        ("a.json", "[{}]", "a.json: citizen: the column is missing"),
        ("a.json", "[" * 100_000, "a.json: cannot be read (RecursionError)"),
        ("a.jsonl", '{"a":' * 100_000, "a.jsonl: cannot be read (RecursionError)"),
        ("a.json", f'[{{"held": {"9" * 5000}}}]', "a.json: cannot be read (ValueError)"),
        ("a.json", "", "a.json: cannot be read (JSONDecodeError)"),
        ("b.csv", None, "there is no such file"),
    ],
)
def test_what_is_no_file_of_findings_is_said(name: str, text: str | None, words: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")

    with pytest.raises(CaseloadError) as error:
        read_findings(tmp_path / name)

    assert words in str(error.value)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("value", ["null", "1", '"x"', '""', "NaN", "true", "[1]", "[null]", "[NaN]", "[[]]", "[[[]]]"])
def test_json_of_something_else_is_said(name: str, value: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(value, "utf-8")

    with pytest.raises(CaseloadError) as error:
        read_findings(tmp_path / name)

    assert str(error.value) == f"{name}: holds something else than findings"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("citizen", "7101901234", "row 2 holds a value of another kind; expected a text"),
        ("citizen", "17", "row 2 holds a value of another kind; expected a text"),
        ("citizen", "true", "row 2 holds a value of another kind; expected a text"),
        ("citizen", '["B17"]', "row 2 holds a value of another kind; expected a text"),
        ("citizen", '"\\ud800"', "row 2 holds a value of another kind; expected a text"),
        ("group", '{"a": 1}', "row 2 holds a value of another kind; expected a text"),
        ("due", "NaN", "row 2 holds a value of another kind; expected a text"),
        ("due", "44564", "row 2 holds a value of another kind; expected a text"),
        ("status", "1", "row 2 holds a value of another kind; expected a text"),
        ("held", "NaN", "row 2 holds a value of another kind; expected a whole number"),
        ("held", "2.0", "row 2 holds a value of another kind; expected a whole number"),
        ("held", "true", "row 2 holds a value of another kind; expected a whole number"),
        ("days_late", "[]", "row 2 holds a value of another kind; expected a whole number"),
        ("status", '"met", "status": "overdue"', "the column stands there twice"),
    ],
)
def test_a_value_of_json_that_no_finding_has_is_named_by_its_row_and_not_shown(
    name: str, column: str, value: str, words: str, tmp_path: Path
) -> None:
    write_findings(tmp_path / "a.json", findings(*FOUR))
    rows = json.loads((tmp_path / "a.json").read_text("utf-8"))
    lines = [json.dumps(row) for row in rows]
    old = json.dumps({column: rows[1][column]})[1:-1]
    assert old in lines[1]
    lines[1] = lines[1].replace(old, f'"{column}": {value}')
    text = "\n".join(lines) if name == "a.jsonl" else f"[{', '.join(lines)}]"
    (tmp_path / name).write_text(text, "utf-8")

    with pytest.raises(CaseloadError) as error:
        read_findings(tmp_path / name)

    assert str(error.value) == f"{name}: {column}: {words}"


def twice(rows: list[list[str]]) -> list[list[str]]:
    return [row for row in rows for _ in range(2)]


def again(rows: list[list[str]]) -> list[list[str]]:
    return [*rows, *rows]


def judged_on_two_days(rows: list[list[str]]) -> list[list[str]]:
    return [*rows, *([*row[:-1], "2022-08-02"] for row in rows)]


@pytest.mark.parametrize(
    ("name", "change", "places"),
    [
        ("a.csv", twice, (2, 3)),
        ("a.csv", again, (2, 6)),
        ("a.csv", judged_on_two_days, (2, 6)),
        ("a.xlsx", again, (2, 6)),
        ("a.parquet", twice, (2, 3)),
        ("a.json", twice, (1, 2)),
        ("a.jsonl", again, (1, 5)),
    ],
)
def test_a_finding_that_stands_there_twice_is_said_with_its_rows(
    name: str, change: Callable[[list[list[str]]], list[list[str]]], places: tuple[int, int], tmp_path: Path
) -> None:
    polars = pytest.importorskip("polars")
    path = tmp_path / name
    write_findings(tmp_path / "once.csv", [*findings(*FOUR, citizen="B17"), *findings(*FOUR, citizen="B18")])
    with (tmp_path / "once.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    frame = polars.DataFrame(change(rows), schema=header, orient="row")
    match path.suffix:
        case ".csv":
            frame.write_csv(path)
        case ".parquet":
            frame.write_parquet(path)
        case ".xlsx":
            pytest.importorskip("fastexcel")
            frame.write_excel(path, worksheet="findings")
        case ".json":
            path.write_text(json.dumps(frame.to_dicts()), "utf-8")
        case _:
            path.write_text("".join(json.dumps(row) + "\n" for row in frame.to_dicts()), "utf-8")

    with pytest.raises(CaseloadError) as error:
        read_findings(path)

    said = f"{name}: the finding in row {places[0]} stands there again in row {places[1]}; expected each finding once"
    assert str(error.value) == said


def test_a_column_of_findings_that_stands_there_twice_is_said(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", findings(*FOUR))
    text = (tmp_path / "a.csv").read_text("utf-8")
    (tmp_path / "a.csv").write_text(text.replace(",duty,", ",status,"), "utf-8")

    with pytest.raises(CaseloadError, match=r"^a\.csv: status: the column stands there twice$"):
        read_findings(tmp_path / "a.csv")


def test_every_day_of_a_file_that_was_judged_on_several_is_looked_at(tmp_path: Path) -> None:
    write_findings(tmp_path / "a.csv", findings(*FOUR))
    text = (tmp_path / "a.csv").read_text("utf-8")
    (tmp_path / "a.csv").write_text(text.removesuffix("2022-08-01\n") + "sommer\n", "utf-8")

    with pytest.raises(CaseloadError, match=r"^a\.csv: as_of: row 3: 'sommer' is no day; expected a day such as 2025"):
        read_findings(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("column", "cell", "shown"),
    [
        ("status", "mett", "'mett' is no status; did you mean 'met'?"),
        ("due", "2022-02-30", f"'2022-02-30' is no day; expected {A_DAY}"),
        ("due", "15.08", f"'15.08' is no day; expected {A_DAY}"),
        ("course", "maj 2022", f"'maj 2022' is no day; expected {A_DAY}"),
        ("opens", "03.01.65", "'03.01.65' may be more than one day; expected a day such as 2025-08-15, which is no "),
        ("held", "71019O1234", "'******' is no number; expected a whole number"),
        ("as_of", "7101901234", f"'******' is no day; expected {A_DAY}"),
        ("occurrence", "", "the cell is empty"),
        ("version", " ", "the cell is empty"),
        ("citizen", "6,1E+09", "the id was damaged by a spreadsheet; expected the file as it was written, or its ids"),
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
    assert f"a.csv: {column}: row 2: {shown}" in str(error.value)


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

    assert not holds_findings(tmp_path)
    assert not holds_findings(tmp_path / "spells.csv")
    assert not holds_findings(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"spells": "citizen,group,start", "Ark2": ""}, False),
        ({"spells": "citizen,group,start", "findings": ",".join(FINDINGS.columns)}, False),
        ({"Forløb": "borger,gruppe", "Møder": "borger,dato"}, False),
        ({"Noter": "", "Ark1": ",".join(FINDINGS.columns)}, True),
    ],
)
def test_a_workbook_of_findings_is_known_by_its_columns(
    sheets: dict[str, str], *, expected: bool, tmp_path: Path
) -> None:
    pytest.importorskip("fastexcel")
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        for name, header in sheets.items():
            book.add_worksheet(name).write_row(0, 0, header.split(","))

    assert holds_findings(tmp_path / "x.xlsx") is expected


def test_a_workbook_that_is_none_is_said(tmp_path: Path) -> None:
    pytest.importorskip("fastexcel")
    (tmp_path / "x.xlsx").write_bytes(b"PK")

    with pytest.raises(CaseloadError, match="this is no workbook that can be read"):
        holds_findings(tmp_path / "x.xlsx")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("citizen,status".encode("utf-16-le"), "a.csv: the text has two bytes for a sign"),
        (b"citizen,requirement\nB\x81,x\n", "a.csv: line 2 holds a byte (0x81)"),
    ],
)
def test_a_text_of_no_known_encoding_is_said_before_it_is_taken_for_anything(
    text: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_bytes(text)
    with pytest.raises(CaseloadError) as error:
        holds_findings(tmp_path / "a.csv")
    assert words in str(error.value)
