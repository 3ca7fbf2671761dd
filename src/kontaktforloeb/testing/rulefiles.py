"""Strategies for rule files: texts that the loader takes as they are, in every kind of duty of a citizen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from kontaktforloeb.dates import ONE_DAY, month_end
from kontaktforloeb.rulebook.kinds import Bucket, Kind, Mode
from kontaktforloeb.status import Duty, Level
from kontaktforloeb.testing import arguments as given
from kontaktforloeb.testing.numbers import numbers
from kontaktforloeb.testing.words import Words, words_of

if TYPE_CHECKING:
    from kontaktforloeb.rulebook.registry import Rulebook

Days = date | str | None

_HEAD = """\
id = "{name}"
title = {{ da = "Opdigtet plan", en = "Made-up schedule" }}
kind = "kommune"
valid_from = {valid_from}
{valid_to}status = "in-force"
checked_on = {valid_from}

[source]
act = "made up"
address = "https://example.org/{name}"
{transition}
[match]
samtale = [{{ type = ["{plain}"] }}]
hos-en-anden = [{{ type = ["{plain}", "{other}"], held_by = ["{holder}"] }}]
med-en-anden = [{{ type = ["{plain}"], with = ["{holder}"], individual = true }}]
i-en-form = [{{ form = ["{form}"] }}, {{ event = ["{event}"] }}]
"""

_DUTY = """
[[requirement]]
id = "krav-{number}"
title = {{ da = "Krav {number}", en = "Requirement {number}" }}
reference = "side {number}"
kind = "{kind}"
duty = "{duty}"
level = "{level}"
certainty = "official"
coverage = "full"
applies_to.groups = [{groups}]
"""

_MATCHES = ("samtale", "hos-en-anden", "med-en-anden")
_LENGTHS = (1, 2, 3, 4, 6, 13, 26)
_COUNTS = ("plain", "steps", "per", "conditions", "besides")
_SHAPES = (*_COUNTS, "gap", "order", "each")
_REQUIRED = ('form = ["{form}"]', "minutes = 30", 'topics = ["andet"]', 'match = "hos-en-anden"', "same_adviser = true")


def rule_files(
    *,
    name: str = "opdigtet",
    groups: Iterable[str] | None = None,
    min_day: Days = None,
    max_day: Days = None,
    max_requirements: int = 3,
    rulebook: Rulebook | None = None,
) -> st.SearchStrategy[str]:
    """Give the texts of rule files that load without a problem, with `count`, `gap`, `order` and `each` duties.

    The file is in force from a day between `min_day` and `max_day`. They shrink towards one count of one interview
    within a week. Raises `hypothesis.errors.InvalidArgument`.

    >>> from hypothesis import find
    >>> find(rule_files(), lambda text: True).splitlines()[-3:]
    ['match = "samtale"', 'count = 1', 'due = { weeks = 1 }']
    """
    words = words_of(given.rulebook_or_bundled(rulebook))
    names = given.words("groups", groups, words.groups, "target groups")
    first, last = given.bounds(min_day, max_day, (words.first_day, words.plain_day))
    most = given.size("max_requirements", max_requirements, 1)
    own = given.name_or("name", name, "opdigtet")

    @st.composite
    def drawn(draw: st.DrawFn) -> str:
        back = draw(numbers((last - first).days + 1))
        text = _head(words, own, last - back * ONE_DAY)
        number = draw(st.integers(1, most))
        return text + "".join(_duty(draw, words, names, nth) for nth in range(1, number + 1))

    return drawn()


def _head(words: Words, name: str, valid_from: date, valid_to: date | None = None, mode: str = "") -> str:
    return _HEAD.format(
        name=name,
        valid_from=valid_from,
        valid_to="" if valid_to is None else f"valid_to = {valid_to}\n",
        transition=f'\n[transition]\ndefault = "{mode}"\n' if mode else "",
        plain=words.types[0],
        other=words.types[-1],
        holder=words.holders[-1],
        form=words.forms[0],
        event=words.events[0],
    )


def _duty(draw: st.DrawFn, words: Words, names: Sequence[str], number: int, length: int = 0) -> str:
    """Give one duty: of a shape, for one or two groups, by a length in weeks or months."""
    shape = draw(st.sampled_from(_SHAPES))
    group = draw(st.integers(0, 2 * len(names) - 1))
    groups = [names[group % len(names)], *([names[(group + 1) % len(names)]] if group >= len(names) else [])]
    kind = Kind(shape) if shape not in _COUNTS else Kind.COUNT
    whose, has_due = draw(st.sampled_from(Duty)), kind in (Kind.COUNT, Kind.GAP)
    head = _DUTY.format(
        number=number,
        kind=kind,
        duty=whose if has_due else Duty.INDIVIDUAL,
        level=draw(st.sampled_from((Level.NORM, Level.KRAV, Level.RAAD))),
        groups=", ".join(f'"{one}"' for one in dict.fromkeys(groups)),
    )
    return head + _says(draw, words, shape, number, length)


def _says(draw: st.DrawFn, words: Words, shape: str, number: int, length: int) -> str:
    # Each shape makes as many choices, so that none is plainer for making fewer.
    match, long = draw(st.sampled_from(_MATCHES)), draw(st.sampled_from(_LENGTHS))
    unit, more = draw(st.sampled_from(("weeks", "months", "days", "week"))), draw(st.integers(0, 29))
    if length:
        long, unit = length, "months"
    due = f"{{ {unit} = {long} }}"
    count = draw(st.integers(1, 4))
    match shape:
        case "plain":
            return f'match = "{match}"\ncount = {count}\ndue = {due}\n'
        case "steps":
            steps = ", ".join(f"{{ count = {n}, due = {{ weeks = {n * long} }} }}" for n in range(1, count + 1))
            return f'match = "{match}"\nsteps = [{steps}]\n'
        case "per":
            bucket, grace = tuple(Bucket)[more % len(Bucket)], more // len(Bucket)
            due = f"{{ months = {12 + long} }}"
            return f'match = "{match}"\ncount = 1\nper = "{bucket}"\ngrace_days = {grace}\ndue = {due}\n'
        case "conditions":
            opens = f"opens = {{ {unit} = {long}, day_after = true }}\ndue = {{ months = {long + 13} }}\n"
            return f'match = "{match}"\ncount = {count}\n{opens}not_required = [{{ event = "{words.events[0]}" }}]\n'
        case "besides":
            other = f'also = [{{ match = "i-en-form", at_most = {count} }}]\n'
            many = f'any_of = [{{ match = "hos-en-anden", event = "{words.events[0]}" }}]\n'
            return f'match = "{match}"\ncount = {count}\ndue = {due}\n{other}{many}at_most = {count + 3}\n'
        case "gap":
            span = "days" if unit == "week" else unit
            return f'match = "{match}"\nlongest = {{ {span} = {long} }}\ndue = {{ months = {12 + count} }}\n'
        case "order":
            return f'first = "i-en-form"\nbefore = "{match}"\n'
        case _:
            asked = _REQUIRED[more % len(_REQUIRED)].format(form=words.forms[0])
            slots = f"slots = [1, {count + 1}]\n" if number % 2 else ""
            return f'match = "{match}"\n{slots}require = {{ {asked} }}\n'


def trap_rule_files(
    *, name: str = "faelder", groups: Iterable[str] | None = None, rulebook: Rulebook | None = None
) -> st.SearchStrategy[tuple[str, ...]]:
    """Give the versions of one rule set, as texts, that are made to trap whoever counts days by themselves.

    Versions begin and end at the end of a month, on 29 February or at the turn of a year; duties are counted in months
    from there; the same duties stand in every version, each with something else in it, and what becomes of a course
    that runs is said in every way that there is. Raises `hypothesis.errors.InvalidArgument`.

    >>> strategy = trap_rule_files(name="mine-faelder")
    """
    words = words_of(given.rulebook_or_bundled(rulebook))
    names = given.words("groups", groups, words.groups, "target groups")
    own = given.name_or("name", name, "faelder")
    year = words.plain_day.year - words.plain_day.year % 4  # A leap year, or the next best.
    ends = [month_end(date(year + nth // 12, nth % 12 + 1, 1)) for nth in (0, 1, 5, 11, 12, 13, 19)]

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[str, ...]:
        number = draw(st.integers(2, 3))
        shift = draw(st.integers(0, len(ends) - number))
        opens = [day + draw(st.integers(0, 1)) * ONE_DAY for day in ends[shift : shift + number]]
        open_end = draw(st.integers(0, 1))
        texts = []
        for nth, day in enumerate(opens):
            last = opens[nth + 1] - ONE_DAY if nth + 1 < number else None
            if last is None and open_end:
                last = month_end(date(day.year + 2, 2, 1))
            mode = draw(st.sampled_from(Mode)) if nth else ""
            text = _head(words, own, day, last, mode)
            duties = [_duty(draw, words, names, which, draw(st.sampled_from((1, 3, 6, 12)))) for which in (1, 2)]
            texts.append(text + "".join(duties))
        return tuple(texts)

    return drawn()
