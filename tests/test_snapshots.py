"""What holds for any two snapshots."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import cases

from kontaktforloeb import Case, Finding, check, load_rules
from kontaktforloeb.caseload.snapshots.change import FINDINGS, Change, Why
from kontaktforloeb.caseload.snapshots.compare import Snapshot, changes, changes_of_findings
from kontaktforloeb.caseload.snapshots.files import read_findings
from kontaktforloeb.caseload.write import write_findings

RULES = load_rules()
DAYS = st.dates(date(2019, 1, 1), date(2028, 12, 31))
quick = settings(max_examples=10, deadline=None)


def judge(case: Case, as_of: date) -> tuple[Finding, ...]:
    return check(case, as_of=as_of, rulebook=RULES).findings


@st.composite
def edited(draw: st.DrawFn) -> tuple[Case, Case]:
    """A case, and the same with some of its rows gone, others new, and some meetings changed."""
    own, other = draw(cases()), draw(cases())
    kept = [meeting for meeting in own.meetings if draw(st.booleans())]
    changed = [
        attrs.evolve(meeting, status=draw(st.sampled_from(("afholdt", "aflyst"))), registered=draw(st.none() | DAYS))
        for meeting in kept
    ]
    more = draw(st.lists(st.sampled_from(other.meetings), max_size=3)) if other.meetings else []
    events = own.events if draw(st.booleans()) else other.events
    return own, attrs.evolve(own, meetings=(*changed, *more), events=events)


def compare(old: tuple[Case, ...], new: tuple[Case, ...], days: tuple[date, date]) -> list[Change]:
    found = changes(Snapshot(old, days[0], judge), Snapshot(new, days[1], judge), RULES.vocabulary)
    return [change for _, own in found for change in own]


@given(cases(), DAYS)
@quick
def test_a_snapshot_differs_in_nothing_from_itself_in_any_order_of_its_rows(own: Case, as_of: date) -> None:
    mixed = attrs.evolve(own, **{name: getattr(own, name)[::-1] for name in ("meetings", "spells", "hours", "events")})

    assert compare((own,), (mixed,), (as_of, as_of)) == []


@given(cases(), DAYS, DAYS)
@quick
def test_of_the_same_data_only_time_changes_a_verdict(own: Case, day: date, other: date) -> None:
    found = compare((own,), (own,), (day, other))

    assert {change.why for change in found} <= {(Why.TIME,)}
    # Some duties are asked only once something has happened, and their due days move with the meetings.
    told = {(change.course, change.requirement, change.occurrence) for change in found if change.field == "status"}
    before, after = (
        {(each.course, each.requirement, each.occurrence, each.status) for each in judge(own, as_of)}
        for as_of in (day, other)
    )
    assert told == {key[:3] for key in before ^ after}


@given(edited(), DAYS)
@quick
def test_on_the_same_day_only_data_change_a_verdict_and_rows_that_went_come_on_the_way_back(
    both: tuple[Case, Case], as_of: date
) -> None:
    old, new = both
    there, back = compare((old,), (new,), (as_of, as_of)), compare((new,), (old,), (as_of, as_of))

    assert {change.why for change in there if change.table == FINDINGS} <= {(Why.DATA,)}

    def seen(found: list[Change], kind: str, text: str) -> list[tuple[object, ...]]:
        return sorted((own.table, str(own.date), own.record, getattr(own, text)) for own in found if own.change == kind)

    assert seen(there, "gone", "from_") == seen(back, "new", "to")
    assert seen(there, "new", "to") == seen(back, "gone", "from_")
    changed = [own for own in there if own.change == "changed" and own.table == FINDINGS]
    turned = [own for own in back if own.change == "changed" and own.table == FINDINGS]
    assert sorted((own.requirement, own.field, own.from_, own.to) for own in changed) == sorted(
        (own.requirement, own.field, own.to, own.from_) for own in turned
    )


@given(edited(), DAYS, DAYS)
@quick
def test_every_finding_of_both_snapshots_is_either_the_same_or_told_of(
    both: tuple[Case, Case], day: date, other: date
) -> None:
    old, new = both
    found = [own for own in compare((old,), (new,), (day, other)) if own.table == FINDINGS and own.field == "status"]
    before, after = judge(old, day), judge(new, other)

    gone, come = (sum(own.change == kind for own in found) for kind in ("gone", "new"))
    assert len(before) - gone + come == len(after)
    assert all(own.why for own in found)


@given(edited(), DAYS, DAYS)
@quick
def test_two_files_of_findings_tell_of_the_verdicts_that_two_exports_tell_of(
    both: tuple[Case, Case], day: date, other: date
) -> None:
    with TemporaryDirectory() as folder:
        files = []
        for name, own, as_of in (("old", both[0], day), ("new", both[1], other)):
            path = Path(folder) / f"{name}.csv"
            write_findings(path, judge(own, as_of))
            files.append(read_findings(path))
        by_files = [change for _, own in changes_of_findings(*files) for change in own]
    by_exports = [own for own in compare((both[0],), (both[1],), (day, other)) if own.table == FINDINGS]

    assert [own._replace(why=()) for own in by_files] == [own._replace(why=()) for own in by_exports]
