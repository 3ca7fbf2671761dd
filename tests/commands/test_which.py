"""`rules which`: golden texts on a made-up law with a gap, an end, transitions and proposals; and the law itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kontaktforloeb import load_rules
from kontaktforloeb.cli import build
from kontaktforloeb.texts import Lang

GOLDEN = Path(__file__).parents[1] / "golden"

VERSION = """\
id = "proevelov"
title = {{ da = "Prøveloven", en = "Trial Act" }}
kind = "lov"
valid_from = {first}
status = "{status}"
checked_on = {checked}
source = {{ act = "Lov nr. {number}", address = "https://example.org/{number}" }}
only_by_name = true
{more}

[match]
samtale = [{{ type = ["jobsamtale"] }}]

[default]
kind = "count"
duty = "individual"
level = "krav"
certainty = "law"
coverage = "full"
reference = "§ 1"
match = "samtale"
count = 1
due = {{ months = 6 }}
applies_to.groups = ["dagpenge", "kontanthjaelp-jobparat"]

[[requirement]]
id = "1"
title = {{ da = "Én samtale", en = "One interview" }}
{rest}
"""
BOTH = '[transition]\ndefault = "both"\ngroups = { dagpenge = "previous" }'
THIS = '[transition]\ndefault = "this"'
OF_THE_CHANGE = """
[[requirement]]
id = "9"
title = { da = "En samtale, når loven skifter", en = "An interview when the law changes" }
due = { months = 12 }
applies_to = { groups = ["kontanthjaelp-jobparat"], began = { from = 2018-07-01, to = 2020-12-31 } }
"""
SHARE = """
[[requirement]]
id = "2"
title = { da = "To samtaler til de fleste", en = "Two interviews for most" }
duty = "group"
certainty = "official"
count = 2
share = { at_least = 75, of = 100 }
ends_on = 2022-06-30
"""
UNDER_30 = """
[[requirement]]
id = "3"
title = { da = "En samtale, når en ung beder om den", en = "An interview when a young citizen asks for one" }
due = { anchor = "anmodning", weeks = 2 }
applies_to = { groups = ["ledighedsydelse"], event = ["anmodning"], no_event = ["job", "flytning"] }
when = { age_below = 30 }
"""
LAW = [
    ("2014-01-01", 'valid_to = 2014-12-31\n[transition]\ndefault = "this"', "proposal", ""),
    ("2016-01-01", 'valid_to = 2018-06-30\ndating = "assumed"', "in-force", UNDER_30),
    ("2018-07-01", BOTH, "in-force", ""),
    ("2019-01-01", f"valid_to = 2020-06-30\n{THIS}", "in-force", ""),
    ("2021-01-01", f"valid_to = 2024-12-31\nchange_expected = 2025-01-01\n{THIS}", "in-force", OF_THE_CHANGE + SHARE),
    ("2025-07-01", BOTH, "proposal", ""),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lov")
    for number, (first, more, status, rest) in enumerate(LAW, 1):
        checked = f"20{10 + number}-05-01"
        text = VERSION.format(first=first, more=more, status=status, rest=rest, number=number, checked=checked)
        (folder / f"{first}.toml").write_text(text, encoding="utf-8")
    assert load_rules(folder).problems == ()
    return folder


def run(*arguments: object, lang: Lang = "en") -> Result:
    return CliRunner().invoke(build(lang), ["rules", "which", *(str(argument) for argument in arguments)])


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(
    ("name", "day", "group"),
    [
        ("not-yet", "2014-06-01", None),
        ("first", "2016-01-01", "kontanthjaelp-jobparat"),
        ("middle", "2018-07-01", "dagpenge"),
        ("all-groups", "2018-12-31", None),
        ("gap", "2020-07-01", "dagpenge"),
        ("last", "2021-01-01", "kontanthjaelp-jobparat"),
        ("duty-over", "2024-12-31", "§ 6.2 Jobparate"),
        ("conditions", "2016-06-01", "ledighedsydelse"),
        ("no-duties", "2018-07-01", "ledighedsydelse"),
        ("never", "2022-01-01", "sygedagpenge"),
        ("ended", "2025-01-01", "dagpenge"),
        ("only-proposed", "2025-07-01", "dagpenge"),
    ],
)
def test_the_whole_text_of_a_day(name: str, day: str, group: str | None, lang: Lang, folder: Path) -> None:
    """To approve a change of wording: run with the golden file removed, read the new one, commit it."""
    golden = GOLDEN / f"which-{name}.{lang}.txt"
    of_group = [] if group is None else ["--group", group]
    result = run(day, "--rules", "proevelov", "--rules-folder", folder, *of_group, lang=lang)
    assert result.exit_code == 0, result.output
    if not golden.exists():
        golden.write_text(result.output, encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and has been written; read it and commit it")

    assert result.output == golden.read_text(encoding="utf-8")


def test_without_rules_the_laws_that_bind_everybody_are_shown(folder: Path) -> None:
    result = run("2024-05-01", "--rules-folder", folder)
    heads = [line.split(":")[0] for line in result.output.splitlines()[1:] if line and not line.startswith(" ")]
    assert heads == [ruleset.id for ruleset in load_rules().laws]
    assert "lab" in heads


def test_a_schedule_is_shown_where_it_is_named() -> None:
    result = run("2024-05-01", "--rules", "broendby, lab", "--group", "dagpenge")
    assert result.exit_code == 0
    assert "\nbroendby: " in result.output
    assert "\nlab: " in result.output


def test_the_day_is_today_where_none_is_given() -> None:
    assert run("--rules", "lab").exit_code == 0


def test_the_duties_are_those_that_a_course_of_the_group_has() -> None:
    text = run("2024-05-01", "--rules", "lab", "--group", "6.2").output
    assert "lab/31-3: Four interviews in the first 6 months (LAB § 31, stk. 3, jf. § 9; read in the law)" in text
    assert "lab/31-1-a-kasse" not in text
    assert "2026-07-01 (Lov nr. 1750 af 29. december 2025 (L 66)): duties that fall due" in text
    assert "are judged under both versions" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2024-02-30"], "the day '2024-02-30' does not exist"),
        (["2024-05-01", "--rules", "labb"], "no rule set 'labb'; did you mean 'lab'?"),
        (["2024-05-01", "--rules", " , "], "no rule set is named"),
        (["2024-05-01", "--group", "dagpeng"], "no target group 'dagpeng'; did you mean 'dagpenge'?"),
        (["2024-05-01", "--group", "6.99"], "no target group '6.99'"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_a_message(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
