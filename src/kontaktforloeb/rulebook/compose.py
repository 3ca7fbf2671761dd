"""Put together what a file says: its defaults, the file that it extends, and the values of its parameters.

All of it happens on parsed TOML, before anything is looked at, so that a requirement reads the same however it came to
be. `home` leads a path of what was put together back to the place in the file that a person can mend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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

_STAND_IN: Mapping[str, Any] = {ParameterType.NUMBER: 1, ParameterType.WORDS: ["?"]}
"""What stands where a parameter has no value, so that the rest can be read; nothing is judged by it."""


@attrs.frozen
class Composed:
    """What a file says in the end.

    `raw` still names parameters where it uses them, so that another file can extend it; in `filled` they have values,
    and stand-ins where none is set: `open` names those by the path at which they stand.
    """

    raw: Raw
    filled: Raw
    open: Mapping[Path, str]
    faults: tuple[Fault, ...]
    _used: Mapping[Path, str]
    _own: Raw
    _places: Mapping[str | int, tuple[int | None, ...]]
    """For each entry of a list its place in the file itself, `None` where it is taken over."""

    def home(self, path: Path, *, about_key: bool = False) -> Path:
        """Give the path in the file itself that a path in `filled` comes from: its key, or the value there."""
        name = next((self._used[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._used), None)
        if name is not None and not about_key:
            given = [("set", name), ("parameter", name, "value")]
            # A value that stands nowhere in the file is the base's, or was set by whoever called.
            elsewhere: Path = ("extends",) if "extends" in self._own else ("set", name)
            return next((place for place in given if _there(self._own, place)), elsewhere)
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


def compose(own: Raw, base: Composed | None = None, values: Raw | None = None, *, named: bool = True) -> Composed:
    """Give what a file says, over what `base` says where it extends one; `values` are set beside its own.

    Where no parameter is `named` in the file, none is looked for.
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
    return _filled(raw, own, places, values or {}, named=named or base is not None)


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


def _filled(
    raw: dict[str, Any], own: Raw, places: Mapping[str | int, tuple[int | None, ...]], values: Raw, *, named: bool
) -> Composed:
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
    used: dict[Path, str] = {}
    open_: dict[Path, str] = {}

    def fill(value: Any, path: Path) -> Any:
        if isinstance(value, dict):
            if len(value) == 1 and isinstance(value.get("parameter"), str):
                name = value["parameter"]
                if name not in parameters:
                    faults.append(Fault(path, f"no parameter '{name}' is declared", "", nearest(name, parameters)))
                    open_[path] = name
                    return _STAND_IN[ParameterType.NUMBER]
                used[path] = name
                if name in given:
                    return given[name]
                open_[path] = name
                return _stand_in(parameters[name])
            return {key: fill(item, (*path, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [fill(item, (*path, index)) for index, item in enumerate(value)]
        return value

    filled = {key: fill(value, (key,)) if key in (*_LISTS, "match") else value for key, value in raw.items()}
    return Composed(raw, filled, open_, tuple(faults), used, own, places)


def _stand_in(declared: Any) -> Any:
    words = isinstance(declared, Mapping) and declared.get("type") == ParameterType.WORDS
    return _STAND_IN[ParameterType.WORDS if words else ParameterType.NUMBER]


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
