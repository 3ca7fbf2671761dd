from __future__ import annotations

import pickle
from typing import Any

import pytest

from kontaktforloeb.errors import (
    CaseError,
    CaseloadError,
    KontaktforloebError,
    OutOfRangeError,
    Problem,
    RuleFileError,
    UnknownNameError,
    nearest,
)

PROBLEMS = [RuleFileError, CaseError, CaseloadError]


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("it is wrong"), "it is wrong"),
        (Problem("it is wrong", where="a.toml:3"), "a.toml:3: it is wrong"),
        (Problem("it is wrong", key="duty"), "duty: it is wrong"),
        (Problem("it is wrong", expected="a word"), "it is wrong; expected a word"),
        (Problem("it is wrong", nearest="group"), "it is wrong; did you mean 'group'?"),
        (
            Problem("it is wrong", "a.toml:3", "duty", "a word", "group"),
            "a.toml:3: duty: it is wrong; expected a word; did you mean 'group'?",
        ),
    ],
)
def test_a_problem_says_where_what_what_was_expected_and_what_is_near(problem: Problem, text: str) -> None:
    assert str(problem) == text


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("jobcentre", ["kommune", "jobcenter"], "jobcenter"),
        ("jobcenter", ["kommune", "jobcenter"], "jobcenter"),
        ("kaffemøde", ["kommune", "jobcenter"], None),
        ("", ["kommune"], None),
        ("kommune", [], None),
        ("kommun", iter(["kommune"]), "kommune"),
    ],
)
def test_the_nearest_word_is_given_where_one_is_near(word: str, known: Any, expected: str | None) -> None:
    assert nearest(word, known) == expected


@pytest.mark.parametrize("error", PROBLEMS)
@pytest.mark.parametrize("count", [1, 2, 20])
def test_an_error_shows_up_to_twenty_problems_a_line_each(error: type[Any], count: int) -> None:
    caught = error([Problem(f"problem {number}", key="k") for number in range(count)])
    assert str(caught).splitlines() == [f"k: problem {number}" for number in range(count)]


@pytest.mark.parametrize("error", PROBLEMS)
def test_an_error_with_more_than_twenty_problems_holds_them_all_and_shows_twenty(error: type[Any]) -> None:
    caught = error([Problem(f"problem {number}") for number in range(25)])
    assert len(caught.problems) == 25
    assert str(caught).splitlines()[19:] == ["problem 19", "… and 5 more"]


@pytest.mark.parametrize(
    ("error", "also"),
    [
        (RuleFileError([]), ValueError),
        (CaseError([]), ValueError),
        (CaseloadError([]), ValueError),
        (OutOfRangeError(what="a", expected="b"), ValueError),
        (UnknownNameError(what="a", name="b"), LookupError),
    ],
)
def test_every_error_is_the_library_s_own_and_one_of_python_s(error: Exception, also: type[Exception]) -> None:
    assert isinstance(error, KontaktforloebError)
    assert isinstance(error, also)


def test_a_name_that_is_not_there_comes_with_the_nearest() -> None:
    error = UnknownNameError(what="rule set", name="lob", known=["lab", "broendby"])
    assert (error.what, error.name, error.nearest) == ("rule set", "lob", "lab")
    assert str(error) == "no rule set 'lob'; did you mean 'lab'?"
    assert str(UnknownNameError(what="rule set", name="xyzzy", known=["lab"])) == "no rule set 'xyzzy'"
    assert str(UnknownNameError(what="citizen", name="a")) == "no citizen 'a'"


def test_a_value_out_of_range_says_what_was_expected() -> None:
    error = OutOfRangeError(what="year 2201", expected="a year from 1900 to 2200")
    assert (error.what, error.expected) == ("year 2201", "a year from 1900 to 2200")
    assert str(error) == "year 2201; expected a year from 1900 to 2200"


@pytest.mark.parametrize(
    "error",
    [
        RuleFileError([Problem("a", "b:1", "c", "d", "e")]),
        CaseError([Problem("a")]),
        CaseloadError([Problem("a"), Problem("b")]),
        UnknownNameError(what="rule set", name="lob", known=["lab"]),
        OutOfRangeError(what="a", expected="b"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_whole_out_of_another_process(error: KontaktforloebError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (what was made in the line itself)
    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))
