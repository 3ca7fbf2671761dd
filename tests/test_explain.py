"""Explanations: golden texts of whole cases, and a sentence for every word of the closed lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_up import case, loader, requirement, version
from made_up import check as judge

from kontaktforloeb import Case, Conventions, Event, Exemption, Meeting, Spell, check, explain
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.explanation import Weighed, explanation
from kontaktforloeb.findings import Finding
from kontaktforloeb.rulebook.registry import load_rules
from kontaktforloeb.status import Certainty, DataIssue, Level, Reason, Status
from kontaktforloeb.texts import Lang, catalogue

GOLDEN = Path(__file__).parent / "golden"
CASELOAD = read_folder(Path(__file__).parent / "cases" / "conformance" / "caseload", load_rules())
CASES = {case.citizen: case for case in CASELOAD.cases}


def finding_of(citizen: str, as_of: str, requirement: str) -> Finding:
    assessment = check(CASES[citizen], as_of=as_of)
    return next(finding for finding in assessment.findings if finding.requirement == requirement)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(
    ("citizen", "as_of", "requirement"),
    [
        ("C042", "2022-08-01", "lab/31-1"),
        ("C063", "2022-08-01", "lab/31-1"),
        ("C083", "2024-07-01", "lab/33-1"),
        ("C086", "2024-07-01", "lab/31-3"),
        ("C087", "2026-11-01", "lab/31-1-jobcenter"),
        ("C096", "2026-11-01", "lab/32-2"),
        ("C101", "2026-11-01", "lab/31-1-a-kasse"),
        ("C106", "2026-11-01", "lab/31-1-a-kasse"),
        ("C121", "2024-07-01", "broendby/info"),
    ],
)
def test_the_whole_text_of_a_case(citizen: str, as_of: str, requirement: str, lang: Lang) -> None:
    """To approve a change of wording: run with the golden file removed, read the new one, commit it."""
    golden = GOLDEN / f"{citizen}-{as_of}-{requirement.replace('/', '-')}.{lang}.txt"
    text = explain(finding_of(citizen, as_of, requirement), lang) + "\n"
    if not golden.exists():
        golden.write_text(text, encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and has been written; read it and commit it")

    assert text == golden.read_text(encoding="utf-8")


PHASE = """
[[phase]]
id = "cafe"
title = { da = "jobcafé", en = "job café" }
opens = { anchor = "visitation", snap = "next-monday" }
ends = { anchor = "cafe.start", week = 2 }
"""
ONE_IN_A_WEEK = 'match = "interview"\ncount = 1\ndue = { weeks = 1 }\n'
MADE_UP = {
    "gap": (
        requirement('match = "interview"\nlongest = { weeks = 2 }', kind="gap"),
        case("2022-01-20", "2022-02-10", Meeting("2022-01-25", type="opfoelgning")),
    ),
    "phase": (
        requirement('match = "interview"\ncount = 1\nphase = "cafe"'),
        case("2022-01-12", "2022-02-01", events=(("visitation", "2022-01-12"),)),
    ),
    "held": (
        requirement('match = "interview"\ncount = 2\ndue = { anchor = "held:1", days = 5, snap = "next-working-day" }'),
        case("2022-01-17", "2022-01-24"),
    ),
    "reset": (
        requirement('match = "interview"\ncount = 1\ndue = { weeks = 1, plus_days = 3 }\nreset_on = ["flytning"]'),
        case("2022-03-02", events=(("flytning", "2022-03-01"),)),
    ),
    "suspended": (
        requirement(ONE_IN_A_WEEK + "suspend = [{ from = 2022-01-11, to = 2022-02-01 }]"),
        case(),
    ),
    "too-many": (
        requirement('match = "interview"\ncount = 1\nat_most = 1\ndue = { weeks = 4 }'),
        case("2022-01-12", "2022-01-13"),
    ),
    "each": (
        requirement(
            'match = "interview"\nfrom_slot = 2\nrequire = { all_topics = ["cv"], minutes = 30, same_adviser = true }',
            kind="each",
        ),
        case(
            Meeting("2022-01-12", adviser="A"),
            Meeting("2022-01-13", adviser="B", topics=["cv"]),
        ),
    ),
    "event": (
        requirement('match = "kontrakt"\ncount = 1\ndue = { weeks = 1 }\njudged_by = "person"'),
        case("2022-01-12", events=(("visitation", "2022-01-20"), ("job", "2022-01-12"))),
    ),
    "last-day": (
        requirement('match = "interview"\ncount = 2\ndue = { weeks = 6 }\nends_on = 2022-02-01'),
        case("2022-01-20", "2022-02-10"),
    ),
    "guard": (
        requirement(ONE_IN_A_WEEK + 'when = { age_from = 30, facts.job = ["ja"] }'),
        case(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("name", MADE_UP)
def test_the_whole_text_of_what_a_rule_file_can_say(name: str, lang: Lang, tmp_path: Path) -> None:
    """To approve a change of wording: as above."""
    asked, facts = MADE_UP[name]
    text = version(asked, tables=PHASE).replace("[match]\n", '[match]\nkontrakt = [{ event = ["visitation"] }]\n')
    findings = judge(facts, "2022-03-15", loader(lambda: tmp_path)(text)).findings
    golden = GOLDEN / f"{name}.{lang}.txt"
    said = "\n\n".join(explain(finding, lang) for finding in findings) + "\n"
    if not golden.exists():
        golden.write_text(said, encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and has been written; read it and commit it")

    assert said == golden.read_text(encoding="utf-8")


def test_every_finding_of_the_conformance_tables_can_be_explained_in_both_languages() -> None:
    for told in CASELOAD.cases:
        for finding in check(told, as_of="2026-11-01").findings:
            for lang in ("da", "en"):
                text = explain(finding, lang)
                assert finding.requirement in text
                assert finding.reference in text


def test_meetings_are_told_as_values_too() -> None:
    steps = explanation(finding_of("C042", "2022-08-01", "lab/31-1")).meetings

    assert [(step.date, step.weighed, step.why) for step in steps] == [
        (date(2022, 1, 5), Weighed.COUNTS, "1"),
        (date(2022, 2, 5), Weighed.NOT_HELD, "udeblevet"),
        (date(2022, 3, 5), Weighed.NOT_HELD, "aflyst"),
        (date(2022, 4, 5), Weighed.NOT_HELD, "booket"),
        (date(2022, 5, 5), Weighed.COUNTS, "2"),
        (date(2022, 6, 5), Weighed.COUNTS, "3"),
        (date(2022, 7, 1), Weighed.COUNTS, "4"),
    ]


@pytest.mark.parametrize(
    ("meeting", "weighed"),
    [
        (Meeting("2022-01-02"), Weighed.BEFORE_COURSE),
        (Meeting("2022-01-03"), Weighed.COUNTS),
        (Meeting("2022-09-30"), Weighed.COUNTS),
        (Meeting("2022-10-01"), Weighed.AFTER_COURSE),
        (Meeting("2022-11-02"), Weighed.NOT_YET),
        (Meeting("2022-02-01", type="cv-samtale"), Weighed.DIFFERS),
        (Meeting("2022-02-01", held_by="a-kasse"), Weighed.DIFFERS),
        (Meeting("2022-02-01", individual=False), Weighed.DIFFERS),
        (Meeting("2022-02-01", status="aflyst"), Weighed.NOT_HELD),
    ],
)
def test_what_becomes_of_one_meeting(meeting: Meeting, weighed: Weighed) -> None:
    case = Case("citizen", [Spell("kontanthjaelp-jobparat", "2022-01-03", "2022-09-30")], [meeting])
    finding = check(case, as_of="2022-11-01").findings[0]

    assert [step.weighed for step in explanation(finding).meetings] == [weighed]


@pytest.mark.parametrize(
    ("day", "weighed"),
    [
        ("2022-01-31", Weighed.COUNTS),
        ("2022-02-01", Weighed.OFF_BENEFIT),
        ("2022-02-28", Weighed.OFF_BENEFIT),
        ("2022-03-01", Weighed.COUNTS),
    ],
)
def test_a_meeting_off_the_benefit_says_so_where_it_does_not_count(day: str, weighed: Weighed) -> None:
    spells = [Spell("dagpenge", "2022-01-03", "2022-01-31"), Spell("dagpenge", "2022-03-01")]
    facts = Case("citizen", spells, [Meeting(day)])
    for conventions, wanted in (
        (Conventions(), Weighed.COUNTS),
        (Conventions(dagpenge_meetings="on-benefit"), weighed),
    ):
        finding = check(facts, as_of="2022-11-01", conventions=conventions, rules=["lab"]).findings[0]
        assert [step.weighed for step in explanation(finding).meetings] == [wanted]


@pytest.mark.parametrize(
    ("meeting", "field"),
    [
        (Meeting("2024-01-10"), "with"),  # the first interview with the a-kasse, but for the a-kasse
        (Meeting("2024-01-10", type="visitation"), "type"),
    ],
)
def test_of_several_ways_the_nearest_says_in_what_a_meeting_differs(meeting: Meeting, field: str) -> None:
    facts = Case("citizen", [Spell("dagpenge", "2024-01-01")], [meeting], schedule="broendby")
    (finding,) = (own for own in check(facts, as_of="2024-03-01").findings if own.requirement == "broendby/info")
    assert [(step.weighed, step.why) for step in explanation(finding).meetings] == [(Weighed.DIFFERS, field)]


def test_a_window_that_opens_after_it_closes_is_not_told_as_one() -> None:
    facts = Case("citizen", [Spell("dagpenge", "2024-01-01")], events=[Event("overgang", "2024-07-31")])
    findings = check(facts, as_of="2024-11-01").findings
    (finding,) = (own for own in findings if own.requirement == "lab/31-1-jobcenter")
    assert explanation(finding).window == ""
    assert "window-empty" in finding.reasons


def test_enough_without_a_later_meeting() -> None:
    case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-04", "2022-01-20"])
    first = check(case, as_of="2022-02-01").findings[1]

    assert [step.weighed for step in explanation(first).meetings] == [Weighed.COUNTS, Weighed.TOO_LATE]


def test_a_duty_that_a_newer_version_only_ends_is_none_in_it() -> None:
    young = Case("citizen", [Spell("dagpenge", "2026-03-02")], events=[Event("visiteret-27-3", "2026-03-02")])
    findings = check(young, as_of="2026-11-01").findings
    (finding,) = (own for own in findings if own.requirement == "lab/31-1-27-3")
    assert "the older says overdue, the newer says that there is no such duty." in explain(finding, "en")


def test_an_exemption_is_named() -> None:
    case = Case(
        "citizen",
        [Spell("kontanthjaelp-jobparat", "2022-01-03")],
        exemptions=[Exemption("barsel", "2022-01-05")],
        events=[Event("henvendelse", "2022-01-03")],
    )
    first = check(case, as_of="2022-02-01").findings[1]

    assert 'The exemption is "barsel".' in explain(first, "en")


@pytest.mark.parametrize(
    "key",
    [
        *(f"status.{status}" for status in Status),
        *(f"verdict.{status}" for status in Status),
        *(f"reason.{reason}" for reason in Reason),
        *(f"level.{level}" for level in Level),
        *(f"certainty.{certainty}" for certainty in Certainty),
        *(f"weighed.{weighed}" for weighed in Weighed),
        *(f"row.{code}" for code in RowCode),
        *(f"issue.{issue}" for issue in DataIssue),
    ],
)
def test_every_word_of_a_closed_list_has_its_text(key: str) -> None:
    assert key in catalogue()
