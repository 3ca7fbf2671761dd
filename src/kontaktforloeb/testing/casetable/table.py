"""The case table: every case, and what must come out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, partial
from typing import Protocol

import attrs

from kontaktforloeb.checking import check
from kontaktforloeb.errors import UnknownNameError
from kontaktforloeb.findings import Finding
from kontaktforloeb.rulebook.registry import Rulebook, load_rules, with_values
from kontaktforloeb.testing.casetable.examples import Examples, examples, of_examples
from kontaktforloeb.testing.casetable.generated import generated
from kontaktforloeb.testing.casetable.model import PLAIN, Category, Setting, Suite, TableCase
from kontaktforloeb.testing.casetable.named import caseload, conformance
from kontaktforloeb.testing.casetable.worked import worked


@attrs.frozen(eq=False)
class CaseTable:
    """Every case of the table, in the order of the suites."""

    cases: tuple[TableCase, ...]
    rulebook: Rulebook = attrs.field(repr=False)

    @property
    def left_out(self) -> dict[str, int]:
        """What named cases there are that are none of the table, and how many."""
        return {"examples-about-many": _examples().about_many}

    def findings(self, case: TableCase, as_of: date) -> tuple[Finding, ...]:
        """Give what must come out of a case as of a day."""
        return judged(case, as_of, self.rulebook)


@cache  # Making it takes seconds, and nobody can change it.
def case_table(*suites: str) -> CaseTable:
    """Give the case table of the rules that ship with the library, or some suites of it.

    Raises `RuleFileError` where a bundled file is bad, `UnknownNameError` for a suite that is not there.

    >>> len(case_table("conformance").cases)
    125
    """
    known = [str(suite) for suite in Suite]
    for name in suites:
        if name not in known:
            raise UnknownNameError(what="suite", name=name, known=known)
    cases = [case for suite in Suite if not suites or suite in suites for case in _cases_of(suite)]
    return CaseTable(tuple(cases), load_rules())


@cache  # As above.
def _examples() -> Examples:
    return examples(load_rules())


@cache  # As above.
def _cases_of(suite: Suite) -> tuple[TableCase, ...]:
    rulebook = load_rules()
    match suite:
        case Suite.LAW | Suite.SCHEDULES:
            return tuple(generated(rulebook, _examples().values, law=suite is Suite.LAW))
        case Suite.CONFORMANCE:
            return tuple(conformance(rulebook))
        case Suite.WORKED:
            return tuple(worked())
        case Suite.EXAMPLES:
            return tuple(of_examples(_examples(), rulebook))
        case Suite.CASELOAD:
            return tuple(caseload(rulebook))


def judged(case: TableCase, as_of: date, rulebook: Rulebook) -> tuple[Finding, ...]:
    """Give the findings on a case, by what it is to be judged by."""
    conventions, readings = case.setting.read()
    return check(
        case.case,
        as_of=as_of,
        rulebook=book_of(rulebook, case.setting),
        rules=case.setting.rules,
        conventions=conventions,
        readings=readings,
    ).findings


def book_of(rulebook: Rulebook, setting: Setting) -> Rulebook:
    """Give the rules with the values that a setting gives to parameters."""
    return rulebook if not setting.values else _with_values(rulebook, Setting(values=setting.values))


@cache  # A handful of settings, and making one reads a rule file again.
def _with_values(rulebook: Rulebook, setting: Setting) -> Rulebook:
    for name in sorted({name for name, _, _ in setting.values}):
        rulebook = with_values(rulebook, name, setting.given(name))
    return rulebook


class Chosen(Protocol):
    """What a case tells that is chosen by: one in memory, or one of an exported folder."""

    @property
    def id(self) -> str:
        """The id of the case."""

    @property
    def suite(self) -> str:
        """Where it comes from."""

    @property
    def category(self) -> str:
        """What it tries."""

    @property
    def rulesets(self) -> tuple[str, ...]:
        """The rule sets that it is about."""

    @property
    def requirement(self) -> str:
        """The duty that it is about, if it is about one."""

    @property
    def groups(self) -> frozenset[str]:
        """The target groups of the citizen."""

    @property
    def setting(self) -> Setting:
        """By what it is judged."""


def _words(given: Iterable[str]) -> frozenset[str]:
    return frozenset(map(str, given))


@attrs.frozen
class Choice:
    """Which cases, and which of their findings; nothing said is all of them."""

    suites: frozenset[str] = attrs.field(default=frozenset(), converter=_words)
    categories: frozenset[str] = attrs.field(default=frozenset(), converter=_words)
    rules: frozenset[str] = attrs.field(default=frozenset(), converter=_words)
    requirements: frozenset[str] = attrs.field(default=frozenset(), converter=_words)
    groups: frozenset[str] = attrs.field(default=frozenset(), converter=_words)
    ids: frozenset[str] = attrs.field(default=frozenset(), converter=_words)
    only_plain: bool = False

    def check(self, cases: Iterable[Chosen]) -> None:
        """Raise `UnknownNameError` for a word that no case has, with the nearest that one has."""
        every = list(cases)
        lists = (
            (self.suites, {str(word) for word in Suite}, partial(UnknownNameError, what="suite")),
            (self.categories, {str(word) for word in Category}, partial(UnknownNameError, what="category")),
            (self.rules, {name for own in every for name in own.rulesets}, partial(UnknownNameError, what="rule set")),
            (self.requirements, {own.requirement for own in every}, partial(UnknownNameError, what="requirement")),
            (
                self.groups,
                {name for own in every for name in own.groups},
                partial(UnknownNameError, what="target group"),
            ),
            (self.ids, {own.id for own in every}, partial(UnknownNameError, what="case")),
        )
        for asked, known, error in lists:
            for name in sorted(asked - known):
                raise error(name=name, known=sorted(known))

    def takes(self, case: Chosen) -> bool:
        """Tell whether a case is among those that are chosen."""
        return (
            (not self.suites or case.suite in self.suites)
            and (not self.categories or case.category in self.categories)
            and (not self.rules or not self.rules.isdisjoint(case.rulesets))
            and (not self.requirements or case.requirement in self.requirements)
            and (not self.groups or case.groups <= self.groups)
            and (not self.ids or case.id in self.ids)
            and (not self.only_plain or case.setting == PLAIN)
        )

    def table(self) -> CaseTable:
        """Give as much of the case table as the choice may take of.

        Raises `UnknownNameError` for a suite that is not there.
        """
        return case_table(*sorted(self.suites))

    def of(self, table: CaseTable) -> Iterator[TableCase]:
        """Give the cases that are chosen.

        Raises `UnknownNameError` for a word that no case has.
        """
        self.check(table.cases)
        return (case for case in table.cases if self.takes(case))
