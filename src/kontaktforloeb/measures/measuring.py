"""The one call: a rule set's measures, many citizens and a day in; figures out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import attrs

from kontaktforloeb.checking import check, recheck
from kontaktforloeb.conventions import DEFAULT, Conventions
from kontaktforloeb.dates import as_day
from kontaktforloeb.errors import OutOfRangeError, ParameterError, UnknownNameError, missing_values
from kontaktforloeb.findings import Assessment, Finding
from kontaktforloeb.measures.loads import Item, items, load_result
from kontaktforloeb.measures.records import Record
from kontaktforloeb.measures.results import Measurement, Outcome, ShareResult
from kontaktforloeb.measures.score import points_of, score_result
from kontaktforloeb.measures.shares import outcomes
from kontaktforloeb.model import Case
from kontaktforloeb.rulebook.kinds import MEASURED, FileKind, Kind, Measured, Unit
from kontaktforloeb.rulebook.select import select

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.format import Requirement, Score
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet, Version

_FOR_ALL = frozenset({FileKind.LOV, FileKind.MAALING})
"""The kinds of rule sets that look at everybody; the others look at those who name them, or none."""


class _Wanted(NamedTuple):
    """What is measured, and what that takes."""

    measures: tuple[Requirement, ...]
    scores: tuple[Score, ...]
    findings: bool
    breaches: bool


def measure(
    rulebook: Rulebook,
    ruleset: str,
    cases: Iterable[Case | Assessment],
    *,
    as_of: date | str,
    records: Iterable[Record] = (),
    answers: Mapping[str, str] | None = None,
    only: Collection[str] | None = None,
    conventions: Conventions = DEFAULT,
) -> tuple[Measurement, ...]:
    """Give every share, load and score of a rule set as of a day, in the order of the file, scores last.

    The version in force on that day is measured; a law's or a schedule's group duties that say a share are shares, too.
    A citizen may come as a case or as an assessment; of an assessment the breaches are counted that it holds, of a case
    those of the law and the schedule that the case names. `records` are what is known of advisers and teams, `answers`
    those to questions that the data cannot show. `only` limits it to the ids of some measures, without the rule set's.
    Raises what `check` raises, `OutOfRangeError` where no version is in force, `UnknownNameError` for a measure, a
    question or an answer that is not there, and `ParameterError` for a measure that needs a value which is not set.

    >>> from kontaktforloeb import Case, Meeting, load_rules
    >>> on_time, too_late = Meeting("2026-03-10", minutes=45), Meeting("2026-03-20", minutes=20)
    >>> cases = [Case.from_dates("2026-03-02", "dagpenge", [held]) for held in (on_time, too_late)]
    >>> first, minutes = measure(load_rules(), "evidenstest", cases, as_of="2026-04-01", only=["E1", "E4"])
    >>> first.hits, first.misses, first.answer, minutes.hits, minutes.misses
    (1, 1, 'nej', 1, 1)
    """
    day, own = as_day(as_of), rulebook.ruleset(ruleset)
    version = _in_force(own, day)
    wanted = _wanted(version, only)
    given = dict(answers or {})
    for question, answer in given.items():
        points_of(question, answer, version)
    tallies = [_Tally(requirement, version) for requirement in wanted.measures]
    for case in cases:
        judged = _judged(case, own, rulebook, day, wanted, conventions)
        if judged is not None:
            for tally in tallies:
                tally.add(judged)
    at_hand = tuple(records)
    results: list[Measurement] = [tally.result(day, given, at_hand, conventions) for tally in tallies]
    told = {result.requirement.id: result.answer for result in results if isinstance(result, ShareResult)}
    return (*results, *(score_result(score, version, told) for score in wanted.scores))


class _Judged(NamedTuple):
    """One citizen: judged by what is measured, and the findings among which breaches are counted."""

    assessment: Assessment
    breaches: tuple[Finding, ...]


@attrs.define
class _Tally:
    """What has been counted so far of one measure."""

    requirement: Requirement
    version: Version
    outcomes: Counter[Outcome] = attrs.field(factory=Counter)
    items: list[Item] = attrs.field(factory=list)

    def add(self, judged: _Judged) -> None:
        """Count one citizen."""
        if self.requirement.kind is Kind.LOAD:
            self.items += items(self.requirement, self.version, *judged)
        elif _of(self.requirement) is not None:
            self.outcomes.update(outcomes(self.requirement, self.version, judged.assessment))

    def result(
        self, as_of: date, given: Mapping[str, str], records: Iterable[Record], conventions: Conventions
    ) -> Measurement:
        """Give what was counted."""
        requirement, version = self.requirement, self.version
        if requirement.kind is Kind.LOAD:
            return load_result(requirement, version, self.items, records, as_of, conventions)
        of, ruleset = _of(requirement), version.file.id
        return ShareResult(
            id=f"{ruleset}/{requirement.id}",
            version=version.valid_from,
            as_of=as_of,
            of=None if of is None else f"{ruleset}/{of}",
            counts={outcome: self.outcomes[outcome] for outcome in Outcome},
            given=given.get(requirement.id) if requirement.kind is Kind.SHARE else None,
            requirement=requirement,
        )


def _of(share: Requirement) -> str | None:
    """Give the id of the requirement that a share is of; a group duty that says a share is its own."""
    if share.unit is Unit.ADVISER:
        return None
    return share.of if share.kind is Kind.SHARE else share.id


def _in_force(ruleset: RuleSet, day: date) -> Version:
    version = select(ruleset, day).version
    if version is None:
        raise OutOfRangeError(
            "no version of '{ruleset}' is in force on {day}",
            expected="a day on which one is",
            facts={"ruleset": ruleset.id, "day": day},
        )
    return version


def _wanted(version: Version, only: Collection[str] | None) -> _Wanted:
    file = version.file
    measures = [own for own in file.requirement if own.kind in MEASURED or own.share is not None]
    scores = file.score
    if only is not None:
        ids = {only} if isinstance(only, str) else set(only)
        known = {own.id for own in measures} | {score.id for score in scores}
        for name in sorted(ids - known):
            raise UnknownNameError(what="measure", name=name, known=known)
        scores = tuple(score for score in scores if score.id in ids)
        ids |= {question for score in scores for block in score.blocks for question in block}
        measures = [own for own in measures if own.id in ids]
    _have_values(version, measures)
    return _Wanted(
        tuple(measures),
        scores,
        findings=any(own.kind is not Kind.LOAD and _of(own) is not None for own in measures),
        breaches=any(own.measure is Measured.BREACHES for own in measures),
    )


def _have_values(version: Version, measures: Iterable[Requirement]) -> None:
    """Make sure that no measure needs a parameter without a value."""
    ids = {own.id for own in measures}
    lacking = {name: needs for name, needs in version.open_parameters.items() if name in ids}
    if lacking:
        raise ParameterError(missing_values(version.file.id, lacking))


def _judged(
    item: Case | Assessment, ruleset: RuleSet, rulebook: Rulebook, as_of: date, wanted: _Wanted,
    conventions: Conventions,
) -> _Judged | None:  # fmt: skip
    """Give a citizen as a rule set sees them, or `None` where another schedule than this one binds them."""
    assessed = item if isinstance(item, Assessment) else None
    case = item if isinstance(item, Case) else item.facts.case
    for_all = ruleset.kind in _FOR_ALL
    if not for_all and case.schedule not in (None, ruleset.id):
        return None
    if assessed is not None:
        conventions = assessed.conventions
        if assessed.as_of != as_of:
            assessed = recheck(assessed, as_of=as_of)
    breaches: tuple[Finding, ...] = ()
    if wanted.breaches:
        schedule = None if for_all else ruleset.id
        everything = assessed or check(case, as_of=as_of, rulebook=rulebook, schedule=schedule, conventions=conventions)
        breaches = everything.findings
    if assessed is None or (wanted.findings and ruleset not in assessed.rulesets):
        case = attrs.evolve(case, schedule=ruleset.id)
        rules = [ruleset.id] if wanted.findings else []
        assessed = check(case, as_of=as_of, rulebook=rulebook, rules=rules, conventions=conventions)
    return _Judged(assessed, breaches)
