"""What changed between two versions, told by what must be done, and apart from how it is worded."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_texts import HEAD

from kontaktforloeb import load_rules
from kontaktforloeb.report.rulediff import differences, paired
from kontaktforloeb.rulebook.named import version_named
from kontaktforloeb.texts import Lang

OLD = (
    HEAD
    + """\

[default]
reference = "L1"
duty = "individual"
level = "norm"
certainty = "official"
coverage = "full"
kind = "count"
applies_to.groups = ["dagpenge", "kontanthjaelp-jobparat"]

[[requirement]]
id = "fire"
title = { da = "Fire samtaler", en = "Four interviews" }
match = "samtale"
count = 4
due = { months = 6 }

[[requirement]]
id = "info"
title = { da = "Et møde", en = "A meeting" }
match = "moede"
count = 1
due = { weeks = 2 }
"""
)
NEW = OLD.replace("2024-01-01", "2025-01-01")


def told(folder: Path, new: str, old: str = OLD, lang: Lang = "en") -> list[str]:
    for name, text in (("old.toml", old), ("new.toml", new)):
        (folder / name).write_text(text, encoding="utf-8")
    book = load_rules()
    before, after = (version_named(book, str(folder / name)) for name in ("old.toml", "new.toml"))
    return list(differences(before, after, lang))


def test_versions_that_say_the_same_have_no_difference(tmp_path: Path) -> None:
    assert told(tmp_path, NEW) == ["From proeve@2024-01-01 to proeve@2025-01-01", "There is no difference."]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("count = 4", "count = 3", "number: from 4 to 3"),
        (
            "due = { months = 6 }",
            "due = { weeks = 20 }",
            (
                'by: from "the end of 6 month(s) from the course\'s first day" '
                'to "20 week(s) after the course\'s first day"'
            ),
        ),
        ("count = 4", "count = 4\nat_most = 6", "at most: now 6"),
        ("count = 4", 'count = 4\nbesides = ["info"]', "besides the duties: now info"),
        ("count = 4", 'count = 4\nrole = "x"', "role: now x"),
        ("count = 4", 'count = 4\nlevel = "raad"', 'level: from "local norm" to advice'),
        ("count = 4", 'count = 4\napplies_to.groups = ["dagpenge"]', "target groups: no longer kontanthjaelp-jobparat"),
        (
            "count = 4",
            'count = 4\napplies_to.groups = ["dagpenge", "kontanthjaelp-jobparat", "fleksjob"]',
            "target groups: now also fleksjob",
        ),
        (
            'held_by = ["kommune"] }]',
            'held_by = ["kommune", "a-kasse"] }]',
            'meetings: from "type jobsamtale, held by kommune" to "type jobsamtale, held by kommune or a-kasse"',
        ),
    ],
)
def test_what_must_be_done_otherwise_is_a_change(before: str, after: str, line: str, tmp_path: Path) -> None:
    assert before in NEW
    new = NEW.replace(before, after)
    assert told(tmp_path, new) == [
        "From proeve@2024-01-01 to proeve@2025-01-01",
        "",
        "Changed duties (1):",
        "  fire: Four interviews",
        f"    {line}",
        "",
        "Unchanged duties (1): info",
    ]


def test_another_wording_is_told_apart(tmp_path: Path) -> None:
    new = NEW.replace('en = "Four interviews"', 'en = "Four talks"').replace('reference = "L1"', 'reference = "L2"')
    assert told(tmp_path, new)[2:] == [
        "Only worded otherwise (2):",
        "  fire",
        '    title: from "Four interviews" to "Four talks"',
        "    reference: from L1 to L2",
        "  info",
        "    reference: from L1 to L2",
    ]


def test_new_and_gone_duties_are_named_with_where_they_stand(tmp_path: Path) -> None:
    new = NEW.replace('id = "info"', 'id = "start"').replace('en = "A meeting"', 'en = "To begin with"')
    lines = told(tmp_path, new)
    assert lines[2:4] == ["New duties (1):", "  start: To begin with (L1)"]
    assert lines[5:7] == ["Duties that are gone (1):", "  info: A meeting (L1)"]
    assert lines[-1] == "Unchanged duties (1): fire"


def test_the_same_role_under_another_id_is_the_same_duty(tmp_path: Path) -> None:
    new = NEW.replace('id = "info"', 'id = "start"\nrole = "info"').replace("weeks = 2", "weeks = 3")
    assert "  start (formerly info): A meeting" in told(tmp_path, new)


def test_a_name_of_a_match_means_nothing_by_itself(tmp_path: Path) -> None:
    assert told(tmp_path, NEW.replace("samtale =", "interview =").replace('"samtale"', '"interview"')) == [
        "From proeve@2024-01-01 to proeve@2025-01-01",
        "There is no difference.",
    ]


def test_duties_of_one_id_for_several_groups_are_compared_with_their_own() -> None:
    book = load_rules()
    old, new = (version_named(book, name).file for name in ("lab@2026-07-01", "lab@2026-07-01"))
    pairs = paired(old, new)
    assert [pair.before for pair in pairs] == [pair.after for pair in pairs]
    assert len({requirement.id for requirement in new.requirement}) < len(new.requirement)


def test_what_the_file_says_of_itself_is_told_last(tmp_path: Path) -> None:
    phase = '[[phase]]\nid = "cafe"\ntitle = { da = "C", en = "C" }\nopens = { weeks = 1 }\n'
    parameter = '[parameter.uger]\ntitle = { da = "Uger", en = "Weeks" }\n'
    new = NEW.replace("Et notat", "Et andet notat").replace(
        "[default]", f'{phase}{parameter}[transition]\ndefault = "this"\n[default]'
    )
    assert told(tmp_path, new)[2:] == [
        "The file as a whole:",
        '  source: from "Et notat" to "Et andet notat"',
        '  transition: from "older courses keep the old duties" to "the new duties apply to older courses too"',
        '  phase cafe: now "from 1 week(s) after the course\'s first day on"',
        '  parameter uger: now "without a value: must be set"',
    ]


def test_a_parameter_without_a_value_is_told_by_its_name(tmp_path: Path) -> None:
    declared = OLD.replace("[default]", '[parameter.antal]\ntitle = { da = "Antal", en = "Number" }\n[default]')
    new = declared.replace("2024-01-01", "2025-01-01").replace("count = 4", 'count = { parameter = "antal" }')
    assert "    number: from 4 to ‹antal›" in told(tmp_path, new, declared)


def test_it_is_told_in_danish(tmp_path: Path) -> None:
    lines = told(tmp_path, NEW.replace("count = 4", "count = 3"), lang="da")
    assert lines[2:5] == ["Ændrede krav (1):", "  fire: Fire samtaler", "    antal: fra 4 til 3"]


def test_the_law_of_2024_against_that_of_2023() -> None:
    book = load_rules()
    lines = list(differences(version_named(book, "lab@2023-03-22"), version_named(book, "lab@2024-01-01"), "en"))
    gone = next(n for n, line in enumerate(lines) if line.startswith("Duties that are gone"))
    # The four on dagpenge are gone; those of all others have another number only.
    assert {"  31-1", "  31-2-1", "  31-2-2"} <= {
        line.partition(":")[0] for line in lines[gone : lines.index("", gone)]
    }
    worded = next(n for n, line in enumerate(lines) if line.startswith("Only worded otherwise"))
    assert {"  31-3 (formerly 31-1)", "  31-5 (formerly 31-3)"} <= set(lines[worded:])


def test_the_law_of_2026_asks_a_group_for_fewer() -> None:
    book = load_rules()
    lines = list(differences(version_named(book, "lab@2024-01-01"), version_named(book, "lab@2026-07-01"), "en"))
    place = next(n for n, line in enumerate(lines) if line.startswith("  31-1-kommune (formerly 31-1-jobcenter)"))
    assert lines[place + 1] == "    number: from 3 to 2"


def test_two_rule_sets_can_be_compared() -> None:
    book = load_rules()
    lines = list(differences(version_named(book, "broendby"), version_named(book, "cabi-grundmodel"), "en"))
    assert any(line.startswith("New duties") for line in lines)
    assert any(line.startswith("Duties that are gone") for line in lines)
