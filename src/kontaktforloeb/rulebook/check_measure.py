"""Find what is wrong with measures: shares, loads, the scores made from shares, and figures that a source shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kontaktforloeb.rulebook.check_words import each_unknown, unknown
from kontaktforloeb.rulebook.format import Published, Requirement, RuleFile
from kontaktforloeb.rulebook.kinds import Bucket, Kind, Measured, Unit
from kontaktforloeb.rulebook.structure import Fault, Path

_UNITS = {Kind.SHARE: (Unit.CITIZENS, Unit.MEETINGS, Unit.ADVISER), Kind.LOAD: (Unit.ADVISER, Unit.TEAM)}

_FROM_A_COURSE = frozenset({Bucket.MONTH, Bucket.YEAR})
"""The stretches that begin on the first day of a course, which an adviser has not."""


def check_measure(requirement: Requirement, judged: Mapping[str, Kind], path: Path) -> Iterator[Fault]:
    """Give every fault of a share or a load; `judged` are the kinds of the requirements that it may be a share of."""
    if requirement.unit is not None and requirement.unit not in _UNITS[requirement.kind]:
        known = [str(unit) for unit in _UNITS[requirement.kind]]
        what = f"'{requirement.unit}' is no unit of a {requirement.kind}"
        yield Fault((*path, "unit"), what, "one of " + ", ".join(known))
    if requirement.kind is Kind.SHARE:
        yield from _share(requirement, judged, path)
    elif requirement.measure is not None:
        yield from _load(requirement, requirement.measure, path)


def _share(requirement: Requirement, judged: Mapping[str, Kind], path: Path) -> Iterator[Fault]:
    if requirement.of is not None:
        yield from unknown(requirement.of, judged, "requirement judged of citizens", (*path, "of"))
        if requirement.unit is Unit.ADVISER:
            yield Fault((*path, "of"), "'of' says nothing of advisers, whose answer is given", "a share without it")
        if requirement.unit is Unit.MEETINGS and judged.get(requirement.of, Kind.EACH) is not Kind.EACH:
            what = f"'{requirement.of}' does not look at each meeting"
            yield Fault((*path, "of"), what, "a requirement of kind 'each', or citizens as unit")
    if not (requirement.bands or requirement.share):
        yield Fault((*path, "share"), "a share says how large it should be", "'share' or 'bands'")
    if requirement.share is not None and requirement.share.at_least > requirement.share.of:
        what = f"{requirement.share.at_least} of {requirement.share.of} is more than all"
        yield Fault((*path, "share", "at_least"), what, f"at most {requirement.share.of}")
    parts = [Fraction(band.at_least, band.of) for band in requirement.bands]
    ids = [band.id for band in requirement.bands]
    for index, band in enumerate(requirement.bands):
        here = (*path, "bands", index)
        if band.id in ids[:index]:
            yield Fault((*here, "id"), f"the band '{band.id}' is there already", "another id")
        if parts[index] > 1:
            yield Fault((*here, "at_least"), f"{band.at_least} of {band.of} is more than all", f"at most {band.of}")
        if index and parts[index] >= parts[index - 1]:
            yield Fault((*here, "at_least"), f"the band '{band.id}' can never be reached", "the best band first")


def _load(requirement: Requirement, measure: Measured, path: Path) -> Iterator[Fault]:
    if requirement.per in _FROM_A_COURSE:
        known = ", ".join(str(bucket) for bucket in Bucket if bucket not in _FROM_A_COURSE)
        yield Fault((*path, "per"), "a load has no month of its own to begin on", f"one of {known}")
    if (requirement.norm is None) != (requirement.compare is None):
        missing = "compare" if requirement.compare is None else "norm"
        yield Fault((*path, missing), "'norm' and 'compare' go together", "both or neither")
    wanted = {Measured.MEETINGS: "match", Measured.RECORDS: "record"}.get(measure)
    for name in ("match", "record"):
        if (getattr(requirement, name) is not None) != (name == wanted):
            verb = "needs" if name == wanted else "has no use for"
            yield Fault((*path, name), f"a load of {measure} {verb} '{name}'")
    of_records = measure is Measured.RECORDS
    for name in ("longest", "minutes"):
        if getattr(requirement, name) is not None and not of_records:
            yield Fault((*path, name), f"'{name}' says nothing of {measure}", "a load of records")


def check_scores(file: RuleFile) -> Iterator[Fault]:
    """Give every fault of the scores and the published figures of a file."""
    shares = {str(own.id): own for own in file.requirement or () if getattr(own, "bands", ())}
    for index, score in enumerate(file.score or ()):
        if not score.blocks or not all(score.blocks):
            yield Fault(("score", index, "blocks"), "a score needs shares in each of its blocks", "at least one share")
        for place, block in enumerate(score.blocks):
            path: Path = ("score", index, "blocks", place)
            yield from each_unknown(block, shares, "share with bands", path)
            for number, name in enumerate(block):
                if name in shares and any(getattr(band, "points", None) is None for band in shares[name].bands):
                    yield Fault((*path, number), f"the bands of '{name}' have no points", "points = ...")
    for index, published in enumerate(file.published or ()):
        yield from _published(published, ("published", index))


def _published(published: Published, path: Path) -> Iterator[Fault]:
    if published.score.count("/") != 1:
        yield Fault((*path, "score"), f"'{published.score}' names no score of a rule set", "ruleset/score")
    asked = [answer.question for answer in published.answers]
    for index, question in enumerate(asked):
        if question in asked[:index]:
            what = f"'{question}' is answered already"
            yield Fault((*path, "answers", index, "question"), what, "each question once")
