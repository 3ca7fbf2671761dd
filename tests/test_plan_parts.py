"""To whom and to which part of a course a duty applies: what it is about, guards, conditions, exits, resets, pauses."""

from __future__ import annotations

import attrs
import pytest
from made_up import JOBPARAT, START, Rules, case, check, loader, only, requirement, version

from kontaktforloeb import Case, Conventions, Event, Exemption, Meeting, Rulebook, Spell

TWO = 'match = "interview"\ncount = 2\ndue = { weeks = 4 }\n'  # due 2022-02-07


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return loader(lambda: tmp_path_factory.mktemp("rules"))


def told(facts: Case, as_of: str, rulebook: Rulebook) -> list[tuple[int, str, str, str]]:
    findings = check(facts, as_of, rulebook).findings
    return [(f.occurrence, str(f.status), str(f.opens), str(f.due)) for f in findings]


# --- when


@pytest.mark.parametrize(
    ("born", "from_30", "below_30"),
    [
        ("1992-01-09", True, False),
        ("1992-01-10", True, False),  # thirty on the course's first day
        ("1992-01-11", False, True),
        ("1980-05-05", True, False),
        ("2004-05-05", False, True),
    ],
)
def test_an_age_is_that_of_the_first_day(rules: Rules, born: str, *, from_30: bool, below_30: bool) -> None:
    facts = attrs.evolve(case(), birth_date=born)
    for says, applies in (("age_from = 30", from_30), ("age_below = 30", below_30)):
        rulebook = rules(version(requirement(f"{TWO}when = {{ {says} }}")))
        assert bool(check(facts, "2022-01-11", rulebook).findings) is applies


@pytest.mark.parametrize(
    ("events", "applies"),
    [
        ([("2021-05-01", "ja")], True),
        ([("2021-05-01", "nej")], False),
        ([("2021-05-01", "nej"), ("2022-01-10", "ja")], True),
        ([("2021-05-01", "ja"), ("2022-01-11", "nej")], True),  # after the first day, and one is known before
        ([("2022-01-11", "nej"), ("2022-03-01", "ja")], False),  # none by then: the first one after
    ],
)
def test_a_fact_is_the_latest_by_the_first_day_or_else_the_first_one_after(
    rules: Rules, events: list[tuple[str, str]], *, applies: bool
) -> None:
    rulebook = rules(version(requirement(f'{TWO}when = {{ facts.visitation = ["ja", "måske"] }}')))
    facts = attrs.evolve(case(), events=[Event("visitation", day, value) for day, value in events])
    assert bool(check(facts, "2022-01-11", rulebook).findings) is applies


def test_capitals_make_no_difference_and_two_values_of_one_day_are_none(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}when = {{ facts.visitation = ["Ja"] }}')))
    loud = attrs.evolve(case(), events=[Event("visitation", START, "JA")])
    assert str(only(check(loud, "2022-06-01", rulebook)).status) == "overdue"
    both = attrs.evolve(case(), events=[Event("visitation", START, "ja"), Event("visitation", START, "nej")])
    assert only(check(both, "2022-06-01", rulebook)).reasons == ("fact-missing:visitation",)


@pytest.mark.parametrize(
    ("says", "reason"),
    [("age_from = 30", "fact-missing:birth_date"), ('facts.visitation = ["ja"]', "fact-missing:visitation")],
)
def test_a_guard_on_what_is_not_recorded_makes_the_duty_unknown_unless_it_is_met(
    rules: Rules, says: str, reason: str
) -> None:
    rulebook = rules(version(requirement(f"{TWO}when = {{ {says} }}")))
    for held, wanted in ((["2022-01-11"], "unknown"), (["2022-01-11", "2022-02-07"], "met")):
        finding = only(check(case(*held), "2022-03-01", rulebook))
        assert (str(finding.status), finding.reasons) == (wanted, (reason,))


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("each", 'match = "interview"\nrequire = { form = ["fremmoede"] }'),
        ("order", 'first = "talk"\nbefore = "interview"'),
        ("gap", 'match = "interview"\nlongest = { days = 7 }'),
        ("count", 'match = "interview"\ncount = 1\nper = "iso-week"'),
    ],
)
def test_a_missing_fact_puts_every_kind_in_doubt(rules: Rules, kind: str, says: str) -> None:
    rulebook = rules(version(requirement(f"{says}\nwhen = {{ age_from = 30 }}", kind=kind)))
    facts = case(Meeting("2022-01-12", form="telefon"))
    assert str(only(check(facts, "2022-06-01", rulebook)).status) == "unknown"
    known = attrs.evolve(facts, birth_date="1970-01-01")
    assert str(only(check(known, "2022-06-01", rulebook)).status) in ("breached", "overdue")


def test_a_guard_that_fails_is_not_made_unknown_by_another(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}when = {{ age_from = 30, facts.visitation = ["ja"] }}')))
    young = attrs.evolve(case(), birth_date="2000-01-01")
    assert check(young, "2022-03-01", rulebook).findings == ()


# --- conditions on meetings


@pytest.mark.parametrize(
    ("says", "without", "with_it"),
    [("meeting", "overdue", "not-required"), ("no_meeting", "not-required", "overdue")],
)
@pytest.mark.parametrize(("day", "counts"), [("2022-02-07", True), ("2022-02-08", False)])
def test_a_condition_on_a_meeting_looks_up_to_the_due_day(
    rules: Rules, says: str, without: str, with_it: str, day: str, *, counts: bool
) -> None:
    rulebook = rules(version(requirement(f'{TWO}not_required = [{{ {says} = "talk" }}]')))
    talk = Meeting(day, type="opfoelgning")
    finding = only(check(case(talk), "2022-06-01", rulebook))
    assert str(finding.status) == (with_it if counts else without)
    assert str(only(check(case(), "2022-06-01", rulebook)).status) == without


# --- exit_on


@pytest.mark.parametrize(
    ("exit_day", "wanted"),
    [
        (None, "overdue"),
        ("2022-02-09", "overdue"),
        ("2022-02-08", "overdue"),  # the duty was there on its due day
        ("2022-02-07", "ended"),
        ("2022-01-11", "ended"),
    ],
)
def test_a_duty_is_over_on_the_day_of_an_exit(rules: Rules, exit_day: str | None, wanted: str) -> None:
    rulebook = rules(version(requirement(f'{TWO}exit_on = ["job", "flytning"]')))
    events = (("job", exit_day), ("flytning", "2022-05-01")) if exit_day else ()
    assert str(only(check(case(events=events), "2022-06-01", rulebook)).status) == wanted


def test_an_exit_on_the_first_day_leaves_no_duty(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}exit_on = ["job"]')))
    assert check(case(events=(("job", START),)), "2022-06-01", rulebook).findings == ()


def test_what_is_held_after_an_exit_does_not_count(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}exit_on = ["job"]')))
    facts = case("2022-01-11", "2022-01-20", events=(("job", "2022-01-20"),))
    finding = only(check(facts, "2022-06-01", rulebook))
    assert (str(finding.status), finding.held) == ("ended", 1)


# --- reset_on


def test_a_duty_starts_again_on_the_day_of_a_reset(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}reset_on = ["flytning"]')))
    facts = case(
        "2022-01-11", "2022-01-20", "2022-03-07", events=(("flytning", "2022-03-01"), ("flytning", "2022-05-02"))
    )
    assert told(facts, "2022-06-01", rulebook) == [
        (1, "met", "2022-01-10", "2022-02-07"),
        (2, "overdue", "2022-03-01", "2022-03-29"),
        (3, "overdue", "2022-05-02", "2022-05-30"),
    ]


def test_the_run_before_a_reset_ends_the_day_before(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}reset_on = ["flytning"]')))
    facts = case("2022-01-20", "2022-02-05", events=(("flytning", "2022-02-05"),))
    assert told(facts, "2022-06-01", rulebook) == [
        (1, "ended", "2022-01-10", "2022-02-07"),
        (2, "overdue", "2022-02-05", "2022-03-05"),
    ]


def test_steps_are_numbered_on_after_a_reset(rules: Rules) -> None:
    steps = "steps = [{ count = 1, due = { weeks = 1 } }, { count = 2, due = { months = 1 } }]"
    rulebook = rules(version(requirement(f'match = "interview"\n{steps}\nreset_on = ["flytning"]')))
    facts = case("2022-01-12", "2022-01-13", events=(("flytning", "2022-03-31"),))
    assert told(facts, "2022-04-01", rulebook) == [
        (1, "met", "2022-01-10", "2022-01-17"),
        (2, "met", "2022-01-10", "2022-02-09"),
        (3, "pending", "2022-03-31", "2022-04-07"),
        (4, "pending", "2022-03-31", "2022-04-30"),
    ]


def test_a_reset_on_the_first_day_or_after_an_exit_changes_nothing(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}reset_on = ["flytning"]\nexit_on = ["job"]')))
    events = (("flytning", START), ("job", "2022-04-01"), ("flytning", "2022-05-01"))
    assert told(case(events=events), "2022-06-01", rulebook) == [(1, "overdue", "2022-01-10", "2022-02-07")]


# --- suspend, dating


@pytest.mark.parametrize(
    ("to", "wanted", "reasons"),
    [
        ("2022-02-06", "overdue", ()),
        ("2022-02-07", "exempt", ("suspended:2022-01-20",)),
        ("2022-03-07", "exempt", ("suspended:2022-01-20",)),
    ],
)
def test_a_duty_that_falls_due_in_a_suspension_is_exempt(
    rules: Rules, to: str, wanted: str, reasons: tuple[str, ...]
) -> None:
    rulebook = rules(version(requirement(f"{TWO}suspend = [{{ from = 2022-01-20, to = {to} }}]")))
    finding = only(check(case(), "2022-06-01", rulebook))
    assert (str(finding.status), finding.reasons) == (wanted, reasons)


def test_an_assumed_validity_is_said_on_every_finding(rules: Rules) -> None:
    rulebook = rules(version(requirement(TWO), more='dating = "assumed"'))
    assert only(check(case(), "2022-01-11", rulebook)).reasons == ("assumed-validity",)


# --- applies_to: what is recorded, and when the course began


def days(facts: Case, as_of: str, rulebook: Rulebook) -> list[str]:
    """Give the courses, by their first days, that have a row."""
    return [str(finding.course) for finding in check(facts, as_of, rulebook).findings]


TALK = 'applies_to.meeting = ["talk"]\n'


@pytest.mark.parametrize(
    ("held", "more", "applies"),
    [
        (None, "", False),
        ("2022-01-09", "", False),  # before the course
        ("2022-01-10", "", True),
        ("2022-04-30", "", True),  # on its last day, long after the due day
        ("2022-05-01", "", False),
        ("2022-02-01", "held_from = 2022-02-01", True),
        ("2022-01-31", "held_from = 2022-02-01", False),
        ("2022-02-28", "held_to = 2022-02-28", True),
        ("2022-03-01", "held_to = 2022-02-28", False),
    ],
)
def test_a_duty_may_be_about_courses_in_which_a_meeting_was_held(
    rules: Rules, held: str | None, more: str, *, applies: bool
) -> None:
    rulebook = rules(version(requirement(f"{TWO}{TALK}{more}")))
    talks = [] if held is None else [Meeting(held, type="opfoelgning")]
    facts = case(*talks, end="2022-04-30")
    assert days(facts, "2022-06-01", rulebook) == ([START] if applies else [])


def test_meetings_that_were_not_held_or_match_otherwise_make_no_row(rules: Rules) -> None:
    rulebook = rules(version(requirement(f"{TWO}{TALK}")))
    booked = Meeting("2022-02-01", type="opfoelgning", status="booket")
    away = Meeting("2022-02-02", type="opfoelgning", status="udeblevet")
    assert days(case(booked, away, "2022-02-03"), "2022-06-01", rulebook) == []


def test_a_meeting_of_each_name_must_have_been_held_and_one_may_have_both(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}applies_to.meeting = ["interview", "joint"]')))
    both = Meeting("2022-02-01", with_=["a-kasse"])
    assert days(case("2022-02-01"), "2022-06-01", rulebook) == []
    assert days(case(both), "2022-06-01", rulebook) == [START]
    apart = Meeting("2022-02-02", type="faelles-jobsamtale")
    assert days(case("2022-02-01", apart), "2022-06-01", rulebook) == [START]


def test_events_may_match_what_a_duty_is_about(rules: Rules) -> None:
    text = version(requirement(f'{TWO}applies_to.meeting = ["said"]'))
    rulebook = rules(text.replace("talk = [", 'said = [{ event = ["job"], value = ["ja"] }]\ntalk = ['))
    for value, applies in (("ja", True), ("nej", False), (None, False)):
        facts = attrs.evolve(case(), events=[Event("job", "2022-02-01", value)])
        assert bool(days(facts, "2022-06-01", rulebook)) is applies


@pytest.mark.parametrize(
    ("kind", "first", "last", "applies"),
    [
        ("barsel", "2022-03-01", "2022-03-31", True),
        ("barsel", "2021-12-01", "2022-01-10", True),  # its last day is the course's first
        ("barsel", "2021-12-01", "2022-01-09", False),
        ("barsel", "2022-04-30", "2022-05-31", True),  # its first day is the course's last
        ("barsel", "2022-05-01", "2022-05-31", False),
        ("barsel", "2021-12-01", None, True),
        ("barsel", "2022-04-30", None, True),
        ("barsel", "2022-05-01", None, False),
        ("sygdom", "2022-03-01", "2022-03-31", False),
    ],
)
def test_a_duty_may_be_about_courses_with_an_exemption(
    rules: Rules, kind: str, first: str, last: str | None, *, applies: bool
) -> None:
    rulebook = rules(version(requirement(f'{TWO}applies_to.exemption = ["barsel"]')))
    facts = attrs.evolve(case(end="2022-04-30"), exemptions=[Exemption(kind, first, last)])
    assert days(facts, "2022-06-01", rulebook) == ([START] if applies else [])


def test_an_exemption_of_each_kind_is_asked_for_and_one_that_waives_nothing_will_do(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}applies_to.exemption = ["barsel", "ferie"]')))
    barsel, holiday = ("barsel", "2022-03-01", "2022-03-31"), ("ferie", "2022-01-20", "2022-01-31")
    assert days(case(exemptions=(barsel,)), "2022-06-01", rulebook) == []
    assert days(case(exemptions=(barsel, holiday)), "2022-06-01", rulebook) == [START]


@pytest.mark.parametrize(
    ("start", "applies"),
    [("2022-01-31", False), ("2022-02-01", True), ("2022-02-28", True), ("2022-03-01", False)],
)
def test_a_duty_may_be_about_courses_that_began_in_some_days(rules: Rules, start: str, *, applies: bool) -> None:
    rulebook = rules(version(requirement(f"{TWO}applies_to.began = {{ from = 2022-02-01, to = 2022-02-28 }}")))
    assert days(case(start=start), "2022-06-01", rulebook) == ([start] if applies else [])


def test_what_a_duty_is_about_is_asked_of_each_course_by_itself(rules: Rules) -> None:
    rulebook = rules(version(requirement(f"{TWO}{TALK}")))
    spells = [Spell(JOBPARAT, START, "2022-03-31"), Spell(JOBPARAT, "2022-08-01")]
    facts = attrs.evolve(case(Meeting("2022-09-01", type="opfoelgning")), spells=spells)
    assert days(facts, "2022-12-01", rulebook) == ["2022-08-01"]


# --- when.ever

EVER = f'{TWO}when = {{ ever.visitation = ["a", "B"] }}'


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        ([], "unknown"),
        ([("2022-02-01", None)], "unknown"),
        ([("2022-01-09", "a")], "unknown"),  # before the course
        ([("2022-01-10", "a")], "overdue"),
        ([("2022-01-10", "c")], None),
        ([("2022-04-30", "a")], "overdue"),  # on its last day
        ([("2022-05-01", "a")], "unknown"),  # after it
        ([("2022-01-10", "c"), ("2022-04-01", "b"), ("2022-04-02", "c")], "overdue"),
        ([("2022-01-10", "c"), ("2022-01-10", "A")], "overdue"),  # of two values of one day one is enough
        ([("2022-02-01", None), ("2022-02-02", "c")], None),
    ],
)
def test_a_value_may_have_been_recorded_on_any_day_of_the_course(
    rules: Rules, events: list[tuple[str, str | None]], wanted: str | None
) -> None:
    facts = attrs.evolve(case(end="2022-04-30"), events=[Event("visitation", day, value) for day, value in events])
    found = check(facts, "2022-06-01", rules(version(requirement(EVER)))).findings
    told = [(str(finding.status), finding.reasons) for finding in found]
    reasons = ("fact-missing:visitation",) if wanted == "unknown" else ()
    assert told == ([] if wanted is None else [(wanted, reasons)])


def test_each_event_that_is_asked_for_must_have_had_a_value_and_a_fact_is_asked_beside(rules: Rules) -> None:
    says = f'{TWO}when = {{ ever = {{ visitation = ["a"], job = ["ja"] }}, facts.flytning = ["x"] }}'
    rulebook = rules(version(requirement(says)))
    # What is recorded after the day of judgement is known all the same.
    a, ja, x = Event("visitation", START, "a"), Event("job", "2023-01-01", "ja"), Event("flytning", START, "x")
    for events, wanted in (
        ([a, ja, x], "overdue"),
        ([a, ja], "unknown"),
        ([a, x], "unknown"),
        ([a, x, Event("job", START, "nej")], None),
        ([a, ja, Event("flytning", START, "y")], None),
    ):
        found = check(attrs.evolve(case(), events=events), "2022-06-01", rulebook).findings
        assert [str(finding.status) for finding in found] == ([] if wanted is None else [wanted])


# --- more conditions


@pytest.mark.parametrize(
    ("condition", "held", "wanted"),
    [
        ("meeting = 'talk', count = 3", 2, "overdue"),
        ("meeting = 'talk', count = 3", 3, "not-required"),
        ("meeting = 'talk', count = 3", 4, "not-required"),
        ("no_meeting = 'talk', count = 3", 2, "not-required"),
        ("no_meeting = 'talk', count = 3", 3, "overdue"),
        ("meeting = 'talk', count = 2, held_to = 2022-01-21", 4, "not-required"),
        ("meeting = 'talk', count = 2, held_to = 2022-01-20", 4, "overdue"),
        ("no_meeting = 'talk', held_to = 2022-01-19", 4, "not-required"),
        ("no_meeting = 'talk', held_to = 2022-01-20", 4, "overdue"),
        ("meeting = 'talk', count = 4, held_to = 2090-12-31", 4, "not-required"),
    ],
)
def test_a_condition_may_ask_for_so_many_meetings_and_by_a_day_of_its_own(
    rules: Rules, condition: str, held: int, wanted: str
) -> None:
    talks = [Meeting(f"2022-01-{20 + number}", type="opfoelgning") for number in range(held)]
    rulebook = rules(version(requirement(f"{TWO}not_required = [{{ {condition} }}]")))
    finding = only(check(case(*talks), "2022-06-01", rulebook))
    assert str(finding.status) == wanted
    kind = "meeting" if condition.startswith("meeting") else "no-meeting"
    assert finding.reasons == ((f"{kind}:talk",) if wanted == "not-required" else ())


def test_a_day_of_its_own_does_not_reach_beyond_the_due_day(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}not_required = [{{ meeting = "talk", held_to = 2022-12-31 }}]')))
    for day, wanted in (("2022-02-07", "not-required"), ("2022-02-08", "overdue")):
        assert str(only(check(case(Meeting(day, type="opfoelgning")), "2022-06-01", rulebook)).status) == wanted


EARLIER = Spell("dagpenge", "2018-01-01", "2018-03-31")


@pytest.mark.parametrize(
    ("condition", "first", "later"),
    [("earlier_course = true", "overdue", "not-required"), ("earlier_course = false", "not-required", "overdue")],
)
def test_a_condition_may_be_that_there_was_a_course_before(
    rules: Rules, condition: str, first: str, later: str
) -> None:
    rulebook = rules(version(requirement(f"{TWO}not_required = [{{ {condition} }}]")))
    alone, after = case(), attrs.evolve(case(), spells=[EARLIER, Spell(JOBPARAT, START)])
    assert str(only(check(alone, "2022-06-01", rulebook)).status) == first
    finding = only(check(after, "2022-06-01", rulebook))
    assert str(finding.status) == later
    assert finding.reasons == (("earlier-course",) if later == "not-required" else ())


@pytest.mark.parametrize(
    ("spells", "earlier"),
    [
        ([Spell(JOBPARAT, START, "2022-01-20"), Spell(JOBPARAT, "2022-01-25")], [False]),  # the same course runs on
        ([Spell(JOBPARAT, START), Spell("dagpenge", "2022-01-10")], [False, False]),  # two that begin on one day
        ([Spell(JOBPARAT, START), Spell("dagpenge", "2022-01-09")], [False, True]),
        ([Spell(JOBPARAT, START, "2022-01-20"), Spell(JOBPARAT, "2022-04-01")], [False, True]),
    ],
)
def test_a_course_is_earlier_that_began_before_whatever_benefit_it_was_on(
    rules: Rules, spells: list[Spell], earlier: list[bool]
) -> None:
    rulebook = rules(version(requirement(f"{TWO}not_required = [{{ earlier_course = true }}]")))
    found = check(attrs.evolve(case(), spells=spells), "2023-01-01", rulebook).findings
    assert [finding.status == "not-required" for finding in found] == earlier


# --- ends_on


@pytest.mark.parametrize(
    ("ends_on", "wanted"),
    [
        ("2022-02-06", "ended"),
        ("2022-02-07", "overdue"),  # the duty was there on its due day
        ("2022-12-31", "overdue"),
        ("2022-01-10", "ended"),
    ],
)
def test_a_duty_is_over_after_its_last_day(rules: Rules, ends_on: str, wanted: str) -> None:
    rulebook = rules(version(requirement(f"{TWO}ends_on = {ends_on}")))
    assert str(only(check(case(), "2022-06-01", rulebook)).status) == wanted


def test_a_course_begun_after_the_last_day_of_a_duty_has_none(rules: Rules) -> None:
    rulebook = rules(version(requirement(f"{TWO}ends_on = 2022-01-09")))
    assert check(case(), "2022-06-01", rulebook).findings == ()
    assert check(case(start="2022-01-09"), "2022-06-01", rulebook).findings != ()


def test_what_is_held_after_the_last_day_of_a_duty_does_not_count(rules: Rules) -> None:
    rulebook = rules(version(requirement(f"{TWO}ends_on = 2022-01-20")))
    assert only(check(case("2022-01-20", "2022-01-21"), "2022-06-01", rulebook)).held == 1
    assert str(only(check(case("2022-01-19", "2022-01-20"), "2022-06-01", rulebook)).status) == "met"


@pytest.mark.parametrize(("as_of", "wanted"), [("2022-01-20", "pending"), ("2022-01-21", "ended")])
def test_a_duty_whose_last_day_lies_before_its_due_day_ends_on_the_day_after(
    rules: Rules, as_of: str, wanted: str
) -> None:
    rulebook = rules(version(requirement(f"{TWO}ends_on = 2022-01-20")))
    assert str(only(check(case(), as_of, rulebook)).status) == wanted


def test_the_earliest_of_what_ends_a_duty_ends_it(rules: Rules) -> None:
    rulebook = rules(version(requirement(f'{TWO}ends_on = 2022-02-06\nexit_on = ["job"]\nreset_on = ["flytning"]')))
    for events, end, wanted in (
        ((("job", "2022-01-20"), ("flytning", "2022-01-25")), None, [(1, "ended")]),
        ((("flytning", "2022-01-25"), ("flytning", "2022-02-07")), None, [(1, "ended"), (2, "ended")]),
        ((), "2022-01-15", [(1, "ended")]),
    ):
        found = check(case(events=events, end=end), "2022-06-01", rulebook).findings
        assert [(finding.occurrence, str(finding.status)) for finding in found] == wanted


def test_buckets_after_the_last_day_of_a_duty_are_not_asked_for(rules: Rules) -> None:
    says = 'match = "interview"\ncount = 1\nper = "iso-week"\nends_on = 2022-01-30'
    finding = only(check(case("2022-01-12", "2022-01-30"), "2022-06-01", rules(version(requirement(says)))))
    assert (str(finding.status), finding.held, finding.needed) == ("overdue", 2, 3)
    assert finding.reasons == ("missed:2022-01-17",)


# --- not_waived_by


@pytest.mark.parametrize(
    ("says", "kinds", "wanted"),
    [
        ("", ["barsel"], "exempt"),
        ('not_waived_by = ["barsel"]', ["barsel"], "overdue"),
        ('not_waived_by = ["barsel"]', ["standby"], "exempt"),
        ('not_waived_by = ["barsel"]', ["standby", "barsel"], "exempt"),
        ('not_waived_by = ["barsel", "standby"]', ["standby", "barsel"], "overdue"),
    ],
)
def test_an_exemption_may_leave_a_duty_there(rules: Rules, says: str, kinds: list[str], wanted: str) -> None:
    rulebook = rules(version(requirement(TWO + says)))
    facts = case(exemptions=tuple((kind, "2022-02-01", "2022-02-28") for kind in kinds))
    assert str(only(check(facts, "2022-06-01", rulebook)).status) == wanted


def test_an_exemption_that_leaves_a_duty_there_moves_no_due_day_either(rules: Rules) -> None:
    pause = Conventions(exemption="pause")
    facts = case(exemptions=(("barsel", "2022-01-20", "2022-01-29"),))
    for says, due in (("", "2022-02-17"), ('not_waived_by = ["barsel"]', "2022-02-07")):
        assert str(only(check(facts, "2022-06-01", rules(version(requirement(TWO + says))), pause)).due) == due


def test_the_stretches_of_a_gap_go_on_during_an_exemption_that_leaves_it_there(rules: Rules) -> None:
    facts = case("2022-01-12", exemptions=(("barsel", "2022-01-13", "2022-03-31"),), end="2022-03-31")
    for says, wanted in (("", "exempt"), ('not_waived_by = ["barsel"]', "overdue")):
        rulebook = rules(version(requirement(f'match = "interview"\nlongest = {{ weeks = 2 }}\n{says}', kind="gap")))
        assert str(only(check(facts, "2022-06-01", rulebook)).status) == wanted


# --- pause: stretches in which time stands still

STILL = "pause = [{{ from = {}, to = {} }}]"


@pytest.mark.parametrize(
    ("first", "last", "due", "reasons"),
    [
        ("2022-01-01", "2022-01-09", "2022-02-07", ()),  # before the window
        ("2022-01-01", "2022-01-10", "2022-02-08", ("paused:1",)),
        ("2022-01-10", "2022-01-10", "2022-02-08", ("paused:1",)),
        ("2022-01-20", "2022-01-29", "2022-02-17", ("paused:10",)),  # inside
        ("2022-02-07", "2022-02-07", "2022-02-08", ("paused:1",)),  # its last day alone
        ("2022-02-07", "2022-02-20", "2022-02-21", ("paused:14",)),  # from its last day on: the days after count too
        ("2022-02-08", "2022-02-20", "2022-02-07", ()),  # after it
        ("2022-01-01", "2022-03-01", "2022-03-30", ("paused:51",)),  # all of it
    ],
)
def test_time_that_stands_still_in_the_window_moves_the_due_day(
    rules: Rules, first: str, last: str, due: str, reasons: tuple[str, ...]
) -> None:
    finding = only(check(case(), "2022-06-01", rules(version(requirement(TWO + STILL.format(first, last))))))
    assert (str(finding.opens), str(finding.due), finding.reasons) == (START, due, reasons)


def test_the_due_day_moves_over_a_later_stretch_that_it_is_moved_into(rules: Rules) -> None:
    says = "pause = [{ from = 2022-02-10, to = 2022-02-12 }, { from = 2022-01-20, to = 2022-01-22 }]"
    finding = only(check(case(), "2022-06-01", rules(version(requirement(TWO + says)))))
    # Three days to the 10th, which is still: three more.
    assert (str(finding.due), finding.reasons) == ("2022-02-13", ("paused:6",))


def test_a_meeting_on_the_moved_due_day_is_in_time_and_one_in_the_stretch_counts(rules: Rules) -> None:
    rulebook = rules(version(requirement(TWO + STILL.format("2022-01-20", "2022-01-29"))))
    for held, wanted in ((("2022-01-25", "2022-02-17"), "met"), (("2022-01-25", "2022-02-18"), "late")):
        assert str(only(check(case(*held), "2022-06-01", rulebook)).status) == wanted
    assert str(only(check(case(), "2022-02-17", rulebook)).status) == "pending"


def test_a_window_that_opens_later_has_fewer_days_that_stand_still(rules: Rules) -> None:
    says = 'match = "interview"\ncount = 1\nopens = { days = 12 }\ndue = { weeks = 4 }\n'
    finding = only(
        check(case(), "2022-06-01", rules(version(requirement(says + STILL.format("2022-01-20", "2022-01-29")))))
    )
    assert (str(finding.opens), str(finding.due)) == ("2022-01-22", "2022-02-15")


def test_each_step_is_moved_by_the_days_of_its_own_window(rules: Rules) -> None:
    says = 'match = "interview"\nsteps = [{ count = 1, due = { weeks = 1 } }, { count = 2, due = { weeks = 4 } }]\n'
    rulebook = rules(version(requirement(says + STILL.format("2022-01-17", "2022-01-18"))))
    assert told(case(), "2022-06-01", rulebook) == [
        (1, "overdue", START, "2022-01-19"),
        (2, "overdue", START, "2022-02-09"),
    ]


def test_a_due_day_on_a_closed_day_is_moved_after_time_stood_still(rules: Rules) -> None:
    rulebook = rules(version(requirement(TWO + STILL.format("2022-01-20", "2022-01-24"))))
    for reading, due in (("keep", "2022-02-12"), ("next", "2022-02-14"), ("previous", "2022-02-11")):  # a Saturday
        conventions = Conventions(non_working_due=reading)
        assert str(only(check(case(), "2022-06-01", rulebook, conventions)).due) == due


def test_a_day_on_which_time_stands_still_is_lost_once_however_often_it_is_told(rules: Rules) -> None:
    overlapping = "pause = [{ from = 2022-01-20, to = 2022-01-22 }, { from = 2022-01-21, to = 2022-01-24 }]"
    finding = only(check(case(), "2022-06-01", rules(version(requirement(TWO + overlapping)))))
    assert (str(finding.due), finding.reasons) == ("2022-02-12", ("paused:5",))

    rulebook = rules(version(requirement(TWO + STILL.format("2022-01-20", "2022-01-24"))))
    pause = Conventions(exemption="pause")
    for last, due in (("2022-01-24", "2022-02-12"), ("2022-01-25", "2022-02-13")):
        facts = case(exemptions=(("barsel", "2022-01-20", last),))
        assert str(only(check(facts, "2022-06-01", rulebook, pause)).due) == due
