"""Each file of `tests/gallery` is wrong in one way; the text beside it holds what a user reads about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kontaktforloeb import Rulebook, load_rules

GALLERY = Path(__file__).parents[1] / "gallery"
NAMES = sorted(path.stem for path in GALLERY.glob("*.toml"))


def diagnostics(rulebook: Rulebook, folder: Path) -> str:
    return "".join(f"{problem}\n" for problem in rulebook.problems).replace(f"{folder}/", "")


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_file_gets_exactly_the_diagnostics_beside_it(name: str, tmp_path: Path) -> None:
    shutil.copy(GALLERY / f"{name}.toml", tmp_path)
    rulebook = load_rules(tmp_path)
    assert diagnostics(rulebook, tmp_path) == (GALLERY / f"{name}.txt").read_text("utf-8")
    assert set(rulebook.rulesets) == set(load_rules().rulesets)


def test_all_wrong_files_together_get_the_diagnostics_of_each() -> None:
    expected = sorted(line for name in NAMES for line in (GALLERY / f"{name}.txt").read_text("utf-8").splitlines())
    assert sorted(diagnostics(load_rules(GALLERY), GALLERY).splitlines()) == expected


def test_every_wrong_file_has_its_diagnostics_and_they_name_it_with_a_line() -> None:
    assert len(NAMES) >= 20
    assert sorted(path.stem for path in GALLERY.glob("*.txt")) == NAMES
    for name in NAMES:
        lines = (GALLERY / f"{name}.txt").read_text("utf-8").splitlines()
        assert lines
        for line in lines:
            file, number, _ = line.split(":", maxsplit=2)
            assert (file, number.isdigit()) == (f"{name}.toml", True)
