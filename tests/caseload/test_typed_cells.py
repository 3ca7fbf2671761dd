from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from caseload_folders import RULES

from kontaktforloeb.caseload.columns import UNREADABLE, Bad, tables
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.caseload.typed_cells import text_of, value_of

TABLES = tables(RULES)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (" x ", " x "),
        (7, "7"),
        (6101901234.0, "6101901234"),
        (1e20, "100000000000000000000"),
        (1e300, "1" + "0" * 300),
        (Decimal("12345678901234567890123456789.50"), "12345678901234567890123456789.50"),
        (b"S\xc3\xb8ren", "Søren"),
        (b"\xff", UNREADABLE),
        (b"\x00A", UNREADABLE),
        (160.33, "160.33"),
        (1e-7, "0.0000001"),
        (float("nan"), ""),
        (Decimal("NaN"), ""),
        (float("inf"), "Infinity"),
        (Decimal("160.330"), "160.330"),
        (Decimal("1E+3"), "1000"),
        (True, "true"),
        (False, "false"),
        (date(2022, 1, 3), "2022-01-03"),
        (datetime(2022, 1, 3, 23, 59), "2022-01-03"),  # noqa: DTZ001 (a local time)
        (datetime(2022, 1, 2, 23, 0, tzinfo=UTC), "2022-01-03"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01"),
        (datetime.max.replace(tzinfo=UTC), "9999-12-31"),
    ],
)
def test_a_cell_is_the_text_that_a_user_would_see_of_it(cell: object, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("table", "column", "cell", "value"),
    [
        ("spells", "citizen", 6101901234.0, "6101901234"),
        ("spells", "group", "6.1", "6.1"),
        ("spells", "group", "6.10", "6.10"),
        ("spells", "group", 6.2, "6.2"),
        ("spells", "group", Decimal("6.12"), "6.12"),
        ("spells", "group", 6.1, Bad(RowCode.AMBIGUOUS_GROUP, "6.1, 6.10")),
        ("spells", "group", Decimal("6.10"), Bad(RowCode.AMBIGUOUS_GROUP, "6.1, 6.10")),
        ("spells", "group", None, Bad(RowCode.MISSING_VALUE)),
        ("spells", "group", float("nan"), Bad(RowCode.MISSING_VALUE)),
        ("spells", "start", date(2022, 1, 3), date(2022, 1, 3)),
        ("spells", "start", datetime(2022, 1, 2, 23, 30, tzinfo=UTC), date(2022, 1, 3)),
        ("spells", "start", 44564, date(2022, 1, 3)),
        ("spells", "start", 44564.5, date(2022, 1, 3)),
        ("spells", "start", 20220103, date(2022, 1, 3)),
        ("spells", "start", date(1899, 12, 31), Bad(RowCode.IMPOSSIBLE_DATE, "day")),
        ("spells", "end", date.max, None),
        ("meetings", "type", 7.0, "jobsamtale"),
        ("meetings", "individual", True, True),
        ("meetings", "individual", 0, False),
        ("meetings", "minutes", 45.0, 45),
        ("meetings", "minutes", 45.5, Bad(RowCode.NO_NUMBER, "minutes")),
        ("hours", "month", date(2022, 3, 1), date(2022, 3, 1)),
        ("hours", "hours", 160.33, Decimal("160.33")),
        ("hours", "hours", Decimal("160.33"), Decimal("160.33")),
    ],
)
def test_a_typed_cell_has_its_value(table: str, column: str, cell: object, value: Any) -> None:
    own = next(found for found in TABLES[table] if found.name == column)
    assert value_of(own, cell) == value


def test_a_number_that_is_no_group_s_comes_with_the_groups() -> None:
    found = value_of(TABLES["spells"][1], 6.5 * 2)
    assert isinstance(found, Bad)
    assert (found.code, "dagpenge" in found.expected) == (RowCode.UNKNOWN_VALUE, True)
