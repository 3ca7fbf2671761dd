"""A pytest plugin that holds any engine against the case table.

It is there in every run of pytest where this library is installed, and loads neither rules nor an engine before a test
asks for one of its fixtures. docs/case-table.md tells how it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import pytest

if TYPE_CHECKING:
    from kontaktforloeb.testing.engines import CaseTable, Choice, Comparison, Given, TableCase
    from kontaktforloeb.texts import Lang

MARK = "kontaktforloeb"
CASE = "kontaktforloeb_case"
_MARKER = (
    f"{MARK}(suites, categories, rules, requirements, groups, cases, columns, settings, lang): which cases of the case "
    "table a test is about, and what of their findings is compared"
)
_LISTS = ("suites", "categories", "rules", "requirements", "groups", "cases", "columns")
_WORDS = (*_LISTS, "settings", "lang")
_LANGUAGES = ("da", "en")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", _MARKER)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a case once for each that its marker chooses.

    Where none is chosen the test is there once, and fails with why: the other tests of the file run all the same.
    """
    if CASE in metafunc.fixturenames:
        try:
            cases = _chosen(_said(metafunc.definition))
        except pytest.UsageError as error:
            metafunc.parametrize(CASE, [_NoCase(str(error))], ids=["no-case"])
        else:
            metafunc.parametrize(CASE, cases, ids=[case.id for case in cases])


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail a test for which no case was chosen, before any of its fixtures is made."""
    own = getattr(getattr(item, "callspec", None), "params", {}).get(CASE)
    if isinstance(own, _NoCase):
        pytest.fail(own.why, pytrace=False)


class _NoCase(NamedTuple):
    """What a test that asks for a case has where there is none: why not."""

    why: str


@pytest.fixture(scope="session")
def kontaktforloeb_table() -> CaseTable:
    """Give the whole case table."""
    from kontaktforloeb.testing.engines import case_table  # noqa: PLC0415 (only where a test asks for it)

    return case_table()


@pytest.fixture
def kontaktforloeb_cases(request: pytest.FixtureRequest) -> list[TableCase]:
    """Give the cases that the test's marker chooses."""
    return _chosen(_said(request.node))


@pytest.fixture(scope="session")
def kontaktforloeb_asked() -> dict[Any, Any]:
    """Give what commands were asked already: a command is run once for all cases of a test, not once for each."""
    return {}


@pytest.fixture
def kontaktforloeb_agree(request: pytest.FixtureRequest, kontaktforloeb_asked: dict[Any, Any]) -> Agree:
    """Give what fails the test where an engine differs from the cases that its marker chooses.

    `kontaktforloeb_agree(engine)` takes the case of the test, or all that are chosen where it has none; with
    `drawn=200, seed=1` so many citizens drawn from them instead.
    """
    own = request.getfixturevalue(CASE) if CASE in request.fixturenames else None
    return Agree(_said(request.node), own, kontaktforloeb_asked)


class Agree(NamedTuple):
    """Holds engines against the cases of a test."""

    said: _Said
    own: TableCase | None
    asked: dict[Any, Any]

    def __call__(self, engine: Given, *, drawn: int = 0, seed: int = 1) -> Comparison:
        """Give how an engine compares; fail the test where it differs, or where there is nothing to compare."""
        from kontaktforloeb.errors import KontaktforloebError  # noqa: PLC0415 (only where a test asks for it)
        from kontaktforloeb.testing.engines import told  # noqa: PLC0415 (as above)

        try:
            found = self._compared(engine, drawn, seed)
        except KontaktforloebError as error:
            pytest.fail(error.text(self.said.lang), pytrace=False)
        if not found.equal:
            pytest.fail(told(found, self.said.lang), pytrace=False)
        return found

    def _compared(self, engine: Given, number: int, seed: int) -> Comparison:
        from kontaktforloeb.testing.engines import Command, compare_engine, drawn  # noqa: PLC0415 (as above)

        columns, choice = self.said.columns, self.said.choice
        if number:
            base = [self.own] if self.own is not None else _chosen(self.said)
            cases = sorted(drawn(base, number, seed), key=lambda case: sum(map(len, case.rows.values())))
            return compare_engine(engine, cases, columns=columns, choice=choice)
        if self.own is None or not isinstance(engine, Command):
            cases = [self.own] if self.own is not None else _chosen(self.said)
            return compare_engine(engine, cases, columns=columns, choice=choice)
        known = (engine, self.said)
        if known not in self.asked:
            self.asked[known] = compare_engine(engine, _chosen(self.said), columns=columns, choice=choice)
        return _of_one(self.asked[known], self.own.id)


def _of_one(found: Comparison, name: str) -> Comparison:
    from attrs import evolve  # noqa: PLC0415 (pytest starts without it)

    own = tuple(difference for difference in found.differences if difference.case.id == name)
    return evolve(found, cases=1, differences=own, not_asked=0)


class _Said(NamedTuple):
    """What the marker of a test says."""

    choice: Choice
    columns: tuple[str, ...]
    lang: Lang


def _said(node: Any) -> _Said:
    """Give what the markers of a test say; the nearest one has the last word.

    Raises `pytest.UsageError` for a word that is not known.
    """
    from kontaktforloeb.errors import KontaktforloebError, nearest  # noqa: PLC0415 (only where a test asks for it)
    from kontaktforloeb.testing.casetable.wanted import columns_of  # noqa: PLC0415 (as above)
    from kontaktforloeb.testing.engines import Choice  # noqa: PLC0415 (as above)

    said: dict[str, Any] = {}
    for mark in reversed(list(node.iter_markers(MARK))):
        if mark.args:
            _refuse(f"{node.nodeid}: {MARK} takes named arguments only: {', '.join(_WORDS)}")
        said |= mark.kwargs
    for name in said:
        if name not in _WORDS:
            near = nearest(name, _WORDS)
            hint = f"; did you mean '{near}'?" if near else ""
            _refuse(f"{node.nodeid}: {MARK} has no argument '{name}'{hint}")
    lists = {name: _list(said.get(name, ())) for name in _LISTS}
    lang = said.get("lang", "en")
    if lang not in _LANGUAGES:
        _refuse(f"{node.nodeid}: lang is one of {', '.join(_LANGUAGES)}")
    choice = Choice(
        lists["suites"], lists["categories"], lists["rules"], lists["requirements"], lists["groups"], lists["cases"],
        only_plain=not said.get("settings", False),
    )  # fmt: skip
    try:
        columns = columns_of(lists["columns"])
    except KontaktforloebError as error:
        _refuse(f"{node.nodeid}: {error}")
    return _Said(choice, columns, lang)


def _refuse(said: str) -> NoReturn:
    raise pytest.UsageError(said) from None


def _list(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(map(str, given))


def _chosen(said: _Said) -> list[TableCase]:
    from kontaktforloeb.errors import KontaktforloebError  # noqa: PLC0415 (only where a test asks for it)

    try:
        cases = list(said.choice.of(said.choice.table()))
    except KontaktforloebError as error:
        _refuse(str(error))
    if not cases:
        _refuse(f"{MARK}: no case is as asked for")
    return cases
