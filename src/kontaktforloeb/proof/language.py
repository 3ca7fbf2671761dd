"""Formulas as text in the language that solvers read (SMT-LIB 2): building text is cheap, and it has no package."""

from __future__ import annotations

from collections.abc import Iterable

Formula = str
"""A truth value."""

Term = int | str
"""A day: a number, or what stands for one."""

TRUE, FALSE = "true", "false"


def either(formulas: Iterable[Formula]) -> Formula:
    """Give that one of some formulas holds.

    >>> either(["a", "false", "b"]), either([]), either(["a", "true"])
    ('(or a b)', 'false', 'true')
    """
    left = dict.fromkeys(formulas)
    left.pop(FALSE, None)
    if TRUE in left:
        return TRUE
    return FALSE if not left else next(iter(left)) if len(left) == 1 else f"(or {' '.join(left)})"


def every(*formulas: Formula) -> Formula:
    """Give that all of some formulas hold.

    >>> every("a", "true", "b"), every(), every("a", "false")
    ('(and a b)', 'true', 'false')
    """
    left = dict.fromkeys(formulas)
    left.pop(TRUE, None)
    if FALSE in left:
        return FALSE
    return TRUE if not left else next(iter(left)) if len(left) == 1 else f"(and {' '.join(left)})"


def no(formula: Formula) -> Formula:
    """Give that a formula does not hold.

    >>> no("a"), no("(not a)"), no("true")
    ('(not a)', 'a', 'false')
    """
    if formula in (TRUE, FALSE):
        return FALSE if formula == TRUE else TRUE
    return formula[5:-1] if formula.startswith("(not ") else f"(not {formula})"


def implies(one: Formula, other: Formula) -> Formula:
    """Give that where one formula holds, another does."""
    return TRUE if one == FALSE or other == TRUE else other if one == TRUE else f"(=> {one} {other})"


def same(one: Term, other: Term) -> Formula:
    """Give that two values, or two days, are the same."""
    return f"(= {number(one)} {number(other)})"


def at_most(most: int, formulas: Iterable[Formula]) -> Formula:
    """Give that no more than so many formulas hold."""
    left = list(formulas)
    return TRUE if len(left) <= most else f"((_ at-most {most}) {' '.join(left)})"


def not_after(one: Term, other: Term) -> Formula:
    """Give that a day is not after another.

    >>> not_after(3, 4), not_after("d", 4), not_after("d", -1)
    ('true', '(<= d 4)', '(<= d (- 1))')
    """
    if isinstance(one, int) and isinstance(other, int):
        return TRUE if one <= other else FALSE
    return f"(<= {number(one)} {number(other)})"


def before(one: Term, other: Term) -> Formula:
    """Give that a day is before another."""
    return no(not_after(other, one))


def plus(day: Term, more: int) -> Term:
    """Give the day so many days later."""
    if isinstance(day, int):
        return day + more
    return day if more == 0 else f"(+ {day} {number(more)})"


def number(term: Term) -> str:
    """Give a day as the language writes it."""
    if isinstance(term, str):
        return term
    return str(term) if term >= 0 else f"(- {-term})"
