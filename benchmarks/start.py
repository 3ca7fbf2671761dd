"""Time what a process pays before it does anything: the import, the help page, the rule files."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from time import perf_counter

from kontaktforloeb.rulebook.registry import EXAMPLES, bundled_folder, load_folder

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


def best_of(work: Callable[[], object]) -> float:
    """Give the best time of some work."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best


def parsed(texts: Sequence[str]) -> list[dict[str, object]]:
    """Give what the texts of rule files hold, by the parser of the standard library and nothing more."""
    return [tomllib.loads(text) for text in texts]


def main() -> None:
    """Print all of them."""
    bare, imported, helped = seconds("pass"), seconds("import kontaktforloeb"), seconds(HELP)
    print(f"python -c pass: {bare * 1e3:.0f} ms")
    print(f"import kontaktforloeb: {(imported - bare) * 1e3:.0f} ms more, ratio {imported / bare:.1f}")
    print(f"kontaktforloeb --help: {(helped - bare) * 1e3:.0f} ms more, ratio {helped / bare:.1f}")
    files = [path for path in bundled_folder().rglob("*.toml") if not path.name.endswith(EXAMPLES)]
    texts = [path.read_text("utf-8") for path in files]
    loaded, floor = best_of(lambda: load_folder(bundled_folder())), best_of(lambda: parsed(texts))
    print(f"{len(files)} rule files loaded and checked: {loaded * 1e3:.0f} ms, {loaded / floor:.2f} of tomllib alone")


if __name__ == "__main__":
    main()
