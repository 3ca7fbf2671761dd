"""Hypothesis knows how to make a case from its type alone, as soon as the library is installed."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktforloeb import Case

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def entry_point() -> str:
    groups = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["entry-points"]
    [(name, target)] = groups["hypothesis"].items()
    return f"[hypothesis]\n{name} = {target}\n"


def run(code: str, folder: Path | None = None) -> str:
    """Give what a process prints in which a distribution with the entry point of the project is installed."""
    head = ""
    if folder is not None:
        made = folder / "made_up-1.0.dist-info"
        made.mkdir()
        made.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: made-up\nVersion: 1.0\n", "utf-8")
        made.joinpath("entry_points.txt").write_text(entry_point(), "utf-8")
        head = f"import sys; sys.path.insert(0, {str(folder)!r})\n"
    command = [sys.executable, "-W", "error", "-c", head + code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()


TYPES = ("Case", "Spell", "Meeting", "Hours", "Exemption", "Event")


def test_the_types_of_the_model_are_made_without_importing_the_strategies(tmp_path: Path) -> None:
    code = "from hypothesis import find, strategies as st\nimport kontaktforloeb as k, sys\n"
    code += "assert 'kontaktforloeb.testing.citizens' not in sys.modules\n"
    code += (
        f"for name in {TYPES!r}:\n    print(type(find(st.from_type(getattr(k, name)), lambda value: True)).__name__)"
    )
    assert run(code, tmp_path).split() == list(TYPES)


def test_what_hypothesis_loads_at_its_start_is_light(tmp_path: Path) -> None:
    code = "import hypothesis, sys\nprint(*sorted(name for name in sys.modules if name.startswith('kontaktforloeb')))"
    loaded = run(code, tmp_path).split()
    assert "kontaktforloeb.testing.registered" in loaded
    assert not [name for name in loaded if "rulebook" in name or name.endswith((".citizens", ".words", ".checking"))]


def test_importing_the_library_or_the_package_loads_no_hypothesis() -> None:
    code = "import sys, kontaktforloeb, kontaktforloeb.testing\n"
    code += "print('hypothesis' in sys.modules, 'pytest' in sys.modules)"
    assert run(code) == "False False"


def test_without_hypothesis_the_extra_is_named() -> None:
    code = "import sys; sys.modules['hypothesis'] = None\nimport kontaktforloeb.testing as kt\n"
    code += "try:\n    kt.cases\nexcept ImportError as error:\n    print(error)"
    assert run(code) == "kontaktforloeb.testing.cases needs Hypothesis: install kontaktforloeb[testing]"


def test_every_public_name_is_there_and_documented() -> None:
    code = "import kontaktforloeb.testing as kt\nprint(*(name for name in kt.__all__ if not getattr(kt, name).__doc__))"
    assert run(code) == ""


def test_a_name_that_is_not_there_is_an_ordinary_error() -> None:
    code = "import kontaktforloeb.testing as kt\nprint(hasattr(kt, 'casess'), 'cases' in dir(kt))"
    assert run(code) == "False True"


@settings(max_examples=10, deadline=None)
@given(st.builds(Case, citizen=st.just("K00007"), spells=st.just([])))
def test_a_case_can_still_be_built_from_its_parts(case: Case) -> None:
    assert case.citizen == "K00007"
