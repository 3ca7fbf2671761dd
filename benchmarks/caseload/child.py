"""A part of the benchmark in a process of its own: make data, run one contender, compare two answers.

Nothing is imported but what the part needs, so that each process pays for its own.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.remove(str(Path(__file__).parent))

PARTS = {
    "make": "made.writing",
    "floor-duckdb": "contenders.floor_duckdb",
    "floor-polars": "contenders.floor_polars",
    "duckdb-sql": "contenders.duckdb_sql",
    "polars-expressions": "contenders.polars_expressions",
    "pandas": "contenders.pandas_frames",
    "reference": "contenders.reference",
    "ours-part": "contenders.ours",
    "kernel": "contenders.kernel_alone",
    "one-rule": "contenders.one_rule",
    "compare": "comparing",
    "small": "small",
}
"""For each part the module whose `command` runs it, with the words that follow its name."""


if __name__ == "__main__":
    import_module(f"caseload.{PARTS[sys.argv[1]]}").command(*sys.argv[2:])
