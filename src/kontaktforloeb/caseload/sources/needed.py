"""Packages that only some sources need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kontaktforloeb.errors import CaseloadError, Problem

_EXTRAS = {"fastexcel": "caseload", "pyarrow": "caseload", "duckdb": "duckdb", "psycopg": "postgres"}


def needed(module: str, where: str) -> Any:
    """Give a module that the source `where` cannot be read without.

    Raises `CaseloadError`, with the extra that brings it, where it is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        what, expected = "reading this takes the package {module}", "pip install 'kontaktforloeb[{extra}]'"
        facts = {"module": module, "extra": _EXTRAS[module]}
        raise CaseloadError([Problem(what, where, expected=expected, facts=facts)]) from None
