"""Whose the rows of a table are: found wherever they stand, and put in order of citizen."""

from __future__ import annotations

import pytest

pl = pytest.importorskip("polars", reason="the extra 'caseload' is not installed")

import numpy as np  # noqa: E402 (what follows needs the extra)

from kontaktforloeb.caseload.frames.arrays import STEP  # noqa: E402
from kontaktforloeb.caseload.frames.owned import CITIZEN, Owned, by_citizen  # noqa: E402


@pytest.mark.parametrize("rows", [1, 1000, STEP, STEP + 1])
@pytest.mark.parametrize("citizens", [1, 7, 65_536, 65_537, 200_000])
def test_rows_are_put_in_order_of_citizen_and_of_each_as_they_stand(rows: int, citizens: int) -> None:
    owners = np.random.default_rng(rows).integers(0, citizens, rows).astype(np.uint32)
    order = by_citizen(owners)
    wanted = np.argsort(owners, kind="stable")
    assert order is None or (order == wanted).all()
    assert order is not None or (wanted == np.arange(rows)).all()
    assert by_citizen(np.sort(owners)) is None


def test_no_rows_are_in_order() -> None:
    assert by_citizen(np.empty(0, np.uint32)) is None


@pytest.mark.parametrize("citizens", [1, 8192, 8193, 30_000])
@pytest.mark.parametrize("ordered", [True, False])
def test_the_rows_of_a_few_citizens_are_found_in_their_order(citizens: int, *, ordered: bool) -> None:
    owners = np.random.default_rng(5).integers(0, citizens, 20_000).astype(np.uint32)
    owners = np.sort(owners) if ordered else owners
    owned = Owned(pl.DataFrame({CITIZEN: owners}), citizens)
    for wanted in ([], [0], [citizens - 1], sorted({0, citizens // 2, citizens - 1}), list(range(citizens))):
        rows = owned.rows_of(wanted)
        assert sorted(rows.tolist()) == np.flatnonzero(np.isin(owners, wanted)).tolist()
        assert all((np.diff(rows[owners[rows] == own]) > 0).all() for own in wanted[:3])


@pytest.mark.parametrize("citizens", [1, 8192, 8193, 30_000])
@pytest.mark.parametrize("ordered", [True, False])
def test_the_rows_of_some_citizens_are_found_wherever_they_stand(citizens: int, *, ordered: bool) -> None:
    owners = np.random.default_rng(7).integers(0, citizens, 20_000).astype(np.uint32)
    table = pl.DataFrame({CITIZEN: np.sort(owners) if ordered else owners})
    owned = Owned(table, citizens)

    for first, after in [(0, citizens), (0, 0), (citizens // 2, citizens // 2 + 1), (citizens // 3, citizens - 1)]:
        rows, found = owned.rows(first, after)
        wanted = table[CITIZEN].to_numpy()
        assert sorted(np.arange(len(table))[rows]) == np.flatnonzero((wanted >= first) & (wanted < after)).tolist()
        assert (found + first == wanted[rows]).all()
