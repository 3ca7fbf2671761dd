"""A mapping file that is wrong says everything that is wrong with it at once, with line, key and nearest word."""

from __future__ import annotations

from pathlib import Path

import pytest
from mapped_tables import RULES

from kontaktforloeb.caseload.mapping.load import load_mapping
from kontaktforloeb.errors import CaseloadError

RIGHT = """\
[source.liste]
citizen = "CPR"

[source.liste.spells]
group = "Målgruppe"
start = "Fra"

[source.liste.meetings]
date = "Dato"
type = "Type"
held_by = { always = "jobcenter" }
"""


def load(tmp_path: Path, text: str | bytes) -> str:
    """Give what is said of a file, one problem a line, or nothing."""
    path = tmp_path / "m.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        load_mapping(path, RULES)
    except CaseloadError as error:
        return error.text("en").replace(str(path), "m.toml")
    return ""


def test_a_right_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(RIGHT + '[source.liste.meetings.values.type]\n" Møde " = "jobsamtale"\n', "utf-8-sig")
    mapping = load_mapping(path, RULES)

    (source,) = mapping.sources
    spells, meetings = source.parts
    assert (source.name, spells.table, meetings.table) == ("liste", "spells", "meetings")
    assert {name: given.heading for name, given in meetings.columns.items()} == {
        "citizen": "CPR", "date": "Dato", "type": "Type", "held_by": "",
    }  # fmt: skip
    assert meetings.columns["held_by"].always == "jobcenter"
    assert meetings.columns["type"].values == {"møde": "jobsamtale"}
    assert spells.telling == ("Målgruppe", "Fra")


def test_headings_are_kept_as_they_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    odd = RIGHT.replace('"Målgruppe"', '"\\uFEFFMa\u030algruppe\xa0"').replace('"Dato"', '"Dato\\r\\n for\u200b  møde"')
    path.write_text(odd + 'if_any = [" Type\u200b"]\n', "utf-8")

    spells, meetings = load_mapping(path, RULES).sources[0].parts
    assert [part.columns[name].heading for part, name in ((spells, "group"), (meetings, "date"))] == [
        "Målgruppe",
        "Dato for møde",
    ]
    assert meetings.if_any == ("Type",)


def test_a_key_that_looks_like_a_known_one_is_shown_with_what_cannot_be_seen_in_it(tmp_path: Path) -> None:
    said = load(tmp_path, RIGHT.replace("start =", '"start\u200b" ='))
    assert "m.toml:6: source.liste.spells.start\\u200b: no key 'start\\u200b' is known here;" in said
    assert said.count("did you mean 'start'?") == 1


A = 'held_by = "A"\n'
WORDS = f"{A}values."
WRONG = {
    "a row before the first": (
        "[source.x]\nheader_row = 0",
        "header_row: this is the number of no row; expected a",
    ),
    "a row that is no number": ('[source.x]\nheader_row = "4"', "source.x.header_row: this is the number of no row"),
    "a row that is a truth": ("[source.x]\nheader_row = true", "source.x.header_row: this is the number of no row"),
    "a row by another name": ("[source.x]\nheader_rows = 4", "did you mean 'header_row'?"),
    "a question": ('held_by = "?"', "11: source.liste.meetings.held_by: this question is not answered; expected the h"),
    "a constant that is no word": ('held_by = { always = "jobcentre" }', "held_by.always: 'jobcentre' is no value of"),
    "the nearest word": ('held_by = { always = "jobcentre" }', "; did you mean 'jobcenter'?"),
    "an empty constant": ('held_by = { always = "" }', "held_by.always: 'held_by' cannot be empty"),
    "a constant that is a number": ("held_by = { always = 7 }", "held_by.always: this is no text"),
    "a constant and a column": ('held_by = { always = "kommune", column = "A" }', "at once; expected one of them"),
    "a number": ("held_by = 7", "held_by: this names no column"),
    "no heading": ('held_by = " "', "held_by: this names no column"),
    "nothing in a table": ("held_by = {}", "held_by: this names no column"),
    "an unknown key of a column": (
        f'{A}form = {{ column = "A", splt = "," }}',
        "no key 'splt' is known here; expected c",
    ),
    "a list where none is": ('held_by = { column = "A", split = "," }', "'held_by' holds no list; expected with, t"),
    "no sign to cut at": (f'{A}with = {{ column = "A", split = "" }}', "with.split: this is no sign between"),
    "a missing column": ("", "m.toml:8: source.liste.meetings.held_by: the key is missing; expected the heading of a"),
    "an unknown column": (
        'heldby = "A"',
        "heldby: no key 'heldby' is known here; expected citizen, date, type, held_by",
    ),
    "a citizen for all rows": (f'{A}citizen = {{ always = "A1" }}', "not every row is about one citizen"),
    "a series of citizens": (f'{A}citizen = "CPR {{n}}"', "citizen: a series of columns cannot stand here"),
    "a day that is none": (
        f'{A}registered = {{ always = "30-02-2025" }}',
        "'30-02-2025' is no value of 'registered'; e",
    ),
    "words of an unknown column": (f'{WORDS}hold_by.x = "kommune"', "values.hold_by: no key 'hold_by' is known here"),
    "words of a citizen": (f'{WORDS}citizen.x = "kommune"', "no key 'citizen' is known here"),
    "words of a column that is not given": (f'{WORDS}form.x = "video"', "no column gives 'form'"),
    "words of a constant": ('held_by.always = "kommune"\nvalues.held_by.x = "kommune"', "has one value for all rows"),
    "a word that is not known": (
        f'{WORDS}held_by.x = "komune"',
        "12: source.liste.meetings.values.held_by.x: 'komune'",
    ),
    "a word that is a number": (f"{WORDS}held_by.x = 7", "values.held_by.x: this is no text"),
    "a word in two ways": (f'{WORDS}held_by.x = "kommune"\nvalues.held_by.X = "a-kasse"', "in two ways"),
    "no table of words": (f"{A}values = 7", "source.liste.meetings.values: this is no table of keys and values"),
    "no list of headings": (f'{A}if_any = "Dato"', "if_any: this is no list of headings"),
    "no series of columns": (f'{A}if_any = ["Dato {{n}}"]', "expected headings without {n}"),
    "an unknown table": (f"{A}[source.liste.meeting]", "12: source.liste.meeting: no key 'meeting' is known here; exp"),
    "the nearest table": (f"{A}[source.liste.meeting]", "did you mean 'meetings'?"),
    "nothing of a table": (f"{A}[source.andet]", "m.toml:12: source.andet: nothing is taken from this table"),
    "no table": (f"{A}[source]\nandet = 7", "source.andet: this is no table of keys and values"),
    "an unknown first key": (f"{A}[sources]", "12: sources: no key 'sources' is known here; did you mean 'source'?"),
    "no TOML": (f"{A}nej", "m.toml:12: this is no TOML"),
    "a number that could be a citizen's": (f'{A}6101901234 = "A"', "no key '******' is known here"),
}


@pytest.mark.parametrize(("line", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said(line: str, words: str, tmp_path: Path) -> None:
    said = load(tmp_path, RIGHT.replace('held_by = { always = "jobcenter" }', line))

    assert words in said
    assert "610190" not in said


def test_everything_is_said_at_once_in_order_of_line(tmp_path: Path) -> None:
    text = '[source.liste]\ncitizen = "?"\n[source.liste.spells]\ngroup = "?"\nstart = 7\nstop = "Slut"\n'

    assert [line.split(": ")[:2] for line in load(tmp_path, text).splitlines()] == [
        ["m.toml:1", "no table of the source gives 'meetings'; expected [source.NAME.meetings]"],
        ["m.toml:2", "source.liste.citizen"],
        ["m.toml:4", "source.liste.spells.group"],
        ["m.toml:5", "source.liste.spells.start"],
        ["m.toml:6", "source.liste.spells.stop"],
    ]


def test_an_empty_file_lacks_what_is_needed(tmp_path: Path) -> None:
    said = load(tmp_path, "")

    assert "no table of the source gives 'spells'" in said
    assert "no table of the source gives 'meetings'" in said


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert "the text is not UTF-8" in load(tmp_path, 'citizen = "Målgruppe"'.encode("cp1252"))
    with pytest.raises(CaseloadError, match="cannot be read"):
        load_mapping(tmp_path / "none.toml", RULES)


def test_it_is_said_in_danish_too(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(RIGHT.replace('{ always = "jobcenter" }', '"?"'), "utf-8")
    with pytest.raises(CaseloadError) as error:
        load_mapping(path, RULES)

    assert error.value.text("da") == (
        f"{path}:11: source.liste.meetings.held_by: dette spørgsmål er ikke besvaret; "
        'forventet: en kolonnes overskrift, eller { always = "..." }'
    )


@pytest.mark.parametrize("kind", ["[source.liste.meetings]", "[[source.liste.meetings]]"])
def test_one_table_or_several_of_a_kind(kind: str, tmp_path: Path) -> None:
    assert load(tmp_path, RIGHT.replace("[source.liste.meetings]", kind)) == ""
    twice = RIGHT.replace("[source.liste.meetings]", kind) + '[[source.liste.events]]\nevent = "Hvad"\n'
    assert load(tmp_path, twice).startswith("m.toml:12: source.liste.events[1].date: the key is missing")
