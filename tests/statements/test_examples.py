"""How a file of examples is read: what both sides share, what an example is about, and what a wrong one is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_up_statements import COUNTED, EXAMPLES, GUARD, IN_PERSON, SHARED, rulebook_of, write

from kontaktforloeb.model import Meeting, Spell
from kontaktforloeb.statements.examples import Placed, read_examples
from kontaktforloeb.statements.people import case_of


def placed(folder: Path, examples: str = EXAMPLES) -> tuple[Placed, ...]:
    write(folder, examples=examples)
    found = read_examples([folder], rulebook_of(folder))
    assert found.problems == ()
    return found.placed


def problems(folder: Path, examples: str) -> list[str]:
    write(folder, examples=examples)
    found = read_examples([folder], rulebook_of(folder))
    return [str(problem).replace(f"{folder}/plan/2024-01-01.examples.toml", "FILE") for problem in found.problems]


def test_an_example_is_about_a_requirement_or_the_rule_set_as_a_whole(tmp_path: Path) -> None:
    guard, counted, in_person = placed(tmp_path)

    assert (guard.subject, counted.subject, in_person.subject) == ("plan", "plan/en", "plan/fremmoede")
    assert guard.requirement is None
    assert counted.requirement is not None
    assert counted.requirement.id == "en"


def test_an_example_shows_the_statements_it_names_or_else_those_of_what_it_is_about(tmp_path: Path) -> None:
    assert [own.statements for own in placed(tmp_path)] == [("P01",), ("P02",), ("P03",)]


def test_an_example_has_the_line_of_its_header(tmp_path: Path) -> None:
    path = tmp_path / "plan" / "2024-01-01.examples.toml"

    assert [own.place for own in placed(tmp_path, "# First\n\n" + GUARD + "\n" + COUNTED)] == [f"{path}:3", f"{path}:9"]


def test_a_requirement_of_another_rule_set_is_named_in_full(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "andet").mkdir()
    rules = (tmp_path / "plan" / "2024-01-01.toml").read_text("utf-8").replace('id = "plan"', 'id = "andet"')
    (tmp_path / "andet" / "2024-01-01.toml").write_text(rules, "utf-8")
    (own,) = placed(tmp_path, COUNTED.replace('"en"', '"andet/en"'))

    assert own.requirement_id == "andet/en"


def test_a_side_has_what_both_share_but_for_what_it_says_itself(tmp_path: Path) -> None:
    (own,) = placed(tmp_path, COUNTED.replace("kept = {", "kept = { as_of = 2024-09-01,", 1))

    assert own.side("kept").as_of == date(2024, 9, 1)
    assert own.side("not_kept").as_of == date(2024, 6, 1)
    assert case_of(own.side("kept")).spells == (Spell("kontanthjaelp-jobparat", "2024-01-08", "2024-05-31"),)
    assert case_of(own.side("kept")).meetings == (Meeting("2024-02-01"),)
    assert case_of(own.side("not_kept")).meetings == ()


def test_spells_of_a_side_replace_the_shorthand_of_both_and_the_other_way_round(tmp_path: Path) -> None:
    spells = 'spells = [{ group = "dagpenge", start = 2024-02-05 }]'
    shorthand, longhand = placed(
        tmp_path,
        COUNTED.replace("not_kept = {", f"not_kept = {{ {spells},")
        + COUNTED.replace(SHARED, f"as_of = 2024-06-01\n{spells}\n").replace(
            "not_kept = {", 'not_kept = { group = "sygedagpenge", start = 2024-03-04,'
        ),
    )

    assert case_of(shorthand.side("not_kept")).spells == (Spell("dagpenge", "2024-02-05"),)
    assert case_of(longhand.side("kept")).spells == (Spell("dagpenge", "2024-02-05"),)
    assert case_of(longhand.side("not_kept")).spells == (Spell("sygedagpenge", "2024-03-04"),)


def test_every_table_of_an_example_becomes_facts(tmp_path: Path) -> None:
    facts = """
birth_date = 1990-05-17
municipality = "Brøndby"
team = "Vest"
adviser = "K1"
insured = "deltid"
meetings = [{ date = 2024-02-01, type = "cv-samtale", held_by = "a-kasse", with = ["mentor"], form = "video", \
status = "booket", individual = false, registered = 2024-02-02, adviser = "K2", topics = ["abc"], \
agreements = ["plan"], minutes = 30, prep_minutes = 0, prep_date = 2024-01-31 }]
hours = [{ month = "2024-01", hours = "160.33", kind = "loentilskud" }, { month = "2024-02", hours = "0" }]
exemptions = [{ kind = "barsel", start = 2024-03-01, end = 2024-03-31, decided_on = 2024-02-20, reason = "barn" }]
events = [{ event = "henvendelse", date = 2024-01-02, value = "brev" }]
"""
    example = COUNTED.replace(SHARED, SHARED + facts).replace("meetings = [{ date = 2024-02-01 }], ", "")
    case = case_of(placed(tmp_path, example)[0].side("kept"), "C7")
    meeting = Meeting(
        "2024-02-01", "cv-samtale", "a-kasse", ["mentor"], "video", "booket", individual=False, registered="2024-02-02",
        adviser="K2", topics=["abc"], agreements=["plan"], minutes=30, prep_minutes=0, prep_date="2024-01-31",
    )  # fmt: skip

    assert (case.citizen, case.birth_date, case.municipality) == ("C7", date(1990, 5, 17), "Brøndby")
    assert (case.team, case.adviser, case.insured) == ("Vest", "K1", "deltid")
    assert case.meetings == (meeting,)
    assert [(own.month, str(own.hours), own.kind) for own in case.hours] == [
        (date(2024, 1, 1), "160.33", "loentilskud"),
        (date(2024, 2, 1), "0", "dagpenge"),
    ]
    assert [(own.kind, own.end, own.decided_on, own.reason) for own in case.exemptions] == [
        ("barsel", date(2024, 3, 31), date(2024, 2, 20), "barn")
    ]
    assert [(own.event, own.date, own.value) for own in case.events] == [("henvendelse", date(2024, 1, 2), "brev")]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            'requirement = "en"', 'requirement = "to"',
            "FILE:1: example[1].requirement: there is no requirement 'plan/to'; did you mean 'plan/en'?",
        ),
        (
            'requirement = "en"', 'published = "test/tal"',
            "FILE:1: example[1].published: the file beside shows no figure of 'test/tal'",
        ),
        ("as_of = 2024-06-01\n", "", "FILE:1: example[1].kept: the key 'as_of' is missing; expected the day of the"),
        (
            "start = 2024-01-08\n", "",
            "FILE:1: example[1].kept: nothing says since when the citizen is in which group; expected group and start,",
        ),
        (
            "start = 2024-01-08\n", "start = 2024-01-08\nspells = []\n",
            "FILE:1: example[1].kept: there are spells and a group; expected one of the two",
        ),
        ("as_of =", "asof =", "FILE:1: example[1].asof: no key 'asof' is known here; did you mean 'as_of'?"),
        ("date = 2024-02-01", 'date = "2024-02-01"', "FILE:1: example[1].kept.meetings[1].date: '2024-02-01' is no"),
        (', status = "met"', "", "FILE:1: example[1].kept.status: the key 'status' is missing"),
        ("not_kept", "notkept", "FILE:1: example[1].notkept: no key 'notkept' is known here; did you mean 'not_kept'?"),
        ("[[example]]", "[[examples]]", "FILE: examples: no key 'examples' is known here; did you mean 'example'?"),
        ("as_of = ", "as_of ", "FILE:6: this is no TOML"),
    ],
)  # fmt: skip
def test_a_wrong_example_is_told_with_its_place(right: str, wrong: str, said: str, tmp_path: Path) -> None:
    assert right in COUNTED

    assert problems(tmp_path, COUNTED.replace(right, wrong, 1))[0].startswith(said)


def test_a_wrong_example_does_not_block_the_others(tmp_path: Path) -> None:
    write(tmp_path, examples=GUARD.replace("as_of", "asof") + COUNTED + IN_PERSON.replace('"fremmoede"', '"x"', 1))
    found = read_examples([tmp_path], rulebook_of(tmp_path))

    assert [own.subject for own in found.placed] == ["plan/en"]
    assert [problem.key.rpartition(".")[0] for problem in found.problems] == ["example[1]", "example[3]"]


def test_examples_without_rules_beside_them_are_told(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "plan" / "2025-01-01.examples.toml").write_text(EXAMPLES, "utf-8")
    found = read_examples([tmp_path], rulebook_of(tmp_path))

    assert [problem.what for problem in found.problems] == ["no rules were loaded from 2025-01-01.toml beside it"]
    assert len(found.placed) == 3
