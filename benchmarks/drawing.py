"""Print how many cases a second the strategies give on one core, beside bare strategies of Hypothesis of like size."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from statistics import median
from time import process_time

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kontaktforloeb.testing import (
    breaching_cases,
    caseloads,
    cases,
    complying_cases,
    events,
    meetings,
    near_boundary,
    rule_files,
    spells,
)

ROUNDS = 5
BARE = st.tuples(*[st.integers(0, 1 << 20)] * 7)
"""As many numbers as a case is made of on average, and nothing made of them."""

STRATEGIES: dict[str, Callable[[], st.SearchStrategy[object]]] = {
    "bare: seven integers": lambda: BARE,
    "bare: one integer": lambda: st.integers(0, 1 << 20),
    "cases": cases,
    "near_boundary('lab')": lambda: near_boundary("lab"),
    "complying_cases('lab')": lambda: complying_cases("lab"),
    "complying_cases('broendby')": lambda: complying_cases("broendby"),
    "breaching_cases('lab', '31-3')": lambda: breaching_cases("lab", "31-3"),
    "caseloads": caseloads,
    "spells": spells,
    "meetings": meetings,
    "events": events,
    "rule_files": rule_files,
}


def seconds(strategy: st.SearchStrategy[object], number: int) -> float:
    """Give the processor time for one value, drawn as a test draws it; no health check is switched off."""
    found = 0

    @settings(max_examples=number, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def draw(_: object) -> None:
        nonlocal found
        found += 1

    before = process_time()
    draw()
    return (process_time() - before) / found


def main() -> None:
    """Print a line for each strategy: the median of some rounds, in turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=2000)
    number = parser.parse_args().number
    made = {name: strategy() for name, strategy in STRATEGIES.items()}
    for strategy in made.values():
        seconds(strategy, 50)  # Rules are loaded, and Hypothesis reads the constants of the code once.
    rounds = [{name: seconds(strategy, number) for name, strategy in made.items()} for _ in range(ROUNDS)]
    bare = next(iter(made))
    for name in made:
        taken = median(times[name] for times in rounds)
        ratio = median(times[name] / times[bare] for times in rounds)
        print(f"{name}: {1 / taken:,.0f} a second, {ratio:.2f} times {bare.removeprefix('bare: ')}")


if __name__ == "__main__":
    main()
