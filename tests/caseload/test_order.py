"""The rows of a table are put in order of citizen, and those of some citizens found."""

from __future__ import annotations

import pytest

pl = pytest.importorskip("polars", reason="the extra 'caseload' is not installed")

import numpy as np  # noqa: E402 (what follows needs the extra)

from kontaktforloeb.caseload.frames.arrays import STEP  # noqa: E402
from kontaktforloeb.caseload.frames.order import CITIZEN, by_citizen, in_order, rows_between, rows_of  # noqa: E402


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
def test_the_rows_of_some_citizens_are_found(citizens: int, *, ordered: bool) -> None:
    owners = np.random.default_rng(7).integers(0, citizens, 20_000).astype(np.uint32)
    given = pl.DataFrame({CITIZEN: np.sort(owners) if ordered else owners}).with_row_index()
    table = in_order(given)
    assert table.equals(given.sort(CITIZEN, maintain_order=True))
    owners = table[CITIZEN].to_numpy()

    for first, after in [(0, citizens), (0, 0), (citizens // 2, citizens // 2 + 1), (citizens // 3, citizens - 1)]:
        rows = rows_between(table, first, after)
        wanted = np.flatnonzero((owners >= first) & (owners < after))
        assert np.arange(len(table))[rows].tolist() == wanted.tolist()
    for some in ([], [0], [citizens - 1], sorted({0, citizens // 2, citizens - 1}), list(range(citizens))):
        assert rows_of(table, some).tolist() == np.flatnonzero(np.isin(owners, some)).tolist()
