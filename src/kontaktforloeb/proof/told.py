"""A proof in words, Danish or English."""

from __future__ import annotations

from collections.abc import Iterator

from kontaktforloeb.dates import as_day
from kontaktforloeb.model import Event, Meeting
from kontaktforloeb.proof.picture import in_text
from kontaktforloeb.proof.values import Alone, Counterexample, DutyVerdict, Proof, Proved, Repair, Scope, Why
from kontaktforloeb.texts import Lang, day, say


def proof_lines(proof: Proof, lang: Lang) -> Iterator[str]:
    """Give a proof in words: the answer, each duty, the smallest counterexample, and what it is all about."""
    scope = proof.scope
    yield say(f"proof.answer-{proof.outcome}", lang, schedule=scope.schedule, against=scope.against)
    yield ""
    yield from (f"  {duty_line(own, lang)}" for own in proof.duties)
    if not proof.duties:
        yield f"  {say('proof.nothing-asked', lang)}"
    shown = proof.counterexample
    if shown is not None:
        yield ""
        yield from counterexample_lines(shown, lang)
    yield ""
    yield from scope_lines(scope, lang)
    if proof.left_out:
        told = "; ".join(f"{name} ({why_in_words(why, lang)})" for name, why in proof.left_out)
        yield say("proof.left-out", lang, duties=told)
    if proof.never_asked:
        yield say("proof.never-asked", lang, duties=", ".join(proof.never_asked))


def duty_line(own: DutyVerdict, lang: Lang) -> str:
    """Give the answer on one duty in a line."""
    head = f"{own.duty}: {say(f'proof.{own.outcome}', lang)}"
    if isinstance(own.result, Proved):
        return say("proof.proved-on", lang, head=head, title=own.title.in_(lang), starts=own.starts)
    if isinstance(own.result, Counterexample):
        return f"{head}: {sentence(own.result, lang)}"
    return f"{head}: {'; '.join(why_in_words(why, lang) for why in own.result.why)}"


def sentence(shown: Counterexample, lang: Lang) -> str:
    """Give the counterexample in one sentence."""
    finding = shown.finding
    due = "" if finding.due is None else say("proof.due", lang, due=day(finding.due, lang))
    verdict = say(f"proof.status-{finding.status}", lang)
    return say(
        "proof.sentence",
        lang,
        start=day(shown.start, lang),
        count=len(shown.case.meetings),
        verdict=verdict,
        held=finding.held,
        needed=finding.needed,
        due=due,
    )


def counterexample_lines(shown: Counterexample, lang: Lang) -> Iterator[str]:
    """Give the counterexample with its meetings and its drawing."""
    yield say("proof.smallest", lang, duty=shown.duty, profile=shown.profile, start=day(shown.start, lang))
    held: list[tuple[str, str]] = [(str(own.date), meeting_in_words(own)) for own in shown.case.meetings]
    extra = _extra(shown)
    held += [(str(own.date), own.event if own.value is None else f"{own.event}={own.value}") for own in extra]
    told = sorted(held)
    yield from (f"  {day(when, lang)} {words}" for when, words in told[:_SHOWN])
    if len(told) > _SHOWN:
        yield f"  {say('proof.more', lang, count=len(told) - _SHOWN)}"
    if not held:
        yield f"  {say('proof.nothing-held', lang)}"
    yield ""
    yield from (f"  {line}" for line in in_text(shown, lang))


_SHOWN = 20


def _extra(shown: Counterexample) -> list[Event]:
    return [own for own in shown.case.events if (own.event, own.value) not in shown.profile.events]


def meeting_in_words(meeting: Meeting) -> str:
    """Give what is recorded of a meeting."""
    told = [meeting.type, meeting.held_by]
    told += [f"with {', '.join(meeting.with_)}"] if meeting.with_ else []
    told += [meeting.form] if meeting.form else []
    told += ["individual=no"] if meeting.individual is False else []
    for name in ("topics", "agreements"):
        words = getattr(meeting, name)
        told += [f"{name}={'|'.join(words)}"] if words else []
    return ", ".join(told)


def scope_lines(scope: Scope, lang: Lang) -> Iterator[str]:
    """Give what was looked at, and what was not."""
    versions = [", ".join(day(own, lang) for own in of) for of in (scope.schedule_versions, scope.against_versions)]
    yield say(
        "proof.starts", lang, first=day(scope.first, lang), last=day(scope.last, lang), starts=scope.starts,
        problems=scope.problems, days=scope.days,
    )  # fmt: skip
    if scope.against:
        yield say(
            "proof.versions", lang, schedule=scope.schedule, against=scope.against, own=versions[0], law=versions[1]
        )
    yield say("proof.profiles", lang, profiles="; ".join(map(str, scope.profiles)))
    if scope.assumed:
        yield say("proof.assumed", lang, assumed=", ".join(f"{name}={value}" for name, value in scope.assumed))
    if scope.as_if:
        yield say("proof.as-if", lang)
    yield say("proof.scope", lang)
    yield say("proof.method", lang)


def alone_lines(alone: Alone, lang: Lang) -> Iterator[str]:
    """Give what is true of a schedule by itself in words."""
    name = alone.scope.schedule
    not_from = "" if alone.not_from is None else day(alone.not_from, lang)
    yield say(f"proof.alone-{alone.followable}", lang, schedule=name, day=not_from)
    yield from (f"  {say('proof.conflict', lang, duties=', '.join(own))}" for own in alone.conflicts)
    implied = ", ".join(alone.implied)
    yield say("proof.implied", lang, duties=implied) if implied else say("proof.none-implied", lang)
    for duty, why in alone.undecided:
        yield f"  {duty}: {why_in_words(why, lang)}"
    yield ""
    yield from scope_lines(alone.scope, lang)


def repair_lines(repair: Repair | None, most: int, lang: Lang) -> Iterator[str]:
    """Give the least change in words."""
    if repair is None:
        yield say("proof.no-repair", lang, most=most)
    elif not repair.changes:
        yield say("proof.no-repair-needed", lang)
    else:
        yield say("proof.repair", lang, tried=repair.tried)
        for own in repair.changes:
            yield f"  {repair.proof.scope.schedule}/{own.requirement}: {own.key} {own.before} -> {own.after}"


def why_in_words(why: str, lang: Lang) -> str:
    """Give a reason in words."""
    code, _, word = why.partition(":")
    if code == Why.CANNOT_FOLLOW:
        schedule, days, first = word.split(":")
        return say(f"proof.why-{code}", lang, schedule=schedule, days=days, first=day(as_day(first), lang))
    return say(f"proof.why-{code}", lang, word=word)
