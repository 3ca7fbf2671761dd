from __future__ import annotations

from typing import get_args

import pytest

from kontaktforloeb.caseload.rows import Count, Note, NoteCode, RowCode, RowIssue
from kontaktforloeb.errors import masked
from kontaktforloeb.texts import Lang

LANGS: tuple[Lang, ...] = get_args(Lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", RowCode)
def test_every_code_has_a_text_in_both_languages(code: RowCode, lang: Lang) -> None:
    text = RowIssue("spells", 2, "group", code, "VALUE", "EXPECTED").text(lang)
    assert text
    assert "{" not in text


@pytest.mark.parametrize(
    ("code", "da", "en"),
    [
        (
            RowCode.CELL_COUNT,
            "rækken har 3 felter; overskriften har 4",
            "the row has 3 cells; the header has 4",
        ),
        (
            RowCode.UNKNOWN_VALUE,
            'værdien "3" kendes ikke; forventet: 4',
            'the value "3" is not known; expected: 4',
        ),
        (RowCode.IMPOSSIBLE_DATE, '"3" er ikke en dato; forventet: 4', '"3" is no date; expected: 4'),
        (RowCode.NO_NUMBER, '"3" er ikke et tal; forventet: 4', '"3" is no number; expected: 4'),
        (
            RowCode.END_BEFORE_START,
            "slutdatoen 3 ligger før startdatoen 4",
            "the end 3 lies before the start 4",
        ),
    ],
)
def test_a_text_says_what_stood_there_and_what_was_expected(code: RowCode, da: str, en: str) -> None:
    issue = RowIssue("spells", 2, "group", code, "3", "4")
    assert (issue.text("da"), issue.text("en")) == (da, en)


def test_the_nearest_word_ends_the_text() -> None:
    issue = RowIssue("spells", 2, "group", RowCode.MISSING_VALUE, nearest="dagpenge")
    assert issue.text("da").endswith('; mente du "dagpenge"?')
    assert issue.text("en").endswith('; did you mean "dagpenge"?')


def test_a_note_names_a_column_or_a_table() -> None:
    assert Note("spells", "gruppe", "group").text("en") == (
        'spells: the column "gruppe" is not read; did you mean "group"?'
    )
    assert Note("spell.csv", "", "spells").text("da") == 'spell.csv læses ikke; mente du "spells"?'
    assert Note("x.db / andet", "", None).text("en") == "x.db / andet is not read"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", NoteCode)
def test_every_note_has_a_text_in_both_languages(code: NoteCode, lang: Lang) -> None:
    text = Note("spells", "start", None, code, "VALUE").text(lang)
    assert text.startswith("spells: ")
    assert "{" not in text


def test_a_note_tells_how_something_was_read() -> None:
    note = Note("meetings", "", None, NoteCode.ENCODING, "Windows-1252")
    assert (note.text("da"), note.text("en")) == (
        "meetings: teksten er læst som Windows-1252",
        "meetings: the text is read as Windows-1252",
    )


def test_the_count_of_a_table_holds_what_became_of_its_rows() -> None:
    assert Count(6, 3, 1, 2) == Count(rows=6, used=3, repeated=1, rejected=2)


@pytest.mark.parametrize(
    "value",
    [
        "710190-1234",
        "7101901234",
        "710190 1234",
        "710190-123",
        " 710190-1234 ",
        "cpr 710190-1234",
        "710190-1234/710290-1235",
        "7101901234.0",
        "710190–1234",
        "710190−1234",
        "710190 - 1234",
        "710190\u00a01234",
        "710190\n1234",
        "7101901234E+0",
        "x" * 30 + " 710190-1234",
        "７１０１９０-1234",
        "71 01 90 1234",
        "71-01-90-1234",
        "71.01.90-1234",
        "71/01/90-1234",
        "710190/1234",
        "'7101901234",
        "710190-1234" * 5,
    ],
)
def test_nothing_that_could_be_a_citizen_s_number_is_shown(value: str) -> None:
    shown = masked(value)
    kept = "".join(sign for sign in shown if sign.isdecimal())
    assert len(kept) <= 4
    assert "71" not in kept


@pytest.mark.parametrize(
    "value",
    ["kaffemøde", "6.2", "2022-02-30", "30-02-2022", "160,33", "2024-13", "12345", "", "en|to"],
)
def test_an_ordinary_value_is_shown_as_it_stood(value: str) -> None:
    assert masked(value, "C1") == value


def test_the_citizen_s_own_id_is_not_shown() -> None:
    assert masked("borger-17", "borger-17") == "******"
    assert "borger-17" not in masked("ring til borger-17", "borger-17")


def test_a_value_is_shown_on_one_line_and_short() -> None:
    assert masked("en\r\nto").split() == ["en", "to"]
    assert not {"\r", "\n"} & set(masked("en\r\nto\n"))
    assert masked("x" * 41) == "x" * 39 + "…"
    assert masked("x" * 40) == "x" * 40
