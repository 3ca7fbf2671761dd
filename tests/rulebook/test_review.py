"""What `rules check` finds in files that are right each by itself: errors, and what somebody should look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_texts import COMMON, COUNT, EACH, GRUNDLAG_HEAD, HEAD, ORDER, put

from kontaktforloeb.rulebook.registry import bundled_folder, find_problems
from kontaktforloeb.rulebook.review import Reviewed, review_paths

AS_OF = date(2026, 11, 21)
ALONE = HEAD.replace('moede = [{ type = ["informationsmoede"] }]\n', "")
"""A head in which every match is used by one count."""

GROUPS = 'groups = ["kontanthjaelp-jobparat"]'
PHASE = """\
[[phase]]
id = "cafe"
title = { da = "Café", en = "Café" }
opens = { weeks = 1 }
ends = { anchor = "cafe.start", weeks = 2 }
"""


def reviewed(folder: Path, *texts: str, as_of: date | None = AS_OF) -> Reviewed:
    for number, text in enumerate(texts):
        path = put(folder, text, f"{number}.toml")
        assert find_problems([path]) == ()
    return review_paths([folder], as_of)


def errors(folder: Path, *texts: str) -> list[str]:
    return [str(problem).removeprefix(f"{folder}/") for problem in reviewed(folder, *texts).errors]


def warnings(folder: Path, *texts: str, as_of: date | None = AS_OF) -> list[str]:
    return [str(problem).removeprefix(f"{folder}/") for problem in reviewed(folder, *texts, as_of=as_of).warnings]


def test_the_bundled_rules_come_out_clean() -> None:
    assert review_paths([bundled_folder()], AS_OF) == Reviewed((), ())


def test_a_right_file_has_nothing(tmp_path: Path) -> None:
    assert reviewed(tmp_path, ALONE + COUNT) == Reviewed((), ())


def version(first: str, last: str | None = None, status: str = "in-force") -> str:
    text = (ALONE + COUNT).replace("2024-01-01", first).replace('"in-force"', f'"{status}"')
    return text if last is None else text.replace("status =", f"valid_to = {last}\nstatus =", 1)


def test_days_that_no_version_covers_are_an_error(tmp_path: Path) -> None:
    assert errors(tmp_path, version("2024-01-01", "2024-06-30"), version("2024-07-02")) == [
        "0.toml:5: valid_to: no version covers 2024-07-01 to 2024-07-01; expected 2024-07-01, or a version between"
    ]


@pytest.mark.parametrize(
    "texts",
    [
        (version("2024-01-01", "2024-06-30"), version("2024-07-01")),
        (version("2024-01-01"), version("2024-07-02")),
        (version("2024-01-01", "2024-06-30"),),
        (version("2024-01-01", "2024-06-30"), version("2024-09-01", status="proposal")),
    ],
)
def test_no_gap_is_no_error(texts: tuple[str, ...], tmp_path: Path) -> None:
    assert errors(tmp_path, *texts) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            GROUPS,
            f'{GROUPS}\napplies_to.event = ["tilmelding"]\napplies_to.no_event = ["tilmelding"]',
            "applies_to.no_event: 'tilmelding' must be recorded and must not be",
        ),
        (
            "count = 1\n",
            "count = 1\nwhen.facts.uddannelse = []\n",
            "when.facts.uddannelse: an empty list agrees with nothing",
        ),
        (
            GROUPS,
            f'{GROUPS}\napplies_to.event = ["tilmelding"]\nnot_required = [{{ event = "tilmelding" }}]',
            "not_required[1].event: 'tilmelding' is recorded wherever the duty applies, and takes it away",
        ),
        (
            GROUPS,
            f'{GROUPS}\napplies_to.no_event = ["tilmelding"]\nnot_required = [{{ no_event = "tilmelding" }}]',
            "not_required[1].no_event: 'tilmelding' is not recorded wherever the duty applies, which takes it away",
        ),
        (
            "due = { months = 3 }",
            "opens = { months = 3, day_after = true }\ndue = { months = 3 }",
            "due: the window is over before it opens: a course begun 2024-01-01 has 2024-04-01 to 2024-03-31",
        ),
        (
            "due = { months = 3 }",
            'opens = { anchor = "held:1", weeks = 3 }\ndue = { anchor = "held:1", weeks = 2 }',
            "due: the window is over before it opens",
        ),
        (
            "count = 1\ndue = { months = 3 }",
            "opens = { weeks = 6 }\nsteps = [{ count = 1, due = { weeks = 2 } }, { count = 2, due = { weeks = 8 } }]",
            "steps[1].due: the window is over before it opens",
        ),
        (
            "count = 1\ndue = { months = 3 }",
            "steps = [{ count = 2, due = { weeks = 2 } }, { count = 2, due = { weeks = 8 } }]",
            "steps[2].count: step 2 asks for 2 of all so far, and the step before for as many; expected 3 or more",
        ),
        (
            "count = 1\n",
            "count = 1\nheld_to = 2023-12-31\n",
            "held_to: 2023-12-31 lies before the version, and so before every meeting that it looks at",
        ),
        (
            "count = 1\n",
            "count = 1\nsuspend = [{ from = 2020-03-12, to = 2020-05-26 }]\n",
            "suspend[1].to: 2020-05-26 lies before the version, and so before every day on which it asks for anything",
        ),
        (
            "count = 1\ndue = { months = 3 }",
            'count = 1\nper = "month"\ndue = { weeks = 2 }',
            "per: the window never holds a whole month; expected a later 'due'",
        ),
    ],
)
def test_a_count_that_can_never_apply_or_be_kept(before: str, after: str, expected: str, tmp_path: Path) -> None:
    text = ALONE + COUNT
    assert before in text
    found = errors(tmp_path, text.replace(before, after))
    assert len(found) == 1, found
    assert f"requirement[1].{expected}" in found[0]


@pytest.mark.parametrize(
    "due",
    [
        'opens = { anchor = "tilmelding", weeks = 9 }\ndue = { months = 1 }',
        "opens = { weeks = 2 }\ndue = { weeks = 2 }",
        'opens = { anchor = "held:2" }\ndue = { anchor = "held:1", weeks = 1 }',
        "opens = { months = 1 }\ndue = { days = 30 }",
    ],
)
def test_a_window_that_opens_for_somebody_is_no_error(due: str, tmp_path: Path) -> None:
    assert errors(tmp_path, (ALONE + COUNT).replace("due = { months = 3 }", due)) == []


def test_a_window_inside_a_phase_counts_from_the_phase(tmp_path: Path) -> None:
    inside = COUNT.replace("due = { months = 3 }", 'phase = "cafe"\nopens = { weeks = 3 }')
    assert "the window is over before it opens" in errors(tmp_path, ALONE + PHASE + inside)[0]
    assert errors(tmp_path, ALONE + PHASE + inside.replace("weeks = 3", "days = 3")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + ORDER.replace('before = "samtale"', 'before = "moede"'), "before: the first of 'moede' cannot lie"),
        (ALONE + EACH.replace('match = "samtale"', 'match = "samtale"\nslots = [1, 2, 1]'), "slots[3]: 1 is there"),
        (
            ALONE + EACH.replace('form = ["fremmoede"]', 'all_agreements = ["cv", "plan"], no_agreements = ["plan"]'),
            "require.no_agreements: 'plan' is asked for and refused",
        ),
        (
            ALONE.replace('held_by = ["kommune"]', 'form = ["telefon", "video"]') + EACH,
            "require.form: no meeting that matches has form fremmoede; expected telefon or video",
        ),
        (
            ALONE + EACH.replace('form = ["fremmoede"]', 'held_by = ["a-kasse"]'),
            "require.held_by: no meeting that matches has held_by a-kasse; expected kommune",
        ),
    ],
)
def test_an_order_or_an_each_that_can_never_be_kept(text: str, expected: str, tmp_path: Path) -> None:
    found = errors(tmp_path, text)
    assert len(found) == 1, found
    assert expected in found[0]


def test_a_match_that_no_meeting_can_have(tmp_path: Path) -> None:
    text = ALONE.replace('held_by = ["kommune"]', "held_by = []") + COUNT
    assert errors(tmp_path, text) == [
        "0.toml:10: match.samtale[1].held_by: an empty list agrees with nothing; expected words, or no such key"
    ]


def test_words_that_are_there_only_after_the_version_has_ended(tmp_path: Path) -> None:
    words = GRUNDLAG_HEAD.replace("2024-01-01", "2025-01-01") + '[[form]]\nid = "hologram"\n[[event]]\nid = "ny"\n'
    put(tmp_path, words + 'title = { da = "Ny", en = "New" }\n', "ord.toml")
    text = ALONE.replace('held_by = ["kommune"]', 'form = ["video", "hologram"]') + COUNT
    text += 'applies_to.event = ["ny"]\n'
    put(tmp_path, text, "regler.toml")
    assert review_paths([tmp_path], AS_OF).errors == ()
    put(tmp_path, text.replace("status =", "valid_to = 2024-12-31\nstatus =", 1), "regler.toml")
    found = [str(problem) for problem in review_paths([tmp_path], AS_OF).errors]
    assert [line.partition(": ")[2] for line in found] == [
        (
            "match.samtale[1].form[2]: the form 'hologram' does not exist before 2025-01-01; "
            "expected one that exists by 2024-12-31"
        ),
        (
            "requirement[1].applies_to.event[1]: the event 'ny' does not exist before 2025-01-01; "
            "expected one that exists by 2024-12-31"
        ),
    ]


def test_one_of_two_agreements_that_is_refused_is_no_error(tmp_path: Path) -> None:
    asked = 'agreements = ["cv", "plan"], no_agreements = ["plan"]'
    assert errors(tmp_path, ALONE + EACH.replace('form = ["fremmoede"]', asked)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + COUNT, "0.toml:11: match.moede: no requirement uses the match 'moede'"),
        (
            ALONE + '[parameter.uger]\ntitle = { da = "Uger", en = "Weeks" }\n' + COUNT,
            "0.toml:11: parameter.uger: nothing uses the parameter 'uger'",
        ),
        (
            ALONE + PHASE + COUNT,
            "0.toml:12: phase[1].id: nothing uses the phase 'cafe'",
        ),
        (
            ALONE
            + COUNT.replace('en = "One interview"', 'en = "En samtale med kommunen"').replace(
                'da = "En samtale"', 'da = "En samtale med kommunen"'
            ),
            "0.toml:14: requirement[1].title.en: the English text is the Danish one; expected a translation",
        ),
    ],
)
def test_what_somebody_should_look_at_is_a_warning(text: str, expected: str, tmp_path: Path) -> None:
    assert reviewed(tmp_path, text).errors == ()
    assert warnings(tmp_path, text) == [expected]


def test_a_name_or_a_term_may_read_alike_in_both_languages(tmp_path: Path) -> None:
    text = (ALONE + COUNT).replace('en = "One interview"', 'en = "En samtale"')
    assert warnings(tmp_path, text) == []


def test_names_that_anchors_and_guards_use_are_used(tmp_path: Path) -> None:
    by_anchor = HEAD + COUNT.replace("{ months = 3 }", '{ anchor = "held:1:moede", weeks = 3 }')
    by_guard = HEAD + COUNT + 'not_required = [{ meeting = "moede" }]\n'
    for text in (by_anchor, by_guard, HEAD + COUNT + 'also = [{ match = "moede", at_most = 1 }]\n'):
        assert warnings(tmp_path, text) == []


@pytest.mark.parametrize(
    ("as_of", "stale"),
    [(date(2027, 11, 21), False), (date(2027, 11, 22), True), (date(2020, 1, 1), False), (None, False)],
)
def test_a_file_is_stale_a_year_after_it_was_compared_with_its_source(
    as_of: date | None,
    stale: bool,  # noqa: FBT001 (a column of the table)
    tmp_path: Path,
) -> None:
    found = warnings(tmp_path, ALONE + COUNT, as_of=as_of)
    assert bool(found) is stale
    assert all("checked_on: the source was last looked at more than 12 months before" in line for line in found)


def test_a_single_file_and_a_file_of_words_are_reviewed_too(tmp_path: Path) -> None:
    path = put(tmp_path, HEAD + COUNT)
    assert "'moede'" in str(review_paths([path], None).warnings[0])
    words = bundled_folder() / "lov" / "grundlag" / "2020-01-01.toml"
    assert "checked_on" in str(review_paths([words], date(2029, 1, 1)).warnings[0])


def test_a_file_with_problems_of_its_own_is_left_to_them(tmp_path: Path) -> None:
    path = put(tmp_path, (HEAD + COUNT).replace("count = 1", "count = 0"))
    assert review_paths([path], AS_OF) == Reviewed((), ())
    assert review_paths([tmp_path], AS_OF) == Reviewed((), ())


def test_a_window_that_waits_for_a_parameter_is_not_judged(tmp_path: Path) -> None:
    declared = ALONE + '[parameter.uger]\ntitle = { da = "Uger", en = "Weeks" }\n'
    text = declared + COMMON + 'kind = "count"\nmatch = "samtale"\ncount = 1\nopens = { weeks = 4 }\n'
    text += 'due = { weeks = { parameter = "uger" } }\n'
    assert errors(tmp_path, text) == []
    assert "over before it opens" in errors(tmp_path, text + "\n[set]\nuger = 2\n")[0]


@pytest.mark.slow
def test_words_that_hang_on_a_reading_are_looked_at_too() -> None:
    warned = {str(problem).partition(":")[0] for problem in review_paths([bundled_folder()], date(2029, 1, 1)).warnings}
    words = set(map(str, (bundled_folder() / "lov" / "grundlag").glob("*.toml")))
    assert any("reading = " in Path(name).read_text("utf-8") for name in words)
    assert words <= warned
