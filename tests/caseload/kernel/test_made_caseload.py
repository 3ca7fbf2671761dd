"""A made caseload of many courses, judged by both engines: the same file of findings, byte by byte; and by few columns.

How many courses is `KONTAKTFORLOEB_COURSES`; a million takes thirty times as long as the default, and memory for
the frames and a part of the cases alone.
"""

from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra, and the maker of the data)
import gc
import os
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest

for _package in ("polars", "numpy"):
    pytest.importorskip(_package)

sys.path.append(str(Path(__file__).parents[3] / "benchmarks"))

from caseload.made.tables import made
from caseload.made.writing import write

from kontaktforloeb import check, load_rules
from kontaktforloeb.caseload.bulk import judge_frames
from kontaktforloeb.caseload.frames import CITIZEN, read_frames
from kontaktforloeb.caseload.kernel.run import Choices, looked_at
from kontaktforloeb.caseload.raw import read_raw
from kontaktforloeb.caseload.write import write_findings, write_findings_frames

COURSES = int(os.environ.get("KONTAKTFORLOEB_COURSES", "30000"))
AT_ONCE = 5_000
RULES = load_rules()


def test_columns_that_no_rule_looks_at_change_nothing(tmp_path: Path) -> None:
    write(made(1_000, seed=20261101), tmp_path / "made", "parquet")
    raw = read_raw(tmp_path / "made")
    whole, by_case = read_frames(raw, RULES), 0
    of_rules = [Choices(date(2026, 11, 1), RULES, (name,)) for name in sorted(RULES.rulesets)]
    different = {looked_at(whole.citizens, choices): choices for choices in of_rules}
    for columns, choices in different.items():
        frames = read_frames(raw, RULES, wanted=partial(looked_at, choices=choices))
        assert set(frames.meetings.columns) == {CITIZEN, *columns}
        for few, every in zip(judge_frames(frames, choices), judge_frames(whole, choices), strict=True):
            assert few.table.equals(every.table), choices.rules
            by_case += few.by_case
    # The reference engine takes part, and of some rules only the type of a meeting, the holder and the day count.
    assert by_case
    assert min(map(len, different)) + 3 < max(map(len, different))


@pytest.mark.slow
def test_both_engines_find_the_same_in_many_courses(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    as_of = date(2026, 11, 1)
    write(made(COURSES, seed=20261101), tmp_path / "made", "csv")
    frames = read_frames(read_raw(tmp_path / "made"), RULES)
    assert len(frames.citizens_index) > COURSES // 2
    assert all(count.rows == count.used + count.repeated + count.rejected for count in frames.counts.values())
    assert sum(count.rejected for count in frames.counts.values()) > 0
    found, wanted = tmp_path / "kernel.csv", tmp_path / "reference.csv"
    judged = 0
    gc.disable()  # As the command does; nothing here is in a circle.
    request.addfinalizer(gc.enable)
    for part in judge_frames(frames, Choices(as_of, RULES), chunk=AT_ONCE):
        cases = frames.cases(range(part.first, part.first + part.citizens))
        findings = (finding for case in cases for finding in check(case, as_of=as_of, rulebook=RULES).findings)
        written = write_findings(wanted, findings)
        assert write_findings_frames(found, [part.table]) == written
        assert found.read_bytes() == wanted.read_bytes()
        judged += part.citizens
    assert judged == len(frames.citizens_index)
