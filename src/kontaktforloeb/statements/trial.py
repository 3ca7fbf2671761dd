"""Run one side of an example: judge the citizen it tells of, and compare the verdict with what it expects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import attrs

from kontaktforloeb.checking import check
from kontaktforloeb.errors import KontaktforloebError
from kontaktforloeb.findings import Finding
from kontaktforloeb.rulebook.kinds import MEASURED, FileKind
from kontaktforloeb.rulebook.registry import Rulebook, with_values
from kontaktforloeb.rulebook.rulesets import RuleSet
from kontaktforloeb.statements.example_format import Side
from kontaktforloeb.statements.examples import SIDES, Placed
from kontaktforloeb.statements.measured import measured, shown
from kontaktforloeb.statements.people import case_of
from kontaktforloeb.texts import Lang, say

NO_ROW, ANY = "no-row", "any"
"""What a side may expect beside a status: no finding at all, or some finding."""


class Verdict(NamedTuple):
    """What came out: its words, each with the reasons that it carries, and all of it in one line each."""

    words: tuple[tuple[str, tuple[str, ...]], ...]
    told: tuple[str, ...] = ()


@attrs.frozen
class Trial:
    """One side of an example that was run: what it expects, what came out, or the error that came instead."""

    placed: Placed
    name: str
    expected: str
    reason: str | None
    verdict: Verdict
    error: KontaktforloebError | None = None

    @property
    def passed(self) -> bool:
        """Whether what came out is what is expected."""
        return self.error is None and any(
            self.expected in (word, ANY if word != NO_ROW else NO_ROW)
            and (self.reason is None or any(self.reason in (own, own.split(":")[0]) for own in reasons))
            for word, reasons in self.verdict.words
        )

    def difference(self, lang: Lang) -> str:
        """Give in words what is not as expected; nothing where all is."""
        if self.passed:
            return ""
        where = f"{self.placed.place}: {self.placed.subject}, {self.name}"
        if self.error is not None:
            return say("example.error", lang, where=where, error=self.error.text(lang))
        wanted = self.expected if self.reason is None else f"{self.expected} ({self.reason})"
        got = ", ".join(dict.fromkeys(_shown(word, reasons) for word, reasons in self.verdict.words))
        lines = [say("example.differs", lang, where=where, wanted=wanted, got=got)]
        return "\n".join([*lines, *(f"  {line}" for line in self.verdict.told)])


def try_both(placed: Placed, rulebook: Rulebook) -> tuple[Trial, Trial]:
    """Give both sides of an example, run."""
    kept, not_kept = (try_side(placed, name, rulebook) for name in SIDES)
    return kept, not_kept


def try_side(placed: Placed, name: str, rulebook: Rulebook) -> Trial:
    """Give one side of an example, run; whatever a wrong example can cause is in it, too."""
    side = placed.side(name)
    try:
        own = rulebook if side.readings is None else rulebook.read_by(tuple(side.readings.items()))
        own = own if side.set is None else with_values(own, placed.version.file.id, side.set)
        verdict = _verdict(placed, side, own)
    except KontaktforloebError as error:
        return Trial(placed, name, side.status, side.reason, Verdict(()), error)
    return Trial(placed, name, side.status, side.reason, verdict)


def _verdict(placed: Placed, side: Side, rulebook: Rulebook) -> Verdict:
    if placed.published is not None:
        word, told = shown(placed.version.file.id, placed.published.score, side, rulebook)
        return Verdict(((word, ()),), told)
    if placed.requirement is not None and (placed.requirement.kind in MEASURED or side.cases is not None):
        assert placed.requirement_id is not None
        own = _with_numbers(rulebook, [placed.requirement_id.partition("/")[0]], placed.requirement_id)
        word, told = measured(placed.requirement_id, side, own)
        return Verdict(((word, ()),), told)
    return _judged(placed, side, rulebook)


def _judged(placed: Placed, side: Side, rulebook: Rulebook) -> Verdict:
    own = placed.version.file
    of_requirement = {placed.requirement_id.partition("/")[0]} if placed.requirement_id else set()
    rules = side.rules or tuple(sorted({own.id} | of_requirement))
    assert side.as_of is not None  # An example without it is never run.
    assessment = check(
        case_of(side),
        as_of=side.as_of,
        rulebook=_with_numbers(rulebook, rules, placed.requirement_id),
        rules=rules,
        schedule=None if own.kind is FileKind.LOV else own.id,
    )
    findings = [finding for finding in assessment.findings if _meant(finding, placed, side)]
    told = tuple(str(finding) for finding in assessment.findings)
    if not findings:
        return Verdict(((NO_ROW, ()),), told)
    chosen = findings if placed.requirement_id is None else _last(findings, placed)
    return Verdict(tuple((str(finding.status), finding.reasons) for finding in chosen), told)


def _with_numbers(rulebook: Rulebook, names: Iterable[str], meant: str | None) -> Rulebook:
    """Leave out the duties whose numbers nobody has given and that the example is not about."""
    changed = {}
    for name in names:
        versions = (
            attrs.evolve(
                version,
                by_group={
                    group: tuple((full, r) for full, r in own if full == meant or r.id not in version.open_parameters)
                    for group, own in version.by_group.items()
                },
            )
            for version in rulebook.ruleset(name).versions
        )
        changed[name] = RuleSet(name, tuple(versions))
    return attrs.evolve(rulebook, rulesets={**rulebook.rulesets, **changed})


def _meant(finding: Finding, placed: Placed, side: Side) -> bool:
    """Tell whether a finding is one that the example is about."""
    if placed.requirement_id is None:
        return finding.ruleset == placed.version.file.id and side.course in (None, finding.course)
    return (finding.requirement, finding.occurrence) == (placed.requirement_id, side.occurrence or 1) and (
        side.course in (None, finding.course)
    )


def _last(findings: Iterable[Finding], placed: Placed) -> list[Finding]:
    """Give the finding on the last course, by the file's own version where several have the duty."""
    last = max(findings, key=lambda f: (f.version == placed.version.valid_from, f.course))
    return [last]


def _shown(word: str, reasons: tuple[str, ...]) -> str:
    return f"{word} ({', '.join(reasons)})" if reasons else word
