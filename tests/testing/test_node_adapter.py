"""The example engine in another language, against the part of the case table that it does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kontaktforloeb.testing.engines import Choice, command, compare_engine, drawn, told

FOLDER = Path(__file__).parents[2] / "examples" / "node"
NODE = shutil.which("node")
CHOICE = Choice(
    ["schedules"],
    ["due-day", "as-of", "window", "nth-meeting", "month-end", "leap-day", "not-held", "other-meeting", "duplicate"],
    ["broendby"],
    [f"broendby/{name}" for name in ("1", "2", "3", "4", "5", "seks")],
    only_plain=True,
)

pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed: the example engine cannot be run")


def words(script: Path = FOLDER / "adapter.mjs") -> list[str]:
    return [NODE or "", str(script), "{tables}", "{as_of}", "{findings}"]


@pytest.mark.slow
def test_the_adapter_agrees_on_what_it_does() -> None:
    cases = list(CHOICE.of(CHOICE.table()))
    found = compare_engine(command(words()), cases, choice=CHOICE)
    assert found.equal, told(found, "en")
    assert found.cases >= 25
    more = list(drawn([case for case in cases if case.category != "leap-day"], 200, seed=1))
    again = compare_engine(command(words()), more, choice=CHOICE)
    assert again.equal, told(again, "en")


@pytest.mark.slow
def test_a_bug_in_the_adapter_is_found(tmp_path: Path) -> None:
    text = (FOLDER / "adapter.mjs").read_text("utf-8")
    for old, new in (("4 * 7 - 1", "4 * 7"), ("reached <= due", "reached < due"), ("'afholdt'", "'udeblevet'")):
        assert text.count(old) >= 1
        script = tmp_path / "adapter.mjs"
        script.write_text(text.replace(old, new), "utf-8")
        cases = list(CHOICE.of(CHOICE.table()))
        assert not compare_engine(command(words(script)), cases, choice=CHOICE).equal, old


def test_the_adapter_says_how_it_is_used() -> None:
    done = subprocess.run([NODE or "", str(FOLDER / "adapter.mjs")], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage: node adapter.mjs TABLES AS_OF FINDINGS" in done.stderr
