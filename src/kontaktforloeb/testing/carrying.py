"""What meetings must carry: put on those that a duty looks at, or left off one of them so that the duty is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from kontaktforloeb.evaluate import answers, looked_at
from kontaktforloeb.model import Meeting
from kontaktforloeb.testing.words import OTHER

if TYPE_CHECKING:
    from kontaktforloeb.facts import Held
    from kontaktforloeb.plan import Duty
    from kontaktforloeb.rulebook.format import Match, Require
    from kontaktforloeb.testing.construction import Making


def carry(making: Making, duty: Duty) -> bool:
    """Put on every meeting that a duty looks at what it lacks; tell whether that changed any."""
    require = duty.requirement.require
    if require is None:
        return False
    meetings = looked_at(duty, making.scene)
    changed = False
    for held, answer in zip(meetings, answers(duty, meetings), strict=True):
        if held.rows and not all(answer.values()):
            changed |= replace(making, held, carried(held.rows[0], require, duty, meetings[0]))
    return changed


def replace(making: Making, held: Held, meeting: Meeting) -> bool:
    """Put a meeting in the place of another; tell whether it differs."""
    if meeting == held.rows[0]:
        return False
    meetings = [meeting if own is held.rows[0] else own for own in making.case.meetings]
    making.case = attrs.evolve(making.case, meetings=meetings)
    making.look()
    return True


def carried(meeting: Meeting, require: Require, duty: Duty, first: Held) -> Meeting:
    """Give a meeting with what is asked of it."""
    said: dict[str, Any] = {}
    if require.held_by:
        said["held_by"] = meeting.held_by if meeting.held_by in require.held_by else require.held_by[0]
    if require.form and meeting.form not in require.form:
        said["form"] = require.form[0]
    said["with_"] = _joined(meeting.with_, require.with_, require.all_with)
    said["topics"] = _joined(meeting.topics, require.topics, require.all_topics)
    said["agreements"] = _agreed(meeting.agreements, require)
    said["minutes"] = _at_least(meeting.minutes, require.minutes)
    said["prep_minutes"] = _at_least(meeting.prep_minutes, require.prep_minutes)
    if require.prep_days_before is not None:
        said["prep_date"] = meeting.date
    if require.same_adviser:
        said["adviser"] = first.adviser
    changed = attrs.evolve(meeting, **said)
    return changed if require.match is None else _matching(changed, duty.version.match(require.match)[0])


def _matching(meeting: Meeting, way: Match) -> Meeting:
    """Give a meeting that matches a way too."""
    said: dict[str, Any] = {}
    for name, own in (("type", meeting.type), ("held_by", meeting.held_by), ("form", meeting.form)):
        wanted = getattr(way, name)
        if wanted and own not in wanted:
            said[name] = wanted[0]
    if way.not_form and meeting.form in way.not_form:
        said["form"] = None
    if way.individual is not None:
        said["individual"] = way.individual
    for name in ("with_", "topics", "agreements"):
        said[name] = _joined(getattr(meeting, name), getattr(way, name), None)
    return attrs.evolve(meeting, **said)


def _joined(there: tuple[str, ...], one_of: tuple[str, ...] | None, every: tuple[str, ...] | None) -> tuple[str, ...]:
    more = () if one_of is None or set(one_of) & set(there) else one_of[:1]
    return tuple(dict.fromkeys((*there, *more, *(every or ()))))


def _agreed(there: tuple[str, ...], require: Require) -> tuple[str, ...]:
    unwanted = require.no_agreements or ()
    found = [word for word in there if word not in unwanted]
    found += [word for word in require.all_agreements or () if word not in found]
    least, words = require.agreements_at_least, require.agreements
    if least is not None:
        count = len([word for word in found if words is None or word in words])
        found += [(words or (OTHER,))[0]] * max(0, least - count)
    elif words and not set(words) & set(found):
        found.append(words[0])
    return tuple(found or ((OTHER,) if unwanted else ()))


def _at_least(there: int | None, least: int | None) -> int | None:
    return there if least is None else max(there or 0, least)


def _with(meeting: Meeting, name: str, value: Any) -> Meeting:
    said: dict[str, Any] = {name: value}
    return attrs.evolve(meeting, **said)


def not_carried(meeting: Meeting, require: Require, words: Mapping[str, tuple[str, ...]]) -> Iterator[Meeting]:
    """Give the meeting without what is asked of it, in every way in which one thing can be wrong.

    First something else is recorded, which is a breach; last nothing, which leaves it unknown. `words` are all holders
    and forms.
    """
    for name in ("form", "held_by"):
        asked = getattr(require, name)
        if asked:
            yield from (_with(meeting, name, word) for word in words[name] if word not in asked)
    for name in ("with_", "topics", "agreements"):
        asked = getattr(require, name) or getattr(require, f"all_{name.rstrip('_')}")
        if asked:
            left = tuple(word for word in getattr(meeting, name) if word not in asked)
            yield _with(meeting, name, left or (OTHER,))
            yield from (_with(meeting, name, (*left, word)) for word in words[name] if word not in asked)
    if require.agreements_at_least is not None:
        yield attrs.evolve(meeting, agreements=meeting.agreements[: require.agreements_at_least - 1] or (OTHER,))
    if require.no_agreements:
        yield attrs.evolve(meeting, agreements=(*meeting.agreements, require.no_agreements[0]))
    for name in ("minutes", "prep_minutes"):
        least = getattr(require, name)
        if least is not None:
            yield _with(meeting, name, least - 1)
    yield attrs.evolve(meeting, prep_date=None, adviser="R2")
    yield attrs.evolve(meeting, topics=(OTHER,), agreements=(OTHER,))
    yield attrs.evolve(meeting, adviser=None, form=None, with_=(), topics=(), agreements=())
