"""The law's rule files as their TOML says it, for the slow definition: no value here has gone through the library.

Written from docs/rules.md. A key or word that this reading does not know is an error and never skipped: what it would
have said would be missing from the comparison.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import attrs

RULES = Path(__file__).parent.parent / "rules"

Raw = dict[str, Any]

# What a key says when it is not about verdicts: texts, sources, how sure the rule is, what it stands for.
SILENT = frozenset({"title", "reference", "certainty", "coverage", "note", "checks"})
FILE_KEYS = frozenset(
    {
        "id", "title", "kind", "valid_from", "valid_to", "status", "dating", "checked_on", "source", "note", "checks",
        "change_expected", "only_by_name", "transition", "match", "phase", "default", "requirement",
    }
)  # fmt: skip
COMMON_KEYS = SILENT | {
    "id", "kind", "duty", "level", "role", "share", "clock", "applies_to", "when", "not_required", "not_waived_by",
    "suspend", "opens", "due", "held_from", "held_to", "ends_on", "judged_by", "phase", "reset_on", "exit_on",
}  # fmt: skip
KIND_KEYS = {
    "count": COMMON_KEYS | {"match", "count", "steps", "per", "besides", "any_of", "pause"},
    "gap": COMMON_KEYS | {"match", "longest", "any_of", "besides"},
    "each": COMMON_KEYS | {"match", "slots", "from_slot", "require"},
}
POINT_KEYS = frozenset(
    {"anchor", "days", "weeks", "months", "week", "accumulated_weeks", "months_before", "plus_days", "day_after"}
)
TABLE_KEYS = {
    "applies_to": frozenset({"groups", "event", "no_event", "meeting", "exemption", "began"}),
    "when": frozenset({"age_from", "age_below", "facts", "ever"}),
    "share": frozenset({"at_least", "of"}),
    "opens": POINT_KEYS,
    "due": POINT_KEYS,
    "longest": frozenset({"days", "weeks", "months"}),
    "require": frozenset({"form", "held_by", "with"}),
    "transition": frozenset({"default", "groups"}),
}
LIST_KEYS = {
    "not_required": frozenset(
        {"event", "no_event", "meeting", "no_meeting", "count", "held_to", "began_by_change_among", "earlier_course"}
    ),
    "suspend": frozenset({"from", "to"}),
    "pause": frozenset({"from", "to"}),
    "steps": frozenset({"count", "due"}),
    "any_of": frozenset({"match", "event", "opens"}),
}
WAY_KEYS = frozenset({"type", "held_by", "with", "form", "not_form", "individual", "event", "value"})
CHOICES = {
    "kind": frozenset(KIND_KEYS),
    "duty": frozenset({"individual", "group"}),
    "level": frozenset({"krav", "norm", "raad"}),
    "clock": frozenset({"calendar", "accumulated"}),
    "judged_by": frozenset({"rules", "person"}),
    "per": frozenset({"month", "year"}),
}
MODES = frozenset({"previous", "this", "both"})
WORD_KEYS = {
    "group": frozenset({"id", "title", "number", "benefit", "clock", "starts_on"}),
    "restart": frozenset({"id", "from", "to"}),
    "handover": frozenset({"id", "hour_kinds", "hours"}),
    "holder": frozenset({"id", "same_as"}),
    "meeting_type": frozenset({"id", "dfdg", "with"}),
    "form": frozenset({"id"}),
    "meeting_status": frozenset({"id", "held", "booked"}),
    "exemption": frozenset({"id", "waives", "groups", "duty"}),
    "event": frozenset({"id", "title", "if_missing"}),
    "convention": frozenset({"id", "title", "question", "reference", "default", "reading"}),
}
GRUNDLAG_KEYS = frozenset(WORD_KEYS) | {
    "id", "kind", "title", "valid_from", "status", "source", "checked_on", "continuity", "accumulated", "working_days",
}  # fmt: skip
ACCUMULATED_KEYS = frozenset(
    {
        "placement_event", "break_months", "kept_by_hours", "hour_kinds", "other_hour_kinds", "insured_if_missing",
        "insured", "dead",
    }
)  # fmt: skip


class NotReadError(AssertionError):
    """A rule file, or a made-up citizen, says something that the slow definition has no reading of."""


@attrs.frozen(eq=False)
class Version:
    """One file of a law: its head, what it calls meetings, and its duties with the defaults filled in."""

    head: Raw
    ways: dict[str, list[Raw]]
    duties: tuple[Raw, ...]

    @property
    def law(self) -> str:
        return str(self.head["id"])

    @property
    def first(self) -> date:
        day: date = self.head["valid_from"]
        return day

    @property
    def last(self) -> date:
        """The last day in force; without one, the last day there is."""
        day: date = self.head.get("valid_to", date.max)
        return day

    def mode(self, group: str) -> str:
        """Give what the version says of courses of a group that were running when it came."""
        transition = self.head.get("transition", {})
        mode: str = transition.get("groups", {}).get(group, transition.get("default", "previous"))
        return mode


class Words:
    """What the files of kind grundlag say: entries by kind and id, each from a day on."""

    def __init__(self, files: Iterable[Raw]) -> None:
        self._tables: dict[str, list[Any]] = {}
        self._dated: dict[tuple[str, str], list[tuple[date, Raw]]] = {}
        self._first: dict[str, date] = {}
        for file in sorted(files, key=lambda file: file["valid_from"]):
            for kind, said in file.items():
                self._tables.setdefault(kind, []).append(said)
                for entry in said if isinstance(said, list) else ():
                    self._first.setdefault(kind, file["valid_from"])
                    self._dated.setdefault((kind, entry["id"]), []).append((file["valid_from"], entry))

    def dated(self, kind: str, name: str) -> list[tuple[date, Raw]]:
        """Give every entry of an id, oldest first."""
        return self._dated.get((kind, name), [])

    def on(self, kind: str, name: str, day: date) -> Raw | None:
        """Give an entry as it is on a day; before its first version the first one says what the word means."""
        versions = self.dated(kind, name)
        known = [entry for since, entry in versions if since <= day]
        return known[-1] if known else versions[0][1] if versions else None

    def names(self, kind: str) -> list[str]:
        """Give the ids of a kind."""
        return sorted(name for other, name in self._dated if other == kind)

    def first_of(self, kind: str) -> date:
        """Give the day from which there are words of a kind."""
        return self._first[kind]

    def latest(self, kind: str) -> Any:
        """Give a table as its newest file has it."""
        return self._tables[kind][-1]


Readings = tuple[tuple[str, str], ...]
"""The readings that are chosen, by what they read, where they are not the default."""


class Rules(NamedTuple):
    """Every law in force, and the words, by one reading of each open point."""

    laws: dict[str, tuple[Version, ...]]
    words: Words


@cache
def _files() -> list[Raw]:
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(RULES.rglob("*.toml")) if _is_rules(path)]
    return [file for file in files if file.get("status") == "in-force"]


@cache
def rules(readings: Readings = ()) -> Rules:
    """Give the bundled laws under the default reading of every open point, or another one of some."""
    grundlag = [file for file in _files() if file["kind"] == "grundlag"]
    chosen = {entry["id"]: entry["default"] for file in grundlag for entry in file.get("convention", ())}
    chosen |= dict(readings)
    laws: dict[str, list[Version]] = {}
    for file in _files():
        if file["kind"] == "lov":
            laws.setdefault(file["id"], []).append(version_of(_read(file, chosen)))
    in_order = {name: tuple(sorted(laws[name], key=lambda version: version.first)) for name in sorted(laws)}
    return Rules(in_order, Words([_words_of(_read(file, chosen)) for file in grundlag]))


@cache
def other_readings() -> list[Readings]:
    """Give every reading that is not the default, of what a law or the words leave open, one at a time."""
    read = [file for file in _files() if file["kind"] in {"lov", "grundlag"}]
    named = {point for file in read for point in _named(file)}
    points = [point for file in read for point in file.get("convention", ()) if point["id"] in named]
    return [
        ((point["id"], reading["id"]),)
        for point in points
        for reading in point["reading"]
        if reading["id"] != point["default"]
    ]


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reading"), str):
            yield value["reading"]
        for part in value.values():
            yield from _named(part)
    elif isinstance(value, list):
        for part in value:
            yield from _named(part)


def _is_rules(path: Path) -> bool:
    return not path.name.endswith(".examples.toml")


def _read(value: Any, chosen: Mapping[str, str]) -> Any:
    """Put the chosen reading wherever readings stand in place of a value; one that says nothing leaves the key out."""
    if isinstance(value, dict):
        return {name: _read(said, chosen) for name, part in value.items() for said in _said(part, chosen)}
    if isinstance(value, list):
        return [_read(said, chosen) for part in value for said in _said(part, chosen)]
    return value


def _said(part: Any, chosen: Mapping[str, str]) -> Iterator[Any]:
    if isinstance(part, dict) and isinstance(part.get("reading"), str):
        reading = chosen[part["reading"]]
        if reading in part:
            yield from _said(part[reading], chosen)
    else:
        yield part


def _words_of(file: Raw) -> Raw:
    where = f"{file['id']}/{file['valid_from']}"
    known(file, GRUNDLAG_KEYS, where)
    known(file.get("accumulated", {}), ACCUMULATED_KEYS, where)
    for kind, keys in WORD_KEYS.items():
        for entry in file.get(kind, ()):
            known(entry, keys, f"{where}: {kind} {entry['id']}")
    return file


# --- A file of a law


def version_of(file: Raw) -> Version:
    """Give a version from what its file says, or raise for what is not read."""
    where = f"{file['id']}/{file['valid_from']}"
    known(file, FILE_KEYS, where)
    known(file.get("transition", {}), TABLE_KEYS["transition"], where)
    modes = {
        file.get("transition", {}).get("default", "previous"),
        *file.get("transition", {}).get("groups", {}).values(),
    }
    among(modes, MODES, where)
    for name, ways in file.get("match", {}).items():
        for way in ways:
            known(way, WAY_KEYS, f"{where}: match.{name}")
    for phase in file.get("phase", ()):
        known(phase, {"id", "title", "opens", "ends"}, f"{where}: phase")
        known({**phase["opens"], **phase.get("ends", {})}, POINT_KEYS, f"{where}: phase")
    duties = tuple(_duty(own, file.get("default", {}), where) for own in file["requirement"])
    return Version(file, file.get("match", {}), duties)


def _duty(own: Raw, default: Raw, where: str) -> Raw:
    kind = str(own.get("kind", default.get("kind")))
    where = f"{where}: {own['id']}"
    among({kind}, CHOICES["kind"], where)
    duty: Raw = {name: value for name, value in default.items() if name in KIND_KEYS[kind]} | own
    known(duty, KIND_KEYS[kind], where)
    for name, words in CHOICES.items():
        among({duty[name]} if name in duty else set(), words, f"{where}: {name}")
    for name, keys in TABLE_KEYS.items():
        known(duty.get(name, {}), keys, f"{where}: {name}")
    for name, keys in LIST_KEYS.items():
        for entry in duty.get(name, ()):
            known(entry, keys, f"{where}: {name}")
            for point in ("due", "opens"):
                known(entry.get(point, {}), POINT_KEYS, f"{where}: {name}")
    return duty


def known(table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    """Raise if a table has a key that is not read."""
    among(table.keys(), keys, where)


def among(words: Iterable[str], known_words: Iterable[str], where: str) -> None:
    """Raise if one of the words is not read."""
    unread = sorted(set(words) - set(known_words))
    if unread:
        raise NotReadError(where, unread)
