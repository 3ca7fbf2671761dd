from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from caseload_folders import RULES, read, rows

from kontaktforloeb import check
from kontaktforloeb.caseload.rows import RowCode
from kontaktforloeb.caseload.run import check_caseload
from kontaktforloeb.conventions import Readings

AS_OF = date(2022, 8, 1)


def test_every_citizen_of_a_caseload_is_checked_with_the_schedule_that_the_row_names(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "C1,6.1,2022-01-03,", "C2,6.1,2022-01-03,"),
        citizens=rows("citizens", "C1,,,,,,broendby"),
    )
    found = {
        assessment.citizen: {finding.ruleset for finding in assessment.findings}
        for assessment in check_caseload(caseload, as_of=AS_OF, rulebook=RULES)
    }
    assert found == {"C1": {"lab", "broendby"}, "C2": {"lab"}}


def test_a_schedule_for_those_who_name_none_and_a_choice_of_rule_sets_hold_for_every_citizen(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", *(f"C{number},6.1,2022-01-03," for number in (1, 2, 3))),
        citizens=rows("citizens", "C1,,,,,,broendby"),
    )
    everybody = check_caseload(
        caseload, as_of=AS_OF, rulebook=RULES, schedule="cabi-grundmodel", rules=iter(["cabi-grundmodel", "broendby"])
    )
    assert [(assessment.citizen, {finding.ruleset for finding in assessment.findings}) for assessment in everybody] == [
        ("C1", {"broendby"}),
        ("C2", {"cabi-grundmodel"}),
        ("C3", {"cabi-grundmodel"}),
    ]


def test_rejected_rows_of_a_citizen_are_a_reason_on_every_finding_of_that_citizen_alone(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "C1,6.2,2022-01-03,", "C2,6.2,2022-01-03,"),
        meetings=rows("meetings", "C1,i går,7,jobcenter"),
    )
    marked = {
        assessment.citizen: {"rows-rejected" in finding.reasons for finding in assessment.findings}
        for assessment in check_caseload(caseload, as_of=AS_OF, rulebook=RULES)
    }
    assert marked == {"C1": {True}, "C2": {False}}


def test_a_caseload_can_be_judged_by_every_reading_as_each_case_by_itself(tmp_path: Path) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "C1,6.2,2020-01-06,", "C2,6.1,2022-01-03,", "C3,6.2,2022-01-03,"),
        meetings=rows("meetings", "C1,2020-01-10,7,jobcenter", "C3,2022-02-01,7,jobcenter"),
    )
    for as_of in (date(2020, 7, 10), date(2022, 7, 3)):
        judged = list(check_caseload(caseload, as_of=as_of, rulebook=RULES, readings=Readings.ALL))
        alone = [check(case, as_of=as_of, rulebook=RULES, readings="all") for case in caseload.cases]
        assert judged == alone
        assert all(assessment.by_every_reading for assessment in judged)
    chosen = check_caseload(caseload, as_of=date(2022, 7, 3), rulebook=RULES)
    assert not any(assessment.by_every_reading for assessment in chosen)
    assert "reading:month_window=inclusive:pending" in {
        reason for assessment in judged for finding in assessment.findings for reason in finding.reasons
    }


@pytest.mark.parametrize("hours", ["1e999999", "1e1000000", "9" * 4_000, "1e-1000000"])
def test_hours_beyond_all_reason_are_rejected_or_can_be_checked(tmp_path: Path, hours: str) -> None:
    caseload = read(
        tmp_path,
        spells=rows("spells", "C1,6.1,2022-01-03,"),
        hours=rows("hours", f"C1,2022-02,{hours}", "C1,2022-03,1"),
    )
    assert [issue.code for issue in caseload.issues] in ([], [RowCode.NO_NUMBER])
    assert len(list(check_caseload(caseload, as_of=AS_OF, rulebook=RULES))) == 1
