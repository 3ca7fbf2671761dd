"""Bugs that are planted into a copy of the engine: each replaces some words of its source by others.

The source of a module is changed, compiled anew, and its functions run in place of the engine's own for as long as the
bug is there. A bug whose words are not in the source any more is an error: it would test nothing.
"""

from __future__ import annotations

import tomllib
import types
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import kontaktforloeb

PACKAGE = "kontaktforloeb"
SOURCE = Path(kontaktforloeb.__file__).parent


class Change(NamedTuple):
    """Words of a module, by its path under the package, and what stands there instead."""

    path: str
    old: str
    new: str


class Bug(NamedTuple):
    """A bug: its name, what it does, the category of the cases that are made for it, and where it is."""

    name: str
    does: str
    category: str
    changes: tuple[Change, ...]


def _bugs() -> tuple[Bug, ...]:
    told = tomllib.loads(Path(__file__).with_name("planted_bugs.toml").read_text("utf-8"))["bug"]
    return tuple(
        Bug(own["name"], own["does"], own["category"], tuple(Change(**change) for change in own["change"]))
        for own in told
    )


BUGS = _bugs()


def changed_files(bug: Bug) -> dict[str, str]:
    """Give the changed source of every module that a bug is in."""
    texts: dict[str, str] = {}
    for change in bug.changes:
        text = texts.get(change.path) or (SOURCE / change.path).read_text("utf-8")
        assert text.count(change.old) == 1, (
            f"{bug.name}: {change.path} has {text.count(change.old)} times: {change.old}"
        )
        texts[change.path] = text.replace(change.old, change.new)
    return texts


# --- In this process


def _functions(value: Any, module: str) -> Iterator[tuple[str, types.FunctionType]]:
    """Give the functions of a module or a class, those behind properties and caches among them, by a name."""
    for name, own in vars(value).items():
        found = getattr(own, "__wrapped__", own)
        found = own.fget if isinstance(own, property) else found
        if isinstance(own, staticmethod | classmethod):
            found = own.__func__
        if isinstance(found, types.FunctionType) and found.__module__ == module:
            yield f"{getattr(value, '__qualname__', '')}.{name}", found
        elif isinstance(own, type) and own.__module__ == module:
            yield from _functions(own, module)
        elif isinstance(own, dict):
            for key, item in own.items():
                if isinstance(item, types.FunctionType) and item.__module__ == module:
                    yield f"{name}[{key}]", item


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """Run the engine with a bug in it, and put everything back at the end."""
    before: list[tuple[types.FunctionType, types.CodeType]] = []
    try:
        for path, text in changed_files(bug).items():
            name = f"{PACKAGE}.{path.removesuffix('.py').replace('/', '.')}"
            original = import_module(name)
            copy = types.ModuleType(name)
            copy.__file__ = original.__file__
            # Values that are made of the module's classes are registered by its name: the copy must not take its place.
            exec(compile(text, str(original.__file__), "exec", dont_inherit=True), copy.__dict__)  # noqa: S102 (our own source)
            theirs = dict(_functions(copy, name))
            for key, function in _functions(original, name):
                other = theirs[key]
                if function.__code__.co_filename == original.__file__ and function.__code__ != other.__code__:
                    before.append((function, function.__code__))
                    function.__code__ = other.__code__
        assert before, f"{bug.name} changes no function"
        _forget()
        yield
    finally:
        for function, code in before:
            function.__code__ = code
        _forget()


_REMEMBER = ("dates", "clocks", "points", "plan", "matching", "facts", "courses", "evaluate", "buckets")


def _forget() -> None:
    """Empty what the engine keeps in memory of days and matches."""
    for name in _REMEMBER:
        for value in vars(import_module(f"{PACKAGE}.{name}")).values():
            clear = getattr(value, "cache_clear", None)
            if clear is not None:
                clear()
