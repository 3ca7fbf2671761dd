"""Time `check()` for one citizen with five meetings under the law of 2024, warm, on one core."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from timeit import repeat

from kontaktforloeb import Case, Event, Meeting, Spell, check

AS_OF = date(2024, 9, 1)
LOOPS, ROUNDS = 500, 40


def job_ready() -> Case:
    """Give a citizen on social assistance: three duties."""
    return Case(
        "citizen",
        [Spell("kontanthjaelp-jobparat", date(2024, 1, 3))],
        [Meeting(date(2024, month, 8), form="fremmoede") for month in range(1, 6)],
        events=[Event("henvendelse", date(2024, 1, 3))],
    )


def insured() -> Case:
    """Give a citizen on dagpenge, without hours: five duties, a handover and counted days."""
    first = [Meeting(date(2024, month, 8), held_by="a-kasse", form="fremmoede") for month in range(1, 4)]
    return Case(
        "citizen",
        [Spell("dagpenge", date(2024, 1, 3))],
        [*first, Meeting(date(2024, 4, 8)), Meeting(date(2024, 5, 8))],
        events=[Event("tilmelding", date(2024, 1, 3))],
    )


def microseconds(work: Callable[[], object]) -> float:
    """Give the best time of one call over many rounds."""
    return min(repeat(work, number=LOOPS, repeat=ROUNDS)) / LOOPS * 1e6


def main() -> None:
    """Print both cases."""
    for name, make in (("kontanthjaelp-jobparat", job_ready), ("dagpenge", insured)):
        case = make()
        findings = check(case, as_of=AS_OF).findings
        construct, judge = microseconds(make), microseconds(lambda case=case: check(case, as_of=AS_OF))  # type: ignore[misc]
        print(
            f"{name}: check {judge:.0f} µs ({len(findings)} findings), construct {construct:.0f} µs,"
            f" ratio {judge / construct:.1f}"
        )


if __name__ == "__main__":
    main()
