"""Verdicts by every reading of what the law leaves open: those that depend on one are uncertain and say on which."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_up import JOBPARAT, START, Rules, case, loader, open_points, requirement, version
from made_up import check as by_conventions
from strategies import cases, days_of_judgement

from kontaktforloeb import (
    Assessment,
    Case,
    Conventions,
    Event,
    Exemption,
    Finding,
    Meeting,
    Rulebook,
    Spell,
    Status,
    explain,
    forecast,
    load_rules,
    recheck_on,
)
from kontaktforloeb import check as check_case
from kontaktforloeb.checking import recheck
from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.readings import other_readings

GOLDEN = Path(__file__).parent / "golden"
HARMLESS = {"met", "not-required", "ended", "exempt", "pending"}
"""The verdicts that nobody has to answer for: that there is no such duty makes no difference to them."""

ON = '{ reading = "punkt", nej = %s, ja = %s }'
WORDS = open_points(punkt="nej ja")
COUNT = 'match = "interview"\ncount = 1\n'


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return loader(lambda: tmp_path_factory.mktemp("rules"))


def every(facts: Case, as_of: str, rulebook: Rulebook, conventions: Conventions | None = None) -> Assessment:
    """Give the verdicts of `probe` by every reading."""
    return check_case(
        facts,
        as_of=as_of,
        rulebook=rulebook,
        rules=["probe"],
        schedule="probe",
        conventions=conventions or Conventions(),
        readings="all",
    )


def told(assessment: Assessment) -> list[tuple[str, list[str]]]:
    """Give the status of every finding, and the readings on which it depends."""
    return [
        (str(finding.status), [r.removeprefix("reading:") for r in finding.reasons if r.startswith("reading:")])
        for finding in assessment.findings
    ]


# --- Each point by itself.

BREAK = [Spell(JOBPARAT, START, "2022-01-16"), Spell(JOBPARAT, "2022-02-16")]
"""Thirty days between two spells, none of them a whole calendar month."""


@pytest.mark.parametrize(
    ("says", "facts", "as_of", "wanted"),
    [
        pytest.param(
            "due = { months = 1 }",
            case("2022-02-10"),
            "2022-03-01",
            [("uncertain", ["month_window=inclusive:met"])],
            id="the corresponding day: late or met",
        ),
        pytest.param(
            "due = { months = 1 }",
            case(),
            "2022-02-10",
            [("uncertain", ["month_window=inclusive:pending"])],
            id="the day after due: overdue or pending",
        ),
        pytest.param("due = { months = 1 }", case(), "2022-02-09", [("pending", [])], id="pending by both"),
        pytest.param("due = { months = 1 }", case(), "2022-02-11", [("overdue", [])], id="overdue by both"),
        pytest.param("due = { months = 1 }", case("2022-02-09"), "2022-03-01", [("met", [])], id="met by both"),
        pytest.param(
            "due = { months = 1 }", case("2022-02-11"), "2022-03-01", [("late", [])], id="late by both, by other days"
        ),
        pytest.param(
            "due = { week = 4 }",
            case("2022-01-31"),
            "2022-03-01",
            [("uncertain", ["week_n=before:late"])],
            id="the week itself",
        ),
        pytest.param(
            "due = { week = 4 }",
            case("2022-02-07"),
            "2022-03-01",
            [("uncertain", ["non_working_due=next:met"])],
            id="a due day on a Sunday, and the Monday after it",
        ),
        pytest.param(
            "due = { week = 4 }",
            case("2022-02-05"),
            "2022-03-01",
            [("uncertain", ["week_n=before:late", "non_working_due=previous:late"])],
            id="two points: the Saturday before it",
        ),
        pytest.param(
            "due = { weeks = 4 }",
            case("2022-02-17", exemptions=(("barsel", "2022-01-20", "2022-01-29"),)),
            "2022-03-01",
            [("uncertain", ["exemption=pause:met"])],
            id="ten days of an exemption before the due day",
        ),
        pytest.param(
            "due = { weeks = 4 }",
            case(exemptions=(("barsel", "2022-02-07", "2022-02-07"),)),
            "2022-03-01",
            [("uncertain", ["exemption=pause:overdue"])],
            id="an exemption on the due day",
        ),
        pytest.param(
            "due = { weeks = 8 }",
            attrs.evolve(case("2022-03-01"), spells=BREAK),
            "2022-06-01",
            [("uncertain", ["gap_breaks=30-days:ended"])],
            id="a break: met, or ended and a course of its own that is met",
        ),
        pytest.param(
            "due = { weeks = 8 }",
            attrs.evolve(case(), spells=BREAK),
            "2022-06-01",
            [("uncertain", ["gap_breaks=30-days:ended"]), ("uncertain", ["gap_breaks=30-days:overdue"])],
            id="a break: a course of its own by the other reading alone",
        ),
        pytest.param(
            f"due = {{ weeks = {ON % (4, 6)} }}",
            case(),
            "2022-02-08",
            [("uncertain", ["punkt=ja:pending"])],
            id="a point that a rule file declares",
        ),
        pytest.param(
            f"due = {{ weeks = {ON % (4, 6)} }}", case(), "2022-02-22", [("overdue", [])], id="overdue by both of it"
        ),
        pytest.param(
            "judged_by = { reading = 'punkt', ja = 'person' }\ndue = { weeks = 1 }",
            case(),
            "2022-02-22",
            [("uncertain", ["punkt=ja:unknown"])],
            id="unknown by the other reading",
        ),
    ],
)
def test_a_verdict_that_depends_on_a_reading_is_uncertain_and_says_on_which(
    rules: Rules, says: str, facts: Case, as_of: str, wanted: list[tuple[str, list[str]]]
) -> None:
    rulebook = rules(WORDS, version(requirement(COUNT + says)))
    assessment = every(facts, as_of, rulebook)
    assert told(assessment) == wanted
    assert assessment.by_every_reading
    for finding in assessment.findings:
        assert (finding.days_late is None) or finding.status is not Status.UNCERTAIN


def test_meetings_off_the_benefit_are_a_point_too(rules: Rules) -> None:
    spells = [Spell("dagpenge", START, "2022-01-31"), Spell("dagpenge", "2022-03-01")]
    rulebook = rules(version(requirement(f"{COUNT}due = {{ months = 6 }}\nclock = 'calendar'")))
    for held, wanted in (
        ("2022-02-10", ("uncertain", ["dagpenge_meetings=on-benefit:overdue"])),
        ("2022-03-10", ("met", [])),
    ):
        facts = attrs.evolve(case(held), spells=spells)
        assert told(every(facts, "2022-12-01", rulebook)) == [wanted]


def test_a_finding_that_became_uncertain_keeps_all_else_that_it_says(rules: Rules) -> None:
    rulebook = rules(
        WORDS, version(requirement(f"{COUNT}due = {{ weeks = {ON % (4, 6)} }}"), more='dating = "assumed"')
    )
    facts = case("2022-02-10")
    (before,) = by_conventions(facts, "2022-03-01", rulebook).findings
    (after,) = every(facts, "2022-03-01", rulebook).findings
    assert (str(before.status), before.days_late) == ("late", 3)
    assert after == attrs.evolve(
        before, status=Status.UNCERTAIN, days_late=None, reasons=("assumed-validity", "reading:punkt=ja:met")
    )
    assert after.fulfilled == date(2022, 2, 10)


# --- Duties that one reading alone has.


@pytest.mark.parametrize(
    ("as_of", "held", "end", "nej", "ja"),
    [
        # (what is told where the default has the duty, and where only the other reading has it)
        ("2022-02-07", (), None, [("pending", [])], []),
        ("2022-02-08", (), None, [("uncertain", ["punkt=ja:no-duty"])], [("uncertain", ["punkt=ja:overdue"])]),
        ("2022-02-08", ("2022-01-20",), None, [("met", [])], []),
        (
            "2022-03-01",
            ("2022-02-10",),
            None,
            [("uncertain", ["punkt=ja:no-duty"])],
            [("uncertain", ["punkt=ja:late"])],
        ),
        ("2022-03-01", (), "2022-01-31", [("ended", [])], []),
    ],
)
def test_no_duty_differs_only_from_what_somebody_would_answer_for(
    rules: Rules,
    as_of: str,
    held: tuple[str, ...],
    end: str | None,
    nej: list[tuple[str, list[str]]],
    ja: list[tuple[str, list[str]]],
) -> None:
    for reading, wanted in (("nej", nej), ("ja", ja)):
        text = version(requirement(f"{COUNT}due = {{ weeks = 4 }}"))
        groups = '["kontanthjaelp-jobparat", "dagpenge", "ledighedsydelse"]'
        switched = text.replace(groups, f'{{ reading = "punkt", {reading} = {groups} }}')
        assert told(every(case(*held, end=end), as_of, rules(WORDS, switched))) == wanted


FORMER = version(
    requirement('role = "some"\nmatch = "interview"\ncount = 2\ndue = { months = 6 }', "two"),
    valid_from="2022-01-01",
    more="valid_to = 2022-06-30",
)


@pytest.mark.parametrize(
    ("role_of_it", "held", "wanted"),
    [
        ("some", 0, [("probe/two", "overdue", [])]),
        ("some", 2, [("probe/two", "uncertain", ["punkt=ja:overdue"])]),
        ("some", 3, [("probe/two", "met", [])]),
        (
            "other",
            0,
            [("probe/two", "uncertain", ["punkt=ja:no-duty"]), ("probe/three", "uncertain", ["punkt=ja:overdue"])],
        ),
        ("other", 2, [("probe/two", "met", []), ("probe/three", "uncertain", ["punkt=ja:overdue"])]),
        ("other", 3, [("probe/two", "met", [])]),
    ],
)
def test_the_same_duty_of_another_version_is_the_same_where_a_reading_says_what_becomes_of_running_courses(
    rules: Rules, role_of_it: str, held: int, wanted: list[tuple[str, str, list[str]]]
) -> None:
    later = version(
        requirement(f'role = "{role_of_it}"\nmatch = "interview"\ncount = 3\ndue = {{ months = 6 }}', "three"),
        valid_from="2022-07-01",
        tables="[transition]\ndefault = " + ON % ('"previous"', '"this"') + "\n",
    )
    facts = case(*("2022-05-01", "2022-06-01", "2022-08-01")[:held], start="2022-04-01")
    assessment = every(facts, "2022-12-01", rules(WORDS, FORMER, later))
    names = [finding.requirement for finding in assessment.findings]
    assert [(name, *one) for name, one in zip(names, told(assessment), strict=True)] == wanted


def in_form(form: str, valid_from: str, more: str = "", tables: str = "") -> str:
    says = f'match = "interview"\ndue = {{ months = 6 }}\nrequire = {{ form = ["{form}"] }}'
    return version(requirement(says, kind="each"), valid_from=valid_from, more=more, tables=tables)


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        (None, ("uncertain", ["punkt=ja:met"])),
        ("2022-09-30", ("uncertain", ["punkt=ja:met"])),
        ("2022-06-30", ("uncertain", ["punkt=ja:met"])),  # over before the change, which is about what falls due then
    ],
)
def test_a_later_version_matters_to_what_falls_due_in_it_though_the_course_has_ended(
    rules: Rules, end: str | None, wanted: tuple[str, list[str]]
) -> None:
    former = in_form("video", "2022-01-01", more="valid_to = 2022-06-30")
    later = in_form("telefon", "2022-07-01", tables="[transition]\ndefault = " + ON % ('"previous"', '"this"') + "\n")
    facts = case(Meeting("2022-05-01", form="telefon"), start="2022-04-01", end=end)
    assert told(every(facts, "2022-12-01", rules(WORDS, former, later))) == [wanted]


def test_a_later_version_matters_to_a_group_that_it_asks_nothing_of(rules: Rules) -> None:
    later = version(
        requirement('match = "interview"\ncount = 1', "andre").replace('"kontanthjaelp-jobparat", ', ""),
        valid_from="2022-07-01",
        tables="[transition]\ndefault = " + ON % ('"previous"', '"this"') + "\n",
    )
    found = every(case(start="2022-04-01"), "2022-12-01", rules(WORDS, FORMER, later))
    assert told(found) == [("uncertain", ["punkt=ja:no-duty"])]


def test_a_duty_of_another_reading_is_told_as_that_reading_has_it_and_in_its_place(rules: Rules) -> None:
    only = requirement(f"{COUNT}due = {{ weeks = 2 }}", "a").replace(
        '["kontanthjaelp-jobparat", "dagpenge", "ledighedsydelse"]',
        '{ reading = "punkt", ja = ["kontanthjaelp-jobparat"] }',
    )
    rulebook = rules(WORDS, version(requirement(f"{COUNT}due = {{ weeks = 4 }}", "b"), only))
    found = every(case(), "2022-06-01", rulebook).findings
    assert [(finding.requirement, str(finding.status), str(finding.due)) for finding in found] == [
        ("probe/a", "uncertain", "2022-01-24"),
        ("probe/b", "overdue", "2022-02-07"),
    ]
    assert found[0].basis.conventions.readings == (("punkt", "ja"),)
    assert found[0].days_late is None


def test_a_duty_that_several_readings_have_is_told_by_the_first_and_names_them_all(rules: Rules) -> None:
    words = open_points(punkt="ingen otte seks fire")
    weeks = '{ reading = "punkt", ingen = 1, otte = 8, seks = 6, fire = 4 }'
    only = requirement(f"{COUNT}due = {{ weeks = {weeks} }}").replace(
        '["kontanthjaelp-jobparat", "dagpenge", "ledighedsydelse"]',
        '{ reading = "punkt", otte = ["kontanthjaelp-jobparat"], seks = ["kontanthjaelp-jobparat"], '
        'fire = ["kontanthjaelp-jobparat"] }',
    )
    (finding,) = every(case(), "2022-02-22", rules(words, version(only))).findings
    assert (str(finding.due), finding.reasons) == (
        "2022-02-07",
        ("reading:punkt=fire:overdue", "reading:punkt=seks:overdue"),
    )


def test_what_is_uncertain_by_the_chosen_readings_stays_as_it_is(rules: Rules) -> None:
    former = version(requirement(f"{COUNT}due = {{ weeks = {ON % (20, 30)} }}"), more="valid_to = 2022-03-31")
    rulebook = rules(WORDS, former)
    (finding,) = every(case(), "2022-12-01", rulebook).findings
    assert (str(finding.status), finding.reasons) == ("uncertain", ("no-version",))


# --- By the readings that are chosen, and all others.


@pytest.mark.parametrize(
    ("conventions", "wanted"),
    [
        (Conventions(), ("uncertain", ["month_window=inclusive:met", "punkt=ja:met"])),
        (Conventions(month_window="inclusive"), ("uncertain", ["month_window=exclusive:late"])),
        (Conventions(readings={"punkt": "ja"}), ("uncertain", ["punkt=nej:late"])),
        (Conventions(readings={"punkt": "nej"}), ("uncertain", ["month_window=inclusive:met", "punkt=ja:met"])),
        (Conventions(month_window="inclusive", readings={"punkt": "ja"}), ("met", [])),
    ],
)
def test_the_other_readings_are_those_that_are_not_chosen(
    rules: Rules, conventions: Conventions, wanted: tuple[str, list[str]]
) -> None:
    # Due on the 9th, or inclusively on the 10th; by `ja` on the 11th.
    says = "due = { reading = 'punkt', nej = { months = 1 }, ja = { days = 32 } }"
    rulebook = rules(WORDS, version(requirement(COUNT + says)))
    assessment = every(case("2022-02-10"), "2022-03-01", rulebook, conventions)
    assert told(assessment) == [wanted]
    assert assessment.conventions == conventions


def test_rules_that_are_read_otherwise_already_are_the_chosen_ones(rules: Rules) -> None:
    rulebook = rules(WORDS, version(requirement(f"{COUNT}due = {{ weeks = {ON % (4, 6)} }}")))
    read = rulebook.read_by((("punkt", "ja"),))
    assert told(every(case(), "2022-02-10", read)) == [("uncertain", ["punkt=nej:overdue"])]


@pytest.mark.parametrize("readings", ["chosen", "all"])
def test_a_point_or_a_reading_that_is_not_there_is_refused(rules: Rules, readings: str) -> None:
    rulebook = rules(WORDS, version(requirement(COUNT)))
    for chosen in ({"punktt": "ja"}, {"punkt": "jaa"}, {"month_window": "inclusive"}):
        with pytest.raises(UnknownNameError):
            check_case(
                case(),
                as_of="2022-06-01",
                rulebook=rulebook,
                conventions=Conventions(readings=chosen),
                readings=readings,
            )


def test_readings_are_the_chosen_ones_or_all() -> None:
    with pytest.raises(ValueError, match="some"):
        check_case(case(), as_of="2022-06-01", readings="some")
    assert not check_case(case(), as_of="2022-06-01", readings="chosen").by_every_reading
    assert check_case(case(), as_of="2022-06-01", readings="chosen") == check_case(case(), as_of="2022-06-01")


def test_words_that_are_read_otherwise_change_verdicts_too(rules: Rules) -> None:
    kind = '[[exemption]]\nid = "proeve"\nwaives = { reading = "punkt", nej = true, ja = false }\n'
    words = WORDS.replace('id = "probe"', 'id = "andre-ord"', 1).split("[[convention]]", maxsplit=1)[0] + kind
    rulebook = rules(WORDS, words, version(requirement(f"{COUNT}due = {{ weeks = 4 }}")))
    exempt = case(exemptions=(("proeve", "2022-02-01", "2022-02-28"),))
    assert told(every(exempt, "2022-06-01", rulebook)) == [
        ("uncertain", ["exemption=pause:overdue", "punkt=ja:overdue"])
    ]
    assert told(every(case(), "2022-06-01", rulebook)) == [("overdue", [])]


# --- What an uncertain verdict says, and what is done with one.

TWO_POINTS = open_points(punkt="nej ja", andet="nej ja")
NAMED = (
    requirement(f"{COUNT}due = {{ days = {ON % (32, 35)} }}", "dage"),
    requirement(f"{COUNT}due = {{ weeks = 1 }}", "pligt").replace(
        '["kontanthjaelp-jobparat", "dagpenge", "ledighedsydelse"]',
        '{ reading = "andet", nej = ["kontanthjaelp-jobparat"] }',
    ),
)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_whole_text_says_what_the_verdict_is_by_each_reading(rules: Rules, lang: Any) -> None:
    """To approve a change of wording: run with the golden file removed, read the new one, commit it."""
    found = every(case("2022-02-12"), "2022-03-01", rules(TWO_POINTS, version(*NAMED))).findings
    said = "\n\n".join(explain(finding, lang) for finding in found) + "\n"
    golden = GOLDEN / f"readings.{lang}.txt"
    if not golden.exists():
        golden.write_text(said, encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and has been written; read it and commit it")
    assert said == golden.read_text(encoding="utf-8")


def test_every_reason_of_the_bundled_points_is_said_with_the_names_that_the_rules_give_them() -> None:
    facts = Case("citizen", [Spell("kontanthjaelp-jobparat", "2019-10-10")])
    found = check_case(facts, as_of="2020-06-15", rules=["lab"], readings="all").findings
    rulebook = load_rules()
    reasons = {reason for finding in found for reason in finding.reasons if reason.startswith("reading:covid-2020")}
    assert reasons
    for finding in found:
        for lang in ("da", "en"):
            text = explain(finding, lang)
            for point in {reason.split(":")[1].split("=")[0] for reason in finding.reasons if "=" in reason}:
                assert rulebook.conventions[point].title.in_(lang) in text


def test_a_reason_of_a_point_that_no_file_describes_keeps_its_names(rules: Rules) -> None:
    rulebook = rules(version(requirement(f"{COUNT}due = {{ months = 1 }}")))
    (finding,) = every(case("2022-02-10"), "2022-03-01", rulebook).findings
    bare = attrs.evolve(finding, reasons=("reading:ukendt=saadan:no-duty",))
    assert "With “ukendt” read as “saadan” (ukendt=saadan) the verdict is: no duty." in explain(bare, "en")


def test_what_comes_next_is_that_of_the_chosen_readings(rules: Rules) -> None:
    rulebook = rules(WORDS, version(requirement(f"{COUNT}due = {{ weeks = {ON % (4, 6)} }}")))
    for as_of in ("2022-01-20", "2022-02-07", "2022-02-08", "2022-02-21", "2022-02-22"):
        chosen, all_of_them = by_conventions(case(), as_of, rulebook), every(case(), as_of, rulebook)
        assert recheck_on(all_of_them) == recheck_on(chosen)
        assert forecast(all_of_them) == forecast(chosen)
    assert str(recheck_on(every(case(), "2022-01-20", rulebook))) == "2022-02-08"


def test_an_assessment_judged_again_is_by_the_chosen_readings(rules: Rules) -> None:
    rulebook = rules(WORDS, version(requirement(f"{COUNT}due = {{ weeks = {ON % (4, 6)} }}")))
    conventions = Conventions(readings={"punkt": "ja"})
    again = recheck(every(case(), "2022-02-10", rulebook, conventions), as_of=date(2022, 2, 22))
    assert again == by_conventions(case(), "2022-02-22", rulebook, conventions)
    assert not again.by_every_reading


# --- Whatever the case.


Key = tuple[date, str, str, date, str, int]


def by_key(assessment: Assessment) -> dict[Key, Finding]:
    return {(f.course, f.group, f.ruleset, f.version, f.requirement, f.occurrence): f for f in assessment.findings}


def role(finding: Finding) -> tuple[Any, ...]:
    """Give what a duty is whatever version it is one of."""
    return (finding.course, finding.group, finding.ruleset, *finding.planned.role)


def each_by_hand(facts: Case, as_of: date, conventions: Conventions) -> Mapping[str, dict[Key, Finding]]:
    """Give the verdicts by each other reading of each point, one at a time: `POINT=READING` for all that there are."""
    rulebook = load_rules().read_by(conventions.readings)
    alone: dict[str, Conventions] = {}
    for name, chosen in conventions.of_code.items():
        for other in set(type(chosen)) - {chosen}:
            changed: dict[str, Any] = {name: other}
            alone[f"{name}={other}"] = attrs.evolve(conventions, **changed)
    for point, readings in rulebook.readings.items():
        for reading in readings.known - {readings.reading}:
            read = {**dict(conventions.readings), point: reading}
            alone[f"{point}={reading}"] = attrs.evolve(conventions, readings=read)
    return {name: by_key(check_case(facts, as_of=as_of, conventions=own)) for name, own in alone.items()}


COVID = Case("citizen", [Spell(JOBPARAT, "2019-11-11")], [Meeting("2020-05-27")])
YOUNG = [Spell("uddannelseshjaelp-uddannelsesparat", "2025-03-01", "2025-08-31"), Spell(JOBPARAT, "2025-09-01")]


def assert_uncertain_where_a_reading_decides(case: Case, as_of: date) -> None:
    chosen, judged = by_key(check_case(case, as_of=as_of)), by_key(check_case(case, as_of=as_of, readings="all"))
    alone = each_by_hand(case, as_of, Conventions())
    wanted: dict[Key, set[str]] = {}
    for name, found in alone.items():
        only_there = {role(finding): key for key, finding in found.items() if key not in chosen}
        for key, before in chosen.items():
            at = key if key in found else only_there.get(role(before))
            after = None if at is None else found[at]
            only_there = {own: other for own, other in only_there.items() if other != at}
            if before.status is Status.UNCERTAIN:
                continue
            if before.status not in HARMLESS if after is None else before.status is not after.status:
                wanted.setdefault(key, set()).add(f"{name}:{'no-duty' if after is None else after.status}")
        for key in only_there.values():
            if found[key].status not in HARMLESS:
                wanted.setdefault(key, set()).add(f"{name}:{found[key].status}")
    assert judged.keys() == chosen.keys() | wanted.keys()
    for key, finding in judged.items():
        if key in wanted:
            depends = {r.removeprefix("reading:") for r in finding.reasons if r.startswith("reading:")}
            assert (finding.status, depends) == (Status.UNCERTAIN, wanted[key])
        else:
            assert finding == chosen[key]


@given(cases(), st.data())
@example(COVID, date(2020, 5, 28))
@example(Case("citizen", YOUNG), date(2026, 3, 1))
@example(Case("citizen", [Spell("dagpenge", "2023-10-01")], events=[Event("overgang", "2024-02-29")]), date(2024, 9, 1))
@example(Case("citizen", [Spell("sygedagpenge", "2026-01-05")]), date(2026, 8, 1))
@example(Case("citizen", [Spell("revalidering", "2026-03-02")]), date(2026, 12, 1))  # of a group that a version drops
@example(
    Case("citizen", [Spell(JOBPARAT, "2022-01-03")], exemptions=[Exemption("barsel", "2022-07-02")]), date(2022, 8, 1)
)
@settings(max_examples=25, deadline=None)
def test_a_verdict_is_uncertain_exactly_where_one_reading_tried_by_hand_changes_it(case: Case, days: Any) -> None:
    as_of = days if isinstance(days, date) else days.draw(days_of_judgement(case))
    assert_uncertain_where_a_reading_decides(case, as_of)


@pytest.mark.slow
@given(cases(), st.data())
@settings(max_examples=1000, deadline=None)
def test_so_it_is_on_a_thousand_cases(case: Case, days: st.DataObject) -> None:
    assert_uncertain_where_a_reading_decides(case, days.draw(days_of_judgement(case)))


@given(cases(), st.data())
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_rows_changes_nothing_by_every_reading_either(case: Case, data: st.DataObject) -> None:
    as_of = data.draw(days_of_judgement(case))
    mixed = random.Random(data.draw(st.integers(0, 9)))  # noqa: S311 (an order, no secret)
    parts: dict[str, Any] = {
        name: mixed.sample(list(getattr(case, name)), len(getattr(case, name)))
        for name in ("spells", "meetings", "hours", "exemptions", "events")
    }
    shuffled = attrs.evolve(case, **parts)
    one, other = (check_case(facts, as_of=as_of, readings="all") for facts in (case, shuffled))
    assert one.findings == other.findings


@given(cases(), st.data())
@settings(max_examples=15, deadline=None)
def test_what_comes_next_and_what_is_said_do_not_depend_on_the_other_readings(case: Case, data: st.DataObject) -> None:
    as_of = data.draw(days_of_judgement(case))
    chosen, judged = check_case(case, as_of=as_of), check_case(case, as_of=as_of, readings="all")
    assert recheck_on(judged) == recheck_on(chosen)
    assert forecast(judged) == forecast(chosen)
    for finding in judged.findings:
        for lang in ("da", "en"):
            assert finding.requirement in explain(finding, lang)


def test_every_other_reading_is_tried_once_and_alone() -> None:
    declared = load_rules().other_readings
    others = list(other_readings(Conventions(), declared))
    assert len({other.name for other in others}) == len(others)
    assert {other.point for other in others} == {*Conventions().of_code, *declared}
    for other in others:
        changed = [name for name, own in other.conventions.of_code.items() if own is not Conventions().of_code[name]]
        assert [*changed, *dict(other.conventions.readings)] == [other.point]
