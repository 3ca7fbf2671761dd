from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb.caseload.ids import joined, no_id, totals
from kontaktforloeb.caseload.rows import NoteCode, RowCode

# No birth date has the month 99, or a day above 60.
CUT, WHOLE, TEN, DASHED = "199901234", "0199901234", "6101901234", "610190-1234"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            (text, RowCode.TOTAL_ROW)
            for text in ("I alt", "IALT", "Total", "total: 12", "Sum 3", "Antal rækker: 1.204")
        ),
        *((text, RowCode.TOTAL_ROW) for text in ("Subtotal", "Grand total", "Hovedtotal", "Totalt", "Gennemsnit 4,5")),
        *((text, RowCode.UNKNOWN_CITIZEN) for text in ("0000000000", "000000-0000", "000000000")),
        *(
            (text, RowCode.UNKNOWN_CITIZEN)
            for text in ("0", "00", "00000000000", "-1", "-", "--", "?", "...", "******")
        ),
        *(
            (text, RowCode.UNKNOWN_CITIZEN)
            for text in ("NULL", "null", "None", "nan", "NaN", "NA", "N/A", "n/a", "\\N")
        ),
        *((text, RowCode.UNKNOWN_CITIZEN) for text in ("<NA>", "(null)", "(tom)", "[NULL]", "(blank)", "undefined")),
        *((text, RowCode.UNKNOWN_CITIZEN) for text in ("Ukendt", "ukendt cpr", "uoplyst", "Ikke oplyst", "mangler")),
        *((text, RowCode.DAMAGED_ID) for text in ("inf", "-inf", "B\ufffd17")),
        *((text, RowCode.DAMAGED_ID) for text in ("6,1E+09", "6.10190E+09", "6E+09", "6e+09", "###", "#N/A", "#REF!")),
        *((text, None) for text in ("B17", TEN, CUT, DASHED, "1E5", "6E09", "#12", "Sumer", "Total1", "Alt")),
        *((text, None) for text in ("B", "Ø", "-7", "N-1", "01", "NULL1", "Nulle", "Nana", "Tom", "(17)", "ukendt17")),
        *((text, None) for text in ("Antalya", "i alter", "000000-00000")),
    ],
)
def test_a_text_is_an_id_or_has_a_code(text: str, code: RowCode | None) -> None:
    assert no_id(text) is code


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        (["", "12", ""], True),
        (["1.204", "160,33", "75 %"], True),
        (["I alt", "x"], True),
        (["", ""], False),
        (["12", "x"], False),
        (["2022-01-03"], False),
    ],
)
def test_numbers_alone_are_a_total(cells: list[str], *, total: bool) -> None:
    assert totals(cells) is total


@pytest.mark.parametrize(
    ("ids", "read_as", "left"),
    [
        pytest.param([CUT, WHOLE, "B17"], {CUT: WHOLE}, [], id="the whole number stands elsewhere"),
        pytest.param([CUT, TEN], {CUT: WHOLE}, [], id="every other id has ten digits"),
        pytest.param([CUT, "B17"], {}, [], id="ids of all kinds"),
        pytest.param([CUT, TEN, "B17"], {}, [CUT], id="ids of all kinds, ten digits among them"),
        pytest.param([CUT, "299901234"], {}, [], id="nine digits everywhere"),
        pytest.param([CUT, "019990-1234"], {CUT: WHOLE, "019990-1234": WHOLE}, [], id="the whole one with a dash"),
        pytest.param([DASHED, "B17"], {}, [], id="dashes everywhere"),
        pytest.param([DASHED, TEN, "B17"], {DASHED: TEN}, [], id="with a dash and without"),
        pytest.param([DASHED, "7101901234"], {DASHED: TEN}, [], id="without a dash, but another"),
        pytest.param([CUT, DASHED], {CUT: WHOLE, DASHED: TEN}, [], id="a number and a dash"),
        pytest.param([CUT, DASHED, "B17"], {}, [CUT], id="a number and a dash among others"),
        pytest.param(["12345678", "12345678901", "1234567-890"], {}, [], id="other lengths"),
        pytest.param(["１９９９０１２３４", WHOLE], {}, [], id="other digits"),
        pytest.param([], {}, [], id="none"),
    ],
)
def test_ids_are_joined_where_the_caseload_shows_that_they_are_one(
    ids: list[str], read_as: dict[str, str], left: list[str]
) -> None:
    found = joined(ids)
    assert (found.read_as, sorted(found.left)) == (read_as, left)


def test_what_was_joined_is_told_table_by_table() -> None:
    found = joined([CUT, WHOLE, DASHED, "B17", "299901234"])
    notes = found.notes("meetings", [CUT, DASHED, "610290-1234", "299901234", "B17"])
    assert [(note.table, note.name, note.code, note.value) for note in notes] == [
        ("meetings", "citizen", NoteCode.NINE_DIGITS, "1"),
        ("meetings", "citizen", NoteCode.DASHES, "1"),
        ("meetings", "citizen", NoteCode.NINE_DIGITS_LEFT, "1"),
    ]
    assert found.notes("spells", [WHOLE, "B17"]) == []


IDS = st.sampled_from(
    [CUT, WHOLE, TEN, DASHED, "299901234", "019990-1234", "B17", "710190-1234", "7101901234", "x" * 9]
)


@given(st.lists(IDS, max_size=8))
@settings(max_examples=300, deadline=None)
def test_no_two_citizens_become_one_who_are_not_written_with_the_same_digits(ids: list[str]) -> None:
    read_as = joined(ids).read_as
    for one in ids:
        meant = read_as.get(one, one)
        assert meant.replace("-", "").lstrip("0") == one.replace("-", "").lstrip("0")
        assert read_as.get(meant, meant) == meant
    # Whoever is written in two ways is joined as soon as both ways stand there.
    for whole in {WHOLE, TEN} & {*ids}:
        same = [one for one in ids if one.replace("-", "").lstrip("0") == whole.lstrip("0")]
        assert {read_as.get(one, one) for one in same} == {whole}
