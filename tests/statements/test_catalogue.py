"""The statements of the sources: how many of each class the documents have, and what a wrong file of them is told."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kontaktforloeb.errors import RuleFileError, UnknownNameError
from kontaktforloeb.rulebook.registry import bundled_folder
from kontaktforloeb.statements.catalogue import Document, Uncheckable, read_catalogue
from kontaktforloeb.texts import LANGUAGES, Lang, say

CATALOGUE = read_catalogue([bundled_folder()])
DOCUMENTS = {document.id: document for document in CATALOGUE.documents}
PLACE = r"L([0-9]+)(?:-[0-9]+)?(?: [a-f](?:-[a-f])?)?"
EACH = pytest.mark.parametrize("document", CATALOGUE.documents, ids=list(DOCUMENTS))


@pytest.mark.parametrize(
    ("name", "letter", "rows", "classes", "uncheckable"),
    [
        ("broendby", "B", 66, {"M": 11, "A": 18, "K": 10, "G": 5, "S": 2}, 20),
        ("odsherred", "O", 44, {"M": 5, "A": 3, "K": 5, "L": 1, "G": 5, "S": 2}, 23),
        ("kalundborg", "K", 44, {"M": 1, "K": 7, "L": 9, "G": 6}, 21),
        ("koebenhavn-notat", "C", 69, {"M": 3, "A": 15, "Q": 3, "L": 2, "G": 13, "S": 11}, 22),
        ("cabi", "F", 32, {"M": 3, "G": 3, "S": 1}, 25),
    ],
)
def test_a_document_has_so_many_statements(
    name: str, letter: str, rows: int, classes: dict[str, int], uncheckable: int
) -> None:
    document = DOCUMENTS[name]
    ids = [statement.id for statement in document.checkable]

    assert [statement.row for statement in document.statements] == list(range(1, rows + 1))
    assert Counter(str(statement.classes[0]) for statement in document.checkable) == classes
    assert len(document.uncheckable) == uncheckable
    assert ids == [f"{letter}{number:02}" for number in range(1, len(ids) + 1)]


def test_all_documents_together_have_144_statements_that_can_be_checked_and_111_that_cannot() -> None:
    assert len(CATALOGUE.by_id) == 144
    assert sum(len(document.uncheckable) for document in CATALOGUE.documents) == 111


@EACH
def test_a_statement_has_its_lines_and_the_statements_follow_each_other(document: Document) -> None:
    places = {statement.row: re.findall(PLACE, statement.lines) for statement in document.statements}
    # Headings and buttons that come again further down share one row.
    firsts = [int(places[s.row][0]) for s in document.statements if s.reason is not Uncheckable.NAVIGATION]

    assert all(re.fullmatch(rf"{PLACE}(, {PLACE})*", statement.lines) for statement in document.statements)
    assert firsts == sorted(firsts)


@EACH
def test_a_statement_is_worded_in_both_languages(document: Document) -> None:
    same = {statement.text.da for statement in document.statements if statement.text.da == statement.text.en}

    assert same <= {"link"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", Uncheckable)
def test_every_reason_has_words(reason: Uncheckable, lang: Lang) -> None:
    assert say(f"uncheckable.{reason}", lang)


def test_a_document_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="no document 'brondby'; did you mean 'broendby'"):
        CATALOGUE.document("brondby")


LIST = "document,title_da,title_en,address\nplan,Planen,The plan,\n"
HEADER = "id,row,lines,class,reason,statement_da,statement_en\n"


def problems(folder: Path, rows: str, listed: str = LIST) -> list[str]:
    (folder / "kilder.csv").write_text(listed, "utf-8")
    (folder / "plan.csv").write_text(rows, "utf-8")
    with pytest.raises(RuleFileError) as caught:
        read_catalogue([folder])
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("P1,1,L1,X,,da,en", "plan.csv:2: class: 'X' is no known word; expected one of M, A, Q, K, L, G, S"),
        ("P1,1,L1,M Q A B,,da,en", "plan.csv:2: class: 'B' is no known word; expected one of M, A, Q, K, L, G, S"),
        (",1,L1,-,r9,da,en", "plan.csv:2: reason: 'r9' is no known word; expected one of r1, r2, r3, r4"),
        (",1,L1,-,,da,en", "plan.csv:2: reason: a statement that cannot be checked has a reason; expected one of r1"),
        (
            "P1,1,L1,M,r1,da,en",
            "plan.csv:2: reason: a statement with a class has no reason; expected a class, or '-' with a reason",
        ),
        (
            "P1,1,L1,-,r1,da,en",
            "plan.csv:2: id: a statement that can be checked has an id, and no other has; expected an id and a class,",
        ),
        (
            ",1,L1,M,,da,en",
            "plan.csv:2: id: a statement that can be checked has an id, and no other has; expected an id and a class,",
        ),
        ("P1,1,L1,,,da,en", "plan.csv:2: class: the cell is empty; expected text"),
        ("P1,1,L1,M,,,en", "plan.csv:2: statement_da: the cell is empty; expected text"),
        ("P1,1,,M,,da,en", "plan.csv:2: lines: the cell is empty; expected text"),
        ("P1,one,L1,M,,da,en", "plan.csv:2: row: 'one' is no number of a row; expected a whole number"),
        ("P1,1,L1,M,,da,en,more", "plan.csv:2: the row has 8 cells; expected 7"),
        ('P1,1,L1,M,,"da"x,en', "plan.csv:2: the row cannot be read"),
        ("P1,1,L1,M,,da,en\nP1,2,L2,M,,da,en", "plan: row 2: 'P1' stands in plan already; expected an id of its own"),
    ],
)
def test_a_wrong_row_is_told_with_its_place(row: str, said: str, tmp_path: Path) -> None:
    assert problems(tmp_path, HEADER + row + "\n")[0].startswith(said)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, HEADER + "P1,1,L1,X,,,en\n,x,L2,-,r9,da,en\n")

    assert [problem[:18] for problem in found] == [
        "plan.csv:2: statem", "plan.csv:2: class:", "plan.csv:3: row: '", "plan.csv:3: reason",
    ]  # fmt: skip


def test_a_header_that_is_not_the_right_one_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, "id,row\nP1,1\n") == [
        f"plan.csv:1: the header has other columns; expected {HEADER.strip()}"
    ]


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "kilder.csv").write_bytes(LIST.encode() + "å".encode("latin-1"))

    with pytest.raises(RuleFileError, match=r"kilder.csv: the file cannot be read; expected a file saved as UTF-8"):
        read_catalogue([tmp_path])


def test_a_document_without_a_file_and_a_file_without_a_document_are_told(tmp_path: Path) -> None:
    found = problems(tmp_path, HEADER, listed=LIST.replace("plan,", "planen,"))

    assert found == [
        "kilder.csv:2: document: there is no file planen.csv beside the list; expected a file for each document",
        "plan.csv: the document is not in kilder.csv",
    ]


def test_two_folders_may_not_have_one_document(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "kilder.csv").write_text(LIST, "utf-8")
        (tmp_path / name / "plan.csv").write_text(HEADER, "utf-8")

    with pytest.raises(RuleFileError, match="plan: document: the document is there twice"):
        read_catalogue([tmp_path])


def test_a_folder_without_documents_has_none(tmp_path: Path) -> None:
    assert read_catalogue([tmp_path]).documents == ()
