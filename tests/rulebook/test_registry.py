from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_texts import COUNT, EVERYTHING, GRUNDLAG_HEAD, HEAD, POINT, RIGHT, put

from kontaktforloeb import Case, Rulebook, check, load_rules
from kontaktforloeb.errors import RuleFileError, UnknownNameError
from kontaktforloeb.rulebook.compose import Chosen
from kontaktforloeb.rulebook.registry import bundled_folder, find_problems, load_folder, with_values
from kontaktforloeb.rulebook.rulesets import Version
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
    for folder in ("grundlag", "fortolkninger"):
        for path in sorted((bundled_folder() / "lov" / folder).glob("*.toml")):
            put(tmp_path, path.read_bytes(), f"{folder}/{path.name}")
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


# --- Rules by other readings.

WORDS = GRUNDLAG_HEAD + POINT
SWITCH = RIGHT.replace("months = 3", "months = { reading = 'proeve-punkt', nej = 3, ja = 4 }")
YES = (("proeve-punkt", "ja"),)


def months(rulebook: Rulebook, name: str = "proeve") -> list[int | None]:
    dues = [version.file.requirement[0].due for version in rulebook.ruleset(name).versions]
    return [None if due is None else due.months for due in dues]


def test_the_points_that_a_folder_declares_can_be_read_each_way(tmp_path: Path) -> None:
    put(tmp_path, WORDS, "words.toml")
    put(tmp_path, SWITCH, "rules.toml")
    rulebook = load_rules(tmp_path)
    assert rulebook.problems == find_problems([tmp_path]) == ()
    assert rulebook.readings["proeve-punkt"] == Chosen("nej", frozenset({"ja", "nej"}))
    assert rulebook.conventions["proeve-punkt"].title.en == "An open point"
    assert rulebook.other_readings["proeve-punkt"] == ("ja",)
    assert "proeve-punkt" not in load_rules().readings
    read = rulebook.read_by(YES)
    assert read.readings["proeve-punkt"].reading == "ja"
    assert read.other_readings["proeve-punkt"] == ("nej",)
    assert (months(rulebook), months(read)) == ([3], [4])
    assert months(read.read_by((("proeve-punkt", "nej"),))) == [3]


def test_files_that_do_not_name_the_points_that_changed_are_the_same_objects(tmp_path: Path) -> None:
    put(tmp_path, WORDS, "words.toml")
    put(tmp_path, SWITCH, "2024.toml")
    put(tmp_path, RIGHT.replace("2024-01-01", "2026-01-01"), "2026.toml")
    rulebook = load_rules(tmp_path)
    read = rulebook.read_by(YES)
    assert read is not rulebook
    assert {name for name in rulebook.rulesets if read.ruleset(name) is not rulebook.ruleset(name)} == {"proeve"}
    assert read.vocabulary is rulebook.vocabulary
    assert all(own is before for own, before in zip(read.words, rulebook.words, strict=True))
    changed = [own.loaded is not before.loaded for own, before in zip(*of_proeve(read, rulebook), strict=True)]
    assert changed == [True, False]
    assert (months(rulebook), months(read)) == ([3, 3], [4, 3])


def of_proeve(*rulebooks: Rulebook) -> list[tuple[Version, ...]]:
    return [rulebook.ruleset("proeve").versions for rulebook in rulebooks]


def test_what_is_read_as_it_is_stays_and_the_same_readings_are_read_once(tmp_path: Path) -> None:
    put(tmp_path, WORDS, "words.toml")
    put(tmp_path, SWITCH, "rules.toml")
    rulebook = load_rules(tmp_path)
    assert rulebook.read_by(()) is rulebook
    assert rulebook.read_by((("proeve-punkt", "nej"),)) is rulebook
    assert rulebook.read_by(YES) is rulebook.read_by(YES)
    assert rulebook.read_by(YES).read_by(YES) is rulebook.read_by(YES)
    assert load_rules().read_by(()) is load_rules()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("proeve-pungt", "ja"), "no open point 'proeve-pungt'; did you mean 'proeve-punkt'?"),
        (("proeve-punkt", "jaa"), "no reading of 'proeve-punkt' 'jaa'; did you mean 'ja'?"),
        (("proeve-punkt", "xyzzy"), "no reading of 'proeve-punkt' 'xyzzy'"),
        (("month_window", "inclusive"), "no open point 'month_window'"),
    ],
)
def test_a_point_or_a_reading_that_is_not_there_is_refused(
    tmp_path: Path, given: tuple[str, str], expected: str
) -> None:
    put(tmp_path, WORDS, "words.toml")
    rulebook = load_rules(tmp_path)
    for read in (rulebook.read_by, lambda readings: rulebook.read_by((*YES, *readings))):
        with pytest.raises(UnknownNameError) as caught:
            read((given,))
        assert str(caught.value).startswith(expected)


def test_a_file_whose_base_names_the_point_is_read_again_and_its_base_with_it(tmp_path: Path) -> None:
    put(tmp_path, WORDS, "words.toml")
    put(tmp_path, SWITCH, "rules.toml")
    own = 'id = "egen"\nextends = "proeve"\nvalid_from = 2024-01-01\nchecked_on = 2026-11-21\n'
    put(tmp_path, own, "own.toml")
    rulebook = load_rules(tmp_path)
    assert (months(rulebook, "egen"), months(rulebook.read_by(YES), "egen")) == ([3], [4])


@pytest.mark.parametrize(
    ("name", "first"),
    [("proeve-punkt", "1.toml"), ("covid-2020", "2015-07-01.toml"), ("month_window", "2015-07-01.toml")],
)
def test_a_point_is_not_declared_in_two_ways(tmp_path: Path, name: str, first: str) -> None:
    text = WORDS.replace("proeve-punkt", name)
    before = load_rules()
    if name == "proeve-punkt":
        put(tmp_path, text, "1.toml")
        before = load_rules(tmp_path)
    last = put(
        tmp_path, text.replace("2024-01-01", "2025-01-01").replace('default = "nej"', 'default = "ja"'), "2.toml"
    )
    rulebook = load_rules(tmp_path)
    what = f"the open point '{name}' is declared otherwise in {first}"
    assert [str(problem) for problem in rulebook.problems] == [
        f"{last}:10: convention[1].id: {what}; expected another id"
    ]
    assert rulebook.readings == before.readings


def test_a_point_may_be_declared_again_in_the_same_words_but_not_in_others(tmp_path: Path) -> None:
    put(tmp_path, WORDS, "1.toml")
    put(tmp_path, WORDS.replace("2024-01-01", "2025-01-01"), "2.toml")
    assert load_rules(tmp_path).problems == ()
    twice = put(tmp_path / "one", WORDS + POINT.replace("L1", "L2"))
    what = "the open point 'proeve-punkt' is declared otherwise in a.toml; expected another id"
    assert [str(problem) for problem in find_problems([twice])] == [f"{twice}:27: convention[2].id: {what}"]


def test_the_values_of_parameters_stay_where_a_file_is_read_again(tmp_path: Path) -> None:
    declared = '\n[parameter.slip]\ntitle = { da = "Dage", en = "Days" }\n'
    said = "months = { reading = 'proeve-punkt', nej = 3, ja = 4 }, plus_days = { parameter = 'slip' }"
    put(tmp_path, WORDS, "words.toml")
    put(tmp_path, HEAD + declared + COUNT.replace("months = 3", said), "rules.toml")
    rulebook = with_values(load_rules(tmp_path), "proeve", {"slip": 14})
    for read, wanted in ((rulebook, (3, 14)), (rulebook.read_by(YES), (4, 14))):
        due = read.ruleset("proeve").versions[0].file.requirement[0].due
        assert due is not None
        assert (due.months, due.plus_days) == wanted
        assert read.ruleset("proeve").open_parameters == {}
    case = Case.from_dates("2025-01-06", "kontanthjaelp-jobparat")
    (finding,) = check(
        case, as_of="2025-05-01", rulebook=rulebook, schedule="proeve", rules=["proeve"], readings="all"
    ).findings
    assert "reading:proeve-punkt=ja:pending" in finding.reasons


def test_values_are_given_to_a_rulebook_that_is_read_otherwise_too(tmp_path: Path) -> None:
    declared = '\n[parameter.slip]\ntitle = { da = "Dage", en = "Days" }\n'
    said = "months = { reading = 'proeve-punkt', nej = 3, ja = 4 }, plus_days = { parameter = 'slip' }"
    put(tmp_path, WORDS, "words.toml")
    put(tmp_path, HEAD + declared + COUNT.replace("months = 3", said), "rules.toml")
    read = with_values(load_rules(tmp_path).read_by(YES), "proeve", {"slip": 14})
    assert months(read) == [4]
    assert months(read.read_by((("proeve-punkt", "nej"),))) == [3]


def test_a_point_without_files_that_name_it_changes_no_rule(tmp_path: Path) -> None:
    put(tmp_path, WORDS, "words.toml")
    rulebook = load_rules(tmp_path)
    read = rulebook.read_by(YES)
    assert read.readings["proeve-punkt"].reading == "ja"
    assert all(read.ruleset(name) is rulebook.ruleset(name) for name in rulebook.rulesets)


def test_a_rule_set_that_is_used_by_name_alone_binds_nobody_else(tmp_path: Path) -> None:
    put(tmp_path, RIGHT.replace('"kommune"', '"lov"', 1).replace("[match]", "only_by_name = true\n\n[match]"), "a.toml")
    put(tmp_path, RIGHT.replace('"kommune"', '"lov"', 1).replace('"proeve"', '"for-alle"'), "b.toml")
    rulebook = load_rules(tmp_path)
    assert rulebook.ruleset("proeve").only_by_name
    assert not rulebook.ruleset("for-alle").only_by_name
    assert {law.id for law in rulebook.laws} - {law.id for law in load_rules().laws} == {"for-alle"}


def test_a_proposal_is_used_where_its_first_day_is_named(tmp_path: Path) -> None:
    put(tmp_path, RIGHT, "2024.toml")
    for first_day in ("2025-01-01", "2026-01-01"):
        put(tmp_path, RIGHT.replace('"in-force"', '"proposal"').replace("2024-01-01", first_day), f"{first_day}.toml")
    rulebook = load_rules(tmp_path)
    assert [str(own.valid_from) for own in rulebook.ruleset("proeve").usable] == ["2024-01-01"]
    asked = rulebook.ruleset("proeve@2026-01-01")
    assert [str(own.valid_from) for own in asked.usable] == ["2024-01-01", "2026-01-01"]
    assert rulebook.ruleset("proeve@2026-01-01") is asked
    assert asked.versions == rulebook.ruleset("proeve").versions


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("proeve@2025-01-02", "no proposal of 'proeve' '2025-01-02'; did you mean '2025-01-01'?"),
        ("proeve@2024-01-01", "no proposal of 'proeve' '2024-01-01'"),  # a version that is in force needs no asking for
        ("proeve@", "no proposal of 'proeve' ''"),
        ("proeve@x@y", "no proposal of 'proeve' 'x@y'"),
        ("proev@2025-01-01", "no rule set 'proev'; did you mean 'proeve'?"),
        ("lab@1999-01-01", "no proposal of 'lab' '1999-01-01'"),
    ],
)
def test_a_proposal_that_is_not_there_is_refused(tmp_path: Path, name: str, expected: str) -> None:
    put(tmp_path, RIGHT, "2024.toml")
    put(tmp_path, RIGHT.replace('"in-force"', '"proposal"').replace("2024-01-01", "2025-01-01"), "2025.toml")
    with pytest.raises(UnknownNameError) as caught:
        load_rules(tmp_path).ruleset(name)
    assert str(caught.value).startswith(expected)
