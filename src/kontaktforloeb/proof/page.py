"""The page of verdicts: every schedule against the laws in force at its time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from kontaktforloeb.dates import within_first_months
from kontaktforloeb.errors import KontaktforloebError
from kontaktforloeb.proof.planning import Progress, planned
from kontaktforloeb.proof.proving import problems_of, proof_of
from kontaktforloeb.proof.scope import stretch_of
from kontaktforloeb.proof.setting import setting
from kontaktforloeb.proof.told import duty_line, why_in_words
from kontaktforloeb.proof.values import DutyVerdict, Outcome, Proof
from kontaktforloeb.report.markdown import code, md, page_text, table
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.texts import Lang, day, say

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook
    from kontaktforloeb.rulebook.rulesets import RuleSet, Version

_LANG: Lang = "en"
_MONTHS, _MOST_PROBLEMS = 12, 200
_SCHEDULES = frozenset({FileKind.KOMMUNE, FileKind.A_KASSE, FileKind.FORSOEG})


def page(rulebook: Rulebook, progress: Progress | None = None, only: Collection[str] = ()) -> str:
    """Give the page as Markdown, on all schedules or on some."""
    return page_text(_lines(rulebook, progress, only))


def schedules_of(rulebook: Rulebook) -> list[RuleSet]:
    """Give the schedules: what is no law, and no list of measures."""
    return [ruleset for ruleset in rulebook.rulesets.values() if ruleset.kind in _SCHEDULES]


def _lines(rulebook: Rulebook, progress: Progress | None, only: Collection[str]) -> Iterator[str]:
    yield f"# {say('proof.page-title', _LANG)}"
    yield ""
    yield say("proof.page-about", _LANG)
    yield ""
    rows: list[list[str]] = []
    details: list[str] = []
    found = [own for own in schedules_of(rulebook) if not only or own.id in only]
    for number, own in enumerate(found):
        if progress is not None:
            progress(number, len(found))
        pairs = list(_pairs(own, rulebook))
        if not pairs:
            rows.append([code(own.id), "", "", say("proof.page-no-law", _LANG)])
        for law, version, first in pairs:
            proof = _proof(own, law, version, first, rulebook)
            answer = say("proof.page-error", _LANG) if isinstance(proof, str) else _short(*proof)
            rows.append([code(own.id), f"{law.id} {day(version.valid_from, _LANG)}", day(first, _LANG), answer])
            details += _details(own, law, version, proof)
    yield from table([say(f"proof.page-{name}", _LANG) for name in ("schedule", "law", "start", "answer")], rows)
    yield ""
    yield from details


def _pairs(own: RuleSet, rulebook: Rulebook) -> Iterator[tuple[RuleSet, Version, date]]:
    """Give the versions of laws in force while a schedule is, each with the first day on which both are."""
    for law in rulebook.laws:
        if own.groups.isdisjoint(law.groups):
            continue
        for version in law.usable:
            stretches = (stretch_of([(own, schedule), (law, version)]) for schedule in own.usable)
            first = min((found[0] for found in stretches if found is not None), default=None)
            if first is not None and _asks(law, version, own):
                yield law, version, first


def _asks(law: RuleSet, version: Version, own: RuleSet) -> bool:
    return bool(law.groups) and not own.groups.isdisjoint(version.by_group)


def _proof(
    own: RuleSet, law: RuleSet, version: Version, first: date, rulebook: Rulebook
) -> tuple[Proof, frozenset[str]] | str:
    """Give the proof: counterexamples from the first start day where there are any, proofs for the first year of them.

    What would come to very many problems is left at the first day, and is not proved: those duties are named.
    """
    try:
        given = setting(own.id, law.id, rulebook, version=version.valid_from, first=first, last=first)
        whole = setting(own.id, law.id, rulebook, version=version.valid_from)
    except KontaktforloebError as error:
        return error.text(_LANG)
    proof = proof_of(given)
    proved = frozenset(verdict.duty for verdict in proof.duties if verdict.outcome is Outcome.PROVED)
    year = attrs.evolve(whole, last=min(whole.last, within_first_months(first, _MONTHS)))
    if not proved or year.last == year.first:
        return proof, frozenset()
    plans = planned(year, None, proved)
    if min(len(plans.problems), problems_of(plans, proved)) > _MOST_PROBLEMS:
        return proof, proved
    longer = {verdict.duty: verdict for verdict in proof_of(year, sorted(proved)).duties}
    duties = tuple(longer.get(verdict.duty, verdict) for verdict in proof.duties)
    return attrs.evolve(proof, duties=duties), frozenset()


def _short(proof: Proof, of_a_day: frozenset[str]) -> str:
    """Give the answer in a line; what was looked at on the first day only counts as undecided in the whole."""
    told = []
    for one in Outcome:
        number = sum(own.outcome is one and own.duty not in of_a_day for own in proof.duties)
        told += [f"{number} {say(f'proof.{one}', _LANG)}"] if number else []
    if of_a_day:
        told.append(say("proof.page-some-of-a-day", _LANG, count=len(of_a_day), day=day(proof.scope.first, _LANG)))
    outcome = Outcome.UNDECIDED if of_a_day and proof.outcome is Outcome.PROVED else proof.outcome
    return f"{say(f'proof.{outcome}', _LANG)}: {', '.join(told)}" if told else say("proof.nothing-asked", _LANG)


def _line(verdict: DutyVerdict, of_a_day: frozenset[str], first: date) -> str:
    if verdict.duty not in of_a_day:
        return duty_line(verdict, _LANG)
    said = {"duty": verdict.duty, "title": verdict.title.in_(_LANG), "starts": verdict.starts}
    return say("proof.page-of-a-day", _LANG, day=day(first, _LANG), **said)


def _details(own: RuleSet, law: RuleSet, version: Version, found: tuple[Proof, frozenset[str]] | str) -> Iterator[str]:
    yield f"## {md(own.id)}: {law.id} {day(version.valid_from, _LANG)}"
    yield ""
    if isinstance(found, str):
        yield md(found)
        yield ""
        return
    proof, of_a_day = found
    yield from (f"- {md(_line(verdict, of_a_day, proof.scope.first))}" for verdict in proof.duties)
    for name, why in proof.left_out:
        yield f"- {say('proof.page-left-out', _LANG, duty=md(name), why=md(why_in_words(why, _LANG)))}"
    yield ""
