from __future__ import annotations

import subprocess
import sys

import pytest

import kontaktforloeb

HEAVY = ("polars", "pandas", "numpy", "pyarrow", "holidays", "click")
"""What a caller who imports the library to judge one case never waits for."""

WATCH = """
import sys

class Watch:
    asked = set()

    def find_spec(self, name, path=None, target=None):
        self.asked.add(name.partition(".")[0])

sys.meta_path.insert(0, Watch())
import kontaktforloeb
{then}
print(*sorted(Watch.asked & set({heavy!r})), sep="\\n")
"""


def asked_for(then: str = "") -> list[str]:
    """Give what of the heavy packages a fresh interpreter looks for, whether or not it is installed."""
    code = WATCH.format(heavy=HEAVY, then=then)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.split()


def test_the_public_names_are_these() -> None:
    assert sorted(kontaktforloeb.__all__) == [
        "Assessment",
        "Case",
        "Conventions",
        "CourseStatus",
        "Event",
        "Exemption",
        "Finding",
        "Hours",
        "KontaktforloebError",
        "Meeting",
        "Rulebook",
        "Spell",
        "Status",
        "check",
        "explain",
        "forecast",
        "load_rules",
        "prove",
        "prove_alone",
        "recheck_on",
        "repair",
    ]


@pytest.mark.parametrize("name", kontaktforloeb.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(kontaktforloeb, name).__doc__


def test_the_list_of_public_names_is_sorted_and_has_no_repeats() -> None:
    assert list(kontaktforloeb.__all__) == sorted(set(kontaktforloeb.__all__))


def test_importing_the_library_loads_none_of_the_heavy_packages() -> None:
    assert asked_for() == []


def test_a_name_is_a_function_or_a_class_whatever_is_imported_first() -> None:
    code = "import kontaktforloeb.commands.demo, kontaktforloeb.explanation, kontaktforloeb; print(*("
    code += "name for name in kontaktforloeb.__all__ if not callable(getattr(kontaktforloeb, name))))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_importing_the_library_loads_no_part_that_it_does_not_need() -> None:
    code = "import sys, kontaktforloeb; print(*(name for name in sys.modules if name.startswith('kontaktforloeb.')))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = {name.split(".")[1] for name in done.stdout.split()}
    assert loaded.isdisjoint({"measures", "statements", "report", "commands", "caseload", "cli"})


def test_judging_a_case_loads_none_of_the_heavy_packages() -> None:
    judging = (
        "case = kontaktforloeb.Case.from_dates('2022-01-03', 'kontanthjaelp-jobparat', held=['2022-01-10'])\n"
        "assert kontaktforloeb.check(case, as_of='2022-08-01').breaches"
    )
    assert asked_for(judging) == []


def test_the_watch_sees_what_is_loaded_and_what_is_only_looked_for() -> None:
    looking = "try:\n    import polars.nothing\nexcept ImportError:\n    pass\nimport holidays"
    assert {"holidays", "polars"} <= set(asked_for(looking))
