"""Explanations: golden texts of whole cases, and a sentence for every word of the closed lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kontaktforloeb import Case, Event, Exemption, Meeting, Spell, check, explain
from kontaktforloeb.caseload.read import read_folder
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.explain import Weighed, explanation
from kontaktforloeb.findings import Finding
from kontaktforloeb.rulebook.registry import load_rules
from kontaktforloeb.status import Certainty, DataIssue, Level, Reason, Status
from kontaktforloeb.texts import TEXTS, Lang

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


def test_every_finding_of_the_conformance_tables_can_be_explained_in_both_languages() -> None:
    for case in CASELOAD.cases:
        for finding in check(case, as_of="2026-11-01").findings:
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


def test_enough_without_a_later_meeting() -> None:
    case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-04", "2022-01-20"])
    first = check(case, as_of="2022-02-01").findings[1]

    assert [step.weighed for step in explanation(first).meetings] == [Weighed.COUNTS, Weighed.TOO_LATE]


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
    assert key in TEXTS
