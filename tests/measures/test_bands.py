from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.measures.bands import band_of, reaches
from kontaktforloeb.rulebook.format import Band

SCALE = (Band("ja", 9, 10), Band("delvist", 7, 10), Band("nej", 0, 10))


@pytest.mark.parametrize(
    ("hits", "of_all", "band"),
    [
        (0, 1, "nej"),
        (1, 1, "ja"),
        (6, 10, "nej"),
        (7, 10, "delvist"),
        (8, 10, "delvist"),
        (9, 10, "ja"),
        (10, 10, "ja"),
        (69, 100, "nej"),
        (70, 100, "delvist"),
        (89, 100, "delvist"),
        (90, 100, "ja"),
        (2, 3, "nej"),
        (5, 7, "delvist"),
        (8, 9, "delvist"),
        (10, 11, "ja"),
        # As floats one hit fewer than asked for is 0.7 or 0.9, too.
        (7 * 10**16 - 1, 10**17, "nej"),
        (7 * 10**16, 10**17, "delvist"),
        (9 * 10**16 - 1, 10**17, "delvist"),
        (9 * 10**16, 10**17, "ja"),
    ],
)
def test_a_band_begins_on_its_edge(hits: int, of_all: int, band: str) -> None:
    found = band_of(hits, of_all, SCALE)

    assert found is not None
    assert found.id == band


def test_where_there_is_nobody_there_is_no_band() -> None:
    assert band_of(0, 0, SCALE) is None


def test_a_scale_without_a_lowest_band_leaves_the_rest_without_one() -> None:
    assert band_of(6, 10, SCALE[:2]) is None


@pytest.mark.parametrize(
    ("hits", "of_all", "reached"), [(74, 100, False), (75, 100, True), (3, 4, True), (2, 3, False), (0, 0, False)]
)
def test_a_share_of_75_per_cent(hits: int, of_all: int, *, reached: bool) -> None:
    assert reaches(hits, of_all, at_least=75, of=100) is reached


@pytest.mark.parametrize(("hits", "of_all"), [(-1, 3), (4, 3), (1, 0)])
def test_more_hits_than_there_are_or_fewer_than_none_are_refused(hits: int, of_all: int) -> None:
    with pytest.raises(OutOfRangeError, match=f"{hits} hits of {of_all}"):
        reaches(hits, of_all, at_least=1, of=2)


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.permutations(SCALE))
def test_a_band_is_what_the_exact_part_says_in_whatever_order_the_bands_stand(
    hits: int, more: int, scale: list[Band]
) -> None:
    part = Fraction(hits, hits + more)
    band = band_of(hits, hits + more, scale)

    assert band is not None
    assert band.id == ("ja" if part >= Fraction(9, 10) else "delvist" if part >= Fraction(7, 10) else "nej")


@given(st.integers(1, 300), st.data())
def test_one_more_hit_never_makes_a_band_worse(of_all: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, of_all - 1))
    before, after = band_of(hits, of_all, SCALE), band_of(hits + 1, of_all, SCALE)

    assert before is not None
    assert after is not None
    assert SCALE.index(after) <= SCALE.index(before)
