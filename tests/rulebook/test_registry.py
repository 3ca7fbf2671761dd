from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_texts import COUNT, EVERYTHING, GRUNDLAG_HEAD, HEAD, RIGHT, put

from kontaktforloeb import Case, Rulebook, check, load_rules
from kontaktforloeb.errors import RuleFileError, UnknownNameError
from kontaktforloeb.rulebook.registry import bundled_folder, find_problems, load_folder
from kontaktforloeb.rulebook.select import select

BUNDLED = {"broendby", "cabi-grundmodel", "lab"}
BAD = HEAD.replace('"proeve"', '"daarlig"') + COUNT.replace("count = 1", "count = 0")


def shown(rulebook: Rulebook, folder: Path) -> list[str]:
    return [str(problem).removeprefix(f"{folder}/") for problem in rulebook.problems]


def test_the_bundled_rules_are_whole() -> None:
    rulebook = load_rules()
    assert rulebook.problems == ()
    assert set(rulebook.rulesets) >= BUNDLED
    assert "lab" in [law.id for law in rulebook.laws]
    assert bundled_folder().is_dir()


def test_a_rule_set_that_is_not_there_comes_with_the_nearest_name() -> None:
    with pytest.raises(UnknownNameError) as caught:
        load_rules().ruleset("brøndby")
    assert str(caught.value) == "no rule set 'brøndby'; did you mean 'broendby'?"


def test_a_folder_of_the_caller_adds_to_the_bundled_rules(tmp_path: Path) -> None:
    put(tmp_path, RIGHT, "deep/er/2024-01-01.toml")
    rulebook = load_rules(tmp_path)
    assert rulebook.problems == ()
    assert set(rulebook.rulesets) == set(load_rules().rulesets) | {"proeve"}
    assert "proeve" not in load_rules().rulesets


def test_several_folders_are_read_and_a_folder_may_be_given_as_text(tmp_path: Path) -> None:
    put(tmp_path, RIGHT, "one/a.toml")
    put(tmp_path, RIGHT.replace('"proeve"', '"to"'), "two/a.toml")
    assert set(load_rules(str(tmp_path / "one"), tmp_path / "two").rulesets) >= {"proeve", "to"} | BUNDLED


def test_every_folder_that_is_not_there_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError) as caught:
        load_rules(tmp_path / "a", tmp_path, tmp_path / "b")
    assert [str(problem) for problem in caught.value.problems] == [
        f"{tmp_path / 'a'}: there is no such folder",
        f"{tmp_path / 'b'}: there is no such folder",
    ]


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        pytest.param(BAD, "24: requirement[1].count: 0 is no whole number", id="wrong by form"),
        pytest.param(RIGHT.replace('["kommune"]', '["ingen"]'), "10: match.samtale[1].held_by[1]: no", id="wrong word"),
        pytest.param(b"\xff", "1: the text is not UTF-8", id="not UTF-8"),
        pytest.param("id = ", "1: this is no TOML", id="no TOML"),
        pytest.param("", "1: id: the key 'id' is missing", id="empty"),
        pytest.param("x = " + "[" * 20_000, "1: ", id="lists without end"),
        pytest.param(GRUNDLAG_HEAD + '[working_days]\nclosed = ["tomorrow"]\n', "9: ", id="words that are wrong"),
        pytest.param(GRUNDLAG_HEAD + '[[form]]\nid = "a"\nidd = 1\n', "10: form[1].idd: no key", id="words by form"),
    ],
)
def test_a_bad_file_of_the_caller_never_blocks_the_others(tmp_path: Path, bad: str | bytes, expected: str) -> None:
    put(tmp_path, bad, "b.toml")
    put(tmp_path, RIGHT.replace('"proeve"', '"foer"'), "a.toml")
    put(tmp_path, RIGHT.replace('"proeve"', '"efter"'), "c.toml")
    rulebook = load_rules(tmp_path)
    assert set(rulebook.rulesets) == set(load_rules().rulesets) | {"foer", "efter"}
    assert shown(rulebook, tmp_path)
    assert shown(rulebook, tmp_path)[0].startswith(f"b.toml:{expected}")
    assert all(line.startswith("b.toml:") for line in shown(rulebook, tmp_path))


def test_the_problems_of_all_files_are_there_at_once(tmp_path: Path) -> None:
    put(tmp_path, "id = ", "1.toml")
    put(tmp_path, BAD, "2.toml")
    put(tmp_path, RIGHT.replace('["kommune"]', '["ingen"]').replace('"samtale"\n', '"snak"\n'), "3.toml")
    assert sorted({line.split(":")[0] for line in shown(load_rules(tmp_path), tmp_path)}) == [
        "1.toml",
        "2.toml",
        "3.toml",
    ]
    assert len(load_rules(tmp_path).problems) == 4


def test_a_version_that_is_there_already_is_refused_and_the_first_stays(tmp_path: Path) -> None:
    put(tmp_path, RIGHT, "a.toml")
    put(tmp_path, RIGHT.replace("count = 1\n", "count = 2\n"), "b.toml")
    rulebook = load_rules(tmp_path)
    assert [problem.key for problem in rulebook.problems] == ["valid_from"]
    assert rulebook.problems[0].what == f"version 2024-01-01 of 'proeve' stands in {tmp_path / 'a.toml'} already"
    (version,) = rulebook.ruleset("proeve").versions
    assert version.path == tmp_path / "a.toml"


def test_a_version_that_is_there_already_is_reported_on_the_line_of_its_first_day(tmp_path: Path) -> None:
    put(tmp_path, RIGHT, "a.toml")
    put(tmp_path, RIGHT, "b.toml")
    assert [problem.where for problem in load_rules(tmp_path).problems] == [f"{tmp_path / 'b.toml'}:4"]


def test_a_caller_cannot_take_the_place_of_a_bundled_version(tmp_path: Path) -> None:
    put(tmp_path, RIGHT.replace('"proeve"', '"lab"').replace('"kommune"', '"lov"', 1))
    rulebook = load_rules(tmp_path)
    assert [problem.key for problem in rulebook.problems] == ["valid_from"]
    chosen = select(rulebook.ruleset("lab"), date(2024, 1, 1)).version
    assert chosen is not None
    assert bundled_folder() in chosen.path.parents


def test_a_version_takes_the_place_of_a_wrong_one_of_the_same_day(tmp_path: Path) -> None:
    put(tmp_path, RIGHT.replace('"samtale"\n', '"snak"\n'), "a.toml")
    put(tmp_path, RIGHT, "b.toml")
    rulebook = load_rules(tmp_path)
    assert [problem.key for problem in rulebook.problems] == ["requirement[1].match"]
    assert [version.path.name for version in rulebook.ruleset("proeve").versions] == ["b.toml"]


def test_a_rule_set_with_no_right_version_is_not_there(tmp_path: Path) -> None:
    put(tmp_path, BAD)
    with pytest.raises(UnknownNameError):
        load_rules(tmp_path).ruleset("daarlig")


def test_a_proposal_changes_no_verdict(tmp_path: Path) -> None:
    put(
        tmp_path,
        RIGHT.replace('"in-force"', '"proposal"')
        .replace('"proeve"', '"lab"')
        .replace("2024-01", "2022-01")
        .replace('"kommune"\nvalid', '"lov"\nvalid'),
    )
    rulebook = load_rules(tmp_path)
    assert rulebook.problems == ()
    assert len(rulebook.ruleset("lab").versions) == len(load_rules().ruleset("lab").versions) + 1
    case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-10"])
    assert check(case, as_of="2022-08-01", rulebook=rulebook) == check(case, as_of="2022-08-01")


def test_a_proposal_of_words_changes_no_word(tmp_path: Path) -> None:
    put(tmp_path, GRUNDLAG_HEAD.replace('"in-force"', '"proposal"') + '[[form]]\nid = "roegsignal"\n')
    rulebook = load_rules(tmp_path)
    assert rulebook.problems == ()
    assert "roegsignal" not in rulebook.vocabulary.forms


def test_a_caller_adds_words_from_a_day_on(tmp_path: Path) -> None:
    put(tmp_path, GRUNDLAG_HEAD + '[[form]]\nid = "roegsignal"\n')
    forms = load_rules(tmp_path).vocabulary.forms
    assert "roegsignal" in forms
    assert not forms.in_force("roegsignal", date(2023, 12, 31))
    assert forms.in_force("roegsignal", date(2024, 1, 1))
    assert "roegsignal" not in load_rules().vocabulary.forms


def test_a_folder_alone_raises_with_every_problem(tmp_path: Path) -> None:
    for path in sorted((bundled_folder() / "lov" / "grundlag").glob("*.toml")):
        put(tmp_path, path.read_bytes(), f"grundlag/{path.name}")
    put(tmp_path, RIGHT, "right.toml")
    assert set(load_folder(tmp_path).rulesets) == {"proeve"}
    put(tmp_path, "id = ", "wrong-1.toml")
    put(tmp_path, BAD, "wrong-2.toml")
    with pytest.raises(RuleFileError) as caught:
        load_folder(tmp_path)
    assert [Path(problem.where.split(":")[0]).name for problem in caught.value.problems] == [
        "wrong-1.toml",
        "wrong-2.toml",
    ]


def test_a_folder_without_words_raises_and_says_what_it_lacks(tmp_path: Path) -> None:
    put(tmp_path, RIGHT)
    with pytest.raises(RuleFileError, match="no file of kind 'grundlag' could be read"):
        load_folder(tmp_path)


def test_a_folder_whose_words_lack_a_clock_raises_the_library_s_own_error(tmp_path: Path) -> None:
    put(tmp_path, GRUNDLAG_HEAD + '[[form]]\nid = "fremmoede"\n')
    with pytest.raises(RuleFileError, match=r"working_days|continuity|accumulated"):
        load_folder(tmp_path)


def test_the_problems_of_files_and_folders_are_found_without_loading_them_for_use(tmp_path: Path) -> None:
    put(tmp_path, BAD, "folder/bad.toml")
    right, wrong = put(tmp_path, RIGHT, "right.toml"), put(tmp_path, "id = ", "wrong.toml")
    assert find_problems([right]) == ()
    assert find_problems([bundled_folder()]) == ()
    found = find_problems([right, wrong, tmp_path / "folder"])
    assert sorted(Path(problem.where.split(":")[0]).name for problem in found) == ["bad.toml", "wrong.toml"]


def test_a_path_that_is_not_there_is_named_when_problems_are_looked_for(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"none: there is no such folder"):
        find_problems([tmp_path / "none"])


def test_examples_are_never_read_as_rules(tmp_path: Path) -> None:
    put(tmp_path, RIGHT, "2024-01-01.toml")
    put(tmp_path, "[[example]]\nrequirement = 1\n", "2024-01-01.examples.toml")
    rulebook = load_rules(tmp_path)
    assert rulebook.problems == find_problems([tmp_path]) == ()
    assert "proeve" in rulebook.rulesets


def test_versions_that_are_in_force_on_one_day_are_refused_unless_one_is_a_proposal(tmp_path: Path) -> None:
    ends = RIGHT.replace("valid_from = 2024-01-01", "valid_from = 2024-01-01\nvalid_to = 2025-01-01")
    later = RIGHT.replace("2024-01-01", "2025-01-01")
    put(tmp_path, ends, "a.toml")
    put(tmp_path, later, "b.toml")
    (found,) = shown(load_rules(tmp_path), tmp_path)
    overlaps = f"the version overlaps with that in {tmp_path / 'a.toml'}"
    assert found == f"b.toml:4: valid_from: {overlaps}; expected days that no other has"
    put(tmp_path, later.replace("2025-01-01", "2025-01-02"), "b.toml")
    assert load_rules(tmp_path).problems == ()
    put(tmp_path, later.replace('"in-force"', '"proposal"'), "b.toml")
    assert load_rules(tmp_path).problems == ()


def test_a_rule_set_is_of_one_kind_in_all_its_versions(tmp_path: Path) -> None:
    put(tmp_path, RIGHT, "a.toml")
    put(tmp_path, RIGHT.replace('"kommune"', '"forsoeg"', 1).replace("2024-01-01", "2025-01-01"), "b.toml")
    (found,) = shown(load_rules(tmp_path), tmp_path)
    assert found == f"b.toml:3: kind: 'proeve' is of kind 'kommune' in {tmp_path / 'a.toml'}; expected another id"


def test_what_is_said_of_many_is_kept_apart_from_what_is_judged_of_one(tmp_path: Path) -> None:
    put(tmp_path, EVERYTHING)
    (version,) = load_rules(tmp_path).ruleset("alt").versions
    assert set(version.by_group) == {"dagpenge"}
    assert [name for name, _ in version.by_group["dagpenge"]] == [
        f"alt/{name}" for name in ("antal", "trin", "hver-uge", "hul", "orden", "hver", "foerste")
    ]
    assert [measure.id for measure in version.measures] == ["andel", "moeder", "sager"]
    assert list(version.phases) == ["cafe", "aktiv"]
    assert version.event_matches == {"fik-job"}
    assert version.besides == {"antal": {"orden"}, "orden": set()}


def test_a_share_needs_the_values_of_what_it_is_a_share_of_but_blocks_no_check(tmp_path: Path) -> None:
    put(tmp_path, EVERYTHING.replace('of = "trin"', 'of = "hver"'))
    ruleset = load_rules(tmp_path).ruleset("alt")
    assert ruleset.versions[0].open_parameters == {"hver": ("emner",), "andel": ("emner",)}
    assert ruleset.open_parameters == {"hver": ("emner",)}


def test_a_base_that_is_bundled_is_found_for_a_file_that_is_only_looked_at(tmp_path: Path) -> None:
    path = put(tmp_path, 'id = "egen"\nextends = "lab"\nvalid_from = 2024-01-01\nchecked_on = 2026-11-21\n')
    assert find_problems([path]) == ()
    put(tmp_path, path.read_text("utf-8").replace('"lab"', '"labb"'))
    assert [problem.nearest for problem in find_problems([path])] == ["lab"]


@pytest.mark.parametrize("name", ["2024-01-01.toml", "2026-07-01.toml"])
def test_a_file_of_words_that_holds_only_what_changed_is_right_by_itself(name: str) -> None:
    assert find_problems([bundled_folder() / "lov" / "grundlag" / name]) == ()
