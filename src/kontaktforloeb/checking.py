"""The one call: a case and a day in, an assessment out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.conventions import DEFAULT, Conventions, Readings
from kontaktforloeb.courses import build_courses
from kontaktforloeb.dates import as_day
from kontaktforloeb.errors import CaseError, ParameterError, Problem, masked_word, missing_values, nearest
from kontaktforloeb.evaluate import Verdict, evaluate
from kontaktforloeb.facts import Facts, read_facts
from kontaktforloeb.findings import Assessment, Basis, Finding, in_order
from kontaktforloeb.model import Case, Meeting
from kontaktforloeb.plan import Duty, Terms, plan
from kontaktforloeb.status import Reason

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet


def check(
    case: Case,
    *,
    as_of: date | str,
    rulebook: Rulebook | None = None,
    rules: Iterable[str] | None = None,
    schedule: str | None = None,
    conventions: Conventions = DEFAULT,
    readings: Readings | str = Readings.CHOSEN,
) -> Assessment:
    """Give the verdict on every duty that a case has, as of a day.

    Used are the law and the schedule that the case names, or `schedule` where it names none; `rules` limits them to the
    rule sets of those names. `rulebook` are the rules that ship with the library unless others are given. With
    `readings="all"` a verdict that another reading of the law would change is uncertain, and its reasons say which.
    Raises `CaseError` for facts that contradict each other or words that are not known, `UnknownNameError` for a rule
    set that is not there, `ParameterError` for one that needs a value which its source does not give.

    >>> from kontaktforloeb import Case
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-10", "2022-02-10"])
    >>> print(check(case, as_of="2022-08-01"))
    lab/31-1: overdue (2 of 4, due 2022-07-02)
    lab/31-3: met (1 of 1, due 2022-01-10)
    """
    if rulebook is None:
        # Reading rule files takes the whole file format; a process that brings its own rulebook has it already.
        from kontaktforloeb.rulebook.registry import load_rules  # noqa: PLC0415 (as said)

        rulebook = load_rules()
    if case.schedule is not None and case.schedule not in rulebook.rulesets:
        raise CaseError([_unknown_schedule(case.schedule, case, rulebook)])
    day, schedule = as_day(as_of), case.schedule or schedule
    if isinstance(rules, str):
        rules = (rules,)
    names = None if rules is None else tuple(rules)

    def assess(conventions: Conventions) -> Assessment:
        read = rulebook.read_by(conventions.readings) if conventions.readings else rulebook
        return _assess(read_facts(case, read.vocabulary), day, read, chosen(read, schedule, names), conventions)

    assessment = assess(conventions)
    if Readings(readings) is Readings.CHOSEN:
        return assessment
    from kontaktforloeb.readings import by_every_reading  # noqa: PLC0415 (only where it is asked for)

    return by_every_reading(assessment, assess)


def _unknown_schedule(schedule: str, case: Case, rulebook: Rulebook) -> Problem:
    near = nearest(schedule, rulebook.rulesets)
    shown = masked_word(schedule, near, case.citizen)
    return Problem(
        f"'{shown}' is not known", key="citizens.schedule", expected="a rule set that is loaded", nearest=near
    )


def recheck(assessment: Assessment, *, as_of: date, added: Iterable[Meeting] = ()) -> Assessment:
    """Give the assessment of the same case by the same rules as of another day, with further meetings if given."""
    facts, more = assessment.facts, tuple(added)
    if more:
        meetings: list[Meeting] = [*facts.case.meetings, *more]
        case = attrs.evolve(facts.case, meetings=meetings)
        facts = read_facts(case, assessment.rulebook.vocabulary)
    return _assess(facts, as_of, assessment.rulebook, assessment.rulesets, assessment.conventions)


def _assess(
    facts: Facts, as_of: date, rulebook: Rulebook, rulesets: Sequence[RuleSet], conventions: Conventions
) -> Assessment:
    courses = build_courses(facts.case, rulebook.vocabulary, conventions)
    terms = Terms(facts, rulebook.vocabulary, conventions)
    findings: list[Finding] = []
    for course in courses:
        for ruleset in rulesets:
            if course.group not in ruleset.groups:
                continue
            duties = plan(course, ruleset, terms)
            if duties:
                basis = Basis(facts, course, duties, rulebook, conventions, as_of)
                verdicts = evaluate(course, duties, facts, rulebook.vocabulary, as_of)
                findings += [_finding(duty, verdict, basis) for duty, verdict in verdicts]
    findings.sort(key=in_order)
    return Assessment(
        facts.case.citizen, as_of, tuple(findings), conventions, courses, facts, rulebook, tuple(rulesets)
    )


def chosen(rulebook: Rulebook, schedule: str | None, rules: Iterable[str] | None) -> list[RuleSet]:
    """Give the rule sets for a citizen: the law, and the schedule where there is one, limited to `rules` if given."""
    rulesets = list(rulebook.laws)
    if schedule is not None and schedule not in {law.id for law in rulesets}:
        rulesets.append(rulebook.ruleset(schedule))
    if rules is not None:
        # Of two names for one rule set that with a proposal is meant, in whatever order they stand.
        named = sorted(map(rulebook.ruleset, rules), key=lambda own: (bool(own.asked_for), sorted(own.asked_for)))
        wanted = {own.id: own for own in named}
        rulesets = [wanted.pop(own.id) for own in rulesets if own.id in wanted]
        rulesets += [own for own in wanted.values() if own.only_by_name]
    lacking = [ruleset for ruleset in rulesets if ruleset.open_parameters]
    if lacking:
        raise ParameterError([p for ruleset in lacking for p in missing_values(ruleset.id, ruleset.open_parameters)])
    return rulesets


def _finding(duty: Duty, verdict: Verdict, basis: Basis) -> Finding:
    case, requirement = basis.facts.case, duty.requirement
    reasons = duty.reasons
    if verdict.reasons:
        reasons = tuple(dict.fromkeys((*reasons, *verdict.reasons)))
    if case.rejected_rows:
        reasons = (*reasons, Reason.ROWS_REJECTED)
    return Finding(
        case.citizen,
        basis.course.start,
        basis.course.group,
        duty.version.file.id,
        duty.version.valid_from,
        duty.id,
        duty.occurrence,
        verdict.status,
        duty.opens,
        verdict.due,
        verdict.fulfilled,
        verdict.days_late,
        verdict.held,
        verdict.needed,
        requirement.duty,
        requirement.level,
        requirement.reference,
        reasons,
        requirement.certainty,
        requirement.coverage,
        basis.as_of,
        duty,
        basis,
    )
