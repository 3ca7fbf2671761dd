"""The files of a folder: those that are tables, and those that are none and are told of."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kontaktforloeb.caseload.unseen import visible
from kontaktforloeb.errors import CaseloadError, Problem

TEXT, TYPED = ".csv", ".parquet"
"""The endings of tables, in capitals or not: systems write both."""


class Files(NamedTuple):
    """The tables of a folder by name, as text and typed, and the other files."""

    texts: dict[str, Path]
    typed: dict[str, Path]
    others: tuple[Path, ...]


def files_of(folder: Path) -> Files:
    """Give the files of a folder that are in sight, ordered by name; folders in it are left alone.

    Raises `CaseloadError` for every table that is there twice, and for a folder that cannot be looked into.
    """
    try:
        every = sorted(folder.iterdir())
    except OSError as error:
        raise CaseloadError([Problem("cannot be read ({why})", str(folder), facts={"why": error.strerror})]) from None
    found: dict[str, list[Path]] = {}
    others: list[Path] = []
    for path in (path for path in every if not path.name.startswith(".")):
        if path.suffix.lower() in (TEXT, TYPED):
            found.setdefault(path.stem, []).append(path)
        elif path.is_file():
            others.append(path)
    what = "the table is there twice, as {first} and as {second}"
    problems = [
        Problem(what, str(folder), key=name, facts={"first": visible(paths[0].name), "second": visible(paths[1].name)})
        for name, paths in sorted(found.items())
        if len(paths) > 1
    ]
    if problems:
        raise CaseloadError(problems)
    of_kind = {
        kind: {name: paths[0] for name, paths in found.items() if paths[0].suffix.lower() == kind}
        for kind in (TEXT, TYPED)
    }
    return Files(of_kind[TEXT], of_kind[TYPED], tuple(others))
