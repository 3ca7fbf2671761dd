"""Verdicts of the kinds that walk from meeting to meeting, look at each, or set a most; the rest is in test_plan.py."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import JOBPARAT, Rules, case, check, loader, only, requirement, status, version
from slow_gap import gap_by_days

from kontaktforloeb import Case, Conventions, Event, Exemption, Finding, Meeting, Rulebook, Spell
from kontaktforloeb.facts import read_facts
from kontaktforloeb.rulebook.registry import load_rules

FORTNIGHT = 'match = "interview"\nlongest = { days = 14 }\n'  # from 2022-01-10: by 2022-01-24


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return loader(lambda: tmp_path_factory.mktemp("rules"))


def gap(rules: Rules, says: str = FORTNIGHT, **words: str) -> Rulebook:
    return rules(version(requirement(says, kind="gap", **words)))


def shown(finding: Finding) -> tuple[str, int, int, str, tuple[str, ...]]:
    return str(finding.status), finding.held, finding.needed, str(finding.due), finding.reasons


# --- gap


@pytest.mark.parametrize(
    ("held", "as_of", "wanted"),
    [
        ([], "2022-01-24", ("pending", 0, 0, "2022-01-24", ())),
        ([], "2022-01-25", ("overdue", 0, 1, "2022-01-24", ("too-long:2022-01-24",))),
        (["2022-01-10"], "2022-01-24", ("pending", 1, 1, "2022-01-24", ())),
        (["2022-01-24"], "2022-01-25", ("pending", 1, 1, "2022-02-07", ())),
        (["2022-01-25"], "2022-01-25", ("overdue", 0, 1, "2022-02-08", ("too-long:2022-01-24",))),
        (["2022-01-12", "2022-01-13"], "2022-01-27", ("pending", 2, 2, "2022-01-27", ())),
        (["2022-01-12", "2022-01-13"], "2022-01-28", ("overdue", 2, 3, "2022-01-27", ("too-long:2022-01-27",))),
        (
            ["2022-02-01", "2022-03-01"],
            "2022-03-02",
            ("overdue", 0, 2, "2022-03-15", ("too-long:2022-01-24", "too-long:2022-02-15")),
        ),
    ],
)
def test_the_due_day_floats_from_the_last_meeting(
    rules: Rules, held: list[str], as_of: str, wanted: tuple[str, int, int, str, tuple[str, ...]]
) -> None:
    assert shown(only(check(case(*held), as_of, gap(rules)))) == wanted


@pytest.mark.parametrize(
    ("length", "due"), [("days = 1", "2022-02-01"), ("weeks = 3", "2022-02-21"), ("months = 1", "2022-02-28")]
)
def test_a_length_is_days_weeks_or_months(rules: Rules, length: str, due: str) -> None:
    rulebook = gap(rules, f'match = "interview"\nlongest = {{ {length} }}')
    assert str(only(check(case("2022-01-31", start="2022-01-31"), "2022-01-31", rulebook)).due) == due


@pytest.mark.parametrize(
    ("end", "as_of", "wanted"),
    [
        ("2022-01-23", "2022-01-24", "ended"),  # nothing was ever asked
        ("2022-01-24", "2022-01-25", "overdue"),
        ("2022-02-06", "2022-02-07", "overdue"),
    ],
)
def test_a_stretch_that_the_course_does_not_fill_asks_for_nothing(
    rules: Rules, end: str, as_of: str, wanted: str
) -> None:
    assert status(case(end=end), as_of, gap(rules)) == wanted


def test_a_gap_that_was_kept_to_the_end_of_the_course_is_met(rules: Rules) -> None:
    facts = case("2022-01-24", "2022-02-07", end="2022-02-20")
    assert shown(only(check(facts, "2022-03-01", gap(rules)))) == ("met", 2, 2, "2022-02-07", ())
    longer = case("2022-01-24", "2022-02-07", end="2022-02-21")
    assert status(longer, "2022-03-01", gap(rules)) == "overdue"


def test_a_gap_ends_with_its_window(rules: Rules) -> None:
    rulebook = gap(rules, FORTNIGHT + "due = { weeks = 4 }")  # 2022-02-07
    facts = case("2022-01-20", "2022-01-30")
    assert shown(only(check(facts, "2022-06-01", rulebook))) == ("met", 2, 2, "2022-02-03", ())
    assert status(case("2022-01-20", "2022-01-24"), "2022-06-01", rulebook) == "overdue"


def test_a_late_meeting_begins_the_next_stretch_and_the_finding_stays_overdue(rules: Rules) -> None:
    facts = case("2022-02-10", "2022-02-20")
    finding = only(check(facts, "2022-02-21", gap(rules)))
    assert shown(finding) == ("overdue", 1, 2, "2022-03-06", ("too-long:2022-01-24",))
    assert finding.days_late == 28


@pytest.mark.parametrize(
    ("last_day", "as_of", "wanted"),
    [
        ("2022-01-23", "2022-01-25", ("overdue", 0, 1, "2022-01-24", ("too-long:2022-01-24",))),
        ("2022-01-24", "2022-01-25", ("pending", 0, 0, "2022-02-07", ())),
        ("2022-03-10", "2022-03-24", ("pending", 0, 0, "2022-03-24", ())),
        ("2022-03-10", "2022-03-25", ("overdue", 0, 1, "2022-03-24", ("too-long:2022-03-24",))),
    ],
)
def test_after_an_exemption_the_next_stretch_is_counted_from_its_last_day(
    rules: Rules, last_day: str, as_of: str, wanted: tuple[str, int, int, str, tuple[str, ...]]
) -> None:
    facts = case(exemptions=(("barsel", "2022-01-20", last_day),))
    assert shown(only(check(facts, as_of, gap(rules)))) == wanted


def test_a_meeting_in_the_days_of_an_exemption_does_not_bring_the_next_one_forward(rules: Rules) -> None:
    facts = case("2022-02-01", exemptions=(("barsel", "2022-01-20", "2022-03-10"),))
    assert str(only(check(facts, "2022-03-11", gap(rules))).due) == "2022-03-24"


def test_the_meeting_that_a_gap_is_counted_from_is_not_one_of_those_that_it_asks_for(rules: Rules) -> None:
    rulebook = gap(rules, FORTNIGHT + 'opens = { anchor = "held:1" }\n')
    found = shown(only(check(case("2022-01-20", "2022-02-01"), "2022-02-02", rulebook)))
    assert found == ("pending", 1, 1, "2022-02-15", ())
    later = gap(rules, FORTNIGHT + 'opens = { anchor = "held:1", weeks = 1 }\n')
    assert shown(only(check(case("2022-01-12", "2022-01-19"), "2022-01-20", later)))[1:3] == (1, 1)
    assert shown(only(check(case(), "2022-06-01", rulebook))) == ("pending", 0, 1, "None", ("not-held-yet:interview",))


def test_an_exemption_without_an_end_makes_a_gap_exempt(rules: Rules) -> None:
    facts = attrs.evolve(case(), exemptions=[Exemption("barsel", "2022-01-20")])
    assert status(facts, "2022-01-24", gap(rules)) == "pending"
    finding = only(check(facts, "2022-01-25", gap(rules)))
    assert (str(finding.status), finding.reasons) == ("exempt", ("exemption:barsel",))


def test_a_suspension_moves_a_gap_on_like_an_exemption(rules: Rules) -> None:
    rulebook = gap(rules, FORTNIGHT + "suspend = [{ from = 2022-01-20, to = 2022-03-10 }]")
    assert str(only(check(case(), "2022-03-11", rulebook)).due) == "2022-03-24"


def test_a_gap_of_a_group_is_short_and_advice_is_no_breach(rules: Rules) -> None:
    assert status(case(), "2022-03-01", gap(rules, duty="group")) == "short"
    assert status(case(), "2022-03-01", gap(rules, level="raad")) == "not-required"


def test_the_conventions_move_the_days_of_a_gap(rules: Rules) -> None:
    weekend = 'match = "interview"\nlongest = { days = 13 }\n'  # Sunday 2022-01-23
    for reading, due in (("keep", "2022-01-23"), ("next", "2022-01-24"), ("previous", "2022-01-21")):
        found = check(case(), "2022-01-11", gap(rules, weekend), Conventions(non_working_due=reading))
        assert str(only(found).due) == due
    exempt = case(exemptions=(("barsel", "2022-01-15", "2022-01-19"),))
    paused = only(check(exempt, "2022-01-11", gap(rules), Conventions(exemption="pause")))
    assert str(paused.due) == "2022-01-29"


def test_a_gap_counts_the_meetings_of_every_way(rules: Rules) -> None:
    rulebook = gap(rules, FORTNIGHT + 'any_of = [{ match = "talk" }]')
    facts = case("2022-01-20", Meeting("2022-02-01", type="opfoelgning"))
    assert shown(only(check(facts, "2022-02-02", rulebook))) == ("pending", 2, 2, "2022-02-15", ())


days = st.integers(0, 80).map(lambda n: str(date(2022, 1, 5) + timedelta(days=n)))


@settings(max_examples=120, deadline=None)
@given(
    held=st.lists(days, max_size=7),
    longest=st.integers(1, 20),
    end=st.none() | days,
    until=st.none() | st.integers(0, 12),
    away=st.lists(st.tuples(days, st.integers(0, 20)), max_size=2),
    as_of=days,
)
def test_a_gap_is_what_going_through_the_days_one_by_one_gives(
    rules: Rules, held: list[str], longest: int, end: str | None, until: int | None,
    away: list[tuple[str, int]], as_of: str,
) -> None:  # fmt: skip
    due = "" if until is None else f"due = {{ weeks = {until} }}"
    rulebook = gap(rules, f'match = "interview"\nlongest = {{ days = {longest} }}\n{due}')
    start = date(2022, 1, 10)
    end = None if end is None or end < "2022-01-10" else end
    gone = [(first, str(date.fromisoformat(first) + timedelta(days=length))) for first, length in away]
    facts = case(*held, end=end, exemptions=tuple(("barsel", first, last) for first, last in gone))
    finding = only(check(facts, as_of, rulebook))
    slow = gap_by_days(
        start=start,
        held={date.fromisoformat(day) for day in held},
        longest=longest,
        limit=None if until is None else start + timedelta(weeks=until),
        end=None if end is None else date.fromisoformat(end),
        away=[(date.fromisoformat(first), date.fromisoformat(last)) for first, last in gone],
        as_of=date.fromisoformat(as_of),
    )
    assert (str(finding.status), finding.held, finding.needed) == slow


ARROWS = {"pending": {"pending", "met", "overdue", "ended", "exempt"}, "overdue": {"overdue"}}


@settings(max_examples=50, deadline=None)
@given(held=st.lists(days, max_size=6), end=st.none() | days, away=st.lists(days, max_size=1))
def test_time_moves_a_gap_along_the_arrows_alone_and_one_more_meeting_makes_it_no_worse(
    rules: Rules, held: list[str], end: str | None, away: list[str]
) -> None:
    end = None if end is None or end < "2022-01-10" else end
    rulebook = gap(rules)
    exempt = tuple(("barsel", day, "2022-02-20") for day in away if day <= "2022-02-20")
    was = "pending"
    for number in range(0, 110, 3):
        as_of = str(date(2022, 1, 5) + timedelta(days=number))
        now = status(case(*held, end=end, exemptions=exempt), as_of, rulebook)
        assert now in ARROWS.get(was, {was}), (was, now, as_of)
        was = now


# --- count with at_most


@pytest.mark.parametrize(
    ("held", "as_of", "wanted"),
    [
        ([], "2022-02-07", "pending"),
        (["2022-01-11"], "2022-02-07", "pending"),  # one more may still be one too many
        (["2022-01-11"], "2022-02-08", "met"),
        (["2022-01-11", "2022-02-07"], "2022-02-08", "met"),
        (["2022-01-11", "2022-01-12", "2022-02-07"], "2022-02-07", "breached"),
        (["2022-01-11", "2022-01-12", "2022-02-08"], "2022-02-09", "met"),  # the third lies after the due day
        ([], "2022-02-08", "overdue"),
        (["2022-02-09"], "2022-02-09", "late"),
    ],
)
def test_no_more_than_so_many(rules: Rules, held: list[str], as_of: str, wanted: str) -> None:
    rulebook = rules(version(requirement('match = "interview"\ncount = 1\nat_most = 2\ndue = { weeks = 4 }')))
    finding = only(check(case(*held), as_of, rulebook))
    assert str(finding.status) == wanted
    assert finding.reasons == (("too-many:2",) if wanted == "breached" else ())


def test_where_the_course_is_over_no_more_can_come(rules: Rules) -> None:
    rulebook = rules(version(requirement('match = "interview"\ncount = 1\nat_most = 2\ndue = { weeks = 4 }')))
    assert status(case("2022-01-11", end="2022-01-20"), "2022-01-20", rulebook) == "pending"
    assert status(case("2022-01-11", end="2022-01-20"), "2022-01-21", rulebook) == "met"


# --- each


def each(rules: Rules, says: str) -> Rulebook:
    return rules(version(requirement(f'match = "interview"\n{says}', kind="each")))


def talked(day: str, *topics: str) -> Meeting:
    return Meeting(day, topics=topics)


@pytest.mark.parametrize(
    ("topics", "as_of", "wanted"),
    [
        ([], "2022-02-07", "pending"),
        ([], "2022-02-08", "not-required"),
        (["cv"], "2022-02-07", "pending"),
        (["cv"], "2022-02-08", "met"),
        (["andet"], "2022-01-20", "breached"),
        ([""], "2022-02-08", "unknown"),
    ],
)
def test_an_each_with_a_due_day_is_settled_when_it_has_passed(
    rules: Rules, topics: list[str], as_of: str, wanted: str
) -> None:
    rulebook = each(rules, 'require = { topics = ["cv"] }\ndue = { weeks = 4 }')
    facts = case(*[talked("2022-01-12", *filter(None, [topic])) for topic in topics], talked("2022-02-08", "andet"))
    assert status(facts, as_of, rulebook) == wanted


def test_from_a_number_on_all_meetings_are_looked_at(rules: Rules) -> None:
    rulebook = each(rules, 'from_slot = 2\nrequire = { topics = ["joblog"] }')
    assert status(case(talked("2022-01-12", "cv"), end="2022-03-01"), "2022-03-02", rulebook) == "ended"
    facts = case(talked("2022-01-12", "cv"), talked("2022-01-20", "joblog"), end="2022-03-01")
    assert status(facts, "2022-03-02", rulebook) == "met"
    wrong = case(talked("2022-01-12", "joblog"), talked("2022-01-20", "cv"))
    assert status(wrong, "2022-01-21", rulebook) == "breached"


def test_only_meetings_held_in_given_days_are_looked_at(rules: Rules) -> None:
    rulebook = each(rules, 'held_from = 2022-02-01\nheld_to = 2022-02-28\nrequire = { form = ["fremmoede"] }')
    for day, wanted in (("2022-01-31", "pending"), ("2022-02-01", "breached"), ("2022-02-28", "breached"),
                        ("2022-03-01", "pending")):  # fmt: skip
        assert status(case(Meeting(day, form="telefon")), "2022-04-01", rulebook) == wanted


def test_the_first_of_the_meetings_sets_the_adviser(rules: Rules) -> None:
    rulebook = each(rules, "require = { same_adviser = true }")
    for advisers, wanted in ((("a", "a"), "met"), (("a", "b"), "breached"), (("a", None), "unknown")):
        held = [Meeting(f"2022-01-{12 + n}", adviser=name) for n, name in enumerate(advisers)]
        assert status(case(*held, end="2022-03-01"), "2022-03-02", rulebook) == wanted


# --- who decides


@pytest.mark.parametrize(
    ("held", "wanted", "reasons"),
    [(["2022-01-12"], "met", ()), ([], "unknown", ("for-a-person",)), (["2022-03-01"], "unknown", ("for-a-person",))],
)
def test_what_a_person_decides_is_never_a_breach(
    rules: Rules, held: list[str], wanted: str, reasons: tuple[str, ...]
) -> None:
    says = 'match = "interview"\ncount = 1\ndue = { weeks = 4 }\njudged_by = "person"'
    finding = only(check(case(*held), "2022-06-01", rules(version(requirement(says)))))
    assert (str(finding.status), finding.reasons, finding.days_late) == (wanted, reasons, None)


ASKED = 'match = "interview"\ncount = 1\njudged_by = "person"\n'  # by no day


@pytest.mark.parametrize(
    ("end", "held", "as_of", "wanted", "reasons"),
    [
        (None, (), "2032-01-01", "pending", ("no-due-day",)),
        (None, ("2022-05-01",), "2032-01-01", "met", ("no-due-day",)),
        ("2022-03-31", (), "2022-03-31", "pending", ("no-due-day",)),
        ("2022-03-31", (), "2022-04-01", "unknown", ("no-due-day", "for-a-person")),
        ("2022-03-31", ("2022-03-31",), "2022-04-01", "met", ("no-due-day",)),
        ("2022-03-31", ("2022-04-01",), "2022-06-01", "unknown", ("no-due-day", "for-a-person")),
    ],
)
def test_what_was_asked_for_by_no_day_and_was_not_held_is_for_a_person_when_its_time_is_over(
    rules: Rules, end: str | None, held: tuple[str, ...], as_of: str, wanted: str, reasons: tuple[str, ...]
) -> None:
    finding = only(check(case(*held, end=end), as_of, rules(version(requirement(ASKED)))))
    assert (str(finding.status), finding.reasons, finding.breach) == (wanted, reasons, False)


def test_each_request_is_answered_before_the_next_one_or_is_for_a_person(rules: Rules) -> None:
    says = ASKED + 'phase = "efter"\nreset_on = ["anmodning"]\n'
    phase = '[[phase]]\nid = "efter"\ntitle = { da = "Efter", en = "After" }\nopens = { anchor = "anmodning" }\n'
    rulebook = rules(version(requirement(says), tables=phase))
    requests = tuple(("anmodning", day) for day in ("2022-02-01", "2022-03-01", "2022-04-01"))
    found = check(case("2022-03-15", events=requests), "2022-06-01", rulebook).findings
    assert [(finding.occurrence, str(finding.status)) for finding in found] == [
        (1, "unknown"),
        (2, "met"),
        (3, "pending"),
    ]
    assert [("for-a-person" in finding.reasons) for finding in found] == [True, False, False]


@pytest.mark.parametrize(
    ("says", "wanted"),
    [
        ('match = "interview"\ncount = 1\n', "ended"),  # the rules judge it
        (f"{ASKED}due = {{ months = 6 }}\n", "ended"),  # it ended before its day
        (f"{ASKED}per = 'calendar-month'\nopens = {{ months = 2 }}\n", "ended"),
        (f"{ASKED}exit_on = ['job']\n", "unknown"),
        (f"{ASKED}ends_on = 2022-01-31\n", "unknown"),
        (f"{ASKED}not_required = [{{ event = 'job' }}]\n", "not-required"),
        (f"{ASKED}opens = {{ anchor = 'held:1:talk' }}\n", "ended"),  # nothing had opened it
        (f"{ASKED}opens = {{ anchor = 'visitation' }}\n", "unknown"),  # nobody knows whether anything had
    ],
)
def test_what_ends_otherwise_is_not_left_to_a_person(rules: Rules, says: str, wanted: str) -> None:
    facts = case(events=(("job", "2022-02-01"),), end="2022-03-01")
    assert status(facts, "2022-06-01", rules(version(requirement(says)))) == wanted


@pytest.mark.parametrize(
    ("says", "end", "reasons"),
    [
        ("ends_on = 2022-01-31", None, ("duty-over:2022-01-31",)),
        ("ends_on = 2022-01-31", "2022-02-01", ("duty-over:2022-01-31",)),
        ("ends_on = 2022-01-31", "2022-01-31", ()),
        ("exit_on = ['job']", None, ("duty-over:2022-01-31",)),
        ("", "2022-01-31", ()),
    ],
)
def test_a_duty_that_ended_before_the_course_says_so(
    rules: Rules, says: str, end: str | None, reasons: tuple[str, ...]
) -> None:
    rulebook = rules(version(requirement(f"match = 'interview'\ncount = 1\ndue = {{ months = 6 }}\n{says}\n")))
    (finding,) = check(case(events=(("job", "2022-02-01"),), end=end), "2022-06-01", rulebook).findings
    assert (finding.status, finding.reasons) == ("ended", reasons)


# --- meetings on days off the benefit

ON_BENEFIT = Conventions(dagpenge_meetings="on-benefit")
BROKEN = [Spell("dagpenge", "2022-01-10", "2022-01-31"), Spell("dagpenge", "2022-03-01", "2022-12-31")]


def broken(*held: str | Meeting) -> Case:
    """Give somebody whose one course on dagpenge has a month off the benefit in it."""
    return attrs.evolve(case(*held), spells=BROKEN)


@pytest.mark.parametrize(
    ("day", "on_benefit"),
    [
        ("2022-01-31", True),
        ("2022-02-01", False),
        ("2022-02-28", False),
        ("2022-03-01", True),
        ("2022-12-30", True),
    ],
)
@pytest.mark.parametrize(
    ("kind", "says", "counted", "left_out"),
    [
        ("count", 'match = "interview"\ncount = 1', "met", "pending"),
        ("order", 'first = "interview"\nbefore = "talk"', "met", "breached"),
        ("each", 'match = "interview"\nrequire = { form = ["video"] }', "breached", "pending"),
    ],
)
def test_a_meeting_off_the_benefit_counts_unless_the_convention_says_otherwise(
    rules: Rules, kind: str, says: str, counted: str, left_out: str, day: str, *, on_benefit: bool
) -> None:
    rulebook = rules(version(requirement(says, kind=kind)))
    facts = broken(Meeting(day, form="telefon"), Meeting("2022-12-31", type="opfoelgning"))
    for conventions, there in ((Conventions(), True), (ON_BENEFIT, on_benefit)):
        finding = only(check(facts, "2022-12-31", rulebook, conventions))
        assert str(finding.status) == (counted if there else left_out)


def test_a_meeting_off_the_benefit_is_no_anchor_and_no_condition_either_by_that_convention(rules: Rules) -> None:
    says = {
        "anchor": 'match = "interview"\ncount = 9\ndue = { anchor = "held:1", weeks = 2 }',
        "condition": 'match = "talk"\ncount = 1\nnot_required = [{ meeting = "interview" }]',
        "about": 'match = "talk"\ncount = 1\napplies_to.meeting = ["interview"]',
    }
    rulebook = rules(version(*(requirement(own, name) for name, own in says.items())))
    told = []
    for conventions in (Conventions(), ON_BENEFIT):
        found = check(broken("2022-02-10"), "2022-12-31", rulebook, conventions).findings
        told.append({f.requirement.removeprefix("probe/"): (str(f.status), str(f.due)) for f in found})
    assert told == [
        {"anchor": ("overdue", "2022-02-24"), "condition": ("not-required", "None"), "about": ("pending", "None")},
        {"anchor": ("pending", "None"), "condition": ("pending", "None")},
    ]


def test_a_continuous_course_counts_meetings_in_a_short_break_by_either_convention(rules: Rules) -> None:
    spells = [Spell(JOBPARAT, "2022-01-10", "2022-01-31"), Spell(JOBPARAT, "2022-02-20")]
    facts = attrs.evolve(case("2022-02-10"), spells=spells)
    rulebook = rules(version(requirement('match = "interview"\ncount = 1')))
    for conventions in (Conventions(), ON_BENEFIT):
        assert str(only(check(facts, "2022-06-01", rulebook, conventions)).status) == "met"


# --- events counted like meetings


EVENTS = 'kontrakt = [{ event = ["visitation"], value = ["underskrevet"] }]\nsoegt = [{ event = ["jobsoegning"] }]\n'


def with_events(*events: tuple[str, str, str | None], end: str | None = None) -> Case:
    return attrs.evolve(case(end=end), events=[Event(name, day, value) for name, day, value in events])


def event_rules(rules: Rules, says: str, kind: str = "count") -> Rulebook:
    text = version(requirement(says, kind=kind))
    return rules(text.replace("[match]\n", "[match]\n" + EVENTS))


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (("visitation", "2022-02-07", "underskrevet"), "met"),
        (("visitation", "2022-02-08", "underskrevet"), "late"),
        (("visitation", "2022-02-07", "sendt"), "overdue"),
        (("visitation", "2022-02-07", None), "overdue"),
        (("jobsoegning", "2022-02-07", "underskrevet"), "overdue"),
        (("visitation", "2022-01-09", "underskrevet"), "overdue"),  # before the course
    ],
)
def test_an_event_counts_by_name_and_value(rules: Rules, event: tuple[str, str, str | None], wanted: str) -> None:
    rulebook = event_rules(rules, 'match = "kontrakt"\ncount = 1\ndue = { weeks = 4 }')
    assert status(with_events(event), "2022-06-01", rulebook) == wanted


def test_events_alike_are_one_and_others_each_count(rules: Rules) -> None:
    rulebook = event_rules(rules, 'match = "soegt"\ncount = 2\nper = "iso-week"\ndue = { weeks = 1 }')
    week = [("jobsoegning", "2022-01-12", "kok"), ("jobsoegning", "2022-01-12", "kok")]
    assert status(with_events(*week), "2022-01-17", rulebook) == "overdue"
    assert status(with_events(*week, ("jobsoegning", "2022-01-12", "tjener")), "2022-01-17", rulebook) == "met"


def test_a_match_of_meetings_never_takes_an_event(rules: Rules) -> None:
    rulebook = event_rules(rules, 'match = "interview"\ncount = 1\nany_of = [{ match = "soegt" }]\ndue = { weeks = 4 }')
    assert status(with_events(("jobsoegning", "2022-01-12", None)), "2022-01-13", rulebook) == "met"
    assert status(with_events(("visitation", "2022-01-12", None)), "2022-01-13", rulebook) == "pending"


def test_no_event_is_made_into_a_meeting_of_the_case() -> None:
    facts = read_facts(with_events(("visitation", "2022-01-12", None)), load_rules().vocabulary)
    assert facts.held == ()
