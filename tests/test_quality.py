from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases

from kontaktforloeb import Case, Meeting, Spell, check, load_rules
from kontaktforloeb.dates import is_working_day
from kontaktforloeb.quality import Issue, find_issues
from kontaktforloeb.status import DataIssue, Status
from kontaktforloeb.texts import LANGUAGES, Lang

RULES = load_rules()
AS_OF = date(2022, 8, 1)
GROUP = "kontanthjaelp-jobparat"


def case(*meetings: Meeting, birth: str | None = None, start: str = "2022-01-03") -> Case:
    return Case("C1", [Spell(GROUP, start)], meetings, birth_date=birth)


def found(own: Case, as_of: date = AS_OF, within: int | None = None) -> list[Issue]:
    return list(find_issues(check(own, as_of=as_of, rulebook=RULES), registered_within=within))


def codes(own: Case, as_of: date = AS_OF, within: int | None = None) -> list[str]:
    return [str(issue.issue) for issue in found(own, as_of, within)]


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ([Meeting("2022-02-10")], []),
        ([Meeting("2022-02-10"), Meeting("2022-02-10", form="video")], ["duplicate-meeting"]),
        ([Meeting("2022-02-10", status="booket")], ["booking-without-record"]),
        ([Meeting("2022-02-10", status="booket"), Meeting("2022-02-10")], []),
        ([Meeting("2022-08-01", status="booket")], []),
        ([Meeting("2021-12-30")], ["meeting-outside-courses"]),
        ([Meeting("2022-08-01")], []),
        ([Meeting("2022-08-02")], ["held-after-as-of"]),
        ([Meeting("2022-02-12")], ["weekend-meeting"]),
        ([Meeting("2022-02-13")], ["weekend-meeting"]),
        ([Meeting("2022-08-06", status="booket")], ["weekend-meeting"]),
        ([Meeting("2022-02-12", status="aflyst")], []),
        ([Meeting("2022-02-12", status="booket"), Meeting("2022-02-12")], ["weekend-meeting"]),
        ([Meeting("2022-04-14")], ["holiday-meeting"]),  # Maundy Thursday
        ([Meeting("2022-05-13")], ["holiday-meeting"]),  # Great Prayer Day, the last but one
        ([Meeting("2022-05-01")], ["weekend-meeting"]),
        ([Meeting("2022-02-10", registered="2022-02-10")], []),
        ([Meeting("2022-02-10", registered="2022-02-09")], ["registered-before-held"]),
        ([Meeting("2022-02-10", status="booket", registered="2022-01-09")], ["booking-without-record"]),
        ([Meeting("2022-02-10", registered="2022-07-30")], []),
    ],
)
def test_each_kind_of_odd_meeting_is_found(meetings: list[Meeting], expected: list[str]) -> None:
    assert codes(case(*meetings)) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2023-06-05", 1), ("2023-12-24", 0), ("2024-12-24", 1), ("2024-05-01", 0)]
)
def test_constitution_day_and_christmas_eve_are_closed_and_the_first_of_may_is_not(day: str, expected: int) -> None:
    own = codes(case(Meeting(day), start="2023-01-02"), as_of=date(2025, 1, 1))

    assert own.count("holiday-meeting") == expected
    assert own.count("weekend-meeting") == (date.fromisoformat(day).weekday() >= 5)


def test_what_lies_before_the_birth_is_found_and_the_birth_date_is_not_told() -> None:
    own = found(case(Meeting("2022-02-10"), birth="2022-06-20"))

    assert [(issue.issue, issue.table, issue.date) for issue in own] == [
        (DataIssue.SPELL_BEFORE_BIRTH, "spells", date(2022, 1, 3)),
        (DataIssue.MEETING_BEFORE_BIRTH, "meetings", date(2022, 2, 10)),
    ]
    for lang in LANGUAGES:
        assert not any("2022" in issue.text(lang) for issue in own)


@pytest.mark.parametrize(("within", "expected"), [(None, 0), (10, 1), (11, 0), (0, 1)])
def test_late_is_only_what_the_caller_says_is_late(within: int | None, expected: int) -> None:
    own = case(Meeting("2022-02-10", registered="2022-02-21"))

    assert codes(own, within=within) == ["registered-late"] * expected


@pytest.mark.parametrize(
    ("registered", "expected"),
    [("2022-01-10", []), ("2022-01-11", [Issue(DataIssue.REGISTERED_AFTER_DUE, date(2022, 1, 7), "meetings",
                                               date(2022, 1, 10), "lab/31-3")]), (None, [])],
)  # fmt: skip
def test_a_duty_met_in_time_but_registered_after_its_due_day_is_told(
    registered: str | None, expected: list[Issue]
) -> None:
    own = case(Meeting("2022-01-07", registered=registered))

    assert found(own) == expected


def test_a_meeting_registered_late_that_the_duty_did_not_need_is_nothing_to_tell() -> None:
    own = case(Meeting("2022-01-06", registered="2022-01-06"), Meeting("2022-01-07", registered="2022-02-01"))

    assert codes(own) == []


def test_a_duty_that_is_late_anyway_is_not_late_in_its_registration() -> None:
    own = case(Meeting("2022-01-11", registered="2022-03-01"))

    assert codes(own) == []


def test_every_kind_has_a_text_in_both_languages_that_names_nobody() -> None:
    for kind in DataIssue:
        issue = Issue(kind, date(2022, 2, 10), "meetings", date(2022, 2, 11), "lab/31-3")
        texts: dict[Lang, str] = {lang: issue.text(lang) for lang in LANGUAGES}
        assert len(set(texts.values())) == 2
        assert "C1" not in "".join(texts.values())


def test_the_assessment_itself_has_the_issues_that_need_no_number() -> None:
    assessment = check(case(Meeting("2022-02-12", registered="2022-06-01")), as_of=AS_OF, rulebook=RULES)

    assert [issue.issue for issue in assessment.issues] == [DataIssue.WEEKEND_MEETING]
    assert assessment.issues == find_issues(assessment)


@given(cases(), st.dates(date(2019, 1, 1), date(2028, 12, 31)))
@settings(max_examples=12, deadline=None)
def test_issues_are_the_same_in_any_order_of_the_rows_and_weekends_are_the_days_that_they_are(
    own: Case, as_of: date
) -> None:
    assessment = check(own, as_of=as_of, rulebook=RULES)
    mixed = attrs.evolve(own, meetings=tuple(reversed(own.meetings)), spells=tuple(reversed(own.spells)))

    assert find_issues(check(mixed, as_of=as_of, rulebook=RULES)) == assessment.issues
    for issue in assessment.issues:
        if issue.issue in (DataIssue.WEEKEND_MEETING, DataIssue.HOLIDAY_MEETING):
            assert not is_working_day(issue.date, RULES.vocabulary.closed_days)
            assert (issue.issue is DataIssue.WEEKEND_MEETING) == (issue.date.weekday() >= 5)


@given(cases(), st.dates(date(2019, 1, 1), date(2028, 12, 31)))
@settings(max_examples=12, deadline=None)
def test_a_duty_registered_in_time_is_never_told_and_one_told_is_met(own: Case, as_of: date) -> None:
    at_once = attrs.evolve(own, meetings=[attrs.evolve(row, registered=row.date) for row in own.meetings])
    assert not [
        issue
        for issue in check(at_once, as_of=as_of, rulebook=RULES).issues
        if issue.issue in (DataIssue.REGISTERED_AFTER_DUE, DataIssue.REGISTERED_BEFORE_HELD)
    ]
    years_later = attrs.evolve(own, meetings=[attrs.evolve(row, registered=date(2060, 1, 1)) for row in own.meetings])
    assessment = check(years_later, as_of=as_of, rulebook=RULES)
    met = {finding.requirement for finding in assessment.findings if finding.status is Status.MET}
    told = {issue.about for issue in assessment.issues if issue.issue is DataIssue.REGISTERED_AFTER_DUE}
    assert told <= met
