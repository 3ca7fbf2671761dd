"""Time what a process pays before it does anything: the import, the help page, the rule files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from kontaktforloeb.rulebook.registry import bundled_folder, load_folder

ROUNDS = 15
HELP = "from kontaktforloeb.cli import main; main(['--help'])"


def seconds(code: str) -> float:
    """Give the best time of a fresh interpreter that runs `code`."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (its own code)
        best = min(best, perf_counter() - start)
    return best


def rules(folder: Path) -> float:
    """Give the best time to load and check every rule file."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        load_folder(folder)
        best = min(best, perf_counter() - start)
    return best


def main() -> None:
    """Print all of them."""
    bare, imported, helped = seconds("pass"), seconds("import kontaktforloeb"), seconds(HELP)
    print(f"python -c pass: {bare * 1e3:.0f} ms")
    print(f"import kontaktforloeb: {(imported - bare) * 1e3:.0f} ms more, ratio {imported / bare:.1f}")
    print(f"kontaktforloeb --help: {(helped - bare) * 1e3:.0f} ms more, ratio {helped / bare:.1f}")
    print(f"all rule files: {rules(bundled_folder()) * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
