from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb.caseload.delimited import delimiter_of, records


def read(text: str) -> list[list[str] | None]:
    return list(records(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("citizen,group,start\n1,2,3\n", ","),
        ("citizen;group;start\n1;2;3\n", ";"),
        ("citizen\tgroup\tstart\n1\t2\t3\n", "\t"),
        ("citizen\n1\n", ","),
        ("", ","),
        # A comma inside a name or a number.
        ('CPR;"Navn, fornavn, stilling";Dato\n', ";"),
        ("CPR;Navn, fornavn, stilling\n1;Bo\n", ";"),
        ("month;hours\n2022-01;160,33\n2022-02;80,5\n", ";"),
        ("CPR;Timer, i alt\n1;160,33\n2;0\n", ";"),
        ("a,note\n1,x;y;z\n2,u;v\n", ","),
        ('a,"b;c;d"\n1,2\n', ","),
        # As many of one as of the other: the line below it decides.
        ("a;b,c\n1;2\n", ";"),
        ("a;b,c\n1,2\n", ","),
    ],
)
def test_the_sign_between_the_cells_is_found(text: str, delimiter: str) -> None:
    assert delimiter_of(text.splitlines(keepends=True)) == delimiter


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;\r"])
def test_a_first_line_that_says_the_sign_is_no_record(first: str) -> None:
    assert read(f"{first}\na,b;c\n1;2\n") == [["a,b", "c"], ["1", "2"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('a,b\n1,"2\n3,4\n5,6\n', [["a", "b"], None, ["3", "4"], ["5", "6"]]),
        ('a,b\n1,"2"3\n4,5\n', [["a", "b"], None, ["4", "5"]]),
        ('a,b\n1,"2\n3"\n4,5\n', [["a", "b"], ["1", "2\n3"], ["4", "5"]]),
        ("a,b\r1,2\r\n3,4\n\n5,6", [["a", "b"], ["1", "2"], ["3", "4"], [], ["5", "6"]]),
        ("a,b\n1,\0\n", [["a", "b"], ["1", "\0"]]),
        ('"a', [None]),
        ("", []),
    ],
)
def test_a_line_that_is_no_record_costs_itself_alone(text: str, found: list[list[str] | None]) -> None:
    assert read(text) == found


def test_many_lines_that_are_no_records_do_not_pile_up() -> None:
    text = "a,b\n" + '1,"2\n3,4\n' * 20_000
    found = read(text)
    assert found.count(None) == 20_000
    assert found.count(["3", "4"]) == 20_000


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=5)


@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=30), delimiter=st.sampled_from(",;\t"))
@settings(max_examples=60, deadline=None)
def test_what_a_program_wrote_is_read_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    header = ["first", "second", "third"]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    assert read(text.getvalue()) == [header, *rows]
    assert delimiter_of(list(io.StringIO(text.getvalue(), newline=""))) == delimiter
