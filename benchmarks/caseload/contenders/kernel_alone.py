"""Our kernel alone: the frames stand in memory; the clock runs from there to the findings, on one core.

The frames are as they were read: to sort them is the kernel's work.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

from kontaktforloeb.caseload.bulk import judge_frames, read_source
from kontaktforloeb.caseload.kernel.run import Choices
from kontaktforloeb.rulebook.registry import load_rules


def run(folder: Path, as_of: date, repeats: int) -> None:
    """Judge the caseload in a folder by the law in force, again and again, and print the seconds of each time."""
    rulebook = load_rules()
    choices = Choices(as_of, rulebook, tuple(law.id for law in rulebook.laws))
    frames = read_source(folder, rulebook)
    for _ in range(repeats):
        begun = perf_counter()
        for _ in judge_frames(frames, choices):
            pass
        print(f"{perf_counter() - begun:.4f}")


def command(folder: str, as_of: str, repeats: str) -> None:
    """Run as a process of its own."""
    run(Path(folder), date.fromisoformat(as_of), int(repeats))
