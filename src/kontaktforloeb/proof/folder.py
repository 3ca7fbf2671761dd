"""A counterexample as a caseload: a folder that `check` and `explain` read, with its drawing."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.files import together, whole
from kontaktforloeb.model import Case
from kontaktforloeb.proof.picture import svg
from kontaktforloeb.proof.values import Counterexample
from kontaktforloeb.texts import Lang

_UTF8 = "utf-8"
PICTURE = "picture.svg"


def check_folder(folder: Path) -> None:
    """Raise `OutOfRangeError` for a folder that no counterexample can be written to, before one is searched."""
    facts: dict[str, object] = {"folder": folder}
    expected = "a new folder, or one that a counterexample was written to before"
    if folder.exists() and not folder.is_dir():
        raise OutOfRangeError("'{folder}' is no folder", expected, facts)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / PICTURE).is_file():
        raise OutOfRangeError("there are other things in '{folder}'", expected, facts)
    # What is missing above it is made, too.
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise OutOfRangeError("nothing can be written to '{folder}'", expected, facts)


def write_counterexample(shown: Counterexample, folder: Path, lang: Lang) -> None:
    """Write the case as tables, and the drawing; all of the files or none."""
    folder.mkdir(parents=True, exist_ok=True)
    with together() as files:
        for name, (columns, rows) in tables_of(shown.case).items():
            with whole(folder / f"{name}.csv", _UTF8, files) as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(columns)
                writer.writerows([row.get(column, "") for column in columns] for row in rows)
        with whole(folder / PICTURE, _UTF8, files) as file:
            file.write(svg(shown, lang))


def tables_of(case: Case) -> dict[str, tuple[tuple[str, ...], list[Mapping[str, object]]]]:
    """Give a case as the tables of a caseload, by name: their columns, and their rows."""
    citizen = {"citizen": case.citizen}
    spells: list[Mapping[str, object]] = [
        {**citizen, "group": own.group, "start": own.start, "end": own.end or ""} for own in case.spells
    ]
    meetings: list[Mapping[str, object]] = [
        {
            **citizen, "date": own.date, "type": own.type, "held_by": own.held_by, "with": _list(own.with_),
            "form": own.form or "", "individual": "" if own.individual is None else str(own.individual).lower(),
            "adviser": own.adviser or "", "topics": _list(own.topics), "agreements": _list(own.agreements),
            "minutes": _cell(own.minutes), "prep_minutes": _cell(own.prep_minutes), "prep_date": _cell(own.prep_date),
        }
        for own in case.meetings
    ]  # fmt: skip
    events: list[Mapping[str, object]] = [
        {**citizen, "event": own.event, "date": own.date, "value": own.value or ""} for own in case.events
    ]
    person = {
        **citizen, "birth_date": _cell(case.birth_date), "adviser": case.adviser or "", "insured": case.insured or "",
        "schedule": case.schedule or "",
    }  # fmt: skip
    return {
        "spells": (("citizen", "group", "start", "end"), spells),
        "meetings": (
            (
                "citizen", "date", "type", "held_by", "with", "form", "individual", "adviser", "topics", "agreements",
                "minutes", "prep_minutes", "prep_date",
            ),
            meetings,
        ),
        "events": (("citizen", "event", "date", "value"), events),
        "citizens": (("citizen", "birth_date", "adviser", "insured", "schedule"), [person]),
    }  # fmt: skip


def _list(words: Iterable[str]) -> str:
    return "|".join(words)


def _cell(value: object) -> object:
    return "" if value is None else value
