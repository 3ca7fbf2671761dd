"""What cannot be seen in a heading makes no difference, and where a message quotes a word it is written out."""

from __future__ import annotations

from pathlib import Path

import pytest
from caseload_folders import RULES, put
from hypothesis import given
from hypothesis import strategies as st
from in_every_source import NEEDS, SOURCES, as_csv

pytest.importorskip("polars")

from kontaktforloeb.caseload.bulk import read_source
from kontaktforloeb.caseload.frames import read_frames
from kontaktforloeb.caseload.raw import read_raw
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.rows import Count, RowCode
from kontaktforloeb.caseload.unseen import as_seen, visible
from kontaktforloeb.errors import CaseloadError

ODD = ["\ufeff\u200bcitizen", "group\xa0", "start\r\n", " e\u200dnd\u00ad", "No\u0302te\r\nom\xa0 det"]
ROW = ["C1", "6.2", "2022-01-03", "2022-12-31", "x"]


def put_source(kind: str, tmp_path: Path) -> Path:
    for package in NEEDS.get(kind, ()):
        pytest.importorskip(package)
    return SOURCES[kind](tmp_path / "x", [ODD, ROW])


def test_the_small_reader_knows_headings_by_what_is_seen_of_them(tmp_path: Path) -> None:
    caseload = read_folder(as_csv(tmp_path / "x", [ODD, ROW]), RULES)
    assert str(caseload.cases[0].spells[0].end) == "2022-12-31"
    assert [note.text("en") for note in caseload.notes] == ['spells: the column "Nôte om det" is not read']


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_knows_headings_by_what_is_seen_of_them(source: str, tmp_path: Path) -> None:
    frames = read_frames(read_raw(put_source(source, tmp_path)), RULES)
    assert str(frames.cases([0])[0].spells[0].end) == "2022-12-31"
    assert [note.text("en") for note in frames.notes] == ['spells: the column "Nôte om det" is not read']


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("heading", ["Nôte om det", ODD[-1], "No\u0302te om\u200b  det"])
def test_a_mapping_knows_headings_by_what_is_seen_of_them(source: str, heading: str, tmp_path: Path) -> None:
    mapping = tmp_path / "columns.toml"
    given = heading.replace("\r", "\\r").replace("\n", "\\n")
    mapping.write_text(
        f'[source.spells]\ncitizen = "{given}"\nspells = {{ group = "group", start = "start" }}\n'
        '[source.meetings]\ncitizen = "citizen"\n'
        'meetings = { date = "date", type = "type", held_by = "held_by" }\n',
        "utf-8",
    )
    frames = read_source(put_source(source, tmp_path), RULES, mapping, {}, None)
    assert frames.citizens_index.to_list() == ["x"]


def test_two_headings_that_look_alike_are_one_that_stands_there_twice(tmp_path: Path) -> None:
    folder = put(tmp_path, spells="citizen,group,start,start\u200b\nC1,6.2,2022-01-03,2022-01-04\n")
    for read in (lambda: read_folder(folder, RULES), lambda: read_frames(read_raw(folder), RULES)):
        with pytest.raises(CaseloadError, match=r"^spells\.csv: start: the column stands there twice$"):
            read()


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("jobcenter\u200b", '"jobcenter\\u200b" is not known'),
        ("job\xa0center", '"job\\xa0center" is not known'),
        ("job\u00adcenter", '"job\\xadcenter" is not known'),
        ("jo\u0308bcenter", '"jo\\u0308bcenter" is not known'),
        ("jobcenter", ""),
        ("jobcenter\xa0", ""),
        ("610190\u200b1234", '"******" is not known'),
        ("\u200b".join("6101901234"), '"******" is not known'),
        ("\u2009".join("6101901234"), '"******" is not known'),
        ("ring til Ann\u200b", '"ring til ******" is not known'),
        ("ring til A\u200bnn", '"ring til ******" is not known'),
        ("x" * 60 + "\u200b", '"' + "x" * 39 + '…" is not known'),
    ],
)
def test_a_word_that_is_not_known_is_shown_with_what_cannot_be_seen_in_it(
    cell: str, shown: str, tmp_path: Path
) -> None:
    spells = "citizen,group,start\nAnn,6.2,2022-01-03\nBo,6.2,2022-01-03\n"
    rows = [f"{citizen},2022-01-10,7,{cell}\n" for citizen in ("Bo", "Ann")]
    folder = put(tmp_path, spells=spells, meetings="citizen,date,type,held_by\n" + "".join(rows))
    caseload, frames = read_folder(folder, RULES), read_frames(read_raw(folder), RULES)
    assert caseload.issues == frames.issues
    assert caseload.counts["meetings"] == (Count(2, 0, 0, 2) if shown else Count(2, 2, 0, 0))
    if shown:
        assert shown in caseload.issues[-1].text("en")


def test_a_day_that_is_none_is_shown_with_what_cannot_be_seen_in_it(tmp_path: Path) -> None:
    folder = put(tmp_path, spells="citizen,group,start\nC1,6.2,2022\u200b-01-03\n")
    (issue,) = read_folder(folder, RULES).issues
    assert (issue.code, issue.value) == (RowCode.IMPOSSIBLE_DATE, "2022\\u200b-01-03")


def test_a_table_that_is_not_read_is_named_with_what_cannot_be_seen_in_it(tmp_path: Path) -> None:
    folder = put(tmp_path)
    (folder / "events\u200b.csv").write_text("citizen,event,date\n", "utf-8")
    for notes in (read_folder(folder, RULES).notes, read_frames(read_raw(folder), RULES).notes):
        assert [note.text("en") for note in notes] == ['events\\u200b.csv is not read; did you mean "events"?']


@given(st.text())
def test_a_text_as_it_is_seen_is_seen_so(text: str) -> None:
    seen = as_seen(text)
    assert as_seen(seen) == seen == seen.strip()
    assert visible(text).isprintable()


@given(
    signs=st.lists(st.sampled_from(["", "\u200b", "\xa0", "\r\n", "\u200b\u00ad", "-", " "]), min_size=9, max_size=9)
)
def test_a_citizen_s_number_is_not_shown_whatever_stands_between_its_digits(signs: list[str]) -> None:
    written = "6" + "".join(sign + digit for sign, digit in zip(signs, "101901234", strict=True))
    assert not any(digit in visible(f"cpr {written}") for digit in "01234569")
