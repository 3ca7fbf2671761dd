from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb.caseload import encoding as module
from kontaktforloeb.caseload.encoding import Encoding, encoding_of, encoding_of_bytes, open_text
from kontaktforloeb.errors import CaseloadError

TEXT = "citizen;adviser\nB1;Søren Åkær\nB2;Ærø\n"


def problem_of(content: bytes) -> str:
    with pytest.raises(CaseloadError) as caught:
        encoding_of_bytes(content, "spells.csv")
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param(b"", Encoding.UTF_8, id="nothing"),
        pytest.param(b"citizen,group\n", Encoding.UTF_8, id="ASCII"),
        pytest.param(TEXT.encode(), Encoding.UTF_8, id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), Encoding.UTF_8_MARKED, id="UTF-8 with a mark"),
        pytest.param(b"\xff\xfe" + TEXT.encode("utf-16-le"), Encoding.UTF_16, id="UTF-16, little end first"),
        pytest.param(b"\xfe\xff" + TEXT.encode("utf-16-be"), Encoding.UTF_16, id="UTF-16, big end first"),
        pytest.param(TEXT.encode("utf-32"), Encoding.UTF_32, id="UTF-32"),
        pytest.param(TEXT.encode("cp1252"), Encoding.WINDOWS_1252, id="Windows-1252"),
        pytest.param("a – b\n".encode("cp1252"), Encoding.WINDOWS_1252, id="a dash"),
        pytest.param("l’a: 5 €\n".encode("cp1252"), Encoding.WINDOWS_1252, id="an apostrophe and a euro"),
        pytest.param("½ ‘ø’ ¿\n".encode("cp1252"), Encoding.WINDOWS_1252, id="signs outside words"),
        pytest.param("Å".encode("cp1252"), Encoding.WINDOWS_1252, id="one letter at the end"),
    ],
)
def test_the_encoding_of_a_file_is_found_and_its_text_read(tmp_path: Path, content: bytes, encoding: Encoding) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert encoding_of(path) is encoding_of_bytes(content, "x.csv") is encoding
    file, found = open_text(path)
    with file:
        read = file.read()
    assert found is encoding
    assert read.encode("utf-8") == content.decode(encoding).encode("utf-8")
    assert not read.startswith("\ufeff")


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_byte_that_stands_for_nothing_is_told_with_its_line(byte: int, ends: str) -> None:
    content = f"a{ends}Bjørn{ends}".encode("cp1252") + bytes([byte]) + ends.encode()
    assert problem_of(content) == (
        f"spells.csv: line 3 holds a byte (0x{byte:02X}) that is neither UTF-8 nor Windows-1252; "
        "expected a file saved as UTF-8"
    )


@pytest.mark.parametrize("codec", ["cp865", "cp850", "mac_roman"])
@pytest.mark.parametrize("word", ["Sæby", "Søren", "Hørsholm", "æble i Rødby"])
def test_letters_of_other_machines_are_not_read_as_other_signs(codec: str, word: str) -> None:
    assert problem_of(f"a\n{word}\n".encode(codec)).startswith("spells.csv: line 2 h")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["citizen;group\n", "Årsag;Dato\n"])
def test_two_bytes_a_sign_without_a_mark_are_told_and_not_read_as_one(codec: str, text: str) -> None:
    assert problem_of(text.encode(codec)) == (
        "spells.csv: the text has two bytes for a sign, or four, and no mark that says which; "
        "expected a file saved as UTF-8"
    )


def test_a_file_of_two_encodings_is_no_text() -> None:
    content = "a\nSøren\n".encode() + "Åse\n".encode("cp1252")
    assert problem_of(content) == (
        "spells.csv: line 3 is not UTF-8 and line 2 is: two encodings in one file; expected a file saved as UTF-8"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xef\xbb\xbfa\nS\xf8ren\n", "line 2 is no UTF-8, as the file says that it is"),
        (b"\xff\xfea\x00\n\x00\x00\xdc", "line 2 is no UTF-16, as the file says that it is"),
        ("a\r\nb\r\n".encode("utf-16") + b"\n", "line 3 is no UTF-16, as the file says that it is"),
        (b"\xff\xfea\x00\n", "line 1 is no UTF-16, as the file says that it is"),
    ],
)
def test_a_file_that_is_not_what_its_mark_says_is_refused(content: bytes, said: str) -> None:
    assert problem_of(content) == f"spells.csv: {said}"


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_is_wrong_names_no_text_of_the_file(lang: str) -> None:
    with pytest.raises(CaseloadError) as caught:
        encoding_of_bytes(b"610190-1234;S\x9bren\n", "x.csv")
    assert "610190" not in caught.value.text("da" if lang == "da" else "en")


@given(
    text=st.text(st.sampled_from("aZ ;\n\ræøåÆØÅé€–’\u20ac\U0001f642"), max_size=30),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "cp865"]),
    piece=st.integers(4, 12),
)
@settings(max_examples=300, deadline=None)
def test_where_a_file_is_cut_into_pieces_makes_no_difference(text: str, codec: str, piece: int) -> None:
    content = text.encode(codec, errors="ignore")
    with pytest.MonkeyPatch.context() as patch:
        found = []
        for size in (piece, 1 << 20):
            patch.setattr(module, "_PIECE", size)
            try:
                found.append(str(encoding_of_bytes(content, "x.csv")))
            except CaseloadError as error:
                found.append(str(error))
    assert found[0] == found[1]


@given(st.binary(max_size=60))
@settings(max_examples=300, deadline=None)
def test_whatever_the_bytes_are_they_are_text_or_refused(content: bytes) -> None:
    try:
        encoding = encoding_of_bytes(content, "x.csv")
    except CaseloadError:
        return
    content.decode(encoding)
