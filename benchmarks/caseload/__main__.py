"""Benchmark caseloads: `python benchmarks/caseload --help`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.remove(str(Path(__file__).parent))

from caseload.command import main

if __name__ == "__main__":
    main(sys.argv[1:])
