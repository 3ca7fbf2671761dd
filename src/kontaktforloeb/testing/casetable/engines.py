"""Engines under test: a Python function, or a command that reads our tables and writes findings."""

from __future__ import annotations

import csv
import json
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import attrs

from kontaktforloeb.errors import CaseloadError, OutOfRangeError, Problem, nearest
from kontaktforloeb.testing.casetable.cells import as_meant
from kontaktforloeb.testing.casetable.model import PLAIN, Setting, TableCase
from kontaktforloeb.testing.casetable.rows import columns, table_text
from kontaktforloeb.testing.casetable.wanted import COMPARED, KEY, cell, setting_json

Found = Iterable[Mapping[str, Any]]
_PLACES = ("tables", "findings")
_TIME = 120
_OF_A_COMMAND = ("citizen", "course", "requirement")
"""The columns without which nobody can say what a row is about; the day is said by the run."""
_LAST_LINES = 5
RUN = "run.json"
"""The file beside the tables that says the day, and by what is judged where that is not the default."""


@attrs.frozen
class Run:
    """What an engine is asked at once: citizens, a day, and by what they are to be judged."""

    cases: tuple[TableCase, ...] = attrs.field(repr=False)
    as_of: date
    setting: Setting = PLAIN


Engine = Callable[[Run], Found]
"""What takes a run and gives rows with the columns of the findings table."""


def calling(function: Callable[..., Iterable[Any]]) -> Engine:
    """Give the engine that a function is: it takes a case and a day, and gives findings.

    A finding is a mapping with the columns of the findings table, or a value with attributes of these names. A function
    with a parameter `setting` is told by what the case is to be judged; others are asked where that is the default.

    >>> from kontaktforloeb import check
    >>> engine = calling(lambda case, as_of: check(case, as_of=as_of).findings)
    """
    from inspect import signature  # noqa: PLC0415 (only here)

    takes_setting = "setting" in signature(function).parameters

    def engine(run: Run) -> Iterator[dict[str, Any]]:
        if not run.setting.plain and not takes_setting:
            what = "the function is asked for cases that are not judged by every default"
            raise OutOfRangeError(what, "a parameter 'setting', or a choice of the other cases alone")
        more = {"setting": run.setting} if takes_setting else {}
        for case in run.cases:
            for found in function(case.case, run.as_of, **more):
                yield {**_row(found), "citizen": case.citizen, "as_of": run.as_of}

    return engine


def _row(found: Any) -> dict[str, Any]:
    if isinstance(found, Mapping):
        return dict(found)
    return {name: getattr(found, name) for name in (*KEY, *COMPARED) if hasattr(found, name)}


@attrs.frozen
class Command:
    """A command that is an engine; `command` makes one."""

    words: tuple[str, ...]
    time: float
    folder: Path | None

    def __call__(self, run: Run) -> list[dict[str, str]]:
        """Give the findings that the command writes for a run.

        Raises `CaseloadError` where it cannot be run, ends with an error, or writes no file of findings.
        """
        with tempfile.TemporaryDirectory(prefix="kontaktforloeb-") as name:
            place = Path(name)
            tables, findings = place / "tables", place / "findings.csv"
            write_tables(tables, run)
            there = {"{tables}": str(tables), "{findings}": str(findings), "{as_of}": str(run.as_of)}
            _execute([_filled(word, there) for word in self.words], self.folder, self.time)
            rows = read_findings(findings, _OF_A_COMMAND)
        return [{"as_of": str(run.as_of), **row} for row in rows]


def command(words: str | Sequence[str], *, time: float = _TIME, folder: Path | None = None) -> Command:
    """Give the engine that a command is: it reads a folder of our tables and writes a file of findings.

    In the words `{tables}` stands for the folder, `{findings}` for the CSV file, `{as_of}` for the day; `run.json` in
    the folder says the day, too, and what the citizens are judged by. It runs in `folder`, and for at most `time`
    seconds.

    >>> engine = command("node adapter.mjs {tables} {as_of} {findings}")
    """
    given = tuple(shlex.split(words) if isinstance(words, str) else words)
    for place in _PLACES:
        if not any("{" + place + "}" in word for word in given):
            facts = {"place": "{" + place + "}"}
            raise OutOfRangeError("the command does not say where '{place}' goes", "a word '{place}' in it", facts)

    return Command(given, time, folder)


def engine_of(given: Engine | str | Callable[..., Iterable[Any]]) -> Engine:
    """Give the engine that something is: a command, the words of one, or a function of a case and a day."""
    if isinstance(given, str):
        return command(given)
    return given if isinstance(given, Command) else calling(given)


def _filled(word: str, there: Mapping[str, str]) -> str:
    for name, value in there.items():
        word = word.replace(name, value)
    return word


def _execute(words: Sequence[str], folder: Path | None, time: float) -> None:
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=time, check=False)  # noqa: S603 (it is the user's command)
    except OSError as error:
        facts: dict[str, object] = {"command": words[0], "why": error.strerror}
        raise CaseloadError([Problem("'{command}' cannot be run ({why})", expected=_RUNS, facts=facts)]) from None
    except subprocess.TimeoutExpired:
        facts = {"command": words[0], "time": time}
        raise CaseloadError(
            [Problem("'{command}' did not end in {time} seconds", expected=_RUNS, facts=facts)]
        ) from None
    if done.returncode:
        said = " / ".join(done.stderr.strip().splitlines()[-_LAST_LINES:])
        facts = {"command": words[0], "code": done.returncode, "said": said}
        raise CaseloadError([Problem("'{command}' ended with exit code {code}: {said}", expected=_RUNS, facts=facts)])


_RUNS = "a command that reads the tables and writes the findings"


def write_tables(folder: Path, run: Run) -> None:
    """Write the citizens of a run as a folder of tables."""
    folder.mkdir()
    for table in columns():
        rows = [row for case in run.cases for row in case.rows.get(table, ())]
        (folder / f"{table}.csv").write_text(table_text(table, rows), "utf-8")
    told = {"as_of": str(run.as_of), "setting": setting_json(run.setting)}
    (folder / RUN).write_text(json.dumps(told, ensure_ascii=False) + "\n", "utf-8")


def read_findings(path: Path, needed: Sequence[str] = (), columns: Sequence[str] = ()) -> list[dict[str, str]]:
    """Give the rows of a CSV file of findings, with commas or semicolons.

    The columns `needed` and `columns` must be there, with or without rows; days and numbers in them are read.
    Raises `CaseloadError` for a file that is not there, is no UTF-8, lacks a column, has one twice, or has a row that
    cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise CaseloadError([Problem("cannot be read ({why})", path.name, facts={"why": error.strerror})]) from None
    except UnicodeDecodeError:
        raise CaseloadError([Problem("this is no UTF-8", path.name, expected="a CSV file in UTF-8")]) from None
    if not text.strip():
        raise CaseloadError([Problem("the table is empty", path.name)])
    records = _records(text, path)
    _, first = next(records)
    header = [name.strip() for name in first]
    _check_header(header, tuple(dict.fromkeys((*needed, *columns))), path)
    found, places = [], []
    for number, cells in records:
        place = f"{path.name}:{number}"
        if len(cells) != len(header):
            raise CaseloadError([Problem("the row has more or fewer cells than the header", place)])
        found.append({name: cell(value) for name, value in zip(header, cells, strict=True)})
        places.append(place)
    named = {name for name in (*KEY, *needed) if name in header} if needed else ()
    return as_meant(found, list(dict.fromkeys((*named, *columns))), places)


def _records(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the header and the rows of a CSV file, each with the line that it begins on."""
    first = text.lstrip("\r\n").splitlines()[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            what, expected = "a cell is too long to be one", "a row a line, and each quotation mark with its partner"
            raise CaseloadError([Problem(what, f"{path.name}:{line}", expected=expected)]) from None
        if cells is None:
            return
        if cells:
            yield line, cells


def _check_header(header: Sequence[str], needed: Sequence[str], path: Path) -> None:
    problems = [
        Problem("the column is missing", path.name, name, nearest=nearest(name, header))
        for name in needed
        if name not in header
    ]
    twice = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    problems += [Problem("the column stands there twice", path.name, name) for name in twice]
    if problems:
        raise CaseloadError(problems)


def runs_of(cases: Iterable[TableCase]) -> list[Run]:
    """Give what an engine is asked for cases: those of one day and setting at once, in order of both."""
    asked: dict[tuple[str, date], list[TableCase]] = {}
    settings: dict[str, Setting] = {}
    for case in cases:
        settings[str(case.setting)] = case.setting
        for as_of in case.on:
            asked.setdefault((str(case.setting), as_of), []).append(case)
    return [Run(tuple(own), as_of, settings[name]) for (name, as_of), own in sorted(asked.items(), key=lambda i: i[0])]
