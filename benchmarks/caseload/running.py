"""Run contenders as processes of their own, in turns, and measure each from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

HERE = Path(__file__).parent
_MIB = 1024.0


class Ran(NamedTuple):
    """One run of a process: seconds by the clock and of the processor, peak memory in MiB, and what it said."""

    wall: float
    cpu: float
    peak: float
    code: int
    said: str


class Missing(NamedTuple):
    """A contender that cannot run here, and why."""

    why: str


Outcome = list[Ran] | Missing


class Job(NamedTuple):
    """A command, the file that it must write, if any, and the exit codes that say that it did its work."""

    command: Sequence[str]
    output: Path | None = None
    fine: Sequence[int] = (0,)


def child(*arguments: object, output: Path | None = None) -> Job:
    """Give a part of the benchmark as a process of its own; its output stands among its arguments too."""
    return Job([sys.executable, str(HERE / "child.py"), *map(str, arguments)], output)


def ours(*arguments: object, output: Path | None = None) -> Job:
    """Give the command line of the project; 1 says that something is overdue."""
    written = [] if output is None else ["--output", output]
    return Job([sys.executable, "-m", "kontaktforloeb", *map(str, (*arguments, *written))], output, (0, 1))


def run(job: Job) -> Ran:
    """Run a job to its end; its exit code is 0 where it did its work.

    This process stays small: on Linux the peak of a child begins at the memory of the process that started it.
    """
    if job.output is not None:
        job.output.unlink(missing_ok=True)
    with tempfile.TemporaryFile() as said:
        begun = perf_counter()
        process = subprocess.Popen(job.command, stdout=said, stderr=subprocess.STDOUT, env=_environment())  # noqa: S603 (its own)
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace").strip()
    # An interpreter that died of an error gives 1, too; but then nothing was written.
    done = process.returncode in job.fine and (job.output is None or job.output.exists())
    code = 0 if done else process.returncode or 1
    return Ran(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MIB, code, text)


def _environment() -> dict[str, str]:
    # An installed package has its modules compiled; those of a working tree are in the first run, and kept.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONHASHSEED": "0"}


def in_turns(jobs: dict[str, Job], repeats: int) -> dict[str, Outcome]:
    """Run each job once in every round, and give the runs of each; one that fails runs no more.

    Rounds run forwards and backwards in turns, so that none is always the first on a warm machine.
    """
    found: dict[str, Outcome] = {name: [] for name in jobs}
    for number in range(repeats):
        for name in jobs if number % 2 == 0 else reversed(jobs):
            runs = found[name]
            if isinstance(runs, Missing):
                continue
            ran = run(jobs[name])
            if not ran.code:
                runs.append(ran)
                print(
                    f"  {name}: {ran.wall:.2f} s, cpu {ran.cpu:.2f} s, {ran.peak:.0f} MiB", file=sys.stderr, flush=True
                )
            else:
                found[name] = Missing(why(ran))
                print(f"  {name}: not run: {why(ran)}", file=sys.stderr, flush=True)
    return found


def why(ran: Ran) -> str:
    """Give the last line of what a failed process said."""
    return (ran.said.splitlines() or [f"exit code {ran.code}"])[-1]


class Ratio(NamedTuple):
    """The ratio of two contenders: the median of the pairs of one round each, and the range."""

    middle: float
    low: float
    high: float
    pairs: int

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.low:.2f}-{self.high:.2f}, {self.pairs} pairs)"


def ratio(one: Outcome | None, other: Outcome | None, what: str = "wall") -> Ratio | None:
    """Give the ratio of one contender to another, pair by pair; none where either did not run."""
    if not isinstance(one, list) or not isinstance(other, list):
        return None
    pairs = [getattr(a, what) / getattr(b, what) for a, b in zip(one, other, strict=False)]
    return Ratio(median(pairs), min(pairs), max(pairs), len(pairs)) if pairs else None
