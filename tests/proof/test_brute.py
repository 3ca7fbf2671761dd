"""The solver and the trying of everything agree, on rules made up for it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from little import GROUP, START, fewest_that_break, rules

from kontaktforloeb import prove
from kontaktforloeb.proof.values import Counterexample, Proved, Undecided

DAYS = 4
"""So many days there are, from the first to the last on which something may fall due."""

matches = st.sampled_from(["a", "b", "both"])
dues = st.integers(1, DAYS - 1)


@st.composite
def counts(draw: st.DrawFn) -> str:
    due = draw(dues)
    opens = draw(st.sampled_from(["", f"opens = {{ days = {draw(st.integers(0, due))} }}"]))
    count = draw(st.integers(1, 2))
    most = draw(st.sampled_from(["", "", f"at_most = {draw(st.integers(count, 3))}"]))
    also = draw(st.sampled_from(["", "", 'also = [{ match = "b", at_most = 1 }]']))
    return "\n".join(
        [f'kind = "count"\nmatch = "{draw(matches)}"\ncount = {count}\ndue = {{ days = {due} }}', opens, most, also]
    )


@st.composite
def after_meetings(draw: st.DrawFn) -> str:
    number, name = draw(st.integers(1, 2)), draw(matches)
    if draw(st.booleans()):
        anchor = f'opens = {{ anchor = "held:{number}:{name}", day_after = true }}\ndue = {{ days = {draw(dues)} }}'
    else:
        anchor = f'due = {{ anchor = "held:{number}:{name}", days = {draw(st.integers(0, 2))} }}'
    return f'kind = "count"\nmatch = "{draw(matches)}"\ncount = 1\n{anchor}'


@st.composite
def gaps(draw: st.DrawFn) -> str:
    longest, due = draw(st.integers(1, 3)), draw(dues)
    return f'kind = "gap"\nmatch = "{draw(matches)}"\nlongest = {{ days = {longest} }}\ndue = {{ days = {due} }}'


@st.composite
def orders(draw: st.DrawFn) -> str:
    # Something before itself is refused.
    first, before = draw(st.permutations(["a", "b", "both"]))[:2]
    return f'kind = "order"\nfirst = "{first}"\nbefore = "{before}"'


@st.composite
def eaches(draw: st.DrawFn) -> str:
    slots = draw(st.sampled_from(["slots = [1]", "slots = [2]", "slots = [1, 3]", "from_slot = 2"]))
    return f'kind = "each"\nmatch = "both"\nrequire.match = "{draw(matches)}"\n{slots}\ndue = {{ days = {draw(dues)} }}'


@st.composite
def unlesses(draw: st.DrawFn) -> str:
    word = draw(st.sampled_from(["meeting", "no_meeting"]))
    return f'{draw(counts())}\nnot_required = [{{ {word} = "{draw(matches)}", count = {draw(st.integers(1, 2))} }}]'


@st.composite
def besides(draw: st.DrawFn) -> str:
    return f'{draw(counts())}\nbesides = ["k2"]'


duties = st.one_of(counts(), after_meetings(), gaps(), orders(), eaches(), unlesses())
laws = st.one_of(
    st.tuples(duties),
    st.tuples(besides(), counts()),
)
FIXED = 'kind = "count"\nmatch = "both"\ncount = 1\ndue = { days = 3 }'
"""Something falls due on the last day, so that all of the days are looked at."""


def compare(schedule: list[str], law: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rulebook = rules(Path(folder), [*schedule, FIXED], law)
    proof = prove("plan", "loven", duties=["k1"], starts=(START, START), groups=[GROUP], rulebook=rulebook)
    expected, followable = fewest_that_break(rulebook, DAYS)

    [verdict] = proof.duties
    if not followable:
        assert verdict.result == Undecided((f"cannot-follow:plan:1:{START}",)), (schedule, law, verdict)
    elif expected is None:
        assert isinstance(verdict.result, Proved), (schedule, law, verdict)
    else:
        assert isinstance(verdict.result, Counterexample), (schedule, law, verdict)
        assert verdict.result.records == expected, (schedule, law, verdict)


def test_trying_everything_finds_that_nobody_can_follow_a_schedule_and_the_solver_too() -> None:
    two = 'kind = "count"\nmatch = "a"\ncount = 2\ndue = { days = 2 }'
    compare([two, 'kind = "count"\nmatch = "a"\ncount = 1\nat_most = 1\ndue = { days = 3 }'], (two,))


@settings(max_examples=3, deadline=None)
@given(st.lists(duties, max_size=2), laws)
def test_the_solver_says_what_trying_everything_says(schedule: list[str], law: tuple[str, ...]) -> None:
    compare(schedule, law)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(st.lists(duties, max_size=3), laws)
def test_the_solver_says_what_trying_everything_says_of_many(schedule: list[str], law: tuple[str, ...]) -> None:
    compare(schedule, law)
