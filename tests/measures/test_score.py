from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktforloeb.measures.score import figure, half_up, mean_of_blocks

POINTS = {"j": Decimal(5), "d": Decimal("2.5"), "n": Decimal(0)}
EVIDENCE = {"Brøndby": ("nnnj", "1.3"), "Kalundborg": ("nnjj", "2.5"), "Odsherred": ("jdjj", "4.4")}
"""The answers to E1 to E4, and the figure that is shown."""

GOOD_PRACTICE = {
    "Brøndby": ("jjjjjnjjn", "jdjjn", "3.7"),
    "Odsherred": ("jjjjjdjjj", "jjdjd", "4.4"),
    "Kalundborg": ("ddjjjddjj", "jjjjd", "4.2"),
}
"""The answers to Q1 to Q9 and to Q10 to Q14, and the figure that is shown."""


def blocks_and_points(*answers: str) -> tuple[list[list[str]], dict[str, Decimal]]:
    """Give blocks of questions, and the points of each by its answer."""
    blocks = [[f"{block}-{place}" for place in range(len(own))] for block, own in enumerate(answers)]
    points = {f"{block}-{place}": POINTS[a] for block, own in enumerate(answers) for place, a in enumerate(own)}
    return blocks, points


@pytest.mark.parametrize(("answers", "shown"), EVIDENCE.values(), ids=EVIDENCE)
def test_the_figures_of_the_evidence_test_come_out(answers: str, shown: str) -> None:
    assert figure(*blocks_and_points(answers), decimals=1) == Decimal(shown)


@pytest.mark.parametrize(("first", "second", "shown"), GOOD_PRACTICE.values(), ids=GOOD_PRACTICE)
def test_the_figures_of_good_practice_come_out_as_the_mean_of_two_means(first: str, second: str, shown: str) -> None:
    assert figure(*blocks_and_points(first, second), decimals=1) == Decimal(shown)


@pytest.mark.parametrize(("name", "plain"), [("Brøndby", "3.8"), ("Odsherred", "4.5"), ("Kalundborg", "4.1")])
def test_the_plain_mean_gives_other_figures_of_good_practice_than_are_shown(name: str, plain: str) -> None:
    first, second, shown = GOOD_PRACTICE[name]
    found = figure(*blocks_and_points(first + second), decimals=1)

    assert found == Decimal(plain)
    assert found != Decimal(shown)


@pytest.mark.parametrize(
    ("exact", "decimals", "shown"),
    [
        ("5/4", 1, "1.3"),  # 1.25: half to even gives 1.2, and so does a float
        ("35/8", 1, "4.4"),
        ("27/20", 1, "1.4"),
        ("1249999/1000000", 1, "1.2"),
        ("1/3", 2, "0.33"),
        ("2/3", 2, "0.67"),
        ("5/2", 0, "3"),
        ("0", 1, "0.0"),
        ("5", 1, "5.0"),
        ("99/100", 1, "1.0"),
    ],
)
def test_half_way_goes_up(exact: str, decimals: int, shown: str) -> None:
    assert str(half_up(Fraction(exact), decimals)) == shown


def test_what_lies_a_hair_below_half_way_is_not_rounded_twice() -> None:
    assert half_up(Fraction(5, 4) - Fraction(1, 10**60), 1) == Decimal("1.2")


@given(st.integers(0, 10**6), st.integers(1, 2000), st.integers(0, 6))
def test_rounding_is_that_of_exact_decimals(numerator: int, denominator: int, decimals: int) -> None:
    with localcontext(prec=80):
        exact = Decimal(numerator) / Decimal(denominator)
        wanted = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)

    assert str(half_up(Fraction(numerator, denominator), decimals)) == str(wanted)


@pytest.mark.parametrize("blocks", [[], [[]], [["a"], []]])
def test_a_test_without_questions_has_no_figure(blocks: list[list[str]]) -> None:
    assert figure(blocks, {"a": Decimal(5)}, decimals=1) is None


@pytest.mark.parametrize("missing", ["0-0", "0-3", "1-1"])
def test_a_question_without_an_answer_leaves_no_figure_and_is_not_worth_nothing(missing: str) -> None:
    blocks, points = blocks_and_points("jjjj", "jj")
    del points[missing]

    assert figure(blocks, points, decimals=1) is None


answers = st.text("jdn", min_size=1, max_size=6)


@given(st.lists(answers, min_size=1, max_size=4), st.randoms())
def test_the_order_of_blocks_and_questions_changes_nothing(told: list[str], random: object) -> None:
    blocks, points = blocks_and_points(*told)
    shuffled = [list(reversed(block)) for block in blocks]
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert mean_of_blocks(shuffled, points) == mean_of_blocks(blocks, points)


@given(st.lists(answers, min_size=1, max_size=4))
def test_a_figure_lies_between_the_worst_and_the_best_answer(told: list[str]) -> None:
    blocks, points = blocks_and_points(*told)
    found = mean_of_blocks(blocks, points)

    assert found is not None
    assert min(points.values()) <= found <= max(points.values())


@given(st.lists(answers, min_size=1, max_size=4), st.data())
def test_a_better_answer_never_makes_a_figure_worse(told: list[str], data: st.DataObject) -> None:
    blocks, points = blocks_and_points(*told)
    question = data.draw(st.sampled_from(sorted(points)))
    before, after = mean_of_blocks(blocks, points), mean_of_blocks(blocks, {**points, question: Decimal(5)})

    assert before is not None
    assert after is not None
    assert after >= before
