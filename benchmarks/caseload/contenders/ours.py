"""The part by our own bulk path, with the rules cut down to it.

It reads every column of every table, accounts for every row and writes every column of the findings all the same.
"""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from caseload.contenders.cut import cut_rules
from kontaktforloeb.caseload.bulk import judge_frames, read_source
from kontaktforloeb.caseload.kernel.run import Choices
from kontaktforloeb.caseload.write import write_findings_frames
from kontaktforloeb.rulebook.registry import Rulebook, load_folder


def cut_rulebook() -> Rulebook:
    """Give a rulebook with the duties of the part alone."""
    with TemporaryDirectory() as folder:
        cut_rules(Path(folder))
        return load_folder(Path(folder))


def run(folder: Path, output: Path, as_of: date) -> None:
    """Judge the part of a caseload and write the findings."""
    gc.disable()  # As the command does.
    rulebook = cut_rulebook()
    judged = judge_frames(read_source(folder, rulebook), Choices(as_of, rulebook))
    write_findings_frames(output, (own.table for own in judged))


def command(folder: str, _: str, output: str, as_of: str) -> None:
    """Run as a process of its own."""
    run(Path(folder), Path(output), date.fromisoformat(as_of))
