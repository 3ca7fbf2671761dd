"""Put together what a file says: its defaults, the file that it extends, the values of its parameters, and readings.

All of it happens on parsed TOML, before anything is looked at, so that a requirement reads the same however it came to
be. `home` leads a path of what was put together back to the place in the file that a person can mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from kontaktforloeb.errors import nearest
from kontaktforloeb.rulebook.kinds import SPEAKS_IN, Kind, ParameterType
from kontaktforloeb.rulebook.structure import Fault, Path

Raw = Mapping[str, Any]
_LISTS = ("requirement", "phase", "score")
"""The lists whose entries have an id: an entry of the extending file takes the place of the one it extends."""

_KEYED = ("match", "parameter", "set", "default")
_OWN = (
    "id",
    "valid_from",
    "checked_on",
    "valid_to",
    "change_expected",
    "transition",
    "checks",
    "published",
    "extends",
    "dating",
    "note",
)
"""What is said of one file alone and is not taken over."""

_SWITCH = "reading"
"""The key that makes of a table the values that one open point of the law has under each of its readings."""

_UNREAD = ("parameter", "set", "default")
"""What is no part of the file's content by itself."""

_NEVER_READ = (
    "id", "title", "kind", "valid_from", "valid_to", "status", "source", "checked_on", "dating", "note", "checks",
    "extends", "score", "published", "change_expected", "only_by_name",
)  # fmt: skip
"""The keys of a file in which no reading can stand: what tells versions apart, and what is said of the file itself."""

_NEVER_WHOLE = ("requirement", "phase", "match", "default")
"""The keys in which readings may stand, but not in place of everything."""

_LEFT_OUT = object()
_STAND_IN: Mapping[str, Any] = {ParameterType.NUMBER: 1, ParameterType.WORDS: ["?"]}
"""What stands where a parameter has no value, so that the rest can be read; nothing is judged by it."""


class Chosen(NamedTuple):
    """The reading that is chosen for an open point, among those that are known."""

    reading: str
    known: frozenset[str]


Readings = Mapping[str, Chosen]
"""For each open point the reading by which files are read."""


@attrs.frozen
class Composed:
    """What a file says in the end.

    `raw` still names parameters and open points where it uses them, so that another file can extend it; in `filled`
    they have values, and stand-ins where none is set: `open` names those by the path at which they stand.
    """

    raw: Raw
    filled: Raw
    open: Mapping[Path, str]
    faults: tuple[Fault, ...]
    _used: Mapping[Path, str]
    _own: Raw
    _places: Mapping[str | int, tuple[int | None, ...]]
    """For each entry of a list its place in the file itself, `None` where it is taken over."""
    _moved: Mapping[Path, Path] = attrs.field(factory=dict)
    """Where in `raw` what stands at a path of `filled` comes from, if a reading moved it."""

    def home(self, path: Path, *, about_key: bool = False) -> Path:
        """Give the path in the file itself that a path in `filled` comes from: its key, or the value there."""
        name = next((self._used[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._used), None)
        if name is not None and not about_key:
            given = [("set", name), ("parameter", name, "value")]
            # A value that stands nowhere in the file is the base's, or was set by whoever called.
            elsewhere: Path = ("extends",) if "extends" in self._own else ("set", name)
            return next((place for place in given if _there(self._own, place)), elsewhere)
        moved = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in self._moved), None)
        if moved is not None:
            path = (*self._moved[moved], *path[len(moved) :])
        if len(path) > 1 and path[0] in self._places and isinstance(path[1], int):
            place = self._places[path[0]][path[1]]
            if place is None:
                return ("extends",)
            if path[0] == "requirement" and len(path) > 2:  # noqa: PLR2004 (the key of a requirement)
                written = self._own["requirement"][place]
                if isinstance(written, Mapping) and path[2] not in written and _there(self._own, ("default", path[2])):
                    return ("default", *path[2:])
            return (path[0], place, *path[2:])
        return path if "extends" not in self._own or _there(self._own, path[:2]) else ("extends",)


def compose(
    own: Raw, base: Composed | None = None, values: Raw | None = None, readings: Readings | None = None,
    *, named: bool = True,
) -> Composed:  # fmt: skip
    """Give what a file says, over what `base` says where it extends one; `values` are set beside its own.

    Where neither a parameter nor an open point is `named` in the file, none is looked for.
    """
    raw: dict[str, Any] = dict(own)
    places: dict[str | int, tuple[int | None, ...]] = {}
    if base is not None:
        raw = {key: value for key, value in base.raw.items() if key not in _OWN} | raw
        for key in _KEYED:
            if key in base.raw and isinstance(own.get(key), Mapping):
                raw[key] = {**base.raw[key], **own[key]}
    entries = raw.get("requirement")
    if isinstance(own.get("requirement"), list):
        entries = _with_default(own["requirement"], raw.get("default"))
    for key in _LISTS:
        mine = entries if key == "requirement" else raw.get(key)
        if not isinstance(mine, list):
            continue
        taken_over = base.raw[key] if base is not None and key in base.raw else []
        placed = _placed(taken_over, mine if key in own else [])
        raw[key] = [entry for entry, _ in placed]
        places[key] = tuple(place for _, place in placed)
    return _filled(raw, own, places, values or {}, readings or {}, named=named or base is not None)


def read_words(own: Raw, readings: Readings) -> Composed:
    """Give what a file of words says by the readings that are chosen."""
    return _filled(dict(own), own, {}, {}, readings, named=True)


def _placed(base: Sequence[Any], mine: Sequence[Any]) -> list[tuple[Any, int | None]]:
    """Give the entries of two lists, each of mine in the place of the first of the base's of the same id."""
    by_id: dict[str, list[tuple[Any, int | None]]] = {}
    for place, entry in enumerate(mine):
        by_id.setdefault(_id_of(entry), []).append((entry, place))
    found: list[tuple[Any, int | None]] = []
    known = {_id_of(entry) for entry in base}
    replaced: set[str] = set()
    for entry in base:
        name = _id_of(entry)
        if name not in by_id:
            found.append((entry, None))
        elif name not in replaced:
            replaced.add(name)
            found += by_id[name]
    return found + [(entry, place) for place, entry in enumerate(mine) if _id_of(entry) not in known]


def _id_of(entry: Any) -> str:
    return str(entry.get("id")) if isinstance(entry, Mapping) else ""


def _with_default(entries: Sequence[Any], default: Any) -> list[Any]:
    if not isinstance(default, Mapping):
        return list(entries)
    return [{**_fitting(default, entry), **entry} if isinstance(entry, Mapping) else entry for entry in entries]


def _fitting(default: Raw, entry: Raw) -> Raw:
    """Give the defaults that say something in a requirement of its kind."""
    kind = entry.get("kind", default.get("kind"))
    # Of what a load counts its measure decides, and most count no meetings.
    spoken = {**SPEAKS_IN, "match": SPEAKS_IN["match"] - {Kind.LOAD}}
    return {key: value for key, value in default.items() if kind is None or str(kind) in spoken.get(key, (str(kind),))}


def _misplaced(raw: Raw) -> Iterator[Fault]:
    """Give the readings that stand where none can: for what tells versions apart, or for a whole entry of a list."""
    for key, value in raw.items():
        whole = isinstance(value, Mapping) and isinstance(value.get(_SWITCH), str)
        if (whole and key in _NEVER_WHOLE) or (key in _NEVER_READ and any(True for _ in open_points(value))):
            yield Fault((key,), f"no reading can stand for '{key}'", "the value itself")
        if key in _LISTS and isinstance(value, list):
            for index, entry in enumerate(value):
                if isinstance(entry, Mapping) and isinstance(entry.get(_SWITCH), str):
                    what = f"no reading can stand for a whole entry of '{key}'"
                    yield Fault((key, index), what, "an entry whose values are read, such as applies_to.groups")


def _filled(
    raw: dict[str, Any], own: Raw, places: Mapping[str | int, tuple[int | None, ...]], values: Raw, readings: Readings,
    *, named: bool,
) -> Composed:  # fmt: skip
    declared = raw.get("parameter")
    parameters: Raw = declared if isinstance(declared, Mapping) else {}
    own_set = raw.get("set")
    given: dict[str, Any] = {
        name: entry["value"] for name, entry in parameters.items() if isinstance(entry, Mapping) and "value" in entry
    }
    given |= dict(own_set) if isinstance(own_set, Mapping) else {}
    given |= values
    faults = [
        Fault(("set", name), f"no parameter '{name}' is declared", "", nearest(name, parameters))
        for name in given
        if name not in parameters
    ]
    if not parameters and not named:
        return Composed(raw, raw, {}, tuple(faults), {}, own, places)
    misplaced = list(_misplaced(own))
    if misplaced:
        # What is wrong as a whole is not looked into.
        wrong = {fault.path[0] for fault in misplaced}
        return Composed(raw, {k: v for k, v in raw.items() if k not in wrong}, {}, tuple(misplaced), {}, own, places)
    filling = _Filling(parameters, given, readings, faults)
    filled = {key: value if key in _UNREAD else filling.fill(value, (key,), (key,)) for key, value in raw.items()}
    filled = {key: value for key, value in filled.items() if value is not _LEFT_OUT}
    return Composed(raw, filled, filling.open, tuple(faults), filling.used, own, places, filling.moved)


@attrs.define
class _Filling:
    """Puts values in the place of parameters and open points; a path leads to a place in the result and in the file."""

    parameters: Raw
    given: Raw
    readings: Readings
    faults: list[Fault]
    used: dict[Path, str] = attrs.field(factory=dict)
    open: dict[Path, str] = attrs.field(factory=dict)
    moved: dict[Path, Path] = attrs.field(factory=dict)

    def fill(self, value: Any, path: Path, home: Path) -> Any:
        """Give a value with everything in it filled in, or `_LEFT_OUT`."""
        if isinstance(value, dict):
            if isinstance(value.get(_SWITCH), str):
                return self._read(value, path, home)
            if len(value) == 1 and isinstance(value.get("parameter"), str):
                return self._parameter(value["parameter"], path)
            told = {key: self.fill(item, (*path, key), (*home, key)) for key, item in value.items()}
            return {key: item for key, item in told.items() if item is not _LEFT_OUT}
        return self._list(value, path, home) if isinstance(value, list) else value

    def _list(self, value: Sequence[Any], path: Path, home: Path) -> list[Any]:
        told: list[Any] = []
        for index, item in enumerate(value):
            place, there = (*path, len(told)), (*home, index)
            if len(told) != index:
                self.moved[place] = there
            filled = self.fill(item, place, there)
            if filled is not _LEFT_OUT:
                told.append(filled)
        return told

    def _read(self, value: Raw, path: Path, home: Path) -> Any:
        name = value[_SWITCH]
        if name not in self.readings:
            self.moved[path] = home
            fault = Fault(path, f"no open point '{name}' is declared", "", nearest(name, self.readings))
            self.faults.append(fault)
            return _LEFT_OUT
        reading, known = self.readings[name]
        for key in value:
            if key != _SWITCH and key not in known:
                self.moved[*path, key] = (*home, key)
                what = f"the open point '{name}' has no reading '{key}'"
                self.faults.append(Fault((*path, key), what, ", ".join(sorted(known)), nearest(key, known)))
        if reading not in value:
            return _LEFT_OUT
        self.moved[path] = (*home, reading)
        return self.fill(value[reading], path, (*home, reading))

    def _parameter(self, name: str, path: Path) -> Any:
        if name not in self.parameters:
            fault = Fault(path, f"no parameter '{name}' is declared", "", nearest(name, self.parameters))
            self.faults.append(fault)
            self.open[path] = name
            return _STAND_IN[ParameterType.NUMBER]
        self.used[path] = name
        if name in self.given:
            return self.given[name]
        self.open[path] = name
        return _stand_in(self.parameters[name])


def _stand_in(declared: Any) -> Any:
    words = isinstance(declared, Mapping) and declared.get("type") == ParameterType.WORDS
    return _STAND_IN[ParameterType.WORDS if words else ParameterType.NUMBER]


def open_points(value: Any) -> Iterator[str]:
    """Give the open points that a part of a file names."""
    if isinstance(value, dict):
        if isinstance(value.get(_SWITCH), str):
            yield value[_SWITCH]
        for item in value.values():
            if isinstance(item, dict | list):
                yield from open_points(item)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list):
                yield from open_points(item)


def _there(raw: Any, path: Path) -> bool:
    for part in path:
        if isinstance(raw, Mapping):
            if part not in raw:
                return False
            raw = raw[str(part)]
        elif isinstance(raw, list):
            if not isinstance(part, int) or part >= len(raw):
                return False
            raw = raw[part]
        else:
            return False
    return True
