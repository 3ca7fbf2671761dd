"""To whom and to which part of a course a duty applies: guards, conditions, exits, resets, suspensions."""

from __future__ import annotations

import attrs
import pytest
from made_up import START, Rules, case, check, loader, only, requirement, version

from kontaktforloeb import Case, Event, Meeting, Rulebook

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
